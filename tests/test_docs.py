"""What the pages for newcomers name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# A path from the top, or the name of a module alone.
NAMED = re.compile(
    r"`((?:ngocheck|templates|tests|fixtures|scripts|docs|bench)/[\w./*-]*|\w+\.(?:py|html|typ|json|css))`"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_a_page_names_is_there(page):
    known = {
        path.name for room in ("ngocheck", "templates", "tests", "fixtures") for path in (ROOT / room).rglob("*")
    }
    for name in set(NAMED.findall(page.read_text(encoding="utf-8"))) - {"answers.json"}:  # the reader's own file
        there = list(ROOT.glob(name)) if "/" in name else name in known
        assert there, f"{page.name} names {name}"
