"""Parts of a town that somebody takes by themselves: "the airport and the palace in X", "X's refinery"."""

from __future__ import annotations

import re
from functools import cache

from mapkit._resources import load_toml
from mapkit._text import any_of

_JOINS = re.compile(
    r"\s*(?:,\s*(?:and|et)?|and|et|&|as well as|ainsi que)\s*(?:(?:of|de|d[’'])\s*)?"
    r"(?:(?:the|its|their|a|an|la|le|les|l[’']|son|sa|ses|du|des|une?)\s*)?(?:[\w’-]+\s+){0,2}?",
    re.IGNORECASE,
)


def sites_named(text: str, start: int, end: int, at: int) -> list[str]:
    """Return the parts of a town that the words name together.

    Parameters
    ----------
    text
        The article.
    start, end
        Where to look.
    at
        Where one of them begins, or a word of its name.

    Returns
    -------
    list of str
        Terms of ``vocabulary/sites.toml`` in text order, each once: the one at ``at`` and those joined to it by commas
        or an "and". Empty where the words at ``at`` name none.
    """
    found = list(_sites().finditer(text, start, end))
    here = next((n for n, m in enumerate(found) if m.start() <= at < m.end()), None)
    if here is None:
        return []
    first = last = here
    while first > 0 and _JOINS.fullmatch(text, found[first - 1].end(), found[first].start()):
        first -= 1
    while last + 1 < len(found) and _JOINS.fullmatch(text, found[last].end(), found[last + 1].start()):
        last += 1
    names = tuple(_terms())
    return list(dict.fromkeys(names[int((m.lastgroup or "s0")[1:])] for m in found[first : last + 1]))


def _terms() -> dict[str, list[str]]:
    terms: dict[str, list[str]] = load_toml("vocabulary", "sites.toml")["sites"]
    return terms


@cache
def _sites() -> re.Pattern[str]:
    groups = (rf"(?P<s{number}>{any_of(words)})" for number, words in enumerate(_terms().values()))
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)
