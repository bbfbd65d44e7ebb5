"""Everything dated that is reported to have happened, to be planned or to be claimed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mapkit.layers import Feature, Quotation, bounds_of, day_of, rows_of, text_of
from mapkit.model import RULED

if TYPE_CHECKING:
    from mapkit.frames import Frames

_COLUMNS = (
    "kind", "status", "title", "place", "place_id", "place_kind", "radius_m", "start_time", "end_time", "edtf",
    "time_basis", "actors", "control_from", "control_to", "origin", "destination", "quantities", "quote",
    "quote_articles", "attributed_to", "sources", "known_since", "superseded_by", "reasons",
)  # fmt: skip

_DERIVED = {
    "stated": "stated in the text",
    "relative": "counted from the day of publication",
    "inherited": "taken over from another article on the same event",
    "inferred": "inferred",
}


class EventLayer:
    """Events, each with the sentences that report it."""

    name = "events"
    title = "Events"

    def features(self, frames: Frames) -> Iterable[Feature]:
        """Yield one feature an event, also for those without place or time."""
        for row in rows_of(frames.events, *_COLUMNS):
            actors = row["actors"] or ()
            over = text_of(row["superseded_by"])
            rulings = tuple(reason for reason in row["reasons"] or () if reason.startswith(RULED))
            yield Feature(
                id=row["id"],
                layer=self.name,
                sign="event",
                geometry=row["geometry"],
                title=_sentence(text_of(row["title"]) or text_of(row["kind"]) or row["id"]),
                kind=text_of(row["kind"]) or "event",
                status=row["status"] or "happened",
                actor=text_of(row["control_to"]) or (actors[0] if actors else None),
                since=bounds_of(row["start_time"], row["end_time"]),
                place=text_of(row["place"]),
                place_id=text_of(row["place_id"]),
                place_kind=text_of(row["place_kind"]),
                radius_m=None if text_of(row["radius_m"]) is None else float(row["radius_m"]),
                facts=tuple(_facts(row)),
                reasons=tuple(reason for reason in row["reasons"] or () if reason not in rulings),
                quotes=quotations(row),
                known_since=day_of(row["known_since"]),
                actors=tuple(dict.fromkeys(actors)),
                rulings=rulings,
                related=(over,) if over else (),
                sources=int(row["sources"] or 0),
            )


def quotations(row: dict[str, Any]) -> tuple[Quotation, ...]:
    """Return the sentences of an event row with their articles and speakers."""
    quotes = row["quote"] or ()
    articles, speakers = row["quote_articles"] or (), row["attributed_to"] or ()
    return tuple(
        Quotation(
            text=quote,
            article=articles[number] if number < len(articles) else "",
            by=speakers[number] if number < len(speakers) else "",
        )
        for number, quote in enumerate(quotes)
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _facts(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    basis = _DERIVED.get(text_of(row["time_basis"]) or "")
    edtf = text_of(row["edtf"])
    if edtf:
        yield "Date (EDTF)", edtf + (f", {basis}" if basis else "")
    if row["actors"]:
        yield "Who", ", ".join(row["actors"])
    for label, column in (
        ("Lost by", "control_from"),
        ("Gained by", "control_to"),
        ("From", "origin"),
        ("To", "destination"),
    ):
        value = text_of(row[column])
        if value:
            yield label, value
    if row["quantities"]:
        yield "Numbers", ", ".join(words(quantity) for quantity in row["quantities"])
    known = text_of(row["known_since"])
    if known:
        yield "First reported", known[:10]


def words(quantity: str) -> str:
    """Return a quantity as a reader says it: ``>=100 truck`` is ``at least 100 (truck)``."""
    number, _, unit = quantity.partition(" ")
    plain = number.replace(">=", "at least ").replace("<=", "at most ").replace("-", " to ")
    return f"{plain} {unit}" if unit in ("km", "%") else f"{plain} ({unit})" if unit else plain
