"""What a reader of the page can see, do and rely on."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mapkit.render import style, to_html, to_map

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def marks(page: Any) -> list[str]:
    """The names of the marks that show."""
    return page.eval_on_selector_all(".mk-mark:not([hidden])", "nodes => nodes.map(n => n.getAttribute('aria-label'))")


def wait_for(page: Any, condition: str, seconds: float = 10.0) -> None:
    """Playwright's own waiting evaluates text in the page, which the page's policy rightly forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        time.sleep(0.02)


def named(page: Any, words: str) -> str:
    return next((label for label in marks(page) if words in label), "")


def test_the_page_opens_quickly_without_network_or_complaint(opened: Open, story_file: Path) -> None:
    page = opened(story_file)
    assert page.errors == []
    assert page.requests == [story_file.as_uri()]
    assert page.page.evaluate("document.title") == "The UN leaves Kidal"
    assert page.page.evaluate("document.documentElement.lang") == "en"
    assert page.page.evaluate("performance.now()") < 6000


def test_nothing_but_the_named_globals_is_added(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    added = page.evaluate(
        """() => { const frame = document.body.appendChild(document.createElement('iframe'));
        const clean = new Set(Object.getOwnPropertyNames(frame.contentWindow)); frame.remove();
        return Object.getOwnPropertyNames(window)
            .filter(k => !clean.has(k) && !/^(\\d+|__playwright.*|__pw.*)$/.test(k)); }"""
    )
    assert {"mapkit", "__mapReady", "L"} <= set(added)
    assert [
        name
        for name in added
        if name not in ("mapkit", "__mapReady", "L", "leaflet") and not name.startswith(("map_", "_leaflet"))
    ] == []


def test_marks_change_with_the_day(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seekDate('2023-10-31')")
    assert "claimed, not confirmed" in named(page, "claimed by Permanent Strategic Framework")
    assert "held by MINUSMA" in named(page, "claimed by Permanent Strategic Framework"), "a hand-over day shows both"
    assert "holder unknown" in named(page, "Tessalit (base)")
    page.evaluate("mapkit.seekDate('2023-11-08')")
    town = named(page, "held by Tuareg armed groups")
    assert "held by Malian armed forces (possible on this day)" in town
    page.evaluate("mapkit.seekDate('2023-11-20')")
    assert named(page, "held by Tuareg armed groups") == ""
    assert "held by Malian armed forces (reported)" in named(page, "held by Malian armed forces")
    base = named(page, "claimed by Permanent Strategic Framework")
    assert "Withdrawal from Kidal (base)" in base, "a base once left stays marked as left"
    assert "Planned" not in base, "an overtaken plan is not drawn"


def test_certain_possible_claimed_and_unknown_look_different(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    picture = """words => [...document.querySelectorAll('.mk-mark:not([hidden])')]
        .find(n => n.getAttribute('aria-label').includes(words)).querySelector('svg').outerHTML"""
    page.evaluate("mapkit.seekDate('2023-11-08')")
    assert "hatch" in page.evaluate(picture, "held by Malian armed forces")
    assert ">?<" in page.evaluate(picture, "Tessalit (base)")
    page.evaluate("mapkit.seekDate('2023-11-20')")
    assert "hatch" not in page.evaluate(picture, "held by Malian armed forces")
    assert "fill:var(--mk-paper)" in page.evaluate(picture, "claimed by Permanent Strategic Framework").replace(" ", "")


def test_nothing_vague_is_drawn_as_a_point_and_no_area_is_filled(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seekDate('2023-10-20')")
    assert page.locator(".mk-mark-area:not([hidden])").count() == 1
    assert not any("Mali " in label or "Coup" in label for label in marks(page))
    assert page.locator(".leaflet-overlay-pane path, .mk-areas-pane path").evaluate_all("nodes => nodes.length") <= 1


def test_the_slider_covers_the_story_not_its_background(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    slider = page.locator("input[type=range]")
    days = int(slider.get_attribute("max") or 0) - int(slider.get_attribute("min") or 0)
    assert 60 <= days <= 150
    assert "Background, before the time line" in page.locator(".mk-list").inner_text()
    page.evaluate("mapkit.seek(0)")
    assert slider.input_value() == slider.get_attribute("min")
    page.evaluate("mapkit.seek(1)")
    assert slider.input_value() == slider.get_attribute("max")


def test_the_keyboard_alone_reaches_the_sentence(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.locator("input[type=range]").focus()
    before = page.locator(".mk-day").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator(".mk-day").inner_text() != before
    assert page.locator("input[type=range]").get_attribute("aria-valuetext") == page.locator(".mk-day").inner_text()
    page.evaluate("mapkit.seekDate('2023-10-31')")
    page.locator(".mk-mark-base:not([hidden])[aria-label*='Kidal (base)']").focus()
    page.keyboard.press("Enter")
    panel = page.locator(".mk-body")
    text = panel.inner_text()
    assert "The rebels announced their control of the base." in text
    assert "the alliance" in text
    assert "published 31 Oct 2023" in text
    assert "Independent origins" in text
    assert "Overtook the plan" in text
    assert "claimed by one side only" in text
    assert "year 2023: the only such Tuesday after 2017" in (panel.text_content() or "")
    assert page.evaluate("document.activeElement.classList.contains('mk-body')")


def test_play_steps_through_the_days_and_stops(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seek(0)")
    first = page.locator(".mk-day").inner_text()
    page.get_by_role("button", name="Play").click()
    wait_for(page, "document.querySelector('.mk-day').textContent !== " + json.dumps(first))
    page.get_by_role("button", name="Pause").click()
    stopped = page.locator(".mk-day").inner_text()
    page.wait_for_timeout(900)
    assert page.locator(".mk-day").inner_text() == stopped
    page.evaluate("mapkit.seekDate('2023-10-31')")
    page.get_by_role("button", name="Next event").click()
    assert page.locator(".mk-day").inner_text() == "1 Nov 2023"
    page.get_by_role("button", name="Previous event").click()
    assert page.locator(".mk-day").inner_text() == "31 Oct 2023"


def test_a_link_leads_back_to_day_and_mark(opened: Open, story_file: Path) -> None:
    page = opened(story_file.as_uri() + "#on=2023-11-08&id=cs-army").page
    assert page.locator(".mk-day").inner_text() == "8 Nov 2023"
    assert "held by Malian armed forces" in page.locator(".mk-body h2").first.inner_text()
    page.evaluate("mapkit.seekDate('2023-11-09')")
    wait_for(page, "location.hash === '#on=2023-11-09&id=cs-army'")


def test_a_broken_link_is_harmless(opened: Open, story_file: Path) -> None:
    page = opened(story_file.as_uri() + "#on=2023-99-99&id=%3Cimg%20src=x%3E")
    assert page.errors == []
    assert page.page.locator(".mk-day").inner_text() == "31 Oct 2023"


def test_the_route_says_what_it_is_worth(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    label = page.locator(".mk-label-route").inner_text()
    assert "generalised" in label
    assert "319 km" in label
    assert "330 km reported" in label
    route = page.locator(".mk-route-hit")
    route.focus()
    page.keyboard.press("Enter")
    assert "Arrival\nnot reported" in page.locator(".mk-body").inner_text()
    page.evaluate("mapkit.seekDate('2023-10-29')")
    assert not route.is_visible()


def test_the_list_holds_every_event_and_every_open_question(
    opened: Open, story_file: Path, story: dict[str, Any]
) -> None:
    page = opened(story_file).page
    listed = len(story["EVENTS"]) + len(story["STATES"]) + len(story["ROUTES"])
    assert page.locator(".mk-list tr[data-id]").count() == listed
    page.get_by_role("tab", name="Not known").click()
    text = page.locator(".mk-body").inner_text()
    assert all(issue.message in text for issue in story["ISSUES"])


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_no_label_covers_another_and_nothing_overflows(opened: Open, story_file: Path, width: int) -> None:
    page = opened(story_file, viewport={"width": width, "height": 780}).page
    for step in range(3):
        boxes = page.eval_on_selector_all(
            ".mk-label, .mk-mark-area:not([hidden])",
            """nodes => nodes.filter(n => n.style.visibility !== 'hidden').map(n => {
                const box = n.getBoundingClientRect();
                return [n.textContent, box.left, box.top, box.right, box.bottom]; })""",
        )
        for i, (name, left, top, right, bottom) in enumerate(boxes):
            for other, left2, top2, right2, bottom2 in boxes[:i]:
                assert min(right, right2) - max(left, left2) < 1 or min(bottom, bottom2) - max(top, top2) < 1, (
                    step,
                    name,
                    other,
                )
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_timeout(400)


@pytest.mark.parametrize(("width", "height"), [(640, 420), (480, 400), (1280, 800)])
def test_a_frame_of_any_size_shows_the_whole_story(
    browser: Any, story_file: Path, tmp_path: Path, width: int, height: int
) -> None:
    outer = tmp_path / "outer.html"
    outer.write_text(
        f'<iframe sandbox="allow-scripts" src="{story_file.as_uri()}" width="{width}" height="{height}"></iframe>',
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(outer.as_uri())
    frame = page.frames[1]
    wait_for(frame, "window.__mapReady === true")
    page.wait_for_timeout(300)
    inside = frame.evaluate(
        """() => { const map = document.querySelector('.mk-map').getBoundingClientRect();
        return [...document.querySelectorAll('.mk-mark-base')].map(n => n.getBoundingClientRect())
            .map(b => b.left >= map.left && b.right <= map.right && b.top >= map.top && b.bottom <= map.bottom); }"""
    )
    assert inside == [True, True, True]
    page.close()


def test_the_legend_explains_only_what_is_used(
    opened: Open, story_file: Path, story: dict[str, Any], tmp_path: Path
) -> None:
    text = opened(story_file).page.locator(".mk-legend").inner_text()
    assert all(
        words in text for words in ("MINUSMA", "claimed, not confirmed", "possible", "holder not known", "generalised")
    )
    small = tmp_path / "small.html"
    frames = story["frames"](events=story["EVENTS"][10:11], states=(), routes=(), issues=())
    small.write_text(to_html(to_map(frames, title="One attack")), encoding="utf-8")
    text = opened(small).page.locator(".mk-legend").inner_text()
    assert "claimed" in text
    assert not any(words in text for words in ("generalised", "base", "holder not known", "Permanent"))


def test_an_empty_story_gives_an_empty_map(opened: Open, story: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    frames = story["frames"](events=(), states=(), routes=(), issues=(), articles=())
    path.write_text(to_html(to_map(frames, title="Nothing")), encoding="utf-8")
    page = opened(path)
    assert page.errors == []
    assert page.page.locator("h1").inner_text() == "Nothing"


def test_the_table_is_there_without_script(browser: Any, story_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(story_file.as_uri())
    text = page.locator("noscript").inner_text()
    assert "Withdrawal from Kidal (base)" in text
    assert "We left Kidal this morning." in text
    context.close()


def test_layers_of_folium_can_be_added(opened: Open, story: dict[str, Any], tmp_path: Path) -> None:
    import folium

    from mapkit.render import to_map

    chart = to_map(story["frames"](), title="With a pin")
    folium.Marker([18.0, 0.0], popup="by hand", tooltip="hover", icon=folium.Icon(color="green")).add_to(chart)
    folium.Marker([17.0, 1.0]).add_to(chart)
    folium.Circle([17.5, 1.0], radius=20_000).add_to(chart)
    path = tmp_path / "pin.html"
    chart.save(str(path))
    page = opened(path)
    assert page.errors == []
    assert page.page.locator(".leaflet-marker-icon:not(.mk-icon)").count() == 2
    page.page.locator("img.leaflet-marker-icon").first.click(force=True)
    assert page.page.get_by_text("by hand").is_visible()


def test_two_maps_live_in_one_notebook_page(browser: Any, story: dict[str, Any]) -> None:
    from mapkit.render import to_map

    maps = [to_map(story["frames"](), title=title) for title in ("First", "Second")]
    page = browser.new_page(viewport={"width": 1000, "height": 1600})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content("".join(chart._repr_html_() for chart in maps))
    frames = [frame for frame in page.frames if frame != page.main_frame]
    for frame in frames:
        wait_for(frame, "window.__mapReady === true")
    assert [frame.locator("h1").inner_text() for frame in frames] == ["First", "Second"]
    assert errors == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_theme_is_the_author_s_or_the_reader_s_and_paper_is_light(
    opened: Open, story: dict[str, Any], tmp_path: Path, theme: str, scheme: str
) -> None:
    path = tmp_path / "a.html"
    path.write_text(to_html(to_map(story["frames"](), title="Theme", theme=theme)), encoding="utf-8")
    page = opened(path, color_scheme=scheme).page

    def colours() -> tuple[str, str, str]:
        return tuple(
            page.evaluate(
                """() => { const own = getComputedStyle(document.querySelector(".mapkit"));
                  return [own.backgroundColor, own.getPropertyValue("--mk-hue-0"), own.colorScheme]; }"""
            )
        )

    light, dark = ("rgb(255, 255, 255)", style.LIGHT[0], "light"), ("rgb(22, 27, 31)", style.DARK[0], "dark")
    assert colours() == {"light": light, "dark": dark}[scheme if theme == "auto" else theme]
    page.emulate_media(media="print")
    assert colours() == light
