"""Where names go: ranked, each at the first of its spots that is free and inside the frame, else left out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from mapkit.render.picture.lettering import Align, Font, lines, number, right_to_left
from mapkit.render.picture.projection import Box, Point

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Kind = Literal["event", "area", "route", "country", "focus", "town"]

FONTS: dict[Kind, Font] = {
    "event": Font(size=14, bold=True),
    "area": Font(size=13, bold=True, italic=True, serif=True),
    "route": Font(size=12, italic=True),
    "country": Font(size=11, bold=True, spacing=2.4),
    "focus": Font(size=14, bold=True, spacing=5),
    "town": Font(size=12),
}
LEADING = 1.22
"""Height of a line in its size."""
ON_LAND = 0.85
"""How much of the name of a large country has to lie on that country."""
LINE = 8.0
"""Pixels kept clear round a route."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that wants a place.

    Attributes
    ----------
    kind
        Its rank and face.
    words
        Its lines.
    line
        Pixels of the point that it names; of the whole line for a route.
    gap
        Pixels that a sign at the point takes in every direction.
    near
        Whether it may stand nowhere but right beside its point.
    land
        What a name of a country has to lie on, pixels; ``None`` when it may lie anywhere.
    """

    kind: Kind
    words: tuple[str, ...]
    line: tuple[Point, ...]
    gap: float = 6.0
    near: bool = False
    land: BaseGeometry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name that got a place."""

    name: Name
    box: Box
    align: Align


def place(names: Sequence[Name], taken: Sequence[Box], frame: Box, size: float = 1.0) -> list[Label]:
    """Return the labels that fit, none of them over another or over what is taken.

    Parameters
    ----------
    names
        The more important first.
    taken
        Signs and other parts that no label may cover.
    frame
        The part of the picture for labels.
    size
        By how much letters are larger than in :data:`FONTS`.
    """
    used = list(taken)
    strokes = [box for name in names if name.kind == "route" for box in _line_boxes(name.line)]
    dots = [_dot(name, size) for name in names if name.kind == "event"]
    used += dots
    found = []
    for name in names:
        # a town's own dot may not lie on what is there already
        if name.kind == "town" and any(_dot(name, size).overlaps(box) for box in used):
            continue
        for box, align in _spots(name, size):
            if frame.holds(box) and not any(box.overlaps(other) for other in (*used, *strokes)):
                found.append(Label(name=name, box=box, align=align))
                used.append(box)
                if name.kind == "town":
                    used.append(_dot(name, size))
                break
    return found


def draw(label: Label, size: float = 1.0) -> str:
    """Return a label as text of SVG; face and colour are those of the group of its kind."""
    box, step = label.box, _height(label.name.kind, size)
    x = {"start": box.x + 2, "middle": box.x + box.w / 2, "end": box.x + box.w - 2}[label.align]
    font = FONTS[label.name.kind]
    # letters that are joined are neither spaced nor slanted
    spaced, slanted = font.spacing and ' letter-spacing="0"', font.italic and ' font-style="normal"'
    plain = f"{spaced or ''}{slanted or ''}" if right_to_left(label.name.words[0]) else ""
    return lines(x, box.y + step - 0.3 * font.size * size, label.name.words, step, align=label.align, more=plain)


def group(kind: Kind, colour: str, halo: str, size: float = 1.0) -> str:
    """Return the opening tag of the labels of a kind: a face, a colour, and a rim that lifts them off the map."""
    font = FONTS[kind]
    face = Font(
        size=font.size * size, bold=font.bold, italic=font.italic, serif=font.serif, spacing=font.spacing * size
    )
    rim = f'stroke="{halo}" stroke-width="{number(3.2 * size)}" stroke-linejoin="round" paint-order="stroke"'
    return f'<g fill="{colour}" {rim}{face.attributes}>'


