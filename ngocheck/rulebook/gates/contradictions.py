"""Answers to which the rulebook says two things that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

from django.utils.translation import gettext as _

from ngocheck.engine.deadlines import Deadline, DeadlineKind
from ngocheck.engine.logic import example
from ngocheck.engine.rules import Rule, Rulebook

from .problem import Problem, Rows, answers_text, rule_name
from .readings import readings

COUNTED = (DeadlineKind.AFTER, DeadlineKind.BEFORE)


def contradictions(rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    for one, other in rows.excluding_pairs:
        versions = product(rulebook.requirements[one], rulebook.requirements[other])
        for rule, excluded in versions:
            yield from both_apply(rule, excluded, rulebook, rows)
    for rules in rulebook.requirements.values():
        for rule in rules:
            yield from two_days(rule, rulebook, rows)


def both_apply(one: Rule, other: Rule, rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    """Whether two rules that exclude each other apply to the same answers on a day that both are in force."""
    start = max(one.effective_from, other.effective_from)
    until = earliest(one.effective_until, other.effective_until)
    if until is not None and until <= start:
        return
    for reading in readings([one.applies, other.applies], rulebook, start, until):
        facts = example(rulebook.questions, reading)
        if facts is not None:
            told = _(
                "%(first)s and %(second)s: they exclude each other, but both apply to these answers: %(answers)s. "
                "Mend when they apply, or take %(other)s out of what %(one)s contradicts."
            )
            known = {
                "one": one.requirement,
                "first": rule_name(one),
                "other": other.requirement,
                "second": rule_name(other),
                "answers": answers_text(facts, rulebook),
            }
            yield Problem(told % known, rows.version(one))
            return


def earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def two_days(rule: Rule, rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    """Whether two deadlines of a rule give the same organisation two days for one thing.

    A rule is one thing to do: counted in the same direction from the same date, or after the same period, it is
    due on one day. Two papers due on different days are two requirements.
    """
    for (n, one), (m, other) in combinations(enumerate(rule.deadlines), 2):
        if clock(one) is None or clock(one) != clock(other) or length(one) == length(other):
            continue
        sets = [rule.applies, one.when, other.when]
        for reading in readings(sets, rulebook, rule.effective_from, rule.effective_until):
            facts = example(rulebook.questions, reading)
            if facts is not None:
                answers = answers_text(facts, rulebook)
                known = {
                    "one": rows.deadline(rule, n).position,
                    "other": rows.deadline(rule, m).position,
                    "answers": answers,
                }
                yield Problem(different_days(answers) % known, rows.version(rule), place=rule_name(rule))
                break


def clock(deadline: Deadline) -> tuple[str, ...] | None:
    """What a deadline is counted from; None for those that name no day."""
    if deadline.kind in COUNTED:
        return (deadline.kind, deadline.question or "")
    return (deadline.kind, deadline.every) if deadline.kind is DeadlineKind.EACH_PERIOD else None


def length(deadline: Deadline) -> tuple[object, ...]:
    """What its day depends on besides that."""
    if deadline.kind in COUNTED:
        return (deadline.amount, deadline.unit, deadline.eve, deadline.moves)
    return (deadline.month, deadline.day, deadline.moves)


def different_days(answers: str) -> str:
    """The sentence for two deadlines; without answers it is so for everybody."""
    if answers:
        return _(
            "its deadlines %(one)s and %(other)s give different days for the same thing to these answers: "
            "%(answers)s. Say with conditions whom each concerns, or make two requirements of it."
        )
    return _(
        "its deadlines %(one)s and %(other)s give different days for the same thing to everybody. Say with "
        "conditions whom each concerns, or make two requirements of it."
    )
