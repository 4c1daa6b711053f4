"""Pages of acts read into articles, points, annexes and sections."""

from __future__ import annotations

import pytest

from ngocheck.rulebook.official_texts.acts import Act
from ngocheck.rulebook.official_texts.fingerprints import letters
from ngocheck.rulebook.official_texts.paragraphs import paragraphs_of
from ngocheck.rulebook.official_texts.references import (
    Annex,
    Article,
    ArticleRange,
    PageSection,
    Point,
    Whole,
    reference,
)
from tests.support.acts import act_page, site


def act(page: str, *, html: bool = True) -> Act:
    return Act(paragraphs_of(page, html=html))


def read(of: Act, article: str) -> str | None:
    found = of.find(reference(article))
    return found.letters if found else None


@pytest.mark.parametrize(
    ("article", "named"),
    [
        ("art. 10", Article("10")),
        ("art. 12-3", Article("12-3")),
        ("art. 10(1)", Article("10", ("1",))),
        ("art. 456-2(3-1)", Article("456-2", ("3-1",))),
        ("art. 14(1)(2)", Article("14", ("1", "2"))),
        ("note to art. 2", Article("2")),
        ("arts 90-1 to 90-6", ArticleRange("90-1", "90-6")),
        ("point 4", Point(("4",))),
        ("point 4(2)", Point(("4", "2"))),
        ("annex", Annex()),
        ("annex 3", Annex("3")),
        ("section Barriers to Entry", PageSection("Barriers to Entry")),
        ("whole act", Whole()),
        ("edition of order 268 of 13 March 2023", Whole()),
    ],
)
def test_a_provision_says_which_part_it_is(article, named):
    assert reference(article) == named


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_articles_and_points_are_found_in_each_language(language):
    page = act_page(
        {
            "5": ["Первое", "1. раз", "2. два", "1) два-а", "2) два-б"],
            "5-1": ["Второе", "1) три", "2) четыре"],
            "6": ["Третье", "без пунктов"],
        },
        language,
    )
    found = act(page)
    assert read(found, "art. 5(1)") == letters("раз")
    assert read(found, "art. 5(2)") == letters("два два-а два-б")
    assert read(found, "art. 5(2)(2)") == letters("два-б")
    assert read(found, "art. 5-1(2)") == letters("четыре")
    assert read(found, "art. 6") == letters("Третье без пунктов")
    assert read(found, "arts 5 to 5-1") == "\n".join(
        sorted([letters("Первое раз два два-а два-б"), letters("Второе три четыре")])
    )
    assert read(found, "art. 7") is None


def test_a_point_that_cannot_be_told_apart_is_the_whole_article():
    found = act(act_page({"5": ["Первое", "1. раз", "1) а", "2. два", "1) б"], "6": ["Без", "пунктов"]}))
    assert read(found, "art. 5(9)") == read(found, "art. 5")
    assert read(found, "art. 6(1)") == read(found, "art. 6")


def test_chapters_annexes_signature_and_notes_are_no_part_of_an_article():
    found = act(
        site(
            "<h3>Статья 5. Первое</h3><p>1. раз</p><p>Сноска. Статья 5 с изменениями от 01.01.2026.</p>"
            "<p>Примечание ИЗПИ! В статью предусмотрено изменение.</p><h2>Глава 2. Прочее</h2><p>между</p>"
            "<h3>Статья 6. Второе</h3><p>два</p><p>Президент Республики Казахстан</p><p>подпись</p>"
            "<table><tr><td>Приложение 3<br>к приказу</td></tr></table><p>1. образец</p>"
        )
    )
    assert read(found, "art. 5") == letters("Первое раз")
    assert read(found, "art. 6") == letters("Второе два")
    assert "образец" in read(found, "annex 3")
    assert read(found, "annex") == read(found, "annex 3")
    assert read(found, "annex 4") is None


def test_a_remark_belongs_to_the_article_and_not_to_its_last_point():
    found = act(act_page({"5": ["Первое", "1. раз", "2. два", "Примечание. Это штраф."]}))
    assert read(found, "art. 5(2)") == letters("два")
    assert "этоштраф" in read(found, "note to art. 5")


def test_a_table_of_contents_is_not_taken_for_the_articles():
    contents = "<p>Статья 5. Первое</p><p>Статья 6. Второе</p>"
    found = act(site(f"{contents}<h3>Статья 5. Первое</h3><p>1. раз</p>"))
    assert read(found, "art. 5") == letters("Первое раз")


def test_raised_numbers_are_part_of_the_number_and_raised_marks_are_not():
    found = act(
        site(
            "<h3>Статья 12<sup>1</sup>. Площадь</h3><p>До 50 м<sup>2</sup> без суда<sup>3</sup> и "
            "ареста<sup><a href='#n'>4</a></sup>.</p>"
        )
    )
    assert read(found, "art. 12-1") == letters("Площадь до 50 м2 без суда и ареста")


def test_points_of_an_order_are_those_of_the_order_and_of_its_rules():
    found = act(
        "Приказ\n1. Утвердить правила.\n2. Ввести в действие.\nПриложение к приказу\n1. Правила\n"
        "2. Подать отчет:\n1) до 31 марта;\n2) на портале.\n3. Конец\n",
        html=False,
    )
    assert read(found, "point 3") == letters("Конец")
    assert read(found, "point 2").splitlines() == sorted(
        [letters("Ввести в действие."), letters("Подать отчет: до 31 марта; на портале.")]
    )


@pytest.mark.parametrize("heading", ["Приказдың 3-қосымшасы емес", "Ережеге 3-қосымша", "3-қосымша"])
def test_annexes_in_kazakh(heading):
    found = act(f"Бұйрық\n{heading}\nүлгі\n", html=False)
    assert (read(found, "annex 3") == "үлгі") is heading.endswith("қосымша")


def test_sections_of_a_report_go_to_the_next_heading_of_their_height():
    entry = "<h2>Barriers to Entry</h2><p>one</p><h3>Inner</h3><p>two</p>"
    found = act(site(f"{entry}<h2>Barriers to Speech</h2><p>three</p>"))
    assert read(found, "section Barriers to Entry") == letters("one Inner two")
    assert read(found, "section Inner") == "two"
    assert read(found, "section Update") is None


def test_menus_counters_and_scripts_are_no_words_of_the_page():
    text = "<p>Слова страницы.</p>"
    assert read(act(site(text, 1)), "whole page") == read(act(site(text, 2)), "whole page") == "словастраницы"


def test_the_whole_act_is_the_same_in_another_order_and_under_other_numbers():
    one, two = ["Первое", "1. раз"], ["Второе", "2. два"]
    found = read(act(act_page({"5": one, "6": two})), "whole act")
    assert found == read(act(act_page({"7": two, "8": one})), "whole act")
    assert found != read(act(act_page({"5": one})), "whole act")
