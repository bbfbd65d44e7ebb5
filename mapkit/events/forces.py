"""Whether a force takes part in what a trigger tells: people flee, but only forces withdraw."""

from __future__ import annotations

from mapkit.events import grammar, status_grammar
from mapkit.events.page import Doers
from mapkit.events.party import ARMED, is_police
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind

MOVED = frozenset((EventKind.MOVEMENT, EventKind.DEPLOYMENT))
"""Kinds of event that move a force, wherever to."""

_NEEDS_FORCE = frozenset(
    (
        EventKind.WITHDRAWAL,
        EventKind.HANDOVER,
        EventKind.CONTROL_CHANGE,
        EventKind.MOVEMENT,
        EventKind.DEPLOYMENT,
        EventKind.HELD,
        EventKind.DESTRUCTION,
    )
)


_ACTS = frozenset((EventKind.ATTACK, EventKind.CASUALTY_REPORT))
"""What the article tells of an act of violence though it names no force."""


def _moves_forces(t: Trigger) -> bool:
    """Whether what moves is a force by itself, whoever sends it: convoys, tanks, "sent 1,000 men"."""
    if t.kind is EventKind.MOVEMENT and grammar.CONVOY.search(t.text, t.sentence.start, t.sentence.end):
        return True
    if t.kind is EventKind.DEPLOYMENT and t.form != "noun" and grammar.SENDS_FORCES.search(t.text, t.start, t.end):
        return True  # "Kigali sent 1,000 men to X"
    goes = t.kind in MOVED or (t.kind is EventKind.WITHDRAWAL and bool(t.verb))
    return (
        goes and status_grammar.MATERIEL.search(t.text, t.low, t.start) is not None
    )  # "tanks are patrolling the streets"


def may_tell_of_forces(t: Trigger) -> bool:
    """Whether the article has forces enough that any sentence may tell of them, or the sentence names one."""
    return not t.page.few_forces or _names_force(t)


def _names_force(t: Trigger) -> bool:
    """Whether the sentence names a force, or means one: "its fighters".

    Where an article names hardly any, the police are none: they come after a bomb, though they are sent out to guard.
    """
    guards = t.kind is EventKind.DEPLOYMENT or not t.page.few_forces
    return any((p.cls in ARMED and (guards or not is_police(p))) or " " in p.pronoun for p in t.parties)


def has_force(t: Trigger, doers: Doers) -> bool:
    """Whether a force takes part, where the kind needs one: people flee, but only forces withdraw."""
    nameless = (
        t.verb
        and not status_grammar.GOES_INTO.match(t.text, t.start)
        and status_grammar.NAMELESS_FORCE.search(t.text, t.sentence.start, t.start) is not None
    )
    armed_here = _names_force(t) or bool(nameless)
    if t.page.few_forces and not armed_here:
        return t.page.violent and t.kind in _ACTS  # a bomb of unknown hand
    if _moves_forces(t):
        return True
    if (
        t.kind is EventKind.MOVEMENT
        and not doers
        and status_grammar.PEOPLE_MOVE.search(t.text, t.sentence.start, t.start)
    ):
        return False
    if t.kind is EventKind.CONTROL_CHANGE and doers and status_grammar.ENTERS.match(t.text, t.start):
        # "Tunisia entered a partnership": a state enters what is no town, its forces enter one
        return not all(actor.id.startswith("actor:country-") for _, actor, _ in doers)
    fled = t.kind is EventKind.WITHDRAWAL and t.verb == {"ing"} and status_grammar.FLEES.match(t.text, t.start)
    if fled and any(other.kind is EventKind.ATTACK for other in t.told):
        return False  # "opened fire, killing five, before fleeing": attackers who get away
    travels = t.kind is EventKind.WITHDRAWAL or (t.kind is EventKind.MOVEMENT and not doers)
    if travels and status_grammar.PERSON_LEAVES.search(t.text, t.low, t.start):
        return False  # "President X has left the country"
    if t.kind is EventKind.WITHDRAWAL and t.verb and status_grammar.CROWD_FLEES.search(t.text, t.low, t.start):
        return False
    if (
        t.kind in (EventKind.WITHDRAWAL, EventKind.MOVEMENT)
        and status_grammar.HE_LEAVES.search(t.text, t.low, t.start)
        and not any(p.start == t.doer_at for p in t.parties if p.pronoun)
    ):
        return False  # "dismissed hours after he left for X", but not "l'armée a annoncé qu'elle quittait X"
    if (
        t.kind is EventKind.WITHDRAWAL
        and not doers
        and t.form in ("object", "active")
        and grammar.WHO_FLEE.search(t.text, t.sentence.start, t.start)
    ):
        return False  # "130,000 people who fled X"
    if t.kind not in _NEEDS_FORCE or doers or armed_here:
        # "Saddam will begin withdrawing troops": whoever does it, forces leave
        low = t.start if t.form == "state" else t.end - 20  # "troops have been withdrawn" names its force itself
        forces = nameless or any(p.cls in ARMED and low - 5 <= p.start <= t.end + 20 for p in t.parties)
        forces = forces or any(" " in p.pronoun and t.low <= p.start <= t.end + 10 for p in t.parties)
        return not (t.kind is EventKind.WITHDRAWAL and not (doers or forces) and t.form != "noun" and not t.passive)
    # in a story about forces, a place that changes hands is taken by one of them though the sentence does not say so
    untold = t.form in ("intransitive", "loss", "noun") or t.passive or t.form == "state"
    if t.kind is EventKind.DESTRUCTION:  # "the bridge was destroyed", but by no flood
        return t.passive and status_grammar.OF_NATURE.search(t.text, t.sentence.start, t.sentence.end) is None
    return t.kind in (EventKind.CONTROL_CHANGE, EventKind.HANDOVER, EventKind.HELD, EventKind.WITHDRAWAL) and untold
