"""Names that no gazetteer knows as written, where the words leave no doubt that a place is meant.

"The village of Xyz", "Xyz district", "in Xyz, Chad", "in Goma, Xyz and Beni": better an unlocated mention than a silent
loss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from mapkit._text import fold
from mapkit.extraction._candidates import Hit
from mapkit.extraction._context import (
    LISTED_BEHIND,
    STARTS,
    Token,
    Words,
    aimed_at,
    back_of,
    before_times,
    done_by_force,
    is_time,
    partly_held,
)
from mapkit.extraction._frames import stands_as_place

_LONGEST = 4  # words in a name
_APART = 7  # words up to which a name is one of a list with the name before it
_FROM = frozenset(("de", "d", "from", "of"))
_OF = frozenset(("of", "de", "d", "du", "des"))
_AFTER = frozenset("after before since when while until once as the après avant depuis quand lorsque".split())  # noqa: SIM905  # reads better
_ON = frozenset(("on", "sur"))
_BATTLE_FOR = frozenset((("for", "battle"), ("for", "battles")))
ITS_DAY = (
    r"(?:\s+(?:on|le|last|late|early)\b){0,2}\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:er)? [a-zéûA-Z]{3,9}"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
)
# "a spokesman in Xyz, Jane Doe, had said"
_SPEAKS = re.compile(
    r",\s+(?:(?:a|ont|avait|had|has)\s+)?(?:said|says|told|announced|claimed|confirmed"
    r"|assuré|déclaré|affirmé|indiqué|annoncé|expliqué|précisé|confirmé|ajouté|dit)(?!\w)"
)
_LIST = re.compile(
    rf"(?:{ITS_DAY}(?=,|\s+(?:and|et)\b))?"
    r"(?:(?:[^\w\n]{0,3}\d[\d.,]*\s?%?\)?)?[,;]\s+|\s*[–—-]\s*|,?\s+(?:and|or|et|ou|y)\s+|\s+-\s+|,?\s+(?:puis|(?:and\s+)?then)\s+(?:on\s+)?(?:(?:\w+day|\w+di|dimanche)\s+)?)(?:(?:in|on|at|to|à|de|d['’]|du)\s*)?"
)
_GOES_ON = re.compile(r"\s*(?:[,;.:()\n–—\d]|\Z)|,?\s+(?:and|or|et|ou|y)\b")
_ANOTHER = re.compile(
    r"(?<!\w)(?:another|nearby|neighbou?ring|strategic|key|second|third|last|only|main|largest|biggest|provincial|regional|two|three|four|five"
    r"|several|autre|voisine?|dernière?|seule|principale?|deux|trois|quatre|cinq|plusieurs)\s+(?:[\w-]+\s+){0,2}[\w-]+(?:,|\s?:)\s+$"
)
_AMONG = frozenset((("them", "among"), ("elles", "parmi"), ("eux", "parmi"), ("elles", "entre")))
# "délogé le M23 de Xyz", "drove the rebels out of Xyz"
_EXPELLED = re.compile(
    r"(?<!\w)(?:délog|chass|expuls|dislodg|oust|evict|expel|drove|driven|push)\w*\s+(?:[\w’'-]+\s+){0,6}?"
    r"(?:de\s+|d['’]|from\s+|out of\s+)$",
    re.IGNORECASE,
)
# "Xyz fell to the rebels": what a place alone does, also where nothing else tells that it is one
_LOST_TO = re.compile(
    r"\s+(?:(?:had|has|have|a|avait)\s+)?(?:(?:finally|then|also|since)\s+)?"
    r"(?:(?:f(?:ell|allen|alls)\s+(?:to|into the hands of|under)|(?:was|were|been)\s+(?:lost|yielded)\s+to"
    r"|capitulated\s+to|came\s+under|pass(?:ed|es)\s+(?:to|into the hands of|under)|went\s+over\s+to)\s+"
    r"(?:the\s+)?(?:(?:\w+[\s-]+){0,2}?(?:rebels?|government|army|forces|militants|insurgents|jihadists|dissidents|militias?"
    r"|fighters|separatists|junta|control|troops|soldiers|guerrillas|paramilitaries|opposition|coalition)\b"
    # "to the Serbs"
    r"|(?-i:[A-Z])\w+s\b(?=\s*[.,;]|\s+(?:on|in|after|last|this|without|late|early)\b))"
    r"|(?:f(?:ell|allen|alls)|pass(?:ed|es))\s+into\s+(?:the\s+)?(?:[\w’'-]+\s+){1,2}hands\b"
    r"|f(?:ell|allen)\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|without a (?:fight|shot))"
    r"|change[ds]?\s+(?:de\s+mains?|hands)\b"
    r"|(?:met|suffer(?:ed)?|share[ds]?)\s+the same fate\b|(?:subi\w*|connu|connaissait|partag\w+)\s+le même sort\b)"
    r"|\s+(?:est|était)\s+re(?:tombée?|passée?)\s+(?:\w+\s+){0,2}?(?:aux?|entre|sous)\b"
)
_FALLS = re.compile(
    r"\s+(?:(?:had|has|have|was|were|is|a été|était|avait été)\s+(?:been\s+|été\s+)?)?"
    r"(?:fell|fallen|falls|captured|recaptured|retaken|seized|attacked|shelled|bombed|overrun|changed hands"
    r"|est tombée?|tombée?|reprise?|attaquée?|prise)\b"
)
# "le Premier ministre des îles Salomon, Jean Dupont, a été renversé"
_OFFICE_OF = re.compile(
    r"(?<!\w)(?:ministre|président|chef|roi|dirigeant|gouverneur|maire|minister|president|leader|king|governor|premier)\s+"
    r"(?:of|de|du|des|d[’'])\s*(?:the |la |le |l[’']|les )?"
    # "le gouverneur de la province de Xyz, Jean Dupont"
    r"(?:(?:province|région|district|ville|region|city|comté|oblast)\s+(?:of |de |du |d[’']))?\Z"
)
# "pulled out of Xyz at dawn"
_WITHDREW = re.compile(
    r"(?<!\w)(?:(?:troops|forces|fighters|soldiers|rebels|militants|units|army|garrison|mission|contingent|peacekeepers|battalion)"
    r"\s+(?:\w+\s+){0,2}?(?:pulled (?:out|back)|withdrew|withdrawn|retreated|were driven)\s+(?:of|from)"
    r"|(?:se sont|s[’']est) (?:retir|repli)ée?s? d(?:e|[’']))\s*$"
)
_TOWN_IS = re.compile(
    r"voisine?|stratégique|côtière|minière|pétrolière|frontalière|portuaire|méridionale|septentrionale|orientale|occidentale|clé|assiégée"
    # "le port iranien de Xyz"
    r"|\w{2,}(?:ien|ienne|éen|éenne|ais|aise|ois|oise|ain|aine|étrolier|ortuaire|frontalier|côtier|minier)"
)
_CAMEL = re.compile("[a-z][A-Z]")  # the name of a firm
# a name that goes on with a verb may be a person's
# what follows "X is", "X est": the state of a place that somebody holds
_UNDER = (
    r"(?:(?:back|again|now|still|firmly|fully|de nouveau|toujours|désormais|encore)\s+){0,2}"
    r"(?:(?:under|in)\s+(?:[\w’'-]+\s+){0,3}?(?:control|hands)"
    r"|sous\s+(?:le\s+)?(?:plein\s+)?contrôle|(?:aux|entre les)\s+mains)\b"
)
_ENDS = re.compile(
    r"\s*(?:[,.;:()\n–—\d]|\Z)|\s+(?:and|or|et|ou|in|at|near|to|on|for|after|before|since|during|where|which|was|were|is|are|au|en|dans"
    r"|où|après|avant|depuis|pour|a|ont|est|sont|killed|wounded|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)\b"
)


# "captured Xyz from the rebels"
_FROM_A_FORCE = re.compile(
    r"\s+(?:from|aux?)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:rebels?|government|army|forces|militants|insurgents|jihadists|militias?|fighters"
    r"|troops|separatists|junta|control|hands|rebelles|soldats|forces|combattants|insurgés|d?jihadistes|séparatistes)\b"
)
_AT_DISTANCE = re.compile(r",\s+(?:about |some |around |à (?:une )?)?\d+(?:[.,]\d+)?[\s-]?(?:km|kilomet|kilomèt|miles)")
_PROVINCE = re.compile(r"\s+(?:province|district|state|region|governorate|oblast|county|department)\b")
_APPOSITION = re.compile(
    r",\s+(?:(?:an?|the|une?|la|le|another|autre)\s+)?(?:(?!\w+ing\b|who\b|qui\b)[\w’'-]+\s+){0,3}?(?P<noun>[a-zà-ÿ]+)(?=\s+(?:of|in|on|near|north|south|east"
    r"|west|about|some|that|which|before|avant|du|de|à|en|dans|sur|près|située?|au|proche|stratégique|frontalière?)\b|,|\s\d)"
)


def find_unknown(
    text: str,
    tokens: list[Token],
    accepted: list[Hit],
    words: Words,
    *,
    others: set[int],
    persons: set[str],
    spelled_like: Callable[[str], bool],
) -> Iterator[Hit]:
    """Yield unknown names.

    Parameters
    ----------
    accepted
        The names found so far, in text order.
    others
        Tokens that are something else: demonyms.
    persons
        Folded names of persons.
    spelled_like
        Tells another spelling of a place in the article's countries; such a name needs a preposition only.
    """
    covered = {i: hit for hit in accepted for i in range(hit.first, hit.last + 1)}
    runs = [
        Hit(i, j, tokens[i].start, tokens[j].end, text[tokens[i].start : tokens[j].end])
        for i, j in _runs(tokens, others | set(covered), words)
    ]
    runs = [
        hit
        for hit in runs
        if not _is_other(tokens[hit.first : hit.last + 1], hit.name, words, persons) or _is_town_of(tokens, hit, words)
    ]
    known: set[str] = set()
    for order in (runs, runs[::-1]):  # a list is known by its first member or by its last
        for hit in order:
            if hit.first not in covered and _is_place(text, tokens, hit, words, covered, spelled_like):
                covered |= dict.fromkeys(range(hit.first, hit.last + 1), hit)
                known.add(hit.name)
                yield hit
    for hit in runs:  # what is a place once is one again where something lies or happens
        left = tokens[hit.first - 1].lower if tokens[hit.first].joined else ""
        placed = left in words["into"] or left in _OF or _FALLS.match(text, hit.end) is not None
        if hit.first not in covered and hit.name in known and placed:
            yield hit


def _runs(tokens: list[Token], taken: set[int], words: Words) -> Iterator[tuple[int, int]]:
    """Yield first and last token of each name."""
    i = 0
    while i < len(tokens):
        if not tokens[i].capital or _opens(tokens, i, words):
            i += 1
            continue
        last = _run(tokens, i, taken, words)
        if last >= i:
            yield i, last
        i = max(i, last) + 1


def _opens(tokens: list[Token], i: int, words: Words) -> bool:
    """Tell a preposition that opens a sentence before a name: "After Xyz", and "In al-Xyz" with an Arabic article."""
    if tokens[i].lower in _AFTER:
        return True
    if tokens[i].lower not in words["prepositions"] or i + 1 == len(tokens):
        return False
    return tokens[i + 1].joined and tokens[i + 1].lower in ("al", "el", "ad", "an", "ar", "as", "ash", "at", "az")


def _run(tokens: list[Token], i: int, taken: set[int], words: Words) -> int:
    """Return the last token of the name that begins at the capital of ``i``, or ``i - 1``."""
    goes_on = i > 0 and tokens[i].joined and tokens[i - 1].capital and not tokens[i].owned
    if i in taken or (goes_on and not _opens(tokens, i - 1, words)):
        return i - 1
    last, j = i, i + 1
    while j < min(len(tokens), i + _LONGEST) and tokens[j].joined and not tokens[j].owned and j not in taken:
        if tokens[j].lower in words["days"]:
            break  # "captured Xyz Monday"
        if tokens[j].capital:
            last = j
        elif tokens[j].lower not in words["inner"] and not tokens[j].hyphen:
            break
        j += 1
    return last


def _is_town_of(tokens: list[Token], hit: Hit, words: Words) -> bool:
    """Tell "the town of Bashir", though that name is more often a person's."""
    if hit.first <= 1 or hit.last - hit.first > 1:
        return False
    return tokens[hit.first - 1].lower in _OF and tokens[hit.first - 2].lower in words["before_town"] | words["works"]


