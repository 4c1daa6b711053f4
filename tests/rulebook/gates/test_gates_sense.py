"""The gates look at what conditions and deadlines say: nothing, or two things that cannot both be right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ngocheck.engine.conditions import Kind
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook.gates.contradictions import both_apply, two_days
from ngocheck.rulebook.gates.problem import Rows, answers_text
from ngocheck.rulebook.gates.problem import version_name as named
from ngocheck.rulebook.gates.rows import row_name
from ngocheck.rulebook.models import (
    Condition,
    ConditionGroup,
    Deadline,
    Passage,
    Question,
    Requirement,
    RequirementVersion,
)
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import publish
from ngocheck.wording.values import answer_text
from tests.support.refusing import (
    ONE_DAY,
    Purpose,
    Refused,
    add_condition,
    add_group,
    assert_refused,
    change,
    live,
    refusals,
)

pytestmark = pytest.mark.django_db


# Conditions that say nothing.


def a_group_that_excludes_itself() -> Refused:
    group = live("fair-stall").groups.get(purpose=Purpose.APPLIES)
    add_condition(group, "fair_form", "in", "parade")
    return (
        f"{row_name(group)}: no answers fulfil it (fair_form is one of stall and fair_form is one "
        "of parade). Mend its conditions, or delete the group."
    ), group


def a_number_that_nobody_may_answer() -> Refused:
    most = Question.objects.get(code="branch_districts").maximum
    group = add_group(live("reach-match"), Purpose.APPLIES, "branch_districts", "gt", str(most))
    return f"{row_name(group)}: no answers fulfil it (branch_districts is more than", group


def no_whole_number_between_two_others() -> Refused:
    group = add_group(live("reach-match"), Purpose.APPLIES, "branch_districts", "gt", "3")
    add_condition(group, "branch_districts", "lt", "4")
    return "no answers fulfil it (branch_districts is more than (later than) 3 and branch_districts is less", group


def a_deadline_for_those_to_whom_it_does_not_apply() -> Refused:
    version = live("fair-notice")
    group = add_group(version, Purpose.DEADLINE, "fair_form", "in", "parade", limits=version.deadlines.get())
    return f"{row_name(group)}: no answers fulfil it where the requirement applies", group


def a_requirement_for_everybody_in_many_words() -> Refused:
    version = live("fair-notice")
    add_group(version, Purpose.APPLIES, "fair_form", "not_in", "stall,talk,concert")
    return (
        f"{named(version)}: “the requirement applies when ...” holds whatever is answered. Leave it without "
        "conditions instead: then it applies to everybody."
    ), version


def a_test_that_nobody_fails() -> Refused:
    version = live("fair-host")
    add_group(version, Purpose.MET, "organiser", "in", "foreigner")
    return f"{named(version)}: “the requirement is met when ...” holds for everybody to whom", version


def a_law_that_is_silent_for_all() -> Refused:
    version = live("reach-match")
    add_group(version, Purpose.UNCLEAR, "legal_form", "in", "society")
    return f"{named(version)}: “the law does not say whether it is met when ...” covers everybody", version


def a_deadline_for_all_in_many_words() -> Refused:
    version = live("fair-notice")
    deadline = version.deadlines.get()
    add_group(version, Purpose.DEADLINE, "fair_form", "in", "stall,talk,concert,parade", limits=deadline)
    return f"{named(version)}: deadline 1: its conditions hold for everybody to whom", version


def a_passage_for_all_in_many_words() -> Refused:
    passage = Passage.objects.filter(groups__conditions__operator="in").first()
    condition = Condition.objects.get(group__in=passage.groups.all())
    words = (condition.question.code, "not_in", condition.value)
    add_group(passage.version, Purpose.PASSAGE, *words, limits=passage)
    expected = f"{named(passage.version)}: passage {passage.position}: its conditions hold whatever"
    return expected, passage.version


@pytest.mark.parametrize(
    "breaking",
    [
        a_group_that_excludes_itself,
        a_number_that_nobody_may_answer,
        no_whole_number_between_two_others,
        a_deadline_for_those_to_whom_it_does_not_apply,
        a_requirement_for_everybody_in_many_words,
        a_test_that_nobody_fails,
        a_law_that_is_silent_for_all,
        a_deadline_for_all_in_many_words,
        a_passage_for_all_in_many_words,
    ],
)
def test_conditions_that_say_nothing_are_refused(breaking: Callable[[], Refused]):
    assert_refused(*breaking())


def test_a_group_that_one_value_of_its_parameter_fulfils_is_not_refused():
    half = ConditionGroup.objects.filter(purpose=Purpose.UNCLEAR, version__requirement__code="reach-match").first()
    assert half.version.effective_until is not None
    odd = half.conditions.get(parameter__code="districts")
    assert [value.value % 2 for value in odd.parameter.values.order_by("effective_from")] == [1, 0]
    change(half.version, title_en="Another title")
    assert publish(today(), four_eyes=False) is not None


def test_of_what_can_apply_to_nobody_the_rest_is_not_judged():
    version = live("fair-notice")
    group = version.groups.get()
    add_group(version, Purpose.DEADLINE, "fair_form", "in", "concert", limits=version.deadlines.get())
    add_condition(group, "fair_form", "in", "parade")
    about_it = [message for message, _ in refusals() if named(version) in message and "no answers" in message]
    assert len(about_it) == 1


# Contradictions.


def test_requirements_that_exclude_each_other_must_not_both_apply():
    notify, content = Requirement.objects.filter(code__in=["fair-notice", "fair-hours"])
    notify.contradicts.add(content)
    first = live(min(notify.code, content.code))
    assert_refused(
        f"{named(first)} and {named(live('fair-notice'))}: they exclude each other, but both apply to "
        "these answers: What form does the fair have? Stall. Mend when they apply, or take fair-notice out of "
        "what fair-hours contradicts.",
        first,
    )


def test_an_edited_condition_that_makes_two_answers_of_one_is_refused():
    """An application for a concert as well: the law asks for a notification."""
    version = live("fair-consent")
    change(version.groups.get(purpose=Purpose.APPLIES).conditions.get(), value="concert,race,parade")
    found = [message for message, row in refusals() if row == version and "they exclude each other" in message]
    assert any(f"{named(version)} and {named(live('fair-notice'))}" in message for message in found)
    assert all("What form does the fair have? Concert" in message for message in found)


def versions_until_and_from(rulebook: Rulebook, until: date, start: date) -> tuple[Rule, Rule]:
    (notify,) = rulebook.requirements["fair-notice"]
    (content,) = rulebook.requirements["fair-hours"]
    return replace(notify, effective_until=until), replace(content, effective_from=start)


def test_requirements_may_exclude_each_other_in_turn(rulebook: Rulebook):
    day = date(2027, 1, 1)
    one_after_the_other = versions_until_and_from(rulebook, day, day)
    one_day_together = versions_until_and_from(rulebook, day + ONE_DAY, day)
    assert list(both_apply(*one_after_the_other, rulebook, Rows())) == []
    rows = Rows()
    rows.versions = {(rule.requirement, rule.effective_from): None for rule in one_day_together}
    assert len(list(both_apply(*one_day_together, rulebook, rows))) == 1


def a_second_deadline(version: RequirementVersion, **columns: object) -> Deadline:
    deadline = version.deadlines.first()
    deadline.pk = None
    deadline._state.adding = True
    return change(deadline, position=9, **columns)


def test_two_days_for_one_thing_are_refused():
    version = live("fair-notice")
    a_second_deadline(version, amount=7)
    assert_refused(f"{named(version)}: its deadlines 1 and 9 give different days for the same thing", version)


def test_two_days_after_the_same_period_are_refused():
    version = live("club-report")
    a_second_deadline(version, month=4, day=1)
    assert_refused(f"{named(version)}: its deadlines 1 and 9 give different days for the same thing", version)


def the_deadline_of(rulebook: Rulebook, code: str) -> tuple[Rule, object]:
    rule = rulebook.requirements[code][-1]
    return rule, rule.deadlines[0]


def is_contradictory(rule: Rule, *deadlines: object, rulebook: Rulebook) -> bool:
    return bool(list(two_days(replace(rule, deadlines=deadlines), rulebook, EveryRow())))


class EveryRow(Rows):
    """Rows for rules that were never saved: whatever is asked for is found."""

    def version(self, rule: Rule) -> RequirementVersion:
        return RequirementVersion.objects.first()

    def deadline(self, rule: Rule, number: int) -> Deadline:
        return Deadline(position=number + 1)


def test_deadlines_may_differ_where_they_count_from_something_else(rulebook: Rulebook):
    rule, before = the_deadline_of(rulebook, "fair-notice")
    yearly_rule, yearly = the_deadline_of(rulebook, "club-report")
    assert is_contradictory(rule, before, replace(before, amount=6), rulebook=rulebook)
    assert is_contradictory(rule, before, replace(before, eve=True), rulebook=rulebook)
    assert not is_contradictory(rule, before, before, rulebook=rulebook)
    assert not is_contradictory(rule, before, replace(before, amount=6, kind="after"), rulebook=rulebook)
    assert not is_contradictory(
        rule, before, replace(before, amount=6, question="registered_on"), rulebook=rulebook
    )
    assert is_contradictory(yearly_rule, yearly, replace(yearly, day=30), rulebook=rulebook)
    assert not is_contradictory(yearly_rule, yearly, replace(yearly, day=30, every="quarter"), rulebook=rulebook)
    assert not is_contradictory(yearly_rule, yearly, before, rulebook=rulebook)


def test_deadlines_may_differ_for_different_organisations(rulebook: Rulebook):
    rule = rulebook.requirements["office-answer"][-1]
    one, other = rule.deadlines
    assert (one.question, one.kind) == (other.question, other.kind)
    assert not is_contradictory(rule, one, other, rulebook=rulebook)
    assert is_contradictory(rule, one, replace(other, when=one.when), rulebook=rulebook)


def test_answers_are_told_as_visitors_read_them(rulebook):
    question = next(one for one in rulebook.questions.values() if one.kind is Kind.NUMBER)
    expected = f"{question.text['en']} {answer_text(question, 1500)}"
    assert answers_text({question.code: 1500}, rulebook) == expected
    assert "1\u202f500" in expected
