"""How a feature is painted: hue says who, the filling says how surely, and neither says good or bad.

The hues are told apart under every common form of colour blindness (the tests measure it) and reach 3:1 against the
land in the light and in the dark. No hue belongs to an actor for good: they are handed out by weight in the story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from mapkit.layers import Feature, Status

Paint = Literal["solid", "outline", "dotted", "hatched", "denied", "inferred", "unknown"]

LIGHT = ("#1F8FC9", "#C77700", "#005F45", "#5E3C99", "#6B4E16", "#222222")
"""Hues on light land, in the order in which they are handed out."""
DARK = ("#2F86D6", "#FFB454", "#6FD9A6", "#E0B8FF", "#A58A55", "#FFFFFF")
"""The same hues on dark land."""
UNKNOWN = ("#8A8883", "#8C959B")
"""Grey of what nobody reported, light and dark."""
OTHER = ("#8E5468", "#C79AA9")
"""Everybody beyond the sixth actor, light and dark."""

Theme = Literal["light", "dark"]
GROUND: dict[Theme, dict[str, str]] = {
    "light": {
        "sea": "#dbe6eb", "land": "#efece5", "focus": "#faf8f3", "border": "#b3ac9e", "grat": "#0000000d",
        "paper": "#ffffff", "ink": "#23272b", "mute": "#565b61", "rule": "#d9d7d1", "halo": "#fbfaf6",
    },
    "dark": {
        "sea": "#0e1519", "land": "#1d2429", "focus": "#2a3238", "border": "#56606a", "grat": "#ffffff0c",
        "paper": "#161b1f", "ink": "#eceae4", "mute": "#aab1b7", "rule": "#343c42", "halo": "#12171b",
    },
}  # fmt: skip
"""Colours of map and page by the names that the style sheet of the page gives them; the tests compare the two."""

PAINT: dict[Status, Paint] = {
    "happened": "solid",
    "reported": "solid",
    "claimed": "outline",
    "planned": "dotted",
    "possible": "hatched",
    "denied": "denied",
    "inferred": "inferred",
    "unknown": "unknown",
}
"""What a status looks like on a day for which it is certain; a day that is only possible is hatched or thinned."""


def paint(feature: Feature) -> Paint:
    """Return how a feature is filled; a holder that is only inferred is never drawn like a reported one."""
    if feature.sign == "route":
        return "solid"
    return PAINT.get(feature.status, "unknown")


def hues(features: Iterable[Feature]) -> tuple[str, ...]:
    """Return the actors that get a hue of their own, in the order of :data:`LIGHT`.

    Actors that hold places come first, then those with the most features; names break ties, so that the same story
    always gets the same colours. Features that are only listed give no claim to a hue while others want it.
    """
    weight: dict[str, int] = {}
    for feature in features:
        if feature.actor is not None:
            drawn = 100 if feature.sign == "control" else 10 if feature.geometry is not None else 1
            weight[feature.actor] = weight.get(feature.actor, 0) + drawn
    ranked = sorted(weight, key=lambda name: (-weight[name], name))
    return tuple(ranked[: len(LIGHT)])


def hue(feature: Feature, ranked: Sequence[str]) -> int | None:
    """Return the number of a feature's hue: ``None`` is unknown, -1 everybody beyond the palette."""
    if feature.actor is None:
        return None
    return ranked.index(feature.actor) if feature.actor in ranked else -1


def stylesheet() -> str:
    """Return the palette as custom properties, for light and for dark."""

    def block(theme: int, palette: Sequence[str]) -> str:
        named = [f"--mk-hue-{number}:{colour}" for number, colour in enumerate(palette)]
        return ".mapkit{" + ";".join([*named, f"--mk-unknown:{UNKNOWN[theme]}", f"--mk-other:{OTHER[theme]}"]) + "}"

    return f"{block(0, LIGHT)}\n@media screen and (prefers-color-scheme:dark){{{block(1, DARK)}}}"
