"""From frames to what a map shows: data and style tokens, never markup.

A layer is anything with a ``name``, a ``title`` and a method ``features``. What a feature looks like is decided in
:mod:`mapkit.render`; a layer only says what is true of it, when, and how surely.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from mapkit.names import Names
from mapkit.words import Words

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from mapkit.frames import Frames
    from mapkit.model import Place

__all__ = ["Bounds", "Feature", "Layer", "Quotation", "default_layers"]

Bounds = tuple[str | None, str | None]
"""Earliest and latest day of one instant, ISO 8601; ``None`` is unbounded."""

Sign = Literal["event", "control", "route", "issue"]
Status = Literal["happened", "reported", "claimed", "planned", "possible", "denied", "inferred", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words that support a feature.

    Attributes
    ----------
    text
        Verbatim.
    article
        Name of the source file; empty when not known.
    by
        Who is quoted as saying so; empty for the article itself.
    """

    text: str
    article: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that a map shows or lists.

    Attributes
    ----------
    id
        Unique within the map; the target of a link to it.
    layer
        Name of the layer it comes from.
    sign
        How it behaves in time: an ``event`` is one instant, ``control`` lasts from ``since`` to ``until``, a
        ``route`` is under way between them, an ``issue`` is timeless.
    geometry
        Degrees, EPSG:4326, longitude first; ``None`` when listed only.
    since
        Bounds of the instant, or of the beginning; ``None`` when nothing is known.
    until
        Bounds of the end; ``None`` when it is not known to have ended.
    kind
        A word for what it is (``"withdrawal"``, ``"held"``); style may depend on it.
    status
        How the report stands to the facts.
    actor
        Who gives the colour, by the name of the frames in whatever language the map is; ``None`` when unknown.
    title
        One line for a reader, in the language of the layer; an issue's is in English.
    label
        What is written along a route, in one line or two; empty for everything else.
    ends
        Origin and destination of a route, in the language of the layer; empty for everything else.
    place, place_id, place_kind, radius_m
        Where; ``radius_m`` is how far from the point the truth may be, metres.
    facts
        Pairs of a word and its value, in the order in which a reader wants them.
    reasons
        How place, time and status were derived, in English.
    quotes
        The sentences that support it.
    known_since
        First day on which it was reported, ISO 8601; ``None`` when not known.
    actors
        Everybody named in it, by the names of the frames in whatever language the map is; to be found by.
    anchors
        Of a route: where it was when, as the lowest and the highest share of the line behind the mover (0 to 1) and
        the bounds of the instant.
    length_km
        Of a route: its length on the ground, kilometres.
    boundary
        Polygons that the user supplies for the place; ``None`` draws no area.
    rulings
        What an editor decided about it, and why.
    related
        Identifiers of the features it follows from, contradicts or was overtaken by.
    sources
        Independent origins; 0 when that is not a question.
    """

    id: str
    layer: str
    sign: Sign
    geometry: BaseGeometry | None
    title: str
    label: str = ""
    ends: tuple[str, ...] = ()
    kind: str = ""
    status: Status = "happened"
    actor: str | None = None
    since: Bounds | None = None
    until: Bounds | None = None
    place: str | None = None
    place_id: str | None = None
    place_kind: str | None = None
    radius_m: float | None = None
    facts: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    known_since: str | None = None
    actors: tuple[str, ...] = ()
    anchors: tuple[tuple[float, float, Bounds], ...] = ()
    length_km: float | None = None
    boundary: BaseGeometry | None = None
    rulings: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: int = 0


class Layer(Protocol):
    """A part that turns frames into features."""

    @property
    def name(self) -> str:
        """Short and unique."""

    @property
    def title(self) -> str:
        """For a reader."""

    def features(self, frames: Frames) -> Iterable[Feature]:
        """Return the features in the order in which they are listed and drawn."""


def default_layers(language: str = "en", *, places: Iterable[Place] = ()) -> tuple[Layer, ...]:
    """Return the layers of a story map: control below routes below events; issues are listed only.

    Parameters
    ----------
    language
        Of titles, facts and names: ``"en"``, ``"fr"`` or ``"ar"``. Issues and derivations are in English.
    places
        Places of the story whose alternate names may be used; names come from the shipped tables without them.

    Raises
    ------
    ConfigError
        When the map does not speak that language.
    """
    from mapkit.layers.control import ControlLayer
    from mapkit.layers.events import EventLayer
    from mapkit.layers.issues import IssueLayer
    from mapkit.layers.routes import RouteLayer

    names = Names(Words(language), places)
    return ControlLayer(names=names), RouteLayer(names=names), EventLayer(names=names), IssueLayer(names=names)


def _missing(value: Any) -> bool:
    return value is None or bool(value != value)  # noqa: PLR0124 - NaN and NaT differ from themselves


def day_of(value: Any) -> str | None:
    """Return a cell that holds a day in ISO 8601; ``None`` for an empty one."""
    return None if _missing(value) else str(value)[:10]


def text_of(value: Any) -> str | None:
    """Return a cell that holds text; ``None`` for an empty one."""
    return None if _missing(value) else str(value)


def bounds_of(earliest: Any, latest: Any) -> Bounds | None:
    """Return the bounds of an instant; ``None`` when both cells are empty."""
    low, high = day_of(earliest), day_of(latest)
    return None if low is None and high is None else (low, high)


def rows_of(frame: Any, *columns: str) -> Iterable[dict[str, Any]]:
    """Yield the rows of a frame as mappings with ``id``, ``geometry`` and ``columns``; a missing column is ``None``."""
    cells = {name: frame[name].to_list() if name in frame.columns else [None] * len(frame) for name in columns}
    geometry = [None if shape is None or shape.is_empty else shape for shape in frame.geometry.array]
    for number, identifier in enumerate(frame.index.to_list()):
        row = {name: values[number] for name, values in cells.items()}
        yield {"id": str(identifier), "geometry": geometry[number], **row}
