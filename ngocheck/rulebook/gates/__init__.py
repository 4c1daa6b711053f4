"""What stands in the way of publishing: each problem in words, with the row to mend.

Three gates: the rows by themselves; the edition that they make, whole and without parts that lead nowhere; what
that says. All that can run run at once. A later one takes for granted what those before it look at; where they
found something it may break on that, and then says nothing yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from ngocheck.engine.edition import EditionError
from ngocheck.engine.rules import Rulebook
from ngocheck.wording.refusals import edition_refusal

from .amounts import wrong_amounts
from .checks import unchecked
from .conditions import senseless
from .contradictions import contradictions
from .early_dates import too_early
from .edition import holes
from .expectations import unfulfilled
from .problem import Problem, Rows
from .rows import CHECKED, problems_in_rows, refusal_text
from .senseless_questions import senseless_questions
from .steps import problems_in_steps
from .titles import dated_titles
from .translations import different_numbers
from .unused import unused

__all__ = ["CHECKED", "Problem", "begin_gates", "problems", "problems_in_rows", "refusal_text"]


def problems(read: Rulebook | EditionError, today: date) -> list[Problem]:
    """All that is wrong with the rows as they are; `read` is the rulebook that they make, or why they make none.

    `today` tells what has ended, and need not be checked and seen in scenarios any more.
    """
    return begin_gates(read, today)()


def begin_gates(read: Rulebook | EditionError, today: date) -> Callable[[], list[Problem]]:
    """The same in two steps: this reads all rows. What it gives looks at what they say, which takes long, and asks
    the database nothing."""
    found, rows = list(problems_in_rows()), Rows()
    found += tried(problems_in_parts(read, rows, today), sure=not found)
    if isinstance(read, EditionError) or not read.requirements:
        return lambda: found
    rows.read()
    return lambda: [*found, *tried(problems_in_sense(read, rows, today), sure=not found)]


def tried(found: Iterator[Problem], *, sure: bool) -> Iterator[Problem]:
    """What a gate finds; one that breaks ends there, unless nothing was wrong before it."""
    try:
        yield from found
    except (LookupError, ValueError, TypeError, AttributeError):
        if sure:
            raise


def problems_in_parts(read: Rulebook | EditionError, rows: Rows, today: date) -> Iterator[Problem]:
    """What is wrong with an edition although every row for itself is right, before what it says is looked at."""
    if isinstance(read, EditionError):
        yield Problem(edition_refusal(read))
    elif not read.requirements:
        yield Problem(_("There is no requirement yet."))
    else:
        yield from holes(read, rows)
        yield from (*unused(), *unchecked(today), *different_numbers())
        yield from (*dated_titles(), *problems_in_steps(read, rows), *wrong_amounts())


def problems_in_sense(rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """What a whole edition says that cannot be meant, or that scenarios expect otherwise."""
    yield from senseless(rulebook, rows)
    yield from contradictions(rulebook, rows)
    yield from too_early(rulebook, rows, today)
    yield from senseless_questions(rulebook, rows, today)
    yield from unfulfilled(rulebook, rows, today)
