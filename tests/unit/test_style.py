from __future__ import annotations

import itertools

import numpy as np
import pytest

from mapkit.layers import Feature
from mapkit.render import style

# Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB
SIGHT = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
LAND = (style.GROUND["light"]["focus"], style.GROUND["dark"]["focus"])


def linear(colour: str) -> np.ndarray:
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE 1976 L*a*b* under D65."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, two: str) -> float:
    """Contrast ratio of WCAG 2."""
    low, high = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour)) for colour in (one, two))
    return (high + 0.05) / (low + 0.05)


def smallest(palette: tuple[str, ...], sight: str) -> float:
    seen = [lab(SIGHT[sight] @ linear(colour)) for colour in palette]
    return min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("theme", "palette"), [(0, style.LIGHT), (1, style.DARK)])
def test_hues_stay_apart_for_every_kind_of_colour_vision(theme: int, palette: tuple[str, ...], sight: str) -> None:
    assert smallest((*palette, style.UNKNOWN[theme]), sight) > 20


@pytest.mark.parametrize(("theme", "palette"), [(0, style.LIGHT), (1, style.DARK)])
def test_hues_stand_out_from_the_land(theme: int, palette: tuple[str, ...]) -> None:
    for colour in (*palette, style.UNKNOWN[theme], style.OTHER[theme]):
        assert contrast(colour, LAND[theme]) >= 3, colour


def feature(name: str | None, **more: object) -> Feature:
    values = {"id": f"f-{name}", "layer": "x", "sign": "event", "geometry": None, "title": "", "actor": name, **more}
    return Feature(**values)  # type: ignore[arg-type]


def test_hues_do_not_depend_on_the_order_of_features() -> None:
    features = [feature(name) for name in ("b", "a", "c")] + [feature("c")]
    assert style.hues(features) == style.hues(features[::-1]) == ("c", "a", "b")


def test_the_unknown_is_grey_and_the_seventh_actor_is_one_of_the_others() -> None:
    features = [feature(name) for name in "abcdefg"]
    ranked = style.hues(features)
    assert style.hue(feature(None), ranked) is None
    assert style.hue(feature("a"), ranked) == 0
    assert style.hue(feature("g"), ranked) == -1


@pytest.mark.parametrize(
    ("status", "paint"),
    [
        ("happened", "solid"),
        ("claimed", "outline"),
        ("planned", "dotted"),
        ("possible", "hatched"),
        ("inferred", "inferred"),
    ],
)
def test_certainty_is_told_by_filling(status: str, paint: str) -> None:
    assert style.paint(feature("a", status=status)) == paint
