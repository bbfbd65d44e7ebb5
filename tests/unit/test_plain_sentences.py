"""Plain sentences, each word in each frame: what one reads, the other reads, too."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import mapkit as mk
from mapkit.model import Event, Status
from mapkit.reading import article_from_text

PUBLISHED = date(2023, 11, 16)
LEAD = {
    "en": "Fighting between the army and the M23 rebels in eastern Congo went on, aid workers said.\n\n",
    "fr": "Les combats entre l'armée et les rebelles du M23 se poursuivent dans l'est du Congo, selon des humanitaires.\n\n",
}
GROUPS = tomllib.loads(Path(__file__).with_name("plain_sentences.toml").read_text(encoding="utf-8"))["group"]


def told(sentence: str, language: str) -> list[Event]:
    article = article_from_text(LEAD[language] + sentence, name="a.txt")
    events = mk.build([article], published={"a.txt": PUBLISHED})._events
    return [e for e in events if any(sentence.startswith(q.quote) or q.quote in sentence for q in e.evidence)]


def is_told(event: Event, group: dict[str, Any]) -> bool:
    return (
        event.kind in group["kinds"]
        and event.place is not None
        and "Rutshuru" in event.place.name
        and ("who" not in group or any(group["who"] in actor.name for _, actor in event.actors))
        and ("day" not in group or (event.when is not None and event.when.earliest == group["day"]))
        and event.status in (Status.HAPPENED, Status.CLAIMED)
    )


@pytest.mark.parametrize("group", GROUPS, ids=[g["name"] for g in GROUPS])
def test_every_word_is_read_in_every_frame(group: dict[str, Any]) -> None:
    language = group.get("language", "en")
    missed = {}
    for word in group["words"]:
        for frame in group["frames"]:
            sentence = frame.format(v=word)
            sentence = sentence[0].upper() + sentence[1:]
            found = told(sentence, language)
            facts = [e for e in found if e.status not in (Status.PLANNED, Status.DENIED)]
            if facts if not group["kinds"] else not any(is_told(e, group) for e in found):
                missed[sentence] = [(e.kind, e.place.name if e.place else None, e.when, e.status) for e in found]
    assert missed == {}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Russia said on Tuesday it had captured the village of Zelenyi Hai in eastern Ukraine.",
            ("control_change", "Russia"),
        ),
        (
            "Azerbaijan said on Tuesday it had taken control of the town of Jabrayil. Armenia denied it.",
            ("control_change", "Azerbaijan"),
        ),
        ("A drone attack killed three people in Kharkiv on Tuesday, the governor said.", ("attack", "")),
        (
            "Two people were killed on Tuesday when a bomb exploded in a market in Mogadishu, police said.",
            ("attack", ""),
        ),
        ("Turkey shelled Afrin on Tuesday, the Observatory said.", ("attack", "Turkey")),
    ],
)
def test_a_few_lines_are_read_without_an_army_in_them(text: str, fact: tuple[str, str]) -> None:
    events = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED}).events
    assert fact in {(kind, (actors or ("",))[0]) for kind, actors in zip(events["kind"], events["actors"], strict=True)}


@pytest.mark.parametrize(
    "text",
    [
        "The champions captured the city of Turin's cup on Tuesday.",
        "The company took control of its rival on Tuesday, its chief executive said.",
        "Police arrested two men in Mogadishu on Tuesday after a robbery.",
    ],
)
def test_a_few_lines_on_other_things_are_no_war(text: str) -> None:
    assert mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED}).events.empty


def test_the_villages_named_behind_a_comma_are_what_was_taken() -> None:
    text = "Russian forces captured two villages, Zelenyi Hai in the Donetsk region and Maliivka in the Dnipropetrovsk region, on Tuesday. "
    text += "Ukrainian forces fight on."
    events = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED}).events
    taken = events[events["kind"] == "control_change"]
    assert sorted(taken["place"]) == ["Maliivka", "Zelenyi Hai"] or len(taken) == 2
    assert not any(place.startswith("near ") for place in taken["place"])


def test_three_people_were_killed_counts_the_dead_of_what_was_told() -> None:
    text = "Israel bombed Beirut on Tuesday. Hezbollah said three people were killed."
    events = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED}).events
    assert set(events["place"]) == {"Beirut"}


# none of these towns is large, and nothing else in the article says which country it is about
TOWNS = ("Gori", "Kidal", "Marib", "Knin", "Bentiu")
ALONE = {
    "en": (
        "{t} fell to the rebels on Monday.",
        "The battle for {t} went on.",
        "Rebels have attacked {t}.",
        "The rebels, who hold {t}, advanced.",
        "Government troops advanced on {t} on Monday.",
        "{t}, which rebels captured on Monday, was quiet.",
        "Rebels handed {t} over to the army.",
        "Soldiers surrounded {t}.",
    ),
    "fr": (
        "Les rebelles ont pris lundi {t}.",
        "L'armée a évacué lundi soir {t}.",
        "Les rebelles ont attaqué {t} lundi.",
        "Les rebelles, qui tiennent {t}, avancent.",
        "Les rebelles ont remis {t} à l'armée.",
        "Les rebelles occupent {t}.",
        "Les rebelles ont lancé une attaque contre {t}.",
    ),
}


@pytest.mark.parametrize("town", TOWNS)
@pytest.mark.parametrize(("language", "frame"), [(key, frame) for key, frames in ALONE.items() for frame in frames])
def test_what_is_done_to_a_town_tells_that_it_is_one(language: str, frame: str, town: str) -> None:
    sentence = frame.format(t=town)
    found = {match.mention.evidence.quote for match in mk.find_places(sentence, language=language)}
    assert town in found


@pytest.mark.parametrize(
    "sentence",
    [
        "The Malian army and its Russian allies from Wagner captured Kidal on Tuesday.",
        "Kidal was captured by the Malian army and the Wagner group on Tuesday.",
        "L'armée malienne et ses alliés russes de Wagner sont entrés mardi dans Kidal.",
        "Kidal a été reprise mardi par l'armée malienne et le groupe Wagner.",
    ],
)
def test_who_takes_a_town_together(sentence: str) -> None:
    events = mk.build([article_from_text(sentence, name="a.txt")], published={"a.txt": PUBLISHED})._events
    (taken,) = (e for e in events if e.kind == "control_change")
    assert {actor.name for role, actor in taken.actors if role == "to"} == {"Malian armed forces", "Wagner Group"}


def test_who_only_flees_does_not_take_it_with_the_others() -> None:
    sentence = "Kidal was captured by the Malian army and rebels fled on Tuesday."
    events = mk.build([article_from_text(sentence, name="a.txt")], published={"a.txt": PUBLISHED})._events
    (taken,) = (e for e in events if e.kind == "control_change")
    assert [actor.name for role, actor in taken.actors if role == "to"] == ["Malian armed forces"]


@pytest.mark.parametrize(
    "text",
    [
        "Government forces captured Tarhuna on Friday. Haftar's men left the town in the direction of Sirte.",
        "Les forces gouvernementales ont pris Tarhuna vendredi. Les troupes de Haftar ont quitté la ville en direction de Syrte.",
    ],
)
def test_a_town_is_left_and_not_the_one_that_is_fled_to(text: str) -> None:
    events = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED})._events
    assert {e.place.name for e in events if e.kind == "withdrawal" and e.place} == {"Tarhuna"}


@pytest.mark.parametrize(
    ("sentence", "taker"),
    [
        ("Les troupes de Kiev ont pris Soudja.", "Armed Forces of Ukraine"),
        ("Kyiv's troops captured Sudzha.", "Armed Forces of Ukraine"),
        ("Les forces de Moscou ont pris Bakhmout.", "Russian armed forces"),
        ("L'armée d'Addis-Abeba a repris Mekele.", "Ethiopian National Defence Force"),
    ],
)
def test_forces_of_a_capital_are_those_of_its_state(sentence: str, taker: str) -> None:
    events = mk.build([article_from_text(sentence, name="a.txt")], published={"a.txt": PUBLISHED})._events
    (taken,) = (e for e in events if e.kind == "control_change")
    assert [actor.name for role, actor in taken.actors if role == "to"] == [taker]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The M23 claimed the capture of Rutshuru."),
        ("en", "The capture of Rutshuru was announced by the M23."),
        ("en", "M23 spokesman Willy Ngoma said the group had captured Rutshuru."),
        ("en", "“Our forces have captured Rutshuru,” the M23 said in a statement."),
        ("fr", "La prise de Rutshuru a été annoncée par le M23."),
        ("fr", "Le M23 assure contrôler Rutshuru."),
        ("fr", "Le M23 prétend contrôler Rutshuru."),
        ("fr", "Le M23 soutient qu'il contrôle Rutshuru."),
        ("fr", "Le M23 se targue d'avoir pris Rutshuru."),
        ("fr", "Le M23 aurait pris Rutshuru."),
        ("fr", "« Nos forces contrôlent Rutshuru », a affirmé le M23 dans un communiqué."),
    ],
)
def test_what_only_the_winner_says_is_a_claim(language: str, sentence: str) -> None:
    gains = [e for e in told(sentence, language) if e.kind in ("control_change", "held")]
    assert [e.status for e in gains] == [Status.CLAIMED]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Before a truce begins on Friday, the M23 captured Rutshuru.", None),
        ("Ahead of talks on Friday, the M23 captured Rutshuru.", None),
        ("Before dawn on Tuesday, the M23 captured Rutshuru.", date(2023, 11, 14)),
    ],
)
def test_what_follows_later_does_not_date_what_was_done_before(sentence: str, day: date | None) -> None:
    (taken,) = (e for e in told(sentence, "en") if e.kind == "control_change")
    assert taken.status is Status.HAPPENED
    assert taken.when is not None
    assert taken.when.earliest == day
    assert taken.when.latest is not None
    assert taken.when.latest <= PUBLISHED
