"""Names and places: candidates by name, and the choice among them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Protocol, overload, runtime_checkable

from mapkit.gazetteer._bearers import distance_km
from mapkit.gazetteer.locate import locate
from mapkit.model import Place

if TYPE_CHECKING:
    from mapkit.gazetteer.geonames import GeoNamesGazetteer
    from mapkit.gazetteer.table import TableGazetteer

__all__ = ["Gazetteer", "distance_km", "locate", "open_gazetteer"]


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


@overload
def open_gazetteer(path: None = None) -> TableGazetteer: ...
@overload
def open_gazetteer(path: str | PathLike[str]) -> TableGazetteer | GeoNamesGazetteer: ...
def open_gazetteer(path: str | PathLike[str] | None = None) -> TableGazetteer | GeoNamesGazetteer:
    """Open the shipped world index, a table of your own, or a GeoNames dump.

    Parameters
    ----------
    path
        ``None`` opens the shipped index, once a process.

        A CSV or TSV file with a header is a table of your own: ``name`` and ``lat``, ``lon`` (degrees, WGS 84) are
        required; ``kind``, ``country`` (ISO 3166-1 alpha-2), ``id``, ``names`` (joined with ``;``), ``radius_m`` and
        ``population`` are optional. It stands alone.

        A file of 19 columns separated by tabs, the first a number, or the zip archive that holds one, is a GeoNames
        dump: ``allCountries``, a country (``ML``) or ``cities500`` from https://download.geonames.org/export/dump/
        (CC BY 4.0). Its places are added to the shipped world. It is read once: an index of about its size is
        written beside it as ``FILE.mapkit-index``, or into the user's cache folder (``XDG_CACHE_HOME``,
        ``LOCALAPPDATA``, else ``~/.cache``) where the folder is read-only. The index is made anew when the dump
        changes, and may be deleted at any time.

    Returns
    -------
    TableGazetteer or GeoNamesGazetteer
        Look-ups ignore case, accents, apostrophes and hyphens.

    Raises
    ------
    ReadError
        When the file cannot be read, a row is malformed, or no index can be written; names the file and the line.
    DataError
        When the shipped index is missing or altered.

    Examples
    --------
    >>> open_gazetteer().lookup("Ouagadougou")[0].country
    'BF'
    """
    if path is None:
        return _shipped()
    from mapkit.gazetteer.geonames import GeoNamesGazetteer, is_dump
    from mapkit.gazetteer.table import read_table

    return GeoNamesGazetteer(path) if is_dump(path) else read_table(path)


@cache
def _shipped() -> TableGazetteer:
    from mapkit.gazetteer.table import open_world

    return open_world()