def _is_other(run: list[Token], name: str, words: Words, persons: set[str]) -> bool:
    """Tell persons, organisations, months, peoples and acronyms."""
    if name.isupper() or _CAMEL.search(name) or fold(name) in words["actors"] or fold(name) in words["phrases"]:
        return True
    if fold(name) in persons or fold(run[-1].text) in persons:
        return True
    # "Al" is a first name, but not in "Al-Xyz"
    own = [t for t, after in pairwise((*run, run[0])) if not (t.lower in words["inner"] and after.hyphen)]
    if len(run) == 2 and run[0].lower in ("el", "al") and run[1].hyphen:  # an article and a name
        own = []  # nor is "Ali" one in "El-Ali"
    if any(t.lower in words[family] for t in own for family in ("no_places", "agencies", "peoples", "directions")):
        return True
    return len(run) == 1 and (run[0].lower in words["common"] or run[0].lower in words["starters"] or len(name) < 3)


def _is_place(
    text: str,
    tokens: list[Token],
    hit: Hit,
    words: Words,
    covered: dict[int, Hit],
    spelled_like: Callable[[str], bool],
) -> bool:
    # "captured A on October 23 and B": a date may stand between
    before = next((covered[i] for i in range(hit.first - 1, hit.first - _APART, -1) if i in covered), None)
    after = covered.get(hit.last + 1) or covered.get(hit.last + 2)
    first = tokens[hit.first]
    left = tokens[hit.first - 1].lower if first.joined else ""
    further = tokens[hit.first - 2].lower if first.joined and hit.first > 1 and tokens[hit.first - 1].joined else ""
    following = tokens[hit.last + 1] if hit.last + 1 < len(tokens) and tokens[hit.last + 1].joined else None
    kinds = words["units"] | words["takings"] | words["summits"]
    after_time = left in _OF or is_time(further, words)  # "sont entrés mardi dans Xyz"
    further = before_times(tokens, hit.first - 1, words) if after_time else further
    # "la ville voisine de Xyz"
    unit = tokens[hit.first - 3].lower if left in _OF and _TOWN_IS.fullmatch(further) else further
    if left in words["units"] or (left in _OF and (unit in kinds or further in words["residents"])):
        return True  # "the town of Xyz", "the capture of Xyz", "se sont emparés de Xyz"
    held = stands_as_place(text, hit.start, hit.end, left) or _is_held(text, tokens, hit, words)
    if held or _is_named_after(tokens, hit, following, left, further, words):
        return True
    beside = left in _OF and further in words["beside"] and _ENDS.match(text, hit.end) is not None
    if beside or _is_entered(text, hit, left, further, words) or _follows_kind(text, tokens, hit, words):
        return True
    listed = left in words["including"] or (left, further) in _AMONG
    if listed and any(t.lower in words["units"] for t in back_of(text, tokens, hit.first, 12)):
        return True  # "several villages near the border, including Xyz"
    opens = STARTS.search(text, max(0, hit.start - 4), hit.start) is not None or not hit.first
    if following is not None and following.lower in words["units"] and not (following.owned or opens):
        # "the Turkoman town of Xyz" is no town of that name
        of = hit.last + 2 < len(tokens) and tokens[hit.last + 2].lower in _OF
        return not (of and following.lower in words["before_town"])
    before_that = [t.lower for t in tokens[max(0, hit.first - 4) : hit.first - 2]]
    of_base = further in words["bases"] or (
        # "le camp militaire de Xyz", "the camp for displaced people at Xyz", "le camp de déplacés de Xyz"
        further in words["of_force"] | words["civil_camps"] and not words["bases"].isdisjoint(before_that)
    )
    if left in ("in", "at", "near", *_OF, "à") and of_base:
        return True
    deed = before_times(tokens, hit.first, words)
    container = after if after is not None and text[hit.end : after.start] in (", ", " (") else None
    if (
        container is not None
        and (left in words["into"] or deed in words["deeds"])
        and any(p.kind in ("country", "region") for p in container.places)
    ):
        hit.container = container.name
        return True
    if left in words["into"] and further != "according" and spelled_like(hit.name):
        return True
    # "took Xyz, about 60 miles to the north"
    far = deed in words["holdings"] | words["moves"] and _AT_DISTANCE.match(text, hit.end) is not None
    described = _APPOSITION.match(text, hit.end)
    last = left in ("and", "et") and after is not None and _lies_in_province(text, hit, after)
    if far or last or (described is not None and described["noun"] in words["units"]):
        return True
    owns = text[hit.end : hit.end + 2] in ("'s", "’s")
    if not owns and (left in words["inside"] or (deed in words["moves"] and _ends_there(text, hit))):
        return True
    if _ENDS.match(text, hit.end) is None or (after is not None and _is_correspondent(text, hit, after)):
        return False
    speaks = _SPEAKS.match(text, hit.end) is not None
    of_office = before is not None and _OFFICE_OF.search(text, max(0, before.start - 45), before.start)
    if before is not None and not (opens or speaks or of_office) and _is_listed(before, text[before.end : hit.start]):
        # in "In North Kivu, the Xyz are fighting" the comma parts where from who
        return text[before.end] != "," or _GOES_ON.match(text, hit.end) is not None
    inner = left in words["into"] or left == "between" or not first.joined
    return after is not None and inner and _is_listed(after, text[hit.end : after.start])


