"""A picture as the bytes of a file, and what may be asked of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import Any

from mapkit.errors import ConfigError
from mapkit.render.picture import picture, social_card

PICTURES = (".svg", ".png")


def check_wishes(
    suffix: str, *, card: bool = False, day: object = None, fonts: Sequence[str | os.PathLike[str]] = ()
) -> None:
    """Raise a ConfigError when a file of this suffix cannot be a card, have a day of its own or use fonts."""
    given = (("card", card, PICTURES), ("day", day is not None, PICTURES), ("fonts", bool(fonts), (".png",)))
    for key, asked, suffixes in given:
        if asked and suffix not in suffixes:
            message = f"{key!r} is asked for a {suffix}, and only {' and '.join(suffixes)} can have that"
            raise ConfigError(message, hint=f"Save as {suffixes[-1]}, or leave {key} out", key=key)
    if day is not None and not isinstance(day, date):
        message = f"day is {day!r}, not a date"
        raise ConfigError(message, hint="Give for example datetime.date(2023, 10, 31)", key="day")


def picture_file(
    suffix: str, *args: Any, card: bool = False, fonts: Sequence[str | os.PathLike[str]] = (), **story: Any
) -> bytes:
    """Return a picture or a social card as the bytes of a ``.svg`` or ``.png``.

    The other arguments are those of :func:`mapkit.render.picture.picture`. A PNG of a picture has two pixels for each
    of the SVG's, for print; that of a card has exactly 1200 by 630.

    Raises
    ------
    PartError
        When a PNG is asked for and resvg or the fonts for it are missing.
    """
    drawn = social_card(*args, **story) if card else picture(*args, **story)
    if suffix == ".svg":
        return drawn.encode()
    from mapkit.render.picture.png import to_png

    return to_png(drawn, fonts=fonts, zoom=1 if card else 2)
