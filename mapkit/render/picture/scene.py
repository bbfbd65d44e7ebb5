"""What a picture shows: one story on one day, worked out before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mapkit.layers import Feature
from mapkit.model import Place
from mapkit.render import payload, style
from mapkit.render.moment import Mark, State, carried, marks, state_on
from mapkit.render.picture.lettering import clean
from mapkit.words import Words

if TYPE_CHECKING:
    from mapkit.frames import Frames
    from mapkit.render.telling import Telling


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A story on a day.

    Attributes
    ----------
    title
        Heading.
    words
        The language of the picture; the features and all names are in it already.
    features
        Everything that the layers made.
    day
        ISO 8601; ``None`` when nothing is dated, and everything is shown.
    as_of
        The last day on which anything was reported; ``None`` when no source is dated.
    publishers
        Whom the story is owed to.
    articles
        How many there are.
    attributions
        Whom the map is owed to.
    labels, countries
        Towns and countries to name.
    called
        What the actors are called, by the names of the frames; whoever is not in it keeps that name.
    """

    title: str
    words: Words
    features: tuple[Feature, ...]
    day: str | None
    as_of: str | None = None
    publishers: tuple[str, ...] = ()
    articles: int = 0
    attributions: tuple[str, ...] = ()
    labels: tuple[Place, ...] = ()
    countries: tuple[Place, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Feature]:
        """The features by their identifiers."""
        return {feature.id: feature for feature in self.features}

    @cached_property
    def hues(self) -> tuple[str, ...]:
        """The actors with a hue of their own: those of the page."""
        return style.hues(self.features)

    @cached_property
    def marks(self) -> list[Mark]:
        """Every mark that the story can show on any day, those on top last."""
        order = ("area", "town", "base", "event")
        return sorted(marks(self.features), key=lambda mark: order.index(mark.slot))

    @cached_property
    def drawn(self) -> list[tuple[Mark, list[tuple[Feature, State]]]]:
        """The marks of the day with what they show."""
        found = [(mark, mark.shown(self.day, self.by_id)) for mark in self.marks]
        return [(mark, shown) for mark, shown in found if shown]

    @cached_property
    def lines(self) -> list[Feature]:
        """The routes that have a line."""
        return [
            f
            for f in self.features
            if f.sign == "route" and f.geometry is not None and f.geometry.geom_type == "LineString"
        ]

    @cached_property
    def routes(self) -> list[tuple[Feature, State]]:
        """The routes of the day with how surely they are under way."""
        found = [(f, "certain" if self.day is None else state_on(f, self.day)) for f in self.lines]
        return [(f, state) for f, state in found if state not in ("hidden", "undated")]

    @cached_property
    def land(self) -> list[tuple[Feature, State]]:
        """The states of the day whose land an author supplied the boundary of."""
        held = [f for f in self.features if f.sign == "control" and f.boundary is not None]
        found = [(f, "certain" if self.day is None else state_on(f, self.day)) for f in held]
        return [(f, state) for f, state in found if state != "hidden"]

    @cached_property
    def points(self) -> list[tuple[float, float]]:
        """Every point that the story needs on its map, on whatever day: pictures of a series share a frame."""
        ends = [(lon, lat) for f in self.lines for lon, lat, *_ in getattr(f.geometry, "coords", ())]
        return [mark.at for mark in self.marks] + ends

    @property
    def mirrored(self) -> bool:
        """Whether the picture is laid out from right to left; its map never is."""
        return self.words.direction == "rtl"

    @property
    def date(self) -> str:
        """The day in words, as of which the picture holds."""
        words = self.words
        return words("picture.undated") if self.day is None else words("picture.as-of", day=words.day(self.day))

    @property
    def about(self) -> str:
        """How far the sources reach, and how many they are."""
        words, parts = self.words, []
        if self.as_of is not None:
            late = self.day is not None and self.day > self.as_of
            parts.append(words(f"picture.{'after-latest' if late else 'latest'}", day=words.day(self.as_of)))
        if self.articles:
            parts.append(words("page.articles", n=self.articles))
        return " · ".join(parts)

    @property
    def unseen(self) -> str:
        """A note on the events that no map can show."""
        users: dict[str, list[Feature]] = {}
        for feature in self.features:
            for name in feature.related:
                users.setdefault(name, []).append(feature)
        on_map = {feature.id for mark in self.marks for feature in mark.features}
        events = (f for f in self.features if f.sign == "event")
        count = sum(f.id not in on_map and not carried(f, users) for f in events)
        return self.words("picture.not-drawn", n=count) if count else ""


def scene(
    frames: Frames, telling: Telling, *, title: str, attributions: Sequence[str] = (), day: date | None = None
) -> Scene:
    """Return a told story on a day; without one on the day on which its page opens."""
    words, features = telling.words, telling.features
    as_of = payload.latest_source(frames)
    span = payload.main_range(features, as_of, published=payload.first_source(frames))
    rows: list[dict[Any, Any]] = frames.articles.reset_index().to_dict("records")
    owed = (*attributions, words("page.outlines"), words("picture.made-with"), words("page.disclaimer"))
    return Scene(
        title=clean(title),
        words=words,
        features=features,
        day=payload.opening_day(features, span) if day is None else day.isoformat()[:10],
        as_of=as_of,
        publishers=tuple(_sources(rows)),
        articles=len(rows),
        attributions=tuple(dict.fromkeys(map(clean, owed))),
        labels=tuple(sorted(telling.labels, key=lambda place: -place.population)),
        countries=tuple(sorted(telling.countries, key=lambda place: -place.population)),
        called={name: telling.naming.actor(name) for name in style.hues(features)},
    )


def _sources(articles: Sequence[dict[Any, Any]]) -> list[str]:
    """Return whom the story is owed to, each once: publishers, else titles, and last the names of bare files."""

    def name(row: dict[Any, Any], *keys: str) -> str:
        return next((clean(row[key]) for key in keys if isinstance(row.get(key), str)), "")

    named = [name(row, "publisher", "title") for row in articles]
    bare = [name(row, "name") for row in articles if not name(row, "publisher", "title")]
    return list(dict.fromkeys(found for found in (*named, *bare) if found))
