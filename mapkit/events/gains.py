"""Who gains a place that changes hands, where the words beside it do not say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from mapkit.events import actor_grammar
from mapkit.events.actors import same_state
from mapkit.events.page import Report
from mapkit.events.party import ARMED, Party
from mapkit.model import Actor, EventKind, Role, Status

_GOES_ON = 500
"""Characters over which a story goes on about who gains."""

_NEWS_DAYS = 120
"""Days before the publication up to which what happened belongs to the war that the article tells of."""

_SIDE = 2
"""Mentions that make a party a side of the war that an article tells of; another one has at most half as many."""


_FIGHTING = ARMED - {"mission"}

SAYS_SO = "says so"

CAME_THEN = "is told to come there at the time"
"""Why somebody gains a place who is told to attack or enter it then."""


def gained_by_the_same(reports: Sequence[Report], parties: Sequence[Party]) -> None:
    """A place that changes hands without a word of to whom goes to whoever the story says gains.

    That is the one force of the sentence where a place is freed, else who gains it elsewhere in the article, else the
    one gainer of the article, who takes other places from the loser, who is told of just before, or the other side of
    two. Never who is said to lose the place, to leave it or to hold it, nor who concedes or denies that it is lost.
    """
    changes = [r for r in reports if r.kind is EventKind.CONTROL_CHANGE]
    story = _Story(reports, changes, parties)
    for report in changes:
        conceded = story.concedes(report)
        if report.with_role(Role.TO) or (only_refers(report) and not conceded):
            continue
        again = report.form == "noun" or actor_grammar.FALLS.match(report.article.text, report.at) is not None
        same = [r for r in story.of_town(report) if _may_be_one(r, report)] if again else []
        losers = {a.id for a in report.with_role(Role.FROM)} | conceded | story.gone(report)
        losers |= {i for i, a in story.fighting.items() for b in report.with_role(Role.FROM) if same_state(a, b)}
        losers |= set() if same else _holders(report, story.of_town(report)) | story.left(report)
        regained = [r for r in story.of_town(report) if is_before(report, r)]  # "retook X. It had been lost in August"
        losers |= _ids(regained, Role.TO)
        told, how = story.gainers(report, same, losers)
        loses_again = again and bool(regained) and bool(regained[0].with_role(Role.FROM))
        if loses_again:
            told, how = regained[0].with_role(Role.FROM), "loses it again later"
        if any(a.side == "non-state" for a in report.with_role(Role.FROM)):
            # "the rebels" may be those who lost it
            told = [a for a in told if a.side != "non-state" or a.id in story.names]
        for gainer in told:
            lost = report.with_role(Role.FROM)
            if gainer.id not in losers and not any(same_state(gainer, a) or _are_its_men(gainer, a) for a in lost):
                report.actors.append((Role.TO, gainer, False))
                report.reasons.append(f"who gained it: {'' if loses_again else 'not said here; '}{gainer.name} {how}")
                if how == SAYS_SO and report.status is Status.HAPPENED:
                    report.status = Status.CLAIMED
                    report.reasons.append("status: told only by who gains from it")


def without_former_holders(reports: Sequence[Report]) -> list[Report]:
    """Leave out who held a place before somebody else gained it, by the same sentence or for a time: he lost it.

    "The rebels held X for eight months before the army retook it" tells of no rebels there now.
    """
    changes: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.kind in (EventKind.CONTROL_CHANGE, EventKind.HANDOVER) and report.status in _TOLD and report.root:
            changes[report.root].append(report)
    kept = []
    for report in reports:
        ends = next((c for c in changes[report.root] if _ends(c, report)), None) if _held_once(report) else None
        if ends is None:
            kept.append(report)
        elif not ends.with_role(Role.FROM):
            ends.actors += [(Role.FROM, holder, False) for holder in report.with_role(Role.BY, Role.TO)]
            ends.reasons.append("who lost it: held it before, as the article tells")
    return kept


_TOLD = (Status.HAPPENED, Status.CLAIMED)


def _held_once(report: Report) -> bool:
    """Whether somebody is told to have held a place at some time, in the past and not to this day."""
    if report.kind is not EventKind.HELD or report.status is not Status.HAPPENED or report.root == "":
        return False
    text, low = report.article.text, max(report.evidence.start, report.at - 30)
    return actor_grammar.HELD_THEN.fullmatch(text, low, report.end) is not None


def _ends(change: Report, held: Report) -> bool:
    """Whether a change of control is what ended that somebody held the place."""
    holders = held.with_role(Role.BY, Role.TO)
    if any(a == h or same_state(a, h) for a in change.with_role(Role.TO) for h in holders):
        return False
    lasted = actor_grammar.FOR_A_TIME.match(held.article.text, held.end, held.evidence.end)
    return change.evidence.start == held.evidence.start or lasted is not None


def conceded_by(report: Report, here: Sequence[Party]) -> set[str]:
    """Return the force, the last that the sentence names before, that concedes or denies that a place fell."""
    text = report.article.text
    if not here or here[-1].actor is None or actor_grammar.FALLS.match(text, report.at) is None:
        return set()
    return {here[-1].actor.id} if actor_grammar.CONCEDES.search(text, here[-1].end, report.at) else set()


def only_refers(report: Report) -> bool:
    """Whether a noun without a day and a place of its own only refers to what was told: "the capture means ..."."""
    return report.form == "noun" and report.time is None and not report.direct


class _Story:
    """What an article tells of who gains, loses, leaves and comes, by place and by where it tells it."""

    def __init__(self, reports: Sequence[Report], changes: Sequence[Report], parties: Sequence[Party]) -> None:
        self.reports = reports
        self.at = [r.at for r in reports]
        self.parties = [p for p in parties if p.actor is not None and p.cls in ARMED]
        self.starts = [p.start for p in self.parties]
        self.sides = [p for p in parties if p.actor is not None and (p.cls in _FIGHTING or p.cls == "government")]
        self.side_starts = [p.start for p in self.sides]
        self.names = {p.actor.id for p in parties if p.specific and p.actor is not None}
        self.named = [r for r in changes if r.with_role(Role.TO) and r.status is not Status.DENIED]
        # "in 2002 others had taken Y": no news, and no side of the war of today
        news = [r for r in self.named if not is_long_ago(r)]
        self.gaining = {a.id for r in news for a in r.with_role(Role.TO)}
        self.taken = Counter(r.root for r in changes)
        self.by_town: dict[str, list[Report]] = defaultdict(list)
        self.by_loser: dict[str, list[Report]] = defaultdict(list)
        for report in self.named:
            if report.root:
                self.by_town[report.root].append(report)
            for actor in report.with_role(Role.FROM):
                self.by_loser[actor.id].append(report)
        fighting = [p.actor for p in self.parties if p.cls != "mission" and p.actor is not None]
        self.counts = Counter(actor.id for actor in fighting)
        text = reports[0].article.text if reports else ""
        self._gone = [p for p in self.parties if actor_grammar.IS_GONE.match(text, p.end)]
        self.fighting = {actor.id: actor for actor in fighting}

    def of_town(self, report: Report) -> list[Report]:
        """Return what is told of who gains the same town."""
        return self.by_town.get(report.root, [])

    def before(self, report: Report) -> list[Report]:
        """Return the reports a little before, and those of the same place in the text, the last one first."""
        low, high = bisect_left(self.at, report.at - _GOES_ON), bisect_right(self.at, report.at)
        return list(self.reports[low:high])[::-1]

    def here(self, report: Report) -> list[Party]:
        """Return the forces that the sentence names before it says that the place changes hands."""
        low = bisect_left(self.starts, report.evidence.start)
        return [p for p in self.parties[low : bisect_left(self.starts, report.at)] if p.end <= report.at]

    def of_sentence(self, report: Report) -> list[Party]:
        """Return the forces that the sentence names."""
        at = report.evidence
        return self.parties[bisect_left(self.starts, at.start) : bisect_left(self.starts, at.end)]

    def concedes(self, report: Report) -> set[str]:
        """Return the force that concedes or denies that a place fell: it is the one that lost it."""
        return conceded_by(report, self.here(report))

    def gone(self, report: Report) -> set[str]:
        """Return whom the sentence tells not to be there: "the town changed hands, the army was nowhere to be seen"."""
        at = report.evidence
        low, high = (bisect_left(self._gone, spot, key=lambda p: p.start) for spot in (at.start, at.end))
        return {p.actor.id for p in self._gone[low:high] if p.actor is not None}

    def left(self, report: Report) -> set[str]:
        """Return who is told to have left the place a little before, in the sentence, or next and on no later day."""
        high = bisect_right(self.at, report.evidence.end + _GOES_ON)
        near = self.reports[bisect_left(self.at, report.at - _GOES_ON) : high]
        left = [r for r in near if r.kind is EventKind.WITHDRAWAL and r.status is Status.HAPPENED]
        once = self.taken[report.root] == 1
        left = [r for r in left if r.at <= report.evidence.end or (once and not is_before(report, r))]
        return _ids((r for r in left if same_town(r, report)), Role.BY)

    def alone_here(self, report: Report, losers: set[str]) -> list[Actor]:
        """Return the one force of the sentence, where the place is freed: "the army went on: X was retaken"."""
        text, start = report.article.text, report.evidence.start
        if report.form == "noun" or actor_grammar.FREES.match(text, report.at) is None:
            return []
        here = [
            p
            for p in self.of_sentence(report)
            if not actor_grammar.HELD_BY.search(text, max(start, p.start - 40), p.start)
            and not actor_grammar.WHOSE_SEAT.search(text, max(start, p.start - 45), p.start)
            and not actor_grammar.TIME_AFTER.search(text, start, p.start)
        ]
        sentence = self.reports[bisect_left(self.at, start) : bisect_right(self.at, report.evidence.end)]
        gone = _ids((r for r in sentence if r.kind is EventKind.WITHDRAWAL), Role.BY)
        found = {p.actor.id: p.actor for p in here if p.actor is not None and p.actor.id not in losers | gone}
        return list(found.values()) if len(found) == 1 else []

    def gains_here(self, report: Report, losers: set[str]) -> tuple[list[Actor], str]:
        """Return who gains by the rest of the sentence alone, and how it tells it."""
        alone = self.alone_here(report, losers)
        if alone:
            return alone, "is the one force of the sentence"
        boasts = self.boaster(report, losers)
        return ([boasts], SAYS_SO) if boasts is not None else ([], "")

    def gainers(self, report: Report, same: Sequence[Report], losers: set[str]) -> tuple[list[Actor], str]:
        """Return who gains, by what else the article tells, and how it tells it."""
        here, how = self.gains_here(report, losers)
        if here:
            return here, how
        gainers = self.gaining - losers
        told = next((r for r in same if not losers & _ids([r], Role.TO)), None)
        if told is None and len(gainers) == 1:
            told = next((r for r in self.named if gainers >= _ids([r], Role.TO)), None)
        if told is not None:
            return told.with_role(Role.TO), "is who gains in this article"
        came = [r for r in self.reports if _advances(r) and same_town(r, report)]
        came = [r for r in came if _is_within(r, report) or _besieges(r)]
        came = [r for r in came if not losers & _ids([r], Role.BY)]
        if came:
            return came[0].with_role(Role.BY), CAME_THEN
        holds = next((r for r in self.reports if _holds_now(r) and same_town(r, report)), None)
        if holds is not None and not losers & _ids([holds], Role.TO, Role.BY):
            return holds.with_role(Role.TO, Role.BY), "is told to hold it now"
        taken = [r for loser in sorted(losers) for r in self.by_loser[loser] if not losers & _ids([r], Role.TO)]
        if taken:
            nearest = min(taken, key=lambda r: abs(report.at - r.at))
            return nearest.with_role(Role.TO), "takes other places from the same"
        regains = self.regainer(report, losers)
        if regains is not None:
            return regains.with_role(Role.TO), "is told to regain others"
        before = self.before(report)
        for other in before:
            gains = (
                other.kind is EventKind.CONTROL_CHANGE and other.status is not Status.DENIED and not is_long_ago(other)
            )
            if gains and other.with_role(Role.TO) and not losers & _ids([other], Role.TO):
                return other.with_role(Role.TO), "is told to gain before"
        comes = next((r for r in before if _advances(r)), None)
        if comes is not None:
            return comes.with_role(Role.BY), "is told to advance before"
        holders = {a.id: a for r in self.reports if _holds(r) for a in r.with_role(Role.TO, Role.BY)}
        if len(holders) == 1 and not losers & holders.keys() and report.form == "intransitive":
            return list(holders.values()), "hold other places in this article"
        alone = list(self.fighting.values())
        fought = actor_grammar.FOUGHT_BETWEEN.search(report.article.text, report.at, report.evidence.end) is not None
        if len(alone) == 1 and report.form in ("intransitive", "noun") and alone[0].id not in losers and not fought:
            return alone, "is the one force of the article"
        return self.other_side(losers), "is the other side of the article"

    def boaster(self, report: Report, losers: set[str]) -> Actor | None:
        """Return the side whose own officials tell of a capture, not conceding it: "X was taken, the army said"."""
        at, said = report.evidence, report.evidence.attributed_to
        text = report.article.text
        taken = actor_grammar.SEIZES.match(text, report.at) or actor_grammar.FREES.match(text, report.at)
        taken = taken if actor_grammar.IS_DONE.search(text, max(at.start, report.at - 40), report.at) else None
        if said is None or taken is None or report.form == "noun" or actor_grammar.CONCEDES.search(at.quote):
            return None
        low, high = (bisect_left(self.side_starts, spot) for spot in (at.start, at.end))
        sides = [p for p in self.sides[low:high] if " ".join(text[p.start : p.end].split()) in said]
        only = sides[0].actor if len(sides) == 1 else None
        return only if only is not None and only.id not in losers else None

    def regainer(self, report: Report, losers: set[str]) -> Report | None:
        """Return the nearest change by which somebody regains another place, where this one is retaken.

        "Won back X, which fell to the rebels in May; Y was liberated, too".
        """
        if actor_grammar.FREES.match(report.article.text, report.at) is None:
            return None
        others = (r for r in self.regained if r is not report and not losers & _ids([r], Role.TO))
        return min(others, key=lambda r: (not _same_days(r, report), abs(r.at - report.at)), default=None)

    @cached_property
    def regained(self) -> list[Report]:
        """The changes of this war by which somebody takes a place back."""
        return [r for r in self.named if not is_long_ago(r) and self._regains(r)]

    def _regains(self, report: Report) -> bool:
        """Whether somebody takes a place back: by the word for it, from those who took it, or after they did."""
        if actor_grammar.FREES.match(report.article.text, report.at) is not None:
            return True
        takers, losers = _ids([report], Role.TO), _ids([report], Role.FROM)
        others = [r for r in self.of_town(report) if takers.isdisjoint(_ids([r], Role.TO))]
        return any(is_before(r, report) or losers & _ids([r], Role.TO) for r in others)

    def other_side(self, losers: set[str]) -> list[Actor]:
        """Return the other side of an article that tells of two, missions aside; none where it tells of more.

        Against rebels that is the army, against the army the rebels.
        """
        sides = {self.fighting[ident].side for ident in losers & self.fighting.keys()} - {None}
        if not losers:
            return []
        others = [(n, ident) for ident, n in self.counts.most_common() if ident not in losers]
        ranked = [(n, ident) for n, ident in others if self.fighting[ident].side not in sides]
        if ranked[1:] and (ranked[0][0] < _SIDE or ranked[1][0] * 2 > ranked[0][0]):
            return []
        only = ranked[0][1] if ranked else ""
        if not ranked or (ranked[0][0] < _SIDE and self.fighting[only].side != "state" and only not in self.names):
            return []
        return [self.fighting[ranked[0][1]]]


def _are_its_men(gainer: Actor, loser: Actor) -> bool:
    """Whether fighters are those of a people's forces: "Iranian fighters" take nothing from the Iranian army."""
    people, _, noun = gainer.name.partition(" ")
    return noun == "fighters" and people[:1].isupper() and loser.name.startswith(f"{people} ")


