from __future__ import annotations

import dataclasses
import itertools
import json
import sys
from datetime import date
from pathlib import Path
from random import Random

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import GeometryCollection, LinearRing, LineString, MultiLineString, Point
from typer.testing import CliRunner

import mapkit as mk
from mapkit import cli
from mapkit.errors import ConfigError, PartError, ReadError
from mapkit.explanation import explain_route
from mapkit.frames import ROUTES, Frames, articles_frame, control_frame, events_frame, routes_frame, validate
from mapkit.layers.routes import RouteLayer
from mapkit.model import (
    Actor,
    Basis,
    Event,
    EventKind,
    Evidence,
    Place,
    Quantity,
    Role,
    Route,
    Sighting,
    Status,
    When,
)
from mapkit.reading import article_from_text
from mapkit.routes import RoadNetwork, RouteEngine, position_on, route_issues
from mapkit.routes.geodesy import along, apart_m, length_m
from mapkit.routes.roads import Way

TAIL = " The army and the rebels have fought for years. The UN mission said so."


def routes(text: str) -> list[Route]:
    dossier = mk.build([article_from_text(text + TAIL, name="a.txt")], published={"a.txt": date(2023, 11, 2)})
    return list(dossier._routes)


def test_without_a_corridor_the_line_is_the_shortest_and_says_so() -> None:
    (route,) = routes("A UN convoy of over 100 trucks left Goma on its way to Kisangani on Tuesday in eastern Congo.")
    assert route.engine == "great-circle/1"
    assert route.basis is Basis.INFERRED
    assert "schematic" in route.note
    assert route.via == ()
    # 2.195 degrees of latitude and 4.04 of longitude near the equator: sqrt(244² + 449²) km
    assert route.length_km == pytest.approx(511, abs=3)


def test_a_short_journey_is_a_straight_line() -> None:
    (route,) = routes(
        "A UN convoy of over 100 trucks left Bangui on its way to Bimbo on Tuesday, in the Central African Republic."
    )
    assert len(route.path.coords) == 2
    assert 2 < route.length_km < 30


def test_from_a_base_to_its_own_town_is_no_journey() -> None:
    text = "“We left Goma this morning,” a source in the UN peacekeeping force said, adding that the convoy was on its way to Goma."
    assert routes(text) == []


def test_a_corridor_is_taken_both_ways_and_in_part(kidal: mk.Dossier) -> None:
    there = kidal._routes[0]
    (back,) = routes("A UN convoy of over 100 trucks left Gao on its way to Kidal on Tuesday, in northern Mali.")
    assert back.engine == there.engine == "corridor/1"
    assert [p.name for p in back.via] == [p.name for p in there.via][::-1]
    (part,) = routes("A UN convoy of over 100 trucks left Kidal on its way to Anefis on Tuesday, in northern Mali.")
    assert part.via == ()
    assert part.length_km < 100


# Journeys from events made by hand

KIDAL = Place(id="t:kidal", name="Kidal", lon=1.40778, lat=18.44111, kind="town", radius_m=5000.0, country="ML")
ANEFIS = Place(id="t:anefis", name="Anefis", lon=0.60111, lat=18.04, kind="town", radius_m=3000.0, country="ML")
TARKINT = Place(id="t:tarkint", name="Tarkint", lon=0.11694, lat=17.47944, kind="town", radius_m=3000.0, country="ML")
GAO = Place(id="t:gao", name="Gao", lon=-0.04472, lat=16.27167, kind="town", radius_m=7000.0, country="ML")
MENAKA = Place(id="t:menaka", name="Ménaka", lon=2.4022, lat=15.9182, kind="town", radius_m=5000.0, country="ML")
MALI = Place(id="t:mali", name="Mali", lon=-2.0, lat=17.5, kind="country", radius_m=900_000.0, country="ML")
UN = Actor(id="actor:un", name="UN mission", aliases=(), side="international")
ARMY = Actor(id="actor:army", name="Malian army", aliases=(), side="state")
COLUMN = Actor(id="actor:convoy", name="convoy", aliases=(), side=None)
REBELS = Actor(id="actor:rebels", name="Rebels", aliases=(), side="rebel")


def on(day: int, month: int = 11, until: int | None = None) -> When:
    return When(earliest=date(2023, month, day), latest=date(2023, month, until or day))


def event(
    ident: str,
    quote: str,
    place: Place | None,
    destination: Place | None = None,
    when: When | None = None,
    *,
    kind: EventKind = EventKind.MOVEMENT,
    by: tuple[Actor, ...] = (UN,),
    against: tuple[Actor, ...] = (),
    status: Status = Status.HAPPENED,
    quantities: tuple[Quantity, ...] = (),
    reasons: tuple[str, ...] = (),
) -> Event:
    return Event(
        id=f"ev-{ident}",
        kind=kind,
        status=status,
        place=place,
        destination=destination,
        when=when,
        actors=(*((Role.BY, a) for a in by), *((Role.AGAINST, a) for a in against)),
        evidence=(Evidence(article_id="a", start=0, end=len(quote), quote=quote),),
        quantities=quantities,
        reasons=reasons,
    )


