"""Places that are only described: "the country's second city", "a town in the east", "la capitale tchadienne"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from mapkit.events import grammar, place_grammar
from mapkit.events.actors import is_capital
from mapkit.events.grammar import any_word, pattern
from mapkit.events.objects import OF_A_PLACE
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind, Mention, PlaceMatch

_SUBJECT = pattern(
    rf"(?<!\w){place_grammar.DESCRIPTION}(?:\s+(?:in|near|of|dans|en|du|de|where|that|which|qui|où)\s[^;.“”\"]{{2,90}}?)?"
    rf"\s+(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
# "a town that its fighters overran"
_RELATIVE = pattern(
    rf"(?<!\w){place_grammar.DESCRIPTION}(?:\s+(?:in|of|near|du|de|dans)\s[^,;.]{{2,40}}?)?,?\s+(?:that|which|qu[e’'])\s*[^,;.:]{{2,50}}$"
)
_THERE = pattern(
    rf"(?<!\w)(?:in|at|on|into|of|inside|for|through|dans|à|sur|de|pour)\s+(?:the (?:heart|centre|center|edge"
    rf"|outskirts) of\s+)?{place_grammar.DESCRIPTION}"
)
_ANY = pattern(place_grammar.DESCRIPTION)
_INDEFINITE = re.compile(r"(?:an?|une?|another|une? autre)\s", re.IGNORECASE)


def only_described(t: Trigger) -> Literal["", "one", "some"]:
    """Return whether places are only described, so that the story may name them next.

    One in "took a town in the east" and in "overran Iraq's second city", some in "took several towns". A definite
    description is one only where the story has named no town yet: later it means a town told of before.
    """
    placed = [m.place if isinstance(m, PlaceMatch) else m for m in t.placed]
    if any(place is None or place.kind not in ("country", "region", "district") for place in placed):
        return ""
    # "announced the capture of a key town"
    taking = t.kind in OF_A_PLACE and place_grammar.DESCRIBED_OBJECT.match(t.text, t.end) is not None
    if (t.form == "noun" and not taking) or t.kind is EventKind.MOVEMENT:
        return ""
    if t.kind in OF_A_PLACE and t.form != "state":
        if grammar.SOME_TOWNS.match(t.text, t.end):
            return "some"
        behind = not t.passive and t.form != "intransitive"
        if behind and grammar.A_PLACE_NEXT.match(t.text, t.end):
            return "one"
        if not behind and grammar.A_PLACE_BEFORE.search(t.text, t.low, t.start):
            return "one"
    found = _description(t)
    if found is None:
        return ""
    return "one" if _INDEFINITE.match(found) or not t.page.town_named else ""


def _description(t: Trigger) -> str | None:
    """Return the words that describe where it was."""
    ways: Sequence[re.Match[str] | None]
    if t.kind in OF_A_PLACE or t.form == "active":
        which = _RELATIVE.search(t.text, t.sentence.start, t.start) if t.verb & {"ed", "past", "part"} else None
    else:
        which = None
    if which is not None and not t.passive:
        ways = (which,)
    elif t.kind in OF_A_PLACE:
        ways = (_SUBJECT.search(t.text, t.sentence.start, t.start), place_grammar.DESCRIBED_OBJECT.match(t.text, t.end))
        if t.form != "state":
            ways = ways[:1] if t.passive or t.form == "intransitive" else ways[1:]
    else:
        ways = (
            place_grammar.DESCRIBED_OBJECT.match(t.text, t.end),
            _THERE.search(t.text, t.end, min(t.sentence.end, t.end + 90)),
        )
    found = next((m for m in ways if m is not None), None)
    inner = _ANY.search(t.text, found.start(), found.end()) if found is not None else None
    return inner.group() if inner is not None else None


# what is named there is not where it was: somebody speaks there, goes there, comes from there
_ELSEWHERE = pattern(
    r"(?:(?<!\w)(?:said|told|says|announced|declared|speaking|speech|reporters|journalists|television|meeting|summit|talks"
    r"|conference|statement|officials?|spokes(?:man|woman|person)|diplomats?|ministers?|president|governor|mayor|commander|general|government|ministry|embassy"
    r"|déclaré|annoncé|affirmé|indiqué|dit|précisé|assuré|promis|réunion|sommet|télévision|journalistes|autorités|gouvernement"
    r"|ministère|porte-parole|responsables?|joints?|réfugiée?s?|arrivée?s?|parvenue?s?)\s[^.;]{0,45}?(?<!\w)(?:in|from|at|à|au|depuis|de)\s+"
    r"|(?<!\w)(?:left|leav\w+|fled|flee\w*|bound|head\w+|mov\w+|way|withdr\w+|retreat\w*|drawn back|fallen back"
    r"|pulled back|repli\w+"
    r"|fui\w*|enfui\w*|gagn\w+|rout\w*)\s(?:[\w-]+\s){0,3}?(?:for|to|towards?|pour|vers|à|sur)\s+"
    r"|(?<!\w)(?:from|depuis|neighbou?ring|nearby|voisine? de|près de|near|outside|vers|towards?)\s+"
    r"|(?<!\w)(?:north|south|east|west|nord|sud|est|ouest|km|kilometres?|kilomètres|miles)(?:-?\w+)?\s+(?:of|from|de|d[’'])\s*)"
    r"(?:the |la |le |l[’'])?(?:(?:town|city|ville) (?:of |de ))?$"
)


_ITS_OWN = pattern(
    r"(?<!\w)(?:officials?|residents?|police|doctors?|medics|hospital\w*|governor|mayor|witness(?:es)?|habitants?|responsables?"
    r"|gouverneur|maire|médecins?|témoins?)\s+(?:[\w-]+\s+){0,2}?(?:in|of|à|de)\s+(?:the |la |le |l[’'])?$"
)
_VILLAGE = pattern(r"(?<!\w)(?:an?|une?)\s+(?:[\w-]+\s+){0,3}?(?:village|hamlet|hameau)(?!\w)")
_NO_VILLAGE = 50_000
"""Inhabitants from which nobody calls a place a village."""


def first_named(matches: Sequence[PlaceMatch], text: str, country: str | None, described: str) -> PlaceMatch | None:
    """Return the town that a story names first after it only described it.

    Parameters
    ----------
    matches
        The places of the sentences that follow, in text order.
    text
        The article.
    country
        Code of the country where the description puts it; ``None`` when it does not say.
    described
        The sentence that describes it: a village is no city.
    """
    small = _VILLAGE.search(described) is not None
    spoken_from = None
    for match in matches:
        place, at = match.place, match.mention.evidence
        if place is not None and place.kind not in ("town", "site", "base"):
            continue
        if place_grammar.BANK_OF.search(text, max(0, at.start - 30), at.start):
            continue
        if place is not None and country is not None and place.country not in (None, country):
            continue
        if place is not None and (is_capital(place) or (small and place.population > _NO_VILLAGE)):
            continue  # a capital is called one
        if _ELSEWHERE.search(text, max(0, at.start - 90), at.start) is None:
            return match
        if spoken_from is None and _ITS_OWN.search(text, max(0, at.start - 60), at.start):
            spoken_from = match
    return spoken_from  # "overran the country's second city ... officials in X said"


_CAPITAL_BEHIND = pattern(r"\s+capital(?: city)?(?!\w)(?!\s+(?:of|punishment|letters?)\b)(?!,?\s+(?-i:[A-Z]))")
_CAPITAL_BEFORE = pattern(r"(?<!\w)la capitale\s+$")


def capitals_meant(text: str, mentions: Sequence[Mention], places: Sequence[PlaceMatch]) -> list[PlaceMatch]:
    """Find "the Liberian capital" and "la capitale afghane", which mean the capital that the article names.

    Parameters
    ----------
    text
        The article.
    mentions
        Its mentions: those of demonyms say whose capital it is.
    places
        Its places, of which one is that capital.

    Returns
    -------
    list of PlaceMatch
        The capital, with the description as its words; none where the article does not name it, or does just behind.
    """
    seats = {m.place.country: m for m in places if m.place is not None and is_capital(m.place)}
    found = []
    for mention in mentions:
        seat, at = seats.get(mention.hints.get("demonym")), mention.evidence
        if seat is None:
            continue
        behind = _CAPITAL_BEHIND.match(text, at.end)
        before = _CAPITAL_BEFORE.search(text, max(0, at.start - 14), at.start)
        if behind is None and before is None:
            continue
        start, end = (
            (at.start, behind.end()) if behind is not None else (before.start() if before else at.start, at.end)
        )
        evidence = replace(at, start=start, end=end, quote=text[start:end])
        found.append(replace(seat, mention=replace(seat.mention, evidence=evidence)))
    return found
