"""Reports of one event become one event."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from mapkit._text import fold
from mapkit.events.actors import same_state
from mapkit.events.days import why_weighed
from mapkit.events.origins import Marks, independent
from mapkit.events.page import Report
from mapkit.events.shelf import Shelf
from mapkit.frames import unique
from mapkit.model import (
    Actor,
    Event,
    EventKind,
    Evidence,
    Place,
    Quantity,
    Role,
    Status,
    TimeBasis,
    TimeMatch,
    TimePrecision,
    When,
)

RECENT = timedelta(days=60)
"""An undated report is taken for news: it joins events of at most this long before its publication."""

SAME_PLAN = timedelta(days=366)
"""Terms of one plan, or the days on which it is told, lie no further apart."""

_LONG = timedelta(days=31)
"""A time known no better than this is a span of many days, not one of them."""

_AGAIN = (EventKind.ATTACK, EventKind.CLASH, EventKind.CASUALTY_REPORT)
"""What goes on for months, and happens on single days of them as well."""

_ONCE = (
    EventKind.CONTROL_CHANGE,
    EventKind.HANDOVER,
    EventKind.WITHDRAWAL,
    EventKind.DEPLOYMENT,
    EventKind.DECISION,
    EventKind.AGREEMENT,
)
"""What is announced when it is done."""

_FACTUAL = (Status.HAPPENED, Status.CLAIMED, Status.POSSIBLE)
_CAUTION = (Status.DENIED, Status.PLANNED, Status.CLAIMED, Status.POSSIBLE, Status.HAPPENED)
_FINENESS = {"site": 0, "base": 0, "town": 1, "feature": 1, "district": 2, "region": 3, "country": 4}


@dataclass(slots=True)
class Group:
    """Reports that tell of the same event; what they say together is kept up with each report added."""

    reports: list[Report] = field(default_factory=list)
    place: Place | None = None
    """The finest place any report gives; among equals the first."""
    status: Status = Status.DENIED
    """What the least cautious report says: a claim that somebody else reports as fact has happened."""
    doers: dict[str, tuple[Actor, bool, set[str]]] = field(default_factory=dict)
    """Who does it: id to (actor, named and not only described, ids of the articles that say so)."""
    losers: set[str] = field(default_factory=set)
    articles: dict[str, set[Status]] = field(default_factory=dict)
    """Which articles report it, and with which status."""
    undated: bool = True
    lasting: bool = False
    """Whether a report gives it a span of time: a campaign, a total."""
    met: When | None = None
    """When it was, as the reports say; kept up by :meth:`add`."""

    @property
    def kind(self) -> EventKind:
        """What all of them report."""
        return self.reports[0].kind

    @property
    def when(self) -> When | None:
        """The instant that satisfies every report that can be satisfied with the finest one."""
        known = [w for r in self.reports for w in (when_of(r), r.bounds) if w is not None]
        bounds = sorted(dict.fromkeys(known), key=_width)
        met = bounds[0] if bounds else None
        for other in bounds[1:]:
            met = (met & other if met else None) or met
        return met

    def add(self, report: Report) -> None:
        """Take one more report in."""
        self.reports.append(report)
        finer = self.place is None or (report.place and _FINENESS[report.place.kind] < _FINENESS[self.place.kind])
        self.place = report.place if finer else self.place
        self.status = max(self.status, report.status, key=_CAUTION.index)
        self.articles.setdefault(report.article.id, set()).add(report.status)
        self.undated = self.undated and _is_undated(report)
        self.lasting = self.lasting or _lasts(report)
        for role, actor, specific in report.actors:
            if role is Role.FROM:
                self.losers.add(actor.id)
            if role in (Role.BY, Role.TO) or (role is Role.FROM and report.kind is EventKind.HANDOVER):
                _, named, articles = self.doers.get(actor.id, (actor, False, set()))
                self.doers[actor.id] = (actor, named or specific, articles | {report.article.id})
        own = when_of(report)
        if own is not None and (self.met is None or self.met & own != self.met):
            self.met = self.when

    def preference(self, report: Report) -> tuple[bool, int]:
        """Sort key among the groups that take a report: those of its own article, then the latest in time.

        News tells of what was last; within one article the first told, which is what the sort keeps, is the lead.
        """
        if report.article.id in self.articles:
            return (False, 0)
        return (True, -self.met.latest.toordinal() if self.met and self.met.latest else 0)

    def takes(self, report: Report) -> bool:
        """Whether ``report`` tells of this event."""
        return (
            report.kind is self.kind
            and _statuses_meet(self.status, report.status)
            and self._place_fits(report)
            and self._actors_fit(report)
            and self._time_fits(report)
        )

    def _place_fits(self, report: Report) -> bool:
        mine = self.place
        if mine is None or report.place is None:
            if mine is not None or report.place is not None:
                return False
            if fold(self.reports[0].unlocated or "") != fold(report.unlocated or ""):
                return False
            return report.article.id in self.articles or report.unlocated is not None or self._same_closed_time(report)
        if (_is_coarse(mine) or _is_coarse(report.place)) and mine.id != report.place.id:
            # "left a camp in the north of the country" tells again, more coarsely, what the article tells of one camp
            once = self.kind not in (EventKind.CLASH, EventKind.ATTACK)  # a war has many of them
            coarser = once and _is_coarse(report.place) and mine.country == report.place.country
            return (
                coarser
                and _is_undated(report)
                and report.status in self.articles.get(report.article.id, ())
                and self._names_doer(report)
            )
        same_town = mine.root == report.place.root
        return same_town and (
            mine.kind == report.place.kind or report.article.id in self.articles or self._names_doer(report)
        )

    def _same_closed_time(self, report: Report) -> bool:
        return self.met is not None and self.met.earliest is not None and self.met == when_of(report)

    def _names_doer(self, report: Report) -> bool:
        return any(actor.id in self.doers for _, actor, _ in report.actors)

    def _actors_fit(self, report: Report) -> bool:
        if self.kind is EventKind.CASUALTY_REPORT:  # whose dead they are tells one toll from another
            ours = {a.id for role, a, _ in self.reports[0].actors if role is Role.AGAINST}
            return ours == {a.id for role, a, _ in report.actors if role is Role.AGAINST}
        theirs = {a.id: (a, named) for role, a, named in report.actors if role in (Role.BY, Role.TO)}
        if self.kind is EventKind.CONTROL_CHANGE and self._told_apart(report, theirs.keys()):
            return False
        losers = {a.id for role, a, _ in report.actors if role is Role.FROM}
        if self.losers & theirs.keys() or losers & self.doers.keys():
            return False
        if not self.doers or not theirs or self.doers.keys() & theirs.keys():
            return True
        if any(same_state(a, b) for a, _, _ in self.doers.values() for b, _ in theirs.values()):
            return True
        # "separatist rebels" and a named group may be one, where the same article speaks of both; two descriptions of
        # one side, as "rebels" and "rebelles", may be one in any
        return any(
            actor.side == other.side
            and not (named and specific)
            and (report.article.id in articles or not (named or specific))
            for actor, named, articles in self.doers.values()
            for other, specific in theirs.values()
        )

    def _told_apart(self, report: Report, takers: Iterable[str]) -> bool:
        """Whether its own sentence gives the place to others, too: "rebels regained it hours after X had seized it"."""
        same = [r for r in self.reports if r.evidence == report.evidence and r.at != report.at]
        theirs = [{a.id for a in r.with_role(Role.BY, Role.TO)} for r in same]
        return any(ids and takers and not ids & set(takers) for ids in theirs)

    def _time_fits(self, report: Report) -> bool:
        mine, theirs = self.met, when_of(report)
        if mine is None or theirs is None:
            return mine is None and theirs is None
        if mine & theirs is None or (self.status is Status.PLANNED and _apart(mine, theirs) > SAME_PLAN):
            return False
        # a campaign is no single attack, nor a yearly total one of a month
        lasting = self.lasting or _lasts(report) or self.kind is EventKind.CASUALTY_REPORT
        if self.kind in _AGAIN and lasting and mine != theirs and not self.undated and not _is_undated(report):
            return False
        if self.kind is EventKind.CASUALTY_REPORT and self.lasting != _lasts(report):
            return False  # the dead of a war since its beginning are not those of the day
        # what has no date of its own is news, and joins nothing long before its publication
        return not (_is_undated(report) and _long_after(theirs, mine)) and not (
            self.undated and _long_after(mine, theirs)
        )


def _is_coarse(place: Place) -> bool:
    """Whether a place is a country or a side of one."""
    return place.kind == "country" or place.is_side


def _long_after(undated: When, dated: When) -> bool:
    return undated.latest is not None and dated.latest is not None and undated.latest - dated.latest > RECENT


def _is_undated(report: Report) -> bool:
    return report.time is None or report.time.when is None


def _lasts(report: Report) -> bool:
    """Whether a report tells of a span of time and not of a day in it: "since September", "between May and July"."""
    time = report.time
    if time is None or time.when is None:
        return False
    first, last = time.when.earliest, time.when.latest
    long = first is not None and last is not None and last - first > _LONG
    return long or time.relation == "since" or "to" in time.mention.hints


def _apart(one: When, other: When) -> timedelta:
    """Return how far the ends that are known lie apart."""
    ends = [w.latest or w.earliest for w in (one, other)]
    return abs(ends[0] - ends[1]) if ends[0] and ends[1] else timedelta(0)


def _statuses_meet(a: Status, b: Status) -> bool:
    return a is b or (a in _FACTUAL and b in _FACTUAL)


def _width(when: When) -> int:
    if when.earliest is None or when.latest is None:
        return 10**6
    return (when.latest - when.earliest).days


def when_of(report: Report) -> When | None:
    """Return when a report says it was: its own time, else what the publication allows.

    A fact without a date is not after its publication; a state told in the present is as of publication; a plan without
    a date is not before it.
    """
    published = report.article.published
    if report.time is not None and report.time.when is not None:
        when = report.time.when
        if report.deadline and when.latest is not None:
            return When(earliest=None, latest=when.latest)  # the day by which, not the day on which
        if report.status in _FACTUAL and published is not None and published.latest is not None:
            # what is told as a fact is not in the future
            told = When(earliest=None, latest=published.latest, approximate=when.approximate)
            when = when & told or when
        return when
    return None if published is None else _by_publication(report, published)


def _by_publication(report: Report, published: When) -> When | None:
    if report.kind is EventKind.HELD:
        return published
    if report.status is Status.PLANNED:
        return When(earliest=published.earliest, latest=None) if published.earliest else None
    return When(earliest=None, latest=published.latest) if published.latest else None


def group_reports(reports: Iterable[Report]) -> list[Group]:
    """Group the reports that tell of the same event.

    The order of the reports does not matter: dated ones come first, then article ids decide. Of the groups that take a
    report it joins the one that :meth:`Group.preference` puts first. It is compared only with groups of its kind, town
    and status that its time can meet, and, when it names no more than the country, with those of its article (see
    :class:`Shelf`).
    """
    ordered = sorted(reports, key=lambda r: (_rank(r), r.article.id, r.evidence.start, r.place.id if r.place else ""))
    groups: list[Group] = []
    shelves: dict[tuple[str, str, str], Shelf] = {}
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for report in ordered:
        shelf = shelves.setdefault(_shelf_of(report), Shelf(recent=RECENT))
        undated = _is_undated(report)
        near = shelf.near(when_of(report), undated=undated)
        if undated and report.place is not None and _is_coarse(report.place):
            near = sorted({*near, *told[report.kind, report.article.id]})
        near.sort(key=lambda n: groups[n].preference(report))
        number = next((n for n in near if groups[n].takes(report)), None)
        if number is None:
            number = len(groups)
            groups.append(Group())
        group = groups[number]
        known = group.met
        group.add(report)
        told[report.kind, report.article.id].append(number)
        if group.met != known or len(group.reports) == 1:
            shelves.setdefault(_shelf_of(group.reports[0]), Shelf(recent=RECENT)).put(
                number, group.met, undated=group.undated
            )
    return groups


def _shelf_of(report: Report) -> tuple[str, str, str]:
    where = report.place.root if report.place else fold(report.unlocated or "")
    return (report.kind, where, Status.HAPPENED if report.status in _FACTUAL else report.status)


def _rank(report: Report) -> int:
    when = report.time.when if report.time else None
    return 0 if when and when.day else 1 if when else 2


def event_of(group: Group, *, marks: Marks) -> Event:
    """Make the event that a group of reports tells of; its id is set by :func:`name_events`."""
    quoted = _quoted(group)
    articles = dict.fromkeys(r.article.id for r in group.reports)
    published = [
        r.article.published.latest for r in group.reports if r.article.published and r.article.published.latest
    ]
    basis, precision, time_reasons = _time_of(group)
    when = group.when
    if (announced := _announced(group)) is not None:
        when, precision = announced, TimePrecision.DAY
        time_reasons.append(f"time: announced on {announced.latest}, and when it was is not said: about then")
    elif (about := _about(group)) is not None:
        when, day = about
        basis, precision = TimeBasis.INHERITED, TimePrecision.DAY
        time_reasons.append(why_weighed(day))
    return Event(
        id="",
        kind=group.kind,
        status=group.status,
        place=group.place,
        when=when,
        actors=_actors(group),
        place_name=next((r.place_name for r in group.reports if r.place_name), None) if group.place is None else None,
        destination=next((r.destination for r in group.reports if r.destination is not None), None),
        quantities=_quantities(group.reports),
        evidence=quoted,
        reasons=unique([*time_reasons, *(reason for r in group.reports for reason in r.reasons)]),
        sources=independent(articles, marks),
        known_since=min(published, default=None),
        time_basis=basis,
        time_precision=precision,
    )


def _quoted(group: Group) -> tuple[Evidence, ...]:
    """Return the fullest quotation of each article, and a second one where it adds something."""
    chosen: list[Evidence] = []
    for article in sorted(unique(r.article.id for r in group.reports)):
        own = sorted(
            (r for r in group.reports if r.article.id == article),
            key=lambda r: (*(not w if isinstance(w, bool) else -w for w in r.weight), r.evidence.start),
        )
        best = own[0]
        chosen.append(best.evidence)
        known = {(role, a.id) for role, a, _ in best.actors}
        for other in own[1:]:
            adds = {(role, a.id) for role, a, _ in other.actors} - known
            placed = best.place is None and other.place is not None
            counted = other.quantities and not best.quantities  # "Six people died": no number without its sentence
            if other.evidence.start != best.evidence.start and (adds or placed or counted):
                chosen.append(other.evidence)
                break
    return tuple(chosen)


def _actors(group: Group) -> tuple[tuple[Role, Actor], ...]:
    """Return who takes part; a description gives way to a name of the same side and role."""
    found: dict[tuple[Role, str], tuple[Actor, bool]] = {}
    for report in group.reports:
        for role, actor, specific in report.actors:
            known = found.get((role, actor.id))
            found[role, actor.id] = (actor, specific or bool(known and known[1]))
    named = {(role, actor.side) for (role, _), (actor, specific) in found.items() if specific}
    ordered = sorted(found.items(), key=lambda item: (list(Role).index(item[0][0]), item[0][1]))
    kept = [(role, actor) for (role, _), (actor, specific) in ordered if specific or (role, actor.side) not in named]
    kept = _plainest(kept, group.reports, named)
    # a government acts by its armed forces: of the two the forces are the finer answer
    return tuple(
        (role, actor)
        for role, actor in kept
        if "government" not in actor.id
        or not any(r is role and a is not actor and same_state(a, actor) for r, a in kept)
    )


def _plainest(
    kept: list[tuple[Role, Actor]], reports: Sequence[Report], named: set[tuple[Role, str | None]]
) -> list[tuple[Role, Actor]]:
    """Take "rebels" and "revolutionaries" of one article for one side where no sentence names both.

    The shortest word stays.
    """
    if len({report.article.id for report in reports}) > 1:
        return kept
    for role in Role:
        groups = [
            actor for r, actor in kept if r is role and actor.side == "non-state" and (role, actor.side) not in named
        ]
        ids = {actor.id for actor in groups}
        if len(groups) < 2 or any(len(ids & {a.id for a in report.with_role(role)}) > 1 for report in reports):
            continue
        best = min(groups, key=lambda actor: (len(actor.name), actor.name))
        kept = [(r, actor) for r, actor in kept if r is not role or actor.id not in ids or actor is best]
    return kept


def _quantities(reports: Sequence[Report]) -> tuple[Quantity, ...]:
    return tuple(dict.fromkeys(q for r in reports for q in r.quantities))


def _time_of(group: Group) -> tuple[TimeBasis, TimePrecision, list[str]]:
    dated = [r for r in group.reports if not _is_undated(r)]
    when = group.when
    if when is None:
        return TimeBasis.NONE, TimePrecision.NONE, ["time: nothing in the text or its publication dates it"]
    if not dated:
        reason = "time: the text gives no date; "
        reason += (
            "a state told in the present is as of publication"
            if group.kind is EventKind.HELD
            else "it is bounded by the publication"
        )
        return TimeBasis.INFERRED, precision_of(when), [reason]
    # what a text says itself counts before what it takes over from another
    rank = (TimeBasis.STATED, TimeBasis.RELATIVE, TimeBasis.INFERRED, TimeBasis.INHERITED, TimeBasis.NONE)
    best = min(dated, key=lambda r: (_width(when_of(r) or when), rank.index(r.time.basis) if r.time else 9))
    reasons = [f"time ({r.article.name}): {reason}" for r in dated if r.time for reason in r.time.reasons]
    basis = best.time.basis if best.time else TimeBasis.NONE
    precision = best.time.precision if best.time and best.time.when == when else precision_of(when)
    return basis, precision, reasons


def _about(group: Group) -> tuple[When, TimeMatch] | None:
    """Return about when it was, with the words that date something beside it; ``None`` where its own words do."""
    when = group.when
    if when is None or when.day is not None or not all(map(_is_undated, group.reports)):
        return None
    for day in (report.about for report in group.reports):
        if day is not None and day.when is not None and when & day.when is not None:
            return replace(day.when, approximate=True), day
    return None


def _announced(group: Group) -> When | None:
    """Return about when it was that somebody announced on a day: "the army said on Sunday that it had taken X".

    News tells at once what is done once: of 84 changes of hands, withdrawals and the like that are announced so in
    annotated articles, 58 are dated on that day and 26 within some days up to it. ``None`` where more is known.
    """
    when = group.when
    if when is None or when.earliest is not None or when.latest is None or group.kind not in _ONCE:
        return None
    if group.status not in _FACTUAL or not all(map(_is_undated, group.reports)):
        return None
    told = any(report.told == when.latest for report in group.reports)
    return When(earliest=when.latest, latest=when.latest, approximate=True) if told else None


def precision_of(when: When) -> TimePrecision:
    """Return how fine an instant between these bounds is."""
    if when.earliest is None:
        return TimePrecision.BEFORE
    if when.latest is None:
        return TimePrecision.AFTER
    if when.day is not None:
        return TimePrecision.DAY
    length = len(when.edtf)
    return {4: TimePrecision.YEAR, 7: TimePrecision.MONTH}.get(length, TimePrecision.INTERVAL)


def name_events(events: Sequence[Event]) -> list[Event]:
    """Give each event its id: from its kind and its first quotation; a place or date corrected later keeps it.

    Events of one kind and quotation are numbered in an order that no file name decides.
    """
    named = list(events)
    seen: dict[str, int] = {}
    for number in sorted(range(len(named)), key=lambda n: _stable(named[n])):
        event = named[number]
        first = event.evidence[0]
        digest = hashlib.sha256(
            f"{event.kind}\n{first.article_id}\n{first.quote}".encode("utf-8", "surrogatepass")
        ).hexdigest()[:10]
        seen[digest] = seen.get(digest, 0) + 1
        suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
        named[number] = replace(event, id=f"ev-{digest}{suffix}")
    return named


def _stable(event: Event) -> tuple[str, str, int, str, str, str]:
    first = event.evidence[0]
    place = event.place.id if event.place else ""
    return (event.kind, first.article_id, first.start, event.status, place, event.when.edtf if event.when else "")
