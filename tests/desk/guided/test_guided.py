"""The guided path: each page saves its part in one change set and opens again; the end says what is left."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR
from ngocheck.desk.guided.articles import article_names
from ngocheck.desk.guided.codes import code_from
from ngocheck.rulebook.models import (
    Area,
    ChangeSet,
    Penalty,
    Provision,
    Requirement,
    RequirementVersion,
    Scenario,
    Source,
)
from tests.support.change_sets import version as published_version
from tests.support.desk_people import colleague

pytestmark = pytest.mark.django_db
NEW = "/admin/desk/guided/new/"
TITLE = "Сообщите о ярмарке до 1 марта"
SAVE = {"do": "save"}


@pytest.fixture
def editor() -> User:
    return colleague("aigul", EDITOR)


@pytest.fixture
def desk(editor) -> Client:
    """An editor who works in Russian."""
    client = Client(headers={"accept-language": "ru"})
    client.force_login(editor)
    return client


def named(**changed: str) -> dict[str, str]:
    area = str(Area.objects.get(code="fair").pk)
    return {"title": TITLE, "short": "", "force": "must", "area": area, "effective_from": "2028-01-01", **changed}


@pytest.fixture
def draft(desk) -> RequirementVersion:
    """A requirement that has a name and nothing else."""
    assert desk.post(NEW, named()).status_code == 302
    return RequirementVersion.objects.get(title_ru=TITLE)


def step(version: RequirementVersion, name: str) -> str:
    return reverse("desk:guided_step", args=[version.pk, name])


def sent(desk: Client, version: RequirementVersion, name: str, **typed: str) -> None:
    answer = desk.post(step(version, name), {**SAVE, **typed})
    assert answer.status_code == 302, answer.content.decode()


def act(code: str = "fair-law", **typed: str) -> dict[str, str]:
    return {"act-source": str(Source.objects.get(code=code).pk), "act-article": "ст. 4", **typed}


def test_the_first_page_makes_a_requirement_in_a_change_set_of_its_name(desk, draft):
    assert draft.requirement.code == "fair-soobschite-o-yarmarke"
    assert (draft.title_en, draft.title_kk) == ("", "")
    (change_set,) = ChangeSet.objects.all()
    assert (change_set.name, change_set.author.username) == (TITLE, "aigul")
    assert draft.history.get().change_set == change_set


def test_who_works_in_a_change_set_stays_in_it(desk):
    desk.post("/admin/desk/change-sets/", {"name": "Приказ 900"})
    desk.post(NEW, named())
    (change_set,) = ChangeSet.objects.all()
    assert change_set.name == "Приказ 900"


def test_what_is_refused_keeps_what_was_typed_and_writes_nothing(desk):
    page = desk.post(NEW, named(area="", effective_from="1066-10-14"))
    assert page.status_code == 422
    assert TITLE in page.content.decode()
    assert 'href="#id_area"' in page.content.decode()
    assert not Requirement.objects.filter(versions__title_ru=TITLE).exists()
    assert not ChangeSet.objects.exists()


def test_a_known_article_is_found_and_its_sentence_kept(desk, draft):
    sent(desk, draft, "act", **act(**{"act-sentence": "Уведомление подается до 1 марта."}))
    citation = draft.citations.get()
    assert citation.provision == Provision.objects.get(source__code="fair-law", article_en="art. 4")
    assert citation.sentence == "Уведомление подается до 1 марта."
    again = desk.get(step(draft, "act")).content.decode()
    assert citation.sentence in again
    sent(desk, draft, "act", **{f"citation-{citation.pk}-remove": "on"})
    assert not draft.citations.exists()


def test_a_new_act_and_its_article_are_added(desk, draft):
    new = {
        "act-new_title": "Закон о ярмарках 2028 года",
        "act-new_kind": "law",
        "act-new_url": "https://adilet.zan.kz/rus",
    }
    sent(desk, draft, "act", **{"act-article": "ст. 16 п. 2 подп. 6", **new})
    provision = draft.citations.get().provision
    assert (provision.article_en, provision.article_ru) == ("art. 16(2)(6)", "подп. 6) п. 2 ст. 16")
    assert (provision.source.title_ru, provision.source.url_ru) == (new["act-new_title"], new["act-new_url"])


@pytest.mark.parametrize("typed", [{}, {"act-article": "ст. 4"}, {"act-new_title": "Закон"}])
def test_the_first_act_has_to_be_named_with_its_article(desk, draft, typed):
    assert desk.post(step(draft, "act"), {**SAVE, **typed}).status_code == 422


def test_texts_are_written_in_the_editors_language_alone(desk, draft):
    sent(
        desk,
        draft,
        "what",
        text="Сообщите.",
        steps="Соберите сведения.\r\n\r\nПодайте их.",
        place="",
        documents="",
    )
    draft.refresh_from_db()
    assert (draft.text_ru, draft.text_en) == ("Сообщите.", "")
    assert [step.text_ru for step in draft.steps.all()] == ["Соберите сведения.", "Подайте их."]
    sent(desk, draft, "what", text="Сообщите.", steps="Подайте.", place="Акимат", documents="")
    assert [step.text_ru for step in draft.steps.all()] == ["Подайте."]


def test_a_text_that_changes_empties_what_says_the_old_one(desk, draft):
    sent(desk, draft, "what", text="Сообщите.", steps="Подайте.", place="", documents="")
    draft.refresh_from_db()
    draft.text_en, draft.text_kk = "Report.", "Хабарлаңыз."
    draft.save()
    sent(desk, draft, "what", text="Сообщите.", steps="Подайте.", place="", documents="")
    draft.refresh_from_db()
    assert draft.text_en == "Report."
    assert not draft.text.outdated
    sent(desk, draft, "what", text="Сообщите и ждите.", steps="Подайте.", place="", documents="")
    draft.refresh_from_db()
    assert (draft.text_ru, draft.text_en, draft.text_kk) == ("Сообщите и ждите.", "", "")


def test_a_duty_without_a_step_and_steps_that_are_too_many_or_too_long_are_refused(desk, draft):
    for steps in ("", "\n".join(["шаг"] * 6), "ш" * 91):
        assert desk.post(step(draft, "what"), {**SAVE, "text": "Сообщите.", "steps": steps}).status_code == 422


def deadline(key: str = "new", **typed: str) -> dict[str, str]:
    return {f"deadline-{key}-{name}": value for name, value in typed.items()}


def test_a_deadline_of_each_kind(desk, draft):
    sent(desk, draft, "act", **act())
    sent(
        desk,
        draft,
        "when",
        **deadline(kind="each_period", every="year", unit="days", month="3", day="1", read="on"),
    )
    made = draft.deadlines.get()
    assert (made.month, made.day, made.confidence) == (3, 1, "confirmed")
    assert made.provision == draft.citations.get().provision
    sent(
        desk,
        draft,
        "when",
        **deadline(str(made.pk), kind="at_once", month="3", day="1", every="year", unit="days"),
    )
    assert draft.deadlines.get().month == 0
    sent(desk, draft, "when", **deadline(str(made.pk), kind=""))
    assert not draft.deadlines.exists()


@pytest.mark.parametrize(
    "typed",
    [{"kind": "after", "amount": "10"}, {"kind": "each_period", "month": "3"}, {"kind": "at_once", "moves": "on"}],
)
def test_half_a_deadline_is_refused(desk, draft, typed):
    assert desk.post(step(draft, "when"), {**SAVE, **deadline(**typed)}).status_code == 422


def test_a_fine_and_none(desk, draft):
    sent(desk, draft, "fine")
    assert not draft.penalties.exists()
    source = str(Source.objects.get(code="fines").pk)
    typed = {"fine-new-mrp": "50", "fine-new-text": "За молчание", "fine-new-source": source}
    assert desk.post(step(draft, "fine"), {**SAVE, **typed}).status_code == 422
    sent(desk, draft, "fine", **typed, **{"fine-new-article": "ст. 60(1)"})
    fine = draft.penalties.get()
    assert (fine.mrp, fine.text_ru, fine.provision.article_en) == (50, "За молчание", "art. 60(1)")
    assert shown_fine(desk, draft) == "50"
    sent(desk, draft, "fine", **{f"fine-{fine.pk}-mrp": "6,5"}, **rest_of(fine))
    assert shown_fine(desk, draft) == "6,5"
    sent(desk, draft, "fine", **{f"fine-{fine.pk}-remove": "on"})
    assert not draft.penalties.exists()


def rest_of(fine: Penalty) -> dict[str, object]:
    """What its form sends beside the sum."""
    name = f"fine-{fine.pk}"
    known = {"whom": fine.whom, "text": fine.text_ru, "source": fine.provision.source_id, "article": "ст. 60(1)"}
    return {f"{name}-{field}": value for field, value in known.items()}


def shown_fine(desk: Client, draft: RequirementVersion) -> str:
    """The sum as the Russian page writes it, without noughts that look like thousands."""
    page = desk.get(step(draft, "fine")).content.decode()
    return re.search(r'<input[^>]*name="fine-\d+-mrp"[^>]*>', page)[0].split('value="')[1].split('"')[0]


def conditions(question: str, *values: str, operator: str = "is") -> dict[str, object]:
    name = "applies.1.1"
    return {
        f"{name}.question": question,
        f"{name}.operator": operator,
        f"{name}.value": list(values),
        f"{name}.shown": question,
    }


def test_conditions_are_built_from_questions_and_an_empty_row_is_no_mistake(desk, draft):
    address = reverse("desk:guided_who", args=[draft.pk])
    assert "applies.1.1.question" in desk.get(address).content.decode()
    assert desk.post(address, {**SAVE, "applies.1.1.question": ""}).status_code == 302
    assert not draft.groups.exists()
    wrong = desk.post(address, {**SAVE, "applies.1.1.question": "status"})
    assert wrong.status_code == 422
    sent_once = desk.post(address, {**SAVE, **conditions("status", "registered", operator="in")})
    assert sent_once.status_code == 302
    assert draft.groups.get().conditions.get().value == "registered"


def accepted(desk: Client, draft: RequirementVersion) -> list[str]:
    address = reverse("desk:guided_scenarios", args=[draft.pk])
    page = desk.get(address)
    tokens = [one.token for one in page.context["proposals"]]
    assert desk.post(address, {**SAVE, "accept": tokens}).status_code == 302
    return tokens


def test_three_scenarios_are_proposed_and_what_was_ticked_is_kept(desk, draft):
    desk.post(
        reverse("desk:guided_who", args=[draft.pk]), {**SAVE, **conditions("status", "registered", operator="in")}
    )
    before = Scenario.objects.count()
    assert len(accepted(desk, draft)) == 3
    made = Scenario.objects.filter(name__startswith=TITLE)
    assert Scenario.objects.count() == before + 3
    code = draft.requirement.code
    assert {one.expect[code]["applicability"] for one in made} == {"applies", "does_not_apply", "undetermined"}
    assert all(one.history.get().change_set.name == TITLE for one in made)
    assert accepted(desk, draft) == []


def test_what_concerns_everybody_needs_one_scenario(desk, draft):
    assert len(accepted(desk, draft)) == 1


def test_a_scenario_that_was_not_read_as_it_is_now_is_not_kept(desk, draft):
    address = reverse("desk:guided_scenarios", args=[draft.pk])
    (old,) = [one.token for one in desk.get(address).context["proposals"]]
    sent(desk, draft, "when", **deadline(kind="each_period", every="year", unit="days", month="3", day="1"))
    desk.post(address, {**SAVE, "accept": [old]})
    assert not Scenario.objects.filter(name__startswith=TITLE).exists()


def test_the_end_says_what_is_left_and_so_does_the_change_set(desk, draft, settings):
    settings.FOUR_EYES = True
    sent(desk, draft, "act", **act())
    page = desk.get(reverse("desk:guided_left", args=[draft.pk])).content.decode()
    assert f"English: написать 1 текст: {TITLE}" in page
    assert "Принять 1 сценарий" in page
    assert f"/admin/rulebook/requirementversion/{draft.pk}/change/" in page
    (change_set,) = ChangeSet.objects.all()
    whole = desk.get(reverse("desk:publish_alone", args=[change_set.pk])).content.decode()
    assert f"English: написать 1 текст: {TITLE}" in whole
    assert "одобрения другого человека" in whole


def test_going_back_saves_too(desk, draft):
    typed = {"to": "back", "text": "Сообщите.", "steps": "Подайте."}
    assert desk.post(step(draft, "what"), typed).url == reverse("desk:guided_who", args=[draft.pk])
    draft.refresh_from_db()
    assert draft.text_ru == "Сообщите."


def test_who_goes_on_later_works_in_the_same_change_set(desk, draft):
    desk.post("/admin/desk/change-sets/", {"name": "Другое"})
    sent(desk, draft, "what", text="Сообщите.", steps="Подайте.", place="", documents="")
    draft.refresh_from_db()
    assert draft.history.latest("history_id").change_set.name == TITLE


def test_what_is_law_already_is_not_edited_here(desk):
    row = published_version()
    assert row.effective_from < date(2027, 1, 1)
    for address in (step(row, "what"), reverse("desk:guided_who", args=[row.pk])):
        assert desk.get(address).status_code == 404


def test_there_is_no_such_page(desk, draft):
    assert desk.get(step(draft, "nothing")).status_code == 404


@pytest.mark.parametrize("name", ["name", "act", "what", "when", "fine"])
def test_every_page_can_be_opened_again_for_few_queries(desk, draft, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        assert desk.get(step(draft, name)).status_code == 200


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ст. 12", ("art. 12", "ст. 12", "12-бап")),
        ("п. 2 ст. 9", ("art. 9(2)", "п. 2 ст. 9", "9-баптың 2-тармағы")),
        ("Статья 8, пункт 4", ("art. 8(4)", "п. 4 ст. 8", "8-баптың 4-тармағы")),
        ("подп. 4) ст. 8", ("art. 8(4)", "подп. 4) ст. 8", "8-баптың 4) тармақшасы")),
        ("ч. 1 ст. 10", ("art. 10(1)", "ч. 1 ст. 10", "10-баптың бірінші бөлігі")),
    ],
)
def test_an_article_written_in_russian_is_named_in_three_languages(typed, names):
    assert article_names(typed, "ru") == dict(zip(("en", "ru", "kk"), names, strict=True))


def test_an_article_that_is_not_understood_stays_as_it_was_written():
    assert article_names("приложение 2", "ru") == {"en": "приложение 2", "ru": "приложение 2"}
    assert article_names("ст. 2 ст. 3", "ru")["en"] == "ст. 2 ст. 3"
    assert article_names("art. 5(1)", "en") == {"en": "art. 5(1)"}


def test_codes_are_made_from_titles_and_are_new():
    rows = Requirement.objects.all()
    assert code_from("Ведите учёт членов кружка", rows, before="fair") == "fair-vedite-uchet-chlenov"
    assert code_from("", rows) == "new"
    Requirement(code="fair-vedite", area=Area.objects.first()).save()
    assert code_from("Ведите", rows, before="fair") == "fair-vedite-2"
