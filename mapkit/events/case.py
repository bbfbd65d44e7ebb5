"""Everything the articles tell, arranged for the question where they contradict each other."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from mapkit._text import sentences
from mapkit.events.merge import Group
from mapkit.events.page import Report
from mapkit.frames import place_label, unique
from mapkit.model import Article, Event, Evidence, Issue, Mention, Place, PlaceMatch, TimeMatch

STORY = timedelta(days=60)
"""Between the publication of two articles that go on about one thing."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says, in the words of the message, and where it stands."""

    says: str
    evidence: Evidence


@dataclass(kw_only=True)
class Case:
    """What was told, and by which words."""

    events: Sequence[Event]
    """The events as they are handed out."""
    told: Sequence[tuple[Group, Event]]
    """Each group of reports with its event; the event as it was before order tightened it."""
    loose: Sequence[Report]
    """Reports without place and time."""
    doubtful: Sequence[Report]
    """Reports that are hardly of an event."""
    articles: dict[str, Article]
    mentions: dict[str, list[Mention]]
    times: dict[str, list[TimeMatch]]
    places: dict[str, list[PlaceMatch]]
    _sentences: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Event]:
        """The events by their ids."""
        return {event.id: event for event in self.events}

    def name(self, article: str) -> str:
        """Return what an editor calls an article."""
        found = self.articles.get(article)
        return found.name if found else article

    def names(self, evidence: Iterable[Evidence]) -> str:
        """Return the names of the articles that quotations stand in."""
        return ", ".join(unique(self.name(e.article_id) for e in evidence))

    def published(self, article: str) -> date | None:
        """Return the last day on which an article can have been published."""
        when = self.articles[article].published
        return when.latest if when else None

    def reports(self) -> Iterator[Report]:
        """Yield every report, also those that came to no event."""
        for group, _ in self.told:
            yield from group.reports
        yield from self.loose
        yield from self.doubtful

    @cached_property
    def _countries(self) -> dict[str, str]:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for report in self.reports():
            if report.place is not None and report.place.country:
                counts[report.article.id][report.place.country] += 1
        return {a: min(c, key=lambda code: (-c[code], code)) for a, c in counts.items()}

    def country_in(self, article: str) -> str:
        """Return the code of the country that most of an article's reports are from; ``""`` when there is none."""
        return self._countries.get(article, "")

    def country_of(self, report: Report) -> str:
        """Return the code of the country that a report is from, else of its article."""
        return (report.place.country if report.place else None) or self.country_in(report.article.id)

    def with_events(self) -> list[str]:
        """Return the ids of the articles that report anything."""
        return sorted({report.article.id for report in self.reports()})

    def stories(self, told: Sequence[tuple[str, Report]]) -> Iterator[list[tuple[str, Report]]]:
        """Cut what is told of one matter into stories: articles published within :data:`STORY` of the first."""
        ordered = sorted(
            told, key=lambda item: (self.published(item[1].article.id) or date.min, item[1].article.id, item[1].at)
        )
        story: list[tuple[str, Report]] = []
        begun: date | None = None
        for item in ordered:
            day = self.published(item[1].article.id)
            if begun is not None and day is not None and day - begun > STORY:
                yield story
                story, begun = [], None
            begun = begun or day
            story.append(item)
        yield story

    def label(self, group: Group) -> str:
        """Return what a group of reports tells, in a few words."""
        return f"{group.kind.replace('_', ' ')}, {place_label(group.place)}"

    def actors(self, article: str) -> list[Mention]:
        """Return the parties named in an article."""
        return [m for m in self.mentions.get(article, ()) if m.kind == "actor"]

    def cues(self, article: str) -> list[Mention]:
        """Return the words in an article that may report an event."""
        return [m for m in self.mentions.get(article, ()) if m.kind == "cue" and "event" in m.hints]

    def kind_named(self, article: str, start: int, end: int) -> str | None:
        """Return the kind of the first noun between two places of an article that names an event."""
        for cue in self.cues(article):
            if start <= cue.evidence.start < end and cue.hints.get("form") == "noun":
                return cue.hints["event"]
        return None

    def quantities(self, report: Report) -> list[Mention]:
        """Return the numbers in the sentence of a report."""
        at = report.evidence
        found = self.mentions.get(report.article.id, ())
        return [m for m in found if m.kind == "quantity" and at.start <= m.evidence.start < at.end]

    @cached_property
    def _sides(self) -> dict[str, str]:
        return {a.id: a.side or "" for event in self.events for _, a in event.actors}

    def is_mission(self, party: Mention) -> bool:
        """Whether a party is a mission of an international organisation."""
        return self._sides.get(party.value or "") in ("mission", "international")

    def sentence(self, evidence: Evidence) -> Evidence:
        """Return the sentence that words stand in."""
        article = self.articles[evidence.article_id]
        spans = self._sentences.get(article.id)
        if spans is None:
            spans = self._sentences[article.id] = sentences(article.text, article.body)
        number = bisect_right(spans, evidence.start, key=lambda span: span[0]) - 1
        if number < 0 or spans[number][1] < evidence.end:
            return evidence
        start, end = spans[number]
        return Evidence(article_id=article.id, start=start, end=end, quote=article.text[start:end])

    def town_before(self, article: str, at: int) -> Place | None:
        """Return the last town named before a place of an article."""
        named = [
            (match.mention.evidence.start, match.place)
            for match in self.places.get(article, ())
            if match.mention.evidence.start < at and match.role == "location" and match.place is not None
        ]
        towns = [(start, place) for start, place in named if place.kind not in ("country", "region")]
        return max(towns, key=lambda item: item[0])[1] if towns else None


def rival_issue(
    case: Case, code: str, what: str, sides: Sequence[Side], remark: str, events: Iterable[str], *, most: int = 4
) -> Issue:
    """Say in one sentence what each side says and where; quote each article once a side.

    Parameters
    ----------
    case
        Where the articles' names are.
    code, events
        Of the issue.
    what
        The beginning of the sentence, up to what the sides say.
    sides
        At least two that say different things.
    remark
        What an editor is to make of it.
    most
        How many different sayings and articles are named at most.
    """
    by_saying: dict[str, dict[str, Evidence]] = {}
    for side in sides:
        by_saying.setdefault(side.says, {}).setdefault(side.evidence.article_id, side.evidence)
    shown = [
        f"{says} ({', '.join(unique(case.name(a) for a in [*found][:most]))}{_more(len(found) - most)})"
        for says, found in [*by_saying.items()][:most]
    ]
    said = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    return Issue(
        code=code,
        message=f"{what} {said}{_more(len(by_saying) - most)}; {remark}",
        evidence=tuple(e for found in [*by_saying.values()][:most] for e in [*found.values()][:most]),
        event_ids=unique(events),
    )


def _more(number: int) -> str:
    return f" and {number} more" if number > 0 else ""
