"""The gazetteer finds places by any spelling, tells who made it, and refuses broken tables with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapkit.errors import ReadError
from mapkit.gazetteer import Gazetteer, open_gazetteer


def ids(name: str) -> list[str]:
    return [p.id for p in open_gazetteer().lookup(name)]


def test_shipped_index_is_a_gazetteer_and_opens_once() -> None:
    world = open_gazetteer()
    assert isinstance(world, Gazetteer)
    assert open_gazetteer() is world
    assert "GeoNames" in world.attribution
    assert world.licence == "CC-BY-4.0"


@pytest.mark.parametrize(
    "spelling", ["Aguelhok", "Aguelhoc", "Aguel'hoc", "Aguel’hoc", "Aguel-Hoc", "AGUELHOC", "aguelhok"]
)
def test_spellings_of_one_name_meet(spelling: str) -> None:
    assert "geonames:2461247" in ids(spelling)


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Kidal", "geonames:2455290"),
        ("Tombouctou", "geonames:2449067"),
        ("Menaka", "geonames:2453514"),
        ("El-Fasher", "geonames:379555"),
        ("El Fasher", "geonames:379555"),
        ("Deir ez-Zor", "geonames:170794"),
        ("Tchad", "geonames:2434508"),
        ("DRC", "geonames:203312"),
        ("U.S.", "geonames:6252001"),
        ("Liptako-Gourma", "mapkit:liptako-gourma"),
        ("Calif.", "geonames:5332921"),
    ],
)
def test_names_lead_to_their_place(name: str, identifier: str) -> None:
    assert identifier in ids(name)


def test_a_homonymous_well_is_listed_but_is_no_town() -> None:
    found = {p.id: p.kind for p in open_gazetteer().lookup("Aguelhok")}
    assert found["geonames:2461246"] == "feature"
    assert found["geonames:2461247"] == "town"


def test_candidates_come_most_populous_first() -> None:
    people = [p.population for p in open_gazetteer().lookup("Tripoli")]
    assert people == sorted(people, reverse=True)
    assert len(people) > 1


@pytest.mark.parametrize("name", ["", " ", "-", "Xqzzyv", "'"])
def test_unknown_names_give_nothing(name: str) -> None:
    assert list(open_gazetteer().lookup(name)) == []


def test_places_by_identifier_and_country() -> None:
    world = open_gazetteer()
    town = world.by_id("geonames:2455290")
    assert town is not None
    assert town.name == "Kidal"
    assert town.parent == "geonames:2597449"
    region = world.by_id("geonames:2597449")
    assert region is not None
    assert region.kind == "region"
    chad = world.country("td")
    assert chad is not None
    assert (chad.name, chad.kind) == ("Chad", "country")
    assert world.country("ZZ") is None
    assert world.by_id("geonames:1") is None
    assert world.by_id("desk:kidal") is None


def test_every_country_has_a_point_a_radius_and_a_code() -> None:
    countries = open_gazetteer().countries()
    assert len(countries) == 250
    for place in countries:
        assert -180 <= place.lon <= 180
        assert -90 <= place.lat <= 90
        assert place.radius_m >= 2_000
        assert place.country


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Malian", "ML"),
        ("Malians", "ML"),
        ("maliennes", "ML"),
        ("tchadien", "TD"),
        ("Nigerien", "NE"),
        ("nigériane", "NG"),
    ],
)
def test_demonyms_belong_to_countries(word: str, code: str) -> None:
    assert open_gazetteer().demonym_country(word) == code


@pytest.mark.parametrize("word", ["Mali", "Kidal", "table", ""])
def test_other_words_are_no_demonyms(word: str) -> None:
    assert open_gazetteer().demonym_country(word) is None


def test_towns_of_a_box_are_the_largest_inside() -> None:
    towns = open_gazetteer().towns_in((0.0, 18.0, 3.0, 21.0), 3)
    assert towns[0].name == "Kidal"
    assert len(towns) == 3
    assert all(0 <= t.lon <= 3 and 18 <= t.lat <= 21 and t.kind == "town" for t in towns)
    assert open_gazetteer().towns_in((-40.0, -40.0, -39.0, -39.0), 5) == ()


def test_radius_grows_with_a_town() -> None:
    world = open_gazetteer()
    village = world.lookup("Tabrichat")[0]
    lagos = next(p for p in world.lookup("Lagos") if p.kind == "town")
    assert 2_000 <= village.radius_m < lagos.radius_m <= 15_000


def write(folder: Path, text: str) -> Path:
    path = folder / "desk.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    table = open_gazetteer(
        write(
            tmp_path,
            "name,lat,lon,kind,country,names,radius_m\nCamp Alpha,18.5,1.5,base,ml,Alpha;Camp A,800\nTwo,1,2,,,,\n",
        )
    )
    (camp,) = table.lookup("camp-a")
    assert (camp.name, camp.kind, camp.country, camp.lon, camp.lat, camp.radius_m) == (
        "Camp Alpha",
        "base",
        "ML",
        1.5,
        18.5,
        800,
    )
    assert table.lookup("Two")[0].kind == "town"
    assert "desk" in table.attribution
    assert table.by_id(camp.id) == camp


def test_a_table_separated_by_tabs(tmp_path: Path) -> None:
    assert open_gazetteer(write(tmp_path, "name\tlat\tlon\nUn\t3\t4\n")).lookup("un")[0].lat == 3


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name,lat\nA,1\n", 1, "lon"),
        ("name,lat,lon\nA,91,0\n", 2, "lat"),
        ("name,lat,lon\nA,1,2\nB,x,0\n", 3, "lat"),
        ("name,lat,lon\nA,nan,0\n", 2, "lat"),
        ("name,lat,lon\n,1,0\n", 2, "name"),
        ("name,lat,lon,kind\nA,1,0,castle\n", 2, "castle"),
        ("name,lat,lon,country\nA,1,0,Mali\n", 2, "country"),
        ("name,lat,lon,radius_m\nA,1,0,0\n", 2, "radius_m"),
        ("", 1, "name"),
    ],
)
def test_a_broken_table_names_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        open_gazetteer(write(tmp_path, text))
    assert caught.value.line == line
    assert "desk.csv" in str(caught.value)
    assert words in str(caught.value)
    assert caught.value.hint


def test_a_missing_or_binary_table_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        open_gazetteer(tmp_path / "absent.csv")
    path = tmp_path / "binary.csv"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(ReadError):
        open_gazetteer(path)


def test_a_name_that_is_no_text_is_unknown() -> None:
    assert open_gazetteer().lookup("\ud800") == ()
    assert open_gazetteer().spelled_like("\ud800", "ML") == ()


@pytest.mark.parametrize(
    ("content", "word"),
    [("name,lat,lon\n" + "x" * 200_000 + ",1,2\n", "line 2"), ("name,lat,lon\n", "no place")],
)
def test_a_table_that_cannot_be_used_is_an_error_that_names_it(tmp_path: Path, content: str, word: str) -> None:
    table = tmp_path / "desk.csv"
    table.write_text(content)
    with pytest.raises(ReadError, match=word) as caught:
        open_gazetteer(table)
    assert "desk.csv" in str(caught.value)
    assert caught.value.hint


def test_spellings_add_names_to_places_of_the_index() -> None:
    for spelling, name in (("Le Caire", "Cairo"), ("Hadramaout", "Hadramawt"), ("Beyrouth", "Beirut")):
        assert any(name[:4] in p.name or name in p.names for p in open_gazetteer().lookup(spelling)), spelling
