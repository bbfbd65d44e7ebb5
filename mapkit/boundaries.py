"""Boundaries that a user supplies: the only areas of control that a map ever draws.

A report that names a town says nothing about the land round it, so mapkit itself draws control at points. Whoever has
the boundary of a place, with its source, gives it here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapkit.errors import ConfigError, ReadError, SchemaError
from mapkit.frames import CRS

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

FINENESS = 1500
"""Steps across a boundary that survive in a page: finer than a pixel where the whole of it is seen."""


def read_boundaries(path: str | os.PathLike[str]) -> gpd.GeoDataFrame:
    """Read polygons from a file of any format that GDAL knows.

    Raises
    ------
    ReadError
        When the file cannot be read.
    """
    import geopandas as gpd

    try:
        return gpd.read_file(path)
    except Exception as error:  # GDAL's own errors have no common class
        message = f"{os.fspath(path)} cannot be read as boundaries: {error}"
        raise ReadError(message, hint="Give a file of polygons, such as .gpkg or .geojson", path=Path(path)) from error


def match_boundaries(given: gpd.GeoDataFrame, control: gpd.GeoDataFrame) -> dict[str, BaseGeometry]:
    """Return the boundaries of places that have control states.

    Parameters
    ----------
    given
        Polygons in any coordinate system with a column ``place_id`` (as in the control frame) or ``place`` (the name
        of the place, any case; a town's goes before that of a base in it). Boundaries of other places are left out.
    control
        The control frame (:data:`mapkit.frames.CONTROL`).

    Returns
    -------
    dict
        Polygons in degrees (EPSG:4326) by ``place_id``, simplified to :data:`FINENESS` steps; several of one place are
        one.

    Raises
    ------
    SchemaError
        When there is no geometry, coordinate system or column of places, or something is not a polygon.
    ConfigError
        When none of the boundaries is of a place with a control state.
    """
    import geopandas as gpd
    import shapely

    faults = []
    if not isinstance(given, gpd.GeoDataFrame) or given.active_geometry_name is None:
        faults.append("the boundaries are no GeoDataFrame with a geometry")
    else:
        if given.crs is None:
            faults.append("the boundaries have no coordinate system")
        if not {"place_id", "place"} & set(given.columns):
            faults.append("the boundaries have no column place_id or place")
        kinds = {kind for kind in given.geom_type.dropna() if kind not in ("Polygon", "MultiPolygon")}
        faults += [f"a boundary is a {kind}, not a polygon" for kind in sorted(kinds)]
    if faults:
        hint = "Give polygons with a column place_id or place, and a crs such as EPSG:4326"
        raise SchemaError("; ".join(faults), hint=hint, faults=tuple(faults))
    keys = {str(key) for key in control["place_id"]}
    named = zip(control["place_id"], control["place"], control["place_kind"], strict=True)
    # a base bears the name of its town, and a boundary of that name is the town's
    ordered = sorted(named, key=lambda row: row[2] not in ("base", "site"))
    names = {str(name).casefold(): str(key) for key, name, _ in ordered}
    found: dict[str, list[Any]] = {}
    shapes = given.geometry.to_crs(CRS)
    for number, shape in enumerate(shapes):
        row = given.iloc[number]
        key = str(row.get("place_id", ""))
        key = key if key in keys else names.get(str(row.get("place", "")).casefold(), "")
        if key and shape is not None and not shape.is_empty:
            found.setdefault(key, []).append(shape)
    if not found:
        message = "none of the boundaries is of a place whose holder is reported"
        hint = f"Those places are: {', '.join(sorted(set(control['place']))) or 'none'}"
        raise ConfigError(message, hint=hint, key="boundaries")
    joined = {key: shapely.union_all([shapely.make_valid(shape) for shape in shapes]) for key, shapes in found.items()}
    return {key: _simpler(shape) for key, shape in sorted(joined.items())}


def credits_of(given: gpd.GeoDataFrame | None) -> tuple[str, ...]:
    """Return whom boundaries are owed to: the values of their column ``source``, if there is one."""
    if given is None or "source" not in given.columns:
        return ()
    return tuple(dict.fromkeys(str(source) for source in given["source"].dropna()))


def _simpler(shape: BaseGeometry) -> BaseGeometry:
    import shapely

    west, south, east, north = shape.bounds
    simple: BaseGeometry = shapely.simplify(shape, max(east - west, north - south) / FINENESS)
    return shapely.MultiPolygon(list(_polygons(simple)))


def _polygons(shape: Any) -> Iterable[Any]:
    """Yield the polygons of a shape; making one valid may leave lines and points beside them."""
    if shape.geom_type == "Polygon":
        yield shape
    for part in getattr(shape, "geoms", ()):
        yield from _polygons(part)
