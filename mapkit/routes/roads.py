"""The shortest way over a road network that the user gives."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shapely import LineString, Point

from mapkit.errors import ConfigError, PartError, ReadError
from mapkit.model import Place
from mapkit.routes.geodesy import NEAR_M, cut, length_m, squeeze, wgs84

if TYPE_CHECKING:
    import geopandas as gpd

GRID = 1e-4
"""Degrees: lines are laid on a grid of about ten metres, so that ends which nearly touch do touch."""

REACH_M = NEAR_M
"""A place farther than this from every road is not on the network."""

_LINES = ("LineString", "MultiLineString", "LinearRing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The shortest way over a network.

    Attributes
    ----------
    line
        From place to place, lon, lat degrees (EPSG:4326), the straight pieces to and from the network included.
    access_m
        Length of the straight piece from the first place to the network, and from it to the last one, metres.
    """

    line: LineString
    access_m: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a place meets one part of the network that hangs together."""

    road: int
    fraction: float
    squeezed: float
    lon: float
    lat: float
    distance_m: float


class RoadNetwork:
    """Roads as a graph, built once; the weight of an edge is its geodesic length.

    Roads that cross are taken to meet (a bridge is not known), and may be driven both ways.

    Parameters
    ----------
    roads
        Lines in any coordinate system; heights are dropped, rows without geometry left out.

    Raises
    ------
    ConfigError
        When it is no GeoDataFrame, has no coordinate system, holds no line, or holds something else.
    PartError
        When networkx is not installed.
    """

    def __init__(self, roads: gpd.GeoDataFrame) -> None:
        import numpy as np
        import shapely

        lines = _checked(roads)
        try:
            import networkx as nx
        except ImportError as error:
            message = "a road network needs networkx"
            raise PartError(
                message, hint="pip install 'mapkit[roads]', or build without roads", group="extras", name="roads"
            ) from error
        digest = hashlib.sha256(b"".join(shapely.to_wkb(lines))).hexdigest()[:8]
        self.name = f"roads {len(lines)} lines {digest}"
        self._networkx = nx
        self._roads = shapely.get_parts(shapely.line_merge(shapely.union_all(lines, grid_size=GRID)))
        if not len(self._roads):
            raise _wrong("the roads are all shorter than ten metres", "Give lines of lon, lat degrees or set their crs")
        coords, owner = shapely.get_coordinates(self._roads, return_index=True)
        self._metres = _lengths(coords, owner, len(self._roads))
        first = np.flatnonzero(np.diff(owner, prepend=-1))
        last = np.append(first[1:], len(coords)) - 1
        keys = np.round(coords[np.concatenate((first, last))] / GRID).astype(np.int64)
        _, node = np.unique(keys, axis=0, return_inverse=True)
        self._ends = node.reshape(2, -1).T
        self._graph = nx.Graph()
        for road, ((u, v), metres) in enumerate(zip(self._ends.tolist(), self._metres.tolist(), strict=True)):
            self._graph.add_node(u)
            self._graph.add_node(v)
            if u != v and (not self._graph.has_edge(u, v) or metres < self._graph[u][v]["metres"]):
                self._graph.add_edge(u, v, metres=metres, road=road)
        pieces = {n: number for number, nodes in enumerate(nx.connected_components(self._graph)) for n in nodes}
        self._piece = np.array([pieces[u] for u, _ in self._ends.tolist()])
        self._tree = shapely.STRtree(self._roads)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> RoadNetwork:
        """Read a network from any file of lines that GDAL knows.

        Raises
        ------
        ReadError
            When the file cannot be read.
        ConfigError, PartError
            As the class itself.
        """
        import geopandas as gpd

        try:
            frame = gpd.read_file(path, engine="pyogrio")
        except Exception as error:
            message = f"{path} cannot be read as a file of roads: {str(error)[:200]}"
            hint = "Give a GeoPackage, GeoJSON or shapefile of lines"
            raise ReadError(message, hint=hint, path=Path(path)) from error
        return cls(frame)

    def shortest(self, places: Sequence[Place]) -> Way | str:
        """Return the shortest way by length through places in order.

        Returns
        -------
        Way or str
            Why there is none, in words for a reader, where there is none.
        """
        found = [self._spots(place) for place in places]
        for place, spots in zip(places, found, strict=True):
            if not spots:
                return f"{place.name} lies more than {REACH_M / 1000:g} km from it"
        common = set.intersection(*(set(spots) for spots in found))
        if not common:
            return f"{' and '.join(p.name for p in places)} lie on parts of it that do not meet"
        piece = min(common, key=lambda c: (sum(spots[c].distance_m for spots in found), c))
        chain = [spots[piece] for spots in found]
        points: list[tuple[float, float]] = []
        for a, b in pairwise(chain):
            points += self._leg(a, b)
        if len(set(points)) < 2:
            return f"{' and '.join(p.name for p in places)} reach it at the same point"
        ends = ((places[0].lon, places[0].lat), (places[-1].lon, places[-1].lat))
        whole = [ends[0], *points, ends[1]]
        distinct = [p for number, p in enumerate(whole) if number == 0 or p != whole[number - 1]]
        return Way(line=LineString(distinct), access_m=(chain[0].distance_m, chain[-1].distance_m))

    def _spots(self, place: Place) -> dict[int, _Spot]:
        """Return the nearest point of each connected piece of the network within reach."""
        import numpy as np
        import shapely

        squeezed = squeeze(place.lat)
        high = REACH_M / 110_000  # a degree of latitude is 110.6 to 111.7 km
        box = shapely.box(place.lon - high / squeezed, place.lat - high, place.lon + high / squeezed, place.lat + high)
        near = np.sort(self._tree.query(box))
        flat = shapely.transform(self._roads[near], lambda c: c * [squeezed, 1.0])
        point = Point(place.lon * squeezed, place.lat)
        distances = shapely.distance(flat, point)
        spots: dict[int, _Spot] = {}
        for number in np.argsort(distances, kind="stable").tolist():
            road = int(near[number])
            piece = int(self._piece[road])
            if piece in spots:
                continue
            fraction = float(flat[number].project(point, normalized=True))
            at = flat[number].interpolate(fraction, normalized=True)
            lon, lat = at.x / squeezed, at.y
            distance = float(wgs84().inv(place.lon, place.lat, lon, lat)[2])
            if distance <= REACH_M:
                spots[piece] = _Spot(
                    road=road, fraction=fraction, squeezed=squeezed, lon=lon, lat=lat, distance_m=distance
                )
        return spots

    def _leg(self, a: _Spot, b: _Spot) -> list[tuple[float, float]]:
        """Return the points of the shortest way between two spots of one piece of the network."""
        graph = self._graph
        extra = [self._join("from", a), self._join("to", b)]
        try:
            if a.road == b.road:
                self._join_directly(a, b)
            _, nodes = self._networkx.bidirectional_dijkstra(graph, "from", "to", weight="metres")
            points: list[tuple[float, float]] = [(a.lon, a.lat)]
            for u, v in pairwise(nodes):
                edge = graph[u][v]
                if "road" in edge:
                    coords, start = list(self._roads[edge["road"]].coords), int(self._ends[edge["road"]][0])
                else:
                    coords, start = list(edge["line"].coords), edge["start"]
                points += coords if start == u else coords[::-1]
        finally:
            graph.remove_nodes_from(extra)
        points.append((b.lon, b.lat))
        return points

    def _join(self, name: str, spot: _Spot) -> str:
        u, v = (int(end) for end in self._ends[spot.road])
        first, last = cut(self._roads[spot.road], spot.fraction, spot.squeezed)
        for line, end, start in ((first, u, u), (last, v, name)):
            metres = length_m(line)
            known = self._graph.get_edge_data(name, end)
            if known is None or metres < known["metres"]:  # both ends of a loop are one node
                self._graph.add_edge(name, end, metres=metres, line=line, start=start)
        return name

    def _join_directly(self, a: _Spot, b: _Spot) -> None:
        """Join two spots of one road along it."""
        road = self._roads[a.road]
        low, high = sorted((a, b), key=lambda s: s.fraction)
        # each fraction is of its own flat picture of the road: cut the first off, then find the second again
        _, rest = cut(road, low.fraction, low.squeezed)
        at = LineString([(x * high.squeezed, y) for x, y in rest.coords])
        line, _ = cut(rest, at.project(Point(high.lon * high.squeezed, high.lat), normalized=True), high.squeezed)
        start = "from" if low is a else "to"
        self._graph.add_edge("from", "to", metres=length_m(line), line=line, start=start)


def _wrong(message: str, hint: str) -> ConfigError:
    return ConfigError(message, hint=hint, key="roads")


def _checked(roads: object) -> Any:
    """Return the lines as an array of plain lines of lon, lat degrees.

    Raises
    ------
    ConfigError
        When there are none, or something else.
    """
    import geopandas as gpd
    import numpy as np
    import shapely

    lines = "Give a GeoDataFrame of LineString or MultiLineString"
    if not isinstance(roads, gpd.GeoDataFrame):
        message = f"the roads are a {type(roads).__name__}, not a GeoDataFrame"
        raise _wrong(message, lines)
    if roads.active_geometry_name is None:
        raise _wrong("the roads have no geometry", f"{lines}; set_geometry(...) names the column")
    shapes = roads.geometry[~(roads.geometry.isna() | roads.geometry.is_empty)]
    kinds = sorted(set(shapes.geom_type) - set(_LINES))
    if kinds:
        count = int((~shapes.geom_type.isin(_LINES)).sum())
        message = f"{count} of the {len(roads)} roads are no lines but {', '.join(kinds)}"
        raise _wrong(message, f"{lines}; frame[frame.geom_type.isin(['LineString', 'MultiLineString'])] keeps those")
    if not len(shapes):
        raise _wrong("the roads hold no line", f"{lines} with at least one row, or leave roads= out")
    if roads.crs is None:
        raise _wrong("the roads have no coordinate system", "Set it, for example roads.set_crs(4326)")
    parts = shapely.get_parts(shapely.force_2d(shapes.to_crs("EPSG:4326").to_numpy()))
    coords = shapely.get_coordinates(parts)
    if not np.isfinite(coords).all() or (np.abs(coords) > [180.0, 90.0]).any():
        message = "the roads have coordinates that are nowhere on the Earth"
        raise _wrong(message, f"Their coordinate system is given as {roads.crs.name!r}; is it another one?")
    return parts


def _lengths(coords: Any, owner: Any, count: int) -> Any:
    """Return the geodesic length of each line, metres."""
    import numpy as np

    same = owner[:-1] == owner[1:]
    a, b = coords[:-1][same], coords[1:][same]
    _, _, metres = wgs84().inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    return np.bincount(owner[:-1][same], weights=metres, minlength=count)
