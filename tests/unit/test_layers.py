from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from mapkit.frames import Frames
from mapkit.layers import Feature, default_layers

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
        "parties": ("Congolese armed forces", "M23"), "beside": ("ev-2",),
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
    assert feature.title == "Goma: contested between Congolese armed forces, M23"
    assert feature.related == ("ev-1", "ev-2")
