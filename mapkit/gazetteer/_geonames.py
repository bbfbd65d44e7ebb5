"""The index of a GeoNames dump: what is kept of its rows, and where they are found.

The index is one file::

    magic | rows: a line of text each, padded to 8 bytes | towns | low | at | starts | about: JSON | tail

A row is found through the CRC-32 of a key: ``starts`` says where the keys with the same upper 16 bits begin, ``low``
holds the lower 16 bits in order, ``at`` the eighth part of the row's offset. Keys are the folded names, ``#ID``, and
``#CODE`` for administrative divisions. The file is mapped into memory, so a look-up touches two or three pages of it.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import struct
import sys
import tempfile
import zipfile
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import IO, Any, NoReturn

from mapkit._text import fold
from mapkit.errors import ReadError
from mapkit.gazetteer.table import _keys, town_radius  # what is looked up must be what is stored
from mapkit.model.place import PlaceKind

BBox = tuple[float, float, float, float]
_COLUMNS = 19
_CELLS = 10  # of a row of the index
_MAGIC = b"mapkit geonames index\n\x00\x00"  # 24 bytes, so that rows begin at a multiple of 8
_FORMAT = 1  # raise it when rows, keys, or the choice of rows or names change
_TAIL = struct.Struct("<IIQ")  # CRC-32 of the JSON, its length, size of the file
_TOUCHES = 2_000  # accesses after which pages are let go; each may bring in 64 kB
_RUN = 1_000_000  # keys sorted at a time: 8 MB
_LATIN_NAMES, _OTHER_NAMES, _PER_SCRIPT = 12, 8, 3
# A name that English or French text can hold: Latin letters, a capital first.
_LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ſḀ-ỿ][A-Za-zÀ-ÖØ-öø-ſƀ-ɏḀ-ỿ'’.\- ]{2,40}$")
_CAMEL = re.compile(r"(?:^|(?<= ))[^ '’\-]+[A-ZÀ-ÖØ-Þ][^ '’\-]*(?= |$)")

# ---------------------------------------------------------------------------------------------- kinds
# Feature codes as in https://www.geonames.org/export/codes.html; a code not listed takes what its class says. A dump
# gives points without extents: except for towns, radii say the order of magnitude of such a thing.
_CLASSES: dict[str, tuple[PlaceKind, float]] = {
    "P": ("town", 0),  # town_radius
    "A": ("district", 20_000),
    "S": ("site", 2_000),
    "H": ("feature", 5_000),
    "L": ("feature", 5_000),
    "R": ("feature", 5_000),
    "T": ("feature", 3_000),
    "V": ("feature", 5_000),
    "": ("feature", 5_000),
}
_CODES: dict[str, tuple[PlaceKind, float]] = {
    # a quarter bears the names of persons and of other towns: as a site it goes behind every town of its name
    "P.PPLX": ("site", 2_000),
    # ground on which a town stood: news of a war name emptied and destroyed towns
    "P.PPLQ": ("site", 3_000),
    "P.PPLW": ("site", 3_000),
    **dict.fromkeys(("A.PCL", "A.PCLD", "A.PCLF", "A.PCLI", "A.PCLS"), ("country", 300_000)),
    **dict.fromkeys(("A.PCLIX", "A.TERR", "A.ADM1"), ("region", 100_000)),
    "A.ADM2": ("district", 30_000),
    "A.ADM4": ("district", 10_000),
    "A.ADM5": ("district", 5_000),
    "L.CONT": ("region", 2_500_000),
    **dict.fromkeys(("S.AIRB", "S.INSM", "L.MILB", "L.NVB"), ("base", 2_000)),
    "H.WLL": ("feature", 3_000),
    "H.OCN": ("feature", 3_000_000),
    "H.SEA": ("feature", 500_000),
    **dict.fromkeys(("H.GULF", "H.STRT"), ("feature", 100_000)),
    **dict.fromkeys(("H.STM", "H.STMI", "H.WAD", "H.LK", "H.LKI", "H.LKN"), ("feature", 20_000)),
    **dict.fromkeys(("L.RGN", "L.RGNE", "L.RGNH", "T.DSRT", "T.ERG"), ("feature", 100_000)),
    **dict.fromkeys(("T.MTS", "T.PLAT", "T.PLN", "V.FRST", "L.PRK"), ("feature", 30_000)),
}
# Former divisions and states, and populated places that no longer exist, would answer for what bears the name today.
# Graves, churches, schools, inns, shops and offices bear the names of people and firms, and are countless in a few
# countries alone: they would turn persons into places. A trailing Q ("abandoned", "ruined") is handled in _worth.
_PRIVATE = "BLDG,BLDO,CH,CMTY,CSNO,GHSE,HTL,LIBR,MALL,PO,RECG,REST,RSRT,SCH,SCHA,SCHC,SCHL,SCHM,SCHN,SCHT,THTR"
_LEFT_OUT = frozenset(
    {"A.PCLH", "P.PPLH", *(f"A.ADM{level}H" for level in "12345D"), *(f"S.{code}" for code in _PRIVATE.split(","))}
)
# What may belong to no country; recognition takes such names for known the world over.
_SHARED = frozenset("H.OCN H.SEA H.GULF H.STRT L.CONT L.RGN T.DSRT".split())  # noqa: SIM905  # reads better


def kind_of(code: str, population: int) -> tuple[PlaceKind, float]:
    """Return kind and radius (metres) of a feature code such as ``P.PPL``."""
    kind, radius = _CODES.get(code) or _CLASSES[code.partition(".")[0]]
    return kind, radius or town_radius(population)


def _worth(code: str) -> bool:
    """Tell whether rows of this feature code are kept; of undersea features (class U) nobody reports."""
    if code in _CODES:
        return True
    return code[:1] in _CLASSES and code not in _LEFT_OUT and not (code.endswith("Q") and len(code) > 4)


# ---------------------------------------------------------------------------------------------- reading a dump
@dataclass(slots=True)
class _Row:
    """What is kept of a row; ``division`` is the code of an administrative division ("ML.10", "ML.10.4"), or ""."""

    number: int
    name: str
    names: list[str]
    lon: str
    lat: str
    code: str
    country: str
    admin1: str
    division: str
    population: int
    changed: str


def is_dump(path: str | PathLike[str]) -> bool:
    """Tell by its beginning whether a file is a GeoNames dump; any zip archive is taken for one."""
    try:
        with Path(path).open("rb") as handle:
            head = handle.read(65_536)
    except OSError:
        return False
    return head.startswith(b"PK") or _looks_like_row(head.partition(b"\n")[0])


def _looks_like_row(line: bytes) -> bool:
    # a row cut short still is no header of a table: it shall be told what it lacks
    number, *others = line.removeprefix(b"\xef\xbb\xbf").split(b"\t")
    return number.isdigit() and len(others) > _COLUMNS // 2


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], str]]:
    """Open the table of a dump for reading, with the name to call it by in messages."""
    with path.open("rb") as handle:
        if handle.peek(2)[:2] != b"PK":
            yield handle, str(path)
            return
        with zipfile.ZipFile(handle) as archive:
            tables = []
            for member in archive.namelist():
                if not member.endswith("/"):
                    with archive.open(member) as part:
                        if _looks_like_row(part.readline(65_536)):
                            tables.append(member)
            if len(tables) != 1:
                found = f"several GeoNames tables ({', '.join(tables)})" if tables else "no GeoNames table"
                _refuse(path, f"{path} holds {found}", hint="Give an archive of one table, or the table itself.")
            with archive.open(tables[0]) as table:
                yield table, f"{path} ({tables[0]})"


def _refuse(path: Path, message: str, *, hint: str, line: int | None = None) -> NoReturn:
    raise ReadError(message, hint=hint, path=path, line=line)


def _read(path: Path) -> Iterator[_Row]:
    """Yield the rows of a dump that are worth keeping, and check them all."""
    line = 0
    try:
        with _opened(path) as (table, shown):
            for line, raw in enumerate(table, 1):  # the message below tells it
                try:
                    text = raw.decode("utf-8-sig" if line == 1 else "utf-8").rstrip("\r\n")
                    row = _parse(text) if text else None
                except ValueError as error:
                    what = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
                    _refuse(
                        path,
                        f"{shown}, line {line}: {what}",
                        hint="Download the dump again; a table of your own needs a header with name, lat and lon.",
                        line=line,
                    )
                if row is not None:
                    yield row
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        message = f"{path} cannot be read after line {line}: {error}"
        _refuse(path, message, hint="Download the archive again: it is cut off, damaged or encrypted.", line=line)


def _parse(text: str) -> _Row | None:
    """Return the row of a line, ``None`` when it is not kept; a ValueError tells what is wrong."""
    cells = text.split("\t")
    if len(cells) != _COLUMNS:
        message = f"{len(cells)} columns separated by tabs, not {_COLUMNS}"
        raise ValueError(message)
    number, name, plain, alternates, lat, lon, kind, code, country, others, one, two = cells[:12]
    if not (number.isdecimal() and number.isascii()):
        message = f"the geonameid is {number!r}, not a number"
        raise ValueError(message)
    for what, value, limit in (("latitude", lat, 90), ("longitude", lon, 180)):
        _check_degrees(what, value, limit)
    people = cells[14] or "0"
    if not (people.isdecimal() and people.isascii()):
        message = f"the population is {people!r}, not a number"
        raise ValueError(message)
    if country and not (len(country) == 2 and country.isalpha()):
        message = f"the country is {country!r}, not a two-letter ISO 3166-1 code"
        raise ValueError(message)
    if not name.strip():
        raise ValueError("the name is empty")
    full = f"{kind}.{code}" if kind else ""
    if not _worth(full):
        return None
    if not country and full not in _SHARED:
        # of the countries that share a river the first named is taken
        country = others.partition(",")[0].strip()
        if not country:
            return None
    code_of = {"A.ADM1": [country, one], "A.ADM2": [country, one, two]}.get(full, [""])
    return _Row(
        number=int(number),
        name=name,
        names=_names(name, plain, alternates),
        lon=lon,
        lat=lat,
        code=full,
        country=country.upper(),
        admin1=one,
        division=".".join(code_of) if all(code_of) else "",
        population=0 if full in ("P.PPLQ", "P.PPLW") else int(people),
        changed=cells[18],
    )


def _check_degrees(what: str, value: str, limit: int) -> None:
    try:
        good = abs(float(value)) <= limit
    except ValueError:
        good = False
    if not good:
        message = f"the {what} is {value!r}, not a number from {-limit} to {limit}"
        raise ValueError(message)


def _names(name: str, plain: str, alternates: str) -> list[str]:
    """Return the alternate names worth keeping: Latin ones written as names, and some of other scripts.

    A row may bear two hundred, with airport codes and respellings among them; the shortest Latin ones are kept, as in
    the index that mapkit ships.
    """
    if not alternates and plain in (name, ""):
        return []
    seen = {fold(name)}
    kept: list[str] = []
    if plain and "," not in plain and fold(plain) not in seen:
        seen.add(fold(plain))
        kept.append(plain)
    latin, others, scripts = 0, 0, dict[int, int]()
    given = alternates.split(",") if alternates else []
    for alternate in sorted(given, key=lambda n: (len(n), n)):
        if not _LATIN.match(alternate):
            script = ord(alternate[0]) >> 8 if alternate else 0  # blocks of 256 code points are near enough to scripts
            few = others < _OTHER_NAMES and scripts.get(script, 0) < _PER_SCRIPT
            if few and script > 2 and script != 0x1E and len(alternate) <= 40:  # 0x1E is Latin again
                key = fold(alternate)
                if key and key not in seen:
                    seen.add(key)
                    kept.append(alternate)
                    others += 1
                    scripts[script] = scripts.get(script, 0) + 1
            continue
        if latin == _LATIN_NAMES or alternate.isupper() or alternate[-1] in "'’-." or _CAMEL.search(alternate):
            continue
        key = fold(alternate)
        if len(key) > 3 and key not in seen:
            seen.add(key)
            kept.append(alternate)
            latin += 1
    return kept


# ---------------------------------------------------------------------------------------------- building the index
def stamp_of(path: Path) -> dict[str, Any]:
    """Return what an index must agree with: the dump as it is, and how names are folded."""
    facts = path.stat()
    probe = repr([_keys(n) for n in ("Al-Fāshir", "Aguel’hoc", "Deir-ez-Zor", "St. Œuf / Łódź", "كيدال", "As Ela")])
    return {
        "format": _FORMAT,
        "folding": zlib.crc32(probe.encode()),
        "byteorder": sys.byteorder,
        "size": facts.st_size,
        "mtime_ns": facts.st_mtime_ns,
    }


def homes(path: Path) -> tuple[Path, Path]:
    """Return where the index may lie: beside the dump, else in the user's cache folder."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    which = sha256(str(path.resolve()).encode()).hexdigest()[:12]
    return (
        path.with_name(f"{path.name}.mapkit-index"),
        Path(cache) / "mapkit" / f"{path.name}-{which}.mapkit-index",
    )


