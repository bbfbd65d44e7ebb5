"""Write the lock files again: ``python3 scripts/lock.py`` (needs uv). They carry hashes and no host."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "requirements" / "build.in"


def main() -> int:
    """Compile ``requirements/map.lock`` (core and build) and ``requirements/dev.lock`` (with the extra ``dev``)."""
    for lock, extras in (("map", []), ("dev", ["--extra", "dev"])):
        command = [
            "uv", "pip", "compile", "pyproject.toml", "requirements/build.in", *extras,
            "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
            "--no-emit-index-url", "--quiet", "--upgrade", "-o", f"requirements/{lock}.lock",
        ]  # fmt: skip
        if code := subprocess.run(command, check=False, cwd=ROOT).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
