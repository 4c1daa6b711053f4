"""Who changed what, when, from what to what: over all tables, for one row with its parts, and for the deleted.

Every list costs a fixed number of queries, however many entries there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Field, ManyToManyField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from simple_history.signals import pre_create_historical_record

from ngocheck.rulebook.models import KEYED
from ngocheck.rulebook.models.base import Keyed, column_of, linked_table
from ngocheck.rulebook.models.parts import note_part, part_of
from ngocheck.rulebook.rows.intake import ORDER
from ngocheck.rulebook.rows.row_text import (
    CHANGED,
    NEW,
    REMOVED,
    CellChange,
    RowChange,
    cell_changes,
    columns_of,
    links_of,
    owner_link,
    row_name,
)

# The number of a page as an address has it.
Asked = int | str | None
KINDS = {"+": NEW, "~": CHANGED, "-": REMOVED}
TABLES: dict[str, type[Keyed]] = {str(model._meta.model_name): model for model in ORDER}
# The tables whose rows belong to a row of this one: their natural keys begin with it.
PARTS: dict[type[Keyed], list[tuple[type[Keyed], str]]] = {
    model: [(part, link.name) for part in ORDER if (link := owner_link(part)) and link.related_model is model]
    for model in ORDER
}
# A row that came from a file has no history. Before it is changed first, what it said is kept under this reason,
# with a time that says "before all".
LOADED = gettext_noop("as it was loaded")
# What stands between a reason's words and the names of rows in it.
WITH_NAMES = " – "
BEFORE_ALL = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(RowChange):
    """One act on one row. `cells` are the values that it changed; `who` is "" where no person did it.

    `before` is the record that it followed; None where it is the first.
    """

    pk: int
    number: int
    before: int | None
    who: str
    when: datetime
    reason: str

    @property
    def model_name(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def reason_in_words(self) -> str:
        """The reason in the editor's language, where it is one of those that the desk gives itself."""
        words, mark, names = self.reason.partition(WITH_NAMES)
        return f"{gettext(words)}{mark}{names}" if words else ""

    @property
    def loaded(self) -> bool:
        """What the row said before the first change that was recorded."""
        return self.reason == LOADED


@dataclass(frozen=True, slots=True)
class Page:
    entries: tuple[Entry, ...]
    number: int
    pages: int
    count: int


# What is kept before the first change.


def keep_loaded(sender: type[Keyed], instance: Any, raw: bool = False, **_others: Any) -> None:
    """Keeps what a row from a file says, with its links, just before it is changed or deleted: the first time, and
    where a file was loaded over what the history knows.

    Loading a row from a file writes no history of the row; this says so of its links too.
    """
    if raw:
        instance.skip_history_when_saving = True
    if hasattr(instance, "skip_history_when_saving") or instance.pk is None:
        return
    newest = sender.history.filter(id=instance.pk).first()
    instance._part_before = newest.part if newest else None
    row = sender._default_manager.filter(pk=instance.pk).first()
    if row is None or (newest and says(newest, row)):
        return
    row._history_user = None
    (record,) = sender.history.bulk_history_create(
        [row],
        default_date=newest.history_date if newest else BEFORE_ALL,
        default_change_reason=LOADED,
        custom_historical_attrs={"part": part_of(row)},
    )
    instance._part_before = record.part
    for link in record._history_m2m_fields:
        through = link.remote_field.through
        rows = through._default_manager.filter(**{link.m2m_field_name(): row.pk})
        kept = kept_links(link)
        names = [column.attname for column in through._meta.fields]
        kept.objects.bulk_create([kept(history=record, **values) for values in rows.values(*names)])


def says(record: Any, row: Keyed) -> bool:
    """Whether a record says what the row says, its many-to-many links aside."""
    columns = [column.attname for column in row._meta.concrete_fields]
    return all(getattr(record, name) == getattr(row, name) for name in columns)


def sign_with(instance: Any, origin: Any, **_others: Any) -> None:
    """Signs a part that goes with its row as the row is signed; for the signal `pre_delete`."""
    if isinstance(origin, Keyed) and hasattr(origin, "_history_user"):
        instance._history_user = origin._history_user


def keep_loaded_links(sender: Any, instance: Any, action: str, **_others: Any) -> None:
    if action.startswith("pre_") and type(instance) in KEYED:
        keep_loaded(type(instance), instance)


