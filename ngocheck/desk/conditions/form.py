"""The condition builder's form: what was sent, kept whole, and turned into rows that are checked but not saved.

A condition's inputs are named by where its row stands: `applies.1.2.question` is the second condition of the
first case in which the requirement applies, `deadline-7.1.1.operator` belongs to the deadline with the number 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from ngocheck.engine.conditions import OPERATORS_FOR, Kind
from ngocheck.rulebook import models
from ngocheck.wording.typed import as_json

from .sentences import Vocabulary

NAME = re.compile(
    r"(?P<block>[a-z]+(?:-\d{1,18})?)\.(?P<group>\d{1,4})\.(?P<row>\d{1,4})\."
    r"(?P<field>question|operator|value|parameter|factor|shown)",
    re.ASCII,
)
ACTION = re.compile(
    r"(?P<act>case|condition|remove):(?P<block>[a-z]+(?:-\d{1,18})?)(?:\.(?P<group>\d{1,4}))?(?:\.(?P<row>\d{1,4}))?",
    re.ASCII,
)
# What a block of conditions may limit.
Limited = models.Deadline | models.Passage | models.Penalty | models.Step | None
CHOOSING = (Kind.ONE, Kind.SEVERAL)


@dataclass(slots=True)
class ConditionRow:
    """A condition as it is typed. `shown` is the question whose answers the page offered."""

    block: str
    group: int
    position: int
    question: str = ""
    operator: str = ""
    value: list[str] = field(default_factory=list)
    parameter: str = ""
    factor: str = "1"
    shown: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.block}.{self.group}.{self.position}"

    @property
    def written(self) -> str:
        """What a single input shows."""
        return self.value[0] if self.value else ""


@dataclass(slots=True)
class RowGroup:
    position: int
    rows: list[ConditionRow]


@dataclass(slots=True)
class Block:
    """The cases for one purpose; `row` is the deadline, passage, penalty or step that they limit."""

    purpose: str
    row: Limited = None
    groups: list[RowGroup] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.purpose}-{self.row.pk}" if self.row else self.purpose

    def rows(self) -> Iterator[ConditionRow]:
        for group in self.groups:
            yield from group.rows

    def group(self, position: int) -> RowGroup | None:
        return next((group for group in self.groups if group.position == position), None)


class Form:
    """All blocks of a version. `sent` fills them anew; rows of a block that is gone are counted in `lost`."""

    def __init__(self, blocks: list[Block], vocabulary: Vocabulary) -> None:
        self.blocks = {block.key: block for block in blocks}
        self.vocabulary = vocabulary
        self.lost = 0

    def fill(self, sent: QueryDict) -> None:
        """The rows as they were sent, instead of those saved."""
        rows: dict[tuple[str, int, int], ConditionRow] = {}
        for name in sent:
            found = NAME.fullmatch(name)
            if found:
                place = (found["block"], int(found["group"]), int(found["row"]))
                typed = [value.strip() for value in sent.getlist(name)]
                row = rows.setdefault(place, ConditionRow(*place))
                setattr(row, found["field"], typed if found["field"] == "value" else typed[-1])
        for block in self.blocks.values():
            block.groups = []
        for place in sorted(rows):
            self.put(rows[place])

    def put(self, row: ConditionRow) -> None:
        block = self.blocks.get(row.block)
        if block is None:
            self.lost += 1
            return
        row.value = [value for value in row.value if value]
        self.fit(row)
        if block.groups and block.groups[-1].position == row.group:
            block.groups[-1].rows.append(row)
        else:
            block.groups.append(RowGroup(row.group, [row]))

    def fit(self, row: ConditionRow) -> None:
        """Where another question was chosen: its first comparison, and only those values that can belong to it."""
        question = self.vocabulary.questions.get(row.question)
        if question is None or row.shown == row.question:
            return
        kind = Kind(question.kind)
        if row.operator not in OPERATORS_FOR[kind]:
            row.operator = OPERATORS_FOR[kind][0]
        before = self.vocabulary.questions.get(row.shown)
        if before is not None and (before.kind != question.kind or kind in CHOOSING):
            row.value = []
        if kind is not Kind.NUMBER:
            row.parameter, row.factor = "", "1"

    def act(self, action: str) -> str:
        """Does what a button asks: case:BLOCK, condition:BLOCK.GROUP, remove:BLOCK.GROUP.ROW. Gives the name of
        the row that it made, "" where it made none. Buttons of what is gone do nothing."""
        found = ACTION.fullmatch(action)
        block = self.blocks.get(found["block"]) if found else None
        if found is None or block is None:
            return ""
        places = [int(number) for number in (found["group"], found["row"]) if number]
        match found["act"], places:
            case "case", []:
                return add_case(block)
            case "condition", [group]:
                return add_condition(block, group)
            case "remove", [group, row]:
                remove(block, group, row)
        return ""

    def check(self) -> bool:
        """Whether every row can be saved; each row is told its errors."""
        for block in self.blocks.values():
            for row in block.rows():
                row.errors = row_problems(row, self.vocabulary)
        return not self.wrong()

    def wrong(self) -> list[ConditionRow]:
        return [row for block in self.blocks.values() for row in block.rows() if row.errors]

    def conditions_in(self, group: RowGroup) -> list[models.Condition]:
        return [condition_of_row(row, self.vocabulary) for row in group.rows]


def add_case(block: Block) -> str:
    position = max((group.position for group in block.groups), default=0) + 1
    row = ConditionRow(block.key, position, 1)
    block.groups.append(RowGroup(position, [row]))
    return row.name


def add_condition(block: Block, position: int) -> str:
    group = block.group(position)
    if group is None:
        return ""
    row = ConditionRow(block.key, position, group.rows[-1].position + 1)
    group.rows.append(row)
    return row.name


def remove(block: Block, position: int, row_position: int) -> None:
    """Takes a condition away, and its case with the last of them."""
    group = block.group(position)
    if group is None:
        return
    group.rows = [row for row in group.rows if row.position != row_position]
    block.groups = [group for group in block.groups if group.rows]


def condition_of_row(row: ConditionRow, vocabulary: Vocabulary) -> models.Condition:
    """The condition that a row describes, not saved, of no group. A factor that cannot be read is 0."""
    return models.Condition(
        position=row.position,
        question=vocabulary.questions.get(row.question),
        operator=row.operator,
        value=value_of(row, vocabulary),
        parameter=vocabulary.parameters.get(row.parameter),
        factor=factor_of(row) or 0,
    )


def value_of(row: ConditionRow, vocabulary: Vocabulary) -> str:
    """The value as rows have it: codes in the order of the question's choices, days as 2026-01-31."""
    question = vocabulary.questions.get(row.question)
    if question is None or not row.value:
        return ""
    if question.kind in CHOOSING:
        order = [choice.code for choice in question.choices.all()]
        known = [code for code in order if code in row.value]
        return ", ".join(known + [code for code in row.value if code not in order])
    if question.kind == Kind.YES_NO:
        return row.written
    return str(as_json(Kind(question.kind), row.written))


