"""Who does what a trigger reports, and to whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from mapkit.events import actor_grammar, grammar, status_grammar, time_grammar
from mapkit.events.actors import is_capital, same_state, state_of
from mapkit.events.objects import OF_A_PLACE
from mapkit.events.page import Doers
from mapkit.events.party import ARMED, Party, slug
from mapkit.events.states import forces_of
from mapkit.events.subject import antecedent_of, find_subject, is_agent, is_of_a_place
from mapkit.events.trigger import Trigger
from mapkit.model import Actor, EventKind, Role

_POSSESSIVE = ("its", "their", "our", "leur", "leurs", "notre", "nos")
_BESIDE, _AGAINST = 60, 80
"""Characters behind a trigger within which somebody loses or gains a place, and within which somebody is fought."""
_STOPS = ',;“”"«»'
_ROLE_OF_DOER = {EventKind.CONTROL_CHANGE: Role.TO, EventKind.HANDOVER: Role.FROM}


def find_actors_of(t: Trigger) -> Doers:
    """Return who takes part: the doer first, then whom the words put on the other side."""
    if t.kind is EventKind.CASUALTY_REPORT:
        return _sufferers(t)
    doer = _doer(t) or _unknown_subject(t)
    found: Doers = []
    if t.kind is EventKind.ATTACK and _is_fallen_into(t):
        victim = find_subject(t)
        found += [(Role.AGAINST, *victim)] if victim is not None else []
        doer = _after(t, actor_grammar.BY) if doer == victim else doer
    role = _role_of_doer(t)
    if doer is None and t.kind is EventKind.CONTROL_CHANGE:
        found += _whose_loss(t) or _served(t)
    if doer is not None:
        t.doer = doer
        found += [(role, *party) for party in _joined_to(t, doer)]
    if t.kind is EventKind.HANDOVER and doer is not None:
        # "he is now handing X back to the army": a pronoun that points at nobody in the sentence is not the army
        given = {p.actor.id for p in t.parties if p.actor is not None and _role_behind(t, p, None) is Role.TO}
        found = [f for f in found if f[1].id not in given]
        doer = None if doer[0].id in given else doer
    if t.kind is EventKind.CONTROL_CHANGE and t.passive and grammar.EXPELS.search(t.text, t.start, t.end):
        driven = find_subject(t)  # "the army was driven out of X by rebels"
        found += [(Role.FROM, *driven)] if driven is not None and driven != doer else []
    if t.kind is EventKind.CONTROL_CHANGE and (t.passive or t.form == "intransitive"):
        taken = {a.id for _, a, _ in found}
        owners = (p for p in t.parties if p.actor is not None and p.end <= t.start and _owned_position(t, p))
        found += [(Role.FROM, p.actor, p.specific) for p in owners if p.actor and p.actor.id not in taken][:1]
    if t.kind is EventKind.CONTROL_CHANGE and (theirs := actor_grammar.FROM_THEIR.match(t.text, t.end)) is not None:
        # "Ramadi would be liberated from their grip"
        own = next((p for p in t.parties if p.pronoun and p.start == theirs.start("who")), None)
        loser = antecedent_of(t, own) if own is not None else None
        found += [(Role.FROM, *loser)] if loser is not None and loser != doer else []
    if t.kind is EventKind.HANDOVER and not any(r is Role.TO for r, _, _ in found):
        found += _receiver(t)
    used = {a.id for _, a, _ in found}
    for party in t.parties:
        other = None if party.actor is None or party.actor.id in used else _role_behind(t, party, doer)
        if other is not None and party.actor is not None:
            found.append((other, party.actor, party.specific))
            used.add(party.actor.id)
    if t.kind is EventKind.CONTROL_CHANGE and not any(r is Role.TO for r, _, _ in found):
        declared = actor_grammar.DECLARED.search(t.text, t.low, t.start) is not None
        found += _taker_of_the_like(t, used) or (_who_says_so(t, used) if t.passive or declared else [])
    return found


def _role_of_doer(t: Trigger) -> Role:
    """Return what the verb makes of its subject: who takes a place, loses it, gives it or is given it."""
    loses = (
        t.form == "loss"
        or actor_grammar.A_LOSS.match(t.text, t.start)
        or actor_grammar.NO_LONGER.search(t.text, t.start, t.end) is not None
    )
    slips = t.form == "intransitive" and actor_grammar.SLIPS_FROM.search(t.text, t.start, t.end) is not None
    handed = t.kind is EventKind.HANDOVER and actor_grammar.WERE_HANDED.search(t.text, t.sentence.start, t.end)
    if handed and actor_grammar.HANDED_WHAT.match(t.text, t.end):
        return Role.TO  # "the army units were handed X by the elders"
    return Role.FROM if loses or slips else _ROLE_OF_DOER.get(t.kind, Role.BY)


def _owned_position(t: Trigger, party: Party) -> bool:
    """Whether what falls is a party's: "the last position of the junta fell", "the army's last base was taken"."""
    low = max(t.sentence.start, party.start - 40)
    of = actor_grammar.POSITION_OF.search(t.text, low, party.start) is not None
    return party.cls in (*ARMED, "government") and (of or actor_grammar.ITS_LAST.match(t.text, party.end) is not None)


