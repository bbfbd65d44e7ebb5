"""Linear models that are learned from annotated news: what each feature of a text weighs for each label.

``data/build/weights.py`` makes the tables in ``data/vocabulary``; :mod:`mapkit.events.about`,
:mod:`mapkit.events.whereabouts`, :mod:`mapkit.events.weighing`, :mod:`mapkit.events.days`, :mod:`mapkit.events.takers`
and :mod:`mapkit.events.credence` say what their features are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mapkit._resources import data_file

_LIKELY = 0.4
"""Share that the likeliest must have of all that is weighed, where the rules have read nothing.

Of the takers of places that have .4 to .5, three in five are right.
"""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature weighs for each label, by the label's number, and what weighs without any."""

    labels: Sequence[str]
    bias: Sequence[float]
    of: Mapping[str, Sequence[tuple[int, float]]]

    def sums(self, features: Iterable[str], start: Sequence[float] | None = None) -> list[float]:
        """Return what the features weigh together for each label, from ``start`` on; unknown ones weigh nothing."""
        found = [*(self.bias if start is None else start)]
        for row in filter(None, map(self.of.get, features)):
            for number, weight in row:
                found[number] += weight
        return found

    def sum(self, features: Iterable[str]) -> float:
        """Return what the features weigh together, of a table that has one label only."""
        return self.bias[0] + sum([row[0][1] for row in filter(None, map(self.of.get, features))])

    def of_label(self, feature: str, label: str) -> float:
        """Return what one feature weighs for a label."""
        number = self.labels.index(label)
        return next((weight for n, weight in self.of.get(feature, ()) if n == number), 0.0)


def outweighs(best: float, as_read: float | None, sums: Iterable[float], margin: float) -> bool:
    """Whether what weighs most of all is put in the stead of what the rules have read, if they have read anything.

    Then it must weigh more by the margin: the logarithm of how many times likelier it is.
    """
    if as_read is not None:
        return best > as_read + margin
    return 1 / math.fsum(math.exp(weight - best) for weight in sums) >= _LIKELY


@cache
def weights(name: str) -> Weights:
    """Return the weights of ``data/vocabulary/{name}.json``."""
    data = json.loads(data_file("vocabulary", f"{name}.json").read_text(encoding="utf-8"))
    return Weights(data["labels"], data["bias"], data["weights"])
