"""The day that the site takes for today."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from ngocheck.rulebook.publishing.live import showing, today
from tests.support.handmade import rulebook_with


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        (datetime(2026, 11, 22, 18, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 19, 0, tzinfo=UTC), date(2026, 11, 23)),
    ],
)
def test_a_day_begins_at_midnight_in_kazakhstan(clock, day):
    with time_machine.travel(clock, tick=False):
        assert today() == day


def test_a_draft_is_looked_at_on_a_day_of_its_own():
    with showing(rulebook_with([]), date(2030, 1, 1)):
        assert today() == date(2030, 1, 1)
    assert today() != date(2030, 1, 1)
