"""Who acts: names from the actor tables, generic phrases ("the regular army"), glossed acronyms, pronouns."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from mapkit._resources import data_file, load_toml
from mapkit._text import any_of, first_letters, fold
from mapkit.extraction.actor_tables import acronyms_by_country, known_actors
from mapkit.model import Evidence, Mention

EXTRACTOR = "rules/1"

# Words that may stand between the article and the head of a generic phrase.
_ADJECTIVES = (
    *"""
    predominantly mainly mostly largely heavily armed separatist rebel militant jihadist islamist insurgent government
    military new ruling national regular transitional interim provisional caretaker central local foreign opposition
    allied loyalist paramilitary
    ethnic communist maoist moderate joint regional various several suspected unidentified unknown heavily-armed
    mutinous renegade dissident breakaway elite loyal tribal clan last remaining final first
    """.split(),  # noqa: SIM905  # reads better
    *(r"(?:pro|anti)-[\w-]+", r"[\w-]+-(?:backed|led|linked|dominated|majority|allied|aligned)", "Kurdish", "Tuareg"),
)
_CAPITAL = r"[A-ZÀ-Þ][\w’'-]+"
_ACRONYM_GLOSS = re.compile(
    rf"(?<![\w’'-])(?P<long>{_CAPITAL}"
    rf"(?: (?:{_CAPITAL}|of|for|and|the|in|de|du|des|la|le|et|pour|à|l[’'][\w-]+|d[’'][\w-]+))"
    r"{1,12})"
    r"\s*\((?P<short>[A-Z][A-Za-z0-9-]{1,11})\)"
)
# "Rassemblement des forces démocratiques (RFD)": a French name goes on in small letters and begins as its acronym,
# unlike "Union européenne a dit mardi à Bruxelles (AFP)"
_FRENCH_GLOSS = re.compile(
    r"(?<![\w’'-])(?P<long>(?=(?P<initial>[A-Z]))"
    r"(?:Rassemblement|Union|Front|Mouvement|Alliance|Coalition|Conseil|Congrès|Comité|Parti|Ligue|Groupe|Convention"
    r"|Coordination|Cadre|Plateforme|Plate-forme)(?: [\w’'-]+){1,10}?)"
    r"\s*\((?P<short>(?P=initial)[A-Za-z-]{1,11})\)"
)
# "Ta'ang National Liberation Army", "Forces de soutien rapide": what names itself by an armed noun
_ARMED_EN = (
    "Army|Forces?|Front|Movement|Militias?|Brigades?|Guards?|Battalion|Alliance|Coalition|Corps|Rifles|Mission|Resistance"
    "|Units|Fighters|Command(?!er)"
)
_ARMED_FR = (
    "Forces?|Armée|Front|Mouvement|Mission|Brigades?|Milices?|Garde|Coalition|Alliance|Coordination|Union|Unités"
)
_PROPER_EN = (
    rf"(?!(?:The|An?|Its|Their|These|This|La|Le|Les) )(?:{_CAPITAL} ){{1,6}}(?:{_ARMED_EN})"
    # "the Western Command in X" is a part of an army and where it is
    rf"(?: (?:of|for"
    rf"|(?<!Command )(?<!Corps )(?<!Units )(?<!Brigade )(?<!Mission )in)(?: the)? {_CAPITAL}(?: {_CAPITAL})?)?"
)
# "de soutien rapide", "pour la défense de la patrie", "armées centrafricaines"
_PART_FR = (
    r"(?:et )?(?:de|du|des|pour|en|au)(?: (?:la|le|les))? (?:l[’'])?(?!(?:la|le|les)\b)[\w-]+"
    # but "l'avaient quittée" tells
    r"|(?:et )?(?:de )?[ld][’'](?!(?:a|ont|avai(?:t|ent)|aurai(?:t|ent)|ayant|est|y|en)\b)[\w-]+"
    rf"|(?!loyal\b)[a-zéèêç]+(?:ale?s?|ques?|[aoi]ires?|[ie]nes?|ées?|ants?|(?:sid|man)ente?s?|ides?|jointes?|unie?s?)\b|unies?\b|{_CAPITAL}"
)
_PROPER_FR = rf"(?!Union (?:africaine|européenne|soviétique))(?:{_ARMED_FR})(?: (?:{_PART_FR})){{1,8}}"
_PROPER = re.compile(rf"(?<![\w-])(?:{_PROPER_EN}|{_PROPER_FR})(?![\w-])")
# "TPLF fighters", "the TNLA", "rebelles du FPRC"
_FORCE_NOUN = (
    r"(?:fighters|forces|rebels|troops|militants|soldiers|militiamen|insurgents|guerrillas|commanders?|spokes\w+"
    r"|combattants|rebelles|soldats|troupes|miliciens|insurgés|éléments|hommes|porte-parole)"
)
_ACRONYM = r"[A-Z][A-Z0-9]{1,7}(?:-[A-Z0-9]{1,6})?"
_LONE_ACRONYM = re.compile(rf"(?<![\w-]){_ACRONYM}(?![\w-])")
_FORCE_BEHIND = re.compile(rf"(?:[’']s)? (?:\w+ )?{_FORCE_NOUN}\b")
_FORCE_BEFORE = re.compile(
    rf"(?i:{_FORCE_NOUN}) (?:of|from|from the|of the|du|de la|des|de l[’'])\s*\Z"
    r"|(?i:combattants|rebelles|miliciens|insurgés|éléments) \Z"
)
# "the armed group Azure Front", "le mouvement rebelle ABC": a name that its own noun introduces
_GROUP_CALLED = re.compile(
    r"(?<![\w-])(?:(?:armed|rebel|militant|jihadist|Islamist|separatist|insurgent|extremist|opposition|paramilitary)"
    r" (?:group|movement|militia|organi[sz]ation|faction)"
    r"|(?:groupe|mouvement|milice|organisation|faction)"
    r" (?:armée?|rebelle|d?jihadiste|islamiste|séparatiste|terroriste))"
    r"(?: (?:called|known as|named|dite?|nommée?|appelée?))?(?: the)?"
    rf" (?P<name>{_CAPITAL}(?:(?: (?:of|for|de|du|des|pour|la|le|l[’']))? (?:{_CAPITAL}|[dl][’'][\w-]+)){{0,5}})"
    r"(?![\w-])"
)
# "combattants de la Résistance populaire", "fighters of the Popular Resistance": a name of several words, no place
_FIGHTS_FOR = re.compile(
    r"(?:fighters|militiamen|combattants|miliciens|moudjahidines?|maquisards|éléments) (?:of the |du |de la |de l[’'])"
    rf"(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|(?:nation|popul|patrioti|islami|révolutionn|démocrati)[a-zé]+)){{1,3}})"
    r"(?![\w-])"
)
# "rebels of the ABC", "combattants du ABC": the name behind a noun of force says whose they are
_OF_THE = re.compile(r" (?:of|belonging to|with|du|de la|des|de l[’']|d[’'])(?: the)? ?")
_BEFORE_ACRONYM = re.compile(r"(?:rebelles|combattants|miliciens|insurgés|éléments|group|groupe|movement|mouvement)$")
_FIRST_WORD = re.compile(r"\w+")
_WORD_GOES_ON = re.compile(r"[\w-]")
_ALIKE = {ord("’"): "'", ord("ʼ"): "'", ord("\n"): " ", ord("\t"): " ", 0xA0: " ", 0x202F: " "}
_ACCENTS = "àâäáãåçéèêëíìîïñóòôöõúùûüÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ", "aaaaaaceeeeiiiinooooouuuuAAACEEEEIIOOUUU"
_ALIKE.update({ord(accented): plain for accented, plain in zip(*_ACCENTS, strict=True)})
_HELD_BY_WORD = re.compile(
    r"(?<!\w)(?:the|its|their|his|our|of|by|with|for|against|these|those|all|both|some|and|from|les|des|aux|nos|ces)\s+$"
    r"|[’']s?\s+$",
    re.IGNORECASE,
)
# "forces captured", "advancing forces.": what follows no verb
_NOUN_AFTER = re.compile(
    r"\s*[.,;:’'\"”]|\s+(?:have|had|has|were|was|are|is|said|say|in|of|on|at|from|near|and|who|which|that|will|would|\w+ed|took|withdrew|loyal|allied|loyales?|fidèles)\b"
)
# "has withdrawn some forces from Syria": where from, and not whose
_LEAVES = re.compile(r"(?:withdr|pull|remov|evacuat|br[io])\w*\s+(?:[\w’'-]+\s+){0,5}$", re.IGNORECASE)
# "opponents of Haitian President X", but "the military of Mali recaptures"
_DESCRIBES_NEXT = re.compile(r"(?:an|ese|ish|i)$")
_ARMY_OF = re.compile(
    r"(?:[Aa]n? |[Tt]he |[Uu]ne )?(?:[Aa]rmy|armée) (?:of|de) (?!the\b|l[ae]\b|\w+ing\b|s[’']|se\b|\w+(?:er|ir"
    r"|re)\b)[a-z]"
)
_BACKED_STATE = re.compile(
    r"-(?:backed|supported|trained|funded|armed)\s+(?:army|military|police|government)\b"
    r"|government[’']s\s+[\w-]+-(?:backed|supported|trained|funded|armed)\s"
)
# "its troops" are those of whoever was named before
_POSSESSED = re.compile(r"(?<!\w)(?:its|their|his|our|whose|ses|leurs|nos|dont les)\s+$", re.IGNORECASE)
_OPENS_OWNED = re.compile(r"(?:Son|Sa|Ses|Leurs?|Its|Their|His|Our|Nos|Notre)\s")
_OWNER = re.compile(r"^(?:[A-ZÀ-Þ][\w-]*\s)*[A-ZÀ-Þ][\w-]*[’']s?\s+")  # "Azerbaijan's Army"
_SUFFIX = re.compile(r"[’']s?$|-(?:backed|led|linked|dominated|majority|allied|aligned)$")
_BY_WHOM = re.compile(r"-(?:backed|supported|trained|funded|armed|allied|aligned)$")
_PRONOUNS = (
    (
        "(?:our|its|their|his) (?:(?:last|first|remaining|own|elite|crack|surviving|best|most) )?"
        "(?:forces?|troops|men|soldiers|fighters|units|army|military|militias?|guerrillas|marines|guards"
        "|presidential guards?|battalions|brigades|paras|bodyguards?|warships|ships|tanks|columns?|contingent"
        "|peacekeepers)"
    ),
    "(?:our|its|their) (?:paratroopers|revolutionaries|rebels|freedom fighters)",
    "our (?:heroes|boys|brothers|warriors)",
    "(?:nos|ses|leurs) (?:révolutionnaires|rebelles|moudjahidine)",
    (
        "(?:nos|ses|leurs) (?:(?:derni|premi)(?:er|ère)s )?"
        "(?:forces|troupes|parachutistes|chars|blindés|hommes|soldats|combattants|éléments|unités|militaires|miliciens)"
    ),
    "(?:notre|son|leur) armée",
    "les mêmes(?= (?:se|s[’']|ont|avaient)\\b)",
    *"we our ours theirs they it nous notre nos ils elles? ceux-ci celles?-ci".split(),  # noqa: SIM905  # reads better
    # "its allies", "leurs rivaux": others than whom the pronoun stands for
    "(?:its|their)(?! (?:[\\w-]+ )?(?:allies|ally|rivals?|opponents?|enemies|enemy|foes?|adversar(?:y|ies))\\b)",
    "leurs?(?! (?:alliés?|rivaux|rival|adversaires?|ennemis?)\\b)",
    *("the mission(?! (?:to|of|in|for)\\b)", "la mission(?! (?:de|d|du|à)\\b)"),
    *(
        "the (?:same )?(?:armed |rebel |militant |jihadist |extremist |paramilitary |Islamist )?group",
        "the (?:jihadist|militant|extremist|Islamist) organi[sz]ation",
        "the paramilitary (?:force|organi[sz]ation)",
        "the (?:same )?(?:armed |rebel )?movement",
        (
            "the (?:group|movement|front|militia|organi[sz]ation|alliance)[’']s"
            " (?:fighters|forces|men|troops|soldiers|militants)"
        ),
        "the latter",
        "(?:another|a (?:second|third|fourth)) (?:group|column|force|unit)(?! of\\b)",
        "(?:une? autre|une? (?:deuxième|second|troisième)) (?:groupe|colonne|unité)(?! d)",
        "the same (?:column|force|fighters|troops|men|rebels|unit)",
        "la même colonne",
        "ces derni(?:er|ère)s",
        (
            "(?:le|ce|(?<=mains )du) (?:même )?groupe(?: armé| rebelle| d?jihadiste| islamiste| terroriste| extrémiste"
            "| ultra-?radical| antigouvernemental| paramilitaire| politico-militaire| sunnite| chiite)?"
            "(?! (?-i:[A-ZÀ-Þ])| [dl][’'e])"
        ),
        "l[’'](?:organisation|formation) (?:d?jihadiste|islamiste|extrémiste|terroriste|ultra-?radicale|paramilitaire)",
        "(?:le|ce) (?:même )?mouvement(?: rebelle| armé)?(?! (?-i:[A-ZÀ-Þ])| [dl][’'e])",
    ),
)
# "his forces’ recapture of", "qu'ils ont pris", but not "we've"
_PRONOUN = re.compile(rf"(?:(?<![\w’'])|(?<=qu[’'])){any_of(_PRONOUNS)}(?!\w|[’']\w)", re.IGNORECASE)


@cache
def _local_acronyms() -> re.Pattern[str]:
    words = {word for words in acronyms_by_country().values() for word in words}
    return re.compile(rf"(?<![\w(-]){any_of(sorted(words), ignore_case=False)}(?![\w-])")


@cache
def _names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return (name, id) of every known name by its first word, longer names first."""
    index: dict[str, dict[str, str]] = {}
    for actor in known_actors():
        for name in (actor.name, *actor.aliases):
            # "Isis", "Nato": an acronym that is spoken as a word is often written as one
            written = (name, name.capitalize()) if _SPOKEN.fullmatch(name) else (name,)
            for plain in map(_level, written):
                index.setdefault(_FIRST_WORD.match(plain)[0], {}).setdefault(plain, actor.id)  # type: ignore[index]  # every name begins with a word
    return {word: tuple(sorted(names.items(), key=lambda n: (-len(n[0]), n[0]))) for word, names in index.items()}


