"""Linear models that are learned from annotated news: what each feature of a text weighs for each label.

``data/build/weights.py`` makes the tables in ``data/vocabulary``; :mod:`mapkit.events.weighing` and
:mod:`mapkit.events.takers` say what their features are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mapkit._resources import data_file


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature weighs for each label, by the label's number, and what weighs without any."""

    labels: Sequence[str]
    bias: Sequence[float]
    of: Mapping[str, Sequence[tuple[int, float]]]

    def sums(self, features: Iterable[str], start: Sequence[float] | None = None) -> list[float]:
        """Return what the features weigh together for each label, from ``start`` on; unknown ones weigh nothing."""
        found = [*(self.bias if start is None else start)]
        row_of = self.of.get
        for feature in features:
            for number, weight in row_of(feature, ()):
                found[number] += weight
        return found

    def of_label(self, feature: str, label: str) -> float:
        """Return what one feature weighs for a label."""
        number = self.labels.index(label)
        return next((weight for n, weight in self.of.get(feature, ()) if n == number), 0.0)


@cache
def weights(name: str) -> Weights:
    """Return the weights of ``data/vocabulary/{name}.json``."""
    data = json.loads(data_file("vocabulary", f"{name}.json").read_text(encoding="utf-8"))
    return Weights(data["labels"], data["bias"], data["weights"])
