"""Duties that nobody is told how to do, and those that take too many lines to say it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.models import RequirementVersion

from .problem import Problem, Rows, rule_name

Force = RequirementVersion.Force
# What an organisation has to do something about: a right may be left alone, and an office does its own duty.
ASKED = {Force.MUST, Force.MUST_NOT, Force.SHOULD}
MOST_STEPS = 5


def problems_in_steps(rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    """Versions without a step, or with more than fit under a line of the checklist."""
    for rules in rulebook.requirements.values():
        for rule in rules:
            if not rule.steps and rule.force in ASKED:
                told = _("it has no step. Say in a short line what to do first.")
            elif len(rule.steps) > MOST_STEPS:
                told = _("it has more than %(most)s steps. Join some, or move details into the text.")
            else:
                continue
            yield Problem(told % {"most": MOST_STEPS}, rows.version(rule), place=rule_name(rule))
