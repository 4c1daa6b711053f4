"""Conditions of editors' rows, said as sentences: "applies when ... AND ... OR ..."."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ngocheck.engine.conditions import ConditionSet, Kind
from ngocheck.engine.edition import read_condition, read_deadline, read_parameter, read_question
from ngocheck.engine.rules import Question, Rule, Rulebook
from ngocheck.engine.workdays import Calendar
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.rows_to_edition import (
    condition_json,
    counting_json,
    parameter_json,
    question_json,
)
from ngocheck.wording.conditions import Case, case_clauses, cases_text, deadline_text

Purpose = models.ConditionGroup.Purpose
LENGTH_IN_LISTS = 160
NO_CALENDAR = Calendar(1, 1, {}, {}, frozenset())


class Vocabulary:
    """The questions and parameters that conditions speak of, as they are now; four queries, when first asked."""

    @cached_property
    def questions(self) -> dict[str, models.Question]:
        rows = models.Question.objects.select_related("section").prefetch_related("choices")
        return {row.code: row for row in rows}

    @cached_property
    def parameters(self) -> dict[str, models.Parameter]:
        return {row.code: row for row in models.Parameter.objects.prefetch_related("values")}

    @cached_property
    def rulebook(self) -> Rulebook:
        """The same as the engine knows them, in a rulebook without requirements and holidays."""
        return self.with_calendar(NO_CALENDAR)

    def with_calendar(self, calendar: Calendar) -> Rulebook:
        return Rulebook(
            label="",
            questions={code: question_of(row) for code, row in self.questions.items()},
            sections=(),
            areas=(),
            guides={},
            sources={},
            parameters={code: read_parameter(parameter_json(row)) for code, row in self.parameters.items()},
            calendar=calendar,
            requirements={},
        )


def question_of(row: models.Question) -> Question:
    """The engine's question. A presumed answer that cannot be read is none; publishing refuses it."""
    written = question_json(row)
    try:
        return read_question(written)
    except ValueError:
        return read_question({**written, "presumed": ""})


def condition_set(groups: Iterable[Iterable[models.Condition]]) -> ConditionSet:
    """The engine's conditions of rows, saved or not. Raises ValueError where a value cannot be read."""
    return tuple(
        tuple(read_condition(condition_json(row), Kind(row.question.kind)) for row in group) for group in groups
    )


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a set of conditions says. Without cases only `lead` is said."""

    lead: str
    cases: tuple[Case, ...]

    def __str__(self) -> str:
        return f"{self.lead} {cases_text(self.cases)}".strip()


def sentence(
    purpose: str, groups: list[list[models.Condition]], vocabulary: Vocabulary, on: date, limited: str = ""
) -> Sentence:
    """The groups as a sentence on the day `on`; `limited` names the deadline, passage, penalty or step. Rows that
    cannot be read are not hidden: the sentence says so."""
    try:
        cases = case_clauses(condition_set(groups), vocabulary.rulebook, on)
    except (ValueError, KeyError, ArithmeticError):
        return Sentence(_("A condition cannot be read: open the conditions and mend it."), ())
    return Sentence((lead if cases else lead_for_everybody)(purpose, limited), cases)


def lead(purpose: str, limited: str) -> str:
    leads = {
        Purpose.APPLIES: _("Applies when"),
        Purpose.MET: _("Is met when"),
        Purpose.UNCLEAR: _("The law does not say whether it is met when"),
        Purpose.DEADLINE: _("The deadline “%(limited)s” concerns those for whom"),
        Purpose.PASSAGE: _("The passage “%(limited)s” concerns those for whom"),
        Purpose.PENALTY: _("The penalty “%(limited)s” concerns those for whom"),
        Purpose.STEP: _("The step “%(limited)s” is for those for whom"),
    }
    return leads[Purpose(purpose)] % {"limited": limited}


def lead_for_everybody(purpose: str, limited: str) -> str:
    leads = {
        Purpose.APPLIES: _("Applies to everybody."),
        Purpose.MET: _("No answer shows that it is met."),
        Purpose.UNCLEAR: _("There is no case in which the law leaves open whether it is met."),
        Purpose.DEADLINE: _("The deadline “%(limited)s” concerns everybody to whom the requirement applies."),
        Purpose.PASSAGE: _("The passage “%(limited)s” is for everybody to whom the requirement applies."),
        Purpose.PENALTY: _("The penalty “%(limited)s” concerns everybody to whom the requirement applies."),
        Purpose.STEP: _("The step “%(limited)s” is for everybody to whom the requirement applies."),
    }
    return leads[Purpose(purpose)] % {"limited": limited}


def day_for(version: models.RequirementVersion | Rule, today: date) -> date:
    """The day on which a version is best looked at: today where it is in force, else its first or last day."""
    if today < version.effective_from:
        return version.effective_from
    if version.effective_until and today >= version.effective_until:
        return date.fromordinal(version.effective_until.toordinal() - 1)
    return today


def with_conditions(lookup: str = "conditions") -> Prefetch:
    """What a list of rows must prefetch so that its conditions can be said; `lookup` leads to them."""
    return Prefetch(lookup, queryset=models.Condition.objects.select_related("question", "parameter"))


def conditions_of(groups: Iterable[models.ConditionGroup]) -> list[list[models.Condition]]:
    """The conditions of groups in their order; needs `with_conditions`."""
    return [list(group.conditions.all()) for group in sorted(groups, key=lambda group: group.position)]


def applies_in_short(version: models.RequirementVersion, vocabulary: Vocabulary, today: date) -> str:
    """When a version applies, for a list. Needs `with_conditions("groups__conditions")`."""
    groups = conditions_of(group for group in version.groups.all() if group.purpose == Purpose.APPLIES)
    said = sentence(Purpose.APPLIES, groups, vocabulary, day_for(version, today))
    return Truncator(str(said)).chars(LENGTH_IN_LISTS)


def deadline_in_short(row: models.Deadline, vocabulary: Vocabulary) -> str:
    """A deadline of the rows in words. Needs its question."""
    return deadline_text(read_deadline(counting_json(row)), vocabulary.rulebook)
