"""The pages of what is coming and what changed, from the published edition."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.utils.html import strip_tags

from ngocheck.checklists.law_changes.changelog import moments
from ngocheck.checklists.law_changes.views import ON_A_PAGE
from ngocheck.engine.sources import nearest_link
from ngocheck.rulebook.models import Edition, RequirementVersion, WatchEntry
from ngocheck.rulebook.publishing.live import live_rulebook, today
from ngocheck.rulebook.publishing.publish import publish, roll_back
from ngocheck.wording.values import unbroken

pytestmark = pytest.mark.django_db
State = WatchEntry.State
LANGUAGES = ["en", "ru", "kk"]


def words(response) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(strip_tags(response.content.decode())))


def add_editions(number: int, **columns) -> list[Edition]:
    """So many editions that say what the newest says, an hour apart, without the work of publishing."""
    last = Edition.objects.first()
    return [
        Edition.objects.create(
            number=last.number + n,
            sha256=f"{n:064x}",
            content=last.content,
            published_at=last.published_at + timedelta(hours=n),
            note_en=f"Note {n}.",
            **columns,
        )
        for n in range(1, number + 1)
    ]


def change(kind: str, key: str, state: str, requirement: str = "") -> dict[str, str]:
    return {"kind": kind, "key": key, "state": state, "requirement": requirement}


# What is coming.


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_its_place_its_state_in_words_its_sources_and_what_it_touches(client, rulebook, language):
    page = client.get(f"/{language}/coming/")
    html = page.content.decode()
    assert page.status_code == 200
    assert html.count("<h1>") == 1
    for entry in rulebook.watch:
        article = html[html.index(f'id="{entry.code}"') :].split("</article>")[0]
        assert unescape(article).count(entry.title[language]) == 1, entry.code
        for source in entry.sources:
            assert unbroken(source.title[language], language) in unescape(article), (entry.code, source.code)
            link = nearest_link(source.links, language)
            assert not link or f'href="{link}" rel="noreferrer"' in article
        for code in entry.requirements:
            assert f'href="/{language}/requirements/{code}/"' in article, (entry.code, code)


def test_what_may_come_stands_by_state_the_nearest_first_and_the_rest_apart(client):
    html = client.get("/en/coming/").content.decode()
    places = [html.index(f'<h2 id="{place}">') for place in order()]
    assert places == sorted(places)
    assert html.index('id="fees-2027"') < html.index('<h2 id="state-parliament">')
    assert html.index('<h2 id="settled">') < html.index('id="old-bill"')


def order() -> list[str]:
    return ["state-signed", "state-parliament", "state-draft", "state-idea", "settled"]


def test_the_page_says_who_when_how_sure_and_of_which_day(client):
    page = words(client.get("/en/coming/"))
    told = page[page.index("A new law on clubs A draft") :][:1900]
    assert "A draft · as of 1 November 2026" in told
    assert "Only one other source says so." in told
    assert "Expected in 2027." in told
    assert "Every club." in told
    assert "Tell the tax office about a gift within 10 working days" in told
    assert "In force · from 1 July 2026" in page


def test_rows_that_are_not_published_are_not_shown(client):
    WatchEntry.objects.update(title_en="Unpublished words", title_ru="", title_kk="")
    assert "Unpublished words" not in words(client.get("/en/coming/"))
    publish(today(), four_eyes=False)
    assert "Unpublished words" in words(client.get("/en/coming/"))


def test_a_list_with_nothing_in_it_says_so(client):
    WatchEntry.objects.all().delete()
    publish(today(), four_eyes=False)
    assert "This site knows of no change that is coming." in words(client.get("/en/coming/"))
    assert client.get("/en/changes/").status_code == 200


# The line on a requirement.


def test_a_requirement_leads_to_the_changes_that_would_touch_it(client):
    html = client.get("/en/requirements/gift-notice/").content.decode()
    assert '<a href="/en/coming/#new-club-law">A new law on clubs</a> (a draft);' in html
    assert "A change of law to watch" in words(client.get("/en/requirements/fair-host/"))
    assert "to watch" not in words(client.get("/en/requirements/fair-notice/"))


def test_the_law_of_a_day_that_is_past_does_not_speak_of_what_is_coming_now(client):
    assert "to watch" not in words(client.get("/en/requirements/gift-notice/?on=2025-12-31"))


# What changed.


def test_the_first_edition_says_that_it_is_the_first_and_names_nothing(client):
    page = client.get("/en/changes/")
    assert "The first edition." in words(page)
    assert "New requirements" not in words(page)
    assert "Changed as well" not in words(page)


def test_an_edition_tells_its_note_and_what_is_new_changed_and_gone(client):
    changes = [
        change("requirement", "fair-notice", "new", "fair-notice"),
        change("version", "fair-notice@2020-06-06", "new", "fair-notice"),
        change("version", "fair-consent@2020-06-06", "changed", "fair-consent"),
        change("version", "fair-hours@2026-01-01", "new", "fair-hours"),
        change("requirement", "old-duty", "gone", "old-duty"),
        change("version", "old-duty@2020-06-06", "gone", "old-duty"),
        change("source", "fines", "changed"),
        change("watch", "new-club-law", "changed"),
    ]
    add_editions(1, changes=changes)
    html = client.get("/en/changes/").content.decode()
    article = html[html.index('id="edition-2"') :].split("</article>")[0]
    said = re.sub(r"\s+", " ", strip_tags(article))
    assert "Note 1." in said
    assert "New requirements Notify the town hall at least five working days before Changed requirements" in said
    assert 'href="/en/requirements/fair-consent/"' in article
    assert article.count('href="/en/requirements/fair-hours/"') == 1
    assert "Requirements taken out old-duty" in said
    assert "Changed as well: sources, the list of what is coming." in said


def test_a_published_change_of_a_row_is_told_and_so_is_going_back(client):
    version = RequirementVersion.objects.get(requirement__code="fair-hours")
    version.title_en = "Hold it between 9:00 and 20:00"
    version.save()
    publish(today(), "Clearer words.", four_eyes=False)
    page = words(client.get("/en/changes/"))
    assert "Clearer words. Changed requirements Hold it between 9:00 and 20:00" in page
    first = Edition.objects.get(number=1)
    roll_back(first, note="That was wrong.")
    page = words(client.get("/en/changes/"))
    assert f"It brings back what edition {first.label} said. That was wrong." in page
    assert page.index("That was wrong.") < page.index("Clearer words.")


def test_laws_that_came_into_force_stand_among_the_editions_by_their_day(client):
    add_editions(1)
    page = words(client.get("/en/changes/"))
    places = [page.index(what) for what in ("Edition 2-", "Edition 1-", "A new Basic Law", "A new order on gifts")]
    assert places == sorted(places)
    assert "In force · from 1 July 2026" in page
    assert "Dropped · as of 25 December 2025" in page
    assert "A new law on clubs" not in page


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_so_many_changes_stand_on_a_page(client, more):
    laws = len(moments(live_rulebook())) - Edition.objects.count()
    add_editions(ON_A_PAGE + more - laws - Edition.objects.count())
    page = client.get("/en/changes/")
    assert page.content.count(b"<article") == min(ON_A_PAGE, ON_A_PAGE + more)
    assert (b"?page=2" in page.content) is (more > 0)
    if more > 0:
        second = client.get("/en/changes/?page=2")
        assert second.content.count(b"<article") == 1
        assert "page 2 of 2" in words(second)


@pytest.mark.parametrize("page", ["0", "99", "-1", "x", "", "1e3", "²"])
def test_a_page_that_is_not_there_is_no_error(client, page):
    assert client.get("/en/changes/", {"page": page}).status_code == 200


def test_an_edition_has_an_address_that_stays(client):
    add_editions(ON_A_PAGE + 5)
    page = client.get("/en/changes/1/")
    assert "The first edition." in words(page)
    assert page.content.count(b"<article") == 1


@pytest.mark.parametrize("number", [0, 2, 99999999999999999999])
def test_an_edition_that_is_not_there_is_404(client, number):
    assert client.get(f"/en/changes/{number}/").status_code == 404


@pytest.mark.parametrize("path", ["/en/coming/", "/en/changes/", "/en/changes/1/", "/en/changes.atom"])
def test_no_page_takes_more_than_three_queries_however_many_editions_there_are(
    client, path, django_assert_max_num_queries
):
    oldest = Edition.objects.first()
    add_editions(45, rolled_back_to=oldest, changes=[change("source", "fines", "changed")])
    live_rulebook()
    with django_assert_max_num_queries(3) as asked:
        assert client.get(path).status_code == 200
    assert not any('"content"' in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize("path", ["/en/coming/", "/en/changes/"])
def test_the_pages_hold_nothing_inline_ask_nothing_of_others_and_are_only_read(client, path):
    html = client.get(path).content.decode()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", html)
    assert not re.search(r'(src|<link(?! rel="alternate")[^>]*href)="(https?:)?//', html)
    assert client.post(path).status_code == 405


def test_the_pages_are_found_from_the_start_and_from_every_footer(client):
    start = client.get("/en/").content.decode()
    assert start.count('href="/en/coming/"') == 2
    assert start.count('href="/en/changes/"') == 1, "in the head"


@pytest.mark.parametrize("path", ["/en/coming/", "/en/changes/", "/en/changes.atom"])
def test_without_an_edition_nothing_fails(client, path):
    Edition.objects.all().delete()
    assert client.get(path).status_code == (200 if path.endswith(".atom") else 503)


def test_a_change_published_late_in_the_evening_is_of_the_day_in_kazakhstan(client):
    Edition.objects.update(published_at=datetime(2026, 11, 22, 20, 0, tzinfo=UTC))
    assert "Published on 23 November 2026" in words(client.get("/en/changes/"))
