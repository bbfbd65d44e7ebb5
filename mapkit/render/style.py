"""How a feature is painted: hue says who, the filling says how surely, and neither says good or bad.

The hues are told apart under every common form of colour blindness (the tests measure it) and reach 3:1 against the
land in the light and in the dark. No hue belongs to an actor for good: they are handed out by weight in the story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from mapkit.errors import ConfigError
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
THEMES: tuple[Theme, ...] = ("light", "dark")
PageTheme = Literal["auto", "light", "dark"]
PAGE_THEMES: tuple[PageTheme, ...] = ("auto", *THEMES)
"""``auto`` follows the reader's screen, which a picture cannot."""
GROUND: dict[Theme, dict[str, str]] = {
    "light": {
        "sea": "#dbe6eb", "land": "#efece5", "focus": "#faf8f3", "border": "#b3ac9e", "grat": "#0000000d",
        "paper": "#ffffff", "ink": "#23272b", "mute": "#565b61", "rule": "#d9d7d1", "tint": "#f4f3ef",
        "accent": "#1b5e8f", "halo": "#fbfaf6",
    },
    "dark": {
        "sea": "#0e1519", "land": "#1d2429", "focus": "#2a3238", "border": "#56606a", "grat": "#ffffff0c",
        "paper": "#161b1f", "ink": "#eceae4", "mute": "#aab1b7", "rule": "#343c42", "tint": "#1f262b",
        "accent": "#8cc4ee", "halo": "#12171b",
    },
}  # fmt: skip
"""Colours of map and page by the names that the style sheet of the page gives them (``--mk-sea``)."""

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


def check_theme(theme: str, themes: Sequence[str]) -> None:
    """Raise when there is no such theme.

    Raises
    ------
    ConfigError
        With those that there are.
    """
    if theme not in themes:
        message = f"there is no theme {theme!r} here"
        raise ConfigError(message, hint=f"Use {' or '.join(repr(name) for name in themes)}", key="theme")


def stylesheet() -> str:
    """Return all colours as custom properties: light, and dark where ``data-theme`` and the screen ask for it."""

    def block(selector: str, theme: Theme) -> str:
        dark = theme == "dark"
        hues = {f"hue-{number}": colour for number, colour in enumerate(DARK if dark else LIGHT)}
        named = {**GROUND[theme], **hues, "unknown": UNKNOWN[dark], "other": OTHER[dark]}
        values = ";".join(f"--mk-{name}:{colour}" for name, colour in named.items())
        return f"{selector}{{color-scheme:{theme};{values}}}"

    return "\n".join(
        (
            block(".mapkit", "light"),
            f"@media screen{{{block('.mapkit[data-theme=dark]', 'dark')}}}",
            f"@media screen and (prefers-color-scheme:dark){{{block('.mapkit[data-theme=auto]', 'dark')}}}",
        )
    )
