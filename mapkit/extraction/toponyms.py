"""Place names in running text, English and French: recognition by gazetteer and context words, without a model.

Large places are taken at their name; small ones, and names that are also words or surnames, only where the words
around say that a place is meant, or where the article has already shown which country it is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from mapkit._text import fold
from mapkit.extraction._candidates import Hit, Names, find_demonyms, find_hits, note_containers
from mapkit.extraction._context import (
    LISTED_BEHIND,
    STARTS,
    Token,
    Words,
    aimed_at,
    before_times,
    done_by_force,
    hints_of,
    is_dateline,
    is_time,
    load_words,
    partly_held,
    tokens_of,
)
from mapkit.extraction._frames import stands_as_place
from mapkit.extraction._relative import relation
from mapkit.extraction._unknown import ITS_DAY, changes_hands, find_unknown
from mapkit.model import Evidence, Mention

EXTRACTOR = "toponyms/1"
_OF = ("of", "de", "d")
_HANDS = ("hand", "hands", "handed", "handing", "turned", "gave", "given")
_PARTICLES = ("over", "back", "up")
_WITH_PARTICLE = frozenset(
    (*_HANDS, "give", "giving", "take", "takes", "took", "taken", "taking", "win", "won", "winning")
)
_HELD = ("held", "controlled", "occupied")
_ARTICLES = frozenset(("the", "la", "le", "l", "les"))
# Inhabitants from which a name is taken for a place, by what else speaks for it; tried on news text.
_TOWN, _TOWN_OF_SEVERAL_WORDS = 60_000, 15_000  # a bare name, of one word and of more
_ALTERNATE, _ALTERNATE_CUED = 5, 20_000  # a factor for names other than the usual one; with a preposition before it
_AT_START, _AT_START_AT_HOME = 200_000, 5_000  # at the start of a sentence, where every word has a capital
_WORD_TOWN = 50_000  # a name that is also a word, after a preposition
# a country named once, or two signs of it, opens the gate for its small places where it has this share of all signs
_HOME_VOTES, _HOME_SHARE = 2, 0.15
_GREAT = 500_000  # a name beside another capitalised word
_LONGER_NAME = 100_000  # a name that may be the beginning of a longer one
_AGED = re.compile(r",\s?\d\d?(?:,|\.|;| of | from | who )")  # "John Doe, 34, of"
_APPOSITION = re.compile(  # "Bor, the strategically important capital", "Barsalogho, une commune voisine"
    r",?\s(?:an?|the|une?|la|le)\s(?:[\w-]+\s){0,4}(?:town|city|village|capital|suburb|ville|capitale|commune|localité)\b"
    # "Bor, chef-lieu de", "Bor, capital of"
    r"|,\s(?:capitale?|chef-lieu|ville|localité|commune|bourgade|bourg|village|fief|bastion|port|carrefour|verrou|berceau|birthplace"
    r"|headquarters|gateway|stronghold)\s(?:[\w-]+\s){0,2}?(?:of|to|de|du|d[’']|des|dans|en|à|au|aux|sur|proche|située?|stratégique"
    r"|frontali\w+)"
    r"|,\s(?:about\s|some\s|à\s)?\d+\s?(?:km|kilomet|kilomèt|miles)"
    r"|,\s(?:on|near|close to|à|près de|sur)\s(?:the\s|la\s|l[’'])?(?:[\w-]+\s){0,2}"
    r"(?:border|highway|coast|front\s?line|frontière|côte)\b"
)
_FALLS_TO = re.compile(
    r"(?:,\s[^,;.\n]{3,80},)?\s+(?:followed (?:suit|soon|the next day|a day later|on \w+day|\w+day)|a(?:vait)? suivi\b)"
    r"|(?:,\s[^,;.\n]{3,80},)?\s+(?:ha[ds]\s+)?f(?:ell|allen)\s+(?:to (?!his|her|their|death|earth)"
    r"|into (?:the hands|(?:[\w’'-]+ ){1,2}hands)|under)"
    r"|\s+(?:(?:ha[ds]\s+been|was)\s+lost\s+to|pass(?:ed|es)\s+(?:in)?to|capitulated(?!\s+to\s+(?:pressure|demands))"
    r"|went over to)\s"
    r"|\s+(?:came|has come|had come)\s+under\s+(?:[\w’'-]+\s+){0,2}(?:attack|fire|control|shellfire|bombardment"
    r"|siege|rule)\b"
    r"|(?:,\s[^,;.\n]{3,80},)?\s+fell\s+(?:shortly|hours|within|without a|after (?:a|two|three|four|days|weeks"
    r"|months|hours|heavy"
    r"|fierce)|overnight|just before|at dawn"
    r"|at (?:about|around)|late|early|on (?:\w+day)|(?:\w+day))\b"
    r"|,\s+(?:re)?(?:taken|captured|seized|occupied|pris|conquis|occupé|libéré|tenu)e?s?\s+(?:by|on|in|since|par|depuis)\b"
    r"|\s+qui\s+(?:est|était|a été|avait été)\s+(?:tomb|pri|repri|conqui|libér|évacu|occup)\w+"
    r"|\s+is (?:now |all |finally )?(?:ours|theirs)\b"
    r"|\s+(?:est|était|sont|étaient)\s+(?:re)?(?:passé|tombé)e?s?\s+(?:\w+\s+){0,2}?(?:aux?|sous|entre|sans)\b"
    r"|,\s+(?:which|qu[’']|que)\s*(?:[\w-]+\s+){1,4}?(?:captured|seized|recaptured|retook|overran|took|held?|control\w*|pris|repris|conquis"
    r"|tien\w+|ten\w+|contrôl\w+|occup\w+|quittée?|évacuée?|perdue?)\b"
)
_NAMED_BEHIND = re.compile(
    r"(?<!\w)(?:capitale?|town|city|village|port|ville|chef-lieu|localité|bastion|stronghold|fief),\s\Z"
)
# "Gao, headquarters of the army", "Man was retaken"
_SUBJECT = re.compile(
    r"(?:,(?!\s(?:and|but|et|mais)\b)|\s(?:was|is|were|has|had|fell|itself|remains?|est|était|a|avait|reste)\b)(?!-)"
)
_OF_AND_ON = ("of", "on", "de", "d", "du", "over")
_ON = ("on", "for", "against", "contre", "sur", "pour")
_RIVERS = ("river", "rivers", "river's", "creek")
# "the movement's chief of staff, Jane Doe, said"
_OF_OFFICE = re.compile(
    r"(?<!\w)(?:chief|spokes(?:man|woman|person)|commander|leader|minister|ambassador|envoy|president|governor|mayor|secretary"
    r"|porte-parole|chef|commandant|ministre|dirigeant|gouverneur|maire|président)(?:\s+(?:of|for|de|du|d[’'])\s?[\w’'-]+){0,2},\s\Z"
)
# "Taliban spokesman Qari Yousaf Ahmadi"
_OF_SPEAKER = re.compile(r"(?<!\w)(?:spokes(?:man|woman|person)|porte-parole)\s+(?:[A-ZÀ-Þ][\w’.-]*\s+){1,3}\Z")
# "porte-parole des talibans, Qari Yousuf Ahmadi", "said Feliciano Valencia"
_NAMED_PERSON = re.compile(
    r"(?:(?<!\w)(?:chief|spokes(?:man|woman|person)|commander|porte-parole|chef|commandant)\s+(?:of|for|du|des|de)\s+[\w’'-]+,"
    r"|(?<!\w)(?:said|says|added|explained|recalled|raconte|explique|confie|souligne))\s+(?:[A-ZÀ-Þ][\w’.-]*\s+){1,2}\Z"
)
_MINISTRY_OF = re.compile(r"(?<!\w)(?i:ministères?|ministres?|ministry|minister)\s+(?:de la|de l[’']|du|des|of)\s*\Z")
_LONGER = re.compile(r"-[a-z]{1,2}-[A-ZÀ-Þ]")  # "Bagh-i-Pul" is not Bagh
# "X on Friday, Y and Z"
_LISTED = re.compile(
    rf"(?:{ITS_DAY}(?=,|\s+(?:and|et)\b))?(?:,\s+(?:(?:and|et)\s+)?|,?\s+(?:and|or|et|ou)\s+(?:de\s+|à\s+|in\s+)?)|\s*[-–/]\s*"
)


def find_toponyms(
    text: str,
    *,
    gazetteer: Names,
    article_id: str = "",
    span: tuple[int, int] | None = None,
    home: str | None = None,
    language: str | None = None,
) -> tuple[Mention, ...]:
    """Find the place names of a text.

    Parameters
    ----------
    text
        Running text, English or French.
    gazetteer
        Anything with ``lookup(name)``.
    article_id
        Put into the evidence.
    span
        ``[start, end)`` to search; ``None`` searches all of ``text``.
    home
        ISO 3166-1 alpha-2 code of the country the text is about, when the caller knows it: its names are taken for
        places even where nothing else asks for one.
    language
        BCP 47 tag; in French demonyms begin with a small letter and "de" and "par" stand before places.

    Returns
    -------
    tuple of Mention
        In text order. Kind ``place`` with hints in ``value`` (``kind:base``, ``role:metonym``, ``in:Chad``,
        ``dateline``), and kind ``cue`` with ``demonym:TD`` for words such as "Chadian". Empty text gives ``()``.

    Examples
    --------
    >>> from mapkit.gazetteer import open_gazetteer
    >>> [m.evidence.quote for m in find_toponyms("They left N'Djamena for Abéché.", gazetteer=open_gazetteer())]
    ["N'Djamena", 'Abéché']
    """
    french = (language or "").startswith("fr")
    words = load_words(french=french)
    tokens = tokens_of(text, span)
    demonyms = find_demonyms(tokens, gazetteer, french=french)
    surnames = _surnames(text, tokens, words)
    hits = list(find_hits(text, tokens, gazetteer, words, demonyms))
    note_containers(text, hits)
    for hit in hits:
        _judge(text, tokens, hit, words, surnames)
    speakers = _speakers(text, tokens, words)
    _refuse_speakers(hits, speakers)
    taken = {id(h) for h in hits if _accept(text, h, frozenset(), words)}
    countries = _home([h for h in hits if id(h) in taken], demonyms) | ({home.upper()} if home else frozenset())
    if countries:
        taken |= {id(h) for h in hits if _accept(text, h, countries, words)}
    taken |= _listed(text, hits, taken)
    # a name accepted once is the same place all through the article
    known = {fold(h.name) for h in hits if id(h) in taken}
    taken |= {
        id(h)
        for h in hits
        if not h.refused and fold(h.name) in known and (not _is_word(h, words) or _stands_as_name(text, h))
    }
    accepted = [h for h in hits if id(h) in taken]
    unknown = find_unknown(
        text,
        tokens,
        accepted,
        words,
        others=set(demonyms),
        persons=surnames | speakers,
        spelled_like=_respelled(gazetteer, countries),
    )
    accepted = sorted([*accepted, *unknown], key=lambda h: h.start)
    hints_of(text, tokens, accepted, words, getattr(gazetteer, "is_capital", lambda _: False))
    for i, hit in enumerate(accepted):
        # a name that several places bear, or none, or only one elsewhere, may be told by a place beside it
        if not (hit.country or hit.seat) and (told := relation(text, hit, accepted[i + 1 : i + 3])) is not None:
            hit.hints.append(told)

    def mention(kind: str, start: int, end: int, value: str | None) -> Mention:
        evidence = Evidence(article_id=article_id, start=start, end=end, quote=text[start:end])
        return Mention(kind="place" if kind == "place" else "cue", evidence=evidence, value=value, extractor=EXTRACTOR)

    found = [mention("place", h.start, h.end, ";".join(dict.fromkeys(h.hints)) or None) for h in accepted]
    found += [mention("cue", tokens[i].start, tokens[i].end, f"demonym:{code}") for i, code in demonyms.items()]
    found.sort(key=lambda m: (m.evidence.start, m.evidence.end))
    return tuple(found)


# ---------------------------------------------------------------------------------------------- context
@dataclass(frozen=True, slots=True)
class _Around:
    """The words beside a hit, in small letters, empty where punctuation or a hyphen parts them."""

    left: str
    right: str
    before: Token | None
    run: tuple[str, ...]  # the capitalised words that follow, up to a possessive
    preposition: bool
    typed: bool
    done_to: bool

    @property
    def titled(self) -> bool:
        """Whether another capitalised word follows."""
        return bool(self.run)


def _around(tokens: list[Token], hit: Hit, words: Words) -> _Around:
    before = tokens[hit.first - 1] if hit.first and _beside(tokens[hit.first]) else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) and _beside(tokens[hit.last + 1]) else None
    left = before.lower if before else ""
    right = after.lower if after else ""
    further = tokens[hit.first - 2].lower if before and hit.first > 1 and before.joined else ""
    if further in ("in", "out") and left in _ON and hit.first > 2:  # "closed in on X", "set out for X"
        further = tokens[hit.first - 3].lower
    types = words["types"]
    # "se sont emparés en quelques heures de X"
    taken = before_times(tokens, hit.first - 1, words) if left in _OF_AND_ON else further
    done_to = _is_done_to(tokens, hit, before, words)
    preposition = (
        (left in words["prepositions"] and further != "according")
        or (left in _ARTICLES and further in words["prepositions"])
        or (left in _OF_AND_ON and taken in words["takings"])  # "lost control of X"
        or (left in ("for", "pour") and further in words["departures"])
        or (left in _ON and further in words["assaults"])  # "an offensive against X", "advanced on X"
        or done_to
        or done_by_force(tokens, hit.first, words) is not None
        or aimed_at(tokens, hit.first, words) != ""
        or partly_held(tokens, hit.first, words)
        or (left in _HANDS and right in ("over", "back"))  # "handed Xyz over"
        or (left in _PARTICLES and further in _WITH_PARTICLE)  # "took over Xyz"
        or (before is not None and before.hyphen and left in _HELD)  # "rebel-held Xyz"
    )
    beside = left in _OF and further in words["beside"]
    typed = right in types or left in types or (left in (*_OF, "du") and further in types)
    run = _run(tokens, hit.last)
    # in "Bantam Superior Court" the town is Bantam
    opens = before is None or not before.capital or left in words["starters"] or left in words["prepositions"]
    civic = opens and (right in words["inhabitants"] or any(word in words["civic"] for word in run[:2]))
    return _Around(left, right, before, run, preposition, typed or civic or beside, done_to)


def _is_done_to(tokens: list[Token], hit: Hit, before: Token | None, words: Words) -> bool:
    """Tell a verb whose object is a place right before a name: "ont repris lundi matin X", but not "Storm X"."""
    if before is None:
        return False
    verb = before_times(tokens, hit.first, words)
    return verb in words["known_moves"] and (not before.capital or verb.endswith(("ing", "ant")))


def _lost(text: str, hit: Hit, words: Words) -> bool:
    """Tell a name of which the words after it say that it changed hands: "X fell to the rebels", "X was recaptured"."""
    return _FALLS_TO.match(text, hit.end) is not None or (
        bool(words["taken"]) and changes_hands(words["taken"]).match(text, hit.end) is not None
    )


def _run(tokens: list[Token], last: int) -> tuple[str, ...]:
    run: list[str] = []
    for token in tokens[last + 1 : last + 6]:
        if token.owned or not (token.capital and _beside(token)):
            break
        run.append(token.lower)
    return tuple(run)


def _judge(text: str, tokens: list[Token], hit: Hit, words: Words, surnames: set[str]) -> None:
    """Set ``cued`` where the words around ask for a place, ``refused`` where they name something else."""
    around = _around(tokens, hit, words)
    hit.placed = (
        around.left in words["where"]
        or around.typed
        or is_dateline(text, tokens, hit)
        or _APPOSITION.match(text, hit.end) is not None
    )
    hit.placed = hit.placed or _lost(text, hit, words) or stands_as_place(text, hit.start, hit.end, around.left)
    # "the Abkhaz capital, Sukhumi, fell"
    hit.placed = hit.placed or (
        _NAMED_BEHIND.search(text, max(0, hit.start - 14), hit.start) is not None and text[hit.end : hit.end + 1] == ","
    )
    hit.placed = hit.placed or LISTED_BEHIND.search(text, max(0, hit.start - 70), hit.start) is not None
    hit.aimed = around.done_to
    hit.cued = hit.cued or around.preposition or hit.placed
    if hit.first != hit.last and {tokens[hit.first].lower, tokens[hit.last].lower} & words["types"]:
        hit.cued = True
    hit.refused = (
        _LONGER.match(text, hit.end) is not None
        or (around.right in _RIVERS and all(p.kind != "feature" for p in hit.places))  # "the Saint Paul river"
        or _other_word(text, tokens, hit, words, around)
        or _other_name(hit, words, around)
        or _abbreviation(text, hit, around)
        or _person(text, hit, words, surnames, around)
    )


def _other_word(text: str, tokens: list[Token], hit: Hit, words: Words, around: _Around) -> bool:
    """Tell an ordinary word, an acronym or a sum of money."""
    key = hit.name.lower()
    if not hit.country and _MINISTRY_OF.search(text, max(0, hit.start - 30), hit.start):
        return True  # "le ministère de la Santé"
    if key in words["phrases"] or "$" in text[hit.end : hit.end + 1] + text[max(0, hit.start - 1) : hit.start]:
        return True
    if fold(hit.name) in words["actors"]:
        return True
    if hit.first != hit.last:
        return False
    if key in words["directions"]:
        return not (around.titled and around.right in words["types"])
    if any(key in words[family] for family in ("organisations", "titles", "months", "agencies", "weapons")):
        return True
    if key in words["peoples"]:  # "the Amhara region" is one, "the Amhara militia" not
        return not {around.left, around.right} & (words["regions"] | words["districts"])
    if not (len(key) > 3 and key.isalpha() and hit.name.isupper()):
        return False
    spelled_so = any(hit.name in (p.name, *p.names) for p in hit.places)
    return not spelled_so and not _shouted(text, tokens, hit)


def _other_name(hit: Hit, words: Words, around: _Around) -> bool:
    """Tell the name of a newspaper, a street, a team, or a longer name that no gazetteer knows."""
    if not around.titled:
        return False
    if any(around.right in words[family] for family in ("newspapers", "addresses", "teams")):
        return not (hit.strong and around.right in words["types"])
    return (
        hit.first == hit.last
        and (hit.people < _LONGER_NAME or hit.alternate)
        and not (hit.country or hit.strong or hit.container)
        and not any(around.right in words[f] for f in ("types", "months", "days", "titles"))
        and not any(word in words["organisations"] or word in words["civic"] for word in around.run[:3])
    )


def _abbreviation(text: str, hit: Hit, around: _Around) -> bool:
    """Tell an abbreviation that stands where no region is meant: postal codes need "Town, XX" or "in XX"."""
    after_comma = text[max(0, hit.start - 2) : hit.start] == ", "
    if hit.name.endswith(".") and hit.name.count(".") == 1:
        return not after_comma
    postal = hit.name.isupper() and 1 < len(hit.name) < 4 and hit.name.isalpha()
    if postal and any(p.country and p.kind != "country" for p in hit.places[:1]):
        return not (after_comma or around.preposition)
    return False


def _person(text: str, hit: Hit, words: Words, surnames: set[str], around: _Around) -> bool:
    """Tell a first name or a surname by its neighbours, or by a full name elsewhere in the article."""
    key, left, right = fold(hit.name), around.left, around.right
    organised = len(around.run) > 2 or any(w in words["organisations"] or w in words["types"] for w in around.run)
    if around.titled and key in words["ambiguous_names"] and not around.preposition and not organised:
        return True
    if around.titled and hit.first == hit.last and _OF_OFFICE.search(text, max(0, hit.start - 60), hit.start):
        return True
    if hit.first == hit.last and _OF_SPEAKER.search(text, max(0, hit.start - 60), hit.start):
        return True
    if hit.first == hit.last and _NAMED_PERSON.search(text, max(0, hit.start - 90), hit.start):
        return True
    forename = around.before is not None and around.before.capital and fold(left) in words["first_names"]
    named = forename or key in words["first_names"] or key in surnames
    known = hit.country or (hit.strong and not named)
    if forename and hit.first == hit.last:
        return True
    if hit.container or known or hit.last - hit.first > 1:
        return False
    return (
        _after_a_name(text, hit, words, around)
        or ((left in words["titles"] or key in surnames) and not around.typed)
        or (key in words["first_names"] and around.titled and not organised)
        or (right in words["speech"] and hit.people < _GREAT and not (hit.seat or hit.cued or left in _OF))
        or (around.titled and right not in words["organisations"] and not hit.cued and hit.people < _GREAT)
    )


def _after_a_name(text: str, hit: Hit, words: Words, around: _Around) -> bool:
    if around.before is None or not around.before.capital:
        return False
    left = around.left
    if fold(left) in words["first_names"] or (
        len(left) == 1 and text[around.before.end : around.before.end + 1] == "."
    ):
        return True
    plain = not any(left in words[family] for family in ("prepositions", "types", "starters", "known_moves"))
    plain = plain and not (is_time(left, words) or left in words["months"])  # "On Monday Xyz fell"
    return plain and not around.typed and hit.people < _GREAT


def _shouted(text: str, tokens: list[Token], hit: Hit) -> bool:
    """Tell a name in a line of capitals, or one that opens a paragraph, from an acronym."""
    around = tokens[max(0, hit.first - 1) : hit.first] + tokens[hit.last + 1 : hit.last + 2]
    return (
        not hit.first
        or any(t.text.isupper() and len(t.text) > 1 for t in around)
        or hit.container != ""
        or is_dateline(text, tokens, hit)
    )


def _beside(token: Token) -> bool:
    return token.joined and not token.hyphen


def _surnames(text: str, tokens: list[Token], words: Words) -> set[str]:
    """Return what stands after a first name or a title: later alone, it still is the person."""
    return {
        fold(text[token.start : token.end])
        for before, token in pairwise(tokens)
        if token.joined
        and token.capital
        and before.capital
        and token.lower not in words["organisations"]
        and (fold(before.lower) in words["first_names"] or before.lower in words["titles"])
    }


def _speakers(text: str, tokens: list[Token], words: Words) -> set[str]:
    """Return the names that speak, or have an age, somewhere in the article."""
    return {
        fold(text[token.start : token.end])
        for i, token in enumerate(tokens)
        if token.capital and _speaks(text, tokens, i, words)
    }


def _refuse_speakers(hits: list[Hit], speakers: set[str]) -> None:
    """Refuse names that speak and nowhere stand where only a place can."""
    persons = speakers - {fold(h.name) for h in hits if h.placed or h.container}
    for hit in hits:
        if hit.people < _GREAT and not (hit.strong or hit.seat) and fold(hit.name) in persons:
            hit.refused = True


def _speaks(text: str, tokens: list[Token], i: int, words: Words) -> bool:
    token = tokens[i]
    before = tokens[i - 1] if i and token.joined else None
    after = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].joined else None
    # in "residents of X said" the residents speak
    object_ = before is not None and (before.lower in words["prepositions"] or before.lower in (*_OF, "and"))
    if after is not None and not object_ and (after.lower in words["speech"] or after.lower in words["personal"]):
        return True
    if before is not None and before.capital and _AGED.match(text, token.end):
        return True
    ends = after is None and text[token.end : token.end + 1] in (",", ".", ";")
    told = before is not None and before.lower in words["speech"]
    by = before is not None and before.lower == "to" and i > 1 and tokens[i - 2].lower == "according"
    return ends and (told or by)


_NO_NAMES = frozenset(("Un", "Une", "Le", "La", "Les", "Des", "Du", "Au", "Ce", "Sa", "Son", "The", "An"))
"""Words at the head of a sentence that some village is called, too."""


def _accept(text: str, hit: Hit, home: frozenset[str], words: Words) -> bool:
    if hit.refused:
        return False
    if hit.country or hit.container:
        return True
    single = hit.first == hit.last
    starts = _opens_sentence(text, hit)
    local = bool(home & hit.lands)
    if starts and hit.name in _NO_NAMES:
        return False  # "Un pont a été détruit"
    if single and not hit.name.isupper() and _is_word(hit, words):
        return (hit.cued and not starts and (hit.people >= _WORD_TOWN or hit.strong)) or (
            local and (hit.placed or hit.aimed)
        )
    starts = starts and not (local and _SUBJECT.match(text, hit.end))
    return hit.strong or _weighty(hit, local=local, single=single, starts=starts)


def _stands_as_name(text: str, hit: Hit) -> bool:
    """Whether a name that is also a word can be no word here: inside a sentence, or as its subject."""
    return not _opens_sentence(text, hit) or _SUBJECT.match(text, hit.end) is not None


def _opens_sentence(text: str, hit: Hit) -> bool:
    return STARTS.search(text, max(0, hit.start - 4), hit.start) is not None or not hit.first


def _is_word(hit: Hit, words: Words) -> bool:
    """Tell a name that is also an ordinary word or a forename."""
    return hit.name.lower() in words["common"] or (fold(hit.name) in words["first_names"] and not hit.country)


def _weighty(hit: Hit, *, local: bool, single: bool, starts: bool) -> bool:
    """Tell whether a town is large enough for its name to speak for itself."""
    need = 0 if local else _TOWN if single else _TOWN_OF_SEVERAL_WORDS
    lone = hit.cued and len(hit.places) == 1 and len(hit.name) > 5
    if hit.alternate and not local and not lone and not (hit.cued and hit.people >= _ALTERNATE_CUED):
        return hit.people >= need * _ALTERNATE
    if hit.cued:
        return True
    if hit.people < need * (_ALTERNATE if hit.alternate else 1):
        return False
    return not (starts and single and hit.people < (_AT_START_AT_HOME if local else _AT_START))


def _home(hits: list[Hit], demonyms: dict[int, str]) -> frozenset[str]:
    """Return the countries the article is about; their small places need no context words."""
    votes: Counter[str] = Counter()
    for hit in hits:
        named = [p.country for p in hit.places if p.kind == "country" and p.country]
        if named:
            votes[named[0]] += 2
        elif len(hit.lands) == 1:
            votes[next(iter(hit.lands))] += 1
    for code in demonyms.values():
        votes[code] += 1
    total = sum(votes.values())
    return frozenset(c for c, n in votes.items() if n >= _HOME_VOTES and n >= _HOME_SHARE * total)


def _respelled(gazetteer: Names, countries: frozenset[str]) -> Callable[[str], bool]:
    """Return a test for names that may be other transliterations of a place in one of the countries."""
    spelled_like = getattr(gazetteer, "spelled_like", None)
    if spelled_like is None:
        return lambda _: False
    return lambda name: any(spelled_like(name, land) for land in sorted(countries))


def _listed(text: str, hits: list[Hit], taken: set[int]) -> set[int]:
    """Take "A, B and C" whole: a name between places is a place, unless it is something else for sure."""
    more: set[int] = set()
    for pair in (pairwise(hits), pairwise(hits[::-1])):
        for known, other in pair:
            a, b = (known, other) if known.start < other.start else (other, known)
            if (id(known) in taken or id(known) in more) and id(other) not in taken and not other.refused:
                same = known.lands & other.lands
                if same and not other.alternate and _LISTED.fullmatch(text[a.end : b.start]):
                    more.add(id(other))
    return more
