"""Sentences that invite a false fact, each of our own; what an editor expects of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.model import Event, EventKind, Role, Status
from mapkit.reading import article_from_text

PUBLISHED = date(2023, 11, 10)  # a Friday
_FACTS = (Status.HAPPENED, Status.CLAIMED)


def build(text: str) -> mk.Dossier:
    return mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED})


def changes(text: str) -> list[Event]:
    return [e for e in build(text)._events if e.kind in (EventKind.CONTROL_CHANGE, EventKind.HELD)]


def gainers(text: str) -> set[str]:
    return {a.name for e in changes(text) if e.status in _FACTS for a in e.with_role(Role.TO, Role.BY)}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("LONDON, Nov 9 - The army recaptured Wad Madani on Wednesday, residents said.", "Sudanese armed forces"),
        ("PARIS, 9 novembre (AFP) - L'armée a repris mercredi la ville de Kidal aux rebelles.", "Malian armed forces"),
        ("Soldiers from Rwanda captured Masisi on Monday. Rebels fled.", "Rwanda Defence Force"),
        ("The fall of Goma to M23 on Monday shocked the region. The army fled.", "March 23 Movement (M23)"),
        ("Russian forces lost Lyman to Ukraine on 1 October 2022. Soldiers fled.", "Ukraine"),
        ("Rwandan troops, who support M23, did not enter Goma, but M23 took it on Monday.", "March 23 Movement (M23)"),
    ],
)
def test_the_winner_is_the_winner(text: str, who: str) -> None:
    assert gainers(text) == {who}


@pytest.mark.parametrize(
    "text",
    [
        "The army stopped short of capturing Sirte on Monday. Rebels held on.",
        "The army has all but captured Kurakhove. Soldiers advance.",
        "Les rebelles ont failli prendre Bunia lundi. L'armée les a repoussés.",
        "Reports that rebels seized Birao on Monday are untrue, the army said.",
        "In a NATO exercise on Monday, Polish troops captured Suwalki. Soldiers fought.",
        "Neither side captured Bara on Monday; the army and rebels fought.",
        "Rebels hold everything but Goma. The army is there.",
        "Rebels captured two soldiers in Bunia on Monday. The army fought.",
        "Rebels captured a rebel commander in Bunia on Monday. Soldiers fled.",
        "The army seized 200 kg of cocaine in Gao. Rebels fought soldiers.",
        "Iraqi forces tried several times to retake Tikrit. Rebels held out.",
        "The government is determined to liberate Tikrit, where soldiers fight rebels.",
    ],
)
def test_nothing_changes_hands(text: str) -> None:
    assert [(e.kind, e.status) for e in changes(text) if e.status in _FACTS] == []


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured a village 30 km north of Goma on Monday. The army fled.",
        "Rebels captured the road between Goma and Sake. The army fled.",
        "Rebels took control of a hill near Goma on Monday. The army fled.",
    ],
)
def test_what_is_near_a_town_is_not_the_town(text: str) -> None:
    dossier = build(text)
    found = [e.place for e in dossier._events if e.kind is EventKind.CONTROL_CHANGE and e.place]
    assert found
    assert all(p.name.startswith("near ") for p in found)
    assert not any(s.place.name == "Goma" for s in dossier._states)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("On this day in 1975, Saigon fell to North Vietnamese troops. The army surrendered.", 1975),
        ("Ten years ago today rebels captured Bangui. The army held a parade on Friday.", 2013),
    ],
)
def test_an_anniversary_is_of_its_year(text: str, year: int) -> None:
    assert {e.when.earliest.year for e in changes(text) if e.when and e.when.earliest} == {year}


def test_a_source_is_no_party() -> None:
    found = list(build("Turkish forces bombed Kobani, the SDF said on Monday. Soldiers fled.")._events)
    attack = next(e for e in found if e.kind is EventKind.ATTACK)
    assert {a.name for _, a in attack.actors} == {"Turkish armed forces"}
    found = list(build("According to the army, rebels attacked Kaya on Monday, killing 12 civilians.")._events)
    attack = next(e for e in found if e.kind is EventKind.ATTACK)
    assert {a.name for a in attack.with_role(Role.BY)} == {"rebels"}


def test_who_is_driven_out_holds_no_longer() -> None:
    text = "The RSF took Nyala in October, but the army drove them out on Tuesday."
    dossier = build(text)
    assert set(dossier.control_on(date(2023, 11, 9))["holder"]) == {"Sudanese armed forces"}


def test_two_captures_of_one_day_come_as_they_are_told() -> None:
    text = "The RSF captured Bara from the Sudanese army on Monday morning. The army retook Bara on Monday evening."
    assert set(build(text).control_on(date(2023, 11, 8))["holder"]) == {"Sudanese armed forces"}


def test_a_holding_long_past_is_over() -> None:
    text = "The Taliban captured Kabul on 15 August 2021. The Taliban had held Kabul from 1996 to 2001. The army fled."
    states = build(text).control_on(date(2010, 1, 1))
    assert set(states["state"]) == {"unknown"}


def test_a_number_of_many_digits_counts_nobody() -> None:
    assert build("9" * 5000 + " soldiers were killed in Goma by rebels.").articles is not None


def test_halves_of_characters_can_be_written(tmp_path: Path) -> None:
    dossier = build("Rebels \ud800 took Goma on Monday. Soldiers fled.")
    assert "\ufffd" in dossier.articles[0].text
    assert mk.load(dossier.save(tmp_path / "a.json")).articles == dossier.articles


@pytest.mark.parametrize(
    ("text", "place", "not_held_by"),
    [
        ("PORT SUDAN, Sudan, Nov 8 (Reuters) - The RSF captured Nyala on Tuesday, witnesses said.", "Nyala", "Sudan"),
        ("BAMAKO, Mali, Nov 8 (AFP) - Rebels captured Tessalit on Tuesday. The army fled.", "Tessalit", "Malian armed"),
        ("Rebels took Bria on Monday. Wagner men left for Bangui on Tuesday. The army waits.", "Bria", "Wagner Group"),
        ("Donetsk was taken from Kyiv by Russian-backed separatists in 2014. The army fled.", "Kyiv", "separatists"),
        ("The Houthis, driven from Aden in July 2015 by Emirati troops, took Marib on Monday.", "Aden", "Houthis"),
        ("Haftar's forces, driven out of Gharyan in June 2019, will not attack Tripoli.", "Tripoli", "Haftar"),
        (
            "Instead of attacking Goma, M23 rebels captured Qakena on Monday. The army fled.",
            "Goma",
            "March 23 Movement (M23)",
        ),
        ("Turkey vowed to take Tal Rifaat from the YPG. Its troops captured Afrin in 2018.", "‘Afrīn", "People's"),
        (
            "Sans la Russie, Damas serait tombée aux mains des rebelles en 2015. L'armée tient la ville.",
            "Damascus",
            "rebels",
        ),
        ("The Taliban marked the anniversary of the fall of Kabul on Monday. The army fled.", "Kabul", "Taliban"),
        ("The army recaptured the headquarters of the police in Omdurman from the RSF on Monday.", "Omdurman", "Sudan"),
        ("Le M23 a remis lundi à l'armée burundaise dix soldats capturés à Mweso.", "Mweso", "Burundi"),
    ],
)
def test_who_does_not_hold_a_place(text: str, place: str, not_held_by: str) -> None:
    dossier = build(text)
    control = dossier.control[dossier.control["until_edtf"].isna() & (dossier.control["place"] == place)]
    assert not any(not_held_by in (holder or "") for holder in control["holder"]), control[["place", "holder"]]


@pytest.mark.parametrize(
    "text", ["Rebels have held Djibo since 2020. The army waits.", "Les rebelles tiennent Djibo depuis 2020."]
)
def test_what_is_held_since_then_is_held_now(text: str) -> None:
    dossier = build(text + " The army supplies the town." if "have" in text else text + " L'armée ravitaille la ville.")
    assert "rebels" in set(dossier.control_on(dossier.articles[0].published.latest)["holder"])


def test_whose_rocket_it_was_is_not_guessed() -> None:
    text = "Jenin was raided by Israeli troops on Monday, hours after a rocket fired from Gaza hit Sderot."
    hits = [e for e in build(text)._events if e.place is not None and e.place.name == "Sderot"]
    assert not any("Israel" in a.name for e in hits for _, a in e.actors)


def test_police_do_not_leave_what_gangs_abandoned() -> None:
    events = build("Police took Cite Soleil on Sunday after gangs abandoned it. Soldiers guard it.")._events
    left = [actor.name for e in events if e.kind is EventKind.WITHDRAWAL for role, actor in e.actors if role is Role.BY]
    assert left == ["gangs"]


def test_who_retook_it_before_the_sentence_ends_holds_it() -> None:
    dossier = build("Fano militiamen seized Lalibela in August before the Ethiopian army retook it.")
    assert set(dossier.control_on(date(2023, 11, 11))["holder"]) == {"Ethiopian National Defence Force"}


def test_kidnapped_soldiers_are_no_attack_where_they_are_freed() -> None:
    events = build(
        "The ELN handed over two kidnapped soldiers to the Red Cross in Arauca, Colombia, on Monday."
    )._events
    assert not any(e.kind in (EventKind.ATTACK, EventKind.HANDOVER) for e in events)


# text, and a kind of event that it does not report
NOTHING_OF_THE_KIND = [
    (
        "Hadi said at the end of the conference that the Houthis broke the pause in fighting in Yemen. The army waits.",
        "clash",
    ),
    ("L'Union africaine demande l'arrêt des combats à Goma. Les rebelles du M23 et l'armée attendent.", "clash"),
    ("Strikes on Goma set off a chain of explosions that shook the M23 rebels. The army fired.", "movement"),
    ("The president was dismissed by soldiers hours after he left Goma. The army and M23 rebels wait.", "withdrawal"),
    ("La coalition est entrée en action samedi contre les rebelles à Goma. L'armée avance.", "control_change"),
    ("Au sommet de Goma tenu samedi, l'armée et les rebelles du M23 ont parlé.", "held"),
    ("Two others were captured in the assault on Goma by the army on Monday. Rebels fled.", "control_change"),
]


@pytest.mark.parametrize(("text", "kind"), NOTHING_OF_THE_KIND, ids=[t[0][:40] for t in NOTHING_OF_THE_KIND])
def test_words_that_report_something_else(text: str, kind: str) -> None:
    assert not [e for e in build(text)._events if e.kind == kind]


def test_a_toll_is_never_ahead() -> None:
    text = "At least 19 people have died in Bujumbura since rebels opposed elections due next month. The army shot."
    tolls = [e for e in build(text)._events if e.kind == "casualty_report"]
    assert tolls
    assert all(e.status != "planned" for e in tolls)


def test_a_year_in_a_name_dates_nothing() -> None:
    text = "Les Mirage 2000 ont détruit des blindés de l'armée libyenne à Benghazi. Les rebelles avancent."
    assert all(e.when is None or e.when.earliest is None or e.when.earliest.year > 2000 for e in build(text)._events)
    text = "2011 Libyan civil war: Rebels retake the town of Ajdabiya from the army, a day after leaving it."
    assert all(e.when is None or e.when.earliest is None or e.when.earliest.year > 2011 for e in build(text)._events)


def test_the_clock_of_a_city_is_no_place() -> None:
    text = (
        "L'armée libyenne a annoncé un cessez-le-feu à 20 heures, heure de Paris. Les rebelles se battent à Benghazi."
    )
    assert "Paris" not in {e.place.name for e in build(text)._events if e.place}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Police patrolling between Garissa and Wajir hit a roadside bomb, killing three. Al-Shabab attacks soldiers.",
            EventKind.DEPLOYMENT,
        ),
        (
            "The president of Ukraine is committed to peace in the east, he said in Kyiv. Soldiers fight rebels there.",
            EventKind.DEPLOYMENT,
        ),
        (
            "The strikes in Gaza cannot be left unanswered, the movement said. Soldiers and Hamas fighters have fought.",
            EventKind.WITHDRAWAL,
        ),
        (
            "The gunmen had entered Macedonia from a neighbouring country. Soldiers surrounded the rebels in Kumanovo.",
            EventKind.CONTROL_CHANGE,
        ),
        (
            "Selon le ministère de la santé de Gaza, contrôlé par le Hamas, 201 personnes ont été tuées par des soldats.",
            EventKind.HELD,
        ),
        (
            "UN agencies have helped 130,000 people who fled Ramadi. Iraqi soldiers and ISIL fighters clashed there.",
            EventKind.WITHDRAWAL,
        ),
        (
            "La moitié des chars de la brigade ukrainienne de Kherson seraient hors de combat, disent les soldats.",
            EventKind.CLASH,
        ),
        (
            "Syrian rebels entered Damascus on Sunday without meeting any army deployments. Soldiers had left the city.",
            EventKind.DEPLOYMENT,
        ),
        (
            "Armed resistance to the coup goes on in Myanmar, where soldiers fight rebels in Shan State.",
            EventKind.COUP,
        ),
    ],
)
def test_words_that_only_describe_report_nothing(text: str, kind: EventKind) -> None:
    assert not [e for e in build(text)._events if e.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        "Malian soldiers fell into an ambush near Menaka in Mali on Monday. The jihadists fled on motorbikes.",
        "Une patrouille de l'armée malienne est tombée dans une embuscade tendue par des jihadistes à Ménaka, au Mali.",
    ],
)
def test_who_falls_into_an_ambush_is_attacked(text: str) -> None:
    dossier = build(text)
    (attack,) = dossier._events
    assert [a.name for a in attack.with_role(Role.AGAINST)] == ["Malian armed forces"]
    assert "Malian armed forces" not in [a.name for a in attack.with_role(Role.BY)]
    assert dossier.control.empty, "an ambush shows nobody in control"


def test_whose_strikes_they_are() -> None:
    text = "Two people died when a house in Kharkiv was struck by a Russian drone. Israeli air strikes hit Gaza City."
    by = {e.place.name: [a.name for a in e.with_role(Role.BY)] for e in build(text)._events if e.place}
    assert by["Kharkiv"] == ["Russian armed forces"]
    assert by["Gaza"] == ["Israel Defense Forces"]


def test_who_speaks_for_a_side_claims_for_it() -> None:
    """The first names the spokesman's side, the second only him."""
    text = (
        "Valery Orlov, chief of staff of Russia's army, met reporters in Moscow on Thursday. "
        "The village of Gornal in Russia's Kursk region has been liberated from Ukrainian forces, Orlov said."
    )
    (freed,) = changes(text)
    assert freed.status is Status.CLAIMED
    assert [a.name for a in freed.with_role(Role.TO)] == ["Russian armed forces"]


