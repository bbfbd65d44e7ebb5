from __future__ import annotations

import json
import re
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point, Polygon

import mapkit as mk
from mapkit.errors import ConfigError, SchemaError
from mapkit.exploration import PART, _field, _fields
from mapkit.render import to_html
from mapkit.words import Words


def data(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        re.findall(r'<script type="application/json" id="\w+-data">(.*?)</script>', text)[0]
    )
    return found


def test_the_own_frame_and_a_foreign_data_set_become_maps(kidal: mk.Dossier) -> None:
    assert "Withdrawal from" in to_html(mk.explore(kidal.events))
    foreign = pd.DataFrame(
        {"event_date": ["2023-01-02", "2023-02-03"], "longitude": [1.4, -0.04], "latitude": [18.4, 16.3]}
    )
    assert to_html(mk.explore(foreign, title="Two points")).count("Two points") >= 1


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (pd.DataFrame({"lon": [1.0], "lat": [2.0]}), "there is no day"),
        (pd.DataFrame({"date": ["2023-01-01"]}), "there is no position"),
        (pd.DataFrame({"date": ["soon"], "lon": [1.0], "lat": [2.0]}), "column 'date'"),
        (pd.DataFrame({"date": ["12/31/2023", "31/12/2023"], "lon": [1.0, 1], "lat": [2.0, 2]}), "column 'date'"),
        (pd.DataFrame({"date": [20230101], "lon": [1.0], "lat": [2.0]}), "column 'date'"),
        (pd.DataFrame({"date": ["2023-01-01"], "lon": ["east"], "lat": [2.0]}), "column 'lon'"),
        (pd.DataFrame({"date": ["2023-01-01"], "lon": [200.0], "lat": [2.0]}), "outside"),
        (pd.DataFrame({"date": ["2023-01-01"], "lon": [np.inf], "lat": [2.0]}), "outside"),
        (gpd.GeoDataFrame({"date": ["2023-01-01"]}, geometry=gpd.points_from_xy([1.0], [2.0])), "coordinate system"),
    ],
)
def test_what_is_wrong_with_a_frame_is_said(frame: pd.DataFrame, words: str) -> None:
    for marks in (2000, -1):
        with pytest.raises(SchemaError, match=words):
            mk.explore(frame, marks=marks)


def test_an_unknown_colour_or_base_map_is_said() -> None:
    frame = pd.DataFrame({"date": ["2023-01-01"], "lon": [1.0], "lat": [2.0]})
    with pytest.raises(SchemaError, match="no column 'side'"):
        mk.explore(frame, category="side")
    with pytest.raises(ConfigError, match="tile provider"):
        mk.explore(frame, basemap="nowhere", marks=0)


def test_an_unknown_language_or_theme_is_said() -> None:
    frame = pd.DataFrame({"date": ["2023-01-01"], "lon": [1.0], "lat": [2.0]})
    for marks in (2000, 0):
        with pytest.raises(ConfigError, match="'de'"):
            mk.explore(frame, language="de", marks=marks)
        with pytest.raises(ConfigError, match="'sepia'"):
            mk.explore(frame, theme="sepia", marks=marks)  # type: ignore[arg-type]  # what a caller may give


@pytest.mark.parametrize("marks", [2000, 0])
def test_the_page_speaks_the_language_and_wears_the_theme(marks: int) -> None:
    frame = pd.DataFrame({"date": ["2023-01-01"] * 2, "lon": [1.0] * 2, "lat": [2.0] * 2, "type_of_violence": [1, 9]})
    text = to_html(mk.explore(frame, language="fr", theme="dark", marks=marks))
    assert (data(text)["title"], data(text)["words"]["lang"]) == ("Événements", "fr")
    assert 'data-theme="dark"' in text
    assert '<html lang="fr" dir="ltr">' in text
    assert "conflit impliquant un État" in text
    assert "state-based" not in text


def test_values_of_fixed_lists_are_said_in_the_language_and_others_are_not() -> None:
    frame = pd.DataFrame(
        {
            "kind": ["attack", "unknown", "held", "event"],
            "quantities": [(">=3 killed", "20-30 truck"), ("about 5, or more",), (), ("? person",)],
        }
    )
    fields = _fields(frame, Words("fr"))
    assert fields["kind"].texts == ["Attaque", "unknown", Words("fr").term("kind", "held"), "event"]
    assert fields["numbers"].texts[:2] == ["au moins 3 morts, 20 à 30 camions", "about 5, or more"]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("kind", ["event", "unknown", "contested", "held", "attack", "{place}"])
def test_any_kind_can_stand_in_a_small_frame(language: str, kind: str) -> None:
    frame = pd.DataFrame({"date": ["2023-01-01"], "lon": [1.0], "lat": [2.0], "kind": [kind], "place": ["Velk"]})
    (feature,) = data(to_html(mk.explore(frame, language=language)))["features"]
    assert "Velk" in feature["title"] or kind == "held"


def test_few_rows_are_a_story_and_many_are_packed() -> None:
    frame = pd.DataFrame({"date": ["2023-01-01"] * 3, "lon": [1.0, 2, 3], "lat": [2.0, 3, 4]})
    assert "features" in data(to_html(mk.explore(frame)))
    packed = data(to_html(mk.explore(frame, marks=2)))
    assert (packed["count"], packed["rest"]) == (3, 0)


