"""Numbers with their bounds: in digits and in words, English and French."""

from __future__ import annotations

import pytest

from mapkit.extraction.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("The war has left four thousand dead.", 4000, 4000, "killed"),
        ("More than two hundred and fifty soldiers were killed.", 250, None, "killed"),
        ("Some twenty-five thousand people fled.", 25_000, 25_000, "person"),
        ("Five thousand two hundred and six people were counted.", 5206, 5206, "person"),
        ("Between two and three thousand soldiers are there.", 2000, 3000, "troop"),
        ("About 4 to 5 thousand troops are there.", 4000, 5000, "troop"),
        ("Two million people fled.", 2_000_000, 2_000_000, "person"),
        ("Two dozen trucks left.", 24, 24, "truck"),
        ("Several hundred troops left.", 200, None, "troop"),
        ("Les violences ont fait plus de quatre mille morts.", 4000, None, "killed"),
        ("Près de deux mille soldats ont été déployés.", None, 2000, "troop"),
        ("Deux cent vingt-deux morts ont été comptés.", 222, 222, "killed"),
        ("Quatre-vingt-dix-sept soldats sont partis.", 97, 97, "troop"),
        ("Vingt et un soldats sont partis.", 21, 21, "troop"),
        ("Trois à quatre cents hommes sont arrivés.", 300, 400, "troop"),
        ("Une centaine de civils ont fui.", 100, 100, "person"),
    ],
)
def test_numbers_in_words_count_what_they_say(text: str, low: int | None, high: int | None, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.hints.get("low"), found.hints.get("high"), found.hints["unit"]) == (
        None if low is None else str(low),
        None if high is None else str(high),
        unit,
    )


@pytest.mark.parametrize(
    "text",
    ["Five and a half thousand troops left.", "Two five-man teams of soldiers left.", "Un soldat a été tué."],
)
def test_what_is_not_understood_counts_nothing(text: str) -> None:
    assert find_quantities(text) == ()
