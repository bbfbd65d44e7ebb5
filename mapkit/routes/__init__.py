"""Which way somebody went: lines between the ends that movements name, and when they can have been where on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mapkit.frames import format_quantity, unique
from mapkit.model import Basis, Event, EventKind, Issue, Place, Role, Route, Sighting, Status, When
from mapkit.model.finding import position_on
from mapkit.routes.calendar import Calendar
from mapkit.routes.corridors import Corridor, corridors
from mapkit.routes.geodesy import NEAR_M, along, apart_m, length_m
from mapkit.routes.journeys import (
    Journey,
    Phase,
    find_journeys,
    is_name,
    movers,
    moves,
    names_convoy,
    phase_of,
    says_whence,
)
from mapkit.routes.lines import Drawn, draw
from mapkit.routes.roads import RoadNetwork

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = [
    "BESIDE_M",
    "LEAST_RATIO",
    "MOST_RATIO",
    "Corridor",
    "RoadNetwork",
    "RouteEngine",
    "corridors",
    "position_on",
    "route_issues",
]

BESIDE_M = 25_000.0
"""What happens at most this far from the line, the place's own radius added, is on the way."""

SCHEMATIC = 0.15
"""A schematic line may be off by this part of its length: a way a sixth longer than the shortest one, bent like a bow,
is a quarter of the length away from it in its middle."""

LEAST_RATIO = 0.95
"""A reported distance below this part of the shortest line is none: nobody travels less than the shortest line, and
rounding to ten or fifty kilometres is within it."""

MOST_RATIO = 3.0
"""A reported distance above so many times the shortest line is doubted. Roads are longer than the shortest line by a
fifth to a half over whole regions (1.22 to 1.44 in South Korea: Kim et al. 2015, J. Korean Soc. Agric. Eng. 57(4));
twice the excess of mountains still passes, a unit or a place mistaken for another one does not."""

_SIZES = ("truck", "vehicle", "tank", "troop", "person")
_POINTS = ("site", "base", "town", "feature")
_FIGHTS = (EventKind.ATTACK, EventKind.CLASH)


class RouteEngine:
    """Draws a line for each journey of which reports name both ends.

    The user's road network is taken where it joins the ends, else a sourced corridor that passes both, else the
    shortest line; each says so. None is the way that was taken: ``basis`` is ``INFERRED`` for all.

    Parameters
    ----------
    roads
        Lines in any coordinate system, or a network made of them (see :class:`RoadNetwork`).

    Raises
    ------
    ConfigError
        When the roads are no lines or have no coordinate system.
    PartError
        When there are roads and networkx is not installed.
    """

    name = "routes/2"

    def __init__(self, roads: gpd.GeoDataFrame | RoadNetwork | None = None) -> None:
        self.roads = roads if roads is None or isinstance(roads, RoadNetwork) else RoadNetwork(roads)

    def infer(self, events: Sequence[Event]) -> Iterable[Route]:
        """Return one route for each journey with origin and destination that is reported as done or claimed."""
        journeys = find_journeys(events)
        passing = _shorter_first(journeys)
        longest_first = _by_window(reversed(passing))
        plain = {id(j): draw(j.origin, j.destination, (), self.roads) for j in journeys}
        absorbed: set[int] = set()
        for leg in passing:
            longer = (j for j in _around(leg.legs[0][0], longest_first) if j is not leg and id(j) not in absorbed)
            whole = next((j for j in longer if _is_part(leg, j, plain[id(j)])), None)
            if whole is not None:
                whole.passed += [e for e, _ in leg.legs] + leg.passed
                absorbed.add(id(leg))
        kept = [j for j in journeys if id(j) not in absorbed]
        used = {e.id for j in kept for e in (*j.events, *j.passed)}
        last_first = _by_window(reversed(kept))
        for event in moves(events):
            if event.id not in used:
                around = _around(event, last_first)
                whole = next((j for j in around if _passes(event, j, plain[id(j)])), None)
                if whole is not None:
                    whole.passed.append(event)
        fights = [e for e in events if e.kind in _FIGHTS and e.status in (Status.HAPPENED, Status.CLAIMED)]
        fights.sort(key=lambda e: e.id)
        fought = Calendar([(e, e.when.earliest, e.when.latest) for e in fights if e.when is not None])
        order = {e.id: number for number, e in enumerate(events)}
        for journey in sorted(kept, key=lambda j: order[j.events[0].id]):
            yield self._route(journey, plain[id(journey)], fought)

    def _route(self, journey: Journey, plain: Drawn, fights: Calendar[Event]) -> Route:
        told = [(e, *stop) for e in sorted(journey.passed, key=lambda e: e.id) for stop in _stops(e, journey, plain)]
        stops = {place.root: place for _, place, _ in told}
        ordered = sorted(stops.values(), key=lambda p: (along(plain.line, p)[0], p.id))
        drawn = draw(journey.origin, journey.destination, ordered, self.roads) if ordered else plain
        window = journey.window
        on_the_way = [e for e in fights.meeting(*window) if _is_attack_on(e, journey, drawn)] if window else []
        told += [(e, e.place, e.when) for e in on_the_way if e.place and e.when and names_convoy(e)]
        departed, arrived = journey.bounds
        sightings, odd = _in_order([_sighting(*item, drawn) for item in told], departed, arrived)
        events = journey.events
        passed = sorted(journey.passed, key=lambda e: e.id)
        nameless = [a for e in events for a in e.with_role(Role.BY)]
        note = drawn.note
        if not any(says_whence(e) for e in events):
            note += f"; that it starts at {journey.origin.name} is from the sentences before"
        if odd:
            note += f"; out of order along the line, and left out of account: {', '.join(odd)}"
        route = Route(
            id=f"rt-{hashlib.sha256(events[0].id.encode()).hexdigest()[:10]}",
            actor=next(iter((*journey.actors, *nameless)), None),
            origin=journey.origin,
            destination=journey.destination,
            via=drawn.via,
            departed=departed,
            arrived=arrived,
            path=drawn.line,
            length_km=round(length_m(drawn.line) / 1000, 1),
            reported_km=next((q for e in events for q in e.quantities if q.unit == "km"), None),
            basis=Basis.INFERRED,
            engine=drawn.engine,
            event_ids=unique(e.id for e in (*events, *passed)),
            note=note,
            direct_km=round(apart_m(journey.origin, journey.destination) / 1000, 1),
            size=tuple(dict.fromkeys(q for e in events for q in e.quantities if q.unit in _SIZES)),
            attacks=tuple(e.id for e in on_the_way),
            sightings=sightings,
        )
        told_ratio = _told_ratio(route)
        return replace(route, note=f"{route.note}; {told_ratio}") if told_ratio else route