def _follows_kind(text: str, tokens: list[Token], hit: Hit, words: Words) -> bool:
    """Tell "another key town, Xyz" and the names behind "three towns" and a colon."""
    another = tokens[hit.first - 1].lower in words["units"] and _ends_list_of(text, hit)
    return another or LISTED_BEHIND.search(text, max(0, hit.start - 70), hit.start) is not None


def _lies_in_province(text: str, hit: Hit, after: Hit) -> bool:
    """Tell the last of a list by its province: "and Xyz in Huambo province"."""
    within = text[hit.end : after.start] == " in " and any(p.kind == "region" for p in after.places)
    return within and _PROVINCE.match(text, after.end) is not None


def _is_held(text: str, tokens: list[Token], hit: Hit, words: Words) -> bool:
    """Tell "rebels control Xyz", "Xyz fell to the rebels"; "who attacked Xyz" may mean a person."""
    lost = words["taken"] and changes_hands(words["taken"]).match(text, hit.end)
    if partly_held(tokens, hit.first, words) or lost or _LOST_TO.match(text, hit.end):
        return True
    if aimed_at(tokens, hit.first, words) in words["aims"] and _ENDS.match(text, hit.end):
        return True
    force = done_by_force(tokens, hit.first, words)
    if force is None or not (_ends_there(text, hit) or text[hit.end : hit.end + 2] in ("'s", "’s")):
        return False
    return tokens[hit.first - 1].lower in words["holdings"] or force not in ("who", "which", "qui", "police")


