"""Where a trigger's event is: the place tied to this event, not to the sentence or the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from mapkit.events import grammar, place_grammar, time_grammar, trigger_grammar
from mapkit.events.actors import is_capital
from mapkit.events.carried import SENT_FROM, find_carried, is_abroad, is_said_there, means_some, names_stranger
from mapkit.events.clauses import coordinated
from mapkit.events.name_roles import is_other_s, is_party
from mapkit.events.nearness import BESIDE, OBJECT, cost_of, is_beside
from mapkit.events.not_there import (
    comes_from_there,
    is_decided_there,
    is_its_doer,
    is_next_subject,
    is_seat_that_acts,
    official_of,
    only_leads_there,
    only_lies_there,
)
from mapkit.events.objects import OF_A_PLACE, is_wide, name_of, root_of
from mapkit.events.page import Doers
from mapkit.events.party import ARMED
from mapkit.events.trigger import Trigger, means_there, told_where
from mapkit.model import EventKind, Place, PlaceMatch

_FAR = 170
"""Cost from which a place of the sentence has nothing to do with the trigger."""


_CONTINENT_M = 2_000_000
"""Radius in metres from which a place is none where something happens: "the largest country in Africa"."""

_SOMEWHERE = (EventKind.DEPLOYMENT, EventKind.MOVEMENT, EventKind.ATTACK, EventKind.CLASH)
_BY_NUMBER = (*OF_A_PLACE, EventKind.WITHDRAWAL, EventKind.HANDOVER, EventKind.ATTACK, EventKind.DEPLOYMENT)
_ITS_DAY = 6
"""Characters behind a name within which its day begins: "Gao on Saturday"."""
_LISTED = 12
"""Names before a sentence among which those are that it counts: "both towns"."""
_RECALL = 500
"""Characters within which they stand."""


def find_places_of(t: Trigger, doers: Doers) -> list[PlaceMatch | Place]:
    """Return the place of the event, or the places where the words list several; none when the text ties none to it."""
    capital = _capital_meant(t)
    if capital is not None:
        return [capital]
    end = _destination_match(t) if t.kind is EventKind.MOVEMENT else None
    if end is not None and place_grammar.REACHES.match(t.text, t.start) and (_has_set_out(t) or _is_reached(t, end)):
        return [end]  # "a convoy that left X on Monday reached Y on Tuesday"
    given = t.told[-1].placed if t.kind is EventKind.HANDOVER and t.told and _gives_it(t) else ()
    if given:
        return [*given]  # "closed its base at X, in Y province, and handed it to the army"
    if t.page.dateline is not None and _is_at_dateline(t):
        t.reasons.append(f"place: {SENT_FROM}, {name_of(t.page.dateline)}")
        return [t.page.dateline]
    several = _several_meant(t)
    if several:
        return list(several)
    where = told_where(t)
    if where is not None and not any(0 < m.mention.evidence.start - t.end < OBJECT for m in t.places):
        return [where]
    own = _in_sentence(t)
    if own and not _is_anaphor_meant(t, own[0]):
        return [*own, *_each_on_its_day(t, own)]
    if end is not None:
        return [end]  # only where the way ended is told: "troops arrived at the airport"
    if means_some(t) and t.page.country is not None:
        t.reasons.append(f"place: somewhere in {t.page.country.name}; which places is not said")
        return [t.page.country]
    carried = find_carried(t, doers)
    t.carried = carried is not None
    return [carried, *_besides_the_town(t, own)] if carried is not None else []


def _is_at_dateline(t: Trigger) -> bool:
    """Whether the words mean where the report was sent from: "retook this town", "left their garrison here"."""
    here = place_grammar.HERE.search(t.text, t.start, min(t.high, t.end + 60))
    here = here or (place_grammar.HERE.search(t.text, t.low, t.start) if t.page.focus is None else None)
    if here is None or place_grammar.QUOTED.search(t.text, t.sentence.start, here.start()):
        return False
    if time_grammar.SAID_BEFORE.search(t.text, max(t.sentence.start, here.start() - 40), here.start()):
        return False  # "officials conceded here today"
    return here.group().casefold() == "here" or t.page.focus is None


def _gives_it(t: Trigger) -> bool:
    """Whether what is handed over is only a pronoun: "and handed it to", "et l'a cédée aux"."""
    return means_there(t) is not None or grammar.IT_AFTER.match(t.text, t.end) is not None


def _has_set_out(t: Trigger) -> bool:
    """Whether the sentence tells before from where they went: "a convoy that left X", "les soldats partis de X"."""
    left = any(other.kind in (EventKind.MOVEMENT, EventKind.WITHDRAWAL) and other.placed for other in t.told)
    return left or trigger_grammar.SET_OUT.search(t.text, t.low, t.start) is not None


def _is_reached(t: Trigger, end: PlaceMatch) -> bool:
    """Whether where the way ended is the verb's object, and the sentence names no town that it came from."""
    at = end.mention.evidence
    if grammar.RIGHT_AFTER.fullmatch(t.text, t.end, at.start) is None:
        return False
    spots = (m.mention.evidence.start for m in t.places if m is not end and not is_wide(m))
    return not any(place_grammar.FROM.search(t.text, max(t.sentence.start, spot - 12), spot) for spot in spots)