def connect() -> None:
    """From now on every change of a row is kept. Called once, when the application is ready."""
    for model in KEYED:
        name = f"keep loaded {model.__name__}"
        pre_save.connect(keep_loaded, sender=model, dispatch_uid=name)
        pre_delete.connect(keep_loaded, sender=model, dispatch_uid=name)
        pre_delete.connect(sign_with, sender=model, dispatch_uid=f"sign {model.__name__}")
        pre_create_historical_record.connect(
            note_part, sender=model.history.model, dispatch_uid=f"part {model.__name__}"
        )
        for link in model._meta.many_to_many:
            m2m_changed.connect(
                keep_loaded_links, sender=link.remote_field.through, dispatch_uid=f"{name} {link.name}"
            )


def kept_links(link: ManyToManyField) -> Any:
    """The table that keeps the history of a many-to-many link."""
    return getattr(cast("type[Keyed]", link.model).history.model, link.name).model


# Lists.


def entries(
    *,
    tables: Collection[type[Keyed]] = ORDER,
    user: int | None = None,
    since: date | None = None,
    until: date | None = None,
    page: Asked = 1,
    size: int = 50,
) -> Page:
    """What was done to the rows of the tables, newest first. `user` is a number; both days are included."""
    wanted = ~Q(history_change_reason=LOADED) | Q(history_change_reason=None)
    if user is not None:
        wanted &= Q(history_user_id=user)
    if since is not None:
        wanted &= Q(history_date__gte=_midnight(since))
    if until is not None:
        wanted &= Q(history_date__lt=_midnight(until) + timedelta(days=1))
    return _page({model: model.history.filter(wanted) for model in tables}, page, size)


def row_history(model: type[Keyed], pk: int, *, page: Asked = 1, size: int = 50) -> Page:
    """What was done to a row and its parts, those that are gone too. The row itself may be gone."""
    return _page(dict(_with_parts(model, {pk})), page, size)


def _with_parts(model: type[Keyed], pks: set[int]) -> Iterator[tuple[type[Keyed], QuerySet]]:
    """The records of the rows and of their parts: those that are there, and those that once were."""
    yield model, model.history.filter(id__in=pks)
    for part, owner in PARTS[model]:
        there = part._default_manager.filter(**{f"{owner}__in": pks}).order_by()
        once = part.history.filter(**{f"{owner}__in": pks}).order_by()
        numbers = set(there.values_list("pk", flat=True)) | set(once.values_list("id", flat=True))
        yield from _with_parts(part, numbers)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _page(records: dict[type[Keyed], QuerySet], asked: Asked, size: int) -> Page:
    """One page of the records of all tables together: past the end the last, the first for what is no number."""
    if not records:
        return Page((), 1, 1, 0)
    each = [
        rows.order_by()
        .annotate(table=Value(ORDER.index(model)))
        .values_list("table", "history_id", "history_date")
        for model, rows in records.items()
    ]
    merged = each[0].union(*each[1:], all=True) if len(each) > 1 else each[0]
    page = Paginator(merged.order_by("-history_date", "-history_id"), size).get_page(asked)
    return Page(tuple(_read(list(page))), page.number, page.paginator.num_pages, page.paginator.count)


def _read(places: list[tuple[int, int, datetime]]) -> Iterator[Entry]:
    numbers: dict[type[Keyed], list[int]] = defaultdict(list)
    for table, number, _when in places:
        numbers[ORDER[table]].append(number)
    batches = {model: Batch(model, wanted) for model, wanted in numbers.items()}
    rows = Rows()
    for batch in batches.values():
        batch.want(rows)
    rows.load()
    for table, number, _when in places:
        yield batches[ORDER[table]].entry(number, rows)


