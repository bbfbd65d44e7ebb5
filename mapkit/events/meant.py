"""Whom a description means: "the rebels", "these armed groups", "the soldiers", by what the article says before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from mapkit._text import fold
from mapkit.events.party import ARMED, Party, slug
from mapkit.model import Actor

PLAIN_GROUP = re.compile(
    r"(?:(?:the|les|la|des|some|several)\s+)?"
    r"(?:(?:leftist|left-wing|marxist|communist|maoist|rebel|islamist|islamic|jihadist|militant|insurgent|separatist|terrorist|extremist|radical|hard-?line|armed|ethnic|paramilitary)\s+){0,2}"
    r"(?:rebels?|fighters|forces|militants|insurgents|jihadists|islamists|separatists|guerrillas|extremists|terrorists"
    r"|gunmen|attackers|assailants|paramilitar(?:y|ies)|groups?|rebel movement|armed groups?|militia(?:s|men)?"
    r"|rebelles|combattants"
    r"|maquisards|guérilleros|insurgés|séparatistes|djihadistes|jihadistes|terroristes|assaillants"
    r"|extrémistes|ultraradicaux|mutins|mutineers"
    r"|miliciens|islamistes|paramilitaires|mouvement rebelle|groupe rebelle|groupe armé"
    r"|coalition rebelle|rébellion|guérilla|(?:rebel|insurgent) (?:coalition|alliance)"
    r"|(?:rebel|insurgent|guerrilla) (?:columns?|convoys?)|colonnes? (?:de )?rebelles?"
    r"|(?:éléments|combattants|groupes?|miliciens|forces|insurgés|rebelles|militants|hommes)"
    r" (?:rebelles?|islamistes?|d?jihadistes?))",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"(?<!\w)(?!(?:the|by|of|and|from|to|with|that|as|when|said|after|but|while|where|which|les|des|aux|par|de|que|et|des)\b)"
    r"[a-zà-ÿ-]+\s+$"
)
_RECALL = 400
# "miliciens locaux", "combattants tribaux"
_OTHERS = re.compile(
    r"\s+(?:locaux|locales|tribaux|tribales|villageois|alliée?s|pro-?[\w-]+|communautaires|étrangers|touaregs?|arabes|kurdes"
    r"|chiites|sunnites|loyalistes|communistes|maoïstes|indépendantistes|progouvernementa(?:ux|les))\b"
    r"|\s+(?:of|de|du|d[’'])\s*(?:the |l[’'])?(?:former|ex-|ousted|ancien)\s*(?:president|président|premier|prime)\b"
    # "fighters of the Popular Resistance" are no other group's
    r"|\s+(?:of|from|de|du|des)\s+(?:the |la |l[’'])?(?:[A-ZÀ-Þ]\w+\s)?"
    r"(?:Résistance|Resistance|Front|Mouvement|Movement|Alliance|Council|Conseil)\b"
)
# what a description calls a group, and the article a named one
_KIND = re.compile(r"rebel|insurg|d?jihad|islamist|militant|s[ée]paratist|terroris|gu[eé]rill", re.IGNORECASE)
# "the brave fighters", "advancing rebels": no other group than the one told of
_SAME = re.compile(r"\b(?:brave|heroic|valiant|victorious|same|remaining|last|[a-z]{3,}ing|hundreds of|dozens of)\s+$")
# "fighters with the group", "combattants du mouvement"
_OF_THE_GROUP = re.compile(
    r"\s+(?:of|with|from|belonging to|de|du|appartenant [aà]u?) ?(?:the |this |ce )?"
    r"(?:group|movement|alliance|coalition|groupe|mouvement|l[’']alliance|la coalition)\b(?!\s+(?:of|de|d[’'])\b)"
)
_KURDS = re.compile(
    r"(?:the |les |des |aux )?"
    r"(?:Kurd(?:s|es)|Kurdish (?:forces?|fighters|militia(?:s|men)?|rebels|troops|units|groups?)"
    r"|(?:forces|combattants|milices?|miliciens|troupes) kurdes)",
    re.IGNORECASE,
)
# "U.S.-backed fighters", where the article has "the US-backed Syrian Democratic Forces"
_BACKED = re.compile(
    r"(?:the |les |des )?[\w.]+-(?P<how>backed|supported|led|allied|aligned|linked|affiliated)\s+(?:[a-z]+\s+)?"
    r"(?:fighters|forces|rebels|militia(?:s|men)?|alliance|coalition|groups?|militants|insurgents|troops)",
    re.IGNORECASE,
)
_BACKED_WORD = re.compile(r"[\w.]+-(backed|supported|led|allied|aligned|linked|affiliated)\b", re.IGNORECASE)
# but not "the US-led coalition against X"
_BACKED_BEFORE = re.compile(
    rf"{_BACKED_WORD.pattern}\s+"
    r"(?:(?!(?:against|by|from|of|on|and|with|for|to|in|coalition|alliance|(?:air ?)?strikes?)\b)[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
_CALLED_BEFORE = re.compile(r"\w+\s+(?:de |du |d[’']|of )(?:la |l[’']|the )?(?:[\w-]+\s+)?$")
_PLAIN_SOLDIERS = re.compile(r"(?:the |les )?(?:soldiers|troops|soldats)", re.IGNORECASE)
_FOR_FAITH = re.compile(r"\bislami|\bd?jihad", re.IGNORECASE)
# of the names that such groups have
_FAITH = re.compile(
    r"islam|jihad|qa[ei]da|\bansar|taliban|haram|shabaab|shabab|\bja[iy]sh|hamas|hezbollah|hizb|nusra|sharia|mujah|ahrar|caliph"
    r"|califat|lashkar|\babu\b|katiba|macina|front of conquest",
    re.IGNORECASE,
)
_UNKNOWN_MEN = re.compile(r"\b(?:gunmen|attackers|assailants|assaillants)\b", re.IGNORECASE)
_SEPARATE = re.compile(r"\bs[ée]paratist", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s*(?:and|et)\b")
_JOINED = re.compile(
    r"\s*,?\s*(?:and|et|alongside|together with|along with|backed by|supported by|aux côtés de|avec"
    r"|(?:appuyé|soutenu)e?s? par)\s+(?:the |its |their |le |la |les |l[’'])?(?:[\w-]+\s+){0,2}"
)
# "fighting between the rebels and the army" joins them in nothing
_BETWEEN = re.compile(r"\b(?:between|entre|oppos(?:ant|ing|é))\s+(?:[\w’'-]+\s+){0,5}(?:l[’'])?$")
_OF_BODY = re.compile(r"\s+(?:[\w-]+\s+)?(?:of|from|de|du|des)\s+(?:the |la |l[’'])?(?:[\w’'-]+\s+){0,5}")
_RETAKES = re.compile(
    r"[^.;:]{0,60}?\b(?:re(?:took|taken|captured?|gained|conquered)|(?:drove|pushed|chased) [^.;:]{0,20}?out"
    r"|repris|reconquis|délogé|chassé)\b"
)
_THESE = re.compile(r"(?:these|those|ces|(?:the|la|les?) (?:same|mêmes?))\s+$", re.IGNORECASE)


# "the Cobras, the militia of X": what a name in the plural is
_INTRODUCED = re.compile(
    r"(?<!\w)(?:[Tt]he|[Ll]es)\s(?P<name>[A-ZÀ-Þ][\w-]{2,}s(?:\s[A-ZÀ-Þ][\w-]+s)?),\s(?:the|an?|la|les|une|des)\s(?:[\w-]+\s){0,2}"
    r"(?:militias?|militiamen|armed group|rebel group|faction|guerrillas?|milices?|miliciens|groupe armé"
    r"|mouvement armé|guérilla)\b"
)


# 'les miliciens "cobras"', 'the "Tigers" militia': what a name in quotes is
_QUOTED = re.compile(
    r"(?<!\w)(?:miliciens?|milices?|rebelles?|combattants?|militia(?:men|s)?|rebels?|fighters|guerrillas?)\s"
    r"[\"«“]\s?(?P<name>[\w-]{3,20}(?:\s[\w-]{3,20})?)\s?[\"»”]"
)


def groups_in_quotes(
    text: str, start: int, stop: int, names: Mapping[str, Actor], taken: Sequence[Party]
) -> list[Party]:
    """Find the groups whose name an article puts in quotes beside what they are, and again later: 'the "cobras"'."""
    found: list[Party] = []
    for name in dict.fromkeys(m["name"] for m in _QUOTED.finditer(text, start, stop)):
        actor = names.get(fold(name)) or Actor(
            id=f"actor:{slug(name)}", name=name[:1].upper() + name[1:], side="non-state"
        )
        again = re.finditer(rf"[\"«“]\s?{re.escape(name)}\s?[\"»”]", text[:stop])
        found += [
            Party(start=match.start(), end=match.end(), actor=actor, cls="armed_group", specific=True)
            for match in again
            if match.start() >= start and not any(p.start < match.end() and match.start() < p.end for p in taken)
        ]
    return found


def groups_introduced(text: str, start: int, stop: int, taken: Sequence[Party]) -> list[Party]:
    """Find the groups that an article introduces by what they are: "the Cobras, the militia of X", and again later."""
    found: list[Party] = []
    for name in dict.fromkeys(m["name"] for m in _INTRODUCED.finditer(text, start, stop)):
        actor = Actor(id=f"actor:{slug(name)}", name=name, side="non-state")
        again = re.finditer(rf"(?<!\w)(?:[Tt]he|[Ll]es|[Dd]es)\s{re.escape(name)}(?!\w)", text[:stop])
        found += [
            Party(start=match.start(), end=match.end(), actor=actor, cls="armed_group", specific=True)
            for match in again
            if match.start() >= start and not any(p.start < match.end() and match.start() < p.end for p in taken)
        ]
    return found


_ENGLISH = {"conseil": "council", "ligue": "league", "parti": "party"}
_BODY = re.compile(r"\b(?:council|alliance|union|league|party|conseil|ligue|parti)\b", re.IGNORECASE)
_THE_BODY = re.compile(
    r"(?<!\w)(?:the|le|la|l[’'])\s?(?P<noun>council|alliance|union|league|party|conseil|ligue|parti)(?!\w|-)"
    r"(?!\s+(?:of|for|to|de|du|des|d[’'])|\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
_NOUNS = frozenset(("rebels", "insurgents", "separatists", "jihadists", "militants", "militia"))
_FROM_WHOM = 150
"""Characters before who takes a place back within which those stand who had taken it."""
_OFTEN = 3
"""Mentions of a group that an article tells of most of all."""


_BACKER = re.compile(
    r"(?:backed|supported|helped|aided|accompanied|assisted|flanked) by\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$"
    r"|(?:appuyé|soutenu|épaulé|accompagné)e?s? par\s+(?:les?\s+|la\s+|des\s+|du\s+|l[’'])?(?:[\w-]+\s+(?:du\s+"
    r"|de\s+)?){0,2}$"
)


def groups_meant(text: str, named: Sequence[Party], described: Sequence[Party]) -> list[Party]:
    """Return the mentions of the named groups that "the rebels" can be, in text order.

    Not those that fight beside the state's forces, nor those that take a place back: "rebels took X, and Wagner men
    retook it".
    """
    groups = [p for p in named if p.cls == "armed_group" and p.specific and p.actor is not None]
    groups = groups or [p for p in named if p.cls == "force" and p.specific and p.actor is not None]
    plain = [p for p in described if p.cls == "armed_group" and not p.specific]
    retaking = [p for p in groups if p.actor and _RETAKES.match(text, p.end)]
    others = {p.actor.id for p in retaking if p.actor and any(0 < p.start - other.end < _FROM_WHOM for other in plain)}
    in_order = sorted((*named, *described), key=lambda p: (p.start, -p.end))
    # "columns backed by fighters of X": who backs another
    others |= {p.actor.id for p in groups if p.actor and _BACKER.search(text, max(0, p.start - 40), p.start)}
    counts = Counter(p.actor.id for p in groups if p.actor).most_common(1)
    most = counts[0][0] if counts and counts[0][1] >= _OFTEN else ""
    beside = -1
    for a, b in pairwise(in_order):
        of_state = "state_forces" in (a.cls, b.cls) and not _BETWEEN.search(text, max(0, a.start - 45), a.start)
        joined = of_state and a.end <= b.start and _JOINED.fullmatch(text, a.end, b.start)
        # "soldiers and mercenaries of the company X": X, too
        if joined or (a.start == beside and a.end <= b.start and _OF_BODY.fullmatch(text, a.end, b.start)):
            # "commanders of the X and the army fell out": not beside it, where the article tells of X most of all
            main = most if _AND.match(text, a.end) else ""
            others |= {p.actor.id for p in (a, b) if p.actor and p.cls != "state_forces" and p.actor.id != main}
            beside = b.start
    return sorted((p for p in groups if p.actor and p.actor.id not in others), key=lambda p: p.start)


def bodies_meant(text: str, start: int, stop: int, named: Sequence[Party]) -> list[Party]:
    """Find "the council" and the like, which stand for the one body of that kind that the article names.

    Parameters
    ----------
    text, start, stop
        The article, and its body.
    named
        Mentions of actors by name, in any order.

    Returns
    -------
    list of Party
        None for a noun that no named body bears, or several do.
    """
    bodies: dict[str, dict[str, Party]] = {}
    for party in named:
        if party.actor is None or not party.specific:
            continue
        for noun in {
            m.group().casefold() for name in (party.actor.name, *party.actor.aliases) for m in _BODY.finditer(name)
        }:
            bodies.setdefault(_ENGLISH.get(noun, noun), {})[party.actor.id] = party
    found = []
    for match in _THE_BODY.finditer(text, start, stop) if bodies else ():
        noun = match["noun"].casefold()
        theirs = list(bodies.get(_ENGLISH.get(noun, noun), {}).values())
        if len(theirs) == 1 and not any(p.start < match.end() and match.start() < p.end for p in named):
            found.append(replace(theirs[0], start=match.start(), end=match.end()))
    return found


_REBELS = re.compile(r"\b(?:rebel|rebelle|insurgé|opposition|révolutionnaire)s?\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?]\s|\n\n")


def the_group_meant(text: str, party: Party, groups: Sequence[Party], alone: Actor | None) -> Party:
    """Take "the rebels" for the one group that it can be in the article, or for the one named just before."""
    words = text[party.start : party.end]
    if party.cls != "armed_group" or party.specific or not groups:
        return party
    if not PLAIN_GROUP.fullmatch(words) or _KURDS.fullmatch(words):
        return _of_their_kind(text, party, groups)
    determined = text[max(0, party.start - 4) : party.start + 4].casefold()
    definite = any(word in determined for word in ("the ", "les ", "le ", "la "))
    if _UNKNOWN_MEN.search(words) and not definite:
        return party  # "gunmen" are anybody, "the gunmen" those told of
    number = bisect_left(groups, party.start, key=lambda p: p.start) - 1
    if number >= 0 and _OF_THE_GROUP.match(text, party.end):
        return replace(party, actor=groups[number].actor)
    low = max(0, party.start - 25)
    described = _DESCRIBED.search(text, low, party.start) and not _SAME.search(text, low, party.start)
    if described or _OTHERS.match(text, party.end):
        return party  # "clan militias", "tribal fighters"
    if _FOR_FAITH.search(text, party.start, party.end + 14):
        groups = [p for p in groups if _fights_for_faith(text, p)]
        alone = alone if any(p.actor == alone for p in groups) else None
        if not groups:
            return party  # "jihadists" are no rebels of another kind
        number = bisect_left(groups, party.start, key=lambda p: p.start) - 1
    if _SEPARATE.search(words):  # they may be others than the group that has a name
        called = _called(text, words, groups) or (alone if definite and _names_no_country(words) else None)
        return replace(party, actor=called) if called is not None else party
    if alone is not None:
        return party if _is_opposed(text, party, groups) else replace(party, actor=alone)
    called = _called(text, words, groups)
    if called is not None:
        return replace(party, actor=called)
    if number < 0 or party.start - groups[number].end > _RECALL or party.start < groups[number].end:
        return party
    return replace(party, actor=groups[number].actor) if definite else party


# "rebels took X from Islamic State", "des insurgés en ont chassé le M23"
_LOSES_IT = re.compile(
    r"\b(?:from|against|(?:battl|fight|drov|driv|oust|expel|push|defeat|attack)\w*|aux?|à|contre|face à|chass\w+"
    r"|délog\w+|attaqu\w+|affront\w+)"
    r"\s+(?:out |back )?(?:the |l[’']|les? |la )?(?:groupe )?\Z"
)


def _names_no_country(words: str) -> bool:
    """Whether only "the separatists" are named, of no people: "les séparatistes", not "the Abkhaz separatists"."""
    return all(word[:1].islower() or word in ("The", "Les", "Des") for word in words.split()) or len(words.split()) == 1


def _is_opposed(text: str, party: Party, groups: Sequence[Party]) -> bool:
    """Whether the sentence sets "the rebels" against the one group that the article names, or they are no "rebels"."""
    if any(g.actor is not None and g.actor.id == "actor:is" for g in groups) and _REBELS.search(
        text, party.start, party.end
    ):
        return True
    end = _STOP.search(text, party.end)
    last = end.start() if end is not None else len(text)
    return any(
        party.end < g.start < last and _LOSES_IT.search(text, max(party.end, g.start - 30), g.start) for g in groups
    )


def _of_their_kind(text: str, party: Party, groups: Sequence[Party]) -> Party:
    """Take "Kurdish forces" and "U.S.-backed fighters" for the one group that the article tells of as such."""
    words = text[party.start : party.end]
    backed = _BACKED.fullmatch(words)
    if _KURDS.fullmatch(words):
        theirs = {p.actor.id: p.actor for p in groups if p.actor is not None and _is_kurdish(text, p)}
    elif backed is not None:
        theirs = {p.actor.id: p.actor for p in groups if p.actor is not None and _is_backed(text, p, backed["how"])}
    else:
        return party
    return replace(party, actor=next(iter(theirs.values()))) if len(theirs) == 1 else party


def _fights_for_faith(text: str, group: Party) -> bool:
    """Whether a group is an Islamist one: by one of its names, or as the article calls it."""
    # "the jihadist group X", "X jihadists", but not those of the sentence before
    around = text[max(0, group.start - 30) : group.start].rpartition(". ")[2] + text[group.start : group.end]
    around += text[group.end : group.end + 20].partition(".")[0]
    names = (group.actor.name, *group.actor.aliases) if group.actor is not None else ()
    return any(_FAITH.search(name) for name in names) or _FOR_FAITH.search(around) is not None


def _is_backed(text: str, group: Party, how: str) -> bool:
    """Whether the article calls a group backed, led or linked as a description does."""
    before = _BACKED_BEFORE.search(text, max(0, group.start - 45), group.start)
    inside = _BACKED_WORD.match(text, group.start, group.end)
    return any(m is not None and m[1].casefold() == how.casefold() for m in (before, inside))


def _is_kurdish(text: str, group: Party) -> bool:
    """Whether a group is the Kurds': by one of its names, or as the article calls it."""
    around = text[max(0, group.start - 10) : group.end + 10]
    names = (group.actor.name, *group.actor.aliases) if group.actor is not None else ()
    return any("kurd" in name.casefold() for name in (around, *names))


