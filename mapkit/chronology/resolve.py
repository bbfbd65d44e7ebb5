"""From the normal form of an expression and the day of publication to days and a TIMEX3 value.

The two results are kept apart: TIMEX3 repeats the habits of its annotated corpora (a plural without a number is
``PXD``), the days follow the conventions of :mod:`mapkit.chronology.spans`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from mapkit._timevalue import TimeValue
from mapkit.chronology.counted import like_told, shifted, stretch
from mapkit.chronology.positions import calendar
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
    if kind in ("shift", "ref"):
        return shifted(value, published, told)
    if "like" in value.hints:
        return like_told(value, published, told)
    if value.is_calendar:
        return calendar(value, published, told)
    return Resolved(None, "DURATION", value.head, TimePrecision.NONE, "a length is no date", needs_anchor=False)


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
    return found


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
