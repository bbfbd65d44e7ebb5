"""Temporal anchoring: from time mentions and dated articles to days."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal, cast

from mapkit._timevalue import ERA, TimeValue
from mapkit.chronology.histories import is_history
from mapkit.chronology.resolve import resolve
from mapkit.chronology.resolved import Resolved
from mapkit.chronology.spans import Span
from mapkit.chronology.told import Told
from mapkit.model import Article, Mention, TimeBasis, TimeMatch, TimePrecision, When

REACH = 6
"""Words before a time among which "after" or "since" says that it is older than what was told before."""

HEADING, BESIDE = 8, 2
"""Words of a heading, and those beside the time in one that stands over a part of a timeline."""

LEAD = 2
"""Words before a time at the head of its sentence ("By the 1990s")."""

# a hard-wrapped line goes on with a small letter
_SENTENCE_END = re.compile(r"[.!?][\"”’»)]*\s+|\n\s*(?![a-zß-ÿ\s])")
_PARAGRAPH = re.compile(r"\n\s*(?![a-zß-ÿ\s])")
_LINE = re.compile(r"[^\n]+")
# of captions, credits and bylines, which stand over nothing; "war since 2014" goes on today
_NO_HEADING = frozenset(
    "photo file image picture video credit archive copyright source chart by par since depuis afp reuters".split()  # noqa: SIM905  # reads as what it is
)
_ENTRY = re.compile(r"\s*[:–—-]\s")
_BEHIND = frozenset(("after", "since", "following", "après", "depuis"))
_ASIDE = frozenset(("which", "who", "whose", "where", "since", "qui", "où", "dont", "depuis"))
# "in line with a deal signed on", "un accord conclu": what follows does not go on from that day
_AGREED = re.compile(
    r"\b(?:accords?|agreements?|deals?|pacts?|treaty|truce|cease-?fire|resolution|traité|trêve|cessez-le-feu|résolution)\s+"
    r"(?:\w+ly\s+)?(?:signed|reached|agreed|struck|concluded|brokered|adopted|conclue?|signée?|adoptée?|négociée?)\s+"
    r"(?:on\s+|le\s+)?$"
)
_RELATIONS = frozenset(("by", "since", "until"))


def anchor(mentions: Iterable[Mention], *, articles: Iterable[Article]) -> tuple[TimeMatch, ...]:
    """Resolve time mentions to days.

    Parameters
    ----------
    mentions
        Those of another kind than ``"time"`` are passed over.
    articles
        The articles the mentions stand in, dated by :func:`date_articles` where that is possible.

    Returns
    -------
    tuple of TimeMatch
        One for each time mention, by article and place in the text. ``when`` is ``None`` for a length, a habit, and
        whatever cannot be decided; without a day of publication only complete dates are decided.
    """
    known = {article.id: article for article in articles}
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "time" and mention.value is not None:
            groups[mention.evidence.article_id].append(mention)
    order = [*known, *(article_id for article_id in groups if article_id not in known)]
    return tuple(
        match for article_id in order for match in _anchor_article(groups.get(article_id, []), known.get(article_id))
    )


def published_span(when: When | None) -> Span | None:
    """Return the first and last possible day of publication, ``None`` when either is open."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest


