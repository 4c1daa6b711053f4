"""Import and export on the desk: the whole rulebook, and each table. What comes in is a draft."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ngocheck.desk.frame import desk_page, draw
from ngocheck.desk.history.change_rows import drawn_changes
from ngocheck.rulebook.history.records import TABLES
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.rows import rulebook_file
from ngocheck.rulebook.rows.intake import ORDER, Incoming, Plan, Refusal, take_in
from ngocheck.rulebook.rows.row_text import CHANGED, NEW, REMOVED
from ngocheck.wording.alphabet import alphabet_key

from . import files, spreadsheets

BYTES = 10 * 1024 * 1024
# What can be sent back with “Confirm”, and for how long.
LONGEST_PACKAGE = 2_000_000
KEPT_SECONDS = 60 * 60
SHOWN = 100
ACTS = {NEW: "add", CHANGED: "change", REMOVED: "delete"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Package = dict[str, Any]


def permissions(*acts: str, model_names: Any = TABLES) -> list[str]:
    return [f"rulebook.{act}_{name}" for name in model_names for act in acts]


VIEW_ALL = permissions("view")


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if not file.size:
            raise ValidationError(_("The file is empty."))
        if file.size > BYTES:
            raise ValidationError(_("The file is too large: 10 MB at most."))
        return file


class RulebookForm(UploadForm):
    remove = forms.BooleanField(
        label=gettext_lazy("Remove rows that the file does not have"),
        required=False,
        help_text=gettext_lazy(
            "Only for a JSON file of the whole rulebook. Without it other rows stay as they are."
        ),
    )


# The pages.


@desk_page(*VIEW_ALL)
@require_http_methods(["GET", "HEAD", "POST"])
def whole(request: HttpRequest) -> HttpResponse:
    """The whole rulebook out and in."""
    if request.method != "POST":
        return front(request, None, RulebookForm())
    if not may_import(request, None):
        raise PermissionDenied
    return taken(request, RulebookForm, None)


@desk_page()
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, model_name: str) -> HttpResponse:
    """One table out and in."""
    model = model_for(request, model_name)
    if request.method != "POST":
        return front(request, model, UploadForm())
    if not may_import(request, model):
        raise PermissionDenied
    return taken(request, UploadForm, model)


def model_for(request: HttpRequest, model_name: str) -> type[Model]:
    model = TABLES.get(model_name)
    if model is None:
        raise Http404
    if not request.user.has_perm(f"rulebook.view_{model_name}"):
        raise PermissionDenied
    return model


def may_import(request: HttpRequest, model: type[Model] | None) -> bool:
    names = TABLES if model is None else [model._meta.model_name]
    return request.user.has_perms(permissions("add", "change", model_names=names))


def front(request: HttpRequest, model: type[Model] | None, form: forms.Form, status: int = 200) -> HttpResponse:
    """What can be exported, and the upload form."""
    context = {"form": form, "may_import": may_import(request, model)}
    if model is None:
        named = ((str(one._meta.verbose_name_plural), one._meta.model_name) for one in ORDER)
        names = sorted(named, key=lambda one: alphabet_key(one[0]))
        return draw(
            request, "desk/exchange/exchange.html", _("Import and export"), {**context, "tables": names}, status
        )
    context |= {"model_name": model._meta.model_name, "columns": spreadsheets.lookups(model), "key": model.KEY}
    title = _("Import and export: %(table)s") % {"table": model._meta.verbose_name_plural}
    return draw(request, "desk/exchange/exchange_table.html", title, context, status)


@desk_page(*VIEW_ALL)
@require_safe
def whole_file(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "json":
        return file_of(rulebook_file.export(), "application/json", "rulebook", kind)
    return workbook(request, list(ORDER), "rulebook", None)


@desk_page()
@require_safe
def table_file(request: HttpRequest, model_name: str, kind: str) -> HttpResponse:
    model = model_for(request, model_name)
    if kind == "csv":
        return file_of(files.csv_text(spreadsheets.dataset(model)), "text/csv; charset=utf-8", model_name, kind)
    return workbook(request, [model], model_name, model)


def workbook(request: HttpRequest, models: list[type[Model]], name: str, page: type[Model] | None) -> HttpResponse:
    try:
        content = files.xlsx([spreadsheets.dataset(model) for model in models])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return front(request, page, UploadForm() if page else RulebookForm(), HTTPStatus.UNPROCESSABLE_ENTITY)
    return file_of(content, XLSX, name, "xlsx")


def file_of(content: str | bytes, kind: str, name: str, ending: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}-{today().isoformat()}.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


# What comes in.


def taken(request: HttpRequest, form_class: type[forms.Form], model: type[Model] | None) -> HttpResponse:
    """A file: what it would change. The same again with “Confirm”: done, if it still is what was shown."""
    if "package" in request.POST:
        try:
            package = signing.loads(request.POST["package"], salt=salt(request, model), max_age=KEPT_SECONDS)
        except signing.BadSignature:
            messages.error(request, _("This was too long ago. Choose the file again."))
            return front(request, model, form_class(), HTTPStatus.UNPROCESSABLE_ENTITY)
        return confirmed(request, package, model) if "confirm" in request.POST else shown(request, package, model)
    form = form_class(request.POST, request.FILES)
    if form.is_valid():
        try:
            package = package_of(form.cleaned_data["file"].read(), model)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            package["remove"] = form.cleaned_data.get("remove", False)
            return shown(request, package, model)
    return front(request, model, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def salt(request: HttpRequest, model: type[Model] | None) -> str:
    return f"desk import {request.user.pk} {model._meta.model_name if model else ''}"


def package_of(content: bytes, model: type[Model] | None) -> Package:
    """A file's rows as they are sent back with “Confirm”. Raises ValidationError where it cannot be read."""
    if content.startswith(b"PK"):
        return {"sheets": chosen(files.read_xlsx(content), model)}
    if model is not None:
        return {"sheets": [packed(model, files.read_csv(content))]}
    try:
        return {"text": content.decode("utf-8-sig")}
    except UnicodeDecodeError as error:
        raise ValidationError(_("This is neither a JSON file in UTF-8 nor a workbook (XLSX).")) from error


