"""Whether a trigger's words are a deed here: with an object, a convoy or a number, and not of captives or in court."""

from __future__ import annotations

import re
from collections.abc import Callable

from mapkit.events import grammar, idioms, place_grammar, status_grammar, trigger_grammar
from mapkit.events.party import ARMED
from mapkit.events.sites import sites_named
from mapkit.events.tolls import counts_apart, is_total
from mapkit.events.trigger import Trigger, anaphor_before, is_object_of, means_there, told_where
from mapkit.model import EventKind

_FOLLOWS_WITHIN = 300
"""Characters before "X followed" within which a town is told to fall."""
_FOLLOWS_LAST = 3
"""Reports before it of which one tells so."""
OBJECT_SPAN = 70
"""Characters after a verb within which its object is looked for."""


def has_its_frame(t: Trigger) -> bool:
    """Whether what makes the words a trigger is there: some only are with an object, a convoy or a number."""
    test = _TESTS.get(t.form)
    return test is None or test(t)


def is_deed(t: Trigger) -> bool:
    """Whether the words tell of a deed of the kind here, and not of another one, of a name or of none."""
    if t.is_noun_here or idioms.NO_DEED.match(t.text, t.start) or _is_name(t) or _is_other_deed(t):
        return False
    attribute = t.verb <= {"ed", "part"} and not t.french and t.form in ("active", "killing", "object")
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
    if _lacks_its_fall(t) or (trigger_grammar.COMES_IN.fullmatch(t.text, t.start, t.end) and not _is_that_entry(t)):
        return False
    # a sum of many captures is none of them
    shared = t.kind is EventKind.CONTROL_CHANGE and trigger_grammar.A_SHARE.match(t.text, t.end) is not None
    return not shared and not (t.kind is EventKind.CONTROL_CHANGE and _is_of_a_thing(t))


_HEADLINE = 0.6
"""Share of the longer words of a sentence that are capitalised in a headline."""
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_OPENS_QUOTE = ("", '"', "“", "«", "‘", "'", "(", ":", "—", "–", "-", "•", "*")


def _is_name(t: Trigger) -> bool:
    """Whether the word is part of a name: "Storm Harvey", "CVS and Target announced", "la Libération"."""
    word: str = t.text[t.start : t.end].split()[0]
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return False
    before = t.text[t.sentence.start : t.start].rstrip()
    if before[-1:] in _OPENS_QUOTE:
        return False
    words = [m.group() for m in _LONGER_WORD.finditer(t.text, t.sentence.start, t.sentence.end)]
    capital = sum(1 for other in words if other[0].isupper())
    return capital < _HEADLINE * len(words)


def _is_over(t: Trigger, low: int) -> bool:
    """Whether the words deny what they name: "taken without a shot", "had been in rebel hands", "the last town held".

    With a time of its own it is history: "had held X from 1996 to 2001".
    """
    if t.kind is EventKind.ATTACK:
        if status_grammar.INVADES.match(t.text, t.start) and trigger_grammar.INTO_STREETS.match(t.text, t.end):
            return True  # "crowds invaded the streets"
        ways = (trigger_grammar.AIDED_BY, trigger_grammar.OF_AN_OFFENSIVE) if t.form == "noun" else ()
        over = any(way.search(t.text, low, t.start) for way in (*ways, trigger_grammar.NO_COMBAT))
        return over or trigger_grammar.IN_PREPARATION.match(t.text, t.end) is not None
    near = [
        m
        for m in t.dates
        if t.low <= m.mention.evidence.start < t.high and "," not in t.text[t.end : m.mention.evidence.start]
    ]
    history = any(m.when is not None and m.relation != "since" for m in near)
    if trigger_grammar.HOLDS.match(t.text, t.start) and trigger_grammar.WHICH_THEY.search(t.text, low, t.start):
        return True  # "handed over the base that it occupied": what is given away
    return (
        t.kind is EventKind.HELD
        and not history
        and trigger_grammar.HELD_BEFORE.search(t.text, low, t.start) is not None
    )


