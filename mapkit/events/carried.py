"""Where a trigger's event is when its sentence does not say so: the place that the story is at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from mapkit.events import grammar, place_grammar, trigger_grammar
from mapkit.events.actors import is_capital, state_of
from mapkit.events.objects import OF_A_PLACE, is_wide, name_of, part_taken, root_of
from mapkit.events.page import Doers, Page
from mapkit.events.party import ARMED
from mapkit.events.sides import side_told, side_within
from mapkit.events.tolls import OF_A_WAR, is_of_a_war, is_total
from mapkit.events.trigger import Trigger, anaphor_before, means_there
from mapkit.model import EventKind, Place, PlaceMatch, Role

_RECENT = 200
"""Places and reports among which the town, or the region, is that an article has named most."""

_FROM = 50
"""Characters before a name within which the words stand that somebody was sent from there."""

_LONG_AGO = 60
"""Days before the publication from which something is another story."""

NATIONAL = frozenset((EventKind.COUP, EventKind.DECISION, EventKind.AGREEMENT, EventKind.CASUALTY_REPORT))
"""What concerns a country as a whole when no place is named."""

NAMED_BEFORE, JUST_NAMED, STORY_AT, ABOUT, IN_SENTENCE = (
    "is the place named before",
    "is named just before",
    "the story is at",
    "the article is about",
    "in the sentence",
)
SENT_FROM = "where the report was sent from"
"""How a place that is not beside its trigger was found, in the words of the reasons.

