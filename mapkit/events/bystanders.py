"""What sounds like a deed of forces and is none: what envoys, families and the wounded do."""

from __future__ import annotations

import re
from collections.abc import Callable

from mapkit.events import grammar, status_grammar, trigger_grammar
from mapkit.events.grammar import CONVOY, any_word, pattern
from mapkit.events.party import ARMED
from mapkit.events.trigger import Trigger
from mapkit.model import EventKind

_OFFICE_BEFORE = pattern(
    r"(?<!\w)(?:émissaires?|envoyée?s?(?: spéciale?s?)?|représentante?s?(?: spéciale?s?)?"
    r"|secrétaire général(?: adjoint)?e?|porte-parole|ambassadeurs?|ambassadrice|coordinat(?:eur|rice)|rapporteurs?"
    r"|médiateurs?|patron|directeur|experts?|enquêteurs?|envoys?|emissary|representatives?|secretary-general"
    r"|ambassadors?|coordinators?|mediators?|rapporteur|spokes(?:man|woman|person)|officials?|investigators|experts)"
    r"\s+(?:[\w-]+\s+)?(?:of|from|to|for|de|du|des|d[’']|pour|auprès d[eu]s?)\s*(?:the |l[’']|la |le )?$"
)
_OFFICE_AFTER = pattern(
    r"(?:[’']s)?\s+(?:(?:special|chief|deputy|humanitarian|human rights|refugee|food|children[’']s|peace|top)\s+){0,2}"
    r"(?:envoys?|representatives?|secretary[- ]general|ambassadors?|mediators?|coordinators?|spokes(?:man|woman|person)"
    r"|officials?|investigators?|experts?|agency|chief)(?!\w)"
    r"|(?:[’']s)?\s+(?:secretary of (?:state|defen[cs]e)|(?:foreign|defen[cs]e) (?:secretary|minister))(?!\w)"
)
# "the rebel leader left", "the army chief flew to": he goes, and not his men
_HEAD_AFTER = pattern(
    rf"(?:[’']s)?\s+(?:leader|chief|chairman|boss|spokesman|representative|negotiators?|delegation|lawyers?)(?!\w)"
    rf"(?:,?\s+(?-i:[A-ZÀ-Þ][\w’-]+)){{0,4}},?\s+(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
# "talks moved to Geneva", "the trial of X moved to": nobody goes
_IDEAS = pattern(
    r"(?<!\w)(?:talks|negotiations|attention|focus|debate|discussions?|trial|case|hearings?|ceremony|summit|match|final|border|frontier"
    r"|capital|headquarters|offices?|spotlight|process|vote|agreement|accord|deal|truce|compromise|pourparlers|négociations|débats?|procès|siège|frontière)(?!\w)"
    r"(?:\s+(?:between|entre)\s[^,.;:]{3,40}?\s(?:and|et)\s)?"
    rf"(?:(?!\s(?:and|but|et|mais)\s)[^,.;:]){{0,40}}?\s(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
# "the charges were withdrawn", "the project was executed by army engineers"
_PAPERS = pattern(
    r"(?<!\w)(?:charges?|cases?|complaints?|bills?|motions?|resolutions?|proposals?|offers?|licen[cs]es?|appeals?|lawsuits?|candidac\w+"
    r"|projects?|contracts?|works?|plans?|programmes?|programs?|orders?|warrants?|budgets?|strateg(?:y|ies)|plaintes?|projets?"
    rf"|authori[sz]ations?|permits?|visas?|amendements?|contrats?"
    rf"|travaux)(?!\w)[^,.;:]{{0,30}}?\s(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)+$"
)
_AUXILIARY = pattern(rf"(?<!\w){any_word('auxiliaries', 'perfect')}\s+(?:{any_word('adverbs')}\s+)*$")
_RIGHT_BEFORE = pattern(r"[\s,]*(?:(?!qui\b|que\b|et\b)[\w’'-]+\s+){0,3}(?:[\w’'-]+)?[\s,]*$")
# "l'embargo qui frappe X"
_NO_ATTACKER = pattern(
    r"(?<!\w)(?:embargos?|sanctions|sécheresse|famine|crise|épidémie|choléra|inflation|chômage|malheur|deuil|drought|crisis|epidemic)"
    r"\s+(?:[\w’'-]+\s+){0,5}?$"
    r"|(?<!\w)(?:earthquake|cyclone|hurricane|typhoon|tsunami|floods?|landslide|séisme|inondations|ouragan)(?!\w)[^.;]{0,60}$"
)
# "the generals who took power": a coup of before
_SINCE_THEY = pattern(r"(?<!\w)(?:since|depuis qu[e’'])\s*(?:[\w’'-]+\s+){0,8}$")
_OCCUPIED = pattern(r"(?:occupied|besieged|captured|fallen|liberated|recaptured)(?!\w)")
_CONQUERED = pattern(
    r"(?<!\w)(?:les|des|aux|ces)\s+(?:quartiers|villes|territoires|zones|localités|villages"
    r"|positions|terres)\s+$"
)
_BY_NOBODY = pattern(r"(?!\s+(?:par|le|en|hier|depuis)(?!\w))")
_OF = pattern(r"(?<!\w)(?:of|in|from|near|into|around|to)\s+$")
_HEADING = 6
"""Words of a heading, at most."""
_BASED = pattern(r"(?:basée?s?|based)(?!\w)")
_OWN = 25
"""Characters between a force and the participle that says where it is."""
_SETTLED = pattern(r"installée?s?(?!\w)")
_SENDS_ENVOYS = pattern(
    r"[^.;:]{0,25}?(?<!\w)(?:son|sa|leurs?|une?|an?|its|his|her|their|chefs de la)\s+(?:(?:foreign|special"
    r"|defen[cs]e|peace)\s+)?"
    r"(?:ministres?|émissaires?|envoyée?s?|représentante?s?|délégations?|médiateurs?|diplomatie"
    r"|chefs de la diplomatie|ministers?|envoys?|delegation|mediator|representative|mission(?=\s+à))"
    r"(?!\w)"
)
_LIKE_THAT = pattern(
    r"(?<!\w)(?:on|over|in|of|from|with|through|among|into|inside|past|the|an?|some|its|their|several|many|by)\s+$"
)
_SENT_WHERE = pattern(r"(?:sent|dispatched)\s+(?:to|into|in)(?!\w)")
_ESCORTED = pattern(r"escort")
_EXPECTED = pattern(r"(?:is|are|was|were) expected(?!\w)")
# "a hill from which they shelled the ships"
_FROM_WHERE = pattern(r"(?<!\w)(?:from (?:which|where)|d[’']où)\s[^,.;:]{3,60}$")
_WHICH_NEVER = pattern(
    r"(?<!\w)(?:only|seule?s?)\s[^.;:]{2,70}?(?<!\w)(?:that|which|it|they"
    r"|qu[e’'])(?!\w)[^,.;:]{0,40}$"
)
_NOT = pattern(r"(?<!\w)(?:not|never|pas|jamais)\s+(?:\w+\s+)?$")
_NO_WORD = pattern(
    r"(?<!\w)(?:word|comment|confirmation|reaction|statement|commentaire|réaction|confirmation)(?!\w)[^.;:]{0,60}?(?<!\w)"
    r"(?:on|about|of|to|sur|à|de)\s+(?:the |la |le |l[’'])?$"
)
_NO_ONE = pattern(r"(?:no|aucune?s?)\s")
_WHICH_WAY = pattern(r"(?:en direction|en provenance)(?!\w)")
_HE_GOES = pattern(r"(?:rendue?|rendait|rendre)(?!\w)")
_OF_REFUGEES = pattern(
    r"(?<!\w)(?:UNHCR|HCR|High Commissioner for Refugees|refugee agency|migration agency|relief (?:officials|workers)"
    r"|Haut-Commissariat (?:des Nations unies |de l[’']ONU )?(?:pour les|aux) réfugiés)(?!\w)"
)
_CAME = pattern(r"venue?s?(?!\w)")
# "said Ann, a teacher who fled by boat", "le ministre X, qui s'est rendu à Y"
_ONE_WHO = pattern(
    r"(?<!\w)(?:(?:said|says|told|recalled|dit|raconte|explique|témoigne)\s(?!(?:that|qu[e’']))"
    r"|(?:minister|president|ambassador|envoy|governor|mayor|candidate|ministre|président|ambassadeur|émissaire|gouverneur|maire|candidat)"
    r"(?!\w))[^.;:]{2,90}?(?<!\w)(?:who|qui)\s+(?:(?:s[’']|y\s)?\s*(?:had|has|a|avait|est|était|was)\s+)?(?:s[’']est\s+|s[’']était\s+)?$"
)
_TAKES_OFF = pattern(r"décoll")
_LAST_PLANE = pattern(r"(?<!\w)(?:dernier|transport|troupes|soldats|contingent)")
_TAKES_REFUGE = pattern(r"réfugiée?(?!\w)")
_WITHIN, _REACH, _FAR = 40, 80, 130
"""Characters before a participle within which the noun stands that it describes, before a verb its subject, and who
does what a relative clause tells."""

_CARRIED = pattern(
    rf"(?<!\w)(?:{any_word('captives')}|blessée?s?|malades|patients|drones?|missiles|munitions|vivres|wounded|casualties"
    r"|supplies|état-major)(?!\w)"
)
_CARRIED_OFF = pattern(
    rf"(?<!\w)(?:{any_word('captives')}|détenus|prisonniers|wounded|injured|blessée?s?|casualties)(?!\w)[^.;:]{{0,70}}?\s"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)+$"
)
_FREED = pattern(r"(?:libérée?s|enlevée?s)(?!\w)")
_PEOPLE = pattern(
    r"(?<!\w)(?:ils|femmes|hommes|enfants|personnes|habitants|villageois|civils|élèves|otages|voyageurs|passagers)"
    r"\s+(?:[\w’'-]+\s+){0,4}$"
)
_SITE = pattern(
    r"(?<!\w)(?:bases?|camps?|post(?:e|s|es)?|outposts?|garrisons?|barracks|towns?|villages?|cit(?:y|ies)|villes?|airports?"
    r"|aéroports?|aérodrome|casernes?|positions?|checkpoints?|territor\w+|territoires?|districts?|areas?|zones?|ports?)(?!\w)"
)


def is_of_bystanders(t: Trigger) -> bool:
    """Whether who comes and goes is no force, or what is handed over no place.

    "L'émissaire de l'ONU a quitté X", "une institutrice arrivée à X", "les blessés ont été transférés à X".
    """
    if _is_heading(t) or (t.form == "noun" and _is_judged(t)):
        return True
    if any(p.start == t.doer_at and _NO_ONE.match(t.text, p.start) for p in t.parties):
        return True  # "no soldiers were seen in X"
    test = _TESTS.get(t.kind)
    return test is not None and test(t)


def _hands_over_things(t: Trigger) -> bool:
    return bool(t.verb) and _only_carries(t)


def _takes_no_place(t: Trigger) -> bool:
    low = _low(t)
    if _is_who_tells(t):
        return True  # "said Ann, 34, who reached X"
    if t.french and t.verb == {"part"} and not t.dates and _CONQUERED.search(t.text, low, t.start):
        return _BY_NOBODY.match(t.text, t.end) is not None  # "dans les quartiers conquis"
    if _OCCUPIED.match(t.text, t.start) and _OF.search(t.text, low, t.start) and t.has_bare_object():
        return True  # "the mayor of occupied X"
    if t.verb and _WHICH_NEVER.search(t.text, max(t.sentence.start, t.start - _FAR), t.start):
        return _NOT.search(t.text, t.low, t.start) is not None  # "the only city that it has not taken"
    if t.text.startswith("rentr", t.start) and status_grammar.PERSON_LEAVES.search(t.text, t.low, t.start):
        return True  # "le président X est rentré à Y"
    # "60,000 people were driven out"
    chased = grammar.EXPELLING.match(t.text, t.start) and grammar.WHO_FLEE.search(t.text, low, t.start)
    return t.passive and bool(chased or (_FREED.match(t.text, t.start) and _is_of_people(t)))


def _is_its_subject(t: Trigger, what: re.Pattern[str], low: int) -> bool:
    """Whether words before a verb are its subject, and do not follow a preposition."""
    found = what.search(t.text, low, t.start)
    return found is not None and not grammar.AT.search(t.text, t.sentence.start, found.start())


def _does_it_alone(t: Trigger, what: re.Pattern[str]) -> bool:
    """Whether it is so, and no force stands between that may do it: "under the plan French troops were withdrawn"."""
    found = what.search(t.text, _low(t), t.start)
    armed = found is not None and any(p.cls in ARMED and found.start() <= p.start < t.start for p in t.parties)
    return not armed and _is_its_subject(t, what, _low(t))


def _is_of_before(t: Trigger) -> bool:
    return bool(t.verb) and not t.dates and _SINCE_THEY.search(t.text, _low(t), t.start) is not None


def _attacks_nobody(t: Trigger) -> bool:
    if t.form == "active" and not t.dates and _FROM_WHERE.search(t.text, _low(t), t.start):
        return True
    return (bool(t.verb) and _does_it_alone(t, _NO_ATTACKER)) or (t.passive and _does_it_alone(t, _PAPERS))


def _leaves_nothing(t: Trigger) -> bool:
    if t.passive and _does_it_alone(t, _PAPERS):
        return True
    if t.form == "noun":
        return False
    if t.passive and trigger_grammar.BODIES.search(t.text, t.low, t.start):
        return True  # "tous les blessés ont été évacués", "les dépouilles seront rapatriées"
    if t.passive and _does_it_alone(t, _CARRIED_OFF):
        return True  # "128 prisonniers ont été rapatriés à X", "the wounded, who have been evacuated to X"
    if _TAKES_OFF.match(t.text, t.start) and not _LAST_PLANE.search(t.text, _low(t), t.start):
        return True  # "des avions décollés de X"
    # "il s'est réfugié à la résidence", but "la garnison s'est réfugiée à l'aéroport"
    one = not any(p.cls in ARMED for p in t.parties) and _TAKES_REFUGE.match(t.text, t.start) is not None
    return one or _is_of_one(t)


def _goes_nowhere(t: Trigger) -> bool:
    if t.form == "noun":
        return False
    return (
        _is_its_subject(t, _IDEAS, max(t.low, _low(t)))
        or _only_goes_along(t)
        or _is_of_one(t)
        or _describes_nobody_armed(t)
    )


def _deploys_nobody(t: Trigger) -> bool:
    low = max(t.sentence.start, t.start - _WITHIN)
    sent = t.verb == {"ed"} and not t.dates and _SENT_WHERE.match(t.text, t.start) is not None
    if sent and not trigger_grammar.BE_BEFORE.search(t.text, low, t.start):
        return True  # "the troops sent into the valley": who they are
    near = any(p.cls in ARMED and 0 <= t.start - p.end <= _OWN for p in t.parties)
    if _BASED.match(t.text, t.start) and not near:
        return True  # "un chercheur basé à X"
    if _only_stays(t) or _SENDS_ENVOYS.match(t.text, t.end):
        return True
    return t.form != "noun" and _is_of_one(t)


def _breaks_nothing(t: Trigger) -> bool:
    # "on wrecked fighter jets", "over shattered buildings": what they look like
    return t.verb <= {"ed", "part", "past"} and bool(t.verb) and _LIKE_THAT.search(t.text, _low(t), t.start) is not None


def _holds_nothing(t: Trigger) -> bool:
    return t.form == "object_near" and _is_its_subject(t, _IDEAS, max(t.low, _low(t)))


_TESTS: dict[EventKind, Callable[[Trigger], bool]] = {
    EventKind.HANDOVER: _hands_over_things,
    EventKind.CONTROL_CHANGE: _takes_no_place,
    EventKind.COUP: _is_of_before,
    EventKind.ATTACK: _attacks_nobody,
    EventKind.WITHDRAWAL: _leaves_nothing,
    EventKind.MOVEMENT: _goes_nowhere,
    EventKind.DEPLOYMENT: _deploys_nobody,
    EventKind.DESTRUCTION: _breaks_nothing,
    EventKind.HELD: _holds_nothing,
}


def _low(t: Trigger) -> int:
    return max(t.sentence.start, t.start - _REACH)


def _is_of_one(t: Trigger) -> bool:
    """Whether one person does it: a minister, an envoy, somebody who tells of it."""
    return _is_who_tells(t) or _is_of_office(t)


def _is_who_tells(t: Trigger) -> bool:
    """Whether it is said of somebody in a clause of his own: "said Ann, a teacher who fled by boat"."""
    who = _ONE_WHO.search(t.text, max(t.sentence.start, t.start - _FAR), t.start)
    # "the army said the rebels who left X"
    return who is not None and not any(p.cls in ARMED and who.start() <= p.start < t.start for p in t.parties)


def _is_judged(t: Trigger) -> bool:
    """Whether somebody far away only says what he thinks of it: "the Council condemned the attack", but not "on X"."""
    if t.places_behind() and not t.sentence.crossings(t.end, t.places_behind()[0].mention.evidence.start):
        return False
    if t.kind is EventKind.ATTACK and status_grammar.IS_THE_WORST.match(t.text, t.end):
        return True  # "the attack was the fiercest since"
    if _NO_WORD.search(t.text, _low(t), t.start):
        return True  # "there was no word from the rebels on the loss of the town"
    before = status_grammar.CONDEMNED.search(t.text, max(t.sentence.start, t.start - 70), t.start)
    return before is not None or status_grammar.IS_CONDEMNED.match(t.text, t.end) is not None


def _only_goes_along(t: Trigger) -> bool:
    """Whether the words only say which way, of what convoy, or where one man or those who flee go."""
    told = {other.kind for other in t.told}
    if _WHICH_WAY.match(t.text, t.start) and told & {EventKind.MOVEMENT, EventKind.WITHDRAWAL, EventKind.ATTACK}:
        return True  # "se sont repliés vers le nord, en direction de X"
    if _ESCORTED.match(t.text, t.start) and EventKind.ATTACK in told and t.verb == {"part"}:
        return True  # "a frappé un convoi escorté par l'armée"
    if _EXPECTED.match(t.text, t.start) and not any(p.cls in ARMED for p in t.parties):
        return True
    near = any(p.cls in ARMED and 0 <= t.start - p.end <= _WITHIN for p in t.parties)
    if _HE_GOES.match(t.text, t.start) and not near and CONVOY.search(t.text, t.low, t.start) is None:
        return True  # "le président X s'est rendu mardi à Y"
    whole = t.sentence.start, t.sentence.end
    forces = any(p.cls in ARMED for p in t.parties) or CONVOY.search(t.text, *whole) is not None
    return not forces and _OF_REFUGEES.search(t.text, *whole) is not None


def _only_stays(t: Trigger) -> bool:
    """Whether the words tell where a force is, and not that it comes there: "où opèrent", "installés depuis mars"."""
    if t.form == "noun":
        return trigger_grammar.PAUSE_IN.search(t.text, max(t.sentence.start, t.start - 60), t.start) is not None
    since = any(m.relation == "since" for m in t.dates)
    told = t.verb & {"pres", "inf"} or (t.french and "ing" in t.verb)
    return (since and _SETTLED.match(t.text, t.start) is not None) or (
        bool(told) and trigger_grammar.OPERATES.match(t.text, t.start) is not None
    )


def _is_heading(t: Trigger) -> bool:
    """Whether the words are a heading between paragraphs that names no place: "Fragile truce", "Out of the east"."""
    at, text = t.sentence, t.page.article.text
    line = text[at.start : at.end].strip()
    if t.places or t.dates or at.start == 0 or len(line.split()) > _HEADING or not line or line[-1] in '.!?…"”»:;,':
        return False
    return text[: at.start].endswith("\n\n") and text.startswith("\n", at.end)


def _is_of_people(t: Trigger) -> bool:
    """Whether people are freed or carried off: "ils ont été libérés vendredi", "des femmes enlevées près de X"."""
    return _PEOPLE.search(t.text, max(t.sentence.start, t.start - 60), t.start) is not None


def _only_carries(t: Trigger) -> bool:
    low = t.sentence.start
    things = _CARRIED.search(t.text, low, t.start) if t.passive else _CARRIED.search(t.text, t.start, t.high)
    return things is not None and _SITE.search(t.text, low, t.sentence.end) is None


def _is_of_office(t: Trigger) -> bool:
    """Whether an envoy or a spokesman of a mission does it, and not the mission."""
    party = next((p for p in t.parties if p.start == t.doer_at and not p.pronoun), None)
    if party is None:
        return False
    if _HEAD_AFTER.fullmatch(t.text, party.end, t.start):
        return True
    if party.cls in ARMED - {"mission"}:
        return False
    before = _OFFICE_BEFORE.search(t.text, max(t.sentence.start, party.start - 60), party.start)
    return before is not None or _OFFICE_AFTER.match(t.text, party.end) is not None


def _describes_nobody_armed(t: Trigger) -> bool:
    """Whether a French participle describes a noun that is no force: "une institutrice arrivée dimanche à X"."""
    if not t.french or t.verb != {"part"} or t.kind is not EventKind.MOVEMENT or t.passive:
        return False
    low = max(t.sentence.start, t.start - _WITHIN)
    if _CAME.match(t.text, t.start) and not trigger_grammar.BE_BEFORE.search(t.text, low, t.start):
        return True  # "des combattants, venus par la route de X, ont attaqué"
    if _AUXILIARY.search(t.text, low, t.start) or CONVOY.search(t.text, low, t.start):
        return False
    return not any(
        p.end >= low and p.end <= t.start and _RIGHT_BEFORE.fullmatch(t.text, p.end, t.start)
        for p in t.parties
        if p.cls in ARMED or p.pronoun
    )
