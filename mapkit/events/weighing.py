"""What the words round a place weigh for each kind of event there: a linear model, learned from annotated news."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapkit.events.page import Page, Report
from mapkit.events.weights import Weights
from mapkit.events.words import Scene, Sign, Word
from mapkit.model import EventKind, Place, PlaceMatch

_BESIDE = 4
"""Words before and behind a place that are looked at one by one."""

_ROUND = 8
"""Words before and behind a place of which neighbours are looked at together."""

_CLOSE, _FAR = 25, 70
"""Characters between a place and a trigger up to which it is close, and up to which it is not far."""

_FAR_IN = (1, 400, 900, 1_800)
"""Characters from the beginning of an article to a sentence, in steps."""

_CLAUSE = 60
"""Characters that a clause between a place and a trigger counts for."""


_NO_PARTY = frozenset(("HERE", "ELSEWHERE", "COUNTRY", "DAY", "NUMBER", "NAME"))
"""Words in capitals that stand for something else than a party."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of which a sentence may tell: named ``in`` it, the ``focus`` of the story, or named ``last`` before."""

    where: PlaceMatch | Place
    known: str

    @property
    def place(self) -> Place | None:
        """The place itself; ``None`` when it could not be located."""
        return self.where.place if isinstance(self.where, PlaceMatch) else self.where

    @property
    def name(self) -> str:
        """Its name, as written where the article names it."""
        return self.where.mention.evidence.quote if isinstance(self.where, PlaceMatch) else self.where.name

    @property
    def root(self) -> str:
        """What tells it from others."""
        return self.place.root if self.place is not None else self.name