def _is_fallen_into(t: Trigger) -> bool:
    """Whether the subject is who is attacked: "fell into an ambush", "est tombée dans une embuscade"."""
    if t.form == "noun":
        return actor_grammar.FALLS_INTO.search(t.text, t.sentence.start, t.start) is not None
    return re.match(r"tomb\w*\s", t.text[t.start : t.end], re.IGNORECASE) is not None


def _sufferers(t: Trigger) -> Doers:
    """Return whoever suffers, where he is named; who killed is another story."""
    counted = [q.evidence for q in t.counts if q.evidence.start <= t.start < q.evidence.end]
    words = t.text[counted[0].start : counted[0].end] if counted else ""
    within = [p for p in t.parties if counted and p.start < counted[0].end and p.end > counted[0].start]
    before = [p for p in t.parties if counted and p.end <= counted[0].start]
    # "170 peacekeepers killed" names them; "180 of its members killed" points back; "civilian deaths" are nobody's
    own = any(p.pronoun for p in within) or "members" in words.casefold()
    chosen = [p for p in (within if not own else before) if p.specific and p.actor is not None and p.cls in ARMED]
    return [(Role.AGAINST, p.actor, True) for p in chosen[:1] if p.actor]


def _role_behind(t: Trigger, party: Party, doer: tuple[Actor, bool] | None) -> Role | None:
    """Return what a party behind the trigger is to it; ``None`` when it has another part in the sentence."""
    first = t.start if t.kind is EventKind.HANDOVER else t.end  # "transferred the base to the police" is one trigger
    if party.actor is not None and _is_expelled(t, party):
        return Role.FROM
    if _gives_in_then(t, party):
        return Role.FROM
    hurt = t.kind is EventKind.CONTROL_CHANGE and actor_grammar.HURTS.search(t.text, t.end, max(t.end, party.start))
    within = t.kind is EventKind.CONTROL_CHANGE and t.start < party.start < t.end  # "a repris aux rebelles la ville"
    if within and not t.passive and actor_grammar.TO_WHOM.search(t.text, t.start, party.start):
        return Role.FROM
    if hurt or _owned_by(t, party):
        return Role.FROM
    if party.actor is None or party.start < first or is_of_a_place(t, party):
        return None
    between = t.text[first : party.start]
    gives = _is_given_to(t, between)
    rids = t.kind is EventKind.CONTROL_CHANGE and actor_grammar.FREES.match(t.text, t.start)
    if rids and actor_grammar.RID_OF.fullmatch(t.text, t.end, party.start):
        return Role.FROM  # "X was cleared of rebels"
    gives = gives or (t.kind is EventKind.HANDOVER and actor_grammar.TO.search(between) is not None)
    if (party.cls == "country" and not gives) or (doer is not None and same_state(doer[0], party.actor)):
        return None
    behind = (start for start, _, _ in t.triggers if start > party.end)
    if any(actor_grammar.OWNS_NEXT.fullmatch(t.text, party.end, start) for start in behind):
        return None
    crossed = t.sentence.crossings(t.end, party.start)
    if t.kind is EventKind.CONTROL_CHANGE and t.form == "noun" and _is_claimed_by(t, party):
        return Role.TO  # "the fall of X, proclaimed on Saturday by the head of"
    if t.kind is EventKind.CONTROL_CHANGE and actor_grammar.FROM_OR_TO.search(between) and len(between) < _BESIDE:
        # not in "tried to retake X until receiving help from the coalition"
        back_to = re.search(r"\bto\s+(?:the )?$", between) is not None  # "as the soldiers retreated to UN camps"
        return Role.TO if gives else None if crossed or back_to else Role.FROM
    if t.kind is EventKind.HANDOVER and actor_grammar.TO.search(between):
        return Role.TO
    fights = t.kind in (EventKind.ATTACK, EventKind.CLASH) and len(between) < _AGAINST and not crossed
    if fights and actor_grammar.CLAIMED_BY.search(t.text, max(t.sentence.start, party.start - 30), party.start):
        return Role.BY
    # not in "bombed X, the SDF said"
    return Role.AGAINST if fights and not grammar.SPEECH.match(t.text, party.end) else None


