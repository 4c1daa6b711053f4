"""What is wrong with an edition although every row for itself is right: holes, and parts that lead nowhere.

Holes in time too: a version that ends and nothing follows, an act in force with no version that begins with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ngocheck.engine.amounts import Parameter
from ngocheck.engine.conditions import Kind
from ngocheck.engine.rules import Rule, Rulebook, WatchEntry
from ngocheck.rulebook import models
from ngocheck.wording.values import date_text, plain_text

from .problem import Problem, Rows, requirement_name, rule_name
from .readings import measured


def holes(rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    """Questions, guides and requirements that lack what they cannot be without."""
    asked = {question for rules in rulebook.requirements.values() for rule in rules for question in rule.questions}
    for code, question in rulebook.questions.items():
        if code not in asked:
            told = _("no requirement asks for it. Remove it or use it.")
            yield Problem(told, rows.questions[code], place=plain_text(question.text))
        if question.kind in (Kind.ONE, Kind.SEVERAL) and not question.choices:
            yield Problem(_("it has no choices."), rows.questions[code], place=plain_text(question.text))
    for code, guide in rulebook.guides.items():
        if not guide.requirements:
            told = _("it leads to no requirement. Give it areas or requirements, or delete it.")
            yield Problem(told, rows.guides[code], place=plain_text(guide.title))
    guided = {code for guide in rulebook.guides.values() for code in guide.requirements}
    for code, rules in rulebook.requirements.items():
        if not rules:
            yield Problem(_("it has no version."), rows.requirements[code], place=requirement_name(code, rulebook))
        if code not in guided:
            yield Problem(
                _("no guide leads to it."), rows.requirements[code], place=requirement_name(code, rulebook)
            )
        for rule in rules:
            yield from holes_in_rule(rule, rulebook, rows)
        yield from holes_between(rules, rows)
    yield from holes_in_watch(rulebook, rows)


def holes_in_rule(rule: Rule, rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    if not rule.provisions:
        yield Problem(_("it cites no provision."), rows.version(rule), place=rule_name(rule))
    for parameter in measured(rule.condition_sets):
        day = first_day_without(rulebook.parameters[parameter], rule)
        if day:
            amount = plain_text(rulebook.parameters[parameter].title)
            told = _("the amount “%(amount)s” has no value on %(day)s.") % {
                "amount": amount,
                "day": date_text(day),
            }
            yield Problem(told, rows.version(rule), place=rule_name(rule))


def holes_between(rules: Sequence[Rule], rows: Rows) -> Iterator[Problem]:
    """Days on which a requirement is no more in force, unless an editor says that this is so."""
    starts = sorted(rule.effective_from for rule in rules)
    for rule in rules:
        end = rule.effective_until
        if end is None or end in starts or rows.version(rule).nothing_follows:
            continue
        following = next((start for start in starts if start > end), None)
        told = (
            _("nothing of it is in force from %(end)s until the next version begins on %(next)s.")
            if following
            else _("nothing of it is in force from %(end)s on.")
        )
        known = {"end": date_text(end), "next": following and date_text(following)}
        advice = _("Take the end out or move it, add the version that follows, or tick “nothing follows”.")
        yield Problem(f"{told % known} {advice}", rows.version(rule), place=rule_name(rule))


def holes_in_watch(rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    """Acts that are said to be in force, but not since when, or not by any version."""
    for entry in rulebook.watch:
        if entry.state == models.WatchEntry.State.IN_FORCE:
            told = hole_in_entry(entry, rulebook, rows)
            if told:
                yield Problem(told, rows.watch[entry.code], place=str(rows.watch[entry.code]))


def hole_in_entry(entry: WatchEntry, rulebook: Rulebook, rows: Rows) -> str:
    day = entry.in_force_on
    begin = {rule.effective_from for code in entry.requirements for rule in rulebook.requirements[code]}
    if day is None and not rows.watch[entry.code].day_unknown:
        return _("it is called in force, but not since when. Give the day, or tick “the day is not known”.")
    if day and begin and day not in begin:
        return _(
            "it is called in force since %(day)s, but no version of the requirements that it names begins on that "
            "day. Start the version, or mend the day."
        ) % {"day": date_text(day)}
    return ""


def first_day_without(parameter: Parameter, rule: Rule) -> date | None:
    """The first day in the rule's time on which the parameter has no value.

    A time without a value begins with the rule or where a value ends: no other day need be looked at.
    """
    ends = {value.effective_until for value in parameter.values if value.effective_until}
    days = {rule.effective_from} | ends
    return min((day for day in days if rule.in_force(day) and parameter.on(day) is None), default=None)
