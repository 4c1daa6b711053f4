"""A thing to mend before publishing, and the rows that the edition's values were made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from ngocheck.engine.conditions import Facts
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook import models
from ngocheck.rulebook.scenarios.run import Outcome
from ngocheck.wording.values import answer_text, date_text, plain_text

Version = tuple[str, date]
Limited = models.Deadline | models.Passage | models.Penalty | models.Step | None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend before publishing. `row` is where to mend it, where there is one such place.

    `told` says what is wrong; where `place` names what it is wrong with, several problems may be told alike.
    With `scenario_on` a new scenario of that day mends it, that looks at the requirement or version `row`.
    `outcome` is that of a scenario that fails.
    """

    told: str
    row: Model | None = None
    scenario_on: date | None = None
    place: str = ""
    outcome: Outcome | None = None

    @property
    def message(self) -> str:
        return f"{self.place}: {self.told}" if self.place else self.told

    def __str__(self) -> str:
        return self.message


class Rows:
    """The rows behind the values of an edition, each table read once and only where there is something to mend, or
    by `read`."""

    def read(self) -> None:
        """Reads every table now: whatever is asked later needs no database."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    @cached_property
    def scenarios(self) -> list[models.Scenario]:
        return list(models.Scenario.objects.all())

    @cached_property
    def excluding_pairs(self) -> list[tuple[str, str]]:
        """The codes of requirements that editors call contradicting, each pair once."""
        pairs = models.Requirement.objects.exclude(contradicts=None).values_list("code", "contradicts__code")
        return sorted({(min(pair), max(pair)) for pair in pairs})

    @cached_property
    def senseless_pairs(self) -> list[models.SenselessQuestion]:
        return list(all_pairs())

    @cached_property
    def requirements(self) -> dict[str, models.Requirement]:
        return {row.code: row for row in models.Requirement.objects.all()}

    @cached_property
    def questions(self) -> dict[str, models.Question]:
        return {row.code: row for row in models.Question.objects.all()}

    @cached_property
    def guides(self) -> dict[str, models.Guide]:
        return {row.code: row for row in models.Guide.objects.all()}

    @cached_property
    def watch(self) -> dict[str, models.WatchEntry]:
        return {row.code: row for row in models.WatchEntry.objects.all()}

    @cached_property
    def versions(self) -> dict[Version, models.RequirementVersion]:
        rows = models.RequirementVersion.objects.select_related("requirement")
        return {(row.requirement.code, row.effective_from): row for row in rows}

    def version(self, rule: Rule) -> models.RequirementVersion:
        return self.versions[rule.requirement, rule.effective_from]

    @cached_property
    def _deadlines(self) -> dict[int, list[models.Deadline]]:
        return by_version(models.Deadline.objects.order_by("version", "position"))

    @cached_property
    def _passages(self) -> dict[int, list[models.Passage]]:
        return by_version(models.Passage.objects.order_by("version", "position"))

    @cached_property
    def _penalties(self) -> dict[int, list[models.Penalty]]:
        return by_version(models.Penalty.objects.order_by("version", "position"))

    @cached_property
    def _steps(self) -> dict[int, list[models.Step]]:
        return by_version(models.Step.objects.order_by("version", "position"))

    @cached_property
    def _groups(self) -> dict[int, list[models.ConditionGroup]]:
        rows = models.ConditionGroup.objects.select_related("version__requirement").order_by("position")
        return by_version(rows.prefetch_related("conditions__question", "conditions__parameter"))

    def deadline(self, rule: Rule, number: int) -> models.Deadline:
        """The row of `rule.deadlines[number]`."""
        return self._deadlines[self.version(rule).pk][number]

    def limited(self, rule: Rule, purpose: str, number: int) -> Limited:
        """The deadline, passage, penalty or step of that number; None for a purpose that limits none of them."""
        parts: dict[str, dict[int, list[Any]]] = {
            "deadline": self._deadlines,
            "passage": self._passages,
            "penalty": self._penalties,
            "step": self._steps,
        }
        return parts[purpose][self.version(rule).pk][number] if purpose in parts else None

    def group(self, rule: Rule, purpose: str, number: int, limited: Limited) -> models.ConditionGroup:
        """The row of group `number` of the rule's set for a purpose, or of what limits a part of the version."""
        column = f"{purpose}_id" if limited else None
        rows = [
            row
            for row in self._groups[self.version(rule).pk]
            if row.purpose == purpose and (column is None or limited is None or getattr(row, column) == limited.pk)
        ]
        return rows[number]


def all_pairs() -> QuerySet[models.SenselessQuestion]:
    return models.SenselessQuestion.objects.select_related("question").prefetch_related("conditions__question")


def by_version(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.version_id].append(row)
    return found


def rule_name(rule: Rule) -> str:
    return version_text(rule.texts["title"], rule.requirement, rule.effective_from)


def version_name(row: models.RequirementVersion) -> str:
    return version_text(row.title, row.requirement.code, row.effective_from)


def version_text(title: Mapping[str, str], code: str, start: date) -> str:
    """A version by its title, for those who do not know its code."""
    known = {"title": plain_text(title), "code": code, "day": date_text(start)}
    return _("“%(title)s” (%(code)s) from %(day)s") % known


def requirement_name(code: str, rulebook: Rulebook) -> str:
    """A requirement by the title of its newest version."""
    versions = rulebook.requirements.get(code)
    title = plain_text(versions[-1].texts["title"]) if versions else ""
    return _("“%(title)s” (%(code)s)") % {"title": title, "code": code} if title else code


def answers_text(facts: Facts, rulebook: Rulebook) -> str:
    """Each question with its answer, in the rulebook's order."""
    return "; ".join(
        f"{plain_text(question.text)} {answer_text(question, facts[code])}"
        for code, question in rulebook.questions.items()
        if code in facts
    )
