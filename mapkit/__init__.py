"""From news articles to a timed, sourced map of a conflict.

>>> import mapkit as mk
>>> match = mk.find_places("Rebels entered the town of Goma on Monday.")[0]
>>> match.place.name, match.place.country
('Goma', 'CD')

Everything is loaded on first use: ``import mapkit`` itself costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapkit import errors
    from mapkit._version import __version__
    from mapkit.chronology import anchor
    from mapkit.dossier import Dossier, build
    from mapkit.events import assemble
    from mapkit.exploration import explore
    from mapkit.extraction import extract
    from mapkit.find import find_places, find_times
    from mapkit.gazetteer import locate, open_gazetteer
    from mapkit.inference import infer
    from mapkit.loading import load
    from mapkit.model import (
        Actor,
        Article,
        ControlState,
        Correction,
        Event,
        Evidence,
        Issue,
        Mention,
        Place,
        PlaceMatch,
        Route,
        TimeMatch,
        When,
    )
    from mapkit.reading import read
    from mapkit.story import Story

_HOME = {
    "Actor": "mapkit.model",
    "Article": "mapkit.model",
    "ControlState": "mapkit.model",
    "Correction": "mapkit.model",
    "Dossier": "mapkit.dossier",
    "Event": "mapkit.model",
    "Evidence": "mapkit.model",
    "Issue": "mapkit.model",
    "Mention": "mapkit.model",
    "Place": "mapkit.model",
    "PlaceMatch": "mapkit.model",
    "Route": "mapkit.model",
    "Story": "mapkit.story",
    "TimeMatch": "mapkit.model",
    "When": "mapkit.model",
    "__version__": "mapkit._version",
    "anchor": "mapkit.chronology",
    "assemble": "mapkit.events",
    "build": "mapkit.dossier",
    "explore": "mapkit.exploration",
    "extract": "mapkit.extraction",
    "find_places": "mapkit.find",
    "find_times": "mapkit.find",
    "infer": "mapkit.inference",
    "load": "mapkit.loading",
    "locate": "mapkit.gazetteer",
    "open_gazetteer": "mapkit.gazetteer",
    "read": "mapkit.reading",
}

__all__ = [
    "Actor",
    "Article",
    "ControlState",
    "Correction",
    "Dossier",
    "Event",
    "Evidence",
    "Issue",
    "Mention",
    "Place",
    "PlaceMatch",
    "Route",
    "Story",
    "TimeMatch",
    "When",
    "__version__",
    "anchor",
    "assemble",
    "build",
    "errors",
    "explore",
    "extract",
    "find_places",
    "find_times",
    "infer",
    "load",
    "locate",
    "open_gazetteer",
    "read",
]


def __getattr__(name: str) -> object:
    if name == "errors":
        return import_module("mapkit.errors")
    if name not in _HOME:
        message = f"module 'mapkit' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
