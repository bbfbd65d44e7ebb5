"""What is meant at a place: the town, a part of it, its base, what lies near it, or a place only described."""

from __future__ import annotations

import re
from dataclasses import replace

from mapkit.events import grammar, place_grammar
from mapkit.events.page import Doers
from mapkit.events.sides import side_told
from mapkit.events.sites import sites_named
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind, Place, PlaceMatch

# what happens to a place and is nothing without one
OF_A_PLACE = frozenset((EventKind.CONTROL_CHANGE, EventKind.HELD, EventKind.HANDOVER))

# capitals in the name of an office: "the Republican Palace" is the town's own
_OFFICIAL = r"(?:Presidential|Republican|Royal|National|State|International|Central)\b"


# "Anzob pass", "camp Kanombe": the word for what a name is of
_SITE_NEXT = grammar.pattern(
    r"\s+(?:air(?:field|port|strip|base)|pass|camp|valley|barracks|hills?|crossing|district|forest|bay|ridge|islands?|bridge|base|prison"
    r"|hospital|heights|point|beach|junction|dam|refinery|market|palace|fort|hotel|peak|oil ?field)(?!\w)"
)
_SITE_BEFORE = grammar.pattern(
    r"(?<!\w)(?:(?:camp|fort|mont|mount|pont|col|hôpital|aéroport|aérodrome|caserne|quartier|district|colline|poste)\s+"
    r"|(?:camp|forêt|col|colline|pont)\s+(?:de\s+|d[’']))$"
)


def object_places(t: Trigger, where: PlaceMatch | Place | None, doers: Doers) -> list[Place | None]:
    """Return what is meant at a place: of a town, what lies near it, a part or several parts of it.

    A mission holds bases, not towns: what it leaves at a town is its base there.
    """
    place = where.place if isinstance(where, PlaceMatch) else where
    if where is None or place is None:
        return [None]
    if place.kind == "country" and isinstance(where, PlaceMatch) and t.kind not in OF_A_PLACE:
        return [side_told(t.page.article.text, where) or place]
    if place.id.endswith("/site"):  # a part of a town by the words round its name: which one?
        town = replace(place, id=place.id.removesuffix("/site"), kind="town")
        return list(_part_meant(t, where, town)) or [place]
    whole = place.whole() if t.kind in OF_A_PLACE else None
    if whole is not None and part_taken(t) is not None:  # "took the bridge, and they now hold the port": of one town
        return list(_part_meant(t, where, whole)) or [place]
    if whole is None and t.carried and place.kind == "site" and _is_another_site(t, place):
        return [None]  # "captured the dam; they then took the airport": of a town that is not named
    if place.kind != "town":
        return [place]
    mission = any(actor.side == "international" for _, actor, _ in doers)
    leaves = t.kind in (EventKind.WITHDRAWAL, EventKind.HANDOVER) and mission
    if t.kind in OF_A_PLACE and isinstance(where, PlaceMatch) and _is_near(t, where):
        t.reasons.append(f"place: not {place.name} itself, but beside it")
        return [place.surroundings()]
    parts = _part_meant(t, where, place) if t.kind in OF_A_PLACE and not leaves else []
    if parts == [place.surroundings()] and place_grammar.FLIES.search(t.text, t.start, t.end):
        parts = []  # whose flag flies over "the council building" has the town
    if parts:
        t.reasons.append(f"place: not {place.name} itself, but a part of it")
        return list(parts)
    if leaves:
        t.reasons.append("place: a mission leaves its base at the town, not the town")
        return [place.base()]
    return [place]


