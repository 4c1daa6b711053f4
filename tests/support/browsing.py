"""How tests move through the pages in a browser, and how they look at them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import gettext, override
from playwright.sync_api import BrowserContext, Page, ViewportSize

SMALL_PHONE = ViewportSize(width=320, height=640)
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)
WINDOW = ViewportSize(width=1280, height=720)
# Milliseconds, for a machine that is busy with other work. Nothing waits longer than it must.
LONGEST_WAIT = 120_000

WIDTH = """() => ({
    language: document.documentElement.lang,
    too_wide: document.documentElement.scrollWidth <= innerWidth ? null :
        [...document.querySelectorAll("body *")].filter(
            (one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((one) => one.outerHTML),
})"""
# Of what axe finds only what is told when a test fails.
RUN_AXE = """([part, options]) => axe.run(part || document, options).then(({violations}) =>
    violations.map((rule) => [rule.id, rule.nodes.map((node) => node.html)]))"""
# As with a mouse: what lies at the middle of the box must be the box itself, or its label.
TICK = """(boxes) => boxes.filter((box) => {
    box.scrollIntoView({block: "center", behavior: "instant"});
    const {x, y, width, height} = box.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    if (hit !== box && hit?.closest("label")?.control !== box) return true;
    if (!box.checked) box.click();
    return !box.checked;
}).map((box) => box.outerHTML)"""


def patient(context: BrowserContext) -> BrowserContext:
    """The same, that waits as long as it takes on a machine that is busy."""
    context.set_default_timeout(LONGEST_WAIT)
    return context


def as_new(page: Page) -> Page:
    """The page emptied, in a usual window by day."""
    page.goto("about:blank")
    page.set_viewport_size(WINDOW)
    page.emulate_media(color_scheme="light")
    return page


def violations(page: Page, part: str | None = None, *, only: str | None = None) -> list[object]:
    """What axe finds on the page or in a part of it, by all rules or by one: the rules, and the elements.

    The page reads axe's source once.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"], "selectors": False, **({"runOnly": [only]} if only else {})}
    return page.evaluate(RUN_AXE, [part, options])


def check(page: Page) -> None:
    """No violation that axe finds, and nothing wider than the screen."""
    assert violations(page) == []
    check_width(page)


def check_width(page: Page) -> None:
    """Nothing wider than the screen, and the page's language is that of its address."""
    found = page.evaluate(WIDTH)
    assert found["too_wide"] is None, (page.url, page.viewport_size, found["too_wide"])
    assert found["language"] == language_of(page)


class At:
    """Looks at a page at these sizes of a screen: with axe, or only for what is too wide.

    The size that the page has comes first, so a walk goes on at each size in turn.
    """

    def __init__(self, *sizes: ViewportSize) -> None:
        self.sizes = sizes

    def __call__(self, page: Page) -> None:
        for size in self.from_that_of(page):
            page.set_viewport_size(size)
            check(page)

    def width(self, page: Page) -> None:
        for size in self.from_that_of(page):
            page.set_viewport_size(size)
            check_width(page)

    def from_that_of(self, page: Page) -> list[ViewportSize]:
        return sorted(self.sizes, key=lambda size: size != page.viewport_size)


PHONE_AND_DESK = At(PHONE, DESK)
IN_A_WINDOW = At(WINDOW)


def language_of(page: Page) -> str:
    return urlsplit(page.url).path.split("/")[1]


def said(page: Page, message: str) -> str:
    """A message of the interface in the language of the page."""
    with override(language_of(page)):
        return gettext(message)


def go_on(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Save and go on")).click()


def answer(page: Page, **answers: str) -> None:
    """Answers questions of a section by their codes, "I do not know yet" to its others, and goes on."""
    for box in page.locator("main input[value=unknown]").all():
        if box.get_attribute("name") not in answers:
            box.check()
    for code, value in answers.items():
        ticked = page.locator(f'input[name="{code}"][value="{value}"]')
        if ticked.count():
            ticked.check()
        else:
            page.locator(f"#id_{code}").fill(value)
    go_on(page)


def answer_the_rest(page: Page, look_at_width: Callable[[Page], None] = check_width) -> None:
    """ "I do not know yet" to everything that is still asked."""
    while "/answers/" not in page.url:
        here = page.url
        assert page.locator("main input[value=unknown]").evaluate_all(TICK) == []
        look_at_width(page)
        go_on(page)
        page.wait_for_url(lambda url, here=here: url != here)
