"""All change sets; opening one, working in it, what is said of it, handing it over, dropping it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ngocheck.desk.frame import back, desk_page, draw, signed_in_user
from ngocheck.rulebook.change_sets.alone import Entangled
from ngocheck.rulebook.change_sets.work import drop, parts_by_set
from ngocheck.rulebook.models import ChangeSet, Remark

from .working import current, open_for, work_in

VIEW = "rulebook.view_changeset"
WRITE = "rulebook.change_changeset"
LAST_CLOSED = 20


class NameForm(forms.ModelForm):
    class Meta:
        model = ChangeSet
        fields = ("name",)


class AssignForm(forms.ModelForm):
    """Who goes on with it: anybody who opens the desk."""

    class Meta:
        model = ChangeSet
        fields = ("assignee",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = User.objects.filter(is_staff=True, is_active=True)  # type: ignore[attr-defined]


class RemarkForm(forms.ModelForm):
    text = forms.CharField(
        label=gettext_lazy("What you want to say"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = Remark
        fields = ("kind", "text")


@desk_page(VIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_sets(request: HttpRequest) -> HttpResponse:
    """The open ones with how much is in each, the last closed ones; and a form to open one."""
    form = NameForm(request.POST or None)
    if request.method == "POST":
        if not request.user.has_perm(WRITE):
            return draw(request, "desk/refused.html", _("This is not yours to open"), {}, HTTPStatus.FORBIDDEN)
        if form.is_valid():
            made = open_for(request, form.cleaned_data["name"])
            messages.success(request, _("You work in “%(name)s” now.") % {"name": made})
            return redirect("desk:publish_alone", number=made.pk)
    rows = ChangeSet.objects.select_related("author", "assignee", "edition").defer(
        "edition__content", "edition__rows", "edition__changes"
    )
    parts = parts_by_set()
    context = {
        "open": [(row, len(parts.get(row.pk, ()))) for row in rows.filter(state=ChangeSet.State.OPEN)],
        "closed": rows.exclude(state=ChangeSet.State.OPEN)[:LAST_CLOSED],
        "current": current(request),
        "form": form,
        "may_write": request.user.has_perm(WRITE),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else None
    return draw(request, "desk/change_sets/change_sets.html", _("Change sets"), context, status)


@desk_page(VIEW, WRITE)
@require_POST
def work(request: HttpRequest) -> HttpResponse:
    """Chooses the change set to work in; with none the next row that is saved opens one of its own."""
    number = request.POST.get("change_set", "")
    chosen = get_object_or_404(open_rows(), pk=number) if number.isdecimal() else None
    work_in(request, chosen)
    told = _("You work in “%(name)s” now.") % {"name": chosen} if chosen else _("The next row opens a change set.")
    messages.success(request, told)
    return redirect(back(request, reverse("desk:change_sets")))


@desk_page(VIEW)
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps what somebody says of a change set."""
    row = get_object_or_404(ChangeSet, pk=pk)
    form = RemarkForm(request.POST, instance=Remark(change_set=row, by=signed_in_user(request)))
    if form.is_valid():
        form.save()
        messages.success(request, _("Kept: everybody who opens this change set reads it."))
    else:
        messages.error(request, _("Nothing was kept. Write what you want to say."))
    return redirect("desk:publish_alone", number=pk)


@desk_page(VIEW, WRITE)
@require_POST
def change_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or another person who goes on with it."""
    row = get_object_or_404(open_rows(), pk=pk)
    form = (
        AssignForm(request.POST, instance=row)
        if "assignee" in request.POST
        else NameForm(request.POST, instance=row)
    )
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("desk:publish_alone", number=pk)


@desk_page(VIEW, WRITE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def drop_change_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks whether it is meant; then takes back everything that was done in it, and nothing else."""
    row = get_object_or_404(open_rows(), pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            drop(row, signed_in_user(request))
        except Entangled as error:
            refusal = _("Other work builds on it: %(rows)s. Drop or publish that first.") % {
                "rows": "; ".join(error.names)
            }
        else:
            messages.success(request, _("Dropped: “%(name)s”. All other work is as it was.") % {"name": row})
            return redirect("desk:change_sets")
    context = {"row": row, "parts": len(parts_by_set().get(row.pk, ())), "refusal": refusal}
    status = HTTPStatus.CONFLICT if refusal else None
    return draw(
        request, "desk/change_sets/drop_change_set.html", _("Drop “%(name)s”") % {"name": row}, context, status
    )


def open_rows() -> Any:
    return ChangeSet.objects.filter(state=ChangeSet.State.OPEN)
