"""The page of a large table of events: what it knows from the start, and its table for readers without script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mapkit.render import basemap, style
from mapkit.render.columns import MISSING, Packed, Table, ranked
from mapkit.render.page import escaped
from mapkit.render.payload import Json, ground

if TYPE_CHECKING:
    from mapkit.model import Place
    from mapkit.words import Words

PERIODS = 40
"""Rows of the table at most; longer data are counted by year, or by ten of them."""


def payload(
    packed: Packed,
    *,
    title: str,
    attributions: Sequence[str],
    labels: Sequence[Place],
    countries: Sequence[Place],
    tiles: Json | None,
    words: Words,
) -> Json:
    """Return everything that the page of packed events knows from the start, ready for JSON; text stays text."""
    west, south, east, north = packed.header["view"]
    outlines = basemap.basemap((west, south, east, north), packed.points)
    return {
        **packed.header,
        "title": title,
        "words": words.explore,
        "hues": len(style.LIGHT),
        **ground(outlines, attributions=attributions, labels=labels, countries=countries, tiles=tiles, words=words),
    }


def table(title: str, events: Table, words: Words) -> str:
    """Return the counts of events by period and category as a plain table, escaped; rows without day have their own.

    The period is a month, a year or ten years: the finest that gives at most :data:`PERIODS` rows.
    """
    category, names, other = ranked(events.category)
    heads = [words("explore.unstated") if name is None else name for name in names]
    heads += [words("explore.other")] if other else []
    dated = events.first != MISSING
    days = events.first[dated].astype("M8[D]")
    months = days.astype("M8[M]").astype("i8")  # counted from January 1970
    size = next(
        size for size in (1, 12, 120, 1200, 12000) if size == 12000 or len(np.unique(months // size)) <= PERIODS
    )
    periods, number = np.unique(months // size, return_inverse=True)
    wide = max(1, len(heads))
    counts = np.bincount(number * wide + category[dated], minlength=len(periods) * wide).reshape(len(periods), wide)
    rows = []
    for period, row in zip(periods.tolist(), counts.tolist(), strict=True):
        first, last = (str(np.datetime64(month, "M")) for month in (period * size, period * size + size - 1))
        whole = words("title.way", origin=first[:4], destination=last[:4])
        rows.append((first if size == 1 else first[:4] if size == 12 else whole, row))
    if not dated.all():
        rows.append((words("explore.no-day"), np.bincount(category[~dated], minlength=wide).tolist()))
    body = "".join(
        f'<tr><th scope="row">{escaped(words.isolated(period))}</th>'
        f"{''.join(f'<td>{escaped(words.number(count))}</td>' for count in row)}</tr>"
        for period, row in rows
    )
    named = "".join(f'<th scope="col" dir="auto">{escaped(head)}</th>' for head in heads)
    return (
        f'<h1 dir="auto">{escaped(title)}</h1><p>{escaped(words("explore.needs-script", n=len(category)))}</p>'
        f'<table><thead><tr><th scope="col">{escaped(words("page.when"))}</th>{named}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