LEFT = event("left", "The UN convoy left Kidal for Gao.", KIDAL, GAO, on(31, 10))
CAME = event("came", "The UN convoy from Kidal arrived in Gao.", KIDAL, GAO, on(7))
CARRIED = "place: not in the sentence; Kidal is named just before"


def inferred(*events: Event, roads: object = None) -> list[Route]:
    return list(RouteEngine(roads).infer(events))  # type: ignore[arg-type]  # None, a frame or a network


def test_a_departure_and_an_arrival_are_one_journey() -> None:
    (route,) = inferred(CAME, LEFT)
    assert (route.departed, route.arrived) == (on(31, 10), on(7))
    assert route.event_ids == ("ev-left", "ev-came")
    assert route.id == inferred(LEFT)[0].id, "a later report keeps the link"
    assert route.direct_km == pytest.approx(285.4, abs=0.1)


def test_the_order_of_the_events_decides_nothing() -> None:
    events = (
        LEFT,
        CAME,
        event("at", "The UN convoy reached Anefis.", KIDAL, ANEFIS, on(2), reasons=(CARRIED,)),
        event("hit", "A mine hit the UN convoy.", TARKINT, None, on(4), kind=EventKind.ATTACK, by=(), against=(UN,)),
        event("late", "The army left Gao for Kidal.", GAO, KIDAL, on(9), by=(ARMY,)),
    )
    first = inferred(*events)
    for shuffled in itertools.islice(itertools.permutations(events), 0, 120, 7):
        assert sorted(inferred(*shuffled), key=lambda r: r.id) == sorted(first, key=lambda r: r.id)


def test_a_convoy_without_a_name_arrives_for_the_one_that_left() -> None:
    came = event("came", "The convoy arrived in Gao.", MALI, GAO, on(7), by=(COLUMN,))
    (route,) = inferred(LEFT, came)
    assert route.arrived == on(7)
    assert route.actor == UN


@pytest.mark.parametrize(
    "came",
    [
        event("came", "The army convoy from Kidal arrived in Gao.", KIDAL, GAO, on(7), by=(ARMY,)),
        event("came", "The UN convoy from Kidal arrived in Gao.", KIDAL, GAO, on(30, 10)),
        event("came", "The UN convoy from Kidal arrived in Gao.", KIDAL, GAO, on(28, 12)),
    ],
    ids=["somebody else", "before the departure", "two months later"],
)
def test_what_cannot_be_one_journey_stays_two(came: Event) -> None:
    routes = inferred(LEFT, came)
    assert len(routes) == 2
    by_first = {r.event_ids[0]: r for r in routes}
    assert by_first["ev-left"].arrived is None
    assert by_first["ev-came"].departed is None
    assert by_first["ev-came"].arrived == came.when


def test_a_shuttle_is_as_many_journeys_as_departures() -> None:
    again = event("again", "The UN convoy left Kidal for Gao.", KIDAL, GAO, on(3))
    back = event("back", "The UN convoy from Kidal arrived in Gao.", KIDAL, GAO, on(2))
    routes = {r.event_ids: (r.departed, r.arrived) for r in inferred(LEFT, back, again, CAME)}
    assert routes == {("ev-left", "ev-back"): (on(31, 10), on(2)), ("ev-again", "ev-came"): (on(3), on(7))}


def test_an_arrival_alone_says_nothing_of_the_departure() -> None:
    (route,) = inferred(CAME)
    assert route.departed is None
    assert route.arrived == on(7)


def test_who_is_on_the_way_has_left_by_then() -> None:
    (route,) = inferred(event("way", "The UN convoy was on its way to Gao.", KIDAL, GAO, on(2)))
    assert route.departed == When(earliest=None, latest=date(2023, 11, 2))
    assert route.arrived is None


def test_one_day_for_both_ends_bounds_both() -> None:
    both = event("both", "The convoy left Kidal and arrived in Gao.", KIDAL, GAO, on(2))
    (route,) = inferred(both)
    assert route.departed == When(earliest=None, latest=date(2023, 11, 2))
    assert route.arrived == When(earliest=date(2023, 11, 2), latest=None)
    (two,) = inferred(both, dataclasses.replace(both, id="ev-then", when=on(5)))
    assert (two.departed, two.arrived) == (on(2), on(5))


def test_an_open_arrival_is_not_before_the_departure() -> None:
    by = dataclasses.replace(CAME, when=When(earliest=None, latest=date(2023, 11, 8)))
    (route,) = inferred(LEFT, by)
    assert route.arrived == When(earliest=date(2023, 10, 31), latest=date(2023, 11, 8))


