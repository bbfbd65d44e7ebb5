"""What places and actors are called in the reader's language, where the shipped tables know it.

Names are facts, kept by hand in ``data/interface/places.csv`` and ``actors.csv``; whatever they lack keeps the name
that the frames have. A name is never transliterated by rule: a wrong name is worse than a foreign one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import cache

from mapkit._resources import data_file, load_toml
from mapkit._text import fold
from mapkit.model import Place
from mapkit.words import Words

__all__ = ["Names", "place_names"]

_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff][\u0600-\u06ff\s\u200c-]*")
# letters of Persian, Urdu, Kurdish and Pashto that Arabic does not write
_NOT_ARABIC = re.compile(r"[^\u0621-\u063a\u0641-\u0652\s-]")
_OF_A_COUNTRY = re.compile(r"actor:(country|armed-forces|government|police|peacekeepers)-([A-Za-z]{2})")
_OF_A_PEOPLE = re.compile(r"(.+) (armed forces|government|police|peacekeepers)")
_LABELLED = re.compile(r"(.*) \((base|region|district)\)")
_NEAR = "near "
_SIDE = re.compile(r"((?:north|south)(?:-east|-west)?|east|west)ern (.+)")
_PART = re.compile(r"(.*) \(([\w ]+)\)")


class Names:
    """The names of one language.

    Parameters
    ----------
    words
        The catalogue of the language.
    places
        Places whose alternate names may be used; for Arabic those in Arabic letters.
    """

    def __init__(self, words: Words, places: Iterable[Place] = ()) -> None:
        self.words = words
        self._foreign = words.language != "en"
        self._sites = load_toml("vocabulary", "sites.toml")["sites"]
        self._alternates: dict[tuple[str, str], str] = {}
        if words.language == "ar":
            for place in places:
                found = next(filter(_is_arabic, place.names), None)
                if found:
                    self._alternates.setdefault((fold(place.name), place.country or ""), found)

    def place(self, name: str, country: str | None = None) -> str:
        """Return what a place is called.

        Parameters
        ----------
        name
            Usual English name, as in the frames.
        country
            ISO 3166-1 alpha-2; when unknown, a name counts that all places so called share.

        Returns
        -------
        str
            ``name`` itself where no other is known.
        """
        if not self._foreign:
            return name
        if name.startswith(_NEAR):
            return self.words("title.near", place=self.place(name.removeprefix(_NEAR), country))
        side = _SIDE.fullmatch(name)
        if side is not None:
            return self.words(f"side.{side[1]}", place=self.place(side[2], country))
        part = _PART.fullmatch(name)
        if part is not None and part[2] in self._sites:
            own = self.place(part[1], country)
            return self.words("title.kind", place=own, kind=self.words.term("site", part[2]))
        key, table = fold(name), _places(self.words.language)
        for code in (country, "") if country else ():
            found = table.get((key, code)) or self._alternates.get((key, code))
            if found:
                return found
        return name if country else _shared(self.words.language).get(key, name)

    def labelled(self, name: str, kind: str | None, country: str | None = None) -> str:
        """Return the name with its kind, where that tells it from its town: :func:`mapkit.frames.place_label`."""
        own = self.place(name, country)
        if kind not in ("base", "region", "district") or _SIDE.fullmatch(name):
            return own
        return self.words("title.kind", place=own, kind=self.words.term("place_kind", kind))

    def relabelled(self, label: str, country: str | None = None) -> str:
        """Return a label of the frames, "Gao (base)", in the language."""
        match = _LABELLED.fullmatch(label)
        return self.labelled(match[1], match[2], country) if match else self.place(label, country)

    def actor(self, name: str, ident: str | None = None) -> str:
        """Return what an actor is called; ``name`` itself where no other name is known.

        Parameters
        ----------
        name
            As in the frames.
        ident
            Identifier, ``actor:…``; an actor known by its class and country alone is named by these.
        """
        if not self._foreign:
            return name
        found = _actors(self.words.language).get(ident or "") or _actors(self.words.language).get(fold(name))
        if found:
            return found
        of_a_country = _OF_A_COUNTRY.fullmatch(ident or "")
        if of_a_country:
            kind, code = of_a_country[1], of_a_country[2].upper()
            country = self.place(_countries().get(code, name), code)
            return country if kind == "country" else self.words(f"actor.{kind}", country=country)
        return self._nameless(name) or name

    def _nameless(self, name: str) -> str | None:
        """Return what a force without a name of its own is called: "Malian police", "Libyan rebels", "rebels"."""
        of_a_people = _OF_A_PEOPLE.fullmatch(name)
        if of_a_people and of_a_people[1] in _demonyms():
            return self.words(f"actor.{of_a_people[2].replace(' ', '-')}", country=self._people(of_a_people[1]))
        groups = load_toml("interface", f"{self.words.language}.toml")["group"]
        noun = next((noun for noun in groups if name == noun or name.endswith(f" {noun}")), None)
        people = name.removesuffix(noun).strip() if noun else name
        if noun and not people:
            return str(groups[noun])
        if noun and people in _demonyms():
            return self.words("actor.group", group=groups[noun], country=self._people(people))
        return None

    def _people(self, demonym: str) -> str:
        code = _demonyms()[demonym]
        return self.place(_countries()[code], code)


def place_names(places: Iterable[Place], language: str) -> dict[str, str]:
    """Return the names of places in a language, by identifier.

    Parameters
    ----------
    places
        Their alternate names are used where the shipped tables know none.
    language
        ``"en"``, ``"fr"`` or ``"ar"``.

    Raises
    ------
    ConfigError
        When the map does not speak that language.
    """
    chosen = tuple(places)
    names = Names(Words(language), chosen)
    return {place.id: names.place(place.name, place.country) for place in chosen}


def _is_arabic(name: str) -> bool:
    return _ARABIC_SCRIPT.fullmatch(name) is not None and _NOT_ARABIC.search(name) is None


def _table(*parts: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(data_file(*parts).read_text(encoding="utf-8")))


@cache
def _places(language: str) -> dict[tuple[str, str], str]:
    """Return the names of places by folded English name and country; the country is empty for wider regions."""
    found: dict[tuple[str, str], str] = {}
    for row in _table("interface", "places.csv"):
        if row[language]:
            found.update({(fold(name), row["country"]): row[language] for name in row["name"].split(";")})
    if language == "fr":
        for row in _table("gazetteer", "countries.csv"):
            found[fold(row["name"]), row["alpha2"]] = row["name_fr"] or row["name"]
    return found


@cache
def _shared(language: str) -> dict[str, str]:
    """Return the names that all places of a folded English name share."""
    found: dict[str, set[str]] = {}
    for (key, _), own in _places(language).items():
        found.setdefault(key, set()).add(own)
    return {key: own.pop() for key, own in found.items() if len(own) == 1}


@cache
def _actors(language: str) -> dict[str, str]:
    """Return the names of actors by identifier; of those that have none, by folded English name."""
    rows = [row for row in _table("interface", "actors.csv") if row[language]]
    return {(row["id"] or fold(row["name"])): row[language] for row in rows}


@cache
def _countries() -> dict[str, str]:
    return {row["alpha2"]: row["name"] for row in _table("gazetteer", "countries.csv")}


@cache
def _demonyms() -> dict[str, str]:
    return {
        word: row["alpha2"]
        for row in _table("gazetteer", "countries.csv")
        for word in row["demonyms"].split(";")
        if word
    }
