"""How two accounts of one thing differ in their words: why, in which order, of free will, ordered or asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice

from mapkit._resources import load_toml
from mapkit._text import fold
from mapkit.events.case import STORY, Case, Side, rival_issue
from mapkit.events.page import Report
from mapkit.frames import place_label
from mapkit.model import Event, EventKind, Evidence, Issue, Mention, Place, Role, Status, TimeMatch

_MILE_KM = 1.609344
_ROUNDED = 0.02
"""Share by which kilometres and the miles beside them may differ and still be one figure."""

_LONG_AGO = 2
"""Years back from which a span told of a place is its past and no news."""

_CUT = re.compile(r"^(?=.*[,.;] ).{60,}[a-zà-ÿ]$", re.MULTILINE)
"""A long line that ends in a small letter, with punctuation inside: prose, and no title."""

_MILES = re.compile(r"\s*\(?\s*(?:or |about |some )?(\d[\d,.]*)[\s-]*(?:miles|mi)\b", re.IGNORECASE)


@cache
def _words(*path: str) -> str:
    table = load_toml("vocabulary", "accounts.toml")
    for name in path:
        table = table.get(name, {})
    return "(?:" + "|".join(table) + ")" if table else "(?!)"


@cache
def pattern(form: str, *path: str) -> re.Pattern[str]:
    """Return a pattern with ``WORDS`` replaced by those that stand under ``path`` in ``accounts.toml``."""
    return re.compile(form.replace("WORDS", _words(*path)), re.IGNORECASE)


def find_differing_words(case: Case) -> Iterator[Issue]:
    """Yield what the words of different articles, or of one, leave contradictory about one thing."""
    yield from _accounts_of_leaving(case)
    yield from _ordered_or_requested(case)
    yield from _reasons(case)
    yield from _order(case)
    yield from _aims(case)
    yield from _ages(case)
    yield from _lengths_of_the_past(case)
    yield from _miles(case)
    yield from _broken_sentences(case)


def before(report: Report, length: int = 60) -> str:
    """Return the words of a report's sentence right before its trigger."""
    return report.article.text[max(report.evidence.start, report.at - length) : report.at]


def _after(report: Report, length: int = 160) -> str:
    return report.article.text[report.end : min(report.evidence.end, report.end + length)]


def _around(report: Report, start: int, end: int) -> Evidence:
    """Return the words of a sentence that an account stands in, cut at the ends of words."""
    text = report.article.text
    start = max(report.evidence.start, min(start, end))
    return Evidence(article_id=report.article.id, start=start, end=end, quote=text[start:end])


# ------------------------------------------------------------------------------------------ one event, two accounts
def _accounts_of_leaving(case: Case) -> Iterator[Issue]:
    for group, event in case.told:
        if group.kind is not EventKind.WITHDRAWAL:
            continue
        sides = [(name, report) for report in group.reports for name in [_leaving(report)] if name]
        if len({name for name, _ in sides}) == 2 and len({r.article.id for _, r in sides}) > 1:
            found = [Side(f"as {'forced' if name == 'forced' else 'of free will'}", r.evidence) for name, r in sides]
            yield rival_issue(
                case,
                "differing-accounts",
                f"the withdrawal from {place_label(group.place)} is told",
                found,
                "the event is the same, how it came about is theirs",
                [event.id],
            )


def _leaving(report: Report) -> str:
    for name in ("forced", "chosen"):
        if pattern("^WORDS$", "leaving", name, "trigger").match(report.article.text[report.at : report.end].strip()):
            return name
        if pattern(r"(?<!\w)WORDS\s+$", "leaving", name, "before").search(before(report)):
            return name
        if pattern(r"^\s+WORDS(?!\w)", "leaving", name, "after").match(_after(report)):
            return name
    return ""


