"""The year ahead and the way back from an assembly: drawn to scale, and the same in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngocheck.checklists.sheet.backward_plan import backward_plan
from ngocheck.checklists.sheet.sheet import sheet_of
from ngocheck.checklists.sheet.year import year_ahead
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


def test_the_year_shows_every_careful_day_of_the_next_twelve_months_once(rulebook):
    sheet = sheet_for(rulebook, REGISTERED)
    year = year_ahead(sheet)
    due = sorted(
        due.safe_on
        for line in sheet.lines
        if line.part not in (Part.DONE, Part.DOES_NOT_APPLY)
        for due in line.due
        if due.safe_on
    )
    assert [mark.safe_on for mark in year.marks] == due
    assert [mark.number for mark in year.marks] == list(range(1, len(due) + 1))
    assert all(mark.title for mark in year.marks)


def test_later_days_stand_further_right_and_dots_do_not_cover_each_other(rulebook):
    marks = year_ahead(sheet_for(rulebook, REGISTERED)).marks
    assert [mark.x for mark in marks] == sorted(mark.x for mark in marks)
    for one in marks:
        for other in marks:
            if one is not other:
                assert abs(one.x - other.x) >= 20 or abs(one.y - other.y) >= 20


def test_without_a_date_there_is_no_year(rulebook):
    assert year_ahead(sheet_for(rulebook, {}, "gifts", date(2010, 1, 1))) is None


def test_the_plan_leads_from_today_to_the_event(rulebook):
    plan = plan_for(rulebook, "parade", date(2026, 12, 22))
    assert [stop.on for stop in plan.stops] == [
        date(2026, 11, 22),
        date(2026, 12, 4),
        date(2026, 12, 7),
        date(2026, 12, 15),
        date(2026, 12, 22),
    ]
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
    assert [stop.short for stop in plan.stops] == [
        "your paper was registered",
        "today",
        "the akimat's answer is due",
        "the assembly",
    ]
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
    facts = {"fair_form": "concert", "fair_on": date(2026, 12, 12)}
    assert "fair-notice" in {mark.code for mark in year_ahead(sheet_for(rulebook, facts, "fair")).marks}
    done = year_ahead(sheet_for(rulebook, {**facts, "fair_registered_on": date(2026, 11, 20)}, "fair"))
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


def test_ordering_by_sanction_puts_the_heaviest_fine_first(rulebook):
    lines = arrange(assess(rulebook, REGISTERED, READING_DAY), by_sanction=True)
    for part in Part:
        heaviest = [
            max((fine.penalty.mrp or 0 for fine in item.finding.penalties), default=0) for item in lines.part(part)
        ]
        assert heaviest == sorted(heaviest, reverse=True)
    by_date = arrange(assess(rulebook, REGISTERED, READING_DAY))
    assert {item.finding.rule.requirement for item in lines.items} == {
        item.finding.rule.requirement for item in by_date.items
    }
