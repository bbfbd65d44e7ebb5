"""The many ways in which news says that something happened somewhere."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.reading import article_from_text

WAR = {
    "en": " The army and the rebels have been at war in Congo for years.",
    "fr": " L'armée et les rebelles se font la guerre depuis des années au Congo.",
}
GROUPS = tomllib.loads(Path(__file__).with_name("ways_of_saying.toml").read_text(encoding="utf-8"))["group"]


@pytest.mark.parametrize(
    ("text", "language", "kind"), [(text, g["language"], g["kind"]) for g in GROUPS for text in g["texts"]]
)
def test_it_is_read_as_what_it_is(text: str, language: str, kind: str) -> None:
    article = article_from_text(text + WAR[language], name="a.txt")
    told = mk.build([article], published={"a.txt": date(2023, 11, 15)})._events
    (event, *_) = [e for e in told if e.kind == kind and e.place is not None and e.place.name == "Goma"]
    assert event.evidence[0].quote == text
