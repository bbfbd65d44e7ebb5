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
            facts = [e for e in found if e.status is not Status.PLANNED]
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
