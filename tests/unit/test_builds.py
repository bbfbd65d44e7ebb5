"""Short passages by how they are built: which place, which side and how sure, with the plainest of verbs."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.model import Role

PASSAGES = tomllib.loads(Path(__file__).with_name("builds.toml").read_text(encoding="utf-8"))["passage"]


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["text"][:60] for p in PASSAGES])
def test_what_a_passage_tells(passage: dict[str, object], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(str(passage["text"]), encoding="utf-8")
    events = mk.build(file, published={"a.txt": date(2023, 11, 15)})._events
    told = [
        (
            str(e.kind),
            e.place.name if e.place else e.place_name,
            str(e.status),
            {a.name for a in e.with_role(Role.TO)},
            e.when and e.when.edtf,
        )
        for e in events
    ]
    for line in passage["tells"]:  # type: ignore[attr-defined]  # a list of the TOML file
        never = line.startswith("- ")
        kind, place, *rest = [part.strip() for part in line.removeprefix("- ").split(" | ")]
        found = [t for t in told if t[:2] == (kind, place) and rest[:1] in ([], [t[2]])]
        found = [t for t in found if len(rest) < 2 or not rest[1] or rest[1] in t[3]]
        found = [t for t in found if len(rest) < 3 or rest[2] == t[4]]
        assert bool(found) is not never, (line, told)
