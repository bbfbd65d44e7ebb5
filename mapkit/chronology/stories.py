"""What articles tell, as far as dating needs it, and which of them tell the same story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mapkit._text import fold, sentences
from mapkit._timevalue import ERA, TimeValue
from mapkit.model import Article, Mention

ALIKE = 0.13
"""Share of their long words that articles of one story have in common, at the least: two stories of one place, years
apart, share a tenth."""

LEAD = 3
"""Sentences at the head of an article that tell its news; what is told further down may be weeks old."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A time expression that ties publication to a day of an event.

    ``kinds`` and ``places`` are those of the events told in its sentence, ``words`` its words; ``leads`` says that it
    is one of the first.
    """

    mention: Mention
    value: TimeValue
    kinds: frozenset[str]
    places: frozenset[str]
    words: frozenset[str]
    leads: bool

    def tells(self, events: Iterable[tuple[str, str]]) -> bool:
        """Whether its sentence tells one of ``events``; a sentence that names no place may tell any."""
        return any(kind in self.kinds and (not self.places or place in self.places) for kind, place in events)


@dataclass(frozen=True, slots=True)
class Story:
    """What an article tells, as far as dating needs it."""

    clues: tuple[Clue, ...]
    events: frozenset[tuple[str, str]]
    """Pairs of kind and folded place that share a sentence."""
    names: frozenset[str]
    """Actors and folded places."""
    words: frozenset[str]
    """Beginnings of its long words."""
    latest_year: int | None
    """The latest year told of the past."""
    ahead_year: int | None
    """The first year after it that is told as still to come."""


def read_story(article: Article, mentions: Sequence[Mention]) -> Story:
    """Read what an article tells from its mentions."""
    bounds = sentences(article.text, article.body)
    cells: list[list[Mention]] = [[] for _ in bounds]
    ordered, index = sorted(mentions, key=lambda m: m.evidence.start), 0
    for mention in ordered:
        while index < len(bounds) and bounds[index][1] <= mention.evidence.start:
            index += 1
        if index < len(bounds) and mention.evidence.start >= bounds[index][0]:
            cells[index].append(mention)
    clues: list[Clue] = []
    events: set[tuple[str, str]] = set()
    names: set[str] = set()
    years: list[int] = []
    ahead: list[int] = []
    for number, (cell, span) in enumerate(zip(cells, bounds, strict=True)):
        kinds = frozenset(kind for mention in cell if mention.kind == "cue" and (kind := mention.hints.get("event")))
        places = frozenset(
            fold(m.evidence.quote) for m in cell if m.kind == "place" and m.hints.get("role") != "in_name"
        )
        events.update((kind, place) for kind in kinds for place in places)
        names.update(
            places, (m.value or "" for m in cell if m.kind == "actor" and (m.value or "").startswith("actor:"))
        )
        times = [mention for mention in cell if mention.kind == "time"]
        words = words_of(article.text[slice(*span)]) if times else frozenset()
        for mention in times:
            if mention.value:
                value = TimeValue.parse(mention.value)
                clues.append(Clue(mention, value, kinds, places, words, leads=number < LEAD))
                if value.has_year and len(value.head) >= 4 and int(value.head[:4]) < ERA // 2:
                    (ahead if is_ahead(value) else years).append(int(value.head[:4]))
    words = words_of(article.text[slice(*article.body)])
    latest = max(years, default=None)
    next_year = min((year for year in ahead if latest is None or year >= latest), default=None)
    return Story(tuple(clues), frozenset(events), frozenset(names - {""}), words, latest, next_year)


def words_of(text: str) -> frozenset[str]:
    """Return the first six letters of the words of five letters and more."""
    return frozenset(word[:6] for word in re.findall(r"[^\W\d_]{5,}", text.casefold()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the words of both that both have."""
    return len(one & other) / len(one | other) if one and other else 0.0


def is_ahead(value: TimeValue) -> bool:
    """Whether the words look forward: a deadline or a plan dates nothing."""
    hints = value.hints
    return (
        hints.get("tense") == "future"
        or "deadline" in hints
        or hints.get("rel") in ("by", "until")
        or hints.get("dir") == "future"
    )


def _same_story(one: Story, other: Story) -> bool:
    """Whether both tell of events at one place, and share another name besides."""
    places = {place for _, place in one.events} & {place for _, place in other.events}
    related = bool(places) and len((one.names & other.names) | places) > 1
    return related and likeness(one.words, other.words) >= ALIKE


def shared_events(one: Story, other: Story) -> frozenset[tuple[str, str]]:
    """Return the kinds and places of event that both tell, when they share another name besides."""
    names = one.names & other.names
    return frozenset(event for event in one.events & other.events if names - {event[1]})


class Kin:
    """Which dated articles tell the same story as each undated one.

    An article is compared when it gets its date, with the undated ones of its places: where all are dated, or none is,
    nothing is compared.
    """

    def __init__(self, articles: Sequence[Article], stories: Mapping[str, Story]) -> None:
        self._stories = stories
        self._met: set[int] = set()
        self._kin: dict[int, list[int]] = {n: [] for n, a in enumerate(articles) if a.published is None}
        self._by_place: dict[str, list[int]] = defaultdict(list)
        for number in self._kin:
            for place in {place for _, place in stories[articles[number].id].events}:
                self._by_place[place].append(number)

    def of(self, articles: Sequence[Article]) -> dict[int, list[Article]]:
        """Return, for the number of each undated article, the dated ones of its story; ``articles`` as dated so far."""
        for number, article in enumerate(articles):
            if article.published is None or number in self._met:
                continue
            self._met.add(number)
            story = self._stories[article.id]
            near = {n for place in {place for _, place in story.events} for n in self._by_place.get(place, ())}
            for undated in near:
                other = articles[undated]
                # an article that got its date in this round needs no other any more
                if other.published is None and _same_story(self._stories[other.id], story):
                    self._kin[undated].append(number)
        return {
            n: [articles[i] for i in sorted(found)] for n, found in self._kin.items() if articles[n].published is None
        }
