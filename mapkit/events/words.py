"""The words of a sentence as the learned weights know them: cut to their first letters, names left out.

What is learned of one war must hold for another; so a place, a party, a day, a number and any other name are one word
each, which says only what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mapkit.events.clauses import Sentence, within
from mapkit.events.page import Page
from mapkit.model import EventKind, Mention, Place, PlaceMatch

STEM = 5
"""Letters that are kept of a word: "entered" and "entering" weigh the same."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'](?=[^\W\d_]))?|\d[\d,.]*|[.,;:!?()\"“”«»—–-]")
_OPENS = frozenset('.:"“«(')


class Word(NamedTuple):  # cheap to make: a text has thousands
    """A word of a sentence, cut to its stem, or what stands for a name: ``PLACE``, ``ARMED_GROUP``, ``DAY``."""

    start: int
    text: str
    place: PlaceMatch | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A trigger: where it begins, what kind of event it tells, and how."""

    start: int
    kind: str
    form: str
    verb: str

    @classmethod
    def of(cls, cue: Mention) -> Sign:
        """Return what a cue of the vocabulary says."""
        hints = cue.hints
        return cls(cue.evidence.start, hints["event"], hints["form"], hints.get("verb", ""))


@dataclass(slots=True)
class Scene:
    """A sentence, its triggers and its words, and where the story was before it.

    The ``focus`` is where the last event was told, ``last`` the place named last.
    """

    page: Page
    sentence: Sentence
    cues: Sequence[Mention]
    focus: PlaceMatch | Place | None
    last: PlaceMatch | Place | None
    refused: set[tuple[int, EventKind]] = field(init=False, default_factory=set)
    """Where a trigger begins that, as the rules read it, tells of no event, and of which kind it would be."""
    places: Sequence[PlaceMatch] = field(init=False)
    signs: Sequence[Sign] = field(init=False)
    _words: Sequence[Word] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.places = within(self.page.places, self.sentence, lambda m: m.mention.evidence.start)
        self.signs = [Sign.of(cue) for cue in self.cues]

    @property
    def words(self) -> Sequence[Word]:
        """The words of the sentence; few sentences are asked for them."""
        if self._words is None:
            self._words = words_of(self.page, self.sentence, self.places)
        return self._words


def words_of(page: Page, sentence: Sentence, places: Sequence[PlaceMatch]) -> list[Word]:
    """Return the words of a sentence in text order."""
    text = page.article.text
    times = within(page.times, sentence, lambda m: m.mention.evidence.start)
    parties = within(page.parties, sentence, lambda p: p.start)
    spans: list[tuple[int, int, str, PlaceMatch | None]] = [
        *((m.mention.evidence.start, m.mention.evidence.end, "PLACE", m) for m in places),
        *((m.mention.evidence.start, m.mention.evidence.end, "DAY", None) for m in times),
        *((p.start, p.end, p.cls.upper(), None) for p in parties),
    ]
    found: list[Word] = []
    at = sentence.start
    for start, end, what, match in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start >= at:
            found += plain_words(text, at, start)
            found.append(Word(start, what, match))
            at = end
    return [*found, *plain_words(text, at, sentence.end)]


def plain_words(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of ``text[start:end]``, of which no name is told."""
    opens = start == 0 or text[start - 1] in "\n "
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if word[0].isdigit():
            word, opens = "NUMBER", False
        elif word[0].isupper() and not opens:
            word = "NAME"
        else:
            opens = word in _OPENS
            word = word.casefold().replace("’", "'")[:STEM]
        yield Word(match.start(), word)