def test_an_origin_from_the_sentences_before_is_told() -> None:
    (carried,) = inferred(event("a", "The convoy moved on to Gao.", KIDAL, GAO, on(2), reasons=(CARRIED,)))
    assert "that it starts at Kidal is from the sentences before" in carried.note
    (named,) = inferred(dataclasses.replace(LEFT, reasons=(CARRIED,)))
    assert "sentences before" not in named.note, "one of its reports names the place"


def test_an_undated_movement_has_a_line_and_no_position() -> None:
    (route,) = inferred(dataclasses.replace(LEFT, when=None))
    assert (route.departed, route.arrived) == (None, None)
    assert route.band(date(2023, 11, 1)) is None
    assert "where on the line" not in explain_route(route, {}, {})


def test_the_middle_of_a_country_is_no_end() -> None:
    assert inferred(event("a", "The convoy left Mali for Gao.", MALI, GAO, on(2))) == []
    assert inferred(event("b", "The convoy left Gao for Mali.", GAO, MALI, on(2))) == []
    assert inferred(event("c", "The convoy left.", None, None, on(2))) == []
    assert inferred() == []


@pytest.mark.parametrize("status", [Status.PLANNED, Status.DENIED, Status.POSSIBLE])
def test_what_is_not_reported_as_done_is_no_route(status: Status) -> None:
    assert inferred(dataclasses.replace(LEFT, status=status)) == []


def test_places_passed_are_via_and_sightings() -> None:
    at = event("at", "The UN convoy reached Anefis.", KIDAL, ANEFIS, on(2), reasons=(CARRIED,))
    (route,) = inferred(LEFT, at, CAME)
    assert route.event_ids == ("ev-left", "ev-came", "ev-at")
    assert "Anefis" in [p.name for p in route.via]
    assert [p.name for p in route.via].count("Anefis") == 1
    (sighting,) = route.sightings
    assert (sighting.place, sighting.when) == (ANEFIS, on(2))
    low, high = sighting.along
    assert low < 96.2 / 319.1 < high
    assert high - low < 0.05


def test_a_place_off_the_line_or_out_of_time_is_a_route_of_its_own() -> None:
    off = event("off", "The UN convoy left Kidal for Ménaka.", KIDAL, MENAKA, on(2))
    late = event("late", "The UN convoy left Kidal for Anefis.", KIDAL, ANEFIS, on(20))
    other = event("other", "The army convoy left Kidal for Anefis.", KIDAL, ANEFIS, on(2), by=(ARMY,))
    back = event("back", "The UN convoy left Anefis for Kidal.", ANEFIS, KIDAL, on(2))
    for stray in (off, late, other, back):
        routes = inferred(LEFT, CAME, stray)
        assert {r.event_ids for r in routes} == {("ev-left", "ev-came"), (stray.id,)}, stray.id


def test_a_movement_through_a_place_needs_no_destination() -> None:
    through = event("through", "The UN convoy passed through Tarkint.", TARKINT, None, on(4))
    (route,) = inferred(LEFT, CAME, through)
    assert [s.place.name for s in route.sightings] == ["Tarkint"]


def test_reports_against_the_order_of_the_line_are_left_out_and_named() -> None:
    early = event("early", "The UN convoy passed through Tarkint.", TARKINT, None, on(2))
    late = event("late", "The UN convoy passed through Anefis.", ANEFIS, None, on(4))
    (route,) = inferred(LEFT, CAME, early, late)
    assert [s.place.name for s in route.sightings] == ["Tarkint"]
    assert "out of order along the line, and left out of account: Anefis" in route.note
    assert all(route.band(date(2023, 11, day)) is not None for day in range(1, 10))


def attack(ident: str, place: Place | None, when: When | None, **more: object) -> Event:
    values = {"kind": EventKind.ATTACK, "by": (REBELS,), "against": (UN,), **more}
    return event(ident, str(values.pop("quote", "Rebels attacked them.")), place, None, when, **values)  # type: ignore[arg-type]  # Event checks them


def test_attacks_on_the_way_are_listed() -> None:
    (route,) = inferred(LEFT, CAME, attack("hit", TARKINT, on(4)))
    assert route.attacks == ("ev-hit",)
    assert route.sightings == (), "they may have hit others of the same force"
    (route,) = inferred(LEFT, CAME, attack("hit", TARKINT, on(4), quote="A mine hit the convoy.", against=()))
    assert route.attacks == ("ev-hit",)
    assert [s.event_id for s in route.sightings] == ["ev-hit"]


