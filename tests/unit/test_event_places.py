"""Where an event is: what the words tie to it, not whatever name stands nearest."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import mapkit as mk
from mapkit.model import Event
from mapkit.reading import article_from_text

CASES = tomllib.loads(Path(__file__).with_name("event_places.toml").read_text(encoding="utf-8"))["case"]


def told(text: str, published: date, kind: str) -> list[Event]:
    article = article_from_text(text, name="a.txt")
    return [e for e in mk.build([article], published={"a.txt": published})._events if e.kind == kind]


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_an_event_is_where_the_words_put_it(case: dict[str, Any]) -> None:
    found = told(case["text"], case["published"], case["kind"])
    assert sorted((e.place.name if e.place else e.place_name) or "" for e in found) == case["places"]


def test_an_alliance_of_states_takes_no_town_by_elimination() -> None:
    text = "Bosnian Serb forces lost Jajce on Wednesday. The collapse came as NATO suspended its bombing campaign."
    found = told(text, date(1995, 9, 15), "control_change")
    assert found
    assert all(actor.name != "NATO" for event in found for _, actor in event.actors)
