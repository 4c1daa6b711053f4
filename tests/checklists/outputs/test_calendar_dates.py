"""The days of the calendar: the way to an event, the years to come, mornings; one entry in every later file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from ngocheck.checklists.outputs.entries import MOST_WORDS, Entry, entries_of
from ngocheck.checklists.outputs.ics import calendar_of
from ngocheck.checklists.outputs.years_to_come import sheets_of_later_years
from ngocheck.checklists.sheet.backward_plan import backward_plan
from ngocheck.checklists.sheet.sheet import sheet_of
from ngocheck.engine.checklist import arrange
from ngocheck.engine.deadlines import add_months
from ngocheck.engine.findings import assess
from ngocheck.engine.rules import Stage
from tests.conftest import READING_DAY

REGISTERED = {
    "status": "registered",
    "legal_form": "foundation",
    "registered_on": date(2020, 3, 1),
    "gifts": True,
    "gift_work": frozenset({"legal_aid"}),
    "gift_on": date(2026, 11, 20),
}
FAIR = {"fair_form": "stall", "fair_on": date(2026, 12, 22), "organiser": "adult_citizen"}
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
any_day = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def entries(rulebook, facts, on=READING_DAY, guide="everything") -> list[Entry]:
    assessment = assess(rulebook, facts, on, guide)
    later = sheets_of_later_years(assessment, rulebook, facts)
    with override("en"):
        return entries_of(
            sheet_of(arrange(assessment), rulebook), backward_plan(assessment, rulebook), list(later)
        )


def days(found: Iterable[Entry], code: str) -> list[date]:
    return [entry.day for entry in found if entry.code == code]


def by_uid(found: Iterable[Entry]) -> dict[str, Entry]:
    return {entry.uid: entry for entry in found}


# The way to an event.


def test_every_day_on_the_way_to_an_event_has_an_entry(rulebook):
    found = [(entry.day, entry.title, entry.uid) for entry in entries(rulebook, FAIR, guide="fair")]
    titles = {
        rule.requirement: rule.texts["title"]["en"] for rules in rulebook.requirements.values() for rule in rules
    }
    notice, answer = titles["fair-notice"], titles["fair-silence"]
    assert sorted(found) == [
        (date(2026, 12, 11), notice, "fair-notice-2026-12-22"),
        (date(2026, 12, 14), f"Last lawful day: {notice[:1].lower()}{notice[1:]}", "fair-notice-2026-12-22-last"),
        (date(2026, 12, 17), answer, "fair-silence-2026-12-22"),
        (date(2026, 12, 22), "The assembly", "fair-notice-2026-12-22-day"),
    ]


def test_the_answer_keeps_its_entry_once_the_filing_is_registered(rulebook):
    before = by_uid(entries(rulebook, FAIR, guide="fair"))["fair-silence-2026-12-22"]
    registered = {**FAIR, "fair_registered_on": date(2026, 12, 1)}
    after = by_uid(entries(rulebook, registered, date(2026, 12, 2), "fair"))
    assert "if it registers your paper on 11 December" in before.words[-2]
    assert after["fair-silence-2026-12-22"].day == date(2026, 12, 4)
    assert set(after) == {"fair-silence-2026-12-22", "fair-notice-2026-12-22-day"}


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (date(2026, 12, 11), ["fair-notice-2026-12-22", "fair-notice-2026-12-22-last"]),
        (date(2026, 12, 12), ["fair-notice-2026-12-22"]),
        (date(2026, 12, 14), ["fair-notice-2026-12-22"]),
    ],
)
def test_nothing_stands_on_a_day_that_has_passed_while_it_can_be_done(rulebook, on, left):
    found = entries(rulebook, FAIR, on, "fair")
    assert min(entry.day for entry in found) >= on
    assert [entry.uid for entry in found if entry.code == "fair-notice"][: len(left)] == left


def test_too_late_for_the_event_there_is_no_way_to_it(rulebook):
    found = entries(rulebook, FAIR, date(2026, 12, 15), "fair")
    assert [entry.uid for entry in found] == ["fair-notice-2026-12-22"]


# The years to come.


def test_what_comes_again_has_an_entry_for_each_period_to_the_end_of_the_table_of_days(rulebook):
    found = entries(rulebook, REGISTERED)
    years = range(2026, rulebook.calendar.last_year)
    reports = [entry for entry in found if entry.code == "club-report"]
    assert [entry.uid for entry in reports] == [f"club-report-{year}" for year in years]
    calendar = rulebook.calendar
    assert [entry.day for entry in reports] == [calendar.before(date(year + 1, 3, 31), 1) for year in years]


def test_what_an_event_made_due_is_not_told_for_later_years(rulebook):
    assert days(entries(rulebook, REGISTERED), "gift-report") == [date(2027, 2, 15), date(2027, 8, 13)]


def test_what_perhaps_applies_is_told_for_one_year_only(rulebook):
    found = [entry for entry in entries(rulebook, {}) if entry.code == "club-report"]
    assert [entry.uid for entry in found] == ["club-report-2026"]
    assert found[0].title.startswith("Perhaps: ")


def test_later_years_say_of_which_day_their_law_is(rulebook):
    last = [entry for entry in entries(rulebook, REGISTERED) if entry.code == "club-report"][-1]
    assert last.words[-1] == "Law of 22 November 2026; not legal advice."


@any_day
@given(DAYS)
def test_on_any_day_each_period_has_one_entry_and_no_two_have_one_uid(rulebook, on):
    found = entries(rulebook, REGISTERED, on)
    assert len(by_uid(found)) == len(found)
    reports = days(found, "club-report")
    first = on.year if date(on.year, 3, 31) >= on else on.year + 1
    assert [day.year for day in reports] == list(range(first, rulebook.calendar.last_year + 1))


@any_day
@given(DAYS, st.integers(0, 400))
def test_a_later_file_says_the_same_days_under_the_same_uids(rulebook, on, after):
    later = on + timedelta(days=after)
    first, second = (by_uid(entries(rulebook, REGISTERED, day)) for day in (on, later))
    for uid in first.keys() & second.keys():
        assert first[uid].day == second[uid].day or first[uid].day < later
    coming = {uid for uid, entry in first.items() if entry.day >= later and entry.code == "club-report"}
    assert coming <= second.keys()


@any_day
@given(DAYS, st.integers(-40, 60))
def test_an_entry_of_a_fair_is_never_past_while_it_can_be_met(rulebook, on, ahead):
    facts = {**FAIR, "fair_on": on + timedelta(days=ahead)}
    assessment = assess(rulebook, facts, on, "fair")
    plan = backward_plan(assessment, rulebook)
    found = entries(rulebook, facts, on, "fair")
    if plan and not plan.late:
        assert all(entry.day >= on for entry in found)
        assert facts["fair_on"] in [entry.day for entry in found] or facts["fair_on"] < on


# The file.


@any_day
@given(DAYS, DAYS)
def test_alarms_ring_at_nine_and_none_rings_in_the_past(on, day):
    made = Calendar.from_ical(calendar_of([Entry("uid", day, "Report", (), "code")], on))
    (event,) = made.walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (day, day + timedelta(days=1))
    rung = [datetime.combine(day, datetime.min.time()) + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert all(one.hour == 9 and one.minute == 0 and on <= one.date() <= day for one in rung)
    assert bool(rung) == (day >= on)
    assert len(set(rung)) == len(rung)


@any_day
@given(st.lists(DAYS, max_size=12), DAYS)
def test_entries_are_read_back_as_they_were_written(found, on):
    made = [Entry(f"uid-{number}", day, "T", ("a", "b"), "code") for number, day in enumerate(found)]
    events = Calendar.from_ical(calendar_of(made, on)).walk("VEVENT")
    assert [event["UID"] for event in events] == [f"{entry.uid}@ngocheck" for entry in made]
    assert [event["DTSTART"].dt for event in events] == found
    assert {str(event["DESCRIPTION"]) for event in events} <= {"a\nb"}


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("facts", [REGISTERED, FAIR, {}])
def test_no_entry_has_more_words_than_one_reads_at_a_glance(rulebook, language, facts):
    assessment = assess(rulebook, facts, READING_DAY)
    with override(language):
        sheet, plan = sheet_of(arrange(assessment), rulebook), backward_plan(assessment, rulebook)
        found = entries_of(sheet, plan, list(sheets_of_later_years(assessment, rulebook, facts)))
    assert found
    assert max(len(" ".join(entry.words).split()) for entry in found) <= MOST_WORDS


def test_the_years_go_on_from_the_end_of_february(rulebook):
    on = date(2028, 2, 29)
    found = entries(rulebook, REGISTERED, on)
    assert days(found, "club-report")[0].year == 2028
    assert add_months(on, 12) == date(2029, 2, 28)
    assert [entry.uid for entry in found if entry.code == "club-report"] == [
        f"club-report-{year}" for year in range(2027, rulebook.calendar.last_year)
    ]


def test_the_day_of_the_event_says_what_to_do_on_it(rulebook):
    event = by_uid(entries(rulebook, FAIR, guide="fair"))["fair-notice-2026-12-22-day"]
    with override("en"):
        sheet = sheet_of(arrange(assess(rulebook, FAIR, READING_DAY, "fair")), rulebook)
    lines = {f"{line.short}." for line in sheet.lines if line.stage is Stage.ON_THE_DAY}
    assert set(event.words[:-1]) <= lines
    assert all(words for entry in entries(rulebook, FAIR, guide="fair") for words in entry.words)
