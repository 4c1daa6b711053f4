"""Two editors on one row: what one of them alone changed is kept, what both changed is asked.

A form that is sent back is compared, field by field, with the row as it was when the page was opened and as it is
now. Where only others changed a field their value is put in the place of what was sent, so that saving never takes
back what was not touched. Where both changed it nothing is saved until the second has seen both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import CheckboxInput, ChoiceField, Field, ModelChoiceField, ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from ngocheck.rulebook.history.records import linked
from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.rows.row_text import links_of

from .edit_conflicts import (
    DELETED,
    NAME,
    Meanwhile,
    Watched,
    cut,
    known,
    sentence,
    state,
    states_since,
    who_and_when,
)

# By the keys of rows on the page: the form of each, and the prefix of its fields.
Forms = Mapping[Any, tuple[type[ModelForm], str | None]]


# More rows than anybody has on a page.
MOST_ROWS = 500


@dataclass(slots=True)
class Merged:
    """What was sent, with what others alone changed; sentences on that, and on what both changed."""

    data: QueryDict
    kept: list[str] = field(default_factory=list)
    both: Meanwhile = field(default_factory=Meanwhile)


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row: as it was when the page was opened, as others left it, and as it was sent."""

    name: str
    made: Field
    old: Any
    new: Any
    sent: Any

    @property
    def theirs(self) -> bool:
        one, other = self.made.prepare_value(self.old), self.made.prepare_value(self.new)
        if isinstance(one, list) and isinstance(other, list):
            return set(map(str, one)) != set(map(str, other))
        return bool(one != other)

    @property
    def mine(self) -> bool:
        return self.made.has_changed(self.old, self.sent)

    @property
    def both(self) -> bool:
        """Whether both changed it, each to something else."""
        return self.theirs and self.mine and self.made.has_changed(self.new, self.sent)

    def words(self) -> str:
        if self.both:
            told = _("%(field)s: “%(old)s” → “%(new)s”, yours: “%(mine)s”")
        else:
            told = _("%(field)s: “%(old)s” → “%(new)s”; your translation was made from the old text")
        return told % {
            "field": self.made.label,
            "old": self.value_text(self.old),
            "new": self.value_text(self.new),
            "mine": self.value_text(self.sent),
        }

    def value_text(self, value: Any) -> str:
        """A value as a reader of the form knows it: the words of a choice, the names of rows."""
        try:
            value = self.made.clean(self.made.prepare_value(value))
        except ValidationError:
            return cut(str(value or ""))
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if isinstance(self.made, ModelMultipleChoiceField):
            return cut(", ".join(map(str, value)))
        if isinstance(self.made, ChoiceField) and not isinstance(self.made, ModelChoiceField):
            value = dict(self.made.choices).get(value, value)  # type: ignore[arg-type]
        return cut("" if value is None else str(value))

    def take_theirs(self, data: QueryDict, html_name: str) -> None:
        """Their value in the place of what was sent, as the field's input would send it."""
        widget: Any = getattr(self.made.widget, "widget", self.made.widget)
        value = self.made.prepare_value(self.new)
        if isinstance(widget, CheckboxInput):
            data.setlist(html_name, ["on"] if value else [])
        elif isinstance(value, list):
            data.setlist(html_name, list(map(str, value)))
        else:
            shown = widget.format_value(value)
            data.setlist(html_name, shown if isinstance(shown, list) else [str("" if shown is None else shown)])


@dataclass(frozen=True, slots=True)
class Row:
    """One row that others changed since the page was opened: before, now, and how the page sends it."""

    model: type[Keyed]
    record: Any
    before: Any
    form: type[ModelForm]
    prefix: str | None

    def merge(self, found: Merged) -> None:
        """Puts what others alone changed into the data; notes what both changed."""
        cells = self.cells(found.data)
        for cell in cells:
            if cell.theirs and not cell.mine:
                cell.take_theirs(found.data, self.html_name(cell.name))
        stale = translated_from(cells)
        asked = [cell.words() for cell in cells if cell.both or cell.name in stale]
        if self.html_name("DELETE") in found.data:
            asked.append(_("you delete it."))
        if asked:
            known = {**who_and_when(self.model, self.record), "fields": "; ".join(asked)}
            found.both.lines.append(_("%(who)s changed the %(what)s on %(when)s: %(fields)s") % known)
        else:
            found.kept.append(sentence(self.model, self.record, self.before))

    def cells(self, data: QueryDict) -> list[Cell]:
        before, now = (self.form_of(record) for record in (self.before, self.record))
        return [
            Cell(
                name,
                made,
                before.get_initial_for_field(made, name),
                now.get_initial_for_field(made, name),
                made.widget.value_from_datadict(data, MultiValueDict(), self.html_name(name)),
            )
            for name, made in now.fields.items()
            if not made.disabled
        ]

    def form_of(self, record: Any) -> ModelForm:
        """The form of the row as the record has it, with its links to many rows."""
        links: dict[str, list[int]] = {link.name: [] for link in self.model._meta.many_to_many}
        links |= linked(self.model, [record.history_id]).get(record.history_id, {})
        return self.form(instance=record.instance, prefix=self.prefix, initial=links)

    def html_name(self, field: str) -> str:
        return f"{self.prefix}-{field}" if self.prefix else field


