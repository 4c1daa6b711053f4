"""A scenario in words that a reviewer reads: its day, its answers, and what it expects of which requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.scenarios.run import ScenarioError, read_scenario_answers
from ngocheck.rulebook.scenarios.words import FIELDS, title_of, value_in_words
from ngocheck.wording.values import answer_text, date_text, lower_first, plain_text

from .version_text import Words


def scenario_words(part: Mapping[str, Any], rulebook: Rulebook) -> Words:
    """Each answer and each expected field under its own name, so that only those that differ are shown."""
    on = date.fromisoformat(part["on"])
    words: Words = {(_("Day looked at"), ""): date_text(on), (_("Read in"), ""): part["law"]}
    words |= dict(answer_words(part["answers"], rulebook))
    for code, expected in part["expect"].items():
        title = title_of(code, rulebook, on)
        if not isinstance(expected, Mapping):
            words[title, ""] = value_in_words("", expected, rulebook)
            continue
        for field, value in expected.items():
            name = lower_first(str(FIELDS.get(field, field)))
            words[f"{title}: {name}", ""] = value_in_words(field, value, rulebook)
    return words


def answer_words(answers: Mapping[str, Any], rulebook: Rulebook) -> Iterator[tuple[tuple[str, str], str]]:
    """Each question with its answer; as they are written where the rulebook cannot read them."""
    try:
        facts = read_scenario_answers(answers, rulebook)
    except ScenarioError:
        yield from (((code, ""), str(value)) for code, value in answers.items())
        return
    for code, fact in facts.items():
        question = rulebook.questions[code]
        yield (plain_text(question.text), ""), answer_text(question, fact)
