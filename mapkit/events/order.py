"""Order without dates: what came before what tightens the bounds of both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from mapkit.events.merge import precision_of
from mapkit.model import Event, EventKind, Role, Status, TimeBasis, When

_FACTS = (Status.HAPPENED, Status.CLAIMED)
_HOLDING = (EventKind.HELD, EventKind.CONTROL_CHANGE)

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
