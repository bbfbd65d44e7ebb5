"""Which places a name can stand for, before the article is asked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mapkit._text import fold
from mapkit.model import Place

if TYPE_CHECKING:
    from mapkit.gazetteer import Gazetteer

_EARTH_KM = 6371.0
_GREAT, _GREAT_US = 500_000, 1_000_000  # inhabitants of a city better known than its region; states are known well

_WITHIN = 60  # km from the middle of a district to the town it is named after
_SMALL = 1_000_000  # inhabitants of a region that is hardly better known than a town of its name


def bearers(gazetteer: Gazetteer, quote: str, wants: str) -> list[Place]:
    """Return the places that ``quote`` may name, given what the words around call it (``wants``, or "")."""
    key = plain(quote)
    places = list(gazetteer.lookup(quote))
    if quote.isupper() and len(quote) <= 3:
        places = [p for p in places if quote in (p.name, *p.names)] or places
    towns = [p for p in places if p.kind == "town"]
    # a populated place goes before a well, a camp or an airport of its name
    settled = [p for p in places if p.kind not in ("feature", "base", "site")]
    lands = {p.country for p in settled}
    usual = any(plain(p.name) == key for p in settled)
    places = [p for p in places if p.kind not in ("base", "site") or not (usual or p.country in lands)]
    if towns or any(p.kind == "base" for p in places):
        places = [p for p in places if p.kind != "feature" or not p.country]
    if wants in ("region", "district"):
        areas = [p for p in places if p.kind in ("region", "district")]
        places = areas or _regions_of(towns, gazetteer) or places
    elif wants == "town":
        places = towns or places
    elif wants != "country":
        places = [p for p in places if not _around_a_town(p, towns, key)] or places
    return places


def _around_a_town(area: Place, towns: list[Place], key: str) -> bool:
    """Tell an area named after a town in it: a bare name is the town, unless the area is by far the better known."""
    small = area.population < _SMALL
    seats = [
        t
        for t in towns
        if t.country == area.country
        and (plain(t.name) == key or t.population > 20_000 or (small and t.parent == area.id))
    ]
    if area.kind == "district":
        return bool(seats) or any(t.country == area.country and distance_km(t, area) < _WITHIN for t in towns)
    great = [t for t in seats if t.population > (_GREAT_US if area.country == "US" else _GREAT)]
    seats = [t for t in seats if t.parent == area.id and (area.country != "US" or t in great)]
    near = [t for t in great if distance_km(t, area) < 300]
    return area.kind == "region" and bool(near or seats) and (area.population < 5_000_000 or bool(near))


def plain(name: str) -> str:
    """Return the key under which usual names are compared; a hyphen parts words."""
    return fold(name.replace("-", " "))


def _regions_of(towns: list[Place], gazetteer: Gazetteer) -> list[Place]:
    """Return the regions that bear another name of a town they enclose (one is spelled in French, say)."""
    return [
        region
        for town in towns[:3]
        for name in (town.name, *town.names)
        for region in gazetteer.lookup(name)
        if region.kind == "region" and region.id == town.parent
    ][:1]


def lies_in(place: Place, area: Place) -> bool:
    """Tell whether the gazetteer puts ``place`` in ``area``."""
    if area.kind == "country":
        return place.country == area.country and place.kind != "country"
    if area.kind == "region":
        return place.parent == area.id and place.id != area.id
    return (
        place.parent is not None
        and place.parent == area.parent
        and place.kind == "town"
        and distance_km(place, area) < 100
    )


def distance_km(one: Place, two: Place) -> float:
    """Return the great-circle distance on a sphere of 6371 km (haversine)."""
    a, b = math.radians(one.lat), math.radians(two.lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(two.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
