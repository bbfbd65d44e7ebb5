"""Parts that other packages bring, found by entry point and loaded only when asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from mapkit.errors import PartError

GROUPS = ("mapkit.extractors", "mapkit.gazetteers", "mapkit.engines", "mapkit.layers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One installed part: where it is registered, under which name, and by which package."""

    group: str
    name: str
    value: str
    package: str


def _points(group: str) -> list[EntryPoint]:
    return sorted(entry_points(group=group), key=lambda p: p.name)


def installed() -> tuple[Part, ...]:
    """Return every installed part without loading any."""
    return tuple(
        Part(
            group=group,
            name=point.name,
            value=point.value,
            package=f"{point.dist.name} {point.dist.version}" if point.dist else "?",
        )
        for group in GROUPS
        for point in _points(group)
    )


def load(group: str, name: str) -> Any:  # a part can be any object that keeps its protocol
    """Return the part registered as ``name`` in ``group``.

    Raises
    ------
    PartError
        When it is not installed or cannot be imported.
    """
    for point in _points(group):
        if point.name == name:
            try:
                return point.load()
            except Exception as error:
                message = f"the part {name!r} of {group} cannot be loaded: {error}"
                raise PartError(
                    message, hint=f"Install its package again ({point.value})", group=group, name=name
                ) from error
    message = f"no part {name!r} is installed in {group}"
    raise PartError(
        message, hint=f"Installed are: {', '.join(p.name for p in _points(group)) or 'none'}", group=group, name=name
    )