:mod:`mapkit.events.whereabouts` reads them there.
"""


def find_carried(t: Trigger, doers: Doers) -> PlaceMatch | Place | None:
    """Return the place that the sentence leaves unsaid, because the story has told it."""
    page = t.page
    left = _just_left(t)
    if left is not None:
        t.reasons.append(f"place: {name_of(left)}, which others are told to have left")
        return left
    anaphor = _refers_back(t)
    if anaphor is None and names_stranger(t):
        return None  # "attacked Xyz": another place than the one told before
    here = _told_here(t)
    if here and _goes_on_here(t, here[0]):
        return here[0]
    if page.last_base is not None and anaphor is not None and grammar.BASE.search(anaphor.group()):
        t.reasons.append(f"place: {anaphor.group()!r} is the base told of before")
        return page.last_base
    if t.kind in OF_A_PLACE and anaphor is None and not _names_a_place(t):
        return None  # soldiers are captured and prisoners handed over, too
    told = here[0] if len(here) == 1 else page.focus if page.focus_reach > 0 else None
    told = told or _named_before(t, anaphor) or (_topic(t) if anaphor else None) or page.focus or page.last_place
    if anaphor and told is not None:
        t.reasons.append(f"place: {anaphor.group()!r} {NAMED_BEFORE}")
        return told
    side = _side_meant(t)
    if side is not None and t.kind not in OF_A_PLACE:
        t.reasons.append(f"place: {ABOUT} {side.name.partition(' ')[2]}, and the words name a side of it")
        return side
    theatre = _theatre(page) if is_of_a_war(t) else None
    if theatre is not None:
        t.reasons.append(f"place: {OF_A_WAR}, {name_of(theatre)}")
        return theatre
    # "three people were killed, they said" counts the dead of what was told; "the mission in X has seen" does not
    of_the_story = t.kind is EventKind.CASUALTY_REPORT and page.last_place is not None
    of_the_story = of_the_story and not (t.times or t.places or "part" in t.verb or is_total(t))
    if of_the_story and page.focus is not None and page.focus_reach > 0:
        t.reasons.append(f"place: not {IN_SENTENCE}; {STORY_AT} {name_of(page.focus)}")
        return page.focus
    country = _country_meant(t, doers, of_the_story=of_the_story)
    if country is not None:
        return country
    if t.kind is EventKind.COUP and page.country is None and page.capital is not None:
        t.reasons.append(f"place: power is taken in the capital, {name_of(page.capital)}")
        return page.capital
    if t.form == "noun" and not t.times:
        return None  # "an end to the hostilities": only a name for what is told elsewhere
    return _near_by(t, here, doers)


def _theatre(page: Page) -> PlaceMatch | Place | None:
    """Return the region that an article names most, twice at least and as often as its country, else the country."""
    near = [m for m in page.places[:_RECENT] if m.place is not None]
    named = Counter(m.place.id for m in near if m.place is not None)
    regions = [m for m in near if m.place is not None and m.place.kind == "region" and m.place != page.country]
    most = max(regions, key=lambda m: named[m.place.id if m.place else ""], default=None)
    country = page.country
    if most is None or most.place is None or named[most.place.id] < max(2, named[country.id] if country else 0):
        return country
    return most


def _just_left(t: Trigger) -> PlaceMatch | Place | None:
    """Return what others have left, into which somebody comes: "the garrison left X, and the rebels walked in"."""
    if t.kind is not EventKind.CONTROL_CHANGE or not trigger_grammar.COMES_IN.fullmatch(t.text, t.start, t.end):
        return None
    here = (other.placed[0] for other in reversed(t.told) if other.kind is EventKind.WITHDRAWAL and other.placed)
    before = (r.place for r in reversed(t.page.reports) if r.kind is EventKind.WITHDRAWAL)
    return next(here, None) or next(before, None)


def _country_meant(t: Trigger, doers: Doers, *, of_the_story: bool) -> Place | None:
    """Return the country that the words mean, or that what they tell concerns as a whole."""
    country = t.page.country
    if country is None:
        return None
    abroad = _left_abroad(t, doers)
    if abroad is not None:
        t.reasons.append(f"place: who leaves it is at home in {country.name}")
        return abroad
    national = t.kind in NATIONAL and not of_the_story
    if place_grammar.COUNTRY_ANAPHOR.search(t.text, t.low, t.high) or national:
        t.reasons.append(f"place: {ABOUT} {country.name}")
        return country
    mission = any(a.side == "international" for _, a, _ in doers)
    if t.kind is EventKind.WITHDRAWAL and mission and (t.form != "noun" or t.times):
        t.reasons.append(f"place: a mission that leaves, from no place named, leaves {country.name}")
        return country
    return None


def _left_abroad(t: Trigger, doers: Doers) -> Place | None:
    """Return the country named last that is not the doer's: "Israel is to withdraw from the south of the country"."""
    if t.kind is not EventKind.WITHDRAWAL or place_grammar.COUNTRY_ANAPHOR.search(t.text, t.end, t.high) is None:
        return None
    own = {state_of(a) for _, a, _ in doers}
    if t.page.country is None or t.page.country.country not in own:
        return None
    last = bisect_left(t.page.places, t.start, key=lambda m: m.mention.evidence.start)
    named = (m.place for m in reversed(t.page.places[:last]) if m.place is not None and m.place.kind == "country")
    return next((place for place in named if place.country not in own), None)


def _side_meant(t: Trigger) -> Place | None:
    """Return the side of the article's country that the words mean: "in the east of the country", "le nord du Mali"."""
    country = t.page.country
    if country is None:
        return None
    named = (side_told(t.text, m) for m in t.places if m.place is not None and m.place.id == country.id)
    return next((side for side in named if side is not None), None) or side_within(t.text, t.low, t.high, country)


def _near_by(t: Trigger, here: Sequence[PlaceMatch | Place], doers: Doers) -> PlaceMatch | Place | None:
    """Return where the story is when nothing in the words refers to it: the nearest place told of, else the country."""
    page = t.page
    if len(here) == 1 and not is_wide(here[0]):
        t.reasons.append(f"place: {name_of(here[0])}, told of before {IN_SENTENCE}")
        return here[0]
    town = _only_town(t)
    if town is not None:
        t.reasons.append(f"place: {name_of(town)} is the one town of the sentence")
        return town
    if page.last_place is not None and not is_abroad(page.last_place, page.country):
        t.reasons.append(f"place: not {IN_SENTENCE}; {name_of(page.last_place)} {JUST_NAMED}")
        return page.last_place
    # "rebels took X. ... Soldiers had fled": from X
    left = t.kind is EventKind.WITHDRAWAL and t.form != "noun"
    left = left and any(r.kind in OF_A_PLACE and r.place is not None for r in page.reports[-4:])
    if page.focus is not None and page.focus_reach > 0 and (left or t.times):
        t.reasons.append(f"place: not {IN_SENTENCE}; {STORY_AT} {name_of(page.focus)}")
        return page.focus
    town = _topic(t) if t.kind is EventKind.WITHDRAWAL and doers and t.form != "noun" and not _of_long_ago(t) else None
    if town is not None and not is_abroad(town, page.country):
        t.reasons.append(f"place: not {IN_SENTENCE}; {name_of(town)} is named most")
        return town
    if page.country is None or _is_elsewhere(t, page.country, doers):
        return None
    t.reasons.append(f"place: not {IN_SENTENCE}; {ABOUT} {page.country.name}")
    return page.country


