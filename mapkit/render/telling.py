"""A story in the reader's language: what the page and the static picture both begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mapkit.errors import ConfigError
from mapkit.layers import Feature, default_layers
from mapkit.layers.naming import Naming
from mapkit.names import Names
from mapkit.words import Words

if TYPE_CHECKING:
    from mapkit.frames import Frames
    from mapkit.layers import Layer
    from mapkit.model import Place


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A story and the names round it, as a map of one language says them.

    Attributes
    ----------
    naming
        What the story's places and actors are called; its ``words`` are the catalogue.
    features
        What the layers made.
    labels, countries
        Towns and countries to name, under their names in the language.
    """

    naming: Naming
    features: tuple[Feature, ...]
    labels: tuple[Place, ...] = ()
    countries: tuple[Place, ...] = ()

    @property
    def words(self) -> Words:
        """The catalogue of the language."""
        return self.naming.words


def telling(
    frames: Frames,
    layers: Sequence[Layer] | None = None,
    *,
    language: str = "en",
    labels: Sequence[Place] = (),
    countries: Sequence[Place] = (),
) -> Telling:
    """Return a story in a language; ``layers`` are the built-in ones of that language when omitted.

    Raises
    ------
    ConfigError
        When the map does not speak ``language``, or two features share an identifier.
    """
    words = Words(language)
    towns, lands = named(words, labels, countries)
    return Telling(
        naming=Naming(Names(words, (*labels, *countries)), frames),
        features=features_of(frames, layers, language),
        labels=towns,
        countries=lands,
    )


def named(
    words: Words, labels: Sequence[Place], countries: Sequence[Place]
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return towns and countries under their names in a language."""
    names = Names(words, (*labels, *countries))
    return (
        tuple(replace(p, name=names.place(p.name, p.country)) for p in labels),
        tuple(replace(p, name=names.place(p.name)) for p in countries),
    )


def features_of(frames: Frames, layers: Sequence[Layer] | None = None, language: str = "en") -> tuple[Feature, ...]:
    """Return what the layers (the built-in ones by default) make of the frames.

    Raises
    ------
    ConfigError
        When two features share an identifier.
    """
    chosen = default_layers(language) if layers is None else layers
    features = tuple(feature for layer in chosen for feature in layer.features(frames))
    seen: set[str] = set()
    for feature in features:
        if feature.id in seen:
            message = f"two features of the map are called {feature.id!r}"
            raise ConfigError(message, hint="Give every feature of every layer its own id", key="layers")
        seen.add(feature.id)
    return features
