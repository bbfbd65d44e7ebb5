"""Actor mentions become actors, by what the article itself says of them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from mapkit._resources import data_file, load_toml
from mapkit._text import fold
from mapkit.events.leaders import his_forces, leaders_introduced, leaders_named, with_leaders
from mapkit.events.meant import (
    PLAIN_GROUP,
    bodies_meant,
    groups_in_quotes,
    groups_introduced,
    groups_meant,
    meant_by_these,
    of_the_country,
    the_group_meant,
    the_soldiers_meant,
    under_one_description,
)
from mapkit.events.missions import (
    is_of_others,
    is_of_the_un,
    missions_meant,
    peacekeepers,
    the_mission,
    with_their_acronyms,
)
from mapkit.events.party import ARMED, Party, slug, under_one_name
from mapkit.extraction.actor_tables import KnownActor, called_there, known_actors, leaders
from mapkit.extraction.actors import is_backed_state, is_kind_of_unit
from mapkit.model import Actor, Article, Mention, Place

_DETERMINER = re.compile(
    r"^(?:(?:last|final|remaining|derniers?|dernières?|our|their|its|his|my|nos|notre|leurs?|ses|the|a|an|some|several|various|these|those|other|les?|la|des|une?|ces"
    # "Forty-six soldiers", "Quarante-six militaires"
    r"|(?:[a-z]+-)*(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|[a-z]{3,5}ty|hundred"
    r"|thousand|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|[a-z]+ante"
    r"|trente|cents?|mille)(?:-[a-z]+)*)\s+|l[’']\s*)+",
    re.IGNORECASE,
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
        "loyalist",
    )
)
_REBEL_WORDS = re.compile(
    r"\b(?:anti-?\w+|rebels?|separatist|insurgent|militant|jihadist|islamist|opposition|resistance|guerrilla|paramilitary|rebelles?"
    r"|séparatistes?|mutinous|renegade|dissident|breakaway|tribal|clan|insurgée?s?|djihadistes?|islamistes?)\b",
    re.IGNORECASE,
)
_COALITION = re.compile(
    r"\b(?:coalition|foreign|international|multinational|étrang[eè]re?s?|internationales?)\b", re.IGNORECASE
)
_OF_THE_STATE = re.compile(r"\b(?:Serbian|Croatian|Yugoslav|yougoslave)", re.IGNORECASE)
_PLAIN_TROOPS = re.compile(
    r"(?:(?i:the|les|des|l[’']) ?)?(?i:troops|soldiers|army|military|soldats|troupes|armée|militaires|fédéraux)"
)
_OF_AN_ARMY = re.compile(
    r"(?:infantry|infanterie|fantassins|artillery ?men|artilleurs|naval infantry|para-?commandos|tank crews"
    r"|(?:armou?red|mechani[sz]ed|motori[sz]ed|tank|parachute|airborne)"
    r" (?:infantry|brigade|column|battalion|regiment|division)"
    r"|(?:division|brigade|colonne|unité)s? (?:blindée|aéroportée|mécanisée|motorisée|parachutiste|d.infanterie)s?)",
    re.IGNORECASE,
)
_TRANSITIONAL = re.compile(r"(?i:transition|interim|provisional|intérimaire|provisoire)")
_POLICE = re.compile(r"\b(?:police(?:men)?|policiers|gendarmes|gendarmerie)\b", re.IGNORECASE)
_WEEKDAY_FIRST = re.compile(r"^(?:(?:On|In|By|Since)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+")
_DESCRIBES = re.compile(
    r"^(?:(?:The|An?|Les?|La)\s+)?(?:[A-ZÀ-Þ]\w+[’']s\s+)?(?:[\w-]+-(?:linked|backed|affiliated|aligned|allied|led|dominated)\s+)*"
)
_OF = re.compile(r"\s+(?:of |de |d[’'])")
# "President X's troops" are the state's
_HEAD_OF_STATE_S = re.compile(
    r"(?:President|Prime Minister|King|Emperor|Sultan)\s+(?:[A-ZÀ-Þ][\w-]*\.?\s+){0,3}[A-ZÀ-Þ][\w-]+[’']s?\s"
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)*")
_FORCES = re.compile(r"\b(?:forces?|troops|troupes|soldiers|soldats|fighters|combattants|units|unités|men|hommes)\b")
_ARMED_NAME = re.compile(
    r"\b(?:Movements?|Front|Army|Forces?|Brigades?|Militias?|Alliance|Coordination|Mouvements?|Armée|Guards?|Fighters|Units|Resistance|Council"
    r"|(?:Rassemblement|Union|Coalition|Conseil|Congrès)\b[\w’' -]*\b(?:forces|résistance|libération|patriotes"
    r"|combattants))\b"
)
_REBEL_NAME = re.compile(
    r"\b(?:Front|Movements?|Liberation|Militias?|Resistance|Mouvement|Milices?|libération|Rebel|Revolutionary|révolutionnaire)\b"
    r"|^[A-Z0-9-]+$"
)
# "rebel forces" are rebels
_KIND_OF_FORCE = re.compile(
    r"\b(?P<kind>rebel|insurgent|separatist|jihadist|militant|Islamist)\s+"
    r"(?:forces?|fighters|troops|soldiers|gunmen|groups?|movement|army|factions?|units)\Z",
    re.IGNORECASE,
)
_MISSION_NAME = re.compile(
    r"\b(?:Mission|Operation|Peacekeep\w+|Force)\b.*\b(?:in|au|en|for)\b|\bMission (?:des Nations|de l[’']ONU|of the U)"
)


def resolve_actors(
    article: Article,
    mentions: Iterable[Mention],
    *,
    country: str | None,
    country_name: str | None,
    seats: Mapping[str, str] | None = None,
    here: Sequence[tuple[int, int, str]] = (),
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
    seats
        Codes of countries by their capitals as the article writes them: "Kyiv's forces" are Ukraine's.
    here
        Stretches of the text (start, end) that are about another country, and its code.

    Returns
    -------
    tuple of Party
        In text order. A description of a class that the article names exactly once by name ("the UN troops", where the
        article names one UN mission) is that actor.
    """
    actors = [m for m in mentions if m.kind == "actor"]
    by_id = _by_id()
    dated = article.published.latest if article.published is not None else None
    year = dated.year if dated is not None else None
    parties = [_called_there(m, country, year) or _named(m, by_id, year) for m in actors]
    parties += _glossed_elsewhere(article, actors, parties)
    parties = under_one_name(with_their_acronyms(article.text, parties))
    demonyms = _demonyms(actors)
    missions = {p.actor.id: p.actor for p in parties if p and p.actor and p.cls == "mission"}
    found = [p for p in parties if p is not None]
    found += bodies_meant(article.text, *article.body, found)
    found += groups_introduced(article.text, *article.body, found)
    found += groups_in_quotes(article.text, *article.body, _actors_by_name(), found)
    named = list(found)
    led = {name: (_as_actor(known), known.cls) for name, known in leaders(country, year).items()}
    ruler = _ruler(article, named, led, country)
    home = country if country_name is not None else _one_state(actors) or country
    described: list[Party] = []
    for mention in actors:
        hints = mention.hints
        if "class" in hints:
            of_seat = _of_seat(article.text, mention, seats or {})
            party = _generic(
                mention,
                hints["class"],
                hints.get("country")
                or of_seat
                or _whose_army_there(mention, here)
                or (home if _PLAIN_TROOPS.fullmatch(mention.evidence.quote) else country),
                missions,
                demonyms,
                country_name,
                country,
                year,
                own="country" in hints or of_seat is not None,
                ruler=ruler,
            )
            described.append(party)
        elif "pronoun" in hints:
            evidence = mention.evidence
            if hints["pronoun"].endswith("mission"):
                found += the_mission(evidence.start, evidence.end, named)
                continue
            found.append(Party(start=evidence.start, end=evidence.end, actor=None, cls="", pronoun=hints["pronoun"]))
    seated = _governments(seats or {}, year)
    known = leaders_introduced(article.text, named) | seated | led
    described = with_leaders(
        article.text, described, named, names=_actors_by_name(), leaders=known, peoples=_countries_and_peoples()
    )
    led |= {name: actor for name, actor in known.items() if name not in seated}
    in_order = sorted((*named, *described), key=lambda p: p.start)
    found = [his_forces(article.text, p, led, in_order) if p.pronoun else p for p in found]
    found += leaders_named(article.text, *article.body, led, [*found, *described])
    described = _of_the_transition(described, named, article.text)
    described = under_one_description(described, _countries_and_peoples())
    groups = groups_meant(article.text, named, described)
    alone = groups[0].actor if len({p.actor.id for p in groups if p.actor}) == 1 else None
    for party in described:
        code = next((code for start, end, code in here if start <= party.start < end), None)
        if code is None:
            theirs, only = groups, alone
        else:  # "in Syria, rebels ...": not the group that fights in Kenya
            theirs = [g for g in groups if g.actor is not None and _fights_in(g.actor, code)]
            only = theirs[0].actor if len({g.actor.id for g in theirs if g.actor}) == 1 else None
        found.append(the_group_meant(article.text, meant_by_these(article.text, party, found), theirs, only))
    told = country_name is not None or any(m.hints.get("country") == country for m in actors)
    found = of_the_country(found, demonym(country) if country is not None and told else None)
    return tuple(the_soldiers_meant(article.text, sorted(found, key=lambda p: (p.start, -p.end))))


