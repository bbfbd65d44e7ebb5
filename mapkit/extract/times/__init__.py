"""Finds time expressions in English and French news.

Tokens get a class each, a grammar over the classes finds expressions, and neighbours are joined ("3 p.m." and "Tuesday", "the
end of" and "the year"). The value of a mention is the normal form of :mod:`mapkit._timevalue`: what the words say, without
any anchor; :mod:`mapkit.chronology` makes days of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mapkit._timevalue import TimeValue
from mapkit.extract.times.grammar import rules
from mapkit.extract.times.meanings import Row
from mapkit.extract.times.tokens import Token, Words, load_words, tokenise
from mapkit.model import Evidence, Mention

EXTRACTOR = "times/1"
LANGUAGES = ("en", "fr")
_YEAR_UNITS = re.compile(r"\d{4}$|XX\d\d$|(?:shift|ref):year:")
_TEMPLATE = re.compile(r"XXXX-(?!WXX)")


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression: tokens ``first`` to ``last`` (excluded) and what they say."""

    first: int
    last: int
    value: TimeValue


def find_time_mentions(
    text: str, *, article_id: str = "", span: tuple[int, int] | None = None, language: str | None = None
) -> tuple[Mention, ...]:
    """Find the time expressions of a text.

    Parameters
    ----------
    text
        The article's text; offsets refer to it.
    article_id
        For the evidence.
    span
        Only look between these offsets, end excluded.
    language
        BCP 47 tag; anything but French is read as English.

    Returns
    -------
    tuple of Mention
        In order, not overlapping, of kind ``"time"``; a text without times gives ``()``.
    """
    code = "fr" if (language or "").casefold().startswith("fr") else "en"
    words = load_words(code)
    tokens, classes = tokenise(text, span or (0, len(text)), words)
    found = _join(tokens, _match(tokens, classes, code), words)
    return tuple(
        Mention(
            kind="time",
            evidence=Evidence(
                article_id=article_id,
                start=tokens[each.first].start,
                end=tokens[each.last - 1].end,
                quote=text[tokens[each.first].start : tokens[each.last - 1].end],
            ),
            value=str(each.value),
            extractor=EXTRACTOR,
        )
        for each in _relate(text, tokens, classes, found, words)
    )


def _match(tokens: list[Token], classes: str, code: str) -> list[_Found]:
    """Return the longest match at each place, left to right."""
    found: list[_Found] = []
    grammar = rules(code)
    place, size = 0, len(classes)
    while place < size:
        if classes[place] in ".,-ops":
            place += 1
            continue
        best: _Found | None = None
        for pattern, meaning in grammar:
            match = pattern.match(classes, place)
            if match is None or match.end() <= (best.last if best else place):
                continue
            value = meaning(Row(tokens, match))
            if value is not None and _is_plausible(tokens, classes, match.start(), match.end(), value):
                best = _Found(place, match.end(), value)
        if best:
            found.append(best)
        place = best.last if best else place + 1
    return found


_COUNTED = frozenset("people men women children police personnel civilian civilian km m meters fois".split())
_BEFORE_YEAR = frozenset(
    "his her its their our a an that this 's in since of by from until till through to and or between during before after early late mid for the fiscal year ( , - – /"
    " around about circa january february april june july august september october november december"
    " en de depuis dès jusqu'en entre et à avant après l'année année début fin mi vers pour".split()
)


def _is_plausible(tokens: list[Token], classes: str, first: int, last: int, value: TimeValue) -> bool:
    """Refuse figures that count something: "2012 people", "$1998", "1,990 km"."""
    if classes[first:last] == "Y":
        before = tokens[first - 1].word if first else ""
        if before in ("$", "€", "£", "#", "no", "n°", "°") or not 1400 <= int(value.head.replace("XX", "19")) <= 2100:
            return False
        after = tokens[last].word if last < len(tokens) else ""
        if after in ("%", "percent", "$", "€", "km", "euros", "dollars"):
            return False
        counts = after.islower() and (after.endswith("s") or after in _COUNTED)
        return before in _BEFORE_YEAR or not counts or first == 0
    return not (classes[last - 1] == "D" and last < len(tokens) and tokens[last].word in ("%", "percent", "km", "pour"))


_GAP = frozenset(("", ",", "of", "on", "at", "in", "'s", "de", "du", "à", "le", ", à", "en", "d'", "of the", "on the", "dans la"))
_TIGHT = frozenset(("", ",", "of", "'s", "de", "en", "du", "in", "of the", "d'"))


def _join(tokens: list[Token], found: list[_Found], words: Words) -> list[_Found]:
    """Join neighbours that are one expression; drop openings that open nothing."""
    joined: list[_Found] = []
    for each in found:
        new = each
        while joined:
            left = joined[-1]
            gap = " ".join(token.word for token in tokens[left.last : new.first]) if new.first - left.last <= 2 else "far"
            value = _joint(left.value, new.value, gap, tokens[new.first : new.last])
            if value is None:
                break
            new = _Found(left.first, new.last, value)
            joined.pop()
        joined.append(new)
    return [each for each in joined if not each.value.head.startswith(("part:", "nth:"))]


