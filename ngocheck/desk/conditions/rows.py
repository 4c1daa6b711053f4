"""The condition builder and the database: the saved conditions of a version as a form, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ngocheck.desk.edit_conflicts import Watched
from ngocheck.rulebook import models
from ngocheck.wording.values import plain_text

from .form import CHOOSING, Block, ConditionRow, Form, RowGroup
from .sentences import Purpose, Sentence, Vocabulary, day_for, deadline_in_short, sentence, with_conditions

# What the state of the page is made of; the columns of the version itself are not edited here.
WATCHED = (
    Watched(models.ConditionGroup, "version_id"),
    Watched(models.Condition, "group__version_id"),
    Watched(models.Deadline, "version_id"),
    Watched(models.Passage, "version_id"),
    Watched(models.Penalty, "version_id"),
    Watched(models.Step, "version_id"),
)
COMPARED = ("question_id", "operator", "parameter_id", "factor")
Saved = dict[tuple[str, int], models.ConditionGroup]


def groups_of(version: models.RequirementVersion) -> list[models.ConditionGroup]:
    """The version's groups with all that a sentence needs."""
    rows = models.ConditionGroup.objects.filter(version=version).order_by("position")
    return list(rows.prefetch_related(with_conditions()))


def blank_blocks(version: models.RequirementVersion) -> list[Block]:
    """Every purpose that a condition of this version can have, without any condition."""
    deadlines = version.deadlines.select_related("question", "done").order_by("position")
    return [
        *(Block(purpose) for purpose in (Purpose.APPLIES, Purpose.MET, Purpose.UNCLEAR)),
        *(Block(Purpose.DEADLINE, row) for row in deadlines),
        *(Block(Purpose.PASSAGE, row) for row in version.passages.order_by("position")),
        *(Block(Purpose.PENALTY, row) for row in version.penalties.order_by("position")),
        *(Block(Purpose.STEP, row) for row in version.steps.order_by("position")),
    ]


def key_of(group: models.ConditionGroup) -> str:
    """The key of the block in which a group stands."""
    limited = group.deadline_id or group.passage_id or group.penalty_id or group.step_id
    return f"{group.purpose}-{limited}" if limited else group.purpose


def saved_form(version: models.RequirementVersion, groups: Iterable[models.ConditionGroup]) -> Form:
    """The form with the conditions as they are saved."""
    form = Form(blank_blocks(version), Vocabulary())
    for group in groups:
        key = key_of(group)
        rows = [typed(condition, key, group.position) for condition in group.conditions.all()]
        if rows:
            form.blocks[key].groups.append(RowGroup(group.position, rows))
    return form


def typed(condition: models.Condition, key: str, group: int) -> ConditionRow:
    """A saved condition as it stands in the inputs."""
    many = condition.question.kind in CHOOSING
    values = [code.strip() for code in condition.value.split(",")] if many else [condition.value]
    return ConditionRow(
        block=key,
        group=group,
        position=condition.position,
        question=condition.question.code,
        operator=condition.operator,
        value=[value for value in values if value],
        parameter=condition.parameter.code if condition.parameter else "",
        factor=f"{condition.factor.normalize():f}",
        shown=condition.question.code,
    )


def save_form(form: Form, version: models.RequirementVersion, groups: list[models.ConditionGroup]) -> int:
    """Writes what differs from the saved `groups`, row by row, so that history is kept. The number of changes.

    Needs a form that was checked, and a transaction.
    """
    saved: Saved = {(key_of(group), group.position): group for group in groups}
    changes = 0
    for block in form.blocks.values():
        for group in block.groups:
            before = saved.pop((block.key, group.position), None)
            changes += save_group(form, version, block, group, before)
    for gone in saved.values():
        gone.delete()
    return changes + len(saved)


def save_group(
    form: Form,
    version: models.RequirementVersion,
    block: Block,
    group: RowGroup,
    before: models.ConditionGroup | None,
) -> int:
    row = before or new_group(version, block, group.position)
    saved = {condition.position: condition for condition in row.conditions.all()} if before else {}
    changes = 0
    for made in form.conditions_in(group):
        changes += save_condition(made, row, saved.pop(made.position, None))
    for gone in saved.values():
        gone.delete()
    return changes + len(saved)


def new_group(version: models.RequirementVersion, block: Block, position: int) -> models.ConditionGroup:
    group = models.ConditionGroup(version=version, purpose=block.purpose, position=position)
    group.deadline = block.row if isinstance(block.row, models.Deadline) else None
    group.passage = block.row if isinstance(block.row, models.Passage) else None
    group.penalty = block.row if isinstance(block.row, models.Penalty) else None
    group.step = block.row if isinstance(block.row, models.Step) else None
    group.save()
    return group


def save_condition(made: models.Condition, group: models.ConditionGroup, before: models.Condition | None) -> int:
    """Saves a new condition, or over the one at its place where it says something else."""
    if before is None:
        made.group = group
        made.save()
        return 1
    if same(made, before):
        return 0
    for name in (*COMPARED, "value"):
        setattr(before, name, getattr(made, name))
    before.save()
    return 1


def same(made: models.Condition, before: models.Condition) -> bool:
    """Whether two conditions say the same, in whatever order their choices are written."""
    return all(getattr(made, name) == getattr(before, name) for name in COMPARED) and (
        meaning(made) == meaning(before)
    )


def meaning(condition: models.Condition) -> Any:
    if condition.question.kind in CHOOSING:
        return {code.strip() for code in condition.value.split(",")}
    return condition.value


def sentences(
    version: models.RequirementVersion,
    groups: Iterable[models.ConditionGroup],
    vocabulary: Vocabulary,
    today: date,
) -> list[Sentence]:
    """What the saved conditions of a version say: when it applies, and every other purpose that has conditions."""
    by_key: dict[str, list[list[models.Condition]]] = {}
    for group in groups:
        by_key.setdefault(key_of(group), []).append(list(group.conditions.all()))
    on = day_for(version, today)
    return [
        sentence(block.purpose, by_key.get(block.key, []), vocabulary, on, limited_in_words(block, vocabulary))
        for block in blank_blocks(version)
        if block.key in by_key or block.purpose == Purpose.APPLIES
    ]


def limited_in_words(block: Block, vocabulary: Vocabulary) -> str:
    """The deadline, passage, penalty or step that a block limits."""
    if isinstance(block.row, models.Deadline):
        return deadline_in_short(block.row, vocabulary)
    return plain_text(block.row.text) if block.row else ""


def heading(block: Block, vocabulary: Vocabulary) -> str:
    headings = {
        Purpose.APPLIES: _("When it applies"),
        Purpose.MET: _("When it is met"),
        Purpose.UNCLEAR: _("When the law leaves open whether it is met"),
        Purpose.DEADLINE: _("Whom the deadline concerns: %(limited)s"),
        Purpose.PASSAGE: _("Who reads the passage: %(limited)s"),
        Purpose.PENALTY: _("Whom the penalty concerns: %(limited)s"),
        Purpose.STEP: _("Who does the step: %(limited)s"),
    }
    return headings[Purpose(block.purpose)] % {"limited": limited_in_words(block, vocabulary)}
