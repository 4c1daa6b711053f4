"""What stands around every page: the parts of the site, the search, who keeps it, where a mistake is reported."""

from __future__ import annotations

import re

import pytest
from django.template.loader import get_template

pytestmark = pytest.mark.django_db
PAGES = ["/en/", "/en/guides/fair/fair/", "/en/requirements/", "/en/changes/", "/en/privacy/", "/en/nothing/"]


def frame(client, path: str) -> str:
    return re.sub(r"\s+", " ", client.get(path).content.decode())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_guides_rules_changes_and_the_search(client, path):
    head = frame(client, path).split("<main")[0]
    for address in ("/en/", "/en/requirements/", "/en/changes/"):
        assert f'<a href="{address}"' in head
    assert 'role="search" action="/en/requirements/"' in head


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/en/guides/fair/fair/", "Guides"),
        ("/en/requirements/fair-notice/", "Rules"),
        ("/en/coming/", "Changes"),
        ("/en/privacy/", None),
        ("/en/nothing/", None),
    ],
)
def test_the_part_of_the_site_that_a_page_belongs_to_is_marked(client, path, part):
    menu = re.search(r'<nav class="sections".*?</nav>', frame(client, path))
    assert menu
    assert re.findall(r'aria-current="true">(\w+)<', menu[0]) == ([part] if part else [])


def test_without_an_address_there_is_no_link_to_report_a_mistake(client):
    assert "Report a mistake" not in frame(client, "/en/")
    assert "Kept by" not in frame(client, "/en/")


@pytest.mark.parametrize("path", [*PAGES, "/en/guides/fair/checklist/print/", "/en/guides/fair/questions/"])
def test_a_mistake_can_be_reported_from_every_page(client, settings, path):
    settings.REPORT_TO, settings.KEPT_BY = "https://example.org/report", "A & B"
    page = frame(client, path)
    assert '<a href="https://example.org/report" rel="noreferrer">Report a mistake</a>' in page
    assert ("Kept by A &amp; B." in page) is ('<footer class="bottom"' in page)


def test_a_mail_about_a_mistake_names_the_page_and_the_edition_and_nothing_that_was_asked(client, settings):
    settings.REPORT_TO = "law@example.org"
    page = frame(client, "/en/requirements/?q=secret")
    found = re.search(r'href="mailto:law@example\.org\?subject=([^"]*)"', page)
    assert found
    assert found[1].startswith("NGOCheck%20/en/requirements/%201-")
    assert "secret" not in found[1]


@pytest.mark.parametrize("code", ["overdue", "soon", "later", "ban", "right", "unknown", "done", "place"])
def test_each_meaning_has_an_icon_that_no_screen_reader_reads(code):
    assert 'class="icon" viewBox="0 0 24 24" aria-hidden="true"' in get_template(f"icons/{code}.svg").render()
