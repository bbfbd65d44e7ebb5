from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest

import mapkit as mk
from mapkit.errors import SchemaError
from mapkit.render import to_html


def test_the_own_frame_and_a_foreign_data_set_become_maps(kidal: mk.Dossier) -> None:
    assert "Withdrawal from" in to_html(mk.explore(kidal.events))
    foreign = pd.DataFrame(
        {"event_date": ["2023-01-02", "2023-02-03"], "longitude": [1.4, -0.04], "latitude": [18.4, 16.3]}
    )
    assert to_html(mk.explore(foreign, title="Two points")).count("Two points") >= 1


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (pd.DataFrame({"lon": [1.0], "lat": [2.0]}), "there is no day"),
        (pd.DataFrame({"date": ["2023-01-01"]}), "there is no position"),
        (pd.DataFrame({"date": ["soon"], "lon": [1.0], "lat": [2.0]}), "column 'date'"),
        (pd.DataFrame({"date": [20230101], "lon": [1.0], "lat": [2.0]}), "column 'date'"),
        (pd.DataFrame({"date": ["2023-01-01"], "lon": ["east"], "lat": [2.0]}), "column 'lon'"),
        (pd.DataFrame({"date": ["2023-01-01"], "lon": [200.0], "lat": [2.0]}), "outside"),
        (gpd.GeoDataFrame({"date": ["2023-01-01"]}, geometry=gpd.points_from_xy([1.0], [2.0])), "coordinate system"),
    ],
)
def test_what_is_wrong_with_a_frame_is_said(frame: pd.DataFrame, words: str) -> None:
    with pytest.raises(SchemaError, match=words):
        mk.explore(frame)