def _ordered_or_requested(case: Case) -> Iterator[Issue]:
    """One authority that ordered somebody out, or only asked."""
    found: dict[tuple[str, str], list[tuple[str, Report]]] = defaultdict(list)
    ids: dict[int, str] = {}
    for group, event in case.told:
        if group.kind is not EventKind.DECISION or group.status not in (Status.HAPPENED, Status.CLAIMED):
            continue
        for report in group.reports:
            words = report.article.text[report.at : min(report.evidence.end, report.end + 20)]
            if not pattern(r"(?<!\w)WORDS(?!\w)", "asked", "to_go").search(words):
                continue
            for name in ("ordered", "requested"):
                if pattern(r"WORDS(?!\w)", "asked", name).match(words):
                    ids[id(report)] = event.id
                    for actor in report.with_role(Role.BY):
                        found[actor.id, case.country_of(report)].append((name, report))
    for _, told in sorted(found.items()):
        for names in case.stories(told):
            if len({name for name, _ in names}) == 2 and len({r.article.id for _, r in names}) > 1:
                who = names[0][1].with_role(Role.BY)[0].name
                yield rival_issue(
                    case,
                    "differing-accounts",
                    f"{who}: the departure is",
                    [Side(name, r.evidence) for name, r in names],
                    "one decision in two words",
                    [ids[id(r)] for _, r in names],
                )


def _reasons(case: Case) -> Iterator[Issue]:
    """One event for which different articles give different reasons."""
    for group, event in case.told:
        reasons: dict[str, tuple[str, Report]] = {}
        if len(group.articles) < 2:
            continue
        for report in group.reports:
            found = pattern(r"(?<!\w)WORDS(?!\w)[^.;:]{4,80}", "reasons", "opens").search(_after(report))
            if found and report.article.id not in reasons:
                reasons[report.article.id] = (found.group().strip(), report)
        if len({fold(reason) for reason, _ in reasons.values()}) > 1:
            yield rival_issue(
                case,
                "differing-reasons",
                f"{case.label(group)} is explained",
                [Side(f"“{_short(reason)}”", r.evidence) for reason, r in reasons.values()],
                "the reasons are their sources'",
                [event.id],
            )


def _short(words: str, limit: int = 60) -> str:
    return words if len(words) <= limit else words[: words.rfind(" ", 0, limit)] + " …"


# ------------------------------------------------------------------------------------------ order and aims
def _order(case: Case) -> Iterator[Issue]:
    """Two articles that put one thing before and after another: "ahead of the exit", "following the exit"."""
    found: dict[tuple[str, str, str], list[tuple[str, Report]]] = defaultdict(list)
    for report in case.reports():
        if report.place is None:
            continue
        text = _after(report, 60)
        for name in ("before", "after"):
            phrase = pattern(r"^[^.,;]{0,25}?(?<!\w)WORDS(?!\w)", "order", name).match(text)
            if phrase is None:
                continue
            start = report.end + phrase.end()
            kind = case.kind_named(report.article.id, start, min(report.evidence.end, start + 70))
            if kind and kind != report.kind:
                found[report.kind, kind, report.place.root].append((name, report))
                break
    for (kind, other, _), told in sorted(found.items(), key=lambda item: item[0]):
        if len({name for name, _ in told}) < 2:
            continue
        for names in case.stories(told):
            if len({name for name, _ in names}) == 2 and len({r.article.id for _, r in names}) > 1:
                yield rival_issue(
                    case,
                    "rival-order",
                    f"{place_label(names[0][1].place)}: the {kind.replace('_', ' ')} is put",
                    [Side(f"{name} the {other.replace('_', ' ')}", r.evidence) for name, r in names],
                    "the order is open",
                    [],
                )


def _aims(case: Case) -> Iterator[Issue]:
    """What one article tells as an aim and a later one as done: a sequence, not two accounts of one day."""
    done: dict[tuple[str | None, str | None], list[tuple[date, str, Event, Report]]] = defaultdict(list)
    for group, event in case.told:
        if group.kind is not EventKind.CONTROL_CHANGE or group.status is not Status.HAPPENED or group.place is None:
            continue
        for report in group.reports:
            if (day := case.published(report.article.id)) is not None:
                for actor in report.with_role(Role.TO):
                    done[actor.side, group.place.country].append((day, report.article.id, event, report))
    if not done:
        return
    for deeds in done.values():
        deeds.sort(key=lambda item: item[:2])
    found: dict[str, tuple[Event, Report, list[Mention]]] = {}
    for article, mention, side in _aimed(case):
        day = case.published(article)
        deeds = done.get((side, case.country_in(article)), []) if day else []
        first = bisect_left(deeds, day, key=lambda item: item[0]) if day else 0
        later = next((deed for deed in islice(deeds, first, None) if deed[1] != article), None)
        if later is not None and day is not None and later[0] - day <= STORY:
            found.setdefault(later[2].id, (later[2], later[3], []))[2].append(mention)
    for event, report, mentions in found.values():
        sides = [Side("still an aim", case.sentence(m.evidence)) for m in mentions]
        sides.append(Side("done", report.evidence))
        what = f"{place_label(event.place)}: taking control is"
        yield rival_issue(case, "aim-and-deed", what, sides, "a sequence, unless they mean two places", [event.id])