@pytest.mark.parametrize(
    "text",
    [
        "Huit mois après sa capture par les Russes, Kherson a vu revenir vendredi les soldats ukrainiens.",
        "Eight months after its capture by Russian troops, Kherson cheered Ukrainian soldiers on Friday.",
    ],
)
def test_a_capture_of_months_ago_is_not_of_today(text: str) -> None:
    taken = [e for e in changes(text) if "Russian armed forces" in [a.name for a in e.with_role(Role.TO)]]
    assert taken
    assert all(e.when is not None and e.when.latest is not None and e.when.latest.year == 2023 for e in taken)
    assert all(e.when is not None and e.when.latest is not None and e.when.latest < date(2023, 6, 1) for e in taken)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels captured Goma on Thursday; thousands flee, while the army waits.", EventKind.WITHDRAWAL),
        ("Des milliers ont fui Goma jeudi, les rebelles du M23 attendent l'armée.", EventKind.WITHDRAWAL),
        ("The Congo music awards are held in Goma on Thursday. M23 rebels and the army watched.", EventKind.HELD),
        (
            "In Kinshasa, officials confirmed that the fighting between M23 rebels and the army went on.",
            EventKind.CLASH,
        ),
        ("M23 rebels in the Congo refused to stop shooting near Goma. The army waits.", EventKind.ATTACK),
        ("Les pourparlers entre le M23 et l'armée ont repris mercredi à Goma, au Congo.", EventKind.CONTROL_CHANGE),
        (
            "Les habitants de Goma ont envahi les rues pour saluer l'armée et fêter la fin du M23.",
            EventKind.CONTROL_CHANGE,
        ),
        ("M23 rebels overran the Goma crossing on Thursday. The army fled.", EventKind.MOVEMENT),
        ("The army captured Jean Bosco Kalume, a leader of the M23, in Goma on Thursday.", EventKind.CONTROL_CHANGE),
        ("Men captured by the army in Goma on Thursday are M23 rebels.", EventKind.CONTROL_CHANGE),
        ("L'armée annonce la capture d'un cadre important du M23 jeudi à Goma.", EventKind.CONTROL_CHANGE),
        (
            "Des hommes armés du M23 ont tiré sur un maire qui venait de quitter son domicile à Goma.",
            EventKind.WITHDRAWAL,
        ),
        ("The departure of General Paul Kalume from Goma surprised the army and the M23 rebels.", EventKind.WITHDRAWAL),
        ("Everyone fell to the ground in Goma when M23 rebels shot at the army.", EventKind.CONTROL_CHANGE),
        ("A blast toppled a crowded building in Goma, the army said. M23 rebels fled.", EventKind.COUP),
        ("A cabinet that will take power in Kinshasa on Friday wants the army to fight the M23.", EventKind.COUP),
        ("One of the soldiers died en route to a hospital in Goma. M23 rebels fled.", EventKind.MOVEMENT),
        ("Residents of Goma were marching to protest against the army and the M23.", EventKind.MOVEMENT),
        (
            "The museum of Goma has been transferring the antiquities to Kinshasa as the army fights the M23.",
            EventKind.HANDOVER,
        ),
        ("Refugees from the fighting crammed schools in Goma. The army waits for the M23.", EventKind.CLASH),
    ],
)
def test_what_is_no_such_deed(text: str, kind: EventKind) -> None:
    found = [e for e in build(text)._events if e.kind is kind]
    assert not [e for e in found if e.place is not None or e.place_name is not None], found


