"""What the tests share: the law loaded once and published, and the rulebook that it gives."""

from __future__ import annotations

import os
from datetime import date

import pytest
from django.core.management import call_command

from ngocheck.engine.edition import Rulebook
from ngocheck.rulebook.live import live_rulebook, rulebook_of

# Playwright runs an event loop of its own; Django would refuse the database to tests in its thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

READING_DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The law of the fixture files, published, in every test's database."""
    with django_db_blocker.unblock():
        call_command("load_law", verbosity=0)


@pytest.fixture(scope="session")
def rulebook(django_db_setup, django_db_blocker) -> Rulebook:
    """The published law, read once; tests that publish use `live_rulebook` themselves."""
    with django_db_blocker.unblock():
        return live_rulebook()


@pytest.fixture(autouse=True)
def _fresh_editions():
    """Editions made in a test that was rolled back must not be remembered under the same number."""
    yield
    rulebook_of.cache_clear()
