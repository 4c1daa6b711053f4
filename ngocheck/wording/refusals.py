"""What the engine refuses, in the editor's language. The engine itself speaks English, for programs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ngocheck.engine.conditions import Kind
from ngocheck.engine.edition import EditionError
from ngocheck.engine.facts import EARLIEST, LARGEST, LATEST, AnswerError
from ngocheck.engine.rules import Question, Rulebook
from ngocheck.engine.ruleset import NoValue


def answer_refusal(error: AnswerError, rulebook: Rulebook) -> AnswerError:
    """The refusal of answers that the rulebook does not take, in words for editors."""
    question = rulebook.questions.get(error.question)
    if question is not None:
        return AnswerError(question.code, accepted_text(question))
    if error.question == "answers":
        return AnswerError(_("answers"), _('one JSON object is needed, like {"status": "registered"}.'))
    return AnswerError(error.question, _("there is no such question."))


def accepted_text(question: Question) -> str:
    """What the question takes as an answer in JSON."""
    codes = {"codes": ", ".join(question.choice_codes)}
    match question.kind:
        case Kind.YES_NO:
            return _("answer true or false, or null if you do not know.")
        case Kind.ONE:
            return _("choose one of: %(codes)s.") % codes
        case Kind.SEVERAL:
            return _("give a list of any of: %(codes)s; or [] for none of them.") % codes
        case Kind.NUMBER:
            lowest = 0 if question.minimum is None else question.minimum
            highest = LARGEST if question.maximum is None else question.maximum
            return _("give a whole number from %(lowest)s to %(highest)s.") % {
                "lowest": lowest,
                "highest": highest,
            }
        case Kind.DATE:
            years = {"first": EARLIEST.year, "last": LATEST.year}
            return _("give a date as YYYY-MM-DD, from %(first)s to %(last)s.") % years
        case Kind.TIME:
            return _("give a time of day as HH:MM, from 00:00 to 23:59.")


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
