"""Who holds which place: points only, because a reported town says nothing about the land round it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mapkit.layers import Feature, Quotation, Status, bounds_of, rows_of, text_of
from mapkit.layers.events import quotations
from mapkit.layers.naming import Naming
from mapkit.names import Names
from mapkit.words import Words

if TYPE_CHECKING:
    from mapkit.frames import Frames

_COLUMNS = (
    "place", "place_id", "place_kind", "holder", "state", "since_earliest", "since_latest", "until_earliest",
    "until_latest", "since_edtf", "until_edtf", "basis", "rule", "event_ids", "parties", "beside", "radius_m",
)  # fmt: skip


class ControlLayer:
    """Control states of towns and bases; a base is not its town."""

    name = "control"

    def __init__(self, language: str = "en", *, names: Names | None = None) -> None:
        self._names = names or Names(Words(language))
        self.title = self._names.words("layer.control")

    def features(self, frames: Frames) -> Iterable[Feature]:
        """Yield one feature a state; its quotations are those of the events it follows from."""
        quotes, naming = quotations_by_event(frames), Naming(self._names, frames)
        for row in rows_of(frames.control, *_COLUMNS):
            holder, state = text_of(row["holder"]), text_of(row["state"]) or "unknown"
            ended = row["until_edtf"] is not None and row["until_edtf"] == row["until_edtf"]
            events = tuple(row["event_ids"] or ())
            yield Feature(
                id=row["id"],
                layer=self.name,
                sign="control",
                geometry=row["geometry"],
                title=_title(row, holder, state, naming),
                kind=state,
                status=_status(state, row["basis"]),
                actor=holder,
                since=bounds_of(row["since_earliest"], row["since_latest"]) or (None, None),
                until=(bounds_of(row["until_earliest"], row["until_latest"]) or (None, None)) if ended else None,
                place=naming.names.place(place, naming.country(row)) if (place := text_of(row["place"])) else None,
                place_id=text_of(row["place_id"]),
                place_kind=text_of(row["place_kind"]),
                radius_m=None if text_of(row["radius_m"]) is None else float(row["radius_m"]),
                boundary=frames.boundaries.get(str(row["place_id"])),
                facts=tuple(_facts(row, naming, ended=ended)),
                reasons=(f"rule: {row['rule']}",) if row["rule"] else (),
                quotes=tuple(dict.fromkeys(quote for event in events for quote in quotes.get(event, ()))),
                actors=tuple(dict.fromkeys(a for a in (holder, *(row["parties"] or ())) if a)),
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


def _title(row: dict[str, Any], holder: str | None, state: str, naming: Naming) -> str:
    words = naming.words
    where = naming.names.labelled(str(row["place"]), text_of(row["place_kind"]), naming.country(row))
    if state == "vacuum":
        return words("title.state-vacuum", place=where)
    if state == "contested" and row["parties"]:
        return words("title.state-contested-between", place=where, who=naming.actors(row["parties"]))
    if state == "contested":
        return words("title.state-contested", place=where)
    if holder is None:
        return words("title.state-unknown", place=where)
    claimed = row["basis"] == "claimed"
    return words(f"title.state-{'claimed' if claimed else 'held'}", place=where, who=naming.actor(holder))


def _facts(row: dict[str, Any], naming: Naming, *, ended: bool) -> Iterable[tuple[str, str]]:
    words, holder = naming.words, text_of(row["holder"])
    nobody = words("value.nobody" if row["state"] == "vacuum" else "value.unknown")
    yield words("fact.holder"), naming.actor(holder) if holder else nobody
    if row["parties"]:
        yield words("fact.parties"), naming.actors(row["parties"])
    yield words("fact.basis"), words.term("basis", str(row["basis"]))
    yield words("fact.since"), text_of(row["since_edtf"]) or words("value.unknown")
    yield words("fact.until"), str(row["until_edtf"]) if ended else words("value.no-end")
