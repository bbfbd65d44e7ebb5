"""Which reports become one event, and that looking through an index finds the same as looking at everything."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

import mapkit as mk
from mapkit.events.merge import Group, event_of, group_reports, name_events, when_of
from mapkit.events.order import TELLING, supersede, tighten
from mapkit.events.origins import SHARED, independent, origins
from mapkit.events.page import Report
from mapkit.model import (
    Actor,
    Article,
    Event,
    EventKind,
    Evidence,
    Mention,
    Place,
    Role,
    Status,
    TimeBasis,
    TimeMatch,
    TimePrecision,
    When,
)
from mapkit.reading import article_from_text

TAIL = (
    " The army and the rebels have fought in eastern Congo for years, and government soldiers hold most of its towns."
)
TAIL_FR = (
    " L'armée et les rebelles se disputent depuis des années les villes de l'est du Congo, et les soldats y restent."
)
DAY = date(2012, 11, 22)


def events(*told: tuple[str, date | None]) -> list[Event]:
    """The events of some articles, given by text and day of publication, without what the tails report."""
    return [e for e in build(*told)._events if not any("Congo" in q.quote for q in e.evidence)]


def build(*told: tuple[str, date | None]) -> mk.Dossier:
    articles = [
        article_from_text(t + (TAIL_FR if t.startswith(("Les ", "Le ")) else TAIL), name=f"{n}.txt")
        for n, (t, _) in enumerate(told)
    ]
    return mk.build(articles, published={f"{n}.txt": day for n, (_, day) in enumerate(told) if day})


def of(kind: EventKind, found: list[Event]) -> list[Event]:
    return [e for e in found if e.kind is kind]


def days(found: list[Event]) -> list[str]:
    return sorted(e.when.edtf if e.when else "" for e in found)


# ------------------------------------------------------------------------------------------ one event or two
def test_an_article_that_tells_a_thing_twice_tells_one_event() -> None:
    text = "M23 rebels captured Goma on 20 November. The capture of Goma by the M23 came after days of talks."
    (event,) = of(EventKind.CONTROL_CHANGE, events((text, DAY)))
    assert event.when == When.on(date(2012, 11, 20))


def test_two_languages_tell_one_event() -> None:
    found = events(
        ("Les rebelles du M23 ont pris le contrôle de Goma le 20 novembre.", DAY),
        ("M23 rebels captured Goma on 20 November.", date(2012, 11, 21)),
    )
    (event,) = of(EventKind.CONTROL_CHANGE, found)
    assert (len(event.evidence), event.sources, event.known_since) == (2, 2, date(2012, 11, 21))


def test_two_attacks_on_one_town_stay_two() -> None:
    found = events(
        ("M23 rebels attacked Goma on 18 November.", date(2012, 11, 19)),
        ("M23 rebels attacked Goma on 20 November.", date(2012, 11, 21)),
    )
    assert days(of(EventKind.ATTACK, found)) == ["2012-11-18", "2012-11-20"]


@pytest.mark.parametrize(
    "campaign",
    [
        "Between September and November 2012 M23 rebels shelled Goma.",
        "M23 rebels have shelled Goma since September 2012.",
        "M23 rebels have shelled Goma since 2012.",
    ],
)
def test_a_campaign_swallows_no_single_day(campaign: str) -> None:
    found = events(
        (campaign, date(2012, 12, 5)),
        ("M23 rebels shelled Goma on 20 November 2012, killing 12 people.", date(2012, 11, 21)),
        ("M23 rebels shelled Goma on 9 October 2012.", date(2012, 10, 10)),
    )
    attacks = of(EventKind.ATTACK, found)
    assert len(attacks) == 3
    assert all(len(e.evidence) == 1 for e in attacks)


def test_totals_of_different_spans_stay_apart() -> None:
    found = events(
        ("At least 300 people have been killed in Goma since 2012, the army said.", date(2013, 11, 25)),
        ("At least 90 people have been killed in Goma since January 2013, the army said.", date(2013, 11, 26)),
        ("At least 40 people were killed in Goma in November 2013, the army said.", date(2013, 11, 28)),
    )
    tolls = of(EventKind.CASUALTY_REPORT, found)
    assert sorted(q.low or 0 for e in tolls for q in e.quantities) == [40, 90, 300]
    assert len(tolls) == 3


def test_an_undated_report_joins_the_dated_one_of_its_story() -> None:
    found = events(
        ("M23 rebels captured Goma on 20 November.", DAY), ("M23 rebels have captured Goma.", date(2012, 11, 24))
    )
    (event,) = of(EventKind.CONTROL_CHANGE, found)
    assert event.when == When.on(date(2012, 11, 20))


@pytest.mark.parametrize(
    ("undated", "day"),
    [
        ("Government soldiers have captured Goma.", date(2012, 11, 24)),
        ("M23 rebels have withdrawn from Goma.", date(2012, 11, 24)),
        ("M23 rebels have captured Bukavu.", date(2012, 11, 24)),
        ("M23 rebels have captured Goma.", date(2013, 6, 24)),
        ("M23 rebels have captured Goma.", date(2012, 11, 10)),
        ("M23 rebels have captured Goma.", None),
    ],
    ids=["actor", "kind", "place", "long after", "before", "no publication"],
)
def test_an_undated_report_joins_nothing_that_speaks_against_it(undated: str, day: date | None) -> None:
    found = events(("M23 rebels captured Goma on 20 November 2012.", DAY), (undated, day))
    dated = [e for e in found if e.when == When.on(date(2012, 11, 20))]
    assert len(dated) == 1
    assert len(dated[0].evidence) == 1
    assert len(found) == 2


def test_an_undated_report_joins_the_latest_of_two_attacks() -> None:
    found = events(
        ("M23 rebels attacked Goma on 3 November.", date(2012, 11, 4)),
        ("M23 rebels attacked Goma on 20 November.", date(2012, 11, 21)),
        ("M23 rebels have attacked Goma.", date(2012, 11, 22)),
    )
    assert {e.when.edtf: len(e.evidence) for e in found if e.when} == {"2012-11-03": 1, "2012-11-20": 2}


def test_a_plan_is_overtaken_by_the_first_that_fulfils_it() -> None:
    found = events(
        ("M23 rebels will withdraw from Goma on 30 November.", date(2012, 11, 27)),
        ("M23 rebels withdrew from Goma on 5 March 2013.", date(2013, 3, 6)),
        ("M23 rebels withdrew from Goma on 1 December 2012.", date(2012, 12, 2)),
    )
    plan = next(e for e in found if e.status is Status.PLANNED)
    done = next(e for e in found if e.when == When.on(date(2012, 12, 1)))
    assert plan.superseded_by == done.id


def test_a_plan_is_not_overtaken_ten_years_later() -> None:
    found = events(
        ("M23 rebels will withdraw from Goma on 30 November.", date(2012, 11, 27)),
        ("M23 rebels withdrew from Goma on 1 December 2022.", date(2022, 12, 2)),
    )
    assert [e.superseded_by for e in found if e.status is Status.PLANNED] == [None]


def test_plans_of_different_years_are_two() -> None:
    found = events(
        ("M23 rebels will withdraw from Goma.", DAY),
        ("Fighters of the M23 will withdraw from Goma, a spokesman said.", date(2022, 11, 24)),
    )
    assert len([e for e in found if e.status is Status.PLANNED]) == 2


# ------------------------------------------------------------------------------------------ by index and by comparing
TOWNS = [
    Place(id=f"t:{n}", name=f"Town {n}", lon=1.0, lat=1.0, kind="town", radius_m=1000.0, country="CD") for n in range(2)
]
PLACES = [
    *TOWNS,
    *(t.base() for t in TOWNS),
    Place(id="t:cd", name="Congo", lon=1.0, lat=1.0, kind="country", radius_m=1000.0, country="CD"),
    None,
]
ACTORS = [Actor(id=f"actor:{n}", name=f"{n} army", side="state" if n < 2 else "armed group") for n in range(4)]


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # the same draws in every run


def a_report(number: int, rng: random.Random, articles: list[Article]) -> Report:
    article = rng.choice(articles)
    first = date(2012, 1, 1) + timedelta(rng.randrange(120))
    length = rng.choice([0, 0, 0, 2, 30, 200, 500])
    when = rng.choice(
        [
            None,
            None,
            When(earliest=first, latest=first + timedelta(length)),
            When(earliest=first, latest=first + timedelta(length)),
            When(earliest=None, latest=first),
            When(earliest=first, latest=None),
        ]
    )
    evidence = Evidence(article_id=article.id, start=number, end=number + 1, quote="x")
    time = None
    if when is not None or rng.random() < 0.2:
        time = TimeMatch(
            mention=Mention(kind="time", evidence=evidence, value="x", extractor="test"),
            when=when,
            timex_type="DATE",
            timex_value="x",
            reasons=(),
            relation=rng.choice(["at", "at", "since"]),
        )
    place = rng.choice(PLACES)
    return Report(
        article=article,
        kind=rng.choice([EventKind.ATTACK, EventKind.WITHDRAWAL, EventKind.HELD, EventKind.CONTROL_CHANGE]),
        status=rng.choice([*Status, Status.HAPPENED, Status.HAPPENED]),
        evidence=evidence,
        place=place,
        unlocated=None if place else rng.choice(["Zzyx", "Zzyx", None]),
        time=time,
        deadline=rng.random() < 0.1,
        actors=[
            (rng.choice([Role.BY, Role.TO, Role.FROM]), actor, rng.random() < 0.7)
            for actor in rng.sample(ACTORS, rng.randrange(3))
        ],
    )


def by_comparing(reports: list[Report]) -> list[list[Report]]:
    """What :func:`group_reports` does, looking at every group."""
    from mapkit.events.merge import _rank

    groups: list[Group] = []
    for report in sorted(
        reports, key=lambda r: (_rank(r), r.article.id, r.evidence.start, r.place.id if r.place else "")
    ):
        taking = [g for g in groups if g.takes(report)]
        if not taking:
            taking = [Group()]
            groups += taking
        min(taking, key=lambda g: g.preference(report)).add(report)
    return [g.reports for g in groups]


def some_articles(rng: random.Random) -> list[Article]:
    published = [None, *(When.on(date(2012, 1, 1) + timedelta(rng.randrange(500))) for _ in range(5))]
    return [
        Article(id=f"a{n}", text="x", body=(0, 1), name=f"{n}.txt", published=when) for n, when in enumerate(published)
    ]


@pytest.mark.parametrize("seed", range(60))
def test_the_index_groups_as_comparing_everything_does(seed: int) -> None:
    rng = seeded(seed)
    articles = some_articles(rng)
    reports = [a_report(n, rng, articles) for n in range(rng.randrange(5, 120))]
    found = [g.reports for g in group_reports(list(reversed(reports)))]
    assert [[id(r) for r in g] for g in found] == [[id(r) for r in g] for g in by_comparing(reports)]


@pytest.mark.parametrize("seed", range(40))
def test_what_a_group_knows_of_its_time_is_what_its_reports_say(seed: int) -> None:
    rng = seeded(seed)
    articles = some_articles(rng)
    for group in group_reports([a_report(n, rng, articles) for n in range(60)]):
        assert group.met == group.when
        own = [w for r in group.reports if (w := when_of(r)) is not None]
        assert all(group.met is not None and group.met & w is not None for w in own)


def some_events(rng: random.Random) -> list[Event]:
    articles = some_articles(rng)
    marks = {a.id: (a.id,) for a in articles}
    reports = [a_report(n, rng, articles) for n in range(rng.randrange(5, 80))]
    return name_events([event_of(g, marks=marks) for g in group_reports(reports)])


@pytest.mark.parametrize("seed", range(60))
def test_order_bounds_as_comparing_everything_does(seed: int) -> None:
    found = some_events(seeded(seed))
    holding = (EventKind.HELD, EventKind.CONTROL_CHANGE)
    facts = (Status.HAPPENED, Status.CLAIMED)

    def floor(event: Event) -> date | None:
        when, mine = event.when, {a.id for a in event.with_role(Role.BY, Role.TO)}
        if when is None or when.earliest is not None or event.status not in facts or event.place is None:
            return None if when is None else when.earliest
        seen = []
        for other in found:
            theirs = {a.id for a in other.with_role(Role.BY, Role.TO)}
            day = other.when.earliest if other.when else None
            first = other.known_since is None or event.known_since is None or other.known_since <= event.known_since
            if other is event or day is None or other.place is None or other.status not in facts or not first:
                continue
            if other.kind not in holding or (when.latest is not None and day > when.latest):
                continue
            taken = event.kind is EventKind.CONTROL_CHANGE and other.place.id == event.place.id
            left = event.kind is EventKind.WITHDRAWAL and other.place.root == event.place.root
            if (taken and theirs and not theirs & mine) or (left and theirs & mine):
                seen.append(day)
        best = max(seen, default=None)
        far = best is not None and when.latest is not None and when.latest - best > TELLING
        return None if far else best

    assert [e.when.earliest if e.when else None for e in tighten(found)] == [floor(e) for e in found]


@pytest.mark.parametrize("seed", range(60))
def test_plans_are_overtaken_as_comparing_everything_does(seed: int) -> None:
    from mapkit.events.order import _fulfils, _told_by

    found = some_events(seeded(seed))
    for plan in supersede(found):
        done = [
            e
            for e in found
            if e.status is Status.HAPPENED
            and e.kind is plan.kind
            and e.place is not None
            and e.when is not None
            and plan.place is not None
            and e.place.root == plan.place.root
            and plan.place.kind != "country"
            and _fulfils(e, plan)
        ]
        first = min(done, key=lambda e: (_told_by(e), e.id), default=None)
        wanted = first.id if first and plan.status is Status.PLANNED else None
        assert plan.superseded_by == wanted


# ------------------------------------------------------------------------------------------ origins
WORDS = [
    "road",
    "market",
    "rain",
    "school",
    "bridge",
    "river",
    "mayor",
    "village",
    "harvest",
    "radio",
    "truck",
    "night",
]


def prose(rng: random.Random, length: int = 60) -> str:
    return " ".join(f"{rng.choice(WORDS)}{rng.randrange(40)}" for _ in range(length))


def page(text: str, name: str) -> Article:
    return article_from_text(text, name=name)


def test_copies_with_a_changed_sentence_are_one_origin_however_many() -> None:
    rng = seeded(1)
    story = prose(rng)
    copies = [page(f"{story}. {prose(rng, 12)}.", f"{n}.txt") for n in range(60)]
    other = page(prose(rng), "other.txt")
    marks = origins(sorted([*copies, other], key=lambda a: a.id))
    assert independent([a.id for a in copies], marks) == 1
    assert independent([a.id for a in (*copies, other)], marks) == 2


@pytest.mark.parametrize("seed", range(20))
def test_shared_text_is_found_as_by_comparing_every_pair(seed: int) -> None:
    rng = seeded(seed)
    parts = [prose(rng, 15) for _ in range(6)]
    articles = [page(". ".join([*rng.sample(parts, 2), prose(rng, 40)]), f"{n}.txt") for n in range(12)]

    def runs(article: Article) -> set[tuple[str, ...]]:
        import re

        words = re.findall(r"\w+", article.text.casefold())
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    together = {a.id: {a.id} for a in articles}
    for a in articles:
        for b in articles:
            one, other = runs(a), runs(b)
            if a is not b and len(one & other) >= SHARED * min(len(one), len(other)):
                both = together[a.id] | together[b.id]
                for ident in both:
                    together[ident] = both
    marks = origins(articles)
    for a in articles:
        for b in articles:
            assert (marks[a.id][0] == marks[b.id][0]) == (b.id in together[a.id])


def test_an_agency_and_a_quotation_join_origins() -> None:
    marks = {"a": ("a", "agency:AFP"), "b": ("b", "agency:AFP"), "c": ("b",), "d": ("d",)}
    assert independent("abcd", marks) == 2
    assert independent("d", marks) == 1


def test_the_basis_of_a_time_is_kept() -> None:
    (event,) = of(EventKind.CONTROL_CHANGE, events(("M23 rebels captured Goma on 20 November 2012.", DAY)))
    assert (event.time_basis, event.time_precision) == (TimeBasis.STATED, TimePrecision.DAY)
