"""Mentions, places and times become events: one for each thing reported, however many articles report it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from mapkit._resources import load_toml
from mapkit._text import any_of
from mapkit.events.case import Case
from mapkit.events.issues import find_issues
from mapkit.events.merge import Group, event_of, group_reports, name_events
from mapkit.events.order import date_by_story, supersede, tighten
from mapkit.events.origins import Marks, independent, origins
from mapkit.events.page import Report
from mapkit.events.reports import find_reports
from mapkit.events.successors import note_successors
from mapkit.model import Article, Event, EventKind, Issue, Mention, PlaceMatch, TimeMatch, When

__all__ = ["assemble", "assemble_with_issues"]


def assemble(
    mentions: Iterable[Mention],
    places: Iterable[PlaceMatch],
    times: Iterable[TimeMatch],
    *,
    articles: Sequence[Article],
) -> tuple[Event, ...]:
    """Assemble the events that the articles report.

    Parameters
    ----------
    mentions, places, times
        What :func:`mapkit.extract`, :func:`mapkit.locate` and :func:`mapkit.anchor` returned.
    articles
        The articles, dated as far as they can be.

    Returns
    -------
    tuple of Event
        In order of kind and first quotation; independent of the order and the names of the articles. No mention gives
        ``()``.
    """
    return assemble_with_issues(mentions, places, times, articles=articles)[0]


def assemble_with_issues(
    mentions: Iterable[Mention],
    places: Iterable[PlaceMatch],
    times: Iterable[TimeMatch],
    *,
    articles: Sequence[Article],
) -> tuple[tuple[Event, ...], tuple[Issue, ...]]:
    """Assemble the events, and say what could not be decided on the way."""
    ordered = sorted({a.id: a for a in articles}.values(), key=lambda a: a.id)
    by_article = _by_article(mentions), _by_article(places), _by_article(times)
    reports: list[Report] = []
    issues: list[Issue] = []
    for article in ordered:
        parts = (part.get(article.id, []) for part in by_article)
        reports += find_reports(article, *parts, objects=_objects(), issues=issues)
    placed, loose = _attach(reports)
    groups = group_reports(placed)
    _bound_by_order(groups)
    marks = origins(ordered)
    doubted = [_is_doubtful(group, marks) for group in groups]
    doubtful = [report for group, doubt in zip(groups, doubted, strict=True) if doubt for report in group.reports]
    groups = [group for group, doubt in zip(groups, doubted, strict=True) if not doubt]
    # one event for each group, in the order of the groups
    events = name_events([event_of(group, marks=marks) for group in groups])
    told = list(zip(groups, events, strict=True))
    events = sorted(events, key=lambda e: (e.kind, e.evidence[0].article_id, e.evidence[0].start, e.id))
    events = note_successors(supersede(date_by_story(tighten(events))))
    mentioned, located, timed = by_article
    case = Case(
        events=events,
        told=told,
        loose=loose,
        doubtful=doubtful,
        articles={a.id: a for a in ordered},
        mentions=mentioned,
        places=located,
        times=timed,
    )
    return tuple(events), (*issues, *find_issues(case))


def _is_doubtful(group: Group, marks: Marks) -> bool:
    """Whether a careful reader would hardly take what is told for an event: nor is it told from two origins."""
    return all(r.doubtful for r in group.reports) and independent({r.article.id for r in group.reports}, marks) < 2


def _by_article(items: Iterable[Mention | PlaceMatch | TimeMatch]) -> dict[str, list]:  # type: ignore[type-arg]  # one helper for three element types
    found: dict[str, list] = defaultdict(list)  # type: ignore[type-arg]  # as above
    for item in items:
        evidence = item.evidence if isinstance(item, Mention) else item.mention.evidence
        found[evidence.article_id].append(item)
    return found


@cache
def _objects() -> re.Pattern[str]:
    words: list[str] = [w for lang in ("en", "fr") for w in load_toml("vocabulary", f"triggers_{lang}.toml")["objects"]]
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)", re.IGNORECASE)


_HAPPENS = frozenset((EventKind.ATTACK, EventKind.CLASH, EventKind.CASUALTY_REPORT))
"""What a noun alone tells: a withdrawal or a deployment that is only named may be of any time, or none yet."""


def _attach(reports: Sequence[Report]) -> tuple[list[Report], list[Report]]:
    """Give reports without a place the place of the report they refer back to; return (reports to use, loose ones).

    "This evacuation, which took place on Tuesday" dates the evacuation told before. A noun without doer, place and time
    of its own ("the capture means ...") only refers and reports nothing. A report that has neither place nor time is
    loose: an editor may place it.
    """
    use: list[Report] = []
    loose: list[Report] = []
    told: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        earlier = told[report.article.id, report.kind]
        timed = report.time is not None and report.time.when is not None
        if report.place is None and report.demonstrative and earlier:
            report.place = earlier[-1].place
            report.actors = report.actors or list(earlier[-1].actors)
            report.reasons.append("place: this refers to the report before it")
        dated = timed and report.time is not None and not report.time.timex_value.endswith("_REF")
        # "explosions are reported in X", where the article told of an attack on Y
        town = report.place is not None and report.place.kind != "country" and not report.carried
        new_place = (report.direct or (town and report.kind in _HAPPENS)) and not any(
            r.place == report.place for r in earlier
        )
        bare = report.form == "noun" and not (report.actors or timed or report.quantities or new_place)
        if bare and (earlier or (report.place is None and report.unlocated is None)):
            continue
        if report.place is None and report.unlocated is None and not dated:
            if not earlier:
                loose.append(report)
            continue
        _borrow_doer(report, earlier)
        use.append(report)
        if report.place is not None:
            earlier.append(report)
    return use, loose


def _borrow_doer(report: Report, earlier: Sequence[Report]) -> None:
    """Give "the departure from A was planned for ..." the doer of the departure from A told before."""
    if report.place is None or report.form != "noun" or report.actors:
        return
    donor = next((r for r in reversed(earlier) if r.place and r.actors and r.place.root == report.place.root), None)
    if donor is not None:
        report.actors, report.place = list(donor.actors), donor.place
        report.reasons.append("who: as the article told before of this place")


def _bound_by_order(groups: Sequence[Group]) -> None:
    """Bound what a sentence says came earlier ("following previous withdrawals from A") by its main event."""
    main: dict[tuple[str, int, str], Group] = {}
    for group in groups:
        for report in group.reports:
            if not report.earlier:
                main.setdefault((report.article.id, report.evidence.start, report.kind), group)
    for group in groups:
        for report in group.reports:
            later = main.get((report.article.id, report.evidence.start, report.kind)) if report.earlier else None
            limit = later.when.latest if later is not None and later is not group and later.when else None
            if limit is not None:
                report.bounds = When(earliest=None, latest=limit)
                report.reasons.append(f"time: told as earlier than what happened by {limit.isoformat()}")
