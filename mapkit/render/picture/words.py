"""Every word that a picture says by itself, in one table."""

from __future__ import annotations

import re
from datetime import date

from mapkit.layers import Feature

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

WORDS = {
    "as of": "As of {day}",
    "undated": "No dates are reported",
    "latest": "latest dated source: {day}",
    "later": "after the latest dated source, {day}",
    "articles": "{n} articles",
    "article": "1 article",
    "who": "Colour: who",
    "others": "others",
    "nobody": "nobody is named",
    "how": "Filling: how surely on this day",
    "certain": "certain",
    "possible": "possible, date not exact",
    "past": "earlier than this day",
    "outline": "claimed, not confirmed",
    "dotted": "planned",
    "hatched": "reported as uncertain",
    "denied": "denied",
    "inferred": "inferred, not reported",
    "unknown": "holder not known",
    "contested": "contested",
    "what": "Shape: what",
    "town": "town",
    "base": "base, beside its town",
    "left": "base left: colour says by whom",
    "event": "other event (number: several)",
    "area": "somewhere in this area",
    "route": "route",
    "route schematic": "route, drawn schematically",
    "route by": "Route {note}",
    "along": "{km} along the line",
    "reported km": "{km} reported",
    "several": "parted: several can hold it",
    "listed": "{n} events of the story are not drawn: no place, no date or a whole country",
    "listed one": "1 event of the story is not drawn: no place, no date or a whole country",
    "nothing": "Nothing to draw",
    "region of": "{place} {kind}",
    "north": "N",
    "km": "{n} km",
    "scale at": "at {lat}° {side}",
    "sides": "N S",
    "sources": "Sources: ",
    "more": "and {n} more",
    "outlines": "Outlines: Natural Earth",
    "credit": "Map: mapkit",
    "disclaimer": "Boundaries and names imply no recognition",
    "mark": "{title} ({state})",
}
"""What is said, by what it is for; braces hold what is filled in."""

STATUS = {
    "happened": "reported",
    "reported": "reported",
    "claimed": "claimed, not confirmed",
    "planned": "planned",
    "possible": "reported as uncertain",
    "denied": "denied",
    "inferred": "inferred, not reported",
    "unknown": "not known",
}
"""How a report stands to the facts."""
STATE = {"possible": "possible on this day", "past": "earlier than this day"}
"""How a feature stands to the day; a certain one is told by its status."""


def say(name: str, **filled: object) -> str:
    """Return the words of this name."""
    return WORDS[name].format(**filled)


def day_words(day: date | str) -> str:
    """Return a day as a reader says it."""
    value = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def route_words(feature: Feature) -> tuple[str, ...]:
    """Return what stands beside a route: how its line came about, and how long it is."""
    facts = dict(feature.facts)
    note = re.split(r"[:;,(]", facts.get("The line", ""))[0].strip()
    lengths = [say("along", km=facts["Length of the line"])] if "Length of the line" in facts else []
    lengths += [say("reported km", km=facts["Distance reported"])] if "Distance reported" in facts else []
    return tuple(line for line in (say("route by", note=note) if note else "", ", ".join(lengths)) if line)
