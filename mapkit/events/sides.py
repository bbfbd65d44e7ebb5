"""The side of a country that its name is told with: "northern Mali", "Mali's volatile north", "l'est de la RDC"."""

from __future__ import annotations

import csv
import re
from functools import cache

from mapkit._resources import data_file
from mapkit.model import Place, PlaceMatch

_POINT = (
    r"(?:(?:north|south)[- ]?(?:east|west)|north|south|east|west|(?:nord|sud)[- ]?(?:est|ouest)|nord|sud|est|ouest)"
)
# "northern Mali", "north-east Syria"; "North Yemen" is a name
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<side>(?:{_POINT}|North|South|East|West)ern|(?:Nor|Sou)th-?(?:east|west)ern|{_POINT})\s+$"
)
# "the north-east of Mali", "dans l'est de la RDC"; "north of Mali" lies outside
_OF = re.compile(
    rf"(?<!\w)(?:the|le|l[’'])\s*(?:far\s+|extrême[- ])?(?P<side>{_POINT})\s+"
    r"(?:of\s+(?:the\s+)?|du\s+|de\s+(?:la\s+|l[’'])?|d[’']\s*)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"[’']s?\s+(?:(?:far|volatile|restive|troubled|remote|war-torn)\s+){{0,2}}(?P<side>{_POINT})(?:ern)?(?![\w-])"
)
_ALONE = re.compile(
    rf"(?<!\w)(?:(?:in|across) (?:the|its) (?:far |restive |volatile )?|dans (?:le |l[’']))(?P<side>{_POINT})(?![\w-])"
    r"(?!\s+(?:of\s+(?!the country)|du\s+(?!pays)|de\s|d[’']))",
    re.IGNORECASE,
)
_ENGLISH = {"nord": "north", "sud": "south", "est": "east", "ouest": "west"}
_PARTS = re.compile(r"north|south|east|west|nord|sud|ouest|est")


def side_told(text: str, match: PlaceMatch) -> Place | None:
    """Return the side of a country that the words round its name mean.

    Parameters
    ----------
    text
        The article.
    match
        A country and where it is named.

    Returns
    -------
    Place or None
        A region of the country: its point is the middle of the first-order regions that lie there, its radius how far
        they reach (``gazetteer/sides.csv``). ``None`` where the words name no side, or the country is too small.
    """
    at = match.mention.evidence
    low = max(0, at.start - 30)
    found = _BEFORE.search(text, low, at.start) or _OF.search(text, low, at.start) or _BEHIND.match(text, at.end)
    return _side_of(match.place, found["side"]) if found is not None else None


def side_within(text: str, start: int, end: int, country: Place) -> Place | None:
    """Return the side of the country spoken of that words name alone: "in the north", "dans l'est du pays"."""
    found = _ALONE.search(text, start, end)
    return _side_of(country, found["side"]) if found is not None else None


def _side_of(country: Place | None, words: str) -> Place | None:
    if country is None or country.kind != "country" or country.country is None:
        return None
    side = "-".join(_ENGLISH.get(part, part) for part in _PARTS.findall(words.lower()))
    where = _sides().get((country.country, side))
    return country.side(side, *where) if where is not None else None


@cache
def _sides() -> dict[tuple[str, str], tuple[float, float, float]]:
    with data_file("gazetteer", "sides.csv").open(encoding="utf-8") as handle:
        return {
            (row["country"], row["side"]): (float(row["lon"]), float(row["lat"]), float(row["radius_m"]))
            for row in csv.DictReader(handle)
        }