def _is_claimed_by(t: Trigger, party: Party) -> bool:
    return actor_grammar.CLAIMED_BY.search(t.text, max(t.sentence.start, party.start - 60), party.start) is not None


def _is_expelled(t: Trigger, party: Party) -> bool:
    """Whether a party is driven out: "drove the rebels out of X", "a chassé les rebelles de X"."""
    if t.kind is not EventKind.CONTROL_CHANGE or t.passive or not grammar.EXPELLING.match(t.text, t.start):
        return False
    if t.start < party.start < t.end:
        return True
    return party.start >= t.end and grammar.STRAIGHT_AFTER.fullmatch(t.text, t.end, party.start) is not None


def _gives_in_then(t: Trigger, party: Party) -> bool:
    """Whether a place falls by what a party does then: "X fell when the garrison threw down its arms"."""
    if t.kind is not EventKind.CONTROL_CHANGE or t.form != "intransitive" or party.start < t.end or party.actor is None:
        return False
    then = actor_grammar.THEN.search(t.text, t.end, party.start)
    return then is not None and actor_grammar.GIVES_IN.match(t.text, party.end) is not None


def _owned_by(t: Trigger, party: Party) -> bool:
    """Whether what is taken is a party's: "captured the army's headquarters", "the capture of the rebels' base"."""
    owns = t.kind is EventKind.CONTROL_CHANGE and not t.passive and party.cls in ARMED and party.start > t.end
    gap = owns and re.fullmatch(r"\s+(?:of\s+)?(?:the\s+)?", t.text[t.end : party.start])
    return bool(gap) and re.match(r"[’']s?\s", t.text[party.end : party.end + 3]) is not None


def _is_given_to(t: Trigger, between: str) -> bool:
    """Whether the place goes to who follows: "fell to the", "surrendered X to", "the fall of X to the"."""
    if t.form == "intransitive":
        return actor_grammar.INTO_WHOSE.fullmatch(between) is not None
    if any(t.end <= start < t.end + len(between) for start, _, _ in t.triggers):
        return False  # "was given up, the pilots having flown to Y"
    falls = t.form == "noun" and actor_grammar.FALL_OF.match(t.text, t.start) is not None
    return (t.form == "loss" or falls) and actor_grammar.TO.search(between) is not None


def _taker_of_the_like(t: Trigger, used: set[str]) -> Doers:
    """Return who takes what the place is one of: "the fall of X, the latest of the towns taken by the rebels"."""
    for party in t.parties:
        if party.start < t.end or party.actor is None or party.actor.id in used:
            continue
        if actor_grammar.TAKEN_LIKE_IT.fullmatch(t.text, t.end, party.start):
            t.reasons.append(f"who gained it: {party.actor.name} took what it is one of")
            return [(Role.TO, party.actor, party.specific)]
    return []


def _whose_loss(t: Trigger) -> Doers:
    """Return who lost a place: "the army's loss of X"."""
    if t.form != "noun" or not actor_grammar.A_LOSS.match(t.text, t.start):
        return []
    whose = (p for p in t.parties if p.actor is not None and actor_grammar.OWNS_LOSS.fullmatch(t.text, p.end, t.start))
    return [(Role.FROM, p.actor, p.specific) for p in whose if p.actor is not None][:1]


