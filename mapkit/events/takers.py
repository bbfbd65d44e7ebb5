"""Who takes a place that changes hands or is left: what the words say of it against what the rules have read.

The rules look for one sign at a time: a subject, "by", who gains elsewhere. Here all signs are weighed together, for
every party that the article names: where it stands in the sentence, what it does in the article, and what the rules
have read. The weights are learned (:mod:`mapkit.events.weights`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from mapkit._text import fold
from mapkit.events import actor_grammar
from mapkit.events.actors import same_state, state_of
from mapkit.events.gains import CAME_THEN, conceded_by, is_before, only_refers
from mapkit.events.page import Page, Report
from mapkit.events.party import ARMED, Party
from mapkit.events.weighing import Told
from mapkit.events.weights import outweighs, weights
from mapkit.events.words import STEM, Scene, Word
from mapkit.model import Actor, EventKind, Role, Status

_CHANGES = (EventKind.CONTROL_CHANGE, EventKind.HANDOVER)

NOBODY = Actor(id="", name="nobody")
"""Who takes a place over that a force has left, where the article does not tell of anybody."""

_COMES = {"by:movement", "by:deployment", "by:clash", "by:attack"}
"""What who takes a place over can be told to do there."""

_FIGHTS = (EventKind.CLASH, EventKind.ATTACK)

_MOST = 12
"""Parties that are weighed for every change: those that the article names most often."""

_GAP = 8
"""Words between a party and a trigger that are looked at."""

_NEXT = 4
"""Deeds of a party at a place, before a report and behind it, whose order in time is looked at."""

_OPENS, _LEAD, _BESIDE = 15, 200, 30
"""Characters at the head of a sentence, at the head of an article, and before a name."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A party that may be who takes a place."""

    actor: Actor
    parties: Sequence[Party]
    rank: int
    """How many others the article names more often."""

    @property
    def what(self) -> str:
        """What it is, and whether the article names it or only describes it: ``armed_group:True``."""
        return f"{self.parties[0].cls if self.parties else 'none'}:{any(p.specific for p in self.parties)}"


def weigh_takers(page: Page, scenes: Sequence[Scene]) -> None:
    """Put who most probably takes each place in the stead of who the rules say, where he weighs more.

    Of a place that is left it is who takes it over. Where nobody weighs most, what the rules say stays.
    """
    table = weights("takers")
    barred = _NoTakers(page)
    for report, contenders in contended(page, scenes):
        takers = report.with_role(Role.TO)
        forces = [one for one, _ in contenders if one.parties and one.parties[0].cls in ARMED]
        least = 1 if report.kind is EventKind.WITHDRAWAL else 2  # who left is not among them
        if len(forces) < least or (report.status is Status.DENIED and not takers):
            continue  # whom the article names alone may still not be who took it; what is denied, nobody took
        no_takers = barred.of(report)
        able = [(one.actor, f) for one, f in contenders if one.actor in takers or one.actor.id not in no_takers]
        sums = {actor: table.sum(features) for actor, features in able}
        actor = max(sums, key=sums.__getitem__, default=NOBODY)
        if actor is NOBODY or actor in takers:
            continue
        if report.kind is not EventKind.WITHDRAWAL or takers:
            as_read = max((sums[a] for a in takers if a in sums), default=None)
            if not outweighs(sums[actor], as_read, sums.values(), 0.0):
                continue
        if any(same_state(actor, other) for other in (*takers, *report.with_role(Role.FROM))):
            continue  # an army for its government, or who loses the place
        instead = f" rather than {takers[0].name}" if takers else ""
        report.actors = [*(found for found in report.actors if found[0] is not Role.TO), (Role.TO, actor, False)]
        report.reasons.append(f"who gained it: {actor.name}{instead}, by all the article says of it, as weighed")