def _of_long_ago(t: Trigger) -> bool:
    """Whether it is dated long before the story, or lies ahead."""
    published = t.page.article.published
    if t.verb & {"fut", "cond", "inf"}:
        return True
    ends = [m.when.latest for m in t.times if m.when is not None and m.when.latest is not None]
    return (
        published is not None
        and published.earliest is not None
        and any((published.earliest - end).days > _LONG_AGO for end in ends)
    )


def _is_elsewhere(t: Trigger, country: Place, doers: Doers) -> bool:
    """Whether what a state does was not in the country that the article is about.

    No army withdraws from its own country; what another state's army does on a page about many countries is of
    another item.
    """
    states = {state_of(a) for role, a, _ in doers if role in (Role.BY, Role.TO) and a.side == "state"} - {None}
    own = country.country in states
    return (own and t.kind is EventKind.WITHDRAWAL) or (bool(states) and not own and t.page.of_many)


def _only_town(t: Trigger) -> PlaceMatch | None:
    """Return the one town that the sentence names before the trigger: "was in X when the bomb exploded"."""
    before = [m for m in t.places if m.mention.evidence.end <= t.start and not is_said_there(t, m)]
    towns = [m for m in before if m.place is not None and m.place.kind in ("town", "site", "base")]
    here = [m for m in towns if not is_abroad(m, t.page.country)]
    return here[-1] if len({m.place.root for m in here if m.place is not None}) == 1 else None


def _refers_back(t: Trigger) -> re.Match[str] | None:
    """Return the words that mean a place told of before: "the town", "it fell", "en a chassé", "drove them out"."""
    anaphor = grammar.ANAPHOR.search(t.text, t.low, t.high)
    if anaphor is None and t.kind in OF_A_PLACE and (t.passive or t.form == "intransitive"):
        anaphor = grammar.IT_IS_TAKEN.search(t.text, t.low, t.start)
        anaphor = anaphor or grammar.NTH_TOWN.search(t.text, t.sentence.start, t.start)
    anaphor = anaphor or place_grammar.SUBJECT_ANAPHOR.fullmatch(t.text, t.sentence.start, t.start) or anaphor_before(t)
    anaphor = anaphor or means_there(t)
    if t.form == "noun" and t.kind in OF_A_PLACE:  # "three days after its capture by the rebels"
        anaphor = anaphor or place_grammar.ITS_TAKING.search(t.text, max(t.sentence.start, t.start - 25), t.start)
    if t.kind is EventKind.WITHDRAWAL:
        anaphor = anaphor or place_grammar.FROM_IT.match(t.text, t.end)
    anaphor = anaphor or place_grammar.THEM_OUT.search(t.text, t.start, t.end)
    told = t.page.focus is not None or t.page.just_named is not None
    taken = t.kind in (EventKind.CONTROL_CHANGE, EventKind.WITHDRAWAL) and not t.passive and told
    return anaphor or (grammar.IT_AFTER.match(t.text, t.end) if taken else None)  # "said they had overrun it"


def _told_here(t: Trigger) -> Sequence[PlaceMatch | Place]:
    """Return the places of the last trigger of the sentence that has any; not of a clause apart."""
    apart = [m.span() for m in grammar.ASIDE_CLAUSE.finditer(t.text, t.sentence.start, t.start)]
    if t.page.focus is None:
        apart = []
    main = (other for other in reversed(t.told) if not any(a <= other.start < b for a, b in apart))
    main = (other for other in main if not _only_comes_from(other))
    return next((other.placed for other in main if other.placed), ())


