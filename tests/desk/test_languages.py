"""The desk in Kazakh, Russian and English: its pages, what it refuses, texts beside each other, the switch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from ngocheck.desk.admin.base import columns_of
from ngocheck.rulebook import models
from ngocheck.rulebook.history.restore import REASON as RESTORED
from ngocheck.rulebook.publishing.approvals import CHECKED
from ngocheck.rulebook.rows.rulebook_file import IMPORT
from tests.desk.accounts.test_roles import DESK
from tests.support.desk_speech import (
    CYRILLIC,
    LATIN,
    LATIN_NAMES,
    NAMES_OF_LANGUAGES,
    Strangers,
    language_of,
    values_of_rows,
)
from tests.support.refusing import live

pytestmark = pytest.mark.django_db
START = "/admin/"
SWITCH = "/admin/account/language/"
SIGN_IN = "/admin/account/login/"
# Codes that hints name as examples.
EXAMPLES = ["picket", "tax", "no", "ст. 12 п. 2"]
FILES = {"edition_file", "edition_rows", "rulebook_file", "texts_file"}


def browser(user: User, wish: str = "ru") -> Client:
    client = Client(headers={"accept-language": wish})
    client.force_login(user)
    return client


@pytest.fixture
def boss() -> User:
    return User.objects.create_superuser("boss", password="a long way to Qyzylorda")  # noqa: S106


# Every page.


def pages() -> Iterator[str]:
    """The start page; every table, an empty form, a row and its deletion; the desk's own pages; signing in."""
    yield START
    for model in admin.site._registry:
        start = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{start}_changelist")
        rows = model._default_manager.all()[:1]
        yield from (reverse(f"{start}_change", args=[row.pk]) for row in rows)
        if model not in (models.Edition, models.Approval):
            yield from (reverse(f"{start}_delete", args=[row.pk]) for row in rows)
            yield reverse(f"{start}_add")
    for name, page in DESK.items():
        if not page.only_sent and name not in FILES:
            yield reverse(f"desk:{name}", kwargs=page.args())
    yield from map(reverse, ("admin:password_change", "mfa_index", "account_logout", "account_reauthenticate"))


@pytest.mark.parametrize(
    ("language", "letters", "allowed"),
    [("kk", LATIN, LATIN_NAMES), ("ru", LATIN, LATIN_NAMES), ("en", CYRILLIC, NAMES_OF_LANGUAGES)],
    ids=["kk", "ru", "en"],
)
def test_every_page_is_in_the_editors_language(boss, language, letters, allowed):
    # An approval and a history with every reason that the desk gives are on pages too.
    models.Approval.objects.create(kind="source", key="club-law", sha256="0" * 64, by=boss)
    source = models.Source.objects.first()
    for reason in (CHECKED, RESTORED, IMPORT, "new version"):
        source._change_reason = reason
        source.save()
    client, found = browser(boss, language), []
    addresses = list(pages())  # which makes some rows too
    strangers = Strangers(letters, allowed, [*values_of_rows(), *EXAMPLES])
    for address in addresses:
        page = client.get(address, follow=True)
        assert page.status_code == 200, address
        assert language_of(page) == language, address
        found += [(address, text) for text in strangers.on(page)]
    assert found == []


HEADINGS = {
    START: "Редактордың жұмыс орны",
    "/admin/desk/publish/": "Жариялау",
    "/admin/desk/scenarios/": "Сценарийлер",
    "/admin/rulebook/requirementversion/add/": "Жаңа: Талап редакциясы",
}


@pytest.mark.parametrize(("address", "heading"), HEADINGS.items())
def test_kazakh_pages_have_kazakh_headings(boss, address, heading):
    page = browser(boss, "kk").get(address)
    assert language_of(page) == page.headers["Content-Language"] == "kk"
    assert re.search(r"<h1[^>]*>\s*([^<]*?)\s*</h1>", page.content.decode())[1] == heading


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_who_signs_in_is_asked_in_the_wished_language(language):
    page = Client(headers={"accept-language": language}).get(SIGN_IN)
    assert language_of(page) == language
    strangers = Strangers(LATIN, LATIN_NAMES, ["nobody"])
    assert list(strangers.on(page)) == []
    wrong = Client(headers={"accept-language": language}).post(SIGN_IN, {"login": "nobody", "password": "x"})
    assert wrong.status_code == 422
    assert list(strangers.on(wrong)) == []


