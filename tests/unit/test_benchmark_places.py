"""The benchmark of places scores as it says it does."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]

TR_NEWS = """<articles><article><text>Éric left Gao for the Malian town of Ber.</text><toponyms>
<toponym><phrase>Gao</phrase><start>8</start><end>11</end><gaztag><lat>16.3</lat><lon>0.0</lon></gaztag></toponym>
<toponym><phrase>Malian</phrase><start>22</start><end>28</end><gaztag><lat>18</lat><lon>-2</lon></gaztag></toponym>
<toponym><phrase>Ber</phrase><start>37</start><end>40</end></toponym></toponyms></article></articles>"""
GEOWEBNEWS = """<articles><article><text>Gao church, Homs and a town.</text>
<toponym><extractedName>Gao</extractedName><type>Literal_Modifier</type><start>0</start><end>3</end>
<latitude>16.3</latitude><longitude>0.0</longitude></toponym>
<toponym><extractedName>town</extractedName><type>Literal_Expression</type><start>23</start><end>27</end>
<latitude>16.3</latitude><longitude>0.0</longitude></toponym>
<toponym><extractedName>Homs</extractedName><type>Non_Toponym</type><start>12</start><end>16</end>
</toponym></article></articles>"""


@pytest.fixture(scope="module")
def places() -> ModuleType:
    return importlib.import_module("places")


def test_names_found_and_missed_and_invented(places: ModuleType) -> None:
    name = places.Name
    gold = (name(0, 5, (10.0, 10.0)), name(10, 15, (10.0, 10.0)), name(20, 25))
    found = [name(0, 5, (10.0, 10.0)), name(9, 13, (11.0, 10.0)), name(30, 33, (0.0, 0.0)), name(40, 42)]
    scores = places.score([places.Document("", gold)], [found])
    assert scores["names found, precision"] == 2 / 4
    assert scores["names found, recall"] == 2 / 3
    assert scores["names found, F1"] == 2 * 2 / (4 + 3)
    assert scores["names found with exact bounds, F1"] == 2 * 1 / (4 + 3)
    # three answers have a point, two annotations do; one degree of latitude is 111 km
    assert scores["found and within 161 km, F1"] == 2 * 2 / (3 + 2)
    assert scores["found and within 20 km, F1"] == 2 * 1 / (3 + 2)


def test_neutral_names_are_neither_wanted_nor_errors(places: ModuleType) -> None:
    name = places.Name
    gold = (name(0, 6, (1.0, 1.0), True), name(10, 13, (1.0, 1.0)))
    right, none = [name(10, 13, (1.0, 1.0))], [name(0, 6, (1.0, 1.0)), name(2, 4)]
    assert set(places.score([places.Document("", gold)], [[*none, *right]]).values()) == {1.0}
    assert set(places.score([places.Document("", gold)], [none]).values()) == {0.0}


def test_a_name_located_where_the_annotation_has_no_point_costs_nothing(places: ModuleType) -> None:
    name = places.Name
    gold = (name(0, 5), name(10, 15, (10.0, 10.0)))
    found = [name(0, 5, (10.0, 10.0)), name(10, 15, (10.0, 10.0))]
    assert places.score([places.Document("", gold)], [found])["found and within 20 km, F1"] == 1.0


def test_one_annotation_pays_for_one_name(places: ModuleType) -> None:
    name = places.Name
    gold = (name(0, 10),)
    assert places.paired([name(0, 4), name(0, 10), name(5, 10)], gold) == {1: gold[0]}
    assert places.paired([name(0, 4), name(5, 10)], gold) == {1: gold[0]}
    assert places.paired([name(10, 12)], gold) == {}
    twice = (name(0, 3), name(0, 3))
    assert len(places.paired(list(twice), twice)) == 2


def test_both_kinds_of_corpus_are_read(places: ModuleType, tmp_path: Path) -> None:
    read = {}
    for kind, text in (("tr", TR_NEWS), ("gwn", GEOWEBNEWS)):
        (tmp_path / kind).write_text(text, encoding="utf-8")
        (document,) = places.read_corpus(tmp_path / kind, lambda phrase: phrase == "Malian")
        read[kind] = [(document.text[n.start : n.end], n.point, n.neutral) for n in document.names]
    # offsets two characters off are put right
    assert read["tr"] == [("Gao", (16.3, 0.0), False), ("Malian", (18.0, -2.0), True), ("Ber", None, False)]
    assert read["gwn"] == [("Gao", (16.3, 0.0), False), ("town", None, True)]


def test_the_annotations_of_the_articles_stand_where_they_say(places: ModuleType) -> None:
    rows = [json.loads(line) for line in (ROOT / "tests" / "golden" / "places.jsonl").read_text("utf-8").splitlines()]
    documents = places.read_seeds()
    assert len(documents) == len(rows) == 5
    for document, row in zip(documents, rows, strict=True):
        for place in (*row["places"], *row["demonyms"]):
            assert document.text[place["start"] : place["end"]] == place["text"]


def test_the_naive_matcher_takes_the_longest_capitalised_name(places: ModuleType) -> None:
    text = "New York's mayor, Abéché; chad and Saint-Louis. Of New. York."
    known = {"new york", "york", "abeche", "chad", "saint louis"}
    found = [text[a:b] for a, b in places.naive_names(text, known)]
    assert found == ["New York", "Abéché", "Saint-Louis", "York"]


def test_timed_texts_are_long_alike_and_hold_other_places(places: ModuleType) -> None:
    documents = places.read_seeds()
    texts = places.long_documents(documents, [["Xyzzy"]])
    assert texts == places.long_documents(documents, [["Xyzzy"]])
    assert {len(t) for t in texts} == {places.SIZE}
    assert len(set(texts)) == len(texts) == places.DOCUMENTS
    assert all("Xyzzy" in t and "Kidal" not in t for t in texts)
