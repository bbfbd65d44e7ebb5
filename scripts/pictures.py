"""Draw the README's pictures again from ``seeds/``: ``python scripts/pictures.py`` (in the development environment)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from test import find_browser

import mapkit as mk

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
ARTICLE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
<style>body{{font:19px/1.55 Georgia,serif;max-width:660px;margin:0 auto;padding:26px 16px;color:#222}}</style>
<h1>How the UN left northern Mali</h1><p>The convoy left at dawn. By evening the alliance said that it held the base.
Much of what followed is known from one side only.</p>{frame}<p>Below the map the article goes on.</p></html>"""
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


def main() -> int:
    """Save the pages, open each as a reader would, and keep what is seen."""
    browser = find_browser()
    if browser is None:
        print("no Chromium was found; see scripts/test.py", file=sys.stderr)
        return 5
    dossier = mk.build(ROOT / "seeds", title="The UN leaves Kidal")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        plain = dossier.save(folder / "plain.html")
        told = dossier.save(folder / "told.html", story=dossier.story())
        arabic = dossier.save(folder / "arabic.html", language="ar")
        dossier.save(folder / "embed.html", embed=True)
        article = folder / "article.html"
        size = "width:100%;height:690px;border:0"
        frame = f'<iframe title="map" src="embed.html" sandbox="allow-scripts" style="{size}"></iframe>'
        article.write_text(ARTICLE.format(frame=frame), encoding="utf-8")
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--headless"])
        shots: list[tuple[str, Path, str, dict[str, Any]]] = [
            ("map", plain, "", {}),
            ("dark", plain, "#on=2023-11-05&known=2023-10-31", {"color_scheme": "dark"}),
            ("phone", told, "#step=3", PHONE),
            ("arabic", arabic, "#on=2023-11-08", {}),
            ("embed", article, "", {"viewport": {"width": 760, "height": 1060}}),
        ]
        for shot, page, link, options in shots:
            context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
            opened = context.new_page()
            opened.goto(page.as_uri() + link)
            opened.wait_for_timeout(1500)
            if shot == "phone":
                opened.locator(".mk-open-panel").first.click()
                opened.wait_for_timeout(400)
            if shot == "map":
                opened.locator(".mk-mark-base:not([hidden])[aria-label*='Kidal']").first.click()
                opened.wait_for_timeout(400)
            opened.screenshot(path=DOCS / f"{shot}.png")
            context.close()
        chromium.close()
    dossier.save(DOCS / "card.png", card=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
