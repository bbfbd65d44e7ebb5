"""Where events contradict each other: two holders, numbers or dates, a plan and its day, a last that is none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from mapkit.events.case import STORY, Case, Side, rival_issue
from mapkit.events.merge import when_of
from mapkit.events.page import Report
from mapkit.events.wording import before, pattern
from mapkit.frames import format_quantity, place_label
from mapkit.model import Event, EventKind, Evidence, Issue, Mention, Quantity, Role, Status, TimeBasis, When

_FACTS = (Status.HAPPENED, Status.CLAIMED)

AGAIN = timedelta(days=7)
"""Within this time nobody takes, leaves or hands over one place twice: two dates are of one event."""

_ONCE = (EventKind.CONTROL_CHANGE, EventKind.WITHDRAWAL, EventKind.HANDOVER, EventKind.COUP)

_FORCES = re.compile(
    r"peacekeepers?|soldiers?|troops|fighters|marines|personnel|police|members|soldats|militaires|combattants|policiers"
    r"|casques bleus|membres"
)
_PEOPLE = re.compile(r"civilians?|people|persons|children|women|personnes|civils|enfants|femmes")


def find_rivals(case: Case) -> Iterator[Issue]:
    """Yield the contradictions between events, and between the reports of one."""
    yield from _rival_holders(case)
    yield from _present_where_held(case)
    yield from _taken_or_left(case)
    numbers = list(_rival_numbers(case))
    said = {issue.event_ids for issue in numbers}
    yield from numbers
    yield from (issue for issue in _differing_tolls(case) if issue.event_ids not in said)
    yield from _rival_dates(case)
    yield from _rival_deadlines(case)
    yield from _planned_and_done(case)
    yield from _last_of_several(case)
    yield from _dates_taken_over(case)


# ------------------------------------------------------------------------------------------ who holds a place
def _holders(event: Event) -> frozenset[str]:
    return frozenset(a.name for a in event.with_role(Role.BY, Role.TO))


def _said(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _sides(by_holders: dict[frozenset[str], list[Event]]) -> list[tuple[frozenset[str], list[Event]]]:
    """Return who it is said of, in order of names, and the events of each in order of time."""
    ordered = sorted(by_holders.items(), key=lambda item: sorted(item[0]))
    return [(names, sorted(events, key=_begins)) for names, events in ordered]


def _begins(event: Event) -> tuple[date, str]:
    return (event.when.earliest or date.min if event.when else date.max, event.id)


def _first_meeting(mine: Sequence[Event], theirs: Sequence[Event]) -> tuple[Event, Event] | None:
    """Return the first two events, one of each side, that can be at one time; both sides are in order of time."""
    i = j = 0
    while i < len(mine) and j < len(theirs):
        a, b = mine[i], theirs[j]
        if a.when and b.when and a.when & b.when is not None:
            return a, b
        if b.when is None or (a.when and (a.when.latest or date.max) < (b.when.latest or date.max)):
            i += 1
        else:
            j += 1
    return None


def _rival_holders(case: Case) -> Iterator[Issue]:
    """Two parties said to hold, or to have gained, one place at one time; or one that claims what another holds.

    A base and its town are two places, and both are named. A gain that ends a holding is a sequence and no conflict.
    """
    yield from _held_by_two(case)
    yield from _gained_by_two(case)


def _held_by_two(case: Case) -> Iterator[Issue]:
    held: dict[str, dict[frozenset[str], list[Event]]] = defaultdict(lambda: defaultdict(list))
    claimed: dict[str, dict[frozenset[str], list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in case.events:
        if event.status not in _FACTS or event.place is None or event.when is None or not (holders := _holders(event)):
            continue
        if event.kind is EventKind.HELD:
            held[event.place.root][holders].append(event)
        elif event.kind is EventKind.CONTROL_CHANGE and event.status is Status.CLAIMED:
            claimed[event.place.root][holders].append(event)
    for root in sorted(held):
        sides, claims = _sides(held[root]), _sides(claimed[root])
        for number, (mine, here) in enumerate(sides):
            for theirs, there in (*sides[number + 1 :], *claims):
                met = None if mine & theirs else _first_meeting(here, there)
                same_kind = met and met[0].kind is met[1].kind
                if met and (not same_kind or (met[0].place and met[1].place and met[0].place.id == met[1].place.id)):
                    yield _both_hold(case, *met)


def _gained_by_two(case: Case) -> Iterator[Issue]:
    gained: dict[tuple[str, date], dict[frozenset[str], Event]] = defaultdict(dict)
    for event in case.events:
        day = event.when.day if event.when else None
        if event.kind is not EventKind.CONTROL_CHANGE or event.status not in _FACTS or event.place is None:
            continue
        if day is not None and (holders := frozenset(a.name for a in event.with_role(Role.TO))):
            gained[event.place.id, day].setdefault(holders, event)
    for (_, _), parties in sorted(gained.items()):
        sides_of_day = sorted(parties.items(), key=lambda item: sorted(item[0]))
        for number, (mine, event) in enumerate(sides_of_day):
            for theirs, other in sides_of_day[number + 1 :]:
                if not mine & theirs:
                    yield _both_hold(case, event, other)


def _both_hold(case: Case, one: Event, other: Event) -> Issue:
    when = (one.when & other.when if one.when and other.when else None) or one.when
    at = f" in {when.edtf}" if when else ""
    names = {place_label(e.place) for e in (one, other)}
    verbs = {EventKind.HELD: "holds", EventKind.CONTROL_CHANGE: "gains"}
    sides = []
    for event in (one, other):
        where = f" the {event.place.kind}" if len(names) > 1 and event.place else ""
        verb = "claims" if event.status is Status.CLAIMED else verbs[event.kind]
        sides.append(Side(f"that {_said(_holders(event))} {verb}{where or ' it'}", event.evidence[0]))
    name = one.place.name if one.place else ""
    remark = "base and town are two places" if len(names) > 1 else "both are reported, neither is preferred"
    return rival_issue(case, "rival-holders", f"{name}{at}: it is said", sides, remark, [one.id, other.id])


def _present_where_held(case: Case) -> Iterator[Issue]:
    """Forces deployed in a place that others hold: seldom true of the place itself, and no conflict of holders."""
    held: dict[str, dict[frozenset[str], list[Event]]] = defaultdict(lambda: defaultdict(list))
    sent: dict[str, dict[frozenset[str], list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in case.events:
        if event.place is None or event.when is None or event.status is not Status.HAPPENED:
            continue
        if event.kind is EventKind.HELD and _holders(event):
            held[event.place.id][_holders(event)].append(event)
        elif event.kind is EventKind.DEPLOYMENT and event.with_role(Role.BY):
            sent[event.place.id][frozenset(a.name for a in event.with_role(Role.BY))].append(event)
    for place in sorted(held.keys() & sent.keys()):
        sides = _sides(held[place])
        for mine, here in _sides(sent[place]):
            for theirs, there in sides:
                met = None if mine & theirs else _first_meeting(here, there)
                if met:
                    both = [
                        Side(f"that {_said(mine)} deploy there", met[0].evidence[0]),
                        Side(f"that {_said(theirs)} hold it", met[1].evidence[0]),
                    ]
                    remark = "the place may stand for the area round it"
                    what = f"{place_label(met[0].place)}: it is said"
                    yield rival_issue(case, "presence-where-held", what, both, remark, [e.id for e in met])


def _taken_or_left(case: Case) -> Iterator[Issue]:
    """One side tells of a capture, the other of its own withdrawal: one change, seen from both sides."""
    left: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in case.events:
        if event.kind is EventKind.WITHDRAWAL and event.status is Status.CLAIMED and event.place and event.when:
            for actor in event.with_role(Role.BY):
                left[event.place.root, actor.id].append(event)
    for event in case.events:
        if (
            event.kind is not EventKind.CONTROL_CHANGE
            or event.status not in _FACTS
            or not event.place
            or not event.when
        ):
            continue
        for loser in event.with_role(Role.FROM):
            known = left.get((event.place.root, loser.id), ())
            other = next((e for e in known if e.when and event.when & e.when is not None), None)
            if other is not None:
                own = next((e for e in other.evidence if e.start != event.evidence[0].start), other.evidence[0])
                sides = [
                    Side(f"as taken by {_said(_holders(event))}", event.evidence[0]),
                    Side(f"as left by {loser.name}, who say so themselves", own),
                ]
                what = f"{place_label(event.place)}: its change of hands is told"
                yield rival_issue(
                    case, "taken-or-left", what, sides, "one change seen from two sides", [event.id, other.id]
                )


# ------------------------------------------------------------------------------------------ numbers
def _rival_numbers(case: Case) -> Iterator[Issue]:
    """One event, two numbers that exclude each other; compatible bounds are no conflict.

    A report that gives two numbers of one unit counts different things and is left out.
    """
    for group, event in case.told:
        by_unit: dict[str, list[tuple[Quantity, Report]]] = defaultdict(list)
        for report in group.reports:
            units = [q.unit for q in report.quantities]
            for q in report.quantities:
                if units.count(q.unit) == 1:
                    by_unit[q.unit].append((q, report))
        for _, pairs in sorted(by_unit.items()):
            low = max(q.low if q.low is not None else 0.0 for q, _ in pairs)
            high = min(q.high if q.high is not None else float("inf") for q, _ in pairs)
            if low > high:
                sides = [Side(format_quantity(q), r.evidence) for q, r in pairs]
                remark = "all are kept, none is averaged"
                yield rival_issue(case, "rival-numbers", f"{case.label(group)}:", sides, remark, [event.id])


def _differing_tolls(case: Case) -> Iterator[Issue]:
    """Totals of one party's dead that differ between articles of one story, also where both can be right.

    Where no party is named they are compared within one event.
    """
    told: dict[tuple[str, str, str, str], list[tuple[str, Report]]] = defaultdict(list)
    words: dict[tuple[int, str], Mention] = {}
    ids: dict[int, str] = {}
    names: dict[str, str] = {}
    for group, event in case.told:
        for report in group.reports:
            dated = report.time is not None and report.time.when is not None and report.time.when.day is not None
            if dated or report.status not in _FACTS or not report.quantities:
                continue
            whose = {a.id: a.name for a in report.with_role(Role.AGAINST)} or {event.id: place_label(group.place)}
            names.update(whose)
            for mention in case.quantities(report):
                unit, victims = mention.hints.get("unit", ""), _victims(mention)
                if unit in ("killed", "wounded") and victims:
                    number = f"{mention.hints.get('low', '')}..{mention.hints.get('high', '')}"
                    for party in whose:
                        told[case.country_of(report), party, unit, victims].append((number, report))
                    words[id(report), number] = mention
                    ids[id(report)] = event.id
    for (_, party, unit, _), found in sorted(told.items(), key=lambda item: item[0]):
        for story in case.stories(found):
            if len({n for n, _ in story}) > 1 and len({r.article.id for _, r in story}) > 1:
                said = [words[id(r), n].evidence for n, r in story]
                sides = [Side(f"“{at.quote}”", case.sentence(at)) for at in said]
                remark = "each is kept with its words, none is averaged"
                events = [ids[id(r)] for _, r in story]
                yield rival_issue(case, "differing-tolls", f"{names[party]}, {unit}:", sides, remark, events)


def _victims(mention: Mention) -> str:
    quote = mention.evidence.quote.casefold()
    return "forces" if _FORCES.search(quote) else "people" if _PEOPLE.search(quote) else ""


# ------------------------------------------------------------------------------------------ dates
def _rival_dates(case: Case) -> Iterator[Issue]:
    """Two dates of what cannot happen twice within days, and reports that their group could not satisfy."""
    for group, event in case.told:
        met = group.when
        for report in group.reports:
            own = when_of(report)
            # one report alone may have a day that the words around it do not bear out
            best = next((r for r in group.reports if r is not report), None)
            if best is not None and met is not None and own is not None and met & own is None:
                sides = [Side(f"on {own.edtf}", report.evidence), Side(f"on {met.edtf}", best.evidence)]
                yield rival_issue(
                    case, "rival-dates", f"{case.label(group)}, is dated", sides, "both are kept", [event.id]
                )
    for one, other in _near_twins(case, lambda e: e.when.day if e.when and e.status in _FACTS else None, AGAIN):
        what = f"{one.kind.replace('_', ' ')}, {place_label(one.place)}, {_said(_holders(one))}: it is dated"
        sides = [Side(e.when.edtf if e.when else "", e.evidence[0]) for e in (one, other)]
        yield rival_issue(
            case, "rival-dates", what, sides, "nothing tells which is right, so both are kept", [one.id, other.id]
        )


def _near_twins(case: Case, day_of: Callable[[Event], date | None], within: timedelta) -> Iterator[tuple[Event, Event]]:
    """Yield the pairs next to each other in time of what one party does at one place, told by different articles."""
    known: dict[tuple[str, str, frozenset[str]], list[tuple[date, str, Event]]] = defaultdict(list)
    for event in case.events:
        day = day_of(event)
        if event.kind in _ONCE and event.place is not None and day is not None and _holders(event):
            known[event.kind, event.place.id, _holders(event)].append((day, event.id, event))
    for _, found in sorted(known.items(), key=lambda item: (item[0][0], item[0][1], sorted(item[0][2]))):
        found.sort(key=lambda item: item[:2])
        for (day, _, one), (later, _, other) in pairwise(found):
            if day < later and later - day <= within and not _articles(one) & _articles(other):
                yield one, other


def _articles(event: Event) -> set[str]:
    return {e.article_id for e in event.evidence}


def _rival_deadlines(case: Case) -> Iterator[Issue]:
    """Two terms for one plan, in one event or in two of one party and place."""
    for group, event in case.told:
        if group.status is not Status.PLANNED:
            continue
        terms: dict[str, dict[date, Report]] = defaultdict(dict)
        for report in group.reports:
            own = report.time.when if report.time else None
            if own is not None and own.latest is not None:
                terms[report.article.id].setdefault(own.latest, report)
        # an article that gives two terms tells of two steps
        single = {article: next(iter(found.items())) for article, found in terms.items() if len(found) == 1}
        if len({day for day, _ in single.values()}) > 1:
            sides = [
                Side(f"by {day.isoformat()}", r.evidence) for day, r in sorted(single.values(), key=lambda i: i[0])
            ]
            yield rival_issue(
                case,
                "rival-deadlines",
                f"{case.label(group)}, is planned",
                sides,
                "the plan may have moved",
                [event.id],
            )
    planned = _near_twins(
        case, lambda e: e.when.latest if e.when and e.status is Status.PLANNED else None, timedelta(366)
    )
    for one, other in planned:
        known = [e.known_since for e in (one, other) if e.known_since is not None]
        if len(known) == 2 and abs(known[0] - known[1]) <= STORY and one.when and other.when:
            what = f"{one.kind.replace('_', ' ')}, {place_label(one.place)}, is planned for"
            sides = [Side(e.when.edtf if e.when else "", e.evidence[0]) for e in (one, other)]
            yield rival_issue(case, "rival-deadlines", what, sides, "the plan may have moved", [one.id, other.id])


def _planned_and_done(case: Case) -> Iterator[Issue]:
    """What was planned for one time and happened at another."""
    for plan in case.events:
        done = case.by_id.get(plan.superseded_by or "")
        if done is None or plan.when is None or done.when is None or plan.when & done.when is not None:
            continue
        sides = [
            Side(f"planned for {plan.when.edtf}", plan.evidence[0]),
            Side(f"done in {done.when.edtf}", _dated(case, done)),
        ]
        what = f"{plan.kind.replace('_', ' ')}, {place_label(plan.place)}:"
        yield rival_issue(
            case, "planned-and-done", what, sides, "the plan is overtaken and no second event", [plan.id, done.id]
        )


def _dated(case: Case, event: Event) -> Evidence:
    """Return the quotation of an article that has its date from itself."""
    own = [e for e in event.evidence if case.articles[e.article_id].published_basis is not TimeBasis.INHERITED]
    days = [e for e in own if re.search(r"\d", e.quote)]
    return (days or own or list(event.evidence))[0]


def _last_of_several(case: Case) -> Iterator[Issue]:
    """A departure called the last, where others tell that the same force still has to leave."""
    ahead: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in case.events:
        if event.kind in (EventKind.WITHDRAWAL, EventKind.HANDOVER) and event.status is Status.PLANNED and event.place:
            for actor in event.with_role(Role.BY, Role.FROM):
                ahead[actor.id, event.place.country or ""].append(event)
    last = pattern(r"(?<!\w)WORDS(?!\w)[^.,;]{0,25}$", "last", "words")
    length = pattern(r"(?<!\w)WORDS\s+(?:last|final|dernière?s?)(?!\w)", "last", "not_after")
    for group, event in case.told:
        if (
            group.kind not in (EventKind.WITHDRAWAL, EventKind.HANDOVER)
            or group.status not in _FACTS
            or not group.place
        ):
            continue
        for report in group.reports:
            if report.status not in _FACTS or not last.search(before(report)) or length.search(before(report)):
                continue
            mine = [
                e
                for a in report.with_role(Role.BY, Role.FROM)
                for e in ahead.get((a.id, group.place.country or ""), ())
            ]
            other = next(
                (e for e in mine if e.id != event.id and not e.superseded_by and _later(e.when, group.when)), None
            )
            if other is not None:
                told = [e for e in other.evidence if e.article_id != report.article.id] or list(other.evidence[:1])
                by = f" by {other.when.latest.isoformat()}" if other.when and other.when.latest else ""
                words = f"followed by another still planned{by}"
                sides = [Side("the last", report.evidence), *(Side(words, evidence) for evidence in told)]
                what = f"{case.label(group)}, is called"
                remark = "“last” holds for a part and is not the end"
                yield rival_issue(case, "last-of-several", what, sides, remark, [event.id, other.id])
                break


def _later(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and (one.latest or date.max) > (other.latest or date.max)


def _dates_taken_over(case: Case) -> Iterator[Issue]:
    """Articles without a date of their own whose events are dated by what others tell of the same event."""
    done: set[str] = set()
    for group, event in sorted(case.told, key=lambda item: (-len(item[0].reports), item[1].id)):
        if group.when is None or group.when.day is None:
            continue
        without: dict[str, Report] = {}
        dated: dict[str, Report] = {}
        for report in group.reports:
            if report.time is None or report.time.when is None:
                continue
            taken = report.article.published_basis is TimeBasis.INHERITED and report.time.basis is TimeBasis.INHERITED
            (without if taken else dated).setdefault(report.article.id, report)
        new = {a: r for a, r in without.items() if a not in done}
        if new and dated:
            done.update(new)
            sides = [
                Side(f"“{r.time.mention.evidence.quote}” without a date", r.evidence) for r in new.values() if r.time
            ]
            sides += [Side(f"on {group.when.edtf}", r.evidence) for r in dated.values()]
            what = f"{case.label(group)}, is dated"
            yield rival_issue(
                case, "date-taken-over", what, sides, "the undated articles take that day over", [event.id]
            )
