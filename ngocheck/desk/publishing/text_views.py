"""The page "What visitors will read": a version's public page before and after, in any language."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ngocheck.desk.conditions.sentences import day_for
from ngocheck.desk.frame import desk_page, draw
from ngocheck.engine.edition import EditionError
from ngocheck.engine.rules import Rule
from ngocheck.rulebook.change_sets.alone import Entangled
from ngocheck.rulebook.models import ChangeSet, Edition, RequirementVersion
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.refusals import missing_value_text

from .draft import reads_draft
from .preview import draft_of
from .visitors_text import Reading, TwoRulebooks, two_rulebooks


@desk_page("rulebook.view_requirementversion")
@never_cache
@require_safe
@reads_draft
def visitors_text(request: HttpRequest, code: str, first_day: str) -> HttpResponse:
    """One version as the draft has it beside what is live; with `change_set` in the address that set alone."""
    change_set = asked_set(request.GET.get("change_set", ""))
    try:
        two = readable_rulebooks(change_set)
    except Entangled as refusal:
        told = {"refusal": refusal, "change_set": change_set}
        return draw(request, "desk/change_sets/entangled.html", str(change_set), told, HTTPStatus.CONFLICT)
    rule = rule_or_404(two, code, first_day)
    readings = readings_of(two, rule)
    wanted = request.GET.get("language")
    shown = next((one for one in readings if one.language == wanted), readings[0])
    on, row = day_for(rule, two.today), row_of(rule)
    context = {
        "readings": readings,
        "shown": shown,
        "on": on,
        "change_set": change_set,
        "row": row,
        "page": f"{reverse('requirement', args=[code])}?on={on}",
    }
    return draw(request, "desk/publishing/visitors_text.html", _("What visitors will read"), context)


def asked_set(number: str) -> ChangeSet | None:
    """Raises Http404 where there is no such open change set."""
    if not number:
        return None
    rows = ChangeSet.objects.filter(state=ChangeSet.State.OPEN)
    return get_object_or_404(rows, pk=int(number) if number.isdecimal() else 0)


def rule_or_404(two: TwoRulebooks, code: str, first_day: str) -> Rule:
    try:
        return two.rule(code, date.fromisoformat(first_day))
    except (KeyError, ValueError) as error:
        raise Http404(_("There is no such version.")) from error


def readable_rulebooks(change_set: ChangeSet | None) -> TwoRulebooks:
    """Raises Entangled, and EditionError where the draft cannot be read."""
    draft = draft_of(change_set)
    two = two_rulebooks(Edition.objects.live(), draft, today())
    if two is None:
        raise EditionError(draft.unreadable)
    return two


def readings_of(two: TwoRulebooks, rule: Rule) -> tuple[Reading, ...]:
    try:
        return two.readings(rule)
    except LookupError as error:
        raise EditionError(missing_value_text(error)) from error


def row_of(rule: Rule) -> RequirementVersion | None:
    """The row that the version is edited in; None where it was removed."""
    rows = RequirementVersion.objects.filter(requirement__code=rule.requirement)
    return rows.filter(effective_from=rule.effective_from).first()
