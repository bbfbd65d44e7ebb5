"""A time expression and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mapkit.model.article import Mention
from mapkit.model.when import TimeBasis, TimePrecision, When


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMatch:
    """A time expression and what was made of it.

    Attributes
    ----------
    mention
        The words.
    when
        The instant they name, between bounds; ``None`` when unresolved.
    timex_type, timex_value
        TIMEX3 type (DATE, TIME, DURATION, SET) and value.
    reasons
        The derivation, in words for an editor.
    basis, precision
        How the time was obtained and how fine it is.
    relation
        How an event stands to the expression: ``at`` it, not after it (``by``), from it on (``since``) or up to it
        (``until``).
    """

    mention: Mention
    when: When | None
    timex_type: str
    timex_value: str
    reasons: tuple[str, ...] = ()
    basis: TimeBasis = TimeBasis.NONE
    precision: TimePrecision = TimePrecision.NONE
    relation: Literal["at", "by", "since", "until"] = "at"
