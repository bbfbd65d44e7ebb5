"""Set up and make the map of the five articles: ``python3 scripts/make_map.py``."""

from __future__ import annotations

import subprocess
import sys

from _setup import ROOT, environment


def main() -> int:
    """Install what is needed, build ``kidal.html`` from ``seeds/`` and print where it is."""
    python = environment("map")
    page = ROOT / "kidal.html"
    command = [
        str(python),
        "-m",
        "mapkit",
        "build",
        str(ROOT / "seeds"),
        "-o",
        str(page),
        "--title",
        "The UN leaves Kidal",
    ]
    code = subprocess.run(command, check=False).returncode
    if code == 0:
        print(f"open {page.as_uri()}")
    return code


if __name__ == "__main__":
    sys.exit(main())
