"""The errors of mapkit.

::

    MapkitError(Exception)          .hint
    ├── ReadError                   a source cannot be read or decoded
    ├── DossierError                a saved dossier is broken or too new
    ├── EvidenceError               a quotation does not match its article
    ├── SchemaError                 a frame breaks its schema
    ├── PartError                   a plug-in is missing or misbehaved
    ├── DataError                   shipped data are missing or altered
    └── ConfigError                 an argument or a configuration key is wrong (also a ValueError)

Broken input is an error; absent knowledge is an :class:`mapkit.Issue` in the data.
"""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "ConfigError",
    "DataError",
    "DossierError",
    "EvidenceError",
    "MapkitError",
    "PartError",
    "ReadError",
    "SchemaError",
]


class MapkitError(Exception):
    """Base of every error that mapkit raises on purpose.

    Parameters
    ----------
    message
        What is wrong, naming the file and the place in it.
    hint
        What the reader can do about it; empty when nothing can be advised.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class ReadError(MapkitError):
    """A source cannot be read or decoded."""

    def __init__(self, message: str, *, hint: str = "", path: Path | None = None, line: int | None = None) -> None:
        super().__init__(message, hint=hint)
        self.path = path
        self.line = line


class DossierError(MapkitError):
    """A saved dossier is broken or too new; ``faults`` lists everything that is wrong."""

    def __init__(self, message: str, *, hint: str = "", faults: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.faults = faults


class EvidenceError(MapkitError):
    """A quotation does not match its article."""


class SchemaError(MapkitError):
    """A frame breaks its schema; ``faults`` lists everything that is wrong."""

    def __init__(self, message: str, *, hint: str = "", faults: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.faults = faults


class PartError(MapkitError):
    """A plug-in is missing or misbehaved."""

    def __init__(self, message: str, *, hint: str = "", group: str = "", name: str = "") -> None:
        super().__init__(message, hint=hint)
        self.group = group
        self.name = name


class DataError(MapkitError):
    """Shipped data are missing or altered."""

    def __init__(self, message: str, *, hint: str = "", file: str = "") -> None:
        super().__init__(message, hint=hint)
        self.file = file


class ConfigError(MapkitError, ValueError):
    """An argument or a configuration key is wrong."""

    def __init__(self, message: str, *, hint: str = "", key: str = "") -> None:
        super().__init__(message, hint=hint)
        self.key = key
