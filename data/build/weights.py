"""Learn six tables of ``data/vocabulary`` from annotated articles.

``subjects.json`` says whether an article is a story of war, ``whereabouts.json`` where an event is, ``spots.json`` what
happens at a place, ``days.json`` when it did, ``takers.json`` who takes it, and ``credence.json`` how far what is read
is to be believed. Run from the root of a checkout, with scikit-learn 1.9 beside what mapkit needs::

    python data/build/weights.py ANNOTATIONS/*.jsonl --sentences SENTENCES.jsonl

Each file holds one annotated article a line; the text of the article ``ID`` of ``NAME.jsonl`` is
``NAME/articles/ID.txt`` beside it::

    {"id": "...", "pub_date": "2012-11-20", "hard_negative": null, "events": [{"tier": "core", "type": "control_change",
     "type_alt": [], "place": "Goma", "lat": -1.68, "lon": 29.22, "place_alt": [], "control_to": "M23",
     "date_start": "2012-11-20", "date_end": "2012-11-20", "evidence_start": 0, "evidence_end": 47}]}

With ``--onward`` and names of tables these are not learned anew: from the articles is learned by how much their weights
should differ from those that they have, so that what was learned before is kept where the new articles say nothing
else. Then the articles should be others than the tables were learned from. The shipped tables were learned on so,
``credence.json`` anew; ``ACTS`` are articles about acts of violence in towns at peace, and ``PEACE`` about accidents,
crime, games and business::

    python data/build/weights.py ALL/*.jsonl ACTS/*.jsonl PEACE/*.jsonl --onward subjects
    python data/build/weights.py NEWS/*.jsonl --onward whereabouts --kept KEPT.jsonl
    python data/build/weights.py NEWS/*.jsonl MORE/*.jsonl --onward spots days --kept KEPT.jsonl
    python data/build/weights.py ALL/*.jsonl --onward credence takers --kept KEPT.jsonl

Each line of ``KEPT`` is a short text, ``{"text": "...", "pub_date": "2012-11-20"}``: those of the tests, without the
articles of ``seeds``. What the tables say of them before is taken as right, so that what is plain stays as plain as it
was.

An article of peace has a word in ``hard_negative`` that says of what; one whose ``events`` are ``null`` is learned from
as to its subject only. From ``SENTENCES``, in the same form, is learned what happens at a place, and nothing else: they
are short texts of the tests that look like more events than they tell.

What the rules read in these articles, and everything that can weigh (:mod:`mapkit.events.about`,
:mod:`mapkit.events.whereabouts`, :mod:`mapkit.events.weighing`, :mod:`mapkit.events.days`,
:mod:`mapkit.events.takers`, :mod:`mapkit.events.credence`), is taken down, and linear models are fitted to it: logistic
regressions, and for what is one of several, a place, a day or a party, the conditional logit (D. McFadden, "Conditional
logit analysis of qualitative choice behavior", 1974). The shipped weights were learned from articles that were written
for the purpose, English and French, about many wars and about peace, and annotated by one guide; the articles of
``seeds`` are not among them. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
import mapkit as mk  # noqa: E402  # the checkout's own, whatever is installed
from mapkit._text import fold  # noqa: E402  # as above
from mapkit.events import about, credence, days, merge, reports, second_reading, takers, weighing, whereabouts  # noqa: E402  # as above
from mapkit.events.objects import name_of  # noqa: E402  # as above
from mapkit.events.weights import Weights, weights  # noqa: E402  # as above
from mapkit.model import EventKind, Place, Role, Status, When  # noqa: E402  # as above
from mapkit.reading import article_from_text  # noqa: E402  # as above

OUT = ROOT / "data" / "vocabulary"
ONWARD = ("subjects", "whereabouts", "spots", "days", "credence", "takers")
KINDS = [
    "attack", "clash", "control_change", "withdrawal", "handover", "movement", "deployment", "agreement", "decision",
    "destruction", "casualty_report",
]  # fmt: skip
# how freely weights grow (scikit-learn's C), how strongly those of choices are held back (half the squares of the
# weights, so many times), and how many places or parties must have a feature
SPOTS_C, CALIBRATION_C, SUBJECTS_C, CREDENCE_C = 0.15, 0.3, 1.0, 0.07
SUBJECTS_HELD, SPOTS_HELD = 3.0, 8.0
TAKERS_HELD, PLACES_HELD, DAYS_HELD = 10.0, 3.0, 10.0
SPOTS_LEAST, TAKERS_LEAST, PLACES_LEAST, DAYS_LEAST, SUBJECTS_LEAST, CREDENCE_LEAST = 4, 3, 3, 3, 2, 4
# The rules were fitted to most of these articles and miss less in them than in others. How much the odds are raised
# for that was chosen by whole sets of articles, each read with weights that had not seen it.
RAISED = 1.0
# An article is left out as one of peace where that is more likely than this: of articles that nothing was learned from,
# 45 of 48 of peace are left out or name nothing of force, and 1 of 338 about wars is left out.
PEACEFUL = 0.35
FOLDS = 4
TIERS = ("optional", "background", "core")
# as how many a sentence counts that looks like an event and is none
SENTENCES_COUNT = 3
# as how many a text counts of which the tables of days and of takers should say the same
KEPT_COUNTS = 3
# two places are one within this distance; how far around a place of a kind is
SAME_KM = 50.0
WIDE_KM = {"adm1": 150.0, "region": 400.0, "country": 500.0}
# days by which what is read may miss an annotated event, and years after which what is read is history
SAME_DAYS, HISTORY = 2, 10
# below this no event is worth a second look: logarithm of the odds
HOPELESS = -3.0
# a word, and whether it opens a sentence; the letters that are kept of it
WORD = re.compile(r"(?P<opens>^|[.:!?\"“«\n]\s*)?(?P<word>[^\W\d_]+)")
STEM = 5
SMALLEST = 0.05
# words of many names
COMMON = frozenset(
    (
        "the",
        "of",
        "and",
        "de",
        "des",
        "la",
        "le",
        "les",
        "du",
        "armed",
        "force",
        "forces",
        "army",
        "armee",
        "government",
    )
)

Features = list[str]
Contest = Sequence[tuple[Features, bool]]
"""What speaks for each of those among whom one is chosen, and whether it is right."""


@dataclass(frozen=True)
class Annotated:
    """An annotated article."""

    set_name: str
    id: str
    path: Path
    published: str
    peaceful: bool
    events: Sequence[Mapping[str, Any]] | None


@dataclass
class Spot:
    """What a place has in a sentence, with the kinds that the annotation has there, and those that may be there."""

    article: str
    features: Features
    right: set[str]
    neutral: set[str]
    told: set[str]


def annotated(files: Iterable[Path]) -> list[Annotated]:
    """Read annotations."""
    found = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            path = file.with_suffix("") / "articles" / f"{row['id']}.txt"
            found.append(
                Annotated(file.stem, row["id"], path, row["pub_date"], bool(row.get("hard_negative")), row["events"])
            )
    return found


def read(articles: Sequence[Annotated], current: list[Annotated], *listeners: tuple[Any, str, Any]) -> None:
    """Read articles as any user would, the one in hand last in ``current``.

    Meanwhile each function of a module, by its name, stands in the stead of the package's own, to listen in.
    """
    with ExitStack() as stack:
        for module, name, listener in listeners:
            stack.enter_context(patch.object(module, name, listener))
        for article in articles:
            current.append(article)
            mk.build(article.path, published={article.path.name: date.fromisoformat(article.published)})


def knowing(module: Any, weights: Weights) -> tuple[Any, str, Any]:
    """Return what lets a module weigh by a table that is not written yet."""
    return module, "weights", lambda _: weights


def how_far(event: Mapping[str, Any], place: Place | None, name: str) -> float:
    """Return how many kilometres a place lies from an annotated event: 0 where the names are the same."""
    wheres = [event, *event.get("place_alt", [])]
    if any(fold(str(w.get("place") or w.get("name") or "")) == fold(name) for w in wheres):
        return 0.0
    far = math.inf
    for where in wheres:
        if place is not None and where.get("lat") is not None:
            dy = math.radians(place.lat - where["lat"])
            dx = math.radians(place.lon - where["lon"]) * math.cos(math.radians(place.lat))
            far = min(far, 6371.0 * math.hypot(dx, dy))
    return far


def same_party(a: str, b: str) -> bool:
    """Whether two names share a word that tells something, or how it begins: "Mali", "Malian armed forces"."""
    x, y = ({w[:5] for w in re.findall(r"\w+", fold(name)) if w not in COMMON} for name in (a, b))
    alike = (u.startswith(v) or v.startswith(u) for u in x for v in y if min(len(u), len(v)) > 3)
    return fold(a) == fold(b) or bool(x & y) or any(alike)


def overlaps(event: Mapping[str, Any], start: int, end: int) -> bool:
    """Whether the words that an event is annotated at are in a sentence."""
    return start < event["evidence_end"] and event["evidence_start"] < end - 1


def placings(articles: Sequence[Annotated]) -> list[Contest]:
    """Take down what speaks for each place where something may be that the annotation has, and whether it is there."""
    found: list[Contest] = []
    current: list[Annotated] = []

    def record(page: Any, scenes: Any) -> None:
        for report, candidates in whereabouts.placeable(page, scenes):
            events = [
                e
                for e in current[-1].events or ()
                if e.get("lat") is not None
                and report.kind in (e["type"], *e.get("type_alt", ()))
                and overlaps(e, report.evidence.start, report.evidence.end)
            ]
            rows = [
                (features, any(how_far(e, one.place, name_of(one.where)) <= SAME_KM for e in events))
                for one, features in candidates
            ]
            found.append(rows)

    nothing: list[Any] = []
    read(articles, current, (reports, "weigh_places", record), (reports, "read_again", lambda *_: nothing))
    return found


def learn_places(contests: Sequence[Contest], unwanted: frozenset[str]) -> Weights:
    """Fit what the features of a place weigh for an event to be there."""
    return likeliest("at", contests, PLACES_HELD, PLACES_LEAST, unwanted)


def spots_of(articles: Sequence[Annotated], places: Weights) -> list[Spot]:
    """Take down what every place has in every sentence, after the rules."""
    found: list[Spot] = []
    current: list[Annotated] = []

    def record(page: Any, scenes: Any, _: Any) -> Any:
        told = weighing.Told(page.reports)
        for scene, common, group in second_reading.weighed_spots(page, scenes, told):
            spots = [(spot, [*common, *features]) for spot, features in group]
            here = [
                (event, [how_far(event, spot.place, spot.name) for spot, _ in spots])
                for event in current[-1].events or ()
                if event["place"] and overlaps(event, scene.sentence.start, scene.sentence.end)
            ]
            for n, (spot, features) in enumerate(spots):
                right: set[str] = set()
                neutral: set[str] = set()
                for event, far in here:
                    # of "Mayom, in Unity State" the event is at the first
                    if far[n] <= SAME_KM:
                        (right if event["tier"] == "core" and far[n] == min(far) else neutral).add(event["type"])
                        neutral |= set(event.get("type_alt", []))
                known = {str(kind) for kind in told.of.get(spot.root, ())}
                found.append(Spot(current[-1].id, features, right, neutral - right, known))
        return page.reports

    read(articles, current, (reports, "read_again", record), knowing(whereabouts, places))
    return found


def subjects_of(articles: Sequence[Annotated]) -> list[tuple[dict[str, float], bool]]:
    """Take down the words of the articles that have forces and words of war, and whether they are of peace."""
    found: list[tuple[dict[str, float], bool]] = []
    current: list[Annotated] = []

    def record(article: Any, parties: Any, of_war: int, violence: int) -> tuple[str, ...]:
        words, counts = about.features_of_article(article, parties, of_war, violence)
        share = about.share_of(words)
        found.append((dict.fromkeys(words, share) | dict.fromkeys(counts, 1.0), current[-1].peaceful))
        return ()

    read(articles, current, (about, "peaceful_words", record))
    return found


def logit(p: Any) -> Any:
    """Return the logarithm of the odds."""
    p = np.clip(p, 1e-5, 1 - 1e-5)
    return np.log(p / (1 - p))


def names_in(articles: Sequence[Annotated]) -> frozenset[str]:
    """Return the stems of names: of words that articles write with a capital more often than not, and of peoples."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for article in articles:
        for match in WORD.finditer(article.path.read_text(encoding="utf-8")):
            word = match["word"]
            if word[0].islower():
                small[word[:STEM]] += 1
            elif not match["opens"]:
                capital[word.casefold()[:STEM]] += 1
    with (ROOT / "data" / "gazetteer" / "countries.csv").open(encoding="utf-8") as handle:
        cells = [row[column] for row in csv.DictReader(handle) for column in ("demonyms", "demonyms_fr")]
    peoples = {name.casefold()[:STEM] for cell in cells for name in cell.split(";") if len(name) >= STEM - 1}
    return frozenset({stem for stem, count in capital.items() if count > small[stem]} | peoples)


