"""What stands in the way of publishing: each problem in words, with the row to mend.

Three gates, one behind the other, since each takes for granted what the ones before it found in order: the rows by
themselves; the edition that they make, whole and without parts that lead nowhere; and what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from ngocheck.engine.edition import EditionError
from ngocheck.engine.rules import Rulebook
from ngocheck.wording.refusals import edition_refusal

from .checks import unchecked
from .conditions import senseless
from .contradictions import contradictions
from .edition import holes
from .expectations import unfulfilled
from .problem import Problem, Rows
from .rows import CHECKED, problems_in_rows, refusal_text
from .senseless_questions import senseless_questions
from .steps import problems_in_steps
from .titles import dated_titles
from .translations import different_numbers
from .unused import unused

__all__ = ["CHECKED", "Problem", "problems", "problems_in_edition", "problems_in_rows", "refusal_text"]


def problems(read: Rulebook | EditionError, today: date) -> list[Problem]:
    """All that is wrong with the rows as they are; `read` is the rulebook that they make, or why they make none.

    `today` tells what has ended, and need not be checked and seen in scenarios any more.
    """
    found = list(problems_in_rows())
    return found or list(problems_in_edition(read, today))


def problems_in_edition(read: Rulebook | EditionError, today: date) -> Iterator[Problem]:
    """What is wrong with an edition although every row for itself is right."""
    if isinstance(read, EditionError):
        yield Problem(edition_refusal(read))
    elif not read.requirements:
        yield Problem(_("There is no requirement yet."))
    else:
        rows = Rows()
        incomplete = [*holes(read, rows), *unused(), *unchecked(today), *different_numbers()]
        incomplete += [*dated_titles(), *problems_in_steps(read, rows)]
        yield from incomplete or problems_in_sense(read, rows, today)


def problems_in_sense(rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """What a whole edition says that cannot be meant, or that scenarios expect otherwise."""
    yield from senseless(rulebook, rows)
    yield from contradictions(rulebook, rows)
    yield from senseless_questions(rulebook, rows, today)
    yield from unfulfilled(rulebook, rows, today)
