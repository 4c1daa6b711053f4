"""The rooms and the rule of imports, walked in the code itself."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ngocheck"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted(Path(__file__).parent.rglob("*.py"))
# Each room may import from itself and from those before it; so may each package or module of a room. The line of
# packages on the architecture page is this one.
ROOMS = {
    "engine": "sources conditions amounts workdays deadlines compiled rules edition facts ruleset findings logic"
    " checklist report terminal bulk",
    "wording": "memo values translated alphabet stemming search typed_phrases lookup figures typed rules penalties"
    " conditions refusals clashes",
    "rulebook": "changes models translations scenarios gates rows mutants history change_sets impact calendar"
    " publishing official_texts management apps",
    "checklists": "models visits sheet guides outputs rulebook_pages law_changes middleware urls templatetags"
    " management apps",
    "desk": "languages row_urls text_diff frame edit_conflicts three_way models accounts conditions translations"
    " change_sets publishing scenarios versions guided review history exchange calendar home weekly_mail site"
    " admin urls templatetags management apps",
}
LONGEST_FILE = 400
# The name that Django looks for in the module of each command.
DJANGOS = "Command"
MOST_MODULES = 15


def name_of(path: Path) -> str:
    """The dotted name of a module; of a package for its __init__."""
    parts = ("ngocheck", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


def imported(path: Path) -> set[str]:
    """The modules that a file imports, relative ones made absolute."""
    names = set()
    here = ("ngocheck", *path.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: -node.level]) if node.level else ""
            base = ".".join(part for part in (base, node.module or "") if part)
            inner = {f"{base}.{alias.name}" for alias in node.names}
            names |= inner & NAMES.keys() or {base}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_inward(path):
    room, *package = name_of(path).split(".")[1:3] or [""]
    if room not in ROOMS:
        return
    allowed = [*ROOMS][: [*ROOMS].index(room)]
    line = ROOMS[room].split()
    known = line[: line.index(package[0]) + 1] if package else line
    for name in imported(path):
        if name.startswith("ngocheck."):
            other, *inner = name.split(".")[1:]
            assert other in allowed or (other == room and inner and inner[0] in known), (
                f"{path.name} imports {name}"
            )


@pytest.mark.parametrize("room", ROOMS)
def test_every_package_of_a_room_stands_in_its_line(room):
    there = {name.split(".")[2] for name in NAMES if name.startswith(f"ngocheck.{room}.")}
    assert there == set(ROOMS[room].split())


@pytest.mark.parametrize("room", ROOMS)
def test_the_page_of_the_house_shows_the_line(room):
    page = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| `ngocheck/{room}/` |")]
    assert row.split("|")[-2].replace("`", "").split() == ROOMS[room].split()


def test_no_module_imports_itself_by_way_of_others():
    """The engine's circle was of types only and still made three files one."""
    left = {name: imported(path) & NAMES.keys() - {name} for name, path in NAMES.items()}
    while ready := [name for name, needed in left.items() if not needed & left.keys()]:
        for name in ready:
            del left[name]
    assert left == {}


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=lambda path: path.name)
def test_folders_stay_small(folder):
    assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= MOST_MODULES


@pytest.mark.parametrize("path", sorted((PACKAGE / "engine").rglob("*.py")), ids=lambda path: path.name)
def test_the_engine_imports_the_standard_library_only(path):
    for name in imported(path):
        assert name.startswith("ngocheck.engine") or name.split(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", sorted((PACKAGE / "engine").rglob("*.py")), ids=lambda path: path.name)
def test_the_engine_reads_no_clock(path):
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & {"today", "now", "utcnow", "localdate", "localtime"}


def test_only_one_module_turns_rows_into_an_edition():
    writers = [path.name for path in MODULES if '"format": FORMAT' in path.read_text(encoding="utf-8")]
    assert writers == ["rows_to_edition.py"]


# What an edition is read into. Other modules handle these values and make none of their own from rows.
READ_FROM_EDITIONS = frozenset(
    {"Area", "Choice", "Condition", "Deadline", "Guide", "Measure", "Parameter", "ParameterValue", "Passage"}
    | {"Penalty", "Provision", "Question", "Rule", "Section", "Source", "WatchEntry"}
)


def test_rows_reach_the_engine_through_editions_alone():
    """A second reader would read a row otherwise than the published edition does."""
    made = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in MODULES
        if "engine" not in path.parts
        for name in called_of_the_engine(path) & READ_FROM_EDITIONS
    }
    assert made == set()


def called_of_the_engine(path: Path) -> set[str]:
    """The names that a module calls, of those that it imports from the engine, or from a module of it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    of_engine = [node for node in froms if (node.module or "").startswith("ngocheck.engine")]
    known = {alias.asname or alias.name: alias.name for node in of_engine for alias in node.names}
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    by_name = {known[call.id] for call in calls if isinstance(call, ast.Name) and call.id in known}
    modules = [call for call in calls if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name)]
    return by_name | {call.attr for call in modules if call.value.id in known}


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=lambda path: str(path.relative_to(PACKAGE.parent)))
def test_files_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_no_top_level_name_has_three_homes():
    """Whoever looks for a function or class by its name should find it, and not six others."""
    homes = defaultdict(list)
    for name, path in NAMES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name != DJANGOS:
                homes[node.name].append(name)
    assert {name: found for name, found in homes.items() if len(found) > 2} == {}