def _leaves_in_peace(t: Trigger) -> bool:
    """Whether no force withdraws: people who are flown out, a person who leaves, "leaving X as the only bridge"."""
    text, start, end = t.text, t.start, t.end
    if trigger_grammar.OF_CIVILIANS.match(text, end):
        return True  # "landed to evacuate foreigners"
    if t.passive and trigger_grammar.ALLIES_BEFORE.search(text, t.low, start):
        return True  # "leaders abandoned by Washington"
    if t.verb <= {"ed", "part"} and t.verb and trigger_grammar.EVACUEES.search(text, t.low, start):
        return text.startswith(("evacuat", "évacu"), start)
    if trigger_grammar.SET_OUT.match(text, start) and trigger_grammar.BE_BEFORE.search(text, t.low, start) is None:
        return True  # "la rébellion, partie de l'est, a pris X", "les soldats partis de X"
    leaves = t.form == "noun" and trigger_grammar.OF_A_PERSON.match(text, end)
    as_what = text.startswith("leaving", start) and trigger_grammar.AS_WHAT.match(text, end)
    return bool(leaves or as_what or (t.verb and trigger_grammar.OWN_HOME.match(text, end)))


def _is_of_peace(t: Trigger) -> bool:
    """Whether no force does it: a general who changes his post, a quarrel in court, who falls to the ground."""
    text, start, end = t.text, t.start, t.end
    if t.kind is EventKind.WITHDRAWAL:
        return _leaves_in_peace(t)
    if t.kind is EventKind.CLASH:
        states = [p for p in t.parties if p.cls in ARMED]
        return bool(t.verb and not states and trigger_grammar.WITH_WORDS.match(text, end))
    if t.kind is EventKind.CONTROL_CHANGE:
        down = t.form == "intransitive" and trigger_grammar.FALLS_DOWN.match(text, end)
        return bool(down or trigger_grammar.FROM_HOME.match(text, end))
    if t.kind is EventKind.AGREEMENT:
        ways = (trigger_grammar.ENDS_IT, trigger_grammar.REFERS_TO_IT) if t.form == "noun" else ()
        if any(way.search(text, max(t.sentence.start, start - 45), start) for way in ways):
            return True
        trade = trigger_grammar.WORDS_OF_TRADE.search(text, t.sentence.start, t.sentence.end) is not None
        return trade and not any(p.cls in ARMED for p in t.parties)
    if t.kind in (EventKind.MOVEMENT, EventKind.DEPLOYMENT):
        if trigger_grammar.DIPLOMATS.search(text, t.low, start) or trigger_grammar.BODIES.search(text, t.low, start):
            return True
        # "les rebelles venus de X ont pris Y", but not "sont partis de X"
        from_where = trigger_grammar.COME_FROM.match(text, start) and not trigger_grammar.BE_BEFORE.search(
            text, max(t.sentence.start, start - 30), start
        )
        driven = t.form == "subject_convoy" and trigger_grammar.DRIVES_BACK.match(text, start)
        # "the armed groups have been pushed back into the bush"
        if from_where or driven or (t.passive and trigger_grammar.PUSHED.match(text, start)):
            return True
        lately = trigger_grammar.IS_NEWLY.search(text, max(t.sentence.start, start - 40), start)
        if trigger_grammar.STATIONED.match(text, start) and lately is None:
            return True  # "the soldiers stationed at X": where they are, not what they do
        armed = any(p.cls in ARMED or p.pronoun for p in t.parties if p.end <= start)
        if trigger_grammar.OPERATES.match(text, start) and not armed:
            return True  # "the plant is operating on its sole power line"
        home = trigger_grammar.GOES_HOME.match(text, end) or trigger_grammar.GOES_HOME.search(text, start, end)
        return bool(
            home or trigger_grammar.DEMONSTRATES.match(text, start) or trigger_grammar.TO_HOSPITAL.match(text, end)
        )
    if t.kind is EventKind.HANDOVER:
        return trigger_grammar.ANTIQUITIES.match(text, end) is not None
    if t.kind is EventKind.COUP:
        low = max(t.sentence.start, start - 60)
        things = t.verb and trigger_grammar.THINGS_TOPPLED.search(text, low, start)
        return bool(things) or trigger_grammar.IN_OFFICE_NEXT.search(text, low, start) is not None
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
    if t.kind in (EventKind.ATTACK, EventKind.CLASH) and _is_no_fight(t, low, fought=fought):
        return True
    if t.kind is EventKind.HANDOVER and t.verb == {"pres"} and t.text[t.start : t.end].casefold() == "hands":
        return not t.has_bare_object()  # "from government hands"
    if t.kind is EventKind.CONTROL_CHANGE and (_is_no_taking(t, low) or _drives_off(t)):
        return True
    if t.kind in (EventKind.ATTACK, EventKind.CASUALTY_REPORT) and not any(p.cls in ARMED for p in t.parties):
        whole = t.sentence.start, t.sentence.end
        return bool(trigger_grammar.ACCIDENT.search(t.text, *whole)) and not grammar.OF_WAR.search(t.text, *whole)
    so = t.kind is EventKind.WITHDRAWAL and t.passive and trigger_grammar.LEFT_SO.match(t.text, t.end) is not None
    if so or _leaves_things(t):
        return True
    if t.kind is EventKind.COUP and t.form == "noun" and trigger_grammar.AGAINST_THE.search(t.text, low, t.start):
        return True
    if trigger_grammar.HOLD.match(t.text, t.start) and t.verb <= {"ed", "part", "past"}:
        if trigger_grammar.HOSTAGE_AFTER.match(t.text, t.end):
            return True
        return trigger_grammar.MEETING.search(t.text, low, t.start) is not None
    return t.kind in (EventKind.DEPLOYMENT, EventKind.MOVEMENT) and _is_no_journey(t, low)


