"""What every table of the desk has in common."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import Textarea
from django.http import HttpRequest


class DeskAdmin(admin.ModelAdmin):
    """A table of the rulebook."""


class Inline(admin.TabularInline):
    extra = 0
    show_change_link = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        if db_field.get_internal_type() == "TextField":
            kwargs["widget"] = Textarea(attrs={"rows": 3, "cols": 40})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
