from __future__ import annotations

import os
import runpy
import shutil
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--headless"]


def find_browser() -> str:
    """The browser of $MAPKIT_CHROME, else the first Chromium on the path, else Playwright's own."""
    named = os.environ.get("MAPKIT_CHROME")
    found = named or next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        with sync_playwright() as playwright:
            found = playwright.chromium.executable_path
    if not Path(found).is_file():
        pytest.fail(
            "no Chromium was found: install one (apt-get install chromium, or python -m playwright install chromium) "
            "or set MAPKIT_CHROME to its path",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def story() -> dict[str, Any]:
    return runpy.run_path(str(Path(__file__).with_name("story.py")))


@pytest.fixture(scope="session")
def story_file(story: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    from mapkit.render import to_html, to_map

    path = tmp_path_factory.mktemp("page") / "story.html"
    chart = to_map(
        story["frames"](),
        title=story["TITLE"],
        attributions=story["ATTRIBUTIONS"],
        labels=story["LABELS"],
        countries=story["COUNTRIES"],
    )
    path.write_text(to_html(chart), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def violations() -> Callable[[Any], list[str]]:
    """Run axe in a page or a frame: its own rules and those of WCAG 2.2 A and AA, the size of targets among them."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

    def run(page: Any) -> list[str]:
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, { rules: { 'target-size': { enabled: true } } })")["violations"]
        return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]

    return run


class Opened:
    """A page and everything that it complained about or asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: message.type in ("error", "warning") and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: (self.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def goto(self, url: str) -> Page:
        self.page.goto(url)
        end = time.monotonic() + 20
        while not self.page.evaluate("window.__mapReady === true"):
            assert time.monotonic() < end, f"the page never got ready: {self.errors}"
            time.sleep(0.02)
        return self.page


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Open a page in a fresh context; keyword arguments are those of ``browser.new_context``."""
    contexts = []

    def open_page(url: str | Path, **options: Any) -> Opened:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.goto(url.as_uri() if isinstance(url, Path) else url)
        return opened

    yield open_page
    for context in contexts:
        context.close()
