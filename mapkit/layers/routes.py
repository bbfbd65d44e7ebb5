"""Who went which way: lines that say what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from mapkit.layers import Bounds, Feature, bounds_of, rows_of, text_of
from mapkit.layers.control import quotations_by_event
from mapkit.layers.events import quantity_words
from mapkit.layers.naming import Naming
from mapkit.model import When
from mapkit.names import Names
from mapkit.words import Words

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

    def __init__(self, language: str = "en", *, names: Names | None = None) -> None:
        self._names = names or Names(Words(language))
        self.title = self._names.words("layer.routes")

    def features(self, frames: Frames) -> Iterable[Feature]:
        """Yield one feature a route; without a reported arrival it stays open-ended."""
        quotes, naming = quotations_by_event(frames), Naming(self._names, frames)
        words = naming.words
        for row in rows_of(frames.routes, *_COLUMNS):
            events = tuple(dict.fromkeys((*(row["event_ids"] or ()), *(row["attacks"] or ()))))
            arrived = bounds_of(row["arrived_earliest"], row["arrived_latest"])
            departed = bounds_of(row["departed_earliest"], row["departed_latest"])
            actor, note = text_of(row["actor"]), text_of(row["note"]) or ""
            ends = tuple(_place(str(row[end]), row, naming) for end in ("origin", "destination"))
            way = words("title.way", origin=ends[0], destination=ends[1])
            reasons = [f"line drawn by: {row['engine']}"] if row["engine"] else []
            if note and words.language != "en":
                reasons.append(f"the line: {note}")  # the fact gives it in a word only
            yield Feature(
                id=row["id"],
                layer=self.name,
                sign="route",
                geometry=row["geometry"],
                title=words("title.route", who=naming.actor(actor) if actor else words("kind.movement"), way=way),
                label=_label(row, note, words),
                ends=ends,
                kind=_line(note, words) or "route",
                status="inferred" if row["basis"] == "inferred" else "reported",
                actor=actor,
                # whoever arrived has left by then
                since=departed or ((None, arrived[1]) if arrived is not None and arrived[1] is not None else None),
                until=arrived,
                place=way,
                facts=tuple(_facts(row, naming)),
                reasons=tuple(reasons),
                quotes=tuple(dict.fromkeys(quote for event in events for quote in quotes.get(event, ()))),
                actors=tuple(name for name in (text_of(row["actor"]),) if name),
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


def _place(name: str, row: dict[str, Any], naming: Naming) -> str:
    """Return the name of a place on a route, whose country is that of one of its ends."""
    return naming.elsewhere(name, naming.country_of(row["origin"]) or naming.country_of(row["destination"]))


def _line(note: str, words: Words) -> str:
    """Return what the line of a route stands for: as noted, in other languages than English in a word."""
    told = (kind for kind in ("generalised", "schematic", "along given roads") if note.startswith(kind))
    kind = None if words.language == "en" else next(told, None)
    return words(f"line.{kind.replace(' ', '-')}") if kind else note


def _label(row: dict[str, Any], note: str, words: Words) -> str:
    """Return what is written along the line: what it stands for, how long it is, how far it is said to be."""
    kind = re.split(r"[:;,(]", _line(note, words))[0].strip()
    reported = _range(row["reported_low_km"], row["reported_high_km"], words, "km", 0)
    lengths = [words("line.label-length", length=words("unit.km", n=row["length_km"], decimals=0))]
    if reported:
        lengths.append(words("line.label-distance", distance=reported))
    return "\n".join(line for line in (words("line.label", kind=kind) if kind else "", words.joined(lengths)) if line)


def _facts(row: dict[str, Any], naming: Naming) -> Iterable[tuple[str, str]]:
    words = naming.words
    note = text_of(row["note"])
    if note:
        yield words("fact.line"), _line(note, words)
    if row["via"]:
        yield words("fact.via"), words.joined(_place(name, row, naming) for name in row["via"])
    yield words("fact.length"), words("unit.km", n=row["length_km"], decimals=0)
    reported = _range(row["reported_low_km"], row["reported_high_km"], words, "km", 0)
    if reported:
        yield words("fact.distance"), reported
    ratio = _range(row["ratio_low"], row["ratio_high"], words, "times", 2)
    if ratio:
        yield words("fact.ratio"), ratio
    if text_of(row["direct_km"]) is not None:
        yield words("fact.shortest"), words("unit.km", n=row["direct_km"], decimals=0)
    if row["size"]:
        yield words("fact.numbers"), words.joined(quantity_words(quantity, words) for quantity in row["size"])
    if row["sightings"]:
        yield words("fact.seen"), words("value.then").join(_sighting(text, row, naming) for text in row["sightings"])
    if row["attacks"]:
        yield words("fact.attacks"), words.number(len(row["attacks"]))
    if bounds_of(row["departed_earliest"], row["departed_latest"]) is None:
        yield words("fact.departure"), words("value.not-reported")
    if bounds_of(row["arrived_earliest"], row["arrived_latest"]) is None:
        yield words("fact.arrival"), words("value.not-reported")


def _sighting(text: str, row: dict[str, Any], naming: Naming) -> str:
    """Return a place with its time, "Anefis 2023-10-31": the place may be a base or a region."""
    label, _, edtf = text.rpartition(" ")
    return naming.words(
        "title.sighting", place=naming.names.relabelled(label, naming.country_of(row["origin"])), edtf=edtf
    )


def _range(low: Any, high: Any, words: Words, unit: str, decimals: int) -> str | None:
    """Return two bounds in words; a missing bound is NaN or ``None``."""
    least, most = text_of(low), text_of(high)
    if least is None and most is None:
        return None
    if most is None:
        return words("value.at-least", amount=words(f"unit.{unit}", n=low, decimals=decimals))
    amount = words(f"unit.{unit}", n=high, decimals=decimals)
    if least is None:
        return words("value.at-most", amount=amount)
    return amount if low == high else words("value.range", low=words.number(low, decimals), amount=amount)