def _is_no_fight(t: Trigger, low: int, *, fought: bool) -> bool:
    """Whether the fighting stops, does not take place or only dates something else."""
    if fought and trigger_grammar.CEASES.search(t.text, low, t.start):
        return True
    dates = t.form == "noun" and t.text[t.end : t.end + 1] == ","
    if dates and trigger_grammar.OPENS_DURING.fullmatch(t.text, t.sentence.start, t.start):
        return True  # "during the offensive, troops took X"
    if t.kind is not EventKind.CLASH or not fought:
        return False
    ways = (trigger_grammar.NO_COMBAT, trigger_grammar.PAUSE_IN, *(() if t.places else (trigger_grammar.DURING_IT,)))
    return any(way.search(t.text, low, t.start) for way in ways)


def _is_no_journey(t: Trigger, low: int) -> bool:
    """Whether no force goes anywhere: travellers, envoys and aid do, or somebody "moves" to do something."""
    if t.verb <= {"ed", "part"} and trigger_grammar.TRAVELLERS.search(t.text, low, t.start):
        return True
    if t.kind is EventKind.DEPLOYMENT:
        return t.passive and trigger_grammar.CIVILIANS_SENT.search(t.text, low, t.start) is not None
    other_way = trigger_grammar.SETS_OFF.match(t.text, t.start) or trigger_grammar.MOVES_TO_DO.match(t.text, t.start)
    return other_way is not None


def _leaves_things(t: Trigger) -> bool:
    """Whether somebody leaves things behind: "the bombs that the rebels left in the houses"."""
    low = max(t.sentence.start, t.start - 70)
    return t.kind is EventKind.WITHDRAWAL and trigger_grammar.THINGS_LEFT.search(t.text, low, t.start) is not None


def _drives_off(t: Trigger) -> bool:
    """Whether somebody drives, and drives out nobody: "troops who drove from Bosnia seized the airport"."""
    return (
        not t.passive
        and "ing" not in t.verb
        and trigger_grammar.DROVE_FROM.fullmatch(t.text, t.start, t.end) is not None
    )


