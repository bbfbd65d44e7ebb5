"""A guided tour of a map: steps that an author orders and words, each of which shows a day and opens a mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NoReturn, cast

from mapkit.errors import ConfigError
from mapkit.layers.events import EventLayer

if TYPE_CHECKING:
    from mapkit.frames import Frames
    from mapkit.layers import Feature

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
    def of(cls, frames: Frames, *, most: int = 8, language: str = "en") -> Story:
        """Return a first draft: the best supported dated events in order of time, in the words of the sources.

        Parameters
        ----------
        frames
            What happened.
        most
            How many steps at most.
        language
            Of the headings: ``"en"``, ``"fr"`` or ``"ar"``; the sentences stay in their own.

        Raises
        ------
        ConfigError
            When no event has a place and a day to show.
        """
        told = [
            event
            for event in EventLayer(language).features(frames)
            if event.geometry is not None
            and event.since is not None
            and event.since[1] is not None
            and event.status in ("happened", "claimed")
            and event.place_kind not in ("country", "region")
        ]
        told.sort(key=lambda e: (-_WEIGHT.get(e.kind, 1), e.since is None or e.since[0] != e.since[1], -e.sources))
        first: dict[object, Feature] = {}  # the same thing at the same place and day needs one step
        for event in told:
            first.setdefault((event.kind, event.place_id, event.since), event)
        chosen = list(first.values())[:most]
        if not chosen:
            message = "no event has both a place and a day, so there is nothing to tell in steps"
            raise ConfigError(message, hint="Write the steps by hand: mk.Story(steps=(...))", key="story")
        # one that is only known to be over by a day comes before one of that day
        ordered = sorted((e.since[1] or "", e.since[0] or "", n, e) for n, e in enumerate(chosen) if e.since)
        return cls(
            steps=tuple(
                Step(
                    heading=event.title,
                    text=_quoted(event.quotes[0].text) if event.quotes else "",
                    day=date.fromisoformat(last),
                    id=event.id,
                )
                for last, _, _, event in ordered
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


def _basic(text: str) -> str:
    """Return text as a TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
