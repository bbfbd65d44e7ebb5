"""Reads one trigger: everything it reports, or nothing for a fear, an aim or a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mapkit.events import grammar, place_grammar, status_grammar, time_grammar, trigger_grammar
from mapkit.events.bystanders import is_of_bystanders
from mapkit.events.carried import STORY_AT
from mapkit.events.descriptions import only_described
from mapkit.events.forces import MOVED, has_force
from mapkit.events.objects import OF_A_PLACE, name_of, object_places, site_name
from mapkit.events.page import Doers, Report
from mapkit.events.party import ARMED
from mapkit.events.status import status_of, tells_nothing
from mapkit.events.timing import brought_back, day_alone_behind, days_joined, find_times_of, is_told_as_past, said_when
from mapkit.events.trigger import Trigger, is_earlier
from mapkit.events.where import arrives_at, find_destination, find_places_of
from mapkit.events.who import find_actors_of, named_speaker, speaker_spans
from mapkit.model import EventKind, Evidence, Place, PlaceMatch, Quantity, Role, Status, TimeMatch, When

_GAINS = frozenset((EventKind.CONTROL_CHANGE, EventKind.HELD))
_ANNOUNCED = frozenset((EventKind.WITHDRAWAL, EventKind.DEPLOYMENT, EventKind.HANDOVER))
_HARM = frozenset((EventKind.ATTACK, EventKind.CLASH, EventKind.CASUALTY_REPORT))
_STATES = ("actor:country-", "actor:government-", "actor:armed-forces-")
_KILLER = 180
"""Characters before a deadly deed within which who does it is looked for."""
_NEAR = 40
"""Characters behind a participle within which a place is its own."""
_COUNTED_IN = {
    "killed": _HARM,
    "wounded": _HARM,
    "km": frozenset((EventKind.MOVEMENT,)),
    "truck": MOVED,
    "vehicle": MOVED,
    "tank": MOVED,
    "troop": MOVED | {EventKind.WITHDRAWAL},
    "person": MOVED,
}


def read_trigger(t: Trigger) -> list[Report]:
    """Return what the trigger reports: one report for each place and time it lists, none for a hypothesis."""
    if _only_refers(t) or _only_describes(t):
        return []
    doers = find_actors_of(t)
    status, why = find_status(t, doers)
    if status is None or tells_nothing(t.kind, t.form, status) or not has_force(t, doers) or is_of_bystanders(t):
        return []
    if t.form == "killing" and not _is_attack(t, doers):
        return []
    times = t.times = find_times_of(t)
    if status is Status.HAPPENED and _lies_ahead(t, times):
        if t.kind is EventKind.CASUALTY_REPORT or is_told_as_past(t):
            # none of "19 people have died since he announced elections due next month"
            times = t.times = brought_back(times)
        else:
            status, why = Status.PLANNED, "it lies after the publication"
    if status is Status.PLANNED and t.verb & {"fut", "cond"} and _lies_back(t, times):
        times = t.times = []  # "will retake X, which fell in August"
    t.reasons.append(f"status: {why}")
    kind = _kind_of(t, status)
    doers, times = _gained(t, doers, times) if kind is not t.kind else (doers, times)
    t.placed = find_places_of(t, doers)
    placed: Sequence[PlaceMatch | Place | None] = t.placed or [None]
    unnamed = only_described(t)
    if t.kind in OF_A_PLACE and placed == [None] and not unnamed:
        t.unplaced = True
        return []
    if _gets_away(t, doers):
        return []
    if (
        t.kind is EventKind.CONTROL_CHANGE
        and status_grammar.ENTERS.match(t.text, t.start)
        and any(map(_is_country, t.placed))
    ):
        return []  # who enters a country does not hold it
    in_turn, dated = _in_turn(t, times, placed)
    before = t.text[max(t.sentence.start, t.start - 20) : t.start]
    deadline = status is Status.PLANNED and "deadline" in t.text[t.low : t.high].casefold()
    base = Report(
        article=t.page.article,
        kind=kind,
        status=status,
        evidence=evidence_of(t),
        actors=doers,
        quantities=quantities_of(t),
        form=t.form,
        at=t.start,
        end=t.end,
        deadline=deadline,
        earlier=is_earlier(t),
        bounds=None if times or status is Status.PLANNED else bounds_of(t, status),
        told=None if times else told_on(t),
        demonstrative=status_grammar.DEMONSTRATIVE.search(before) is not None,
        destination=find_destination(t) if t.kind is EventKind.MOVEMENT else None,
        carried=t.carried,
        elsewhere=frozenset(t.elsewhere),
        unnamed=unnamed,
    )
    reports = []
    arrives = t.kind is EventKind.MOVEMENT and base.destination is None
    for number, where in enumerate(placed):
        direct = (
            isinstance(where, PlaceMatch)
            and where.mention.evidence.start >= t.end
            and (status_grammar.OF_PLACE.fullmatch(t.text, t.end, where.mention.evidence.start) is not None)
        )
        direct = direct or _is_of_garrison(t, where)
        beside = dated[number] if in_turn else time_beside(t, where)
        where = _town_of_quarter(t, where)  # noqa: PLW2901  # what the loop is about
        there = arrives_at(t, where, doers) if arrives else None
        for place in object_places(t, where, doers):
            unlocated = where.mention.evidence.quote if isinstance(where, PlaceMatch) and place is None else None
            reasons = [*t.reasons, *([f"place: {unlocated!r} could not be located"] if unlocated else [])]
            reports += [
                replace(
                    base,
                    place=place,
                    unlocated=unlocated,
                    called=site_name(t.page.article.text, where) if unlocated else None,
                    time=time,
                    actors=list(doers),
                    reasons=reasons,
                    direct=direct,
                    destination=there or base.destination,
                )
                for time in ([beside] if beside is not None and len(placed) > 1 else dated)
            ]
    return reports


def _is_attack(t: Trigger, doers: Doers) -> bool:
    """Whether who kills attacks: nobody who kills makes a toll, and those killed in a battle are told by its word."""
    if grammar.IN_BATTLE.match(t.text, t.end, t.high):
        return False  # "killed 300 rebels in fighting near X"
    by_weapon = grammar.WEAPON.search(t.text, max(t.low, t.start - 40), t.start) is not None
    by_weapon = by_weapon or (t.passive and status_grammar.BY_WEAPON.match(t.text, t.end, t.high) is not None)
    by_hand = status_grammar.BY_HAND.match(t.text, t.start) is not None  # "was shot dead", whoever did it
    low = max(t.sentence.start, t.start - _KILLER)
    if t.page.violent and not t.passive and status_grammar.KILLER.search(t.text, low, t.start):
        return True
    return by_weapon or by_hand or any(role is Role.BY for role, _, _ in doers)


def _is_of_garrison(t: Trigger, where: object) -> bool:
    """Whether who leaves is a town's garrison: "la garnison de X a fui"."""
    if t.kind is not EventKind.WITHDRAWAL or not isinstance(where, PlaceMatch):
        return False
    at = where.mention.evidence.start
    return place_grammar.GARRISON_OF.search(t.text, max(t.sentence.start, at - 40), at) is not None


