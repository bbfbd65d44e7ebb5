"""The walk through the changes of one place, from the first to the last, that leaves its states behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from mapkit.control.changes import Change, in_order, one_party, precedes, same_capture
from mapkit.control.rules import ControlRules
from mapkit.model import Actor, Basis, Event, Place, When

_HOLDER = {Basis.REPORTED: "reported-holder", Basis.CLAIMED: "claimed-holder"}


@dataclass(slots=True, eq=False)
class Edge:
    """An instant between two states: what is learnt of the end of one holds for the beginning of the next."""

    when: When

    def not_before(self, other: Edge) -> None:
        """Take over that this instant does not precede ``other``, and the other way round."""
        low, high = other.when.earliest, self.when.latest
        if low is not None and (self.when.earliest is None or self.when.earliest < low):
            self.when = self.when & When(earliest=low, latest=None) or self.when
        if high is not None and (other.when.latest is None or other.when.latest > high):
            other.when = other.when & When(earliest=None, latest=high) or other.when


@dataclass(slots=True, eq=False)
class Span:
    """A state while it is made."""

    state: Literal["held", "contested", "vacuum", "unknown"]
    parties: tuple[Actor, ...]
    since: Edge
    basis: Basis
    rule: str
    first: Change
    last: Change
    last_gain: Change | None = None
    until: Edge | None = None
    claimants: tuple[Actor, ...] = ()
    """Of the parties that contest a place, those that are reported to hold it or to have taken it."""
    events: dict[str, Event] = field(default_factory=dict)
    beside: dict[str, Event] = field(default_factory=dict)

    def end(self, edge: Edge, change: Change) -> None:
        """End the state at an instant that is not before its beginning, by what a change reports."""
        edge.not_before(self.since)
        self.until = edge
        self.events[change.event.id] = change.event

    def support(self, change: Change) -> None:
        """Take in one more report of the same."""
        self.events[change.event.id] = change.event
        self.last = change
        if change.effect == "gains":
            self.last_gain = change


class Track:
    """The states of one place that rest on facts, or those that rest on claims."""

    def __init__(self, walk: Walk, basis: Basis) -> None:
        self.walk, self.basis = walk, basis
        self.rules = walk.rules
        self.spans: list[Span] = []
        self.current: Span | None = None

    def open(self, span: Span) -> Span:
        """Begin a state where the one before ends."""
        self.spans.append(span)
        self.current = span
        self.walk.close_gap(span.since, span.first)
        return span

    def close(self, edge: Edge, change: Change) -> None:
        """End the current state."""
        if self.current is not None:
            self.current.end(edge, change)
            self.walk.ended.setdefault(change.event.id, edge)
            self.current = None

    def take(self, change: Change) -> None:
        """Let somebody gain the place, or be seen holding it."""
        now = self.current
        if now is not None and now.state == "held":
            inferred = now.rule == "last-party-left"
            if one_party(now.parties, change.actors) and not (inferred and change.effect == "gains"):
                if inferred:
                    now.basis, now.rule = self.basis, _HOLDER[self.basis]
                self._again(now, change)
                return
            rival = now.last_gain if change.effect == "gains" else now.last
            if rival is not None and not precedes(rival, change, self.rules):
                self._contest(now, rival, change)
                return
        if now is not None and now.state == "contested":
            if now.claimants and change.effect == now.last.effect and not precedes(now.last, change, self.rules):
                now.support(change)
                now.parties = _with(now.parties, change.actors)
                now.claimants = _with(now.claimants, change.actors)
                return
            if now.since.when == change.when and now.until is None and not now.claimants:
                # fought over and taken on one day is one change
                self.spans.pop()
                self.current = None
        edge = self._edge(change)
        self.close(edge, change)
        self.open(_span("held", change.actors, edge, self.basis, _HOLDER[self.basis], change))

    def _edge(self, change: Change) -> Edge:
        if change.effect == "gains":
            # where the loser was told to hold it until then, his end is this beginning
            ended = self.walk.ended.get(change.event.id)
            return ended if ended is not None and ended.when == change.when else Edge(change.when)
        # whoever is seen holding a place has held it since some day after the last report of somebody else
        before = self.current.last.when.earliest if self.current else None
        if self.current is None and self.walk.gap is not None:
            before = self.walk.gap.since.when.earliest
        latest = change.when.latest or change.when.earliest
        return Edge(When(earliest=before if before and latest and before <= latest else None, latest=latest))

    def _again(self, now: Span, change: Change) -> None:
        """Hear a second time that the holder took the place: no second state."""
        seen_before = now.last_gain is None
        now.support(change)
        if change.effect == "gains" and (seen_before or now.first.effect == "gains"):
            finer = same_capture(now.since.when, change.when, self.rules)
            if finer is not None:
                now.since.when = finer

    def _contest(self, now: Span, rival: Change, change: Change) -> None:
        """Two parties are reported and neither comes after the other."""
        both = Edge(_hull(rival.when, change.when))
        if now.first is rival:
            # whoever held the place before gave way to the one or the other
            now.since.when = _hull(now.since.when, change.when) if rival.effect == "holds" else both.when
            now.state, now.rule = "contested", "rival-reports"
            now.parties, now.claimants = _with(now.parties, change.actors), _with(now.parties, change.actors)
            now.support(change)
            return
        parties = _with(now.parties, change.actors)
        events = {rival.event.id: rival.event}
        self.close(both, change)
        span = self.open(_span("contested", parties, both, self.basis, "rival-reports", change, events))
        span.claimants = parties

    def fight(self, change: Change) -> None:
        """Fight over the place: it is contested where one side holds it and the other does not."""
        now = self.current
        if now is None or now.state not in ("held", "contested"):
            return
        sides = [one_party(now.parties, change.actors), one_party(now.parties, change.others)]
        if now.state == "contested":
            if any(sides):
                now.support(change)
                now.parties = _with(now.parties, (*change.actors, *change.others))
            return
        if sides.count(True) != 1:
            return
        edge = Edge(change.when)
        other = change.others if sides[0] else change.actors
        parties = (*now.parties, *other)
        self.close(edge, change)
        self.open(_span("contested", parties, edge, Basis.INFERRED, "fought-over", change))

    def lose(self, change: Change, *, infer: bool = True) -> bool:
        """Let somebody leave; return whether he held or contested the place.

        Without ``infer`` nothing follows for the party that is left of those that contested it.
        """
        now = self.current
        if now is None or now.state not in ("held", "contested") or not one_party(now.parties, change.actors):
            return False
        rest = tuple(a for a in now.parties if not one_party((a,), change.actors))
        edge = Edge(change.when)
        if now.state == "held":
            basis, rule = now.basis, now.rule
        else:
            # what is left of claims is a claim
            basis = Basis.INFERRED if self.basis is Basis.REPORTED else Basis.CLAIMED
            rule = "last-party-left"
            # of those who fight, only the holder is left holding it; of two that are each said to hold it, either is
            left = tuple(a for a in rest if a in (now.claimants or self._holder_before(now)))
            rest = left if len(rest) == 1 and infer else ()
        self.close(edge, change)
        if rest:
            self.open(_span("held", rest, edge, basis, rule, change, dict(now.events)))
        return True

    def _holder_before(self, contested: Span) -> tuple[Actor, ...]:
        before = next((s for s in reversed(self.spans) if s.until is contested.since), None)
        return before.parties if before is not None else ()


class Walk:
    """All that is reported of one place."""

    def __init__(self, place: Place, rules: ControlRules) -> None:
        self.place, self.rules = place, rules
        self.gaps: list[Span] = []
        self.gap: Span | None = None
        self.doubtful: list[Span] = []
        """Stretches without known holder that are left only where the days show in the end that there was one."""
        self.facts = Track(self, Basis.REPORTED)
        self.claims = Track(self, Basis.CLAIMED)
        self.ended: dict[str, Edge] = {}
        """The instant at which an event ended a state."""
        self.loose: dict[str, Change] = {}
        """The last departure of each party that was not known to hold the place."""

    def run(self, changes: Iterable[Change]) -> list[Span]:
        """Walk and return the states in order of track."""
        for change in in_order(changes, self.rules):
            if change.effect == "denied":
                self._beside(change)
            elif change.effect == "town":
                self._town(change)
            elif change.basis is Basis.REPORTED:
                self._fact(change)
            else:
                self._claim(change)
        # a second report of a successor may have dated it later than the departure
        sure = [g for g in self.doubtful if g.until and g.since.when.before(g.until.when)]
        return [*self.facts.spans, *self.claims.spans, *self.gaps, *sure]

    # --- facts

    def _fact(self, change: Change) -> None:
        if change.effect == "contests":
            self.facts.fight(change)
            return
        if change.effect == "loses":
            self._lose(change)
            return
        if change.effect == "empties":
            edge = Edge(change.when)
            self.facts.close(edge, change)
            self.facts.open(_span("vacuum", (), edge, Basis.REPORTED, "nobody-holds", change))
        else:
            self._held_until(change)
            self.facts.take(change)
            self._departures(self.facts.current, change)
        self._fact_meets_claim(change)

    def _lose(self, change: Change) -> None:
        claimed = self.claims.lose(change)
        # whoever leaves what it claimed to hold may have held it
        held = self.facts.lose(change, infer=not claimed)
        if not (held or claimed):
            if not self._leave_unseen(change):
                self._was_gone(change)
            return
        self._fall_open(change, "left-successor-not-reported")

    def _leave_unseen(self, change: Change) -> bool:
        """Infer from a departure that whoever left was there; return whether it says anything."""
        if self.facts.current is not None or self.claims.current is not None:
            return False
        inside = self.place.kind in self.rules.presence_is_holding
        new = not one_party(self.gap.parties, change.actors) if self.gap else True
        if self._known() and not (inside and new):
            return False
        self._until(change, change.actors)
        self._fall_open(change, "left-successor-not-reported")
        return True

    def _was_gone(self, change: Change) -> None:
        """Keep the departure of a party that does not hold the place: its loss to another may be told by that."""
        for actor in change.actors:
            self.loose[actor.id] = change
        for track in (self.facts, self.claims):
            self._departures(track.current, track.current.first if track.current else None, change)

    def _departures(self, span: Span | None, gain: Change | None, loss: Change | None = None) -> None:
        """Count the loser's own word for its departure among the reports of the change."""
        if span is None or gain is None or gain.effect != "gains":
            return
        for actor in gain.others:
            own = loss or self.loose.get(actor.id)
            if own is not None and one_party((actor,), own.actors) and own.when & gain.when is not None:
                span.events[own.event.id] = own.event

    def _held_until(self, change: Change) -> None:
        """Infer from a gain that the loser it names held the place until then."""
        if not change.others or self.facts.current is not None or self.claims.current is not None:
            return
        if self._known() and (self.gap is None or one_party(self.gap.parties, change.others)):
            return
        self._until(change, change.others)

    def _until(self, change: Change, actors: tuple[Actor, ...]) -> None:
        """Add that somebody held the place until a change."""
        edge, low = Edge(change.when), None
        if self.gap is not None:
            # he came after the one before had gone, and so he left after it
            edge.not_before(self.gap.since)
            low = self.gap.since.when.earliest
        since = Edge(When(earliest=low, latest=edge.when.earliest or edge.when.latest))
        self.close_gap(since, change)
        basis = Basis.INFERRED if change.basis is Basis.REPORTED else Basis.CLAIMED
        track = self.facts if change.basis is Basis.REPORTED else self.claims
        span = _span("held", actors, since, basis, "held-until-leaving", change)
        span.until = edge
        track.spans.append(span)
        self.ended.setdefault(change.event.id, edge)

    # --- claims

    def _claim(self, change: Change) -> None:
        if change.effect == "contests":
            return
        fact = self.facts.current
        if change.effect == "loses":
            if self.claims.lose(change):
                if self.facts.current is None:
                    self._fall_open(change, "left-successor-not-reported")
            elif fact is not None and one_party(fact.parties, change.actors):
                self._claimed_departure(fact, change)
            elif not self._leave_unseen(change):
                self._was_gone(change)
            return
        if change.effect == "empties":
            edge = Edge(change.when)
            self.claims.close(edge, change)
            self.claims.open(_span("vacuum", (), edge, Basis.CLAIMED, "nobody-holds", change))
            self._meet(fact, self.claims.current)
            return
        if fact is not None and fact.state == "held" and one_party(fact.parties, change.actors):
            fact.events[change.event.id] = change.event
            return
        if fact is None:
            self._held_until(change)
        self.claims.take(change)
        self._departures(self.claims.current, change)
        self._meet(fact, self.claims.current)

    def _claimed_departure(self, fact: Span, change: Change) -> None:
        """Keep, beside the fact that somebody holds the place, the claim that he left it."""
        if Basis.CLAIMED in self.rules.ends[Basis.REPORTED]:
            self.facts.lose(change)
            self._fall_open(change, "left-successor-not-reported")
            return
        edge = Edge(change.when)
        self.claims.close(edge, change)
        state = self.rules.departure
        span = self.claims.open(_span(state, (), edge, Basis.CLAIMED, "left-successor-not-reported", change))
        self._meet(fact, span)

    def _fact_meets_claim(self, change: Change) -> None:
        """End a claim by a later fact, or keep both side by side."""
        claim, fact = self.claims.current, self.facts.current
        if claim is None or fact is None:
            return
        confirmed = claim.state == "held" and fact.state == "held" and one_party(claim.parties, fact.parties)
        later = precedes(claim.last, change, self.rules) and Basis.REPORTED in self.rules.ends[Basis.CLAIMED]
        if confirmed or later:
            self.claims.close(fact.since if fact.first is change else Edge(change.when), change)
            if confirmed:
                fact.events.update(claim.events)
        if not confirmed:
            self._meet(fact, claim)

    def _meet(self, fact: Span | None, claim: Span | None) -> None:
        if fact is not None and claim is not None:
            fact.beside[claim.last.event.id] = claim.last.event
            claim.beside[fact.last.event.id] = fact.last.event

    def _beside(self, denial: Change) -> None:
        for span in (self.facts.current, self.claims.current, self.gap):
            if span is not None:
                span.beside[denial.event.id] = denial.event

    # --- what nobody reports

    def _town(self, change: Change) -> None:
        """Let the town change hands: who holds the base since is not reported."""
        held = [
            span
            for span in (self.facts.current, self.claims.current)
            if span is not None and not one_party(span.parties, change.actors)
        ]
        if not held or self.rules.town == "unchanged":
            return
        edge = Edge(change.when)
        events = {i: e for span in held for i, e in span.events.items()}
        self.facts.close(edge, change)
        self.claims.close(edge, change)
        self._open_gap(edge, change, "town-taken-base-not-reported", "unknown", held[0].parties, events)

    def _fall_open(self, change: Change, rule: str) -> None:
        if self.facts.current is None and self.claims.current is None and self.gap is None:
            self._open_gap(Edge(change.when), change, rule, self.rules.departure, change.actors, {})

    def _open_gap(
        self,
        edge: Edge,
        change: Change,
        rule: str,
        state: Literal["unknown", "vacuum"],
        left: Sequence[Actor],
        events: dict[str, Event],
    ) -> None:
        edge = self.ended.get(change.event.id, edge)
        self.gap = _span(state, tuple(left), edge, Basis.INFERRED, rule, change, events)
        self.gaps.append(self.gap)

    def close_gap(self, edge: Edge, change: Change) -> None:
        """End the stretch without known holder; it is in doubt where the successor may have come as the other went."""
        if self.gap is None:
            return
        if precedes(self.gap.last, change, self.rules):
            self.gap.end(edge, change)
        else:
            self.gap.until = edge
            self.gap.events[change.event.id] = change.event
            self.doubtful.append(self.gaps.pop())
        self.gap = None

    def _known(self) -> bool:
        return bool(self.facts.spans or self.claims.spans or self.gaps)


def _span(
    state: Literal["held", "contested", "vacuum", "unknown"],
    parties: tuple[Actor, ...],
    since: Edge,
    basis: Basis,
    rule: str,
    change: Change,
    events: dict[str, Event] | None = None,
) -> Span:
    known = {**(events or {}), change.event.id: change.event}
    gain = change if change.effect == "gains" else None
    return Span(state, parties, since, basis, rule, change, change, last_gain=gain, events=known)


def _with(some: tuple[Actor, ...], others: Sequence[Actor]) -> tuple[Actor, ...]:
    return (*some, *(a for a in others if not one_party(some, (a,))))


def _hull(a: When, b: When) -> When:
    earliest = None if a.earliest is None or b.earliest is None else min(a.earliest, b.earliest)
    latest = None if a.latest is None or b.latest is None else max(a.latest, b.latest)
    if earliest is None and latest is None:
        # both open, on opposite sides: some day, and the firmer bound is kept
        return a
    return When(earliest=earliest, latest=latest)
