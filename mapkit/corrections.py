"""An editor's rulings, applied where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mapkit.errors import ConfigError
from mapkit.model import RULED, Actor, Article, Correction, Event, Status, TimeBasis, When

FIELDS = {
    "article": ("published",),
    "actor": ("name",),
    "event": ("status", "when", "drop"),
}


def _sort(target: str) -> str:
    return "actor" if target.startswith("actor:") else "event" if target.startswith("ev-") else "article"


def check_corrections(corrections: Sequence[Correction], articles: Sequence[Article]) -> None:
    """Check that every ruling can be applied.

    Raises
    ------
    ConfigError
        When a field cannot be ruled on, a value cannot be read, or an article does not exist.
    """
    known = {name for a in articles for name in (a.name, a.id)}
    # the caller's own values: what they are is checked, whatever the annotations say
    strange: list[object] = [c for c in corrections if type(c) is not Correction]
    if strange:
        message = f"{strange[0]!r} is not a Correction"
        hint = "Give mk.Correction(target=..., field=..., value=..., by=..., reason=...)"
        raise ConfigError(message, hint=hint, key="corrections")
    for correction in corrections:
        if not correction.value.strip():
            message = f"the correction of {correction.target!r} gives {correction.field!r} no value"
            raise ConfigError(message, hint="Say what it should be", key=correction.field)
        sort = _sort(correction.target)
        if correction.field not in FIELDS[sort]:
            message = f"the field {correction.field!r} of an {sort} cannot be corrected"
            raise ConfigError(message, hint=f"These can: {', '.join(FIELDS[sort])}", key=correction.field)
        if sort == "article" and correction.target not in known:
            message = f"no article is called {correction.target!r}"
            raise ConfigError(
                message, hint=f"There are {', '.join(sorted(a.name for a in articles)[:8])}", key=correction.target
            )
        _value(correction)


def _value(correction: Correction) -> When | Status | str:
    try:
        if correction.field in ("published", "when"):
            return When.parse(correction.value)
        if correction.field == "status":
            return Status(correction.value)
    except ValueError as error:
        message = f"{correction.value!r} is no value for {correction.field}: {error}"
        raise ConfigError(
            message, hint="Days are written 2023-10-31, spans [2023-10-31..2023-11-17]", key=correction.field
        ) from error
    return correction.value


def apply_to_articles(articles: Sequence[Article], corrections: Sequence[Correction]) -> tuple[Article, ...]:
    """Return the articles with the publication days that were ruled."""
    ruled = {c.target: c for c in corrections if c.field == "published"}
    found = []
    for article in articles:
        corrected = article
        correction = ruled.get(article.name) or ruled.get(article.id)
        if correction is not None:
            when = _value(correction)
            reason = f"{RULED}{correction.by}: {correction.reason}"
            if isinstance(when, When):
                corrected = replace(
                    article, published=when, published_basis=TimeBasis.STATED, published_reasons=(reason,)
                )
        found.append(corrected)
    return tuple(found)


def apply_to_actors(
    events: Sequence[Event], corrections: Sequence[Correction], actors: Sequence[Actor]
) -> tuple[Event, ...]:
    """Return the events with the actors named as ruled, or as the caller's own actors say."""
    names = {c.target: c.value for c in corrections if c.field == "name"}
    own = {name.casefold(): actor for actor in actors for name in (actor.name, *actor.aliases)}

    def ruled(actor: Actor) -> Actor:
        called = (name.casefold() for name in (actor.name, *actor.aliases))
        mine = next((own[name] for name in called if name in own), actor)
        return replace(mine, name=names[mine.id]) if mine.id in names else mine

    return tuple(replace(e, actors=tuple((role, ruled(actor)) for role, actor in e.actors)) for e in events)


def apply_to_events(events: Sequence[Event], corrections: Sequence[Correction]) -> tuple[Event, ...]:
    """Return the events with the rulings on them applied; a dropped one is gone."""
    found = []
    for event in events:
        kept: Event | None = event
        for correction in corrections:
            if correction.target != event.id or kept is None:
                continue
            value = _value(correction)
            reason = (*kept.reasons, f"{RULED}{correction.by}: {correction.reason}")
            if isinstance(value, When):
                kept = replace(kept, when=value, time_basis=TimeBasis.STATED, reasons=reason)
            elif isinstance(value, Status):
                kept = replace(kept, status=value, reasons=reason)
            elif correction.field == "drop" and value == "true":
                kept = None
        if kept is not None:
            found.append(kept)
    return tuple(found)
