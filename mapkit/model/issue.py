"""What could not or would not be decided, and what an editor ruled."""

from __future__ import annotations

from dataclasses import dataclass

from mapkit.model.article import Evidence

RULED = "ruled by "
"""How the reason begins that a ruling leaves with what it rules on: ``ruled by WHO: WHY``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that could not or would not be decided.

    Attributes
    ----------
    code
        A word (``"undated-article"``, ``"unknown-place"``).
    message
        One sentence for an editor.
    evidence
        The words concerned; may be empty.
    event_ids
        The events concerned; may be empty.
    """

    code: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An editor's ruling; shown on the map as such.

    Attributes
    ----------
    target
        Article name or id, event id, or ``"actor:…"``.
    field, value
        What is ruled, as text.
    by, reason
        Who ruled and why.
    """

    target: str
    field: str
    value: str
    by: str
    reason: str
