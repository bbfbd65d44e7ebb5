"""What could be known on earlier days, as the map gets it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import mapkit as mk
from mapkit.history import MOST_DAYS, MOST_READ, history_days
from mapkit.model import Article, TimeBasis, When
from mapkit.render import to_html

FIRST = "Rebels of the River Front seized the town of Goma on Tuesday, residents said."
SECOND = "Government troops recaptured the town of Goma on Monday, residents said."


def article(number: int, day: date | None) -> Article:
    text = f"Article {number}"
    return Article(
        id=Article.id_of(text),
        text=text,
        body=(0, len(text)),
        name=f"{number}.txt",
        published=When.on(day) if day else None,
        published_basis=TimeBasis.STATED if day else TimeBasis.NONE,
    )


def days(*offsets: int | None) -> tuple[date, ...]:
    start = date(2021, 1, 1)
    return history_days([article(n, None if o is None else start + timedelta(o)) for n, o in enumerate(offsets)])


def test_the_last_day_is_now_unless_undated_articles_may_have_come_later() -> None:
    assert days(0, 3, 3, 9) == (date(2021, 1, 1), date(2021, 1, 4))
    assert days(0, 3, None) == (date(2021, 1, 1), date(2021, 1, 4))
    assert days(5, 5) == days(None, None) == days() == ()


def test_many_days_are_thinned_evenly_and_a_huge_collection_has_none() -> None:
    found = days(*range(200))
    assert len(found) == MOST_DAYS
    gaps = {(b - a).days for a, b in pairwise(found)}
    assert max(gaps) - min(gaps) <= 1
    assert found[-1] == date(2021, 1, 1) + timedelta(198), "the last day before now is among them"
    assert days(*([0] * (MOST_READ // 2 + 1)), 1) in ((), (date(2021, 1, 1),))
    assert days(*([0] * MOST_READ), 1) == ()


def build(folder: Path) -> mk.Dossier:
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return mk.build(folder, published={"a.txt": date(2021, 3, 3), "b.txt": date(2021, 3, 9)}, home="CD")


def page_data(dossier: mk.Dossier) -> dict[str, Any]:
    text = to_html(dossier.map())
    found: dict[str, Any] = json.loads(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text)[0])
    return found


def test_the_frames_of_an_earlier_day_are_those_of_a_dossier_of_that_day(tmp_path: Path) -> None:
    dossier = build(tmp_path)
    assert dossier.frames().earlier == ()
    ((day, past),) = dossier.frames(history=True).earlier
    assert day == date(2021, 3, 3)
    (tmp_path / "b.txt").unlink()
    alone = mk.build(tmp_path, published={"a.txt": day}, home="CD")
    assert past.control["since_edtf"].to_list() == alone.control["since_edtf"].to_list()
    assert past.control["until_edtf"].to_list() == alone.control["until_edtf"].to_list() == [None]
    assert past.events["title"].to_list() == alone.events["title"].to_list()


def test_the_page_holds_what_changed_twice_and_everything_else_once(tmp_path: Path) -> None:
    data = page_data(build(tmp_path))
    assert data["known"] == ["2021-03-03"]
    steps = {}
    for feature in data["features"]:
        steps.setdefault(feature["id"], []).append(feature.get("steps", 3))
    taken = next(f["id"] for f in data["features"] if f["kind"] == "control_change" and "River Front" in f["title"])
    assert steps[taken] == [3], "known from the first day and never told otherwise"
    rebels = [f for f in data["features"] if f["sign"] == "control" and "River Front" in f["title"]]
    assert sorted((f["steps"], "until" in f) for f in rebels) == [(1, False), (2, True)], "the end came to be known"
    assert all(bits in (1, 2, 3) for found in steps.values() for bits in found)
    for bit in (1, 2):
        shown = [f["id"] for f in data["features"] if f.get("steps", 3) & bit]
        assert len(shown) == len(set(shown)), "at each step an id stands for one thing"


def test_without_texts_or_parts_there_is_no_second_clock(tmp_path: Path) -> None:
    dossier = build(tmp_path)
    assert page_data(dossier.redact())["known"] == []
    saved = mk.load(dossier.save(tmp_path / "d.json"))
    assert page_data(saved)["known"] == ["2021-03-03"], "the built-in parts are always at hand"