def _aimed(case: Case) -> Iterator[tuple[str, Mention, str]]:
    """Yield the gains that somebody is only said to aim at: article, the trigger, and whose side."""
    aim = pattern(r"(?<!\w)WORDS\s+$", "aims", "before")
    for article in case.articles.values():
        actors = None
        for mention in case.cues(article.id):
            at = mention.evidence
            if mention.hints.get("event") != EventKind.CONTROL_CHANGE:
                continue
            if not aim.search(article.text, max(0, at.start - 30), at.start):
                continue
            actors = actors if actors is not None else case.actors(article.id)
            side = next(
                (
                    s
                    for a in reversed(actors)
                    if at.start - 120 <= a.evidence.start < at.start and (s := _SIDES.get(a.hints.get("class", "")))
                ),
                "",
            )
            if side:
                yield article.id, mention, side


_SIDES = {"state_forces": "state", "government": "state", "armed_group": "armed group"}


# ------------------------------------------------------------------------------------------ lengths
def _ages(case: Case) -> Iterator[Issue]:
    """Two beginnings of one thing: "a decade-old mission" beside "the mission, there since 2012"."""
    begun: dict[tuple[str, str], list[tuple[int, TimeMatch]]] = defaultdict(list)
    for article, times in case.times.items():
        published = case.published(article)
        if published is None:
            continue
        for match in times:
            year = _begun(match, published, case.articles[article].text)
            if year is not None and (subject := _subject(case, article, match)):
                begun[subject, case.country_in(article)].append((year, match))
    for (subject, _), told in sorted(begun.items()):
        if len({year for year, _ in told}) < 2:
            continue
        ages = [(y, m) for y, m in told if m.timex_type == "DURATION"]
        for year, match in ages[:1]:
            other = next(((y, m) for y, m in told if y != year and m.timex_type != "DURATION"), None)
            if other is not None:
                sides = [
                    Side(f"{y} ({m.mention.evidence.quote!r})", case.sentence(m.mention.evidence))
                    for y, m in (other, (year, match))
                ]
                subject_name = subject.replace("_", " ")
                yield rival_issue(
                    case, "rival-beginnings", f"the {subject_name} is counted from", sides, "both are kept", []
                )


_YEARS = re.compile(r"P(\d{1,2})Y")


def _begun(match: TimeMatch, published: date, text: str) -> int | None:
    at = match.mention.evidence
    years = _YEARS.fullmatch(match.timex_value)
    if years and (at.quote.casefold().endswith("old") or re.match(r"[\s-]old\b", text[at.end : at.end + 5])):
        return published.year - int(years[1])
    if match.relation == "since" and re.fullmatch(r"\d{4}", match.timex_value):
        return int(match.timex_value)
    return None


def _subject(case: Case, article: str, match: TimeMatch) -> str:
    """Return what an age or a beginning is said of, when it is a mission: the class of the nearest party."""
    at = match.mention.evidence
    old = match.timex_type == "DURATION"
    near = [
        a
        for a in case.actors(article)
        if (at.start <= a.evidence.start <= at.end + 5 if old else at.start - 80 <= a.evidence.start < at.start)
    ]
    names = [a for a in near if "pronoun" not in a.hints]
    if not names:
        return ""
    party = names[0] if old else names[-1]
    return "mission" if party.hints.get("class") == "mission" or case.is_mission(party) else ""