def test_a_few_rows_of_acled_tell_what_they_say() -> None:
    frame = pd.DataFrame(
        {
            "event_date": ["12 January 2021", "13 January 2021"],
            "event_type": ["Battles", "Riots"],
            "sub_event_type": ["Armed clash", None],
            "actor1": ["Group A", "Group B"],
            "actor2": ["Group B", None],
            "location": ["Umanga", "Velk"],
            "longitude": [1.0, np.nan],
            "latitude": [2.0, np.nan],
            "notes": ["A sentence.", "Another."],
            "source": ["Herald", "Post"],
            "fatalities": [3, 0],
        },
        index=[7, 7],
    )
    first, second = data(to_html(mk.explore(frame)))["features"]
    assert first["title"] == "Armed clash · Umanga"
    assert first["since"] == ["2021-01-12", "2021-01-12"]
    assert dict(first["facts"]) == {"Who": "Group A, Group B", "Numbers": "3 (killed)"}
    assert second["title"] == "Riots · Velk"
    assert "at" not in second
    page = data(to_html(mk.explore(frame)))
    assert [quote[:2] for quote in page["quotes"]] == [["A sentence.", "Herald"], ["Another.", "Post"]]


def test_bounds_of_ucdp_are_kept_and_its_codes_put_in_words() -> None:
    frame = pd.DataFrame(
        {
            "date_start": ["1989-01-04", "1989-03-20"],
            "date_end": ["1989-01-06", "1989-03-01"],
            "type_of_violence": [1, 3],
            "side_a": ["Government of X", "Y"],
            "side_b": ["Z", "Civilians"],
            "longitude": [1.0, 2],
            "latitude": [2.0, 3],
            "best": [5, 12],
        }
    )
    first, second = data(to_html(mk.explore(frame)))["features"]
    assert (first["since"], first["kind"]) == (["1989-01-04", "1989-01-06"], "state-based conflict")
    assert second["since"] == ["1989-03-01", "1989-03-20"], "bounds in the wrong order are put right"
    packed = data(to_html(mk.explore(frame, marks=0)))
    assert packed["categories"] == ["one-sided violence", "state-based conflict"]
    assert packed["classes"] == [[1, 1, 2], [1, 1, 19]]


def test_a_claim_and_a_rough_date_are_less_than_certain() -> None:
    frame = pd.DataFrame(
        {
            "date": ["2023-01-01"] * 4,
            "lon": [1.0] * 4,
            "lat": [2.0] * 4,
            "status": ["happened", "claimed", "happened", "verified"],
            "time_precision": [1, 1, 3, 1],
        }
    )
    assert data(to_html(mk.explore(frame, marks=0)))["unsure"] == 2


def test_a_geometry_of_any_kind_and_system_gives_a_point() -> None:
    shapes = [Point(1, 2), Polygon([(3, 3), (4, 3), (4, 4)]), None, Point()]
    frame = gpd.GeoDataFrame({"date": ["2023-01-01"] * 4}, geometry=shapes, crs=4326).to_crs(3857)
    packed = data(to_html(mk.explore(frame, marks=0)))
    assert (packed["count"], packed["unplaced"]) == (2, 2)
    assert packed["view"] == pytest.approx([1.0, 2.0, 3.75, 3.25], abs=0.6)


def test_cells_become_the_words_of_a_reader() -> None:
    def texts(cells: Any) -> list[str | None]:
        field = _field("who", pd.Series(cells))
        return [field.texts[code] if code >= 0 else None for code in field.codes.tolist()]

    assert texts([1.0, 2.5, np.nan]) == ["1", "2.5", None]
    assert texts(["a", "", None, "a"]) == ["a", None, None, "a"]
    assert texts([("a", "b"), (), None]) == ["a, b", None, None]
    assert texts([["a"], ["b", "c"]]) == ["a", "b, c"], "lists too, though nothing can be looked up by one"
    assert texts([{"x": 1}, None]) == ["x", None]
    assert texts(pd.to_datetime(["2023-01-02T13:00Z", None])) == ["2023-01-02", None]
    frame = pd.DataFrame({"quote": [("One.", "Two.")], "actors": [("A", "B")]})
    assert _fields(frame, Words())["quote"].texts == [f"One.{PART}Two."]


def test_any_column_can_give_the_colour() -> None:
    frame = pd.DataFrame({"date": ["2023-01-01"] * 3, "lon": [1.0] * 3, "lat": [2.0] * 3, "side": ["b", "a", "b"]})
    assert data(to_html(mk.explore(frame, category="side", marks=0)))["categories"] == ["b", "a"]


def test_nothing_to_draw_is_a_page_too() -> None:
    nowhere = pd.DataFrame({"date": pd.to_datetime([None, None]), "lon": [np.nan, 1], "lat": [np.nan, 2]})
    packed = data(to_html(mk.explore(nowhere, marks=0)))
    assert (packed["count"], packed["rest"], packed["range"]) == (0, 2, None)
    assert data(to_html(mk.explore(nowhere.iloc[:0], marks=-1)))["count"] == 0
    assert "features" in data(to_html(mk.explore(nowhere)))


@pytest.mark.parametrize("marks", [0, 2000])
def test_whoever_the_names_on_the_map_are_owed_to_stands_under_it(marks: int) -> None:
    frame = pd.DataFrame({"lon": [1.4, 1.5], "lat": [18.4, 18.5], "date": ["2023-10-31", "2023-11-01"]})
    text = to_html(mk.explore(frame, marks=marks, attributions=("Our desk",)))
    assert "GeoNames" in text
    assert "Our desk" in text
