"""The map of a picture: ground, areas, routes, signs, names, scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from mapkit.layers import Feature
from mapkit.render import style
from mapkit.render.moment import Mark, State, band_on, is_area
from mapkit.render.picture import ground, labels
from mapkit.render.picture.glyphs import OFFSETS, Palette, fill, glyph
from mapkit.render.picture.labels import Label, Name
from mapkit.render.picture.lettering import Font, clean, directed, number, text
from mapkit.render.picture.projection import Box, Point, View, areas, graticule, outlines, path, piece, view_of
from mapkit.render.picture.scene import Scene
from mapkit.words import Words

CROWD = 70
"""Marks; where there are more, the signs get smaller."""
NEAR = 0.06
"""Degrees within which two names are of one place."""
SCALE = Font(size=11.5)
ISLANDS = 40.0
"""Pixels a degree from which on states too small for the outlines are named."""
FEW = 40
"""Marks; where there are more, a name stands right beside its place or nowhere."""
REACH = {"town": 11.0, "base": 16.5, "event": 12.0, "area": 0.0}
"""Pixels from the middle of a sign to its edge."""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A map in a frame.

    Attributes
    ----------
    scene
        What it shows.
    frame
        Where on the picture it stands, pixels.
    palette
        Its colours.
    size
        By how much signs and letters are larger than on the page.
    margins
        Pixels kept free of places on the left, above, on the right and below.
    towns
        Square pixels of map for each further town that is named; 0 names none.
    """

    scene: Scene
    frame: Box
    palette: Palette
    size: float = 1.0
    margins: tuple[float, float, float, float] = (80.0, 60.0, 110.0, 60.0)
    towns: float = 24_000.0

    @cached_property
    def view(self) -> View:
        """Where the world lies in the frame."""
        return view_of(self.scene.points, self.frame, self.margins)

    @cached_property
    def sign_size(self) -> float:
        """By how much signs are larger than on the page; a crowd of them is drawn smaller."""
        return self.size * max(0.55, min(1.0, math.sqrt(CROWD / max(1, len(self.scene.marks)))))

    def draw(self) -> str:
        """Return the map as SVG, cut off at its frame."""
        frame, colours = self.frame, self.palette
        x, y, w, h = map(number, (frame.x, frame.y, frame.w, frame.h))
        shore = outlines(self.view, [mark.at for mark in self.scene.marks if mark.slot != "area"])
        tint, dim = colours["grat"][:7], int(colours["grat"][7:], 16) / 255
        parts = [
            f'<clipPath id="{colours.clip()}"><path d="M{x} {y}h{w}v{h}h-{w}Z"/></clipPath>',
            f'<g clip-path="url(#{colours.clip()})">',
            f'<path d="M{x} {y}h{w}v{h}h-{w}Z" fill="{colours["sea"]}"/>',
            f'<path d="{shore["land"]}" fill="{colours["land"]}" fill-rule="evenodd"/>' if shore["land"] else "",
            f'<path d="{shore["focus"]}" fill="{colours["focus"]}" fill-rule="evenodd"/>' if shore["focus"] else "",
            f'<path d="{graticule(self.view)}" fill="none" stroke="{tint}" stroke-opacity="{dim:.2f}"/>',
            f'<path d="{shore["borders"]}" fill="none" stroke="{colours["border"]}" stroke-linejoin="round"/>',
            *(self._land(feature, state) for feature, state in self.scene.land),
            *(self._disc(mark, shown) for mark, shown in self.scene.drawn if _wide(mark)),
            *(self._band(feature, state) for feature, state in self.scene.routes),
            *(self._route(feature, state) for feature, state in self.scene.routes),
            self._names(),
            *(self._sign(mark, shown) for mark, shown in self.scene.drawn if mark.slot != "area"),
            self._scale(),
            "</g>",
        ]
        return "\n".join(part for part in parts if part)

    def _land(self, feature: Feature, state: State) -> str:
        filled = fill(self.palette, self.palette.ink(feature), style.paint(feature), state)
        d = areas([feature.boundary] if feature.boundary is not None else [], self.view)
        title = _title([(feature, state)], self.scene.words)
        return f'<g opacity="0.42"><path d="{d}" fill-rule="evenodd"{filled}>{title}</path></g>' if d else ""

    def _band(self, feature: Feature, state: State) -> str:
        """Return where on its line a mover can be on the day; nothing once it has arrived."""
        band = None if self.scene.day is None or state == "past" else band_on(feature, self.scene.day)
        if band is None or feature.geometry is None:
            return ""
        line = self.view.line(piece(list(feature.geometry.coords), *band))
        colour = self.palette.colour(self.palette.ink(feature))
        wide = f'stroke-opacity="0.34" stroke-width="{number(13 * self.size)}" stroke-linecap="round"'
        return f'<path d="{path(line)}" fill="none" stroke="{colour}" {wide}/>'

    def _disc(self, mark: Mark, shown: Sequence[tuple[Feature, State]]) -> str:
        x, y = self.view.point(*mark.at)
        radius = self.view.pixels(max(feature.radius_m or 0.0 for feature in mark.features), mark.at[1])
        colour = self.palette.disc(self.palette.ink(shown[0][0]))
        place, r = f'cx="{number(x)}" cy="{number(y)}"', number(max(radius, 10 * self.size))
        return f'<circle {place} r="{r}" fill="{colour}">{_title(shown, self.scene.words)}</circle>'

    def _route(self, feature: Feature, state: State) -> str:
        line = self.view.line(feature.geometry.coords) if feature.geometry is not None else []
        d, colour, size = path(line), self.palette.colour(self.palette.ink(feature)), self.size
        width, dim, dash = {
            "certain": (3.0, 1.0, (8, 6)), "possible": (2.4, 0.8, (9, 7)),
        }.get(state, (2.0, 0.55, (8, 6)))  # fmt: skip
        # a line that the text gives is solid; one that was only inferred never is
        strokes = (
            "" if feature.status == "reported" else f' stroke-dasharray="{" ".join(number(v * size) for v in dash)}"'
        )
        heads = "".join(
            f'<path d="M-5-5.5L6 0L-5 5.5L-2.5 0Z" transform="translate({number(x)} {number(y)}) '
            f'rotate({number(turn)}) scale({number(size)})"/>'
            for x, y, turn in _arrows(line)
        )
        return (
            f'<g fill="none" stroke-linejoin="round">{_title([(feature, state)], self.scene.words)}'
            f'<path d="{d}" stroke="{self.palette["paper"]}" stroke-opacity="0.85" stroke-width="{number(6 * size)}"/>'
            f'<path d="{d}" stroke="{colour}" stroke-opacity="{dim}" stroke-width="{number(width * size)}"{strokes}/>'
            f'<g fill="{colour}" fill-opacity="{dim}">{heads}</g></g>'
        )

    def _sign(self, mark: Mark, shown: Sequence[tuple[Feature, State]]) -> str:
        x, y = self._spot(mark)
        scale = "" if self.sign_size == 1 else f" scale({self.sign_size:.2f})"
        return (
            f'<g transform="translate({number(x)} {number(y)}){scale}">{_title(shown, self.scene.words)}'
            f"{glyph(self.palette, mark.slot, shown)}</g>"
        )

    def _spot(self, mark: Mark) -> Point:
        (x, y), (dx, dy) = self.view.point(*mark.at), OFFSETS[mark.slot]
        return x + dx * self.sign_size, y + dy * self.sign_size

    @cached_property
    def placed(self) -> list[Label]:
        """The names that found a place."""
        signs = []
        for mark, _ in self.scene.drawn:
            (x, y), half = self._spot(mark), REACH[mark.slot] * self.sign_size
            signs.append(Box(x=x - half, y=y - half, w=2 * half, h=2 * half))
        taken = [*signs, self._scale_box]
        return labels.place([*self._wanted()], taken, self.frame.inset(5, 5, 5, 5), self.size)

    def _wanted(self) -> Iterator[Name]:
        """Yield all names, the more important first."""
        named: list[tuple[str, Point]] = []
        towns = {mark.at for mark, _ in self.scene.drawn if mark.slot == "town"}
        crowded = len(self.scene.drawn) > FEW
        for at, place in {m.at: m.place for m, _ in self.scene.drawn if m.slot != "area" and m.place}.items():
            named.append((str(place), at))
            gap = 12.0 * self.sign_size if at in towns else 7.0 * self.sign_size
            yield Name(kind="event", words=(clean(str(place)),), line=(self.view.point(*at),), gap=gap, near=crowded)
        for feature, _ in self.scene.routes:
            coords = list(feature.geometry.coords) if feature.geometry is not None else []
            for words, (lon, lat, *_rest) in zip(feature.ends, (coords[0], coords[-1]), strict=False):
                if words and not any(_near(at, (lon, lat)) for _, at in named):
                    named.append((words, (lon, lat)))
                    yield Name(
                        kind="event", words=(clean(words),), line=(self.view.point(lon, lat),), gap=7.0 * self.size
                    )
        for mark, shown in self.scene.drawn:
            if mark.slot == "area":
                words = f"{_area_words(mark, self.scene.words)} ({len(shown)})"
                yield Name(kind="area", words=(clean(words),), line=(self.view.point(*mark.at),))
        for feature, _ in self.scene.routes:
            words_of = tuple(filter(None, map(clean, feature.label.split("\n"))))
            if words_of and feature.geometry is not None:
                yield Name(kind="route", words=words_of, line=tuple(self.view.line(feature.geometry.coords)))
        yield from self._countries()
        yield from self._towns(named)

    def _countries(self) -> Iterator[Name]:
        """Yield the names of the countries that are seen; one whose own point is not seen is named where it is seen."""
        import numpy as np
        import shapely

        view, frame = self.view, self.frame
        ours = tuple(mark.at for mark in self.scene.marks if mark.slot != "area")
        seats = tuple((place.lon, place.lat) for place in self.scene.countries)
        focus, parts = ground.countries(view.bounds, seats, ours)
        found: list[tuple[float, Name]] = []
        for index, (place, part) in enumerate(zip(self.scene.countries, parts, strict=True)):
            at = view.point(place.lon, place.lat)
            seen = frame.x < at[0] < frame.x + frame.w and frame.y < at[1] < frame.y + frame.h
            kind: labels.Kind = "focus" if index == focus else "country"
            words = (clean(place.name).upper(),)
            land, area = None, 0.0
            if part is not None:
                land = shapely.transform(part, lambda points: np.asarray([view.plain(x, y) for x, y in points]))
                area = land.area
                room = labels.FONTS[kind].width(words[0]) * 18 * self.size**2
                if not seen and area > room:
                    largest = max(getattr(land, "geoms", (land,)), key=lambda shape: shape.area)
                    at = tuple(shapely.maximum_inscribed_circle(largest, 2.0).coords[0])
                    seen = True
                elif area < 3 * room:
                    land = None  # a small country is named across its borders
                seen = seen and area > 0.15 * room
            else:
                seen = seen and view.scale > ISLANDS
            if seen:
                found.append((area, Name(kind=kind, words=words, line=(at,), land=land)))
        found.sort(key=lambda each: (each[1].kind != "focus", -each[0]))
        most = max(4, round(frame.w * frame.h / (22_000 * self.size)))
        yield from (name for _, name in found[:most])

    def _towns(self, named: Sequence[tuple[str, Point]]) -> Iterator[Name]:
        room = round(self.frame.w * self.frame.h / self.towns) if self.towns else 0
        inner = self.frame.inset(10, 10, 10, 10)
        for place in self.scene.labels:
            at = (place.lon, place.lat)
            x, y = self.view.point(*at)
            inside = inner.x < x < inner.x + inner.w and inner.y < y < inner.y + inner.h
            if room and inside and not any(_near(at, other) or place.name == words for words, other in named):
                room -= 1
                yield Name(kind="town", words=(clean(place.name),), line=((x, y),), gap=6.0 * self.size)

    def _names(self) -> str:
        """Return the labels, one group a kind, and the dots of places without a sign of their own."""
        colours, size = self.palette, self.size
        towns = {self.view.point(*mark.at) for mark, _ in self.scene.drawn if mark.slot == "town"}
        spots = [n.line[0] for n in self._wanted() if n.kind == "event" and n.line[0] not in towns]
        spots += [label.name.line[0] for label in self.placed if label.name.kind == "town"]
        dots = "".join(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(2.5 * size)}"/>' for x, y in spots)
        out = [f'<g fill="{colours["mute"]}" stroke="{colours["halo"]}" stroke-width="1.3">{dots}</g>'] if dots else []
        for kind in labels.FONTS:
            found = [label for label in self.placed if label.name.kind == kind]
            if found:
                colour = colours["mute" if kind in ("country", "focus", "town") else "ink"]
                tag = labels.group(kind, colour, colours["halo"], size)
                out.append(tag + "".join(labels.draw(label, size) for label in found) + "</g>")
        return "\n".join(out)

    @cached_property
    def _bar(self) -> tuple[float, str]:
        """The scale bar: pixels, and words that say where it holds if the scale is not the same everywhere."""
        km, pixels, lat = self.view.scale_bar(110 * self.size)
        words = self.scene.words("unit.km", n=km)
        if self.view.stretch > 1.1:
            side = "north" if lat >= 0 else "south"
            words = self.scene.words(f"picture.scale-{side}", length=words, lat=str(abs(round(lat))))
        return pixels, words

    @property
    def _scale_box(self) -> Box:
        pixels, words = self._bar
        w = max(pixels, SCALE.width(words) * self.size) + 38 * self.size
        h = 38 * self.size
        return Box(x=self.frame.x + self.frame.w - w - 8, y=self.frame.y + self.frame.h - h - 6, w=w, h=h)

    def _scale(self) -> str:
        """Return the scale bar and an arrow to the north."""
        size, box = self.size, self._scale_box
        (pixels, words), north = self._bar, self.scene.words("picture.north")
        ink, halo = self.palette["ink"], self.palette["halo"]
        rim = f'stroke="{halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
        x, y = number(box.x), number(box.y)
        right, bottom = (box.w / size) - 6, 32
        bar = f"M{number(right - pixels / size)} {bottom - 6}v6h{number(pixels / size)}v-6"
        return (
            f'<g transform="translate({x} {y}) scale({number(size)})" fill="{ink}"{SCALE.attributes}>'
            f'<g fill="none"><path d="{bar}" stroke="{halo}" stroke-width="4" stroke-opacity="0.8"/>'
            f'<path d="{bar}" stroke="{ink}" stroke-width="1.5"/></g>'
            f'<g {rim}><path d="M8 {bottom}l5-15l5 15l-5-4z"/>{text(13, bottom - 18, north, align="middle")}'
            f"{text(right - 1, bottom - 9, words, align='end')}</g></g>"
        )


