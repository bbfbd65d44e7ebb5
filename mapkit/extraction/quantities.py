"""Numbers of people, vehicles and kilometres, with their bounds."""

from __future__ import annotations

import re

from mapkit.model import Evidence, Mention

EXTRACTOR = "rules/1"

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six ": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
}  # fmt: skip
# "dozens" is at least two dozen and says nothing of an upper bound
_VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "dizaines": 20,
    "centaines": 200,
    "milliers": 2000,
}

_UNITS = {
    "km": r"(?:kilomet(?:er|re)s?|kilomètres?|km)",
    "truck": r"(?:trucks?|camions?|lorries)",
    "vehicle": r"(?:(?:armou?red )?vehicles?|véhicules?(?: blindés)?)",
    "tank": r"(?:tanks?|chars?)",
    "troop": r"(?:troops|soldiers|peacekeepers|fighters|marines|personnel|police officers"
    r"|soldats|militaires|combattants|hommes|policiers)",
    "person": r"(?:people|civilians|persons|personnes|civils|members|refugees|hostages)",
}
_KILLED = r"(?:killed|dead|died|deaths|tués?|tuées?|morts?|mortes?|slain|lost their lives)"
_WOUNDED = r"(?:wounded|injured|blessés?|blessées?|hurt)"

_NUMBER = r"(?:\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+|\d+)"
_WORD = "|".join([*(w.strip() for w in _WORDS), *_VAGUE])
_AMOUNT = re.compile(
    rf"(?P<qualifier>more than|over|at least|as many as|up to|fewer than|less than|nearly|almost|about|approximately"
    rf"|around|some|an estimated|plus de|au moins|moins de|jusqu'à|près de|environ|quelque)?\s*"
    rf"(?P<number>\b(?:{_NUMBER}|{_WORD})\b)(?:\s+(?:de|of|d[’'])\s*)?",
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
_OUTCOME = re.compile(rf"[^.;]{{0,40}}?\b(?:(?P<killed>{_KILLED})|(?P<wounded>{_WOUNDED}))\b", re.IGNORECASE)


def find_quantities(text: str, *, article_id: str = "", span: tuple[int, int] | None = None) -> tuple[Mention, ...]:
    """Find numbers that count people, vehicles or kilometres.

    Returns
    -------
    tuple of Mention
        ``value`` is ``low:<n>;high:<n>;unit:<unit>``; a bound that the words leave open is missing ("over 100 trucks"
        is ``low:100;unit:truck``). Units are ``km, truck, vehicle, tank, troop, person, killed, wounded``.
    """
    start, stop = span if span is not None else (0, len(text))
    found = []
    for match in _AMOUNT.finditer(text, start, stop):
        word = match["number"].casefold()
        after = _AFTER.match(text, match.end(), min(stop, match.end() + 60))
        if after is None:
            continue
        unit = next(name for name, group in after.groupdict().items() if group).rstrip("_")
        end = after.end()
        if unit in ("troop", "person") and (outcome := _OUTCOME.match(text, end, min(stop, end + 60))):
            unit, end = ("killed" if outcome["killed"] else "wounded"), outcome.end()
        number = _number(word)
        parts = _bounds(number, (match["qualifier"] or "").casefold(), vague=word in _VAGUE)
        begin = match.start() + (len(match.group()) - len(match.group().lstrip()))
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
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word))
    return _VAGUE.get(word) or _WORDS.get(word) or _WORDS[f"{word} "]


def _bounds(number: int, qualifier: str, *, vague: bool) -> list[str]:
    if vague or qualifier in _LOW:
        return [f"low:{number}"]
    if qualifier in _HIGH:
        return [f"high:{number}"]
    return [f"low:{number}", f"high:{number}"]