def _governments(seats: Mapping[str, str], year: int | None) -> dict[str, tuple[Actor, str]]:
    """Return who rules from a capital, by the tables: whose forces "fighters loyal to Tripoli" are."""
    rulers = _rulers(year)
    return {fold(seat): rulers[code] for seat, code in seats.items() if code in rulers}


@lru_cache(maxsize=128)
def _rulers(year: int | None) -> dict[str, tuple[Actor, str]]:
    """Return the government of each country that the tables name, else its forces, with the class."""
    rows = [row for cls in ("state_forces", "government") for row in known_actors() if row.cls == cls]
    return {row.countries[0]: (_as_actor(row), row.cls) for row in rows if len(row.countries) == 1 and row.lives(year)}


def _ruler(
    article: Article, named: Sequence[Party], led: Mapping[str, tuple[Actor, str]], country: str | None
) -> tuple[str, Actor] | None:
    """Return the government that the article names, by its name or its leader, with its country; the older of two.

    Where no table names the forces of a country, "government forces" are those of that government.
    """
    governments = [p.actor for p in named if p.cls == "government" and p.actor is not None]
    words = {fold(word) for word in re.findall(r"[A-ZÀ-Þ][\w-]+", article.text)} if led else set()
    governments += [actor for name, (actor, cls) in led.items() if cls == "government" and name in words]
    known = (_by_id().get(actor.id) for actor in governments)
    theirs = [row for row in known if row is not None and row.countries == (country,)]
    oldest = min(theirs, key=lambda row: (row.years, row.id), default=None)
    return (oldest.countries[0], _as_actor(oldest)) if oldest is not None else None


