"""Peacekeepers and other missions: which one is meant, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mapkit.events.party import Party, slug
from mapkit.model import Actor

_AFRICAN = re.compile(r"African|\bAU\b|[Aa]fricaine|\bUA\b")
# "the regional force", "the joint force": of no organisation that the words name
_NO_UN = re.compile(
    r"\b(?:regional|joint|integrated|multinational|standby|intervention|stabili[sz]ation|régionale|conjointe|multinationale|mixte)\b",
    re.IGNORECASE,
)
_AFRICAN_UNION = re.compile(r"African Union|\bAU\b|Union africaine|\bUA\b")
_PEACEKEEPERS = re.compile(
    r"\bU\.?N\.?\b|United Nations|ONU|Nations unies|peacekeep|peace mission|blue helmets|casques bleus"
    r"|soldats de la paix|monitors|observer",
    re.IGNORECASE,
)
_UN_WORD = re.compile(r"\bU\.?N\.?\b|United Nations|African Union|Nations|ONU")


def the_mission(start: int, end: int, named: Sequence[Party]) -> list[Party]:
    """Take "the mission" for the one that the article names; nobody where it names none or several."""
    missions = {p.actor.id: p.actor for p in named if p.actor is not None and p.cls == "mission"}
    if len(missions) != 1:
        return []
    (mission,) = missions.values()
    return [Party(start=start, end=end, actor=mission, cls="mission", specific=True)]


def with_their_acronyms(text: str, parties: Sequence[Party | None]) -> list[Party | None]:
    """Take a long name for the mission whose acronym stands behind it: "the UN mission in X (MINUSCA)"."""
    starts = {p.start: p for p in parties if p is not None and p.actor is not None and p.cls == "mission"}
    return [
        replace(party, actor=short.actor)
        if party is not None
        and party.cls == "mission"
        and text.startswith(" (", party.end)
        and (short := starts.get(party.end + 2)) is not None
        and text.startswith(")", short.end)
        else party
        for party in parties
    ]


def is_of_the_un(words: str) -> bool:
    """Whether the words for a mission name the UN or the African Union."""
    return _UN_WORD.search(words) is not None


def missions_meant(words: str, missions: Mapping[str, Actor]) -> list[Actor]:
    """Return the missions that a description fits: the UN's, the African Union's, or any."""
    of_africa = _AFRICAN.search(words) is not None
    if of_africa or not _NO_UN.search(words):
        fits = _is_of_africa if of_africa else _is_of_the_un
        return [actor for actor in missions.values() if fits(actor)]
    return list(missions.values())


def _is_of_africa(actor: Actor) -> bool:
    return any(_AFRICAN.search(name) for name in (actor.name, *actor.aliases))


def _is_of_the_un(actor: Actor) -> bool:
    return any(re.search(r"United Nations|\bUN\b|Nations [Uu]nies", name) for name in (actor.name, *actor.aliases))


def peacekeepers(words: str) -> Actor:
    """Return whom the words for a mission without a name mean: the UN's, the African Union's or whoever they say."""
    if not _PEACEKEEPERS.search(words) and not _AFRICAN_UNION.search(words):
        return Actor(id=f"actor:{slug(words)}", name=words, side="international")
    whose = "African Union" if _AFRICAN_UNION.search(words) else "UN"
    return Actor(id=f"actor:{slug(whose)}-peacekeepers", name=f"{whose} peacekeepers", side="international")


def is_of_others(words: str) -> bool:
    """Whether the words for a mission name others than the UN and the African Union: "Nigerian-led peacekeepers"."""
    if _PEACEKEEPERS.match(words) and not words.casefold().startswith(
        ("peace", "monitor", "observer", "blue", "casque")
    ):
        return False
    if _AFRICAN_UNION.search(words):
        return False
    named = (w for w in words.split()[:-1] if w[:1].isupper())
    return any(w.casefold() not in _KINDS_OF_MISSION for w in named)


_KINDS_OF_MISSION = frozenset(
    """
    regional joint multinational international military intervention neutral standby hybrid stabilisation stabilization
    rapid reaction ceasefire peacekeeping peace united nations integrated african observer blue casques unies
    """.split()  # noqa: SIM905  # reads better
)
