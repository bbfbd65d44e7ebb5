"""Names in a sentence that are not where something is: whose official tells of it, who acts, what lies on the way."""

from __future__ import annotations

from mapkit.events import grammar, place_grammar
from mapkit.events.actors import is_capital
from mapkit.events.carried import is_abroad
from mapkit.events.objects import OF_A_PLACE
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind, PlaceMatch


def is_next_subject(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a name behind the verb is the subject of the next clause: "took X, and Y must give up Z"."""
    at = match.mention.evidence
    if at.start < t.end or not t.text.endswith((", et ", ", and ", ", mais ", ", but "), t.end, at.start):
        return False  # "the camps that they raided in X and Y had been empty"
    return place_grammar.IS_SUBJECT.match(t.text, at.end) is not None


def is_its_doer(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a name is the subject behind its verb: "la ville que contrôlait X", but not "alors que tombait X"."""
    if t.passive or t.form == "intransitive":
        return False
    at = match.mention.evidence.start
    return place_grammar.QUE_DOES.search(t.text, max(t.sentence.start, at - 40), at) is not None


def is_seat_that_acts(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a capital is the subject of a verb, its government's: "que contrôlait X", ", and X must give up Y"."""
    at = match.mention.evidence
    if t.kind not in OF_A_PLACE or match.place is None or not is_capital(match.place):
        return False
    clause = t.text[max(t.sentence.start, at.start - 5) : at.start].endswith((", et ", "and ", "but ", "mais "))
    return is_its_doer(t, match) or (clause and place_grammar.IS_SUBJECT.match(t.text, at.end) is not None)


def only_leads_there(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a place is only the way: "by the road of X", "out through the X crossing"; or what for: "to defend X"."""
    low, at = t.sentence.start, match.mention.evidence
    if place_grammar.VIA.search(t.text, low, at.start):
        return True
    water = match.place is not None and match.place.kind == "feature"
    if water and t.kind is EventKind.DESTRUCTION and place_grammar.OVER_WATER.search(t.text, low, at.start):
        return True  # "withdrew across the X and blew up the bridge"
    if t.kind is not EventKind.WITHDRAWAL:
        return False
    crosses = place_grammar.ACROSS.search(t.text, low, at.start) and place_grammar.A_CROSSING.match(t.text, at.end)
    return bool(crosses or place_grammar.TO_DEFEND.search(t.text, low, at.start))


def is_decided_there(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a capital is only where somebody decides, about another place: "in London the minister said that"."""
    if t.kind is not EventKind.DECISION or match.place is None or not is_capital(match.place):
        return False
    opens = place_grammar.IN_SEAT.fullmatch(t.text, t.sentence.start, match.mention.evidence.start) is not None
    return opens or is_abroad(match, t.page.country)


def comes_from_there(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a place is whence somebody came who acts elsewhere: "a column that had set out from X moved in"."""
    at = match.mention.evidence.start
    low = max(t.sentence.start, at - 30)
    if t.kind is EventKind.MOVEMENT and t.form != "noun" and at > t.start:
        return place_grammar.IN_FROM.search(t.text, low, at) is not None  # "marines were shipped in from X"
    if t.kind in (EventKind.MOVEMENT, EventKind.WITHDRAWAL) or grammar.EXPELLING.match(t.text, t.start):
        return False  # "dislodged the troops from X"
    sends = t.kind in (EventKind.DEPLOYMENT, EventKind.ATTACK) and at > t.start
    if sends and place_grammar.FROM_THERE.search(t.text, low, at):
        return True
    if t.start < at and grammar.RIGHT_AFTER.fullmatch(t.text, t.end, at):
        return False
    return place_grammar.SET_OUT_FROM.search(t.text, max(t.sentence.start, at - 80), at) is not None


def only_lies_there(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a name only says where a place lies: "X, between Y and Z", "the Old City of X", "in the Y regions"."""
    low, at = t.sentence.start, match.mention.evidence
    if place_grammar.ANAPHOR_BESIDE.search(t.text, max(low, at.start - 90), at.start):
        return True
    before = [m for m in t.places if m.mention.evidence.end <= at.start]
    if not before:
        return False
    if t.kind in OF_A_PLACE and place_grammar.BETWEEN_BOTH.search(t.text, max(low, at.start - 50), at.start):
        return True
    if place_grammar.PART_OF.fullmatch(t.text, before[-1].mention.evidence.end, at.start):
        return True
    areas = place_grammar.IN_THE_AREAS.search(t.text, max(low, at.start - 60), at.start) is not None
    return areas and place_grammar.AREAS_BEHIND.match(t.text, at.end) is not None


def official_of(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a place is whose official tells of it: "have retaken the town, the governor of X said"."""
    at = match.mention.evidence
    if place_grammar.S_OFFICIAL.match(t.text, at.end):
        return True
    official = place_grammar.OFFICIAL_OF.search(t.text, max(t.sentence.start, at.start - 50), at.start)
    return official is not None and grammar.TELLS.search(t.text, at.end, at.end + 40) is not None
