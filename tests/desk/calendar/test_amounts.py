"""Amounts on the desk: the list shows the value of today, a parameter's form its values, the newest first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from ngocheck.rulebook.gates.amounts import wrong_amounts
from ngocheck.rulebook.models import Parameter, ParameterValue

pytestmark = pytest.mark.django_db
VALUES = {2022: "12.5", 2020: "8.5", 2024: "10.5"}


@pytest.fixture(autouse=True)
def _pages_in_english(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def rate(db):
    """A parameter with values of three years that are over, written down in no order."""
    parameter = Parameter(code="rate", title_en="A rate", unit_en="per cent")
    parameter.save()
    for year, value in VALUES.items():
        ParameterValue(
            parameter=parameter,
            effective_from=date(year, 1, 1),
            effective_until=date(year + 1, 1, 1),
            value=Decimal(value),
            confidence="confirmed",
        ).save()
    return parameter


def listed(client, code: str) -> str:
    """The row of the list that has the code."""
    page = client.get(reverse("admin:rulebook_parameter_changelist")).content.decode()
    return next(row for row in page.split("<tr>") if f">{code}<" in row)


def test_the_list_shows_the_value_of_today(admin_client, rate):
    assert "no value" in listed(admin_client, "rate")
    last = rate.values.get(effective_from=date(2024, 1, 1))
    last.effective_until = None
    last.save()
    assert ">10.5<" in listed(admin_client, "rate")


def test_the_form_shows_the_values_newest_first(admin_client, rate):
    page = admin_client.get(reverse("admin:rulebook_parameter_change", args=[rate.pk])).content.decode()
    places = [page.index(f'value="{VALUES[year]}') for year in (2024, 2022, 2020)]
    assert places == sorted(places)


def test_the_list_asks_the_database_as_often_whatever_there_is(admin_client, django_assert_max_num_queries):
    for number in range(20):
        row = Parameter(code=f"extra-{number}", title_en=f"Extra {number}")
        row.save()
        ParameterValue(
            parameter=row, effective_from=date(2000 + number, 1, 1), value=number, confidence="confirmed"
        ).save()
    with django_assert_max_num_queries(12):
        admin_client.get(reverse("admin:rulebook_parameter_changelist"))


# The next value.


@pytest.fixture
def yearly(rate):
    rate.yearly = True
    rate.save()
    return rate


def test_the_next_value_follows_the_last_for_a_year_and_leads_to_what_it_moves(admin_client, yearly):
    address = reverse("desk:next_amount", args=["rate"])
    assert "2025-01-01" in admin_client.get(address).content.decode()
    sent = {"value": "11.5", "confidence": "second_source", "source": "", "first": "2025-01-01"}
    done = admin_client.post(address, sent)
    assert done.url == reverse("desk:scenarios")
    value = yearly.values.get(effective_from=date(2025, 1, 1))
    assert (value.value, value.effective_until) == (Decimal("11.5"), date(2026, 1, 1))
    # Sent once more it is refused, and is not the value of 2026 too.
    assert admin_client.post(address, sent).status_code == 422
    assert yearly.values.count() == len(VALUES) + 1


@pytest.mark.parametrize(("value", "status"), [("-0.1", 422), ("0", 302), ("0.1", 302), ("much", 422), ("", 422)])
def test_a_value_below_zero_or_none_is_refused(admin_client, yearly, value, status):
    address = reverse("desk:next_amount", args=["rate"])
    sent = {"value": value, "confidence": "second_source", "source": "", "first": "2025-01-01"}
    assert admin_client.post(address, sent).status_code == status


def test_after_a_value_without_an_end_none_can_follow(admin_client, rate):
    rate.values.filter(effective_from=date(2024, 1, 1)).update(effective_until=None)
    assert admin_client.get(reverse("desk:next_amount", args=["rate"])).status_code == 404


def test_a_yearly_value_without_an_end_and_one_called_sure_without_a_source_are_refused(yearly):
    assert sum("Name the act" in str(problem) for problem in wrong_amounts()) == len(VALUES)
    yearly.values.update(confidence="unverified")
    assert list(wrong_amounts()) == []
    yearly.values.filter(effective_from=date(2024, 1, 1)).update(effective_until=None)
    (problem,) = wrong_amounts()
    assert "changes every year" in str(problem)
    assert problem.row == yearly
