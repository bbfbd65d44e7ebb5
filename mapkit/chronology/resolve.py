"""From the normal form of an expression and the day of publication to days and a TIMEX3 value.

The two results are kept apart: TIMEX3 repeats the habits of its annotated corpora (a plural without a number is
``PXD``), the days follow the conventions of :mod:`mapkit.chronology.spans`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from mapkit._timevalue import TimeValue
from mapkit.chronology.counted import like_told, shifted, stretch
from mapkit.chronology.positions import FRESH, calendar
from mapkit.chronology.resolved import Resolved, unknown, whole
from mapkit.chronology.spans import Span, add, distance, part, unit_span
from mapkit.chronology.told import Told
from mapkit.model import TimePrecision


def resolve(value: TimeValue, published: Span | None, told: Told | None = None) -> Resolved:
    """Resolve a normal form.

    Parameters
    ----------
    value
        What the words say.
    published
        First and last possible day of publication, ``None`` when unknown.
    told
        What the article has told before, for "the following day".
    """
    told = told or Told()
    try:
        found = _resolve(value, published, told)
    except (ValueError, OverflowError):
        return Resolved(None, "DATE", value.head, TimePrecision.NONE, "no such day in the calendar", needs_anchor=False)
    return _finish(found, value, published)


def _resolve(value: TimeValue, published: Span | None, told: Told) -> Resolved:
    kind = value.head.split(":", 1)[0]
    if told.is_history and value.head == "shift:day:0" and "time" not in value.hints:
        return _vague("PRESENT_REF", published)  # "today" is the age we live in
    if value.head.endswith("_REF"):
        return _vague(value.head, published)
    if kind == "set":
        return Resolved(None, "SET", value.head[4:], TimePrecision.NONE, "a habit is no date", needs_anchor=False)
    if kind in ("last", "next"):
        return stretch(value, published)
    if "of" in value.hints:
        return _beside_event(value, published)
    if kind in ("shift", "ref"):
        return shifted(value, published, told)
    if "like" in value.hints:
        return like_told(value, published, told)
    if value.is_calendar:
        return calendar(value, published, told)
    if "from" in value.hints:
        return _counted_from(value, published)
    return Resolved(None, "DURATION", value.head, TimePrecision.NONE, "a length is no date", needs_anchor=False)


def _beside_event(value: TimeValue, published: Span | None) -> Resolved:
    """Resolve "the day after the fall of the town on 18 December"; without a day of that event nothing is known."""
    base = resolve(TimeValue(value.hints["from"]), published) if "from" in value.hints else None
    if base is None or base.span is None:
        why = "counted from an event without a day"
        return Resolved(None, "DATE", "XXXX-XX-XX", TimePrecision.NONE, why, needs_anchor=False)
    count = float(value.head.split(":")[2])
    span = (add(base.span[0], "day", count), add(base.span[1], "day", count))
    return whole(span, "day", f"counted from {base.timex_value}", needs_anchor=base.needs_anchor)


def _counted_from(value: TimeValue, published: Span | None) -> Resolved:
    """Resolve "two days after 10 November": a length by its name, and the day it leads to."""
    base = resolve(TimeValue(value.hints["from"]), published)
    if base.span is None:
        return replace(base, timex_type="DURATION", timex_value=value.head)
    unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[value.head[-1]]
    count = int(value.head[1:-1]) * int(value.hints["side"])
    days = (add(base.span[0], unit, count), add(base.span[1], unit, count))
    if published and days[0] > published[1] and value.hints.get("tense") != "future":
        days = _told_as_done(days, published, value.hints["from"], unit)
    precision = base.precision if unit == "day" else TimePrecision.INTERVAL
    reason = f"counted from {base.timex_value}"
    return Resolved(
        days, "DURATION", value.head, precision, reason, needs_anchor=base.needs_anchor, approximate=unit != "day"
    )


def _told_as_done(days: Span, published: Span, base: str, unit: str) -> Span:
    """Return the days counted from ``base`` that lie ahead by the calendar but are told of the past."""
    if base.startswith("XXXX-WXX"):  # "two days after Monday's attack", told on Tuesday
        return days[0] - timedelta(7), days[1] - timedelta(7)
    if unit not in ("month", "year"):
        return days
    if (days[0] - published[1]).days > FRESH and base.startswith("XXXX"):  # "a year after the October attack"
        days = (add(days[0], "year", -1), add(days[1], "year", -1))
    return min(days[0], published[0]), min(days[1], published[1])  # hardly a month


def _vague(head: str, published: Span | None) -> Resolved:
    if published is None:
        return unknown(head)
    days: tuple[date | None, date | None]
    if head == "PRESENT_REF":
        days, precision = published, TimePrecision.DAY if published[0] == published[1] else TimePrecision.INTERVAL
    elif head == "PAST_REF":
        days, precision = (None, published[1]), TimePrecision.BEFORE
    else:
        days, precision = (published[0], None), TimePrecision.AFTER
    return Resolved(days, "DATE", head, precision, "from the day of publication", needs_anchor=True)


def _finish(found: Resolved, value: TimeValue, published: Span | None) -> Resolved:
    """Apply the hints that cut a span: part, clock time, ordinal, end, relation."""
    hints = value.hints
    if "time" in hints and found.timex_type == "DATE" and found.unit == "day":
        found = replace(found, timex_type="TIME", timex_value=f"{found.timex_value}T{hints['time']}")
    if found.days is None or found.days[0] is None or found.days[1] is None:
        return found
    span: Span = (found.days[0], found.days[1])
    if "either" in hints:
        other = resolve(TimeValue(hints["either"]), published).days
        if other and other[0] and other[1]:
            span = (min(span[0], other[0]), max(span[1], other[1]))
            why = f"day and month may stand either way: {found.timex_value} or {other[0]}"
            return replace(found, days=span, precision=TimePrecision.INTERVAL, reason=why)
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
    if "to" in hints and (last := _end(hints["to"], span, published)):
        found = replace(found, days=(span[0], last), precision=TimePrecision.INTERVAL)
    return found


def _end(head: str, span: Span, published: Span | None) -> date | None:
    """Return the last day of a span that begins with ``span`` and ends with ``head``, the first such one after it."""
    if head.startswith("XXXX-WXX"):
        return span[0] + timedelta((int(head[-1]) - span[0].isoweekday()) % 7)
    for year in (span[0].year, span[0].year + 1):
        days = resolve(TimeValue(head.replace("XXXX", f"{year:04d}")), published).days
        if days and days[1] and days[1] >= span[0]:
            return days[1]
        if "X" not in head:
            break
    return None


def _nth(found: Resolved, span: Span, nth: str) -> Resolved:
    """Return the second week, the first day ... of a span; the span itself when it has no such part."""
    unit, count = nth.split(":")
    if count == "-1":  # the last one
        return whole(unit_span(span[1], unit), unit, found.reason, needs_anchor=found.needs_anchor)
    if count == "0":  # the unit that holds it
        return whole(unit_span(span[0], unit), unit, found.reason, needs_anchor=found.needs_anchor)
    first = unit_span(span[0], unit)[0] if unit in ("week", "weekend") else span[0]
    piece = unit_span(add(first, unit, int(count) - 1), unit)
    return found if distance(piece, span) else whole(piece, unit, found.reason, needs_anchor=found.needs_anchor)
