"""Reports whose lead describes what later sentences name; every text is our own."""

from __future__ import annotations

from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Event
from mapkit.reading import article_from_text

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def events(text: str, kind: str) -> list[Event]:
    dossier = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED})
    return [e for e in dossier._events if e.kind == kind]


def places(text: str, kind: str = "control_change") -> set[str]:
    return {e.place.name for e in events(text, kind) if e.place is not None and e.status != "denied"}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (
            (
                "Iraq's second city was in the hands of militants on Tuesday after soldiers fled. Residents of Mosul, "
                "who heard shots all night, said that masked men were at every bridge."
            ),
            "held",
            "Mosul",
        ),
        (
            (
                "Rebels stormed into a market town in northern Mali on Monday, the army said. At a hospital in Kidal, "
                "doctors treated forty people."
            ),
            "control_change",
            "Kidal",
        ),
        (
            (
                "Insurgents have proclaimed their own law in a town of north-eastern Nigeria that they overran this month. "
                "In Gwoza, traders said that the army had not been seen since."
            ),
            "control_change",
            "Gwoza",
        ),
        (
            (
                "The Tamil Tigers lost their capital on Monday to Sri Lankan troops. In Kilinochchi, their seat since "
                "1998, no house was whole, a general said in Colombo."
            ),
            "control_change",
            "Kilinochchi",
        ),
        (
            (
                "The Taliban took the Afghan capital on Monday without a fight. Shops in Kabul were closed, and soldiers "
                "threw away their uniforms."
            ),
            "control_change",
            "Kabul",
        ),
        (
            "Les rebelles se sont emparés lundi d'une ville minière du Mali. La ville, Kidal, était tenue par l'armée.",
            "control_change",
            "Kidal",
        ),
    ],
)
def test_what_a_lead_describes_is_what_the_story_names(text: str, kind: str, place: str) -> None:
    assert places(text, kind) == {place}


def test_several_towns_are_those_that_are_named_next() -> None:
    text = (
        "Kurdish fighters have taken over several towns in northern Syria, activists say. They reportedly include at "
        "least parts of Qamishli, Afrin and Amuda."
    )
    assert len(places(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        # where somebody speaks, goes or sits, and a city, which is no village
        "Rebels seized a village in eastern Congo on Monday. A spokesman in Goma said that the army would hit back.",
        "Rebels seized a town in eastern Congo on Monday, officials in Goma said.",
        "Rebels seized a town in eastern Congo on Monday. The army fled towards Goma.",
    ],
)
def test_where_somebody_speaks_or_goes_is_not_what_was_taken(text: str) -> None:
    assert "Goma" not in places(text)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Kidal is no longer in the hands of the army. Rebels fight on in Mali.", "Malian armed forces"),
        ("Kidal is no longer held by the army. Rebels fight on in Mali.", "Malian armed forces"),
        ("Kidal n'est plus tenue par l'armée. Les rebelles combattent au Mali.", "Malian armed forces"),
    ],
)
def test_who_no_longer_holds_a_place_lost_it(text: str, lost: str) -> None:
    (change,) = events(text, "control_change")
    assert [a.name for role, a in change.actors if role == "from"] == [lost]
    assert not events(text, "held")


@pytest.mark.parametrize(
    ("text", "place", "who"),
    [
        (
            "Les rebelles du M23 ont attaqué Rutshuru lundi. Ils l'ont prise mardi, au Congo.",
            "Rutshuru",
            "March 23 Movement (M23)",
        ),
        (
            "Les rebelles du M23 ont attaqué Rutshuru lundi. Ils y sont entrés mardi, au Congo.",
            "Rutshuru",
            "March 23 Movement (M23)",
        ),
        (
            "M23 rebels took Rutshuru on Monday. Kiwanja was seized by the same militia last week. The army fled in Congo.",
            "Kiwanja",
            "March 23 Movement (M23)",
        ),
        (
            "Congolese troops drove M23 rebels out of Rutshuru on Monday, a UN spokesman in Goma said.",
            "Rutshuru",
            "Congolese armed forces",
        ),
        ("Ugandan soldiers and jubilant villagers entered Bunia in Congo on Monday. Rebels fled.", "Bunia", "Uganda"),
    ],
)
def test_who_is_meant_and_where(text: str, place: str, who: str) -> None:
    gains = [e for e in events(text, "control_change") if e.place is not None and e.place.name == place]
    assert {a.name.startswith(who) for e in gains for role, a in e.actors if role == "to"} == {True}


def test_soldiers_of_a_country_are_its_own_whatever_stands_between() -> None:
    (left,) = events("France's last soldiers left Niger on Friday. The army of Niger fights jihadists.", "withdrawal")
    assert [a.name for _, a in left.actors] == ["French armed forces"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "A bomb killed ten people in Kabul on Monday. The Taliban claimed responsibility. The army of Afghanistan fights.",
            {"Taliban"},
        ),
        (
            "Une bombe a tué dix personnes lundi à Kaboul. L'attentat a été revendiqué par les talibans, en Afghanistan.",
            {"Taliban"},
        ),
        (
            "A bomb killed ten people in Kabul on Monday. No group has claimed responsibility, but soldiers blame the Taliban.",
            set(),
        ),
    ],
)
def test_who_claims_an_attack_is_who_did_it(text: str, who: set[str]) -> None:
    attacks = [e for e in events(text, "attack") if e.place is not None and e.place.name == "Kabul"]
    assert {a.name for e in attacks for role, a in e.actors if role == "by"} == who


def test_an_explosion_told_of_a_new_town_is_told() -> None:
    text = "Rebels bombed Goma in Congo on Monday, killing nine soldiers. Explosions are also reported in the town of Bukavu."
    assert places(text, "attack") == {"Goma", "Bukavu"}


def test_shelling_by_rebels_is_not_the_army_s() -> None:
    text = "The army bombed Aleppo on Monday. Rebel shelling killed two people in Aleppo on Monday. The war in Syria goes on."
    assert len(events(text, "attack")) == 2
