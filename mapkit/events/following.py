"""What the next sentences add to a report: the name of what it only describes, where it was, who was behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from mapkit.events.actors import same_state
from mapkit.events.clauses import coordinated
from mapkit.events.descriptions import first_named
from mapkit.events.gains import same_town
from mapkit.events.grammar import any_word, pattern
from mapkit.events.objects import OF_A_PLACE
from mapkit.events.page import Page, Report
from mapkit.events.party import ARMED, Party
from mapkit.model import EventKind, Place, PlaceMatch, Role, Status

_NAMED_WITHIN = 500
"""Characters within which a story names a place that its lead describes."""

_SENTENCES = 4
"""Sentences within which it does."""

_NEXT = 2
"""Sentences within which a story says plainly which places it has told of."""

_CLAIMED_WITHIN = 5
"""Sentences after an attack within which a story says who was behind it."""

_FIGHTS = (EventKind.ATTACK, EventKind.CLASH)
_OF_ONE_TOWN = frozenset((*OF_A_PLACE, EventKind.HANDOVER, EventKind.WITHDRAWAL, *_FIGHTS))
_THE_PLACE = (
    rf"(?:the|this|that|la|le|l[’']|cette|ce|cet)\s*(?:[\w-]+ ){{0,2}}?(?:{any_word('anaphoric_nouns', 'parts')})(?!\w)"
)
_LIES = (
    r"\s*(?:,|\bis (?:called |named |located |situated )?(?:in |at |near )?|\blies (?:in|near|at)\s|\bwas (?:in"
    r"|at|near)\s"
    r"|\bstands (?:in|at|near)\s|\bse (?:trouve|situe|trouvait|situait) (?:à|dans|près de)\s"
    r"|\best (?:située? )?(?:à|dans|près de)\s|\bof\s|\bde\s|\bd[’'])\s*"
)
# "The town, X, lies 60 km from Y", "The base is in X", "Il s'agit de X"
_ONE_NAMED = pattern(
    rf"\W*(?:{_THE_PLACE}{_LIES}|(?:it is|it was|that is|c[’']est|il s[’']agit)\s*(?:de\s|d[’']|à\s|in\s|at\s)?)\s*"
    r"(?:the |la |le |l[’'])?(?:(?:town|city|village|ville|localité) (?:of |de |d[’'])?)?"
)
# "X has been under siege for months", "X, 60 km from Y, is": what opens a sentence that goes on to describe it
_IS_DESCRIBED = pattern(
    r"\s*(?:,\s|\()|\s+(?:is|was|had|has|lies|sits|stands|est|était|avait|a été|se trouve|se situe)(?!\w)"
)
# "They are X and Y", "Among them is X", "They reportedly include at least parts of X"
_SOME_NAMED = pattern(
    r"\W*(?:(?:they|these|those|ce|elles|ils|(?:the|les|ces)\s+[\w-]+s)\s+(?:\w+ly\s+)?(?:are|were|include[sd]?|sont|étaient"
    r"|comprennent)|(?:among|parmi)\s+(?:them|these|those|elles|eux|(?:the|les|ces)\s+[\w-]+s)(?:,|\s+(?:is|are|was|were"
    r"|figure(?:nt)?|se trouve(?:nt)?))?|il s[’']agit|including|dont)\s*:?\s*(?:at least |au moins )?(?:(?:parts"
    r"|most) of\s)?"
    r"(?:the |la |le |les |l[’']|de |des |d[’'])?(?:[\w-]+s? (?:of |de |d[’']))?"
)
_OPENS_SENTENCE = pattern(r"\W*")
# "The fighting took place in X": what was told before
_THE_DEED = pattern(r"\W*(?:the|this|these|les?|la|l[’']|ces?|cette|cet)\s*(?:[\w-]+\s+)?")
_TOOK_PLACE = pattern(
    r"\s+(?:took place|occurred|happened|was|were|(?:a|ont) eu lieu|s[’'](?:est|était) produite?"
    r"|se sont (?:produite?s|déroulée?s))"
)
# "moved in", "roll into the town": who comes where another one has left
_MOVES_IN = pattern(
    r"(?:mov|roll|march|sweep|swept|pour|walk|rode|ride|drove|driv|stream|rush)\w*\s+in(?:to)?(?!\w)|entrée?s(?!\w)"
)
_BY_HIM = pattern(
    r"\s+(?:(?:has|have|had|ha|later|also|quickly|a|ont|avait|avaient|since|immediately|depuis)\s+)*(?:claim\w*|accept\w*"
    r"|took|taken|revendiqu\w+|assum\w+)\s+(?:(?:the|full|la|cette|ces|les|l[’'])\s*)*(?:responsibility|credit|attaque|attentat"
    r"|responsabilité|assaut|attentats|attaques)"
    r"|,?\s+(?:(?:is|are|was|were|has been|have been|had been)\s+)?(?:widely\s+)?(?:blamed"
    r"|held responsible)\s+(?:for|by)"
)
_OF_HIM = pattern(
    r"(?<!\w)(?:(?:claimed|carried out|blamed on|attributed to|perpetrated|mounted|staged|launched|ascribed to"
    r"|pinned on)"
    r"|(?:revendiquée?s?|menée?s?|attribuée?s?|imputée?s?|perpétrée?s?|commise?s?))"
    r"\s+(?:by\s|par\s|to\s|on\s|à\s|aux?\s|)\s*(?:the |les |la |le |l[’']|des |suspected |alleged )*$"
)
_SUSPECTED = pattern(r"(?<!\w)(?:blam|accus|attribu|suspect|imput|pinned|ascrib|held responsible)")
_NOBODY = pattern(
    r"(?<!\w)(?:no(?:body| one| group| organi[sz]ation)?|none|not|aucun\w*|personne|n[’'](?:a|ont)|pas)(?!\w)"
)
_AN_ATTACK = pattern(
    r"(?<!\w)(?:attacks?|attaques?|bombings?|attentats?|assaults?|assauts?|blasts?|shootings?|raids?|ambush|embuscade"
    r"|massacres?|tueries?|killings?|strikes?|frappes?|shelling|bombardements?)(?!\w)"
)


def complete_from_next(page: Page, spans: Sequence[tuple[int, int]]) -> list[Report]:
    """Return the reports of an article, completed by what its later sentences say of what was told.

    Parameters
    ----------
    page
        The article with its reports in text order, which are changed in place.
    spans
        Start and end of its sentences.

    Returns
    -------
    list of Report
        Without those that need a place and got none; where several places were told of and are named next, one each.
    """
    story = _Story(page, spans)
    reports = list(_named_next(story))
    story.reports = reports
    for number, report in enumerate(reports):
        _took_place(story, report)
        _moved_in(story, number, report)
    _who_was_behind(story)
    return reports


class _Story:
    """An article's sentences with their reports, places and parties."""

    def __init__(self, page: Page, spans: Sequence[tuple[int, int]]) -> None:
        self.page, self.text, self.spans = page, page.plain, spans
        self.reports = page.reports
        self._starts = [start for start, _ in spans]
        self._places = [m.mention.evidence.start for m in page.places]
        self._parties = [p.start for p in page.parties]

    def number(self, at: int) -> int:
        """Return the number of the sentence that begins at or before a position."""
        return bisect_left(self._starts, at + 1) - 1

    def since(self, sentence: int) -> int:
        """Return the number of the first report that a sentence, or one behind it, makes."""
        if sentence >= len(self.spans):
            return len(self.reports)
        return bisect_left(self.reports, self.spans[max(0, sentence)][0], key=lambda r: r.at)

    def places_of(self, span: tuple[int, int]) -> list[PlaceMatch]:
        return self.page.places[bisect_left(self._places, span[0]) : bisect_left(self._places, span[1])]

    def parties_of(self, span: tuple[int, int]) -> list[Party]:
        return self.page.parties[bisect_left(self._parties, span[0]) : bisect_left(self._parties, span[1])]


