from __future__ import annotations

import json
import re
import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely import LineString, MultiPolygon, Point, Polygon, box

import mapkit as mk
from mapkit.boundaries import credits_of, match_boundaries
from mapkit.errors import ConfigError, SchemaError
from mapkit.render import to_html, to_map

HAND = runpy.run_path(str(Path(__file__).parents[1] / "browser" / "story.py"))
LAND = box(1.2, 18.2, 1.6, 18.7)


def given(*rows: tuple[str, Any], crs: str | None = "EPSG:4326", column: str = "place") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({column: [name for name, _ in rows]}, geometry=[shape for _, shape in rows], crs=crs)


def control() -> gpd.GeoDataFrame:
    return HAND["frames"]().control


def test_a_boundary_belongs_to_a_place_by_id_or_by_name_and_to_no_other() -> None:
    by_name = match_boundaries(given(("kidal", LAND), ("Elsewhere", box(0, 0, 1, 1))), control())
    by_id = match_boundaries(given((HAND["KIDAL"].id, LAND), column="place_id"), control())
    assert list(by_id) == [HAND["KIDAL"].id]
    assert by_id[HAND["KIDAL"].id].equals(LAND)
    assert len(by_name) == 1


def test_degrees_come_out_whatever_goes_in_and_parts_of_one_place_are_one() -> None:
    key = HAND["KIDAL"].id
    metres = given((key, LAND), (key, box(1.6, 18.2, 1.8, 18.7)), column="place_id").to_crs(3857)
    (shape,) = match_boundaries(metres, control()).values()
    assert shape.bounds == pytest.approx((1.2, 18.2, 1.8, 18.7), abs=1e-3)
    assert isinstance(shape, MultiPolygon)
    assert len(shape.geoms) == 1


def test_a_fine_outline_is_made_as_coarse_as_a_screen() -> None:
    fine = Point(1.4, 18.4).buffer(0.3, quad_segs=20_000)
    (shape,) = match_boundaries(given((HAND["KIDAL"].id, fine), column="place_id"), control()).values()
    assert len(shape.geoms[0].exterior.coords) < 400
    assert shape.symmetric_difference(fine).area < 0.01 * fine.area


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (given(("Kidal", LAND), crs=None), "no coordinate system"),
        (given(("Kidal", LAND), column="name"), "no column place_id or place"),
        (given(("Kidal", LineString([(0, 0), (1, 1)]))), "a boundary is a LineString"),
        ("x", "no GeoDataFrame"),
    ],
)
def test_what_is_no_boundary_is_refused_with_the_remedy(frame: Any, said: str) -> None:
    with pytest.raises(SchemaError, match=said) as caught:
        match_boundaries(frame, control())
    assert "polygons" in caught.value.hint


def test_boundaries_of_other_places_only_are_refused_and_the_right_ones_named() -> None:
    with pytest.raises(ConfigError, match="none of the boundaries") as caught:
        match_boundaries(given(("Atlantis", LAND)), control())
    assert "Kidal" in caught.value.hint


def test_a_bow_tie_and_an_empty_row_do_no_harm() -> None:
    bow = Polygon([(1, 18), (2, 19), (2, 18), (1, 19)])
    key = HAND["KIDAL"].id
    (shape,) = match_boundaries(given((key, bow), (key, None), (key, Polygon()), column="place_id"), control()).values()
    assert shape.is_valid
    assert shape.area > 0


def test_only_states_of_that_place_get_the_land_and_the_source_is_credited() -> None:
    key = HAND["KIDAL"].id
    frames = replace(HAND["frames"](), boundaries={key: MultiPolygon([LAND])})
    text = to_html(to_map(frames, title="x"))
    data = json.loads(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text)[0])
    with_land = [f for f in data["features"] if "area" in f]
    assert with_land
    assert {f["placeKey"] for f in with_land} == {key}
    assert all(f["sign"] == "control" for f in with_land)
    assert with_land[0]["area"][0][0][0] == pytest.approx([1.6, 18.2])
    rows = given(("Kidal", LAND), ("Kidal", LAND))
    assert credits_of(rows) == credits_of(None) == ()
    assert credits_of(rows.assign(source=["Survey, CC BY", "Survey, CC BY"])) == ("Survey, CC BY",)


def test_a_picture_colours_the_land_as_the_page_does() -> None:
    from datetime import date

    from mapkit.render.picture import picture

    frames = replace(HAND["frames"](), boundaries={HAND["KIDAL"].id: MultiPolygon([LAND])})
    plain = picture(HAND["frames"](), title="x", day=date(2023, 11, 20))
    filled = picture(frames, title="x", day=date(2023, 11, 20))
    assert "boundary as supplied" in filled
    assert "boundary as supplied" not in plain
    assert filled.count("<path") == plain.count("<path") + 2, "the land and its sign in the legend"


def test_a_dossier_takes_them_for_pages_and_not_for_tables(kidal: mk.Dossier, tmp_path: Path) -> None:
    rows = given(("Kidal", LAND)).assign(source="Our survey {{7*7}}")
    page = kidal.save(tmp_path / "a.html", boundaries=rows).read_text(encoding="utf-8")
    assert "Our survey {{7*7}}" in page
    with pytest.raises(ConfigError, match="boundaries"):
        kidal.save(tmp_path / "a.csv", boundaries=rows)


def test_the_boundary_of_a_town_is_not_that_of_the_base_in_it() -> None:
    both = control()
    assert {"base", "town"} <= set(both[both["place"] == "Kidal"]["place_kind"])
    for frame in (both, both.iloc[::-1]):
        assert list(match_boundaries(given(("Kidal", LAND)), frame)) == [HAND["KIDAL"].id]
