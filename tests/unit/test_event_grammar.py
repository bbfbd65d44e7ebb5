"""What the words of a sentence say of who did what, where and when; every sentence is our own."""

from __future__ import annotations

from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Event, EventKind, Role, Status, When
from mapkit.reading import article_from_text

PUBLISHED = date(2023, 11, 15)  # a Wednesday
EN = " The army and rebel fighters have been at war for years, and soldiers guard the roads."
FR = " L'armée et les rebelles sont en guerre depuis des années, et des soldats gardent les routes."


def read(text: str, *, french: bool = False, published: date = PUBLISHED) -> list[Event]:
    article = article_from_text(text + (FR if french else EN), name="a.txt")
    return list(mk.build([article], published={"a.txt": published})._events)


def one(text: str, kind: EventKind, *, place: str | None = None, french: bool = False) -> Event:
    found = [e for e in read(text, french=french) if e.kind is kind]
    if place is not None:
        found = [e for e in found if (e.place.name if e.place else e.place_name) == place]
    assert len(found) == 1, [(e.kind, e.status, e.place.name if e.place else e.place_name) for e in read(text)]
    return found[0]


def places(text: str, kind: EventKind, *, french: bool = False) -> set[str]:
    found = [e for e in read(text, french=french) if e.kind is kind]
    return {(e.place.name if e.place else e.place_name) or "" for e in found}


def names(event: Event, *roles: Role) -> set[str]:
    return {a.name for a in event.with_role(*roles)}


# ---------------------------------------------------------------- words between the words
@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("M23 rebels took on Monday control of Goma.", False),
        ("M23 rebels have (for the second time) seized Goma.", False),
        ("M23 rebels, on Monday, seized Goma.", False),
        ("Les rebelles du M23 ont repris lundi matin Goma.", True),
        ("Les rebelles du M23 ont, lundi, pris le contrôle de Goma.", True),
        ("Goma est passée lundi en fin de matinée sous le contrôle des rebelles du M23.", True),
    ],
)
def test_times_and_asides_stand_anywhere(text: str, french: bool) -> None:
    event = one(text, EventKind.CONTROL_CHANGE, place="Goma", french=french)
    assert names(event, Role.TO) == {"March 23 Movement (M23)"}


# ---------------------------------------------------------------- which place
def test_a_region_behind_a_town_is_no_second_place() -> None:
    assert places("M23 rebels attacked Sake, in North Kivu, on Monday.", EventKind.ATTACK) == {"Sake"}
    assert places("M23 rebels captured Sake, North Kivu, on Monday.", EventKind.CONTROL_CHANGE) == {"Sake"}


def test_lists_in_either_language() -> None:
    text = "Une force régionale doit être déployée dans les provinces de l'Ituri, du Nord-Kivu et du Sud-Kivu."
    assert places(text, EventKind.DEPLOYMENT, french=True) == {"Ituri", "North Kivu", "South Kivu"}
    text = "Government forces bombed rebel camps in Goma and a depot in Bukavu on Monday."
    assert places(text, EventKind.ATTACK) == {"Goma", "Bukavu"}


def test_each_place_of_a_list_has_its_own_day() -> None:
    found = {
        e.place.name: e.when
        for e in read("M23 rebels entered Bukavu on Saturday and Goma on Monday.")
        if e.kind is EventKind.CONTROL_CHANGE and e.place
    }
    assert found == {"Bukavu": When.on(date(2023, 11, 11)), "Goma": When.on(date(2023, 11, 13))}


@pytest.mark.parametrize(
    "text",
    [
        "The town of Goma, which M23 rebels captured on Monday, is quiet.",
        "M23 rebels withdrew to Bukavu. Goma, freed on Monday, is quiet.",
        "Residents of Goma are leaving. M23 rebels captured the town on Monday, the mayor of Bukavu said.",
    ],
)
def test_the_object_may_stand_before_its_verb_or_in_the_sentence_before(text: str) -> None:
    event = one(text, EventKind.CONTROL_CHANGE)
    assert event.place is not None
    assert event.place.name == "Goma"