def matrix(rows: Sequence[Mapping[str, float]], least: int, unwanted: frozenset[str]) -> tuple[Any, list[str]]:
    """Return how much of each feature every row has, of those that enough rows have and that hold no name."""
    vectorizer = DictVectorizer(dtype=np.float32)
    full = vectorizer.fit_transform(rows)
    enough = np.flatnonzero(np.asarray((full > 0).sum(axis=0)).ravel() >= least)
    kept = [n for n in enough if not unwanted & set(re.split(r"[:_|]", vectorizer.feature_names_[n]))]
    return full[:, kept].tocsr(), [vectorizer.feature_names_[n] for n in kept]


def regression(c: float, rows: Any, right: Any) -> LogisticRegression:
    """Fit a logistic regression whose weights are held back."""
    return LogisticRegression(C=c, solver="liblinear").fit(rows, right)


def situation(spot: Spot, kind: str) -> dict[str, float]:
    """Return how a place is known and what the rules read beside it: what calibrates the weights of the words."""
    read = {f.split(":")[3] for f in spot.features if f.startswith("read:") and f.count(":") == 3}
    side = next(f.split(":", 2)[1] for f in spot.features if f.startswith("read:"))
    beside = f"like:{kind}" if kind in read else "some" if read else "nothing"
    many = next(f for f in spot.features if f.startswith("told:") and f.count(":") == 1)
    place = next(f for f in spot.features if f.startswith("kind:"))
    return {f"{side}:{beside.split(':', maxsplit=1)[0]}": 1.0, f"label:{kind}": 1.0, place: 1.0, many: 1.0}


