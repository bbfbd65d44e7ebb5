"""Who takes what, in the manner of reports from many wars."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.reading import article_from_text

TAKINGS = tomllib.loads((Path(__file__).parent / "takings.toml").read_text(encoding="utf-8"))["taking"]


@pytest.mark.parametrize("case", TAKINGS, ids=[f"{c['place']} {c['published'].year} {c['taker']}" for c in TAKINGS])
def test_who_takes_the_place(case: dict[str, str]) -> None:
    article = article_from_text(case["text"], name="a.txt")
    events = mk.build([article], published={"a.txt": case["published"]})._events
    kinds = ("control_change", "handover", "held")
    found = [e for e in events if e.kind in kinds and case["place"] == (e.place.name if e.place else e.place_name)]
    takers = {actor.name for e in found for role, actor in e.actors if role in ("to", "by")}
    assert case["taker"] in takers, [(e.kind, e.place and e.place.name, e.actors) for e in events]
