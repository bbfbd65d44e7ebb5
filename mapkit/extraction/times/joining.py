"""Joins neighbours that are one expression: "3 p.m." and "Tuesday", "the end of" and "the year"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapkit._timevalue import TimeValue
from mapkit.extraction.times.matching import Found
from mapkit.extraction.times.tokens import Token, Words

_YEAR = re.compile(r"(?:\d{4}|XX\d\d)$")
_YEARS_AWAY = re.compile(r"shift:year:(-?\d+)$")
_WEEKS_AWAY = re.compile(r"shift:week:(-?\d+)$")
_NO_YEAR = re.compile(r"XXXX-(?!WXX)")
_DAY = re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)|shift:day:")
_ONE_UNIT = {"P1Y": "year", "P1M": "month", "P1W": "week", "P1Q": "quarter"}
_LONGEST_GAP = 2


def join(tokens: Sequence[Token], found: Sequence[Found], words: Words) -> list[Found]:
    """Join neighbours that are one expression; drop "the end of" and "the first week" that nothing follows."""
    joined: list[Found] = []
    for each in found:
        new = each
        while joined and new.first - joined[-1].last <= _LONGEST_GAP:
            left = joined[-1]
            gap = " ".join(token.word for token in tokens[left.last : new.first])
            definite = tokens[new.first].word in words.context["article"]
            value = _joint(left.value, new.value, gap, words, definite=definite)
            if value is None:
                break
            new = Found(left.first, new.last, value)
            joined.pop()
        joined.append(new)
    return [each for each in joined if not each.value.head.startswith(("part:", "nth:"))]


def _joint(left: TimeValue, right: TimeValue, gap: str, words: Words, *, definite: bool) -> TimeValue | None:
    """Return what two neighbours say together, ``None`` when they are two expressions."""
    if left.head.startswith("part:"):
        return None if gap else _part(left.head[5:], right, definite=definite)
    if left.head.startswith("nth:"):
        known = right.is_calendar or right.head.startswith(("shift:", "ref:"))
        return right.with_hints(nth=left.head[4:]) if known and gap in words.context["tight"] else None
    if gap in ("", ",") and left.head.startswith("XXXX-WXX-") and re.match(r"[\dX]{4}-\d\d-\d\d$", right.head):
        return right.with_hints(weekday=left.head[-1])
    if gap in words.context["gap"] and (timed := _at_time(left, right)):
        return timed
    return _of_year(left, right, gap) if gap in words.context["tight"] else None


def _part(modifier: str, whole: TimeValue, *, definite: bool) -> TimeValue | None:
    """Return a part of ``whole``; "the year" after "the end of" is the year under way."""
    unit = _ONE_UNIT.get(whole.head)
    if unit:
        return TimeValue(f"shift:{unit}:0", {"mod": modifier})
    if definite and whole.head.startswith("ref:") and whole.head.endswith(":0"):
        return TimeValue("shift" + whole.head.removeprefix("ref"), {"mod": modifier})
    if whole.is_calendar or whole.head.startswith(("shift:", "ref:")):
        return whole.with_hints(mod=modifier)
    return None


def _at_time(left: TimeValue, right: TimeValue) -> TimeValue | None:
    """Return a day with its clock time or part of day, in either order."""
    if ("clock" in left.hints) != ("clock" in right.hints):
        clock, day = (left, right) if "clock" in left.hints else (right, left)
        if _DAY.match(day.head) and ":" not in day.hints.get("time", ""):
            return day.with_hints(time=clock.hints["time"])
    if left.head == "ref:day:0" and "time" in left.hints and _DAY.match(right.head) and "time" not in right.hints:
        return right.with_hints(time=left.hints["time"])
    return None


def _of_year(left: TimeValue, right: TimeValue, gap: str) -> TimeValue | None:
    """Return a month, quarter or season with its year in either order, or a weekday with its week."""
    if _NO_YEAR.match(left.head) and "year" not in left.hints and "mod" not in right.hints:
        return _dated(left, right)
    if gap in ("", "'s") and re.match(r"XXXX-(?:Q|[SFW][PUAI])", right.head):
        return _dated(right, left)
    week = _WEEKS_AWAY.match(right.head)
    if week and left.head.startswith("XXXX-WXX") and "dir" not in left.hints:
        return left.with_hints(week=week[1])
    return None


def _dated(value: TimeValue, year: TimeValue) -> TimeValue | None:
    if away := _YEARS_AWAY.match(year.head):
        return value.with_hints(year=away[1])
    return TimeValue(value.head.replace("XXXX", year.head, 1), value.hints) if _YEAR.match(year.head) else None
