"""Tokens with offsets and a one-letter class each, so that a grammar over classes is a set of regular expressions.

The classes, each a section of ``data/vocabulary/times_*.toml``: ``M`` month, ``m`` a word that may be a month, ``W``
and ``w`` weekday likewise, ``K`` weekdays as a habit, ``u`` and ``U`` unit in the singular and plural, ``S`` season,
``F`` a word that may be one, ``P`` part of day, ``c`` named clock time, ``X`` yesterday and the like, ``R`` vague
time, ``l`` last, ``x`` next, ``t`` this, ``d`` same, ``y`` following, ``r`` recent, ``j`` current, ``k`` under way,
``g`` ago, ``i`` in (two days), ``e`` earlier, ``f`` later, ``T`` the, ``A`` a, ``o`` of, ``b`` early or late, ``B``
the beginning of, ``Q`` year-end, ``q`` about, ``v`` several, ``a`` full, ``E`` every, ``L`` daily, ``s`` a phrase
that tells no time, ``n`` number word, ``h`` to, ``&`` and, ``H`` feast, ``O`` ordinal, ``Z`` decade, ``z`` time
zone, ``G`` year-ago, ``J`` the day after, ``V`` period, ``~`` or so, ``<`` before and after, ``%`` a length in one
word, ``*`` old, ``=`` before the common era.

By their form: ``D`` a figure from 1 to 31, ``Y`` a year, ``N`` another figure, ``I`` a date in figures, ``C`` a
clock time, ``!`` a quarter or half ("Q3"), ``@`` -là, ``p`` 's, ``,``, ``-`` and ``/``, and of those above ``O``
("3rd"), ``Z`` ("1990s") and ``%`` ("7 h 35 min"); ``.`` is everything else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from mapkit._resources import load_toml
from mapkit._text import any_of
from mapkit._timevalue import ERA

_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905  # reads as what it is
_HOUR = any_of(_HOURS)
# most tokens are plain words: what begins with a letter is not tried as a figure, nor the other way round
_TOKEN = re.compile(
    rf"""(?=[^\W\d_])(?:
        (?P<spoken>{_HOUR}\s+o['’]clock|half\s+past\s+{_HOUR}\b)
       |(?P<anno>(?-i:(?:AD|A\.D\.)\s?\d{{1,4}}\b))
       |(?P<quarter>(?-i:[QHTS][1-4](?=[ -,]?\s?(?:of\s|de\s)?(?:19|20)\d\d\b)))
       |(?P<roman>(?-i:[IVX]{{1,5}}(?:e|ème|er)\b))
       |(?P<elided>\b(?:[dljmnst]|qu|jusqu|aujourd)['’](?=\w))
       |(?P<word>[^\W\d_]+))
    |(?=\d)(?:
        (?P<date>(?<![\d/-])\d{{4}}(?P<bar>[-/])\d{{1,2}}(?P=bar)\d{{1,2}}(?![\d/-])
           |\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?![\d/])
           |(?<![\d.-])\d{{1,2}}(?P<dot>[.-])\d{{1,2}}(?P=dot)(?:19|20)\d{{2}}(?![\d-]))
       |(?P<length>\d{{1,3}}\s?h\s?\d{{1,2}}\s?min(?:\s?\d{{1,2}}\s?s)?\b|\d{{1,3}}\s?min\s?\d{{1,2}}\s?s\b)
       |(?P<clock>\d{{1,2}}[:.][0-5]\d
           (?=\s+(?:in\s+the\s+(?:morning|afternoon|evening)|that|the\s+(?:next|following|same))\b)
           |(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:GMT|UTC|(?:hours|hrs)(?!\s+of))\b)
           |\d{{1,2}}\s+o['’]clock
           |\d{{1,2}}(?:[:.]\d{{2}})?(?::\d{{2}})?\s?[ap]\.?\s?m\b\.?|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])
           |(?:[01]?\d|2[0-4])\s?h(?:\s?[0-5]\d)?(?!\w))
       |(?P<era>(?-i:\d{{1,4}}\s?(?:BCE?\b|B\.C\.(?:E\.)?|av(?:ant|\.)\s?J(?:\.-C\.|ésus-Christ)|AD\b|A\.D\.|CE\b)))
       |(?P<decade>(?:[12]\d)?\d0['’]?s\b)
       |(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th|er|ème|e)\b)
       |(?P<figure>(?:\d{{1,3}}(?:[,.]\d{{3}})+(?!\d)|\d+(?:\.\d+)?(?:,\d{{1,2}}(?!\d))?)(?:\s?½|\s1/2\b)?))
    |(?P<para>\n[^\S\n]*\n\s*)
    |(?P<short_decade>['’](?:[12]\d)?\d0['’]?s\b)
    |(?P<there>-là\b)
    |(?P<short>['’]\d{{2}}(?!\w))
    |(?P<genitive>['’]s\b)
    |(?P<mark>\S)""",
    re.VERBOSE | re.IGNORECASE,
)


_ELIDED = re.compile(r"(?:[dljmnst]|qu|jusqu|aujourd)'")
_MARKS = {",": ",", "-": "-", "–": "-", "‑": "-", "/": "/"}


class Token(NamedTuple):
    """A word, figure or mark with what it stands for."""

    start: int
    end: int
    word: str
    value: Any
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The word table of a language."""

    code: str
    classes: dict[str, tuple[str, Any]]
    phrases: dict[str, tuple[tuple[re.Pattern[str], str, Any], ...]]
    openings: dict[str, re.Pattern[str]]
    """What matches wherever one of the phrases does that begin with a word."""
    known: frozenset[str]
    """The words that have a class or begin a phrase."""
    capital: frozenset[str]
    weak: frozenset[str]
    cue: dict[str, frozenset[str]]
    endings: dict[str, tuple[str, ...]]
    relation: dict[str, frozenset[str]]
    context: dict[str, frozenset[str]]


@cache
def load_words(language: str) -> Words:
    """Return the word table of ``"en"`` or ``"fr"``."""
    table = load_toml("vocabulary", f"times_{language}.toml")
    classes: dict[str, tuple[str, Any]] = {}
    phrases: dict[str, list[tuple[str, str, Any]]] = {}
    for name, section in table.items():
        if not isinstance(section, dict) or len(name) > 1:
            continue
        for word, value in section.items():
            if re.fullmatch(r"[^\W\d_]+|[^\W\d_]+'", word):
                classes[word] = (name, value)
                if word in table["dotted"]:
                    phrases.setdefault(word, []).append((f"{word}.", name, value))
            else:
                first = re.match(r"[^\W\d_]+'?", word)
                lead = first[0] if first else word
                # "l'hiver" begins with the token "l'", "year's end" with "year"
                lead = lead if _ELIDED.fullmatch(lead) else lead.rstrip("'")
                phrases.setdefault(lead, []).append((word, name, value))
    ordered = {first: sorted(group, key=lambda g: -len(g[0])) for first, group in phrases.items()}
    return Words(
        code=language,
        classes=classes,
        phrases={
            first: tuple((re.compile(_phrase(words), re.IGNORECASE), name, value) for words, name, value in group)
            for first, group in ordered.items()
        },
        openings={
            first: re.compile("|".join(_phrase(words) for words, _, _ in group), re.IGNORECASE)
            for first, group in ordered.items()
        },
        known=frozenset((*classes, *phrases)),
        capital=frozenset(table["capital"]),
        weak=frozenset(table["weak"]),
        cue=_sets(table["cue"]),
        endings={name: tuple(words) for name, words in table["endings"].items()},
        relation=_sets(table["relation"]),
        context=_sets(table["context"]),
    )


def _sets(section: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Return the lists of a section as sets; one that a language lacks is empty."""
    return defaultdict(frozenset, {name: frozenset(words) for name, words in section.items()})


def _phrase(words: str) -> str:
    pattern = re.escape(words).replace(r"\ ", r"\s+").replace("'", "['’]\\s?")
    return pattern + (r"(?!\w)" if words[-1].isalpha() else "")


def tokenise(text: str, span: tuple[int, int], words: Words) -> tuple[list[Token], str]:
    """Return the tokens of ``text[span]`` and the string of their classes, one letter a token."""
    tokens: list[Token] = []
    classes: list[str] = []
    done, ancient = span[0], False
    for match in _TOKEN.finditer(text, *span):
        start, end = match.span()
        if start < done:
            continue
        kind, word = match.lastgroup, match.group().lower()
        if kind == "word" and word not in words.known:  # as most are
            done = end
            tokens.append(Token(start, end, word, None, text[start].isupper()))
            classes.append(".")
            continue
        word = word.replace("’", "'")
        if kind in ("word", "elided"):
            token, letter = _word(text, start, end, word, words)
        elif kind == "mark":
            token, letter = Token(start, end, word, None), _MARKS.get(word, ".")
        else:
            value, letter = _figure(str(kind), word)
            token = Token(start, end, word, value)
            ancient = ancient or kind in ("era", "anno")
        done = token.end
        tokens.append(token)
        classes.append(letter)
    if ancient:
        _complete_era(tokens, classes, words)
    return tokens, "".join(classes)


def _complete_era(tokens: list[Token], classes: list[str], words: Words) -> None:
    """Read "431" in "from 431 to 404 BC", and "in 415" further on, as years before the common era."""
    for i, token in enumerate(tokens):
        if classes[i] not in "ND" or not token.word.isdecimal():
            continue
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        paired = i + 2 < len(tokens) and classes[i + 1] in "h-&/" and str(tokens[i + 2].value)[:1] == "9"
        alone = (
            len(token.word) == 3
            and i > 0
            and tokens[i - 1].word in words.context["era"]
            and (after is None or not after.word.isalpha() or after.capital or after.word in words.context["era_after"])
        )
        if (paired and classes[i + 2] == "Y") or alone:
            tokens[i] = token._replace(value=f"{ERA - int(token.word):04d}")
            classes[i] = "Y"


def _word(text: str, start: int, end: int, word: str, words: Words) -> tuple[Token, str]:
    opening = words.openings.get(word)
    begins = opening is not None and opening.match(text, start) is not None
    for pattern, letter, value in words.phrases[word] if begins else ():
        if (found := pattern.match(text, start)) is not None:
            if word in words.capital and not text[start].isupper():
                break
            phrase = " ".join(found.group().lower().replace("’", "'").split())
            return Token(start, found.end(), phrase, value, text[start].isupper()), letter
    letter, value = words.classes.get(word, (".", None))
    if letter in "MW" and word in words.weak:
        letter = letter.lower()
    if word in words.capital and not text[start].isupper():
        letter = "."
    return Token(start, end, word, value, text[start].isupper()), letter


def _figure(kind: str, word: str) -> tuple[Any, str]:
    """Return what a figure or a mark stands for, and its class."""
    if kind == "figure":
        return _count(word)
    if kind == "quarter":
        return {"q": "Q", "t": "Q", "h": "H", "s": "H"}[word[0]] + word[1], "!"
    if kind == "length":
        return "PT" + re.sub(r"min", "M", re.sub(r"\s", "", word)).upper(), "%"
    if kind == "there":
        return None, "@"
    if kind == "roman":
        return _roman(word), "O"
    if kind == "ordinal":
        return int(re.sub(r"\D+", "", word)), "O"
    if kind in ("decade", "short_decade"):
        digits = re.sub(r"\D+", "", word)
        return ("19" + digits if len(digits) == 2 else digits)[:3], "Z"
    if kind in ("era", "anno"):
        year = int(re.sub(r"\D+", "", word))
        if year >= ERA // 2:
            return None, "."  # the calendar of a map does not reach so far back
        return f"{ERA - year if re.search('b|av', word) else year:04d}", "Y"
    letter = {"date": "I", "clock": "C", "spoken": "C", "short": "Y", "genitive": "p"}.get(kind, ".")
    if kind in ("clock", "spoken"):
        return _clock(word), letter
    return (f"XX{word[1:]}" if kind == "short" else word), letter


def _count(word: str) -> tuple[Any, str]:
    """Return the value of a figure, and whether it may be a day, a year or only a number."""
    if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31:
        return int(word), "D"
    if word.isdecimal() and len(word) == 4 and 1000 <= int(word) <= 2199:
        return word, "Y"
    if word.endswith(("½", "1/2")):
        return float(re.split(r"\D", word)[0]) + 0.5, "N"
    number = re.sub(r"[,.](?=\d{3}(?!\d))", "", word).replace(",", ".")
    return (float(number) if number.count(".") <= 1 and len(number) < 12 else None), "N"


def _roman(word: str) -> int:
    """Return the value of "XIXe"."""
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in word if letter in "ivx"]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _clock(word: str) -> str:
    match = re.match(r"(\d{1,2})\D*(\d{2})?(?::\d{2})?", word)
    if match is None:  # "eight o'clock", "half past five"
        named = next(each for each in word.split() if each in _HOURS)
        return f"{_HOURS.index(named) + 1:02d}:{'30' if word.startswith('half') else '00'}"
    hour, minute = int(match[1]), match[2] or "00"
    if re.search(r"p\.?\s?m", word) and hour < 12:
        hour += 12
    if re.search(r"a\.?\s?m", word) and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}"
