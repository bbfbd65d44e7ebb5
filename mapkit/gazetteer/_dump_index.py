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
import struct
import sys
import tempfile
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import IO, Any

from mapkit.gazetteer._dump import kind_of, read_rows, refusal
from mapkit.gazetteer.table import _keys  # what is looked up must be what is stored

BBox = tuple[float, float, float, float]
_CELLS = 10  # of a row of the index
_MAGIC = b"mapkit geonames index\n\x00\x00"  # 24 bytes, so that rows begin at a multiple of 8
_FORMAT = 1  # raise it when rows, keys, or the choice of rows or names change
_TAIL = struct.Struct("<IIQ")  # CRC-32 of the JSON, its length, size of the file
_TOUCHES = 2_000  # accesses after which pages are let go; each may bring in 64 kB
_RUN = 1_000_000  # keys sorted at a time: 8 MB


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
    raise refusal(
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
            raise refusal(path, message, hint="Free about as much space as the unpacked dump takes, twice.") from error
        if stamp_of(path) != stamp:
            hint = "Wait until it is complete and open it again."
            raise refusal(path, f"{path} changed while it was read", hint=hint)
        # A system that does not rename onto an open file has the index of another process there: as good as this one.
        with suppress(PermissionError):
            made.replace(home)
        index = Index.open(home, stamp)
    if index is None:
        raise refusal(path, f"the index {home} cannot be used", hint="Delete it and open the dump again.")
    return index


def _write(path: Path, out: IO[bytes], spill: IO[bytes], stamp: dict[str, Any]) -> None:
    import numpy as np

    keys = _Sorter(spill)
    town = np.dtype([("people", "u4"), ("lon", "i4"), ("lat", "i4"), ("at", "u4")])
    towns = array("I")
    newest, at = "", len(_MAGIC) // 8
    out.write(_MAGIC)
    for row in read_rows(path):
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
        raise refusal(path, f"{path} is too large for an index", hint="Open the files of single countries.")
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
            raise refusal(self._home, f"the index {self._home} is damaged", hint="Delete it and open the dump again.")
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
