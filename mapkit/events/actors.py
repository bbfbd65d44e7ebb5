"""Actor mentions become actors, by what the article itself says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapkit._text import fold
from mapkit.extraction.actors import KnownActor, known_actors
from mapkit.model import Actor, Article, Mention

ARMED = frozenset(("mission", "state_forces", "armed_group"))

_DETERMINER = re.compile(
    r"^(?:(?:the|a|an|some|several|various|these|those|other|les?|la|des|une?|ces)\s+|l[’']\s*)", re.IGNORECASE
)
_OF_A_STATE = frozenset(
    (
        "the",
        "a",
        "an",
        "these",
        "those",
        "le",
        "la",
        "les",
        "government",
        "armed",
        "security",
        "special",
        "state",
        "national",
        "federal",
        "regular",
        "ground",
        "air",
        "military",
    )
)
_THESE = re.compile(r"(?:these|those|ces)\s+$", re.IGNORECASE)
_ARMED_NAME = re.compile(
    r"\b(?:Movements?|Front|Army|Forces?|Brigades?|Militias?|Alliance|Coordination|Mouvements?|Armée|Guards?|Fighters|Units|Resistance|Council)\b"
)
_MISSION_NAME = re.compile(r"\b(?:Mission|Operation|Peacekeep\w+|Force)\b.*\b(?:in|au|en|for)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor mention with what it was resolved to.

    ``specific`` tells a name ("CMA") from a description ("the rebels"); ``pronoun`` leaves the actor to the reader of
    the sentence.
    """

    start: int
    end: int
    actor: Actor | None
    cls: str
    specific: bool = False
    pronoun: str = ""


