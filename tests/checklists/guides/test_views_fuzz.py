"""Submissions that no browser would send, against the sections of every guide: 2,500, or 10,000 by `make fuzz`.

A visitor sends forms one after another: some right, some with answers that are wrong, missing, doubled or junk,
some for sections that ask nothing. What each must come to is known from how it was made.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from ngocheck.checklists.guides.answers import KEY, UNKNOWN, answers_of
from ngocheck.checklists.guides.fields import NONE_OF_THESE
from ngocheck.checklists.guides.journey import Leg, plan_journey
from ngocheck.engine.conditions import Kind
from ngocheck.engine.facts import EARLIEST, LARGEST, LATEST
from ngocheck.engine.rules import Question, Rulebook
from ngocheck.rulebook.publishing.live import today
from tests.support.visits import kept_by

pytestmark = [pytest.mark.django_db, pytest.mark.content]
SUBMISSIONS = int(os.environ.get("SUBMISSIONS", "1000"))  # each of ten times
FORMS_OF_A_VISITOR = 40
LONG = 5000

ALPHABETS = [
    "abcxyz_-ABC",
    "0123456789.,:/- ",
    "АәҚңөүһі",
    "🎈👩🏽‍⚖️🇰🇿",
    "\x00\x01\x1b\x7f\u202e\ufeff\ufffd",
    "\ud800\udfff\udc00",
    "<>&\"'{}%;\\\n\r\t",
    "٠١٢٣٤٥٦٧٨٩²½",
]
WRONG = {
    Kind.NUMBER: ["-5", "1.5", "1e3", "0x10", "٣", "²", "twelve", "9" * 19, "9" * LONG, str(LARGEST + 1)],
    Kind.DATE: [
        "31.02.2027",
        "00.00.0000",
        "12.13.2026",
        "2026-13-01",
        "1.1.1899",
        "1.1.2101",
        "12.12.126",
        "1.1",
        ".",
    ],
    Kind.TIME: ["24:00", "9:60", "9", "9:5", "12:30:00", "noon", "٠٩:٠٠", "-1:00", ":"],
}


class Sent(NamedTuple):
    """What is sent for a question, and the value it must be kept as; None where it must be refused."""

    values: list[str]
    kept: Any


@pytest.mark.parametrize("guide", ["register", "reports", "foreign-funds", "assembly", "everything"])
@pytest.mark.parametrize("half", ["first half", "second half"])
def test_no_submission_breaks_a_section_or_loses_an_answer(rulebook, client, guide, half):
    random = Random(f"{guide} {half}")
    outcomes = Counter()
    kept: dict[str, Any] = {}
    for number in range(SUBMISSIONS):
        if number % FORMS_OF_A_VISITOR == 0:
            client.cookies.clear()
            kept = {}
        section = random.choice(rulebook.sections).code
        steps = plan_journey(rulebook, answers_of({KEY: kept}, rulebook), today(), guide).steps
        if random.random() < 0.9:
            section = random.choice(steps).section.code
        step = next((step for step in steps if step.section.code == section), None)
        form = filled_in(step, rulebook, random)
        page = send(client, f"/en/guides/{guide}/{section}/", form, others(form, rulebook, random))
        wrong = [code for code, sent in form.items() if sent.kept is None]
        if wrong:
            assert page.status_code == 422, (number, section, form)
            assert_each_is_named(page.content.decode(), wrong)
        elif page.status_code == 422:
            assert page.context["form"].clashes.keys() == page.context["form"].errors.keys() > set(), form
        else:
            assert page.status_code == 302, (number, section, form)
            kept |= {code: sent.kept for code, sent in form.items()}
        assert kept_by(client).get(KEY, {}) == kept, (number, section, form)
        outcomes[page.status_code] += 1
    assert min(outcomes[302], outcomes[422]) > SUBMISSIONS / 10


def send(client, path: str, form: dict[str, Sent], others: list[tuple[str, str]]):
    """As a browser sends it, and with lone surrogates as no browser can."""
    pairs = [(code, value) for code, sent in form.items() for value in sent.values]
    body = urlencode(pairs + others, errors="surrogatepass")
    return client.post(path, body, content_type="application/x-www-form-urlencoded")


def assert_each_is_named(page: str, wrong: list[str]) -> None:
    """The summary leads to each wrong field, and to no other, in the words that stand beside the field."""
    summary = page[page.index('<div class="errors"') : page.index("</div>", page.index('<div class="errors"'))]
    named = dict(re.findall(r'<li><a href="#id_(\w+)">(.*?)</a></li>', summary, re.DOTALL))
    assert sorted(named) == sorted(wrong)
    for code, words in named.items():
        message = re.search(rf'<p class="error" id="{code}_error">(.*?) ?</p>', page, re.DOTALL)
        assert message, code
        assert message[1].strip(), code
        assert words.endswith(message[1]), code
        assert f'id="id_{code}"' in page


def filled_in(step: Leg | None, rulebook: Rulebook, random: Random) -> dict[str, Sent]:
    """Answers to all questions of a step; in half of the forms some of them wrong."""
    share_wrong = random.choice((0, 0, 0.2, 0.6))
    questions = step.questions if step else ()
    return {
        question.code: wrong(question, random) if random.random() < share_wrong else right(question, random)
        for question in questions
    }


def others(form: dict[str, Sent], rulebook: Rulebook, random: Random) -> list[tuple[str, str]]:
    """Fields that the section does not ask for: right answers to other questions, and junk."""
    codes = [code for code in rulebook.questions if code not in form]
    picked = random.sample(codes, random.choice((0, 0, 1, 5)))
    answers = [(code, value) for code in picked for value in right(rulebook.questions[code], random).values]
    strange = [(junk(random), junk(random)) for _ in range(random.choice((0, 0, 1, 3)))]
    return answers + strange


def right(question: Question, random: Random) -> Sent:
    """An answer that the field takes, in one of the ways to write it."""
    if random.random() < 0.15:
        return Sent([UNKNOWN], UNKNOWN)
    codes = question.choice_codes
    match question.kind:
        case Kind.YES_NO:
            text, fact = random.choice([("true", True), ("yes", True), ("false", False), ("no", False)])
        case Kind.ONE:
            text = fact = random.choice(codes)
        case Kind.SEVERAL:
            ticked = random.choices(codes, k=random.randint(0, len(codes)))
            return Sent(ticked or [NONE_OF_THESE], sorted(set(ticked)))
        case Kind.NUMBER:
            fact = random.randint(question.minimum or 0, question.maximum or random.choice((100, LARGEST)))
            text = random.choice((f"{fact}", f"{fact:,}".replace(",", random.choice(" \u00a0\u202f'"))))
        case Kind.DATE:
            day = EARLIEST + timedelta(random.randint(0, (LATEST - EARLIEST).days))
            text, fact = written(day, random), day.isoformat()
        case Kind.TIME:
            hour, minute = random.randint(0, 23), random.randint(0, 59)
            text, fact = f"{hour}{random.choice(':.')}{minute:02}", f"{hour:02}:{minute:02}"
    blanks = [random.choice(("", " ", "\t\n"))] if random.random() < 0.1 else []
    return Sent([*blanks, f"{random.choice(('', ' '))}{text}"], fact)


def written(day: date, random: Random) -> str:
    form = random.choice(("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d. %m. %Y"))
    return day.strftime(form)


def wrong(question: Question, random: Random) -> Sent:
    """What the field must refuse."""
    answer = right(question, random).values
    ways: list[list[str]] = [
        [],
        [random.choice((" ", "\n\t", "\u00a0"))],
        [junk(random)],
        [*answer, junk(random)],
        [UNKNOWN, UNKNOWN],
        [*WRONG.get(question.kind, ["on", "1", "None", "null"])],
    ]
    if question.kind is Kind.SEVERAL:
        ways.append([NONE_OF_THESE, question.choice_codes[0]])
    elif answer != [UNKNOWN]:
        ways += [[*answer, *answer], [*answer] * 50, [*answer, UNKNOWN]]
    if question.kind in WRONG:
        ways += [[value] for value in WRONG[question.kind]]
    if question.kind is Kind.NUMBER and question.maximum is not None:
        ways.append([str(question.maximum + 1)])
    return Sent(random.choice(ways), None)


def junk(random: Random) -> str:
    """Anything, with a question mark in it, which is in no answer."""
    alphabet = random.choice(ALPHABETS)
    length = random.choice((0, 1, 5, 30, LONG if random.random() < 0.05 else 3))
    letters = random.choices(alphabet, k=length)
    letters.insert(random.randint(0, length), "?")
    return "".join(letters)
