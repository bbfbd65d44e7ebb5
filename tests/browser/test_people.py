"""The page for everybody: axe's own rules and those of WCAG 2.2 A and AA, in every mode."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
Violations = Callable[[Any], list[str]]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
MODES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": PHONE,
    "dark phone": {**PHONE, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"forced_colors": "active"},
}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_in_any_panel(opened: Open, story_file: Path, mode: str, violations: Violations) -> None:
    page = opened(story_file, **MODES[mode]).page
    assert violations(page) == [], "as opened"
    for name in ("Not known", "List"):
        narrow = page.locator(".mk-open-panel").first.is_visible()
        (page.locator(".mk-open-panel", has_text=name) if narrow else page.get_by_role("tab", name=name)).first.click()
        assert violations(page) == [], name
        if name == "List":
            page.locator(".mk-search summary").click()
            assert violations(page) == [], "filters"
        if narrow:
            page.get_by_role("button", name="Close details").click()
    page.locator(".mk-mark-base:not([hidden])").first.focus()
    page.keyboard.press("Enter")
    assert violations(page) == [], "a mark"


def test_every_mark_has_a_name_and_can_be_reached_by_keyboard(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seekDate('2023-11-08')")
    wanted = page.locator(".mk-mark:not([hidden])").count() + 1
    reached: set[str] = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "document.activeElement.matches('.mk-mark, .mk-route-hit') ? document.activeElement.getAttribute('aria-label') : ''"
        )
        if name:
            reached.add(name)
    assert len(reached) == wanted


def test_nothing_moves_by_itself_for_those_who_ask_for_calm(opened: Open, story_file: Path) -> None:
    page = opened(story_file, reduced_motion="reduce").page
    day = page.locator(".mk-day").inner_text()
    page.wait_for_timeout(800)
    assert page.locator(".mk-day").inner_text() == day
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_in_another_language_with_a_story(
    opened: Open, story: dict[str, Any], tmp_path: Path, language: str, violations: Violations
) -> None:
    from mapkit.render import to_html, to_map
    from mapkit.story import Story

    frames = story["frames"]()
    told = Story.of(frames, language=language)
    path = tmp_path / f"{language}.html"
    path.write_text(to_html(to_map(frames, title="Kidal", language=language, story=told)), encoding="utf-8")
    page = opened(path).page
    assert violations(page) == [], "the story"
    for tab in ("list", "issues"):
        page.locator(f"[role=tab][id$=tab-{tab}]").click()
        assert violations(page) == [], tab


def test_axe_finds_nothing_inside_another_page(
    browser: Any, story: dict[str, Any], tmp_path: Path, violations: Violations
) -> None:
    from mapkit.render import to_html, to_map

    inner, outer = tmp_path / "inner.html", tmp_path / "outer.html"
    inner.write_text(to_html(to_map(story["frames"](), title="Kidal", embed=True)), encoding="utf-8")
    outer.write_text(
        '<html lang="en"><title>x</title><iframe title="map" src="inner.html" sandbox="allow-scripts" width="640" height="700">',
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": 700, "height": 800})
    page.goto(outer.as_uri())
    frame = page.frames[1]
    end = time.monotonic() + 20
    while not frame.evaluate("window.__mapReady === true"):
        assert time.monotonic() < end
        time.sleep(0.02)
    assert violations(frame) == []
    page.close()