# ------------ Which place was only described
def _named_next(story: _Story) -> Iterator[Report]:
    """Give "a town in the east" of a lead the name that the next sentences have, else leave out what needs one."""
    reports = story.reports
    for number, report in enumerate(reports):
        if not report.unnamed:
            yield report
            continue
        named = _named_plainly(story, report) or _first_named(story, report)
        for match in named:
            _name_others(story, report, match.place, match.mention.evidence.quote)
            yield replace(
                report,
                place=match.place,
                unlocated=match.mention.evidence.quote if match.place is None else None,
                carried=True,
                actors=list(report.actors),
                reasons=[*report.reasons, "place: only described here, and named in the next sentences"],
            )
        if named:
            continue
        high = story.since(story.number(report.evidence.end + _NAMED_WITHIN) + 1)
        told = next((r for r in reports[number + 1 : high] if _may_name(r, report)), None)
        if told is not None and report.unnamed == "one":
            report.place, report.unlocated, report.carried = told.place, told.unlocated, True
            report.reasons.append("place: only described here, and named just after")
            _name_others(story, report, told.place, told.unlocated)
        elif report.place is None and report.kind in OF_A_PLACE:
            continue
        yield report


def _name_others(story: _Story, report: Report, place: Place | None, name: str | None) -> None:
    """Put what else the sentence tells without a place of its own where the place is that it describes."""
    sentence = story.number(report.at)
    here = story.reports[story.since(sentence) : story.since(sentence + 1)]
    same = (r for r in here if r.evidence == report.evidence and r is not report)
    for other in (r for r in same if _is_wide(r) and (r.carried or r.place == report.place)):
        other.place, other.unlocated = place, name if place is None else None
        other.reasons.append("place: of what else the sentence tells")


