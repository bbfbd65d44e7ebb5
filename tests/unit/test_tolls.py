"""Whose dead they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import mapkit as mk


def _built(folder: Path, text: str) -> mk.Dossier:
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    return mk.build(path, published={path.name: date(2014, 6, 14)})


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Gao on Monday with rockets. Six people died, the Red Cross said. The army fled.",
        "Les rebelles ont attaqué Gao lundi. Six personnes ont été tuées, selon la Croix-Rouge. L'armée a fui.",
    ],
)
def test_a_toll_is_that_of_the_attack_told_before(tmp_path: Path, text: str) -> None:
    events = _built(tmp_path, text).events
    assert "casualty_report" not in set(events["kind"])
    (attack,) = events[events["kind"] == "attack"].itertuples()
    assert attack.quantities == ("6 killed",)
    assert len(attack.quote) == 2, "no number without the sentence that tells it"


def test_a_total_of_a_war_is_no_attack_s(tmp_path: Path) -> None:
    text = "Rebels attacked Gao on Monday. More than 300 people have died in Mali since the war began. The army fled."
    kinds = _built(tmp_path, text).events["kind"]
    assert set(kinds) >= {"attack", "casualty_report"}


def test_the_dead_of_another_town_are_not_the_attack_s(tmp_path: Path) -> None:
    text = "Rebels attacked Gao on Monday. Six people were found dead in Kidal on Friday. The army fled."
    events = _built(tmp_path, text).events
    (attack,) = events[(events["kind"] == "attack") & (events["place"] == "Gao")].itertuples()
    assert not attack.quantities


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels attacked Goma in Congo on Monday. The war has killed more than 12,000 people since 1996.", "Congo"),
        ("Rebels attacked Goma in Congo on Monday. Les violences ont fait plus de quatre mille morts.", "Congo"),
        (
            (
                "Gunmen attacked Palma in Mozambique's Cabo Delgado province on Monday. Troops were sent to Cabo Delgado. The "
                "fighting has left thousands dead."
            ),
            "Cabo Delgado",
        ),
    ],
)
def test_the_toll_of_a_war_is_not_put_on_the_town_named_last(tmp_path: Path, text: str, place: str) -> None:
    events = _built(tmp_path, text).events
    (toll,) = events[events["kind"] == "casualty_report"].itertuples()
    assert place in toll.place
    assert "clash" not in set(events["kind"]), "what bears the toll is no fight of its own"


def test_the_dead_of_a_town_that_the_sentence_names_stay_there(tmp_path: Path) -> None:
    text = "Rebels attacked Gao in Mali on Monday. More than 2,000 people have died in Timbuktu since May."
    events = _built(tmp_path, text).events
    assert set(events[events["kind"] == "casualty_report"]["place"]) == {"Timbuktu"}
