from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from mapkit.errors import ConfigError
from mapkit.frames import Frames
from mapkit.layers import Feature, default_layers
from mapkit.layers.events import EventLayer
from mapkit.layers.naming import Naming
from mapkit.model import Actor, EventKind, Role
from mapkit.names import Names
from mapkit.words import LANGUAGES, Words

STORY = runpy.run_path(str(Path(__file__).parents[1] / "browser" / "story.py"))


@pytest.fixture(scope="module")
def frames() -> Frames:
    found: Frames = STORY["frames"]()
    return found


@pytest.fixture(scope="module")
def features(frames: Frames) -> dict[str, Feature]:
    return {feature.id: feature for layer in default_layers() for feature in layer.features(frames)}


def test_every_row_gives_one_feature(frames: Frames, features: dict[str, Feature]) -> None:
    assert len(features) == len(frames.events) + len(frames.control) + len(frames.routes) + len(frames.issues)


def test_bounds_are_kept_open(features: dict[str, Feature]) -> None:
    assert features["ev-left-kidal"].since == ("2023-10-31", "2023-10-31")
    assert features["ev-left-tessalit"].since == (None, "2023-10-31")
    assert features["ev-no-date"].since is None
    assert features["cs-army"].since == ("2023-10-31", "2023-11-17")
    assert features["cs-army"].until is None
    assert features["cs-groups"].until == ("2023-10-31", "2023-11-17")
    assert features["rt-convoy"].until is None


def test_an_event_without_place_is_listed(features: dict[str, Feature]) -> None:
    assert features["ev-toll"].geometry is None
    assert features["ev-toll"].place is None


def test_every_mark_has_the_sentence_that_supports_it(features: dict[str, Feature]) -> None:
    kidal = features["ev-left-kidal"]
    assert [(q.article, q.by) for q in kidal.quotes] == [
        ("000.txt", ""),
        ("001.txt", "a source from the UN peacekeeping mission"),
        ("004.txt", "AFP"),
    ]
    assert features["cs-claim"].quotes[0].text == "The rebels announced their control of the base."
    assert features["rt-convoy"].quotes[0].article == "004.txt"
    assert features["is-1"].quotes[0].article == "004.txt"


def test_status_tells_claims_inferences_and_unknowns_apart(features: dict[str, Feature]) -> None:
    assert features["cs-claim"].status == "claimed"
    assert features["cs-army"].status == "reported"
    assert features["cs-tessalit"].status == "unknown"
    assert features["cs-tessalit"].actor is None
    assert features["ev-plan-kidal"].status == "planned"
    assert features["ev-plan-kidal"].related == ("ev-left-kidal",)


def test_numbers_are_said_in_words(features: dict[str, Feature]) -> None:
    assert dict(features["ev-convoy"].facts)["Numbers"] == "at least 100 (truck), 330 km"
    facts = dict(features["rt-convoy"].facts)
    assert facts["Length of the line"] == "319 km"
    assert facts["Distance reported"] == "330 km"
    assert facts["Arrival"] == "not reported"


def test_frames_with_only_a_geometry_and_a_day_are_enough() -> None:
    import geopandas as gpd
    import pandas as pd
    from shapely import Point

    empty: Any = STORY["frames"]((), (), (), (), ())
    bare = gpd.GeoDataFrame({"start_time": pd.to_datetime(["2020-01-01"])}, geometry=[Point(1, 2)], crs="EPSG:4326")
    frames = Frames(events=bare, control=empty.control, routes=empty.routes, issues=(), articles=empty.articles)
    (feature,) = (f for layer in default_layers() for f in layer.features(frames))
    assert feature.since == ("2020-01-01", None)
    assert feature.quotes == ()


