"""The pages of the path: each form saves its part and leads to the next page, or to the one before."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ngocheck.desk.conditions.drawing import draw_form
from ngocheck.desk.conditions.form import Block, Form
from ngocheck.desk.conditions.rows import groups_of, save_form, saved_form
from ngocheck.desk.conditions.sentences import Purpose, Vocabulary
from ngocheck.desk.frame import desk_page, draw
from ngocheck.desk.publishing.draft import draft_and_content, reads_draft
from ngocheck.desk.publishing.left import left_of
from ngocheck.desk.scenarios.views import changes_since_live
from ngocheck.engine.edition import EditionError
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.rulebook.models import RequirementVersion, Scenario
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.scenarios.causes import causes
from ngocheck.rulebook.scenarios.run import run_scenarios
from ngocheck.wording.refusals import missing_value_text

from .drafts import begin_work, change_set_of, draft_or_404, go_on
from .forms import GuidedForm
from .pages import NameForm, act_forms, name_forms, what_forms
from .proposals import accept, day_looked_at, proposals
from .steps import (
    ACT,
    FINE,
    LABELS,
    LEFT,
    NAME,
    SCENARIOS,
    WHAT,
    WHEN,
    WHO,
    address_of_step,
    after,
    before,
    places,
)
from .terms import fine_forms, when_forms
from .texts import shown

EDIT = (
    "rulebook.add_requirement",
    "rulebook.add_requirementversion",
    "rulebook.change_requirementversion",
    "rulebook.add_scenario",
)
FORMS: dict[str, Callable[[RequirementVersion, Any], list[GuidedForm]]] = {
    NAME: name_forms,
    ACT: act_forms,
    WHAT: what_forms,
    WHEN: when_forms,
    FINE: fine_forms,
}
TO, BACK = "to", "back"
REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


def draw_step(
    request: HttpRequest,
    template: str,
    step: str,
    version: RequirementVersion | None,
    context: dict[str, Any],
    status: int | None = None,
) -> HttpResponse:
    """A page of the path, with the list of all its pages."""
    known = {
        "version": version,
        "places": places(version, step),
        "of": len(LABELS),
        "back_to": address_of_step(version, before(step)) if version and step != NAME else "",
        **context,
    }
    title = shown(version, "title") if version else _("A new requirement")
    return draw(request, f"desk/guided/{template}.html", title, known, status)


def draw_forms(
    request: HttpRequest, template: str, step: str, version: RequirementVersion | None, forms: list[GuidedForm]
) -> HttpResponse:
    """A page that is forms; with what is wrong on top where they were sent and refused."""
    refused = any(form.is_bound for form in forms)
    wrong = [one for form in forms for one in form.wrong()] if refused else []
    status = REFUSED if refused else None
    return draw_step(request, template, step, version, {"forms": forms, "wrong": wrong}, status)


def leave(request: HttpRequest, version: RequirementVersion, step: str) -> HttpResponse:
    """To the next page, or to the one before where that button was pressed."""
    other = before(step) if request.POST.get(TO) == BACK else after(step)
    return redirect(address_of_step(version, other))


@desk_page(*EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guided_new(request: HttpRequest) -> HttpResponse:
    """The first page of a new requirement: what it is called. Sent, it begins a change set of that name."""
    form = NameForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            begin_work(request, form.cleaned_data["title"])
            made = form.saved()
        return leave(request, made, NAME)
    return draw_forms(request, "guided_new", NAME, None, [form])


@desk_page(*EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guided_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """A page that is forms. Raises Http404 where there is no such page, or the version is law already."""
    if step not in FORMS:
        raise Http404
    version = draft_or_404(pk)
    forms = FORMS[step](version, request.POST if request.method == "POST" else None)
    # Each is asked, so that all that is wrong is told at once.
    right = [form.is_valid() for form in forms]
    if all(right):
        go_on(request, version)
        with transaction.atomic():
            for form in forms:
                form.save()
        return leave(request, version, step)
    return draw_forms(request, "guided_step", step, version, forms)


@desk_page(*EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guided_who(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom it concerns: the builder of conditions, for this one purpose. Without any condition everybody."""
    version = draft_or_404(pk)
    groups = [group for group in groups_of(version) if group.purpose == Purpose.APPLIES]
    if request.method != "POST":
        form, made = only_applies(saved_form(version, groups)), ""
        if not groups:
            form.act(f"case:{Purpose.APPLIES}")
    else:
        form, made = sent_conditions(request)
        if request.POST.get(TO) == BACK or request.POST.get("do") == "save":
            drop_blank(form)
            if form.check():
                go_on(request, version)
                with transaction.atomic():
                    save_form(form, version, groups)
                return leave(request, version, WHO)
    context = {"blocks": draw_form(form, version, today(), made), "builder_wrong": form.wrong()}
    return draw_step(request, "guided_who", WHO, version, context, REFUSED if form.wrong() else None)


def only_applies(form: Form) -> Form:
    form.blocks = {Purpose.APPLIES: form.blocks[Purpose.APPLIES]}
    return form


def sent_conditions(request: HttpRequest) -> tuple[Form, str]:
    """The conditions as they were sent once a button has done its work, and the name of the row that it made."""
    form = Form([Block(Purpose.APPLIES)], Vocabulary())
    form.fill(request.POST)
    return form, form.act(request.POST.get("do", ""))


def drop_blank(form: Form) -> None:
    """Takes away the rows in which nothing was chosen: that is no mistake here."""
    for block in form.blocks.values():
        for group in block.groups:
            group.rows = [row for row in group.rows if row.question or row.value]
        block.groups = [group for group in block.groups if group.rows]


@desk_page(*EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reads_draft
def guided_scenarios(request: HttpRequest, pk: int) -> HttpResponse:
    """Scenarios proposed from the conditions, each accepted by a tick; and what the change moves, by cause."""
    version = draft_or_404(pk)
    rulebook, content = draft_and_content()
    try:
        ruleset_on(rulebook, day_looked_at(version, today()))
    except LookupError as error:
        raise EditionError(missing_value_text(error)) from error
    found = list(proposals(version, rulebook, today()))
    if request.method == "POST":
        go_on(request, version)
        with transaction.atomic():
            count = accept(found, set(request.POST.getlist("accept")))
        if count:
            words = ngettext("%(count)s scenario is kept.", "%(count)s scenarios are kept.", count)
            messages.success(request, words % {"count": count})
        return leave(request, version, SCENARIOS)
    failed = [one for one in run_scenarios(Scenario.objects.all(), rulebook) if not one.holds]
    context = {
        "proposals": found,
        "kept": kept_scenarios(version),
        "causes": causes(failed, changes_since_live(content), rulebook) if failed else [],
    }
    return draw_step(request, "guided_scenarios", SCENARIOS, version, context)


def kept_scenarios(version: RequirementVersion) -> list[Scenario]:
    """Those of the version's time that look at its requirement."""
    code = version.requirement.code
    return [one for one in Scenario.objects.all() if code in one.expect and version.in_force(one.on)]


@desk_page(*EDIT)
@never_cache
@require_safe
def guided_left(request: HttpRequest, pk: int) -> HttpResponse:
    """The end of the path: what is left, each with its link."""
    version = draft_or_404(pk)
    change_set = change_set_of(version)
    context = {"left": left_of([version], change_set), "change_set": change_set}
    return draw_step(request, "guided_left", LEFT, version, context)
