"""How a report stands to what happened: the cues around its trigger."""

from __future__ import annotations

import re
from functools import cache

from mapkit._resources import load_toml
from mapkit._text import any_of
from mapkit.model import EventKind, Status

# "after the government takes control": a condition, not a report
_AHEAD = re.compile(
    r"(?<!\w)(after(?! (?:managing|succeeding|being able|having))|once|until|when|as soon as|before|quand|lorsque)"
    r"\s[^,;]*$",
    re.IGNORECASE,
)


# "said that its troops would join": the future of who speaks
_REPORTED_FUTURE = re.compile(
    r"\b(?:said|says|announced|told|confirmed|added|promised|pledged|decided|vowed|agreed|declared|stated|warned)\b(?!.*\bif\b).*"
    r"\bwould\s+(?:\w+ly\s+|also\s+|now\s+|soon\s+|be\s+|begin\s+|start\s+)*$",
    re.IGNORECASE | re.DOTALL,
)
# "denied bombing X and said it had taken Y": what else is said is not denied
_SAYS_BESIDES = re.compile(
    r"(?<!\w)(?:and|but|et|mais)\s+(?:(?:\w+ly|instead|also|then|a|ont)\s+){0,2}"
    r"(?:said|says|claim\w+|announced|insist\w+|accus\w+|blam\w+|vow\w+|affirm\w+|annonc\w+|dit|assur\w+)(?!\w)",
    re.IGNORECASE,
)
_DENIED = 40
"""Characters up to which a denial is one of the trigger."""

_DONE = 25
"""Characters up to which "forced to" is said of the trigger."""


_AND_THEN = re.compile(r"(?<!\w)(?:and|but|et|mais)(?!\w)", re.IGNORECASE)
_MODALS = ("would", "could", "might", "may", "should")
"""Verbs with an infinitive of their own: "said it would leave the town that it took"."""

_NOT = re.compile(r"(?<!\w)(?:not|never|pas|jamais)\s+$", re.IGNORECASE)
_CONDITION = re.compile(r"(?<!\w)(?:if|unless|should|si|s[’']il)\s[^.;:]*$", re.IGNORECASE)

_ONLY_HAPPENS = frozenset((EventKind.CLASH, EventKind.CASUALTY_REPORT, EventKind.COUP))
"""What nobody plans, and of which nothing is told where it is denied: "we shall keep fighting"."""

_OF_NO_DENIAL = frozenset((EventKind.DEPLOYMENT, EventKind.MOVEMENT, EventKind.DESTRUCTION, EventKind.HELD))
"""Of what nothing is told where it is said not to be so: "no trucks come any more"."""


@cache
def cue(name: str, side: str) -> re.Pattern[str]:
    """Return the pattern of one list of ``cues.toml``."""
    parts: list[str] = load_toml("vocabulary", "cues.toml")[name][side]
    # a time blanked out of the middle leaves several blanks: "voted on Monday to send"
    words = [re.sub(r"(?<!\(\?<!ne) ", r"\\s+", part) for part in sorted(parts, key=len, reverse=True)]
    return re.compile(rf"(?<![\w-]){any_of(words)}(?![\w-])", re.IGNORECASE)


def status_of(
    before: str, trigger: str, after: str, *, by_beneficiary: bool, claims: bool, present: bool, past: bool
) -> tuple[Status | None, str]:
    """Judge one trigger by the words of its clause.

    Parameters
    ----------
    before, trigger, after
        The clause up to the trigger, the trigger itself, and what follows it in the clause.
    by_beneficiary
        Whether who says so gains from being believed.
    present
        Whether the trigger is a verb in the present: "after the government takes control" looks ahead.
    past
        Whether it is a verb in the past: "agreed to find out who shot" plans no shooting.
    claims
        Whether the trigger itself may claim ("announced their control"); of a decision it only tells.

    Returns
    -------
    (Status or None, str)
        ``None`` for a hypothesis, a fear, an aim or a condition, which is no event; and the words that decided.
    """
    planned = _nearest(cue("planned", "before"), before)
    if present and (match := _AHEAD.search(before)) and (planned is None or planned.start() < match.start()):
        return None, f"no event: {match[1]!r} looks ahead"
    match = _nearest(cue("done", "before"), before)
    if match and len(before) - match.end() <= _DONE and not _NOT.search(before, 0, match.start()):
        return Status.HAPPENED, f"{match.group()!r} says that it is done"
    if match := cue("denied", "after").search(after):
        return Status.DENIED, f"dropped by {match.group()!r}"
    match = _nearest(cue("denied", "before"), before)
    # "after failing to take X, the army attacked Y": what is denied ends with its clause
    ends = match is not None and _SAYS_BESIDES.search(before, match.end()) is not None
    if match and len(before) - match.end() <= _DENIED and not ends and not set(",:;") & set(before[match.end() :]):
        if_so = _CONDITION.search(before, 0, match.start()) is not None  # "sanctions if it failed to move its troops"
        return (None, "no event: a condition") if if_so else (Status.DENIED, f"denied by {match.group()!r}")
    if (match := _nearest(cue("negated", "before"), before)) and len(before) - match.end() <= 15:
        return None, f"no event: {match.group()!r}"
    if match := _REPORTED_FUTURE.search(before):
        return Status.PLANNED, f"planned by {match.group()!r}"
    # "had taken X and would go on", "had fought, and Y, which is to send": the rest is told of something else
    behind = _AND_THEN.split(after, maxsplit=1)[0] if past else after
    if match := _aim(before, past=past) or cue("hypothetical", "after").search(behind[:40]):
        return None, f"no event: {match.group()!r}"
    planned = None if past else planned
    if match := planned or cue("planned", "after").search(behind[:60]):
        return Status.PLANNED, f"planned by {match.group()!r}"
    if match := _nearest(cue("possible", "before"), before):
        return Status.POSSIBLE, f"uncertain by {match.group()!r}"
    own = cue("claimed", "before").match(trigger) if claims else None
    if match := _nearest(cue("claimed", "before"), before) or own or cue("claimed", "after").match(after.lstrip()):
        return Status.CLAIMED, f"claimed: {match.group()!r}"
    if by_beneficiary:
        return Status.CLAIMED, "told only by who gains from it"
    return Status.HAPPENED, "told as fact"


def _aim(before: str, *, past: bool) -> re.Match[str] | None:
    """Return the nearest word of an aim, a fear or a condition, unless it is said of something else."""
    aim = _nearest(cue("hypothetical", "before"), before)
    rest = before[aim.end() :].split() if aim else []
    own = aim is not None and (aim.group().endswith(" to") or (bool(rest) and rest[0].endswith("ing")))
    own = own or (aim is not None and aim.group().casefold() in _MODALS)
    if past and own and len(rest) > 1:
        return None  # "troops trying to protect the town seized": the aim has a verb of its own
    if aim and aim.group().casefold() == "ahead of" and "," in before[aim.end() :]:
        return None  # "ahead of talks on Monday, the army shelled X"
    return aim


def _nearest(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


def tells_nothing(kind: EventKind, form: str, status: Status) -> bool:
    """Whether no event is told by what is denied or planned: "he did not lose the battle", "to stop the attacks"."""
    if status is Status.DENIED:
        return kind in _ONLY_HAPPENS or kind in _OF_NO_DENIAL
    # a verb tells of an attack that is planned
    return status is Status.PLANNED and (kind in _ONLY_HAPPENS or (kind is EventKind.ATTACK and form == "noun"))