def _one_state(actors: Sequence[Mention]) -> str | None:
    """Return the one country whose forces an article names: of an article that names no country, "troops" are its."""
    own = (m for m in actors if m.hints.get("class") == "state_forces" and not re.search(r"-\w+ed\b", m.evidence.quote))
    codes = {m.hints["country"] for m in own if "country" in m.hints}
    return codes.pop() if len(codes) == 1 else None


def _of_the_transition(described: Sequence[Party], named: Sequence[Party], text: str) -> list[Party]:
    """Take "the transitional government's forces" for the transitional body that the article names, if it names one."""
    bodies = {p.actor.id: p.actor for p in named if p.actor is not None and _TRANSITIONAL.search(p.actor.name)}
    if len(bodies) != 1:
        return list(described)
    (body,) = bodies.values()
    return [
        replace(p, actor=body, specific=True) if _TRANSITIONAL.search(text, p.start, p.end) else p for p in described
    ]


def _whose_army_there(mention: Mention, here: Sequence[tuple[int, int, str]]) -> str | None:
    """Return the country that a stretch is about; "the army" in Gaza is Israel's, as the Palestinians have none."""
    code = next((code for start, end, code in here if start <= mention.evidence.start < end), None)
    army = mention.hints["class"] == "state_forces" and not _POLICE.search(mention.evidence.quote)
    return "IL" if code == "PS" and army else code


