"""One article as the reader of its sentences sees it, and what a sentence of it reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mapkit.events.party import Party
from mapkit.model import (
    Actor,
    Article,
    EventKind,
    Evidence,
    Mention,
    Place,
    PlaceMatch,
    Quantity,
    Role,
    Status,
    TimeMatch,
    When,
)

Doers = list[tuple[Role, Actor, bool]]
"""Who takes part in which role, and whether by name or only by description."""


@dataclass(slots=True, kw_only=True)
class Report:
    """What one sentence of one article reports."""

    article: Article
    kind: EventKind
    status: Status
    evidence: Evidence
    place: Place | None = None
    time: TimeMatch | None = None
    actors: list[tuple[Role, Actor, bool]] = field(default_factory=list)
    destination: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    reasons: list[str] = field(default_factory=list)
    form: str = ""
    direct: bool = False
    """Whether the place stands right after the trigger: "the capture of X"."""
    carried: bool = False
    """Whether the place is another sentence's."""
    at: int = 0
    end: int = 0
    earlier: bool = False
    demonstrative: bool = False
    deadline: bool = False
    bounds: When | None = None
    """What else the words say of when it was: told by a day, told on after a day."""
    told: date | None = None
    """The day on which somebody told of it, where the words say no more of when it was."""
    about: TimeMatch | None = None
    """The expression that most probably tells about when it was, where the rules have left that open."""
    unlocated: str | None = None
    called: str | None = None
    """The name of a place that could not be located, with the word for what it is: "Anzob pass", "camp Kanombe"."""
    elsewhere: frozenset[int] = frozenset()
    """Where the sentence names places at which it is not: where somebody speaks, whose forces they are."""
    doubtful: bool = False
    """Whether it is hardly of an event, as :mod:`mapkit.events.credence` weighs it."""
    unnamed: Literal["", "one", "some"] = ""
    """Whether places are only described, as those that the story names next: "took a town in the east"."""

    def with_role(self, *roles: Role) -> list[Actor]:
        """Return the actors that play one of ``roles``."""
        return [actor for role, actor, _ in self.actors if role in roles]

    @property
    def root(self) -> str:
        """What tells its place from others: of a base, its town; a name that no gazetteer knows; ``""`` without any."""
        return self.place.root if self.place is not None else self.unlocated or ""

    @property
    def place_name(self) -> str | None:
        """What a place is called that could not be located; ``None`` for one that was, or without any."""
        if self.called is not None and self.unlocated is not None and self.unlocated in self.called:
            return self.called
        return self.unlocated  # it was found to be another one since

    @property
    def weight(self) -> tuple[bool, bool, bool, int]:
        """How much the report says: the fullest one of an article is quoted."""
        own_time = self.time is not None and self.time.when is not None
        return (own_time, self.place is not None, self.form != "noun", len(self.actors))


_FEW = 2
"""Forces below which an article names few."""


@dataclass(slots=True)
class Page:
    """Everything known of one article, and what the sentences before this one were about."""

    article: Article
    plain: str
    """The article's text without time expressions and asides; offsets are the same."""
    places: list[PlaceMatch]
    times: list[TimeMatch]
    """Expressions that can say when something happened."""
    lengths: list[TimeMatch]
    """Lengths of time: "three days"."""
    parties: list[Party]
    quantities: list[Mention]
    armed: int = 0
    violent: bool = False
    country: Place | None = None
    of_many: bool = False
    """Whether the article is about many countries, as a page of the day's news."""
    capital: PlaceMatch | None = None
    """The capital of the country that the article is about, where the article names it."""
    dateline: PlaceMatch | None = None
    """The town that the report was sent from, which it calls "this town" and "here"."""
    focus: PlaceMatch | Place | None = None
    """The place that the story is at: of the last report that names one."""
    focus_reach: int = 0
    """Sentences for which the story stays there."""
    last_place: PlaceMatch | Place | None = None
    just_named: PlaceMatch | None = None
    """The one town that the sentence before names."""
    town_named: bool = False
    """Whether a sentence before names a town."""
    last_base: Place | None = None
    """The base that the article last told of."""
    reach: int = 0
    story_day: date | None = None
    """The day of the last thing told that has one, for as long as the story goes on from it."""
    story_reach: int = 0
    just_dated: date | None = None
    """The day of what the sentence before tells."""
    officers: list[Party] = field(default_factory=list)
    """Who speaks for a country's forces without being one: "a Russian general", "un officier congolais"."""
    speakers: Mapping[str, tuple[Actor, ...]] = field(default_factory=dict)
    """For whom somebody speaks whom the article introduces, by his surname."""
    last_actor: Actor | None = None
    last_together: tuple[Actor, ...] = ()
    """Who did it together with the last actor: "French and Malian troops fight. They entered X"."""
    last_group: Actor | None = None
    reports: list[Report] = field(default_factory=list)

    @property
    def few_forces(self) -> bool:
        """Whether the article names so few forces that only a sentence that names one tells what forces do."""
        return self.armed < _FEW