def translated_from(cells: Sequence[Cell]) -> set[str]:
    """The English texts that others changed while a translation of them was typed here, from the old ones."""
    texts = {cell.name.rpartition("_")[0] for cell in cells if cell.mine and not cell.both}
    source = settings.SOURCE_LANGUAGE
    return {
        cell.name
        for cell in cells
        if cell.theirs and not cell.mine and cell.name in {f"{text}_{source}" for text in texts}
    }


def merge(sent: QueryDict, tables: Sequence[tuple[Watched, Forms]], key: Any) -> Merged:
    """What was sent with what others changed since the page was opened. Two queries a table that was changed."""
    found = Merged(sent.copy())
    numbers = known(str(sent[NAME]), [table for table, _forms in tables])
    for (table, forms), number in zip(tables, numbers, strict=True):
        newest, before = states_since(table, key, number)
        for pk, record in newest.items():
            old = before.get(pk)
            if record.history_type == DELETED and old is not None:
                found.both.gone = True
                found.both.lines.append(sentence(table.model, record, old))
            elif old is None or pk not in forms:
                found.kept.append(sentence(table.model, record, old))
            else:
                Row(table.model, record, old, *forms[pk]).merge(found)
    return found


class SeenForm(ModelForm):
    """A form that refuses to overwrite unseen changes. `seen` belongs into a hidden input with the name "seen".

    A form that is sent without the input, by a program, is not held up.
    """

    tables: Sequence[Watched]
    address: str
    merged: Merged | None
    seen = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.merged and self.merged.both.gone:
            self.seen = self.data.get(NAME, "")
        else:
            self.seen = state(self.tables, self.instance.pk)

    def clean(self) -> Any:
        cleaned = super().clean()
        both = self.merged.both if self.merged else None
        if both:
            lead = _("Somebody has saved this row since you opened it. Nothing of yours is saved yet.")
            raise ValidationError([lead, *both.shown, what_to_do(self.address, both.gone)])
        return cleaned


def what_to_do(address: str, gone: bool) -> SafeString:
    if gone:
        advice = _("A part shown below was deleted, so this page cannot be saved any more. Copy your text and")
    else:
        advice = _(
            "Your text is kept below, and what only others changed stands there as they left it. Save again to "
            "take yours, or leave your text and"
        )
    return format_html('{} <a href="{}">{}</a>', advice, address, _("open the row anew."))


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
        attributes = {
            "tables": self.watched(request, obj),
            "address": request.path,
            "merged": self.merged(request, obj, form),
        }
        return type(form.__name__, (SeenForm, form), attributes)

    def merged(self, request: HttpRequest, obj: Any, form: type[ModelForm]) -> Merged | None:
        """What was sent becomes what is left of it beside what others changed; once a request."""
        if request.method != "POST" or not request.POST.get(NAME):
            return None
        if not hasattr(request, "merged"):
            forms = [{obj.pk: (form, None)}, *(dict(shown) for shown in self.inline_forms(request, obj))]
            tables = list(zip(self.watched(request, obj), forms, strict=True))
            request.merged = merge(request.POST, tables, obj.pk)  # type: ignore[attr-defined]
            request.POST = request.merged.data  # type: ignore[attr-defined]
        return request.merged  # type: ignore[attr-defined]

    def inline_forms(self, request: HttpRequest, obj: Any) -> Iterator[Iterator[tuple[Any, Any]]]:
        """Of each inline that can be edited the rows that were sent, each with its form and prefix."""
        for inline in self.edited_inlines(request, obj):
            formset = inline.get_formset(request, obj)
            yield sent_rows(request.POST, formset.form, formset.get_default_prefix())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        for line in request.merged.kept if hasattr(request, "merged") else ():
            messages.info(request, _("Kept beside yours: %(change)s") % {"change": line})

    def watched(self, request: HttpRequest, obj: Any) -> list[Watched]:
        """The row itself and those of its inlines that can be edited here."""
        inlines = self.edited_inlines(request, obj)
        return [Watched(self.model), *(Watched(inline.model, self.link_of(inline)) for inline in inlines)]

    def edited_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return [inline for inline in self.get_inline_instances(request, obj) if edits(inline, request, obj)]

    def link_of(self, inline: admin.options.InlineModelAdmin) -> str:
        """The column by which the rows of an inline belong to this table."""
        return next(
            link.attname
            for link in links_of(inline.model)
            if link.related_model is self.model and inline.fk_name in (None, link.name)
        )


def sent_rows(sent: QueryDict, form: type[ModelForm], prefix: str) -> Iterator[tuple[Any, Any]]:
    """The rows of an inline that the page has sent, by their keys."""
    count = sent.get(f"{prefix}-INITIAL_FORMS", "")
    for number in range(min(int(count), MOST_ROWS) if count.isdecimal() else 0):
        key = sent.get(f"{prefix}-{number}-id", "")
        if key.isdecimal():
            yield int(key), (form, f"{prefix}-{number}")


def edits(inline: admin.options.InlineModelAdmin, request: HttpRequest, obj: Any) -> bool:
    """Whether rows of the inline can be changed on the page of their parent."""
    fields = set(inline.get_fields(request, obj))
    return hasattr(inline.model, "history") and not fields <= set(inline.get_readonly_fields(request, obj))
