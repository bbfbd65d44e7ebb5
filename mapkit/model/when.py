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
        """Read what :attr:`edtf` writes.

        Raises
        ------
        ValueError
            When ``edtf`` is not one of its forms.
        """
        text = edtf.strip()
        inner = re.fullmatch(r"\[([^\[\],]*)\.\.([^\[\],]*)\]", text)
        low, high = (inner[1], inner[2]) if inner else (text, text)
        approximate = low.endswith("~") or high.endswith("~")
        first, last = _bounds(low.rstrip("~"), edtf), _bounds(high.rstrip("~"), edtf)
        if inner is None and first is None:
            message = f"{edtf!r} is not a time that mapkit reads"
            raise ValueError(message)
        return cls(earliest=first[0] if first else None, latest=last[1] if last else None, approximate=approximate)

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


def _bounds(text: str, whole: str) -> tuple[date, date] | None:
    """Return first and last day of an ISO year, month or day; ``None`` for the empty text."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    if match is None:
        message = f"{whole!r} is not a time that mapkit reads"
        raise ValueError(message)
    year, month, day = int(match[1]), match[2], match[3]
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, int(month), 1), date(year, int(month), calendar.monthrange(year, int(month))[1])
    exact = date(year, int(month), int(day))
    return exact, exact
