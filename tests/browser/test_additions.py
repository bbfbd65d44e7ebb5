"""What an author adds to a map: boundaries, and tiles that only the reader switches on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely import MultiPolygon, box

from mapkit.render import to_html, to_map

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def test_the_land_of_a_place_shows_its_holder_and_opens_the_sentences(
    opened: Open, story: dict[str, Any], tmp_path: Path
) -> None:
    land = MultiPolygon([box(1.5, 18.2, 1.9, 18.7)])
    frames = replace(story["frames"](), boundaries={story["KIDAL"].id: land})
    path = tmp_path / "land.html"
    path.write_text(to_html(to_map(frames, title="Land")), encoding="utf-8")
    page = opened(path)
    shown = """() => [...document.querySelectorAll('.mk-territory')].filter(n => n.style.display !== 'none')
        .map(n => n.style.fill)"""
    page.page.evaluate("mapkit.seekDate('2023-11-20')")
    (certain,) = page.page.evaluate(shown)
    page.page.evaluate("mapkit.seekDate('2023-11-08')")
    possible = page.page.evaluate(shown)
    assert "hatch" not in certain
    assert len(possible) == 2, "two may hold it between the days"
    assert all("hatch" in fill for fill in possible)
    page.page.evaluate("mapkit.seekDate('2023-11-20')")
    page.page.locator(".mk-territory").last.click()
    assert "held by Malian armed forces" in page.page.locator(".mk-card h2").first.inner_text()
    assert "boundary as supplied by the author" in page.page.locator(".mk-legend").inner_text()
    assert page.errors == []


def test_without_a_boundary_no_land_is_filled(opened: Open, story_file: Path) -> None:
    assert opened(story_file).page.locator(".mk-territory").count() == 0


def test_tiles_are_loaded_only_when_the_reader_asks(browser: Any, story: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "tiles.html"
    path.write_text(to_html(to_map(story["frames"](), title="Tiles", basemap="osm")), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    context.set_offline(True)
    asked: list[str] = []
    page.on("request", lambda request: request.url.startswith("http") and asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(1500)
    assert asked == []
    button = page.get_by_role("button", name="Street map")
    assert "tile.openstreetmap.org" in (button.get_attribute("title") or "")
    assert "OpenStreetMap" in page.locator(".mk-foot").inner_text()
    button.click()
    page.wait_for_timeout(800)
    assert asked
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in asked)
    assert button.get_attribute("aria-pressed") == "true"
    count = len(asked)
    button.click()
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(800)
    assert len(asked) == count
    context.close()


def test_a_held_area_has_the_width_that_its_place_has_and_a_town_none(
    opened: Open, story: dict[str, Any], tmp_path: Path
) -> None:
    states = list(story["STATES"])
    states[0] = replace(states[0], place=story["place"]("Azawad", 1.4, 19.2, "district", 90_000))
    for name, told, discs in (("area", tuple(states), 1), ("town", story["STATES"], 0)):
        path = tmp_path / f"{name}.html"
        frames = story["frames"](events=(), states=told, routes=(), issues=())
        path.write_text(to_html(to_map(frames, title="x")), encoding="utf-8")
        assert opened(path).page.locator(".mk-disc").count() == discs
