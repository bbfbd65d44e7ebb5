"""How news tells that something happened, sentence by sentence; every sentence is our own."""

from __future__ import annotations

from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Event
from mapkit.reading import article_from_text

PUBLISHED = date(2023, 11, 15)  # a Wednesday
EN = " The army and rebel fighters have been at war for years, and soldiers guard the roads."
FRENCH = {"mardi", "lundi", "samedi", "vendredi", "désormais", "aux", "est", "avoir", "soldats"}
FR = " L'armée et les rebelles sont en guerre depuis des années, et des soldats gardent les routes."


def read(text: str) -> list[Event]:
    french = not FRENCH.isdisjoint(text.replace(".", "").replace(",", "").split())
    article = article_from_text(text + (FR if french else EN), name="a.txt")
    return list(mk.build([article], published={"a.txt": PUBLISHED})._events)


def name_of(event: Event) -> str:
    return (event.place.name if event.place else event.place_name) or ""


# each is told of Goma and nothing else
AT_GOMA = {
    "control_change": [
        "Goma is back in government hands, the governor said Tuesday.",
        "Les rebelles du M23 sont entrés mardi dans Goma.",
        "Goma est tombée mardi aux mains des rebelles du M23.",
        "Les rebelles du M23 ont fait leur entrée mardi à Goma.",
        "Le M23 s'est rendu maître de Goma mardi.",
        "L'armée congolaise a repris mardi le contrôle de Goma.",
        "L'armée a annoncé mardi avoir repris Goma.",
        "Goma a été reconquise mardi par l'armée.",
        "Goma, reprise mardi par l'armée, est calme.",
        "Les soldats ont chassé mardi les rebelles de Goma.",
        "Les rebelles ont été chassés mardi de Goma par l'armée.",
        "L'armée a perdu Goma mardi.",
        "La prise de Goma par le M23, mardi, a surpris les habitants.",
        "La ville de Goma est passée mardi sous contrôle rebelle.",
        "L'armée congolaise a pris mardi possession de la base de la Monusco à Goma.",
        "M23 rebels rolled into Goma on Tuesday.",
        "M23 rebels moved into Goma on Tuesday.",
        "Goma has fallen to the M23, residents said Tuesday.",
        "M23 rebels have driven the army out of Goma.",
        "The army was driven out of Goma on Tuesday by M23 rebels.",
        "The army was forced out of Goma on Tuesday.",
        "Rebels wrested Goma from the army on Tuesday.",
        "Government forces regained Goma on Tuesday.",
        "Government forces have cleared Goma of rebels.",
        "The Congolese army took over the UN base in Goma on Tuesday.",
    ],
    "held": [
        "Les rebelles contrôlent désormais Goma.",
        "Goma est aux mains des rebelles du M23.",
        "M23 rebels hold Goma.",
        "The army is in control of Goma.",
    ],
    "withdrawal": [
        "L'armée a déclaré mardi que ses troupes avaient quitté Goma.",
        "Les soldats ont évacué mardi leur base de Goma.",
        "Les Casques bleus ont achevé mardi leur retrait de Goma.",
        "Les rebelles se sont retirés mardi de Goma.",
        "Les rebelles ont fui Goma mardi.",
        "Les derniers soldats français sont partis mardi de Goma.",
        "Les troupes françaises ont plié bagage mardi à Goma.",
        "The army abandoned Goma on Tuesday.",
        "Ethiopian troops pulled out of Goma on Tuesday.",
        "Ethiopian troops completed their withdrawal from Goma on Tuesday.",
        "The last French soldiers left Goma on Tuesday.",
        "Rebels retreated from Goma on Tuesday.",
    ],
    "handover": [
        "La Monusco a transféré mardi sa base de Goma à l'armée congolaise.",
        "La base de Goma a été remise mardi à l'armée congolaise par la Monusco.",
        "La Monusco a rétrocédé mardi à l'armée sa base de Goma.",
        "UN peacekeepers handed over their base in Goma to the Congolese army on Tuesday.",
        "The base in Goma was handed over to the Congolese army on Tuesday.",
    ],
    "movement": [
        "Un convoi de la Monusco a quitté Goma mardi pour Bukavu.",
        "Un convoi de 30 camions est arrivé mardi à Goma.",
        "Des renforts sont arrivés mardi à Goma.",
        "A UN convoy left Goma on Tuesday for Bukavu.",
        "A convoy of 30 trucks reached Goma on Tuesday.",
    ],
    "clash": [
        "Des affrontements ont opposé mardi l'armée aux rebelles à Goma.",
        "De violents combats ont éclaté mardi à Goma.",
        "Troops exchanged fire with rebels in Goma on Tuesday.",
        "Heavy fighting broke out in Goma on Tuesday.",
    ],
    "attack": [
        "Deux soldats ont été tués mardi dans une embuscade près de Goma.",
        "Au moins douze civils ont été tués mardi à Goma par des obus.",
        "Des hommes armés ont attaqué mardi un village près de Goma.",
        "Un attentat suicide a fait dix morts mardi à Goma.",
        "Une voiture piégée a explosé mardi à Goma.",
        "L'aviation a bombardé mardi des positions rebelles à Goma.",
        "Une roquette est tombée mardi sur un marché de Goma.",
        "A car bomb exploded in Goma on Tuesday, killing ten.",
        "A suicide bomber blew himself up in Goma on Tuesday.",
        "Shells hit a market in Goma on Tuesday.",
        "Gunmen killed nine people in Goma on Tuesday.",
        "Nine people were killed by gunmen in Goma on Tuesday.",
        "Warplanes struck rebel positions in Goma on Tuesday.",
    ],
    "deployment": [
        "L'Ouganda a déployé mardi 500 soldats à Goma.",
        "L'armée a envoyé mardi des renforts à Goma.",
        "Uganda deployed 500 soldiers to Goma on Tuesday.",
        "Uganda has sent troops to Goma.",
    ],
    "destruction": [
        "Les rebelles ont incendié mardi un dépôt de munitions à Goma.",
        "L'armée a fait sauter mardi un pont à Goma.",
        "Rebels blew up a bridge in Goma on Tuesday.",
        "Rebels set fire to a depot in Goma on Tuesday.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in AT_GOMA.items() for text in texts])
def test_one_event_at_the_place_that_is_named(kind: str, text: str) -> None:
    assert {(e.kind.value, name_of(e)) for e in read(text)} == {(kind, "Goma")}


# sentence, kind, place, day, role and part of the name of who plays it, status
MON, TUE = date(2023, 11, 13), date(2023, 11, 14)
TOLD = [
    (
        "Islamic State fighters overran Palmyra on Tuesday, the Syrian Observatory for Human Rights said.",
        "control_change",
        "Tadmur",
        TUE,
        "to",
        "Islamic State",
        "happened",
    ),
    (
        "Kyiv's forces have liberated Kupiansk, President Volodymyr Zelenskiy said on Tuesday.",
        "control_change",
        "Kupyansk",
        None,
        "to",
        "Ukrain",
        "claimed",
    ),
    (
        "Russian troops pulled out of Kherson on Monday, leaving the city to Ukrainian forces.",
        "withdrawal",
        "Kherson",
        MON,
        "by",
        "Russian",
        "happened",
    ),
    (
        "The Taliban denied on Tuesday that they had lost Kunduz.",
        "control_change",
        "Kunduz",
        None,
        "from",
        "Taliban",
        "denied",
    ),
    (
        "Government troops were expected to hand the base at Baidoa to African Union peacekeepers on Friday.",
        "handover",
        "Baidoa",
        date(2023, 11, 17),
        "to",
        "African Union",
        "planned",
    ),
    (
        "Two days after taking Bor, rebels were driven back out of the town on Monday.",
        "control_change",
        "Bor",
        None,
        "to",
        "rebels",
        "happened",
    ),
    (
        "The Rapid Support Forces said on Tuesday they had taken full control of Nyala.",
        "control_change",
        "Nyala",
        None,
        "to",
        "Rapid Support",
        "claimed",
    ),
    (
        "Residents said soldiers had fled Nyala before the Rapid Support Forces arrived on Monday.",
        "withdrawal",
        "Nyala",
        None,
        "by",
        "Sudan",
        "happened",
    ),
    (
        "Azerbaijan's army captured Shusha on Monday after days of fighting, residents said.",
        "control_change",
        "Shusha",
        MON,
        "to",
        "Azerbaijan",
        "happened",
    ),
    (
        "The town of Djibo has been under siege by jihadists since February.",
        "attack",
        "Djibo",
        None,
        "by",
        "jihadists",
        "happened",
    ),
    (
        "France will close its base in Timbuktu by the end of December, the general staff said.",
        "withdrawal",
        "Timbuktu",
        None,
        "by",
        "France",
        "planned",
    ),
    ("Insurgents shelled Hama on Monday and Homs on Tuesday.", "attack", "Homs", TUE, "by", "nsurgents", "happened"),
    (
        "Boko Haram militants killed at least 20 people in an attack on Gamboru on Monday, the army said.",
        "attack",
        "Gamboru",
        MON,
        "by",
        "Boko Haram",
        "happened",
    ),
    (
        "A 40-vehicle UN convoy that left Bamako on Monday reached Gao on Tuesday.",
        "movement",
        "Gao",
        TUE,
        "",
        "",
        "happened",
    ),
    (
        "Peacekeepers began withdrawing from Bunia on Monday.",
        "withdrawal",
        "Bunia",
        MON,
        "by",
        "eacekeepers",
        "happened",
    ),
    ("The rebels failed to capture Bangui on Monday.", "control_change", "Bangui", MON, "", "", "denied"),
    (
        "L'armée soudanaise a repris Wad Madani samedi, ont indiqué des habitants.",
        "control_change",
        "Wad Medani",
        date(2023, 11, 11),
        "to",
        "Sudan",
        "happened",
    ),
    (
        "Les talibans ont pris Kunduz lundi après de violents combats.",
        "control_change",
        "Kunduz",
        MON,
        "to",
        "Taliban",
        "happened",
    ),
    (
        "Les forces russes se sont retirées lundi de Kherson, a annoncé Moscou.",
        "withdrawal",
        "Kherson",
        MON,
        "by",
        "Russian",
        "happened",
    ),
    ("Les rebelles démentent avoir perdu Bambari.", "control_change", "Bambari", None, "from", "rebels", "denied"),
    (
        "La Minusma doit quitter sa base de Tessalit d'ici vendredi.",
        "withdrawal",
        "Tessalit",
        None,
        "by",
        "MINUSMA",
        "planned",
    ),
    (
        "L'armée tchadienne affirme avoir tué 30 jihadistes lundi près de Bosso.",
        "attack",
        "Bosso",
        MON,
        "by",
        "Chad",
        "claimed",
    ),
    (
        "Des hommes armés ont tué au moins vingt civils lundi à Solhan.",
        "attack",
        "Solhan",
        MON,
        "by",
        "armed men",
        "happened",
    ),
    (
        "Un convoi militaire est tombé lundi dans une embuscade entre Gao et Ansongo.",
        "attack",
        "",
        MON,
        "",
        "",
        "happened",
    ),
    (
        "La ville de Bria, tombée lundi aux mains de la Séléka, est calme.",
        "control_change",
        "Bria",
        MON,
        "to",
        "Seleka",
        "happened",
    ),
    (
        "La France a remis lundi aux autorités maliennes le camp de Ménaka.",
        "handover",
        "Ménaka",
        MON,
        "to",
        "Mali",
        "happened",
    ),
    ("Les soldats français ont quitté Ménaka lundi pour Gao.", "withdrawal", "Ménaka", MON, "by", "French", "happened"),
    ("Le Rwanda va envoyer 700 soldats à Pemba.", "deployment", "Pemba", None, "by", "Rwanda", "planned"),
    (
        "L'aviation saoudienne a bombardé Hodeida lundi, faisant dix morts.",
        "attack",
        "Ḩudaydah",
        MON,
        "by",
        "Saudi",
        "happened",
    ),
    (
        "Les insurgés ont attaqué lundi à l'aube la ville de Palma.",
        "attack",
        "Palma",
        MON,
        "by",
        "nsurgents",
        "happened",
    ),
    (
        "Après trois jours de siège, Sloviansk a été libérée lundi par l'armée ukrainienne.",
        "control_change",
        "ov",
        MON,
        "to",
        "Ukrain",
        "happened",
    ),
    (
        "The rebels captured several villages near Mosul, including Qayyarah, on Tuesday.",
        "control_change",
        "Qay",
        TUE,
        "to",
        "rebels",
        "happened",
    ),
    (
        "La reprise de Bambari, lundi, a coûté la vie à deux soldats.",
        "control_change",
        "Bambari",
        MON,
        "",
        "",
        "happened",
    ),
    (
        "Les FARDC ont repris lundi matin Mahangira, une bourgade du Masisi.",
        "control_change",
        "Mahangira",
        MON,
        "to",
        "Congo",
        "happened",
    ),
    (
        "Islamic State says it attacked an army base in Konduga on Monday.",
        "attack",
        "Konduga",
        MON,
        "by",
        "Islamic State",
        "claimed",
    ),
    (
        "According to the Houthis, their fighters captured Marib on Monday.",
        "control_change",
        "Ma'rib",
        MON,
        "to",
        "Houthis",
        "claimed",
    ),
    (
        "Rebels took Goma on Sunday but were driven out on Tuesday by the army.",
        "control_change",
        "Goma",
        TUE,
        "from",
        "rebels",
        "happened",
    ),
    (
        "Les rebelles du M23 avaient pris Goma avant d'en être chassés mardi par l'armée.",
        "control_change",
        "Goma",
        TUE,
        "from",
        "March 23 Movement (M23)",
        "happened",
    ),
    (
        "Government troops, supported by air strikes from a French-led coalition, recaptured Gao on Tuesday.",
        "control_change",
        "Gao",
        TUE,
        "to",
        "Malian",
        "happened",
    ),
    (
        "Juba is quiet. Fighting erupted in South Sudan's capital on Tuesday between the army and rebels.",
        "clash",
        "Juba",
        TUE,
        "",
        "",
        "happened",
    ),
    (
        "Forces loyal to Vice President Riek Machar attacked the barracks in Juba on Tuesday.",
        "attack",
        "Juba",
        TUE,
        "by",
        "Sudan People's Liberation Movement-in-Opposition",
        "happened",
    ),
    (
        "Bamako was calm on Monday.\n\nGovernment troops recaptured Gao on Tuesday.",
        "control_change",
        "Gao",
        TUE,
        "to",
        "Malian",
        "happened",
    ),
    (
        "La majeure partie du contingent français quitte Goma mardi.",
        "withdrawal",
        "Goma",
        TUE,
        "by",
        "French",
        "happened",
    ),
    (
        "Kupiansk is back under Kyiv's control, an officer of the Ukrainian army said on Tuesday.",
        "control_change",
        "Kup",
        None,
        "to",
        "Ukrain",
        "claimed",
    ),
    (
        "The town of Bria is under rebel control, residents said on Tuesday.",
        "held",
        "Bria",
        None,
        "by",
        "rebels",
        "happened",
    ),
    (
        "Soldiers of Infantry Battalion 275 hoisted the national flag outside Myawaddy on Tuesday.",
        "control_change",
        "Myawaddy",
        TUE,
        "to",
        "Myanmar Armed Forces",
        "happened",
    ),
    (
        '"We captured Bama yesterday," a spokesman of the Nigerian army said on Tuesday.',
        "control_change",
        "Bama",
        MON,
        "to",
        "Nigerian",
        "claimed",
    ),
    (
        "Seleka leaders left Bangui on Tuesday, escorted by Chadian troops.",
        "movement",
        "Bangui",
        TUE,
        "by",
        "Chad",
        "happened",
    ),
    (
        "Forces aligned with the Government of National Accord captured Sirte on Tuesday.",
        "control_change",
        "Sirte",
        TUE,
        "to",
        "National Accord",
        "happened",
    ),
    (
        "Ethiopian troops fighting the Islamist group al-Shabab left Baidoa in Somalia on Tuesday.",
        "withdrawal",
        "Baidoa",
        TUE,
        "by",
        "Ethiopia",
        "happened",
    ),
    (
        "Mali's army has gained 'full control' of Tessalit, residents said on Tuesday.",
        "control_change",
        "Tessalit",
        None,
        "to",
        "Mali",
        "happened",
    ),
    (
        'The government said Debre Birhan in Ethiopia had been "freed from robbers".',
        "control_change",
        "Debre Birhan",
        None,
        "to",
        "Ethiopian government",
        "claimed",
    ),
    (
        "Forces opposed to the president attacked Bangui on Tuesday.",
        "attack",
        "Bangui",
        TUE,
        "by",
        "opposition forces",
        "happened",
    ),
    (
        "Insurgents known as al-Shabaab seized Baidoa in Somalia on Tuesday.",
        "control_change",
        "Baidoa",
        TUE,
        "to",
        "Shabaab",
        "happened",
    ),
    (
        "Troops are massing near Goma to wrest Sake from the M23 rebels, who captured Masisi on Tuesday.",
        "control_change",
        "Masisi",
        TUE,
        "to",
        "March 23 Movement (M23)",
        "happened",
    ),
    (
        "The general admitted on Tuesday that soldiers had left Bria, which fell to the rebels.",
        "control_change",
        "Bria",
        None,
        "to",
        "rebels",
        "happened",
    ),
]


@pytest.mark.parametrize(("text", "kind", "place", "day", "role", "who", "status"), TOLD, ids=[t[0][:40] for t in TOLD])
def test_what_a_sentence_tells(  # a row of the table
    text: str, kind: str, place: str, day: date | None, role: str, who: str, status: str
) -> None:
    found = [e for e in read(text) if e.kind == kind and place in name_of(e)]
    assert found, [(e.kind, name_of(e)) for e in read(text)]
    assert {e.status.value for e in found} == {status}
    if day is not None:
        assert day in {e.when.day for e in found if e.when}
    if role:
        assert any(who in a.name for e in found for r, a in e.actors if r == role), [e.actors for e in found]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels could seize Bangui within days, diplomats fear.",
        "Government forces launched an operation on Monday to retake Baiji.",
        "If the rebels take Bangui, the government will fall.",
        "Rebels are fighting to capture Bangui.",
        "Will the rebels take Bangui?",
        "Le général assure que ses combattants ne s'arrêteront pas avant d'avoir pris Bangui aux soldats.",
    ],
)
def test_fears_aims_and_questions_are_no_facts(text: str) -> None:
    told = [e for e in read(text) if e.kind in ("control_change", "held") and e.status in ("happened", "claimed")]
    assert told == []