def _scratch(path: Path) -> tuple[AbstractContextManager[str], Path]:
    """Return a folder to build in, gone when left, beside the first home that can be written."""
    reasons = []
    for home in homes(path):
        try:
            home.parent.mkdir(parents=True, exist_ok=True)
            return tempfile.TemporaryDirectory(dir=home.parent, prefix=f".{home.name}-"), home
        except OSError as error:
            reasons.append(str(error))
    _refuse(
        path,
        f"the index of {path} can be written nowhere: {'; '.join(reasons)}",
        hint="Make the folder of the dump writable, or set XDG_CACHE_HOME to a folder that is.",
    )


def build(path: Path) -> Index:
    """Read a dump into an index; it appears under its name only when it is whole."""
    stamp = stamp_of(path)
    folder, home = _scratch(path)
    with folder as name:
        made = Path(name) / "index"
        try:
            with made.open("wb") as out, (Path(name) / "spill").open("w+b") as spill:
                _write(path, out, spill, stamp)
        except OSError as error:
            message = f"the index of {path} cannot be written to {home.parent}: {error}"
            _refuse(path, message, hint="Free about as much space as the unpacked dump takes, twice.")
        if stamp_of(path) != stamp:
            _refuse(path, f"{path} changed while it was read", hint="Wait until it is complete and open it again.")
        # A system that does not rename onto an open file has the index of another process there: as good as this one.
        with suppress(PermissionError):
            made.replace(home)
        index = Index.open(home, stamp)
    if index is None:
        _refuse(path, f"the index {home} cannot be used", hint="Delete it and open the dump again.")
    return index


