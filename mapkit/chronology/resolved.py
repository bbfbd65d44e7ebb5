"""What a time expression comes to: its days, its TIMEX3 value, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mapkit._timevalue import ERA
from mapkit.chronology.spans import SEASONS, Span
from mapkit.model import TimePrecision

PRECISION = {
    "day": TimePrecision.DAY,
    "month": TimePrecision.MONTH,
    "season": TimePrecision.SEASON,
    "year": TimePrecision.YEAR,
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression comes to.

    ``days`` is ``None`` when nothing can be said, and either side of it when it is open.
    """

    days: tuple[date | None, date | None] | None
    timex_type: str
    timex_value: str
    precision: TimePrecision
    reason: str
    needs_anchor: bool
    unit: str = "day"
    approximate: bool = False

    @property
    def span(self) -> Span | None:
        """The days, when both sides are known."""
        first, last = self.days or (None, None)
        return (first, last) if first and last else None


def unknown(value: str, kind: str = "DATE") -> Resolved:
    """Return what an expression comes to without the day of publication that it is counted from."""
    return Resolved(None, kind, value, TimePrecision.NONE, "the day of publication is not known", needs_anchor=True)


def whole(span: Span, unit: str, reason: str, *, needs_anchor: bool) -> Resolved:
    """Return a whole unit of the calendar."""
    return Resolved(
        span,
        "DATE",
        timex(span[0], unit),
        PRECISION.get(unit, TimePrecision.INTERVAL),
        reason,
        needs_anchor=needs_anchor,
        unit=unit,
    )


def timex(first: date, unit: str) -> str:
    """Return the TIMEX3 value of the unit that begins on ``first``."""
    year = f"{first.year:04d}" if first.year < ERA // 2 else f"BC{ERA - first.year:04d}"
    if unit == "day":
        return f"{year}-{first:%m-%d}"
    if unit in ("week", "weekend", "fortnight"):
        iso = first.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{year}-{first.month:02d}"
    if unit == "quarter":
        return f"{year}-Q{(first.month + 2) // 3}"
    if unit == "half":
        return f"{year}-H{(first.month + 5) // 6}"
    if unit == "season":
        return f"{year}-{next(code for code, month in SEASONS.items() if month == first.month)}"
    if year.startswith("BC"):
        return year
    return {"decade": year[:3], "century": year[:2]}.get(unit, year)


def blank(unit: str) -> str:
    """Return the TIMEX3 value of some unknown unit."""
    return {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "weekend": "XXXX-WXX-WE",
    }.get(unit, "XXXX")
