"""The page of a large table of events: what it knows from the start, and its table for readers without script."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mapkit.render import basemap, style
from mapkit.render.columns import MISSING, Packed, Table, ranked
from mapkit.render.payload import Json, named_countries
from mapkit.words import Words

if TYPE_CHECKING:
    from mapkit.model import Place

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
) -> Json:
    """Return everything that the page of packed events knows from the start, ready for JSON; text stays text."""
    west, south, east, north = packed.header["view"]
    outlines = basemap.basemap((west, south, east, north), packed.points)
    words = Words()
    credit = (
        *attributions,
        words("page.outlines"),
        *([tiles["attribution"]] if tiles else []),
        words("page.made-with"),
    )
    return {
        **packed.header,
        "title": title,
        "words": words.page,
        "hues": len(style.LIGHT),
        "attributions": list(dict.fromkeys((*credit, words("page.disclaimer")))),
        "labels": [{"name": p.name, "at": [round(p.lon, 4), round(p.lat, 4)]} for p in _by_size(labels)],
        "countries": named_countries(countries, outlines["focus"]),
        "base": {"grids": outlines["grids"], "data": outlines["data"]},
        "tiles": None if tiles is None else {key: tiles[key] for key in ("url", "origin", "options")},
    }


def _by_size(labels: Sequence[Place]) -> list[Place]:
    return sorted(labels, key=lambda place: -place.population)


def table(title: str, events: Table) -> str:
    """Return the counts of events by period and category as a plain table, escaped; rows without day have their own.

    The period is a month, a year or ten years: the finest that gives at most :data:`PERIODS` rows.
    """
    category, names, other = ranked(events.category)
    heads = ["not stated" if name is None else name for name in names] + (["other"] if other else [])
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
        start = str(np.datetime64(int(period) * size, "M"))
        words = start if size == 1 else start[:4] if size == 12 else f"{size // 12} years from {start[:4]}"
        rows.append((words, row))
    if not dated.all():
        rows.append(("day not known", np.bincount(category[~dated], minlength=wide).tolist()))
    cells = "".join(
        f'<tr><th scope="row">{words}</th>{"".join(f"<td>{value}</td>" for value in row)}</tr>' for words, row in rows
    )
    named = "".join(f'<th scope="col">{_escaped(head)}</th>' for head in heads)
    return (
        f"<h1>{_escaped(title)}</h1><p>This map of {len(category)} events needs JavaScript. How many there are:</p>"
        f'<table><thead><tr><th scope="col">When</th>{named}</tr></thead><tbody>{cells}</tbody></table>'
    )


def _escaped(text: str) -> str:
    """Return text as markup that shows it; half a surrogate pair, which no file can hold, becomes a question mark."""
    return html.escape(text.encode("utf-8", "replace").decode("utf-8"))
