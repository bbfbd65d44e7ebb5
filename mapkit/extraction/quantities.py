"""Numbers of people, vehicles and kilometres, with their bounds."""

from __future__ import annotations

import re

from mapkit._text import any_of
from mapkit.model import Evidence, Mention

EXTRACTOR = "rules/1"

_UNITS_OF_TEN = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "nonante": 90,
}  # fmt: skip
_POWERS = {"dozen": 12, "hundred": 100, "cent": 100, "cents": 100, "thousand": 1000, "mille": 1000}
_WORDS = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
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
    **{f"{few} {word}": 2 * n for few in ("several", "a few") for word, n in _POWERS.items()},
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
_BELOW_20 = rf"(?:dix[-\s](?:sept|huit|neuf)|{any_of(sorted(_UNITS_OF_TEN, key=len, reverse=True))})"
# "twenty-five", "vingt et un", "quatre-vingt-dix", "dix-sept"; "un", "une" alone count nothing
_BELOW_100 = (
    rf"(?:quatre[-\s]vingts?(?:[-\s]{_BELOW_20})?"
    rf"|{any_of([*_TENS])}(?:(?:-|\s)(?:et(?:-|\s))?{_BELOW_20})?|(?!une?\b){_BELOW_20})"
)
# "two hundred and fifty", "trois cent cinquante"
_BELOW_1000 = rf"(?:(?:(?:{_BELOW_100}|a)\s)?(?:hundred|cents?|dozen)(?:\s(?:and\s)?{_BELOW_100})?|{_BELOW_100})"
_SPELLED = (
    rf"(?:(?:(?:{_BELOW_1000}|a|\d{{1,3}})\s)?(?:thousand|mille)(?:\s(?:and\s)?{_BELOW_1000})?(?![\w-])"
    rf"|{_BELOW_1000}(?![\w-]))"
)
_WORD = rf"(?:{any_of([*_VAGUE, *_MILLION, *_WORDS])}(?![\w-])|{_SPELLED})"
# a word is tried as a number where its first letters are those of one
_NUMBER_WORDS = (*_UNITS_OF_TEN, *_TENS, *_POWERS, *_WORDS, *_VAGUE, *_MILLION)
_OPENS = any_of(sorted({word[:2].replace(" ", r"\s") for word in _NUMBER_WORDS}))
_AMOUNT = re.compile(
    rf"(?<![\w.,-])(?=\d|{_OPENS})(?<!half )(?P<number>(?:{_WORD}|{_NUMBER})(?:(?:[.,]\d+)?\s+millions?(?!\w))?)"
    rf"(?:\s*(?P<join>-|–|to|and|or|à|et|ou)\s*(?P<upper>{_NUMBER}(?:\s(?:thousand|mille))?|{_SPELLED})(?!\w))?"
    r"(?:\s+(?:(?:de|of)(?!\w)|d[’'])\s*)?",
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
        # "between 1,200 and 1,400", "30 to 40"; "12 and 13" are two numbers
        ranged = upper is not None and (match["join"] not in ("and", "et") or qualifier in ("between", "entre"))
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
            high = _number(upper.casefold())
            power = next((n for word, n in _POWERS.items() if upper.casefold().endswith(f" {word}")), 1)
            number *= power if number < high // power else 1  # "two to three thousand"
            parts = [f"low:{number}", f"high:{high}"]
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


def _number(word: str) -> int:
    known = _VAGUE.get(word) or _MILLION.get(word) or _WORDS.get(word)
    if known is not None:
        return known
    count, million, _ = " ".join(word.split()).rpartition(" million")
    if million and _DECIMAL.fullmatch(count):
        return int(1_000_000 * float(count.replace(",", ".")))
    if million:
        return 1_000_000 * _number(count)
    if re.search(r"[^\W\d]", word):
        return _spelled(word)
    return int(re.sub(r"\D", "", word))


def _spelled(words: str) -> int:
    """Return what a number in words is: "two hundred and fifty", "quatre-vingt mille"."""
    total = below = 0
    for word in re.findall(r"\w+", words):
        if word.startswith("vingt") and below % 100 == 4:  # "quatre-vingts" are four times twenty
            below += 76
        elif word.isdigit():
            below += int(word)
        elif (power := _POWERS.get(word, 0)) == 1000:  # what stands before counts thousands
            total, below = total + 1000 * max(1, below), 0
        elif power:
            below = power * max(1, below)
        else:
            below += _UNITS_OF_TEN.get(word) or _TENS.get(word, 0)
    return total + below


def _bounds(number: int, qualifier: str, *, vague: bool) -> list[str]:
    if vague or qualifier in _LOW:
        return [f"low:{number}"]
    if qualifier in _HIGH:
        return [f"high:{number}"]
    return [f"low:{number}", f"high:{number}"]