def _is_no_taking(t: Trigger, low: int) -> bool:
    """Whether "taken" and the like concern no place: a person, a promise, streets full of people, talks."""
    if trigger_grammar.BUSY.match(t.text, t.start):
        return True  # "occupée à son offensive"
    if t.text.startswith("repr", t.start) and trigger_grammar.FIGHTING_GOES.search(t.text, low, t.start):
        return True  # "les combats ont repris"
    if t.text.startswith(("repr", "pr"), t.start) and trigger_grammar.TAKES_UP.match(t.text, t.end):
        return True
    if trigger_grammar.TAKEN_SO.match(t.text, t.start) or (
        t.passive and trigger_grammar.PERSON_TAKEN.search(t.text, low, t.start)
    ):
        return True
    if t.french and t.passive and t.text.startswith("sécuris", t.start):
        return trigger_grammar.PASSIVE.search(t.text, low, t.start) is None  # "le QG sécurisé de la police"
    if t.text.startswith(("prend", "prenn", "pris", "prit", "pren"), t.start) and trigger_grammar.AT_SOMEBODY.search(
        t.text, low, t.start
    ):
        return True  # "s'en prend au QG": an attack
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
    if trigger_grammar.SOLDIERS_AFTER.match(t.text, t.end):
        return True  # "captured two soldiers"
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
    # "a remis 20 prisonniers à": they may stand inside; but who lays down his weapons loses the place
    inside = t.form != "loss" and trigger_grammar.CAPTIVES.search(t.text, t.start, t.end) is not None
    if inside or trigger_grammar.CAPTIVES_AFTER.match(t.text, t.end, t.sentence.end):
        return True
    spot = next((m.mention.evidence.start for m in t.places if m.mention.evidence.start >= t.end), None)
    if spot is not None and not t.passive and trigger_grammar.LOCATED.fullmatch(t.text, t.end, spot):
        # "captured a rebel commander in X"
        return t.objects.search(t.text, t.end, spot) is None and grammar.PARTS.search(t.text, t.end, spot) is None
    subject = t.text[t.low : t.start]
    if t.passive and trigger_grammar.MEN_WHO.search(t.text, t.sentence.start, t.start):
        return True
    if t.passive and _is_of_a_party(t):
        return t.kind is EventKind.CONTROL_CHANGE and grammar.EXPELS.search(t.text, t.start, t.end) is None
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


