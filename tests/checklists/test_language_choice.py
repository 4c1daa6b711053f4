"""Which language a visitor gets, and how it is changed: the page, what was asked of it and every answer stay."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from ngocheck.rulebook.models import Edition
from tests.support.visits import kept_by

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "ru", "kk"]
SECTION = "guides/fair/fair/"
WALK = {
    "fair": {"fair_form": "concert", "fair_on": "22.12.2099", "organiser": "local_club"},
}
NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


def switch(response) -> dict[str, str]:
    """Where the links of the language switch lead, by language."""
    html = response.content.decode()
    name = (
        r'<span class="lang-short" aria-hidden="true">\w{3}</span>\s*<span class="lang-long">(\w*)</span>\s*</a>'
    )
    found = re.findall(rf'<a href="([^"]*)" hreflang="(\w+)" lang="\w+"[^>]*>\s*{name}', html)
    assert all(NAMES[code] == name for _address, code, name in found)
    return {code: unescape(address) for address, code, _name in found}


def sent_switch(response) -> dict[str, tuple[str, str]]:
    """Where the buttons of a form's language switch send what is typed, and how they mark it, by language."""
    html = response.content.decode()
    form = r'<button [^>]*form="section" formaction="([^"]*)" name="again" value="(\w+)" lang="(\w+)"'
    return {code: (unescape(address), again) for address, again, code in re.findall(form, html)}


def alternates(response) -> dict[str, str]:
    found = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)"', response.content.decode())
    return {code: unescape(address) for code, address in found}


def ticked(html: str) -> set[tuple[str, str]]:
    return set(re.findall(r'name="(\w+)" value="([\w-]+)" checked', html))


def language_of(response) -> str:
    return re.search(r'<html lang="(\w+)">', response.content.decode())[1]


# The browser's wish.


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("kk", "kk"),
        ("kk-KZ,kk;q=0.9", "kk"),
        ("ru-RU,ru;q=0.8,en;q=0.5", "ru"),
        ("en-GB,en", "en"),
        ("de", "ru"),
        ("de, kk;q=0.5", "kk"),
        ("uk,pl;q=0.7,en;q=0.3", "en"),
        ("*", "ru"),
        ("", "ru"),
        ("\u0000; q=x", "ru"),
        (None, "ru"),
    ],
)
@pytest.mark.parametrize("path", ["", "requirements/?q=town", "privacy/"])
def test_an_address_without_a_language_leads_to_the_one_the_browser_wishes(path, wish, language):
    onward = Client().get(f"/{path}", headers={} if wish is None else {"accept-language": wish})
    assert onward.status_code == 302
    assert onward.url == f"/{language}/{path}"
    assert "Accept-Language" in onward.headers["Vary"]


def test_an_address_with_a_language_is_in_it_whatever_the_browser_wishes(client):
    for language in LANGUAGES:
        page = client.get(f"/{language}/", headers={"accept-language": "kk"})
        assert language_of(page) == language
        assert page.headers["Content-Language"] == language


# Changing it.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    [
        "",
        "privacy/",
        "coming/",
        "changes/?page=1",
        "requirements/?q=%D3%99%D0%BA%D1%96%D0%BC&on=2024-01-01&by=source",
        "requirements/fair-notice/?on=2024-01-01",
        "guides/fair/answers/",
        "guides/fair/checklist/?open=all",
        "guides/fair/checklist/print/?all=1",
        "guides/fair/questions/",
    ],
)
def test_the_switch_leads_to_the_same_page_and_keeps_what_was_asked_of_it(client, language, path):
    links = switch(client.get(f"/{language}/{path}"))
    assert links == {code: f"/{code}/{path}" for code in LANGUAGES}
    for code, address in links.items():
        assert language_of(client.get(address)) == code


def test_the_longest_words_to_find_are_kept_and_what_is_longer_is_left_out(client):
    longest = "?q=" + "%D3%98" * 200
    assert switch(client.get(f"/en/requirements/{longest}"))["kk"] == f"/kk/requirements/{longest}"
    assert switch(client.get("/en/requirements/?q=" + "x" * 1600))["kk"] == "/kk/requirements/"


@pytest.mark.parametrize(
    "path", ["none/", "guides/none/", "guides/fair/none/", "requirements/none/", "a%3Fb/%D3%99/"]
)
def test_pages_that_do_not_exist_can_be_read_in_every_language(client, path):
    missing = client.get(f"/ru/{path}")
    assert missing.status_code == 404
    assert language_of(missing) == "ru"
    links = switch(missing)
    assert links == {code: f"/{code}/{path}" for code in LANGUAGES}
    for code, address in links.items():
        page = client.get(address)
        assert (page.status_code, language_of(page)) == (404, code)


def test_no_link_of_the_switch_leaves_the_site(client):
    for path in ("//example.org/", "/en//example.org/", "///example.org", "/en-gb/x/", "/eng/", "/kk"):
        page = client.get(path, headers={"accept-language": "en"})
        assert all(re.match(r"/(en|ru|kk)(/|$)", address) for address in switch(page).values())


def test_after_forgetting_the_switch_leads_to_the_start(client):
    links = switch(client.post("/en/forget/"))
    assert links == {code: f"/{code}/" for code in LANGUAGES}


