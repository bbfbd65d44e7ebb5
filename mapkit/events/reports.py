"""One article's mentions become reports: a trigger with who, where, when and how sure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from mapkit._text import sentences
from mapkit.chronology.datelines import stands_in_dateline
from mapkit.events import grammar, place_grammar, status_grammar, time_grammar
from mapkit.events.about import is_of_court, left_out, subject_of
from mapkit.events.actors import countries_of_groups, is_capital, resolve_actors
from mapkit.events.carried import is_abroad, sent_from_there
from mapkit.events.clauses import Sentence, within
from mapkit.events.credence import mark_doubtful
from mapkit.events.days import weigh_days
from mapkit.events.deeds import has_its_frame, is_deed
from mapkit.events.descriptions import capitals_meant
from mapkit.events.following import complete_from_next
from mapkit.events.gains import gained_by_the_same, received_by_the_same, without_former_holders
from mapkit.events.objects import root_of
from mapkit.events.page import Page, Report
from mapkit.events.party import ARMED
from mapkit.events.reader import read_trigger
from mapkit.events.second_reading import read_again
from mapkit.events.sharing import share
from mapkit.events.speakers import find_speakers
from mapkit.events.states import (
    countries_as_actors,
    fires_as_actors,
    joined_adjectives,
    officers_of_states,
    peoples_as_actors,
    told_by_rulers,
    without_appositions,
)
from mapkit.events.takers import weigh_takers
from mapkit.events.told import is_told, told_alone, told_reports
from mapkit.events.tolls import join_damage, join_repelled, join_tolls, without_what_bears_it
from mapkit.events.trigger import Trigger
from mapkit.events.whereabouts import weigh_places
from mapkit.events.words import Scene
from mapkit.extraction.asides import without_asides
from mapkit.model import Actor, Article, EventKind, Evidence, Issue, Mention, Place, PlaceMatch, Role, Status, TimeMatch

_MONTH = 31
"""Days before the publication up to which an article about a trial tells news."""

_TODAY = frozenset(("this day", "today", "on this day", "ce jour", "aujourd'hui", "aujourd’hui"))
_DATELINE, _SEAT, _GROUP, _OWNER = 0.2, 0.6, 1.1, 0.3
"""How much a place in the dateline, a capital, a known group and a country whose troops or embassy is named say.

That is, of the country that an article is about.
"""

_MAIN = 0.4
"""Share of its countries from which an article is about one: a page of the day's news is about many."""

_HEAD = 90
"""Characters at the head of a report within which its dateline ends."""

_OPENING = 20
"""Characters within which a sentence names the country that it is about."""

_STORY = 4
"""Sentences over which a story stays at a day."""

_REACH = 2
"""Sentences after which a place named before is no longer meant."""


