"""The gazetteer that mapkit ships, and tables of one's own."""

from __future__ import annotations

import csv
import io
import json
import math
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from mapkit._resources import data_file
from mapkit._text import fold
from mapkit.errors import DataError, ReadError
from mapkit.gazetteer._spelling import SHORTEST, sound
from mapkit.model.place import Place, PlaceKind

if TYPE_CHECKING:
    import numpy as np

_ARABIC_ARTICLES = frozenset(("al", "an", "ar", "as", "ash", "at", "ad", "az"))
# Countries whose names no newsroom transliterates; their many towns are not worth a table of sounds.
_NORTH = "US GB CA AU NZ IE FR BE NL LU DE AT CH IT ES PT DK NO SE FI IS PL CZ SK SI HR HU EE LV LT"
_SOUTH = "BR AR CL MX PE CO EC BO VE PY UY GT HN SV NI CR PA CU DO"
AS_WRITTEN = frozenset(f"{_NORTH} {_SOUTH}".split())
BBox = tuple[float, float, float, float]
_KINDS = get_args(PlaceKind)
# what a place is worth when several bear one name and nobody counted the people
_RANK = {"country": 6, "region": 5, "town": 4, "district": 3, "base": 2, "site": 1, "feature": 0}


def _keys(name: str) -> tuple[str, ...]:
    """Return the folded forms of a name.

    A hyphen may join words or part them ("Deir-ez-Zor"), and the Arabic article comes and goes ("Al-Fallujah").
    """
    apart = fold(name.replace("-", " "))
    keys = dict.fromkeys((fold(name), apart))
    article, _, rest = apart.partition(" ")
    if article in _ARABIC_ARTICLES and len(rest) > 4:
        keys[rest] = None
    return tuple(key for key in keys if key)