def _besides_the_town(t: Trigger, own: Sequence[PlaceMatch | Place]) -> list[PlaceMatch]:
    """Return the villages of "took the town, as well as the villages of X and Y"."""
    named = [m for m in own if isinstance(m, PlaceMatch)]
    first = named[0].mention.evidence.start if named else t.end
    return named if place_grammar.THE_TOWN_AND.fullmatch(t.text, t.end, first) else []


def _each_on_its_day(t: Trigger, own: Sequence[PlaceMatch | Place]) -> list[PlaceMatch]:
    """Return the other towns of a list with days: "X fell on Friday, Y on Saturday and Z on Sunday"."""
    if not (t.passive or t.form == "intransitive"):
        return []
    known = {m.mention.evidence.start for m in own if isinstance(m, PlaceMatch)}
    found: list[PlaceMatch] = []
    last = t.end
    for match in t.places:
        at = match.mention.evidence
        if at.start < last:
            continue
        between = any(last <= d.mention.evidence.start < at.start for d in t.dates)
        spots = (d.mention.evidence.start for d in t.dates if d.mention.evidence.start >= at.end)
        own_day = any(
            spot <= at.end + _ITS_DAY or time_grammar.ITSELF_ON.fullmatch(t.text, at.end, spot) for spot in spots
        )
        # "fell to the rebels on Friday, Y on Saturday": by whom or to whom stands before the first day
        listed = place_grammar.NEXT_LISTED if found else place_grammar.FIRST_LISTED
        if not between and not found:
            continue  # to whom, by whom
        if not (between and own_day and listed.fullmatch(t.text, last, at.start)):
            break
        found += [match] if at.start not in known else []
        last = at.end
    return found


def _several_meant(t: Trigger) -> list[PlaceMatch]:
    """Return the towns told last that "both towns", "all three villages" and "les deux villes" mean."""
    if t.kind not in _BY_NUMBER:
        return []
    meant = place_grammar.SEVERAL_MEANT.match(t.text, t.end)
    if meant is None and (t.passive or t.form == "intransitive"):
        meant = place_grammar.SEVERAL_BEFORE.search(t.text, t.sentence.start, t.start)
    if meant is None:
        return []
    number = place_grammar.HOW_MANY[meant["number"].casefold()]
    before = bisect_left(t.page.places, t.sentence.start, key=lambda m: m.mention.evidence.start)
    told = [m for m in t.page.places[max(0, before - _LISTED) : before] if not is_wide(m)]
    towns = list({root_of(m): m for m in told}.values())[-number:]
    if len(towns) < number or t.sentence.start - towns[0].mention.evidence.start > _RECALL:
        return []
    t.reasons.append(f"place: {meant.group().strip()!r} are {', '.join(name_of(m) for m in towns)}")
    t.carried = True
    return towns


