"""Reading pages: what is fetched and how, what is refused, and files in a folder."""

from __future__ import annotations

from email.message import Message
from io import BytesIO
from urllib.request import HTTPSHandler, build_opener
from urllib.response import addinfourl

import pytest

from ngocheck.rulebook.models import Source
from ngocheck.rulebook.official_texts import pages
from ngocheck.rulebook.official_texts.pages import Unreadable, fetch, fetched, link_of, saved

ADDRESS = "https://example.org/act"


class Site(HTTPSHandler):
    """A site that answers without a network, and remembers what it was asked."""

    def __init__(self, body: bytes | Exception = b"", code: int = 200, **headers: str) -> None:
        super().__init__()
        self.body, self.code, self.headers, self.asked = body, code, headers, []

    def https_open(self, req):
        self.asked.append(req)
        if isinstance(self.body, Exception):
            raise self.body
        headers = Message()
        for name, value in self.headers.items():
            headers[name.replace("_", "-")] = value
        answer = addinfourl(BytesIO(self.body), headers, req.full_url, self.code)
        answer.msg = "as told"
        return answer


def asked(site: Site):
    return fetch(ADDRESS, build_opener(pages._OnlyHttps, site))


@pytest.fixture
def act() -> Source:
    return Source(code="an-act", url_kk="https://example.org/kaz", url_ru="https://example.org/rus")


def test_a_page_is_asked_for_by_name_and_with_a_time_limit():
    site = Site("Статья 1".encode(), Content_Type="text/html")
    body, _headers = asked(site)
    assert body.decode() == "Статья 1"
    (request,) = site.asked
    assert request.get_header("User-agent").startswith("NGOCheck/")
    assert request.timeout == pages.TIMEOUT


@pytest.mark.parametrize(
    ("site", "why"),
    [
        (Site(code=404), "HTTP 404"),
        (Site(code=503), "HTTP 503"),
        (Site(TimeoutError("timed out")), "timeout"),
        (Site(ConnectionRefusedError("refused")), "refused"),
        (Site(b"half", Content_Length="8"), "broke off"),
        (Site(code=302, Location="http://example.org/act"), "not https"),
        (Site(code=302, Location="file:///etc/hostname"), "HTTP 302"),
    ],
    ids=["gone", "busy", "slow", "down", "half", "plain", "file"],
)
def test_what_cannot_be_read_says_why(site, why):
    with pytest.raises(Unreadable, match=why):
        asked(site)


@pytest.mark.parametrize("address", ["http://example.org/", "file:///etc/hostname", "ftp://example.org/", ""])
def test_only_https_is_asked(address):
    with pytest.raises(Unreadable, match="not https"):
        fetch(address)


@pytest.mark.parametrize(("size", "refused"), [(10, False), (11, True)])
def test_a_page_has_a_largest_size(monkeypatch, size, refused):
    monkeypatch.setattr(pages, "LARGEST", 10)
    if refused:
        with pytest.raises(Unreadable, match="too large"):
            asked(Site(b"x" * size))
    else:
        assert asked(Site(b"x" * size))[0] == b"x" * size


def test_a_page_that_trickles_is_given_up(monkeypatch):
    monkeypatch.setattr(pages, "LONGEST", -1)
    with pytest.raises(Unreadable, match="too long"):
        asked(Site(b"x"))


@pytest.mark.parametrize("kind", ["application/pdf", "image/png"])
def test_what_is_no_text_is_refused(monkeypatch, act, kind):
    monkeypatch.setattr(pages, "OPENER", build_opener(Site(b"%PDF", Content_Type=kind)))
    with pytest.raises(Unreadable, match=kind):
        fetched(act)


def test_the_russian_page_is_read_before_the_kazakh_and_without_a_link_none(monkeypatch, act):
    monkeypatch.setattr(pages, "OPENER", build_opener(Site(b"x", Content_Type="text/html")))
    page = fetched(act)
    assert (page.language, page.html, page.text) == ("ru", True, "x")
    act.url_ru = ""
    assert link_of(act) == ("kk", "https://example.org/kaz")
    act.url_kk = ""
    assert fetched(act) is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Статья 1".encode("cp1251"), "text/html; charset=windows-1251"),
        (b"<meta charset='windows-1251'>" + "Статья 1".encode("cp1251"), "text/html"),
        (b"\xef\xbb\xbf" + "Статья 1".encode(), "text/html"),
    ],
)
def test_the_letters_are_read_as_the_server_or_the_page_says(monkeypatch, act, body, kind):
    monkeypatch.setattr(pages, "OPENER", build_opener(Site(body, Content_Type=kind)))
    assert fetched(act).text.endswith("Статья 1")


@pytest.mark.parametrize("charset", ["utf-8", "no-such-charset"])
def test_letters_that_cannot_be_read_are_refused(monkeypatch, act, charset):
    site = Site(b"\xd1\xd2\xe0", Content_Type=f"text/html; charset={charset}")
    monkeypatch.setattr(pages, "OPENER", build_opener(site))
    with pytest.raises(Unreadable, match="letters"):
        fetched(act)


def test_a_folder_has_a_file_for_each_source_by_its_code(act, tmp_path, monkeypatch):
    assert saved(act, tmp_path) is None
    (tmp_path / "an-act.txt").write_text("слова", encoding="utf-8")
    assert saved(act, tmp_path).html is False
    (tmp_path / "an-act.html").write_text("<p>слова</p>", encoding="utf-8")
    page = saved(act, tmp_path)
    assert (page.html, page.text, page.language) == (True, "<p>слова</p>", "ru")
    monkeypatch.setattr(pages, "LARGEST", 3)
    with pytest.raises(Unreadable, match="too large"):
        saved(act, tmp_path)
    (tmp_path / "an-act.html").unlink()
    (tmp_path / "an-act.html").mkdir()
    with pytest.raises(Unreadable):
        saved(act, tmp_path)
