"""Choose among the places that bear a name.

What counts, strongest first: a container named beside the place ("X, Y"), the countries and regions the article is
about, nearness to its other places, the number of inhabitants. Within one article a name means one place.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from mapkit.errors import ConfigError
from mapkit.gazetteer._bearers import bearers, distance_km, lies_in, plain
from mapkit.gazetteer._described import Description
from mapkit.gazetteer._spelling import sound
from mapkit.model import PUT, Mention, Place, PlaceMatch

if TYPE_CHECKING:
    from mapkit.gazetteer import Gazetteer

BBox = tuple[float, float, float, float]
_MOST = 40  # candidates weighed for one name
_ANCHORS = 8  # neighbouring names that a candidate is held against
_FOCUS = 1.5  # votes that make an article about some country
_ELSEWHERE = 0.2  # the share of the other names' votes from which an article is about a country, too
_KNOWN_ABROAD = 150_000  # inhabitants of a town that foreign news name without its country
_LEANING = 0.3  # the vote of a name that several places bear, shared among their countries
_LEAN_POWER = 0.7
_SPELT = 0.25  # the share of votes that opens a country to other spellings
_SUPPORT = 0.25  # votes of other names that make a country more than a guess
_WORLD_CITY = 1_000_000  # inhabitants of a city that is meant where nothing else is said
_WORLD_KNOWN = 100_000  # inhabitants of a town that may be meant though another country is named beside it
_BESIDE = 60  # km from a town to its airport
_SLACK = 20  # km between a place and where the words put it
_CAPITAL_BEFORE = 1.0  # what being a capital is worth beside a town of its name
_KNOWN_BESIDE = 5_000  # inhabitants of a town across the border that may go by another of its names
_CLEAR = 0.7  # a lead of five times the population


@dataclass(slots=True)
class _Name:
    """All mentions of one name in one article, and the candidates for it."""

    key: str
    written: str
    wants: str  # "town", "region", "district", "country", "site" or ""
    places: list[Place]
    order: int
    passed_over: list[Place] = field(default_factory=list)  # bearers of the name of a kind that it cannot mean here
    containers: list[str] = field(default_factory=list)
    description: Description | None = None
    mentions: int = 0
    dateline: bool = False
    way: bool = True  # whether only a road, a bridge or a square bears it
    venue: bool = True  # whether only a hotel, a mosque or a station bears it
    said: dict[str, float] = field(default_factory=dict)  # its own vote, by country
    leanings: dict[str, float] = field(default_factory=dict)
    scores: list[float] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    chosen: Place | None = None
    ambiguous: bool = False
    lead: float = 0.0


def locate(
    mentions: Sequence[Mention],
    *,
    gazetteer: Gazetteer,
    home: str | None = None,
    bbox: BBox | None = None,
) -> tuple[PlaceMatch, ...]:
    """Give each place mention its place.

    Parameters
    ----------
    mentions
        Mentions of any kind; places are matched, ``demonym:`` cues count as context, the rest is ignored. Each
        article is decided by itself.
    gazetteer
        Where candidates come from.
    home
        ISO 3166-1 alpha-2 code of the country the articles are about, when known beforehand.
    bbox
        West, south, east, north in degrees: candidates inside are preferred.

    Returns
    -------
    tuple of PlaceMatch
        One for each place mention, in the order given. ``place`` is ``None``, with a reason, for names that the
        gazetteer does not know and for names whose bearers nothing in the article tells apart.

    Raises
    ------
    ConfigError
        When ``home`` is no country or ``bbox`` no box.

    Examples
    --------
    >>> from mapkit.extraction.toponyms import find_toponyms
    >>> from mapkit.gazetteer import open_gazetteer
    >>> world = open_gazetteer()
    >>> found = find_toponyms("A bomb in Tripoli, Lebanon.", gazetteer=world)
    >>> [m.place.country for m in locate(found, gazetteer=world)]
    ['LB', 'LB']
    """
    check_hints(gazetteer, home, bbox)
    articles: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        articles[mention.evidence.article_id].append(mention)
    found: dict[int, PlaceMatch] = {}
    for group in articles.values():
        found |= _locate_article(group, gazetteer, home, bbox)
    return tuple(found[id(m)] for m in mentions if m.kind == "place")


def check_hints(gazetteer: object, home: str | None, bbox: BBox | None) -> None:
    """Raise ``ConfigError`` for a home that is no country of the gazetteer and for a box that is none."""
    country = getattr(gazetteer, "country", None)
    if home is not None and (
        not isinstance(home, str) or len(home) != 2 or (country is not None and country(home) is None)
    ):
        message = f"home is {home!r}, not the ISO 3166-1 code of a country"
        raise ConfigError(message, hint="Write for example home='ML' for Mali", key="home")
    if bbox is not None:
        numbers = isinstance(bbox, Sequence) and len(bbox) == 4 and all(isinstance(v, (int, float)) for v in bbox)
        if not numbers or not (-180 <= bbox[0] < bbox[2] <= 180 and -90 <= bbox[1] < bbox[3] <= 90):
            message = f"bbox is {bbox!r}, not west, south, east, north in degrees"
            raise ConfigError(
                message, hint="Write for example bbox=(-5, 14, 5, 25); no box crosses the date line", key="bbox"
            )


def _locate_article(
    mentions: list[Mention], gazetteer: Gazetteer, home: str | None, bbox: BBox | None
) -> dict[int, PlaceMatch]:
    names: dict[tuple[str, str], _Name] = {}
    of: dict[int, _Name] = {}
    for mention in mentions:
        if mention.kind != "place":
            continue
        hints = _hints(mention)
        wants = _wants(hints)
        key = (plain(mention.evidence.quote), wants if wants in ("region", "district") else "")
        name = names.get(key)
        if name is None:
            quote = mention.evidence.quote
            places = bearers(gazetteer, quote, wants)
            name = names[key] = _Name(key[0], quote, wants, places, len(names))
            meant = {p.id for p in places}
            name.passed_over = [p for p in gazetteer.lookup(quote) if p.id not in meant]
        name.mentions += 1
        name.wants = name.wants or wants
        name.dateline |= "dateline" in hints
        name.way &= "way" in hints
        name.venue &= "venue" in hints
        name.containers += [h[3:] for h in hints if h.startswith("in:") and h[3:] not in name.containers]
        told = next((h for h in hints if h.startswith("by:")), None)
        name.description = name.description or (Description.of_hint(told) if told else None)
        of[id(mention)] = name
    context = _Context(gazetteer, list(names.values()), mentions, home, bbox)
    context.decide()
    return {id(m): _match(m, of[id(m)], gazetteer) for m in mentions if m.kind == "place"}


def _hints(mention: Mention) -> list[str]:
    return (mention.value or "").split(";") if mention.value else []


def _wants(hints: Sequence[str]) -> str:
    return next((h[5:] for h in hints if h.startswith("kind:") and h != "kind:base"), "")


# ---------------------------------------------------------------------------------------------- context
class _Context:
    """What one article says about where it is."""

    def __init__(
        self, gazetteer: Gazetteer, names: list[_Name], mentions: list[Mention], home: str | None, bbox: BBox | None
    ) -> None:
        self.names = names
        self.home = home.upper() if home else None
        self.bbox = bbox
        self.gazetteer = gazetteer
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.regions: defaultdict[str, float] = defaultdict(float)
        self.leanings: defaultdict[str, float] = defaultdict(float)
        self._distances: dict[tuple[str, str], float] = {}
        self.has_hint = bool(home or bbox)
        self.country = getattr(gazetteer, "country", lambda _: None)
        self.is_capital = getattr(gazetteer, "is_capital", lambda _: False)
        self._vote(mentions)
        self._respell()
        self.total = sum(self.countries.values()) or 1.0
        self.leaning = sum(self.leanings.values())
        self.regional = sum(self.regions.values()) or 1.0

    def _vote(self, mentions: list[Mention]) -> None:
        """Let each name speak for the country and the region it can only, or most likely, belong to."""
        for name in self.names:
            weight = min(3.0, name.mentions) ** 0.5 * (2.0 if name.dateline else 1.0)
            vote = self._spoken_for(name.places)
            if vote is not None:
                land, region, share = vote
                name.said = {land: share * weight}
                self.countries[land] += share * weight
                if region:
                    self.regions[region] += min(1.0, share + 0.3) * weight
            else:
                name.leanings = {land: _LEANING * share * weight for land, share in _leanings(name).items()}
                for land, lean in name.leanings.items():
                    self.leanings[land] += lean
            self._vote_inside(name)
        for mention in mentions:
            if mention.kind == "cue" and mention.value and mention.value.startswith("demonym:"):
                self.countries[mention.value[8:]] += 0.5
        if self.home:
            self.countries[self.home] += 3.0 + 0.5 * sum(self.countries.values())

    def _respell(self) -> None:
        """Look for names that no gazetteer knows as written under other spellings, in the article's countries."""
        spelled_like = getattr(self.gazetteer, "spelled_like", None)
        if spelled_like is None:
            return
        rest = sum(self.countries.values())
        lands = sorted(
            (c for c, votes in self.countries.items() if votes >= _SPELT * rest), key=lambda c: -self.countries[c]
        )
        for name in self.names:
            if not name.places:
                inside = {p.country for c in name.containers for p in self.gazetteer.lookup(c) if p.kind != "town"}
                name.places = [
                    p for land in lands[:3] if not inside or land in inside for p in spelled_like(name.written, land)
                ][:_MOST]
                if name.places:
                    name.reasons.append(f"spelled {name.places[0].name} in the gazetteer")

    def _spoken_for(self, places: list[Place]) -> tuple[str, str, float] | None:
        """Return country, region ("" when open) and weight of what a name says alone; ``None`` when it says nothing."""
        inland = [p for p in places if p.country]
        country = next((p for p in inland if p.kind == "country"), None)
        if country is not None:
            return country.country or "", "", 1.0
        seat = next((p for p in inland if p.kind == "town" and self.is_capital(p.id)), None)
        if seat is not None:
            return seat.country or "", "", 0.5
        regions = [p for p in inland if p.kind == "region"]
        if len(regions) == 1 and (regions[0].population > 1_000_000 or len(places) == 1):
            return regions[0].country or "", regions[0].id, 0.7
        if inland and len({p.country for p in inland}) == 1:
            areas = {p.id if p.kind == "region" else p.parent for p in places}
            return inland[0].country or "", (inland[0].parent or "") if len(areas) == 1 else "", 0.5
        if len(places) > 1 and places[0].country and places[0].population > max(500_000, 20 * places[1].population):
            return places[0].country, "", 0.5
        return None

    def _vote_inside(self, name: _Name) -> None:
        """Keep the candidates that lie in a container named beside the place, and let them vote."""
        for container in name.containers:
            around = [p for p in self.gazetteer.lookup(container) if p.kind in ("country", "region", "district")]
            kept = [p for p in name.places if any(lies_in(p, q) for q in around)]
            if kept:
                name.places = kept
                name.reasons.append(f"inside {container}, named beside it")
                if kept[0].country:
                    self.countries[kept[0].country] += 0.5
                if kept[0].parent and len({p.parent for p in kept}) == 1:
                    self.regions[kept[0].parent] += 1.0
                return
        if name.containers and all(p.population < _WORLD_KNOWN for p in name.places):
            name.places = []
            name.reasons.append(f"no place of that name is known in {name.containers[0]}")

    def decide(self) -> None:
        """Choose a place for each name."""
        for name in self.names:
            self._score(name)
        for _ in range(2):
            self._draw_together()
        for name in self.names:
            self._settle(name)
        for name in self.names:
            within = "a road or a square" if name.way else "a building" if name.venue else ""
            if within and name.chosen is not None and self._backing(name.chosen, name) < _SUPPORT:
                name.chosen = None
                name.reasons = [f"{within} of that name, and no place of that name in the country spoken of"]
        found = {name.key: name.chosen for name in self.names if name.chosen is not None}
        for name in self.names:
            told = name.description or (Description("in", None, None, name.containers[0]) if name.containers else None)
            by = found.get(plain(told.of)) if told is not None else None
            if told is not None and by is not None and by is not name.chosen:
                self._put_where_told(name, told, by)
                self._put_likewise(name)

    def _score(self, name: _Name) -> None:
        priors = [self._prior(p, name) for p in name.places]
        if any(plain(p.name) == name.key and self._backing(p, name) >= 1 for p in name.places):
            # a place called so in the article's country goes before a capital and an odd spelling of a city elsewhere
            odd = [
                p.kind == "town"
                and (plain(p.name) != name.key or self.is_capital(p.id))
                and self._backing(p, name) < _SUPPORT
                for p in name.places
            ]
            priors = [score - 2.0 * far for score, far in zip(priors, odd, strict=True)]
        ranked = sorted(
            ((score, -i, p) for i, (score, p) in enumerate(zip(priors, name.places, strict=True))),
            key=lambda r: (-r[0], -r[1]),
        )[:_MOST]
        name.places = [p for _, _, p in ranked]
        name.scores = [s for s, _, _ in ranked]
        name.chosen = name.places[0] if name.places else None

    def _prior(self, place: Place, name: _Name) -> float:
        """Weigh a candidate by itself: size, kind, usual name, and the votes of the article."""
        usual = name.key == plain(place.name)
        score = math.log10(place.population + 50) + self._bonus(place, usual=usual)
        if not usual and place.kind != "country":
            # Sloviansk is rather Slovyansk than Nikopol, which was once called so
            other = len(name.places) > 1 and sound(place.name) != sound(name.written)
            score -= 1.0 if place.kind == "region" else 1.5 + 0.05 * other
        if place.kind != "country" and place.country:
            # what the other names say; a name of several places cannot vouch for itself
            votes = self._backing(place, name)
            total = self.total + self.leaning - sum(name.leanings.values())
            score += 3.0 * votes / (total or 1.0) + min(1.0, 2 * votes)
            near = self.regions.get(place.id if place.kind == "region" else place.parent or "", 0.0)
            score += 2.5 * min(1.0, near) * math.sqrt(near / self.regional)
        if place.country and place.country == self.home:
            score += 2.0
        if place.kind == "town" and usual and self.is_capital(place.id):
            others = max((p.population for p in name.places if p.id != place.id), default=0)
            # Monrovia is Liberia's, whoever else the article speaks of; San Jose need not be Costa Rica's
            score += _CAPITAL_BEFORE if place.population > 10 * others else 0.0
        if self.bbox is not None and place.kind != "country":
            west, south, east, north = self.bbox
            score += 2.0 if west <= place.lon <= east and south <= place.lat <= north else -2.0
        return score

    def _bonus(self, place: Place, *, usual: bool) -> float:
        """Return what the kind of a place is worth beside towns, in powers of ten of inhabitants."""
        if not place.country and place.kind in ("region", "feature"):
            # seas and world regions have no inhabitants in the table
            return 9.0 if place.kind == "feature" else 6.0
        if place.kind == "region":
            return 0.5 if place.country == "US" else 1.0
        if place.kind == "town" and usual and self.is_capital(place.id):
            return 2.5
        return {"country": 7.0, "district": 2.0, "feature": -1.0}.get(place.kind, 0.0)

    def _draw_together(self) -> None:
        """Prefer candidates near the places chosen for the neighbouring names (spatial minimality)."""
        anchors = [
            (n.order, n.key, n.chosen)
            for n in self.names
            if n.chosen and n.chosen.kind in ("town", "district", "site") and not self._implausible(n.chosen, n)
        ]
        orders = [order for order, _, _ in anchors]
        choices: list[tuple[Place, float] | None] = []
        for name in self.names:
            if len(name.places) < 2:
                choices.append((name.places[0], 9.0) if name.places else None)
                continue
            # the eight names mentioned nearest are enough, and keep this linear
            at = bisect_left(orders, name.order)
            window = [a for a in anchors[max(0, at - 9) : at + 9] if a[1] != name.key]
            close = sorted(window, key=lambda a, here=name.order: abs(a[0] - here))[:_ANCHORS]  # type: ignore[misc]
            best: list[tuple[float, Place]] = []
            for score, place in zip(name.scores, name.places, strict=True):
                bonus = 0.0
                if close and place.kind != "country" and place.country:
                    far = sorted(self._distance(place, a) for _, _, a in close)
                    bonus = 2.2 * math.exp(-far[0] / 120) + 1.2 * math.exp(-far[min(1, len(far) - 1)] / 250)
                best.append((score + bonus, place))
            best.sort(key=lambda b: -b[0])
            choices.append((best[0][1], best[0][0] - best[1][0]))
        for name, choice in zip(self.names, choices, strict=True):
            if choice is not None:
                name.chosen, name.lead = choice

    def _distance(self, one: Place, two: Place) -> float:
        """Return the distance in km; the second round asks for most of those of the first again."""
        pair = one.id, two.id
        if pair not in self._distances:
            self._distances[pair] = distance_km(one, two)
        return self._distances[pair]

    def _settle(self, name: _Name) -> None:
        """Word the reasons, and leave open what nothing decides."""
        place = name.chosen
        if place is None:
            name.reasons.append("no gazetteer entry of this name")
            return
        others = [p for p in name.places if p is not place]
        code = place.country or ""
        if self._implausible(place, name):
            name.reasons = [f"{place.name} ({place.country}) is far from the countries that the article speaks of"]
            name.chosen = None
            return
        self._word_reasons(place, name, others)
        rivals = [p for p in others if p.population * 5 >= place.population and p.kind == place.kind]
        if not rivals or place.kind in ("country", "region"):
            return
        far = max(distance_km(p, place) for p in rivals)
        if name.lead < 0.1 and far < 100:
            name.chosen = replace(place, radius_m=round(place.radius_m + 1000 * far))
            name.ambiguous = True
            name.reasons.append(
                f"ambiguous: {len(rivals) + 1} places of this name lie within {far:.0f} km of each other"
            )
            return
        told = name.containers or self.has_hint or name.lead >= _CLEAR or self._only(code)
        if far >= 100 and place.population < 100_000 and not told:
            bearers_of = f"{len(rivals) + 1} places bear this name"
            name.reasons = [f"ambiguous: {bearers_of} and nothing in the article tells them apart"]
            name.ambiguous = True
            name.chosen = None

    def _put_where_told(self, name: _Name, description: Description, by: Place) -> None:
        """Place by its description a name that the gazetteer does not know, or whose bearers are elsewhere."""
        told = description.place(name.written, by)
        wide = name.chosen is not None and name.chosen.kind not in ("town", "site")
        inside = description.how == "part" and by.kind == "town"  # no region lies in a town: it is a quarter's namesake
        if told is None or (wide and not inside):
            return
        reach = told.radius_m / 1000 + _SLACK
        if name.chosen is not None and not wide:
            off = distance_km(name.chosen, told)
            clear = off > 2 * reach and name.chosen.population < _WORLD_KNOWN
            if off <= reach or not (name.ambiguous or clear):
                return
        there = [p for p in name.places if p.kind in ("town", "district", "site") and distance_km(p, told) <= reach]
        words = f"{description.words(by)}, by the words of the text"
        name.ambiguous = False
        if there:
            name.chosen = min(there, key=lambda p: distance_km(p, told))
            name.reasons = [f"the place of this name {words}"]
        else:
            name.chosen = told
            name.reasons = [f"{PUT}{words}: no gazetteer entry of this name is there"]

    def _put_likewise(self, name: _Name) -> None:
        """Put the other mentions of a name that the words put somewhere there, too: "the X district ... left X"."""
        if name.chosen is None or not name.reasons or not name.reasons[0].startswith(PUT):
            return
        for other in self.names:
            if other is not name and other.key == name.key and not other.containers and other.wants in ("", name.wants):
                other.chosen, other.ambiguous, other.reasons = name.chosen, False, name.reasons

    def _word_reasons(self, place: Place, name: _Name, others: list[Place]) -> None:
        """Say what spoke for a place, or that its size alone did."""
        code = place.country or ""
        namesakes = [p for p in (*others, *name.passed_over) if _is_namesake(p, place, name.key)]
        if place.kind != "country" and self._backing(place, name) >= _SUPPORT:
            land = self.country(code)
            share = f"{self.countries.get(code, 0.0):.1f} of {self.total:.1f} votes"
            name.reasons.append(f"in {land.name if land else code}, which the article speaks of ({share})")
        if not others:
            kinds = sorted({p.kind for p in name.passed_over})
            only = f"a {place.kind} goes before a {' or a '.join(kinds)} of its name" if kinds else ""
            name.reasons.append(only or "the only place of this name in the gazetteer")
        elif place.population > 10 * max(p.population for p in others):
            name.reasons.append("by far the most populous of this name")
        elif name.lead > 0.5 and not name.reasons:
            name.reasons.append("near the other places of the article, or larger than its namesakes")
        if namesakes and self._by_size_alone(place, name):
            lands = sorted({p.country for p in (place, *namesakes) if p.country})
            name.ambiguous = True
            name.reasons.append(
                f"ambiguous: {len(namesakes)} other place{'s' if len(namesakes) > 1 else ''} of this name "
                f"({', '.join(lands)}), and nothing else in the text tells them apart"
            )

    def _by_size_alone(self, place: Place, name: _Name) -> bool:
        """Tell a place that no other word of the article and no hint supports, and that not everybody knows."""
        if place.kind in ("country", "region") or name.containers or self.has_hint:
            return False
        if self.is_capital(place.id) or place.population >= _WORLD_CITY:
            return False
        return self._backing(place, name) < _SUPPORT

    def _backing(self, place: Place, name: _Name) -> float:
        """Return the votes of the other names, of demonyms and of the caller for the country of a place."""
        code = place.country or ""
        leanings = self.leanings.get(code, 0.0) - name.leanings.get(code, 0.0)
        return max(0.0, self.countries.get(code, 0.0) - name.said.get(code, 0.0)) + leanings

    def _implausible(self, place: Place, name: _Name) -> bool:
        """Tell a town that nothing but its own name brings into an article about other countries.

        A village missing from the gazetteer would otherwise be drawn on another continent.
        """
        if place.kind not in ("town", "district") or name.containers or name.dateline or self.is_capital(place.id):
            return False
        said = name.said.get(place.country or "", 0.0)
        rest = self.total - said
        if rest < _FOCUS or self.countries.get(place.country or "", 0.0) - said >= _ELSEWHERE * rest:
            return False
        usual = plain(place.name) == name.key
        neighbours = getattr(self.gazetteer, "neighbours", lambda _: ())(place.country or "")
        beside = any(self.countries.get(code, 0.0) > 0.2 * rest for code in neighbours)
        if beside and (usual or place.population >= _KNOWN_BESIDE):
            return False
        return place.population < (_KNOWN_ABROAD if usual else 5 * _KNOWN_ABROAD)

    def _only(self, code: str) -> bool:
        """Tell whether the article speaks of this country more than of all others together."""
        return self.countries.get(code, 0.0) > 0.5 * self.total