def _called(text: str, words: str, groups: Sequence[Party]) -> Actor | None:
    """Return the one group that the article calls by the noun of a description: "rebels", where it has "X rebels"."""
    noun = _KIND.search(words)
    if noun is None:
        return None
    stem = noun.group().casefold()
    found = {}
    for group in groups:
        before = _CALLED_BEFORE.search(text, max(0, group.start - 35), group.start)
        around = text[group.start : group.end + 12].casefold() + (before.group().casefold() if before else "")
        if group.actor is not None and stem in around:
            found[group.actor.id] = group.actor
    return next(iter(found.values())) if len(found) == 1 else None


def under_one_description(described: Sequence[Party], peoples: Collection[str]) -> list[Party]:
    """Take "the rebels" for the one people's rebels that an article describes: "Syrian rebels".

    Parameters
    ----------
    described
        Mentions of groups that have no name.
    peoples
        Names and adjectives of countries.
    """
    kinds: dict[str, dict[str, Actor]] = {}
    for party in described:
        if party.cls == "armed_group" and not party.specific and party.actor is not None:
            first, _, noun = party.actor.name.rpartition(" ")
            if noun in _NOUNS and first.removeprefix("pro-") in peoples:
                kinds.setdefault(noun, {})[party.actor.id] = party.actor
    only = {noun: next(iter(theirs.values())) for noun, theirs in kinds.items() if len(theirs) == 1}
    only.update(_opposition_meant(described, only.get("rebels")))
    return [
        replace(p, actor=only[p.actor.name])
        if p.actor is not None and p.cls == "armed_group" and not p.specific and p.actor.name in only
        else p
        for p in described
    ]


