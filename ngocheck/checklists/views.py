"""The visitor's pages: fetch, ask the engine, render. Only here is the clock read."""

from __future__ import annotations

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ngocheck.engine.checklist import Checklist, arrange
from ngocheck.engine.edition import Guide, Rulebook, Section
from ngocheck.engine.findings import Assessment, assess, open_questions
from ngocheck.engine.report import report
from ngocheck.rulebook.live import live_rulebook, today

from .asking import Asked, asked
from .backward_plan import Plan, backward_plan
from .beside import TwoSheets, chosen_beside, said_in
from .forms import SectionForm
from .journey import Journey, plan
from .pages import answer_rows, drawn_parts, numbered_sources
from .sheet import Sheet, sheet_of
from .visit import answers_of, keep
from .year import year_ahead

UNPROCESSABLE = 422
UNAVAILABLE = 503


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    rulebook = live_rulebook()
    return render(request, "checklists/start.html", {"guides": rulebook.guides.values()})


@require_safe
@never_cache
def begin(request: HttpRequest, guide: str) -> HttpResponse:
    """Begins a guide or goes on with it: the first section with something to ask, or the answers."""
    visit = Visit(request, guide)
    return visit.onward()


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
    questions = [asked(question, visit.rulebook, visit.on, guide) for question in step.questions]
    again = request.POST.get("again")
    form = SectionForm(step, questions, request.POST if request.method == "POST" else None, visit.answers)
    if again == "typed":
        form = form.unchecked()
    elif form.is_bound and form.is_valid() and not again:
        keep(request.session, form.cleaned_data)
        return Visit(request, guide).onward()
    context = {
        "guide": visit.guide,
        "step": step,
        "form": form,
        "place": visit.journey.place(step),
        "at_most": visit.journey.at_most,
        "before": visit.journey.before(step),
        "intro": visit.journey.place(step) == 1,
        "revisit": visit.journey.next_open() is None,
    }
    return render(request, "checklists/section.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@never_cache
def answers(request: HttpRequest, guide: str) -> HttpResponse:
    """Check your answers: every question that was asked, with a way to change it."""
    visit = Visit(request, guide)
    context = {
        "guide": visit.guide,
        "rows": answer_rows(visit.journey, visit.answers),
        "next_open": visit.journey.next_open(),
    }
    return render(request, "checklists/answers.html", context)


@require_safe
@never_cache
def checklist(request: HttpRequest, guide: str) -> HttpResponse:
    visit = Visit(request, guide)
    order = order_of(request)
    sheet = visit.sheet(by_sanction=order == "sanction")
    context = {
        "guide": visit.guide,
        "sheet": sheet,
        "order": order,
        "parts": drawn_parts(sheet),
        "plan": visit.plan,
        "year": year_ahead(sheet),
        "next_open": visit.journey.next_open(),
    }
    return render(request, "checklists/checklist.html", context)


@require_safe
@never_cache
def print_page(request: HttpRequest, guide: str) -> HttpResponse:
    """The checklist for paper, in one language or in two beside each other."""
    visit, beside = Visit(request, guide), chosen_beside(request.GET.get("beside", ""))
    items = visit.items(by_sanction=order_of(request) == "sanction")
    sheet = sheet_of(items, visit.rulebook)
    context = {
        "guide": visit.guide,
        "sheet": sheet,
        "edition": sheet.edition,
        "sources": numbered_sources(sheet),
        "plan": visit.plan,
        "year": year_ahead(sheet),
        "beside": beside,
    }
    if beside.code:
        two = TwoSheets(sheet, said_in(beside.code, lambda: sheet_of(items, visit.rulebook)))
        context |= {"two": two, "marks": two.marks(context["year"])}
        context["second_plan"] = said_in(beside.code, lambda: visit.plan)
        return render(request, "checklists/print_beside.html", context)
    return render(request, "checklists/print.html", context, status=UNPROCESSABLE if beside.error else 200)


@require_safe
def sheet_style(request: HttpRequest, edition: str) -> HttpResponse:
    """What stands in the margin of every printed sheet: the edition, the day, the page number."""
    return render(request, "checklists/sheet.css", {"edition": edition, "on": today()}, content_type="text/css")


@require_safe
def questions(request: HttpRequest, guide: str) -> HttpResponse:
    """Every question of a guide as a blank sheet to fill in by hand."""
    visit = Visit(request, guide)
    context = {"guide": visit.guide, "edition": visit.rulebook.label, "pages": visit.blank_pages()}
    return render(request, "checklists/questions.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "checklists/privacy.html")


@require_safe
@never_cache
def checklist_json(request: HttpRequest, guide: str) -> JsonResponse:
    visit = Visit(request, guide)
    return JsonResponse(report(visit.assessment), json_dumps_params={"ensure_ascii": False})


@require_POST
@never_cache
def forget(request: HttpRequest) -> HttpResponse:
    """Ends the visit: the answers are deleted at once."""
    request.session.flush()
    return render(request, "checklists/forgotten.html")


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    try:
        live_rulebook()
    except Exception:  # whatever is wrong, the answer is the same
        return HttpResponse("not ready", status=UNAVAILABLE, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


def order_of(request: HttpRequest) -> str:
    """By what the items of a part stand in order: "date" or "sanction"."""
    return "sanction" if request.GET.get("order") == "sanction" else "date"


class Visit:
    """One request of one visitor in one guide: the published rulebook, the answers, the journey."""

    def __init__(self, request: HttpRequest, guide: str) -> None:
        self.rulebook: Rulebook = live_rulebook()
        found = self.rulebook.guides.get(guide)
        if found is None:
            raise Http404("No such guide.")
        self.guide: Guide = found
        self.on = today()
        self.answers = answers_of(request.session, self.rulebook)
        self.journey: Journey = plan(self.rulebook, self.answers, self.on, guide)

    @cached_property
    def assessment(self) -> Assessment:
        return assess(self.rulebook, self.journey.facts, self.on, self.guide.code)

    @property
    def plan(self) -> Plan | None:
        return backward_plan(self.assessment, self.rulebook)

    def items(self, *, by_sanction: bool = False) -> Checklist:
        return arrange(self.assessment, by_sanction)

    def sheet(self, *, by_sanction: bool = False) -> Sheet:
        return sheet_of(self.items(by_sanction=by_sanction), self.rulebook)

    def blank_pages(self) -> list[tuple[Section, list[Asked]]]:
        """The sections of the guide with every question that anything in it can depend on."""
        still_open = open_questions(self.rulebook, {}, self.on, self.guide.code)
        pages = []
        for section in self.rulebook.sections:
            wanted = [q for q in self.rulebook.asked_in(section.code) if q.code in still_open]
            if wanted:
                pages.append((section, [asked(q, self.rulebook, self.on, self.guide.code) for q in wanted]))
        return pages

    def onward(self) -> HttpResponse:
        step = self.journey.next_open()
        if step is None:
            return redirect("answers", guide=self.guide.code)
        return redirect("section", guide=self.guide.code, section=step.section.code)
