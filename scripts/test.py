"""Set up and pass all tests, the browser's included: ``python3 scripts/test.py [pytest arguments]``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from _setup import ROOT, environment, fail

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_browser() -> str | None:
    """Return a Chromium: the one ``MAPKIT_CHROME`` names, else one on the path or in the usual places."""
    if named := os.environ.get("MAPKIT_CHROME"):
        return named if Path(named).exists() else None
    on_path = (shutil.which(name) for name in BROWSERS)
    return next((found for found in (*on_path, *(a for a in APPLICATIONS if Path(a).exists())) if found), None)


def install_browser() -> None:
    """Install Debian's Chromium where that is possible without asking: as root, with apt."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    print("installing Debian's chromium", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet, stdout=subprocess.DEVNULL)  # noqa: S607  # found on the path above
    subprocess.run(  # as above
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],  # noqa: S607
        check=False, env=quiet, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def main() -> int:
    """Run pytest in an environment of the development lock, with a browser."""
    python = environment("dev")
    if find_browser() is None:
        install_browser()
    browser = find_browser()
    if browser is None:
        fail(
            "no Chromium was found, and the page cannot be tested without one.\n"
            "  Debian, Ubuntu:  sudo apt-get install chromium\n"
            "  elsewhere:       install Chrome or Chromium and set MAPKIT_CHROME to its program",
            5,
        )
    environ = {**os.environ, "MAPKIT_CHROME": str(browser)}
    return subprocess.run([str(python), "-m", "pytest", *sys.argv[1:]], check=False, cwd=ROOT, env=environ).returncode


if __name__ == "__main__":
    sys.exit(main())
