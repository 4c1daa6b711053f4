"""Two languages beside each other: the page of a requirement and the checklist for paper."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from itertools import permutations

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from ngocheck.checklists.sheet.two_languages import Beside, chosen_beside
from tests.support.visits import kept_by

pytestmark = pytest.mark.django_db
PAIRS = list(permutations(["en", "ru", "kk"], 2))
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "line", "path", "circle"}
PRINT = "guides/everything/checklist/print/"
EVERYTHING = {"all": "1"}
NOTIFY = "requirements/fair-notice/"


class Spoken(HTMLParser):
    """Reads a page: which language each word is in, in which order, and the ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.languages: list[str] = []
        self.words: list[tuple[str, str]] = []
        self.ids: Counter[str] = Counter()
        self.pointed: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids[given["id"]] += 1
        for name in ("aria-labelledby", "aria-describedby"):
            self.pointed |= set((given.get(name) or "").split())
        if tag not in EMPTY:
            self.languages.append(given.get("lang") or (self.languages or [""])[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Elements that close themselves hold no words."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append((self.languages[-1], re.sub(r"\s+", " ", data.strip())))

    def said_in(self, language: str) -> str:
        return " ".join(words for spoken, words in self.words if spoken == language)


def read(response) -> Spoken:
    return Spoken(response.content.decode())


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(text))).strip()


def articles(response) -> list[str]:
    return re.findall(r"<article.*?</article>", response.content.decode(), re.DOTALL)


def titles(response) -> list[str]:
    return [plain(title) for title in re.findall(r"<h3>(.*?)</h3>", response.content.decode(), re.DOTALL)]


@pytest.fixture
def begun(client):
    """A visitor who has a day of a concert, a form and a stage: dates, a plan, a year ahead."""
    client.post(
        "/en/guides/fair/fair/",
        {"fair_form": "concert", "fair_on": "22.12.2099", "organiser": "local_club"},
    )
    client.post("/en/guides/reports/organisation/", {"status": "registered", "legal_form": "foundation"})
    assert len(kept_by(client)["answers"]) == 5
    return client


# The page of a requirement.


@pytest.mark.parametrize(("own", "other"), PAIRS)
def test_a_requirement_is_said_in_both_languages_each_marked_as_what_it_is(client, rulebook, own, other):
    page = read(client.get(f"/{own}/{NOTIFY}", {"beside": other}))
    rule = rulebook.requirements["fair-notice"][-1]
    for name in ("title", "text", "timing", "place", "documents", "doubt"):
        for language in (own, other):
            for line in rule.texts[name][language].splitlines():
                assert line.removeprefix("- ") in page.said_in(language), (name, language)
    assert page.languages == []


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_requirement_opens_in_two_languages_with_unique_ids(client, rulebook, language):
    for code in rulebook.requirements:
        other = "ru" if language != "ru" else "kk"
        page = client.get(f"/{language}/requirements/{code}/", {"beside": other, "on": "2026-11-22"})
        assert page.status_code == 200, code
        seen = read(page)
        assert [name for name, times in seen.ids.items() if times > 1] == [], code
        assert seen.pointed <= set(seen.ids), code
        assert page.content.count(b"<h1") == 1, code


def test_both_columns_have_the_same_blocks_in_the_same_order(client, rulebook):
    for code in rulebook.requirements:
        html = client.get(f"/ru/requirements/{code}/", {"beside": "kk"}).content.decode()
        columns = re.split(r'<div lang="(?:ru|kk)">', html)[1:]
        first, second = (re.findall(r'class="[^"]*(row-\w+)', column) for column in columns)
        assert first == second, code
        assert "row-versions" in first


def test_the_second_language_goes_with_the_chosen_day(client):
    page = client.get("/en/requirements/founders/", {"beside": "ru", "on": "31.12.2023"})
    html = page.content.decode()
    assert "ten founders" in read(page).said_in("en")
    assert "десяти основателей" in read(page).said_in("ru")
    assert 'href="/en/requirements/founders/?on=2024-01-01&amp;beside=ru"' in html
    assert '<input type="hidden" name="beside" value="ru">' in html
    assert 'href="?beside=kk&amp;on=31.12.2023"' in html


def test_a_bad_day_beside_another_language_is_refused_and_both_columns_stay(client):
    page = client.get(f"/en/{NOTIFY}", {"beside": "kk", "on": "31.02.2026"})
    assert page.status_code == 422
    assert "хабарлама" in read(page).said_in("kk")


def test_a_day_before_the_law_says_so_in_both_languages(client):
    page = client.get(f"/en/{NOTIFY}", {"beside": "ru", "on": "1995-01-01"})
    assert page.status_code == 200
    assert "This was not in force" in read(page).said_in("en")
    assert "не действовало" in read(page).said_in("ru")


# The checklist for paper.


@pytest.mark.parametrize(("own", "other"), PAIRS)
def test_the_paper_has_every_item_in_both_languages_on_the_same_row(begun, own, other):
    paper = begun.get(f"/{own}/{PRINT}", {"beside": other, **EVERYTHING})
    drawn = articles(paper)
    left, right = drawn[::2], drawn[1::2]
    assert len(left) == len(right) == len(articles(begun.get(f"/{own}/{PRINT}", EVERYTHING)))
    assert all(f'lang="{own}"' in one and " id=" in one for one in left)
    assert all(f'<article lang="{other}">' in one for one in right)
    assert titles(paper)[::2] == titles(begun.get(f"/{own}/{PRINT}", EVERYTHING))
    assert titles(paper)[1::2] == titles(begun.get(f"/{other}/{PRINT}", EVERYTHING))


