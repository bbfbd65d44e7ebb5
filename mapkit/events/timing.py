"""When a trigger's event is: the time expression that dates this trigger and no other."""

from __future__ import annotations

from collections.abc import Sequence

from mapkit.events import grammar
from mapkit.events.clauses import coordinated
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind, TimeMatch


def find_times_of(t: Trigger) -> list[TimeMatch]:
    """Return the expression that dates the trigger; none when every one of the sentence dates something else.

    Two are returned only where the words list them ("the agreements of 1992 and 2006").
    """
    times = [m for m in t.page.times if t.sentence.start <= m.mention.evidence.start < t.sentence.end]
    if t.kind is EventKind.DECISION:  # "set a deadline of 31 December": what is decided, not when
        times = [m for m in times if not grammar.DEADLINE_OF.search(t.text[: m.mention.evidence.start][-14:])]
    mine = [m for m in times if not _belongs_elsewhere(t, m, times)]
    if not mine:
        return []
    best = min(mine, key=lambda m: _cost(t, m))
    spans = {(m.mention.evidence.start, m.mention.evidence.end): m for m in times}
    at = best.mention.evidence
    group = [spans[s] for s in coordinated(t.text, spans, (at.start, at.end))]
    if len(group) < 2 or t.kind is not EventKind.AGREEMENT:
        return [best]
    siblings = [start for start, _, kind in t.triggers if kind is t.kind]
    if len(siblings) == len(group):  # "a ceasefire and a peace agreement in 2014 and 2015": respectively
        return [group[siblings.index(t.start)]]
    return group


def _verb_before(t: Trigger, match: TimeMatch, times: Sequence[TimeMatch]) -> bool:
    """Whether a day belongs to what stands before it, for the verb behind it has a day of its own.

    So it is in "took X on Sunday and Y on Tuesday" and in "rebels who took X on Sunday were bombed on Tuesday".
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
    return own and (joined or led)


def _cost(t: Trigger, match: TimeMatch) -> int:
    at = match.mention.evidence
    cost = t.sentence.distance(t.start, t.reach, at.start, at.end)
    low, high = min(t.reach, at.end), max(t.start, at.start)
    cost += 40 * sum(low <= start < high for start, _, _ in t.triggers if start != t.start)
    return cost + (30 if match.when is None else 0)


def _belongs_elsewhere(t: Trigger, match: TimeMatch, times: Sequence[TimeMatch]) -> bool:
    """Whether the expression dates another trigger: one right beside it, or a nearer one in another clause.

    A date that opens the sentence is for all of it.
    """
    at = match.mention.evidence
    is_of_verb_before = _verb_before(t, match, times)
    if is_of_verb_before and t.start >= at.end:
        return True
    if at.start - t.sentence.start <= 12:
        return False
    mine = t.sentence.distance(t.start, t.reach, at.start, at.end)
    others = [
        t.sentence.distance(start, end, at.start, at.end)
        for start, end, _ in t.triggers
        # "attacked on 14 November and killed nine": the day ends the clause before the verb that follows
        if start != t.start
        and not (t.start < at.start <= start and (is_of_verb_before or grammar.AND.fullmatch(t.text, at.end, start)))
    ]
    nearest = min(others, default=mine)
    crossed = t.sentence.crossings(min(t.reach, at.end), max(t.start, at.start))
    return nearest < mine and (nearest <= 5 or crossed > 0)
