"""Frozen values: what mapkit knows, apart from how it came to know it."""

from mapkit.model.actor import Actor
from mapkit.model.article import Article, Evidence, Mention
from mapkit.model.event import Event, EventKind, Quantity, Role, Status
from mapkit.model.finding import Basis, ControlState, Route, Sighting
from mapkit.model.issue import RULED, Correction, Issue
from mapkit.model.place import PUT, Place, PlaceMatch
from mapkit.model.time_match import TimeMatch
from mapkit.model.when import TimeBasis, TimePrecision, When

__all__ = [
    "PUT",
    "RULED",
    "Actor",
    "Article",
    "Basis",
    "ControlState",
    "Correction",
    "Event",
    "EventKind",
    "Evidence",
    "Issue",
    "Mention",
    "Place",
    "PlaceMatch",
    "Quantity",
    "Role",
    "Route",
    "Sighting",
    "Status",
    "TimeBasis",
    "TimeMatch",
    "TimePrecision",
    "When",
]
