"""How the names and the titles of frames are said in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mapkit.layers import rows_of, text_of
from mapkit.names import Names

if TYPE_CHECKING:
    from mapkit.frames import Frames

WIDE = ("country", "region")
"""Kinds of place that something happens in, not at."""


class Naming:
    """The names of one story: the frames give actors by name, and the same name is the same actor throughout.

    Parameters
    ----------
    names
        The names of the language.
    frames
        The story.
    """

    def __init__(self, names: Names, frames: Frames) -> None:
        self.names, self.words = names, names.words
        self._ids: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        self._said: dict[str, str] = {}
        for row in rows_of(frames.events, "actors", "actor_ids", "place", "place_id", "country"):
            self._ids.update(zip(row["actors"] or (), row["actor_ids"] or (), strict=False))
            country = text_of(row["country"])
            for key in (text_of(row["place"]), text_of(row["place_id"])):
                if key and country:
                    self._countries.setdefault(key, country)
        for row in rows_of(frames.control, "holder", "holder_id"):
            holder, ident = text_of(row["holder"]), text_of(row["holder_id"])
            if holder and ident:
                self._ids.setdefault(holder, ident)

    def country(self, row: dict[str, Any]) -> str | None:
        """Return the country of a row's place; ``None`` when no event tells."""
        own = text_of(row.get("country"))
        return own or self._countries.get(text_of(row.get("place_id")) or "") or self.country_of(text_of(row["place"]))

    def country_of(self, place: str | None) -> str | None:
        """Return the country of a place that some event names."""
        return self._countries.get(place or "")

    def elsewhere(self, name: str, country: str | None) -> str:
        """Return the name of a place that has no row of its own: it lies in its own country, or in that of the row."""
        own = self.names.place(name, self.country_of(name) or country)
        return own if own != name else self.names.place(name)

    def actor(self, name: str) -> str:
        """Return the name of an actor, or of several that the frames join with a semicolon."""
        if name not in self._said:
            parts = (self.names.actor(part, self._ids.get(part)) for part in name.split("; "))
            self._said[name] = self.words("value.then").join(parts)
        return self._said[name]

    def actors(self, names: Iterable[str]) -> str:
        """Return the names of several actors as an enumeration."""
        return self.words.joined(self.actor(name) for name in names)

    def event_title(self, row: dict[str, Any]) -> str | None:
        """Return the title of an event, put together as :func:`mapkit.frames.event_title` does.

        ``None`` for a kind that has no words.
        """
        kind, words = text_of(row["kind"]) or "", self.words
        if kind != "held" and not words.has(f"title.at.{kind}"):
            return None
        where = self._where(row)
        if kind == "control_change" and text_of(row["control_from"]) and not text_of(row["control_to"]):
            kind = "loss"
        if kind == "held":
            who = self.actors(holders.split("; ")) if (holders := text_of(row["control_to"])) else ""
            return words("title.held", place=where or words("title.a-place"), who=who or words("title.somebody"))
        wide = text_of(row["place_id"]) is not None and text_of(row["place_kind"]) in WIDE
        title = words(f"title.{'in' if wide else 'at'}.{kind}", place=where) if where else words.term("kind", kind)
        destination = text_of(row["destination"])
        if destination:
            title = words("title.to", title=title, destination=self.elsewhere(destination, self.country(row)))
        who = self.actors(_doers(row))
        if who:
            title = words("title.by", title=title, who=who)
        status = text_of(row["status"]) or "happened"
        if not words.has(f"title.status.{status}"):
            return title
        return words(f"title.status.{status}", title=title[0].lower() + title[1:])

    def _where(self, row: dict[str, Any]) -> str:
        name = text_of(row["place"])
        if name is None:
            return ""
        if text_of(row["place_id"]) is None:
            return self.words("title.not-located", place=name)
        return self.names.labelled(name, text_of(row["place_kind"]), self.country(row))


def _doers(row: dict[str, Any]) -> tuple[str, ...]:
    """Return those of a row's actors whom its title names; all of them where it names none of them alone.

    The frame has no column for who does and who suffers; its title ends in the doers, joined with commas.
    """
    actors = tuple(row["actors"] or ())
    if text_of(row["kind"]) == "withdrawal":  # who took over is not who left
        takers = (text_of(row["control_to"]) or "").split("; ")
        actors = tuple(actor for actor in actors if actor not in takers)
    tail = (text_of(row["title"]) or "").rpartition(" — ")[2]
    found: list[str] = []
    for actor in actors:
        rest = tail.removeprefix(actor)
        if rest != tail and (not rest or rest.startswith(", ")):
            found.append(actor)
            tail = rest.removeprefix(", ")
    return actors if tail else tuple(found)
