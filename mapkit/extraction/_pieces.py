"""Long texts are read in pieces."""

from __future__ import annotations

from collections.abc import Iterator


def pieces(text: str, start: int, stop: int, most: int) -> Iterator[tuple[int, int]]:
    """Cut ``[start, stop)`` into pieces of at most ``most`` characters, where a writer would."""
    while stop - start > most:
        found = ((mark, text.rfind(mark, start + most // 2, start + most)) for mark in ("\n", ". ", " "))
        cut = next((at + len(mark) for mark, at in found if at >= 0), start + most)
        yield start, cut
        start = cut
    if start < stop:
        yield start, stop
