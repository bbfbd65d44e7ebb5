"""What sentences report, on wars that no table was written for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.extraction.quantities import find_quantities
from mapkit.model import Event, EventKind, Quantity, Role, Status, When
from mapkit.reading import article_from_text

TAIL = (
    " The army and the rebels have fought in eastern Congo for years, and government soldiers hold most of its towns."
)


def events(text: str, *, published: date | None = date(2012, 12, 2), tail: str = TAIL) -> tuple[Event, ...]:
    """The events of one article; the tail says which war it is and reports nothing."""
    days = {"a.txt": published} if published else None
    found = mk.build([article_from_text(text + tail, name="a.txt")], published=days)._events
    return tuple(
        e for e in found if not any("eastern Congo" in q.quote or "est du Congo" in q.quote for q in e.evidence)
    )


TAIL_FR = (
    " L'armée et les rebelles se disputent depuis des années les villes de l'est du Congo, et les soldats y restent."
)


def only(text: str, kind: EventKind, **options: date) -> Event:
    (event,) = [e for e in events(text, **options) if e.kind is kind]
    return event


def names(event: Event, *roles: Role) -> list[str]:
    return [a.name for a in event.with_role(*roles)]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("M23 rebels withdrew from Goma on Saturday.", EventKind.WITHDRAWAL, "Goma"),
        ("Rebels of the M23 left the town of Goma on Saturday.", EventKind.WITHDRAWAL, "Goma"),
        ("The town of Goma was evacuated by M23 rebels on Saturday.", EventKind.WITHDRAWAL, "Goma"),
        ("The withdrawal of M23 rebels from Goma took place on Saturday.", EventKind.WITHDRAWAL, "Goma"),
        ("M23 rebels captured Goma on 20 November.", EventKind.CONTROL_CHANGE, "Goma"),
        ("M23 rebels took control of Goma on 20 November.", EventKind.CONTROL_CHANGE, "Goma"),
        ("Goma fell to M23 rebels on 20 November.", EventKind.CONTROL_CHANGE, "Goma"),
        ("The capture of Goma by M23 rebels on 20 November shocked the region.", EventKind.CONTROL_CHANGE, "Goma"),
        ("Goma is under the control of M23 rebels.", EventKind.HELD, "Goma"),
        ("M23 rebels shelled Goma on Saturday.", EventKind.ATTACK, "Goma"),
        ("M23 rebels clashed with government soldiers near Goma on Saturday.", EventKind.CLASH, "Goma"),
        ("Uganda deployed 300 soldiers in Goma on Saturday.", EventKind.DEPLOYMENT, "Goma"),
        ("Les rebelles du M23 se sont retirés de Goma le 1er décembre.", EventKind.WITHDRAWAL, "Goma"),
        ("Les rebelles du M23 ont pris le contrôle de Goma le 20 novembre.", EventKind.CONTROL_CHANGE, "Goma"),
    ],
)
def test_active_passive_and_nominal_forms(text: str, kind: EventKind, place: str) -> None:
    found = [e for e in events(text, tail=TAIL_FR if "Les rebelles" in text else TAIL) if e.kind is kind]
    assert [e.place.name for e in found if e.place] == [place]
    assert found[0].status in (Status.HAPPENED, Status.CLAIMED)
    if kind is not EventKind.DEPLOYMENT and kind is not EventKind.CLASH:
        assert names(found[0], Role.BY, Role.TO) == ["March 23 Movement (M23)"]


@pytest.mark.parametrize(
    "text",
    [
        "M23 rebels could capture Goma within days.",
        "The army fears that M23 rebels may take control of Goma.",
        "The rebels advanced with the aim of taking control of Goma.",
        "If M23 rebels captured Goma, the government would fall.",
        "The UN called on M23 rebels to withdraw from Goma.",
        "M23 rebels are seeking to capture Goma.",
        "A possible withdrawal of M23 rebels from Goma was discussed by the army.",
        "People left Goma on Saturday because the rebels were near.",
    ],
)
def test_fears_aims_conditions_and_appeals_give_no_event(text: str) -> None:
    assert events(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("M23 rebels claimed control of Goma on Saturday.", EventKind.CONTROL_CHANGE, Status.CLAIMED),
        ("M23 rebels said they had captured Goma on Saturday.", EventKind.CONTROL_CHANGE, Status.CLAIMED),
        ("M23 rebels will withdraw from Goma on 5 December.", EventKind.WITHDRAWAL, Status.PLANNED),
        ("M23 rebels plan to leave Goma by the end of the year.", EventKind.WITHDRAWAL, Status.PLANNED),
        ("M23 rebels denied having attacked Goma on Saturday.", EventKind.ATTACK, Status.DENIED),
        ("M23 rebels are believed to have attacked Goma on Saturday.", EventKind.ATTACK, Status.POSSIBLE),
    ],
)
def test_status_follows_the_words(text: str, kind: EventKind, status: Status) -> None:
    assert only(text, kind).status is status


def test_a_month_called_may_is_no_doubt() -> None:
    event = only("M23 rebels captured Goma on 4 May 2012.", EventKind.CONTROL_CHANGE)
    assert (event.status, event.when) == (Status.HAPPENED, When.on(date(2012, 5, 4)))


def test_a_list_of_places_is_one_event_each() -> None:
    found = [
        e
        for e in events("M23 rebels withdrew from Goma, Sake and Bukavu on Saturday.")
        if e.kind is EventKind.WITHDRAWAL
    ]
    assert {e.place.name for e in found if e.place} == {"Goma", "Sake", "Bukavu"}
    assert len({e.id for e in found}) == 3


def test_who_loses_and_who_gains() -> None:
    event = only("Government soldiers recaptured Goma from M23 rebels on Saturday.", EventKind.CONTROL_CHANGE)
    assert names(event, Role.TO) == ["Congolese armed forces"]
    assert names(event, Role.FROM) == ["March 23 Movement (M23)"]


@pytest.mark.parametrize(
    "text",
    [
        "L'armée a repris mardi aux rebelles la ville de Bria, en Centrafrique.",
        "L'armée a enlevé aux rebelles la ville de Bria, en Centrafrique, mardi.",
    ],
)
def test_from_whom_a_place_is_taken_stands_within_the_french_verb(text: str) -> None:
    (event,) = events(text, tail="")
    assert names(event, Role.TO) == ["Central African armed forces"]
    assert names(event, Role.FROM) == ["Central African rebels"]


def test_a_mission_leaves_its_base_and_not_the_town() -> None:
    event = only("UN peacekeepers left Goma on Saturday.", EventKind.WITHDRAWAL)
    assert event.place is not None
    assert (event.place.name, event.place.kind) == ("Goma", "base")


def test_we_is_whoever_speaks() -> None:
    event = only("“We left Goma this morning,” a spokesman for the M23 rebels told reporters.", EventKind.WITHDRAWAL)
    assert names(event, Role.BY) == ["March 23 Movement (M23)"]
    assert event.when == When.on(date(2012, 12, 2))
    assert event.evidence[0].attributed_to is not None
    assert "M23" in event.evidence[0].attributed_to


def test_the_date_of_one_event_does_not_date_another() -> None:
    text = "Following a coup in 2010, the rebels in June captured Goma."
    event = only(text, EventKind.CONTROL_CHANGE)
    assert event.when == When(earliest=date(2012, 6, 1), latest=date(2012, 6, 30))


def test_an_undated_report_is_bounded_by_its_publication() -> None:
    event = only("M23 rebels have captured Goma.", EventKind.CONTROL_CHANGE)
    assert event.when == When(earliest=None, latest=date(2012, 12, 2))
    assert event.time_basis == "inferred"


def test_without_any_date_the_time_is_unknown() -> None:
    event = only("M23 rebels have captured Goma.", EventKind.CONTROL_CHANGE, published=None)  # type: ignore[arg-type]
    assert event.when is None


def test_bounds_of_quantities() -> None:
    event = only(
        "A convoy of at least 40 trucks left Goma on Saturday and was on its way to Bukavu, about 100 kilometres away. The M23 rebels drove it.",
        EventKind.MOVEMENT,
    )
    assert Quantity(low=40.0, high=None, unit="truck") in event.quantities
    assert Quantity(low=100.0, high=100.0, unit="km") in event.quantities
    assert event.destination is not None
    assert event.destination.name == "Bukavu"


def test_the_toll_of_an_attack_belongs_to_the_attack() -> None:
    found = events("M23 rebels attacked Goma on Saturday and 12 people were killed.")
    assert [e.kind for e in found] == [EventKind.ATTACK]
    assert Quantity(low=12.0, high=12.0, unit="killed") in found[0].quantities


@pytest.mark.parametrize(
    "text",
    [
        "M23 rebels attacked Goma on 20 November 2012 and killed 12 people.",
        "KINSHASA, 25 November 2012 (Reuters) - M23 rebels attacked Goma on 20 November, the army said.",
        "M23 rebels attacked Goma two days after the November 18 vote.",
    ],
)
def test_an_event_takes_its_own_day(text: str) -> None:
    event = only(text, EventKind.ATTACK, published=date(2012, 11, 25))
    assert event.when == When.on(date(2012, 11, 20))


def test_the_end_of_a_stretch_and_a_vote_to_come_date_no_event() -> None:
    for text in (
        "M23 rebels shelled Goma until 15 November.",
        "M23 rebels shelled Goma ahead of the vote on 20 November.",
    ):
        event = only(text, EventKind.ATTACK, published=date(2012, 11, 25))
        assert event.when == When(earliest=None, latest=date(2012, 11, 25))


def test_a_span_at_the_head_of_a_sentence_is_the_event_s() -> None:
    text = "Between November 18 and November 20, M23 rebels attacked Goma."
    event = only(text, EventKind.ATTACK, published=date(2012, 11, 25))
    assert event.when == When(earliest=date(2012, 11, 18), latest=date(2012, 11, 20))


@pytest.mark.parametrize(
    "text",
    [
        "M23 rebels captured Sake on 4 March and attacked Goma on 9 March.",
        "M23 rebels captured Sake on 4 March, then attacked Goma on 9 March.",
        "Les rebelles du M23 ont pris Sake le 4 mars et ont attaqué Goma le 9 mars.",
        "M23 rebels who took part in the coup on 26 July attacked Goma on 9 March.",
    ],
)
def test_each_verb_of_a_sentence_has_its_own_day(text: str) -> None:
    found = events(text, published=date(2012, 11, 25), tail="")  # the tail is English
    (event,) = [e for e in found if e.kind is EventKind.ATTACK]
    assert event.when == When.on(date(2012, 3, 9))


def test_the_day_in_the_dateline_is_no_event_s() -> None:
    text = "GOMA, 25 November 2012 (Reuters) - M23 rebels attacked Goma, the army said."
    event = only(text, EventKind.ATTACK, published=date(2012, 11, 26))
    assert event.when == When(earliest=None, latest=date(2012, 11, 26))


def test_a_place_that_no_gazetteer_knows_keeps_its_event() -> None:
    event = only("M23 rebels captured the town of Zzyzkova on Saturday.", EventKind.CONTROL_CHANGE)
    assert event.place is None
    assert event.place_name == "Zzyzkova"


@pytest.mark.parametrize(
    "text",
    [
        "The company took control of its rival on Friday and will withdraw from Poland. The army of lawyers attacked the deal.",
        "Arsenal captured the title on Saturday. Their attack destroyed the defence of Chelsea, and the rebels in the stands left early.",
        "Les hommes de Didier Lefort ont pris Bayonne samedi. Les hommes de Paul Aubry se sont repliés avant de céder à Pau.",
    ],
)
def test_business_and_sport_hold_no_event(text: str) -> None:
    assert events(text, tail="") == ()


def test_the_region_whose_government_tells_of_it_is_not_what_was_taken() -> None:
    told = events("M23 rebels captured the town, the North Kivu provincial government said.")
    assert "North Kivu" not in {e.place.name for e in told if e.place}
    told = events(
        "M23 rebels captured Goma. It is Congo's largest eastern city, and the army lost Congo's gateway town on Monday."
    )
    assert {e.place.name for e in told if e.place} == {"Goma"}


@pytest.mark.parametrize(
    "text",
    [
        "La bataille électorale fait rage à Goma, où deux partis se disputent sept sièges.",
        "L'ancien président a été condamné mercredi par le tribunal qui siège près de Goma, pour les crimes des rebelles.",
        "L'armée a pris Bukavu. C'était la dernière ville que contrôlait Kinshasa.",
    ],
)
def test_a_name_beside_such_words_is_no_place_of_an_event(text: str) -> None:
    assert not {"Goma", "Kinshasa"} & {e.place.name for e in events(text, tail=TAIL_FR) if e.place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Les soldats tchadiens quitteront le Tchad lundi, a indiqué la Maison Blanche.", "Chad"),
        ("Un pont a été détruit à l'explosif près de Pursat, au Cambodge, par les rebelles khmers rouges.", "Pursat"),
        ("Soldiers retook Abidjan in Ivory Coast. The rebels still hold the second city, Bouake.", "Bouaké"),
        ("The army pulled back from Goma to defend Bukavu.", "Goma"),
        ("The last troops pulled out of Goma through the Bunagana crossing.", "Goma"),
    ],
)
def test_the_place_is_where_it_is_and_not_who_speaks_or_what_lies_behind(text: str, place: str) -> None:
    told = [e.place.name for e in events(text, tail="") if e.place]
    assert place in told
    assert len(told) <= 2


def two(first: str, second: str, **days: date) -> mk.Dossier:
    articles = [article_from_text(t + TAIL, name=n) for n, t in (("a.txt", first), ("b.txt", second))]
    return mk.build(
        articles, published={"a.txt": days.get("a", date(2012, 11, 21)), "b.txt": days.get("b", date(2012, 11, 22))}
    )


def test_two_reports_of_one_event_are_one_event_with_two_origins() -> None:
    dossier = two("M23 rebels captured Goma on 20 November.", "The town of Goma fell to M23 rebels on Tuesday.")
    (event,) = [e for e in dossier._events if e.kind is EventKind.CONTROL_CHANGE]
    assert len(event.evidence) == 2
    # the tails are one text, and one text is one origin
    assert event.sources == 1
    assert event.known_since == date(2012, 11, 21)


def test_the_same_deed_at_another_time_is_another_event() -> None:
    dossier = two("M23 rebels captured Goma on 20 November.", "M23 rebels captured Goma on 1 August.")
    assert len([e for e in dossier._events if e.kind is EventKind.CONTROL_CHANGE]) == 2


def test_rival_numbers_are_both_kept_and_said() -> None:
    dossier = two(
        "M23 rebels attacked Goma on 20 November and 12 people were killed.",
        "M23 rebels attacked Goma on 20 November; 30 people were killed.",
    )
    (event,) = [e for e in dossier._events if e.kind is EventKind.ATTACK]
    assert {q.low for q in event.quantities if q.unit == "killed"} == {12.0, 30.0}
    assert "rival-numbers" in {i.code for i in dossier.issues}


def test_a_plan_that_then_happens_is_overtaken() -> None:
    dossier = two(
        "M23 rebels will withdraw from Goma on 30 November.",
        "M23 rebels withdrew from Goma on 30 November.",
        b=date(2012, 12, 1),
    )
    plan = next(e for e in dossier._events if e.status is Status.PLANNED)
    done = next(e for e in dossier._events if e.status is Status.HAPPENED and e.kind is EventKind.WITHDRAWAL)
    assert plan.superseded_by == done.id


@pytest.mark.parametrize(
    "text",
    [
        "There is no sign that M23 rebels are leaving Goma without a fight.",
        "It is not true that the army has abandoned Goma, a spokesman said on Tuesday.",
        "The rebels nearly captured Goma on Tuesday before they were driven back.",
        "“Will the rebels capture Goma?” a resident asked.",
        "The talks resume after the rebels leave Goma.",
    ],
)
def test_negations_questions_and_conditions_draw_nothing_as_a_fact(text: str) -> None:
    assert [e for e in events(text) if e.status in (Status.HAPPENED, Status.CLAIMED)] == []


def test_an_accusation_is_a_claim() -> None:
    event = only("Rwanda accused the Congolese army of bombing Goma on Saturday.", EventKind.ATTACK)
    assert event.status is Status.CLAIMED
    assert names(event, Role.BY) == ["Congolese armed forces"]


def test_a_convoy_that_leaves_moves_and_withdraws_from_nowhere() -> None:
    found = events("A UN convoy of more than 40 vehicles left Goma for Bukavu on Saturday.")
    assert [e.kind for e in found] == [EventKind.MOVEMENT]
    assert found[0].place is not None
    assert found[0].destination is not None
    assert (found[0].place.name, found[0].destination.name) == ("Goma", "Bukavu")


def test_a_country_that_only_describes_is_neither_actor_nor_place() -> None:
    event = only("Rebels attacked the U.S. embassy in Kinshasa on Saturday.", EventKind.ATTACK)
    assert event.place is not None
    assert event.place.name == "Kinshasa"
    assert "United States" not in {a.name for _, a in event.actors}


def test_the_adjective_of_two_words_is_one_country() -> None:
    found = mk.find_places("South Sudanese government forces entered Malakal.")
    assert [m.place.country for m in found if m.place] == ["SS"]
    text = (
        "South Sudanese government forces recaptured Malakal on Saturday. The rebels of South Sudan fled from Malakal."
    )
    gains = [e for e in events(text, tail="") if e.kind is EventKind.CONTROL_CHANGE]
    assert gains
    assert all(n != "Sudanese armed forces" for e in gains for n in names(e, Role.TO))


def test_a_place_by_comparison_is_not_where_it_happened() -> None:
    event = only(
        "Rebels attacked the village of Zzyzkova, 300 kilometres north of Kinshasa, on Saturday.", EventKind.ATTACK
    )
    assert event.place is None
    assert event.place_name == "Zzyzkova"


def test_whoever_left_does_not_hold_on() -> None:
    text = "M23 rebels captured Goma in November. UN monitors confirmed that M23 rebels have withdrawn from Goma."
    dossier = mk.build([article_from_text(text + TAIL, name="a.txt")], published={"a.txt": date(2012, 12, 2)})
    held = [
        s for s in dossier._states if s.holder and s.holder.name == "March 23 Movement (M23)" and s.place.kind == "town"
    ]
    assert held
    assert all(s.until is not None for s in held)


@pytest.mark.parametrize(
    "text",
    [
        "He said the " + "Army-" * 400 + "x left.",
        "Kidal-" * 400,
        "the army left Goma; " * 300,
        "(" * 3000 + "army" + ")" * 3000,
        "“" * 2000 + "the army left Goma" + "”" * 2000,
        "The army left " + "very " * 4000 + "Goma.",
        "A" * 20000,
        "\u202e\u2028{{7*7}}${x}</script>`\\1 the army left Goma on Saturday",
    ],
    ids=["hyphens", "name-hyphens", "semicolons", "parentheses", "quotes", "words", "letters", "markup"],
)
def test_text_made_to_hang_or_break_is_read(text: str) -> None:
    assert isinstance(events(text, tail=""), tuple)


def test_two_articles_of_one_agency_are_one_origin() -> None:
    first = "M23 rebels captured Goma on 20 November, witnesses told AFP."
    second = "The town of Goma fell to M23 rebels on Tuesday, according to AFP."
    third = "Fighters of the M23 seized Goma on Tuesday, its mayor said."
    tails = (
        " The army lost many soldiers.",
        " Government soldiers are in the hills.",
        " Rebels had come nearer for weeks.",
    )
    articles = [
        article_from_text(t + tail, name=f"{n}.txt")
        for n, (t, tail) in enumerate(zip((first, second, third), tails, strict=True))
    ]
    dossier = mk.build(articles, published={f"{n}.txt": date(2012, 11, 22) for n in range(3)})
    (event,) = [e for e in dossier._events if e.kind is EventKind.CONTROL_CHANGE]
    assert len(event.evidence) == 3
    assert event.sources == 2


def test_a_town_goes_before_the_region_it_is_said_to_lie_in(tmp_path: Path) -> None:
    text = "On 20 October 2025 the Sudanese army recaptured Bara in North Kordofan, state media said."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    events = mk.build(tmp_path).events
    assert [(row["kind"], row["place"]) for _, row in events.iterrows()] == [("control_change", "Bārah")]


@pytest.mark.parametrize(
    ("words", "low"),
    [
        ("28 dead", 28.0),
        ("half a million people", 500_000.0),
        ("1.5 million people", 1_500_000.0),
        ("2,500 million people", 2_500_000_000.0),
        ("1 234 million people", 1_234_000_000.0),
        ("hundreds of thousands of people", 200_000.0),
        ("un demi-million de personnes", 500_000.0),
        ("a million million people", 1_000_000_000_000.0),
    ],
)
def test_numbers_in_words_and_figures(words: str, low: float) -> None:
    (found,) = find_quantities(f"They counted {words}.")
    assert float(found.hints["low"]) == low
