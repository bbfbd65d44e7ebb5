"""What each event does to its place, and which of two changes came first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mapkit.control.rules import ControlRules, Effect
from mapkit.model import Actor, Basis, Event, EventKind, Role, Status, TimeBasis, When

_RANK = ("holds", "loses", "town", "contests", "empties", "gains", "denied")
"""Among changes of one day: who is seen is seen before it changes, and a loss comes before the gain."""

_IN_A_ROW = 200
"""Characters between two sentences that tell one thing after the other."""
_LONG = timedelta(days=60)
"""A holding told as longer than this, and as over for longer than this, has ended with the last day told."""
_LOOKS_BACK = re.compile(r"\b(?:had|earlier|before that|avai(?:t|ent)|auparavant|plus tôt)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One effect of one event on one place.

    Attributes
    ----------
    effect
        ``gains``, ``loses``, ``holds``, ``contests``; ``empties`` where a source says that nobody holds the place;
        ``town`` for a gain of the town, told to its base; ``denied`` for what is denied.
    actors
        Who gains, loses, holds or contests; several together are one party.
    others
        For a gain who loses, for a contest the other side.
    basis
        What a state that follows from it rests on.
    """

    event: Event
    effect: str
    actors: tuple[Actor, ...]
    others: tuple[Actor, ...]
    when: When
    basis: Basis


def changes_of(event: Event, rules: ControlRules) -> list[Change]:
    """Return what an event does: nothing without a time, an effect, or a status that counts."""
    effects = rules.effects.get(event.kind, {})
    if event.when is None or not effects:
        return []
    basis = rules.statuses.get(event.status)
    if basis is None:
        return [Change(event, "denied", (), (), event.when, Basis.CLAIMED)] if event.status is Status.DENIED else []

    def does(effect: Effect) -> tuple[Actor, ...]:
        return tuple({a.id: a for role, a in event.actors if effects.get(role) == effect}.values())

    gains, loses, holds = does("gains"), does("loses"), does("holds")
    found = []
    if gains:
        gone = tuple(a for a in loses if not one_party(gains, (a,)))
        found.append(Change(event, "gains", gains, gone, event.when, basis))
    elif loses:
        found.append(Change(event, "loses", loses, (), event.when, basis))
    if holds:
        found.append(Change(event, "holds", holds, (), event.when, basis))
        if _is_over(event) and event.when.latest is not None:
            found.append(Change(event, "loses", holds, (), When.on(event.when.latest), basis))
    elif "holds" in effects.values() and not event.actors and _says(event, rules.words["vacuum"]):
        found.append(Change(event, "empties", (), (), event.when, basis))
    sides = [tuple(a for r, a in event.actors if r is role and effects.get(r) == "contests") for role in Role]
    named = [side for side in sides if side]
    plain_attack = event.kind is EventKind.ATTACK and not _says(event, rules.words["attack"])
    if len(named) == 2 and basis is Basis.REPORTED and not plain_attack:
        found.append(Change(event, "contests", named[0], named[1], event.when, basis))
    return found


def _is_over(event: Event) -> bool:
    """Whether a span of time long past is told in which somebody held a place: "had held it from 1996 to 2001"."""
    when, told = event.when, event.known_since
    if when is None or when.earliest is None or when.latest is None or told is None:
        return False
    return when.latest - when.earliest > _LONG and told - when.latest > _LONG


def _says(event: Event, words: Iterable[str]) -> bool:
    said = " ".join(" ".join(e.quote.split()) for e in event.evidence).casefold()
    return any(word in said for word in words)


def one_party(some: Sequence[Actor], others: Sequence[Actor]) -> bool:
    """Whether two holders share a member; a government and its armed forces are one."""
    return any(a.id == b.id or _one_state(a, b) for a in some for b in others)


def _one_state(a: Actor, b: Actor) -> bool:
    return a.side == b.side == "state" and a.name.split()[:1] == b.name.split()[:1]


def in_order(changes: Iterable[Change], rules: ControlRules) -> list[Change]:
    """Return the changes of one place in time; the order they are given in does not matter.

    A holder who is seen counts from the first day on which he may have been, so that a gain of another follows
    wherever its own bounds allow it: a gain cannot precede the last day on which the loser is observed.
    """
    ordered = sorted(changes, key=_key)
    for number in range(1, len(ordered)):
        first, second = ordered[number - 1], ordered[number]
        # who gains from X comes after X, where the days leave it open
        if first.effect == second.effect == "gains" and precedes(second, first, rules):
            ordered[number - 1], ordered[number] = second, first
    return _departures_after_gains(ordered, rules)