@pytest.mark.parametrize(
    "other",
    [
        attack("hit", MENAKA, on(4)),
        attack("hit", TARKINT, on(9)),
        attack("hit", TARKINT, on(30, 10)),
        attack("hit", TARKINT, When(earliest=None, latest=date(2023, 11, 4))),
        attack("hit", TARKINT, None),
        attack("hit", None, on(4)),
        attack("hit", MALI, on(4)),
        attack("hit", TARKINT, on(4), by=(UN,), against=(REBELS,)),
        attack("hit", TARKINT, on(4), by=(UN,), against=(), quote="The convoy attacked them."),
        attack("hit", TARKINT, on(4), against=(ARMY,)),
        attack("hit", TARKINT, on(4), against=(ARMY,), quote="Rebels attacked an army convoy."),
        attack("hit", TARKINT, on(4), status=Status.DENIED),
        attack("hit", TARKINT, on(4), kind=EventKind.COUP),
    ],
    ids=["far", "after", "before", "open", "undated", "nowhere", "country", "by them", "by their convoy", "others", "others' convoy", "denied", "coup"],
)  # fmt: skip
def test_other_attacks_are_not(other: Event) -> None:
    (route,) = inferred(LEFT, CAME, other)
    assert route.attacks == ()


def test_what_is_beside_a_schematic_line_may_be_farther_off() -> None:
    left = event("left", "The UN convoy left Kidal for Ménaka.", KIDAL, MENAKA, on(31, 10))
    aside = dataclasses.replace(TARKINT, lon=1.9049 + 0.4, lat=17.18)  # 37 km from the middle of 300 km
    (route,) = inferred(left, attack("hit", aside, on(2)))
    assert route.engine == "great-circle/1"
    assert 34_000 < along(route.path, aside)[1] < 44_000
    assert route.attacks == ("ev-hit",)
    (on_road,) = inferred(left, attack("hit", aside, on(2)), roads=network(route.path))
    assert on_road.engine == "roads/1"
    assert on_road.attacks == ()


def test_without_an_arrival_the_window_closes_after_a_march_on_foot() -> None:
    (soon,) = inferred(LEFT, attack("hit", TARKINT, on(12)))
    (never,) = inferred(LEFT, attack("hit", TARKINT, on(20)))
    assert soon.attacks == ("ev-hit",)  # 285 km at 20 km a day are 14 days
    assert never.attacks == ()


def test_size_and_distance_are_told_apart() -> None:
    numbers = (Quantity(low=100.0, high=None, unit="truck"), Quantity(low=330.0, high=330.0, unit="km"))
    (route,) = inferred(dataclasses.replace(LEFT, quantities=numbers))
    assert route.size == numbers[:1]
    assert route.reported_km == numbers[1]
    assert route.ratio() == pytest.approx((330 / 319.1, 330 / 319.1))
    assert route.ratio(route.direct_km) == pytest.approx((1.156, 1.156), abs=0.001)
    assert "1.03 times the line" in route.note
    text = explain_route(route, {}, {})
    assert "reported distance / drawn length (319.1 km): 1.03" in text
    assert "reported distance / shortest line (285.4 km): 1.16" in text
    assert "size: >=100 truck" in text


# Lengths


@pytest.mark.parametrize(
    ("low", "high", "doubted"),
    [
        (330.0, 330.0, False),
        (285.0, 285.0, False),
        (272.0, 272.0, False),  # within 5 % of 285
        (260.0, 260.0, True),
        (100.0, None, False),  # "over 100 km"
        (None, 200.0, True),
        (None, 300.0, False),
        (200.0, 300.0, False),
        (880.0, 880.0, False),
        (900.0, 900.0, True),
        (1500.0, None, True),
        (None, 1500.0, False),
        (None, None, False),
        (0.0, 0.0, True),
    ],
)
def test_a_distance_that_cannot_be_is_an_issue(low: float | None, high: float | None, *, doubted: bool) -> None:
    source = dataclasses.replace(LEFT, quantities=(Quantity(low=low, high=high, unit="km"),))
    issues = route_issues(inferred(source), (source,))
    assert bool(issues) is doubted
    for issue in issues:
        assert issue.code == "route-length"
        assert issue.event_ids == (source.id,)
        assert issue.evidence == source.evidence
        assert "Kidal to Gao" in issue.message


def test_short_ways_between_wide_towns_are_not_doubted() -> None:
    near = dataclasses.replace(GAO, id="t:near", name="Near", lon=1.45, lat=18.5)
    source = event("a", "The convoy left.", KIDAL, near, on(2), quantities=(Quantity(low=2.0, high=2.0, unit="km"),))
    (route,) = inferred(source)
    assert route.direct_km == pytest.approx(7.9, abs=0.2)
    assert route_issues((route,), (source,)) == ()


def test_the_issue_reaches_the_dossier() -> None:
    text = "A UN convoy of over 100 trucks left Goma on its way to Kisangani, 40 kilometers away, on Tuesday in eastern Congo."
    dossier = mk.build([article_from_text(text + TAIL, name="a.txt")], published={"a.txt": date(2023, 11, 2)})
    (issue,) = (i for i in dossier.issues if i.code == "route-length")
    assert "40 km are reported" in issue.message
    assert issue.event_ids == dossier._routes[0].event_ids


def test_a_line_without_length_has_no_ratio() -> None:
    (route,) = inferred(dataclasses.replace(LEFT, quantities=(Quantity(low=1.0, high=1.0, unit="km"),)))
    assert dataclasses.replace(route, length_km=0.0).ratio() is None


