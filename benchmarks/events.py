"""Events merged across articles: what 100 to 10,000 articles cost, and how right the events are.

``python benchmarks/events.py`` builds collections of 100, 1,000 and 10,000 invented articles of some 2,000 characters,
each in a process of its own on one core: ``varied`` is about many towns of six wars over twelve years, ``dense`` about
one town in one month, the worst case of everything that compares, ``long`` is one article of 15, 60 and 245 kB. It
prints articles a second, by how much the time of twice as much text exceeds twice the time (1.00: it does not), events,
issues, and the peak of resident memory. Machines differ: judge by the ratios.

``--gold FILE.jsonl --articles FOLDER`` scores the events of annotated articles as well, one article at a time, beside
``keyword_coder``: a list of words for each kind, the town named nearest and the last date written, in forty lines of
this file; it is what a newsroom writes in an afternoon, and a program of this size should beat it clearly. The files
hold one object a line: ``id`` (the article is FOLDER/id.txt), ``pub_date`` and ``events`` with ``tier``, ``type``,
``place``, ``lat``, ``lon``, ``country``, ``precision``, ``date_start``, ``date_end``.

How it is scored: an event is right when its kind is that of the annotated one, its place within 50 km (150 of a
province, 400 of a region, 500 of a country) or of the same name, and its days overlap within two days either side. One
event answers one annotated one. Only the tier ``core`` must be found; what fits any other tier counts neither way,
nor does what ended more than ten years before the article.

How the articles are made (:func:`articles`, a fixed seed): an occurrence is a kind, a town, a day, one or two parties
of that town's war and numbers. An article tells one to three occurrences of one war in sentences drawn from templates
in English or French, and ten to sixteen sentences of background put together from word lists. Two articles in five tell
an occurrence that another has told, one in twenty is another article with its last sentence changed, and one sentence
in ten dates its occurrence with no more than "in recent days".
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from measure import f1, peak_mb

SIZES = (100, 1000, 10000)
LENGTHS = (8, 32, 128)  # texts of some 2,000 characters in one article
SEED = 7
REACH = {"adm1": 150.0, "region": 400.0, "country": 500.0}
NEAR_KM, NEAR_DAYS, HORIZON = 50.0, 2, 10

# ---------------------------------------------------------------------------------------------- invented articles
WARS: tuple[tuple[str, tuple[float, float, float, float], tuple[str, ...], tuple[str, ...]], ...] = (
    ("Mali", (-6, 12, 4, 21), ("the Malian army", "Malian soldiers"), ("JNIM fighters", "Tuareg rebels")),
    ("Sudan", (21, 9, 37, 21), ("the Sudanese army", "Sudanese soldiers"), ("the Rapid Support Forces",)),
    ("Congo", (26, -5, 31, 3), ("the Congolese army", "government soldiers"), ("M23 rebels", "ADF fighters")),
    ("Syria", (36, 33, 42, 37), ("the Syrian army", "government forces"), ("Islamic State fighters", "rebel fighters")),
    ("Somalia", (41, -1, 50, 11), ("the Somali army", "Somali soldiers"), ("al-Shabaab fighters", "armed men")),
    ("Nigeria", (3, 10, 15, 14), ("the Nigerian army", "Nigerian soldiers"), ("Boko Haram fighters", "armed men")),
)  # fmt: skip
TOLD = {
    "attack": (
        "{By} attacked {place} {when}, killing {n} people.",
        "{By} shelled {place} {when}; {n} people were killed and {m} wounded, a doctor said.",
        "{n} people were killed in {place} {when} when {by} attacked the town, residents said.",
        "{By} a attaqué la ville de {place} {when_fr}, tuant {n} personnes.",
    ),
    "control_change": (
        "{By} captured {place} {when}.",
        "{By} took control of the town of {place} {when} after fighting with {against}.",
        "The town of {place} fell to {by} {when}, residents said.",
        "{By} a pris le contrôle de {place} {when_fr}.",
    ),
    "clash": (
        "{By} clashed with {against} near {place} {when}, leaving {n} dead.",
        "Fighting broke out in {place} between {by} and {against} {when}.",
        "Des combats ont opposé {by} à {against} à {place} {when_fr}.",
    ),
    "withdrawal": (
        "{By} withdrew from {place} {when}.",
        "{By} left the town of {place} {when}, its mayor said.",
        "{By} will withdraw from {place} by the end of the year, a spokesman said {when}.",
    ),
    "movement": (
        "A convoy of {m} trucks of {by} left {place} for {other} {when}.",
        "{By} deployed {m} soldiers in {place} {when}.",
    ),
}
WHO = (
    "A resident", "A nurse", "One trader", "The mayor", "An aid worker", "A teacher", "Two witnesses",
    "A shopkeeper", "A local journalist", "An elder",
)  # fmt: skip
SAYS = (
    "said that", "told this newspaper that", "complained that", "added that", "explained on the telephone that",
    "wrote later that",
)  # fmt: skip
WHAT = (
    "food", "fuel", "bread", "medicine", "clean water", "seed", "rice", "cooking oil", "flour", "animal fodder",
    "soap", "firewood", "school books", "milk powder",
)  # fmt: skip
HOW = (
    "had become dear", "had run short", "was sold by the cup", "came only by donkey", "was shared among neighbours",
    "had doubled in price", "was kept for the children", "could be had at night only", "was brought by boat",
    "lay in a locked store",
)  # fmt: skip
WHY = (
    "since the market closed", "because the road was cut", "after the rains", "before the harvest",
    "while the army looked on", "as the rebels came nearer", "when the bridge broke",
    "now that the lorries stay away", "although the school is open", "for the third week in a row",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What happened in an invented war: the parties are those of the war, the first does it."""

    kind: str
    war: int
    place: str
    other: str
    day: date
    parties: tuple[str, str]
    numbers: tuple[int, int]