def a_day_that_does_not_fit(client: Client):
    return client.post(
        reverse("desk:new_version", args=[live("fair-notice").pk]), {"effective_from": "1999-01-01"}
    )


def an_empty_note(client: Client):
    return client.post(reverse("desk:publish"), {"live": 0, "sha256": "x"})


def a_file_that_is_none(client: Client):
    return client.post(reverse("desk:exchange"), {})


PARTS = ("citations", "deadlines", "penalties", "passages", "steps")


def an_overlap(client: Client):
    version = live("fair-notice")
    parts = [f"{part}-{form}_FORMS" for part in PARTS for form in ("TOTAL", "INITIAL")]
    later = version.effective_from + timedelta(days=1)
    sent = {"requirement": version.requirement.pk, "effective_from": later, **dict.fromkeys(parts, 0)}
    return client.post(reverse("admin:rulebook_requirementversion_add"), sent)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("send", [a_day_that_does_not_fit, an_empty_note, a_file_that_is_none, an_overlap])
def test_what_is_refused_is_refused_in_the_editors_language(boss, send: Callable, language):
    page = send(browser(boss, language))
    assert page.status_code in (200, 422)
    assert "errorlist" in page.content.decode() or "errornote" in page.content.decode()
    assert list(Strangers(LATIN, LATIN_NAMES, ["x", "absent", *values_of_rows()]).on(page)) == []


# The three texts of one thing.

SHOWN = [
    *((model, None) for model in (models.Area, models.Section, models.Question, models.Guide, models.Source)),
    *((model, None) for model in (models.Provision, models.Parameter, models.CalendarDay, models.WatchEntry)),
    (models.RequirementVersion, None),
    (models.Question, models.Choice),
    (models.Source, models.Provision),
    (models.RequirementVersion, models.Passage),
    (models.RequirementVersion, models.Penalty),
]


@pytest.mark.parametrize(("model", "part"), SHOWN)
def test_the_texts_of_one_thing_stand_beside_each_other(boss, model: type[Model], part: type[Model] | None):
    request = RequestFactory().get("/")
    request.user = boss
    table = admin.site.get_model_admin(model)
    if part:
        (table,) = (one for one in table.get_inline_instances(request) if one.model is part)
    lines = [line for _name, options in table.get_fieldsets(request) for line in options["fields"]]
    texts = (part or model).TEXTS
    assert texts
    for text in texts:
        assert tuple(columns_of(text)) in lines


def test_each_text_says_which_language_it_is_in(boss):
    row = models.Question.objects.first()
    html = browser(boss).get(reverse("admin:rulebook_question_change", args=[row.pk])).content.decode()
    for language in ("en", "ru", "kk"):
        assert re.search(rf'name="text_{language}"[^>]* lang="{language}"', html)


def test_every_table_is_searched_in_all_three_languages():
    for model in models.KEYED:
        if model.TEXTS and admin.site.is_registered(model):
            searched = set(admin.site.get_model_admin(model).search_fields)
            assert set(columns_of(model.TEXTS[0])) <= searched, model


def test_titles_are_in_the_editors_language(boss):
    for language in ("kk", "ru", "en"):
        client = browser(boss, language)
        queue = client.get(reverse("desk:review"))
        version = queue.context["rows"][0]["version"]
        table = client.get(reverse("admin:rulebook_requirement_changelist"), {"q": version.requirement.code})
        for page in (queue, table):
            assert escape(getattr(version, f"title_{language}")) in page.content.decode()


# Which language.


@pytest.mark.parametrize(
    ("wish", "language"),
    [("ru", "ru"), ("en-GB,en", "en"), ("kk", "kk"), ("kk,en;q=0.5", "kk"), ("de", "ru"), ("", "ru")],
)
def test_the_browsers_wish_decides(boss, wish, language):
    assert language_of(browser(boss, wish).get(START)) == language
    signing_in = Client(headers={"accept-language": wish}).get(SIGN_IN)
    assert language_of(signing_in) == signing_in.headers["Content-Language"] == language


