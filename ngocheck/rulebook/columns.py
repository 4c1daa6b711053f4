"""Columns and keys that the rows of the rulebook share."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Translated:
    """A text with one column for each language: `title = Translated("title")` makes title_en, title_ru, title_kk.

    English must be filled in unless `optional`; the other columns may wait. The attribute itself gives the
    texts by language, for the edition. (A fourth, "current language" column as django-modeltranslation keeps
    would have to agree with these three in every fixture and every history row; nothing here reads it.)
    """

    def __init__(self, label: str, help_text: str = "", *, optional: bool = False, long: bool = False) -> None:
        self.columns = {
            code: (models.TextField if long else models.CharField)(
                f"{label} ({name})",
                help_text=help_text if code == settings.SOURCE_LANGUAGE else "",
                blank=optional or code != settings.SOURCE_LANGUAGE,
                default="",
                max_length=None if long else 300,
            )
            for code, name in settings.LANGUAGES
        }

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        for code, column in self.columns.items():
            model.add_to_class(f"{name}_{code}", column)
        setattr(model, name, property(lambda row: {c: getattr(row, f"{name}_{c}") for c in self.columns}))


class KeyedManager(models.Manager):
    """Finds a row by its natural key, flat, in the order of the model's KEY."""

    def get_by_natural_key(self, *key: Any) -> models.Model:
        return self.get(**dict(zip(self.model.KEY, key, strict=True)))


class Keyed(models.Model):
    """A row known by its content and not by a number. KEY names the lookups, through parents where needed."""

    KEY: ClassVar[tuple[str, ...]]

    objects = KeyedManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        key = []
        for lookup in self.KEY:
            value: Any = self
            for step in lookup.split("__"):
                value = getattr(value, step) if value is not None else None
            key.append(value.isoformat() if isinstance(value, date) else value)
        return tuple(key)