def _fights_in(actor: Actor, country: str) -> bool:
    """Whether the tables say that a group fights in a country; of one that they do not know it may."""
    known = _by_id().get(actor.id)
    return known is None or not known.countries or country in known.countries


def _of_seat(text: str, mention: Mention, seats: Mapping[str, str]) -> str | None:
    """Return the country of the capital that stands for it: "Moscow's forces", "les forces de Moscou"."""
    own = seats.get(re.split(r"[’']|\s", mention.evidence.quote, maxsplit=1)[0])
    behind = _OF.match(text, mention.evidence.end)
    if own is not None or behind is None:
        return own
    name = _NAME.match(text, behind.end())
    return seats.get(name.group()) if name is not None else None


def countries_of_groups(mentions: Iterable[Mention]) -> list[str]:
    """Return the countries of the known groups and forces that act in one country, each group once."""
    named = {m.value for m in mentions if m.kind == "actor" and m.value}
    known = [_by_id()[name] for name in sorted(named & _by_id().keys())]
    return [
        a.countries[0] for a in known if len(a.countries) == 1 and a.cls in ("armed_group", "state_forces", "mission")
    ]


def same_state(a: Actor, b: Actor) -> bool:
    """Whether two actors are organs of one state: "Malian armed forces" and "Malian government"."""
    if not a.side == b.side == "state":
        return False
    mine, theirs = state_of(a), state_of(b)
    return a.name.split()[0] == b.name.split()[0] or (mine is not None and mine == theirs)


def state_of(actor: Actor) -> str | None:
    """Return the code of the state that an actor belongs to: by the tables, else as its identifier ends."""
    known = _by_id().get(actor.id)
    if known is not None:
        return known.countries[0] if len(known.countries) == 1 else None
    code = re.search(r"-([a-z]{2})$", actor.id)
    return code[1].upper() if code else None


@cache
def _as_actor(known: KnownActor) -> Actor:
    return Actor(
        id=known.id, name=_with_acronym(known), aliases=(known.name, *known.aliases), side=_SIDES.get(known.cls)
    )


_ACRONYM = re.compile(r"(?=.+[A-Z0-9])[A-Z][A-Za-z0-9]{1,7}")


def _with_acronym(known: KnownActor) -> str:
    """Return the name of a known actor with its acronym, by which most texts call it; a state's forces need none."""
    if " " not in known.name or _SIDES.get(known.cls) == "state":
        return known.name
    acronym = next((alias for alias in known.aliases if _ACRONYM.fullmatch(alias)), None)
    return known.name if acronym is None or acronym in known.name else f"{known.name} ({acronym})"


_SIDES = {"mission": "international", "state_forces": "state", "government": "state", "armed_group": "non-state"}


