"""What follows from the events: who held a place, and which way somebody went."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
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
class Sighting:
    """A report of the mover on its way: somewhere on a piece of the line, at one instant.

    Attributes
    ----------
    event_id
        The event that reports it.
    place
        Where.
    when
        One instant between two bounds.
    along
        Bounds of the fraction of the line that was behind the mover then, 0 at the origin and 1 at the destination.
    """

    event_id: str
    place: Place
    when: When
    along: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A movement from one place to another along a line.

    Attributes
    ----------
    id
        ``rt-…``, derived from the first event.
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
        What drew the line: ``"roads/1"``, ``"corridor/1"`` or ``"great-circle/1"``.
    note
        What the line stands for, in words for a reader ("generalised from named places").
    event_ids
        The movements it follows from: of its departure, its arrival, and of places passed between.
    direct_km
        Geodesic distance between the two ends, kilometres; ``None`` when not measured.
    size
        Numbers reported of those who moved: trucks, vehicles, troops.
    attacks
        Identifiers of the attacks and clashes on the way.
    sightings
        Where the mover was reported between the ends, in order of time.
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
    direct_km: float | None = None
    size: tuple[Quantity, ...] = ()
    attacks: tuple[str, ...] = ()
    sightings: tuple[Sighting, ...] = ()

    def ratio(self, length_km: float | None = None) -> tuple[float | None, float | None] | None:
        """Return the reported distance divided by the drawn one, or by another length.

        Parameters
        ----------
        length_km
            What to divide by, kilometres; ``length_km`` of the route by default.

        Returns
        -------
        tuple or None
            Bounds, each ``None`` where the report leaves it open; ``None`` when no distance is reported.
        """
        by = self.length_km if length_km is None else length_km
        if self.reported_km is None or by <= 0:
            return None
        low, high = self.reported_km.low, self.reported_km.high
        return (None if low is None else low / by), (None if high is None else high / by)

    def band(self, day: date, *, top_km_per_day: float | None = None) -> tuple[float, float] | None:
        """Return between which fractions of the line the mover can be on a day (see :func:`position_on`)."""
        return position_on(self, day, top_km_per_day=top_km_per_day)


def position_on(route: Route, day: date, *, top_km_per_day: float | None = None) -> tuple[float, float] | None:
    """Return between which fractions of its line a mover can be at any time of a day.

    It is bounded by the departure, the arrival and the sightings, on the one assumption that nobody turns back. How
    fast they are is no report: without ``top_km_per_day`` they may stand still for days and then be anywhere.

    Parameters
    ----------
    route
        The movement.
    day
        The day asked for.
    top_km_per_day
        The most that they can make along the line in a day, kilometres, where the caller knows it; it narrows the band.

    Returns
    -------
    tuple of float or None
        Two fractions of the length, 0 at the origin and 1 at the destination, the first not above the second:
        ``(0, 0)`` before the earliest departure, ``(1, 1)`` after the latest arrival. ``None`` when nothing dates the
        movement, or when the reports contradict each other on that day.

    Raises
    ------
    ValueError
        When ``top_km_per_day`` is not above 0.
    """
    if top_km_per_day is not None and not top_km_per_day > 0:
        message = f"a top speed of {top_km_per_day!r} km a day is no speed"
        raise ValueError(message)
    known = [(0.0, 0.0, route.departed), (1.0, 1.0, route.arrived)]
    known += [(*sighting.along, sighting.when) for sighting in route.sightings]
    if all(when is None for _, _, when in known):
        return None
    pace = math.inf if top_km_per_day is None else top_km_per_day / max(route.length_km, 1e-9)
    low, high = 0.0, 1.0
    for first, last, when in known:
        if when is not None and when.earliest is not None:
            days = (day - when.earliest).days + 1
            high = min(high, last + pace * days if days > 0 else last)
        if when is not None and when.latest is not None:
            days = (when.latest - day).days + 1
            low = max(low, first - pace * days if days > 0 else first)
    return (low, high) if low <= high else None
