"""Time expressions found and resolved, beside dateparser: ``python benchmarks/times.py [--corpus FOLDER]``.

Needs the extra ``benchmark``. Measures on twelve short annotated texts of the tests, or with ``--corpus FOLDER`` on a
folder of TimeML files (``.tml``, ``.xml``), English unless ``--language fr`` is given. Machines differ: judge speed by
the ratios. Each system runs in a process of its own on one core, whose peak of resident memory is given; costs are
medians of three runs. The twelve texts were invented and annotated for this program by those who write mapkit, and they
are few: they show that the figures can be had again; what the systems are worth shows on a corpus.

How it is scored (TempEval-3, task A):

* Relaxed: an expression is found when it overlaps an annotated one; each is used once, the largest overlap first.
* Strict: the pair has the same bounds, white space and punctuation at the edges left aside.
* Type and value: the pair has the same attribute; what was missed or invented costs here too. Values are compared as
  strings, after months, days and hours have got their zeros and blanks are gone.
* Calendar value: the same over the dates and times alone whose value names a place in the calendar, from a decade to a
  minute: ``1998-W04``, not ``PAST_REF``, ``P3D`` or ``1998-QX``.

dateparser says how fine a date is, and the value is written as fine; its parts of the day become those of TimeML. It
is told to take dates for past ones, as suits news. It knows neither durations nor sets, which costs it here. A text
without a day of publication is read by mapkit without one, by dateparser (which would take today) as of 1 January 2000.

The timed texts are the sentences of the documents in their order, about 2,000 characters each, with other years,
months, days and small numbers, so that no text comes twice; cost is given for 2,000 characters.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import string
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from measure import f1, peak_mb

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = ("mapkit", "dateparser")
RUNS = 3
DOCUMENTS, SIZE = 200, 2000  # of the speed test; characters of a document
UNDATED = date(2000, 1, 1)  # for dateparser, so that the figures do not hang on the day of the run

Row = tuple[int, int, str, str]
"""Start, end, type and value of an expression."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression in a text, annotated or found, with the type and value of its TIMEX3."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text, the times annotated in it in text order, its day of publication and its language."""

    text: str
    times: tuple[Time, ...] = ()
    published: date | None = None
    language: str = "en"


# ---------------------------------------------------------------------------------------------- scoring
_EDGE = string.whitespace + string.punctuation + "«»“”‘’…–—"
_UNPADDED = re.compile(r"(?<=[-T])\d(?![\dX])")
_CALENDAR = re.compile(
    r"\d{3}|"  # a decade
    r"(?P<year>\d{4})"
    r"(?:-(?:W(?P<week>\d\d)(?:-(?:WE|[1-7]))?|Q[1-4]|H[12]|SP|SU|FA|WI|(?P<month>\d\d)(?:-(?P<day>\d\d).*)?))?"
)


def written_alike(value: str) -> str:
    """Return a value with zeros before months, days and hours of one digit, and without blanks."""
    bare = "".join(value.split())
    return _UNPADDED.sub(lambda m: f"0{m[0]}", bare) if re.match(r"\d{4}-\d", bare) else bare


def in_calendar(time: Time) -> bool:
    """Whether this is a date or time whose value names a place in the calendar."""
    match = _CALENDAR.fullmatch(written_alike(time.value)) if time.kind in ("DATE", "TIME") else None
    if match is None:
        return False
    year, week, month, day = (int(match[part] or 1) for part in ("year", "week", "month", "day"))
    try:
        date(year, month, day)
        date.fromisocalendar(year, week, 1)
    except ValueError:
        return False
    return True


def bounds(text: str, time: Time) -> tuple[int, int]:
    """Return where the expression stands without white space and punctuation at its edges."""
    words = text[time.start : time.end]
    bare = words.strip(_EDGE)
    start = time.start + words.find(bare)
    return start, start + len(bare)


def paired(found: Sequence[Time], gold: Sequence[Time]) -> list[tuple[Time, Time]]:
    """Pair what was found with annotations, one to one, the largest overlap first."""
    overlaps = sorted(
        (-shared, j, i)
        for j, g in enumerate(gold)
        for i, f in enumerate(found)
        if (shared := min(f.end, g.end) - max(f.start, g.start)) > 0
    )
    left, right = set(range(len(found))), set(range(len(gold)))
    pairs = []
    for _, j, i in overlaps:
        if i in left and j in right:
            pairs.append((found[i], gold[j]))
            left.remove(i)
            right.remove(j)
    return pairs


def score(documents: Sequence[Document], answers: Sequence[Sequence[Time]]) -> dict[str, float]:
    """Return the figures of TempEval-3 and the calendar's, all between 0 and 1."""
    given = wanted = given_days = wanted_days = hits = exact = kinds = values = days = 0
    for document, found in zip(documents, answers, strict=True):
        given += len(found)
        wanted += len(document.times)
        given_days += sum(map(in_calendar, found))
        wanted_days += sum(map(in_calendar, document.times))
        for mine, gold in paired(found, document.times):
            same = written_alike(mine.value) == written_alike(gold.value)
            hits += 1
            exact += bounds(document.text, mine) == bounds(document.text, gold)
            kinds += mine.kind == gold.kind
            values += same
            days += same and in_calendar(gold)
    return {
        "strict F1": f1(exact, given, wanted),
        "relaxed F1": f1(hits, given, wanted),
        "type F1": f1(kinds, given, wanted),
        "value F1": f1(values, given, wanted),
        "calendar value F1": f1(days, given_days, wanted_days),
    }