def _part_meant(t: Trigger, where: PlaceMatch | Place, place: Place) -> list[Place]:
    """Return what is meant where the words mean a part of a town: "the airport and the palace of X", "X's airstrip".

    Parts without a term of their own ("the northern districts") are the surroundings of the town.
    """
    at = where.mention.evidence if isinstance(where, PlaceMatch) else None
    low, high = max(t.sentence.start, t.low), min(t.sentence.end, t.end + 90)
    found: list[str] | None = None
    if at is not None:
        before = _last_match(place_grammar.PART_BEFORE, t.text, max(t.sentence.start, at.start - 60), at.start)
        behind = grammar.PART_BEHIND.match(t.text, at.end)
        if before is not None and place_grammar.BESIDE.search(t.text, t.end, before.start()):
            found = []  # "villages below the citadel of X"
        elif before is not None:
            found = sites_named(t.text, t.end if at.start > t.end else low, at.start, before.start())
        elif behind is not None:
            end = min(t.sentence.end, at.end + 80)
            part = grammar.PARTS.search(t.text, at.end, behind.end())
            found = sites_named(t.text, at.end, end, part.start() if part is not None else behind.end() - 1)
    apart = at is not None and at.start > t.end and "," in t.text[t.end : at.start]
    if at is not None and apart and place_grammar.NAMED_AFTER.match(t.text, t.end, at.end):
        apart = False  # "captured two villages, X and Y": these are the villages
    taken = (t.carried or apart or (at is not None and at.start < t.start)) and not t.passive
    if found is None and taken and (start := part_taken(t)) is not None:
        found = sites_named(t.text, t.end, high, start)
    if found is None and t.carried and (t.passive or t.form == "intransitive"):
        subject = place_grammar.PART_FALLS.fullmatch(t.text, t.sentence.start, t.start)
        found = sites_named(t.text, t.sentence.start, t.start, subject.start("part")) if subject is not None else None
        found = found or None  # "the base was taken" is the place told before
    if found is None:
        return []
    return [place.part(term) for term in found] or [place.surroundings()]


def part_taken(t: Trigger) -> int | None:
    """Return where the object of the verb is a part of the place told before: "rebels took the airport"."""
    part = grammar.PARTS.search(t.text, t.end, min(t.sentence.end, t.end + 40))
    if part is not None and grammar.ITSELF.search(t.text, t.end, part.end()):
        return None  # "took the village": all of it
    words = grammar.UNIT_NAME.sub("", t.text[t.end : part.start()]) if part is not None else ""
    if part is None or grammar.STRAIGHT_AFTER.fullmatch(words) is None:
        return None
    named = re.search(rf"(?!{_OFFICIAL})[A-ZÀ-Þ]", words)  # "took the Xyz airport": of another town
    return part.start() if named is None else None


def _is_another_site(t: Trigger, place: Place) -> bool:
    """Whether what is taken is called otherwise than the site told of before."""
    start = part_taken(t) if t.kind in OF_A_PLACE else None
    part = grammar.PARTS.match(t.text, start) if start is not None else None
    return part is not None and re.search(rf"\b{re.escape(part.group())}\b", place.name, re.IGNORECASE) is None


def _is_near(t: Trigger, match: PlaceMatch) -> bool:
    """Whether something near a town is meant: "a hill near X", "the road to X"."""
    at = match.mention.evidence
    low = max(t.sentence.start, at.start - 60)
    return any(
        way.search(t.text, low, at.start)
        for way in (place_grammar.OFFSET, place_grammar.ON_THE_ROAD, place_grammar.NEAR_IT)
    )


def _last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text, start, end))), None)


def is_wide(where: PlaceMatch | Place) -> bool:
    """Whether a place is a country or a region."""
    place = where.place if isinstance(where, PlaceMatch) else where
    return place is not None and place.kind in ("country", "region")


def name_of(where: PlaceMatch | Place) -> str:
    """Return the name of a place, as written where it could not be located."""
    if isinstance(where, PlaceMatch):
        return where.place.name if where.place is not None else where.mention.evidence.quote
    return where.name


def site_name(text: str, where: PlaceMatch | Place | None) -> str | None:
    """Return a name as written with the word for what it is: "Anzob pass", "camp Kanombe"; ``None`` without one."""
    if not isinstance(where, PlaceMatch):
        return None
    at = where.mention.evidence
    behind = _SITE_NEXT.match(text, at.end)
    if behind is not None:
        return text[at.start : behind.end()]
    before = _SITE_BEFORE.search(text, max(0, at.start - 20), at.start)
    return text[before.start() : at.end] if before is not None else None


def root_of(match: PlaceMatch) -> str:
    """Return what tells a place from others: the town that it is or is a part of, the words where none is known."""
    return match.place.root if match.place is not None else match.mention.evidence.quote
