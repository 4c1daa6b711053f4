"""The steps on a requirement's page: whom several in a row are for is said once, and their numbers run on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from ngocheck.checklists.rulebook_pages.requirement import steps_of

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def test_whom_steps_in_a_row_are_for_is_said_once_and_their_numbers_run_on(rulebook):
    rule = rulebook.rule_on("club-report", ON)
    all_do, _also, some_do = rule.steps
    for steps, told in (
        ([some_do], [(1, 1, True)]),
        ([some_do, some_do], [(1, 2, True)]),
        ([all_do, all_do, some_do], [(1, 2, False), (3, 3, True)]),
        ([some_do, all_do, some_do, some_do], [(1, 1, True), (2, 2, False), (3, 4, True)]),
    ):
        found = list(steps_of(replace(rule, steps=tuple(steps)), rulebook, ON))
        assert [(one.first, one.last, bool(one.cases)) for one in found] == told
        assert [len(one.texts) for one in found] == [last - first + 1 for first, last, _some in told]


def test_the_page_says_before_a_step_whom_it_is_for(client):
    page = client.get("/en/requirements/club-report/").content.decode()
    before, _for, after = page.partition("Step 3 only where:")
    assert "Keep the receipt" in before
    assert '<ol start="1">' in before
    assert re.search(r'<ol start="3">\s*<li>\s*<p>Print the leaflet</p>', after)
