"""The page in French and in Arabic: its own words are translated, quotations are not, and nothing breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from mapkit._resources import load_toml
from mapkit.render import to_html, to_map
from mapkit.words import LANGUAGES, Words

pytestmark = pytest.mark.browser

TEXTS = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) found.push(walk.currentNode.textContent);
  for (const node of document.querySelectorAll("main *")) {
    for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"]) found.push(node.getAttribute(name) || "");
  }
  return found.map((text) => text.trim());
}"""


def own_words(table: dict[str, Any]) -> Iterator[str]:
    """Return the messages of a catalogue that have nothing to fill in."""
    for value in table.values():
        if isinstance(value, dict):
            yield from own_words(value)
        elif "{" not in value and re.search(r"[A-Za-z]{3}", value):
            yield value


@pytest.fixture(scope="module", params=["fr", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page_file(story: dict[str, Any], language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("languages") / f"{language}.html"
    chart = to_map(
        story["frames"](), title="Kidal", labels=story["LABELS"], countries=story["COUNTRIES"], language=language
    )
    path.write_text(to_html(chart), encoding="utf-8")
    return path


def test_no_word_of_the_page_is_left_in_english(opened: Callable[..., Any], page_file: Path, language: str) -> None:
    view = opened(page_file)
    texts = set(view.page.evaluate(TEXTS))
    for number in range(view.page.locator("[role=tab]").count()):
        view.page.locator("[role=tab]").nth(number).click()
        texts |= set(view.page.evaluate(TEXTS))
    for ident in ("ev-left-kidal", "ev-plan-kidal", "ev-claim", "ev-no-date", "cs-claim", "rt-convoy"):
        # a new address, since a change of the part behind # alone does not wait for the page
        view.goto(f"{page_file.as_uri()}?{ident}#id={ident}")
        texts |= set(view.page.evaluate(TEXTS))
    english, own = load_toml("interface", "en.toml"), set(own_words(load_toml("interface", f"{language}.toml")))
    tables = ("page", "time", "kind", "status", "place_kind", "basis", "fact", "value", "issue")
    left = {text for table in tables for text in own_words(english[table]) if text not in own} & texts
    assert left == set()
    assert view.errors == []


def test_quotations_stay_in_their_own_language(opened: Callable[..., Any], page_file: Path) -> None:
    view = opened(f"{page_file.as_uri()}#id=ev-left-kidal")
    told = " ".join(view.page.locator("blockquote").all_text_contents())
    assert "We left Kidal this morning." in told


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_pictures_and_pages_write_a_day_alike(browser: Any, spoken: str) -> None:
    page, words = browser.new_page(), Words(spoken)
    for name in ("core.js", "words.js"):
        page.add_script_tag(content=files("mapkit.render").joinpath("static", name).read_text(encoding="utf-8"))
    page.evaluate("(words) => speak(words)", words.page)
    days = ["0800-03-02", *(f"2023-{month:02}-{day}" for month in range(1, 13) for day in ("01", "28"))]
    written = page.evaluate("(days) => days.map((day) => dayWords(toDay(day)))", days)
    page.close()
    assert written == [words.day(day) for day in days]


def test_dates_are_in_the_calendar_and_the_digits_of_the_articles(
    opened: Callable[..., Any], page_file: Path, language: str
) -> None:
    view = opened(f"{page_file.as_uri()}#on=2023-10-31")
    day = view.page.locator(".mk-day").text_content()
    assert day == {"fr": "31 oct. 2023", "ar": "31 أكتوبر 2023"}[language]
    assert view.page.evaluate("document.documentElement.dir") == {"fr": "ltr", "ar": "rtl"}[language]