def test_years_that_name_a_war_date_nothing_in_it() -> None:
    (attack,) = [
        e
        for e in build("2021-2023 Syrian uprising: The Syrian army bombards the city of Homs.")._events
        if e.kind is EventKind.ATTACK
    ]
    assert attack.when is not None
    assert attack.when.latest == PUBLISHED


def test_what_could_take_days_lies_ahead() -> None:
    found = build(
        "It could be ten days before the Russian troops have left Georgia, a general of the army said."
    )._events
    assert [e.status for e in found if e.kind is EventKind.WITHDRAWAL] == [Status.PLANNED]


def test_a_day_later_than_a_weekend_is_sunday_or_monday() -> None:
    text = "Rebels of M23 entered Sake at the weekend. A day later, they captured Goma from the Congolese army."
    (taken,) = [e for e in changes(text) if e.place is not None and e.place.name == "Goma"]
    assert taken.when is not None
    assert (taken.when.earliest, taken.when.latest) == (date(2023, 11, 5), date(2023, 11, 6))


@pytest.mark.parametrize(
    "text",
    [
        "The M23 rebels have critics in Congo - including Jean Mobutu Kasa, who leads a party - and the city is calm.",
        "Government forces have battled to cross over and drive the M23 rebels from the port of Goma in Congo.",
        "The army of Congo took Kala-i-Noor on Monday. M23 rebels fled.",
    ],
)
def test_persons_efforts_and_halves_of_names_hold_no_place(text: str) -> None:
    assert not [
        e for e in changes(text) if (e.place.name if e.place else e.place_name) in ("Jean Mobutu Kasa", "Goma", "Kala")
    ]


