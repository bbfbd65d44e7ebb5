"""Events in a side of a country: "northern Mali" is not the middle of Mali."""

from __future__ import annotations

from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Event, EventKind, Place
from mapkit.names import Names
from mapkit.reading import article_from_text
from mapkit.words import Words

PUBLISHED = date(2023, 11, 16)
LEAD = {
    "en": "The army and the rebels have been at war in Mali for years, and soldiers guard the roads of Mali. ",
    "fr": "L'armée et les rebelles sont en guerre au Mali depuis des années, et des soldats gardent les routes du Mali. ",
}


def attack(text: str, language: str = "en") -> Event:
    article = article_from_text(LEAD[language] + text, name="a.txt")
    (event,) = [e for e in mk.build([article], published={"a.txt": PUBLISHED})._events if e.kind is EventKind.ATTACK]
    return event


def place_of(text: str, language: str = "en") -> Place:
    place = attack(text, language).place
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rebels attacked villages in northern Mali on Tuesday.", "en"),
        ("Rebels attacked villages in the north of Mali on Tuesday.", "en"),
        ("Rebels attacked villages in Mali's volatile north on Tuesday.", "en"),
        ("Rebels attacked villages in the north of the country on Tuesday.", "en"),
        ("Rebels attacked villages in the north on Tuesday.", "en"),
        ("Des rebelles ont attaqué mardi des villages dans le nord du Mali.", "fr"),
        ("Des rebelles ont attaqué mardi des villages dans le nord du pays.", "fr"),
    ],
)
def test_the_north_is_where_the_regions_of_the_north_are(text: str, language: str) -> None:
    place = place_of(text, language)
    assert (place.name, place.kind, place.country) == ("northern Mali", "region", "ML")
    assert place.lat > 18  # the middle of Mali lies at 17 degrees
    assert 200_000 < place.radius_m < 900_000


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels attacked villages in Mali on Tuesday.", "Mali"),
        ("Rebels attacked villages in South Sudan on Tuesday.", "South Sudan"),
        ("Rebels attacked villages in north-eastern Nigeria on Tuesday.", "north-eastern Nigeria"),
        ("Rebels attacked Kidal in northern Mali on Tuesday.", "Kidal"),
    ],
)
def test_names_of_countries_and_towns_stay(text: str, name: str) -> None:
    assert place_of(text).name.lower() in (name.lower(), "northeast nigeria" if "Nigeria" in name else name.lower())


def test_nobody_takes_a_side_of_a_country() -> None:
    article = article_from_text(LEAD["en"] + "Rebels captured towns in northern Mali on Tuesday.", name="a.txt")
    held = mk.build([article], published={"a.txt": PUBLISHED}).control
    assert "northern Mali" not in set(held["place"])


@pytest.mark.parametrize(("language", "name"), [("fr", "Mali (nord)"), ("ar", "شمال مالي")])
def test_a_side_is_said_in_the_language_of_the_map(language: str, name: str) -> None:
    assert Names(Words(language)).place("northern Mali", "ML") == name
