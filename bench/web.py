"""How fast the pages are, against a constant page and against crispy-bootstrap5: python bench/web.py

Every request goes through the whole application of a server (DEBUG off, all middleware, the session read from the
database) without a socket. The organisations answer at random: no two checklists are the same, and those timed
as new were never asked for before. turns.py says how it is timed. Exit code 1 when a bound is broken.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from io import BytesIO
from random import Random
from typing import Any

import server  # noqa: F401
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext
from turns import Bound, Way, print_bounds, print_times, take_turns

from ngocheck.checklists.guides.answers import keep_answers
from ngocheck.checklists.visits.store import VisitStore
from ngocheck.engine.conditions import Fact, Kind
from ngocheck.engine.facts import read_answer
from ngocheck.engine.findings import EVERYTHING
from ngocheck.engine.rules import Question
from ngocheck.rulebook.publishing.live import live_rulebook, today

SEED = 26
ROUNDS = 300
VISITORS = 300
SHARE_UNKNOWN = 0.1
PLANNED = "assembly_on"
DAYS_BACK, DAYS_AHEAD = 400, 90
LARGEST = 1000

CONSTANT = "/en/constant/"
CHECKLIST = "/en/guides/everything/checklist/"
FORM = "/en/guides/reports/income/"
PEER_FORM = "/en/peer/reports/income/"
ITEMS, QUESTIONS = 60, 8
MOST_QUERIES = 3


def main() -> int:
    site = Site()
    population = visitors(VISITORS, SEED)
    new = visitors(ROUNDS, SEED + 1)
    halfway = visitors(VISITORS, SEED + 2, section="income")
    compare_pages(site, population, halfway)

    constant = Way("a constant page", site.shows(CONSTANT), population, 20)
    checklist = Way("a checklist", site.shows(CHECKLIST), population, 1)
    first = Way("a checklist never asked for before", site.shows(CHECKLIST), new, 1)
    ours = Way("a form, ours", site.shows(FORM), halfway, 4)
    peer = Way("a form, crispy-bootstrap5", site.shows(PEER_FORM), halfway, 1)
    ways = [constant, checklist, first, ours, peer]
    take_turns(ways, ROUNDS)

    print_times("A request", ways)
    return print_bounds(
        [
            Bound("a checklist against a constant page", checklist, constant, at_most=15),
            Bound("crispy-bootstrap5 against our form", peer, ours, at_least=4),
        ]
    )


def visitors(count: int, seed: int, section: str = "") -> list[str]:
    """The session keys of so many visitors who answered every question, or those of one section."""
    random, rulebook = Random(seed), live_rulebook()
    questions = rulebook.asked_in(section) if section else rulebook.questions.values()
    keys = []
    for _ in range(count):
        visit = VisitStore()
        keep_answers(visit, {question.code: answer(question, random) for question in questions}, EVERYTHING)
        keys.append(visit.session_key)
    return keys


def answer(question: Question, random: Random) -> Fact | None:
    """Any answer to a question, now and then "I do not know yet"; an assembly is ahead, all else has happened."""
    if random.random() < SHARE_UNKNOWN:
        return None
    codes = question.choice_codes
    days = random.randint(1, DAYS_AHEAD) if question.code == PLANNED else -random.randint(0, DAYS_BACK)
    values: dict[Kind, Callable[[], Any]] = {
        Kind.YES_NO: lambda: random.choice((True, False)),
        Kind.ONE: lambda: random.choice(codes),
        Kind.SEVERAL: lambda: random.sample(codes, random.randint(0, len(codes))),
        Kind.NUMBER: lambda: random.randint(0, min(question.maximum or LARGEST, LARGEST)),
        Kind.DATE: (today() + timedelta(days)).isoformat,
        Kind.TIME: lambda: f"{random.randint(0, 23):02}:{random.choice((0, 30)):02}",
    }
    return read_answer(question, values[question.kind]())


class Site:
    """The application, asked for pages as a server asks it."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()

    def shows(self, path: str) -> Callable[[str], str]:
        """The page at `path`, by visitor."""
        return lambda visitor: self.page(path, visitor)

    def page(self, path: str, visitor: str) -> str:
        statuses: list[str] = []
        request = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "HTTP_COOKIE": f"{settings.VISIT_COOKIE}={visitor}; csrftoken={'c' * 32}",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
        }
        response = self.application(request, lambda status, headers: statuses.append(status))
        body = b"".join(response)
        response.close()
        if statuses != ["200 OK"]:
            sys.exit(f"{path}: {statuses}")
        return body.decode()

    def queries(self, path: str, visitor: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            self.page(path, visitor)
        return len(captured)


def compare_pages(site: Site, population: Sequence[str], halfway: Sequence[str]) -> None:
    """Nothing is timed that does not show the same, or not enough. Every visitor has been there once by then."""
    checklists = {main_part(site.page(CHECKLIST, visitor)) for visitor in population}
    check("visitors with a checklist of their own", len(checklists), len(population))
    items = min(page.count('<article class="line"') for page in checklists)
    check(f"a checklist has at least {ITEMS} items", items >= ITEMS, True)
    for visitor in halfway:
        ours, peer = radios(site.page(FORM, visitor)), radios(site.page(PEER_FORM, visitor))
        asked = len({name for name, _, _ in ours})
        check(f"the form has at least {QUESTIONS} questions", asked >= QUESTIONS, True)
        check("the peer's form", peer, ours)
    for path, visitor in ((CHECKLIST, population[0]), (FORM, halfway[0])):
        check(f"{path}: at most {MOST_QUERIES} queries", site.queries(path, visitor) <= MOST_QUERIES, True)
    print(f"{len(population)} checklists, each different from every other, of at least {items} items")
    print(f"{len(halfway)} forms of {asked} questions, {len(ours)} radios, the same in both")
    print(
        f"Queries: {site.queries(CHECKLIST, population[0])} a checklist, {site.queries(FORM, halfway[0])} a form"
    )


def main_part(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def radios(page: str) -> set[tuple[str, str, bool]]:
    """Name and value of every radio, and whether it is ticked."""
    return {
        (found_in(tag, "name"), found_in(tag, "value"), "checked" in tag)
        for tag in re.findall(r'<input[^>]*type="radio"[^>]*>', page)
    }


def found_in(tag: str, attribute: str) -> str:
    found = re.search(rf'{attribute}="([^"]*)"', tag)
    return found[1] if found else ""


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        sys.exit(f"{what}: {found} is not {expected}")


if __name__ == "__main__":
    sys.exit(main())
