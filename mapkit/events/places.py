"""Bases and their towns."""

from __future__ import annotations

from mapkit.model import Place


def root_of(place: Place) -> str:
    """Return the town that a base belongs to, else the place itself."""
    return place.parent if place.kind == "base" and place.parent else place.id


def base_of(town: Place) -> Place:
    """Return the base at a town: a place of its own, located as well as the town is."""
    return Place(
        id=f"{town.id}/base",
        name=town.name,
        lon=town.lon,
        lat=town.lat,
        kind="base",
        radius_m=max(town.radius_m, 5000.0),
        country=town.country,
        parent=town.id,
        names=town.names,
    )
