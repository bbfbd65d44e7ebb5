from __future__ import annotations

from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Basis, Route
from mapkit.reading import article_from_text

TAIL = " The army and the rebels have fought for years. The UN mission said so."


def routes(text: str) -> list[Route]:
    dossier = mk.build([article_from_text(text + TAIL, name="a.txt")], published={"a.txt": date(2023, 11, 2)})
    return list(dossier._routes)


def test_without_a_corridor_the_line_is_the_shortest_and_says_so() -> None:
    (route,) = routes("A UN convoy of over 100 trucks left Goma on its way to Kisangani on Tuesday in eastern Congo.")
    assert route.engine == "great-circle/1"
    assert route.basis is Basis.INFERRED
    assert "schematic" in route.note
    assert route.via == ()
    # 2.195 degrees of latitude and 4.04 of longitude near the equator: sqrt(244² + 449²) km
    assert route.length_km == pytest.approx(511, abs=3)


def test_a_short_journey_is_a_straight_line() -> None:
    (route,) = routes(
        "A UN convoy of over 100 trucks left Bangui on its way to Bimbo on Tuesday, in the Central African Republic."
    )
    assert len(route.path.coords) == 2
    assert 2 < route.length_km < 30


def test_from_a_base_to_its_own_town_is_no_journey() -> None:
    text = "“We left Goma this morning,” a source in the UN peacekeeping force said, adding that the convoy was on its way to Goma."
    assert routes(text) == []


def test_a_corridor_is_taken_both_ways_and_in_part(kidal: mk.Dossier) -> None:
    there = kidal._routes[0]
    (back,) = routes("A UN convoy of over 100 trucks left Gao on its way to Kidal on Tuesday, in northern Mali.")
    assert back.engine == there.engine == "corridor/1"
    assert [p.name for p in back.via] == [p.name for p in there.via][::-1]
    (part,) = routes("A UN convoy of over 100 trucks left Kidal on its way to Anefis on Tuesday, in northern Mali.")
    assert part.via == ()
    assert part.length_km < 100
