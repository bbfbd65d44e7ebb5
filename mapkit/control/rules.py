"""The rules of control as a table that an analyst reads, changes and passes back."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from mapkit._resources import data_file
from mapkit.errors import ConfigError
from mapkit.model import Basis, EventKind, Role, Status
from mapkit.model.place import PlaceKind

Effect = Literal["gains", "loses", "holds", "contests"]
Order = Literal["bounds", "telling", "named-loser", "publication"]

NAMES = (
    "reported-holder", "claimed-holder", "held-until-leaving", "left-successor-not-reported",
    "town-taken-base-not-reported", "rival-reports", "fought-over", "last-party-left", "nobody-holds", "no-report",
    "fact-before-claim", "claim-before-unknown",
)  # fmt: skip

_BASES = ("reported", "claimed")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRules:
    """What a table of control rules says; see ``vocabulary/control_rules.toml`` for every key in words.

    Attributes
    ----------
    label
        Names the table in a recipe; empty for the shipped one.
    statuses
        Statuses that count, and the basis of what follows from them.
    held, presence_is_holding
        Kinds of place.
    effects
        What each role of each kind of event does.
    words
        Word parts, folded to small letters, that an ``attack`` needs to contest and a ``held`` without holder to say
        that nobody holds the place (``vacuum``).
    order
        What decides which change came first, in turn.
    same_capture_days
        How far the dates of one capture may differ, days.
    ends
        For each basis the bases that end a state of it.
    departure
        What follows a departure without successor.
    town
        What a base becomes when its town changes hands.
    versions, says
        Version and sentence of each rule by name.
    """

    label: str
    statuses: Mapping[Status, Basis]
    held: frozenset[str]
    presence_is_holding: frozenset[str]
    effects: Mapping[str, Mapping[Role, Effect]]
    words: Mapping[str, tuple[str, ...]]
    order: tuple[Order, ...]
    same_capture_days: int
    ends: Mapping[Basis, frozenset[Basis]]
    departure: Literal["unknown", "vacuum"]
    town: Literal["unknown", "unchanged"]
    versions: Mapping[str, int]
    says: Mapping[str, str]

    def named(self, rule: str) -> str:
        """Return the name of a rule with its version, as :attr:`mapkit.ControlState.rule` holds it."""
        return f"{rule}/{self.versions[rule]}"

    def sentence(self, rule: str) -> str:
        """Return what a rule says, given its name with or without version; empty for a rule of another engine."""
        name, _, version = rule.partition("/")
        known = name in self.says and version in ("", str(self.versions[name]))
        return self.says[name] if known else ""


@cache
def shipped_rules() -> ControlRules:
    """Return the shipped table."""
    text = data_file("vocabulary", "control_rules.toml").read_text(encoding="utf-8")
    return _rules(tomllib.loads(text), name="control_rules.toml", label="")


def read_rules(path: str | os.PathLike[str]) -> ControlRules:
    """Read a table of control rules.

    Raises
    ------
    ConfigError
        When the file cannot be read, or at the first key that is unknown, missing or has a wrong value.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{file} cannot be read as a table of control rules: {error}"
        hint = "Start from a copy of mapkit's data/vocabulary/control_rules.toml"
        raise ConfigError(message, hint=hint, key=str(file)) from error
    return _rules(raw, name=str(file), label=f"{file.name} {hashlib.sha256(text.encode()).hexdigest()[:8]}")


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file, its path in it, and how to complain."""

    file: str
    path: str
    raw: Mapping[str, Any]

    def key(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, problem: str, hint: str) -> ConfigError:
        return ConfigError(f"{self.file}: {self.key(key)} {problem}", hint=hint, key=self.key(key))

    def keys(self, known: Sequence[str], *, all_needed: bool = True) -> None:
        """Check that every key is known, and with ``all_needed`` that every known one is there."""
        for key in self.raw:
            if key not in known:
                raise self.wrong(key, "is a key that mapkit does not know", _meant(key, known))
        for key in known if all_needed else ():
            if key not in self.raw:
                raise self.wrong(key, "is missing", "Copy it from mapkit's own control_rules.toml")

    def table(self, key: str) -> _Table:
        value = self.raw[key]
        if not isinstance(value, dict):
            raise self.wrong(key, f"is {value!r}, not a table", f"Write it as [{self.key(key)}]")
        return _Table(self.file, self.key(key), value)

    def one(self, key: str, allowed: Sequence[str]) -> str:
        value = self.raw[key]
        if not isinstance(value, str) or value not in allowed:
            raise self.wrong(key, f"is {value!r}, which it cannot be", _meant(str(value), allowed))
        return value

    def several(self, key: str, allowed: Sequence[str] | None = None) -> tuple[str, ...]:
        values = self.raw[key]
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            raise self.wrong(key, f"is {values!r}, not a list of texts", f'Write: {key} = ["...", "..."]')
        for value in values:
            if allowed is not None and value not in allowed:
                raise self.wrong(key, f"has {value!r}, which it cannot have", _meant(value, allowed))
        return tuple(values)

    def number(self, key: str, least: int) -> int:
        value = self.raw[key]
        if type(value) is not int or not least <= value <= _MOST:
            says = f"is {value!r}, not a whole number from {least} to {_MOST}"
            raise self.wrong(key, says, f"Write for example: {key} = 7")
        return value

    def text(self, key: str) -> str:
        value = self.raw[key]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, f"is {value!r}, not a sentence", "Say in one sentence what an editor should read")
        return value.strip()


_MOST = 36_500
"""The most days, a hundred years, that a rule may name."""


def _meant(word: str, known: Sequence[str]) -> str:
    from rapidfuzz import process

    return f"Did you mean {str(process.extractOne(word, known)[0])!r}? It can be {', '.join(known)}"


def _rules(raw: Mapping[str, Any], *, name: str, label: str) -> ControlRules:
    file = _Table(name, "", raw)
    file.keys(("statuses", "places", "effects", "words", "order", "ends", "departure", "town", "rules"))
    statuses = file.table("statuses")
    # what is planned or denied has no basis to be drawn on
    statuses.keys([Status.HAPPENED, Status.CLAIMED, Status.POSSIBLE], all_needed=False)
    places = file.table("places")
    places.keys(("held", "presence_is_holding"))
    # a region or a country is not held as a whole, whatever a table says
    kinds = [k for k in get_args(PlaceKind) if k not in ("region", "country")]
    words = file.table("words")
    words.keys(("attack", "vacuum"))
    order = file.table("order")
    order.keys(("by", "same_capture_days"))
    ends = file.table("ends")
    ends.keys(_BASES)
    departure, town = file.table("departure"), file.table("town")
    departure.keys(("then",))
    town.keys(("base",))
    rules = file.table("rules")
    rules.keys(NAMES)
    versions, says = {}, {}
    for rule in NAMES:
        row = rules.table(rule)
        row.keys(("version", "says"))
        versions[rule], says[rule] = row.number("version", 1), row.text("says")
    return ControlRules(
        label=label,
        statuses={Status(key): Basis(statuses.one(key, _BASES)) for key in statuses.raw},
        held=frozenset(places.several("held", kinds)),
        presence_is_holding=frozenset(places.several("presence_is_holding", kinds)),
        effects=_effects(file.table("effects")),
        words={key: tuple(w.casefold() for w in words.several(key)) for key in words.raw},
        order=cast("tuple[Order, ...]", order.several("by", get_args(Order))),
        same_capture_days=order.number("same_capture_days", 0),
        ends={Basis(key): frozenset(map(Basis, ends.several(key, _BASES))) for key in _BASES},
        departure=cast("Literal['unknown', 'vacuum']", departure.one("then", ("unknown", "vacuum"))),
        town=cast("Literal['unknown', 'unchanged']", town.one("base", ("unknown", "unchanged"))),
        versions=versions,
        says=says,
    )


def _effects(table: _Table) -> dict[str, dict[Role, Effect]]:
    table.keys(list(EventKind), all_needed=False)
    found: dict[str, dict[Role, Effect]] = {}
    for kind in table.raw:
        row = table.table(kind)
        row.keys(list(Role), all_needed=False)
        found[kind] = {Role(role): cast("Effect", row.one(role, get_args(Effect))) for role in row.raw}
    return found
