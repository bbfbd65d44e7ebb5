"""Which words of a text name a place, and what the words around say about it."""

from __future__ import annotations

import pytest

import mapkit as mk
from mapkit.extraction.toponyms import find_toponyms
from mapkit.gazetteer import open_gazetteer
from mapkit.model import Mention, Place


def found(text: str, **options: object) -> list[Mention]:
    return list(find_toponyms(text, gazetteer=open_gazetteer(), **options))  # type: ignore[arg-type]


def names(text: str) -> list[str]:
    return [m.evidence.quote for m in found(text) if m.kind == "place"]


def hints(text: str, name: str) -> set[str]:
    return {
        h
        for m in found(text)
        if m.evidence.quote == name and m.kind == "place"
        for h in (m.value or "").split(";")
        if h
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left N'Djamena for Abéché.", ["N'Djamena", "Abéché"]),
        ("Mali’s north and Kidal's airport", ["Mali", "Kidal"]),
        ("The U.S.-led coalition struck Deir ez-Zor.", ["U.S.", "Deir ez-Zor"]),
        ("KHARTOUM, Sudan (AP) — Fighting went on.", ["KHARTOUM", "Sudan"]),
        ("L'Algérie et la Libye; d'Alger à Tripoli.", ["Algérie", "Libye", "Alger", "Tripoli"]),
        ("L'Irak a attaqué le Koweït.", ["Irak", "Koweït"]),
        ("Le Cap-Haïtien est tombé.", ["Cap-Haïtien"]),
        (
            "A raid in Bunia, Ituri province, Democratic Republic of Congo.",
            ["Bunia", "Ituri", "Democratic Republic of Congo"],
        ),
        ("Clashes near the US-Mexico border.", ["US", "Mexico"]),
        ("", []),
        ("   \n", []),
    ],
)
def test_place_names_are_found_with_their_bounds(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It may rain in March, they said on Sunday.",
        "Mr Paris met Georgia Stevens and Vladimir Petrov.",
        "The New York Times and the Washington Post wrote so.",
        "NATO and the Tuareg rebels agreed; US$40 million was paid.",
        "Xinhua reported it at Christmas.",
        "Us and them; most of the rest can read it.",
    ],
)
def test_other_names_and_words_are_no_places(text: str) -> None:
    assert names(text) == []


def test_offsets_are_code_points_of_the_text_given() -> None:
    text = "«\u202fÀ N’Djamena\u00a0», 😀 puis à Abéché, au Tchad."
    for mention in found(text):
        assert text[mention.evidence.start : mention.evidence.end] == mention.evidence.quote
    assert names(text) == ["N’Djamena", "Abéché", "Tchad"]


def test_span_limits_the_search_and_keeps_offsets() -> None:
    text = "Casablanca wrote this. War in Sudan. Filed from Morocco."
    mentions = [m for m in found(text, span=(23, 36)) if m.kind == "place"]
    assert [(m.evidence.quote, m.evidence.start) for m in mentions] == [("Sudan", 30)]


def test_demonyms_are_context_not_places() -> None:
    mentions = found("Malian and Chadian troops advanced.")
    assert [(m.kind, m.value) for m in mentions] == [("cue", "demonym:ML"), ("cue", "demonym:TD")]
    french = found("les forces tchadiennes", language="fr")
    assert [(m.kind, m.value) for m in french] == [("cue", "demonym:TD")]


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("They left the base in the strategic town of Kidal, Mali.", "Kidal", "kind:base"),
        ("The Bangui base was hit.", "Bangui", "kind:base"),
        ("They left their camp in Bangui.", "Bangui", "kind:base"),
        ("It withdrew from its bases, including that of Bangui.", "Bangui", "kind:base"),
        ("The Bangui base follows earlier withdrawals from Bambari and Bria.", "Bria", "kind:base"),
        ("la base de Gao, au Mali", "Gao", "kind:base"),
        ("the Khmeimim air base near Latakia, Syria", "Latakia", ""),
        ("a refugee camp in Adré, Chad", "Adré", "kind:site"),
        ("the town of Bambari", "Bambari", "kind:town"),
        ("la ville de Bambari", "Bambari", "kind:town"),
        ("the Gao region of Mali", "Gao", "kind:region"),
        ("la région de Gao", "Gao", "kind:region"),
        ("le cercle de Gao", "Gao", "kind:district"),
        ("Goma airport, in Congo", "Goma", "kind:site"),
        ("an attack in Tripoli, Lebanon", "Tripoli", "in:Lebanon"),
        ("Talks between Washington and Moscow continue.", "Moscow", "role:metonym"),
        ("peace deals struck with Bamako in 2015", "Bamako", "role:metonym"),
        ("Khartoum accused its neighbours.", "Khartoum", "role:metonym"),
        ("They accused Kigali of lying.", "Kigali", "role:metonym"),
        ("Chad’s new military junta ordered it.", "Chad", "role:metonym"),
        ("the transitional government of Chad", "Chad", "role:metonym"),
        ("the United Nations Stabilization Mission in Haiti left", "Haiti", "role:in_name"),
        ("the Coordination of Azawad Movements", "Azawad", "role:in_name"),
        ("NAIROBI, Kenya (Reuters) - Police said", "NAIROBI", "dateline"),
    ],
)
def test_words_around_give_hints(text: str, name: str, hint: str) -> None:
    assert hint in hints(text, name) if hint else "kind:base" not in hints(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The army fought in Khartoum, Sudan.", "Khartoum"),
        ("They drove from Washington and New York.", "Washington"),
        ("Soldiers arrived in Chad.", "Chad"),
        ("the flight between Moscow and Washington", "Moscow"),
    ],
)
def test_a_place_where_things_happen_is_no_metonym(text: str, name: str) -> None:
    assert not any(h.startswith("role:") for h in hints(text, name))