def _only_comes_from(t: Trigger) -> bool:
    """Whether a way only says where those came from who do something else: "troops flown in from X retook the town"."""
    at = next((m.mention.evidence.start for m in t.placed if isinstance(m, PlaceMatch)), None)
    if t.kind is not EventKind.MOVEMENT or at is None:
        return False
    return place_grammar.COMES_FROM.search(t.text, max(t.sentence.start, at - 40), at) is not None


def _goes_on_here(t: Trigger, here: PlaceMatch | Place) -> bool:
    """Whether a sentence goes on at the place that it tells of: "entered X, taking control of several districts"."""
    if is_wide(here):
        return False
    if t.kind is EventKind.WITHDRAWAL and grammar.SHARES_SUBJECT.search(
        t.text, max(t.sentence.start, t.start - 60), t.start
    ):
        t.reasons.append(f"place: {name_of(here)}, where its doer is told to be {IN_SENTENCE}")
        return True  # "took X but withdrew"
    if t.kind not in OF_A_PLACE:
        return False
    if part_taken(t) is not None:
        t.reasons.append(f"place: a part of {name_of(here)}, told of before {IN_SENTENCE}")
        return True
    return grammar.LEAVES_IN_CONTROL.fullmatch(t.text, t.start, t.end) is not None


def names_stranger(t: Trigger) -> bool:
    """Whether a name that nobody knows stands right behind a verb, where its object does."""
    driven = grammar.DRIVEN_FROM.match(t.text[t.start : t.end]) is not None  # "driven out of Xyz"
    if t.form in ("noun", "state", "intransitive") or (t.passive and not driven):
        return False
    name = place_grammar.NAMES_OBJECT.match(t.text, t.end, t.sentence.end)
    name = name or place_grammar.NAMES_PART.match(t.text, t.end, t.sentence.end)
    if name is None and t.kind is EventKind.WITHDRAWAL:
        name = place_grammar.NAMES_LEFT.match(t.text, t.end, t.sentence.end)
    if name is None or any(p.start < name.end() and t.end <= p.start for p in t.parties):
        return False
    return not any(t.end <= m.mention.evidence.start < name.end() for m in t.places)


def _named_before(t: Trigger, anaphor: re.Match[str] | None) -> PlaceMatch | None:
    """Return the town that a sentence names before it says "the town": "in X they told of fighting in the city"."""
    if anaphor is None:
        return None
    towns = [m for m in t.places if m.place is not None and m.place.kind not in ("country", "region")]
    towns = [m for m in towns if m.mention.evidence.end <= anaphor.start() and not is_said_there(t, m)]
    towns = [m for m in towns if not _is_sent_from(t, m)]
    return towns[-1] if towns else None


def _is_sent_from(t: Trigger, match: PlaceMatch) -> bool:
    """Whether somebody only came from there: "a column sent from X and Y"."""
    at = match.mention.evidence.start
    return grammar.FROM_BOTH.search(t.text, max(t.sentence.start, at - _FROM), at) is not None


def is_said_there(t: Trigger, match: PlaceMatch) -> bool:
    """Whether somebody tells of it there: "... was retaken, he told reporters in Kramatorsk"."""
    at = match.mention.evidence
    if at.start > t.end and place_grammar.SAID_IN.search(t.text, max(t.end, at.start - 70), at.start):
        return True
    if speaks_there(t.text, t.sentence.start, match) or opens_as_seat(t.page, t.sentence.start, match, t.places):
        return True
    low = max(t.sentence.start, at.start - 70)
    reached = place_grammar.REACHED_IN.search(t.text, low, at.start)
    return reached is not None and not any(p.cls in ARMED and reached.start() <= p.end < at.start for p in t.parties)


