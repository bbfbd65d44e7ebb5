"""Where the groups that a report may join stand: by when they are, so that a report meets few of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from mapkit.model import When

NARROW = timedelta(days=31)
"""Up to this length an instant is filed under each of its days."""

FAR = timedelta(days=400)
"""Up to this length an instant is looked for day by day; a longer one is compared with everything on its shelf."""


@dataclass(slots=True)
class Shelf:
    """Numbers of groups of one kind, place and status, filed by their time.

    What :meth:`near` returns holds every number whose time can meet the one asked for; it may hold more.
    """

    recent: timedelta
    """How long before an undated report what it tells of can have been."""
    _days: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    _ends: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    _wide: list[int] = field(default_factory=list)
    _unknown: list[int] = field(default_factory=list)
    _all: list[int] = field(default_factory=list)

    def put(self, number: int, when: When | None, *, undated: bool) -> None:
        """File a group, again when its time has become narrower; the old entries do no harm."""
        self._all.append(number)
        if when is None:
            self._unknown.append(number)
        elif when.earliest is not None and when.latest is not None and when.latest - when.earliest <= NARROW:
            for day in _days(when.earliest, when.latest):
                self._days[day].append(number)
        elif undated and when.earliest is None and when.latest is not None:
            self._ends[when.latest].append(number)
        else:
            self._wide.append(number)

    def near(self, when: When | None, *, undated: bool) -> list[int]:
        """Return the numbers of the groups that can be at ``when``, in the order of their founding."""
        if when is None:
            return sorted(set(self._unknown))
        low, high = when.earliest, when.latest
        if low is None and high is not None and undated:
            low = _before(high, self.recent)
        if low is None or high is None or high - low > FAR:
            return sorted(set(self._all))
        found = set(self._wide)
        for day in _days(low, high):
            found.update(self._days.get(day, ()))
        # an undated group is at most so long before the end of what it knows
        for day in _days(low, _after(high, self.recent)):
            found.update(self._ends.get(day, ()))
        return sorted(found)


def _days(first: date, last: date) -> Iterable[date]:
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))


def _before(day: date, length: timedelta) -> date:
    return date.fromordinal(max(1, day.toordinal() - length.days))


def _after(day: date, length: timedelta) -> date:
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + length.days))