def test_who_a_place_describes_is_nowhere() -> None:
    text = "M23 rebels attacked Goma on Monday, the London-based group said."
    assert places(text, EventKind.ATTACK) == {"Goma"}


def test_where_it_was_fired_from_is_not_where_it_hit() -> None:
    assert places("M23 rebels fired rockets from Sake at Goma on Monday.", EventKind.ATTACK) == {"Goma"}


def test_an_arrival_is_where_the_way_ends() -> None:
    event = one("UN troops arrived in Goma on Monday.", EventKind.MOVEMENT)
    assert event.place is not None
    assert (event.place.name, event.destination) == ("Goma", event.place)


def test_captured_soldiers_are_no_captured_place() -> None:
    assert not places("M23 rebels captured three soldiers on Monday.", EventKind.CONTROL_CHANGE)
    assert not places("The army handed over 40 prisoners on Monday.", EventKind.HANDOVER)


@pytest.mark.parametrize(
    "text",
    [
        "Farmers saw how Zzyzkova, a market town near the border, was recaptured by the army on Monday.",
        "The army announced the capture of Zzyzkova on Monday.",
        "The army took several villages on Monday, including Zzyzkova.",
        "The army drove rebels out of Zzyzkova, a village in the hills, on Monday.",
    ],
)
def test_places_that_no_gazetteer_knows_are_found_by_their_words(text: str) -> None:
    assert places(text, EventKind.CONTROL_CHANGE) == {"Zzyzkova"}


# ---------------------------------------------------------------- who
@pytest.mark.parametrize(
    ("text", "who", "french"),
    [
        ("Rebels of the M23 captured Goma on Monday.", {"March 23 Movement (M23)"}, False),
        ("Fighters from the M23 movement captured Goma on Monday.", {"March 23 Movement (M23)"}, False),
        ("M23 rebels attacked Sake and then captured Goma on Monday.", {"March 23 Movement (M23)"}, False),
        ("M23 rebels overpowered the garrison and captured Goma on Monday.", {"March 23 Movement (M23)"}, False),
        ("Goma fell on Monday to M23 rebels.", {"March 23 Movement (M23)"}, False),
        ("The M23 claimed the capture of Goma on Monday.", {"March 23 Movement (M23)"}, False),
        ("French and Malian troops entered Gao on Monday.", {"French armed forces", "Malian armed forces"}, False),
        (
            "Les soldats français et maliens sont entrés lundi dans Gao.",
            {"French armed forces", "Malian armed forces"},
            True,
        ),
        ("Les rebelles du M23 se sont emparés de Goma lundi.", {"March 23 Movement (M23)"}, True),
        ("Goma a été prise lundi par les rebelles du M23.", {"March 23 Movement (M23)"}, True),
    ],
)
def test_who_gains(text: str, who: set[str], french: bool) -> None:
    place = "Gao" if "Gao" in text else "Goma"
    assert names(one(text, EventKind.CONTROL_CHANGE, place=place, french=french), Role.TO) == who


def test_the_rebels_are_the_one_group_that_the_article_names() -> None:
    text = "The Lord's Resistance Army is active in the north. The rebels captured Goma on Monday."
    (name,) = names(one(text, EventKind.CONTROL_CHANGE), Role.TO)
    assert "Resistance Army" in name


def test_names_of_forces_that_no_table_knows() -> None:
    text = "The Free Valley Liberation Front captured Goma on Monday. FVLF fighters then left Bukavu."
    found = read(text)
    assert names(next(e for e in found if e.kind is EventKind.CONTROL_CHANGE), Role.TO) == {
        "Free Valley Liberation Front"
    }
    assert names(next(e for e in found if e.kind is EventKind.WITHDRAWAL), Role.BY) == {"Free Valley Liberation Front"}


def test_rebel_forces_are_not_the_state_s() -> None:
    event = one("Rebel forces captured Goma on Monday.", EventKind.CONTROL_CHANGE)
    assert {a.side for a in event.with_role(Role.TO)} == {"non-state"}


