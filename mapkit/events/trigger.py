"""A trigger in its sentence: where it stands, in which form, and whether it is one here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mapkit.events import grammar, place_grammar, trigger_grammar
from mapkit.events.clauses import Sentence
from mapkit.events.page import Page
from mapkit.events.party import ARMED, Party
from mapkit.events.sites import sites_named
from mapkit.events.status import cue
from mapkit.model import Actor, EventKind, Mention, Place, PlaceMatch, TimeMatch

OBJECT_SPAN = 70
"""Characters after a verb within which its object is looked for."""


class Trigger:
    """One trigger with everything its sentence offers.

    Attributes
    ----------
    start, end, low, high
        The trigger and the clause round it, in code points of the article.
    reach
        Where what follows the trigger begins: after "which", when a relative clause follows it directly.
    form, passive
        How the trigger is used here: "the capture" is a noun even where the vocabulary lists a verb.
    parties, places, dates, lengths, counts
        What the sentence names: actors, places, times, lengths of time, and numbers of people and things.
    triggers
        All triggers of the sentence: (start, end, kind).
    reasons
        Gathers the derivation.
    doer_at
        Where the doer stands, once found; -1 before.
    told
        The triggers of the sentence before this one, each read already.
    doer, doer_is_speaker
        Who does it, once found, and whether he tells of it himself ("we", "our troops").
    times
        What dates it, once found.
    placed
        Where it is, once found.
    carried
        Whether its place had to be taken from another sentence.
    """

    def __init__(
        self,
        page: Page,
        sentence: Sentence,
        cue_mention: Mention,
        parties: list[Party],
        places: list[PlaceMatch],
        dates: list[TimeMatch],
        lengths: list[TimeMatch],
        counts: list[Mention],
        objects: re.Pattern[str],
    ) -> None:
        self.page, self.sentence, self.parties, self.places = page, sentence, parties, places
        self.dates, self.lengths, self.counts = dates, lengths, counts
        self.triggers: list[tuple[int, int, EventKind]] = []
        self.start, self.end = cue_mention.evidence.start, cue_mention.evidence.end
        self.kind = EventKind(cue_mention.hints["event"])
        self.form = cue_mention.hints["form"]
        self.text = page.plain
        self.french = (page.article.language or "").startswith("fr")
        self.low, self.high = sentence.clause(self.start)
        self.objects = objects
        before = self.text[max(self.low, self.start - 30) : self.start]
        trigger = self.text[self.start : self.end]
        self.verb = frozenset(cue_mention.hints.get("verb", "").split("|"))
        participle = bool(self.verb & {"ed", "part"})
        accused = trigger.endswith("ing") and before.endswith(("of ", "for "))  # "accused of bombing the town"
        # "the capture", "on leave", "the upper hand over": a noun, which counts where the nouns list it
        bare = bool(self.verb & {"inf", "pres"}) and not self.verb & {"ed", "part", "past"}
        named = self.french and self.verb == {"part"} and trigger_grammar.THE_RIGHT_BEFORE.search(before) is not None
        self.is_noun_here = (
            (bare and not self._is_finite(before))
            or named
            or trigger_grammar.A_PART.search(self.text, max(0, self.start - 20), self.end) is not None
        )
        if self.verb & {"ing"} and not accused and trigger_grammar.DETERMINED.search(before):
            # "the shelling of the town" is, "the forward operating base" is not
            self.form, self.is_noun_here = "noun", trigger_grammar.PREPOSITION_AFTER.match(self.text, self.end) is None
        if self.kind is EventKind.CLASH and self.verb == {"ing"} and trigger_grammar.AFTER_WHAT.search(before):
            self.form = "noun"  # "after fierce fighting"
        # a convoy that leaves a town moves; a garrison that leaves it withdraws
        leaves = (
            self.kind is EventKind.WITHDRAWAL
            and self.form == "object"
            and trigger[:4].casefold() in ("left", "leav", "depa", "quit", "part")
        )
        if leaves and trigger_grammar.MOVERS.search(self.text, max(self.low, self.start - 60), self.start):
            self.kind, self.form = EventKind.MOVEMENT, "subject_convoy"
        # "was occupied by rebels on Tuesday", "ont occupé X mardi": on a day it is taken
        if self.kind is EventKind.HELD and trigger_grammar.OCCUPIED.search(trigger) and self._began_then():
            self.kind = EventKind.CONTROL_CHANGE
        followed_by = trigger_grammar.FOLLOWED_BY.match(self.text, self.end) is not None
        with_etre = trigger_grammar.REFLEXIVE.search(before) or trigger_grammar.WITH_ETRE.match(trigger)
        apart = any(  # "X, freed on Thursday, is quiet"
            trigger_grammar.SET_APART.fullmatch(self.text, m.mention.evidence.end, self.start) for m in places
        )
        self.passive = (
            not with_etre
            and self.form in ("active", "object", "object_near", "object_equipment", "killing")
            and participle
            and bool(
                trigger_grammar.PASSIVE.search(before)
                or grammar.NEWLY.search(before)
                or followed_by
                or (apart and trigger_grammar.ENDS.match(self.text, self.end))
                or (self.french and self.verb == {"part"} and not self._has_avoir())
                or (grammar.DRIVEN_FROM.match(trigger) and not trigger_grammar.HAS_AUXILIARY.search(before))
            )
        )
        # "this evacuation, which took place on Tuesday": what the relative clause says is said of the trigger
        relative = trigger_grammar.RELATIVE.match(self.text, self.end)
        self.reach = relative.end() if relative else self.end
        self.reasons: list[str] = []
        self.doer_at = -1
        self.by_convoy = False
        self.told: list[Trigger] = []
        self.doer: tuple[Actor, bool] | None = None
        self.doer_is_speaker = False
        self.times: list[TimeMatch] = []
        self.placed: Sequence[PlaceMatch | Place] = ()
        self.carried = False

    def _has_avoir(self) -> bool:
        """Whether a French participle is active: "ont attaqué le camp et tué dix soldats", not "dix soldats tués"."""
        before = self.text[max(self.low, self.start - 90) : self.start]
        return trigger_grammar.WITH_AVOIR.search(before) is not None

    def _began_then(self) -> bool:
        """Whether the words tell of the day on which it began to be occupied."""
        once = self.french and self.verb == {"part"} and self._has_avoir()
        beside = [
            m
            for m in self.dates
            if self.low <= (at := m.mention.evidence).start < self.high
            and "," not in self.text[self.end : at.start]
            and not self.sentence.crossings(min(self.end, at.end), max(self.start, at.start))
        ]
        if any(m.relation == "since" for m in beside):
            return False
        return once or any(m.when is not None and m.when.day is not None for m in beside)

    def _agrees(self, party: Party) -> bool:
        """Whether a word agrees with the force right before it: "the rebels control", not "the army attack"."""
        if party.cls not in ARMED or not self._is_right_behind(party.end):
            return False
        plural = self.text[: party.end].rstrip().endswith(("s", "x"))
        if self.french:
            if not plural:  # "le M23 contrôle X"
                spots = (m.mention.evidence.start for m in self.places_behind())
                return "pres" in self.verb and any(grammar.RIGHT_AFTER.fullmatch(self.text, self.end, s) for s in spots)
            return self.text[self.start : self.end].split()[0].endswith("ent")
        return "inf" in self.verb if plural else "pres" in self.verb

    def _is_right_behind(self, end: int) -> bool:
        """Whether only adverbs, or where somebody is, stand before: "militants in the Gaza Strip fire"."""
        if trigger_grammar.ADVERBS.fullmatch(self.text, end, self.start) is not None:
            return True
        where = (m.mention.evidence for m in self.places if end < m.mention.evidence.start < self.start)
        return any(
            trigger_grammar.WHERE_THEY_ARE.fullmatch(self.text, end, at.start)
            and trigger_grammar.ADVERBS.fullmatch(self.text, at.end, self.start)
            for at in where
        )

    def has_bare_object(self) -> bool:
        """Whether a place or "the" stands right behind, as behind no noun: "loyalists of X capture Y"."""
        if trigger_grammar.HAS_OBJECT.match(self.text, self.end):
            return True
        return any(not self.text[self.end : m.mention.evidence.start].strip() for m in self.places_behind())

    def places_behind(self) -> list[PlaceMatch]:
        """Return the places of the sentence behind the trigger."""
        return [m for m in self.places if m.mention.evidence.start >= self.end]

    def _is_finite(self, before: str) -> bool:
        """Whether a word that may be a noun is a verb: somebody, a pronoun, "to" or an auxiliary stands before."""
        if any(self._agrees(party) for party in self.parties):
            return True
        if self.french and trigger_grammar.SE_BEFORE.search(before):
            return True  # "l'armée débordée se retire"
        if self.french and trigger_grammar.NO_NOUN.match(self.text, self.start):
            return True
        if self.form == "intransitive" and any(0 <= p.start - self.end <= 12 for p in self.parties):
            return True  # "X falls to the rebels"
        if self.french and self.form == "intransitive" and self.text[self.start : self.end].split()[0].endswith("ent"):
            return True  # "X et Y tombent à leur tour"
        if trigger_grammar.WEAPON_ACTS.match(self.text, self.start, self.end) and trigger_grammar.WEAPON_BEFORE.search(
            before
        ):
            return True  # "a bomb explodes"
        if trigger_grammar.NOUN_BEFORE.search(before):
            return False
        if not self.french and (trigger_grammar.NEVER_NOUN.match(self.text, self.start) or self.has_bare_object()):
            return True
        if trigger_grammar.VERB_BEFORE.search(before) or (self.french and self.verb == {"inf"}):
            return True
        near = [p for p in self.parties if 0 <= self.start - p.end <= 25]
        if self.form == "subject_convoy" and grammar.CONVOY.search(self.text, max(0, self.start - 20), self.start):
            return True
        return any(trigger_grammar.ADVERBS.fullmatch(self.text, p.end, self.start) for p in near)


def is_trigger(t: Trigger) -> bool:
    """Whether the words are a trigger here: some only are with an object, a convoy or a number."""
    if t.is_noun_here or trigger_grammar.NO_DEED.match(t.text, t.start) or _is_other_deed(t):
        return False
    attribute = t.verb <= {"ed", "part"} and not t.french and t.form in ("active", "killing")
    attribute = attribute and " " not in t.text[t.start : t.end]
    if (
        attribute
        and grammar.NEWLY.search(t.text, max(t.low, t.start - 10), t.start) is None
        and trigger_grammar.ATTRIBUTE.search(t.text, max(t.low, t.start - 20), t.start)
        and trigger_grammar.NOUN_NEXT.match(t.text, t.end)
    ):
        return False  # "handed over two kidnapped soldiers"
    if (
        not t.passive
        and trigger_grammar.GOES_OUT.match(t.text, t.start)
        and trigger_grammar.NO_OBJECT.match(t.text, t.end)
    ):
        return False  # "burst into the town and drove out again"
    if t.kind in (EventKind.CONTROL_CHANGE, EventKind.HANDOVER) and _takes_captives(t):
        return False
    if t.kind is EventKind.CONTROL_CHANGE and (trigger_grammar.A_SHARE.match(t.text, t.end) or _is_of_a_thing(t)):
        return False  # a sum of many captures is none of them
    test = _TESTS.get(t.form)
    return test is None or test(t)


def _is_over(t: Trigger, low: int) -> bool:
    """Whether the words deny what they name: "taken without a shot", "had been in rebel hands", "the last town held".

    With a time of its own it is history: "had held X from 1996 to 2001".
    """
    if t.kind is EventKind.ATTACK:
        if grammar.INVADES.match(t.text, t.start) and trigger_grammar.INTO_STREETS.match(t.text, t.end):
            return True  # "crowds invaded the streets"
        return trigger_grammar.NO_COMBAT.search(t.text, low, t.start) is not None
    history = any(m.when is not None and m.relation != "since" for m in t.dates)
    return (
        t.kind is EventKind.HELD
        and not history
        and trigger_grammar.HELD_BEFORE.search(t.text, low, t.start) is not None
    )


def _is_of_peace(t: Trigger) -> bool:
    """Whether no force does it: a general who changes his post, a quarrel in court, who falls to the ground."""
    text, start, end = t.text, t.start, t.end
    if t.kind is EventKind.WITHDRAWAL:
        leaves = t.form == "noun" and trigger_grammar.OF_A_PERSON.match(text, end)
        as_what = text.startswith("leaving", start) and trigger_grammar.AS_WHAT.match(text, end)
        return bool(leaves or as_what or (t.verb and trigger_grammar.OWN_HOME.match(text, end)))
    if t.kind is EventKind.CLASH:
        states = [p for p in t.parties if p.cls in ARMED]
        return bool(t.verb and not states and trigger_grammar.WITH_WORDS.match(text, end))
    if t.kind is EventKind.CONTROL_CHANGE:
        return t.form == "intransitive" and trigger_grammar.FALLS_DOWN.match(text, end) is not None
    if t.kind in (EventKind.MOVEMENT, EventKind.DEPLOYMENT):
        if trigger_grammar.DIPLOMATS.search(text, t.low, start):
            return True
        home = trigger_grammar.GOES_HOME.match(text, end) or trigger_grammar.GOES_HOME.search(text, start, end)
        return bool(
            home or trigger_grammar.DEMONSTRATES.match(text, start) or trigger_grammar.TO_HOSPITAL.match(text, end)
        )
    if t.kind is EventKind.HANDOVER:
        return trigger_grammar.ANTIQUITIES.match(text, end) is not None
    if t.kind is EventKind.COUP:
        return trigger_grammar.IN_OFFICE_NEXT.search(text, max(t.sentence.start, start - 60), start) is not None
    return False


def _is_other_deed(t: Trigger) -> bool:
    """Whether the words around make something else of the trigger: a pause in fighting, a summit that is held."""
    low = max(t.sentence.start, t.start - 60)
    gains = t.kind in (EventKind.HELD, EventKind.CONTROL_CHANGE)
    # "the health ministry of Gaza, controlled by Hamas"
    if _is_of_peace(t) or _is_over(t, low) or (gains and trigger_grammar.OFFICE_OF.search(t.text, low, t.start)):
        return True
    fought = t.form == "noun" or t.verb == {"ing"}
    if t.verb == {"ing"} and t.text.startswith("crossing", t.start) and t.end - t.start == 8:
        return trigger_grammar.A_CROSSING.search(t.text, low, t.start) is not None
    if t.kind in (EventKind.ATTACK, EventKind.CLASH) and fought and trigger_grammar.CEASES.search(t.text, low, t.start):
        return True
    if t.kind is EventKind.CLASH and fought:
        during = not t.places and trigger_grammar.DURING_IT.search(t.text, low, t.start) is not None
        return (
            during
            or trigger_grammar.NO_COMBAT.search(t.text, low, t.start) is not None
            or trigger_grammar.PAUSE_IN.search(t.text, low, t.start) is not None
        )
    if t.kind is EventKind.HANDOVER and t.verb == {"pres"} and t.text[t.start : t.end].casefold() == "hands":
        return not t.has_bare_object()  # "from government hands"
    if t.kind is EventKind.CONTROL_CHANGE and _is_no_taking(t, low):
        return True
    if t.kind in (EventKind.ATTACK, EventKind.CASUALTY_REPORT) and not any(p.cls in ARMED for p in t.parties):
        accident = trigger_grammar.ACCIDENT.search(t.text, t.sentence.start, t.sentence.end)
        return accident is not None and grammar.OF_WAR.search(t.text, t.sentence.start, t.sentence.end) is None
    if t.kind is EventKind.WITHDRAWAL and t.passive and trigger_grammar.LEFT_SO.match(t.text, t.end):
        return True
    if t.kind is EventKind.COUP and t.form == "noun" and trigger_grammar.AGAINST_THE.search(t.text, low, t.start):
        return True
    if trigger_grammar.HOLD.match(t.text, t.start) and t.verb <= {"ed", "part", "past"}:
        if trigger_grammar.HOSTAGE_AFTER.match(t.text, t.end):
            return True
        return trigger_grammar.MEETING.search(t.text, low, t.start) is not None
    if t.kind is EventKind.DEPLOYMENT and t.passive:
        return trigger_grammar.CIVILIANS_SENT.search(t.text, low, t.start) is not None
    other_way = trigger_grammar.SETS_OFF.match(t.text, t.start) or trigger_grammar.MOVES_TO_DO.match(t.text, t.start)
    return t.kind is EventKind.MOVEMENT and other_way is not None


def _is_no_taking(t: Trigger, low: int) -> bool:
    """Whether "taken" and the like concern no place: a person, a promise, streets full of people, talks."""
    if trigger_grammar.TAKEN_SO.match(t.text, t.start) or (
        t.passive and trigger_grammar.PERSON_TAKEN.search(t.text, low, t.start)
    ):
        return True
    if t.french and trigger_grammar.INTO_STREETS.match(t.text, t.end):
        return True
    goes_on = trigger_grammar.GOES_ON_AT.match(t.text, t.start) if not t.passive and t.verb else None
    return goes_on is not None and any(m.mention.evidence.start == goes_on.end() for m in t.places)


def _captures_somebody(t: Trigger) -> bool:
    """Whether a person is captured: "captured Mohamed al-Xyz, a leader of", "men captured by the army"."""
    if not trigger_grammar.CAPTURES.match(t.text, t.start):
        return False
    if t.passive and trigger_grammar.MEN_BEFORE.search(t.text, t.low, t.start):
        return True
    named = trigger_grammar.NAMES_SOMEBODY.match(t.text, t.end)
    return named is not None and not any(t.end <= m.mention.evidence.start < named.end() for m in t.places)


def _takes_captives(t: Trigger) -> bool:
    """Whether people or weapons are taken or handed over: "freed 12 hostages", "two suspects were handed over"."""
    if t.form == "noun" and trigger_grammar.CAPTURE_OF_SOMEBODY.match(t.text, t.start):
        return True
    if t.form in ("noun", "state", "intransitive"):
        return False
    if _captures_somebody(t):
        return True
    if t.kind is EventKind.HANDOVER and (
        trigger_grammar.PERSON_OBJECT.match(t.text, t.end)
        or trigger_grammar.PEOPLE.search(t.text, t.start, min(t.sentence.end, t.end + 60))
    ):
        return True  # "handed them back", "remis à l'armée dix soldats"
    if trigger_grammar.CAPTIVES_AFTER.match(t.text, t.end, t.sentence.end) or trigger_grammar.CAPTIVES.search(
        t.text, t.start, t.end
    ):
        return True  # "a remis 20 prisonniers à": they may stand inside the trigger
    spot = next((m.mention.evidence.start for m in t.places if m.mention.evidence.start >= t.end), None)
    if spot is not None and not t.passive and trigger_grammar.LOCATED.fullmatch(t.text, t.end, spot):
        # "captured a rebel commander in X"
        return t.objects.search(t.text, t.end, spot) is None and grammar.PARTS.search(t.text, t.end, spot) is None
    subject = t.text[t.low : t.start]
    if t.passive and trigger_grammar.PEOPLE_ARE.search(subject):
        return t.kind is EventKind.CONTROL_CHANGE and grammar.EXPELS.search(t.text, t.start, t.end) is None
    if not t.passive and t.verb <= {"ed", "part"} and trigger_grammar.CAPTIVES_BEFORE.search(subject):
        return True  # "thousands of items captured as the militants fled"
    if t.french and t.passive and trigger_grammar.SOLDIERS_BEFORE.search(subject):
        return True  # "dix soldats capturés à X"
    return (t.passive and trigger_grammar.CAPTIVES.search(subject) is not None) or (
        t.verb <= {"ed", "part"}
        and trigger_grammar.SOLDIERS_BEFORE.search(subject) is not None
        and not t.passive
        and " " not in t.text[t.start : t.end]  # but "soldiers hoisted their flag over"
        and _modifies(t)
    )


def _is_of_a_thing(t: Trigger) -> bool:
    """Whether a noun tells that something else than a place is taken: "the seizure of weapons in X"."""
    if t.form != "noun":
        return False
    spot = next((m.mention.evidence.start for m in t.places if m.mention.evidence.start >= t.end), None)
    if spot is None or trigger_grammar.OF_A_THING.fullmatch(t.text, t.end, spot) is None:
        return False
    return t.objects.search(t.text, t.end, spot) is None and grammar.PARTS.search(t.text, t.end, spot) is None


def _modifies(t: Trigger) -> bool:
    """Whether a participle stands behind its noun with nothing that it could be done to: "soldiers captured during"."""
    return (
        trigger_grammar.PREPOSITION_AFTER.match(t.text, t.end) is not None
        or grammar.IN_WHICH.match(t.text, t.end + 1) is not None
    )


def means_there(t: Trigger) -> re.Match[str] | None:
    """Return the pronoun before a French verb that stands for the place told before: "y sont entrés", "l'ont prise"."""
    low = max(t.low, t.start - 30)
    found = trigger_grammar.THERE.search(t.text, low, t.start)
    taken = t.french and t.kind in (EventKind.CONTROL_CHANGE, EventKind.WITHDRAWAL, EventKind.HANDOVER)
    if found is None and taken and t.verb == {"part"} and not trigger_grammar.NO_PLACE_TAKEN.match(t.text, t.start):
        found = trigger_grammar.IT_BEFORE.search(t.text, low, t.start)
    return found


def _has_object(t: Trigger) -> bool:
    """Whether a place is left, evacuated, taken."""
    if means_there(t):
        return True  # "en a chassé"
    spots = [m.mention.evidence for m in t.places]
    if any(t.start <= e.start < t.end for e in spots):
        return True  # "cleared X of rebels"
    follows = any(
        t.end <= e.start <= t.end + OBJECT_SPAN
        and not t.sentence.crossings(t.end, e.start)
        and not (
            t.kind is EventKind.CONTROL_CHANGE
            and not grammar.EXPELLING.match(t.text, t.start)  # "drove the rebels from their positions in X"
            and trigger_grammar.LOCATED.fullmatch(t.text, t.end, e.start)
        )
        for e in spots
    )
    near = any(abs(e.start - t.start) < OBJECT_SPAN for e in spots)
    near = near or trigger_grammar.ANAPHOR_IS_TAKEN.fullmatch(t.text, t.sentence.start, t.start) is not None
    near = near or grammar.A_PLACE_BEFORE.search(t.text, t.low, t.start) is not None
    if grammar.IT_AFTER.match(t.text, t.end) and any(e.end <= t.start for e in spots):
        return True  # "will vacate its base at X and hand it to"
    named = t.objects.search(_after(t)[:40]) is not None
    if t.kind is EventKind.WITHDRAWAL and _goes_away(t):
        return True
    return follows or named or (t.passive and near) or _object_before(t)


def _goes_away(t: Trigger) -> bool:
    """Whether a force goes from where the story is: "the rebels left in the night"."""
    if t.verb & {"ing", "inf"} or t.passive or not trigger_grammar.GOES.match(t.text, t.end):
        return False
    return any(p.cls in ARMED and trigger_grammar.ADVERBS.fullmatch(t.text, p.end, t.start) for p in t.parties)


def _has_object_beside(t: Trigger) -> bool:
    """Whether a place stands right after a verb that is weak without one: "took the town of X"."""
    if means_there(t):
        return True  # "y sont entrés"
    follows = any(
        grammar.RIGHT_AFTER.fullmatch(t.text, t.end, m.mention.evidence.start)
        for m in t.places
        if m.mention.evidence.start >= t.end
    )
    anaphor = grammar.ANAPHOR.search(t.text, t.end, min(t.sentence.end, t.end + 25))
    meant = anaphor is not None and grammar.STRAIGHT_AFTER.fullmatch(t.text, t.end, anaphor.start()) is not None
    told = (
        t.page.focus is not None
        or t.page.just_named is not None
        or any(m.mention.evidence.end <= t.start for m in t.places)
    )
    if told and grammar.IT_AFTER.match(t.text, t.end):
        return True  # "did not enter X, but rebels took it"
    several = trigger_grammar.SEVERAL.match(t.text, t.end) is not None and t.objects.search(_after(t)[:50]) is not None
    described = place_grammar.DESCRIBED_OBJECT.match(t.text, t.end) is not None
    return follows or meant or several or described or _takes_a_site(t) or _object_before(t)


def _takes_a_site(t: Trigger) -> bool:
    """Whether a part of the town that the story is at stands right after the verb: "took the prison"."""
    part = grammar.PARTS.search(t.text, t.end, min(t.sentence.end, t.end + 40))
    named = part is not None and any(0 <= m.mention.evidence.start - part.end() <= OBJECT_SPAN for m in t.places)
    if part is None or not (named or t.page.focus) or not grammar.STRAIGHT_AFTER.fullmatch(t.text, t.end, part.start()):
        return False
    return bool(sites_named(t.text, t.end, min(t.sentence.end, part.end() + 20), part.start()))


def _is_lost(t: Trigger) -> bool:
    # "lost control of", "lost its grip on"
    if trigger_grammar.GARRISON.search(t.text, t.sentence.start, t.start):
        return True  # "the garrison of X surrendered to the rebels"
    if t.text[t.start : t.end].casefold().startswith("rend"):
        return False  # whoever surrenders loses no place
    whole = re.search(r"contr|hold|grip", t.text[t.start : t.end], re.IGNORECASE) is not None
    return whole or _has_object_beside(t)


def _is_of_convoy(t: Trigger) -> bool:
    low = max(t.sentence.start, t.start - 45)
    t.by_convoy = any(
        not trigger_grammar.OBLIQUE.search(t.text, max(t.sentence.start, m.start() - 30), m.start())
        for m in grammar.CONVOY.finditer(t.text, low, t.start)
    )
    if grammar.CONVOY.search(t.text, t.sentence.start, t.start):
        return True
    # a garrison that leaves withdraws; soldiers who set off or arrive move
    near = any(p.cls in ARMED and 0 <= t.start - p.end <= 40 for p in t.parties)
    return (
        near
        and trigger_grammar.LEAVES.match(t.text, t.start) is None
        and trigger_grammar.STARTS.match(t.text, t.start) is None
    )


def _is_of_weapon(t: Trigger) -> bool:
    return grammar.WEAPON.search(t.text, max(t.low, t.start - 70), t.start) is not None


def _kills(t: Trigger) -> bool:
    return t.passive or trigger_grammar.KILLS_SOMEBODY.match(t.text, t.end) is not None


def _falls(t: Trigger) -> bool:
    """Whether what falls is a place: named, or meant by "the town" or "it", before the verb."""
    if grammar.IT_IS_TAKEN.search(t.text, t.low, t.start) or trigger_grammar.INTO_HANDS.search(t.text, t.start, t.end):
        return True
    spots = [m.mention.evidence for m in t.places]
    return any(0 <= t.start - e.end <= 90 for e in spots) or bool(grammar.ANAPHOR.search(t.text, t.low, t.start))


def _is_of_things(t: Trigger) -> bool:
    things = trigger_grammar.EQUIPMENT.finditer(t.text, t.start, min(t.sentence.end, t.end + OBJECT_SPAN))
    # not "blew himself up at the market"
    behind = any(
        trigger_grammar.WHERE_ABOUT.search(t.text, t.end, max(t.end, thing.start())) is None for thing in things
    )
    return behind or (
        t.passive and trigger_grammar.EQUIPMENT.search(t.text, max(t.low, t.start - 70), t.start) is not None
    )


def _is_whole(t: Trigger) -> bool:
    return trigger_grammar.COMPOUND.match(t.text, t.end) is None  # not "the withdrawal process", "attack helicopters"


def _is_counted(t: Trigger) -> bool:
    return any(q.evidence.start <= t.start < q.evidence.end for q in t.counts)


_TESTS: dict[str, Callable[[Trigger], bool]] = {
    "object": _has_object,
    "object_near": _has_object_beside,
    "loss": _is_lost,
    "subject_convoy": _is_of_convoy,
    "subject_weapon": _is_of_weapon,
    "killing": _kills,
    "intransitive": _falls,
    "object_equipment": _is_of_things,
    "noun": _is_whole,
    "quantity": _is_counted,
}
"""What a trigger of each form needs beside it; the other forms need nothing."""


def _after(t: Trigger) -> str:
    return t.text[t.end : min(t.sentence.end, t.end + OBJECT_SPAN)]


def _object_before(t: Trigger) -> bool:
    """Whether the place stands before: "X, freed on Thursday", "X was taken", "the town of X, which they took"."""
    if not t.verb & {"ed", "part"}:  # "X, which rebels took"
        spots = [m.mention.evidence.end for m in t.places if m.mention.evidence.end <= t.start]
        return "past" in t.verb and any(grammar.OBJECT_BEFORE.fullmatch(t.text, end, t.start) for end in spots)
    first = min(t.places, key=lambda m: m.mention.evidence.start, default=None)
    if grammar.IT_IS_TAKEN.search(t.text, t.low, t.start):
        return True
    # "X, capital of the province of Y, was taken": what stands apart belongs to the name
    opens = (
        first is not None and trigger_grammar.SUBJECT.fullmatch(t.text, t.low, first.mention.evidence.start) is not None
    )
    if opens and first is not None and trigger_grammar.DESCRIBED.fullmatch(t.text, first.mention.evidence.end, t.start):
        return True
    ends = (m.mention.evidence.end for m in t.places if m.mention.evidence.end <= t.start)
    return any(_is_object_of(t, end) for end in ends) or anaphor_before(t) is not None


def anaphor_before(t: Trigger) -> re.Match[str] | None:
    """Return "the town" in "the town, which was seized" and "the town that rebels captured"."""
    found = grammar.ANAPHOR.finditer(t.text, max(t.sentence.start, t.start - 60), t.start)
    return next((m for m in found if _is_object_of(t, m.end())), None)


def _is_object_of(t: Trigger, end: int) -> bool:
    """Whether what ends at ``end`` is what the trigger, a participle behind it, was done to."""
    ways = (grammar.TAKEN, grammar.OBJECT_BEFORE, trigger_grammar.BECAME_ONE)
    return any(way.fullmatch(t.text, end, t.start) is not None for way in ways)


def is_earlier(t: Trigger) -> bool:
    """Whether the words say that it came before the sentence's main event ("following previous withdrawals from")."""
    return any(
        t.start - match.end() <= 25 for match in cue("earlier", "before").finditer(t.text, t.sentence.start, t.start)
    ) and not _near_boundary_only(t)


def _near_boundary_only(t: Trigger) -> bool:
    """A trigger in the first clause is the story itself, even after "following"."""
    return len(t.triggers) < 2