def _in_turn(
    t: Trigger, times: Sequence[TimeMatch], placed: Sequence[object]
) -> tuple[bool, Sequence[TimeMatch | None]]:
    """Return whether each place of a list has its own of the days listed, and the days.

    "X, Y and Z on the 25th, 28th and 29th in turn"; where one of the places is not known, all happened within them.
    """
    joined = days_joined(t, times[0]) if len(times) == 1 < len(placed) else []
    if len(joined) == len(placed):  # "took X and Y on Sept. 30 and Oct. 4"
        return True, joined
    if min(len(times), len(placed)) < 2 or not time_grammar.RESPECTIVELY.search(
        t.text, t.sentence.start, t.sentence.end
    ):
        return False, times or [None]
    return (True, times) if len(times) == len(placed) else (False, [_from_first_to_last(times)])


def _from_first_to_last(times: Sequence[TimeMatch]) -> TimeMatch:
    whens = [m.when for m in times if m.when is not None]
    first, last = (
        min((w.earliest for w in whens if w.earliest), default=None),
        max((w.latest for w in whens if w.latest), default=None),
    )
    return replace(
        times[0], when=When(earliest=first, latest=last), reasons=(*times[0].reasons, "or a later day of the list")
    )


def _kind_of(t: Trigger, status: Status) -> EventKind:
    """Return what a trigger tells: that X is "back in the hands of" somebody, or "now", tells that it changed hands."""
    if t.kind is not EventKind.HELD or status not in (Status.HAPPENED, Status.CLAIMED):
        return t.kind
    low, high = max(t.sentence.start, t.start - 25), min(t.sentence.end, t.end + 25)
    flag = place_grammar.FLIES.search(t.text, t.start, t.end) is not None
    by_then = status_grammar.OPENS_BY.match(t.page.article.text, t.sentence.start) if t.dates else None
    by_now = t.form == "state" and not flag and (by_then or status_grammar.BY_NOW.search(t.text, low, high))
    anew = by_now or status_grammar.ANEW.search(t.text, low, high)
    return EventKind.CONTROL_CHANGE if anew else t.kind


