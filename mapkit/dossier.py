"""The whole walk from articles to a map, and what it leaves in the hand: a :class:`Dossier`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapkit._text import writable
from mapkit._version import __version__
from mapkit.boundaries import credits_of, match_boundaries
from mapkit.chronology import anchor, date_articles
from mapkit.control import ControlEngine
from mapkit.control.days import can_hold, choose, holds
from mapkit.corrections import apply_to_actors, apply_to_articles, apply_to_events, check_corrections
from mapkit.errors import ConfigError, EvidenceError
from mapkit.events import assemble_with_issues
from mapkit.explanation import explain_event, explain_place, explain_route, explain_state
from mapkit.extraction import Extractor, extract
from mapkit.frames import Frames, articles_frame, control_frame, events_frame, routes_frame, unique
from mapkit.gazetteer import Gazetteer, locate, open_gazetteer
from mapkit.gazetteer.locate import check_hints
from mapkit.history import history
from mapkit.inference import Engine, all_engines, control_engine, infer
from mapkit.known import events_known_by
from mapkit.model import (
    Actor,
    Article,
    ControlState,
    Correction,
    Event,
    Evidence,
    Issue,
    Mention,
    Place,
    PlaceMatch,
    Route,
    TimeBasis,
    TimeMatch,
    codec,
)
from mapkit.reading import distinct, read
from mapkit.routes import RoadNetwork, RouteEngine, route_issues
from mapkit.saving import save
from mapkit.story import Story

if TYPE_CHECKING:
    import folium
    import geopandas as gpd

    from mapkit.layers import Layer
    from mapkit.render.style import PageTheme


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the walk was done with, kept so that it can be done again."""

    gazetteer: Gazetteer | None = None
    extractors: Sequence[Extractor] = ()
    engines: Sequence[Engine] = ()
    actors: Sequence[Actor] = ()
    home: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    roads: RoadNetwork | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything that was read, found and derived; frozen, a change is a new dossier.

    Attributes
    ----------
    title
        What the map is called.
    articles, mentions, places, times, actors
        What was read and found.
    issues
        What could not or would not be decided.
    corrections
        The rulings applied.
    recipe
        mapkit's version and the parts that ran.
    """

    title: str
    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...]
    places: tuple[PlaceMatch, ...]
    times: tuple[TimeMatch, ...]
    actors: tuple[Actor, ...]
    issues: tuple[Issue, ...]
    corrections: tuple[Correction, ...]
    recipe: tuple[str, ...]
    _events: tuple[Event, ...]
    _states: tuple[ControlState, ...]
    _routes: tuple[Route, ...]
    attributions: tuple[str, ...] = ()
    _parts: _Parts | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        texts = {a.id: a.text for a in self.articles}
        for evidence in self._evidence():
            text = texts.get(evidence.article_id)
            # a redacted dossier keeps quotations only; there is nothing to check them against
            if text and text[evidence.start : evidence.end] != evidence.quote:
                span = f"{evidence.start}-{evidence.end}"
                message = f"a quotation does not stand at {span} of its article: {evidence.quote[:60]!r}"
                raise EvidenceError(message, hint="The article was changed after the dossier was built; build it again")

    def _evidence(self) -> Iterable[Evidence]:
        for event in self._events:
            yield from event.evidence
        for mention in self.mentions:
            yield mention.evidence
        for issue in self.issues:
            yield from issue.evidence

    @property
    def events(self) -> gpd.GeoDataFrame:
        """The events, one row each (see :data:`mapkit.frames.EVENTS`); a fresh frame on every access."""
        return events_frame(self._events, self.articles)

    @property
    def control(self) -> gpd.GeoDataFrame:
        """Who held which place and when (see :data:`mapkit.frames.CONTROL`); a fresh frame on every access."""
        return control_frame(self._states)

    @property
    def routes(self) -> gpd.GeoDataFrame:
        """The routes (see :data:`mapkit.frames.ROUTES`); a fresh frame on every access."""
        return routes_frame(self._routes)

    def __getitem__(self, ident: str) -> Event | ControlState | Route:
        values: tuple[Event | ControlState | Route, ...] = (*self._events, *self._states, *self._routes)
        for value in values:
            if value.id == ident:
                return value
        raise KeyError(ident)

    def control_on(self, day: date, *, known_by: date | None = None) -> gpd.GeoDataFrame:
        """Return the control states that can hold on a day.

        Parameters
        ----------
        day
            The day asked for.
        known_by
            Only what was published by that day counts: the events are assembled anew from the articles published by
            then, and the states derived from them. Rulings of the editor count whenever they were made. A dossier
            without texts takes the events as they are whose first report was published by then, so that what later
            articles add to them shows.

        Returns
        -------
        GeoDataFrame
            The control frame with three more columns. ``certain``: whether the state holds on that day for sure, and
            not only possibly. ``displayed``: whether it is what to show of the place on that day; a claim gives way to
            a fact that is certain, an unknown holder to a claim. ``chosen_by``: the rule that chose, where it had to.
        """
        if not isinstance(day, date) or isinstance(day, datetime):
            message = f"{day!r} is not a day"
            raise ConfigError(message, hint="Give a datetime.date", key="day")
        states: Sequence[ControlState] = self._states
        engine = self._control_engine()
        if known_by is not None:
            findings = infer(self._events_known_by(known_by), engines=self._engines())
            states = [f for f in findings if isinstance(f, ControlState)]
        chosen = [s for s in states if can_hold(s, day)]
        shown = choose(chosen, day, engine.rules)
        frame = control_frame(chosen)
        frame["certain"] = [holds(s, day) for s in chosen]
        frame["displayed"] = [displayed for displayed, _ in shown]
        frame["chosen_by"] = [rule for _, rule in shown]
        return frame

    def _engines(self) -> Sequence[Engine]:
        """Return the engines that the dossier was made with.

        Raises
        ------
        ConfigError
            When they are not at hand.
        """
        if self._parts is None and any(n.startswith("control/") and n != ControlEngine().name for n in self.recipe):
            message = f"the dossier was made with {', '.join(self.recipe)}, which are not at hand here"
            raise ConfigError(message, hint="Build it again with the same engines or control rules", key="known_by")
        return self._parts.engines if self._parts else ()

    def _control_engine(self) -> ControlEngine:
        return control_engine(self._parts.engines if self._parts else ())

    def _events_known_by(self, day: date) -> tuple[Event, ...]:
        if any(not a.text for a in self.articles):
            return tuple(e for e in self._events if e.known_since is not None and e.known_since <= day)
        return events_known_by(day, self, actors=self._parts.actors if self._parts else self.actors)

    def explain(self, ident: str) -> str:
        """Return how an event, a state or a route came about: quotations, derivations, rules, as plain text.

        The id of a place gives who is reported to have held it, and when.

        Raises
        ------
        ConfigError
            When there is nothing with that id.
        """
        rules = self._control_engine().rules
        try:
            value = self[ident]
        except KeyError:
            place = next((p for e in self._events for p in (e.place, e.destination) if p and p.id == ident), None)
            if place is not None:
                return explain_place(place, [s for s in self._states if s.place.id == ident], rules.says["no-report"])
            message = f"there is nothing with the id {ident!r}"
            raise ConfigError(message, hint="List the ids with: mapkit list DOSSIER events", key="id") from None
        articles = {a.id: a for a in self.articles}
        events = {e.id: e for e in self._events}
        if isinstance(value, Event):
            return explain_event(value, articles, [i for i in self.issues if ident in i.event_ids])
        if isinstance(value, ControlState):
            return explain_state(value, events, articles, says=rules.sentence(value.rule))
        return explain_route(value, events, articles)

    def correct(self, *corrections: Correction) -> Dossier:
        """Return a dossier built anew with these rulings applied on top of those it has.

        Raises
        ------
        ConfigError
            When a ruling names a field that cannot be ruled on, or nothing that exists.
        """
        if any(not a.text for a in self.articles):
            message = "a dossier without the articles' texts cannot be walked again"
            raise ConfigError(
                message, hint="Correct the dossier that holds the texts, then redact it", key="corrections"
            )
        if self._parts is None and self.recipe != _recipe(_Parts()):
            message = f"the dossier was made with {', '.join(self.recipe)}, which are not at hand here"
            raise ConfigError(message, hint="Build it again with the same parts and corrections=", key="corrections")
        # what was inferred is inferred again: a ruling may change it
        stated = tuple(
            a
            if a.published_basis is TimeBasis.STATED
            else replace(a, published=None, published_basis=TimeBasis.NONE, published_reasons=())
            for a in self.articles
        )
        rulings = (*self.corrections, *corrections)
        return _walk(stated, title=self.title, parts=self._parts or _Parts(), corrections=rulings)

    def frames(self, *, history: bool = False, boundaries: gpd.GeoDataFrame | None = None) -> Frames:
        """Return what the map layers see.

        Parameters
        ----------
        history
            Also what could be known on each day on which articles were published (``Frames.earlier``): the events are
            assembled anew for each, so that what later articles add does not show. Days are left out evenly where the
            collection is large. There is no history without texts, without two days of publication, or without the
            parts that the dossier was made with.
        boundaries
            Polygons of places (see :func:`mapkit.boundaries.match_boundaries`).
        """
        areas = {} if boundaries is None else match_boundaries(boundaries, self.control)
        return Frames(
            events=self.events,
            control=self.control,
            routes=self.routes,
            issues=self.issues,
            articles=articles_frame(self.articles),
            earlier=tuple((d, replace(past, boundaries=areas)) for d, past in self._history()) if history else (),
            boundaries=areas,
        )

    def _history(self) -> Iterator[tuple[date, Frames]]:
        parts = self._parts or _Parts(actors=self.actors)
        # where places are and what the words say is in the dossier; only what is inferred from them needs the parts
        made_with = tuple(name for name in self.recipe if not name.startswith(("home ", "box ")))
        at_hand = self._parts is not None or made_with[1:] == _recipe(_Parts())[1:]
        if not at_hand or any(not a.text for a in self.articles):
            return iter(())
        return history(self, actors=parts.actors, engines=parts.engines, roads=parts.roads)

    def story(self, *, most: int = 8, language: str = "en") -> Story:
        """Return a draft of a guided story of at most so many steps, for the author to edit (see :class:`Story`).

        Raises
        ------
        ConfigError
            When no event has both a place and a day.
        """
        return Story.of(self.frames(), most=most, language=language)

    def surroundings(self) -> tuple[list[Place], list[Place]]:
        """Return the towns and countries to name on a map round what is drawn."""
        from mapkit.render.names import names_round

        return names_round(self._events, self._routes)

    def layers(self, language: str = "en") -> tuple[Layer, ...]:
        """Return the built-in layers of a map in a language, with the names that the gazetteer has for the places."""
        from mapkit.layers import default_layers

        places = (p for e in self._events for p in (e.place, e.destination) if p is not None)
        return default_layers(language, places=places)

    def map(
        self,
        *,
        layers: Sequence[Layer] | None = None,
        basemap: str = "plain",
        boundaries: gpd.GeoDataFrame | None = None,
        story: Story | None = None,
        embed: bool = False,
        language: str = "en",
        theme: PageTheme = "auto",
    ) -> folium.Map:
        """Return the map as a ``folium.Map``, to show in Jupyter or to add to.

        Parameters
        ----------
        layers
            What to draw; the built-in layers by default.
        basemap
            ``"plain"`` draws outlines from the package; nothing is loaded from anywhere. The name of a tile provider
            lets the reader switch its tiles on, which tells the provider who reads the map.
        boundaries
            Polygons with a column ``place_id`` or ``place`` and any coordinate system: the land of places whose holder
            is reported. Without them control is drawn at points, since a report about a town tells of nothing round it.
        story
            A guided story, shown first.
        embed
            Make the page to stand inside another one: it tells its height and leaves the reader's wheel alone.
        language
            Of the page and of the built-in layers: ``"en"``, ``"fr"`` or ``"ar"``.
        theme
            ``"light"``, ``"dark"``, or ``"auto"`` to follow the reader's screen; paper is always light.

        Raises
        ------
        ConfigError
            When no tile provider has the name, there is no such ``language`` or ``theme``, or a step of the story
            opens what is not on the map.
        """
        from mapkit.render import to_map

        labels, countries = self.surroundings()
        return to_map(
            self.frames(history=True, boundaries=boundaries),
            title=self.title,
            layers=self.layers(language) if layers is None else layers,
            attributions=(*self.attributions, *credits_of(boundaries)),
            labels=labels,
            countries=countries,
            basemap=basemap,
            story=story,
            embed=embed,
            language=language,
            theme=theme,
        )

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        embed: bool = False,
        story: Story | None = None,
        boundaries: gpd.GeoDataFrame | None = None,
        language: str = "en",
        theme: PageTheme | None = None,
        card: bool = False,
        day: date | None = None,
        fonts: Sequence[str | os.PathLike[str]] = (),
    ) -> Path:
        """Write the dossier or a view of it, chosen by the suffix.

        Parameters
        ----------
        path
            ``.json`` the whole dossier with the articles' texts, a working file; ``.html`` the map in one file;
            ``.geojson``, ``.csv`` and ``.parquet`` the events frame; ``.gpkg`` and ``.kml`` all three frames; ``.svg``
            and ``.png`` the map of one day as a picture, with legend, date and sources.
        embed
            Make the page to stand inside another one, and print what to paste there (``.html``).
        story
            A guided story for the page (``.html``).
        boundaries
            Polygons of places for the map (see :meth:`map`).
        language
            Of page and picture: ``"en"``, ``"fr"`` or ``"ar"``; the frames and files for other programs are in English.
        theme
            ``"light"`` (the default of a picture), ``"dark"``, or ``"auto"`` (of a page), as the reader's screen is.
        card
            Draw a social card instead, 1200 by 630 pixels (``.svg`` and ``.png``).
        day
            The day of a picture; by default the one on which the page opens.
        fonts
            Font files for a ``.png``, used instead of the machine's: then its bytes do not depend on the machine.

        Returns
        -------
        Path
            The file written; a file of that name is replaced in one step.

        Raises
        ------
        ConfigError
            When the suffix is not one of these or does not go with what else is asked for, the map does not speak
            ``language``, or a step of the story opens what is not on the map.
        ReadError
            When the file cannot be written, or a font not read.
        PartError
            When a format needs a package that is not installed, or a ``.png`` letters that no font at hand has.
        """
        wishes = {"embed": embed, "story": story, "boundaries": boundaries, "theme": theme}
        return save(self, Path(path), language=language, card=card, day=day, fonts=fonts, **wishes)

    def saved(self) -> codec.Saved:
        """Return everything that the file of a dossier holds."""
        own: dict[str, Any] = {
            "schema": codec.SCHEMA, "events": self._events, "states": self._states, "routes": self._routes
        }  # fmt: skip
        return codec.Saved(**own, **{f.name: getattr(self, f.name) for f in fields(codec.Saved) if f.name not in own})

    def redact(self) -> Dossier:
        """Return the dossier without the articles' texts: quotations, offsets and ids stay.

        The mentions go with the texts, since together they would nearly be the texts again.
        """
        bare = tuple(replace(a, text="", body=(0, 0)) for a in self.articles)
        return replace(self, articles=bare, mentions=(), places=(), times=())

    def __repr__(self) -> str:
        return f"<Dossier {self.title!r}: {self.summary}>"

    @property
    def summary(self) -> str:
        """How much of everything there is, in one line."""
        counts = (
            (len(self.articles), "article"), (len(self._events), "event"), (len(self._states), "control state"),
            (len(self._routes), "route"), (len(self.issues), "issue"),
        )  # fmt: skip
        return " · ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts)

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><td>{escape(e.when.edtf if e.when else '?')}</td><td>{escape(title)}</td><td>{e.sources}</td></tr>"
            for e, title in zip(self._events[:20], self.events["title"][:20], strict=True)
        )
        more = f"<p>… and {len(self._events) - 20} more</p>" if len(self._events) > 20 else ""
        return (
            f"<p><strong>{escape(self.title)}</strong><br>{escape(self.summary)}</p>"
            f"<table><thead><tr><th>when</th><th>event</th><th>origins</th></tr></thead><tbody>{rows}</tbody></table>{more}"
        )


def build(
    source: str | os.PathLike[str] | Iterable[Article],
    *,
    title: str | None = None,
    gazetteer: Gazetteer | None = None,
    extractors: Sequence[Extractor] = (),
    engines: Sequence[Engine] = (),
    actors: Sequence[Actor] = (),
    corrections: Sequence[Correction] = (),
    published: Mapping[str, date] | None = None,
    home: str | None = None,
    bbox: tuple[float, float, float, float] | None = None,
    roads: gpd.GeoDataFrame | RoadNetwork | None = None,
) -> Dossier:
    """Build a dossier: read, extract, locate, anchor, assemble, infer.

    Parameters
    ----------
    source
        A folder, one file, or articles.
    title
        What the map is called; by default the name of the folder, or the title of the only article.
    gazetteer
        Where places are; the shipped world index by default.
    extractors, engines
        Parts that run after the built-in ones; a :class:`mapkit.control.ControlEngine` with rules of its own runs
        instead of the built-in one.
    actors
        Further actors; a name or an alias of theirs that the text uses is theirs.
    corrections
        An editor's rulings.
    published
        Publication dates that the articles do not state, by file name.
    home
        ISO 3166-1 alpha-2 code of the country that the articles are about, when it is known beforehand: its places
        go before their namesakes elsewhere.
    bbox
        West, south, east, north in degrees: places inside are preferred.
    roads
        Lines in any coordinate system: routes take the shortest way over them where they join the ends (extra
        ``roads``).

    Returns
    -------
    Dossier
        Prints nothing and downloads nothing; the same input gives the same dossier.

    Raises
    ------
    ReadError
        When the source cannot be read.
    ConfigError
        When ``published`` or a correction names something that does not exist, ``home`` is no country, ``bbox``
        no box or ``roads`` no lines.
    PartError
        When ``roads`` are given and networkx is not installed.
    """
    network = RouteEngine(roads).roads  # faults of the roads are told before anything is read
    articles = read(source)
    if title is None:
        named = writable(Path(source).resolve().name) if isinstance(source, (str, os.PathLike)) else "dossier"
        title = (articles[0].title if len(articles) == 1 else None) or named
    given: object = title
    if not isinstance(given, str) or not given.strip():
        message = f"the title is {given!r}, not a text"
        raise ConfigError(message, hint="Give title='...', or leave it out", key="title")
    title = writable(title)
    parts = _Parts(
        gazetteer=gazetteer, extractors=extractors, engines=engines, actors=actors, home=home, bbox=bbox, roads=network,
    )  # fmt: skip
    return _walk(articles, title=title, parts=parts, corrections=corrections, published=published)


def _recipe(parts: _Parts) -> tuple[str, ...]:
    gazetteer = parts.gazetteer or open_gazetteer()
    given = (
        *(e.name for e in parts.extractors),
        *(e.name for e in all_engines(parts.engines, roads=parts.roads)),
        *([parts.roads.name] if parts.roads else ()),
    )
    home = [f"home {parts.home.upper()}"] if parts.home else []
    box = [f"box {' '.join(f'{v:g}' for v in parts.bbox)}"] if parts.bbox else []
    return (f"mapkit {__version__}", "rules/1", gazetteer.name, *given, *home, *box)


def _walk(
    articles: Sequence[Article],
    *,
    title: str,
    parts: _Parts,
    corrections: Sequence[Correction] = (),
    published: Mapping[str, date] | None = None,
) -> Dossier:
    gazetteer = parts.gazetteer or open_gazetteer()
    articles, issues, twins = distinct(articles)
    # a date given for the copy that is left out is the date of the one that stays
    published = {twins[name]: day for name, day in (published or {}).items() if name in twins} | {
        name: day for name, day in (published or {}).items() if name not in twins
    }
    check_corrections(corrections, articles)
    check_hints(gazetteer, parts.home, parts.bbox)
    mentions = extract(articles, gazetteer=gazetteer, extractors=parts.extractors, home=parts.home)
    dated, dating_issues = date_articles(apply_to_articles(articles, corrections), mentions, published=published)
    places = locate(mentions, gazetteer=gazetteer, home=parts.home, bbox=parts.bbox)
    times = anchor(mentions, articles=dated)
    events, event_issues = assemble_with_issues(mentions, places, times, articles=dated)
    events = apply_to_events(apply_to_actors(events, corrections, parts.actors), corrections)
    findings = infer(events, engines=parts.engines, roads=parts.roads)
    routes = tuple(f for f in findings if isinstance(f, Route))
    return Dossier(
        title=title,
        articles=dated,
        mentions=mentions,
        places=places,
        times=times,
        actors=tuple({a.id: a for e in events for _, a in e.actors}.values()),
        issues=(
            *issues,
            *_issues_of(parts.extractors, articles),
            *dating_issues,
            *event_issues,
            *route_issues(routes, events),
        ),
        corrections=tuple(corrections),
        recipe=_recipe(parts),
        _events=events,
        _states=tuple(f for f in findings if isinstance(f, ControlState)),
        _routes=routes,
        attributions=unique([gazetteer.attribution, open_gazetteer().attribution]),
        _parts=parts,
    )


def _issues_of(extractors: Sequence[Extractor], articles: Sequence[Article]) -> list[Issue]:
    """Return what the extractors that keep ``issues`` could not read of these articles."""
    known = {a.id for a in articles}
    kept: list[Issue] = [issue for extractor in extractors for issue in getattr(extractor, "issues", ())]
    return [issue for issue in kept if all(evidence.article_id in known for evidence in issue.evidence)]
