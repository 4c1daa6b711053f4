"""docs/coverage.md names only what there is, and leaves out no requirement and no entry of the watch list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ngocheck.rulebook import models

pytestmark = pytest.mark.django_db
COVERAGE = Path(__file__).resolve().parents[2] / "docs" / "coverage.md"
CODE = re.compile(r"`([^`]+)`")
WATCHED = re.compile(r"watch (?:entry|entries) (`[^`]+`(?:(?:, | and )`[^`]+`)*)")


def named() -> set[str]:
    return set(CODE.findall(COVERAGE.read_text(encoding="utf-8")))


def watched() -> set[str]:
    lists = WATCHED.findall(COVERAGE.read_text(encoding="utf-8"))
    return {code for codes in lists for code in CODE.findall(codes)}


def codes_of(model: type[models.Requirement | models.WatchEntry | models.Question | models.Choice]) -> set[str]:
    return set(model.objects.values_list("code", flat=True))


def test_every_watch_entry_that_coverage_names_exists_and_every_entry_is_named():
    assert watched() - codes_of(models.WatchEntry) == set()
    assert codes_of(models.WatchEntry) - named() == set()


def test_every_requirement_that_coverage_names_exists_and_every_requirement_is_named():
    requirements = codes_of(models.Requirement)
    others = watched() | codes_of(models.Question) | codes_of(models.Choice)
    starts = {f"{code.split('-')[0]}-" for code in requirements}
    said = {code for code in named() - others if code not in starts and not code.startswith("/")}
    assert said - requirements == set()
    assert requirements - said == set()


def test_every_line_of_the_table_says_where_its_statement_is_or_why_it_is_not_covered():
    rows = [line for line in COVERAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    silent = [row for row in rows[1:] if not CODE.search(row) and "not covered, because" not in row]
    assert len(rows) > 150
    assert silent == []
    assert [row for row in rows if "to come" in row] == []
