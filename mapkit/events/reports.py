"""One article's mentions become reports: a trigger with who, where, when and how sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mapkit._text import sentences
from mapkit.events.actors import ARMED, Party, resolve_actors, slug
from mapkit.events.clauses import Sentence, coordinated
from mapkit.events.places import base_of, root_of
from mapkit.events.status import cue, status_of
from mapkit.model import Actor, Article, EventKind, Evidence, Mention, Place, PlaceMatch, Quantity, Role, Status, TimeMatch, When


@dataclass(slots=True, kw_only=True)
class Report:
    """What one sentence of one article reports."""

    article: Article
    kind: EventKind
    status: Status
    evidence: Evidence
    place: Place | None = None
    time: TimeMatch | None = None
    actors: list[tuple[Role, Actor, bool]] = field(default_factory=list)
    destination: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    reasons: list[str] = field(default_factory=list)
    form: str = ""
    earlier: bool = False
    demonstrative: bool = False
    not_after: When | None = None

    def with_role(self, *roles: Role) -> list[Actor]:
        """Return the actors that play one of ``roles``."""
        return [actor for role, actor, _ in self.actors if role in roles]

    @property
    def weight(self) -> tuple[bool, bool, bool, int]:
        """How much the report says: the fullest one of an article is quoted."""
        own_time = self.time is not None and self.time.when is not None
        return (own_time, self.place is not None, self.form not in ("noun",), len(self.actors))


_NEEDS_FORCE = frozenset(
    (EventKind.WITHDRAWAL, EventKind.HANDOVER, EventKind.CONTROL_CHANGE, EventKind.MOVEMENT, EventKind.DEPLOYMENT, EventKind.HELD, EventKind.DESTRUCTION)
)
# what concerns a country as a whole when no place is named
_NATIONAL = frozenset((EventKind.COUP, EventKind.DECISION, EventKind.CASUALTY_REPORT))
# what goes on at the place told of just before, when its sentence names none
_FOLLOWS_ON = frozenset((EventKind.MOVEMENT, EventKind.ATTACK, EventKind.CLASH, EventKind.DEPLOYMENT, EventKind.CONTROL_CHANGE))
_REACH = 2
"""Sentences after which a place named before is no longer meant."""
_GAINS = frozenset((EventKind.CONTROL_CHANGE, EventKind.HELD))
_PASSIVE = re.compile(r"(?<!\w)(?:was|were|is|are|been|being|be|est|sont|été|recently|newly|freshly|récemment)\s+(?:\w+ly\s+|\w+ment\s+)?$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:ed|en|un|ied|seized|left|won|é|és|ée|ées|is|ris|rise)$", re.IGNORECASE)
_BY = re.compile(r"(?<!\w)(?:by|par)\s+(?:the |les |l[’']|la |le |des )?(?:[\w’'-]+\s+){0,3}?$", re.IGNORECASE)
_OF = re.compile(r"\s*(?:of|de|des|du|d[’']|by|par)\s+(?:the |les |l[’']|la |le )?$", re.IGNORECASE)
_OF_WHAT = re.compile(r"\s*(?:(?:of|in|at|from|on|de|du|des|à|d[’'])\s*[^,;:]{1,45}?\s+)?(?:by|par)\s+(?:[\w’'-]+\s+){0,3}?", re.IGNORECASE)
_RIGHT_AFTER = re.compile(r"\s+(?:back\s+)?(?:the|la|le|l[’'])?\s*(?:[\w-]+\s+){0,2}?(?:(?:town|city|village|port|base|camp|airport|ville|localité|village)\s+)?(?:of\s+|de\s+|d[’'])?", re.IGNORECASE)
_CIVILIANS = re.compile(r"(?<!\w)(?:people|civilians|residents|refugees|families|villagers|inhabitants|women|children|migrants|displaced|citizens|habitants|personnes|civils|réfugiés|déplacés|familles)(?!\w)", re.IGNORECASE)
_AT = re.compile(r"(?<!\w)(?:in|at|near|on|outside|around|from|of|inside|into|over|to|towards|against|à|au|aux|dans|près de|vers|de|en|sur)\s+(?:the |la |le |l[’'])?(?:[\w-]+\s+){0,2}?$", re.IGNORECASE)
_RELATIVE = re.compile(r"\s*,?\s*(?:which|that|qui)(?!\w)", re.IGNORECASE)
_COMPOUND = re.compile(r"\s+(?:process|plans?|deadline|phase|helicopters?|drones?|aircraft|dates?|announcements?|orders?|talks|victims|survivors)(?!\w)", re.IGNORECASE)
_OWNER = re.compile(r"[’']s?\s+\w+\s+(?:for|of|to)\s+(?:\w+\s+){0,2}", re.IGNORECASE)
_DETERMINED = re.compile(r"(?<!\w)(?:the|an?|its|their|his|this|that|of|recent|la|le|l[’']|une?|cette|leur|sa)\s+(?:\w+\s+)?$", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(r"(?<!\w)(?:this|that|ce|cette|cet)\s+(?:\w+\s+)?$", re.IGNORECASE)
_ANAPHOR = re.compile(r"(?<!\w)(?:the|this|that|la|le|cette|ce|ses|its) (town|city|village|base|camp|area|region|ville|localité|base|camp|zone|région)(?!\w)(?! of\b| in\b| de\b)", re.IGNORECASE)
_SPEECH = re.compile(
    r"(?P<who>(?:[^\W\d_][^,;“”\"«»]{1,90}?))\s+(?:has\s+|have\s+|a\s+|ont\s+)?(?:said|told|says|say|announced|confirmed|reported|stated|added|claimed|déclaré|affirmé|indiqué|annoncé|expliqué)(?!\w)", re.IGNORECASE
)
_BASE_WORD = re.compile(r"(?<!\w)(?:bases?|camps?|compounds?|barracks|casernes?|garrisons?|installations?)(?!\w)", re.IGNORECASE)
_CONVOY = re.compile(r"(?<!\w)(?:convoys?|convois?|columns?|colonnes?|trucks?|camions)(?!\w)", re.IGNORECASE)
_HARM = frozenset((EventKind.ATTACK, EventKind.CLASH, EventKind.CASUALTY_REPORT))
_MOVED = frozenset((EventKind.MOVEMENT, EventKind.DEPLOYMENT))
_COUNTED_IN = {
    "killed": _HARM, "wounded": _HARM, "km": frozenset((EventKind.MOVEMENT,)), "truck": _MOVED, "vehicle": _MOVED, "tank": _MOVED,
    "troop": _MOVED | {EventKind.WITHDRAWAL}, "person": _MOVED,
}  # fmt: skip
_OBJECT_SPAN = 70
_ROLE_OF_DOER = {EventKind.CONTROL_CHANGE: Role.TO, EventKind.HANDOVER: Role.FROM}


@dataclass(slots=True)
class _Page:
    """Everything known of one article, and what the sentences before this one were about."""

    article: Article
    places: list[PlaceMatch]
    times: list[TimeMatch]
    parties: list[Party]
    quantities: list[Mention]
    country: Place | None = None
    last_place: Place | None = None
    reach: int = 0
    last_actor: Actor | None = None
    reports: list[Report] = field(default_factory=list)


def find_reports(
    article: Article, mentions: Sequence[Mention], places: Sequence[PlaceMatch], times: Sequence[TimeMatch], *, objects: re.Pattern[str]
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

    Returns
    -------
    list of Report
        In text order; empty for an article that names armed actors less than twice, which is no story about force.
    """
    country = main_country(places)
    parties = list(resolve_actors(article, mentions, country=country[0], country_name=country[1]))
    if sum(p.cls in ARMED for p in parties) < 2:
        return []
    page = _Page(
        article=article,
        places=[m for m in places if m.role == "location" and m.place is not None],
        times=[t for t in times if t.timex_type not in ("DURATION", "SET")],
        parties=parties,
        quantities=[m for m in mentions if m.kind == "quantity"],
        country=next((m.place for m in places if m.place is not None and m.place.kind == "country" and m.place.country == country[0]), None),
    )
    cues = [m for m in mentions if m.kind == "cue" and "event" in m.hints]
    page.parties = [p for p in _without_appositions(article.text, parties)]
    page.parties += _countries_as_actors(article.text, places, page.parties)
    page.parties.sort(key=lambda p: p.start)
    position = 0
    for start, end in sentences(article.text, article.body):
        sentence = Sentence.of(article.text, start, end)
        here = []
        while position < len(cues) and cues[position].evidence.start < end:
            here.append(cues[position])
            position += 1
        _read_sentence(page, sentence, here, objects)
    return page.reports