def _gained(t: Trigger, doers: Doers, times: list[TimeMatch]) -> tuple[Doers, list[TimeMatch]]:
    """Return who has gained what he is told to hold now, and when; "now" is not when he gained it."""
    t.times = [m for m in times if not m.timex_value.startswith("PRESENT_REF")]
    return [(Role.TO if role is Role.BY else role, actor, named) for role, actor, named in doers], t.times


def _only_describes(t: Trigger) -> bool:
    """Whether a participle says who they are to whom something else happens: "police patrolling in X hit a mine"."""
    if t.kind is EventKind.CLASH and t.verb == {"ing"} and t.form == "active" and not t.dates:
        # "to help forces fighting the rebels"
        behind = any(p.cls in ARMED and p.end < t.start and not t.text[p.end : t.start].strip() for p in t.parties)
        near = any(0 <= m.mention.evidence.start - t.end <= _NEAR for m in t.places)
        low = max(t.sentence.start, t.start - 60)
        return behind and not near and status_grammar.OF_THOSE_WHO.search(t.text, low, t.start) is not None
    if t.kind is EventKind.MOVEMENT and t.passive and trigger_grammar.ESCORTED.match(t.text, t.start):
        return any(
            kind in MOVED for start, _, kind in t.triggers if start != t.start
        )  # "a column, escorted by X, left"
    if t.kind is not EventKind.DEPLOYMENT or not t.verb or not t.verb <= {"ing", "ed", "part"}:
        return False
    if (
        "ing" in t.verb
        and grammar.TELLS.search(t.text, t.end, t.high)
        and status_grammar.ONE_OF_THEM.search(t.text, max(t.sentence.start, t.start - 40), t.start)
    ):
        return True  # "a rebel fighter manning a checkpoint told"
    straight = any(p.cls in ARMED and p.end < t.start and not t.text[p.end : t.start].strip() for p in t.parties)
    hostile: tuple[EventKind, ...] = (EventKind.ATTACK, EventKind.CLASH, EventKind.CASUALTY_REPORT)
    if straight and trigger_grammar.SENT.match(t.text, t.start):
        hostile = (*hostile, EventKind.MOVEMENT)  # "battalions sent to help arrived"
    later = (start for start, _, kind in t.triggers if start > t.end and kind in hostile)
    return straight and any(not grammar.AFTER_A_CONJUNCTION.search(t.text, t.end, start) for start in later)


