"""Text for SVG: cleaned, measured without a font, wrapped, and set in either direction.

Programs differ in what they make of ``direction``; therefore no text relies on it. Every picture is set from left to
right, a text from right to left stands in an isolate of its own (UAX 9), and layouts are mirrored by their numbers.

Nobody knows which fonts a reader has. Widths are therefore those of DejaVu Sans, the widest of the families that
:data:`SANS` asks for, rounded up to a twentieth of an em: in any other of them the text is a little shorter than its
box, and never longer.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

SANS = "'Source Sans 3','Segoe UI','Noto Sans','Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans',sans-serif"
SERIF = "Georgia,'Source Serif 4','Noto Serif','Times New Roman','Liberation Serif','DejaVu Serif',serif"

_CLASSES = (
    (0.33, " ',.IJijl"),
    (0.38, "-/:;\\f|"),
    (0.42, '!()[]rt"'),
    (0.54, "*_`sc?zL"),
    (0.62, "FPTYaekovxy"),
    (0.66, "$0123456789EKSbdghnpqu{}"),
    (0.72, "ABCRVXZ"),
    (0.78, "DHNU"),
    (0.82, "GOQw&"),
    (0.86, "#+<=>M^~"),
    (1.0, "%m@W"),
)
_ADVANCE = {character: width for width, characters in _CLASSES for character in characters}
_JOINED = {
    letter: width
    for width, letters in ((0.37, "ئبتثنيل"), (0.64, "جحخعغفقكمه"), (0.92, "سشصضطظ"))
    for letter in letters
}
"""Arabic letters in front of another one that they join."""
_ENDING = {
    letter: width
    for width, letters in (
        (0.35, "اأإآ"), (0.57, "ءدذرزةوؤه"), (0.7, "جحخعغم"), (0.92, "ىيئكلنق"), (1.07, "بتثفطظ"), (1.27, "سشصض"),
    )
    for letter in letters
}  # fmt: skip
"""The same letters at an end, and those that join none."""
_SCRIPTS = {"ARABIC": 0.72, "HEBREW": 0.62, "CYRILLIC": 0.68, "GREEK": 0.66, "LATIN": 0.64}
_CAPITAL = 1.2
"""How much wider than the average letter of its script a capital is."""
_BOLD = 1.12
_SERIF = 1.04

# what XML 1.0 forbids, what marks the direction of text (it would reach beyond its own words), and other controls;
# only the isolates that the catalogues set round a foreign name stay
_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2067\u206a-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff9-\uffff]"
)
_RIGHT_TO_LEFT, _FIRST_STRONG, _POP = "\u2067", "\u2068", "\u2069"
_BLANKS = re.compile(r"\s+")

Align = Literal["start", "middle", "end"]


def clean(text: str) -> str:
    """Return text on one line that XML can hold and that cannot turn its surroundings round."""
    spaced = _BLANKS.sub(" ", text)
    kept = "".join(c for c in _FORBIDDEN.sub("", spaced) if ord(c) & 0xFFFE != 0xFFFE)
    return _paired([kept.strip()])[0]


def _paired(found: Iterable[str]) -> list[str]:
    """Return the lines of a text, its isolates closed and opened again at every end of a line; strays go."""
    depth, paired = 0, []
    for line in found:
        out = [_FIRST_STRONG * depth]
        for character in line:
            if character == _POP and not depth:
                continue
            depth += (character == _FIRST_STRONG) - (character == _POP)
            out.append(character)
        paired.append("".join(out) + _POP * depth)
    return paired


@lru_cache(maxsize=4096)
def _advance(character: str, after: str = "") -> float:
    """Return the width of a character in ems; an Arabic letter is narrower where it joins the one after it."""
    joins = character in _JOINED and unicodedata.bidirectional(after or " ") in ("AL", "NSM") and after != "ء"
    known = _JOINED[character] if joins else _ADVANCE.get(character) or _ENDING.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    plain = unicodedata.normalize("NFKD", character)[0]
    if plain in _ADVANCE:
        return _ADVANCE[plain]
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.05
    script = unicodedata.name(character, "").partition(" ")[0]
    return _SCRIPTS.get(script, 0.8) * (_CAPITAL if character.isupper() else 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A size and a face.

    Attributes
    ----------
    size
        Pixels.
    bold, italic, serif
        The face.
    spacing
        Pixels between letters.
    """

    size: float
    bold: bool = False
    italic: bool = False
    serif: bool = False
    spacing: float = 0.0

    def width(self, text: str) -> float:
        """Return an upper estimate of the width of a line in pixels."""
        em = sum(map(_advance, text, f"{text[1:]} ")) * (_BOLD if self.bold else 1.0) * (_SERIF if self.serif else 1.0)
        # letters that are joined cannot be spaced
        return em * self.size + (0.0 if right_to_left(text) else self.spacing * len(text))

    @property
    def attributes(self) -> str:
        """The face as attributes of SVG; the sans-serif family is that of the whole picture."""
        return "".join(
            (
                f' font-family="{SERIF}"' if self.serif else "",
                f' font-size="{number(self.size)}"',
                ' font-weight="700"' if self.bold else "",
                ' font-style="italic"' if self.italic else "",
                f' letter-spacing="{number(self.spacing)}"' if self.spacing else "",
            )
        )

    def cut(self, text: str, width: float) -> str:
        """Return a line that fits, with an ellipsis where it was cut."""
        if self.width(text) <= width:
            return text
        room = width - self.width("…")
        used, kept = 0.0, 0
        for kept, character in enumerate(text):  # noqa: B007 - the place of the cut is what is wanted
            used += self.width(character)
            if used > room:
                break
        whole = text.rfind(" ", 0, kept + 1)
        # between two words where one ends near by
        return text[: whole if whole > 0.6 * kept else kept].rstrip(" ,;:") + "…"

    def wrap(self, text: str, width: float, lines: int) -> list[str]:
        """Return at most so many lines that fit; the last one ends in an ellipsis when words are left over."""
        found: list[str] = []
        for word in clean(text).split(" "):
            if found and self.width(f"{found[-1]} {word}") <= width:
                found[-1] += f" {word}"
            else:
                found += self._broken(word, width)
        if len(found) > lines:
            rest = " ".join(found[lines - 1 :])
            found = [*found[: lines - 1], self.cut(rest, width)]
        return _paired(line for line in found if line)

    def _broken(self, word: str, width: float) -> list[str]:
        """Return the pieces of a word; one that no line can hold is broken where the line ends."""
        pieces = [""]
        for character in word:
            if pieces[-1] and self.width(pieces[-1] + character) > width:
                pieces.append("")
            pieces[-1] += character
        return pieces


