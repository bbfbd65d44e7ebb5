"""Order without dates: what came before what tightens the bounds of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mapkit.events.merge import precision_of
from mapkit.model import Event, EventKind, Role, Status, TimeBasis, When

_FACTS = (Status.HAPPENED, Status.CLAIMED)


def tighten(events: Sequence[Event]) -> list[Event]:
    """Bound gains and departures from below by what is observed before them.

    A gain cannot precede the last day on which another holder of the same place is observed; a force cannot have left
    before the last day on which it is observed there. Only open beginnings are bounded, and only by observations that
    the later event's own bounds allow.
    """
    return [_bounded(event, events) for event in events]


def _bounded(event: Event, events: Sequence[Event]) -> Event:
    when = event.when
    if event.place is None or when is None or when.earliest is not None or event.status not in _FACTS:
        return event
    floors = [
        (seen, other)
        for other in events
        if other is not event
        and other.when is not None
        and (seen := other.when.earliest) is not None
        and _bounds_from_below(other, event)
    ]
    floors = [(seen, other) for seen, other in floors if when.latest is None or seen <= when.latest]
    if not floors:
        return event
    seen, other = max(floors, key=lambda item: (item[0], item[1].id))
    who = ", ".join(a.name for a in other.with_role(Role.BY, Role.TO))
    bounded = When(earliest=seen, latest=when.latest, approximate=when.approximate)
    reason = f"time: not before {seen.isoformat()}, when {who} is last reported at {event.place.name}"
    return replace(
        event,
        when=bounded,
        time_basis=TimeBasis.INFERRED,
        time_precision=precision_of(bounded),
        reasons=(*event.reasons, reason),
    )


def _bounds_from_below(other: Event, event: Event) -> bool:
    if other.place is None or event.place is None or other.status not in _FACTS:
        return False
    known_first = other.known_since is None or event.known_since is None or other.known_since <= event.known_since
    theirs = {a.id for a in other.with_role(Role.BY, Role.TO)}
    mine = {a.id for a in event.with_role(Role.BY, Role.TO)}
    if event.kind is EventKind.CONTROL_CHANGE and other.kind in (EventKind.HELD, EventKind.CONTROL_CHANGE):
        return known_first and other.place.id == event.place.id and bool(theirs) and not theirs & mine
    if event.kind is EventKind.WITHDRAWAL and other.kind in (EventKind.HELD, EventKind.CONTROL_CHANGE):
        return known_first and other.place.root == event.place.root and bool(theirs & mine)
    return False


def supersede(events: Sequence[Event]) -> list[Event]:
    """Mark the plans that then happened."""
    done = [e for e in events if e.status is Status.HAPPENED and e.place is not None and e.when is not None]
    result = []
    for event in events:
        # leaving one base does not fulfil the plan to leave the country
        if event.status is not Status.PLANNED or event.place is None or event.place.kind in ("country", "region"):
            result.append(event)
            continue
        match = next((d for d in done if _fulfils(d, event)), None)
        if match is None:
            result.append(event)
        else:
            result.append(
                replace(
                    event,
                    superseded_by=match.id,
                    reasons=(*event.reasons, "overtaken: the same is reported to have happened"),
                )
            )
    return result


def _fulfils(done: Event, plan: Event) -> bool:
    if done.kind is not plan.kind or done.place is None or plan.place is None or done.place.root != plan.place.root:
        return False
    theirs, mine = {a.id for _, a in done.actors}, {a.id for _, a in plan.actors}
    if theirs and mine and not theirs & mine:
        return False
    start = plan.known_since
    happened = done.when.latest if done.when else None
    # a plan is overtaken by what happens after it is made, or on the day it is reported
    return start is None or happened is None or happened >= start or (done.known_since or start) >= start
