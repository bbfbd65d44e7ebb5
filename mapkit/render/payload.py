"""The one block of data that a page carries: features, quotations, places to name, span of the time bar."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mapkit.errors import ConfigError
from mapkit.layers import Bounds, Feature, Quotation
from mapkit.model import RULED, Place, When
from mapkit.render import basemap, style

if TYPE_CHECKING:
    from mapkit.frames import Frames
    from mapkit.story import Story
    from mapkit.words import Words

LONG = 62
"""Days; an instant known no better than this says nothing about where the story is dense."""
GAP = 75
"""Days without any date that part the background from the story."""
AREA = 40_000
"""Metres; what is known no better than this is an area."""
PLACES = 5
"""Decimals of a degree in the page: one metre."""

Json = dict[str, Any]


def payload(
    frames: Frames,
    features: Sequence[Feature],
    *,
    title: str,
    earlier: Sequence[tuple[date, Sequence[Feature]]] = (),
    attributions: Sequence[str],
    labels: Sequence[Place],
    countries: Sequence[Place],
    tiles: Json | None,
    words: Words,
    story: Story | None = None,
    embed: bool = False,
) -> Json:
    """Return everything a page shows, ready for JSON; text stays text.

    Parameters
    ----------
    frames
        What the features were made of.
    features
        All that is known.
    title, attributions, labels, countries, tiles
        As for :func:`mapkit.render.to_map`.
    words
        The language of the page.
    earlier
        Days of publication, and the features as known on each: the steps of the second clock.
    story
        A guided tour.
    embed
        Whether the page stands inside another one.

    Raises
    ------
    ConfigError
        When a step of the story opens what is not there.
    """
    known = [feature for _, past in earlier for feature in past]
    ranked = style.hues(features)
    ranked = tuple(dict.fromkeys((*ranked, *style.hues(known))))[: len(style.LIGHT)]
    quotes: dict[Quotation, int] = {}
    as_of = latest_source(frames)
    span = main_range(features, as_of, published=first_source(frames))
    if span is not None and story is not None:  # every day that the author shows is on the bar
        told = [step.day.isoformat() for step in story.steps if step.day is not None]
        span = min([span[0], *told]), max([span[1], *told])
    points = [_point(f) for f in features if f.geometry is not None and f.geometry.geom_type == "Point"]
    view = _view(features)
    outlines = basemap.basemap(view, [p for p in points if p is not None])
    return {
        "title": title,
        "words": words.page,
        "asOf": as_of,
        "range": span,
        "start": opening_day(features, span),
        "view": [round(value, 4) for value in view],
        "hues": ranked,
        "known": [day.isoformat() for day, _ in earlier],
        "features": _versions(features, earlier, frames, lambda feature: _feature(feature, ranked, quotes)),
        "quotes": [[quote.text, quote.article, quote.by] for quote in quotes],
        "articles": _articles(frames),
        "story": None if story is None else _steps(story, {feature.id for feature in features}),
        "embed": embed,
        **ground(outlines, attributions=attributions, labels=labels, countries=countries, tiles=tiles, words=words),
    }


def ground(
    outlines: Json,
    *,
    attributions: Sequence[str],
    labels: Sequence[Place],
    countries: Sequence[Place],
    tiles: Json | None,
    words: Words,
) -> Json:
    """Return what a page of any kind shows under its data: outlines, names, tiles, and whom all of it is owed to."""
    credit = (
        *attributions,
        words("page.outlines"),
        *([tiles["attribution"]] if tiles else []),
        words("page.made-with"),
        words("page.disclaimer"),
    )
    return {
        "attributions": list(dict.fromkeys(credit)),
        "labels": [{"name": p.name, "at": _round(p.lon, p.lat)} for p in sorted(labels, key=lambda p: -p.population)],
        "countries": _countries(countries, outlines["focus"]),
        "base": {"grids": outlines["grids"], "data": outlines["data"]},
        "tiles": None if tiles is None else {key: tiles[key] for key in ("url", "origin", "options")},
    }


def to_json(value: Json) -> str:
    """Return JSON that no HTML parser can mistake for markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def latest_source(frames: Frames) -> str | None:
    """Return the last day on which anything was reported; ``None`` when no source is dated."""
    days: list[date] = []
    if "published_edtf" in frames.articles.columns:
        for edtf in frames.articles["published_edtf"]:
            if isinstance(edtf, str):
                when = When.parse(edtf)
                days.extend(day for day in (when.latest or when.earliest,) if day is not None)
    if "known_since" in frames.events.columns:
        known = frames.events["known_since"].dropna()
        days.extend(date.fromisoformat(str(day)[:10]) for day in known)
    return max(days).isoformat() if days else None


def first_source(frames: Frames) -> str | None:
    """Return the first day on which a source can have been published; ``None`` when no source is dated."""
    days = [day for _, edtf in _dated(frames) if (day := When.parse(edtf).earliest or When.parse(edtf).latest)]
    return min(days).isoformat() if days else None


