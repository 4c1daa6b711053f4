"""A law that has changed, by the guided path: found by its words, copied from a day on, its pages gone through."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR
from ngocheck.rulebook.models import ChangeSet, RequirementVersion, Scenario
from tests.support.desk_people import colleague

pytestmark = pytest.mark.django_db
CHANGE = "/admin/desk/guided/change/"
CODE = "club-report"
START = date(2028, 1, 1)


@pytest.fixture
def desk() -> Client:
    """An editor who works in Russian."""
    client = Client(headers={"accept-language": "ru"})
    client.force_login(colleague("aigul", EDITOR))
    return client


def old() -> RequirementVersion:
    return RequirementVersion.objects.filter(requirement__code=CODE).latest("effective_from")


def copy(desk: Client) -> RequirementVersion:
    """The report, as it is from 2028 on."""
    sent = {"q": CODE, "version": str(old().pk), "effective_from": START.isoformat(), "start_confirmed": "on"}
    answer = desk.post(CHANGE, sent)
    made = old()
    assert answer.url == reverse("desk:guided_step", args=[made.pk, "name"])
    return made


@pytest.mark.parametrize("words", [CODE, "отчитайтесь реестр", "report club register", "реестр кружков"])
def test_the_requirement_is_found_by_its_words_in_any_language(desk, words):
    found = desk.get(CHANGE, {"q": words}).context["found"]
    assert old() in [row for row, _title, _day, _chosen in found]


def test_without_words_nothing_is_listed_and_unknown_words_find_nothing(desk):
    assert desk.get(CHANGE).context["found"] == []
    assert "Ничего не найдено" in desk.get(CHANGE, {"q": "кенгуру"}).content.decode()


def test_the_version_is_copied_in_a_change_set_named_after_it(desk):
    before = old()
    made = copy(desk)
    before.refresh_from_db()
    assert (before.effective_until, made.effective_from) == (START, START)
    (change_set,) = ChangeSet.objects.all()
    assert change_set.name.startswith(before.title_ru)
    assert made.history.latest("history_id").change_set == change_set


def test_no_choice_and_a_wrong_day_are_refused_and_what_was_typed_stays(desk):
    unchosen = desk.post(CHANGE, {"q": "ярмарка", "effective_from": "2028-01-01"})
    assert unchosen.status_code == 422
    assert 'value="2028-01-01"' in unchosen.content.decode()
    wrong = desk.post(CHANGE, {"q": CODE, "version": str(old().pk), "effective_from": "1999-01-01"})
    assert wrong.status_code == 422
    assert 'value="1999-01-01"' in wrong.content.decode()
    assert not ChangeSet.objects.exists()


def test_its_area_and_first_day_are_not_asked_again(desk):
    page = desk.get(reverse("desk:guided_step", args=[copy(desk).pk, "name"])).content.decode()
    assert "id_title" in page
    assert "id_area" not in page
    assert "id_effective_from" not in page


def test_pages_that_are_sent_as_they_are_change_nothing(desk):
    made = copy(desk)
    before = RequirementVersion.objects.values().get(pk=made.pk)
    steps = list(made.steps.values())
    address = reverse("desk:guided_step", args=[made.pk, "what"])
    fields = desk.get(address).context["forms"][0].initial
    assert desk.post(address, {**fields, "do": "save"}).status_code == 302
    assert RequirementVersion.objects.values().get(pk=made.pk) == before
    assert list(made.steps.values()) == steps


def test_a_moved_deadline_shows_what_it_moves_and_is_taken_over_on_the_same_page(desk):
    code = {CODE: {"due": [{"on": "2029-03-31"}]}}
    answers = {"status": "registered", "legal_form": "foundation"}
    before = old()
    Scenario(name="отчет", area=before.requirement.area, on=date(2028, 6, 1), answers=answers, expect=code).save()
    made = copy(desk)
    row = made.deadlines.get()
    typed = {"kind": "each_period", "every": "year", "unit": "days", "month": "5", "day": "1"}
    address = reverse("desk:guided_step", args=[made.pk, "when"])
    sent = {f"deadline-{row.pk}-{name}": value for name, value in typed.items()}
    assert desk.post(address, {**sent, "do": "save"}).status_code == 302
    scenarios = reverse("desk:guided_scenarios", args=[made.pk])
    (cause,) = desk.get(scenarios).context["causes"]
    taken = desk.post(reverse("desk:take_over"), {"cause": cause.token, "next": scenarios})
    assert taken.url == scenarios
    assert Scenario.objects.get(name="отчет").expect == {CODE: {"due": [{"on": "2029-05-01"}]}}
