"""Who gains the town where a sentence names two sides, whatever its words and their order."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.reading import article_from_text

LEAD = {
    "en": "Fighting between the army and the M23 rebels in eastern Congo went on, aid workers said.\n\n",
    "fr": "Les combats entre l'armée et les rebelles du M23 se poursuivent dans l'est du Congo, selon des humanitaires.\n\n",
}
FRAMES = tomllib.loads(Path(__file__).with_name("two_sides.toml").read_text(encoding="utf-8"))
SIDES = {
    "en": [
        ("the M23 rebels", "government troops", "March 23 Movement (M23)"),
        ("government forces", "the M23", "Congolese armed forces"),
        ("Wazalendo fighters", "the M23", "Wazalendo"),
        ("Allied Democratic Forces rebels", "the army", "Allied Democratic Forces (ADF)"),
    ],
    "fr": [
        ("les rebelles du M23", "les soldats", "March 23 Movement (M23)"),
        ("les soldats congolais", "les rebelles du M23", "Congolese armed forces"),
        ("les miliciens wazalendo", "les combattants du M23", "Wazalendo"),
    ],
}


def filled(frame: str, gainer: str, loser: str) -> str:
    names = {"A": gainer, "B": loser}
    for key, name in (("A", gainer), ("B", loser)):
        names["d" + key] = name.replace("les ", "des ", 1)
        names["a" + key] = name.replace("les ", "aux ", 1)
    sentence = frame.format(**names)
    return sentence[0].upper() + sentence[1:]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_gains_the_town_is_told(language: str) -> None:
    missed = {}
    for frame in FRAMES[language]:
        for gainer, loser, name in SIDES[language]:
            sentence = filled(frame, gainer, loser)
            events = mk.build([article_from_text(LEAD[language] + sentence, name="a.txt")])._events
            here = [e for e in events if e.place is not None and e.place.name.startswith("Rutshuru")]
            gains = [e for e in here if e.kind in ("control_change", "handover")]
            told = [{a.name for role, a in e.actors if role == "to"} for e in gains]
            held = [{a.name for role, a in e.actors if role == "by"} for e in here if e.kind == "held"]
            if {name} not in (*told, *held) or any(names not in ({name}, set()) for names in told):
                missed[sentence] = (told, held)
    assert missed == {}
