"""What stands in the way of publishing: each problem in words, with the row to mend.

Three gates, one behind the other, since each takes for granted what the ones before it found in order: the rows by
themselves; the edition that they make, whole and without parts that lead nowhere; and what it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _

from ngocheck.engine.edition import EditionError, read_edition
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook import models
from ngocheck.wording.refusals import edition_refusal

from .checks import unchecked
from .conditions import senseless
from .contradictions import contradictions
from .edition import holes
from .expectations import unfulfilled
from .problem import Problem, Rows
from .rows import CHECKED, problems_in_rows, refusal_text
from .translations import different_numbers
from .unused import unused

REMEMBERED = 20
_SOUND: set[str] = set()

__all__ = ["CHECKED", "Problem", "problems", "problems_in_edition", "problems_in_rows", "refusal_text"]


def problems(text: str, today: date) -> list[Problem]:
    """All that is wrong with the rows as they are; `text` is the edition that they would make.

    `today` tells what has ended, and need not be checked and seen in scenarios any more.
    """
    found = list(problems_in_rows())
    return found or list(problems_in_edition(text, today))


def problems_in_edition(text: str, today: date) -> Iterator[Problem]:
    """What is wrong with an edition although every row for itself is right."""
    try:
        rulebook = read_edition(json.loads(text), "draft")
    except EditionError as error:
        yield Problem(edition_refusal(error))
        return
    if not rulebook.requirements:
        yield Problem(_("There is no requirement yet."))
        return
    rows = Rows()
    incomplete = [*holes(rulebook, rows), *unused(), *unchecked(today), *different_numbers()]
    yield from incomplete or judged_once(text, rulebook, rows, today)


def judged_once(text: str, rulebook: Rulebook, rows: Rows, today: date) -> list[Problem]:
    """The problems in sense. What had none is remembered: the page, its button and publishing all ask."""
    key = what_is_judged(text, today)
    if key in _SOUND:
        return []
    found = list(problems_in_sense(rulebook, rows, today))
    if not found:
        if len(_SOUND) >= REMEMBERED:
            _SOUND.clear()
        _SOUND.add(key)
    return found


def what_is_judged(text: str, today: date) -> str:
    """The hash of all that the sense depends on: the edition, the scenarios, what excludes what, the day."""
    scenarios = models.Scenario.objects.order_by("name").values_list("name", "on", "answers", "expect")
    pairs = models.Requirement.contradicts.through.objects.order_by("pk")
    links = pairs.values_list("from_requirement__code", "to_requirement__code")
    told = json.dumps([text, today, list(scenarios), list(links)], default=str)
    return sha256(told.encode()).hexdigest()


def problems_in_sense(rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """What a whole edition says that cannot be meant, or that scenarios expect otherwise."""
    yield from senseless(rulebook, rows)
    yield from contradictions(rulebook, rows)
    yield from unfulfilled(rulebook, rows, today)
