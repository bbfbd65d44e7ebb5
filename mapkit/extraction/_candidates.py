"""Which stretches of a text some gazetteer knows by name, before anything is decided about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from mapkit._text import fold
from mapkit.extraction._context import ARTICLES, Token, Words
from mapkit.model import Place

_LONGEST = 6  # words in a name
_LEADING = frozenset(("le", "la", "les", "the"))
_ARABIC = frozenset((
    "AE", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS",
    "QA", "SA", "SD", "SO", "SY", "TD", "TN", "TR", "YE",
))  # fmt: skip
"""Countries with names of that kind."""
_STRONG = 1_000_000  # inhabitants of a region that everybody knows
_PART = (
    r"(?:(?:the|le|la)\s+|l['’])?(?:(?:(?:north|south)?(?:eastern|western)|northern|southern|central|north|south|east|west|neighbou?ring"
    r"|nord|sud|est|ouest|centre)\s+(?:of\s+|de\s+|du\s+)?)?(?:(?:state|province|region|région)\s+(?:of|de|du)\s+)?"
)
_CONTAINED = re.compile(rf",\s*(?:(?:in|en|au|dans)\s+)?{_PART}|\s*\(\s*")
_LISTING = re.compile(r"(?:,|\b(?:and|or|et|ou|y))\s\Z")
_CLOSED = re.compile(r"[.;:)\n]|\Z|,?\s(?:on|when|where|after|before|as|late|early|killing)\b|,\s(?!and|or)[a-z]")
_ENUMERATED = re.compile(r"(?:,|;| and| et) (?:[A-Z][\w' -]{2,25}, )?")
_INSIDE = re.compile(rf"\s+(?:in|of|en|au|dans)\s+{_PART}")


class Names(Protocol):
    """What recognition needs of a gazetteer; ``demonym_country`` and ``is_capital`` are used where they exist."""

    def lookup(self, name: str) -> Sequence[Place]: ...


@dataclass(slots=True)
class Hit:
    """A stretch of tokens that some place is called, with what its context says.

    ``people`` are those of the largest place usually called so; ``alternate`` when no town or area is usually
    called so;
    ``strong`` for countries, world regions and great regions; ``seat`` for the capital of a country; ``lands`` the
    countries of all bearers; ``cued`` when the words around ask for a place, ``placed`` where only a place can stand
    ("in X", "the town of X"), ``aimed`` right behind a verb that has places for its object ("attacked X"), ``refused``
    when they name something else; ``container`` is the Y of "X, Y".
    """

    first: int
    last: int
    start: int
    end: int
    name: str
    places: Sequence[Place] = ()
    people: int = 0
    lands: frozenset[str] = frozenset()
    country: bool = False
    strong: bool = False
    alternate: bool = False
    cued: bool = False
    placed: bool = False
    aimed: bool = False
    seat: bool = False
    refused: bool = False
    container: str = ""
    hints: list[str] = field(default_factory=list)


def find_hits(
    text: str, tokens: list[Token], gazetteer: Names, words: Words, demonyms: dict[int, str]
) -> Iterator[Hit]:
    """Yield the longest known name at each capitalised word; a demonym alone is none."""
    i = 0
    while i < len(tokens):
        if not tokens[i].capital or _is_elided(text, tokens, i, gazetteer):
            i += 1
            continue
        ends = _ends(tokens, i, words)
        hit = _longest(text, tokens, ends if i not in demonyms else ends[1:], gazetteer, i)
        if hit is not None and i > 0 and tokens[i].hyphen and tokens[i - 1].lower in ARTICLES:
            # "al-Faza" in Yemen is no Faza in Kenya
            hit.places = [place for place in hit.places if place.country in _ARABIC]
            hit = _weigh(hit) if hit.places else None
        if hit is not None and hit.first == i and i > 0 and tokens[i].joined:
            hit = _with_direction(text, tokens, hit, gazetteer, words)
        if hit is None or _is_half(tokens, hit):
            i += 1
        else:
            yield hit
            i = hit.last + 1


def _is_elided(text: str, tokens: list[Token], i: int, gazetteer: Names) -> bool:
    """Whether an article stands before a country, elided: "L'Irak" is no namesake of that."""
    end = tokens[i].end
    if tokens[i].text != "L" or text[end : end + 1] not in ("'", "’") or i + 1 == len(tokens):
        return False
    return any(place.kind == "country" for place in gazetteer.lookup(tokens[i + 1].text))


def _is_half(tokens: list[Token], hit: Hit) -> bool:
    """Whether a name is half of a doubled one: "Simi" of "Simi-Simi"."""
    if hit.first != hit.last:
        return False
    around = tokens[max(0, hit.first - 1) : hit.first + 2]
    return any(late.hyphen and early.lower == late.lower for early, late in pairwise(around))


def _ends(tokens: list[Token], i: int, words: Words) -> list[int]:
    """Return where a name that begins at ``i`` may end, nearest first."""
    ends = [i]
    for j in range(i + 1, min(i + _LONGEST, len(tokens))):
        part = tokens[j].lower in words["small_parts"]
        if not tokens[j].joined or not (tokens[j].capital or part or tokens[j].lower in words["connectors"]):
            break
        if tokens[j].capital or part:
            ends.append(j)
    return ends


def _with_direction(text: str, tokens: list[Token], hit: Hit, gazetteer: Names, words: Words) -> Hit:
    """Let "northern Ireland" and "north Darfur" be what they name, a country or a region, however they are written.

    "Northern Mali" is Mali: only another country's part of that name is more than the country itself.
    """
    before = tokens[hit.first - 1]
    if before.lower not in words["compass"] or not before.text.islower():
        return hit
    name = text[before.start : hit.end]
    places = [p for p in gazetteer.lookup(name) if p.kind in ("country", "region")]
    if hit.country:
        places = [p for p in places if p.country and p.country not in hit.lands]
    return _weigh(Hit(hit.first - 1, hit.last, before.start, hit.end, name, places)) if places else hit


def _longest(text: str, tokens: list[Token], ends: list[int], gazetteer: Names, i: int) -> Hit | None:
    article = tokens[i].text.islower()  # "ash-Shabana" is not a town called Ash
    for j in reversed(ends):
        if article and j == i:
            break
        start, end = tokens[i].start, tokens[j].end
        if j > i and text[end : end + 1] == "-" and tokens[i].lower in _LEADING:
            continue  # in "Le Cap-Haïtien" the article is no part of a name that ends within a word
        name = text[start:end]
        stop = text[end : end + 1] == "."
        dotted = (stop or text[max(0, start - 2) : start] == ", ") and ("." in name or (j == i and end - start <= 5))
        places = list(gazetteer.lookup(name))
        if end - start <= 5:
            places = [p for p in places if _spelled(p, name, dotted=dotted)]
        if places:
            end += stop and "." in name
            hit = _weigh(Hit(i, j, start, end, text[start:end], places))
            is_capital = getattr(gazetteer, "is_capital", lambda _: False)
            hit.seat = any(is_capital(p.id) for p in places[:3])
            return hit
    return None


def _spelled(place: Place, name: str, *, dotted: bool) -> bool:
    """Short names must agree in capitals and full stops: "US" is not "us", "Mass." is not "mass"."""
    key = _plain(name)
    stop = "." in name or dotted
    return any(
        _plain(known) == key
        and (known.isupper() == name.isupper() or (len(key) > 3 and name.isupper()))
        and known.endswith(".") <= stop
        and ("." not in name or "." in known)
        for known in (place.name, *place.names)
    )


def _weigh(hit: Hit) -> Hit:
    """Note how well known the bearers of a name are."""
    key = _plain(hit.name)
    own = [p for p in hit.places if _plain(p.name) == key]
    hit.country = any(p.kind == "country" for p in hit.places)
    hit.strong = hit.country or any(
        p.kind in ("region", "feature") and (not p.country or p.population >= _STRONG) for p in hit.places
    )
    hit.people = max((p.population for p in own or hit.places if p.kind != "feature"), default=0)
    hit.lands = frozenset(p.country for p in hit.places if p.country)
    # wells and farms are called like ordinary words, and a large gazetteer has millions of them
    hit.alternate = not hit.strong and all(p.kind in ("feature", "site") for p in own)
    return hit


def _plain(name: str) -> str:
    return fold(name.replace("-", " "))


def find_demonyms(tokens: list[Token], gazetteer: Names, *, french: bool) -> dict[int, str]:
    """Return the country of each word that is a demonym, by token; French ones begin with a small letter.

    A word that also is the name of a country ("Philippines") is that country where it has a capital.
    """
    country_of = getattr(gazetteer, "demonym_country", None)
    if country_of is None:
        return {}
    found: dict[int, str] = {}
    for i, token in enumerate(tokens):
        if (token.capital or (french and token.text.islower())) and len(token.text) > 3:
            code = country_of(token.text)
            named = code and token.capital and any(p.kind == "country" for p in gazetteer.lookup(token.text))
            if code and not named:
                found[i] = code
    return found


def note_containers(text: str, hits: list[Hit]) -> None:
    """Note "X, Y" and "X in Y" where some X lies in some Y."""
    for inner, outer in pairwise(hits):
        gap = text[inner.end : outer.start]
        if not (_CONTAINED.fullmatch(gap) or _INSIDE.fullmatch(gap)):
            continue
        around = [p for p in outer.places if p.kind in ("country", "region", "district")]
        if inner.country:
            # "Mexico, Canada" is a list; "Lebanon, Pa." and "in Armenia, Colombia." are not
            alone = gap == ", " and not _LISTING.search(text, max(0, inner.start - 6), inner.start)
            alone = alone and _CLOSED.match(text, outer.end) is not None
            around = [q for q in around if (q.kind == "region" and not outer.country) or (alone and outer.country)]
        if any(_inside(p, q) for q in around for p in inner.places):
            inner.container = outer.name
            inner.cued = True
            outer.cued = True
    _note_enumerated(text, hits)


def _note_enumerated(text: str, hits: list[Hit]) -> None:
    """Note "Mali (Koro, Mondoro)": the places in brackets lie in the country or region before them."""
    outer: Hit | None = None
    for before, hit in pairwise(hits):
        gap = text[before.end : hit.start]
        if gap == " (":
            outer = before
        elif outer is not None and not _ENUMERATED.fullmatch(gap):
            outer = None
        if outer is not None and not hit.container:
            around = [p for p in outer.places if p.kind in ("country", "region", "district")]
            if any(_inside(p, q) for q in around for p in hit.places):
                hit.container, hit.cued = outer.name, True


def _inside(place: Place, area: Place) -> bool:
    if area.kind == "country":
        return place.country == area.country and place.kind != "country"
    if area.kind == "region":
        return place.parent == area.id and place.id != area.id
    return area.kind == "district" and place.kind == "town" and place.parent is not None and place.parent == area.parent
