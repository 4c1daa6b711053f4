"""The people of the desk in tests: staff with some permissions, signed in."""

from __future__ import annotations

from django.contrib.auth.models import Permission, User
from django.test import Client

from ngocheck.desk.accounts.roles import assign


def person(name: str, *permissions: str) -> User:
    """Staff with these permissions of the rulebook, for example "publish_edition"."""
    user = User.objects.create_user(name, password=None, is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="rulebook", codename__in=permissions)
    )
    return user


def colleague(name: str, *roles: str) -> User:
    """Staff in these roles."""
    user = User.objects.create_user(name)
    assign(user, roles)
    return user


def signed_in(user: User) -> Client:
    """A person's browser that wishes English; without a wish the desk speaks Russian."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client
