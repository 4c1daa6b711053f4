"""What tables and columns are called on the desk, in the editor's language.

Columns with a name of more than one plain word have it where they are defined. The others are named here and not
in the models themselves: a name that stands there becomes part of the migrations.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# "code" itself is taken, for the kind of act that is one.
small = lazy(lambda text: str(text).lower(), str)

TABLES = {
    "approval": (_("approval"), _("approvals")),
    "area": (_("area"), _("areas")),
    "calendarday": (_("calendar day"), _("calendar days")),
    "calendaryear": (_("calendar year"), _("calendar years")),
    "choice": (_("choice"), _("choices")),
    "citation": (_("citation"), _("citations")),
    "condition": (_("condition"), _("conditions")),
    "conditiongroup": (_("condition group"), _("condition groups")),
    "deadline": (_("deadline"), _("deadlines")),
    "edition": (_("edition"), _("editions")),
    "guide": (_("guide"), _("guides")),
    "parameter": (_("parameter"), _("parameters")),
    "parametervalue": (_("parameter value"), _("parameter values")),
    "passage": (_("passage"), _("passages")),
    "penalty": (_("penalty"), _("penalties")),
    "provision": (_("provision"), _("provisions")),
    "question": (_("question"), _("questions")),
    "requirement": (_("requirement"), _("requirements")),
    "requirementversion": (_("requirement version"), _("requirement versions")),
    "scenario": (_("scenario"), _("scenarios")),
    "section": (_("section"), _("sections")),
    "source": (_("source"), _("sources")),
    "watchentry": (_("watch entry"), _("watch entries")),
}
# By the column's name; a column of the same name is called the same in every table.
COLUMNS = {
    "amount": _("amount"),
    "answers": _("answers"),
    "area": _("area"),
    "areas": _("areas"),
    "at": _("at"),
    "by": _("by"),
    "changes": _("changes"),
    "code": small(_("Code")),
    "confidence": _("confidence"),
    "content": _("content"),
    "contradicts": _("contradicts"),
    "date": _("date"),
    "day": _("day"),
    "deadline": _("deadline"),
    "every": _("every"),
    "factor": _("factor"),
    "force": _("force"),
    "group": _("group"),
    "key": _("key"),
    "kind": _("kind"),
    "month": _("month"),
    "name": _("name"),
    "note": _("note"),
    "number": _("number"),
    "official": _("official"),
    "operator": _("operator"),
    "parameter": _("parameter"),
    "passage": _("passage"),
    "position": _("position"),
    "provision": _("provision"),
    "published_at": _("published at"),
    "published_by": _("published by"),
    "purpose": _("purpose"),
    "question": _("question"),
    "requirement": _("requirement"),
    "requirements": _("requirements"),
    "rolled_back_to": _("rolled back to"),
    "rows": _("rows"),
    "section": _("section"),
    "source": _("source"),
    "sources": _("sources"),
    "state": _("state"),
    "unit": _("unit"),
    "value": _("value"),
    "version": _("version"),
    "year": _("year"),
}


def name_tables(models: Iterable[type[Model]]) -> None:
    """Gives every model and its columns their names. Called once, before anything is copied from the models."""
    for model in models:
        model._meta.verbose_name, model._meta.verbose_name_plural = TABLES[model._meta.model_name]
        for column in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if column._verbose_name is None and column.name in COLUMNS:
                column.verbose_name = COLUMNS[column.name]


def name_histories(models: Iterable[type[Model]]) -> None:
    """Names the tables of history, with those for links, after the tables whose history they keep."""
    for model in models:
        kept = model.history.model
        links = [getattr(kept, link.name).model for link in model._meta.many_to_many]
        for table in (kept, *links):
            name = format_lazy("{table}: {history}", table=model._meta.verbose_name, history=_("history"))
            table._meta.verbose_name = table._meta.verbose_name_plural = name
