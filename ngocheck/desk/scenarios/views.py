"""Scenarios on the desk: all of them run against the draft, and one made from the visitors' own questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from time import perf_counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ngocheck.desk.frame import back, desk_page, draw, signed_in_user
from ngocheck.desk.publishing.draft import draft_and_content, draft_with_rules, reads_draft
from ngocheck.engine.edition import EditionError
from ngocheck.engine.facts import read_day
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.changes import Change, changes_between
from ngocheck.rulebook.models import Edition, Scenario
from ngocheck.rulebook.publishing.live import live_rulebook, today
from ngocheck.rulebook.publishing.publish import content_of
from ngocheck.rulebook.scenarios.causes import causes
from ngocheck.rulebook.scenarios.causes import take_over as cause_taken
from ngocheck.rulebook.scenarios.coverage import Coverage, coverage
from ngocheck.rulebook.scenarios.run import run_scenarios
from ngocheck.rulebook.scenarios.words import APPLICABILITY, title_of

from .making import BEFORE, DO, EXPECT, SAVE, SEEN, SHOW, TAKE, TICK_FITTING, TICK_NONE, Making, Wish

PUBLISHED = "published"
CHANGE = "rulebook.change_scenario"
NAMES = {"do": DO, "expect": EXPECT, "take": TAKE, "seen": SEEN, "before": BEFORE}
ACTIONS = {"show": SHOW, "save": SAVE, "tick_none": TICK_NONE, "tick_fitting": TICK_FITTING}


@desk_page("rulebook.view_scenario")
@require_safe
@reads_draft
def scenarios(request: HttpRequest) -> HttpResponse:
    """Runs every scenario against the draft, or against what is published; those that fail stand first."""
    published = request.GET.get("against") == PUBLISHED and Edition.objects.exists()
    rulebook, content = (live_rulebook(), {}) if published else draft_and_content()
    rows = list(Scenario.objects.select_related("area"))
    start = perf_counter()
    outcomes = run_scenarios(rows, rulebook)
    seconds = perf_counter() - start
    failed = [outcome for outcome in outcomes if not outcome.holds]
    covered = coverage(rows, rulebook, today())
    context = {
        "published": published,
        "edition": rulebook.label,
        "total": len(rows),
        "holding": len(rows) - len(failed),
        "failing": len(failed),
        "causes": causes(failed, [] if published else changes_since_live(content), rulebook),
        "seconds": f"{seconds:.2f}",
        "covered": [covered_row(row, rulebook) for row in sorted(covered, key=lambda row: row.complete)],
        "gaps": sum(not row.complete for row in covered),
        "states": APPLICABILITY.values(),
    }
    return draw(request, "desk/scenarios/scenarios.html", _("Scenarios"), context)


def changes_since_live(content: Mapping[str, Any]) -> list[Change]:
    """What differs between the live edition and the draft with this content."""
    live = Edition.objects.live()
    return changes_between(content_of(live), content) if live else []


@desk_page("rulebook.view_scenario", CHANGE)
@require_POST
@reads_draft
@transaction.atomic
def take_over(request: HttpRequest) -> HttpResponse:
    """Takes the new results of the ticked causes over, of exactly the fields that were asserted."""
    rulebook, content = draft_and_content()
    failed = [one for one in run_scenarios(Scenario.objects.select_for_update(), rulebook) if not one.holds]
    ticked = set(request.POST.getlist("cause"))
    chosen = [cause for cause in causes(failed, changes_since_live(content), rulebook) if cause.token in ticked]
    if len(chosen) < len(ticked):
        messages.error(
            request, _("Results changed since you opened this page. Nothing was taken over: look again.")
        )
    elif not chosen:
        messages.error(request, _("Nothing was ticked. Tick the causes whose new results are right."))
    else:
        counted = [cause_taken(cause, failed, signed_in_user(request)) for cause in chosen]
        taken, left = (sum(numbers) for numbers in zip(*counted, strict=True))
        words = ngettext("Taken over: %(count)s result.", "Taken over: %(count)s results.", taken)
        messages.success(request, words % {"count": taken})
        if left:
            words = ngettext("%(count)s is mended by hand.", "%(count)s are mended by hand.", left)
            messages.warning(request, words % {"count": left})
    return redirect(back(request, reverse("desk:scenarios")))


def covered_row(row: Coverage, rulebook: Rulebook) -> dict[str, Any]:
    """A requirement of the coverage table, with the day that a scenario for a version would play on."""
    on = today()
    return {
        "coverage": row,
        "title": title_of(row.requirement, rulebook, on),
        "versions": [(seen, max(seen.rule.effective_from, on)) for seen in row.versions],
        "on": next((max(seen.rule.effective_from, on) for seen in row.versions), on),
    }


@desk_page("rulebook.add_scenario")
@reads_draft
def new_scenario(request: HttpRequest) -> HttpResponse:
    """A scenario from the visitors' questions. A link may name a requirement and a day to make one for, and
    answers to begin with."""
    return making_page(request, Scenario(answers=answers_wished(request)), _("New scenario"))


@desk_page("rulebook.view_scenario")
@reads_draft
@transaction.atomic
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes a scenario: its answers in the visitors' questions, and what is expected of the draft. Who may not
    change it reads it."""
    if request.method == "POST" and not request.user.has_perm(CHANGE):
        raise PermissionDenied
    row = Scenario.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Http404(_("There is no such scenario (any more)."))
    if request.user.has_perm(CHANGE):
        return making_page(request, row, _("Change scenario"))
    making = Making(row, draft_with_rules(row.on), None, Wish(row.on))
    context = {"making": making, "expected": [found for found in making.rows() if found.open]}
    return draw(request, "desk/scenarios/scenario.html", row.name, context)


