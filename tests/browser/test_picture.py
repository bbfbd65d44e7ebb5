"""The picture in a real browser: it shows, its words stay in their places, and no script is needed or run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import mapkit as mk
from mapkit.render.picture import CARD, picture, social_card

pytestmark = pytest.mark.browser

HOSTILE = (
    "]]></text><script>window.__hit=1</script><svg onload='window.__hit=2'/> \x00 \u202e javascript:window.__hit=3"
)

BOXES = """() => [...document.querySelectorAll("svg text")].map((node) => {
  const { x, y, width, height } = node.getBoundingClientRect();
  return [node.textContent, x, y, x + width, y + height, !!node.closest("[clip-path]") && !node.closest("[transform]")];
})"""


def show(browser: Any, path: Path, **options: Any) -> Any:
    page = browser.new_context(**{"viewport": {"width": 1300, "height": 820}, **options}).new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (page.complaints.append("dialog"), dialog.dismiss()))
    page.goto(path.as_uri())
    return page


def drawn(story: dict[str, Any], make: Any, **more: Any) -> str:
    options = {
        "title": story["TITLE"], "labels": story["LABELS"], "countries": story["COUNTRIES"],
        "attributions": story["ATTRIBUTIONS"], **more,
    }  # fmt: skip
    text: str = make(story["frames"](), **options)
    return text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    "title", [None, "انسحاب الأمم المتحدة من كيدال وسيطرة الجيش على المدينة", "A long title " * 25]
)
@pytest.mark.parametrize("make", [picture, social_card])
def test_every_word_is_inside_and_no_name_lies_on_another(
    browser: Any, story: dict[str, Any], tmp_path: Path, make: Any, title: str | None, language: str
) -> None:
    path = tmp_path / "a.svg"
    text = drawn(story, make, day=date(2023, 10, 31), title=title or story["TITLE"], language=language)
    path.write_text(text, encoding="utf-8")
    page = show(browser, path)
    assert page.complaints == []
    width, height = CARD if make is social_card else (1280, 800)
    boxes = page.evaluate(BOXES)
    assert len(boxes) > 10
    for words, x, y, right, foot, _ in boxes:
        assert 0 <= x < right <= width, words
        assert 0 <= y < foot <= height, words
    names = [box for box in boxes if box[5]]
    assert len(names) > 4
    for number, (words, x, y, right, foot, _) in enumerate(names):
        for other, ox, oy, oright, ofoot, _ in names[:number]:
            # the boxes of two lines of one label touch
            apart = right <= ox + 1 or oright <= x + 1 or foot <= oy + 4 or ofoot <= y + 4
            assert apart, (words, other)
    blank = page.evaluate("() => document.documentElement.replaceChildren()") or page.screenshot()
    page.goto(path.as_uri())
    assert len(page.screenshot()) > 4 * len(blank)


def test_a_hostile_picture_runs_nothing(browser: Any, story: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(drawn(story, picture, title=HOSTILE, attributions=(HOSTILE,)), encoding="utf-8")
    page = show(browser, path)
    page.wait_for_timeout(100)
    assert page.complaints == []
    assert page.evaluate("window.__hit") is None
    assert "</text><script>window.__hit=1</script>" in page.evaluate("document.querySelector('text').textContent")
    assert page.evaluate("document.querySelectorAll('script').length") == 0


def test_readers_without_script_see_the_picture_above_the_table(
    browser: Any, kidal: mk.Dossier, tmp_path: Path
) -> None:
    path = kidal.save(tmp_path / "a.html")
    page = show(browser, path, java_script_enabled=False, viewport={"width": 700, "height": 900})
    assert page.complaints == []
    still, table = page.locator(".mk-still svg").bounding_box(), page.locator("noscript table").bounding_box()
    assert still["width"] > 600
    assert still["x"] + still["width"] <= 700
    assert 1.5 < still["width"] / still["height"] < 1.7
    assert still["y"] + still["height"] <= table["y"]
    assert page.locator(".mk-still tspan").first.text_content() == "As of 31 Oct 2023"
    assert page.locator(".mk-still tspan").first.is_visible()
    row = page.locator("noscript tbody tr").last
    row.scroll_into_view_if_needed()
    assert row.bounding_box()["y"] < 900, "the whole table can be scrolled to"


def test_a_page_from_right_to_left_does_not_turn_its_picture_round(
    browser: Any, kidal: mk.Dossier, tmp_path: Path
) -> None:
    page = show(browser, kidal.save(tmp_path / "a.html", language="ar"), java_script_enabled=False)
    still = page.locator(".mk-still svg").bounding_box()
    boxes = [node.bounding_box() for node in page.locator(".mk-still svg text").all()]
    assert len(boxes) > 10
    for box in boxes:
        assert still["x"] <= box["x"]
        assert box["x"] + box["width"] <= still["x"] + still["width"]
    date_line = page.locator(".mk-still tspan").first
    assert date_line.text_content().strip("\u2067\u2069") == "حتى 31 أكتوبر 2023"
    assert date_line.bounding_box()["x"] > still["x"] + still["width"] / 2


def test_readers_with_script_do_not_see_it(browser: Any, kidal: mk.Dossier, tmp_path: Path) -> None:
    page = show(browser, kidal.save(tmp_path / "a.html"))
    assert page.locator(".mk-still").count() == 0
