"""One answer to all questions of a page that are left open. What is not answered, not even so, is never a no."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from ngocheck.checklists.guides.forms import with_the_rest

QUESTIONS = ("gifts", "gift_work", "gift_on", "gift_kind")


def whole(rulebook, sent: str) -> dict[str, list[str]]:
    data = with_the_rest([rulebook.questions[code] for code in QUESTIONS], QueryDict(sent))
    return {code: data.getlist(code) for code in QUESTIONS if code in data}


def test_no_to_the_rest_answers_what_a_no_can_answer(rulebook):
    assert whole(rulebook, "rest=false") == {"gifts": ["false"], "gift_work": ["none"]}


def test_not_knowing_the_rest_answers_everything(rulebook):
    assert whole(rulebook, "rest=unknown") == {code: ["unknown"] for code in QUESTIONS}


def test_an_answer_of_its_own_stays(rulebook):
    found = whole(rulebook, "gifts=true&gift_on=+&gift_work=legal_aid&gift_work=camp&rest=unknown")
    assert found["gifts"] == ["true"]
    assert found["gift_work"] == ["legal_aid", "camp"]
    assert found["gift_on"] == ["unknown"]


@pytest.mark.parametrize("rest", ["", "true", "none", "junk", "\x00"])
def test_nothing_else_is_an_answer_to_the_rest(rulebook, rest):
    assert whole(rulebook, f"gifts=true&rest={rest}") == {"gifts": ["true"]}
