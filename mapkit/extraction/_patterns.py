"""Regular expressions of the vocabularies, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from mapkit._resources import load_toml


def alternation(parts: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of ``parts`` as whole words, ignoring case; longer ones first."""
    joined = "|".join(sorted(dict.fromkeys(parts), key=lambda p: (-len(p), p)))
    return re.compile(rf"(?<![\w’'-])(?:{joined})(?![\w-])", re.IGNORECASE)


@cache
def triggers() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return (event kind, grammatical form, pattern) for every trigger of ``event_kinds.toml``."""
    found = []
    for kind, entry in load_toml("vocabulary", "event_kinds.toml").items():
        if isinstance(entry, dict):
            found += [
                (kind, form, alternation(parts)) for form, parts in entry.items() if form not in ("label", "effect")
            ]
    return tuple(found)
