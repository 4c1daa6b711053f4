"""The sheet for the wall: where a text is newer in another language, which words are explained on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ngocheck.checklists.sheet.sheet import DueText
from ngocheck.checklists.sheet.terms import LETTERS_BESIDE_WORDS, terms_on_wall
from ngocheck.checklists.sheet.wall import WallLine, wall_sheet
from ngocheck.engine.checklist import Part
from ngocheck.engine.findings import EVERYTHING
from ngocheck.wording.translated import Newer
from tests.support.sheets import line, sheet

NEWER = Newer("ru", "This text is newer in Russian:", "Новый текст.")
SHOWN_IN_RUSSIAN = Newer("ru", "A part is shown in Russian.")
DAY = date(2026, 12, 1)
DUE = DueText(DAY, DAY, DAY, "", "By 1 December", "last lawful day", "", (), True, "last lawful day")


def test_a_row_says_on_its_first_day_alone_that_its_text_is_newer_elsewhere():
    made = sheet(line(part=Part.SOON, due=(DUE, replace(DUE, day=date(2027, 12, 1))), newer=(NEWER, NEWER)))
    first, second = wall_sheet(made, None).dates
    assert first.notes == ("last lawful day", "newer in Russian")
    assert second.notes == ("last lawful day",)


@pytest.mark.parametrize(
    ("newer", "mark"), [((), ""), ((SHOWN_IN_RUSSIAN,), ""), ((SHOWN_IN_RUSSIAN, NEWER), "newer in Russian")]
)
def test_what_has_no_day_says_so_beside_its_title(newer, mark):
    (group,) = wall_sheet(sheet(line(part=Part.STANDING, title="Keep accounts", newer=newer)), None).groups
    assert group.lines == (WallLine("Keep accounts", mark),)


def words_on(*lines, rulebook, guide=EVERYTHING) -> list[str]:
    made = replace(sheet(*lines), guide=guide)
    return [term.code for term in terms_on_wall(wall_sheet(made, None), made, rulebook)]


def test_only_words_that_stand_on_the_wall_are_explained_there(rulebook):
    lines = [
        line(part=Part.SOON, due=(DUE,), place="Akimat", fee="5 MRP"),
        line(part=Part.DOES_NOT_APPLY, title="MRP"),
    ]
    assert words_on(*lines, rulebook=rulebook) == ["akimat", "last-lawful-day"]


@pytest.mark.parametrize(("guide", "pages"), [("fair", 1), (EVERYTHING, 2)])
def test_words_are_left_out_where_they_would_take_another_page(rulebook, guide, pages):
    full = "MRP".ljust(pages * LETTERS_BESIDE_WORDS, ".")
    assert words_on(line(title=full), rulebook=rulebook, guide=guide) == ["mrp"]
    assert words_on(line(title=f"{full}."), rulebook=rulebook, guide=guide) == []
