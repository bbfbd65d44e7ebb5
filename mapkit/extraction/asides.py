"""The text as grammar looks at it: without what may stand in the middle of anything."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mapkit.model import Mention

_ASIDE = re.compile(r"\([^()\n]{1,60}\)")
# a few words in quotation marks inside a sentence: "gained 'full control' of", 'had been "freed from robbers"'
_SCARE = re.compile(
    r"(?<=[\s(])(?P<open>[\"“«‘']\s?)(?=[a-zà-ÿ])(?!(?:we|i|it|they|he|she|you|nous|je|ils?|elles?|on|vous)\b)"
    r"[^\"”»’'“«‘\n.!?]{2,60}?(?P<close>\s?[\"”»’'])(?=[\s,.;:)]|\Z)"
)
# "the K1 military base", "la base aérienne K-1": which base, and no name of a town
_DESIGNATOR = re.compile(
    r"\b[A-Z]-?\d{1,3}(?=\s+(?:military\s+|air\s+|army\s+)?(?:air)?(?:base|field|camp)\b)"
    r"|\b(?:base|camp)\s+(?:militaire\s+|aérienne\s+)?(?P<behind>[A-Z]-?\d{1,3})\b"
)
# "thousands of soldiers and their families withdrew": it is the soldiers who do
_FAMILIES = (
    re.compile(r" their\s+(?:families|relatives|dependents|wives)(?!\w)"),
    re.compile(r" leurs\s+(?:familles|proches)(?!\w)"),
)
_WITH = re.compile(r"(?<=\w)\s+(?:and|with|et|avec)\s*$")
_BEFORE_TIME = re.compile(
    r"(?:(?<!\w)(?:on|in|at|by|since|late|early|during|le|ce|cet|cette|dans|en|dès|depuis|l[’']"
    r"|dans la (?:journée|soirée|matinée|nuit) d[eu]|au cours d(?:e|es|u)|la|les|pendant|courant)\s*)+$",
    re.IGNORECASE,
)
# "walked in that evening", "moved in on Tuesday": this "in" belongs to the verb
_PARTICLE = re.compile(
    r"(?<!\w)in\s+(?=on\s|at\s|(?:the\s+(?:same|next|following)|(?:later\s+)?that(?:\s+same)?)\s+(?:day|morning|afternoon|evening|night)(?!\w)"
    r"|(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!\w)|yesterday|overnight|[^,.;]{1,30}?(?<!\w)(?:later|after|earlier)(?!\w))",
    re.IGNORECASE,
)
# "shortly before dawn on Monday": no clause begins with this "before"
_HOUR = re.compile(
    r"(?:dawn|daybreak|sunrise|noon|midday|midnight|dusk|nightfall|sunset|l[’']aube|aube|minuit|midi)\b", re.IGNORECASE
)
_BEFORE_HOUR = re.compile(
    r"(?<!\w)(?:(?:shortly|just|well|soon|peu|juste)\s+)?(?:before|after|avant|après)\s+(?:l[’'])?$", re.IGNORECASE
)


def without_asides(text: str, times: Iterable[Mention]) -> str:
    """Return the text with time expressions, short parentheses and scare quotes' marks blanked out; every offset stays.

    What is left is what grammar looks at: "took (on the third day) control of", "was, on Tuesday, retaken". "Now" and
    "recently" stay, since they belong to the verb.
    """
    spans = [match.span() for match in _ASIDE.finditer(text)]
    found = (match for families in _FAMILIES for match in families.finditer(text))
    families = ((_WITH.search(text, max(0, m.start() - 8), m.start()), m.end()) for m in found)
    spans += [(joined.start(), end) for joined, end in families if joined is not None]
    spans += [m.span("behind" if m["behind"] else 0) for m in _DESIGNATOR.finditer(text)]
    spans += [span for match in _SCARE.finditer(text) for span in (match.span("open"), match.span("close"))]
    spans += [(m.evidence.start, m.evidence.end) for m in times if not (m.value or "").startswith(_ADVERBS)]
    parts, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        before = _BEFORE_TIME.search(text, max(at, start - 28), start)
        if before is None and _HOUR.match(text, start, end):
            before = _BEFORE_HOUR.search(text, max(at, start - 28), start)
        begin = max(at, before.start() if before else start)
        particle = _PARTICLE.match(text, begin, end)
        begin = particle.end() if particle is not None else begin
        # "remis, ce dimanche, la base": the commas belong to the aside
        commas = text[end : end + 1] == "," and text[max(at, begin - 2) : begin] == ", "
        low, high = (begin - 2, end + 1) if commas else (begin, end)
        parts += [text[at:low], " " * (high - low)]
        at = high
    return "".join([*parts, text[at:]])


_ADVERBS = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
