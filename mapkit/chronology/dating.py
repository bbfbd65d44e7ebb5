"""The day of publication: given, stated, or inferred from the articles that tell the same story; never today's date."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from mapkit._dates import FROM_ADDRESS, FROM_NAME, SAME_DATE, check_day, date_in_name, date_in_url
from mapkit._timevalue import TimeValue
from mapkit.chronology.anchoring import published_span
from mapkit.chronology.datelines import stands_in_dateline
from mapkit.chronology.positions import spans_of
from mapkit.chronology.resolve import resolve
from mapkit.chronology.spans import Span, distance
from mapkit.chronology.stories import Clue, Kin, Story, is_ahead, likeness, read_story, shared_events
from mapkit.errors import ConfigError
from mapkit.model import Article, Evidence, Issue, Mention, TimeBasis, When

NEAR = 183
"""Days between articles of one story: nearer than this, one year of two is decided."""

AFTERMATH = 6
"""Days for which news says "on Tuesday 31 October" of what has happened: after a week the next Tuesday is nearer."""

SAME_SENTENCE, SAME_EVENT = 0.35, 0.1
"""The same of two sentences that tell one event, for a bare weekday, which comes back every week, and for "today"."""

SPAN = 5
"""Years between one told as past and one told as ahead that settle the year of a weekday's date."""

HORIZON = 10
"""Years after the latest year named that are listed as possible."""

LISTED = (1990, 2039)
"""Years that are listed as possible for an article that names none: those of news on the web."""

_HINT = "Give the date with --published NAME=YYYY-MM-DD or in mapkit.toml"


def date_articles(
    articles: Iterable[Article], mentions: Iterable[Mention], *, published: Mapping[str, date] | None = None
) -> tuple[tuple[Article, ...], tuple[Issue, ...]]:
    """Date articles.

    In this order: ``published``, the date the page states, the dateline, the date in the address or the name, and what
    follows from the other articles: one that tells the same story fixes the year of "Tuesday, 31 October", and one
    that tells the same event fixes the day of "this morning".

    Parameters
    ----------
    articles
        As read.
    mentions
        Of all kinds; those of kind ``"cue"``, ``"place"`` and ``"actor"`` tell which articles belong together.
    published
        Days by article name.

    Returns
    -------
    tuple of Article, tuple of Issue
        The articles in the order given, with ``published``, its basis and reasons; and an ``"undated-article"`` for
        each one left without, a ``"time-without-year"`` for each day whose year stays open, and a
        ``"date-conflict"`` where the dates of one page, or articles of one story, contradict each other.

    Raises
    ------
    ConfigError
        When ``published`` names an unknown article or holds what is no day.
    """
    given = _given(articles := tuple(articles), published or {})
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.evidence.article_id].append(mention)
    stated = [_stated(article, given, by_article[article.id]) for article in articles]
    dated = [article for article, _ in stated]
    contradictions = [issue for _, issue in stated if issue]
    if all(article.published is not None for article in dated):
        return tuple(dated), tuple(contradictions)  # what the articles tell need not be read
    stories = {article.id: read_story(article, by_article[article.id]) for article in articles}
    issues: list[Issue] = []
    # a day found for one article may date the next; each round sees only what the rounds before have found, so that the
    # order of the articles does not matter
    kin = Kin(dated, stories)
    while True:
        inferred = {n: _infer(dated[n], others, stories) for n, others in kin.of(dated).items()}
        issues.extend(conflict for _, conflict in inferred.values() if conflict)
        if not any(found for found, _ in inferred.values()):
            break
        for number, (found, _) in inferred.items():
            dated[number] = found or dated[number]
    final = {article.id for article in dated if article.published is None}
    unique = {issue.message: issue for issue in issues if issue.evidence and issue.evidence[0].article_id in final}
    for article in dated:
        if article.published is None:
            unique.update({issue.message: issue for issue in _undated(article, stories[article.id])})
    return tuple(dated), (*contradictions, *unique.values())


def _given(articles: Sequence[Article], published: Mapping[str, date]) -> dict[str, date]:
    names = {article.name for article in articles}
    for name in published:
        if name not in names:
            near = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.0)
            message = f"a publication date is given for {name!r}, but no article has that name"
            raise ConfigError(message, hint=f"Did you mean {near[0]!r}?" if near else "No article was read", key=name)
    return {name: check_day(day, f"the publication date of {name!r}") for name, day in published.items()}


