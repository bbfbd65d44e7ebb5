"""The legend: only what the picture shows, in three parts, as the page has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mapkit.layers import Feature
from mapkit.render import style
from mapkit.render.moment import Mark, State
from mapkit.render.picture.glyphs import Ink, Palette, cross, fill, question
from mapkit.render.picture.lettering import Align, Font, lines, number
from mapkit.render.picture.projection import Box
from mapkit.render.picture.scene import Scene
from mapkit.words import Words

ROW = Font(size=13)
HEAD = Font(size=12, bold=True)
NOTE = Font(size=11.5)
STEP = 15.0
LEAST = 22.0
"""Pixels of a row with one line."""
SWATCH = 32.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a legend; a heading has no sign."""

    sign: str
    words: str


def actors(palette: Palette, story: Scene) -> list[Row]:
    """Return a row for every actor whose colour is in the picture."""
    words = story.words
    shown = [*(each for _, found in story.drawn for each in found), *story.routes]
    used = {palette.ink(feature) for feature, _ in shown}

    def row(ink: Ink, words: str) -> Row:
        return Row(sign=f'<path d="M-9-5.5H9V5.5H-9Z" fill="{palette.colour(ink)}"/>', words=words)

    named = [row(ink, story.called.get(name, name)) for ink, name in enumerate(story.hues) if ink in used]
    # the grey of a place whose holder is unknown has a sign of its own; that of a deed without a doer has not
    doers = any(palette.ink(feature) is None and style.paint(feature) != "unknown" for feature, _ in shown)
    others = [row(-1, words("page.legend-others"))] if -1 in used else []
    return [*named, *others, *([row(None, words("picture.legend-unnamed"))] if doers else [])]


def rows(palette: Palette, story: Scene) -> list[Row]:
    """Return the legend of a picture; a picture of nothing says so."""
    words = story.words
    parts = [
        ("page.legend-who", actors(palette, story)),
        ("page.legend-filling", _fillings(palette, story.drawn, words)),
        ("page.legend-shape", _shapes(palette, story.drawn, story.routes, words)),
    ]
    found = [row for head, part in parts if part for row in (Row(sign="", words=words(head)), *part)]
    return found or [Row(sign="", words=words("picture.nothing"))]


def _fillings(
    palette: Palette, drawn: Sequence[tuple[Mark, Sequence[tuple[Feature, State]]]], words: Words
) -> list[Row]:
    shown = [each for _, found in drawn for each in found]
    painted = {(style.paint(feature), state) for feature, state in shown}
    paints = {paint for paint, _ in painted}

    def disc(paint: style.Paint, state: State = "certain", ink: Ink = "ink", extra: str = "") -> str:
        return f'<circle r="6.5"{fill(palette, ink, paint, state)}/>{extra}'

    unknown = disc("unknown", ink=None, extra=question(palette))
    several = any(
        m.slot in ("town", "base") and len([f for f, _ in found if f.sign == "control"]) > 1 for m, found in drawn
    )
    round_ = f'<circle r="6.5" fill="none" stroke="{palette["ink"]}" stroke-width="1.7"/>'
    halves = f'<path d="M0-6.5A6.5 6.5 0 0 0 0 6.5Z"{fill(palette, "ink", "solid", "certain")}/>{round_}'
    unsure = any(s == "possible" and p not in ("dotted", "hatched", "denied") for p, s in painted)
    contested = any(feature.kind == "contested" for feature, _ in shown)
    wanted: list[tuple[bool, str, Callable[[], str]]] = [
        (("solid", "certain") in painted, "page.legend-certain", lambda: disc("solid")),
        (unsure, "page.legend-possible", lambda: disc("solid", "possible")),
        (("solid", "past") in painted, "page.legend-past", lambda: disc("solid", "past")),
        ("outline" in paints, "status.claimed", lambda: disc("outline")),
        ("dotted" in paints, "status.planned", lambda: disc("dotted")),
        ("hatched" in paints, "status.possible", lambda: disc("hatched")),
        ("denied" in paints, "status.denied", lambda: disc("denied", extra=cross(palette, "M-6 6L6-6"))),
        ("inferred" in paints, "status.inferred", lambda: disc("inferred")),
        ("unknown" in paints, "page.legend-holder-unknown", lambda: unknown),
        (contested, "page.legend-contested", lambda: disc("solid", extra=cross(palette))),
        (several, "page.legend-parted", lambda: halves),
    ]  # fmt: skip
    return [Row(sign=sign(), words=words(name)) for used, name, sign in wanted if used]


