"""Who speaks for whom: "Yahya Saree, a spokesman for the Houthis", "the army's chief of staff, Valery Gerasimov"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mapkit.events.party import ARMED, Party
from mapkit.events.states import forces_of
from mapkit.model import Actor, Mention, PlaceMatch

_ROLE = (
    r"(?:spokes(?:man|woman|person)|commander|chief(?: of staff)?|leader|minister|president|general|official|head"
    r"|governor|secretary|advis[eo]r|envoy|negotiator"
    r"|porte-parole|chef(?: d.état-major)?|ministre|président|commandant|responsable|dirigeant)"
)
_RANKS = (
    r"(?:(?:(?:Lt|Gen|Col|Maj|Brig|Capt|Adm|Sgt|Dr|Mr|Mrs|Ms)\.?"
    r"|(?:Lieutenant|General|Colonel|Major|Captain|Brigadier|Admiral|Marshal|Field|le|général|colonel|commandant))[\s-]+)*"
)
_NAME = (
    r"(?-i:(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w’'-]+) (?:(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w’'-]+) ){0,2}"
    r"(?P<surname>(?:[Aa]l-|[Ee]l-)?[A-ZÀ-Þ][\w-]+))"
)
# what ends the words that belong to a role
_NOT = (
    r"(?:and|or|of|to|in|on|at|with|from|by|against|for|as|when|after|told|said|killed|met"
    r"|et|ou|de|du|des|à|contre|avec|par)"
)
_LOW = rf"(?-i:(?!{_NOT}\s)[a-zà-ÿ][\w-]*\s+)"
# "Houthi military spokesman Yahya Saree", "Russia's defence minister, Sergei Shoigu"
_BEHIND = re.compile(rf"(?:[’']s?)?\s+{_LOW}{{0,3}}?{_ROLE},?\s+{_RANKS}{_NAME}", re.IGNORECASE)
# "Yahya Saree, a spokesman for the Houthis", "Valery Gerasimov, chief of staff of Russia's military"
_APPOSED = re.compile(
    rf"(?<![\w-]){_NAME},\s+(?:an?\s+|the\s+|l[ea]\s+|une?\s+)?{_LOW}{{0,3}}?{_ROLE}\s+{_LOW}{{0,2}}?"
    r"(?:(?:of|for|from|with|in|des?|du|pour)\s+|d[’'])(?:the\s+|(?:la|les?)\s+|l[’'])?$",
    re.IGNORECASE,
)
# "Yahya Saree, the Houthi spokesman"
_NAMED_FIRST = re.compile(rf"(?<![\w-]){_NAME},\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_HAS_ROLE = re.compile(rf"(?:[’']s?)?\s+{_LOW}{{0,3}}?{_ROLE}(?!\w)", re.IGNORECASE)
# "Ukrainian President Volodymyr Zelensky"
_OF_A_PEOPLE = re.compile(
    rf"(?<![\w-])(?P<people>(?-i:[A-ZÀ-Þ][\w-]+))(?:[’']s)?\s+{_LOW}{{0,2}}?(?:(?:Prime|Vice|Deputy|Defen[cs]e|Foreign)\s+)?"
    rf"{_ROLE},?\s+{_RANKS}{_NAME}",
    re.IGNORECASE,
)
_REACH = 110
"""Characters before a party in which somebody who speaks for it can be named."""


def find_speakers(
    text: str, parties: Sequence[Party], mentions: Sequence[Mention], places: Sequence[PlaceMatch]
) -> dict[str, tuple[Actor, ...]]:
    """Return for whom somebody speaks whom the article introduces, by his surname.

    Parameters
    ----------
    text
        The article.
    parties
        Who takes part in it.
    mentions, places
        What it mentions, and where its places are: they know of which country somebody is.

    Returns
    -------
    dict of str to tuple of Actor
        The side that he speaks for, the forces of a state with its government. Who is introduced for two is left out.
    """
    sides = [p for p in parties if p.actor is not None and (p.cls in ARMED or p.cls in ("government", "country"))]
    code_at = {m.evidence.start: m.hints["country"] for m in mentions if m.kind == "actor" and "country" in m.hints}
    of_state: dict[str, list[Actor]] = defaultdict(list)
    peoples = {m.evidence.quote: m.hints["demonym"] for m in mentions if "demonym" in m.hints}
    countries = (m for m in places if m.place is not None and m.place.kind == "country" and m.place.country)
    peoples |= {m.mention.evidence.quote: m.place.country for m in countries if m.place and m.place.country}
    for party in sorted(sides, key=lambda p: p.cls not in ARMED):
        code = _country_of(party, code_at)
        if code and party.actor is not None and party.actor not in of_state[code]:
            of_state[code].append(party.actor)
        if code and party.start in code_at:
            peoples[text[party.start : party.end].split(maxsplit=1)[0]] = code
    found: dict[str, set[tuple[Actor, ...]]] = defaultdict(set)
    for party in sides:
        code = _country_of(party, code_at)
        whole = tuple(of_state[code]) if code else ((party.actor,) if party.actor is not None else ())
        for name in _introduced(text, party):
            found[name].add(whole)
    for match in _OF_A_PEOPLE.finditer(text):
        code = peoples.get(match["people"])
        if code is not None:
            found[match["surname"]].add(tuple(of_state[code]) or (forces_of(code, match["people"]),))
    return {name: next(iter(sides)) for name, sides in found.items() if len(sides) == 1}


def _country_of(party: Party, code_at: Mapping[int, str]) -> str | None:
    if party.actor is not None and party.actor.id.startswith("actor:country-"):
        return party.actor.id.rpartition("-")[2].upper()
    return code_at.get(party.start)


def _introduced(text: str, party: Party) -> Iterator[str]:
    behind = _BEHIND.match(text, party.end)
    if behind is not None:
        yield behind["surname"]
    low = max(0, party.start - _REACH)
    before = _APPOSED.search(text, low, party.start)
    if before is None and _HAS_ROLE.match(text, party.end):
        before = _NAMED_FIRST.search(text, low, party.start)
    if before is not None:
        yield before["surname"]