def making_page(request: HttpRequest, row: Scenario, title: str) -> HttpResponse:
    """Raises EditionError where the draft has no guide."""
    wished = read_day(request.GET.get("on")) or today()
    rulebook = draft_with_rules(row.on or wished)
    if not rulebook.guides:
        raise EditionError(_("The draft has no guide, so there are no questions to answer."))
    data = request.POST if request.method == "POST" else None
    making = Making(row, rulebook, data, Wish(wished, requirement_wished(request, rulebook)))
    problems: list[str] = []
    if making.do == SAVE and making.readable:
        problems = list(making.problems())
        if not problems:
            left_out = list(making.left_out())
            saved = making.save()
            messages.success(request, _("Saved. From now on this result is expected: %(name)s") % {"name": saved})
            if left_out:
                messages.warning(request, _("No longer checked: %(what)s") % {"what": "; ".join(left_out)})
            return redirect("desk:scenario", pk=saved.pk)
    context = {
        "making": making,
        "result": list(making.rows()) if making.shows_result else None,
        "problems": problems,
        "lacking": lacking(making),
        "names": NAMES,
        "actions": ACTIONS,
    }
    wrong = problems or not making.readable
    return draw(
        request,
        "desk/scenarios/scenario.html",
        title,
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else None,
    )


def requirement_wished(request: HttpRequest, rulebook: Rulebook) -> str | None:
    """The requirement that the address names; one that there is not is left aside."""
    requirement = request.GET.get("requirement", "")
    return requirement if rulebook.requirements.get(requirement) else None


def answers_wished(request: HttpRequest) -> dict[str, Any]:
    """The answers that the address gives as a JSON object; none where it gives no such thing."""
    try:
        answers = json.loads(request.GET.get("answers", "{}"))
    except (ValueError, RecursionError):
        return {}
    return answers if isinstance(answers, dict) else {}


def lacking(making: Making) -> dict[str, Any] | None:
    """Of the requirement that a scenario is wanted for: its title and what no scenario has seen yet."""
    code = making.wish.requirement
    if code is None:
        return None
    found = next(
        row for row in coverage(Scenario.objects.all(), making.rulebook, today()) if row.requirement == code
    )
    return {"code": code, "title": title_of(code, making.rulebook, making.on), "coverage": found}
