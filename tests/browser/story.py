"""A story made by hand, with every kind of mark: what the browser tests and the unit tests of the map look at."""

from __future__ import annotations

from datetime import date

from shapely import LineString

from mapkit.frames import Frames, articles_frame, control_frame, events_frame, routes_frame
from mapkit.model import (
    Actor,
    Article,
    Basis,
    ControlState,
    Event,
    EventKind,
    Evidence,
    Issue,
    Place,
    Quantity,
    Role,
    Route,
    Status,
    TimeBasis,
    TimePrecision,
    When,
)

UN = Actor(id="actor:minusma", name="MINUSMA")
CSP = Actor(id="actor:csp", name="Permanent Strategic Framework")
GROUPS = Actor(id="actor:groups", name="Tuareg armed groups")
ARMY = Actor(id="actor:fama", name="Malian armed forces")
JUNTA = Actor(id="actor:junta", name="Malian government")


def place(name: str, lon: float, lat: float, kind: str = "town", radius: float = 3000.0, population: int = 0) -> Place:
    return Place(
        id=f"test:{name}/{kind}",
        name=name,
        lon=lon,
        lat=lat,
        kind=kind,
        radius_m=radius,
        country="ML",
        population=population,
    )


KIDAL, GAO = place("Kidal", 1.40778, 18.44111), place("Gao", -0.04472, 16.27167)
KIDAL_BASE = place("Kidal", 1.40778, 18.44111, "base", 2000)
TESSALIT = place("Tessalit", 1.01186, 20.20126, "base", 2000)
AGUELHOK = place("Aguelhok", 0.85889, 19.46139, "base", 2000)
MALI = place("Mali", -2.0, 18.0, "country", 700_000)
NORTH = place("Kidal", 1.4, 19.2, "region", 130_000)
BAMAKO = place("Bamako", -8.0, 12.65)

ARTICLES = tuple(
    Article(
        id=Article.id_of(name),
        text=name,
        body=(0, len(name)),
        name=name,
        title=title,
        publisher=publisher,
        url=url,
        published=when,
        published_basis=TimeBasis.STATED if when else TimeBasis.NONE,
    )
    for name, title, publisher, url, when in (
        (
            "000.txt",
            "UN leaves a third base in northern Mali",
            "A Daily",
            "https://example.org/a",
            When.on(date(2023, 10, 31)),
        ),
        ("001.txt", "Peacekeepers quit Kidal", None, None, When.on(date(2023, 11, 1))),
        ("003.txt", "Army retakes Kidal", "B News", None, When.on(date(2023, 11, 17))),
        ("004.txt", None, None, None, None),
    )
)
TEXTS = {
    "000.txt": "The UN mission said it had vacated its base in Kidal on Tuesday, October 31st, the third and last in the region, following Tessalit and Aguelhok.",
    "001.txt": "The town of Kidal is currently under the control of predominantly Tuareg armed groups.",
    "003.txt": "The recent takeover of Kidal by the Malian armed forces was called a strategic withdrawal by the alliance.",
    "004.txt": "A convoy of over 100 trucks was on its way to Gao, approximately 330 kilometers away.",
}


def said(name: str, by: str | None = None, quote: str | None = None) -> Evidence:
    text = quote or TEXTS[name]
    return Evidence(article_id=Article.id_of(name), start=0, end=len(text), quote=text, attributed_to=by)


def on(year: int, month: int, day: int) -> When:
    return When.on(date(year, month, day))


def by(latest: date) -> When:
    return When(earliest=None, latest=latest)


LAST = date(2023, 10, 31)
TAKEOVER = When(earliest=LAST, latest=date(2023, 11, 17))


def event(
    identifier: str, kind: EventKind, where: Place | None, when: When | None, *evidence: Evidence, **more: object
) -> Event:
    values = {"status": Status.HAPPENED, "actors": (), "known_since": date(2023, 10, 31), **more}
    if when is not None:
        exact = when.day is not None
        values.setdefault("time_basis", TimeBasis.STATED if exact else TimeBasis.INFERRED)
        values.setdefault("time_precision", TimePrecision.DAY if exact else TimePrecision.INTERVAL)
    return Event(id=identifier, kind=kind, place=where, when=when, evidence=evidence, **values)  # type: ignore[arg-type]