def _gets_away(t: Trigger, doers: Doers) -> bool:
    """Whether attackers flee from where they attacked, who did not hold it: "the gunmen fled on motorbikes".

    Nor does a force leave where its leader flees.
    """
    if t.kind is not EventKind.WITHDRAWAL or not status_grammar.FLEES.match(t.text, t.start):
        return False
    leader = next((p for p in t.parties if p.start == t.doer_at and p.cls == "country" and p.actor is not None), None)
    if leader is not None and leader.actor is not None and not leader.actor.id.startswith(_STATES):
        return True
    if status_grammar.MADE_TO_FLEE.search(t.text, t.low, t.start):
        return True  # "forcing President X to flee"
    if not t.carried:
        return False
    last = t.page.reports[-1] if t.page.reports else None
    if last is None or last.kind is not EventKind.ATTACK:
        return False
    attackers = {a.id for a in last.with_role(Role.BY)}
    attacked = {a.id for a in last.with_role(Role.AGAINST)}
    return any(
        a.id in attackers or (not attackers and a.side == "non-state" and a.id not in attacked) for _, a, _ in doers
    )


def _is_country(where: PlaceMatch | Place | None) -> bool:
    place = where.place if isinstance(where, PlaceMatch) else where
    return place is not None and place.kind == "country"


def _only_refers(t: Trigger) -> bool:
    """Whether the words ask, play, or only name what is told elsewhere."""
    if t.text[t.sentence.start : t.sentence.end].rstrip('”"»’ ').endswith("?"):
        return True  # who asks reports nothing
    if status_grammar.NOT_REAL.search(t.text, t.sentence.start, t.sentence.end):
        return True  # exercises, games and films
    if t.kind is EventKind.CONTROL_CHANGE and grammar.ONE_OF_THOSE.fullmatch(t.text, t.sentence.start, t.start):
        return not t.places or t.places[0].mention.evidence.start > t.start
    if t.form == "noun" and status_grammar.SUCH.search(t.text, max(t.low, t.start - 20), t.start):
        return True  # "the first such withdrawal" only names what is told
    if t.form == "noun" and status_grammar.NO_SUCH.search(t.text, max(t.low, t.start - 30), t.start):
        return True  # "there is no evacuation order yet"
    came = t.form == "noun" and grammar.WHICH_CAME.match(t.text, t.end) is not None
    if came and grammar.OPENS_DEFINITE.fullmatch(t.text, t.sentence.start, t.start):
        return True  # "the raid came a day after"
    if t.form == "noun" and t.kind is EventKind.ATTACK and status_grammar.ITS_DAYS.search(t.text, t.low, t.start):
        return True  # "since the first days of the offensive"
    if t.form == "noun" and t.kind is EventKind.CLASH and status_grammar.REFUGEES_FROM.search(t.text, t.low, t.start):
        return True
    # "marked the anniversary of the fall of X": the day is not that of the fall
    low = max(t.sentence.start, t.start - 40)
    return t.form == "noun" and status_grammar.ANNIVERSARY_OF.search(t.text, low, t.start) is not None


def _town_of_quarter(t: Trigger, where: PlaceMatch | Place | None) -> PlaceMatch | Place | None:
    """Return the town that the story is at for a quarter of it that no gazetteer knows: "in the Xyz neighbourhood"."""
    if not isinstance(where, PlaceMatch):
        return where
    at = where.mention.evidence
    low = max(t.sentence.start, at.start - 25)
    quarter = grammar.QUARTER.match(t.text, at.end) or grammar.QUARTER_BEFORE.search(t.text, low, at.start)
    quarter = quarter or (grammar.DISTRICT.match(t.text, at.end) if where.place is not None else None)
    quarter = quarter or grammar.PART_OF_TOWN.fullmatch(at.quote)
    named = (m for m in reversed(t.places) if m.mention.evidence.end <= at.start and m.place and m.place.kind == "town")
    town = (t.page.focus if t.page.focus_reach > 0 else None) or next(named, None)
    inside = town.place if isinstance(town, PlaceMatch) else town
    # a namesake far away is no quarter of the town either
    stray = where.place is None or (inside is not None and where.place.country != inside.country)
    if quarter is None or town is None or not stray:
        return where
    t.reasons.append(f"place: {at.quote!r} is a quarter that could not be located; {STORY_AT} {name_of(town)}")
    return town


