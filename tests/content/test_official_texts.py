"""Every act that the rules cite, on made-up pages: exactly what leans on an amended article rings.

The pages have the articles and points that the fixtures cite, and some that nobody cites, with made-up words.
"""

from __future__ import annotations

import random
from datetime import date

import pytest

from ngocheck.rulebook import models
from ngocheck.rulebook.official_texts.acts import Act
from ngocheck.rulebook.official_texts.checking import Outcome, check
from ngocheck.rulebook.official_texts.leaning import leaning_on
from ngocheck.rulebook.official_texts.pages import OfficialPage, link_of
from ngocheck.rulebook.official_texts.paragraphs import paragraphs_of
from ngocheck.rulebook.official_texts.references import (
    Annex,
    Article,
    ArticleRange,
    PageSection,
    Whole,
    reference,
    sort_key,
)
from tests.support.acts import act_page, words

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 30)
Articles = dict[str, list[str]]


def cited_acts() -> list[str]:
    """The sources with a link and with articles that are cited."""
    rows = models.Provision.objects.filter(article_en__startswith="art").select_related("source")
    return sorted({row.source.code for row in rows if row.source.url})


def provisions(code: str) -> list[models.Provision]:
    return list(models.Provision.objects.filter(source__code=code))


def articles_of(code: str, language: str = "ru") -> Articles:
    """What the act's page has: every article that is cited with every point, and one before each."""
    points: dict[str, set[tuple[str, ...]]] = {}
    for row in provisions(code):
        match reference(row.article_en):
            case Article(number, named):
                points.setdefault(number, set()).update(named[:size] for size in range(1, len(named) + 1))
            case ArticleRange(first, last):
                root, start, end = first.split("-")[0], int(first.split("-")[1]), int(last.split("-")[1])
                points |= {f"{root}-{one}": set() for one in range(start, end + 1)}
    for number in [*points]:
        points.setdefault(f"{int(number.split('-')[0])}-99", {("1",)})
    return {number: article(number, points[number], language) for number in sorted(points, key=sort_key)}


def article(number: str, named: set[tuple[str, ...]], language: str) -> list[str]:
    """Its title, its points in order, and a point that nobody cites."""
    found = [words(f"заголовок {number}", language)]
    outer = {points[0] for points in named} | {"98"}
    for one in sorted(outer, key=sort_key):
        found.append(f"{one}. {words(f'{number} ({one})', language)}")
        inner = {points[1] for points in named if len(points) > 1 and points[0] == one}
        found += [f"{two}) {words(f'{number} ({one}) {two}', language)}" for two in sorted(inner, key=sort_key)]
    return found


def looked(code: str, articles: Articles, language: str = "ru") -> Outcome:
    source = models.Source.objects.get(code=code)
    annexes = [f"<p>Приложение {n}</p><p>{words(f'приложение {n}')}</p>" for n in (3, 6)]
    return check(source, OfficialPage(act_page(articles, language, annexes), html=True, language=language), ON)


def rung() -> set[int]:
    return set(models.Amendment.objects.values_list("version", flat=True))


def resting_on(code: str, number: str, point: str = "") -> set[int]:
    """The versions that cite the article, this point of it, the range that has it in it, or the whole act."""
    found = set()
    for row in provisions(code):
        match reference(row.article_en):
            case Article(cited, points):
                leans = cited == number and (not points or not point or points[0] == point)
            case ArticleRange(first, last):
                leans = sort_key(first) <= sort_key(number) <= sort_key(last)
            case named:
                leans = isinstance(named, Whole)
        if leans:
            found |= {version.pk for version in leaning_on(row, ON)}
    return found


def test_there_are_more_than_ten_acts():
    assert len(cited_acts()) > 10


