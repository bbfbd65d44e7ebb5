"""What the words around an expression say: its relation to the event, the end of a span, the tense of the verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mapkit.extraction.times.matching import Found
from mapkit.extraction.times.tokens import Token, Words

_BACK, _AHEAD = 12, 10
"""How many tokens before and after an expression its verb is looked for."""

_STOPS = frozenset(".;:?!")
_QUOTES = frozenset('“”"')


def relate(tokens: Sequence[Token], found: Sequence[Found], words: Words) -> list[Found]:
    """Return the expressions with hints from their surroundings."""
    related: list[Found] = []
    for index, each in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        before = [token.word for token in tokens[max(0, each.first - 4) : each.first]]
        tails = {" ".join(before[-n:]) for n in (1, 2, 3) if n <= len(before)}
        hints: dict[str, str | None] = {}
        for name in ("by", "since", "until"):
            if tails & words.relation[name]:
                hints["rel"] = name
        if following and tails & words.relation["between"] and following.value.is_calendar:
            between = " ".join(token.word for token in tokens[each.last : following.first][:3])
            if between in words.relation["joins"]:
                hints["to"] = following.value.head
        if words.deadline.intersection(before):
            hints["deadline"] = "1"
        if "X" in each.value.head or each.value.head.startswith("ref") or "weekend" in each.value.head:
            hints["tense"] = _tense(tokens, each, words)
        related.append(replace(each, value=each.value.with_hints(**hints)))
    return related


def _tense(tokens: Sequence[Token], each: Found, words: Words) -> str | None:
    """Return the tense of the nearest verb before the expression in its clause, else of the first one after it."""
    for index in range(each.first - 1, max(-1, each.first - 1 - _BACK), -1):
        word = tokens[index].word
        if word in _STOPS or word in _QUOTES or word.startswith("\n"):
            break
        if word not in words.past and index and tokens[index - 1].word in words.auxiliary:
            continue  # of "were to be escorted" the verb that tells the tense is still to come
        tense = _verb(word, words)
        # "is to", "are to" and "agreed to" look ahead, "was to have" and "fell to the rebels" do not
        if word in words.looking_ahead and tokens[index + 1].word == "to":
            return "past" if tokens[index + 2].word == "have" else "future"
        if tense:
            return tense
    for token in tokens[each.last : each.last + _AHEAD]:
        if token.word in _STOPS or token.word.startswith("\n"):
            break
        if tense := _verb(token.word, words):
            return tense
    return None


def _verb(word: str, words: Words) -> str | None:
    if word in words.future or (len(word) > 4 and word.endswith(words.future_endings)):
        return "future"
    if word in words.past or (len(word) > 4 and word.endswith(words.past_endings)):
        return "past"
    return None
