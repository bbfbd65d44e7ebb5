"""Who gains a place that changes hands, where the words beside it do not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mapkit.events import grammar
from mapkit.events.page import Report
from mapkit.events.party import ARMED, Party
from mapkit.model import Actor, EventKind, Role, Status

_GOES_ON = 500
"""Characters over which a story goes on about who gains."""

_SIDE = 2
"""Mentions that make a party a side of the war that an article tells of; another one has at most half as many."""


def gained_by_the_same(reports: Sequence[Report], parties: Sequence[Party]) -> None:
    """A place that changes hands without a word of to whom goes to whoever the story says gains.

    That is who gains it elsewhere in the article, else who takes other places from the loser, else the one gainer of
    the article, or the one told of just before, or the other side of two. Never who is said to lose the place, to leave
    it or to hold it, nor who denies that it is lost.
    """
    changes = [r for r in reports if r.kind is EventKind.CONTROL_CHANGE]
    named = [r for r in changes if r.with_role(Role.TO) and r.status is not Status.DENIED]
    gainers = {a.id for r in named for a in r.with_role(Role.TO)}
    for report in changes:
        conceded = _concedes(report, parties)
        # "the capture means ..." only refers
        refers = report.form == "noun" and report.time is None and not (report.direct or conceded)
        if report.with_role(Role.TO) or refers:
            continue
        same = [r for r in named if same_town(r, report) and _may_be_one(r, report)] if report.form == "noun" else []
        losers = {a.id for a in report.with_role(Role.FROM)} | conceded
        losers |= set() if same else _holders(report, named) | _left(report, reports)
        rest = [r for r in named if not losers & _ids(r)]
        told, how = _alone_here(report, parties, losers, reports), "is the one force of the sentence"
        if not told:
            told, how = _gainers(report, same, rest, gainers - losers, losers, reports)
        if not told:
            told, how = _other_side(parties, losers), "is the other side of the article"
        if any(a.side == "non-state" for a in report.with_role(Role.FROM)):
            # "the rebels" may be those who lost it
            told = [a for a in told if a.side != "non-state" or _is_named(a, parties)]
        for gainer in told:
            if gainer.id not in losers:
                report.actors.append((Role.TO, gainer, False))
                report.reasons.append(f"who gained it: not said here; {gainer.name} {how}")


def _gainers(
    report: Report,
    same: Sequence[Report],
    others: Sequence[Report],
    gainers: set[str],
    losers: set[str],
    reports: Sequence[Report],
) -> tuple[list[Actor], str]:
    """Return who gains, by what else the article tells, and how it tells it."""
    same = [r for r in same if r in others]
    if same:
        return same[0].with_role(Role.TO), "is told to gain it"
    from_loser = [r for r in others if losers & {a.id for a in r.with_role(Role.FROM)}]
    before = [r for r in others if 0 <= report.at - r.at <= _GOES_ON]
    if others and len(gainers) == 1:
        return others[0].with_role(Role.TO), "is who gains in this article"
    if from_loser:
        nearest = min(from_loser, key=lambda r: abs(report.at - r.at))
        return nearest.with_role(Role.TO), "takes other places from the same"
    if before:
        return before[-1].with_role(Role.TO), "is told to gain before"
    comes = next((r for r in reversed(reports) if 0 <= report.at - r.at <= _GOES_ON and _advances(r)), None)
    return (comes.with_role(Role.BY), "is told to advance before") if comes is not None else ([], "")


def _alone_here(report: Report, parties: Sequence[Party], losers: set[str], reports: Sequence[Report]) -> list[Actor]:
    """Return the one force of the sentence, where the place is freed: "the army went on: X was retaken"."""
    text, at = report.article.text, report.evidence
    if report.form == "noun" or grammar.FREES.match(text, report.at) is None:
        return []
    here = [p for p in parties if at.start <= p.start and p.end <= report.at and p.actor is not None and p.cls in ARMED]
    here = [p for p in here if not grammar.HELD_BY.search(text, max(at.start, p.start - 40), p.start)]
    left = [r for r in reports if r.kind is EventKind.WITHDRAWAL and r.evidence.start == at.start]
    gone = {a.id for r in left for a in r.with_role(Role.BY)}
    found = {p.actor.id: p.actor for p in here if p.actor is not None and p.actor.id not in losers | gone}
    return list(found.values()) if len(found) == 1 else []


def _ids(report: Report) -> set[str]:
    return {a.id for a in report.with_role(Role.TO)}


def _concedes(report: Report, parties: Sequence[Party]) -> set[str]:
    """Return the force that concedes or denies that a place fell: it is the one that lost it."""
    text, start = report.article.text, report.evidence.start
    if grammar.FALLS.match(text, report.at) is None:
        return set()
    speaker = next((p for p in reversed(parties) if start <= p.start and p.end <= report.at and p.cls in ARMED), None)
    if speaker is None or speaker.actor is None or not grammar.CONCEDES.search(text, speaker.end, report.at):
        return set()
    return {speaker.actor.id}


def _left(report: Report, reports: Sequence[Report]) -> set[str]:
    """Return who is told to have left the place a little before."""
    left = [r for r in reports if r.kind is EventKind.WITHDRAWAL and r.status is Status.HAPPENED]
    left = [r for r in left if same_town(r, report) and -1 <= report.evidence.end - r.at <= _GOES_ON]
    return {a.id for r in left for a in r.with_role(Role.BY)}


def received_by_the_same(reports: Sequence[Report]) -> None:
    """A base handed over without a word of to whom goes to the one receiver that the article's handovers have."""
    handed = [r for r in reports if r.kind is EventKind.HANDOVER and r.status is not Status.DENIED]
    receivers = {a.id: a for r in handed for a in r.with_role(Role.TO)}
    if len(receivers) != 1:
        return
    (receiver,) = receivers.values()
    for report in handed:
        if not report.with_role(Role.TO) and receiver not in report.with_role(Role.FROM):
            report.actors.append((Role.TO, receiver, False))
            report.reasons.append(f"who received it: not said here; {receiver.name} receives what else is handed over")