@pytest.mark.parametrize(("own", "other"), PAIRS)
def test_items_have_the_same_blocks_and_the_same_numbers_of_sources(begun, own, other):
    drawn = articles(begun.get(f"/{own}/{PRINT}", {"beside": other, **EVERYTHING}))
    for first, second in zip(drawn[::2], drawn[1::2], strict=True):
        assert re.findall(r'class="(row-\w+)', first) == re.findall(r'class="(row-\w+)', second)
        assert re.findall(r"\[(\d+)\]", first) == re.findall(r"\[(\d+)\]", second)


def test_sources_answers_and_what_does_not_apply_stand_in_both_languages(begun):
    page = read(begun.get(f"/en/{PRINT}", {"beside": "ru", **EVERYTHING}))
    for language, said in {
        "en": [
            "Sources",
            "Your answers",
            "Does not apply",
            "Fair Law, art. 10(1)",
        ],
        "ru": [
            "Источники",
            "Ваши ответы",
            "Не касается вас",
            "Закон о ярмарках, ст. 10(1)",
        ],
    }.items():
        for words in said:
            assert words in page.said_in(language)
    assert [name for name, times in page.ids.items() if times > 1] == []
    assert page.pointed <= set(page.ids)


@pytest.mark.parametrize(("own", "other"), PAIRS)
def test_the_sheet_for_the_wall_says_each_day_and_each_thing_in_both_languages(begun, own, other):
    both = read(begun.get(f"/{own}/{PRINT}", {"beside": other}))
    alone = [read(begun.get(f"/{language}/{PRINT}")) for language in (own, other)]
    assert [name for name, times in both.ids.items() if times > 1] == []
    for language, page in zip((own, other), alone, strict=True):
        titles_alone = re.findall(r"(?:<b>|<h2>)([^<]+)", begun.get(f"/{language}/{PRINT}").content.decode())
        assert len(titles_alone) > 5
        for title in titles_alone:
            assert " ".join(unescape(title).split()) in both.said_in(language) or language == other
        assert page.languages == []


def test_one_box_to_tick_and_one_row_to_sign_for_both_languages(begun):
    alone, both = (begun.get(f"/ru/{PRINT}", asked).content.decode() for asked in ({}, {"beside": "kk"}))
    assert both.count('class="box') == alone.count('class="box') > 5
    assert both.count("<tr") == alone.count("<tr") > 2


# What an address may ask for.


def test_the_page_s_own_language_is_gently_left_out(client):
    for path in (NOTIFY, PRINT):
        page = client.get(f"/en/{path}", {"beside": "en"})
        assert page.status_code == 200
        assert "The page is in this language already." in plain(page.content.decode())
        assert b'class="beside' not in page.content.replace(b'class="beside-switch', b"")


@pytest.mark.parametrize("asked", ["de", "EN", "ru,kk", " ", "<b>", "0", "ru-RU", "x" * 5000])
@pytest.mark.parametrize("path", [NOTIFY, PRINT])
def test_a_language_that_is_not_there_is_refused_and_the_page_stands_in_one(client, path, asked):
    page = client.get(f"/en/{path}", {"beside": asked})
    assert page.status_code == 422
    assert "There is no such language here." in plain(page.content.decode())
    assert "<title>Error: " in page.content.decode()


def test_an_empty_wish_is_none(client):
    assert client.get(f"/en/{NOTIFY}", {"beside": ""}).status_code == 200
    assert chosen_beside("") == Beside()


def test_only_the_other_languages_can_stand_beside():
    with translation.override("kk"):
        assert [code for code, _name in chosen_beside("ru").others] == ["en", "ru"]


@pytest.mark.parametrize("path", [NOTIFY, PRINT])
def test_the_switch_names_the_other_languages_and_leads_back_to_one(client, path):
    page = client.get(f"/ru/{path}?all=1").content.decode()
    assert 'href="?all=1&amp;beside=kk" lang="kk"' in page
    assert 'href="?all=1&amp;beside=en" lang="en"' in page
    assert "только один язык" not in page
    beside = client.get(f"/ru/{path}?beside=kk&all=1").content.decode()
    assert 'lang="kk" aria-current="true">Қазақша' in beside
    assert 'href="?all=1">только один язык' in beside


@pytest.mark.parametrize("path", [NOTIFY, PRINT])
def test_changing_the_page_s_language_keeps_the_other_or_swaps_the_two(client, path):
    page = client.get(f"/ru/{path}?beside=kk").content.decode()
    assert f'href="/en/{path}?beside=kk" hreflang="en"' in page
    assert f'href="/kk/{path}?beside=ru" hreflang="kk"' in page
    assert client.get(f"/kk/{path}?beside=ru").status_code == 200


@pytest.mark.parametrize("path", [NOTIFY, PRINT])
def test_a_second_language_costs_no_query(begun, path, django_assert_max_num_queries):
    begun.get(f"/en/{path}")
    with django_assert_max_num_queries(3) as alone:
        begun.get(f"/en/{path}")
    with django_assert_max_num_queries(3) as both:
        begun.get(f"/en/{path}", {"beside": "kk"})
    assert len(both) == len(alone)
