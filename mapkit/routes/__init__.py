"""Which way somebody went: lines between the ends that a movement names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from mapkit._resources import load_toml
from mapkit.model import Basis, Event, EventKind, Place, Role, Route, Status

NEAR_M = 15_000.0
"""A waypoint this near to an end of the movement is taken for it: a town and its airport are one end."""

STEP_M = 50_000.0
"""Distance between the points of a great circle, so that it bends on the map as it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor:
    """A named road or track as sourced waypoints; the pieces between them are straight."""

    id: str
    name: str
    waypoints: tuple[Place, ...]
    note: str
    sources: tuple[str, ...]


@cache
def corridors() -> tuple[Corridor, ...]:
    """Return the shipped corridors, in file order."""
    found = []
    for row in load_toml("corridors", "corridors.toml")["corridor"]:
        points = tuple(
            Place(
                id=point["id"] or f"mapkit:corridor/{row['id']}/{number}",
                name=point["name"],
                lon=point["lon"],
                lat=point["lat"],
                kind="feature",
                radius_m=5000.0,
                country=row["countries"][0],
            )
            for number, point in enumerate(row["waypoints"])
        )
        found.append(
            Corridor(id=row["id"], name=row["name"], waypoints=points, note=row["note"], sources=tuple(row["sources"]))
        )
    return tuple(found)


class RouteEngine:
    """Draws a line for each movement that names both ends.

    A sourced corridor that passes both ends is taken; without one the line is a great circle and says so. Neither is
    a surveyed road: ``basis`` is ``INFERRED`` for both.
    """

    name = "routes/1"

    def infer(self, events: Sequence[Event]) -> Iterable[Route]:
        """Return one route for each movement with origin and destination that is reported as done or claimed."""
        for event in events:
            if event.kind is not EventKind.MOVEMENT or event.place is None or event.destination is None:
                continue
            # from a base to its own town is no journey
            town = event.place.parent if event.place.kind == "base" else event.place.id
            apart = event.destination.id not in (town, event.place.id)
            if event.status in (Status.HAPPENED, Status.CLAIMED) and apart:
                yield _route(event, event.place, event.destination)


def _route(event: Event, origin: Place, destination: Place) -> Route:
    from pyproj import Geod
    from shapely import LineString

    geod = Geod(ellps="WGS84")
    found = next((path for c in corridors() if (path := _along(c, origin, destination, geod))), None)
    if found is not None:
        corridor, via = found
        line = LineString(
            [(origin.lon, origin.lat), *((p.lon, p.lat) for p in via), (destination.lon, destination.lat)]
        )
        engine, note = "corridor/1", f"generalised: {corridor.name}, {corridor.note}; not a surveyed road"
    else:
        _, _, distance = geod.inv(origin.lon, origin.lat, destination.lon, destination.lat)
        steps = int(distance // STEP_M)
        between = geod.npts(origin.lon, origin.lat, destination.lon, destination.lat, steps) if steps else []
        via = ()
        line = LineString([(origin.lon, origin.lat), *between, (destination.lon, destination.lat)])
        engine, note = (
            "great-circle/1",
            "schematic: the shortest line between the two ends; the way taken is not reported",
        )
    actors = event.with_role(Role.BY)
    return Route(
        id=f"rt-{hashlib.sha256(event.id.encode()).hexdigest()[:10]}",
        actor=actors[0] if actors else None,
        origin=origin,
        destination=destination,
        via=via,
        departed=event.when,
        arrived=None,
        path=line,
        length_km=round(geod.geometry_length(line) / 1000, 1),
        reported_km=next((q for q in event.quantities if q.unit == "km"), None),
        basis=Basis.INFERRED,
        engine=engine,
        event_ids=(event.id,),
        note=note,
    )


def _along(
    corridor: Corridor, origin: Place, destination: Place, geod: object
) -> tuple[Corridor, tuple[Place, ...]] | None:
    """Return the waypoints between the two ends, in order of travel; ``None`` where the corridor misses one."""
    first, last = _index(corridor, origin, geod), _index(corridor, destination, geod)
    if first is None or last is None or first == last:
        return None
    low, high = sorted((first, last))
    between = corridor.waypoints[low + 1 : high]
    return corridor, between if first < last else between[::-1]


def _index(corridor: Corridor, end: Place, geod: object) -> int | None:
    for number, point in enumerate(corridor.waypoints):
        if point.id in (end.id, end.parent):
            return number
    for number, point in enumerate(corridor.waypoints):
        if abs(point.lat - end.lat) < 1 and geod.inv(point.lon, point.lat, end.lon, end.lat)[2] <= NEAR_M:  # type: ignore[attr-defined]  # pyproj.Geod, imported on use
            return number
    return None
