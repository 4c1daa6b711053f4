"""Who changed what, on the desk: of all tables, of one row, and bringing back what was."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigAutoField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ngocheck.desk.frame import DayInput, desk_page, draw, table_or_404
from ngocheck.desk.row_urls import address_of
from ngocheck.rulebook.history import records
from ngocheck.rulebook.history import restore as restoring
from ngocheck.rulebook.history.records import TABLES, Entry, Page
from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.rows.intake import Plan, Refused
from ngocheck.rulebook.rows.row_text import REMOVED, row_name
from ngocheck.wording.alphabet import alphabet_key


class HistoryMixin(admin.ModelAdmin):
    """Leads a table's button “History” to the desk's own page."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        name = self.model._meta.model_name
        if name not in TABLES or not unquote(object_id).isdecimal():
            return super().history_view(request, object_id, extra_context)
        return redirect("desk:history", name, int(unquote(object_id)))


class FilterForm(forms.Form):
    table = forms.ChoiceField(label=gettext_lazy("Table"), required=False)
    person: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Person"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("everybody"),
    )
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput)
    until = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DayInput)

    def __init__(self, data: Any, tables: dict[str, type[Keyed]]) -> None:
        super().__init__(data)
        names = ((str(model._meta.verbose_name_plural).capitalize(), name) for name, model in tables.items())
        named = sorted(names, key=lambda one: alphabet_key(one[0]))
        table = cast("forms.ChoiceField", self.fields["table"])
        table.choices = [("", _("all tables")), *((name, words) for words, name in named)]
        person = cast("forms.ModelChoiceField", self.fields["person"])
        person.queryset = User.objects.filter(is_staff=True).order_by("username")


@desk_page()
@require_safe
def history_all(request: HttpRequest) -> HttpResponse:
    """Of all tables that the person may see, newest first."""
    tables = {name: model for name, model in TABLES.items() if request.user.has_perm(f"rulebook.view_{name}")}
    if not tables:
        raise PermissionDenied
    form = FilterForm(request.GET, tables)
    if not form.is_valid():
        page, status = Page((), 1, 1, 0), HTTPStatus.UNPROCESSABLE_ENTITY
    else:
        chosen = form.cleaned_data
        page, status = (
            records.entries(
                tables=[tables[chosen["table"]]] if chosen["table"] else list(tables.values()),
                user=chosen["person"].pk if chosen["person"] else None,
                since=_asked(chosen["since"]),
                until=_asked(chosen["until"]),
                page=request.GET.get("page"),
            ),
            HTTPStatus.OK,
        )
    context = {"form": form, **_listed(request, page)}
    return draw(request, "desk/history/history_all.html", _("History"), context, status)


def _asked(day: date | None) -> date | None:
    """The first and the last day of the calendar cannot be moved by the hours of a time zone."""
    return day if day is None or date.min.year < day.year < date.max.year else None


@desk_page()
@require_safe
def history(request: HttpRequest, model_name: str, pk: int) -> HttpResponse:
    """Of one row and its parts; the row may be gone."""
    model = table_or_404(request, model_name, TABLES)
    if pk > BigAutoField.MAX_BIGINT:
        raise Http404
    row = model._default_manager.filter(pk=pk).first()
    page = records.row_history(model, pk, page=request.GET.get("page"))
    if row is None and not page.count:
        raise Http404
    name = row_name(row) if row else _gone_name(page, model, pk)
    context = {"row": row, "row_address": address_of(row), **_listed(request, page)}
    title = _("History: %(table)s %(row)s") % {"table": model._meta.verbose_name, "row": name}
    return draw(request, "desk/history/history.html", title, context)


@desk_page()
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, model_name: str, number: int) -> HttpResponse:
    """What restoring would change; with “Restore” it is done."""
    model = table_or_404(request, model_name, TABLES)
    if not request.user.has_perm(f"rulebook.change_{model_name}"):
        raise PermissionDenied
    try:
        record = model.history.get(history_id=number)
        if request.method != "POST":
            return _asked_first(request, record, restoring.outcome(model, number))
        with transaction.atomic():
            plan = restoring.restore(model, number, request.user)
            may_change(request, plan)
    except model.history.model.DoesNotExist as error:
        raise Http404 from error
    except Refused as refusal:
        return _asked_first(request, record, refusal.plan)
    if plan.changes:
        messages.success(request, _("Restored as a draft. Visitors see it once it is published."))
    else:
        messages.info(request, _("Nothing was changed: the row is as it was then."))
    return redirect("desk:history", model_name, record.id)


def may_change(request: HttpRequest, plan: Plan) -> None:
    """A row can bring its parts back with it: they must be the person's to change as well.

    Raises PermissionDenied where one of them may not be.
    """
    if not request.user.has_perms({f"rulebook.change_{one.model._meta.model_name}" for one in plan.changes}):
        raise PermissionDenied


def _asked_first(request: HttpRequest, record: Any, plan: Plan) -> HttpResponse:
    context = {
        "plan": plan,
        "changes": plan.changes,
        "when": record.history_date,
        "loaded": record.history_change_reason == records.LOADED,
        "back": reverse("desk:history", args=[record.instance_type._meta.model_name, record.id]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if plan.refusals else HTTPStatus.OK
    title = _("Bring this row back") if record.history_type == "-" else _("Back to before this change")
    return draw(request, "desk/history/restore.html", title, context, status)


def _gone_name(page: Page, model: type[Keyed], pk: int) -> str:
    return next((entry.row for entry in page.entries if (entry.model, entry.pk) == (model, pk)), str(pk))


def _listed(request: HttpRequest, page: Page) -> dict[str, Any]:
    """What the lists show of a page."""
    may = request.user.has_perm
    entries = [
        {"entry": entry, "may_restore": may(f"rulebook.change_{entry.model_name}"), "back_to": back_to(entry)}
        for entry in page.entries
    ]
    return {"page": page, "entries": entries}


def back_to(entry: Entry) -> int | None:
    """The record that undoes the act: what the row said before it. None where there was no row yet."""
    return entry.number if entry.kind == REMOVED else entry.before
