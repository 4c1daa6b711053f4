"""What a passage says: its paragraphs stand in the text, what its readers prepare stands among the documents.

Points of a text are lists.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from ngocheck.checklists.sheet.passages import Paragraph, paragraphs_of, passage_documents, passage_paragraphs
from ngocheck.checklists.sheet.sheet import line_of
from ngocheck.engine.checklist import Item, Part
from ngocheck.engine.conditions import EVERYBODY, Condition, Operator
from ngocheck.engine.findings import Applicability, Finding
from ngocheck.engine.rules import Passage
from ngocheck.engine.sources import Text
from ngocheck.wording.translated import Foreign
from tests.support.handmade import RULE, rulebook_with

ON = date(2026, 11, 23)
SAID = Text({"en": "Clubs sign it.\n- in ink\n+ charter\n+ proof of the fee"})
OF_CLUBS = ((Condition("form", Operator.IN, frozenset({"club"})),),)

PLAIN = Finding(RULE, Applicability.APPLIES, None, (), (), (), (), (), (), (), None, (), (), False)


def test_what_has_a_plus_before_it_stands_among_the_documents_and_not_in_the_text():
    found = PLAIN._replace(passages=(Passage(SAID, EVERYBODY),))
    assert list(passage_paragraphs(found, None)) == ["Clubs sign it.", "• in ink"]
    assert list(passage_documents(found, None)) == ["charter", "proof of the fee"]


def test_documents_for_all_come_before_those_for_some():
    rule = replace(RULE, texts={**RULE.texts, "documents": Text({"en": "application"})})
    found = PLAIN._replace(rule=rule, passages=(Passage(SAID, EVERYBODY),))
    with translation.override("en"):
        line = line_of(Item(found, Part.STANDING, None), rulebook_with([rule]), "en", ON)
    assert line.documents == ("application", "charter", "proof of the fee")


@pytest.mark.parametrize(("missing", "listed"), [((), True), (("age",), True), (("age", "form"), False)])
def test_a_list_for_some_waits_for_the_answer_that_decides_whose_it_is(missing, listed):
    found = PLAIN._replace(passages=(Passage(SAID, OF_CLUBS),), missing=missing)
    assert bool(list(passage_documents(found, None))) is listed


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (("Give:\n- one\n- two\nThen wait.",), [Paragraph("Give:", ("one", "two")), Paragraph("Then wait.")]),
        (("Give:", "• one", "• two"), [Paragraph("Give:", ("one", "two"))]),
        (("Clubs:\n+ charter\n+ proof",), [Paragraph("Clubs:", ("charter", "proof"))]),
        (("• one",), [Paragraph("", ("one",))]),
        (("Say:", "3. who;", "4. where."), [Paragraph("Say:", ("who;", "where."), 3)]),
        (("1. who;", "3. where."), [Paragraph("", ("who;",), 1), Paragraph("", ("where.",), 3)]),
        (
            ("• one", "1. who;", "• two"),
            [Paragraph("", ("one",)), Paragraph("", ("who;",), 1), Paragraph("", ("two",))],
        ),
        (("It costs 5-7.", "2026. A year."), [Paragraph("It costs 5-7."), Paragraph("2026. A year.")]),
        ((), []),
    ],
)
def test_lines_that_begin_as_entries_of_a_list_are_its_points(texts, read):
    assert list(paragraphs_of(*texts)) == read


def test_points_keep_the_language_of_their_text():
    (read,) = paragraphs_of(Foreign("Дайте:\n- устав", "ru"))
    assert [one.language for one in (read.text, *read.points)] == ["ru", "ru"]