@pytest.mark.parametrize(
    ("text", "to", "french"),
    [
        ("British forces transferred their base in Goma to the Congolese police on Monday.", "police", False),
        ("UN peacekeepers handed the base in Goma to a joint tribal force on Monday.", "joint tribal force", False),
        ("La Monusco a remis lundi la base de Goma aux autorités congolaises.", "Congolese government", True),
    ],
)
def test_who_receives(text: str, to: str, french: bool) -> None:
    event = one(text, EventKind.HANDOVER, french=french)
    assert any(to in name or name.startswith("Congolese") for name in names(event, Role.TO)), names(event, Role.TO)


@pytest.mark.parametrize(
    ("text", "published", "taker"),
    [
        (
            "Fighters loyal to Tripoli took Tarhuna, in Libya, on Friday.",
            date(2020, 6, 6),
            "Government of National Accord",
        ),
        ("Forces loyal to Kyiv took Kherson, in Ukraine, on Friday.", date(2022, 11, 12), "Armed Forces of Ukraine"),
        (
            "Forces loyal to Amadou Diallo took Goma, in Congo, on Friday.",
            date(2022, 11, 12),
            "forces loyal to Amadou Diallo",
        ),
    ],
)
def test_forces_loyal_to_a_capital_are_its_government_s(text: str, published: date, taker: str) -> None:
    article = article_from_text(f"{text} The rebels had fled.", name="a.txt")
    events = mk.build([article], published={"a.txt": published})._events
    assert {a.name for e in events if e.kind is EventKind.CONTROL_CHANGE for a in e.with_role(Role.TO)} == {taker}


def test_an_army_is_the_one_of_the_year() -> None:
    article = article_from_text("The Syrian army attacked Homs on Monday, and rebels shelled soldiers.", name="a.txt")
    before = mk.build([article], published={"a.txt": date(2015, 6, 10)})._events[0]
    after = mk.build([article], published={"a.txt": date(2025, 6, 11)})._events[0]
    assert names(before, Role.BY) == {"Syrian Arab Army"}
    assert names(after, Role.BY) != {"Syrian Arab Army"}


# ---------------------------------------------------------------- when
def test_what_is_announced_on_a_day_was_about_then() -> None:
    event = one("M23 rebels have captured Goma, the mayor said on Monday.", EventKind.CONTROL_CHANGE)
    assert event.when == When(earliest=date(2023, 11, 13), latest=date(2023, 11, 13), approximate=True)
    assert any("when it was is not said" in reason for reason in event.reasons)


def test_the_day_of_telling_is_about_when_an_attack_was() -> None:
    event = one("M23 rebels attacked Goma, the mayor said on Monday.", EventKind.ATTACK)
    assert event.when == When(earliest=date(2023, 11, 13), latest=date(2023, 11, 13), approximate=True)
    assert any("'Monday', by all the article says of it" in reason for reason in event.reasons)


def test_so_many_days_before() -> None:
    text = "The talks began on Monday, three days after M23 rebels captured Goma."
    assert one(text, EventKind.CONTROL_CHANGE).when == When.on(date(2023, 11, 10))
    text = "Peace talks opened barely two weeks after M23 rebels captured Goma."
    event = one(text, EventKind.CONTROL_CHANGE)
    assert event.when is not None
    assert event.when.approximate
    assert event.when.earliest == date(2023, 10, 30)


def test_fighting_is_of_the_day_of_what_it_ended_in() -> None:
    found = read("M23 rebels captured Goma on Monday after fierce fighting.")
    assert {e.kind for e in found} >= {EventKind.CLASH, EventKind.CONTROL_CHANGE}
    assert {e.when for e in found if e.kind is EventKind.CLASH} == {When.on(date(2023, 11, 13))}


def test_a_story_goes_on_from_the_day_it_is_at() -> None:
    text = "M23 rebels attacked Goma on Monday. The soldiers pulled back to Sake."
    event = one(text, EventKind.WITHDRAWAL)
    assert event.when == When(earliest=date(2023, 11, 13), latest=date(2023, 11, 13), approximate=True)
    assert any("the story is at 2023-11-13" in reason for reason in event.reasons)


