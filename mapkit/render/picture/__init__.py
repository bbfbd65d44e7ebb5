"""The static twin of the map: a picture and a social card in SVG, drawn without a browser.

The same story on the same day shows the same marks as the page (:mod:`mapkit.render.moment`), in the same colours
and fillings. No script, no link and no font is in it; every text is escaped and cleaned of what XML forbids.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mapkit.errors import ConfigError
from mapkit.render.picture import legend
from mapkit.render.picture.chart import Chart
from mapkit.render.picture.glyphs import Palette
from mapkit.render.picture.lettering import SANS, Align, Font, directed, lines, number, right_to_left, text
from mapkit.render.picture.projection import Box
from mapkit.render.picture.scene import Scene, scene
from mapkit.render.picture.words import say
from mapkit.render.style import Theme

if TYPE_CHECKING:
    from mapkit.frames import Frames
    from mapkit.layers import Layer
    from mapkit.model import Place

__all__ = ["CARD", "draw_card", "draw_picture", "picture", "social_card"]

CARD = (1200, 630)
"""Pixels of a social card: what search engines and messengers ask for."""
SMALLEST, LARGEST = (640, 480), (8000, 8000)
LEGEND = 246.0
EDGE = 20.0
STRIP = 30.0
"""Pixels at the foot of a card for whom the map is owed to."""


def picture(
    frames: Frames,
    *,
    title: str,
    layers: Sequence[Layer] | None = None,
    day: date | None = None,
    width: int = 1280,
    height: int = 800,
    theme: Theme = "light",
    attributions: Sequence[str] = (),
    labels: Sequence[Place] = (),
    countries: Sequence[Place] = (),
) -> str:
    """Return a story on one day as SVG, with its legend, its date and its sources.

    Parameters
    ----------
    frames
        Events, control states, routes, issues and the sources quoted. Empty frames give an empty map.
    title
        Heading.
    layers
        What to show; all built-in layers when omitted.
    day
        The day shown; by default the one on which the page opens. Without any dated event everything is shown.
    width, height
        Pixels, at least 640 by 480 and at most 8000 either way.
    theme
        ``"light"`` or ``"dark"``.
    attributions
        Whom the gazetteer and other data are owed to.
    labels
        Towns to name where there is room; the more populous first.
    countries
        Countries to name.

    Returns
    -------
    str
        A whole SVG document; the same input gives the same bytes.

    Raises
    ------
    ConfigError
        When the size or the theme is not one of these, or two features share an identifier.
    """
    small, large = SMALLEST, LARGEST
    if not (small[0] <= width <= large[0] and small[1] <= height <= large[1]):
        message = f"a picture of {width} by {height} pixels cannot be drawn"
        raise ConfigError(
            message, hint=f"Ask for {small[0]} by {small[1]} to {large[0]} by {large[1]} pixels", key="width"
        )
    story = _scene(frames, title, layers, day, theme, attributions, labels, countries)
    return draw_picture(story, width=width, height=height, theme=theme)


def social_card(
    frames: Frames,
    *,
    title: str,
    layers: Sequence[Layer] | None = None,
    day: date | None = None,
    theme: Theme = "light",
    attributions: Sequence[str] = (),
    labels: Sequence[Place] = (),
    countries: Sequence[Place] = (),
) -> str:
    """Return a story on one day as the SVG of a social card, 1200 by 630 pixels, legible at a third of that.

    Parameters, return value and errors are those of :func:`picture`; of the towns only those of the story are named.
    """
    return draw_card(_scene(frames, title, layers, day, theme, attributions, labels, countries), theme=theme)


def _scene(
    frames: Frames,
    title: str,
    layers: Sequence[Layer] | None,
    day: date | None,
    theme: str,
    attributions: Sequence[str],
    labels: Sequence[Place],
    countries: Sequence[Place],
) -> Scene:
    from mapkit.render import features_of

    if theme not in ("light", "dark"):
        message = f"there is no theme {theme!r}"
        raise ConfigError(message, hint='Use "light" or "dark"', key="theme")
    return scene(
        frames,
        features_of(frames, layers),
        title=title,
        day=None if day is None else day.isoformat()[:10],
        attributions=attributions,
        labels=labels,
        countries=countries,
    )


def draw_picture(
    story: Scene, *, width: int = 1280, height: int = 800, theme: Theme = "light", prefix: str = "mk-"
) -> str:
    """Return the SVG of a scene.

    Parameters
    ----------
    story
        What to show.
    width, height
        Pixels.
    theme
        Colours.
    prefix
        Begins every identifier in it, so that it can stand in a page that has identifiers of its own.
    """
    palette = Palette(theme, story.hues, prefix)
    heading, top = _heading(story, width, palette)
    footing, bottom = _footing(story, width, height, palette)
    frame = Box(x=0, y=top, w=width - LEGEND, h=height - top - bottom)
    chart = Chart(scene=story, frame=frame, palette=palette).draw()
    box = Box(x=frame.w + 18, y=top + 14, w=LEGEND - 18 - 14, h=frame.h - 28)
    rows = legend.rows(palette, story.drawn, story.routes, story.hues)
    key = legend.draw(palette, rows or [legend.Row(sign="", words=say("nothing"))], box, story.unseen)
    right, foot = number(frame.w), number(top + frame.h)
    edges = f"M0 {number(top)}H{width}M0 {foot}H{width}M{right} {number(top)}V{foot}"
    rule = f'<path d="{edges}" fill="none" stroke="{palette["rule"]}"/>'
    return _document(story, width, height, palette, [heading, chart, rule, key, footing])


def _heading(story: Scene, width: float, palette: Palette) -> tuple[str, float]:
    """Return title and date, and how high they are."""
    font = Font(size=26, bold=True, serif=True)
    align: Align = "end" if right_to_left(story.title) else "start"
    x = width - EDGE if align == "end" else EDGE
    found = font.wrap(story.title, width - 2 * EDGE, 3)
    y = 12.0 + 32 * len(found)
    bold, plain = Font(size=15, bold=True), Font(size=14)
    line = f'<tspan{bold.attributes} fill="{palette["ink"]}">{directed(story.date)}</tspan>'
    if story.about:
        line += f'<tspan{plain.attributes} fill="{palette["mute"]}"> · {directed(story.about)}</tspan>'
    anchor = ' text-anchor="end"' if align == "end" else ""
    out = lines(x, 40, found, 32, align=align, more=f'{font.attributes} fill="{palette["ink"]}"')
    return f'{out}<text x="{number(x)}" y="{number(y + 20)}"{anchor} xml:space="preserve">{line}</text>', y + 33


def _footing(story: Scene, width: float, height: float, palette: Palette) -> tuple[str, float]:
    """Return sources and credits, and how high they are."""
    font = Font(size=11.5)
    room = width - 2 * EDGE
    wrapped = _sources(story, font, room)
    wrapped += font.wrap(" · ".join(story.attributions), room, 2)
    tall = 15.0 * len(wrapped) + 14
    out = lines(EDGE, height - tall + 19, wrapped, 15, more=f'{font.attributes} fill="{palette["mute"]}"')
    return out, tall


def _sources(story: Scene, font: Font, room: float) -> list[str]:
    """Return at most two lines of whom the story is owed to: the names that fit, and how many more there are."""
    for share in (1.2, 1.0, 0.8, 0.6):
        names = [font.cut(name, min(share * room, 500.0)) for name in story.publishers]
        for count in range(min(len(names), 40), 0, -1):
            rest = len(names) - count
            more = f" {say('more', n=rest)}" if rest else ""
            found = font.wrap(say("sources") + "; ".join(names[:count]) + more, room, 9)
            if len(found) <= 2:
                return found
    return []


def draw_card(story: Scene, *, theme: Theme = "light", prefix: str = "mk-") -> str:
    """Return the SVG of a social card of a scene; see :func:`draw_picture`."""
    width, height = CARD
    palette = Palette(theme, story.hues, prefix)
    column = 470.0
    edge, room = 40.0, column - 40.0 - 28.0
    frame = Box(x=column, y=0, w=width - column, h=height - STRIP)
    chart = Chart(scene=story, frame=frame, palette=palette, size=1.9, margins=(110, 100, 150, 90), towns=0).draw()
    day, small = Font(size=30, bold=True), Font(size=22)
    sources = _sources(story, small, room)
    bottom = height - STRIP - 30.0 - 28 * len(sources)
    dated = day.wrap(story.date, room, 2)
    shown = [*(each for _, found in story.drawn for each in found), *story.routes]
    key = Font(size=23)
    who = [(row.sign, key.wrap(row.words, room - 48, 2)) for row in legend.actors(palette, shown, story.hues)[:4]]
    room_above = bottom - 92.0 - 38 * len(dated)
    # the colours are explained before the title is set larger
    font, found = _headline(story.title, room, room_above - sum(map(_tall, who)) - 20)
    used = 1.18 * font.size * len(found)
    while who and used + sum(map(_tall, who)) > room_above:
        who.pop()
    align: Align = "end" if right_to_left(story.title) else "start"
    x, toward = (column - 28, -1) if align == "end" else (edge, 1)
    ink, mute = palette["ink"], palette["mute"]
    parts = [
        lines(x, 48 + font.size * 0.86, found, 1.18 * font.size, align=align, more=f'{font.attributes} fill="{ink}"'),
        lines(x, 48 + used + 44, dated, 38, align=align, more=f'{day.attributes} fill="{ink}"'),
    ]
    y = 48 + used + 44 + 38 * len(dated) + 14
    for sign, words in who:
        parts.append(f'<g transform="translate({number(x + 16 * toward)} {number(y - 8)}) scale(1.7)">{sign}</g>')
        parts.append(lines(x + 46 * toward, y, words, 26, align=align, more=f'{key.attributes} fill="{ink}"'))
        y += _tall((sign, words))
    parts.append(lines(x, bottom + 34, sources, 28, align=align, more=f'{small.attributes} fill="{mute}"'))
    fine = Font(size=12.5)
    owed = fine.cut(" · ".join(story.attributions), width - 2 * edge)
    parts.append(text(edge, height - 10, owed, more=f'{fine.attributes} fill="{mute}"'))
    return _document(story, width, height, palette, [chart, *parts])


def _tall(row: tuple[str, list[str]]) -> float:
    """Return the height of a row of the colours of a card."""
    return 10.0 + 26 * len(row[1])


def _headline(title: str, width: float, height: float) -> tuple[Font, list[str]]:
    """Return the largest face in which a title fits, and its lines."""
    for size in (58, 52, 46, 40, 36, 32, 28):
        font = Font(size=size, bold=True, serif=True)
        most = max(1, int(height // (1.18 * size)))
        found = font.wrap(title, width, most)
        whole = font.wrap(title, width, 99)
        # a word is not broken while a smaller face can hold it
        if len(whole) <= min(most, 6) and all(font.width(word) <= width for word in title.split(" ")):
            return font, found
    return font, found


def _document(story: Scene, width: int, height: int, palette: Palette, parts: Sequence[str]) -> str:
    held = "; ".join(feature.title for _, shown in story.drawn[:12] for feature, _ in shown[:1])
    about = f"{story.date}. {held}" if held else f"{story.date}. {say('nothing')}"
    body = "\n".join(part for part in parts if part)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{SANS}">\n<title>{directed(story.title)}</title>\n<desc>{directed(about)}</desc>\n'
        f"<defs>{palette.definitions()}</defs>\n"
        f'<path d="M0 0H{width}V{height}H0Z" fill="{palette["paper"]}"/>\n{body}\n</svg>\n'
    )
