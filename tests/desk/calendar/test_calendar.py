"""Working days on the desk: the year beside the package's view, corrections, and the due dates that move."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from ngocheck.desk.calendar.year_days import year_days
from ngocheck.engine.workdays import Calendar
from ngocheck.rulebook.calendar.moved_days import (
    calendars,
    moved_for_organisations,
    moved_in_law,
    moved_in_scenarios,
)
from ngocheck.rulebook.calendar.working_days import (
    FIRST_YEAR,
    YEARS_AHEAD,
    calendar_content,
    calendar_years,
    moved_calendar,
)
from ngocheck.rulebook.models import Area, CalendarDay, CalendarYear, Scenario, Source
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.rows.cache import tables

pytestmark = pytest.mark.django_db
MONDAY, SATURDAY = date(2027, 5, 17), date(2027, 5, 15)


@pytest.fixture(autouse=True)
def _pages_in_english(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def text_of(client, year: int | None = None, **query: str) -> str:
    address = reverse("desk:calendar", args=[year] if year else [])
    return unescape(client.get(address, query).content.decode())


def a_correction(on: date, *, is_working: bool, **columns: object) -> CalendarDay:
    row = CalendarDay(
        date=on, is_working=is_working, reason_en="Moved by decree", confidence="confirmed", **columns
    )
    row.save()
    return row


def cell_of(on: date):
    return next(cell for cell in year_days(on.year).months[on.month - 1].days if cell.day == on)


def test_a_year_has_all_its_days_and_counts_those_worked(rulebook):
    for year in (2024, 2027):
        shown = year_days(year)
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(366 if year == 2024 else 365)]
        assert [cell.day for month in shown.months for cell in month.days] == days
        assert [month.working for month in shown.months] == [
            sum(rulebook.calendar.is_working_day(day) for day in days if day.month == number)
            for number in range(1, 13)
        ]


@pytest.mark.parametrize(
    ("on", "is_working", "differs", "unusual"),
    [
        (MONDAY, False, True, True),
        (MONDAY, True, False, False),
        (SATURDAY, True, True, True),
        (SATURDAY, False, False, False),
    ],
)
def test_a_correction_is_told_apart_from_the_package(on, is_working, differs, unusual):
    row = a_correction(on, is_working=is_working)
    cell = cell_of(on)
    assert (cell.works, cell.differs, cell.unusual, cell.correction) == (is_working, differs, unusual, row)


def test_a_correction_changes_how_many_days_of_its_month_are_worked():
    before = year_days(2027)
    a_correction(MONDAY, is_working=False)
    a_correction(SATURDAY, is_working=True)
    a_correction(date(2027, 6, 12), is_working=True)
    after = year_days(2027)
    assert after.months[4].working == before.months[4].working
    assert after.months[5].working == before.months[5].working + 1


def test_the_page_marks_corrections_and_differences_in_words(admin_client):
    a_correction(MONDAY, is_working=False)
    text = text_of(admin_client, 2027)
    assert 'title="Moved by decree"' in text
    assert "<small>corrected</small>" in text
    assert "the package says working day" in text


def test_the_page_leads_to_the_corrections_of_the_year_with_their_decrees(admin_client):
    source = Source.objects.first()
    a_correction(MONDAY, is_working=False, source=source, note="read in the gazette")
    a_correction(date(2026, 5, 18), is_working=False, note="another year")
    corrections = f"{reverse('admin:rulebook_calendarday_changelist')}?date__year=2027"
    assert corrections in text_of(admin_client, 2027)
    listed = unescape(admin_client.get(corrections).content.decode())
    assert all(words in listed for words in ("Moved by decree", str(source), "read in the gazette"))
    assert "another year" not in listed


def test_a_correction_without_a_decree_is_marked(admin_client):
    a_correction(MONDAY, is_working=False)
    table = admin_client.get(reverse("admin:rulebook_calendarday_changelist"), {"source__isempty": "1"})
    assert "No decree named" in table.content.decode()


def test_official_and_derived_years_are_told_apart(admin_client):
    assert "Official." in text_of(admin_client, 2026)
    assert "Derived." in text_of(admin_client, 2027)
    CalendarYear.objects.get(year=2026).delete()
    assert "Derived." in text_of(admin_client, 2026)


def test_the_page_opens_with_this_year_and_leads_to_its_neighbours(admin_client):
    year = today().year
    text = text_of(admin_client)
    assert f"Working days {year}" in text
    assert reverse("desk:calendar", args=[year - 1]) in text
    assert reverse("desk:calendar", args=[year + 1]) in text


@pytest.mark.parametrize(("step", "status"), [(-1, 404), (0, 200)])
def test_no_year_before_the_first(admin_client, step, status):
    assert admin_client.get(reverse("desk:calendar", args=[FIRST_YEAR + step])).status_code == status


@pytest.mark.parametrize(("step", "status"), [(0, 200), (1, 404)])
def test_no_year_after_the_last(admin_client, step, status):
    last = calendar_years(today())[-1]
    assert last == today().year + YEARS_AHEAD
    assert admin_client.get(reverse("desk:calendar", args=[last + step])).status_code == status


def test_each_day_leads_to_its_correction_filled_in(admin_client):
    add = f"{reverse('admin:rulebook_calendarday_add')}?date=2027-05-17&is_working="
    assert f'"{add}"' in text_of(admin_client, 2027)
    form = admin_client.get(add).content.decode()
    assert 'value="2027-05-17"' in form
    assert not re.search(r'name="is_working"[^>]* checked', form)
    off = f"{reverse('admin:rulebook_calendarday_add')}?date=2027-05-15&is_working=1"
    assert f'"{off}"' in text_of(admin_client, 2027)
    assert re.search(r'name="is_working"[^>]* checked', admin_client.get(off).content.decode())
    row = a_correction(MONDAY, is_working=False)
    assert f'"{add}"' not in text_of(admin_client, 2027)
    assert reverse("admin:rulebook_calendarday_change", args=[row.pk]) in text_of(admin_client, 2027)


def test_tables_name_their_heads(admin_client):
    text = text_of(admin_client, 2027, day="2027-05-17", becomes="off")
    assert text.count("<table") == text.count("<caption")
    assert "<th>" not in text


def test_the_pages_ask_the_database_as_often_whatever_there_is(admin_client, django_assert_max_num_queries):
    for number in range(1, 29):
        a_correction(date(2027, 2, number), is_working=number % 2 == 0)
    with django_assert_max_num_queries(8):
        text_of(admin_client, 2027)
    with django_assert_max_num_queries(50 + 2 * len(list(tables()))):
        text_of(admin_client, 2027, day="2027-05-17", becomes="off")


# What moves.


def test_a_moved_day_changes_the_calendar_and_nothing_else(rulebook):
    calendar: Calendar = rulebook.calendar
    free = moved_calendar(calendar, MONDAY, is_working=False)
    assert not free.is_working_day(MONDAY)
    assert calendar.is_working_day(MONDAY)
    assert free.official_years == calendar.official_years
    assert moved_calendar(free, MONDAY, is_working=True) == calendar
    assert moved_calendar(calendar, SATURDAY, is_working=True).is_working_day(SATURDAY)
    assert moved_calendar(calendar, MONDAY, is_working=True) == calendar
    assert calendar_content(today())["last_year"] == calendar.last_year


def test_the_notice_of_a_fair_moves_with_a_day_on_its_way(rulebook):
    """Five working days before Wednesday 19 May 2027: Wednesday 12 May; with Monday 17 May off, Tuesday 11 May."""
    both = calendars(rulebook.calendar, MONDAY, is_working=False)
    found = {
        move.old.anchor: (move.old.due_on, move.new.due_on)
        for move in moved_in_law(rulebook, both)
        if move.rule.requirement == "fair-notice"
    }
    assert found[date(2027, 5, 19)] == (date(2027, 5, 12), date(2027, 5, 11))
    assert MONDAY not in found
    assert found[MONDAY + timedelta(days=1)][0] != found[MONDAY + timedelta(days=1)][1]
    assert all(MONDAY < anchor <= MONDAY + timedelta(days=14) for anchor in found)


def test_every_move_that_is_found_is_one_and_none_is_missed(rulebook):
    """Against a plain count from each day of two years: the fifth working day back, and the one before it."""

    def counted(calendar: Calendar, day: date) -> tuple[date, date]:
        return calendar.before(day, 5), calendar.before(calendar.before(day, 5), 1)

    both = calendars(rulebook.calendar, MONDAY, is_working=False)
    found = {move.old.anchor for move in moved_in_law(rulebook, both) if move.rule.requirement == "fair-notice"}
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(700)]
    assert found == {day for day in days if counted(both.before, day) != counted(both.after, day)}


def test_the_careful_day_of_a_fixed_date_moves_with_the_day_before_it(rulebook):
    both = calendars(rulebook.calendar, date(2027, 3, 30), is_working=False)
    (move,) = [move for move in moved_in_law(rulebook, both) if move.rule.requirement == "club-report"][:1]
    assert (move.old.due_on, move.new.due_on) == (date(2027, 3, 31), date(2027, 3, 31))
    assert (move.old.safe_on, move.new.safe_on) == (date(2027, 3, 30), date(2027, 3, 29))


def test_a_day_that_is_so_already_shows_what_it_moved(rulebook):
    made = moved_calendar(rulebook.calendar, MONDAY, is_working=False)
    both = calendars(made, MONDAY, is_working=False)
    assert (both.before, both.after) == (rulebook.calendar, made)


def test_scenarios_show_their_moves_and_unreadable_ones_are_left_out(rulebook):
    area = Area.objects.get(code="fair")
    answers = {
        "fair_form": "talk",
        "organiser": "adult_citizen",
        "fair_on": "2027-05-19",
        "participants": 100,
        "status": "registered",
    }
    told = Scenario(name="Told", area=area, on=date(2027, 5, 1), answers=answers, expect={})
    lost = Scenario(name="Lost", area=area, on=date(2027, 5, 1), answers={"gone": 1}, expect={})
    both = calendars(rulebook.calendar, MONDAY, is_working=False)
    found = moved_in_scenarios([told, lost], rulebook, both)
    moves = {move.rule.requirement: (move.old.due_on, move.new.due_on) for _scenario, move in found}
    assert {scenario.name for scenario, _move in found} == {"Told"}
    assert moves["fair-notice"] == (date(2027, 5, 12), date(2027, 5, 11))


def test_made_up_organisations_are_counted(rulebook):
    both = calendars(rulebook.calendar, date(2026, 12, 17), is_working=False)
    found = dict(moved_for_organisations(rulebook, both))
    assert all(number > 0 for number in found.values())
    assert set(found) <= {move.rule.requirement for move in moved_in_law(rulebook, both)}


def test_the_page_shows_old_and_new_day_and_saves_nothing(admin_client):
    text = text_of(admin_client, 2027, day="2027-05-17", becomes="off")
    assert "17 May 2027 as a day off" in text
    assert "12 May 2027 → 11 May 2027" in text
    assert "fair-notice" in text
    assert not CalendarDay.objects.filter(date=MONDAY).exists()


def test_the_page_shows_the_scenarios_near_the_day(admin_client):
    row = Scenario.objects.filter(expect__has_key="fair-notice", answers__has_key="fair_on").first()
    row.answers |= {"fair_on": "2027-05-19"}
    for on, shown in ((date(2026, 5, 16), False), (date(2026, 5, 17), True), (date(2028, 5, 11), True)):
        row.on = on
        row.save()
        text = text_of(admin_client, 2027, day="2027-05-17", becomes="off")
        assert (row.name in text) == shown, on


def test_a_day_that_moves_nothing_is_told(admin_client):
    text = text_of(admin_client, 2027, day="2027-05-16", becomes="off")
    assert "The draft has it so already" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"day": "", "becomes": "off"}, "This field is required"),
        ({"day": "soon", "becomes": "off"}, "Enter a valid date"),
        ({"day": "2009-12-31", "becomes": "off"}, "Choose a day from 2010 to"),
        ({"day": "2999-01-01", "becomes": "off"}, "Choose a day from 2010 to"),
        ({"day": "2027-05-17", "becomes": "holiday"}, "Select a valid choice"),
        ({"day": "2027-05-17"}, "This field is required"),
    ],
)
def test_a_wrong_day_is_refused_in_words(admin_client, query, said):
    page = admin_client.get(reverse("desk:calendar", args=[2027]), query)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert f'value="{query["day"]}"' in page.content.decode() or not query["day"]


@pytest.mark.parametrize("step", [0, -1])
def test_the_first_and_last_day_of_the_table_can_be_tried(admin_client, step):
    covered = calendar_years(today())
    day = date(covered[step], 12, 31) if step else date(covered[step], 1, 1)
    page = admin_client.get(
        reverse("desk:calendar", args=[day.year]), {"day": day.isoformat(), "becomes": "works"}
    )
    assert page.status_code == 200


def test_the_form_of_a_correction_leads_to_what_moves_with_it(admin_client):
    row = a_correction(MONDAY, is_working=False)
    text = unescape(admin_client.get(reverse("admin:rulebook_calendarday_change", args=[row.pk])).content.decode())
    address = f"{reverse('desk:calendar', args=[2027])}?day=2027-05-17&becomes=off"
    assert address in text
    assert "The draft has it so already" in admin_client.get(address).content.decode()


def test_who_may_not_see_the_calendar_is_refused(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(reverse("desk:calendar")).status_code == 403
