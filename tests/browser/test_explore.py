"""What a reader of a page of many events can see, do and rely on."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import mapkit as mk
from mapkit.render import to_html

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

ATTACK = (
    "{{7*7111}} ${window.__hit=1} `window.__hit=2` </script><script>window.__hit=3</script> "
    "<img src=x onerror='window.__hit=4'> \"onmouseover=\"window.__hit=5' --> ]]> \u2028 \0 \x1e\x1f \ud800 <svg onload=window.__hit=6>"
)


def war(rows: int = 6000) -> pd.DataFrame:
    """An invented war: thirty towns in a row, ten years, one event every half day, some without place or day."""
    number = np.arange(rows)
    town = (number * 7) % 30
    frame = pd.DataFrame(
        {
            "event_date": np.datetime64("2010-01-01") + number * 3650 // rows,
            "longitude": 20 + town * 0.4,
            "latitude": 10 + (town % 5) * 0.4,
            "event_type": np.array(["Battles", "Riots", "Protests"], dtype=object)[
                (number % 10 > 5) * 1 + (number % 10 > 8)
            ],
            "location": [f"Town {t}" for t in town],
            "actor1": [f"Group {n % 4}" for n in number],
            "notes": [f"Sentence number {n}." for n in number],
            "source": "Herald",
            "url": "https://example.org/report",
            "fatalities": number % 7,
        }
    )
    frame.loc[3::1000, "longitude"] = np.nan
    frame.loc[4::1000, "event_date"] = pd.NaT
    return frame


@pytest.fixture(scope="module")
def war_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explore") / "war.html"
    path.write_text(to_html(mk.explore(war(), title="The war in Vardania")), encoding="utf-8")
    return path


def wait_for(page: Any, condition: str, seconds: float = 10.0) -> None:
    """Playwright's own waiting evaluates text in the page, which the page's policy rightly forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        time.sleep(0.02)


def wait_for_text(page: Any, selector: str, words: str) -> str:
    wait_for(page, f"(document.querySelector('{selector}')?.innerText || '').includes({json.dumps(words)})")
    text: str = page.locator(selector).first.inner_text()
    return text


def pick(page: Any, lon: float, lat: float) -> None:
    """Click where a place lies on the map."""
    name = page.evaluate("document.querySelector('.mapkit').id")
    x, y = page.evaluate(f"(() => {{ const p = {name}.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y]; }})()")
    box = page.locator(".mk-map").bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)


def test_the_page_opens_without_network_or_complaint_and_counts_every_row(opened: Open, war_file: Path) -> None:
    opening = opened(war_file)
    page = opening.page
    assert opening.errors == []
    assert opening.requests == [war_file.as_uri()]
    assert "6,000 events" in page.locator(".mk-head").inner_text()
    assert "12 not on the map" in page.locator(".mk-head").inner_text()
    page.get_by_role("tab", name="Not on the map (12)").click()
    text = wait_for_text(page, ".mk-body", "6 without position")
    assert "6 without day" in text
    assert page.locator(".mk-list tbody tr").count() == 12


def test_counts_are_those_of_the_data(opened: Open, war_file: Path) -> None:
    page = opened(war_file).page
    frame = war().dropna(subset=["longitude", "event_date"])
    for day, window in (("2012-06-30", 30), ("2015-03-01", 1), ("2016-12-31", "upto"), ("2016-12-31", "all")):
        page.evaluate(f"mapkit.window({json.dumps(window)}); mapkit.seekDate('{day}')")
        last = pd.Timestamp(day) if window != "all" else pd.Timestamp.max
        first = last - pd.Timedelta(days=window - 1) if isinstance(window, int) else pd.Timestamp.min
        wanted = int(frame["event_date"].between(first, last).sum())
        wait_for_text(page, ".mk-words", f"{wanted:,} event")
        wait_for_text(page, ".mk-list caption", f"{wanted:,} event")