def _told_ratio(route: Route) -> str:
    """Say how the reported distance compares with the line; nothing where none is reported."""
    ratio = route.ratio()
    if ratio is None or route.reported_km is None or ratio == (None, None):
        return ""
    low, high = ratio
    if low is not None and high is not None:
        times = f"{low:.2f}" if low == high else f"{low:.2f} to {high:.2f}"
    else:
        times = f"at least {low:.2f}" if low is not None else f"at most {high:.2f}"
    return f"the reported distance is {times} times the line"


def route_issues(routes: Iterable[Route], events: Sequence[Event]) -> tuple[Issue, ...]:
    """Return what an editor should know of the routes: distances that cannot be.

    A distance is doubted where all of its range lies below :data:`LEAST_RATIO` times the shortest line between the
    ends, or above :data:`MOST_RATIO` times; how far the ends themselves may be off is allowed for.
    """
    known = {e.id: e for e in events}
    issues = []
    for route in routes:
        told = route.reported_km
        if told is None or route.direct_km is None:
            continue
        vague = (route.origin.radius_m + route.destination.radius_m) / 1000
        least = min(LEAST_RATIO * route.direct_km, route.direct_km - vague)
        most = MOST_RATIO * (route.direct_km + vague)
        between = f"{route.origin.name} to {route.destination.name}: {format_quantity(told)} are reported"
        if told.high is not None and told.high < least:
            message = f"{between}, and the shortest line is {route.direct_km:g} km: the number or an end is wrong"
        elif told.low is not None and told.low > most:
            message = (
                f"{between}, more than {MOST_RATIO:g} times the shortest line of {route.direct_km:g} km: "
                "the number or an end may be wrong"
            )
        else:
            continue
        stating = [known[i] for i in route.event_ids if i in known and told in known[i].quantities]
        issues.append(
            Issue(
                code="route-length",
                message=message,
                evidence=tuple(e.evidence[0] for e in stating),
                event_ids=tuple(e.id for e in stating),
            )
        )
    return tuple(issues)


def _shorter_first(journeys: Sequence[Journey]) -> list[Journey]:
    return sorted(journeys, key=lambda j: (apart_m(j.origin, j.destination), j.events[0].id))


def _by_window(journeys: Iterable[Journey]) -> Calendar[Journey]:
    windows = ((j, j.window) for j in journeys)
    return Calendar([(j, *window) for j, window in windows if window is not None])


def _around(event: Event, journeys: Calendar[Journey]) -> list[Journey]:
    """Return the journeys that can have been under way when an event was; none for an event without both its days."""
    when = event.when
    if when is None or when.earliest is None or when.latest is None:
        return []
    return journeys.meeting(when.earliest, when.latest)


def _beside(place: Place, drawn: Drawn) -> bool:
    reach = BESIDE_M + place.radius_m
    if drawn.is_schematic:
        reach = max(reach, SCHEMATIC * length_m(drawn.line))
    return along(drawn.line, place)[1] <= reach


def _between(place: Place, journey: Journey, drawn: Drawn) -> bool:
    """Whether a place is a point beside the line and at neither end."""
    ends = (journey.origin, journey.destination)
    if place.kind not in _POINTS or any(place.root == e.root or apart_m(place, e) <= NEAR_M for e in ends):
        return False
    return _beside(place, drawn)


