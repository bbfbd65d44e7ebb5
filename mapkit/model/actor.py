"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party to a conflict, or anybody an article names as acting.

    Attributes
    ----------
    id
        Stable identifier, ``actor:…``; derived from the name for actors that no table knows.
    name
        Usual English name.
    aliases
        Other names and acronyms.
    side
        Free label used only to group colours; ``None`` when unknown.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    side: str | None = None
