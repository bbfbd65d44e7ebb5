"""The line at the head of a report that says where and when it was sent: "BAMAKO, Nov 17, 2023 (AFP) -"."""

from __future__ import annotations

import re

from mapkit.model import Article, Evidence

REACH = 90
"""Characters from the head of the body within which a dateline ends."""

# the place, with its country, and nothing else before the date
_LEAD = re.compile(
    r"\W*(?P<place>[^\W\d_][^,()\n]{1,30}?)\s*(?:\([^()\n]{2,30}\)\s*)?(?:,\s*[^\W\d_][^,()\n]{2,45}?\s*)?(?:,|\s[-–—])\s*(?:le\s+)?"
)
_TAIL = re.compile(r"[^\w\n]{0,2}\s*(?:(?P<agency>\([^()\n]{2,30}\)|/[A-Z]{2}[\w ]{0,20}/)\s*)?(?P<mark>[-–—:]|\n)\s*")
_PLACE_BEHIND = re.compile(r"\s*\((?-i:[A-ZÀ-Þ][A-ZÀ-Þ /'’-]{2,30})\)\s*[-–—]\s")  # "January 28, 2025 (GOMA) –"
_PREPOSITIONS = frozenset(("in", "at", "on", "from", "near", "en", "à", "au", "dans"))
_SMALL = frozenset(("de", "du", "des", "la", "le", "les", "sur", "sous", "en", "of", "the", "al", "el", "ad"))


def stands_in_dateline(article: Article, evidence: Evidence) -> bool:
    """Whether a date says when a report was sent, and not when anything happened."""
    start = article.body[0]
    if evidence.start == start and _PLACE_BEHIND.match(article.text, evidence.end):
        return True
    if not 0 < evidence.start - start < REACH:
        return False
    lead = _LEAD.fullmatch(article.text, start, evidence.start)
    tail = _TAIL.match(article.text, evidence.end)
    if lead is None or tail is None:
        return False
    words = lead["place"].replace("-", " ").split()
    if not all(word[0].isupper() or word in _SMALL for word in words) or words[0].casefold() in _PREPOSITIONS:
        return False
    if lead["place"].isupper() or tail["agency"] is not None:
        return not article.text[tail.end() : tail.end() + 1].isdigit()
    # without capitals or an agency only a dash before a sentence tells a dateline: not "Mopti, 14 November: what we
    # know", nor "X Y, 18 June 1952 - 20 April 2021"
    after = article.text[tail.end() : tail.end() + 1]
    return tail["mark"] in "-–—" and (after.isupper() or after in ("«", "“", '"'))
