"""When an event is: the day that the words tie to it, counted from another or taken from a clause apart."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import mapkit as mk
from mapkit.reading import article_from_text

CASES = tomllib.loads(Path(__file__).with_name("event_days.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_an_event_is_of_the_day_that_the_words_give(case: dict[str, Any]) -> None:
    article = article_from_text(case["text"], name="a.txt")
    events = mk.build([article], published={"a.txt": case["published"]})._events
    found = [
        e for e in events if e.kind == case["kind"] and (e.place.name if e.place else e.place_name) == case["place"]
    ]
    days = sorted(e.when.earliest.isoformat() if e.when and e.when.earliest else "" for e in found)
    assert days == case["day"].split(" ")