def _called_there(mention: Mention, country: str | None, year: int | None) -> Party | None:
    """Return whom an acronym names in the article's country: "FDS" in Syria; the article's own gloss comes first."""
    hints, at = mention.hints, mention.evidence
    known = (
        None if "gloss" in hints else called_there(hints.get("acronym") or hints.get("name") or at.quote, country, year)
    )
    if known is None:
        return None
    if isinstance(known, KnownActor):
        return Party(start=at.start, end=at.end, actor=_as_actor(known), cls=known.cls, specific=True)
    forces = forces_known(known) or Actor(
        id=f"actor:armed-forces-{known.lower()}", name=f"{demonym(known)} armed forces", side="state"
    )
    return Party(start=at.start, end=at.end, actor=forces, cls="state_forces", specific=True)


def _named(mention: Mention, by_id: dict[str, KnownActor], year: int | None) -> Party | None:
    hints, evidence = mention.hints, mention.evidence
    if mention.value and mention.value in by_id:
        known = by_id[mention.value]
        # before a state took them over, its forces were rebels
        cls = "armed_group" if known.cls == "state_forces" and year is not None and year < known.years[0] else known.cls
        if cls == "government" and _FORCES.search(evidence.quote):
            cls = "state_forces"  # "troops of the Government of National Accord"
        return Party(start=evidence.start, end=evidence.end, actor=_as_actor(known), cls=cls, specific=True)
    names = _by_name()
    if "name" in hints:
        return _by_proper_name(evidence.start, evidence.end, hints["name"], names)
    if "gloss" not in hints:
        return None
    long = _DESCRIBES.sub("", hints["long"])
    known_gloss = names.get(fold(hints["gloss"])) or names.get(fold(long))
    long_known = names.get(fold(long)) is not None
    if known_gloss and not long_known and not (_ARMED_NAME.search(long) or _MISSION_NAME.search(long)):
        known_gloss = None  # "Reporters sans frontières (RSF)" are no Rapid Support Forces
    if known_gloss:
        return Party(
            start=evidence.start, end=evidence.end, actor=_as_actor(known_gloss), cls=known_gloss.cls, specific=True
        )
    cls = "mission" if _MISSION_NAME.search(long) else "armed_group" if _ARMED_NAME.search(long) else "organisation"
    actor = Actor(id=f"actor:{slug(hints['gloss'])}", name=long, aliases=(hints["gloss"],), side=_SIDES.get(cls))
    return Party(start=evidence.start, end=evidence.end, actor=actor, cls=cls, specific=True)


def _by_proper_name(start: int, end: int, name: str, names: dict[str, KnownActor]) -> Party:
    known = names.get(fold(name))
    if known:
        return Party(start=start, end=end, actor=_as_actor(known), cls=known.cls, specific=True)
    cls = "mission" if _MISSION_NAME.search(name) else "armed_group" if _REBEL_NAME.search(name) else "force"
    actor = Actor(id=f"actor:{slug(name)}", name=name, side=_SIDES.get(cls))
    return Party(start=start, end=end, actor=actor, cls=cls, specific=True)


@cache
def _by_name() -> dict[str, KnownActor]:
    return {fold(name): actor for actor in reversed(known_actors()) for name in (actor.name, *actor.aliases)}


@cache
def _actors_by_name() -> dict[str, Actor]:
    return {name: _as_actor(known) for name, known in _by_name().items()}


# "the Xyz Front (XF)" of a known group
_GLOSS_BEHIND = re.compile(r"\s?\((?:ex-)?([A-Z][A-Z-]{1,9})[),]")


def _glossed_elsewhere(article: Article, actors: Sequence[Mention], parties: Sequence[Party | None]) -> list[Party]:
    """Find the bare acronyms of names that the article glosses and no table knows."""
    found = []
    for mention, party in zip(actors, parties, strict=True):
        gloss = _GLOSS_BEHIND.match(article.text, mention.evidence.end)
        acronym = mention.hints.get("gloss") or (gloss[1] if gloss is not None else None)
        if acronym is None or party is None or party.cls not in ARMED:
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