# ---------------------------------------------------------------------------------------------- gold
def read_own(language: str | None = None) -> list[Document]:
    """Return the annotated texts of the tests, of one language or of both."""
    documents = []
    for line in (ROOT / "tests" / "golden" / "times.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        times = tuple(Time(*given) for given in row["times"])
        documents.append(Document(row["text"], times, date.fromisoformat(row["published"]), row["language"]))
    return [d for d in documents if language in (None, d.language)]


def read_corpus(folder: Path, language: str = "en") -> list[Document]:
    """Return the documents of a folder of TimeML files, those without text left out."""
    documents = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".tml", ".xml") and p.stat().st_size):
        try:
            document = read_timeml(ET.parse(path).getroot(), language)  # noqa: S314  # a corpus that the user chose
        except ET.ParseError as error:
            sys.exit(f"{path} is not XML: {error}")
        if document.text.strip():
            documents.append(document)
    return documents


def read_timeml(root: ET.Element, language: str = "en") -> Document:
    """Return the text of a TimeML document with its outermost times; a tag without words annotates nothing."""
    parts: list[str] = []
    times: list[Time] = []
    at = 0

    def add(words: str | None) -> None:
        nonlocal at
        parts.append(words or "")
        at += len(parts[-1])

    def walk(node: ET.Element, *, inside: bool = False) -> None:
        outermost = node.tag == "TIMEX3" and not inside
        start = at
        add(node.text)
        for child in node:
            walk(child, inside=inside or outermost)
            add(child.tail)
        if outermost and at > start and not is_publication(node):
            times.append(Time(start, at, node.get("type", ""), node.get("value", "")))

    text = root.find(".//TEXT")
    walk(root if text is None else text)
    return Document("".join(parts), tuple(times), publication(root), language)


def is_publication(node: ET.Element) -> bool:
    """Whether a TIMEX3 says when the document was made or published."""
    return node.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME")


def publication(root: ET.Element) -> date | None:
    """Return the day on which a TimeML document was made; ``None`` where it does not say."""
    said = [node.get("value", "") for node in root.iter("TIMEX3") if is_publication(node)]
    if not said and (dct := root.find(".//DCT")) is not None:
        said = [node.get("value", "") for node in dct.iter("TIMEX3")] or ["".join(dct.itertext()).strip()]
    match = re.match(r"(\d{4})-?(\d{1,2})-?(\d{1,2})", said[0]) if said else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