def test_unknown_villages_stay_visible() -> None:
    assert "Xyztown" in names("Gunmen raided the village of Xyztown on Monday.")
    assert "in:Mali" in hints("Gunmen struck in Qwertyba, Mali.", "Qwertyba")
    assert "Wadi Xyz" in names("Shells hit the base at Wadi Xyz.")


def test_small_places_need_context() -> None:
    assert names("Ber fell.") == []
    assert names("In northern Mali, Ber fell.") == ["Mali", "Ber"]


def test_any_object_with_lookup_is_a_gazetteer() -> None:
    class Desk:
        def lookup(self, name: str) -> tuple[Place, ...]:
            if name != "Qwertyba":
                return ()
            return (Place(id="desk:1", name=name, lon=1.0, lat=2.0, kind="town", radius_m=500.0),)

    mentions = find_toponyms("They met in Qwertyba.", gazetteer=Desk(), article_id="a1")
    assert [(m.evidence.quote, m.evidence.article_id, m.extractor) for m in mentions] == [
        ("Qwertyba", "a1", "toponyms/1")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flights left from London's Heathrow on Friday.", ["London"]),
        ("BANTAM — A Danbury man was held; the Bantam Superior Court met.", ["BANTAM", "Danbury", "Bantam"]),
        ("The Metcalfe County Sheriff and the Torrington Mayor said so.", ["Metcalfe County", "Torrington"]),
        ("They were heading for Gao.", ["Gao"]),
        ("Clashes in north Darfur and northern Ireland.", ["north Darfur", "northern Ireland"]),
        ("La République démocratique du Congo et la Guinée équatoriale.", None),
        ("In the Philippines and in the Gulf of Aden.", ["Philippines", "Gulf of Aden"]),
        ("Gangs took Port-au-Prince on Monday.", ["Port-au-Prince"]),
        ("The army recaptured Adan Yabaal, Somalia's government said.", ["Adan Yabaal", "Somalia"]),
        ("Residents of Abu Shouk camp and of Zamzam said drones hit Sudan.", ["Abu Shouk", "Zamzam", "Sudan"]),
        ("Hamas and Wagner fighters left north of Gao.", ["Gao"]),
        ("Fighting spread in the Amhara region; Amhara militias fled Ethiopia.", ["Amhara", "Ethiopia"]),
        (
            "In North Kivu, Wazalendo are fighting; Dans l'Extrême-Nord, Xyz Haram a tué.",
            ["North Kivu", "Extrême-Nord"],
        ),
        ("San Juan de los Morros, Venezuela", ["San Juan de los Morros", "Venezuela"]),
    ],
)
def test_names_are_read_whole_and_by_what_stands_around(text: str, expected: list[str] | None) -> None:
    assert names(text) == (expected or ["République démocratique du Congo", "Guinée équatoriale"])


@pytest.mark.parametrize(
    "text",
    [
        "“I saw it,” said Castro. Castro added that Hillary Clinton had left.",
        "John Bassett, 34, of no fixed address, ran away. Bassett was seen by police.",
        "It happened, according to Conrad. Conrad said more.",
    ],
)
def test_those_who_speak_or_have_an_age_are_persons(text: str) -> None:
    assert names(text) == []


