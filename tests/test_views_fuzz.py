"""10,000 random submissions against the section pages: no failure, no lost answer, every refusal named."""

from __future__ import annotations

import random

import pytest
from django.test import Client

from ngocheck.checklists.asking import asked
from ngocheck.checklists.journey import plan
from ngocheck.checklists.visit import answers_of
from ngocheck.engine.edition import Question
from ngocheck.rulebook.live import today

pytestmark = pytest.mark.django_db
ROUNDS, PER_ROUND = 20, 500
JUNK = [
    "",
    " ",
    "unknown",
    "none",
    "true",
    "-1",
    "1e9",
    "9" * 400,
    "٣",
    "31.02.2027",
    "2027-13-01",
    "0000-00-00",
    "25:61",
    "\x00",
    "😀" * 50,
    "ә ғ қ ң ө ұ ү һ і",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "[]",
    "null",
    "a" * 5000,
]


def right_value(question: Question, chance: random.Random) -> list[str]:
    match question.kind.value:
        case "yes_no":
            return [chance.choice(["true", "false"])]
        case "one":
            return [chance.choice(question.choice_codes)]
        case "several":
            return chance.sample(question.choice_codes, chance.randint(1, len(question.choice_codes)))
        case "number":
            return [str(chance.randint(question.minimum or 0, min(question.maximum or 1000, 1000)))]
        case "date":
            return [f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.{chance.randint(2015, 2028)}"]
    return [f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"]


def submission(questions: tuple[Question, ...], every: list[str], chance: random.Random) -> dict[str, list[str]]:
    """Mostly right answers, and with them whatever a broken browser or a bored person could send."""
    sent = {}
    for question in questions:
        luck = chance.random()
        if luck < 0.75:
            sent[question.code] = right_value(question, chance)
        elif luck < 0.85:
            sent[question.code] = ["unknown"]
        elif luck < 0.97:
            sent[question.code] = [chance.choice(JUNK) for _ in range(chance.randint(1, 3))]
    if chance.random() < 0.2:
        sent[chance.choice(every)] = [chance.choice(JUNK)]
    return sent


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_random_submissions(seed, rulebook):
    chance = random.Random(seed)
    client = Client()
    every = [*rulebook.questions, "csrfmiddlewaretoken", "no_such_field"]
    guides = list(rulebook.guides)
    refused = kept = 0
    for number in range(PER_ROUND):
        if number % 25 == 0:
            client.cookies.clear()
        guide = chance.choice(guides)
        before = client.session.get("answers", {})
        journey = plan(rulebook, answers_of(client.session, rulebook), today(), guide)
        step = journey.next_open() or chance.choice(journey.steps)
        if chance.random() < 0.2:
            step = chance.choice(journey.steps)
        sent = submission(step.questions, every, chance)
        response = client.post(f"/en/guides/{guide}/{step.section.code}/", sent)
        after = client.session.get("answers", {})
        if response.status_code == 422:
            refused += 1
            assert after == before
            page = response.content.decode()
            wrong = response.context["form"].errors
            assert wrong
            for code, messages in wrong.items():
                assert f'href="#id_{code}"' in page
                assert f'id="id_{code}"' in page
                assert all(messages)
                assert asked(rulebook.questions[code], rulebook, today(), guide).text
        else:
            assert response.status_code == 302, sent
            kept += 1
            here = {question.code for question in step.questions}
            assert here <= set(after)
            assert {c: v for c, v in after.items() if c not in here} == {
                c: v for c, v in before.items() if c not in here
            }
    assert refused > 50
    assert kept > 50
