"""Two editors at once: what was changed since a page was opened is shown before anything is overwritten.

A page that edits a row carries the newest history of the row and of its parts. When it is sent back and there
is newer history, the form is shown again with who changed what, and with what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Max
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngocheck.rulebook.history.records import LOADED, columns_between
from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.rows.row_text import links_of
from ngocheck.wording.values import date_text

NAME = "seen"
ADDED, DELETED = "+", "-"
NUMBER = re.compile(r"\d{1,18}", re.ASCII)
MOST_SHOWN = 20
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Watched:
    """A table whose history counts: the rows for which `lookup` gives the key of the row that is edited."""

    model: type[Keyed]
    lookup: str = "id"

    def history(self, key: Any) -> Any:
        return self.model.history.filter(**{self.lookup: key})


def state(tables: Iterable[Watched], key: Any) -> str:
    """The newest history of each table for the row `key`; one query a table."""
    newest = (table.history(key).aggregate(newest=Max("history_id"))["newest"] for table in tables)
    return ".".join(str(number or 0) for number in newest)


def known(seen: str, tables: Sequence[Watched]) -> list[int]:
    """The numbers in a state; one that cannot be read has seen nothing."""
    numbers = seen.split(".")
    readable = len(numbers) == len(tables) and all(NUMBER.fullmatch(number) for number in numbers)
    return [int(number) for number in numbers] if readable else [0] * len(tables)


@dataclass(slots=True)
class Meanwhile:
    """What was changed since a page was opened, one sentence a row. `gone`: parts that it shows were deleted."""

    lines: list[str] = field(default_factory=list)
    gone: bool = False

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def shown(self) -> list[str]:
        more = len(self.lines) - MOST_SHOWN
        if more <= 0:
            return self.lines
        words = ngettext("And %(count)s more change.", "And %(count)s more changes.", more)
        return [*self.lines[:MOST_SHOWN], words % {"count": more}]


def changed_meanwhile(seen: str, tables: Sequence[Watched], key: Any) -> Meanwhile:
    """What was changed since `seen`; nothing where nobody saved. Two queries a table that was changed."""
    found = Meanwhile()
    for table, number in zip(tables, known(seen, tables), strict=True):
        newer = list(table.history(key).filter(history_id__gt=number).select_related("history_user"))
        if newer:
            note_changes(found, table, newer, number)
    return found


def note_changes(found: Meanwhile, table: Watched, newer: list[Any], number: int) -> None:
    """One sentence a row of the table that was changed: its newest state against the one that was seen."""
    newest: dict[Any, Any] = {}
    before: dict[Any, Any] = {}
    for record in sorted(newer, key=lambda record: record.history_id):
        (before if record.history_change_reason == LOADED else newest)[record.id] = record
    for record in table.model.history.filter(id__in=newest, history_id__lte=number).order_by("history_id"):
        before[record.id] = record
    for pk, record in newest.items():
        found.gone |= record.history_type == DELETED and pk in before
        found.lines.append(sentence(table.model, record, before.get(pk)))


def sentence(model: type[Keyed], record: Any, before: Any | None) -> str:
    when = timezone.localtime(record.history_date)
    words = {
        "who": record.history_user or _("A program"),
        "when": f"{date_text(when.date())}, {when:%H:%M}",
        "what": model._meta.verbose_name,
    }
    if record.history_type == DELETED:
        return _("%(who)s deleted a %(what)s on %(when)s.") % words
    if record.history_type == ADDED and before is None:
        return _("%(who)s added a %(what)s on %(when)s.") % words
    fields = "; ".join(differences(model, record, before))
    return _("%(who)s changed the %(what)s on %(when)s: %(fields)s") % {**words, "fields": fields}


def differences(model: type[Keyed], record: Any, before: Any | None) -> list[str]:
    """Each column that differs, old and new."""
    if before is None:
        return [_("its older text is not in the history.")]
    cells = columns_between(model, before, record)
    if cells:
        return [f"{cell.label}: “{cut(cell.old)}” → “{cut(cell.new)}”" for cell in cells]
    if getattr(before, "made_from", None) != getattr(record, "made_from", None):
        return [_("a translation was confirmed as still right.")]
    return [_("its links to other rows.")]


def cut(words: str) -> str:
    return Truncator(words).chars(LONGEST_VALUE) if words else _("empty")


def what_to_do(address: str, gone: bool) -> SafeString:
    if gone:
        advice = _("A part shown below was deleted, so this page cannot be saved any more. Copy your text and")
    else:
        advice = _("Your text is kept below. Save again to overwrite the change, or leave your text and")
    return format_html('{} <a href="{}">{}</a>', advice, address, _("open the row anew."))


class SeenForm(ModelForm):
    """A form that refuses to overwrite unseen changes. `seen` belongs into a hidden input with the name "seen".

    A form that is sent without the input, by a program, is not held up.
    """

    tables: Sequence[Watched]
    address: str
    seen = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.get(NAME) if self.is_bound else None
        self.seen = sent if sent else state(self.tables, self.instance.pk)
        self.sent_state = sent

    def clean(self) -> Any:
        cleaned = super().clean()
        found = changed_meanwhile(self.sent_state, self.tables, self.instance.pk) if self.sent_state else None
        if found:
            if not found.gone:
                self.seen = state(self.tables, self.instance.pk)
            lead = _("Somebody has saved this row since you opened it. Nothing of yours is saved yet.")
            raise ValidationError([lead, *found.shown, what_to_do(self.address, found.gone)])
        return cleaned


class SeenAdmin(admin.ModelAdmin):
    """A table whose change form notices that another editor has saved the row meanwhile."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Keyed | None:
        """The row; locked while it is being saved, so that two savings come one after the other."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and request.method == "POST" and connection.in_atomic_block:
            self.model._default_manager.select_for_update().only("pk").get(pk=row.pk)
            row.refresh_from_db()
        return row

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None or not hasattr(self.model, "history"):
            return form
        attributes = {"tables": self.watched(request, obj), "address": request.path}
        return type(form.__name__, (SeenForm, form), attributes)

    def watched(self, request: HttpRequest, obj: Any) -> list[Watched]:
        """The row itself and those of its inlines that can be edited here."""
        inlines = [inline for inline in self.get_inline_instances(request, obj) if edits(inline, request, obj)]
        return [Watched(self.model), *(Watched(inline.model, self.link_of(inline)) for inline in inlines)]

    def link_of(self, inline: admin.options.InlineModelAdmin) -> str:
        """The column by which the rows of an inline belong to this table."""
        return next(
            link.attname
            for link in links_of(inline.model)
            if link.related_model is self.model and inline.fk_name in (None, link.name)
        )


def edits(inline: admin.options.InlineModelAdmin, request: HttpRequest, obj: Any) -> bool:
    """Whether rows of the inline can be changed on the page of their parent."""
    fields = set(inline.get_fields(request, obj))
    return hasattr(inline.model, "history") and not fields <= set(inline.get_readonly_fields(request, obj))
