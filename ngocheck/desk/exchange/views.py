"""Import and export on the desk: the whole rulebook, and its texts for translators. What comes in is a draft."""

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
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ngocheck.checklists.outputs.views import attached
from ngocheck.desk.frame import desk_page, draw
from ngocheck.rulebook.history.records import TABLES
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.rows.intake import Plan
from ngocheck.rulebook.rows.row_text import CHANGED, NEW, REMOVED
from ngocheck.rulebook.rows.rulebook_file import CHECK, export, import_rulebook
from ngocheck.wording.alphabet import alphabet_key

from .texts_file import SHEETS, export_texts, import_texts
from .workbook import SheetRow, read_workbook

BYTES = 10 * 1024 * 1024
# What can be sent back with “Confirm”, and for how long.
LONGEST_PACKAGE = 2_000_000
KEPT_SECONDS = 60 * 60
SHOWN = 100
ACTS = {NEW: "add", CHANGED: "change", REMOVED: "delete"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A file's content as it is sent back: `text` of the rulebook or `rows` of texts, and whether to `remove`.
Package = dict[str, Any]


def permissions(*acts: str) -> list[str]:
    return [f"rulebook.{act}_{name}" for name in TABLES for act in acts]


VIEW_ALL = permissions("view")


class UploadForm(forms.Form):
    """A file, read as far as that needs no look at the rows; `package` is what it holds."""

    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)
    remove = forms.BooleanField(
        label=gettext_lazy("Remove rows that the file does not have"),
        required=False,
        help_text=gettext_lazy(
            "Only for a JSON file of the whole rulebook. Without it other rows stay as they are."
        ),
    )

    def clean_file(self) -> Package:
        file: UploadedFile = self.cleaned_data["file"]
        if not file.size:
            raise ValidationError(_("The file is empty."))
        if file.size > BYTES:
            raise ValidationError(_("The file is too large: 10 MB at most."))
        content = file.read()
        if content.startswith(b"PK"):
            return {"rows": read_workbook(content, SHEETS)}
        try:
            return {"text": content.decode("utf-8-sig")}
        except UnicodeDecodeError as error:
            raise ValidationError(_("This is neither a JSON file in UTF-8 nor a workbook (XLSX).")) from error

    @property
    def package(self) -> Package:
        return self.cleaned_data["file"] | {"remove": self.cleaned_data["remove"]}


# The page and its files.


@desk_page(*VIEW_ALL)
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest) -> HttpResponse:
    """A file: what it would change. The same again with “Confirm”: done, if it still is what was shown."""
    if request.method != "POST":
        return draw_exchange(request, UploadForm())
    if not may_import(request):
        raise PermissionDenied
    if "package" not in request.POST:
        form = UploadForm(request.POST, request.FILES)
        return draw_outcome(request, form.package) if form.is_valid() else draw_exchange(request, form)
    try:
        package = signing.loads(request.POST["package"], salt=salt(request), max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return draw_exchange(request, UploadForm(), _("This was too long ago. Choose the file again."))
    return confirm(request, package) if "confirm" in request.POST else draw_outcome(request, package)


@desk_page(*VIEW_ALL)
@require_safe
def rulebook_file(request: HttpRequest) -> HttpResponse:
    return attached(export(), "application/json", f"rulebook-{today().isoformat()}.json")


@desk_page(*VIEW_ALL)
@require_safe
def texts_file(request: HttpRequest) -> HttpResponse:
    try:
        return attached(export_texts(), XLSX, f"texts-{today().isoformat()}.xlsx")
    except ValidationError as error:
        return draw_exchange(request, UploadForm(), " ".join(error.messages))


def may_import(request: HttpRequest) -> bool:
    return request.user.has_perms(permissions("add", "change"))


def draw_exchange(request: HttpRequest, form: UploadForm, error: str = "") -> HttpResponse:
    """What can be exported, and the form for a file."""
    if error:
        messages.error(request, error)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error or form.is_bound else HTTPStatus.OK
    context = {"form": form, "may_import": may_import(request)}
    return draw(request, "desk/exchange/exchange.html", _("Import and export"), context, status)


# What a file would change.


def salt(request: HttpRequest) -> str:
    return f"desk import {request.user.pk}"


def plan_for(package: Package, by: Any, keep: bool) -> Plan:
    if "rows" in package:
        return import_texts([SheetRow(*row) for row in package["rows"]], by, keep=keep)
    return import_rulebook(package["text"], by, remove=package["remove"], keep=keep)


def confirm(request: HttpRequest, package: Package) -> HttpResponse:
    """Raises PermissionDenied where a row of it may not be changed by this person."""
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
        return draw_plan(request, package, plan)
    numbers = {kind: plan.count(kind) for kind in ACTS}
    done = _("Imported as a draft: %(new)s new, %(changed)s changed, %(removed)s removed.") % numbers
    messages.success(request, f"{done} {_('Visitors see it once it is published.')}")
    return redirect("desk:exchange")


def not_allowed(request: HttpRequest, plan: Plan) -> bool:
    needed = {f"rulebook.{ACTS[change.kind]}_{change.model._meta.model_name}" for change in plan.changes}
    return not request.user.has_perms(needed)


def draw_outcome(request: HttpRequest, package: Package) -> HttpResponse:
    return draw_plan(request, package, plan_for(package, request.user, keep=False))


def draw_plan(request: HttpRequest, package: Package, plan: Plan) -> HttpResponse:
    sent = signing.dumps(package, salt=salt(request), compress=True)
    too_long = len(sent) > LONGEST_PACKAGE
    page = Paginator(plan.changes, SHOWN).get_page(request.POST.get("page"))
    context = {
        "plan": plan,
        "refusals": plan.refusals[:SHOWN],
        "more_refusals": max(0, len(plan.refusals) - SHOWN),
        "counts": counts_by_table(plan),
        "page": page,
        "changes": page.object_list,
        "package": "" if too_long else sent,
        "too_long": too_long,
        "lacking": not_allowed(request, plan),
        "without_checks": not request.user.has_perm(CHECK),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if plan.refusals or too_long else HTTPStatus.OK
    return draw(request, "desk/exchange/plan.html", _("What the import would change"), context, status)


def counts_by_table(plan: Plan) -> list[tuple[Any, ...]]:
    """The name of each table with how many of its rows are new, changed and removed."""
    counts = Counter((str(change.model._meta.verbose_name_plural), change.kind) for change in plan.changes)
    names = sorted({name for name, _kind in counts}, key=alphabet_key)
    return [(name, *(counts[name, kind] for kind in ACTS)) for name in names]
