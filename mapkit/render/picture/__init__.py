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
from mapkit.render.style import THEMES, Theme, check_theme
from mapkit.render.telling import telling

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
    language: str = "en",
) -> str:
    """Return a story on one day as SVG, with its legend, its date and its sources.

    Parameters
    ----------
    frames
        Events, control states, routes, issues and the sources quoted. Empty frames give an empty map.
    title
        Heading.
    layers
        What to show; all built-in layers in ``language`` when omitted.
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
    language
        Of the picture: ``"en"``, ``"fr"`` or ``"ar"``, which is laid out from right to left round a map that is not.

    Returns
    -------
    str
        A whole SVG document; the same input gives the same bytes.

    Raises
    ------
    ConfigError
        When the size or the theme is not one of these, the map does not speak ``language``, or two features share an
        identifier.
    """
    small, large = SMALLEST, LARGEST
    if not (small[0] <= width <= large[0] and small[1] <= height <= large[1]):
        message = f"a picture of {width} by {height} pixels cannot be drawn"
        raise ConfigError(
            message, hint=f"Ask for {small[0]} by {small[1]} to {large[0]} by {large[1]} pixels", key="width"
        )
    story = _scene(frames, title, layers, day, theme, attributions, labels, countries, language)
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
    language: str = "en",
) -> str:
    """Return a story on one day as the SVG of a social card, 1200 by 630 pixels, legible at a third of that.

    Parameters, return value and errors are those of :func:`picture`; of the towns only those of the story are named.
    """
    story = _scene(frames, title, layers, day, theme, attributions, labels, countries, language)
    return draw_card(story, theme=theme)


def _scene(
    frames: Frames,
    title: str,
    layers: Sequence[Layer] | None,
    day: date | None,
    theme: str,
    attributions: Sequence[str],
    labels: Sequence[Place],
    countries: Sequence[Place],
    language: str,
) -> Scene:
    check_theme(theme, THEMES)
    told = telling(frames, layers, language=language, labels=labels, countries=countries)
    return scene(frames, told, title=title, day=day, attributions=attributions)


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
    # the map stands beside the legend, at the side where a line of the language begins
    frame = Box(x=LEGEND if story.mirrored else 0, y=top, w=width - LEGEND, h=height - top - bottom)
    chart = Chart(scene=story, frame=frame, palette=palette).draw()
    left, seam = (14.0, LEGEND) if story.mirrored else (frame.w + 18, frame.w)
    box = Box(x=left, y=top + 14, w=LEGEND - 18 - 14, h=frame.h - 28)
    key = legend.draw(palette, legend.rows(palette, story), box, story.unseen, mirrored=story.mirrored)
    foot = number(top + frame.h)
    edges = f"M0 {number(top)}H{width}M0 {foot}H{width}M{number(seam)} {number(top)}V{foot}"
    rule = f'<path d="{edges}" fill="none" stroke="{palette["rule"]}"/>'
    return _document(story, width, height, palette, [heading, chart, rule, key, footing])


def _from_right(story: Scene) -> bool:
    """Return whether title and date begin on the right: in a language that does, and below a title that does."""
    return story.mirrored or right_to_left(story.title)


def _heading(story: Scene, width: float, palette: Palette) -> tuple[str, float]:
    """Return title and date, and how high they are."""
    font = Font(size=26, bold=True, serif=True)
    align: Align = "end" if _from_right(story) else "start"
    x = width - EDGE if align == "end" else EDGE
    found = font.wrap(story.title, width - 2 * EDGE, 3)
    y = 12.0 + 32 * len(found)
    bold, plain = Font(size=15, bold=True), Font(size=14)
    line = f'<tspan{bold.attributes} fill="{palette["ink"]}">{directed(story.date)}</tspan>'
    if story.about:
        line += f'<tspan{plain.attributes} fill="{palette["mute"]}"> · {directed(story.about)}</tspan>'
    if story.mirrored:
        line = f"\u2067{line}\u2069"
    anchor = ' text-anchor="end"' if align == "end" else ""
    out = lines(x, 40, found, 32, align=align, more=f'{font.attributes} fill="{palette["ink"]}"')
    return f'{out}<text x="{number(x)}" y="{number(y + 20)}"{anchor} xml:space="preserve">{line}</text>', y + 33


