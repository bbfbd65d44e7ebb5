"""What the page keeps in step: names, legend, links, focus, and what it says when a filter hides everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mapkit.render import to_html, to_map
from mapkit.story import Story

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def names(page: Any) -> list[str]:
    return page.locator(".mk-label-event").all_inner_texts()


def legend(page: Any) -> str:
    return page.locator(".mk-legend").inner_text()


@pytest.fixture(scope="module")
def toured(story: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    frames = story["frames"]()
    path = tmp_path_factory.mktemp("tour") / "tour.html"
    path.write_text(to_html(to_map(frames, title="Tour", story=Story.of(frames))), encoding="utf-8")
    return path


def test_a_story_opens_on_its_first_step(opened: Open, toured: Path) -> None:
    page = opened(toured).page
    step = page.locator(".mk-stop-day").inner_text()
    assert page.locator(".mk-day").inner_text() == step


def test_a_link_out_of_a_story_keeps_the_day_and_the_view(opened: Open, toured: Path) -> None:
    page = opened(toured).page
    page.evaluate("mapkit.seekDate('2023-11-20')")
    for _ in range(2):
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_timeout(400)
    page.wait_for_timeout(500)
    link = page.evaluate("location.hash")
    scale = page.locator(".leaflet-control-scale-line").inner_text()
    for _ in range(2):  # a link made from a link is the same link
        again = opened(toured.as_uri() + link).page
        again.wait_for_timeout(600)
        assert again.locator(".mk-day").inner_text() == "20 Nov 2023"
        assert again.locator(".leaflet-control-scale-line").inner_text() == scale
        assert again.evaluate("location.hash") == link


def test_another_link_pasted_leaves_nothing_of_the_first(opened: Open, story_file: Path) -> None:
    page = opened(story_file.as_uri() + "#on=2023-11-08&status=planned&window=7&id=ev-left-kidal").page
    page.evaluate("location.hash = '#on=2023-10-20'")
    page.wait_for_timeout(500)
    assert page.evaluate("location.hash").startswith("#on=2023-10-20")
    assert page.get_by_label("Earlier events").input_value() == "0"
    page.get_by_role("tab", name="List").click()
    assert "of" not in page.locator(".mk-found").inner_text().split(",")[0]
    assert page.locator(".mk-chosen").count() == 0


def test_a_link_keeps_all_that_a_mark_opened_and_the_tab(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seekDate('2023-10-31')")
    page.locator(".mk-mark-base:not([hidden])[aria-label*='Kidal (base)']").click()
    cards = page.locator(".mk-card h2").all_inner_texts()
    assert len(cards) > 1
    page.wait_for_timeout(400)
    again = opened(story_file.as_uri() + page.evaluate("location.hash")).page
    assert again.locator(".mk-card h2").all_inner_texts() == cards
    page.get_by_role("tab", name="Not known").click()
    page.wait_for_timeout(400)
    again = opened(story_file.as_uri() + page.evaluate("location.hash")).page
    assert again.get_by_role("tab", name="Not known").get_attribute("aria-selected") == "true"


def test_a_link_with_a_filter_means_the_same_in_every_language(
    opened: Open, story: dict[str, Any], story_file: Path, tmp_path: Path
) -> None:
    page = opened(story_file).page
    page.locator(".mk-search summary").click()
    for name, value in (("who", "Malian armed forces"), ("place", "test:Kidal/town")):
        page.locator(f".mk-filters select[name={name}]").select_option(value)
    listed = page.locator(".mk-list tr[data-id]").count()
    assert listed
    page.wait_for_timeout(400)
    path = tmp_path / "fr.html"
    path.write_text(to_html(to_map(story["frames"](), title="x", language="fr")), encoding="utf-8")
    french = opened(path.as_uri() + page.evaluate("location.hash")).page
    assert french.locator(".mk-list tr[data-id]").count() == listed
    chosen = french.locator(".mk-filters select[name=who] option:checked").inner_text()
    assert chosen.startswith("Forces armées maliennes")


def test_a_filter_that_nothing_passes_stays_to_be_seen_and_is_not_taken_for_silence(
    opened: Open, story_file: Path
) -> None:
    page = opened(story_file.as_uri() + "#who=Nobody&on=2023-10-31").page
    assert page.locator(".mk-filters select[name=who] option:checked").inner_text() == "Nobody (0)"
    assert page.locator(".mk-words").inner_text() == "Nothing that passes the filters is reported for this day"
    assert not page.locator(".mk-legend").is_visible(), "nothing to explain"
    page.get_by_role("button", name="Show all").click()
    assert "Nothing that passes" not in page.locator(".mk-words").inner_text()
    assert page.locator(".mk-legend").is_visible()


def test_names_and_legend_follow_what_shows(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seekDate('2023-10-31')")
    assert {"Kidal", "Tessalit", "Aguelhok"} <= set(names(page))
    assert "Gao" in names(page), "the route leads there"
    page.evaluate("mapkit.seekDate('2023-10-29')")
    assert "Gao" not in names(page)
    assert "generalised" in legend(page)
    page.get_by_label("Search").fill("Tuareg armed groups")
    assert "generalised" not in legend(page)
    assert names(page) in (["Kidal"], [])


def test_an_open_card_keeps_what_is_unfolded_while_the_day_moves(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seekDate('2023-10-31')")
    page.locator(".mk-mark-base:not([hidden])[aria-label*='Kidal (base)']").click()
    page.locator(".mk-card summary").first.click()
    before = page.locator(".mk-state").first.inner_text()
    page.locator("input[type=range]").focus()
    page.keyboard.press("PageUp")
    assert page.locator(".mk-card details").first.get_attribute("open") is not None
    assert page.locator(".mk-state").first.inner_text() != before


def test_the_focus_returns_to_what_opened_the_sheet(opened: Open, story_file: Path) -> None:
    page = opened(story_file, viewport={"width": 390, "height": 844}).page
    page.locator(".mk-open-panel", has_text="List").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "List"


def test_the_list_is_found_where_it_was_left(opened: Open, story_file: Path) -> None:
    page = opened(story_file, viewport={"width": 1000, "height": 500}).page
    page.evaluate("document.querySelector('.mk-body').scrollTop = 300")
    page.get_by_role("tab", name="Not known").click()
    page.get_by_role("tab", name="List").click()
    assert page.evaluate("document.querySelector('.mk-body').scrollTop") == 300


def test_the_clock_is_one_key_away(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the time bar"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.type") == "range"


def test_signs_that_cover_one_another_open_together(opened: Open, story_file: Path) -> None:
    page = opened(story_file, viewport={"width": 390, "height": 700}).page
    page.evaluate("mapkit.seekDate('2023-10-31')")
    for _ in range(4):
        page.locator(".leaflet-control-zoom-out").click()
        page.wait_for_timeout(350)
    box = page.locator(".mk-mark-base:not([hidden])[aria-label*='Kidal (base)']").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    places = " ".join(page.locator(".mk-card h2").all_inner_texts())
    assert "Kidal (base)" in places
    assert "Aguelhok" in places or "Tessalit" in places


def test_a_low_window_still_has_a_map_and_scrolls(opened: Open, story: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "low.html"
    path.write_text(to_html(to_map(story["frames"](), title="Long " * 100)), encoding="utf-8")
    page = opened(path, viewport={"width": 320, "height": 256}).page
    assert page.evaluate("document.querySelector('.mk-map').clientHeight") >= 220
    assert page.evaluate("document.documentElement.scrollHeight > innerHeight")
    assert page.evaluate("document.querySelector('h1').clientHeight") < 90


def test_a_story_round_the_antimeridian_stands_in_the_middle(
    opened: Open, story: dict[str, Any], tmp_path: Path
) -> None:
    suva, apia = story["place"]("Suva", 178.44, -18.14), story["place"]("Apia", -171.76, -13.83)
    events = tuple(
        story["event"](f"ev-{p.name}", story["EventKind"].CLASH, p, story["on"](2023, 10, 31), story["said"]("000.txt"))
        for p in (suva, apia)
    )
    frames = story["frames"](events=events, states=(), routes=(), issues=())
    path = tmp_path / "fiji.html"
    path.write_text(to_html(to_map(frames, title="Pacific")), encoding="utf-8")
    page = opened(path).page
    inside = page.evaluate(
        """() => { const map = document.querySelector('.mk-map').getBoundingClientRect();
        return [...document.querySelectorAll('.mk-mark')].map(n => n.getBoundingClientRect().left - map.left); }"""
    )
    assert len(inside) == 2
    assert all(0 < left < 950 for left in inside)
    assert {"Suva", "Apia"} <= set(names(page))


def test_a_printed_map_says_what_it_leaves_out(opened: Open, story_file: Path) -> None:
    page = opened(story_file.as_uri() + "#q=kidal&on=2023-11-08").page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert "Only shown: “kidal”" in page.locator(".mk-head").inner_text()


def test_an_article_printed_with_the_map_inside_shows_all_of_it(
    browser: Any, story: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "inner.html").write_text(to_html(to_map(story["frames"](), title="x", embed=True)), encoding="utf-8")
    outer = tmp_path / "outer.html"
    outer.write_text('<iframe src="inner.html" sandbox="allow-scripts" width="600" height="680"></iframe>')
    page = browser.new_page(viewport={"width": 700, "height": 900})
    page.goto(outer.as_uri())
    page.wait_for_timeout(1500)
    page.emulate_media(media="print")
    frame = page.frames[1]
    frame.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert frame.evaluate("document.documentElement.scrollWidth") <= 600
    assert frame.locator(".mk-foot").is_visible()
    page.close()
