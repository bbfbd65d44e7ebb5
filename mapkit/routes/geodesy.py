"""Lengths and places along a line, on the ellipsoid."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from shapely import LineString, Point
from shapely.ops import substring

from mapkit.model import Place

NEAR_M = 15_000.0
"""A point this near to an end of the movement is taken for it: a town and its airport are one end."""

STEP_M = 50_000.0
"""Distance between the points of a great circle, so that it bends on the map as it should."""


@cache
def wgs84() -> Any:
    """Return the ellipsoid (``pyproj.Geod``)."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def apart_m(a: Place, b: Place) -> float:
    """Return the geodesic distance between two places, metres."""
    return float(wgs84().inv(a.lon, a.lat, b.lon, b.lat)[2])


def length_m(line: LineString) -> float:
    """Return the geodesic length of a line of lon, lat degrees, metres."""
    return float(wgs84().geometry_length(line))


def great_circle(places: Sequence[Place]) -> LineString:
    """Return the shortest line through places in order, as lon, lat degrees."""
    points = [(places[0].lon, places[0].lat)]
    for a, b in pairwise(places):
        steps = int(apart_m(a, b) // STEP_M)
        if steps:
            points += wgs84().npts(a.lon, a.lat, b.lon, b.lat, steps)
        points.append((b.lon, b.lat))
    return LineString(points)


def squeeze(lat: float) -> float:
    """Return what a degree of longitude measures in degrees of latitude, so that near by the plane is true."""
    return max(math.cos(math.radians(lat)), 0.01)


def cut(line: LineString, fraction: float, squeezed: float) -> tuple[LineString, LineString]:
    """Return the two pieces of a line; the fraction is of its length where longitudes shrink by ``squeezed``."""
    flat = LineString([(x * squeezed, y) for x, y in line.coords])
    pieces = (substring(flat, 0, fraction, normalized=True), substring(flat, fraction, 1, normalized=True))
    # a cut at the very end leaves a point
    first, last = (
        LineString([(x / squeezed, y) for x, y in (*p.coords, *p.coords)[: max(2, len(p.coords))]]) for p in pieces
    )
    return first, last


def along(line: LineString, place: Place) -> tuple[float, float]:
    """Return where a line of lon, lat degrees comes nearest to a place.

    Returns
    -------
    tuple of float
        The fraction of the line's geodesic length up to there, and the distance of the place from it, metres.
    """
    squeezed = squeeze(place.lat)
    flat = LineString([(x * squeezed, y) for x, y in line.coords])
    fraction = flat.project(Point(place.lon * squeezed, place.lat), normalized=True)
    first, _ = cut(line, fraction, squeezed)
    lon, lat = first.coords[-1]
    total = length_m(line)
    return (min(length_m(first) / total, 1.0) if total else 0.0), float(wgs84().inv(place.lon, place.lat, lon, lat)[2])
