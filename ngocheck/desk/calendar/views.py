"""The year's working days on the desk, and the due dates that move with a day."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ngocheck.desk.frame import DAY_FORMATS, DayInput, desk_page, draw
from ngocheck.desk.publishing.draft import draft_with_rules, reads_draft
from ngocheck.engine.deadlines import DueDate
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.calendar.moved_days import (
    Calendars,
    Move,
    calendars,
    moved_for_organisations,
    moved_in_law,
    moved_in_scenarios,
    within_a_year,
)
from ngocheck.rulebook.calendar.working_days import calendar_years
from ngocheck.rulebook.models import Scenario
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.scenarios.words import day_in_words, title_of
from ngocheck.wording.conditions import deadline_text
from ngocheck.wording.memo import Memo
from ngocheck.wording.values import plain_text

from .year_days import year_days

WORKS, OFF = "works", "off"


class MoveForm(forms.Form):
    """A day that may change. `covered` are the years that can be looked at."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        input_formats=DAY_FORMATS,
        widget=DayInput,
        help_text=gettext_lazy("For example 10.05.2027."),
    )
    becomes = forms.ChoiceField(
        label=gettext_lazy("It becomes"),
        choices=[(OFF, gettext_lazy("a day off")), (WORKS, gettext_lazy("a working day"))],
        widget=forms.RadioSelect,
        initial=OFF,
    )

    def __init__(self, data: QueryDict | None, covered: range, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.covered = covered

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year not in self.covered:
            raise forms.ValidationError(
                _("Choose a day from %(first)s to %(last)s.")
                % {"first": self.covered[0], "last": self.covered[-1]}
            )
        return day


@desk_page("rulebook.view_calendarday")
@require_safe
@reads_draft
def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """A year's working days beside the package's; with a day in the address, the due dates that move with it."""
    covered = calendar_years(today())
    year = year or today().year
    if year not in covered:
        raise Http404(_("The table of working days does not cover this year."))
    form = MoveForm(request.GET if "day" in request.GET else None, covered, initial={"day": date(year, 1, 1)})
    wrong = form.is_bound and not form.is_valid()
    context = {
        "year": year_days(year),
        "before": year - 1 if year - 1 in covered else None,
        "after": year + 1 if year + 1 in covered else None,
        "weekdays": weekdays(),
        "form": form,
        "moved": moved_page(form) if form.is_bound and not wrong else None,
    }
    title = _("Working days %(year)s") % {"year": year}
    return draw(
        request, "desk/calendar/calendar.html", title, context, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else None
    )


def weekdays() -> list[tuple[str, str]]:
    """Names of the days of the week, short and long, from Monday."""
    return [
        (_("Mon"), _("Monday")),
        (_("Tue"), _("Tuesday")),
        (_("Wed"), _("Wednesday")),
        (_("Thu"), _("Thursday")),
        (_("Fri"), _("Friday")),
        (_("Sat"), _("Saturday")),
        (_("Sun"), _("Sunday")),
    ]


def moved_page(form: MoveForm) -> dict[str, Any]:
    """What moves, ready for the page: in the law's own deadlines, and for the scenarios' organisations."""
    day, works = form.cleaned_data["day"], form.cleaned_data["becomes"] == WORKS
    rulebook = draft_with_rules(day)
    both = calendars(rulebook.calendar, day, works)
    return {
        "day": day,
        "works": works,
        "already": rulebook.calendar.is_working_day(day) == works,
        "law": [deadline_moves(list(moves), rulebook) for moves in by_deadline(moved_in_law(rulebook, both))],
        "scenarios": scenario_moves(moved_in_scenarios(near(day), rulebook, both)),
        "organisations": organisation_moves(rulebook, both),
    }


# Most of the time of a look at a day; the same draft gives the same.
MOVED: Memo[list[tuple[str, int]]] = Memo(most=24)


def organisation_moves(rulebook: Rulebook, both: Calendars) -> list[dict[str, Any]]:
    """For how many made-up organisations dates move; nothing where an amount of that day is not entered yet."""
    key = both.day, both.after.is_working_day(both.day)
    try:
        found = MOVED.get(rulebook, key, lambda: moved_for_organisations(rulebook, both))
    except LookupError:
        return []
    return [
        {"code": code, "title": title_of(code, rulebook, both.day), "number": number} for code, number in found
    ]


def near(day: date) -> QuerySet:
    """The scenarios dated within a year of the day."""
    return Scenario.objects.filter(on__range=within_a_year(day))


def by_deadline(moves: list[Move]) -> list[list[Move]]:
    return [list(group) for _key, group in groupby(moves, key=lambda move: id(move.old.deadline))]


def deadline_moves(moves: list[Move], rulebook: Rulebook) -> dict[str, Any]:
    """One deadline with all its moves."""
    first = moves[0]
    deadline = first.old.deadline
    return {
        "code": first.rule.requirement,
        "title": plain_text(first.rule.texts["title"]),
        "deadline": deadline_text(deadline, rulebook),
        "counted": deadline.question is not None and first.old.period is None,
        "moves": [move_row(move) for move in moves],
    }


def move_row(move: Move) -> dict[str, Any]:
    return {
        "anchor": move.old.anchor,
        "period": move.old.period,
        "due_on": days_in_words(move, "due_on"),
        "safe_on": days_in_words(move, "safe_on"),
    }


def days_in_words(move: Move, field: str) -> str:
    """Old and new day; one where both are the same."""
    old, new = (due_written(due, field) for due in (move.old, move.new))
    return old if old == new else _("%(old)s → %(new)s") % {"old": old, "new": new}


def due_written(due: DueDate, field: str) -> str:
    value = getattr(due, field)
    return day_in_words(value.isoformat() if value else None)


def scenario_moves(found: list[tuple[Scenario, Move]]) -> list[dict[str, Any]]:
    """The moves of scenarios, the same move of one requirement once, with the scenarios that it concerns."""
    grouped: dict[tuple[str, ...], dict[str, Any]] = {}
    for scenario, move in found:
        row = move_row(move)
        key = (move.rule.requirement, row["due_on"], row["safe_on"])
        group = grouped.setdefault(
            key,
            {**row, "code": move.rule.requirement, "title": plain_text(move.rule.texts["title"]), "scenarios": {}},
        )
        group["scenarios"][scenario.pk] = scenario.name
    return sorted(grouped.values(), key=lambda group: -len(group["scenarios"]))