def test_since_reaches_to_the_day_of_the_telling() -> None:
    text = "M23 rebels in Congo have captured the town of Sake and three villages since June. The army waits."
    (taken,) = [e for e in changes(text) if e.place is not None and e.place.name == "Sake"]
    assert taken.when is not None
    assert (taken.when.earliest, taken.when.latest) == (date(2023, 6, 1), PUBLISHED)


def test_of_what_a_deed_is_the_first_dates_nothing() -> None:
    text = "M23 rebels of Congo attacked Goma on Thursday, for the first time since August. The army waits."
    (attack,) = [e for e in build(text)._events if e.kind is EventKind.ATTACK]
    assert attack.when is not None
    assert (attack.when.earliest, attack.when.latest) == (date(2023, 11, 9), date(2023, 11, 9))


def test_the_dead_of_a_war_are_not_those_of_the_day() -> None:
    text = (
        "Rebels of M23 fought the army in Congo. At least 24 civilians were killed in Goma. "
        "More than 4,000 people have been killed in Goma since October 2022."
    )
    tolls = [e for e in build(text)._events if e.kind is EventKind.CASUALTY_REPORT]
    assert {(e.when.earliest, e.when.latest) for e in tolls if e.when is not None} == {
        (None, PUBLISHED),
        (date(2022, 10, 1), PUBLISHED),
    }


