"""What could be known on each earlier day of publication: the steps of the second clock of the map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mapkit.frames import Frames, articles_frame, control_frame, events_frame, routes_frame
from mapkit.inference import Engine, infer
from mapkit.known import Read, events_known_by
from mapkit.model import Actor, Article, ControlState, Route
from mapkit.routes import RoadNetwork

MOST_DAYS = 24
"""Days between which a reader can choose; more would be no choice."""
MOST_READ = 6_000
"""Articles that may be assembled again, over all days together: some seconds."""


def history_days(articles: Sequence[Article]) -> tuple[date, ...]:
    """Return the days on which knowledge grew and that are worth showing, in order.

    Parameters
    ----------
    articles
        The collection; only articles with a day by which they were published count.

    Returns
    -------
    tuple of date
        The days of publication but the last one, when everything was known; that one too where undated articles may
        have come later. Of many days some, evenly chosen; empty for a collection too large to assemble again.
    """
    dated = [a.published.latest for a in articles if a.published and a.published.latest]
    days = sorted(set(dated))
    if len(dated) == len(articles):
        days = days[:-1]
    most = min(MOST_DAYS, MOST_READ // max(1, len(articles)))
    if len(days) > most:
        days = [days[(number + 1) * len(days) // most - 1] for number in range(most)]
    return tuple(days)


def history(
    read: Read, *, actors: Sequence[Actor], engines: Sequence[Engine], roads: RoadNetwork | None
) -> Iterator[tuple[date, Frames]]:
    """Yield the days of publication, and the frames made of what was published by each.

    Parameters
    ----------
    read
        The dossier; its articles have their texts.
    actors, engines, roads
        What it was made with.
    """
    bare = articles_frame(())
    for day in history_days(read.articles):
        events = events_known_by(day, read, actors=actors)
        findings = infer(events, engines=engines, roads=roads)
        yield (
            day,
            Frames(
                events=events_frame(events, read.articles),
                control=control_frame([f for f in findings if isinstance(f, ControlState)]),
                routes=routes_frame([f for f in findings if isinstance(f, Route)]),
                issues=(),
                articles=bare,
            ),
        )
