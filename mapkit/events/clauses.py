"""Sentences, clauses, and who stands nearest to whom in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from mapkit.events import grammar

_Item = TypeVar("_Item")

_MEMBER = 90
"""Characters over which what describes a member of a list may go on."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the places where its clauses meet; all offsets are the article's."""

    text: str
    start: int
    end: int
    boundaries: tuple[int, ...]

    @classmethod
    def of(cls, article_text: str, start: int, end: int) -> Sentence:
        """Cut the clauses of ``article_text[start:end]``."""
        cuts: list[int] = []
        for match in grammar.BOUNDARY.finditer(article_text, start, end):
            # a comma and the word after it are one boundary
            if match.start() > start and (not cuts or match.start() - cuts[-1] > 3):
                cuts.append(match.start())
        return cls(article_text, start, end, tuple(cuts))

    @property
    def words(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]

    def crossings(self, a: int, b: int) -> int:
        """Return how many clause boundaries lie between two positions."""
        return bisect_right(self.boundaries, max(a, b)) - bisect_left(self.boundaries, min(a, b))

    def clause(self, position: int) -> tuple[int, int]:
        """Return start and end of the clause around a position."""
        low = max((cut for cut in self.boundaries if cut <= position), default=self.start)
        high = min((cut for cut in self.boundaries if cut > position), default=self.end)
        return low, high

    def distance(self, a_start: int, a_end: int, b_start: int, b_end: int) -> int:
        """Return the distance in characters of two spans; a clause boundary between them counts 60."""
        gap = max(b_start - a_end, a_start - b_end, 0)
        return gap + 60 * self.crossings(min(a_end, b_end), max(a_start, b_start))


def coordinated(text: str, spans: Iterable[tuple[int, int]], chosen: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the spans that form one list with the chosen one ("A, B and C"), in text order."""
    ordered = sorted(spans)
    at = ordered.index(chosen)
    chain = [chosen]
    for other in reversed(ordered[:at]):
        if grammar.COORDINATION.fullmatch(text, other[1], chain[0][0]):
            chain.insert(0, other)
        elif chain[0][0] - other[1] > _MEMBER:
            break
    for other in ordered[at + 1 :]:  # one in between may only describe: "A, the largest port after B, and C"
        if grammar.COORDINATION.fullmatch(text, chain[-1][1], other[0]):
            chain.append(other)
        elif other[0] - chain[-1][1] > _MEMBER:
            break
    # a comma alone makes no list: "Bara, North Kordofan"
    joined = any(grammar.CONJUNCTION.search(text, a[1], b[0]) for a, b in pairwise(chain))
    joined = joined or all(grammar.LISTED_BEFORE.search(text, a[1], b[0]) for a, b in pairwise(chain))
    joined = joined or grammar.GOES_ON.match(text, chain[-1][1]) is not None  # its last member may be no known name
    return chain if joined else [chosen]


def within(items: Sequence[_Item], sentence: Sentence, at: Callable[[_Item], int]) -> list[_Item]:
    """Return those of the items, which stand in the order of the text, that begin in the sentence."""
    return list(items[bisect_left(items, sentence.start, key=at) : bisect_left(items, sentence.end, key=at)])
