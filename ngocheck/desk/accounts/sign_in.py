"""Signing in, for staff only: who may, with which second factor, for how long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.frame import draw

TOO_MANY = {"too_many_login_attempts", "rate_limited"}
SAID_BY_THE_PAGE = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class StaffOnly(DefaultAccountAdapter):
    """Lets staff in and nobody else; a wrong name, a wrong password and no staff all get the same answer."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "That name and password do not open the desk. Check both; capital letters count in the password."
        ),
        "too_many_login_attempts": gettext_lazy(
            "That did not work several times. To keep the desk safe, please wait five minutes, then try again."
        ),
        "rate_limited": gettext_lazy("That was very often. Please wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active and user.is_staff else None

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **rest: Any
    ) -> None:
        if message_template not in SAID_BY_THE_PAGE:
            super().add_message(request, level, message_template, *args, **rest)


class StaffSessions:
    """On the desk a session ends after a time without use, and a second factor is set up where one must be.

    Visitors' pages pass through untouched.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(desk_path(get_script_prefix())):
            return self.get_response(request)
        response = to_set_up(request) if lacks_second_factor(request) else self.get_response(request)
        if request.user.is_authenticated:
            renew(request)
        return response

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """The pages of signing in, in the frame of the desk and with the status that their errors call for."""
        if request.path.startswith(account_pages()):
            response.context_data = {**admin.site.each_context(request), **(response.context_data or {})}
            response.status_code = status_of(response.context_data.get("form")) or response.status_code
            add_never_cache_headers(response)
        return response


@lru_cache(maxsize=10)
def desk_path(_prefix: str) -> str:
    """Where the desk's addresses begin; found once for the place where the site stands."""
    return reverse("admin:index")


def account_pages() -> str:
    return reverse("account_login").removesuffix("login/")


def staff_time() -> timedelta:
    return timedelta(minutes=settings.STAFF_SESSION_MINUTES)


def begin(request: HttpRequest, **_of_signal: Any) -> None:
    """Called by Django when somebody has signed in."""
    request.session.set_expiry(staff_time())


def renew(request: HttpRequest) -> None:
    """Puts the end off; only once a sixtieth of the time has gone, so that most pages write nothing."""
    gone = timezone.now() + staff_time() - request.session.get_expiry_date()
    if abs(gone) > staff_time() / 60:
        request.session.set_expiry(staff_time())


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether this person must set one up first. Costs a query only where the setting asks for it."""
    if not settings.REQUIRE_SECOND_FACTOR or not request.user.is_staff:
        return False
    if request.path.startswith(account_pages()) or request.path == reverse("admin:logout"):
        return False
    return not is_mfa_enabled(request.user, [Authenticator.Type.TOTP])


def to_set_up(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("This desk asks everybody for a second factor. Set yours up here, in a minute."))
    return redirect("mfa_activate_totp")


def status_of(form: BaseForm | None) -> HTTPStatus | None:
    if form is None or not form.errors:
        return None
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    return HTTPStatus.TOO_MANY_REQUESTS if codes & TOO_MANY else HTTPStatus.UNPROCESSABLE_ENTITY


def too_many(request: HttpRequest) -> HttpResponse:
    """What is shown to an address that asks far too often."""
    return draw(request, "desk/too_many.html", _("Please wait a minute"), {}, HTTPStatus.TOO_MANY_REQUESTS)
