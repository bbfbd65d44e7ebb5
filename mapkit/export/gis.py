"""Files for geographic information systems, written by GDAL: GeoPackage and KML with all three frames, GeoParquet."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapkit.errors import PartError
from mapkit.frames import Frames

if TYPE_CHECKING:
    import geopandas as gpd


def to_geopackage(frames: Frames) -> bytes:
    """Return a GeoPackage 1.3 with the layers ``events``, ``control`` and ``routes``.

    Several values of a cell are joined with ``; ``; days are date-times without zone, on which QGIS animates.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.gpkg"
        for name, frame in _layers(frames):
            _flat(frame).to_file(path, layer=name, driver="GPKG", engine="pyogrio", VERSION="1.3")
        return path.read_bytes()


def to_kml(frames: Frames) -> bytes:
    """Return KML with a folder a frame; the columns ``begin`` and ``end`` become time spans.

    Rows without geometry are left out: KML cannot hold them.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.kml"
        for name, frame in _layers(frames):
            begin, end, title = _KML[name]
            flat = _flat(frame[~frame.geometry.isna()])
            flat = flat.assign(Name=flat[title], begin=flat[begin], end=flat[end])
            flat.to_file(path, layer=name, driver="LIBKML", engine="pyogrio", append=path.exists())
        return path.read_bytes()


_KML = {
    "events": ("start_time", "end_time", "title"),
    "control": ("since_earliest", "until_latest", "place"),
    "routes": ("departed_earliest", "arrived_latest", "origin"),
}


def to_parquet(events: gpd.GeoDataFrame) -> bytes:
    """Return the events as GeoParquet 1.1; several values of a cell are JSON arrays.

    Raises
    ------
    PartError
        When pyarrow is not installed.
    """
    import json

    if find_spec("pyarrow") is None:
        message = "writing .parquet needs pyarrow"
        raise PartError(message, hint="pip install 'mapkit[parquet]'", group="extras", name="parquet")
    plain = _mapped(
        events, lambda cell: json.dumps(list(cell), ensure_ascii=False) if isinstance(cell, tuple) else cell
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        plain.to_parquet(path, schema_version="1.1.0", write_covering_bbox=True, compression="zstd")
        return path.read_bytes()


def _layers(frames: Frames) -> tuple[tuple[str, gpd.GeoDataFrame], ...]:
    return ("events", frames.events), ("control", frames.control), ("routes", frames.routes)


def _flat(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return _mapped(frame, lambda cell: "; ".join(map(str, cell)) if isinstance(cell, tuple) else cell)


def _mapped(frame: gpd.GeoDataFrame, change: Any) -> gpd.GeoDataFrame:
    flat = frame.reset_index()
    for column in flat.columns:
        if flat[column].dtype == object and column != flat.geometry.name:
            flat[column] = [change(cell) for cell in flat[column]]
    return flat