def time_beside(t: Trigger, where: PlaceMatch | Place | None) -> TimeMatch | None:
    """Return the day that one place of a list has: "entered X on Saturday and Y on Sunday"."""
    if not isinstance(where, PlaceMatch):
        return None
    at = where.mention.evidence
    for match in t.dates:
        day = match.mention.evidence
        if match.when is None:
            continue
        if day.start >= at.end and time_grammar.ITS_DAY.fullmatch(t.text, at.end, day.start):
            return match
        before = max(t.sentence.start, day.start - 12)
        to_it = (status_grammar.TO_PLACE, time_grammar.ITS_THING)
        if time_grammar.LISTED_DAY.search(t.text, before, day.start) and any(
            way.fullmatch(t.text, day.end, at.start) for way in to_it
        ):
            return match  # "entered X on Monday, then on Tuesday Y"
    return day_alone_behind(t, at.end)


def bounds_of(t: Trigger, status: Status) -> When | None:
    """Return what bounds an event without a day of its own: the day of the telling, and the day the story is at.

    A news story goes on from the day it is at: what it tells next, in the simple past, was not before.
    """
    if status is Status.HAPPENED and _goes_on(t):
        t.reasons.append("time: it is told as going on")
        return t.page.article.published
    told = _told_by(t)
    after = _comes_after(t)
    if after is not None and status in (Status.HAPPENED, Status.CLAIMED):
        last = told or t.page.article.published
        latest = last.latest if last is not None else None
        if latest is None or latest >= after:
            t.reasons.append(f"time: not before {after.isoformat()}, told just before in the sentence")
            return When(earliest=after, latest=latest)
    told = _by_main_clause(t) or told
    day = _story_day(t)
    own = max((other.end for other in t.told if other.start >= t.low), default=t.low)
    ahead = time_grammar.LONG_BEFORE.search(t.text, own, t.start) is not None
    ahead = ahead or time_grammar.LASTED.search(t.page.article.text, t.low, t.high) is not None
    if day is None or status not in (Status.HAPPENED, Status.CLAIMED) or ahead or t.form in ("noun", "state"):
        return told
    last = told or t.page.article.published
    if last is None or last.latest is None or last.latest < day:
        return told
    if day == t.page.just_dated and status_grammar.ALSO.search(t.text, t.sentence.start, t.high):
        t.reasons.append(f"time: on the day told before, {day.isoformat()}")
        return When.on(day)
    t.reasons.append(f"time: the story is at {day.isoformat()}")
    return When(earliest=day, latest=last.latest)


def _goes_on(t: Trigger) -> bool:
    """Whether it is told as going on, on the day of publication: "troops are leaving X"."""
    on = t.verb == {"ing"} and status_grammar.IS_NOW.search(t.text, max(t.low, t.start - 30), t.start) is not None
    published = t.page.article.published
    return on and published is not None and published.day is not None


def _story_day(t: Trigger) -> date | None:
    """Return the day that the story is at: of what the sentence tells before, else of the sentences before."""
    here = [m.when.day for other in t.told for m in other.times if m.when is not None and m.when.day is not None]
    joined = (grammar.AND, status_grammar.WHICH_WAS)
    if here and any(way.search(t.text, max(t.sentence.start, t.start - 60), t.start) for way in joined):
        return max(here)
    return t.page.story_day


def _comes_after(t: Trigger) -> date | None:
    """Return the first day of what the sentence tells before a "but" or "before": "took X in May before losing it"."""
    if not t.told or not t.told[-1].times or t.form == "noun":
        return None
    before = t.told[-1]
    when = before.times[0].when
    if status_grammar.THEN.search(t.text, before.end, t.start) is None:
        return None
    return when.earliest if when is not None else None


def _by_main_clause(t: Trigger) -> When | None:
    """Return the bound that the clause before sets: "fled on Tuesday after rebels attacked": it was over by then."""
    if t.form == "noun" and any(other.times for other in t.told):
        return None  # "captured X on Monday after fierce fighting": of that day
    for match in reversed(t.dates):
        at = match.mention.evidence
        if match.when is None or match.when.latest is None or at.end > t.start or match.relation == "since":
            continue
        if time_grammar.AFTER_THAT.fullmatch(t.text, at.end, t.start) is None:
            return None
        t.reasons.append(f"time: over by {match.when.latest.isoformat()}, told before in the sentence")
        return When(earliest=None, latest=match.when.latest)
    return None


