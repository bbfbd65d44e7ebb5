"""Who took over a place that was left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.layers.naming import Naming
from mapkit.names import Names
from mapkit.words import Words

Built = Callable[[str], mk.Dossier]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    def build(text: str) -> mk.Dossier:
        path = tmp_path / "article.txt"
        path.write_text(text, encoding="utf-8")
        return mk.build(path, published={path.name: date(2012, 11, 22)})

    return build


def _left(dossier: mk.Dossier) -> dict[str, str | None]:
    rows = dossier.events[dossier.events["kind"] == "withdrawal"]
    return {row.place: row.control_to if isinstance(row.control_to, str) else None for row in rows.itertuples()}


def test_who_takes_a_place_that_was_left_is_told_at_the_departure(built: Built) -> None:
    dossier = built("Government soldiers pulled out of Goma on Tuesday. M23 rebels seized Goma on Tuesday evening.")
    (successor,) = _left(dossier).values()
    assert successor is not None
    assert "March 23 Movement (M23)" in successor


@pytest.mark.parametrize(
    "then",
    [
        "M23 rebels seized Sake on Tuesday.",  # another town
        "Government soldiers retook Goma on Wednesday.",  # those who left
        "M23 rebels seized Goma last week.",  # before they left
        "M23 rebels want to take Goma.",  # nobody took it
    ],
)
def test_nobody_else_took_it_over(built: Built, then: str) -> None:
    assert _left(built(f"Government soldiers pulled out of Goma on Tuesday. {then}")).get("Goma") is None


def test_a_departure_changes_no_holder_by_who_came_after(built: Built) -> None:
    dossier = built("Government soldiers pulled out of Goma on Tuesday. M23 rebels seized Goma on Wednesday.")
    on_tuesday = dossier.control_on(date(2012, 11, 20))
    assert "March 23 Movement (M23)" not in " ".join(str(holder) for holder in on_tuesday["holder"])


def test_who_took_over_is_not_who_left(built: Built) -> None:
    dossier = built("Goma was abandoned on Tuesday by its garrison, and M23 rebels captured it on Wednesday.")
    (left,) = dossier.events[dossier.events["kind"] == "withdrawal"].itertuples()
    assert left.control_to == "March 23 Movement (M23)"
    assert left.title == "Withdrawal from Goma"
    naming = Naming(Names(Words("en")), dossier.frames())
    assert naming.event_title(dossier.events.loc[left.Index]) == left.title


@pytest.mark.parametrize(
    "text",
    [
        # no gazetteer knows it
        "Government soldiers pulled out of the village of Zuzuko on Tuesday. M23 rebels seized Zuzuko on Tuesday.",
        # it was to be left
        "Uganda announced on Monday that its soldiers would withdraw from Goma. M23 rebels seized Goma on Wednesday.",
    ],
)
def test_who_took_over_is_told_of_every_departure(built: Built, text: str) -> None:
    (successor,) = _left(built(text)).values()
    assert successor is not None
    assert "March 23 Movement (M23)" in successor