def _anchor_article(mentions: list[Mention], article: Article | None) -> Iterable[TimeMatch]:
    published = published_span(article.published) if article else None
    ordered = sorted(mentions, key=lambda m: m.evidence.start)
    values = [TimeValue.parse(mention.value or "") for mention in ordered]
    told = Told(is_history=is_history(values, published))
    if told.is_history:
        # what is told before the first year is near it
        dated = (resolve(value, None) for value in values if value.has_year)
        told.thread = next((found for found in dated if found.span), None)
    before, entry = 0, False
    headings = deque(_headings(article) if article else ())
    for mention, value in zip(ordered, values, strict=True):
        between = article.text[before : mention.evidence.start] if article else ""
        *sentences_before, lead = _SENTENCE_END.split(between)
        starts = bool(sentences_before) or before == 0
        if starts:
            told.here = told.year_here = None
        *_, clause = lead.casefold().rsplit(",", 1)
        entry = entry and "\n" not in between
        told.at_line = before == 0 or entry or ("\n" in between and len(lead.split()) <= LEAD)
        told.behind = not starts and not _BEHIND.isdisjoint(clause.split()[-REACH:])
        if ";" in between:
            told.year_here = None
        while headings and headings[0][1] <= mention.evidence.start:
            told.heading = None  # a heading holds up to the next one
            headings.popleft()
        found = resolve(value, published, told)
        in_heading = bool(headings) and headings[0][0] <= mention.evidence.start
        if article and value.has_year and not (published and found.span and found.span[0] > published[1]):
            line = article.text[slice(*headings[0])] if in_heading else ""
            entry = _opens_entry(article.text, mention)
            if entry or _is_about(line, mention.evidence.quote):
                told.heading, told.heading_firm = found, entry or not re.search(r"[^\W\d_]", line)
        if in_heading:
            headings.popleft()
        told.note(
            value,
            found,
            opens=starts and len(lead.split()) <= LEAD,
            first=_PARAGRAPH.search(between) is not None,
            aside=not _ASIDE.isdisjoint(clause.split()),
            only_names=not starts and _AGREED.search(clause) is not None,
        )
        before = mention.evidence.end
        yield _match(mention, value, found, article)


def _headings(article: Article) -> list[tuple[int, int]]:
    """Return the lines of the body that are no sentence, such as "2023" or "What happened in 1994?"."""
    found = []
    for match in _LINE.finditer(article.text, *article.body):
        words = match.group().split()
        if 0 < len(words) <= HEADING and not match.group().rstrip().endswith((".", ",", ";", "!", "”", '"', "»", ")")):
            found.append(match.span())
    return found


def _is_about(heading: str, quote: str) -> bool:
    """Whether a heading is hardly more than a time, or asks about it; a caption ("File photo, March 2013") is not."""
    others = re.findall(r"[^\W\d_]+", heading.replace(quote, " ", 1).casefold())
    asks = heading.rstrip().endswith("?")
    return bool(heading) and "©" not in heading and (asks or len(others) <= BESIDE) and _NO_HEADING.isdisjoint(others)


def _opens_entry(text: str, mention: Mention) -> bool:
    """Whether a time opens the entry of a timeline: "26 October 2023 - The rebels left."."""
    start, end = mention.evidence.start, mention.evidence.end
    return (start == 0 or text[start - 1] == "\n") and _ENTRY.match(text, end) is not None


def _match(mention: Mention, value: TimeValue, found: Resolved, article: Article | None) -> TimeMatch:
    if found.span and found.span[1].year > ERA // 2:
        found = replace(found, days=None, reason="before the common era, where no map begins")
    relation = value.hints.get("rel", "at")
    if relation == "by" and found.days:
        found = replace(found, days=(None, found.days[1]), precision=TimePrecision.BEFORE)
    when = _when(found.days, approximate=found.approximate)
    basis = TimeBasis.NONE
    reasons: tuple[str, ...] = (f"{mention.evidence.quote!r}: {found.reason}",)
    if when is not None and not found.needs_anchor:
        basis = TimeBasis.STATED if value.has_year else TimeBasis.RELATIVE
    elif when is not None and article is not None and article.published is not None:
        stated = article.published_basis in (TimeBasis.STATED, TimeBasis.NONE)
        basis = TimeBasis.RELATIVE if stated else article.published_basis
        published = f"published {article.published.edtf}, {article.published_basis.value}"
        reasons = (f"{reasons[0]} ({published})", *(() if stated else article.published_reasons))
    return TimeMatch(
        mention=mention,
        when=when,
        timex_type=found.timex_type,
        timex_value=found.timex_value,
        reasons=reasons,
        basis=basis,
        precision=found.precision if when else TimePrecision.NONE,
        relation=cast(Literal["at", "by", "since", "until"], relation if relation in _RELATIONS else "at"),
    )


def _when(days: tuple[date | None, date | None] | None, *, approximate: bool) -> When | None:
    if days is None or days == (None, None):
        return None
    return When(earliest=days[0], latest=days[1], approximate=approximate)