@cache
def _first_words() -> re.Pattern[str]:
    """Return a pattern for the first words of the known names."""
    return re.compile(rf"(?<!\w){any_of(sorted(_names()), ignore_case=False)}(?!\w)")


def _level(text: str) -> str:
    """Make apostrophes, white space and letters with accents alike; every offset stays."""
    return text.translate(_ALIKE)


def _named(text: str, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, id) of the known names, the longest at each word."""
    index, level = _names(), _level(text)
    small = level.lower()  # as long as the text: no letter of these becomes two
    for word in _first_words().finditer(level, start, stop):
        for name, ident in index[word.group()]:
            at, end = word.start(), word.start() + len(name)
            whole = end <= stop and _WORD_GOES_ON.match(level, end) is None
            whole = whole and not (len(name) <= _SHOUTED and _is_shouted(level, at, end))
            # "Forces nouvelles", "Forces Nouvelles": but for its first word a long name is written either way
            same = small.startswith(name.lower(), at) if " " in name else level.startswith(name, at)
            if whole and same and level[at - 1 : at] != "-":
                yield at, end, ident
                break


_SPOKEN = re.compile(r"(?!MEND|FACT)(?=.*[AEIOU])[A-Z]{4,}")
_SHOUTED = 2
"""Letters up to which a name in a line of capitals may be any word: "IS" in "THIS IS WAR"."""
_CAPITALS_BEFORE = re.compile(r"[A-Z]{2,}[,:]?\s+\Z")
_CAPITALS_BEHIND = re.compile(r"\s+[A-Z]{2,}\b")


def _is_shouted(text: str, start: int, end: int) -> bool:
    before = _CAPITALS_BEFORE.search(text, max(0, start - 20), start)
    return (before or _CAPITALS_BEHIND.match(text, end)) is not None


# "the UN refugee agency", "UN investigators": no force
_NO_AGENCY = (
    r"(?!(?:[’']s)?\s+(?:refugee|human rights|children|food|aid|relief|migration|health|agency|agencies|chief|envoy"
    r"|special|secretary|official|resolution|charter|report|expert|investigator|headquarters|system|body|bodies|political|climate|nuclear|atomic))"
)


@cache
def _generic() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern for each class: a noun of force or government, with what follows it."""
    found = []
    for cls, entry in load_toml("actors", "generic.toml")["class"].items():
        listed = sorted((*entry["heads"], *entry.get("of_a_state", ())), key=len, reverse=True)
        heads = any_of(listed)
        if "prefix" in entry:
            prefix = any_of(entry["prefix"], ignore_case=False)
            # "UN peacekeeping force", "peacekeepers", "the UN"
            noun = any_of([*listed, *entry["with_un"]], ignore_case=False)
            noun = rf"{noun}(?:\s+(?:mission|force|operation|troops))?"
            pattern = rf"(?P<head>{prefix}(?:[’']s)?\s+(?:(?!and\b|et\b)[\w-]+\s+){{0,2}}?{noun}|(?i:{heads})"
            pattern += rf"|{prefix}{_NO_AGENCY})"
        else:
            # "the government of Mali", "l'armée malienne"
            tail = (
                r"(?P<tail>\s+(?:of|from|du|de la|de l[’']|venue?s? du)\s*[A-ZÀ-Þ][\w-]+(?![\w’'-])"
                # "l'armée fédérale yougoslave"
                r"|(?:\s+(?:fédérales?|nationales?|régulières?|populaires?|gouvernementales?|loyalistes?|spéciales?|aériennes?))?"
                r"\s+[a-zà-ÿ]+(?:-[a-zà-ÿ]+)?)?"
            )
            pattern = rf"(?P<head>(?i:{heads})){tail}"
        found.append((cls, re.compile(rf"(?<![\w-]){pattern}(?![\w-])")))
    return tuple(found)


