"""One-call answers about a single text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapkit.model import PlaceMatch


def find_places(
    text: str, *, home: str | None = None, bbox: tuple[float, float, float, float] | None = None
) -> tuple[PlaceMatch, ...]:
    """Find the place names of a text and locate them.

    Parameters
    ----------
    text
        English or French.
    home
        ISO 3166-1 alpha-2 code of the country the text is about, when known.
    bbox
        West, south, east, north in degrees: places inside are preferred.

    Returns
    -------
    tuple of PlaceMatch
        In text order, offsets into ``text``; unresolved names have ``place=None`` and a reason. Empty text gives ``()``.

    Examples
    --------
    >>> [m.place.country for m in find_places("Shells fell on Abéché in eastern Chad.")]
    ['TD', 'TD']
    """
    from mapkit.extract.toponyms import find_toponyms
    from mapkit.gazetteer import locate, open_gazetteer

    gazetteer = open_gazetteer()
    return locate(find_toponyms(text, gazetteer=gazetteer), gazetteer=gazetteer, home=home, bbox=bbox)
