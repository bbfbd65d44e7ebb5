"""Every row of the gazetteer tables is in range, and every file is what its source entry says."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
TABLES = ["countries.csv", "admin1.csv", "regions.csv", "supplement.csv"]
KINDS = {"site", "base", "town", "district", "region", "country", "feature"}
FREE = {"CC-BY-4.0", "CC0-1.0", "public domain"}


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / "gazetteer" / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def sources() -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((DATA / "SOURCES.toml").read_text(encoding="utf-8"))["file"]
    return [
        entry for entry in found if entry["path"].startswith("gazetteer/") or entry["path"].endswith("toponyms.toml")
    ]


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_complete_and_in_range(name: str) -> None:
    seen = set()
    for row in rows(name):
        identifier = row.get("id") or row["alpha2"]
        assert identifier not in seen, identifier
        seen.add(identifier)
        assert row["name"].strip() == row["name"] != "", row
        assert -180 <= float(row["lon"]) <= 180, row
        assert -90 <= float(row["lat"]) <= 90, row
        assert 1_000 <= float(row["radius_m"]) <= 7_000_000, row
        assert row.get("kind", "region") in KINDS, row
        assert None not in row, row
    assert seen


def test_parents_and_admin_codes_exist() -> None:
    codes = {row["code"] for row in rows("admin1.csv")}
    supplement = {row["id"] for row in rows("supplement.csv")}
    for row in rows("supplement.csv"):
        assert row["admin1"] in codes, row
        assert not row["parent"] or row["parent"] in supplement, row
        assert row["source"], row
    for row in rows("regions.csv"):
        assert not row["code"] or row["code"] in codes, row


def test_each_file_has_a_source_a_free_licence_and_its_hash() -> None:
    listed = {entry["path"] for entry in sources()}
    shipped = {f"gazetteer/{p.name}" for p in (DATA / "gazetteer").iterdir()}
    assert shipped <= listed
    for entry in sources():
        assert entry["licence"] in FREE, entry
        for key in ("origin", "retrieved", "rebuild"):
            assert entry[key], entry
        if entry["licence"].startswith("CC-BY"):
            assert entry["attribution"], entry
        assert sha256((DATA / entry["path"]).read_bytes()).hexdigest() == entry["sha256"], entry["path"]


def test_the_built_index_stays_small() -> None:
    assert (DATA / "gazetteer" / "world.npz").stat().st_size < 15_000_000
