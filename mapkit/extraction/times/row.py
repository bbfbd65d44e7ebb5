"""The tokens of a matched row, and what its words say that all meanings share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from mapkit.extraction.times.tokens import Token, Words

_BEGINNINGS = frozenset((".", "!", "?", ":", ";", "«", '"', "“", "-", "–", "—"))
DIRECTION = {-1: "past", 0: "this", 1: "future"}


class Row:
    """The tokens of one match, by the name of the group they matched."""

    def __init__(self, tokens: Sequence[Token], match: re.Match[str], words: Words) -> None:
        self.tokens = tokens
        self.context = words.context
        self.french = words.code == "fr"
        self.match = match
        self.names = match.re.groupindex

    def group(self, name: str) -> Sequence[Token]:
        """Return the tokens of a group; none when it is absent or empty."""
        if name not in self.names or self.match.start(name) < 0:
            return ()
        return self.tokens[self.match.start(name) : self.match.end(name)]

    def value(self, name: str) -> Any:
        """Return what the last token of a group stands for, ``None`` without one."""
        group = self.group(name)
        return group[-1].value if group else None

    def letter(self, name: str) -> str:
        """Return the classes of a group."""
        return (self.match.group(name) or "") if name in self.names else ""

    @property
    def after(self) -> str:
        """The word after the match."""
        end = self.match.end()
        return self.tokens[end].word if end < len(self.tokens) else ""

    @property
    def after_next(self) -> str:
        """The second word after the match, when a hyphen stands between."""
        end = self.match.end() + 1
        return self.tokens[end].word if end < len(self.tokens) and self.after == "-" else ""

    @property
    def after_of(self) -> str:
        """The second word after the match."""
        end = self.match.end() + 1
        return self.tokens[end].word if end < len(self.tokens) else ""

    @property
    def names_a_place(self) -> bool:
        """Whether a street, a bridge or a group is called by a day: "30 June Street", "la place du 13 Mai"."""
        start = self.match.start()
        if self.french:
            lead = self.tokens[start - 2].word if start > 1 and self.before == "du" else ""
            return lead in self.context["named_by_day"]
        if self.after in ("group", "organization", "organisation"):
            return self.before == "the" or self.tokens[start].word == "the"
        is_date = self.before == "on" or self.value("y") is not None
        return self.is_capital_after and self.after in self.context["named_by_day"] and not is_date

    @property
    def is_name(self) -> bool:
        """Whether a French month has a capital inside a sentence, and is a name: "M. Juillet", "rue du 4-Septembre"."""
        month, place = self.group("m"), self.match.start("m") if "m" in self.names else 0
        if not month or not self.french or not month[0].capital or not place:
            return False
        before = self.tokens[place - 1]
        title = place > 1 and before.word == "." and self.tokens[place - 2].word in ("m", "mm", "mme", "dr", "me")
        hyphen = before.word == "-" and place > 1 and self.tokens[place - 2].end == before.start
        begins = before.word in _BEGINNINGS or before.word.startswith("\n")
        return title or hyphen or self.is_named or not begins

    @property
    def is_movement(self) -> bool:
        """Whether the name of a movement or treaty goes on behind the match: "the 14 February Coalition"."""
        return self.is_named and self.after in self.context["movement"]

    @property
    def is_named(self) -> bool:
        """Whether a capital goes on behind the match: "the February Revolution", "the Thirty Years' War"."""
        end = self.match.end()
        if self.after in ("'", "’", "-"):
            end += 1
        return end < len(self.tokens) and self.tokens[end].capital and self.tokens[end].value is None

    @property
    def is_capital_after(self) -> bool:
        """Whether the word after the match has a capital: "two days after that Congress voted"."""
        end = self.match.end()
        return end < len(self.tokens) and self.tokens[end].capital

    @property
    def is_listed(self) -> bool:
        """Whether another month stands before, in a list or span: "between March and May"."""
        start = self.match.start()
        joined = self.before in (",", "and", "or", "to", "through", "-", "–", "et", "ou", "à")
        return start > 1 and joined and self.match.string[start - 2] in "Mm"

    @property
    def counted(self) -> str:
        """The last word of the count."""
        count = self.group("n")
        return count[-1].word if count else ""

    @property
    def before_letter(self) -> str:
        """The class of the token before the match; ``"."`` at the start."""
        return self.match.string[self.match.start() - 1] if self.match.start() else "."

    @property
    def before(self) -> str:
        """The word before the match."""
        start = self.match.start()
        return self.tokens[start - 1].word if start else ""


def number(tokens: Sequence[Token]) -> float | None:
    """Return the value of a figure or of number words ("twenty-four", "two hundred")."""
    total = 0.0
    for token in tokens:
        if not isinstance(token.value, (int, float)):
            continue
        total = total * token.value if token.value >= 100 and total else total + token.value
    return total or None


def figure(count: float) -> str:
    """Return a number as TIMEX3 writes it: ``3``, ``2.5``."""
    return str(int(count)) if count == int(count) else str(count)


def hints(**given: str | None) -> dict[str, str]:
    """Return the hints that say something."""
    return {name: content for name, content in given.items() if content is not None}


def modifier(row: Row) -> str | None:
    """Return "start", "mid" or "end" for "early", "mid-" or "late"."""
    value = row.value("b")
    if row.letter("b") in ("e", "f"):
        return {-1: "start", 1: "end"}.get(value)
    return value if isinstance(value, str) else None


def direction(row: Row) -> str | None:
    """Return the side of "last", "this" or "next"; "the" has none."""
    value = row.value("s")
    return DIRECTION.get(value) if row.letter("s").strip("T") else None


def told_mark(row: Row) -> str | None:
    """Return whether "that" or "the following" points back to the time just told."""
    return "1" if row.letter("s")[-1:] in ("d", "y") or row.letter("s").endswith("Tx") else None
