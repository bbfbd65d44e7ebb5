"""What a reader does with the page beside moving the day: searching, filtering, looking back, following a story."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import mapkit as mk
from mapkit.render import to_html, to_map
from mapkit.story import Step, Story

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

FIRST = """Kalvo, 3 March 2021 (Desk) - Rebels of the River Front seized the town of Goma on Tuesday, residents said.
The army said it still held the airport of Goma."""
SECOND = """Kalvo, 9 March 2021 (Desk) - Government troops recaptured the town of Goma on Monday, the army said.
A convoy of 40 trucks left Goma for Bukavu on Monday."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> mk.Dossier:
    folder = tmp_path_factory.mktemp("told")
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return mk.build(
        folder, title="Goma in March", published={"a.txt": date(2021, 3, 3), "b.txt": date(2021, 3, 9)}, home="CD"
    )


@pytest.fixture(scope="module")
def told_file(told: mk.Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return told.save(tmp_path_factory.mktemp("page") / "told.html")


def rows(page: Any) -> list[str]:
    return page.locator(".mk-list tr[data-id] .mk-link").all_inner_texts()


def marks(page: Any) -> str:
    return "; ".join(
        page.eval_on_selector_all(".mk-mark:not([hidden])", "nodes => nodes.map(n => n.getAttribute('aria-label'))")
    )


def test_the_second_clock_shows_only_what_was_known_then(opened: Open, told_file: Path) -> None:
    page = opened(told_file)
    page.page.evaluate("mapkit.seekDate('2021-03-09')")
    assert "Goma: held by" in marks(page.page)
    after = rows(page.page)
    page.page.get_by_label("As known").select_option(label="on 3 Mar 2021")
    before = rows(page.page)
    assert any("Takeover of Goma" in row for row in before)
    assert not any("Bukavu" in row for row in before)
    assert any("Bukavu" in row for row in after)
    assert "As known on 3 Mar 2021 · 1 article" in page.page.locator(".mk-head").inner_text()
    assert "After the latest article" in page.page.locator(".mk-words").inner_text()
    assert page.page.locator(".mk-route").count() == 0
    page.page.get_by_label("As known").select_option(label="now")
    assert rows(page.page) == after
    assert page.errors == []


def test_a_link_brings_back_what_was_known_and_filtered(opened: Open, told_file: Path) -> None:
    page = opened(told_file.as_uri() + "#on=2021-03-09&known=2021-03-03&kind=control_change&window=7").page
    assert "As known on 3 Mar 2021" in page.locator(".mk-head").inner_text()
    assert rows(page)
    assert all("Takeover" in row or "takeover" in row for row in rows(page))
    assert page.get_by_label("Earlier events").input_value() == "7"
    page.wait_for_timeout(400)
    link = page.evaluate("location.hash")
    assert all(part in link for part in ("on=2021-03-09", "known=2021-03-03", "kind=control_change", "window=7"))


def test_search_and_filters_hold_for_list_map_and_time_bar(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seekDate('2023-11-08')")
    everything, bars = len(rows(page)), page.locator(".mk-bar").count()
    page.get_by_label("Search").fill("TUAREG  groups")
    assert 0 < len(rows(page)) < everything
    assert any("held by Tuareg armed groups" in row for row in rows(page))
    assert "Tessalit" not in marks(page)
    assert page.locator(".mk-bar").count() < bars
    assert f"of {everything} shown" in page.locator(".mk-found").inner_text()
    page.get_by_role("button", name="Show all").click()
    assert len(rows(page)) == everything
    page.locator(".mk-search summary").click()
    page.get_by_label("Status").select_option("planned")
    assert rows(page)
    assert all(row.startswith("Planned") for row in rows(page))
    assert page.locator(".mk-bar").count() <= len(rows(page))


def test_the_list_is_equal_to_the_map(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seekDate('2023-11-08')")
    drawn = page.eval_on_selector_all(".mk-mark:not([hidden])", "nodes => nodes.map(n => n.title.split('\\n')).flat()")
    listed = rows(page)
    assert drawn
    assert all(title in listed for title in drawn)
    assert page.locator(".mk-route-hit").get_attribute("aria-label").split(". ")[0] in listed


def test_a_window_drops_what_is_long_past(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seek(1)")
    assert "Withdrawal from Kidal (base)" in marks(page)
    page.get_by_label("Earlier events").select_option("1")
    assert "Withdrawal from Kidal (base)" not in marks(page)
    assert "held by Malian armed forces" in marks(page), "a state goes on"


def test_speed_changes_the_pace(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seek(0)")
    page.get_by_label("Speed").select_option("4")
    start = int(page.locator("input[type=range]").input_value())
    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(1500)
    fast = int(page.locator("input[type=range]").input_value()) - start
    page.get_by_role("button", name="Pause").click()
    assert fast >= 3


def test_the_ledger_names_what_is_not_drawn_and_why(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.get_by_role("tab", name="Not known").click()
    ledger = page.locator(".mk-ledger").inner_text()
    assert "Not on the map, and why" in ledger
    assert "the place is a whole country or region" in ledger
    page.locator(".mk-ledger .mk-link").first.click()
    assert "not on the map: " in page.locator(".mk-card").inner_text()


def test_a_convoy_is_a_band_not_a_point(opened: Open, story_file: Path) -> None:
    page = opened(story_file).page
    page.evaluate("mapkit.seekDate('2023-11-01')")
    band = page.locator(".mk-band")
    assert band.is_visible()
    page.locator(".mk-route-hit").focus()
    page.keyboard.press("Enter")
    assert "somewhere between km 0 and km " in page.locator(".mk-card").inner_text()
    page.evaluate("mapkit.seekDate('2023-10-29')")
    assert not band.is_visible()


def test_a_story_walks_through_days_and_marks(opened: Open, story: dict[str, Any], tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> {{7*7}} ${1+1} </script>"
    steps = (
        Step(heading="First", text=f"{hostile}\nSecond line", day=date(2023, 10, 31), id="ev-left-kidal"),
        Step(heading=hostile, day=date(2023, 11, 17), view=(0.0, 17.0, 2.0, 19.0)),
    )
    path = tmp_path / "tour.html"
    path.write_text(to_html(to_map(story["frames"](), title="Tour", story=Story(steps=steps))), encoding="utf-8")
    page = opened(path)
    panel = page.page.locator(".mk-body")
    assert "Step 1 of 2" in panel.inner_text()
    assert hostile in panel.inner_text()
    page.page.get_by_role("button", name="Next", exact=True).click()
    assert page.page.locator(".mk-day").inner_text() == "17 Nov 2023"
    assert hostile in panel.inner_text()
    assert page.page.get_by_role("button", name="Next", exact=True).is_disabled()
    page.page.wait_for_timeout(400)
    assert "step=2" in page.page.evaluate("location.hash")
    page.page.get_by_role("button", name="Back").click()
    page.page.get_by_role("button", name="Read the sources").click()
    assert "Withdrawal from Kidal (base)" in panel.inner_text()
    assert page.page.locator(".mk-body img, .mk-body script").count() == 0
    assert page.errors == []
    again = opened(path.as_uri() + "#step=2").page
    assert again.locator(".mk-day").inner_text() == "17 Nov 2023"


def test_a_ruling_of_the_editor_is_shown_as_one(opened: Open, told: mk.Dossier, tmp_path: Path) -> None:
    event = next(i for i in told.events.index if told.events.loc[i, "kind"] == "control_change")
    ruling = mk.Correction(target=event, field="status", value="claimed", by="the desk", reason="one source only")
    path = told.correct(ruling).save(tmp_path / "ruled.html")
    page = opened(path.as_uri() + f"#id={event}").page
    assert "ruled by the desk: one source only" in page.locator(".mk-card").first.inner_text()


def test_paper_gets_the_day_the_list_and_the_sources(opened: Open, story_file: Path) -> None:
    page = opened(story_file, color_scheme="dark").page
    page.evaluate("mapkit.seekDate('2023-11-08')")
    page.get_by_role("tab", name="Not known").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    text = page.locator(".mapkit").inner_text()
    assert "The map shows 8 Nov 2023" in text
    assert "UN leaves a third base in northern Mali" in text
    assert page.locator(".mk-list").is_visible()
    assert not page.locator(".mk-play").is_visible()
    background = page.evaluate("getComputedStyle(document.querySelector('.mapkit')).getPropertyValue('--mk-paper')")
    assert background.strip() == "#ffffff", "paper is white whatever the screen is"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert "claimed by one side only" in json.dumps(page.locator(".mk-body").inner_text())
