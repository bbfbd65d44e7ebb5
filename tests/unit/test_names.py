from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from mapkit._text import fold
from mapkit.errors import ConfigError
from mapkit.extraction.actor_tables import known_actors
from mapkit.gazetteer import open_gazetteer
from mapkit.model import Place
from mapkit.names import Names, place_names
from mapkit.words import Words

INTERFACE = Path(__file__).resolve().parents[2] / "data" / "interface"
FR, AR = Names(Words("fr")), Names(Words("ar"))


def rows(name: str) -> list[dict[str, str]]:
    with (INTERFACE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "country", "french", "arabic"),
    [
        ("Aleppo", "SY", "Alep", "حلب"),
        ("Mali", "ML", "Mali", "مالي"),
        ("Timbuktu", "ML", "Tombouctou", "تمبكتو"),
        ("Tombouctou", "ML", "Tombouctou", "تمبكتو"),
        ("Sahel", None, "Sahel", "الساحل الأفريقي"),
        ("near Kidal", "ML", "Kidal (environs)", "محيط كيدال"),
        ("Nowhere-on-Sea", "GB", "Nowhere-on-Sea", "Nowhere-on-Sea"),
    ],
)
def test_a_place_is_called_as_the_reader_calls_it(name: str, country: str | None, french: str, arabic: str) -> None:
    assert FR.place(name, country) == french
    assert AR.place(name, country).strip("\u2068\u2069") == arabic
    assert Names(Words("en")).place(name, country) == name


def test_a_namesake_elsewhere_keeps_its_own_name() -> None:
    assert AR.place("Aleppo", "US") == "Aleppo"
    assert AR.place("Rafah", "EG") != AR.place("Rafah", "PS")
    assert AR.place("Rafah") == "Rafah", "two places, two names, and nobody says which"


def test_every_country_has_a_name_in_arabic_and_in_french() -> None:
    for country in open_gazetteer().countries():
        assert re.search("[\u0600-\u06ff]", AR.place(country.name, country.country)), country.name
        assert FR.place(country.name, country.country)


def test_alternate_names_in_arabic_letters_are_used_where_the_table_has_none() -> None:
    town = Place(id="x:1", name="Tinyville", lon=0, lat=0, kind="town", radius_m=2000, country="SD")
    urdu = replace(town, id="x:2", name="Otherville", names=("پشاور", "Otherville", "كلمة"))
    found = place_names((replace(town, names=("Tiny", "تيني")), urdu), "ar")
    assert found == {"x:1": "تيني", "x:2": "كلمة"}
    assert place_names((town,), "fr") == {"x:1": "Tinyville"}
    with pytest.raises(ConfigError):
        place_names((town,), "xx")


@pytest.mark.parametrize(
    ("name", "ident", "french", "arabic"),
    [
        ("Rapid Support Forces", "actor:rsf", "Forces de soutien rapide", "قوات الدعم السريع"),
        ("Malian armed forces", "actor:fama", "Forces armées maliennes", "القوات المسلحة المالية"),
        ("MINUSMA", "actor:minusma", "MINUSMA", "مينوسما"),
        ("Rwandan government", "actor:government-rw", "Gouvernement (Rwanda)", "حكومة رواندا"),
        ("Rwanda", "actor:country-rw", "Rwanda", "رواندا"),
        ("Chadian police", None, "Police (Tchad)", "شرطة تشاد"),
        ("rebels", "actor:rebels", "rebelles", "جماعات متمردة"),
        ("Libyan rebels", "actor:libyan-rebels", "rebelles (Libye)", "جماعات متمردة (ليبيا)"),
        ("Friends of the Lake", "actor:friends-of-the-lake", "Friends of the Lake", "Friends of the Lake"),
        ("Lakeland rebels", "actor:lakeland-rebels", "Lakeland rebels", "Lakeland rebels"),
    ],
)
def test_an_actor_is_called_as_the_reader_calls_it(name: str, ident: str | None, french: str, arabic: str) -> None:
    assert FR.actor(name, ident) == french
    assert AR.actor(name, ident) == arabic
    assert Names(Words("en")).actor(name, ident) == name


def test_a_label_of_the_frames_keeps_what_tells_it_from_its_town() -> None:
    assert FR.labelled("Kidal", "region", "ML") == "Kidal (région)"
    assert AR.relabelled("Kidal (base)", "ML") == "كيدال (قاعدة)"
    assert AR.relabelled("Kidal", "ML") == "كيدال"


def test_every_named_actor_of_the_table_exists_under_that_name() -> None:
    known = {actor.id: actor.name for actor in known_actors()}
    named = [row for row in rows("actors.csv") if row["id"]]
    assert {row["id"]: row["name"] for row in named}.items() <= known.items()
    assert len({row["id"] for row in named}) == len(named)


@pytest.mark.parametrize("file", ["places.csv", "actors.csv"])
def test_a_name_is_in_the_letters_of_its_language(file: str) -> None:
    for row in rows(file):
        assert not re.search("[\u0600-\u06ff]", row["name"] + row["fr"]), row
        assert not row["ar"] or re.search("[\u0621-\u064a]", row["ar"]), row
        # letters that Persian and Urdu write and Arabic does not
        assert not re.search("[\u067e\u0686\u0698\u06af\u06a9\u06cc\u06be\u06d2]", row["ar"]), row
        assert "'" not in row["fr"], f"{row}: a French apostrophe is curly"
        assert all(value == value.strip() for value in row.values())


def test_no_place_has_two_names_in_one_language() -> None:
    seen: dict[tuple[str, str], set[str]] = {}
    for row in rows("places.csv"):
        for name in row["name"].split(";"):
            seen.setdefault((fold(name), row["country"]), set()).add(row["ar"])
    assert {key: names for key, names in seen.items() if len(names) > 1} == {}
