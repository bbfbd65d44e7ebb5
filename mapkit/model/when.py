"""When: an instant known to lie between two days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TimeBasis(StrEnum):
    """How a time was obtained."""

    STATED = "stated"
    RELATIVE = "relative"
    INHERITED = "inherited"
    INFERRED = "inferred"
    NONE = "none"


class TimePrecision(StrEnum):
    """How fine a time is."""

    DAY = "day"
    PART_OF_MONTH = "part_of_month"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    INTERVAL = "interval"
    BEFORE = "before"
    AFTER = "after"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """One instant, known to lie between two days, both included.

    "Some day in November" is a ``When``; "all of November" is two of them. A pure value: equal bounds are equal.

    Attributes
    ----------
    earliest, latest
        Bounds; ``None`` is unbounded. At least one is given.
    approximate
        ``True`` for "around".

    Raises
    ------
    ValueError
        When both bounds are missing or out of order.

    Examples
    --------
    >>> from datetime import date
    >>> by_november = When(earliest=None, latest=date(2023, 11, 17))
    >>> from_october = When(earliest=date(2023, 10, 31), latest=None)
    >>> (by_november & from_october).edtf
    '[2023-10-31..2023-11-17]'
    >>> from_october.before(by_november) is None
    True
    """

    earliest: date | None
    latest: date | None
    approximate: bool = False

    def __post_init__(self) -> None:
        for bound in (self.earliest, self.latest):
            if bound is not None and type(bound) is not date:
                message = f"a bound of a When is a day, not the {type(bound).__name__} {bound!r}"
                raise TypeError(message)
        if self.earliest is None and self.latest is None:
            message = "a When needs at least one bound; an unknown time is None"
            raise ValueError(message)
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            message = f"earliest {self.earliest} is after latest {self.latest}"
            raise ValueError(message)

    @classmethod
    def on(cls, day: date) -> When:
        """Return the instant known to the day."""
        return cls(earliest=day, latest=day)

    @property
    def day(self) -> date | None:
        """The day, when it is certain; else ``None``."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def edtf(self) -> str:
        """The instant in EDTF (ISO 8601-2): a date where the bounds are one, else a one-of set ``[a..b]``."""
        mark = "~" if self.approximate else ""
        closed = _calendar_unit(self.earliest, self.latest)
        if closed is not None:
            return closed + mark
        low = f"{self.earliest.isoformat()}{mark}" if self.earliest else ""
        high = f"{self.latest.isoformat()}{mark}" if self.latest else ""
        return f"[{low}..{high}]"

    @classmethod
    def parse(cls, edtf: str) -> When:
        """Read an instant in EDTF: what :attr:`edtf` writes, and more.

        Parameters
        ----------
        edtf
            A day, month or year; a season (``2023-21`` to ``-24``), quarter (``-33`` to ``-36``) or half (``-40``,
            ``-41``) of a year; unspecified digits at the end (``2023-10-XX``, ``2023-XX``, ``201X``, ``20XX``); or a
            one-of set of them (``[2023-10-31..2023-11-17]``, ``[..2023]``, ``[2017-10-31,2023-10-31]``), of which
            only the outer bounds are kept. Each may carry ``~``, ``?`` or ``%``: to a ``When`` all of them are
            ``approximate``. Seasons are the northern meteorological ones, winter named by the year in which it
            begins.

        Raises
        ------
        ValueError
            For any other text. An interval (``2012/2014``) lasts, and is two instants: one from, one until.

        Examples
        --------
        >>> When.parse("2023-34").edtf
        '[2023-04-01..2023-06-30]'
        """
        text = edtf.strip()
        if "/" in text:
            message = f"{edtf!r} is an interval, not an instant; read its two sides as two times"
            raise ValueError(message)
        inner = re.fullmatch(r"\[([^\[\]]*)\]", text)
        if inner is None:
            first, last = _bounds(text, edtf)
            return cls(earliest=first, latest=last, approximate=text.endswith(_DOUBT))
        members = [side.strip() for side in re.split(r"\.\.|,", inner[1])]
        known = [_bounds(member, edtf) for member in members if member]
        open_below, open_above = inner[1].startswith(".."), inner[1].endswith("..")
        if not known or members.count("") != open_below + open_above:
            message = f"{edtf!r} is not a time that mapkit reads"
            raise ValueError(message)
        rivals = "," in inner[1]  # a list need not be in order
        return cls(
            earliest=None if open_below else min(known)[0] if rivals else known[0][0],
            latest=None if open_above else max(last for _, last in known) if rivals else known[-1][1],
            approximate=any(member.endswith(_DOUBT) for member in members if member),
        )

    def __and__(self, other: When) -> When | None:
        """Return the instant that satisfies both; ``None`` when nothing does."""
        earliest = max((d for d in (self.earliest, other.earliest) if d is not None), default=None)
        latest = min((d for d in (self.latest, other.latest) if d is not None), default=None)
        if earliest is not None and latest is not None and earliest > latest:
            return None
        return When(earliest=earliest, latest=latest, approximate=self.approximate and other.approximate)

    def before(self, other: When) -> bool | None:
        """Return whether this instant comes first: ``True``, ``False``, or ``None`` when undecidable."""
        if self.latest is not None and other.earliest is not None and self.latest < other.earliest:
            return True
        if self.earliest is not None and other.latest is not None and self.earliest >= other.latest:
            return False
        return None