def test_posts_that_nothing_names_are_not_the_town_told_of_before() -> None:
    text = "Fighting went on in Goma on Thursday. M23 rebels seized several border posts of Congo. The army fled."
    (taken,) = changes(text)
    assert taken.place is not None
    assert taken.place.kind == "country"


def test_a_bridge_over_a_river_is_not_the_town_of_that_name_elsewhere() -> None:
    text = (
        "Rebels attacked Monrovia in Liberia. They recaptured the key Saint Paul river bridge on Monday. The army fled."
    )
    assert not [e for e in changes(text) if e.place is not None and e.place.country != "LR"]
    assert not [e for e in changes(text) if e.place is not None and e.place.name == "Monrovia"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Congo has since moved to patch up ties with the M23 rebels in Goma. The army waits.", EventKind.MOVEMENT),
        ("The army of Congo and M23 fought. A group of judges had been sent to Goma.", EventKind.DEPLOYMENT),
        ("The army of Congo does not have the right to deploy soldiers in Goma against M23.", EventKind.DEPLOYMENT),
        (
            "Congo faces sanctions if it failed to move its troops out of Goma, M23 and the army said.",
            EventKind.WITHDRAWAL,
        ),
        (
            '"We are able to drive them out of Goma," said the M23 rebels of the army of Congo.',
            EventKind.CONTROL_CHANGE,
        ),
    ],
)
def test_abilities_rights_conditions_and_errands_are_no_deeds(text: str, kind: EventKind) -> None:
    assert not [e for e in build(text)._events if e.kind is kind]


