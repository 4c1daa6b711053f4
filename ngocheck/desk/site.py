"""The editors' desk: Django's admin with a start page and pages of its own."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from .languages import LANGUAGES, same_page


class Desk(admin.AdminSite):
    site_title = "NGOCheck"
    site_header = _("NGOCheck: editors' desk")
    index_title = _("The editors' desk")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Leads to the one page for signing in; refuses those who are signed in and are no staff."""
        return secure_admin_login(super().login)(request, extra_context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from .home.start_page import waiting  # noqa: PLC0415 - the site is made before the models

        return super().index(request, {**waiting(request), **(extra_context or {})})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        from .change_sets.working import current  # noqa: PLC0415
        from .home.start_page import own_pages  # noqa: PLC0415

        context = {**super().each_context(request), "desk_languages": LANGUAGES, "same_page": same_page(request)}
        if not context["has_permission"]:
            return {**context, "own_pages": []}
        return {**context, "own_pages": own_pages(cast("User", request.user)), "working_in": current(request)}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """By subject in the menu and on the start page; an app's own page keeps Django's order."""
        from .home.start_page import grouped  # noqa: PLC0415

        tables = super().get_app_list(request, app_label)
        return tables if app_label else grouped(tables)
