"""Any frame of events as a time-aware map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapkit.errors import SchemaError
from mapkit.frames import CRS, EVENTS, Column, Frames, articles_frame, control_frame, routes_frame

if TYPE_CHECKING:
    import folium
    import geopandas as gpd
    import pandas as pd

_DAYS = ("start_time", "event_date", "date_start", "date", "begin")
_LON, _LAT = ("lon", "longitude", "x"), ("lat", "latitude", "y")
_DEFAULTS = {"kind": "attack", "status": "happened", "time_precision": "day", "time_basis": "stated"}


def explore(frame: pd.DataFrame | gpd.GeoDataFrame, *, title: str = "Events") -> folium.Map:
    """Return a time-aware map of any frame of events.

    Parameters
    ----------
    frame
        Needs a point geometry or columns of longitude and latitude (``lon``/``lat``, ``longitude``/``latitude``), and
        ``start_time`` or a date column (``event_date``, ``date_start``, ``date``). Every other column of
        :data:`mapkit.frames.EVENTS` is used where it is there; further columns are ignored.
    title
        What the map is called.

    Raises
    ------
    SchemaError
        When there is no position or no day.
    """
    from mapkit.render import to_map

    events = _events(frame)
    empty = Frames(
        events=events, control=control_frame(()), routes=routes_frame(()), issues=(), articles=articles_frame(())
    )
    return to_map(empty, title=title)


def _events(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import pandas as pd

    days = next((c for c in _DAYS if c in frame.columns), None)
    lon = next((c for c in _LON if c in frame.columns), None)
    lat = next((c for c in _LAT if c in frame.columns), None)
    has_geometry = isinstance(frame, gpd.GeoDataFrame)
    faults = []
    if days is None:
        faults.append(f"there is no day: none of {', '.join(_DAYS)}")
    if not has_geometry and (lon is None or lat is None):
        faults.append("there is no position: neither a geometry nor lon and lat")
    if faults:
        message = "; ".join(faults)
        raise SchemaError(message, hint="Rename the columns", faults=tuple(faults))
    if isinstance(frame, gpd.GeoDataFrame):
        if frame.crs is None:
            message = "the geometry has no coordinate system"
            raise SchemaError(message, hint="Set it, for example frame.set_crs(4326)", faults=(message,))
        geometry = frame.geometry.to_crs(CRS)
    else:
        x, y = _numbers(frame, str(lon), 180), _numbers(frame, str(lat), 90)
        geometry = gpd.GeoSeries(gpd.points_from_xy(x, y, crs=CRS))
    rows = len(frame)
    columns = {
        c.name: frame[c.name].to_numpy() if c.name in frame.columns else _filled(c, rows) for c in EVENTS.columns
    }
    columns["start_time"] = _days_of(frame, str(days))
    if "end_time" not in frame.columns:
        columns["end_time"] = columns["start_time"]
    index = pd.Index([str(i) for i in frame.index], name=EVENTS.index)
    return gpd.GeoDataFrame(columns, geometry=list(geometry), index=index, crs=CRS)


def _days_of(frame: pd.DataFrame, name: str) -> Any:
    """Return a column as midnights without zone; bare numbers are refused, since they can be years, days or seconds."""
    import pandas as pd

    values = frame[name]
    if pd.api.types.is_numeric_dtype(values):
        message = f"column {name!r} holds numbers, which are no days"
        raise SchemaError(message, hint="Convert it: pd.to_datetime(frame[...], format='%Y%m%d')", faults=(message,))
    try:
        return pd.to_datetime(values).dt.tz_localize(None).dt.normalize().to_numpy()
    except (ValueError, TypeError, OverflowError) as error:
        message = f"column {name!r} holds something that is no day: {error}"
        raise SchemaError(message, hint="Days are written 2023-10-31", faults=(message,)) from error


def _numbers(frame: pd.DataFrame, name: str, limit: float) -> object:
    """Return a column of degrees."""
    import pandas as pd

    try:
        values = pd.to_numeric(frame[name])
    except (ValueError, TypeError) as error:
        message = f"column {name!r} holds something that is no number: {error}"
        raise SchemaError(message, hint="Degrees are written -0.04472", faults=(message,)) from error
    if (values.abs() > limit).any():
        message = f"column {name!r} holds degrees outside -{limit:g} to {limit:g}"
        raise SchemaError(message, hint="Longitude first, in EPSG:4326", faults=(message,))
    return values


def _filled(column: Column, rows: int) -> list[object]:
    """Return a column that the frame lacks: empty where the schema allows, else its plainest value."""
    if column.dtype == "strs":
        return [()] * rows
    if column.name in _DEFAULTS:
        return [_DEFAULTS[column.name]] * rows
    if column.dtype == "int":
        return [1] * rows
    return [None if column.nullable else "event"] * rows
