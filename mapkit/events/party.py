"""An actor mention with what it was resolved to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mapkit._text import fold
from mapkit.model import Actor

ARMED = frozenset(("mission", "state_forces", "armed_group", "force", "band"))
"""Classes of those who fight or stand between."""

OF_WAR = ARMED - {"band"}
"""Those of which a story of war tells: sailors, gangs and bodyguards are in others, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor mention with what it was resolved to.

    ``specific`` tells a name ("CMA") from a description ("the rebels"); ``pronoun`` leaves the actor to the reader of
    the sentence.
    """

    start: int
    end: int
    actor: Actor | None
    cls: str
    specific: bool = False
    pronoun: str = ""


def is_police(party: Party) -> bool:
    """Whether a party is the police of a country."""
    return party.actor is not None and party.actor.id.startswith("actor:police-")


def slug(name: str) -> str:
    """Return ``name`` as the last part of an identifier."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "unnamed"


def under_one_name(parties: Sequence[Party | None]) -> list[Party | None]:
    """Take the acronym and the long name of one force for one actor: "TNLA", "Ta'ang National Liberation Army"."""
    long = {a.actor.name for a in parties if a is not None and a.actor is not None and " " in a.actor.name}
    of_initials: dict[str, list[str]] = {}
    for name in sorted(long):
        of_initials.setdefault(_initials(name), []).append(name)
    actors = {p.actor.name: p.actor for p in parties if p is not None and p.actor is not None}
    joined: list[Party | None] = []
    for party in parties:
        names = of_initials.get(party.actor.name, []) if party is not None and party.actor is not None else []
        joined.append(replace(party, actor=actors[names[0]]) if party is not None and len(names) == 1 else party)
    return joined


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
