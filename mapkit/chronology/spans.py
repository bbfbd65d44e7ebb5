"""Calendar arithmetic on spans of days.

Conventions, fixed here and nowhere else: weeks run from Monday to Sunday (ISO 8601); early, mid and late are the
first, middle and last third of a unit (of a month: days 1-10, 11-20, 21-end), but of a year the months
January-March, April-September and October-December, and of a decade whole years (0-2, 3-6, 7-9); a month is halved
after its 15th day; seasons are the northern meteorological ones, and winter is named by the year in which it begins.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from dateutil.easter import easter

Span = tuple[date, date]
"""First and last day, both included."""

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season."""

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def month_span(year: int, month: int, months: int = 1) -> Span:
    """Return the span of ``months`` whole months."""
    last = year * 12 + month - 1 + months - 1
    return date(year, month, 1), date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1])


def feast(year: int, code: str) -> date:
    """Return the day of a movable feast.

    ``easter+1`` is the day after the western Easter, ``11:4:4`` the fourth Thursday of November, ``5:-1:1`` the last
    Monday of May.

    Raises
    ------
    ValueError
        When the month has no fifth such weekday.
    """
    if code.startswith("easter"):
        sunday: date = easter(year)
        return sunday + timedelta(int(code.removeprefix("easter")))
    month, nth, weekday = (int(figure) for figure in code.split(":"))
    first, last = month_span(year, month)
    if nth < 0:
        return last - timedelta((last.isoweekday() - weekday) % 7)
    day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    if not first <= day <= last:
        message = f"the month has no such weekday: {code}"
        raise ValueError(message)
    return day


def unit_span(day: date, unit: str) -> Span:
    """Return the whole unit that holds ``day``; a weekend is that of its week.

    Raises
    ------
    ValueError, OverflowError
        Beyond the years 1 to 9999.
    """
    if unit in ("week", "fortnight"):
        first = day - timedelta(day.weekday())
        return first, first + timedelta(6)
    if unit == "weekend":
        first = day - timedelta(day.weekday())
        return first + timedelta(5), first + timedelta(6)
    if unit in _MONTHS:
        size = _MONTHS[unit]
        if size >= 12:
            years = size // 12
            year = day.year - day.year % years
            return date(max(year, 1), 1, 1), date(year + years - 1, 12, 31)
        return month_span(day.year, (day.month - 1) // size * size + 1, size)
    return day, day


def add(day: date, unit: str, count: float) -> date:
    """Return the day ``count`` units away; the 31st becomes the last day of a shorter month.

    Raises
    ------
    ValueError, OverflowError
        Beyond the years 1 to 9999.
    """
    if unit in _MONTHS:
        months = day.year * 12 + day.month - 1 + round(count * _MONTHS[unit])
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]) if 1 <= year <= 9999 else 1)
    return day + timedelta(round(count * _DAYS.get(unit, 0)))


def part(span: Span, modifier: str, unit: str) -> Span:
    """Return the part of a unit that "early", "mid", "late" or a half of it names."""
    first, last = span
    days = (last - first).days + 1
    if days == 1:
        return span
    if unit in ("decade", "century"):
        return _years(span, modifier)
    if modifier in ("half1", "half2"):
        middle = first + timedelta(14 if unit == "month" else days // 2 - 1)
        if unit == "year":
            middle = date(first.year, 6, 30)
        return (first, middle) if modifier == "half1" else (middle + timedelta(1), last)
    if unit == "year":
        months = {"start": (1, 3), "mid": (4, 6), "end": (10, 3)}.get(modifier)
        return month_span(first.year, *months) if months else span
    third = 10 if unit == "month" else max(1, days // 3)
    cut = {
        "start": (first, first + timedelta(third - 1)),
        "mid": (first + timedelta(third), first + timedelta(2 * third - 1)),
        "end": (first + timedelta(2 * third), last),
    }
    return cut.get(modifier, span)


def _years(span: Span, modifier: str) -> Span:
    """Return the part of a decade or century in whole years; those of a decade are its 3, 4 and 3."""
    first, last = span[0].year, span[1].year
    third, half = (last - first + 1) // 3, (last - first + 1) // 2
    years = {
        "half1": (first, first + half - 1),
        "half2": (first + half, last),
        "start": (first, first + third - 1),
        "mid": (first + third, last - third),
        "end": (last - third + 1, last),
    }.get(modifier)
    return (date(years[0], 1, 1), date(years[1], 12, 31)) if years else span


def distance(span: Span, other: Span) -> int:
    """Return the days between two spans, 0 when they meet."""
    return max((span[0] - other[1]).days, (other[0] - span[1]).days, 0)
