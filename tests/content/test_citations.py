"""Every article is cited in Russian and Kazakh as their courts cite it, with the case endings of Kazakh."""

from __future__ import annotations

import re

import pytest

from ngocheck.rulebook import models

NUMBER = r"\d+(?:-\d+)?"
PART = rf"(?:{NUMBER}|бірінші|екінші|үшінші|төртінші|бесінші|алтыншы|жетінші|сегізінші|тоғызыншы|оныншы)"
FORMS = {
    "ru": re.compile(rf"(?:подп\. {NUMBER}\) )?(?:(?:п|ч)\. {NUMBER} )?ст\. {NUMBER}"),
    "kk": re.compile(
        rf"{NUMBER}-бап"
        rf"|{NUMBER}-баптың (?:(?:{NUMBER}-тармағының|{PART}[ -]бөлігінің) )?{NUMBER}\) тармақшасы"
        rf"|{NUMBER}-баптың (?:{NUMBER}-тармағы|{PART}[ -]бөлігі)"
    ),
}
# In one article, as the English calls it; what cites several, or a note, is written by hand.
ONE_ARTICLE = re.compile(rf"art\. {NUMBER}(?:\({NUMBER}\))*")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_an_article_is_cited_in_the_form_of_the_language(rulebook, language):
    cited = [row for row in models.Provision.objects.all() if ONE_ARTICLE.fullmatch(row.article_en)]
    assert cited
    wrong = [text for row in cited if not FORMS[language].fullmatch(text := getattr(row, f"article_{language}"))]
    assert wrong == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_citation_has_the_part_in_brackets_after_the_article(rulebook, language):
    texts = [getattr(row, f"article_{language}") for row in models.Provision.objects.all()]
    assert [text for text in texts if re.search(r"\d \(\d|бап \(", text)] == []


@pytest.mark.parametrize(
    "wrong", ["ст. 13 (1)", "13 ст.", "ч. 1 п. 2 ст. 13", "13-бап (1)", "13-бап 1-тармақ", "13-бабы"]
)
def test_another_form_is_found(wrong):
    assert not any(form.fullmatch(wrong) for form in FORMS.values())