def slug(name: str) -> str:
    """Return ``name`` as the last part of an identifier."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "unnamed"


def resolve_actors(
    article: Article, mentions: Iterable[Mention], *, country: str | None, country_name: str | None
) -> tuple[Party, ...]:
    """Resolve the actor mentions of one article.

    Parameters
    ----------
    article
        The article; acronyms that it glosses are looked for in its whole body.
    mentions
        Its actor mentions; others are ignored.
    country, country_name
        Code and name of the country that the article is about: "the army" is that country's.

    Returns
    -------
    tuple of Party
        In text order. A description of a class that the article names exactly once by name ("the UN troops", where the
        article names one UN mission) is that actor.
    """
    actors = [m for m in mentions if m.kind == "actor"]
    by_id = {a.id: a for a in known_actors()}
    parties = [_named(m, by_id) for m in actors]
    parties += _glossed_elsewhere(article, actors, parties)
    demonyms = _demonyms(actors)
    missions = {p.actor.id: p.actor for p in parties if p and p.actor and p.cls == "mission"}
    found = [p for p in parties if p is not None]
    for mention in actors:
        hints = mention.hints
        if "class" in hints:
            party = _generic(
                mention, hints["class"], hints.get("country") or country, missions, demonyms, country_name, country
            )
            found.append(_meant_by_these(article.text, party, found))
        elif "pronoun" in hints:
            evidence = mention.evidence
            found.append(Party(start=evidence.start, end=evidence.end, actor=None, cls="", pronoun=hints["pronoun"]))
    return tuple(sorted(found, key=lambda p: (p.start, -p.end)))


def _meant_by_these(text: str, party: Party, before: Sequence[Party]) -> Party:
    """Resolve "these armed groups" to those named before."""
    if party.cls != "armed_group" or not _THESE.search(text, max(0, party.start - 8), party.start):
        return party
    same = [p for p in before if p.cls == party.cls and p.start < party.start and p.actor is not None]
    if not same:
        return party
    nearest = max(same, key=lambda p: p.start)
    return Party(start=party.start, end=party.end, actor=nearest.actor, cls=nearest.cls, specific=nearest.specific)


def _as_actor(known: KnownActor) -> Actor:
    return Actor(id=known.id, name=known.name, aliases=known.aliases, side=_SIDES.get(known.cls))


_SIDES = {"mission": "international", "state_forces": "state", "government": "state", "armed_group": "non-state"}


def _named(mention: Mention, by_id: dict[str, KnownActor]) -> Party | None:
    hints, evidence = mention.hints, mention.evidence
    if mention.value and mention.value in by_id:
        known = by_id[mention.value]
        return Party(start=evidence.start, end=evidence.end, actor=_as_actor(known), cls=known.cls, specific=True)
    if "gloss" not in hints:
        return None
    names = _by_name()
    known_gloss = names.get(fold(hints["gloss"])) or names.get(fold(hints["long"]))
    if known_gloss:
        return Party(
            start=evidence.start, end=evidence.end, actor=_as_actor(known_gloss), cls=known_gloss.cls, specific=True
        )
    long = hints["long"]
    cls = "mission" if _MISSION_NAME.search(long) else "armed_group" if _ARMED_NAME.search(long) else "organisation"
    actor = Actor(id=f"actor:{slug(hints['gloss'])}", name=hints["gloss"], aliases=(long,), side=_SIDES.get(cls))
    return Party(start=evidence.start, end=evidence.end, actor=actor, cls=cls, specific=True)


def _by_name() -> dict[str, KnownActor]:
    return {fold(name): actor for actor in reversed(known_actors()) for name in (actor.name, *actor.aliases)}


def _glossed_elsewhere(article: Article, actors: Sequence[Mention], parties: Sequence[Party | None]) -> list[Party]:
    """Find the bare acronyms of names that the article glosses and no table knows."""
    found = []
    for mention, party in zip(actors, parties, strict=True):
        acronym = mention.hints.get("gloss")
        if acronym is None or party is None:
            continue
        for match in re.finditer(rf"(?<![\w(-]){re.escape(acronym)}(?![\w-])", article.text[: article.body[1]]):
            if match.start() >= article.body[0] and not any(p and p.start <= match.start() < p.end for p in parties):
                alias = Party(start=match.start(), end=match.end(), actor=party.actor, cls=party.cls, specific=True)
                found.append(alias)  # the test above reads better as a statement
    return found


def _demonyms(actors: Sequence[Mention]) -> dict[str, str]:
    """Return the adjective that the article itself uses for each country."""
    counts: dict[str, Counter[str]] = {}
    for mention in actors:
        code = mention.hints.get("country")
        if code is None:
            continue
        words = [
            w
            for w in mention.evidence.quote.split()
            if w[:1].isupper() and not w.endswith(("’s", "'s", "’", "'")) and w.casefold() not in _OF_A_STATE
        ]
        counts.setdefault(code, Counter()).update(w for w in words if "-" not in w)
    return {code: min(c.items(), key=lambda item: (-item[1], item[0]))[0] for code, c in counts.items() if c}


def _generic(
    mention: Mention,
    cls: str,
    country: str | None,
    missions: dict[str, Actor],
    demonyms: dict[str, str],
    country_name: str | None,
    home: str | None,
) -> Party:
    evidence = mention.evidence
    words = _DETERMINER.sub("", " ".join(evidence.quote.split()))
    start, end = evidence.start, evidence.end
    if cls == "mission":
        if len(missions) == 1:
            return Party(actor=next(iter(missions.values())), cls=cls, specific=True, start=start, end=end)
        return Party(
            actor=Actor(id="actor:un-peacekeepers", name="UN peacekeepers", side="international"),
            cls=cls,
            start=start,
            end=end,
        )
    own = "country" in mention.hints
    # "Kurdish forces" are somebody's own, "Government forces" at the head of a sentence are not
    stranger = any(w[:1].isupper() and w.casefold() not in _OF_A_STATE for w in words.split()[:-1]) and not own
    if cls == "armed_group" or (stranger and cls == "state_forces"):
        actor = Actor(id=f"actor:{slug(words)}", name=words, side="non-state")
        return Party(actor=actor, cls="armed_group", start=start, end=end)
    if country is None:
        return Party(actor=Actor(id=f"actor:{slug(words)}", name=words, side="state"), cls=cls, start=start, end=end)
    known = [a for a in known_actors() if a.cls == cls and country in a.countries]
    if len(known) == 1:
        return Party(actor=_as_actor(known[0]), cls=cls, specific=own, start=start, end=end)
    noun = "armed forces" if cls == "state_forces" else "government"
    of = demonyms.get(country)
    name = (
        f"{of} {noun}"
        if of
        else f"{noun} of {country_name}"
        if country_name and country == home
        else f"{noun} ({country})"
    )
    actor = Actor(id=f"actor:{slug(noun)}-{country.lower()}", name=name, side="state")
    return Party(actor=actor, cls=cls, specific=own, start=start, end=end)