def _joint(left: TimeValue, right: TimeValue, gap: str, right_tokens: list[Token]) -> TimeValue | None:
    """Return what two neighbours say together, ``None`` when they are two expressions."""
    if left.head.startswith("part:"):
        if gap or not (right.is_calendar or right.head.startswith(("shift:", "ref:")) or re.fullmatch(r"P1[YMDWQ]", right.head)):
            return None
        unit = {"P1Y": "year", "P1M": "month", "P1D": "day", "P1W": "week", "P1Q": "quarter"}.get(right.head)
        whole = TimeValue(f"shift:{unit}:0") if unit else right
        if right_tokens[0].word in ("the", "l'", "la", "le") and right.head.startswith("ref:") and right.head.endswith(":0"):
            whole = TimeValue("shift" + right.head.removeprefix("ref"))
        return whole.with_hints(mod=left.head[5:])
    if left.head.startswith("nth:") and gap in _TIGHT:
        if right.is_calendar or right.head.startswith(("shift:", "ref:")):
            return right.with_hints(nth=left.head[4:])
        return None
    if gap in ("", ",") and left.head.startswith("XXXX-WXX-") and re.match(r"[\dX]{4}-\d\d-\d\d$", right.head):
        return right.with_hints(weekday=left.head[-1])
    if gap in _GAP:
        left_clock, right_clock = "clock" in left.hints, "clock" in right.hints
        if left_clock != right_clock:
            clock, other = (left, right) if left_clock else (right, left)
            if _is_day(other) and (other.hints.get("time", "MO") in ("MO", "AF", "EV", "NI")):
                return other.with_hints(time=clock.hints["time"])
        if left.head == "ref:day:0" and "time" in left.hints and _is_day(right) and "time" not in right.hints:
            return right.with_hints(time=left.hints["time"])
    if gap in _TIGHT:
        if _TEMPLATE.match(left.head) and "year" not in left.hints and _YEAR_UNITS.match(right.head) and not right.hints.get("mod"):
            return _dated(left, right)
        if gap in ("", "'s") and _TEMPLATE.match(right.head) and re.match(r"XXXX-(?:Q|[SFW])", right.head) and _YEAR_UNITS.match(left.head):
            return _dated(right, left)
        if left.head.startswith("XXXX-WXX") and (week := re.match(r"shift:week:(-?\d+)", right.head)) and not left.hints.get("dir"):
            return left.with_hints(week=week[1])
    return None


def _is_day(value: TimeValue) -> bool:
    return re.match(r"(?:[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)|shift:day:)", value.head) is not None


def _dated(value: TimeValue, year: TimeValue) -> TimeValue | None:
    if relative := re.match(r"shift:year:(-?\d+)$", year.head):
        return value.with_hints(year=relative[1])
    if year.head.startswith(("shift", "ref")):
        return None
    return TimeValue(value.head.replace("XXXX", year.head, 1), value.hints)


def _relate(text: str, tokens: list[Token], classes: str, found: list[_Found], words: Words) -> list[_Found]:
    """Add what the words around an expression say: relation, end of the span, tense of the verb."""
    related: list[_Found] = []
    for index, each in enumerate(found):
        hints: dict[str, str | None] = {}
        before = [token.word for token in tokens[max(0, each.first - 3) : each.first]]
        tails = [" ".join(before[-n:]) for n in range(1, len(before) + 1)]
        for name in ("by", "since", "until"):
            if any(tail in words.relation[name] for tail in tails):
                hints["rel"] = name
        if index + 1 < len(found) and any(tail in words.relation["between"] for tail in tails):
            following = found[index + 1]
            join = " ".join(token.word for token in tokens[each.last : following.first]) if following.first - each.last <= 2 else ""
            if join in words.relation["joins"] and following.value.is_calendar:
                hints["to"] = following.value.head
        if any(token.word in words.deadline for token in tokens[max(0, each.first - 4) : each.first]):
            hints["deadline"] = "1"
        if "X" in each.value.head or each.value.head.startswith("ref"):
            hints["tense"] = _tense(tokens, classes, each, words)
        related.append(replace(each, value=each.value.with_hints(**hints)))
    return related


def _tense(tokens: list[Token], classes: str, each: _Found, words: Words) -> str | None:
    """Return the tense of the nearest verb before the expression in its clause, else of the first one after it."""
    for index in range(each.first - 1, max(-1, each.first - 13), -1):
        word = tokens[index].word
        if word in (".", ";", ":", "?", "!", "“", "”", '"') or word.startswith("\n"):
            break
        if tense := _verb(word, words):
            return "future" if tense == "past" and tokens[index + 1].word == "to" else tense
        if word in ("is", "are") and tokens[index + 1].word == "to":
            return "future"
    for token in tokens[each.last : each.last + 10]:
        if token.word in (".", ";", ":", "?", "!") or token.word.startswith("\n"):
            break
        if tense := _verb(token.word, words):
            return tense
    return None


def _verb(word: str, words: Words) -> str | None:
    if word in words.future:
        return "future"
    if word in words.past or (not words.future_endings and word.endswith("ed") and len(word) > 4):
        return "past"
    if words.future_endings and len(word) > 4 and word.endswith(words.future_endings):
        return "future"
    return None