def test_an_agency_of_the_un_is_no_mission() -> None:
    text = "M23 rebels and the army fought in Goma, Congo. The UN refugee agency left Goma on Thursday."
    assert not [a for e in build(text)._events for _, a in e.actors if "UN" in a.name]


def test_a_day_before_an_and_dates_the_verb_before_it() -> None:
    text = "M23 rebels wrested Goma from government hands on Thursday and declared a curfew. The army of Congo fled."
    (taken,) = changes(text)
    assert taken.when is not None
    assert taken.when.day == date(2023, 11, 9)
    assert not [e for e in build(text)._events if e.kind is EventKind.HANDOVER]


def test_a_force_that_leaves_a_village_nobody_knows_leaves_no_country() -> None:
    text = "M23 fighters pulled out of Kazibuka at dawn on Thursday as the army of Congo closed in."
    (left,) = [e for e in build(text)._events if e.kind is EventKind.WITHDRAWAL]
    assert (left.place, left.place_name) == (None, "Kazibuka")


def test_who_brokered_a_deal_hands_nothing_over() -> None:
    text = "Goma in Congo was handed back to the army on Thursday under a deal brokered by Qatar, the M23 rebels said."
    (given,) = [e for e in build(text)._events if e.kind is EventKind.HANDOVER]
    assert not given.with_role(Role.FROM)
    assert [a.name for a in given.with_role(Role.TO)] == ["Congolese armed forces"]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("In Goma, Congolese soldiers ousted the M23 on Thursday.", EventKind.CONTROL_CHANGE, "Congolese armed forces"),
        (
            "M23 rebels were back in charge of Goma in Congo on Thursday.",
            EventKind.CONTROL_CHANGE,
            "March 23 Movement (M23)",
        ),
        (
            "The army of Congo left Goma on Thursday, leaving the town to the M23.",
            EventKind.HANDOVER,
            "March 23 Movement (M23)",
        ),
    ],
)
def test_who_holds_a_town_after_others_have_left(text: str, kind: EventKind, who: str) -> None:
    told = [e for e in build(text)._events if e.kind is kind]
    assert [a.name for e in told for a in e.with_role(Role.TO)] == [who]


