"""One name for a page: its address, its view and its template are called the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from ngocheck.checklists import urls as visitors
from ngocheck.desk import urls as desk

TEMPLATES = Path(__file__).parent.parent / "templates"
FEED = "changes_feed"
ROOMS = {"checklists": [one for one in visitors.urlpatterns if one.name != FEED], "desk": desk.urlpatterns}
PATTERNS = [pattern for patterns in ROOMS.values() for pattern in patterns]
# What sends people on, gives a file away, or shows the page of another: "change" one edition of the page of all.
WITHOUT_TEMPLATE = {
    *(
        "begin",
        "change",
        "sheet_style",
        "checklist_json",
        "checklist_pdf",
        "checklist_ics",
        "checklist_csv",
    ),
    *("publish_alone", "approve_alone", "take_over", "work", "change_set", "remark", "make_link", "revoke_link"),
    *("new_scenario", "checked", "looked", "still_right", "approve"),
    *("edition_file", "edition_rows", "rulebook_file", "texts_file"),
}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: str(pattern.pattern))
def test_an_address_is_called_like_its_view(pattern):
    assert pattern.name == pattern.callback.__name__


def test_a_page_is_drawn_from_the_template_of_its_name():
    without = {
        pattern.name
        for room, patterns in ROOMS.items()
        for pattern in patterns
        if not any((TEMPLATES / room).rglob(f"{pattern.name}.html"))
    }
    assert without == WITHOUT_TEMPLATE