def find_reports(
    article: Article,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMatch],
    times: Sequence[TimeMatch],
    *,
    objects: re.Pattern[str],
    issues: list[Issue],
) -> list[Report]:
    """Find what one article reports.

    Parameters
    ----------
    article
        The article.
    mentions, places, times
        Its mentions and what was made of them.
    objects
        Words that can be the object of a trigger of the form ``object``.
    issues
        Where to say that an article with words of war is left out.

    Returns
    -------
    list of Report
        In text order; empty for an article that is no story of war or of an act of violence: it names hardly any armed
        actor and no such act, or its other words are not those of one.
    """
    # "Croix-Rouge", "Maï-Maï": a part of a name is no place
    begins = {m.mention.evidence.start for m in places}  # but "the Goma-Sake road" names two
    places = [
        m
        for m in places
        if m.mention.evidence.end + 1 in begins or not grammar.PART_OF_NAME.match(article.text, m.mention.evidence.end)
    ]
    weights, names = country_weights(article, mentions, places)
    country = main_country(weights, names)
    seats = {m.mention.evidence.quote: m.place.country for m in places if m.place is not None and is_capital(m.place)}
    parties = list(
        resolve_actors(
            article,
            mentions,
            country=country[0],
            country_name=country[1],
            seats={name: code for name, code in seats.items() if code},
            here=[*_told_of_countries(article, places), *told_by_rulers(article.text, mentions)],
        )
    )
    parties = sorted((*parties, *fires_as_actors(article.text, mentions, parties)), key=lambda p: p.start)
    subject = subject_of(article, parties)
    if subject.peaceful:
        issues.append(left_out(article, subject))
    if not subject.of_force or subject.peaceful:
        return told_alone(article, mentions, places, times, parties)
    page = Page(
        article=article,
        plain=without_asides(article.text, [t.mention for t in times]),
        places=[m for m in places if _says_where(article, m) and not _in_dateline(article, m)],
        times=[t for t in times if _may_date_events(article, t)],
        lengths=[t for t in times if t.timex_type == "DURATION"],
        parties=parties,
        quantities=[m for m in mentions if m.kind == "quantity"],
        armed=subject.armed,
        violent=subject.violent,
        dateline=next((m for m in places if _is_sent_from(article, m)), None),
        country=next(
            (
                m.place
                for m in places
                if m.place is not None and m.place.kind == "country" and m.place.country == country[0]
            ),
            None,
        ),
    )
    page.of_many = bool(weights) and max(weights.values()) < _MAIN * sum(weights.values())
    page.capital = next(
        (m for m in places if m.place is not None and m.place.country == country[0] and is_capital(m.place)), None
    )
    cues = [m for m in mentions if m.kind == "cue" and "event" in m.hints and not is_told(m)]
    page.parties = without_appositions(article.text, parties)
    named = [
        (p.start, p.end)
        for p in parties
        if p.cls in ARMED and (p.specific or " from " in article.text[p.start : p.end])  # "fighters from X"
    ]
    # "the Maï-Maï", "the Kurdistan Workers' Party": a part of a name is no place
    page.places = [m for m in page.places if not any(s <= m.mention.evidence.start < e for s, e in named)]
    page.places += capitals_meant(article.text, mentions, page.places)
    page.places.sort(key=lambda m: m.mention.evidence.start)
    page.parties += countries_as_actors(article.text, [m for m in places if not _in_dateline(article, m)], page.parties)
    page.parties += peoples_as_actors(article.text, mentions, page.parties)
    page.parties += joined_adjectives(article.text, mentions, page.parties)
    page.speakers = find_speakers(article.text, page.parties, mentions, places)
    page.parties.sort(key=lambda p: p.start)
    page.officers = officers_of_states(article.text, mentions)
    scenes = _read_all(page, cues, objects)
    page.reports = complete_from_next(page, [(scene.sentence.start, scene.sentence.end) for scene in scenes])
    weigh_places(page, scenes)
    sent_from_there(page)
    page.reports = read_again(page, scenes, objects)
    weigh_days(page, scenes)
    join_tolls(page.reports, of_acts=page.violent and page.few_forces)
    join_damage(page.reports)
    join_repelled(page.reports)
    page.reports = without_former_holders(page.reports)
    gained_by_the_same(page.reports, page.parties)
    received_by_the_same(page.reports)
    mark_doubtful(page, scenes)
    weigh_takers(page, scenes)
    if is_of_court(article, subject):
        page.reports = [r for r in page.reports if _is_news(r)]
    return [*page.reports, *told_reports(page, mentions, places, times)]


def _read_all(page: Page, cues: Sequence[Mention], objects: re.Pattern[str]) -> list[Scene]:
    """Read the sentences one by one; return each with where the story was before it."""
    scenes: list[Scene] = []
    position = 0
    for start, end in sentences(page.article.text, page.article.body):
        sentence = Sentence.of(page.plain, start, end)
        here = []
        while position < len(cues) and cues[position].evidence.start < end:
            here.append(cues[position])
            position += 1
        focus = page.focus if page.focus_reach > 0 else None
        scenes.append(Scene(page, sentence, here, focus, page.last_place))
        _read_sentence(page, scenes[-1], objects)
    return scenes


def _is_news(report: Report) -> bool:
    """Whether a report has a time of its own within a month of the publication, in a sentence without a court."""
    at, published = report.evidence, report.article.published
    when = report.time.when if report.time is not None else None
    if when is None or when.latest is None or published is None or published.earliest is None:
        return False
    recent = (published.earliest - when.latest).days <= _MONTH
    return recent and grammar.OF_COURT.search(report.article.text, at.start, at.end) is None


