"""The trigger vocabularies by the first word of each trigger, so that a text is read once, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from mapkit._resources import load_toml
from mapkit._text import either_apostrophe
from mapkit.extraction.inflection import noun_forms, verb_forms

FORMS = {
    "verbs": "active",
    "verbs_with_place": "object",
    "verbs_right_before_place": "object_near",
    "verbs_of_place": "intransitive",
    "verbs_of_loss": "loss",
    "verbs_of_convoys": "subject_convoy",
    "verbs_on_things": "object_equipment",
    "verbs_of_weapons": "subject_weapon",
    "killing": "killing",
    "nouns": "noun",
    "states": "state",
    "phrases": "active",
    "counts": "quantity",
}
"""The lists of a vocabulary and the grammatical form that their words have as triggers."""

_FEW = 12
"""Triggers of one word up to which each is tried: a pattern for all of them takes long to make."""

_LITERAL = ("states", "phrases", "counts")
_BLANK = re.compile(r" \??|\[[^]]*\]")
_MEANT = {" ": r"(?<![a-z]{4}\.)\s+", " ?": r"\s*"}
"""What a blank of an entry matches, alone and with a question mark; in a class of characters it is any white space."""
_ENTRY = re.compile(r"(?P<se>se )?(?:\(\?:(?P<heads>[^()]+)\)|(?P<head>[\w-]+!?))(?P<rest>.*)$")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way in which a word starts a trigger.

    Attributes
    ----------
    kind, form
        The event kind and the grammatical form (a value of :data:`FORMS`).
    inflection
        What the first word is (see :func:`mapkit.extraction.inflection.verb_forms`), several joined by ``|``; empty for
        all but verbs.
    rest
        What must follow the word, as a regular expression; ``None`` when nothing need.
    reflexive
        Whether the French reflexive pronoun must stand before it.
    """

    kind: str
    form: str
    inflection: str
    rest: str | None
    reflexive: bool


@dataclass(frozen=True, slots=True)
class Start:
    """What one word may start.

    Attributes
    ----------
    triggers
        The triggers, in the order of the vocabulary.
    rests
        What matches wherever something follows that one of them needs, so that they need not all be tried; ``None``
        when they are few.
    """

    triggers: tuple[Trigger, ...]
    rests: str | None


@cache
def compiled(rest: str) -> re.Pattern[str]:
    """Return the pattern of what follows a word; made when a text has the word, as most texts have few of them."""
    return re.compile(rest, re.IGNORECASE)


@cache
def triggers(language: str) -> dict[str, Start]:
    """Return the triggers of one language (``"en"`` or ``"fr"``) by their first word in small letters."""
    index: dict[str, list[Trigger]] = {}
    for kind, entry in load_toml("vocabulary", f"triggers_{language}.toml").items():
        if not isinstance(entry, dict):
            continue
        for listed, parts in entry.items():
            for part in parts:
                for word, trigger in entries_of(kind, listed, part, language):
                    _add(index.setdefault(word, []), trigger)
    return {word: Start(tuple(found), _any_rest(found)) for word, found in index.items()}


def _any_rest(found: list[Trigger]) -> str | None:
    rests = [trigger.rest for trigger in found if trigger.rest is not None]
    return "|".join(rests) if len(rests) > _FEW else None


def _add(known: list[Trigger], new: Trigger) -> None:
    """Add a trigger; one word in two inflections ("hit", "détruit") is one trigger with both."""
    for number, old in enumerate(known):
        if (old.kind, old.form, old.rest, old.reflexive) == (new.kind, new.form, new.rest, new.reflexive):
            both = dict.fromkeys((*old.inflection.split("|"), new.inflection))
            known[number] = replace(old, inflection="|".join(both))
            return
    known.append(new)


def entries_of(kind: str, listed: str, part: str, language: str) -> Iterator[tuple[str, Trigger]]:
    """Yield every first word that an entry of a vocabulary can have, with the trigger that it starts."""
    match = _ENTRY.match(part)
    if match is None:
        message = f"{part!r} is no trigger"
        raise ValueError(message)
    for alternative in (match["heads"] or match["head"]).split("|"):
        head, _, tail = alternative.partition(" ")
        rest = (f" {tail}" if tail else "") + match["rest"]
        pattern = _rest(rest) if rest else None
        forms: tuple[tuple[str, str], ...]
        if listed == "nouns":
            forms = tuple((form, "") for form in noun_forms(head))
        elif listed in _LITERAL:
            forms = tuple((form, "") for form in (head,))
        elif head.endswith("!"):
            forms = ((head[:-1], "ed"),)
        else:
            forms = verb_forms(head, language)
        for form, inflection in forms:
            yield (
                form.casefold(),
                Trigger(kind, FORMS[listed], inflection, pattern, reflexive=match["se"] is not None),
            )


def _rest(text: str) -> str:
    # a blank stands for any white space but behind a sentence, one with a question mark for any or none; the trigger
    # ends where a word does, unless it says itself what follows
    body = _BLANK.sub(lambda m: _MEANT.get(m.group()) or m.group().replace(" ", r"\s"), text.rstrip())
    end = "" if _last_group(body).startswith("(?=") else r"(?![\w-])"
    return either_apostrophe(body + end)


def _last_group(body: str) -> str:
    """Return the group that ends a pattern, with its parentheses; empty when none does."""
    depth = 0
    for at in range(len(body) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(body[at], 0)
        if depth == 0:
            return body[at:] if body[at] == "(" else ""
    return ""