def _served(t: Trigger) -> Doers:
    """Return whom it serves that a place fell: "the capture of X brings Y closer to Z"."""
    for party in t.parties if t.form == "noun" else ():
        if (
            party.start > t.end
            and party.actor is not None
            and actor_grammar.SERVES.fullmatch(t.text, t.end, party.start)
        ):
            t.reasons.append(f"who gained it: not said; it serves {party.actor.name}")
            return [(Role.TO, party.actor, party.specific)]
    if t.form == "noun" and actor_grammar.SUCCESS_WITH.search(t.text, t.sentence.start, t.start):
        first = next((p for p in t.parties if p.cls in ARMED and p.actor is not None), None)
        if first is not None and first.end < t.start and first.actor is not None:
            t.reasons.append(f"who gained it: it is the success of {first.actor.name}")
            return [(Role.TO, first.actor, first.specific)]
    if t.form == "noun" and actor_grammar.WITH_THE.fullmatch(t.text, t.sentence.start, t.start):
        for party in t.parties:  # "with the fall of X, Y now hold all the towns"
            next_clause = party.start > t.end and time_grammar.AFTER_COMMA.fullmatch(t.text, t.end, party.start)
            if next_clause and party.actor is not None and actor_grammar.NOW_HOLDS.match(t.text, party.end):
                t.reasons.append(f"who gained it: not said; {party.actor.name} hold more by it")
                return [(Role.TO, party.actor, party.specific)]
    return []


def _who_says_so(t: Trigger, used: set[str]) -> Doers:
    """Return the force that says of a place that it was freed, where the words do not say by whom."""
    own = actor_grammar.FREES.match(t.text, t.start) or actor_grammar.AHEAD.search(
        t.text, max(t.low, t.start - 30), t.start
    )
    for party in t.parties if own else ():
        speaks = party.cls in ARMED or party.cls == "government"
        if not speaks or party.cls == "mission" or party.actor is None or party.actor.id in used:
            continue
        low = max(t.sentence.start, party.start - 25)
        says = grammar.SPEECH.match(t.text, party.end) or grammar.ACCORDING.search(t.text, low, party.start)
        if party.end <= t.start and says:
            t.reasons.append(f"who gained it: not said; {party.actor.name} tell of it as theirs")
            return [(Role.TO, party.actor, False)]
    seat = _seat_that_says(t) if own else None
    if seat is not None and seat.id not in used:
        t.reasons.append(f"who gained it: not said; the government of {seat.name} tells of it as theirs")
        return [(Role.TO, seat, False)]
    for verb in grammar.TELLS.finditer(t.text, t.sentence.start, t.sentence.end) if own else ():
        told_for = [a for a in named_speaker(t, speaker_spans(t, verb)) if a.id not in used]
        if told_for and not verb.start() < t.end <= verb.end():
            t.reasons.append(f"who gained it: not said; {told_for[0].name} tell of it as theirs")
            return [(Role.TO, told_for[0], False)]
    forces = _forces_of_state(t, used) if own and official_speaks(t) else None
    if forces is None:
        return []
    t.reasons.append(f"who gained it: not said; officials of the side of {forces.name} tell of it as theirs")
    return [(Role.TO, forces, False)]


def _seat_that_says(t: Trigger) -> Actor | None:
    """Return the forces of the state whose capital tells of it: "Kherson was liberated, Kyiv said"."""
    seats = [(m.mention.evidence, m.place.country) for m in t.places if m.place is not None and is_capital(m.place)]
    spans = [(at.start, at.end, code) for at, code in seats]
    named = ((p, p.actor.id) for p in t.parties if p.actor is not None)
    spans += [(p.start, p.end, i.rpartition("-")[2].upper()) for p, i in named if i.startswith("actor:government-")]
    for start, end, code in spans:
        says = grammar.SPEECH.match(t.text, end) is not None
        behind = start >= t.end and (says or actor_grammar.SAID_BEFORE_HIM.search(t.text, t.end, start) is not None)
        if code and (behind or (says and end <= t.start)):
            return forces_of(code, code)
    return None


def official_speaks(t: Trigger) -> bool:
    """Whether somebody who speaks for a state tells of it, and no witness with him: "state television said"."""
    for verb in grammar.TELLS.finditer(t.text, t.sentence.start, t.sentence.end):
        if verb.start() < t.end and t.start < verb.end():
            continue
        spans = speaker_spans(t, verb)
        if any(status_grammar.WITNESS.search(t.text, a, b) for a, b in spans if not a <= t.start < b):
            continue
        if any(status_grammar.OFFICIAL.search(t.text, a, b) for a, b in spans if not a <= t.start < b):
            return True
    return False