def _has_strange_subject(t: Trigger) -> bool:
    """Whether a name that nobody knows is what changes hands."""
    name = place_grammar.NAMES_SUBJECT.search(t.text, t.sentence.start, t.start)
    known = (*(m.mention.evidence.start for m in t.places), *(p.start for p in t.parties))
    return name is not None and not any(name.start() <= start < t.start for start in known)


def _capital_meant(t: Trigger) -> PlaceMatch | None:
    """Return the capital where the words right behind the trigger are "the capital"."""
    stays = t.kind in _SOMEWHERE and all(map(is_wide, t.places))
    if stays and place_grammar.IN_CAPITAL.search(t.text, t.end, t.sentence.end):
        return t.page.capital
    if t.passive or t.form == "intransitive":
        if place_grammar.CAPITAL_IS.search(t.text, t.sentence.start, t.start) is None:
            return None
        named = (m for m in t.places if m.place is not None and is_capital(m.place))
        return next(named, t.page.capital)  # "X's capital falls to the rebels, who surge into Y"
    if t.page.capital is None:
        return None
    meant = place_grammar.CAPITAL.search(t.text, t.end, min(t.sentence.end, t.end + 40))
    if meant is None or grammar.STRAIGHT_AFTER.fullmatch(t.text, t.end, meant.start()) is None:
        return None
    t.reasons.append(f"place: {meant.group()!r} is {name_of(t.page.capital)}")
    return t.page.capital


def _in_sentence(t: Trigger) -> list[PlaceMatch | Place]:
    candidates = [m for m in t.places if not _is_destination(t, m) and m.mention.evidence.start != t.doer_at]
    candidates = [m for m in candidates if m.place is None or m.place.radius_m < _CONTINENT_M]
    candidates = [m for m in candidates if not is_other_s(t, m) and not _is_container(t, m, t.places)]
    candidates = [m for m in candidates if not _owns(t, m, candidates) and not _is_landmark(t, m, candidates)]
    candidates = [m for m in candidates if not (is_party(t, m) or _is_receiver(t, m) or is_decided_there(t, m))]
    candidates = [m for m in candidates if not (is_said_there(t, m) or _is_whose(t, m) or _is_home_of(t, m))]
    t.elsewhere = {m.mention.evidence.start for m in t.places if m not in candidates}
    # "the departure of Tigray forces from Kobo"
    armed = [(p.start, p.end) for p in t.parties if p.cls in ARMED]
    outside = [m for m in candidates if not any(a <= m.mention.evidence.start < b for a, b in armed)]
    candidates = outside or candidates
    candidates = [m for m in candidates if not (only_leads_there(t, m) or is_its_doer(t, m) or comes_from_there(t, m))]
    t.elsewhere |= {m.mention.evidence.start for m in outside if m not in candidates}
    # "X, which commands the way to Y, was taken"
    apart = [m.span() for m in grammar.ASIDE_CLAUSE.finditer(t.text, t.sentence.start, t.sentence.end)]
    apart = [(a, b) for a, b in apart if not a <= t.start < b]
    if t.passive or t.form == "intransitive":  # "X, the largest port after Y, fell"
        apposed = place_grammar.APPOSED_SUBJECT.search(t.text, t.sentence.start, t.start)
        subject = apposed is not None and any(m.mention.evidence.end <= apposed.start() for m in candidates)
        apart += [apposed.span()] if apposed is not None and subject else []
    outside = [m for m in candidates if not any(a <= m.mention.evidence.start < b for a, b in apart)]
    told = t.kind is EventKind.WITHDRAWAL and t.form != "noun" and t.page.focus is not None and t.page.focus_reach > 0
    candidates = outside if told else outside or candidates
    if t.kind in OF_A_PLACE:  # nobody takes "the Arabian Sea coast"
        candidates = [
            m for m in candidates if not place_grammar.WATER.search(m.mention.evidence.quote) and not _is_sea(t, m)
        ]
        candidates = [m for m in candidates if not _is_border(t, m)]
        candidates = [m for m in candidates if not _is_fled_to(t, m)]
        candidates = [m for m in candidates if not _is_loser(t, m)] or candidates
        candidates = [m for m in candidates if not _brought_from(t, m)]
    candidates = [m for m in candidates if not _is_before(t, m)] or candidates
    if not candidates:
        return []
    if t.kind in (EventKind.ATTACK, EventKind.CLASH):
        candidates = [m for m in candidates if not _is_border(t, m)] or candidates
    best = min(candidates, key=lambda m: cost_of(t, m))
    if cost_of(t, best) >= (_FAR + BESIDE if len(candidates) == 1 and is_beside(t, best) else _FAR):
        return []
    beyond = best.mention.evidence.start > t.end and t.sentence.crossings(t.end, best.mention.evidence.start)
    if t.form == "noun" and beyond and grammar.AFTER_A.search(t.text, t.low, t.start) and _told_here_before(t):
        return []  # "overran X after a long assault, giving them their first city in Y"
    wide = best.place is not None and best.place.kind in ("country", "region", "district")
    if not wide and best.mention.evidence.start != t.end + 1 and t.kind is not EventKind.MOVEMENT and names_stranger(t):
        return []  # "instead of attacking X, rebels captured Yz": a name follows that no gazetteer knows
    if t.form == "intransitive" and best.mention.evidence.start > t.start and _has_strange_subject(t):
        return []  # "Xyz fell to rebels from Y"
    seat = _seat_of(t, best) if _means_seat(t, best) else None
    if seat is not None:
        t.reasons.append(f"place: the capital of {name_of(best)} is {name_of(seat)}")
        return [seat]
    spans = {(m.mention.evidence.start, m.mention.evidence.end): m for m in candidates}
    at = best.mention.evidence
    if t.kind is EventKind.WITHDRAWAL and grammar.FROM_WHICH.fullmatch(t.text, at.end, t.start):
        return [best]
    listed = [spans[span] for span in coordinated(t.text, spans, (at.start, at.end))]
    listed = [m for m in listed if m is best or not is_next_subject(t, m)]
    # "three capitals in the north of a country, X, Y and Z"
    towns = [m for m in listed if m.place is None or m.place.kind != "country"]
    return [*(towns or listed)]


