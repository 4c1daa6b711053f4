"""Short titles: short, and without a day."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from ngocheck.rulebook.gates.titles import dated_titles
from ngocheck.rulebook.models import RequirementVersion

pytestmark = pytest.mark.django_db


def named(**short: str) -> RequirementVersion:
    row = RequirementVersion.objects.get(requirement__code="fair-notice")
    for language, text in short.items():
        setattr(row, f"short_{language}", text)
    row.save()
    return row


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize(("length", "fits"), [(59, True), (60, True), (61, False)])
def test_a_short_title_has_at_most_sixty_characters(rulebook, language, length, fits):
    row = named(**{language: "a" * length})
    if fits:
        row.clean_fields()
    else:
        with pytest.raises(ValidationError, match="60"):
            row.clean_fields()


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Report by 31 March"), ("ru", "Отчитайтесь до 31 марта"), ("kk", "Есепті 31 наурызға дейін беріңіз")],
)
def test_a_short_title_that_names_a_day_stands_in_the_way(rulebook, language, text):
    row = named(**{language: text})
    (problem,) = dated_titles()
    assert (problem.row, text in problem.message) == (row, True)


@pytest.mark.parametrize("text", ["", "Tell the hall about the fair", "Find at least 10 founders"])
def test_other_short_titles_pass(rulebook, text):
    named(en=text)
    assert list(dated_titles()) == []
