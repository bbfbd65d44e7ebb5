"""Whose forces they are, where the words name a leader or a cause: "forces loyal to X", "pro-X fighters", "X's men"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mapkit._text import fold
from mapkit.events.party import Party, slug
from mapkit.model import Actor

_TITLE = (
    r"(?P<title>(?:(?:the|le|la|l[’'])\s*|(?:[A-ZÀ-Þ]\w+\s+)?[A-ZÀ-Þ]\w+[’']s\s+)?"
    # "the renegade Congolese commander"; no verb, which has a subject of its own
    r"(?:(?!(?:took|seized|captured|re\w+ed|entered|have|has|had|were|was|are|is|said|ont|a|avai(?:t|ent)|sont|est"
    r"|étai(?:t|ent)|se|s[’'])\s)"
    r"(?:[a-zà-ÿ’-]+,?|[A-ZÀ-Þ][a-zà-ÿ]+(?=\s+[a-zà-ÿ]))\s+){0,5}?"
    r"(?:(?:Vice|First|Second|Deputy|Prime|Field|General|Gen\.?|Colonel|Col\.|Marshal|Minister|President|Mr\.?|Dr\.?|Maj\.|Major|M\.)"
    r"[\s-]+)*)"
)
# "the Tutsi general X": the people that stands before his rank is not his name
_WHO = (
    r"(?P<who>(?:[A-ZÀ-Þ][\w’'-]*(?<![’']s)\s+){0,3}[A-ZÀ-Þ][\w-]+"
    r"(?![\w-]|\s+(?:general|colonel|marshal|commander|warlord|leader|chief|strongman)\s))"
)
_LOYAL = re.compile(
    r"\s+(?:loyal to|(?:fidèles|loyales|loyaux|restée?s fidèles) (?:à|au)(?=\s)"
    r"|(?:supporting|backing|soutenant)(?= [a-zà-ÿ])"
    r"|(?:led|commanded|headed) by(?=\s)|(?:dirigée?s|menée?s|emmenée?s|commandée?s) par(?=\s)"
    r"|(?:of|under|du|sous les ordres du)"
    r"(?=\s+(?:the\s+)?(?:[A-Za-z]+\s+){0,3}?(?i:general|gen\.|colonel|col\.|marshal|field marshal|commander"
    r"|cmdr\.|warlord"
    rf"|(?:vice[- ])?president|prime minister|(?:vice-)?président|premier ministre|second prime minister|général"
    rf"|maréchal|chef de guerre)\s))\s+{_TITLE}{_WHO}"
)
# "the renegade Congolese commanders X and Y": the name behind a people's
_GOES_ON = re.compile(rf"\s+(?:[a-zà-ÿ’-]+\s+){{1,4}}{_WHO}")
_IN_OFFICE = re.compile(
    r"(?<!vice )(?<!former )(?<!ex-)(?<!ousted )(?<!deposed )\b(?:president|prime minister)\b", re.IGNORECASE
)
_UNIT = re.compile(
    r"\b\d+(?:st|nd|rd|th|e|è?re?|ème)\s+(?:army )?(?:corps|division|brigade|battalion|bataillon|régiment|regiment)\b",
    re.IGNORECASE,
)
_OPPOSED = re.compile(r"\s+(?:opposed|hostile) to\b|\s+(?:opposées|hostiles|opposés) (?:à|au)\b")
# "forces backing", "troops aligned with": whoever is named next is the one that they fight for
_FOR = re.compile(
    r"\s+(?:loyal to|(?:led|commanded|headed) by|(?:dirigée?s|menée?s|emmenée?s|conduite?s|commandée?s) par"
    r"|backing|supporting|who (?:back|support)|in support of|(?:aligned|allied) (?:with|to)|siding with"
    r"|(?:fidèles|loyales|loyaux|favorables) (?:à|au)|soutenant|qui soutiennent)\s+"
    r"(?:the |la |le |l[’'])?(?:(?:[\w-]+-)?(?:recognised|recognized|backed)\s+|rival\s+)?"
)
# "soldats ouest-africains de l'Ecomog"
_THEIRS = re.compile(r"\s+[a-zà-ÿ]+(?:-[a-zà-ÿ]+)?s\s+(?:of|from|de|du|des)\s+(?:the |la |l[’'])?")
_PRO = re.compile(r"\b[Pp]ro-(?P<for>[A-ZÀ-Þ][\w’-]*\w)|\b(?P<with>[A-ZÀ-Þ]\w+)-(?:aligned|allied)\b")
_OWN = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w-]+)(?:[’']s?)?\s+(?:[a-z-]+\s+){0,2}"
    r"(?:loyalists|fighters|forces|troops|men|soldiers|militia\w*|units|army|guerrillas|rebels|insurgents)$"
)
_CAPITALISED = re.compile(r"(?<![\w-])(?:[Aa]l-)?[A-ZÀ-Þ][\w-]+")
_POSSESSIVE = re.compile(r"[’']s?\s")
_GOVERNED = re.compile(
    r"(?<!\w)(?:to|of|by|against|from|with|under|for|about|de|du|par|contre|avec|aux?|à|pour|d[’'])\s*"
    rf"{_TITLE}(?:[A-ZÀ-Þ][\w-]+\s+){{0,3}}$"
)
# "les partisans de l'ancien président X", "the men of General X"
_FOLLOWERS = re.compile(
    r"(?<!\w)(?:[Pp]artisans|[Ff]idèles|[Hh]ommes|[Aa]lliance|[Cc]olonnes|[Mm]ilices?|[Gg]uérilla|[Ss]upporters|[Ff]ollowers"
    r"|[Ll]oyalists|[Mm]en|[Cc]olumns|[Gg]uerrillas|[Mm]ilitia)(?:\s+(?:rebel(?:le)?s?|armée?s?))?\s+(?:of|de|du|d[’'])\s*"
    rf"{_TITLE}(?:[A-ZÀ-Þ][\w-]+\s+){{0,3}}$"
)
_FOLLOWER = re.compile(r"\b(?:partisans|hommes|men)$")
_FOLLOWS = re.compile(rf"\s+(?:of|de|du|d[’'])\s*{_TITLE}{_WHO}")
_OF = re.compile(r"\s+(?:of|de|du|d[’'])\s*(?:M\. |Mr\.? )?" + _WHO)

# "fighters from X", "fighters loyal to Yemen's exiled president": what tells them from others without naming them
_TOLD_APART = re.compile(
    r"\s+(?P<how>from (?!the\b)(?:[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w-]+)?)(?![\w-]|[’'])"
    r"|(?:loyal to|allied (?:to|with)|opposed to) (?:(?:the|[A-ZÀ-Þ][\w-]+[’']s) )?(?:[a-z-]+ ){0,2}?"
    r"(?:president|government|king|leader|prime minister|regime|warlord|governor|clerics?)\b(?! [A-ZÀ-Þ]))"
)
_PLAIN = re.compile(r"(?:fighters|gunmen|rebels|militiamen|insurgents|armed men|militants|guerrillas)\Z", re.IGNORECASE)

_HEAD = (
    r"(?:leader|commander(?:-in-chief)?|chief|chairman|head|warlord|general|chef|commandant|dirigeant|patron|numéro un"
    r"|fondateur|maître|founder)"
)
_LATE = r"(?!(?:former|late|one-time|ousted|slain|dead|ex-\w+|ancien|défunt|feu|first|premier)\s)"
_LEADS = (
    r"who\s+(?:now\s+)?(?:leads|commands|heads|led|commanded|headed|founded)"
    r"|qui\s+(?:dirige|commande|dirigeait|commandait)"
)
_NAME = r"(?P<who>(?:[A-ZÀ-Þ][\w’'-]*\s+){1,3}[A-ZÀ-Þ][\w-]+)"
_RANK = (
    r"(?:(?:(?:the|le|la)\s+)?"
    r"(?:[Gg]eneral|[Cc]olonel|[Cc]ommander|Gen\.|Col\.|Cmdr\.|général|colonel|commandant|M\.|Mr\.?)\s+)?"
)
# "UNITA leader Jonas Savimbi", "MILF's military chief, X"
_HIS_HEAD = re.compile(
    rf"(?:[’']s?)?\s+(?:(?!(?:and|or|against|with|former|late|ex-\w+)\s)[a-z-]+\s+){{0,2}}{_HEAD},?\s+{_RANK}{_NAME}"
)
# "X, a former lieutenant who leads the military side of the", "X, the leader of", "X, chef du"
_HEADS = re.compile(
    rf"{_NAME},\s+(?:(?:[^.,;:\"“”«»]{{0,90}}\s)?(?:{_LEADS})"
    rf"|(?:(?:the|a|one of the|le|un|l.un des)\s+)?(?:{_LATE}[a-zà-ÿ-]+\s+){{0,3}}?{_HEAD}s?(?:\s+[a-zà-ÿ-]+)?)"
    r"(?:\s+(?:of|de|du|des|d[’']))?\s*(?:(?:the|its|his|le|la|les|l[’'])\s*)?(?:(?:[a-zà-ÿ-]+\s+){1,3}(?:of|de|du|des)\s+(?:the\s+|la\s+|l[’'])?)?$"
)
# "le chef du MLC, Jean-Pierre Bemba"
_HEAD_OF = re.compile(
    rf"{_LATE}(?<!ancien )(?<!former ){_HEAD}\s+(?:[a-zà-ÿ-]+\s+)?(?:of|de|du|des|d[’'])\s*(?:(?:the|la|le|l[’'])\s*)?$"
)
_COMES_HIS_NAME = re.compile(rf"(?:\s+\([^)]{{1,40}}\))?,?\s+{_RANK}{_NAME}")
# "the army chief, X, said his troops"
_CHIEF = re.compile(rf"(?:[’']s?)?\s+(?:[a-z-]+\s+)?{_HEAD}\b")


def leaders_introduced(text: str, named: Sequence[Party]) -> dict[str, tuple[Actor, str]]:
    """Find whom the article calls the leader of an armed group that it names; by his folded surname, with the class."""
    found: dict[str, tuple[Actor, str]] = {}
    for party in named:
        if party.cls != "armed_group" or not party.specific or party.actor is None:
            continue
        low = max(text.rfind("\n", 0, party.start) + 1, party.start - 200)
        match = _HIS_HEAD.match(text, party.end) or _HEADS.search(text, low, party.start)
        if match is None and _HEAD_OF.search(text, low, party.start):
            match = _COMES_HIS_NAME.match(text, party.end)
        if match is not None:
            found.setdefault(_surname(match["who"]), (party.actor, party.cls))
    return found


def with_leaders(
    text: str,
    described: Sequence[Party],
    named: Sequence[Party],
    *,
    names: Mapping[str, Actor],
    leaders: Mapping[str, tuple[Actor, str]],
    peoples: frozenset[str],
) -> list[Party]:
    """Give described forces to the leader or the side that the words around them name.

    Parameters
    ----------
    text
        The article.
    described
        Forces without a name, in text order.
    named
        The parties that the article names.
    names
        Known actors by their folded names: what "pro-X" can mean.
    leaders
        Whose forces those of a leader are, with their class, by his folded surname.
    peoples
        English names and adjectives of countries, which are no leaders.

    Returns
    -------
    list of Party
        As many as ``described``. Forces of a president or prime minister in office are the state's; "forces opposed to
        the government" are not.
    """
    known = dict(leaders)
    starts = {p.start: p for p in (*described, *named) if p.actor is not None and (p.specific or p.cls == "government")}
    sided = [_sided(text, party, starts) for party in described]
    loyal = [
        _loyal(text, party, known, peoples) if party is before else party
        for party, before in zip(sided, described, strict=True)
    ]
    led = [
        party if party is not before else _led(text, party, known, names, peoples)
        for party, before in zip(loyal, described, strict=True)
    ]
    return [
        party if party is not before else _told_apart(text, party) for party, before in zip(led, described, strict=True)
    ]


def leaders_named(
    text: str, start: int, stop: int, leaders: Mapping[str, tuple[Actor, str]], taken: Sequence[Party]
) -> list[Party]:
    """Find where a leader stands for his side: "Haftar seized X"; not in "forces opposed to Haftar", "Haftar's men"."""
    found = []
    for match in _CAPITALISED.finditer(text, start, stop) if leaders else ():
        owner = leaders.get(_surname(match.group()))
        if owner is None or _POSSESSIVE.match(text, match.end()):
            continue
        if any(p.start <= match.start() < p.end for p in taken):
            continue
        actor, _ = owner
        low = max(start, match.start() - 90)
        followers = _FOLLOWERS.search(text, low, match.start())
        if followers is not None and not any(followers.start() < p.end and p.start < match.end() for p in taken):
            whose = Party(start=followers.start(), end=match.end(), actor=actor, cls="armed_group", specific=True)
            found.append(whose)
        elif _GOVERNED.search(text, max(start, match.start() - 60), match.start()) is None:
            found.append(Party(start=match.start(), end=match.end(), actor=actor, cls="country", specific=True))
    return found


def his_forces(text: str, pronoun: Party, leaders: Mapping[str, tuple[Actor, str]], parties: Sequence[Party]) -> Party:
    """Give "his forces" to the leader whom the sentence names before them, or to whose chief it names.

    ``parties`` are in text order.
    """
    if not pronoun.pronoun.startswith(("his ", "ses ")):
        return pronoun
    low = max(text.rfind(end, 0, pronoun.start) for end in (". ", ".\n", "\n\n")) + 1
    names = [m.group() for m in _CAPITALISED.finditer(text, low, pronoun.start)]
    owner = next((leaders[key] for name in reversed(names) if (key := _surname(name)) in leaders), None)
    if owner is None and pronoun.pronoun.startswith("his "):
        first, last = (bisect_left(parties, at, key=lambda p: p.start) for at in (low, pronoun.start))
        headed = (p for p in parties[first:last] if _CHIEF.match(text, p.end))
        owner = next(((p.actor, p.cls) for p in headed if p.actor is not None), None)
    return replace(_belonging(pronoun, owner), pronoun="") if owner is not None else pronoun


def _sided(text: str, party: Party, starts: Mapping[int, Party]) -> Party:
    """Resolve "forces backing the X", where X has a name."""
    cause = _FOR.match(text, party.end) or _THEIRS.match(text, party.end)
    side = starts.get(cause.end()) if cause is not None else None
    if side is None:
        return party
    cls = side.cls if side.cls in ("armed_group", "mission") else "state_forces"
    return replace(party, actor=side.actor, cls=cls, specific=side.specific)


_ACRONYM = 3
"""Letters of an acronym that stands for a country before a title."""


def _loyal(text: str, party: Party, known: dict[str, tuple[Actor, str]], peoples: frozenset[str]) -> Party:
    if party.cls == "state_forces" and _OPPOSED.match(text, party.end):
        against = Actor(id="actor:opposition-forces", name="opposition forces", side="non-state")
        return replace(party, actor=against, cls="armed_group")
    match = _LOYAL.match(text, party.end) if party.cls in ("state_forces", "armed_group") else None
    if match is None and _FOLLOWER.search(text, party.start, party.end):
        match = _FOLLOWS.match(text, party.end)
    if match is not None and party.cls == "state_forces" and _UNIT.search(text, party.start, party.end):
        return party  # "the 5th Corps of General X" is the state's
    if match is None or _IN_OFFICE.search(match["title"] + match["who"]):  # "Haitian President X"
        return party
    if match["who"] in peoples or (match["who"].isupper() and len(match["who"]) <= _ACRONYM):  # "former US citizen X"
        match = _GOES_ON.match(text, match.end())
    return _belonging(party, _of(match["who"], party, known)) if match else party


def _of(who: str, party: Party, known: dict[str, tuple[Actor, str]]) -> tuple[Actor, str]:
    """Return the forces of a leader, and their class; whether one whom no table knows rules is only known of rebels."""
    whole = " ".join(who.split())
    key = _surname(whole)
    side = "non-state" if party.cls == "armed_group" else None
    theirs = Actor(id=f"actor:loyal-to-{slug(key)}", name=f"forces loyal to {whole}", side=side)
    return known.setdefault(key, (theirs, "armed_group"))


def _told_apart(text: str, party: Party) -> Party:
    """Name fighters without a name by what follows: "fighters from X" are not those of any other town."""
    if party.specific or party.actor is None or _PLAIN.match(party.actor.name) is None:
        return party
    how = _TOLD_APART.match(text, party.end)
    if how is None:
        return party
    name = f"{party.actor.name} {how['how']}"
    return replace(party, actor=replace(party.actor, id=f"actor:{slug(name)}", name=name), specific=True)


def _surname(name: str) -> str:
    """Return the folded last word of a name, without the Arabic article."""
    return re.sub(r"^(?:al|el)[- ](?=\w)", "", fold(name.rsplit(maxsplit=1)[-1]))


def _belonging(party: Party, owner: tuple[Actor, str]) -> Party:
    actor, cls = owner
    return replace(party, actor=actor, cls="state_forces" if cls == "government" else cls, specific=True)


def _led(
    text: str,
    party: Party,
    known: dict[str, tuple[Actor, str]],
    names: Mapping[str, Actor],
    peoples: frozenset[str],
) -> Party:
    """Resolve forces that a leader of whom the article tells elsewhere has: "pro-X forces", "X's men"."""
    if party.specific or party.cls not in ("state_forces", "armed_group"):
        return party
    words = text[party.start : party.end]
    pro = _PRO.search(words)
    side = (pro["for"] or pro["with"]) if pro is not None else ""
    actor = names.get(fold(side))
    if actor is not None:
        return replace(party, actor=actor, cls="armed_group", specific=True)
    if pro is not None and pro["for"] and side not in peoples:
        return _belonging(party, _of(side, party, known))
    own = _OWN.search(words) or _OF.match(text, party.end)
    leader = known.get(_surname(own["who"])) if own is not None else None
    return _belonging(party, leader) if leader is not None else party
