"""What the documentation shows is true: examples run, every verb and issue code is there."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import mapkit as mk
from mapkit import cli

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted(m.name for m in pkgutil.walk_packages(mk.__path__, "mapkit.") if not m.name.endswith("__main__"))


@pytest.mark.parametrize("name", ["mapkit", *MODULES])
def test_examples_in_docstrings_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_python_in_the_readme_runs(tmp_path: Path) -> None:
    code = "\n".join(blocks("python"))
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "kidal.html").exists()


def test_the_session_in_the_readme_is_real(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    session = next(b for b in blocks("console") if "mapkit build" in b)
    shown = session.splitlines()
    command, output = shown[0], shown[1]
    assert command == '$ mapkit build seeds -o kidal.json --title "The UN leaves Kidal"'
    arguments = ["build", "seeds", "-o", "kidal.json", "--title", "The UN leaves Kidal"]
    done = subprocess.run(
        [sys.executable, "-m", "mapkit", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[0] == output


def test_every_verb_is_in_the_readme() -> None:
    verbs = {c.name or c.callback.__name__ for c in cli.app.registered_commands if c.callback}
    shown = set(re.findall(r"^\$ mapkit (\w+)", README, re.MULTILINE)) | set(re.findall(r"`mapkit (\w+)", README))
    assert verbs <= shown


def test_the_configuration_in_the_readme_is_read(tmp_path: Path) -> None:
    config = tmp_path / "mapkit.toml"
    config.write_text(blocks("toml")[0], encoding="utf-8")
    assert tomllib.loads(config.read_text(encoding="utf-8"))["title"]
    arguments = ["build", str(ROOT / "seeds"), "-o", "x.json", "--config", str(config)]
    done = subprocess.run(
        [sys.executable, "-m", "mapkit", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_two_commands_exist() -> None:
    for name in ("make_map.py", "test.py"):
        assert f"python3 scripts/{name}" in README
        assert (ROOT / "scripts" / name).exists()
    assert (ROOT / "docs" / "map.png").exists()
