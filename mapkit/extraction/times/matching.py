"""From tokens to expressions: the longest rule at each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mapkit._timevalue import TimeValue
from mapkit.extraction.times.grammar import rules
from mapkit.extraction.times.meanings import Row
from mapkit.extraction.times.tokens import Token, Words

_NEVER_FIRST = frozenset(".,-opsh&")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: tokens ``first`` to ``last`` (excluded) and what they say."""

    first: int
    last: int
    value: TimeValue


def match(tokens: Sequence[Token], classes: str, code: str, words: Words) -> list[Found]:
    """Return the longest match at each place, left to right, without overlaps."""
    found: list[Found] = []
    grammar = rules(code)
    place, size = 0, len(classes)
    while place < size:
        if classes[place] in _NEVER_FIRST:
            place += 1
            continue
        best: Found | None = None
        for pattern, meaning in grammar:
            row = pattern.match(classes, place)
            if row is None or row.end() <= (best.last if best else place):
                continue
            value = meaning(Row(tokens, row, words))
            if value is not None and _is_plausible(tokens, classes, row.span(), value, words):
                best = Found(place, row.end(), value)
        if best:
            found.append(best)
        place = best.last if best else place + 1
    return found


def _is_plausible(tokens: Sequence[Token], classes: str, span: tuple[int, int], value: TimeValue, words: Words) -> bool:
    """Refuse figures that count something: "2012 people", "$1998", "March 20 %"."""
    first, last = span
    before = tokens[first - 1].word if first else ""
    after = tokens[last].word if last < len(tokens) else ""
    if classes[first:last] != "Y":
        return not (classes[last - 1] == "D" and after in words.context["measure"])
    if before in words.context["money"] or after in words.context["measure"]:
        return False
    if not 1400 <= int(value.head.replace("XX", "19")) <= 2100:
        return False
    counts = after.endswith("s") or after in words.context["counted"]
    return first == 0 or before in words.context["year"] or not counts
