"""Positions in the calendar, complete or not: which October 31, which Tuesday, which '89 is meant.

As measured on annotated news: a month and day without a year is the nearest one, and a weekday beside it must agree; a
bare weekday is the last one, the day of publication included, unless the verb beside it looks forward; a month alone is
the nearest one, and the verb breaks a tie. In a history it is the nearest to the time told last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from mapkit._timevalue import ERA, TimeValue
from mapkit.chronology.resolved import Resolved, unknown, whole
from mapkit.chronology.spans import SEASONS, Span, add, distance, feast, month_span, unit_span
from mapkit.chronology.told import Told
from mapkit.model import TimePrecision

BACKWARD, BACKWARD_IN_SENTENCE = 1.5, 5
"""How much farther a day before the time told last counts than one after it: histories go forward, and a sentence even
more ("taken in March 2016, lost in December")."""

WEEKDAY_REACH = 12
"""Years around, in which a weekday's date is looked for: it comes back after 5, 6 or 11."""

YEARS_AHEAD = 10
"""Years after publication up to which "'68" is believed to lie ahead."""

MONTHS_AHEAD = 3
"""Months in which "the 31st" is looked for."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")  # in any locale
FRESH = 45
"""Days before publication in which a day without a year is news, also in a sentence that names an older year."""

FAR, CLOSE = 400, 45
"""Days beyond which a weekday's date is not believed when the same day of another weekday is this close."""

TURN, TURN_OF_DAY = 250, 100
"""Days by which the tense of the verb beside it brings a month, or a day, nearer."""


def calendar(value: TimeValue, published: Span | None, told: Told) -> Resolved:
    """Resolve a position in the calendar: "2014", "31 October", "Tuesday", "the 24th", "in October of that year"."""
    head, hints = value.head, value.hints
    if head.isdecimal() and len(head) < 4:
        return years(head)
    if head.startswith("XXXX-XX-"):
        return _day_of_month(value, published, told)
    if "told_year" in hints and (last := told.base("year", same=False)) and last.span:
        span = span_of(head.replace("XXXX", f"{last.span[0].year + int(hints['told_year']):04d}", 1))
        return whole(span, unit_of(head), "of the year told before", needs_anchor=last.needs_anchor)
    thread = told.thread or (told.last if "told" in hints else None)
    free = hints.get("tense") != "future" and "weekday" not in hints and "dir" not in hints
    within = thread is None or told.here is not None or hints.get("rel") == "until"
    backward = BACKWARD_IN_SENTENCE if within else BACKWARD
    if told.behind and within:
        backward = 1 / BACKWARD_IN_SENTENCE
    if thread is None and free and re.match(r"XXXX-[\d@]", head):
        thread = told.year_here or (told.heading if told.at_line else None)
        firm = told.year_opens if told.year_here else told.heading_firm
        if thread and not firm and published and is_fresh(head, published):
            thread = None  # "the truce of 23 October 2020 was broken on 29 October"
    if "X" in head and thread and thread.span and "year" not in hints and hints.get("dir") != "past":
        return replace(_in_thread(value, thread.span, backward), needs_anchor=thread.needs_anchor)
    if head.startswith("XXXX-WXX-"):
        return _weekday(value, published)
    unit = unit_of(head)
    if value.has_year:
        return whole(span_of(head), unit, "stated", needs_anchor=False)
    if head.startswith("XX") and head[2].isdecimal():
        return _short_year(head, published)
    return unknown(head) if published is None else _yearless(value, published, unit)


def is_fresh(head: str, published: Span) -> bool:
    """Whether a yearless day may lie in the weeks before publication: it is news then, unless a year is beside it."""
    behind = spans_of(head, range(published[0].year - 1, published[1].year + 1))
    return any(span[0] <= published[1] and distance(span, published) <= FRESH for span in behind)


def years(digits: str) -> Resolved:
    """Resolve a decade or century by its first digits."""
    unit, size = ("decade", 10) if len(digits) == 3 else ("century", 100)
    first = int(digits) * size
    span = (date(max(first, 1), 1, 1), date(first + size - 1, 12, 31))
    shown = digits if first < ERA // 2 else f"BC{ERA // size - 1 - int(digits):0{len(digits)}d}"
    return Resolved(span, "DATE", shown, TimePrecision.INTERVAL, "stated", needs_anchor=False, unit=unit)