def learn_spots(spots: Sequence[Spot], unwanted: frozenset[str]) -> Weights:
    """Fit what the features of a place weigh for each kind of event.

    A first regression for each kind is fitted to all places. A second one, fitted to what the first says of articles
    that it has not seen, calibrates it on what the rules left out; both are one linear model in the end.
    """
    rows, names = matrix([dict.fromkeys(s.features, 1.0) for s in spots], SPOTS_LEAST, unwanted)
    labels = np.array([[1 if k in s.right else -1 if k in s.neutral else 0 for k in KINDS] for s in spots])
    folds = np.array([zlib.crc32(s.article.encode()) % FOLDS for s in spots])
    unseen = np.zeros((len(spots), len(KINDS)))
    words = np.zeros((len(names), len(KINDS)))
    bias = np.zeros(len(KINDS))
    for n in range(len(KINDS)):
        sure = labels[:, n] >= 0
        for f in range(FOLDS):
            some = sure & (folds != f)
            model = regression(SPOTS_C, rows[some], labels[some, n] == 1)
            unseen[folds == f, n] = logit(model.predict_proba(rows[folds == f])[:, 1])
        model = regression(SPOTS_C, rows[sure], labels[sure, n] == 1)
        words[:, n], bias[n] = model.coef_[0], model.intercept_[0]
    cases, right = [], []
    for i, spot in enumerate(spots):
        for n, kind in enumerate(KINDS):
            if kind not in spot.told and labels[i, n] >= 0 and unseen[i, n] >= HOPELESS:
                cases.append({"weight": unseen[i, n], **situation(spot, kind)})
                right.append(labels[i, n] == 1)
    vectorizer = DictVectorizer(sparse=False)
    second = LogisticRegression(C=CALIBRATION_C, max_iter=3000).fit(vectorizer.fit_transform(cases), right)
    calibration = dict(zip(vectorizer.feature_names_, second.coef_[0], strict=True))
    return folded(names, words * calibration["weight"], bias * calibration["weight"], calibration, second.intercept_[0])


