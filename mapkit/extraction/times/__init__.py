"""Finds time expressions in English and French news.

Tokens get a class each, a grammar over the classes finds expressions, neighbours are joined ("3 p.m." and "Tuesday",
"the end of" and "the year"), and the words around add relation and tense. The value of a mention is the normal form of
:mod:`mapkit._timevalue`: what the words say, without any anchor; :mod:`mapkit.chronology` makes days of it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mapkit.extraction.times.joining import join
from mapkit.extraction.times.matching import match
from mapkit.extraction.times.surroundings import relate
from mapkit.extraction.times.tokens import load_words, tokenise
from mapkit.model import Evidence, Mention

__all__ = ["find_time_mentions"]

EXTRACTOR = "times/1"

# soft hyphen, zero-width space and joiners, marks of direction, word joiner, byte order mark
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def find_time_mentions(
    text: str, *, article_id: str = "", span: tuple[int, int] | None = None, language: str | None = None
) -> tuple[Mention, ...]:
    """Find the time expressions of a text.

    Parameters
    ----------
    text
        The article's text; offsets refer to it.
    article_id
        For the evidence.
    span
        Only look between these offsets, end excluded.
    language
        BCP 47 tag; anything but French is read as English.

    Returns
    -------
    tuple of Mention
        In order, not overlapping, of kind ``"time"``; a text without times gives ``()``.
    """
    code = "fr" if (language or "").casefold().startswith("fr") else "en"
    words = load_words(code)
    if _INVISIBLE.search(text):
        return _seen_through(text, article_id=article_id, span=span, language=language)
    tokens, classes = tokenise(text, span or (0, len(text)), words)
    found = relate(tokens, join(tokens, match(tokens, classes, code, words), words), words)
    mentions = []
    for each in found:
        start, end = tokens[each.first].start, tokens[each.last - 1].end
        evidence = Evidence(article_id=article_id, start=start, end=end, quote=text[start:end])
        mentions.append(Mention(kind="time", evidence=evidence, value=str(each.value), extractor=EXTRACTOR))
    return tuple(mentions)


def _seen_through(
    text: str, *, article_id: str, span: tuple[int, int] | None, language: str | None
) -> tuple[Mention, ...]:
    """Find the times of a text with soft hyphens and the like, in the text that a reader sees."""
    start, stop = span or (0, len(text))
    offsets = [place for place in range(start, stop) if not _INVISIBLE.match(text[place])]
    seen = "".join(text[place] for place in offsets)
    found = []
    for mention in find_time_mentions(seen, article_id=article_id, language=language):
        first, last = offsets[mention.evidence.start], offsets[mention.evidence.end - 1] + 1
        evidence = Evidence(article_id=article_id, start=first, end=last, quote=text[first:last])
        found.append(replace(mention, evidence=evidence))
    return tuple(found)
