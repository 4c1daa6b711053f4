"""The five walks of a visitor from the first page to the checklist, in any language.

What is clicked and read is found in the catalogs and in the rulebook. `look` is called on every kind of page.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from playwright.sync_api import Page, expect

from ngocheck.rulebook.publishing.live import today
from tests.support.browsing import answer, answer_the_rest, go_on, said


class Look(Protocol):
    """Looks at a page that is of a kind not seen before on the walk, or only at how wide it is."""

    def __call__(self, page: Page) -> None: ...

    def width(self, page: Page) -> None: ...


def in_days(days: int) -> str:
    return f"{today() + timedelta(days=days):%d.%m.%Y}"


def to_the_checklist(page: Page, look: Look) -> None:
    answer_the_rest(page, look.width)
    expect(page.get_by_role("heading", level=1)).to_have_text(said(page, "Check your answers"))
    look(page)
    page.get_by_role("link", name=said(page, "See the checklist")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(said(page, "Your checklist"))


def look_with_everything_open(page: Page, look: Look) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    look(page)


def found_an_association(page: Page, start: str, look: Look) -> None:
    page.goto(start)
    look(page)
    page.locator('main a[href$="/guides/register/"]').first.click()
    look(page)
    go_on(page)
    expect(page.locator(".errors")).to_be_focused()
    look(page)
    answer(page, status="founded", legal_form="public_association")
    answer(
        page,
        special_groups="none",
        founding_meeting_on=in_days(-10),
        founders_count="9",
        founders_all_citizens="true",
    )
    to_the_checklist(page, look)
    expect(page.locator("#reg-pa-founders-number summary .good")).to_be_visible()
    expect(page.locator("#reg-pa-window time").first).to_be_visible()
    look_with_everything_open(page, look)


def get_foreign_money(page: Page, start: str, look: Look) -> None:
    page.goto(f"{start}guides/foreign-funds/")
    look(page)
    answer(page, status="registered", legal_form="public_foundation", foreign_funds="true")
    answer(
        page,
        foreign_funds_activities="legal_aid",
        foreign_funds_exemption="none",
        publishes_with_foreign_money="grant_funded",
    )
    answer(
        page,
        foreign_receipt_on=in_days(-3),
        foreign_receipt_kind="grant_or_donation",
        foreign_receipt_amount="1 500 000",
    )
    to_the_checklist(page, look)
    notify = page.locator("#ff-notify")
    notify.locator("summary").first.click()
    notify.get_by_text(said(page, "How this date was counted")).click()
    expect(notify.locator(".working")).to_contain_text(said(page, "working day %(number)s") % {"number": 10})
    look_with_everything_open(page, look)
    page.goto(f"{start}guides/reports/")
    to_the_checklist(page, look)
    expect(page.locator("#rep-ngo-database time").first).to_be_visible()
    look_with_everything_open(page, look)


def plan_a_rally(page: Page, start: str, look: Look) -> None:
    page.goto(f"{start}guides/assembly/")
    answer(page, assembly_form="rally")
    look(page)
    answer(page, assembly_on=in_days(40), organiser="kazakh_legal_entity")
    to_the_checklist(page, look)
    plan = page.locator(".plan")
    expect(plan.locator("svg circle")).to_have_count(5)
    expect(page.locator("#asm-notify time").first).to_be_visible()
    look_with_everything_open(page, look)


def plan_a_march_too_late(page: Page, start: str, look: Look) -> None:
    page.goto(f"{start}guides/assembly/")
    answer(page, assembly_form="march")
    answer(page, assembly_on=in_days(2), organiser="adult_citizen")
    to_the_checklist(page, look)
    plan = page.locator(".plan")
    too_late = said(page, "It is too late to file for this day. Choose a later day.")
    expect(plan.locator(".error")).to_contain_text(too_late)
    expect(plan.locator("h3")).to_be_visible()
    expect(page.locator(".overdue #asm-apply")).to_be_visible()
    look_with_everything_open(page, look)


def know_nothing(page: Page, start: str, look: Look) -> None:
    page.goto(f"{start}guides/everything/")
    to_the_checklist(page, look)
    open_line = page.locator(".cannot_tell .line").first
    look_with_everything_open(page, look)
    open_line.locator(".open a").first.click()
    expect(page.locator("fieldset.question").first).to_be_visible()
