"""The contracts hold for the built-in parts and for the fakes, and catch what breaks them."""

from __future__ import annotations

import dataclasses

import pytest

import mapkit as mk
from mapkit import testing
from mapkit.control import ControlEngine
from mapkit.layers import default_layers
from mapkit.routes import RouteEngine


def test_the_built_in_parts_keep_their_contracts(kidal: mk.Dossier) -> None:
    testing.check_gazetteer(mk.open_gazetteer(), names=("Kidal", "Gao", "Aguelhoc", "Tombouctou"))
    for engine in (ControlEngine(), RouteEngine()):
        testing.check_engine(engine, kidal._events)
    for layer in default_layers():
        testing.check_layer(layer, kidal.frames())


def test_the_fakes_keep_them_too(kidal: mk.Dossier) -> None:
    goma = testing.FakeGazetteer.town("Goma", 29.23, -1.68, "CD")
    testing.check_gazetteer(testing.FakeGazetteer({"goma": (goma,)}), names=("Goma", "GOMA"))
    testing.check_extractor(testing.FakeExtractor("Kidal", "mark:x"), kidal.articles[0])
    testing.check_engine(testing.FakeEngine(), kidal._events)
    testing.check_layer(testing.FakeLayer(), kidal.frames())


def test_parts_of_ones_own_take_part_in_the_walk() -> None:
    from mapkit.reading import article_from_text

    zzy = testing.FakeGazetteer.town("Zzyzkova", 10.0, 20.0, "TD")
    text = "Rebels captured the town of Zzyzkova on 4 May 2014. The army fled from Zzyzkova on 4 May 2014."
    dossier = mk.build(
        [article_from_text(text, name="a.txt")],
        gazetteer=testing.FakeGazetteer({"zzyzkova": (zzy,)}),
        extractors=(testing.FakeExtractor("Rebels", "mark:x"),),
        engines=(testing.FakeEngine(),),
    )
    assert {e.place.id for e in dossier._events if e.place} >= {"fake:zzyzkova"}
    assert "mark:x" in {m.value for m in dossier.mentions}
    assert any(s.rule == "fake/1" for s in dossier._states)
    assert "nobody" in dossier.attributions
    again = dossier.correct(mk.Correction(target="a.txt", field="published", value="2014-05-05", by="d", reason="r"))
    assert again.recipe == dossier.recipe
    assert any(s.rule == "fake/1" for s in again._states)


def test_a_broken_promise_is_named(kidal: mk.Dossier) -> None:
    nameless = dataclasses.replace(testing.FakeGazetteer(), attribution="")
    with pytest.raises(AssertionError, match="whom to credit"):
        testing.check_gazetteer(nameless)
    with pytest.raises(AssertionError, match="includes a version"):
        testing.check_engine(dataclasses.replace(testing.FakeEngine(), name="fake"), kidal._events)


def test_a_redacted_dossier_refuses_to_be_walked_again(kidal: mk.Dossier) -> None:
    ruling = mk.Correction(target="actor:csp", field="name", value="X", by="d", reason="r")
    with pytest.raises(mk.errors.ConfigError, match="without the articles' texts"):
        kidal.redact().correct(ruling)
