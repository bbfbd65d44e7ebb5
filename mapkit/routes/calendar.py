"""Things by when they can have been, so that a journey meets only those of its own days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")

LONG = 92
"""Days up to which a thing is looked for by its first day; what lasts longer, or is open at an end, meets everybody."""


class Calendar(Generic[T]):
    """Things with the first and the last day on which they can have been.

    Parameters
    ----------
    dated
        Each thing with its days; ``None`` for an end that is not known. What has neither is left out.
    """

    def __init__(self, dated: Iterable[tuple[T, date | None, date | None]]) -> None:
        self._things: list[T] = []
        self._long: list[int] = []
        short: list[tuple[int, int, int]] = []
        for thing, first, last in dated:
            if first is None and last is None:
                continue
            number = len(self._things)
            self._things.append(thing)
            if first is None or last is None or (last - first).days > LONG:
                self._long.append(number)
            else:
                short.append((first.toordinal(), last.toordinal(), number))
        self._short = sorted(short)

    def meeting(self, first: date, last: date) -> list[T]:
        """Return what can have been between two days, both included, in the order given; long things always."""
        low, high = first.toordinal(), last.toordinal()
        start = bisect_left(self._short, (low - LONG,))
        end = bisect_right(self._short, (high, date.max.toordinal(), len(self._things)))
        met = [number for _, until, number in self._short[start:end] if until >= low]
        return [self._things[number] for number in sorted((*met, *self._long))]
