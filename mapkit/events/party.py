"""An actor mention with what it was resolved to."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


def slug(name: str) -> str:
    """Return ``name`` as the last part of an identifier."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "unnamed"
