"""Finds the shipped data in a wheel and in a checkout alike."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from mapkit.errors import DataError


def data_root() -> Traversable:
    """Return the folder of the shipped data: the wheel's own copy, else the checkout's ``data/``."""
    shipped = files("mapkit") / "_data"
    return shipped if shipped.is_dir() else Path(__file__).resolve().parents[1] / "data"


def data_file(*parts: str) -> Traversable:
    """Return one shipped file.

    Raises
    ------
    DataError
        When the file is missing: the installation is damaged.
    """
    found = data_root().joinpath(*parts)
    if not found.is_file():
        name = "/".join(parts)
        message = f"the shipped data file {name!r} is missing"
        raise DataError(message, hint="Install mapkit again: pip install --force-reinstall mapkit", file=name)
    return found


@cache
def load_toml(*parts: str) -> dict[str, Any]:
    """Return the parsed content of one shipped TOML file; callers must not change it."""
    return tomllib.loads(data_file(*parts).read_text(encoding="utf-8"))
