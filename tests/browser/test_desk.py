"""An editor's day in real Chromium: a new version of the law, from the first word to visitors and back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ngocheck.rulebook.publishing.live import today
from tests.support.browsing import answer
from tests.support.desk_walks import (
    copied,
    done,
    open_version,
    person,
    running_site,
    sign_in_by_keyboard,
    tab_to,
    to_page,
    with_people,
)
from tests.support.exchanging import edited

pytestmark = pytest.mark.browser

CODE = "club-report"
YEAR = today().year + 2
OLD_TITLE = "Report to the club register before 31 March"
NEW_TITLE = "Report to the club register before 1 May"
# Publishing refuses numbers and months that differ between the languages.
NEW_TITLES = {
    "en": NEW_TITLE,
    "ru": "Отчитайтесь в реестр кружков до 1 мая",
    "kk": "Үйірмелер тізіліміне 1 мамырға дейін есеп беріңіз",
}
NOTE = f"From {YEAR} the report to the club register is due by 1 May."

# A scenario that the new version breaks.
OF_THE_OLD_LAW = f"""
from datetime import date
from ngocheck.rulebook.models import Area, Scenario
Scenario.objects.create(
    name="A foundation reports by 31 March", area=Area.objects.get(code="reporting"), on=date({YEAR}, 6, 1),
    answers={{"status": "registered", "legal_form": "foundation"}},
    expect={{{CODE!r}: {{"due": [{{"on": "{YEAR + 1}-03-31"}}]}}}})
"""


@pytest.fixture(scope="module")
def law(database_of_its_own, tmp_path_factory) -> str:
    """A database with people."""
    return with_people(database_of_its_own, tmp_path_factory.mktemp("desk"), OF_THE_OLD_LAW)


@pytest.fixture(scope="module")
def site(law, tmp_path_factory):
    """The desk that all tests of this file work on but the one that publishes."""
    database = copied(law, tmp_path_factory.mktemp("site"))
    with running_site(database, tmp_path_factory.mktemp("log") / "site.txt") as address:
        yield address


def new_version(page: Page) -> None:
    open_version(page, CODE, OLD_TITLE)
    page.get_by_role("link", name="New version").click()
    page.get_by_label("First day of the new version").fill(f"{YEAR}-01-01")
    page.get_by_label("I read this day in the act").check()
    page.get_by_role("button", name="Copy and start the new version").click()
    done(page, "This is the new version, a draft until it is published.")
    for language, title in NEW_TITLES.items():
        page.locator(f"#id_title_{language}").fill(title)
    page.get_by_role("tab", name="Dates").click()
    page.locator("#id_deadlines-0-month").fill("5")
    page.locator("#id_deadlines-0-day").fill("1")
    page.get_by_role("button", name="Save and continue editing").first.click()
    done(page, "was changed successfully")


def play_with_a_condition(page: Page) -> None:
    """Excepts one more form, sees sentence and counts change, and takes it back."""
    page.get_by_role("tab", name="Conditions").click()
    page.get_by_role("link", name="Change the conditions").click()
    said, counted = page.locator("#said-applies"), page.locator("#impact-applies")
    before = said.inner_text(), counted.inner_text()
    assert "Foundation" not in before[0]
    assert "nobody gains or loses it" in before[1]
    box = page.locator("#block-applies").get_by_label("Foundation")
    box.check()
    expect(said).to_contain_text("Foundation")
    expect(counted).to_contain_text("lose it")
    box.uncheck()
    expect(said).to_have_text(before[0], use_inner_text=True)
    expect(counted).to_have_text(before[1], use_inner_text=True)
    expect(page.locator("#builder-trouble")).to_be_hidden()
    page.get_by_role("link", name="Back to the version without saving").click()


def preview(page: Page, site: str, on: date, words: str, *, button: str) -> None:
    """The visitors' checklist with the draft on a day."""
    page.goto(f"{site}/admin/")
    to_page(page, "Preview")
    page.get_by_label("As of").fill(on.isoformat())
    page.get_by_role("button", name=button).click()
    banner = page.get_by_role("complementary", name="Preview")
    expect(banner).to_contain_text(f"Draft, not published. As of {on.day} {on:%B %Y}.")
    to_the_checklist(page, site)
    expect(banner).to_be_visible()
    expect(page.locator(f"#{CODE}")).to_contain_text(words)


def to_the_checklist(page: Page, site: str) -> None:
    """That of a registered foundation about reports."""
    page.goto(f"{site}/en/guides/reports/answers/")
    if "/answers/" not in page.url:
        answer(page, status="registered", legal_form="foundation")
    page.goto(f"{site}/en/guides/reports/checklist/")


def change_of(page: Page, title: str) -> Locator:
    return page.get_by_role("article", name=title)


def in_english(change: Locator) -> Locator:
    """What visitors will read of a change in English; the editor's own language is open at once."""
    return change.locator("details[open]:has(> summary:has-text('What visitors will read: English'))")


