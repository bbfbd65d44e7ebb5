"""What every stage agrees on about text: folding of names, sentences, paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

_DROPPED = re.compile(r"[\u0300-\u036f'’‘ʼʻʿʾ`´\-‐‑–.]+")
_SPACES = re.compile(r"[\s_/,;:]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the key under which spellings of one name meet.

    Case, accents, apostrophes, hyphens and full stops disappear, so ``Aguel'hoc``, ``Aguel-Hoc`` and
    ``Aguelhoc`` share a key; words stay apart by single spaces.
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = plain.replace("œ", "oe").replace("Œ", "Oe").replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    return _SPACES.sub(" ", _DROPPED.sub("", plain)).strip().casefold()


_ANY_OF_FIRST = re.compile(r"\(\?:([^()\\]+)\)(?![?*+{])(.+)", re.DOTALL)
_LETTER_FIRST = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ](?![?*+{])")
_CASES = {"å": "åÅ\u212b", "i": "iI\u0130\u0131", "k": "kK\u212a", "s": "sS\u017f"}
"""The letters that are one for a pattern which ignores case, where they are more than the small and the capital."""


_CLASS_OR_APOSTROPHE = re.compile(r"\[(?:\\.|[^\]\\])*\]|’")


def either_apostrophe(pattern: str) -> str:
    r"""Return a regular expression in which a typographic apostrophe stands for a straight one, too.

    Newsrooms write both, "the army's" and "the army’s": what is written with ``’`` in a pattern is found as ``'``.

    >>> either_apostrophe(r"[\w’-]+ l’air")
    "[\\w’'-]+ l[’']air"
    """

    def both(match: re.Match[str]) -> str:
        found = match.group()
        if found == "’":
            return "[’']"
        return found if "'" in found or r"\x27" in found else found.replace("’", "’'")

    return _CLASS_OR_APOSTROPHE.sub(both, pattern)


def any_of(parts: Iterable[str], *, ignore_case: bool = True) -> str:
    """Return a regular expression that matches what ``"|".join(parts)`` does, only faster.

    ``re`` tries alternatives one by one, and those that ignore case at length. Here those with one first letter stand
    behind that letter: where no part begins with the letter at hand, one glance at each of some twenty letters decides.

    Parameters
    ----------
    parts
        Regular expressions without groups that capture and without ``|`` outside of brackets. Earlier ones go first.
    ignore_case
        Whether the pattern that the result is put into ignores case there.
    """
    unfolded = [each for part in parts for each in _unfolded(part)]
    found: list[str] = []
    # what begins with no plain letter may match the same words as another part, and keeps its place among them
    for lettered, run in groupby(unfolded, key=lambda part: _LETTER_FIRST.match(part) is not None):
        if not lettered:
            found += run
            continue
        by_letter: dict[str, list[str]] = {}
        for part in run:
            by_letter.setdefault(part[0].lower() if ignore_case else part[0], []).append(part[1:])
        for letter, rests in by_letter.items():
            cases = _CASES.get(letter, letter + letter.upper())
            found.append((f"(?-i:[{cases}])" if ignore_case else letter) + f"(?:{'|'.join(rests)})")
    return f"(?:{'|'.join(found)})"


def _unfolded(part: str) -> Iterator[str]:
    """Yield "is due" and "are due" for "(?:is|are) due"."""
    match = _ANY_OF_FIRST.fullmatch(part)
    if match is None:
        yield part
        return
    for first in match[1].split("|"):
        yield first + match[2]


_BEFORE_LETTERS = re.compile(r"(?:\(\?<=(?:[^()\\]|\\.)*\)|\(\?:\(\?<=[^()]*\)(?:\|\(\?<=[^()]*\))*\))")
_LETTERS = re.compile(r"(?:[A-Za-zÀ-ÖØ-öø-ÿŒœ' ](?![?*+{])){1,8}")


def first_letters(parts: Iterable[str]) -> Iterator[str]:
    """Yield regular expressions for the first letters of what ``parts`` match, or the part where it has none.

    They match wherever the parts do, and at few other places: a lookbehind before the first letter is left out.
    """
    for part in parts:
        before = _BEFORE_LETTERS.match(part)
        for each in _unfolded(part[before.end() :] if before is not None else part):
            letters = _LETTERS.match(each)
            yield letters.group() if letters is not None else each


# A full stop ends a sentence unless it belongs to one of these or to a single capital letter.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Cpl|Adm|Gov|Sen|Rep|St|Ste|Mt|Rev|Hon|No|vs|etc|approx|Inc|Ltd|Co|Corp|Jr|Sr"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|janv|févr|avr|juil|sept|oct|nov|déc|M|Mme|MM|art|cf|al|e\.g|i\.e|a\.m|p\.m)|\b[A-Z])$"
)
_END = re.compile(r"[.!?…]+[\"”’»')\]]*(?=\s|$|[A-Z][a-z])|\n\s*\n+|\n(?=[ \t]*[-•*]\s)|\n")


def sentences(text: str, span: tuple[int, int] | None = None) -> tuple[tuple[int, int], ...]:
    """Cut ``text`` (or its part ``span``) into sentences.

    Returns
    -------
    tuple of (int, int)
        Start and end of each sentence in code points of ``text``, without surrounding blanks. A line break
        ends a sentence, because news text breaks lines only between paragraphs. Empty text gives ``()``.
    """
    start, stop = span if span is not None else (0, len(text))
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, stop):
        mark = match.group()
        if mark == "\n":
            # a hard-wrapped line goes on with a small letter; anything else is a new paragraph
            following = text[match.end() : match.end() + 1]
            if following.islower():
                continue
        elif mark.startswith("."):
            before = text[max(begin, match.start() - 8) : match.start()]
            if mark.startswith("..") and text[match.end() : match.end() + 2].strip()[:1].islower():
                continue  # "after sweeping the enemy force... have captured"
            if len(mark) == 1 and _ABBREVIATION.search(before) and match.end() < stop:
                continue
            # "camps.The" ends a sentence, "U.S.Army" and "example.Com" do not
            if match.end() < stop and text[match.end()].isalpha() and not before[-2:].islower():
                continue
        _append(text, begin, match.end(), found)
        begin = match.end()
    _append(text, begin, stop, found)
    return tuple(found)


LONGEST = 700
"""Characters after which a sentence is cut all the same: no writer's is longer, and reading one is not linear in it."""


def _append(text: str, begin: int, end: int, found: list[tuple[int, int]]) -> None:
    while end - begin > LONGEST:
        cut = next(
            (at for mark in (";", ",", " ") if (at := text.rfind(mark, begin, begin + LONGEST)) > begin + LONGEST // 2),
            0,
        )
        cut = cut if cut > begin else begin + LONGEST
        _trimmed(text, begin, cut, found)
        begin = cut
    _trimmed(text, begin, end, found)


def _trimmed(text: str, begin: int, end: int, found: list[tuple[int, int]]) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end > begin:
        found.append((begin, end))


def writable(text: str) -> str:
    """Return the text with halves of characters, which no file can hold, replaced one by one: every offset stays."""
    return _SURROGATES.sub("\ufffd", text)


_SURROGATES = re.compile("[\ud800-\udfff]")
