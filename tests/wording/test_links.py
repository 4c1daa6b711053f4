"""Each language links its own page of an act, or the nearest one that is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from ngocheck.checklists.sheet.sheet import sheet_of
from ngocheck.engine.checklist import arrange
from ngocheck.engine.findings import assess
from ngocheck.engine.report import all_provisions_report
from ngocheck.engine.sources import nearest_link
from ngocheck.wording.rules import cited_text

ON = date(2026, 11, 30)
ALL = {"en": "/eng/", "ru": "/rus/", "kk": "/kaz/"}


@pytest.mark.parametrize(
    ("known", "en", "ru", "kk"),
    [
        ("en ru kk", "/eng/", "/rus/", "/kaz/"),
        ("ru kk", "/rus/", "/rus/", "/kaz/"),
        ("ru", "/rus/", "/rus/", "/rus/"),
        ("kk", "/kaz/", "/kaz/", "/kaz/"),
        ("en", "/eng/", "/eng/", "/eng/"),
        ("", "", "", ""),
    ],
)
def test_a_reader_gets_the_nearest_link(known, en, ru, kk):
    links = {code: ALL[code] for code in known.split()}
    assert [nearest_link(links, code) for code in ("en", "ru", "kk")] == [en, ru, kk]


def provision_of(rulebook, source):
    cited = (p for versions in rulebook.requirements.values() for rule in versions for p in rule.provisions)
    return next(provision for provision in cited if provision.source.code == source)


@pytest.mark.parametrize(
    ("language", "link"),
    [
        ("en", "https://example.org/club-law"),
        ("ru", "https://example.org/rus/club-law"),
        ("kk", "https://example.org/kaz/club-law"),
    ],
)
def test_a_citation_has_the_link_of_the_language(rulebook, language, link):
    provision = provision_of(rulebook, "club-law")
    with override(language):
        assert cited_text(provision).url == link
        items = arrange(assess(rulebook, {}, ON))
        urls = {cited.url for line in sheet_of(items, rulebook).lines for cited in line.cited}
    assert link in urls
    assert not urls & ({"https://example.org/rus/club-law", "https://example.org/kaz/club-law"} - {link})


def test_an_article_with_pages_of_its_own_has_those_and_not_the_acts(rulebook):
    provision = replace(provision_of(rulebook, "club-law"), links={"ru": "/rus/#z10"})
    with override("kk"):
        assert cited_text(provision).url == "/rus/#z10"


def test_other_programs_get_one_link(rulebook):
    rule = next(versions[0] for versions in rulebook.requirements.values() if versions[0].provisions)
    assert all(isinstance(row["url"], str) for row in all_provisions_report(rule))