def test_the_switch_is_on_every_page_and_keeps_it(boss):
    client = browser(boss)
    address = f"{reverse('desk:search')}?q=mrp"
    html = client.get(address).content.decode()
    form = re.search(rf'<form[^>]* action="{SWITCH}".*?</form>', html, re.DOTALL)[0]
    assert f'name="next" value="{address}"' in form
    buttons = (
        r'<button type="submit" name="language" value="(\w+)" lang="\1"(?: aria-current="(\w+)")?>([^<]+)</button>'
    )
    offered = [("kk", "", "Қазақша"), ("ru", "true", "Русский"), ("en", "", "English")]
    assert re.findall(buttons, form) == offered
    for language in ("en", "kk"):
        switched = client.post(SWITCH, {"language": language, "next": address})
        assert switched.url == address
        assert language_of(client.get(address)) == language
        assert language_of(client.get(START)) == language


def test_the_switch_is_there_before_signing_in():
    client = Client(headers={"accept-language": "ru"})
    assert f'action="{SWITCH}"' in client.get(SIGN_IN).content.decode()
    assert client.post(SWITCH, {"language": "en", "next": SIGN_IN}).url == SIGN_IN
    assert language_of(client.get(SIGN_IN)) == "en"


@pytest.mark.parametrize("https", [True, False])
def test_the_choice_is_kept_in_a_cookie_for_the_desk_alone(boss, https):
    with override_settings(LANGUAGE_COOKIE_SECURE=https):
        client = browser(boss)
        cookie = client.post(SWITCH, {"language": "en", "next": START}).cookies["desk_language"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/admin/", "Lax", True)
    assert bool(cookie["secure"]) is https
    visitor = Client(headers={"accept-language": "kk"})
    visitor.cookies["desk_language"] = "en"
    assert language_of(visitor.get("/kk/")) == "kk"


def test_a_forged_choice_changes_nothing(boss):
    client = browser(boss)
    assert client.get(SWITCH).status_code == 302
    answer = client.post(SWITCH, {"language": "xx", "next": "https://elsewhere.example/"})
    assert language_of(client.get(START)) == "ru"
    assert not answer.url.startswith("https:")


def test_a_refused_approval_leads_back_to_the_page_it_shows(boss):
    client = browser(boss)
    page = client.post(reverse("desk:approve"), {})
    assert page.status_code == 422
    assert f'name="next" value="{reverse("desk:publish")}"' in page.content.decode()


def test_days_are_written_as_the_language_writes_them(boss):
    edition = models.Edition.objects.get()
    day = timezone.localtime(edition.published_at)
    patterns = {
        "kk": rf"{day.year} жылғы {day.day} \w+",
        "ru": rf"{day.day} \w+ {day.year} года",
        "en": rf"{day.day} \w+ {day.year}",
    }
    for wish, pattern in patterns.items():
        assert re.search(pattern, browser(boss, wish).get(reverse("desk:publish")).content.decode())


# Rows.


@pytest.mark.parametrize("language", ["ru", "en"])
def test_rows_are_called_in_the_language_of_the_desk(boss, language):
    question = models.Question.objects.exclude(text_ru="").first()
    named = {"ru": question.text_ru, "en": question.text_en}
    client = browser(boss, language)
    listed = client.get(reverse("admin:rulebook_question_changelist")).content.decode()
    assert escape(named.pop(language)) in listed
    assert all(escape(text) not in listed for text in named.values())
    chosen = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "rulebook", "model_name": "condition", "field_name": "question", "term": question.code},
    ).json()
    assert question_name(question, language) in [row["text"] for row in chosen["results"]]


def question_name(question: models.Question, language: str) -> str:
    return f"{getattr(question, f'text_{language}')} ({question.code})"


def test_a_row_without_a_translation_is_called_by_the_nearest_one(boss):
    models.Question.objects.update(text_ru="")
    listed = browser(boss).get(reverse("admin:rulebook_question_changelist")).content.decode()
    assert escape(models.Question.objects.first().text_en) in listed


def test_a_list_sorts_by_the_text_that_it_shows(boss):
    first = models.Question.objects.order_by("text_ru").first()
    listed = browser(boss).get(reverse("admin:rulebook_question_changelist"), {"o": "1"})
    assert listed.context["cl"].result_list[0] == first


def test_a_list_and_a_form_are_called_without_bending_words(boss):
    client = browser(boss)
    assert "<h1>Вопросы</h1>" in client.get(reverse("admin:rulebook_question_changelist")).content.decode()
    assert "<h1>Новая запись: Вопрос</h1>" in client.get(reverse("admin:rulebook_question_add")).content.decode()
