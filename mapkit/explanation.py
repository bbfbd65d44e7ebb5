"""Plain text that an editor can follow: from a mark on the map back to the sentences."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date

from mapkit.frames import event_title, format_quantity, place_label
from mapkit.model import Article, Basis, ControlState, Event, Evidence, Issue, Place, Route, When


def _when(when: When | None) -> str:
    return when.edtf if when is not None else "unknown"


def _quotes(evidence: Sequence[Evidence], articles: Mapping[str, Article]) -> list[str]:
    lines = []
    for item in evidence:
        article = articles.get(item.article_id)
        name = article.name if article else item.article_id
        published = f", published {in_words(article.published)}" if article else ""
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


def explain_state(
    state: ControlState, events: Mapping[str, Event], articles: Mapping[str, Article], *, says: str = ""
) -> str:
    """Return who holds the place, from when to when, by which rule, who says so, and who tells otherwise."""
    lines = [
        f"{state.id}: {_where(state.place)}: {_holder(state)}",
        f"From: {in_words(state.since)}",
        f"Until: {in_words(state.until) if state.until else 'no end is reported'}",
        f"How sure: {_SURE[state.basis]}",
        f"Rule: {says or 'derived by'} ({state.rule})",
        "",
        "It follows from:",
        *_reports(state.event_ids, events, articles),
    ]
    if state.beside:
        lines += ["", "Told otherwise:", *_reports(state.beside, events, articles)]
    return "\n".join(lines)


def explain_place(place: Place, states: Sequence[ControlState], says: str) -> str:
    """Return who is reported to have held a place, a line a state; ``says`` where no report tells."""
    if not states:
        return f"{place.id}: {_where(place)}: unknown. {says}"
    lines = [f"{place.id}: {_where(place)}"]
    for state in states:
        until = f"until {in_words(state.until)}" if state.until else "no end reported"
        lines.append(f"  - {_holder(state)}, from {in_words(state.since)}, {until} ({state.rule}, {state.id})")
    return "\n".join(lines)


_SURE = {
    Basis.REPORTED: "reported as a fact",
    Basis.CLAIMED: "a claim, which nobody else confirms",
    Basis.INFERRED: "not said by any source: it follows from what is reported",
}


def in_words(when: When | None) -> str:
    """Return an instant as a reader says it: "between 31 October and 17 November 2023"."""
    if when is None:
        return "an unknown day"
    low, high = _day(when.earliest), _day(when.latest)
    about = "about " if when.approximate else ""
    if when.day is not None:
        return about + high
    if when.earliest is None:
        return f"{about}{high} or earlier"
    if when.latest is None:
        return f"{about}{low} or later"
    return f"a day between {about}{low} and {high}"


def _day(day: date | None) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}" if day else ""


def _where(place: Place) -> str:
    return place_label(place) if place.kind == "base" else f"{place_label(place)} ({place.kind})"


def _holder(state: ControlState) -> str:
    names = " and ".join(a.name for a in state.parties) or (state.holder.name if state.holder else "")
    if state.state == "held":
        return f"{'claimed' if state.basis is Basis.CLAIMED else 'held'} by {names}"
    if state.state == "contested":
        return f"contested between {names}" if names else "contested"
    return "held by nobody" if state.state == "vacuum" else "the holder is not known"


def _reports(ids: Sequence[str], events: Mapping[str, Event], articles: Mapping[str, Article]) -> list[str]:
    lines = []
    for ident in ids:
        if event := events.get(ident):
            lines.append(f"  {event_title(event)}, {in_words(event.when)} ({ident})")
            lines += [f"  {line}" for line in _quotes(event.evidence, articles)]
    return lines


def explain_route(route: Route, events: Mapping[str, Event], articles: Mapping[str, Article]) -> str:
    """Return the ends, the line and its lengths, where the mover can be when, and the movements it follows from."""
    reported = format_quantity(route.reported_km) if route.reported_km else "none"
    lines = [
        f"{route.id}: {route.origin.name} to {route.destination.name}"
        + (f" — {route.actor.name}" if route.actor else ""),
        f"departed: {_when(route.departed) if route.departed else 'not reported'}",
        f"arrived: {_when(route.arrived) if route.arrived else 'not reported'}",
        f"drawn length: {route.length_km:g} km; reported distance: {reported}",
        *_ratios(route),
        f"line: {route.engine}, {route.note}",
        f"via: {', '.join(p.name for p in route.via) or 'not known'}",
    ]
    if route.size:
        lines.append(f"size: {', '.join(format_quantity(q) for q in route.size)}")
    if route.attacks:
        lines.append("attacks on the way:")
        for ident in route.attacks:
            event = events.get(ident)
            lines.append(f"  - {ident}" + (f": {_when(event.when)}, {event_title(event)}" if event else ""))
    lines += _positions(route)
    return "\n".join([*lines, *_following(route.event_ids, events, articles)])


def _ratios(route: Route) -> list[str]:
    """Compare the reported distance with the drawn line and with the shortest one."""
    lines = []
    for name, length in (("drawn length", route.length_km), ("shortest line", route.direct_km)):
        ratio = route.ratio(length) if length is not None else None
        if ratio is None or ratio == (None, None):
            continue
        low, high = ratio
        if low is not None and high is not None:
            text = f"{low:.2f}" if low == high else f"{low:.2f} to {high:.2f}"
        else:
            text = f"at least {low:.2f}" if low is not None else f"at most {high:.2f}"
        lines.append(f"reported distance / {name} ({length:g} km): {text}")
    return lines


_DAYS = 60
"""A journey known no better than within so many days has no table of positions."""


def _positions(route: Route) -> list[str]:
    """Say between which kilometres of the line the mover can be, day by day; days that say the same are joined."""
    whens = [route.departed, route.arrived, *(s.when for s in route.sightings)]
    known = [d for when in whens if when is not None for d in (when.earliest, when.latest) if d is not None]
    if not known or (max(known) - min(known)).days > _DAYS:
        return []
    days = [date.fromordinal(n) for n in range(min(known).toordinal(), max(known).toordinal() + 1)]
    told: list[tuple[date, date, tuple[float, float] | None]] = []
    for day in days:
        band = route.band(day)
        if told and told[-1][2] == band:
            told[-1] = (told[-1][0], day, band)
        else:
            told.append((day, day, band))
    lines = ["where on the line, if nobody turns back:"]
    for first, last, band in told:
        when = first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
        if band is None:
            where = "the reports contradict each other"
        elif band == (0.0, 1.0):
            where = "anywhere"
        else:
            where = f"between km {band[0] * route.length_km:.0f} and km {band[1] * route.length_km:.0f}"
        lines.append(f"  - {when}: {where}")
    return lines


def _following(ids: Sequence[str], events: Mapping[str, Event], articles: Mapping[str, Article]) -> list[str]:
    lines = ["follows from:"]
    for ident in ids:
        if event := events.get(ident):
            lines += ["", explain_event(event, articles)]
    return lines
