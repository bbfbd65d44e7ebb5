"""From degrees to pixels, and the outlines as paths of a picture's own resolution."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mapkit.render import basemap
from mapkit.render.picture import ground
from mapkit.render.picture.lettering import number

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]

HIGHEST = 84.0
"""Degrees of latitude; Mercator has no poles."""
CLOSEST = 182.0
"""Pixels a degree at the equator, some 600 m a pixel: closer there would be nothing round a lone place."""
FINEST = 90.0
"""Degrees; a picture wider than this takes the coarse outline."""
TOLERANCE = 0.45
"""Pixels by which an outline may be off."""
SPECK = 1.5
"""Square pixels; smaller islands are left out."""
EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG R1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels; ``y`` runs down."""

    x: float
    y: float
    w: float
    h: float

    def overlaps(self, other: Box) -> bool:
        """Return whether two rectangles share more than an edge."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    def holds(self, other: Box) -> bool:
        """Return whether another rectangle lies wholly inside."""
        return (
            other.x >= self.x
            and other.y >= self.y
            and other.x + other.w <= self.x + self.w
            and other.y + other.h <= self.y + self.h
        )

    def inset(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return the rectangle without its margins."""
        return Box(x=self.x + left, y=self.y + top, w=self.w - left - right, h=self.h - top - bottom)


def _mercator(lat: float) -> float:
    """Return the northing of a latitude in degrees at the equator (spherical Mercator, EPSG:3857)."""
    phi = math.radians(max(-HIGHEST, min(HIGHEST, lat)))
    return math.degrees(math.log(math.tan(math.pi / 4 + phi / 2)))


def _latitude(northing: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(northing))) - math.pi / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A Mercator map, north up, in a frame of a picture.

    Attributes
    ----------
    frame
        Where on the picture, pixels.
    west
        Longitude of the left edge in degrees, which may lie below -180; points are drawn on the turn of the globe
        round the middle.
    north
        Northing of the upper edge (see EPSG:3857) in degrees at the equator.
    scale
        Pixels a degree at the equator.
    """

    frame: Box
    west: float
    north: float
    scale: float

    def point(self, lon: float, lat: float) -> Point:
        """Return pixels of a longitude and latitude, on the turn of the globe that the picture shows."""
        return self.plain(self._turned(lon), lat)

    def _turned(self, lon: float) -> float:
        first = self._middle - 180.0
        return first + (lon - first) % 360.0

    @property
    def _middle(self) -> float:
        return self.west + self.frame.w / self.scale / 2

    def plain(self, lon: float, lat: float) -> Point:
        """Return pixels of a longitude that counts on beyond 180 degrees where the picture does."""
        return self.frame.x + (lon - self.west) * self.scale, self.frame.y + (self.north - _mercator(lat)) * self.scale

    @property
    def bounds(self) -> basemap.Bounds:
        """West, south, east, north of what is seen, in degrees; no more than once round the globe."""
        half = min(180.0, self.frame.w / self.scale / 2)
        south = _latitude(self.north - self.frame.h / self.scale)
        return self._middle - half, south, self._middle + half, _latitude(self.north)

    def line(self, points: Sequence[Sequence[float]]) -> list[Point]:
        """Return a line in pixels; it goes the shorter way round from point to point."""
        found: list[Point] = []
        lon = None
        for x, y, *_ in points:
            if lon is None:
                lon = self._turned(x)
            else:
                lon += (x - lon + 180.0) % 360.0 - 180.0
            found.append(self.plain(lon, y))
        return found

    def pixels(self, metres: float, lat: float) -> float:
        """Return a length on the ground at a latitude in pixels."""
        return metres / 1000.0 / (math.radians(1) * EARTH_KM * math.cos(math.radians(lat))) * self.scale

    def scale_bar(self, longest: float) -> tuple[int, float, float]:
        """Return kilometres, pixels and the latitude (middle of the map) of a round scale bar."""
        _, south, _, north = self.bounds
        lat = _latitude((_mercator(south) + _mercator(north)) / 2)
        for km in (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1):
            if (pixels := self.pixels(km * 1000.0, lat)) <= longest:
                return km, pixels, lat
        return 1, self.pixels(1000.0, lat), lat

    @property
    def stretch(self) -> float:
        """How many times larger the scale is at one edge than at another."""
        _, south, _, north = self.bounds
        nearest = 0.0 if south < 0 < north else min(abs(south), abs(north))
        return math.cos(math.radians(nearest)) / math.cos(math.radians(max(abs(south), abs(north))))


def view_of(points: Sequence[Point], frame: Box, margins: tuple[float, float, float, float]) -> View:
    """Return the view that shows all points inside the margins (left, top, right, bottom; pixels).

    The view begins east of the widest gap between the longitudes, so that a story on both sides of the antimeridian
    stays in one piece. Without points it is the inhabited world.
    """
    inner = frame.inset(*margins)
    west, east, south, north = _extent(points)
    low, high = _mercator(south), _mercator(north)
    scale = min(inner.w / max(east - west, 1e-9), inner.h / max(high - low, 1e-9), CLOSEST)
    if not points:
        scale = max(scale, frame.w / 360.0)
    left = (west + east) / 2 - (inner.x - frame.x + inner.w / 2) / scale
    top = (low + high) / 2 + (inner.y - frame.y + inner.h / 2) / scale
    return View(frame=frame, west=left, north=top, scale=scale)


def _extent(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Return west, east (which may pass 180), south and north."""
    if not points:
        return -150.0, 170.0, -52.0, 70.0
    lons = sorted({(lon + 180.0) % 360.0 - 180.0 for lon, _ in points})
    gaps = [(after - before, after) for before, after in zip(lons, [*lons[1:], lons[0] + 360.0], strict=True)]
    # the gap over the antimeridian comes first among equals: the usual view of the world
    widest, after = max(gaps, key=lambda gap: (round(gap[0], 6), gap[1]))
    west = after if after < 180.0 else after - 360.0
    return west, west + 360.0 - widest, min(lat for _, lat in points), max(lat for _, lat in points)


