"""Any frame of events as a time-aware map, from one row to millions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mapkit.errors import SchemaError
from mapkit.frames import CRS, EVENTS, Column, Frames, articles_frame, control_frame, routes_frame
from mapkit.gazetteer import open_gazetteer
from mapkit.model import EventKind
from mapkit.words import Words

if TYPE_CHECKING:
    import folium
    import geopandas as gpd
    import pandas as pd

    from mapkit.model import Place
    from mapkit.render.columns import Field, Table
    from mapkit.render.style import PageTheme

MARKS = 2000
"""Rows up to which every event is a mark of its own."""

_FIRST = ("start_time", "event_date", "date_start", "date", "begin")
_LAST = ("end_time", "date_end", "end")
_LON, _LAT = ("lon", "longitude", "x"), ("lat", "latitude", "y")
_COLUMNS = {
    "title": ("title",),
    "kind": ("kind", "event_type", "type_of_violence", "category", "type"),
    "detail": ("sub_event_type",),
    "status": ("status",),
    "who": ("actors", "actor1", "side_a"),
    "against": ("actor2", "side_b"),
    "place": ("place", "location", "where_coordinates"),
    "placeKind": ("place_kind",),
    "district": ("admin2", "adm_2"),
    "region": ("admin1", "adm_1"),
    "country": ("country",),
    "radius": ("radius_m",),
    "placePrecision": ("geo_precision", "where_prec"),
    "edtf": ("edtf",),
    "timePrecision": ("time_precision", "date_prec"),
    "timeBasis": ("time_basis",),
    "lostBy": ("control_from",),
    "gainedBy": ("control_to",),
    "origin": ("origin",),
    "destination": ("destination",),
    "numbers": ("quantities",),
    "deaths": ("fatalities", "best"),
    "quote": ("quote", "notes", "source_headline"),
    "source": ("quote_articles", "articles", "source", "source_article"),
    "said": ("attributed_to",),
    "url": ("url", "source_url"),
    "origins": ("sources",),
    "known": ("known_since",),
    "reasons": ("reasons",),
    "id": ("event_id_cnty", "relid"),
}
"""What a reader can open, and the columns of the schema, of ACLED and of UCDP GED that say it: the first found."""
_LISTS = ("quote", "source", "said", "reasons")
"""Cells of these can hold several texts, which stay apart."""
PART = "\x1e"
"""Parts the texts of one cell: the record separator of ASCII."""
_QUANTITY = re.compile(r"[<>=]{0,2}\d+(\.\d+)?(-\d+(\.\d+)?)?( [^ ].*)?")
_KINDS = frozenset(map(str, EventKind))
_DOUBTED = ("claimed", "planned", "possible", "denied")
_DEFAULTS = {"kind": "event", "status": "happened", "time_precision": "day", "time_basis": "stated"}


def explore(
    frame: pd.DataFrame | gpd.GeoDataFrame,
    *,
    title: str | None = None,
    category: str | None = None,
    attributions: Sequence[str] = (),
    basemap: str = "plain",
    marks: int = MARKS,
    language: str = "en",
    theme: PageTheme = "auto",
) -> folium.Map:
    """Return a time-aware map of any frame of events, from one row to millions.

    Parameters
    ----------
    frame
        Needs a point geometry or columns of longitude and latitude in EPSG:4326 (``lon``/``lat``,
        ``longitude``/``latitude``), and ``start_time`` or a date column (``event_date``, ``date_start``, ``date``).
        ``end_time`` or ``date_end`` is the latest day on which an event can have happened; an event between two days
        is shown as possible on all of them. Every other column of :data:`mapkit.frames.EVENTS` is used where it is
        there, and so are those of ACLED and UCDP GED: type, actors, location, notes, source, fatalities. Further
        columns are ignored. Rows without position or day are counted and listed.
    title
        What the map is called; "Events" in the language of the page when omitted.
    category
        The column that gives the colour; kind or type of event when omitted.
    attributions
        Printed under the map: whom the data are owed to.
    basemap
        ``"plain"`` needs no network; see :func:`mapkit.render.to_map`.
    marks
        Up to so many rows every event is a mark of its own. More of them are packed and drawn as counts a place or a
        square; each still opens with all that its row says.
    language
        Of the page: ``"en"``, ``"fr"`` or ``"ar"`` (from right to left, Western digits). What a row says stays in its
        own words; kinds, statuses and quantities of mapkit's own frames, and UCDP's codes, are said in the language.
    theme
        ``"light"``, ``"dark"``, or ``"auto"`` to follow the reader's screen; paper is always light.

    Returns
    -------
    folium.Map
        The same frame gives the same bytes. Layers of folium can be added to it.

    Raises
    ------
    SchemaError
        When there is no position or no day, or a column of either holds something else.
    ConfigError
        When ``basemap`` names no provider, the map does not speak ``language``, or there is no such ``theme``.
    """
    from mapkit.render import packed_map, to_map

    words = Words(language)
    title = words("layer.events") if title is None else title
    lon, lat = _position(frame)
    first, last = _bounds(frame)
    if category is not None and category not in frame.columns:
        message = f"there is no column {category!r} to colour by"
        raise SchemaError(message, hint=f"Columns: {', '.join(map(str, frame.columns))}", faults=(message,))
    labels, countries = _names(lon, lat)
    shared: dict[str, Any] = {
        # the names of towns and countries are the gazetteer's
        "attributions": (*attributions, open_gazetteer().attribution),
        "labels": labels,
        "countries": countries,
        "basemap": basemap,
        "language": language,
        "theme": theme,
    }
    if len(frame) > marks:
        table = _table(frame, lon, lat, first, last, category, words)
        return packed_map(table, title=title, **shared)
    story = Frames(
        events=_events(frame, lon, lat, first, last, category, words),
        control=control_frame(()),
        routes=routes_frame(()),
        issues=(),
        articles=articles_frame(()),
    )
    return to_map(story, title=title, **shared)


# ------------------------------------------------------------------------------------------------ where and when
def _position(frame: pd.DataFrame) -> tuple[Any, Any]:
    """Return longitude and latitude of every row, NaN where there is none.

    A row whose geometry is not a point stands at a point inside it.
    """
    import geopandas as gpd
    import numpy as np
    import shapely

    lon = next((c for c in _LON if c in frame.columns), None)
    lat = next((c for c in _LAT if c in frame.columns), None)
    faults = []
    if not any(c in frame.columns for c in _FIRST):
        faults.append(f"there is no day: none of {', '.join(_FIRST)}")
    if not isinstance(frame, gpd.GeoDataFrame) and (lon is None or lat is None):
        faults.append("there is no position: neither a geometry nor lon and lat")
    if faults:
        message = "; ".join(faults)
        raise SchemaError(message, hint="Rename the columns", faults=tuple(faults))
    if not isinstance(frame, gpd.GeoDataFrame):
        return _numbers(frame, str(lon), 180), _numbers(frame, str(lat), 90)
    if frame.crs is None:
        message = "the geometry has no coordinate system"
        raise SchemaError(message, hint="Set it, for example frame.set_crs(4326)", faults=(message,))
    shapes = frame.geometry.to_crs(CRS).array
    kinds = shapely.get_type_id(shapes)
    if bool((kinds > 0).any()):
        shapes = shapely.point_on_surface(shapes)
    shapes = np.where(shapely.is_empty(shapes), None, shapes)
    return shapely.get_x(shapes), shapely.get_y(shapes)


def _numbers(frame: pd.DataFrame, name: str, limit: float) -> Any:
    """Return a column of degrees."""
    import numpy as np
    import pandas as pd

    try:
        values = pd.to_numeric(frame[name]).to_numpy(dtype="f8", na_value=np.nan)
    except (ValueError, TypeError) as error:
        message = f"column {name!r} holds something that is no number: {error}"
        raise SchemaError(message, hint="Degrees are written -0.04472", faults=(message,)) from error
    if bool((np.abs(values) > limit).any()):
        message = f"column {name!r} holds degrees outside -{limit:g} to {limit:g}"
        raise SchemaError(message, hint="Longitude first, in EPSG:4326", faults=(message,))
    return values


def _bounds(frame: pd.DataFrame) -> tuple[Any, Any]:
    """Return the first and last day of every row as ``datetime64[D]``; NaT is open.

    A frame without last days has exact ones. Bounds in the wrong order are put right.
    """
    import numpy as np

    name = next(c for c in _FIRST if c in frame.columns)
    end = next((c for c in _LAST if c in frame.columns), None)
    first = _days_of(frame, name)
    if end is None:
        return first, first
    last = _days_of(frame, end)
    return np.where(last < first, last, first), np.where(last < first, first, last)


def _days_of(frame: pd.DataFrame, name: str) -> Any:
    """Return a column as days; bare numbers are refused, since they can be years, days or seconds."""
    import numpy as np
    import pandas as pd

    values = frame[name]
    if pd.api.types.is_numeric_dtype(values) and not values.isna().all():
        message = f"column {name!r} holds numbers, which are no days"
        raise SchemaError(message, hint="Convert it: pd.to_datetime(frame[...], format='%Y%m%d')", faults=(message,))
    try:
        days = _parsed(values)
    except (ValueError, TypeError, OverflowError, AttributeError, UserWarning) as error:
        message = f"column {name!r} holds something that is no day: {error}"
        raise SchemaError(message, hint="Days are written 2023-10-31", faults=(message,)) from error
    # the calendar of the page and of Python ends there
    inside = (days >= np.datetime64("0001-01-01")) & (days <= np.datetime64("9999-12-31"))
    return np.where(inside, days, np.datetime64("NaT"))


def _parsed(values: pd.Series[Any]) -> Any:
    """Return a column as ``datetime64[D]``: ISO 8601, or one other format that all cells have."""
    import warnings

    import pandas as pd

    try:
        times = pd.to_datetime(values, format="ISO8601")
    except ValueError:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # pandas would guess cell by cell
            times = pd.to_datetime(values)
    return times.dt.tz_localize(None).to_numpy().astype("datetime64[D]")


def _names(lon: Any, lat: Any) -> tuple[Sequence[Place], Sequence[Place]]:
    """Return the towns and countries to write on the base map round the rows."""
    import numpy as np

    from mapkit.render.columns import unwrapped, view

    known = np.isfinite(lon) & np.isfinite(lat)
    world = open_gazetteer()
    if not known.any():
        return (), world.countries()
    west, south, east, north = view(unwrapped(lon[known]), lat[known])
    margin = max(3.0, (east - west) / 2, (north - south) / 2)
    box = (west - margin, max(-85.0, south - margin), east + margin, min(85.0, north + margin))
    return world.towns_in(box, 60), world.countries()


# --------------------------------------------------------------------------------------------------- what and who
def _table(frame: pd.DataFrame, lon: Any, lat: Any, first: Any, last: Any, category: str | None, words: Words) -> Table:
    """Return a frame as columns of codes, without an object for each row."""
    import numpy as np

    from mapkit.render.columns import MISSING, Field, Table

    def days(values: Any) -> Any:
        return np.where(np.isnat(values), MISSING, values.astype("i8"))

    found = _fields(frame, words)
    colour = found.get("kind") if category is None else _said(_field("kind", frame[category]), category, words)
    if colour is None:
        colour = Field(name="kind", codes=np.full(len(frame), -1), texts=())
    unsure = np.zeros(len(frame), dtype=bool)
    for name, doubted in (("status", _DOUBTED), ("timePrecision", ("2", "3", "4", "5"))):
        if name in found:
            cells = found[name]
            unsure |= np.array([False, *(value in doubted for value in cells.texts)])[cells.codes + 1]
    return Table(
        lon=lon, lat=lat, first=days(first), last=days(last), unsure=unsure, category=colour,
        fields=tuple(found.values()),
    )  # fmt: skip


def _fields(frame: pd.DataFrame, words: Words) -> dict[str, Field]:
    """Return what a reader can open of each row."""
    found = {}
    for name, columns in _COLUMNS.items():
        column = next((c for c in columns if c in frame.columns), None)
        if column is None:
            continue
        field = _said(_field(name, frame[column]), column, words)
        if field.texts:
            found[name] = field
    return found


def _said(field: Field, column: str, words: Words) -> Field:
    """Return a field whose values are of a fixed list in the words of the language, any other as it is."""
    if column == "type_of_violence":
        return replace(field, texts=[words.term("violence", text) for text in field.texts])
    if column == "kind":
        return replace(field, texts=[words.term("kind", text) if text in _KINDS else text for text in field.texts])
    if column == "quantities":
        return replace(field, texts=[_amounts(text, words) for text in field.texts])
    return field


def _amounts(text: str, words: Words) -> str:
    from mapkit.layers.events import quantity_words

    parts = text.split(", ")
    return words.joined(quantity_words(part, words) if _QUANTITY.fullmatch(part) else part for part in parts)


def _field(name: str, cells: pd.Series[Any]) -> Field:
    """Return a column as codes and the texts they stand for; empty cells, texts and lists have none."""
    import numpy as np
    import pandas as pd

    from mapkit.render.columns import Field

    if pd.api.types.is_datetime64_any_dtype(cells):
        cells = cells.dt.tz_localize(None)
    values: Any = cells.to_numpy(dtype=object) if cells.dtype == object else cells
    codes, distinct = _coded(values)
    parted = PART if name in _LISTS else ", "
    texts = [_text(value, parted) for value in distinct]
    unique: dict[str, int] = {}
    again = np.array([-1 if not text else unique.setdefault(text, len(unique)) for text in texts] + [-1], dtype="i8")
    return Field(name=name, codes=again[codes], texts=list(unique))


def _coded(values: Any) -> tuple[Any, list[Any]]:
    """Return cells numbered by first appearance (-1: empty) and the distinct ones; lists count as tuples."""
    import pandas as pd

    try:
        codes, distinct = pd.factorize(values)
    except TypeError:
        hashable = [tuple(v) if hasattr(v, "__iter__") and not isinstance(v, str) else v for v in values]
        cells = pd.Series(hashable, dtype=object).to_numpy()
        try:
            codes, distinct = pd.factorize(cells)
        except TypeError:
            codes, distinct = pd.factorize(pd.Series([str(v) for v in hashable], dtype=object).to_numpy())
    return codes, list(distinct)


def _text(value: Any, parted: str) -> str:
    """Return a cell as a reader sees it: whole numbers without decimals, days without time, lists joined."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return parted.join(_text(v, parted) for v in value)
    if value is None or value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return ""
    if hasattr(value, "isoformat"):
        return str(value)[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# ------------------------------------------------------------------------------------------------- a few rows: a story
def _events(
    frame: pd.DataFrame, lon: Any, lat: Any, first: Any, last: Any, category: str | None, words: Words
) -> gpd.GeoDataFrame:
    """Return a frame of a few rows in the schema of events."""
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    foreign = _fields(frame, words)
    rows = len(frame)

    def cells(name: str) -> list[str]:
        field = foreign.get(name)
        return [""] * rows if field is None else [field.texts[c] if c >= 0 else "" for c in field.codes.tolist()]

    def listed(*names: str) -> list[tuple[str, ...]]:
        columns = [cells(name) for name in names]
        return [tuple(part for cell in row for part in cell.split(PART) if part) for row in zip(*columns, strict=True)]

    columns: dict[str, Any] = {
        c.name: frame[c.name].to_numpy() if c.name in frame.columns else _filled(c, rows) for c in EVENTS.columns
    }
    kinds = cells("kind") if category is None else [str(value) for value in frame[category]]
    if "kind" not in frame.columns and ("kind" in foreign or category is not None):
        columns["kind"] = [kind or "event" for kind in kinds]
    if "title" not in frame.columns:
        told = zip(cells("detail"), kinds, cells("place"), strict=True)
        columns["title"] = [" · ".join(part for part in (a or b or words("kind.event"), c) if part) for a, b, c in told]
    for name, parts in (
        ("actors", ("who", "against")),
        ("quote", ("quote",)),
        ("quote_articles", ("source",)),
        ("quantities", ("deaths",)),
    ):
        if name not in frame.columns:
            columns[name] = listed(*parts)
    if "place" not in frame.columns:
        columns["place"] = [value or None for value in cells("place")]
    if "quantities" not in frame.columns:
        columns["quantities"] = [tuple(f"{value} killed" for value in cell) for cell in columns["quantities"]]
    columns["start_time"], columns["end_time"] = first.astype("M8[s]"), last.astype("M8[s]")
    placed = np.isfinite(lon) & np.isfinite(lat)
    points = gpd.points_from_xy(lon, lat)
    geometry = [point if known else None for point, known in zip(points, placed, strict=True)]
    named = frame.index if frame.index.is_unique else range(rows)
    index = pd.Index([str(i) for i in named], name=EVENTS.index)
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(geometry, index=index, crs=CRS), index=index)


def _filled(column: Column, rows: int) -> list[object]:
    """Return a column that the frame lacks: empty where the schema allows, else its plainest value."""
    if column.dtype == "strs":
        return [()] * rows
    if column.name in _DEFAULTS:
        return [_DEFAULTS[column.name]] * rows
    if column.dtype == "int":
        return [1] * rows
    return [None if column.nullable else "event"] * rows
