"""Where an event is, where all that the article says before weighs against what the rules have read.

The rules look for one sign at a time: a preposition, a noun that refers back, the place told of last, the country. Here
all signs are weighed together, for every place that the article has named by then: where it stands in the sentence, or
how long ago and how often it was named, what was told of it, what kind of place it is, and what the sentence calls it.
The weights are learned (:mod:`mapkit.events.weights`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from mapkit.events.actors import is_capital
from mapkit.events.carried import (
    ABOUT,
    IN_SENTENCE,
    JUST_NAMED,
    NAMED_BEFORE,
    NATIONAL,
    STORY_AT,
    is_abroad,
    speaks_there,
)
from mapkit.events.objects import name_of
from mapkit.events.page import Page, Report
from mapkit.events.tolls import is_of_war
from mapkit.events.weights import outweighs, weights
from mapkit.events.words import STEM, Scene
from mapkit.gazetteer import distance_km
from mapkit.model import EventKind, Place, PlaceMatch

_LATEST, _MOST_NAMED = 4, 2
"""Places that are weighed: those named last, and those named most often so far."""

_BACK = 100
"""Mentions among which those named last are looked for."""

_UNLOCATED = 1.0
"""How much more than a name of the sentence that no gazetteer knows another place must weigh."""

_TYPES = (
    r"(?:(?P<town>town|city|village|settlement|hamlet|ville|cité|village|localité|bourgade|bourg|agglomération)"
    r"|(?P<capital>capital|capitale)|(?P<base>base|camp|garrison|barracks|garnison|caserne)"
    r"|(?P<airport>airport|airfield|airstrip|aéroport|aérodrome|piste)|(?P<port>port|harbou?r)"
    r"|(?P<region>region|province|state|district|area|zone|territory|région|état|territoire|département)"
    r"|(?P<country>country|nation|pays)|(?P<island>island|île|archipel)|(?P<border>border|frontière))(?!\w|-)"
)
# "the besieged town", "cette ville", "there": what the sentence calls a place that it does not name
_CALLED = re.compile(
    rf"(?<!\w)(?:(?:the|this|that|its|la|le|cette|ce|cet|sa|son)\s+|l[’'])(?:[a-zà-ÿ-]+\s+){{0,2}}?{_TYPES}"
    r"|(?<!\w)(?:(?P<there>there|là(?!-)|sur place)|(?P<y>y(?=\s))|(?P<it>it|elle))(?!\w)",
    re.IGNORECASE,
)
_AROUND = 90
"""Characters before and behind a trigger within which such a noun may mean its place."""

_WORD = re.compile(r"[^\W_]+|[,.;:\n]")
_BEFORE = 40
"""Characters before a name in which the two words before it are looked for."""

_LEAD = 2
"""Sentences that open an article."""

_KM = (20, 60, 200, 600, 2000)
"""Kilometres from the place that the article names most, by which distances are told apart."""

_WIDE = frozenset(("country", "region", "district"))


@dataclass(slots=True)
class Candidate:
    """A place that an event may be at."""

    where: PlaceMatch | Place
    root: str = field(init=False)
    """What tells it from other places; a part of a town is no other."""
    starts: list[int] = field(default_factory=list)
    """Where the article names it."""

    def __post_init__(self) -> None:
        self.root = root_of(self.place, name_of(self.where))

    @property
    def place(self) -> Place | None:
        """The place; ``None`` for a name that no gazetteer knows."""
        return self.where.place if isinstance(self.where, PlaceMatch) else self.where


def root_of(place: Place | None, name: str | None) -> str:
    """Return the town of a place, its airport or what is near it, else the name that no gazetteer knows."""
    return place.root.partition("/")[0] if place is not None else name or ""


def weigh_places(page: Page, scenes: Sequence[Scene]) -> None:
    """Put the most probable place of a report in the stead of the one that the rules have read, where it weighs more.

    Where the rules have read none, it must have its share of all that is weighed.
    """
    table = weights("whereabouts")
    for report, candidates in placeable(page, scenes):
        sums = [(table.sum(features), one) for one, features in candidates]
        root = root_of(report.place, report.unlocated)
        best, one = max(sums, key=lambda found: found[0], default=(0.0, None))
        if one is None or one.root == root:
            continue
        as_read = max((weight for weight, other in sums if other.root == root), default=None)
        if not outweighs(best, as_read, (weight for weight, _ in sums), _margin(report, one)):
            continue
        instead = report.place.name if report.place is not None else report.unlocated
        rather = f" rather than {instead}" if instead else ""
        report.reasons.append(f"place: {name_of(one.where)}{rather}, by all the article says of it, as weighed")
        if report.destination is not None:
            report.destination = one.place
        report.place, report.unlocated = one.place, None if one.place is not None else name_of(one.where)
        report.carried = True


def _margin(report: Report, one: Candidate) -> float:
    of_all = report.kind in NATIONAL and report.kind is not EventKind.CASUALTY_REPORT  # the dead fell somewhere
    if _is_wide(report.place) and not _is_wide(one.place) and (report.form == "noun" or of_all):
        return math.inf  # what is only named, or concerns a country as a whole, is told of no town
    return _UNLOCATED if report.unlocated and not report.carried else 0.0


def _is_wide(place: Place | None) -> bool:
    return place is not None and place.kind in _WIDE


def placeable(page: Page, scenes: Sequence[Scene]) -> Iterator[tuple[Report, list[tuple[Candidate, list[str]]]]]:
    """Yield reports with the places where they may be, and what weighs for each of those.

    Not what goes to a place, nor one of several like it in a sentence, as in "took X, Y and Z", nor what is at a place
    that the article names later, nor a noun that only refers: "the withdrawal has made rivalries worse", nor the toll
    of a whole war.
    """
    alike: dict[tuple[int, EventKind], set[str]] = defaultdict(set)
    for report in page.reports:
        for at in {report.evidence.start, report.at}:
            alike[at, report.kind].add(report.root)
    story = _Story(page, scenes)
    for report in sorted(page.reports, key=lambda r: r.at):
        refers = report.form == "noun" and not report.root and report.time is None
        several = len(alike[report.at if report.carried else report.evidence.start, report.kind]) > 1
        said = report.destination not in (None, report.place)
        said = said or (report.direct and report.kind is EventKind.WITHDRAWAL and bool(report.root))
        if refers or several or said or is_of_war(report):
            continue
        story.go_to(report)
        candidates = story.candidates(report)
        roots = [one.root for one in candidates]
        own = root_of(report.place, report.unlocated)
        if not report.root or (own in roots and len(roots) > 1):
            yield report, [(one, [*dict.fromkeys(story.features(report, one))]) for one in candidates]


class _Story:
    """What an article has told up to a sentence; it goes on from report to report."""

    def __init__(self, page: Page, scenes: Sequence[Scene]) -> None:
        self.page, self.scenes = page, scenes
        self.sentences = [scene.sentence.start for scene in scenes]
        self.number = 0
        self._mentions = [Candidate(match) for match in page.places]
        self._at = [match.mention.evidence.start for match in page.places]
        self._acting = {party.start for party in page.parties}
        self._passed = 0
        self._known: dict[str, Candidate] = {}
        self._most: list[Candidate] = []
        self._always = [Candidate(where) for where in (page.dateline, page.country) if where is not None]
        self._recent: list[Candidate] = []
        self._nouns: list[str] = []
        self._spoken_in, self._spoken = -1, set[int]()
        self._known_as: list[tuple[str, str]] = []
        self.told: dict[str, list[int]] = defaultdict(list)
        self.kinds: dict[str, set[EventKind]] = defaultdict(set)
        for report in page.reports:
            root = root_of(report.place, report.unlocated)
            if not report.carried and root:
                self.told[root].append(report.at)
                self.kinds[root].add(report.kind)

    @property
    def scene(self) -> Scene:
        """The sentence."""
        return self.scenes[self.number]

    def go_to(self, report: Report) -> None:
        """Go on to the sentence of a report, and note what the article names up to its end."""
        self.number = max(0, bisect_right(self.sentences, report.at) - 1)
        start = self.scene.sentence.start
        if start != self._spoken_in:
            spoken = (m for m in self.scene.places if speaks_there(self.page.plain, start, m))
            self._spoken_in, self._spoken = start, {m.mention.evidence.start for m in spoken}
        self._nouns = self._called(report)
        wheres = (self.scene.focus, self.scene.last, self.page.dateline, self.page.country, self.page.capital)
        known = zip(("focus", "last", "dateline", "country", "capital"), wheres, strict=True)
        self._known_as = [(name, Candidate(where).root) for name, where in known if where is not None]
        end = bisect_left(self._at, self.scene.sentence.end)
        for mention, at in zip(self._mentions[self._passed : end], self._at[self._passed : end], strict=True):
            one = self._known.setdefault(mention.root, mention)
            one.starts.append(at)
            if one.place is not None and mention.place is not None and one.place.kind in ("base", "site"):
                one.where = mention.where  # the town, where it is named, too
            if one not in self._most:
                self._most.append(one)
            self._most = sorted(self._most, key=lambda c: -len(c.starts))[:_MOST_NAMED]
        self._passed = max(self._passed, end)
        last = (self._known[m.root] for m in reversed(self._mentions[max(0, end - _BACK) : end]))
        self._recent = [*islice({one.root: one for one in last}.values(), _LATEST)]

    def candidates(self, report: Report) -> list[Candidate]:
        """Return the places that are weighed: named last, named most, the dateline's and the country's."""
        always = (self._known.get(one.root, one) for one in self._always)
        root = root_of(report.place, report.unlocated)
        own = [self._known[root]] if root in self._known else []
        found = [*{one.root: one for one in (*self._recent, *self._most, *always, *own)}.values()]
        # the rules have looked at what the sentence names
        found = [one for one in found if root or self._ago(one) != "here"]
        # nor is it where somebody speaks of it
        found = [one for one in found if one.root == root or not self._spoken.intersection(one.starts[-1:])]
        found = [one for one in found if one.root == root or not report.elsewhere.intersection(one.starts[-1:])]
        # a country of which the article only tells what it does is where its forces are from
        return [one for one in found if one.root == root or not (_is_wide(one.place) and self._only_acts(one))]

    def features(self, report: Report, one: Candidate) -> Iterator[str]:
        """Yield what can weigh for a place."""
        place, chosen = one.place, one.root == root_of(report.place, report.unlocated)
        why = how_placed(report) if chosen else "other" if report.root else "nowhere"
        kind = place.kind if place is not None else "unknown"
        seat = place is not None and is_capital(place)
        ago = self._ago(one)
        yield from (f"rule:{why}", f"rule:{why}:{kind}", f"rule:{why}:{report.kind}")
        yield from (f"kind:{kind}", f"kind:{kind}:{report.kind}", f"form:{report.form}:{chosen}")
        yield f"acts:{self._only_acts(one)}:{kind}"
        cue = self.page.plain[report.at : report.at + STEM].casefold()
        yield from (f"cue:{cue}:{why}", f"cue:{cue}:{ago}", f"cue:{cue}:{kind}")
        yield from (f"lead:{self.number < _LEAD}:{why}", f"lead:{self.number < _LEAD}:{ago}:{kind}")
        far = self._far(one)
        yield from (f"far:{far}", f"far:{far}:{why}", f"far:{far}:{ago == 'here'}")
        yield from (f"seat:{seat}:{kind}", f"abroad:{is_abroad(one.where, self.page.country)}:{kind}")
        yield from (f"ago:{ago}", f"ago:{ago}:{kind}", f"ago:{ago}:{chosen}", f"named:{_some(len(one.starts))}")
        yield f"most:{bool(self._most) and len(one.starts) >= len(self._most[0].starts)}:{chosen}"
        yield f"first:{bool(self._mentions) and self._mentions[0].root == one.root}"
        yield from self._named_last(one, ago)
        if ago == "here":
            yield from self._in_sentence(report, one)
        yield from self._told(report, one)
        for name, root in self._known_as:
            if root == one.root:
                yield from (f"is:{name}", f"is:{name}:{chosen}")
        for noun in self._nouns:
            yield from (f"noun:{noun}:{kind}", f"noun:{noun}:seat:{seat}", f"noun:{noun}:ago:{ago}")

    def _only_acts(self, one: Candidate) -> bool:
        return bool(one.starts) and all(at in self._acting for at in one.starts)

    def _ago(self, one: Candidate) -> str:
        """Return how many sentences ago a place was named last, and whether in the same paragraph."""
        if not one.starts:
            return "never"
        at, start = one.starts[-1], self.scene.sentence.start
        if at >= start:
            return "here"
        sentences = self.number - (bisect_right(self.sentences, at) - 1)
        here = "p" if sentences < 8 and self.page.plain.find("\n", at, start) < 0 else ""
        return f"{sentences if sentences < 4 else '4+' if sentences < 8 else '8+'}{here}"

    def _named_last(self, one: Candidate, ago: str) -> Iterator[str]:
        """Yield the words before the last mention, and how many towns were named since."""
        if not one.starts:
            return
        two = self._words_before(one.starts[-1])
        yield from (f"prep:{two[-1]}", f"prep:{two[-1]}:{ago}", f"prep2:{'_'.join(two)}")
        after = self._word_after(one.starts[-1])
        yield from (f"next:{after}", f"next:{after}:{ago == 'here'}", f"prep:{two[-1]}:next:{after}")
        towns = [c.root for c in self._recent if not _is_wide(c.place)]
        if one.root in towns:
            yield f"towns since:{min(5, towns.index(one.root))}"

    def _in_sentence(self, report: Report, one: Candidate) -> Iterator[str]:
        """Yield where a place stands to the trigger, the mention next to it."""
        start = self.scene.sentence.start
        at = min((s for s in one.starts[-5:] if s >= start), key=lambda s: abs(s - report.at))
        low, high = min(at, report.at), max(at, report.at)
        crossed = min(2, self.scene.sentence.crossings(low, high))
        between = self._at[bisect_right(self._at, low) : bisect_left(self._at, high)]
        others = min(2, sum(s not in one.starts[-5:] for s in between))
        side = "before" if at < report.at else "behind"
        gap = len(_WORD.findall(self.page.plain, low, high))
        yield from (f"here:{side}:{crossed}:{others}", f"here:{side}:{crossed}:{report.form}")
        yield f"here:{side}:{gap if gap < 4 else next((f'<{most}' for most in (7, 11, 21) if gap < most), '21+')}"
        two = self._words_before(at)
        word = two[-1]
        yield from (f"here:{side}:{word}:{report.kind}", f"here:{side}:{word}:{crossed}")
        yield f"here:{side}:{'_'.join(two)}"

    def _told(self, report: Report, one: Candidate) -> Iterator[str]:
        """Yield what the article tells of a place."""
        start = self.scene.sentence.start
        told, kinds = self.told.get(one.root, []), self.kinds.get(one.root, set())
        count = bisect_left(told, start)
        before = self.sentences[max(0, self.number - 1)]
        yield from (f"told:{_some(count)}", f"told before:{count > 0 and told[count - 1] >= before}")
        yield f"told like:{report.kind in kinds}:{report.kind}"
        changes = {EventKind.CONTROL_CHANGE, EventKind.HANDOVER} & kinds
        yield f"story:{'change' if changes else 'some' if kinds else 'nothing'}"

    def _far(self, one: Candidate) -> str:
        """Return how far a place is from the one that the article has named most, by kilometres."""
        most = next((c.place for c in self._most if not _is_wide(c.place) and c.place is not None), None)
        if most is None or one.place is None or _is_wide(one.place):
            return "unknown"
        if one.place is most:
            return "most"
        km = distance_km(one.place, most)
        return next((f"<{bound}" for bound in _KM if km < bound), "farther")

    def _word_after(self, at: int) -> str:
        """Return the word or the mark behind a mention."""
        end = self.page.places[bisect_left(self._at, at)].mention.evidence.end
        words = _WORD.findall(self.page.plain, end, end + _BEFORE)
        return words[0].casefold()[:STEM] if words else "$"

    def _words_before(self, at: int) -> list[str]:
        words = _WORD.findall(self.page.plain, max(0, at - _BEFORE), at)[-2:]
        return [word.casefold()[:STEM] for word in words] or ["^"]

    def _called(self, report: Report) -> list[str]:
        """Return what kinds of places the words beside a trigger mean without naming them."""
        sentence = self.scene.sentence
        low, high = max(sentence.start, report.at - _AROUND), min(sentence.end, report.end + _AROUND)
        return [*dict.fromkeys(m.lastgroup or "" for m in _CALLED.finditer(self.page.plain, low, high))] or ["none"]


def how_placed(report: Report) -> str:
    """Return how the rules found a place: in the sentence, or for which reason elsewhere."""
    if not report.carried:
        return f"in:{report.direct}"
    reasons = " ".join(reason for reason in report.reasons if reason.startswith("place:"))
    return next((why for words, why in _WHYS.items() if words in reasons), "some")


_WHYS = {NAMED_BEFORE: "back", JUST_NAMED: "last", STORY_AT: "story", ABOUT: "country", IN_SENTENCE: "here"}


def _some(count: int) -> str:
    return str(count) if count < 3 else "3+" if count < 6 else "6+"
