"""Work in change sets, as the desk does it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date

from django.contrib.auth.models import User

from ngocheck.rulebook.change_sets.work import working_in
from ngocheck.rulebook.models import Area, ChangeSet, Requirement, RequirementVersion
from tests.support.approving import save


def opened(name: str, author: User | None = None) -> ChangeSet:
    return ChangeSet.objects.create(name=name, author=author)


def within(change_set: ChangeSet) -> AbstractContextManager[None]:
    return working_in(lambda _row: change_set)


def version(requirement: str = "fair-notice") -> RequirementVersion:
    return RequirementVersion.objects.get(requirement__code=requirement, effective_until=None)


def write(change_set: ChangeSet, by: User | None = None, requirement: str = "fair-notice", **columns: str) -> None:
    """Changes columns of a requirement's newest version in the change set."""
    row = version(requirement)
    for name, value in columns.items():
        setattr(row, name, value)
    with within(change_set):
        save(row, by)


def draft_version() -> RequirementVersion:
    """The version of a requirement that visitors do not read yet; it has a title in Russian and nothing else."""
    row, _new = Requirement.objects.get_or_create(code="draft", defaults={"area": Area.objects.first()})
    made = {"force": "must", "confidence": "unverified", "title_ru": "Новое требование"}
    return RequirementVersion.objects.get_or_create(
        requirement=row, effective_from=date(2028, 1, 1), defaults=made
    )[0]
