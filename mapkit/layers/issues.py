"""What could not or would not be decided; listed, never drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mapkit.layers import Feature, Quotation
from mapkit.layers.control import quotations_by_event
from mapkit.names import Names
from mapkit.words import Words

if TYPE_CHECKING:
    from mapkit.frames import Frames


class IssueLayer:
    """Open questions; their sentences are in English, the page has headings for their kinds in its language."""

    name = "issues"

    def __init__(self, language: str = "en", *, names: Names | None = None) -> None:
        self.title = (names.words if names else Words(language))("layer.issues")

    def features(self, frames: Frames) -> Iterable[Feature]:
        """Yield one feature an issue, in the order given."""
        sources = {quote.text: quote for quotes in quotations_by_event(frames).values() for quote in quotes}
        for number, issue in enumerate(frames.issues, start=1):
            yield Feature(
                id=f"is-{number}",
                layer=self.name,
                sign="issue",
                geometry=None,
                title=issue.message,
                kind=issue.code,
                status="unknown",
                quotes=tuple(
                    sources.get(evidence.quote, Quotation(text=evidence.quote, by=evidence.attributed_to or ""))
                    for evidence in issue.evidence
                ),
                related=issue.event_ids,
            )
