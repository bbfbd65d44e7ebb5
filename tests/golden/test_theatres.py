"""Names of twenty theatres of war as English and French news write them, each in an article about its country.

The points are those of the gazetteer, looked over by eye: what is tested is that the spelling leads to the place and not
to a namesake.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from mapkit.find import find_places
from mapkit.gazetteer import open_gazetteer
from mapkit.gazetteer._bearers import distance_km
from mapkit.model import Place

TABLE = Path(__file__).with_name("theatres.csv")


def rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def answer(name: str, country: str) -> Place | None:
    land = open_gazetteer().country(country)
    assert land is not None
    text = f"Fighting was reported in {name} on Monday, officials in {land.name} said."
    at = text.index(name)
    return next((m.place for m in find_places(text) if m.mention.evidence.start == at), None)


def test_every_spelling_leads_to_its_place() -> None:
    wrong = []
    for row in rows():
        place = answer(row["name"], row["country"])
        there = Place(
            id="x:1", name="x", lon=float(row["lon"]), lat=float(row["lat"]), kind="town", radius_m=1.0, country="XX"
        )
        right = place is not None and place.country == row["country"]
        if not right or place is None or distance_km(place, there) > float(row["max_km"]) + 2:
            wrong.append((row["name"], row["country"], place and (place.name, place.country)))
    assert wrong == []


def test_the_table_covers_the_theatres() -> None:
    assert len({row["country"] for row in rows()}) >= 30
