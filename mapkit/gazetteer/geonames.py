"""A GeoNames dump as a gazetteer: read once into an index on disk, looked up there ever after.

A dump is the table ``geoname`` of https://download.geonames.org/export/dump/ (CC BY 4.0): ``allCountries.txt``, the
file of a country (``ML.txt``), ``cities500.txt``, or the ``.zip`` that holds one of them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from mapkit.errors import ReadError
from mapkit.gazetteer._dump import is_dump, kind_of
from mapkit.gazetteer._dump_index import BBox, Index, build, homes, stamp_of
from mapkit.gazetteer.table import _RANK, _keys, _rows  # what is looked up must be what is stored
from mapkit.model.place import Place

if TYPE_CHECKING:
    from mapkit.gazetteer.table import TableGazetteer

__all__ = ["GeoNamesGazetteer", "is_dump"]


class GeoNamesGazetteer:
    """A GeoNames dump in front of the shipped world, which supplies what the dump lacks.

    Countries, world regions and the places that mapkit keeps by hand stay as they are, and further names of the dump
    lead to the latter. First-order regions stay too, under the identifier of the dump. Any other place of the dump
    stands for the shipped one of its identifier. So the dump of one country adds its villages to the world.

    Parameters
    ----------
    path
        The dump; see :func:`mapkit.open_gazetteer`.

    Attributes
    ----------
    name
        ``geonames/FILE@DATE`` with the date of the newest row.
    licence, attribution
        Those of GeoNames.
    """

    licence = "CC-BY-4.0"
    attribution = "GeoNames, CC BY 4.0"

    def __init__(self, path: str | PathLike[str]) -> None:
        where = Path(path)
        try:
            stamp = stamp_of(where)
        except OSError as error:
            message = f"the gazetteer {where} cannot be read: {error}"
            raise ReadError(message, hint="Give a GeoNames dump, or its zip archive.", path=where) from error
        found = (Index.open(home, stamp) for home in homes(where))
        self._index = next((index for index in found if index is not None), None) or build(where)
        self.name = f"geonames/{where.name}@{self._index.newest}"
        # a name returns many times in an article; thousands of places may bear it, so few names are remembered
        self.lookup = lru_cache(maxsize=4_000)(self._lookup)
        self._parent = lru_cache(maxsize=5_000)(self._parent_of)

    @cached_property
    def _world(self) -> TableGazetteer:
        """The shipped world: opened when first asked, and once a process."""
        from mapkit.gazetteer import open_gazetteer

        return open_gazetteer()

    @cached_property
    def _regions(self) -> dict[str, str]:
        """Shipped first-order regions by code ("ML.10")."""
        return {row["code"]: row["id"] for row in _rows("admin1.csv")}

    def _lookup(self, name: str) -> tuple[Place, ...]:
        """Return every place called ``name``, most populous first; a larger kind first among equals."""
        shipped = [self._ours(p) for p in self._world.lookup(name)]
        found = {p.id: p for p in shipped}
        # a sea or a part of the world is not listed twice
        shared = any(p.country is None for p in shipped)
        for key in _keys(name):
            for row in self._index.under(key):
                names = (row[1], *row[9].split(","))
                if f"geonames:{row[0]}" not in found and any(key in _keys(n) for n in names):
                    place = self._place(row)
                    # the countless names that states and regions bear would make known names of common words
                    own = place.kind not in ("country", "region") or self._kept(row) is None
                    if own and not (shared and place.country is None):
                        found[place.id] = place
        return tuple(sorted(found.values(), key=lambda p: (-p.population, -_RANK[p.kind], p.id)))

    def by_id(self, identifier: str) -> Place | None:
        """Return the place of this identifier, ``None`` when unknown."""
        row = self._numbered(identifier)
        if row is not None:
            return self._place(row)
        known = self._world.by_id(identifier)
        return None if known is None else self._ours(known)

    def country(self, code: str) -> Place | None:
        """Return a country by its ISO 3166-1 alpha-2 code, ``None`` when unknown."""
        return self._world.country(code)

    def countries(self) -> tuple[Place, ...]:
        """Return all countries in order of their codes."""
        return self._world.countries()

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Return the codes of the countries that share a land border; empty when unknown."""
        return self._world.neighbours(code)

    def demonym_country(self, word: str) -> str | None:
        """Return the country that a demonym ("Chadian", "tchadienne") belongs to, ``None`` for any other word."""
        return self._world.demonym_country(word)

    def is_capital(self, identifier: str) -> bool:
        """Tell whether a place is the capital of a country."""
        return self._world.is_capital(identifier)

    def spelled_like(self, name: str, country: str) -> tuple[Place, ...]:
        """Return the shipped places of a country whose names may be other transliterations of ``name``."""
        return tuple(self._ours(p) for p in self._world.spelled_like(name, country))

    def towns_in(self, bbox: BBox, limit: int) -> tuple[Place, ...]:
        """Return the ``limit`` largest towns inside ``(west, south, east, north)`` degrees, largest first."""
        west, south, east, north = bbox
        found = {p.id: p for p in map(self._ours, self._world.towns_in(bbox, limit))}
        found |= {p.id: p for p in map(self._place, self._index.towns_in(bbox, limit))}
        inside = [p for p in found.values() if p.kind == "town" and west <= p.lon <= east and south <= p.lat <= north]
        return tuple(sorted(inside, key=lambda p: (-p.population, p.id))[:limit])

    # ------------------------------------------------------------------------------------------ one id, one place
    def _place(self, row: list[str]) -> Place:
        """Return the place of a row: mapkit's own where it keeps one, else what the row says."""
        identifier = f"geonames:{row[0]}"
        names = tuple(row[9].split(",")) if row[9] else ()
        kept = self._kept(row)
        if kept is not None:
            if kept.kind in ("country", "region"):
                return replace(kept, id=identifier)
            more = (n for n in (row[1], *names) if n != kept.name)
            return replace(kept, names=tuple(dict.fromkeys((*kept.names, *more))), parent=self._moved(kept.parent))
        population = int(row[7])
        kind, radius = kind_of(row[4], population)
        if not row[5] and kind == "feature" and row[4] in ("L.RGN", "T.DSRT"):
            kind, radius = "region", 500_000.0
        return Place(
            id=identifier,
            name=row[1],
            lon=float(row[2]),
            lat=float(row[3]),
            kind=kind,
            radius_m=radius,
            country=row[5] or None,
            # the parent of a base is the town it belongs to, which no column tells
            parent=None if kind in ("country", "region", "base") else self._parent(row[5], row[6]),
            names=names,
            population=population,
        )

    def _kept(self, row: list[str]) -> Place | None:
        """Return the shipped place that stands for a row."""
        kept = self._world.kept(f"geonames:{row[0]}")
        if kept is None and row[4] == "A.ADM1":
            kept = self._world.kept(self._regions.get(row[8], ""))
        return kept

    def _ours(self, place: Place) -> Place:
        """Return the place to give for a shipped one."""
        row = self._numbered(place.id)
        if row is not None:
            return self._place(row)
        parent = self._moved(place.parent)
        return place if parent == place.parent else replace(place, parent=parent)

    def _numbered(self, identifier: str) -> list[str] | None:
        """Return the row of an identifier, also of a shipped division known by its code (``mapkit:adm1:ML.10``)."""
        if identifier.startswith("geonames:"):
            return self._row(identifier[9:], 0)
        return self._row(identifier[12:], 8) if identifier.startswith(("mapkit:adm1:", "mapkit:adm2:")) else None

    def _row(self, value: str, column: int) -> list[str] | None:
        return next((row for row in self._index.under(f"#{value}") if row[column] == value), None) if value else None

    def _moved(self, region: str | None) -> str | None:
        row = self._numbered(region) if region else None
        return region if row is None else f"geonames:{row[0]}"

    def _parent_of(self, country: str, admin1: str) -> str | None:
        code = f"{country}.{admin1}"
        row = self._row(code, 8)
        return self._regions.get(code) if row is None else f"geonames:{row[0]}"