def test_the_page_before_any_edition_can_be_read_in_every_language(client):
    Edition.objects.all().delete()
    page = client.get("/ru/coming/")
    assert page.status_code == 503
    assert switch(page)["kk"] == "/kk/coming/"


@pytest.mark.parametrize("guide", ["fair", "register"])
def test_a_whole_walk_in_turns_of_three_languages_keeps_the_page_and_every_answer(client, guide):
    """Every section is opened, read in all three languages, and answered in the last of them."""
    address, answered = client.get(f"/en/guides/{guide}/").url, {}
    for _ in range(20):
        section = re.sub(r"^/\w+/", "", address)
        if section.endswith("answers/"):
            break
        pages = [client.get(f"/{language}/{section}") for language in LANGUAGES]
        names = [set(re.findall(r'name="([a-z_]+)" value="unknown"', page.content.decode())) for page in pages]
        assert names[0] == names[1] == names[2]
        sent = dict.fromkeys(names[0], "unknown") | WALK.get(section.split("/")[-2], {})
        answered |= {name: sent[name] for name in names[0]}
        onward = client.post(f"/{LANGUAGES[len(answered) % 3]}/{section}", sent)
        assert onward.status_code == 302
        again = [ticked(client.get(f"/{language}/{section}").content.decode()) for language in LANGUAGES]
        assert again[0] == again[1] == again[2] != set()
        address = onward.url
    assert set(kept_by(client)["answers"]) == set(answered)
    before = dict(kept_by(client)["answers"])
    for language in LANGUAGES:
        for page in ("answers/", "checklist/", "checklist/print/", "checklist/checklist.json"):
            assert client.get(f"/{language}/guides/{guide}/{page}").status_code == 200
    assert dict(kept_by(client)["answers"]) == before
    reports = {client.get(f"/{code}/guides/{guide}/checklist/checklist.json").content for code in LANGUAGES}
    assert len(reports) == 1


# A form that was not sent yet, or was refused.


def test_changing_language_takes_along_what_is_typed_and_not_sent_yet(client):
    address, again = sent_switch(client.get(f"/en/{SECTION}"))["kk"]
    assert (address, again) == (f"/kk/{SECTION}", "typed")
    page = client.post(address, {"fair_form": "stall", "fair_on": "31.02.20", "again": again})
    html = page.content.decode()
    assert (page.status_code, language_of(page)) == (200, "kk")
    assert ticked(html) == {("fair_form", "stall")}
    assert 'value="31.02.20"' in html
    assert 'class="errors"' not in html
    assert "answers" not in kept_by(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_changing_language_after_a_refusal_keeps_what_was_typed_and_says_again_what_is_wrong(client, language):
    refused = client.post(f"/en/{SECTION}", {"organiser": "adult_citizen", "fair_on": "31.02.2027"})
    address, again = sent_switch(refused)[language]
    page = client.post(address, {"organiser": "adult_citizen", "fair_on": "31.02.2027", "again": again})
    html = page.content.decode()
    assert (page.status_code, language_of(page)) == (422, language)
    assert ticked(html) == {("organiser", "adult_citizen")}
    assert 'value="31.02.2027"' in html
    assert html.count('href="#id_fair_on"') == html.count('href="#id_fair_form"') == 1
    assert "answers" not in kept_by(client)


def test_a_mended_form_is_kept_only_once_it_is_sent(client):
    mended = WALK["fair"] | {"again": "refused"}
    page = client.post(f"/ru/{SECTION}", mended)
    assert (page.status_code, 'class="errors"' in page.content.decode()) == (200, False)
    assert "answers" not in kept_by(client)
    assert client.post(f"/ru/{SECTION}", WALK["fair"]).status_code == 302


def test_kept_answers_and_newly_typed_ones_are_told_apart(client):
    client.post(f"/en/{SECTION}", WALK["fair"])
    page = client.post(f"/kk/{SECTION}", {"fair_form": "parade", "again": "typed"})
    assert ticked(page.content.decode()) == {("fair_form", "parade")}
    assert kept_by(client)["answers"]["fair_form"] == "concert"


def test_the_enter_key_sends_the_form_and_does_not_change_the_language(client):
    html = client.get(f"/en/{SECTION}").content.decode()
    first = re.search(r'<button [^>]*form="section"[^>]*>', html)[0]
    assert first == '<button type="submit" form="section" hidden>'


# What search engines are told.


@pytest.mark.parametrize(
    "path", ["", "requirements/", "requirements/fair-notice/", "coming/", "changes/", "changes/1/", "privacy/"]
)
def test_public_pages_name_themselves_in_every_language(client, path):
    for language in LANGUAGES:
        page = client.get(f"/{language}/{path}")
        expected = {code: f"http://testserver/{code}/{path}" for code in LANGUAGES}
        assert alternates(page) == expected | {"x-default": f"http://testserver/{path}"}


@pytest.mark.parametrize(
    "path",
    [
        SECTION,
        "guides/fair/answers/",
        "guides/fair/checklist/",
        "guides/fair/checklist/print/",
        "guides/fair/questions/",
        "none/",
        "changes/999999/",
        "requirements/none/",
    ],
)
def test_pages_of_a_visit_and_pages_that_are_not_there_do_not(client, path):
    assert alternates(client.get(f"/ru/{path}")) == {}
