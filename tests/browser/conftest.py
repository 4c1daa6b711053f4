"""One browser for all tests in a process, one page that visitors' tests share, and the site that they look at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.support.browsing import LONGEST_WAIT, as_new, patient


@pytest.fixture(scope="session")
def browser_type_launch_args():
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is needed for these tests. Install it: sudo apt-get install chromium"
    quiet = ["disable-gpu", "disable-quic", "disable-background-networking", "disable-component-update"]
    flags = [f"--{flag}" for flag in [*quiet, "disable-sync", "no-first-run", "no-sandbox"]]
    return {"executable_path": chromium, "args": flags, "timeout": LONGEST_WAIT}


@pytest.fixture(scope="session", autouse=True)
def _no_hurry():
    """What is expected may take as long as it takes on a machine that is busy."""
    expect.set_options(timeout=LONGEST_WAIT)


@pytest.fixture(scope="session")
def _running_site(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture
def law_on_live_server(_running_site, django_db_blocker) -> Iterator[str]:
    """The address of a running site with the law published, for browsers.

    Not pytest-django's own fixture, which empties the database after every test: pages write sessions only.
    """
    with django_db_blocker.unblock():
        yield _running_site


@pytest.fixture(scope="session")
def _pages(browser: Browser) -> Iterator[dict[bool, Page]]:
    """A page with JavaScript and one without it. A page of its own for each test would start a process each."""
    pages = {
        script: patient(browser.new_context(java_script_enabled=script)).new_page() for script in (True, False)
    }
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.fixture
def page(_pages) -> Page:
    """The page of visitors' tests, as if it were new."""
    return forgetting(_pages[True])


@pytest.fixture
def page_without_javascript(_pages) -> Page:
    return forgetting(_pages[False])


def forgetting(page: Page) -> Page:
    """The page as if it were new, of somebody who has not answered anything."""
    page.context.clear_cookies()
    page.emulate_media(reduced_motion="no-preference")
    return as_new(page)


@pytest.fixture
def site(law_on_live_server, page):
    """The site's address; the test fails if the page asks for anything from elsewhere, or has an error."""
    outside, errors = [], []
    listeners = {
        "request": lambda request: request.url.startswith(law_on_live_server) or outside.append(request.url),
        "pageerror": lambda error: errors.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield law_on_live_server
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert outside == []
    assert errors == []
