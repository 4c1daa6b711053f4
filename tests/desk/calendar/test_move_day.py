"""A rest day that is moved: both days on one form, with the reason in every language."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from ngocheck.rulebook.models import CalendarDay, ChangeSet, Source

pytestmark = pytest.mark.django_db
FREE, WORKED = date(2027, 10, 11), date(2027, 10, 16)


@pytest.fixture
def send(admin_client):
    def sent(**typed: str):
        whole = {"becomes_free": "2027-10-11", "is_worked": "2027-10-16", "reason": "", "source": ""}
        return admin_client.post(reverse("desk:move_day"), {**whole, "confidence": "second_source", **typed})

    return sent


def written() -> dict[date, CalendarDay]:
    return {row.date: row for row in CalendarDay.objects.filter(date__in=(FREE, WORKED))}


def test_both_days_are_written_with_their_reasons_in_every_language_and_lead_to_what_they_move(send):
    decree = Source.objects.first()
    assert send(source=str(decree.pk)).url == reverse("desk:scenarios")
    rows = written()
    assert (rows[FREE].is_working, rows[WORKED].is_working) == (False, True)
    assert {row.source for row in rows.values()} == {decree}
    assert rows[FREE].reason_en == "rest day moved from Saturday 16 October 2027"
    assert rows[WORKED].reason_en == "worked instead of Monday 11 October 2027"
    for row in rows.values():
        assert len({row.reason_en, row.reason_ru, row.reason_kk}) == 3
        assert "2027" in row.reason_ru
        assert "2027" in row.reason_kk
    (opened,) = ChangeSet.objects.all()
    assert {row.history.first().change_set for row in rows.values()} == {opened}


@pytest.mark.parametrize(
    ("empty", "day", "is_working"), [("is_worked", FREE, False), ("becomes_free", WORKED, True)]
)
def test_one_day_alone_needs_its_reason(send, empty, day, is_working):
    refused = send(**{empty: ""})
    assert refused.status_code == 422
    assert "Say why this day differs" in refused.content.decode()
    assert not written()
    assert send(**{empty: "", "reason": "Kurban Ait"}).status_code == 302
    (row,) = written().values()
    assert (row.date, row.is_working, row.reason_en, row.reason_ru) == (day, is_working, "Kurban Ait", "")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"becomes_free": "", "is_worked": ""}, "Fill in one of the two days"),
        ({"is_worked": "2027-10-11"}, "This is the same day"),
        (
            {"becomes_free": "2027-10-16", "is_worked": "2027-10-11"},
            "Saturday 16 October 2027 is a day off already.",
        ),
        ({"is_worked": "2027-10-12"}, "Tuesday 12 October 2027 is a working day already."),
        ({"becomes_free": "2027-01-01"}, "Friday 1 January 2027 is a day off already."),
        ({"becomes_free": "2009-12-31"}, "Choose a day from 2010"),
        ({"becomes_free": "yesterday"}, "valid date"),
        ({"confidence": "sure"}, "valid choice"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(send, typed, told):
    refused = send(**typed)
    assert refused.status_code == 422
    assert told in refused.content.decode()
    assert not written()


def test_a_day_that_is_written_down_is_not_written_twice(send):
    send()
    refused = send()
    assert refused.status_code == 422
    assert "11 October 2027 is written down already" in refused.content.decode()
    assert len(written()) == 2


def test_the_calendar_leads_to_it(admin_client):
    assert reverse("desk:move_day") in admin_client.get(reverse("desk:calendar")).content.decode()
