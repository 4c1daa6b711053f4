"""What the tests share: the laws, each loaded once and published (tests/support/laws.py), and their rulebooks."""

from __future__ import annotations

import os
from datetime import date

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.models.signals import post_save
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from ngocheck.checklists.visits import clearing
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.models import Edition
from ngocheck.rulebook.publishing.live import live_rulebook, rulebook_of
from ngocheck.rulebook.rows import rulebook_file
from tests.support.commandline import manage
from tests.support.laws import CONTENT, FOLDERS, SAMPLE, Laws, write_copy

# Playwright runs an event loop of its own; Django would refuse the database to tests in its thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

WAL = "PRAGMA journal_mode=WAL;"
READING_DAY = date(2026, 11, 22)
OWN_DATABASE = connections["default"].settings_dict["NAME"]


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords():
    """Half a second for each user that a test makes would be most of the time that the tests take."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """With SQLite a file for each process, so that a live server's threads have connections of their own.

    Nothing in it has to outlast the machine, so SQLite need not wait for the disk.
    """
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        database["OPTIONS"]["init_command"] = f"{WAL} PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;"


@pytest.fixture(scope="session", autouse=True)
def _no_clearing_between_pages():
    """Once a minute a page also deletes visits that ran out; tests count the queries of pages."""
    clearing._Clock.due = float("inf")


LAWS = Laws()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before any fixture of the test: the law that it runs on."""
    LAWS.show(law_of(item))


def pytest_collection_modifyitems(items):
    """A module of tests is about one law, so that what its tests share is too."""
    laws: dict[str, str] = {}
    for item in items:
        if laws.setdefault(item.location[0], law_of(item)) != law_of(item):
            raise pytest.UsageError(f"{item.location[0]}: either all of its tests are marked `content`, or none.")


def law_of(item) -> str:
    return CONTENT if item.get_closest_marker("content") else SAMPLE


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    """Test databases with the laws published.

    pytest-django makes one only where a test is marked for it; those that use the law through `rulebook` or a
    browser are not, so it is made here for them.
    """
    own_folder = tmp_path_factory.getbasetemp()
    with django_db_blocker.unblock():
        made = None
        if connections["default"].settings_dict["NAME"] == OWN_DATABASE:
            made = setup_databases(verbosity=0, interactive=False)
        shared = own_folder.parent if "PYTEST_XDIST_WORKER" in os.environ else own_folder
        LAWS.make(shared, django_db_blocker)
        yield
        LAWS.remove()
        if made:
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module")
def rulebook(django_db_setup, django_db_blocker) -> Rulebook:
    """The published law, read once; tests that publish use `live_rulebook` themselves."""
    with django_db_blocker.unblock():
        return LAWS.kept("rulebook", live_rulebook)


@pytest.fixture(scope="module")
def law_as_file(django_db_setup, django_db_blocker) -> str:
    """The law as it is exported, before any test changed it."""
    with django_db_blocker.unblock():
        return LAWS.kept("file", rulebook_file.export)


@pytest.fixture(scope="module")
def database_of_its_own(django_db_setup, django_db_blocker, tmp_path_factory) -> str:
    """The address of an SQLite file with the law published, for processes that tests start. None changes it."""

    def written() -> str:
        path = tmp_path_factory.mktemp("database") / "law.sqlite3"
        address = f"sqlite:///{path}"
        if connection.vendor == "sqlite":
            write_copy(path)
        else:
            for command in (["migrate", "-v0"], ["load_law", "--folder", str(FOLDERS[LAWS.shown])]):
                outcome = manage(address, *command)
                assert outcome.code == 0, outcome.err
        return address

    with django_db_blocker.unblock():
        return LAWS.kept("address", written)


MADE: list[int] = []
post_save.connect(lambda instance, **_signal: MADE.append(instance.number), sender=Edition, weak=False)


@pytest.fixture(autouse=True)
def _fresh_editions():
    """Editions made in a test that was rolled back must not be remembered under the same number. Reading the law's
    own edition anew for each test would be a fifth of all their time."""
    MADE.clear()
    yield
    if MADE:
        rulebook_of.cache_clear()


@pytest.fixture(autouse=True)
def _in_english():
    """A test that asks for no page reads English, whatever language a page of an earlier test was in."""
    with translation.override("en"):
        yield


@pytest.fixture
def client(client):
    """A browser that wishes English; without a wish the desk speaks Russian."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def admin_client(admin_client):
    """The same, of a superuser who is signed in."""
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return admin_client
