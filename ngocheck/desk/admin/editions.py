"""Editions on the desk: to read, never to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ngocheck.rulebook import models

from .base import DeskAdmin


@admin.register(models.Edition)
class EditionAdmin(DeskAdmin):
    """What was published. Editions are frozen: they can be read here, not changed."""

    list_display = ["label", "published_at", "note_en"]
    fields = ["number", "published_at", "sha256", "note_en"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("content")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