def test_a_speaking_seat_of_government_stays_a_place() -> None:
    assert names("Juba said it would withdraw.") == ["Juba"]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Clashes were reported in Goma, Xyzville and Beni, in eastern Congo.", "Xyzville"),
        ("Families fled to the Qwertoum camp near Goma.", "Qwertoum"),
        ("Gunmen attacked villages in Qwertoum and Beni, Congo.", "Qwertoum"),
        ("Des combats ont éclaté à Xyzville, dans le nord du Mali.", "Xyzville"),
        ("The road Goma–Xyzville is closed, the UN in Congo said.", "Xyzville"),
        ("Some 300 people arrived: Goma 120, Xyzville 180, officials in Congo said.", "Xyzville"),
    ],
)
def test_a_village_that_no_gazetteer_knows_is_not_lost(text: str, unknown: str) -> None:
    assert unknown in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Torbok fell to the rebels.",
        "When Torbok fell to the dissidents, soldiers fled.",
        "Torbok has changed hands twice.",
        "Torbok était retombée aux mains des rebelles.",
        "Torbok a été arrachée mardi aux rebelles.",
        "Rebels control Torbok.",
        "The mission left Torbok on Monday.",
        "The army abandoned Torbok to the rebels.",
        "Troops took Torbok's airport.",
        "Rockets hit Torbok on Monday.",
        "They are trying to enter Torbok.",
        "They vowed to retake Torbok on Monday.",
        "The rebels were driven from Torbok.",
        "The mission has withdrawn from Torbok, officials said.",
        "The battle for Torbok has ended.",
        "A convoy from Torbok arrived.",
        "Troops retook the Torbok oil field.",
        "The Torbok base was handed over.",
        "L'armée a repris la raffinerie de Torbok.",
        "L'armée est entrée dans Torbok.",
        "Les rebelles sont maîtres de Torbok.",
        "Des obus sont tombés sur Torbok.",
        "La bataille de Torbok est terminée.",
    ],
)
def test_what_forces_do_to_a_village_tells_that_it_is_one(text: str) -> None:
    assert names(text) == ["Torbok"]


def test_a_base_and_an_elided_name_are_kept_whole() -> None:
    assert names("Troops took the Torbok Air Base on Monday.") == ["Torbok Air Base"]
    assert names("Ils ont pris la base d'al-Torbok lundi.") == ["al-Torbok"]
    assert names("The town of ash-Torbana fell to rebels on Monday.") == ["ash-Torbana"]
    assert names("Ils ont pris la base d'El Torbok lundi.") == ["El Torbok"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels, who attacked Torbok, fled.",
        "They hope to capture Torbok.",
        "Torbok fell ill on the way.",
        "Torbok was expelled from school.",
        "It was built for Goma by Xyzson Smith in Parliament.",
        "The Department of Wildlife said so in Arabic.",
        "Two Shiite villages and a Christian town were hit.",
        "Jane Qwerty in Istanbul and Joe Doe in Beirut contributed to this report.",
        "They believe in Modi's promises.",
    ],
)
def test_persons_languages_and_offices_are_not_unknown_villages(text: str) -> None:
    assert set(names(text)) <= {"Goma", "Istanbul", "Beirut"}


def test_other_spellings_are_found_in_the_countries_of_the_article() -> None:
    text = "Syrian forces shelled Kamechly on Monday, Syria said."
    assert "Kamechly" in names(text)


@pytest.mark.parametrize(
    ("text", "name", "metonym"),
    [
        ("Damascus denied it.", "Damascus", True),
        ("Damascus was shelled overnight.", "Damascus", False),
        ("Khartoum has fallen to the rebels.", "Khartoum", False),
        ("Khartoum has declared a truce.", "Khartoum", True),
        ("Bamako a été attaquée.", "Bamako", False),
        ("Ouagadougou, Niamey et Bamako ont réaffirmé leur retrait.", "Ouagadougou", True),
        ("Le gouvernement de Kigali nie ces accusations.", "Kigali", True),
        ("Rebels backed by Iran struck.", "Iran", True),
        ("The army left Bamako for Gao.", "Bamako", False),
        ("Washington and Moscow said they agreed.", "Moscow", True),
        ("Deals struck with Bamako collapsed.", "Bamako", True),
    ],
)
def test_a_seat_acts_or_suffers(text: str, name: str, metonym: bool) -> None:
    assert ("role:metonym" in hints(text, name)) is metonym


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Times of Israel reported so.", "Israel"),
        ("The Sudan Doctors Network said so.", "Sudan"),
        ("The UN Mission for the Support of Mali left.", "Mali"),
    ],
)
def test_a_name_inside_a_name_is_no_place_of_an_event(text: str, name: str) -> None:
    assert "role:in_name" in hints(text, name)


