"""When an event was, where all the days that the article names beside it weigh against what the rules have read.

The rules look for the expression that dates a trigger, and where the sentence has none leave the day open. Here every
expression of the sentence, and those named last before it, weigh against that: where each stands to the trigger, with
which words round it, what else it dates, and how it lies to the days before it and to the publication. The weights are
learned (:mod:`mapkit.events.weights`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from mapkit.events import time_grammar
from mapkit.events.page import Page, Report
from mapkit.events.weights import weights
from mapkit.events.words import STEM, Scene
from mapkit.model import EventKind, Status, TimeMatch

_BACK, _LATEST = 6, 3
"""Sentences before that of a report in which days are looked for, and how many of those named last are weighed."""

_AHEAD, _NEXT = 3, 2
"""Sentences behind that of a report in which days are looked for, and how many of those named first are weighed."""

_LONG = timedelta(days=31)
"""Longer spans date no single event."""

_MOST = 6
"""Expressions of one sentence that are weighed."""

_WORD = re.compile(r"[^\W_]+|[,.;:()“”\"«»–—-]")
_AROUND = 40
"""Characters round an expression and before a trigger in which words are looked for."""

_NO_DAY = frozenset((EventKind.HELD, EventKind.CASUALTY_REPORT))
_TOLD = frozenset((Status.HAPPENED, Status.CLAIMED, Status.POSSIBLE))


def weigh_days(page: Page, scenes: Sequence[Scene]) -> None:
    """Put the most probable day of a report in the stead of the one that the rules have read.

    A report that the rules have left without a day keeps its bounds; about when it was is noted beside them.
    """
    table = weights("days")
    for report, options in datable(page, scenes):
        sums = [(table.sum(features), time) for time, features in options]
        _, time = max(sums, key=lambda found: found[0])
        if time is None:
            continue
        if report.time is not None and report.time.when is not None:
            report.reasons.append(why_weighed(time))
            report.time, report.bounds, report.told = time, None, None
        else:
            report.about = time


def why_weighed(time: TimeMatch) -> str:
    """Return the reason for a day that was chosen so."""
    return f"time: {time.mention.evidence.quote!r}, by all the article says of it, as weighed"


def datable(page: Page, scenes: Sequence[Scene]) -> Iterator[tuple[Report, list[tuple[TimeMatch | None, list[str]]]]]:
    """Yield reports with the days on which they may have been, and what weighs for each of those.

    The first, ``None``, is what the rules have read. Not what is planned or denied, nor a state or a toll, nor what the
    words list by its days ("the agreements of 1992 and 2006"), nor what was "previously", on no day that is told.
    """
    several: dict[tuple[int, EventKind, str], int] = defaultdict(int)
    for report in page.reports:
        several[report.at, report.kind, report.root] += 1
    story = _Story(page, scenes)
    for report in page.reports:
        listed = several[report.at, report.kind, report.root] > 1
        if listed or report.status not in _TOLD or report.kind in _NO_DAY:
            continue
        if report.time is None and time_grammar.PREVIOUSLY.search(page.plain, max(0, report.at - _AROUND), report.end):
            continue
        others = [time for time in story.expressions(report) if not story.is_of(report, time)]
        if report.earlier:
            others = [time for time in others if story.is_before_the_rest(report, time)]
        if report.told is not None:  # on the day of the telling, if on any
            others = [time for time in others if time.mention.evidence.start >= report.evidence.start]
        if others:
            options = [None, *others]
            yield report, [(time, [*dict.fromkeys(story.features(report, time, others))]) for time in options]


class _Story:
    """The days that an article names, in text order, and what each of them dates."""

    def __init__(self, page: Page, scenes: Sequence[Scene]) -> None:
        self.page, self.scenes = page, scenes
        self._sentences = [scene.sentence.start for scene in scenes]
        self._times = [time for time in page.times if _is_short(time)]
        self._at = [time.mention.evidence.start for time in self._times]
        self._triggers = sorted({report.at for report in page.reports})
        self._dated: dict[int, list[Report]] = defaultdict(list)
        self._rest: dict[tuple[int, EventKind], date] = {}
        """The first day of the reports of a kind in a sentence that are not told as earlier than the rest."""
        self._there: dict[str, Counter[date]] = defaultdict(Counter)
        self._kinds: dict[tuple[str, date], Counter[EventKind]] = defaultdict(Counter)
        self._told: list[tuple[int, date, Report]] = []
        """What the rules have dated, in text order: where it is told, and the day."""
        for report in sorted(page.reports, key=lambda r: r.at):
            day = report.time.when.day if report.time is not None and report.time.when is not None else None
            if not report.earlier:
                key = report.evidence.start, report.kind
                self._rest[key] = min(self._rest.get(key, date.max), day or date.min)
            if day is not None:
                self._told.append((report.at, day, report))
                self._there[report.root][day] += 1
                self._kinds[report.root, day][report.kind] += 1
            if report.time is not None:
                self._dated[report.time.mention.evidence.start].append(report)
        most = Counter(day for _, day, _ in self._told).most_common(1)
        self._main = most[0][0] if most else None
        self._lead = next((time for time in self._times if _is_day(time)), None)

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self._sentences, at) - 1)

    def is_of(self, report: Report, time: TimeMatch) -> bool:
        """Whether an expression already dates a report, or another one like it: that would be one event with it."""
        dated = self._dated[time.mention.evidence.start]
        return any(other is report or (other.root == report.root and other.kind is report.kind) for other in dated)

    def is_before_the_rest(self, report: Report, time: TimeMatch) -> bool:
        """Whether a day is before that of another report like it: "following earlier withdrawals from X"."""
        first = self._rest.get((report.evidence.start, report.kind), date.max)
        latest = time.when.latest if time.when is not None else None
        return first == date.max or (latest is not None and latest < first)

    def expressions(self, report: Report) -> list[TimeMatch]:
        """Return the expressions of the sentence, and those named last before it, one for each day."""
        number = self._sentence(report.at)
        sentence = self.scenes[number].sentence
        first, last = (bisect_left(self._at, at) for at in (sentence.start, sentence.end))
        here = self._times[first : min(last, first + _MOST)]
        low = bisect_left(self._at, self._sentences[max(0, number - _BACK)])
        before = {time.when: time for time in self._times[low:first] if _is_day(time)}
        here = [time for time in here if not self._is_of_what_follows(sentence.start, time)]
        end = self.scenes[min(number + _AHEAD, len(self.scenes) - 1)].sentence.end
        stop = min(bisect_left(self._at, end), last + _MOST)
        behind = {time.when: time for time in reversed(self._times[last:stop]) if _is_day(time)}
        latest = [*before.values()][-_LATEST:]
        known = {time.when for time in latest}
        if (
            self._lead is not None
            and self._lead.mention.evidence.start < sentence.start
            and self._lead.when not in known
        ):
            latest.insert(0, self._lead)
        ahead = [time for time in [*behind.values()][::-1] if time.when not in known][:_NEXT]
        return [*here, *latest, *ahead]

    def _is_of_what_follows(self, start: int, time: TimeMatch) -> bool:
        """Whether a day is that of something later: "ahead of talks on Friday, rebels captured X"."""
        at = time.mention.evidence.start
        return time_grammar.OPENS_BEFORE.fullmatch(self.page.article.text, start, at) is not None

    def features(self, report: Report, time: TimeMatch | None, others: Sequence[TimeMatch]) -> Iterator[str]:
        """Yield what can weigh for a day, or for what the rules have read."""
        scene = self.scenes[self._sentence(report.at)]
        tense = "_".join(self._words(report.at - _AROUND, report.at)[-2:])
        one = time if time is not None else report.time
        if time is None:
            read = self._read(report, scene)
            yield from (f"read:{read}", f"read:{read}:{report.kind}", f"read:{read}:{report.form}")
            here = sum(other.mention.evidence.start >= scene.sentence.start for other in others)
            yield from (f"read:{read}:others:{min(2, here)}", f"read:{read}:{tense}", f"read:{read}:{report.status}")
        if one is None or one.when is None:
            return
        start = one.mention.evidence.start
        ago = min(4, self._sentence(report.at) - self._sentence(start))
        if ago < 0:
            way = f"ahead{-ago}"
        elif ago and self.page.plain.find("\n", start, scene.sentence.start) < 0:
            way = f"{ago}p"
        else:
            way = str(ago) if ago else "before" if start < report.at else "behind"
        sort = self._sort(one)
        yield from (f"at:{way}", f"at:{way}:{sort}", f"at:{way}:{report.kind}", f"at:{way}:{report.form}")
        yield from (f"at:{way}:{tense}", f"sort:{sort}", f"sort:{sort}:{tense}")
        yield from self._beside(report, one, scene, way)
        yield from self._against(report, one, others, way)
        yield from self._in_story(report, one, way)

    def _read(self, report: Report, scene: Scene) -> str:
        """Return how the rules have dated a report."""
        if report.time is not None:
            at = report.time.mention.evidence.start
            return "here" if scene.sentence.start <= at < scene.sentence.end else "elsewhere"
        if report.told is not None:
            return "told"
        if report.bounds is not None and report.bounds.earliest is not None:
            return "on" if report.bounds.day is not None else "since"
        return "by" if report.bounds is not None else "open"

    def _sort(self, time: TimeMatch) -> str:
        hints = time.mention.hints
        what = hints.get("ref") or hints.get("shift") or time.timex_type
        known = "day" if time.when is not None and time.when.day is not None else "span"
        return f"{what}:{'time' if time.timex_type == 'TIME' else known}:{time.relation}"

    def _beside(self, report: Report, time: TimeMatch, scene: Scene, way: str) -> Iterator[str]:
        """Yield how an expression stands to the trigger, and the words round it."""
        at = time.mention.evidence
        before, behind = self._words(at.start - _AROUND, at.start), self._words(at.end, at.end + _AROUND)
        last, two = (before or ["^"])[-1], "_".join(before[-2:]) or "^"
        yield from (f"word:{way}:{last}", f"words:{way}:{two}", f"next:{way}:{(behind or ['$'])[0]}")
        low, high = min(at.start, report.at), max(at.start, report.at)
        if way not in ("before", "behind"):
            return
        crossed = min(2, scene.sentence.crossings(low, high))
        triggers = min(2, bisect_left(self._triggers, high) - bisect_right(self._triggers, low))
        gap = len(_WORD.findall(self.page.plain, low, high))
        far = str(gap) if gap < 4 else next((f"<{most}" for most in (7, 11, 21) if gap < most), "21+")
        yield from (f"gap:{way}:{far}", f"gap:{way}:{crossed}:{triggers}", f"gap:{way}:{crossed}:{report.form}")
        yield f"gap:{way}:{crossed}:{triggers}:{report.form}"
        between = self._words(low, high)[1:]
        if len(between) <= 10:
            yield from (f"between:{way}:{word}" for word in between)
        yield f"opens:{at.start - scene.sentence.start < 12}:{way}"

    def _against(self, report: Report, time: TimeMatch, others: Sequence[TimeMatch], way: str) -> Iterator[str]:
        """Yield how a day lies to the publication and to the other days, and what else it dates."""
        when, published = time.when, self.page.article.published
        if when is None or when.earliest is None or when.latest is None:
            return
        if published is not None and published.latest is not None:
            days = (published.latest - when.latest).days
            old = str(days) if 0 <= days < 3 else "ahead" if days < 0 else "week" if days < 8 else "older"
            yield from (f"old:{old}", f"old:{old}:{way}", f"old:{old}:{report.kind}")
        named = [o for o in (*others, report.time) if o is not None and o.when is not None and o is not time]
        days_of = [o.when.latest for o in named if o.when is not None and o.when.latest is not None]
        if days_of:
            order = "first" if when.latest < min(days_of) else "last" if when.latest > max(days_of) else "among"
            yield from (f"order:{order}", f"order:{order}:{way}")
        dated = [other for other in self._dated[time.mention.evidence.start] if other is not report]
        alike = any(o.root == report.root and o.kind is report.kind for o in dated)
        same = "alike" if alike else "kind" if any(o.kind is report.kind for o in dated) else str(min(2, len(dated)))
        yield from (f"dates:{same}", f"dates:{same}:{way}", f"dates:{same}:{report.form}")

    def _in_story(self, report: Report, time: TimeMatch, way: str) -> Iterator[str]:
        """Yield how a day lies to those on which the article tells of other things: next to it, and at its place."""
        day = time.when.latest if time.when is not None else None
        if day is None:
            return
        yield f"lead:{self._sentence(time.mention.evidence.start) == 0}:{way}"
        yield from (f"main:{day == self._main}", f"main:{day == self._main}:{way}")
        at = bisect_left(self._told, report.at, key=lambda told: told[0])
        last = next((told for told in self._told[max(0, at - 3) : at][::-1] if told[2] is not report), None)
        then = next((told for told in self._told[at : at + 3] if told[2] is not report and told[0] != report.at), None)
        for name, told in (("last", last), ("next", then)):
            if told is not None:
                order = "same" if told[1] == day else "after" if told[1] < day else "before"
                yield from (f"{name}:{order}", f"{name}:{order}:{way}", f"{name}:{order}:{report.form}")
                yield f"{name}:{order}:{told[2].kind}:{report.kind}"
        if last is not None and then is not None:
            yield f"between:{'same' if last[1] == then[1] else 'other'}:{day in (last[1], then[1])}:{way}"
        own = report.time.when.day if report.time is not None and report.time.when is not None else None
        there, kinds = self._there[report.root], self._kinds.get((report.root, day), Counter())
        for kind, count in kinds.items():
            if count > (own == day and kind is report.kind):
                yield from (f"here then:{kind}", f"here then:{kind}:{report.kind}")
        if there.total() > (own is not None):
            yield f"here then:{there[day] > (own == day)}:{way}"

    def _words(self, low: int, high: int) -> list[str]:
        text = self.page.plain if low != high else ""
        found = _WORD.findall(text, max(0, low), max(0, high))
        return ["NUM" if w[0].isdigit() else "NAME" if w[0].isupper() else w.casefold()[:STEM] for w in found]


def _is_day(time: TimeMatch) -> bool:
    return time.when is not None and time.when.day is not None


def _is_short(time: TimeMatch) -> bool:
    """Whether an expression can date a single event."""
    when = time.when
    if when is None or when.earliest is None or when.latest is None or time.timex_value.startswith("PRESENT_REF"):
        return False
    return when.latest - when.earliest <= _LONG