# Positions

DAY = date(2023, 11, 1)


def timed(departed: When | None, arrived: When | None, *seen: tuple[float, float, When], km: float = 300.0) -> Route:
    (route,) = inferred(LEFT)
    sightings = tuple(Sighting(event_id="ev-x", place=ANEFIS, when=w, along=(low, high)) for low, high, w in seen)
    return dataclasses.replace(route, departed=departed, arrived=arrived, sightings=sightings, length_km=km)


def test_a_band_is_certain_where_the_ends_are() -> None:
    route = timed(on(2), on(5))
    assert route.band(date(2023, 11, 1)) == (0.0, 0.0)
    assert [route.band(date(2023, 11, day)) for day in (2, 3, 4, 5)] == [(0.0, 1.0)] * 4
    assert route.band(date(2023, 11, 6)) == (1.0, 1.0)


def test_sightings_narrow_the_band() -> None:
    route = timed(on(2), None, (0.3, 0.4, on(4)))
    assert position_on(route, date(2023, 11, 3)) == (0.0, 0.4)
    assert position_on(route, date(2023, 11, 4)) == (0.0, 1.0)  # before and after being there
    assert position_on(route, date(2023, 11, 5)) == (0.3, 1.0)


def test_a_top_speed_narrows_it_further() -> None:
    route = timed(on(2), on(5))
    assert route.band(date(2023, 11, 2), top_km_per_day=90) == pytest.approx((0.0, 0.3))
    assert route.band(date(2023, 11, 5), top_km_per_day=90) == pytest.approx((0.7, 1.0))
    for speed in (0, -5, float("nan")):
        with pytest.raises(ValueError, match="is no speed"):
            route.band(date(2023, 11, 2), top_km_per_day=speed)


def test_contradicting_ends_give_no_position() -> None:
    route = timed(on(5), on(2))
    assert route.band(date(2023, 11, 3)) is None
    assert "the reports contradict each other" in explain_route(route, {}, {})


def test_the_positions_are_explained() -> None:
    text = explain_route(timed(on(2), on(5), (0.3, 0.4, on(4))), {}, {})
    assert "  - 2023-11-02 to 2023-11-03: between km 0 and km 120" in text
    assert "  - 2023-11-04: anywhere" in text
    assert "  - 2023-11-05: between km 90 and km 300" in text


def test_a_vague_century_is_not_listed_day_by_day() -> None:
    wide = When(earliest=date(1, 1, 1), latest=date.max)
    assert "where on the line" not in explain_route(timed(wide, None), {}, {})
    assert timed(wide, wide).band(date.max) == (0.0, 1.0)


@st.composite
def travelled(draw: st.DrawFn) -> tuple[Route, list[tuple[float, float]]]:
    """A true journey, where it was at the beginning and end of each of 30 days, and vague reports of it."""
    start = draw(st.integers(3, 12))
    last = draw(st.integers(start, 26))
    steps = draw(st.lists(st.floats(0, 1), min_size=last - start + 2, max_size=last - start + 2))
    ends = [0.0, *sorted(steps)[:-2], 1.0] if last > start else [0.0, 1.0]
    days = [(0.0, 0.0)] * start + list(itertools.pairwise(ends)) + [(1.0, 1.0)] * (30 - last - 1)

    def vague(day: int) -> When | None:
        low, high = draw(st.integers(0, 5)), draw(st.integers(0, 5))
        first = date.fromordinal(DAY.toordinal() + day - low) if draw(st.booleans()) else None
        final = date.fromordinal(DAY.toordinal() + day + high) if draw(st.booleans()) else None
        return None if first is None and final is None else When(earliest=first, latest=final)

    seen = []
    for day in draw(st.lists(st.integers(start, last), max_size=4)):
        at = draw(st.floats(*days[day]))
        off = draw(st.floats(0, 0.2))
        if (when := vague(day)) is not None:
            seen.append((max(0.0, at - off), min(1.0, at + off), when))
    return timed(vague(start), vague(last), *seen), days


@given(travelled(), st.one_of(st.none(), st.floats(0.5, 5000)))
def test_the_mover_is_always_within_the_band(
    journey: tuple[Route, list[tuple[float, float]]], slack: float | None
) -> None:
    route, days = journey
    fastest = max(b - a for a, b in days) * route.length_km
    top = None if slack is None else fastest + slack
    bands = [route.band(date.fromordinal(DAY.toordinal() + n), top_km_per_day=top) for n in range(30)]
    if route.departed is route.arrived is None and not route.sightings:
        assert bands == [None] * 30
        return
    for band, (first, last) in zip(bands, days, strict=True):
        assert band is not None
        assert 0.0 <= band[0] <= first + 1e-9
        assert last - 1e-9 <= band[1] <= 1.0
    for before, after in itertools.pairwise(bands):
        assert before is not None
        assert after is not None
        assert before[0] <= after[0]
        assert before[1] <= after[1]
    if top is not None:
        for n, band in enumerate(bands):
            wide = route.band(date.fromordinal(DAY.toordinal() + n))
            assert band is not None
            assert wide is not None
            assert wide[0] <= band[0] <= band[1] <= wide[1]


