"""Who takes a place that changes hands, where what the words say of it weighs against what the rules have read.

The rules look for one sign at a time: a subject, "by", who gains elsewhere. Here all signs are weighed together, for
every party that the article names: where it stands in the sentence, what it does in the article, and what the rules
have read. The weights are learned (:mod:`mapkit.events.weights`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapkit.events import actor_grammar
from mapkit.events.actors import same_state, state_of
from mapkit.events.gains import conceded_by, only_refers
from mapkit.events.page import Page, Report
from mapkit.events.party import Party
from mapkit.events.weighing import Told
from mapkit.events.weights import weights
from mapkit.events.words import Scene, Word
from mapkit.model import Actor, EventKind, Role

_CHANGES = (EventKind.CONTROL_CHANGE, EventKind.HANDOVER)

_MOST = 12
"""Parties that are weighed for every change: those that the article names most often."""

_MARGIN = 0.25
"""How much more than who the rules say, or than nobody, a party must weigh: the scale is that of the log of odds."""

_GAP = 8
"""Words between a party and a trigger that are looked at."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A party that may be who takes a place."""

    actor: Actor
    parties: Sequence[Party]
    rank: int
    """How many others the article names more often."""


def weigh_takers(page: Page, scenes: Sequence[Scene]) -> None:
    """Put who most probably takes each place in the stead of who the rules say, where he weighs more.

    Whom the sentence itself says to take it stays, and nobody takes a place who is less likely to than not.
    """
    table = weights("takers")
    gone = {p.actor.id for p in page.parties if p.actor is not None and actor_grammar.IS_GONE.match(page.plain, p.end)}
    told = Told(page.reports)
    for report, contenders in contended(page, scenes, _is_open):
        takers = report.with_role(Role.TO)
        no_takers = gone | conceded_by(report, _before(page, report))
        no_takers |= {a.id for _, a, sure in report.actors if sure}
        no_takers |= _who_retook(report, told.in_sentence(report.evidence.start))
        sums = [(table.sums(features)[0], one.actor) for one, features in contenders if one.actor.id not in no_takers]
        if len(contenders) < 2 or not sums:
            continue  # whom the article names alone may still not be who took it
        best, actor = max(sums, key=lambda found: found[0])
        if best <= max((s for s, a in sums if a in takers), default=0.0) + _MARGIN:
            continue
        if any(same_state(actor, other) for other in (*takers, *report.with_role(Role.FROM))):
            continue  # an army for its government, or who loses the place
        instead = f" rather than {takers[0].name}" if takers else ""
        report.actors = [*(found for found in report.actors if found[0] is not Role.TO), (Role.TO, actor, False)]
        report.reasons.append(f"who gained it: {actor.name}{instead}, by all the article says of it, as weighed")


def _before(page: Page, report: Report) -> list[Party]:
    """Return the parties that the sentence names before what it tells."""
    first = bisect_left(page.parties, report.evidence.start, key=lambda p: p.start)
    return page.parties[first : bisect_left(page.parties, report.at, key=lambda p: p.start)]


def _who_retook(report: Report, here: Sequence[Report]) -> set[str]:
    """Return who takes the place at another time in the same sentence: "the army retook Goma, which fell in May"."""
    others = [r for r in here if r.root == report.root and r.time != report.time and not _is_open(r)]
    return {taker.id for other in others for taker in other.with_role(Role.TO)}


def _is_open(report: Report) -> bool:
    """Whether the rules have no sign in the sentence for who takes the place.

    A noun that only refers to the change is left alone.
    """
    inferred = any(reason.startswith(("who gained it: not", "who received it: not")) for reason in report.reasons)
    return (inferred or not report.with_role(Role.TO)) and not only_refers(report)


def contended(
    page: Page, scenes: Sequence[Scene], which: Callable[[Report], bool]
) -> Iterator[tuple[Report, list[tuple[Contender, list[str]]]]]:
    """Yield some changes of control, each with who may be who takes the place, and what can weigh for each of them."""
    parties: dict[str, list[Party]] = defaultdict(list)
    for party in page.parties:
        if party.actor is not None:
            parties[party.actor.id].append(party)
    actors = {p.actor.id: p.actor for p in page.parties if p.actor is not None}
    actors |= {a.id: a for r in page.reports for _, a, _ in r.actors}
    ranks = {key: n for n, key in enumerate(sorted(actors, key=lambda key: -len(parties[key])))}
    deeds = _Deeds(page.reports)
    starts = [scene.sentence.start for scene in scenes]
    for report in page.reports:
        if report.kind not in _CHANGES or not which(report):
            continue
        scene = scenes[max(0, bisect_right(starts, report.at) - 1)]
        near = _near(page, scene)
        keys = {p.actor.id: None for p in near if p.actor is not None} | {a.id: None for _, a, _ in report.actors}
        keys |= {key: None for key, rank in ranks.items() if rank < _MOST}
        contenders = [Contender(actors[key], parties[key], ranks[key]) for key in keys]
        yield report, [(one, [*dict.fromkeys(_features(report, scene, near, one, deeds))]) for one in contenders]


def _near(page: Page, scene: Scene) -> list[Party]:
    """Return the parties that a sentence names, and those before it in its paragraph."""
    low = max(0, scene.sentence.start - 250)
    low = max(low, page.plain.rfind("\n", low, scene.sentence.start) + 1)
    first = bisect_left(page.parties, low, key=lambda p: p.start)
    last = bisect_left(page.parties, scene.sentence.end, key=lambda p: p.start)
    return [p for p in page.parties[first:last] if p.actor is not None]