def told_on(t: Trigger) -> date | None:
    """Return the day on which somebody told of it: "the army said on Saturday that it had taken X"."""
    match = said_when(t)
    return match.when.day if match is not None and match.when is not None else None


def _told_by(t: Trigger) -> When | None:
    """Return the bound that the day of the telling sets: what the mayor said on Saturday was over by then."""
    match = said_when(t)
    if match is None or match.when is None or match.when.latest is None:
        return None
    t.reasons.append(f"time: told by {match.when.latest.isoformat()} ({match.mention.evidence.quote!r})")
    return When(earliest=None, latest=match.when.latest)


def _lies_ahead(t: Trigger, times: Sequence[TimeMatch]) -> bool:
    """Whether the event, or the day by which it is to be, lies after the publication."""
    published = t.page.article.published
    if published is None or published.latest is None or not times:
        return False
    whens = [(m.when, m.relation) for m in times if m.when is not None]
    if len(whens) == len(times) and all(w.earliest and w.earliest > published.latest for w, _ in whens):
        return True
    return any(relation == "by" and w.latest and w.latest > published.latest for w, relation in whens)


def _lies_back(t: Trigger, times: Sequence[TimeMatch]) -> bool:
    """Whether everything that dates a deed of the future lies before the publication, and so dates something else."""
    published = t.page.article.published
    if published is None or published.earliest is None:
        return False
    ends = [m.when.latest for m in times if m.when is not None]
    return any(ends) and all(end is not None and end < published.earliest for end in ends)


def _by_construction(t: Trigger, before: str, trigger: str) -> tuple[Status | None, str] | None:
    """Return the status that the build of the sentence settles, whatever its words; ``None`` for most."""
    if status_grammar.BUT_FOR.match(t.text, t.sentence.start) and status_grammar.WOULD_HAVE.search(before):
        return None, "no event: it would have happened"  # "without Russia, X would have fallen"
    if grammar.NOT_STOPPED.search(t.text, t.sentence.start, t.start):
        return Status.HAPPENED, "nobody stopped it"
    if grammar.UNTOLD.search(t.text, t.sentence.start, t.start):
        return None, "no event: nobody says so"
    if t.form == "noun" and grammar.AHEAD_OF_US.match(t.text, t.end, t.sentence.end):
        return None, "no event: an aim, or what may come"
    if t.french and (untold := _negated_in_french(t, before)) is not None:
        return untold
    if t.french and t.verb & {"fut", "cond"}:  # "remettra", "ont confirmé qu'elles remettraient"
        return Status.PLANNED, f"{trigger!r} lies ahead"
    if status_grammar.UNTIL_DONE.search(before):
        return None, "no event: a condition"  # "we fight on until the last rebel has left"
    if "inf" in t.verb and grammar.NOT_TO.search(t.text, max(t.sentence.start, t.start - 20), t.start):
        return None, "no event: not to be done"  # "were ordered not to enter X"
    if status_grammar.IT_COULD_BE.search(t.text, t.sentence.start, t.start):
        return Status.PLANNED, f"{trigger!r} lies ahead"
    if grammar.DENIES_THAT.search(t.text, t.sentence.start, t.start):
        return Status.DENIED, "somebody denies it"
    if t.kind is EventKind.AGREEMENT and status_grammar.CONCLUDED.search(t.text, t.start, t.end + 12):
        return Status.HAPPENED, f"{trigger!r} says that it is done"
    if "inf" in t.verb and grammar.IT_TOOK.search(t.text, t.sentence.start, t.start):
        return Status.HAPPENED, "it is told how long it took"
    return None


