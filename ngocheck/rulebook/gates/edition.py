"""What is wrong with an edition although every row for itself is right: holes, and parts that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from ngocheck.engine.amounts import Parameter
from ngocheck.engine.conditions import Kind
from ngocheck.engine.rules import Rule, Rulebook

from .problem import Problem, Rows, rule_name
from .readings import measured


def holes(rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    """Questions, guides and requirements that lack what they cannot be without."""
    asked = {question for rules in rulebook.requirements.values() for rule in rules for question in rule.questions}
    for code, question in rulebook.questions.items():
        if code not in asked:
            message = _("Question %(code)s: no requirement asks for it. Remove it or use it.")
            yield Problem(message % {"code": code}, rows.questions[code])
        if question.kind in (Kind.ONE, Kind.SEVERAL) and not question.choices:
            yield Problem(_("Question %(code)s: it has no choices.") % {"code": code}, rows.questions[code])
    for code, guide in rulebook.guides.items():
        if not guide.requirements:
            message = _("Guide %(code)s: it leads to no requirement. Give it areas or requirements, or delete it.")
            yield Problem(message % {"code": code}, rows.guides[code])
    guided = {code for guide in rulebook.guides.values() for code in guide.requirements}
    for code, rules in rulebook.requirements.items():
        if not rules:
            message = _("Requirement %(code)s: it has no version.")
            yield Problem(message % {"code": code}, rows.requirements[code])
        if code not in guided:
            message = _("Requirement %(code)s: no guide leads to it.")
            yield Problem(message % {"code": code}, rows.requirements[code])
        for rule in rules:
            yield from holes_in_rule(rule, rulebook, rows)


def holes_in_rule(rule: Rule, rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    if not rule.provisions:
        yield Problem(f"{rule_name(rule)}: {_('it cites no provision.')}", rows.version(rule))
    for parameter in measured(rule.condition_sets):
        day = first_day_without(rulebook.parameters[parameter], rule)
        if day:
            told = _("the parameter %(code)s has no value on %(day)s.") % {"code": parameter, "day": day}
            yield Problem(f"{rule_name(rule)}: {told}", rows.version(rule))


def first_day_without(parameter: Parameter, rule: Rule) -> date | None:
    """The first day in the rule's time on which the parameter has no value.

    A time without a value begins with the rule or where a value ends: no other day need be looked at.
    """
    ends = {value.effective_until for value in parameter.values if value.effective_until}
    days = {rule.effective_from} | ends
    return min((day for day in days if rule.in_force(day) and parameter.on(day) is None), default=None)
