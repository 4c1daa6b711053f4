"""Rows changed by somebody, and who is said to have changed them."""

from __future__ import annotations

from django.contrib.auth.models import User

from ngocheck.rulebook import models
from ngocheck.rulebook.changes import Change, changes_between
from ngocheck.rulebook.publishing.approvals import approve, missing_approvals, reviewed
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import content_of, make_draft


def save(row, user: User | None):
    """As a page of the desk does: with the name of who did it."""
    row._history_user = user
    row.save()
    return row


def delete(row, user: User) -> None:
    row._history_user = user
    row.delete()


def version() -> models.RequirementVersion:
    return models.RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None)


def edit_title(user: User | None, title: str = "Another title") -> None:
    row = version()
    row.title_en, row.title_ru, row.title_kk = title, "", ""
    save(row, user)


def live() -> models.Edition:
    return models.Edition.objects.select_related("rolled_back_to").first()


def found() -> list[Change]:
    return changes_between(content_of(live()), make_draft(today()).content)


def missing() -> list[str]:
    return [change.key for change in missing_approvals(found(), live())]


def agree(user: User) -> None:
    for change in found():
        approve(change, user)


def authors() -> dict[str, list[str]]:
    return {row.change.key: [touch.name for touch in row.touches] for row in reviewed(found(), live())}
