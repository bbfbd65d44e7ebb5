"""What the whole walk costs, beside folium's own time plug-in with the same events: ``python benchmarks/walk.py``.

Prints medians of several runs and ratios; judge by the ratios, since machines differ.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5

CPU_OF_IMPORT = "import time; t = time.process_time(); import {name}; print(time.process_time() - t)"

FOLIUM = """
import json, sys, folium
from folium.plugins import TimestampedGeoJson
collection = json.load(open(sys.argv[1]))
features = [
    {
        "type": "Feature",
        "geometry": f["geometry"],
        "properties": {"times": [f["properties"]["end_time"]], "popup": f["properties"]["title"]},
    }
    for f in collection["features"] if f["geometry"] and f["properties"]["end_time"]
]
page = folium.Map([18, 0], zoom_start=6)
TimestampedGeoJson({"type": "FeatureCollection", "features": features}, period="P1D").add_to(page)
page.save(sys.argv[2])
"""


def timed(command: list[str]) -> float:
    """Return the wall seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def import_cpu(name: str) -> float:
    """Return the median CPU seconds of a cold import."""
    command = [sys.executable, "-c", CPU_OF_IMPORT.format(name=name)]
    return statistics.median(
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(RUNS)
    )


def requests_of(page: Path) -> int:
    """Return how many addresses a page loads when it opens."""
    return len(re.findall(r"<(?:script|link|img|iframe)\b[^>]*https?://", page.read_text(encoding="utf-8")))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, events = (Path(folder) / n for n in ("ours.html", "folium.html", "events.geojson"))
        build = [sys.executable, "-m", "mapkit", "build", str(ROOT / "seeds"), "-o"]
        subprocess.run([*build, str(events)], check=True, capture_output=True)
        walk = statistics.median(timed([*build, str(ours)]) for _ in range(RUNS))
        plain = statistics.median(timed([sys.executable, "-c", FOLIUM, str(events), str(theirs)]) for _ in range(RUNS))
        rows = {
            "import, CPU seconds": (import_cpu("mapkit"), import_cpu("folium")),
            "articles to page / events to page, wall seconds": (walk, plain),
            "page, kB": (ours.stat().st_size / 1000, theirs.stat().st_size / 1000),
            "page gzipped, kB": tuple(len(gzip.compress(p.read_bytes())) / 1000 for p in (ours, theirs)),
            "files loaded from elsewhere on opening": (requests_of(ours), requests_of(theirs)),
        }
        count = len(json.loads(events.read_text())["features"])
        print(f"{f'{count} events':48}{'mapkit':>10}{'folium':>10}{'ratio':>8}")
        for label, (mine, other) in rows.items():
            ratio = f"{mine / other:8.2f}" if other else "       -"
            print(f"{label:48}{mine:10.2f}{other:10.2f}{ratio}")


if __name__ == "__main__":
    main()
