from __future__ import annotations

import map as benchmark  # benchmarks/map.py
import numpy as np
import pytest


def test_the_data_are_seeded_and_as_described() -> None:
    frame = benchmark.events(5000)
    assert frame.equals(benchmark.events(5000))
    assert not frame.equals(benchmark.events(5000, seed=2))
    assert set(frame["kind"]) == set(benchmark.KINDS)
    assert frame["start_time"].between(np.datetime64("2014-01-01"), np.datetime64("2023-12-29")).all()
    assert len(frame[["lon", "lat"]].drop_duplicates()) > 4900
    few = benchmark.events(5000, 300)
    assert len(few[["lon", "lat"]].drop_duplicates()) <= 300
    assert few.groupby("place")["lon"].nunique().max() == 1


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://code.example/jquery-3.7.1.min.js", "jquery/dist/jquery.min.js"),
        ("https://cdn.example/npm/leaflet@1.9.3/dist/leaflet.js?x=1", "leaflet/dist/leaflet.js"),
        (
            "https://cdn.example/npm/leaflet.timeline@1.6.0/dist/leaflet.timeline.min.js",
            "leaflet.timeline/dist/leaflet.timeline.js",
        ),
        ("https://cdn.example/nothing.js", None),
    ],
)
def test_what_a_page_loads_is_found_on_the_shelf(tmp_path, url, path) -> None:
    for name in (
        "jquery/dist/jquery.min.js",
        "leaflet/dist/leaflet.js",
        "other/leaflet.js",
        "leaflet.timeline/dist/leaflet.timeline.js",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    found = benchmark.Shelf(tmp_path).find(url)
    assert found == (tmp_path / path if path else None)
