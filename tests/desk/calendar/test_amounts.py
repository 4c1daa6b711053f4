"""Amounts by date on the desk: one table, gaps marked, who names them, what the next year lacks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from itertools import pairwise

import pytest
from django.urls import reverse

from ngocheck.desk.calendar.amounts_table import amounts_table, periods
from ngocheck.rulebook.models import Parameter, ParameterValue
from ngocheck.rulebook.publishing.live import today

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _pages_in_english(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def rate(db):
    """A parameter with values of 2020 and 2022, and none between."""
    parameter = Parameter(code="rate", title_en="A rate", unit_en="per cent")
    parameter.save()
    for year, value in ((2020, "8.5"), (2022, "12")):
        ParameterValue(
            parameter=parameter,
            effective_from=date(year, 1, 1),
            effective_until=date(year + 1, 1, 1),
            value=Decimal(value),
            confidence="confirmed",
        ).save()
    return parameter


def row_of(code: str, on: date = TODAY, seen_on: date = TODAY):
    return next(row for row in amounts_table(on, seen_on).rows if row.parameter.code == code)


def text_of(client, **query: str) -> str:
    return unescape(client.get(reverse("desk:amounts"), query).content.decode())


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2019, 12, 31), ""),
        (date(2020, 1, 1), "8.5"),
        (date(2020, 12, 31), "8.5"),
        (date(2021, 1, 1), ""),
        (date(2022, 1, 1), "12"),
        (date(2023, 1, 1), ""),
    ],
)
def test_the_value_on_a_day(rate, on, value):
    assert row_of("rate", on).on == value


def test_periods_follow_each_other_without_a_gap(rate):
    shown = amounts_table(TODAY, TODAY).periods
    assert all((after.first - before.last).days == 1 for after, before in pairwise(shown))
    assert shown[0].last is None
    assert periods([]) == []


def test_gaps_are_told_from_the_time_before_the_first_value(rate):
    table = amounts_table(TODAY, TODAY)
    row = next(row for row in table.rows if row.parameter.code == "rate")
    cells = {period.first: cell for period, cell in zip(table.periods, row.cells, strict=True)}
    assert not any(cell.gap for first, cell in cells.items() if first < date(2020, 1, 1))
    assert cells[date(2021, 1, 1)].gap
    assert not cells[date(2022, 1, 1)].gap
    assert cells[date(2023, 1, 1)].gap


@pytest.mark.parametrize(("year", "lacks"), [(2020, True), (2021, False), (2022, True)])
def test_what_the_next_year_lacks_is_told(rate, year, lacks):
    assert row_of("rate", seen_on=date(year, 12, 31)).lacks_next_year == lacks


def test_a_value_without_an_end_is_there_next_year():
    assert not row_of("districts").lacks_next_year


def test_the_page_warns_until_the_value_of_the_next_year_is_entered(admin_client, rate):
    table = amounts_table(TODAY, today())
    text = text_of(admin_client)
    assert f"No value for {table.next_year} yet" in text
    assert reverse("admin:rulebook_parameter_change", args=[rate.pk]) in text
    assert "no value" in text


def test_each_amount_names_the_requirements_that_need_it(rulebook):
    paid = {
        code
        for code, rules in rulebook.requirements.items()
        for rule in rules
        if rule.fee_mrp is not None or any(penalty.mrp is not None for penalty in rule.penalties)
    }
    assert set(row_of("mrp").requirements) == paid
    assert row_of("gift-threshold").requirements
    assert "reach-match" in row_of("districts").requirements


def test_an_amount_that_nothing_names_says_so(admin_client, rate):
    assert "No requirement names it." in text_of(admin_client)


def test_a_day_can_be_chosen(admin_client, rate):
    assert "On 1 July 2022" in text_of(admin_client, on="2022-07-01")
    assert "On 1 July 2022" in text_of(admin_client, on="01.07.2022")


@pytest.mark.parametrize("on", ["", "soon", "2022-02-30"])
def test_a_wrong_day_is_refused_and_kept(admin_client, on):
    page = admin_client.get(reverse("desk:amounts"), {"on": on})
    assert page.status_code == 422
    assert f'value="{on}"' in page.content.decode() or not on


def test_the_page_asks_the_database_as_often_whatever_there_is(admin_client, django_assert_max_num_queries):
    for number in range(20):
        row = Parameter(code=f"extra-{number}", title_en=f"Extra {number}")
        row.save()
        ParameterValue(
            parameter=row, effective_from=date(2000 + number, 1, 1), value=number, confidence="confirmed"
        ).save()
    with django_assert_max_num_queries(8):
        text_of(admin_client)
    with django_assert_max_num_queries(12):
        admin_client.get(reverse("admin:rulebook_parameter_changelist"))


def test_the_list_shows_the_value_of_today(admin_client, rate):
    page = admin_client.get(reverse("admin:rulebook_parameter_changelist")).content.decode()
    assert "no value" in page
    assert reverse("desk:amounts") in page
