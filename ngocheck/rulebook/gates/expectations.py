"""Scenarios: what editors expect comes out, and every requirement is expected in each of its states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ngocheck.engine.findings import Applicability
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook import models
from ngocheck.rulebook.scenarios.coverage import coverage
from ngocheck.rulebook.scenarios.run import run_scenarios

from .problem import Problem, Rows, rule_name

SHOWN = 20
LACKING = {
    Applicability.APPLIES: gettext_lazy("Requirement %(code)s: no scenario expects it applying. Add one."),
    Applicability.DOES_NOT_APPLY: gettext_lazy(
        "Requirement %(code)s: no scenario expects it not applying. Add one."
    ),
    Applicability.UNDETERMINED: gettext_lazy(
        "Requirement %(code)s: no scenario expects it undetermined. Add one."
    ),
}


def unfulfilled(rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """Scenarios that come out otherwise; then, once all of them can be read, what none of them looks at."""
    scenarios = rows.scenarios
    outcomes = run_scenarios(scenarios, rulebook)
    failing = [outcome for outcome in outcomes if not outcome.holds]
    for outcome in failing[:SHOWN]:
        told = _("Scenario “%(scenario)s”: %(outcome)s. Mend the law's rows, or what the scenario expects.")
        yield Problem(told % {"scenario": outcome.scenario, "outcome": outcome}, outcome.scenario)
    more = len(failing) - SHOWN
    if more > 0:
        told = ngettext(
            "%(count)s more scenario does not give the findings that it expects.",
            "%(count)s more scenarios do not give the findings that they expect.",
            more,
        )
        yield Problem(told % {"count": more})
    if not any(outcome.unreadable for outcome in outcomes):
        yield from unseen(scenarios, rulebook, rows, today)


def unseen(scenarios: Sequence[models.Scenario], rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """What no scenario expects: a requirement in one of its states, a version in force or to come applying."""
    for seen in coverage(scenarios, rulebook, today):
        for state in seen.states:
            if state.lacking:
                row = rows.requirements[seen.requirement]
                first = next((version.rule.effective_from for version in seen.versions), today)
                yield Problem(LACKING[state.applicability] % {"code": seen.requirement}, row, max(first, today))
        for version in seen.versions:
            if not version.seen:
                rule = version.rule
                told = f"{rule_name(rule)}: {not_applying_in(rule)}"
                yield Problem(told, rows.version(rule), max(rule.effective_from, today))


def not_applying_in(rule: Rule) -> str:
    known = {"start": rule.effective_from, "end": rule.effective_until}
    if rule.effective_until:
        return (
            _(
                "no scenario expects it applying in its time. Add one that looks at a day from %(start)s on and "
                "before %(end)s."
            )
            % known
        )
    return _("no scenario expects it applying in its time. Add one that looks at a day from %(start)s on.") % known
