"""What changed as an Atom feed, read by an XML parser."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from xml.etree import ElementTree as Xml

import pytest
from django.utils import timezone

from ngocheck.checklists.law_changes.feed import NEWEST
from ngocheck.rulebook.models import Edition
from ngocheck.rulebook.publishing.live import live_rulebook

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PATH = "/en/changes.atom"


def feed(client, path: str = PATH, **headers: str) -> Xml.Element:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return Xml.fromstring(response.content)  # noqa: S314 - our own feed


def entries(found: Xml.Element) -> list[Xml.Element]:
    return found.findall(f"{ATOM}entry")


def text(element: Xml.Element, name: str) -> str:
    found = element.findtext(f"{ATOM}{name}")
    assert found, name
    return found


def ids(found: Xml.Element) -> list[str]:
    return [text(found, "id"), *(text(entry, "id") for entry in entries(found))]


def add_editions(number: int) -> None:
    last = Edition.objects.first()
    for n in range(1, number + 1):
        at = last.published_at + timedelta(hours=n)
        Edition.objects.create(
            number=last.number + n,
            sha256=f"{n:064x}",
            content=last.content,
            published_at=at,
            note_en=f"Note <{n}> & more.",
            changes=[{"kind": "version", "key": "fair-hours@x", "state": "changed", "requirement": "fair-hours"}],
        )


def test_the_feed_has_what_atom_asks_for(client):
    found = feed(client)
    assert found.tag == f"{ATOM}feed"
    assert text(found, "title") == "NGOCheck: what changed"
    assert found.get(XML_LANGUAGE) == "en"
    assert found.find(f"{ATOM}author/{ATOM}name").text == "NGOCheck"
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://testserver/en/changes/", "self": f"http://testserver{PATH}"}
    for entry in entries(found):
        assert text(entry, "title")
        assert text(entry, "summary")
        assert datetime.fromisoformat(text(entry, "updated")).tzinfo is not None
    assert text(found, "updated") == text(entries(found)[0], "updated")


def test_it_has_editions_and_changes_of_law_the_newest_first(client):
    add_editions(1)
    found = entries(feed(client))
    titles = [text(entry, "title") for entry in found]
    assert titles[0].startswith("Edition 2-")
    assert titles[1].startswith("Edition 1-")
    assert "A new Basic Law: in force" in titles
    days = [datetime.fromisoformat(text(entry, "updated")) for entry in found]
    assert days == sorted(days, reverse=True)


def test_a_law_is_dated_by_the_beginning_of_its_day_in_kazakhstan(client):
    law = next(e for e in entries(feed(client)) if text(e, "title") == "A new Basic Law: in force")
    at = datetime.fromisoformat(text(law, "updated"))
    assert timezone.localdate(at) == date(2026, 7, 1)
    assert timezone.localtime(at).time() == time()
    assert law.find(f"{ATOM}link").get("href") == "http://testserver/en/coming/#basic-law-2026"


def test_an_edition_says_its_note_and_what_changed_with_every_sign_kept(client):
    add_editions(1)
    newest = entries(feed(client))[0]
    summary = newest.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    assert "Note &lt;1&gt; &amp; more." in summary.text
    assert "Keep the fair between 9:00 and 20:00" in summary.text
    link = newest.find(f"{ATOM}link").get("href")
    assert link == "http://testserver/en/changes/2/"
    assert client.get(link).status_code == 200


def test_ids_are_lasting_and_of_one_thing_each(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "ngo.example"]
    before = ids(feed(client))
    assert len(set(before)) == len(before)
    for one in before:
        assert UUID(one.removeprefix("urn:uuid:")).urn == one
    assert ids(feed(client, host="ngo.example")) == before
    add_editions(1)
    after = ids(feed(client))
    assert after[0] == before[0]
    assert set(before) < set(after)


def test_links_are_those_of_the_host_that_was_asked(client, settings):
    settings.ALLOWED_HOSTS = ["ngo.example"]
    found = feed(client, host="ngo.example")
    for link in found.iter(f"{ATOM}link"):
        assert link.get("href").startswith("http://ngo.example/en/")


def test_every_language_has_a_feed_of_its_own_in_the_words_that_it_is_written_in(client):
    english, russian = feed(client), feed(client, "/ru/changes.atom")
    assert russian.get(XML_LANGUAGE) == "ru"
    assert russian.find(f"{ATOM}link").get("href") == "http://testserver/ru/changes/"
    assert client.get("/changes.atom").status_code == 302
    assert len(entries(english)) == len(entries(russian))


def test_only_the_newest_are_in_it(client):
    add_editions(NEWEST + 1)
    found = entries(feed(client))
    assert len(found) == NEWEST
    assert text(found[0], "title").startswith(f"Edition {NEWEST + 2}-")


def test_the_feed_of_a_site_without_an_edition_is_valid_and_empty(client):
    Edition.objects.all().delete()
    found = feed(client)
    assert entries(found) == []
    assert text(found, "id")
    assert text(found, "title")
    assert datetime.fromisoformat(text(found, "updated"))


def test_a_reader_that_has_the_newest_is_told_so_without_being_sent_it_again(client):
    first = client.get(PATH)
    again = client.get(PATH, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    add_editions(1)
    live_rulebook()
    newer = client.get(PATH, headers={"if-none-match": first["ETag"]})
    assert newer.status_code == 200
    assert newer["Last-Modified"]


@pytest.mark.parametrize("path", ["/en/coming/", "/en/changes/"])
def test_both_pages_lead_readers_to_the_feed(client, path):
    html = client.get(path).content.decode()
    assert (
        '<link rel="alternate" type="application/atom+xml" title="What changed" href="/en/changes.atom">' in html
    )
