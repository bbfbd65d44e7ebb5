"""How near a place of the sentence is to a trigger: what ties it to the event, and what speaks against it."""

from __future__ import annotations

from mapkit.events import actor_grammar, grammar, place_grammar
from mapkit.events.objects import OF_A_PLACE
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind, PlaceMatch

BESIDE = 90
"""What it costs a place that the event was beside it."""

OBJECT = 30
"""Characters behind a verb within which it has an object of its own."""


def is_beside(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a name only says what the place is beside: "20 km north of X"."""
    at = match.mention.evidence.start
    return place_grammar.OFFSET.search(t.text, max(t.sentence.start, at - 60), at) is not None


def is_its_object(t: Trigger, match: PlaceMatch) -> bool:
    """Whether grammar alone ties a place to the trigger, however far they stand apart."""
    at = match.mention.evidence
    if t.start <= at.start < t.end:
        return True  # "hand its post in X over to"
    # "said in X that it had taken Y" takes Y
    behind = any(
        0 < m.mention.evidence.start - t.end < OBJECT
        and grammar.RIGHT_AFTER.fullmatch(t.text, t.end, m.mention.evidence.start)
        for m in t.places
    )
    if t.verb & {"ed", "part", "past"} and not t.passive and not behind:
        # "X, a rail hub which rebels captured", but not "X, 20 km from Y, which they captured" for Y
        which = (grammar.OBJECT_BEFORE, place_grammar.APART_WHICH)
        low = max(t.sentence.start, at.start - 60)
        object_ = any(way.fullmatch(t.text, at.end, t.start) for way in which)
        if object_ and place_grammar.AT_A_DISTANCE.search(t.text, low, at.start) is None:
            return True
    if _is_told_of_in_clause(t, match):
        return True
    if t.kind in OF_A_PLACE and place_grammar.BASE_THERE.fullmatch(t.text, t.end, at.start):
        return True
    resumes = t.passive and place_grammar.RESUMES.search(t.text, at.end, t.start)
    if resumes and place_grammar.SUBJECT_OPENS.fullmatch(t.text, t.sentence.start, at.start):
        return not any(resumes.start() <= m.mention.evidence.start < t.start for m in t.places)
    if (t.passive or t.form == "state") and (at.start, at.end) in t.described_subjects:
        return True  # "X, capital of the province of Y, was taken"
    undergoes = t.passive or (t.kind is EventKind.HANDOVER and t.verb == {"part"})
    if undergoes and place_grammar.SITE_SUBJECT.fullmatch(t.text, t.sentence.start, at.start):
        return True  # "The base at X, where peacekeepers lived, was closed on Monday and handed over"
    if at.start < t.end or t.form == "noun":
        return False
    listed = place_grammar.COLON_LIST.fullmatch(t.text, t.end, at.start)
    if listed or place_grammar.APPOSED_NAME.fullmatch(t.text, t.end, at.start):
        return True  # "captured the last city in the province, X"
    # "has withdrawn some forces from X"
    return t.kind is EventKind.WITHDRAWAL and place_grammar.LEFT_FROM.fullmatch(t.text, t.end, at.start) is not None


def _is_told_of_in_clause(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a clause tells something of a place: "X, which was taken", "X, d'où ils ont fui", "c'est à X que"."""
    at = match.mention.evidence
    if place_grammar.WHICH_IS.fullmatch(t.text, at.end, t.start):
        return True
    if t.kind is EventKind.WITHDRAWAL and grammar.FROM_WHICH.fullmatch(t.text, at.end, t.start):
        return True
    if t.form == "noun" and grammar.SCENE_OF.fullmatch(t.text, at.end, t.start):
        return True
    cleft = at.end <= t.start and grammar.CLEFT.search(t.text, max(t.sentence.start, at.start - 30), at.start)
    return bool(cleft) and grammar.CLEFT_GOES_ON.fullmatch(t.text, at.end, t.start) is not None


def cost_of(t: Trigger, match: PlaceMatch) -> int:
    """Return how far a place is from being the trigger's: characters between them, and what grammar adds."""
    at = match.mention.evidence
    if is_its_object(t, match):
        return 0
    cost = t.sentence.distance(t.start, t.end, at.start, at.end)
    after = at.start >= t.end
    moves = t.kind is EventKind.MOVEMENT
    if not after and not moves and grammar.OPENS.fullmatch(t.text, t.sentence.start, at.start):
        cost = min(cost, 60)  # "In X, south of the river, ...": where the whole sentence is
    if t.form in ("active", "object", "object_near", "killing") and not t.passive and not after and not moves:
        cost += 10 if grammar.OBJECT_BEFORE.search(t.text, at.end, t.start) else 70
    if moves and after and t.form == "active" and not place_grammar.FROM.search(t.text, t.end, at.start):
        cost += 120  # what follows "on its way to" is where it goes, or the country of it all
    if t.form == "noun" and not after:
        cost += 40 + 20 * t.sentence.crossings(at.end, t.start)
    holds = t.form == "state" and actor_grammar.HOLDS.search(t.text, t.start, t.end) is not None  # "in control of X"
    if t.form in ("state", "intransitive") and after and not holds:
        cost += 100
    cost += 60 if holds and not after else 0
    cost += _cost_of_name(t, match)
    if place_grammar.ROAD_TO.search(t.text, max(t.sentence.start, at.start - 25), at.start):
        cost += 40  # where the road leads
    refers = grammar.IT_AFTER.match(t.text, t.end) or place_grammar.IT_INSIDE.search(t.text, t.start, t.end)
    if not after and refers:
        return cost - 70 - 60 * t.sentence.crossings(at.end, t.start)  # "left X on Monday after rebels overran it"
    direct = after and not t.text[t.end : at.start].strip()  # "recaptured Bara in North Kordofan"
    # "In the province of X, Y was taken"
    direct = direct or (
        (t.passive or t.form == "intransitive") and grammar.TAKEN.fullmatch(t.text, at.end, t.start) is not None
    )
    if not direct and not grammar.AT.search(t.text, max(t.sentence.start, at.start - 30), at.start):
        cost += 25
    return cost


def _cost_of_name(t: Trigger, match: PlaceMatch) -> int:
    """Return what the words round a name and the kind of its place speak against it."""
    at = match.mention.evidence
    cost = 0
    if t.kind not in (EventKind.MOVEMENT, EventKind.DEPLOYMENT) and place_grammar.TOWARDS.search(
        t.text, max(t.sentence.start, at.start - 20), at.start
    ):
        cost += 100  # where somebody flees or goes
    # where something is fired or sent from is not where it hits or arrives
    sends = t.kind in (EventKind.ATTACK, EventKind.DEPLOYMENT)
    if sends and place_grammar.FROM_WHERE.search(t.text, max(t.sentence.start, at.start - 40), at.start):
        cost += 70
    if place_grammar.ON_THE_ROAD.search(t.text, max(t.sentence.start, at.start - 50), at.start):
        cost += 90
    if is_beside(t, match):
        cost += BESIDE
    if t.kind in OF_A_PLACE and place_grammar.SUCH_AS.search(t.text, max(t.sentence.start, at.start - 20), at.start):
        cost -= 120  # "captured villages near X, including Y"
    kind = match.place.kind if match.place is not None else None
    if kind == "country":
        cost += 140 if grammar.ADJECTIVAL.match(t.text, at.end) else 60
    return cost + (15 if kind == "region" else 0)