def outlines(view: View, focus_points: Sequence[Point]) -> dict[str, str]:
    """Return the paths of ``land``, ``focus`` (the country of most points) and ``borders``, simplified to the pixel."""
    west, south, east, north = view.bounds
    pad = 3.0 / view.scale
    window = (west - pad, max(-90.0, south - pad), east + pad, min(90.0, north + pad))
    scale = "10m" if east - west <= FINEST else "110m"
    land, countries, borders = ground.shapes(scale, window, tuple(focus_points))
    return {
        "land": areas(land, view),
        "focus": areas(countries, view),
        "borders": _strokes(borders, view),
    }


def graticule(view: View) -> str:
    """Return the path of the parallels and meridians, a handful of either."""
    west, south, east, north = view.bounds
    step = next((s for s in (1, 2, 5, 10, 20, 30) if (east - west) / s <= 8), 30)
    frame = view.frame
    x, y, right, foot = map(number, (frame.x, frame.y, frame.x + frame.w, frame.y + frame.h))
    lons = range(math.ceil(west / step) * step, math.floor(east) + 1, step)
    lats = range(math.ceil(south / step) * step, math.floor(north) + 1, step)
    parts = [f"M{number(view.plain(lon, 0)[0])} {y}V{foot}" for lon in lons]
    parts += [f"M{x} {number(view.plain(west, lat)[1])}H{right}" for lat in lats]
    return "".join(parts)


def areas(shapes: Iterable[BaseGeometry], view: View) -> str:
    """Return polygons in degrees as one path, simplified to the pixel."""
    import shapely

    parts = []
    for shape in shapes:
        for ring in basemap.rings(shape):
            line = _simple(ring, view)
            if len(line) > 3 and abs(shapely.Polygon(line).area) >= SPECK:
                parts.append(path(line[:-1]) + "Z")
    return "".join(parts)


def _strokes(shapes: Iterable[BaseGeometry], view: View) -> str:
    return "".join(path(_simple(line, view)) for shape in shapes for line in basemap.lines(shape))


def _simple(coords: Any, view: View) -> list[Point]:
    """Return a line or ring in pixels without the points that no eye could miss."""
    import numpy as np
    import shapely

    points = np.asarray(coords)[:, :2]
    phi = np.radians(np.clip(points[:, 1], -HIGHEST, HIGHEST))
    northing = np.degrees(np.log(np.tan(np.pi / 4 + phi / 2)))
    x = view.frame.x + (points[:, 0] - view.west) * view.scale
    y = view.frame.y + (view.north - northing) * view.scale
    line = shapely.simplify(shapely.LineString(np.column_stack([x, y])), TOLERANCE)
    return [(float(a), float(b)) for a, b in line.coords]


@lru_cache(maxsize=65536)
def _step(value: int) -> str:
    """Return tenths of a pixel as the shortest text."""
    whole, tenth = divmod(abs(value), 10)
    digits = f"{whole or ''}.{tenth}" if tenth else str(whole)
    return f"-{digits}" if value < 0 else digits


def path(line: Sequence[Point]) -> str:
    """Return a line as steps of tenths of a pixel from its first point."""
    grid = [(round(x * 10), round(y * 10)) for x, y in line]
    parts = [f"M{_step(grid[0][0])} {_step(grid[0][1])}l"]
    for (ax, ay), (bx, by) in pairwise(grid):
        if (ax, ay) != (bx, by):
            dx, dy = _step(bx - ax), _step(by - ay)
            parts.append((" " if len(parts) > 1 and not dx.startswith("-") else "") + dx)
            parts.append(("" if dy.startswith("-") else " ") + dy)
    return "".join(parts) if len(parts) > 1 else ""


def piece(line: Sequence[Sequence[float]], low: float, high: float) -> list[tuple[float, float]]:
    """Return the part of a line of degrees between two shares of its length on the ground, 0 to 1."""
    ends = [0.0]
    for (lon, lat, *_), (lon2, lat2, *_) in pairwise(line):
        ends.append(ends[-1] + math.hypot((lon2 - lon) * math.cos(math.radians((lat + lat2) / 2)), lat2 - lat))

    def at(share: float) -> tuple[float, float]:
        way = share * ends[-1]
        i = next((n for n in range(1, len(ends)) if ends[n] >= way), len(ends) - 1)
        k = (way - ends[i - 1]) / (ends[i] - ends[i - 1]) if ends[i] > ends[i - 1] else 0.0
        (lon, lat, *_), (lon2, lat2, *_) = line[i - 1], line[i]
        return lon + k * (lon2 - lon), lat + k * (lat2 - lat)

    between = [(p[0], p[1]) for p, end in zip(line, ends, strict=True) if low * ends[-1] < end < high * ends[-1]]
    return [at(low), *between, at(high)]
