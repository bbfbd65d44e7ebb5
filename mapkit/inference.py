"""What follows from events: engines derive who held a place and which way somebody went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from mapkit.control import ControlEngine
from mapkit.errors import PartError
from mapkit.model import ControlState, Event, Route
from mapkit.routes import RoadNetwork, RouteEngine

if TYPE_CHECKING:
    import geopandas as gpd


class Engine(Protocol):
    """Derives findings from events; engines see events only, so their order cannot matter."""

    name: str

    def infer(self, events: Sequence[Event]) -> Iterable[ControlState | Route]:
        """Return what follows from the events."""
        ...


def control_engine(engines: Sequence[Engine]) -> ControlEngine:
    """Return the control engine among these, else the built-in one."""
    return next((e for e in engines if isinstance(e, ControlEngine)), None) or ControlEngine()


def all_engines(
    engines: Sequence[Engine], *, roads: gpd.GeoDataFrame | RoadNetwork | None = None
) -> tuple[Engine, ...]:
    """Return the engines for control and routes, and after them the further ones."""
    further = [e for e in engines if not isinstance(e, ControlEngine)]
    return (control_engine(engines), RouteEngine(roads), *further)


def infer(
    events: Iterable[Event], *, engines: Sequence[Engine] = (), roads: gpd.GeoDataFrame | RoadNetwork | None = None
) -> tuple[ControlState | Route, ...]:
    """Derive who held which place and which way somebody went.

    Parameters
    ----------
    events
        The events; none gives ``()``.
    engines
        Engines that run after the built-in ones for control and routes; a :class:`mapkit.control.ControlEngine` with
        rules of its own runs instead of the built-in one.
    roads
        As for :func:`mapkit.build`.

    Raises
    ------
    ConfigError
        When ``roads`` are no lines.
    PartError
        When an engine fails or returns something else, or ``roads`` are given and networkx is not installed.
    """
    known = tuple(events)
    findings: list[ControlState | Route] = []
    for engine in all_engines(engines, roads=roads):
        found: Iterable[object] = engine.infer(known)
        for finding in found:
            # an engine is somebody else's code: what it yields is checked, whatever its annotations say
            if not isinstance(finding, (ControlState, Route)):
                message = f"the engine {engine.name!r} returned a {type(finding).__name__}"
                raise PartError(
                    message,
                    hint="An engine yields ControlState and Route values",
                    group="mapkit.engines",
                    name=engine.name,
                )
            findings.append(finding)
    return tuple(findings)