def occurrences(count: int, rng: random.Random, *, dense: bool) -> list[Occurrence]:
    """Draw what happens, in one town and month (``dense``) or in many towns over twelve years."""
    from mapkit.gazetteer import open_gazetteer

    towns = [[p.name for p in open_gazetteer().towns_in(box, 40)] for _, box, _, _ in WARS]
    found = []
    for _ in range(count):
        war = 2 if dense else rng.randrange(len(WARS))
        place, other = ("Goma", "Bukavu") if dense else rng.sample(towns[war], 2)
        day = (
            date(2023, 3, 1) + timedelta(rng.randrange(31))
            if dense
            else date(2012, 1, 1) + timedelta(rng.randrange(4383))
        )
        sides = [rng.choice(WARS[war][2]), rng.choice(WARS[war][3])]
        rng.shuffle(sides)
        numbers = (rng.randrange(2, 90), rng.randrange(2, 90))
        found.append(Occurrence(rng.choice(list(TOLD)), war, place, other, day, (sides[0], sides[1]), numbers))
    return found


def _sentence(what: Occurrence, rng: random.Random, published: date) -> str:
    by, against = what.parties
    near = (published - what.day).days < 6
    forms = [f"on {what.day.day} {what.day:%B} {what.day.year}", f"on {what.day:%B} {what.day.day}"]
    forms += [f"on {what.day:%A}"] if near else []
    undated = rng.random() < 0.1
    return rng.choice(TOLD[what.kind]).format(
        By=by[0].upper() + by[1:],
        by=by,
        against=against,
        place=what.place,
        other=what.other,
        n=what.numbers[0] if rng.random() < 0.8 else what.numbers[0] + 1,
        m=what.numbers[1],
        when="in recent days" if undated else rng.choice(forms),
        when_fr="ces derniers jours" if undated else f"le {what.day.day} {_MONTHS[what.day.month - 1]} {what.day.year}",
    )


_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def _background(rng: random.Random, war: int) -> str:
    who, says, what, how, why = (rng.choice(words) for words in (WHO, SAYS, WHAT, HOW, WHY))
    return f"{who} {says} {what} {how} {why}, and {rng.choice(WHAT)} {rng.choice(HOW)} in that part of {WARS[war][0]}."


