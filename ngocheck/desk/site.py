"""The editors' desk: Django's admin with a start page and pages of its own."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class Desk(admin.AdminSite):
    site_title = "NGOCheck"
    site_header = _("NGOCheck: editors' desk")
    index_title = _("The law as rows. Visitors see it once it is published.")
