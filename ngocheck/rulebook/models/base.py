"""Columns and keys that the rows of the rulebook share."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date
from typing import Any, ClassVar, cast, overload

from django.conf import settings
from django.db import models
from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.engine.sources import Text
from ngocheck.wording.values import language_for

from .stamps import TRANSLATIONS, is_outdated

# "code" itself is taken, for the kind of act that is one.
CODE_LABEL = lazy(lambda text: str(text).lower(), str)(_("Code"))


class YesNo(models.BooleanField):
    """A tick in forms, words where it can only be read: Django's picture for it speaks English alone."""

    @property
    def flatchoices(self) -> list[tuple[bool, str]]:
        return [(True, gettext("yes")), (False, gettext("no"))]


class Translated:
    """A text with one column for each language: `title = Translated("title")` makes title_en, title_ru, title_kk.

    English must be filled in unless `optional`; the other columns may wait. A text that is not `long` has at most
    `most` characters. The attribute itself gives the
    text as editions have it, with the languages in which it is older than in English.
    (A fourth, "current language" column as django-modeltranslation keeps would have to agree with these three
    in every fixture and every history row; nothing here reads it.)

    A row of the law gets a column `made_from` too, with the stamp of each translation.
    """

    def __init__(
        self,
        label: str | Promise,
        help_text: Any = "",
        *,
        optional: bool = False,
        long: bool = False,
        most: int = 300,
    ) -> None:
        self.label = label
        self.columns = {
            code: (models.TextField if long else models.CharField)(
                format_lazy("{label} ({language})", label=label, language=name),
                help_text=help_text if code == settings.SOURCE_LANGUAGE else "",
                blank=optional or code != settings.SOURCE_LANGUAGE,
                default="",
                max_length=None if long else most,
            )
            for code, name in settings.LANGUAGES
        }

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        for code, column in self.columns.items():
            model.add_to_class(f"{name}_{code}", column)
        if issubclass(model, Keyed):
            self.remember(model, name)
        self.name = name
        setattr(model, name, self)

    @overload
    def __get__(self, row: None, owner: type[models.Model]) -> Translated: ...

    @overload
    def __get__(self, row: models.Model, owner: type[models.Model]) -> dict[str, str]: ...

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Translated | dict[str, str]:
        return self if row is None else self.by_language(row, self.name)

    def remember(self, model: type[Keyed], name: str) -> None:
        model.TEXTS = (*model.TEXTS, name)
        if len(model.TEXTS) == 1:
            model.add_to_class("made_from", models.JSONField(default=dict, blank=True, editable=False))

    def by_language(self, row: models.Model, name: str) -> Text:
        stamped = TRANSLATIONS if isinstance(row, Keyed) else ()
        outdated = (code for code in stamped if is_outdated(row, name, code))
        return Text({code: getattr(row, f"{name}_{code}") for code in self.columns}, outdated)


class Links:
    """Links with one column for each language: `url = Links("what to link")` makes url_en, url_ru, url_kk.

    Each may stay empty: a reader gets the nearest one that there is. The attribute itself gives those that there
    are, by language.
    """

    def __init__(self, help_text: Any) -> None:
        self.columns = {
            code: models.URLField(
                format_lazy("{label} ({language})", label=_("link"), language=name),
                help_text=help_text,
                blank=True,
                default="",
            )
            for code, name in settings.LANGUAGES
        }

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        for code, column in self.columns.items():
            model.add_to_class(f"{name}_{code}", column)
        self.name = name
        setattr(model, name, self)

    @overload
    def __get__(self, row: None, owner: type[models.Model]) -> Links: ...

    @overload
    def __get__(self, row: models.Model, owner: type[models.Model]) -> dict[str, str]: ...

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Links | dict[str, str]:
        if row is None:
            return self
        links = {code: getattr(row, f"{self.name}_{code}") for code in self.columns}
        return {code: link for code, link in links.items() if link}


class KnownRows:
    """Rows by natural key and by number, so that loading a file does not ask the database for every link."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[type[Keyed], tuple[Any, ...]], Keyed] = {}
        self._by_number: dict[tuple[Any, Any], Keyed] = {}

    def add(self, row: Keyed) -> None:
        self._by_number[type(row), row.pk] = row
        self._by_key[type(row), row.natural_key()] = row

    def find(self, model: type[Keyed], key: tuple[Any, ...]) -> Keyed:
        """Raises the model's DoesNotExist, as a query would."""
        try:
            return self._by_key[model, key]
        except KeyError:
            raise model.DoesNotExist(f"{model.__name__} {key}") from None

    def follow(self, row: Keyed, step: str) -> Any:
        """The value of a field; a linked row from those that are known."""
        field = column_of(row, step)
        if not field.is_relation:
            return getattr(row, step)
        return self._by_number.get((field.related_model, getattr(row, field.attname)))


KNOWN: ContextVar[KnownRows | None] = ContextVar("known", default=None)


class KeyedManager(models.Manager):
    """Finds a row by its natural key, flat, in the order of the model's KEY."""

    def get_by_natural_key(self, *key: Any) -> Any:
        known, table = KNOWN.get(), cast("type[Keyed]", self.model)
        if known:
            return known.find(table, key)
        return self.get(**dict(zip(table.KEY, key, strict=True)))


class Keyed(models.Model):
    """A row known by its content and not by a number. KEY names the lookups, through parents where needed, TEXTS
    the texts that are there in every language, PART the kind of the part of an edition that it is written into
    ("" for none), NAMED_BY the links that its own name is made of."""

    KEY: ClassVar[tuple[str, ...]]
    TEXTS: ClassVar[tuple[str, ...]] = ()
    PART: ClassVar[str] = ""
    NAMED_BY: ClassVar[tuple[str, ...]] = ()

    # What simple_history and `Translated` add to each table.
    history: ClassVar[Any]
    made_from: dict[str, str]
    _change_reason: str | None
    _history_user: Any

    objects = KeyedManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        return self.key(self.KEY)

    def key(self, lookups: Iterable[str]) -> tuple[Any, ...]:
        """The values that lookups lead to, days as text. Raises ObjectDoesNotExist where a row between is gone."""
        known = KNOWN.get()
        follow = known.follow if known else getattr
        key = []
        for lookup in lookups:
            value: Any = self
            for step in lookup.split("__"):
                value = follow(value, step) if value is not None else None
            key.append(value.isoformat() if isinstance(value, date) else value)
        return tuple(key)


def source_text(row: models.Model, name: str) -> str:
    """The text in the language that the law is written in first."""
    return str(getattr(row, f"{name}_{settings.SOURCE_LANGUAGE}"))


def shown_text(row: models.Model, name: str) -> str:
    """The text in the language of the page, or in the nearest one that it is written in."""
    text = {code: getattr(row, f"{name}_{code}") for code, _name in settings.LANGUAGES}
    return text[language_for(text)]


def column_of(table: Keyed | type[Keyed], name: str) -> models.Field:
    """The column or many-to-many link with the name. Raises FieldDoesNotExist."""
    return cast("models.Field", table._meta.get_field(name))


def linked_table(column: models.Field) -> type[Keyed]:
    """The table that a link leads to; only for links between tables of the law."""
    return cast("type[Keyed]", column.related_model)
