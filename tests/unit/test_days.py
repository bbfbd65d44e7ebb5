"""When the learned weights date an event whose sentence has no day, or several, and what they leave alone."""

from __future__ import annotations

from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Event, EventKind, TimeBasis
from mapkit.reading import article_from_text

PUBLISHED = date(2023, 11, 15)
HOSTILE = "{{ 7*7 }}<script>alert(1)</script>{% raw %}"


def events(text: str, kind: EventKind) -> list[Event]:
    dossier = mk.build([article_from_text(text, name="a.txt")], published={"a.txt": PUBLISHED})
    return [e for e in dossier._events if e.kind is kind]


def at(place: str, text: str) -> Event:
    (event,) = [e for e in events(text, EventKind.ATTACK) if e.place is not None and e.place.name == place]
    return event


STORY = (
    "M23 rebels attacked Sake on Sunday, residents said. The fighters came from three sides and overran the camp. "
    "{} Army officers in Goma declined to comment."
)


def test_a_story_stays_on_its_day_and_says_that_this_is_about_when() -> None:
    shelled = at("Minova", STORY.format("Government troops shelled Minova from the hills."))
    assert shelled.when is not None
    assert shelled.when.edtf == "2023-11-12~"
    assert shelled.time_basis is TimeBasis.INHERITED
    assert any("'Sunday'" in reason and "as weighed" in reason for reason in shelled.reasons)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The rebels shelled Minova on Monday.", date(2023, 11, 13)),
        ("The rebels shelled Minova on Monday and Tuesday was calm.", date(2023, 11, 13)),
    ],
)
def test_a_day_that_dates_its_own_sentence_stays(sentence: str, day: date) -> None:
    attack = at("Minova", STORY.format(sentence))
    assert attack.when is not None
    assert attack.when.day == day
    assert not attack.when.approximate


def test_a_plan_is_not_dated_by_what_happened() -> None:
    text = STORY.format("The army said it would retake the camp.")
    assert not [e for e in events(text, EventKind.CONTROL_CHANGE) if e.status == "planned" and e.when and e.when.day]


@pytest.mark.parametrize(
    "text",
    [
        "Ahead of talks on Friday, the M23 captured Rutshuru. In the Congo, war goes on.",
        "The army won back Rutshuru on Tuesday after it had been overrun by the M23. In the Congo, war goes on.",
    ],
)
def test_the_day_of_something_else_does_not_date_what_was_before(text: str) -> None:
    taken = [
        e
        for e in events(text, EventKind.CONTROL_CHANGE)
        if any(a.name == "March 23 Movement (M23)" for _, a in e.actors)
    ]
    assert [e.when.earliest for e in taken if e.when is not None] == [None]


def test_a_hostile_word_in_a_story_is_only_a_word() -> None:
    shelled = at("Minova", STORY.format(f"Government troops {HOSTILE} shelled Minova from the hills."))
    assert shelled.when is not None
    assert HOSTILE in shelled.evidence[0].quote


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        (
            (
                "Ethiopia's army took Zalambessa on Monday, and on Tuesday witnesses saw its warplanes drop bombs on the town "
                "of Senafe."
            ),
            "Senafe",
            date(2023, 11, 14),
        ),
        (
            (
                "Rebels streamed back on Sunday along the road they had come down a day before, driven out of the town of Bin "
                "Jawad in Libya. In the afternoon a warplane bombed Ras Lanuf, hitting nothing."
            ),
            "Ras Lanuf",
            date(2023, 11, 12),
        ),
    ],
)
def test_a_day_before_the_trigger_is_weighed_as_any_other(text: str, place: str, day: date) -> None:
    when = at(place, text).when
    assert when is not None
    assert when.day == day


def test_what_came_before_the_rest_is_not_dated_with_it() -> None:
    text = "Peacekeepers closed the base at Ber on Tuesday, following earlier withdrawals from Tessalit and Aguelhok in Mali."
    left = {
        e.place.name: e.when for e in events(text, EventKind.WITHDRAWAL) if e.place is not None and e.when is not None
    }
    assert {name: when.earliest for name, when in left.items() if not name.startswith("Ber")} == {
        name: None for name in left if not name.startswith("Ber")
    }
