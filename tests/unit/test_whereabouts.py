"""Where the learned weights put an event whose sentence does not name its place, and what they leave alone."""

from __future__ import annotations

from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Event, EventKind
from mapkit.reading import article_from_text

PUBLISHED = date(2023, 11, 15)
HOSTILE = "{{ 7*7 }}<script>alert(1)</script>{% raw %}"


def events(text: str, kind: EventKind) -> list[Event]:
    dossier = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED})
    return [e for e in dossier._events if e.kind is kind]


def places(text: str, kind: EventKind) -> set[str]:
    return {e.place.name for e in events(text, kind) if e.place is not None}


ELSEWHERE = [
    # text, kind, where it is: the story's town, not the place named in passing just before
    (
        (
            "M23 rebels entered Goma on Monday. Congolese officers met Rwandan envoys in Nairobi. The army admitted heavy "
            "fighting but denied that the town had been lost."
        ),
        EventKind.CLASH,
        "Goma",
    ),
    (
        (
            "Rebels attacked Bunagana on Monday and killed four soldiers of the Congolese army. President Felix Tshisekedi, "
            "on a visit to Luanda, called for calm. A shell hit the hospital on Tuesday, doctors said."
        ),
        EventKind.ATTACK,
        "Bunagana",
    ),
    (
        (
            "Kenyan soldiers seized Kismayo on Friday. Al-Shabab said in a statement that its men had left during the night. "
            "The African Union, whose mission is based in Mogadishu, welcomed the news. Two elders were shot dead by gunmen "
            "over the weekend."
        ),
        EventKind.ATTACK,
        "Kismayo",
    ),
]


@pytest.mark.parametrize(("text", "kind", "place"), ELSEWHERE)
def test_what_is_named_in_passing_is_not_where_the_story_goes_on(text: str, kind: EventKind, place: str) -> None:
    assert places(text, kind) == {place}


def test_the_reason_names_both_places() -> None:
    text, kind, place = ELSEWHERE[0]
    (event,) = events(text, kind)
    assert any(f"{place} rather than Nairobi" in reason and "as weighed" in reason for reason in event.reasons)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Rebels attacked Goma on Monday. Shells fell on Bunagana on Tuesday.", EventKind.ATTACK, {"Goma", "Bunagana"}),
        (
            "M23 rebels took Goma, Bunagana and Rutshuru on Monday.",
            EventKind.CONTROL_CHANGE,
            {"Goma", "Bunagana", "Rutshuru"},
        ),
        (
            "M23 rebels captured the police headquarters in Rutshuru on Monday.",
            EventKind.CONTROL_CHANGE,
            {"Rutshuru (police station)"},
        ),
        ("The army pulled out of Goma on Monday. M23 rebels captured Bunagana.", EventKind.WITHDRAWAL, {"Goma"}),
    ],
)
def test_what_a_sentence_says_of_its_own_places_stays(text: str, kind: EventKind, expected: set[str]) -> None:
    assert places(f"{text} The army and the rebels have fought in Congo for years.", kind) == expected


def test_where_somebody_talks_is_no_place_of_what_he_talks_of() -> None:
    text = "In Kinshasa, officials confirmed that the fighting between M23 rebels and the army went on."
    assert not places(text, EventKind.CLASH)


def test_words_of_an_article_stay_words() -> None:
    text = ELSEWHERE[1][0].replace("Luanda", f"Luanda {HOSTILE}")
    (first, *_) = events(text, EventKind.ATTACK)
    assert "49" not in " ".join(first.reasons)