class _NoTakers:
    """Who, as the rules see it, cannot be who takes a place."""

    def __init__(self, page: Page) -> None:
        self._page = page
        parties = (p for p in page.parties if p.actor is not None and actor_grammar.IS_GONE.match(page.plain, p.end))
        self._gone = {p.actor.id for p in parties if p.actor is not None}
        self._told = Told(page.reports)
        self._changes: dict[str, list[Report]] = defaultdict(list)
        for report in page.reports:
            if report.kind in _CHANGES and not _is_open(report):
                self._changes[report.root].append(report)

    def of(self, report: Report) -> set[str]:
        """Return who does not take the place of a report.

        Who is gone, concedes it, takes it otherwise in the same sentence, or had it before.
        """
        others = self._gone | conceded_by(report, self._before(report)) | self._who_retook(report)
        changes = self._changes[report.root] if report.root else []
        earlier = next((r for r in reversed(changes) if is_before(r, report)), None)
        return others | ({a.id for a in earlier.with_role(Role.TO)} if earlier is not None else set())

    def _before(self, report: Report) -> list[Party]:
        """Return the parties that the sentence names before what it tells."""
        first = bisect_left(self._page.parties, report.evidence.start, key=lambda p: p.start)
        return self._page.parties[first : bisect_left(self._page.parties, report.at, key=lambda p: p.start)]

    def _who_retook(self, report: Report) -> set[str]:
        """Return who else takes the place by the same sentence: "the army retook Goma, which fell in May"."""
        here = self._told.in_sentence(report.evidence.start)
        others = [r for r in here if r is not report and r.root == report.root and not _is_open(r)]
        if _is_open(report):
            others = [r for r in others if r.time != report.time]
            return {a.id for other in others for role, a, sure in other.actors if role is Role.TO and sure}
        return {a.id for other in others for a in other.with_role(Role.TO)}


def _is_open(report: Report) -> bool:
    """Whether the rules have no sign in the sentence for who takes the place."""
    return not report.with_role(Role.TO) or bool(_inferred(report))


def _inferred(report: Report) -> str:
    """Return how the rules found who takes the place, where they have no sign in the sentence for it."""
    reason = next((r for r in report.reasons if r.startswith(("who gained it: not", "who received it: not"))), "")
    if reason.endswith(CAME_THEN):
        return ""  # that is told
    names = [a.name for a in report.with_role(Role.TO) if a.name in reason]
    return (reason.rpartition(names[0])[2] if names else reason).strip()


def contended(page: Page, scenes: Sequence[Scene]) -> Iterator[tuple[Report, list[tuple[Contender, list[str]]]]]:
    """Yield the changes of control, each with who may be who takes the place, and what can weigh for each of them.

    A noun that only refers to a change is left out.
    """
    parties: dict[str, list[Party]] = defaultdict(list)
    for party in page.parties:
        if party.actor is not None:
            parties[party.actor.id].append(party)
    actors = {p.actor.id: p.actor for p in page.parties if p.actor is not None}
    actors |= {a.id: a for r in page.reports for _, a, _ in r.actors}
    ranked = [
        Contender(actors[key], parties[key], n)
        for n, key in enumerate(sorted(actors, key=lambda key: -len(parties[key])))
    ]
    by_id = {one.actor.id: one for one in ranked}
    deeds = _Deeds(page.reports)
    cast = _Cast(page, scenes, ranked)
    for report in page.reports:
        if not _is_asked(report):
            continue
        scene = scenes[cast.sentence(report.at)]
        near = _near(page, scene)
        keys = {p.actor.id: None for p in near if p.actor is not None} | {a.id: None for _, a, _ in report.actors}
        keys |= {one.actor.id: None for one in ranked[:_MOST]}
        found: list[tuple[Contender, list[str]]] = []
        for one in (by_id[key] for key in keys):
            features = (*_features(report, scene, near, one, deeds), *cast.named(report, one))
            found.append((one, [*dict.fromkeys((*features, *cast.described(report, one)))]))
        if report.kind is EventKind.WITHDRAWAL:
            who_left = report.with_role(Role.BY, Role.FROM)
            others = [(one, f) for one, f in found if not any(same_state(one.actor, a) for a in who_left)]
            found = [(one, [*f, *(f"left|{name}" for name in f)]) for one, f in others]
            nobody = dict.fromkeys(_features_of_nobody(report, scene, near, deeds))
            found.append((Contender(NOBODY, (), 0), [*nobody]))
        yield report, found


def _is_asked(report: Report) -> bool:
    """Whether somebody takes a place by what is told, or may take what another has left."""
    if report.kind is EventKind.WITHDRAWAL:
        is_country = report.place is not None and report.place.kind == "country"
        return bool(report.root) and not is_country and report.status is not Status.DENIED
    return report.kind in _CHANGES and not only_refers(report)


