from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

import mapkit as mk


def test_a_geopackage_holds_all_three_frames(kidal: mk.Dossier, tmp_path: Path) -> None:
    path = kidal.save(tmp_path / "a.gpkg")
    assert {name for name, _ in pyogrio.list_layers(path)} == {"events", "control", "routes"}
    events = gpd.read_file(path, layer="events")
    assert len(events) == len(kidal.events)
    assert events.crs.to_epsg() == 4326
    assert events["start_time"].dtype.kind == "M"
    assert set(events["event_id"]) == set(kidal.events.index)
    assert events.geometry.isna().sum() == kidal.events.geometry.isna().sum()
    assert gpd.read_file(path, layer="routes").geometry.iloc[0].geom_type == "LineString"


def test_kml_holds_what_has_a_place_with_its_time(kidal: mk.Dossier, tmp_path: Path) -> None:
    path = kidal.save(tmp_path / "a.kml")
    text = path.read_text(encoding="utf-8")
    assert "<TimeSpan>" in text
    assert "2023-10-31" in text
    assert len(gpd.read_file(path, layer="events")) == kidal.events.geometry.notna().sum()


def test_geoparquet_is_read_back_or_says_what_to_install(kidal: mk.Dossier, tmp_path: Path) -> None:
    if find_spec("pyarrow") is None:
        with pytest.raises(mk.errors.PartError, match="needs pyarrow") as caught:
            kidal.save(tmp_path / "a.parquet")
        assert "mapkit[parquet]" in caught.value.hint
    else:
        events = gpd.read_parquet(kidal.save(tmp_path / "a.parquet"))
        assert list(events["event_id"]) == list(kidal.events.index)


def test_empty_frames_are_written_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The striker scored twice in Lisbon on Friday, and his club won the cup.")
    dossier = mk.build(tmp_path / "a.txt")
    for name in ("a.gpkg", "a.geojson", "a.csv", "a.kml"):
        assert dossier.save(tmp_path / name).stat().st_size > 0