def right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction runs from right to left; what is isolated does not count."""
    depth = 0
    for character in text:
        depth = max(0, depth + (character == _FIRST_STRONG) - (character == _POP))
        direction = unicodedata.bidirectional(character)
        if not depth and direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def directed(text: str, *, rtl: bool | None = None) -> str:
    """Return escaped text; one that runs from right to left is isolated, so that every program sets it alike.

    With isolates the anchor stays what it is for other text: ``start`` is the left end. A text runs as its first
    letter does unless ``rtl`` says otherwise.
    """
    cleaned = clean(text)
    turned = right_to_left(cleaned) if rtl is None else rtl
    return f"{_RIGHT_TO_LEFT}{html.escape(cleaned)}{_POP}" if turned else html.escape(cleaned)


def number(value: float) -> str:
    """Return a number with at most one decimal, as short as can be."""
    rounded = round(value, 1)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.1f}"


def text(x: float, y: float, line: str, *, align: Align = "start", more: str = "", rtl: bool | None = None) -> str:
    """Return one line of text with its baseline at ``y``; ``more`` holds further attributes."""
    anchor = "" if align == "start" else f' text-anchor="{align}"'
    return f'<text x="{number(x)}" y="{number(y)}"{anchor}{more}>{directed(line, rtl=rtl)}</text>'


def lines(x: float, y: float, found: Sequence[str], step: float, *, align: Align = "start", more: str = "") -> str:
    """Return the lines of one text below each other, the baseline of the first one at ``y``."""
    rtl = right_to_left(" ".join(found))
    return "".join(text(x, y + step * i, line, align=align, more=more, rtl=rtl) for i, line in enumerate(found))
