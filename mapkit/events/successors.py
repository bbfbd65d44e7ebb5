"""Who took over a place that a force left, where what else is told of the place says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from mapkit.events.actors import same_state
from mapkit.model import Actor, Event, EventKind, Role, Status

_FACTS = (Status.HAPPENED, Status.CLAIMED)
_LEAVES = (*_FACTS, Status.PLANNED)
_TAKES = (EventKind.CONTROL_CHANGE, EventKind.HANDOVER, EventKind.HELD)

SOON = timedelta(days=7)
"""Within so long of a departure who gains the place gains it from those who left."""

_STRAGGLE = timedelta(days=2)
"""So long after a place was taken the last of those who held it can still be leaving."""


def note_successors(events: Sequence[Event]) -> list[Event]:
    """Let a withdrawal say who took the place over: the first who is told to gain or hold it, then or soon after.

    An article that tells of the departure must tell of that, and no later than it: what could be known on a day does
    not come from a later article. A province or a country that is left is not taken over as a whole.
    """
    takings: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.kind in _TAKES and event.status in _FACTS and _takers(event):
            for article in {quoted.article_id for quoted in event.evidence}:
                for spot in _spots(event):
                    takings[article, spot].append(event)
    return [_succeeded(event, takings) for event in events]


def _spots(event: Event) -> tuple[str, ...]:
    """Return what tells its place from others, then its town where it is a part of one or near it."""
    if event.place is None:
        return (event.place_name,) if event.place_name else ()
    root = event.place.root
    return (root, root.partition("/")[0]) if "/" in root else (root,)


def _takers(event: Event) -> tuple[Actor, ...]:
    return event.with_role(Role.BY if event.kind is EventKind.HELD else Role.TO)


def _succeeded(event: Event, takings: dict[tuple[str, str], list[Event]]) -> Event:
    if event.kind is not EventKind.WITHDRAWAL or event.status not in _LEAVES or event.with_role(Role.TO):
        return event
    if event.place is not None and event.place.kind == "country":
        return event
    left = event.with_role(Role.BY)
    articles = sorted({quoted.article_id for quoted in event.evidence})
    after: list[Event] = []
    for spot in _spots(event):
        known = [taking for article in articles for taking in takings.get((article, spot), [])]
        after = after or [one for one in known if _follows(one, event) and not _shares(_takers(one), left)]
    if not after:
        return event
    first = min(after, key=lambda taking: (_begins(taking), taking.kind is EventKind.HELD, taking.id))
    takers = _takers(first)
    reason = f"who took it over: not said here; {', '.join(a.name for a in takers)}, as is told of the place"
    return replace(event, actors=(*event.actors, *((Role.TO, a) for a in takers)), reasons=(*event.reasons, reason))


def _begins(event: Event) -> date:
    when = event.when
    return (when.earliest or when.latest or date.max) if when is not None else date.max


def _follows(taking: Event, leaving: Event) -> bool:
    """Whether a place can have been taken when it was left, or soon after, by what was known of both at first."""
    if None not in (taking.known_since, leaving.known_since) and taking.known_since > leaving.known_since:  # type: ignore[operator]  # neither is None
        return False
    a, b = leaving.when, taking.when
    if a is None or b is None:
        return True
    # it may be the taker who leaves again where nobody says who leaves, or not on which day it was taken
    straggling = _STRAGGLE if leaving.with_role(Role.BY) and b.day is not None else timedelta(0)
    too_early = b.latest is not None and a.earliest is not None and b.latest < a.earliest - straggling
    too_late = b.earliest is not None and a.latest is not None and b.earliest - a.latest > SOON
    return not (too_early or too_late)


def _shares(takers: Sequence[Actor], left: Sequence[Actor]) -> bool:
    return any(a.id == b.id or same_state(a, b) for a in takers for b in left)