def main_range(
    features: Iterable[Feature], as_of: str | None = None, *, published: str | None = None
) -> tuple[str, str] | None:
    """Return the first and last day of the time bar.

    Dates far from the rest are background: the bar begins with the run of dates that the first article (``published``)
    tells of; runs are parted by gaps of more than :data:`GAP` days (more where a story is sparse throughout). Without a
    dated article it covers the densest run. Instants known only within
    :data:`LONG` days do not count.

    Returns
    -------
    tuple of str or None
        ISO days; ``None`` when nothing is dated.
    """
    weight: dict[date, float] = {}
    for feature in features:
        for instant in (feature.since, feature.until):
            for day, counts in _anchors(instant):
                drawn = 2.0 if feature.geometry is not None else 1.0
                weight[day] = weight.get(day, 0.0) + drawn * counts
    if as_of is not None and weight:
        weight.setdefault(date.fromisoformat(as_of), 0.0)
    if not weight:
        return None
    days = sorted(weight)
    steps = sorted((b - a).days for a, b in pairwise(days))
    gap = max(GAP, 3 * steps[len(steps) // 2]) if steps else GAP
    runs: list[list[date]] = [[days[0]]]
    for before, day in pairwise(days):
        if (day - before).days > gap:
            runs.append([])
        runs[-1].append(day)
    if published is None:
        chosen = [max(runs, key=lambda run: (sum(weight[day] for day in run), run[-1]))]
    else:
        # what happened long before the first article is background; everything since is the story
        first = _moved(date.fromisoformat(published), -gap)
        chosen = [run for run in runs if run[-1] >= first] or runs[-1:]
    low, high = chosen[0][0], chosen[-1][-1]
    margin = max(6, round(0.08 * (high - low).days))
    return _moved(low, -margin).isoformat(), _moved(high, margin).isoformat()


def _moved(day: date, days: int) -> date:
    """Return the day so many days away, or the last one that the calendar has."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _anchors(instant: Bounds | None) -> Iterable[tuple[date, float]]:
    """Yield the days that place an instant on the bar, with what each counts."""
    if instant is None:
        return
    days = [date.fromisoformat(day) for day in instant if day is not None]
    if len(days) == 2 and (days[1] - days[0]).days > LONG:
        return
    exact = len(days) == 2 and days[0] == days[1]
    for day in dict.fromkeys(days):
        yield day, 2.0 if exact else 0.5


def opening_day(features: Sequence[Feature], span: tuple[str, str] | None) -> str | None:
    """Return the day on which the page opens: the one on which most is known to have happened, the first of equals.

    Where nothing is known to have happened on a day, it is the last day on which a state begins.
    """
    if span is None:
        return None
    count: dict[str, int] = {}
    for feature in features:
        if feature.sign not in ("event", "route") or feature.status == "planned":
            continue
        day = feature.since[0] if feature.since is not None and feature.since[0] == feature.since[1] else None
        if day is not None and span[0] <= day <= span[1]:
            count[day] = count.get(day, 0) + (3 if feature.geometry is not None else 1)
    if count:
        return min(count, key=lambda day: (-count[day], day))
    begun = [f.since[1] for f in features if f.sign == "control" and f.since is not None and f.since[1] is not None]
    return max((day for day in begun if span[0] <= day <= span[1]), default=span[0])


def _countries(countries: Sequence[Place], focus: str | None) -> list[Json]:
    """Return the countries to name; the one in focus is known by where it lies: outlines name it otherwise."""
    seats = [_round(p.lon, p.lat) for p in countries]
    chosen = basemap.within(focus, seats)
    return [
        {"name": place.name, "at": seat} | ({"focus": True} if inside else {})
        for place, seat, inside in zip(countries, seats, chosen, strict=True)
    ]


def _versions(
    features: Sequence[Feature],
    earlier: Sequence[tuple[date, Sequence[Feature]]],
    frames: Frames,
    written: Callable[[Feature], Json],
) -> list[Json]:
    """Return the features, and what was known of them earlier; what never changed stands once.

    ``steps`` of a feature says when it was known as it stands there: bit n for the n-th day, the next bit for now. It
    is left out where it is true of all.
    """
    whole = (1 << (len(earlier) + 1)) - 1
    found: dict[str, tuple[Json, int]] = {}
    published = {name: When.parse(edtf).latest for name, edtf in _dated(frames)}

    def add(value: Json, bits: int) -> None:
        key = json.dumps(value, sort_keys=True)
        found[key] = (value, found[key][1] | bits if key in found else bits)

    for feature in features:
        bits = 1 << len(earlier)
        if feature.sign == "issue":  # open since its last source was published
            days = [published.get(quote.article) for quote in feature.quotes if quote.article]
            bits = sum(1 << n for n, (step, _) in enumerate(earlier) if all(d and d <= step for d in days)) | bits
        add(written(feature), bits)
    for number, (_, past) in enumerate(earlier):
        for feature in past:
            add(written(feature), 1 << number)
    return [value | ({} if bits == whole else {"steps": bits}) for value, bits in found.values()]


def _dated(frames: Frames) -> Iterable[tuple[str, str]]:
    for name, edtf in frames.articles.get("published_edtf", {}).items():
        if isinstance(edtf, str):
            yield str(name), edtf


def _steps(story: Story, ids: Container[str]) -> list[Json]:
    for number, step in enumerate(story.steps, start=1):
        if step.id is not None and step.id not in ids:
            message = f"step {number} of the story opens {step.id!r}, which is not on the map"
            raise ConfigError(message, hint="List the ids with: mapkit list DOSSIER events", key="story")
    return [
        {
            "heading": step.heading,
            "text": step.text,
            "day": None if step.day is None else step.day.isoformat(),
            "id": step.id,
            "view": step.view,
        }
        for step in story.steps
    ]


def _feature(feature: Feature, ranked: Sequence[str], quotes: dict[Quotation, int]) -> Json:
    """Return one feature without its empty fields."""
    route = feature.geometry is not None and feature.geometry.geom_type == "LineString"
    value: Json = {
        "id": feature.id,
        "layer": feature.layer,
        "sign": feature.sign,
        "title": feature.title,
        "kind": feature.kind,
        "status": feature.status,
        "paint": style.paint(feature),
        "hue": style.hue(feature, ranked),
        "at": _point(feature),
        "since": feature.since,
        "until": feature.until,
        "place": feature.place,
        "placeKey": feature.place_id,
        "placeKind": feature.place_kind,
        "radius": feature.radius_m,
        "facts": feature.facts,
        "reasons": feature.reasons,
        "quotes": [quotes.setdefault(quote, len(quotes)) for quote in feature.quotes],
        "related": feature.related,
        "sources": feature.sources,
        "actors": feature.actors,
        "anchors": feature.anchors,
        "km": feature.length_km,
        "area": _area(feature),
        "rulings": feature.rulings,
    }
    if route and feature.geometry is not None:
        value["line"] = [_round(lon, lat) for lon, lat, *_ in feature.geometry.coords]
        value["from"], value["to"] = feature.ends or ("", "")
        value["label"] = feature.label
    return {key: item for key, item in value.items() if item is not None and item not in ((), [], "", 0)} | (
        {"hue": value["hue"]} if value["hue"] == 0 else {}
    )


def _area(feature: Feature) -> list[list[list[tuple[float, float]]]] | None:
    """Return the polygons of a boundary, each its outline and its holes."""
    shape: Any = feature.boundary
    if shape is None:
        return None
    return [
        [[_round(lon, lat) for lon, lat, *_ in ring.coords] for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shape.geoms
    ]


def _point(feature: Feature) -> tuple[float, float] | None:
    shape: Any = feature.geometry
    return _round(shape.x, shape.y) if shape is not None and shape.geom_type == "Point" else None


def _round(lon: float, lat: float) -> tuple[float, float]:
    return round(lon, PLACES), round(lat, PLACES)


def _articles(frames: Frames) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for row in frames.articles.reset_index().to_dict("records"):
        name = str(row.get("name", row.get("index")))
        entry = {key: row[key] for key in ("title", "publisher", "url", "language") if isinstance(row.get(key), str)}
        told = row.get("published_reasons")
        ruled = [why for why in told if why.startswith(RULED)] if isinstance(told, tuple) else []
        if ruled:
            entry["ruled"] = ruled[-1]
        edtf = row.get("published_edtf")
        if isinstance(edtf, str):
            when = When.parse(edtf)
            entry["published"] = [day.isoformat() if day else None for day in (when.earliest, when.latest)]
        found[name] = entry
    return found


def _view(features: Iterable[Feature]) -> basemap.Bounds:
    """Return the bounds of what is drawn exactly; of the areas when there is nothing else; else of the world.

    Where the way over the antimeridian is the shorter one, the east counts on beyond 180 degrees.
    """
    exact: list[basemap.Bounds] = []
    areas: list[basemap.Bounds] = []
    listed: list[basemap.Bounds] = []
    for feature in features:
        if feature.geometry is None:
            continue
        vague = feature.place_kind in ("region", "country", "district") or (feature.radius_m or 0) > AREA
        only_listed = feature.sign == "event" and feature.since is None
        (listed if only_listed else areas if vague else exact).append(feature.geometry.bounds)
    boxes = exact or areas or listed
    if not boxes:
        return (-150.0, -55.0, 160.0, 70.0)
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    plain = min(box[0] for box in boxes), max(box[2] for box in boxes)
    turned = [(west % 360.0, east % 360.0) for west, _, east, _ in boxes]
    over = min(west for west, _ in turned), max(east for _, east in turned)
    straight = all(west <= east for west, east in turned)
    west, east = over if straight and over[1] - over[0] < plain[1] - plain[0] and over[1] > 180.0 else plain
    return west, south, east, north
