"""A trigger in its sentence: where it stands, in which form, and what the sentence offers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from mapkit.events import grammar, place_grammar, trigger_grammar
from mapkit.events.clauses import Sentence, coordinated
from mapkit.events.page import Page
from mapkit.events.party import ARMED, Party
from mapkit.events.status import cue
from mapkit.model import Actor, EventKind, Mention, Place, PlaceMatch, TimeMatch, When

_DAY = 2
"""Hyphens of a TIMEX3 value that is a day."""
_OF_LATE = 14
"""Days back to which holding a place since a day tells that it was taken then."""


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
    unplaced
        Whether it tells nothing only because the rules tie no place to it.
    began
        The day since which a place is held where that is news: it was taken then.
    elsewhere
        Where the sentence names places at which it is not.
    carried
        Whether its place had to be taken from another sentence.
    """

    carried = False

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
        self.triggers, self.elsewhere = list[tuple[int, int, EventKind]](), set[int]()
        self.start, self.end = cue_mention.evidence.start, cue_mention.evidence.end
        self.kind = EventKind(cue_mention.hints["event"])
        self.form = cue_mention.hints["form"]
        self.text = page.plain
        self.french = (page.article.language or "").startswith("fr")
        self.low, self.high = sentence.clause(self.start)
        self.objects = objects
        # "IS captured" tells of the group
        before = trigger_grammar.NO_AUXILIARY.sub("ISIS", self.text[max(self.low, self.start - 30) : self.start])
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
        if self.verb & {"ing"} and not self.french and not accused and trigger_grammar.DETERMINED.search(before):
            # "the shelling of the town" is, "the forward operating base" is not
            self.form, self.is_noun_here = "noun", trigger_grammar.PREPOSITION_AFTER.match(self.text, self.end) is None
        if self.kind is EventKind.CLASH and self.verb == {"ing"} and trigger_grammar.AFTER_WHAT.search(before):
            self.form = "noun"  # "after fierce fighting"
        # a convoy that leaves a town moves; a garrison that leaves it withdraws
        gone = self.kind is EventKind.MOVEMENT and self.french and trigger[:4].casefold() == "part"
        if gone and trigger_grammar.THERE.search(before):  # "ils en sont partis"
            self.kind, self.form = EventKind.WITHDRAWAL, "active"
        leaves = (
            self.kind is EventKind.WITHDRAWAL
            and self.form == "object"
            and trigger[:4].casefold() in ("left", "leav", "depa", "quit", "part")
        )
        if leaves and trigger_grammar.MOVERS.search(self.text, max(self.low, self.start - 60), self.start):
            self.kind, self.form = EventKind.MOVEMENT, "subject_convoy"
        # "was occupied by rebels on Tuesday", "ont occupé X mardi": on a day it is taken
        self.began = self._began_of_late() if self.kind is EventKind.HELD else None
        occupied = self.kind is EventKind.HELD and trigger_grammar.OCCUPIED.search(trigger) is not None
        if self.began is not None or (occupied and self._began_then()):
            self.kind = EventKind.CONTROL_CHANGE
        lasts = trigger_grammar.WAS_OCCUPYING.fullmatch(trigger) or (
            trigger_grammar.OCCUPIED.search(trigger) and self._has_lasted()
        )
        if self.kind is EventKind.CONTROL_CHANGE and lasts:
            self.kind = EventKind.HELD
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
                or trigger_grammar.PASSIVE_TOO.search(self.text, max(sentence.start, self.start - 60), self.start)
                or grammar.NEWLY.search(before)
                or followed_by
                or (apart and trigger_grammar.ENDS.match(self.text, self.end))
                or (self.french and self.verb == {"part"} and (apart or not self._has_avoir()))
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
        self.unplaced = False
        self.placed: Sequence[PlaceMatch | Place] = ()

    @cached_property
    def described_subjects(self) -> list[tuple[int, int]]:
        """Return the places that open the clause where what stands apart describes them before the trigger.

        "X, capital of the province of Y, was taken": what stands apart belongs to the name.
        """
        spans = [
            (m.mention.evidence.start, m.mention.evidence.end)
            for m in self.places
            if m.mention.evidence.end <= self.start
        ]
        subject = trigger_grammar.SUBJECT
        # "X, wedged between Y and Z, is": what stands apart may be a clause of its own
        lows = {self.low, self.sentence.start}
        if not spans or not any(subject.fullmatch(self.text, low, min(spans)[0]) for low in lows):
            return []
        listed = coordinated(self.text, spans, min(spans))
        # "X, the capital of Y, was in the hands of": the verb is a word of the state
        apart = trigger_grammar.STANDS_APART if self.form == "state" else trigger_grammar.DESCRIBED
        return listed if apart.fullmatch(self.text, listed[-1][1], self.start) else []

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
            and "," not in (self.text[self.end : at.start] or self.text[at.end : self.start])
            and not self.sentence.crossings(min(self.end, at.end), max(self.start, at.start))
        ]
        if any(m.relation == "since" for m in beside):
            return False
        return once or any(m.when is not None and m.when.day is not None for m in beside)

    def _has_lasted(self) -> bool:
        """Whether it is occupied since a year or a month: "the base, which had been occupied since 2013"."""
        since = [m for m in self.dates if m.relation == "since" and m.timex_value.count("-") < _DAY]
        return any(m.mention.evidence.start >= self.end for m in since)

    def _began_of_late(self) -> TimeMatch | None:
        """Return the day since which a place is held, if it is no long time: "have held X since Sunday"."""
        published = self.page.article.published
        if published is None or published.latest is None:
            return None
        for match in self.dates:
            day = match.when.earliest if match.when is not None else None
            if match.relation != "since" or day is None or not self.low <= match.mention.evidence.start < self.high:
                continue
            weekday = (
                match.timex_value.count("-") == 2 and "," not in self.text[self.end : match.mention.evidence.start]
            )
            if weekday and (published.latest - day).days <= _OF_LATE:
                return replace(match, when=When.on(day), relation="at")
        return None

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
        if party.specific and "inf" in self.verb and self.has_bare_object():
            return True  # "the Taliban capture X"
        return "inf" in self.verb if plural else "pres" in self.verb

    def _is_right_behind(self, end: int) -> bool:
        """Whether only adverbs, or where somebody is, stand before: "militants in the Gaza Strip fire"."""
        if trigger_grammar.ADVERBS.fullmatch(self.text, end, self.start) is not None:
            return True
        if trigger_grammar.DESCRIBED_BY.fullmatch(self.text, end, self.start) is not None:
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
        if self.form == "intransitive" and any(
            not self.text[m.mention.evidence.end : self.start].strip() for m in self.places
        ):
            return True  # "X tombe aux mains des rebelles"
        if trigger_grammar.WEAPON_ACTS.match(self.text, self.start, self.end) and trigger_grammar.WEAPON_BEFORE.search(
            before
        ):
            return True  # "a bomb explodes"
        if (self.french and self.verb == {"inf"}) or trigger_grammar.HELPS.search(before):
            return True  # "ont fini par prendre X", "helped the army retake X"
        if trigger_grammar.NOUN_BEFORE.search(before):  # but "its allies capture the town"
            several = "inf" in self.verb and trigger_grammar.PLURAL_BEFORE.search(before) is not None
            return several and self.has_bare_object()
        if not self.french and (trigger_grammar.NEVER_NOUN.match(self.text, self.start) or self.has_bare_object()):
            return True
        if trigger_grammar.VERB_BEFORE.search(before):
            return True
        near = [p for p in self.parties if 0 <= self.start - p.end <= 25]
        if self.form == "subject_convoy" and grammar.CONVOY.search(self.text, max(0, self.start - 20), self.start):
            return True
        return any(trigger_grammar.ADVERBS.fullmatch(self.text, p.end, self.start) for p in near)