class Told:
    """What an article tells of which place, by sentence and altogether."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.of: dict[str, set[EventKind]] = {}
        self.within: dict[int, list[Report]] = {}
        for report in reports:
            self.of.setdefault(report.root, set()).add(report.kind)
            self.within.setdefault(report.evidence.start, []).append(report)
        self.places_with = Counter(kind for kinds in self.of.values() for kind in sorted(kinds))
        self.read = {root: frozenset(kinds) for root, kinds in self.of.items()}
        self.many = min(4, sum(map(len, self.of.values())))

    def in_sentence(self, start: int) -> list[Report]:
        """Return what the sentence that begins there tells."""
        return self.within.get(start, [])

    def features(self, root: str) -> Iterator[str]:
        """Yield what the rules have read of a place, and of others."""
        here = self.read.get(root, frozenset())
        for kind, places in self.places_with.items():
            if kind in here:
                yield f"told:True:{kind}"
            if places > (kind in here):
                yield f"told:False:{kind}"
        yield f"told:{self.many}"


def spots_of(scene: Scene) -> list[Spot]:
    """Return the places of which a sentence may tell something; of one that it names twice, both.

    A sentence without a trigger tells nothing: what has no word for it is seldom an event.
    """
    if not scene.signs:
        return []
    spots = [Spot(match, "in") for match in scene.places]
    for where, known in ((scene.focus, "focus"), (scene.last, "last")):
        if where is not None and Spot(where, known).root not in {spot.root for spot in spots}:
            spots.append(Spot(where, known))
    return spots


def features_of_sentence(page: Page, scene: Scene) -> list[str]:
    """Return what every place of a sentence has: its words, whatever names they are beside."""
    found = [f"word:{word.text}" for word in scene.words if word.place is None]
    found.append(f"triggers:{min(4, len(scene.signs))}")
    far = scene.sentence.start - page.article.body[0]
    found.append(f"opens:{bisect_right(_FAR_IN, far)}")
    return [*dict.fromkeys(found)]


def features_of(scene: Scene, spot: Spot, told: Told, before: Sequence[Report]) -> list[str]:
    """Return what a place has in a sentence that can weigh for an event there, each once.

    Parameters
    ----------
    scene, spot
        The sentence and the place.
    told
        What the rules have read in the article.
    before
        What they have read in the sentence before.
    """
    found = [f"is:{spot.known}", f"kind:{spot.place.kind if spot.place is not None else 'unknown'}"]
    found.append(f"{found[0]},{found[1]}")
    found.append(f"places:{spot.known}:{min(3, len(scene.places))}")
    texts = [word.text if word.place is None else _named(word.place, spot) for word in scene.words]
    at = next((n for n, word in enumerate(scene.words) if word.place is not None and word.place is spot.where), None)
    if at is None:
        found += [f"same:{a}_{b}" for a, b in pairwise(texts)]
        found += [f"same:{sign.kind}" for sign in scene.signs]
        found += [f"same:{sign.kind}:{sign.form}" for sign in scene.signs]
        found += [f"refused:{kind}" for _, kind in sorted(scene.refused)]
    else:
        found += _beside(texts, at, scene)
        found += _signs_beside(scene, spot, texts, at)
    found += [f"word:{text}" for text, word in zip(texts, scene.words, strict=True) if word.place is not None]
    return [*dict.fromkeys((*found, *_known(scene, spot, told, before)))]


def _named(match: PlaceMatch, spot: Spot) -> str:
    if match is spot.where or Spot(match, "in").root == spot.root:
        return "HERE"
    return "COUNTRY" if match.place is not None and match.place.kind == "country" else "ELSEWHERE"


def _beside(texts: Sequence[str], at: int, scene: Scene) -> Iterator[str]:
    """Yield the words beside a place, each with how near it stands, and pairs of them."""
    yield f"before:_{'_'.join(texts[max(0, at - 2) : at])}"
    yield f"behind:_{'_'.join(texts[at + 1 : at + 3])}"
    low, high = max(0, at - _ROUND), min(len(texts), at + _ROUND + 1)
    for n in range(max(0, at - _BESIDE), min(len(texts), at + _BESIDE + 1)):
        if n != at:
            yield f"{'b' if n < at else 'a'}{min(3, abs(n - at))}:{texts[n]}"
    for n in range(low, at - 1):
        yield f"before:{texts[n]}_{texts[n + 1]}"
    for n in range(at + 1, high - 1):
        yield f"behind:{texts[n]}_{texts[n + 1]}"
    bounds = scene.sentence.boundaries
    clause = bisect_right(bounds, scene.words[at].start)
    first = bisect_left(scene.words, bounds[clause - 1], key=lambda word: word.start) if clause else 0
    for n in range(first, at):
        yield f"{texts[at - 1]}|{texts[n]}"


def _signs_beside(scene: Scene, spot: Spot, texts: Sequence[str], place: int) -> Iterator[str]:
    """Yield the triggers of a sentence with where they stand to a place: on which side, how far, in which clause."""
    at = scene.words[place].start
    preposition = texts[place - 1] if place else ""
    nearest: tuple[int, Sign] | None = None
    for sign in scene.signs:
        crossed = scene.sentence.crossings(sign.start, at)
        side = "b" if sign.start < at else "a"
        far = abs(sign.start - at)
        reach = "close" if far < _CLOSE else "near" if far < _FAR else "far"
        yield f"cue:{min(crossed, 2)}{side}{reach}:{sign.kind}"
        yield f"cue:{min(crossed, 2)}{side}:{sign.kind}:{sign.form}"
        yield f"cue:{sign.kind}|{preposition}"
        if (sign.start, sign.kind) in scene.refused:
            yield f"refused:{sign.kind}|{preposition}"
            yield f"refused:{min(crossed, 2)}{side}:{sign.kind}"
            yield f"refused:{reach}:{sign.kind}:{sign.form}"
        cost = far + _CLAUSE * crossed
        if nearest is None or cost < nearest[0]:
            nearest = cost, sign
    if nearest is not None:
        yield from _next_sign(scene, spot, texts, place, nearest[1])


def _next_sign(scene: Scene, spot: Spot, texts: Sequence[str], place: int, sign: Sign) -> Iterator[str]:
    """Yield the trigger next to a place: its word, its form, and what stands beside both."""
    preposition = texts[place - 1] if place else ""
    cue = min(bisect_left(scene.words, sign.start, key=lambda word: word.start), len(texts) - 1)
    side = "b" if sign.start < scene.words[place].start else "a"
    yield f"next:{sign.kind}:{sign.form}:{side}:{preposition}"
    yield f"next:{sign.kind}:{sign.verb}"
    what = spot.place.kind if spot.place is not None else "unknown"
    yield f"next:{sign.kind}|{what}"
    yield f"{texts[cue]}|{what}"
    yield f"next:{side}:{texts[cue]}"
    yield f"next:{texts[cue]}|{preposition}"
    yield f"next:{texts[cue]}_{texts[cue + 1] if cue + 1 < len(texts) else ''}"
    yield f"next:_{texts[cue - 1] if cue else ''}_{texts[cue]}"
    doer = next((text for text in reversed(texts[:cue]) if _is_party(text)), "none")
    other = next((text for text in texts[cue:] if _is_party(text)), "none")
    yield f"doer:{sign.kind}|{doer}|{other}"
    yield f"doer:{texts[cue]}|{doer}"


def _is_party(text: str) -> bool:
    return text.isupper() and text not in _NO_PARTY


def _known(scene: Scene, spot: Spot, told: Told, before: Sequence[Report]) -> Iterator[str]:
    """Yield what the rules have read: in the sentence, in the one before, and of the place in the article."""
    known = "in" if spot.known == "in" else "out"
    here = told.in_sentence(scene.sentence.start)
    for report in here:
        root = report.root
        where = "here" if root == spot.root else "else" if root else "none"
        yield f"read:{known}:{where}:{report.kind}"
        yield f"read:{known}:{where}:{report.kind}:{report.form}"
    kinds = dict.fromkeys(report.kind for report in here)
    yield f"read:{known}:{'some' if kinds else 'nothing'}"
    yield from (f"read:{known}:like:{kind}" for kind in kinds)
    for report in before:
        yield f"before:{known}:{report.root == spot.root}:{report.kind}"
    yield from told.features(spot.root)


def likely_kinds(table: Weights, sums: Sequence[float]) -> list[EventKind]:
    """Return the kinds of event that are more likely than not, the likeliest first; sums are logarithms of odds."""
    found = sorted(zip(sums, table.labels, strict=True), key=lambda kind: -kind[0])
    return [EventKind(kind) for weight, kind in found if weight > 0]


def telling_words(table: Weights, features: Iterable[str], kind: EventKind, words: Sequence[Word]) -> list[int]:
    """Return where the words stand that weigh most for a kind of event, at most three, in text order."""
    gain: dict[str, float] = {}
    for feature in features:
        weight = table.of_label(feature, kind)
        for stem in re.split(r"[:_|]", feature)[1 if ":" in feature else 0 :]:
            if stem.islower() and len(stem) > 2:
                gain[stem] = gain.get(stem, 0.0) + weight
    best = sorted((s for s in gain if gain[s] > 0), key=lambda s: -gain[s])
    at = {word.text: word.start for word in reversed(words)}
    return sorted(at[stem] for stem in [s for s in best if s in at][:3])
