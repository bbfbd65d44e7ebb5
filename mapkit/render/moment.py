"""What is true on a day: the twin of the page's ``core.js``, for pictures that no script draws.

Days are ISO 8601 texts, which sort as days do; a bound that is ``None`` is open. The tests run both on the same
features and compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mapkit.layers import Bounds, Feature

State = Literal["certain", "possible", "past", "undated", "hidden"]
Slot = Literal["town", "base", "event", "area"]

WIDEST_DISC = 250_000.0
"""Metres; a wider disc would only colour the page: such events are listed."""
AREA = 40_000.0
"""Metres; what is known no better than this is an area, not a point."""

_RANK: dict[State, int] = {"certain": 0, "possible": 1, "past": 2, "undated": 3, "hidden": 4}
_HOLDING = ("control_change", "held", "handover")
_ALWAYS, _NEVER = "", "~"  # sort before and after every day


def _bounds(instant: Bounds | None) -> tuple[str, str]:
    low, high = instant or (None, None)
    return low or _ALWAYS, high or _NEVER


def state_on(feature: Feature, day: str) -> State:
    """Return how a feature stands on a day.

    A state of control is certain from the latest beginning to the earliest end and possible from the earliest
    beginning to the latest end, all four days included; a hand-over day therefore shows both holders. A route
    without a reported arrival is under way for certain only on the day of a departure known to the day.
    """
    low, high = _bounds(feature.since)
    if feature.sign == "control":
        end_low, end_high = (_NEVER, _NEVER) if feature.until is None else _bounds(feature.until)
        if high <= day <= end_low:
            return "certain"
        return "possible" if low <= day <= end_high else "hidden"
    if feature.since is None:
        return "undated"
    if day < low:
        return "hidden"
    if feature.sign == "route":
        if day < high or (feature.until is None and day > high):
            return "possible"
        if feature.until is None:
            return "certain"
        arrive_low, arrive_high = _bounds(feature.until)
        if day > arrive_high:
            return "past"
        return "certain" if day <= arrive_low else "possible"
    if day > high:
        return "past"
    return "certain" if low == high else "possible"


def overtaken(feature: Feature, day: str, by_id: Mapping[str, Feature]) -> bool:
    """Return whether a plan is no longer shown, because what overtook it has happened for certain by then."""
    if feature.status != "planned":
        return False
    others = (by_id[name] for name in feature.related if name in by_id)
    return any(other.status != "planned" and state_on(other, day) in ("certain", "past") for other in others)


def visible(features: Iterable[Feature], day: str, by_id: Mapping[str, Feature]) -> list[tuple[Feature, State]]:
    """Return the features among these that show on a day with their states, the surest first."""
    found = [
        (feature, state)
        for feature in features
        if not overtaken(feature, day, by_id)
        and (state := state_on(feature, day)) not in ("hidden", "undated")
        and not (state == "past" and feature.status == "planned")
    ]
    return sorted(found, key=lambda each: _RANK[each[1]])


def band_on(route: Feature, day: str) -> tuple[float, float] | None:
    """Return between which shares of its line a mover can be on a day; see :func:`mapkit.model.finding.position_on`."""
    low, high = 0.0, 1.0
    for first, last, instant in route.anchors:
        since, until = _bounds(instant)
        if day < since:
            high = min(high, last)
        if day > until:
            low = max(low, first)
    return (low, high) if route.anchors and low <= high else None


def is_site(feature: Feature) -> bool:
    """Return whether a feature is about a base or another site rather than the town beside it."""
    return feature.place_kind in ("base", "site")


def is_area(feature: Feature) -> bool:
    """Return whether a feature is known only to lie somewhere within an area."""
    return feature.place_kind in ("region", "district", "country") or (feature.radius_m or 0) > AREA


def carried(event: Feature, users: Mapping[str, Sequence[Feature]]) -> bool:
    """Return whether another feature of the map already stands for an event: its control state or its route.

    Parameters
    ----------
    event
        The event.
    users
        For each identifier the features that name it as related.
    """
    signs = {user.sign for user in users.get(event.id, ())}
    if event.kind in _HOLDING or (event.kind == "withdrawal" and not is_site(event)):
        return "control" in signs
    return event.kind == "movement" and "route" in signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One sign of the map: what stands at one place in one slot.

    Attributes
    ----------
    slot
        A ``base`` stands beside its ``town``, an ``event`` above both, an ``area`` is a soft disc.
    at
        Longitude and latitude in degrees, EPSG:4326.
    place
        Name of the place of the first feature.
    features
        All that can ever show there.
    """

    slot: Slot
    at: tuple[float, float]
    place: str | None
    features: tuple[Feature, ...]

    def shown(self, day: str | None, by_id: Mapping[str, Feature]) -> list[tuple[Feature, State]]:
        """Return what the mark shows on a day, the surest first; without a day everything, as if certain."""
        if day is None:
            return [(feature, "certain") for feature in self.features]
        found = visible(self.features, day, by_id)
        return [each for each in found if self.slot != "area" or each[1] != "past"]


def marks(features: Sequence[Feature]) -> list[Mark]:
    """Return the marks of a map in the order of their first features; what has no point or no date gets none."""
    users: dict[str, list[Feature]] = {}
    for feature in features:
        for name in feature.related:
            users.setdefault(name, []).append(feature)
    found: dict[tuple[Slot, tuple[float, float]], list[Feature]] = {}
    for feature in features:
        at = point_of(feature)
        slot = None if at is None else _slot(feature, users)
        if at is not None and slot is not None:
            found.setdefault((slot, at), []).append(feature)
    return [Mark(slot=slot, at=at, place=group[0].place, features=tuple(group)) for (slot, at), group in found.items()]


def _slot(feature: Feature, users: Mapping[str, Sequence[Feature]]) -> Slot | None:
    if feature.sign == "control":
        return "base" if is_site(feature) else "town"
    if feature.sign != "event" or feature.since is None or carried(feature, users):
        return None
    if is_area(feature):
        listed = feature.place_kind == "country" or (feature.radius_m or 0) > WIDEST_DISC
        return None if listed else "area"
    return "base" if feature.kind == "withdrawal" and is_site(feature) else "event"


def point_of(feature: Feature) -> tuple[float, float] | None:
    """Return the point of a feature to about a metre, as the page has it; ``None`` for lines and for nothing."""
    shape = feature.geometry
    if shape is None or shape.geom_type != "Point":
        return None
    return round(shape.x, 5), round(shape.y, 5)