# ---------------------------------------------------------------------------------------------- the timed texts
_SENTENCE = re.compile(r"""\S.*?(?:[.!?]["'”’»)\]]*(?=\s)|\n\s*\n|\Z)\s*""", re.DOTALL)
_FIGURE = re.compile(r"(?<![\d.,])(?:(?:19|20)\d\d|\d{1,2})(?![\d.,]*\d|\w)")
_NAMES = {
    "en": (
        "January|February|March|April|May|June|July|August|September|October|November|December",
        "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    ),
    "fr": (
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
        "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    ),
}


def renewed(text: str, language: str, dice: random.Random) -> str:
    """Return the text with other years, months, days of the week and numbers below a hundred."""

    def figure(match: re.Match[str]) -> str:
        low, high = {1: (1, 9), 2: (10, 12)}.get(len(match[0]), (1950, 2025))  # 12 is an hour, a day and a minute
        return str(dice.randint(low, high))

    def name(match: re.Match[str]) -> str:
        kinds = (names.split("|") for names in _NAMES[language])
        return dice.choice(next(names for names in kinds if match[0] in names))

    return _FIGURE.sub(figure, re.sub(rf"\b(?:{'|'.join(_NAMES[language])})\b", name, text))


def long_documents(documents: Sequence[Document]) -> list[Document]:
    """Return texts of at most 2,000 characters that end with a sentence, in the proportion of the languages."""
    dice = random.Random(0)  # noqa: S311  # the same texts in every run
    made = []
    for language in sorted({d.language for d in documents}):
        mine = [d for d in documents if d.language == language]
        sentences = endless(mine, dice)
        text, published = next(sentences)
        for _ in range(round(DOCUMENTS * len(mine) / len(documents))):
            sentence, day = next(sentences)
            while len(text) + len(sentence) <= SIZE:
                text += sentence
                sentence, day = next(sentences)
            made.append(Document(text, (), published, language))
            text, published = sentence, day
    return made


def endless(documents: Sequence[Document], dice: random.Random) -> Iterator[tuple[str, date | None]]:
    """Yield renewed sentences with the day of publication, text after text, time and again."""
    while True:
        for document in dice.sample(documents, len(documents)):
            for sentence in _SENTENCE.findall(document.text.rstrip() + "\n\n"):
                yield renewed(sentence, document.language, dice)[:SIZE], document.published


# ---------------------------------------------------------------------------------------------- the systems
def opened(system: str) -> Callable[[str, date | None, str], list[Row]]:
    """Open a system: a function from a text, its day of publication and its language to what it finds."""
    if system == "mapkit":
        import mapkit

        def ours(text: str, published: date | None, language: str) -> list[Row]:
            return [
                (m.mention.evidence.start, m.mention.evidence.end, m.timex_type, m.timex_value)
                for m in mapkit.find_times(text, published=published, language=language)
            ]

        return ours
    from dateparser.search import search_dates

    def theirs(text: str, published: date | None, language: str) -> list[Row]:
        settings = {
            "RETURN_TIME_AS_PERIOD": True,
            "PREFER_DATES_FROM": "past",
            "RELATIVE_BASE": datetime.combine(published or UNDATED, datetime.min.time()),
        }
        rows, at = [], 0
        for words, when, period in search_dates(text, languages=[language], settings=settings, add_period=True) or ():
            start = text.find(words, at)  # it gives no offsets, but keeps the order
            if start >= 0:
                at = start + len(words)
                rows.append((start, at, *timex(when, period)))
        return rows

    return theirs


_PARTS = {3: "NI", 9: "MO", 15: "AF", 18: "EV", 20: "NI"}  # by the hours that dateparser gives the parts of the day


def timex(when: datetime, period: str) -> tuple[str, str]:
    """Return the type and value of the TIMEX3 that says what dateparser found, and no more."""
    day = f"{when.year:04}-{when.month:02}-{when.day:02}"
    if period == "year":
        return "DATE", day[:4]
    if period == "month":
        return "DATE", day[:7]
    if period == "week":
        year, week, _ = when.isocalendar()
        return "DATE", f"{year:04}-W{week:02}"
    if period == "part_of_day" and when.hour in _PARTS:
        return "TIME", f"{day}T{_PARTS[when.hour]}"
    if period == "time":
        return "TIME", f"{day}T{when.hour:02}:{when.minute:02}"
    return "DATE", day


def work(system: str) -> None:
    """Run one system in this process: texts come from stdin, answers and costs go to stdout, both as JSON."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts, timed = (
        [(t, day and date.fromisoformat(day), tag) for t, day, tag in rows] for rows in json.load(sys.stdin)
    )
    answer = opened(system)
    answers = [answer(*given) for given in texts]  # and all is warm
    start = time.process_time()
    for given in timed:
        answer(*given)
    seconds = time.process_time() - start
    costs = {
        "ms of CPU for 2,000 characters": 1000 * seconds * SIZE / sum(len(text) for text, *_ in timed),
        "resident memory, MB": peak_mb(),
    }
    json.dump([answers, costs], sys.stdout)


def measured(system: str, given: str) -> tuple[list[list[Time]], dict[str, float]]:
    """Run a system in processes of its own: what it found, and the medians of its costs."""
    command = [sys.executable, __file__, "--system", system]
    runs = [
        json.loads(subprocess.run(command, input=given, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout)
        for _ in range(RUNS)
    ]
    found = [[Time(*row) for row in rows] for rows in runs[0][0]]
    return found, {label: statistics.median(run[1][label] for run in runs) for label in runs[0][1]}


# ---------------------------------------------------------------------------------------------- the table
def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split(":", maxsplit=1)[0])
    options.add_argument("--corpus", type=Path, help="a folder of TimeML files")
    options.add_argument(
        "--language", choices=sorted(_NAMES), help="of the corpus (en); without one, of the texts (both)"
    )
    options.add_argument("--system", choices=SYSTEMS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.system:
        work(chosen.system)
        return
    if not find_spec("dateparser"):
        sys.exit('dateparser is missing: pip install "mapkit[benchmark]"')
    documents = read_corpus(chosen.corpus, chosen.language or "en") if chosen.corpus else read_own(chosen.language)
    if not documents:
        sys.exit(f"{chosen.corpus} holds no TimeML files (.tml, .xml)")
    given = json.dumps(
        [
            [(d.text, d.published and d.published.isoformat(), d.language) for d in some]
            for some in (documents, long_documents(documents))
        ]
    )
    table: dict[str, dict[str, Any]] = {}
    for system in SYSTEMS:
        found, costs = measured(system, given)
        table[system] = {
            "documents": len(documents),
            "gold expressions": sum(len(d.times) for d in documents),
            **score(documents, found),
            **costs,
        }
    source = chosen.corpus.name if chosen.corpus else "texts of the tests"
    print(f"{source} ({', '.join(sorted({d.language for d in documents}))}); ", end="")
    print("; ".join(f"{system} {version(system)}" for system in SYSTEMS))
    print(f"{'':32}{'mapkit':>12}{'dateparser':>12}  mapkit / dateparser")
    for label, mine in table["mapkit"].items():
        other = table["dateparser"][label]
        cells = "".join(f"{v:12}" if isinstance(v, int) else f"{v:12.3f}" for v in (mine, other))
        ratio = "" if isinstance(mine, int) else f"{mine / other:21.2f}" if other else f"{'-':>21}"
        print(f"{label:32}{cells}{ratio}")


if __name__ == "__main__":
    main()
