"""Order without dates: what came before what tightens the bounds of both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from mapkit._text import fold
from mapkit.events.merge import precision_of
from mapkit.model import Event, EventKind, Role, Status, TimeBasis, When

_FACTS = (Status.HAPPENED, Status.CLAIMED)
_HOLDING = (EventKind.HELD, EventKind.CONTROL_CHANGE)

_FOUGHT = (EventKind.CONTROL_CHANGE, EventKind.ATTACK, EventKind.CLASH)
_TOLD = (*_FOUGHT, EventKind.HANDOVER, EventKind.WITHDRAWAL)

STORY = timedelta(days=7)
"""What an article tells of a place within so many days before its publication is one story."""

OVERDUE = timedelta(days=366)
"""After its term, or after it was made, a plan is fulfilled by what happens within this time."""

TELLING = timedelta(days=31)
"""A bound further from the other end than this says nothing of when something in the news happened."""

_Seen = list[tuple[date, str, Event]]


def tighten(events: Sequence[Event]) -> list[Event]:
    """Bound gains and departures from below by what is observed before them.

    A gain cannot precede the last day on which another holder of the same place is observed; a force cannot have left
    before the last day on which it is observed there. Only open beginnings are bounded, and only by observations that
    the later event's own bounds allow, and that leave it no more than :data:`TELLING`: that a town was the rebels' a
    year ago does not date its recapture.
    """
    at_place: dict[str, dict[frozenset[str], _Seen]] = defaultdict(lambda: defaultdict(list))
    in_town: dict[str, dict[str, _Seen]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        seen = event.when.earliest if event.when else None
        if event.kind not in _HOLDING or event.status not in _FACTS or event.place is None or seen is None:
            continue
        holders = frozenset(a.id for a in event.with_role(Role.BY, Role.TO))
        at_place[event.place.id][holders].append((seen, event.id, event))
        for holder in holders:
            in_town[event.place.root][holder].append((seen, event.id, event))
    lists = [*(seen for found in at_place.values() for seen in found.values())]
    lists += [seen for found in in_town.values() for seen in found.values()]
    for observed in lists:
        observed.sort(key=lambda item: item[:2])
    return [_bounded(event, _observations(event, at_place, in_town)) for event in events]


def _observations(
    event: Event,
    at_place: dict[str, dict[frozenset[str], _Seen]],
    in_town: dict[str, dict[str, _Seen]],
) -> list[_Seen]:
    """Return what can bound an event, in order of time: others at the place, or the same force in the town."""
    open_below = event.place is not None and event.when is not None and event.when.earliest is None
    if event.place is None or not open_below or event.status not in _FACTS:
        return []
    mine = {a.id for a in event.with_role(Role.BY, Role.TO)}
    if event.kind is EventKind.CONTROL_CHANGE and event.place.id in at_place:
        return [seen for holders, seen in at_place[event.place.id].items() if holders and not holders & mine]
    if event.kind is EventKind.WITHDRAWAL and event.place.root in in_town:
        known = in_town[event.place.root]
        return [known[actor] for actor in sorted(mine) if actor in known]
    return []


def _bounded(event: Event, observations: Sequence[_Seen]) -> Event:
    latest = event.when.latest if event.when else None
    floors: _Seen = []
    for seen in observations:
        end = bisect_right(seen, latest, key=lambda item: item[0]) if latest else len(seen)
        floor = next(
            (item for item in reversed(seen[:end]) if item[2] is not event and _known_first(item[2], event)), None
        )
        floors += [floor] if floor else []
    if not floors or event.when is None or event.place is None:
        return event
    day, _, other = max(floors, key=lambda item: item[:2])
    if latest is not None and latest - day > TELLING:
        return event
    if day == latest and other.evidence[0] == event.evidence[0]:
        return event  # "won it back on Tuesday after it had been overrun": told as earlier, and not of that day
    who = ", ".join(a.name for a in other.with_role(Role.BY, Role.TO))
    bounded = When(earliest=day, latest=latest, approximate=event.when.approximate)
    reason = f"time: not before {day.isoformat()}, when {who} is last reported at {event.place.name}"
    return replace(
        event,
        when=bounded,
        time_basis=TimeBasis.INFERRED,
        time_precision=precision_of(bounded),
        reasons=(*event.reasons, reason),
    )


def _known_first(other: Event, event: Event) -> bool:
    return other.known_since is None or event.known_since is None or other.known_since <= event.known_since


def date_by_story(events: Sequence[Event]) -> list[Event]:
    """Bound what an article tells without a day by the day of what else it tells of the place.

    A town that is told as taken, attacked or fought over, and a force that is told as leaving, are of the story that
    the article dates elsewhere: not before the last day, of :data:`STORY` before its telling, on which it tells of the
    place. A force that leaves a place is gone on the day on which the article tells that others took it.
    """
    by_place: dict[tuple[str, str], _Seen] = defaultdict(list)
    for event in events:
        day = event.when.day if event.when else None
        if day is None or event.status not in _FACTS or event.kind not in _TOLD:
            continue
        for article in {quoted.article_id for quoted in event.evidence}:
            by_place[article, _root_of(event)].append((day, event.id, event))
    return [_in_story(event, by_place) for event in events]


def _root_of(event: Event) -> str:
    return event.place.root if event.place is not None else fold(event.place_name or "")


def _in_story(event: Event, by_place: dict[tuple[str, str], _Seen]) -> Event:
    when = event.when
    undated = when is not None and when.earliest is None and event.time_basis is TimeBasis.INFERRED
    coarse = event.place is not None and event.place.kind in ("country", "region")
    if when is None or when.latest is None or not undated or coarse or event.status not in _FACTS:
        return event
    if event.kind not in (*_FOUGHT, EventKind.WITHDRAWAL) or any("as earlier" in reason for reason in event.reasons):
        return event
    articles = {quoted.article_id for quoted in event.evidence}
    seen = [item for article in articles for item in by_place.get((article, _root_of(event)), [])]
    seen = [item for item in seen if item[2] is not event and timedelta(0) <= when.latest - item[0] <= STORY]
    taken = [item for item in seen if _is_taken_from(item[2], event)]
    if event.kind is EventKind.WITHDRAWAL:
        if len({day for day, _, _ in taken}) != 1:
            return event
        told, bounded = taken[0][0], When.on(taken[0][0])
        reason = f"time: gone on {told.isoformat()}, when it changed hands"
    else:
        told = max((day for day, _, _ in seen), default=when.latest)
        if not seen or told == when.latest:
            return event
        bounded = When(earliest=told, latest=when.latest, approximate=when.approximate)
        reason = f"time: not before {told.isoformat()}, of which the article tells at this place"
    return replace(event, when=bounded, time_precision=precision_of(bounded), reasons=(*event.reasons, reason))


def _is_taken_from(change: Event, leaving: Event) -> bool:
    """Whether a change of hands gives a place to others than those who leave it."""
    left = {a.id for a in leaving.with_role(Role.BY, Role.TO)}
    gained = {a.id for a in change.with_role(Role.BY, Role.TO)}
    return change.kind in (EventKind.CONTROL_CHANGE, EventKind.HANDOVER) and not left & gained


def supersede(events: Sequence[Event]) -> list[Event]:
    """Mark the plans that then happened: each by the first that fulfils it."""
    done: dict[tuple[str, str], _Seen] = defaultdict(list)
    for event in events:
        if event.status is Status.HAPPENED and event.place is not None and event.when is not None:
            done[event.kind, event.place.root].append((_told_by(event), event.id, event))
    for found in done.values():
        found.sort(key=lambda item: item[:2])
    return [_overtaken(event, done) for event in events]


def _overtaken(plan: Event, done: dict[tuple[str, str], _Seen]) -> Event:
    # leaving one base does not fulfil the plan to leave the country
    if plan.status is not Status.PLANNED or plan.place is None or plan.place.kind in ("country", "region"):
        return plan
    known = done.get((plan.kind, plan.place.root), [])
    start = plan.known_since
    first = bisect_left(known, start, key=lambda item: item[0]) if start else 0
    match = next((known[i][2] for i in range(first, len(known)) if _fulfils(known[i][2], plan)), None)
    if match is None:
        return plan
    reasons = (*plan.reasons, "overtaken: the same is reported to have happened")
    return replace(plan, superseded_by=match.id, reasons=reasons)


def _told_by(done: Event) -> date:
    """Return the day by which something is done or reported as done, whichever is later."""
    happened = done.when.latest if done.when else None
    return max(happened or date.max, done.known_since or date.min)


def _fulfils(done: Event, plan: Event) -> bool:
    """Whether what happened, or was reported, since a plan was made is what was planned."""
    theirs, mine = {a.id for _, a in done.actors}, {a.id for _, a in plan.actors}
    if theirs and mine and not theirs & mine:
        return False
    if plan.known_since is not None and _told_by(done) < plan.known_since:
        return False
    term = max((d for d in (plan.known_since, plan.when.latest if plan.when else None) if d), default=None)
    happened = done.when.earliest if done.when else None
    return term is None or happened is None or happened <= term or happened - term <= OVERDUE
