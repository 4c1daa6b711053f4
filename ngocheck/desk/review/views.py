"""The queue "to check", and the click that says: checked, unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ngocheck.desk.frame import back, desk_page, draw, signed_in_user
from ngocheck.rulebook.impact.on_organisations import concerned
from ngocheck.rulebook.models import RequirementVersion
from ngocheck.rulebook.publishing.live import NothingPublished, live_rulebook, today
from ngocheck.rulebook.rows.rulebook_file import CHECK
from ngocheck.wording.memo import Memo
from ngocheck.wording.values import number_text

from .review import (
    REASONS,
    Reason,
    ToCheck,
    amendment_token,
    checked_unchanged,
    last_changes,
    look_at,
    to_check,
)

START = ("rulebook.add_requirementversion", "rulebook.change_requirementversion")
HISTORY = "admin:rulebook_requirementversion_history"


@desk_page("rulebook.view_requirementversion")
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The versions to look at, by reason where one is chosen."""
    ended = "ended" in request.GET
    wanted = request.GET.get("reason", "")
    everything = to_check(today(), weights(today()), ended=ended)
    shown = [row for row in everything if not wanted or wanted in row.reasons]
    seen = last_changes(row.version for row in shown)
    counts = Counter(reason for row in everything for reason in row.reasons)
    context = {
        "rows": [listed(row, seen) for row in shown],
        "total": len(everything),
        "wanted": wanted,
        "ended": ended,
        "reasons": [(reason.value, words, counts[reason]) for reason, words in REASONS.items()],
        "may_check": request.user.has_perm(CHECK),
        "may_start": request.user.has_perms(START),
    }
    return draw(request, "desk/review/review.html", _("To check"), context)


def listed(row: ToCheck, seen: Mapping[int, int]) -> dict[str, Any]:
    return {
        "amendments": [(amendment, amendment_token(amendment)) for amendment in row.amendments],
        "version": row.version,
        "concerned": row.concerned,
        "concerned_shown": "" if row.concerned is None else number_text(row.concerned),
        "reasons": [REASONS[reason] for reason in row.reasons],
        "without_link": Reason.NO_LINK in row.reasons,
        "seen": seen.get(row.version.pk, 0),
    }


@desk_page("rulebook.view_requirementversion", CHECK)
@require_POST
def checked(request: HttpRequest, pk: int) -> HttpResponse:
    """One click. Refused where the version was saved since the list was opened: that was not what was compared."""
    with transaction.atomic():
        version = get_object_or_404(RequirementVersion.objects.select_for_update(of=("self",)), pk=pk)
        if str(last_changes([version]).get(pk, 0)) != request.POST.get("seen", "0"):
            messages.error(
                request,
                _("%(version)s was changed since you opened the list. Read it again, then confirm.")
                % {"version": version},
            )
            return redirect(back(request, reverse("desk:review")))
        checked_unchanged(version, today(), signed_in_user(request))
        look_at(version, request.POST.getlist("amendment"), today(), signed_in_user(request))
    messages.success(request, checked_message(version))
    return redirect(back(request, reverse("desk:review")))


@desk_page("rulebook.view_requirementversion", CHECK)
@require_POST
def looked(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: the change of the article changes nothing for this rule. The version itself stays as it is."""
    with transaction.atomic():
        version = get_object_or_404(RequirementVersion.objects.select_for_update(of=("self",)), pk=pk)
        done = look_at(version, request.POST.getlist("amendment"), today(), signed_in_user(request))
    if done:
        messages.success(
            request, _("%(version)s: looked at. Nothing changes for this rule.") % {"version": version}
        )
    else:
        words = _("%(version)s: an article has changed once more since you opened the list. Please look again.")
        messages.error(request, words % {"version": version})
    return redirect(back(request, reverse("desk:review")))


def checked_message(version: RequirementVersion) -> str:
    words = _("%(version)s: checked, unchanged. The next check is on %(day)s.") % {
        "version": version,
        "day": date_format(version.next_check_on) if version.next_check_on else "",
    }
    address = reverse(HISTORY, args=[version.pk])
    return format_html('{} <a href="{}">{}</a>', words, address, _("Undo in its history"))


# Trying a whole edition on the made-up organisations is most of the time of two pages.
WEIGHTS: Memo[Mapping[str, int]] = Memo(most=4)


def weights(on: date) -> Mapping[str, int]:
    """How many made-up organisations each requirement concerns on a day; nothing before the first edition."""
    try:
        rulebook = live_rulebook()
    except NothingPublished:
        return {}
    return WEIGHTS.get(rulebook, (on,), lambda: concerned(rulebook, on))
