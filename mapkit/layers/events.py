"""Everything dated that is reported to have happened, to be planned or to be claimed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mapkit.layers import Feature, Quotation, bounds_of, day_of, rows_of, text_of
from mapkit.layers.naming import Naming
from mapkit.model import RULED
from mapkit.names import Names
from mapkit.words import Words

if TYPE_CHECKING:
    from mapkit.frames import Frames

_COLUMNS = (
    "kind", "status", "title", "place", "place_id", "place_kind", "country", "radius_m", "start_time", "end_time",
    "edtf", "time_basis", "actors", "control_from", "control_to", "origin", "destination", "quantities", "quote",
    "quote_articles", "attributed_to", "sources", "known_since", "superseded_by", "reasons",
)  # fmt: skip


class EventLayer:
    """Events, each with the sentences that report it."""

    name = "events"

    def __init__(self, language: str = "en", *, names: Names | None = None) -> None:
        self._names = names or Names(Words(language))
        self.title = self._names.words("layer.events")

    def features(self, frames: Frames) -> Iterable[Feature]:
        """Yield one feature an event, also for those without place or time."""
        naming = Naming(self._names, frames)
        for row in rows_of(frames.events, *_COLUMNS):
            actors = row["actors"] or ()
            over = text_of(row["superseded_by"])
            rulings = tuple(reason for reason in row["reasons"] or () if reason.startswith(RULED))
            yield Feature(
                id=row["id"],
                layer=self.name,
                sign="event",
                geometry=row["geometry"],
                title=_sentence(_title(row, naming)),
                kind=text_of(row["kind"]) or "event",
                status=row["status"] or "happened",
                actor=text_of(row["control_to"]) or (actors[0] if actors else None),
                since=bounds_of(row["start_time"], row["end_time"]),
                place=naming.names.place(place, naming.country(row)) if (place := text_of(row["place"])) else None,
                place_id=text_of(row["place_id"]),
                place_kind=text_of(row["place_kind"]),
                radius_m=None if text_of(row["radius_m"]) is None else float(row["radius_m"]),
                facts=tuple(_facts(row, naming)),
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


def _title(row: dict[str, Any], naming: Naming) -> str:
    """Return the title; the one that the frame has is in English."""
    english = text_of(row["title"]) or text_of(row["kind"]) or row["id"]
    return english if naming.words.language == "en" else naming.event_title(row) or english


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _facts(row: dict[str, Any], naming: Naming) -> Iterable[tuple[str, str]]:
    words = naming.words
    basis, edtf = text_of(row["time_basis"]), text_of(row["edtf"])
    if edtf:
        told = words.has(f"basis.{basis}")
        yield words("fact.date"), words("value.dated", edtf=edtf, basis=words(f"basis.{basis}")) if told else edtf
    if row["actors"]:
        yield words("fact.who"), naming.actors(row["actors"])
    for label, column in (("fact.lost-by", "control_from"), ("fact.gained-by", "control_to")):
        actor = text_of(row[column])
        if actor:
            yield words(label), naming.actor(actor)
    for label, column in (("fact.from", "origin"), ("fact.to", "destination")):
        place = text_of(row[column])
        if place:
            yield words(label), naming.elsewhere(place, naming.country(row))
    if row["quantities"]:
        yield words("fact.numbers"), words.joined(quantity_words(quantity, words) for quantity in row["quantities"])
    known = text_of(row["known_since"])
    if known:
        yield words("fact.first-reported"), known[:10]


def quantity_words(quantity: str, words: Words) -> str:
    """Return a quantity of the frames as a reader says it: ``>=100 truck`` is ``at least 100 (truck)``."""
    number, _, unit = quantity.partition(" ")
    bare, bound = number.lstrip("<>="), number[:2]
    low, dash, high = bare.partition("-")
    try:
        least, most = float(low), float(high or low)
    except ValueError:  # "?" is a number that nobody gives
        return words("value.other-unit", amount=bare, unit=unit) if unit else bare
    if words.has(f"unit.{unit}"):
        amount = words(f"unit.{unit}", n=most)
    elif unit:
        amount = words("value.other-unit", amount=words.number(most), unit=unit)
    else:
        amount = words.number(most)
    if dash:
        return words("value.range", low=words.number(least), amount=amount)
    if bound in (">=", "<="):
        return words("value.at-least" if bound == ">=" else "value.at-most", amount=amount)
    return amount
