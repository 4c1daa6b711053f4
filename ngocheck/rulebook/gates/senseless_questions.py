"""Questions that a rule still asks although the answers given leave no sense in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from django.utils.translation import gettext as _

from ngocheck.engine.conditions import Condition, Facts, Group
from ngocheck.engine.edition import read_condition
from ngocheck.engine.findings import findings_of
from ngocheck.engine.logic import answers_apart
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.rulebook import models
from ngocheck.wording.values import plain_text

from .problem import Problem, Rows, answers_text, rule_name


@dataclass(frozen=True, slots=True)
class Asking:
    """A rule that asks the question of a pair of somebody who gave the answers `facts`."""

    pair: models.SenselessQuestion
    rule: Rule
    facts: Facts


def senseless_questions(rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    for asking in asked_all_the_same(rows.senseless_pairs, rulebook, today):
        told = _(
            "%(rule)s: it still asks “%(question)s” (%(code)s) of those who answer: %(answers)s. %(reason)s Add a "
            "condition that rules these answers out, or mend the senseless question."
        )
        known = {
            "rule": rule_name(asking.rule),
            "question": plain_text(rulebook.questions[asking.pair.question.code].text),
            "code": asking.pair.question.code,
            "answers": answers_text(asking.facts, rulebook),
            "reason": plain_text(asking.pair.reason),
        }
        yield Problem(told % known, rows.version(asking.rule))


def asked_all_the_same(
    pairs: Iterable[models.SenselessQuestion], rulebook: Rulebook, today: date
) -> Iterator[Asking]:
    """Each of the pairs with every rule, in force today or later, that asks its question all the same."""
    alone: dict[Rule, Rulebook] = {}
    rules = [
        rule
        for versions in rulebook.requirements.values()
        for rule in versions
        if rule.effective_until is None or today < rule.effective_until
    ]
    for pair in pairs:
        given = given_answers(pair, rulebook)
        for rule in rules:
            if pair.question.code not in rule.questions:
                continue
            law = alone.setdefault(rule, replace(rulebook, requirements={rule.requirement: (rule,)}))
            facts = next(asked_with(pair.question.code, given, rule, law), None)
            if facts is not None:
                yield Asking(pair, rule, facts)


def given_answers(pair: models.SenselessQuestion, rulebook: Rulebook) -> Group:
    return tuple(
        read_condition(
            {
                "question": row.question.code,
                "operator": row.operator,
                "value": row.value,
                "parameter": None,
                "factor": "1",
            },
            rulebook.questions[row.question.code].kind,
        )
        for row in pair.conditions.all()
    )


def asked_with(question: str, given: Group, rule: Rule, law: Rulebook) -> Iterator[Facts]:
    """Answers that fulfil all of `given` and with which the rule, the only one of `law`, asks the question.

    Only the questions of `given` are answered in them: what is not asked then is not asked of those who have
    answered more either, since an answer can only rule groups out or settle a set.
    """
    day = rule.effective_from
    conditions = [c for groups in ruleset_on(law, day).sets for group in groups for c in group]
    choices = [
        [(code, fact) for fact in answers_apart(law.questions[code], conditions_on(code, [*given, *conditions]))]
        for code in dict.fromkeys(condition.question for condition in given)
    ]
    for answers in product(*choices):
        facts = dict(answers)
        if all(condition.holds(facts[condition.question]) for condition in given):
            (finding,) = findings_of(frozenset([rule.requirement]), law, facts, day)
            if question in finding.missing:
                yield facts


def conditions_on(question: str, conditions: list[Condition]) -> list[Condition]:
    return [condition for condition in conditions if condition.question == question]
