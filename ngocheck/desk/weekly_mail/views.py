"""A person's own page: whether they want the weekly mail, where to and in which language."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ngocheck.desk.frame import desk_page, draw, signed_in_user
from ngocheck.desk.languages import LANGUAGES
from ngocheck.desk.models import WeeklyMail


class WeeklyMailForm(forms.Form):
    """The tick, with what the mail needs."""

    wanted = forms.BooleanField(label=gettext_lazy("Send me the weekly mail"), required=False)
    email = forms.EmailField(
        label=gettext_lazy("Mail address"),
        help_text=gettext_lazy("Others on the desk see it under People. For example aida@example.org."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=LANGUAGES)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("wanted") and not found.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the address to which the mail is sent, or take the tick away."))
        return found


@desk_page()
@require_http_methods(["GET", "HEAD", "POST"])
def weekly_mail(request: HttpRequest) -> HttpResponse:
    user = signed_in_user(request)
    kept = WeeklyMail.objects.filter(user=user).first()
    language = kept.language if kept else get_language()
    initial = {"wanted": kept is not None, "email": user.email, "language": language}
    form = WeeklyMailForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        keep_wish(user, **form.cleaned_data)
        on, off = _("You get the mail from now on, every week in which something waits."), _("You get no mail.")
        messages.success(request, on if form.cleaned_data["wanted"] else off)
        return redirect("desk:weekly_mail")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else None
    return draw(request, "desk/weekly_mail/weekly_mail.html", _("Weekly mail"), {"form": form}, status)


def keep_wish(user: User, *, wanted: bool, email: str, language: str) -> None:
    if wanted:
        WeeklyMail.objects.update_or_create(user=user, defaults={"language": language})
    else:
        WeeklyMail.objects.filter(user=user).delete()
    user.email = email
    user.save(update_fields=["email"])