def _features_of_nobody(report: Report, scene: Scene, near: Sequence[Party], deeds: _Deeds) -> Iterator[str]:
    """Yield what speaks for it that the article does not tell who takes over the place that a force has left."""
    who_left = {a.id for a in report.with_role(Role.BY, Role.FROM)}
    start = scene.sentence.start
    forces = [p for p in near if p.actor is not None and p.cls in ARMED and p.actor.id not in who_left]
    here = {p.actor.id for p in forces if p.actor is not None and p.start >= start}
    others = {p.actor.id for p in forces if p.actor is not None}
    told_here = [deeds.here[key, report.root].keys() for key in deeds.at[report.root] - who_left]
    takers = [told for told in told_here if "to" in told]
    come = [told for told in told_here if _COMES & told]
    gain = len(deeds.gain) - len(deeds.gain & who_left)
    named, taken = f"here:{_some(len(here))}", f"takers:{_some(len(takers))}"
    yield from (f"nobody:{name}" for name in ("", report.form, str(report.status), named, taken))
    yield from (f"nobody:others:{_some(len(others))}", f"nobody:{named}:{taken}")
    yield from (f"nobody:come:{_some(len(come))}", f"nobody:gain:{_some(gain)}")
    yield f"nobody:at:{report.place.kind if report.place is not None else 'unknown'}"
    yield from (f"nobody:{word.text}" for word in scene.words)


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
        self.here: dict[tuple[str, str], dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
        self.near: dict[tuple[str, int], list[tuple[Report, str]]] = defaultdict(list)
        self.at: dict[str, set[str]] = defaultdict(set)
        """Who does anything at a place."""
        self.met: set[tuple[str, str]] = set()
        for report in sorted(reports, key=lambda r: r.at):
            if report.kind in _FIGHTS:
                self.met |= set(permutations((a.id for _, a, _ in report.actors), 2))
            for role, actor, _ in report.actors:
                what = _deed(role, report)
                self.all[actor.id][what] += 1
                self.here[actor.id, report.root][what].append(report)
                self.at[report.root].add(actor.id)
                self.near[actor.id, report.evidence.start].append((report, what))
        self.gain = {key for key, told in self.all.items() if told["to"] > told["from"]}
        """Who takes more places than he loses."""


class _Cast:
    """Who an article names, where, and how: "the rebels" for a group that it names elsewhere."""

    def __init__(self, page: Page, scenes: Sequence[Scene], ranked: Sequence[Contender]) -> None:
        self._page = page
        self._sentences = [scene.sentence.start for scene in scenes]
        self._described = {one.actor.id for one in ranked if not any(p.specific for p in one.parties)}
        self._groups = {one.actor.id for one in ranked if one.what == "armed_group:True"}
        self._names: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for party in page.parties:
            if party.actor is not None and party.specific and party.cls in ARMED:
                for cls in ("", party.cls):
                    self._names[cls].append((party.start, party.actor.id))
        self._distinct = {cls: _some(len({key for _, key in names})) for cls, names in self._names.items()}
        self._so: dict[tuple[str, str], bool] = {}

    def sentence(self, at: int) -> int:
        """Return the number of a sentence."""
        return max(0, bisect_right(self._sentences, at) - 1)

    def named(self, report: Report, one: Contender) -> Iterator[str]:
        """Yield how long ago a party was named, and which others of its class since."""
        role = next((str(r) for r, a, _ in report.actors if a.id == one.actor.id), "none")
        count = bisect_left(one.parties, report.at, key=lambda p: p.start)
        if not count:
            yield f"ago:never:{role}"
            return
        last, cls = one.parties[count - 1], one.parties[0].cls
        number = self.sentence(last.start)
        ago = min(4, self.sentence(report.at) - number)
        opens = last.start - self._sentences[number] < _OPENS
        yield from (f"ago:{ago}", f"ago:{ago}:{role}", f"ago:{ago}:opens:{opens}", f"ago:{ago}:{last.cls}")
        yield f"lead:{one.parties[0].start - self._page.article.body[0] < _LEAD}"
        for kind, label in (("", "of all"), (cls, f"of its class:{cls}")):
            names = self._names.get(kind, ())
            if names and names[0][0] < report.at:
                newest = names[bisect_left(names, report.at, key=lambda name: name[0]) - 1]
                yield f"last {label}:{newest[1] == one.actor.id}"
        yield f"of its class:{self._distinct.get(cls, '0')}:{cls}"

    def described(self, report: Report, one: Contender) -> Iterator[str]:
        """Yield how a party fits who is only described to take the place: "the rebels", "assailants"."""
        takers = report.with_role(Role.TO)
        if not takers or any(taker.id not in self._described for taker in takers):
            return
        head = fold(takers[0].name).split()[-1][:STEM]
        groups = _some(len(self._groups))
        if one.actor in takers:
            yield from (f"described:{head}", f"described:groups:{groups}", f"described:{head}:groups:{groups}")
            return
        yield from (f"for:{head}:{one.what}", f"for:{one.what}:{one.actor.side}")
        if one.actor.id in self._groups:
            yield from (f"for:groups:{groups}", f"for:{head}:groups:{groups}")
        so = f"for:called so:{self._called(one, head)}"
        yield from (so, f"{so}:{one.what}")

    def _called(self, one: Contender, head: str) -> bool:
        """Whether a word stands beside a party somewhere: "rebels of the RUF", "RUF rebels"."""
        if (one.actor.id, head) not in self._so:
            around = (self._page.plain[max(0, p.start - _BESIDE) : p.end + _BESIDE] for p in one.parties)
            self._so[one.actor.id, head] = any(head in fold(words) for words in around)
        return self._so[one.actor.id, head]


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
    yield f"how:{role == str(Role.TO)}:{_inferred(report)}"
    losers = report.with_role(Role.FROM)
    yield f"loser:{bool(losers)}:{any(same_state(a, one.actor) for a in losers)}"
    if any(same_state(a, one.actor) for a in takers):
        yield "like the taker"
    if takers:
        yield f"side of the taker:{one.actor.side == takers[0].side}:{role}:{any(p.specific for p in one.parties)}"
    for foe in losers:
        yield f"meets the loser:{(me, foe.id) in deeds.met}"
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
    starts = [word.start for word in scene.words]
    cue = bisect_left(starts, report.at)
    verb = scene.words[cue].text if cue < len(starts) else ""
    mine = [p for p in near if p.actor is not None and p.actor.id == one.actor.id]
    others = [p.start for p in near if p.actor is not None and p.actor.id != one.actor.id]
    before = [p for p in mine if start <= p.start and p.end <= report.at]
    behind = [p for p in mine if p.start > report.at]
    if not before and not behind:
        earlier = bool(mine) and mine[0].start < start
        yield f"absent:{earlier}:{role}"
        told = "other" if report.with_role(Role.TO) else "nobody"
        yield f"absent:{earlier}:{_some(sum(s >= start for s in others))}:{told}"
        yield f"absent:{verb}:{role}"
        if earlier and not any(mine[-1].start < s < start for s in others):
            yield "last before the sentence"
        return
    yield f"first of all:{min(others, default=report.at) > mine[0].start}:{verb}"
    for side, party in (("before", before[-1] if before else None), ("behind", behind[0] if behind else None)):
        if party is None:
            continue
        low, high = (party.end, report.at) if side == "before" else (report.at, party.start)
        between = _some(sum(low <= s < high for s in others))
        yield f"{side}:{report.kind}:{report.form}:{between}"
        yield f"{side}:{between}:{role}"
        at = bisect_left(starts, party.start)
        preposition = scene.words[at - 1].text if at else "^"
        what = f"{party.cls}:{party.specific}"
        yield from (f"{side}:{verb}", f"{side}:{verb}:{between}", f"{side}:{verb}|{preposition}")
        yield from (f"{side}:{what}:{role}", f"{side}:{between}:{report.form}|{preposition}")
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
    for what, told in deeds.here.get((me, root), {}).items() if root else ():
        at_place[what] = len(told) - own[what]
        place = bisect_right(told, report.at, key=lambda r: r.at)
        later = len(told) - place
        if at_place[what] > later:
            yield f"here:earlier:{what}"
        if later:
            yield f"here:later:{what}"
        for other in told[max(0, place - _NEXT) : place + _NEXT]:
            if other is not report:
                yield f"here:{_order(other, report)}:{what}"
    total = Counter(deeds.all.get(me, {}))
    total.subtract(at_place)
    total.subtract(own)
    # in one order, as sums of the same weights in another may differ in their last digit
    for what in dict.fromkeys(("to", "from", *(what for what, n in at_place.items() if n > 0))):
        yield f"here:{what}:{_some(at_place[what])}"
    for what in dict.fromkeys(("to", "from", *(what for what, n in total.items() if n > 0))):
        yield f"else:{what}:{_some(total[what])}"
    for other, what in deeds.near.get((me, report.evidence.start), ()):
        if other is not report:
            yield f"same:{'here' if root and other.root == root else 'else'}:{what}"
    takes, loses = total["to"], total["from"]
    yield f"takes:{'more' if takes > loses else 'less' if loses > takes else 'as much' if takes else 'never'}"


def _order(one: Report, other: Report) -> str:
    """Return whether one happened before another, after it, on the same days, or one does not know."""
    a, b = (r.time.when if r.time is not None else None for r in (one, other))
    if a is None or b is None:
        return "undated"
    if a == b:
        return "then"
    return "before" if is_before(one, other) else "after" if is_before(other, one) else "perhaps"


def _some(count: int) -> str:
    return str(max(0, count)) if count < 2 else "2+"
