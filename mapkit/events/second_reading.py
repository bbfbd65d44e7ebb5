"""What the rules leave out: places of which a sentence tells something in words that no rule reads.

The rules read most of an article, and say why. What they do not read is weighed (:mod:`mapkit.events.weighing`): where
the words round a place weigh enough for a kind of event that the article tells nowhere else of that place, it is
reported. When it was, who took part and how sure it is, the rules find as for any trigger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapkit.events import grammar
from mapkit.events.carried import speaks_there
from mapkit.events.clauses import within
from mapkit.events.forces import may_tell_of_forces
from mapkit.events.objects import object_places, site_name
from mapkit.events.page import Page, Report
from mapkit.events.reader import bounds_of, evidence_of, find_status, quantities_of, time_beside, told_on
from mapkit.events.timing import find_times_of
from mapkit.events.trigger import Trigger
from mapkit.events.weighing import Spot, Told, features_of, features_of_sentence, likely_kinds, spots_of, telling_words
from mapkit.events.weights import weights
from mapkit.events.where import may_be_at
from mapkit.events.who import find_actors_of
from mapkit.events.words import Scene
from mapkit.model import EventKind, Evidence, Mention, PlaceMatch, Status

_ALIKE = (
    frozenset((EventKind.ATTACK, EventKind.CLASH, EventKind.DESTRUCTION)),
    frozenset((EventKind.MOVEMENT, EventKind.DEPLOYMENT, EventKind.WITHDRAWAL)),
    frozenset((EventKind.CONTROL_CHANGE, EventKind.HANDOVER, EventKind.HELD)),
    frozenset((EventKind.AGREEMENT, EventKind.DECISION)),
)
"""Kinds of event that are names of one thing seen from several sides."""

_OF_THE_STORY = frozenset(EventKind) - {EventKind.AGREEMENT, EventKind.DECISION, EventKind.CASUALTY_REPORT}
"""What a sentence can tell of a place that it does not name: deals and tolls are a country's more often."""

_OF_FORCES = frozenset((*_ALIKE[1], *_ALIKE[2]))
"""What only forces and governments do: others come and go, too, and hand things over."""

_MOST = 4
"""Kinds of event that one place can have in one sentence."""


def read_again(page: Page, scenes: Sequence[Scene], objects: re.Pattern[str]) -> list[Report]:
    """Return the reports of an article with those that the rules left out, in text order.

    Parameters
    ----------
    page
        The article with what the rules have read.
    scenes
        Its sentences.
    objects
        Words that can be the object of a trigger of the form ``object``.
    """
    told = Told(page.reports)
    found = list(page.reports)
    table = weights("spots")
    for scene, common, spots in weighed_spots(page, scenes, told):
        start = table.sums(common)
        for spot, features in spots:
            known = told.of.get(spot.root, set())
            for kind in likely_kinds(table, table.sums(features, start))[:_MOST]:
                here = told.in_sentence(scene.sentence.start)
                if kind in known or _is_ruled_out(spot, kind, here):
                    continue
                telling = telling_words(table, (*features, *common), kind, scene.words)
                report = _report(page, scene, spot, kind, here, objects, telling)
                if report is not None:
                    known = known | {kind}
                    found.append(report)
            told.of[spot.root] = known
    return sorted(found, key=lambda r: r.at)


def weighed_spots(
    page: Page, scenes: Sequence[Scene], told: Told
) -> Iterator[tuple[Scene, list[str], Iterator[tuple[Spot, list[str]]]]]:
    """Yield each sentence with what all its places have that can weigh, and what each of them has besides."""
    before: list[Report] = []
    for scene in scenes:
        spots = spots_of(scene)
        if spots:
            features = ((spot, features_of(scene, spot, told, before)) for spot in spots)
            yield scene, features_of_sentence(page, scene), features
        before = told.in_sentence(scene.sentence.start)


def _is_ruled_out(spot: Spot, kind: EventKind, here: Sequence[Report]) -> bool:
    """Whether the rules have read enough to know better than the weights.

    They tell of the place in the sentence by another name for the same, or of somebody who goes there; and what they
    have read of a place that the sentence names is not told of one that it does not name.
    """
    alike = next((kinds for kinds in _ALIKE if kind in kinds), frozenset((kind,)))
    if spot.known != "in":
        return kind not in _OF_THE_STORY or any(r.kind in alike for r in here)
    if kind is EventKind.MOVEMENT and any(r.kind is kind for r in here):
        return True  # the other end of the same way
    ends = (root for r in here if r.kind in alike for root in (r.root, r.destination and r.destination.root))
    return spot.root in ends


