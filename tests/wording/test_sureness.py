"""How sure a version is: "Confirmed" names the text that was read, and stands alone only where it may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from ngocheck.engine.rules import Rule
from ngocheck.engine.sources import Provision, Source, Text
from ngocheck.wording.rules import is_sure, sureness_text, text_date
from tests.support.handmade import RULE

EMPTY = Text({"en": ""})
ON = date(2026, 11, 29)
TWO_YEARS_BEFORE = date(2024, 11, 29)


def cited(as_of: date | None, kind: str = "law") -> Provision:
    return Provision(Source("act", EMPTY, EMPTY, kind, {}, as_of, EMPTY), EMPTY, {})


def sure(rule: Rule, on: date = ON) -> bool:
    return is_sure(rule, rule.provisions, on)


def said_of(rule: Rule, on: date = ON) -> str:
    return sureness_text(rule, rule.provisions, on, stale=False)


def rule(*as_of: date | None, doubt: str = "", **said: object) -> Rule:
    texts = {**RULE.texts, "doubt": Text({"en": doubt})}
    return replace(RULE, texts=texts, provisions=tuple(map(cited, as_of)), **said)


@pytest.mark.parametrize(
    ("read", "on", "is_it", "words"),
    [
        (TWO_YEARS_BEFORE, ON, True, "Confirmed: read in the text of November 2024."),
        (date(2024, 11, 30), ON, True, "Confirmed: read in the text of November 2024."),
        (date(2024, 11, 28), ON, False, "Read in the text of November 2024; later changes were not seen."),
        (date(2023, 12, 21), ON, False, "Read in the text of December 2023; later changes were not seen."),
        (date(2023, 12, 21), date(2025, 12, 21), True, "Confirmed: read in the text of December 2023."),
        (None, ON, False, "Read in a text whose date is not known."),
    ],
    ids=["two years", "a day less", "a day more", "three years", "looked at earlier", "no date"],
)
def test_confirmed_stands_alone_only_for_a_text_of_the_last_two_years(read, on, is_it, words):
    assert said_of(rule(read), on) == words
    assert sure(rule(read), on) is is_it


def test_what_has_a_doubt_is_not_simply_confirmed():
    doubtful = rule(date(2026, 1, 1), doubt="Who else?")
    words = "Read in the text of January 2026, but not all of it is certain."
    assert said_of(doubtful) == words
    assert not sure(doubtful)


def test_a_rule_is_as_fresh_as_the_oldest_of_its_dated_acts():
    assert text_date(rule(date(2026, 1, 1), None, date(2023, 12, 21)).provisions) == date(2023, 12, 21)
    report = replace(
        rule(date(2026, 1, 1)), provisions=(cited(date(2026, 1, 1)), cited(date(2023, 8, 4), "report"))
    )
    assert text_date(report.provisions) == date(2026, 1, 1)


def test_what_is_not_confirmed_says_how_old_the_text_is():
    known = rule(date(2022, 11, 5), confidence="unverified")
    said = said_of(known)
    assert said.endswith("ask the office before you rely on it. The text that was read is of November 2022.")
    assert not sure(known)
    assert "text that was read" not in said_of(rule(None, confidence="unverified"))


def test_the_day_of_the_comparison_follows():
    said = said_of(rule(date(2026, 1, 1), verified_on=date(2026, 11, 29)))
    assert said.endswith("Checked with the text of the law on 29 November 2026.")


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "прочитано в тексте по состоянию на"), ("kk", "айындағы мәтіннен оқылды")],
)
def test_every_month_can_be_named(language, words, month):
    with override(language):
        said = said_of(rule(date(2026, month, 1)), date(2026, 12, 31))
    assert words in said
    assert "2026" in said
    assert said == said.strip()
