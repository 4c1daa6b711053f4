"""The beginning of the path for a law that has changed: which requirement, and from which day on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ngocheck.desk.frame import desk_page
from ngocheck.desk.versions.new_version import FirstDay, start_new
from ngocheck.rulebook.models import RequirementVersion
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.search import Word, first_found, index_of
from ngocheck.wording.values import date_text

from .drafts import begin_work
from .steps import NAME, address_of_step
from .texts import shown
from .views import EDIT, draw_step

SEARCHED = ("title", "short", "text")
CHOSEN = "version"


@desk_page(*EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guided_change(request: HttpRequest) -> HttpResponse:
    """Finds the requirement by its words; then copies its version for the time from the first day on."""
    sent = request.POST if request.method == "POST" else request.GET
    words = sent.get("q", "")
    found = versions_found(words, today())
    only = found[0] if len(found) == 1 else None
    chosen = next((row for row in found if str(row.pk) == sent.get(CHOSEN, "")), only)
    form = day_form(request, chosen)
    if request.method == "POST" and chosen and form.is_valid():
        return copied_for(request, chosen, form)
    context = {
        "words": words,
        "found": [(row, shown(row, "title"), date_text(row.effective_from), row == chosen) for row in found],
        "form": form,
        "unchosen": request.method == "POST" and chosen is None,
        "title": _("A law has changed"),
        "places": [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else None
    return draw_step(request, "guided_change", NAME, None, context, status)


def day_form(request: HttpRequest, version: RequirementVersion | None) -> FirstDay:
    """The form for the first day; before a version is chosen it only keeps what was typed."""
    if version is None:
        return FirstDay(RequirementVersion(), initial=request.POST.dict())
    return FirstDay(version, request.POST if request.method == "POST" else None)


def copied_for(request: HttpRequest, version: RequirementVersion, form: FirstDay) -> HttpResponse:
    """The copy, in a change set that is named after it, opened at the first page of the path."""
    known = {"title": shown(version, "title"), "day": date_text(form.cleaned_data["effective_from"])}
    begin_work(request, _("%(title)s: from %(day)s") % known)
    with transaction.atomic():
        locked = RequirementVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
        made = start_new(locked, today=today(), **form.cleaned_data)
    messages.success(request, _("Copied. Go through the pages and change what the law now says."))
    return redirect(address_of_step(made, NAME))


def versions_found(words: str, on: date) -> list[RequirementVersion]:
    """The versions in force on the day or later in which every word stands."""
    rows = list(RequirementVersion.objects.not_ended(on).select_related("requirement"))
    return first_found(words, lambda typed: list(matching(rows, typed))) if words.strip() else []


def matching(rows: Sequence[RequirementVersion], words: list[Word]) -> Iterator[RequirementVersion]:
    for row in rows:
        texts = [(row.requirement.code, "")]
        texts += [(text, language) for name in SEARCHED for language, text in getattr(row, name).items()]
        indexes = [index_of(text, language) for text, language in texts if text]
        if words and all(any(word.stands(index) for index in indexes) for word in words):
            yield row
