"""Who went which way: lines that say what they are worth."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mapkit.layers import Feature, bounds_of, rows_of, text_of
from mapkit.layers.control import quotations_by_event

if TYPE_CHECKING:
    from mapkit.frames import Frames

_COLUMNS = (
    "actor", "origin", "destination", "via", "departed_earliest", "departed_latest", "arrived_earliest",
    "arrived_latest", "length_km", "reported_low_km", "reported_high_km", "basis", "engine", "event_ids", "note",
)  # fmt: skip


class RouteLayer:
    """Movements along lines."""

    name = "routes"
    title = "Routes"

    def features(self, frames: Frames) -> Iterable[Feature]:
        """Yield one feature a route; without a reported arrival it stays open-ended."""
        quotes = quotations_by_event(frames)
        for row in rows_of(frames.routes, *_COLUMNS):
            events = tuple(row["event_ids"] or ())
            yield Feature(
                id=row["id"],
                layer=self.name,
                sign="route",
                geometry=row["geometry"],
                title=f"{row['actor'] or 'Movement'}: {row['origin']} to {row['destination']}",
                kind=text_of(row["note"]) or "route",
                status="inferred" if row["basis"] == "inferred" else "reported",
                actor=text_of(row["actor"]),
                since=bounds_of(row["departed_earliest"], row["departed_latest"]),
                until=bounds_of(row["arrived_earliest"], row["arrived_latest"]),
                place=f"{row['origin']} to {row['destination']}",
                facts=tuple(_facts(row)),
                reasons=(f"line drawn by: {row['engine']}",) if row["engine"] else (),
                quotes=tuple(dict.fromkeys(quote for event in events for quote in quotes.get(event, ()))),
                related=events,
            )


def _facts(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    note = text_of(row["note"])
    if note:
        yield "The line", note
    if row["via"]:
        yield "By way of", ", ".join(row["via"])
    yield "Length of the line", f"{row['length_km']:.0f} km"
    reported = _reported(row["reported_low_km"], row["reported_high_km"])
    if reported:
        yield "Distance reported", reported
    if bounds_of(row["arrived_earliest"], row["arrived_latest"]) is None:
        yield "Arrival", "not reported"


def _reported(low: Any, high: Any) -> str | None:
    """Return a reported distance; a missing bound is NaN or ``None``."""
    least, most = text_of(low), text_of(high)
    if least is None and most is None:
        return None
    if most is None:
        return f"at least {low:.0f} km"
    if least is None:
        return f"at most {high:.0f} km"
    return f"{low:.0f} km" if low == high else f"{low:.0f} to {high:.0f} km"
