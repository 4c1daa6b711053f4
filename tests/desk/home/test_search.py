"""One box on every page of the desk finds everything, in every language."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR, READER, assign
from ngocheck.desk.home.search import TABLES, find
from ngocheck.desk.row_urls import address_of
from ngocheck.rulebook import models

pytestmark = pytest.mark.django_db
SEARCH = "/admin/desk/search/"


@pytest.fixture
def client() -> Client:
    """A browser that wishes English; without a wish the desk speaks Russian."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def reader(client):
    user = User.objects.create(username="aida")
    assign(user, [READER])
    client.force_login(user)
    return client


def text(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def found(query: str) -> dict[str, list[str]]:
    return {table.model.__name__: [str(hit.row) for hit in table.rows] for table in find(query, TABLES)}


def test_every_table_of_the_rulebook_is_searched():
    assert {*models.KEYED, models.Edition} == set(TABLES)


@pytest.mark.parametrize(
    ("query", "table", "row"),
    [
        ("fair-notice", "Requirement", "fair-notice"),
        ("FAIR-NOTICE", "Requirement", "fair-notice"),
        ("club-law", "Source", "Club Law"),
        ("mrp", "Parameter", "Monthly calculation index (MRP)"),
    ],
)
def test_codes_are_found_in_any_case(query, table, row):
    assert row in found(query)[table]


def test_articles_links_notes_and_scenarios_are_found():
    provision = models.Provision.objects.select_related("source").first()
    assert str(provision) in found(f"{provision.source.short_en} {provision.article_en}")["Provision"]
    source = models.Source.objects.exclude(url_kk="").first()
    assert str(source) in found(source.url_kk)["Source"]
    value = models.ParameterValue.objects.exclude(note="").select_related("parameter").first()
    assert str(value) in found(value.note)["ParameterValue"]
    scenario = models.Scenario.objects.first()
    assert found(scenario.name)["Scenario"] == [scenario.name]


@pytest.fixture
def giraffe() -> models.RequirementVersion:
    """A version with words that the law does not have: жирафёнок, and its house, үйшік, in Kazakh."""
    version = models.RequirementVersion.objects.select_related("requirement").first()
    version.title_ru = "Жирафёнку – отдельный домик"
    version.title_kk = "Керіктің жаңа үйшігі"
    version.save()
    return version


@pytest.mark.parametrize(
    "query",
    [
        "жаңа үйшігі",
        "ҮЙШІГІ ЖАҢА",
        "керіктерге үйшік",
        "уйшиктерди",
        "үйшик",
        "жирафёнок",
        "ЖИРАФЕНКАМИ",
        "домики жирафенка",
        "домик керік",
        "жирафeнок",  # the e is Latin
    ],
)
def test_kazakh_and_russian_are_found_in_any_form_and_order_and_from_any_keyboard(giraffe, query):
    assert found(query) == {"RequirementVersion": [str(giraffe)]}


def test_the_box_of_a_table_finds_codes_and_titles_and_nothing_for_words_that_stand_nowhere(giraffe, admin_client):
    address = reverse("admin:rulebook_requirement_changelist")
    code = giraffe.requirement.code
    for query, codes in (("FAIR-notice", ["fair-notice"]), ("fair-notice zzzzzz", []), ("Жирафёнку", [code])):
        page = admin_client.get(address, {"q": query})
        assert [row.code for row in page.context["cl"].result_list] == codes, query


def test_what_is_chosen_from_a_list_is_found_by_its_title(giraffe, admin_client):
    field = {"app_label": "rulebook", "model_name": "citation", "field_name": "version"}
    page = admin_client.get(reverse("admin:autocomplete"), {**field, "term": "Жирафёнку"})
    assert [row["id"] for row in page.json()["results"]] == [str(giraffe.pk)]


def test_a_row_found_without_a_page_of_its_own_leads_to_the_one_it_belongs_to():
    condition = models.Condition.objects.select_related("group").first()
    version = reverse("admin:rulebook_requirementversion_change", args=[condition.group.version_id])
    assert address_of(condition) == version
    assert address_of(condition.group) == version


def test_the_snippet_marks_other_forms_of_the_words(giraffe):
    (table,) = find("домики жирафенка", TABLES)
    assert [piece.text for piece in table.rows[0].snippet if piece.hit] == ["Жирафёнку", "домик"]
    (table,) = find("уйшиктер", TABLES)
    assert [piece.text for piece in table.rows[0].snippet if piece.hit] == ["үйшігі"]


def test_all_words_must_occur_in_the_row():
    both = found("fair-notice town")
    assert all("(fair-notice)" in name for name in both["RequirementVersion"])
    assert found("fair-notice zzzzzz") == {}


@pytest.mark.parametrize("query", ["", "   "])
def test_nothing_asked_is_nothing_found(reader, query):
    page = reader.get(SEARCH, {"q": query})
    assert page.status_code == 200
    assert "Write one word or several" in text(page)


@pytest.mark.parametrize(("length", "status"), [(199, 200), (200, 200), (201, 422)])
def test_a_very_long_search_is_refused_gently_and_kept(reader, length, status):
    page = reader.get(SEARCH, {"q": "z" * length})
    assert page.status_code == status
    assert f'value="{"z" * length}"' in text(page)


def test_the_snippet_marks_each_word_and_nothing_typed_becomes_markup(reader):
    source = models.Source.objects.first()
    source.note_ru = "Слово <b>Закон</b> & ещё раз закон"
    source.save()
    page = text(reader.get(SEARCH, {"q": "закон слово <b>"}))
    assert (
        "<mark>Слово</mark> <mark>&lt;b&gt;</mark><mark>Закон</mark>&lt;/b&gt; &amp; ещё раз <mark>закон</mark>"
        in page
    )
    assert "<b>" not in page.partition('id="content"')[2]


def test_a_long_text_is_cut_around_the_first_word():
    version = models.RequirementVersion.objects.select_related("requirement").first()
    version.text_ru = f"{'начало ' * 50}иголка{' конец' * 50}"
    version.save()
    (table,) = find("иголка", TABLES)
    pieces = table.rows[0].snippet
    assert [piece.text for piece in pieces if piece.hit] == ["иголка"]
    assert pieces[0].text.startswith("…")
    assert pieces[-1].text.endswith("…")
    assert len("".join(piece.text for piece in pieces)) < 250


def test_signs_with_a_meaning_in_patterns_are_searched_as_they_are():
    provision = models.Provision.objects.first()
    provision.article_en = "art. 7(1*)[x]"
    provision.save()
    assert [str(provision)] == found("7(1*)[x]")["Provision"]
    assert found("7.1*") == {}


def test_many_rows_are_cut_and_counted(reader):
    page = text(reader.get(SEARCH, {"q": "a"}))
    assert "more rows: add a word to find fewer" in page


def test_every_row_found_leads_to_a_page_that_opens(admin_client):
    page = admin_client.get(SEARCH, {"q": "art"})
    lines = [line for table in page.context["found"] for line in table.lines[:1]]
    assert len(lines) > 3
    for line in lines:
        assert admin_client.get(line.address).status_code == 200, line.address


def test_nobody_finds_what_they_may_not_see(client):
    user = User.objects.create(username="only-sources", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(user)
    page = client.get(SEARCH, {"q": "law"})
    assert [table.name for table in page.context["found"]] == ["sources"]


def test_the_number_of_queries_is_the_same_however_many_rows_are_found(reader):
    reader.get(SEARCH, {"q": "warm"})
    counts = []
    for query in ("fair-notice", "a", "zzzzzzz"):
        with CaptureQueriesContext(connection) as queries:
            reader.get(SEARCH, {"q": query})
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= len(TABLES) + 4


def test_the_box_is_on_every_page_of_the_desk(admin_client):
    for name in ("admin:index", "admin:rulebook_source_changelist", "desk:review", "admin:rulebook_source_add"):
        assert 'role="search"' in text(admin_client.get(reverse(name)))


def test_what_was_added_last_is_found_at_once(client):
    user = User.objects.create(username="editor")
    assign(user, [EDITOR])
    client.force_login(user)
    models.Section.objects.create(code="brand-new", title_en="Entirely unheard-of section")
    assert "Entirely unheard-of section" in text(client.get(SEARCH, {"q": "unheard-of"}))