def learn_on_spots(spots: Sequence[Spot], unwanted: frozenset[str], start: Weights) -> Weights:
    """Fit by how much the features of a place weigh more or less for each kind of event than a table has it.

    Of places of which the rules have not read that kind: those are what the table is asked about.
    """
    rows, names = matrix([dict.fromkeys(s.features, 1.0) for s in spots], SPOTS_LEAST, unwanted)
    sums = np.array([start.sums(s.features) for s in spots])
    of = {name: dict(row) for name, row in start.of.items()}
    bias = [*start.bias]
    for n, kind in enumerate(KINDS):
        asked = np.array([kind not in s.told and kind not in s.neutral for s in spots])
        right = np.array([kind in s.right for s in spots])[asked]
        more, shift = logistic_from(sums[asked, n], rows[asked], right, SPOTS_HELD)
        bias[n] += shift + RAISED
        for name, weight in zip(names, more, strict=True):
            if abs(weight) >= SMALLEST:
                row = of.setdefault(name, {})
                row[n] = row.get(n, 0.0) + float(weight)
    return rounded(KINDS, bias, of)


def logistic_from(sums: Any, rows: Any, right: Any, held: float) -> tuple[Any, float]:
    """Fit what features and a constant add to the logarithms of odds, held back."""
    columns = rows.T.tocsr()
    sign = np.where(right, 1.0, -1.0)

    def loss(weights: Any) -> tuple[float, Any]:
        odds = sign * (sums + rows @ weights[:-1] + weights[-1])
        wrong = -sign / (1 + np.exp(np.clip(odds, -50, 50)))
        slope = np.append(columns @ wrong, wrong.sum()) + held * weights
        return float(np.logaddexp(0, -odds).sum() + held / 2 * weights @ weights), slope

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return found[:-1], float(found[-1])


def rounded(labels: Sequence[str], bias: Sequence[float], of: Mapping[str, Mapping[int, float]]) -> Weights:
    """Return weights as they are written: with two decimals, and without those that are nothing then."""
    table = {name: tuple((n, round(w, 2)) for n, w in sorted(of[name].items()) if round(w, 2)) for name in sorted(of)}
    return Weights(labels, [round(s, 3) for s in bias], {name: row for name, row in table.items() if row})