LEFT, LOST = (Role.BY, UN), (Role.FROM, UN)
EVENTS = (
    event(
        "ev-left-kidal", EventKind.WITHDRAWAL, KIDAL_BASE, on(2023, 10, 31), said("000.txt"),
        said("001.txt", "a source from the UN peacekeeping mission", "We left Kidal this morning."),
        said("004.txt", "AFP", "We left Kidal this morning."), actors=(LEFT,), sources=3,
        reasons=("text: Tuesday, October 31st", "year 2023: the only such Tuesday after 2017", "cue word: vacated"),
    ),
    event("ev-left-tessalit", EventKind.WITHDRAWAL, TESSALIT, by(LAST), said("000.txt"), actors=(LEFT,),
          reasons=("not after the withdrawal from Kidal: third and last, following",)),
    event("ev-left-aguelhok", EventKind.WITHDRAWAL, AGUELHOK, by(LAST), said("000.txt"), actors=(LEFT,),
          reasons=("not after the withdrawal from Kidal: third and last, following",)),
    event("ev-plan-kidal", EventKind.WITHDRAWAL, KIDAL_BASE, When(earliest=date(2023, 11, 16), latest=date(2023, 11, 30)),
          said("004.txt", None, "The departure had been set for the second half of November."), actors=(LEFT,),
          status=Status.PLANNED, superseded_by="ev-left-kidal"),
    event("ev-plan-all", EventKind.WITHDRAWAL, MALI, by(date(2023, 12, 31)),
          said("001.txt", None, "The mission must leave the country by December 31."), actors=(LEFT,), status=Status.PLANNED),
    event("ev-claim", EventKind.CONTROL_CHANGE, KIDAL_BASE, on(2023, 10, 31),
          said("000.txt", "the alliance", "The rebels announced their control of the base."), actors=((Role.TO, CSP), LOST), status=Status.CLAIMED),
    event("ev-held", EventKind.HELD, KIDAL, on(2023, 11, 1), said("001.txt"), actors=((Role.BY, GROUPS),)),
    event("ev-taken", EventKind.CONTROL_CHANGE, KIDAL, TAKEOVER, said("003.txt"), actors=((Role.TO, ARMY), (Role.FROM, GROUPS)), sources=1),
    event("ev-convoy", EventKind.MOVEMENT, KIDAL, on(2023, 10, 31), said("004.txt"), actors=(LEFT,), destination=GAO,
          quantities=(Quantity(low=100, high=None, unit="truck"), Quantity(low=330, high=330, unit="km"))),
    event("ev-clash", EventKind.CLASH, NORTH, When(earliest=date(2023, 10, 1), latest=LAST),
          said("001.txt", None, "Clashes have resumed in the Kidal region."), actors=((Role.BY, CSP), (Role.AGAINST, ARMY))),
    event("ev-attack", EventKind.ATTACK, place("Ber", -2.532, 16.835), on(2023, 11, 4),
          said("003.txt", None, "The convoy was hit near Ber."), actors=((Role.AGAINST, UN),), status=Status.CLAIMED),
    event("ev-toll", EventKind.CASUALTY_REPORT, None, by(LAST), said("004.txt", None, "The mission has lost 180 members."),
          actors=((Role.AGAINST, UN),), quantities=(Quantity(low=180, high=180, unit="person"),)),
    event("ev-coup-2012", EventKind.COUP, MALI, When(earliest=date(2012, 1, 1), latest=date(2012, 12, 31)),
          said("001.txt", None, "A coup in 2012 opened the crisis."), actors=((Role.AGAINST, JUNTA),)),
    event("ev-deal-2015", EventKind.AGREEMENT, MALI, When(earliest=date(2015, 1, 1), latest=date(2015, 12, 31)),
          said("001.txt", None, "The 2015 agreement is dead."), actors=((Role.BY, JUNTA),)),
    event("ev-no-date", EventKind.DECISION, BAMAKO, None, said("003.txt", None, "The authorities refused flights."), actors=((Role.BY, JUNTA),)),
)  # fmt: skip


def state(
    identifier: str, where: Place, holder: Actor | None, since: When, until: When | None, **more: object
) -> ControlState:
    values = {
        "state": "held" if holder else "unknown",
        "basis": Basis.REPORTED,
        "rule": "gain-ends-holder/1",
        "event_ids": (),
        **more,
    }
    return ControlState(id=identifier, place=where, holder=holder, since=since, until=until, **values)  # type: ignore[arg-type]


