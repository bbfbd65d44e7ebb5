"""PNG from a picture, by resvg (extra ``static``); letters are drawn with the fonts of the machine or with given ones.

resvg leaves out in silence what no font can draw. Here that is an error: no picture is made without its words.
"""

from __future__ import annotations

import html
import os
import re
import struct
import unicodedata
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from mapkit.errors import PartError, ReadError
from mapkit.render.picture.lettering import SANS

_NOWHERE = "\U0010fff0"  # a code point that no font has: what a missing letter looks like


def to_png(svg: str, *, fonts: Sequence[str | os.PathLike[str]] = (), zoom: int = 1) -> bytes:
    """Return a picture as PNG.

    Parameters
    ----------
    svg
        What :func:`mapkit.render.picture.picture` or :func:`~mapkit.render.picture.social_card` returned.
    fonts
        TrueType or OpenType files. With them only these are used, and the bytes are the same on every machine that has
        the same version of resvg; without them the fonts of the machine are.
    zoom
        Pixels of the PNG for one of the picture.

    Raises
    ------
    PartError
        When resvg is not installed, or no font at hand has the letters of the picture.
    ReadError
        When a font file cannot be read.
    """
    if find_spec("resvg_py") is None:
        message = "writing .png needs resvg-py"
        raise PartError(message, hint="pip install 'mapkit[static]', or save as .svg", group="extras", name="static")
    files = [Path(font) for font in fonts]
    families = [_family(file) for file in files]
    _check_letters(svg, files, families)
    return _render(svg, files, families, zoom)


def _render(svg: str, files: Sequence[Path], families: Sequence[str], zoom: int = 1) -> bytes:
    import resvg_py

    family = families[0] if families else None
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        skip_system_fonts=bool(files),
        font_files=[str(file) for file in files],
        sans_serif_family=family,
        serif_family=family,
    )
    return drawn


def _check_letters(svg: str, files: Sequence[Path], families: Sequence[str]) -> None:
    """Raise when the letters of a script in the picture would be missing; one letter speaks for its script."""
    said = "".join(re.findall(r"<(?:text|tspan)\b[^>]*>([^<]*)", svg))
    letters: dict[str, str] = {}
    for character in sorted(set(html.unescape(said))):
        if unicodedata.category(character)[0] == "L":
            letters.setdefault(unicodedata.name(character, "?").partition(" ")[0], character)

    def drawn(character: str) -> bytes:
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" font-family="{SANS}" font-size="20">'
        return _render(f'{head}<text x="5" y="30">{character}</text></svg>', files, families)

    absent = {drawn(" "), drawn(_NOWHERE)}
    for script, character in letters.items():
        if drawn(character) in absent:
            message = f"no font at hand has {script.capitalize()} letters such as {character!r}"
            raise PartError(
                message,
                hint="Install one (for example DejaVu Sans or Noto Sans), name font files (fonts=[...], --font FILE), "
                "or save as .svg",
                group="fonts",
                name=script.lower(),
            )


def _family(file: Path) -> str:
    """Return the family that a font file says it is of (OpenType, table ``name``).

    Raises
    ------
    ReadError
        When it cannot be read or is no font.
    """
    try:
        body = file.read_bytes()
    except OSError as error:
        message = f"the font {file} cannot be read: {error}"
        raise ReadError(message, hint="Give a .ttf or .otf file", path=file) from error
    try:
        found = _name(body)
    except (struct.error, UnicodeDecodeError, IndexError):
        found = ""
    if not found:
        message = f"{file} is no font that mapkit can read"
        raise ReadError(message, hint="Give a .ttf or .otf file", path=file)
    return found


def _name(body: bytes) -> str:
    """Return the best family name of a font: the typographic one (16) before the plain one (1), Unicode only."""
    start = struct.unpack_from(">I", body, 12)[0] if body[:4] == b"ttcf" else 0
    if body[start : start + 4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        return ""
    (tables,) = struct.unpack_from(">H", body, start + 4)
    for number in range(tables):
        tag, _, at, _ = struct.unpack_from(">4sIII", body, start + 12 + 16 * number)
        if tag == b"name":
            _, count, texts = struct.unpack_from(">HHH", body, at)
            names: dict[int, str] = {}
            for row in range(count):
                platform, _, _, kind, size, offset = struct.unpack_from(">HHHHHH", body, at + 6 + 12 * row)
                if platform in (0, 3):
                    first = at + texts + offset
                    names.setdefault(kind, body[first : first + size].decode("utf-16-be"))
            return names.get(16) or names.get(1, "")
    return ""
