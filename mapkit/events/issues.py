"""What the reports leave open or contradict each other in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mapkit._text import fold
from mapkit.events.merge import Group, when_of
from mapkit.events.page import Report
from mapkit.frames import format_quantity, place_label, unique
from mapkit.model import Article, Event, EventKind, Evidence, Issue, Mention, Place, PlaceMatch, Quantity, Role, Status


def find_issues(
    events: Sequence[Event],
    told: Sequence[tuple[Group, Event]],
    loose: Sequence[Report],
    mentions: Iterable[Mention],
    articles: Sequence[Article],
    places: Iterable[PlaceMatch],
) -> tuple[Issue, ...]:
    """Return everything that an editor should know, in a stable order."""
    names = {a.id: a.name for a in articles}
    return (
        *_glosses(mentions, names),
        *_rival_holders(events, names),
        *_present_where_held(events, names),
        *_rival_numbers(told),
        *_rival_dates(told),
        *_unknown_places(told),
        *_ambiguous_places(events, places, names),
        *_unplaced(loose, names),
        *_undated(events),
    )


def _glosses(mentions: Iterable[Mention], names: dict[str, str]) -> list[Issue]:
    """One acronym, two expansions."""
    found: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for mention in mentions:
        hints = mention.hints
        if mention.kind == "actor" and "gloss" in hints:
            # "the united nations mission" and "united nations mission" are one expansion
            long = fold(hints["long"]).removeprefix("the ")
            found[hints["gloss"].upper()].setdefault(long, mention.evidence)
    return [
        Issue(
            code="actor-gloss-conflict",
            message=f"{acronym} is expanded in {len(longs)} ways: "
            + "; ".join(f"{e.quote!r} ({names.get(e.article_id, e.article_id)})" for e in longs.values()),
            evidence=tuple(longs.values()),
        )
        for acronym, longs in sorted(found.items())
        if len(longs) > 1
    ]


def _rival_holders(events: Sequence[Event], names: dict[str, str]) -> list[Issue]:
    """Two parties said to hold or to have gained the same place at the same time."""
    held = [
        e
        for e in events
        if e.kind in (EventKind.HELD, EventKind.CONTROL_CHANGE)
        and e.place
        and e.when
        and e.status in (Status.HAPPENED, Status.CLAIMED)
    ]
    issues = []
    for i, a in enumerate(held):
        for b in held[i + 1 :]:
            mine, theirs = _holders(a), _holders(b)
            if (
                a.place is None
                or b.place is None
                or a.place.id != b.place.id
                or not mine
                or not theirs
                or mine & theirs
            ):
                continue
            if a.when is None or b.when is None or a.when & b.when is None or not _excludes(a, b):
                continue
            issues.append(
                Issue(
                    code="rival-holders",
                    message=f"{place_label(a.place)}: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))} "
                    f"are both reported in "
                    f"{(a.when & b.when or a.when).edtf} ({_sources(a, names)}; {_sources(b, names)})",
                    evidence=(a.evidence[0], b.evidence[0]),
                    event_ids=(a.id, b.id),
                )
            )
    return issues


def _excludes(a: Event, b: Event) -> bool:
    """Whether two parties cannot both be right: a later gain ends a holding, which is a sequence and no conflict."""
    if a.kind is b.kind is EventKind.HELD:
        return True
    return (
        a.kind is b.kind
        and a.when is not None
        and b.when is not None
        and a.when.day is not None
        and a.when.day == b.when.day
    )


def _present_where_held(events: Sequence[Event], names: dict[str, str]) -> list[Issue]:
    """One party is said to stand where another is said to hold the place."""
    held = [e for e in events if e.kind is EventKind.HELD and e.place and e.when and e.status is Status.HAPPENED]
    issues = []
    for event in events:
        if (
            event.kind is not EventKind.DEPLOYMENT
            or event.place is None
            or event.when is None
            or event.status is not Status.HAPPENED
        ):
            continue
        for other in held:
            mine, theirs = {a.name for a in event.with_role(Role.BY)}, _holders(other)
            if (
                other.place is None
                or other.place.id != event.place.id
                or other.when is None
                or not mine
                or mine & theirs
                or event.when & other.when is None
            ):
                continue
            issues.append(
                Issue(
                    code="presence-where-held",
                    message=f"{place_label(event.place)}: {', '.join(sorted(mine))} are reported to deploy "
                    f"where {', '.join(sorted(theirs))} hold the place "
                    f"({_sources(event, names)}; {_sources(other, names)}); "
                    "the place may stand for the area round it",
                    evidence=(event.evidence[0], other.evidence[0]),
                    event_ids=(event.id, other.id),
                )
            )
    return issues


def _holders(event: Event) -> set[str]:
    return {a.name for a in event.with_role(Role.BY, Role.TO)}


def _sources(event: Event, names: dict[str, str]) -> str:
    return ", ".join(unique(names.get(e.article_id, e.article_id) for e in event.evidence))


def _rival_numbers(told: Sequence[tuple[Group, Event]]) -> list[Issue]:
    """One event, two numbers that exclude each other; compatible bounds are no conflict.

    A report that gives two numbers of one unit counts different things and is left out.
    """
    issues = []
    for group, event in told:
        by_unit: dict[str, list[tuple[Quantity, Report]]] = defaultdict(list)
        for report in group.reports:
            units = [q.unit for q in report.quantities]
            for q in report.quantities:
                if units.count(q.unit) == 1:
                    by_unit[q.unit].append((q, report))
        for _, pairs in sorted(by_unit.items()):
            low = max(q.low if q.low is not None else 0.0 for q, _ in pairs)
            high = min(q.high if q.high is not None else float("inf") for q, _ in pairs)
            if low > high:
                numbers = ", ".join(unique(f"{format_quantity(q)} ({r.article.name})" for q, r in pairs))
                what = f"{group.kind.replace('_', ' ')}, {place_label(group.place)}"
                message = f"{what}: {numbers}; all are kept, none is averaged"
                evidence = tuple(r.evidence for _, r in pairs)
                issues.append(Issue(code="rival-numbers", message=message, evidence=evidence, event_ids=(event.id,)))
    return issues


def _rival_dates(told: Sequence[tuple[Group, Event]]) -> list[Issue]:
    issues = []
    for group, event in told:
        met = group.when
        for report in group.reports:
            own = when_of(report)
            if met is not None and own is not None and met & own is None:
                issues.append(
                    Issue(
                        code="rival-dates",
                        message=f"{report.article.name} dates the {group.kind} {own.edtf}, against {met.edtf}",
                        evidence=(report.evidence,),
                        event_ids=(event.id,),
                    )
                )
    return issues


def _unknown_places(told: Sequence[tuple[Group, Event]]) -> list[Issue]:
    """A place that no gazetteer knows, or that could be several: the event stays, without a point."""
    return [
        Issue(
            code="unknown-place",
            message=f"{report.unlocated!r} ({report.article.name}) could not be located: "
            f"the {group.kind.replace('_', ' ')} reported there has no point on the map",
            evidence=(report.evidence,),
            event_ids=(event.id,),
        )
        for group, event in told
        for report in group.reports[:1]
        if report.unlocated is not None and event.place is None
    ]


def _ambiguous_places(events: Sequence[Event], places: Iterable[PlaceMatch], names: dict[str, str]) -> list[Issue]:
    """A place that size alone chose among several of its name: the events stand there with that reserve."""
    found: dict[tuple[str, str], tuple[PlaceMatch, Place]] = {}
    for match in places:
        if match.ambiguous and match.place is not None and match.role == "location":
            found.setdefault((match.mention.evidence.article_id, match.place.root), (match, match.place))
    issues = []
    for (article, root), (match, place) in sorted(found.items(), key=lambda item: item[0]):
        concerned = [e for e in events if e.place is not None and e.place.root == root]
        concerned = [e for e in concerned if any(evidence.article_id == article for evidence in e.evidence)]
        if concerned:
            why = next(reason for reason in match.reasons if reason.startswith("ambiguous"))
            issues.append(
                Issue(
                    code="ambiguous-place",
                    message=f"{match.mention.evidence.quote!r} ({names[article]}) is taken for "
                    f"{place_label(place)} in {place.country or 'no country'}; {why} (a home country given does)",
                    evidence=(match.mention.evidence,),
                    event_ids=tuple(e.id for e in concerned),
                )
            )
    return issues


def _unplaced(loose: Sequence[Report], names: dict[str, str]) -> list[Issue]:
    seen: set[tuple[str, int, str]] = set()
    issues = []
    for report in loose:
        key = (report.article.id, report.evidence.start, report.kind)
        if key not in seen:
            seen.add(key)
            kind = report.kind.replace("_", " ")
            article = "an" if kind[0] in "ae" else "a"
            issues.append(
                Issue(
                    code="unplaced-report",
                    message=f"{names[report.article.id]} reports {article} {kind} without saying where or when: "
                    "it is not on the map",
                    evidence=(report.evidence,),
                )
            )
    return issues


def _undated(events: Sequence[Event]) -> list[Issue]:
    return [
        Issue(
            code="undated-event",
            message=f"{event.kind}, {place_label(event.place)}: no article says when, and none of them is dated",
            evidence=event.evidence[:1],
            event_ids=(event.id,),
        )
        for event in events
        if event.when is None
    ]
