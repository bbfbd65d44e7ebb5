"""Numbers of people, vehicles and kilometres, with their bounds."""

from __future__ import annotations

import re

from mapkit._text import any_of
from mapkit.model import Evidence, Mention

EXTRACTOR = "rules/1"

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60, "cent": 100, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
    "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
}  # fmt: skip
# "dozens" is at least two dozen and says nothing of an upper bound
_VAGUE = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "dizaines de milliers": 20_000,
    "centaines de milliers": 200_000,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "dizaines": 20,
    "centaines": 200,
    "milliers": 2000,
}
_MILLION = {"half a million": 500_000, "un demi-million": 500_000, "a million": 1_000_000, "un million": 1_000_000}

_UNITS = {
    "km": r"(?:kilomet(?:er|re)s?|kilomètres?|km)",
    "truck": r"(?:trucks?|camions?|lorries)",
    "vehicle": r"(?:(?:armou?red )?vehicles?|véhicules?(?: blindés)?)",
    "tank": r"(?:tanks?|chars?)",
    "troop": r"(?:troops|soldiers|servicemen|peacekeepers|fighters|combatants|rebels|insurgents|guerrillas|militants"
    r"|militiamen|marines|personnel|police(?: officers|men)?|soldats|militaires|combattants|rebelles|insurgés"
    r"|miliciens|djihadistes|jihadistes|hommes|policiers|gendarmes|casques bleus)",
    "person": r"(?:people|civilians|persons|men|women|children|villagers|residents|personnes|civils|femmes|enfants"
    r"|habitants|villageois|members|refugees|réfugiés|hostages|otages"
    # "34,789 Palestinians"
    r"|(?-i:[A-Z][a-zé]{3,}(?:ans|ese|is|ens|ais|ois|aises|oises|iennes)))",
}
_KILLED = (
    r"(?:killed|dead|died|deaths|fatalities|lives|bodies|corpses|slain|lost their lives|perished"
    r"|tués?|tuées?|morts?|mortes?|décédée?s?|décès|cadavres|péri|perdu la vie|trouvé la mort)"
)
_WOUNDED = r"(?:wounded|injured|blessés?|blessées?|hurt)"

_NUMBER = r"(?:\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+|\d+)"
_WORD = any_of([*_VAGUE, *_MILLION, *_WORDS])
_AMOUNT = re.compile(
    rf"(?<![\w.,-])(?P<number>(?:{_NUMBER}|{_WORD}(?![\w-]))(?:(?:[.,]\d+)?\s+millions?(?!\w))?)"
    rf"(?:\s*(?:-|–|to|and|à|et)\s*(?P<upper>{_NUMBER})(?!\w))?(?:\s+(?:(?:de|of)(?!\w)|d[’'])\s*)?",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"(?<!\w)(?P<word>more than|over|at least|as many as|up to|fewer than|less than|nearly|almost|about|approximately"
    r"|around|some|an estimated|between|from|plus de|au moins|moins de|jusqu'à|près de|environ|quelque|entre|de)"
    r"(?:\s+(?:a|an|une))?\s*$",
    re.IGNORECASE,
)
_LOW = frozenset(("more than", "over", "at least", "plus de", "au moins"))
_HIGH = frozenset(
    ("as many as", "up to", "fewer than", "less than", "moins de", "jusqu'à", "nearly", "almost", "près de")
)
_AFTER = re.compile(
    r"\s*(?:of (?:its|their|the)\s+)?(?:[\w’'-]+\s+){0,2}?(?:"
    + "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in _UNITS.items())
    + rf"|(?P<killed_>{_KILLED})|(?P<wounded_>{_WOUNDED}))\b",
    re.IGNORECASE,
)
# "cost the lives of at least 70 soldiers", "a coûté la vie à 70 soldats"
_DEATHS_OF = re.compile(
    r"(?<!\w)(?:deaths?|lives|killings?|bodies|corpses|la mort|la vie|décès)\s+(?:of|à|de|d[’'])\s*(?:(?:some|about"
    r"|around|over|nearly"
    r"|almost|at least|more than|up to|as many as|an estimated|plus|au moins|près|environ|quelque)(?:\s+d[e’'])?\s*)?$",
    re.IGNORECASE,
)
# "1.5 million", but "2,500 million" has a thousand in it
_DECIMAL = re.compile(r"\d+[.,](?:\d{1,2}|\d{4,})")
_NO_COUNT = re.compile(r"\d{13}")
_OUTCOME = re.compile(
    rf"(?:,[^.;,]{{0,70}},)?[^.;]{{0,40}}?\b(?:(?P<killed>{_KILLED})|(?P<wounded>{_WOUNDED}))\b", re.IGNORECASE
)


