"""The gates before publishing: each refuses, names the place and gives the row to mend; the present law passes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ngocheck.rulebook.gates import begin_gates, problems_in_rows
from ngocheck.rulebook.gates.problem import version_name
from ngocheck.rulebook.gates.rows import row_name
from ngocheck.rulebook.models import (
    Area,
    Citation,
    Guide,
    Parameter,
    Passage,
    Provision,
    Question,
    Requirement,
    RequirementVersion,
    Section,
    Source,
    WatchEntry,
)
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import NotPublishable, make_draft, publish
from ngocheck.rulebook.translations import WITH_TEXTS
from tests.support.refusing import ONE_DAY, Refused, a_scenario, assert_refused, change, live, refusals

pytestmark = pytest.mark.django_db


# Rows that nothing leads to.


def a_source_that_nothing_rests_on() -> Refused:
    row = Source.objects.create(code="new-act", kind="law", title_en="An act", short_en="An act")
    return "Source new-act: nothing rests on it.", row


def a_provision_that_nothing_cites() -> Refused:
    row = Provision.objects.create(source=Source.objects.get(code="club-law"), article_en="art. 999")
    return f"Provision {row}: nothing cites it. Cite it or delete it.", row


def a_section_without_questions() -> Refused:
    row = Section.objects.create(code="new-page", title_en="A page")
    return "Section new-page: it has no questions.", row


def an_area_without_requirements() -> Refused:
    row = Area.objects.create(code="new-area", title_en="An area")
    return "Area new-area: it has no requirements.", row


def a_guide_that_leads_nowhere() -> Refused:
    row = Guide.objects.create(code="new-guide", title_en="A guide", summary_en="A guide.")
    return "A guide: it leads to no requirement.", row


def a_parameter_that_nothing_names() -> Refused:
    row = Parameter.objects.create(code="new-amount", title_en="An amount")
    return "Parameter new-amount: no condition names it.", row


def a_question_that_nobody_asks() -> Refused:
    section = Section.objects.first()
    row = Question.objects.create(code="new_one", kind="date", text_en="When?", section=section)
    return "When?: no requirement asks for it. Remove it or use it.", row


def a_requirement_without_a_version() -> Refused:
    row = Requirement.objects.create(code="new-duty", area=Area.objects.first())
    return "new-duty: it has no version.", row


@pytest.mark.parametrize(
    "breaking",
    [
        a_source_that_nothing_rests_on,
        a_provision_that_nothing_cites,
        a_section_without_questions,
        an_area_without_requirements,
        a_guide_that_leads_nowhere,
        a_parameter_that_nothing_names,
        a_question_that_nobody_asks,
        a_requirement_without_a_version,
    ],
)
def test_rows_that_nothing_leads_to_are_refused(breaking: Callable[[], Refused]):
    assert_refused(*breaking())


def test_a_source_is_kept_for_a_watch_entry_or_a_reason():
    for code in ("of-a-bill", "kept"):
        Source.objects.create(code=code, kind="page", title_en="A page", short_en="A page")
    WatchEntry.objects.first().sources.add(Source.objects.get(code="of-a-bill"))
    change(Source.objects.get(code="kept"), note_en="Not read. Brought the duties of 2016.")
    assert publish(today(), four_eyes=False) is not None


# Checks.


def no_day_for_the_next_check() -> Refused:
    version = change(live("fair-notice"), next_check_on=None)
    return f"{version_name(version)}: it has no day for its next check. Fill in “next check”.", version


def a_next_check_on_the_day_of_the_last() -> Refused:
    version = live("fair-notice")
    change(version, next_check_on=version.verified_on)
    return f"{version_name(version)}: its next check is not after its last one.", version


def checked_by_nobody() -> Refused:
    version = change(live("fair-notice"), verified_by="")
    return f"{version_name(version)}: fill in both “checked on” and “checked by”, or neither.", version


def checked_on_no_day() -> Refused:
    version = change(live("fair-notice"), verified_on=None)
    return f"{version_name(version)}: fill in both “checked on” and “checked by”, or neither.", version


def confirmed_by_one_source_alone() -> Refused:
    version = change(live("fair-sign"), verified_on=None, verified_by="", confidence="confirmed")
    one = version.citations.first().provision.source
    version.citations.exclude(provision__source=one).delete()
    return f"{version_name(version)}: it is called confirmed, but nobody has compared it with the law", version


@pytest.mark.parametrize(
    "breaking",
    [
        no_day_for_the_next_check,
        a_next_check_on_the_day_of_the_last,
        checked_by_nobody,
        checked_on_no_day,
        confirmed_by_one_source_alone,
    ],
)
def test_what_nobody_looked_at_is_refused(breaking: Callable[[], Refused]):
    assert_refused(*breaking())


def test_a_citation_for_a_passage_of_another_version_is_refused():
    version = live("join")
    row = change(version.citations.first(), passage=Passage.objects.exclude(version=version).first())
    assert_refused(f"{row_name(row)}: only for the passage: The passage belongs to another version.", row)


def test_two_sources_that_agree_confirm_without_a_reading():
    version = live("fair-sign")
    change(version, verified_on=None, verified_by="")
    cited = set(version.citations.values_list("provision__source", flat=True))
    if len(cited) == 1:
        other = Provision.objects.exclude(source__in=cited).first()
        Citation.objects.create(version=version, provision=other, position=99)
    assert publish(today(), four_eyes=False) is not None


@pytest.mark.parametrize(("days", "refused"), [(-1, False), (0, False), (1, True)])
def test_what_has_ended_need_not_be_checked(days: int, refused: bool):
    version = RequirementVersion.objects.get(requirement__code="fair-host", effective_from=date(2020, 6, 6))
    on = version.effective_until - days * ONE_DAY
    change(version, next_check_on=None)
    message = f"{version_name(version)}: it has no day for its next check."
    found = []
    try:
        publish(on, four_eyes=False)
    except NotPublishable as refusal:
        found = [problem for problem in refusal.problems if message in str(problem)]
    assert bool(found) is refused


# The gates as a whole.


def test_the_present_law_passes_every_gate():
    RequirementVersion.objects.first().save()
    assert publish(today()) is None


@pytest.mark.parametrize("on", [date(2024, 6, 1), date(2031, 1, 1)])
def test_the_present_law_passes_whenever_it_is_published(on: date):
    publish(on, four_eyes=False)


def test_rows_that_are_wrong_by_themselves_are_named_first():
    a_scenario(expect={"fair-notice": {"applicability": "does_not_apply"}})
    version = live("fair-notice")
    RequirementVersion.objects.filter(pk=version.pk).update(text_en="")
    assert refusals()[0][1] == version


def test_every_problem_says_which_row_to_mend():
    a_guide_that_leads_nowhere()
    a_provision_that_nothing_cites()
    no_day_for_the_next_check()
    found = refusals()
    assert len(found) == 3
    assert all(row is not None and row.pk for _, row in found)


def test_the_rows_are_looked_at_table_by_table(django_assert_max_num_queries):
    with django_assert_max_num_queries(28):
        assert list(problems_in_rows()) == []


def test_the_gates_do_not_ask_about_each_row(django_assert_max_num_queries):
    rulebook = make_draft(today()).rulebook
    with django_assert_max_num_queries(29 + 25 + len(WITH_TEXTS)):
        end = begin_gates(rulebook, today())
    with django_assert_max_num_queries(0):
        assert end() == []


def an_overlap(first: tuple[int, int | None], second: tuple[int, int | None]) -> bool:
    """Whether two values of a parameter, from one year until another, are refused."""
    parameter = Parameter.objects.create(code="new-amount", title_en="An amount")
    for start, until in (first, second):
        parameter.values.create(
            effective_from=date(start, 1, 1),
            effective_until=until and date(until, 1, 1),
            value=1,
            confidence="confirmed",
        )
    return any("This overlaps" in str(problem) for problem in problems_in_rows())


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ((2000, 2005), (2005, None), False),
        ((2000, 2006), (2005, None), True),
        ((2000, None), (2005, 2006), True),
        ((2000, 2010), (2005, 2006), True),
        ((2000, 2004), (2005, 2006), False),
    ],
)
def test_times_that_overlap_are_refused_and_those_that_touch_are_not(first, second, refused):
    assert an_overlap(first, second) is refused
