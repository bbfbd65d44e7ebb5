"""Where a name lies by the words beside it: "Xyz, a village 12 km north of Raqqa", "Xyz, près de Gao"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from mapkit.extraction.quantities import find_quantities
from mapkit.model import Place

_KM = {"km": 1.0, "mile": 1.609344}
_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
    "northwest": 315, "nord": 0, "nordest": 45, "est": 90, "sudest": 135, "sud": 180, "sudouest": 225, "ouest": 270,
    "nordouest": 315,
}  # fmt: skip
_COMPASS = (
    r"(?:(?:to|in)\s+the\s+|(?:au|dans le|à)\s+|(?:à\s+)?l[’'])?"
    r"(?P<compass>(?:north|south)[- ]?(?:east|west)|(?:nord|sud)[- ]?(?:est|ouest)"
    r"|north|south|east|west|nord|sud|est|ouest)"
    r"(?:ern)?"
)
# "a town", "une localité stratégique située", "which is": what may stand between a name and where it lies
_IS = (
    r"(?:\s+(?:village|town|township|base|camp|post|outpost|area|farms?|district|crossroads|checkpoint|hills?|region))?"
    r"(?:\s*[,(]\s*(?:which|that|qui)\s+(?:is|was|lies|sits|est|se trouve|se situe)\s+"
    r"|\s*[,(]\s*(?:(?:an?|the|another|une?|la|le|petite?|autre)\s+)?(?:[\w’-]+\s+){0,3}?"
    r"|\s+(?=\d|about\b|some\b|north|south|east|west|near\b|close\b|outside\b|in\b))"
    r"(?:(?:located|situated|lying|situé|sis|distant)e?s?\s+)?"
)
_ABOUT = r"(?:à\s+)?(?:only|just|about|around|some|roughly|approximately|environ|quelque|seulement|à peine)?\s*"
_DISTANCE = (
    r"(?P<distance>(?:d[’']\s*)?[\w.,’-]+(?:\s+\w+){0,2}?[\s-]*"
    r"(?P<unit>km|kilomet(?:er|re)s?|kilomètres?|miles?))\b(?:\s*\([^)]{1,25}\))?"
)
_FROM = r"\s+(?:(?:of|from|de)\s+|d[’'])"
_BESIDE = (
    r"(?:(?:just\s+)?(?:near|close\s+to|outside|beside|adjacent\s+to)"
    r"|(?:on|in)\s+the\s+(?:[\w-]+\s+)?(?:outskirts|edge|suburbs|countryside)\s+of"
    r"|(?:tout\s+)?près\s+de|proche\s+de|voisine?\s+de|non\s+loin\s+de|à\s+proximité\s+de|aux\s+(?:portes|abords)\s+de"
    r"|(?:en|dans\s+la)\s+(?:périphérie|banlieue)\s+(?:\w+\s+)?de)\s+"
)
_TOWN = (
    r"(?:(?:the|la|le)\s+)?(?:(?:[\w’-]+\s+){0,3}?(?:town|city|port|village|capital|ville|capitale|localité)\s+"
    r"(?:(?:of|de)\s+|d[’'])?)?"
)
_WITHIN = (
    r"(?:in|of|dans|de|du)\s+(?:the\s+|le\s+|la\s+|l[’'])?"
    r"(?:(?:territoire|cercle|commune|département|district)\s+(?:de\s+|d[’']))"
)
_PART_NOUN = (
    r"(?:neighbou?rhood|suburb|quarter|district|area|zone|sector|market|square"
    r"|quartier|faubourg|secteur|arrondissement)"
)
_QUARTER = (
    r"(?:\s+(?:neighbou?rhood|suburb|quarter))?\s*,?\s*(?:(?:an?|the|un|le)\s+)?"
    rf"(?:(?:\w+\s+)?{_PART_NOUN})\s+"
    r"(?:(?:in|of|inside|de|à)\s+(?:the\s+|la\s+)?(?:[\w-]+ern\s+|central\s+)?|d[’'])"
    r"(?:(?:[\w’-]+\s+){0,2}?(?:city|town|capital|ville|capitale)\s+(?:(?:of|de)\s+|d[’'])?)?"
)
_AWAY = re.compile(rf"{_IS}{_ABOUT}{_DISTANCE}(?:\s+{_COMPASS})?{_FROM}{_TOWN}$", re.IGNORECASE)
_SIDE = re.compile(rf"{_IS}(?:just\s+)?{_COMPASS}{_FROM}{_TOWN}$", re.IGNORECASE)
_NEAR = re.compile(rf"{_IS}{_BESIDE}{_TOWN}$", re.IGNORECASE)
_IN = re.compile(rf"{_IS}{_WITHIN}$", re.IGNORECASE)
_PART = re.compile(_QUARTER + "$", re.IGNORECASE)
_REACH = 110  # characters from a name to the one it is told by


class Named(Protocol):
    """A name and where it stands."""

    start: int
    end: int
    name: str
    places: Sequence[Place]


def relation(text: str, hit: Named, following: Sequence[Named]) -> str | None:
    """Return where a name lies by what is written behind it.

    Parameters
    ----------
    text
        The article.
    hit
        The name.
    following
        The names behind it, in text order: one of them may be what it is told by.

    Returns
    -------
    str or None
        ``by:<how>:<km>:<degrees>:<name>``; how is ``away``, ``near``, ``in`` or ``part``, the distance in kilometres
        and the bearing clockwise from north are empty where the words give none. ``None`` when nothing is said.
    """
    for other in following:
        if other.start - hit.end > _REACH:
            return None
        if other.places and all(p.kind in ("country", "region", "feature") for p in other.places):
            continue  # "near the Red Sea port of Mocha"
        gap = text[hit.end : other.start]
        if ". " in gap or "\n" in gap:
            return None
        name = other.name.replace(";", " ").replace(":", " ")
        if (away := _AWAY.fullmatch(gap)) is not None:
            km = _kilometres(away["distance"], away["unit"])
            return None if km is None else f"by:away:{km:g}:{_bearing(away['compass'])}:{name}"
        if (side := _SIDE.fullmatch(gap)) is not None:
            return f"by:near::{_bearing(side['compass'])}:{name}"
        for how, pattern in (("part", _PART), ("near", _NEAR), ("in", _IN)):
            if pattern.fullmatch(gap):
                return f"by:{how}:::{name}"
    return None


def _kilometres(words: str, unit: str) -> float | None:
    """Return a distance; ``None`` for "a few kilometres" and the like."""
    length = "mile" if unit.lower().startswith("mile") else "km"
    found = find_quantities(words[: -len(unit)] + " km")
    bounds = dict(part.split(":") for part in (found[0].value or "").split(";")) if found else {}
    value = bounds.get("low") or bounds.get("high")
    return None if value is None else float(value) * _KM[length]


def _bearing(compass: str | None) -> str:
    return "" if compass is None else str(_BEARINGS[re.sub(r"[- ]", "", compass.lower())])
