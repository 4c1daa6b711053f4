"""The visitor's pages: fetch, ask the engine, render. Only here is the clock read."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ngocheck.checklists.visits.same_site import same_site_only
from ngocheck.checklists.visits.store import visit_of
from ngocheck.rulebook.publishing.live import live_rulebook, today

from .answers import KEY, guide_of, keep_answers
from .answers_page import answer_rows
from .clashes import SURE, clashes_in_step, clashes_of_visit
from .forms import SectionForm
from .question_text import question_text
from .start_page import guide_offers, next_days, texts_read
from .visit import Visit


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What the site gives, the guides, and the way back into a visit that has begun."""
    rulebook, on = live_rulebook(), today()
    context = {
        "edition": rulebook.label,
        "offers": guide_offers(rulebook, on),
        "next_days": next_days(rulebook, on),
        "read": texts_read(rulebook, on),
        "begun": guide_of(visit_of(request), rulebook),
    }
    return render(request, "checklists/guides/start.html", context)


@require_safe
@never_cache
def begin(request: HttpRequest, guide: str) -> HttpResponse:
    """Begins a guide or goes on with it: the first section with something to ask, or the answers."""
    visit = Visit(request, guide)
    return visit.onward()


@same_site_only
@never_cache
def section(request: HttpRequest, guide: str, section: str) -> HttpResponse:
    """The questions of one section; sending them keeps the answers and goes on.

    `again` asks for the page once more with all that was typed, in another language: nothing is kept then.
    """
    visit = Visit(request, guide)
    if section not in {known.code for known in visit.rulebook.sections}:
        raise Http404("No such section.")
    step = visit.journey.step(section)
    if step is None:
        return visit.onward()
    questions = [question_text(question, visit.rulebook, visit.on, guide) for question in step.questions]
    again = request.POST.get("again")
    form = SectionForm(step, questions, request.POST if request.method == "POST" else None, visit.answers)
    if again == "typed":
        form = form.unchecked()
    elif form.is_bound and form.is_valid():
        form.refuse(list(clashes_in_step(visit, step, form.cleaned_data, request.POST.getlist(SURE))))
        if not form.errors and not again:
            keep_answers(visit_of(request), form.cleaned_data, guide)
            return Visit(request, guide).onward()
    context = {
        "guide": visit.guide,
        "edition": visit.rulebook.label,
        "step": step,
        "form": form,
        "place": visit.journey.place(step),
        "at_most": visit.journey.at_most,
        "before": visit.journey.before(step),
        "intro": visit.journey.place(step) == 1,
        "revisit": visit.journey.next_open() is None,
        "back_to_checklist": visit.back_to_checklist,
    }
    return render(
        request,
        "checklists/guides/section.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200,
    )


@require_safe
@never_cache
def answers(request: HttpRequest, guide: str) -> HttpResponse:
    """Check your answers: every question that was asked, with a way to change it."""
    visit = Visit(request, guide)
    context = {
        "guide": visit.guide,
        "edition": visit.rulebook.label,
        "rows": answer_rows(visit.journey, visit.answers, clashes_of_visit(visit)),
        "next_open": visit.journey.next_open(),
    }
    return render(request, "checklists/guides/answers.html", context)


@require_safe
def questions(request: HttpRequest, guide: str) -> HttpResponse:
    """Every question of a guide as a blank sheet to fill in by hand."""
    visit = Visit(request, guide)
    context = {"guide": visit.guide, "edition": visit.rulebook.label, "pages": visit.blank_pages()}
    return render(request, "checklists/guides/questions.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "checklists/guides/privacy.html")


@same_site_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def forget(request: HttpRequest) -> HttpResponse:
    """Asks whether to, then ends the visit: the answers are deleted at once."""
    if request.method != "POST":
        return render(request, "checklists/guides/forget.html", {"answered": KEY in visit_of(request)})
    page = render(request, "checklists/guides/forgotten.html", {"deleted": visit_of(request).forget()})
    # Pages with answers that the browser would show again on "back".
    page["Clear-Site-Data"] = '"cache"'
    return page


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    try:
        live_rulebook()
    except Exception:  # whatever is wrong, the answer is the same
        return HttpResponse("not ready", status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
