"""How far what the rules have read in a sentence is to be believed: whether it is an event for a careful reader.

A trigger can name what is only referred to, compared, wished for or long over, and what is told can have been read of
the wrong place or day. No one sign says so; here all signs are weighed together: the trigger and the words round it,
how its place and its day were found, who takes part, and what else the article tells of the place. The weights are
learned (:mod:`mapkit.events.weights`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mapkit.events.page import Page, Report
from mapkit.events.weights import weights
from mapkit.events.whereabouts import how_placed
from mapkit.events.words import Scene
from mapkit.model import EventKind, When

_DOUBTFUL = 0.0
"""Logarithm of the odds below which a report is doubtful: it is more likely of no event, main or minor, than of one."""

_ROUND, _NEXT = 6, 3
"""Words round a trigger that are looked at, and how near their distance counts."""

_OPENING = (1, 2, 3, 7, 16)
"""Sentences by whose number the beginning of an article is told from the rest."""

_AGES = ((4, ""), (9, "week"), (40, "month"), (400, "year"))
"""Days before the publication, and what something is called that is not older."""

_BESIDE = 12
"""Reports of one sentence that are looked at beside one of them."""

_QUOTES = ('"', "“", "«")


def mark_doubtful(page: Page, scenes: Sequence[Scene]) -> None:
    """Mark the reports of an article that are hardly of an event; who holds a place is none, and not weighed."""
    table = weights("credence")
    for report, features in doubtable(page, scenes):
        report.doubtful = report.kind is not EventKind.HELD and table.sum(features) < _DOUBTFUL


def doubtable(page: Page, scenes: Sequence[Scene]) -> Iterator[tuple[Report, list[str]]]:
    """Yield the reports of an article with what can weigh for each of them to be of an event, each feature once."""
    story = _Story(page, scenes)
    for report in sorted(page.reports, key=lambda r: r.at):
        yield report, [*dict.fromkeys(story.features(report))]


class _Story:
    """What an article has told up to a report; it goes on from report to report."""

    def __init__(self, page: Page, scenes: Sequence[Scene]) -> None:
        self._page, self._scenes = page, scenes
        self._sentences = [scene.sentence.start for scene in scenes]
        self._class = {p.actor.id: p.cls for p in reversed(page.parties) if p.actor is not None}
        self._named = Counter(match.place.root for match in page.places if match.place is not None)
        self._most = max(self._named.values(), default=0)
        self._told: dict[tuple[EventKind, str], Counter[When | None]] = defaultdict(Counter)
        self._of: dict[str, set[EventKind]] = defaultdict(set)
        self._here: dict[int, list[Report]] = defaultdict(list)
        for report in page.reports:
            self._here[report.evidence.start].append(report)

    def features(self, report: Report) -> Iterator[str]:
        """Yield what can weigh for a report; then the story has told it."""
        number = max(0, bisect_right(self._sentences, report.at) - 1)
        scene = self._scenes[number]
        yield from self._how_read(report, scene)
        yield from self._who(report)
        yield from self._told_besides(report)
        yield from self._where(report, scene)
        yield from self._words(report, scene)
        yield f"sentence:{bisect_right(_OPENING, number)}"
        yield f"{report.kind}|sentence:{bisect_right(_OPENING, number)}"

    def _how_read(self, report: Report, scene: Scene) -> Iterator[str]:
        """Yield how a report was read: in which form, where and when, and pairs of these."""
        kind = str(report.kind)
        read = {
            "form": report.form or "none",
            "status": str(report.status),
            "at": report.place.kind if report.place is not None else "unknown" if report.unlocated else "nowhere",
            "place": how_placed(report),
            "dated": _dated(report),
            "age": self._age(report),
            "earlier": str(report.earlier),
            "refused": str((report.at, report.kind) in scene.refused),
            "verb": next((sign.verb for sign in scene.signs if sign.start == report.at), ""),
        }
        found = {name: f"{name}:{value}" for name, value in read.items()}
        yield from found.values()
        yield from (f"{kind}|{one}" for one in found.values())
        form, place, dated = found["form"], found["place"], found["dated"]
        yield from (f"{form}|{place}", f"{form}|{dated}", f"{place}|{dated}")
        yield from (f"{kind}|{form}|{found[name]}" for name in ("place", "dated", "at", "age"))

    def _age(self, report: Report) -> str:
        """Return how long before the publication a report says that it was."""
        published = self._page.article.published
        when = report.time.when if report.time is not None else None
        if published is None or published.latest is None or when is None or when.latest is None:
            return "none"
        days = (published.latest - when.latest).days
        age = next((name or str(days) for most, name in _AGES if days < most), "old") if days >= 0 else "ahead"
        return age if when.day is not None else f"{age} or so"

    def _who(self, report: Report) -> Iterator[str]:
        kind = report.kind
        parties = sorted({(str(role), self._class.get(actor.id, "none"), sure) for role, actor, sure in report.actors})
        for role, cls, sure in parties:
            yield from (f"party:{role}:{cls}:{sure}", f"{kind}|party:{role}:{cls}")
        count = min(2, len(parties))
        yield from (f"{kind}|parties:{count}", f"{kind}|{report.form}|parties:{count}")

    def _told_besides(self, report: Report) -> Iterator[str]:
        """Yield what the article has told of the place before, and what the sentence tells besides."""
        kind = report.kind
        before = self._told[kind, report.root]
        again = 2 if len(before) > 1 else min(2, sum(before.values()))
        then = report.time.when if report.time is not None else None
        same = then in before
        yield from (f"again:{again}", f"{kind}|again:{again}", f"again:{again}|form:{report.form}")
        yield from (f"again:{again > 0}|{_dated(report)}", f"again:{again > 0}|then:{same}")
        yield from (f"{kind}|told:{other}" for other in sorted(self._of[report.root]))
        before[then] += 1
        self._of[report.root].add(kind)
        others = [other for other in self._here[report.evidence.start][:_BESIDE] if other is not report]
        for other in others:
            here = other.root == report.root
            yield from (f"beside:{other.kind}:{here}:{other.at == report.at}", f"{kind}|beside:{other.kind}:{here}")
        yield f"{kind}|besides:{min(3, len(others))}"

    def _where(self, report: Report, scene: Scene) -> Iterator[str]:
        """Yield how often the article names the place, and where the sentence does."""
        kind, root = report.kind, report.root
        named = self._named[root]
        yield from (f"named:{min(4, named)}", f"{kind}|most:{0 < named == self._most}")
        words = scene.words
        mine = [
            n
            for n, word in enumerate(words)
            if word.place is not None and word.place.place is not None and word.place.place.root == root
        ]
        if not mine:
            return
        cue = bisect_left(words, report.at, key=lambda word: word.start)
        at = min(mine, key=lambda n: abs(n - cue))
        crossed = min(2, scene.sentence.crossings(words[at].start, report.at))
        side = "before" if at < cue else "behind"
        before = words[at - 1].text if at else "^"
        yield from (f"here:{side}:{crossed}:{report.form}", f"{kind}|here:{side}:{crossed}|{before}")
        yield from (f"here:{side}:{min(12, abs(at - cue))}", f"here:{side}:{min(12, abs(at - cue))}|{report.form}")

    def _words(self, report: Report, scene: Scene) -> Iterator[str]:
        """Yield the trigger and the words round it."""
        kind, text = report.kind, self._page.article.text
        words = [word.text for word in scene.words]
        at = min(bisect_left(scene.words, report.at, key=lambda word: word.start), max(0, len(words) - 1))
        padded = ["$", "$", *words, "$", "$", "$"]
        before2, before, cue, behind, behind2 = padded[at : at + 5]
        yield from (f"cue:{cue}", f"{kind}|cue:{cue}", f"cue:{cue}|{report.form}", f"cue:{cue}|{how_placed(report)}")
        yield from (f"cue:{cue}|{_dated(report)}", f"cue:{before}_{cue}", f"cue:{cue}_{behind}")
        yield from (f"{kind}|cue:{cue}_{behind}_{behind2}", f"{kind}|cue:{before2}_{before}_{cue}")
        low, high = max(0, at - _ROUND), min(len(words), at + _ROUND + 1)
        for n in range(low, high):
            if n != at:
                side = "b" if n < at else "a"
                yield from (f"{kind}|{side}:{words[n]}", f"{kind}|{side}{min(_NEXT, abs(n - at))}:{words[n]}")
        yield from (f"{kind}|{a}_{b}" for a, b in pairwise(words[low:high]))
        yield from (f"word:{word}" for word in words)
        yield from (f"{kind}|long:{min(5, len(words) // 8)}", f"long:{min(5, len(words) // 8)}")
        quotes = sum(text.count(mark, scene.sentence.start, report.at) for mark in _QUOTES)
        yield from (f"{kind}|quoted:{quotes % 2}", f"quotes:{min(quotes, 2)}")


def _dated(report: Report) -> str:
    """Return how a report is dated: by a time of its own, by who told it then, by bounds, or not at all."""
    if report.time is not None and report.time.when is not None:
        return "own"
    if report.told is not None:
        return "told"
    return "since" if report.bounds is not None and report.bounds.earliest is not None else "open"
