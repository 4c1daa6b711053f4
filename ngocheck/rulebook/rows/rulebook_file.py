"""The whole rulebook as one file: out, and in again as a draft. Nothing here publishes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models as columns
from django.db.models import Field, ForeignKey, ManyToManyField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ngocheck.rulebook.models import KEYED, RequirementVersion
from ngocheck.rulebook.models.base import Keyed, column_of, linked_table
from ngocheck.rulebook.models.sources import Confidence

from . import fixtures
from .intake import Incoming, Plan, Refusal, take_in

MODELS = {model._meta.label_lower: model for model in KEYED}
NUL = b"\\u0000"
# The reason in the history of what came from a file.
IMPORT = gettext_noop("import")
CHECK = "rulebook.check_requirementversion"
SAID_BY_REVIEWERS = ("confidence", "verified_on", "verified_by")
# The kinds of JSON values that a column takes, before it looks at them itself.
TAKES: tuple[tuple[type[Field], tuple[type, ...]], ...] = (
    (columns.JSONField, (dict, list, str, int, float, bool)),
    (columns.BooleanField, (bool,)),
    (columns.IntegerField, (int,)),
    (columns.DecimalField, (str, int, float)),
)


def export() -> str:
    """All rows of the law, with natural keys, in the order and the format of the fixture files."""
    return fixtures.whole_law()


def import_rulebook(text: str, by: Any, *, remove: bool = False, keep: bool = True) -> Plan:
    """Takes the file in as a draft, as a whole or not at all; with `keep` false only says what that would do.

    `remove`: rows that the file does not have go. How sure a version is and who checked it are taken from it only
    where `by` may say so; without a person it is a program that brings back what the site itself wrote.
    """
    nodes, refusals = nodes_of(text)
    incoming: list[Incoming] = []
    for number, node in enumerate(nodes, 1):
        read_node = Node(node, number)
        if read_node.refusals:
            refusals += read_node.refusals
        else:
            incoming.append(read_node.incoming)
    if refusals:
        return Plan(refusals=tuple(refusals))
    if by is not None and not by.has_perm(CHECK):
        incoming = without_checks(incoming)
    return take_in(incoming, by=by, reason=IMPORT, only_these=remove, keep=keep)


def without_checks(incoming: Iterable[Incoming]) -> list[Incoming]:
    """Versions stay as sure as they are, whatever the file says; new ones are not confirmed."""
    known = {version.natural_key() for version in RequirementVersion.objects.select_related("requirement")}
    return [
        replace(row, values=unchecked_values(row, new=row.key not in known))
        if row.model is RequirementVersion
        else row
        for row in incoming
    ]


def unchecked_values(row: Incoming, *, new: bool) -> dict[str, Any]:
    kept = {name: value for name, value in row.values.items() if name not in SAID_BY_REVIEWERS}
    return kept | {"confidence": Confidence.UNVERIFIED.value} if new else kept


def nodes_of(text: str) -> tuple[list[Any], list[Refusal]]:
    try:
        nodes = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        message = _("this is not JSON: %(error)s.") % {"error": error.msg}
        place = _("line %(line)s, column %(column)s") % {"line": error.lineno, "column": error.colno}
        return [], [Refusal(place, message)]
    except (ValueError, RecursionError):
        return [], [Refusal("", _("This is not JSON that can be read."))]
    if not isinstance(nodes, list) or not nodes:
        return [], [Refusal("", _("A rulebook is a JSON list of rows. Take the file that “Export” gives."))]
    return nodes, []


def _no_number(name: str) -> None:
    raise ValueError(name)


class Node:
    """A row of the file, read: `incoming`, or what is wrong with it in `refusals`."""

    def __init__(self, node: Any, number: int) -> None:
        self.place = _("row %(number)s") % {"number": number}
        self.refusals: list[Refusal] = []
        whole = isinstance(node, dict) and node.keys() == {"model", "fields"}
        if not whole or not isinstance(node["fields"], dict):
            self.refuse(_("a row has a “model” and “fields”, and nothing else."))
            return
        model = MODELS.get(node["model"]) if isinstance(node["model"], str) else None
        if model is None:
            self.refuse(_("“%(model)s” is not a table of the rulebook.") % {"model": node["model"]})
            return
        values = dict(self.values(model, node["fields"]))
        for lookup in model.KEY:
            self.must_have(model, lookup.partition("__")[0], values)
        if not self.refusals:
            self.incoming = Incoming(model, values)

    def refuse(self, message: str) -> None:
        self.refusals.append(Refusal(self.place, message))

    def must_have(self, model: type[Keyed], name: str, values: dict[str, Any]) -> None:
        column = column_of(model, name)
        if name not in values and not column.has_default() and not column.null:
            self.refuse(_("%(column)s: it is missing.") % {"column": column.verbose_name})

    def values(self, model: type[Keyed], fields: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for name, raw in fields.items():
            try:
                column = column_of(model, name)
            except FieldDoesNotExist:
                column = None
            if column is None or column.auto_created or column.primary_key:
                table = model._meta.verbose_name
                self.refuse(_("a %(table)s has no “%(name)s”.") % {"table": table, "name": name})
                continue
            try:
                yield name, value_in(column, raw)
            except ValidationError as error:
                self.refuse(f"{column.verbose_name}: {' '.join(error.messages)}")


def value_in(column: Field, raw: Any) -> Any:
    """A JSON value as the column holds it: links as natural keys. Raises ValidationError in words."""
    if isinstance(column, ManyToManyField):
        if not isinstance(raw, list):
            raise ValidationError(_("a list of names is needed."))
        return sorted({natural_key(column, key) for key in raw}, key=str)
    if raw is None:
        if not column.null:
            raise ValidationError(_("this must not be empty."))
        return None
    if isinstance(column, ForeignKey):
        return natural_key(column, raw)
    return plain_value(column, raw)


def natural_key(column: Field, raw: Any) -> tuple[Any, ...]:
    """The key of a linked row. Raises ValidationError where it is not the list that names one."""
    wanted = len(linked_table(column).KEY)
    simple = (str, int, type(None))
    if not isinstance(raw, list) or len(raw) != wanted or not all(isinstance(part, simple) for part in raw):
        names = ", ".join(linked_table(column).KEY)
        raise ValidationError(_("a row is named by a list: %(names)s.") % {"names": names})
    return tuple(raw)


def plain_value(column: Field, raw: Any) -> Any:
    """A value as the column has it. Raises ValidationError for one of another kind."""
    taken = next((kinds for kind, kinds in TAKES if isinstance(column, kind)), (str,))
    if not isinstance(raw, taken) or (isinstance(raw, bool) and bool not in taken):
        raise ValidationError(_("“%(value)s” is of the wrong kind.") % {"value": raw})
    if not storable(raw):
        raise ValidationError(_("there is a character in it that cannot be stored."))
    return raw if isinstance(column, columns.JSONField) else column.to_python(raw)


def storable(raw: Any) -> bool:
    """Databases keep neither the NUL character nor halves of characters."""
    try:
        return NUL not in json.dumps(raw, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
