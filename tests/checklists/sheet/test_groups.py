"""The groups of a checklist: by when, by stage, and what always holds."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.checklists.sheet.groups import Doing, doing_of, groups_of
from ngocheck.checklists.sheet.html import drawn_row
from ngocheck.engine.checklist import Part
from ngocheck.engine.rules import Stage
from tests.support.sheets import line, sheet


def test_every_line_stands_in_one_group_and_groups_without_lines_are_left_out():
    lines = [line(f"made-up-{part}", part) for part in Part if part is not Part.LATER]
    groups = groups_of(sheet(*lines))
    assert Doing.LATER not in [group.doing for group in groups]
    assert sorted(one.code for group in groups for one in group.lines) == sorted(one.code for one in lines)


def test_what_is_to_be_done_stands_before_what_must_not_be_done_and_what_is_done():
    order = [group.doing for group in groups_of(sheet(*(line(part.value, part) for part in Part)))]
    assert order == [doing for doing in Doing if doing in order]
    assert order.index(Doing.OVERDUE) == 0
    assert order.index(Doing.LATER) < order.index(Doing.LASTING) < order.index(Doing.BANS)
    assert order.index(Doing.CANNOT_TELL) < order.index(Doing.DONE) < order.index(Doing.DOES_NOT_APPLY)


@pytest.mark.parametrize("part", [Part.OVERDUE, Part.SOON, Part.LATER])
def test_what_has_a_day_goes_by_its_day(part):
    assert doing_of(line(part=part)).dated
    assert doing_of(line(part=part)) == part.value


def test_what_has_no_day_is_not_dated():
    assert not doing_of(line(part=Part.STANDING)).dated


@pytest.mark.parametrize("stage", Stage)
def test_what_has_no_day_goes_by_its_stage(stage):
    assert doing_of(line(part=Part.STANDING, stage=stage)) == stage.value
    assert doing_of(line(part=Part.SOON, stage=stage)) is Doing.SOON
    assert doing_of(line(part=Part.BANS, stage=stage)) is Doing.BANS


def test_what_an_office_owes_on_the_way_to_a_day_stands_on_that_way():
    assert doing_of(line(part=Part.RIGHTS, stage=Stage.WAIT)) is Doing.WAIT
    assert doing_of(line(part=Part.RIGHTS, stage=Stage.LASTING)) is Doing.RIGHTS


def test_while_nothing_has_a_day_what_to_find_out_comes_first():
    undated = [line("ban", Part.BANS), line("unknown", Part.CANNOT_TELL)]
    assert [group.doing for group in groups_of(sheet(*undated))] == [Doing.CANNOT_TELL, Doing.BANS]
    dated = [*undated, line("dated", Part.LATER)]
    assert [group.doing for group in groups_of(sheet(*dated))] == [Doing.LATER, Doing.BANS, Doing.CANNOT_TELL]


@pytest.mark.parametrize("unfolded", [True, False])
def test_a_folded_right_leads_to_its_sources_and_a_row_that_has_them_to_the_whole_rule(unfolded):
    row = drawn_row(line("right", Part.RIGHTS), "everything", date(2026, 11, 22), None, unfolded=unfolded)
    assert ('/requirements/right/#sources">Sources and how sure</a>' in row) is not unfolded
    assert ("The whole rule" in row) is unfolded
