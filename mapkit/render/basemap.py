"""The outlines under a map, without a network: the world coarsely, the surroundings of the data finely.

Natural Earth (public domain) as packed by the build. The finer outline replaces the coarser one inside a window
round the data; what leaves this module is small enough to travel inside the page.
"""

from __future__ import annotations

import base64
import json
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from mapkit.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    from shapely.geometry.base import BaseGeometry

COARSE_GRID = 25.0
"""Steps per degree of the world outline: 4 km, finer than a pixel at the zooms where it is seen."""
FINE_GRID = 400.0
"""Steps per degree of the window: 280 m, the grid of the source itself."""
LARGEST_WINDOW = 34.0
"""Degrees; a story wider than this is read at zooms where the coarse outline is good enough."""

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One resolution of the world: arcs shared by neighbours, and what is made of them."""

    points: np.ndarray[Any, Any]  # lon, lat of all arcs, one after the other
    starts: np.ndarray[Any, Any]
    boxes: np.ndarray[Any, Any]  # one row an arc: west, south, east, north
    land: Sequence[Any]
    countries: Sequence[Any]

    def arc(self, index: int) -> np.ndarray[Any, Any]:
        """Return one arc; the bitwise complement of its number means backwards."""
        forward = index if index >= 0 else ~index
        points = self.points[self.starts[forward] : self.starts[forward + 1]]
        return points if index >= 0 else points[::-1]

    def polygon(self, rings: Sequence[Sequence[int]], window: Bounds) -> BaseGeometry | None:
        """Return the part of a polygon inside ``window``; ``None`` when it lies outside."""
        import numpy as np
        import shapely
        from shapely.affinity import translate

        touched = self.boxes[[i if i >= 0 else ~i for i in rings[0]]]
        west, south, east, north = window
        if (
            touched[:, 0].min() > east
            or touched[:, 2].max() < west
            or touched[:, 1].min() > north
            or touched[:, 3].max() < south
        ):
            return None
        closed = [_unwrap(np.concatenate([self.arc(i) for i in ring])) for ring in rings]
        if len(closed[0]) < 4:
            return None  # the source has specks without area: an islet off Morocco, the Vatican
        shape = shapely.Polygon(closed[0], [hole for hole in closed[1:] if len(hole) > 3])
        clipped: BaseGeometry = shapely.clip_by_rect(shape, *window)
        if not clipped.is_valid:  # some coarse outlines cross themselves
            clipped = shapely.make_valid(clipped)
        for turn in (-360.0, 360.0):
            if (closed[0][:, 0].max() > 180 and turn < 0) or (closed[0][:, 0].min() < -180 and turn > 0):
                over = shapely.clip_by_rect(translate(shape, turn), *window)
                clipped = shapely.GeometryCollection([clipped, over])
        return clipped

    def borders(self, window: Bounds) -> Iterator[BaseGeometry]:
        """Yield the arcs that two countries share, as far as they lie inside ``window``."""
        import shapely

        seen: dict[int, int] = {}
        for _, polygons in self.countries:
            for index in {i if i >= 0 else ~i for polygon in polygons for ring in polygon for i in ring}:
                seen[index] = seen.get(index, 0) + 1
        west, south, east, north = window
        for index, times in sorted(seen.items()):
            box = self.boxes[index]
            if times > 1 and box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south:
                yield shapely.clip_by_rect(shapely.LineString(self.arc(index)), *window)


def _unwrap(ring: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return a ring that crosses the antimeridian as one piece beyond 180 degrees; one round a pole stays as it is."""
    import numpy as np

    turns = -np.rint(np.diff(ring[:, 0]) / 360.0)
    if not turns.any() or turns.sum():
        return ring
    moved = ring.copy()
    moved[1:, 0] += 360.0 * np.cumsum(turns)
    return moved


@cache
def outlines() -> dict[str, Outline]:
    """Unpack the outlines shipped with the package."""
    import numpy as np

    file = files("mapkit.render") / "static" / "vendor" / "world-atlas.bin"
    if not file.is_file():
        name = "render/static/vendor/world-atlas.bin"
        message = f"the shipped file {name!r} is missing"
        raise DataError(message, hint="In a checkout run: python hatch_build.py", file=name)
    body = zlib.decompress(file.read_bytes())
    size = int.from_bytes(body[:4], "little")
    header = json.loads(body[4 : 4 + size])
    steps = np.frombuffer(body, dtype="<i4", offset=4 + size).reshape(-1, 2)
    found, first = {}, 0
    for scale, part in header.items():
        lengths = np.asarray(part["lengths"])
        starts = np.concatenate([[0], np.cumsum(lengths)])
        total = np.cumsum(steps[first : first + starts[-1]].astype("i8"), axis=0)
        before = np.vstack([[0, 0], total])[starts[:-1]]  # where the running sum stood when each arc began
        grid = total - np.repeat(before, lengths, axis=0)
        points = grid * np.asarray(part["scale"]) + np.asarray(part["translate"])
        boxes = np.hstack(
            [np.minimum.reduceat(points, starts[:-1], axis=0), np.maximum.reduceat(points, starts[:-1], axis=0)]
        )
        found[scale] = Outline(
            points=points, starts=starts, boxes=boxes, land=part["land"], countries=part["countries"]
        )
        first += int(starts[-1])
    return found


def window(bounds: Bounds) -> Bounds | None:
    """Return the window drawn finely for data within ``bounds``: room to pan about, within limits.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees.

    Returns
    -------
    tuple of float or None
        ``None`` when the data are spread too widely for a finer outline to be of use, or lie round the antimeridian.
    """
    west, south, east, north = bounds
    wide, high = east - west, north - south
    if max(wide, high) > LARGEST_WINDOW or east > 180.0:
        return None
    pad_x, pad_y = max(5.0, 1.2 * max(wide, high)), max(4.0, 0.8 * max(wide, high))
    box = (max(-180.0, west - pad_x), max(-85.0, south - pad_y), min(180.0, east + pad_x), min(85.0, north + pad_y))
    return math.floor(box[0]), math.floor(box[1]), math.ceil(box[2]), math.ceil(box[3])