def find_quantities(text: str, *, article_id: str = "", span: tuple[int, int] | None = None) -> tuple[Mention, ...]:
    """Find numbers that count people, vehicles or kilometres.

    Returns
    -------
    tuple of Mention
        ``value`` is ``low:<n>;high:<n>;unit:<unit>``; a bound that the words leave open is missing ("over 100 trucks"
        is ``low:100;unit:truck``; "between 1,200 and 1,400 civilians" has both). Units are ``km, truck, vehicle, tank,
        troop, person, killed, wounded``.
    """
    start, stop = span if span is not None else (0, len(text))
    found = []
    for match in _AMOUNT.finditer(text, start, stop):
        if _NO_COUNT.search(match.group()):
            continue  # a number of thirteen digits counts nobody
        before = _QUALIFIER.search(text, max(start, match.start() - 22), match.start())
        qualifier = before["word"].casefold() if before else ""
        upper, number_end = match["upper"], match.end()
        ranged = upper is not None and _is_range(match.group(), qualifier)
        if upper is not None and not ranged:
            number_end = match.end("number")
        after = _AFTER.match(text, number_end, min(stop, number_end + 60))
        if after is None:
            continue
        unit = next(name for name, group in after.groupdict().items() if group).rstrip("_")
        end = after.end()
        if unit in ("troop", "person") and (outcome := _OUTCOME.match(text, end, min(stop, end + 130))):
            unit, end = ("killed" if outcome["killed"] else "wounded"), outcome.end()
        number = _number(match["number"].casefold())
        if ranged:
            parts = [f"low:{number}", f"high:{_number(upper)}"]
        else:
            parts = _bounds(number, qualifier, vague=match["number"].casefold() in _VAGUE)
        begin = before.start() if before and qualifier not in ("from", "de") else match.start()
        deaths = _DEATHS_OF.search(text, max(start, match.start() - 50), match.start())
        if unit in ("troop", "person") and deaths is not None:
            unit, begin = "killed", deaths.start()
        found.append(
            Mention(
                kind="quantity",
                evidence=Evidence(article_id=article_id, start=begin, end=end, quote=text[begin:end]),
                value=";".join([*parts, f"unit:{unit}"]),
                extractor=EXTRACTOR,
            )
        )
    return tuple(found)


def _is_range(words: str, qualifier: str) -> bool:
    """Tell "between 1,200 and 1,400" and "30 to 40" from "12 and 13", which are two numbers."""
    return re.search(r"\d\s*(?:and|et)\s*\d", words) is None or qualifier in ("between", "entre")


def _number(word: str) -> int:
    known = _VAGUE.get(word) or _MILLION.get(word) or _WORDS.get(word)
    if known is not None:
        return known
    count, million, _ = " ".join(word.split()).rpartition(" million")
    if million and _DECIMAL.fullmatch(count):
        return int(1_000_000 * float(count.replace(",", ".")))
    if million:
        return 1_000_000 * _number(count)
    return int(re.sub(r"\D", "", word))


def _bounds(number: int, qualifier: str, *, vague: bool) -> list[str]:
    if vague or qualifier in _LOW:
        return [f"low:{number}"]
    if qualifier in _HIGH:
        return [f"high:{number}"]
    return [f"low:{number}", f"high:{number}"]
