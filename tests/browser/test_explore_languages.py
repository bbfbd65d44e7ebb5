"""The page of many events in three languages, in two themes, with tiles, and inside somebody else's page."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import mapkit as mk
from mapkit._resources import load_toml
from mapkit.render import to_html
from mapkit.words import LANGUAGES

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

TEXTS = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentNode.closest("noscript, .mk-label")) found.push(walk.currentNode.textContent);
  for (const node of document.querySelectorAll("main *")) {
    for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"]) found.push(node.getAttribute(name) || "");
  }
  return found.map((text) => text.trim());
}"""


def raid(rows: int = 4000) -> pd.DataFrame:
    """Events in the columns of mapkit, with digits for names: whatever letter the page shows is its own."""
    number = np.arange(rows)
    town = number % 30
    frame = pd.DataFrame(
        {
            "start_time": np.datetime64("2010-01-01") + number * 3650 // rows,
            "lon": 20 + town * 0.4,
            "lat": 10 + (town % 5) * 0.4,
            "kind": np.array(["attack", "clash", "withdrawal"], dtype=object)[number % 3],
            "status": np.array(["claimed", "happened", "planned", "possible", "denied"], dtype=object)[number % 5],
            "place": [f"#{t}" for t in town],
            "place_kind": "base",
            "radius_m": 3000,
            "geo_precision": 2,
            "time_precision": 1,
            "time_basis": np.array(["stated", "relative", "inherited"], dtype=object)[number % 3],
            "edtf": "2010",
            "actors": [(f"{n % 7}",) for n in number],
            "side_b": "8",
            "control_from": "9",
            "control_to": "10",
            "origin": "11",
            "destination": "12",
            "quantities": [(">=3 killed",)] * rows,
            "fatalities": 3,
            "sources": 2,
            "known_since": "2010-01-02",
            "quote": [(f"{n}", "0") for n in number],
            "quote_articles": [("1", "2")] * rows,
            "attributed_to": [("3", "")] * rows,
            "reasons": [("5",)] * rows,
            "relid": number,
        }
    )
    frame.loc[3::500, "lon"] = np.nan
    frame.loc[4::500, "start_time"] = pd.NaT
    return frame


