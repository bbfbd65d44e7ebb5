"""The names on the ground round a story: towns and countries from the shipped gazetteer."""

from __future__ import annotations

from collections.abc import Sequence

from mapkit.gazetteer import open_gazetteer
from mapkit.model import Event, Place, Route


def names_round(events: Sequence[Event], routes: Sequence[Route]) -> tuple[list[Place], list[Place]]:
    """Return the towns and countries to write on the base map round what is drawn."""
    world = open_gazetteer()
    points = [
        (e.place.lon, e.place.lat) for e in events if e.place is not None and e.place.kind not in ("country", "region")
    ]
    points += [(x, y) for r in routes for x, y, *_ in r.path.coords]
    if not points:
        return [], list(world.countries())
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    margin = max(3.0, (east - west) / 2, (north - south) / 2)
    box = (west - margin, max(-85.0, south - margin), east + margin, min(85.0, north + margin))
    return list(world.towns_in(box, 60)), list(world.countries())
