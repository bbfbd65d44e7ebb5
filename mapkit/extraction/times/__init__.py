"""Finds time expressions in English and French news.

Tokens get a class each, a grammar over the classes finds expressions, neighbours are joined ("3 p.m." and "Tuesday",
"the end of" and "the year"), and the words around add relation and tense. The value of a mention is the normal form of
:mod:`mapkit._timevalue`: what the words say, without any anchor; :mod:`mapkit.chronology` makes days of it.
"""

from __future__ import annotations

from mapkit.extraction.times.joining import join
from mapkit.extraction.times.matching import match
from mapkit.extraction.times.surroundings import relate
from mapkit.extraction.times.tokens import load_words, tokenise
from mapkit.model import Evidence, Mention

__all__ = ["find_time_mentions"]

EXTRACTOR = "times/1"


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
    tokens, classes = tokenise(text, span or (0, len(text)), words)
    found = relate(tokens, join(tokens, match(tokens, classes, code, words), words), words)
    mentions = []
    for each in found:
        start, end = tokens[each.first].start, tokens[each.last - 1].end
        evidence = Evidence(article_id=article_id, start=start, end=end, quote=text[start:end])
        mentions.append(Mention(kind="time", evidence=evidence, value=str(each.value), extractor=EXTRACTOR))
    return tuple(mentions)