def articles(count: int, *, dense: bool, seed: int = SEED) -> list[tuple[str, str, date]]:
    """Invent articles: name, text and day of publication of each; the module says how."""
    rng = random.Random(seed)  # noqa: S311  # the same articles in every run
    happened = sorted(occurrences(max(1, count * 3 // 5), rng, dense=dense), key=lambda o: (o.war, o.day, o.place))
    made: list[tuple[str, str, date]] = []
    for number in range(count):
        if made and rng.random() < 0.05:
            _, text, day = rng.choice(made)
            parts = text.split("\n")
            parts[-1] = _background(rng, 0)
            made.append((f"{number:05}.txt", "\n".join(parts), day))
            continue
        first = rng.randrange(len(happened))
        told = [o for o in happened[first : first + rng.randrange(1, 4)] if o.war == happened[first].war]
        published = max(o.day for o in told) + timedelta(rng.randrange(1, 4))
        told = [o for o in told if (published - o.day).days < 150]
        body = [_sentence(o, rng, published) for o in told]
        body += [_background(rng, told[0].war) for _ in range(rng.randrange(10, 17))]
        made.append((f"{number:05}.txt", "\n".join(body), published))
    return made


# ---------------------------------------------------------------------------------------------- cost
def measure(count: int, *, dense: bool, long: bool = False) -> dict[str, Any]:
    """Build one collection in this process and say what it cost; a ``long`` one is one article of all its texts."""
    import mapkit as mk
    from mapkit.reading import article_from_text

    made = articles(count, dense=dense)
    if long:
        made = [("long.txt", "\n\n".join(text for _, text, _ in made), max(day for _, _, day in made))]
    read = [article_from_text(text, name=name) for name, text, _ in made]
    days = {name: day for name, _, day in made}
    mk.build([article_from_text("The army left Goma on Saturday.", name="warm.txt")])
    before, start = peak_mb(), time.process_time()
    dossier = mk.build(read, published=days)
    spent = time.process_time() - start
    return {
        "articles": len(made),
        "characters": sum(len(text) for _, text, _ in made) // len(made),
        "seconds": spent,
        "events": len(dossier._events),  # noqa: SLF001  # the frame would import geopandas
        "issues": len(dossier.issues),
        "mb": peak_mb(),
        "base_mb": before,
    }


def cost(sizes: Sequence[int]) -> None:
    """Measure both collections in all sizes and print a table."""
    print(f"{'collection':10}{'articles':>9}{'chars':>7}{'seconds':>9}{'a second':>10}{'growth':>8}{'events':>8}{'issues':>8}{'peak MB':>9}")  # fmt: skip  # noqa: E501
    for name in ("varied", "dense", "long"):
        last: dict[str, Any] | None = None
        for size in sizes if name != "long" else LENGTHS:
            command = [sys.executable, __file__, "--one", str(size), name]
            row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            # the time of twice as much text, as a multiple of twice the time
            more = row["articles"] * row["characters"] / (last["articles"] * last["characters"]) if last else 1.0
            growth = f"{(row['seconds'] / last['seconds'] / more) ** (1 / math.log2(more)):8.2f}" if last else f"{'-':>8}"  # fmt: skip  # noqa: E501
            print(f"{name:10}{row['articles']:9}{row['characters']:7}{row['seconds']:9.1f}{row['articles'] / row['seconds']:10.1f}{growth}{row['events']:8}{row['issues']:8}{row['mb']:9.0f}")  # fmt: skip  # noqa: E501
            last = row


# ---------------------------------------------------------------------------------------------- the rival
KEYWORDS = {
    "withdrawal": r"withdr\w+|pull(?:ed|ing)? (?:out|back)|left the (?:town|base|camp)|s. ?(?:sont|est) retir\w+",
    "control_change": r"captur\w+|seiz\w+|t(?:ook|aken) (?:control|over)|fell to|pris le contrôle|s.empar\w+|conquis",
    "clash": r"clash\w*|fighting|battles?|combats?|affrontements?",
    "attack": r"attack\w*|shell(?:ed|ing)|bomb\w*|air ?strikes?|ambush\w*|raid\w*|attaqu\w+|bombard\w+|frapp\w+",
    "movement": r"convoy\w*|convoi\w*|column of|arrived in",
    "deployment": r"deploy\w*|reinforce\w*|déploy\w+|renforts?",
    "destruction": r"destroy\w+|blew up|détrui\w+",
    "coup": r"coup\b|putsch",
    "agreement": r"cease-?fire|truce|peace deal|accord de paix|cessez-le-feu|trêve",
    "casualty_report": r"death toll|have been killed since|bilan",
}


def keyword_coder(text: str, published: date) -> list[dict[str, Any]]:
    """Code events by words alone: the forty-line script that mapkit is measured against."""
    from mapkit.gazetteer import open_gazetteer

    world, found, seen = open_gazetteer(), [], set()
    place, day = None, published
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        named = []
        for match in re.finditer(r"\b[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?", sentence):
            for name in (match.group(), *match.group().split()):
                bearers = world.lookup(name)
                if bearers and name.lower() not in ("the", "on", "in", "a", "le", "la", "les"):
                    named.append((match.start(), max(bearers, key=lambda p: p.population)))
                    break
        weekday = re.search(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", sentence)
        full = re.search(r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)\b", sentence)  # fmt: skip  # noqa: E501
        if full and int(full[1]) <= 28:
            month = time.strptime(full[2][:3], "%b").tm_mon
            day = date(published.year - (month > published.month), month, int(full[1]))
        elif weekday:
            number = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun").index(weekday[1])
            day = published - timedelta((published.weekday() - number) % 7)
        for kind, words in KEYWORDS.items():
            for match in re.finditer(rf"\b(?:{words})", sentence, re.IGNORECASE):
                near = min(named, key=lambda item: abs(item[0] - match.start()), default=None)
                place = near[1] if near else place
                if place is not None and (kind, place.id, day) not in seen:
                    seen.add((kind, place.id, day))
                    found.append(_row(kind, place.name, place.lat, place.lon, place.country, day, day, sentence))
    return found


# ---------------------------------------------------------------------------------------------- how right
def _row(kind: str, place: str, lat: float | None, lon: float | None, country: str | None, start: date | None, end: date | None, quote: str) -> dict[str, Any]:  # fmt: skip  # noqa: E501
    return {"type": kind, "place": place, "lat": lat, "lon": lon, "country": country, "start": start, "end": end, "quote": quote}  # fmt: skip  # noqa: E501


def mapkit_coder(path: Path, published: date) -> list[dict[str, Any]]:
    """Return the events that mapkit reads in one article; a state is a change of holder where none is told."""
    import mapkit as mk

    events = mk.build(path, published={path.name: published})._events  # noqa: SLF001  # places without geopandas
    changed = {
        e.place.name for e in events if e.kind == "control_change" and e.place and e.status in ("happened", "claimed")
    }
    rows = []
    for e in events:
        if e.status == "possible" or (e.kind == "held" and e.place and e.place.name in changed):
            continue
        kind, at, when = ("control_change" if e.kind == "held" else str(e.kind)), e.place, e.when
        start, end = (when.earliest, when.latest) if when else (None, None)
        point = (at.lat, at.lon, at.country) if at else (None, None, None)
        rows.append(_row(kind, at.name if at else e.place_name or "", *point, start, end, e.evidence[0].quote))
    return rows


def _day(value: str | None, *, last: bool = False) -> date | None:
    if not value:
        return None
    year, month, day = (int(p) if p else 0 for p in [*value.split("-"), "", ""][:3])
    if day:
        return date(year, month, day)
    return (
        date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1) - timedelta(1)
        if last
        else date(year, month or 1, 1)
    )


def _km(a: float, b: float, c: float, d: float) -> float:
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def fits(gold: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether an event answers an annotated one; the module says when."""
    if not _same_kind(gold, row):
        return False
    start, end = _day(gold["date_start"]) or date.min, _day(gold["date_end"], last=True) or date.max
    mine = row["start"] or row["end"], row["end"] or row["start"]
    if (start, end) != (date.min, date.max):
        if mine[0] is None or mine[1] is None:
            return False
        pad = timedelta(NEAR_DAYS)
        if (end != date.max and mine[0] > end + pad) or (start != date.min and mine[1] < start - pad):
            return False
    spots = [gold, *({**q, "place": q["name"]} for q in gold.get("place_alt", ()))]
    ends = ("origin", "destination") if gold["type"] == "movement" else ()
    spots += [{**q, "place": q["name"]} for k in ends if (q := gold.get(k))]
    here = _plain(row["place"])
    for spot in spots:
        name, precision = _plain(spot["place"]), spot.get("precision", "")
        if name == here or (precision == "country" and not here and spot["country"] == row["country"]):
            return True
        if row["lat"] is not None and spot.get("lat") is not None:
            apart = _km(spot["lat"], spot["lon"], row["lat"], row["lon"])
            if apart <= REACH.get(precision, NEAR_KM):
                return True
    return False


def _same_kind(gold: dict[str, Any], row: dict[str, Any]) -> bool:
    return row["type"] == gold["type"] or row["type"] in gold.get("type_alt", ())


def _plain(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z0-9]+", ascii_only))


def matched(gold: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Pair as many annotated events with events as can be paired: number of the event to that of the annotated one."""
    edges = [[j for j, row in enumerate(rows) if fits(g, row)] for g in gold]
    owner: dict[int, int] = {}

    def pair(i: int, tried: set[int]) -> bool:
        for j in edges[i]:
            if j not in tried:
                tried.add(j)
                if j not in owner or pair(owner[j], tried):
                    owner[j] = i
                    return True
        return False

    for i in sorted(range(len(gold)), key=lambda i: len(edges[i])):
        pair(i, set())
    return owner


def quality(files: Sequence[Path], folder: Path) -> None:
    """Score mapkit and the keyword coder on annotated articles and print both."""
    totals = {"mapkit": [0, 0, 0, 0.0], "keyword_coder": [0, 0, 0, 0.0]}
    for record in _records(files):
        path, published = folder / f"{record['id']}.txt", _day(record["pub_date"])
        text = path.read_text(encoding="utf-8")
        for name, total in totals.items():
            start = time.process_time()
            rows = mapkit_coder(path, published) if name == "mapkit" else keyword_coder(text, published)
            total[3] += time.process_time() - start
            rows = [r for r in rows if not (r["end"] and r["end"].year < published.year - HORIZON and str(r["end"].year) in text)]  # fmt: skip  # noqa: E501
            core = [e for e in record["events"] if e["tier"] == "core"]
            rest = [e for e in record["events"] if e["tier"] != "core"]
            used = matched(core, rows)
            given = [r for j, r in enumerate(rows) if j in used or not any(_neutral(e, r) for e in rest)]
            total[0] += len(used)
            total[1] += len(given)
            total[2] += len(core)
    print(f"{'':16}{'F1':>7}{'precision':>11}{'recall':>8}{'right':>7}{'given':>7}{'wanted':>8}{'seconds':>9}")
    for name, (right, given, wanted, spent) in totals.items():
        print(f"{name:16}{f1(right, given, wanted):7.3f}{right / max(1, given):11.3f}{right / max(1, wanted):8.3f}{right:7}{given:7}{wanted:8}{spent:9.1f}")  # fmt: skip  # noqa: E501


def _neutral(other: dict[str, Any], row: dict[str, Any]) -> bool:
    undated = {**other, "date_start": None, "date_end": None}
    if fits(other, row) or (row["start"] is None and row["end"] is None and fits(undated, row)):
        return True
    mine, theirs = (_plain(q) for q in (row["quote"], other["evidence"]))
    return _same_kind(other, row) and bool(mine) and (mine in theirs or theirs in mine)


def _records(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and (record := json.loads(line)).get("pub_date"):
                yield record


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--gold", nargs="+", type=Path, metavar="FILE", help="annotated events, one article a line")
    parser.add_argument("--articles", type=Path, metavar="FOLDER", help="the annotated articles")
    parser.add_argument(
        "--sizes", nargs="*", type=int, default=SIZES, help="how many articles to invent; none: no cost"
    )
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(int(given.one[0]), dense=given.one[1] == "dense", long=given.one[1] == "long")))
        return
    if given.sizes:
        cost(given.sizes)
    if given.gold:
        quality(given.gold, given.articles or given.gold[0].parent)


if __name__ == "__main__":
    main()
