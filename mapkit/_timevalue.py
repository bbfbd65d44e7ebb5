"""The normal form of a time expression, written by the extractor and read by the chronology.

A value is a *head* and *hints*, joined with ``;``. It says what the words say and depends on no anchor.

Heads
    ``2023-10-31``, ``2023-10``, ``2023``, ``2023-Q3``, ``2023-H1``, ``2023-SU``, ``198`` (decade), ``19`` (century's
    first digits)
        a calendar position;
    ``XXXX-10-31``, ``XXXX-06``, ``XXXX-Q3``, ``XXXX-FA``, ``XXXX-WXX-2``, ``XXXX-XX-24``, ``XX89``
        the same with unknown digits (here a day, a month, a quarter, a season, a Tuesday, the 24th, '89);
    ``2023-@easter-2``, ``XXXX-@11:4:4``
        a movable feast: days from Easter, or the fourth Thursday of November;
    ``shift:week:-1``
        so many units from the day of publication ("last week");
    ``ref:day:1``, ``ref:period:0``
        so many units from the time told just before ("the following day"); the quarter or year spoken of;
    ``last:month:2``, ``next:week:X``
        the span of so many units up to, or from, publication; ``X`` is an unknown number;
    ``PAST_REF``, ``PRESENT_REF``, ``FUTURE_REF``
        no position of its own;
    ``P3D``, ``PT2H``, ``PXY``
        a length;
    ``set:P1Y``, ``set:XXXX-WXX-4``
        a habit;
    ``part:end``, ``nth:week:1``, ``name:``
        what joining uses up: "the end of", "the first week", a name that is no time.

Hints that place the head
    ``weekday:2`` (ISO, must agree), ``year:-1`` and ``week:1`` (from publication), ``told_year:1`` and
    ``told_month:0`` (from the time told before), ``dir:past``, ``this`` or ``future`` (the nearest on that side),
    ``told:1`` ("that Friday": the nearest to the time told), ``definite:1`` ("the next year"), ``recent:1`` ("recent
    weeks"), ``ago:year`` ("a year ago", of a report perhaps the same quarter), ``like:quarter`` ("the 1988 quarter"),
    ``either:2023-11-10`` (the other reading of figures), ``from:XXXX-11-10`` and ``side:1`` (what a length is counted
    from, and which way), ``of:1`` ("the day after" an event).
Hints that cut it
    ``mod:start``, ``mid``, ``end``, ``half1``, ``half2``, ``rest`` or ``approx``, ``time:15:45`` or ``time:MO``,
    ``clock:1`` (the time is on the clock), ``nth:week:1``, ``to:2014`` (the end of a span that starts here).
Hints from around it
    ``tense:past`` or ``tense:future`` (the verb beside it), ``done:1`` (a verb of the past governs it), ``rel:by``,
    ``since`` or ``until``, ``deadline:1``, ``base:1`` (a length is counted from it), ``within:1`` (it ends, or stands
    in, the span or list begun before).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

ERA = 10_000
"""The year *n* before the common era is written as ``ERA - n`` while an article is read: its days are in order, and far
from those of the common era, but no days of a map."""

CALENDAR = re.compile(r"[\dX]{4}(?:-(?:[\dX]{2}(?:-[\dX]{2})?|Q\d|H\d|SP|SU|FA|WI|WXX-\d|@[\w:+-]+))?$|\d{2,3}$")


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A head and its hints."""

    head: str
    hints: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, value: str) -> TimeValue:
        """Read a normal form; a part without ``:`` after the head is ignored."""
        head, *rest = value.split(";")
        pairs = (part.split(":", 1) for part in rest if ":" in part)
        return cls(head, {pair[0]: pair[1] for pair in pairs})

    def __str__(self) -> str:
        return ";".join([self.head, *(f"{key}:{content}" for key, content in self.hints.items())])

    @property
    def is_calendar(self) -> bool:
        """Whether the head is a calendar position, complete or not."""
        return CALENDAR.match(self.head) is not None

    @property
    def has_year(self) -> bool:
        """Whether the head is a calendar position with its year."""
        return self.is_calendar and "X" not in self.head

    def with_hints(self, **hints: str | None) -> TimeValue:
        """Return a copy with some hints set; ``None`` removes one."""
        merged = {key: content for key, content in {**self.hints, **hints}.items() if content is not None}
        return TimeValue(self.head, merged)
