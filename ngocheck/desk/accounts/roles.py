"""Who may do what on the desk: four roles, kept as Django's groups.

A role's permissions are set anew at every `migrate`, so a change made to the four groups by hand does not last:
change the list here. Further groups and permissions of single persons are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from ngocheck.rulebook.models import KEYED

READER, EDITOR, REVIEWER, PUBLISHER = "reader", "editor", "reviewer", "publisher"
# The names are kept in English; on the desk they are shown in the editor's language.
NAMES = {
    READER: gettext_lazy("reader"),
    EDITOR: gettext_lazy("editor"),
    REVIEWER: gettext_lazy("reviewer"),
    PUBLISHER: gettext_lazy("publisher"),
}
ROLES = {
    READER: gettext_lazy("sees the rows and the draft"),
    EDITOR: gettext_lazy("also changes the rows"),
    REVIEWER: gettext_lazy("sees all, approves changes of others, confirms that a version was checked"),
    PUBLISHER: gettext_lazy("sees all, publishes editions and rolls them back"),
}
SPECIAL = {
    READER: {"preview_draft"},
    EDITOR: {"preview_draft", "change_changeset"},
    REVIEWER: {"preview_draft", "approve_change", "check_requirementversion", "change_changeset"},
    PUBLISHER: {"preview_draft", "publish_edition", "change_changeset"},
}


def permissions(role: str) -> QuerySet[Permission]:
    """What a role may do: every role sees every table of the rulebook; editors write the rows of the law."""
    of_rulebook = Permission.objects.filter(content_type__app_label="rulebook")
    allowed = of_rulebook.filter(codename__in=SPECIAL[role]) | of_rulebook.filter(codename__startswith="view_")
    if role == EDITOR:
        names = [f"{act}_{model._meta.model_name}" for model in KEYED for act in ("add", "change", "delete")]
        allowed |= of_rulebook.filter(codename__in=names)
    return allowed


def make_roles(using: str = "default") -> None:
    """The four groups with their permissions, made or set right."""
    create_permissions(apps.get_app_config("rulebook"), verbosity=0, using=using)
    for role in ROLES:
        group, _made = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set(permissions(role).using(using))


def after_migrate(using: str, **_of_signal: Any) -> None:
    """What a database needs beside its tables: the roles, and the cache that counts attempts to sign in."""
    make_roles(using)
    call_command("createcachetable", database=using, verbosity=0)


def assign(user: User, roles: Iterable[str]) -> None:
    """Gives a person exactly these of the four roles; with one or more they are staff. Raises ValueError."""
    wanted = set(roles)
    unknown = wanted - ROLES.keys()
    if unknown:
        raise ValueError(f"There is no role {', '.join(sorted(unknown))}. The roles are: {', '.join(ROLES)}.")
    user.groups.remove(*Group.objects.filter(name__in=ROLES.keys() - wanted))
    user.groups.add(*Group.objects.filter(name__in=wanted))
    user.is_staff = user.is_superuser or bool(wanted)
    user.save(update_fields=["is_staff"])
