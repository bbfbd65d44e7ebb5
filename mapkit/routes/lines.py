"""The line of a movement: over the user's roads, along a sourced corridor, or the shortest one, in this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import LineString

from mapkit.model import Place
from mapkit.routes.corridors import corridor_between
from mapkit.routes.geodesy import great_circle
from mapkit.routes.roads import RoadNetwork, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A line and what it stands for.

    Attributes
    ----------
    line
        Lon, lat degrees (EPSG:4326), from origin to destination.
    via
        The places on the way, in order.
    engine
        ``"roads/1"``, ``"corridor/1"`` or ``"great-circle/1"``.
    note
        In words for a reader.
    """

    line: LineString
    via: tuple[Place, ...]
    engine: str
    note: str

    @property
    def is_schematic(self) -> bool:
        """Whether the line follows nothing on the ground."""
        return self.engine.startswith("great-circle")


def draw(origin: Place, destination: Place, stops: Sequence[Place], roads: RoadNetwork | None) -> Drawn:
    """Return the line from one place to another.

    Parameters
    ----------
    origin, destination
        The ends.
    stops
        Places that reports name on the way, in order.
    roads
        A road network, tried first.
    """
    unused = ""
    if roads is not None:
        way, left_out = roads.shortest((origin, *stops, destination)), ""
        if isinstance(way, str) and stops:
            left_out = f"; without {', '.join(p.name for p in stops)}: {way}"
            way = roads.shortest((origin, destination))
        if isinstance(way, Way):
            note = (
                f"along given roads: the shortest way over them{_access(way)}; the way taken is not reported{left_out}"
            )
            return Drawn(line=way.line, via=tuple(stops), engine="roads/1", note=note)
        unused = f"; the road network given was not used: {way}"
    found = corridor_between(origin, destination, stops)
    if found is not None:
        corridor, via = found
        return Drawn(
            line=LineString([(p.lon, p.lat) for p in (origin, *via, destination)]),
            via=via,
            engine="corridor/1",
            note=f"generalised: {corridor.name}, {corridor.note}; not a surveyed road{unused}",
        )
    shortest = (
        "the shortest line between the places that reports name" if stops else "the shortest line between the two ends"
    )
    return Drawn(
        line=great_circle((origin, *stops, destination)),
        via=tuple(stops),
        engine="great-circle/1",
        note=f"schematic: {shortest}; the way taken is not reported{unused}",
    )


def _access(way: Way) -> str:
    """Say how far the line is straight before and after the network."""
    first, last = way.access_m
    if max(first, last) < 1000:
        return ""
    return f" (straight for the first {first / 1000:.0f} km and the last {last / 1000:.0f} km, to the nearest road)"
