"""The three GeoDataFrames at the door: their schemas, validation, and the way from values to frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from mapkit.errors import SchemaError
from mapkit.model import (
    Article,
    ControlState,
    Event,
    EventKind,
    Evidence,
    Issue,
    Place,
    Quantity,
    Role,
    Route,
    Status,
    When,
)
from mapkit.model.finding import Basis
from mapkit.model.when import TimeBasis, TimePrecision

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

CRS = "EPSG:4326"

Dtype = Literal["str", "strs", "day", "float", "int"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a frame: ``strs`` is a tuple of str, ``day`` a midnight without zone (NaT = open)."""

    name: str
    dtype: Dtype
    doc: str
    unit: str = ""
    nullable: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The columns of a frame, its index and its geometry."""

    index: str
    geometry: Literal["Point", "LineString"]
    nullable_geometry: bool
    columns: tuple[Column, ...]


PLACE_KINDS = ("site", "base", "town", "district", "region", "country", "feature")

EVENTS = Schema(
    index="event_id",
    geometry="Point",
    nullable_geometry=True,
    columns=(
        Column(name="kind", dtype="str", doc="what happened", allowed=tuple(EventKind)),
        Column(name="status", dtype="str", doc="how the report stands to the facts", allowed=tuple(Status)),
        Column(name="title", dtype="str", doc="one line for a reader"),
        Column(
            name="place",
            dtype="str",
            doc="usual English name of the place; the name in the text where it could not be located",
            nullable=True,
        ),
        Column(name="place_id", dtype="str", doc="identifier with its authority", nullable=True),
        Column(name="place_kind", dtype="str", doc="what the place is", nullable=True, allowed=PLACE_KINDS),
        Column(name="country", dtype="str", doc="ISO 3166-1 alpha-2", nullable=True),
        Column(name="radius_m", dtype="float", unit="m", doc="how far from the point the truth may be", nullable=True),
        Column(name="start_time", dtype="day", doc="earliest day it can have happened", nullable=True),
        Column(name="end_time", dtype="day", doc="latest day it can have happened", nullable=True),
        Column(name="edtf", dtype="str", doc="the two bounds in EDTF", nullable=True),
        Column(name="time_precision", dtype="str", doc="how fine the time is", allowed=tuple(TimePrecision)),
        Column(name="time_basis", dtype="str", doc="how the time was obtained", allowed=tuple(TimeBasis)),
        Column(name="actors", dtype="strs", doc="everybody named as doing or suffering it"),
        Column(name="actor_ids", dtype="strs", doc="their identifiers, in the same order"),
        Column(
            name="control_from", dtype="str", doc='who loses the place; several are joined with "; "', nullable=True
        ),
        Column(
            name="control_to",
            dtype="str",
            doc='who gains the place, or holds it where the kind is held; several are joined with "; "',
            nullable=True,
        ),
        Column(name="origin", dtype="str", doc="where a movement starts", nullable=True),
        Column(name="destination", dtype="str", doc="where a movement goes", nullable=True),
        Column(name="quantities", dtype="strs", doc="numbers with bounds and unit"),
        Column(name="quote", dtype="strs", doc="the sentences, verbatim"),
        Column(name="articles", dtype="strs", doc="names of the source files"),
        Column(name="sources", dtype="int", doc="independent origins"),
        Column(name="known_since", dtype="day", doc="earliest publication that reports it", nullable=True),
        Column(name="superseded_by", dtype="str", doc="the event that overtook a plan", nullable=True),
        Column(name="quote_articles", dtype="strs", doc="source file of each quotation, in the order of quote"),
        Column(
            name="attributed_to", dtype="strs", doc="who says so, in the order of quote; empty for the article itself"
        ),
        Column(name="reasons", dtype="strs", doc="how place, time and status were derived"),
    ),
)

CONTROL = Schema(
    index="state_id",
    geometry="Point",
    nullable_geometry=False,
    columns=(
        Column(name="place", dtype="str", doc="usual English name of the place"),
        Column(name="place_id", dtype="str", doc="identifier with its authority"),
        Column(name="place_kind", dtype="str", doc="what the place is: a base is not its town", allowed=PLACE_KINDS),
        Column(name="holder", dtype="str", doc="who holds it; null when unknown or nobody", nullable=True),
        Column(name="holder_id", dtype="str", doc="identifier of the holder", nullable=True),
        Column(name="state", dtype="str", doc="what is known", allowed=("held", "contested", "vacuum", "unknown")),
        Column(name="since_earliest", dtype="day", doc="bounds of the beginning", nullable=True),
        Column(name="since_latest", dtype="day", doc="bounds of the beginning", nullable=True),
        Column(name="until_earliest", dtype="day", doc="bounds of the end", nullable=True),
        Column(name="until_latest", dtype="day", doc="bounds of the end", nullable=True),
        Column(name="since_edtf", dtype="str", doc="the beginning in EDTF"),
        Column(name="until_edtf", dtype="str", doc="the end in EDTF; null when not known to have ended", nullable=True),
        Column(name="basis", dtype="str", doc="what it rests on", allowed=tuple(Basis)),
        Column(name="rule", dtype="str", doc="the rule that derived it"),
        Column(name="event_ids", dtype="strs", doc="the events it follows from"),
        Column(name="parties", dtype="strs", doc="who contests the place, or holds it together; else empty"),
        Column(name="beside", dtype="strs", doc="events that tell otherwise: rival claims and facts, denials"),
        Column(name="radius_m", dtype="float", unit="m", doc="how far from the point the truth may be", nullable=True),
    ),
)

ROUTES = Schema(
    index="route_id",
    geometry="LineString",
    nullable_geometry=False,
    columns=(
        Column(name="actor", dtype="str", doc="who moved", nullable=True),
        Column(name="origin", dtype="str", doc="where it starts"),
        Column(name="destination", dtype="str", doc="where it goes"),
        Column(name="via", dtype="strs", doc="places on the way, in order"),
        Column(name="departed_earliest", dtype="day", doc="bounds of the departure", nullable=True),
        Column(name="departed_latest", dtype="day", doc="bounds of the departure", nullable=True),
        Column(name="arrived_earliest", dtype="day", doc="bounds of the arrival", nullable=True),
        Column(name="arrived_latest", dtype="day", doc="bounds of the arrival", nullable=True),
        Column(name="length_km", dtype="float", unit="km", doc="geodesic length of the line"),
        Column(name="reported_low_km", dtype="float", unit="km", doc="reported distance, lower bound", nullable=True),
        Column(name="reported_high_km", dtype="float", unit="km", doc="reported distance, upper bound", nullable=True),
        Column(name="basis", dtype="str", doc="what it rests on", allowed=tuple(Basis)),
        Column(name="engine", dtype="str", doc="what drew the line"),
        Column(name="event_ids", dtype="strs", doc="the movements it follows from"),
        Column(name="note", dtype="str", doc="what the line stands for, for a reader"),
        Column(name="direct_km", dtype="float", unit="km", doc="the shortest line between the ends", nullable=True),
        Column(
            name="ratio_low", dtype="float", doc="reported distance divided by length_km, lower bound", nullable=True
        ),
        Column(
            name="ratio_high", dtype="float", doc="reported distance divided by length_km, upper bound", nullable=True
        ),
        Column(name="size", dtype="strs", doc="numbers reported of those who moved, with bounds and unit"),
        Column(name="attacks", dtype="strs", doc="the attacks and clashes on the way"),
        Column(
            name="sightings", dtype="strs", doc="places where the mover was reported on the way, with the time in EDTF"
        ),
        Column(
            name="sightings_along",
            dtype="strs",
            doc="the share of the line behind the mover at each of the sightings: lowest/highest, 0 to 1",
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """What the map layers see: the three frames, the issues, and the sources without their texts.

    ``articles`` is a DataFrame indexed by file name with the columns ``title, publisher, url, published_edtf,
    published_basis, published_reasons`` (tuple of str), ``language`` (BCP 47), null where not stated.

    ``earlier`` holds the same as it could be known on earlier days, the first day first: pairs of a day and the frames
    made of what was published by then. Empty where that is no question or was not asked.

    ``boundaries`` are polygons by ``place_id`` that the user supplies; the land that a control state is drawn on.
    """

    events: gpd.GeoDataFrame
    control: gpd.GeoDataFrame
    routes: gpd.GeoDataFrame
    issues: tuple[Issue, ...]
    articles: pd.DataFrame
    earlier: tuple[tuple[date, Frames], ...] = ()
    boundaries: Mapping[str, BaseGeometry] = field(default_factory=dict)


def format_quantity(quantity: Quantity) -> str:
    """Return a quantity as text: ``>=100 truck``, ``330 km``, ``20-30 person``."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return f"? {quantity.unit}"
    if low is None:
        return f"<={high:g} {quantity.unit}"
    if high is None:
        return f">={low:g} {quantity.unit}"
    return f"{low:g} {quantity.unit}" if low == high else f"{low:g}-{high:g} {quantity.unit}"


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values without repeats, in order of first appearance."""
    return tuple(dict.fromkeys(values))


def place_label(place: Place | None) -> str:
    """Return the name a reader sees: the base of a town is told apart from the town."""
    if place is None:
        return "unknown place"
    told_apart = place.kind in ("base", "region", "district") and not place.is_side
    return f"{place.name} ({place.kind})" if told_apart else place.name


_WORDED = {
    EventKind.WITHDRAWAL: ("Withdrawal", "from"),
    EventKind.HANDOVER: ("Handover", "of"),
    EventKind.CONTROL_CHANGE: ("Takeover", "of"),
    EventKind.MOVEMENT: ("Movement", "from"),
    EventKind.CLASH: ("Clash", "at"),
    EventKind.ATTACK: ("Attack", "on"),
    EventKind.DEPLOYMENT: ("Deployment", "to"),
    EventKind.DESTRUCTION: ("Destruction", "at"),
    EventKind.COUP: ("Coup", "in"),
    EventKind.AGREEMENT: ("Agreement", "on"),
    EventKind.DECISION: ("Decision", "on"),
    EventKind.CASUALTY_REPORT: ("Toll", "in"),
}


def event_title(event: Event) -> str:
    """Return one line that says what is reported, where and by whom: ``Withdrawal from Goma — M23``.

    A place that could not be located says so; one that is not stated is left out. Who took over what was left is not
    who left.
    """
    doers = event.with_role(Role.BY)
    if event.kind is not EventKind.WITHDRAWAL:
        doers = doers or event.with_role(Role.TO)
    doers = doers or event.with_role(Role.FROM, Role.AGAINST)
    who = ", ".join(a.name for a in doers)
    where = place_label(event.place) if event.place else f"{event.place_name} (not located)" if event.place_name else ""
    if event.kind is EventKind.HELD:
        return f"{where or 'A place'} held by {who or 'somebody not named'}"
    what, preposition = _WORDED[event.kind]
    if event.kind is EventKind.CONTROL_CHANGE and event.with_role(Role.FROM) and not event.with_role(Role.TO):
        what = "Loss"  # of who gained it nothing is said
    # "withdrawal in a country" need not be from all of it
    wide = event.place is not None and event.place.kind in ("country", "region")
    title = f"{what} {'in' if wide else preposition} {where}" if where else what
    if event.destination is not None:
        title += f" to {event.destination.name}"
    if who:
        title += f" — {who}"
    return (
        title
        if event.status is Status.HAPPENED
        else f"{event.status.value.capitalize()}: {title[0].lower()}{title[1:]}"
    )


def _bounds(when: When | None) -> tuple[date | None, date | None]:
    return (when.earliest, when.latest) if when is not None else (None, None)


def _point(place: Place | None) -> Any:
    from shapely import Point

    return None if place is None else Point(place.lon, place.lat)


def events_frame(events: Sequence[Event], articles: Sequence[Article]) -> gpd.GeoDataFrame:
    """Return the events as a frame, one row an event, in the order given.

    Parameters
    ----------
    events
        Any number; none gives an empty frame with every column.
    articles
        The articles quoted; they give the file names.
    """
    names = {a.id: a.name for a in articles}

    def name_of(evidence: Evidence) -> str:
        return names.get(evidence.article_id, evidence.article_id)

    rows = []
    for event in events:
        start, end = _bounds(event.when)
        place = event.place
        movement = event.kind is EventKind.MOVEMENT
        actors = {actor.id: actor for _, actor in event.actors}
        held = event.kind is EventKind.HELD
        loses, gains = event.with_role(Role.FROM), event.with_role(Role.BY if held else Role.TO)
        rows.append(
            {
                "event_id": event.id,
                "kind": event.kind.value,
                "status": event.status.value,
                "title": event_title(event),
                "place": place.name if place else event.place_name,
                "place_id": place.id if place else None,
                "place_kind": place.kind if place else None,
                "country": place.country if place else None,
                "radius_m": place.radius_m if place else None,
                "start_time": start,
                "end_time": end,
                "edtf": event.when.edtf if event.when else None,
                "time_precision": event.time_precision.value,
                "time_basis": event.time_basis.value,
                "actors": tuple(a.name for a in actors.values()),
                "actor_ids": tuple(actors),
                "control_from": "; ".join(a.name for a in loses) or None,
                "control_to": "; ".join(a.name for a in gains) or None,
                "origin": place.name if movement and place and place != event.destination else None,
                "destination": event.destination.name if event.destination else None,
                "quantities": tuple(format_quantity(q) for q in event.quantities),
                "quote": tuple(e.quote for e in event.evidence),
                "articles": unique(name_of(e) for e in event.evidence),
                "sources": event.sources,
                "known_since": event.known_since,
                "superseded_by": event.superseded_by,
                "quote_articles": tuple(name_of(e) for e in event.evidence),
                "attributed_to": tuple(e.attributed_to or "" for e in event.evidence),
                "reasons": event.reasons,
                "geometry": _point(place),
            }
        )
    return _frame(rows, EVENTS)


def control_frame(states: Sequence[ControlState]) -> gpd.GeoDataFrame:
    """Return the control states as a frame, one row a state, in the order given."""
    rows = []
    for state in states:
        since_low, since_high = _bounds(state.since)
        until_low, until_high = _bounds(state.until)
        rows.append(
            {
                "state_id": state.id,
                "place": state.place.name,
                "place_id": state.place.id,
                "place_kind": state.place.kind,
                "holder": state.holder.name if state.holder else None,
                "holder_id": state.holder.id if state.holder else None,
                "state": state.state,
                "since_earliest": since_low,
                "since_latest": since_high,
                "until_earliest": until_low,
                "until_latest": until_high,
                "since_edtf": state.since.edtf,
                "until_edtf": state.until.edtf if state.until else None,
                "basis": state.basis.value,
                "rule": state.rule,
                "event_ids": state.event_ids,
                "parties": tuple(a.name for a in state.parties),
                "beside": state.beside,
                "radius_m": state.place.radius_m,
                "geometry": _point(state.place),
            }
        )
    return _frame(rows, CONTROL)


def routes_frame(routes: Sequence[Route]) -> gpd.GeoDataFrame:
    """Return the routes as a frame, one row a route, in the order given."""
    rows = []
    for route in routes:
        departed, arrived = _bounds(route.departed), _bounds(route.arrived)
        ratio = route.ratio() or (None, None)
        rows.append(
            {
                "route_id": route.id,
                "actor": route.actor.name if route.actor else None,
                "origin": route.origin.name,
                "destination": route.destination.name,
                "via": tuple(p.name for p in route.via),
                "departed_earliest": departed[0],
                "departed_latest": departed[1],
                "arrived_earliest": arrived[0],
                "arrived_latest": arrived[1],
                "length_km": route.length_km,
                "reported_low_km": route.reported_km.low if route.reported_km else None,
                "reported_high_km": route.reported_km.high if route.reported_km else None,
                "basis": route.basis.value,
                "engine": route.engine,
                "event_ids": route.event_ids,
                "note": route.note,
                "direct_km": route.direct_km,
                "ratio_low": ratio[0],
                "ratio_high": ratio[1],
                "size": tuple(format_quantity(q) for q in route.size),
                "attacks": route.attacks,
                "sightings": tuple(f"{place_label(s.place)} {s.when.edtf}" for s in route.sightings),
                "sightings_along": tuple(f"{s.along[0]:.4f}/{s.along[1]:.4f}" for s in route.sightings),
                "geometry": route.path,
            }
        )
    return _frame(rows, ROUTES)


def articles_frame(articles: Sequence[Article]) -> pd.DataFrame:
    """Return what a reader may know of the sources, without their texts, indexed by file name."""
    import pandas as pd

    rows = [
        {
            "name": a.name,
            "title": a.title,
            "publisher": a.publisher,
            "url": a.url,
            "published_edtf": a.published.edtf if a.published else None,
            "published_basis": a.published_basis.value,
            "published_reasons": a.published_reasons,
            "language": a.language,
        }
        for a in articles
    ]
    columns = [
        "name",
        "title",
        "publisher",
        "url",
        "published_edtf",
        "published_basis",
        "published_reasons",
        "language",
    ]
    return pd.DataFrame(rows, columns=columns, dtype=object).set_index("name")


def _frame(rows: list[dict[str, Any]], schema: Schema) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import pandas as pd

    columns: dict[str, Any] = {schema.index: pd.array([r[schema.index] for r in rows], dtype="object")}
    for column in schema.columns:
        values = [r[column.name] for r in rows]
        if column.dtype == "day":
            columns[column.name] = pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[s]")
        elif column.dtype == "float":
            columns[column.name] = pd.Series(values, dtype="float64")
        elif column.dtype == "int":
            columns[column.name] = pd.Series(values, dtype="int64")
        else:
            columns[column.name] = pd.Series(values, dtype="object")
    geometry = gpd.GeoSeries([r["geometry"] for r in rows], crs=CRS)
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=CRS).set_index(schema.index)


def validate(frame: gpd.GeoDataFrame, schema: Schema) -> None:
    """Check a frame against its schema.

    Raises
    ------
    SchemaError
        Once, with every fault.
    """
    faults: list[str] = []
    if frame.index.name != schema.index:
        faults.append(f"the index is {frame.index.name!r}, not {schema.index!r}")
    if not frame.index.is_unique:
        faults.append(f"{schema.index} is not unique")
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        faults.append("the coordinates are not EPSG:4326")
    for column in schema.columns:
        if column.name not in frame.columns:
            faults.append(f"column {column.name!r} is missing")
            continue
        values = frame[column.name]
        missing = [v is None or v != v for v in values]  # noqa: PLR0124  # NaN and NaT alone differ from themselves
        if any(missing) and not column.nullable:
            faults.append(f"column {column.name!r} has {sum(missing)} empty cells")
        present = [v for v, gone in zip(values, missing, strict=True) if not gone]
        if column.allowed:
            strange = unique(str(v) for v in present if v not in column.allowed)
            faults.extend(f"column {column.name!r} has {value!r}, which is not allowed" for value in strange)
        if column.dtype == "strs" and not all(isinstance(v, tuple) for v in present):
            faults.append(f"column {column.name!r} holds something other than tuples")
    empty = frame.geometry.isna()
    if empty.any() and not schema.nullable_geometry:
        faults.append(f"{int(empty.sum())} rows have no geometry")
    wrong = frame.geometry[~empty].geom_type != schema.geometry
    if wrong.any():
        faults.append(f"{int(wrong.sum())} geometries are not {schema.geometry}")
    if faults:
        message = f"the frame breaks its schema in {len(faults)} places: " + "; ".join(faults)
        raise SchemaError(message, hint="Compare with the documented columns", faults=tuple(faults))