def speaker_spans(t: Trigger, verb: re.Match[str]) -> list[tuple[int, int]]:
    """Return where the speaker of a verb of saying stands: before it and behind it, up to the next comma or quote."""
    cut = max((t.text.rfind(mark, t.sentence.start, verb.start()) for mark in _STOPS), default=-1)
    low, high = max(t.sentence.start, cut + 1, verb.start() - 90), min(t.sentence.end, verb.end() + 70)
    stop = min((at for mark in _STOPS if (at := t.text.find(mark, verb.end(), high)) >= 0), default=high)
    return [(low, verb.start()), (verb.end(), stop)]


def named_speaker(t: Trigger, spans: Sequence[tuple[int, int]]) -> tuple[Actor, ...]:
    """Return the side of whoever the article has introduced as speaking for one: "Gerasimov said"."""
    low, verb = spans[0]
    apart = (
        actor_grammar.BETWEEN_COMMAS.search(t.text, t.sentence.start, verb) if not t.text[low:verb].strip() else None
    )
    spans = [(apart.start(), verb), *spans[1:]] if apart is not None else spans
    words = (w for a, b in spans if not a <= t.start < b for w in actor_grammar.SURNAME.findall(t.text, a, b))
    return next((t.page.speakers[w] for w in words if w in t.page.speakers), ())


def _forces_of_state(t: Trigger, used: set[str]) -> Actor | None:
    """Return the forces of the article's state, else those it names most, unless they are the ones who lost."""
    forces = [
        p.actor for p in t.page.parties if p.cls == "state_forces" and p.actor is not None and p.actor.side == "state"
    ]
    code = t.page.country.country if t.page.country is not None else None
    own = forces_of(code, "") if code else None
    # "Ukraine fights Russian troops. ..., President X said": no Russian says so
    foreign = own is not None and all(state_of(a) not in (None, code) for a in forces)
    forces = (
        [own] if own is not None and foreign and forces else [a for a in forces if own and a.id == own.id] or forces
    )
    counts = Counter(actor.id for actor in forces)
    best = max(forces, key=lambda a: counts[a.id], default=None)
    return best if best is not None and best.id not in used else None


def _receiver(t: Trigger) -> Doers:
    """Return to whom a place is handed where no table knows him: "to a joint tribal force", "au Conseil civil"."""
    if actor_grammar.GIVEN_THEM.search(t.text, t.sentence.start, t.start):  # "l'aéroport que l'armée leur a remis"
        others = [p for p in t.parties if p.end <= t.start and p.actor is not None and (p.actor, p.specific) != t.doer]
        who = others[0] if others else None
        meant = (who.actor, who.specific) if who is not None and who.actor is not None else None
        return [(Role.TO, *meant)] if meant is not None else []
    named = any(
        actor_grammar.TO.search(t.text[t.start : p.start])
        for p in t.parties
        if p.actor is not None and p.start > t.start
    )
    match = None if named else actor_grammar.RECEIVER.search(t.text, t.start, t.sentence.end)
    somebody = actor_grammar.RECEIVER_BY_NAME.search(t.text, t.start, t.sentence.end) if not named else None
    if somebody is not None and (match is None or somebody.start() < match.start()):
        match = somebody
    if match is None or any(m.mention.evidence.start <= match.start("who") < m.mention.evidence.end for m in t.places):
        return []
    own = next((p for p in t.parties if p.pronoun and p.start == match.start("who")), None)
    if own is not None:  # "transferred to its forces"
        meant = antecedent_of(t, own)
        return [(Role.TO, *meant)] if meant is not None and meant != t.doer else []
    name = " ".join(match["who"].split())
    return [(Role.TO, Actor(id=f"actor:{slug(name)}", name=name), False)]