def test_a_capital_that_holds_a_place_is_not_the_place() -> None:
    text = (
        "L'armée irakienne est à Kirkouk. Les champs pétrolifères, désertés la veille, sont repassés mardi sous "
        "l'autorité de Bagdad."
    )
    assert "Baghdad" not in {name_of(e) for e in read(text)}


def test_a_base_handed_over_beside_another_goes_to_the_same() -> None:
    text = (
        "MINUSMA handed its camp in Ber to the Malian army on Monday. "
        "The mission handed over its camp in Goundam on Tuesday, too."
    )
    handed = [e for e in read(text) if e.kind == "handover"]
    assert len(handed) == 2
    assert {a.name for e in handed for r, a in e.actors if r == "to"} == {"Malian armed forces"}


def test_police_stations_and_forces_from_somewhere_are_no_deeds() -> None:
    text = (
        "Residents of Goma welcome the withdrawal of police forces from their province, and praise its police stations."
    )
    assert {e.kind for e in read(text)} <= {"withdrawal"}


def test_what_was_retaken_had_fallen_to_others() -> None:
    text = "The Nigerian army said it had retaken Mubi, which fell in October. Boko Haram fighters fled."
    fell = [e for e in read(text) if e.kind == "control_change" and e.when and e.when.latest == date(2023, 10, 31)]
    assert fell
    assert not any("Niger" in a.name for e in fell for r, a in e.actors if r == "to")


def test_the_airport_of_a_town_is_not_the_town() -> None:
    text = "The Houthis have held Hodeidah since 2014. Yemeni troops captured the airport on Monday."
    (taken,) = [e for e in read(text) if e.kind == "control_change"]
    assert taken.place is not None
    assert (taken.place.kind, name_of(taken)) != ("town", "Al Ḩudaydah")


def test_a_village_in_a_country_is_not_its_namesake_elsewhere() -> None:
    found = {m.mention.evidence.quote: m.place for m in mk.find_places("Troops took the camp at Azzan in Yemen.")}
    assert found["Yemen"] is not None
    assert found["Azzan"] is None or found["Azzan"].country == "YE"


def test_rebels_are_not_the_group_beside_the_army() -> None:
    text = "The Syrian army and Hezbollah attacked Homs on Monday. The rebels captured Hama on Tuesday."
    taken = [e for e in read(text) if e.kind == "control_change"]
    assert taken
    assert not any("Hezbollah" in a.name for e in taken for _, a in e.actors)
