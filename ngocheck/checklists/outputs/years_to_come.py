"""The years after the one that a checklist looks at, in calendars: what certainly comes again in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ngocheck.checklists.sheet.sheet import Sheet, sheet_of
from ngocheck.engine.checklist import arrange
from ngocheck.engine.conditions import Facts
from ngocheck.engine.deadlines import MONTHS_AHEAD, DueDate, add_months
from ngocheck.engine.findings import Applicability, Assessment, Finding, assess
from ngocheck.engine.rules import Rulebook
from ngocheck.engine.ruleset import NoValue


def sheets_of_later_years(assessment: Assessment, rulebook: Rulebook, facts: Facts) -> Iterator[Sheet]:
    """For each year to the end of the edition's table of working days a sheet of the duties that come again in it.

    Each year is looked at by the law in force then, as far as it is known. What an event made due is left out:
    nobody knows whether it happens again. The words are those of the day that the assessment looks at.
    """
    known, last_year = add_months(assessment.on, MONTHS_AHEAD), rulebook.calendar.last_year
    while known.year <= last_year:
        try:
            year = assess(rulebook, facts, known, assessment.guide)
        except NoValue:
            return
        findings = tuple(again for one in year.findings if (again := _again(one, known, last_year)).due)
        yield sheet_of(arrange(replace(year, on=assessment.on, findings=findings)), rulebook)
        known = add_months(known, MONTHS_AHEAD)


def _again(finding: Finding, known: date, last_year: int) -> Finding:
    """The finding with those of its dates alone that come again after the day `known`."""
    applies = finding.applicability is Applicability.APPLIES
    due = tuple(one for one in finding.due if applies and _comes_again(one, known, last_year))
    return finding._replace(due=due)


def _comes_again(due: DueDate, known: date, last_year: int) -> bool:
    in_sight = due.due_on is not None and known < due.due_on and due.due_on.year <= last_year
    return in_sight and due.period is not None and not due.deadline.from_event
