"""The desk in a browser: a running site whose rows tests may change, its people, and their ways through it."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    StorageState,
    expect,
)

from tests.support.browsing import patient
from tests.support.commandline import MANAGE, environment_of, manage

PASSWORD = "a long way to Qyzylorda"  # noqa: S105 - of people who exist in these tests only
PEOPLE = {"aigul": "editor", "boris": "editor", "rustem": "reviewer", "parida": "publisher", "rita": "reader"}
BOSS = "sultan"
MAKE_PEOPLE = f"""
from django.contrib.auth.models import User
from ngocheck.desk.accounts.roles import assign
for name, role in {PEOPLE!r}.items():
    assign(User.objects.create_user(name, password={PASSWORD!r}), [role])
User.objects.create_superuser({BOSS!r}, password={PASSWORD!r})
"""
# A site whose clock stands on another day: time goes on from there.
ON_ANOTHER_DAY = """
import sys, time_machine
time_machine.travel(sys.argv.pop(1)).start()
sys.argv[0] = "manage.py"
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
"""
LONGEST_START = 240  # seconds, on a machine that is busy with other work
MOST_STEPS = 150
REFUSED = 400
# The cookies of those who signed in at a site: to be used again.
SIGNED_IN: dict[tuple[str, str | None], StorageState] = {}


# A site of one's own.


def copied(address: str, folder: Path) -> str:
    """The address of a copy of an SQLite database."""
    path = folder / "desk.sqlite3"
    with (
        closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as old,
        closing(sqlite3.connect(path)) as new,
    ):
        old.backup(new)
    return f"sqlite:///{path}"


def with_people(address: str, folder: Path, more: str = "") -> str:
    """The address of a copy with everybody of PEOPLE, and BOSS, who may do everything; `more` is run on it too."""
    copy = copied(address, folder)
    outcome = manage(copy, "shell", "-v0", "-c", MAKE_PEOPLE + more)
    assert outcome.code == 0, outcome.err
    return copy


def loaded_on(day: date, folder: Path, law: Path) -> str:
    """The address of a new database with a law that was loaded and published on that day."""
    address = f"sqlite:///{folder / 'law.sqlite3'}"
    for command in (["migrate", "-v0"], ["load_law", "--folder", str(law)]):
        done = subprocess.run(
            [sys.executable, "-c", ON_ANOTHER_DAY, day.isoformat(), *command],
            env=environment_of(address, {"DJANGO_SETTINGS_MODULE": "ngocheck.settings"}),
            cwd=Path(MANAGE[1]).parent,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
    return address


@contextmanager
def running_site(database: str, log: Path, on: date | None = None) -> Iterator[str]:
    """The address of the site in a process of its own, with four eyes, until the block ends.

    Its clock is the machine's, or stands on the day `on` when the site starts.
    """
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = [*MANAGE] if on is None else [sys.executable, "-c", ON_ANOTHER_DAY, on.isoformat()]
    environment = environment_of(
        database, {"FOUR_EYES": "on", "DEBUG": "on", "DJANGO_SETTINGS_MODULE": "ngocheck.settings"}
    )
    with log.open("w") as written:
        server = subprocess.Popen(
            [*started, "runserver", "--noreload", f"127.0.0.1:{port}"],
            stdout=written,
            stderr=written,
            env=environment,
            cwd=Path(MANAGE[1]).parent,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health/", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=LONGEST_START)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            urlopen(address, timeout=10).close()  # noqa: S310
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"The site did not start in {LONGEST_START} seconds: {log.read_text()}")


# People.


class Watch:
    """What must not happen on any page: requests to elsewhere, errors of scripts, what the CSP refuses."""

    def __init__(self, page: Page, site: str) -> None:
        self.site = site
        self.found: list[str] = []
        page.on("request", lambda request: self.note(not request.url.startswith(site), f"asked {request.url}"))
        page.on("pageerror", lambda error: self.found.append(str(error)))
        page.on("response", self.answered)
        page.on("console", self.written)

    def note(self, bad: bool, what: str) -> None:
        if bad:
            self.found.append(what)

    def answered(self, response: Response) -> None:
        """Pages may refuse; what they are made of must be there."""
        failed = response.status >= REFUSED and not response.request.is_navigation_request()
        self.note(failed, f"{response.status} {response.url}")

    def written(self, message: ConsoleMessage) -> None:
        told = message.type in ("error", "warning") and "Failed to load resource" not in message.text
        self.note(told, f"{message.text} ({message.location.get('url')})")

    def nothing(self) -> None:
        assert self.found == [], self.found


def new_browser(browser: Browser, **options: Any) -> BrowserContext:
    """A browser of its own, of somebody in Kazakhstan who reads English and wants no motion."""
    known = {"timezone_id": "Asia/Almaty", "locale": "en-GB", "reduced_motion": "reduce"}
    return patient(browser.new_context(**{**known, **options}))


@contextmanager
def person(browser: Browser, site: str, name: str | None = None, **options: Any) -> Iterator[Page]:
    """A browser of one's own; signed in where there is a name. At its end nothing bad may have happened."""
    context = new_browser(browser, storage_state=SIGNED_IN.get((site, name)), **options)
    page = context.new_page()
    watch = Watch(page, site)
    if name:
        sign_in(page, site, name)
    try:
        yield page
        watch.nothing()
    finally:
        context.close()


def sign_in(page: Page, site: str, name: str) -> None:
    """To the start page of the desk; the form is filled in unless a session of this person is still good."""
    page.goto(f"{site}/admin/")
    if page.get_by_label("Password").count():
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The editors' desk")
    SIGNED_IN[site, name] = page.context.storage_state()


def sign_in_by_keyboard(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/admin/")
    for label, words in {"Username": name, "Password": PASSWORD}.items():
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The editors' desk")


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until this is focused; it must be seen then."""
    expect(wanted).to_have_count(1)
    for _step in range(MOST_STEPS):
        if wanted.evaluate("node => node === document.activeElement"):
            expect(wanted).to_be_in_viewport()
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached with the keyboard")


# Ways through the desk.


def open_version(page: Page, code: str, title: str) -> str:
    """From the start page to the version in force of the requirement with this title; its address."""
    page.get_by_role("link", name="NGOCheck: editors' desk").click()
    page.locator("#content").get_by_role("link", name="Requirement versions", exact=True).click()
    page.locator("#searchbar").fill(code)
    page.locator("#changelist-search input[type=submit]").click()
    page.get_by_role("link", name="in force today").click()
    page.locator("#result_list tbody").get_by_role("link", name=title).click()
    expect(page.locator("#content")).to_contain_text(code)
    return page.url


def to_page(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Pages of the desk").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1).first).to_be_visible()


def done(page: Page, words: str) -> None:
    """The desk says that it was done."""
    expect(page.locator(".messagelist .success")).to_contain_text(words)
