"""CSV of the events frame for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from mapkit.export.geojson import plain

if TYPE_CHECKING:
    import geopandas as gpd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(events: gpd.GeoDataFrame) -> bytes:
    """Return the events as CSV in UTF-8 with a byte order mark, columns ``lon`` and ``lat`` last.

    Several values of a cell are joined with ``; ``. A text that a spreadsheet would run as a formula gets a leading
    apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = [c for c in events.columns if c != events.geometry.name]
    writer.writerow(["event_id", *columns, "lon", "lat"])
    for ident, row in zip(events.index, events.itertuples(index=False), strict=True):
        cells = dict(zip(events.columns, row, strict=True))
        point = cells[events.geometry.name]
        spot = ["", ""] if point is None else [point.x, point.y]
        writer.writerow([ident, *(_cell(plain(cells[c])) for c in columns), *spot])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: object) -> object:
    text = "; ".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else "" if text is None else text
