"""What whole reports from many wars tell, and what they do not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.model import Event
from mapkit.reading import article_from_text

REPORTS = tomllib.loads((Path(__file__).parent / "wars.toml").read_text(encoding="utf-8"))["report"]

NEVER = [
    # where a relative clause was is not where the story is
    ("Tikrit", "control_change", "Mosul", "fighters"),
    # a government's loss is no gain of its army
    ("Bentiu", "control_change", "Bentiu", "Sudan People's Liberation Army"),
    # "the Humera airport" is no airport of the town told before, nor is a buffer zone
    ("Alamata", "control_change", "Alamata (airport)", "Ethiopian National Defence Force"),
    ("Damascus", "control_change", "Deir ez-Zor", "Israel"),
    # "Bunagana est tombée": to those who are told to have taken it
    ("Bunagana", "control_change", "Bunagana", "Congolese armed forces"),
    # a president who leaves is no force that withdraws
    ("Kaboul", "withdrawal", "Afghanistan", "Taliban"),
]


def events_of(report: dict[str, str]) -> tuple[Event, ...]:
    article = article_from_text(report["text"], name="a.txt")
    return mk.build([article], published={"a.txt": report["published"]})._events


def told(events: tuple[Event, ...]) -> set[tuple[str, str, str]]:
    return {
        (e.kind.value, (e.place.name if e.place else e.place_name) or "", actor.name)
        for e in events
        for role, actor in e.actors
        if role in ("to", "by")
    }


def report_on(word: str) -> dict[str, str]:
    return next(r for r in REPORTS if word in r["text"])


@pytest.mark.parametrize("report", REPORTS, ids=[str(r["published"]) for r in REPORTS])
def test_what_a_report_tells(report: dict[str, str]) -> None:
    facts = told(events_of(report))
    assert {tuple(fact.split(" | ")) for fact in report["tells"]} <= facts, facts


@pytest.mark.parametrize(("word", "kind", "place", "who"), NEVER, ids=[n[0] for n in NEVER])
def test_what_a_report_does_not_tell(word: str, kind: str, place: str, who: str) -> None:
    assert (kind, place, who) not in told(events_of(report_on(word)))


def test_a_day_in_a_relative_clause_is_its_own() -> None:
    events = events_of(report_on("Tikrit"))
    taken = next(e for e in events if e.kind == "control_change" and e.place and e.place.name == "Tikrīt")
    assert taken.when is not None
    assert taken.when.day != date(2014, 6, 10)  # the day on which Mosul was stormed


def test_the_day_after_dates_what_was_before() -> None:
    events = events_of(report_on("Tombouctou, dernière"))
    gao = next(e for e in events if e.kind == "control_change" and e.place and e.place.name == "Gao")
    assert gao.when is not None
    assert gao.when.day == date(2012, 3, 31)


def test_a_report_whose_words_do_not_bear_out_its_day_is_no_contradiction() -> None:
    assert events_of(report_on("Lawdar"))  # one report alone cannot contradict itself
