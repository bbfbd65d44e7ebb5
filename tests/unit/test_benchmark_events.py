"""The benchmark of events: its articles are the same in every run, and its scorer and its rival do what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import events as benchmark  # benchmarks/events.py
import pytest


@pytest.mark.parametrize("dense", [False, True])
def test_the_invented_articles_are_the_same_in_every_run_and_differ_from_each_other(dense: bool) -> None:
    made = benchmark.articles(60, dense=dense)
    assert made == benchmark.articles(60, dense=dense)
    assert len({text for _, text, _ in made}) == 60
    assert 1500 < sum(len(text) for _, text, _ in made) / 60 < 2500


def test_dense_is_one_town_in_one_month() -> None:
    found = benchmark.occurrences(50, benchmark.random.Random(1), dense=True)
    assert {o.place for o in found} == {"Goma"}
    assert {(o.day.year, o.day.month) for o in found} == {(2023, 3)}


def test_the_keyword_coder_takes_kind_place_and_day_from_words() -> None:
    text = "M23 rebels captured Goma on 20 November. Fighting was reported from Bukavu on Friday."
    rows = benchmark.keyword_coder(text, date(2012, 11, 25))
    assert [(r["type"], r["place"], r["start"]) for r in rows] == [
        ("control_change", "Goma", date(2012, 11, 20)),
        ("clash", "Bukavu", date(2012, 11, 23)),
    ]


GOLD = {
    "type": "attack", "type_alt": ["clash"], "place": "Goma", "lat": -1.67, "lon": 29.22, "country": "CD", "precision": "ppl",
    "date_start": "2012-11-20", "date_end": "2012-11-20", "tier": "core", "evidence": "M23 rebels attacked Goma.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"type": "clash"}, True),
        ({"type": "coup"}, False),
        ({"place": "elsewhere"}, True),  # at the same point
        ({"place": "elsewhere", "lat": 3.0}, False),
        ({"place": "GOMA", "lat": 3.0}, True),
        ({"start": date(2012, 11, 22), "end": date(2012, 11, 25)}, True),
        ({"start": date(2012, 11, 23), "end": date(2012, 11, 25)}, False),
        ({"start": None, "end": None}, False),
        ({"start": None}, True),
    ],
)
def test_what_counts_as_right(change: dict[str, object], right: bool) -> None:
    row = {"type": "attack", "place": "Goma", "lat": -1.67, "lon": 29.22, "country": "CD", "quote": ""}
    row |= {"start": date(2012, 11, 20), "end": date(2012, 11, 20)} | change
    assert benchmark.fits(GOLD, row) is right


def test_one_event_answers_one_annotated_event() -> None:
    row = {"type": "attack", "place": "Goma", "lat": -1.67, "lon": 29.22, "country": "CD", "quote": ""}
    row |= {"start": date(2012, 11, 20), "end": date(2012, 11, 20)}
    assert benchmark.matched([GOLD, GOLD], [row]) in ({0: 0}, {0: 1})
    assert len(benchmark.matched([GOLD, GOLD], [row, row])) == 2


def test_the_command_prints_cost_and_score(tmp_path: Path) -> None:
    text = "M23 rebels attacked Goma on 20 November. The army and the rebels are enemies."
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "x", "pub_date": "2012-11-25", "events": [GOLD]}), encoding="utf-8")
    command = [
        sys.executable,
        benchmark.__file__,
        "--sizes",
        "20",
        "40",
        "--gold",
        str(gold),
        "--articles",
        str(tmp_path),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    assert [line.split()[:2] for line in lines[5:8]] == [["long", "1"]] * 3
    assert [line.split()[:2] for line in lines[1:5]] == [
        ["varied", "20"],
        ["varied", "40"],
        ["dense", "20"],
        ["dense", "40"],
    ]
    assert lines[9].split()[:2] == ["mapkit", "1.000"]
    assert lines[10].startswith("keyword_coder")
