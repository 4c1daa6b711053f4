"""The rooms and the rule of imports, walked in the code itself."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ngocheck"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted(Path(__file__).parent.glob("*.py"))
# Each room may import from itself and from those further in.
INWARD = ["engine", "rulebook", "checklists", "desk"]
LONGEST_FILE = 400


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The modules that a file imports, relative ones made absolute."""
    names = set()
    here = ("ngocheck", *path.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: -node.level]) if node.level else ""
            names.add(".".join(part for part in (base, node.module or "") if part))
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_inward(path):
    if room(path) not in INWARD:
        return
    allowed = INWARD[: INWARD.index(room(path)) + 1]
    for name in imported(path):
        if name.startswith("ngocheck."):
            assert name.split(".")[1] in allowed, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "engine").glob("*.py")), ids=lambda path: path.name)
def test_the_engine_imports_the_standard_library_only(path):
    for name in imported(path):
        assert name.startswith("ngocheck.engine") or name.split(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", sorted((PACKAGE / "engine").glob("*.py")), ids=lambda path: path.name)
def test_the_engine_reads_no_clock(path):
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & {"today", "now", "utcnow", "localdate", "localtime"}


def test_only_one_module_turns_rows_into_an_edition():
    writers = [path.name for path in MODULES if '"format": FORMAT' in path.read_text(encoding="utf-8")]
    assert writers == ["editions.py"]


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=lambda path: str(path.relative_to(PACKAGE.parent)))
def test_files_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
