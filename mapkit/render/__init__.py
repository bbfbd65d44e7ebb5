"""From features to a page: a folium map that opens without a network and runs nobody's text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mapkit.errors import ConfigError
from mapkit.render import style
from mapkit.render.telling import features_of, named, telling
from mapkit.words import Words

if TYPE_CHECKING:
    import folium

    from mapkit.frames import Frames
    from mapkit.layers import Layer
    from mapkit.model import Place
    from mapkit.render.columns import Table
    from mapkit.story import Story

__all__ = ["features_of", "packed_map", "to_html", "to_map"]

MOST_STILL = 1000
"""Features of a page that also carries a picture for readers without script; more would weigh too much."""


def to_map(
    frames: Frames,
    *,
    title: str,
    layers: Sequence[Layer] | None = None,
    attributions: Sequence[str] = (),
    labels: Sequence[Place] = (),
    countries: Sequence[Place] = (),
    basemap: str = "plain",
    story: Story | None = None,
    embed: bool = False,
    language: str = "en",
    theme: style.PageTheme = "auto",
) -> folium.Map:
    """Return a story as a folium map.

    Parameters
    ----------
    frames
        Events, control states, routes, issues and the sources quoted. Empty frames give an empty map.
    title
        Heading of the page.
    layers
        What to show; all built-in layers in ``language`` when omitted.
    attributions
        Printed under the map: whom the gazetteer and other data are owed to.
    labels
        Towns to name on the map where there is room; the more populous first.
    countries
        Countries to name.
    basemap
        ``"plain"`` needs no network. ``"osm"`` or the name of any ``xyzservices`` provider adds a button that loads
        tiles once the reader presses it, which tells that provider who reads the map.
    story
        A guided tour, shown first.
    embed
        Make the page to stand inside another one: compact, without taking the reader's wheel, telling its height.
    language
        Of the page: ``"en"``, ``"fr"`` or ``"ar"`` (from right to left, Western digits). The sentences of the articles
        stay in their own; what was derived and what is not known is told in English.
    theme
        ``"light"``, ``"dark"``, or ``"auto"`` to follow the reader's screen; paper is always light.

    Returns
    -------
    folium.Map
        Layers may be added to it; :func:`to_html` or ``save`` writes it. The same input gives the same bytes.

    Raises
    ------
    ConfigError
        When ``basemap`` names no provider, two features share an identifier, the map does not speak ``language``,
        there is no such ``theme``, or the story opens what is not there.
    """
    from mapkit.render.element import StoryMap
    from mapkit.render.payload import payload

    style.check_theme(theme, style.PAGE_THEMES)
    told = telling(frames, layers, language=language, labels=labels, countries=countries)
    data = payload(
        frames,
        told.features,
        title=title,
        earlier=[(day, features_of(past, layers, language)) for day, past in frames.earlier],
        attributions=attributions,
        labels=told.labels,
        countries=told.countries,
        tiles=_tiles(basemap),
        words=told.words,
        story=story,
        embed=embed,
    )
    data["hues"] = [told.naming.actor(name) for name in data["hues"]]
    named = {name for feature in data["features"] for name in feature.get("actors", ())}
    data["names"] = {name: shown for name in sorted(named) if (shown := told.naming.actor(name)) != name}
    still = None
    if len(told.features) <= MOST_STILL:
        from mapkit.render.picture.scene import scene

        still = scene(frames, told, title=title, attributions=attributions)
    return StoryMap(data, told.features, told.words, still, theme=theme)


def packed_map(
    table: Table,
    *,
    title: str,
    attributions: Sequence[str] = (),
    labels: Sequence[Place] = (),
    countries: Sequence[Place] = (),
    basemap: str = "plain",
    language: str = "en",
    theme: style.PageTheme = "auto",
) -> folium.Map:
    """Return a large table of events as a folium map that draws counts and opens every event.

    Parameters
    ----------
    table
        The events as columns; see :class:`mapkit.render.columns.Table`.
    title, attributions, labels, countries, basemap, language, theme
        As for :func:`to_map`.

    Raises
    ------
    ConfigError
        When ``basemap`` names no provider, the map does not speak ``language``, or there is no such ``theme``.
    """
    from mapkit.render import columns, explored
    from mapkit.render.element import PackedMap

    style.check_theme(theme, style.PAGE_THEMES)
    words = Words(language)
    towns, lands = named(words, labels, countries)
    packed = columns.pack(table)
    data = explored.payload(
        packed,
        title=title,
        attributions=attributions,
        labels=towns,
        countries=lands,
        tiles=_tiles(basemap),
        words=words,
    )
    return PackedMap(data, packed, explored.table(title, table, words), words, theme=theme)


def to_html(story: folium.Map) -> str:
    """Return a map as one self-contained page."""
    text: str = story.get_root().render()
    return text


def _tiles(basemap: str) -> dict[str, Any] | None:
    """Return what the page needs to load tiles; ``None`` for the offline base map.

    Raises
    ------
    ConfigError
        When no provider has this name, or it wants a key.
    """
    if basemap == "plain":
        return None
    from urllib.parse import urlsplit

    import xyzservices.providers  # type: ignore[import-untyped]

    try:
        provider = xyzservices.providers.query_name("OpenStreetMap.Mapnik" if basemap == "osm" else basemap)
    except ValueError as error:
        message = f"no tile provider is called {basemap!r}"
        raise ConfigError(message, hint='Use "plain", "osm" or a name that xyzservices knows', key="basemap") from error
    if provider.requires_token():
        message = f"the tile provider {basemap!r} wants an access token, which mapkit does not handle"
        raise ConfigError(message, hint='Use "plain" or "osm"', key="basemap")
    url = provider.build_url(fill_subdomain=False)
    host = urlsplit(url.replace("{s}", "*")).netloc
    options = {"maxZoom": provider.get("max_zoom", 19), "subdomains": provider.get("subdomains", "abc")}
    return {
        "url": url,
        "origin": f"https://{host}",
        "attribution": str(provider.get("attribution", provider.name)),
        "options": options,
    }
