"""Forces that say neither whose they are nor that a story is one of war."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.model import EventKind, Role

WAR = "Rebels attacked Kidal on Tuesday, the Malian army said."


def told(text: str, tmp_path: Path) -> list[tuple[str, str | None, list[str]]]:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    dossier = mk.build(file, published={"a.txt": date(2023, 11, 15)})
    return [
        (str(e.kind), e.place and e.place.name, [a.name for role, a in e.actors if role in (Role.BY, Role.TO)])
        for e in dossier._events
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "who"),
    [
        ("Rangers seized Gao on Monday.", EventKind.CONTROL_CHANGE, "rangers"),
        ("The 58th Division captured Gao on Monday.", EventKind.CONTROL_CHANGE, "Malian armed forces"),
        ("Presidential guards entered Gao on Monday.", EventKind.CONTROL_CHANGE, "presidential guards"),
        ("The Spanish Legion took up positions in Gao on Monday.", EventKind.DEPLOYMENT, "Spanish armed forces"),
        ("Belgian para-commandos landed at Gao on Saturday.", EventKind.DEPLOYMENT, "Belgian armed forces"),
        ("Territorials retook Gao on Monday.", EventKind.CONTROL_CHANGE, "territorials"),
        ("Eritrean tanks entered Gao on Monday.", EventKind.CONTROL_CHANGE, "Eritrean Defence Forces"),
        ("The platoon left Gao on Monday.", EventKind.WITHDRAWAL, "platoon"),
        ("Deserters captured Gao on Monday.", EventKind.CONTROL_CHANGE, "deserters"),
    ],
)
def test_who_has_no_side_acts_all_the_same(sentence: str, kind: EventKind, who: str, tmp_path: Path) -> None:
    assert (str(kind), "Gao", [who]) in told(f"{WAR} {sentence}", tmp_path)


def test_the_enemy_is_a_force_and_nobodys_name(tmp_path: Path) -> None:
    found = told(f"{WAR} The enemy captured Gao on Monday.", tmp_path)
    assert [place for kind, place, _ in found if kind == "control_change"] == ["Gao"]
    assert not any("enemy" in name for _, _, names in found for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Rangers beat Celtic in Glasgow on Sunday and gunners Smith and Jones left the city happy.",
        "Sailors reached Lorient on Monday after crossing the Atlantic; the fleet left New York in May.",
        "Bodyguards left the hotel in Paris on Monday with the singer.",
    ],
)
def test_they_make_no_story_one_of_war(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == []
