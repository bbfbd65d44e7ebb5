"""Place names in running text, English and French: recognition by gazetteer and context words, without a model.

Large places are taken at their name; small ones, and names that are also words or surnames, only where the words
around say that a place is meant, or where the article has already shown which country it is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mapkit._text import fold
from mapkit.extract._context import Token, Words, hints_of, is_dateline, load_words, tokens_of
from mapkit.model import Evidence, Mention, Place

EXTRACTOR = "toponyms/1"
_LONGEST = 6  # words in a name
_TOWN, _TOWN_OF_SEVERAL_WORDS, _ALTERNATE = 60_000, 15_000, 5  # inhabitants a bare name needs; factor for other names
_CONTAINED = re.compile(r",\s+(?:in\s+|en\s+|au\s+|dans\s+)?(?:the\s+|le\s+|la\s+)?|\s*\(\s*|,\s*")
_INSIDE = re.compile(
    r"\s+(?:in|of|en|au|dans)\s+(?:the\s+|le\s+|la\s+|l['’])?(?:(?:northern|southern|eastern|western|central|north|south|east|west"
    r"|northeastern|northwestern|southeastern|southwestern|neighbou?ring)\s+)?(?:(?:state|province|region)\s+of\s+)?"
)
_LISTED = re.compile(r",\s+|,?\s+(?:and|or|et|ou)\s+(?:de\s+|à\s+|in\s+)?|\s*[-–/]\s*")


class _Names(Protocol):
    """What recognition needs of a gazetteer; ``demonym_country`` and ``is_capital`` are used where they exist."""

    def lookup(self, name: str) -> Sequence[Place]: ...


@dataclass(slots=True)
class _Hit:
    """A stretch of tokens that some place is called, with what its context says."""

    first: int
    last: int
    start: int
    end: int
    name: str
    places: Sequence[Place]
    strong: bool
    people: int
    countries: frozenset[str]
    alternate: bool
    cued: bool = False
    refused: bool = False
    container: str = ""
    hints: list[str] = field(default_factory=list)


def find_toponyms(
    text: str,
    *,
    gazetteer: _Names,
    article_id: str = "",
    span: tuple[int, int] | None = None,
    language: str | None = None,
) -> tuple[Mention, ...]:
    """Find the place names of a text.

    Parameters
    ----------
    text
        Running text, English or French.
    gazetteer
        Anything with ``lookup(name)``.
    article_id
        Put into the evidence.
    span
        ``[start, end)`` to search; ``None`` searches all of ``text``.
    language
        BCP 47 tag; French lets demonyms begin with a small letter.

    Returns
    -------
    tuple of Mention
        In text order. Kind ``place`` with hints in ``value`` (``kind:base``, ``role:metonym``, ``in:Chad``, ``dateline``),
        and kind ``cue`` with ``demonym:TD`` for words such as "Chadian". Empty text gives ``()``.

    Examples
    --------
    >>> from mapkit.gazetteer import open_gazetteer
    >>> [m.evidence.quote for m in find_toponyms("They left N'Djamena for Abéché.", gazetteer=open_gazetteer())]
    ["N'Djamena", 'Abéché']
    """
    words = load_words()
    tokens = tokens_of(text, span)
    demonyms = _demonyms(tokens, getattr(gazetteer, "demonym_country", None), french=(language or "").startswith("fr"))
    surnames = _surnames(text, tokens, words)
    hits = list(_hits(text, tokens, gazetteer, words, demonyms))
    _contain(text, hits)
    for hit in hits:
        _judge(text, tokens, hit, words, surnames)
    taken = {id(h) for h in hits if _accept(h, frozenset(), tokens, words)}
    home = _home([h for h in hits if id(h) in taken], demonyms)
    if home:
        taken |= {id(h) for h in hits if _accept(h, home, tokens, words)}
    taken |= _listed(text, hits, taken)
    # a name accepted once is the same place all through the article
    known = {fold(h.name) for h in hits if id(h) in taken}
    taken |= {id(h) for h in hits if not h.refused and fold(h.name) in known and h.name.lower() not in words["common"]}
    accepted = [h for h in hits if id(h) in taken]
    hints_of(text, tokens, accepted, words, getattr(gazetteer, "is_capital", lambda _: False))

    def mention(kind: str, start: int, end: int, value: str | None) -> Mention:
        evidence = Evidence(article_id=article_id, start=start, end=end, quote=text[start:end])
        return Mention(kind="place" if kind == "place" else "cue", evidence=evidence, value=value, extractor=EXTRACTOR)

    found = [mention("place", h.start, h.end, ";".join(dict.fromkeys(h.hints)) or None) for h in accepted]
    found += [mention("cue", tokens[i].start, tokens[i].end, f"demonym:{code}") for i, code in demonyms.items()]
    found.sort(key=lambda m: (m.evidence.start, m.evidence.end))
    return tuple(found)


# ---------------------------------------------------------------------------------------------- candidates
def _hits(
    text: str, tokens: list[Token], gazetteer: _Names, words: Words, demonyms: dict[int, str]
) -> Iterator[_Hit]:
    i = 0
    while i < len(tokens):
        hit = _longest(text, tokens, i, gazetteer, words, demonyms) if tokens[i].capital else None
        if hit is None:
            i += 1
        else:
            yield hit
            i = hit.last + 1


def _longest(
    text: str, tokens: list[Token], i: int, gazetteer: _Names, words: Words, demonyms: dict[int, str]
) -> _Hit | None:
    ends = [i]
    for j in range(i + 1, min(i + _LONGEST, len(tokens))):
        if not tokens[j].joined or not (tokens[j].capital or tokens[j].lower in words["connectors"]):
            break
        if tokens[j].capital:
            ends.append(j)
    for j in reversed(ends):
        if j == i and i in demonyms:
            continue
        start, end = tokens[i].start, tokens[j].end
        name = text[start:end]
        dotted = (text[end : end + 1] == "." or text[max(0, start - 2) : start] == ", ") and ("." in name or (j == i and end - start <= 5))
        places = [p for p in gazetteer.lookup(name) if p.kind != "feature" or not p.country or j > i]
        places = places or list(gazetteer.lookup(name))
        if end - start <= 5:
            places = [p for p in places if _spelled(p, name, dotted=dotted)]
        if places:
            return _hit(i, j, start, end + (dotted and "." in name and text[end : end + 1] == "."), text, places)
    return None


def _spelled(place: Place, name: str, *, dotted: bool) -> bool:
    """Short names must agree in capitals and full stops: "US" is not "us", "Mass." is not "mass"."""
    key = fold(name)
    stop = "." in name or dotted
    for known in (place.name, *place.names):
        if fold(known) == key:
            capitals = known.isupper() == name.isupper() or (len(key) > 3 and name.isupper())
            if capitals and (known.endswith(".") <= stop) and ("." not in name or "." in known):
                return True
    return False


def _hit(first: int, last: int, start: int, end: int, text: str, places: list[Place]) -> _Hit:  # noqa: PLR0913
    name = text[start:end]
    key = fold(name)
    own = [p for p in places if fold(p.name) == key]
    strong = any(
        p.kind == "country" or (p.kind in ("region", "feature") and (not p.country or p.population >= 1_000_000)) for p in places
    )
    settled = [p for p in (own or places) if p.kind != "feature"]
    return _Hit(
        first,
        last,
        start,
        end,
        name,
        places,
        strong,
        max((p.population for p in settled), default=0),
        frozenset(p.country for p in places if p.country),
        not own and not strong,
    )


def _demonyms(
    tokens: list[Token], country_of: Callable[[str], str | None] | None, *, french: bool
) -> dict[int, str]:
    if country_of is None:
        return {}
    found: dict[int, str] = {}
    for i, token in enumerate(tokens):
        if (token.capital or (french and token.text.islower())) and len(token.text) > 3:
            code = country_of(token.text)
            if code:
                found[i] = code
    return found


# ---------------------------------------------------------------------------------------------- context
def _contain(text: str, hits: list[_Hit]) -> None:
    """Note "X, Y" and "X in Y" where some X lies in some Y."""
    for inner, outer in zip(hits, hits[1:], strict=False):
        gap = text[inner.end : outer.start]
        if not (_CONTAINED.fullmatch(gap) or _INSIDE.fullmatch(gap)):
            continue
        around = [p for p in outer.places if p.kind in ("country", "region", "district")]
        if any(p.kind == "country" for p in inner.places):
            # "Mexico, Canada" is a list; "Lebanon, Pa." is not
            around = [q for q in around if q.kind == "region" and all(p.kind != "country" for p in outer.places)]
        if any(_inside(p, q) for q in around for p in inner.places):
            inner.container = outer.name
            inner.cued = True
            outer.cued = True


def _inside(place: Place, area: Place) -> bool:
    if area.kind == "country":
        return place.country == area.country and place.kind != "country"
    if area.kind == "region":
        return place.parent == area.id and place.id != area.id
    return area.kind == "district" and place.kind == "town" and place.parent is not None and place.parent == area.parent


def _judge(text: str, tokens: list[Token], hit: _Hit, words: Words, surnames: set[str]) -> None:
    """Set ``cued`` where the words around ask for a place, ``refused`` where they name something else."""
    before = tokens[hit.first - 1] if hit.first and _beside(tokens[hit.first]) else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) and _beside(tokens[hit.last + 1]) else None
    left = before.lower if before else ""
    right = after.lower if after else ""
    further = tokens[hit.first - 2].lower if before and hit.first > 1 and tokens[hit.first - 1].joined else ""
    types = words["types"]
    preposition = left in words["prepositions"] or (left in ("the", "la", "le", "l") and further in words["prepositions"])
    typed = right in types or left in types or (left in ("of", "de", "d", "du") and further in types)
    hit.cued = hit.cued or preposition or typed
    single = hit.first == hit.last
    titled = bool(after and after.capital)
    key = hit.name.lower()
    country = any(p.kind == "country" for p in hit.places)
    if single and key in words["directions"]:
        hit.refused = not (titled and right in types)
    elif single and (key in words["organisations"] or key in words["titles"] or key in words["peoples"] or key in words["months"] or key in words["agencies"]):
        hit.refused = True
    elif key in words["phrases"] or "$" in text[hit.end : hit.end + 1] + text[max(0, hit.start - 1) : hit.start]:
        hit.refused = True
    elif single and len(key) > 3 and hit.name.isupper() and hit.name.isalpha() and not _shouted(text, tokens, hit):
        hit.refused = True
    if not single and (tokens[hit.last].lower in types or tokens[hit.first].lower in types):
        hit.cued = True
    if titled and (right in words["newspapers"] or right in words["addresses"] or right in words["teams"]):
        hit.refused = not (hit.strong and right in words["types"])
    if hit.name.isupper() and 1 < len(hit.name) < 4 and hit.name.isalpha() and any(p.country and p.kind != "country" for p in hit.places[:1]):
        # postal abbreviations and acronyms: "Town, XX" or "in XX"
        hit.refused = hit.refused or (text[max(0, hit.start - 2) : hit.start] != ", " and not preposition)
    if hit.name.endswith(".") and hit.name.count(".") == 1:
        hit.refused = hit.refused or text[max(0, hit.start - 2) : hit.start] != ", "
    if single and titled and key in words["ambiguous_names"] and not preposition and right not in types and right not in words["organisations"]:
        hit.refused = True
    named = left in words["first_names"] or fold(hit.name) in words["first_names"] or fold(hit.name) in surnames
    if hit.container or ((country or (hit.strong and not named)) and left not in words["first_names"]):
        return
    if single or hit.last - hit.first == 1:
        person = left in words["titles"] and not typed
        person |= left in words["first_names"] and before is not None and before.capital
        person |= bool(before and len(before.text) == 1 and before.capital)
        first_name = fold(hit.name) in words["first_names"]
        person |= first_name and (titled and right not in words["organisations"] and right not in types)
        person |= fold(hit.name) in surnames and not typed
        capitalised = before is not None and before.capital and left not in words["prepositions"] and left not in types
        if capitalised and not typed and hit.people < 500_000 and left not in words["starters"]:
            person = True
        if titled and right not in words["organisations"] and not hit.cued and hit.people < 500_000:
            person = True
        hit.refused = hit.refused or person


def _shouted(text: str, tokens: list[Token], hit: _Hit) -> bool:
    """Tell a name in a line of capitals, or one that opens a paragraph, from an acronym."""
    around = tokens[max(0, hit.first - 1) : hit.first] + tokens[hit.last + 1 : hit.last + 2]
    return not hit.first or any(t.text.isupper() and len(t.text) > 1 for t in around) or hit.container != "" or is_dateline(text, tokens, hit)


def _beside(token: Token) -> bool:
    return token.joined and not token.hyphen


def _surnames(text: str, tokens: list[Token], words: Words) -> set[str]:
    """Return what stands after a first name or a title: later alone, it still is the person."""
    found: set[str] = set()
    for before, token in zip(tokens, tokens[1:], strict=False):
        if token.joined and token.capital and before.capital and token.lower not in words["organisations"]:
            if before.lower in words["first_names"] or before.lower in words["titles"]:
                found.add(fold(text[token.start : token.end]))
    return found


def _accept(hit: _Hit, home: frozenset[str], tokens: list[Token], words: Words) -> bool:
    if hit.refused:
        return False
    single = hit.first == hit.last
    starts = not tokens[hit.first].joined
    key = hit.name.lower()
    if single and (key in words["common"] or fold(key) in words["first_names"]) and not hit.name.isupper():
        if hit.container:
            return True
        if not any(p.kind == "country" for p in hit.places):
            return hit.cued and not starts and (hit.people >= 50_000 or hit.strong)
    if hit.strong or hit.container:
        return True
    local = bool(home and home & hit.countries)
    need = 0 if local else _TOWN if single else _TOWN_OF_SEVERAL_WORDS
    if hit.alternate:
        need *= _ALTERNATE
        if not local and not (hit.cued and hit.people >= 20_000):
            return hit.people >= need
    if hit.people < need and not hit.cued:
        return False
    enough = 5_000 if local else 200_000
    return hit.cued or not (starts and single and hit.people < enough)


def _home(hits: list[_Hit], demonyms: dict[int, str]) -> frozenset[str]:
    """Return the countries the article is about; their small places need no context words."""
    votes: Counter[str] = Counter()
    for hit in hits:
        named = [p.country for p in hit.places if p.kind == "country" and p.country]
        if named:
            votes[named[0]] += 2
        elif len(hit.countries) == 1:
            votes[next(iter(hit.countries))] += 1
    for code in demonyms.values():
        votes[code] += 1
    total = sum(votes.values())
    return frozenset(c for c, n in votes.items() if n >= 3 and n >= 0.25 * total)


def _listed(text: str, hits: list[_Hit], taken: set[int]) -> set[int]:
    """Take "A, B and C" whole: a name between places is a place, unless it is something else for sure."""
    more: set[int] = set()
    for pair in (zip(hits, hits[1:], strict=False), zip(hits[::-1], hits[-2::-1], strict=False)):
        for known, other in pair:
            a, b = (known, other) if known.start < other.start else (other, known)
            if (id(known) in taken or id(known) in more) and id(other) not in taken and not other.refused:
                same = known.countries & other.countries
                if same and not other.alternate and _LISTED.fullmatch(text[a.end : b.start]):
                    more.add(id(other))
    return more
