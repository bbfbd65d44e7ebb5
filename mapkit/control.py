"""Who held which place, and from when to when: states that follow from events by named rules.

The rules, each named in :attr:`ControlState.rule`:

=============================  ===========================================================================
reported-holder/1              a source says that an actor holds or took the place
claimed-holder/1               the gaining party says so and nobody confirms it
held-until-leaving/1           whoever left a base was in it until then
left-successor-not-reported/1  after a departure nobody is reported to have taken over: unknown
town-taken-base-not-reported/1 the town changed hands; who holds the base in it since is unknown
=============================  ===========================================================================

What holds for a town is not carried to its base, nor the other way round. What each kind of event does to control
stands in ``vocabulary/event_kinds.toml`` (``effect``).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from mapkit._resources import load_toml
from mapkit.model import Actor, Basis, ControlState, Event, Place, Status, When

FACTUAL = (Status.HAPPENED, Status.CLAIMED)

_HELD_KINDS = ("base", "town", "site", "district")
"""Places that can be held as a whole; a region or a country is never said to be held because an event names it."""


@dataclass(frozen=True, slots=True)
class _Change:
    """One effect of one event on one place."""

    event: Event
    effect: str
    actor: Actor
    when: When


class ControlEngine:
    """Derives control states from events; see the rules above."""

    name = "control/1"

    def infer(self, events: Sequence[Event]) -> Iterable[ControlState]:
        """Turn what happened at each place into who held it, and when.

        Events without place or time, plans, possibilities and denials derive nothing.
        """
        by_place: dict[str, list[Event]] = defaultdict(list)
        places: dict[str, Place] = {}
        for event in events:
            if (
                event.place is not None
                and event.when is not None
                and event.status in FACTUAL
                and event.place.kind in _HELD_KINDS
            ):
                by_place[event.place.id].append(event)
                places[event.place.id] = event.place
        taken = {pid: _gains(by_place[pid]) for pid in by_place}
        states: list[ControlState] = []
        for pid in sorted(places):
            place = places[pid]
            town = taken.get(place.parent or "", []) if place.kind == "base" else []
            states += _states_of(place, by_place[pid], town)
        return states


def _effects(event: Event) -> list[tuple[str, Actor]]:
    table: dict[str, str] = load_toml("vocabulary", "event_kinds.toml")[event.kind]["effect"]
    return [(table[role], actor) for role, actor in event.actors if role in table]


def _changes(events: Sequence[Event]) -> list[_Change]:
    found = [
        _Change(event, effect, actor, event.when)
        for event in events
        if event.when is not None
        for effect, actor in _effects(event)
    ]
    return sorted(found, key=_in_time)


def _in_time(change: _Change) -> tuple[date, date, int, str, str]:
    when = change.when
    # a loss comes before the gain of the same day
    order = ("loses", "holds", "gains").index(change.effect)
    return (when.latest or date.max, when.earliest or date.min, order, change.event.id, change.actor.id)


def _gains(events: Sequence[Event]) -> list[_Change]:
    return [c for c in _changes(events) if c.effect == "gains" and c.event.status is Status.HAPPENED]


def _states_of(place: Place, events: Sequence[Event], town_taken: Sequence[_Change]) -> list[ControlState]:
    changes = _changes(events)
    states: list[ControlState] = []
    for number, change in enumerate(changes):
        later = changes[number + 1 :]
        if change.effect == "loses":
            states += _after_loss(place, change, changes, later)
            continue
        claimed = change.event.status is Status.CLAIMED
        end = _end(change, changes, later)
        if place.kind == "base" and end is None:
            end = next(
                (
                    t.when
                    for t in town_taken
                    if t.when.before(change.when) is not True and t.actor.id != change.actor.id
                ),
                None,
            )
        since = (
            change.when
            if change.effect == "gains"
            else When(earliest=None, latest=change.when.latest or change.when.earliest)
        )
        states.append(
            _state(
                place,
                change.actor,
                "held",
                since,
                end,
                Basis.CLAIMED if claimed else Basis.REPORTED,
                "claimed-holder/1" if claimed else "reported-holder/1",
                [change.event],
            )
        )
        if end is not None and place.kind == "base" and _end(change, changes, later) is None:
            cause = next(t for t in town_taken if t.when == end)
            states.append(
                _state(
                    place,
                    None,
                    "unknown",
                    end,
                    None,
                    Basis.INFERRED,
                    "town-taken-base-not-reported/1",
                    [change.event, cause.event],
                )
            )
    return _merge(states)


def _end(change: _Change, changes: Sequence[_Change], later: Sequence[_Change]) -> When | None:
    """Return when a holder's time ends: its own loss, or the next gain of somebody else.

    A claim does not end what is reported as a fact.
    """
    # nobody leaves what he does not hold: his own departure comes after his gain wherever the bounds allow it
    losses = [
        c.when
        for c in changes
        if c.effect == "loses" and c.actor.id == change.actor.id and c.when.before(change.when) is not True
    ]
    if losses:
        return min(losses, key=lambda w: (w.latest or date.max, w.earliest or date.min))
    for other in later:
        own_loss = other.effect == "loses" and other.actor.id == change.actor.id
        replaced = other.effect in ("gains", "holds") and other.actor.id != change.actor.id
        confirmed = other.event.status is Status.HAPPENED or change.event.status is Status.CLAIMED
        if (own_loss or (replaced and other.effect == "gains")) and confirmed:
            return other.when
    return None


def _after_loss(
    place: Place, change: _Change, changes: Sequence[_Change], later: Sequence[_Change]
) -> list[ControlState]:
    states: list[ControlState] = []
    if change.event.status is Status.CLAIMED and any(
        c is not change and c.effect == "loses" and c.actor.id == change.actor.id and c.event.status is Status.HAPPENED
        for c in changes
    ):
        return states  # the departure itself is reported as a fact; who claims the place adds nothing to it
    basis = Basis.CLAIMED if change.event.status is Status.CLAIMED else Basis.INFERRED
    earlier = [
        c
        for c in changes
        if c is not change and c.effect in ("gains", "holds") and c.when.before(change.when) is not False
    ]
    if not any(c.actor.id == change.actor.id for c in earlier) and (place.kind == "base" or not earlier):
        until = change.when
        bound = until.latest or until.earliest
        if bound is not None:
            since = When(earliest=None, latest=until.earliest or bound)
            states.append(
                _state(place, change.actor, "held", since, until, basis, "held-until-leaving/1", [change.event])
            )
    successors = [
        c
        for c in changes
        if c is not change
        and c.effect in ("gains", "holds")
        and c.actor.id != change.actor.id
        and c.when.before(change.when) is not True
    ]
    fact = any(c.event.status is Status.HAPPENED for c in successors)
    if not successors:
        end = next((c.when for c in later if c.effect in ("gains", "holds")), None)
        states.append(
            _state(
                place,
                None,
                "unknown",
                change.when,
                end,
                Basis.INFERRED,
                "left-successor-not-reported/1",
                [change.event],
            )
        )
    elif not fact and place.kind != "base":
        states.append(
            _state(
                place,
                None,
                "unknown",
                change.when,
                None,
                Basis.INFERRED,
                "left-successor-not-reported/1",
                [change.event],
            )
        )
    return states


def _state(
    place: Place,
    holder: Actor | None,
    state: Literal["held", "contested", "vacuum", "unknown"],
    since: When,
    until: When | None,
    basis: Basis,
    rule: str,
    events: Sequence[Event],
) -> ControlState:
    ids = tuple(e.id for e in events)
    digest = hashlib.sha256("\n".join([place.id, holder.id if holder else "", rule, *ids]).encode()).hexdigest()[:10]
    if until is not None and until.before(since) is True:
        until = None
    elif until is not None and since.earliest is not None:
        # an end is not before its beginning
        until = until & When(earliest=since.earliest, latest=None) or until
    return ControlState(
        id=f"cs-{digest}",
        place=place,
        holder=holder,
        state=state,
        since=since,
        until=until,
        basis=basis,
        rule=rule,
        event_ids=ids,
    )


def _merge(states: Sequence[ControlState]) -> list[ControlState]:
    """Join two states of one holder under one rule: the earlier beginning and both events count."""
    merged: dict[tuple[str, str, str], ControlState] = {}
    for state in states:
        key = (state.holder.id if state.holder else "", state.rule, state.until.edtf if state.until else "")
        known = merged.get(key)
        if known is None:
            merged[key] = state
            continue
        since = min((known.since, state.since), key=lambda w: (w.latest or date.max, w.earliest or date.min))
        merged[key] = replace(known, since=since, event_ids=tuple(dict.fromkeys((*known.event_ids, *state.event_ids))))
    return list(merged.values())
