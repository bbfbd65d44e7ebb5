"""A place that no gazetteer knows, put where the article says it is: "Xyz, a village 12 km north of Raqqa"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from mapkit._text import fold
from mapkit.model import Place

_WIDEST_M = 60_000.0  # a description wider than this locates nothing
_NEAR_M = 15_000.0  # "near X"
_SIDE_M = 40_000.0  # "north of X"
_WITHIN_M = 40_000.0  # "in the district of X"
_COMPASS = 0.4  # tangent of the half of an eighth of the compass: how far aside "north" may be
_ROUNDED = 0.1  # distances in the news are rounded
_WORDS = {
    0: "north", 45: "north-east", 90: "east", 135: "south-east", 180: "south", 225: "south-west", 270: "west",
    315: "north-west",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Description:
    """What the words beside a name say of where it is.

    Attributes
    ----------
    how
        ``away``, ``near``, ``in`` or ``part``.
    km
        Distance in kilometres, ``None`` where none is given.
    bearing
        Degrees clockwise from north, ``None`` where none is given.
    of
        The name of the place it is told by, as written.
    """

    how: str
    km: float | None
    bearing: int | None
    of: str

    @classmethod
    def of_hint(cls, hint: str) -> Description:
        """Read ``by:<how>:<km>:<degrees>:<name>``."""
        _, how, km, bearing, of = hint.split(":", 4)
        return cls(how, float(km) if km else None, int(bearing) if bearing else None, of)

    def place(self, name: str, by: Place) -> Place | None:
        """Return a place of this name, at the point told and with a radius that admits how little is told.

        Parameters
        ----------
        name
            As written in the article.
        by
            The place it is told by.

        Returns
        -------
        Place or None
            ``None`` where the place would be anywhere in a region: too wide to be drawn as a place.
        """
        if by.kind in ("country", "region") or (by.kind == "district" and self.how not in ("in", "near")):
            return None
        lon, lat, radius = by.lon, by.lat, max(by.radius_m, 5_000.0)
        if self.km is not None and self.bearing is not None:
            lon, lat = _beyond(by, self.km, self.bearing)
            radius += 1000 * self.km * (_COMPASS + _ROUNDED)
        elif self.km is not None:
            radius += 1000 * self.km * (1 + _ROUNDED)
        elif self.how != "part":
            reach = _WITHIN_M if self.how == "in" else _NEAR_M if self.bearing is None else _SIDE_M
            radius = max(radius, reach)
        if radius > _WIDEST_M:
            return None
        part = self.how == "part"
        return Place(
            id=f"{by.id}/{fold(name).replace(' ', '-')}",
            name=name,
            lon=round(lon, 4),
            lat=round(lat, 4),
            kind="site" if part else "town",
            radius_m=float(round(radius)),
            country=by.country,
            parent=by.id if part else by.parent,
        )

    def words(self, by: Place) -> str:
        """Say it for an editor."""
        side = f"{_WORDS[self.bearing]} of " if self.bearing is not None else ""
        if self.km is not None:
            return f"{self.km:.0f} km {side or 'from '}{by.name}"
        return f"{side or {'in': 'in ', 'part': 'in '}.get(self.how, 'near ')}{by.name}"


def _beyond(start: Place, km: float, bearing: int) -> tuple[float, float]:
    """Return longitude and latitude of the point that lies so far off on the WGS 84 ellipsoid."""
    lon, lat, _ = _wgs84().fwd(start.lon, start.lat, bearing, 1000 * km)
    return float(lon), float(lat)


@cache
def _wgs84() -> Any:
    from pyproj import Geod  # only where an article describes a place

    return Geod(ellps="WGS84")