def _joined_to(t: Trigger, doer: tuple[Actor, bool]) -> list[tuple[Actor, bool]]:
    """Return the doer with those who do it together with him: "the army and allied militias"."""
    chain = [p for p in t.parties if (p.actor is not None and not p.pronoun) or " " in p.pronoun]
    at = next((n for n, p in enumerate(chain) if p.start == t.doer_at and p.actor == doer[0]), None)
    they = next((p for p in t.parties if p.start == t.doer_at and p.pronoun in ("they", "ils", "elles")), None)
    if at is None and they is not None:  # "the army and militiamen said they had"
        before = [n for n, p in enumerate(chain) if p.end <= they.start and p.actor == doer[0]]
        at = before[-1] if before else None
        if at is None and doer[0] == t.page.last_actor:
            return [doer, *((other, False) for other in t.page.last_together)]
    if at is None:
        return [doer, *_named_with(t, doer, chain)]
    first = at
    while first > 0 and actor_grammar.TOGETHER.fullmatch(t.text, chain[first - 1].end, chain[first].start):
        other = chain[first - 1]
        if grammar.ACCORDING.search(t.text, max(t.sentence.start, other.start - 20), other.start):
            break  # "according to the army, rebels ..."
        if other.cls == "country" and grammar.AT.search(t.text, max(t.sentence.start, other.start - 30), other.start):
            break  # "the town, near the border with Guinea, said rebels ..."
        if (
            actor_grammar.OPENS_WITH.fullmatch(t.text, t.sentence.start, other.start)
            and "," in (t.text[other.end : chain[first].start])
        ):
            break  # "after the flight of the army, rebels entered"
        if is_agent(t, other) and not is_agent(t, chain[at]):
            break  # "was taken by the rebels, the army having left"
        if any(other.end <= start < chain[first].start for start, _, _ in t.triggers):
            break  # "rebels seized X hours after soldiers left": each his own
        first -= 1
    # "the government said that its troops and allied militias took": the government's, too
    together = (antecedent_of(t, p) if p.actor is None else (p.actor, p.specific) for p in chain[first : at + 1])
    return [one for one in together if one is not None]


def _named_with(t: Trigger, doer: tuple[Actor, bool], chain: Sequence[Party]) -> list[tuple[Actor, bool]]:
    """Return who stands joined to the one that a passive names: "was taken by the army and allied militias"."""
    chain = [p for p in chain if p.actor is not None]
    at = next((n for n, p in enumerate(chain) if p.start >= t.end and p.actor == doer[0]), None)
    if at is None or not t.passive:
        return []
    joined: list[tuple[Actor, bool]] = []
    for one, other in pairwise(chain[at:]):
        if not actor_grammar.AND_THEM.fullmatch(t.text, one.end, other.start) or other.cls not in ARMED:
            break
        if actor_grammar.DOES_NEXT.match(t.text, other.end):
            break  # "was taken by the army and rebels fled"
        if other.actor is not None:
            joined.append((other.actor, other.specific))
    return joined


def _doer(t: Trigger) -> tuple[Actor, bool] | None:
    after_by = _after(t, actor_grammar.BY)
    if actor_grammar.OF_A_FLAG.match(t.text, t.start):
        return _whose_flag(t)
    if t.form == "state":
        own = next((p for p in t.parties if t.start <= p.start < t.end and p.pronoun), None)
        if own is not None:
            return antecedent_of(t, own)  # "the town is under our control"
        if actor_grammar.HOLDS.search(t.text, t.start, t.end):
            return find_subject(t)  # "the army is in control of"
        return _directly_after(t) or after_by or _of_its_own(t)
    if t.form == "intransitive":
        own = next((p for p in t.parties if t.start < p.start < t.end and p.actor is not None), None)
        if own is not None and own.actor is not None:
            return own.actor, own.specific  # "was back in government hands"
        return _directly_after(t)
    if t.form == "noun":
        if t.kind is EventKind.ATTACK and after_by is not None:
            return after_by  # "faces attacks by jihadists"
        return _genitive(t) or after_by or _carried_by(t)
    if t.kind is EventKind.CONTROL_CHANGE and grammar.LEAVES_IN_CONTROL.fullmatch(t.text, t.start, t.end):
        inner = next((p for p in t.parties if t.start < p.start < t.end and p.actor is not None), None)
        return (inner.actor, inner.specific) if inner is not None and inner.actor is not None else None
    if t.passive and t.kind is not EventKind.DEPLOYMENT:
        return after_by or (_genitive(t) if t.kind is EventKind.WITHDRAWAL else None)
    long = grammar.IT_TOOK.search(t.text, t.sentence.start, t.start) if "inf" in t.verb else None
    if long is not None:  # "it took the army two weeks to retake X"
        whom = next((p for p in t.parties if p.start > long.start() and p.end < t.start and p.actor is not None), None)
        return (whom.actor, whom.specific) if whom is not None and whom.actor is not None else None
    if t.kind is EventKind.HELD and actor_grammar.LEAVING_IT.search(
        t.text, max(t.sentence.start, t.start - 30), t.start
    ):
        first = next((p for p in t.parties if p.actor is not None and p.end < t.start), None)
        return (first.actor, first.specific) if first is not None and first.actor is not None else None
    return find_subject(t)


