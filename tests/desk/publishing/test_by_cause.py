"""What stands in the way, by cause: told once in the editor's words, each place with its page."""

from __future__ import annotations

from html import unescape

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import override

from ngocheck.desk.publishing.pending import Waiting, to_mend
from ngocheck.rulebook import models
from ngocheck.rulebook.gates import Problem
from ngocheck.rulebook.publishing.live import today
from tests.support.desk_people import colleague, signed_in
from tests.support.scenario_walks import break_the_law

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """A deadline that moved, seen by several scenarios."""
    break_the_law()


def test_problems_told_alike_are_one_with_each_place():
    rows = list(models.Requirement.objects.all()[:2])
    problems = [Problem("it has no version.", row, place=row.code) for row in rows]
    problems.append(Problem("it has no choices.", place="Which?"))
    first, second = to_mend(problems)
    assert first.message == "It has no version."
    assert [place.message for place in first.places] == [row.code for row in rows]
    assert all(place.address for place in first.places)
    assert second.message == "Which?: it has no choices."
    assert second.places == ()


def test_of_many_places_the_first_twenty_are_shown():
    (found,) = to_mend(Problem("it has no version.", place=str(number)) for number in range(23))
    assert (len(found.places), found.more) == (20, 3)


@pytest.mark.usefixtures("moved")
def test_failing_scenarios_are_told_by_what_moved_them():
    title = models.RequirementVersion.objects.filter(requirement__code="club-report").last().title_en
    found = [one for one in Waiting(today()).problems if one.address.startswith(reverse("desk:scenarios"))]
    (cause,) = found
    assert cause.message.startswith(f"{title}: Due dates: ")
    assert any("last day 31 March 2027" in place.message and " → " in place.message for place in cause.places)
    assert "club-report.due" not in str(cause)


@pytest.mark.usefixtures("moved")
def test_they_are_told_so_in_russian_with_the_title_in_russian():
    title = models.RequirementVersion.objects.filter(requirement__code="club-report").last().title_ru
    with override("ru"):
        (cause,) = [one for one in Waiting(today()).problems if one.address.startswith(reverse("desk:scenarios"))]
        assert cause.message.startswith(f"{title}: ")
        assert any("31 марта 2027" in place.message for place in cause.places)


@pytest.mark.usefixtures("moved")
def test_every_page_says_it_alike():
    client = signed_in(User.objects.create_superuser("boss"))
    pages = {
        name: unescape(client.get(reverse(name)).content.decode())
        for name in ("admin:index", "desk:publish", "desk:scenarios")
    }
    (cause,) = [one for one in Waiting(today()).problems if one.address.startswith(reverse("desk:scenarios"))]
    anchor = cause.address.partition("#")[2]
    for place in cause.places:
        assert all(place.message in page for page in pages.values())
    assert f'id="{anchor}"' in pages["desk:scenarios"]
    assert all(cause.address in pages[name] for name in ("admin:index", "desk:publish"))


def test_a_choice_that_is_gone_is_named_by_its_label_with_the_requirements():
    choice = models.Choice.objects.filter(question__code="fair_form", code="stall").get()
    title = models.RequirementVersion.objects.filter(requirement__code="fair-notice").last().title_en
    choice.delete()
    found = [one for one in Waiting(today()).problems if "is not a choice of" in one.message]
    assert found
    assert any(f"“{choice.label_en} (stall)”" in one.message for one in found)
    places = [place.message for one in found for place in (one.places or (one,))]
    assert any(place.startswith(f"“{title}” (fair-notice)") for place in places)


@pytest.mark.usefixtures("moved")
def test_a_reviewer_opens_what_is_to_be_mended():
    client = signed_in(colleague("rustem", "reviewer"))
    for problem in Waiting(today()).problems:
        for one in (problem, *problem.places):
            if one.address.startswith("/") and not one.adds:
                assert client.get(one.address).status_code == 200, one