def _is_whose(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a country is only whose embassy it is, in another: "struck outside the U.S. and Israeli missions"."""
    is_country = match.place is not None and match.place.kind == "country"
    return is_country and grammar.ITS_EMBASSY.match(t.text, match.mention.evidence.end) is not None


def _is_home_of(t: Trigger, match: PlaceMatch) -> bool:
    """Whether somebody is only from there: "Jean Dupont, 24 ans, réserviste de X, a été abattu"."""
    at = match.mention.evidence.start
    return grammar.HOME_OF.search(t.text, max(t.sentence.start, at - 80), at) is not None


def _is_receiver(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a place is to whom something is given: "handed the strip back to Chad", "rendra à Bakou le district"."""
    at = match.mention.evidence.start
    if t.kind is not EventKind.HANDOVER or not t.end <= at or t.text[t.end : at].strip():
        return False
    given = t.text[t.start : t.end].rsplit(maxsplit=1)[-1].casefold() in ("to", "à", "au", "aux")
    return given and match.place is not None and (match.place.kind == "country" or is_capital(match.place))


def _is_before(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a place is only of what came before: "After X and Y, Z fell"; "after the fall of X", the fall is X's."""
    end = match.mention.evidence.end
    return end <= t.start and place_grammar.AFTER_OTHERS.match(t.text, t.sentence.start, end) is not None


def _told_here_before(t: Trigger) -> bool:
    """Whether a trigger before in the sentence has a place."""
    return bool(t.told and t.told[-1].placed)


def _is_sea(t: Trigger, match: PlaceMatch) -> bool:
    """Whether the name is a sea's: "en mer Rouge"."""
    at = match.mention.evidence
    low = max(t.sentence.start, at.start - 12)
    return (
        place_grammar.WATER.search(at.quote) or place_grammar.WATER_BEFORE.search(t.text, low, at.start)
    ) is not None


def _brought_from(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a name says where those who take a place came from: "was retaken by troops flown in from X"."""
    at = match.mention.evidence.start
    if t.passive:
        return place_grammar.BROUGHT_FROM.search(t.text, t.end, at) is not None
    # "troops flown in from X retook the town", "took the town after coming down from X"
    return place_grammar.COMES_FROM.search(t.text, max(t.sentence.start, at - 40), at) is not None


def _is_fled_to(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a country is only where somebody flees: "fled to Congo as rebels shot their way into his palace"."""
    at, place = match.mention.evidence.start, match.place
    if t.kind is EventKind.WITHDRAWAL or place is None or place.kind != "country":
        return False
    return place_grammar.FLED_TO.search(t.text, max(t.sentence.start, at - 70), at) is not None


def _is_border(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a country is named for its border or stands apart: "seized a base, far from here, between X and Y"."""
    at = match.mention.evidence
    if match.place is None or match.place.kind != "country":
        return False
    low = max(t.sentence.start, at.start - 60)
    return place_grammar.BORDER.search(t.text, low, at.start) is not None


def _is_loser(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a name stands for who lost the place: "X was taken from Kyiv by separatists", "drove Russia from X"."""
    at = match.mention.evidence
    if t.start < at.start < t.end and match.place is not None and match.place.kind == "country":
        return grammar.EXPELLING.match(t.text, t.start) is not None and t.text[t.start : t.end].endswith(("from", "of"))
    if match.place is None or not is_capital(match.place) or at.start < t.end:
        return False
    return place_grammar.TAKEN_FROM.fullmatch(t.text, t.end, at.start) is not None


def _means_seat(t: Trigger, match: PlaceMatch) -> bool:
    """Whether the words round a country mean its capital: "in South Sudan's capital", "la capitale du Soudan"."""
    at = match.mention.evidence
    if match.place is None or match.place.kind not in ("country", "region"):
        return False
    before = place_grammar.CAPITAL_OF.search(t.text, max(t.sentence.start, at.start - 30), at.start)
    return before is not None or place_grammar.S_CAPITAL.match(t.text, at.end) is not None


def _seat_of(t: Trigger, match: PlaceMatch) -> PlaceMatch | None:
    """Return the capital of a country, or of a region the town in it that the article names most, if it names one."""
    seat = t.page.capital
    if match.place is None or match.place.kind == "country":
        return seat if seat is not None and not is_abroad(match, seat.place) else None
    towns = [m for m in t.page.places if m.place is not None and m.place.kind == "town"]
    within = [m for m in towns if m.place is not None and m.place.parent == match.place.id]
    counts = Counter(m.place.id for m in within if m.place is not None)
    return max(within, key=lambda m: counts[m.place.id if m.place else ""], default=None)


def _is_container(t: Trigger, match: PlaceMatch, others: Sequence[PlaceMatch]) -> bool:
    """Whether the name only says where the one before it lies: "Bara, in North Kordofan", "Adré, au Tchad"."""
    start = match.mention.evidence.start
    before = [m for m in others if m.mention.evidence.end <= start]
    if not before:
        return False
    inner = before[-1]
    if len(before) > 1 and t.text[inner.mention.evidence.end : start].strip() in ("'s", "’s"):
        inner = before[-2]  # "Mitu, the capital of Colombia's Vaupes department": Mitu lies there
    if inner.place is not None and inner.place.kind in ("country", "region"):
        return False
    text, end = t.page.article.text, inner.mention.evidence.end
    named_area = match.place is not None and match.place.kind in ("country", "region", "district")
    if place_grammar.APPOSED_AREA.fullmatch(text, end, start):  # "X, the army's last stronghold in North Kivu, fell"
        return named_area or place_grammar.BESIDE_IT.fullmatch(text, end, start) is not None
    lies_in = place_grammar.LIES_IN.fullmatch(text, end, start)
    if lies_in is None:
        return False
    return named_area or place_grammar.AREA.search(lies_in.group()) is not None


def _is_landmark(t: Trigger, match: PlaceMatch, others: Sequence[PlaceMatch]) -> bool:
    """Whether the name only says where one before it lies: "the Xyz farms near Douma", "Xyz, near the port of Y"."""
    start = match.mention.evidence.start
    feature = match.place is not None and match.place.kind == "feature"
    if feature and place_grammar.BESIDE_WATER.search(t.text, max(t.sentence.start, start - 24), start):
        low = max(t.sentence.start, start - 24)
        if any(low <= other.mention.evidence.end < start for other in others):
            return True  # "at Orlivka, on the Danube"
    for other in others:
        told = other.mention.hints.get("by", "").rpartition(":")[2]
        behind = (m.mention.evidence for m in others if m.mention.evidence.start >= other.mention.evidence.end)
        landmark = next((at for at in behind if at.quote == told), None) if told else None
        if landmark is not None and other.mention.evidence.end <= start <= landmark.start:
            return True
    return False


def _owns(t: Trigger, match: PlaceMatch, others: Sequence[PlaceMatch]) -> bool:
    """Whether the name only says where the next one lies: "Nigeria's northeastern Borno state"."""
    if match.place is not None and match.place.kind not in ("country", "region", "district"):
        return False
    end = match.mention.evidence.end
    return any(place_grammar.OWNS_PLACE.fullmatch(t.text, end, m.mention.evidence.start) for m in others)


def may_be_at(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a name can be where something is, and not only where that lies, who acts or speaks, or where they go."""
    only_locates = _is_container(t, match, t.places) or _owns(t, match, t.places) or _is_landmark(t, match, t.places)
    only_locates = only_locates or is_seat_that_acts(t, match) or comes_from_there(t, match)
    only_locates = only_locates or only_lies_there(t, match)
    if len(t.places) > 1:  # "Pensa, north of Ouagadougou", "X, on the road between Y and Z", "the last town before X"
        low, at = t.sentence.start, match.mention.evidence.start
        only_locates = only_locates or is_beside(t, match)
        only_locates = only_locates or place_grammar.ON_THE_ROAD.search(t.text, low, at) is not None
        only_locates = only_locates or place_grammar.LIES_BEFORE.search(t.text, low, at) is not None
    speaks = is_said_there(t, match) or official_of(t, match)
    if only_locates or speaks or is_other_s(t, match) or is_party(t, match):
        return False
    if t.kind is EventKind.WITHDRAWAL and _is_destination(t, match):
        return False
    return t.kind not in OF_A_PLACE or not (_is_fled_to(t, match) or _is_loser(t, match) or _brought_from(t, match))


def _is_anaphor_meant(t: Trigger, found: PlaceMatch | Place) -> bool:
    """Whether the object of the verb is a place told before: "lost the town on Monday, the mayor of X said"."""
    if not isinstance(found, PlaceMatch):
        return False
    at = found.mention.evidence.start
    of_town = is_wide(found) and (
        place_grammar.S_TOWN.match(t.text, found.mention.evidence.end)
        or grammar.NTH_TOWN_OF.search(t.text, max(t.sentence.start, at - 50), at)
    )
    if of_town and (at > t.end or t.passive or t.form == "intransitive"):
        return t.kind in OF_A_PLACE
    apposed = at > t.end and place_grammar.APPOSED_NAME.fullmatch(t.text, t.end, at)  # "still hold the second city, X"
    if apposed or (t.page.last_place is None and t.page.focus is None):
        return False
    leaves = t.kind is EventKind.WITHDRAWAL
    if leaves and place_grammar.FROM_IT.match(t.text, t.end):
        return True
    if official_of(t, found):
        return grammar.ANAPHOR.search(t.text, t.low, t.high) is not None
    # "half of Moscow's contingent is due to leave the country"
    leaves_country = leaves and at < t.start and place_grammar.COUNTRY_NEXT.match(t.text, t.end)
    # "dans cette localité de la région de X"
    in_it = is_wide(found) and grammar.THIS_TOWN_OF.search(t.text, max(t.sentence.start, at - 70), at)
    if leaves_country or in_it or ((at > t.end or is_wide(found)) and means_there(t)):
        return (
            True  # "les soldats qui y étaient stationnés ont fui vers X", "la force d'Afrique australe doit y prendre"
        )
    if t.form == "noun" and place_grammar.OF_IT.match(t.text, t.end):
        return True  # "the seizure of the city, capital of the state of X"
    if t.passive or t.form in ("intransitive", "state"):
        if place_grammar.APPOSED_TO_IT.fullmatch(t.text, t.sentence.start, at):
            return False  # "The provincial capital, X, fell"
        if at < t.start and place_grammar.SUBJECT_ANAPHOR.fullmatch(t.text, t.sentence.start, t.start):
            return True  # "the town, 50 km from X, was captured"
        # "a priest in X said that the town had fallen"
        subject = next(grammar.ANAPHOR.finditer(t.text, max(found.mention.evidence.end, t.start - 45), t.start), None)
        # "fled toward X when the town was overrun"
        apart = place_grammar.TOWARDS.search(t.text, max(t.sentence.start, at - 20), at)
        apart = apart or (subject and grammar.TELLS.search(t.text, found.mention.evidence.end, subject.start()))
        if subject is not None and apart:
            return grammar.TAKEN.fullmatch(t.text, subject.end(), t.start) is not None
    anaphor = grammar.ANAPHOR.search(t.text, t.end, t.sentence.end)
    if t.form == "noun" or anaphor is None or anaphor.start() > min(at, t.end + 30) or _is_part_of(t, anaphor, at):
        return False
    return grammar.STRAIGHT_AFTER.fullmatch(t.text, t.end, anaphor.start()) is not None


def _is_part_of(t: Trigger, anaphor: re.Match[str], at: int) -> bool:
    """Whether what seems to refer back is a part of the town at ``at``: "the airport and the barracks in X"."""
    joined = grammar.PARTS_JOINED.fullmatch(t.text, anaphor.end(), at)
    return joined is not None and grammar.PARTS.search(anaphor.group()) is not None


def _is_destination(t: Trigger, match: PlaceMatch) -> bool:
    if t.kind not in (EventKind.MOVEMENT, EventKind.WITHDRAWAL):
        return False
    end = _destination_match(t)
    if end is None or match is end:
        return match is end
    there, at = end.mention.evidence, match.mention.evidence.start
    if t.kind is EventKind.MOVEMENT and place_grammar.STOPS_AT.search(t.text, there.end, at):
        return False  # "bound for X, was turned back at Y"
    # "pulled back toward the X plantation at Y", but "withdrew to X from Y"
    return there.end <= at and place_grammar.AWAY_FROM.search(t.text, there.end, at) is None


def _destination_match(t: Trigger) -> PlaceMatch | None:
    """Return the place that the words after the trigger lead to: "left Goma for Bukavu", "reached Bukavu"."""
    low = t.start
    for match in t.places:
        at = match.mention.evidence
        if not 0 <= at.start - t.end <= 80 or place_grammar.SAID_IN.search(t.text, t.end, at.start):
            continue
        leads = place_grammar.LEADS_TO if t.kind is EventKind.MOVEMENT else place_grammar.LEADS_AWAY_TO
        ways_back = (grammar.FALLS_BACK, grammar.DOWN_THE_ROAD)
        if t.kind is EventKind.WITHDRAWAL and any(way.search(t.text, t.start, at.start) for way in ways_back):
            return match
        reaches = low == t.start and place_grammar.REACHES.match(t.text, t.start) is not None
        reaches = reaches and place_grammar.FROM_THERE.search(t.text, t.end, at.start) is None  # "arrived from X"
        if leads.search(t.text, low, at.start) or reaches:
            return match
        low = at.end
    return None


def arrives_at(t: Trigger, where: PlaceMatch | Place | None, doers: Doers) -> Place | None:
    """Return where a force arrives that no word leads to: "arrived in the town", "arrived from X on Tuesday"."""
    if place_grammar.ARRIVES.match(t.text, t.start) is None:
        return None
    low, at = t.sentence.start, where.mention.evidence.start if isinstance(where, PlaceMatch) else t.start
    comes_from = isinstance(where, PlaceMatch) and place_grammar.FROM_THERE.search(t.text, max(low, at - 30), at)
    there = find_carried(t, doers) if comes_from else where
    return there.place if isinstance(there, PlaceMatch) else there


def find_destination(t: Trigger) -> Place | None:
    """Return where a movement goes; ``None`` when it is not said."""
    match = _destination_match(t)
    return match.place if match is not None else None