def speaks_there(text: str, start: int, match: PlaceMatch) -> bool:
    """Whether a place is, by the words beside it, where somebody speaks from; ``start`` is its sentence's."""
    at = match.mention.evidence
    if place_grammar.BROADCASTS.match(text, at.end) or (
        is_wide(match) and place_grammar.S_OFFICIAL.match(text, at.end)
    ):
        return True
    if text.endswith("of ", start, at.start):
        return False  # "the town of X", before which none of the other words stand
    low = max(start, at.start - 70)
    if place_grammar.SPEAKING_IN.search(text, low, at.start):
        return True
    if place_grammar.BROADCASTS_FROM.search(text, low, at.start):
        return True
    if place_grammar.SAYS_IN.search(text, low, at.start) and place_grammar.SAYS_THAT.match(text, at.end):
        return True
    if place_grammar.OFFICER_IN.search(text, low, at.start) and grammar.TELLS.match(text, at.end + 1):
        return True
    # "a UN spokesman in X said"
    official = place_grammar.OFFICIAL_IN.search(text, low, at.start)
    return official is not None and grammar.TELLS.search(text, at.end, at.end + 25) is not None


def opens_as_seat(page: Page, start: int, match: PlaceMatch, others: Sequence[PlaceMatch]) -> bool:
    """Whether who speaks in a capital tells of another place: "In X, a spokesman said the army had left the town".

    The sentence, which begins at ``start``, opens with the capital; ``others`` are the places that it names.
    """
    at = match.mention.evidence
    if match.place is None or not is_capital(match.place):
        return False
    opens = grammar.OPENS.fullmatch(page.plain, start, at.start)
    if opens is None or place_grammar.SPEAKS_FROM_SEAT.match(page.plain, at.end) is None:
        return False
    told = page.focus.place if isinstance(page.focus, PlaceMatch) else page.focus
    if told is not None and told.root != match.place.root:
        return True
    return any(m.mention.evidence.start > at.end and root_of(m) != root_of(match) and not is_wide(m) for m in others)


def _topic(t: Trigger) -> PlaceMatch | None:
    """Return the town that the article has named most so far, which "the town" means where nothing nearer does."""
    high = bisect_left(t.page.places, t.start, key=lambda m: m.mention.evidence.start)
    towns = [
        m
        for m in t.page.places[max(0, high - _RECENT) : high]
        if m.place is None or (m.place.kind in ("town", "base", "site") and not is_capital(m.place))
    ]
    counts = Counter(root_of(m) for m in towns)
    # what was done there says more than that it was named
    counts.update(r.place.root for r in t.page.reports[-_RECENT:] if r.place is not None and not r.carried)
    best = max(towns, key=lambda m: (counts[root_of(m)], m.mention.evidence.start), default=None)
    return best if best is not None and counts[root_of(best)] > 1 else None


def _names_a_place(t: Trigger) -> bool:
    """Whether the words right after the trigger mean a place without naming it: "captured two villages"."""
    return t.objects.search(t.text, t.end, min(t.sentence.end, t.end + 40)) is not None


def means_some(t: Trigger) -> bool:
    """Whether the object is several posts that nothing names, nor says where: "seized several border posts"."""
    some = t.kind in OF_A_PLACE and not t.passive and grammar.SOME_PLACES.match(t.text, t.end) is not None
    return some and grammar.ANAPHOR.search(t.text, t.low, t.high) is None


def is_abroad(where: PlaceMatch | Place, country: Place | None) -> bool:
    """Whether a place lies in another country than the one that the article is about."""
    place = where.place if isinstance(where, PlaceMatch) else where
    if place is not None and place.kind == "region" and place.country is None:
        return country is not None  # "the European Union"
    return place is not None and country is not None and place.country not in (None, country.country)


def sent_from_there(page: Page) -> None:
    """Put the town of the dateline where no word says more than the country that the article is about.

    "MONROVIA, Liberia -- Shells crashed into a quarter packed with refugees": a reporter who names no place tells of
    where he is. What concerns a country as a whole stays there.
    """
    town = page.dateline.place if page.dateline is not None else None
    if town is None or page.country is None or town.country != page.country.country:
        return
    for report in page.reports:
        if report.place is not page.country or report.kind in NATIONAL or report.destination is not None:
            continue
        if report.carried and any(reason.startswith(f"place: not {IN_SENTENCE}; {ABOUT}") for reason in report.reasons):
            report.place = town
            report.reasons.append(f"place: {SENT_FROM}, {town.name}")
