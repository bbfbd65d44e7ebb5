"""What follows from the events: who held a place, and which way somebody went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from shapely import LineString

from mapkit.model.actor import Actor
from mapkit.model.event import Quantity
from mapkit.model.place import Place
from mapkit.model.when import When


class Basis(StrEnum):
    """What a finding rests on."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlState:
    """Who holds a place between two instants; never an area that nobody reported.

    Attributes
    ----------
    id
        ``cs-…``, derived from place, holder, rule and events.
    place
        The town or the base; one is not the other.
    holder
        ``None`` means unknown or nobody, told apart by ``state``.
    state
        ``held``, ``contested``, ``vacuum`` (a source says nobody holds it) or ``unknown``.
    since, until
        Two uncertain instants; ``until=None`` means not known to have ended.
    basis, rule
        What it rests on and the named rule that derived it.
    event_ids
        The events it follows from, those that ended it included.
    parties
        Who contests the place, or holds it together with ``holder``; empty otherwise.
    beside
        Events of the same time that tell otherwise: a claim beside a fact, a fact beside a claim, a denial.
    """

    id: str
    place: Place
    holder: Actor | None
    state: Literal["held", "contested", "vacuum", "unknown"]
    since: When
    until: When | None
    basis: Basis
    rule: str
    event_ids: tuple[str, ...]
    parties: tuple[Actor, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A movement from one place to another along a line.

    Attributes
    ----------
    id
        ``rt-…``, derived from the events.
    actor
        Who moved; ``None`` when not named.
    origin, destination, via
        Places in order.
    departed, arrived
        ``None`` when not reported.
    path
        Line of lon, lat degrees (EPSG:4326).
    length_km
        Geodesic length of ``path`` on WGS 84, kilometres.
    reported_km
        The distance that a source states, kilometres.
    basis
        ``INFERRED`` whenever the text gives no roads.
    engine
        What drew the line: ``"corridor/1"`` or ``"great-circle/1"``.
    note
        What the line stands for, in words for a reader ("generalised from named places").
    event_ids
        The movements it follows from.
    """

    id: str
    actor: Actor | None
    origin: Place
    destination: Place
    via: tuple[Place, ...]
    departed: When | None
    arrived: When | None
    path: LineString
    length_km: float
    reported_km: Quantity | None
    basis: Basis
    engine: str
    event_ids: tuple[str, ...]
    note: str = ""
