"""Every shipped data file says where it comes from, under which licence, and is what it says."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from mapkit.extraction._triggers import FORMS, entries_of, triggers
from mapkit.extraction.cues import find_cues
from mapkit.extraction.inflection import verb_forms
from mapkit.model import EventKind

DATA = Path(__file__).resolve().parents[1] / "data"
SOURCES = tomllib.loads((DATA / "SOURCES.toml").read_text(encoding="utf-8"))["file"]
SHIPPED = sorted(
    p.relative_to(DATA).as_posix()
    for p in DATA.rglob("*")
    if p.is_file()
    and "build" not in p.relative_to(DATA).parts
    and p.name != "SOURCES.toml"
    and "__pycache__" not in p.parts
)
FREE = {"CC-BY-4.0", "CC0-1.0", "public domain"}


def test_every_file_has_one_entry_and_every_entry_a_file() -> None:
    assert sorted(entry["path"] for entry in SOURCES) == SHIPPED


@pytest.mark.parametrize("entry", SOURCES, ids=lambda e: e["path"])
def test_an_entry_is_complete_and_its_file_unaltered(entry: dict[str, str]) -> None:
    assert entry["licence"] in FREE or entry["path"].startswith("sample/")
    for key in ("origin", "retrieved", "rebuild"):
        assert entry[key]
    assert sha256((DATA / entry["path"]).read_bytes()).hexdigest() == entry["sha256"], (
        "run: python data/build/gazetteer.py --hashes"
    )


def vocabulary() -> list[tuple[str, str, str, str]]:
    return [
        (language, kind, listed, part)
        for language in ("en", "fr")
        for kind, entry in tomllib.loads(
            (DATA / "vocabulary" / f"triggers_{language}.toml").read_text(encoding="utf-8")
        ).items()
        if isinstance(entry, dict)
        for listed, parts in entry.items()
        for part in parts
    ]


@pytest.mark.parametrize(("language", "kind", "listed", "part"), vocabulary())
def test_a_trigger_is_an_entry_of_a_known_kind_that_its_first_word_finds(
    language: str, kind: str, listed: str, part: str
) -> None:
    assert kind in set(EventKind)
    assert listed in FORMS
    assert part == part.strip()
    words = [word for word, _ in entries_of(kind, listed, part, language)]
    assert words
    assert all(word in triggers(language) for word in words)


@pytest.mark.parametrize(
    ("verb", "language", "forms"),
    [
        ("retake", "en", {"retakes": "pres", "retook": "past", "retaken": "part", "retaking": "ing"}),
        ("seize", "en", {"seized": "ed", "seizing": "ing"}),
        ("occupy", "en", {"occupies": "pres", "occupied": "ed"}),
        ("stop", "en", {"stopped": "ed", "stopping": "ing"}),
        ("free", "en", {"freed": "ed", "freeing": "ing"}),
        ("quitter", "fr", {"quitte": "pres", "quittèrent": "past", "quittées": "part", "quittera": "fut"}),
        ("assiéger", "fr", {"assiège": "pres", "assiégeant": "ing"}),
        ("annoncer", "fr", {"annonça": "past", "annonçait": "past"}),
        ("reprendre", "fr", {"reprennent": "pres", "repris": "part", "reprendrait": "cond"}),
        ("conquérir", "fr", {"conquis": "part", "conquiert": "pres"}),
        ("détruire", "fr", {"détruisent": "pres", "détruite": "part"}),
        ("tenir", "fr", {"tient": "pres", "tenu": "part"}),
    ],
)
def test_a_verb_is_inflected(verb: str, language: str, forms: dict[str, str]) -> None:
    assert forms.items() <= dict(verb_forms(verb, language)).items()


def test_every_kind_says_what_it_does_to_control() -> None:
    kinds = tomllib.loads((DATA / "vocabulary" / "event_kinds.toml").read_text(encoding="utf-8"))
    for kind in EventKind:
        assert set(kinds[kind]["effect"]) <= {"by", "from", "to", "against"}
        assert set(kinds[kind]["effect"].values()) <= {"loses", "gains", "holds"}


def test_the_longer_of_two_triggers_counts() -> None:
    (cue,) = find_cues("The president ordered the foreign mission to leave.")
    assert cue.value == "event:decision;form:active;verb:ed"


def test_actor_tables_have_unique_ids_and_names() -> None:
    rows = [
        r
        for f in (DATA / "actors").glob("*.toml")
        for r in tomllib.loads(f.read_text(encoding="utf-8")).get("actor", ())
    ]
    ids = [r["id"] for r in rows]
    assert len(ids) == len(set(ids))
    names = [n.casefold() for r in rows for n in (r["name"], *r["aliases"])]
    doubled = {n for n in names if names.count(n) > 1}
    same_row = {n for r in rows for n in doubled if [x.casefold() for x in (r["name"], *r["aliases"])].count(n) > 1}
    assert doubled == same_row, "two actors bear one name"
    assert all(r["class"] in {"mission", "state_forces", "government", "armed_group"} for r in rows)


def test_corridors_are_sourced_and_in_range() -> None:
    rows = tomllib.loads((DATA / "corridors" / "corridors.toml").read_text(encoding="utf-8"))["corridor"]
    for row in rows:
        assert row["sources"]
        assert row["note"]
        assert len(row["waypoints"]) >= 2
        for point in row["waypoints"]:
            assert -180 <= point["lon"] <= 180
            assert -90 <= point["lat"] <= 90