def _ids(reports: Iterable[Report], *roles: Role) -> set[str]:
    return {a.id for r in reports for a in r.with_role(*roles)}


def received_by_the_same(reports: Sequence[Report]) -> None:
    """A base handed over without a word of to whom goes to the one receiver that the article's handovers have."""
    handed = [r for r in reports if r.kind is EventKind.HANDOVER and r.status is not Status.DENIED]
    receivers = {a.id: a for r in handed for a in r.with_role(Role.TO)}
    if not receivers:  # "Azerbaijani troops took possession of A. B had been handed over first"
        changes = (r for r in reports if r.kind is EventKind.CONTROL_CHANGE and r.status is Status.HAPPENED)
        receivers = {a.id: a for r in changes for a in r.with_role(Role.TO) if not is_long_ago(r)}
    if len(receivers) != 1:
        return
    (receiver,) = receivers.values()
    for report in handed:
        if not report.with_role(Role.TO) and receiver not in report.with_role(Role.FROM):
            report.actors.append((Role.TO, receiver, False))
            report.reasons.append(f"who received it: not said here; {receiver.name} receives what else is handed over")


def _may_be_one(one: Report, other: Report) -> bool:
    """Whether two reports tell of one change: the same day is told of both, or none of the second."""
    a, b = (r.time.when if r.time is not None else None for r in (one, other))
    return b is None or (a is not None and a.day is not None and a.day == b.day)


