"""Which articles tell of years long past rather than of the news of their day."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mapkit._timevalue import ERA, TimeValue
from mapkit.chronology.positions import is_fresh
from mapkit.chronology.spans import Span

MANY = 4
"""Years that a history names at the least, when it is not all of long ago."""

LONG_PAST = 20
"""Years after which a text that names no day near its publication is a history, however few years it names."""


def is_history(values: Iterable[TimeValue], published: Span | None) -> bool:
    """Whether an article tells of years long past rather than of the news of its day.

    Histories name many years and hardly ever a day by its distance from publication ("yesterday", "last week") or by
    its weekday. Of an article without a date that is believed only when it names many years and no such day at all.
    """
    values = list(values)
    years = [int(value.head[:4]) for value in values if value.has_year and len(value.head) >= 4]
    past = [year for year in years if published is None or year <= published[0].year - 2 or year > ERA // 2]
    near = sum(_is_near(value) for value in values)
    if not past or len(past) < 0.8 * len(years):
        return False
    if published is None:
        return len(past) >= 8 and not near
    first = next(value for value in values if value.is_calendar)
    long_past = published[0].year - max(past) >= LONG_PAST
    # after "on Monday, 5 June 1967" a Wednesday is one of that week
    weekdays_told = first.has_year and "weekday" in first.hints and not any(_is_deictic(value) for value in values)
    few = len(past) < MANY and any(_is_news(value, published) for value in values)
    if long_past and not few and (not near or weekdays_told):
        return True
    # news may name a day of its own before it turns to the years behind it
    return first.has_year and len(past) >= (MANY + 1 if near else MANY) and 10 * near <= len(values)


def _is_near(value: TimeValue) -> bool:
    """Whether a time is told from publication, as news tells it."""
    weekday = value.head.startswith("XXXX-WXX") and "told" not in value.hints
    return _is_deictic(value) or weekday or ("weekday" in value.hints and not value.has_year)


def _is_deictic(value: TimeValue) -> bool:
    """Whether a time is told by its distance from publication."""
    return value.head.startswith(("shift:", "last:", "next:")) and "definite" not in value.hints


def _is_news(value: TimeValue, published: Span) -> bool:
    """Whether a day without a year may be one of the weeks before publication."""
    return re.fullmatch(r"XXXX-\d\d-\d\d", value.head) is not None and is_fresh(value.head, published)