def test_the_clock_moves_by_call_slider_button_and_play(opened: Open, war_file: Path) -> None:
    page = opened(war_file).page
    slider = page.locator("input[type=range]")
    page.evaluate("mapkit.seek(0)")
    assert slider.input_value() == slider.get_attribute("min")
    page.evaluate("mapkit.seek(1)")
    wait_for(
        page, "document.querySelector('input[type=range]').value === document.querySelector('input[type=range]').max"
    )
    page.evaluate("mapkit.window(30); mapkit.seekDate('2013-05-30')")
    wait_for_text(page, ".mk-day", "1 May \u2013 30 May 2013")
    assert slider.get_attribute("aria-valuetext") == page.locator(".mk-day").inner_text()
    slider.focus()
    page.keyboard.press("ArrowRight")
    wait_for_text(page, ".mk-day", "31 May 2013")
    page.keyboard.press("PageDown")
    wait_for_text(page, ".mk-day", "1 May 2013")
    page.get_by_role("button", name="Later").click()
    wait_for_text(page, ".mk-day", "31 May 2013")
    page.get_by_role("combobox").select_option("1")
    wait_for(page, "document.querySelector('.mk-day').textContent === '31 May 2013'")
    page.get_by_role("button", name="Play").click()
    wait_for(page, "document.querySelector('.mk-day').textContent !== '31 May 2013'")
    page.get_by_role("button", name="Pause").click()
    stopped = page.locator(".mk-day").inner_text()
    page.wait_for_timeout(500)
    assert page.locator(".mk-day").inner_text() == stopped
    page.evaluate("mapkit.seekDate('2013-99-99')")
    assert page.locator(".mk-day").inner_text() == stopped


def test_many_calls_in_one_frame_draw_the_last(opened: Open, war_file: Path) -> None:
    page = opened(war_file).page
    page.evaluate("for (let i = 0; i <= 1000; i++) mapkit.seek(i / 1000)")
    wait_for(
        page, "document.querySelector('input[type=range]').value === document.querySelector('input[type=range]').max"
    )


def test_a_click_opens_the_events_of_a_place_with_their_sentences(opened: Open, war_file: Path) -> None:
    page = opened(war_file).page
    page.evaluate("mapkit.window(90); mapkit.seekDate('2012-06-30')")
    frame = war()
    frame = frame[frame["event_date"].between("2012-04-02", "2012-06-30") & (frame["location"] == "Town 3")]
    pick(page, 20 + 3 * 0.4, 10 + 3 * 0.4)
    text = wait_for_text(page, ".mk-body", "events here")
    assert len(frame) > 1
    assert f"{len(frame)} events here" in text
    cards = page.locator(".mk-card").all_inner_texts()
    assert len(cards) == len(frame)
    latest = frame.iloc[-1]
    assert latest["notes"] in cards[0]
    assert "Herald" in cards[0]
    assert latest["actor1"] in cards[0]
    assert page.locator(".mk-card a").first.get_attribute("href") == "https://example.org/report"
    assert page.locator(".mk-ring").count() == 1
    page.evaluate("mapkit.seekDate('2009-12-31')")
    page.evaluate("mapkit.window('all')")
    wait_for_text(page, ".mk-body", f"{(war()['location'] == 'Town 3').sum()} events here")


def test_the_keyboard_alone_reaches_every_sentence(opened: Open, war_file: Path) -> None:
    page = opened(war_file).page
    page.evaluate("mapkit.seekDate('2012-06-30')")
    wait_for_text(page, ".mk-list caption", "30 Jun 2012")
    page.locator(".mk-list .mk-link").first.focus()
    page.keyboard.press("Enter")
    wait_for_text(page, ".mk-body", "Sentence number")
    assert page.evaluate("document.activeElement.classList.contains('mk-body')")
    page.keyboard.press("Escape")
    wait_for_text(page, ".mk-body", "events in view")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    wait_for_text(page, ".mk-pager", "26\u2013")
    name = page.evaluate("document.querySelector('.mapkit').id")
    page.evaluate(f"{name}.setView([{10 + 3 * 0.4}, {20 + 3 * 0.4}], 9, {{animate: false}})")
    page.locator(".mk-map").focus()
    page.keyboard.press("Enter")
    wait_for_text(page, ".mk-body", "Town 3")


