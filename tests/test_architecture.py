"""Imports point down, and heavy libraries stay where they belong."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "mapkit"

LAYERS = (
    ("errors", "_version"),
    ("model",),
    ("frames", "plugins", "_resources", "_text", "_timevalue"),
    ("boundaries", "_dates", "words"),
    ("reading", "extraction", "gazetteer", "chronology", "names"),
    ("events", "control", "routes", "corrections", "explanation"),
    ("layers", "inference", "known"),
    ("render", "export", "story"),
    ("saving", "history"),
    ("dossier", "find", "exploration"),
    ("loading",),
    ("__init__", "cli", "testing"),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

FENCES = {
    "geopandas": (
        "frames",
        "boundaries",
        "saving",
        "layers",
        "render",
        "export",
        "dossier",
        "inference",
        "routes",
        "exploration",
    ),
    "pyproj": ("gazetteer", "routes"),
    "networkx": ("routes/roads.py",),
    "folium": ("render", "dossier", "exploration"),
    "branca": ("render",),
    "typer": ("cli",),
    "pydantic": ("model",),
    "spacy": ("extraction/spacy.py",),
    "resvg_py": ("render/picture/png.py",),
    "httpx": ("extraction/llm.py",),
    "aiohttp": (),
    "requests": (),
    "urllib3": (),
    "socket": (),
    "http": (),
}


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if "vendor" not in p.parts)


def part_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every module imported, and whether only for type checking."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) in typing_only
            if node.module == "mapkit":
                yield from ((f"mapkit.{alias.name}", id(node) in typing_only) for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = part_of(path)
    assert own in LEVEL, f"{own} has no layer"
    if own == "__init__":
        return  # the package's own names, loaded on first use
    for name, typing_only in imports(path):
        if not name.startswith("mapkit.") or typing_only:
            continue
        other = name.split(".")[1]
        if other == "model" and own == "model":
            continue
        allowed = other == own or LEVEL.get(other, 99) < LEVEL[own]
        assert allowed, f"{path.relative_to(PACKAGE)} imports {name}, which is not below it"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_heavy_libraries_stay_behind_their_fences(path: Path) -> None:
    for name, _ in imports(path):
        library = name.split(".")[0]
        if library in FENCES:
            inside = {part_of(path), path.relative_to(PACKAGE).as_posix()} & set(FENCES[library])
            assert inside, f"{path.relative_to(PACKAGE)} imports {name}"


def test_no_module_is_two_ideas() -> None:
    long = {p.relative_to(PACKAGE).as_posix(): n for p in modules() if (n := len(p.read_text().splitlines())) > 600}
    assert not long


def test_the_package_knows_none_of_the_five_articles() -> None:
    names = ("kidal", "tessalit", "aguelhok", "minusma", "azawad", "tuareg", "csp")
    found = {}
    for path in modules():
        words = set(path.read_text(encoding="utf-8").casefold().replace("_", " ").split())
        if hits := [n for n in names if any(n == w.strip("\"'.,;:()[]") for w in words)]:
            found[path.relative_to(PACKAGE).as_posix()] = hits
    # the packaged example has a name; the ethnonym stands in a list of adjectives beside others
    assert {k: v for k, v in found.items() if v != ["tuareg"]} == {}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_gives_one_name_to_two_things(path: Path) -> None:
    names = [
        target.id
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    ]
    assert sorted(names) == sorted(set(names))
