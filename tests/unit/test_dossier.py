from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.errors import ConfigError, DossierError, EvidenceError, PartError
from mapkit.frames import CONTROL, EVENTS, ROUTES, validate
from mapkit.model import Correction, Event
from mapkit.reading import article_from_text


def test_a_saved_dossier_is_the_same_dossier(kidal: mk.Dossier, tmp_path: Path) -> None:
    assert mk.load(kidal.save(tmp_path / "a.json")) == kidal


def test_building_twice_gives_the_same_bytes(kidal: mk.Dossier, seeds: Path, tmp_path: Path) -> None:
    again = mk.build(seeds, title=kidal.title)
    for name in ("a.json", "a.geojson", "a.csv", "a.html"):
        assert again.save(tmp_path / name).read_bytes() == kidal.save(tmp_path / f"b{name}").read_bytes()


def test_the_frames_keep_their_schemas(kidal: mk.Dossier) -> None:
    validate(kidal.events, EVENTS)
    validate(kidal.control, CONTROL)
    validate(kidal.routes, ROUTES)
    assert len(kidal.events) == len(kidal._events)


def test_an_article_without_events_gives_empty_frames_with_all_columns(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The striker scored twice in Lisbon on Friday, and his club won the cup.")
    dossier = mk.build(tmp_path)
    for frame, schema in ((dossier.events, EVENTS), (dossier.control, CONTROL), (dossier.routes, ROUTES)):
        assert len(frame) == 0
        validate(frame, schema)
    assert dossier.save(tmp_path / "a.html").stat().st_size > 1000


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: raw.update(schema="mapkit-dossier/9"), "its schema is"),
        (lambda raw: raw["events"][0].pop("kind"), "events.0.kind"),
        (lambda raw: raw["events"][0].update(status="maybe"), "events.0.status"),
        (lambda raw: raw["routes"][0].update(path="x"), "routes.0.path"),
        (lambda raw: raw.update(surprise=1), "surprise"),
    ],
)
def test_a_broken_dossier_names_its_faults(kidal: mk.Dossier, tmp_path: Path, change, words: str) -> None:  # a lambda
    path = kidal.save(tmp_path / "a.json")
    raw = json.loads(path.read_text())
    change(raw)
    path.write_text(json.dumps(raw))
    with pytest.raises(DossierError, match=words):
        mk.load(path)


def test_a_quotation_that_does_not_stand_there_is_refused(kidal: mk.Dossier, tmp_path: Path) -> None:
    path = kidal.save(tmp_path / "a.json")
    raw = json.loads(path.read_text())
    raw["articles"][0]["text"] = "x" + raw["articles"][0]["text"]
    path.write_text(json.dumps(raw))
    with pytest.raises(EvidenceError, match="does not stand"):
        mk.load(path)


def test_a_redacted_dossier_holds_quotations_only(kidal: mk.Dossier, tmp_path: Path) -> None:
    bare = mk.load(kidal.redact().save(tmp_path / "a.json"))
    assert all(a.text == "" for a in bare.articles)
    assert list(bare.events["quote"]) == list(kidal.events["quote"])


def test_geojson_keeps_events_without_a_place(tmp_path: Path) -> None:
    text = "M23 rebels captured the town of Zzyzkova on Saturday. Government soldiers left Goma, the army said."
    dossier = mk.build([article_from_text(text, name="a.txt")])
    collection = json.loads(dossier.save(tmp_path / "a.geojson").read_text())
    assert len(collection["features"]) == len(dossier.events)
    assert any(f["geometry"] is None for f in collection["features"])
    assert "GeoNames" in collection["attribution"]
    for feature in collection["features"]:
        assert isinstance(feature["properties"]["actors"], list)


