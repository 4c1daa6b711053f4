"""One request of one visitor in one guide."""

from __future__ import annotations

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ngocheck.checklists.sheet.backward_plan import Plan, backward_plan
from ngocheck.checklists.sheet.sheet import Sheet, sheet_of
from ngocheck.checklists.visits.store import visit_of
from ngocheck.engine.checklist import Checklist, arrange
from ngocheck.engine.findings import Assessment, assess, open_questions
from ngocheck.engine.rules import Guide, Rulebook, Section
from ngocheck.rulebook.publishing.live import live_rulebook, today

from .answers import answers_of
from .journey import Journey, plan_journey
from .question_text import QuestionText, question_text

# Who changes an answer from the checklist comes back to it; the address says so.
BACK_TO, CHECKLIST = "back", "checklist"


class Visit:
    """One request of one visitor in one guide: the published rulebook, the answers, the journey."""

    def __init__(self, request: HttpRequest, guide: str) -> None:
        self.rulebook: Rulebook = live_rulebook()
        found = self.rulebook.guides.get(guide)
        if found is None:
            raise Http404("No such guide.")
        self.guide: Guide = found
        self.back_to_checklist = request.GET.get(BACK_TO) == CHECKLIST
        self.on = today()
        self.answers = answers_of(visit_of(request), self.rulebook)
        self.journey: Journey = plan_journey(self.rulebook, self.answers, self.on, guide)

    @cached_property
    def assessment(self) -> Assessment:
        return assess(self.rulebook, self.journey.facts, self.on, self.guide.code)

    @property
    def plan(self) -> Plan | None:
        return backward_plan(self.assessment, self.rulebook)

    def items(self) -> Checklist:
        return arrange(self.assessment)

    def sheet(self) -> Sheet:
        return sheet_of(self.items(), self.rulebook)

    def blank_pages(self) -> list[tuple[Section, list[QuestionText]]]:
        """The sections of the guide with every question that anything in it can depend on."""
        still_open = open_questions(self.rulebook, {}, self.on, self.guide.code)
        pages = []
        for section in self.rulebook.sections:
            wanted = [q for q in self.rulebook.asked_in(section.code) if q.code in still_open]
            if wanted:
                pages.append(
                    (section, [question_text(q, self.rulebook, self.on, self.guide.code) for q in wanted])
                )
        return pages

    def onward(self) -> HttpResponse:
        """To the next section with something to ask, or else to the page that the visitor came from."""
        step = self.journey.next_open()
        if step is None:
            return redirect(CHECKLIST if self.back_to_checklist else "answers", guide=self.guide.code)
        address = reverse("section", args=[self.guide.code, step.section.code])
        return redirect(f"{address}?{BACK_TO}={CHECKLIST}" if self.back_to_checklist else address)
