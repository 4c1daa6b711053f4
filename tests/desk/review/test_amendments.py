"""Changed articles on the queue "to check", the look at them, and what visitors read when nobody looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR, READER, REVIEWER, assign
from ngocheck.desk.review.review import Reason, amendment_token
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import live_rulebook, today

pytestmark = pytest.mark.django_db
REVIEW = "/admin/desk/review/"
CODE = "fair-notice"
SAID = "The text of the law has changed since we read it."


@pytest.fixture
def version() -> models.RequirementVersion:
    return models.RequirementVersion.objects.get(requirement__code=CODE, effective_until=None)


def amend(version: models.RequirementVersion, days_ago: int = 0) -> models.Amendment:
    """As `check_sources` notes it when a cited article has changed."""
    on = today() - timedelta(days=days_ago)
    provision = version.citations.first().provision
    text, _made = models.ProvisionText.objects.update_or_create(
        provision=provision, defaults={"language": "ru", "fingerprint": "1-new", "read_on": on, "changed_on": on}
    )
    return models.Amendment.objects.create(text=text, version=version, before="1-old", noticed_on=on)


def signed_in(client, role: str):
    user = User.objects.create(username=f"the {role}")
    assign(user, [role])
    client.force_login(user)
    return client


def look(client, version: models.RequirementVersion, *tokens: str):
    return client.post(reverse("desk:looked", args=[version.pk]), {"amendment": tokens}, follow=True)


# The queue.


def test_what_leans_on_a_changed_article_stands_first_whomever_it_concerns(client):
    rows = signed_in(client, REVIEWER).get(REVIEW).context["rows"]
    last = rows[-1]["version"]
    amend(last)
    first, *others = client.get(REVIEW).context["rows"]
    assert first["version"] == last
    assert first["reasons"][0] == "the text of a cited article has changed"
    assert not any(row["amendments"] for row in others)


def test_a_version_that_is_fine_otherwise_is_listed_for_the_change_alone(client, version):
    version.confidence, version.verified_on = "confirmed", today()
    version.next_check_on = today() + timedelta(days=90)
    version.save()
    models.Source.objects.update(amended_on=None, url_ru="https://example.org/")
    desk = signed_in(client, REVIEWER)
    assert version.pk not in [row["version"].pk for row in desk.get(REVIEW).context["rows"]]
    amend(version)
    (row,) = desk.get(REVIEW, {"reason": Reason.AMENDED}).context["rows"]
    assert (row["version"], len(row["reasons"])) == (version, 1)


def test_the_row_says_which_article_when_it_was_noticed_and_where_it_stands(client, version):
    amendment = amend(version, days_ago=3)
    models.Source.objects.update(url_ru="https://example.org/rus/act")
    page = signed_in(client, EDITOR).get(REVIEW).content.decode()
    row = page[page.index('class="desk-short desk-amended"') :].partition("</ul>")[0]
    assert str(amendment.text.provision.article["en"]) in row
    assert "has changed, noticed on" in row
    assert "https://example.org/" in row
    assert reverse("desk:new_version", args=[version.pk]) in page
    models.ProvisionText.objects.update(fingerprint="")
    assert "is no longer on the page, noticed on" in client.get(REVIEW).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_changes(client, version):
    desk = signed_in(client, REVIEWER)
    desk.get(REVIEW)
    counts = []
    for number in (1, 5):
        for row in models.RequirementVersion.objects.filter(citations__isnull=False).distinct()[:number]:
            if not row.amendments.exists():
                amend(row)
        with CaptureQueriesContext(connection) as queries:
            desk.get(REVIEW)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# The look.


def test_a_look_keeps_who_and_when_and_leaves_the_version_as_it_is(client, version):
    amendment, before = amend(version), version.history.count()
    page = look(signed_in(client, REVIEWER), version, amendment_token(amendment)).content.decode()
    assert "looked at. Nothing changes for this rule." in page
    amendment.refresh_from_db()
    assert (amendment.looked_on, amendment.looked_by.username) == (today(), "the reviewer")
    assert version.history.count() == before
    assert models.RequirementVersion.objects.get(pk=version.pk).verified_on == version.verified_on


def test_a_look_at_one_rule_is_none_at_another_that_leans_on_the_same_article(client, version):
    other = models.RequirementVersion.objects.exclude(pk=version.pk).filter(effective_until=None).first()
    amendment = amend(version)
    left = models.Amendment.objects.create(text=amendment.text, version=other, before="1-old", noticed_on=today())
    look(signed_in(client, REVIEWER), version, amendment_token(amendment))
    assert list(models.Amendment.objects.filter(looked_on=None)) == [left]


def test_an_article_that_changed_once_more_since_the_list_was_opened_is_not_taken_as_looked_at(client, version):
    amendment = amend(version)
    token = amendment_token(amendment)
    models.ProvisionText.objects.update(fingerprint="1-newer")
    page = look(signed_in(client, REVIEWER), version, token).content.decode()
    assert "has changed once more" in page
    assert models.Amendment.objects.get().looked_on is None


def test_checked_unchanged_is_a_look_too_at_what_the_list_showed(client, version):
    amendment = amend(version)
    desk = signed_in(client, REVIEWER)
    (row,) = [row for row in desk.get(REVIEW).context["rows"] if row["amendments"]]
    sent = {"seen": row["seen"], "amendment": [token for _amendment, token in row["amendments"]]}
    desk.post(reverse("desk:checked", args=[version.pk]), sent)
    amendment.refresh_from_db()
    assert amendment.looked_on == today()


@pytest.mark.parametrize("role", [READER, EDITOR])
def test_who_may_not_check_may_not_say_that_they_looked(client, version, role):
    amendment = amend(version)
    desk = signed_in(client, role)
    assert "I have looked" not in desk.get(REVIEW).content.decode()
    assert look(desk, version, amendment_token(amendment)).status_code == 403
    assert models.Amendment.objects.get().looked_on is None


def test_a_version_that_is_not_there_and_a_look_by_address_alone(client, version):
    desk = signed_in(client, REVIEWER)
    assert desk.post(reverse("desk:looked", args=[999999])).status_code == 404
    assert desk.get(reverse("desk:looked", args=[version.pk])).status_code == 405


# What visitors read.


@pytest.mark.parametrize(("days", "said"), [(13, False), (14, True), (15, True)])
def test_visitors_read_of_it_once_nobody_has_looked_for_as_long_as_the_setting_says(client, version, days, said):
    amend(version, days_ago=days)
    assert (SAID in client.get(f"/en/requirements/{CODE}/").content.decode()) is said


def test_the_setting_counts_the_days(client, version, settings):
    amend(version, days_ago=3)
    settings.LOOK_WITHIN_DAYS = 3
    assert SAID in client.get(f"/en/requirements/{CODE}/").content.decode()
    settings.LOOK_WITHIN_DAYS = 4
    assert SAID not in client.get(f"/en/requirements/{CODE}/").content.decode()


def test_a_look_takes_it_away_at_once_without_a_new_edition(client, version):
    amendment = amend(version, days_ago=20)
    assert SAID in client.get(f"/en/requirements/{CODE}/").content.decode()
    models.Amendment.objects.filter(pk=amendment.pk).update(looked_on=today())
    assert SAID not in client.get(f"/en/requirements/{CODE}/").content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", SAID),
        ("ru", "Текст закона изменился после того, как мы его читали."),
        ("kk", "Біз оқығаннан кейін заң мәтіні өзгерді."),
    ],
)
def test_it_is_said_on_the_row_and_on_the_page_in_three_languages(client, version, language, said):
    amend(version, days_ago=20)
    rows = client.get(f"/{language}/guides/everything/checklist/").content.decode()
    (row,) = [part for part in rows.split("<article")[1:] if f'id="{CODE}"' in part]
    assert said in row.partition("</summary>")[0]
    assert rows.count(f'<span class="doubt amended">{said}') == 1
    assert said in client.get(f"/{language}/requirements/{CODE}/").content.decode()


def test_it_costs_visitors_no_query(client, version, django_assert_num_queries):
    live_rulebook()
    amend(version, days_ago=20)
    live_rulebook()
    with django_assert_num_queries(1):
        assert live_rulebook().rule_on(CODE, today()).amended
    with CaptureQueriesContext(connection) as queries:
        assert SAID in client.get("/en/guides/everything/checklist/").content.decode()
    assert len(queries) <= 3


def test_the_rulebook_is_kept_while_nothing_changes_and_other_rules_are_the_same_objects(version):
    plain = live_rulebook()
    amend(version, days_ago=20)
    marked = live_rulebook()
    assert live_rulebook() is marked
    assert {rule.requirement for rule in marked.rules_on(today()) if rule.amended} == {CODE}
    others = [code for code in plain.requirements if code != CODE]
    assert all(plain.requirements[code] == marked.requirements[code] for code in others)
    assert marked.label == plain.label
    models.Amendment.objects.all().delete()
    assert live_rulebook() is plain


def test_it_lowers_nothing_else(client, version):
    address = "/en/guides/everything/checklist/checklist.json"
    before = client.get(address)
    amend(version, days_ago=20)
    assert client.get(address).content == before.content


def test_a_version_not_in_the_edition_changes_nothing_for_visitors(version):
    amend(version, days_ago=20)
    models.RequirementVersion.objects.filter(pk=version.pk).update(effective_from="2026-11-29")
    assert not [rule for rule in live_rulebook().rules_on(today()) if rule.amended]