_UNNAMED = frozenset(("rebels", "insurgents", "guerrillas", "separatists", "mutineers"))
_REBEL_FORCES = frozenset(("rebel forces", "rebel fighters", "rebel groups"))


def of_the_country(parties: Sequence[Party], people: str | None) -> list[Party]:
    """Call rebels whom no word tells apart after the country that an article is about: "rebels" of two wars are two.

    "Insurgents" are the rebels of whom the article tells as well.
    """
    names = {p.actor.name for p in parties if p.actor is not None and p.cls == "armed_group"}
    found = []
    for party in parties:
        name = party.actor.name if party.actor is not None and not party.specific else ""
        noun = "rebels" if name in _REBEL_FORCES or (name == "insurgents" and "rebels" in names) else name
        if noun in _UNNAMED and people:
            theirs = Actor(id=f"actor:{slug(f'{people} {noun}')}", name=f"{people} {noun}", side="non-state")
            found.append(replace(party, actor=theirs))
        else:
            found.append(party)
    return found


def _opposition_meant(described: Sequence[Party], rebels: Actor | None) -> dict[str, Actor]:
    """Return whom "opposition forces" are where the article has rebels, too: they are the same."""
    plain = [p for p in described if p.actor is not None and not p.specific and p.cls == "armed_group"]
    rebels = rebels or next((p.actor for p in plain if p.actor is not None and p.actor.name == "rebels"), None)
    # in these words: "forces opposed to X" may be others
    so_called = [p.actor.name for p in plain if p.actor and 0 <= p.end - p.start - len(p.actor.name) <= _THE]
    return {name: rebels for name in so_called if rebels is not None and _OPPOSITION.fullmatch(name)}


