"""The checklist as PDF: tags, bookmarks, fonts, footers, odd texts, and how long it takes."""

from __future__ import annotations

import io
from dataclasses import replace
from time import process_time

from pypdf import PdfReader

from ngocheck.checklists.outputs.pdf import LONGEST_WHOLE, Paper, letters, pdf_of, pdf_of_all
from ngocheck.checklists.sheet.groups import groups_of
from ngocheck.checklists.sheet.terms import Term
from ngocheck.checklists.sheet.wall import wall_sheet
from ngocheck.engine.checklist import Part
from ngocheck.wording.translated import Newer
from tests.support.sheets import KAZAKH, line, long_sheet, sheet

LONGEST = 1.0  # seconds of the processor for 60 items; it takes about 0.25


def read(made) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_of_all(made)))


def on_the_wall(made) -> bytes:
    return pdf_of(made, wall_sheet(made, None))


def text(made) -> str:
    return "\n".join(page.extract_text() for page in read(made).pages)


def structure(node) -> list[dict]:
    """The elements of the tag tree, each before what is in it."""
    node = node.get_object()
    if isinstance(node, list):
        return [found for one in node for found in structure(one)]
    if not isinstance(node, dict):
        return []
    inner = structure(node["/K"]) if "/K" in node else []
    return [node, *inner] if "/S" in node else inner


def test_it_is_tagged_for_screen_readers_and_says_its_title_and_language():
    root = read(sheet(line(title="Report"), title="Everything")).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    kinds = [element["/S"] for element in structure(root["/StructTreeRoot"])]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 1
    assert read(sheet(line(), title="Everything")).metadata.title == "Checklist: Everything"


def test_bookmarks_lead_to_the_parts_and_to_the_items_in_them():
    made = sheet(line(title="First", part=Part.SOON), line(title="Second", part=Part.BANS))
    reader = read(made)
    parts = [entry for entry in reader.outline if not isinstance(entry, list)]
    items = [entry.title for inner in reader.outline if isinstance(inner, list) for entry in inner]
    assert [entry.title for entry in parts] == ["In the next 30 days", "What you must not do"]
    assert items == ["First", "Second"]
    assert all(reader.get_destination_page_number(entry) == 0 for entry in parts)


def test_every_sheet_of_paper_says_edition_day_and_which_page_of_how_many():
    pages = read(long_sheet(20, seed=1)).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        said = page.extract_text()
        assert "edition 7-abc, 22 November 2026" in said
        assert f"Page {number} of {len(pages)}" in said
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_every_font_is_in_the_file():
    for page in read(long_sheet(20, seed=2)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].get_object().keys()


def test_kazakh_letters_survive():
    said = text(sheet(line(title=f"Тақырып {KAZAKH}", text=(KAZAKH, f"• {KAZAKH}"), doubt=KAZAKH)))
    assert said.count(KAZAKH) == 4


def test_text_is_never_read_as_markup():
    odd = '#set text(red) *bold* _x_ $x^2$ `raw` @ref <label> \\ // no comment /* nor this */ [a] "b" = c'
    assert "".join(odd.split()) in "".join(text(sheet(line(text=(odd,)))).split())


def test_a_sign_that_no_font_has_keeps_the_paper_from_nobody():
    said = text(sheet(line(title="Report 🎉 中文", text=("It is due.",))))
    assert "It is due." in said


def test_points_and_numbers_are_lists_for_screen_readers():
    made = sheet(line(text=("Grounds:", "• one;", "• two.", "Then:", "3. third;", "4. fourth.")))
    root = read(made).trailer["/Root"]
    kinds = [element["/S"] for element in structure(root["/StructTreeRoot"])]
    assert kinds.count("/L") == 2
    assert kinds.count("/LI") == 4
    assert "3. third;" in text(made)


def test_a_short_item_never_runs_over_two_pages():
    made = sheet(*(replace(one, text=one.text[1:], doubt="") for one in long_sheet(30, seed=3).lines))
    short = [one for one in made.lines if letters(Paper(made).item(one)) <= LONGEST_WHOLE]
    assert len(short) > 10
    pages = ["".join(page.extract_text().split()) for page in read(made).pages]
    for one in short:
        on_page = next(page for page in pages if "".join(one.title.split()) + one.force in page)
        assert "".join(one.sure.split()) in on_page


def test_a_heading_stays_with_what_it_is_the_heading_of():
    made = long_sheet(40, seed=4)
    footer = "NGOCheck, edition"
    headings = {group.title for group in groups_of(made)}
    for page in read(made).pages:
        content = page.extract_text().split(footer)[0].strip().splitlines()
        assert content[-1].strip() not in headings


def test_equal_checklists_are_equal_files():
    for write in (on_the_wall, pdf_of_all):
        assert write(long_sheet(5, seed=5)) == write(long_sheet(5, seed=5))
        assert write(long_sheet(5, seed=5)) != write(long_sheet(5, seed=6))


def test_sixty_items_take_less_than_a_second():
    pdf_of_all(long_sheet(1, seed=7))
    start = process_time()
    pdf_of_all(long_sheet(60, seed=8))
    assert process_time() - start < LONGEST


def test_words_of_the_law_are_explained_at_the_foot_of_both_papers():
    made, terms = sheet(line(title="Pay 5 MRP")), (Term("mrp", "MRP", "What fines are counted in."),)
    for file in (pdf_of(made, wall_sheet(made, None), terms), pdf_of_all(made, terms)):
        (page,) = PdfReader(io.BytesIO(file)).pages
        said = " ".join(page.extract_text().split())
        assert said.index("Pay 5 MRP") < said.index("Words of the law MRP: What fines are counted in.")
    for file in (on_the_wall(made), pdf_of_all(made)):
        assert "Words of the law" not in PdfReader(io.BytesIO(file)).pages[0].extract_text()


def test_what_is_newer_in_another_language_says_so_on_the_wall():
    made = sheet(line(title="Pay the fee", newer=(Newer("ru", "This text is newer in Russian:", "Сбор"),)))
    said = PdfReader(io.BytesIO(on_the_wall(made))).pages[0].extract_text()
    assert "Pay the fee (newer in Russian)" in " ".join(said.split())


def test_an_empty_checklist_is_still_a_document():
    assert "Checklist: Made up" in text(sheet())
