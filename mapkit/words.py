"""The words that a reader of the map sees, in the reader's language.

One catalogue a language, ``data/interface/*.toml``; a message is named by its table and key. Values are put into a
message in one pass and never read as a pattern, so that braces and markup in a name stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Final
from unicodedata import bidirectional

from mapkit._resources import load_toml
from mapkit.errors import ConfigError

__all__ = ["LANGUAGES", "Words", "plural_category"]

LANGUAGES: Final = ("en", "fr", "ar")
"""The languages of the map; ``en`` is the one that the frames speak."""
SHARED: Final = ("status", "kind", "place_kind", "issue", "time")
"""Tables of terms that the page's own script needs beside those of ``page``."""
EXPLORED: Final = ("explore", "fact", "basis", "value")
"""Tables that the script of a page of many events needs beside these."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# what does not run from right to left by itself: dates and intervals, whose parts would change sides
_DATE = re.compile(r"\d[-/:\[\]]|[-/:\[\]]\d|\.\.")
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_ISOLATED = re.compile(f"{_FIRST_STRONG}[^{_FIRST_STRONG}{_POP}]*{_POP}")
_OTHER_WAY = frozenset({"L", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


class Words:
    """The catalogue of one language.

    Parameters
    ----------
    language
        ``"en"``, ``"fr"`` or ``"ar"``.

    Raises
    ------
    ConfigError
        When there is no catalogue of that language.

    Examples
    --------
    >>> Words("en")("title.state-held", place="Goma", who="M23")
    'Goma: held by M23'
    """

    def __init__(self, language: str = "en") -> None:
        if language not in LANGUAGES:
            message = f"the map does not speak {language!r}"
            hint = f"It speaks {', '.join(LANGUAGES)}: English, French and Arabic"
            raise ConfigError(message, hint=hint, key="language")
        self.language = language
        self._tables = load_toml("interface", f"{language}.toml")
        self.direction: str = self._tables["direction"]

    def __call__(self, key: str, /, *, n: float | None = None, decimals: int | None = None, **values: str) -> str:
        """Return a message.

        Parameters
        ----------
        key
            Table and key joined with dots: ``"title.state-held"``.
        n
            The number that a message with plural forms depends on; it stands for ``{n}``.
        decimals
            Decimals that ``n`` is written with; as many as it has when omitted.
        values
            What stands for the other placeholders, verbatim.

        Raises
        ------
        KeyError
            When there is no such message, or a placeholder has no value.
        """
        message: Any = self._tables
        for part in key.split("."):
            message = message[part]
        if n is not None:
            written = self.number(n, decimals)
            values["n"] = written
            if isinstance(message, dict):
                shown = n if decimals is None else round(n, decimals)
                message = message[plural_category(self.language, shown, decimals)]
        return _PLACEHOLDER.sub(lambda match: self.isolated(values[match[1]]), message)

    def term(self, table: str, value: str) -> str:
        """Return the word for a value of a fixed list, such as a status; the value itself when the list lacks it."""
        return str(self._tables[table].get(value, value))

    def has(self, key: str) -> bool:
        """Whether there is a message of this key: ``words.has("unit.truck")``."""
        table: Any = self._tables
        for part in key.split("."):
            if not isinstance(table, dict) or part not in table:
                return False
            table = table[part]
        return True

    def joined(self, values: Iterable[str], mark: str = "and") -> str:
        """Return several texts as one; ``mark`` is what stands between them, ``"and"`` or ``"then"``."""
        return self(f"value.{mark}").join(self.isolated(value) for value in values)

    def day(self, day: date | str) -> str:
        """Return a day (ISO 8601 when a text) as the page's ``Intl`` writes it, with Western digits."""
        value = date.fromisoformat(day) if isinstance(day, str) else day
        month = self(f"date.month.{value.month}")
        return self("date.day", day=str(value.day), month=month, year=str(value.year))

    def number(self, value: float, decimals: int | None = None) -> str:
        """Return a number as the language writes it, in Western digits.

        Parameters
        ----------
        value
            Any finite number.
        decimals
            How many; by default as many as the number has, at most six.
        """
        plain = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,.6f}".rstrip("0").rstrip(".")
        signs = self._tables["number"]
        return plain.translate({ord(","): signs["group"], ord("."): signs["decimal"]})

    def isolated(self, value: str) -> str:
        """Keep a value that does not run from right to left from reordering an Arabic sentence (UAX 9, isolates)."""
        rest = value if self.direction == "ltr" else _ISOLATED.sub("", value)
        if self.direction == "ltr" or not (_DATE.search(rest) or _OTHER_WAY & set(map(bidirectional, rest))):
            return value
        return f"{_FIRST_STRONG}{value}{_POP}"

    @property
    def page(self) -> dict[str, Any]:
        """What the page's script needs: ``lang``, ``dir``, ``locale`` (for ``Intl``) and the messages; ready for JSON.

        A message with plural forms is a mapping by category, to be chosen with ``Intl.PluralRules``.
        """
        shared = {table: self._tables[table] for table in SHARED}
        about = {"lang": self.language, "dir": self.direction, "locale": self._tables["locale"]}
        return {**self._tables["page"], **shared, **about}

    @property
    def explore(self) -> dict[str, Any]:
        """What the script of a page of many events needs: as :attr:`page`, and the tables that only it asks for."""
        return {**self.page, **{table: self._tables[table] for table in EXPLORED}}


@cache
def plural_category(language: str, n: float, decimals: int | None = None) -> str:
    """Return the plural category of a number.

    The rules are those of Unicode CLDR 46 (Language Plural Rules, cardinal; syntax in Unicode Technical Standard 35,
    part 3) for English, French and Arabic, for numbers written without an exponent.

    Parameters
    ----------
    language
        ``"en"``, ``"fr"`` or ``"ar"``.
    n
        The number; its sign does not count.
    decimals
        Decimals that it is written with: English says "1 time" but "1.0 times".
    """
    size = abs(n)
    whole = int(size)
    fraction = bool(decimals) or size != whole  # visible decimals, CLDR's v != 0
    if language == "fr":
        if whole in (0, 1):
            return "one"
        return "many" if whole % 1_000_000 == 0 and not fraction else "other"
    if language == "ar":
        if size != whole:
            return "other"
        exact = {0: "zero", 1: "one", 2: "two"}.get(whole)
        rest = whole % 100
        return exact or ("few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other")
    return "one" if whole == 1 and not fraction else "other"
