"""Who went which way: lines that say what they are worth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from mapkit.layers import Bounds, Feature, bounds_of, rows_of, text_of
from mapkit.layers.control import quotations_by_event
from mapkit.layers.events import words
from mapkit.model import When

if TYPE_CHECKING:
    from mapkit.frames import Frames

_COLUMNS = (
    "actor", "origin", "destination", "via", "departed_earliest", "departed_latest", "arrived_earliest",
    "arrived_latest", "length_km", "reported_low_km", "reported_high_km", "basis", "engine", "event_ids", "note",
    "direct_km", "ratio_low", "ratio_high", "size", "attacks", "sightings",
    "sightings_along",
)  # fmt: skip


class RouteLayer:
    """Movements along lines."""

    name = "routes"
    title = "Routes"

    def features(self, frames: Frames) -> Iterable[Feature]:
        """Yield one feature a route; without a reported arrival it stays open-ended."""
        quotes = quotations_by_event(frames)
        for row in rows_of(frames.routes, *_COLUMNS):
            events = tuple(dict.fromkeys((*(row["event_ids"] or ()), *(row["attacks"] or ()))))
            arrived = bounds_of(row["arrived_earliest"], row["arrived_latest"])
            departed = bounds_of(row["departed_earliest"], row["departed_latest"])
            yield Feature(
                id=row["id"],
                layer=self.name,
                sign="route",
                geometry=row["geometry"],
                title=f"{row['actor'] or 'Movement'}: {row['origin']} to {row['destination']}",
                kind=text_of(row["note"]) or "route",
                status="inferred" if row["basis"] == "inferred" else "reported",
                actor=text_of(row["actor"]),
                # whoever arrived has left by then
                since=departed or ((None, arrived[1]) if arrived is not None and arrived[1] is not None else None),
                until=arrived,
                place=f"{row['origin']} to {row['destination']}",
                facts=tuple(_facts(row)),
                reasons=(f"line drawn by: {row['engine']}",) if row["engine"] else (),
                quotes=tuple(dict.fromkeys(quote for event in events for quote in quotes.get(event, ()))),
                actors=(text_of(row["actor"]) or "",) if text_of(row["actor"]) else (),
                length_km=float(row["length_km"]),
                anchors=tuple(_anchors(row, departed, arrived)),
                related=events,
            )


def _anchors(
    row: dict[str, Any], departed: Bounds | None, arrived: Bounds | None
) -> Iterable[tuple[float, float, Bounds]]:
    if departed is not None:
        yield 0.0, 0.0, departed
    if arrived is not None:
        yield 1.0, 1.0, arrived
    for told, along in zip(row["sightings"] or (), row["sightings_along"] or (), strict=False):
        when = When.parse(told.rpartition(" ")[2])
        low, _, high = along.partition("/")
        yield float(low), float(high), (_iso(when.earliest), _iso(when.latest))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _facts(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    note = text_of(row["note"])
    if note:
        yield "The line", note
    if row["via"]:
        yield "By way of", ", ".join(row["via"])
    yield "Length of the line", f"{row['length_km']:.0f} km"
    reported = _range(row["reported_low_km"], row["reported_high_km"], ".0f")
    if reported:
        yield "Distance reported", f"{reported} km"
    ratio = _range(row["ratio_low"], row["ratio_high"], ".2f")
    if ratio:
        yield "Reported distance by the line", f"{ratio} times"
    if text_of(row["direct_km"]) is not None:
        yield "Shortest line", f"{row['direct_km']:.0f} km"
    if row["size"]:
        yield "Numbers", ", ".join(words(quantity) for quantity in row["size"])
    if row["sightings"]:
        yield "Seen on the way (EDTF)", "; ".join(row["sightings"])
    if row["attacks"]:
        yield "Attacks on the way", str(len(row["attacks"]))
    if bounds_of(row["departed_earliest"], row["departed_latest"]) is None:
        yield "Departure", "not reported"
    if bounds_of(row["arrived_earliest"], row["arrived_latest"]) is None:
        yield "Arrival", "not reported"


def _range(low: Any, high: Any, form: str) -> str | None:
    """Return two bounds in words; a missing bound is NaN or ``None``."""
    least, most = text_of(low), text_of(high)
    if least is None and most is None:
        return None
    if most is None:
        return f"at least {low:{form}}"
    if least is None:
        return f"at most {high:{form}}"
    return f"{low:{form}}" if low == high else f"{low:{form}} to {high:{form}}"
