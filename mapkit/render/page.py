"""The page round a map, as finished strings: no template ever sees a word that an article said."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from mapkit.errors import DataError
from mapkit.layers import Feature
from mapkit.render import style
from mapkit.words import Words

SCRIPTS = (
    "core.js", "words.js", "search.js", "basemap.js", "glyphs.js", "labels.js", "tiles.js", "chart.js", "legend.js",
    "timebar.js", "list.js", "panel.js", "tour.js", "embed.js", "app.js",
)  # fmt: skip
STYLES = ("timebar.css",)
PACKED_SCRIPTS = (
    "core.js", "words.js", "basemap.js", "glyphs.js", "tiles.js", "embed.js",
    "columns.js", "splat.js", "names.js", "key.js", "histogram.js", "reader.js", "explore.js",
)  # fmt: skip
PACKED_STYLES = (*STYLES, "explore.css")
FIRST = "window.__mapReady=false;"
STILL = (
    "<style>.mapkit{position:static;display:block;overflow:visible;padding:12px}"
    ".mk-still{margin:0}.mk-still svg{max-width:100%;height:auto}"
    ".mapkit th[scope=row]{white-space:nowrap}</style>"  # a date broken at a hyphen is none from right to left
)
"""Without script the page is a plain one that scrolls."""


@cache
def _static(*name: str) -> str:
    file = files("mapkit.render").joinpath("static", *name)
    if not file.is_file():
        path = "/".join(("render", "static", *name))
        message = f"the shipped file {path!r} is missing"
        raise DataError(message, hint="In a checkout run: python hatch_build.py", file=path)
    return file.read_text(encoding="utf-8")


def compact(source: str) -> str:
    """Return script or style text without indentation, blank lines and lines that are only a ``//`` comment."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


@cache
def styles(names: tuple[str, ...] = STYLES) -> str:
    """Return all style rules of a page, given the files of our own."""
    own = "html,body{margin:0;height:100%}body{position:relative;min-height:100vh;min-height:100dvh}"
    ours = (compact(_static(name)) for name in names)
    return "\n".join((_static("vendor", "leaflet.css"), own, *ours, style.stylesheet()))


def leaflet() -> str:
    """Return the script of Leaflet."""
    return _static("vendor", "leaflet.js")


@cache
def program(names: tuple[str, ...] = SCRIPTS) -> str:
    """Return our own script without its last line, which names the map to start."""
    parts = (re.sub(r"if \(typeof module .*", "", compact(_static(name)), flags=re.DOTALL) for name in names)
    return "\n".join(parts)


def starter(name: str, scripts: tuple[str, ...] = SCRIPTS) -> str:
    """Return the script that draws the map ``name`` and leaves it in a variable of that name, as folium does."""
    return f'var {name}=(()=>{{"use strict";\n{program(scripts)}\nreturn start("{name}");}})();'


def body(
    name: str,
    title: str,
    features: Sequence[Feature],
    data: str,
    words: Words,
    still: str = "",
    theme: style.PageTheme = "auto",
) -> str:
    """Return the markup of one map: a place for it, its picture and table for readers without script, its data.

    Parameters
    ----------
    name
        Identifier of the map on the page.
    title
        Heading.
    features
        What the table lists.
    data
        JSON in which no character can be taken for markup.
    words
        The language of the table.
    still
        SVG of the map; empty for none.
    theme
        Which colours the style sheet gives it.
    """
    figure = f'<figure class="mk-still">{still}</figure>' if still else ""
    return (
        f'<main class="mapkit" id="{name}" data-theme="{theme}">'
        f"<noscript>{STILL}{figure}{table(title, features, words)}</noscript></main>"
        f'<script type="application/json" id="{name}-data">{data}</script>'
    )


def packed_body(name: str, summary: str, data: str, events: str, words: Words, theme: style.PageTheme = "auto") -> str:
    """Return the markup of a map of packed events: as :func:`body`, with ``summary`` for readers without script.

    Parameters
    ----------
    name
        Identifier of the map on the page.
    summary
        Finished markup.
    data
        JSON in which no character can be taken for markup.
    events
        Base64.
    words
        The language of the map, which somebody else's figure does not state.
    theme
        Which colours the style sheet gives it.
    """
    return (
        f'<main class="mapkit" id="{name}" lang="{words.language}" dir="{words.direction}" data-theme="{theme}">'
        f"<noscript>{STILL}{summary}</noscript></main>"
        f'<script type="application/json" id="{name}-data">{data}</script>'
        f'<script type="application/octet-stream" id="{name}-events">{events}</script>'
    )