def test_csv_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    text = "Government soldiers entered Goma on 4 May 2014. Rebels left the town of Goma on 3 May 2014, the army said."
    (tmp_path / "=cmd.txt").write_text(text)
    table = mk.build(tmp_path).save(tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert "'=cmd.txt" in table


def test_corrections_are_applied_and_kept(kidal: mk.Dossier) -> None:
    ident = next(e.id for e in kidal._events if e.kind == "coup")
    better = kidal.correct(
        Correction(target=ident, field="status", value="claimed", by="desk", reason="only one side says so"),
        Correction(
            target="actor:csp", field="name", value="Permanent Strategic Framework", by="desk", reason="in full"
        ),
    )
    event = better[ident]
    assert isinstance(event, Event)
    assert event.status == "claimed"
    assert any("ruled by desk" in reason for reason in event.reasons)
    assert "Permanent Strategic Framework" in {a.name for a in better.actors}
    assert len(better.corrections) == 2


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (
            Correction(target="nosuch.txt", field="published", value="2023-10-31", by="d", reason="r"),
            "no article is called",
        ),
        (Correction(target="actor:csp", field="colour", value="red", by="d", reason="r"), "cannot be corrected"),
        (Correction(target="ev-1", field="when", value="soon", by="d", reason="r"), "is no value for when"),
    ],
)
def test_a_ruling_that_cannot_be_applied_is_an_error(kidal: mk.Dossier, correction: Correction, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        kidal.correct(correction)


def test_an_engine_that_returns_nonsense_is_named(kidal: mk.Dossier) -> None:
    class Bad:
        name = "bad/1"

        def infer(self, events: object) -> list[object]:
            return [events]

    with pytest.raises(PartError, match="'bad/1' returned a tuple"):
        mk.infer(kidal._events, engines=(Bad(),))  # type: ignore[arg-type]


def test_a_dossier_is_frozen_and_shows_itself(kidal: mk.Dossier) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        kidal.title = "x"  # type: ignore[misc]
    assert "5 articles" in repr(kidal)
    assert "<table>" in kidal._repr_html_()
    with pytest.raises(KeyError):
        kidal["ev-nothing"]


def test_the_stages_give_what_build_gives(kidal: mk.Dossier) -> None:
    gazetteer = mk.open_gazetteer()
    mentions = mk.extract(kidal.articles, gazetteer=gazetteer)
    places = mk.locate(mentions, gazetteer=gazetteer)
    times = mk.anchor(mentions, articles=kidal.articles)
    events = mk.assemble(mentions, places, times, articles=kidal.articles)
    assert events == kidal._events
    assert set(mk.infer(events)) == {*kidal._states, *kidal._routes}


def test_control_on_a_day_before_anything_is_known(kidal: mk.Dossier) -> None:
    assert len(kidal.control_on(date(2023, 10, 31), known_by=date(2023, 10, 1))) == 0


def test_a_map_is_saved_in_the_language_asked_for(kidal: mk.Dossier, tmp_path: Path) -> None:
    page = kidal.save(tmp_path / "map.html", language="fr").read_text(encoding="utf-8")
    assert '<html lang="fr"' in page
    assert "Retrait\u00a0: Kidal (base) — MINUSMA" in page
    assert kidal.events["title"].str.startswith("Withdrawal").any(), "frames speak English"


def test_a_picture_is_saved_in_the_language_asked_for(kidal: mk.Dossier, tmp_path: Path) -> None:
    text = kidal.save(tmp_path / "map.svg", language="ar").read_text(encoding="utf-8")
    assert "حتى 31 أكتوبر 2023" in text
    assert "كيدال" in text
    assert "As of" not in text


def test_a_page_has_the_theme_asked_for(kidal: mk.Dossier, tmp_path: Path) -> None:
    assert 'data-theme="auto"' in kidal.save(tmp_path / "a.html").read_text(encoding="utf-8")
    assert 'data-theme="dark"' in kidal.save(tmp_path / "b.html", theme="dark").read_text(encoding="utf-8")


def test_only_a_map_has_a_language(kidal: mk.Dossier, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written with language"):
        kidal.save(tmp_path / "events.csv", language="fr")
    with pytest.raises(ConfigError, match="'xx'"):
        kidal.save(tmp_path / "map.html", language="xx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("title", ["", "  \n", 7])
def test_a_title_is_a_text_that_says_something(tmp_path: Path, title: object) -> None:
    (tmp_path / "a.txt").write_text("Goma fell on Monday.", encoding="utf-8")
    with pytest.raises(ConfigError, match="the title is"):
        mk.build(tmp_path, title=title)  # type: ignore[arg-type] # what a caller may give


def test_half_a_surrogate_in_a_title_breaks_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Goma fell on Monday.", encoding="utf-8")
    dossier = mk.build(tmp_path, title="caf\udce9")
    for suffix in ("json", "html", "svg"):
        assert dossier.save(tmp_path / f"x.{suffix}").stat().st_size
