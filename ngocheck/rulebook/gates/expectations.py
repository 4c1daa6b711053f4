"""Scenarios: what editors expect comes out, and every requirement is expected in each of its states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.findings import Applicability
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook import models
from ngocheck.rulebook.scenarios.causes import moved_rows
from ngocheck.rulebook.scenarios.coverage import coverage
from ngocheck.rulebook.scenarios.run import run_scenarios
from ngocheck.wording.values import date_text

from .problem import Problem, Rows, requirement_name, rule_name

LACKING = {
    Applicability.APPLIES: gettext_lazy("no scenario expects it applying. Add one."),
    Applicability.DOES_NOT_APPLY: gettext_lazy("no scenario expects it not applying. Add one."),
    Applicability.UNDETERMINED: gettext_lazy("no scenario expects it undetermined. Add one."),
}


def unfulfilled(rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """Scenarios that come out otherwise; then, once all of them can be read, what none of them looks at."""
    scenarios = rows.scenarios
    outcomes = run_scenarios(scenarios, rulebook)
    for outcome in outcomes:
        if not outcome.holds:
            told = _("%(what)s. Mend the law's rows, or what the scenario expects.")
            what = "; ".join(moved.words for moved in moved_rows(outcome, rulebook))
            place = _("Scenario “%(scenario)s”") % {"scenario": outcome.scenario}
            yield Problem(told % {"what": what}, outcome.scenario, place=place, outcome=outcome)
    if not any(outcome.unreadable for outcome in outcomes):
        yield from unseen(scenarios, rulebook, rows, today)


def unseen(scenarios: Sequence[models.Scenario], rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """What no scenario expects: a requirement in one of its states, a version in force or to come applying."""
    for seen in coverage(scenarios, rulebook, today):
        for state in seen.states:
            if state.lacking:
                row = rows.requirements[seen.requirement]
                first = next((version.rule.effective_from for version in seen.versions), today)
                name = requirement_name(seen.requirement, rulebook)
                yield Problem(str(LACKING[state.applicability]), row, max(first, today), place=name)
        for version in seen.versions:
            if not version.seen:
                rule = version.rule
                on = max(rule.effective_from, today)
                yield Problem(not_applying_in(rule), rows.version(rule), on, place=rule_name(rule))


def not_applying_in(rule: Rule) -> str:
    known = {"start": date_text(rule.effective_from)}
    if rule.effective_until:
        return _(
            "no scenario expects it applying in its time. Add one that looks at a day from %(start)s on and "
            "before %(end)s."
        ) % {**known, "end": date_text(rule.effective_until)}
    return _("no scenario expects it applying in its time. Add one that looks at a day from %(start)s on.") % known
