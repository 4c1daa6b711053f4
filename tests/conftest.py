"""What the tests share: the law loaded once and published, and the rulebook that it gives."""

from __future__ import annotations

import os
from datetime import date

import pytest
from commandline import manage
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import blocking_manager_key

from ngocheck.engine.edition import Rulebook
from ngocheck.rulebook.live import live_rulebook, rulebook_of

# Playwright runs an event loop of its own; Django would refuse the database to tests in its thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

READING_DAY = date(2026, 11, 22)


def pytest_collection_modifyitems(items):
    """pytest-django makes a test database only for tests that say they need it; the published law needs one."""
    for item in items:
        if "rulebook" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with a live server leaves an empty database: the law is loaded again for those after it."""
    outcome = yield
    if nextitem and "law_on_live_server" in item.fixturenames:
        with item.config.stash[blocking_manager_key].unblock():
            call_command("load_law", verbosity=0)
    return outcome


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """With SQLite a file for each process, so that a live server's threads have connections of their own."""
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


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


@pytest.fixture(scope="session")
def database_of_its_own(tmp_path_factory) -> str:
    """The address of an SQLite file with the law published, for processes that tests start. None changes it."""
    address = f"sqlite:///{tmp_path_factory.mktemp('database') / 'law.sqlite3'}"
    for command in (["migrate", "-v0"], ["load_law"]):
        outcome = manage(address, *command)
        assert outcome.code == 0, outcome.err
    return address


@pytest.fixture(autouse=True)
def _fresh_editions():
    """Editions made in a test that was rolled back must not be remembered under the same number."""
    yield
    rulebook_of.cache_clear()


@pytest.fixture
def law_on_live_server(transactional_db, live_server) -> str:
    """The address of a running site with the law published, for browsers."""
    return live_server.url
