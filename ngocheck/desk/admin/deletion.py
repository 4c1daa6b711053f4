"""What the admin asks before rows are deleted, without what has no words of its own, and why they cannot be."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import capfirst

from ngocheck.desk.row_urls import address_of, owner_of


class PlainDeletion(admin.ModelAdmin):
    """Leaves out the database's own rows for many-to-many links: they go with the rows that they link."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list[Any], dict[str, int], Any, Any]:
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if protected:
            protected = protectors(objs)
        links = [model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created]
        left_out = tuple(f"{capfirst(link.verbose_name)}: " for link in links)
        names = {str(link.verbose_name_plural) for link in links}
        others = {name: count for name, count in counts.items() if str(name) not in names}
        return without(listed, left_out), others, lacking, protected


def protectors(rows: Any) -> list[str]:
    """What uses the rows, each version or other row with a page of its own once, with its link."""
    collector = NestedObjects(using=DEFAULT_DB_ALIAS, origin=rows)
    collector.collect(rows)
    owners = {owner_of(row) for row in collector.protected}
    named = sorted((f"{capfirst(str(row._meta.verbose_name))}: {row}", address_of(row)) for row in owners)
    return [
        format_html('<a href="{}">{}</a>', address, name) if address else format_html("{}", name)
        for name, address in named
    ]


def without(listed: Collection[Any], left_out: tuple[str, ...]) -> list[Any]:
    """The nested list of rows without those that begin so."""
    return [
        without(one, left_out) if isinstance(one, list) else one
        for one in listed
        if isinstance(one, list) or not str(one).startswith(left_out)
    ]