def _calendar_unit(earliest: date | None, latest: date | None) -> str | None:
    """Return the EDTF of a whole day, month or year, ``None`` for other bounds."""
    if earliest is None or latest is None:
        return None
    if earliest == latest:
        return earliest.isoformat()
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31) and earliest.year == latest.year:
        return f"{earliest.year:04d}"
    last_day = calendar.monthrange(earliest.year, earliest.month)[1]
    same_month = (earliest.year, earliest.month) == (latest.year, latest.month)
    if same_month and earliest.day == 1 and latest.day == last_day:
        return f"{earliest.year:04d}-{earliest.month:02d}"
    return None


_DOUBT = ("~", "?", "%")
_FORM = re.compile(r"(\d{2}(?:\d{2}|\dX|XX))(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?[~?%]?")
_PARTS = {
    "21": (3, 3),
    "22": (6, 3),
    "23": (9, 3),
    "24": (12, 3),
    "33": (1, 3),
    "34": (4, 3),
    "35": (7, 3),
    "36": (10, 3),
    "40": (1, 6),
    "41": (7, 6),
}
"""First month and number of months of the parts of a year, by their codes in EDTF (ISO 8601-2:2019, 4.8)."""


def _bounds(text: str, whole: str) -> tuple[date, date]:
    """Return first and last day of one member of an EDTF text.

    Raises
    ------
    ValueError
        When it is none, or no such day exists.
    """
    message = f"{whole!r} is not a time that mapkit reads"
    match = _FORM.fullmatch(text)
    year, month, day = match.groups() if match else ("", None, None)
    part = _PARTS.get(month or "")
    vague_above = ("X" in year and month) or (month == "XX" and day not in (None, "XX")) or (part and day)
    if match is None or vague_above:
        raise ValueError(message)
    try:
        return _span(year, month, day, part)
    except ValueError as error:
        message = f"{message}: {error}"
        raise ValueError(message) from error


def _span(year: str, month: str | None, day: str | None, part: tuple[int, int] | None) -> tuple[date, date]:
    """Return the days of a year, month, part of a year or day, some digits of which may be ``X``."""
    if month is None or month == "XX":
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    first, months = part or (int(month), 1)
    if day is not None and day != "XX":
        exact = date(int(year), first, int(day))
        return exact, exact
    begin, last = date(int(year), first, 1), int(year) * 12 + first + months - 2
    return begin, date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1])
