"""What the five articles say, reviewed by hand: places, days, actors, status and sources of the events that matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.model import Event, EventKind, Role, Status, TimeBasis, When

DAY = date(2023, 10, 31)
KIDAL, GAO, TESSALIT, AGUELHOK = "geonames:2455290", "geonames:2457163", "geonames:2449893", "geonames:2461247"


def events(dossier: mk.Dossier, kind: EventKind, root: str, status: Status, actor: str | None = None) -> list[Event]:
    return [
        e
        for e in dossier._events
        if e.kind is kind
        and e.status is status
        and e.place is not None
        and root in (e.place.id, e.place.parent)
        and (actor is None or actor in {a.name for _, a in e.actors})
    ]


def articles_of(dossier: mk.Dossier, event: Event) -> set[str]:
    names = {a.id: a.name[:3] for a in dossier.articles}
    return {names[e.article_id] for e in event.evidence}


def test_the_mission_leaves_its_base_at_kidal(kidal: mk.Dossier) -> None:
    (event,) = events(kidal, EventKind.WITHDRAWAL, KIDAL, Status.HAPPENED, "MINUSMA")
    assert event.when == When.on(DAY)
    assert event.place is not None
    assert event.place.kind == "base"
    assert articles_of(kidal, event) == {"000", "001", "002", "004"}
    assert event.sources == 3  # two of the four carry the same quotation
    assert event.known_since == DAY


def test_the_convoy_drives_to_gao(kidal: mk.Dossier) -> None:
    (event,) = events(kidal, EventKind.MOVEMENT, KIDAL, Status.HAPPENED, "MINUSMA")
    assert event.when is not None
    assert event.when.earliest == DAY
    assert event.destination is not None
    assert event.destination.id == GAO
    trucks = [q for q in event.quantities if q.unit == "truck"]
    assert [(q.low, q.high) for q in trucks] == [(100.0, None)]
    assert {"000", "004"} <= articles_of(kidal, event)


def test_the_alliance_claims_the_base(kidal: mk.Dossier) -> None:
    (event,) = events(kidal, EventKind.CONTROL_CHANGE, KIDAL, Status.CLAIMED)
    assert event.place is not None
    assert event.place.kind == "base"
    assert [a.name for a in event.with_role(Role.TO)] == ["CSP"]
    assert [a.name for a in event.with_role(Role.FROM)] == ["MINUSMA"]
    assert event.when == When.on(DAY)
    assert articles_of(kidal, event) == {"000"}


def test_armed_groups_are_said_to_hold_the_town(kidal: mk.Dossier) -> None:
    (event,) = events(kidal, EventKind.HELD, KIDAL, Status.HAPPENED)
    assert event.place is not None
    assert event.place.kind == "town"
    assert [a.name for a in event.with_role(Role.BY)] == ["predominantly Tuareg armed groups"]
    assert event.when is not None
    assert event.when.earliest == DAY


def test_the_army_takes_the_town_between_two_days(kidal: mk.Dossier) -> None:
    (event,) = events(kidal, EventKind.CONTROL_CHANGE, KIDAL, Status.HAPPENED)
    assert event.place is not None
    assert event.place.kind == "town"
    assert [a.name for a in event.with_role(Role.TO)] == ["Malian armed forces"]
    assert [a.name for a in event.with_role(Role.FROM)] == ["CSP"]
    assert event.when == When(earliest=DAY, latest=date(2023, 11, 17))
    assert articles_of(kidal, event) == {"003"}


def test_the_alliance_calls_its_own_exit_strategic(kidal: mk.Dossier) -> None:
    (event,) = events(kidal, EventKind.WITHDRAWAL, KIDAL, Status.CLAIMED)
    assert [a.name for a in event.with_role(Role.BY)] == ["CSP"]
    assert event.when == When(earliest=DAY, latest=date(2023, 11, 17))


@pytest.mark.parametrize("root", [TESSALIT, AGUELHOK])
def test_two_bases_were_left_before(kidal: mk.Dossier, root: str) -> None:
    (event,) = events(kidal, EventKind.WITHDRAWAL, root, Status.HAPPENED, "MINUSMA")
    assert event.when == When(earliest=None, latest=DAY)
    assert event.place is not None
    assert event.place.kind == "base"
    assert articles_of(kidal, event) == {"000"}


def test_the_plan_for_november_is_overtaken(kidal: mk.Dossier) -> None:
    (plan,) = events(kidal, EventKind.WITHDRAWAL, KIDAL, Status.PLANNED)
    (done,) = events(kidal, EventKind.WITHDRAWAL, KIDAL, Status.HAPPENED, "MINUSMA")
    assert plan.when == When(earliest=date(2023, 11, 16), latest=date(2023, 11, 30))
    assert plan.superseded_by == done.id


def test_who_holds_what(kidal: mk.Dossier) -> None:
    def holders(day: date) -> set[tuple[str, str, str, str | None]]:
        frame = kidal.control_on(day)
        return {(r["place_id"], r["state"], r["basis"], r["holder"]) for _, r in frame.iterrows()}

    base = f"{KIDAL}/base"
    october = holders(DAY)
    assert (base, "held", "claimed", "CSP") in october
    assert (KIDAL, "held", "reported", "predominantly Tuareg armed groups") in october
    november = holders(date(2023, 11, 18))
    assert (KIDAL, "held", "reported", "Malian armed forces") in november
    assert not any(place == KIDAL and holder != "Malian armed forces" for place, _, _, holder in november)
    for root in (TESSALIT, AGUELHOK):
        assert {(s, h) for p, s, _, h in november if p.startswith(root)} == {("unknown", None)}


NOBODY_NAMED = "left-successor-not-reported/1"
CONTROL_TIMELINE = [
    # place, object, state, controller, from, to, basis, rule, in the order of the merged gold
    (f"{KIDAL}/base", "held", "MINUSMA", "[..2023-10-31]", "2023-10-31", "inferred", "held-until-leaving/1"),
    (f"{KIDAL}/base", "held", "CSP", "2023-10-31", "[2023-10-31..2023-11-17]", "claimed", "claimed-holder/1"),
    (KIDAL, "held", "predominantly Tuareg armed groups", "[..2023-11-06]", "[2023-10-31..2023-11-17]", "reported", "reported-holder/1"),
    (KIDAL, "held", "Malian armed forces", "[2023-10-31..2023-11-17]", None, "reported", "reported-holder/1"),
    (f"{KIDAL}/base", "unknown", None, "[2023-10-31..2023-11-17]", None, "inferred", "town-taken-base-not-reported/1"),
    (f"{TESSALIT}/base", "held", "MINUSMA", "[..2023-10-31]", "[..2023-10-31]", "inferred", "held-until-leaving/1"),
    (f"{TESSALIT}/base", "unknown", None, "[..2023-10-31]", None, "inferred", NOBODY_NAMED),
    (f"{AGUELHOK}/base", "held", "MINUSMA", "[..2023-10-31]", "[..2023-10-31]", "inferred", "held-until-leaving/1"),
    (f"{AGUELHOK}/base", "unknown", None, "[..2023-10-31]", None, "inferred", NOBODY_NAMED),
]  # fmt: skip
SILENT = (TESSALIT, AGUELHOK, GAO)
"""Towns of which no article says who holds them."""


def test_the_control_timeline_is_the_one_reviewed_by_hand(kidal: mk.Dossier) -> None:
    columns = ["place_id", "state", "holder", "since_edtf", "until_edtf", "basis", "rule"]
    rows = [tuple(v if isinstance(v, str) else None for v in row) for row in kidal.control[columns].to_numpy().tolist()]
    assert sorted(map(repr, rows)) == sorted(map(repr, CONTROL_TIMELINE))
    assert not {row[0] for row in rows} & set(SILENT)
    assert kidal.explain(GAO) == f"{GAO}: Gao (town): unknown. No report says who holds the place."


def test_the_states_follow_from_the_events_reviewed_by_hand(kidal: mk.Dossier) -> None:
    def told(ident: str) -> tuple[str, str, str]:
        event = kidal[ident]
        assert isinstance(event, Event)
        return (event.kind, event.status, ", ".join(a.name for _, a in event.actors))

    by_holder = {(s.place.id, s.holder.name if s.holder else ""): [told(i) for i in s.event_ids] for s in kidal._states}
    takeover = ("control_change", "happened", "CSP, Malian armed forces")
    admitted = ("withdrawal", "claimed", "CSP, Malian armed forces")
    assert by_holder[KIDAL, "Malian armed forces"] == [takeover, admitted]
    assert by_holder[f"{KIDAL}/base", "CSP"] == [("control_change", "claimed", "MINUSMA, CSP"), takeover]
    assert by_holder[f"{KIDAL}/base", ""][-1] == takeover


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (
            DAY,
            {
                (f"{KIDAL}/base", "CSP", "claimed", True),
                (KIDAL, "predominantly Tuareg armed groups", "reported", False),
            },
        ),
        (date(2023, 11, 17), {(KIDAL, "Malian armed forces", "reported", True)}),
    ],
)
def test_what_the_control_layer_shows_on_a_day(kidal: mk.Dossier, day: date, shown: set[tuple[object, ...]]) -> None:
    frame = kidal.control_on(day)
    rows = {(r["place_id"], r["holder"], r["basis"], r["certain"]) for _, r in frame[frame["displayed"]].iterrows()}
    assert shown <= rows


def test_between_two_days_the_town_is_possibly_held_by_either(kidal: mk.Dossier) -> None:
    frame = kidal.control_on(date(2023, 11, 8))
    town = frame[frame["place_id"] == KIDAL]
    assert set(town["holder"]) == {"predominantly Tuareg armed groups", "Malian armed forces"}
    assert not town["certain"].any()


def test_the_army_is_not_known_to_hold_the_town_before_it_was_published(kidal: mk.Dossier) -> None:
    early = kidal.control_on(date(2023, 11, 10), known_by=date(2023, 11, 8))
    assert "Malian armed forces" not in set(early["holder"])


def test_the_route_is_generalised_and_says_so(kidal: mk.Dossier) -> None:
    frame = kidal.routes
    assert len(frame) == 1
    row = frame.iloc[0]
    assert (row["origin"], row["destination"]) == ("Kidal", "Gao")
    assert "Anefis" in row["via"]
    assert 285 < row["length_km"] < 352
    assert row["reported_low_km"] == row["reported_high_km"] == 330
    assert row["basis"] == "inferred"
    assert "generalised" in row["note"]
    assert row["arrived_earliest"] is None or row["arrived_earliest"] != row["arrived_earliest"]


def test_nothing_happens_at_a_seat_of_government_or_in_an_author_box(kidal: mk.Dossier) -> None:
    places = {e.place.name for e in kidal._events if e.place}
    assert not places & {"Bamako", "Casablanca", "Morocco", "United States", "Maghreb", "France", "Azawad"}


NON_EVENTS = (
    "could lead to increased tensions",
    "could face collapse",
    "are gaining ground",
    "possible resumption of control",
    "It remains to be seen",
    "effort to make MINUSMA flee",
    "devised a backup plan",
    "are set to increase even more",
    "seen by AFP, set",
    "currently based in Casablanca",
    "disrupting the Malian army",
    "scene of several independence rebellions",
    "enhances the legitimacy",
)


@pytest.mark.parametrize("words", NON_EVENTS)
def test_fears_forecasts_and_broken_sentences_give_no_event(kidal: mk.Dossier, words: str) -> None:
    texts = [a.text for a in kidal.articles]
    assert any(words in t for t in texts)
    assert not any(words in e.quote for event in kidal._events for e in event.evidence)


def test_every_quotation_is_verbatim(kidal: mk.Dossier) -> None:
    texts = {a.id: a.text for a in kidal.articles}
    for event in kidal._events:
        for e in event.evidence:
            assert texts[e.article_id][e.start : e.end] == e.quote


def test_the_year_is_derived_and_the_morning_inherited(kidal: mk.Dossier) -> None:
    by_number = {a.name[:3]: a for a in kidal.articles}
    assert by_number["003"].published == When.on(date(2023, 11, 17))
    assert by_number["003"].published_basis is TimeBasis.STATED
    for number in ("000", "001"):
        assert by_number[number].published_basis is TimeBasis.INFERRED
        assert any("2023" in reason for reason in by_number[number].published_reasons)
    for number in ("002", "004"):
        assert by_number[number].published == When.on(DAY)
        assert by_number[number].published_basis is TimeBasis.INHERITED
    mornings = [t for t in kidal.times if t.mention.evidence.quote == "this morning"]
    assert [(t.when, t.basis) for t in mornings] == [(When.on(DAY), TimeBasis.INHERITED)] * 2


def test_alone_the_last_article_stays_undated_and_says_so(seeds: Path) -> None:
    alone = mk.build(next(seeds.glob("004*")))
    assert alone.articles[0].published is None
    assert "undated-article" in {i.code for i in alone.issues}
    left = [
        e
        for e in alone._events
        if e.kind is EventKind.WITHDRAWAL and e.status is Status.HAPPENED and e.place and e.place.kind == "base"
    ]
    assert left
    assert all(e.when is None for e in left)


def test_one_acronym_with_two_expansions_is_an_issue(kidal: mk.Dossier) -> None:
    (issue,) = [i for i in kidal.issues if i.code == "actor-gloss-conflict"]
    assert "Permanent Strategic Framework" in issue.message
    assert "Coordination of Azawad Movements" in issue.message


def signature(dossier: mk.Dossier) -> list[tuple[object, ...]]:
    return [(e.id, e.kind, e.status, e.place, e.when, e.actors, e.sources) for e in dossier._events]


def test_names_order_and_copies_of_the_files_change_nothing(kidal: mk.Dossier, seeds: Path, tmp_path: Path) -> None:
    for number, path in enumerate(sorted(seeds.glob("*.txt"), reverse=True)):
        (tmp_path / f"{number}.txt").write_bytes(path.read_bytes())
    (tmp_path / "copy.txt").write_bytes(next(seeds.glob("002*")).read_bytes())
    again = mk.build(tmp_path)
    assert signature(again) == signature(kidal)
    assert "duplicate-article" in {i.code for i in again.issues}


def test_an_unrelated_article_changes_no_event_of_the_others(kidal: mk.Dossier, seeds: Path, tmp_path: Path) -> None:
    for path in seeds.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    other = "The striker signed for the club in Lisbon on Friday. It would defend its title in Portugal, the club said."
    (tmp_path / "zzz.txt").write_text(other, encoding="utf-8")
    again = mk.build(tmp_path)
    assert signature(again) == signature(kidal)
