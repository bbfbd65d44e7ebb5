"""When a trigger's event is: the time expression that dates this trigger and no other."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from mapkit.events import grammar, time_grammar
from mapkit.events.clauses import coordinated
from mapkit.events.counting import counted_back, counted_from_event, within_hours
from mapkit.events.objects import OF_A_PLACE
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind, TimeMatch, When

_CENTURY = re.compile(r"-?\d{2}|XX")
_DAY_OF_YEAR = re.compile(r"XXXX-\d\d-\d\d(?!\d)")
_FIGURES = re.compile(r"\d+")


def find_times_of(t: Trigger) -> list[TimeMatch]:
    """Return the expression that dates the trigger; none when every one of the sentence dates something else.

    Two are returned only where the words list them ("the agreements of 1992 and 2006").
    """
    if grammar.NEWLY.search(t.text, max(t.low, t.start - 10), t.start):
        return []  # "the newly captured town": what the sentence dates is something else
    if t.began is not None:
        return [t.began]
    alone = day_alone_behind(t, t.end)
    if alone is not None:
        return [alone]  # "held since the start of August, was retaken on the 27th"
    counted = counted_back(t) or counted_from_event(t)
    if counted is not None:
        return [counted]
    dating = (day for match in _dating(t) for day in _listed(t, match))
    found = [_until_told(t, _by_the_hour(t, _as_spoken(t, match))) for match in dating]
    same_day = within_hours(t) if not found else None
    return [same_day] if same_day is not None else found


def days_joined(t: Trigger, first: TimeMatch) -> list[TimeMatch]:
    """Return a day and those that the words list with it: "on Sept. 30 and Oct. 4"."""
    days = [m for m in t.dates if m.when is not None and m.when.day is not None]
    spans = {(m.mention.evidence.start, m.mention.evidence.end): m for m in days}
    at = (first.mention.evidence.start, first.mention.evidence.end)
    return [spans[span] for span in coordinated(t.text, spans, at)] if at in spans else [first]


def is_told_as_past(t: Trigger) -> bool:
    """Whether a verb tells what was done: "shelled", "avaient pris"; a participle alone, or a passive, does not."""
    if "past" in t.verb:
        return True
    if t.passive or t.form == "noun" or not t.verb & {"ed", "part"}:
        return False
    before = t.text[max(t.sentence.start, t.start - 30) : t.start]
    if t.french:
        return time_grammar.HAS_DONE.search(before) is not None
    due = time_grammar.DUE_THEN.search(t.text, t.end, t.sentence.end)
    return "ed" in t.verb and not due and time_grammar.NOT_DONE.search(before) is None


def brought_back(times: Sequence[TimeMatch]) -> list[TimeMatch]:
    """Return the weekdays and days of a year that what is past was on, where those read lie ahead; no others."""
    found = []
    for match in times:
        head, day = match.mention.value or "", match.when.day if match.when is not None else None
        if day is None:
            continue
        if head.startswith("XXXX-WXX-"):
            before = day - timedelta(7)
        elif _DAY_OF_YEAR.match(head) and (day.month, day.day) != (2, 29):
            before = day.replace(year=day.year - 1)
        else:
            continue
        reason = f"the one before that, {before.isoformat()}: it is told as past"
        found.append(
            replace(match, when=When.on(before), timex_value=before.isoformat(), reasons=(*match.reasons, reason))
        )
    return found


def _listed(t: Trigger, match: TimeMatch) -> list[TimeMatch]:
    """Return the days that the words list: "on February 8 and 10"; days one behind the other are a span."""
    at, when = match.mention.evidence, match.when
    if "to" not in match.mention.hints or when is None or when.earliest is None or when.latest is None:
        return [match]
    text = t.page.article.text
    more = time_grammar.MORE_DAYS.match(text, at.end, t.sentence.end)
    if more is None or time_grammar.BETWEEN.search(text, max(t.sentence.start, at.start - 15), at.start):
        return [match]
    first = when.earliest
    days = [first.day, *(int(number) for number in _FIGURES.findall(more.group()))]
    gaps = [b - a for a, b in pairwise(days)]
    if when.latest != first + timedelta(days=days[-1] - first.day) or min(gaps) < 1 or max(gaps) == 1:
        return [match]
    listed = (first + timedelta(days=day - first.day) for day in days)
    return [replace(match, when=When.on(day), reasons=(*match.reasons, "one of the days listed")) for day in listed]


def day_alone_behind(t: Trigger, end: int) -> TimeMatch | None:
    """Return the day that stands alone behind a place, in the month told before: "on 1 May and Y on the 6th"."""
    alone = time_grammar.BARE_DAY.match(t.page.article.text, end, t.sentence.end)
    if alone is None:
        return None
    before = [m for m in t.dates if m.mention.evidence.end <= end and m.when is not None and _is_of_a_month(m.when)]
    told = before[-1].when.earliest if before and before[-1].when is not None else None
    if told is None or not told.day < int(alone["day"]) <= monthrange(told.year, told.month)[1]:
        return None
    day = told.replace(day=int(alone["day"]))
    reason = f"{alone['day']!r}: of the month told before"
    return replace(before[-1], when=When.on(day), timex_value=day.isoformat(), reasons=(*before[-1].reasons, reason))


def _is_of_a_month(when: When) -> bool:
    """Whether a time lies within one month."""
    first, last = when.earliest, when.latest
    return first is not None and last is not None and (first.year, first.month) == (last.year, last.month)


def _by_the_hour(t: Trigger, match: TimeMatch) -> TimeMatch:
    """Take "by evening" of a story that tells of the day for that day, and "hours later" for the day told before."""
    if match.mention.hints.get("ref", "").startswith(("hour:", "minute:")) and match.when is not None:
        told = match.when.earliest or match.when.latest
        reason = f"{match.mention.evidence.quote!r}: within that day"
        return match if told is None else replace(match, when=When.on(told), reasons=(*match.reasons, reason))
    if match.relation != "by" or "T" not in match.timex_value or match.when is None or match.when.latest is None:
        return match
    if match.when.earliest is not None or t.verb & {"fut", "cond", "inf"}:
        return match
    reason = f"{match.mention.evidence.quote!r}: within that day"
    return replace(match, when=When.on(match.when.latest), relation="at", reasons=(*match.reasons, reason))


def _until_told(t: Trigger, match: TimeMatch) -> TimeMatch:
    """Let "since June" reach from June to the day of the telling: "have captured three towns since June"."""
    said = said_when(t)
    told = said.when if said is not None and said.when is not None else t.page.article.published
    if match.relation != "since" or match.when is None or match.when.earliest is None:
        return match
    at = match.mention.evidence.start
    if time_grammar.AS_EARLY_AS.search(t.page.article.text, max(t.sentence.start, at - 12), at):
        return match  # "dès mercredi": on Wednesday already
    if t.kind is EventKind.CONTROL_CHANGE and match.when.day is not None and _goes_on_being_held(t):
        return replace(match, relation="at")
    if told is None or told.latest is None or told.latest < match.when.earliest:
        return match
    when = replace(match.when, latest=told.latest)
    return replace(match, when=when, reasons=(*match.reasons, f"and since then, up to {told.latest.isoformat()}"))


def _goes_on_being_held(t: Trigger) -> bool:
    """Whether the words tell of a hold that began with a change: "under their control since", "occupied X since"."""
    return t.form == "state" or time_grammar.HOLDS_ON.match(t.text, t.start) is not None


def _as_spoken(t: Trigger, match: TimeMatch) -> TimeMatch:
    """Count a quoted "yesterday" from the day on which it was said, where the sentence tells that day."""
    said, published, at = said_when(t), t.page.article.published, match.mention.evidence
    if match.when is None or said is None or said.when is None or published is None:
        return match
    spoken, written = said.when.day, published.day
    if spoken is None or written is None or spoken == written or time_grammar.SPOKEN.fullmatch(at.quote) is None:
        return match
    if not time_grammar.IN_QUOTATION.search(t.page.article.text, t.sentence.start, at.start):
        return match
    shift = spoken - written
    first, last = (day + shift if day is not None else None for day in (match.when.earliest, match.when.latest))
    reason = f"{at.quote!r} as said on {spoken.isoformat()}"
    return replace(match, when=replace(match.when, earliest=first, latest=last), reasons=(*match.reasons, reason))


def _dating(t: Trigger) -> list[TimeMatch]:
    said = said_when(t)
    # "questions about the future of X" dates nothing that was done
    times = [m for m in t.dates if m is not said and not m.timex_value.startswith("FUTURE_REF")]
    times = [m for m in times if _CENTURY.fullmatch(m.timex_value) is None]  # of a building: "the 13th century citadel"
    times = [m for m in times if time_grammar.LABEL_OF_WAR.match(t.text, m.mention.evidence.end) is None]
    if t.kind is EventKind.DECISION:  # "set a deadline of 31 December": what is decided, not when
        times = [
            m
            for m in times
            if not time_grammar.DEADLINE_OF.search(
                t.text[max(0, m.mention.evidence.start - 14) : m.mention.evidence.start]
            )
        ]
    # "said that they had now taken X": by then, and when is not said
    times = [m for m in times if not _is_by_now(t, m) and not _is_of_what_follows(t, m)]
    times = [m for m in times if m.relation != "since" or not _is_compared(t, m)]
    if t.kind is EventKind.HELD:  # "have held X since 2022": a state as of the telling, which began then
        times = [m for m in times if m.relation != "since"]
    times = [m for m in times if m.relation != "since" or not _is_since_apart(t, m)]
    mine = [m for m in times if not _belongs_elsewhere(t, m, times)]
    mine = [m for m in mine if not _is_apart(t, m, mine)] or mine
    if not mine and _tells_how_killed(t):
        return [m for m in times if m.mention.evidence.end <= t.start][-1:]
    opening = t.told[0] if not mine and t.told and t.told[0].form == "noun" else None
    if opening is not None and time_grammar.OPENS_IN.fullmatch(t.text, t.sentence.start, opening.start):
        return list(opening.times)  # "in a surprise attack on Wednesday troops recaptured X"
    if not mine:
        shared = next((other for other in reversed(t.told) if other.doer is not None and other.doer == t.doer), None)
        joined = grammar.SHARES_SUBJECT.search(t.text, max(t.sentence.start, t.start - 60), t.start)
        if joined is not None and time_grammar.LATER.search(joined.group()):
            joined = None  # "took X on Sunday but were driven out": on another day, for all that is said
        if shared is None and _accompanies(t):
            return list(t.told[-1].times)
        if shared is None and (same := _meanwhile(t, times)) is not None:
            return [same]
        if shared is not None and time_grammar.IN_RELATIVE.search(t.text, shared.low, shared.start):
            joined = None  # "groups which had signed an accord in 2014 resumed hostilities"
        return list(shared.times) if shared is not None and joined else []
    best = min(mine, key=lambda m: _cost(t, m))
    spans = {(m.mention.evidence.start, m.mention.evidence.end): m for m in times}
    at = best.mention.evidence
    group = [spans[s] for s in coordinated(t.text, spans, (at.start, at.end))]
    if len(group) < 2 or t.kind not in (EventKind.AGREEMENT, EventKind.ATTACK):
        return [best]
    if t.kind is EventKind.ATTACK and not _are_apart(group):
        return [best]
    siblings = [start for start, _, kind in t.triggers if kind is t.kind]
    if len(siblings) == len(group):  # "a ceasefire and a peace agreement in 2014 and 2015": respectively
        return [group[siblings.index(t.start)]]
    return group


def _is_apart(t: Trigger, match: TimeMatch, others: Sequence[TimeMatch]) -> bool:
    """Whether a day is that of an aside, or named again behind: "as X renamed them last month,", "la veille, lundi"."""
    at, text = match.mention.evidence, t.page.article.text
    behind = next((o.mention.evidence for o in others if o.mention.evidence.start >= at.end), None)
    if behind is not None and time_grammar.OTHER_DAY.fullmatch(at.quote):
        return text[at.end : behind.start].strip() == ","
    low, high = text.rfind(",", t.sentence.start, at.start), text.find(",", at.end, t.sentence.end)
    if min(low, high) < 0 or low < t.start < high:
        return False
    return time_grammar.OPENS_ASIDE.fullmatch(text, low + 1, at.start) is not None


def _are_apart(group: Sequence[TimeMatch]) -> bool:
    """Whether expressions are of single days that do not follow each other: "on Monday and Wednesday"."""
    days = sorted(m.when.day for m in group if m.when is not None and m.when.day is not None)
    return len(days) == len(group) and all((b - a).days > 1 for a, b in pairwise(days))


def _is_since_apart(t: Trigger, match: TimeMatch) -> bool:
    """Whether a "since" is said of the place: "X, in rebel hands since May", "X, which Y besieged since May"."""
    between = t.text[t.end : match.mention.evidence.start]
    return "," in between and (t.kind in OF_A_PLACE or time_grammar.WHICH_AFTER.search(between) is not None)


def _tells_how_killed(t: Trigger) -> bool:
    """Whether a noun tells in what somebody died: "were killed on Monday in an explosion"."""
    killed = t.told[-1] if t.form == "noun" and t.told else None
    return (
        killed is not None
        and killed.form == "killing"
        and time_grammar.IN_WHAT.fullmatch(t.text, killed.end, t.start) is not None
    )


def _meanwhile(t: Trigger, times: Sequence[TimeMatch]) -> TimeMatch | None:
    """Return the day of the clause before where both went on at once: "fled on Tuesday as rebels attacked the town"."""
    before = [m for m in times if m.mention.evidence.end <= t.start]
    return next(
        (m for m in before[-1:] if time_grammar.MEANWHILE.fullmatch(t.text, m.mention.evidence.end, t.start)), None
    )


def _accompanies(t: Trigger) -> bool:
    """Whether a participle tells how the deed before it was done: "left on Sunday, escorted by soldiers"."""
    if not t.told or not t.verb <= {"ed", "part", "ing"} or t.told[-1].form == "noun":
        return False
    return time_grammar.APPOSED.search(t.text, t.told[-1].end, t.start) is not None


def _is_compared(t: Trigger, match: TimeMatch) -> bool:
    """Whether a day only says of what a deed is the first: "the heaviest attack since Monday"."""
    at = match.mention.evidence.start
    return time_grammar.SINCE_WHEN_FIRST.search(t.page.article.text, max(t.sentence.start, at - 60), at) is not None


def _is_of_what_follows(t: Trigger, match: TimeMatch) -> bool:
    """Whether a day is that of something later: "before the truce begins on Monday, rebels captured X"."""
    at = match.mention.evidence
    opens = time_grammar.OPENS_BEFORE.fullmatch(t.page.article.text, t.sentence.start, at.start) is not None
    return opens and "," in t.text[at.end : t.start]


def _is_by_now(t: Trigger, match: TimeMatch) -> bool:
    now = match.timex_value.startswith("PRESENT_REF")
    start = match.mention.evidence.start
    return now and time_grammar.HAD.search(t.page.article.text, max(t.sentence.start, start - 12), start) is not None


def said_when(t: Trigger) -> TimeMatch | None:
    """Return the expression that says when somebody told of it: "the mayor said on Saturday".

    What is told happened by then; it need not have happened then.
    """
    reacts = t.form == "noun" and time_grammar.REACTS.search(t.text, max(t.sentence.start, t.start - 40), t.start)
    for match in t.dates:
        at = match.mention.evidence
        if match.when is None or time_grammar.THAT_BEFORE.search(
            t.text, max(t.sentence.start, at.start - 20), at.start
        ):
            continue
        if reacts and at.start >= t.end:
            return match  # "condemned the capture of X on Monday"
        verb = time_grammar.SAID_BEFORE.search(t.text, max(t.sentence.start, at.start - 40), at.start)
        if verb is not None and (t.form == "noun" or t.verb == {"ing"}) and _is_reported(t, verb):
            continue
        verb = verb or time_grammar.SAID_AFTER.match(t.text, at.end, min(t.sentence.end, at.end + 25))
        if verb is None and time_grammar.HAD.search(
            t.text, t.sentence.start, t.start
        ):  # "On Saturday the army said it had taken X"
            verb = time_grammar.SOMEBODY_SAID.match(t.text, at.end, t.start)
        if verb is not None and not (verb.start() < t.end and t.start < verb.end()):
            return match
    return None


def _is_reported(t: Trigger, verb: re.Match[str]) -> bool:
    """Whether a verb of saying has the trigger as its subject: "clashes were reported in X on Monday"."""
    low = max(t.end, verb.start() - 20)
    passive = next(
        (m for m in time_grammar.IS_REPORTED.finditer(t.text, low, verb.end()) if m.end() > verb.start()), None
    )
    return passive is not None and not t.sentence.crossings(t.end, passive.start())


def _dates_description(t: Trigger, match: TimeMatch) -> bool:
    """Whether a time is of what only describes: "retook X, one of the towns captured by the rebels last year"."""
    at = match.mention.evidence
    if match.when is None or match.when.day is not None:
        return False
    between = [(start, end) for start, end, _ in t.triggers if t.end <= start and end <= at.start]
    start, end = between[-1] if between else (0, 0)
    return (
        bool(between)
        and time_grammar.TAKEN_ONES.search(t.text, t.end, start) is not None
        and (time_grammar.BY_WHOM.match(t.text, end) is not None)
    )


def _is_of_main_clause(t: Trigger, match: TimeMatch) -> bool:
    """Whether a day is before what a relative clause tells: "met on Friday in the city that rebels had seized".

    Or in one, where the main clause tells: "recaptured X, which rebels had seized in May".
    """
    if match.mention.evidence.start >= t.end:
        return time_grammar.HAD_BEHIND.search(t.text, t.end, match.mention.evidence.start) is not None
    which = time_grammar.HAD_IN_RELATIVE.search(t.text, t.sentence.start, t.start)
    return which is not None and match.mention.evidence.end <= which.start()


def _is_of_what_is_said(t: Trigger, match: TimeMatch) -> bool:
    """Whether a day is of what somebody says: "seized the radio and sent a message saying X fell ill in October"."""
    at = match.mention.evidence
    return at.start > t.end and time_grammar.SAYING_THAT.search(t.text, t.end, at.start) is not None


def _verb_before(t: Trigger, match: TimeMatch, times: Sequence[TimeMatch]) -> bool:
    """Whether a day belongs to what stands before it, not to the verb behind it.

    So it is in "took X on Sunday and declared a curfew", and where that verb has a day of its own: "rebels who took X
    on Sunday were bombed on Tuesday".
    """
    at = match.mention.evidence
    if at.start - t.sentence.start <= 12:
        return False
    behind = sorted(start for start, _, _ in t.triggers if start >= at.end)
    if not behind:
        return False
    joined = grammar.AND.fullmatch(t.text, at.end, behind[0]) is not None
    led = any(end <= at.start for _, end, _ in t.triggers)
    last = behind[1] if behind[1:] else t.sentence.end
    own = any(behind[0] <= other.mention.evidence.start < last for other in times)
    return (own and (joined or led)) or (joined and led)


def _cost(t: Trigger, match: TimeMatch) -> int:
    at = match.mention.evidence
    cost = t.sentence.distance(t.start, t.reach, at.start, at.end)
    low, high = min(t.reach, at.end), max(t.start, at.start)
    cost += 40 * sum(low <= start < high for start, _, _ in t.triggers if start != t.start)
    if at.start - t.sentence.start > 12 and "," in t.text[at.end : t.start]:
        cost += 25  # "which took over in April, must cut": the day ends the clause before
    return cost + (30 if match.when is None else 0)


def _opens_clause(t: Trigger, match: TimeMatch) -> int | None:
    """Return where the trigger stands whose clause a day opens: "X fell, and on the 31st the garrison of Y fled"."""
    at = match.mention.evidence
    if not time_grammar.OPENS_CLAUSE.search(t.page.article.text, max(t.sentence.start, at.start - 30), at.start):
        return None
    if any(m.mention.evidence.end > at.start - 12 for m in t.dates if m.mention.evidence.end <= at.start):
        return None  # "on Monday and on Tuesday"
    if not any(start < at.start for start, _, _ in t.triggers):
        return None
    return next((start for start, _, _ in t.triggers if start >= at.end and not t.text[at.end : start].isspace()), None)


def _belongs_elsewhere(t: Trigger, match: TimeMatch, times: Sequence[TimeMatch]) -> bool:
    """Whether the expression dates another trigger: one right beside it, or a nearer one in another clause.

    A date that opens the sentence is for all of it.
    """
    at = match.mention.evidence
    cleft = time_grammar.CLEFT.search(t.text, t.sentence.start, at.start)
    if cleft is not None and t.start < cleft.end():
        return False
    noun = time_grammar.DATED_NOUN.search(t.text, max(t.sentence.start, at.start - 60), at.start)
    if noun is not None and not noun.start() <= t.start < noun.end():
        return True  # "in keeping with an accord signed last month"
    ways = (grammar.ASIDE_CLAUSE, time_grammar.PARTICIPLE_ASIDE)
    apart = [m.span() for way in ways for m in way.finditer(t.text, t.sentence.start, t.sentence.end)]
    if any(a <= at.start < b and not a <= t.start < b and t.end != a for a, b in apart):
        return True  # "fighters, who stormed X on Tuesday, drove into Y"; not "this evacuation, which took place on"
    if at.end <= t.start and time_grammar.AFTER_HAD.fullmatch(t.text, at.end, t.start):
        return True  # "won back X on Tuesday after it had been overrun": over by then
    if _dates_description(t, match) or _is_of_what_is_said(t, match) or _is_of_main_clause(t, match):
        return True
    is_of_verb_before = _verb_before(t, match, times)
    if is_of_verb_before and t.start >= at.end:
        return True
    if at.start - t.sentence.start <= 12:
        return False
    if (of_next := _opens_clause(t, match)) is not None:
        return of_next != t.start
    mine = t.sentence.distance(t.start, t.reach, at.start, at.end)
    own = t.form == "noun" or time_grammar.IN_RELATIVE.search(t.text, t.low, t.start) is not None
    others = [
        t.sentence.distance(start, end, at.start, at.end)
        for start, end, _ in t.triggers
        # "attacked on 14 November and killed nine": the day ends the clause before the verb that follows
        if start != t.start
        # "retook X, which it lost to rebels in March, on Sunday": Sunday is not of the loss
        and not any(a <= start < b <= at.start for a, b in apart)
        # "the attack on X on Tuesday killed nine", "a shell that hit X on Tuesday killed": that of the other verb
        and not (own and t.end <= at.start and at.end <= start and not t.sentence.crossings(t.end, start))
        # "hit the block on Tuesday, killing five": the day stands in the clause before
        and not (start >= at.end and time_grammar.COMMA.fullmatch(t.page.article.text, at.end, start))
        and not (t.start < at.start <= start and (is_of_verb_before or grammar.AND.fullmatch(t.text, at.end, start)))
    ]
    nearest = min(others, default=mine)
    crossed = t.sentence.crossings(min(t.reach, at.end), max(t.start, at.start))
    return nearest < mine and (nearest <= 5 or crossed > 0)
