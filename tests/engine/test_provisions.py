"""What a finding rests on: the provisions of the whole rule, and those of the passages that are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ngocheck.engine.conditions import Condition, Facts, Kind, Operator
from ngocheck.engine.findings import Finding, assess
from ngocheck.engine.report import all_provisions_report, provisions_report
from ngocheck.engine.rules import Passage, Question, Rule
from ngocheck.engine.sources import Text
from tests.support.handmade import CODE, RULE, WORDS, rulebook_with

TODAY = date(2026, 11, 29)
EMPTY = Text({})
UNION = Question("union", Kind.YES_NO, "form", EMPTY, EMPTY, EMPTY, None, None, None, ())
FOR_UNIONS = Passage(WORDS, ((Condition("union", Operator.IS, True),),))
FOR_OTHERS = Passage(WORDS, ((Condition("union", Operator.IS, False),),))
SEVERAL = replace(
    RULE,
    passages=(FOR_UNIONS, FOR_OTHERS),
    provisions=(replace(CODE, passage=2), CODE, replace(CODE, passage=1)),
)


def found(rule: Rule, facts: Facts) -> Finding:
    (finding,) = assess(rulebook_with([rule], {"union": UNION}), facts, TODAY).findings
    return finding


@pytest.mark.parametrize(
    ("facts", "passages"),
    [({"union": True}, [None, 1]), ({"union": False}, [2, None]), ({}, [2, None, 1])],
    ids=["a union", "another", "not known"],
)
def test_a_provision_of_one_passage_counts_only_where_that_is_shown(facts, passages):
    finding = found(SEVERAL, facts)
    assert [provision.passage for provision in finding.provisions] == passages
    told = all_provisions_report(SEVERAL)
    assert provisions_report(finding) == [told[SEVERAL.provisions.index(one)] for one in finding.provisions]


def test_a_finding_is_never_left_without_a_provision():
    alone = replace(SEVERAL, provisions=(replace(CODE, passage=1),))
    finding = found(alone, {"union": False})
    assert finding.passages == (FOR_OTHERS,)
    assert finding.provisions == alone.provisions
    assert provisions_report(finding) == all_provisions_report(alone)


def test_a_provision_of_a_passage_for_everybody_always_counts():
    everybody = replace(SEVERAL, passages=(replace(FOR_UNIONS, when=((),)), FOR_OTHERS))
    assert len(found(everybody, {"union": True}).provisions) == 2
    assert len(found(everybody, {"union": False}).provisions) == 3