def factor_of(row: ConditionRow) -> Decimal | None:
    """The factor; 1 where none was written, None where it cannot be read or is not more than 0."""
    try:
        factor = Decimal(row.factor.replace(",", ".") or "1")
    except InvalidOperation:
        return None
    return factor if factor.is_finite() and factor > 0 else None


def row_problems(row: ConditionRow, vocabulary: Vocabulary) -> list[str]:
    """What is wrong with a row, in words."""
    question = vocabulary.questions.get(row.question)
    if question is None:
        return [_("Choose a question, or remove this condition.")]
    if row.operator not in OPERATORS_FOR[Kind(question.kind)]:
        return [_("Choose how the answer is compared.")]
    if not row.value and not row.parameter:
        return [what_is_missing(Kind(question.kind))]
    if row.value and row.parameter:
        return [_("Give a number or an amount, not both.")]
    if row.parameter and row.parameter not in vocabulary.parameters:
        return [_("This amount is not there any more: choose another.")]
    if row.parameter and factor_of(row) is None:
        return [_("Write the factor as a number above 0, for example 0.5.")]
    made = condition_of_row(row, vocabulary)
    try:
        made.full_clean(
            exclude=["group", "question", "parameter"], validate_unique=False, validate_constraints=False
        )
    except ValidationError as error:
        return list(dict.fromkeys(error.messages))
    return []


def what_is_missing(kind: Kind) -> str:
    return {
        Kind.YES_NO: _("Choose yes or no."),
        Kind.ONE: _("Tick at least one answer."),
        Kind.SEVERAL: _("Tick at least one answer."),
        Kind.NUMBER: _("Write a number, or choose an amount."),
        Kind.DATE: _("Give the day, for example 2027-03-15."),
        Kind.TIME: _("Give the time of day, for example 10:30."),
    }[kind]