def encode(parts: Sequence[Any], grid: float) -> bytes:
    """Return lines as a count and zigzag varint steps on a grid of ``grid`` steps a degree."""
    import numpy as np

    out = bytearray()

    def put(value: int) -> None:
        value = value << 1 if value >= 0 else (-value << 1) - 1
        while value > 127:
            out.append(value & 127 | 128)
            value >>= 7
        out.append(value)

    put(len(parts))
    for part in parts:
        points = np.rint(np.asarray(part)[:, :2] * grid).astype("i8")
        moved = np.ones(len(points), dtype=bool)
        moved[1:] = np.any(np.diff(points, axis=0) != 0, axis=1)
        points = points[moved]
        put(len(points))
        x = y = 0
        for here_x, here_y in points.tolist():
            put(here_x - x)
            put(here_y - y)
            x, y = here_x, here_y
    return bytes(out)


def rings(shape: BaseGeometry | None) -> list[Any]:
    """Return the rings of a polygon or of many; holes are told from outlines by the even-odd rule."""
    if shape is None or shape.is_empty:
        return []
    if shape.geom_type == "Polygon":
        polygon: Any = shape
        return [polygon.exterior.coords, *(hole.coords for hole in polygon.interiors)]
    return [ring for part in getattr(shape, "geoms", ()) for ring in rings(part)]


def lines(shape: BaseGeometry | None) -> list[Any]:
    """Return the coordinate sequences of a line or of many."""
    if shape is None or shape.is_empty:
        return []
    if shape.geom_type == "LineString":
        return [shape.coords]
    return [line for part in getattr(shape, "geoms", ()) for line in lines(part)]


def basemap(bounds: Bounds, points: Sequence[tuple[float, float]] = ()) -> dict[str, Any]:
    """Return the outlines for a map of data within ``bounds``, ready for JSON.

    Parameters
    ----------
    bounds
        West, south, east, north of the data in degrees.
    points
        Longitude and latitude of the places; the country that holds most of them is drawn lighter.

    Returns
    -------
    dict
        ``window`` (or null), ``grids`` (steps per degree) and ``data``: base64 of deflated varints; for the world
        and then for the window: land, borders, focus country.
    """
    import shapely

    world = outlines()
    fine = window(bounds)
    focus = focus_of(world["110m"], points)
    blocks, grids = [], []
    everywhere: Bounds = (-180.0, -90.0, 180.0, 90.0)
    for scale, inside in (("110m", everywhere), ("10m", fine)):
        if inside is None:
            continue
        outline, grid = world[scale], COARSE_GRID if scale == "110m" else FINE_GRID
        land = [outline.polygon(polygon, inside) for polygon in outline.land]
        chosen = [
            outline.polygon(polygon, inside)
            for name, polygons in outline.countries
            if name == focus
            for polygon in polygons
        ]
        borders: list[BaseGeometry | None] = list(outline.borders(inside))
        if scale == "110m" and fine is not None:
            # the two outlines overlap by a hair, so that no seam shows where they meet
            hole = shapely.box(fine[0] + 0.05, fine[1] + 0.05, fine[2] - 0.05, fine[3] - 0.05)
            land = [_cut(part, hole) for part in land]
            chosen = [_cut(part, hole) for part in chosen]
            borders = [_cut(part, hole) for part in borders]
        for shapes in (
            [ring for part in land for ring in rings(part)],
            [line for part in borders for line in lines(part)],
            [ring for part in chosen for ring in rings(part)],
        ):
            blocks.append(encode(shapes, grid))
            grids.append(grid)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(b"".join(blocks)) + packer.flush()
    return {"window": fine, "grids": grids, "focus": focus, "data": base64.b64encode(data).decode("ascii")}


def _cut(part: BaseGeometry | None, hole: BaseGeometry) -> BaseGeometry | None:
    if part is None or part.is_empty or not part.intersects(hole):
        return part
    left: BaseGeometry = (part if part.is_valid else part.buffer(0)).difference(hole)
    return left


def focus_of(outline: Outline, points: Sequence[tuple[float, float]]) -> str | None:
    """Return the name of the country that holds most of ``points``."""
    import numpy as np
    import shapely

    if not points:
        return None
    west, south, east, north = _box(points)
    inside = shapely.points(np.asarray(points))
    best, most = None, 0
    for name, polygons in outline.countries:
        for polygon in polygons:
            shape = outline.polygon(polygon, (west - 0.1, south - 0.1, east + 0.1, north + 0.1))
            held = 0 if shape is None or shape.is_empty else int(shapely.intersects(shape, inside).sum())
            if held > most:
                best, most = name, held
    return best


def within(country: str | None, points: Sequence[tuple[float, float]]) -> list[bool]:
    """Return which points lie in a country, by the name that the outlines have for it; ``None`` holds no point."""
    import numpy as np
    import shapely

    found = np.zeros(len(points), dtype=bool)
    world = outlines()["110m"]
    for polygon in (p for name, polygons in world.countries if name == country for p in polygons):
        shape = world.polygon(polygon, (-180.0, -90.0, 180.0, 90.0))
        if shape is not None and len(points):
            found |= shapely.intersects(shape, shapely.points(np.asarray(points)))
    return [bool(inside) for inside in found]


def _box(points: Sequence[tuple[float, float]]) -> Bounds:
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons), min(lats), max(lons), max(lats)
