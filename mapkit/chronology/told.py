"""What an article has told so far: what "the following day" and, in a history, "in March" are counted from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mapkit._timevalue import TimeValue
from mapkit.chronology.resolved import Resolved

AHEAD = 3
"""Years by which a bare year may move a history on in the middle of a paragraph."""

STEP_BACK = 31
"""Days by which a history may step back in the middle of a paragraph without being in passing."""

_FINENESS = {
    "day": 0,
    "weekend": 1,
    "week": 2,
    "fortnight": 3,
    "month": 4,
    "quarter": 5,
    "season": 5,
    "half": 5,
    "year": 6,
    "decade": 7,
    "century": 8,
}


@dataclass(slots=True)
class Told:
    """The running memory of one article, filled in text order.

    Attributes
    ----------
    units
        The last time told of each unit.
    last
        The last time of all; its unit decides what "two days later" is.
    earlier
        The time told before the last one: "the next morning" of what is over is never the day that comes.
    period
        The last quarter, year or stretch of months, which figures are compared with.
    thread
        In a history, the time at which the telling has arrived; ``None`` in news.
    here
        The last time of the sentence being read: "signed in 1932 and extended two years later".
    year_here
        In news, the time whose year holds for the sentence being read.
    year_opens
        Whether that year opens the sentence: "Last year, on 6 October".
    heading_firm
        Whether that is the heading of a timeline and nothing besides.
    at_line
        Whether what is told next opens a line, or stands in one that a year opens, as the entries of a timeline do.
    heading
        In news, the time that stands over the lines being read: "2023", "26 October 2023:".
    behind
        Whether what is told next is older than what was told before it: "months after it began on 15 February".
    """

    units: dict[str, Resolved] = field(default_factory=dict)
    last: Resolved | None = None
    earlier: Resolved | None = None
    period: Resolved | None = None
    thread: Resolved | None = None
    is_history: bool = False
    here: Resolved | None = None
    year_here: Resolved | None = None
    year_opens: bool = False
    heading: Resolved | None = None
    heading_firm: bool = False
    at_line: bool = False
    behind: bool = False

    def base(self, unit: str, *, same: bool) -> Resolved | None:
        """Return the time that "the same day" (``same``) or "the following day" is counted from.

        A day is counted from a day told before it, even where a month or a year was told in between.
        """
        last = self.thread or self.last
        if same:
            # "that year" of a day told is the year of that day
            counted = unit in ("quarter", "week", "weekend") and not self.is_history
            return last if last and not counted and _is_fine(last, unit) else self.units.get(unit)
        recent = (self.here, self.last if unit == "year" else None, self.thread, self.last)
        return next((each for each in recent if each and _is_fine(each, unit)), last)

    def note(
        self, value: TimeValue, found: Resolved, *, opens: bool, first: bool, aside: bool, only_names: bool = False
    ) -> None:
        """Remember a time that ``opens`` its sentence, is the ``first`` of its paragraph, or is told ``aside``.

        One that ``only_names`` a deed, as the day of a deal that is now carried out, is no day that the telling is at.
        """
        if re.fullmatch(r"P[369]M", value.head):
            self.period = found  # "for the nine months": what follows compares such stretches
        if found.timex_type not in ("DATE", "TIME") or value.head.endswith("_REF"):
            return
        if found.days is None and "of" not in value.hints:
            # what follows is counted from a time that nobody knows, and not from an older one
            self.last = self.here = self.year_here = None
            self.units.clear()
        if found.span is None:
            return
        if value.head == "ref:quarter:0":
            self.period = found
        if not self.is_history and _sets_year(value, opens=opens):
            self.year_here, self.year_opens = (None if aside else found), len(value.head) < 7 or ":" in value.head
        elif found.needs_anchor:
            self.year_here = None  # "hit in March 2022, and again on Tuesday and on 12 October"
        if re.match(r"ref:(?!weekend)\w+:[-0]", value.head) or "ago" in value.hints or "like" in value.hints:
            return  # the words only look back; what follows goes on with the time before
        deadline = value.hints.get("rel") == "by" and not self.is_history
        if deadline or (only_names and self.last is not None):
            return  # no day that anything was told of
        self.earlier = self.last if self.last is not None and self.last.span != found.span else self.earlier
        self.last = self.units[found.unit] = found
        if value.head.startswith("shift") and "definite" not in value.hints:
            return
        self.here = found
        if found.unit in ("quarter", "year"):
            self.period = found
        if self.is_history and (opens or not self._is_aside(value, found, first=first)):
            self.thread = found

    def _is_aside(self, value: TimeValue, found: Resolved, *, first: bool) -> bool:
        """Whether a history names a time in passing ("the treaty of 1815", "shown two years later") and goes on."""
        if self.thread is None or self.thread.span is None or found.span is None:
            return False
        if found.unit in ("decade", "century"):
            return True
        told, named = self.thread.span, found.span
        if first and told[0] > named[1]:
            return False  # a new paragraph may begin farther back
        if found.unit == "year":
            return not 0 < named[0].year - told[1].year <= (AHEAD if value.has_year else 1)
        return value.has_year and (told[0] - named[1]).days > STEP_BACK


def _sets_year(value: TimeValue, *, opens: bool) -> bool:
    """Whether the days and months that follow in a sentence of news are of this year.

    So they are after "on 3 March 2011", and after a year that opens the sentence ("A year ago, on 24 February"); not
    after one in passing ("those who seized power in 2020 in June ordered it out").
    """
    if value.has_year and len(value.head) >= 7:
        return True
    return opens and re.match(r"\d{4}$|(?:shift|ref):year:-", value.head) is not None


def _is_fine(found: Resolved, unit: str) -> bool:
    """Whether a time is known as finely as ``unit``, so that units can be counted from it."""
    return found.span is not None and _FINENESS.get(found.unit, 0) <= _FINENESS.get(unit, 0)
