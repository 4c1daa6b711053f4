"""The next value of an amount: "MRP from 2027: [ ] tenge, source [ ]", and nothing else to fill in."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ngocheck.desk.frame import desk_page, draw
from ngocheck.rulebook.models import Parameter, ParameterValue
from ngocheck.wording.values import decimal_text, plain_text


class NextAmountForm(forms.ModelForm):
    """The value, where it was read, and how sure that is; its time follows from the value before.

    `first` is the day that the page was about: sent twice, it does not become the value of the year after too.
    """

    first = forms.DateField(widget=forms.HiddenInput)

    def clean_first(self) -> date:
        if self.cleaned_data["first"] != self.instance.effective_from:
            raise forms.ValidationError(_("A value from this day is there already. Look at it, then go on."))
        return self.instance.effective_from

    class Meta:
        model = ParameterValue
        fields = ("value", "source", "confidence")
        widgets = {"value": forms.TextInput(attrs={"inputmode": "decimal", "size": 12})}


def last_value(parameter: Parameter) -> ParameterValue:
    """The newest value. Raises Http404 where there is none, or it has no end: then none can follow it."""
    last = parameter.values.order_by("-effective_from").first()
    if last is None or last.effective_until is None:
        raise Http404(_("The last value of this amount has no end, so none can follow it. Fill in its end first."))
    return last


@desk_page("rulebook.view_parameter", "rulebook.add_parametervalue")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def next_amount(request: HttpRequest, code: str) -> HttpResponse:
    """Asks for the value of the time after the last one, for as long as that one held where it changes yearly."""
    parameter = get_object_or_404(Parameter, code=code)
    last = last_value(parameter)
    first: date = last.effective_until or last.effective_from
    row = ParameterValue(parameter=parameter, effective_from=first)
    form = NextAmountForm(request.POST or None, instance=row, initial=starting_with(last))
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved: %(value)s. See below which results it moves.") % {"value": saved})
        return redirect("desk:scenarios")
    context = {"parameter": parameter, "last": decimal_text(last.value), "first": first, "form": form}
    title = _("%(amount)s from %(day)s") % {"amount": plain_text(parameter.title), "day": first.isoformat()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else None
    return draw(request, "desk/calendar/next_amount.html", title, context, status)


def starting_with(last: ParameterValue) -> dict[str, Any]:
    """As sure as the value before, from the same source: most years both are right."""
    return {"source": last.source_id, "confidence": last.confidence, "first": last.effective_until}