# Roads


def network(*lines: object, crs: object = 4326) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=list(lines), crs=crs)


SOUTH, EAST = (1.4, 16.3), (1.41, 18.44)


def by_road(*lines: object, crs: object = 4326) -> Route:
    (route,) = inferred(LEFT, roads=network(*lines, crs=crs))
    return route


ALONG_L = LineString([EAST, SOUTH, (-0.04, 16.27)])


def test_the_users_roads_go_before_the_corridor() -> None:
    route = by_road(ALONG_L)
    assert route.engine == "roads/1"
    assert route.basis is Basis.INFERRED
    assert route.note.startswith("along given roads: the shortest way")
    assert route.path.coords[0] == (KIDAL.lon, KIDAL.lat)
    assert route.path.coords[-1] == (GAO.lon, GAO.lat)
    # 2.14 degrees of latitude at 110.7 km, 1.44 of longitude at 111.32·cos(16.3°) km
    assert route.length_km == pytest.approx(236.8 + 153.9, rel=0.005)


def test_the_shortest_way_is_taken_by_metres_and_not_by_degrees_or_pieces() -> None:
    ends = [
        Place(id=f"t:{name}", name=name, lon=lon, lat=lat, kind="town", radius_m=1000.0)
        for name, lon, lat in (("A", 0.0, 70.0), ("B", 4.0, 71.0))
    ]
    # at 70° a degree of longitude is a third of one of latitude: 8.2 degrees are 363 km here and 7.5 are 598 km there
    east = LineString([(0, 70), (6, 70), (4, 71)])
    north = LineString([(0, 70), (0, 73), (4, 71)])
    lanes = [LineString([(lon, 70), (lon, 69.5)]) for lon in (1, 2, 3, 4, 5)]  # so that the eastern way has more pieces
    way = RoadNetwork(network(north, *lanes, east)).shortest(ends)
    assert isinstance(way, Way)
    assert length_m(way.line) == pytest.approx(363_000, rel=0.01)


@pytest.mark.parametrize(
    "lines",
    [
        [ALONG_L.reverse()],
        [MultiLineString([[EAST, SOUTH], [(-0.04, 16.27), SOUTH]])],
        [LineString([(x, y, 500.0) for x, y in ALONG_L.coords])],
        [LineString([(1.4, 18.45), (1.4, 16.0)]), LineString([(2.0, 16.3), (-0.04, 16.3)])],
        [LineString([EAST, (1.40003, 16.3)]), LineString([(1.4, 16.30004), (-0.04, 16.27)])],
        [LineString([EAST, SOUTH]), LineString([(3.0, 16.3), (-0.04, 16.3)])],
        [ALONG_L, ALONG_L, None, LineString()],
        [ALONG_L, LineString([(5, 5), (5, 5)])],
    ],
    ids=["reversed", "multi", "heights", "crossing", "gap of metres", "end on a road", "twice, empty", "no length"],
)
def test_any_lines_make_the_network(lines: list[object]) -> None:
    route = by_road(*lines)
    assert route.engine == "roads/1", route.note
    assert route.length_km == pytest.approx(390.7, rel=0.02)
    assert not route.path.has_z
    assert route.path.is_simple


def test_any_coordinate_system_will_do() -> None:
    metres = network(ALONG_L).to_crs(32631)
    (route,) = inferred(LEFT, roads=metres)
    assert route.engine == "roads/1"
    assert route.length_km == pytest.approx(390.7, rel=0.02)


def test_both_ends_may_lie_on_one_road_and_beside_it() -> None:
    ring = LinearRing([(1.45, 18.9), (1.45, 16.2), (-0.1, 16.2), (-0.1, 18.9)])
    route = by_road(ring)
    assert route.engine == "roads/1"
    assert "straight for the first 4 km and the last 6 km" in route.note
    # down the eastern side 248 km, 166 along the southern one, 8 up; round the north it is 88 km more
    assert route.length_km == pytest.approx(432, abs=2)
    assert max(y for _, y in route.path.coords) < 18.45
    assert by_road(ring.reverse()).length_km == route.length_km
    straight = by_road(LineString([(1.45, 18.6), (-0.1, 16.1)]))
    assert straight.length_km == pytest.approx(290, abs=8)
    assert straight.path.is_simple


