"""Articles become mentions: what the words say, before anything is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from mapkit._text import fold
from mapkit.extraction.actors import find_actors
from mapkit.extraction.cues import find_cues
from mapkit.extraction.quantities import find_quantities
from mapkit.extraction.times import find_time_mentions
from mapkit.extraction.toponyms import find_toponyms
from mapkit.model import Article, Mention, Place

__all__ = ["Extractor", "Names", "extract"]


class Names(Protocol):
    """What extraction needs of a gazetteer: candidates for a name."""

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places that bear ``name``; none gives an empty sequence."""
        ...


class Extractor(Protocol):
    """Finds mentions in one article."""

    name: str

    def extract(self, article: Article) -> Iterable[Mention]:
        """Return the mentions found; their offsets refer to ``article.text``."""
        ...


def extract(
    articles: Iterable[Article], *, gazetteer: Names, extractors: Sequence[Extractor] = ()
) -> tuple[Mention, ...]:
    """Find every mention in the bodies of the articles.

    Parameters
    ----------
    articles
        Any number; none gives ``()``.
    gazetteer
        Decides which words may be places.
    extractors
        Further extractors, run after the built-in rules.

    Returns
    -------
    tuple of Mention
        Sorted by article, in the order given, then by position.
    """
    country_of = _country_of(gazetteer)
    found: list[Mention] = []
    for article in articles:
        mentions = [
            *find_toponyms(
                article.text, gazetteer=gazetteer, language=article.language, article_id=article.id, span=article.body
            ),
            *find_time_mentions(article.text, language=article.language, article_id=article.id, span=article.body),
            *find_actors(article.text, country_of=country_of, article_id=article.id, span=article.body),
            *find_quantities(article.text, article_id=article.id, span=article.body),
            *find_cues(article.text, article_id=article.id, span=article.body),
        ]
        for extractor in extractors:
            mentions.extend(extractor.extract(article))
        found += sorted(mentions, key=lambda m: (m.evidence.start, m.evidence.end, m.kind, m.value or ""))
    return tuple(found)


def _country_of(gazetteer: Names) -> Callable[[str], str | None]:
    """Return a function from a demonym or a country's name to its code."""
    demonym: Callable[[str], str | None] = getattr(gazetteer, "demonym_country", lambda _: None)
    known: dict[str, str | None] = {}

    def country_of(word: str) -> str | None:
        if word not in known:
            known[word] = demonym(word) or next(
                (p.country for p in gazetteer.lookup(word) if p.kind == "country" and fold(p.name) != ""), None
            )
        return known[word]

    return country_of
