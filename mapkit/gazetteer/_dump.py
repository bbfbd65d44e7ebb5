"""The rows of a GeoNames dump: how they are read and checked, what each stands for, which are kept."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import IO

from mapkit._text import fold
from mapkit.errors import ReadError
from mapkit.gazetteer.table import town_radius
from mapkit.model.place import PlaceKind

_COLUMNS = 19
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
class DumpRow:
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
                raise refusal(path, f"{path} holds {found}", hint="Give an archive of one table, or the table itself.")
            with archive.open(tables[0]) as table:
                yield table, f"{path} ({tables[0]})"


def refusal(path: Path, message: str, *, hint: str, line: int | None = None) -> ReadError:
    """Return the error that names file, line and remedy."""
    return ReadError(message, hint=hint, path=path, line=line)


def read_rows(path: Path) -> Iterator[DumpRow]:
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
                    raise refusal(
                        path,
                        f"{shown}, line {line}: {what}",
                        hint="Download the dump again; a table of your own needs a header with name, lat and lon.",
                        line=line,
                    ) from error
                if row is not None:
                    yield row
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        message = f"{path} cannot be read after line {line}: {error}"
        hint = "Download the archive again: it is cut off, damaged or encrypted."
        raise refusal(path, message, hint=hint, line=line) from error


def _parse(text: str) -> DumpRow | None:
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
    return DumpRow(
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
