"""Dates that a page states about itself: a line that holds nothing but a date, or a date in a file name."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from mapkit._resources import load_toml
from mapkit._text import fold
from mapkit.errors import ConfigError

FROM_ADDRESS, FROM_NAME = "the article's address", "the file name"
"""How the reasons begin of a date that stands only there, where a site or whoever saved the file put it."""

SAME_DATE = 3
"""Days between two dates that a page states of itself without contradiction: it was sent, put online and saved."""

_LABEL = re.compile(
    r"^(?:(?:first\s+)?(?:(?P<published>(?:published|publication|release) date|published|posted|issued"
    r"|(?:article\s+)?publi[ée]e?|post[ée]e?|rédigée?|mise? en ligne|date de publication)"
    r"|(?P<changed>(?:last\s+)?(?:updated?|modified)|(?:dernière )?mise? à jour|modifi[ée]e?)|date|le)"
    r"(?:\s+(?:on|at|le|the|du))?\s*:?\s*)",
    re.IGNORECASE,
)
_WEEKDAYS = "mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_WEEKDAY = rf"(?:(?:{_WEEKDAYS})(?:day)?\.?,?\s+)?(?:le\s+)?"
_ZONE = r"(?:\s*[A-Z]{2,4}(?:[+-]\d{1,2})?|\s*[+-]\d{2}:?\d{2})?"
_CLOCK = r"(?:\s*[,|@–-]?\s*(?:at\s+|à\s+)?\d{1,2}\s?[:.h]\s?\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?" + _ZONE + ")?"
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
    r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<mm>[01]\d)(?P<dd>[0-3]\d))(?:T\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?"
    + _CLOCK
)
_NUMERIC = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})" + _CLOCK)
_FORMS = (*_NAMED, _ISO, _NUMERIC)
_CLOCK_BEFORE = re.compile(r"^\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?,?\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|•·]\s+|\s+[-–—]\s+(?=\d+\s+min)")
_BYLINE = re.compile(r"(?i:by|par)\s+(?=[A-ZÀ-Þ])")
_GOES_ON = re.compile(
    r"\W*(?:$|\d|(?:by|par|at|à|in|dans|modifi\w*|updated|mise? à|last|et|and)\b|[A-Z]{3}\b)", re.IGNORECASE
)
_CHANGED_BEHIND = re.compile(r"\W*(?:last )?(?:updated|modified|modifié|mis à jour)", re.IGNORECASE)
# "GOMA, 31 October 2023", "Goma, le 31 octobre 2023"; "Gao, 3 March 2013" may be a caption
_PLACE = re.compile(r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,30},?\s+(?=[^\W\d_]{3,9}\.?\s+\d|\d)|[A-ZÀ-Þ][\w' -]{2,30},\s+le\s+)")
_EMPHASIS = re.compile(r"\*+|\b_+|_+\b")
# "Issued on" is how the French broadcasters' English pages begin
_DAY_FIRST_LABEL = re.compile(
    r"(?:(?:article )?publi[ée]e?\b|mise? |dernière|modifiée?\b|date de|le\b|issued on\b)", re.IGNORECASE
)
MAX_LINE = 120
"""Characters of a line that holds a date beside a label or the author's name."""

_FIGURE = re.compile(r"\d")
_IN_NAME = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<s>[-_.]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?!\d)")


def check_day(day: object, what: str) -> date:
    """Return ``day`` when it is a day of the calendar.

    Raises
    ------
    ConfigError
        For anything else; a point in time belongs to two days, depending on where one stands.
    """
    if type(day) is date:
        return day
    message = f"{what} is {day!r}, a {type(day).__name__} and not a day"
    raise ConfigError(message, hint="Give a datetime.date, for example date(2023, 10, 31)", key="published")


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its folded name or abbreviation, English and French together."""
    return {
        fold(name): number
        for code in ("en", "fr")
        for name, number in load_toml("vocabulary", f"times_{code}.toml")["M"].items()
    }


def stated_date(line: str, *, day_first: bool = False) -> date | None:
    """Return the date when ``line`` holds a complete date and hardly anything else.

    A label ("Published on", "Publié le"), a weekday, a clock time and, behind a bar, the author may stand beside it.
    ``None`` for any other line, and for figures that can be read two ways ("03/04/2023") unless the day stands first in
    the language of the page or the label.

    Examples
    --------
    >>> stated_date("Nov 17, 2023")
    datetime.date(2023, 11, 17)
    >>> stated_date("Rebels left on Nov 17, 2023") is None
    True
    """
    if len(line := line.strip()) > MAX_LINE + 20 or _FIGURE.search(line) is None:
        return None
    label = _LABEL.match(line := _EMPHASIS.sub("", line).strip())
    day_first = day_first or (label is not None and _DAY_FIRST_LABEL.match(line) is not None)
    text = line[label.end() :] if label else line
    if label and (label["published"] or label["changed"]) and len(line) <= MAX_LINE:
        text = _CLOCK_BEFORE.sub("", text)
        # what follows is a clock time, the author or a later change: "Posted on November 17, 2023 by admin"
        found = next((match for pattern in _FORMS if (match := pattern.match(text))), None)
        return _read(found, day_first=day_first) if found and _GOES_ON.match(text, found.end()) else None
    if len(line) <= MAX_LINE and (parts := _PARTS.split(text))[1:]:
        days = {day for part in parts if (day := stated_date(part, day_first=day_first))}
        return days.pop() if len(days) == 1 else None
    text = _CLOCK_BEFORE.sub("", text.strip(" .|–—-\t"))
    if _BYLINE.match(text) and len(text) <= MAX_LINE:  # "By John Smith, November 17, 2023"
        ends = (match for pattern in _FORMS for match in pattern.finditer(text) if match.end() == len(text))
        found = next(ends, None)
        return _read(found, day_first=day_first) if found else None
    text = _PLACE.sub("", text)
    first = _CHANGED_BEHIND.split(text, maxsplit=1)[0].strip()  # "November 17, 20231:05 PM GMT+1Updated November 18"
    found = next((match for pattern in _FORMS if (match := pattern.fullmatch(first))), None)
    return _read(found, day_first=day_first) if found and len(text) <= 60 else None


def _read(match: re.Match[str], *, day_first: bool) -> date | None:
    """Return the day that a form names, ``None`` when there is none or it can be read two ways."""
    form = match.groupdict()
    year = int(form["y"])
    if form.get("a"):
        first, second = int(form["a"]), int(form["b"])
        # day first and month first are both in use: only a figure above 12 settles it
        by_day, by_month = _day(year, second, first), _day(year, first, second)
        if day_first or "." in match.group():
            return by_day
        return by_day or by_month if by_day is None or by_month in (None, by_day) else None
    month, day = form.get("m") or form["mm"], int(form.get("d") or form["dd"])
    return _day(year, int(month) if month.isdecimal() else month_numbers().get(fold(month), 0), day)


def label_of(line: str) -> str:
    """Return ``"published"`` or ``"changed"`` when the label of a line says which date it holds, else ``""``."""
    match = _LABEL.match(line.strip())
    return next((name for name in ("published", "changed") if match and match[name]), "")


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
