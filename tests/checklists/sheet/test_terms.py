"""Words of the law are explained at the foot of a checklist, where they stand on it, and linked once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from ngocheck.checklists.sheet.sheet import sheet_of
from ngocheck.checklists.sheet.terms import BEGINNINGS, Term, terms_of, terms_on_paper, with_links
from ngocheck.engine.checklist import Part, arrange
from ngocheck.engine.findings import assess
from tests.conftest import READING_DAY
from tests.support.sheets import line, sheet

MRP = Term("mrp", "MRP", "What fines are counted in.")
DAY = Term("careful-day", "careful day", "The day to plan for.")


def codes(rulebook, facts, guide="everything", on=READING_DAY) -> list[str]:
    sheet = sheet_of(arrange(assess(rulebook, facts, on, guide)), rulebook)
    return [term.code for term in terms_of(sheet, rulebook)]


def test_a_word_is_explained_where_it_stands_on_what_concerns_the_reader(rulebook):
    fair = {"fair_form": "concert", "fair_on": date(2026, 12, 12)}
    assert "mrp" in codes(rulebook, fair, "fair")
    assert "careful-day" in codes(rulebook, fair, "fair")
    assert "maslikhat" not in codes(rulebook, fair, "fair")
    assert "careful-day" not in codes(rulebook, {"fair_form": "none"}, "fair")


def test_paper_explains_also_the_words_of_what_cannot_be_told_yet(rulebook):
    made = sheet(
        line(part=Part.CANNOT_TELL, text=("Ask the akimat.",)), line(part=Part.DOES_NOT_APPLY, fee="5 MRP")
    )
    assert terms_of(made, rulebook) == ()
    assert [term.code for term in terms_on_paper(made, rulebook)] == ["akimat"]


def test_the_index_is_that_of_the_day(rulebook):
    def meaning(on: date) -> str:
        fair = {"fair_form": "concert", "fair_on": on + timedelta(days=60)}
        sheet = sheet_of(arrange(assess(rulebook, fair, on, "fair")), rulebook)
        return next(term.meaning for term in terms_of(sheet, rulebook) if term.code == "mrp").replace(
            "\u202f", " "
        )

    assert "One is now 3 932 tenge." in meaning(date(2025, 12, 31))
    assert "One is now 4 325 tenge." in meaning(date(2026, 1, 1))


def test_each_word_has_a_beginning_in_every_language():
    assert all(set(begins) == {"en", "ru", "kk"} for begins in BEGINNINGS.values())


def test_a_word_is_linked_where_it_first_stands_in_running_text():
    rows = ["<p>Nothing.</p>", "<p>Pay 5 MRP.</p><p>Or 7 MRP.</p>", "<p>9 MRP</p>"]
    assert with_links(rows, (MRP,)) == [
        rows[0],
        '<p>Pay 5 <a class="word" href="#word-mrp">MRP</a>.</p><p>Or 7 MRP.</p>',
        rows[2],
    ]


def test_a_row_with_a_link_is_still_html():
    (row,) = with_links([SafeString("<p>5 MRP &amp; more</p>")], (MRP,))
    assert conditional_escape(row) == row


@pytest.mark.parametrize(
    "row",
    [
        '<a href="/">MRP</a>',
        "<summary><h3>MRP</h3></summary>",
        "<h4>5 MRP</h4>",
        '<p title="MRP">5</p>',
        "<p>XMRP</p>",
    ],
)
def test_no_link_stands_in_a_link_a_heading_a_summary_or_a_tag(row):
    assert with_links([row], (MRP,)) == [row]


def test_after_such_a_place_links_stand_again_and_forms_are_linked_whole():
    (row,) = with_links(["<h3>careful day</h3><br/><p>Careful days.</p>"], (DAY,))
    assert row.endswith('<p><a class="word" href="#word-careful-day">Careful days</a>.</p>')