def _short_year(head: str, published: Span | None) -> Resolved:
    """Resolve "'89": the nearest such year to publication, or to 2000."""
    near = published[1].year if published else 2000
    heads = [f"{century}{head[2:]}" for century in range(near // 100 - 1, near // 100 + 2)]
    heads = [full for full in heads if int(full[:4]) <= near + YEARS_AHEAD]
    nearest = min(heads, key=lambda full: abs(int(full[:4]) - near))
    return whole(span_of(nearest), unit_of(head), f"the century is taken from {near}", needs_anchor=False)


def _day_of_month(value: TimeValue, published: Span | None, told: Told) -> Resolved:
    """Resolve "the 24th": the next one after the day told before, or the last one before publication."""
    hints, last = value.hints, told.thread or told.last
    if "told_month" in hints:
        last = told.units.get("month", last)
    if last and last.span:
        first, why, needs = last.span[0], "the next after the time told before", last.needs_anchor
    elif published:
        first, why, needs = add(published[1], "month", -1) + timedelta(1), "the last before publication", True
    else:
        return unknown(value.head)
    if "told_month" in hints:
        first = unit_span(add(first, "month", int(hints["told_month"])), "month")[0]
    weekday = int(hints.get("weekday", 0))
    days = (first + timedelta(ahead) for ahead in range(MONTHS_AHEAD * 31))
    fits = (day for day in days if day.day == int(value.head[-2:]) and weekday in (0, day.isoweekday()))
    day = next(fits, None)
    return whole((day, day), "day", why, needs_anchor=needs) if day else unknown(value.head)


def _in_thread(value: TimeValue, thread: Span, backward: float) -> Resolved:
    """Resolve "in March", "on Monday", "'44" in a history: the nearest to the time told last, rather after it."""
    head, reason = value.head, "the nearest to the time told before"
    if head.startswith("XXXX-WXX-"):
        gap = (int(head[-1]) - thread[0].isoweekday()) % 7
        day = thread[0] + timedelta(gap or 7 * (value.hints.get("dir") == "future"))
        return whole((day, day), "day", reason, needs_anchor=False)
    if head.startswith("XX") and head[2].isdecimal():
        return _short_year(head, thread)
    weekday = int(value.hints["weekday"]) if "weekday" in value.hints else None
    reach = WEEKDAY_REACH if weekday else 1
    years = range(thread[0].year - reach, thread[1].year + reach + 1)
    candidates = list(spans_of(head, years, weekday))
    if value.hints.get("dir") == "future":
        candidates = [span for span in candidates if span[0] > thread[1]] or candidates
    if not candidates:
        return Resolved(None, "DATE", head, TimePrecision.NONE, "no such day near the time told", needs_anchor=False)

    def cost(span: Span) -> float:
        return max((span[0] - thread[1]).days, backward * (thread[0] - span[1]).days, 0)

    return whole(min(candidates, key=cost), unit_of(head), reason, needs_anchor=False)


def _yearless(value: TimeValue, published: Span, unit: str) -> Resolved:
    """Resolve a day, month, quarter or season that lacks its year."""
    head, hints = value.head, value.hints
    if "year" in hints:
        span = span_of(head.replace("XXXX", f"{published[0].year + int(hints['year']):04d}", 1))
        return whole(span, unit, "the year is told from publication", needs_anchor=True)
    weekday = int(hints["weekday"]) if "weekday" in hints else None
    reach = WEEKDAY_REACH if weekday else 8 if head.endswith("-02-29") else 2
    years = range(published[0].year - reach, published[1].year + reach + 1)
    candidates = [span for span in spans_of(head, years, weekday) if _on_side(span, published, hints.get("dir"))]
    if not candidates:
        return Resolved(None, "DATE", head, TimePrecision.NONE, "no such day near publication", needs_anchor=True)
    if hints.get("dir") == "this" and (running := [span for span in candidates if not distance(span, published)]):
        candidates = running  # in January "this winter" began last year
    why = {"past": "the last before publication", "future": "the next after publication"}.get(hints.get("dir", ""))
    why = why or ("the weekday settles the year" if weekday else "the nearest to publication")
    behind = [span for span in candidates if span[0] <= published[1]]
    if "done" in hints and behind:
        candidates = behind
    chosen = _choose(candidates, published, hints.get("tense"), unit)
    if weekday and distance(chosen, published) > FAR:
        close = [span for span in spans_of(head, years) if distance(span, published) <= CLOSE]
        if close:
            day = close[0][0]
            why = f"the weekday and the day disagree: {day} is a {_WEEKDAYS[day.weekday()]}"
            return Resolved(None, "DATE", head, TimePrecision.NONE, why, needs_anchor=True)
    return whole(chosen, unit, why, needs_anchor=True)


def _choose(candidates: list[Span], published: Span, tense: str | None, unit: str) -> Span:
    """Return the nearest candidate; a tie, or nearly one for a month, goes the way the verb looks, else to the past.

    "The summer" of which a verb does not look ahead is the last one more often than the next.
    """

    def cost(span: Span) -> tuple[float, int]:
        away = float(distance(span, published))
        ahead = span[0] > published[1]
        if unit in ("quarter", "season"):
            return away + (2 * TURN if ahead and tense != "future" else 0), int(ahead)
        if tense and ahead != (tense == "future"):
            away += TURN_OF_DAY if unit == "day" else TURN
        return away, int(ahead)

    return min(candidates, key=cost)


def _on_side(span: Span, published: Span, side: str | None) -> bool:
    """Whether a span is where "last", "this" or "next" looks from publication."""
    if side == "past":
        return span[1] < published[0]
    if side == "future":
        return span[0] > published[1]
    if side == "this":
        return span[0].year == published[0].year or not distance(span, published)
    return True


def _weekday(value: TimeValue, published: Span | None) -> Resolved:
    """Resolve a weekday from publication."""
    if published is None:
        return unknown(value.head)
    wanted, side = int(value.head[-1]), value.hints.get("dir")
    if "week" in value.hints:
        ends = [
            unit_span(end + timedelta(7 * int(value.hints["week"])), "week")[0] + timedelta(wanted - 1)
            for end in published
        ]
        return whole((ends[0], ends[1]), "day", "the weekday of the week named", needs_anchor=True)
    ahead = side == "future" or (side in (None, "this") and value.hints.get("tense") == "future")
    days = []
    for end in published:
        gap = (wanted - end.isoweekday()) % 7 if ahead else -((end.isoweekday() - wanted) % 7)
        if gap == 0 and side in ("past", "future"):
            gap = 7 if ahead else -7
        days.append(end + timedelta(gap))
    why = "the next such weekday" if ahead else "the last such weekday"
    return whole((min(days), max(days)), "day", why, needs_anchor=True)


def unit_of(head: str) -> str:
    """Return the unit that a head with or without its year names."""
    tail = head[5:]
    if not tail:
        return "year"
    if tail[0] == "@":
        return "day"
    if tail[0] in "QH":
        return {"Q": "quarter", "H": "half"}[tail[0]]
    return "season" if tail.isalpha() and "X" not in tail else "month" if len(tail) == 2 else "day"


def span_of(head: str) -> Span:
    """Return the days of a calendar position with a year.

    Raises
    ------
    ValueError
        When there is no such day.
    """
    year, tail = int(head[:4]), head[5:]
    if not tail:
        return date(year, 1, 1), date(year, 12, 31)
    if tail[0] == "@":
        day = feast(year, tail[1:])
        return day, day
    if tail in SEASONS:
        return month_span(year, SEASONS[tail], 3)
    if tail[0] == "Q":
        return month_span(year, int(tail[1]) * 3 - 2, 3)
    if tail[0] == "H":
        return month_span(year, int(tail[1]) * 6 - 5, 6)
    if len(tail) == 2:
        return month_span(year, int(tail))
    day = date(year, int(tail[:2]), int(tail[3:]))
    return day, day


def spans_of(head: str, years: range, weekday: int | None = None) -> Iterator[Span]:
    """Yield the days that a position without a year may name, only those on an ISO ``weekday`` when given."""
    for year in years:
        if not 1 <= year <= 9999:
            continue
        try:
            span = span_of(head.replace("XXXX", f"{year:04d}", 1))
        except ValueError:
            continue  # 29 February
        if weekday is None or span[0].isoweekday() == weekday:
            yield span
