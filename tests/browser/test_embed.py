"""A page inside another one: it fits, tells its height, leaves the reader's wheel alone and needs no rights."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

import mapkit as mk

pytestmark = pytest.mark.browser

ARTICLE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An article</title>
<meta name="viewport" content="width=device-width"></head>
<body style="margin:0"><h1>Above</h1>{snippet}<p id="below">Below</p><div style="height:3000px"></div></body></html>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embed")


@pytest.fixture
def snippet(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    text = "Kyiv, 3 May 2023 - Russian forces captured the town of Bakhmut on Tuesday, officials said."
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.txt").write_text(text, encoding="utf-8")
    capsys.readouterr()
    mk.build(folder / "in", title='A "title" <b>').save(folder / "a map.html", embed=True)
    return capsys.readouterr().out


def ready(page: Any) -> Any:
    frame = page.frames[1]
    end = time.monotonic() + 20
    while not frame.evaluate("window.__mapReady === true"):
        assert time.monotonic() < end
        time.sleep(0.02)
    page.wait_for_timeout(300)
    return frame


def test_saving_prints_what_to_paste(snippet: str) -> None:
    assert 'src="a%20map.html"' in snippet
    assert 'title="A &quot;title&quot; &lt;b&gt;"' in snippet
    assert 'sandbox="allow-scripts' in snippet
    assert "allow-same-origin" not in snippet
    assert len(re.findall(r"'sha256-[\w+/=]{44}'", snippet)) >= 3


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_the_frame_grows_to_what_the_map_needs(browser: Any, folder: Path, snippet: str, width: int) -> None:
    host = folder / f"host{width}.html"
    host.write_text(ARTICLE.format(snippet=snippet), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.goto(host.as_uri())
    frame = ready(page)
    height = page.evaluate("document.querySelector('iframe').clientHeight")
    assert height != 640
    assert frame.evaluate("document.documentElement.scrollWidth") <= width
    assert frame.evaluate("document.documentElement.scrollHeight") <= height
    assert frame.evaluate("document.querySelector('.mk-map').clientHeight") >= 280
    assert errors == []
    page.close()


def test_the_wheel_scrolls_the_article_and_zooms_only_with_a_key(browser: Any, folder: Path, snippet: str) -> None:
    host = folder / "wheel.html"
    host.write_text(ARTICLE.format(snippet=snippet), encoding="utf-8")
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.goto(host.as_uri())
    frame = ready(page)
    scale = "document.querySelector('.leaflet-control-scale-line').textContent"
    before = frame.evaluate(scale)
    box = page.locator("iframe").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 250)
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") > 0
    assert frame.evaluate(scale) == before
    assert "Ctrl" in frame.locator(".mk-guard").inner_text()
    page.goto(host.as_uri())  # a wheel once turned belongs to what it scrolled for a while
    frame = ready(page)
    page.mouse.move(box["x"] + 310, box["y"] + 260)
    page.keyboard.down("Control")
    page.mouse.wheel(0, 600)
    page.keyboard.up("Control")
    page.wait_for_timeout(700)
    assert frame.evaluate(scale) != before
    page.close()


def test_a_page_by_itself_keeps_the_wheel(opened: Any, story_file: Path) -> None:
    page = opened(story_file).page
    scale = "document.querySelector('.leaflet-control-scale-line').textContent"
    before = page.evaluate(scale)
    page.mouse.move(500, 300)
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(700)
    assert page.evaluate(scale) != before


@pytest.mark.parametrize("suffix", [".json", ".csv"])
def test_only_a_page_can_be_embedded(folder: Path, snippet: str, suffix: str) -> None:  # noqa: ARG001 - writes the articles
    dossier = mk.build(folder / "in")
    with pytest.raises(mk.errors.ConfigError, match="embed"):
        dossier.save(folder / f"x{suffix}", embed=True)
    assert not (folder / f"x{suffix}").exists()