def find_status(t: Trigger, doers: Doers) -> tuple[Status | None, str]:
    """Return how the report stands to the facts, and the words that decide."""
    start = max(t.low, t.start - 120)
    if t.low > t.sentence.start and t.start - start < 12:
        start = max(t.sentence.start, t.start - 60)
    before, after = grammar.ASIDE_CLAUSE.sub(" ", t.text[start : t.start]), t.text[t.end : min(t.high, t.end + 90)]
    if start == t.sentence.start:  # "To avoid encirclement, troops left": the aim ends at its comma
        before = status_grammar.OPENING_AIM.sub("", before, count=1)
    trigger = t.text[t.start : t.end]
    boasts = t.kind in _GAINS or t.kind in (EventKind.ATTACK, EventKind.DESTRUCTION)
    gainers = {a.id for r, a, _ in doers if r in (Role.TO, Role.BY)} if boasts else set()
    settled = _by_construction(t, before, trigger)
    if settled is not None:
        return settled
    aim = (
        t.kind in (EventKind.CONTROL_CHANGE, EventKind.CLASH) and not t.french and "inf" in t.verb and t.form != "noun"
    )
    aim = aim and not status_grammar.FIRST_TO.search(before)
    if aim and status_grammar.PURPOSE.search(before) and not status_grammar.NO_PURPOSE.search(before):
        return None, "no event: an aim"  # "massing to wrest the port from the rebels"
    gains = bool(gainers) and _gainer_speaks(t, doers)
    present = bool(t.verb & {"inf", "pres"}) and not t.verb & {"ed", "part"} and t.form != "noun"
    # "rebels seize X after troops withdraw": told in the present, all of it
    present = present and not any(o.placed and o.verb <= {"inf", "pres"} and o.form != "noun" for o in t.told)
    past = "past" in t.verb or (
        "ed" in t.verb and (status_grammar.ITS_SUBJECT.search(before) is not None or _has_place(t))
    )
    past = past or (bool(t.verb & {"ed", "part"}) and status_grammar.PERFECT_BEFORE.search(before) is not None)
    past = past or (t.passive and grammar.WAS_DONE.search(before) is not None)  # "who tried to reach X was ambushed"
    status, why = status_of(
        before, trigger, after, by_beneficiary=gains, claims=t.kind in _GAINS, present=present, past=past
    )
    if t.kind is EventKind.CASUALTY_REPORT and status is Status.POSSIBLE and grammar.ESTIMATED.search(before):
        return Status.HAPPENED, "an estimate"
    if status is None and _is_announced(t):
        return Status.PLANNED, "announced for later"
    announced = t.form == "noun" and t.kind in _ANNOUNCED and status is Status.CLAIMED
    if announced and status_grammar.ANNOUNCES.search(t.text, max(t.sentence.start, t.start - 40), t.start):
        return Status.PLANNED, "announced"
    # but "est parti pour rejoindre X" tells a movement
    told = status in (Status.HAPPENED, Status.CLAIMED) and t.kind is not EventKind.MOVEMENT
    if told and t.french and t.verb == {"inf"} and not status_grammar.INFINITIVE_DONE.search(before):
        return None, "no event: an infinitive tells no fact"
    return status, why


def _is_announced(t: Trigger) -> bool:
    """Whether somebody says what would be done: "told his counterpart, X, that troops would withdraw"."""
    would = status_grammar.WOULD_BEFORE.search(t.text, max(t.low, t.start - 30), t.start)
    if would is None or status_grammar.CONDITIONAL.search(t.text, t.sentence.start, t.sentence.end):
        return False
    told = (m for m in grammar.TELLS.finditer(t.text, t.sentence.start, t.sentence.end))
    return any(m.end() <= would.start() or m.start() >= t.end for m in told)


def _negated_in_french(t: Trigger, before: str) -> tuple[Status | None, str] | None:
    """Return what a French negation makes of the trigger: "ne quitteront pas", "n'ont pu prendre"."""
    if grammar.NOT_YET.search(before) or (grammar.NE_BEFORE.search(before) and grammar.PAS_AFTER.match(t.text, t.end)):
        return None, "no event: not, or not yet"
    return (Status.DENIED, "it is said not to be so") if grammar.COULD_NOT.search(before) else None


