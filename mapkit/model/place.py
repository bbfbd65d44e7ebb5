"""Where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from mapkit.model.article import Mention

PlaceKind = Literal["site", "base", "town", "district", "region", "country", "feature"]

PUT = "put "
"""How the reason begins of a place that no gazetteer knows and that the words of an article alone put somewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with a point and an honest radius.

    Attributes
    ----------
    id
        Stable identifier with its authority (``"geonames:2455290"``, ``"mapkit:sahel"``).
    name
        Usual English name.
    lon, lat
        Degrees, EPSG:4326, longitude first.
    kind
        What it is; a region or a country is never drawn as an exact point.
    radius_m
        Metres: how far from the point the truth may be; greater than 0.
    country
        ISO 3166-1 alpha-2; ``None`` for the high seas and for regions of several countries.
    parent
        Identifier of the enclosing place, ``None`` when unknown.
    names
        Alternate names, any script.
    population
        Inhabitants; 0 when unknown. Used only to rank candidates and labels.
    """

    id: str
    name: str
    lon: float
    lat: float
    kind: PlaceKind
    radius_m: float
    country: str | None = None
    parent: str | None = None
    names: tuple[str, ...] = ()
    population: int = 0

    @property
    def root(self) -> str:
        """Identifier of the town that a base belongs to, else the place's own."""
        return self.parent if self.kind == "base" and self.parent else self.id

    def base(self) -> Place:
        """Return the base at this town: a place of its own, at the town's point and with a wide radius.

        Where a gazetteer knows the very camp, its point is not used: it would be finer than the words are.
        """
        radius = max(self.radius_m, 5000.0)
        return replace(self, id=f"{self.id}/base", kind="base", parent=self.id, radius_m=radius, population=0, names=())

    def surroundings(self) -> Place:
        """Return what lies beside this place or is a part of it: an area round its point, which nobody holds.

        Who takes "a village 30 km north of X", "the road to X" or "X's airstrip" has not taken X.
        """
        radius, name = max(self.radius_m, 15_000.0), f"near {self.name}"
        return replace(self, id=f"{self.id}/near", name=name, kind="feature", radius_m=radius, population=0, names=())

    def side(self, side: str, lon: float, lat: float, radius_m: float) -> Place:
        """Return a side of this country, "northern Mali": a region of it that has no border of its own.

        Parameters
        ----------
        side
            ``north``, ``north-east`` and so on.
        lon, lat, radius_m
            Its middle and how far it reaches.
        """
        return replace(
            self, id=f"{self.id}/{side}", name=f"{side}ern {self.name}", kind="region", lon=lon, lat=lat,
            radius_m=radius_m, parent=self.id, population=0, names=(),
        )  # fmt: skip

    @property
    def is_side(self) -> bool:
        """Whether this is what :meth:`side` gives."""
        side = self.id.rpartition("/")[2]
        return (
            self.kind == "region" and self.name.startswith(f"{side}ern ") and self.parent == self.id[: -len(side) - 1]
        )

    def part(self, term: str) -> Place:
        """Return a part of this town that is held by itself, as its airport or palace: somewhere in the town.

        Parameters
        ----------
        term
            What it is: a term of ``vocabulary/sites.toml``.
        """
        ident = f"{self.id}/{term.replace(' ', '-')}"
        return replace(
            self, id=ident, name=f"{self.name} ({term})", kind="site", parent=self.id, population=0, names=()
        )

    def whole(self) -> Place | None:
        """Return the town that this is a part of, for what :meth:`part` gave; ``None`` for any other place.

        The region that encloses the town is not known any more.
        """
        name, opens, term = self.name.rpartition(" (")
        if not opens or self.parent is None or self.id != f"{self.parent}/{term.removesuffix(')').replace(' ', '-')}":
            return None
        return replace(self, id=self.parent, name=name, kind="town", parent=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMatch:
    """A place mention and what was made of it.

    Attributes
    ----------
    mention
        The words.
    place
        The place chosen; ``None`` when unresolved.
    score
        0..1, a ranking among the candidates of one mention, not a probability.
    reasons
        Why this place, in words for an editor.
    others
        The losers, best first.
    ambiguous
        Whether nothing but size speaks for this place among those of its name, or nothing at all (``place`` is
        ``None`` then): no hint of the text, no hint of the caller.
    role
        ``metonym`` is a seat standing for its government, ``in_name`` a name inside a name: neither is where
        something happened.
    """

    mention: Mention
    place: Place | None
    score: float
    reasons: tuple[str, ...] = ()
    others: tuple[Place, ...] = ()
    ambiguous: bool = False
    role: Literal["location", "metonym", "in_name"] = "location"
