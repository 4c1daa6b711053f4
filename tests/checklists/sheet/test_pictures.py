"""The year ahead and the way back from an assembly: drawn to scale, and the same in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngocheck.checklists.sheet.backward_plan import backward_plan
from ngocheck.checklists.sheet.sheet import SheetPart, sheet_of
from ngocheck.checklists.sheet.year import numbers_of, year_ahead
from ngocheck.engine.checklist import Part, arrange
from ngocheck.engine.findings import assess
from tests.conftest import READING_DAY

REGISTERED = {
    "status": "registered",
    "legal_form": "foundation",
    "registered_on": date(2020, 3, 1),
    "gifts": True,
    "gift_work": frozenset({"legal_aid"}),
    "gift_on": date(2026, 11, 20),
}


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


def sheet_for(rulebook, facts, guide="everything", on=READING_DAY):
    return sheet_of(arrange(assess(rulebook, facts, on, guide)), rulebook)


def plan_for(rulebook, form, on, today=READING_DAY, **more):
    facts = {"fair_form": form, "fair_on": on, **more}
    return backward_plan(assess(rulebook, facts, today, "fair"), rulebook)


def test_the_year_shows_every_day_to_plan_for_of_the_next_twelve_months_once(rulebook):
    sheet = sheet_for(rulebook, REGISTERED)
    year = year_ahead(sheet)
    due = sorted(
        due.safe_on
        for line in sheet.lines
        if line.part not in (Part.DONE, Part.DOES_NOT_APPLY, Part.CANNOT_TELL)
        for due in line.due
        if due.safe_on
    )
    assert [mark.day for mark in year.marks] == due
    assert [mark.number for mark in year.marks] == list(range(1, len(due) + 1))
    assert all(mark.title for mark in year.marks)


def test_once_the_careful_day_has_passed_the_year_shows_the_last_one(rulebook):
    facts = {**REGISTERED, "fair_form": "concert", "fair_on": date(2026, 12, 12)}
    (due,) = next(line.due for line in sheet_for(rulebook, facts).lines if line.code == "fair-notice")
    assert due.safe_on < due.due_on
    for today, shown in ((due.safe_on, due.safe_on), (due.due_on, due.due_on)):
        days = {mark.code: mark.day for mark in year_ahead(sheet_for(rulebook, facts, on=today)).marks}
        assert days["fair-notice"] == shown


def test_later_days_stand_further_right_each_in_a_row_of_its_own(rulebook):
    marks = year_ahead(sheet_for(rulebook, REGISTERED)).marks
    assert [mark.x for mark in marks] == sorted(mark.x for mark in marks)
    assert len({mark.y for mark in marks}) == len(marks)


def test_a_bar_goes_from_the_first_day_on_which_it_can_be_done_to_the_last(rulebook):
    sheet = sheet_for(rulebook, REGISTERED)
    opened = {line.code: [(due.opens, due.due_on) for due in line.due] for line in sheet.lines}
    assert opened["gift-notice"] == [(date(2026, 11, 20), date(2026, 12, 4))]
    assert all(mark.opens_x <= mark.x <= mark.last_x for mark in year_ahead(sheet).marks)
    report = next(mark for mark in year_ahead(sheet).marks if mark.code == "club-report")
    assert report.opens_x < report.last_x


def test_a_report_can_be_given_from_the_day_after_its_period(rulebook):
    sheet = sheet_for(rulebook, REGISTERED)
    (due,) = next(line.due for line in sheet.lines if line.code == "club-report")
    assert due.opens == date(2027, 1, 1)


def test_what_comes_before_an_event_has_no_first_day(rulebook):
    sheet = sheet_for(rulebook, {"fair_form": "concert", "fair_on": date(2026, 12, 12)}, "fair")
    (due,) = next(line.due for line in sheet.lines if line.code == "fair-notice")
    assert due.opens is None


def test_a_month_is_named_once_and_stands_inside_its_band(rulebook):
    year = year_ahead(sheet_for(rulebook, REGISTERED))
    named = [mark.month for mark in year.marks if mark.month]
    assert named == list(dict.fromkeys(f"{mark.day:%B %Y}" for mark in year.marks))
    assert year.months.count('class="month"') >= 11
    assert year.months.count(">2027<") == 1


def test_rows_have_the_numbers_of_the_picture(rulebook):
    year = year_ahead(sheet_for(rulebook, REGISTERED))
    numbers = numbers_of(year)
    assert set(numbers) == {mark.code for mark in year.marks}
    assert numbers[year.marks[0].code] == 1
    for mark in year.marks:
        assert numbers[mark.code] <= mark.number
    assert numbers_of(None) == {}


def test_fewer_than_three_dates_are_no_picture(rulebook):
    assert year_ahead(sheet_for(rulebook, {}, "gifts", date(2010, 1, 1))) is None
    sheet = sheet_for(rulebook, REGISTERED)
    dated = next(line for line in sheet.lines if line.code == "gift-notice")

    def year_of(number):
        part = SheetPart(Part.LATER, "", (dated,) * number)
        return year_ahead(replace(sheet, parts=(part,)))

    assert year_of(2) is None
    assert len(year_of(3).marks) == 3


def test_the_plan_leads_from_today_to_the_event(rulebook):
    plan = plan_for(rulebook, "parade", date(2026, 12, 22))
    assert [stop.on for stop in plan.stops] == [
        date(2026, 11, 22),
        date(2026, 12, 4),
        date(2026, 12, 7),
        date(2026, 12, 15),
        date(2026, 12, 22),
    ]
    assert [stop.label for stop in plan.stops if stop.may_file] == [
        "Sunday 22 November: today",
        "Friday 4 December: careful day to file",
    ]
    assert [stop.now for stop in plan.stops] == [True, False, False, False, False]
    assert plan.drawn
    assert not plan.late
    assert "not consent" in plan.silence
    assert plan.earliest == ()


def test_silence_after_a_notification_is_consent(rulebook):
    plan = plan_for(rulebook, "concert", date(2026, 12, 12))
    assert "means consent" in plan.silence


def test_a_known_day_of_registration_gives_the_day_of_the_answer(rulebook):
    plan = plan_for(rulebook, "parade", date(2026, 12, 28), fair_registered_on=date(2026, 12, 10))
    assert date(2026, 12, 22) in [stop.on for stop in plan.stops]


def test_once_the_paper_is_registered_the_plan_shows_that_day_and_nothing_to_file(rulebook):
    plan = plan_for(rulebook, "concert", date(2026, 12, 12), fair_registered_on=date(2026, 11, 20))
    assert [stop.label.partition(": ")[2] for stop in plan.stops] == [
        "your paper was registered",
        "today",
        "the akimat's answer is due",
        "the assembly",
    ]
    assert not any(stop.may_file for stop in plan.stops)
    # What was filed in time is not too late once its last day has passed.
    passed = plan_for(
        rulebook, "concert", date(2026, 12, 12), date(2026, 12, 9), fair_registered_on=date(2026, 11, 20)
    )
    assert not passed.late


def test_a_paper_registered_too_late_leaves_the_plan_late(rulebook):
    plan = plan_for(
        rulebook, "concert", date(2026, 12, 12), date(2026, 12, 10), fair_registered_on=date(2026, 12, 9)
    )
    assert plan.late


def test_what_is_done_is_not_on_the_year(rulebook):
    facts = {**REGISTERED, "fair_form": "concert", "fair_on": date(2026, 12, 12)}
    assert "fair-notice" in {mark.code for mark in year_ahead(sheet_for(rulebook, facts)).marks}
    done = year_ahead(sheet_for(rulebook, {**facts, "fair_registered_on": date(2026, 11, 20)}))
    assert "fair-notice" not in {mark.code for mark in done.marks}


def test_too_late_says_so_and_names_the_first_day_for_each_form(rulebook):
    plan = plan_for(rulebook, "parade", date(2026, 11, 30))
    assert plan.late
    notified, applied = plan.earliest
    # Filed on Monday 23 November: five working days are 23 to 27 November, ten are 23 November to 4 December.
    assert (notified.lawful, notified.careful) == (date(2026, 11, 28), date(2026, 12, 1))
    assert (applied.lawful, applied.careful) == (date(2026, 12, 5), date(2026, 12, 8))
    assert "Stall" in notified.forms
    assert "Parade" in applied.forms


def test_the_first_day_that_can_be_met_is_met_and_the_day_before_is_not(rulebook):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(today=st.dates(date(2024, 1, 1), date(2027, 6, 30)), form=st.sampled_from(["concert", "parade"]))
    def check(today, form):
        late = plan_for(rulebook, form, today + timedelta(days=1), today=today)
        earliest = late.earliest[0 if form == "concert" else 1]
        for day, met in ((earliest.careful, True), (earliest.careful - timedelta(days=1), False)):
            facts = {"fair_form": form, "fair_on": day}
            findings = assess(rulebook, facts, today, "fair").findings
            due = next(
                f.due[0] for f in findings if f.due and f.rule.requirement in ("fair-notice", "fair-consent")
            )
            assert (due.safe_on >= today) is met

    check()


def test_nothing_planned_has_no_plan(rulebook):
    assert backward_plan(assess(rulebook, {"fair_form": "none"}, READING_DAY, "fair"), rulebook) is None
    assert backward_plan(assess(rulebook, {"fair_form": "concert"}, READING_DAY, "fair"), rulebook) is None


def test_the_answer_is_counted_from_a_day_on_which_the_office_is_open(rulebook):
    sunday = date(2026, 11, 22)
    plan = plan_for(rulebook, "concert", date(2026, 11, 30), sunday)
    assert not plan.late
    (answer,) = [stop.label for stop in plan.stops if "answer" in stop.label]
    assert answer.endswith("if it registers your paper on 23 November")
    assert "23 November" in plan_for(rulebook, "concert", date(2026, 11, 27), sunday).if_filed
    monday = date(2026, 11, 23)
    assert "today" in plan_for(rulebook, "concert", date(2026, 11, 27), monday).if_filed


def test_days_of_the_plan_have_their_weekday_and_those_of_one_day_stand_together(rulebook):
    plan = plan_for(rulebook, "concert", date(2026, 11, 30), date(2026, 11, 23))
    assert len({stop.on for stop in plan.stops}) == len(plan.stops)
    together = next(stop for stop in plan.stops if stop.now)
    assert together.label == "Monday 23 November: today; last lawful day to file"
    far = plan_for(rulebook, "concert", date(2028, 1, 10), date(2026, 11, 23))
    assert far.stops[-1].label == "Monday 10 January 2028: the assembly"
