"""Joins neighbours that are one expression: "3 p.m." and "Tuesday", "the end of" and "the year"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapkit._timevalue import TimeValue
from mapkit.extraction.times.matching import Found
from mapkit.extraction.times.tokens import Token, Words

_YEAR = re.compile(r"(?:\d{4}|XX\d\d)$")
_YEARS_AWAY = re.compile(r"shift:year:(-?\d+)$")
_YEAR_TOLD = re.compile(r"ref:year:(-?[01])$")
_MONTH_TOLD = re.compile(r"ref:month:(-?[01])$")
_WEEKS_AWAY = re.compile(r"shift:week:(-?\d+)$")
_NO_YEAR = re.compile(r"XXXX-(?!WXX)")
_DAY = re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)|(?:shift|ref):day:")
_ONE_UNIT = {"P1Y": "year", "P1M": "month", "P1W": "week", "P1Q": "quarter"}
_LENGTH = re.compile(r"PT?(\d+)([YMWDHS])$")
_UNITS = "YMWDHMS"
_LONGEST_GAP = 2


def join(tokens: Sequence[Token], found: Sequence[Found], words: Words) -> list[Found]:
    """Join neighbours that are one expression; drop names, and "the end of" that nothing follows."""
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
    return [each for each in joined if not each.value.head.startswith(("part:", "nth:", "name:"))]


def _joint(left: TimeValue, right: TimeValue, gap: str, words: Words, *, definite: bool) -> TimeValue | None:
    """Return what two neighbours say together, ``None`` when they are two expressions."""
    if left.head.startswith("part:"):
        return None if gap else _part(left.head[5:], right, definite=definite)
    if left.head.startswith("nth:"):
        known = right.is_calendar or right.head.startswith(("shift:", "ref:"))
        return right.with_hints(nth=left.head[4:]) if known and gap in words.context["tight"] else None
    two_days = _DAY.match(left.head) and _DAY.match(right.head)
    if two_days and left.hints.get("time") == "NI" and gap in words.context["night"]:
        return left.with_hints(to=None)  # "the night of 5 to 6 June"
    if left.head == "ref:quarter:0" and right.hints.get("ago") == "year" and not gap:
        return right.with_hints(ago="quarter")  # "the quarter a year ago"
    if left.head.startswith("XXXX-XX-") and gap in words.context["tight"] and (told := _MONTH_TOLD.match(right.head)):
        return left.with_hints(told_month=told[1])
    if right.hints.keys().isdisjoint(("time", "mod")) and _is_night_of(left, gap, words) and _DAY.match(right.head):
        return right.with_hints(time="MO" if gap == "into" else "NI")
    last = re.match(r"shift:(day|week|weekend|month):-1$", left.head)
    if last and gap in ("of", "in", "de", "du", "d'") and re.match(r"[\dX]{4}(-\d\d)?$", right.head):
        return right.with_hints(nth=f"{last[1]}:-1")  # "the last week of December"
    if gap in ("of", "ending", "ended", "de", "du") and left.head == "ref:week:0" and _DAY.match(right.head):
        return right.with_hints(nth="week:0")
    if gap in ("", ",") and left.head.startswith("XXXX-WXX-") and re.match(r"[\dX]{4}-\d\d-\d\d$", right.head):
        return right.with_hints(weekday=left.head[-1])
    if gap in ("", ",", "and", "et") and (whole := _lengths(left, right)):
        return whole
    if gap in words.context["gap"] and (timed := _at_time(left, right)):
        return timed
    if gap == ", on" and _WEEKS_AWAY.match(left.head) and right.head.startswith("XXXX-WXX"):
        return _of_year(left, right, gap)
    return _of_year(left, right, gap) if gap in words.context["tight"] else None


def _is_night_of(left: TimeValue, gap: str, words: Words) -> bool:
    """Whether a night is that of the day behind it: "overnight on Monday", "in the night from Monday to Tuesday"."""
    night = left.head in ("shift:day:0", "ref:day:0") and left.hints.get("time") == "NI"
    return night and (gap in ("on", "from", "into") or gap in words.context["night_of"])


def _lengths(left: TimeValue, right: TimeValue) -> TimeValue | None:
    """Return "six years and ten months" as one length."""
    one, other = _LENGTH.match(left.head), _LENGTH.match(right.head)
    if not one or not other or left.hints or right.hints or _UNITS.index(one[2]) >= _UNITS.index(other[2]):
        return None
    clock = "" if "T" in left.head else right.head[1 : 2 if "T" in right.head else 1]
    return TimeValue(f"{left.head}{clock}{other[1]}{other[2]}")


def _part(modifier: str, whole: TimeValue, *, definite: bool) -> TimeValue | None:
    """Return a part of ``whole``; "the year" after "the end of" is the year under way."""
    unit = _ONE_UNIT.get(whole.head)
    if unit:
        return TimeValue(f"shift:{unit}:0", {"mod": modifier, "definite": "1"})
    if definite and whole.head.startswith("ref:") and whole.head.endswith(":0"):
        return TimeValue("shift" + whole.head.removeprefix("ref"), {"mod": modifier, "definite": "1"})
    if whole.is_calendar or whole.head.startswith(("shift:", "ref:")):
        return whole.with_hints(mod=modifier)
    return None


def _at_time(left: TimeValue, right: TimeValue) -> TimeValue | None:
    """Return a day with its clock time or part of day, in either order."""
    if ("clock" in left.hints) != ("clock" in right.hints):
        clock, day = (left, right) if "clock" in left.hints else (right, left)
        if _DAY.match(day.head) and ":" not in day.hints.get("time", ""):
            return day.with_hints(time=_in_the(day.hints.get("time", ""), clock.hints["time"]))
    if right.head == "ref:day:0" and "time" in right.hints and _DAY.match(left.head) and "time" not in left.hints:
        return left.with_hints(time=right.hints["time"])
    if left.head == "ref:day:0" and "time" in left.hints and _DAY.match(right.head) and "time" not in right.hints:
        return right.with_hints(time=left.hints["time"])
    return None


def _in_the(part: str, clock: str) -> str:
    """Return the hour that "2.30" is "in the afternoon"."""
    hour = int(clock[:2])
    late = (part in ("AF", "EV") and hour < 12) or (part == "NI" and 6 <= hour < 12)
    return f"{hour + 12}{clock[2:]}" if late else clock


def _of_year(left: TimeValue, right: TimeValue, gap: str) -> TimeValue | None:
    """Return a month, quarter or season with its year in either order, or a weekday with its week."""
    if _NO_YEAR.match(left.head) and "year" not in left.hints and "mod" not in right.hints:
        if told := _YEAR_TOLD.match(right.head):
            return left.with_hints(told_year=told[1])
        if right.head == "shift:year:1" and "definite" in right.hints:
            return left.with_hints(told_year="1")  # "May of the next year"
        return _dated(left, right)
    if gap in ("", "'s") and re.match(r"XXXX-(?:Q|[SFW][PUAI])", right.head):
        return _dated(right, left)
    week = _WEEKS_AWAY.match(left.head)
    if week and right.head.startswith("XXXX-WXX") and not right.hints:
        return right.with_hints(week=week[1])  # "last week, on Tuesday"
    week = _WEEKS_AWAY.match(right.head)
    if week and left.head.startswith("XXXX-WXX") and "dir" not in left.hints:
        return left.with_hints(week=week[1])
    return None


def _dated(value: TimeValue, year: TimeValue) -> TimeValue | None:
    """Return a position with the year beside it, ``None`` when that is no year."""
    if away := _YEARS_AWAY.match(year.head):
        return value.with_hints(year=away[1])
    return TimeValue(value.head.replace("XXXX", year.head, 1), value.hints) if _YEAR.match(year.head) else None
