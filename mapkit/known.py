"""What could be known on a day: the events as the articles published by then report them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from mapkit.corrections import apply_to_actors, apply_to_events
from mapkit.events import assemble
from mapkit.model import Actor, Article, Correction, Event, Mention, PlaceMatch, TimeMatch


class Read(Protocol):
    """What was read and found; a dossier has it."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, dated as far as they can be."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What the words say."""

    @property
    def places(self) -> tuple[PlaceMatch, ...]:
        """What was made of the places."""

    @property
    def times(self) -> tuple[TimeMatch, ...]:
        """What was made of the times."""

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The editor's rulings."""


def events_known_by(day: date, read: Read, *, actors: Sequence[Actor]) -> tuple[Event, ...]:
    """Return the events that the articles published by a day report, and as they report them.

    An event merges reports of several days; leaving out those that came later also takes back what they told of its
    time, place and status. An article without a date is left out. Rulings count whenever they were made.

    Parameters
    ----------
    day
        The last day of publication that counts.
    read
        The dossier; its articles have their texts.
    actors
        The caller's own actors.
    """
    articles = tuple(a for a in read.articles if a.published and a.published.latest and a.published.latest <= day)
    ids = {a.id for a in articles}
    events = assemble(
        [m for m in read.mentions if m.evidence.article_id in ids],
        [p for p in read.places if p.mention.evidence.article_id in ids],
        [t for t in read.times if t.mention.evidence.article_id in ids],
        articles=articles,
    )
    events = apply_to_actors(events, read.corrections, actors)
    return apply_to_events(events, _rulings(events, read))


def _rulings(events: Sequence[Event], read: Read) -> list[Correction]:
    """Return the rulings on events, aimed at the same events as fewer articles report them."""
    if not any(c.target.startswith("ev-") for c in read.corrections):
        return []
    whole = {e.id: e for e in assemble(read.mentions, read.places, read.times, articles=read.articles)}
    return [
        replace(ruling, target=event.id)
        for ruling in read.corrections
        if ruling.target in whole
        for event in events
        if event.kind is whole[ruling.target].kind
        and (event.id == ruling.target or _part_of(event, whole[ruling.target]))
    ]


def _part_of(event: Event, whole: Event) -> bool:
    return {(e.article_id, e.start) for e in event.evidence} <= {(e.article_id, e.start) for e in whole.evidence}