class _Deeds:
    """What each party does in an article: altogether, at a place, and in a sentence."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.all: dict[str, Counter[str]] = defaultdict(Counter)
        self.here: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.near: dict[tuple[str, int], list[tuple[Report, str]]] = defaultdict(list)
        for report in sorted(reports, key=lambda r: r.at):
            for role, actor, _ in report.actors:
                what = _deed(role, report)
                self.all[actor.id][what] += 1
                self.here[actor.id, report.root][what].append(report.at)
                self.near[actor.id, report.evidence.start].append((report, what))


def _deed(role: Role, report: Report) -> str:
    return str(role) if report.kind in _CHANGES else f"{role}:{report.kind}"


def _features(report: Report, scene: Scene, near: Sequence[Party], one: Contender, deeds: _Deeds) -> Iterator[str]:
    me = one.actor.id
    own = [(role, sure) for role, a, sure in report.actors if a.id == me]
    takers = [a for a in report.with_role(Role.TO) if a.id != me]
    role = str(own[0][0]) if own else "none"
    read = f"rule:{role}:{'other' if takers else 'nobody'}"
    yield from (read, f"{read}:{report.form}", f"{read}:{report.kind}")
    if own:
        yield f"sure:{role}:{own[0][1]}"
    losers = report.with_role(Role.FROM)
    yield f"loser:{bool(losers)}:{any(same_state(a, one.actor) for a in losers)}"
    if any(same_state(a, one.actor) for a in takers):
        yield "like the taker"
    yield f"class:{one.parties[0].cls if one.parties else 'none'}:{any(p.specific for p in one.parties)}"
    yield f"side:{one.actor.side}"
    yield f"rank:{min(one.rank, 4)}"
    yield f"named:{min(len(one.parties), 5)}"
    country = report.place.country if report.place is not None else None
    home = country is not None and state_of(one.actor) == country
    yield f"home:{home}"
    yield f"home:{home}:{read}"
    yield from _in_sentence(report, scene, near, one, role)
    yield from _elsewhere(report, me, deeds)


def _in_sentence(report: Report, scene: Scene, near: Sequence[Party], one: Contender, role: str) -> Iterator[str]:
    """Yield where a party stands to the trigger, and with which words round it."""
    start = scene.sentence.start
    mine = [p for p in near if p.actor is not None and p.actor.id == one.actor.id]
    others = [p.start for p in near if p.actor is not None and p.actor.id != one.actor.id]
    before = [p for p in mine if start <= p.start and p.end <= report.at]
    behind = [p for p in mine if p.start > report.at]
    if not before and not behind:
        earlier = bool(mine) and mine[0].start < start
        yield f"absent:{earlier}:{role}"
        told = "other" if report.with_role(Role.TO) else "nobody"
        yield f"absent:{earlier}:{_some(sum(s >= start for s in others))}:{told}"
        if earlier and not any(mine[-1].start < s < start for s in others):
            yield "last before the sentence"
        return
    starts = [word.start for word in scene.words]
    cue = bisect_left(starts, report.at)
    verb = scene.words[cue].text if cue < len(starts) else ""
    for side, party in (("before", before[-1] if before else None), ("behind", behind[0] if behind else None)):
        if party is None:
            continue
        low, high = (party.end, report.at) if side == "before" else (report.at, party.start)
        between = _some(sum(low <= s < high for s in others))
        yield f"{side}:{report.kind}:{report.form}:{between}"
        yield f"{side}:{between}:{role}"
        yield f"{side}:{verb}"
        at = bisect_left(starts, party.start)
        yield from _round(scene.words, at, side)
        gap = scene.words[at + 1 : cue][:_GAP] if side == "before" else scene.words[cue + 1 : at][-_GAP:]
        yield f"gap:{side}:{min(len(gap), 6)}"
        yield from (f"gap:{side}:{word.text}" for word in gap)
        yield from (f"gap:{side}:{a.text}_{b.text}" for a, b in pairwise(gap))


def _round(words: Sequence[Word], at: int, side: str) -> Iterator[str]:
    texts = ["^", "^", *(word.text for word in words), "$", "$"]
    yield f"{side}:-1:{texts[at + 1]}"
    yield f"{side}:-2:{texts[at]}_{texts[at + 1]}"
    if at < len(words):
        yield f"{side}:+1:{texts[at + 3]}"
        yield f"{side}:+2:{texts[at + 3]}_{texts[at + 4]}"


def _elsewhere(report: Report, me: str, deeds: _Deeds) -> Iterator[str]:
    """Yield what a party does elsewhere in the article: at the place, in the sentence, at other places."""
    root = report.root
    own = Counter(_deed(role, report) for role, a, _ in report.actors if a.id == me)
    at_place: Counter[str] = Counter()
    for what, starts in deeds.here.get((me, root), {}).items() if root else ():
        at_place[what] = len(starts) - own[what]
        later = len(starts) - bisect_right(starts, report.at)
        if at_place[what] > later:
            yield f"here:earlier:{what}"
        if later:
            yield f"here:later:{what}"
    total = Counter(deeds.all.get(me, {}))
    total.subtract(at_place)
    total.subtract(own)
    for what in {"to", "from", *(what for what, n in at_place.items() if n > 0)}:
        yield f"here:{what}:{_some(at_place[what])}"
    for what in {"to", "from", *(what for what, n in total.items() if n > 0)}:
        yield f"else:{what}:{_some(total[what])}"
    for other, what in deeds.near.get((me, report.evidence.start), ()):
        if other is not report:
            yield f"same:{'here' if root and other.root == root else 'else'}:{what}"
    takes, loses = total["to"], total["from"]
    yield f"takes:{'more' if takes > loses else 'less' if loses > takes else 'as much' if takes else 'never'}"


def _some(count: int) -> str:
    return str(max(0, count)) if count < 2 else "2+"