def _dot(name: Name, size: float) -> Box:
    (x, y), half = name.line[0], (4.0 if name.kind == "event" else 2.5) * size
    return Box(x=x - half, y=y - half, w=2 * half, h=2 * half)


def _height(kind: Kind, size: float) -> float:
    return FONTS[kind].size * LEADING * size


def _spots(name: Name, size: float) -> Iterator[tuple[Box, Align]]:
    w = math.ceil(max(FONTS[name.kind].width(line) for line in name.words) * size) + 4
    h = _height(name.kind, size) * len(name.words) + 2
    if name.kind == "route":
        yield from _beside(name.line, w, h)
        return
    x, y = name.line[0]

    def at(dx: float, dy: float, align: Align) -> tuple[Box, Align]:
        return Box(x=x + dx, y=y + dy, w=w, h=h), align

    if name.kind in ("country", "focus"):
        for dy in (0, -20, 20, -45, 45, -90, 90):
            for dx in (0, -30, 30, -70, 70, -120, 120):
                spot = at(dx * size - w / 2, dy * size - h / 2, "middle")
                near = abs(dx) <= 30 and abs(dy) <= 20
                if near if name.land is None else _share(spot[0], name.land) > ON_LAND:
                    yield spot
        return
    if name.kind == "area":
        for dy in (0, 24, -24, 48, -48, 72, -72):
            yield from (at(dx - w / 2, dy - h / 2, "middle") for dx in (0, -50, 50, -90, 90))
        return
    gap = name.gap
    yield at(gap, -h / 2, "start")
    yield at(-w / 2, gap, "middle")
    yield at(-w / 2, -gap - h, "middle")
    yield at(gap - 2, -h - 1, "start")
    yield at(gap - 2, 3, "start")
    yield at(-gap - w, -h / 2, "end")
    yield at(-gap - w, 3, "end")
    yield at(-gap - w, -h - 1, "end")
    if name.kind == "event" and not name.near:
        # beyond the signs that stand beside and above a town
        far = 36 * size
        yield at(-far - gap - w, -h / 2, "end")
        yield at(-w / 2, -far - h, "middle")
        yield at(-w / 2, gap + 18 * size, "middle")
        yield at(gap + 12 * size, gap, "start")
        yield at(gap + 12 * size, -gap - h, "start")
        yield at(-far - w, gap, "end")


def _share(box: Box, land: BaseGeometry) -> float:
    """Return how much of a box lies on land."""
    import shapely

    return float(shapely.box(box.x, box.y, box.x + box.w, box.y + box.h).intersection(land).area) / (box.w * box.h)


def _beside(line: Sequence[Point], w: float, h: float) -> Iterator[tuple[Box, Align]]:
    """Yield boxes on either side of a line, from its middle outwards; none beside a short one."""
    lengths = [math.dist(a, b) for a, b in pairwise(line)]
    total = sum(lengths)
    if total < 60:
        return
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.8, 0.2):
        left = share * total
        for number_, length in enumerate(lengths):
            if left <= length or number_ == len(lengths) - 1:
                (ax, ay), (bx, by) = line[number_], line[number_ + 1]
                part = left / length if length else 0.0
                x, y = ax + part * (bx - ax), ay + part * (by - ay)
                for away in (14, 30):
                    yield Box(x=x + away, y=y - h / 2, w=w, h=h), "start"
                    yield Box(x=x - away - w, y=y - h / 2, w=w, h=h), "end"
                    yield Box(x=x - w / 2, y=y + away, w=w, h=h), "middle"
                    yield Box(x=x - w / 2, y=y - away - h, w=w, h=h), "middle"
                break
            left -= length


def _line_boxes(line: Sequence[Point]) -> Iterator[Box]:
    for (ax, ay), (bx, by) in pairwise(line):
        steps = max(1, math.ceil(math.dist((ax, ay), (bx, by)) / LINE))
        for k in range(steps):
            x, y = ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps
            yield Box(x=x - LINE / 2, y=y - LINE / 2, w=LINE, h=LINE)
