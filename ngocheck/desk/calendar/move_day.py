"""A rest day that the Government moves: the day that becomes free, the day worked instead, and the decree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ngocheck.desk.frame import DAY_FORMATS, DayInput, desk_page, draw
from ngocheck.rulebook.calendar.working_days import calendar_years, works_by_package
from ngocheck.rulebook.models import CalendarDay
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import date_text, page_language, weekday_date_text

OFF, WORKED = "becomes_free", "is_worked"


def day_field(label: Any, help_text: Any) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, required=False, input_formats=DAY_FORMATS, widget=DayInput
    )


class MoveDayForm(forms.ModelForm):
    """One day or both. The reason follows from the two days, in every language; one day alone needs it written."""

    becomes_free = day_field(
        gettext_lazy("Becomes a day off"), gettext_lazy("For example Monday 11 October 2027; empty for none.")
    )
    is_worked = day_field(
        gettext_lazy("Is worked instead"), gettext_lazy("For example Saturday 16 October 2027; empty for none.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Only for one day alone, for example: Kurban Ait. For two it is written for you."),
        required=False,
        max_length=300,
    )

    class Meta:
        model = CalendarDay
        fields = ("source", "confidence")

    field_order = (OFF, WORKED, "reason", "source", "confidence")

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get(OFF) and cleaned.get(OFF) == cleaned.get(WORKED):
            self.add_error(WORKED, _("This is the same day. Choose the day that is worked instead."))
            return cleaned
        for name in (OFF, WORKED):
            if name not in self.errors and cleaned.get(name):
                self.look_at(name, cleaned[name])
        if not self.errors:
            days = [cleaned[name] for name in (OFF, WORKED) if cleaned[name]]
            if not days:
                self.add_error(OFF, _("Fill in one of the two days, or both."))
            elif len(days) == 1 and not cleaned["reason"]:
                self.add_error("reason", _("Say why this day differs: visitors read it."))
        return cleaned

    def look_at(self, name: str, day: date) -> None:
        covered = calendar_years(today())
        if day.year not in covered:
            known = {"first": covered[0], "last": covered[-1]}
            self.add_error(name, _("Choose a day from %(first)s to %(last)s.") % known)
        elif CalendarDay.objects.filter(date=day).exists():
            told = _("%(day)s is written down already. Choose it in the calendar to change it.")
            self.add_error(name, told % {"day": date_text(day)})
        elif works_by_package(day) == (name == WORKED):
            told = _("%(day)s is a working day already.") if name == WORKED else _("%(day)s is a day off already.")
            self.add_error(name, told % {"day": capfirst(weekday_date_text(day))})

    def rows(self) -> Iterator[CalendarDay]:
        """The days as they are to be saved."""
        free, worked = self.cleaned_data[OFF], self.cleaned_data[WORKED]
        for day, is_working, other in ((free, False, worked), (worked, True, free)):
            if day:
                how_known = {name: self.cleaned_data[name] for name in ("source", "confidence")}
                reasons = self.reasons(other, is_working=is_working)
                yield CalendarDay(date=day, is_working=is_working, **how_known, **reasons)

    def reasons(self, other: date | None, *, is_working: bool) -> dict[str, str]:
        """By column. One that was written stands in the editor's language and waits for the others."""
        if other is None or self.cleaned_data["reason"]:
            return {f"reason_{page_language()}": self.cleaned_data["reason"]}
        found = {}
        for code, _name in settings.LANGUAGES:
            with override(code):
                told = _("worked instead of %(day)s") if is_working else _("rest day moved from %(day)s")
                found[f"reason_{code}"] = told % {"day": weekday_date_text(other)}
        return found


@desk_page("rulebook.view_calendarday", "rulebook.add_calendarday")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move_day(request: HttpRequest) -> HttpResponse:
    """Writes the days down and leads to the results that they move."""
    form = MoveDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rows = list(form.rows())
        with transaction.atomic():
            for row in rows:
                row.save()
        days = "; ".join(map(str, rows))
        messages.success(request, _("Saved: %(value)s. See below which results it moves.") % {"value": days})
        return redirect("desk:scenarios")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else None
    return draw(request, "desk/calendar/move_day.html", _("A moved rest day"), {"form": form}, status)
