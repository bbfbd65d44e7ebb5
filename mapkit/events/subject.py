"""Who stands as the subject of a trigger: the nearest force that acts, and whom a pronoun stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from mapkit.events import actor_grammar, grammar, status_grammar
from mapkit.events.party import ARMED, Party
from mapkit.events.states import forces_of
from mapkit.events.trigger import Trigger
from mapkit.model import Actor, EventKind

_ANTECEDENT = 40
"""Characters before "who" within which whoever it is stands: "rebels from the north who"."""

_BLANKED = 6
"""Blanks in a row that tell where a time stood."""


_THE_GROUP = re.compile(r"\b(?:group|movement|front|militia|organi[sz]ation|alliance|groupe|mouvement)\b")

_AGREEING = {"elle": "elle", "celle-ci": "elle", "elles": "elles", "celles-ci": "elles", "ils": "ils", "ceux-ci": "ils"}
"""French pronouns, and the plain one that agrees with the same forces."""

_OWN_FORCES = re.compile(r"(?:its|their|ses|leurs?) ")
_AGREES = 600
"""Characters before "elle" within which the force that it agrees with stands."""
_RECALL = 250
"""Characters before "the latter" within which whoever it is stands."""


def find_subject(t: Trigger) -> tuple[Actor, bool] | None:
    """Return who does what an active verb tells, and whether by name; noted on the trigger, too.

    Nobody where the words name somebody whom no table knows, or a civilian.
    """
    own = _before_aside(t)
    if own is not None:
        return _note(t, own)
    clause = _clause(t)
    shared = _shared_subject(t) if clause is None else None
    if shared is not None:
        t.doer_at, t.doer = shared.doer_at, shared.doer
        return t.doer
    if t.french and actor_grammar.INVERTED.search(t.text, t.sentence.start, t.start):
        # "la ville, qu'avaient quittée les soldats": who did it follows
        behind = [p for p in t.parties if p.start >= t.end and p.actor is not None]
        return (behind[0].actor, behind[0].specific) if behind and behind[0].actor else None
    if _is_stranger_s(t) or actor_grammar.ITS_DEFENDERS.search(t.text, t.sentence.start, t.start):
        return None  # "rebels took X, a day after its defenders had fled"
    candidates = _before(t)
    if clause is not None:  # "rebels took X, which the garrison had left": none of whom the sentence named before
        candidates = [p for p in candidates if p.start >= clause]
    agent = next(
        (p for p in reversed(candidates) if actor_grammar.AGENT_BEFORE.fullmatch(t.text, p.end, t.start)), None
    )
    if agent is not None and agent.actor is not None and t.verb == {"ing"} and is_agent(t, agent):
        return _note(t, agent)
    candidates = _acting(t, candidates)
    if not candidates:
        return _behind_clause(t)
    best = min(candidates, key=lambda p: (t.sentence.distance(p.start, p.end, t.start, t.end), -p.start))
    shares = _shares(t)
    of_own = shares is not None and any(p.start >= shares.start() for p in candidates)  # "and IS took": no auxiliary
    if (shares is not None and not of_own) or _is_nonfinite(t):
        # "troops overpowered the militants and regained control": who stands first, since the verb before is unknown
        said = max((m.end() for m in grammar.SPEECH.finditer(t.text, t.sentence.start, best.start)), default=0)
        best = next(p for p in candidates if p.start >= said or p is best)
    if t.kind is EventKind.WITHDRAWAL and grammar.WHO_FLEE.search(t.text, t.sentence.start, t.start):
        return None  # "residents, who had been in a camp of the army, fled"
    low = t.low if t.kind is EventKind.WITHDRAWAL else best.end
    told = max((m.end() for m in grammar.TOLD_THAT.finditer(t.text, low, t.start)), default=low)
    enters = t.kind is EventKind.CONTROL_CHANGE and status_grammar.ENTERS.match(t.text, t.start)
    if not enters and actor_grammar.CIVILIANS.search(t.text, max(low, told), t.start):
        return None  # "residents and soldiers fled", but not "residents said soldiers fled"
    return _note(t, best)


def _clause(t: Trigger) -> int | None:
    """Return where the clause begins that has a subject of its own before the verb; ``None`` where it has none."""
    opens = _last(actor_grammar.CLAUSE_OPENS, t.text, max(t.sentence.start, t.start - 180), t.start)
    if opens is None or any(other.start >= opens.end() and other.form != "noun" for other in t.told):
        return None
    return opens.end() if actor_grammar.OPENED_BY.fullmatch(t.text, opens.end(), t.start) else None


def _note(t: Trigger, party: Party) -> tuple[Actor, bool] | None:
    """Note who does it on the trigger, for the verbs that share the subject."""
    t.doer_at = party.start
    if party.pronoun:
        t.doer = antecedent_of(t, party)
    elif party.actor is not None:
        t.doer = party.actor, party.specific
    return t.doer


def _is_stranger_s(t: Trigger) -> bool:
    """Whether the clause has a subject that is no party: "after gangs abandoned it", "after President X fled"."""
    stranger = actor_grammar.CLAUSE_SUBJECT.search(t.text, t.sentence.start, t.start)
    if stranger is None:
        return False
    return not any(p.start < stranger.end("who") and stranger.start("who") < p.end for p in t.parties)


def _before(t: Trigger) -> list[Party]:
    """Return the parties before the trigger that can be its subject; of "who" and "that" those they stand for."""
    candidates = [
        p
        for p in t.parties
        if p.end <= t.start
        and p.pronoun not in ("its", "their", "our", "leur", "leurs")
        and (p.pronoun not in ("elle", "celle-ci") or _is_a_force(t, p))
        and not grammar.ACCORDING.search(t.text, max(t.sentence.start, p.start - 20), p.start)
        and not actor_grammar.WHOSE_SEAT.search(t.text, max(t.sentence.start, p.start - 45), p.start)
        and not actor_grammar.PASSED_BY.search(t.text, max(t.sentence.start, p.start - 16), p.start)
    ]
    candidates = [p for p in candidates if not is_of_a_place(t, p)] or candidates
    who = actor_grammar.WHO.search(t.text, t.sentence.start, t.start)
    if who is not None:  # "blocked by opponents who seized the airport": of whom no table knows
        near = [p for p in candidates if 0 <= who.start("who") - p.end <= _ANTECEDENT]
        near = [p for p in near if not actor_grammar.CIVILIANS.search(t.text, p.end, who.start("who"))]
        candidates = near[-1:] or [p for p in candidates if p.start >= who.start()]
    that = actor_grammar.THAT.search(t.text, t.sentence.start, t.start)
    if that is not None:  # "the alliance that seized it": nobody else's deed
        candidates = [p for p in candidates if p.start <= that.start("noun") < p.end or p.end == that.end("noun")]
    return candidates


def _is_a_force(t: Trigger, she: Party) -> bool:
    """Whether "elle" is a force: "avait-elle ensuite pris", "la mission a annoncé qu'elle quitterait"."""
    if she.pronoun == "celle-ci":
        return _agreeing(t, she) is not None
    if actor_grammar.HAS_THEN.fullmatch(t.text, she.end, t.start):
        return True
    announces = t.text[she.start - 3 : she.start].casefold().startswith("qu")
    return announces and any(p.cls in (*ARMED, "mission") and p.end < she.start for p in t.parties)


def _acting(t: Trigger, candidates: Sequence[Party]) -> list[Party]:
    """Leave out those who have another part in the sentence, as long as somebody is left."""
    kept = list(candidates)
    weapon = None if t.passive else _last(grammar.WEAPON, t.text, max(t.low, t.start - 70), t.start)
    if weapon is not None and t.kind is EventKind.ATTACK:  # "a rocket fired from Gaza hit": whose rocket it is
        kept = [p for p in kept if p.end >= weapon.start() - 20]
    # "rebels, backed by the army, took X": the army did not, whoever else did
    kept = [p for p in kept if not _only_helps(t, p)]
    # "rebels, who agreed to a truce with the government, resumed": the government is in the clause apart
    apart = [m.span() for m in grammar.ASIDE_CLAUSE.finditer(t.text, t.sentence.start, t.sentence.end)]
    apart = [(a, b) for a, b in apart if b <= t.start]
    others: tuple[Callable[[Party], bool], ...] = (
        lambda p: is_agent(t, p),  # whom a "by" names did something else
        lambda p: any(a <= p.start < b for a, b in apart),
    )
    for is_other in others:
        kept = [p for p in kept if not is_other(p)] or kept
    kept = [p for p in kept if not _only_describes(t, p, kept)]
    for is_other in (
        # "after the retreat of the rebels, the army took X": the rebels did the other thing
        lambda p: any(n.form == "noun" and grammar.OF.fullmatch(t.text, n.end, p.start) for n in t.told),
        # "troops fighting the rebels have withdrawn": the troops have
        lambda p: actor_grammar.OPPOSED.search(t.text, max(t.sentence.start, p.start - 60), p.start) is not None,
    ):
        kept = [p for p in kept if not is_other(p)] or kept
    return kept


def _only_helps(t: Trigger, party: Party) -> bool:
    """Whether a party only helps, or is one of several: "with the support of the army", "des groupes, dont l'armée"."""
    found = actor_grammar.HELPED_BY.search(t.text, max(t.sentence.start, party.start - 60), party.start)
    # "Hama, dont l'armée a annoncé s'être retirée" goes on with what the army does
    goes_on = found is not None and found.group().startswith("dont") and actor_grammar.ACTS.match(t.text, party.end)
    # "was backed by the Council, which set a deadline": a clause of its own says what the helper does
    goes_on = goes_on or actor_grammar.OF_ITS_OWN.fullmatch(t.text, party.end, t.start)
    return found is not None and not goes_on


def _behind_clause(t: Trigger) -> tuple[Actor, bool] | None:
    """Return who stands behind a clause that opens the sentence: "after taking X, rebels ..."."""
    after = [p for p in t.parties if p.start > t.end and p.actor is not None and p.cls in ARMED]
    # "having retaken X, a bastion of the rebels, the army"
    after = [p for p in after if not actor_grammar.WHOSE_SEAT.search(t.text, max(t.end, p.start - 45), p.start)]
    opens = t.verb == {"ing"} and actor_grammar.CLAUSE_BEFORE.search(t.text, t.sentence.start, t.start) is not None
    opens = opens or (t.verb == {"ing"} and not t.text[t.sentence.start : t.start].strip())  # "Capturing X, rebels"
    opens = opens or actor_grammar.AFTER_HAVING.fullmatch(t.text, t.sentence.start, t.start) is not None
    if opens and after and actor_grammar.COMMA_BEFORE.search(t.text, t.end, after[0].start):
        return _note(t, after[0])
    return None


def is_agent(t: Trigger, party: Party) -> bool:
    """Whether a "by" or "par" names a party."""
    return actor_grammar.BY.search(t.text, max(t.sentence.start, party.start - 45), party.start) is not None


def _is_nonfinite(t: Trigger) -> bool:
    """Whether a verb has the subject of the verb before it: "defeated the army to seize X", "left Y, taking Z"."""
    if not t.verb or not t.verb <= {"inf", "pres", "ing"}:
        return False
    low = max(t.sentence.start, t.start - 60)
    if t.verb == {"ing"} and t.text[max(low, t.start - _BLANKED) : t.start].isspace():
        return True  # "attacked a base in X, on Thursday, killing 20": a time stood here between its commas
    return actor_grammar.NONFINITE.search(t.text, low, t.start) is not None and not actor_grammar.OF_ANOTHER.search(
        t.text, low, t.start
    )


def _only_describes(t: Trigger, party: Party, others: Sequence[Party]) -> bool:
    """Whether a party stands in an apposition to another: "the Joint Force, a coalition allied to the army, took"."""
    if "," not in t.text[party.end : t.start]:
        return False
    before = (p for p in others if p.end < party.start and not p.pronoun)
    return any(actor_grammar.APPOSED_TO.fullmatch(t.text, p.end, party.start) for p in before)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text, start, end))), None)


def is_of_a_place(t: Trigger, party: Party) -> bool:
    """Whether a party only says whose place it is: "the army camp", "a rebel stronghold"; who acts is another."""
    return actor_grammar.OF_A_PLACE.match(t.text, party.end) is not None


def _shares(t: Trigger) -> re.Match[str] | None:
    """Find what joins a verb to the one before: "attacked X and took"; not what ends an aside: "the army, X, had"."""
    found = grammar.SHARES_SUBJECT.search(t.text, max(t.sentence.start, t.start - 60), t.start)
    return None if found is None or actor_grammar.HAS_AFTER_COMMA.fullmatch(found.group()) else found


def _shared_subject(t: Trigger) -> Trigger | None:
    """Return the trigger whose subject this one has too: "attacked the base and (then) captured the town"."""
    low = max(t.sentence.start, t.start - 60)
    if _shares(t) is None and grammar.HAVING.search(t.text, low, t.start) is None:
        return None
    verbs = (other for other in reversed(t.told) if other.form != "noun")
    if "inf" not in t.verb:  # "forced the army to leave X and captured Y": who forced it captured
        verbs = (v for v in verbs if not _is_infinitive(v))
    shared = next((other for other in verbs if other.doer is not None and not other.passive), None)
    if shared is not None and shared.form in ("state", "intransitive"):
        # "X was under the rebels' control after soldiers threw away their uniforms and fled"
        between = (p for p in t.parties if shared.end <= p.start and p.end <= t.start and p.actor is not None)
        if any(p.cls in ARMED and p.actor != (shared.doer or (None,))[0] for p in between):
            return None
    return shared


def _is_infinitive(t: Trigger) -> bool:
    if t.french or "inf" not in t.verb:
        return t.verb == {"inf"}
    return status_grammar.PURPOSE.search(t.text, max(t.sentence.start, t.start - 20), t.start) is not None


def _before_aside(t: Trigger) -> Party | None:
    """Return who stands before a clause that ends right before the verb: "and the rebels, who had held it, fled"."""
    asides = grammar.ASIDE_CLAUSE.finditer(t.text, t.sentence.start, t.start)
    aside = next((m for m in asides if not t.text[m.end() : t.start].strip()), None)
    aside = aside or actor_grammar.ASIDE_PHRASE.search(t.text, max(t.sentence.start, t.start - 90), t.start)
    low = max((other.end for other in t.told), default=t.sentence.start)
    if aside is None:
        return None
    own = [p for p in t.parties if low <= p.start and p.end <= aside.start() and p.cls in ARMED and p.actor is not None]
    return own[-1] if own and not is_agent(t, own[-1]) else None


def _speaks_of_us(t: Trigger, party: Party) -> bool:
    """Whether a force says what was quoted before: "said a rebel fighter", "the rebels' spokesman said"."""
    low = max(t.sentence.end, party.start - 40)
    said = grammar.TELLS.search(t.text, low, party.start) or grammar.TELLS.search(t.text, party.end, party.end + 40)
    return said is not None and party.actor is not None and party.cls in ARMED


def _parties_within(t: Trigger, low: int, high: int) -> Sequence[Party]:
    """Return the parties of the article that begin within a stretch of it."""
    parties = t.page.parties
    return parties[bisect_left(parties, low, key=lambda p: p.start) : bisect_left(parties, high, key=lambda p: p.start)]


def _last_force(t: Trigger, start: int) -> tuple[Actor, bool] | None:
    """Return the force that the story has named last before a position, not far from it."""
    before = _parties_within(t, start - _RECALL, start)
    near = next((p for p in reversed(before) if p.actor is not None and p.cls in ARMED), None)
    return (near.actor, near.specific) if near is not None and near.actor is not None else None


def _called_so(t: Trigger, noun: str, end: int) -> Actor | None:
    """Return the group named last of those of whose names "the movement" is a part."""
    stem = noun[:5].casefold()
    if stem in ("group", "milit", "organ"):  # any is one
        return None
    for party in reversed(_parties_within(t, 0, end)):
        names = (
            (party.actor.name, *party.actor.aliases)
            if party.actor is not None and party.specific and party.cls == "armed_group"
            else ()
        )
        if any(stem in name.casefold() for name in names):
            return party.actor
    return None


def _for_whom_it_is_said(t: Trigger, pronoun: Party) -> tuple[Actor, bool] | None:
    """Return the force of the people whose officials speak: "Iranian commanders said X was in their hands"."""
    said = actor_grammar.PEOPLE_SAY.search(t.text, t.sentence.start, pronoun.start)
    people = str(said["before"] or said["behind"]).casefold() if said is not None else ""
    for party in t.page.parties if people else ():
        words = t.text[party.start : party.end].casefold()
        if party.cls in ARMED and party.actor is not None and people in words:
            return party.actor, party.specific
    return None


def _agreeing(t: Trigger, pronoun: Party) -> tuple[Actor, bool] | None:
    """Return the force named last with which "elle", "elles" or "ils" agrees; ``None`` when none does."""
    before = _parties_within(t, pronoun.start - _AGREES, pronoun.start)
    forces = [p for p in before if p.actor is not None and p.cls in ARMED]
    like = _AGREEING.get(pronoun.pronoun)
    alike = [p for p in forces if _pronoun_of(t.text, p) == like]
    # "les combattants ... ont vaincu la brigade, alliée des rebelles. Ils ...": not whom somebody is only allied with
    apart = actor_grammar.ALLIED_WITH
    acting = [p for p in alike if apart.search(t.text, max(0, p.start - 40), p.start) is None]
    last = (acting or alike)[-1] if alike else None
    return (last.actor, last.specific) if last is not None and last.actor is not None else None


def _pronoun_of(text: str, party: Party) -> str | None:
    """Return the French pronoun of a force, by its words or its French name: "elle" of an army, "elles" of forces."""
    for name in (text[party.start : party.end], *(party.actor.aliases if party.actor is not None else ())):
        for form, pronoun in ((actor_grammar.SHE, "elle"), (actor_grammar.THEY_FEMININE, "elles")):
            if form.match(name):
                return pronoun
        if actor_grammar.THEY_MASCULINE.match(name):
            return "ils"
    return None


def _speaker_of(t: Trigger, pronoun: Party) -> tuple[Actor, bool] | None:
    """Return who says "we"."""
    ends = actor_grammar.QUOTATION_ENDS.search(t.text, pronoun.end, t.sentence.end)  # who speaks stands outside
    quoted = ends.start() if ends is not None else pronoun.end
    after = [p for p in t.parties if p.start > quoted and p.actor is not None and p.cls in ARMED]
    # "..., General X said, even if rebels resist": he speaks, not they
    after = [p for p in after if not t.sentence.crossings(quoted + 2, p.start)]
    after = after or [p for p in t.parties if p.start > quoted and p.actor is not None and p.cls == "government"]
    before = [p for p in t.parties if p.end < pronoun.start and p.actor is not None and p.cls in ARMED]
    # who is quoted may stand in the next sentence: "We have freed X. We go on," said a rebel
    near = [p for p in _parties_within(t, t.sentence.end, t.sentence.end + _RECALL) if _speaks_of_us(t, p)]
    officers = [p for p in t.page.officers if quoted < p.start < t.sentence.end + _RECALL]
    speaker = next(iter(after or officers[:1] or before[-1:] or near), None)
    if speaker is not None and speaker.actor is not None:
        return speaker.actor, speaker.specific
    country = t.page.country
    if country is not None and country.country and status_grammar.STATE_SPEAKS.search(t.text, quoted, t.sentence.end):
        return forces_of(country.country, country.name), True  # "our forces have left X," state radio said
    return (t.page.last_actor, False) if t.page.last_actor else None


def _singular(t: Trigger, pronoun: Party) -> tuple[Actor, bool] | None:
    """Return whom "it" stands for where the last who acted are many: "rebels struck, the army said. It has lost"."""
    before = [p for p in _parties_within(t, pronoun.start - _RECALL, pronoun.start) if p.actor is not None]
    last = next((p for p in reversed(before) if p.actor == t.page.last_actor), None)
    if pronoun.pronoun != "it" or last is None or not _are_many(t, last):
        return None
    one = next((p for p in reversed(before) if p.cls in (*ARMED, "government") and not _are_many(t, p)), None)
    return (one.actor, one.specific) if one is not None and one.actor is not None else None


def _are_many(t: Trigger, party: Party) -> bool:
    """Whether a party is called by a plural: "the rebels", but not "Hamas"."""
    words = t.text[party.start : party.end].split()
    return bool(words) and words[-1].endswith(("s", "men")) and words[-1][0].islower()


def _of_the_state(t: Trigger) -> tuple[Actor, bool] | None:
    """Return the forces of the state that the article is about, else those of the one state that it names."""
    country = t.page.country
    if country is not None and country.country:
        return forces_of(country.country, country.name), True
    named = {p.actor.id: p.actor for p in t.page.parties if p.cls == "state_forces" and p.actor is not None}
    return (next(iter(named.values())), True) if len(named) == 1 else None


def _who_says_of_himself(t: Trigger, pronoun: Party, earlier: list[Party]) -> list[Party]:
    """Return the one who says something of himself, where "said that it had" stands before; else all named before."""
    # "Rebels have left X, the mission said on Monday, a week after they took it": not who only says so
    low = t.sentence.start
    inserted = [
        p
        for p in earlier
        if grammar.SPEECH.match(t.text, p.end)
        and actor_grammar.COMMA_BEFORE.search(t.text, max(low, p.start - 8), p.start)
    ]
    earlier = [p for p in earlier if p not in inserted] or earlier
    # "Russia said that it had", where Ukraine's soldiers are named before
    state = earlier[-1] if earlier and pronoun.pronoun.startswith("it") and earlier[-1].cls not in ARMED else None
    if state is not None and actor_grammar.SAID_THAT.fullmatch(t.text, state.end, pronoun.start):
        return [state]
    said = actor_grammar.SAYS_OF_HIMSELF.search(t.text, t.sentence.start, pronoun.start) if earlier[1:] else None
    if said is None:
        return earlier
    if said["and"] is None:  # "the army, which fights the rebels, said it had"
        asides = [m.span() for m in grammar.ASIDE_CLAUSE.finditer(t.text, t.sentence.start, said.end())]
        return [p for p in earlier if not any(a < p.start < b for a, b in asides)] or earlier
    # "the army drove the rebels back and said that it had": who drove them back
    did = next((v.doer for v in reversed(t.told) if v.form != "noun" and v.doer is not None and not v.passive), None)
    own = [p for p in earlier if did is not None and p.actor == did[0]]
    opens = actor_grammar.OPENS_WITH.match(t.text, t.sentence.start, earlier[0].start)
    return own or (earlier if opens else earlier[:1])


def _who_may_be_meant(t: Trigger, pronoun: Party, earlier: Sequence[Party]) -> list[Party]:
    """Leave out those named before a pronoun who have another part in the sentence, as long as somebody is left."""
    kept = [p for p in earlier if p.cls in ARMED] or list(earlier)
    kept = [p for p in kept if not is_of_a_place(t, p)] or kept
    if _OWN_FORCES.match(pronoun.pronoun):
        # "the army cleared rebels from A, a day after its soldiers took B", "X said 64 soldiers died as its forces"
        kept = [p for p in kept if not (_is_object(t, p) or _is_counted(t, p))] or kept
    kept = [p for p in kept if not _only_describes(t, p, kept)] or kept
    # "set out with their allies of X a month ago, they": who sets out is named before
    low = t.sentence.start
    return [p for p in kept if not actor_grammar.WITH_WHOM.search(t.text, max(low, p.start - 45), p.start)]


def _is_object(t: Trigger, party: Party) -> bool:
    """Whether a verb of the sentence has a party as its object: "cleared the rebels"."""
    verbs = (v for v in t.told if v.verb and not v.passive and v.end <= party.start)
    inside = any(v.start <= party.start < v.end for v in t.told if v.verb)
    return inside or any(grammar.STRAIGHT_AFTER.fullmatch(t.text, v.end, party.start) for v in verbs)


def _is_counted(t: Trigger, party: Party) -> bool:
    """Whether a party is only counted: "64 soldiers were killed"."""
    return any(q.evidence.start <= party.start < q.evidence.end for q in t.counts)


def antecedent_of(t: Trigger, pronoun: Party) -> tuple[Actor, bool] | None:
    """Whom a pronoun stands for: the speaker for "we", else the nearest actor named before."""
    t.doer_is_speaker = pronoun.pronoun.startswith(("we", "our", "nous", "nos", "notre"))
    if t.doer_is_speaker:
        return _speaker_of(t, pronoun)
    if pronoun.pronoun in ("les mêmes", "the latter") or pronoun.pronoun.startswith("ces derni"):
        return _last_force(t, pronoun.start)
    noun = _THE_GROUP.search(pronoun.pronoun)
    if noun is not None and t.page.last_group:
        return _called_so(t, noun.group(), pronoun.start) or t.page.last_group, True
    agrees = _agreeing(t, pronoun) if pronoun.pronoun in _AGREEING else None
    if agrees is not None:
        return agrees
    earlier = [p for p in t.parties if p.end <= pronoun.start and p.actor is not None and p.cls != "organisation"]
    theirs = pronoun.pronoun.startswith(("their ", "leur ", "leurs "))
    earlier = _who_says_of_himself(t, pronoun, earlier)
    if pronoun.pronoun.startswith(("their", "its", "leur", "ses", "son ")) and not any(p.cls in ARMED for p in earlier):
        speaks = _for_whom_it_is_said(t, pronoun)
        if speaks is not None:
            return speaks
    if theirs and not earlier and actor_grammar.LEADERS.search(t.text, t.sentence.start, pronoun.start):
        return None
    his = pronoun.pronoun.startswith(("his ", "ses ")) and not earlier
    if his and actor_grammar.HEAD_OF_STATE.search(t.text, t.sentence.start, pronoun.start):
        return _of_the_state(t)
    if his and actor_grammar.TITLED.search(t.text, t.sentence.start, pronoun.start):
        return None
    earlier = _who_may_be_meant(t, pronoun, earlier)
    if earlier and earlier[-1].actor:
        actor = earlier[-1].actor
        if " " in pronoun.pronoun and actor.id.startswith(("actor:government-", "actor:country-")):
            # "the ministry said its army had": the forces of the state
            return forces_of(actor.id.rpartition("-")[2].upper(), actor.name.split(maxsplit=1)[0]), True
        return actor, earlier[-1].specific
    one = _singular(t, pronoun)
    if one is not None:
        return one
    return (t.page.last_actor, False) if t.page.last_actor else None
