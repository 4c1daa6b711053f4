"""`manage.py roles`, and a role given on the desk."""

from __future__ import annotations

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR, ROLES

pytestmark = pytest.mark.django_db


def told(*words: str) -> str:
    out = StringIO()
    call_command("roles", *words, stdout=out)
    return out.getvalue()


def test_the_command_gives_roles_and_opens_the_desk():
    user = User.objects.create(username="aida")
    assert told("aida", "editor", "reviewer") == "aida: editor, reviewer\n"
    user.refresh_from_db()
    assert user.is_staff


def test_a_role_given_on_the_desk_lets_the_person_in(admin_client):
    dana = User.objects.create_user("dana")
    address = reverse("admin:auth_user_change", args=[dana.pk])
    sent = {"username": "dana", "is_active": "on", "groups": [Group.objects.get(name=EDITOR).pk]}
    for groups, in_or_out in ((sent["groups"], True), ([], False)):
        assert admin_client.post(address, {**sent, "groups": groups}).status_code == 302
        dana.refresh_from_db()
        assert dana.is_staff == in_or_out


def test_the_command_gives_exactly_the_roles_named_and_keeps_other_groups():
    user = User.objects.create(username="aida")
    user.groups.add(Group.objects.create(name="translators"))
    told("aida", "editor", "publisher")
    assert told("aida", "reader") == "aida: reader\n"
    assert user.groups.filter(name="translators").exists()


def test_the_command_takes_every_role_away_and_closes_the_desk():
    user = User.objects.create(username="aida")
    told("aida", "editor")
    assert told("aida", "none") == "aida: no role\n"
    user.refresh_from_db()
    assert not user.is_staff


def test_a_superuser_without_a_role_keeps_the_desk(admin_user):
    told(admin_user.username, "none")
    admin_user.refresh_from_db()
    assert admin_user.is_staff


def test_the_command_lists_who_has_what(admin_user):
    told_nobody = told()
    assert all(f"{role} ({words}): nobody" in told_nobody for role, words in ROLES.items())
    User.objects.create(username="aida")
    told("aida", "editor")
    assert f"editor ({ROLES['editor']}): aida" in told()
    assert f"superusers (may do everything): {admin_user.username}" in told()


@pytest.mark.parametrize(
    ("words", "said"), [(["nobody"], "There is no person nobody"), (["aida", "boss"], "no role boss")]
)
def test_a_mistyped_name_or_role_is_named(words, said):
    User.objects.create(username="aida")
    with pytest.raises(CommandError, match=said):
        told(*words)


def test_a_lost_second_factor_is_forgotten():
    user = User.objects.create(username="aida")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    assert "with the password alone" in told("aida", "--forget-second-factor")
    assert not Authenticator.objects.exists()
