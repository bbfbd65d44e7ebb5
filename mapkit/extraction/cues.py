"""Event triggers: the words that may report something."""

from __future__ import annotations

from mapkit.extraction._patterns import triggers
from mapkit.model import Evidence, Mention

EXTRACTOR = "rules/1"


def find_cues(text: str, *, article_id: str = "", span: tuple[int, int] | None = None) -> tuple[Mention, ...]:
    """Find event triggers.

    Parameters
    ----------
    text
        The whole article; offsets refer to it.
    article_id
        Put into the evidence.
    span
        ``[start, end)`` to search; the whole text by default.

    Returns
    -------
    tuple of Mention
        In text order and without overlaps: where two triggers overlap, the longer one counts ("ordered the mission to
        leave" is a decision, not a departure). ``value`` is ``event:<kind>;form:<form>``.
    """
    start, stop = span if span is not None else (0, len(text))
    hits = [
        (match.start(), match.end(), kind, form)
        for kind, form, pattern in triggers()
        for match in pattern.finditer(text, start, stop)
    ]
    hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
    taken: list[tuple[int, int, str, str]] = []
    covered = bytearray(stop - start)
    for hit in hits:
        low, high = hit[0] - start, hit[1] - start
        if not any(covered[low:high]):
            taken.append(hit)
            covered[low:high] = b"\x01" * (high - low)
    return tuple(
        Mention(
            kind="cue",
            evidence=Evidence(article_id=article_id, start=begin, end=end, quote=text[begin:end]),
            value=f"event:{kind};form:{form}",
            extractor=EXTRACTOR,
        )
        for begin, end, kind, form in sorted(taken)
    )
