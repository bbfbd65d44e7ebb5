"""What a language model answers becomes mentions, as far as its quotations stand in the article.

An answer is not trusted: only quotations that are found in the text and words of closed lists get past this module.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from mapkit.model import Article, EventKind, Evidence, Mention, Role, Status

FORM = "told"
"""The form of a cue whose event somebody else has read: the rules do not read it again."""

PLACES = ("place", "destination")
_SPANS = (*PLACES, "time")
_FIELDS = ("quote", "kind", "status", *_SPANS, *Role)

_LONGEST = {"quote": 1000, "place": 80, "destination": 80, "time": 80}
_LONGEST_NAME = 120
_MOST_NAMES = 12
_SPACES = r"[\s\u200b\u2060\ufeff]+"
_ALIKE = {mark: f"[{re.escape(marks)}]" for marks in ("'’‘ʼ`´", '"“”„«»', "-‐‑–—") for mark in marks}
"""Marks that one hand writes straight and another curled, or short and long."""

_FENCED = re.compile(r"```[\w-]*\s*\n(.*?)```", re.DOTALL)

Row = Mapping[str, object]


class AnswerError(Exception):
    """An answer is not of the form asked for."""


def rows_of(content: str, most: int) -> list[Row]:
    """Return the events that an answer lists, with the fields asked for and no others.

    Raises
    ------
    AnswerError
        When it is no JSON object with a list of at most ``most`` events.
    """
    if not content.strip():
        message = "the answer is empty"
        raise AnswerError(message)
    answer = _parsed(content)
    events = answer.get("events") if isinstance(answer, dict) else None
    if not isinstance(events, list):
        message = "the answer has no list of events"
        raise AnswerError(message)
    if len(events) > most:
        message = f"the answer lists {len(events)} events, more than {most}"
        raise AnswerError(message)
    # what is no object becomes one without fields, which is counted as malformed
    return [{f: e[f] for f in _FIELDS if f in e} if isinstance(e, dict) else {} for e in events]


def _parsed(content: str) -> object:
    """Read JSON that may stand in a fence or between words of courtesy."""
    fenced = _FENCED.search(content)
    first, last = content.find("{"), content.rfind("}")
    for text in (content, fenced[1] if fenced else "", content[first : last + 1] if first >= 0 else ""):
        if text.strip():
            try:
                return json.loads(text)
            except (ValueError, RecursionError):
                continue
    message = "the answer is no JSON"
    raise AnswerError(message)


def mentions_of(
    article: Article, rows: Iterable[Row], *, span: tuple[int, int], extractor: str
) -> tuple[list[Mention], Counter[str]]:
    """Make mentions of what stands in the article.

    Parameters
    ----------
    article
        The article; nothing outside its body is quoted.
    rows
        The events of an answer, in its order.
    span
        The part of the body that was asked about.
    extractor
        Named in the mentions.

    Returns
    -------
    list of Mention
        A cue for each event, and its places. The cue's value is ``event:<kind>;form:told;status:<status>`` with
        ``place:<start>-<end>``, ``destination:``, ``time:`` and ``by:<name>``, ``against:``, ``from:``, ``to:``, the
        last four any number of times.
    Counter
        What was rejected, by reason. An event of which only a part is rejected stays without that part.
    """
    reading = _Reading(article, span, extractor)
    for row in rows:
        reading.take(row)
    return reading.mentions, +reading.rejected


class _Reading:
    """One article's answer, read event by event."""

    def __init__(self, article: Article, span: tuple[int, int], extractor: str) -> None:
        self.article, self.span, self.extractor = article, span, extractor
        self.mentions: list[Mention] = []
        self.rejected: Counter[str] = Counter()
        self._at = span[0]
        self._seen: set[tuple[int, int, str]] = set()
        self._placed: set[tuple[int, int]] = set()

    def take(self, row: Row) -> None:
        """Make mentions of an event, or count why not."""
        quote, kind, status = (row.get(name) for name in ("quote", "kind", "status"))
        if not (isinstance(quote, str) and isinstance(kind, str) and isinstance(status, str)):
            self.rejected["malformed-event"] += 1
        elif (kind := _word(kind)) not in list(EventKind):
            self.rejected["unknown-kind"] += 1
        elif (status := _word(status)) not in list(Status):
            self.rejected["unknown-status"] += 1
        elif (at := self._quoted(quote)) is not None:
            parts = [f"event:{kind}", f"form:{FORM}", f"status:{status}"]
            spans = {name: found for name in _SPANS if (found := self._part(name, row.get(name), at)) is not None}
            parts += [f"{name}:{start}-{end}" for name, (start, end) in spans.items()]
            parts += [f"{role}:{name}" for role in Role for name in self._names(role, row.get(role), at)]
            value = ";".join(parts)
            if (*at, value) in self._seen:
                self.rejected["repeated-event"] += 1
                return
            self._seen.add((*at, value))
            self._at = at[0]
            self.mentions.append(self._mention("cue", at, value))
            for found in dict.fromkeys(spans[name] for name in PLACES if name in spans):
                if found not in self._placed:
                    self._placed.add(found)
                    self.mentions.append(self._mention("place", found, None))

    def _mention(self, kind: Literal["cue", "place"], at: tuple[int, int], value: str | None) -> Mention:
        start, end = at
        evidence = Evidence(article_id=self.article.id, start=start, end=end, quote=self.article.text[start:end])
        return Mention(kind=kind, evidence=evidence, value=value, extractor=self.extractor)

    def _quoted(self, quote: str) -> tuple[int, int] | None:
        """Return where a quotation stands: of several places the nearest to the quotation before."""
        words = quote.strip()
        if len(words) > _LONGEST["quote"]:
            self.rejected["quotation-too-long"] += 1
        elif len(words.split()) < 2:
            self.rejected["quotation-too-short"] += 1
        elif found := occurrences(self.article.text, words, self.span):
            return min(found, key=lambda span: abs(span[0] - self._at))
        elif occurrences(self.article.text, words, (0, len(self.article.text))):
            self.rejected["quotation-outside-body"] += 1
        else:
            self.rejected["quotation-not-in-text"] += 1
        return None

    def _part(self, name: str, words: object, quote: tuple[int, int]) -> tuple[int, int] | None:
        """Return where the words of a field stand: in the quotation, else as near to it as they do."""
        if words is None or words == "":
            return None
        if not isinstance(words, str) or len(words) > _LONGEST.get(name, _LONGEST_NAME):
            self.rejected[f"{name}-malformed"] += 1
            return None
        if name in PLACES and not _is_name(words):
            self.rejected[f"{name}-without-name"] += 1
            return None
        found = occurrences(self.article.text, words.strip(), self.article.body)
        if not found:
            self.rejected[f"{name}-not-in-text"] += 1
            return None
        return min(found, key=lambda span: _gap(span, quote))

    def _names(self, role: str, names: object, quote: tuple[int, int]) -> Iterator[str]:
        """Yield the names of a role that stand in the text, each as it stands there."""
        listed: Sequence[object] = names if isinstance(names, list) else [names]
        self.rejected[f"{role}-malformed"] += max(0, len(listed) - _MOST_NAMES)
        found = [self._part(role, name, quote) for name in listed[:_MOST_NAMES]]
        plain = dict.fromkeys(" ".join(self.article.text[slice(*span)].split()) for span in found if span is not None)
        for name in plain:
            if ";" in name:  # it would end the name in the mention's value
                self.rejected[f"{role}-malformed"] += 1
            else:
                yield name


def occurrences(text: str, words: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return where words stand in a part of the text, cutting no other word.

    As they are; and only where they stand nowhere so, with other white space, or with the same marks in another form
    (``'`` and ``’``).
    """
    if not words.strip():
        return []
    loose = _SPACES.join("".join(_ALIKE.get(c) or re.escape(c) for c in word) for word in words.split())
    for pattern in (re.escape(words), loose):
        before = r"(?<!\w)" if re.match(r"\w", words) else ""
        after = r"(?!\w)" if re.search(r"\w\Z", words) else ""
        found = [m.span() for m in re.finditer(f"{before}{pattern}{after}", text[: span[1]]) if m.start() >= span[0]]
        if found:
            return found
    return []


def _gap(span: tuple[int, int], quote: tuple[int, int]) -> tuple[int, int]:
    """Return how far words stand from a quotation; what stands before it counts as nearer."""
    return max(0, quote[0] - span[0], 2 * (span[1] - quote[1])), span[0]


def _is_name(words: str) -> bool:
    """Whether words can name a place: one of their letters is no small one (some scripts have none)."""
    return any(c.isalpha() and not c.islower() for c in words)


def _word(label: str) -> str:
    return re.sub(r"[\s-]+", "_", label.strip().casefold())
