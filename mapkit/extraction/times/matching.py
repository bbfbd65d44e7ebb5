"""From tokens to expressions: the longest rule at each place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mapkit._timevalue import ERA, TimeValue
from mapkit.extraction.times.grammar import openings, rules
from mapkit.extraction.times.row import Row
from mapkit.extraction.times.tokens import Token, Words

EARLIEST, LATEST = 1400, 2100
"""Years that figures are taken for without further signs."""

_ATTRIBUTE = re.compile(r"Td?(?:Y|G|(?:[NDOA]|n+)-a{0,3}u)")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: tokens ``first`` to ``last`` (excluded) and what they say."""

    first: int
    last: int
    value: TimeValue


def match(tokens: Sequence[Token], classes: str, code: str, words: Words) -> list[Found]:
    """Return the longest match at each place, left to right, without overlaps."""
    found: list[Found] = []
    grammar, somewhere = rules(code), openings(code)
    place = 0
    while (opening := somewhere.search(classes, place)) is not None:
        end = place = opening.start()
        best: tuple[re.Match[str], TimeValue] | None = None
        for pattern, meaning in grammar:
            row = pattern.match(classes, place)
            if row is None or row.end() <= end:
                continue
            value = meaning(Row(tokens, row, words))
            if value is not None and _is_plausible(tokens, classes, row.span(), value, words):
                best, end = (row, value), row.end()
        if best:
            found.extend(_expressions(tokens, classes, *best))
        place = max(end, place + 1)
    return found


def _is_serial(tokens: Sequence[Token], first: int) -> bool:
    """Whether a figure ends a telephone number ("555-2014"), a code ("PT-1990") or a street's name ("8-Mai-1945")."""
    if first < 2 or tokens[first - 1].end != tokens[first].start:
        return False
    lead = tokens[first - 2]
    code = lead.capital and lead.value is None and len(lead.word) <= 3 and lead.word not in ("pre", "mid", "de")
    return (lead.word.isdecimal() and len(lead.word) != 4) or code or (lead.capital and isinstance(lead.value, int))


def _is_old(tokens: Sequence[Token], first: int, before: str, words: Words) -> bool:
    """Whether a figure below :data:`EARLIEST` stands like a year: "in 1186", "(1218-1240)"."""
    paired = before in ("-", "–", "to") and first > 1 and isinstance(tokens[first - 2].value, str)
    return before in words.context["era"] or before == "(" or (paired and tokens[first - 2].word.isdecimal())


def _expressions(tokens: Sequence[Token], classes: str, row: re.Match[str], value: TimeValue) -> tuple[Found, ...]:
    """Return a match as one expression, or as several where it lists days: "24" and "25 April"."""
    if "cut" not in row.re.groupindex:
        # "the" belongs to the noun in "the eight-year war", "the 2000 Olympics", "the third-quarter loss"
        first = row.start() + (_ATTRIBUTE.fullmatch(row.group()) is not None)
        return (Found(first, row.end(), value),)
    last = TimeValue(value.hints["to"], {"within": "1"})
    listed = [i for i in range(*row.span("cut")) if classes[i] == "D"]
    return (
        Found(row.start(), row.start("cut"), value),
        *(Found(i, i + 1, TimeValue(f"{last.head[:-2]}{tokens[i].value:02d}", last.hints)) for i in listed),
        Found(row.start("e"), row.end(), last),
    )


def _is_plausible(tokens: Sequence[Token], classes: str, span: tuple[int, int], value: TimeValue, words: Words) -> bool:
    """Refuse figures that count something: "2012 people", "$1998", "March 20 %"."""
    first, last = span
    before = tokens[first - 1].word if first else ""
    after = tokens[last].word if last < len(tokens) else ""
    if classes[first:last] != "Y":
        return not (classes[last - 1] == "D" and after in words.context["measure"])
    heading = before == "#" and tokens[first - 1].end < tokens[first].start  # "## 2023", but not "#2023"
    if (
        (before in words.context["money"] and not heading)
        or before in words.context["numbered"]
        or after in words.context["measure"]
    ):
        return False
    if before == "-" and _is_serial(tokens, first):
        return False
    beside = (classes[first - 1] if first else ".", classes[last] if last < len(classes) else ".")
    paired = first > 1 and classes[first - 2] == "Y"  # "between 2013 and 2015 1,200 died"
    if (beside[0] in "NY" or beside[1] in "NYzDU") and before not in words.context["era"] and not paired:
        return False  # "+254 20 2023 1999", "1900 local time", "1500 hours"
    if before == "." and first > 1 and tokens[first - 2].word in words.context["money"]:
        return False  # "Act No. 1998/42"
    year = int(value.head.replace("XX", "19"))
    if year > ERA // 2 or len(tokens[first].word) > 5:
        return True  # "431 BC", "AD 79"
    if 1000 <= year < EARLIEST and _is_old(tokens, first, before, words):
        return not after.isalpha() or after in words.context["era_after"] or tokens[last].capital
    if not EARLIEST <= year <= LATEST:
        return False
    if after in words.context["counted"]:
        return before in words.context["counting"]
    return first == 0 or before in words.context["year"] or not after.endswith("s")