STATES = (
    state("cs-un", KIDAL_BASE, UN, by(LAST), on(2023, 10, 31), event_ids=("ev-left-kidal",), rule="leaver-held/1"),
    state("cs-claim", KIDAL_BASE, CSP, on(2023, 10, 31), None, basis=Basis.CLAIMED, event_ids=("ev-claim",)),
    state("cs-groups", KIDAL, GROUPS, by(date(2023, 11, 1)), TAKEOVER, event_ids=("ev-held", "ev-taken")),
    state("cs-army", KIDAL, ARMY, TAKEOVER, None, event_ids=("ev-taken",)),
    state("cs-tessalit", TESSALIT, None, by(LAST), None, basis=Basis.INFERRED, rule="left-successor-not-reported/1", event_ids=("ev-left-tessalit",)),
    state("cs-aguelhok", AGUELHOK, None, by(LAST), None, basis=Basis.INFERRED, rule="left-successor-not-reported/1", event_ids=("ev-left-aguelhok",)),
)  # fmt: skip

WAY = (
    (1.40778, 18.44111), (0.60111, 18.04), (0.38167, 17.90556), (0.31417, 17.82028), (0.20611, 17.72944),
    (0.11694, 17.47944), (0.13028, 17.43833), (0.08722, 17.36667), (0.14833, 16.79861), (-0.04472, 16.27167),
)  # fmt: skip
ROUTES = (
    Route(
        id="rt-convoy", actor=UN, origin=KIDAL, destination=GAO,
        via=(place("Anefis", 0.60111, 18.04), place("Tabankort", 0.31417, 17.82028)),
        departed=on(2023, 10, 31), arrived=None, path=LineString(WAY), length_km=319.1,
        reported_km=Quantity(low=330, high=330, unit="km"), basis=Basis.INFERRED, engine="corridor/1",
        event_ids=("ev-convoy",), note="generalised from named places",
    ),
)  # fmt: skip

ISSUES = (
    Issue(code="undated-article", message="004.txt says 'this morning' and has no date; give its publication date.",
          evidence=(said("004.txt", "AFP", "We left Kidal this morning."),), event_ids=("ev-left-kidal",)),
    Issue(code="successor-not-reported", message="Nobody says who took over the base at Tessalit.", event_ids=("ev-left-tessalit",)),
    Issue(code="claim-not-confirmed", message="Control of the base at Kidal is claimed by one side only.", event_ids=("ev-claim",)),
)  # fmt: skip

LABELS = tuple(
    place(name, lon, lat, "town", 3000, population)
    for name, lon, lat, population in (
        ("Timbuktu", -3.00742, 16.77348, 54_453), ("Bourem", -0.34861, 16.955, 27_486), ("Ménaka", 2.4022, 15.9182, 22_000),
        ("Ansongo", 0.5022, 15.6597, 32_709), ("Anefis", 0.60111, 18.04, 5000), ("Tabankort", 0.31417, 17.82028, 900),
        ("Tin Zaouatine", 2.8575, 19.9625, 9000), ("Abeïbara", 1.75, 19.11667, 4000), ("Gossi", -1.29113, 15.81961, 24_521),
        ("Hombori", -1.70037, 15.27898, 23_099), ("Mopti", -4.18296, 14.4843, 114_296), ("Taoudenni", -3.97891, 22.67443, 3000),
        ("Niamey", 2.1098, 13.5137, 774_235), ("Agadez", 7.99, 16.97, 124_000), ("Bordj Badji Mokhtar", 0.954, 21.327, 16_437),
        ("Tamanrasset", 5.5228, 22.785, 92_635), ("Ouagadougou", -1.5339, 12.3657, 1_086_505), ("Kidal", 1.40778, 18.44111, 25_969),
        ("Gao", -0.04472, 16.27167, 86_633), ("Almoustarat", 0.08722, 17.36667, 800),
    )
)  # fmt: skip
COUNTRIES = tuple(
    place(name, lon, lat, "country", 500_000)
    for name, lon, lat in (
        ("Mali", -2.5, 18.2), ("Algeria", 2.6, 26.5), ("Niger", 6.5, 17.6), ("Mauritania", -9.5, 20.3),
        ("Burkina Faso", -1.6, 12.6), ("Nigeria", 8.0, 9.6),
    )
)  # fmt: skip


def frames(
    events: tuple[Event, ...] = EVENTS,
    states: tuple[ControlState, ...] = STATES,
    routes: tuple[Route, ...] = ROUTES,
    issues: tuple[Issue, ...] = ISSUES,
    articles: tuple[Article, ...] = ARTICLES,
) -> Frames:
    """Return the story as frames."""
    return Frames(
        events=events_frame(events, articles),
        control=control_frame(states),
        routes=routes_frame(routes),
        issues=issues,
        articles=articles_frame(articles),
    )


TITLE = "The UN leaves Kidal"
ATTRIBUTIONS = ("Places: GeoNames, CC BY 4.0",)
