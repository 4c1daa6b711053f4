"""What changed inside a text, marked word by word."""

from __future__ import annotations

import pytest

from ngocheck.desk.text_diff import marked


def test_words_that_differ_in_a_row_are_one_mark():
    old, new = marked("due by 31 March each year", "due by 1 May each year")
    assert (old.count("<del>"), new.count("<ins>")) == (1, 1)
    assert "31 March" in old
    assert "1 May" in new


def test_marks_say_what_was_taken_out_and_put_in_without_colour():
    old, new = marked("within ten days", "within five days")
    end = '<span class="visually-hidden">]</span>'
    assert old == f'within <del><span class="visually-hidden">[removed: </span>ten{end}</del> days'
    assert new == f'within <ins><span class="visually-hidden">[added: </span>five{end}</ins> days'


def test_marks_let_no_markup_through():
    old, new = marked("a <b>", "a <script>alert(1)</script>")
    assert "<script>" not in new
    assert "<b>" not in old
    assert marked("", "<i>")[1] == "&lt;i&gt;"


def test_very_long_texts_stand_side_by_side_without_marks():
    old, new = marked("word " * 3000, "other " * 3000)
    assert "<ins>" not in new
    assert "<del>" not in old


@pytest.mark.parametrize(("lines", "whole"), [(12, True), (13, False)])
def test_a_long_list_is_shown_only_where_it_differs(lines, whole):
    rows = [f"line {number:02}" for number in range(lines)]
    old, new = marked("\n".join(rows), "\n".join([*rows[:6], "added", *rows[7:]]))
    assert ("line 00" in old) is ("line 00" in new) is whole
    assert "line 05" in new
    assert "added" in new
    assert ("…" in new) is not whole