def _is_named(actor: Actor, parties: Sequence[Party]) -> bool:
    return any(p.specific for p in parties if p.actor is not None and p.actor.id == actor.id)


def _may_be_one(one: Report, other: Report) -> bool:
    """Whether two reports tell of one change: the same day is told of both, or none of the second."""
    a, b = (r.time.when if r.time is not None else None for r in (one, other))
    return b is None or (a is not None and a.day is not None and a.day == b.day)


def _holders(report: Report, changes: Sequence[Report]) -> set[str]:
    """Return who was told just before to gain the place: he cannot be who gains it next."""
    here = [r for r in changes if same_town(r, report)]
    before = [r for r in here if _is_before(r, report)] or [r for r in here if r.at < report.at]
    return {a.id for a in before[-1].with_role(Role.TO)} if before else set()


def _is_before(one: Report, other: Report) -> bool:
    a, b = (r.time.when if r.time is not None else None for r in (one, other))
    return a is not None and b is not None and None not in (a.latest, b.earliest) and a.latest < b.earliest  # type: ignore[operator]  # neither is None


def _other_side(parties: Sequence[Party], losers: set[str]) -> list[Actor]:
    """Return the other armed party of an article that tells of two, missions aside; none where it tells of more."""
    if not losers:
        return []
    sides = {p.actor.side for p in parties if p.actor is not None and p.actor.id in losers} - {None}
    fighting = [p for p in parties if p.actor is not None and p.cls in ARMED and p.cls != "mission"]
    # against rebels the army, against the army the rebels
    counts = Counter(p.actor.id for p in fighting if p.actor is not None and p.actor.side not in sides)
    ranked = [(n, ident) for ident, n in counts.most_common() if ident not in losers]
    if not ranked or ranked[0][0] < _SIDE or (ranked[1:] and ranked[1][0] * 2 > ranked[0][0]):
        return []
    return [next(p.actor for p in parties if p.actor is not None and p.actor.id == ranked[0][1])]


def _advances(report: Report) -> bool:
    """Whether somebody comes or attacks, so that a place that falls next falls to him."""
    comes = report.kind in (EventKind.ATTACK, EventKind.MOVEMENT, EventKind.DEPLOYMENT)
    return comes and report.status is Status.HAPPENED and bool(report.with_role(Role.BY))


def share_taker(report: Report, others: Sequence[Report]) -> None:
    """A place that fell, by the same sentence, to whoever moved into it or attacked it there."""
    if report.kind is not EventKind.CONTROL_CHANGE or report.with_role(Role.TO) or report.status is Status.DENIED:
        return
    lost = {a.id for a in report.with_role(Role.FROM)}
    comes = [r for r in others if _advances(r) and same_town(r, report)]
    for actor in comes[0].with_role(Role.BY) if comes else ():
        if actor.id not in lost:
            report.actors.append((Role.TO, actor, False))
            report.reasons.append(f"who gained it: {actor.name} came there, by the same sentence")


def same_town(a: Report, b: Report) -> bool:
    """Whether two reports tell of one town, of its surroundings or of its base."""
    return a.place is not None and b.place is not None and a.place.root == b.place.root