def _ends_there(text: str, hit: Hit) -> bool:
    """Whether a name is the whole object: "captured Xyz on Monday", "captured Xyz from the rebels"."""
    return (_ENDS.match(text, hit.end) or _FROM_A_FORCE.match(text, hit.end)) is not None


def _is_named_after(
    tokens: list[Token], hit: Hit, following: Token | None, left: str, further: str, words: Words
) -> bool:
    """Tell "the Xyz refinery", "the Xyz oil field", "la raffinerie de Xyz", "Xyz Air Base"."""
    if left in _OF and further in words["works"]:
        return True
    if left == "l" and further in _OF and tokens[hit.first - 3].lower in words["works"]:
        return True  # "la centrale de l'Xyz"
    run = [t.lower for t in tokens[hit.first : hit.last + 1]]
    if len(run) > 1 and (run[-1] in ("airport", "airfield", "airbase") or run[-2:] == ["air", "base"]):
        return True
    if following is None or following.owned or following.capital or left not in ("the", "strategic", "key"):
        return False
    after = tokens[hit.last + 2].lower if hit.last + 2 < len(tokens) and tokens[hit.last + 2].joined else ""
    if following.lower in ("military", "army", "naval", "air") and after in words["bases"]:
        return True  # "the Xyz military base"
    return following.lower in words["works"] or (
        following.lower in ("oil", "gas", "border") and after in ("field", "fields", "crossing", "terminal", "refinery")
    )


