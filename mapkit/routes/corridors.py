"""Named roads and tracks that sources describe place by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from shapely import LineString

from mapkit._resources import load_toml
from mapkit.model import Place
from mapkit.routes.geodesy import NEAR_M, along, apart_m


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


def corridor_between(
    origin: Place, destination: Place, stops: Sequence[Place]
) -> tuple[Corridor, tuple[Place, ...]] | None:
    """Return the first corridor that passes both ends and every stop, and its places between them in order of travel.

    Returns
    -------
    tuple or None
        ``None`` where every corridor misses one of them by more than :data:`~mapkit.routes.geodesy.NEAR_M`.
    """
    for corridor in corridors():
        between = _between(corridor, origin, destination)
        if between is None:
            continue
        line = LineString([(p.lon, p.lat) for p in (origin, *between, destination)])
        placed = {place.id: (along(line, place), place) for place in stops}
        if all(distance <= NEAR_M for (_, distance), _ in placed.values()):
            known = {p.id for p in between}
            all_places = [(along(line, p)[0], p) for p in between]
            all_places += [(fraction, p) for (fraction, _), p in placed.values() if not _is_among(p, between, known)]
            return corridor, tuple(p for _, p in sorted(all_places, key=lambda item: item[0]))
    return None


def _is_among(place: Place, between: Sequence[Place], known: set[str]) -> bool:
    return place.root in known or any(p.name == place.name and apart_m(p, place) <= NEAR_M for p in between)


def _between(corridor: Corridor, origin: Place, destination: Place) -> tuple[Place, ...] | None:
    first, last = _index(corridor, origin), _index(corridor, destination)
    if first is None or last is None or first == last:
        return None
    low, high = sorted((first, last))
    between = corridor.waypoints[low + 1 : high]
    return between if first < last else between[::-1]


def _index(corridor: Corridor, end: Place) -> int | None:
    for number, point in enumerate(corridor.waypoints):
        if point.id in (end.id, end.parent):
            return number
    for number, point in enumerate(corridor.waypoints):
        if abs(point.lat - end.lat) < 1 and apart_m(point, end) <= NEAR_M:
            return number
    return None