# ---------------------------------------------------------------- how sure
@pytest.mark.parametrize(
    ("text", "status", "french"),
    [
        ("The army said on Monday it had recaptured Goma.", Status.CLAIMED, False),
        ("The army recaptured Goma on Monday, residents said.", Status.HAPPENED, False),
        ("The army recaptured Goma on Monday, the defence ministry said.", Status.CLAIMED, False),
        ("“Our troops have freed Goma,” an army spokesman said on Monday.", Status.CLAIMED, False),
        ("L'armée aurait repris Goma lundi.", Status.CLAIMED, True),
        ("L'armée reprendra Goma avant décembre.", Status.PLANNED, True),
    ],
)
def test_a_claim_is_what_only_the_winner_tells(text: str, status: Status, french: bool) -> None:
    assert one(text, EventKind.CONTROL_CHANGE, place="Goma", french=french).status is status


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Uganda said its troops would join the international force in Goma.", EventKind.DEPLOYMENT, Status.PLANNED),
        ("The Security Council voted on Monday to send 2,000 troops to Goma.", EventKind.DEPLOYMENT, Status.PLANNED),
        (
            "UN troops are scheduled to hand over the base in Goma to the army in December.",
            EventKind.HANDOVER,
            Status.PLANNED,
        ),
        (
            "A plan under which the army would have handed over its base in Goma was dropped.",
            EventKind.HANDOVER,
            Status.DENIED,
        ),
        ("A rebel commander denied that Goma had fallen.", EventKind.CONTROL_CHANGE, Status.DENIED),
    ],
)
def test_plans_and_denials(text: str, kind: EventKind, status: Status) -> None:
    assert one(text, kind, place="Goma").status is status


# ---------------------------------------------------------------- what is no event
@pytest.mark.parametrize(
    "text",
    [
        "The soldiers were on leave from a base in Goma.",
        "The army gained the upper hand over rebels in Goma.",
        "Rebels hold talks in Goma with the army.",
        "The army has its headquarters in Goma and a target of 2,000 recruits.",
    ],
)
def test_nouns_that_look_like_verbs(text: str) -> None:
    kinds = {e.kind for e in read(text)} - {EventKind.HELD, EventKind.CLASH}
    assert not kinds, kinds


def test_read_also_in_the_middle_ends_no_article() -> None:
    text = (
        "M23 rebels attacked Sake on Monday, the army said in a statement.\n"
        "READ ALSO: Life under the guns\n"
        "On Sunday M23 rebels captured Goma after the army left its positions, residents of the town said by telephone.\n"
        "The United Nations called on both sides to lay down their arms and to return to the talks that they broke off.\n"
    )
    assert places(text, EventKind.CONTROL_CHANGE) == {"Goma"}


# ---------------------------------------------------------------- who and where, once more
def test_a_road_s_ends_are_not_where_something_happened_on_it() -> None:
    text = "M23 rebels ambushed a convoy at Rutshuru, on the road between Goma and Bukavu, on Monday."
    assert places(text, EventKind.ATTACK) == {"Rutshuru"}


def test_who_only_takes_part_is_no_place() -> None:
    text = "Fighting in Beirut on Monday was the worst in the war between Israel and Hezbollah."
    assert places(text, EventKind.CLASH) == {"Beirut"}


def test_the_capital_is_that_of_the_country() -> None:
    text = "Rebels left Bouar, west of Bangui, last week. Anti-balaka fighters attacked the capital on Monday."
    event = one(text, EventKind.ATTACK)
    assert event.place is not None
    assert event.place.name == "Bangui"


def test_a_pronoun_stands_for_the_place() -> None:
    text = "Les rebelles du M23 avaient pris Goma. Elle a été reprise lundi par l'armée."
    found = [e for e in read(text, french=True) if e.kind is EventKind.CONTROL_CHANGE]
    assert {(e.place.name, *sorted(names(e, Role.TO))) for e in found if e.place} == {
        ("Goma", "March 23 Movement (M23)"),
        ("Goma", "Congolese armed forces"),
    }


def test_who_held_a_place_is_not_who_gains_it_next() -> None:
    text = "The army took Goma from M23 rebels on Friday. M23 rebels attacked Sake. Goma fell again on Monday."
    fallen = next(e for e in read(text) if e.kind is EventKind.CONTROL_CHANGE and e.when == When.on(date(2023, 11, 13)))
    assert "Congolese armed forces" not in names(fallen, Role.TO)


