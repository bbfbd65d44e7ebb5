"""What two sentences tell together: the place, the day or the side stands in the one, the deed in the other."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.model import Event
from mapkit.reading import article_from_text

PUBLISHED = date(2024, 5, 15)
FRAMES = tomllib.loads(Path(__file__).with_name("two_sentences.toml").read_text(encoding="utf-8"))
WARS = {
    "en": [
        ("M23 rebels", "March 23 Movement (M23)", "government troops", "Congolese", "Rutshuru", "Goma", "Congo"),
        ("Taliban fighters", "Taliban", "Afghan troops", "Afghan", "Kunduz", "Kabul", "Afghanistan"),
        ("RSF fighters", "Rapid Support", "Sudanese soldiers", "Sudanese", "El Fasher", "Port Sudan", "Sudan"),
    ],
    "fr": [
        (
            "les rebelles du M23",
            "March 23 Movement (M23)",
            "les soldats congolais",
            "Congolese",
            "Rutshuru",
            "Goma",
            "en RDC",
        ),
        ("les talibans", "Taliban", "les soldats afghans", "Afghan", "Kunduz", "Kaboul", "en Afghanistan"),
        ("les rebelles touaregs", "Tuareg", "les soldats maliens", "Malian", "Kidal", "Gao", "au Mali"),
    ],
}
CLOSING = {
    "en": " The war in {C} has driven thousands from their homes.",
    "fr": " La guerre {C} a fait fuir des milliers d'habitants.",
}
KINDS = {"held": ("held", "control_change"), "clash": ("clash", "attack")}


def told(frame: str, language: str, war: tuple[str, ...]) -> list[Event]:
    a, _, b, _, town, other, country = war
    names = {"A": a, "B": b, "T": town, "O": other, "C": country, "dC": country, "aA": a.replace("les ", "aux ", 1)}
    text = (frame + CLOSING[language]).format(**names)
    text = ". ".join(sentence[0].upper() + sentence[1:] for sentence in text.split(". ") if sentence)
    return list(mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED})._events)


def says(event: Event, frame: dict[str, object], war: tuple[str, ...]) -> bool:
    """Whether an event is what a frame tells."""
    if event.kind not in KINDS.get(str(frame["kind"]), (frame["kind"],)) or event.status == "denied":
        return False
    if event.place is None or not event.place.name.startswith(war[4]):
        return False
    day, when = frame.get("day"), event.when
    if isinstance(day, date) and event.kind != "held" and (when is None or when.earliest != day):
        return False
    role = "to" if event.kind == "control_change" else None
    actors = [a.name for r, a in event.actors if role in (None, r)]
    return all(any(war[1 if side == "A" else 3] in name for name in actors) for side in str(frame["who"]))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_sentences_tell_one_event(language: str) -> None:
    missed = [
        (frame["text"], war[4])
        for frame in FRAMES[language]
        for war in WARS[language]
        if not any(says(event, frame, war) for event in told(str(frame["text"]), language, war))
    ]
    assert missed == []
