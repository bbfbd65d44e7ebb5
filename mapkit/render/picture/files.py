"""A picture as the bytes of a file, and what may be asked of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from mapkit.render.picture import picture, social_card


def picture_file(
    *, suffix: str, card: bool = False, fonts: Sequence[str | os.PathLike[str]] = (), **story: Any
) -> bytes:
    """Return a picture or a social card as the bytes of a ``.svg`` or ``.png``.

    The other arguments are those of :func:`mapkit.render.picture.picture`. A PNG of a picture has two pixels for each
    of the SVG's, for print; that of a card has exactly 1200 by 630.

    Raises
    ------
    PartError
        When a PNG is asked for and resvg or the fonts for it are missing.
    """
    drawn = social_card(**story) if card else picture(**story)
    if suffix == ".svg":
        return drawn.encode()
    from mapkit.render.picture.png import to_png

    return to_png(drawn, fonts=fonts, zoom=1 if card else 2)