def _named_plainly(story: _Story, report: Report) -> list[PlaceMatch]:
    """Return the places that the next sentences say it was: "The town, X, lies near Y", "They are X and Y"."""
    first = story.number(report.at) + 1
    for number, span in enumerate(story.spans[first : first + _NEXT]):
        if span[0] - report.evidence.end > _NAMED_WITHIN:
            break
        towns = [m for m in story.places_of(span) if m.place is None or m.place.kind not in ("country", "region")]
        if not towns or not _lies_within(towns[0], report):
            continue
        at = towns[0].mention.evidence
        if report.unnamed == "some":
            if _SOME_NAMED.fullmatch(story.text, span[0], at.start):
                towns_at = {(m.mention.evidence.start, m.mention.evidence.end): m for m in towns}
                return [towns_at[spot] for spot in coordinated(story.text, towns_at, (at.start, at.end))]
            continue
        opens = number == 0 and _OPENS_SENTENCE.fullmatch(story.text, span[0], at.start) is not None
        if _ONE_NAMED.fullmatch(story.text, span[0], at.start) or (opens and _IS_DESCRIBED.match(story.text, at.end)):
            return [towns[0]]
    return []


def _first_named(story: _Story, report: Report) -> list[PlaceMatch]:
    """Return the first town that the next sentences name, wherever in them."""
    sentence = story.number(report.at)
    spans = story.spans[sentence + 1 : sentence + 1 + _SENTENCES]
    near = [span for span in spans if span[0] - report.evidence.end <= _NAMED_WITHIN]
    if report.unnamed != "one" or not near:
        return []
    # the country of the article, where the sentence names none, may be that of who is fought
    country = report.place.country if report.place is not None and not report.carried else None
    described = story.text[report.evidence.start : report.evidence.end]
    first = first_named(story.places_of((near[0][0], near[-1][1])), story.text, country, described)
    return [first] if first is not None else []


def _lies_within(match: PlaceMatch, report: Report) -> bool:
    country = report.place.country if report.place is not None else None
    return country is None or match.place is None or match.place.country in (None, country)


def _is_wide(report: Report) -> bool:
    """Whether what is of one town has no place but a country."""
    place = report.place
    return not report.unnamed and report.kind in _OF_ONE_TOWN and place is not None and place.kind == "country"


def _may_name(other: Report, report: Report) -> bool:
    """Whether a report a little later names the place that this one only describes."""
    near = 0 <= other.evidence.start - report.evidence.end <= _NAMED_WITHIN
    towns = other.place is not None and other.place.kind not in ("country", "region", "district")
    if not near or other.carried or other.kind not in _OF_ONE_TOWN or not (towns or other.unlocated):
        return False
    country = report.place.country if report.place is not None else None
    return country is None or other.place is None or other.place.country in (None, country)