def _footing(story: Scene, width: float, height: float, palette: Palette) -> tuple[str, float]:
    """Return sources and credits, and how high they are."""
    font = Font(size=11.5)
    room = width - 2 * EDGE
    said = (_sources(story, font, room), font.wrap(_credits(story), room, 2))
    tall = 15.0 * sum(map(len, said)) + 14
    align: Align = "end" if story.mirrored else "start"
    x, y = width - EDGE if story.mirrored else EDGE, height - tall + 19
    face = f'{font.attributes} fill="{palette["mute"]}"'
    out = lines(x, y, said[0], 15, align=align, more=face)
    return out + lines(x, y + 15 * len(said[0]), said[1], 15, align=align, more=face), tall


def _credits(story: Scene) -> str:
    """Return whom the map is owed to."""
    return " · ".join(map(story.words.isolated, story.attributions))


def _sources(story: Scene, font: Font, room: float) -> list[str]:
    """Return at most two lines of whom the story is owed to: the names that fit, and how many more there are."""
    words = story.words
    for share in (1.2, 1.0, 0.8, 0.6):
        names = [font.cut(name, min(share * room, 500.0)) for name in story.publishers]
        for count in range(min(len(names), 40), 0, -1):
            rest = len(names) - count
            more = f" {words('page.and-more', n=rest)}" if rest else ""
            found = font.wrap(words("picture.sources", names=words.joined(names[:count], "then")) + more, room, 9)
            if len(found) <= 2:
                return found
    return []


def draw_card(story: Scene, *, theme: Theme = "light", prefix: str = "mk-") -> str:
    """Return the SVG of a social card of a scene; see :func:`draw_picture`."""
    width, height = CARD
    palette = Palette(theme, story.hues, prefix)
    column = 470.0
    edge, room = 40.0, column - 40.0 - 28.0
    left = width - edge - room if story.mirrored else edge
    frame = Box(x=0 if story.mirrored else column, y=0, w=width - column, h=height - STRIP)
    chart = Chart(scene=story, frame=frame, palette=palette, size=1.9, margins=(110, 100, 150, 90), towns=0).draw()
    day, small = Font(size=30, bold=True), Font(size=22)
    sources = _sources(story, small, room)
    bottom = height - STRIP - 30.0 - 28 * len(sources)
    dated = day.wrap(story.date, room, 2)
    key = Font(size=23)
    who = [(row.sign, key.wrap(row.words, room - 48, 2)) for row in legend.actors(palette, story)[:4]]
    room_above = bottom - 92.0 - 38 * len(dated)
    # the colours are explained before the title is set larger
    font, found = _headline(story.title, room, room_above - sum(map(_tall, who)) - 20)
    used = 1.18 * font.size * len(found)
    while who and used + sum(map(_tall, who)) > room_above:
        who.pop()
    align: Align = "end" if _from_right(story) else "start"
    x, toward = (left + room, -1) if align == "end" else (left, 1)
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
    owed, face = fine.cut(_credits(story), width - 2 * edge), f'{fine.attributes} fill="{mute}"'
    outer = width - edge if story.mirrored else edge
    parts.append(text(outer, height - 10, owed, align="end" if story.mirrored else "start", more=face))
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
    words = story.words
    held = words.joined((feature.title for _, shown in story.drawn[:12] for feature, _ in shown[:1]), "then")
    about = f"{story.date}. {held or words('picture.nothing')}"
    body = "\n".join(part for part in parts if part)
    # a page from right to left would turn every anchor round
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" lang="{words.language}" xml:lang="{words.language}" direction="ltr" font-family="{SANS}">\n'
        f"<title>{directed(story.title)}</title>\n<desc>{directed(about)}</desc>\n"
        f"<defs>{palette.definitions()}</defs>\n"
        f'<path d="M0 0H{width}V{height}H0Z" fill="{palette["paper"]}"/>\n{body}\n</svg>\n'
    )
