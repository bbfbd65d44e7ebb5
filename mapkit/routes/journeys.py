"""Which reports tell of one journey: who left, who arrived, what lay between."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from mapkit._resources import load_toml
from mapkit._text import fold
from mapkit.model import Actor, Event, EventKind, Place, Role, Status, When
from mapkit.routes.geodesy import apart_m

SLOWEST_KM_PER_DAY = 20.0
"""A day's march on foot, kilometres along the shortest line; who takes longer than this is on another journey."""

LEAST_DAYS = 7
"""A short journey, too, may take as many days: convoys wait."""

_FACTUAL = (Status.HAPPENED, Status.CLAIMED)
_WIDE = ("country", "region")


def _any(name: str) -> re.Pattern[str]:
    words = "|".join(load_toml("vocabulary", "journeys.toml")[name])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_DEPARTS, _ARRIVES, _UNDER_WAY, CONVOY = (_any(name) for name in ("departure", "arrival", "under_way", "convoy"))


class Phase(Enum):
    """Which end of the journey the day of a report is the day of."""

    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    UNDER_WAY = "under way"
    EITHER = "either"
    """The words speak of both ends and the report has one day."""


def longest_days(a: Place, b: Place) -> int:
    """Return how many days a journey between two places takes at most."""
    return max(LEAST_DAYS, round(apart_m(a, b) / 1000 / SLOWEST_KM_PER_DAY))


def phase_of(event: Event) -> Phase:
    """Return which end of the journey an event is about, by the words of its quotations.

    Where no word tells, it is the departure: "moved from X to Y on Tuesday".
    """
    words = " ".join(e.quote for e in event.evidence)
    departs, arrives = _DEPARTS.search(words), _ARRIVES.search(words)
    if departs and arrives:
        return Phase.EITHER
    if arrives:
        return Phase.ARRIVAL
    return Phase.UNDER_WAY if _UNDER_WAY.search(words) and not departs else Phase.DEPARTURE


def is_name(name: str) -> bool:
    """Whether a name is somebody's, and not only the word for a convoy."""
    return CONVOY.search(name) is None


def movers(event: Event) -> tuple[Actor, ...]:
    """Return who moves by name: "the convoy" is nobody's name."""
    return tuple(a for a in event.with_role(Role.BY) if is_name(a.name))


def names_convoy(event: Event) -> bool:
    """Whether the quotations speak of a convoy."""
    return any(CONVOY.search(e.quote) for e in event.evidence)


def same_movers(a: Iterable[Actor], b: Iterable[Actor]) -> bool:
    """Whether two sets of movers can be one: they share a name, or one of them is a convoy without a name."""
    mine, theirs = {x.id for x in a}, {x.id for x in b}
    return not mine or not theirs or bool(mine & theirs)


