"""Signs as SVG: the twin of the page's ``glyphs.js``. Hue says who, the filling how surely, nothing hue alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mapkit.layers import Feature
from mapkit.render import style
from mapkit.render.moment import Slot, State
from mapkit.render.picture.lettering import Font, number, text

Shown = Sequence[tuple[Feature, State]]
Ink = int | str | None
"""A hue: a number of the palette, -1 everybody beyond it, ``None`` unknown, ``"ink"`` nobody in particular."""

OFFSETS: dict[Slot, tuple[float, float]] = {"town": (0, 0), "base": (-26, 0), "event": (0, -23), "area": (0, 0)}
"""Pixels from a place to its sign: a base stands beside its town, events above."""
QUESTION = Font(size=10.5, bold=True)
COUNT = Font(size=9, bold=True)
CROSS = "M-4-4L4 4M-4 4L4-4"


class Palette:
    """The colours of one picture; it remembers which hatches and discs were used, and defines only those.

    Parameters
    ----------
    theme
        Light or dark.
    hues
        Actors in the order of their hues.
    prefix
        Begins every identifier, so that two pictures can stand in one page.
    """

    def __init__(self, theme: style.Theme, hues: Sequence[str], prefix: str) -> None:
        self.ground = style.GROUND[theme]
        self._dark = theme == "dark"
        self._hues = hues
        self._prefix = prefix
        self._hatches: dict[str, str] = {}
        self._discs: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self.ground[name]

    def ink(self, feature: Feature) -> Ink:
        """Return the hue of a feature."""
        return style.hue(feature, self._hues)

    def colour(self, ink: Ink) -> str:
        """Return the colour of a hue."""
        if isinstance(ink, str):
            return self.ground["ink"]
        if ink is None:
            return style.UNKNOWN[self._dark]
        return style.OTHER[self._dark] if ink < 0 else (style.DARK if self._dark else style.LIGHT)[ink]

    def hatch(self, ink: Ink) -> str:
        """Return the filling of what is only possible."""
        name = f"{self._prefix}h{_key(ink)}"
        self._hatches[name] = self.colour(ink)
        return f"url(#{name})"

    def disc(self, ink: Ink) -> str:
        """Return the filling of an area: it fades towards the edge, which nobody reported."""
        name = f"{self._prefix}d{_key(ink)}"
        self._discs[name] = self.colour(ink)
        return f"url(#{name})"

    def clip(self) -> str:
        """Return the identifier of the frame of the map."""
        return f"{self._prefix}c"

    def definitions(self) -> str:
        """Return the hatches and discs that were used."""
        hatches = (
            f'<pattern id="{name}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<path d="M0 0H4V4H0Z" fill="{self["paper"]}"/><path d="M0 0H2V4H0Z" fill="{colour}"/></pattern>'
            for name, colour in sorted(self._hatches.items())
        )
        stops = ((0, 0.3), (0.6, 0.18), (1, 0))
        discs = (
            f'<radialGradient id="{name}">'
            + "".join(f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{dim}"/>' for at, dim in stops)
            + "</radialGradient>"
            for name, colour in sorted(self._discs.items())
        )
        return "".join((*hatches, *discs))


def _key(ink: Ink) -> str:
    return "n" if ink is None else "o" if ink == -1 else "i" if ink == "ink" else str(ink)


def _attributes(**values: object) -> str:
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in values.items() if value is not None)


def fill(palette: Palette, ink: Ink, paint: style.Paint, state: State) -> str:
    """Return filling and line of a shape as attributes."""
    colour, paper = palette.colour(ink), palette["paper"]
    possible = state == "possible"
    match paint:
        case "solid" if state == "past":
            return _attributes(fill=colour, fill_opacity=0.35, stroke=colour, stroke_width=0.8, stroke_opacity=0.6)
        case "solid" if possible:
            return _attributes(fill=palette.hatch(ink), stroke=colour, stroke_width=1.5)
        case "solid":
            return _attributes(fill=colour, stroke=paper, stroke_width=1.4)
        case "outline":
            width = {"certain": 2.8, "possible": 1.8}.get(state, 1.3)
            dim = 0.45 if possible else None
            return _attributes(
                fill=palette.hatch(ink) if possible else paper, fill_opacity=dim, stroke=colour, stroke_width=width
            )
        case "dotted":
            dots = {"stroke_dasharray": "0.1 3.6", "stroke_linecap": "round"}
            return _attributes(fill="none", stroke=colour, stroke_width=2, **dots)
        case "hatched":
            return _attributes(fill=palette.hatch(ink), stroke=colour, stroke_width=1.4, stroke_dasharray="3 2")
        case "denied":
            return _attributes(fill=paper, stroke=colour, stroke_width=1.6, stroke_dasharray="1.5 2.5")
        case "inferred":
            # filled thinly: somebody is there, though nobody says so in as many words
            thin = {"fill_opacity": 0.2 if possible else 0.45, "stroke_width": 1.2 if possible else 1.8}
            return _attributes(fill=colour, stroke=colour, **thin)
    dash = "2.5 2" if possible else None
    return _attributes(fill=paper, stroke=colour, stroke_width=1.4 if possible else 2, stroke_dasharray=dash)


def _sector(radius: float, begin: float, end: float) -> str:
    def at(turn: float) -> str:
        return f"{radius * math.sin(turn * math.tau):.2f} {-radius * math.cos(turn * math.tau):.2f}"

    large = int(end - begin > 0.5)
    return f"M0 0L{at(begin)}A{number(radius)} {number(radius)} 0 {large} 1 {at(end)}Z"


def cross(palette: Palette, d: str = CROSS) -> str:
    """Return the strokes over what is contested or denied."""
    return f'<path d="{d}" stroke="{palette["ink"]}" stroke-width="1.6" fill="none"/>'


def question(palette: Palette, x: float = 0.0) -> str:
    """Return the sign of what nobody reported."""
    return text(x, 3.6, "?", align="middle", more=f'{QUESTION.attributes} fill="{palette["mute"]}"')


def holding(palette: Palette, shown: Shown, *, square: bool, size: float = 8.5) -> str:
    """Return a disc (town) or a square (base), parted between all who can hold it on that day."""
    parts = len(shown)
    out = []
    if parts > 1:
        edge = size + 1
        casing = (
            f'<rect x="{-edge}" y="{-edge}" width="{2 * edge}" height="{2 * edge}"' if square else f'<circle r="{edge}"'
        )
        out.append(f'{casing} fill="{palette["paper"]}"/>')
    for index, (feature, state) in enumerate(shown):
        look = fill(palette, palette.ink(feature), style.paint(feature), state)
        if square:
            width = 2 * size / parts
            corner = ' rx="1"' if parts == 1 else ""
            left = number(-size + width * index)
            out.append(f'<rect x="{left}" y="{-size}" width="{number(width)}" height="{2 * size}"{corner}{look}/>')
        elif parts == 1:
            out.append(f'<circle r="{size}"{look}/>')
        else:
            out.append(f'<path d="{_sector(size, index / parts + 0.5, (index + 1) / parts + 0.5)}"{look}/>')
        if feature.kind == "contested":
            out.append(cross(palette))
        if style.paint(feature) == "unknown" and parts < 3:
            x = 0.0 if parts == 1 else size * (index - 0.5) * (1 if square else -0.9)
            out.append(question(palette, x))
    return "".join(out)


def _square(half: float) -> str:
    return f'<rect x="{-half}" y="{-half}" width="{2 * half}" height="{2 * half}" rx="1.5"'


def leaving(palette: Palette, shown: Shown) -> str:
    """Return the frame of a base that somebody left, may have left, or plans to leave."""
    out = []
    for feature, state in reversed(shown):
        ink = palette.ink(feature)
        planned = style.paint(feature) == "dotted"
        half = 15.5 if planned and len(shown) > 1 else 13
        veil = f'fill="{palette["paper"]}" fill-opacity="0.82"/>'
        if planned:
            line = _attributes(stroke_dasharray="0.1 3.8", stroke_linecap="round", stroke_width=2.2)
        else:
            if state == "possible":
                out.append(f'{_square(half)} fill="{palette.hatch(ink)}" fill-opacity="0.55"/>')
                out.append(f'<rect x="-9.5" y="-9.5" width="19" height="19" {veil}')
            else:
                out.append(f"{_square(half)} {veil}")
            line = _attributes(stroke_dasharray="4 2.6", stroke_width=2.8 if state == "certain" else 1.8)
        out.append(f'{_square(half)} fill="none" stroke="{palette.colour(ink)}"{line}/>')
    return "".join(out)


def diamond(palette: Palette, shown: Shown) -> str:
    """Return the sign of the events at a place; a number says how many there are."""
    feature, state = shown[0]
    ink = palette.ink(feature)
    out = []
    if state == "certain":
        out.append(f'<path d="M0-11L11 0L0 11L-11 0Z" fill="none" stroke="{palette.colour(ink)}" stroke-width="1.2"/>')
    out.append(f'<path d="M0-7.5L7.5 0L0 7.5L-7.5 0Z"{fill(palette, ink, style.paint(feature), state)}/>')
    if feature.status == "denied":
        out.append(cross(palette, "M-7 7L7-7"))
    if len(shown) > 1:
        count = "9+" if len(shown) > 9 else str(len(shown))
        paper = palette["paper"]
        out.append(f'<circle cx="9" cy="-8" r="6.5" fill="{palette["ink"]}" stroke="{paper}" stroke-width="1.2"/>')
        out.append(text(9, -4.8, count, align="middle", more=f'{COUNT.attributes} fill="{paper}"'))
    return "".join(out)


def glyph(palette: Palette, slot: Slot, shown: Shown) -> str:
    """Return the sign of a mark round its own origin, from what it shows on the day."""
    if slot == "event":
        return diamond(palette, shown)
    square = slot == "base"
    holders = [each for each in shown if each[0].sign == "control"]
    left = [each for each in shown if each[0].sign == "event"]
    frame = leaving(palette, left) if square else ""
    return frame + (holding(palette, holders, square=square) if holders else "")
