"""The spaCy part: where its places stand, what it refuses, and how they join those of the rules."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import mapkit as mk
from mapkit.errors import ConfigError, PartError
from mapkit.extraction import extract
from mapkit.extraction.spacy import SpacyPlaces
from mapkit.model import Article, Evidence, Mention
from mapkit.plugins import load
from mapkit.testing import check_extractor


def pipeline(*names: str, label: str = "GPE", lang: str = "en") -> Language:
    nlp = spacy.blank(lang)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for name in names])
    return nlp


def article(text: str, *, body: tuple[int, int] | None = None, language: str | None = None) -> Article:
    return Article(id=Article.id_of(text), text=text, body=body or (0, len(text)), name="a.txt", language=language)


def quotes(text: str, *names: str, **of_pipeline: str) -> list[str]:
    """What the part finds in a text, each checked to stand where it says."""
    part, one = SpacyPlaces(pipeline(*names, **of_pipeline)), article(text)
    check_extractor(part, one)
    return [m.evidence.quote for m in part.extract(one)]


class Finder:
    """An extractor that reports given words as places, with given hints."""

    name = "desk/1"

    def __init__(self, word: str, value: str | None = None) -> None:
        self.word, self.value = word, value

    def extract(self, one: Article) -> list[Mention]:
        start = one.text.index(self.word)
        evidence = Evidence(article_id=one.id, start=start, end=start + len(self.word), quote=self.word)
        return [Mention(kind="place", evidence=evidence, value=self.value, extractor=self.name)]


def places(text: str, *finders: object) -> list[tuple[str, str | None, str]]:
    """Quote, hints and finder of the places of a text."""
    found: Sequence[Mention] = extract([article(text)], gazetteer=mk.open_gazetteer(), extractors=finders)  # type: ignore[arg-type]
    return [(m.evidence.quote, m.value, m.extractor.partition("/")[0]) for m in found if m.kind == "place"]


# ---------------------------------------------------------------------------------------------- what it finds
def test_offsets_are_code_points_whatever_stands_before() -> None:
    text = "😀😀 “Le Nord”, dit-il à Abéché. 🇹🇩 Then N’Djamena… e\u0301te\u0301 in Faya."
    part = SpacyPlaces(pipeline("Abéché", "N’Djamena", "Faya"))
    found = [(m.evidence.start, m.evidence.quote) for m in part.extract(article(text))]
    assert found == [(text.index(q), q) for q in ("Abéché", "N’Djamena", "Faya")]


@pytest.mark.parametrize(
    ("text", "entity", "bare"),
    [
        ("They left the Sahel.", "the Sahel", "Sahel"),
        ("The Sahel is dry.", "The Sahel", "Sahel"),
        ("Rain fell. “The Sahel is dry,” he said.", "The Sahel", "Sahel"),
        ("He flew to The Hague.", "The Hague", "The Hague"),
        ("Chad's army", "Chad's", "Chad"),
        ("the Chad’s army", "the Chad’s", "Chad"),
        ("the United States’ army", "the United States’", "United States"),
        ("vers l’Ennedi.", "l’Ennedi", "Ennedi"),
        ("dans le Borkou.", "le Borkou", "Borkou"),
        ("vers La Paz.", "La Paz", "La Paz"),
        ("vers Le Caire.", "Le Caire", "Le Caire"),
        ("in “Faya”", "“Faya”", "Faya"),
        ("in Lesotho", "Lesotho", "Lesotho"),
        ("the U.S. envoy", "the U.S.", "U.S."),
        ("in\u00a0Faya\u00a0", "\u00a0Faya\u00a0", "Faya"),
    ],
)
def test_a_name_is_bare_of_articles_possessives_and_blanks(text: str, entity: str, bare: str) -> None:
    assert quotes(text, entity) == [bare]


def test_a_span_of_nothing_but_marks_is_no_place() -> None:
    assert quotes("They said “ the ” and left.", "“") == []


def test_what_stands_outside_the_body_is_not_read() -> None:
    text = "Menu: Faya | Abéché\n\nRebels left Faya.\n\nRead more: Abéché, Faya"
    body = (text.index("Rebels"), text.index("\n\nRead"))
    found = list(SpacyPlaces(pipeline("Faya", "Abéché")).extract(article(text, body=body)))
    assert [(m.evidence.start, m.evidence.quote) for m in found] == [(text.index("Faya."), "Faya")]
    assert list(SpacyPlaces(pipeline("Faya")).extract(article(text, body=(5, 5)))) == []


def test_an_article_opening_the_body_opens_a_sentence() -> None:
    text = "Advert,The Sahel is dry."
    found = SpacyPlaces(pipeline("The Sahel")).extract(article(text, body=(text.index("The"), len(text))))
    assert [m.evidence.quote for m in found] == ["Sahel"]


@pytest.mark.parametrize("gap", ["\n", ". ", " ", "-"])
def test_a_body_longer_than_the_pipeline_takes_is_read_in_pieces(gap: str) -> None:
    text = "😀" + gap.join(["Shells fell on Faya Largeau"] * 60) + "."
    nlp = pipeline("Faya Largeau")
    nlp.max_length = 200
    part, one = SpacyPlaces(nlp), article(text)
    check_extractor(part, one)
    starts = [m.evidence.start for m in part.extract(one)]
    assert starts == sorted(set(starts))
    if gap in ("\n", ". "):  # where sentences end, no name is cut in two
        assert len(starts) == 60


def test_long_unbroken_text_ends() -> None:
    nlp = pipeline("Faya")
    nlp.max_length = 50
    assert list(SpacyPlaces(nlp).extract(article("x" * 1000))) == []


def test_one_part_reads_many_articles() -> None:
    part = SpacyPlaces(pipeline("Tessalit", "Faya"))
    texts = [f"{'🙂' * n}Report {n}. Tessalit fell. Faya fell." for n in range(20)]
    found = extract([article(t) for t in texts], gazetteer=mk.open_gazetteer(), extractors=(part,))
    mine = [(m.evidence.article_id, m.evidence.start) for m in found if m.extractor == part.name]
    assert mine == [(Article.id_of(t), t.index(name)) for t in texts for name in ("Tessalit", "Faya")]


def test_text_that_no_encoding_holds_is_read_all_the_same() -> None:
    assert quotes("\ud800 broken \udfff, then Faya. \x00", "Faya") == ["Faya"]


@pytest.mark.parametrize("label", ["GPE", "LOC", "FAC"])
def test_states_landscapes_and_buildings_are_places(label: str) -> None:
    assert quotes("Rebels left Faya.", "Faya", label=label) == ["Faya"]


def test_other_labels_are_places_when_the_user_says_so() -> None:
    nlp = pipeline("Faya", label="VILLAGE")
    nlp.get_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Abakar"}])  # type: ignore[attr-defined]
    found = SpacyPlaces(nlp, labels=("VILLAGE",)).extract(article("Abakar left Faya."))
    assert [m.evidence.quote for m in found] == ["Faya"]


def test_a_pipeline_keeps_to_its_language() -> None:
    english, any_language = SpacyPlaces(pipeline("Faya")), SpacyPlaces(pipeline("Faya", lang="xx"))
    french, unknown = article("À Faya.", language="fr-FR"), article("À Faya.")
    assert [len(list(p.extract(a))) for p in (english, any_language) for a in (french, unknown)] == [0, 1, 1, 1]


# ---------------------------------------------------------------------------------------------- the pipeline
def test_a_pipeline_is_named_with_its_version_and_opened_from_its_folder(tmp_path: Path) -> None:
    nlp = pipeline("Faya")
    nlp.meta["name"], nlp.meta["version"] = "desk_places", "2.1.0"
    nlp.to_disk(tmp_path / "desk")
    for given in (nlp, tmp_path / "desk", str(tmp_path / "desk")):
        part = SpacyPlaces(given)
        assert part.name == "spacy:en_desk_places/2.1.0"
        assert [m.evidence.quote for m in part.extract(article("Rebels left Faya."))] == ["Faya"]


def test_a_pipeline_that_is_not_installed_is_named_with_the_remedy(tmp_path: Path) -> None:
    for missing in ("en_no_such_pipeline", tmp_path / "nothing"):
        with pytest.raises(PartError, match=Path(missing).name) as caught:
            SpacyPlaces(missing)
        assert "spacy download" in caught.value.hint
        assert (caught.value.group, caught.value.name) == ("mapkit.extractors", "spacy")


def test_without_spacy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(PartError, match="spaCy") as caught:
        SpacyPlaces("en_core_web_sm")
    assert 'pip install "mapkit[spacy]"' in caught.value.hint


def test_a_pipeline_without_entities_is_refused() -> None:
    sentences_only = spacy.blank("en")
    sentences_only.add_pipe("sentencizer")
    disabled = pipeline("Faya")
    disabled.disable_pipe("entity_ruler")
    for nlp in (spacy.blank("en"), sentences_only, disabled):
        with pytest.raises(PartError, match="finds entities"):
            SpacyPlaces(nlp)


def test_a_pipeline_whose_entities_are_no_places_is_refused() -> None:
    with pytest.raises(PartError, match="PERSON") as caught:
        SpacyPlaces(pipeline("Abakar", label="PERSON"))
    assert "labels=" in caught.value.hint


def test_a_span_ruler_that_sets_entities_is_accepted() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("span_ruler", config={"annotate_ents": True})
    ruler.add_patterns([{"label": "GPE", "pattern": "Faya"}])  # type: ignore[attr-defined]
    assert [m.evidence.quote for m in SpacyPlaces(nlp).extract(article("Rebels left Faya."))] == ["Faya"]


@pytest.mark.parametrize("wrong", [None, 3, ""])
def test_what_is_no_pipeline_is_a_wrong_argument(wrong: object) -> None:
    with pytest.raises(ConfigError):
        SpacyPlaces(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("labels", [(), "GPE"])
def test_labels_are_a_collection(labels: object) -> None:
    with pytest.raises(ConfigError):
        SpacyPlaces(pipeline("Faya"), labels=labels)  # type: ignore[arg-type]


def test_the_part_is_registered_and_loads_spacy_only_when_used() -> None:
    assert load("mapkit.extractors", "spacy") is SpacyPlaces
    code = "import sys, mapkit.extraction.spacy; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ---------------------------------------------------------------------------------------------- beside the rules
def test_a_place_that_both_find_is_one_mention() -> None:
    part = SpacyPlaces(pipeline("N’Djamena", "Sudan"))
    text = "Fighting in N’Djamena and Port Sudan."
    assert places(text, part) == places(text)
    assert [q for q, _, _ in places(text)] == ["N’Djamena", "Port Sudan"]


@pytest.mark.parametrize(
    ("text", "name", "hints"),
    [
        ("Wourbi base was shelled.", "Wourbi", "kind:base"),
        ("Wourbi, Chad, was calm.", "Wourbi", "in:Chad"),
        ("WOURBI, Chad (Reuters) — Rebels struck.", "WOURBI", "in:Chad;dateline"),
        ("Victoria denied the claim on Monday.", "Victoria", "role:metonym"),
        ("Aid came. Tessalit fell.", "Tessalit", None),
    ],
)
def test_a_place_that_only_spacy_finds_has_the_hints_of_the_words_around(
    text: str, name: str, hints: str | None
) -> None:
    assert name not in [q for q, _, _ in places(text)]
    assert (name, hints, "spacy:en_pipeline") in places(text, SpacyPlaces(pipeline(name)))


def test_a_place_that_only_spacy_finds_is_located() -> None:
    world = mk.open_gazetteer()
    found = extract([article("Tessalit fell.")], gazetteer=world, extractors=(SpacyPlaces(pipeline("Tessalit")),))
    assert [m.place.country for m in mk.locate(found, gazetteer=world) if m.place] == ["ML"]


def test_a_name_that_the_gazetteer_knows_goes_before_a_longer_one_that_it_does_not() -> None:
    assert places("Fighting in Faya Xyzzy.", Finder("Faya Xyzzy"), Finder("Faya")) == [("Faya", None, "desk")]


def test_of_two_known_names_the_longer_is_meant_and_of_two_unknown_too() -> None:
    assert places("So South Sudan agreed.", Finder("Sudan"), Finder("South Sudan"))[0][0] == "South Sudan"
    assert places("So Wourbi Xyzzy fell.", Finder("Wourbi"), Finder("Wourbi Xyzzy"))[0][0] == "Wourbi Xyzzy"


def test_hints_that_a_finder_brings_are_kept_as_they_are() -> None:
    assert places("Fighting in Abuja.") == [("Abuja", None, "toponyms")]
    assert places("Fighting in Abuja.", Finder("Abuja")) == [("Abuja", None, "toponyms")]
    assert places("Fighting in Abuja.", Finder("Abuja", "kind:site")) == [("Abuja", "kind:site", "desk")]


def test_a_demonym_is_no_place_whoever_says_so() -> None:
    assert places("The Malian army left.", Finder("Malian")) == []


def test_other_finders_do_not_disturb_what_the_rules_find() -> None:
    text = "On Monday rebels took Faya, Chad, killing 12 soldiers of the Chadian army near Abéché."
    alone = extract([article(text)], gazetteer=mk.open_gazetteer())
    joined = extract([article(text)], gazetteer=mk.open_gazetteer(), extractors=(SpacyPlaces(pipeline("Faya")),))
    assert joined == alone


def test_a_dossier_names_the_part_in_its_recipe(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tessalit fell on 3 March 2024.\n", encoding="utf-8")
    part = SpacyPlaces(pipeline("Tessalit"))
    dossier = mk.build(tmp_path, extractors=(part,))
    assert part.name in dossier.recipe
    assert [m.place.name for m in dossier.places if m.place] == ["Tessalit"]