@dataclass(slots=True)
class Journey:
    """What the reports of one journey say together."""

    origin: Place
    destination: Place
    legs: list[tuple[Event, Phase]] = field(default_factory=list)
    passed: list[Event] = field(default_factory=list)
    """Movements that tell of places between the ends."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The reports of its ends; the first departure leads."""
        return tuple(
            e for e, _ in sorted(self.legs, key=lambda leg: (leg[1] is Phase.ARRIVAL, leg[1] is not Phase.DEPARTURE))
        )

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who moved, by name."""
        return tuple({a.id: a for e in self.events for a in movers(e)}.values())

    def _told(self) -> list[tuple[When, Phase]]:
        """Return the dated reports; of two that speak of both ends the earlier is of the departure."""
        told = [(e.when, phase) for e, phase in self.legs if e.when is not None]
        found = []
        for when, phase in told:
            settled = phase
            if phase is Phase.EITHER and any(other.before(when) for other, _ in told):
                settled = Phase.ARRIVAL
            elif phase is Phase.EITHER and any(when.before(other) for other, _ in told):
                settled = Phase.DEPARTURE
            found.append((when, settled))
        return found

    @property
    def bounds(self) -> tuple[When | None, When | None]:
        """When it departed and when it arrived; ``None`` when not reported."""
        told = self._told()
        departed = _met([w for w, phase in told if phase is Phase.DEPARTURE])
        arrived = _met([w for w, phase in told if phase is Phase.ARRIVAL])
        either = any(phase is Phase.EITHER for _, phase in told)
        for when in (w for w, phase in told if phase in (Phase.UNDER_WAY, Phase.EITHER)):
            if when.latest is not None:  # whoever was on the way had left by then
                departed = _narrowed(departed, When(earliest=None, latest=when.latest))
            if when.earliest is not None and (either or arrived is not None):
                arrived = _narrowed(arrived, When(earliest=when.earliest, latest=None))
        if departed is not None and arrived is not None:  # nobody arrives before leaving
            if arrived.earliest is None and departed.earliest is not None:
                arrived = _narrowed(arrived, When(earliest=departed.earliest, latest=None))
            if departed.latest is None and arrived.latest is not None:
                departed = _narrowed(departed, When(earliest=None, latest=arrived.latest))
        return departed, arrived

    @property
    def window(self) -> tuple[date, date] | None:
        """First and last day on which it can have been under way; ``None`` when nothing bounds it."""
        departed, arrived = self.bounds
        longest = timedelta(days=longest_days(self.origin, self.destination))
        first = departed.earliest if departed is not None else None
        last = arrived.latest if arrived is not None else None
        if first is None and departed is not None and departed.latest is not None:
            first = _moved(departed.latest, -longest)
        if first is None and last is not None:
            first = _moved(last, -longest)
        if last is None and first is not None:
            left = departed.latest if departed is not None and departed.latest is not None else first
            last = _moved(left, longest)
        return (first, last) if first is not None and last is not None and first <= last else None

    def takes(self, event: Event, phase: Phase) -> bool:
        """Whether a report between the same ends, or of the arrival alone, tells of this journey."""
        if not same_movers(self.actors, movers(event)):
            return False
        if event.when is None:
            return True
        longest = timedelta(days=longest_days(self.origin, self.destination))
        told = self._told()
        for when, other in told:
            if phase is other and phase in (Phase.DEPARTURE, Phase.ARRIVAL):
                if when & event.when is None:
                    return False
            elif _apart(when, event.when) > longest:
                return False
            first, last = (
                (event.when, when) if phase is Phase.DEPARTURE or other is Phase.ARRIVAL else (when, event.when)
            )
            ordered = Phase.DEPARTURE in (phase, other) or Phase.ARRIVAL in (phase, other)
            if ordered and phase is not other and last.before(first):
                return False
        return True


def _met(whens: Sequence[When]) -> When | None:
    met: When | None = None
    for when in whens:
        met = when if met is None else _narrowed(met, when)
    return met


def _narrowed(when: When | None, bound: When) -> When:
    """Return an instant within a bound; as it was where the two exclude each other."""
    return bound if when is None else (when & bound) or when


def _moved(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def _apart(a: When, b: When) -> timedelta:
    """Return the least time that lies between two instants."""
    for first, second in ((a, b), (b, a)):
        if first.latest is not None and second.earliest is not None and first.latest < second.earliest:
            return second.earliest - first.latest
    return timedelta(0)


def moves(events: Iterable[Event]) -> list[Event]:
    """Return the movements reported as done or claimed, in an order that the order given does not decide."""
    found = [e for e in events if e.kind is EventKind.MOVEMENT and e.status in _FACTUAL]
    return sorted(found, key=_order)


def _order(event: Event) -> tuple[date, date, str]:
    when = event.when
    first = (when.earliest or when.latest) if when is not None else None
    last = (when.latest or when.earliest) if when is not None else None
    return first or date.max, last or date.max, event.id


def find_journeys(events: Sequence[Event]) -> list[Journey]:
    """Return the journeys that the movements tell of, each with both ends; the order of the events does not matter.

    A departure from X to Y and an arrival at Y of the same mover are one journey; so are reports of one end that can
    be of one day. An arrival whose sentence does not say whence joins a journey to that place.
    """
    journeys: list[Journey] = []
    between: dict[tuple[str, str], list[Journey]] = defaultdict(list)
    leading_to: dict[str, list[Journey]] = defaultdict(list)
    arrivals: list[Event] = []

    def add(event: Event, phase: Phase, origin: Place, destination: Place) -> None:
        ends = (origin.root, destination.root)
        journey = next((j for j in reversed(between[ends]) if j.takes(event, phase)), None)
        if journey is None:
            journey = Journey(origin=origin, destination=destination)
            for shelf in (journeys, between[ends], leading_to[destination.root]):
                shelf.append(journey)
        journey.legs.append((event, phase))

    for event in moves(events):
        phase = phase_of(event)
        if phase is Phase.ARRIVAL and event.destination is not None and not says_whence(event):
            arrivals.append(event)
        elif event.place is not None and event.destination is not None and _is_journey(event):
            add(event, phase, event.place, event.destination)
    for event in arrivals:
        to = leading_to[event.destination.root] if event.destination is not None else ()
        joined = next((j for j in reversed(to) if _ends_with(j, event)), None)
        if joined is not None:
            joined.legs.append((event, Phase.ARRIVAL))
        elif event.place is not None and event.destination is not None and _is_journey(event):
            add(event, Phase.ARRIVAL, event.place, event.destination)
    return journeys


def says_whence(event: Event) -> bool:
    """Whether the sentence itself names where the movement starts, and not only the story before it."""
    if event.place is None or event.place.kind in _WIDE:
        return False
    if event.destination is not None and event.place.root == event.destination.root:
        return False
    if not any(reason.startswith("place: not in the sentence") for reason in event.reasons):
        return True
    # that may be of one of several reports: another may name the place
    quotes = fold(" ".join(e.quote for e in event.evidence))
    return any(fold(name) in quotes for name in (event.place.name, *event.place.names) if name)


def _is_journey(event: Event) -> bool:
    """Whether the two ends are points of their own: the middle of a country is no end, nor a base its own town's."""
    a, b = event.place, event.destination
    if a is None or b is None or a.kind in _WIDE or b.kind in _WIDE:
        return False
    return b.id not in (a.root, a.id)


def _ends_with(journey: Journey, event: Event) -> bool:
    """Whether an arrival that does not say whence is the end of a journey to that place."""
    if event.when is None:
        return False
    departed, _ = journey.bounds
    named = {a.id for a in movers(event)} & {a.id for a in journey.actors}
    if departed is None or not (named or (not movers(event) and names_convoy(event))):
        return False
    return journey.takes(event, Phase.ARRIVAL)