def test_a_stub_beside_the_end_does_not_hide_the_road_behind_it() -> None:
    route = by_road(ALONG_L, LineString([(1.4078, 18.4411), (1.4079, 18.4415)]))
    assert route.engine == "roads/1"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([LineString([(10, 10), (11, 11)])], "Kidal lies more than 15 km from it"),
        ([LineString([EAST, SOUTH])], "Gao lies more than 15 km from it"),
        ([LineString([EAST, SOUTH]), LineString([(0.5, 16.3), (-0.04, 16.27)])], "lie on parts of it that do not meet"),
    ],
)
def test_a_network_that_does_not_join_the_ends_is_not_used_and_says_why(lines: list[object], words: str) -> None:
    route = by_road(*lines)
    assert route.engine == "corridor/1"
    assert "the road network given was not used" in route.note
    assert words in route.note


def test_ends_that_meet_the_network_in_one_point_have_no_way_over_it() -> None:
    towns = [dataclasses.replace(KIDAL, id=f"t:{n}", lat=18.4 + n / 100) for n in (1, 2)]
    reason = RoadNetwork(network(LineString([(1.40778, 18.5), (1.40778, 18.6)]))).shortest(towns)
    assert isinstance(reason, str)
    assert "at the same point" in reason


def test_the_way_leads_through_the_places_that_reports_name() -> None:
    direct = LineString([(1.40778, 18.44111), (-0.04472, 16.27167)])
    bent = LineString([(1.40778, 18.44111), (0.60111, 18.04), (-0.04472, 16.27167)])
    at = event("at", "The UN convoy reached Anefis.", KIDAL, ANEFIS, on(2), reasons=(CARRIED,))
    roads = network(direct, bent)
    (plain,) = inferred(LEFT, roads=roads)
    assert plain.length_km == pytest.approx(285.4, abs=1)
    assert plain.via == ()
    # Anefis is 45 km off the straight road, too far to lie on the way of one who is known to have used it
    assert len(inferred(LEFT, at, CAME, roads=roads)) == 2
    close = dataclasses.replace(at, destination=dataclasses.replace(ANEFIS, lon=0.85))
    (through,) = inferred(LEFT, close, CAME, roads=roads)
    assert [p.name for p in through.via] == ["Anefis"]
    assert [s.place.name for s in through.sightings] == ["Anefis"]


@pytest.mark.parametrize(
    ("roads", "words"),
    [
        ([ALONG_L], "are a list, not a GeoDataFrame"),
        ("roads.gpkg", "are a str"),
        (pd.DataFrame({"geometry": [ALONG_L]}), "are a DataFrame"),
        (gpd.GeoDataFrame({"a": [1]}), "have no geometry"),
        (network(), "hold no line"),
        (network(None, LineString()), "hold no line"),
        (network(ALONG_L, Point(1, 1), crs=4326), "1 of the 2 roads are no lines but Point"),
        (network(Point(1, 1).buffer(1)), "are no lines but Polygon"),
        (network(GeometryCollection([ALONG_L])), "are no lines but GeometryCollection"),
        (network(ALONG_L, crs=None), "have no coordinate system"),
        (network(LineString([(500_000, 2_000_000), (600_000, 2_000_000)])), "nowhere on the Earth"),
        (network(LineString([(0, 0), (float("inf"), 0)])), "nowhere on the Earth"),
        (network(LineString([(0, 0), (1e-6, 0)])), "shorter than ten metres"),
    ],
    ids=["list", "text", "no geo", "no column", "empty", "null", "point", "polygon", "collection", "no crs", "metres", "infinite", "tiny"],
)  # fmt: skip
def test_what_is_no_network_is_one_clear_error(roads: object, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        RouteEngine(roads)  # type: ignore[arg-type]  # wrong on purpose
    assert caught.value.hint
    assert caught.value.key == "roads"


def test_without_networkx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(PartError, match="needs networkx") as caught:
        RouteEngine(network(ALONG_L))
    assert "mapkit[roads]" in caught.value.hint
    assert inferred(LEFT)[0].engine == "corridor/1"


def test_the_network_is_left_as_it_was() -> None:
    roads = RoadNetwork(network(ALONG_L))
    before = (roads._graph.number_of_nodes(), roads._graph.number_of_edges())
    assert roads.shortest((KIDAL, GAO)) == roads.shortest((KIDAL, GAO))
    roads.shortest((KIDAL, MENAKA))
    assert (roads._graph.number_of_nodes(), roads._graph.number_of_edges()) == before


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=12), st.randoms())
@settings(max_examples=40)
def test_no_way_is_shorter_than_the_shortest_line(points: list[tuple[int, int]], random: Random) -> None:
    lines = [LineString([a, b]) for a, b in itertools.pairwise(points) if a != b]
    if not lines:
        return
    random.shuffle(lines)
    roads = RoadNetwork(network(*lines))
    a, b = (
        Place(id=f"t:{n}", name=f"P{n}", lon=x, lat=y, kind="town", radius_m=1.0)
        for n, (x, y) in enumerate((points[0], points[-1]))
    )
    way, back = roads.shortest((a, b)), roads.shortest((b, a))
    if points[0] == points[-1]:
        assert isinstance(way, str)
        return
    assert isinstance(way, Way)  # the lines are one chain
    assert isinstance(back, Way)
    assert length_m(way.line) >= apart_m(a, b) - 20
    assert length_m(way.line) <= sum(length_m(line) for line in lines) + 20 * len(lines) ** 2
    assert length_m(back.line) == pytest.approx(length_m(way.line), abs=1)
    assert all(y == pytest.approx(round(y), abs=5) for _, y in way.line.coords)


