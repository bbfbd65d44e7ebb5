"""Place names in running text, English and French: recognition by gazetteer and context words, without a model.

Large places are taken at their name; small ones, and names that are also words or surnames, only where the words
around say that a place is meant, or where the article has already shown which country it is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from mapkit._text import fold
from mapkit.extract._context import Token, Words, hints_of, is_dateline, load_words, tokens_of
from mapkit.model import Evidence, Mention, Place

EXTRACTOR = "toponyms/1"
_LONGEST = 6  # words in a name
_WHERE = frozenset(("in", "at", "near", "outside", "from", "à", "près", "dans"))
_ARTICLES = frozenset(("the", "la", "le", "l", "les"))
# Inhabitants from which a name is taken for a place, by what else speaks for it; tried on news text.
_TOWN, _TOWN_OF_SEVERAL_WORDS = 60_000, 15_000  # a bare name, of one word and of more
_ALTERNATE, _ALTERNATE_CUED = 5, 20_000  # a factor for names other than the usual one; with a preposition before it
_AT_START, _AT_START_AT_HOME = 200_000, 5_000  # at the start of a sentence, where every word has a capital
_WORD_TOWN = 50_000  # a name that is also a word, after a preposition
_HOME_VOTES = 2  # a country named once, or two signs of it, opens the gate for its small places
_GREAT = 500_000  # a name beside another capitalised word
_LONGER_NAME = 100_000  # a name that may be the beginning of a longer one
_PART = (
    r"(?:(?:the|le|la)\s+|l['’])?(?:(?:(?:north|south)?(?:eastern|western)|northern|southern|central|north|south|east|west|neighbou?ring"
    r"|nord|sud|est|ouest|centre)\s+(?:of\s+|de\s+|du\s+)?)?(?:(?:state|province|region|région)\s+(?:of|de|du)\s+)?"
)
_CONTAINED = re.compile(rf",\s*(?:(?:in|en|au|dans)\s+)?{_PART}|\s*\(\s*")
_INSIDE = re.compile(rf"\s+(?:in|of|en|au|dans)\s+{_PART}")
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
    country: bool
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
    accepted = sorted([*accepted, *_unknown(text, tokens, accepted, words, demonyms)], key=lambda h: h.start)
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
    key = _plain(name)
    stop = "." in name or dotted
    return any(
        _plain(known) == key
        and (known.isupper() == name.isupper() or (len(key) > 3 and name.isupper()))
        and known.endswith(".") <= stop
        and ("." not in name or "." in known)
        for known in (place.name, *place.names)
    )


def _hit(first: int, last: int, start: int, end: int, text: str, places: list[Place]) -> _Hit:  # noqa: PLR0913
    name = text[start:end]
    key = _plain(name)
    own = [p for p in places if _plain(p.name) == key]
    strong = any(
        p.kind == "country" or (p.kind in ("region", "feature") and (not p.country or p.population >= 1_000_000))
        for p in places
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
        any(p.kind == "country" for p in places),
    )


def _plain(name: str) -> str:
    return fold(name.replace("-", " "))


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
    for inner, outer in pairwise(hits):
        gap = text[inner.end : outer.start]
        if not (_CONTAINED.fullmatch(gap) or _INSIDE.fullmatch(gap)):
            continue
        around = [p for p in outer.places if p.kind in ("country", "region", "district")]
        if inner.country:
            # "Mexico, Canada" is a list; "Lebanon, Pa." is not
            around = [q for q in around if q.kind == "region" and not outer.country]
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


@dataclass(frozen=True, slots=True)
class _Around:
    """The words beside a hit, in small letters, empty where punctuation or a hyphen parts them."""

    left: str
    right: str
    before: Token | None
    titled: bool
    preposition: bool
    typed: bool


def _around(tokens: list[Token], hit: _Hit, words: Words) -> _Around:
    before = tokens[hit.first - 1] if hit.first and _beside(tokens[hit.first]) else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) and _beside(tokens[hit.last + 1]) else None
    left = before.lower if before else ""
    right = after.lower if after else ""
    further = tokens[hit.first - 2].lower if before and hit.first > 1 and before.joined else ""
    types = words["types"]
    preposition = left in words["prepositions"] or (left in _ARTICLES and further in words["prepositions"])
    typed = right in types or left in types or (left in ("of", "de", "d", "du") and further in types)
    return _Around(left, right, before, bool(after and after.capital), preposition, typed)


def _judge(text: str, tokens: list[Token], hit: _Hit, words: Words, surnames: set[str]) -> None:
    """Set ``cued`` where the words around ask for a place, ``refused`` where they name something else."""
    around = _around(tokens, hit, words)
    hit.cued = hit.cued or around.preposition or around.typed
    if hit.first != hit.last and {tokens[hit.first].lower, tokens[hit.last].lower} & words["types"]:
        hit.cued = True
    hit.refused = (
        _other_word(text, tokens, hit, words, around)
        or _other_name(hit, words, around)
        or _abbreviation(text, hit, around)
        or _person(hit, words, surnames, around)
    )


def _other_word(text: str, tokens: list[Token], hit: _Hit, words: Words, around: _Around) -> bool:
    """Tell an ordinary word, an acronym or a sum of money."""
    key = hit.name.lower()
    if key in words["phrases"] or "$" in text[hit.end : hit.end + 1] + text[max(0, hit.start - 1) : hit.start]:
        return True
    if hit.first != hit.last:
        return False
    if key in words["directions"]:
        return not (around.titled and around.right in words["types"])
    if any(key in words[family] for family in ("organisations", "titles", "peoples", "months", "agencies")):
        return True
    return len(key) > 3 and key.isalpha() and hit.name.isupper() and not _shouted(text, tokens, hit)


def _other_name(hit: _Hit, words: Words, around: _Around) -> bool:
    """Tell the name of a newspaper, a street, a team, or a longer name that no gazetteer knows."""
    if not around.titled:
        return False
    if any(around.right in words[family] for family in ("newspapers", "addresses", "teams")):
        return not (hit.strong and around.right in words["types"])
    return (
        hit.first == hit.last
        and hit.people < _LONGER_NAME
        and not (hit.country or hit.strong or hit.container)
        and not any(around.right in words[f] for f in ("organisations", "types", "months", "days", "titles"))
    )


def _abbreviation(text: str, hit: _Hit, around: _Around) -> bool:
    """Tell an abbreviation that stands where no region is meant: postal codes need "Town, XX" or "in XX"."""
    after_comma = text[max(0, hit.start - 2) : hit.start] == ", "
    if hit.name.endswith(".") and hit.name.count(".") == 1:
        return not after_comma
    postal = hit.name.isupper() and 1 < len(hit.name) < 4 and hit.name.isalpha()
    if postal and any(p.country and p.kind != "country" for p in hit.places[:1]):
        return not (after_comma or around.preposition)
    return False


def _person(hit: _Hit, words: Words, surnames: set[str], around: _Around) -> bool:
    """Tell a first name or a surname by its neighbours, or by a full name elsewhere in the article."""
    key, left, right = fold(hit.name), around.left, around.right
    told = around.typed or hit.container != ""
    organised = right in words["organisations"] or right in words["types"]
    if around.titled and key in words["ambiguous_names"] and not around.preposition and not organised:
        return True
    named = left in words["first_names"] or key in words["first_names"] or key in surnames
    if hit.container or ((hit.country or (hit.strong and not named)) and left not in words["first_names"]):
        return False
    if hit.last - hit.first > 1:
        return False
    if around.before is not None and around.before.capital:
        if left in words["first_names"] or len(left) == 1:
            return True
        plain = left not in words["prepositions"] and left not in words["types"] and left not in words["starters"]
        if plain and not told and hit.people < _GREAT:
            return True
    if (left in words["titles"] or key in surnames) and not told:
        return True
    if key in words["first_names"] and around.titled and not organised:
        return True
    return around.titled and right not in words["organisations"] and not hit.cued and hit.people < _GREAT


def _shouted(text: str, tokens: list[Token], hit: _Hit) -> bool:
    """Tell a name in a line of capitals, or one that opens a paragraph, from an acronym."""
    around = tokens[max(0, hit.first - 1) : hit.first] + tokens[hit.last + 1 : hit.last + 2]
    return not hit.first or any(t.text.isupper() and len(t.text) > 1 for t in around) or hit.container != "" or is_dateline(text, tokens, hit)


def _beside(token: Token) -> bool:
    return token.joined and not token.hyphen


def _surnames(text: str, tokens: list[Token], words: Words) -> set[str]:
    """Return what stands after a first name or a title: later alone, it still is the person."""
    return {
        fold(text[token.start : token.end])
        for before, token in pairwise(tokens)
        if token.joined
        and token.capital
        and before.capital
        and token.lower not in words["organisations"]
        and (before.lower in words["first_names"] or before.lower in words["titles"])
    }


def _accept(hit: _Hit, home: frozenset[str], tokens: list[Token], words: Words) -> bool:
    if hit.refused:
        return False
    if hit.country or hit.container:
        return True
    single = hit.first == hit.last
    starts = not tokens[hit.first].joined
    if single and not hit.name.isupper() and (hit.name.lower() in words["common"] or fold(hit.name) in words["first_names"]):
        return hit.cued and not starts and (hit.people >= _WORD_TOWN or hit.strong)
    local = bool(home & hit.countries)
    return hit.strong or _weighty(hit, local=local, single=single, starts=starts)


def _weighty(hit: _Hit, *, local: bool, single: bool, starts: bool) -> bool:
    """Tell whether a town is large enough for its name to speak for itself."""
    need = 0 if local else _TOWN if single else _TOWN_OF_SEVERAL_WORDS
    if hit.alternate and not local and not (hit.cued and hit.people >= _ALTERNATE_CUED):
        return hit.people >= need * _ALTERNATE
    if hit.cued:
        return True
    if hit.people < need * (_ALTERNATE if hit.alternate else 1):
        return False
    return not (starts and single and hit.people < (_AT_START_AT_HOME if local else _AT_START))


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
    return frozenset(c for c, n in votes.items() if n >= _HOME_VOTES and n >= 0.25 * total)


def _listed(text: str, hits: list[_Hit], taken: set[int]) -> set[int]:
    """Take "A, B and C" whole: a name between places is a place, unless it is something else for sure."""
    more: set[int] = set()
    for pair in (pairwise(hits), pairwise(hits[::-1])):
        for known, other in pair:
            a, b = (known, other) if known.start < other.start else (other, known)
            if (id(known) in taken or id(known) in more) and id(other) not in taken and not other.refused:
                same = known.countries & other.countries
                if same and not other.alternate and _LISTED.fullmatch(text[a.end : b.start]):
                    more.add(id(other))
    return more


def _unknown(
    text: str, tokens: list[Token], accepted: list[_Hit], words: Words, demonyms: dict[int, str]
) -> Iterator[_Hit]:
    """Yield names that no gazetteer knows, where the words leave no doubt that a place is meant.

    "The village of Xyz", "the base in Xyz", "in Xyz, Mali": better an unlocated mention than a silent loss.
    """
    covered = {i for hit in accepted for i in range(hit.first, hit.last + 1)} | set(demonyms)
    by_start = {hit.start: hit for hit in accepted}
    for i in range(1, len(tokens)):
        if not tokens[i].capital or not tokens[i].joined or i in covered or tokens[i - 1].capital:
            continue
        last = i
        while last + 1 < len(tokens) and last < i + 2 and tokens[last + 1].joined and tokens[last + 1].capital:
            last += 1
        run = {t.lower for t in tokens[i : last + 1]}
        if covered & set(range(i, last + 1)) or run & _not_unknown(words):
            continue
        left = tokens[i - 1].lower
        further = tokens[i - 2].lower if i > 1 and tokens[i - 1].joined else ""
        start, end = tokens[i].start, tokens[last].end
        outer = by_start.get(end + 2) if text[end : end + 2] == ", " else None
        inside = outer is not None and any(p.kind in ("country", "region") for p in outer.places)
        settled = left in ("of", "de", "d") and further in words["settlements"]
        military = left in ("in", "at", "near", "à", "de", "d") and further in words["bases"]
        if settled or military or (inside and left in _WHERE):
            hit = _Hit(i, last, start, end, text[start:end], (), False, 0, frozenset(), True, False)
            hit.container = outer.name if outer is not None and inside else ""
            yield hit


def _not_unknown(words: Words) -> frozenset[str]:
    return words["months"] | words["days"] | words["titles"] | words["first_names"] | words["organisations"]
