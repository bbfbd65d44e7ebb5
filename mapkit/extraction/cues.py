"""Event triggers: the words that may report something."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mapkit.extraction._triggers import Start, compiled, triggers
from mapkit.extraction.asides import without_asides
from mapkit.model import Evidence, Mention

EXTRACTOR = "rules/1"

_WORD = re.compile(r"[^\W\d_][\w-]*")
_NEWLY = re.compile(r"(?:newly|recently|freshly|just)-(?=\w)", re.IGNORECASE)
# what may stand between a verb and its preposition: "entered quickly into", "ont pénétré simultanément dans"
_ADVERB = re.compile(
    r"\s+(?:also|then|later|again|quickly|swiftly|briefly|simultaneously|suddenly|finally|eventually|gradually|hastily"
    r"|peacefully|immediately|officially|formally|aussi|également|ensuite|enfin|encore|aussitôt|simultanément|successivement"
    r"|rapidement|brièvement|brusquement|finalement|officiellement|formellement|progressivement|immédiatement"
    r"|discrètement|massivement|précipitamment)(?=\s)"
    # "est passée, presque sans combat, sous le contrôle de"
    r"|\s*,\s(?!(?:and|but|et|mais|puis|then|who|which|qui|que|dont|où|where)\b)[^,;.:\n\d]{3,40},(?=\s)",
    re.IGNORECASE,
)
_REFLEXIVE = re.compile(
    r"(?<!\w)(?:s[’']|se\s|nous\s)\s*(?:(?:en|y)\s+)?(?:(?:sommes|étions|est|sont|était|étaient|être|étant|soient|soit|serait|seraient|serai|sera|seront)\s+)?"
    r"(?:(?:\w+ment|à nouveau|de nouveau|aussi|également|ainsi|enfin|déjà|aussitôt|depuis|encore|bien|tous|toutes"
    r"|ensuite|puis|alors|bientôt|vite|par la suite|par ailleurs|peu après|plus tard|dans la foulée"
    r"|à (?:son|leur) tour|en partie|en bon ordre|sans combat|pour l[’']essentiel|toutefois|cependant|pourtant"
    r"|quasiment|tous deux|toutes deux|un à un)"
    r"\s+){0,2}$",
    re.IGNORECASE,
)

_REFLEXIVE_WITHIN = 45
"""Characters before a French verb within which its pronoun stands."""


def find_cues(
    text: str,
    *,
    article_id: str = "",
    span: tuple[int, int] | None = None,
    language: str | None = None,
    times: Iterable[Mention] = (),
) -> tuple[Mention, ...]:
    """Find event triggers.

    Parameters
    ----------
    text
        The whole article; offsets refer to it.
    article_id
        Put into the evidence.
    span
        ``[start, end)`` to search; the whole text by default.
    language
        BCP 47; French where it begins with ``fr``, English otherwise.
    times
        The time expressions of the text, which may stand in the middle of a trigger: "took on Monday control of".

    Returns
    -------
    tuple of Mention
        In text order and without overlaps: where two triggers overlap, the longer one counts ("ordered the mission to
        leave" is a decision, not a departure). ``value`` is ``event:<kind>;form:<form>`` with ``;verb:<inflection>``
        for a verb (see :func:`mapkit.extraction.inflection.verb_forms`).
    """
    start, stop = span if span is not None else (0, len(text))
    index = triggers("fr" if (language or "").startswith("fr") else "en")
    hits: list[tuple[int, int, str]] = []
    quoted, text = text, without_asides(text, times)
    for word in _WORD.finditer(text, start, stop):
        begin = word.start()
        written = word.group()
        if "-" in written and (newly := _NEWLY.match(text, begin)) is not None:  # "the newly-captured town"
            begin = newly.end()
            written = text[begin : word.end()]
        found = index.get(written.casefold())
        if found is None:
            continue
        ats = _goes_on(found, text, word.end(), stop)
        for trigger in found.triggers:
            end = word.end()
            if trigger.rest is not None:
                rest = next(filter(None, (compiled(trigger.rest).match(text, at, stop) for at in ats)), None)
                if rest is None:
                    continue
                # what only has to follow, maybe behind an aside, is no part of it
                end = rest.end() - len(rest.group()) + len(rest.group().rstrip()) if rest.group().strip() else end
            if trigger.reflexive and not _REFLEXIVE.search(text, max(start, begin - _REFLEXIVE_WITHIN), begin):
                continue
            verb = f";verb:{trigger.inflection}" if trigger.inflection else ""
            hits.append((begin, end, f"event:{trigger.kind};form:{trigger.form}{verb}"))
    return tuple(
        Mention(
            kind="cue",
            evidence=Evidence(article_id=article_id, start=begin, end=end, quote=quoted[begin:end]),
            value=value,
            extractor=EXTRACTOR,
        )
        for begin, end, value in _longest(list(dict.fromkeys(hits)))
    )


def _goes_on(found: Start, text: str, end: int, stop: int) -> list[int]:
    """Return from where on there may be what a trigger of the word needs: right behind it, and behind an adverb."""
    adverb = _ADVERB.match(text, end, stop)
    ats = [end] if adverb is None else [end, adverb.end()]
    return ats if found.rests is None else [at for at in ats if compiled(found.rests).match(text, at, stop)]


def _is_decided(outer: tuple[int, int, str], inner: tuple[int, int, str]) -> bool:
    """Whether a decision holds what is decided: "voted to send troops" plans a deployment, too."""
    return outer[2].startswith("event:decision") and inner[2].startswith("event:deployment;form:active")


def _longest(hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Keep the longest of overlapping hits, and of several readings of the same words all."""
    kept: list[tuple[int, int, str]] = []
    for hit in sorted(hits, key=lambda h: (h[0], -h[1])):
        if not kept or hit[0] >= kept[-1][1] or hit[:2] == kept[-1][:2] or _is_decided(kept[-1], hit):
            kept.append(hit)
        elif hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
            while kept and hit[0] < kept[-1][1]:
                kept.pop()
            kept.append(hit)
    return kept
