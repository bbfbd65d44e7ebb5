"""Parties that a sentence names only by a country or a people, and names that only describe another party."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from mapkit.events import actor_grammar, grammar
from mapkit.events.actors import demonym, forces_known, is_capital
from mapkit.events.party import ARMED, Party, slug
from mapkit.model import Actor, Evidence, Mention, PlaceMatch


def countries_as_actors(text: str, places: Sequence[PlaceMatch], parties: Sequence[Party]) -> list[Party]:
    """A country or a seat of government can act: "Turkey fired on", "deals struck with Bamako".

    Not where it only says where or whose: "in Mali", "Mali's army".
    """
    taken = [(p.start, p.end) for p in parties]
    found = []
    for match in places:
        place, at = match.place, match.mention.evidence
        if place is None or not place.country:
            continue
        # "back under the control of Baghdad", "under Kyiv's control"
        holds = grammar.IN_WHOSE_HANDS.search(text, max(0, at.start - 40), at.start) is not None
        holds = (holds or grammar.S_HANDS.match(text, at.end) is not None) and (
            is_capital(place) or place.kind == "country"
        )
        if not (place.kind == "country" or match.role == "metonym" or holds):
            continue
        if any(s <= at.start < e for s, e in taken):
            continue
        if grammar.ADJECTIVAL.match(text, at.end) or grammar.PART_BEHIND.match(text, at.end):
            continue
        if (
            not holds
            and actor_grammar.LIES_IN_IT.search(text, max(0, at.start - 30), at.start)
            and text[at.end : at.end + 1] in ",.)"
        ):
            continue
        where = actor_grammar.WHERE_OR_WHOSE.search(text, max(0, at.start - 30), at.start)
        does = actor_grammar.ITS_DEED.match(text, at.end) is not None
        owns = text[at.end : at.end + 2] in ("’s", "'s") and not does
        if not holds and (owns or (match.role == "location" and where and not does)):
            continue
        people = demonym(place.country)
        name = place.name if place.kind == "country" or not people else f"{people} government"
        ident = f"actor:{'country' if place.kind == 'country' else 'government'}-{place.country.lower()}"
        actor = Actor(id=ident, name=name, side="state")
        found.append(Party(start=at.start, end=at.end, actor=actor, cls="country", specific=True))
    return found


def peoples_as_actors(text: str, mentions: Sequence[Mention], parties: Sequence[Party]) -> list[Party]:
    """Take "the Russians" for the forces of their country, and "Russians" where they do what forces do."""
    taken = [(p.start, p.end) for p in parties]
    found = []
    for mention in mentions:
        code, at = mention.hints.get("demonym"), mention.evidence
        if code is None or any(s <= at.start < e for s, e in taken):
            continue
        many = at.quote.endswith("s") or actor_grammar.THEY_DO.match(text, at.end)  # "the French left"
        before = actor_grammar.THE_BEFORE.search(text, max(0, at.start - 25), at.start) if many else None
        bare = before is None and at.quote.endswith("s") and _acts_as_force(text, at)
        if not (before or bare) or actor_grammar.NOUN_AFTER.match(text, at.end):
            continue
        if before is not None and before["of"]:  # "the Bosnian Serbs" are another people
            name = f"{before['of'].strip()} {at.quote}"
            other = Actor(id=f"actor:{slug(name)}", name=name, side="non-state")
            start = before.start("of")
            found.append(Party(start=start, end=at.end, actor=other, cls="armed_group", specific=True))
            continue
        actor = forces_of(code, at.quote)
        found.append(Party(start=at.start, end=at.end, actor=actor, cls="state_forces", specific=True))
    return found


def _acts_as_force(text: str, at: Evidence) -> bool:
    """Whether a people without an article does what forces do: "fell to Serbs", "Croats have moved in"."""
    low = max(0, at.start - 40)
    if actor_grammar.GIVEN_TO.search(text, low, at.start):
        return True
    opens = actor_grammar.OPENS_A_CLAUSE.search(text, low, at.start) is not None
    return opens and actor_grammar.DO_AS_FORCES.match(text, at.end) is not None


def forces_of(code: str, people: str) -> Actor:
    """Return the armed forces of a country: those that are known, else named by its adjective or the article's word."""
    known = forces_known(code)
    if known is not None:
        return known
    return Actor(id=f"actor:armed-forces-{code.lower()}", name=f"{demonym(code) or people} armed forces", side="state")


def joined_adjectives(text: str, mentions: Sequence[Mention], parties: Sequence[Party]) -> list[Party]:
    """Find the second force in "French and Malian troops" and "soldats français et maliens"."""
    found = []
    peoples = [m for m in mentions if "demonym" in m.hints]
    starts = [m.evidence.start for m in peoples]
    for party in parties:
        if party.cls != "state_forces" or party.actor is None:
            continue
        low, high = bisect_left(starts, party.start), bisect_left(starts, party.end)
        for people in (*peoples[max(0, low - 1) : low], *peoples[high : high + 1]):
            at = people.evidence
            before = at.end <= party.start and actor_grammar.JOINED.fullmatch(text, at.end, party.start)
            behind = at.start >= party.end and actor_grammar.JOINED.fullmatch(text, party.end, at.start)
            if before or behind:
                actor = forces_of(people.hints["demonym"], at.quote)
                found.append(Party(start=at.start, end=at.end, actor=actor, cls="state_forces", specific=True))
    return found


