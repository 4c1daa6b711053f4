"""What the templates of the condition builder draw: blocks, their sentences, and the inputs of each condition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from ngocheck.engine.conditions import OPERATORS_FOR, Kind, Operator
from ngocheck.rulebook import models
from ngocheck.wording.conditions import choice_operator_text, comparison_text
from ngocheck.wording.values import plain_text

from .form import CHOOSING, Block, ConditionRow, Form, condition_of_row, row_problems
from .impact import impact_text
from .rows import heading, limited_in_words
from .sentences import Purpose, Sentence, Vocabulary, day_for, sentence

SEVERAL = 2
Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A condition's inputs. `input` is choices, yes_no, number, date or time; "" before a question is chosen."""

    row: ConditionRow
    input: str
    operators: Options
    choices: Options
    unit: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    position: int
    rows: list[DrawnRow]


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """`unfinished` tells that some conditions are not in the sentence and the impact yet."""

    key: str
    heading: str
    sentence: Sentence
    impact: str
    unfinished: bool
    groups: list[DrawnGroup]
    questions: list[tuple[str, Options]]
    parameters: Options


def draw_form(form: Form, version: models.RequirementVersion, today: date, made: str) -> list[DrawnBlock]:
    """Every block of the form; `made` is the name of a row that was just added."""
    on = day_for(version, today)
    options = question_options(form.vocabulary), parameter_options(form.vocabulary)
    return [drawn_block(block, form, version, on, made, options) for block in form.blocks.values()]


def drawn_block(
    block: Block, form: Form, version: models.RequirementVersion, on: date, made: str, options: tuple[Any, Any]
) -> DrawnBlock:
    words, limited = form.vocabulary, limited_in_words(block, form.vocabulary)
    groups = finished(block, form)
    applies = block.purpose == Purpose.APPLIES
    return DrawnBlock(
        key=block.key,
        heading=heading(block, words),
        sentence=sentence(block.purpose, groups, words, on, limited),
        impact=impact_text(groups, words, version, on) if applies else "",
        unfinished=sum(map(len, groups)) < len(list(block.rows())),
        groups=drawn_groups(block, words, made),
        questions=options[0],
        parameters=options[1],
    )


def finished(block: Block, form: Form) -> list[list[models.Condition]]:
    """The conditions that can be saved as they are."""
    groups = (
        [condition_of_row(row, form.vocabulary) for row in group.rows if not row_problems(row, form.vocabulary)]
        for group in block.groups
    )
    return [group for group in groups if group]


def drawn_groups(block: Block, vocabulary: Vocabulary, made: str) -> list[DrawnGroup]:
    return [
        DrawnGroup(group.position, [drawn_row(row, vocabulary, made) for row in group.rows])
        for group in block.groups
    ]


def drawn_row(row: ConditionRow, vocabulary: Vocabulary, made: str) -> DrawnRow:
    question = vocabulary.questions.get(row.question)
    if question is None:
        return DrawnRow(row, "", [], [], "", row.name == made)
    kind = Kind(question.kind)
    return DrawnRow(
        row=row,
        input="choices" if kind in CHOOSING else kind.value,
        operators=[(operator.value, operator_in_words(operator, kind)) for operator in OPERATORS_FOR[kind]],
        choices=choices_of(question, row),
        unit=plain_text(question.unit),
        is_new=row.name == made,
    )


def choices_of(question: models.Question, row: ConditionRow) -> Options:
    """What can be ticked; a code that the question does not have any more stays, so that it can be unticked."""
    if question.kind == Kind.YES_NO:
        return [("yes", _("Yes")), ("no", _("No"))]
    known = {choice.code: plain_text(choice.label) for choice in question.choices.all()}
    gone = {
        code: _("%(code)s (not a choice any more)") % {"code": code} for code in row.value if code not in known
    }
    return [*known.items(), *(gone.items() if question.kind in CHOOSING else ())]


def operator_in_words(operator: Operator, kind: Kind) -> str:
    if kind is Kind.YES_NO:
        return _("is")
    return choice_operator_text(operator, SEVERAL) if kind in CHOOSING else comparison_text(operator, kind)


def question_options(vocabulary: Vocabulary) -> list[tuple[str, Options]]:
    """Every question, by section."""
    ordered = vocabulary.questions.values()
    return [
        (plain_text(section.title), [(row.code, plain_text(row.text)) for row in rows])
        for section, rows in groupby(ordered, key=lambda row: row.section)
    ]


def parameter_options(vocabulary: Vocabulary) -> Options:
    return [(code, plain_text(row.title)) for code, row in vocabulary.parameters.items()]
