"""Who holds which place: points only, because a reported town says nothing about the land round it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mapkit.layers import Feature, Quotation, Status, bounds_of, rows_of, text_of
from mapkit.layers.events import quotations

if TYPE_CHECKING:
    from mapkit.frames import Frames

_COLUMNS = (
    "place", "place_id", "place_kind", "holder", "state", "since_earliest", "since_latest", "until_earliest",
    "until_latest", "since_edtf", "until_edtf", "basis", "rule", "event_ids", "parties", "beside",
)  # fmt: skip


class ControlLayer:
    """Control states of towns and bases; a base is not its town."""

    name = "control"
    title = "Control"

    def features(self, frames: Frames) -> Iterable[Feature]:
        """Yield one feature a state; its quotations are those of the events it follows from."""
        quotes = quotations_by_event(frames)
        for row in rows_of(frames.control, *_COLUMNS):
            holder, state = text_of(row["holder"]), text_of(row["state"]) or "unknown"
            ended = row["until_edtf"] is not None and row["until_edtf"] == row["until_edtf"]
            events = tuple(row["event_ids"] or ())
            yield Feature(
                id=row["id"],
                layer=self.name,
                sign="control",
                geometry=row["geometry"],
                title=_title(row, holder, state),
                kind=state,
                status=_status(state, row["basis"]),
                actor=holder,
                since=bounds_of(row["since_earliest"], row["since_latest"]) or (None, None),
                until=(bounds_of(row["until_earliest"], row["until_latest"]) or (None, None)) if ended else None,
                place=text_of(row["place"]),
                place_id=text_of(row["place_id"]),
                place_kind=text_of(row["place_kind"]),
                facts=tuple(_facts(row, ended=ended)),
                reasons=(f"rule: {row['rule']}",) if row["rule"] else (),
                quotes=tuple(dict.fromkeys(quote for event in events for quote in quotes.get(event, ()))),
                actors=tuple(dict.fromkeys((*((holder,) if holder else ()), *(row["parties"] or ())))),
                related=(*events, *(row["beside"] or ())),
            )


def quotations_by_event(frames: Frames) -> dict[str, tuple[Quotation, ...]]:
    """Return the quotations of every event by its identifier."""
    rows = rows_of(frames.events, "quote", "quote_articles", "attributed_to")
    return {row["id"]: quotations(row) for row in rows}


def _status(state: str, basis: Any) -> Status:
    if state in ("unknown", "vacuum"):
        return "unknown"
    return "claimed" if basis == "claimed" else "inferred" if basis == "inferred" else "reported"


def _title(row: dict[str, Any], holder: str | None, state: str) -> str:
    kind = text_of(row["place_kind"])
    where = f"{row['place']} ({kind})" if kind in ("base", "region", "district") else str(row["place"])
    if state == "vacuum":
        return f"{where}: held by nobody, according to a source"
    if state == "contested":
        return f"{where}: contested" + (f" between {', '.join(row['parties'])}" if row["parties"] else "")
    if holder is None:
        return f"{where}: holder unknown"
    return f"{where}: {'claimed' if row['basis'] == 'claimed' else 'held'} by {holder}"


def _facts(row: dict[str, Any], *, ended: bool) -> Iterable[tuple[str, str]]:
    yield "Holder", text_of(row["holder"]) or ("nobody" if row["state"] == "vacuum" else "unknown")
    if row["parties"]:
        yield "Parties", ", ".join(row["parties"])
    yield "Basis", str(row["basis"])
    yield "Since (EDTF)", text_of(row["since_edtf"]) or "unknown"
    yield "Until (EDTF)", str(row["until_edtf"]) if ended else "no end reported"
