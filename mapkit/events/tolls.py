"""Whose dead they are: a toll that another sentence tells of a fight is that fight's."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from mapkit.events import grammar
from mapkit.events.grammar import any_word, pattern
from mapkit.events.page import Report
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind, Role, Status

OF_A_WAR = "the toll of a war is told of all its theatre"
"""How the place of such a toll was found, in the words of its reasons."""

_FIGHTS = (EventKind.ATTACK, EventKind.CLASH)
_REAL = (Status.HAPPENED, Status.CLAIMED)
_GOES_ON = 500
"""Characters within which a paragraph goes on about one fight."""

_HAS = r"(?:(?:has|have|had)(?: already)?|a|ont|avai(?:t|ent)|aurai(?:t|ent))"
_A_WAR = pattern(
    r"(?<!\w)(?:(?:war|wars|conflict|fighting|violence|insurgency|rebellion|uprising|offensive|campaign|crisis|unrest|guerre|conflit|combats"
    r"|violences|insurrection|rébellion|crise)(?:\s+(?:(?:that|which|qui|in|en|au|dans|of|for)\s+)?(?:[\w’'-]+\s+){0,5}?|\s+)"
    rf"|(?-i:(?:It|Elle|Il))\s+){_HAS}\s+(?:\w+(?:ly|ment)\s+)?$"
)
_BY_NOW = pattern(rf"(?<!\w){_HAS}\s+(?:\w+(?:ly|ment)\s+)?$")
_SINCE = pattern(r"(?<!\w)(?:since|over the (?:past|last)|in the (?:past|last)|depuis|au cours des)(?!\w)")
_HOW_MANY = pattern(
    r"\s+(?:[\w-]+\s+){0,4}?(?:[1-9]\d{2,}|[1-9]\d{0,2}[.,\s]\d{3}|hundreds|thousands|centaines|milliers)(?!\w)"
)
_FALLEN = pattern(rf"(?:\s+(?:[\w’'-]+\s+){{0,5}}|\s+)(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)+")
_MANY = 1_000
"""The dead from which a toll that no place is told of is that of a war."""
_BEARS = 60
"""Characters before a toll within which what has brought it stands."""
_LONG_AGO = 60
"""Days before the publication from which what a toll counts is no single fight."""
_WAR = pattern(
    r"(?<!\w)(?:war|conflict|fighting|violence|insurgency|rebellion|uprising|unrest|guerre|conflit|combats|violences"
    r"|insurrection|rébellion)(?!\w)"
)
_APPOSED = pattern(r",[^,;.]{3,120},")


_REPELS = pattern(r"(?:repel|repuls|beat\w* (?:back|off)|fought off|fend|foil|thwart|repouss|résist|déjou)")


def is_total(t: Trigger) -> bool:
    """Whether what kills is a war, or goes on killing: "it has killed more than 12,000 people", "X has killed since".

    Such words count the dead of a time and tell of no single attack.
    """
    if t.form not in ("killing", "quantity") or t.passive or _HOW_MANY.match(t.text, t.end) is None:
        return False
    low = max(t.sentence.start, t.start - 90)
    if _A_WAR.search(t.text, low, t.start):
        return True
    # times are blank in the text of a trigger
    goes_on = _SINCE.search(t.page.article.text, t.end, t.sentence.end) is not None
    return goes_on and _BY_NOW.search(t.text, low, t.start) is not None


def is_of_a_war(t: Trigger) -> bool:
    """Whether a toll is that of a whole war, at no one town: thousands of dead, or all since a day long past."""
    if t.kind is not EventKind.CASUALTY_REPORT:
        return False
    counted = [q for q in t.counts if q.evidence.start <= t.start < q.evidence.end]
    bounds = (float(q.hints.get("low") or q.hints.get("high") or 0) for q in counted)
    if max(bounds, default=0.0) >= _MANY:
        return True
    published = t.page.article.published
    if published is None or published.latest is None or _WAR.search(t.text, t.sentence.start, t.sentence.end) is None:
        return False
    first = (m.when.earliest for m in t.times if m.when is not None and m.when.day is None)
    return any(day is not None and (published.latest - day).days > _LONG_AGO for day in first)


def is_of_war(report: Report) -> bool:
    """Whether a report is the toll of a whole war, told of all its theatre."""
    return report.kind is EventKind.CASUALTY_REPORT and any(OF_A_WAR in reason for reason in report.reasons)


def without_what_bears_it(found: Sequence[Report]) -> list[Report]:
    """Leave out the fights of a sentence that only bear the toll of a war: "the fighting has left thousands dead"."""
    tolls = [report.at for report in found if is_of_war(report)]
    nouns = (r for r in found if r.kind in _FIGHTS and r.form == "noun" and r.time is None)
    bearing = {id(r) for r in nouns if any(0 < at - r.at < _BEARS for at in tolls)}
    return [r for r in found if id(r) not in bearing]


def counts_apart(t: Trigger) -> bool:
    """Whether the number of the dead stands before words about them: "17 soldiers, 13 of them X, have been killed"."""
    for count in t.counts:
        end = count.evidence.end
        if end < t.start and _FALLEN.fullmatch(_APPOSED.sub(" ", t.text[end : t.start])):
            return True
    return False


def join_tolls(reports: Sequence[Report], *, of_acts: bool = False) -> None:
    """Let a toll that is no total be told of the fight that it belongs to: it is one event with that, by two sentences.

    "Rebels attacked X on Monday. Six people died": the same day at the same place, or, where its sentence names no
    place, of what the same paragraph tells just before. "More than 300 people have died since the war" is a total.
    Where an article is one ``of_acts`` of violence, and of no war, every toll is that of the act told of last.
    """
    ordered = sorted(reports, key=lambda report: report.at)
    acts = [r for r in ordered if r.kind is EventKind.ATTACK and r.root and r.status in _REAL]
    for number, report in enumerate(ordered):
        if report.kind is not EventKind.CASUALTY_REPORT or report.status not in _REAL:
            continue
        text, at = report.article.text, report.evidence
        if grammar.SO_FAR.search(text, at.start, at.end) or is_of_war(report):
            continue
        fight = _there_and_then(report, ordered) or _told_beside(report, ordered)
        fight = fight or _just_told(report, ordered[:number][::-1])
        if fight is None and of_acts and acts:
            last = acts[max(0, bisect_left(acts, report.at, key=lambda r: r.at) - 1)]
            fight = last if _may_count(report, last) else None
        if fight is not None:
            _tell_of(report, fight)


def _may_count(toll: Report, act: Report) -> bool:
    """Whether a toll may be that of an act of violence: of no earlier day, and of no other country."""
    told, day = _day(toll), _day(act)
    elsewhere = toll.place is not None and act.place is not None and toll.place.country != act.place.country
    return not elsewhere and (told is None or day is None or told >= day)


def join_damage(reports: Sequence[Report]) -> None:
    """Let what an attack destroys be told of the attack: "raided the village, burning huts" is one event.

    Only what is told of the same place and days, and of nobody else; what is destroyed without an attack stands for
    itself.
    """
    real = [r for r in reports if r.root and r.status in _REAL]
    attacks: defaultdict[tuple[str, date | None], list[Report]] = defaultdict(list)
    for report in real:
        if report.kind is EventKind.ATTACK:
            attacks[report.root, _day(report)].append(report)
    for report in (r for r in real if r.kind is EventKind.DESTRUCTION):
        own = attacks.get((report.root, _day(report)), ())
        attack = next((a for a in own if _may_be_of(a, report)), None)
        if attack is not None:
            _tell_of(report, attack)


def join_repelled(reports: Sequence[Report]) -> None:
    """Let the fight in which an attack is beaten back be told of the attack: it is one event, by the same sentence."""
    attacks = [r for r in reports if r.kind is EventKind.ATTACK and r.status in _REAL]
    by_sentence: defaultdict[int, list[Report]] = defaultdict(list)
    for one in attacks:
        by_sentence[one.evidence.start].append(one)
    for report in reports:
        if report.kind is not EventKind.CLASH or not _REPELS.match(report.article.text, report.at):
            continue
        own = (a for a in by_sentence[report.evidence.start] if (a.root, _day(a)) == (report.root, _day(report)))
        attack = next(own, None)
        if attack is not None:
            _tell_of(report, attack)


def _may_be_of(attack: Report, damage: Report) -> bool:
    """Whether nobody else is told to have done the damage, and another sentence says on which day it was."""
    by, others = ({a.id for a in r.with_role(Role.BY)} for r in (attack, damage))
    same = not by or not others or not by.isdisjoint(others)
    return same and (attack.evidence.start == damage.evidence.start or _day(damage) is not None)


def _there_and_then(report: Report, others: Iterable[Report]) -> Report | None:
    fights = (r for r in others if r.kind in _FIGHTS and r.root and r.root == report.root and r.status is report.status)
    day, wide = _day(report), report.place is not None and report.place.kind in ("country", "region")
    return next((r for r in fights if _day(r) == day and not (wide and day is None)), None)


def _told_beside(report: Report, others: Iterable[Report]) -> Report | None:
    """Return the fight of a toll's own sentence, where that names no place of the toll's own."""
    if not report.carried and report.root:
        return None
    beside = (r for r in others if r.kind in _FIGHTS and r.evidence.start == report.evidence.start)
    return next((r for r in beside if r.status is report.status), None)


def _just_told(report: Report, before: Iterable[Report]) -> Report | None:
    """Return the fight that the paragraph tells of last, where the toll's own sentence names no place."""
    if not report.carried and report.root:
        return None
    near = (r for r in before if report.at - r.at < _GOES_ON and "\n" not in report.article.text[r.at : report.at])
    return next((r for r in near if r.kind in _FIGHTS and r.status is report.status), None)


def _day(report: Report) -> date | None:
    when = report.time.when if report.time is not None else None
    return when.day if when is not None else None


def _tell_of(report: Report, fight: Report) -> None:
    report.actors = list(fight.actors)
    report.place, report.unlocated, report.carried = fight.place, fight.unlocated, True
    report.time, report.bounds = fight.time, fight.bounds
    what = {EventKind.CASUALTY_REPORT: "toll", EventKind.CLASH: "defence"}.get(report.kind, "damage")
    report.kind = fight.kind
    report.reasons.append(f"kind: the {what} of the {fight.kind.value} told of at this place")
