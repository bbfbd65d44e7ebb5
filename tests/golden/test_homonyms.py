"""The places of one theatre and their namesakes: right in an article about the country, open to doubt without one.

The points are those of GeoNames' country file (December 2014, CC BY 4.0) and of the UN's and the press's spellings.
"""

from __future__ import annotations

import pytest

from mapkit.find import find_places
from mapkit.gazetteer import open_gazetteer
from mapkit.gazetteer._bearers import distance_km
from mapkit.model import Place, PlaceMatch

# the spellings of a place, its longitude and latitude
PLACES = (
    (("Kidal",), 1.40778, 18.44111),
    (("Gao",), -0.04472, 16.27167),
    (("Tessalit", "Tesalit"), 1.01186, 20.20126),
    (
        ("Aguelhok", "Aguelhoc", "Aguel'hoc", "Aguel’hoc", "Aguel-Hoc", "Aguelock", "Agelhok", "Adjelhoc"),
        0.85889,
        19.46139,
    ),
    (("Bamako",), -8.0, 12.65),
    (("Anefis", "Anéfis", "Anefif", "Anéfif"), 0.60111, 18.04),
    (("Tabankort",), 0.31417, 17.82028),
    (("Tabrichat", "Taberrichat"), 0.20611, 17.72944),
    (("Tarkint", "Tarikent"), 0.11694, 17.47944),
    (("Almoustarat", "Al Moustarat", "Almoustrat"), 0.08722, 17.36667),
    (("Tin Aouker", "Tin-Aouker"), 0.14833, 16.79861),
    (("Djebok", "Djebock"), 0.30667, 16.34639),
    (("Bourem", "Burem"), -0.34861, 16.955),
    (("Ansongo",), 0.5022, 15.6597),
    (("Labbezanga", "Labézanga", "Labbenzanga"), 0.69604, 14.95634),
    (("Ménaka", "Menaka"), 2.4022, 15.9182),
    (("Timbuktu", "Tombouctou"), -3.00742, 16.77348),
    (("Ber",), -2.532, 16.835),
    (("Goundam",), -3.67075, 16.41453),
    (("Léré", "Lere"), -4.9118, 15.7118),
    (("Mopti",), -4.18296, 14.4843),
    (("Sévaré", "Sevare"), -4.09344, 14.52742),
    (("Douentza",), -2.94978, 15.00155),
    (("Taoudenni", "Taoudeni", "Taoudénit"), -3.97891, 22.67443),
    (("Tin Zaouatine", "Tinzaouaten", "Tinzawaten", "Tin-Zaouatine"), 2.8575, 19.9625),
    (("In Khalil", "I-n-Khalil", "Inhalid", "El-Khalil"), 1.04303, 21.19006),
    (("Abeïbara", "Abeibara"), 1.75, 19.11667),
    (("Ti-n-Essako", "Tin-Essako"), 2.48795, 18.45059),
    (("Essouk",), 1.18333, 18.76667),
    (("Gossi",), -1.29113, 15.81961),
    (("Hombori",), -1.70037, 15.27898),
    (("Amachach",), 0.98889, 20.25361),
)
SPELLINGS = [(name, lon, lat) for names, lon, lat in PLACES for name in names]
ARTICLES = (
    "The Malian army said its troops clashed with rebels. Fighting was reported in {} on Monday.",
    "Rebels left {} for Bamako, officials in Mali said.",
    "Les Forces armées maliennes ont annoncé une opération dans le nord du Mali. Des combats ont eu lieu à {}, selon un élu.",
)


def only(text: str, name: str) -> PlaceMatch:
    at = text.index(name)
    found = [m for m in find_places(text) if (m.mention.evidence.start, m.mention.evidence.quote) == (at, name)]
    assert len(found) == 1, [m.mention.evidence.quote for m in find_places(text)]
    return found[0]


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize(("name", "lon", "lat"), SPELLINGS, ids=[s[0] for s in SPELLINGS])
def test_every_spelling_is_the_right_place_in_an_article_about_the_country(
    name: str, lon: float, lat: float, article: str
) -> None:
    match = only(article.format(name), name)
    there = Place(id="x:1", name=name, lon=lon, lat=lat, kind="town", radius_m=1.0)
    assert match.place is not None
    assert match.place.country == "ML"
    assert distance_km(match.place, there) < 5
    assert not match.ambiguous


@pytest.mark.parametrize("name", ["Gao", "Kidal", "Aguelhok", "Anefis", "Bourem", "Léré", "Lere"])
def test_a_name_of_several_places_is_marked_where_nothing_tells_which(name: str) -> None:
    match = only(f"Fighting was reported in {name} on Monday.", name)
    assert match.ambiguous
    assert match.others
    assert any("ambiguous" in reason for reason in match.reasons)
    assert match.place is None or match.place.country == "ML"


def test_three_villages_of_one_name_share_a_wide_radius() -> None:
    match = only("Gunmen killed villagers in Ogossagou, in central Mali.", "Ogossagou")
    assert match.ambiguous or len(match.others) >= 2
    assert match.place is not None
    three = [p for p in open_gazetteer().lookup("Ogossagou") if p.country == "ML"]
    assert len(three) == 3
    assert all(1000 * distance_km(match.place, p) <= match.place.radius_m for p in three)


@pytest.mark.parametrize(
    ("text", "name", "identifier"),
    [
        ("Drones hit Kidal airport in northern Mali.", "Kidal", "geonames:6297171"),
        ("A convoy reached the airport of Gao, Mali.", "Gao", "geonames:6297168"),
        ("Un drone a survolé l'aéroport de Gao, au Mali.", "Gao", "geonames:6297168"),
    ],
)
def test_an_airport_is_not_its_town(text: str, name: str, identifier: str) -> None:
    place = only(text, name).place
    assert place is not None
    assert (place.id, place.kind) == (identifier, "site")


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("Malian troops hold Ber, near Timbuktu.", "Ber", "DE"),
        ("Rebels attacked Léré, in central Mali, officials said.", "Léré", "NG"),
        ("Palma and Pemba in Mozambique were attacked.", "Palma", "ES"),
        ("Sudan's army left Omdurman for Merowe.", "Merowe", "EG"),
    ],
)
def test_no_answer_lies_in_another_country(text: str, name: str, wrong: str) -> None:
    place = only(text, name).place
    assert place is None or place.country != wrong
