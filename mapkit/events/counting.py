"""Days that are counted from what else is told: "two days after the fall of X", "hours later", "la veille de"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from mapkit.events import time_grammar
from mapkit.events.page import Report
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind, Status, TimeBasis, TimeMatch, TimePrecision, When

_LENGTH = re.compile(r"P(?P<n>\d{1,3})(?P<unit>[DWMY])|PT(?P<hours>\d{1,3})H|PT[X\d]{1,3}[HM]")
_OWN_DAY = 40
"""Characters behind a trigger within which a day of its clause is its own."""
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_SAME_DAY = 18
"""Hours that are taken to lie within a day."""
_CHANGES = (EventKind.CONTROL_CHANGE, EventKind.HANDOVER, EventKind.WITHDRAWAL)
_FACTS = (Status.HAPPENED, Status.CLAIMED)


def _days_of(length: TimeMatch) -> tuple[int, str] | None:
    """Return the days of a length and its unit; 0 for some hours, none for what has no known count."""
    size = _LENGTH.fullmatch(length.timex_value)
    if size is None:
        return None
    if size["unit"]:
        return int(size["n"]) * _DAYS[size["unit"]], size["unit"]
    hours = int(size["hours"] or 0)
    return (round(hours / 24), "D") if hours > _SAME_DAY else (0, "H")


def counted_back(t: Trigger) -> TimeMatch | None:
    """Return when a trigger was of which the sentence says how long before: "three days after troops left Lyman".

    It is counted back from what else dates the sentence, else from the publication; weeks and longer are taken as
    about so long, and "less than two weeks" as the time up to two weeks.
    """
    for length in t.lengths:
        at, size = length.mention.evidence, _days_of(length)
        if at.end > t.start or size is None:
            continue
        days, unit = size
        if not _comes_before(t, at.end) or _has_own_day(t):
            continue
        told = t.page.article.published if unit != "H" else None
        if t.page.story_day is not None and (
            unit == "H" or time_grammar.IT_CAME.search(t.text, t.sentence.start, at.start)
        ):
            told = When.on(t.page.story_day)  # "the raid came a day after"
        base = next((m.when for m in t.dates if m.when is not None and m.when.day is not None), told)
        if base is None or base.latest is None:
            return None
        slack = timedelta(days=0 if unit in "HD" else days // 7 if unit == "W" else days // 6)
        middle = base.latest - timedelta(days=days)
        when = When(earliest=middle - slack, latest=middle + slack, approximate=bool(slack))
        if days and time_grammar.LESS_THAN.match(at.quote):
            when = When(earliest=middle, latest=base.latest)
        reason = f"{at.quote!r} before {base.latest.isoformat()}"
        precision = TimePrecision.DAY if when.day is not None else TimePrecision.INTERVAL
        return replace(length, when=when, reasons=(reason,), basis=TimeBasis.RELATIVE, precision=precision)
    return None


def _comes_before(t: Trigger, end: int) -> bool:
    """Whether a trigger is what a length that ends at ``end`` is counted from: "a day after rebels, ..., took X"."""
    between = [kind for start, _, kind in t.triggers if end <= start < t.start]
    if time_grammar.AFTER_IT.fullmatch(t.text, end, t.start):
        # "a day after troops killed leaders of those who seized it": what is nearer
        return all(kind is t.kind for kind in between)
    return not between and time_grammar.AFTER_THEM.fullmatch(t.text, end, t.start) is not None


def _has_own_day(t: Trigger) -> bool:
    """Whether a day right behind the trigger dates it: "two days after rebels overran X on Sunday"."""
    near = (m.mention.evidence for m in t.dates if m.when is not None)
    said = time_grammar.SAID_BEFORE
    near = (at for at in near if not said.search(t.text, max(t.end, at.start - 40), at.start))
    return any(
        0 <= at.start - t.end <= _OWN_DAY
        and not t.sentence.crossings(t.end, at.start)
        and not (t.form == "noun" and "," in t.text[t.end : at.start])  # "after its capture, X saw on Friday"
        and not any(
            t.end <= start < at.start for start, _, _ in t.triggers
        )  # "after taking X, they attacked Y on Friday"
        for at in near
    )


def counted_from_event(t: Trigger) -> TimeMatch | None:
    """Return when a trigger was that the sentence counts from a change told before: "two days before the fall of X".

    The change itself ("the fall") was when the article told of it; where it did not, "lundi, au lendemain de la chute"
    is counted back from what else dates the sentence.
    """
    text = t.page.article.text
    for start, end, kind in t.triggers:
        low = max(t.sentence.start, start - 60)
        lead = time_grammar.COUNTED_FROM.search(text, low, start)
        if lead is None or (start != t.start and kind not in _CHANGES):
            continue
        steps = _steps(t, lead)
        known = _told_change(t, end)
        if start == t.start:
            return _on(t, known, "as told before") if known is not None else _the_day_before(t, lead)
        others = [m for m in t.dates if m.when is not None and not _overlaps(m, lead)]
        if steps is not None and known is not None and not others:
            return _on(t, known + timedelta(days=steps), f"{lead.group().strip()!r}, which was on {known.isoformat()}")
    return None


def _steps(t: Trigger, lead: re.Match[str]) -> int | None:
    """Return how many days after the change it was; negative before, none where the count is not of days."""
    if lead["day"]:
        return -1 if lead["day"].casefold().startswith(("la veille", "à la veille", "the day before")) else 1
    sign = 1 if lead["side"] in ("after", "après") else -1
    size = next((_days_of(m) for m in t.lengths if m.mention.evidence.end == lead.start("side") - 1), None)
    return sign * size[0] if size is not None and size[1] in "HD" else None


def _told_change(t: Trigger, end: int) -> date | None:
    """Return the last day of a change of hands of the place behind ``end`` that the article has told."""
    where = next((m for m in t.places if 0 <= m.mention.evidence.start - end <= 12), None)
    if where is None:
        return None
    name = where.mention.evidence.quote
    root = where.place.root if where.place is not None else None
    told = [
        report.time.when.day
        for report in t.page.reports
        if report.kind in _CHANGES
        and report.status in _FACTS
        and _is_at(report, root, name)
        and report.time is not None
        and report.time.when is not None
    ]
    return max((day for day in told if day is not None), default=None)


def _is_at(report: Report, root: str | None, name: str) -> bool:
    return report.place.root == root if report.place is not None else root is None and report.unlocated == name


def _overlaps(match: TimeMatch, lead: re.Match[str]) -> bool:
    at = match.mention.evidence
    return at.start < lead.end() and lead.start() < at.end


def _the_day_before(t: Trigger, lead: re.Match[str]) -> TimeMatch | None:
    """Return when a noun was of which the sentence tells the day after: "lundi, au lendemain de la chute de X"."""
    if t.form != "noun" or not (lead["day"] or "").casefold().endswith("lendemain"):
        return None
    told = next((m for m in t.dates if m.when is not None and m.when.day is not None), None)
    if told is None or told.when is None or told.when.day is None:
        return None
    when = When.on(told.when.day - timedelta(days=1))
    return replace(told, when=when, reasons=(f"the day before {told.when.day.isoformat()}",), basis=TimeBasis.RELATIVE)


def within_hours(t: Trigger) -> TimeMatch | None:
    """Return the day that the story is at for what was hours from it: "an hour after the speech a bomb went off"."""
    if t.verb & {"fut", "cond"}:
        return None
    for length in t.lengths:
        at, size = length.mention.evidence, _days_of(length)
        if size is None or size[1] != "H":
            continue
        before = [m.when.day for m in t.dates if m.when is not None and m.mention.evidence.end <= at.start]
        day = next((day for day in reversed(before) if day is not None), t.page.story_day)
        if day is None:
            continue
        between = any(at.end <= start < t.start for start, _, _ in t.triggers)
        if time_grammar.FROM_IT.match(t.page.article.text, at.end) and not between:
            return _on(t, day, f"{at.quote!r} from what was told of {day.isoformat()}", like=length)
    return None


def _on(t: Trigger, day: date, reason: str, *, like: TimeMatch | None = None) -> TimeMatch | None:
    """Return a time on a day, in the place of one of the sentence's own expressions."""
    like = like or next((m for m in (*t.lengths, *t.dates)), None)
    if like is None:
        return None
    when = When.on(day)
    return replace(like, when=when, reasons=(reason,), basis=TimeBasis.RELATIVE, precision=TimePrecision.DAY)