def _whose_flag(t: Trigger) -> tuple[Actor, bool] | None:
    """Return whose flag it is: "the Croatian flag was raised over", "the flag of the Taliban", "le drapeau russe"."""
    for party in t.parties:
        inside = t.start < party.start < t.end
        before = party.end <= t.start and actor_grammar.ITS_FLAG.fullmatch(t.text, party.end, t.start) is not None
        if party.actor is not None and (inside or before):
            return party.actor, party.specific
    for match in t.places:  # "the flag of Russia"
        code = match.place.country if match.place is not None and match.place.kind == "country" else None
        if code is not None and t.start < match.mention.evidence.start < t.end:
            return forces_of(code, match.mention.evidence.quote), True
    return None


def _carried_by(t: Trigger) -> tuple[Actor, bool] | None:
    """Who does what a verb without meaning of its own carries: "rebels launched an attack", "claimed the capture"."""
    carried = actor_grammar.CARRIES.search(t.text, max(t.low, t.start - 60), t.start)
    if carried is None:
        return None
    if t.page.last_group and actor_grammar.SPEAKS_OF_HIS.search(t.text, t.sentence.start, carried.start()):
        t.reasons.append(f"who gained it: not said; claimed by who speaks for {t.page.last_group.name}")
        return t.page.last_group, True  # "he also claimed the capture of"
    doer = find_subject(t)
    if doer is not None and t.kind in OF_A_PLACE and doer[0].id.startswith("actor:government-"):
        # "the defence ministry claimed the capture of": by the forces of the state
        return forces_of(doer[0].id.rpartition("-")[2].upper(), doer[0].name.split(maxsplit=1)[0]), True
    return doer


def _of_its_own(t: Trigger) -> tuple[Actor, bool] | None:
    """Whoever an own right behind a state points to: "the mission says that X is under the control of its force"."""
    own = next((p for p in t.parties if p.start >= t.end and p.pronoun), None)
    straight = own is not None and grammar.STRAIGHT_AFTER.fullmatch(t.text, t.end, own.start) is not None
    return antecedent_of(t, own) if own is not None and straight else None


def _directly_after(t: Trigger) -> tuple[Actor, bool] | None:
    """Whoever the words right after name: "under the control of the rebels", "fell to the rebels"."""
    if actor_grammar.TO_THEM.match(t.text, t.end):
        last = t.page.last_actor
        gone = [a for r in t.page.reports[-3:] if r.kind is EventKind.WITHDRAWAL for a in r.with_role(Role.BY)]
        last = t.page.last_group if last in gone else last  # "the army left A; B fell to them, too"
        return (last, False) if last is not None else None
    hands = actor_grammar.INTO_HANDS.match(t.text, t.end, t.sentence.end) if t.form == "intransitive" else None
    rids = actor_grammar.FREES.match(t.text, t.start)
    for party in t.parties:
        if hands is not None and party.start >= hands.end() and party.actor is not None:
            straight = grammar.STRAIGHT_AFTER.fullmatch(t.text, hands.end(), party.start)
            return (party.actor, party.specific) if straight else _unknown_after(t)
        if party.start >= t.end and party.actor is not None:
            if t.form == "intransitive" and grammar.CONJUNCTION.search(t.text, t.end, party.start):
                return None  # "X fell on Sunday and that government troops were fleeing"
            if rids and actor_grammar.RID_OF.fullmatch(t.text, t.end, party.start):
                return None  # "is free of rebels"
            if _gives_in_then(t, party):
                return None
            straight = grammar.STRAIGHT_AFTER.fullmatch(t.text, t.end, party.start)
            return (party.actor, party.specific) if straight else _unknown_after(t)
    return _unknown_after(t)