def test_who_came_months_before_did_not_free_the_town() -> None:
    text = "Four months after the Houthi rebels' entry, Aden was liberated on Friday, the vice-president of Yemen said."
    assert not [a for e in changes(text) for a in e.with_role(Role.TO) if a.name == "Houthis"]


def test_two_towns_with_a_word_on_both_are_taken_both() -> None:
    text = (
        "Andulo et Bailundo, les deux principaux fiefs de l'Unita sur les hauts plateaux d'Angola, ont été pris "
        "mercredi par l'armée angolaise."
    )
    assert {e.place.name for e in changes(text) if e.place is not None} == {"Andulo", "Bailundo"}


def test_what_lies_at_a_distance_is_not_what_is_left() -> None:
    text = (
        "Les rebelles du M23 sont entrés mercredi dans Saké, à vingt-sept kilomètres de Goma, que l'armée congolaise "
        "avait quittée quelques heures plus tôt."
    )
    (left,) = [e for e in build(text)._events if e.kind is EventKind.WITHDRAWAL]
    assert left.place is not None
    assert left.place.name == "Sake"


def test_to_empty_a_prison_is_no_withdrawal() -> None:
    text = "Des rebelles sont entrés dimanche dans Jacmel, en Haïti, incendiant le commissariat et vidant la prison."
    assert {e.kind for e in build(text)._events} == {EventKind.CONTROL_CHANGE, EventKind.DESTRUCTION}


def test_a_brief_report_with_two_words_of_war_is_about_a_war() -> None:
    text = (
        "Les combattants du nouveau régime libyen ont planté lundi leur drapeau à Bani Walid, l'un des deux derniers "
        "bastions fidèles à Mouammar Kadhafi. Des habitants ont fêté dans les rues la fin d'un siège de six semaines. "
        "« La ville a été très abîmée », a dit par téléphone un médecin de l'hôpital, qui demandait des médicaments. "
        "Le maire a promis que l'eau et l'électricité seraient rétablies dans la semaine, et les écoles rouvertes "
        "avant la fin du mois, quartier par quartier, avec l'aide de la capitale et des villes voisines de la côte."
    )
    assert [e.place.name for e in changes(text) if e.place is not None] == ["Bani Walid"]


@pytest.mark.parametrize(
    "text",
    [
        "Ghazni, in Afghanistan, had been taken on Thursday; its governor was arrested by the army as he drove to Kabul.",
        "The army of Syria said so after Turkey's allies took the centre of Tel Abyad in Syria on Thursday.",
    ],
)
def test_who_acts_in_another_clause_took_nothing(text: str) -> None:
    (taken,) = changes(text)
    assert not taken.with_role(Role.TO)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rwandan rebels won the battle for Kigali on Thursday.", "Rwandan rebels"),
        ("Rebels shot their way into Bangui, in the Central African Republic, on Thursday.", "Central African rebels"),
        ("M23 rebels strolled into Goma in Congo on Thursday.", "March 23 Movement (M23)"),
    ],
)
def test_ways_into_a_town(text: str, who: str) -> None:
    (taken,) = changes(text)
    assert [a.name for a in taken.with_role(Role.TO)] == [who]


@pytest.mark.parametrize(
    ("text", "kind", "place", "who"),
    [
        (
            "The Croatian flag was raised over the fortress of Knin on Thursday, ending four years of rebel rule.",
            EventKind.CONTROL_CHANGE,
            "Knin",
            "Croatian Army",
        ),
        (
            "The Taliban's white flag is now flying over Kunduz in Afghanistan, residents said.",
            EventKind.HELD,
            "Kunduz",
            "Taliban",
        ),
        ("The flag of Russia is flying over Grozny, the army said.", EventKind.HELD, "Grozny", "Russian armed forces"),
        (
            "Le drapeau russe a été hissé jeudi à Lyssytchansk, dans l'est de l'Ukraine, après des combats.",
            EventKind.CONTROL_CHANGE,
            "Lysychansk",
            "Russian armed forces",
        ),
    ],
)
def test_whose_flag_is_over_a_town_holds_it(text: str, kind: EventKind, place: str, who: str) -> None:
    (told,) = [e for e in build(text)._events if e.kind is kind]
    assert told.place is not None
    assert told.place.name == place
    assert [a.name for a in (told.with_role(Role.TO) or told.with_role(Role.BY))] == [who]