def folded(names: Sequence[str], words: Any, bias: Any, calibration: Mapping[str, float], start: float) -> Weights:
    """Return both regressions as one linear model."""
    of: dict[str, dict[int, float]] = defaultdict(dict)
    for name, row in zip(names, words, strict=True):
        of[name] = {n: float(w) for n, w in enumerate(row) if abs(w) >= SMALLEST}

    def add(name: str, n: int, weight: float) -> None:
        of[name][n] = of[name].get(n, 0.0) + weight

    for n, kind in enumerate(KINDS):
        for name, weight in calibration.items():
            if name.startswith(("kind:", "told:")):
                add(name, n, weight)
            elif name.endswith((":nothing", ":some")):
                add(f"read:{name}", n, weight)
            elif name.endswith(":like"):  # a place with the like has the feature "some" too
                add(f"read:{name}:{kind}", n, weight - calibration.get(name.replace("like", "some"), 0.0))
    sums = [
        float(b) + start + RAISED + calibration.get(f"label:{kind}", 0.0) for b, kind in zip(bias, KINDS, strict=True)
    ]
    return rounded(KINDS, sums, of)


def datings(articles: Sequence[Annotated], places: Weights, spots: Weights) -> list[Contest]:
    """Take down what speaks for each day on which something may have been, and whether it was by the annotation."""
    found: list[Contest] = []
    current: list[Annotated] = []

    def record(page: Any, scenes: Any) -> None:
        for report, options in days.datable(page, scenes):
            at, name = report.evidence, report.place.name if report.place is not None else report.unlocated or ""
            events = [
                e
                for e in current[-1].events or ()
                if e.get("date_start")
                and report.kind in (e["type"], *e.get("type_alt", ()))
                and overlaps(e, at.start, at.end)
                and (report.place is None or not e["place"] or how_far(e, report.place, name) <= SAME_KM)
            ]
            finest = max((TIERS.index(e["tier"]) for e in events), default=0)
            events = [e for e in events if TIERS.index(e["tier"]) == finest]
            whens = [(features, as_read(report) if time is None else time.when) for time, features in options]
            found.append([(features, any(is_then(e, when) for e in events)) for features, when in whens])

    listener = reports, "weigh_days", record
    read(articles, current, listener, knowing(whereabouts, places), knowing(second_reading, spots))
    return found


def as_read(report: Any) -> When | None:
    """Return when a report was, as the rules have read it."""
    when = merge.when_of(report)
    return (when & report.bounds or when) if when is not None and report.bounds is not None else when


def is_then(event: Mapping[str, Any], when: When | None) -> bool:
    """Whether an annotated event was then: on the first day of a span, or within the days that the annotation has."""
    if when is None or (when.earliest is None and when.latest is None):
        return False
    first, last = when.earliest or when.latest, when.latest or when.earliest
    start, end = (date.fromisoformat(event[k]) if event.get(k) else None for k in ("date_start", "date_end"))
    if start == end:
        return first == start
    return (start is None or first >= start) and (end is None or last <= end)  # type: ignore[operator]  # one is known


def learn_days(contests: Sequence[Contest], unwanted: frozenset[str]) -> Weights:
    """Fit what the features of a day weigh for an event to have been then."""
    return likeliest("then", contests, DAYS_HELD, DAYS_LEAST, unwanted)


def contests(articles: Sequence[Annotated], places: Weights, spots: Weights, then: Weights) -> list[Contest]:
    """Take down what speaks for each party that may have taken a place, and who took it by the annotation.

    Of a place that is left it may be nobody of whom the article tells.
    """
    found: list[Contest] = []
    current: list[Annotated] = []

    def record(page: Any, scenes: Any) -> None:
        for report, contenders in takers.contended(page, scenes):
            name = report.place.name if report.place is not None else report.unlocated or ""
            at = report.evidence
            left = report.kind is EventKind.WITHDRAWAL
            events = [
                e
                for e in current[-1].events or ()
                if (report.kind in (e["type"], *e.get("type_alt", ())) if left else e.get("control_to"))
                and e["place"]
                and overlaps(e, at.start, at.end)
                and how_far(e, report.place, name) <= SAME_KM
            ]
            if events:
                core = max(
                    events, key=lambda e: (e["tier"] == "core", e["type"] == report.kind, bool(e.get("control_to")))
                )
                taker = core.get("control_to")
                found.append(
                    [
                        (f, same_party(one.actor.name, taker) if taker else one.actor is takers.NOBODY)
                        for one, f in contenders
                    ]
                )

    listener = reports, "weigh_takers", record
    known = knowing(whereabouts, places), knowing(second_reading, spots), knowing(days, then)
    read(articles, current, listener, *known)
    return found


def learn_takers(contests: Sequence[Contest], unwanted: frozenset[str]) -> Weights:
    """Fit what the features of a party weigh for it to be who takes a place."""
    return likeliest("to", contests, TAKERS_HELD, TAKERS_LEAST, unwanted)