@cache
def _of_country() -> dict[tuple[str, str], tuple[KnownActor, ...]]:
    found: dict[tuple[str, str], list[KnownActor]] = {}
    for actor in known_actors():
        for country in actor.countries:
            found.setdefault((actor.cls, country), []).append(actor)
    return {key: tuple(actors) for key, actors in found.items()}


@cache
def _by_id() -> dict[str, KnownActor]:
    return {actor.id: actor for actor in known_actors()}


@cache
def _canonical_demonyms() -> dict[str, str]:
    with data_file("gazetteer", "countries.csv").open(encoding="utf-8") as file:
        return {row["alpha2"]: row["demonyms"].split(";")[0] for row in csv.DictReader(file)}


@cache
def _countries_and_peoples() -> frozenset[str]:
    with data_file("gazetteer", "countries.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    words = (word for row in rows for word in (row["name"], row["name_fr"], *row["demonyms"].split(";")))
    return frozenset(word for word in words if word)  # some countries have no adjective


@cache
def _capitals() -> frozenset[str]:
    with data_file("gazetteer", "countries.csv").open(encoding="utf-8") as file:
        return frozenset(f"geonames:{row['capital']}" for row in csv.DictReader(file) if row["capital"])


def is_capital(place: Place) -> bool:
    """Whether a place is the capital of its country: what "the capital" means in an article about it."""
    return place.kind == "town" and place.id in _capitals()


def forces_known(country: str) -> Actor | None:
    """Return the armed forces of a country where the tables have one name for them."""
    known = _of_country().get(("state_forces", country), ())
    return _as_actor(known[0]) if len(known) == 1 else None


def demonym(country: str) -> str | None:
    """Return the English adjective of a country: articles in any language give its forces one name."""
    return _canonical_demonyms().get(country) or None


def _in_english(words: str, country: str | None) -> str:
    """Name a group in English and by one noun, so that articles name one group alike: "rebelles libyens"."""
    words = _KIND_OF_FORCE.sub(lambda m: m["kind"] + "s", words)
    nouns: dict[str, str] = load_toml("actors", "generic.toml")["english"]
    head, _, last = words.rpartition(" ")
    whose = load_toml("actors", "generic.toml")["french_adjectives"].get(last.casefold()) if head else None
    head = head if whose else words
    found = next((noun for noun in nouns if re.search(rf"\b{noun}\b", head, re.IGNORECASE)), None)
    if found is None:
        return f"{whose} forces" if whose else words
    people = (demonym(country) if country is not None else None) or whose
    return f"{people} {nouns[found]}" if people else nouns[found]


def _peoples_of(country: str | None) -> dict[str, str]:
    """Return whose forces a people's are in a country: "Serb troops" in Bosnia, by the country of that people."""
    peoples: dict[str, dict[str, str]] = load_toml("actors", "generic.toml")["peoples"]
    return peoples.get(country or "", {})


def _is_strangers(words: str, *, own: bool) -> bool:
    """Whether forces are somebody's own and no state's: "Kurdish forces", but not "Government forces"."""
    if words.rsplit(" ", 1)[-1] in load_toml("actors", "generic.toml")["french_adjectives"]:
        return True
    named = (w for w in words.split()[:-1] if w[:1].isupper() and not is_kind_of_unit(w))
    if own or all(w.casefold() in _OF_A_STATE for w in named):
        return False
    # "Riot police" at the head of a sentence
    return not (_POLICE.search(words) or is_backed_state(words) or _HEAD_OF_STATE_S.match(words))


def _group_of(words: str, cls: str, country: str | None, *, own: bool) -> Actor | None:
    """Return a group by its noun, or men of arms of no certain side by theirs; ``None`` for a state's forces."""
    stranger = _is_strangers(words, own=own)
    if cls == "band" and country is not None and _OF_AN_ARMY.fullmatch(words):
        return None  # "infantry moved into X": the army's
    if cls == "band" and (stranger or not own or country is None):
        name = _in_english(words[0].lower() + words[1:] if words[1:].islower() else words, None)
        return Actor(id=f"actor:{slug(name)}", name=name, side=None)
    rebels = stranger or _REBEL_WORDS.search(words)  # "rebel forces", "Guinea-Bissau's rebel soldiers"
    if cls != "armed_group" and not (cls == "state_forces" and rebels):
        return None
    name = _in_english(words, country if own else None)
    if PLAIN_GROUP.fullmatch(name) and name.istitle() and not name.startswith("Islam"):  # opens a sentence
        name = name[0].lower() + name[1:]
    return Actor(id=f"actor:{slug(name)}", name=name, side="non-state")


def _generic(
    mention: Mention,
    cls: str,
    country: str | None,
    missions: dict[str, Actor],
    demonyms: dict[str, str],
    country_name: str | None,
    home: str | None,
    year: int | None,
    *,
    own: bool,
    ruler: tuple[str, Actor] | None,
) -> Party:
    evidence = mention.evidence
    words = _DETERMINER.sub("", _WEEKDAY_FIRST.sub("", " ".join(evidence.quote.split())))
    start, end = evidence.start, evidence.end
    if cls == "mission":
        meant = missions_meant(words, missions)
        if len(meant) == 1:
            return Party(actor=meant[0], cls=cls, specific=True, start=start, end=end)
        people = demonym(country) if own and country is not None else None
        if not people and is_of_others(words):  # "West African peacekeepers" are not the UN's
            actor = Actor(id=f"actor:{slug(words)}", name=words, side="international")
            return Party(actor=actor, cls=cls, specific=True, start=start, end=end)
        theirs = Actor(id=f"actor:peacekeepers-{country}", name=f"{people} peacekeepers", side="international")
        theirs = theirs if people and not is_of_the_un(words) else peacekeepers(words)
        return Party(actor=theirs, cls=cls, start=start, end=end)
    group = _group_of(words, cls, country, own=own)
    if group is not None:
        return Party(actor=group, cls="armed_group" if group.side else cls, start=start, end=end)
    cls = "state_forces" if cls == "band" else cls
    if cls == "state_forces" and _COALITION.search(words):
        # several states, and none of them the country that the article is about
        actor = Actor(id=f"actor:{slug(words)}", name=words, side="international")
        return Party(actor=actor, cls="force", start=start, end=end)
    people = _peoples_of(home).get(country or "") if not _OF_THE_STATE.search(words) else None
    if cls == "state_forces" and people is not None:
        return Party(actor=_as_actor(_by_id()[people]), cls="armed_group", specific=True, start=start, end=end)
    if country is None:
        return Party(actor=Actor(id=f"actor:{slug(words)}", name=words, side="state"), cls=cls, start=start, end=end)
    if cls == "state_forces" and _POLICE.search(words):
        people = demonym(country) or demonyms.get(country)
        actor = Actor(id=f"actor:police-{country.lower()}", name=f"{people} police" if people else words, side="state")
        return Party(actor=actor, cls=cls, specific=own, start=start, end=end)
    known = [a for a in _of_country().get((cls, country), ()) if a.lives(year)]
    if len(known) == 1:
        return Party(actor=_as_actor(known[0]), cls=cls, specific=own, start=start, end=end)
    old = ruler is not None and ruler[0] == country and _TRANSITIONAL.search(words) is None
    if not known and cls == "state_forces" and ruler is not None and old:
        return Party(actor=ruler[1], cls=cls, specific=own, start=start, end=end)
    noun = "armed forces" if cls == "state_forces" else "government"
    of = demonym(country) or demonyms.get(country)
    name = (
        f"{of} {noun}"
        if of
        else f"{noun} of {country_name}"
        if country_name and country == home
        else f"{noun} ({country})"
    )
    actor = Actor(id=f"actor:{slug(noun)}-{country.lower()}", name=name, side="state")
    return Party(actor=actor, cls=cls, specific=own, start=start, end=end)