def wait_for(page: Any, condition: str, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        time.sleep(0.02)


LISTED = "document.querySelectorAll('.mk-list .mk-link').length > 5"


@pytest.fixture(scope="module")
def raid_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write the page, once for each set of options."""
    folder = tmp_path_factory.mktemp("raid")
    done: dict[str, Path] = {}

    def write(**options: Any) -> Path:
        name = "-".join(map(str, options.values())) + ".html"
        if name not in done:
            done[name] = folder / name
            done[name].write_text(to_html(mk.explore(raid(), **options)), encoding="utf-8")
        return done[name]

    return write


def own_words(table: dict[str, Any]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, dict):
            yield from own_words(value)
        else:
            yield value


def everything(page: Any) -> list[str]:
    """Every text of the page in all of its states."""
    wait_for(page, LISTED)
    name = page.evaluate("document.querySelector('.mapkit').id")
    texts = page.evaluate(TEXTS)

    def look() -> None:
        page.wait_for_timeout(350)
        texts.extend(page.evaluate(TEXTS))

    for tab in (1, 2, 0):
        page.locator("[role=tab]").nth(tab).click()
        look()
    for option in page.locator(".mk-window option").all():
        page.evaluate(f"mapkit.window('{option.get_attribute('value')}')")
        look()
    page.locator(".mk-only").first.click()
    page.evaluate(f"{name}.setView([10.8, 26], 6.5, {{animate: false}})")
    look()
    wait_for(page, LISTED)
    page.locator(".mk-list .mk-link").first.click()
    wait_for(page, "!!document.querySelector('.mk-card blockquote')")
    page.locator(".mk-card summary").click()
    look()
    page.evaluate(f"{name}.setView([-30, -30], 5, {{animate: false}})")
    page.locator("[role=tab]").first.click()
    look()
    page.locator(".mk-play").click()
    look()
    return [str(text) for text in texts]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_word_of_the_page_is_left_in_english(opened: Open, raid_file: Callable[..., Path], language: str) -> None:
    view = opened(raid_file(language=language, basemap="osm"))
    # whom data are owed to is said in their own words
    texts = [text for text in everything(view.page) if "GeoNames" not in text]
    assert len(texts) > 500
    english, own = load_toml("interface", "en.toml"), set(own_words(load_toml("interface", f"{language}.toml")))
    tables = ("page", "explore", "time", "kind", "status", "place_kind", "basis", "fact", "value", "layer")
    told = {word for table in tables for word in own_words(english[table]) if re.search(r"[A-Za-z]{3}", word)} - own
    for word in told:
        shape = re.compile(".+".join(re.escape(part) for part in re.split(r"\{\w+\}", word)))
        assert [text for text in texts if shape.fullmatch(text)] == [], word
    assert [text for text in texts if re.search(r"\{\w+\}|undefined|null|NaN|\b(explore|page|fact)\.", text)] == []
    if language == "ar":
        # what is left in Latin letters: names of software, of keys, of who is owed something
        latin = {text for text in texts if re.search(r"[A-Za-z]{3}", text)}
        kept = re.compile("mapkit|Leaflet|Natural Earth|OpenStreetMap|openstreetmap|Enter|EDTF|Ctrl")
        assert {text for text in latin if not kept.search(text)} == set()
    assert view.errors == []


def test_the_card_says_what_the_row_says_in_the_language(opened: Open, raid_file: Callable[..., Path]) -> None:
    page = opened(raid_file(language="fr").as_uri() + "#event=600").page
    wait_for(page, "!!document.querySelector('.mk-card blockquote')")
    card = page.locator(".mk-card").inner_text().replace("\u00a0", " ")
    for words in (
        "Tués",
        "au moins 3 morts",
        "à 3 km près",
        "code 2",
        "Perdu par",
        "(base)",
        "Attribué à : 3.",
        "2 janv. 2010",
        "Les phrases",
    ):
        assert words in card, words
    assert re.search("« \\d+ »", card)
    assert "revendiqué" in card or "rapporté" in card or "prévu" in card or "démenti" in card


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}])
def test_the_page_is_accessible_in_every_language(
    opened: Open,
    raid_file: Callable[..., Path],
    language: str,
    options: dict[str, Any],
    violations: Callable[[Any], list[str]],
) -> None:
    page = opened(raid_file(language=language, basemap="osm"), bypass_csp=True, **options).page
    wait_for(page, LISTED)
    assert violations(page) == []
    if options.get("viewport"):
        page.locator(".mk-legend summary").click()
        page.locator(".mk-open-panel").first.click()
    page.locator(".mk-list .mk-link").first.click()
    wait_for(page, "!!document.querySelector('.mk-card blockquote')")
    assert violations(page) == []
    assert (
        page.evaluate("document.documentElement.scrollWidth") <= (options.get("viewport") or {"width": 1280})["width"]
    )


def test_in_arabic_the_page_is_mirrored_and_the_map_is_not(opened: Open, raid_file: Callable[..., Path]) -> None:
    page = opened(raid_file(language="ar")).page
    name = page.evaluate("document.querySelector('.mapkit').id")

    def middle(selector: str) -> float:
        box = page.locator(selector).first.bounding_box()
        return float(box["x"] + box["width"] / 2)

    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir].join()") == "ar,rtl"
    assert middle(".mk-panel") < middle(".leaflet-control-zoom") < middle(".mk-map") < middle(".mk-legend")
    west, east = (page.evaluate(f"{name}.latLngToContainerPoint([10, {lon}]).x") for lon in (21, 22))
    assert west < east
    # the discs lie clear of the legend
    assert page.evaluate(f"{name}.latLngToContainerPoint([10, 31.6]).x") < page.evaluate(
        "document.querySelector('.mk-legend').offsetLeft + 40"
    )
    # time runs from right to left: bars, shade, axis, pointer
    box = page.locator(".mk-chart").bounding_box()
    page.evaluate("mapkit.window(365)")
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + 20)
    wait_for(page, "document.querySelector('.mk-day').textContent.includes('2011')")
    shade = page.locator(".mk-shade").bounding_box()
    assert shade["x"] == pytest.approx(box["x"] + box["width"] * 0.8, abs=6)
    assert shade["x"] + shade["width"] > box["x"] + box["width"] * 0.85
    assert page.evaluate("new DOMMatrix(getComputedStyle(document.querySelector('.mk-chart svg')).transform).a") == -1
    ticks = page.locator(".mk-axis span").all()
    assert ticks[0].bounding_box()["x"] > ticks[-1].bounding_box()["x"]
    # arrows go where they point
    page.locator("[role=tab]").first.focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") == load_toml("interface", "ar.toml")["page"]["selected"]
    before = page.locator(".mk-track input").input_value()
    page.locator(".mk-track input").focus()
    page.keyboard.press("ArrowLeft")
    wait_for(page, f"document.querySelector('.mk-track input').value === '{int(before) + 1}'")


def test_a_theme_that_the_author_chose_holds_on_every_screen(opened: Open, raid_file: Callable[..., Path]) -> None:
    paper = "getComputedStyle(document.querySelector('.mapkit')).backgroundColor"
    for theme, colour in (("dark", "rgb(22, 27, 31)"), ("light", "rgb(255, 255, 255)")):
        for scheme in ("light", "dark"):
            page = opened(raid_file(language="en", theme=theme), color_scheme=scheme).page
            assert page.evaluate(paper) == colour
            assert page.evaluate("document.querySelector('.mapkit').dataset.theme") == theme


def test_tiles_are_loaded_only_when_the_reader_asks(browser: Any, raid_file: Callable[..., Path]) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    context.set_offline(True)
    asked: list[str] = []
    page.on("request", lambda request: request.url.startswith("http") and asked.append(request.url))
    page.goto(raid_file(language="fr", basemap="osm").as_uri())
    wait_for(page, "window.__mapReady === true")
    page.wait_for_timeout(600)
    assert asked == []
    button = page.get_by_role("button", name="Plan", exact=True)
    assert "tile.openstreetmap.org" in (button.get_attribute("title") or "")
    assert "OpenStreetMap" in page.locator(".mk-foot").inner_text()
    button.click()
    page.wait_for_timeout(600)
    assert asked
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in asked)
    assert not page.locator(".leaflet-mk-base-pane").is_visible()
    count = len(asked)
    button.click()
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(600)
    assert len(asked) == count
    context.close()


@pytest.fixture
def host(browser: Any, raid_file: Callable[..., Path]) -> Iterator[Callable[..., tuple[Any, Any, list[str]]]]:
    """An article with the page in a frame that may do nothing but run scripts."""
    contexts = []

    def open_host(**options: Any) -> tuple[Any, Any, list[str]]:
        inner = raid_file(language="fr")
        path = inner.with_name("host.html")
        path.write_text(
            '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f'<title>An article</title><body style="margin:0"><h1>Above</h1><iframe src="{inner.name}" title="Map" '
            'sandbox="allow-scripts" style="width:100%;height:560px;border:0"></iframe><div style="height:3000px">',
            encoding="utf-8",
        )
        context = browser.new_context(**{"viewport": {"width": 900, "height": 700}, **options})
        contexts.append(context)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and errors.append(message.text))
        page.goto(path.as_uri())
        frame = page.frames[1]
        wait_for(frame, "window.__mapReady === true")
        wait_for(frame, LISTED)
        return page, frame, errors

    yield open_host
    for context in contexts:
        context.close()


def test_in_a_frame_the_wheel_is_the_reader_s_and_everything_works(host: Callable[..., Any]) -> None:
    page, frame, errors = host()
    scale = "document.querySelector('.leaflet-control-scale-line').textContent"
    before = frame.evaluate(scale)
    box = page.locator("iframe").bounding_box()
    frame.locator(".mk-list .mk-link").first.click()
    wait_for(frame, "!!document.querySelector('.mk-card blockquote')")
    frame.evaluate("mapkit.seek(0.25)")
    page.mouse.move(box["x"] + 330, box["y"] + 250)
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") > 0
    assert frame.evaluate(scale) == before
    assert frame.locator(".mk-guard").inner_text() == load_toml("interface", "fr.toml")["page"]["wheel-hint"]
    page, frame, more = host()  # a wheel once turned belongs to what it scrolled for a while
    page.mouse.move(box["x"] + 330, box["y"] + 250)
    page.keyboard.down("Control")
    page.mouse.wheel(0, 600)
    page.keyboard.up("Control")
    page.wait_for_timeout(700)
    assert frame.evaluate(scale) != before
    assert errors + more == []


def test_in_a_frame_one_finger_scrolls_the_article(host: Callable[..., Any]) -> None:
    page, frame, _ = host(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    name = frame.evaluate("document.querySelector('.mapkit').id")
    assert not frame.evaluate(f"{name}.dragging.enabled()")
    box = page.locator("iframe").bounding_box()
    x, y = box["x"] + 200, box["y"] + 300
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 40}]})
    wait_for(frame, "document.querySelector('.mk-guard').classList.contains('mk-open')")
    assert frame.locator(".mk-guard").inner_text() == load_toml("interface", "fr.toml")["page"]["touch-hint"]


def test_a_page_by_itself_keeps_the_wheel(opened: Open, raid_file: Callable[..., Path]) -> None:
    page = opened(raid_file(language="fr")).page
    scale = "document.querySelector('.leaflet-control-scale-line').textContent"
    before = page.evaluate(scale)
    page.mouse.move(600, 300)
    page.mouse.wheel(0, 600)
    wait_for(page, f"{scale} !== {json.dumps(before)}")
    assert page.locator(".mk-guard").count() == 0
