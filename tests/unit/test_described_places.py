"""Places that no gazetteer knows, put where the article says they are."""

from __future__ import annotations

import math
from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Place, PlaceMatch
from mapkit.reading import article_from_text


def match_of(text: str, name: str) -> PlaceMatch:
    (match,) = [m for m in mk.find_places(text) if m.mention.evidence.quote == name]
    return match


def place_of(text: str, name: str) -> Place:
    place = match_of(text, name).place
    assert place is not None
    return place


def km_from(place: Place, lon: float, lat: float) -> float:
    east = (place.lon - lon) * math.cos(math.radians(lat))
    return 111.2 * math.hypot(east, place.lat - lat)


RAQQA, GAO, GOMA, GARISSA = (39.008, 35.953), (-0.045, 16.272), (29.228, -1.674), (39.646, -0.453)


@pytest.mark.parametrize(
    ("text", "name", "at", "km", "way"),
    [
        ("The army seized Qumtrix, 12 kilometers (7 miles) north-east of Raqqa.", "Qumtrix", RAQQA, 12, "NE"),
        ("They took the village of Borkyx, about thirty miles west of Raqqa, on Monday.", "Borkyx", RAQQA, 48.3, "W"),
        ("Ten were killed in Yumbisx village, 70km north of Garissa.", "Yumbisx", GARISSA, 70, "N"),
        ("L'armée a pris le village de Xandar, à 40 km au nord de Gao.", "Xandar", GAO, 40, "N"),
        (
            "Ils ont repris la localité de Blinkar, située à une trentaine de kilomètres au sud-ouest de Goma.",
            "Blinkar",
            GOMA,
            30,
            "SW",
        ),
    ],
)
def test_a_distance_and_a_bearing_put_a_village(
    text: str, name: str, at: tuple[float, float], km: float, way: str
) -> None:
    place = place_of(text, name)
    assert place.name == name
    assert km_from(place, *at) == pytest.approx(km, rel=0.02)
    north, east = place.lat - at[1], place.lon - at[0]
    assert (north > 0.02) == ("N" in way)
    assert (north < -0.02) == ("S" in way)
    assert (east > 0.02) == ("E" in way)
    assert (east < -0.02) == ("W" in way)
    assert place.radius_m > 1000 * km / 3, "a bearing in words is right to an eighth of the compass only"


@pytest.mark.parametrize(
    ("text", "name", "at", "radius_km"),
    [
        ("Rebels took the village of Wahijax, near Raqqa, on Monday.", "Wahijax", RAQQA, 15),
        ("Rebels took the village of Wahijax, which lies 20 km from Raqqa.", "Wahijax", RAQQA, 20),
        ("Les rebelles ont pris le village de Kwertyro, près de Goma.", "Kwertyro", GOMA, 15),
        ("Fighters were holed up in Xandarov, a neighbourhood in western Goma.", "Xandarov", GOMA, 5),
    ],
)
def test_without_a_bearing_the_radius_reaches_all_round(
    text: str, name: str, at: tuple[float, float], radius_km: float
) -> None:
    place = place_of(text, name)
    assert km_from(place, *at) < 1
    assert place.radius_m >= 1000 * radius_km


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took the village of Wahijax, 300 km north of Ouagadougou.",  # it would lie anywhere in 150 km
        "Rebels took the village of Wahijax, 70 km from Raqqa.",
        "Rebels took the village of Wahijax, in the north of Mali.",
        "Rebels took the village of Wahijax, a few kilometres from the border with Chad.",
        "Rebels took the village of Wahijax. North of Raqqa, the army shelled a road.",
        "Rebels took the village of Wahijax, and later fled to Raqqa.",
    ],
)
def test_what_tells_too_little_locates_nothing(text: str) -> None:
    assert match_of(text, "Wahijax").place is None


def test_a_village_is_the_same_all_through_an_article_and_says_how_it_was_put() -> None:
    text = (
        "Al-Shabaab fighters captured the village of Yumbisx, 30 km north of Garissa, Kenya, on Monday. "
        "The Kenyan army retook Yumbisx on Tuesday."
    )
    dossier = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": date(2015, 5, 27)})
    assert dossier.events["place_id"].nunique() == 1
    held = dossier.control_on(date(2015, 5, 27))
    assert list(held["holder"]) == ["Kenya Defence Forces"]
    (issue,) = [i for i in dossier.issues if i.code == "described-place"]
    assert "30 km north of Garissa" in issue.message
    assert len(issue.event_ids) == 2
    assert not [i for i in dossier.issues if i.code == "unknown-place"]


def test_of_several_bearers_the_one_where_the_words_put_it_is_meant() -> None:
    text = "Rebels entered Santa Rosa, a village 25 km south of Iloilo in the Philippines."
    place = place_of(text, "Santa Rosa")
    assert place.country == "PH"
    assert km_from(place, 122.56, 10.70) < 70


def test_a_name_that_is_hostile_stays_a_name() -> None:
    text = "Rebels took the village of Xa{{7*7}}, 12 km north of Raqqa;by:away:1:0:Gao."
    for match in mk.find_places(text):
        assert match.place is None or match.place.name in ("Ar Raqqah", "Gao", "Xa")


def test_a_namesake_far_from_where_the_words_put_it_is_not_meant() -> None:
    text = "Iraqi forces retook the town of Husaybah, about 10km east of Ramadi, the capital of Anbar province in Iraq."
    place = place_of(text, "Husaybah")
    assert km_from(place, 43.31, 33.42) < 30, "the gazetteer's Husaybah is 200 km away, on the border with Syria"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels seized the Ayn Xarma area of Damascus on Tuesday. The army fought rebels in Syria.", "Ayn Xarma"),
        ("Rebels seized the Ayn Xarma farms near Douma on Tuesday. The army fought rebels in Syria.", "Ayn Xarma"),
        (
            "Rebels lost the Salah al-Din district in the northern city of Aleppo. They fight on in Syria.",
            "Salah al-Din",
        ),
        (
            "Rebels took the village of Xuhay, near the Red Sea port of Mocha, on Tuesday. The army fought rebels in Yemen.",
            "Xuhay",
        ),
    ],
)
def test_the_town_that_a_place_is_told_by_is_not_where_it_happened(text: str, name: str) -> None:
    found = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": date(2012, 8, 9)}).events
    assert list(found[found["kind"] == "control_change"]["place"]) == [name]


def test_no_province_lies_in_a_city() -> None:
    place = place_of("They hold the Salah al-Din district in the northern city of Aleppo in Syria.", "Salah al-Din")
    assert place.country == "SY", "and not the province of that name in Iraq"
    assert km_from(place, 37.16, 36.20) < 30


def test_a_road_named_after_a_far_town_is_not_that_town() -> None:
    assert match_of("They recaptured the Castello road. The army fought rebels in Syria.", "Castello").place is None
    assert place_of("They cut the Goma road in Congo on Monday.", "Goma").country == "CD"
