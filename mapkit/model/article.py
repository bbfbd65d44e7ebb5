"""What was read, and what the words say before anything is decided."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mapkit.model.when import TimeBasis, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document; its text is never changed after reading.

    Attributes
    ----------
    id
        First 16 hexadecimal digits of the SHA-256 of ``text`` in UTF-8.
    text
        Code points as read; every offset refers to this string.
    body
        ``[start, end)`` of the article proper, without page furniture.
    name
        File name or editor's label.
    title, publisher, url
        ``None`` when not stated.
    published
        The day of publication, possibly only between bounds; ``None`` is common and legal.
    published_basis
        How ``published`` was obtained.
    published_reasons
        The derivation of ``published``, or what stands against one.
    language
        BCP 47 tag, ``None`` when undetermined.
    """

    id: str
    text: str
    body: tuple[int, int]
    name: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: When | None = None
    published_basis: TimeBasis = TimeBasis.NONE
    published_reasons: tuple[str, ...] = ()
    language: str | None = None

    @staticmethod
    def id_of(text: str) -> str:
        """Return the identifier that an article with this text has."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quotation: ``article.text[start:end] == quote`` always holds.

    Attributes
    ----------
    article_id
        The article quoted.
    start, end
        Offsets in code points, end excluded.
    quote
        The words, verbatim.
    attributed_to
        Who is quoted as saying so ("a source from the UN peacekeeping mission"); ``None`` for the article itself.
    """

    article_id: str
    start: int
    end: int
    quote: str
    attributed_to: str | None = None


@lru_cache(maxsize=4096)
def _hints(value: str) -> tuple[tuple[str, str], ...]:
    pairs = (hint.partition(":") for hint in value.split(";"))
    return tuple((name, content) for name, colon, content in pairs if colon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What the words say, before we decide what they mean.

    Attributes
    ----------
    kind
        What sort of thing the words may name.
    evidence
        Where the words stand.
    value
        Normal form, several hints joined with ``;`` (``"XXXX-10-31"``, ``"event:withdrawal"``, ``"kind:base"``).
    extractor
        Who found it, with a version (``"rules/1"``).
    """

    kind: Literal["place", "time", "actor", "quantity", "cue"]
    evidence: Evidence
    value: str | None
    extractor: str

    @property
    def hints(self) -> dict[str, str]:
        """The hints in ``value`` by their names: ``"event:withdrawal;form:noun"`` gives both."""
        return dict(_hints(self.value or ""))
