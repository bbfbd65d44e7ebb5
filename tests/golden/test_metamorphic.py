"""What must change nothing: the order and the names of files, copies, near-copies, and articles about something else."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Article
from mapkit.reading import article_from_text

NORTH: dict[str, tuple[str, date | None]] = {
    "gazette.txt": (
        """Fighting for Malakal
South Sudanese government forces captured Malakal on Tuesday, 18 February 2014, the governor of Upper Nile told this paper. Rebels loyal to Riek Machar attacked the town at dawn, killing at least 40 people.
The rebels denied that they had lost the town. Residents spent the night in the compound of the UN mission.
The army said that its soldiers will leave Nasir by 15 March 2014.""",
        date(2014, 2, 19),
    ),
    "herald.txt": (
        """The town of Malakal in South Sudan fell to government forces on Tuesday. A nurse counted 52 people killed in the attack of the rebels on the town. “They came with tanks from two sides,” the nurse said.
A convoy of 30 trucks of the UN mission left Malakal for Bor on Thursday. The army and the rebels have signed a ceasefire before, and neither has kept it.""",
        date(2014, 2, 21),
    ),
    "courrier.txt": (
        """Au Soudan du Sud, les forces gouvernementales ont pris le contrôle de Malakal le 18 février 2014. Les rebelles de Riek Machar avaient attaqué la ville à l'aube. « Nous n'avons plus ni eau ni pain », a dit un habitant.
L'armée s'est retirée de Nasir le 10 mars 2014, selon un porte-parole des rebelles.""",
        date(2014, 3, 12),
    ),
}
NEARLY = {
    "gazette.txt": ("Residents spent the night in the compound", "Many families spent two nights in the compound"),
    "herald.txt": ("and neither has kept it", "and both have broken it again"),
    "courrier.txt": ("ni eau ni pain", "ni riz ni sucre"),
}
OTHERS = [
    "The striker signed for the club in Lisbon on Friday. It would defend its title in Portugal, the club said.",
    "Rebels of the M23 attacked Goma in eastern Congo on 3 May 2013. The Congolese army said it lost 9 soldiers there.",
    "La compagnie a pris le contrôle de son rival vendredi à Lyon. Le cours a perdu 4 pour cent à Paris.",
]

APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)|(?<=s)['’](?= )")

Signature = list[tuple[object, ...]]


def read(articles: dict[str, tuple[str, date | None]]) -> tuple[list[Article], dict[str, date]]:
    pages = [article_from_text(text, name=name) for name, (text, _) in articles.items()]
    return pages, {name: day for name, (_, day) in articles.items() if day}


def signature(dossier: mk.Dossier, *, without: str | None = None) -> Signature:
    """What an event is, apart from its quotations: they, and with them its id, may come from a copy."""
    return sorted(
        (
            (
                *(e.kind, e.status, e.place.id if e.place else e.place_name, e.when.edtf if e.when else None),
                *(tuple(sorted((r.value, a.id) for r, a in e.actors)), e.sources, e.known_since, bool(e.superseded_by)),
                tuple(sorted((q.unit, q.low or 0, q.high or 0) for q in e.quantities)),
            )
            for e in dossier._events
            if without is None or not all(q.article_id == without for q in e.evidence)
        ),
        key=repr,
    )


def in_files(dossier: mk.Dossier, *codes: str) -> set[tuple[str, int]]:
    return {(i.code, len(i.evidence)) for i in dossier.issues if i.code not in codes}


def collection(name: str, request: pytest.FixtureRequest) -> dict[str, tuple[str, date | None]]:
    if name == "own":
        return dict(NORTH)
    folder = request.getfixturevalue("seeds")
    return {p.name: (p.read_text(encoding="utf-8"), None) for p in sorted(folder.glob("*.txt"))}


@pytest.fixture(params=["own", "seeds"])
def articles(request: pytest.FixtureRequest) -> dict[str, tuple[str, date | None]]:
    return collection(request.param, request)


def build(articles: dict[str, tuple[str, date | None]]) -> mk.Dossier:
    pages, days = read(articles)
    return mk.build(pages, published=days)


def test_the_own_articles_tell_of_one_war() -> None:
    found = build(NORTH)
    (taken,) = [e for e in found._events if (e.kind, e.status) == ("control_change", "happened")]
    assert (taken.sources, len({q.article_id for q in taken.evidence})) == (3, 3)
    plan = next(e for e in found._events if e.status == "planned")
    assert plan.superseded_by


def test_order_of_the_articles(articles: dict[str, tuple[str, date | None]]) -> None:
    wanted = build(articles)
    for seed in range(3):
        names = list(articles)
        random.Random(seed).shuffle(names)  # noqa: S311  # the same order in every run
        again = build({n: articles[n] for n in names})
        assert signature(again) == signature(wanted)
        assert [e.id for e in again._events] == [e.id for e in wanted._events]
        assert [i.message for i in again.issues if "undated" not in i.code] == [
            i.message for i in wanted.issues if "undated" not in i.code
        ]


def test_names_of_the_files(articles: dict[str, tuple[str, date | None]]) -> None:
    renamed = {f"{number}-x.txt": told for number, told in enumerate(reversed(list(articles.values())))}
    assert signature(build(renamed)) == signature(build(articles))
    assert in_files(build(renamed)) == in_files(build(articles))


def test_the_kind_of_apostrophe(articles: dict[str, tuple[str, date | None]]) -> None:
    """Straight or typographic, all through: it changes neither what is told nor where and when."""
    forms = [
        build({name: (APOSTROPHE.sub(sign, text), day) for name, (text, day) in articles.items()}) for sign in "'’"
    ]
    assert signature(forms[0]) == signature(forms[1])


def test_copies(articles: dict[str, tuple[str, date | None]]) -> None:
    doubled = articles | {f"copy-{name}": told for name, told in articles.items()}
    assert signature(build(doubled)) == signature(build(articles))
    assert in_files(build(doubled), "duplicate-article") == in_files(build(articles))


@pytest.mark.parametrize("name", NEARLY)
def test_near_copies(name: str) -> None:
    text, day = NORTH[name]
    old, new = NEARLY[name]
    assert old in text
    nearly = {**NORTH, "near.txt": (text.replace(old, new), day)}
    assert signature(build(nearly)) == signature(build(NORTH))


SEED_SENTENCES = {
    "000": ("watches with concern", "looks on with unease"),
    "001": ("leading to growing instability in the country", "and the country is less and less stable"),
    "002": ("wracked by escalating", "shaken by growing"),
    "003": ("has been the scene of several", "has seen a number of"),
    "004": ("Following the UN’s departure, tensions", "With the UN gone, tensions"),
}


@pytest.mark.parametrize("number", SEED_SENTENCES)
def test_near_copies_of_the_seeds(number: str, request: pytest.FixtureRequest) -> None:
    told = collection("seeds", request)
    text = next(text for name, (text, _) in told.items() if name.startswith(number))
    old, new = SEED_SENTENCES[number]
    assert old in text
    nearly = {**told, "near.txt": (text.replace(old, new), None)}
    assert signature(build(nearly)) == signature(build(told))


@pytest.mark.parametrize("other", OTHERS)
def test_articles_about_something_else(articles: dict[str, tuple[str, date | None]], other: str) -> None:
    ident = article_from_text(other, name="x.txt").id
    more = {**articles, "zzz.txt": (other, date(2013, 5, 4))}
    assert signature(build(more), without=ident) == signature(build(articles))
