"""A fake and a contract check for each protocol: for our own tests and for the authors of parts.

Each check raises ``AssertionError`` with one sentence that says which promise is broken.

>>> check_gazetteer(FakeGazetteer({"goma": (FakeGazetteer.town("Goma", 29.23, -1.68, "CD"),)}), names=("Goma",))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapkit._text import fold
from mapkit.model import Article, Basis, ControlState, Event, Evidence, Mention, Place, Route, Status

if TYPE_CHECKING:
    from mapkit.extraction import Extractor
    from mapkit.frames import Frames
    from mapkit.gazetteer import Gazetteer
    from mapkit.inference import Engine
    from mapkit.layers import Feature, Layer


@dataclass(frozen=True)
class FakeGazetteer:
    """A gazetteer of the places given, by folded name."""

    rows: Mapping[str, Sequence[Place]] = field(default_factory=dict)
    name: str = "fake/1"
    licence: str = "CC0-1.0"
    attribution: str = "nobody"

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places under this name."""
        return self.rows.get(fold(name), ())

    @staticmethod
    def town(name: str, lon: float, lat: float, country: str) -> Place:
        """Return a town; ``lon`` and ``lat`` in degrees, EPSG:4326."""
        return Place(
            id=f"fake:{fold(name)}", name=name, lon=lon, lat=lat, kind="town", radius_m=5000.0, country=country
        )


@dataclass(frozen=True)
class FakeExtractor:
    """Finds one word wherever it stands."""

    word: str
    value: str
    name: str = "fake/1"

    def extract(self, article: Article) -> Iterable[Mention]:
        """Return a cue for each occurrence in the body."""
        start = article.text.find(self.word, article.body[0])
        while 0 <= start < article.body[1]:
            end = start + len(self.word)
            evidence = Evidence(article_id=article.id, start=start, end=end, quote=self.word)
            yield Mention(kind="cue", evidence=evidence, value=self.value, extractor=self.name)
            start = article.text.find(self.word, end)


@dataclass(frozen=True)
class FakeEngine:
    """Says of every dated place of an event that its holder is unknown."""

    name: str = "fake/1"

    def infer(self, events: Sequence[Event]) -> Iterable[ControlState | Route]:
        """Return one state an event that has happened."""
        for event in events:
            if event.place is not None and event.when is not None and event.status is Status.HAPPENED:
                yield ControlState(
                    id=f"cs-fake-{event.id}",
                    place=event.place,
                    holder=None,
                    state="unknown",
                    since=event.when,
                    until=None,
                    basis=Basis.INFERRED,
                    rule="fake/1",
                    event_ids=(event.id,),
                )


@dataclass(frozen=True)
class FakeLayer:
    """Draws nothing."""

    name: str = "fake"
    title: str = "Nothing"

    def features(self, frames: Frames) -> Iterable[Feature]:  # noqa: ARG002  # the protocol's argument
        """Return no feature."""
        return ()


def _is_versioned(name: str) -> bool:
    part, slash, version = name.rpartition("/")
    return bool(part and slash and version)


def check_gazetteer(gazetteer: Gazetteer, *, names: Iterable[str] = ()) -> None:
    """Check that a gazetteer says who it is, and that what it returns is in range.

    Parameters
    ----------
    gazetteer
        The part to check.
    names
        Names that it must know.
    """
    assert gazetteer.name, "a gazetteer has a name"
    assert gazetteer.licence, "a gazetteer states its licence"
    assert gazetteer.attribution, "a gazetteer states whom to credit: it is printed on every map"
    assert tuple(gazetteer.lookup("\u0000 no such place")) == (), "an unknown name gives an empty sequence"
    for name in names:
        places = tuple(gazetteer.lookup(name))
        assert places, f"{name!r} is known"
        for place in places:
            assert -180 <= place.lon <= 180, f"{place.id}: longitude in degrees"
            assert -90 <= place.lat <= 90, f"{place.id}: latitude in degrees"
            assert place.radius_m > 0, f"{place.id}: nothing is known to a point"
            assert ":" in place.id, f"{place.id}: an id names its authority"
        assert tuple(gazetteer.lookup(name)) == places, f"{name!r} gives the same answer twice"


def check_extractor(extractor: Extractor, article: Article) -> None:
    """Check that an extractor is named with a version and that every mention stands where it says."""
    assert _is_versioned(extractor.name), "an extractor's name includes a version, such as 'desk/1'"
    for mention in extractor.extract(article):
        evidence = mention.evidence
        assert evidence.article_id == article.id, "a mention names its article"
        assert article.text[evidence.start : evidence.end] == evidence.quote, "a quotation stands where it says"
        assert mention.extractor == extractor.name, "a mention names who found it"


def check_engine(engine: Engine, events: Sequence[Event]) -> None:
    """Check that an engine's findings follow from the events given, and not from their order."""
    assert _is_versioned(engine.name), "an engine's name includes a version, such as 'desk/1'"
    known = {event.id for event in events}
    findings = list(engine.infer(events))
    for finding in findings:
        assert isinstance(finding, (ControlState, Route)), "an engine yields control states and routes"
        assert set(finding.event_ids) <= known, f"{finding.id} follows from events that were given"
        assert finding.event_ids, f"{finding.id} follows from something"
    again = {f.id for f in engine.infer(tuple(reversed(events)))}
    assert again == {f.id for f in findings}, "the order of the events decides nothing"


def check_layer(layer: Layer, frames: Frames) -> None:
    """Check that a layer has a name and a title and that its features have ids of their own."""
    assert layer.name, "a layer has a name"
    assert layer.title, "a layer has a title"
    ids = [feature.id for feature in layer.features(frames)]
    assert len(ids) == len(set(ids)), "every feature has an id of its own"
