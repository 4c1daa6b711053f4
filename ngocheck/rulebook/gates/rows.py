"""What the rows' own rules refuse, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ngocheck.rulebook import models
from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.models.dated import Dated

from .problem import Problem, version_name

# All tables but one, whose rows are little more than links.
CHECKED = tuple(model for model in models.KEYED if model is not models.Requirement)


# What the rows' own rules look at beyond the row, read with the table and not row by row.
JOINED = {
    models.Citation: ("provision__source", "passage"),
    models.Deadline: ("version__requirement", "question", "done"),
    models.ConditionGroup: ("version__requirement", "deadline", "passage", "penalty", "step"),
    models.Question: ("section", "waits_for__section"),
    models.AnswerClash: ("question", "other"),
    models.SenselessQuestion: ("question",),
    models.SenselessCondition: ("question",),
}
FETCHED = {
    models.Question: "choices",
    models.Condition: "question__choices",
    models.SenselessCondition: "question__choices",
}


def problems_in_rows() -> Iterator[Problem]:
    """What the rows' own rules refuse: values that do not fit, overlapping versions, unknown codes."""
    for model in CHECKED:
        # The database itself sees to links between rows; asking it about each would be most of the work.
        links = {field.name for field in model._meta.fields if field.is_relation}
        rows = checked_rows(model)
        alone = apart(rows) if model.clean is Dated.clean else frozenset()
        for row in rows:
            try:
                if row.pk in alone:
                    row.clean_fields(exclude=links)
                else:
                    row.full_clean(exclude=links, validate_unique=False, validate_constraints=False)
            except ValidationError as error:
                yield Problem(refusal_text(error, model), row, place=row_name(row))
    for group in models.ConditionGroup.objects.filter(conditions=None).select_related():
        yield Problem(_("it has no conditions. Add one, or delete the group."), group, place=row_name(group))


def row_name(row: Keyed) -> str:
    """A row for somebody who has to find it: its version of the law by title, and its place in that."""
    if isinstance(row, models.RequirementVersion):
        return version_name(row)
    held = row.group if isinstance(row, models.Condition) else row
    version = getattr(held, "version", None)
    if version is None:
        return f"{row._meta.verbose_name} {row}"
    part = held.get_purpose_display() if isinstance(held, models.ConditionGroup) else row._meta.verbose_name
    return f"{version_name(version)}, {part} ({getattr(held, 'position', '')})"


def checked_rows(model: type[Keyed]) -> QuerySet:
    rows = model._default_manager.select_related(*JOINED.get(model, ()))
    return rows.prefetch_related(FETCHED[model]) if model in FETCHED else rows


def apart(rows: Iterable[Dated]) -> frozenset[int]:
    """The rows whose time has no day in common with another one's; `clean` would ask the database about each."""
    times = defaultdict(list)
    for row in rows:
        times[getattr(row, f"{row.SIBLINGS}_id")].append(
            (row.effective_from, row.effective_until or date.max, row.pk)
        )
    found = set()
    for siblings in times.values():
        siblings.sort()
        ends = list(accumulate((until for _, until, _ in siblings), max))
        for n, (start, until, pk) in enumerate(siblings):
            before = n == 0 or ends[n - 1] <= start
            after = n + 1 == len(siblings) or until <= siblings[n + 1][0]
            if before and after:
                found.add(pk)
    return frozenset(found)


def refusal_text(error: ValidationError, model: type[Keyed]) -> str:
    """What a row's own rules refuse, each message with the name of the column that it is about."""
    labels = {field.name: f"{field.verbose_name}: " for field in (*model._meta.fields, *model._meta.many_to_many)}
    by_column = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return " ".join(labels.get(name, "") + message for name, texts in by_column.items() for message in texts)
