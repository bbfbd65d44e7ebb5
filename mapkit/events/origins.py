"""Which articles tell the same story from the same source: copies count once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from zlib import crc32

from mapkit._resources import load_toml
from mapkit._text import fold
from mapkit.model import Article

SHINGLE = 5
"""Words in a run; five in a row are seldom shared by chance (Broder 1997 uses runs of 4 to 10)."""

SHARED = 0.2
"""Share of the shorter article's runs from which two articles are copies of one text."""

_QUOTED = re.compile(r"[“\"«]\s*([^“”\"«»]{12,400}?)[,.!?]?\s*[”\"»]")


SAMPLED = 4
"""Of so many runs about one is looked up, chosen by its first word (a sketch as in Manber 1994)."""

CROWD = 16
"""Articles that share a run up to which all pairs of them are counted; of more, each with the few that follow it."""

FOLLOWING = 4

Marks = dict[str, tuple[str, ...]]
"""For each article id what it has from elsewhere: its text, and the agency that it credits."""


def origins(articles: Sequence[Article]) -> Marks:
    """Return for each article id the text it shares and the agency it credits.

    Articles share a text when they carry the same quotation of at least four words, or when a fifth of the shorter
    one's runs of five words stands in the other. Linear in the text: both are found through an index, which holds the
    runs that begin with one word in :data:`SAMPLED`; what shares enough of those is compared run by run. An agency that
    two articles credit joins them only for one event (see :func:`independent`), since an agency files many stories.
    """
    together = _Joined(a.id for a in articles)
    by_quote: dict[str, str] = {}
    by_run: dict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []
    # a lone article shares nothing
    for number, article in enumerate(articles if len(articles) > 1 else ()):
        body = _body(article)
        for match in _QUOTED.finditer(body):
            words = fold(match[1]).rstrip(" ,")
            if len(words.split()) >= 4:
                together.join(article.id, by_quote.setdefault(words, article.id))
        runs = _runs(body, SAMPLED)
        sizes.append(len(runs))
        for run in runs:
            by_run[run].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in by_run.values():
        for i, a in enumerate(numbers):
            for b in numbers[i + 1 :] if len(numbers) <= CROWD else numbers[i + 1 : i + 1 + FOLLOWING]:
                shared[a, b] += 1
    for (a, b), count in sorted(shared.items()):
        alike = count >= SHARED / 2 * min(sizes[a], sizes[b])
        one, other = articles[a], articles[b]
        if alike and together.root(one.id) != together.root(other.id) and _are_copies(_body(one), _body(other)):
            together.join(one.id, other.id)
    agencies = {a.id: agency_of(a) for a in articles}
    return {
        ident: (together.root(ident), f"agency:{agency}") if agency else (together.root(ident),)
        for ident, agency in agencies.items()
    }


class _Joined:
    """Which of some things belong together; the least name stands for all."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parent = {name: name for name in names}

    def root(self, name: str) -> str:
        parent = self._parent
        while parent[name] != name:
            parent[name] = name = parent[parent[name]]
        return name

    def join(self, a: str, b: str) -> None:
        low, high = sorted((self.root(a), self.root(b)))
        self._parent[high] = low

    def count(self) -> int:
        return sum(name == parent for name, parent in self._parent.items())


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1 << 16)
def _number_of(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _runs(body: str, sampled: int = 1) -> set[int]:
    """Return numbers for the runs of words of a text, or for a sample of them, the same in every process."""
    words = [_number_of(word) for word in _WORD.findall(body.casefold())]
    # of numbers, which Python hashes without a seed
    starts = [i for i, word in enumerate(words[: 1 - SHINGLE]) if word % sampled == 0]
    return {hash(tuple(words[i : i + SHINGLE])) for i in starts}


_all_runs = lru_cache(maxsize=256)(_runs)


def _are_copies(one: str, other: str) -> bool:
    a, b = _all_runs(one), _all_runs(other)
    return len(a & b) >= SHARED * max(1, min(len(a), len(b)))


def _body(article: Article) -> str:
    return article.text[article.body[0] : article.body[1]]


@cache
def _agencies() -> re.Pattern[str]:
    names: list[str] = load_toml("vocabulary", "cues.toml")["origin"]["agencies"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")


def agency_of(article: Article) -> str | None:
    """Return the news agency that the article credits first, ``None`` when it credits none."""
    match = _agencies().search(article.text, *article.body)
    return match.group() if match else None


def independent(articles: Iterable[str], marks: Marks) -> int:
    """Return how many independent origins report one event.

    Parameters
    ----------
    articles
        The ids of the articles that report it.
    marks
        What :func:`origins` returned. Articles that credit the same agency count once too.
    """
    mine = {ident: marks[ident] for ident in articles}
    together = _Joined({mark for found in mine.values() for mark in found})
    for first, *others in mine.values():
        for other in others:
            together.join(first, other)
    return together.count()
