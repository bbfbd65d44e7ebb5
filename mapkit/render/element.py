"""A folium map that renders to finished strings, and the page round it.

folium hands rendered text to Jinja a second time, so whatever passes its templates runs as code. Here nothing from
an article does: the map's own parts are strings before folium sees them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import folium
from branca.element import Element, Figure

from mapkit.layers import Feature
from mapkit.render import page, payload, style
from mapkit.render.columns import Packed
from mapkit.render.picture import draw_picture
from mapkit.render.picture.scene import Scene
from mapkit.words import Words


class Finished(Element):
    """An element whose text goes to the page as it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Finished"
        self.text = text

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - branca's signature
        """Return the text."""
        return self.text


class StoryMap(folium.Map):
    """A ``folium.Map`` that shows a story; whatever folium can add to a map can be added to it.

    Texts of layers added by hand go through folium's own templates and are trusted, unlike the story's.

    Parameters
    ----------
    data
        The story, as made by :func:`mapkit.render.payload.payload`.
    features
        The same features, for the table that readers without script get.
    words
        The words of the page; English ones when omitted.
    still
        The same story, for the picture that readers without script get; ``None`` for no picture. It is light in
        every theme, since it may be printed.
    theme
        Which colours the map has.
    """

    scripts: tuple[str, ...] = page.SCRIPTS
    styles: tuple[str, ...] = page.STYLES
    rest = ""
    """Finished markup that the page can put after its scripts."""

    def __init__(
        self,
        data: payload.Json,
        features: Sequence[Feature],
        words: Words | None = None,
        still: Scene | None = None,
        *,
        theme: style.PageTheme = "auto",
    ) -> None:
        self._json = payload.to_json(data)
        self._digest = hashlib.sha256(self._json.encode()).hexdigest()[:12]
        west, south, east, north = data["view"]
        super().__init__(location=[(south + north) / 2, (west + east) / 2], tiles=None)
        self.default_js = []
        self.default_css = []
        self.title = str(data["title"])
        self.features = tuple(features)
        self.words = words or Words()
        self.theme = theme
        self.still = "" if still is None else draw_picture(still, prefix=f"{self.get_name()}-")
        self.origins: tuple[str, ...] = (data["tiles"]["origin"],) if data.get("tiles") else ()
        Page(self.title, self.words).add_child(self)

    @classmethod
    def _generate_id(cls) -> str:
        return ""

    def get_name(self) -> str:
        """Return the identifier of the map in its page: derived from the data, so equal data give equal bytes."""
        return f"map_{self._digest}"

    def render(self, **kwargs: Any) -> str:
        """Put the finished parts of the map into its figure, then let added layers do the same."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            message = "a map renders into a figure, and this one was taken out of its own"
            raise TypeError(message)
        name = self.get_name()
        figure.header.add_child(Finished(f"<style>{page.styles(self.styles)}</style>"), name="mapkit_styles")
        figure.header.add_child(Finished(f"<script>{page.FIRST}</script>"), name="mapkit_first")
        figure.header.add_child(Finished(f"<script>{page.leaflet()}</script>"), name="mapkit_leaflet")
        if self._children:
            figure.header.add_child(Finished(f"<script>{page.folium_support()}</script>"), name="mapkit_support")
        figure.html.add_child(Finished(self._body(name)), name=name)
        figure.script.add_child(Finished(page.starter(name, self.scripts)), name=name)
        if self.rest and not isinstance(figure, Page):
            figure.html.add_child(Finished(self.rest), name=f"{name}_rest")
        for child in self._children.values():
            child.render(**kwargs)
        return ""

    def _body(self, name: str) -> str:
        return page.body(name, self.title, self.features, self._json, self.words, self.still, self.theme)


class PackedMap(StoryMap):
    """A ``folium.Map`` of a large table of events.

    Parameters
    ----------
    data
        What the page knows from the start, as made by :func:`mapkit.render.explored.payload`.
    packed
        The events.
    summary
        Finished markup for readers without script.
    words
        The words of the page; English ones when omitted.
    theme
        Which colours the map has.
    """

    scripts = page.PACKED_SCRIPTS
    styles = page.PACKED_STYLES

    def __init__(
        self,
        data: payload.Json,
        packed: Packed,
        summary: str,
        words: Words | None = None,
        *,
        theme: style.PageTheme = "auto",
    ) -> None:
        super().__init__(data, (), words, theme=theme)
        self._packed = packed
        self._summary = summary

    @property
    def rest(self) -> str:  # type: ignore[override] # computed here, constant there
        """The attributes of the events."""
        return page.packed_words(self.get_name(), self._packed.words, self._packed.blocks)

    def _body(self, name: str) -> str:
        return page.packed_body(name, self._summary, self._json, self._packed.events, self.words, self.theme)


class Page(Figure):
    """The page of one story: language, title, and a policy that lets nothing but its own scripts run."""

    def __init__(self, title: str, words: Words) -> None:
        super().__init__(ratio="75%")
        self._title, self._words = title, words

    def render(self, **kwargs: Any) -> str:
        """Return the whole page as text."""
        for child in self._children.values():
            child.render(**kwargs)
        header = [part for name, part in self.header._children.items() if name != "meta_http"]  # noqa: SLF001
        script = "\n".join(part.render(**kwargs) for part in self.script._children.values())  # noqa: SLF001
        maps = [child for child in self._children.values() if isinstance(child, StoryMap)]
        ours = len(self._children) == len(maps) and not any(child._children for child in maps)  # noqa: SLF001
        scripts = (page.FIRST, page.leaflet(), script)
        origins = [origin for child in maps for origin in child.origins]
        return page.shell(
            title=self._title,
            words=self._words,
            head="\n".join(part.render(**kwargs) for part in header),
            content="\n".join(part.render(**kwargs) for part in self.html._children.values()),  # noqa: SLF001
            scripts=(script,),
            secure=page.policy(scripts, origins) if ours else None,
            rest="\n".join(child.rest for child in maps if child.rest),
        )