def _shapes(
    palette: Palette,
    drawn: Sequence[tuple[Mark, Sequence[tuple[Feature, State]]]],
    routes: Sequence[tuple[Feature, State]],
    words: Words,
) -> list[Row]:
    line = f'fill="none" stroke="{palette["ink"]}" stroke-width="1.7"'
    slots = {mark.slot for mark, _ in drawn}
    held = any(mark.slot == "base" and any(f.sign == "control" for f, _ in shown) for mark, shown in drawn)
    left = any(mark.slot == "base" and any(f.sign == "event" for f, _ in shown) for mark, shown in drawn)
    found = []
    if "town" in slots:
        found.append(Row(sign=f'<circle r="6.5" {line}/>', words=words("page.legend-town")))
    if held:
        found.append(Row(sign=f'<path d="M-6-6H6V6H-6Z" {line}/>', words=words("page.legend-base")))
    if left:
        found.append(
            Row(sign=f'<path d="M-8-8H8V8H-8Z" {line} stroke-dasharray="4 2.6"/>', words=words("page.legend-base-left"))
        )
    if "event" in slots:
        found.append(Row(sign=f'<path d="M0-7.5L7.5 0L0 7.5L-7.5 0Z" {line}/>', words=words("page.legend-other-event")))
    if "area" in slots:
        found.append(Row(sign=f'<circle r="10" fill="{palette.disc(None)}"/>', words=words("page.legend-area")))
    for status, kind in dict.fromkeys((feature.status, feature.kind) for feature, _ in routes):
        dash = "" if status == "reported" else ' stroke-dasharray="6 3.5"'
        line_kind = re.split(r"[:;,(]", kind)[0].strip()
        named = words("kind.route") if kind in ("", "route") else words("page.legend-route", kind=line_kind)
        found.append(Row(sign=f'<path d="M-12 0H12" {line}{dash}/>', words=named))
    if any(feature.boundary is not None for _, shown in drawn for feature, _ in shown):
        land = f'<path d="M-9-5L2-7L9 0L5 7L-8 5Z" fill="{palette["ink"]}" fill-opacity="0.3"/>'
        found.append(Row(sign=land, words=words("page.legend-boundary")))
    if any(feature.anchors and state != "past" for feature, state in routes):
        wide = f'<path d="M-12 0H12" stroke="{palette["ink"]}" stroke-width="10" stroke-opacity="0.3"/>'
        found.append(Row(sign=wide, words=words("page.legend-band")))
    return found


def draw(palette: Palette, found: Sequence[Row], box: Box, note: str = "", *, mirrored: bool = False) -> str:
    """Return the legend in a box; rows that do not fit at full size are set smaller, and never leave the box.

    Signs stand at the left edge, when ``mirrored`` at the right one.
    """
    width = box.w - SWATCH
    align: Align = "end" if mirrored else "start"
    inward = -1 if mirrored else 1
    set_rows = [
        (row, HEAD.wrap(row.words, box.w, 2) if not row.sign else ROW.wrap(row.words, width, 3)) for row in found
    ]
    heights = [_height(row, words) for row, words in set_rows]
    notes = NOTE.wrap(note, box.w, 4)
    total = sum(heights) + (14 + STEP * len(notes) if notes else 0)
    shrink = min(1.0, box.h / total) if total else 1.0
    out, y = [], 0.0
    for (row, words), height in zip(set_rows, heights, strict=True):
        if row.sign:
            middle = y + height / 2
            first = middle - STEP * (len(words) - 1) / 2 + 4.5
            out.append(f'<g transform="translate({12 * inward} {number(middle)})">{row.sign}</g>')
            out.append(lines(SWATCH * inward, first, words, STEP, align=align))
        else:
            first = y + height - 6 - STEP * (len(words) - 1)
            face = f'{HEAD.attributes} fill="{palette["mute"]}"'
            out.append(lines(0, first, words, STEP, align=align, more=face))
        y += height
    face = f'{NOTE.attributes} fill="{palette["mute"]}"'
    out.append(lines(0, y + 14 + 8, notes, STEP, align=align, more=face))
    scale = f" scale({shrink:.3f})" if shrink < 1 else ""
    place = f"translate({number(box.x + box.w if mirrored else box.x)} {number(box.y)}){scale}"
    return f'<g transform="{place}" fill="{palette["ink"]}"{ROW.attributes}>{"".join(out)}</g>'


def _height(row: Row, words: Sequence[str]) -> float:
    extra = STEP * (len(words) - 1)
    return LEAST + extra if row.sign else 27.0 + extra