def doubts(articles: Sequence[Annotated]) -> list[tuple[Features, bool]]:
    """Take down what speaks for each report to be of an event, and whether it is of one by the annotation.

    What is in the background there, or may be told or not, is of an event, too; history teaches nothing.
    """
    found: list[tuple[Features, bool]] = []
    current: list[Annotated] = []

    def record(page: Any, scenes: Any) -> None:
        for report, features in credence.doubtable(page, scenes):
            events = [e for e in current[-1].events or () if is_of(e, report)]
            when = as_read(report)
            latest = when.latest if when is not None else None
            old = latest is not None and latest.year < date.fromisoformat(current[-1].published).year - HISTORY
            if events or not (old or report.kind is EventKind.HELD or report.status is Status.POSSIBLE):
                found.append((features, bool(events)))

    read(articles, current, (reports, "mark_doubtful", record))
    return found


def is_of(event: Mapping[str, Any], report: Any) -> bool:
    """Whether a report is of an annotated event: of its kind, about where and when it was."""
    name = report.place.name if report.place is not None else report.unlocated or ""
    reach = max(SAME_KM, WIDE_KM.get(event.get("precision", ""), 0.0))
    kinds = (event["type"], *event.get("type_alt", ()))
    if report.kind not in kinds or not event["place"] or how_far(event, report.place, name) > reach:
        return False
    when = as_read(report)
    first, last = (when.earliest, when.latest) if when is not None else (None, None)
    start, end = (date.fromisoformat(event[k]) if event.get(k) else None for k in ("date_start", "date_end"))
    near = timedelta(days=SAME_DAYS)
    early = last is not None and start is not None and last < start - near
    return not early and (first is None or end is None or first <= end + near)


def learn_credence(rows: Sequence[tuple[Features, bool]], unwanted: frozenset[str]) -> Weights:
    """Fit what the features of a report weigh for it to be of an event."""
    table, names = matrix([dict.fromkeys(features, 1.0) for features, _ in rows], CREDENCE_LEAST, unwanted)
    model = regression(CREDENCE_C, table, [right for _, right in rows])
    of = {
        name: {0: float(weight)} for name, weight in zip(names, model.coef_[0], strict=True) if abs(weight) >= SMALLEST
    }
    return rounded(["so"], [float(model.intercept_[0])], of)


def likeliest(
    label: str,
    contests: Sequence[Contest],
    held: float,
    least: int,
    unwanted: frozenset[str],
    start: Weights | None = None,
) -> Weights:
    """Fit what features weigh for something to be the right one among all of a contest: a conditional logit.

    Several may be right, by several names. A contest that none of them wins teaches nothing. From ``start`` on, what is
    fitted, and held back, is by how much weights differ from those.
    """
    won = [contest for contest in contests if any(right for _, right in contest)]
    table, names = matrix([dict.fromkeys(f, 1.0) for contest in won for f, _ in contest], least, unwanted)
    right = np.array([right for contest in won for _, right in contest])
    sizes = [len(contest) for contest in won]
    starts = np.cumsum([0, *sizes[:-1]])
    which = np.repeat(np.arange(len(won)), sizes)
    columns = table.T.tocsr()
    known = start.of if start is not None else {}
    before = np.array([start.sum(f) if start is not None else 0.0 for contest in won for f, _ in contest])

    def loss(weights: Any) -> tuple[float, Any]:
        sums = before + table @ weights
        shares = np.exp(sums - np.maximum.reduceat(sums, starts)[which])
        of_right = np.where(right, shares, 0.0)
        every, winners = np.add.reduceat(shares, starts), np.add.reduceat(of_right, starts)
        slope = columns @ (shares / every[which] - of_right / winners[which]) + held * weights
        return float(np.log(every / winners).sum() + held / 2 * weights @ weights), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    of = {name: dict(row) for name, row in known.items()}
    for name, weight in zip(names, found, strict=True):
        if abs(weight) >= SMALLEST:
            of[name] = {0: of.get(name, {}).get(0, 0.0) + float(weight)}
    return rounded([label], [0.0], of)


def learn_subjects(rows: Sequence[tuple[Mapping[str, float], bool]], unwanted: frozenset[str]) -> Weights:
    """Fit what the words of an article weigh for it to be one of peace."""
    table, names = matrix([features for features, _ in rows], SUBJECTS_LEAST, unwanted)
    model = LogisticRegression(C=SUBJECTS_C, max_iter=3000).fit(table, [peaceful for _, peaceful in rows])
    kept = {n: ((0, round(float(w), 2)),) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= SMALLEST}
    bias = float(model.intercept_[0]) - math.log(PEACEFUL / (1 - PEACEFUL))
    return Weights(["peace"], [round(bias, 3)], kept)