def test_a_kind_can_be_hidden_and_singled_out(opened: Open, war_file: Path) -> None:
    page = opened(war_file).page
    frame = war().dropna(subset=["longitude", "event_date"])
    page.evaluate("mapkit.window('all')")
    page.get_by_role("button", name="Show only Riots").click()
    riots = int((frame["event_type"] == "Riots").sum())
    wait_for_text(page, ".mk-words", f"{riots:,} events")
    page.get_by_role("checkbox", name="Protests").check()
    both = riots + int((frame["event_type"] == "Protests").sum())
    wait_for_text(page, ".mk-words", f"{both:,} events")
    wait_for_text(page, ".mk-list caption", f"{both:,} events")
    page.get_by_role("button", name="Show all").click()
    wait_for_text(page, ".mk-words", f"{len(frame):,} events")


def test_zoomed_out_the_legend_says_that_squares_are_counted(opened: Open, tmp_path: Path) -> None:
    dice = np.random.default_rng(4)
    frame = pd.DataFrame(
        {"date": ["2020-01-01"] * 3000, "lon": dice.uniform(0, 9, 3000), "lat": dice.uniform(0, 9, 3000)}
    )
    path = tmp_path / "points.html"
    path.write_text(to_html(mk.explore(frame)), encoding="utf-8")
    page = opened(path).page
    wait_for_text(page, ".mk-legend", "each disc counts the events of a square")
    wait_for_text(page, ".mk-words", "3,000 events in view")
    name = page.evaluate("document.querySelector('.mapkit').id")
    page.evaluate(f"{name}.setView([4, 4], 11, {{animate: false}})")
    wait_for_text(page, ".mk-legend", "at one point")


def test_an_interval_is_possible_and_a_window_that_holds_it_makes_it_certain(opened: Open, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "date_start": ["2020-03-01"] * 4,
            "date_end": ["2020-03-01", "2020-03-05", "2020-03-05", "2020-06-01"],
            "lon": 1.0,
            "lat": 1.0,
        }
    )
    path = tmp_path / "intervals.html"
    path.write_text(to_html(mk.explore(frame, marks=0)), encoding="utf-8")
    page = opened(path).page
    for day, window, words in (
        ("2020-03-01", 1, "4 events in view \u00b7 3 of them less than certain"),
        ("2020-03-05", 7, "4 events in view \u00b7 1 of them less than certain"),
        ("2020-04-05", 7, "1 event in view \u00b7 1 of them less than certain"),
        ("2020-06-01", "upto", "4 events in view"),
    ):
        page.evaluate(f"mapkit.window({json.dumps(window)}); mapkit.seekDate('{day}')")
        wait_for(page, f"document.querySelector('.mk-words').textContent === {json.dumps(words)}")
    assert "date not exact" in page.locator(".mk-legend").inner_text()


def test_a_link_leads_back_to_days_and_event(opened: Open, war_file: Path) -> None:
    page = opened(war_file.as_uri() + "#on=2014-05-06&days=90&event=77").page
    assert page.locator(".mk-day").inner_text().endswith("6 May 2014")
    assert page.get_by_role("combobox").input_value() == "90"
    wait_for_text(page, ".mk-body", "Sentence number")
    broken = opened(war_file.as_uri() + "#on=2014-99-99&days=-3&event=%3Cimg%3E")
    assert broken.errors == []


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_browser_runs_nothing_that_the_data_say(opened: Open, tmp_path: Path, language: str) -> None:
    frame = war(2400)
    hostile = {
        name: ATTACK + frame[name].astype(str) for name in ("event_type", "location", "actor1", "notes", "source")
    }
    more = dict.fromkeys(
        ("title", "country", "admin1", "actor2", "status", "place_kind", "event_id_cnty", "reasons", "time_basis"),
        ATTACK + " {n} {days} \u2067 __proto__",
    )
    frame = frame.assign(**hostile, **more, url="javascript:window.__hit=8")
    path = tmp_path / "hostile.html"
    text = to_html(mk.explore(frame, title=ATTACK, attributions=(ATTACK,), language=language))
    assert str(7 * 7111) not in text
    assert text.count("<script") == text.count("</script>")
    path.write_text(text, encoding="utf-8")
    opening = opened(path)
    page = opening.page
    for tab in (0, 1, 2, 0):
        page.get_by_role("tab").nth(tab).click()
        page.wait_for_timeout(100)
    wait_for(page, "document.querySelectorAll('.mk-list .mk-link').length > 5")
    page.locator(".mk-list .mk-link").first.click()
    wait_for_text(page, ".mk-body", "Sentence number")
    page.locator(".mk-body summary").click()
    page.mouse.move(600, 300)
    page.wait_for_timeout(200)
    assert page.evaluate("window.__hit") is None
    assert opening.errors == []
    assert opening.requests == [path.as_uri()]
    assert page.locator("img, .mk-panel script, .mk-panel svg[onload], a[href^='javascript']").count() == 0
    assert "<img src=x onerror=" in page.locator("h1").inner_text()
    assert "<img src=x onerror=" in page.locator(".mk-legend").inner_text()


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_nothing_overflows(opened: Open, war_file: Path, width: int) -> None:
    page = opened(war_file, viewport={"width": width, "height": 780}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".mk-splat").evaluate("node => node.getBoundingClientRect().width") >= 200