def _is_in_time(when: When | None, journey: Journey, *, surely: bool) -> bool:
    """Whether an instant can be, or surely is, while the journey lasts."""
    window = journey.window
    if when is None or window is None:
        return False
    first, last = window
    if surely:
        return when.earliest is not None and when.latest is not None and first <= when.earliest <= when.latest <= last
    return when & When(earliest=first, latest=last) is not None


def _same_movers(event: Event, journey: Journey) -> bool:
    mine, theirs = {a.id for a in journey.actors}, {a.id for a in movers(event)}
    # without a name on either side the word "convoy" has to tie them
    return bool(mine & theirs) or ((not mine or not theirs) and names_convoy(event))


def _is_part(leg: Journey, whole: Journey, drawn: Drawn) -> bool:
    """Whether a journey is a piece of a longer one: both of its ends are on the way, in order."""
    if apart_m(leg.origin, leg.destination) >= apart_m(whole.origin, whole.destination):
        return False
    if any(place.root == end.root for place, end in ((leg.origin, whole.destination), (leg.destination, whole.origin))):
        return False
    if not all(_same_movers(e, whole) and _is_in_time(e.when, whole, surely=True) for e, _ in leg.legs):
        return False
    starts, ends = leg.origin.root == whole.origin.root, leg.destination.root == whole.destination.root
    if not (starts or _between(leg.origin, whole, drawn)) or not (ends or _between(leg.destination, whole, drawn)):
        return False
    return not (starts and ends) and along(drawn.line, leg.origin)[0] < along(drawn.line, leg.destination)[0]


def _passes(event: Event, journey: Journey, drawn: Drawn) -> bool:
    """Whether a movement without two ends tells of a place on the way."""
    return (
        _same_movers(event, journey)
        and _is_in_time(event.when, journey, surely=True)
        and bool(_stops(event, journey, drawn))
    )


def _stops(event: Event, journey: Journey, drawn: Drawn) -> list[tuple[Place, When | None]]:
    """Return the places between the ends that a movement names, each with when the mover was there if that is told."""
    phase = phase_of(event)
    start = event.place if event.destination is None or says_whence(event) else None
    found = []
    for place, told in (
        (start, event.destination is None or phase is Phase.DEPARTURE),
        (event.destination, phase is Phase.ARRIVAL),
    ):
        if place is not None and _between(place, journey, drawn):
            found.append((place, event.when if told else None))
    return found


def _is_attack_on(event: Event, journey: Journey, drawn: Drawn) -> bool:
    """Whether a fight hit those who made the journey, on the way and while it lasted."""
    place = event.place
    if place is None or place.kind not in _POINTS or not _hits(event, journey):
        return False
    return _beside(place, drawn)


def _hits(event: Event, journey: Journey) -> bool:
    """Whether a fight can have hit those who made the journey, by who fought and when."""
    mine = {a.id for a in journey.actors}
    if event.kind is EventKind.ATTACK and mine & {a.id for a in event.with_role(Role.BY)}:
        return False
    hit = event.with_role(Role.AGAINST) if event.kind is EventKind.ATTACK else event.with_role(Role.BY, Role.AGAINST)
    if mine & {a.id for a in hit}:
        return _is_in_time(event.when, journey, surely=not names_convoy(event))
    # "the convoy was attacked" is this one unless somebody else's is named
    others = [a for a in event.with_role(Role.AGAINST) if is_name(a.name)]
    return names_convoy(event) and not (mine and others) and _is_in_time(event.when, journey, surely=False)


def _sighting(event: Event, place: Place, when: When | None, drawn: Drawn) -> Sighting | None:
    """Return where on the line a report puts the mover, as wide as the place is vague."""
    if when is None:
        return None
    fraction, distance = along(drawn.line, place)
    off = (place.radius_m + distance) / max(length_m(drawn.line), 1.0)
    return Sighting(
        event_id=event.id, place=place, when=when, along=(max(0.0, fraction - off), min(1.0, fraction + off))
    )


def _in_order(
    found: Iterable[Sighting | None], departed: When | None, arrived: When | None
) -> tuple[tuple[Sighting, ...], tuple[str, ...]]:
    """Return the sightings that can all be of one way without turning back, and the places of those that cannot."""
    kept: list[Sighting] = []
    odd: list[str] = []
    ordered = sorted(
        (s for s in found if s is not None),
        key=lambda s: (s.when.latest or s.when.earliest, s.along, s.event_id),
    )
    for sighting in ordered:
        fits = all(
            not (a.when.before(b.when) and a.along[0] > b.along[1])
            for other in kept
            for a, b in ((other, sighting), (sighting, other))
        )
        early = departed is not None and sighting.when.before(departed)
        late = arrived is not None and arrived.before(sighting.when)
        if fits and not early and not late:
            kept.append(sighting)
        else:
            odd.append(sighting.place.name)
    return tuple(kept), unique(odd)