def _has_place(t: Trigger) -> bool:
    """Whether a place stands right behind an active verb, which so is one: "rebels fighting to oust Y entered X"."""
    spots = (m.mention.evidence.start for m in t.places if m.mention.evidence.start >= t.end)
    return not t.passive and any(grammar.RIGHT_AFTER.fullmatch(t.text, t.end, spot) for spot in spots)


def _gainer_speaks(t: Trigger, doers: Doers) -> bool:
    """Whether who says so gains from being believed: one of those who take the place, or their own officials."""
    winners = [a for role, a, _ in doers if role in (Role.TO, Role.BY)]
    ids, states = {a.id for a in winners}, any(a.side == "state" for a in winners)
    if t.doer_is_speaker:
        return True
    if any(
        p.actor and p.actor.id in ids and grammar.ACCORDING.search(t.text, p.start - 25, p.start) for p in t.parties
    ):
        return True
    if status_grammar.OWN_SPOKESMAN.search(t.text, t.end, t.sentence.end):
        return True  # "rebels captured X, their spokesman said"
    for verb in grammar.TELLS.finditer(t.text, t.sentence.start, t.sentence.end):
        if verb.start() < t.end and t.start < verb.end():
            continue
        if t.end < verb.start() and status_grammar.ANOTHER_CLAUSE.search(t.text, t.end, verb.start()):
            continue  # "forces seized X, and the minister said they were advancing"
        spans = speaker_spans(t, verb)
        low = spans[0][0]
        if any(status_grammar.WITNESS.search(t.text, a, b) for a, b in spans if not a <= t.start < b):
            continue  # "residents and a military official said": not the gainer alone
        # the gainer stands before the verb of saying: behind it stands what is said, "said the rebels had taken"
        speakers = [p for p in t.parties if low <= p.start < verb.start()]
        if any(p.actor and p.actor.id in ids for p in speakers):
            return True
        if any(a.id in ids for a in named_speaker(t, spans)):
            return True
        # "they say they have taken": who is told of tells it himself
        if any(p.pronoun for p in speakers) and any(p.pronoun and p.start == t.doer_at for p in t.parties):
            return True
        if states and any(status_grammar.OFFICIAL.search(t.text, a, b) for a, b in spans if not a <= t.start < b):
            return True
    return False


def _speaker(t: Trigger) -> tuple[int, int] | None:
    for verb in grammar.SPEECH.finditer(t.text, t.sentence.start, t.sentence.end):
        low = max(t.sentence.start, verb.start() - 90)
        cut = max((t.text.rfind(mark, low, verb.start()) for mark in ',;“”"«»'), default=-1)
        who = status_grammar.SPEAKER.search(t.text, max(low, cut + 1), verb.start())
        if who is not None:
            return who.span()
    return None


def evidence_of(t: Trigger) -> Evidence:
    """Return the sentence as a quotation, with who is named as saying so."""
    start, end = t.sentence.start, t.sentence.end
    speaker = _speaker(t)
    said = status_grammar.TRAILING.sub("", " ".join(t.text[slice(*speaker)].split())) if speaker else None
    return Evidence(
        article_id=t.page.article.id, start=start, end=end, quote=t.page.article.text[start:end], attributed_to=said
    )


def quantities_of(t: Trigger) -> tuple[Quantity, ...]:
    """Return the numbers of the sentence that count what this kind of event counts."""
    found = []
    for mention in t.counts:
        hints = mention.hints
        unit = hints["unit"]
        if t.kind not in _COUNTED_IN[unit]:
            continue
        if t.kind is EventKind.CASUALTY_REPORT and not mention.evidence.start <= t.start < mention.evidence.end:
            continue
        if t.sentence.crossings(t.start, mention.evidence.start) > 2:
            continue
        low, high = hints.get("low"), hints.get("high")
        found.append(Quantity(low=float(low) if low else None, high=float(high) if high else None, unit=unit))
    return tuple(found)