def see_what_waits(page: Page) -> None:
    """What visitors read of both versions, now and then; the impact; and nobody but a publisher has the button."""
    to_page(page, "Publish")
    old, new = in_english(change_of(page, OLD_TITLE)), in_english(change_of(page, NEW_TITLE))
    expect(old.locator("ins").first).to_contain_text(f"31 December {YEAR - 1}")
    due = new.get_by_role("row").filter(has_text="After each year by")
    expect(due.locator("del")).to_contain_text("31 March")
    expect(due.locator("ins")).to_contain_text("1 May")
    expect(page.get_by_role("region", name="Numbers of organisations")).to_contain_text("club register")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


def publish(page: Page) -> None:
    to_page(page, "Publish")
    page.get_by_label("In English").fill(NOTE)
    page.get_by_role("button", name="Publish", exact=True).click()


def refused(page: Page, *reasons: str) -> None:
    """Publishing says what stands in the way, and keeps the note; nothing is live."""
    publish(page)
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Not done. Nothing was published")
    for reason in reasons:
        expect(said.get_by_role("listitem").filter(has_text=reason).first).to_be_visible()
    expect(page.get_by_label("In English")).to_have_value(NOTE)


def drop_scenarios_of_the_old_law(page: Page) -> None:
    """Those that expect the old date after the change; the page says which."""
    lines = page.locator(".publish-problems li").filter(has_text="due dates: last day 31 March")
    expect(lines).not_to_have_count(0)
    while lines.count():
        lines.first.get_by_role("link", name="Mend it").click()
        expect(page.get_by_text("does not hold").first).to_be_visible()
        page.get_by_role("link", name="Delete this scenario").click()
        page.get_by_role("button", name="Yes, I’m sure").click()
        done(page, "was deleted successfully")
        to_page(page, "Publish")


def add_the_scenario(page: Page) -> None:
    to_page(page, "Scenarios")
    page.get_by_role("link", name=f"Make one for {CODE} from 1 January {YEAR}").click()
    page.get_by_label("Name:", exact=True).fill("A foundation reports after the change")
    page.get_by_label("Registered", exact=True).check()
    page.get_by_label("Foundation", exact=True).check()
    page.get_by_role("button", name="Show the result").click()
    applies = page.get_by_role("checkbox", name="Whether it applies: applies")
    expect(applies.and_(page.locator(f"[value^={CODE}]"))).to_be_checked()
    page.get_by_role("button", name="Save this result as expected").click()
    done(page, "From now on this result is expected")


def check_and_approve(page: Page) -> None:
    """The last one by keyboard only."""
    to_page(page, "To check")
    row = page.get_by_role("row").filter(has_text=NEW_TITLE)
    row.get_by_role("button", name="Checked, unchanged").click()
    done(page, "checked, unchanged. The next check is on")
    tab_to(page, page.get_by_role("link", name="Publish", exact=True))
    page.keyboard.press("Enter")
    boxes = page.get_by_label("I have read this")
    # Two versions, the new scenario, and those that went with the old law.
    expect(boxes).to_have_count(3)
    for box in boxes.all():
        tab_to(page, box)
        page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Approve all that I ticked as read"))
    page.keyboard.press("Enter")
    done(page, "Approved 3 changes.")
    expect(change_of(page, NEW_TITLE)).to_contain_text("Approved by rustem")
    expect(page.locator(".publish-problems")).to_have_count(0)


def roll_back(page: Page) -> None:
    to_page(page, "Publish")
    page.get_by_role("link", name="All editions").click()
    page.get_by_role("link", name=re.compile("^1-")).click()
    page.get_by_role("link", name="Roll back to this edition").click()
    page.get_by_label("In English").fill("The act was not signed after all.")
    page.get_by_role("button", name="Roll back now").click()
    done(page, "It says what edition 1-")


