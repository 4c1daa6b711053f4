"""Every page of the desk in real Chromium: axe, no scrolling sideways, no error, nothing from elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page, expect

from ngocheck.desk.urls import urlpatterns
from tests.support.browsing import DESK, PHONE, as_new, violations
from tests.support.desk_walks import BOSS, PASSWORD, Watch, new_browser, running_site, sign_in, with_people
from tests.support.exchanging import edited

pytestmark = pytest.mark.browser

TABLET = {"width": 768, "height": 1024}
CODE = "club-report"
# A draft by an editor, so that the pages have something to show: a new version with another date; mutants tried.
DRAFT = f"""
from datetime import date
from io import StringIO
from django.core.management import call_command
from ngocheck.desk.versions.new_version import start_new
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.models import ChangeSet, Remark, RequirementVersion, Scenario
from ngocheck.rulebook.models.parts import WORKING_IN
other = ChangeSet.objects.create(name="Another piece of work")
later = ChangeSet.objects.create(name="Reports in May")
Remark.objects.create(change_set=later, kind="not_yet", text="The order is not signed.")
WORKING_IN.set(lambda row: later)
old = RequirementVersion.objects.get(requirement__code={CODE!r}, effective_until=None)
made = start_new(old, effective_from=date(2028, 1, 1), start_confirmed=True, today=today())
author = User.objects.get(username="aigul")
made.title_en, made._history_user = "Report to the club register before 1 May", author
made.save()
deadline = made.deadlines.get()
deadline.month, deadline.day, deadline._history_user = 5, 1, author
deadline.save()
WORKING_IN.set(lambda row: other)
made.text_en, made._history_user = made.text_en + " Another sentence.", author
made.save()
WORKING_IN.set(None)
call_command("mutate", "--on-requirement", "founders", stdout=StringIO())
"""
# What stands in the addresses, and where it is found.
NUMBERS = {
    "new": "SELECT MAX(id) FROM rulebook_requirementversion",
    "old": "SELECT MIN(id) FROM rulebook_historicalrequirementversion",
    "before": "SELECT MIN(history_id) FROM rulebook_historicalrequirementversion GROUP BY id ORDER BY id DESC",
    "scenario": "SELECT MIN(id) FROM rulebook_scenario",
    "set": "SELECT MAX(id) FROM rulebook_changeset",
}
PAGES = {
    "calendar": "desk/calendar/2026/",
    "move_day": "desk/calendar/move/",
    "next_amount": "desk/amounts/mrp/next/",
    "change_sets": "desk/change-sets/",
    "publish_alone": "desk/publish/{set}/",
    "visitors_text": f"desk/requirements/{CODE}/2028-01-01/",
    "drop_change_set": "desk/change-sets/{set}/drop/",
    "scenarios": "desk/scenarios/",
    "unnoticed": "desk/scenarios/unnoticed/",
    "new_scenario": f"desk/scenarios/new/?requirement={CODE}&on=2028-01-01",
    "scenario": "desk/scenarios/{scenario}/",
    "conditions": "desk/versions/{new}/conditions/",
    "new_version": "desk/versions/{new}/new/",
    "guided_change": "desk/guided/change/?q=report",
    "guided_new": "desk/guided/new/",
    "guided_step": "desk/guided/{new}/act/",
    "guided_when": "desk/guided/{new}/when/",
    "guided_fine": "desk/guided/{new}/fine/",
    "guided_what": "desk/guided/{new}/what/",
    "guided_who": "desk/guided/{new}/who/",
    "guided_scenarios": "desk/guided/{new}/scenarios/",
    "guided_left": "desk/guided/{new}/left/",
    "review": "desk/review/",
    "how_sure": "desk/review/{new}/how-sure/",
    "weekly_mail": "desk/weekly-mail/",
    "search": "desk/search/?q=report",
    "translations": "desk/translations/?language=ru",
    "publish": "desk/publish/",
    "roll_back": "desk/editions/1/roll-back/",
    "preview": "desk/preview/",
    "exchange": "desk/exchange/",
    "history_all": "desk/history/",
    "history": "desk/history/requirementversion/{old}/",
    "restore": "desk/history/requirementversion/restore/{before}/",
    "start": "",
    "version": "rulebook/requirementversion/{new}/change/",
    "versions": "rulebook/requirementversion/",
    "edition": "rulebook/edition/1/change/",
    "second-factor": "account/2fa/",
    "sign-out": "account/logout/",
}
# Addresses that answer with a file, or with a page of those above.
NO_PAGES = {
    "conditions_pieces",
    "approve_alone",
    "take_over",
    "work",
    "change_set",
    "remark",
    "make_link",
    "revoke_link",
    "still_right",
    "checked",
    "looked",
    "approve",
    "edition_file",
    "edition_rows",
    "rulebook_file",
    "texts_file",
}


@pytest.fixture(scope="module")
def law(database_of_its_own, tmp_path_factory) -> str:
    return with_people(database_of_its_own, tmp_path_factory.mktemp("desk"), DRAFT)


@pytest.fixture(scope="module")
def numbers(law) -> dict[str, int]:
    with closing(sqlite3.connect(law.removeprefix("sqlite:///"))) as rows:
        return {name: rows.execute(query).fetchone()[0] for name, query in NUMBERS.items()}


@pytest.fixture(scope="module")
def site(law, tmp_path_factory):
    with running_site(law, tmp_path_factory.mktemp("log") / "site.txt") as address:
        yield address


@pytest.fixture(scope="module")
def _page(browser: Browser, site) -> Iterator[tuple[Page, Watch]]:
    context = new_browser(browser)
    page = context.new_page()
    watch = Watch(page, site)
    sign_in(page, site, BOSS)
    watch.nothing()
    yield page, watch
    context.close()


@pytest.fixture
def page(_page) -> Page:
    """One for all tests, of somebody who may open everything."""
    page, watch = _page
    as_new(page)
    watch.found.clear()
    return page


@pytest.fixture
def watch(_page) -> Watch:
    return _page[1]


def look(page: Page, watch: Watch) -> None:
    """The page as it stands: at three widths, in light and dark. Only colours differ between light and dark."""
    for size in (TABLET, PHONE, DESK):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, size
    watch.nothing()
    accessible(page, "light")
    accessible(page, "dark", only="color-contrast")
    page.set_viewport_size(PHONE)
    accessible(page, "light", only="color-contrast")
    accessible(page, "dark")
    # What axe itself adds to the page is against the CSP.
    watch.found.clear()


def accessible(page: Page, colours: str, *, only: str | None = None) -> None:
    page.emulate_media(color_scheme=colours)
    assert violations(page, only=only) == [], colours


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_of_the_desk(page: Page, watch, site, numbers, address):
    answer = page.goto(f"{site}/admin/{address.format(**numbers)}")
    assert answer.status == 200
    look(page, watch)


def test_every_page_of_the_desk_is_looked_at():
    assert {pattern.name for pattern in urlpatterns} - NO_PAGES <= PAGES.keys()


def press(page: Page, name: str, status: int) -> None:
    """Presses a button that sends the page back."""
    with page.expect_navigation() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    assert waiting.value.status == status


def test_pages_that_refuse_what_was_typed(page: Page, watch, site, numbers):
    page.goto(f"{site}/admin/desk/publish/")
    press(page, "Publish", 422)
    look(page, watch)
    page.goto(f"{site}/admin/desk/versions/{numbers['new']}/new/")
    press(page, "Copy and start the new version", 422)
    look(page, watch)
    page.goto(f"{site}/admin/desk/versions/{numbers['new']}/conditions/")
    page.locator("#block-met").get_by_role("button", name="Add a case (or)").click()
    expect(page.locator("#block-met select")).to_be_focused()
    press(page, "Save the conditions", 422)
    look(page, watch)
    page.goto(f"{site}/admin/desk/scenarios/new/")
    press(page, "Show the result", 200)
    look(page, watch)
    press(page, "Save this result as expected", 422)
    look(page, watch)


def test_what_an_import_would_change(page: Page, watch, site, tmp_path):
    path = tmp_path / "texts.xlsx"
    for words in ("Reports", ""):
        page.goto(f"{site}/admin/desk/exchange/")
        with page.expect_download() as exported:
            page.get_by_role("link", name="(XLSX)").click()
        whole = Path(exported.value.path()).read_bytes()
        path.write_bytes(edited(whole, "area", {"code": "reporting"}, title_en=words))
        page.get_by_label("File", exact=True).set_input_files(path)
        press(page, "Show what it would change", 200 if words else 422)
        look(page, watch)


def test_a_page_that_is_not_yours(browser: Browser, site):
    context = new_browser(browser)
    page = context.new_page()
    watch = Watch(page, site)
    sign_in(page, site, "rita")
    assert page.goto(f"{site}/admin/desk/scenarios/new/").status == 403
    look(page, watch)
    context.close()


def code_for(secret: str) -> str:
    """What the app on the telephone shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_signing_in_with_a_second_factor(browser: Browser, site):
    context = new_browser(browser)
    page = context.new_page()
    watch = Watch(page, site)
    page.goto(f"{site}/admin/account/login/")
    look(page, watch)
    page.get_by_label("Username").fill("parida")
    page.get_by_label("Password").fill("wrong")
    press(page, "Sign in", 422)
    look(page, watch)
    sign_in(page, site, "parida")
    # After the looks the window is a phone's, where the head of the desk is folded.
    page.locator(".desk-menu summary").click()
    page.get_by_role("link", name="Second factor").click()
    page.get_by_role("link", name="Set up the second factor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password, please")
    look(page, watch)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Go on", 200)
    look(page, watch)
    page.locator("input[name=code]").fill(code_for(page.locator(".desk-key").inner_text()))
    page.get_by_role("button", name="Switch on").click()
    page.goto(f"{site}/admin/account/2fa/recovery-codes/")
    spare = page.locator(".desk-key code").first.inner_text()
    look(page, watch)
    for address in ("", "recovery-codes/generate/", "totp/deactivate/"):
        page.goto(f"{site}/admin/account/2fa/{address}")
        look(page, watch)
    page.set_viewport_size(DESK)
    page.get_by_role("button", name="Log out").click()
    page.goto(f"{site}/admin/account/login/")
    page.get_by_label("Username").fill("parida")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The code from your telephone")
    look(page, watch)
    page.locator("input[name=code]").fill(spare)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The editors' desk")
    context.close()
