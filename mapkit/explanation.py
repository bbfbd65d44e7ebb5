"""Plain text that an editor can follow: from a mark on the map back to the sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mapkit.frames import event_title, format_quantity, place_label
from mapkit.model import Article, ControlState, Event, Evidence, Issue, Route, When


def _when(when: When | None) -> str:
    return when.edtf if when is not None else "unknown"


def _quotes(evidence: Sequence[Evidence], articles: Mapping[str, Article]) -> list[str]:
    lines = []
    for item in evidence:
        article = articles.get(item.article_id)
        name = article.name if article else item.article_id
        published = f", published {_when(article.published)}" if article else ""
        said = f", said by {item.attributed_to}" if item.attributed_to else ""
        lines.append(f"  - {name}{published}{said}, characters {item.start}-{item.end}:")
        lines.append(f"    “{' '.join(item.quote.split())}”")
    return lines


def explain_event(event: Event, articles: Mapping[str, Article], issues: Sequence[Issue] = ()) -> str:
    """Return what is reported, when and why then, who says so, and what stands against it."""
    place = event.place
    lines = [
        f"{event.id}: {event_title(event)}",
        f"status: {event.status}",
        f"when: {_when(event.when)} ({event.time_basis}, {event.time_precision})",
        f"where: {place_label(place)} ({place.id}, within {place.radius_m / 1000:g} km)"
        if place
        else f"where: {event.place_name or 'not said'}, not located",
    ]
    lines += [f"{role}: {actor.name}" for role, actor in event.actors]
    lines += [f"reported: {format_quantity(q)}" for q in event.quantities]
    lines.append(f"independent origins: {event.sources}")
    if event.superseded_by:
        lines.append(f"overtaken by: {event.superseded_by}")
    lines += [
        "because:",
        *(f"  - {reason}" for reason in event.reasons),
        "evidence:",
        *_quotes(event.evidence, articles),
    ]
    if issues:
        lines += ["open:", *(f"  - {issue.code}: {issue.message}" for issue in issues)]
    return "\n".join(lines)


def explain_state(state: ControlState, events: Mapping[str, Event], articles: Mapping[str, Article]) -> str:
    """Return who holds the place, by which rule, and the events it follows from."""
    holder = state.holder.name if state.holder else "nobody" if state.state == "vacuum" else "unknown"
    lines = [
        f"{state.id}: {place_label(state.place)} — {state.state}: {holder}",
        f"since: {_when(state.since)}",
        f"until: {_when(state.until) if state.until else 'not known to have ended'}",
        f"basis: {state.basis}, by the rule {state.rule}",
    ]
    return "\n".join([*lines, *_following(state.event_ids, events, articles)])


def explain_route(route: Route, events: Mapping[str, Event], articles: Mapping[str, Article]) -> str:
    """Return the ends, the line and its lengths, and the movements it follows from."""
    reported = format_quantity(route.reported_km) if route.reported_km else "none"
    lines = [
        f"{route.id}: {route.origin.name} to {route.destination.name}"
        + (f" — {route.actor.name}" if route.actor else ""),
        f"departed: {_when(route.departed)}",
        f"arrived: {_when(route.arrived) if route.arrived else 'not reported'}",
        f"drawn length: {route.length_km:g} km; reported distance: {reported}",
        f"line: {route.engine}, {route.note}",
        f"via: {', '.join(p.name for p in route.via) or 'not known'}",
    ]
    return "\n".join([*lines, *_following(route.event_ids, events, articles)])


def _following(ids: Sequence[str], events: Mapping[str, Event], articles: Mapping[str, Article]) -> list[str]:
    lines = ["follows from:"]
    for ident in ids:
        if event := events.get(ident):
            lines += ["", explain_event(event, articles)]
    return lines