def test_every_amended_article_of_every_act_rings_for_its_rules_and_for_no_other():
    random_words = random.Random(9)
    for code in cited_acts():
        articles = articles_of(code)
        assert not looked(code, articles).changed
        number = random_words.choice([one for one in articles if not one.endswith("-99")])
        amended = {**articles, number: [text.replace("15", "20") for text in articles[number]]}
        outcome = looked(code, amended)
        assert rung() == resting_on(code, number), (code, number)
        assert not outcome.moved
        models.Amendment.objects.all().delete()


def test_an_amended_point_rings_for_no_rule_that_rests_on_another_point():
    tried = 0
    for code in cited_acts():
        articles = articles_of(code)
        looked(code, articles)
        for number, texts in articles.items():
            if len(texts) < 4 or number.endswith("-99"):
                continue
            amended = {**articles, number: [*texts[:-2], texts[-2].replace("15", "20"), texts[-1]]}
            if texts[-2].split()[0].endswith("."):
                looked(code, amended)
                assert rung() == resting_on(code, number, texts[-2].split(".")[0]), (code, number)
                tried += 1
                models.Amendment.objects.all().delete()
                break
    assert tried >= 10


def test_what_nobody_cites_rings_only_for_rules_that_rest_on_the_whole_act():
    for code in cited_acts():
        articles = articles_of(code)
        looked(code, articles)
        other = next(number for number in articles if number.endswith("-99"))
        looked(code, {**articles, other: ["совсем", "1. другие слова"]})
        assert rung() == resting_on(code, other), code
        models.Amendment.objects.all().delete()


def test_articles_shuffled_and_renumbered_ring_for_nothing():
    order = random.Random(9)
    for code in cited_acts():
        articles = articles_of(code)
        looked(code, articles)
        shuffled = [*articles.items()]
        order.shuffle(shuffled)
        assert not looked(code, dict(shuffled)).changed, code
        renumbered = {str(place): articles[number] for place, number in enumerate(articles, 501)}
        outcome = looked(code, renumbered)
        assert not outcome.changed, code
        assert len(outcome.moved) + len(outcome.same) == len(provisions(code))
    assert not rung()


@pytest.mark.parametrize("language", ["kk", "en"])
def test_pages_in_kazakh_and_english_ring_as_the_russian_one(language):
    for code in cited_acts()[:10]:
        articles = articles_of(code, language)
        assert not looked(code, articles, language).lacking
        number = next(number for number in articles if not number.endswith("-99"))
        amended = {**articles, number: [text.replace("15", "20") for text in articles[number]]}
        looked(code, amended, language)
        assert rung() == resting_on(code, number), (code, number)
        models.Amendment.objects.all().delete()


def test_the_name_of_every_provision_with_a_page_says_what_part_it_is():
    """What is the whole page rings for any change on it, so no article may be taken for it by mistake."""
    whole = {
        row.article_en for row in models.Provision.objects.all() if isinstance(reference(row.article_en), Whole)
    }
    assert whole == {
        "whole act",
        "whole order",
        "whole page",
        "whole resolution",
        "service pass042com",
        "registration guide",
        "edition of order 268 of 13 March 2023",
        "edition of order 1339 of 28 December 2021",
    }


def test_every_section_of_a_report_that_is_cited_is_found_under_its_heading():
    named = [reference(row.article_en) for row in provisions("monitor")]
    titles = [one.title for one in named if isinstance(one, PageSection)]
    assert titles
    page = "".join(f"<h3>{title}</h3><p>{words(title, 'en')}</p>" for title in titles)
    act = Act(paragraphs_of(page, html=True))
    found = [act.find(PageSection(title)) for title in titles]
    assert len({one.letters for one in found}) == len(titles)


def test_the_annexes_of_an_order_are_told_apart():
    outcome = looked("justice-order-66", {})
    assert {row.article_en for row in outcome.first} == {"annex 3", "annex 6"}
    assert all(isinstance(reference(row.article_en), Annex) for row in outcome.first)


def test_most_sources_with_articles_have_a_page_to_read():
    without = {
        row.source.code for row in models.Provision.objects.select_related("source") if not link_of(row.source)[1]
    }
    assert len(without) < len(cited_acts())