def fires_as_actors(text: str, mentions: Sequence[Mention], parties: Sequence[Party]) -> list[Party]:
    """Take the adjective of what is fired for the forces that fire it: "Russian strikes", "des frappes russes".

    So it is with the adjective of a flag that is raised somewhere.
    """
    taken = [(p.start, p.end) for p in parties]
    found = []
    for mention in mentions:
        code, at = mention.hints.get("demonym"), mention.evidence
        if code is None or any(s <= at.start < e for s, e in taken):
            continue
        before = max(0, at.start - 40)
        fires = actor_grammar.FIRES.match(text, at.end) or actor_grammar.FIRES_BEFORE.search(text, before, at.start)
        flag = actor_grammar.FLAG.match(text, at.end) or (
            actor_grammar.FLAG_BEFORE.search(text, before, at.start) and actor_grammar.FLAG_IS.match(text, at.end)
        )
        if fires or flag or _drives_out(text, before, at):
            actor = forces_of(code, at.quote)
            found.append(Party(start=at.start, end=at.end, actor=actor, cls="state_forces", specific=True))
    return found


def _drives_out(text: str, low: int, people: Evidence) -> bool:
    """Whether somebody is driven out by what the forces of a people do: "by a Ukrainian counteroffensive"."""
    if actor_grammar.BY_ITS_ASSAULT.search(text, low, people.start):
        return actor_grammar.ASSAULT.match(text, people.end) is not None
    return actor_grammar.BY_ASSAULT.search(text, low, people.start) is not None


def officers_of_states(text: str, mentions: Sequence[Mention]) -> list[Party]:
    """Find "a Russian general" and "un officier congolais", whose "we" are the forces of his country."""
    found = []
    for mention in mentions:
        code, at = mention.hints.get("demonym"), mention.evidence
        if code is None:
            continue
        behind = actor_grammar.OFFICER.match(text, at.end)
        before = actor_grammar.OFFICER_BEFORE.search(text, max(0, at.start - 40), at.start)
        if behind or before:
            found.append(Party(start=at.start, end=at.end, actor=forces_of(code, at.quote), cls="state_forces"))
    return found


def told_by_rulers(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int, str]]:
    """Return what those who rule a country tell, and its code: "the Israeli prime minister said the military ..."."""
    found = []
    for mention in mentions:
        code, at = mention.hints.get("demonym"), mention.evidence
        if code is None:
            continue
        rules = actor_grammar.RULES.match(text, at.end) or (
            actor_grammar.RULER_BEFORE.search(text, max(0, at.start - 40), at.start)
            and actor_grammar.HE_SAYS.match(text, at.end)
        )
        if rules:
            ends = [stop for mark in (". ", "\n") if (stop := text.find(mark, rules.end())) >= 0]
            found.append((rules.end(), min(ends, default=len(text)), code))
    return found


def _is_possessive(text: str, owner: Party, owned: Party) -> bool:
    return actor_grammar.OWNS_NEXT.fullmatch(text, owner.end, owned.start) is not None


def _only_affiliates(text: str, before: Party, party: Party) -> bool:
    """Whether a group says no more than whose branch another is: "the JNIM, an affiliate of al-Qaeda"."""
    near = actor_grammar.AFFILIATE_OF.fullmatch(text, before.end, party.start)
    return near is not None and not actor_grammar.SENTENCE_ENDS.search(text, before.end, party.start)


def _is_one_with(text: str, before: Party, party: Party) -> bool:
    """Whether a description and a name are one: "rebels of the M23", "another faction, the Rally of X (RX), took"."""
    if actor_grammar.BELONGS_TO.fullmatch(text, before.end, party.start):
        return True
    apart = text.startswith((" (", ","), party.end) or text.endswith(")", party.start, party.end)
    groups = before.cls == party.cls == "armed_group" and apart
    return groups and actor_grammar.NAMED_NEXT.fullmatch(text, before.end, party.start) is not None


def without_appositions(text: str, parties: Sequence[Party]) -> list[Party]:
    """Leave out what only describes a name: "the CMA, an alliance of armed groups", "fighters of the CMA"."""
    kept: list[Party] = []
    for party in parties:
        before = kept[-1] if kept else None
        belongs = before is not None and party.specific and before.cls in ARMED and not before.specific
        own = before is None or not actor_grammar.NO_LONGER_THEIRS.search(text, before.start, before.end)
        if before is not None and belongs and own and _is_one_with(text, before, party):
            kept[-1] = replace(party, start=before.start)  # "rebels of the M23", "miliciens wazalendo" are one
            continue
        owned = before is not None and before.specific and before.cls in ARMED and not party.specific
        if before is not None and owned and party.cls in ARMED and _is_possessive(text, before, party):
            kept[-1] = replace(before, end=party.end)  # "the M23's fighters" are the M23
            continue
        if before is not None and before.cls in ARMED and party.specific and _only_affiliates(text, before, party):
            continue
        if before is not None and before.specific and not party.specific and party.actor is not None:
            gap = text[before.end : party.start]
            # "escorted by soldiers, the rebels": two of different kinds are two
            same = {before.cls, party.cls} != {"state_forces", "armed_group"}
            helped = actor_grammar.HELPED_BY.search(text, max(0, before.start - 60), before.start)
            opens = helped is not None and helped.group()[0].isupper()  # "Backed by Russian aircraft, the army"
            if same and not opens and actor_grammar.APPOSITION.fullmatch(gap):
                continue
        of_army = before is not None and party.cls == "state_forces" and before.cls == "armed_group"
        if (
            before is not None
            and of_army
            and not own
            and actor_grammar.BELONGS_TO.fullmatch(text, before.end, party.start)
        ):
            continue  # "mutineers of the army" are not the army
        kept.append(party)
    return kept
