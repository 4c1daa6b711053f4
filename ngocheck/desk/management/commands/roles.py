"""manage.py roles: who has which role on the desk, and giving roles out."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.core.management import CommandError

from ngocheck.desk.accounts.roles import ROLES, assign, make_roles
from ngocheck.rulebook.management.english import EnglishCommand

NO_ROLE = "none"


class Command(EnglishCommand):
    help = (
        "Without a name: the roles and who has them. With a name and roles: gives the person exactly these, "
        'or none with "none". A person without a role cannot open the desk.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", help="For example aida.")
        parser.add_argument("roles", nargs="*", metavar="role", help=f"{', '.join(ROLES)}, or {NO_ROLE}.")
        parser.add_argument(
            "--forget-second-factor",
            action="store_true",
            help="For a person who has lost the telephone and the recovery codes.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        make_roles()
        if not options["username"]:
            self.list_roles()
            return
        user = person(options["username"])
        if options["roles"]:
            self.give(user, options["roles"])
        if options["forget_second_factor"]:
            Authenticator.objects.filter(user=user).delete()
            self.stdout.write(f"{user.username} signs in with the password alone until a second factor is set up.")
        self.stdout.write(f"{user.username}: {', '.join(roles_of(user)) or 'no role'}")

    def list_roles(self) -> None:
        for group in Group.objects.filter(name__in=ROLES).prefetch_related("user_set"):
            names = ", ".join(user.username for user in group.user_set.all()) or "nobody"
            self.stdout.write(f"{group.name} ({ROLES[group.name]}): {names}")
        superusers = User.objects.filter(is_superuser=True).values_list("username", flat=True)
        self.stdout.write(f"superusers (may do everything): {', '.join(superusers) or 'nobody'}")

    def give(self, user: User, roles: list[str]) -> None:
        """Raises CommandError for a role that there is not."""
        try:
            assign(user, [] if roles == [NO_ROLE] else roles)
        except ValueError as error:
            raise CommandError(str(error)) from error


def person(username: str) -> User:
    """Raises CommandError where there is nobody of that name."""
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        raise CommandError(
            f"There is no person {username}. A superuser adds people on the desk, under People; "
            "the first one comes from: manage.py createsuperuser"
        ) from error


def roles_of(user: User) -> list[str]:
    return list(user.groups.filter(name__in=ROLES).values_list("name", flat=True))
