"""The page "Publish": what changed in words, what stands in the way, the impact, approvals, and the button."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import live_rulebook, today
from ngocheck.rulebook.publishing.publish import publish
from tests.support.desk_people import colleague, person, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/admin/desk/publish/"
APPROVE = "/admin/desk/publish/approve/"
EVERYTHING = ("view_edition", "approve_change", "publish_edition")


def version() -> models.RequirementVersion:
    return models.RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None)


def edit_by(name: str, title: str = "Another title") -> None:
    row = version()
    row.title_en, row.title_ru, row.title_kk = title, "", ""
    row._history_user = person(name)
    row.save()


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def note(page: str, **more: str) -> dict[str, str]:
    """The form as a browser sends it back."""
    seen = {name: hidden(page, name) for name in ("live", "sha256")}
    return {"note_en": "A better title.", "note_ru": "Лучше.", "note_kk": "", **seen, **more}


@pytest.fixture
def vera() -> Client:
    return signed_in(person("vera", *EVERYTHING))


def shown(client: Client) -> str:
    page = client.get(PAGE)
    assert page.status_code == 200
    return page.content.decode()


# What it shows.


def test_without_changes_there_is_nothing_to_publish(vera):
    page = shown(vera)
    assert "there is nothing to publish" in page
    assert models.Edition.objects.get().label in page


def test_a_change_is_shown_old_and_new_with_who_made_it(vera):
    old = version().title_en
    edit_by("anna")
    page = shown(vera)
    assert "Another title" in re.sub(r"<[^>]+>|\[\w+: |\]", "", page)
    assert "<del>" in page
    assert "<ins>" in page
    assert "Changed by anna" in page
    assert "Not approved yet." in page
    assert reverse("admin:rulebook_requirementversion_change", args=[version().pk]) in page
    assert old.split()[0] in page


def test_problems_are_listed_with_the_page_where_they_are_mended(vera):
    edit_by("anna")
    row = version()
    models.RequirementVersion.objects.filter(pk=row.pk).update(text_en="")
    page = shown(vera)
    assert "text (English)" in page
    assert f'href="{reverse("admin:rulebook_requirementversion_change", args=[row.pk])}"' in page


def test_a_missing_scenario_is_mended_where_one_is_made(vera):
    edit_by("anna")
    for scenario in models.Scenario.objects.filter(expect__has_key="leaflet"):
        rest = {code: wanted for code, wanted in scenario.expect.items() if code != "leaflet"}
        models.Scenario.objects.filter(pk=scenario.pk).update(expect=rest or {"fair-notice": {}})
    link = f"{reverse('desk:new_scenario')}?requirement=leaflet&amp;on={today()}"
    assert link in shown(signed_in(colleague("erlan", "editor")))
    told = shown(vera)
    assert "no scenario expects it applying" in told
    assert link not in told


def test_a_failing_scenario_is_mended_in_its_form_and_told_without_marks_of_a_program(vera):
    edit_by("anna")
    scenario = models.Scenario.objects.filter(expect__has_key="club-report", on__year=2026).first()
    due = [{"on": "2027-05-01", "safe_on": "2027-04-30"}]
    scenario.expect = {"club-report": {"due": due}}
    scenario.save()
    page = shown(vera)
    assert f'href="{reverse("desk:scenario", args=[scenario.pk])}"' in page
    assert "due dates: last day 1 May 2027, careful day 30 April 2027 → last day 31 March 2027" in page


def test_a_draft_that_cannot_be_read_is_shown_all_the_same(vera):
    group = version().groups.first()
    models.Condition.objects.filter(group=group).update(operator="lt", value="nonsense", parameter=None)
    models.Question.objects.filter(conditions__group=group).update(kind="number")
    page = shown(vera)
    assert "What stands in the way" in page
    assert "nonsense" in page


def test_the_impact_names_requirements_and_organisations(vera):
    models.Condition.objects.filter(group__version=version()).delete()
    version().groups.all().delete()
    page = shown(vera)
    assert "Counted on made-up organisations" in page
    assert re.search(r'<th scope="row">[^<]*\(fair-notice\), ', page)


def test_the_page_costs_the_same_queries_for_one_change_and_for_many(vera):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(vera)
        return len(queries)

    edit_by("anna")
    count()
    one = count()
    for row in models.RequirementVersion.objects.all()[:30]:
        row.doubt_en += "!"
        row.save()
    count()  # what was found sound is not judged again
    assert count() <= one


# Approving.


def tokens(page: str) -> list[str]:
    return re.findall(r'name="read" value="([^"]*)"', page)


def test_approving_one_change_by_its_button(vera):
    edit_by("anna")
    [token] = tokens(shown(vera))
    page = vera.post(APPROVE, {"one": token}, follow=True).content.decode()
    assert "Approved 1 change." in page
    assert "Approved by vera" in page
    assert models.Approval.objects.get().by.username == "vera"


def test_approving_all_that_was_ticked(vera):
    edit_by("anna")
    guide = models.Guide.objects.first()
    guide.title_en = "Another guide"
    guide.save()
    ticked = tokens(shown(vera))
    assert len(ticked) == 2
    assert "Approved 2 changes." in vera.post(APPROVE, {"read": ticked}, follow=True).content.decode()


def test_what_changed_since_it_was_read_is_not_approved(vera):
    edit_by("anna")
    ticked = tokens(shown(vera))
    edit_by("boris", "A third title")
    refused = vera.post(APPROVE, {"read": ticked})
    assert refused.status_code == 422
    assert "look again" in refused.content.decode()
    assert not models.Approval.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"read": []}, {"one": "nonsense"}, {"read": ["version x y", "a"]}])
def test_approving_nothing_or_nonsense_is_refused_gently(vera, sent):
    edit_by("anna")
    assert vera.post(APPROVE, sent).status_code == 422
    assert not models.Approval.objects.exists()


def test_the_author_is_told_that_somebody_else_must_approve():
    row = version()
    row.title_en = "Another title"
    vera = person("vera", *EVERYTHING)
    row._history_user = vera
    row.save()
    client = signed_in(vera)
    page = shown(client)
    assert tokens(page) == []
    assert "somebody else must approve it too" in page
    assert "waits for the approval" in page


# Publishing.


def approved_edit(client: Client) -> str:
    edit_by("anna")
    client.post(APPROVE, {"read": tokens(shown(client))})
    return shown(client)


def test_publishing_makes_an_edition_that_visitors_see(vera):
    page = approved_edit(vera)
    assert "Nothing: the rows hold together." in page
    done = vera.post(PAGE, note(page), follow=True)
    assert done.redirect_chain
    assert "Visitors see it now" in done.content.decode()
    edition = models.Edition.objects.get(number=2)
    assert (edition.note_en, edition.note_ru, edition.note_kk) == ("A better title.", "Лучше.", "")
    assert edition.published_by.username == "vera"
    key = f"fair-notice@{version().effective_from}"
    assert edition.changes == [{"kind": "version", "key": key, "state": "changed", "requirement": "fair-notice"}]
    assert live_rulebook().requirements["fair-notice"][-1].texts["title"]["en"] == "Another title"


def refused(client: Client, form: dict[str, str]) -> str:
    page = client.post(PAGE, form)
    assert page.status_code == 422
    assert models.Edition.objects.count() == 1
    return page.content.decode()


def test_without_a_second_pair_of_eyes_it_is_refused_and_the_note_stays(vera):
    edit_by("anna")
    page = refused(vera, note(shown(vera), note_kk="Жақсырақ."))
    assert "nobody but its author has approved this change" in page
    assert all(text in page for text in ("A better title.", "Лучше.", "Жақсырақ."))


def test_without_an_english_note_it_is_refused_and_the_rest_stays(vera):
    page = refused(vera, note(approved_edit(vera), note_en=" "))
    assert "Say in a sentence what changed" in page
    assert "Лучше." in page


def test_what_changed_since_the_page_was_opened_is_not_published(vera):
    form = note(approved_edit(vera))
    edit_by("boris", "A third title")
    page = refused(vera, form)
    assert "look again" in page
    assert "A better title." in page
    assert "A third" in re.sub(r"<[^>]+>|\[\w+: |\]", "", page)


def test_what_somebody_else_published_meanwhile_is_told_kindly(vera):
    form = note(approved_edit(vera))
    publish(today(), "By another.", four_eyes=False)
    page = vera.post(PAGE, form)
    assert page.status_code == 422
    assert "look again" in page.content.decode()
    assert models.Edition.objects.count() == 2


def test_a_gate_refuses_with_the_place_to_mend(vera):
    page = approved_edit(vera)
    models.Requirement.objects.create(code="new-duty", area=models.Area.objects.first())
    page = refused(vera, note(shown(vera)))
    assert "new-duty" in page
    assert "Mend it" in page


@pytest.mark.parametrize("broken", [{"live": "x"}, {"sha256": ""}, {"note_en": "x" * 5000}])
def test_a_form_that_was_tampered_with_is_refused(vera, broken):
    refused(vera, note(approved_edit(vera), **broken))


# Who may.


@pytest.mark.parametrize(
    ("permissions", "page", "approving", "publishing"),
    [
        ((), 403, 403, 403),
        (("view_edition",), 200, 403, 403),
        (("approve_change",), 403, 403, 403),
        (("view_edition", "approve_change"), 200, 422, 403),
        (("view_edition", "publish_edition"), 200, 403, 422),
        (EVERYTHING, 200, 422, 422),
    ],
)
def test_each_may_what_their_permissions_say(permissions, page, approving, publishing):
    client = signed_in(person("oleg", *permissions))
    assert client.get(PAGE).status_code == page
    assert client.post(APPROVE, {}).status_code == approving
    assert client.post(PAGE, {}).status_code == publishing


def test_buttons_are_there_only_for_those_who_may_use_them():
    edit_by("anna")
    page = shown(signed_in(person("oleg", "view_edition")))
    assert not tokens(page)
    assert 'name="note_en"' not in page


def test_visitors_are_sent_to_sign_in(client):
    assert client.get(PAGE).status_code == 302
    assert client.post(APPROVE, {}).status_code == 302


def test_other_methods_are_refused(vera):
    assert vera.get(APPROVE).status_code == 405
    assert vera.put(PAGE).status_code == 405
