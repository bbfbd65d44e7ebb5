from __future__ import annotations

import runpy
import subprocess
import sys
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mapkit as mk
from mapkit.errors import ConfigError
from mapkit.render import to_map
from mapkit.story import Step, Story

HAND = runpy.run_path(str(Path(__file__).parents[1] / "browser" / "story.py"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def draft() -> Story:
    return Story.of(HAND["frames"]())


def test_a_draft_tells_dated_events_with_a_place_in_order_and_in_the_words_of_the_sources() -> None:
    steps = draft().steps
    days = [step.day for step in steps if step.day is not None]
    assert len(days) == len(steps) <= 8
    assert days == sorted(days)
    by_id = {event.id: event for event in HAND["EVENTS"]}
    for step in steps:
        event = by_id[step.id or ""]
        assert event.place.kind not in ("country", "region")
        assert event.status in ("happened", "claimed"), "no plan, no denial"
        assert event.evidence[0].quote in step.text


def test_the_most_important_come_first_when_there_is_room_for_few() -> None:
    (step,) = Story.of(HAND["frames"](), most=1).steps
    assert step.id == "ev-left-kidal", "three origins agree on it"


def test_a_draft_has_its_headings_in_the_language_asked_for() -> None:
    french, arabic = (Story.of(HAND["frames"](), language=language) for language in ("fr", "ar"))
    assert french.steps[0].heading.startswith("Retrait")
    assert [s.id for s in french.steps] == [s.id for s in arabic.steps] == [s.id for s in draft().steps]
    assert french.steps[0].text == arabic.steps[0].text, "a sentence stays as it was said"


def test_nothing_to_tell_is_said() -> None:
    with pytest.raises(ConfigError, match="no event has both a place and a day"):
        Story.of(HAND["frames"](events=(), states=(), routes=(), issues=()))


@given(st.lists(st.tuples(TEXT, TEXT, st.dates() | st.none(), TEXT | st.none()), min_size=1, max_size=4))
def test_a_story_survives_its_file(rows: list[tuple[str, str, date | None, str | None]]) -> None:
    steps = tuple(Step(heading=h, text=t, day=d, id=i, view=(-1.5, 2.0, 3.0, 4.25)) for h, t, d, i in rows)
    told = Story(steps=steps)
    again = Story.from_mapping(tomllib.loads(told.to_toml()))
    assert [(s.heading, s.text, s.day, s.id or None, s.view) for s in again.steps] == [
        (s.heading, s.text, s.day, s.id or None, s.view) for s in told.steps
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "holds steps and nothing else"),
        ({"step": [], "title": "x"}, "holds steps and nothing else"),
        ({"step": []}, "at least one step"),
        ({"step": ["x"]}, "step 1 of the story is wrong"),
        ({"step": [{"heading": "a"}, {"heading": "b", "when": 1}]}, "step 2 of the story is wrong.*when"),
        ({"step": [{"text": "no heading"}]}, "step 1 of the story is wrong.*heading"),
        ({"step": [{"heading": 3}]}, "step 1 of the story: heading of a step cannot be 3"),
        ({"step": [{"heading": "a", "day": "2023-10-31"}]}, "day of a step cannot be '2023-10-31'"),
        ({"step": [{"heading": "a", "day": datetime(2023, 1, 1)}]}, "day of a step"),  # noqa: DTZ001 - as TOML gives it
        ({"step": [{"heading": "a", "view": [3, 2, 1, 0]}]}, "view of a step"),
        ({"step": [{"heading": "a", "view": [1, 2, 3]}]}, "view of a step"),
        ({"step": [{"heading": "a", "view": [float("nan"), 0, 1, 1]}]}, "view of a step"),
        ({"step": [{"heading": "a", "id": 7}]}, "id of a step"),
    ],
)
def test_a_wrong_file_names_the_step_and_the_remedy(table: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=f"(?s){said}") as caught:
        Story.from_mapping(table)
    assert caught.value.hint


def test_a_step_that_opens_nothing_on_the_map_is_refused() -> None:
    told = Story(steps=(Step(heading="a", id="ev-left-kidal"), Step(heading="b", id="ev-nowhere")))
    with pytest.raises(ConfigError, match="step 2 of the story opens 'ev-nowhere'"):
        to_map(HAND["frames"](), title="x", story=told)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mapkit", *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_the_command_line_writes_a_draft_and_takes_it_back(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Goma, 3 March 2021 - Rebels captured the town of Goma on Tuesday.", encoding="utf-8")
    told, page = tmp_path / "story.toml", tmp_path / "a.html"
    assert run("story", article, "-o", told).returncode == 0
    assert tomllib.loads(told.read_text(encoding="utf-8"))["step"][0]["day"] == date(2021, 3, 2)
    edited = told.read_text(encoding="utf-8").replace("heading = ", "heading = 'The town falls' # ", 1)
    told.write_text(edited, encoding="utf-8")
    done = run("map", article, "-o", page, "--story", told, "--embed")
    assert done.returncode == 0
    assert "<iframe" in done.stdout
    assert "The town falls" in page.read_text(encoding="utf-8")
    told.write_text("[[step]\n", encoding="utf-8")
    page.unlink()
    done = run("map", article, "-o", page, "--story", told)
    assert done.returncode == 2
    assert str(told) in done.stderr
    assert not page.exists()


def test_the_names_are_public() -> None:
    assert mk.Story is Story