def _is_namesake(other: Place, place: Place, key: str) -> bool:
    """Tell another place usually called so, neither around nor beside the one chosen."""
    return (
        plain(other.name) == key
        and other.id not in (place.parent, place.id)
        and other.kind not in ("country", "region", "district")
        and distance_km(other, place) > 20
    )


def _leanings(name: _Name) -> dict[str, float]:
    """Return how much a name of several places speaks for each country, by the size of its towns there.

    One such name says little; a dozen (Sunderland, Reading, Norwich) tell England from New England.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    for place in name.places:
        if place.country and place.kind in ("town", "region"):
            usual = 1.0 if plain(place.name) == name.key else 0.2
            weights[place.country] = max(weights[place.country], usual * (place.population + 50) ** _LEAN_POWER)
    total = sum(weights.values())
    return {land: weight / total for land, weight in weights.items()} if total else {}


# ---------------------------------------------------------------------------------------------- the answer
def _match(mention: Mention, name: _Name, gazetteer: Gazetteer) -> PlaceMatch:
    hints = _hints(mention)
    role: Literal["location", "metonym", "in_name"] = "location"
    reasons = list(dict.fromkeys(name.reasons))
    if "role:metonym" in hints:
        role = "metonym"
        reasons.append("stands for a government, not for where something happens")
    elif "role:in_name" in hints:
        role = "in_name"
        reasons.append("part of the name of an organisation")
    place = name.chosen
    others = tuple(p for p in (*name.places, *name.passed_over) if place is None or p.id != place.id)
    wants = _wants(hints)
    if place is not None and "kind:base" in hints and place.kind in ("town", "district", "region", "feature"):
        place = place.base()
        reasons.append("the words speak of a base there, not of the town")
    elif place is not None and wants == "site" and (site := _site_of(place, mention.evidence.quote, hints, gazetteer)):
        place = site
        reasons.append(f"the gazetteer knows {site.name}")
    elif place is not None and wants in ("region", "district", "site") and place.kind == "town":
        place = _part_of(place, "site" if wants == "site" else "region" if wants == "region" else "district")
        reasons.append(f"the text speaks of a {wants}; the gazetteer has only the town of this name")
    elif place is not None and wants == place.kind:
        reasons.append(f"called a {wants} in the text")
    score = 0.0 if place is None else 1.0 if not others else round(1 - math.exp(-max(0.05, name.lead)), 3)
    return PlaceMatch(
        mention=mention,
        place=place,
        score=score,
        reasons=tuple(reasons),
        others=others[:8],
        ambiguous=name.ambiguous,
        role=role,
    )


def _site_of(town: Place, quote: str, hints: Sequence[str], gazetteer: Gazetteer) -> Place | None:
    """Return the airport, dam or bridge of a town where the gazetteer has it under the words of the text."""
    word = next((h[5:] for h in hints if h.startswith("site:")), "")
    called = (f"{quote} {word}", f"{town.name} {word}", f"{word} de {quote}") if word else ()
    known = (place for name in called for place in gazetteer.lookup(name))
    return next((p for p in known if p.kind in ("site", "base") and distance_km(p, town) < _BESIDE), None)


def _part_of(town: Place, kind: Literal["site", "district", "region"]) -> Place:
    """Return something named after a town, at the town's point, with a radius that admits how little is known."""
    reach = {"site": 10_000.0, "district": 40_000.0, "region": 120_000.0}[kind]
    radius = max(reach, town.radius_m)
    parent = town.id if kind == "site" else town.parent
    return replace(town, id=f"{town.id}/{kind}", kind=kind, parent=parent, radius_m=radius, population=0, names=())