def test_build_takes_roads_and_keeps_them(tmp_path: Path, seeds: Path) -> None:
    roads = network(ALONG_L)
    dossier = mk.build(seeds, title="x", roads=roads)
    (route,) = dossier._routes
    assert route.engine == "roads/1"
    assert any(part.startswith("roads 1 lines") for part in dossier.recipe)
    validate(dossier.routes, ROUTES)
    ruling = mk.Correction(target="actor:csp", field="name", value="X", by="desk", reason="r")
    assert dossier.correct(ruling)._routes[0].path == route.path
    loaded = mk.load(dossier.save(tmp_path / "a.json"))
    assert loaded == dossier
    with pytest.raises(ConfigError, match="not at hand here"):
        loaded.correct(ruling)
    assert RoadNetwork(roads).name in mk.build(seeds, title="x", roads=RoadNetwork(roads)).recipe
    with pytest.raises(ConfigError, match="not a GeoDataFrame"):
        mk.build(seeds, roads=5)  # type: ignore[arg-type]
    (found,) = (f for f in mk.infer(dossier._events, roads=roads) if isinstance(f, Route))
    assert found == route


def test_the_command_line_reads_a_file_of_roads(tmp_path: Path, seeds: Path) -> None:
    file = tmp_path / "roads.gpkg"
    network(ALONG_L).to_crs(32631).to_file(file)
    done = CliRunner().invoke(cli.app, ["build", str(seeds), "-o", str(tmp_path / "a.json"), "--roads", str(file)])
    assert done.exit_code == 0, done.output
    assert mk.load(tmp_path / "a.json")._routes[0].engine == "roads/1"
    for name in ("none.gpkg", "broken.geojson"):
        (tmp_path / "broken.geojson").write_text("{")
        with pytest.raises(ReadError, match="cannot be read as a file of roads"):
            RoadNetwork.read(tmp_path / name)


# What a reader sees


def test_a_journey_is_saved_and_shown(tmp_path: Path) -> None:
    text = (
        "A UN convoy of over 100 trucks left Kidal on its way to Gao on 31 October 2023, in northern Mali. "
        "The convoy reached Anefis on 2 November 2023. Rebels attacked the UN convoy in Tarkint on 4 November 2023. "
        "The convoy arrived in Gao on 7 November 2023."
    )
    dossier = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": date(2023, 11, 9)})
    (route,) = dossier._routes
    assert (route.departed, route.arrived) == (on(31, 10), on(7))
    assert [s.place.name for s in route.sightings] == ["Anefis", "Tarkint"]
    assert len(route.attacks) == 1
    assert mk.load(dossier.save(tmp_path / "a.json")) == dossier
    validate(dossier.routes, ROUTES)
    row = dossier.routes.iloc[0]
    assert row["attacks"] == route.attacks
    assert row["sightings"] == ("Anefis 2023-11-02", "Tarkint 2023-11-04")
    (feature,) = RouteLayer().features(dossier.frames())
    assert feature.until == ("2023-11-07", "2023-11-07")
    assert set(route.attacks) < set(feature.related)
    facts = dict(feature.facts)
    assert facts["Attacks on the way"] == "1"
    assert facts["Numbers"] == "at least 100 (truck)"
    assert facts["Shortest line"] == "285 km"
    assert "Arrival" not in facts
    shown = dossier.explain(route.id)
    assert "attacks on the way:\n  - " + route.attacks[0] in shown
    assert "2023-11-05 to 2023-11-07: between km 177 and km 319" in shown


def test_an_arrival_alone_is_drawn_from_no_day_on() -> None:
    (route,) = inferred(CAME)
    empty = Frames(
        events=events_frame((), ()),
        control=control_frame(()),
        routes=routes_frame((route,)),
        issues=(),
        articles=articles_frame(()),
    )
    (feature,) = RouteLayer().features(empty)
    assert (feature.since, feature.until) == ((None, "2023-11-07"), ("2023-11-07", "2023-11-07"))
    assert dict(feature.facts)["Departure"] == "not reported"


def test_a_dossier_from_before_loads(kidal: mk.Dossier, tmp_path: Path) -> None:
    path = kidal.save(tmp_path / "a.json")
    raw = json.loads(path.read_text())
    for name in ("direct_km", "size", "attacks", "sightings"):
        del raw["routes"][0][name]
    path.write_text(json.dumps(raw))
    (route,) = mk.load(path)._routes
    assert route.direct_km is None
    assert route_issues((route,), ()) == ()
    assert route.id in explain_route(route, {}, {})