def test_a_contested_place_names_its_parties() -> None:
    import geopandas as gpd

    empty: Any = STORY["frames"]((), (), (), (), ())
    state = {
        "state_id": "cs-1", "place": "Goma", "place_kind": "town", "state": "contested", "holder": None,
        "since_edtf": "2012-11-05", "basis": "reported", "rule": "rival-reports/1", "event_ids": ("ev-1",),
        "parties": ("Congolese armed forces", "March 23 Movement (M23)"), "beside": ("ev-2",),
    }  # fmt: skip
    control = gpd.GeoDataFrame([state], geometry=gpd.points_from_xy([29.2], [-1.7]), crs="EPSG:4326")
    frames = Frames(
        events=empty.events,
        control=control.set_index("state_id"),
        routes=empty.routes,
        issues=(),
        articles=empty.articles,
    )
    (feature,) = (f for layer in default_layers() for f in layer.features(frames))
    assert feature.title == "Goma: contested between Congolese armed forces, March 23 Movement (M23)"
    assert feature.related == ("ev-1", "ev-2")


def told(frames: Frames, language: str) -> dict[str, Feature]:
    return {feature.id: feature for layer in default_layers(language) for feature in layer.features(frames)}


TITLES = {
    "cs-un": (
        "Kidal (base): held by MINUSMA",
        "Kidal (base) — contrôle\u00a0: MINUSMA",
        "كيدال (قاعدة): تحت سيطرة مينوسما",
    ),
    "cs-tessalit": (
        "Tessalit (base): holder unknown",
        "Tessalit (base) — contrôle inconnu",
        "تيساليت (قاعدة): الجهة المسيطرة غير معروفة",
    ),
    "rt-convoy": ("MINUSMA: Kidal to Gao", "MINUSMA\u00a0: Kidal → Gao", "مينوسما: من كيدال إلى غاو"),
    "ev-plan-all": (
        "Planned: withdrawal in Mali — MINUSMA",
        "Prévu · retrait\u00a0: Mali — MINUSMA",
        "مخطط له: انسحاب في مالي — مينوسما",
    ),
    "ev-claim": (
        "Claimed: takeover of Kidal (base) — Permanent Strategic Framework",
        "Revendiqué · prise de contrôle\u00a0: Kidal (base) — Cadre stratégique permanent",
        "ادعاء: السيطرة على كيدال (قاعدة) — الإطار الاستراتيجي الدائم",
    ),
    "ev-convoy": (
        "Movement from Kidal to Gao — MINUSMA",
        "Mouvement\u00a0: Kidal → Gao — MINUSMA",
        "تحرك من كيدال إلى غاو — مينوسما",
    ),
    "ev-clash": (
        "Clash in Kidal (region) — Permanent Strategic Framework",
        "Affrontement\u00a0: Kidal (région) — Cadre stratégique permanent",
        "اشتباك في كيدال (منطقة) — الإطار الاستراتيجي الدائم",
    ),
    "ev-toll": ("Toll — MINUSMA", "Bilan — MINUSMA", "حصيلة — مينوسما"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_in_the_language_of_the_map(frames: Frames, language: str) -> None:
    found = told(frames, language)
    at = LANGUAGES.index(language)
    assert {key: found[key].title for key in TITLES} == {key: titles[at] for key, titles in TITLES.items()}


def test_facts_are_in_the_language_of_the_map(frames: Frames) -> None:
    french, arabic = told(frames, "fr"), told(frames, "ar")
    assert ("Chiffres", "au moins 100 camions, 330\u00a0km") in french["ev-convoy"].facts
    assert ("الأعداد", "100 شاحنة على الأقل، 330 كم") in arabic["ev-convoy"].facts
    assert ("Fondement", "revendiqué") in french["cs-claim"].facts
    assert ("Jusqu’à (EDTF)", "aucune fin rapportée") in french["cs-claim"].facts
    assert ("Distance rapportée / longueur du tracé", "1,03 fois") in french["rt-convoy"].facts
    assert ("Date (EDTF)", "2023-10-31, indiqué dans le texte") in french["ev-left-kidal"].facts
    # a date stays together and in order within a line from right to left
    assert ("التاريخ (EDTF)", "\u20682023-10-31\u2069، مذكور في النص") in arabic["ev-left-kidal"].facts


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_only_the_words_depend_on_the_language(frames: Frames, features: dict[str, Feature], language: str) -> None:
    found = told(frames, language)
    assert list(found) == list(features)
    for key, feature in found.items():
        english = features[key]
        for name in ("sign", "status", "actor", "since", "until", "place_id", "related", "quotes", "sources"):
            assert getattr(feature, name) == getattr(english, name), (key, name)
        assert len(feature.facts) == len(english.facts)
        assert set(english.reasons) <= set(feature.reasons)
        if feature.sign == "issue":
            assert feature.title == english.title


def test_what_is_written_along_a_route_says_what_the_line_is_worth(frames: Frames) -> None:
    english, french = told(frames, "en")["rt-convoy"], told(frames, "fr")["rt-convoy"]
    assert english.label == "Route generalised from named places\n319 km along the line, 330 km reported"
    assert french.label == "Itinéraire généralisé\n319\u00a0km le long du tracé, 330\u00a0km selon les sources"
    assert french.ends == ("Kidal", "Gao")
    assert any("generalised from named places" in reason for reason in french.reasons)


def test_a_title_put_together_from_columns_is_the_title_of_the_frame(frames: Frames) -> None:
    naming = Naming(Names(Words("en")), frames)
    made = {ident: naming.event_title(row) for ident, row in frames.events.iterrows()}
    assert made == frames.events["title"].to_dict()


def test_a_name_that_looks_like_a_pattern_stays_a_name() -> None:
    hostile = "{who} <b>{0}</b> {{7*7}} — x, y; z"
    where = STORY["place"](hostile, 1.0, 2.0)
    actor = Actor(id="actor:hostile", name=hostile)
    event = STORY["event"](
        "ev-1", EventKind.ATTACK, where, STORY["on"](2023, 10, 31), STORY["said"]("001.txt"), actors=((Role.BY, actor),)
    )
    for language in LANGUAGES:
        (feature,) = EventLayer(language).features(STORY["frames"]((event,), (), (), ()))
        plain = feature.title.replace("\u2068", "").replace("\u2069", "")
        assert plain.count("{who} <b>{0}</b> {{7*7}} — x, y") == 2
        assert feature.place == hostile


def test_a_frame_without_words_of_ours_keeps_its_title() -> None:
    import geopandas as gpd
    from shapely import Point

    empty: Any = STORY["frames"]((), (), (), (), ())
    row = {"kind": "flood", "title": "The river rose", "status": "rumoured", "place": "Mopti"}
    bare = gpd.GeoDataFrame([row], geometry=[Point(1, 2)], crs="EPSG:4326")
    frames = Frames(events=bare, control=empty.control, routes=empty.routes, issues=(), articles=empty.articles)
    (feature,) = EventLayer("fr").features(frames)
    assert feature.title == "The river rose"


def test_layers_speak_three_languages() -> None:
    assert [layer.title for layer in default_layers("fr")] == [
        "Contrôle", "Itinéraires", "Événements", "Ce que l’on ignore",
    ]  # fmt: skip
    with pytest.raises(ConfigError, match="'de'"):
        default_layers("de")


def test_a_place_lost_to_nobody_named_is_no_takeover_by_the_loser(tmp_path: Path) -> None:
    import mapkit as mk

    (tmp_path / "a.txt").write_text(
        "Mosul, 11 July 2017 - Islamic State lost the city of Mosul on Monday.", encoding="utf-8"
    )
    dossier = mk.build(tmp_path, home="IQ")
    (title,) = dossier.events.loc[dossier.events["kind"] == "control_change", "title"]
    assert title == "Loss of Mosul — Islamic State (ISIS)"
    french = dossier.save(tmp_path / "a.html", language="fr").read_text(encoding="utf-8")
    assert "Perte\u00a0: Mossoul — État islamique" in french