def _is_of_a_party(t: Trigger) -> bool:
    """Whether a party, and no place, is what is taken: "the Zambians were seized on the road"."""
    return any(
        p.cls != "country" and not p.pronoun and trigger_grammar.ARE.fullmatch(t.text, p.end, t.start)
        for p in t.parties
        if t.low <= p.start and p.end <= t.start
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
    left = t.kind is EventKind.WITHDRAWAL and t.page.focus is not None and not t.passive
    if grammar.IT_AFTER.match(t.text, t.end) and (left or any(e.end <= t.start for e in spots)):
        return True  # "will vacate its base at X and hand it to", "the rebels vacated it"
    if (
        spots
        and grammar.EXPELLING.match(t.text, t.start)
        and any(p.start >= t.end and grammar.STRAIGHT_AFTER.fullmatch(t.text, t.end, p.start) for p in t.parties)
    ):
        return True  # "in X, the army ousted the Taliban"
    named = t.objects.search(_after(t)[:40]) is not None
    if t.kind is EventKind.WITHDRAWAL and _goes_away(t):
        return True
    return follows or named or (t.passive and near) or _object_before(t) or told_where(t) is not None


def _goes_away(t: Trigger) -> bool:
    """Whether a force goes from where the story is: "the rebels left in the night"."""
    if t.verb & {"ing", "inf"} or t.passive or not trigger_grammar.GOES.match(t.text, t.end):
        return False
    came = any(other.kind in (EventKind.MOVEMENT, EventKind.DEPLOYMENT, EventKind.CONTROL_CHANGE) for other in t.told)
    if came and grammar.SHARES_SUBJECT.search(t.text, max(t.sentence.start, t.start - 30), t.start):
        return True  # "arrived in X on Monday and left on Thursday"
    return any(p.cls in ARMED and trigger_grammar.ADVERBS.fullmatch(t.text, p.end, t.start) for p in t.parties)


def _has_object_beside(t: Trigger) -> bool:
    """Whether a place stands right after a verb that is weak without one: "took the town of X"."""
    if means_there(t) or _enters_where_it_opens(t):
        return True  # "y sont entrés"
    behind = [m.mention.evidence.start for m in t.places if m.mention.evidence.start >= t.end]
    ways = (grammar.RIGHT_AFTER, place_grammar.BASE_THERE, place_grammar.LAST_PARTS)
    follows = any(way.fullmatch(t.text, t.end, at) for way in ways for at in behind)
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
    described = described or place_grammar.SEVERAL_MEANT.match(t.text, t.end) is not None
    described = described or told_where(t) is not None
    described = described or place_grammar.THEIR_CAPITAL.match(t.text, t.end) is not None
    described = described or (
        t.passive and place_grammar.PART_FALLS.fullmatch(t.text, t.sentence.start, t.start) is not None
    )
    # "la base de X, enlevée le 4 août par les loyalistes"
    apposed = (
        t.verb == {"part"} and t.passive and status_grammar.COMMA_BEFORE.search(t.text, t.low, t.start) is not None
    )
    apposed = apposed and status_grammar.BY_SOMEBODY.match(t.text, t.end) is not None
    apposed = apposed and any(0 < t.start - m.mention.evidence.end <= OBJECT_SPAN for m in t.places)
    return follows or meant or several or described or apposed or _takes_a_site(t) or _object_before(t)


def _enters_where_it_opens(t: Trigger) -> bool:
    """Whether a sentence names a town first and then who entered: "A Gao, les soldats sont entrés mardi"."""
    if not t.french or not status_grammar.ENTERS.match(t.text, t.start):
        return False
    opening = (m.mention.evidence.start for m in t.places if m.mention.evidence.end < t.start)
    first = next(opening, None)
    return first is not None and trigger_grammar.OPENS_AT.fullmatch(t.text, t.sentence.start, first) is not None


def _takes_a_site(t: Trigger) -> bool:
    """Whether a part of the town that the story is at stands right after the verb: "took the prison"."""
    part = grammar.PARTS.search(t.text, t.end, min(t.sentence.end, t.end + 40))
    named = part is not None and any(0 <= m.mention.evidence.start - part.end() <= OBJECT_SPAN for m in t.places)
    if part is None or not (named or t.page.focus) or not grammar.STRAIGHT_AFTER.fullmatch(t.text, t.end, part.start()):
        return False
    return bool(sites_named(t.text, t.end, min(t.sentence.end, part.end() + 40), part.start()))


def _is_lost(t: Trigger) -> bool:
    # "lost control of", "lost its grip on"
    if trigger_grammar.GARRISON.search(t.text, t.sentence.start, t.start):
        return True  # "the garrison of X surrendered to the rebels"
    if t.text[t.start : t.end].casefold().startswith("rend"):
        return False  # whoever surrenders loses no place
    whole = re.search(r"contr|hold|grip", t.text[t.start : t.end], re.IGNORECASE) is not None
    named = grammar.ANAPHORIC.search(t.text, t.start, t.end) is not None  # "had lost the town"
    return whole or named or _has_object_beside(t)


def _is_of_convoy(t: Trigger) -> bool:
    low = max(t.sentence.start, t.start - 45)
    if trigger_grammar.ROLLS_IN.match(t.text, t.start) and trigger_grammar.COLUMNS.search(t.text, low, t.start):
        return False  # "rebel columns rolled into X" take it
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
    return t.passive or (not is_total(t) and trigger_grammar.KILLS_SOMEBODY.match(t.text, t.end) is not None)


def _falls(t: Trigger) -> bool:
    """Whether what falls is a place: named, or meant by "the town" or "it", before the verb."""
    if t.text[t.start : t.end] == "été" or trigger_grammar.FOLLOWS.match(t.text, t.start):
        return _follows(t)
    if trigger_grammar.FALLING_THINGS.search(t.text, t.sentence.start, t.start):
        return False
    if grammar.IT_IS_TAKEN.search(t.text, t.low, t.start) or trigger_grammar.INTO_HANDS.search(t.text, t.start, t.end):
        return True
    spots = [m.mention.evidence for m in t.places]
    if any(0 <= t.start - e.end <= 90 for e in spots) or _falls_behind(t):
        return True
    return grammar.ANAPHOR.search(t.text, t.low, t.start) is not None


def _falls_behind(t: Trigger) -> bool:
    """Whether a French verb has its subject behind it: "Le même jour tombaient X et Y"."""
    if not t.french or t.verb & {"inf"}:
        return False
    behind = (m.mention.evidence.start for m in t.places if m.mention.evidence.start >= t.end)
    first = next(behind, None)
    return first is not None and not t.text[t.end : first].strip()


def _lacks_its_fall(t: Trigger) -> bool:
    """Whether "celle de X" and "c'était au tour de X" stand where no fall or capture is told before."""
    if t.kind is not EventKind.CONTROL_CHANGE or t.form != "noun":
        return False
    if t.text[t.start : t.end].casefold() in ("celle", "that"):
        return trigger_grammar.A_FALL_BEFORE.search(t.text, t.sentence.start, t.start) is None
    if t.text[t.start : t.end].casefold() == "tour":
        return not (t.text[max(0, t.start - 4) : t.start].endswith((" au ", " le ")) and _after_a_change(t))
    return False


def _after_a_change(t: Trigger) -> bool:
    """Whether the last that the story told, not long before, is that a place changed hands."""
    if any(other.kind is EventKind.CONTROL_CHANGE for other in t.told):
        return True
    # what else the same story tells in between, of fighting or of who left, is no other story
    near = (r for r in t.page.reports[-_FOLLOWS_LAST:] if t.start - r.at < _FOLLOWS_WITHIN)
    return any(r.kind is EventKind.CONTROL_CHANGE for r in near)


def _is_that_entry(t: Trigger) -> bool:
    """Whether who comes in takes what others have just left, where that is asked, and only moves elsewhere."""
    left = any(other.kind is EventKind.WITHDRAWAL for other in t.told)
    near = (r for r in t.page.reports[-_FOLLOWS_LAST:] if t.start - r.at < _FOLLOWS_WITHIN)
    left = left or any(r.kind is EventKind.WITHDRAWAL for r in near)
    return left is (t.kind is EventKind.CONTROL_CHANGE)


def _follows(t: Trigger) -> bool:
    """Whether a town goes the way of the one told of just before: "Kaya followed on Monday"."""
    spots = [m.mention.evidence for m in t.places if m.mention.evidence.end <= t.start]
    subject = any(  # of "X, capital of Y, followed" it is X
        trigger_grammar.ITS_SUBJECT.fullmatch(t.text, spot.end, t.start)
        and trigger_grammar.OPENS.fullmatch(t.text, t.sentence.start, spot.start)
        for spot in spots
    )
    if t.text.startswith("été", t.start):  # "X est tombée samedi, Y l'a été dimanche"
        so_too = trigger_grammar.SO_TOO.search(t.text, t.sentence.start, t.start)
        subject = so_too is not None and any(spot.end == so_too.start() for spot in spots)
        if subject and trigger_grammar.TAKEN_BEFORE.search(t.text, t.sentence.start, t.start):
            return True
    return subject and _after_a_change(t)


def _is_of_things(t: Trigger) -> bool:
    things = trigger_grammar.EQUIPMENT.finditer(t.text, t.start, min(t.sentence.end, t.end + OBJECT_SPAN))
    # not "blew himself up at the market"
    behind = any(
        trigger_grammar.WHERE_ABOUT.search(t.text, t.end, max(t.end, thing.start())) is None for thing in things
    )
    if behind or not t.passive:
        return behind
    before = trigger_grammar.ITS_RELATIVE.sub(" ", t.text[t.sentence.start : t.start])
    plain = len(before) == t.start - t.sentence.start
    low = t.low - t.sentence.start if plain else 0
    return trigger_grammar.EQUIPMENT.search(before, max(low, len(before) - OBJECT_SPAN)) is not None


def _is_whole(t: Trigger) -> bool:
    return trigger_grammar.COMPOUND.match(t.text, t.end) is None  # not "the withdrawal process", "attack helicopters"


def _is_counted(t: Trigger) -> bool:
    """Whether the dead have a number: "28 dead", "130 civilian casualties", "put the number of those killed at 799"."""
    if any(q.evidence.start < t.end and t.start < q.evidence.end for q in t.counts) or is_total(t) or counts_apart(t):
        return True
    low = max(t.sentence.start, t.start - 60)
    if trigger_grammar.NUMBER_BEFORE.search(t.text, low, t.start):
        return True
    number_of = trigger_grammar.NUMBER_OF.search(t.text, low, t.start)
    return number_of is not None and trigger_grammar.AT_NUMBER.search(t.text, t.end, t.high) is not None


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
        past = "past" in t.verb or grammar.JUST_DONE.search(t.text, max(t.low, t.start - 24), t.start)
        return bool(past) and any(grammar.OBJECT_BEFORE.fullmatch(t.text, end, t.start) for end in spots)
    gains = t.kind is EventKind.CONTROL_CHANGE and not t.passive  # "it has won respect"
    if (not gains and grammar.IT_IS_TAKEN.search(t.text, t.low, t.start)) or t.described_subjects:
        return True
    ends = (m.mention.evidence.end for m in t.places if m.mention.evidence.end <= t.start)
    return any(is_object_of(t, end) for end in ends) or anaphor_before(t) is not None