def _report(
    page: Page,
    scene: Scene,
    spot: Spot,
    kind: EventKind,
    here: Sequence[Report],
    objects: re.Pattern[str],
    telling: list[int],
) -> Report | None:
    """Return what a sentence reports of a place; ``None`` for a fear, an aim or a forecast.

    Where the rules have read the like of another place in the same sentence, it is that with this place.
    """
    if isinstance(spot.where, PlaceMatch) and speaks_there(page.plain, scene.sentence.start, spot.where):
        return None  # "according to diplomats in X"
    t = _trigger(page, scene, kind, objects, telling, spot)
    if isinstance(spot.where, PlaceMatch) and spot.known == "in" and not may_be_at(t, spot.where):
        return None
    if kind in _OF_FORCES and not (
        t.parties or here or grammar.CONVOY.search(t.text, t.sentence.start, t.sentence.end)
    ):
        return None
    if kind in _OF_FORCES and not may_tell_of_forces(t):
        return None  # of an act of violence in a town at peace
    words = ", ".join(repr(_word_at(page.plain, at)) for at in telling)
    like = min((r for r in here if r.kind is kind), key=lambda r: abs(r.at - _position(spot, r.at)), default=None)
    doers = list(like.actors) if like is not None else find_actors_of(t)
    places = object_places(t, spot.where, doers)
    place = places[0] if places else None
    if like is not None and place is None:
        return None  # a name beside what the rules have read, of which nobody knows that it is another place
    unlocated = spot.name if place is None else None
    reasons = [f"kind: by the words round {spot.name!r}, as annotated news weighs them: {words}"]
    if like is not None:
        own_day = time_beside(t, spot.where)
        return replace(
            like,
            time=own_day or like.time,
            place=place,
            unlocated=unlocated,
            actors=doers,
            quantities=(),  # who was killed there was not killed here
            reasons=[*reasons, *like.reasons],
            carried=spot.known != "in",
            direct=False,
        )
    times = find_times_of(t)
    t.times = times
    status, why = find_status(t, doers)
    if status is None:
        return None
    return Report(
        article=page.article,
        kind=kind,
        status=status,
        evidence=evidence_of(t),
        place=place,
        unlocated=unlocated,
        called=site_name(page.article.text, spot.where) if unlocated else None,
        time=times[0] if times else None,
        actors=doers,
        quantities=quantities_of(t),
        reasons=[*reasons, f"status: {why}", *t.reasons],
        form="weighed",
        at=t.start,
        end=t.end,
        bounds=None if times or status is Status.PLANNED else bounds_of(t, status),
        told=None if times else told_on(t),
        carried=spot.known != "in",
    )


def _position(spot: Spot, otherwise: int) -> int:
    return spot.where.mention.evidence.start if isinstance(spot.where, PlaceMatch) and spot.known == "in" else otherwise


def _word_at(text: str, at: int) -> str:
    found = re.compile(r"\w+").match(text, at)
    return found.group() if found is not None else ""


def _trigger(
    page: Page, scene: Scene, kind: EventKind, objects: re.Pattern[str], telling: list[int], spot: Spot
) -> Trigger:
    """Return the trigger of the kind next to the place, else the word that tells most."""
    sentence = scene.sentence
    at = _position(spot, sentence.start)
    cues = [c for c in scene.cues if c.hints["event"] == kind]
    cue = min(
        cues, key=lambda c: sentence.distance(c.evidence.start, c.evidence.end, at, at + len(spot.name)), default=None
    )
    if cue is None:
        start = telling[0] if telling else sentence.start
        end = start + len(_word_at(page.plain, start))
        quote = page.article.text[start:end]
        evidence = Evidence(article_id=page.article.id, start=start, end=end, quote=quote)
        cue = Mention(kind="cue", evidence=evidence, value=f"event:{kind};form:active;verb:past", extractor="weights/1")
    return Trigger(
        page,
        sentence,
        cue,
        within(page.parties, sentence, lambda p: p.start),
        within(page.places, sentence, lambda m: m.mention.evidence.start),
        within(page.times, sentence, lambda m: m.mention.evidence.start),
        within(page.lengths, sentence, lambda m: m.mention.evidence.start),
        within(page.quantities, sentence, lambda m: m.evidence.start),
        objects,
    )