def is_long_ago(report: Report) -> bool:
    """Whether a report is no news: of a day long before its article."""
    when = report.time.when if report.time is not None else None
    told = report.article.published
    if when is None or when.latest is None or told is None or told.earliest is None:
        return False
    return (told.earliest - when.latest).days > _NEWS_DAYS


def _holders(report: Report, here: Sequence[Report]) -> set[str]:
    """Return who was told just before to gain the place: he cannot be who gains it next."""
    before = [r for r in here if is_before(r, report)] or [r for r in here if r.at < report.at]
    return {a.id for a in before[-1].with_role(Role.TO)} if before else set()


def is_before(one: Report, other: Report) -> bool:
    """Whether a report is of days that ended before those of another began."""
    a, b = (r.time.when if r.time is not None else None for r in (one, other))
    return a is not None and b is not None and None not in (a.latest, b.earliest) and a.latest < b.earliest  # type: ignore[operator]  # neither is None


def _is_within(one: Report, other: Report) -> bool:
    """Whether what dates one report lies within what dates the other: "on May 23" and "in May"."""
    a, b = (r.time.when if r.time is not None else None for r in (one, other))
    if a is None or b is None or None in (a.earliest, a.latest, b.earliest, b.latest):
        return False
    both = a & b
    return both is not None and (both.earliest, both.latest) == (a.earliest, a.latest)


