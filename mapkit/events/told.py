"""Events that an extractor has read by itself become reports: who, where and when are what its cue points at.

A cue of the form ``told`` names kind and status, and points at words of the article: the value
``event:attack;form:told;status:claimed;place:120-124;time:140-146;by:the rebels`` has the spans of place and time as
offsets, and the actors as they are named. The rules' own reading of sentences leaves such cues alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mapkit._text import fold
from mapkit.chronology.datelines import stands_in_dateline
from mapkit.events.page import Doers, Page, Report
from mapkit.events.party import Party, slug
from mapkit.model import Actor, Article, EventKind, Mention, Place, PlaceMatch, Role, Status, TimeMatch

FORM = "told"

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_DETERMINER = re.compile(
    r"(?:(?:the|an?|some|several|these|those|les?|la|des|une?|ces)\s+|l[’']\s*)(?=\S)", re.IGNORECASE
)


def is_told(mention: Mention) -> bool:
    """Whether a mention is an event that an extractor has read by itself."""
    return mention.kind == "cue" and mention.hints.get("form") == FORM


def told_reports(
    page: Page, cues: Iterable[Mention], places: Sequence[PlaceMatch], times: Sequence[TimeMatch]
) -> list[Report]:
    """Make reports of cues of the form ``told``.

    Parameters
    ----------
    page
        The article with the actors that the rules found in it.
    cues
        Mentions; those of another form are left out, as are those of a kind or a status that does not exist.
    places, times
        What the article's place and time mentions were resolved to.

    Returns
    -------
    list of Report
        In the order of the cues. The place and the time are those whose words overlap the ones pointed at; an actor is
        the one that the rules know under these words, else one of that name. Where the rules have read the same in the
        same words (``page.reports``), each of the two reports takes from the other what it leaves open.
    """
    found = [report for cue in cues if is_told(cue) for report in _report(page, cue, places, times)]
    for report in found:
        twins = [r for r in page.reports if _are_twins(r, report)]
        if len(twins) == 1:
            _complete(report, twins[0])
            _complete(twins[0], report)
    return found


def told_alone(
    article: Article,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMatch],
    times: Sequence[TimeMatch],
    parties: Sequence[Party],
) -> list[Report]:
    """Make reports of what is told of an article that the rules themselves do not read."""
    page = Page(
        article=article,
        plain=article.text,
        places=list(places),
        times=list(times),
        lengths=[],
        parties=list(parties),
        quantities=[],
    )
    return told_reports(page, mentions, places, times)


def _report(page: Page, cue: Mention, places: Sequence[PlaceMatch], times: Sequence[TimeMatch]) -> Iterator[Report]:
    hints, at = cue.hints, cue.evidence
    if hints.get("event") not in list(EventKind) or hints.get("status") not in list(Status):
        return
    kind, status = EventKind(hints["event"]), Status(hints["status"])
    reasons = [f"read by {cue.extractor}, which quotes the article", f"status: as {cue.extractor} reads it"]
    actors = list(_actors(page, cue))
    place, unlocated = _place(hints.get("place"), places, reasons)
    leaves = kind in (EventKind.WITHDRAWAL, EventKind.HANDOVER)
    if leaves and place is not None and place.kind == "town" and any(a.side == "international" for _, a, _ in actors):
        place = place.base()
        reasons.append("place: a mission leaves its base at the town, not the town")
    time = _time(page.article, hints.get("time"), times)
    if status is Status.HAPPENED and _lies_ahead(page.article, time):
        status = Status.PLANNED
        reasons.append("status: it lies after the publication")
    moves = kind is EventKind.MOVEMENT
    yield Report(
        article=page.article,
        kind=kind,
        status=status,
        evidence=at,
        place=place,
        time=time,
        actors=actors,
        destination=_place(hints.get("destination"), places, reasons)[0] if moves else None,
        reasons=reasons,
        form=FORM,
        at=at.start,
        end=at.end,
        unlocated=unlocated,
    )


def _are_twins(a: Report, b: Report) -> bool:
    """Whether two reports tell the same in the same words; one that does not say where may be any."""
    if a.kind is not b.kind or a.evidence.start >= b.evidence.end or b.evidence.start >= a.evidence.end:
        return False
    if a.place is None or b.place is None:
        return all(r.unlocated is None for r in (a, b)) or (a.place is b.place and a.unlocated == b.unlocated)
    return a.place.root == b.place.root


def _complete(report: Report, other: Report) -> None:
    """Give a report the time and the place that its twin has and it has not."""
    if (report.time is None or report.time.when is None) and other.time is not None and other.time.when is not None:
        report.time = other.time
        report.reasons.append("time: as read in the same words by another reader")
    if report.place is None and other.place is not None:
        report.place = other.place
        report.reasons.append("place: as read in the same words by another reader")


def _lies_ahead(article: Article, time: TimeMatch | None) -> bool:
    published = article.published.latest if article.published is not None else None
    earliest = time.when.earliest if time is not None and time.when is not None else None
    return published is not None and earliest is not None and earliest > published


def _overlap(span: str | None, start: int, end: int) -> int:
    """Return how many characters two spans share; the first is written ``120-124``."""
    match = _SPAN.fullmatch(span or "")
    return min(int(match[2]), end) - max(int(match[1]), start) if match else 0


def _place(span: str | None, places: Sequence[PlaceMatch], reasons: list[str]) -> tuple[Place | None, str | None]:
    """Return the place that the words stand for, and the words where they could not be located."""
    shared = [(_overlap(span, m.mention.evidence.start, m.mention.evidence.end), m) for m in places]
    best = max(shared, key=lambda pair: pair[0], default=None)
    if best is None or best[0] <= 0:
        return None, None
    match, words = best[1], best[1].mention.evidence.quote
    if match.role != "location":
        what = "a government" if match.role == "metonym" else "part of a name"
        reasons.append(f"place: {words!r} is {what} here, and no place")
        return None, None
    if match.place is None:
        reasons.append(f"place: {words!r} could not be located")
        return None, words
    return match.place, None


def _time(article: Article, span: str | None, times: Sequence[TimeMatch]) -> TimeMatch | None:
    """Return the time that the words stand for, where it can date an event."""
    shared = [
        (_overlap(span, m.mention.evidence.start, m.mention.evidence.end), m)
        for m in times
        if m.timex_type != "SET" and m.relation != "until" and not stands_in_dateline(article, m.mention.evidence)
    ]
    best = max(shared, key=lambda pair: (pair[0], pair[1].when is not None), default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _actors(page: Page, cue: Mention) -> Iterator[tuple[Role, Actor, bool]]:
    """Yield who takes part, each once in a role."""
    found: Doers = []
    for hint in (cue.value or "").split(";"):
        role, _, name = hint.partition(":")
        if role not in list(Role) or not fold(name):
            continue
        actor = _actor(page, name, cue.evidence.start)
        if actor is not None and not any(r == role and a.id == actor[0].id for r, a, _ in found):
            found.append((Role(role), *actor))
    yield from found


def _actor(page: Page, name: str, near: int) -> tuple[Actor, bool] | None:
    """Return the actor of a name, and whether it is a name and no description; none for a pronoun."""
    bare = _bare(name)
    ranked = []
    for party in page.parties:
        words = _bare(page.article.text[party.start : party.end])
        if fold(words) == fold(bare):
            rank = 0
        elif party.actor is None:
            continue
        elif fold(bare) in (fold(own) for own in (party.actor.name, *party.actor.aliases)):
            rank = 1
        elif party.specific and (_holds(bare, words) or _holds(words, bare)):
            rank = 2
        else:
            continue
        ranked.append((rank, abs(party.start - near), party))
    if not ranked:
        actor = Actor(id=f"actor:{slug(bare)}", name=bare)
        return actor, any(c.isupper() for c in bare)
    party = min(ranked, key=lambda r: r[:2])[2]
    return (party.actor, party.specific) if party.actor is not None else None


def _bare(name: str) -> str:
    """Return a name in single spaces and without the article before it."""
    name = " ".join(name.split())
    determiner = _DETERMINER.match(name)
    return name[determiner.end() :] if determiner else name


def _holds(words: str, others: str) -> bool:
    return f" {fold(others)} " in f" {fold(words)} "