def _key(change: Change) -> tuple[date, date, int, date, str]:
    low, high = change.when.earliest or date.min, change.when.latest or date.max
    known = change.event.known_since or date.max
    at = low if change.effect == "holds" else high
    return (at, low, _RANK.index(change.effect), known, change.event.id)


def _departures_after_gains(ordered: list[Change], rules: ControlRules) -> list[Change]:
    """Move a departure behind the gain of the same party that its bounds allow: nobody leaves what he does not hold.

    Its bounds forbid it too where something told before that gain is later than the departure for certain.
    """
    arrivals: dict[str, list[int]] = defaultdict(list)
    floors: list[date] = []  # for each change, the first day by which it and all before it can be over
    for number, change in enumerate(ordered):
        low = (change.when.earliest if change.effect != "denied" else None) or date.min
        floors.append(max([low, *floors[-1:]]))
        if change.effect in ("gains", "holds"):
            for actor in change.actors:
                arrivals[actor.id].append(number)
    moved: dict[int, list[Change]] = defaultdict(list)
    kept: list[tuple[int, Change]] = []
    reached: dict[str, int] = {}
    for number, change in enumerate(ordered):
        target = None
        if change.effect == "loses":
            known = arrivals.get(change.actors[0].id, [])
            seen = reached.get(change.actors[0].id, 0)
            while seen < len(known) and known[seen] < number:
                seen += 1
            reached[change.actors[0].id] = seen
            later = ordered[known[seen]] if seen < len(known) else None
            if seen == 0 and later is not None and not precedes(change, later, rules):
                target = known[seen] if floors[known[seen]] <= (change.when.latest or date.max) else None
        if target is None:
            kept.append((number, change))
        else:
            moved[target].append(change)
    return [c for number, change in kept for c in (change, *moved.get(number, ()))]


def precedes(a: Change, b: Change, rules: ControlRules) -> bool:
    """Whether it is decided that ``a`` came before ``b``: by the first criterion that orders the two."""
    for criterion in rules.order:
        decides = _DECIDES[criterion]
        if decides(a, b):
            return True
        if decides(b, a):
            return False
    return False


def _by_bounds(a: Change, b: Change) -> bool:
    if a.when.before(b.when) is True:
        return True
    # two times that touch are in order unless they are one day: "on the 15th" is before "after the 15th"
    touching = a.when.latest is not None and a.when.latest == b.when.earliest
    return touching and (a.when.day is None or b.when.day is None)


def _by_named_loser(a: Change, b: Change) -> bool:
    if a.effect == "loses" or _by_bounds(b, a):
        return False
    return one_party(b.others, a.actors) and not one_party(a.others, b.actors)


def _by_telling(a: Change, b: Change) -> bool:
    """Two gains of one day that one article tells in a row came as they are told, if the second does not look back.

    So did two of one sentence of which the second is only known not to be earlier: "seized X in August before Y retook
    it".
    """
    if a.effect != "gains" or b.effect != "gains":
        return False
    one_sentence = {(e.article_id, e.start) for e in a.event.evidence}
    one_sentence &= {(e.article_id, e.start) for e in b.event.evidence}
    since = a.when.earliest is not None and a.when.earliest == b.when.earliest
    if one_sentence and since and a.when.latest is not None and (b.when.latest or date.max) > a.when.latest:
        return True
    if a.when.day is None or a.when.day != b.when.day:
        return False
    for one in a.event.evidence:
        for other in b.event.evidence:
            if one.article_id == other.article_id and 0 <= other.start - one.end <= _IN_A_ROW:
                return _LOOKS_BACK.search(other.quote) is None
    return False


def _by_publication(a: Change, b: Change) -> bool:
    if _by_bounds(b, a) or a.event.known_since is None or b.event.known_since is None:
        return False
    return (_untold(a) or _untold(b)) and a.event.known_since < b.event.known_since


def _untold(change: Change) -> bool:
    inferred = change.event.time_basis is TimeBasis.INFERRED and change.when.day is None
    return inferred or change.when.earliest is None


_DECIDES = {
    "bounds": _by_bounds,
    "telling": _by_telling,
    "named-loser": _by_named_loser,
    "publication": _by_publication,
}


def same_capture(a: When, b: When, rules: ControlRules) -> When | None:
    """Return the time of one capture that two reports date, ``None`` when they cannot mean one."""
    if both := a & b:
        return both
    first, last = (a, b) if a.before(b) else (b, a)
    if first.latest is None or last.earliest is None:
        return None
    near = last.earliest - first.latest <= timedelta(days=rules.same_capture_days)
    # open on both sides they bound nothing together
    bounded = first.earliest is not None or last.latest is not None
    return When(earliest=first.earliest, latest=last.latest) if near and bounded else None
