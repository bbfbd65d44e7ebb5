"""GeoJSON (RFC 7946) of the events frame: one feature an event, null geometry kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas as gpd


def to_geojson(events: gpd.GeoDataFrame, *, attribution: str = "") -> bytes:
    """Return the events as a FeatureCollection; days as ISO dates, several values as arrays, unknown as null."""
    from shapely.geometry import mapping

    features: list[dict[str, Any]] = []
    columns = [c for c in events.columns if c != events.geometry.name]
    for ident, row in zip(events.index, events.itertuples(index=False), strict=True):
        cells = dict(zip(events.columns, row, strict=True))
        geometry = cells[events.geometry.name]
        features.append(
            {
                "type": "Feature",
                "id": ident,
                "geometry": None if geometry is None else mapping(geometry),
                "properties": {"event_id": ident, **{c: plain(cells[c]) for c in columns}},
            }
        )
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if attribution:
        collection["attribution"] = attribution
    collection["features"] = features
    return (json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def plain(value: Any) -> Any:  # a cell of a frame can be anything
    """Return a cell as JSON knows it: missing values of every kind are null."""
    if value is None or value != value:  # noqa: PLR0124  # NaN and NaT alone differ from themselves
        return None
    if hasattr(value, "date"):
        return value.date().isoformat()
    if isinstance(value, tuple):
        return [str(v) for v in value]
    return value.item() if hasattr(value, "item") else value