def learn_on_subjects(
    rows: Sequence[tuple[Mapping[str, float], bool]], unwanted: frozenset[str], start: Weights
) -> Weights:
    """Fit by how much the words of an article weigh more or less for it to be one of peace than a table has it."""
    table, names = matrix([features for features, _ in rows], SUBJECTS_LEAST, unwanted)
    sums = [sum(much * start.of_label(name, "peace") for name, much in features.items()) for features, _ in rows]
    right = np.array([peaceful for _, peaceful in rows])
    more, shift = logistic_from(np.array(sums) + start.bias[0], table, right, SUBJECTS_HELD)
    of = {name: dict(row) for name, row in start.of.items()}
    for name, weight in zip(names, more, strict=True):
        if abs(weight) >= SMALLEST:
            of[name] = {0: of.get(name, {}).get(0, 0.0) + float(weight)}
    return rounded(["peace"], [start.bias[0] + shift], of)


def write(name: str, weights: Weights) -> None:
    """Write a table, one feature a line, so that a change of it can be read."""
    lines = [
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in weights.of.items()
    ]
    head = f'{{"labels":{json.dumps(list(weights.labels))},\n"bias":{json.dumps(list(weights.bias))},\n"weights":{{\n'
    (OUT / f"{name}.json").write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


def main(files: Sequence[Path], sentences: Sequence[Path]) -> None:
    """Learn the tables."""
    articles = annotated(files)
    print(f"{len(articles)} articles")
    unwanted = names_in(articles)
    subjects = learn_subjects(subjects_of(articles), unwanted)
    write("subjects", subjects)
    print(f"subjects.json: {len(subjects.of)} features")
    articles = [article for article in articles if article.events is not None]
    by_set: dict[str, list[Annotated]] = defaultdict(list)
    for article in articles:
        by_set[article.set_name].append(article)
    names = sorted(by_set)
    held = {f: names[f::FOLDS] for f in range(FOLDS)}
    # each table is learned from readings by the tables before it that have not seen the article
    rows = {name: placings(by_set[name]) for name in names}
    places = {
        f: learn_places([row for name in names if name not in held[f] for row in rows[name]], unwanted) for f in held
    }
    spots = {name: spots_of(by_set[name], places[f]) for f in held for name in held[f]}
    table = learn_places([row for name in names for row in rows[name]], unwanted)
    write("whereabouts", table)
    print(f"whereabouts.json: {len(table.of)} features from {sum(map(len, rows.values()))} events")
    simple = spots_of(annotated(sentences), table) * SENTENCES_COUNT
    of_others = {
        f: learn_spots([*simple, *(s for name in names if name not in held[f] for s in spots[name])], unwanted)
        for f in held
    }
    dated = {name: datings(by_set[name], places[f], of_others[f]) for f in held for name in held[f]}
    changes: list[Contest] = []
    for f, unread in held.items():
        then = learn_days([one for name in names if name not in unread for one in dated[name]], unwanted)
        for name in unread:
            changes += contests(by_set[name], places[f], of_others[f], then)
    table = learn_days([one for name in names for one in dated[name]], unwanted)
    write("days", table)
    print(f"days.json: {len(table.of)} features from {sum(map(len, dated.values()))} events")
    table = learn_spots([*simple, *(spot for name in names for spot in spots[name])], unwanted)
    write("spots", table)
    print(f"spots.json: {len(table.of)} features from {sum(map(len, spots.values()))} places")
    table = learn_takers(changes, unwanted)
    write("takers", table)
    print(f"takers.json: {len(table.of)} features from {len(changes)} changes of control")
    told = doubts([article for name in names for article in by_set[name]])
    table = learn_credence(told, unwanted)
    write("credence", table)
    print(f"credence.json: {len(table.of)} features from {len(told)} reports")


def learn_on(files: Sequence[Path], names: Sequence[str], texts: Sequence[Path]) -> None:
    """Learn on from tables as they are, one after the other; each is learned from what is read by those before it."""
    articles = annotated(files)
    unwanted = names_in(articles)
    kept = {name: reading(texts) for name, reading in KEPT.items() if name in names}
    for name in (name for name in ONWARD if name in names):
        table = learn_on_from(name, articles, kept.get(name, []), unwanted)
        write(name, table)
        weights.cache_clear()
        print(f"{name}.json: {len(table.of)} features")


