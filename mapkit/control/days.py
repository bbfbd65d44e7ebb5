"""Which states hold on a day, and which of them is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from mapkit.control.rules import ControlRules
from mapkit.model import Basis, ControlState


def can_hold(state: ControlState, day: date) -> bool:
    """Whether a state can hold on a day, by the widest reading of its bounds."""
    begun = state.since.earliest is None or state.since.earliest <= day
    return begun and (state.until is None or state.until.latest is None or day <= state.until.latest)


def holds(state: ControlState, day: date) -> bool:
    """Whether a state holds on a day by every reading of its bounds."""
    begun = state.since.latest is not None and state.since.latest <= day
    return begun and (state.until is None or (state.until.earliest is not None and day <= state.until.earliest))


def choose(states: Sequence[ControlState], day: date, rules: ControlRules) -> list[tuple[bool, str]]:
    """Return for each state whether to show it on a day, and the rule that chose; empty where there was no choice."""
    at_place: dict[str, list[ControlState]] = defaultdict(list)
    for state in states:
        at_place[state.place.id].append(state)
    shown = []
    for state in states:
        others = at_place[state.place.id]
        claimed, unknown = _is_claim(state), _is_open(state)
        facts = any(_is_sure_fact(o, day) for o in others)
        claims = any(_is_claim(o) for o in others)
        sure_claims = any(_is_claim(o) and holds(o, day) for o in others)
        rule = ""
        if not unknown and facts and claims:
            rule = rules.named("fact-before-claim")
        elif not facts and (sure_claims if unknown else claimed and any(map(_is_open, others))):
            rule = rules.named("claim-before-unknown")
        hidden = rule != "" and (claimed if facts else unknown)
        shown.append((not hidden, rule))
    return shown


def _is_sure_fact(state: ControlState, day: date) -> bool:
    # on the day on which a holder goes, a claim may be true as well
    ends = state.until is not None and state.until.earliest == day
    return not _is_claim(state) and not _is_open(state) and holds(state, day) and not ends


def _is_claim(state: ControlState) -> bool:
    return state.basis is Basis.CLAIMED


def _is_open(state: ControlState) -> bool:
    return state.basis is Basis.INFERRED and state.holder is None and state.state in ("unknown", "vacuum")
