"""The rulebook's rows refuse what makes no sense, with a message that an editor understands."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from ngocheck.engine.conditions import OPERATORS_FOR
from ngocheck.rulebook.models import (
    Area,
    Choice,
    Citation,
    Condition,
    ConditionGroup,
    Deadline,
    Parameter,
    ParameterValue,
    Passage,
    Penalty,
    Provision,
    Question,
    Requirement,
    RequirementVersion,
    Section,
    Source,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START, END = date(2024, 1, 1), date(2025, 1, 1)
TEXTS = {"title_en": "Report", "text_en": "Report to the office.", "force": "must", "confidence": "confirmed"}
FITTING = {
    "yes_no": "yes",
    "one": "red",
    "several": "red, blue",
    "number": "10",
    "date": "2026-01-31",
    "time": "09:00",
}


@pytest.fixture
def requirement() -> Requirement:
    return Requirement.objects.create(code="new-duty", area=Area.objects.first())


@pytest.fixture
def version(requirement) -> RequirementVersion:
    """A version in force in 2024."""
    return requirement.versions.create(effective_from=START, effective_until=END, **TEXTS)


@pytest.fixture
def group(version) -> ConditionGroup:
    return version.groups.create()


@pytest.fixture
def provision() -> Provision:
    return Provision.objects.create(source=Source.objects.first(), article_en="art. 1000")


@pytest.fixture
def index() -> Parameter:
    """An amount with one value, for 2024."""
    index = Parameter.objects.create(code="index", title_en="An index")
    index.values.create(effective_from=START, effective_until=END, value=10, confidence="confirmed")
    return index


def question_of(kind: str) -> Question:
    """A new question of this kind; the choices are red and blue, where it has choices."""
    section = Section.objects.first()
    question = Question.objects.create(code=f"new_{kind}", kind=kind, text_en=f"Which {kind}?", section=section)
    if kind in ("one", "several"):
        for code in ("red", "blue"):
            question.choices.create(code=code, label_en=code)
    return question


def refusal(row: Model) -> str:
    """What the editor reads when the row is saved."""
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return " ".join(caught.value.messages)


# Times in force.


@pytest.mark.parametrize(
    ("first", "until"),
    [
        (START + DAY, END),
        (START + DAY, END - DAY),
        (START - DAY, START + DAY),
        (START - DAY, END + DAY),
        (START - DAY, None),
        (END - DAY, END + DAY),
        (END - DAY, None),
    ],
)
def test_a_version_that_overlaps_another_is_refused_with_the_way_out(requirement, version, index, first, until):
    period = {"effective_from": first, "effective_until": until}
    for row in (
        RequirementVersion(requirement=requirement, **period, **TEXTS),
        ParameterValue(parameter=index, value=1, confidence="confirmed", **period),
    ):
        message = refusal(row)
        assert "overlaps the one in force from 2024-01-01 until 2025-01-01" in message
        assert "End that one on the day on which this one starts." in message


def test_a_version_that_overlaps_one_without_an_end_is_refused(requirement, version):
    version.effective_until = None
    version.save()
    later = RequirementVersion(requirement=requirement, effective_from=END, **TEXTS)
    assert "in force from 2024-01-01 without an end" in refusal(later)


@pytest.mark.parametrize(("first", "until"), [(END, None), (END, END + DAY), (START - DAY, START)])
def test_a_version_right_before_or_after_another_is_taken(requirement, version, first, until):
    RequirementVersion(requirement=requirement, effective_from=first, effective_until=until, **TEXTS).full_clean()


def test_a_version_does_not_overlap_itself_or_another_requirements(requirement, version):
    version.full_clean()
    other = Requirement.objects.create(code="other-duty", area=requirement.area)
    RequirementVersion(requirement=other, effective_from=START, **TEXTS).full_clean()


@pytest.mark.parametrize("until", [START, START - DAY])
def test_a_version_that_ends_before_its_second_day_is_refused(requirement, index, until):
    period = {"effective_from": START, "effective_until": until}
    assert "The end is not after the start." in refusal(
        RequirementVersion(requirement=requirement, **period, **TEXTS)
    )
    value = ParameterValue(parameter=Parameter.objects.get(code="mrp"), value=1, confidence="confirmed", **period)
    assert "The end is not after the start." in refusal(value)


def test_a_version_that_starts_on_the_same_day_is_refused(requirement, version):
    again = RequirementVersion(requirement=requirement, effective_from=START, **TEXTS)
    assert "There is already one that starts on this day." in refusal(again)


def test_a_version_without_its_english_text_is_refused(requirement):
    empty = RequirementVersion(requirement=requirement, effective_from=START, force="must", confidence="confirmed")
    with pytest.raises(ValidationError) as caught:
        empty.full_clean()
    assert sorted(caught.value.message_dict) == ["text_en", "title_en"]


# Conditions.


@pytest.mark.parametrize(
    ("kind", "operator"),
    [
        (kind.value, op)
        for kind in OPERATORS_FOR
        for op in Condition.Operator.values
        if op not in OPERATORS_FOR[kind]
    ],
)
def test_an_operator_that_does_not_fit_its_question_is_refused_with_those_that_do(group, kind, operator):
    message = refusal(Condition(group=group, question=question_of(kind), operator=operator, value=FITTING[kind]))
    assert f"does not fit “Which {kind}?”" in message
    for fitting in OPERATORS_FOR[kind]:
        assert f"“{Condition.Operator(fitting).label}”" in message


@pytest.mark.parametrize(
    ("kind", "operator"), [(kind.value, op) for kind, ops in OPERATORS_FOR.items() for op in ops]
)
def test_an_operator_that_fits_its_question_is_taken(group, kind, operator):
    Condition(group=group, question=question_of(kind), operator=operator, value=FITTING[kind]).full_clean()


@pytest.mark.parametrize("value", ["green", "red, green", "Red", "red;blue", "red,,blue", "red,"])
@pytest.mark.parametrize(("kind", "operator"), [("one", "in"), ("several", "none_of")])
def test_a_choice_that_the_question_does_not_have_is_refused_with_those_it_has(group, kind, operator, value):
    message = refusal(Condition(group=group, question=question_of(kind), operator=operator, value=value))
    assert f"is not a choice of “Which {kind}?”. Its choices are: blue, red." in message


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        *(("yes_no", value, "yes or no") for value in ("true", "Yes", "1", "yes, no")),
        *(("number", value, "a whole number, like 10") for value in ("ten", "1.5", "1_0", "१०", "010", "1 000")),
        *(("date", value, "a date, like 2026-01-31") for value in ("2026-02-30", "20260131", "2026-W05-6")),
        *(("date", value, "a date, like 2026-01-31") for value in ("31.01.2026", "2026-1-31", "soon")),
        *(("time", value, "a time of day, like 09:00") for value in ("24:00", "9:00", "09", "0900", "T09:00")),
        *(("time", value, "a time of day, like 09:00") for value in ("09:00Z", "09:00+05:00", "09:00:30", "noon")),
    ],
)
def test_a_value_that_is_none_is_refused_with_how_to_write_it(group, kind, value, wanted):
    operator = OPERATORS_FOR[kind][0]
    message = refusal(Condition(group=group, question=question_of(kind), operator=operator, value=value))
    assert message == f"“{value}” does not fit this question: write {wanted}."


def test_a_condition_has_a_value_or_a_parameter_and_never_both(group, index):
    compared = {"group": group, "question": question_of("number"), "operator": "lt"}
    for wrong in ({"value": "10", "parameter": index}, {}):
        assert "Give either a value or a parameter." in refusal(Condition(**compared, **wrong))
    Condition(**compared, value="10").full_clean()
    Condition(**compared, parameter=index, factor=Decimal("0.5")).full_clean()


@pytest.mark.parametrize("kind", ["yes_no", "one", "several", "date", "time"])
def test_only_a_number_is_compared_with_a_parameter(group, index, kind):
    row = Condition(group=group, question=question_of(kind), operator=OPERATORS_FOR[kind][0], parameter=index)
    assert "Only a question for a number can be compared with a parameter." in refusal(row)


def test_two_conditions_at_one_place_are_refused(group):
    compared = {"group": group, "question": question_of("yes_no"), "operator": "is", "value": "yes"}
    Condition.objects.create(**compared)
    assert "There is already a condition at this position." in refusal(Condition(**compared))
    Condition(**compared, position=2).full_clean()


# Condition groups.


@pytest.mark.parametrize("purpose", ["deadline", "passage", "penalty"])
def test_a_group_names_what_it_limits(version, purpose):
    assert "Name the deadline, passage, penalty or step" in refusal(
        ConditionGroup(version=version, purpose=purpose)
    )


@pytest.mark.parametrize("purpose", ["applies", "met", "unclear", "passage"])
def test_a_group_limits_a_deadline_only_if_that_is_its_purpose(version, purpose):
    deadline = version.deadlines.create(kind="at_once", confidence="confirmed")
    row = ConditionGroup(version=version, purpose=purpose, deadline=deadline)
    assert "Name the deadline, passage, penalty or step" in refusal(row)
    ConditionGroup(version=version, purpose="deadline", deadline=deadline).full_clean()


def test_a_group_limits_one_thing_alone(version):
    deadline = version.deadlines.create(kind="at_once", confidence="confirmed")
    passage = version.passages.create(text_en="For some only.")
    row = ConditionGroup(version=version, purpose="deadline", deadline=deadline, passage=passage)
    assert "nothing else" in refusal(row)


def test_a_group_does_not_limit_what_belongs_to_another_version(version):
    elsewhere = Deadline.objects.exclude(version=version).first()
    row = ConditionGroup(version=version, purpose="deadline", deadline=elsewhere)
    assert "The deadline, passage, penalty or step belongs to another version." in refusal(row)
    elsewhere = Passage.objects.exclude(version=version).first()
    row = ConditionGroup(version=version, purpose="passage", passage=elsewhere)
    assert "The deadline, passage, penalty or step belongs to another version." in refusal(row)


def test_a_citation_supports_a_passage_of_its_own_version_alone(version, provision):
    own = version.passages.create(text_en="For some only.")
    Citation(version=version, provision=provision, passage=own).full_clean()
    row = Citation(version=version, provision=provision, passage=Passage.objects.exclude(version=version).first())
    assert "The passage belongs to another version." in refusal(row)


def test_two_groups_at_one_place_are_refused(version, group):
    again = ConditionGroup(version=version)
    assert "There is already a group at this position." in refusal(again)
    ConditionGroup(version=version, position=2).full_clean()
    ConditionGroup(version=version, purpose="met").full_clean()


# Deadlines.


@pytest.mark.parametrize("kind", ["after", "before"])
@pytest.mark.parametrize(("amount", "dated"), [(10, False), (0, True), (0, False)])
def test_a_deadline_that_counts_names_its_date_and_how_long(version, kind, amount, dated):
    question = question_of("date")
    deadline = Deadline(version=version, kind=kind, amount=amount, confidence="confirmed")
    deadline.question = question if dated else None
    assert "Name the date question it is counted from, and how long." in refusal(deadline)
    deadline.question, deadline.amount = question, 10
    deadline.full_clean()


@pytest.mark.parametrize("kind", ["yes_no", "one", "several", "number", "time"])
def test_a_deadline_hangs_on_a_date_alone(version, kind):
    row = Deadline(version=version, kind="after", amount=1, question=question_of(kind), confidence="confirmed")
    assert "A deadline hangs on a date. Choose a question that asks for one." in refusal(row)


@pytest.mark.parametrize(
    ("month", "day", "fits"),
    [(0, 31, False), (1, 0, False), (13, 1, False), (1, 32, False), (1, 1, True), (12, 31, True)],
)
def test_a_deadline_after_each_period_names_a_month_and_a_day(version, month, day, fits):
    row = Deadline(version=version, kind="each_period", month=month, day=day, confidence="confirmed")
    if fits:
        row.full_clean()
    else:
        assert "Name the month after the period (1 to 12) and the day (1 to 31)." in refusal(row)


# Money.


@pytest.mark.parametrize("mrp", [Decimal("-0.001"), Decimal(0), Decimal(-50)])
def test_a_fine_or_fee_is_more_than_nothing(version, provision, mrp):
    penalty = Penalty(version=version, provision=provision, mrp=mrp, text_en="A fine.")
    assert "A fine is more than 0 MRP. Leave it empty where there is none." in refusal(penalty)
    version.fee_mrp = mrp
    assert "A fee is more than 0 MRP. Leave it empty where nothing is paid." in refusal(version)


@pytest.mark.parametrize("mrp", [Decimal("0.001"), None])
def test_a_fine_or_fee_may_be_small_or_none(version, provision, mrp):
    Penalty(version=version, provision=provision, mrp=mrp, text_en="A fine.").full_clean()
    version.fee_mrp = mrp
    version.full_clean()


# Questions.


def test_a_choice_or_provision_stands_once(provision):
    question = question_of("one")
    again = Choice(question=question, code="red", label_en="Red")
    assert "This question already has a choice with this code." in refusal(again)
    again = Provision(source=provision.source, article_en=provision.article_en)
    assert "This source already has this article. Use that one." in refusal(again)


def test_a_presumed_answer_is_one_that_can_be_given():
    for kind, presumed in [("one", "green"), ("number", "above"), ("yes_no", "over"), ("date", "today")]:
        question = question_of(kind)
        question.presumed = presumed
        assert presumed in refusal(question)
        question.presumed = "over" if kind == "number" else FITTING[kind]
        question.full_clean()


def test_the_largest_number_is_not_smaller_than_the_smallest():
    question = question_of("number")
    question.minimum, question.maximum = 5, 4
    assert "The largest number is smaller than the smallest." in refusal(question)
    question.maximum = 5
    question.full_clean()


# What no form has seen, the database refuses by itself.


def test_the_database_refuses_by_itself_what_one_row_can_show(version, provision, group, index):
    wrong: list[Model] = [
        Penalty(version=version, provision=provision, mrp=-1, text_en="A fine."),
        RequirementVersion(requirement=version.requirement, effective_from=END, effective_until=END, **TEXTS),
        RequirementVersion(requirement=version.requirement, effective_from=START, **TEXTS),
        ConditionGroup(version=version, purpose="deadline"),
        Condition(group=group, question=question_of("number"), operator="lt", value="1", parameter=index),
        Deadline(version=version, kind="after", confidence="confirmed"),
    ]
    for row in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