def _wide(mark: Mark) -> bool:
    """Whether a mark stands for an area: what happened somewhere in it, or who holds it."""
    return mark.slot == "area" or any(f.sign == "control" and is_area(f) for f in mark.features)


def _title(shown: Sequence[tuple[Feature, State]], words: Words) -> str:
    """Return what a sign stands for, in words."""

    def stands(feature: Feature, state: State) -> str:
        """How it stands to the day; what is certain is told by its status."""
        if state in ("possible", "past"):
            return words(f"page.state.{state}")
        return words.term("status", feature.status)

    found = [
        words("picture.mark", title=clean(feature.title), state=stands(feature, state)) for feature, state in shown
    ]
    rest = [words("page.and-more", n=len(found) - 4)] if len(found) > 4 else []
    return f"<title>{directed(words.joined([*found[:4], *rest], 'then'))}</title>"


def _area_words(mark: Mark, words: Words) -> str:
    """Return the words for an area: "Aleppo region", not "Aleppo", which is a town as well."""
    kind, place = mark.features[0].place_kind or "", mark.place or ""
    if not words.has(f"page.area.{kind}") or words.term("place_kind", kind).lower() in place.lower():
        return place
    return words(f"page.area.{kind}", place=place)


def _near(a: Point, b: Point) -> bool:
    return math.dist(a, b) < NEAR


def _arrows(line: Sequence[Point]) -> Iterator[tuple[float, float, float]]:
    """Yield where a route carries an arrow head and its turn in degrees: a third and three quarters of the way."""
    total = sum(math.dist(a, b) for a, b in pairwise(line))
    if total < 24:
        return
    for share in (0.32, 0.75):
        left = share * total
        for (ax, ay), (bx, by) in pairwise(line):
            length = math.dist((ax, ay), (bx, by))
            if left <= length and length:
                yield (
                    ax + (bx - ax) * left / length,
                    ay + (by - ay) * left / length,
                    math.degrees(math.atan2(by - ay, bx - ax)),
                )
                break
            left -= length
