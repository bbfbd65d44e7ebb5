"""Any frame of events as a time-aware map."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    geometry = frame.geometry.to_crs(CRS) if has_geometry else gpd.points_from_xy(frame[lon], frame[lat], crs=CRS)
    rows = len(frame)
    columns = {
        c.name: frame[c.name].to_numpy() if c.name in frame.columns else _filled(c, rows) for c in EVENTS.columns
    }
    columns["start_time"] = pd.to_datetime(frame[days]).dt.tz_localize(None).dt.normalize().to_numpy()
    if "end_time" not in frame.columns:
        columns["end_time"] = columns["start_time"]
    index = pd.Index([str(i) for i in frame.index], name=EVENTS.index)
    return gpd.GeoDataFrame(columns, geometry=list(geometry), index=index, crs=CRS)


def _filled(column: Column, rows: int) -> list[object]:
    """Return a column that the frame lacks: empty where the schema allows, else its plainest value."""
    if column.dtype == "strs":
        return [()] * rows
    if column.name in _DEFAULTS:
        return [_DEFAULTS[column.name]] * rows
    if column.dtype == "int":
        return [1] * rows
    return [None if column.nullable else "event"] * rows