class TableGazetteer:
    """A gazetteer in memory.

    Parameters
    ----------
    places
        The places; a later one replaces an earlier one of the same id.
    name, licence, attribution
        Identity with a version, terms, and whom to name.
    world
        The compact index behind the places; ``None`` for a table of one's own.
    demonyms
        Folded demonym to ISO 3166-1 alpha-2.
    neighbours
        Country code to the codes of its neighbours.
    capitals
        Identifiers of the seats of government.
    """

    def __init__(  # one keyword a fact
        self,
        places: Iterable[Place],
        *,
        name: str,
        licence: str,
        attribution: str,
        world: _World | None = None,
        demonyms: dict[str, str] | None = None,
        neighbours: dict[str, tuple[str, ...]] | None = None,
        capitals: frozenset[str] = frozenset(),
    ) -> None:
        self.name = name
        self.licence = licence
        self.attribution = attribution
        self._world = world
        self._demonyms = demonyms or {}
        self._neighbours = neighbours or {}
        self._capitals = capitals
        self._by_id = {place.id: place for place in places}
        self._countries = {p.country: p for p in self._by_id.values() if p.kind == "country" and p.country}
        self._by_name: dict[str, list[str]] = {}
        for place in self._by_id.values():
            for key in {key for n in (place.name, *place.names) for key in _keys(n)}:
                self._by_name.setdefault(key, []).append(place.id)
        self.lookup = lru_cache(maxsize=20_000)(self._lookup)  # a name returns many times in an article
        self._sounds = lru_cache(maxsize=64)(self._sounds_of)  # made when an article first asks for a country

    def _lookup(self, name: str) -> tuple[Place, ...]:
        """Return every place called ``name``, most populous first; a larger kind first among equals."""
        found: dict[str, Place] = {}
        written = fold(name.replace("-", " "))
        for key in _keys(name):
            called = {i: self._by_id[i] for i in self._by_name.get(key, ())}
            if self._world is not None:
                called |= {p.id: p for p in self._world.named(key) if p.id not in self._by_id}
            if len(key) < len(written) and written.endswith(f" {key}"):  # no town of Germany has an Arabic article
                called = {i: p for i, p in called.items() if p.country not in AS_WRITTEN}
            found |= called
        return tuple(sorted(found.values(), key=lambda p: (-p.population, -_RANK[p.kind], p.id)))

    def spelled_like(self, name: str, country: str) -> tuple[Place, ...]:
        """Return the places of a country whose names may be other transliterations of ``name``, most populous first.

        Parameters
        ----------
        name
            As written; short names, which sound like too many others, give ``()``.
        country
            ISO 3166-1 alpha-2; an unknown one gives ``()``.
        """
        key, code = sound(name), country.upper()
        if len(key) < SHORTEST or code in AS_WRITTEN:
            return ()
        found = {i: self._by_id[i] for i in self._sounds(code).get(key, ())}
        if self._world is not None:
            found |= {p.id: p for p in self._world.sounding(key, code) if p.id not in self._by_id}
        return tuple(sorted(found.values(), key=lambda p: (-p.population, -_RANK[p.kind], p.id)))

    def _sounds_of(self, country: str) -> dict[str, list[str]]:
        """Return the identifiers of the tables' places of a country by the sound of their names."""
        found: dict[str, list[str]] = {}
        for place in self._by_id.values():
            if place.country == country:
                for key in {sound(n) for n in (place.name, *place.names)}:
                    found.setdefault(key, []).append(place.id)
        return found

    def kept(self, identifier: str) -> Place | None:
        """Return a place of the tables in front of the compact index, ``None`` for any other."""
        return self._by_id.get(identifier)

    def by_id(self, identifier: str) -> Place | None:
        """Return the place of this identifier, ``None`` when unknown."""
        known = self._by_id.get(identifier)
        if known is not None or self._world is None:
            return known
        return next(iter(self._world.numbered([identifier])), None)

    def country(self, code: str) -> Place | None:
        """Return a country by its ISO 3166-1 alpha-2 code, ``None`` when unknown."""
        return self._countries.get(code.upper())

    def countries(self) -> tuple[Place, ...]:
        """Return all countries in order of their codes."""
        return tuple(self._countries[code] for code in sorted(self._countries))

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Return the codes of the countries that share a land border; empty when unknown."""
        return self._neighbours.get(code, ())

    def demonym_country(self, word: str) -> str | None:
        """Return the country that a demonym ("Chadian", "tchadienne") belongs to, ``None`` for any other word."""
        return self._demonyms.get(fold(word))

    def is_capital(self, identifier: str) -> bool:
        """Tell whether a place is the capital of a country."""
        return identifier in self._capitals

    def towns_in(self, bbox: BBox, limit: int) -> tuple[Place, ...]:
        """Return the ``limit`` largest towns inside ``(west, south, east, north)`` degrees, largest first."""
        west, south, east, north = bbox
        own = [
            p for p in self._by_id.values() if p.kind == "town" and west <= p.lon <= east and south <= p.lat <= north
        ]
        if self._world is not None:
            own += [p for p in self._world.towns_in(bbox, limit + len(self._by_id)) if p.id not in self._by_id]
        return tuple(sorted(own, key=lambda p: (-p.population, p.id))[:limit])


class _World:
    """Columns of the compact index; a name is found by binary search over sorted hashes."""

    def __init__(self, arrays: dict[str, np.ndarray[Any, Any]], parents: dict[str, str]) -> None:
        import numpy as np

        self._hashes = np.cumsum(arrays["steps"], dtype=np.uint32)
        self._rows = arrays["rows"]
        self._sounds = np.cumsum(arrays["sound_steps"], dtype=np.uint32)
        self._sound_rows = arrays["sound_rows"]
        self._lon, self._lat = arrays["lon"], arrays["lat"]
        self._people, self._country, self._region = arrays["people"], arrays["country"], arrays["region"]
        self._number = arrays["number"]
        self._towns = int(np.count_nonzero(self._number))  # towns come first, then districts without a number
        self._pool = arrays["pool"].tobytes()
        self._ends = np.cumsum(arrays["sizes"], dtype=np.int64)
        about = json.loads(arrays["about"].tobytes())
        self._countries: list[str] = about["countries"]
        self._parents = ["", *(parents.get(code, "") for code in about["regions"])]
        self._districts: list[str] = about["districts"]

    def named(self, key: str) -> Iterator[Place]:
        """Yield the places that bear the folded name ``key``."""
        for row in _rows_of(self._hashes, self._rows, key):
            names = self._names(row)
            if any(key in _keys(n) for n in names):  # two names may share a hash
                yield self.place(row, names)

    def numbered(self, identifiers: Iterable[str]) -> Iterator[Place]:
        """Yield the towns of these identifiers; unknown ones are left out."""
        import numpy as np

        parts = (identifier.partition(":") for identifier in identifiers)
        numbers = [int(n) for authority, _, n in parts if authority == "geonames" and n.isdecimal() and len(n) < 10]
        for row in np.isin(self._number[: self._towns], numbers).nonzero()[0].tolist():
            yield self.place(row)

    def sounding(self, key: str, country: str) -> Iterator[Place]:
        """Yield the places of a country that bear a name of the sound ``key``."""
        if country not in self._countries:
            return
        at = self._countries.index(country)
        for row in _rows_of(self._sounds, self._sound_rows, f"{country} {key}"):
            if self._country[row] == at:
                names = self._names(row)
                if any(key == sound(n) for n in names):  # two sounds may share a hash
                    yield self.place(row, names)

    def towns_in(self, bbox: BBox, limit: int) -> list[Place]:
        """Return the ``limit`` largest towns of a box."""
        west, south, east, north = (round(v * 1e5) for v in bbox)
        lon, lat = self._lon[: self._towns], self._lat[: self._towns]
        rows = ((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)).nonzero()[0]
        largest = sorted(rows.tolist(), key=lambda row: (-int(self._people[row]), row))[:limit]
        return [self.place(row) for row in largest]

    def _names(self, row: int) -> list[str]:
        begin = int(self._ends[row - 1]) if row else 0
        return self._pool[begin : int(self._ends[row])].decode().rstrip("\n").split("|")

    def place(self, row: int, names: Sequence[str] | None = None) -> Place:
        """Return the place of a row."""
        names = self._names(row) if names is None else names
        people = int(self._people[row])
        town = row < self._towns
        return Place(
            id=f"geonames:{self._number[row]}" if town else f"mapkit:adm2:{self._districts[row - self._towns]}",
            name=names[0],
            lon=int(self._lon[row]) / 1e5,
            lat=int(self._lat[row]) / 1e5,
            kind="town" if town else "district",
            radius_m=town_radius(people) if town else float(people),
            country=self._countries[self._country[row]],
            parent=self._parents[self._region[row]] or None,
            names=tuple(names[1:]),
            population=people if town else 0,
        )


def _rows_of(hashes: np.ndarray[Any, Any], rows: np.ndarray[Any, Any], key: str) -> Iterator[int]:
    """Yield the rows whose key has the hash of ``key``."""
    wanted = hashes.dtype.type(zlib.crc32(key.encode("utf-8", "surrogatepass")))
    at = int(hashes.searchsorted(wanted))
    while at < len(hashes) and hashes[at] == wanted:
        yield int(rows[at])
        at += 1


def town_radius(population: int) -> float:
    """Return how far (metres) from its point a town may reach: 2 km for a village, 15 km for a great city.

    The built-up area of towns grows about with the square root of their population; 1 km for 10 000 inhabitants
    per square root of ten fits both ends.
    """
    return float(round(min(15_000.0, max(2_000.0, 1_000.0 * math.sqrt(population / 5_000)))))


# ---------------------------------------------------------------------------------------------- the shipped tables
def open_world() -> TableGazetteer:
    """Open the shipped index with its hand-kept tables.

    Raises
    ------
    DataError
        When a shipped file is missing or unreadable.
    """
    import numpy as np

    try:
        with data_file("gazetteer", "world.npz").open("rb") as handle, np.load(handle, allow_pickle=False) as archive:
            arrays = {key: archive[key] for key in archive.files}
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        message = f"the shipped world index cannot be read: {error}"
        raise DataError(message, hint="Install mapkit again.", file="gazetteer/world.npz") from error
    regions = list(_rows("admin1.csv"))
    parents = {row["code"]: row["id"] for row in regions}
    countries = list(_rows("countries.csv"))
    demonyms: dict[str, str] = {}
    for row in countries:
        for word in _split(row["demonyms"]):
            for form in (word, f"{word}s", f"{word}es"):
                demonyms.setdefault(fold(form), row["alpha2"])
        for word in _split(row["demonyms_fr"]):
            for form in (word, f"{word}s", f"{word}e", f"{word}es", f"{word}ne", f"{word}nes", f"{word}ve"):
                demonyms.setdefault(fold(form), row["alpha2"])
    world = _World(arrays, parents)
    places = [
        *(_country(row) for row in countries),
        *(_region(row) for row in (*regions, *_rows("regions.csv"))),
        *(_supplement(row, parents) for row in _rows("supplement.csv")),
    ]
    return TableGazetteer(
        _respelled(places, world),
        name="world/2",
        licence="CC-BY-4.0",
        attribution="GeoNames, World Resources Institute and World Food Programme, CC BY 4.0",
        world=world,
        demonyms=demonyms,
        neighbours={row["alpha2"]: _split(row["neighbours"]) for row in countries},
        capitals=frozenset(f"geonames:{row['capital']}" for row in countries if row["capital"]),
    )


def _respelled(places: list[Place], world: _World) -> Iterator[Place]:
    """Yield the places, and those of the index that the table of spellings adds names to, with these names."""
    spellings = {row["id"]: _split(row["names"]) for row in _rows("spellings.csv")}
    own = {place.id for place in places}
    for place in (*places, *world.numbered(i for i in spellings if i not in own)):
        further = (name for name in spellings.get(place.id, ()) if name != place.name)
        yield replace(place, names=tuple(dict.fromkeys((*place.names, *further)))) if place.id in spellings else place


def _rows(file: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(data_file("gazetteer", file).read_text(encoding="utf-8")))


def _split(joined: str) -> tuple[str, ...]:
    return tuple(part for part in joined.split(";") if part)


def _country(row: dict[str, str]) -> Place:
    names = (row["name_fr"], *_split(row["aliases"]))
    return Place(
        id=f"geonames:{row['geonames']}",
        name=row["name"],
        lon=float(row["lon"] or 0),
        lat=float(row["lat"] or 0),
        kind="country",
        radius_m=float(row["radius_m"]),
        country=row["alpha2"],
        names=tuple(dict.fromkeys(n for n in names if n and n != row["name"])),
        population=int(row["population"] or 0),
    )


def _region(row: dict[str, str]) -> Place:
    return Place(
        id=row["id"],
        name=row["name"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        kind=cast("PlaceKind", row.get("kind") or "region"),
        radius_m=float(row["radius_m"]),
        country=row["country"] or None,
        names=_split(row["names"]),
        population=int(row.get("population") or 0),
    )


def _supplement(row: dict[str, str], parents: dict[str, str]) -> Place:
    return Place(
        id=row["id"],
        name=row["name"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        kind=cast("PlaceKind", row["kind"]),
        radius_m=float(row["radius_m"]),
        country=row["country"],
        parent=row["parent"] or parents.get(row["admin1"]),
        names=_split(row["names"]),
        population=int(row["population"] or 0),
    )


# ---------------------------------------------------------------------------------------------- a table of one's own
def read_table(path: str | PathLike[str]) -> TableGazetteer:
    """Read a CSV or TSV table of places; see :func:`mapkit.open_gazetteer`.

    Raises
    ------
    ReadError
        When the file cannot be read, lacks a column or holds a malformed row.
    """
    where = Path(path)
    try:
        text = where.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"the gazetteer {where} cannot be read: {error.strerror or error}"
        raise ReadError(message, hint="Check the path: a file is wanted, not a folder.", path=where) from error
    except UnicodeDecodeError as error:
        message = f"the gazetteer {where} cannot be read: {error}"
        raise ReadError(message, hint="Give a CSV or TSV file in UTF-8.", path=where) from error
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter="\t" if "\t" in head else ";" if ";" in head else ",")
    try:
        missing = {"name", "lat", "lon"} - set(reader.fieldnames or ())
        if missing:
            message = f"the gazetteer {where} lacks the column {', '.join(sorted(missing))}"
            raise ReadError(message, hint="The first line must name at least name, lat and lon.", path=where, line=1)
        places = [_own(row, where, reader.line_num) for row in reader]
    except csv.Error as error:
        message = f"{where}, line {reader.line_num + 1}: {error}"
        raise ReadError(message, hint="Correct or remove this row.", path=where, line=reader.line_num + 1) from error
    if not places:
        message = f"the gazetteer {where} holds no place"
        raise ReadError(message, hint="Give at least one row below the header.", path=where, line=1)
    return TableGazetteer(places, name=f"table/{where.name}", licence="as given", attribution=where.stem)


def _own(row: dict[str, Any], where: Path, line: int) -> Place:
    def fail(what: str) -> ReadError:
        message = f"{where}, line {line}: {what}"
        return ReadError(message, hint="Correct or remove this row.", path=where, line=line)

    def number(column: str, default: float | None, low: float, high: float) -> float:
        text = (row.get(column) or "").strip()
        if not text and default is not None:
            return default
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise fail(f"{column} is {text!r}, not a number from {low:g} to {high:g}")  # noqa: EM102  # the helper adds file and line
        return value

    name = (row.get("name") or "").strip()
    if not name:
        raise fail("the name is empty")
    kind = (row.get("kind") or "town").strip()
    if kind not in _KINDS:
        raise fail(f"kind is {kind!r}, not one of {', '.join(_KINDS)}")  # noqa: EM102  # the helper adds file and line
    country = (row.get("country") or "").strip().upper()
    if country and (len(country) != 2 or not country.isalpha()):
        raise fail(f"country is {country!r}, not a two-letter ISO 3166-1 code")  # noqa: EM102  # the helper adds file and line
    population = int(number("population", 0.0, 0, 1e10))
    lon, lat = number("lon", None, -180, 180), number("lat", None, -90, 90)
    return Place(
        id=(row.get("id") or "").strip() or f"table:{fold(name).replace(' ', '-')}@{lon:g},{lat:g}",
        name=name,
        lon=lon,
        lat=lat,
        kind=cast("PlaceKind", kind),
        radius_m=number("radius_m", town_radius(population), 1, 2e7),
        country=country or None,
        names=_split(row.get("names") or ""),
        population=population,
    )