# ------------ Where it was
def _took_place(story: _Story, report: Report) -> None:
    """Put fighting where the next sentence says: "The army said it fought rebels on Monday. The clashes were in X"."""
    start = story.spans[story.number(report.at)][0]
    if report.form != "noun" or report.kind not in _FIGHTS or report.carried or report.place is None:
        return
    if not _THE_DEED.fullmatch(story.text, start, report.at) or not _TOOK_PLACE.match(story.text, report.end):
        return
    sentence = story.number(report.at)
    before = story.reports[story.since(sentence - _NEXT) : story.since(sentence)]
    told = next((r for r in reversed(before) if r.kind in _FIGHTS and not _has_town(r)), None)
    if told is None:
        return
    told.place = report.place
    told.reasons.append("place: where the next sentence says that it was")
    report.time, report.bounds, report.kind = report.time or told.time, report.bounds or told.bounds, told.kind
    report.actors = report.actors or list(told.actors)


def _has_town(report: Report) -> bool:
    place = report.place
    return report.unlocated is not None or (place is not None and place.kind not in ("country", "region"))


# ------------ Who came where others had left
def _moved_in(story: _Story, number: int, report: Report) -> None:
    """Take those who move in where others have just left for who holds the place now: "B fled X. A moved in"."""
    if report.kind not in (EventKind.DEPLOYMENT, EventKind.MOVEMENT) or report.status is not Status.HAPPENED:
        return
    # in the article's own words, since what grammar looks at is without the "in" of "moved in on Tuesday"
    if not _MOVES_IN.match(story.page.article.text, report.at, report.end + 4):
        return
    comes = [a for a in report.with_role(Role.BY) if a.side != "international"]
    before = story.reports[story.since(story.number(report.at) - 1) : number]
    near = [r for r in before if r.kind is EventKind.WITHDRAWAL and r.status is Status.HAPPENED]
    left = next((r for r in reversed(near) if same_town(r, report)), None)
    gone = left.with_role(Role.BY) if left is not None else []
    if left is None or not comes or any(same_state(a, b) for a in comes for b in gone):
        return
    report.kind = EventKind.CONTROL_CHANGE
    report.actors = [(Role.TO, a, named) for role, a, named in report.actors if role is Role.BY]
    report.actors += [(Role.FROM, a, True) for a in gone]
    report.reasons.append("kind: who moves in where others have just left takes the place")


# ------------ Who was behind it
def _who_was_behind(story: _Story) -> None:
    """Give attacks of which nobody is told to be the doer who claims them, or is blamed for them, a little later."""
    for number, span in enumerate(story.spans):
        said = _names_doer(story, span)
        if said is None:
            continue
        party, how = said
        attack = _last_attack(story, number)
        if attack is None or party.actor is None or party.actor in attack.with_role(Role.AGAINST):
            continue
        attack.kind = EventKind.ATTACK
        attack.actors.append((Role.BY, party.actor, party.specific))
        attack.reasons.append(f"who did it: {party.actor.name}, who {how}")


def _names_doer(story: _Story, span: tuple[int, int]) -> tuple[Party, Literal["claims it", "is blamed for it"]] | None:
    """Return whom a sentence names as the doer of an attack told before."""
    text = story.text
    if _NOBODY.search(text, *span):
        return None  # "no group has claimed responsibility"
    for party in story.parties_of(span):
        if party.actor is None or party.cls not in ARMED:
            continue
        low = max(span[0], party.start - 60)
        found = _BY_HIM.match(text, party.end, span[1]) or _OF_HIM.search(text, low, party.start)
        if found is not None and _AN_ATTACK.search(text, *span):
            return party, "is blamed for it" if _SUSPECTED.search(found.group()) else "claims it"
        if found is not None and "respons" in found.group():
            return party, "claims it"
    return None


def _last_attack(story: _Story, number: int) -> Report | None:
    """Return the last attack that a story tells of before a sentence, if nobody is told to be its doer."""
    before = story.reports[story.since(number - _CLAIMED_WITHIN) : story.since(number)]
    near = [r for r in before if r.status is Status.HAPPENED]
    attacks = [r for r in near if r.kind is EventKind.ATTACK] or [
        r for r in near if r.kind is EventKind.CASUALTY_REPORT and r.form == "quantity"
    ]
    return attacks[-1] if attacks and not attacks[-1].with_role(Role.BY) else None