def _lengths_of_the_past(case: Case) -> Iterator[Issue]:
    """One town's past told twice: "after 11 years of control" and "between 2012 and 2014"."""
    lasting = pattern(r"\s+(?:of|de|d[’'])\s*(?:\w+\s+){0,2}WORDS(?!\w)", "lasting", "of")
    counted: dict[str, list[tuple[int, TimeMatch, Place]]] = defaultdict(list)
    spans: dict[str, list[tuple[int, int, TimeMatch]]] = defaultdict(list)
    for article, times in case.times.items():
        published, text = case.published(article), case.articles[article].text
        for match in times:
            at, years = match.mention.evidence, _YEARS.fullmatch(match.timex_value)
            span = match.when if "to" in match.mention.hints else None
            long = years is not None and int(years[1]) >= _LONG_AGO and lasting.match(text, at.end) is not None
            place = case.town_before(article, at.start) if published and (long or span) else None
            if published is None or place is None:
                continue
            if long and years is not None:
                counted[place.root].append((published.year - int(years[1]), match, place))
            elif span and span.earliest and span.latest and published.year - span.latest.year >= _LONG_AGO:
                spans[place.root].append((span.earliest.year, span.latest.year, match))
    for root in sorted(counted.keys() & spans.keys()):
        year, match, place = counted[root][0]
        for first, last, other in spans[root]:
            if (
                other.mention.evidence.article_id != match.mention.evidence.article_id
                and first <= year <= last != first
            ):
                sides = [
                    Side(f"from {year} ({match.mention.evidence.quote!r})", case.sentence(match.mention.evidence)),
                    Side(f"from {first} to {last}", case.sentence(other.mention.evidence)),
                ]
                yield rival_issue(
                    case,
                    "rival-beginnings",
                    f"{place_label(place)}: its past is told",
                    sides,
                    f"it may have begun up to {last}",
                    [],
                )
                break


def _miles(case: Case) -> Iterator[Issue]:
    """Kilometres and miles of one movement that are not the same length."""
    for group, event in case.told:
        if group.kind is not EventKind.MOVEMENT:
            continue
        for report in group.reports:
            if not any(q.unit == "km" for q in report.quantities):
                continue
            for mention in case.quantities(report):
                if mention.hints.get("unit") != "km" or not (mention.hints.get("low") or mention.hints.get("high")):
                    continue
                miles = _MILES.match(report.article.text, mention.evidence.end)
                number = float(re.sub(r"[,.]", "", miles[1])) if miles else 0.0
                km = float(mention.hints.get("low") or mention.hints["high"])
                if number and abs(number * _MILE_KM - km) > _ROUNDED * km:
                    quote = report.article.text[mention.evidence.start : miles.end()] if miles else ""
                    yield Issue(
                        code="rival-units",
                        message=f"{report.article.name} gives one length twice, {quote!r}: {number:g} miles are "
                        f"{number * _MILE_KM:.0f} km and {km:g} km are {km / _MILE_KM:.0f} miles; the former is kept",
                        evidence=(
                            _around(report, mention.evidence.start, miles.end() if miles else mention.evidence.end),
                        ),
                        event_ids=(event.id,),
                    )


# ------------------------------------------------------------------------------------------ text
def _broken_sentences(case: Case) -> Iterator[Issue]:
    """A line of prose that breaks off, where the others end as sentences do: no fact may be taken from it."""
    for ident in case.with_events():
        article = case.articles[ident]
        start, end = article.body
        cut = [m for m in _CUT.finditer(article.text, start, end) if _goes_on_anew(article.text, m.end(), end)]
        if not cut:
            continue
        lines = [line for line in article.text[start:end].split("\n") if len(line.strip()) >= 60]
        if len(cut) * 4 > len(lines):
            continue  # this writer, or this page, ends no line with a full stop
        quotes = tuple(
            Evidence(
                article_id=ident,
                start=max(m.start(), m.end() - 100),
                end=m.end(),
                quote=article.text[max(m.start(), m.end() - 100) : m.end()],
            )
            for m in cut
        )
        shown = "; ".join(repr("… " + q.quote[-40:]) for q in quotes)
        yield Issue(
            code="broken-sentence",
            message=f"{article.name} breaks off in the middle of a sentence ({shown}): nothing is taken from it",
            evidence=quotes,
        )


def _goes_on_anew(text: str, at: int, end: int) -> bool:
    following = text[at:end].lstrip()
    return bool(following) and following[0].isupper()
