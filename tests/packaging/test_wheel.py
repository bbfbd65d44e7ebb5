"""The wheel alone, in an empty folder, does what the checkout does."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An sdist of the checkout, and the wheel that is built from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    hatch = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run([*hatch, "-t", "sdist"], check=True, cwd=ROOT, capture_output=True)
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = (p for p in folder.iterdir() if p.is_dir())
    # npm must not be needed any more: the sdist holds the built assets
    environ = {**os.environ, "npm_config_offline": "true", "npm_config_registry": "http://127.0.0.1:9/"}
    subprocess.run([*hatch, "-t", "wheel"], check=True, cwd=source, capture_output=True, env=environ)
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


def test_wheel_and_sdist_hold_data_and_assets_and_no_article(built: tuple[Path, Path]) -> None:
    sdist, wheel = built
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    with tarfile.open(sdist) as tar:
        names_of_sdist = tar.getnames()
    for part in (
        "mapkit/_data/gazetteer/",
        "mapkit/_data/vocabulary/",
        "mapkit/_data/actors/",
        "mapkit/_data/corridors/",
        "mapkit/render/static/vendor/",
    ):
        assert any(n.startswith(part) for n in names), part
    assert "mapkit/_data/SOURCES.toml" in names
    for listing in (names, names_of_sdist):
        assert not [n for n in listing if "seeds" in n or n.endswith(".ipynb") or "/tests/" in n]


def test_the_wheel_alone_makes_the_map(built: tuple[Path, Path], tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(built[1]) as archive:
        archive.extractall(site)  # noqa: S202  # we built it a moment ago
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(
        "Government soldiers entered the town of Bor on 18 January 2014. The rebels had left Bor on 17 January 2014."
    )
    code = (
        "import mapkit, sys; assert mapkit.__file__.startswith(sys.argv[1]), mapkit.__file__\n"
        "d = mapkit.build('articles'); print(len(d.events)); d.save('map.html')"
    )
    environ = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(site)], check=False, cwd=tmp_path, capture_output=True, text=True, env=environ
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 1
    assert (tmp_path / "map.html").stat().st_size > 10_000
    demo = subprocess.run(
        [sys.executable, "-m", "mapkit", "demo"], check=False, cwd=tmp_path, capture_output=True, text=True, env=environ
    )
    assert demo.returncode == 0, demo.stderr
    assert (tmp_path / "mapkit-demo.html").exists()