def test_a_phone_opens_list_and_event_over_the_map(opened: Open, war_file: Path) -> None:
    page = opened(war_file, viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True).page
    page.get_by_role("button", name="In view").click()
    wait_for(page, "document.querySelectorAll('.mk-list .mk-link').length > 5")
    page.locator(".mk-list .mk-link").first.click()
    wait_for_text(page, ".mk-body", "Sentence number")
    page.get_by_role("button", name="Close details").click()
    assert not page.locator(".mk-panel").is_visible()


def test_pixels_are_drawn_in_the_colours_of_the_theme(opened: Open, war_file: Path) -> None:
    drawn = """() => { const canvas = document.querySelector('.mk-splat'), found = new Set();
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) found.add([data[i], data[i + 1], data[i + 2]].join());
        const hue = getComputedStyle(document.querySelector('.mapkit')).getPropertyValue('--mk-hue-0').trim();
        return found.has([1, 3, 5].map(i => parseInt(hue.slice(i, i + 2), 16)).join()); }"""
    for scheme in ("light", "dark"):
        page = opened(war_file, color_scheme=scheme).page
        assert page.evaluate(drawn)
    page.emulate_media(color_scheme="light")
    wait_for(page, f"({drawn})()")


def test_it_opens_in_a_figure_of_somebody_else_s(browser: Any, tmp_path: Path) -> None:
    import branca

    figure = branca.element.Figure()
    mk.explore(war(2100), title="Elsewhere").add_to(figure)
    path = tmp_path / "figure.html"
    figure.save(str(path))
    page = browser.new_page()
    page.goto(path.as_uri())
    wait_for(page, "window.__mapReady === true")
    wait_for(page, "document.querySelectorAll('.mk-list .mk-link').length > 5")
    page.close()


def test_two_pages_in_one_notebook_and_layers_of_folium(browser: Any) -> None:
    import folium

    first, second = (mk.explore(war(2100).iloc[n:], title=title) for n, title in enumerate(("First", "Second")))
    folium.Marker([11.0, 22.0], tooltip="by hand").add_to(second)
    page = browser.new_page(viewport={"width": 1000, "height": 1600})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content(first._repr_html_() + second._repr_html_())
    frames = [frame for frame in page.frames if frame != page.main_frame]
    for frame in frames:
        wait_for(frame, "window.__mapReady === true")
        wait_for(frame, "document.querySelectorAll('.mk-list .mk-link').length > 5")
    assert [frame.locator("h1").inner_text() for frame in frames] == ["First", "Second"]
    assert frames[1].locator("img.leaflet-marker-icon").count() == 1
    assert errors == []
    page.close()


def test_a_page_has_no_node_for_an_event(opened: Open, war_file: Path) -> None:
    page = opened(war_file).page
    assert page.evaluate("document.getElementsByTagName('*').length") < 1500


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}])
def test_the_page_is_accessible(
    opened: Open, war_file: Path, options: dict[str, Any], violations: Callable[[Any], list[str]]
) -> None:
    page = opened(war_file, bypass_csp=True, **options).page
    wait_for(page, "document.querySelectorAll('.mk-list .mk-link').length > 5")
    assert violations(page) == []
    if options.get("viewport"):
        page.locator(".mk-legend summary").click()
        page.get_by_role("button", name="In view").click()
    page.locator(".mk-list .mk-link").first.click()
    wait_for_text(page, ".mk-body", "Sentence number")
    assert violations(page) == []
