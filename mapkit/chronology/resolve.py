"""From the normal form of an expression and the day of publication to days and a TIMEX3 value.

The two results are kept apart: TIMEX3 repeats the habits of its annotated corpora (a plural without a number is
``PXD``), the days follow the conventions of :mod:`mapkit.chronology.spans`.

Which of several days is meant, as measured on annotated news: a month and day without a year is the nearest one, and
a weekday beside it must agree; a bare weekday is the last one, the day of publication included, unless the verb
beside it looks forward; a month alone is the nearest one, and the verb breaks a tie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from mapkit._timevalue import TimeValue
from mapkit.chronology.spans import SEASONS, Span, add, distance, month_span, part, unit_span
from mapkit.model import TimePrecision

TURN, TURN_OF_DAY = 183, 30
"""Days by which the tense of the verb beside it brings a month, or a day, nearer."""

_PRECISION = {
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


def resolve(value: TimeValue, published: Span | None, told: Mapping[str, Resolved] | None = None) -> Resolved:
    """Resolve a normal form.

    Parameters
    ----------
    value
        What the words say.
    published
        First and last possible day of publication, ``None`` when unknown.
    told
        The dated expressions before this one, for "the following day": the last of each unit, and under ``""`` the last
        of all.
    """
    try:
        found = _resolve(value, published, told or {})
    except (ValueError, OverflowError):
        return Resolved(None, "DATE", value.head, TimePrecision.NONE, "no such day in the calendar", needs_anchor=False)
    return _finish(found, value, published)


def _resolve(value: TimeValue, published: Span | None, told: Mapping[str, Resolved]) -> Resolved:
    kind = value.head.split(":", 1)[0]
    if value.head.endswith("_REF"):
        return _vague(value.head, published)
    if kind == "set":
        return Resolved(None, "SET", value.head[4:], TimePrecision.NONE, "a habit is no date", needs_anchor=False)
    if kind in ("last", "next"):
        return _stretch(value, published)
    if kind in ("shift", "ref"):
        return _shifted(value, published, told)
    if value.is_calendar:
        return _calendar(value, published)
    return Resolved(None, "DURATION", value.head, TimePrecision.NONE, "a length is no date", needs_anchor=False)


def _vague(head: str, published: Span | None) -> Resolved:
    if published is None:
        return _unknown(head)
    days: tuple[date | None, date | None]
    if head == "PRESENT_REF":
        days, precision = published, TimePrecision.DAY if published[0] == published[1] else TimePrecision.INTERVAL
    elif head == "PAST_REF":
        days, precision = (None, published[1]), TimePrecision.BEFORE
    else:
        days, precision = (published[0], None), TimePrecision.AFTER
    return Resolved(days, "DATE", head, precision, "from the day of publication", needs_anchor=True)


def _unknown(value: str, kind: str = "DATE") -> Resolved:
    return Resolved(None, kind, value, TimePrecision.NONE, "the day of publication is not known", needs_anchor=True)


_CODE = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "month": "{}M",
    "quarter": "{}Q",
    "year": "{}Y",
    "decade": "{}DE",
    "century": "{}CE",
    "weekend": "{}WE",
    "fortnight": "{}W",
}


def _stretch(value: TimeValue, published: Span | None) -> Resolved:
    """Resolve "the past two months", "recent weeks", "the coming days"."""
    side, unit, count = value.head.split(":")
    factor = {"decade": 10, "fortnight": 2}.get(unit, 1)
    shown = "X" if count == "X" else f"{float(count) * factor:g}"
    code = "{}Y" if unit == "decade" and count != "X" else _CODE[unit]
    timex, kind = "P" + code.format(shown), "DURATION"
    if value.hints.get("recent") and (side == "next" or unit not in ("month", "week")):
        timex, kind = ("PAST_REF" if side == "last" else "FUTURE_REF"), "DATE"
    if published is None:
        return _unknown(timex, kind)
    # an unnumbered plural is taken as three, and marked as approximate
    amount = 3.0 if count == "X" else float(count)
    if side == "last":
        first = add(published[0], unit, -amount)
        if count == "X" and unit in ("month", "year"):
            first = unit_span(add(published[0], unit, 1 - amount), unit)[0]
        days = (first, published[1])
    else:
        days = (published[0], add(published[1], unit, amount))
    return Resolved(
        days,
        kind,
        timex,
        TimePrecision.INTERVAL,
        f"counted {'back' if side == 'last' else 'on'} from publication",
        needs_anchor=True,
        approximate=count == "X",
    )


def _shifted(value: TimeValue, published: Span | None, told: Mapping[str, Resolved]) -> Resolved:
    kind, unit, count = value.head.split(":")
    base, reason, needs = published, "counted from the day of publication", True
    last = told.get(unit if count == "0" else "")
    if last and unit == "quarter" and published and last.days and last.days[0] and last.days[0] > published[1]:
        last = None
    if (kind == "ref" or ("ago" in value.hints and last and last.unit == "quarter")) and last and last.days:
        base = cast(Span, last.days)
        reason, needs = f"counted from the time told before, {last.timex_value}", last.needs_anchor
        if unit == "year" and count != "0" and last.unit in ("quarter", "month"):
            steps = float(count)
            return _whole((add(base[0], unit, steps), add(base[1], unit, steps)), last.unit, reason, needs_anchor=needs)
    elif unit == "quarter" and kind == "ref" and published:
        # figures are told of the quarter that is over
        base = (add(published[0], unit, -1), add(published[1], unit, -1))
    if base is None:
        return _unknown(_blank(unit))
    if "X" in count:
        before = count.startswith("-")
        days = (None, base[1]) if before else (base[0], None)
        return Resolved(
            days,
            "DATE",
            "PAST_REF" if before else "FUTURE_REF",
            TimePrecision.BEFORE if before else TimePrecision.AFTER,
            reason,
            needs_anchor=needs,
        )
    steps = float(count)
    if unit in ("second", "minute", "hour"):
        return Resolved(base, "TIME", "PRESENT_REF", TimePrecision.DAY, reason, needs_anchor=needs)
    ends = (unit_span(add(base[0], unit, steps), unit)[0], unit_span(add(base[1], unit, steps), unit)[1])
    if unit == "weekend" and steps == 0:
        # on a weekday "the weekend" is the one just over, and "this weekend" the coming one, unless the verb objects
        tense = value.hints.get("tense", "past" if kind == "ref" else "future")
        back = tense == "past" and base[0].weekday() < 5
        ends = (unit_span(base[0] - timedelta(7 * back), unit)[0], unit_span(base[1] - timedelta(7 * back), unit)[1])
    return _whole(ends, unit, reason, needs_anchor=needs)


def _blank(unit: str) -> str:
    return {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "weekend": "XXXX-WXX-WE",
    }.get(unit, "XXXX")


def _whole(span: Span, unit: str, reason: str, *, needs_anchor: bool) -> Resolved:
    return Resolved(
        span,
        "DATE",
        timex(span[0], unit),
        _PRECISION.get(unit, TimePrecision.INTERVAL),
        reason,
        needs_anchor=needs_anchor,
        unit=unit,
    )


def timex(first: date, unit: str) -> str:
    """Return the TIMEX3 value of the unit that begins on ``first``."""
    year = f"{first.year:04d}"
    if unit == "day":
        return first.isoformat()
    if unit in ("week", "weekend", "fortnight"):
        iso = first.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{year}-{first.month:02d}"
    if unit == "quarter":
        return f"{year}-Q{(first.month + 2) // 3}"
    if unit == "season":
        return f"{year}-{next(code for code, month in SEASONS.items() if month == first.month)}"
    return {"decade": year[:3], "century": year[:2]}.get(unit, year)


def _years(digits: str) -> Resolved:
    """Resolve a decade or century by its first digits."""
    unit, size = ("decade", 10) if len(digits) == 3 else ("century", 100)
    first = int(digits) * size
    span = (date(max(first, 1), 1, 1), date(first + size - 1, 12, 31))
    return Resolved(span, "DATE", digits, TimePrecision.INTERVAL, "stated", needs_anchor=False, unit=unit)


def _short_year(head: str, published: Span | None) -> Resolved:
    """Resolve "'89": the nearest such year to publication, or to 2000."""
    near = published[1].year if published else 2000
    heads = [f"{century}{head[2:]}" for century in range(near // 100 - 1, near // 100 + 2)]
    nearest = min(heads, key=lambda full: abs(int(full[:4]) - near))
    return _whole(span_of(nearest), _unit_of(head), f"the century is taken from {near}", needs_anchor=False)


def _calendar(value: TimeValue, published: Span | None) -> Resolved:
    head = value.head
    if head.isdecimal() and len(head) < 4:
        return _years(head)
    if head.startswith("XXXX-WXX-"):
        return _weekday(value, published)
    unit = _unit_of(head)
    if value.has_year:
        return _whole(span_of(head), unit, "stated", needs_anchor=False)
    if head.startswith("XX") and head[2].isdecimal():
        return _short_year(head, published)
    return _unknown(head) if published is None else _yearless(value, published, unit)


def _yearless(value: TimeValue, published: Span, unit: str) -> Resolved:
    """Resolve a day, month, quarter or season that lacks its year."""
    head, hints = value.head, value.hints
    if "year" in hints:
        span = span_of(head.replace("XXXX", f"{published[0].year + int(hints['year']):04d}", 1))
        return _whole(span, unit, "the year is told from publication", needs_anchor=True)
    weekday = int(hints["weekday"]) if "weekday" in hints else None
    reach = 12 if weekday else 2
    years = range(published[0].year - reach, published[1].year + reach + 1)
    candidates = [span for span in spans_of(head, years, weekday) if _on_side(span, published, hints.get("dir"))]
    if not candidates:
        return Resolved(None, "DATE", head, TimePrecision.NONE, "no such day near publication", needs_anchor=True)
    why = {"past": "the last before publication", "future": "the next after publication"}.get(hints.get("dir", ""))
    why = why or ("the weekday settles the year" if weekday else "the nearest to publication")
    return _whole(_choose(candidates, published, hints.get("tense"), unit), unit, why, needs_anchor=True)


def _choose(candidates: list[Span], published: Span, tense: str | None, unit: str) -> Span:
    """Return the nearest candidate; a tie, or nearly one for a month, goes the way the verb looks, else to the past."""

    def cost(span: Span) -> tuple[float, int]:
        away = float(distance(span, published))
        ahead = span[0] > published[1]
        if unit == "quarter":
            return away + (2 * TURN if ahead and tense != "future" else 0), int(ahead)
        if tense and ahead != (tense == "future"):
            away += TURN_OF_DAY if unit == "day" else TURN
        return away, int(ahead)

    return min(candidates, key=cost)


def _on_side(span: Span, published: Span, side: str | None) -> bool:
    if side == "past":
        return span[1] < published[0]
    if side == "future":
        return span[0] > published[1]
    if side == "this":
        return span[0].year == published[0].year
    return True


def _weekday(value: TimeValue, published: Span | None) -> Resolved:
    if published is None:
        return _unknown(value.head)
    wanted, side = int(value.head[-1]), value.hints.get("dir")
    if "week" in value.hints:
        ends = [
            unit_span(end + timedelta(7 * int(value.hints["week"])), "week")[0] + timedelta(wanted - 1)
            for end in published
        ]
        return _whole((ends[0], ends[1]), "day", "the weekday of the week named", needs_anchor=True)
    ahead = side == "future" or (side in (None, "this") and value.hints.get("tense") == "future")
    days = []
    for end in published:
        gap = (wanted - end.isoweekday()) % 7 if ahead else -((end.isoweekday() - wanted) % 7)
        if gap == 0 and side in ("past", "future"):
            gap = 7 if ahead else -7
        days.append(end + timedelta(gap))
    why = "the next such weekday" if ahead else "the last such weekday"
    return _whole((min(days), max(days)), "day", why, needs_anchor=True)


def _unit_of(head: str) -> str:
    tail = head[5:]
    if not tail:
        return "year"
    if tail[0] in "QH":
        return "quarter"
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
        try:
            span = span_of(head.replace("XXXX", f"{year:04d}", 1))
        except ValueError:
            continue  # 29 February
        if weekday is None or span[0].isoweekday() == weekday:
            yield span


def _finish(found: Resolved, value: TimeValue, published: Span | None) -> Resolved:
    """Apply the hints that cut a span: part, clock time, ordinal, end, relation."""
    hints = value.hints
    if "time" in hints and found.timex_type == "DATE" and found.unit == "day":
        found = replace(found, timex_type="TIME", timex_value=f"{found.timex_value}T{hints['time']}")
    if found.days is None or found.days[0] is None or found.days[1] is None:
        return found
    span: Span = (found.days[0], found.days[1])
    if "nth" in hints:
        found = _nth(found, span, hints["nth"])
        span = cast(Span, found.days)
    cut = part(span, hints.get("mod", ""), found.unit)
    if cut != span:
        precision = TimePrecision.PART_OF_MONTH if found.unit == "month" else TimePrecision.INTERVAL
        timex_value = found.timex_value
        if found.unit == "year" and hints["mod"].startswith("half"):
            timex_value += f"-H{hints['mod'][-1]}"
        found, span = replace(found, days=cut, precision=precision, timex_value=timex_value), cut
    if "to" in hints:
        end = resolve(TimeValue(hints["to"].replace("XXXX", f"{span[0].year:04d}")), published).days
        if end and end[1] and end[1] < span[0] and "X" in hints["to"]:
            end = resolve(TimeValue(hints["to"].replace("XXXX", f"{span[0].year + 1:04d}")), published).days
        if end and end[1] and end[1] >= span[0]:
            found = replace(found, days=(span[0], end[1]), precision=TimePrecision.INTERVAL)
    if hints.get("rel") == "by":
        found = replace(found, days=(None, span[1]), precision=TimePrecision.BEFORE)
    return found


def _nth(found: Resolved, span: Span, nth: str) -> Resolved:
    """Return the second week, the first day ... of a span; the span itself when it has no such part."""
    unit, count = nth.split(":")
    first = unit_span(span[0], unit)[0] if unit in ("week", "weekend") else span[0]
    piece = unit_span(add(first, unit, int(count) - 1), unit)
    return found if distance(piece, span) else _whole(piece, unit, found.reason, needs_anchor=found.needs_anchor)