_FORMS = [
    (
        "en",
        "rebels",
        ("capturing", "seize", "seizes", "besieging", "enters", "re-entered", "evacuate", "abandoned", "shelling"),
    ),
    ("en", "troops", ("attacking", "striking", "defended", "threatening")),
    (
        "fr",
        "les rebelles",
        ("prenant", "reprirent", "quitta", "évacuaient", "encerclant", "bombarde", "conquiert", "abandonnent"),
    ),
    ("fr", "les soldats", ("attaquaient", "frappent", "visant", "défendent")),
]


@pytest.mark.parametrize(("language", "who", "verb"), [(lang, who, v) for lang, who, verbs in _FORMS for v in verbs])
@pytest.mark.parametrize("town", ["Rutshuru", "Kidal"])
def test_a_small_town_is_found_behind_every_form_of_a_verb_of_war(
    language: str, who: str, verb: str, town: str
) -> None:
    text = f"They said that {who} {verb} {town} this week."
    assert town in [m.evidence.quote for m in found(text, language=language) if m.kind == "place"]


@pytest.mark.parametrize(
    "text",
    [
        "Tropical Storm Harvey is expected to cross the coast.",
        "Some 22 Tomahawk cruise missiles were fired.",
        "Gori est la ville natale de Staline, qui y est né.",
        "The deputy commander, Abdelrahim Dagalo, walking through the base in Nyala, smiled.",
    ],
)
def test_storms_weapons_and_persons_are_no_places(text: str) -> None:
    assert not {"Harvey", "Tomahawk", "Staline", "Abdelrahim Dagalo"} & set(names(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Baghdad (CNN) -- Fighters seized Ramadi on Sunday.", "Baghdad"),
        ("GOMA (Zaïre), 16 mars (AFP) - Les rebelles sont entrés dans la ville.", "GOMA"),
        ("MARJAYOUN (Liban), 24 mai - Les soldats sont partis.", "MARJAYOUN"),
        ("Niamey, 7 juin 2016 (AFP) - Boko Haram a repris Bosso.", "Niamey"),
    ],
)
def test_where_a_report_was_sent_from_is_told_by_its_head(text: str, name: str) -> None:
    assert "dateline" in hints(text, name)


def test_half_of_a_doubled_name_is_no_place() -> None:
    assert names("Les Rwandais ont évacué l'aéroport de Simi-Simi, à Kisangani.")[-1:] == ["Kisangani"]
    assert "Simi" not in names("Les Rwandais ont évacué l'aéroport de Simi-Simi, à Kisangani.")
    assert {"Goma", "Sake"} <= set(names("The Goma-Sake road in the Congo was cut."))


@pytest.mark.parametrize(
    "name", ["Gao", "Sutari"]
)  # a word that is also a forename, and a name that no gazetteer knows
@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels are within 10 miles of @.",
        "The rebels stopped ten kilometers short of @.",
        "The government imposed a curfew on @.",
        "@ airport was shelled.",
        "Rebels are defending @.",
        "Soldiers moved on @.",
        "Warplanes struck @.",
        "Shells fell on @.",
        "Fighters set upon a unit close to @.",
        "Fighting raged around @.",
        "The convoy passed through @.",
        "The storming on Sunday of @ ended the siege.",
        "Fighting spread to @.",
        "@ fell into rebel hands on Monday.",
        "@ came under shellfire.",
        "Rebels hold the stronghold of @.",
    ],
)
def test_words_that_only_a_place_has(name: str, sentence: str) -> None:
    text = "In Mali, rebels attacked Kidal on Tuesday, the Malian army said.\n\n" + sentence.replace("@", name)
    assert name in [m.mention.evidence.quote for m in mk.find_places(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Shells fell on Sutari's men.",
        "Sutari fell into depression.",
        "He was lost to Sutari.",
    ],
)
def test_words_that_a_person_has_too(sentence: str) -> None:
    text = "In Mali, rebels attacked Kidal on Tuesday, the Malian army said.\n\n" + sentence
    assert "Sutari" not in [m.mention.evidence.quote for m in mk.find_places(text)]


def test_an_arabic_article_parts_a_name_from_its_namesakes_elsewhere() -> None:
    (unknown,) = [
        m for m in mk.find_places("Shells fell on al-Faza in the west of Yemen.") if "Faza" in m.mention.evidence.quote
    ]
    assert unknown.place is None, "no Faza in Kenya"
    (known,) = [m for m in mk.find_places("Shells fell on al-Hasakah.") if m.place is not None]
    assert known.place is not None
    assert known.place.country == "SY"
