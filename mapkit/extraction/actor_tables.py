"""The tables of ``data/actors``: who is known by which names, where, in which years, and who led whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from mapkit._resources import data_root, load_toml
from mapkit._text import fold


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A row of the actor tables."""

    id: str
    name: str
    cls: str
    countries: tuple[str, ...]
    aliases: tuple[str, ...]
    years: tuple[int, int]

    def lives(self, year: int | None) -> bool:
        """Whether the actor exists in a year; in an unknown one it may."""
        return year is None or self.years[0] <= year <= self.years[1]


@cache
def known_actors() -> tuple[KnownActor, ...]:
    """Return every named actor of ``data/actors``, in file order."""
    rows: list[KnownActor] = []
    for file in sorted(_tables(), key=lambda f: f.name):
        for row in load_toml("actors", file.name).get("actor", ()):
            countries, aliases = tuple(row["countries"]), tuple(row["aliases"])
            first, _, last = row["valid"].partition("/")
            years = int(first), int(last) if last.isdigit() else 9999
            rows.append(KnownActor(row["id"], row["name"], row["class"], countries, aliases, years))
    return tuple(rows)


def leaders(country: str | None, year: int | None) -> dict[str, KnownActor]:
    """Return whose forces those of a leader are: known actors of a country by the folded surnames of who led them then.

    An unknown year gives those of all years; of one name that led two, the later.
    """
    found = {}
    for names, ident, first, last in _leaders():
        actor = _known_by_id()[ident]
        if (not actor.countries or country in actor.countries) and (year is None or first <= year <= last):
            found.update(dict.fromkeys(names, actor))
    return found


@cache
def _leaders() -> tuple[tuple[tuple[str, ...], str, int, int], ...]:
    rows = []
    for row in load_toml("actors", "leaders.toml")["leaders"]:
        first, _, last = row["years"].partition("/")
        years = int(first), int(last) if last.isdigit() else 9999
        rows.append((tuple(fold(name) for name in row["names"]), row["actor"], *years))
    return tuple(sorted(rows, key=lambda r: (r[2], r[1])))


def called_there(acronym: str, country: str | None, year: int | None) -> KnownActor | str | None:
    """Return whom an acronym names in an article about a country: an actor, or the code of a state for its forces.

    ``None`` where it names nobody, or somebody that did not exist in the year; an unknown year gives any.
    """
    named = acronyms_by_country().get(country or "", {}).get(acronym)
    known = _known_by_id().get(named or "")
    return named if known is None else known if known.lives(year) else None


@cache
def acronyms_by_country() -> dict[str, dict[str, str]]:
    """Return whom acronyms name in each country: ids of actors and codes of states, by the country's code."""
    return load_toml("actors", "acronyms.toml")


@cache
def _known_by_id() -> dict[str, KnownActor]:
    return {actor.id: actor for actor in known_actors()}


def _tables() -> Iterator[Traversable]:
    return (f for f in (data_root() / "actors").iterdir() if f.name.endswith(".toml"))
