"""Words around a place name, and what they say about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from mapkit._resources import load_toml
from mapkit._text import fold
from mapkit.model import Place

Words = Mapping[str, frozenset[str]]
_WORD = re.compile(r"(?:[ldjmntsLDJMNTS]|[Qq]u)['’](?=[^\W\d_]{3})|[^\W\d_]+(?:[.'’‘][^\W_]+)*")
_JOIN = re.compile(r"[ \u00a0\u202f\-‐'’]{0,2}|\. ")
_STOP = re.compile(r"[.!?;:\n“”\"]")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word; ``joined`` when only a blank or a hyphen parts it from the word before, ``hyphen`` when a hyphen does."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    joined: bool
    hyphen: bool


class Named(Protocol):
    """An accepted name, as the recogniser holds it."""

    first: int
    last: int
    start: int
    end: int
    name: str
    places: Sequence[Place]
    container: str
    hints: list[str]


@cache
def load_words() -> Words:
    """Return the vocabulary; ``types`` joins all type words."""
    words = {key: frozenset(value.split()) for key, value in load_toml("vocabulary", "toponyms.toml").items()}
    words["phrases"] = frozenset(w.replace("_", " ") for w in words["phrases"])
    words["first_names"] = frozenset(fold(w) for w in words["first_names"])
    kinds = ("towns", "regions", "districts", "features", "sites", "bases")
    words["types"] = frozenset().union(*(words[k] for k in kinds))
    return words


def tokens_of(text: str, span: tuple[int, int] | None) -> list[Token]:
    """Cut ``text`` into words, without possessive endings; elided articles stand alone."""
    start, stop = span if span is not None else (0, len(text))
    found: list[Token] = []
    last = -1
    for match in _WORD.finditer(text, start, stop):
        word = match.group()
        cut = _POSSESSIVE.search(word)
        if cut and len(word) > 3 and "." not in word:
            word = word[: cut.start()]
        elif word[-1] in "'’":
            word = word[:-1]
        gap = text[last : match.start()] if last >= 0 else "\n"
        joined = _JOIN.fullmatch(gap) is not None and not (gap == ". " and not _abbreviated(found[-1].text))
        found.append(Token(match.start(), match.start() + len(word), word, word.lower(), word[0].isupper(), joined, "-" in gap))
        last = match.start() + len(word)
        tail = match.end() - last
        last += tail if tail <= 2 else 0
    return found


def _abbreviated(word: str) -> bool:
    return len(word) == 1 or "." in word or word in ("St", "Ste", "Mt", "Ft", "Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt", "Sgt", "Capt", "Sen", "Rep", "Gov")


def hints_of(
    text: str, tokens: list[Token], names: Sequence[Named], words: Words, is_capital: Callable[[str], bool]
) -> None:
    """Add to each accepted name what the words around it say."""
    for index, name in enumerate(names):
        previous = names[index - 1] if index else None
        kind = _kind(text, tokens, name, words)
        if kind is None and previous is not None and _continues(text, previous, name):
            kind = next((h for h in previous.hints if h.startswith("kind:")), None)
        if kind and not (kind in ("kind:base", "kind:town") and any(p.kind == "country" for p in name.places)):
            name.hints.append(kind)
        if name.container:
            name.hints.append(f"in:{name.container.replace(';', ' ')}")
        role = "role:metonym" if fold(name.name) in words["blocs"] else _role(text, tokens, name, words, is_capital)
        if role:
            name.hints.append(role)
        if is_dateline(text, tokens, name):
            name.hints.append("dateline")
    for one, two in zip(names, names[1:], strict=False):
        # "Washington and Moscow": two seats side by side, unless somebody travels
        if text[one.end : two.start] in (" and ", " et ") and _is_seat(one, is_capital) and _is_seat(two, is_capital):
            travel = {t.lower for t in tokens[max(0, one.first - 4) : one.first]}
            if not travel & (words["prepositions"] - {"between", "entre"}) and not travel & _TRAVEL:
                one.hints.append("role:metonym")
                two.hints.append("role:metonym")


_TRAVEL = frozenset(("road", "flight", "flights", "train", "route", "convoy", "line", "railway", "highway", "km", "kilometres", "kilometers", "miles", "route", "vol", "distance"))
_BASE_LINKS = frozenset(
    "in at near of the a an its their his including that those outside around inside from à au de des du d la le l sa ses leur"
    " leurs dont celui celle ceux y compris strategic crucial key northern southern eastern western central northeastern military"
    " remote desert now former main un ancien ancienne".split()
)


def _continues(text: str, one: Named, two: Named) -> bool:
    return text[one.end : two.start] in (" and ", ", ", ", and ", " et ", " et de ", " et d'", " et d’", " or ")


def _kind(text: str, tokens: list[Token], name: Named, words: Words) -> str | None:
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) and tokens[name.last + 1].joined else None
    right = after.lower if after else ""
    left = [t.lower for t in _back(text, tokens, name.first, 9)]
    if right in words["bases"]:
        two = tokens[name.last + 2].lower if name.last + 2 < len(tokens) else ""
        return "kind:site" if two.startswith("for") and right.startswith("camp") else "kind:base"
    if right == "air" and name.last + 2 < len(tokens) and tokens[name.last + 2].lower == "base":
        return "kind:base"
    if right in words["civil_camps"]:
        return "kind:site"
    base = _base_before(left, words)
    if base:
        return base
    for family, kind in (("towns", "town"), ("regions", "region"), ("districts", "district"), ("sites", "site")):
        if right in words[family]:
            return f"kind:{kind}"
        if left[:1] and left[0] in words[family]:
            return f"kind:{kind}"
        if len(left) > 1 and left[0] in ("of", "de", "d", "du") and left[1] in words[family]:
            return f"kind:{kind}"
    # leaving, said of a force in a sentence about its bases, leaves the base
    sentence = _back(text, tokens, name.first, 40)
    for place, token in enumerate(sentence[:3]):
        if token.lower in words["withdrawals"] and any(t.lower in words["bases"] for t in sentence[place:]):
            return "kind:base"
    return None


def _base_before(left: list[str], words: Words) -> str | None:
    for place, word in enumerate(left):
        if word in words["bases"]:
            civil = any(w in words["civil_camps"] for w in left[place + 1 : place + 2])
            linked = place > 0 and left[place - 1] in _BASE_LINKS
            return None if not linked else "kind:site" if civil else "kind:base"
        if word not in _BASE_LINKS and word not in words["towns"]:
            return None
    return None


def _back(text: str, tokens: list[Token], first: int, limit: int) -> list[Token]:
    """Return the tokens before ``first``, nearest first, no further than the start of the sentence."""
    found: list[Token] = []
    for i in range(first, 0, -1):
        before, token = tokens[i - 1], tokens[i]
        if len(found) == limit or (not token.joined and _STOP.search(text, before.end, token.start)):
            break
        found.append(before)
    return found


def _is_seat(name: Named, is_capital: Callable[[str], bool]) -> bool:
    return any(is_capital(p.id) for p in name.places)


def _role(
    text: str, tokens: list[Token], name: Named, words: Words, is_capital: Callable[[str], bool]
) -> str | None:
    """Tell a name inside a name, and a state or seat acting, from a place where things happen."""
    after = tokens[name.last + 1 : name.last + 5]
    back = _back(text, tokens, name.first, 10)
    if after and after[0].joined and after[0].capital and after[0].lower in words["organisations"]:
        return "role:in_name"
    if _inside_name(back, words):
        return "role:in_name"
    country = any(p.kind == "country" for p in name.places[:1])
    if country and text[name.end : name.end + 2] in ("'s", "’s") or (country and back and back[0].lower in ("of", "de", "du")):
        owned = [t.lower for t in after[:4]] if text[name.end : name.end + 2] in ("'s", "’s") else []
        owner = [t.lower for t in back[1:2]]
        if any(w in words["institutions"] for w in (*owned, *owner)) and not any(
            w in words["prepositions"] for w in owned[: next((k for k, w in enumerate(owned) if w in words["institutions"]), 0)]
        ):
            return "role:metonym"
    seat = country or _is_seat(name, is_capital)
    if not seat:
        return None
    left = [t.lower for t in back]
    if after and after[0].joined and after[0].lower in words["statements"] and not (left and left[0] in words["prepositions"]):
        return "role:metonym"
    if left and left[0] in ("with", "by", "avec", "par", "between", "entre", "of", "against") and any(
        w in words["dealings"] for w in left[1:9]
    ):
        return "role:metonym"
    return None


def _inside_name(back: list[Token], words: Words) -> bool:
    """Tell whether the words before, read backwards, are a capitalised name of an organisation that goes on to here."""
    if not back or back[0].lower not in ("in", "of", "for", "to", "du", "de", "des", "pour", "au", "en", "d", "and", "la"):
        return False
    capitals = 0
    for token in back[1:]:
        if token.capital:
            capitals += 1
            if token.lower in words["organisations"] and (capitals > 1 or token.lower in ("bank", "republic")):
                return True
        elif token.lower not in words["connectors"] and token.lower not in ("for", "to", "pour"):
            # "the United Nations mission in X": the head noun may be small
            if token.lower in ("mission", "operation") and capitals == 0:
                continue
            return False
    return False


def is_dateline(text: str, tokens: list[Token], name: Named) -> bool:
    """Tell "NAIROBI, Kenya (Reuters) —" at the head of a paragraph."""
    head = tokens[name.first - 1] if name.first else None
    if head is not None and "\n" not in text[head.end : name.start] and name.first > 0:
        return False
    return re.match(r"(?:,[^.\n]{2,30})?\s*(?:\([A-Z][^)\n]{1,30}\)\s*)?(?:[-–—]|:)\s", text[name.end : name.end + 70]) is not None
