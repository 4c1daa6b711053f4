"""Penalties in words: by whom they hit, with arrest and prison, and with how sure they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from ngocheck.engine.rules import Whom
from ngocheck.engine.ruleset import Sum
from ngocheck.engine.sources import Provision, Source, Text
from ngocheck.engine.terminal import WHOM as WHOM_IN_TERMINAL
from ngocheck.wording.penalties import penalties_text, penalty_text, whom_text
from tests.support.handmade import FINE

WORDS = Text({"en": "Fine for a breach.", "ru": "Штраф за нарушение.", "kk": "Бұзғаны үшін айыппұл."})
CODE = Source("code", WORDS, Text({"en": "Code", "ru": "Кодекс", "kk": "Кодекс"}), "code", {}, None, WORDS)
ARTICLE = Provision(CODE, Text({"en": "art. 1(2)", "ru": "ч. 2 ст. 1", "kk": "1-баптың 2-бөлігі"}), {})
IN_ENGLISH = replace(ARTICLE, source=replace(CODE, short=Text({"en": "Code"})))
PENALTY = replace(FINE, provision=ARTICLE, text=WORDS)


def fine(whom: Whom = Whom.ORGANISATION, mrp: int | None = None, **said: object) -> Sum:
    amount = Decimal(mrp) if mrp else None
    return Sum(replace(PENALTY, whom=whom, mrp=amount, **said), mrp * 4325 if mrp else None)


def told(one: Sum, language: str) -> str:
    """A penalty as it is told, with ordinary spaces."""
    with override(language):
        return " ".join(penalty_text(one, one.penalty.text[language]).split())


@pytest.mark.parametrize(
    ("one", "language", "expected"),
    [
        (fine(mrp=20), "en", "20 MRP = 86 500 tenge. Fine for a breach. (Code, art. 1(2))"),
        (fine(arrest_days=10), "en", "Arrest up to 10 days. Fine for a breach. (Code, art. 1(2))"),
        (fine(arrest_days=1), "en", "Arrest up to 1 day. Fine for a breach. (Code, art. 1(2))"),
        (fine(arrest_days=10), "ru", "Арест до 10 суток. Штраф за нарушение. (Кодекс, ч. 2 ст. 1)"),
        (
            fine(arrest_days=10),
            "kk",
            "10 тәулікке дейін қамаққа алу. Бұзғаны үшін айыппұл. (Кодекс, 1-баптың 2-бөлігі)",
        ),
        (fine(prison_years=6), "en", "Prison up to 6 years. Fine for a breach. (Code, art. 1(2))"),
        (fine(prison_years=1), "ru", "Лишение свободы до 1 года. Штраф за нарушение. (Кодекс, ч. 2 ст. 1)"),
        (fine(prison_years=2), "ru", "Лишение свободы до 2 лет. Штраф за нарушение. (Кодекс, ч. 2 ст. 1)"),
        (
            fine(mrp=50, arrest_days=15, repeat=True),
            "en",
            (
                "Again within a year: 50 MRP = 216 250 tenge or arrest up to 15 days. Fine for a breach."
                " (Code, art. 1(2))"
            ),
        ),
        (
            fine(mrp=50, arrest_days=15, repeat=True),
            "kk",
            (
                "Бір жыл ішінде қайталанса: 50 АЕК = 216 250 теңге немесе 15 тәулікке дейін қамаққа алу."
                " Бұзғаны үшін айыппұл. (Кодекс, 1-баптың 2-бөлігі)"
            ),
        ),
        (fine(), "ru", "Штраф за нарушение. (Кодекс, ч. 2 ст. 1)"),
        (fine(confidence="unverified"), "en", "Fine for a breach. (Code, art. 1(2); not confirmed)"),
        (fine(confidence="monitor"), "ru", "Штраф за нарушение. (Кодекс, ч. 2 ст. 1; не подтверждено)"),
    ],
)
def test_a_penalty_says_how_hard_it_is_where_it_stands_and_how_sure_that_is(one, language, expected):
    assert told(one, language) == expected


def test_penalties_of_the_same_people_stand_under_one_heading_in_the_order_in_which_they_come():
    rows = [
        fine(mrp=100),
        fine(mrp=150, repeat=True),
        fine(Whom.PARTICIPANT, arrest_days=10),
        fine(Whom.FOREIGNER),
    ]
    found = penalties_text(rows, "must")
    assert found.label == "What it costs not to"
    assert [(group.whom, len(group.lines)) for group in found.groups] == [
        ("For the organisation", 2),
        ("For a participant", 1),
        ("For a foreigner or a stateless person", 1),
    ]
    assert found.lines[0] == "For the organisation:"
    assert found.lines[-1] == found.note == "A fine uses the MRP of the day on which the case is opened."


@pytest.mark.parametrize("force", ["may", "authority"])
def test_what_a_right_costs_it_costs_others(force):
    assert penalties_text([fine()], force).label == "What others face who hinder it"


@pytest.mark.parametrize("whom", [Whom.ORGANISER_PERSON, Whom.PARTICIPANT])
def test_what_hits_those_who_organise_or_join_is_never_called_the_penalty_of_others(whom):
    assert penalties_text([fine(), fine(whom)], "may").label == "What it costs not to"


def test_only_fines_need_to_know_whose_index_counts():
    assert penalties_text([fine(arrest_days=10)], "must").note == ""
    assert penalties_text([fine(arrest_days=10), fine(mrp=5)], "must").note


def test_nothing_to_fear_has_no_heading():
    found = penalties_text([], "must")
    assert not found
    assert found.lines == ()


@pytest.mark.parametrize("whom", list(Whom))
def test_pages_and_terminal_call_everybody_the_same(whom):
    assert whom_text(whom) == WHOM_IN_TERMINAL[whom]
    names = set()
    for language in ("en", "ru", "kk"):
        with override(language):
            names.add(whom_text(whom))
    assert len(names) == 3


def test_several_penalties_in_one_act_can_be_told_with_the_act_named_once():
    with override("en"):
        told = penalties_text([fine(), fine(Whom.PERSON, confidence="monitor")], "must")
    assert told.short_label == "What it costs not to (Code)"
    assert [one.brief for one in told.groups] == [
        ("Fine for a breach. (art. 1(2))",),
        ("Fine for a breach. (art. 1(2); not confirmed)",),
    ]
    assert told.groups[0].lines == ("Fine for a breach. (Code, art. 1(2))",)


@pytest.mark.parametrize(
    ("fines", "language"),
    [
        ([fine()], "en"),
        ([fine(), fine(provision=replace(ARTICLE, source=replace(CODE, code="other")))], "en"),
        ([fine(provision=IN_ENGLISH), fine(provision=IN_ENGLISH)], "kk"),
    ],
)
def test_each_penalty_names_its_act_where_it_is_alone_or_in_another_act_or_language(fines, language):
    with override(language):
        told = penalties_text(fines, "must")
    assert told.act == ""
    assert {one.brief for one in told.groups} == {()}
