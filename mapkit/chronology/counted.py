"""Times counted from publication or from a time told before: "last week", "two days later", "recent months"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mapkit._timevalue import TimeValue
from mapkit.chronology.positions import calendar, span_of
from mapkit.chronology.resolved import Resolved, blank, timex, unknown, whole
from mapkit.chronology.spans import Span, add, unit_span
from mapkit.chronology.told import Told
from mapkit.model import TimePrecision

_CODE = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "month": "{}M",
    "quarter": "{}Q",
    "half": "{}M",
    "year": "{}Y",
    "decade": "{}DE",
    "century": "{}CE",
    "weekend": "{}WE",
    "fortnight": "{}W",
}


def stretch(value: TimeValue, published: Span | None) -> Resolved:
    """Resolve "the past two months", "recent weeks", "the coming days"."""
    side, unit, count = value.head.split(":")
    factor = {"decade": 10, "fortnight": 2, "half": 6}.get(unit, 1)
    shown = "X" if count == "X" else f"{float(count) * factor:g}"
    code = "{}Y" if unit == "decade" and count != "X" else _CODE[unit]
    timex, kind = "P" + code.format(shown), "DURATION"
    if value.hints.get("recent") and (side == "next" or unit not in ("month", "week")):
        timex, kind = ("PAST_REF" if side == "last" else "FUTURE_REF"), "DATE"
    if published is None:
        return unknown(timex, kind)
    if value.head == "last:year:1":
        # annotators write "the past year" as the calendar year before; its days are the twelve months up to now
        timex, kind = f"{published[0].year - 1:04d}", "DATE"
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


def shifted(value: TimeValue, published: Span | None, told: Told) -> Resolved:
    """Resolve "yesterday", "last week", "the following day", "two years later", "that year"."""
    kind, unit, count = value.head.split(":")
    if "ago" in value.hints:
        return _year_before(value, published, told)
    base, reason, needs = published, "counted from the day of publication", True
    if "counted" in value.hints and published:
        return _about_so_long_ago(published, float(count), reason, needs_anchor=True)
    last, unit = _told_before(value, published, told)
    if (kind == "ref" or (told.thread and "definite" in value.hints)) and last and last.span:
        base, needs = last.span, last.needs_anchor
        reason = f"counted from the time told before, {last.timex_value}"
        if unit == "year" and abs(float(count)) == 1 and last.unit in ("quarter", "month") and not told.is_history:
            steps = float(count)
            return whole((add(base[0], unit, steps), add(base[1], unit, steps)), last.unit, reason, needs_anchor=needs)
    elif unit == "quarter" and kind == "ref" and published:
        # figures are told of the quarter that is over
        base = (add(published[0], unit, -1), add(published[1], unit, -1))
    if kind == "ref" and unit == "day" and not last and float(count.replace("X", "1")):
        why = "counted from a day that was not told"
        return Resolved(None, "DATE", blank(unit), TimePrecision.NONE, why, needs_anchor=True)
    if base is None:
        return unknown(blank(unit))
    if "X" in count:
        return _some_away(base, value, reason, needs_anchor=needs)
    steps = float(count)
    if unit in ("second", "minute", "hour"):
        return _clock_later(base, last if kind == "ref" else None, value, reason, needs_anchor=needs)
    if kind == "ref" and last and unit in ("day", "week") and last.unit in ("weekend", "month", "season", "year"):
        # so many days after some day of a month
        days = (add(base[0], unit, steps), add(base[1], unit, steps))
        return Resolved(days, "DATE", blank(unit), TimePrecision.INTERVAL, reason, needs_anchor=needs)
    if unit == "weekend" and steps == 0:
        base = _of_weekend(base, value)
    ends = (unit_span(add(base[0], unit, steps), unit)[0], unit_span(add(base[1], unit, steps), unit)[1])
    return whole(ends, unit, reason, needs_anchor=needs)


def _told_before(value: TimeValue, published: Span | None, told: Told) -> tuple[Resolved | None, str]:
    """Return the time told before that something is counted from, and the unit that is counted."""
    kind, unit, count = value.head.split(":")
    last = told.base(unit, same=count == "0")
    if unit == "period":
        last = told.period or told.last
        unit = last.unit if last and last.days else "quarter"
    if unit == "quarter" and _lies_ahead(last, published):
        last = None
    past = kind == "ref" and unit == "day" and value.hints.get("tense") == "past" and "X" not in count
    if past and told.earlier and told.earlier.unit == "day" and _lies_ahead(last, published, float(count)):
        last = told.earlier  # "said on Monday that they had come on Sunday night and left the next morning"
    return last, unit


def _lies_ahead(last: Resolved | None, published: Span | None, days: float = 0) -> bool:
    """Whether what was told last, or what came ``days`` later, is still to come."""
    return bool(last and last.span and published and last.span[0] + timedelta(days) > published[1])


def _of_weekend(base: Span, value: TimeValue) -> Span:
    """Return the days whose weekend is meant: on a weekday "the weekend" is the one just over, "this weekend" to come.

    The verb may object.
    """
    tense = value.hints.get("tense", "past" if value.head.startswith("ref") else "future")
    back = tense == "past" and base[0].weekday() < 5
    return base[0] - timedelta(7 * back), base[1] - timedelta(7 * back)


def _about_so_long_ago(base: Span, weeks: float, reason: str, *, needs_anchor: bool) -> Resolved:
    """Resolve "a week ago", "two weeks ago": that day, give or take one for each week up to three."""
    slack = timedelta(days=min(3, int(abs(weeks))))
    days = (add(base[0], "week", weeks), add(base[1], "week", weeks))
    return Resolved(
        (days[0] - slack, days[1] + slack),
        "DATE",
        timex(days[0], "week"),
        TimePrecision.INTERVAL,
        reason,
        needs_anchor=needs_anchor,
        unit="week",
        approximate=True,
    )


def _some_away(base: Span, value: TimeValue, reason: str, *, needs_anchor: bool) -> Resolved:
    """Resolve "months ago", "a few days later": on one side of a time, no one knows how far."""
    kind, unit, count = value.head.split(":")
    before = count.startswith("-")
    days: tuple[date | None, date | None] = (None, base[1]) if before else (base[0], None)
    shown = blank(unit) if kind == "ref" else "PAST_REF" if before else "FUTURE_REF"
    side = TimePrecision.BEFORE if before else TimePrecision.AFTER
    return Resolved(days, "DATE", shown, side, reason, needs_anchor=needs_anchor)


def _clock_later(base: Span, last: Resolved | None, value: TimeValue, reason: str, *, needs_anchor: bool) -> Resolved:
    """Resolve "an hour later": a clock time when one was told before, else a length told from about that day."""
    _, unit, count = value.head.split(":")
    steps = float(count)
    clock = re.search(r"T(\d\d):(\d\d)$", last.timex_value) if last else None
    if clock is None or unit == "second":
        return Resolved(
            base, "DURATION", f"PT{abs(steps):g}{unit[0].upper()}", TimePrecision.DAY, reason, needs_anchor=needs_anchor
        )
    minutes = int(clock[1]) * 60 + int(clock[2]) + int(steps * (60 if unit == "hour" else 1))
    day = base[0] + timedelta(minutes // 1440)
    shown = f"{timex(day, 'day')}T{minutes % 1440 // 60:02d}:{minutes % 60:02d}"
    return Resolved((day, day), "TIME", shown, TimePrecision.DAY, reason, needs_anchor=needs_anchor)


def _year_before(value: TimeValue, published: Span | None, told: Told) -> Resolved:
    """Resolve "a year earlier", "the year-ago quarter": the counterpart of the period spoken of, else the year before.

    The period spoken of is the last quarter, or stretch of months, or year that was told, whatever days came between.
    """
    wanted = value.hints["ago"]
    last = told.units.get("quarter") if wanted == "quarter" else told.period
    base, unit, needs = published, "year", True
    reason = "counted from the day of publication"
    if last and last.span and last.unit in ("quarter", "month") and not told.is_history:
        base, unit, needs = last.span, last.unit, last.needs_anchor
        reason = f"the counterpart of {last.timex_value}"
    elif value.head.startswith("ref") and (before := told.base("year", same=False)) and before.span:
        base, needs = before.span, before.needs_anchor
        reason = f"counted from the time told before, {before.timex_value}"
    elif wanted == "quarter" and published:
        base, unit = (add(published[0], "quarter", -1), add(published[1], "quarter", -1)), "quarter"
    if base is None:
        return unknown(blank(unit))
    ends = (unit_span(add(base[0], "year", -1), unit)[0], unit_span(add(base[1], "year", -1), unit)[1])
    return whole(ends, unit, reason, needs_anchor=needs)


def like_told(value: TimeValue, published: Span | None, told: Told) -> Resolved:
    """Resolve "the 1988 quarter": the quarter told before, of that year."""
    last = told.units.get("quarter") if value.hints["like"] == "quarter" else told.period
    if last and last.days and last.days[0] and last.unit == "quarter":
        head = f"{value.head}-Q{(last.days[0].month + 2) // 3}"
        return whole(span_of(head), "quarter", f"the counterpart of {last.timex_value}", needs_anchor=last.needs_anchor)
    return calendar(TimeValue(value.head), published, told)
