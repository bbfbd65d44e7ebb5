"""Which articles tell the same story from the same source: copies count once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from mapkit._resources import load_toml
from mapkit._text import fold
from mapkit.model import Article

SHINGLE = 5
"""Words in a run; five in a row are seldom shared by chance (Broder 1997 uses runs of 4 to 10)."""

SHARED = 0.2
"""Share of the shorter article's runs from which two articles are copies of one text."""

_QUOTED = re.compile(r"[“\"«]\s*([^“”\"«»]{12,400}?)[,.!?]?\s*[”\"»]")


def origins(articles: Sequence[Article]) -> dict[str, str]:
    """Return for each article id the id of the origin it shares.

    Articles share an origin when they carry the same quotation of at least four words, or when a fifth of the shorter
    one's runs of five words stands in the other. Linear in the text: both are found through an index. An agency that
    two articles credit joins them only for one event (see :func:`independent`), since an agency files many stories.
    """
    parent = {a.id: a.id for a in articles}

    def root(node: str) -> str:
        while parent[node] != node:
            node = parent[node]
        return node

    def join(a: str, b: str) -> None:
        low, high = sorted((root(a), root(b)))
        parent[high] = low

    by_quote: dict[str, str] = {}
    by_run: dict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for number, article in enumerate(articles):
        body = article.text[article.body[0] : article.body[1]]
        for match in _QUOTED.finditer(body):
            words = fold(match[1]).rstrip(" ,")
            if len(words.split()) >= 4:
                join(article.id, by_quote.setdefault(words, article.id))
        words_of = re.findall(r"\w+", body.casefold())
        runs = {tuple(words_of[i : i + SHINGLE]) for i in range(len(words_of) - SHINGLE + 1)}
        sizes.append(len(runs))
        for run in runs:
            by_run[hash_run(run)].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in by_run.values():
        # a run that stands nearly everywhere is boilerplate and links nothing
        if 2 <= len(numbers) <= 50:
            for i, a in enumerate(numbers):
                for b in numbers[i + 1 :]:
                    shared[a, b] += 1
    for (a, b), count in sorted(shared.items()):
        if count >= SHARED * max(1, min(sizes[a], sizes[b])):
            join(articles[a].id, articles[b].id)
    return {a.id: root(a.id) for a in articles}


def hash_run(run: tuple[str, ...]) -> int:
    """Return a number for a run of words that is the same in every process."""
    import zlib

    return zlib.crc32(" ".join(run).encode()) | (len(run[0]) << 32)


@cache
def _agencies() -> re.Pattern[str]:
    names: list[str] = load_toml("vocabulary", "cues.toml")["origin"]["agencies"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")


def agency_of(article: Article) -> str | None:
    """Return the news agency that the article credits first, ``None`` when it credits none."""
    match = _agencies().search(article.text, *article.body)
    return match.group() if match else None


def independent(articles: Sequence[Article], origin: dict[str, str]) -> int:
    """Return how many independent origins report one event.

    Parameters
    ----------
    articles
        The articles that report it.
    origin
        What :func:`origins` returned. Articles that credit the same agency count once too.
    """
    groups: list[set[str]] = []
    for article in articles:
        agency = agency_of(article)
        marks = {origin[article.id], *([f"agency:{agency}"] if agency else [])}
        joined = [g for g in groups if g & marks]
        groups = [g for g in groups if not g & marks] + [marks.union(*joined)]
    return len(groups)
