"""Who may do what: every page of the desk for every role, so that a new page without an entry here fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from ngocheck.desk import urls as desk_urls
from ngocheck.desk.accounts.roles import EDITOR, PUBLISHER, READER, REVIEWER, ROLES, assign, make_roles
from ngocheck.rulebook import models
from tests.support.change_sets import draft_version

pytestmark = pytest.mark.django_db
ALL = frozenset(ROLES)
EDITORS, REVIEWERS, PUBLISHERS = frozenset([EDITOR]), frozenset([REVIEWER]), frozenset([PUBLISHER])
WORKERS = EDITORS | REVIEWERS | PUBLISHERS
NOBODY: frozenset[str] = frozenset()
OPEN, REFUSED, SIGN_IN, NO_SUCH_ACT = 200, 403, 302, 405
# Stands for staff who were given no role.
NO_ROLE = "no role"


def version() -> dict[str, Any]:
    return {"pk": models.RequirementVersion.objects.filter(effective_until=None).first().pk}


def scenario() -> dict[str, Any]:
    return {"pk": models.Scenario.objects.first().pk}


def edition() -> dict[str, Any]:
    return {"number": 1}


def source() -> dict[str, Any]:
    return {"model_name": "source", "pk": models.Source.objects.first().pk}


def source_history() -> dict[str, Any]:
    row = models.Source.objects.first()
    row.save()
    return {"model_name": "source", "number": row.history.first().history_id}


def change_set() -> dict[str, Any]:
    return {"pk": models.ChangeSet.objects.create(name="2027").pk}


def one_alone() -> dict[str, Any]:
    return {"number": change_set()["pk"]}


def link() -> dict[str, Any]:
    row = models.LookLink(change_set_id=change_set()["pk"], digest="0" * 64, on=date(2026, 11, 22))
    row.expires_at = datetime(2027, 1, 1, tzinfo=UTC)
    row.save()
    return {"pk": row.pk}


def amount() -> dict[str, Any]:
    return {"code": "mrp"}


def first_version() -> dict[str, Any]:
    row = models.RequirementVersion.objects.select_related("requirement").first()
    return {"code": row.requirement.code, "first_day": row.effective_from.isoformat()}


def draft() -> dict[str, Any]:
    return {"pk": draft_version().pk}


@dataclass(frozen=True)
class Page:
    """Who may open a page, and who may send something to it; None: nothing can be sent to it."""

    opens: frozenset[str]
    sends: frozenset[str] | None = None
    args: Callable[[], dict[str, Any]] = dict
    only_sent: bool = False


DESK = {
    "calendar": Page(ALL),
    "move_day": Page(EDITORS, EDITORS),
    "next_amount": Page(EDITORS, EDITORS, amount),
    "change_sets": Page(ALL, WORKERS),
    "work": Page(WORKERS, WORKERS, only_sent=True),
    "change_set": Page(WORKERS, WORKERS, change_set, only_sent=True),
    "remark": Page(ALL, ALL, change_set, only_sent=True),
    "drop_change_set": Page(WORKERS, WORKERS, change_set),
    "make_link": Page(WORKERS, WORKERS, change_set, only_sent=True),
    "revoke_link": Page(WORKERS, WORKERS, link, only_sent=True),
    "publish_alone": Page(ALL, PUBLISHERS, one_alone),
    "approve_alone": Page(REVIEWERS, REVIEWERS, one_alone, only_sent=True),
    "take_over": Page(EDITORS, EDITORS, only_sent=True),
    "scenarios": Page(ALL),
    "unnoticed": Page(ALL, ALL),
    "new_scenario": Page(EDITORS, EDITORS),
    "scenario": Page(ALL, EDITORS, scenario),
    "conditions": Page(EDITORS, EDITORS, version),
    "conditions_pieces": Page(EDITORS, EDITORS, version, only_sent=True),
    "new_version": Page(EDITORS, EDITORS, version),
    "guided_change": Page(EDITORS, EDITORS),
    "guided_new": Page(EDITORS, EDITORS),
    "guided_step": Page(EDITORS, EDITORS, lambda: {**draft(), "step": "act"}),
    "guided_who": Page(EDITORS, EDITORS, draft),
    "guided_scenarios": Page(EDITORS, EDITORS, draft),
    "guided_left": Page(EDITORS, None, draft),
    "review": Page(ALL),
    "checked": Page(REVIEWERS, REVIEWERS, version, only_sent=True),
    "looked": Page(REVIEWERS, REVIEWERS, version, only_sent=True),
    "how_sure": Page(REVIEWERS, REVIEWERS, version),
    "translations": Page(ALL),
    "still_right": Page(EDITORS, EDITORS, source, only_sent=True),
    "search": Page(ALL | {NO_ROLE}),
    "weekly_mail": Page(ALL | {NO_ROLE}, ALL | {NO_ROLE}),
    "publish": Page(ALL, PUBLISHERS),
    "approve": Page(REVIEWERS, REVIEWERS, only_sent=True),
    "edition_file": Page(ALL, None, edition),
    "edition_rows": Page(ALL, None, edition),
    "roll_back": Page(PUBLISHERS, PUBLISHERS, edition),
    "preview": Page(ALL, ALL),
    "visitors_text": Page(ALL, None, first_version),
    "exchange": Page(ALL, EDITORS),
    "rulebook_file": Page(ALL),
    "texts_file": Page(ALL),
    "history_all": Page(ALL),
    "history": Page(ALL, None, source),
    "restore": Page(EDITORS, EDITORS, source_history),
}
TABLES = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "rulebook"),
    key=lambda model: model.__name__,
)
PEOPLE = [
    "admin:auth_user_changelist",
    "admin:auth_user_add",
    "admin:auth_group_changelist",
    "admin:auth_group_add",
]
PAGES_OF_A_TABLE = {"changelist", "add", "history", "delete", "change"}


def signed_in(role: str) -> Client:
    user = User.objects.create(username=f"the {role}", is_staff=True)
    if role != NO_ROLE:
        assign(user, [role])
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    client.force_login(user)
    return client


# The matrix.


def test_every_page_of_the_desk_has_its_place_in_the_matrix():
    assert {pattern.name for pattern in desk_urls.urlpatterns} == set(DESK)


def test_every_page_of_every_table_has_its_place_in_the_matrix():
    for model, table in admin.site._registry.items():
        start = f"{model._meta.app_label}_{model._meta.model_name}_"
        names = {pattern.name.removeprefix(start) for pattern in table.get_urls() if pattern.name}
        assert names <= PAGES_OF_A_TABLE | ({"password_change"} if model is User else set()), model


@pytest.mark.parametrize("name", DESK)
@pytest.mark.parametrize("role", [*ROLES, NO_ROLE])
def test_a_page_of_the_desk_opens_for_its_roles_only(role, name):
    page = DESK[name]
    address = reverse(f"desk:{name}", kwargs=page.args())
    client = signed_in(role)
    opened = client.get(address).status_code
    if role not in page.opens:
        assert opened == REFUSED
    else:
        assert opened == (NO_SUCH_ACT if page.only_sent else OPEN)


@pytest.mark.parametrize("name", DESK)
@pytest.mark.parametrize("role", [*ROLES, NO_ROLE])
def test_something_is_sent_to_a_page_of_the_desk_by_its_roles_only(role, name):
    page = DESK[name]
    address = reverse(f"desk:{name}", kwargs=page.args())
    sent = signed_in(role).post(address, {})
    if page.sends is None:
        assert sent.status_code in {NO_SUCH_ACT} | (set() if role in page.opens else {REFUSED})
    elif role not in page.sends:
        assert sent.status_code == REFUSED
    else:
        assert sent.status_code in (200, 302, 422)
        assert "/account/login/" not in sent.headers.get("Location", "")


@pytest.mark.parametrize("name", DESK)
def test_who_is_not_signed_in_is_led_to_signing_in(client, name):
    address = reverse(f"desk:{name}", kwargs=DESK[name].args())
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == SIGN_IN
        assert answer.url.startswith("/admin/login/")


@pytest.mark.parametrize("address", ["/admin/", "/admin/desk/publish/", "/admin/rulebook/source/"])
def test_who_is_signed_in_and_no_staff_is_refused(client, address):
    client.force_login(User.objects.create(username="visitor"))
    page = client.get(address, follow=True)
    assert page.status_code == REFUSED
    assert "<h1>" in page.content.decode()


def expected(role: str, model: type, act: str) -> int:
    writes = role == EDITOR and model in models.KEYED
    if role == NO_ROLE or (act in ("add", "delete") and not writes):
        return REFUSED
    return OPEN


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", [*ROLES, NO_ROLE])
def test_the_tables_are_seen_by_every_role_and_written_by_editors(role, model):
    client, start = signed_in(role), f"admin:rulebook_{model._meta.model_name}"
    row = [model._default_manager.first().pk]
    for act in ("changelist", "add", "change", "delete", "history"):
        address = reverse(f"{start}_{act}", args=row if act in ("change", "delete", "history") else [])
        # Scenarios have a page of their own, to which the table leads.
        answer = client.get(address, follow=act == "history" or model is models.Scenario).status_code
        assert answer == expected(role, model, act), act


@pytest.mark.parametrize("role", [READER, REVIEWER, PUBLISHER, NO_ROLE])
def test_who_is_no_editor_changes_no_row(role):
    row = models.Source.objects.first()
    before = models.Source.objects.values().get(pk=row.pk)
    client = signed_in(role)
    address = reverse("admin:rulebook_source_change", args=[row.pk])
    assert client.post(address, {"code": "forged", "kind": "law"}).status_code == REFUSED
    assert (
        client.post(reverse("admin:rulebook_source_delete", args=[row.pk]), {"post": "yes"}).status_code == REFUSED
    )
    client.post(
        reverse("admin:rulebook_source_changelist"), {"action": "delete_selected", "_selected_action": row.pk}
    )
    assert models.Source.objects.values().get(pk=row.pk) == before


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("role", [*ROLES, NO_ROLE])
def test_people_and_groups_are_for_superusers(role, name):
    assert signed_in(role).get(reverse(name)).status_code == REFUSED


def test_a_superuser_opens_everything(admin_client):
    for name, page in DESK.items():
        if not page.only_sent:
            assert admin_client.get(reverse(f"desk:{name}", kwargs=page.args())).status_code == OPEN, name
    for name in PEOPLE:
        assert admin_client.get(reverse(name)).status_code == OPEN


def test_a_person_with_two_roles_may_do_what_either_may():
    user = User.objects.create(username="both")
    assign(user, [REVIEWER, PUBLISHER])
    assert user.has_perms(["rulebook.approve_change", "rulebook.publish_edition"])
    assert not user.has_perm("rulebook.change_source")


# The roles themselves.


def held(role: str) -> set[str]:
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


def test_migrating_makes_the_four_roles():
    assert set(Group.objects.values_list("name", flat=True)) >= ALL


def test_every_role_sees_every_table_of_the_rulebook():
    views = {f"view_{model._meta.model_name}" for model in (*models.KEYED, models.Edition, models.Approval)}
    for role in ROLES:
        assert views | {"preview_draft"} <= held(role)


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("publish_edition", PUBLISHERS),
        ("approve_change", REVIEWERS),
        ("check_requirementversion", REVIEWERS),
        ("change_requirementversion", EDITORS),
        ("delete_source", EDITORS),
        ("add_edition", NOBODY),
        ("change_edition", NOBODY),
        ("delete_approval", NOBODY),
        ("change_user", NOBODY),
        ("delete_historicalsource", NOBODY),
    ],
)
def test_what_matters_is_in_the_right_hands(permission, roles):
    assert {role for role in ROLES if permission in held(role)} == roles


def test_no_role_reaches_beyond_the_rulebook():
    beyond = Permission.objects.exclude(content_type__app_label="rulebook").filter(group__name__in=ROLES)
    assert not beyond.exists()


def test_making_the_roles_again_sets_them_right_and_leaves_other_groups_alone():
    Group.objects.get(name=READER).permissions.add(Permission.objects.get(codename="delete_source"))
    Group.objects.get(name=EDITOR).delete()
    own = Group.objects.create(name="translators")
    own.permissions.add(Permission.objects.get(codename="change_source"))
    make_roles()
    assert "delete_source" not in held(READER)
    assert "delete_source" in held(EDITOR)
    assert held("translators") == {"change_source"}