def _write(path: Path, out: IO[bytes], spill: IO[bytes], stamp: dict[str, Any]) -> None:
    import numpy as np

    keys = _Sorter(spill)
    town = np.dtype([("people", "u4"), ("lon", "i4"), ("lat", "i4"), ("at", "u4")])
    towns = array("I")
    newest, at = "", len(_MAGIC) // 8
    out.write(_MAGIC)
    for row in _read(path):
        line = "\t".join(
            (
                str(row.number),
                row.name,
                row.lon,
                row.lat,
                row.code,
                row.country,
                row.admin1,
                str(row.population),
                row.division,
                ",".join(row.names),
            )
        ).encode()
        for key in dict.fromkeys(chain.from_iterable(_keys(n) for n in (row.name, *row.names))):
            keys.add(key, at)
        keys.add(f"#{row.number}", at)
        if row.division:
            keys.add(f"#{row.division}", at)
        if row.code.startswith("P.") and kind_of(row.code, 0)[0] == "town":
            lon, lat = round(float(row.lon) * 1e6), round(float(row.lat) * 1e6)
            towns.extend((min(row.population, 2**32 - 1), lon % 2**32, lat % 2**32, at))
        size = -(-(len(line) + 1) // 8)
        out.write(line.ljust(8 * size, b"\n"))
        at += size
        newest = max(newest, row.changed)
    if not at < 2**32:
        _refuse(path, f"{path} is too large for an index", hint="Open the files of single countries.")
    sections = {"rows": (len(_MAGIC), out.tell())}
    largest = np.frombuffer(towns, town)
    order = np.argsort(-largest["people"].astype(np.int64), kind="stable") if len(largest) else slice(0)
    for column in ("lon", "lat", "at"):
        begin = out.tell()
        out.write(np.ascontiguousarray(largest[column][order]).tobytes())
        sections[f"town_{column}"] = (begin, out.tell())
    del towns, largest, order
    starts = np.zeros(2**16 + 1, np.uint32)
    spilled = keys.finish()
    lengths = {"low": 2, "at": 4}
    begin = out.tell()
    total = 0
    # two passes over the sorted keys would read them twice: the rows' offsets wait in a file of their own
    with tempfile.TemporaryFile(dir=Path(out.name).parent) as ats:
        for part in spilled:
            starts[1:] += np.bincount((part >> np.uint64(48)).astype(np.int64), minlength=2**16).astype(np.uint32)
            out.write((part >> np.uint64(32)).astype(np.uint16).tobytes())
            ats.write(part.astype(np.uint32).tobytes())
            total += len(part)
        sections["low"] = (begin, begin + lengths["low"] * total)
        sections["at"] = (sections["low"][1], sections["low"][1] + lengths["at"] * total)
        ats.seek(0)
        while block := ats.read(1 << 20):
            out.write(block)
    begin = out.tell()
    out.write(np.cumsum(starts, dtype=np.uint32).tobytes())
    sections["starts"] = (begin, out.tell())
    about = json.dumps({"stamp": stamp, "sections": sections, "newest": newest}).encode()
    out.write(about)
    out.write(_TAIL.pack(zlib.crc32(about), len(about), out.tell() + _TAIL.size))


class _Sorter:
    """Sorts more keys than memory should hold: sorted runs go to a file and are merged by their upper byte."""

    def __init__(self, spill: IO[bytes]) -> None:
        self._spill = spill
        self._run = array("Q")
        self._bounds: list[Any] = []

    def add(self, key: str, at: int) -> None:
        self._run.append(zlib.crc32(key.encode("utf-8", "surrogatepass")) << 32 | at)
        if len(self._run) == _RUN:
            self._put_down()

    def _put_down(self) -> None:
        import numpy as np

        run = np.sort(np.frombuffer(self._run, np.uint64))
        edges = np.arange(256, dtype=np.uint64) << np.uint64(56)
        first = self._spill.tell() // 8
        self._bounds.append(np.append(run.searchsorted(edges), len(run)) + first)
        self._spill.write(run.tobytes())
        self._run = array("Q")

    def finish(self) -> Iterator[Any]:
        """Yield the keys in order, in 256 parts."""
        import numpy as np

        self._put_down()
        for upper in range(256):
            parts = []
            for bounds in self._bounds:
                begin, end = int(bounds[upper]), int(bounds[upper + 1])
                self._spill.seek(8 * begin)
                parts.append(np.frombuffer(self._spill.read(8 * (end - begin)), np.uint64))
            yield np.unique(np.concatenate(parts))


# ---------------------------------------------------------------------------------------------- the index
class Index:
    """An index on disk, mapped into memory."""

    def __init__(self, home: Path, data: mmap.mmap, about: dict[str, Any]) -> None:
        self._home = home
        self._data = data
        self._touched = 0
        view = memoryview(data)
        cut = {name: view[begin:end] for name, (begin, end) in about["sections"].items()}
        self._starts, self._at = cut["starts"].cast("I"), cut["at"].cast("I")
        self._low = cut["low"].cast("H")
        self._towns = [cut["town_lon"].cast("i"), cut["town_lat"].cast("i"), cut["town_at"].cast("I")]
        self.newest: str = about["newest"]

    @classmethod
    def open(cls, home: Path, stamp: dict[str, Any]) -> Index | None:
        """Return the index of a file, ``None`` when it is missing, damaged or not of this dump."""
        try:
            with home.open("rb") as handle:
                data = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            return None
        try:
            checksum, length, size = _TAIL.unpack(data[-_TAIL.size :])
            written = data[len(data) - _TAIL.size - length : len(data) - _TAIL.size]
            whole = data[: len(_MAGIC)] == _MAGIC and size == len(data) and zlib.crc32(written) == checksum
            about = json.loads(written) if whole else {}
            if about.get("stamp") == stamp:
                return cls(home, data, about)
        except (struct.error, ValueError, TypeError, KeyError):
            pass
        data.close()
        return None

    def under(self, key: str) -> Iterator[list[str]]:
        """Yield the rows under the checksum of ``key``: those of the key, rarely others beside them."""
        self._spare()
        checksum = zlib.crc32(key.encode("utf-8", "surrogatepass"))
        first, end = self._starts[checksum >> 16], self._starts[(checksum >> 16) + 1]
        wanted = checksum & 0xFFFF
        first = bisect_left(self._low, wanted, first, end)
        while first < end and self._low[first] == wanted:
            yield self.row(self._at[first])
            first += 1

    def row(self, at: int) -> list[str]:
        """Return the cells of the row at ``8 * at`` bytes."""
        self._spare()
        begin = 8 * at
        cells = self._data[begin : self._data.find(b"\n", begin)].decode(errors="replace").split("\t")
        if len(cells) != _CELLS:
            _refuse(self._home, f"the index {self._home} is damaged", hint="Delete it and open the dump again.")
        return cells

    def _spare(self) -> None:
        """Let go of the pages seen, now and then: the system keeps them, and a process does not swell to the index."""
        self._touched += 1
        if self._touched % _TOUCHES == 0 and hasattr(mmap, "MADV_DONTNEED"):
            self._data.madvise(mmap.MADV_DONTNEED)

    def towns_in(self, bbox: BBox, limit: int) -> Iterator[list[str]]:
        """Yield the ``limit`` most populous towns of a box."""
        import numpy as np

        west, south, east, north = (round(v * 1e6) for v in bbox)
        lon, lat, at = (np.frombuffer(column, column.format) for column in self._towns)
        step = 100_000
        for begin in range(0, len(at), step):
            x, y = lon[begin : begin + step], lat[begin : begin + step]
            for found in ((x >= west) & (x <= east) & (y >= south) & (y <= north)).nonzero()[0].tolist():
                if limit <= 0:
                    return
                limit -= 1
                yield self.row(int(at[begin + found]))