def chosen(found: dict[str, spreadsheets.Sheet], model: type[Model] | None) -> list[Any]:
    """The sheets to read: of one table its own or else the first, of the rulebook all."""
    if model is not None:
        return [packed(model, found.get(model._meta.model_name) or next(iter(found.values())))]
    unknown = [title for title in found if title not in TABLES]
    if unknown:
        message = _("Sheet “%(sheet)s” is not named after a table. The names are: %(names)s.")
        raise ValidationError(message % {"sheet": unknown[0], "names": ", ".join(TABLES)})
    return [packed(TABLES[title], sheet) for title, sheet in found.items()]


def packed(model: type[Model], sheet: spreadsheets.Sheet) -> list[Any]:
    return [model._meta.model_name, sheet.headers, sheet.rows]


def plan_for(package: Package, by: Any, keep: bool) -> Plan:
    if "text" in package:
        try:
            read = rulebook_file.apply(package["text"], by, remove=package["remove"]) if keep else None
        except rulebook_file.Refused as refusal:
            return refusal.plan
        return read or rulebook_file.read(package["text"], remove=package["remove"])
    incoming: list[Incoming] = []
    refusals: list[Refusal] = []
    for name, headers, rows in package["sheets"]:
        sheet = spreadsheets.Sheet(tuple(headers), tuple((number, tuple(texts)) for number, texts in rows))
        found, wrong = spreadsheets.incoming(TABLES[name], sheet, name if len(package["sheets"]) > 1 else "")
        incoming += found
        refusals += wrong
    if refusals:
        return Plan(refusals=tuple(refusals))
    return take_in(incoming, by=by, reason=rulebook_file.IMPORT, only_these=False, strict=False, keep=keep)


def shown(request: HttpRequest, package: Package, model: type[Model] | None) -> HttpResponse:
    return drawn_plan(request, package, model, plan_for(package, request.user, keep=False))


def confirmed(request: HttpRequest, package: Package, model: type[Model] | None) -> HttpResponse:
    with transaction.atomic():
        plan = plan_for(package, request.user, keep=True)
        lacking = not_allowed(request, plan)
        as_shown = plan.sha256 == request.POST.get("plan", "") and not plan.refusals
        if lacking or not as_shown:
            transaction.set_rollback(True)
    if lacking:
        raise PermissionDenied
    if not as_shown:
        messages.warning(
            request, _("The rows were changed since you opened this page. Read again what would happen.")
        )
        return drawn_plan(request, package, model, plan)
    numbers = {kind: plan.count(kind) for kind in ACTS}
    done = _("Imported as a draft: %(new)s new, %(changed)s changed, %(removed)s removed.") % numbers
    messages.success(request, f"{done} {_('Visitors see it once it is published.')}")
    return redirect("desk:table", model._meta.model_name) if model else redirect("desk:exchange")


def not_allowed(request: HttpRequest, plan: Plan) -> bool:
    needed = {f"rulebook.{ACTS[change.kind]}_{change.model._meta.model_name}" for change in plan.changes}
    return not request.user.has_perms(needed)


def drawn_plan(request: HttpRequest, package: Package, model: type[Model] | None, plan: Plan) -> HttpResponse:
    sent = signing.dumps(package, salt=salt(request, model), compress=True)
    too_long = len(sent) > LONGEST_PACKAGE
    page = Paginator(plan.changes, SHOWN).get_page(request.POST.get("page"))
    counts = Counter((str(change.model._meta.verbose_name_plural), change.kind) for change in plan.changes)
    context = {
        "plan": plan,
        "refusals": plan.refusals[:SHOWN],
        "more_refusals": max(0, len(plan.refusals) - SHOWN),
        "to_mend": plan.to_mend[:SHOWN],
        "counts": [
            (name, *(counts[name, kind] for kind in ACTS))
            for name in sorted({name for name, _k in counts}, key=alphabet_key)
        ],
        "page": page,
        "changes": drawn_changes(page.object_list),
        "package": "" if too_long else sent,
        "too_long": too_long,
        "lacking": not_allowed(request, plan),
        "back": reverse("desk:table", args=[model._meta.model_name]) if model else reverse("desk:exchange"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if plan.refusals or too_long else HTTPStatus.OK
    return draw(request, "desk/exchange/import_plan.html", _("What the import would change"), context, status)
