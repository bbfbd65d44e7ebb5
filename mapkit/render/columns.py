"""A large table of events as columns that a browser unpacks in a moment: about a byte an event.

Events are sorted by how long the interval of their date is, then by its first day, then along a Morton curve, so that
a window of time is a few runs of rows and neighbours in the file are neighbours on the ground. Places that repeat stand
in a dictionary. What is read one event at a time (names, sentences, sources) lies in blocks that are unpacked when
somebody opens them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

MISSING = np.iinfo(np.int64).min
"""Day of an event whose date is not known."""
NAMED = 12
"""Categories that keep their name; rarer ones become "other"."""
COARSEST = 50.0
"""Metres at the equator; a box in which 16 bits would be coarser gets 24."""
ROWS = 2048
"""Events in one block of attributes."""
EARTH = 40_075_017.0
"""Metres round the equator: the width of the Mercator square."""
HIGHEST = 85.05112878
"""Degrees; the latitude at which the Mercator square ends. Nearer the poles an event is drawn at the edge."""
TAIL = 0.002
"""Share of the events on either side that may lie outside what the page shows first, when they lie far off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One attribute of the events: ``texts[codes[row]]``; a code of -1 is an empty cell."""

    name: str
    codes: Array
    texts: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Events as columns of equal length.

    Attributes
    ----------
    lon, lat
        Degrees, EPSG:4326; NaN where the place is not known.
    first, last
        Days since 1970-01-01, both included, between which the event can have happened; :data:`MISSING` is open.
    unsure
        Whether the event is less than certain whatever the day: claimed, planned, denied, dated roughly.
    category
        What gives the colour.
    fields
        Everything else that a reader can open.
    """

    lon: Array
    lat: Array
    first: Array
    last: Array
    unsure: Array
    category: Field
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What a page carries: a header for JSON, and blocks of base64."""

    header: dict[str, Any]
    events: str
    words: str
    blocks: str
    points: tuple[tuple[float, float], ...]
    """Longitude and latitude of up to 1,000 of the places, for choosing the country that the base map stresses."""


def pack(table: Table) -> Packed:
    """Return a table of events packed for the page.

    Every row is kept: those without place or day come last, where the page lists them.
    """
    drawn = np.isfinite(table.lon) & np.isfinite(table.lat) & (table.first != MISSING) & (table.last != MISSING)
    rows, rest = np.flatnonzero(drawn), np.flatnonzero(~drawn)
    category, names, other = ranked(table.category)
    lon, lat = unwrapped(table.lon[rows]), table.lat[rows]
    box_view, some = view(lon, lat), slice(None, None, max(1, len(rows) // 1000))
    points = tuple(zip(lon[some].tolist(), lat[some].tolist(), strict=True))
    x, y = mercator(lon, lat)
    box, bits = _grid(x, y)
    x, y = _steps(x, box[0], box[2]), _steps(y, box[1], box[3])
    curve, site = np.unique(morton(x, y), return_inverse=True)
    first, length = table.first[rows], table.last[rows] - table.first[rows]
    low = int(first.min()) if len(rows) else 0
    reach = np.frexp(length.astype("f8"))[1].astype("i8")  # 0 for an exact day, k for less than 2**k days

    order = _order(reach, first - low, site, category[rows])
    rows, site, first, length, reach = rows[order], site[order], first[order], length[order], reach[order]
    begins = np.flatnonzero(np.diff(reach, prepend=-1) | np.diff(first, prepend=low - 1)) if len(rows) else rows
    counts = np.diff(np.append(begins, len(rows)))
    days = first[begins] - low
    classes = _classes(reach, length, begins)
    steps = np.diff(days, prepend=0)
    heads = np.cumsum([0, *(groups for groups, _, _ in classes)])[:-1]
    steps[heads] = days[heads]

    shared = len(curve) * 2 <= len(rows)
    where = [] if shared else [*planes(x[order], bits // 8), *planes(y[order], bits // 8)]
    if shared:
        step = np.diff(site, prepend=0)
        step[begins] = site[begins]
        width = _width(int(step.max()) if len(step) else 0)
        atx, aty = unmorton(curve)
        where = [*planes(atx, bits // 8), *planes(aty, bits // 8), *planes(step, width)]
    kinds = category | (table.unsure.astype("u1") << 7)
    vague = length[reach > 0]
    body = [*planes(steps, 3), *planes(counts, 4), *where, *planes(vague, 3), *planes(kinds[np.append(rows, rest)], 1)]

    fields, words, blocks, ends = _attributes(table, rows, rest, site if shared else None, category, len(curve))
    header: dict[str, Any] = {
        "count": len(rows),
        "rest": len(rest),
        "unplaced": int((~(np.isfinite(table.lon) & np.isfinite(table.lat))).sum()),
        "undated": int(((table.first == MISSING) | (table.last == MISSING)).sum()),
        "unsure": int(table.unsure[rows].sum()),
        "low": low,
        "days": int((first + length).max()) - low + 1 if len(rows) else 0,
        "range": _range(first, length) if len(rows) else None,
        "view": box_view,
        "categories": names,
        "other": other,
        "bits": bits,
        "box": box,
        "sites": len(curve) if shared else 0,
        "width": width if shared else 0,
        "classes": classes,
        "fields": fields,
        "rows": ROWS,
        "ends": ends,
    }
    events = _deflated(body)
    header["digest"] = hashlib.sha256(f"{events}\n{words}\n{blocks}".encode("ascii")).hexdigest()[:16]
    return Packed(header=header, events=events, words=words, blocks=blocks, points=points)


def ranked(field: Field) -> tuple[Array, list[str | None], bool]:
    """Return categories numbered by frequency, their names, and whether the last one stands for several rarer ones.

    An empty cell is a category without name (``None``). Names break ties, so that equal data give equal numbers.
    """
    counts = np.bincount(field.codes + 1, minlength=len(field.texts) + 1)
    names: list[str | None] = [None, *field.texts]
    used = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-int(counts[code]), names[code] or ""))
    kept = used if len(used) <= NAMED + 1 else used[:NAMED]
    number = np.full(len(names), len(kept), dtype="u1")
    number[kept] = np.arange(len(kept))
    return number[field.codes + 1], [names[code] for code in kept], len(kept) < len(used)


def unwrapped(lon: Array) -> Array:
    """Return longitudes on one side: where they lie round the antimeridian, the western ones become more than 180."""
    if not len(lon) or np.ptp(lon) <= 180:
        return lon
    known = np.unique(np.rint(lon * 10) / 10)
    gap = int(np.argmax(np.diff(known)))
    span = known[gap] + 360 - known[gap + 1]
    return lon if span > 180 else np.where(lon < known[gap] + 0.06, lon + 360, lon)


def mercator(lon: Array, lat: Array) -> tuple[Array, Array]:
    """Return degrees as places in the unit square of the spherical Mercator projection, y pointing south."""
    bent = np.radians(np.clip(lat, -HIGHEST, HIGHEST))
    return (lon + 180) / 360, 0.5 - np.arcsinh(np.tan(bent)) / (2 * np.pi)


def morton(x: Array, y: Array) -> Array:
    """Return whole numbers below 2**24 with their bits interleaved, so that near places have near numbers."""

    def spread(value: Array) -> Array:
        wide = value.astype("u8")
        for shift, keep in ((16, 0x0000_FFFF_0000_FFFF), (8, 0x00FF_00FF_00FF_00FF), (4, 0x0F0F_0F0F_0F0F_0F0F),
                            (2, 0x3333_3333_3333_3333), (1, 0x5555_5555_5555_5555)):  # fmt: skip
            wide = (wide | (wide << np.uint64(shift))) & np.uint64(keep)
        return wide

    mixed: Array = spread(x) | (spread(y) << np.uint64(1))
    return mixed


def unmorton(mixed: Array) -> tuple[Array, Array]:
    """Return the two numbers that :func:`morton` interleaved."""

    def gather(wide: Array) -> Array:
        wide = wide & np.uint64(0x5555_5555_5555_5555)
        for shift, keep in ((1, 0x3333_3333_3333_3333), (2, 0x0F0F_0F0F_0F0F_0F0F), (4, 0x00FF_00FF_00FF_00FF),
                            (8, 0x0000_FFFF_0000_FFFF), (16, 0x0000_0000_FFFF_FFFF)):  # fmt: skip
            wide = (wide | (wide >> np.uint64(shift))) & np.uint64(keep)
        return wide

    return gather(mixed), gather(mixed >> np.uint64(1))


def planes(values: Array, width: int) -> list[bytes]:
    """Return whole numbers as ``width`` runs of bytes, the lowest bytes first: equal high bytes deflate to nothing."""
    return [((values >> (8 * k)) & 255).astype("u1").tobytes() for k in range(width)] if len(values) else []


def view(lon: Array, lat: Array) -> list[float]:
    """Return west, south, east, north of what the page shows first; a few rows far from all others do not count."""
    if not len(lon):
        return [-150.0, -55.0, 160.0, 70.0]
    west, east = _core(lon)
    south, north = _core(lat)
    return [round(value, 4) for value in (west, south, east, north)]


def _core(values: Array) -> tuple[float, float]:
    """Return the lowest and highest value, without the tails where those would take most of the span."""
    low, high = float(values.min()), float(values.max())
    a, b = np.quantile(values, [TAIL, 1 - TAIL])
    return (low, high) if high - low <= 2 * (b - a) or a == b else (float(a), float(b))


def _range(first: Array, length: Array) -> list[int]:
    """Return the first and last day of the time bar: all days, unless a few lie far from all others."""
    last = first + length
    a, b = (int(day) for day in np.quantile(first, [TAIL, 1 - TAIL], method="nearest"))
    margin = 366 + (b - a) // 2
    low, high = int(first.min()), int(last.max())
    low = low if low >= a - 4 * margin else int(first[first >= a - margin].min())
    return [low, high if high <= b + 4 * margin else int(last[last <= b + margin].max())]


def _grid(x: Array, y: Array) -> tuple[list[float], int]:
    """Return origin and step of the grid of positions, and its bits."""
    if not len(x):
        return [0.0, 0.0, 1.0, 1.0], 16
    wide, high = float(np.ptp(x)), float(np.ptp(y))
    bits = 24 if max(wide, high) * EARTH / 65535 > COARSEST else 16
    top = 2**bits - 1
    return [float(x.min()), float(y.min()), wide / top or 1.0, high / top or 1.0], bits


def _steps(values: Array, origin: float, step: float) -> Array:
    steps: Array = np.rint((values - origin) / step).astype("i8")
    return steps


def _order(reach: Array, day: Array, site: Array, category: Array) -> Array:
    """Return the order of the rows: by class of interval, day, place and category; equal rows keep theirs."""
    if not len(day):
        return np.zeros(0, dtype="i8")
    key = reach.astype("u8")
    for column in (day, site, category):
        key = key * np.uint64(int(column.max()) + 1) + column.astype("u8")
    return np.argsort(key, kind="stable")


def _classes(reach: Array, length: Array, begins: Array) -> list[list[int]]:
    """Return for each class of intervals how many days have events, how many events there are, and the longest."""
    found = []
    for kind in np.unique(reach).tolist():
        inside = reach == kind
        found.append([int((reach[begins] == kind).sum()), int(inside.sum()), int(length[inside].max())])
    return found


def _width(largest: int) -> int:
    """Return how many bytes a whole number needs."""
    return max(1, (largest.bit_length() + 7) // 8)


def _attributes(
    table: Table, rows: Array, rest: Array, site: Array | None, category: Array, sites: int
) -> tuple[list[dict[str, Any]], str, str, list[int]]:
    """Return the description of the fields, their words, their blocks, and where each block ends.

    A field that the place or the category decides is written once for each of those.
    """
    described: list[dict[str, Any]] = []
    own: list[tuple[Field, int]] = []  # what is written row by row, with its bytes; 0 bytes is text
    every: list[tuple[Field, int]] = []  # the same for the rows that are on no map
    words: dict[str, Any] = {}
    for field in (*table.fields, *_days_of_rest(table, rest)):
        text = len(field.texts) * 2 > max(len(rows) + len(rest), 64)
        width = 0 if text else _width(len(field.texts))
        by, decided = "row", None
        if not text:
            words[field.name] = {"values": list(field.texts)}
            codes = field.codes[rows]
            for name, key, size in (("category", category[rows], 256), ("site", site, sites)):
                if key is not None and decided is None and (decided := _decided(codes, key, size)) is not None:
                    by = name
                    words[field.name][name] = decided.tolist()
        if by == "row":
            own.append((field, width))
        every.append((field, width))
        described.append({"name": field.name, "width": width, "by": by})
    blocks, ends, end = [], [], 0
    for chosen, columns in ((rows, own), (rest, every)):
        for begin in range(0, len(chosen), ROWS):
            parts = _block(chosen[begin : begin + ROWS], columns)
            blocks.append(_deflated(parts, text=any(not width for _, width in columns)))
            end += len(blocks[-1])
            ends.append(end)
    packed = _deflated([json.dumps(words, separators=(",", ":")).encode("ascii")], text=True)
    return described, packed, "".join(blocks), ends


def _days_of_rest(table: Table, rest: Array) -> Iterable[Field]:
    """Yield the bounds of the rows that are on no map, which the page has no other place for."""
    for name, days in (("earliest", table.first), ("latest", table.last)):
        known = rest[days[rest] != MISSING]
        if not len(known):
            continue
        distinct, inverse = np.unique(days[known], return_inverse=True)
        codes = np.full(len(days), -1)
        codes[known] = inverse
        yield Field(name=name, codes=codes, texts=[str(day) for day in distinct.astype("M8[D]")])


def _decided(codes: Array, key: Array, size: int) -> Array | None:
    """Return the code that goes with each ``key``; ``None`` when a key goes with several."""
    found = np.full(size, -1, dtype="i8")
    found[key] = codes
    return found if bool((found[key] == codes).all()) else None


def _block(rows: Array, columns: Sequence[tuple[Field, int]]) -> list[bytes]:
    """Return some rows: codes (0 is empty) as byte planes, texts as their length in bytes and texts parted by NUL."""
    parts: list[bytes] = []
    for field, width in columns:
        codes = field.codes[rows]
        if width:
            parts.extend(planes(codes + 1, width))
            continue
        texts = ["" if code < 0 else field.texts[code] for code in codes.tolist()]
        joined = "\0".join(texts)
        if joined.count("\0") >= len(texts):
            joined = "\0".join(text.replace("\0", " ") for text in texts)
        written = joined.encode("utf-8", "replace")
        parts += [len(written).to_bytes(4, "little"), written]
    return parts


def _deflated(parts: Iterable[bytes], *, text: bool = False) -> str:
    """Return parts deflated one after the other, each with a code of its own, in base64."""
    strategy = zlib.Z_DEFAULT_STRATEGY if text else zlib.Z_FILTERED  # codes repeat by chance: matches do not pay
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, 9, strategy)
    packed = b"".join(packer.compress(part) + packer.flush(zlib.Z_PARTIAL_FLUSH) for part in parts)
    return base64.b64encode(packed + packer.flush()).decode("ascii")
