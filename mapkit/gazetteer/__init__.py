"""Names and places: candidates by name, and the choice among them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from mapkit.gazetteer.locate import locate
from mapkit.model import Place

if TYPE_CHECKING:
    from mapkit.gazetteer.table import TableGazetteer

__all__ = ["Gazetteer", "locate", "open_gazetteer"]


@runtime_checkable
class Gazetteer(Protocol):
    """Something that knows places by name; ``attribution`` is printed on every map.

    Attributes
    ----------
    name
        Identity with a version (``"desk/3"``).
    licence, attribution
        Under which terms, and whom to name.
    """

    name: str
    licence: str
    attribution: str

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the candidates for ``name``, most populous first; empty when the name is unknown."""
        ...


def open_gazetteer(path: str | PathLike[str] | None = None) -> TableGazetteer:
    """Open the shipped world index, or a table of your own.

    Parameters
    ----------
    path
        A CSV or TSV file with a header: ``name`` and ``lat``, ``lon`` (degrees, WGS 84) are required; ``kind``,
        ``country`` (ISO 3166-1 alpha-2), ``id``, ``names`` (joined with ``;``), ``radius_m`` and ``population`` are
        optional. ``None`` opens the shipped index, once a process.

    Returns
    -------
    TableGazetteer
        Look-ups ignore case, accents, apostrophes and hyphens.

    Raises
    ------
    ReadError
        When the table cannot be read or a row is malformed; names the file and the line.
    DataError
        When the shipped index is missing or altered.

    Examples
    --------
    >>> open_gazetteer().lookup("Ouagadougou")[0].country
    'BF'
    """
    if path is None:
        return _shipped()
    from mapkit.gazetteer.table import read_table

    return read_table(path)


@cache
def _shipped() -> TableGazetteer:
    from mapkit.gazetteer.table import open_world

    return open_world()