def _stated(article: Article, given: Mapping[str, date], mentions: Sequence[Mention]) -> tuple[Article, Issue | None]:
    """Return the article with the day it states, and what contradicts that.

    A caller's word is final; after it a line of the page counts, then the dateline, the address, the file name.
    """
    if article.name in given:
        return _with(article, When.on(given[article.name]), TimeBasis.STATED, "given by the caller"), None
    said = article.published.earliest if article.published else None
    why = article.published_reasons[0] if article.published_reasons else "the article was given with it"
    sure = not why.startswith((FROM_ADDRESS, FROM_NAME))
    day, at = _dateline(article, mentions)
    stated = [
        (said if sure else None, why),
        (day, f"the dateline says {at.quote!r}" if at else ""),
        (said, why),
        (date_in_url(article.url or ""), f"{FROM_ADDRESS} {article.url!r} holds the date"),
        (date_in_name(article.name), f"{FROM_NAME} {article.name!r} holds the date"),
    ]
    days = [(day, reason) for day, reason in stated if day]
    if not days:
        return article, None
    first, reason = days[0]
    far = [other for day, other in days if abs((day - first).days) > SAME_DATE]
    far += article.published_reasons[1:] if said else ()
    if first != said:
        article = _with(article, When.on(first), TimeBasis.STATED, reason)
    if not far:
        return article, None
    message = f"{article.name}: taken as published on {first} ({reason}), but {far[0]}. {_HINT}"
    return article, Issue(code="date-conflict", message=message, evidence=(at,) if at else ())


def _dateline(article: Article, mentions: Iterable[Mention]) -> tuple[date | None, Evidence | None]:
    """Return the complete day in the dateline and where it is written."""
    for mention in mentions:
        if mention.kind != "time" or not stands_in_dateline(article, mention.evidence):
            continue
        value = TimeValue.parse(mention.value or "")
        if value.has_year:
            days = resolve(value, None).days
            if days and days[0] and days[0] == days[1]:
                return days[0], mention.evidence
    return None, None


def _with(article: Article, when: When, basis: TimeBasis, *reasons: str) -> Article:
    return replace(article, published=when, published_basis=basis, published_reasons=reasons)


def _infer(
    article: Article, kin: Sequence[Article], stories: Mapping[str, Story]
) -> tuple[Article | None, Issue | None]:
    """Date an article from those of its story that have a date, or from itself; ``(None, None)`` when that fails."""
    if article.published is not None:
        return None, None
    story, dated = stories[article.id], [other for other in kin if other.published is not None]
    if not dated:
        return _between_years(article, story), None
    found, conflict = _inherit(article, story, dated, stories)
    if found or conflict:
        return found, conflict
    stated = [other for other in dated if other.published_basis is TimeBasis.STATED]
    return _fix_year(article, story, stated or dated)


def _inherit(
    article: Article, story: Story, kin: Sequence[Article], stories: Mapping[str, Story]
) -> tuple[Article | None, Issue | None]:
    """Take the day of "this morning", or of a bare weekday, from articles that date the same event."""
    for clue in story.clues:
        shift = re.match(r"shift:day:(-?\d+)$", clue.value.head)
        weekday = re.match(r"XXXX-WXX-(\d)$", clue.value.head)
        if not clue.kinds or not (shift or weekday) or is_ahead(clue.value):
            continue
        days: dict[date, list[str]] = defaultdict(list)
        alike = 0.0
        for other in kin:
            events = [event for event in shared_events(story, stories[other.id]) if clue.tells([event])]
            for day, likest in _days_of(other, stories[other.id], events, like=clue.words).items():
                is_late_enough = story.latest_year is None or day.year >= story.latest_year
                fits = weekday is None or (day.isoweekday() == int(weekday[1]) and likest >= SAME_SENTENCE)
                if is_late_enough and fits:
                    days[day].append(other.name)
                    alike = max(alike, likest)
        # an event told twice on different days cannot date a third article
        if len(days) > 1:
            told = "; ".join(f"{day} in {', '.join(sorted(set(names)))}" for day, names in sorted(days.items()))
            quote = clue.mention.evidence.quote
            message = f"{article.name}: {quote!r} stays undated, for the articles of this story disagree ({told})"
            return None, Issue(code="date-conflict", message=message, evidence=(clue.mention.evidence,))
        if alike < SAME_EVENT:
            continue
        for day, names in days.items():
            names_shown = ", ".join(sorted(set(names)))
            reason = f"{clue.mention.evidence.quote!r} is the day of an event that {names_shown} dates to {day}"
            if weekday:
                return _with(
                    article, When(earliest=day, latest=day + timedelta(AFTERMATH)), TimeBasis.INFERRED, reason
                ), None
            when = When.on(day - timedelta(int(shift[1]) if shift else 0))
            return _with(article, when, TimeBasis.INHERITED, reason), None
    return None, None


def _days_of(
    article: Article, story: Story, events: Sequence[tuple[str, str]], *, like: frozenset[str]
) -> dict[date, float]:
    """Return the days that an article gives to some events, with how like another its likest sentence is."""
    days: dict[date, float] = {}
    for clue in story.clues:
        if clue.tells(events) and not is_ahead(clue.value) and clue.value.head != "PRESENT_REF":
            found = resolve(clue.value, published_span(article.published)).days
            if found and found[0] and found[0] == found[1]:
                days[found[0]] = max(days.get(found[0], 0.0), likeness(clue.words, like))
    return days


