"""The page on which the conditions of a version are built, and the same page in pieces for the script."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ngocheck.desk.edit_conflicts import NAME, changed_meanwhile, state
from ngocheck.desk.frame import desk_page, draw
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import plain_text

from .drawing import draw_form
from .form import Form
from .rows import WATCHED, blank_blocks, groups_of, save_form, saved_form
from .sentences import Vocabulary

EDIT = tuple(
    f"rulebook.{act}_{row}" for act in ("add", "change", "delete") for row in ("conditiongroup", "condition")
)
SAVE = "save"
Version = models.RequirementVersion


def version_or_404(pk: int) -> Version:
    return get_object_or_404(Version.objects.select_related("requirement__area"), pk=pk)


@desk_page(*EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def conditions(request: HttpRequest, pk: int) -> HttpResponse:
    """The conditions of a version. Every button sends the whole form; only "Save" writes."""
    version = version_or_404(pk)
    if request.method != "POST":
        form = saved_form(version, groups_of(version))
        return draw_conditions(request, version, form, {"seen": state(WATCHED, pk)})
    if request.POST.get("do") == SAVE:
        return saved(request, version)
    form, made = sent_form(request, version)
    return draw_conditions(request, version, form, {"seen": request.POST.get(NAME, ""), "made": made})


@desk_page(*EDIT)
@require_POST
def conditions_pieces(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent, drawn anew without the frame of the page. Writes nothing.

    With `only` in the address the block of that key alone.
    """
    version = version_or_404(pk)
    form, made = sent_form(request, version)
    only = request.GET.get("only")
    form.blocks = {key: block for key, block in form.blocks.items() if only in (None, key)}
    return render(
        request, "desk/conditions/conditions_pieces.html", {"blocks": draw_form(form, version, today(), made)}
    )


def sent_form(request: HttpRequest, version: Version) -> tuple[Form, str]:
    """The form as it was sent once its button has done its work, and the name of the row that it made."""
    form = Form(blank_blocks(version), Vocabulary())
    form.fill(request.POST)
    return form, form.act(request.POST.get("do", ""))


@transaction.atomic
def saved(request: HttpRequest, version: Version) -> HttpResponse:
    get_object_or_404(Version.objects.select_for_update().only("pk"), pk=version.pk)
    form, _made = sent_form(request, version)
    seen = request.POST.get(NAME, "")
    right, changes = form.check(), changed_meanwhile(seen, WATCHED, version.pk)
    if changes or form.lost or not right:
        context = {"seen": state(WATCHED, version.pk) if changes else seen, "changes": changes.shown}
        return draw_conditions(request, version, form, context, HTTPStatus.UNPROCESSABLE_ENTITY)
    count = save_form(form, version, groups_of(version))
    told = ngettext("%(count)s change saved.", "%(count)s changes saved.", count) % {"count": count}
    messages.success(request, told if count else _("There was nothing to save: nothing has changed."))
    return redirect("desk:conditions", version.pk)


def draw_conditions(
    request: HttpRequest, version: Version, form: Form, context: dict[str, Any], status: int | None = None
) -> HttpResponse:
    found = {
        "version": version,
        "blocks": draw_form(form, version, today(), context.get("made", "")),
        "wrong": form.wrong(),
        "lost": form.lost,
        "version_address": reverse("admin:rulebook_requirementversion_change", args=[version.pk]),
        **context,
    }
    title = _("Conditions: %(title)s") % {"title": plain_text(version.title)}
    return draw(request, "desk/conditions/conditions.html", title, found, status)