def learn_on_from(name: str, articles: Sequence[Annotated], kept: list[Any], unwanted: frozenset[str]) -> Weights:
    """Learn one table from what it is now, from articles, and from texts of which it is to say what it says now."""
    if name == "subjects":  # the only one that learns from articles without annotated events
        return learn_on_subjects(subjects_of(articles), unwanted, weights(name))
    articles = [article for article in articles if article.events is not None]
    if name == "credence":  # anew: it has nothing to go on from
        return learn_credence([*doubts(articles), *kept], unwanted)
    at, spots, then, to = (weights(table) for table in ("whereabouts", "spots", "days", "takers"))
    if name == "spots":
        return learn_on_spots([*spots_of(articles, at), *kept], unwanted, spots)
    if name == "whereabouts":
        return likeliest("at", [*placings(articles), *kept], PLACES_HELD, PLACES_LEAST, unwanted, at)
    if name == "days":
        rows = [*datings(articles, at, spots), *kept * KEPT_COUNTS]
        return likeliest("then", rows, DAYS_HELD, DAYS_LEAST, unwanted, then)
    rows = [*contests(articles, at, spots, then), *kept * KEPT_COUNTS]
    return likeliest("to", rows, TAKERS_HELD, TAKERS_LEAST, unwanted, to)


def read_texts(files: Iterable[Path], listener: tuple[Any, str, Any]) -> None:
    """Read short texts as any user would, while a function stands in the stead of the package's own."""
    with patch.object(*listener):
        for file in files:
            for line in file.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                article = article_from_text(row["text"], name="a.txt")
                mk.build([article], published={"a.txt": date.fromisoformat(row["pub_date"])})


def kept_placings(files: Iterable[Path]) -> list[Contest]:
    """Take down what speaks for each place where something may be, and where the table now says that it is."""
    found: list[Contest] = []

    def record(page: Any, scenes: Any) -> None:
        rows = [*whereabouts.placeable(page, scenes)]
        whereabouts.weigh_places(page, scenes)
        for report, candidates in rows:
            root = whereabouts.root_of(report.place, report.unlocated)
            found.append([(features, one.root == root) for one, features in candidates])

    read_texts(files, (reports, "weigh_places", record))
    return found


def kept_spots(files: Iterable[Path]) -> list[Spot]:
    """Take down what every place has in every sentence, and what the table now says that happens there."""
    found: list[Spot] = []
    table = weights("spots")

    def record(page: Any, scenes: Any, objects: Any) -> Any:
        told = weighing.Told(page.reports)
        for _, common, spots in second_reading.weighed_spots(page, scenes, told):
            for spot, own in spots:
                features, known = [*common, *own], {str(kind) for kind in told.of.get(spot.root, ())}
                likely = {str(kind) for kind in weighing.likely_kinds(table, table.sums(features))}
                found.append(Spot("", features, likely - known, set(), known))
        return second_reading.read_again(page, scenes, objects)

    read_texts(files, (reports, "read_again", record))
    return found


def kept_datings(files: Iterable[Path]) -> list[Contest]:
    """Take down what speaks for each day on which something may have been, and which one the table now says."""
    found: list[Contest] = []

    def record(page: Any, scenes: Any) -> None:
        rows = [(report, report.time, options) for report, options in days.datable(page, scenes)]
        days.weigh_days(page, scenes)
        for report, before, options in rows:
            then = report.about or (report.time if report.time is not before else None)
            found.append([(features, time is then) for time, features in options])

    read_texts(files, (reports, "weigh_days", record))
    return found


def kept_contests(files: Iterable[Path]) -> list[Contest]:
    """Take down what speaks for each party that may have taken a place, and who did as the table now says."""
    found: list[Contest] = []

    def record(page: Any, scenes: Any) -> None:
        rows = [*takers.contended(page, scenes)]
        takers.weigh_takers(page, scenes)
        for report, contenders in rows:
            to = report.with_role(Role.TO) or [takers.NOBODY]
            found.append([(features, one.actor in to) for one, features in contenders])

    read_texts(files, (reports, "weigh_takers", record))
    return found


def kept_doubts(files: Iterable[Path]) -> list[tuple[Features, bool]]:
    """Take down what speaks for each report to be of an event: all that is read in these texts is."""
    found: list[tuple[Features, bool]] = []

    def record(page: Any, scenes: Any) -> None:
        rows = credence.doubtable(page, scenes)
        found.extend((features, True) for report, features in rows if report.kind is not EventKind.HELD)

    read_texts(files, (reports, "mark_doubtful", record))
    return found


KEPT = {
    "whereabouts": kept_placings,
    "spots": kept_spots,
    "days": kept_datings,
    "credence": kept_doubts,
    "takers": kept_contests,
}
"""What reads the texts of which a table should say the same."""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path, nargs="+", help="annotated articles")
    parser.add_argument("--sentences", type=Path, nargs="*", default=[], help="sentences that look like events")
    parser.add_argument("--onward", nargs="+", choices=ONWARD, help="learn on from these tables as they are")
    parser.add_argument(
        "--kept", type=Path, nargs="*", default=[], help="texts of which the tables should say the same"
    )
    asked = parser.parse_args()
    if asked.onward:
        learn_on(asked.articles, asked.onward, asked.kept)
    else:
        main(asked.articles, asked.sentences)
