"""What the reports leave open or contradict each other in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mapkit._text import fold
from mapkit.events.case import Case
from mapkit.events.merge import Group
from mapkit.events.page import Report
from mapkit.events.rivals import find_rivals
from mapkit.events.wording import find_differing_words
from mapkit.frames import place_label, unique
from mapkit.model import PUT, Event, Evidence, Issue, Place, PlaceMatch


def find_issues(case: Case) -> tuple[Issue, ...]:
    """Return everything that an editor should know, in a stable order."""
    return (
        *_glosses(case),
        *find_rivals(case),
        *find_differing_words(case),
        *_unknown_places(case.told),
        *_doubted_places(case),
        *_unplaced(case),
        *_doubtful(case),
        *_undated(case),
    )


def _glosses(case: Case) -> list[Issue]:
    """One acronym, two expansions."""
    found: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for mention in (m for found in case.mentions.values() for m in found if m.kind == "actor"):
        hints = mention.hints
        if "gloss" in hints:
            # "the united nations mission" and "united nations mission" are one expansion
            long = fold(hints["long"]).removeprefix("the ")
            found[hints["gloss"].upper()].setdefault(long, mention.evidence)
    return [
        Issue(
            code="actor-gloss-conflict",
            message=f"{acronym} is expanded in {len(longs)} ways: "
            + "; ".join(f"{e.quote!r} ({case.name(e.article_id)})" for e in longs.values()),
            evidence=tuple(longs.values()),
        )
        for acronym, longs in sorted(found.items())
        if len(longs) > 1
    ]


def _unknown_places(told: Sequence[tuple[Group, Event]]) -> list[Issue]:
    """A place that no gazetteer knows, or that could be several: its events stay, without a point."""
    found: dict[tuple[str, str], list[tuple[Report, Event]]] = defaultdict(list)
    for group, event in told:
        report = group.reports[0]
        if report.unlocated is not None and event.place is None:
            found[report.article.id, fold(report.unlocated)].append((report, event))
    return [
        Issue(
            code="unknown-place",
            message=f"{first.unlocated!r} ({first.article.name}) could not be located: "
            f"what is reported there ({_listed(report.kind for report, _ in reports)}) has no point on the map",
            evidence=(first.evidence,),
            event_ids=tuple(event.id for _, event in reports),
        )
        for reports in found.values()
        for first, _ in reports[:1]
    ]


def _listed(kinds: Iterable[str]) -> str:
    return ", ".join(kind.replace("_", " ") for kind in unique(kinds))


def _doubted_places(case: Case) -> list[Issue]:
    """A place that size alone chose among several of its name, or only the words of an article put where it is.

    The events stand there with that reserve.
    """
    found: dict[tuple[str, str], tuple[PlaceMatch, Place]] = {}
    for match in (m for matches in case.places.values() for m in matches):
        doubted = match.ambiguous or _put(match)
        if doubted and match.place is not None and match.role == "location":
            found.setdefault((match.mention.evidence.article_id, match.place.root), (match, match.place))
    standing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in case.events if found else ():
        if event.place is not None:
            for article in dict.fromkeys(e.article_id for e in event.evidence):
                standing[article, event.place.root].append(event.id)
    issues = []
    for (article, root), (match, place) in sorted(found.items(), key=lambda item: item[0]):
        if concerned := standing.get((article, root)):
            quoted = f"{match.mention.evidence.quote!r} ({case.name(article)})"
            if (put := _put(match)) is not None:
                code = "described-place"
                message = f"{quoted} is {put}; the truth may be {place.radius_m / 1000:.0f} km off"
            else:
                why = next(reason for reason in match.reasons if reason.startswith("ambiguous"))
                code, land = "ambiguous-place", place.country or "no country"
                message = f"{quoted} is taken for {place_label(place)} in {land}; {why} (a home country given does)"
            evidence = (match.mention.evidence,)
            issues.append(Issue(code=code, message=message, evidence=evidence, event_ids=tuple(concerned)))
    return issues


def _put(match: PlaceMatch) -> str | None:
    """Return how the words of an article alone put a place, ``None`` where a gazetteer knows it."""
    return next((reason for reason in match.reasons if reason.startswith(PUT)), None)


def _unplaced(case: Case) -> list[Issue]:
    """Reports without place and time: one issue for all of one kind that an article tells."""
    told: dict[tuple[str, str], dict[int, Report]] = defaultdict(dict)
    for report in case.loose:
        told[report.article.id, report.kind].setdefault(report.evidence.start, report)
    issues = []
    for (_, named), reports in told.items():
        kind = named.replace("_", " ")
        often = "" if len(reports) == 1 else f" ({len(reports)} times)"
        article = next(iter(reports.values())).article.name
        issues.append(
            Issue(
                code="unplaced-report",
                message=f"{article} reports {'an' if kind[0] in 'ae' else 'a'} {kind} without saying where or when"
                f"{often}: it is not on the map",
                evidence=tuple(report.evidence for report in reports.values()),
            )
        )
    return issues


def _doubtful(case: Case) -> list[Issue]:
    """What is hardly told as an event, and left off the map for that: one issue for all of an article."""
    told: dict[str, dict[int, Report]] = defaultdict(dict)
    for report in case.doubtful:
        told[report.article.id].setdefault(report.evidence.start, report)
    return [
        Issue(
            code="doubtful-report",
            message=f"{case.name(article)} has in words that seldom tell of an event, and so left off the map: "
            + "; ".join(unique(f"{r.kind.replace('_', ' ')}, {place_label(r.place)}" for r in reports.values())),
            evidence=tuple(report.evidence for report in reports.values()),
        )
        for article, reports in told.items()
    ]


def _undated(case: Case) -> list[Issue]:
    """Events that nothing dates: one issue for all of those that an article is the first to tell."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in case.events:
        if event.when is None:
            found[event.evidence[0].article_id].append(event)
    issues = []
    for article, events in found.items():
        shown = "; ".join(f"{e.kind.replace('_', ' ')}, {place_label(e.place)}" for e in events[:3])
        more = f" and {len(events) - 3} more" if len(events) > 3 else ""
        issues.append(
            Issue(
                code="undated-event",
                message=f"{case.name(article)} tells what neither a text nor a publication dates: {shown}{more}",
                evidence=tuple({e.evidence[0].start: e.evidence[0] for e in events[:3]}.values()),
                event_ids=tuple(e.id for e in events),
            )
        )
    return issues