def visitor_reads(page: Page, site: str, words: str, title: str) -> None:
    """What the checklist and the page of the requirement say to a visitor of that year."""
    to_the_checklist(page, site)
    expect(page.locator(f"#{CODE}")).to_contain_text(words)
    expect(page.locator(f"#{CODE}")).to_contain_text(title)
    page.goto(f"{site}/en/requirements/{CODE}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def told_to_visitors(page: Page, site: str) -> None:
    """The edition stands on "What changed" and in the feed."""
    page.goto(f"{site}/en/changes/")
    expect(page.locator("#edition-2")).to_contain_text(NOTE)
    expect(page.locator("#edition-2")).to_contain_text("Report to the club register")
    assert NOTE in page.request.get(f"{site}/en/changes.atom").text()


def test_an_editors_day(browser: Browser, law, tmp_path):
    database = copied(law, tmp_path)
    with (
        running_site(database, tmp_path / "site.txt") as site,
        running_site(database, tmp_path / "later.txt", on=date(YEAR, 2, 1)) as site_later,
        person(browser, site_later) as visitor,
    ):
        visitor_reads(visitor, site_later, "31 March", OLD_TITLE)
        from_draft_to_edition(browser, site)
        visitor_reads(visitor, site_later, "1 May", NEW_TITLE)
        told_to_visitors(visitor, site_later)
        # The later site took the sessions of today for old ones, so the publisher signs in again.
        with person(browser, site, "parida") as publisher:
            roll_back(publisher)
        visitor_reads(visitor, site_later, "31 March", OLD_TITLE)


def from_draft_to_edition(browser: Browser, site: str) -> None:
    with (
        person(browser, site, "aigul") as editor,
        person(browser, site) as reviewer,
        person(browser, site, "parida") as publisher,
    ):
        new_version(editor)
        play_with_a_condition(editor)
        preview(editor, site, date(YEAR - 1, 2, 1), "31 March", button="Start")
        preview(editor, site, date(YEAR, 6, 1), "1 May", button="Show this day")
        editor.goto(f"{site}/admin/")
        see_what_waits(editor)
        drop_scenarios_of_the_old_law(editor)
        refused(publisher, "no scenario expects it applying in its time")
        expect(publisher.locator(".publish-problems")).to_contain_text("wait for the approval of somebody")
        add_the_scenario(editor)
        refused(publisher, "Nobody but its author has approved this change")
        sign_in_by_keyboard(reviewer, site, "rustem")
        check_and_approve(reviewer)
        publish(publisher)
        done(publisher, "Published edition 2-")


# By a workbook.


def test_a_translator_changes_a_text_in_a_workbook(browser: Browser, site, tmp_path):
    path = tmp_path / "texts.xlsx"
    with person(browser, site, "aigul") as page:
        to_page(page, "Import and export")
        with page.expect_download() as exported:
            page.get_by_role("link", name="The texts for translators as one workbook (XLSX)").click()
        exported.value.save_as(path)
        path.write_bytes(edited(path.read_bytes(), "area", {"code": "reporting"}, title_ru="Отчеты перед всеми"))
        page.get_by_label("File", exact=True).set_input_files(path)
        page.get_by_role("button", name="Show what it would change").click()
        rows = page.get_by_role("region", name="How many rows")
        expect(rows.get_by_role("row", name="Areas")).to_have_text("Areas 0 1 0")
        expect(page.locator(".desk-change ins")).to_contain_text("перед всеми")
        page.get_by_role("button", name="Confirm: import as a draft").click()
        done(page, "Imported as a draft")
        to_page(page, "Publish")
        expect(page.get_by_text("перед всеми")).to_be_visible()


# Two at once.

OTHER = "gift-report"
OTHER_TITLE = "Report gifts every half-year"


def retitle(page: Page, title: str) -> None:
    page.get_by_role("textbox", name="Title (English):", exact=True).fill(title)
    page.get_by_role("button", name="Save and continue editing").first.click()


def test_two_editors_at_once_and_a_restored_old_value(browser: Browser, site):
    with person(browser, site, "aigul") as aigul, person(browser, site, "boris") as boris:
        for page in (aigul, boris):
            open_version(page, OTHER, OTHER_TITLE)
        retitle(aigul, "The title of Aigul")
        done(aigul, "was changed successfully")
        retitle(boris, "The title of Boris")
        told = boris.locator(".errorlist.nonfield")
        expect(told).to_contain_text("Somebody has saved this row since you opened it.")
        expect(told).to_contain_text(f"“{OTHER_TITLE}” → “The title of Aigul”")
        expect(boris.get_by_role("textbox", name="Title (English):", exact=True)).to_have_value(
            "The title of Boris"
        )
        boris.get_by_role("button", name="Save and continue editing").first.click()
        done(boris, "was changed successfully")
        aigul.get_by_role("link", name="History").last.click()
        his = aigul.locator(".desk-change").filter(has=aigul.locator("ins", has_text="Boris")).first
        his.get_by_role("link", name="Back to before this change").click()
        expect(aigul.locator(".desk-cells")).to_contain_text("Boris")
        aigul.get_by_role("button", name="Restore as a draft").click()
        boris.reload()
        expect(boris.get_by_role("textbox", name="Title (English):", exact=True)).to_have_value(
            "The title of Aigul"
        )


def test_the_builder_without_javascript(browser: Browser, site):
    with person(browser, site, "boris", java_script_enabled=False) as page:
        open_version(page, "leaflet", "Publish a yearly leaflet on the branch")
        page.get_by_role("link", name="Change the conditions").click()
        block = page.locator("#block-met")
        block.get_by_role("button", name="Add a case (or)").click()
        block.get_by_label("Question").select_option("status")
        block.get_by_role("button", name="Show the choices of this question").click()
        block.get_by_label("Registered", exact=True).check()
        page.get_by_role("button", name="Save the conditions").click()
        done(page, "saved")
        expect(page.locator("#said-met")).to_contain_text("Registered")
        page.locator("#block-met").get_by_role("button", name="Remove").last.click()
        page.get_by_role("button", name="Save the conditions").click()
        done(page, "saved")
        expect(page.locator("#said-met")).not_to_contain_text("Registered")
