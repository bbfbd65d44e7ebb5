"""What is named in passing is no event of the map, unless others tell it, too; an issue says what was left off."""

from __future__ import annotations

from datetime import date

import pytest

import mapkit as mk
from mapkit.model import EventKind
from mapkit.reading import article_from_text

PUBLISHED = date(2023, 11, 15)
NEWS = "M23 rebels captured Goma on Monday, residents said."
ASIDE = "For a region used to coups and invasions, analysts say, the peace deals of Congo have become worthless."
LONG = f"{NEWS} Residents reached by telephone said that the market was closed. Nobody had forgotten it. {ASIDE}"


def build(*texts: str) -> mk.Dossier:
    articles = [article_from_text(text, name=f"{n}.txt") for n, text in enumerate(texts)]
    return mk.build(articles, published={f"{n}.txt": PUBLISHED for n in range(len(texts))})


def kinds(dossier: mk.Dossier) -> set[EventKind]:
    return {event.kind for event in dossier._events}


def test_what_is_named_in_passing_is_left_off_the_map_and_an_issue_says_so() -> None:
    dossier = build(LONG)
    assert kinds(dossier) == {EventKind.CONTROL_CHANGE}
    (issue,) = [i for i in dossier.issues if i.code == "doubtful-report"]
    assert "coup" in issue.message
    assert "0.txt" in issue.message
    assert [e.quote for e in issue.evidence] == [ASIDE]


def test_what_two_origins_tell_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapkit.events.credence._DOUBTFUL", float("inf"))  # every sentence is in doubt
    other = "Witnesses in Goma said that fighters of the M23 had captured the town on Monday. Shops were shut."
    assert not kinds(build(NEWS))
    assert not kinds(build(other))
    assert EventKind.CONTROL_CHANGE in kinds(build(NEWS, other))


def test_a_copy_is_no_second_origin() -> None:
    assert kinds(build(LONG, LONG)) == kinds(build(LONG))


def test_what_is_told_plainly_is_no_doubt() -> None:
    assert not [i for i in build(NEWS).issues if i.code == "doubtful-report"]
