"""What one report of a sentence says, the others may leave unsaid: who, where, when and how sure."""

from __future__ import annotations

from collections.abc import Sequence

from mapkit.events import grammar
from mapkit.events.gains import is_long_ago, same_town, share_taker
from mapkit.events.page import Report
from mapkit.model import EventKind, Role, Status


def share(reports: list[Report]) -> None:
    """Let the reports of one sentence complete each other, in place."""
    for report in reports:
        others = [r for r in reports if r is not report]
        share_taker(report, others)
        _share_holder_lost(report, others)
        _share_departure(report, others)
        _share_claim(report, others)
        _share_place(report, others)
        _share_time(report, others)
    for report in reports:
        if report.kind is EventKind.CASUALTY_REPORT or report.with_role(Role.BY, Role.TO):
            continue
        donors = [r for r in reports if r is not report and r.kind is report.kind and r.actors]
        donors = [r for r in donors if not (is_long_ago(r) and not is_long_ago(report))]
        donor = next((r for r in donors if not _is_told_apart(r, report)), None)
        if report.kind is EventKind.CONTROL_CHANGE and donor is not None and same_town(report, donor):
            continue  # "retook X, which fell in October": not to the same
        if donor is not None and report.kind is EventKind.ATTACK:
            first, second = sorted((report.at, donor.at))
            if grammar.IN_RESPONSE.search(report.article.text, first, second):
                continue  # "raided X hours after a rocket hit Y": not by the same
        lost = {a.id for a in report.with_role(Role.FROM)}  # "took X and lost Y"
        if donor is not None and not lost & {a.id for a in donor.with_role(Role.BY, Role.TO)}:
            report.actors = list(donor.actors)
            report.reasons.append("who did it: as in the rest of the sentence")


def _is_told_apart(donor: Report, report: Report) -> bool:
    """Whether a clause set apart tells of one only: "X, que A avait prise, a été reprise par B, puis Y est tombée"."""
    asides = grammar.RELATIVE_ASIDE.finditer(report.article.text, report.evidence.start, report.evidence.end)
    return any(a.start() < donor.at < a.end() and not a.start() < report.at < a.end() for a in asides)


def _share_holder_lost(report: Report, others: Sequence[Report]) -> None:
    """Whoever left a place by the same sentence lost it."""
    if report.kind is not EventKind.CONTROL_CHANGE or report.place is None or report.with_role(Role.FROM):
        return
    left = next((r for r in others if r.kind is EventKind.WITHDRAWAL and same_town(r, report)), None)
    gainers = {a.id for a in report.with_role(Role.TO)}
    for actor in left.with_role(Role.BY) if left else ():
        if actor.id not in gainers:
            report.actors.append((Role.FROM, actor, True))
            report.reasons.append("who lost it: whoever left it, by the same sentence")


def _share_departure(report: Report, others: Sequence[Report]) -> None:
    """A movement without a time of its own begins with the withdrawal told beside it."""
    if report.kind is not EventKind.MOVEMENT or report.time is not None:
        return
    doers = set(report.with_role(Role.BY))
    left = next(
        (r for r in others if r.kind is EventKind.WITHDRAWAL and r.time and doers & set(r.with_role(Role.BY))), None
    )
    if left is not None:
        report.time, report.place = left.time, left.place or report.place
        report.reasons.append("time and origin: of the withdrawal told in the same sentence")


def _share_claim(report: Report, others: Sequence[Report]) -> None:
    """A departure is claimed where the same departure is claimed in the same sentence."""
    if report.status is Status.HAPPENED and report.kind is EventKind.WITHDRAWAL:
        doers = report.with_role(Role.BY)
        same = [r for r in others if r.kind is report.kind and r.with_role(Role.BY) == doers]
        if any(r.status is Status.CLAIMED for r in same):
            report.status = Status.CLAIMED
            report.reasons.append("status: claimed in the same sentence")


def _share_time(report: Report, others: Sequence[Report]) -> None:
    """A deed is of the day of the fighting in which it was done: "freed during a battle on Thursday".

    So is fighting of the day of the deed ("retook X on Monday after fierce fighting"), and an attack of the day of the
    deaths it caused.
    """
    if report.time is not None or report.status not in (Status.HAPPENED, Status.CLAIMED):
        return
    if report.form == "noun":
        deeds = [r for r in others if r.form != "noun" and r.time is not None and r.status is report.status]
        deeds = [r for r in deeds if r.kind not in (EventKind.AGREEMENT, EventKind.DECISION, EventKind.COUP)]
        if report.kind in (EventKind.CLASH, EventKind.ATTACK) and deeds and report.bounds is None:
            report.time = deeds[0].time
            report.reasons.append("time: of what is told beside the fighting")
        return
    tolls = [r for r in others if r.kind is EventKind.CASUALTY_REPORT and r.time is not None]
    if report.kind is EventKind.ATTACK and tolls:
        report.time = tolls[0].time
        report.reasons.append("time: of the deaths told beside the attack")
        return
    text = report.article.text
    for other in others:
        fight = other.kind in (EventKind.CLASH, EventKind.ATTACK) and other.form == "noun" and other.time is not None
        if fight and 0 < other.at - report.end <= 30 and grammar.IN_WHICH.search(text, report.end, other.at):
            report.time = other.time
            report.reasons.append("time: of the fighting in which it was done")
            return


def _share_place(report: Report, others: Sequence[Report]) -> None:
    """Fighting is where the rest of the sentence is: "took X after two days of fighting", "stormed X, killing 12"."""
    fights = report.kind in (EventKind.CLASH, EventKind.ATTACK) and report.form in ("noun", "killing")
    placed = (report.place is not None or report.unlocated is not None) and not report.carried
    if not fights or placed:
        return
    own = sorted((r for r in others if r.form != "noun"), key=lambda r: r.carried)
    told = next((r for r in own if r.place is not None or r.unlocated is not None), None)
    if told is not None:
        report.place, report.unlocated = told.place, told.unlocated
        report.reasons.append("place: as in the rest of the sentence")
