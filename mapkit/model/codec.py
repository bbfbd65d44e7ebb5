"""JSON in and out for the values: the one door through which untrusted values come in, so pydantic checks them."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shapely import LineString

from mapkit.errors import DossierError
from mapkit.model import (
    Actor,
    Article,
    ControlState,
    Correction,
    Event,
    Issue,
    Mention,
    PlaceMatch,
    Route,
    TimeMatch,
)

SCHEMA = "mapkit-dossier/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Everything a dossier file holds."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"arbitrary_types_allowed": True, "extra": "forbid"}

    schema: str
    title: str
    recipe: tuple[str, ...]
    attributions: tuple[str, ...]
    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...]
    places: tuple[PlaceMatch, ...]
    times: tuple[TimeMatch, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    states: tuple[ControlState, ...]
    routes: tuple[Route, ...]
    issues: tuple[Issue, ...]
    corrections: tuple[Correction, ...]


def dumps(saved: Saved) -> str:
    """Return the JSON of a dossier: sorted keys, so that equal dossiers are equal files."""
    plain = {field.name: getattr(saved, field.name) for field in dataclasses.fields(saved)}
    return json.dumps(plain, default=_plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, LineString):
        return [[x, y] for x, y in value.coords]
    message = f"{type(value).__name__} is not saved"
    raise TypeError(message)


def loads(text: str, *, name: str = "the dossier") -> Saved:
    """Read the JSON of a dossier.

    Raises
    ------
    DossierError
        With every fault, when the text is no JSON, no dossier, too new, or breaks the types.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        raw = json.loads(text)
        # a lone surrogate is legal JSON and no text
        json.dumps(raw, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        message = f"{name} is not JSON that holds text: {str(error)[:200]}"
        raise DossierError(message, hint="Build it again with: mapkit build FOLDER -o dossier.json") from error
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if schema != SCHEMA:
        message = f"{name} is not a dossier that this version reads: its schema is {schema!r}, not {SCHEMA!r}"
        raise DossierError(message, hint="Build it again, or install the mapkit that wrote it")
    faults = _lines_from_lists(raw)
    if not faults:
        try:
            return TypeAdapter(Saved).validate_python(raw)
        except ValidationError as error:
            faults = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
    message = f"{name} is broken in {len(faults)} places: " + "; ".join(faults[:5])
    raise DossierError(message, hint="Build it again from the articles", faults=tuple(faults))


def _lines_from_lists(raw: dict[str, Any]) -> list[str]:
    faults = []
    routes = raw.get("routes")
    for number, route in enumerate(routes if isinstance(routes, list) else ()):
        try:
            route["path"] = LineString(route["path"])
        except Exception as error:  # noqa: BLE001  # shapely raises many kinds; each is one fault of the file
            faults.append(f"routes.{number}.path: {error}")
    return faults