@cache
def _generic_openings() -> re.Pattern[str]:
    """Return a pattern for the places where a generic phrase of any class may begin."""
    classes = load_toml("actors", "generic.toml")["class"].values()
    words = [w for entry in classes for key in ("heads", "of_a_state", "prefix") for w in entry.get(key, ())]
    return re.compile(rf"(?<![\w-])(?={any_of(sorted(set(first_letters(words))))})", re.IGNORECASE)


def _phrases(text: str, start: int, stop: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the generic phrases of each class, without overlaps within one; the text is searched once for all."""
    places = [opening.start() for opening in _generic_openings().finditer(text, start, stop)]
    for cls, generic in _generic():
        done = start
        for at in places:
            match = generic.match(text, at, stop) if at >= done else None
            if match is not None:
                done = match.end()
                yield cls, match


@cache
def _of_a_state() -> frozenset[str]:
    return frozenset(load_toml("actors", "generic.toml")["class"]["state_forces"]["of_a_state"])


# a capitalised word or "U.S."; a full stop after anything else ends a sentence
# and so does no word that only opens one: "As government forces"
_NAME = (
    r"(?!(?:As|After|Before|When|While|Once|Since|Although|But|And|Then|Meanwhile|If|Because|Later|Earlier|Separately|Elsewhere|Now|Selon|Mais"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s)"
    r"(?:(?:[A-Z]\.){2,}(?:-\w+)?|[A-ZÀ-Þ][\w-]*)"
)
_SPACE = r"(?:(?!\s*\n\s*\n)\s+)"  # a paragraph ends a phrase
_DEMONYM_BEFORE = re.compile(r"(?<![\w-])([A-ZÀ-Þ][\w-]+)\s+\Z")
# "West African peacekeepers", "a Nigerian-led peacekeeping force"
_MISSION_OF = re.compile(
    r"(?<![\w-])(?:(?:West|East|Southern|Central|North)\s+African|[A-ZÀ-Þ][\w]+-led|ECOWAS|ECOMOG|EU|OSCE|NATO|Nato)\s+\Z"
)
_MINISTRY_OF = re.compile(r"[Mm]inist(?:ère|re) ([\w-]+) de ")  # "le ministère russe de la défense", "le ministre"
_BEFORE_HEAD = re.compile(
    rf"(?<![\w-])(?:{_NAME}(?: {_NAME}){{0,3}}[’']s?{_SPACE})?"
    rf"(?:(?:(?i:{any_of(_ADJECTIVES)})|{_NAME}){_SPACE}){{0,4}}\Z"
)
"""What may stand before the noun of a generic phrase: whose it is, and adjectives."""


def find_actors(
    text: str,
    *,
    country_of: Callable[[str], str | None],
    article_id: str = "",
    span: tuple[int, int] | None = None,
) -> tuple[Mention, ...]:
    """Find words that name an actor.

    Parameters
    ----------
    text
        The whole article; offsets refer to it.
    country_of
        Gives the ISO 3166-1 alpha-2 code that a demonym or a country's name stands for, else ``None``.
    article_id, span
        As for :func:`mapkit.extraction.cues.find_cues`.

    Returns
    -------
    tuple of Mention
        In text order. ``value`` is ``actor:<id>`` for a named actor, ``gloss:<acronym>;long:<name>`` for a name that
        the text itself glosses with an acronym, ``name:<name>`` for another proper name of a force, ``acronym:<word>``
        for one that names somebody in some country (:func:`called_there`),
        ``class:<class>[;country:<code>]`` for a generic phrase and ``pronoun:<word>`` for a pronoun.
    """
    start, stop = span if span is not None else (0, len(text))
    hits: list[tuple[int, int, str]] = []
    hits += [
        (m.start(), m.end(), f"gloss:{m['short']};long:{' '.join(m['long'].split())}")
        for gloss in (_ACRONYM_GLOSS, _FRENCH_GLOSS)
        for m in gloss.finditer(text, start, stop)
    ]
    hits += _named(text, start, stop)
    hits += [
        (m.start(), m.end(), f"name:{' '.join(m['name'].split())}") for m in _GROUP_CALLED.finditer(text, start, stop)
    ]
    hits += [(*m.span("name"), f"name:{' '.join(m['name'].split())}") for m in _FIGHTS_FOR.finditer(text, start, stop)]
    hits += [
        (
            m.start(),
            m.end(),
            _of_unit(m.group(), country_of) or f"name:{' '.join(m.group().split())}",
        )
        for m in _PROPER.finditer(text, start, stop)
    ]
    hits += [
        (at.start(), at.end(), f"name:{acronym}")
        for acronym in _acronyms(text, start, stop)
        for at in re.finditer(rf"(?<![\w(-]){acronym}(?![\w-])", text[:stop])
        if at.start() >= start
    ]
    hits += [(m.start(), m.end(), f"acronym:{m.group()}") for m in _local_acronyms().finditer(text, start, stop)]
    for cls, match in _phrases(text, start, stop):
        begin, end, country = _trim(text, match, cls, start, country_of)
        nobody_s = country is None and text[begin:end].rpartition(" ")[2] not in _french_adjectives()
        if _ARMY_OF.match(text, begin, end + 40) or (
            cls == "state_forces" and nobody_s and match["head"].casefold() in _of_a_state()
        ):
            continue  # "an army of lawyers", "housing units"
        if match["head"].casefold() in _HOLDS and _OF_SOMEBODY.match(text, match.end("head"), end):
            continue  # "under the control of Uganda": that is Uganda's own, and no force
        # "which forces it to": a verb
        verb = text[begin:end] == "forces" and not (
            _HELD_BY_WORD.search(text, max(0, begin - 12), begin) or _NOUN_AFTER.match(text, end)
        )
        # "its forces" are a pronoun's, "its Libyan garrison" is Libya's
        possessed = _POSSESSED.search(text, max(0, begin - 8), begin) or _OPENS_OWNED.match(text, begin)
        if not verb and (country is not None or not possessed):
            hits.append((begin, end, f"class:{cls}" + (f";country:{country}" if country else "")))
    hits += [(m.start(), m.end(), f"pronoun:{m.group().casefold()}") for m in _PRONOUN.finditer(text, start, stop)]
    return tuple(
        Mention(
            kind="actor",
            evidence=Evidence(article_id=article_id, start=begin, end=end, quote=text[begin:end]),
            value=value,
            extractor=EXTRACTOR,
        )
        for begin, end, value in _without_overlaps(hits, text)
    )


def _of_unit(name: str, country_of: Callable[[str], str | None]) -> str | None:
    """Return the class of a name that says no more than whose and what kind of forces: "Chadian Army"."""
    owner = _OWNER.match(name)
    kind = name[owner.end() :] if owner is not None else name
    if is_kind_of_unit(kind):
        country = country_of(re.sub(r"[’']s?\s+$", "", owner.group())) if owner is not None else None
        return f"class:state_forces;country:{country}" if country else "class:state_forces"
    words = kind.split()
    for number in (1, 2):  # "South Sudanese Army"
        country = country_of(" ".join(words[:number]))
        if country is not None and len(words) > number and is_kind_of_unit(" ".join(words[number:])):
            return f"class:state_forces;country:{country}"
    return None


_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)|[\w-]+-based")


def is_kind_of_unit(name: str) -> bool:
    """Whether a name tells only what kind of unit of a state's forces it is: "Infantry Battalion", "Special Forces"."""
    return all(word in _units() or _NUMBERED.fullmatch(word) for word in name.split())


@cache
def _units() -> frozenset[str]:
    return frozenset(load_toml("actors", "generic.toml")["kinds_of_units"])


def _acronyms(text: str, start: int, stop: int) -> list[str]:
    """Return the acronyms that the text gives fighters or a spokesman: of armed groups and such, known or not."""
    found = set()
    for first, end in (match.span() for match in _LONE_ACRONYM.finditer(text, start, stop)):
        if _FORCE_BEHIND.match(text, end, stop) or _FORCE_BEFORE.search(text, max(start, first - 40), first):
            found.add(text[first:end])
    return sorted(acronym for acronym in found if fold(acronym) not in _not_forces())


@cache
def _not_forces() -> frozenset[str]:
    words: list[str] = load_toml("actors", "generic.toml")["not_forces"]
    return frozenset(map(fold, words))


def is_backed_state(words: str) -> bool:
    """Tell "the Saudi-backed army": a state's own, and not that of who backs it."""
    return _BACKED_STATE.search(words) is not None


_OF_SOME_SIDE = frozenset(("forces", "troops", "soldiers", "units"))


def _trim(
    text: str, match: re.Match[str], cls: str, start: int, country_of: Callable[[str], str | None]
) -> tuple[int, int, str | None]:
    """Cut what follows the head off unless it names a country; return the phrase's extent and its country."""
    country, begin, end = None, match.start(), match.end()
    tail = match.groupdict().get("tail")
    if tail is not None:
        # "of Mali", "malienne"; a short lower-case word is no demonym
        word = re.split(r"[\s’']", tail.strip())[-1]
        country = country_of(word) if len(word) > 3 else None
        if country is None and word in _french_adjectives():
            return begin, end, None  # "forces kurdes", "combattants islamistes"
        leaves = tail.lstrip().startswith("from") and _LEAVES.search(text, max(start, begin - 60), begin)
        describes = (
            _DESCRIBES_NEXT.search(word)
            and word not in _countries()
            and text[end : end + 1] == " "
            and text[end + 1 : end + 2].isalpha()
        )
        if country is None or leaves or (describes and tail.lstrip().startswith(("of", "from"))):
            country, end = None, end - len(tail)
    if cls == "mission":
        whose = _DEMONYM_BEFORE.search(text, max(start, begin - 25), begin)
        if whose is not None and country_of(whose[1]) is not None:
            begin = whose.start()  # "Russian peacekeepers"
        else:
            led = _MISSION_OF.search(text, max(start, begin - 40), begin)
            begin = led.start() if led is not None else begin
    else:
        before = _BEFORE_HEAD.search(text, max(start, begin - 80), begin)
        begin = before.start() if before is not None else begin
    # "Ethiopian-backed Somali troops" are Somali
    plain = [word for word in text[begin:end].split() if not _BY_WHOM.search(word)]
    backed = text[end - 12 : end].rpartition(" ")[2] in _OF_SOME_SIDE  # "Saudi-backed forces" are not Saudi Arabia's
    words = [re.sub(_SUFFIX, "", word) for word in (plain if backed else (*plain, *text[begin:end].split()))]
    capital = [word if word[:1].isupper() else "" for word in words]
    # "South Sudanese" before "Sudanese"
    names = [f"{a} {b}" for a, b in pairwise(capital) if a and b] + [word for word in capital if word]
    if is_backed_state(text[begin:end]):
        return begin, end, country
    ministry = _MINISTRY_OF.search(text, begin, end)
    names += [ministry[1]] if ministry is not None else []
    for name in names:
        country = country or country_of(name)
    return begin, end, country


@cache
def _countries() -> frozenset[str]:
    """Return the last words of the names of countries: "Mali", "Sudan"."""
    with data_file("gazetteer", "countries.csv").open(encoding="utf-8") as file:
        return frozenset(row["name"].rpartition(" ")[2] for row in csv.DictReader(file))


@cache
def _french_adjectives() -> frozenset[str]:
    return frozenset(load_toml("actors", "generic.toml")["french_adjectives"])


_OF_SOMEBODY = re.compile(r"\s+(?:of|from|du|de)\b")
_HOLDS = frozenset(("control", "hands", "occupation", "contrôle", "pavillon", "bannière"))
"""Whose they are stands before them: "Ugandan hands"."""
_OF_FORCE = ("class:state_forces", "class:armed_group")
_NAMES = ("actor:", "gloss:", "name:", "acronym:")


def _says_whose(text: str, noun: tuple[int, int, str], name: tuple[int, int, str]) -> bool:
    """Whether a name says whose the fighters before it are: "rebels of the ABC", "rebelles ABC"."""
    if noun[2] != "class:armed_group":
        return False
    if _OF_THE.fullmatch(text, noun[1], name[0]):
        return True
    beside = text[noun[1] : name[0]] == " " and text[name[0] : name[1]].isupper()
    return beside and _BEFORE_ACRONYM.search(text, noun[0], noun[1]) is not None


def _without_overlaps(hits: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Keep the longest of overlapping hits.

    A name inside or right before a phrase ("Taliban fighters", "peshmerga forces") says whose phrase it is.
    """
    kept: list[tuple[int, int, str]] = []
    for hit in sorted(hits, key=lambda h: (h[0], -h[1], h[2].startswith("class:"))):
        if not kept or hit[0] >= kept[-1][1]:
            of_name = bool(kept) and kept[-1][2].startswith(_NAMES)
            if of_name and hit[2].startswith(_OF_FORCE) and text[kept[-1][1] : hit[0]] == " ":
                kept[-1] = (kept[-1][0], hit[1], kept[-1][2])
            elif kept and hit[2].startswith(_NAMES) and _says_whose(text, kept[-1], hit):
                kept[-1] = (kept[-1][0], hit[1], hit[2])
            else:
                kept.append(hit)
            continue
        known = kept[-1]
        named = next(
            (
                h[2]
                for kinds in (("actor:", "gloss:"), ("name:", "acronym:"))
                for h in (known, hit)
                if h[2].startswith(kinds)
            ),
            None,
        )
        longest = max(known, hit, key=lambda h: h[1] - h[0])
        if named is not None:
            kept[-1] = (known[0], max(known[1], hit[1]), named)
        else:
            kept[-1] = longest
    return kept