def _is_entered(text: str, hit: Hit, left: str, further: str, words: Words) -> bool:
    """Tell "moved into Xyz", "drove the rebels out of Xyz"."""
    if left == "into":
        return further in words["entering"]
    if left in ("neighbouring", "neighboring", "nearby"):
        return further in words["moves"] or further in words["inside"]
    if left == "dans":
        return further in words["entering"]
    led = (left in _ON and further in words["advances"]) or (left, further) in _BATTLE_FOR
    if led or (left == "from" and further in words["travel"]):
        return left not in _ON or _ENDS.match(text, hit.end) is not None
    if left not in _FROM:
        return False
    low = max(0, hit.start - 70)
    left_it = _WITHDREW.search(text, low, hit.start) is not None and _ENDS.match(text, hit.end) is not None
    return left_it or _EXPELLED.search(text, low, hit.start) is not None


def _ends_list_of(text: str, hit: Hit) -> bool:
    return bool(_ANOTHER.search(text, max(0, hit.start - 40), hit.start) and _ENDS.match(text, hit.end))


@cache
def changes_hands(taken: frozenset[str]) -> re.Pattern[str]:
    """Match what follows the name of a place that is taken: "X, a market town, was recaptured"."""
    verbs = "|".join(sorted(taken))
    adverbs = (
        r"(?:(?:\w+ly|also|now|since|still|again|already|then|soon|\w+ment|ainsi|aussi|toujours|encore|déjà|enfin|bientôt|ensuite"
        r"|(?:de|à) nouveau)\s+)*"
    )
    return re.compile(
        # "Xyz had captured it" is no passive, "Xyz had fallen" is what only a place does
        r"(?:,[^,.;\n]{3,80},)?\s+(?:(?:was|were|is|are|est|sont|sera|étaient|était)\s+"
        rf"{adverbs}(?:being\s+)?"
        rf"|(?:had|has|have|will|would|a|ont|avait|avaient|aura)\s+{adverbs}(?:(?:be|been|été)\s+{adverbs}|(?=fallen\b)))"
        rf"(?:(?:{verbs})\b(?<!held(?=\s(?:in|on|at|every|for)\b))|(?:re)?(?:passée?s?"
        rf"|venue?s?)\s+(?:\w+\s+){{0,3}}(?:sous|dans le giron|aux mains|entre les mains)\b|{_UNDER})"
    )


def _is_listed(other: Hit, gap: str) -> bool:
    """Tell a name beside a town or a district, or beside another unknown place: a list of them holds no persons."""
    road = gap.strip() in ("-", "–", "—")
    return (road or not other.seat) and all(p.kind != "country" for p in other.places) and bool(_LIST.fullmatch(gap))


def _is_correspondent(text: str, hit: Hit, after: Hit) -> bool:
    """Tell "Jane Doe in Istanbul", as agencies end their reports."""
    return hit.first != hit.last and text[hit.end : after.start] == " in " and not after.strong
