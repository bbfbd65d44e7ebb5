"""Laws of who held a place, whatever is reported and in whatever order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import mapkit as mk
from mapkit.control import ControlEngine, shipped_rules
from mapkit.control.days import can_hold, choose, holds
from mapkit.model import Actor, Basis, ControlState, Event, EventKind, Evidence, Place, Role, Status, When
from mapkit.reading import article_from_text

START = date(2020, 1, 1)
DAYS = range(-2, 34)
TOWN = Place(id="t:1", name="Somewhere", lon=0.0, lat=0.0, kind="town", radius_m=1000.0)
PLACES = (TOWN, TOWN.base(), Place(id="t:2", name="Wide", lon=0.0, lat=0.0, kind="region", radius_m=1000.0))
ACTORS = tuple(Actor(id=f"actor:{n}", name=n, side=s) for n, s in (("A", "state"), ("B", "rebel"), ("C", "rebel")))
ROLES = {
    EventKind.CONTROL_CHANGE: (Role.TO, Role.FROM),
    EventKind.HANDOVER: (Role.TO, Role.FROM),
    EventKind.HELD: (Role.BY,),
    EventKind.WITHDRAWAL: (Role.BY,),
    EventKind.CLASH: (Role.BY, Role.AGAINST),
    EventKind.ATTACK: (Role.BY, Role.AGAINST),
}
SAYINGS = ("They launched an offensive.", "Nobody controls it.", "They did.")


@st.composite
def events(draw, size=9, statuses=tuple(Status)):
    found = []
    for number in range(draw(st.integers(0, size))):
        kind = draw(st.sampled_from(tuple(ROLES)))
        low, high = sorted((draw(st.integers(0, 30)), draw(st.integers(0, 30))))
        side = draw(st.sampled_from(("day", "both", "low", "high")))
        when = When(
            earliest=None if side == "high" else START + timedelta(days=low),
            latest=None if side == "low" else START + timedelta(days=low if side == "day" else high),
        )
        actors = tuple((role, draw(st.sampled_from(ACTORS))) for role in ROLES[kind] if draw(st.integers(0, 3)))
        known = draw(st.integers(0, 30))
        quote = draw(st.sampled_from(SAYINGS))
        found.append(
            Event(
                id=f"ev-{number}",
                kind=kind,
                status=draw(st.sampled_from(statuses)),
                place=draw(st.sampled_from(PLACES)),
                when=when,
                actors=actors,
                evidence=(Evidence(article_id="a", start=0, end=len(quote), quote=quote),),
                known_since=START + timedelta(days=known) if known else None,
            )
        )
    return found


def infer(some: list[Event]) -> list[ControlState]:
    return list(ControlEngine().infer(some))


def at(found: list[ControlState], place: Place) -> list[ControlState]:
    return [s for s in found if s.place.id == place.id]


@given(events())
def test_a_place_has_one_certain_state_except_on_the_day_it_changes(some):
    found = infer(some)
    for place in PLACES:
        for number in DAYS:
            day = START + timedelta(days=number)
            certain = [s for s in at(found, place) if holds(s, day)]
            for basis in (True, False):  # facts and claims stand side by side
                side = [s for s in certain if (s.basis is Basis.CLAIMED) is basis]
                going = [s for s in side if s.until is not None and s.until.earliest == day]
                assert len(side) - len(going) <= 1, (day, side)


@given(events())
def test_from_the_first_report_on_every_day_says_something(some):
    found = infer(some)
    for place in PLACES:
        own = at(found, place)
        if not own:
            continue
        first = min((s.since.earliest or START for s in own), default=START)
        for number in DAYS:
            day = START + timedelta(days=number)
            if day >= first:
                assert any(can_hold(s, day) for s in own), day


@given(events(), st.randoms())
def test_the_order_of_the_events_decides_nothing(some, rng):
    mixed = list(some)
    rng.shuffle(mixed)
    assert infer(mixed) == infer(some)


@given(events())
def test_every_state_follows_from_its_events_and_has_bounds_in_order(some):
    known = {e.id: e for e in some}
    found = infer(some)
    assert len({s.id for s in found}) == len(found)
    for state in found:
        assert state.event_ids
        assert {*state.event_ids, *state.beside} <= known.keys()
        counting = [known[i].status for i in state.event_ids]
        assert set(counting) <= {Status.HAPPENED, Status.CLAIMED}
        assert state.place.kind != "region"
        assert state.until is None or state.until.before(state.since) is not True
        assert (state.state == "held") == (state.holder is not None)
        assert shipped_rules().sentence(state.rule)
        if state.basis is Basis.REPORTED:
            assert Status.HAPPENED in counting


@given(events(statuses=(Status.PLANNED, Status.POSSIBLE, Status.DENIED)))
def test_what_did_not_happen_holds_nothing(some):
    assert infer(some) == []


@given(events(), st.integers(0, 30))
def test_of_a_place_something_is_shown_and_a_sure_fact_before_a_claim(some, number):
    day = START + timedelta(days=number)
    for place in PLACES:
        on = [s for s in at(infer(some), place) if can_hold(s, day)]
        shown = choose(on, day, shipped_rules())
        assert not on or any(displayed for displayed, _ in shown)
        for state, (displayed, rule) in zip(on, shown, strict=True):
            assert displayed or rule
            if not displayed and state.basis is Basis.CLAIMED:
                assert any(s.basis is not Basis.CLAIMED and holds(s, day) for s in on)


SENTENCES = (
    "M23 rebels captured Goma on {0} January 2020.",
    "M23 rebels claimed to have captured Goma on {0} January 2020.",
    "The town of Goma is under the control of M23 rebels.",
    "Government soldiers recaptured Goma from M23 rebels on {0} January 2020.",
    "M23 rebels have withdrawn from Goma, UN monitors confirmed.",
    "UN peacekeepers left Goma on {0} January 2020.",
)


@st.composite
def news(draw):
    days = draw(st.lists(st.integers(4, 28), min_size=1, max_size=4, unique=True))
    told = [draw(st.sampled_from(SENTENCES)).format(draw(st.integers(1, day))) for day in days]
    tail = " The Democratic Republic of the Congo is at war. It was report number {0}."
    return [(f"{day}.txt", date(2020, 1, day), text + tail.format(day)) for day, text in zip(days, told, strict=True)]


def known(some, by):
    articles = [article_from_text(text, name=name) for name, _, text in some]
    frame = mk.build(articles, published={name: day for name, day, _ in some}) if some else None
    columns = ["place_id", "state", "holder", "basis", "rule", "since_edtf", "until_edtf", "certain", "displayed"]
    return {
        day: [tuple(map(str, row)) for row in frame.control_on(day, known_by=by)[columns].itertuples(index=False)]
        for day in (START + timedelta(days=n) for n in range(0, 32, 3))
        if frame is not None
    }


@settings(max_examples=15)
@given(news(), st.integers(3, 29))
def test_what_is_published_later_changes_nothing_of_what_was_known(some, number):
    by = date(2020, 1, number)
    earlier = [row for row in some if row[1] <= by]
    assert not earlier or known(some, by) == known(earlier, by)
