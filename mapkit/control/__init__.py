"""Who held which place, and from when to when: states that follow from events by named rules.

What each kind of event does, which reports count and what each rule says stand in
``vocabulary/control_rules.toml``; the engine only walks through the changes of each place in time. The rule that
derived a state is named in :attr:`mapkit.ControlState.rule`. What rests on facts and what rests on claims is walked
side by side, so that a claim never hides a fact nor a fact a claim.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mapkit.control.changes import Change, changes_of
from mapkit.control.rules import ControlRules, read_rules, shipped_rules
from mapkit.control.walk import Span, Walk
from mapkit.model import Basis, ControlState, Event, Place

__all__ = ["ControlEngine", "ControlRules", "read_rules", "shipped_rules"]


class ControlEngine:
    """Derives control states from events by a table of rules.

    Parameters
    ----------
    rules
        A file like ``vocabulary/control_rules.toml``; the shipped table by default.

    Raises
    ------
    ConfigError
        When the table is wrong, naming the key and the value.
    """

    def __init__(self, *, rules: str | os.PathLike[str] | None = None) -> None:
        self.rules = shipped_rules() if rules is None else read_rules(rules)
        self.name = f"control/2 {self.rules.label}".strip()

    def infer(self, events: Sequence[Event]) -> Iterable[ControlState]:
        """Turn what happened at each place into who held it, and when.

        Events without place or time, plans and possibilities derive nothing; a denial changes nothing and is kept
        beside what it denies. The order of the events does not matter.
        """
        changes: dict[str, list[Change]] = defaultdict(list)
        places: dict[str, Place] = {}
        for event in sorted(events, key=lambda e: e.id):
            place = event.place
            if place is None or place.kind not in self.rules.held:
                continue
            found = changes_of(event, self.rules)
            if found:
                changes[place.id] += found
                places.setdefault(place.id, place)
        states: list[ControlState] = []
        for ident in sorted(places):
            place = places[ident]
            own = list(changes[ident])
            if place.kind == "base":
                own += [replace(c, effect="town") for c in changes.get(place.parent or "", ()) if _taken(c)]
            states += self._states(place, Walk(place, self.rules).run(own))
        return states

    def _states(self, place: Place, spans: Sequence[Span]) -> list[ControlState]:
        ordered = sorted(spans, key=_position)
        seen: dict[str, int] = {}
        states = []
        for span in ordered:
            rule = self.rules.named(span.rule)
            parties = tuple(sorted(span.parties, key=lambda a: a.id))
            holder = parties[0] if span.state == "held" else None
            key = "\n".join([place.id, holder.id if holder else "", span.state, rule, span.first.event.id])
            ident = f"cs-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
            seen[ident] = seen.get(ident, 0) + 1
            states.append(
                ControlState(
                    id=ident if seen[ident] == 1 else f"{ident}-{seen[ident]}",
                    place=place,
                    holder=holder,
                    state=span.state,
                    since=span.since.when,
                    until=span.until.when if span.until else None,
                    basis=span.basis,
                    rule=rule,
                    event_ids=tuple(span.events),
                    parties=parties if span.state == "contested" or (holder and len(parties) > 1) else (),
                    beside=tuple(i for i in span.beside if i not in span.events),
                )
            )
        return states


def _taken(change: Change) -> bool:
    return change.effect == "gains" and change.basis is Basis.REPORTED


def _position(span: Span) -> tuple[date, date, date, str, str]:
    since, until = span.since.when, span.until.when if span.until else None
    end = (until.latest or date.max) if until else date.max
    return (since.latest or date.max, since.earliest or date.min, end, span.state, span.first.event.id)
