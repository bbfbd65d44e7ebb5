"""What the two commands share: a virtual environment with the locked packages, and mapkit itself in it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"


def fail(message: str, code: int) -> None:
    """Say what is wrong and stop."""
    print(f"mapkit: {message}", file=sys.stderr)
    sys.exit(code)


def environment(lock: str) -> Path:
    """Return the interpreter of a virtual environment that holds the packages of ``requirements/<lock>.lock``.

    The environment is made once and refreshed when the lock, the package's metadata or the front end's lock change.
    """
    if sys.version_info < (3, 11):  # noqa: UP036  # somebody's older Python is what this line is for
        fail(f"this is Python {sys.version.split()[0]}; mapkit needs 3.11 or newer", 4)
    python = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        print("making .venv", flush=True)
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
        if made.returncode:
            fail(f"python -m venv failed:\n{made.stdout}{made.stderr}\nOn Debian: apt-get install python3-venv", 4)
    wanted = _state(lock)
    stamp = VENV / f"mapkit-{lock}.state"
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"installing the packages of requirements/{lock}.lock", flush=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        _run([*pip, "--require-hashes", "--requirement", str(ROOT / "requirements" / f"{lock}.lock")])
        _run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        stamp.write_text(wanted)
    return python


def _state(lock: str) -> str:
    files = (f"requirements/{lock}.lock", "pyproject.toml", "hatch_build.py", "frontend/package-lock.json")
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in files)).hexdigest()


def _run(command: list[str]) -> None:
    if subprocess.run(command, check=False, cwd=ROOT).returncode:
        fail("the installation failed; is the package index reachable?", 4)
