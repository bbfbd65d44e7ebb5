"""From features to a page: a folium map that opens without a network and runs nobody's text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mapkit.errors import ConfigError

if TYPE_CHECKING:
    import folium

    from mapkit.frames import Frames
    from mapkit.layers import Layer
    from mapkit.model import Place
    from mapkit.render.columns import Table

__all__ = ["packed_map", "to_html", "to_map"]


def to_map(
    frames: Frames,
    *,
    title: str,
    layers: Sequence[Layer] | None = None,
    attributions: Sequence[str] = (),
    labels: Sequence[Place] = (),
    countries: Sequence[Place] = (),
    basemap: str = "plain",
) -> folium.Map:
    """Return a story as a folium map.

    Parameters
    ----------
    frames
        Events, control states, routes, issues and the sources quoted. Empty frames give an empty map.
    title
        Heading of the page.
    layers
        What to show; all built-in layers when omitted.
    attributions
        Printed under the map: whom the gazetteer and other data are owed to.
    labels
        Towns to name on the map where there is room; the more populous first.
    countries
        Countries to name.
    basemap
        ``"plain"`` needs no network. ``"osm"`` or the name of any ``xyzservices`` provider loads tiles when the page
        is opened, which tells that provider who reads it.

    Returns
    -------
    folium.Map
        Layers may be added to it; :func:`to_html` or ``save`` writes it. The same input gives the same bytes.

    Raises
    ------
    ConfigError
        When ``basemap`` names no provider, or two features share an identifier.
    """
    from mapkit.layers import default_layers
    from mapkit.render.element import StoryMap
    from mapkit.render.payload import payload

    chosen = default_layers() if layers is None else layers
    features = tuple(feature for layer in chosen for feature in layer.features(frames))
    seen: set[str] = set()
    for feature in features:
        if feature.id in seen:
            message = f"two features of the map are called {feature.id!r}"
            raise ConfigError(message, hint="Give every feature of every layer its own id", key="layers")
        seen.add(feature.id)
    data = payload(
        frames,
        features,
        title=title,
        attributions=attributions,
        labels=labels,
        countries=countries,
        tiles=_tiles(basemap),
    )
    return StoryMap(data, features)


def packed_map(
    table: Table,
    *,
    title: str,
    attributions: Sequence[str] = (),
    labels: Sequence[Place] = (),
    countries: Sequence[Place] = (),
    basemap: str = "plain",
) -> folium.Map:
    """Return a large table of events as a folium map that draws counts and opens every event.

    Parameters
    ----------
    table
        The events as columns; see :class:`mapkit.render.columns.Table`.
    title, attributions, labels, countries, basemap
        As for :func:`to_map`.

    Raises
    ------
    ConfigError
        When ``basemap`` names no provider.
    """
    from mapkit.render import columns, explored
    from mapkit.render.element import PackedMap

    packed = columns.pack(table)
    data = explored.payload(
        packed, title=title, attributions=attributions, labels=labels, countries=countries, tiles=_tiles(basemap)
    )
    return PackedMap(data, packed, explored.table(title, table))


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