_DONE_TO_IT = (
    EventKind.CONTROL_CHANGE,
    EventKind.WITHDRAWAL,
    EventKind.HANDOVER,
    EventKind.HELD,
    EventKind.DESTRUCTION,
)


def means_there(t: Trigger) -> re.Match[str] | None:
    """Return the pronoun before a French verb that stands for the place told before: "y sont entrés", "l'ont prise"."""
    low = max(t.low, t.start - 30)
    if t.french and trigger_grammar.TAKES_SOMETHING.match(t.text, t.start):
        return None
    found = trigger_grammar.THERE.search(t.text, low, t.start)
    taken = t.french and t.kind in _DONE_TO_IT
    if found is None and taken and t.verb == {"part"} and not trigger_grammar.NO_PLACE_TAKEN.match(t.text, t.start):
        found = trigger_grammar.IT_BEFORE.search(t.text, low, t.start)
    if found is None and taken and t.verb & {"inf", "pres", "past"} and t.form != "noun":
        found = trigger_grammar.IT_TO.search(t.text, low, t.start)  # "avant de la quitter", "elles l'occupent"
    return found


def told_where(t: Trigger) -> PlaceMatch | None:
    """Return the place that a clause is said of: "Kherson, où les Ukrainiens ont fait leur entrée"."""
    if t.kind is not EventKind.CONTROL_CHANGE or not t.verb:
        return None
    where = trigger_grammar.WHERE_THEY.search(t.text, t.sentence.start, t.start)
    if where is None:
        return None
    return next(
        (m for m in t.places if trigger_grammar.IT_LIES.fullmatch(t.text, m.mention.evidence.end, where.start())), None
    )


def anaphor_before(t: Trigger) -> re.Match[str] | None:
    """Return "the town" in "the town, which was seized" and "the town that rebels captured"."""
    found = grammar.ANAPHOR.finditer(t.text, max(t.sentence.start, t.start - 60), t.start)
    return next((m for m in found if is_object_of(t, m.end())), None)


def is_object_of(t: Trigger, end: int) -> bool:
    """Whether what ends at ``end`` is what the trigger, a participle behind it, was done to."""
    if trigger_grammar.HAS_DONE.fullmatch(t.text, end, t.start):
        return False  # "the city Moscow had taken"
    ways = (grammar.TAKEN, grammar.OBJECT_BEFORE, trigger_grammar.BECAME_ONE, place_grammar.APART_WHICH)
    return any(way.fullmatch(t.text, end, t.start) is not None for way in ways)


def is_earlier(t: Trigger) -> bool:
    """Whether the words say that it came before the sentence's main event ("following previous withdrawals from")."""
    return any(
        t.start - match.end() <= 25 for match in cue("earlier", "before").finditer(t.text, t.sentence.start, t.start)
    ) and not _near_boundary_only(t)


def _near_boundary_only(t: Trigger) -> bool:
    """A trigger in the first clause is the story itself, even after "following"."""
    return len(t.triggers) < 2