class Rows:
    """Rows by table and number: as they are now, or, where they are `gone`, as they last were.

    What is put into `found` beforehand is taken as it is.
    """

    def __init__(self) -> None:
        self.gone: set[tuple[type[Keyed], int]] = set()
        self.wanted: dict[type[Keyed], set[int]] = defaultdict(set)
        self.found: dict[tuple[type[Keyed], int], Keyed] = {}

    def want(self, row: Any) -> None:
        """All that a row, or a record of it, points to."""
        for link in links_of(getattr(row, "instance_type", type(row))):
            if getattr(row, link.attname):
                self.wanted[linked_table(link)].add(getattr(row, link.attname))

    def load(self) -> None:
        for model in reversed(ORDER):
            wanted = {pk for pk in self.wanted[model] if (model, pk) not in self.found}
            if not wanted:
                continue
            rows = model._default_manager.in_bulk(wanted)
            gone = wanted - rows.keys()
            self.gone |= {(model, pk) for pk in gone}
            last = latest(model, gone) if gone else {}
            for pk, row in (rows | last).items():
                self.found[model, pk] = row
                self.want(row)
        for row in self.found.values():
            self.attach(row)

    def value(self, column: Field, record: Any, links: Mapping[str, list[int]]) -> Any:
        """A column of a record; a link as the row that it leads to, or its number where nothing knows the row.

        `links` has the rows that many-to-many links lead to, by the link's name.
        """
        if isinstance(column, ManyToManyField):
            found = (self.found.get((linked_table(column), pk)) for pk in links[column.name])
            return [row for row in found if row is not None]
        value = getattr(record, column.attname)
        return self.found.get((linked_table(column), value), value) if column.is_relation and value else value

    def attach(self, row: Keyed) -> Keyed:
        """Gives the row what it points to, so that its name asks the database for nothing."""
        for link in links_of(type(row)):
            target = self.found.get((linked_table(link), getattr(row, link.attname)))
            if target is not None:
                setattr(row, link.name, target)
        return row


def latest(model: type[Keyed], pks: Collection[int]) -> dict[int, Keyed]:
    """Rows that are gone, as they last were."""
    newest = model.history.filter(id__in=pks).order_by().values("id").annotate(last=Max("history_id"))
    return {record.id: record.instance for record in model.history.filter(history_id__in=newest.values("last"))}


class Batch:
    """The records of one table that stand on a page, each with the one before it."""

    def __init__(self, model: type[Keyed], numbers: list[int]) -> None:
        self.model = model
        older = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        before = older.order_by("-history_id").values("history_id")[:1]
        records = model.history.filter(history_id__in=numbers).select_related("history_user")
        self.records = {record.history_id: record for record in records.annotate(before=Subquery(before))}
        self.older = model.history.in_bulk({r.before for r in self.records.values() if r.before})
        self.linked = linked(model, [*self.records, *self.older])

    def want(self, rows: Rows) -> None:
        for record in (*self.records.values(), *self.older.values()):
            rows.want(record)
        for links in self.linked.values():
            for name, pks in links.items():
                rows.wanted[linked_table(column_of(self.model, name))] |= set(pks)

    def entry(self, number: int, rows: Rows) -> Entry:
        record = self.records[number]
        old, new = self.older.get(record.before), record
        if record.history_type == "-":
            old, new = record, None
        elif record.history_type == "+":
            old = None
        pairs = (
            (column, self.value(column, old, rows), self.value(column, new, rows))
            for column in columns_of(self.model)
        )
        user = record.history_user
        return Entry(
            model=self.model,
            pk=record.id,
            number=number,
            before=record.before,
            kind=KINDS[record.history_type],
            row=row_name(rows.attach(record.instance)),
            who=(user.get_full_name() or user.get_username()) if user else "",
            when=record.history_date,
            reason=record.history_change_reason or "",
            cells=cell_changes(pairs),
        )

    def value(self, column: Field, record: Any, rows: Rows) -> Any:
        if record is None:
            return None
        # When a row is deleted its links are gone before its last record is made.
        number = record.before if record.history_type == "-" else record.history_id
        return rows.value(column, record, self.linked[number])


def columns_between(model: type[Keyed], old: Any, new: Any) -> tuple[CellChange, ...]:
    """What differs in words between two records of one row, but for its many-to-many links."""
    rows = Rows()
    for record in (old, new):
        rows.want(record)
    rows.load()
    columns = [column for column in columns_of(model) if not isinstance(column, ManyToManyField)]
    return cell_changes((column, rows.value(column, old, {}), rows.value(column, new, {})) for column in columns)


def linked(model: type[Keyed], numbers: Collection[int]) -> dict[int, dict[str, list[int]]]:
    """The rows that many-to-many links led to, by the record's number and the link's name."""
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for link in model._meta.many_to_many:
        target = f"{link.m2m_reverse_field_name()}_id"
        rows = kept_links(link).objects.filter(history__in=numbers).values_list("history_id", target)
        for number, pk in rows:
            found[number][link.name].append(pk)
    return found