def test_a_french_participle_without_avoir_is_passive() -> None:
    text = "Une embuscade a eu lieu lundi à Goma. Quarante soldats tués ont été enterrés."
    assert not any(names(e, Role.BY) for e in read(text, french=True) if e.kind is EventKind.ATTACK)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The U.S.-led coalition bombed Mosul on Monday.", "U.S.-led coalition"),
        ("Riot police deployed in Goma on Monday.", "Congolese police"),
        ("Kyiv's forces bombed Donetsk on Monday, said officials in Kyiv.", "Armed Forces of Ukraine"),
    ],
)
def test_not_every_force_is_the_army_of_the_country(text: str, who: str) -> None:
    event = next(e for e in read(text) if e.kind in (EventKind.ATTACK, EventKind.DEPLOYMENT))
    assert names(event, Role.BY) == {who}


def test_a_relative_clause_says_nothing_of_the_rest() -> None:
    text = "Uganda, which fears for its border, has moved tanks and troops to Goma."
    assert {e.status for e in read(text) if e.kind is EventKind.MOVEMENT} == {Status.HAPPENED}


def test_what_was_done_to_the_town_by_a_relative_clause() -> None:
    text = "The army attacked Goma on Monday. It then retook the town, which was seized by M23 rebels on Friday."
    seized = [
        e for e in read(text) if e.kind is EventKind.CONTROL_CHANGE and names(e, Role.TO) == {"March 23 Movement (M23)"}
    ]
    assert [e.when for e in seized] == [When.on(date(2023, 11, 10))]


def test_the_club_of_the_army_is_no_army() -> None:
    text = (
        "The army's club attacked from the start and captured the title in Kigali on Monday. Its striker shelled the "
        "goalkeeper, fans bombed the referee with bottles, and the coach said the players had fought for the league."
    )
    article = article_from_text(text, name="a.txt")
    assert list(mk.build([article], published={"a.txt": PUBLISHED})._events) == []


def test_an_accord_s_day_is_the_accord_s() -> None:
    event = one("Rebels left Goma under an accord signed last month.", EventKind.WITHDRAWAL)
    assert event.when is not None
    assert event.when.latest == PUBLISHED


def test_a_convoy_arrives_where_its_way_ends() -> None:
    found = [e for e in read("A UN convoy that left Goma on Monday reached Bukavu on Tuesday.") if e.place]
    assert {(e.place.name, e.when.day) for e in found if e.place and e.when} == {
        ("Goma", date(2023, 11, 13)),
        ("Bukavu", date(2023, 11, 14)),
    }


def test_who_is_given_a_base_is_whom_the_words_name() -> None:
    given = one("The UN mission handed its base at Goma to the country's army on Monday.", EventKind.HANDOVER)
    assert names(given, Role.TO) == {"Congolese armed forces"}
    given = one("Le contingent a remis lundi à l'armée congolaise sa base de Goma.", EventKind.HANDOVER, french=True)
    assert names(given, Role.TO) == {"Congolese armed forces"}


def test_nothing_is_handed_to_a_statement() -> None:
    given = one("The M23 handed over Goma on Monday, according to a statement by the mission.", EventKind.HANDOVER)
    assert not any("statement" in name for name in names(given, Role.TO))


def test_who_is_nowhere_to_be_seen_takes_nothing() -> None:
    text = "Menaka changed hands on Monday, and the Malian army was nowhere to be seen, residents said."
    assert "Malian armed forces" not in names(one(text, EventKind.CONTROL_CHANGE), Role.TO)


def test_a_list_of_places_goes_on_behind_the_region_of_one() -> None:
    text = "The air force bombed Aleppo, Idlib in the north-west and Homs on Monday."
    assert {e.place.name for e in read(text) if e.place is not None} == {"Aleppo", "Idlib", "Homs"}
    text = "Rebels captured Kunduz in the north, Faizabad in Badakhshan and Taloqan in Takhar on Monday."
    assert len({e.place.id for e in read(text) if e.place is not None and e.kind is EventKind.CONTROL_CHANGE}) == 3
