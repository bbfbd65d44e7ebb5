"""Dates that a page states about itself: a line that holds nothing but a date, or a date in a file name."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from mapkit._resources import load_toml
from mapkit._text import fold

FROM_ADDRESS, FROM_NAME = "the article's address", "the file name"
"""How the reasons begin of a date that stands only there, where a site or whoever saved the file put it."""

_LABEL = re.compile(
    r"^(?:(?:first\s+)?(?:published|posted|updated|last updated|modified|date|publi[ée]e?|mis à jour|mise à jour|le)"
    r"(?:\s+(?:on|at|le|the|du))?\s*:?\s*)",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:[^\W\d_]{3,9}\.?,?\s+)?(?:le\s+)?"
_CLOCK = r"(?:\s*[,|@–-]?\s*(?:at\s+|à\s+)?\d{1,2}\s?[:.h]\s?\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?"
_NAMED = (
    re.compile(
        rf"{_WEEKDAY}(?P<m>[^\W\d_]{{3,9}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_CLOCK}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)?[\s-](?:of\s+)?(?P<m>[^\W\d_]{{3,9}})\.?,?[\s-](?P<y>\d{{4}}){_CLOCK}",
        re.IGNORECASE,
    ),
)
_ISO = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:T\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?" + _CLOCK
)
_NUMERIC = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})" + _CLOCK)
_IN_NAME = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<s>[-_.]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?!\d)")


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its folded name or abbreviation, English and French together."""
    return {
        fold(name): number
        for code in ("en", "fr")
        for name, number in load_toml("vocabulary", f"times_{code}.toml")["M"].items()
    }


def stated_date(line: str) -> date | None:
    """Return the date when ``line`` holds a complete date and nothing else.

    A label ("Published on", "Publié le"), a weekday and a clock time may stand beside it. ``None`` for any other
    line, and for figures that can be read two ways ("03/04/2023").

    Examples
    --------
    >>> stated_date("Nov 17, 2023")
    datetime.date(2023, 11, 17)
    >>> stated_date("Rebels left on Nov 17, 2023") is None
    True
    """
    text = _LABEL.sub("", line.strip()).strip(" .|–—-\t")
    if len(text) > 60:
        return None
    for pattern in _NAMED:
        if match := pattern.fullmatch(text):
            month = month_numbers().get(fold(match["m"]))
            return _day(int(match["y"]), month, int(match["d"])) if month else None
    if match := _ISO.fullmatch(text):
        return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    if match := _NUMERIC.fullmatch(text):
        first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
        # day first and month first are both in use: only a figure above 12 settles it
        readings = {day for day in (_day(year, second, first), _day(year, first, second)) if day}
        return readings.pop() if len(readings) == 1 else None
    return None


def date_in_name(name: str) -> date | None:
    """Return the date in a file name or address ("2023-11-17-report.txt"), ``None`` unless there is exactly one."""
    days = {_day(int(m["y"]), int(m["m"]), int(m["d"])) for m in _IN_NAME.finditer(name)} - {None}
    return days.pop() if len(days) == 1 else None


_IN_URL = re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{1,2}|[a-z]{3,9})/(?P<d>\d{1,2})(?=[/_.-]|$)", re.IGNORECASE)


def date_in_url(url: str) -> date | None:
    """Return the date in an address ("/2023/10/31/", "/2023/oct/31/"), ``None`` unless there is exactly one.

    Examples
    --------
    >>> date_in_url("https://example.org/world/2023/oct/31/convoy-leaves")
    datetime.date(2023, 10, 31)
    """
    days = {
        _day(int(m["y"]), int(m["m"]) if m["m"].isdecimal() else month_numbers().get(fold(m["m"]), 0), int(m["d"]))
        for m in _IN_URL.finditer(url)
    } - {None}
    return days.pop() if len(days) == 1 else date_in_name(url)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
