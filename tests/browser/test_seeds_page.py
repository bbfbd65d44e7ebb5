"""The page of the five articles, and of articles made to break out of it, in a real browser."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mapkit as mk

pytestmark = pytest.mark.browser

ATTACK = "{{7*7111}} {% raw %} ${window.__hit=1} `x` </script><script>window.__hit=2</script> <img src=x onerror=window.__hit=3> \\1"


@pytest.fixture(scope="module")
def page_of_seeds(kidal: mk.Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kidal.save(tmp_path_factory.mktemp("seeds") / "kidal.html")


def test_the_page_keeps_its_budget_and_loads_nothing(page_of_seeds: Path, opened: Callable[..., Any]) -> None:
    content = page_of_seeds.read_bytes()
    assert len(content) <= 450_000
    assert len(gzip.compress(content)) <= 150_000
    for offline in (False, True):
        browser = opened(page_of_seeds, offline=offline)
        browser.page.evaluate("mapkit.seek(0.5)")
        assert browser.errors == [], "nor does its own policy forbid it anything"
        assert browser.requests == [page_of_seeds.as_uri()]


def test_every_mark_opens_the_sentence_that_supports_it(
    page_of_seeds: Path, opened: Callable[..., Any], kidal: mk.Dossier
) -> None:
    page = opened(page_of_seeds).page
    quotes = {" ".join(q.split()) for row in kidal.events["quote"] for q in row}
    for day in ("2023-10-31", "2023-11-18"):
        page.evaluate(f"mapkit.seekDate({day!r})")
        for ident in kidal.events.index:
            page.evaluate(f"location.hash = '#on={day}&id={ident}'")
            page.wait_for_timeout(30)
            shown = " ".join(page.inner_text("[role=tabpanel]:not([hidden])").split())
            assert any(q in shown for q in quotes), ident


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_every_mark_can_be_clicked_and_tapped(page_of_seeds: Path, opened: Callable[..., Any], touch: bool) -> None:
    page = opened(page_of_seeds, has_touch=touch).page
    page.evaluate("mapkit.seekDate('2023-10-31')")
    page.wait_for_timeout(200)
    marks = page.locator(".mk-mark:not([hidden])")
    names = [marks.nth(n).get_attribute("aria-label") for n in range(marks.count())]
    assert len(names) >= 4
    for number, name in enumerate(names):
        box = marks.nth(number).bounding_box()
        at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        wanted, shown = (name or "").split(":")[0].split(" (")[0], ""
        for _ in range(6):
            # on a busy machine a tap can last long enough to be taken for a press: whoever taps, taps again
            (page.touchscreen.tap if touch else page.mouse.click)(*at)
            page.wait_for_timeout(400)
            shown = page.inner_text("[role=tabpanel]:not([hidden])")
            if wanted in shown:
                break
        assert wanted in shown, name


def test_who_holds_the_town_changes_with_the_slider(page_of_seeds: Path, opened: Callable[..., Any]) -> None:
    page = opened(page_of_seeds).page
    names = {}
    for day in ("2023-10-31", "2023-11-18"):
        page.evaluate(f"mapkit.seekDate({day!r})")
        page.wait_for_timeout(100)
        labels = page.eval_on_selector_all("[aria-label]", "nodes => nodes.map(n => n.getAttribute('aria-label'))")
        names[day] = " | ".join(label for label in labels if label and label.startswith("Kidal"))
    assert "CSP" in names["2023-10-31"]
    assert "claimed" in names["2023-10-31"]
    assert "Malian armed forces" in names["2023-11-18"]
    assert "CSP" not in names["2023-11-18"]


def test_hostile_articles_run_nowhere(tmp_path: Path, opened: Callable[..., Any]) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    name = re.sub(r"[/\0]", "_", f"{ATTACK}.txt")[:200] + ".txt"
    text = (
        f"Troops of {ATTACK} leave a camp in the north\n\n18 January 2014\n\n"
        f"Government soldiers {ATTACK} entered the town of Goma on 18 January 2014, “{ATTACK}” a spokesman for {ATTACK} said. "
        f"The rebels left the town of Goma on 17 January 2014, and UN peacekeepers {ATTACK} left Bukavu."
    )
    (folder / name).write_text(text, encoding="utf-8")
    dossier = mk.build(folder, title=ATTACK)
    assert len(dossier.events) >= 2
    browser = opened(dossier.save(tmp_path / "page.html"))
    page = browser.page
    for ident in dossier.events.index:
        page.evaluate(f"location.hash = '#id={ident}'")
        page.wait_for_timeout(50)
    assert page.evaluate("window.__hit === undefined")
    assert "50," not in page.title()
    assert "49777" not in page.content()  # 7 * 7111, had a template run
    assert "{{7*7111}}" in page.title()
    assert browser.errors == []
    assert len(browser.requests) == 1
