"""People and their roles on the desk: Django's tables, with roles and permissions in the editor's language."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.desk.accounts.roles import NAMES, ROLES

from .base import Ticks
from .deletion import PlainDeletion

ACTS = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("view")}
SPECIAL = {
    "publish_edition": _("publish and roll back"),
    "approve_change": _("approve changes of others"),
    "preview_draft": _("see the site with the draft"),
    "check_requirementversion": _("confirm that a version was checked"),
}


def role_in_words(group: Group) -> str:
    """The name of a role in the editor's language; other groups are called as they were named."""
    return str(NAMES.get(group.name, group.name))


def permission_in_words(permission: Permission) -> str:
    """What the permission is about, and what it allows."""
    act, _sep, model = permission.codename.partition("_")
    usual = ACTS.get(act) if model == permission.content_type.model else None
    return f"{permission.content_type}: {usual or SPECIAL.get(permission.codename, permission.name)}"


class InWords(admin.ModelAdmin):
    """A form that names roles and permissions in words, and offers those only that the desk asks for."""

    WORDS = {Group: role_in_words, Permission: permission_in_words}

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        if db_field.related_model is Permission:
            kwargs["queryset"] = Permission.objects.filter(content_type__app_label__in=["rulebook", "auth"])
        made = super().formfield_for_manytomany(db_field, request, **{"widget": Ticks(), **kwargs})
        if isinstance(made, ModelMultipleChoiceField) and db_field.related_model in self.WORDS:
            words = self.WORDS[db_field.related_model]
            made.label_from_instance = words  # type: ignore[method-assign, assignment]
        return made


class RoleFilter(admin.RelatedFieldListFilter):
    """By role, each in words."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        return [
            (pk, str(NAMES.get(str(name), name)))
            for pk, name in super().field_choices(field, request, model_admin)
        ]


admin.site.unregister([User, Group])


@admin.register(User)
class PersonAdmin(PlainDeletion, InWords, UserAdmin):
    list_display = ["username", "email", "first_name", "last_name", "staff"]
    list_filter = ["is_staff", "is_superuser", "is_active", ("groups", RoleFilter)]
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Personal info"), {"fields": ("first_name", "last_name", "email")}),
        (_("What this person may do"), {"fields": ("is_active", "groups", "is_superuser")}),
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever was given something to do gets in: a role, another group, or single permissions."""
        super().save_related(request, form, formsets, change)
        person = form.instance
        given = person.groups.exists() or person.user_permissions.exists()
        person.is_staff = person.is_superuser or given
        person.save(update_fields=["is_staff"])

    @admin.display(description=User._meta.get_field("is_staff").verbose_name, ordering="is_staff")
    def staff(self, person: User) -> str:
        return gettext("yes") if person.is_staff else gettext("no")


@admin.register(Group)
class RoleAdmin(PlainDeletion, InWords, GroupAdmin):
    list_display = ["role", "may"]

    @admin.display(description=_("role"), ordering="name")
    def role(self, group: Group) -> str:
        return role_in_words(group)

    @admin.display(description=_("what it may do"))
    def may(self, group: Group) -> str:
        return str(ROLES.get(group.name, ""))
