"""The editors' draft as the engine reads it, and the page that says why it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ngocheck.desk.frame import View, draw
from ngocheck.engine.edition import EditionError
from ngocheck.engine.rules import Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import make_draft
from ngocheck.wording.refusals import missing_value_text


def draft_rulebook() -> Rulebook:
    """The rulebook that the rows as they are now would make. Raises EditionError where they make none."""
    return draft_and_content()[0]


def draft_and_content() -> tuple[Rulebook, Mapping[str, Any]]:
    """The same with the JSON that it is read from."""
    made = make_draft(today())
    if made.rulebook is None:
        raise EditionError(made.unreadable)
    return made.rulebook, made.content


def draft_with_rules(on: date) -> Rulebook:
    """The draft, sure to have rules on the day. Raises EditionError where an amount that they need is missing."""
    rulebook = draft_rulebook()
    try:
        ruleset_on(rulebook, on)
    except LookupError as error:
        raise EditionError(missing_value_text(error)) from error
    return rulebook


def reads_draft(view: View) -> View:
    """Answers with the reason where the draft cannot be read, instead of failing."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except EditionError as error:
            title = _("The draft cannot be read")
            return draw(
                request,
                "desk/scenarios/scenario_no_draft.html",
                title,
                {"reason": error},
                HTTPStatus.UNPROCESSABLE_ENTITY,
            )

    return answered
