"""The ground of a picture: outlines inside its window, and where the names of countries stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mapkit.render import basemap

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@lru_cache(maxsize=8)
def shapes(
    scale: str, within: basemap.Bounds, points: tuple[tuple[float, float], ...] = ()
) -> tuple[tuple[BaseGeometry, ...], tuple[BaseGeometry, ...], tuple[BaseGeometry, ...]]:
    """Return the outlines inside a window as shapes, for a picture that is drawn at once.

    Parameters
    ----------
    scale
        ``"110m"`` coarse, ``"10m"`` fine.
    within
        West, south, east, north in degrees; west may lie below -180 and east beyond 180.
    points
        Longitude and latitude of the places; the country that holds most of them is the focus.

    Returns
    -------
    tuple
        Land, the country in focus, borders; degrees, longitudes counted on beyond 180 where the window does.
    """
    from shapely.affinity import translate

    outline = basemap.outlines()[scale]
    focus = basemap.focus_of(basemap.outlines()["110m"], points)
    land: list[BaseGeometry] = []
    chosen: list[BaseGeometry] = []
    borders: list[BaseGeometry] = []
    west, south, east, north = within
    for turn in (-360.0, 0.0, 360.0):
        part = (max(-180.0, west - turn), south, min(180.0, east - turn), north)
        if part[0] >= part[2]:
            continue
        polygons = [outline.polygon(polygon, part) for polygon in outline.land]
        land += [translate(shape, turn) for shape in polygons if shape is not None and not shape.is_empty]
        held = [outline.polygon(p, part) for name, group in outline.countries if name == focus for p in group]
        chosen += [translate(shape, turn) for shape in held if shape is not None and not shape.is_empty]
        borders += [translate(line, turn) for line in outline.borders(part) if not line.is_empty]
    return tuple(land), tuple(chosen), tuple(borders)


@lru_cache(maxsize=8)
def countries(
    within: basemap.Bounds, names: tuple[tuple[float, float], ...], points: tuple[tuple[float, float], ...]
) -> tuple[int | None, tuple[BaseGeometry | None, ...]]:
    """Return what a window shows of the countries to be named.

    Parameters
    ----------
    within
        West, south, east, north in degrees; west may lie below -180 and east beyond 180.
    names
        Longitude and latitude of the country of each name; of two in one outline the first counts.
    points
        Longitude and latitude of the places of the story.

    Returns
    -------
    tuple
        Which of ``names`` is that of the country in focus, and for each the part of the country inside the window in
        degrees, coarsely; ``None`` when nothing of it is seen or the outlines do not know it.
    """
    import shapely
    from shapely.affinity import translate

    world = basemap.outlines()["110m"]
    focus = basemap.focus_of(world, points)
    west, south, east, north = within
    found: list[BaseGeometry | None] = []
    known = _countries_at(names)
    for country in known:
        parts = [] if country is None else [p for n, group in world.countries if n == country for p in group]
        shown = [
            translate(shape, turn)
            for turn in (-360.0, 0.0, 360.0)
            if (box := (max(-180.0, west - turn), south, min(180.0, east - turn), north))[0] < box[2]
            for polygon in parts
            if (shape := world.polygon(polygon, box)) is not None and shape.area
        ]
        found.append(shapely.union_all(shown) if shown else None)
    return (known.index(focus) if focus is not None and focus in known else None), tuple(found)


@lru_cache(maxsize=4)
def _countries_at(points: tuple[tuple[float, float], ...]) -> tuple[str | None, ...]:
    """Return the country that holds each point, as the outlines have it; of several points in one only the first."""
    import shapely

    world = basemap.outlines()["110m"]
    found: list[str | None] = [None] * len(points)
    if not points:
        return ()
    where = shapely.points([list(point) for point in points])
    for name, polygons in world.countries:
        shapes_of = (world.polygon(polygon, (-180.0, -90.0, 180.0, 90.0)) for polygon in polygons)
        hits = [shapely.intersects(shape, where).nonzero()[0] for shape in shapes_of if shape is not None]
        inside = sorted({int(number) for numbers in hits for number in numbers})
        if inside:
            found[inside[0]] = name
    return tuple(found)