def main_country(places: Sequence[PlaceMatch]) -> tuple[str | None, str | None]:
    """Return code and name of the country most places of an article lie in; ``(None, None)`` when there is none."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for match in places:
        if match.place is None or match.place.country is None:
            continue
        code = match.place.country
        counts[code] = counts.get(code, 0) + 1
        if match.place.kind == "country":
            names[code] = match.place.name
    best = max(sorted(counts), key=lambda code: counts[code], default=None)
    return best, names.get(best) if best else None


def _without_appositions(text: str, parties: Sequence[Party]) -> list[Party]:
    """Leave out what only describes the name before it: "the CMA, an alliance of armed groups"."""
    kept: list[Party] = []
    for party in parties:
        before = kept[-1] if kept else None
        if before is not None and before.specific and not party.specific and party.actor is not None:
            gap = text[before.end : party.start]
            if re.fullmatch(r"\)?\s*[,–—(-]\s*(?:an?|the|une?|la|le|l[’'])\s*(?:[\w-]+\s+){0,3}(?:of\s+|de\s+|d[’'])?", gap):
                continue
        kept.append(party)
    return kept


def _countries_as_actors(text: str, places: Sequence[PlaceMatch], parties: Sequence[Party]) -> list[Party]:
    """A country or a seat of government can act: "Turkey fired on", "deals struck with Bamako".

    Not where it only says where or whose: "in Mali", "Mali's army".
    """
    taken = [(p.start, p.end) for p in parties]
    found = []
    for match in places:
        place, at = match.place, match.mention.evidence
        if place is None or not place.country or not (place.kind == "country" or match.role == "metonym"):
            continue
        if any(s <= at.start < e for s, e in taken):
            continue
        where = re.search(r"(?<!\w)(?:in|of|from|into|across|throughout|northern|southern|eastern|western|central|en|au|aux|du|de|dans)\s+(?:the\s+)?$", text[max(0, at.start - 16) : at.start], re.IGNORECASE)
        if match.role == "location" and (where or text[at.end : at.end + 2] in ("’s", "'s")):
            continue
        name = place.name if place.kind == "country" else f"government in {place.name}"
        ident = f"actor:country-{place.country.lower()}" if place.kind == "country" else f"actor:{slug(name)}"
        actor = Actor(id=ident, name=name, side="state")
        found.append(Party(start=at.start, end=at.end, actor=actor, cls="country", specific=True))
    return found


def _inside(items: Sequence[PlaceMatch], sentence: Sentence) -> list[PlaceMatch]:
    return [m for m in items if sentence.start <= m.mention.evidence.start < sentence.end]


def _read_sentence(page: _Page, sentence: Sentence, cues: Sequence[Mention], objects: re.Pattern[str]) -> None:
    parties = [p for p in page.parties if sentence.start <= p.start < sentence.end]
    places = _inside(page.places, sentence)
    found: list[Report] = []
    readers = [_Reader(page, sentence, mention, parties, places, objects) for mention in cues]
    readers = [reader for reader in readers if reader.is_trigger()]
    for reader in readers:
        found += reader.reports([(other.start, other.end, other.kind) for other in readers])
    _share(found)
    if any(r.kind in (EventKind.ATTACK, EventKind.CLASH) for r in found):
        # the toll of an attack belongs to the attack
        found = [r for r in found if r.kind is not EventKind.CASUALTY_REPORT]
    page.reports += found
    named = [m.place for m in places if m.place is not None and m.place.kind != "country"]
    if named:
        page.last_place, page.reach = named[-1], _REACH
    elif page.reach == 0:
        page.last_place = None
    page.reach -= 1
    doers = [p.actor for p in parties if p.actor is not None and p.cls in ARMED]
    if doers:
        page.last_actor = doers[0]


def _share(reports: list[Report]) -> None:
    """What one report of a sentence says, the others may leave unsaid."""
    for report in reports:
        others = [r for r in reports if r is not report]
        if report.kind is EventKind.CONTROL_CHANGE and report.place is not None and not report.with_role(Role.FROM):
            left = next((r for r in others if r.kind is EventKind.WITHDRAWAL and r.place is not None and root_of(r.place) == root_of(report.place)), None)
            gainers = {a.id for a in report.with_role(Role.TO)}
            for actor in left.with_role(Role.BY) if left else ():
                if actor.id not in gainers:
                    report.actors.append((Role.FROM, actor, True))
                    report.reasons.append("who lost it: whoever left it, by the same sentence")
        if report.kind is EventKind.MOVEMENT and report.time is None:
            left = next((r for r in others if r.kind is EventKind.WITHDRAWAL and r.time is not None and set(r.with_role(Role.BY)) & set(report.with_role(Role.BY))), None)
            if left is not None:
                report.time, report.place = left.time, left.place or report.place
                report.reasons.append("time and origin: of the withdrawal told in the same sentence")
        same = [r for r in others if r.kind is report.kind and r.with_role(Role.BY) == report.with_role(Role.BY)]
        if report.status is Status.HAPPENED and report.kind is EventKind.WITHDRAWAL and any(r.status is Status.CLAIMED for r in same):
            report.status = Status.CLAIMED
            report.reasons.append("status: claimed in the same sentence")
    for report in reports:
        if any(role in (Role.BY, Role.TO) for role, _, _ in report.actors):
            continue
        donor = next((r for r in reports if r is not report and r.kind is report.kind and r.actors), None)
        if donor is not None:
            report.actors = list(donor.actors)
            report.reasons.append("who did it: as in the rest of the sentence")


class _Reader:
    """Reads one trigger in its sentence."""

    def __init__(
        self, page: _Page, sentence: Sentence, cue_mention: Mention, parties: list[Party], places: list[PlaceMatch],
        objects: re.Pattern[str],
    ) -> None:
        self.page, self.sentence, self.parties, self.places = page, sentence, parties, places
        self.triggers: list[tuple[int, int, EventKind]] = []
        self.start, self.end = cue_mention.evidence.start, cue_mention.evidence.end
        self.kind = EventKind(cue_mention.hints["event"])
        self.form = cue_mention.hints["form"]
        self.text = page.article.text
        self.low, self.high = sentence.clause(self.start)
        self.objects = objects
        before = self.text[max(self.low, self.start - 30) : self.start]
        trigger = self.text[self.start : self.end]
        participle = _PARTICIPLE.search(trigger) is not None
        if self.form in ("active", "object") and not participle and _DETERMINED.search(before):
            self.form = "noun"  # "the capture", not "they capture"
        followed_by = re.match(r"\s+(?:by|par)\s", self.text[self.end : self.end + 6]) is not None
        self.passive = self.form in ("active", "object", "object_equipment") and participle and bool(_PASSIVE.search(before) or followed_by)
        # "this evacuation, which took place on Tuesday": what the relative clause says is said of the trigger
        relative = _RELATIVE.match(self.text, self.end)
        self.reach = relative.end() if relative else self.end
        self.reasons: list[str] = []
        self.doer_at = -1

    def reports(self, triggers: list[tuple[int, int, EventKind]]) -> list[Report]:
        """Return what the trigger reports, beside the other triggers of its sentence; nothing for a hypothesis."""
        self.triggers = triggers
        doers = self._actors()
        status, why = self._status(doers)
        if status is None:
            return []
        times = self._times()
        published = self.page.article.published
        if status is Status.HAPPENED and published and published.latest and times and all(t.when and t.when.earliest and t.when.earliest > published.latest for t in times):
            status, why = Status.PLANNED, "it lies after the publication"
        if status is Status.HAPPENED and times and any(t.relation == "by" and t.when and published and published.latest and t.when.latest and t.when.latest > published.latest for t in times):
            status, why = Status.PLANNED, "the day by which it is to be lies after the publication"
        self.reasons.append(f"status: {why}")
        if self.kind in _NEEDS_FORCE and not doers and not any(p.cls in ARMED for p in self.parties):
            return []
        if self.kind is EventKind.WITHDRAWAL and not doers and self.form != "noun" and not self.passive:
            return []  # somebody leaves, but no force: people flee
        placed = self._places(doers)
        demonstrative = bool(_DEMONSTRATIVE.search(self.text[max(self.sentence.start, self.start - 20) : self.start]))
        quantities = self._quantities()
        evidence = self._evidence()
        base = Report(
            article=self.page.article, kind=self.kind, status=status, evidence=evidence, actors=doers, quantities=quantities,
            reasons=self.reasons, form=self.form, earlier=self._is_earlier(), demonstrative=demonstrative,
            destination=self._destination() if self.kind is EventKind.MOVEMENT else None,
        )
        return [
            replace(base, place=self._object_place(place, doers), time=time, actors=list(doers), reasons=list(self.reasons))
            for place in placed or [None]
            for time in times or [None]
        ]

    # -- the trigger -------------------------------------------------------------------------------------------

    def is_trigger(self) -> bool:
        """Whether the words are a trigger here: some only are with an object, a convoy or a number."""
        after = self.text[self.end : min(self.sentence.end, self.end + _OBJECT_SPAN)]
        if self.form == "object":
            spots = [m.mention.evidence for m in self.places]
            follows = any(self.end <= e.start <= self.end + _OBJECT_SPAN and not self.sentence.crossings(self.end, e.start) for e in spots)
            near = any(abs(e.start - self.start) < _OBJECT_SPAN for e in spots)
            return follows or (self.objects.search(after[:40]) is not None) or (self.passive and near)
        if self.form == "object_near":
            return any(_RIGHT_AFTER.fullmatch(self.text, self.end, m.mention.evidence.start) for m in self.places if m.mention.evidence.start >= self.end)
        if self.form == "subject_convoy":
            return _CONVOY.search(self.text, max(self.low, self.start - 60), self.start) is not None
        if self.form == "object_equipment":
            return re.search(r"(?<!\w)(?:equipment|vehicles?|tanks?|bridges?|buildings?|infrastructure|generators|ammunition|depots?|wells|matériels?|véhicules?|ponts?|dépôts?)(?!\w)", after, re.IGNORECASE) is not None
        if self.form == "noun" and _COMPOUND.match(self.text, self.end):
            return False  # "the withdrawal process", "attack helicopters"
        if self.form == "quantity":
            return any(q.evidence.start <= self.start < q.evidence.end for q in self.page.quantities)
        return True

    def _is_earlier(self) -> bool:
        return any(
            self.start - match.end() <= 25 for match in cue("earlier", "before").finditer(self.text, self.sentence.start, self.start)
        ) and not self._near_boundary_only()

    def _near_boundary_only(self) -> bool:
        """A trigger in the first clause is the story itself, even after "following"."""
        return len(self.triggers) < 2

    # -- who ---------------------------------------------------------------------------------------------------

    def _actors(self) -> list[tuple[Role, Actor, bool]]:
        if self.kind is EventKind.CASUALTY_REPORT:  # whoever suffers is named; who killed is another story
            victims = [p for p in self.parties if p.specific and p.actor is not None and p.cls in ARMED]
            return [(Role.AGAINST, p.actor, True) for p in victims[:1] if p.actor]
        doer = self._doer()
        found: list[tuple[Role, Actor, bool]] = []
        role = Role.FROM if self.form == "loss" else _ROLE_OF_DOER.get(self.kind, Role.BY)
        if doer is not None:
            found.append((role, *doer))
        used = {a.id for _, a, _ in found}
        for party in self.parties:
            if party.actor is None or party.actor.id in used or party.start < self.end or party.cls == "country":
                continue
            between = self.text[self.end : party.start]
            if self.kind is EventKind.CONTROL_CHANGE and re.search(r"\b(?:from|to|aux?|des?)\s+(?:the |les )?$", between, re.IGNORECASE) and len(between) < 60:
                other = Role.TO if self.form == "intransitive" and re.match(r"\s*$|\s*the\s*$", between) else Role.FROM
                found.append((other, party.actor, party.specific))
                used.add(party.actor.id)
            elif self.kind is EventKind.HANDOVER and re.search(r"\b(?:to|à|aux?)\s+(?:the |les |l[’'])?$", between, re.IGNORECASE):
                found.append((Role.TO, party.actor, party.specific))
                used.add(party.actor.id)
            elif self.kind in (EventKind.ATTACK, EventKind.CLASH) and len(between) < 80 and not self.sentence.crossings(self.end, party.start):
                found.append((Role.AGAINST, party.actor, party.specific))
                used.add(party.actor.id)
        return found

    def _doer(self) -> tuple[Actor, bool] | None:
        after_by = self._after(_BY)
        if self.form == "state":
            return self._directly_after() or after_by
        if self.form == "intransitive":
            return self._directly_after()
        if self.form == "noun":
            return self._genitive() or after_by
        if self.passive and self.kind is not EventKind.DEPLOYMENT:
            return after_by or self._genitive()
        return self._subject()

    def _directly_after(self) -> tuple[Actor, bool] | None:
        near = [p for p in self.parties if self.end <= p.start <= self.end + 40 and p.actor is not None]
        return (near[0].actor, near[0].specific) if near and near[0].actor else None

    def _after(self, preposition: re.Pattern[str]) -> tuple[Actor, bool] | None:
        """Whom a "by" names; after a noun only "of this or that" may stand between."""
        for party in self.parties:
            if party.start < self.end or party.actor is None or party.start - self.end >= 90:
                continue
            if not preposition.search(self.text, max(self.end, party.start - 40), party.start):
                continue
            if self.form != "noun" or _OF_WHAT.fullmatch(self.text, self.end, party.start):
                return party.actor, party.specific
        return None

    def _genitive(self) -> tuple[Actor, bool] | None:
        """Whose withdrawal: "X's withdrawal", "the X withdrawal", "its withdrawal", "the withdrawal of X"."""
        for party in self.parties:
            gap = self.text[self.end : party.start] if party.start >= self.end else None
            if gap is not None and party.actor is not None and _OF.fullmatch(gap):
                return party.actor, party.specific
        before = [p for p in self.parties if p.end <= self.start and self.start - p.end <= 25]
        patient = self.kind is EventKind.CONTROL_CHANGE and not re.match(r"\s+(?:of|de|du)\s", self.text[self.end : self.end + 5])
        if before and not patient:  # "its capture" is the capture of it
            party = before[-1]
            gap = self.text[party.end : self.start]
            if re.fullmatch(r"(?:[’']s?)?\s*(?:[\w-]+\s+){0,2}", gap):
                if party.pronoun:
                    return self._antecedent(party)
                if party.actor is not None and party.cls != "country":
                    return party.actor, party.specific
        owner = next((p for p in self.parties if p.end <= self.start and p.actor is not None and _OWNER.fullmatch(self.text, p.end, self.start)), None)
        if owner is not None and owner.actor is not None:  # "the UN's deadline for complete withdrawal"
            return owner.actor, owner.specific
        if self.passive:  # "a recently vacated United Nations base": whose base it was
            owner = [p for p in self.parties if 0 <= p.start - self.end <= 5 and p.actor is not None]
            if owner and owner[0].actor:
                return owner[0].actor, owner[0].specific
        return None

    def _subject(self) -> tuple[Actor, bool] | None:
        candidates = [p for p in self.parties if p.end <= self.start and p.pronoun not in ("its", "their", "our")]
        # whom a "by" names did something else
        free = [p for p in candidates if not _BY.search(self.text, max(self.sentence.start, p.start - 45), p.start)]
        candidates = free or candidates
        if not candidates:
            return None
        best = min(candidates, key=lambda p: (self.sentence.distance(p.start, p.end, self.start, self.end), -p.start))
        if _CIVILIANS.search(self.text, best.end, self.start) or (self.kind is EventKind.WITHDRAWAL and _CIVILIANS.search(self.text, self.low, self.start)):
            return None
        self.doer_at = best.start
        if best.pronoun:
            return self._antecedent(best)
        return (best.actor, best.specific) if best.actor is not None else None

    def _antecedent(self, pronoun: Party) -> tuple[Actor, bool] | None:
        """Whom a pronoun stands for: the speaker for "we", else the nearest actor named before."""
        if pronoun.pronoun in ("we", "our", "nous"):
            speaker = next((p for p in self.parties if p.start > pronoun.end and p.actor is not None and p.cls in ARMED), None)
            return (speaker.actor, speaker.specific) if speaker and speaker.actor else None
        earlier = [p for p in self.parties if p.end <= pronoun.start and p.actor is not None and p.cls != "organisation"]
        if earlier and earlier[-1].actor:
            return earlier[-1].actor, earlier[-1].specific
        return (self.page.last_actor, False) if self.page.last_actor else None

    # -- where -------------------------------------------------------------------------------------------------

    def _places(self, doers: Sequence[tuple[Role, Actor, bool]]) -> list[PlaceMatch | Place]:
        candidates = [m for m in self.places if not self._is_destination(m) and m.mention.evidence.start != self.doer_at]
        if candidates:
            best = min(candidates, key=self._cost)
            if self._cost(best) < 170:
                spans = {(m.mention.evidence.start, m.mention.evidence.end): m for m in candidates}
                at = best.mention.evidence
                chosen = [spans[span] for span in coordinated(self.text, spans, (at.start, at.end))]
                return list(chosen)
        if self.kind in _NATIONAL or re.search(r"(?<!\w)(?:the country|le pays)(?!\w)", self.text[self.low : self.high], re.IGNORECASE):
            if self.page.country is not None:
                self.reasons.append(f"place: the article is about {self.page.country.name}")
                return [self.page.country]
        anaphor = _ANAPHOR.search(self.text, self.low, self.high)
        if anaphor and self.page.last_place is not None:
            self.reasons.append(f"place: {anaphor.group()!r} is the place named before")
            return [self.page.last_place]
        dated = any(not t.timex_value.endswith("_REF") for t in self._times())
        told = self.form != "noun" or dated
        if self.kind is EventKind.WITHDRAWAL and told and self.page.country is not None and any(a.side == "international" for _, a, _ in doers):
            self.reasons.append(f"place: a mission that leaves, from no place named, leaves {self.page.country.name}")
            return [self.page.country]
        near = self.page.last_place
        if near is not None and self.form != "noun" and self.kind in _FOLLOWS_ON:
            self.reasons.append(f"place: not in the sentence; {near.name} is named just before")
            return [near]
        return []

    def _cost(self, match: PlaceMatch) -> int:
        at = match.mention.evidence
        cost = self.sentence.distance(self.start, self.end, at.start, at.end)
        after = at.start >= self.end
        if self.form in ("active", "object") and not self.passive and not after:
            cost += 70
        if self.form == "noun" and not after:
            cost += 40
        if self.form in ("state", "intransitive") and after:
            cost += 100
        if match.place is not None and match.place.kind == "country":
            cost += 60
        if not _AT.search(self.text, max(self.sentence.start, at.start - 30), at.start):
            cost += 25
        if match.place is not None and match.place.kind == "region":
            cost += 15
        return cost

    def _is_destination(self, match: PlaceMatch) -> bool:
        return self.kind is EventKind.MOVEMENT and match is self._destination_match()

    def _destination_match(self) -> PlaceMatch | None:
        following = [m for m in self.places if 0 <= m.mention.evidence.start - self.end <= 40]
        if not following:
            return None
        between = self.text[self.end : following[0].mention.evidence.start]
        trigger = self.text[self.start : self.end].casefold()
        leads = re.search(r"(?:\bto|\btowards?|\bfor|\binto|\bvers|\bpour|\bat|\bin|à)\s*(?:the )?(?:town of |city of |ville de )?$", trigger + between, re.IGNORECASE)
        reaches = re.match(r"(?:reach|arriv|atteint|ont atteint|a atteint)", trigger)
        return following[0] if leads or reaches else None

    def _destination(self) -> Place | None:
        match = self._destination_match()
        return match.place if match is not None else None

    def _object_place(self, where: PlaceMatch | Place | None, doers: Sequence[tuple[Role, Actor, bool]]) -> Place | None:
        """A mission holds bases, not towns: what it leaves at a town is its base there."""
        if where is None:
            return None
        place = where.place if isinstance(where, PlaceMatch) else where
        if place is None or place.kind != "town":
            return place
        mission = any(actor.side == "international" for _, actor, _ in doers)
        leaves = self.kind in (EventKind.WITHDRAWAL, EventKind.HANDOVER)
        if leaves and mission:
            self.reasons.append("place: a mission leaves its base at the town, not the town")
            return base_of(place)
        return place

    # -- when --------------------------------------------------------------------------------------------------

    def _times(self) -> list[TimeMatch]:
        times = [t for t in self.page.times if self.sentence.start <= t.mention.evidence.start < self.sentence.end]
        if self.kind is EventKind.DECISION:  # "set a deadline of 31 December": what is decided, not when
            times = [t for t in times if not re.search(r"(?:deadline of|by)\s*$", self.text[: t.mention.evidence.start][-14:])]
        mine = [t for t in times if not self._belongs_elsewhere(t)]
        if not mine:
            return []
        best = min(mine, key=self._time_cost)
        spans = {(t.mention.evidence.start, t.mention.evidence.end): t for t in times}
        at = best.mention.evidence
        group = [spans[s] for s in coordinated(self.text, spans, (at.start, at.end))]
        if len(group) < 2 or self.kind is not EventKind.AGREEMENT:
            return [best]
        siblings = [start for start, _, kind in self.triggers if kind is self.kind]
        if len(siblings) == len(group):  # "a ceasefire and a peace agreement in 2014 and 2015": respectively
            return [group[siblings.index(self.start)]]
        return group

    def _time_cost(self, match: TimeMatch) -> int:
        at = match.mention.evidence
        cost = self.sentence.distance(self.start, self.reach, at.start, at.end)
        low, high = min(self.reach, at.end), max(self.start, at.start)
        cost += 40 * sum(low <= start < high for start, _, _ in self.triggers if start != self.start)
        return cost + (30 if match.when is None else 0)

    def _belongs_elsewhere(self, match: TimeMatch) -> bool:
        """Whether the expression dates another trigger: one right beside it, or a nearer one in another clause.

        A date that opens the sentence is for all of it.
        """
        at = match.mention.evidence
        if at.start - self.sentence.start <= 12:
            return False
        mine = self.sentence.distance(self.start, self.reach, at.start, at.end)
        others = [self.sentence.distance(start, end, at.start, at.end) for start, end, _ in self.triggers if start != self.start]
        nearest = min(others, default=mine)
        crossed = self.sentence.crossings(min(self.reach, at.end), max(self.start, at.start))
        return nearest < mine and (nearest <= 5 or crossed > 0)

    # -- how sure, how many, who says so -----------------------------------------------------------------------

    def _status(self, doers: Sequence[tuple[Role, Actor, bool]]) -> tuple[Status | None, str]:
        before = self.text[max(self.low, self.start - 120) : self.start]
        if self.low > self.sentence.start and len(before) < 12:
            before = self.text[max(self.sentence.start, self.start - 60) : self.start]
        after = self.text[self.end : min(self.high, self.end + 90)]
        trigger = self.text[self.start : self.end]
        speaker = self._speaker()
        gainers = {a.id for r, a, _ in doers if r in (Role.TO, Role.BY)} if self.kind in _GAINS else set()
        speaks = [p for p in self.parties if p.actor and speaker and p.start < speaker[1] and p.end > speaker[0]]
        return status_of(before, trigger, after, by_beneficiary=any(p.actor and p.actor.id in gainers for p in speaks))

    def _speaker(self) -> tuple[int, int] | None:
        match = _SPEECH.search(self.text, self.sentence.start, self.sentence.end)
        return match.span("who") if match else None

    def _evidence(self) -> Evidence:
        start, end = self.sentence.start, self.sentence.end
        speaker = self._speaker()
        said = " ".join(self.text[slice(*speaker)].split()) if speaker else None
        return Evidence(article_id=self.page.article.id, start=start, end=end, quote=self.text[start:end], attributed_to=said)

    def _quantities(self) -> tuple[Quantity, ...]:
        found = []
        for mention in self.page.quantities:
            if not self.sentence.start <= mention.evidence.start < self.sentence.end:
                continue
            hints = mention.hints
            unit = hints["unit"]
            if self.kind not in _COUNTED_IN[unit]:
                continue
            if self.sentence.crossings(self.start, mention.evidence.start) > 2:
                continue
            low, high = hints.get("low"), hints.get("high")
            found.append(Quantity(low=float(low) if low else None, high=float(high) if high else None, unit=unit))
        return tuple(found)