def _told_of_countries(article: Article, places: Sequence[PlaceMatch]) -> list[tuple[int, int, str]]:
    """Return what opens with a country, and its code: "In Senegal, the army ..." tells of that army.

    It is the sentence, or the paragraph from there where that names no place in another country.
    """
    found: list[tuple[int, int, str]] = []
    starts = [m.mention.evidence.start for m in places]
    countries = [m for m in places if m.place is not None and m.place.kind == "country" and m.place.country]
    for match in countries:
        at, code = match.mention.evidence, match.place.country if match.place is not None else None
        start = max(article.text.rfind(mark, 0, at.start) for mark in (". ", ".\n", "\n")) + 1
        opens = grammar.OPENS.fullmatch(article.text, max(start, article.body[0]), at.start)
        if code is None or at.start - start >= _OPENING or opens is None:
            continue
        ends = (article.text.find(mark, at.end) for mark in (". ", "\n"))
        end, paragraph = (found_at if found_at >= 0 else article.body[1] for found_at in ends)
        rest = places[bisect_left(starts, at.end) : bisect_left(starts, paragraph)]
        abroad = any(m.place is not None and m.place.country not in (None, code) for m in rest)
        if found and found[-1][1] > start:
            found[-1] = (found[-1][0], start, found[-1][2])
        found.append((start, end if abroad else max(end, paragraph), code))
    return found


def _says_where(article: Article, match: PlaceMatch) -> bool:
    """Whether a name tells of a place: not a seat of government that acts, but "Tripoli's airport" does."""
    at = match.mention.evidence
    if time_grammar.CLOCK_OF.search(article.text, max(0, at.start - 20), at.start) or time_grammar.CLOCK.match(
        article.text, at.end
    ):
        return False  # "20 heures, heure de Paris"
    if status_grammar.LAKE_BEFORE.search(article.text, max(0, at.start - 12), at.start):
        return False  # "Lake Lanao" is not the town of that name
    if place_grammar.A_UNION.fullmatch(at.quote):
        return False
    if match.place is None and "venue" in (match.mention.value or "").split(";"):
        return False  # a hotel's name: in which town it is, others say
    return match.role == "location" or grammar.PART_BEHIND.match(article.text, match.mention.evidence.end) is not None


def _in_dateline(article: Article, match: PlaceMatch) -> bool:
    """Whether a place stands at the head of the report, where it was sent from: "GOMA, Congo, Feb 9 (Reuters) -"."""
    if "dateline" in (match.mention.value or "").split(";"):
        return True
    start, at = article.body[0], match.mention.evidence
    if at.start > start + _HEAD:
        return False
    head = grammar.DATELINE.match(article.text, start, start + _HEAD)
    return head is not None and at.end <= head.end()


def _is_sent_from(article: Article, match: PlaceMatch) -> bool:
    return _in_dateline(article, match) and (match.place is None or match.place.kind == "town")


