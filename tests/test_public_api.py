from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import mapkit as mk


def test_the_public_names_are_sorted_complete_and_few() -> None:
    assert mk.__all__ == sorted(mk.__all__)
    assert len(mk.__all__) <= 30
    assert set(mk.__all__) == {*mk._HOME, "errors"}
    for name in mk.__all__:
        assert getattr(mk, name) is not None


@pytest.mark.parametrize("name", [n for n in mk.__all__ if n not in ("__version__", "errors")])
def test_every_public_name_is_documented_and_typed(name: str) -> None:
    value = getattr(mk, name)
    assert inspect.getdoc(value)
    if inspect.isfunction(value):
        signature = inspect.signature(value)
        assert signature.return_annotation is not inspect.Signature.empty
        kinds = [p.kind for p in list(signature.parameters.values())[1:]]
        if name != "assemble":  # its three inputs belong together
            assert all(k is inspect.Parameter.KEYWORD_ONLY for k in kinds)


def test_importing_mapkit_loads_nothing_heavy() -> None:
    code = "import sys, mapkit; print(sorted({'pandas','folium','geopandas','numpy','shapely','pyarrow','typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        mk.nonsense  # noqa: B018
