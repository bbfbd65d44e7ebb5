"""Every shipped data file says where it comes from, under which licence, and is what it says."""

from __future__ import annotations

import re
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mapkit._text import fold
from mapkit.extraction._triggers import FORMS, compiled, entries_of, triggers
from mapkit.extraction.actors import find_actors
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
    entries = [*entries_of(kind, listed, part, language)]
    assert entries
    assert all(word in triggers(language) for word, _ in entries)
    assert all(trigger.rest is None or compiled(trigger.rest) for _, trigger in entries)


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


def test_the_longer_of_two_triggers_counts() -> None:
    (cue,) = find_cues("The president ordered the foreign mission to leave.")
    assert cue.value == "event:decision;form:active;verb:ed"


def actors() -> list[tuple[str, dict[str, Any]]]:
    """Return the rows of all actor tables, each with the name of its file."""
    return [
        (file.name, row)
        for file in sorted((DATA / "actors").glob("*.toml"))
        for row in tomllib.loads(file.read_text(encoding="utf-8")).get("actor", ())
    ]


ACTORS = actors()
CLASSES = {"mission", "state_forces", "government", "authority", "armed_group"}
KEYS = {"id", "name", "class", "countries", "valid", "aliases", "source"}


@pytest.mark.parametrize(("file", "row"), ACTORS, ids=[row["id"] for _, row in ACTORS])
def test_an_actor_has_every_key_and_each_of_its_kind(file: str, row: dict[str, Any]) -> None:
    assert set(row) - {"acts_in", "part_of"} == KEYS, file
    assert re.fullmatch(r"actor:[a-z0-9]+(?:-[a-z0-9]+)*", row["id"])
    assert row["class"] in CLASSES
    for key in ("countries", "acts_in"):
        assert all(re.fullmatch("[A-Z]{2}", code) for code in row.get(key, ()))
        assert len(set(row.get(key, ()))) == len(row.get(key, ()))
    first, last = re.fullmatch(r"(\d{4})/(\d{4}|\.\.)", row["valid"]).groups()  # type: ignore[union-attr]
    assert last == ".." or int(first) <= int(last)
    assert row["source"].strip()
    names = [row["name"], *row["aliases"]]
    assert len(names) == len(set(names))
    for name in names:
        assert name == " ".join(name.split())
        assert len(fold(name)) > 1
        assert "\u2019" not in name, "an apostrophe is written straight and matches either"


def test_no_id_and_no_name_belongs_to_two_actors() -> None:
    ids = [row["id"] for _, row in ACTORS]
    assert len(ids) == len(set(ids))
    owners: dict[str, set[str]] = {}
    for _, row in ACTORS:
        for name in (row["name"], *row["aliases"]):
            owners.setdefault(fold(name), set()).add(row["id"])
    assert {name: sorted(who) for name, who in owners.items() if len(who) > 1} == {}
    assert {row["part_of"] for _, row in ACTORS if "part_of" in row} <= set(ids)


@pytest.mark.parametrize("name", ["SNA", "FDS", "SLA", "UPC", "CNSP", "ISF", "NLA", "PDF", "MPC", "CPC", "AFP", "AA"])
def test_an_acronym_of_several_organisations_is_nobodys(name: str) -> None:
    assert [row["id"] for _, row in ACTORS if name in (row["name"], *row["aliases"])] == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The RSF entered El Fasher.", "actor:rsf"),
        ("Les Forces de soutien rapide ont pris El-Fasher.", "actor:rsf"),
        ("Le FLPT a repris Mekele.", "actor:tplf"),
        ("Fighters of the Tigray People’s Liberation Front left.", "actor:tplf"),
        ("al-Qaeda in the Islamic Maghreb claimed the attack.", "actor:aqim"),
        ("Islamic State West Africa Province fighters overran the base.", "actor:iswap"),
        ("Kata'ib Hezbollah fired rockets.", "actor:kataib-hezbollah"),
        ("Le Etat islamique au Grand Sahara a attaqué.", "actor:is-sahel"),
        ("The SPLM-N holds Kauda.", "actor:splm-n"),
        ("Les FARDC ont repris Sake.", "actor:fardc"),
        ("The ex-Seleka fighters left Bangui.", "actor:seleka"),
        ("Tsahal a frappé le Liban.", "actor:idf"),
        ("The Bosnian Serb Army took Srebrenica.", "actor:vrs"),
    ],
)
def test_a_name_in_a_text_is_its_actor(text: str, actor: str) -> None:
    found = find_actors(text, country_of=lambda _: None)
    assert actor in {mention.value for mention in found}
    assert {mention.value for mention in found if mention.value and mention.value.startswith("actor:")} == {actor}


def test_corridors_are_sourced_and_in_range() -> None:
    rows = tomllib.loads((DATA / "corridors" / "corridors.toml").read_text(encoding="utf-8"))["corridor"]
    for row in rows:
        assert row["sources"]
        assert row["note"]
        assert len(row["waypoints"]) >= 2
        for point in row["waypoints"]:
            assert -180 <= point["lon"] <= 180
            assert -90 <= point["lat"] <= 90
