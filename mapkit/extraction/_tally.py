"""What a language model was asked, what came of it, and what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from mapkit.model import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReport:
    """What a language model was asked, and what came of it.

    Attributes
    ----------
    name
        Of the extractor.
    articles, cached
        How many articles were read, and for how many of them the answer was at hand.
    accepted, rejected
        Events whose quotation stands in the text; everything else, by reason.
    requests, retries, failures
        Requests sent; how many of them were repetitions; articles that could not be read.
    issues
        One for each article that could not be read.
    tokens_in, tokens_out, uncounted
        As the server counts them; how many of its answers bore no count.
    cost
        Of these tokens, in the currency of the prices; ``None`` where no prices are given.
    seconds
        Spent on requests and waiting.
    """

    name: str
    articles: int
    cached: int
    accepted: int
    rejected: Mapping[str, int]
    requests: int
    retries: int
    failures: int
    issues: tuple[Issue, ...]
    tokens_in: int
    tokens_out: int
    uncounted: int
    cost: float | None
    seconds: float

    def __str__(self) -> str:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(self.rejected.items()))
        spent = f"cost: {self.cost:.6g}" if self.cost is not None else "cost: no prices given"
        more = f" (and those of {self.uncounted} answers that bear no count)" if self.uncounted else ""
        lines = [
            f"{self.name}: {self.accepted} events accepted in {self.articles} articles ({self.cached} from the cache)",
            f"  rejected: {sum(self.rejected.values())}{f' ({reasons})' if reasons else ''}",
            f"  requests: {self.requests}, {self.retries} of them again; articles that failed: {self.failures}",
            f"  tokens: {self.tokens_in} in, {self.tokens_out} out{more}; {spent}; {self.seconds:.1f} s",
        ]
        return "\n".join([*lines, *(f"  {issue.code}: {issue.message}" for issue in self.issues)])


@dataclass(slots=True)
class Tally:
    """What is counted; by article where one may be read again."""

    read: dict[str, tuple[int, Counter[str]]] = field(default_factory=dict)
    cached: set[str] = field(default_factory=set)
    failed: dict[str, Issue] = field(default_factory=dict)
    unkept: dict[str, Issue] = field(default_factory=dict)
    requests: int = 0
    retries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    seconds: float = 0.0

    def report(self, name: str, prices: tuple[float, float] | None) -> ModelReport:
        """Return the counts as they are now."""
        cost = None if prices is None else (self.tokens_in * prices[0] + self.tokens_out * prices[1]) / 1e6
        rejected: Counter[str] = sum((reasons for _, reasons in self.read.values()), Counter())
        return ModelReport(
            name=name,
            articles=len(self.read),
            cached=len(self.cached & self.read.keys()),
            accepted=sum(accepted for accepted, _ in self.read.values()),
            rejected=dict(sorted(rejected.items())),
            requests=self.requests,
            retries=self.retries,
            failures=len(self.failed),
            issues=self.issues,
            tokens_in=self.tokens_in,
            tokens_out=self.tokens_out,
            uncounted=self.uncounted,
            cost=cost,
            seconds=self.seconds,
        )

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read or kept."""
        return (*self.failed.values(), *self.unkept.values())