def _same_days(one: Report, other: Report) -> bool:
    """Whether two reports can be of one day."""
    a, b = (r.time.when if r.time is not None else None for r in (one, other))
    return a is not None and b is not None and (a & b) is not None


def _advances(report: Report) -> bool:
    """Whether somebody comes or attacks, so that a place that falls next falls to him."""
    comes = report.kind in (EventKind.ATTACK, EventKind.MOVEMENT, EventKind.DEPLOYMENT)
    comes = comes and actor_grammar.GOES_AWAY.match(report.article.text, report.at) is None
    return comes and report.status is Status.HAPPENED and bool(report.with_role(Role.BY))


def _besieges(report: Report) -> bool:
    """Whether somebody lies before the place, without a day: "the rebels had besieged it for weeks"."""
    return report.time is None and actor_grammar.BESIEGES.match(report.article.text, report.at) is not None


def _holds(report: Report) -> bool:
    return report.kind is EventKind.HELD and report.status is Status.HAPPENED and not is_long_ago(report)


def _holds_now(report: Report) -> bool:
    """Whether somebody is told to hold the place anew: "X is in our hands", "the rebels now control it"."""
    text, at = report.article.text, report.evidence
    held = report.kind is EventKind.HELD and report.status in (Status.HAPPENED, Status.CLAIMED)
    return held and actor_grammar.HOLDS_NOW.search(text, max(at.start, report.at - 20), report.end) is not None


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
