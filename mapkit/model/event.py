"""What is reported to have happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mapkit.model.actor import Actor
from mapkit.model.article import Evidence
from mapkit.model.place import Place
from mapkit.model.when import TimeBasis, TimePrecision, When


class EventKind(StrEnum):
    """The kinds of event; ``HELD`` is a state ("is under the control of"), not a change."""

    WITHDRAWAL = "withdrawal"
    HANDOVER = "handover"
    CONTROL_CHANGE = "control_change"
    MOVEMENT = "movement"
    CLASH = "clash"
    ATTACK = "attack"
    DEPLOYMENT = "deployment"
    DESTRUCTION = "destruction"
    COUP = "coup"
    AGREEMENT = "agreement"
    DECISION = "decision"
    CASUALTY_REPORT = "casualty_report"
    HELD = "held"


class Status(StrEnum):
    """How a report stands to what happened.

    ``CLAIMED`` is told by a party that gains from it and confirmed by nobody; ``POSSIBLE`` is reported as
    uncertain by the source itself; hypotheses, forecasts, fears and aims give no event.
    """

    HAPPENED = "happened"
    CLAIMED = "claimed"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Role(StrEnum):
    """The part of an actor in an event: ``FROM`` loses what ``TO`` gains."""

    BY = "by"
    AGAINST = "against"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with bounds: "over 100 trucks" is ``low=100, high=None, unit="truck"``."""

    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that is reported to have happened, with all reports of it.

    Attributes
    ----------
    id
        ``ev-…``, derived from the kind and the first quotation in order of article id.
    kind, status
        What, and how it stands to the facts.
    place
        Where; ``None`` when the text does not say or the name could not be located.
    place_name
        The name in the text where it could not be located; ``None`` otherwise.
    when
        One instant between two bounds; ``None`` when nothing is known.
    actors
        Pairs of role and actor.
    destination
        For movements only.
    quantities
        Numbers reported with the event.
    evidence
        At least one quotation; all reports of the same event.
    reasons
        How place, time and status were derived.
    sources
        Independent origins: articles that share a quotation or an agency count once.
    known_since
        Earliest publication that reports it; ``None`` when no report is dated.
    time_basis, time_precision
        How the time was obtained and how fine it is.
    superseded_by
        Identifier of the event that overtook a plan.
    """

    id: str
    kind: EventKind
    status: Status
    place: Place | None
    when: When | None
    actors: tuple[tuple[Role, Actor], ...]
    evidence: tuple[Evidence, ...]
    place_name: str | None = None
    destination: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    reasons: tuple[str, ...] = ()
    sources: int = 1
    known_since: date | None = None
    time_basis: TimeBasis = TimeBasis.NONE
    time_precision: TimePrecision = TimePrecision.NONE
    superseded_by: str | None = None

    def with_role(self, *roles: Role) -> tuple[Actor, ...]:
        """Return the actors that play one of ``roles``, in order."""
        return tuple(actor for role, actor in self.actors if role in roles)
