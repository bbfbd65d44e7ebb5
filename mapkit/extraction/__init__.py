"""Articles become mentions: what the words say, before anything is decided."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from mapkit._text import fold
from mapkit.extraction._candidates import Hit, note_containers
from mapkit.extraction._context import hints_of, load_words, tokens_of
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
    """Finds mentions in one article.

    One that may fail at an article can offer ``issues``, a sequence of :class:`mapkit.Issue` that quote the article:
    they join those of the dossier. A cue of the form ``told`` is an event that it has read by itself
    (:mod:`mapkit.events.told`).
    """

    name: str

    def extract(self, article: Article) -> Iterable[Mention]:
        """Return the mentions found; their offsets refer to ``article.text``."""
        ...


def extract(
    articles: Iterable[Article], *, gazetteer: Names, extractors: Sequence[Extractor] = (), home: str | None = None
) -> tuple[Mention, ...]:
    """Find every mention in the bodies of the articles.

    No two mentions of places overlap. Where finders differ, a name that the gazetteer knows goes before one that it
    does not, then the longer before the shorter, then the one that brings hints, then the earlier finder, the rules
    being the first. Places that bring no hints (``value`` is ``None``) get those of the words around, as the rules'
    own do. Mentions of any other kind are all kept.

    Parameters
    ----------
    articles
        Any number; none gives ``()``.
    gazetteer
        Decides which words may be places.
    extractors
        Further extractors, run after the built-in rules.
    home
        ISO 3166-1 alpha-2 code of the country the articles are about, when it is known beforehand.

    Returns
    -------
    tuple of Mention
        Sorted by article, in the order given, then by position.
    """
    country_of = _country_of(gazetteer)
    found: list[Mention] = []
    for article in articles:
        times = find_time_mentions(article.text, language=article.language, article_id=article.id, span=article.body)
        mentions = [
            *find_toponyms(
                article.text,
                gazetteer=gazetteer,
                language=article.language,
                article_id=article.id,
                span=article.body,
                home=home,
            ),
            *times,
            *find_actors(article.text, country_of=country_of, article_id=article.id, span=article.body),
            *find_quantities(article.text, article_id=article.id, span=article.body),
            *find_cues(article.text, article_id=article.id, span=article.body, language=article.language, times=times),
        ]
        further = [mention for extractor in extractors for mention in extractor.extract(article)]
        if any(mention.kind == "place" for mention in further):
            mentions = _settled(article, [*mentions, *further], gazetteer)
        else:
            mentions += further
        found += sorted(mentions, key=lambda m: (m.evidence.start, m.evidence.end, m.kind, m.value or ""))
    return tuple(found)


def _settled(article: Article, mentions: list[Mention], gazetteer: Names) -> list[Mention]:
    """Keep one place where several finders see one, and give hints to those that bring none."""
    demonyms = {_span(m) for m in mentions if m.kind == "cue" and "demonym" in m.hints}
    # "Chadian" names no place, though some gazetteer may know a village called so
    places = [m for m in mentions if m.kind == "place" and _span(m) not in demonyms]
    known = {m.evidence.quote: bool(gazetteer.lookup(m.evidence.quote)) for m in places}
    places.sort(key=lambda m: (not known[m.evidence.quote], m.evidence.start - m.evidence.end, m.value is None))
    kept: list[Mention] = []
    spans: list[tuple[int, int]] = []
    for place in places:
        start, end = _span(place)
        at = bisect(spans, (start, end))
        if (at == 0 or spans[at - 1][1] <= start) and (at == len(spans) or end <= spans[at][0]):
            spans.insert(at, (start, end))
            kept.insert(at, place)
    hinted = zip(kept, _hints(article, kept, gazetteer), strict=True)
    others = (m for m in mentions if m.kind != "place")
    return [*others, *(m if m.value is not None else replace(m, value=hints) for m, hints in hinted)]


def _span(mention: Mention) -> tuple[int, int]:
    return mention.evidence.start, mention.evidence.end


def _hints(article: Article, places: Sequence[Mention], gazetteer: Names) -> list[str | None]:
    """Return what the words around say of each place; ``places`` are in text order."""
    words = load_words(french=(article.language or "").startswith("fr"))
    tokens = tokens_of(article.text, article.body)
    starts = [token.start for token in tokens]
    hits = []
    for place in places:
        (start, end), bearers = _span(place), gazetteer.lookup(place.evidence.quote)
        first, last = (max(0, bisect(starts, at) - 1) for at in (start, end - 1))
        country = any(p.kind == "country" for p in bearers)
        hits.append(Hit(first, last, start, end, place.evidence.quote, bearers, country=country))
    note_containers(article.text, hits)
    for inner, outer in pairwise(hits):
        named = any(p.kind in ("country", "region") for p in outer.places)
        if named and not inner.places and article.text[inner.end : outer.start] == ", ":
            inner.container = outer.name  # of a name that no gazetteer knows, the words are all there is
    if tokens:
        hints_of(article.text, tokens, hits, words, getattr(gazetteer, "is_capital", lambda _: False))
    return [";".join(dict.fromkeys(hit.hints)) or None for hit in hits]


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