def _unknown_subject(t: Trigger) -> tuple[Actor, bool] | None:
    """Whoever stands by name before a verb that only forces do to a place: "the Giants seized X"."""
    if t.kind is not EventKind.CONTROL_CHANGE or t.passive or t.form not in ("active", "object"):
        return None
    low = max(0, t.sentence.start - 2, t.start - 90)
    named = actor_grammar.NAME_BEFORE.search(t.text, low, t.start)
    if named is None or actor_grammar.SEIZES.match(t.text, t.start) is None:
        return None
    spans = [(m.mention.evidence.start, m.mention.evidence.end) for m in t.places]
    if any(
        a < named.end("who") and named.start("who") < b for a, b in (*spans, *((p.start, p.end) for p in t.parties))
    ):
        return None
    name = " ".join(named["who"].split())
    return Actor(id=f"actor:{slug(name)}", name=name), True


def _unknown_after(t: Trigger) -> tuple[Actor, bool] | None:
    """Whoever an acronym that no table knows stands for: "fell to the ABC", "sous la coupe de l'ABC"."""
    found = actor_grammar.ACRONYM_NEXT.match(t.text, t.end, t.sentence.end)
    if found is None or any(m.mention.evidence.start == found.start("who") for m in t.places):
        return None
    return Actor(id=f"actor:{slug(found['who'])}", name=found["who"]), True


def _after(t: Trigger, preposition: re.Pattern[str]) -> tuple[Actor, bool] | None:
    """Whom a "by" names; after a noun only "of this or that" may stand between."""
    for party in t.parties:
        # "was taken by the same movement", "by its troops": whom that means; "by it" may mean anything
        meant = party.actor is not None or " " in party.pronoun
        if party.start < t.end or not meant or party.start - t.end >= 90:
            continue
        if not preposition.search(t.text, max(t.end, party.start - 40), party.start):
            continue
        if actor_grammar.BY_IN_ANOTHER.search(t.text, t.end, party.start):
            continue  # "was handed back under a deal brokered by X"
        if t.form != "noun" or actor_grammar.OF_WHAT.fullmatch(t.text, t.end, party.start):
            return (party.actor, party.specific) if party.actor is not None else antecedent_of(t, party)
    return None


def _genitive(t: Trigger) -> tuple[Actor, bool] | None:
    """Whose withdrawal: "X's withdrawal", "the X withdrawal", "its withdrawal", "the withdrawal of X"."""
    for party in t.parties:
        gap = t.text[t.end : party.start] if party.start >= t.end else None
        if gap is not None and party.actor is not None and grammar.OF.fullmatch(gap) and not _owned_by(t, party):
            return party.actor, party.specific
    before = [p for p in t.parties if p.end <= t.start and t.start - p.end <= 25]
    patient = t.kind is EventKind.CONTROL_CHANGE and not actor_grammar.FOLLOWED_BY_OF.match(t.text, t.end)
    if before and not patient:  # "its capture" is the capture of it
        party = before[-1]
        gap = t.text[party.end : t.start]
        # "the mission's final withdrawal", "its final withdrawal", "the UN withdrawal"; not "the UN welcomed this one"
        loose = r"\s+(?:[\w-]+\s+){0,2}"
        if re.fullmatch(rf"[’']s?{loose}" if not party.pronoun else loose, gap) or not gap.strip():
            if party.pronoun:  # but "we welcome this withdrawal"
                return antecedent_of(t, party) if party.pronoun.split()[0] in _POSSESSIVE else None
            if party.actor is not None and (party.cls != "country" or gap[:1] in "’'"):
                return party.actor, party.specific
    holder = next(
        (
            p
            for p in t.parties
            if p.end <= t.start and p.actor is not None and actor_grammar.OWNER.fullmatch(t.text, p.end, t.start)
        ),
        None,
    )
    if holder is not None and holder.actor is not None:  # "the UN's deadline for complete withdrawal"
        return holder.actor, holder.specific
    if t.passive and t.kind is EventKind.WITHDRAWAL:  # "a recently vacated United Nations base": whose base it was
        owner = [p for p in t.parties if 0 <= p.start - t.end <= 5 and p.actor is not None]
        if owner and owner[0].actor:
            return owner[0].actor, owner[0].specific
    return None
