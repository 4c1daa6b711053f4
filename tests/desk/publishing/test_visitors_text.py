"""What visitors will read: before and after in three languages, on Publish and on a page of its own."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from ngocheck.desk.publishing.page_blocks import blocks_of, side_by_side
from ngocheck.rulebook import models
from tests.support.change_sets import opened, version, write
from tests.support.desk_people import person, signed_in

pytestmark = pytest.mark.django_db
PUBLISH = "/admin/desk/publish/"
PREVIEW = "/admin/desk/preview/"


@pytest.fixture
def vera() -> Client:
    rights = ("view_edition", "approve_change", "preview_draft", "view_requirementversion", "view_requirement")
    return signed_in(person("vera", *rights))


def page_of(row: models.RequirementVersion, query: str = "") -> str:
    return f"/admin/desk/requirements/{row.requirement.code}/{row.effective_from}/{query}"


def words(html: str) -> str:
    return re.sub(r"<[^>]+>|\[\w+: |\]", "", html)


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    return page.content.decode()


def edit(**columns: str) -> models.RequirementVersion:
    row = version()
    for name, value in columns.items():
        setattr(row, name, value)
    row._history_user = person("anna")
    row.save()
    return row


def new_requirement() -> models.RequirementVersion:
    """A copy of a requirement under another code, which no guide leads to yet."""
    row = version()
    requirement = row.requirement
    requirement.pk, requirement.code, requirement._state.adding = None, "fair-lamp", True
    requirement.save()
    row.pk, row.requirement, row.title_en, row.effective_from = None, requirement, "Light a lamp", date(2030, 1, 1)
    row._state.adding = True
    row.save()
    return row


# The difference itself.


def test_only_the_blocks_that_differ_are_marked():
    before = blocks_of("<h2>When</h2><ul><li>by <b>15</b> May</li><li>or later</li></ul><p>Same</p>")
    after = blocks_of("<h2>When</h2><ul><li>by <b>20</b> May</li><li>or later</li></ul><p>Same</p>")
    pairs = list(side_by_side(before, after))
    assert [pair.same for pair in pairs] == [True, False, True, True]
    assert "15" in pairs[1].before
    assert "<ins>" in pairs[1].after


def test_a_block_that_is_put_in_or_taken_out_stands_alone():
    before = blocks_of("<p>Keep the receipt for five years</p>")
    after = blocks_of("<p>Bring a drawing of the stall</p><p>Keep the receipt for three years</p>")
    told = [(words(pair.before), words(pair.after)) for pair in side_by_side(before, after)]
    assert told == [
        ("", "Bring a drawing of the stall"),
        ("Keep the receipt for five years", "Keep the receipt for three years"),
    ]


def test_what_visitors_fill_in_is_no_part_of_the_text():
    assert blocks_of("<p>Read</p><form><label>Law as of</label></form>") == blocks_of("<p>Read</p>")


# On Publish.


def test_publish_shows_what_visitors_will_read_in_every_language(vera):
    edit(title_ru="Другое название")
    page = text(vera, PUBLISH)
    for language in ("Русский", "English", "Қазақша"):
        assert f"What visitors will read: {language}" in page
    assert "Другое название" in words(page)
    assert page.count("In this language they read the same as now.") == 2
    assert page_of(version()) in page


def test_a_change_set_shows_its_own_text_alone(vera):
    first, second = opened("First"), opened("Second")
    write(first, title_en="First title")
    write(second, text_en="A second text.")
    page = words(text(vera, f"{PUBLISH}{first.pk}/"))
    assert "First title" in page
    assert "A second text." not in page
    alone = text(vera, page_of(version(), f"?change_set={second.pk}&language=en"))
    assert "A second text." in words(alone)
    assert "First title" not in words(alone)


# On a page of its own.


def test_the_whole_page_stands_before_and_after_in_the_language_asked_for(vera):
    row = edit(title_ru="Другое название")
    page = text(vera, page_of(row, "?language=ru"))
    assert "Другое название" in words(page)
    assert "<ins>" in page
    assert "When it applies" not in page
    assert "<ins>" not in text(vera, page_of(row, "?language=kk"))


def test_a_version_that_is_removed_is_shown_as_it_is_read_now(vera):
    row = version()
    address, title = page_of(row), row.title_en
    row.delete()
    assert title.split()[0] in words(text(vera, address))


def test_there_is_no_page_of_a_version_or_a_change_set_that_is_not_there(vera):
    for address in (
        "/admin/desk/requirements/fair-notice/1999-01-01/",
        "/admin/desk/requirements/fair-notice/soon/",
        "/admin/desk/requirements/nothing/2026-01-01/",
        page_of(version(), "?change_set=77"),
    ):
        assert vera.get(address).status_code == 404


def test_a_draft_that_cannot_be_read_says_why(vera):
    group = version().groups.first()
    models.Condition.objects.filter(group=group).update(operator="lt", value="nonsense", parameter=None)
    models.Question.objects.filter(conditions__group=group).update(kind="number")
    page = vera.get(page_of(version()))
    assert page.status_code == 422
    assert "The draft cannot be read" in page.content.decode()


# As visitors see it.


def as_visitors(client: Client, form: str) -> dict[str, str]:
    """The fields behind the button “See it as visitors do” of a page."""
    page = text(client, form)
    assert "See it as visitors do" in page
    block = page[page.index(f'action="{PREVIEW}"') :]
    return dict(re.findall(r'name="(on|next|back)" value="([^"]*)"', block[: block.index("</form>")]))


def test_the_draft_of_a_new_requirement_is_seen_as_visitors_will_see_it(vera):
    row = new_requirement()
    for form in (
        f"/admin/rulebook/requirementversion/{row.pk}/change/",
        f"/admin/rulebook/requirement/{row.requirement_id}/change/",
        page_of(row),
    ):
        sent = as_visitors(vera, form)
        assert sent["on"] == "2030-01-01"
        page = vera.post(PREVIEW, sent, follow=True)
        assert page.status_code == 200
        assert page.request["PATH_INFO"].endswith("/requirements/fair-lamp/")
        assert "Light a lamp" in page.content.decode()
        assert "Draft, not published." in page.content.decode()
        ended = vera.post(PREVIEW, {"stop": "1", "next": "/en/requirements/fair-lamp/"})
        assert ended.headers["Location"] == form


def test_a_page_elsewhere_is_not_gone_to(vera):
    sent = {"on": "2030-01-01", "next": "https://example.org/", "back": "https://example.org/"}
    assert vera.post(PREVIEW, sent).headers["Location"] == "/en/"
    assert vera.post(PREVIEW, {"stop": "1"}).headers["Location"] == PREVIEW
