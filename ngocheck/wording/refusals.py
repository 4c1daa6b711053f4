"""What the engine refuses, in the editor's language. The engine itself speaks English, for programs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ngocheck.engine.edition import EditionError
from ngocheck.engine.facts import ACCEPTED, AnswerError
from ngocheck.engine.ruleset import NoValue


def answer_refusal(error: AnswerError) -> str:
    """Why answers are not taken: the question, and what it accepts."""
    question = _("answers") if error.code == "object" else error.question
    return f"{question}: {_(ACCEPTED[error.code]) % error.params}"


def edition_refusal(error: EditionError) -> str:
    """Why an edition cannot be read; the reason itself names values and is in English."""
    cause = error.__cause__
    if cause is None:
        return str(error)
    return _("The edition cannot be read: %(reason)s") % {"reason": f"{type(cause).__name__}: {cause}"}


def missing_value_text(error: LookupError) -> str:
    """Why the rules of a day cannot be asked."""
    if not isinstance(error, NoValue):
        return str(error)
    told = _("%(parameter)s has no value on a day on which a rule needs it.")
    return told % {"parameter": error.parameter}
