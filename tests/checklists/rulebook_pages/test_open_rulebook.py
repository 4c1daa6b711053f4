"""The rulebook in the open: every requirement on any day, found by words, with all that stands beside it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.utils.html import strip_tags

from ngocheck.checklists.rulebook_pages.listing import Day, by_source, chosen_day
from ngocheck.checklists.rulebook_pages.suggestions import TOPICS
from ngocheck.engine.rules import Rule
from ngocheck.rulebook.models import RequirementVersion
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import publish
from ngocheck.wording.lookup import uncovered_table
from tests.support.searching import requirements_found

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
SCRIPT = '"><script>alert(1)</script>'


def words(response) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(strip_tags(response.content.decode())))


def listed(response) -> list[str]:
    """The codes that a page lists, in its order."""
    return re.findall(r"<code>([a-z0-9-]+)</code>", response.content.decode())


def rule_on(rulebook, code: str, on: date = ON) -> Rule:
    return next(rule for rule in rulebook.requirements[code] if rule.in_force(on))


def codes(rules: list[Rule]) -> list[str]:
    return [rule.requirement for rule in rules]


# Every page opens.


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_requirement_has_a_page_in_every_language(client, rulebook, language):
    for code in rulebook.requirements:
        page = client.get(f"/{language}/requirements/{code}/", {"on": "2026-11-22"})
        assert page.status_code == 200, code
        assert page.content.count(b"<h1>") == 1, code
        assert f"<code>{code}</code>" in page.content.decode()


def test_every_version_opens_on_its_first_and_its_last_day_and_on_the_day_before(client, rulebook):
    for code, versions in rulebook.requirements.items():
        for rule in versions:
            last = rule.effective_until - timedelta(days=1) if rule.effective_until else date(2100, 12, 31)
            for day in (rule.effective_from, last):
                page = client.get(f"/en/requirements/{code}/", {"on": day.isoformat()})
                assert 'class="rulebook-shown"' in page.content.decode(), (code, day)
                assert rule.texts["title"]["en"] in words(page), (code, day)
            before = client.get(
                f"/en/requirements/{code}/", {"on": (versions[0].effective_from - timedelta(days=1)).isoformat()}
            )
            assert "This was not in force on" in words(before), code


def test_the_list_has_every_requirement_in_force_by_area_and_by_source(client, rulebook):
    in_force = codes(requirements_found(rulebook, ON, ""))
    by_area = client.get("/en/requirements/", {"on": "2026-11-22"})
    sources = client.get("/en/requirements/", {"on": "2026-11-22", "by": "source"})
    assert listed(by_area) == in_force
    assert set(listed(sources)) == set(in_force)
    for area in rulebook.areas:
        assert f'<h2 id="{area.code}">' in by_area.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/en/requirements/",
        "/en/requirements/?by=source",
        "/en/requirements/?q=town&on=2023-12-31",
        "/en/requirements/gift-notice/",
        "/en/requirements/nothing/",
    ],
)
def test_no_page_of_the_rulebook_takes_more_than_three_queries(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(path)


@pytest.mark.parametrize("path", ["/en/requirements/?by=source", "/en/requirements/gift-notice/"])
def test_the_rulebook_holds_nothing_inline_and_asks_nothing_of_others(client, path):
    html = client.get(path).content.decode()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", html)
    assert not re.search(r'(src|<link(?! rel="alternate")[^>]*href)="(https?:)?//', html)


def test_the_rulebook_is_only_read(client):
    assert client.post("/en/requirements/").status_code == 405
    assert client.post("/en/requirements/fair-notice/").status_code == 405


def test_an_unknown_code_is_gently_404(client):
    page = client.get("/en/requirements/fair-nothing/?on=2023-12-31")
    assert page.status_code == 404
    assert "No requirement has the code “fair-nothing”" in words(page)
    assert 'href="/en/requirements/?on=2023-12-31"' in page.content.decode()


# The law in time.


def test_founders_were_ten_until_2023_and_are_three_since(client):
    address = "/en/requirements/founders/"
    assert "ten founders" in words(client.get(address, {"on": "2023-12-31"}))
    assert "at least 10 persons" in words(client.get(address, {"on": "31.12.2023"}))
    assert "at least 3 persons" in words(client.get(address, {"on": "2024-01-01"}))
    assert "three founders" in words(client.get("/en/requirements/", {"on": "01.01.2024"}))
    assert "ten founders" in words(client.get("/en/requirements/", {"on": "31.12.2023"}))


def test_a_page_shows_its_versions_each_with_its_days_and_a_link_to_them(client):
    page = client.get("/en/requirements/founders/", {"on": "2026-11-22"})
    assert "31 May 1996 – 31 December 2023" in words(page)
    assert "1 January 2024 – no end known" in words(page)
    for day in ("1996-05-31", "2024-01-01"):
        assert f'href="/en/requirements/founders/?on={day}"' in page.content.decode()
    assert page.content.decode().count('class="rulebook-shown"') == 1


def test_a_first_day_that_was_not_read_is_marked_as_an_estimate(client, rulebook):
    for code, versions in rulebook.requirements.items():
        page = words(client.get(f"/en/requirements/{code}/"))
        estimates = sum(not rule.start_confirmed for rule in versions)
        assert page.count("The first day is an estimate") == estimates, code


def test_the_order_of_the_day_is_cited(client):
    before = words(client.get("/en/requirements/club-report/", {"on": "2022-09-20"}))
    after = words(client.get("/en/requirements/club-report/", {"on": "2022-09-21"}))
    assert "Order on Reports of 2015" in before
    assert "Order on Reports of 2022" not in before
    assert "Order on Reports of 2022" in after
    assert "Order on Reports of 2015" not in after


def test_sources_of_the_day_stand_with_the_higher_law_first(rulebook):
    before = [
        group.code
        for group in by_source(requirements_found(rulebook, date(2022, 9, 20), ""), rulebook, Day(ON, ON))
    ]
    after = [group.code for group in by_source(requirements_found(rulebook, ON, ""), rulebook, Day(ON, ON))]
    assert "report-order-2015" in before
    assert "report-order-2022" not in before
    assert "report-order-2022" in after
    assert "report-order-2015" not in after
    assert before[0] == after[0] == "basic-law"
    assert after.index("fines") < after.index("club-law") < after.index("monitor")


def test_under_a_source_stand_its_articles_in_their_order_and_penalties_are_marked(rulebook):
    groups = {
        group.code: group for group in by_source(requirements_found(rulebook, ON, ""), rulebook, Day(ON, ON))
    }
    articles = [row.articles for row in groups["fair-law"].rows]
    first = [int(re.search(r"\d+", article)[0]) for article in articles]
    assert first == sorted(first)
    notify = next(row for row in groups["fines"].rows if row.code == "fair-notice")
    assert notify.articles == "art. 88(7) (penalty), art. 88(12) (penalty)"


def test_money_is_in_the_tenge_of_the_day(client):
    address = "/en/requirements/entry-fee/"
    assert "6.5 MRP = 25 558 tenge" in words(client.get(address, {"on": "2025-12-31"})).replace("\u202f", " ")
    assert "6.5 MRP = 28 113 tenge" in words(client.get(address, {"on": "2026-01-01"})).replace("\u202f", " ")
    fines = words(client.get("/en/requirements/fair-notice/", {"on": "2026-01-01"})).replace("\u202f", " ")
    assert fines.index("100 MRP = 432 500 tenge") < fines.index("Again within a year: 150 MRP = 648 750 tenge")


def test_a_day_on_which_nothing_was_in_force_is_an_empty_list_and_not_an_error(client):
    page = client.get("/en/requirements/", {"on": "1950-01-01"})
    assert page.status_code == 200
    assert listed(page) == []
    assert "Nothing that this site knows of was in force on that day." in words(page)


def test_links_keep_the_chosen_day_and_today_needs_none(client):
    chosen = client.get("/en/requirements/", {"on": "2023-12-31", "q": "town"}).content.decode()
    assert 'href="/en/requirements/fair-notice/?on=2023-12-31"' in chosen
    assert 'href="/en/requirements/?by=source&amp;q=town&amp;on=2023-12-31"' in chosen
    assert 'href="/en/requirements/fair-notice/"' in client.get("/en/requirements/").content.decode()


@pytest.mark.parametrize("typed", ["31.02.2026", "tomorrow", "2026-13-01", "31.12.1899", "01.01.2101", SCRIPT])
@pytest.mark.parametrize("path", ["/en/requirements/", "/en/requirements/fair-notice/"])
def test_a_bad_date_is_refused_beside_the_field_and_todays_law_is_shown(client, path, typed):
    page = client.get(path, {"on": typed})
    html = page.content.decode()
    assert page.status_code == 422
    assert "Write the date as day, month and year, for example 31.12.2023." in words(page)
    assert 'aria-invalid="true" aria-describedby="on_error on_hint"' in html
    assert "<title>Error: " in html
    assert "Notify the town hall at least five working days before" in words(page)
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", ON), ("  ", ON), ("2023-12-31", date(2023, 12, 31)), (" 31.12.2023 ", date(2023, 12, 31))],
)
def test_a_day_is_read_as_people_write_it_and_none_means_today(typed, read):
    assert chosen_day(typed, ON).on == read
    assert chosen_day(typed, ON).error == ""


def test_a_version_past_its_next_check_says_so_whatever_day_is_looked_at(rulebook):
    rule = rule_on(rulebook, "fair-notice")
    assert rule.next_check_on
    late = rule.next_check_on + timedelta(days=1)
    assert Day(ON, late).is_stale(rule)
    assert not Day(late, ON).is_stale(rule)


# Looking for words.


def test_all_the_words_must_be_there(rulebook):
    both = codes(requirements_found(rulebook, ON, "town notice"))
    assert "fair-notice" in both
    assert "fair-consent" not in both
    assert set(both) == set(codes(requirements_found(rulebook, ON, "town"))) & set(
        codes(requirements_found(rulebook, ON, "notice"))
    )
    assert requirements_found(rulebook, ON, "town zebra") == ()


def test_case_and_spaces_do_not_matter(rulebook):
    assert codes(requirements_found(rulebook, ON, "  FAIR-Notice ")) == ["fair-notice"]
    assert requirements_found(rulebook, ON, "") == requirements_found(rulebook, ON, "   ")


def test_a_passage_names_what_it_alone_rests_on_and_the_sources_name_all(client):
    page = client.get("/en/requirements/join/", {"on": "2026-11-22"}).content.decode()
    passage = page.partition("A branch from abroad is put on record.")[2].partition("An informal circle")[0]
    assert "art. 4" in passage
    assert "art. 3" not in passage
    sources = page.partition('<section class="row-sources"')[2]
    assert "art. 3" in sources
    assert "art. 4" in sources


def test_words_are_found_in_documents_passages_and_articles(rulebook):
    assert "club-report" in codes(requirements_found(rulebook, ON, "form 1"))
    assert "fair-notice" in codes(requirements_found(rulebook, ON, "fairs art. 10(1)"))
    assert "fair-notice" in codes(requirements_found(rulebook, ON, "Code of Fines article 88(7)"))


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_words_of_every_language_are_found_on_pages_of_every_language(client, language):
    version = RequirementVersion.objects.get(requirement__code="fair-notice")
    version.title_ru += " (жирафёнок)"
    version.title_kk += " (керік үйшігі)"
    version.save()
    publish(today(), four_eyes=False)
    address = f"/{language}/requirements/"
    for typed in ("ЖИРАФЁНОК", "жирафенка", "управам о жирафёнке", "керік үйшігі", "ҮЙШІКТЕРДЕН", "уйшиктер"):
        assert listed(client.get(address, {"q": typed, "on": "2026-11-22"})) == ["fair-notice"], typed
    assert listed(client.get(address, {"q": "жирафёнок зебра", "on": "2026-11-22"})) == []
    assert "(жирафёнок)" in words(client.get("/ru/requirements/fair-notice/"))


def test_rows_that_are_not_published_are_not_shown(client):
    RequirementVersion.objects.filter(requirement__code="fair-notice").update(title_en="Unpublished words")
    assert "Unpublished words" not in words(client.get("/en/requirements/fair-notice/"))
    assert listed(client.get("/en/requirements/", {"q": "unpublished words"})) == []


def test_nothing_found_says_what_to_do(client, rulebook):
    page = client.get("/en/requirements/", {"q": "zebra"})
    assert page.status_code == 200
    assert "Try fewer words" in words(page)
    for area in rulebook.areas:
        assert f'href="/en/requirements/#{area.code}"' in page.content.decode()


def test_what_is_not_covered_is_said_to_be_so(client):
    page = words(client.get("/en/requirements/", {"q": "sick leave"}))
    assert "Not covered here: leave, sick pay, dismissal and the rest of the Labour Code." in page
    assert "Not covered here" not in words(client.get("/en/requirements/", {"q": "town"}))


def test_a_form_that_stands_nowhere_leads_to_those_that_do(client):
    version = RequirementVersion.objects.get(requirement__code="fair-notice")
    for column in ("documents_en", "documents_ru", "documents_kk"):
        setattr(version, column, f"{getattr(version, column)}\n017.00")
    version.save()
    publish(today(), four_eyes=False)
    page = client.get("/en/requirements/", {"q": "form 020.00", "on": "2026-11-22"})
    assert listed(page) == []
    assert 'href="/en/requirements/?q=017.00"' in page.content.decode()
    assert "Tax forms" not in words(client.get("/en/requirements/", {"q": "zebra"}))


def test_every_topic_that_is_not_covered_has_words_and_a_name():
    assert set(TOPICS) == {code for code, _words in uncovered_table()}


def test_found_requirements_stand_in_one_list_and_a_title_goes_before_a_text(client, rulebook):
    page = client.get("/en/requirements/", {"q": "club", "on": "2026-11-22"})
    assert page.content.decode().count("<h2 id=") == 1
    found = listed(page)
    titled = ["club" in rule_on(rulebook, code).texts["title"]["en"].lower() for code in found]
    assert any(titled)
    assert not all(titled)
    assert titled == sorted(titled, reverse=True)


def test_what_is_searched_for_is_shown_again_escaped(client):
    html = client.get("/en/requirements/", {"q": SCRIPT, "by": SCRIPT}).content.decode()
    assert "<script>alert" not in html
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_a_very_long_search_is_cut(client):
    page = client.get("/en/requirements/", {"q": "a" * 5000})
    assert page.status_code == 200
    assert "a" * 201 not in page.content.decode()


# What stands on the page of a requirement.


def test_a_requirement_leads_to_its_guides(client):
    html = client.get("/en/requirements/fair-notice/").content.decode()
    assert 'href="/en/guides/fair/"' in html
    assert 'href="/en/guides/everything/"' in html
    assert 'href="/en/guides/reports/"' not in html


def test_provisions_have_links_and_say_how_they_were_read(client):
    with time_machine.travel(ON, tick=False):  # later its next check is past
        page = client.get("/en/requirements/fair-notice/")
    assert 'href="https://example.org/rus/fair-law" rel="noreferrer">art. 10(1)</a>' in page.content.decode()
    assert "The whole text was read." in words(page)
    assert "Confirmed: read in the text of October 2026." in words(page)


def test_the_questions_behind_a_requirement_say_what_they_decide(client):
    page = words(client.get("/en/requirements/fair-notice/"))
    assert "What form does the fair have? decides whether it applies" in page
    assert "On which day is the fair? decides its date" in page