def the_soldiers_meant(text: str, parties: Sequence[Party]) -> list[Party]:
    """Take "the soldiers" for those of the other country that was named last: "French troops ... The soldiers"."""
    meant: list[Party] = []
    last: Party | None = None
    for party in parties:
        plain = (
            party.cls == "state_forces"
            and not party.specific
            and _PLAIN_SOLDIERS.fullmatch(text, party.start, party.end)
        )
        determined = text[max(0, party.start - 4) : party.start + 4].casefold()
        the = plain and ("the " in determined or "les " in determined)
        if the and last is not None and last.specific and party.start - last.end <= _RECALL:
            party = replace(party, actor=last.actor)  # noqa: PLW2901  # what the loop is about
        if party.cls in ("state_forces", "mission"):
            last = party
        meant.append(party)
    return meant


_OPPOSITION = re.compile(r"(?:armed )?opposition(?: (?:forces|fighters|troops|soldiers))?", re.IGNORECASE)
_THE = 4
"""Characters of "the" and the blank behind it."""
_SAME_FORCE = re.compile(r"(?:forces?|troops|fighters|men|group|militia|troupes|combattants|hommes)\b", re.IGNORECASE)


def meant_by_these(text: str, party: Party, before: Sequence[Party]) -> Party:
    """Resolve "these armed groups" to those named before."""
    if party.cls not in ARMED or not _THESE.search(text, max(0, party.start - 12), party.start):
        return party
    same = [p for p in before if p.cls in ARMED and p.start < party.start and p.actor is not None]
    if not _SAME_FORCE.match(text, party.start):
        same = [p for p in same if p.cls == party.cls]
    if not same:
        return party
    nearest = max(same, key=lambda p: p.start)
    return Party(start=party.start, end=party.end, actor=nearest.actor, cls=nearest.cls, specific=nearest.specific)