def _fix_year(article: Article, story: Story, kin: Sequence[Article]) -> tuple[Article | None, Issue | None]:
    """Take the year of a day that has none from dated articles of the same story."""
    clues = [clue for clue in _yearless(story) if clue.leads and _is_news(clue, article)]
    anchors: list[tuple[Span, str]] = [(span, other.name) for other in kin if (span := published_span(other.published))]
    if not clues or not anchors:
        return None, None
    latest: tuple[date, Clue, str] | None = None
    for clue in clues:
        near = {
            span[0]: name
            for known, name in sorted(anchors, key=lambda a: a[1], reverse=True)
            for span in _candidates(clue.value, story.latest_year, range(known[0].year - 1, known[1].year + 2), known)
        }
        if len(near) > 1:
            quote = clue.mention.evidence.quote
            message = f"{article.name}: the articles of this story put {quote!r} on {_one_of(sorted(near))}"
            return None, Issue(code="date-conflict", message=message, evidence=(clue.mention.evidence,))
        for day, name in near.items():
            if latest is None or day > latest[0]:
                latest = (day, clue, name)
    if latest is None:
        return None, None
    day, clue, name = latest
    quote = clue.mention.evidence.quote
    reason = f"{quote!r} is {day}: the only such day within {NEAR} days of {name}, which tells the same story"
    # with its weekday a day is fresh; "on 7 August" is told until the next one is nearer
    last = day + timedelta(AFTERMATH if "weekday" in clue.value.hints else NEAR)
    return _with(article, When(earliest=day, latest=last), TimeBasis.INFERRED, reason), None


def _is_news(clue: Clue, article: Article) -> bool:
    """Whether a day is told as what happened, and not as the name of something older ("the Oct. 23 shooting")."""
    before = article.text[max(0, clue.mention.evidence.start - 4) : clue.mention.evidence.start].casefold()
    hints = clue.value.hints
    if "weekday" not in hints and (before.endswith("the ") or "done" not in hints):
        return False  # "subpoenaed to testify on 10 February"
    return hints.get("tense") == "past" and hints.get("rel") != "since"


def _between_years(article: Article, story: Story) -> Article | None:
    """Date an article by its "Tuesday, 31 October", where only one year between those it tells of has such a day."""
    if story.latest_year is None or story.ahead_year is None or story.ahead_year - story.latest_year > SPAN:
        return None
    for clue in _yearless(story):
        if clue.leads and "weekday" in clue.value.hints and _is_news(clue, article):
            years = range(story.latest_year, story.ahead_year + 1)
            days = [span[0] for span in _candidates(clue.value, story.latest_year, years)]
            if len(days) != 1:
                return None
            quote, day = clue.mention.evidence.quote, days[0]
            reason = (
                f"{quote!r} is {day}: the only such day between {story.latest_year}, told as past, "
                f"and {story.ahead_year}, told as ahead"
            )
            return _with(article, When(earliest=day, latest=day + timedelta(AFTERMATH)), TimeBasis.INFERRED, reason)
    return None


def _yearless(story: Story) -> list[Clue]:
    """Return the past days without a year; those with a weekday count before those without."""
    clues = [
        c
        for c in story.clues
        if re.match(r"XXXX-\d\d-\d\d$", c.value.head) and not is_ahead(c.value) and "year" not in c.value.hints
    ]
    return [c for c in clues if "weekday" in c.value.hints] or clues


def _candidates(value: TimeValue, latest_year: int | None, years: range, near: Span | None = None) -> list[Span]:
    weekday = int(value.hints["weekday"]) if "weekday" in value.hints else None
    return [
        span
        for span in spans_of(value.head, years, weekday)
        if (latest_year is None or span[0].year >= latest_year) and (near is None or distance(span, near) <= NEAR)
    ]


def _undated(article: Article, story: Story) -> list[Issue]:
    """Say what is missing, and between which days the choice lies."""
    issues: list[Issue] = []
    choice = ""
    for clue in _yearless(story):
        days: list[date] = []
        if "weekday" in clue.value.hints:
            first, last = (story.latest_year, story.latest_year + HORIZON) if story.latest_year else LISTED
            last = min(last, story.ahead_year or last)
            days = [span[0] for span in _candidates(clue.value, story.latest_year, range(first, last + 1))]
        shown = _one_of(days) if days else clue.value.head
        choice = choice or (f"; it may have appeared soon after one of {shown}" if len(days) > 1 else "")
        message = f"{article.name}: the year of {clue.mention.evidence.quote!r} cannot be decided; possible: {shown}"
        issues.append(Issue(code="time-without-year", message=message, evidence=(clue.mention.evidence,)))
    evidence = tuple(clue.mention.evidence for clue in story.clues if clue.value.head.startswith("shift:day:"))[:1]
    unread = f" ({article.published_reasons[0]})" if article.published_reasons else ""
    message = f"{article.name} states no date of publication{unread} and none can be inferred{choice}. {_HINT}"
    return [Issue(code="undated-article", message=message, evidence=evidence), *issues]


def _one_of(days: Iterable[date]) -> str:
    """Return days as an EDTF one-of set."""
    return f"[{','.join(day.isoformat() for day in days)}]"