def packed_words(name: str, words: str, blocks: str) -> str:
    """Return the markup of what is read one event at a time; it follows the scripts, so that the map need not wait."""
    return (
        f'<script type="application/octet-stream" id="{name}-words">{words}</script>'
        f'<script type="application/octet-stream" id="{name}-blocks">{blocks}</script>'
    )


def escaped(text: str) -> str:
    """Return text as markup that shows it; half a surrogate pair, which no file can hold, becomes a question mark."""
    return html.escape(text.encode("utf-8", "replace").decode("utf-8"))


def table(title: str, features: Iterable[Feature], words: Words) -> str:
    """Return the story as a plain table, escaped."""

    def bounds(feature: Feature) -> str:
        low, high = feature.since or (None, None)
        if low == high:
            return low or ""
        return words("title.way", origin=low or "…", destination=high or "…")

    def cell(value: str | None, more: str = "") -> str:
        # the direction of a text is its own: a story in one language quotes articles in another
        return f'<td dir="auto"{more}>{escaped(value or "")}</td>'

    def sentences(feature: Feature) -> str:
        return " / ".join(f"{words('page.quotation', text=q.text)} {q.article}".strip() for q in feature.quotes)

    rows = [
        "<tr>"
        + cell(bounds(feature), ' style="white-space:nowrap"')  # a date broken at a hyphen is none from right to left
        + cell(feature.title, ' lang="en"' if feature.sign == "issue" and words.language != "en" else "")
        + cell(words.term("status", feature.status))
        + cell(sentences(feature))
        + "</tr>"
        for feature in features
        if feature.sign in ("event", "issue")
    ]
    heads = "".join(f"<th>{escaped(words(f'page.{key}'))}</th>" for key in ("when", "what", "status", "sentences"))
    return (
        f"<h1>{escaped(title)}</h1><p>{escaped(words('page.needs-script'))}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def policy(scripts: Iterable[str], images: Sequence[str] = ()) -> str:
    """Return a content security policy that lets exactly these inline scripts run and nothing load.

    Parameters
    ----------
    scripts
        Texts of the inline scripts, byte for byte.
    images
        Origins from which pictures may come; none for an offline page.
    """
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        f"img-src {' '.join(('data:', *images))}; base-uri 'none'; form-action 'none'"
    )


def shell(
    *, title: str, words: Words, head: str, content: str, scripts: Sequence[str], secure: str | None, rest: str = ""
) -> str:
    """Return the whole page.

    Parameters
    ----------
    title
        Text of the window's title; escaped here.
    words
        Language and direction of the page.
    head
        Finished markup of the head.
    content
        Finished markup of the body.
    scripts
        Texts of the inline scripts, run in this order after the content.
    secure
        The content security policy; ``None`` for none.
    rest
        Finished markup that the scripts do not wait for.
    """
    meta = f'<meta http-equiv="Content-Security-Policy" content="{secure}">\n' if secure else ""
    run = "\n".join(f"<script>{script}</script>" for script in scripts)
    return (
        f'<!DOCTYPE html>\n<html lang="{words.language}" dir="{words.direction}">\n<head>\n<meta charset="utf-8">\n'
        f'{meta}<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n{head}\n</head>\n<body>\n{content}\n{run}\n{rest}</body>\n</html>\n"
    )


def embedding(name: str, title: str, text: str) -> str:
    """Return what an author pastes into another page to show a saved one there, with its policy as a comment.

    Parameters
    ----------
    name
        Address of the page, relative to the other one.
    title
        What screen readers call the frame.
    text
        The page.
    """
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    said = (
        f"<!-- The page states its own policy. As a header: Content-Security-Policy: {policy[1]} -->\n"
        if policy
        else ""
    )
    source = html.escape(quote(name))
    return (
        f'{said}<iframe src="{source}" title="{escaped(title)}" loading="lazy" '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
        'style="display:block;width:100%;height:640px;border:0"></iframe>\n'
        "<script>\n"
        'addEventListener("message", (event) => {\n'
        '  for (const frame of document.querySelectorAll("iframe"))\n'
        '    if (frame.contentWindow === event.source && event.data && event.data.type === "mapkit:height")\n'
        '      frame.style.height = Math.min(2000, Number(event.data.height) || 640) + "px";\n'
        "});\n"
        "</script>"
    )


def folium_support() -> str:
    """Return what folium's own layers expect of a page and Leaflet alone does not give: pins and a speck of jQuery."""
    return compact(_static("folium.js"))