def main_country(weights: Mapping[str, float], names: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return code and name of the country that an article is about; ``(None, None)`` when nothing tells.

    It is the one that weighs most, by what :func:`country_weights` returns.
    """
    best = max(sorted(weights), key=lambda code: weights[code], default=None)
    return best, names.get(best) if best else None


def country_weights(
    article: Article, mentions: Sequence[Mention], places: Sequence[PlaceMatch]
) -> tuple[dict[str, float], dict[str, str]]:
    """Return how much of an article is about each country, by its code, and the names of those that it names.

    The dateline and capitals, where reporters sit and people talk, count less than other places, and so do known groups
    of one country, which count once each.
    """
    counts: dict[str, float] = {}
    names: dict[str, str] = {}
    for match in places:
        if match.place is None or match.place.country is None:
            continue
        code = match.place.country
        weight = _DATELINE if _in_dateline(article, match) else _SEAT if is_capital(match.place) else 1.0
        if match.place.kind == "country" and _only_describes(article.text, match.mention.evidence):
            weight = _OWNER  # "the U.S. military", "U.S.-led", "the U.S. embassy"
        counts[code] = counts.get(code, 0.0) + weight
        if match.place.kind == "country":
            names[code] = match.place.name
    for code in countries_of_groups(mentions):
        counts[code] = counts.get(code, 0.0) + _GROUP
    return counts, names


_SHORT_NAME = re.compile(r"U\.?S\.?A?\.?|U\.?K\.?|U\.?A\.?E\.?")
_A_NOUN_NEXT = re.compile(
    r"\s(?!(?:and|or|but|in|on|at|to|of|from|by|with|for|as|after|before|over|into|that|which|who|when|where|while|than|if|is|was|are"
    r"|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|also|said|says|about|not)\b)[a-z]"
)


def _only_describes(text: str, name: Evidence) -> bool:
    """Whether a country only says whose something is: "the U.S. embassy", "a US diplomatic compound"."""
    if grammar.ADJECTIVAL.match(text, name.end):
        return True
    return _SHORT_NAME.fullmatch(name.quote) is not None and _A_NOUN_NEXT.match(text, name.end) is not None


def _may_date_events(article: Article, match: TimeMatch) -> bool:
    """Whether an expression can say when something happened: no length, dateline, base of a count or end of a span."""
    hints, evidence = match.mention.hints, match.mention.evidence
    deictic = evidence.quote.casefold() in _TODAY
    if deictic and grammar.ANNIVERSARY.match(article.text, evidence.end):
        return False  # "on this day in 1975"
    if deictic and article.text[max(0, evidence.start - 5) : evidence.start].rstrip().casefold().endswith("ago"):
        return False  # "ten years ago today"
    if grammar.YEAR_OF_NAME.search(article.text, max(0, evidence.start - 20), evidence.end):
        return False  # "the Mirage 2000"
    if evidence.quote.isdecimal() and grammar.NAMED_AFTER_YEAR.match(article.text, evidence.end):
        return False
    if status_grammar.FIRST_SINCE_WHAT.search(article.text, max(0, evidence.start - 90), evidence.start):
        return False  # "for the first time since the conclusion, on Saturday, of a truce"
    if match.relation == "until" and not status_grammar.UNTIL_ITS.fullmatch(
        article.text, evidence.start - 6, evidence.end + 3
    ):
        return False  # it lasted, or is to last, up to then; "until today's handover" dates the handover
    low = max(0, evidence.start - 110)
    told_apart = match.relation == "since" or "recent" in hints
    if told_apart and status_grammar.FIRST_SINCE.search(article.text, low, evidence.start):
        return False  # "the first town to fall since 2001", "one of the worst blows in recent years"
    # "in the past week" lies between two days, "for a week" does not
    if match.timex_type == "SET" or (match.timex_type == "DURATION" and match.when is None and "from" not in hints):
        return False
    return not {"base", "within"} & hints.keys() and not stands_in_dateline(article, match.mention.evidence)


_ELSEWHERE = (
    place_grammar.SAID_IN,
    place_grammar.REACHED_IN,
    place_grammar.FLED_TO,
    place_grammar.WILL_GO,
    place_grammar.VIA,
)


_TO, _IN = frozenset(("to", "for", "into")), frozenset(("in", "at", "from", "to", "for", "into"))
"""Words of which one stands before "the town of X" where people go, or where somebody speaks."""


def _plainly_of(words: Sequence[str]) -> bool:
    """Whether a name stands as most do, behind "captured the town of": not "to the town of", "in the old town of"."""
    if words[-1:] != ["of"] or not _TO.isdisjoint(words[-4:]):
        return False
    return not any(word in _IN and then == "the" for word, then in pairwise(words[-9:]))


def _is_spoken_from(page: Page, sentence: Sentence, match: PlaceMatch) -> bool:
    """Whether a place is only where somebody tells of it, or where people fled: "said in X", "joints à X"."""
    at, end = match.mention.evidence.start, match.mention.evidence.end
    low = max(sentence.start, at - 70)
    words = page.plain[low:at].split()
    if not _plainly_of(words) and any(way.search(page.plain, low, at) for way in _ELSEWHERE):
        return True
    # "In Damascus the army admitted", of a story that is at another town
    seat = match.place is not None and is_capital(match.place) and page.focus is not None
    if not seat or grammar.OPENS.fullmatch(page.plain, sentence.start, at) is None:
        return False
    told = page.focus.place if isinstance(page.focus, PlaceMatch) else page.focus
    elsewhere = told is not None and match.place is not None and told.root != match.place.root
    return elsewhere and grammar.TELLS.search(page.plain, end, end + 60) is not None


def _read_triggers(page: Page, scene: Scene, objects: re.Pattern[str]) -> list[Report]:
    """Return what the triggers of a sentence report; kinds that one of them refuses are noted."""
    sentence, places = scene.sentence, list(scene.places)
    parties = within(page.parties, sentence, lambda p: p.start)
    dates = within(page.times, sentence, lambda m: m.mention.evidence.start)
    lengths = within(page.lengths, sentence, lambda m: m.mention.evidence.start)
    counts = within(page.quantities, sentence, lambda m: m.evidence.start)
    # "Liberation" in the name of a force is no liberation
    cues = [
        c
        for c in scene.cues
        if not any(p.specific and p.start <= c.evidence.start and c.evidence.end <= p.end for p in parties)
    ]
    every = [Trigger(page, sentence, mention, parties, places, dates, lengths, counts, objects) for mention in cues]
    deeds = _those(every, is_deed)
    scene.refused |= {(t.start, t.kind) for t in every if t not in deeds}
    # "occupied since 2013" is no capture
    scene.refused |= {
        (t.start, EventKind(c.hints["event"])) for t, c in zip(every, cues, strict=True) if t not in deeds
    }
    triggers = _one_reading(_those(deeds, has_its_frame))
    spans = [(other.start, other.end, other.kind) for other in triggers]
    found: list[Report] = []
    for number, trigger in enumerate(triggers):
        trigger.triggers, trigger.told = spans, triggers[:number]
        reports = read_trigger(trigger)
        found += reports
        if not (reports or trigger.unplaced):
            scene.refused.add((trigger.start, trigger.kind))
    return found


def _those(triggers: Sequence[Trigger], test: Callable[[Trigger], bool]) -> list[Trigger]:
    """Return the triggers that pass a test, each of which knows those before it that did."""
    found: list[Trigger] = []
    for trigger in triggers:
        trigger.told = [*found]
        if test(trigger):
            found.append(trigger)
    return found


def _without_the_clash_s_dead(found: Sequence[Report]) -> list[Report]:
    """Leave out killings that a clash before them has told of: "exchanged fire, killing four"; it has their numbers."""
    kept: list[Report] = []
    for report in found:
        clash = next((r for r in kept if r.kind is EventKind.CLASH and r.root == report.root), None)
        if report.kind is EventKind.ATTACK and report.form == "killing" and clash is not None:
            clash.quantities = (*clash.quantities, *(q for q in report.quantities if q not in clash.quantities))
            continue
        toll = next((r for r in kept if r.kind is EventKind.CASUALTY_REPORT and r.root == report.root), None)
        if report.kind is EventKind.CASUALTY_REPORT and toll is not None and not report.actors:
            toll.quantities = (*toll.quantities, *(q for q in report.quantities if q not in toll.quantities))
            continue  # "four soldiers were killed and nine wounded"
        kept.append(report)
    return kept


def _read_sentence(page: Page, scene: Scene, objects: re.Pattern[str]) -> None:
    sentence, places = scene.sentence, list(scene.places)
    parties = within(page.parties, sentence, lambda p: p.start)
    found = _read_triggers(page, scene, objects)
    share(found)
    found = _without_the_clash_s_dead(found)
    found = without_what_bears_it(found)
    fought = any(r.kind in (EventKind.ATTACK, EventKind.CLASH) for r in found)
    if fought and grammar.SO_FAR.search(page.article.text, sentence.start, sentence.end) is None:
        # the toll of an attack belongs to the attack
        found = [r for r in found if r.kind is not EventKind.CASUALTY_REPORT]
    page.reports += found
    page.last_base = next((r.place for r in found if r.place is not None and r.place.kind == "base"), page.last_base)
    facts = [r for r in found if r.status in (Status.HAPPENED, Status.CLAIMED)]
    days = [r.time.when.day for r in facts if r.time and r.time.when and r.time.when.day]
    last = page.article.published.latest if page.article.published is not None else None
    days = [day for day in days if last is None or day <= last]
    if days:
        page.story_day, page.story_reach = max(days), _STORY
    elif page.story_reach == 0:
        page.story_day = None
    page.story_reach -= 1
    page.just_dated = max(days) if days else None
    here = [m for m in places if not _is_spoken_from(page, sentence, m)]
    named = [m for m in here if m.place is None or m.place.kind != "country"]
    towns = [m for m in named if m.place is None or m.place.kind not in ("region", "district")]
    told_at = _told(found, places)
    page.focus, page.focus_reach = (told_at, _STORY) if told_at is not None else (page.focus, page.focus_reach - 1)
    if named:
        # "Moscow shelled X. ... the city": a capital abroad is seldom the town that is meant
        here = [m for m in towns if not (m.place and is_capital(m.place) and is_abroad(m, page.country))]
        page.last_place, page.reach = (told_at or (here or towns or named)[0]), _REACH
    elif page.reach == 0:
        page.last_place = None
    page.reach -= 1
    page.town_named |= any(m.place is None or m.place.kind in ("town", "site", "base") for m in places)
    page.just_named = towns[0] if len({root_of(m) for m in towns}) == 1 else None
    armed = [p for p in parties if p.actor is not None and p.cls in ARMED]
    told = next((a for r in found for a in r.with_role(Role.BY, Role.TO)), None)
    if found and found[0].kind is EventKind.WITHDRAWAL:  # "A fled X, and B took it": the story goes on with B
        told = next((a for r in found if r.kind is EventKind.CONTROL_CHANGE for a in r.with_role(Role.TO)), told)
    if told is None and parties and parties[0].cls == "country":
        opens = grammar.OPENS_SENTENCE.fullmatch(page.plain, sentence.start, parties[0].start)
        told = parties[0].actor if opens is not None else None  # "Turkey vowed to go on. Its troops ..."
    if told is not None or armed:
        page.last_actor = told or armed[0].actor
        page.last_together = _together(found, page.last_actor)
    page.last_group = next((p.actor for p in reversed(armed) if p.cls == "armed_group"), page.last_group)


def _together(reports: Sequence[Report], actor: Actor | None) -> tuple[Actor, ...]:
    """Return the others who did what the first report of an actor's deed tells."""
    for report in reports:
        for role in (Role.BY, Role.TO):
            who = report.with_role(role)
            if actor in who and report.kind not in (EventKind.CLASH, EventKind.AGREEMENT):
                return tuple(a for a in who if a != actor)
    return ()


_READINGS = ("subject_convoy", "object_equipment", "object_near", "object", "intransitive", "loss")
"""Forms that ask more of the words around are the better reading where several hold."""


def _one_reading(triggers: Sequence[Trigger]) -> list[Trigger]:
    """Keep one reading of words that can be several triggers: "entered" of a convoy and of an army."""
    kept: dict[tuple[int, bool], Trigger] = {}
    for trigger in triggers:
        # "killed" may be an attack and a toll, "abandoned X to the rebels" a withdrawal and what they gain by it
        both = trigger.form == "quantity" or (
            trigger.form == "loss" and grammar.LEAVES_TO.match(trigger.text, trigger.start) is not None
        )
        at = trigger.start, both
        known = kept.get(at)
        if known is None or _rank_of(trigger) < _rank_of(known):
            kept[at] = trigger
    return list(kept.values())


def _rank_of(trigger: Trigger) -> int:
    if trigger.form == "subject_convoy" and not trigger.by_convoy:
        return len(_READINGS) + 1  # soldiers who enter a town take it, and those who pull out withdraw
    if trigger.kind is EventKind.CONTROL_CHANGE and status_grammar.CONVOY_ENTERS.search(
        trigger.text, trigger.sentence.start, trigger.end
    ):
        return len(_READINGS) + 1  # "the convoy set out for X, which it entered on Tuesday"
    return _READINGS.index(trigger.form) if trigger.form in _READINGS else len(_READINGS)


def _told(reports: Sequence[Report], places: Sequence[PlaceMatch]) -> PlaceMatch | Place | None:
    """Return the place of the first thing a sentence reports, which is what the next sentence goes on about."""
    for report in reports:
        if report.kind in (EventKind.AGREEMENT, EventKind.DECISION) and report.place and is_capital(report.place):
            continue  # "under a deal reached in Kampala"
        if report.place is not None and report.place.kind not in ("country", "region"):
            # of "the airport of X" the story goes on at X
            town = next(
                (m for m in places if m.place is not None and report.place.id.startswith(f"{m.place.id}/")), None
            )
            return town if town is not None and report.place.kind == "site" else report.place
        if report.unlocated is not None:
            return next((m for m in places if m.place is None and m.mention.evidence.quote == report.unlocated), None)
    return None
