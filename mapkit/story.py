"""A guided tour of a map: steps that an author orders and words, each of which shows a day and opens a mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NoReturn, cast

from mapkit.errors import ConfigError

if TYPE_CHECKING:
    import geopandas as gpd

_WEIGHT = {"control_change": 3, "handover": 3, "withdrawal": 3, "coup": 3, "movement": 2, "clash": 2, "attack": 2}
"""What a reader wants to be told first; every other kind counts 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a story.

    Attributes
    ----------
    heading
        One line.
    text
        What the author says; by default the sentence that supports the event.
    day
        The day to show; ``None`` leaves the clock where it is.
    id
        The event, control state or route to open; ``None`` opens nothing.
    view
        West, south, east, north in degrees to move the map to; ``None`` leaves it, or moves it to what is opened.
    """

    heading: str
    text: str = ""
    day: date | None = None
    id: str | None = None
    view: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        # what is given may come from a file
        heading, text, day, ident = cast("tuple[object, ...]", (self.heading, self.text, self.day, self.id))
        for name, value in (("heading", heading), ("text", text)):
            if not isinstance(value, str):
                _refuse(name, value, "Give text")
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            _refuse("day", day, "Give a datetime.date; in a file write day = 2023-10-31 without quotes")
        if ident is not None and not isinstance(ident, str):
            _refuse("id", ident, "List the ids with: mapkit list DOSSIER events")
        if self.view is not None:
            try:
                west, south, east, north = (float(v) for v in self.view)
            except (TypeError, ValueError):
                _refuse("view", self.view, "Give west, south, east, north in degrees")
            if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
                _refuse("view", self.view, "Give west, south, east, north in degrees, west below east")
            object.__setattr__(self, "view", (west, south, east, north))


def _refuse(field: str, value: object, hint: str) -> NoReturn:
    message = f"{field} of a step cannot be {value!r}"
    raise ConfigError(message, hint=hint, key=f"story.{field}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A guided tour.

    Attributes
    ----------
    steps
        In the order in which a reader walks them; at least one.

    Examples
    --------
    >>> from datetime import date
    >>> story = Story(steps=(Step(heading="The base is left", day=date(2023, 10, 31)),))
    >>> story.steps[0].day.isoformat()
    '2023-10-31'
    """

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        steps = tuple(self.steps)
        if not steps or not all(isinstance(step, Step) for step in steps):
            message = "a story has at least one step, and nothing else"
            raise ConfigError(message, hint="Begin with dossier.story() and change its steps", key="story")
        object.__setattr__(self, "steps", steps)

    @classmethod
    def of(cls, events: gpd.GeoDataFrame, *, most: int = 8) -> Story:
        """Return a first draft: the best supported dated events in order of time, in the words of the sources.

        Parameters
        ----------
        events
            An events frame (:data:`mapkit.frames.EVENTS`).
        most
            How many steps at most.

        Raises
        ------
        ConfigError
            When no event has a place and a day to show.
        """
        rows = events.reset_index()
        told = rows[
            rows.geometry.notna()
            & rows["end_time"].notna()
            & rows["status"].isin(["happened", "claimed"])
            & ~rows["place_kind"].isin(["country", "region"])
        ].to_dict("records")
        told.sort(key=lambda r: (-_WEIGHT.get(r["kind"], 1), r["start_time"] != r["end_time"], -r["sources"]))
        chosen: list[dict[str, Any]] = []
        for row in told:  # the same thing at the same place and day needs one step
            if (
                all(tuple(row[k] for k in _SAME) != tuple(other[k] for k in _SAME) for other in chosen)
                and len(chosen) < most
            ):
                chosen.append(row)
        if not chosen:
            message = "no event has both a place and a day, so there is nothing to tell in steps"
            raise ConfigError(message, hint="Write the steps by hand: mk.Story(steps=(...))", key="story")
        # one that is only known to be over by a day comes before one of that day
        chosen.sort(key=lambda r: (r["end_time"], r["start_time"] == r["start_time"], str(r["start_time"])))
        return cls(
            steps=tuple(
                Step(
                    heading=row["title"][:1].upper() + row["title"][1:],
                    text=_quoted(row["quote"][0]) if row["quote"] else "",
                    day=row["end_time"].date(),
                    id=row["event_id"],
                )
                for row in chosen
            )
        )

    @classmethod
    def from_mapping(cls, table: Mapping[str, Any]) -> Story:
        """Return the story of a parsed TOML file: an array of tables ``[[step]]`` with the fields of :class:`Step`.

        Raises
        ------
        ConfigError
            When a step holds what no step has, or a value of the wrong kind; names the step.
        """
        rows = table.get("step")
        if not isinstance(rows, list) or set(table) != {"step"}:
            message = "the file of a story holds steps and nothing else"
            raise ConfigError(message, hint='Write [[step]] and below it heading = "…"', key="story")
        steps = []
        for number, row in enumerate(rows, start=1):
            try:
                steps.append(Step(**cast("dict[str, Any]", row)))
            except TypeError as error:
                message = f"step {number} of the story is wrong: {error}"
                hint = "A step has heading, text, day, id and view"
                raise ConfigError(message, hint=hint, key="story") from error
            except ConfigError as error:
                message = f"step {number} of the story: {error}"
                raise ConfigError(message, hint=error.hint, key="story") from error
        return cls(steps=tuple(steps))

    def to_toml(self) -> str:
        """Return the story as a file to edit by hand; :meth:`from_mapping` reads it."""
        blocks = []
        for step in self.steps:
            lines = ["[[step]]"]
            for name, value in asdict(step).items():
                if value is None or (name == "text" and not value):
                    continue
                written = _basic(value) if isinstance(value, str) else list(value) if name == "view" else value
                lines.append(f"{name} = {written}")
            blocks.append("\n".join(lines))
        first = (
            "# Steps of a guided story: heading, text, day, id (what is opened), view = [west, south, east, north].\n\n"
        )
        return first + "\n\n".join(blocks) + "\n"


def _quoted(sentence: str) -> str:
    """Return a sentence in quotation marks, unless it brings its own."""
    return sentence if any(mark in sentence for mark in '“”«»„"') else f"“{sentence}”"


_SAME = ("kind", "place_id", "start_time", "end_time")


def _basic(text: str) -> str:
    """Return text as a TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