def test_a_flag_at_an_embassy_and_a_flag_that_is_lowered_take_nothing() -> None:
    text = (
        "The French flag was raised at the embassy in Bamako on Thursday, where troops paraded. In Iraq soldiers lowered "
        "the Kurdish flag from a roof in Kirkuk."
    )
    assert not [e for e in build(text)._events if e.kind in (EventKind.CONTROL_CHANGE, EventKind.HELD)]


def test_who_is_busy_occupies_nothing_and_what_is_questioned_is_handed_to_nobody() -> None:
    text = (
        "Occupée à son offensive en Ukraine, la Russie est isolée. La médiation du groupe de Minsk est remise en cause "
        "par les soldats."
    )
    kinds = {e.kind for e in build(text)._events}
    assert not kinds & {EventKind.CONTROL_CHANGE, EventKind.HANDOVER, EventKind.HELD}


def test_a_hostile_bid_is_no_attack() -> None:
    text = (
        "Le groupe pharmaceutique Alphara a lancé lundi une offensive de dix milliards d'euros pour s'emparer de son rival "
        "Betamed, qui a dénoncé une attaque hostile et mobilisé ses actionnaires. A la Bourse de Paris, le titre de "
        "l'assaillant a cédé du terrain. « Nous ne rendrons pas les armes », a averti le patron de la firme, qui passerait "
        "sous contrôle français. Le gouvernement a appelé les belligérants à une trêve."
    )
    assert not build(text)._events


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (
            date(2020, 6, 29),
            (
                "La citadelle est tombée à 20 h 04. La droite tenait la mairie depuis 1947 ; le candidat écologiste s'en est"
                " emparé dimanche au second tour, au terme d'une bataille livrée quartier par quartier. A Perpignan, la"
                " liste rivale a pris la ville, et ses troupes ont défilé. Les urnes ont parlé."
            ),
        ),
        (
            date(2023, 11, 18),
            (
                "The fortress has fallen. Joseph Doe captured Nimba when the tally from the last polling places came in on"
                " Friday, and Bong was wrested from the ruling party after a bruising fight. His troops ambushed the voters"
                " door to door in Buchanan."
            ),
        ),
    ],
)
def test_an_election_told_in_words_of_war_is_none(published: date, text: str) -> None:
    article = article_from_text(text, name="a.txt")
    assert mk.build([article], published={"a.txt": published})._events == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Iranian troops captured the Iraqi port of Faw, Tehran radio said on Wednesday.", {"Al Fāw"}),
        ("L'armée a repris mardi la ville de Huambo, a annoncé la radio de Luanda.", {"Huambo"}),
        ("France sent 300 extra troops to Bangui, the general staff in Paris said on Sunday.", {"Bangui"}),
        (
            "In Niger, seven soldiers were killed on Monday when gunmen attacked an outpost at Tillaberi, near Benin.",
            {"Tillabéri"},
        ),
    ],
)
def test_who_tells_of_it_and_what_lies_near_are_no_places_of_it(text: str, places: set[str]) -> None:
    assert {e.place.name for e in build(text)._events if e.place is not None} == places


@pytest.mark.parametrize(
    "text",
    [
        "Militiamen took some 40 children from a church compound in Goma on Friday. Soldiers fled.",
        "The Zambians were seized last week on the road between Lunsar and Makeni in Sierra Leone. Rebels fled.",
        "Two vehicles of the army were lost to mines on the way to Goma. Soldiers fled.",
        "The army's invasion force of 1,350 men set out by boat from Goma on Monday night.",
    ],
)
def test_people_and_vehicles_are_taken_and_lost_but_no_place(text: str) -> None:
    kinds = {e.kind for e in build(text)._events}
    assert not kinds & {EventKind.CONTROL_CHANGE, EventKind.HANDOVER}
    assert "invasion" not in text or EventKind.ATTACK not in kinds
