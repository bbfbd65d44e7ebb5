"""What a place name is in a sentence where it is not where something happens: who acts, who speaks, whose it is."""

from __future__ import annotations

from mapkit.events import actor_grammar, grammar, place_grammar, status_grammar
from mapkit.events.actors import is_capital
from mapkit.events.carried import is_abroad
from mapkit.events.objects import OF_A_PLACE
from mapkit.events.party import ARMED
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind, PlaceMatch

_COMES = (EventKind.DEPLOYMENT, EventKind.MOVEMENT, EventKind.ATTACK, EventKind.CLASH)
# "19,600 men from Uganda, Burundi and Kenya": whose they are
_MEN_FROM = grammar.pattern(
    r"(?<!\w)(?:men|women|troops|soldiers|personnel|contingents?|peacekeepers|policemen|officers|observers|hommes|soldats"
    r"|contingents|militaires)\s+(?:from|venus?\s+d[eu’'])\s*"
    r"(?:(?:the |la |le |l[’'])?(?-i:[A-ZÀ-Þ])[\w’ -]{2,25}?(?:,\s+and\s+|,\s+|\s+(?:and|et)\s+))*(?:the |la |le "
    r"|l[’'])?$"
)


def is_water(text: str, match: PlaceMatch) -> bool:
    """Whether a river or a sea only says where a town lies: "the Black Sea port", "on the bank of the Nile"."""
    at = match.mention.evidence
    if place_grammar.ON_THE_BANK.search(text, at.start - 20, at.start) or place_grammar.RIVER.match(text, at.end):
        return True
    feature = match.place is not None and match.place.kind == "feature"
    water = feature or place_grammar.WATER.search(at.quote) is not None
    along = feature and place_grammar.ALONG.search(text, max(0, at.start - 16), at.start) is not None
    return along or (water and place_grammar.WATER_NEAR.match(text, at.end) is not None)


def is_other_s(t: Trigger, match: PlaceMatch) -> bool:
    """Whether the name only describes somebody or something: "Britain-based", "the Luanda accord"."""
    start, end = match.mention.evidence.start, match.mention.evidence.end
    low = max(t.sentence.start, start - 40)
    if t.kind is not EventKind.AGREEMENT and (
        place_grammar.NAMED_ACCORD.match(t.text, end) or place_grammar.ACCORD_OF.search(t.text, low, start)
    ):
        return True
    if is_water(t.text, match) or place_grammar.BASED_IN.search(t.text, max(low, start - 70), start):
        return True
    decides = t.kind is EventKind.DECISION and not is_abroad(match, t.page.country)
    met = t.kind is not EventKind.AGREEMENT and not decides
    if met and place_grammar.MET_IN.search(t.text, low, start):
        return True
    seat = match.place is not None and is_capital(match.place)
    if seat and any(way.search(t.text, low, start) for way in (place_grammar.FORCE_OF, place_grammar.WITH_WHOM)):
        return True
    if place_grammar.BESIDE_THE_POINT.search(t.text, max(t.sentence.start, start - 90), start):
        return True
    if t.kind is EventKind.CASUALTY_REPORT and place_grammar.COST_WHOM.search(t.text, low, start):
        return True
    # but "the withdrawal of troops from Kuwait"
    home = match.place is not None and match.place.kind == "country" and (end <= t.start or t.kind in _COMES)
    if home and _MEN_FROM.search(t.text, max(t.sentence.start, low - 60), start):
        return True
    if is_abroad(match, t.page.country) and place_grammar.SITE_BEHIND.match(t.text, end):
        return True  # "the Ouagadougou conference centre" of a town in Libya
    return (place_grammar.DESCRIBES.match(t.text, end) or grammar.PART_OF_NAME.match(t.text, end)) is not None


def is_party(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a name stands for who takes part: "the war between Israel and Hezbollah", "militias allied with Gao"."""
    at = match.mention.evidence
    low = max(t.sentence.start, at.start - 30)
    country = match.place is not None and match.place.kind == "country"
    if country and t.start < at.start < t.end and actor_grammar.OF_A_FLAG.match(t.text, t.start):
        return True  # "the flag of Russia is flying over"
    if (
        country
        and t.form == "noun"
        and t.kind is EventKind.ATTACK
        and not status_grammar.INVADES.match(t.text, t.start)
        and is_abroad(match, t.page.country)
        and place_grammar.BY_WHAT_COUNTRY.fullmatch(t.text, t.end, at.start)
    ):
        return True  # "malgré les attaques massives de la Russie"
    acts = country or (match.place is not None and is_capital(match.place))
    if acts and at.start > t.end and place_grammar.HAD_TAKEN.match(t.text, at.end):
        return True
    if place_grammar.ON_WHOSE_SIDE.search(t.text, low, at.start) or place_grammar.BUT_NOT.search(t.text, low, at.start):
        return True
    if at.end <= t.start and (_speaks(t, match) or _is_home_of(t, match)):
        return True
    if grammar.IN_WHOSE_HANDS.search(t.text, low, at.start) or grammar.S_HANDS.match(t.text, at.end):
        return any(p.start == at.start for p in t.parties)
    of_whom = next((p for p in t.parties if p.cls in ARMED and grammar.OF.fullmatch(t.text, p.end, at.start)), None)
    if of_whom is not None and t.kind in (EventKind.CONTROL_CHANGE, EventKind.HELD):
        taken_by = place_grammar.BY_WHOSE_MEN.search(t.text, max(t.sentence.start, of_whom.start - 30), of_whom.start)
        if taken_by is not None:
            return True  # "est sous le contrôle des miliciens d'Amal"
    if match.place is None or match.place.kind not in ("country", "region"):
        return False
    named_after = of_whom is not None
    return named_after or place_grammar.TAKES_PART.search(t.text, low, at.start) is not None


def _speaks(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a capital abroad acts or is where somebody speaks: "Kigali is preparing", "in Washington, X said"."""
    at = match.mention.evidence
    opens = grammar.OPENS.fullmatch(t.text, t.sentence.start, at.start) is not None
    if opens and t.kind in OF_A_PLACE and place_grammar.SEAT_OF_TALKS.fullmatch(at.quote):
        return True  # "in Geneva, the UN called the loss of the town a disgrace"
    if match.place is None or not is_capital(match.place):
        return False
    official = place_grammar.OFFICIALS_SAY.search(t.text, at.end, t.start)
    if official is not None and opens:
        return True  # "in Delhi, officials confirmed that fighting ..."
    if not is_abroad(match, t.page.country):
        return False
    if grammar.OPENS_SENTENCE.fullmatch(t.text, t.sentence.start, at.start):
        return True
    return opens and grammar.TELLS.search(t.text, at.end, t.start) is not None


def _is_home_of(t: Trigger, match: PlaceMatch) -> bool:
    """Whether a name only says where a force is from: "fighters from X attacked Y"; who withdraws is from there."""
    if t.kind in (EventKind.WITHDRAWAL, EventKind.MOVEMENT):
        return False
    start = match.mention.evidence.start
    return any(place_grammar.FROM_WHERE.fullmatch(t.text, p.end + 1, start) for p in t.parties if p.cls in ARMED)
