"""How sure a version is: a reviewer's word alone, by what was read; editors, forms and files cannot say it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR, REVIEWER
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import publish
from ngocheck.rulebook.rows.intake import Incoming
from ngocheck.rulebook.rows.rulebook_file import without_checks
from tests.support.approving import missing
from tests.support.desk_people import colleague, signed_in
from tests.support.exchanging import confirm, row, rows, text, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return signed_in(colleague("aida", REVIEWER))


@pytest.fixture
def editor():
    return signed_in(colleague("boris", EDITOR))


@pytest.fixture
def version() -> models.RequirementVersion:
    """One that nobody has confirmed and that cites two sources."""
    found = models.RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None)
    found.confidence, found.verified_on, found.verified_by = "unverified", None, ""
    found.save()
    other = models.Provision.objects.exclude(source__in=sources(found)).first()
    models.Citation.objects.create(version=found, provision=other, position=99)
    publish(today(), four_eyes=False)
    return found


def sources(version: models.RequirementVersion) -> list[models.Source]:
    return [citation.provision.source for citation in version.citations.select_related("provision__source")]


def say(client, version: models.RequirementVersion, ground: str, **sent):
    address = reverse("desk:how_sure", args=[version.pk])
    page = client.get(address)
    seen = page.context["seen"] if page.status_code == 200 else ""
    answer = client.post(address, {"seen": seen, "ground": ground, **sent})
    version.refresh_from_db()
    return answer


def test_who_read_the_law_is_named_and_the_day_is_today(reviewer, version):
    assert say(reviewer, version, "read").status_code == 302
    assert (version.confidence, version.verified_on, version.verified_by) == ("confirmed", today(), "aida")
    assert version.next_check_on > today()


def test_two_sources_that_say_the_same_are_ticked_and_kept_in_the_history(reviewer, version):
    one, *_others, other = (source.code for source in sources(version))
    answer = say(reviewer, version, "agree", sources=[one])
    assert answer.status_code == 422
    assert "Tick at least two sources that say the same." in answer.content.decode()
    assert version.confidence == "unverified"
    say(reviewer, version, "agree", sources=[one, other])
    assert (version.confidence, version.verified_on) == ("confirmed", None)
    assert version.history.first().history_change_reason == f"checked: sources say the same – {one}, {other}"


def test_what_it_does_not_cite_cannot_be_ticked(reviewer, version):
    mine = sources(version)
    others = models.Source.objects.exclude(pk__in=[source.pk for source in mine]).values_list("code", flat=True)
    assert say(reviewer, version, "agree", sources=[mine[0].code, others[0]]).status_code == 422


@pytest.mark.parametrize("ground", ["second_source", "monitor", "unverified"])
def test_what_is_not_confirmed_was_checked_by_nobody(reviewer, version, ground):
    say(reviewer, version, "read")
    say(reviewer, version, ground)
    assert (version.confidence, version.verified_on, version.verified_by) == (ground, None, "")


@pytest.mark.parametrize("ground", ["read", "agree", "second_source"])
def test_a_pure_check_needs_no_second_person(reviewer, version, ground):
    say(reviewer, version, ground, sources=[source.code for source in sources(version)])
    assert missing() == []


def test_who_checks_words_that_an_editor_wrote_is_not_enough(reviewer, version):
    version._history_user = colleague("vera", EDITOR)
    version.doubt_en = "Ask the office."
    version.save()
    say(reviewer, version, "read")
    assert len(missing()) == 1


def test_a_version_that_was_changed_meanwhile_is_read_again(reviewer, version):
    page = reviewer.get(reverse("desk:how_sure", args=[version.pk]))
    version.save()
    sent = {"seen": page.context["seen"], "ground": "read"}
    answer = reviewer.post(reverse("desk:how_sure", args=[version.pk]), sent)
    assert "It was changed since you opened this page. Read it again." in answer.content.decode()


# Editors cannot.


def test_an_editor_may_not_say_it(editor, version):
    assert say(editor, version, "read").status_code == 403
    assert version.confidence == "unverified"


def test_a_form_that_an_editor_sends_does_not_say_it(editor, version):
    address = reverse("admin:rulebook_requirementversion_change", args=[version.pk])
    page = editor.get(address)
    sent = {
        bound.html_name: "" if bound.value() in (None, False) else bound.value()
        for one in (
            page.context["adminform"].form,
            *(inline.formset.management_form for inline in page.context["inline_admin_formsets"]),
        )
        for bound in one
    }
    sent |= {name: "0" for name in sent if name.endswith(("INITIAL_FORMS", "TOTAL_FORMS"))}
    forged = {"confidence": "confirmed", "verified_on": "2026-11-22", "verified_by": "The Minister of Justice"}
    assert editor.post(address, sent | forged | {"doubt_en": "Ask."}).status_code == 302
    version.refresh_from_db()
    assert (version.doubt_en, version.confidence) == ("Ask.", "unverified")
    assert (version.verified_on, version.verified_by) == (None, "")


def test_a_new_version_starts_as_not_confirmed(editor, version):
    sent = {
        "requirement": models.Requirement.objects.create(code="new", area=models.Area.objects.first()).pk,
        "effective_from": "2027-01-01",
        "force": "must",
        "stage": "lasting",
        "title_en": "Do it",
        "text_en": "At once.",
        "confidence": "confirmed",
    }
    page = editor.get(reverse("admin:rulebook_requirementversion_add"))
    for inline in page.context["inline_admin_formsets"]:
        sent |= {bound.html_name: bound.value() for bound in inline.formset.management_form}
    assert editor.post(reverse("admin:rulebook_requirementversion_add"), sent).status_code == 302
    assert models.RequirementVersion.objects.get(requirement__code="new").confidence == "unverified"


def test_a_file_that_an_editor_brings_does_not_say_it(editor, version):
    found = rows()
    fields = row(found, "requirementversion", requirement=["fair-notice"], effective_until=None)
    fields |= {"confidence": "confirmed", "verified_on": "2026-11-22", "verified_by": "Nobody", "doubt_en": "Ask."}
    page = upload(editor, reverse("desk:exchange"), text(found).encode(), "rows.json")
    assert "is not taken from a file: a reviewer says that on the desk." in " ".join(page.content.decode().split())
    confirm(editor, page)
    version.refresh_from_db()
    assert (version.doubt_en, version.confidence, version.verified_by) == ("Ask.", "unverified", "")


def test_a_new_version_in_a_file_is_not_confirmed(version):
    columns = {"requirement": ("fair-notice",), "effective_from": date(2029, 1, 1), "verified_by": "Nobody"}
    new = Incoming(models.RequirementVersion, {**columns, "confidence": "confirmed"})
    (taken,) = without_checks([new])
    assert taken.values == {
        "requirement": ("fair-notice",),
        "effective_from": date(2029, 1, 1),
        "confidence": "unverified",
    }
