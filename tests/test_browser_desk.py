"""An editor's day in real Chromium: a new version of the law, from the first word to visitors and back."""

from __future__ import annotations

from datetime import date

import pytest
from browsing import answer
from desk_walks import copied_database, done, open_version, person, running_site, to_page
from playwright.sync_api import Browser, Locator, Page, expect

from ngocheck.rulebook.live import today

pytestmark = pytest.mark.browser

CODE = "rep-ngo-database"
YEAR = today().year + 2
OLD_TITLE = "Report to the NGO database before 31 March each year"
NEW_TITLE = "Report to the NGO database before 1 May each year"
NOTE = f"From {YEAR} the report to the NGO database is due by 1 May."


@pytest.fixture(scope="module")
def law(database_of_its_own, tmp_path_factory) -> str:
    """A database with people, which tests copy nothing back to."""
    return copied_database(database_of_its_own, tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def site(law, tmp_path_factory):
    """The desk that all tests of this file work on but the one that publishes."""
    with running_site(law, tmp_path_factory.mktemp("log") / "site.txt") as address:
        yield address


def new_version(page: Page) -> None:
    open_version(page, CODE, OLD_TITLE)
    page.get_by_role("link", name="New version").click()
    page.get_by_label("First day of the new version").fill(f"{YEAR}-01-01")
    page.get_by_label("I read this day in the act").check()
    page.get_by_role("button", name="Copy and start the new version").click()
    done(page, "This is the new version, a draft until it is published.")
    page.get_by_label("Title (English)").fill(NEW_TITLE)
    page.locator("#id_deadlines-0-month").fill("5")
    page.locator("#id_deadlines-0-day").fill("1")
    page.get_by_role("button", name="Save and continue editing").first.click()
    done(page, "was changed successfully")


def play_with_a_condition(page: Page) -> None:
    """Takes one choice out, sees sentence and counts change, and puts it back."""
    page.get_by_role("link", name="Change the conditions").click()
    said, counted = page.locator("#said-applies"), page.locator("#impact-applies")
    before = said.inner_text(), counted.inner_text()
    assert "Public foundation" in before[0]
    assert "nobody gains or loses it" in before[1]
    box = page.locator("#block-applies").get_by_label("Public foundation")
    box.uncheck()
    expect(said).not_to_contain_text("Public foundation")
    expect(counted).to_contain_text("lose it")
    box.check()
    expect(said).to_have_text(before[0], use_inner_text=True)
    expect(counted).to_have_text(before[1], use_inner_text=True)
    expect(page.locator("#builder-trouble")).to_be_hidden()
    page.get_by_role("link", name="Back to the version without saving").click()


def preview(page: Page, on: date, words: str, *, first: bool) -> None:
    """The visitors' checklist with the draft on a day."""
    to_page(page, "Preview")
    page.get_by_label("As of").fill(on.isoformat())
    page.get_by_role("button", name="Start" if first else "Show this day").click()
    banner = page.get_by_role("complementary", name="Preview")
    expect(banner).to_contain_text(f"Draft, not published. As of {on.day} {on:%B %Y}.")
    checklist(page, answered=not first)
    expect(banner).to_be_visible()
    expect(page.locator(f"#{CODE}")).to_contain_text(words)


def checklist(page: Page, *, answered: bool = False) -> None:
    """To the checklist of a registered foundation about reports, from any page of the site."""
    root = "/".join(page.url.split("/")[:3])
    if not answered:
        page.goto(f"{root}/en/guides/reports/")
        answer(page, status="registered", legal_form="public_foundation")
    page.goto(f"{root}/en/guides/reports/checklist/")


def change_of(page: Page, title: str) -> Locator:
    return page.get_by_role("article", name=title)


def see_what_waits(page: Page) -> None:
    """Both versions in words, old beside new; the impact; and nobody but a publisher has the button."""
    to_page(page, "Publish")
    old, new = change_of(page, OLD_TITLE), change_of(page, NEW_TITLE)
    expect(old.get_by_role("row", name="in force until")).to_contain_text(f"1 January {YEAR}")
    expect(new.get_by_role("row", name="deadline")).to_contain_text("by 1 May")
    expect(page.get_by_role("region", name="Numbers of organisations")).to_contain_text("NGO database")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


def publish(page: Page) -> None:
    to_page(page, "Publish")
    page.get_by_label("In English").fill(NOTE)
    page.get_by_role("button", name="Publish", exact=True).click()


def refused(page: Page, *reasons: str) -> None:
    """Publishing says what stands in the way, each with a link, and keeps the note."""
    publish(page)
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Not done. Nothing was published")
    for reason in reasons:
        line = said.get_by_role("listitem").filter(has_text=reason)
        expect(line.get_by_role("link", name="Mend it")).to_be_visible()
    expect(page.get_by_label("In English")).to_have_value(NOTE)


def add_the_scenario(page: Page) -> None:
    to_page(page, "Scenarios")
    page.get_by_role("link", name=f"Make one for {CODE} from 1 January {YEAR}").click()
    page.get_by_label("Name", exact=True).fill("A foundation reports after the change")
    page.locator("#id_status").get_by_label("Registered with the justice body").check()
    page.get_by_label("Public foundation").check()
    page.get_by_role("button", name="Show the result").click()
    page.get_by_role("button", name="Tick nothing").click()
    page.get_by_label(f"Expect this of {CODE}", exact=True).check()
    page.get_by_role("button", name="Save this result as expected").click()
    done(page, "From now on this result is expected")


def test_an_editors_day(browser: Browser, database_of_its_own, tmp_path):
    database = copied_database(database_of_its_own, tmp_path)
    with running_site(database, tmp_path / "site.txt") as site:
        with person(browser, site, "aigul") as page:
            new_version(page)
            play_with_a_condition(page)
            preview(page, date(YEAR - 1, 2, 1), "31 March", first=True)
            page.goto(f"{site}/admin/")
            preview(page, date(YEAR, 6, 1), "1 May", first=False)
            page.goto(f"{site}/admin/")
            see_what_waits(page)
            page.screenshot(path="/tmp/shots/publish-changes-1280.png", full_page=True)
            page.set_viewport_size({"width":390,"height":844})
            page.screenshot(path="/tmp/shots/publish-changes-390.png", full_page=True)
        with person(browser, site, "parida") as page:
            refused(page, "no scenario expects it applying in its time", "waits for the approval" )
            page.screenshot(path="/tmp/shots/publish-refused-1280.png", full_page=True)
        with person(browser, site, "aigul") as page:
            add_the_scenario(page)
