"""The desk's queue of translations: what is on it, "still right", what is refused, counts on other pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR, PUBLISHER, READER
from ngocheck.desk.translations.queue import STILL_RIGHT, ended
from ngocheck.rulebook import models
from ngocheck.rulebook.changes import changes_between
from ngocheck.rulebook.publishing.approvals import missing_approvals
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import content_of, make_draft, publish
from tests.support.desk_people import colleague, signed_in
from tests.support.refusing import change, live

pytestmark = pytest.mark.django_db
QUEUE = "/admin/desk/translations/"
CODE = "fair-notice"


def client_of(*roles: str) -> Client:
    client = signed_in(colleague("aida", *roles))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def editor() -> Client:
    return client_of(EDITOR)


def outdated(code: str = CODE) -> models.RequirementVersion:
    """A version whose English title says something new."""
    row = live(code)
    return change(row, title_en=f"{row.title_en}, by letter")


def listed(client: Client, language: str = "ru", **asked: str) -> list[tuple[Model, str]]:
    rows = client.get(QUEUE, {"language": language, **asked}).context["rows"]
    return [(row.translation.row, row.translation.column) for row in rows]


def text(client: Client, address: str = QUEUE, **asked: str) -> str:
    page = client.get(address, asked)
    assert page.status_code == 200
    return page.content.decode()


def form_in(page: str) -> dict[str, str]:
    """What the first "still right" on the page sends, with its address."""
    form = re.search(
        r'<form method="post" action="(/admin/desk/translations/[^"]*)">(.*?)</form>', page, re.DOTALL
    )
    fields = dict(re.findall(r'name="(text|seen|next)" value="([^"]*)"', form[2]))
    return {"address": form[1], **fields}


def confirm(client: Client, page: str, **changed: str):
    sent = form_in(page) | changed
    return client.post(sent.pop("address"), sent, follow=True)


# What is on it.


def test_where_everything_is_in_order_the_queue_is_empty(editor):
    assert listed(editor) == listed(editor, "kk") == []
    assert "Nothing waits here." in text(editor)


def test_an_outdated_text_waits_in_each_language_until_it_is_translated(editor):
    row = outdated()
    assert listed(editor) == [(row, "title_ru")]
    assert listed(editor, "kk") == [(row, "title_kk")]
    change(row, title_ru=f"{row.title_ru}, письменно")
    assert listed(editor) == []
    assert listed(editor, "kk") == [(row, "title_kk")]


def test_each_kind_can_be_chosen_and_the_worst_stands_first(editor):
    old = outdated()
    gone = change(live("fair-hours"), place_en="The market office", place_ru="")
    wrong = change(live("fair-consent"), text_ru=f"{live('fair-consent').text_ru} 777")
    assert listed(editor) == [(wrong, "text_ru"), (gone, "place_ru"), (old, "title_ru")]
    assert listed(editor, state="apart") == [(wrong, "text_ru")]
    assert listed(editor, state="missing") == [(gone, "place_ru")]
    assert listed(editor, state="outdated") == [(old, "title_ru")]
    assert len(listed(editor, state="nonsense")) == len(listed(editor, language="nonsense")) == 3
    assert "<b>777</b>" in text(editor)


def test_what_is_in_force_stands_before_what_has_ended(editor):
    now = outdated()
    before = models.RequirementVersion.objects.filter(effective_until__lte=today()).first()
    change(before, text_ru=f"{before.text_ru} 777")
    assert listed(editor) == [(now, "title_ru"), (before, "text_ru")]


@pytest.mark.parametrize(("days", "is_past"), [(-1, True), (0, True), (1, False)])
def test_a_version_has_ended_on_the_first_day_on_which_it_is_not_in_force(days, is_past):
    row = live(CODE)
    row.effective_until = today() + timedelta(days=days)
    assert ended(row, today()) is is_past
    assert ended(models.Passage(version=row), today()) is is_past


@pytest.mark.parametrize(("days", "is_past"), [(-1, True), (0, False)])
def test_a_day_of_the_calendar_is_past_the_day_after(days, is_past):
    assert ended(models.CalendarDay(date=today() + timedelta(days=days)), today()) is is_past


def test_the_english_of_now_stands_beside_the_one_that_was_translated_with_what_changed(editor):
    row = outdated()
    page = text(editor)
    assert row.title_ru in page
    assert "The English that it was made from" in page
    marked = re.search(r"<ins>.*?</ins>", page, re.DOTALL)[0]
    assert "by letter" in marked


def test_the_text_that_was_translated_is_found_among_many_later_ones(editor):
    row = outdated()
    for number in ("second", "third"):
        change(row, title_en=f"{row.title_en} {number}")
    (shown,) = editor.get(QUEUE, {"language": "ru"}).context["rows"]
    assert shown.before is not None
    assert "by letter" not in shown.before


def test_where_the_history_does_not_have_that_text_the_english_of_now_stands_alone(editor):
    row = outdated()
    row.history.all().delete()
    (shown,) = editor.get(QUEUE, {"language": "ru"}).context["rows"]
    assert shown.before is None
    assert row.title_en in shown.source


def test_every_row_leads_to_the_form_where_it_is_changed(editor):
    row = outdated()
    passage = models.Passage.objects.first()
    change(passage, text_ru=f"{passage.text_ru} 777")
    page = text(editor)
    address = reverse("admin:rulebook_requirementversion_change", args=[row.pk])
    assert f'href="{address}#id_title_ru"' in page
    assert 'id="id_title_ru"' in text(editor, address)
    version = reverse("admin:rulebook_requirementversion_change", args=[passage.version_id])
    assert f'href="{version}' in page


def test_texts_are_shown_as_they_are_and_never_as_markup(editor):
    change(outdated(), title_ru="<script>bad</script> за пять дней")
    change(live(CODE), title_en="<b>x</b> five days")
    page = text(editor)
    assert "<script>bad" not in page
    assert "&lt;script&gt;bad" in page


# Still right.


def test_one_click_says_that_a_translation_still_fits(editor):
    row = outdated()
    page = confirm(editor, text(editor, language="kk"))
    assert "Kept: the translation still fits." in page.content.decode()
    assert page.context["language"] == "kk"
    assert listed(editor, "kk") == []
    assert listed(editor) == [(row, "title_ru")]
    record = row.history.first()
    assert record.history_change_reason == STILL_RIGHT
    assert record.history_user.username == "aida"
    row.refresh_from_db()
    assert row.title.outdated == ("ru",)


@pytest.mark.parametrize("column", ["title_en", "title_ru"])
def test_what_changed_since_the_page_was_opened_is_not_confirmed(editor, column):
    row = outdated()
    page = text(editor)
    change(row, **{column: f"{getattr(row, column)} x"})
    if column == "title_ru":
        change(row, title_en=f"{row.title_en} y")
    answer = confirm(editor, page)
    assert "Not kept: this text was changed since you opened the list." in answer.content.decode()
    assert "ru" in models.RequirementVersion.objects.get(pk=row.pk).title.outdated


def test_another_text_of_the_row_may_have_changed_and_is_left_as_it_is(editor):
    row = outdated()
    page = text(editor)
    change(row, doubt_ru=f"{row.doubt_ru} Спросите.")
    confirm(editor, page)
    assert listed(editor) == []
    assert models.RequirementVersion.objects.get(pk=row.pk).doubt_ru.endswith("Спросите.")


def test_numbers_that_differ_cannot_be_called_right(editor):
    row = outdated()
    page = text(editor)
    assert "Still right" in page
    change(row, title_en="Notify the town hall 6 working days before")
    later = text(editor)
    assert "Still right" not in later
    seen = models.RequirementVersion.objects.get(pk=row.pk)
    answer = confirm(editor, page, seen=f"{seen.made_from['title_ru']}")
    assert "Not kept" in answer.content.decode()
    assert listed(editor, state="outdated") == [(row, "title_ru")]


@pytest.mark.parametrize(
    "sent", [{}, {"text": "title_en"}, {"text": "code"}, {"text": "title_xx"}, {"text": "no_ru"}, {"seen": "x"}]
)
def test_anything_else_that_is_sent_changes_nothing(editor, sent):
    row = outdated()
    before = row.history.count()
    answer = editor.post(reverse("desk:still_right", args=["requirementversion", row.pk]), sent, follow=True)
    assert "Not kept" in answer.content.decode()
    assert row.history.count() == before


def test_an_unknown_table_or_row_is_not_found(editor):
    for name, pk in (("nonsense", 1), ("requirementversion", 10**6), ("requirement", 1), ("edition", 1)):
        assert editor.post(reverse("desk:still_right", args=[name, pk])).status_code == 404


def test_the_way_back_leads_to_no_other_site(editor):
    outdated()
    sent = form_in(text(editor)) | {"next": "https://elsewhere.example/"}
    assert editor.post(sent.pop("address"), sent).url == QUEUE


def test_who_may_not_change_the_row_has_no_button_and_is_refused():
    row = outdated()
    reader = client_of(READER)
    page = text(reader)
    assert row.title_ru in page
    assert "Still right" not in page
    sent = {"text": "title_ru", "seen": "x"}
    address = reverse("desk:still_right", args=["requirementversion", row.pk])
    assert reader.post(address, sent).status_code == 403


def test_that_a_translation_is_still_right_is_a_change_that_somebody_else_approves(editor, client):
    outdated()
    edition = publish(today(), four_eyes=False)
    confirm(editor, text(editor))
    (found,) = changes_between(content_of(edition), make_draft(today()).content)
    assert missing_approvals([found], edition) == [found]
    page = text(client_of_publisher(), "/admin/desk/publish/")
    assert "Этот текст новее на английском" in page


def client_of_publisher() -> Client:
    client = signed_in(colleague("vera", PUBLISHER))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


# Many rows.


def test_the_queue_costs_the_same_however_many_wait(editor):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(QUEUE, {"language": "ru"}).status_code == 200
        return len(captured)

    for model in (models.RequirementVersion, models.Question, models.Section):
        row = model.objects.last()
        change(row, **{f"{model.TEXTS[0]}_en": f"{getattr(row, f'{model.TEXTS[0]}_en')} x"})
    few = queries()
    for model in (models.RequirementVersion, models.Question, models.Section):
        for row in model.objects.all():
            change(row, **{f"{model.TEXTS[0]}_en": f"{getattr(row, f'{model.TEXTS[0]}_en')} x"})
    assert queries() <= few


def test_a_long_queue_is_read_page_by_page(editor):
    source = models.Source.objects.first()
    for number in range(60):
        models.Provision.objects.create(
            source=source, article_en=f"art. {900 + number}", article_ru=f"ст. {900 + number}"
        )
    for row in models.Provision.objects.all():
        change(row, article_kk="")
    count = models.Provision.objects.count()
    first = listed(editor, "kk", state="missing")
    second = listed(editor, "kk", state="missing", page="2")
    assert len(first) == 50
    assert len({*first, *second}) == min(count, 100)
    assert "page=2" in text(editor, language="kk")


# On other pages.


def test_the_start_page_counts_what_waits_in_each_language(editor):
    assert "Every text is there in every language" in text(editor, "/admin/")
    outdated()
    change(live("fair-hours"), place_en="The market office")
    page = text(editor, "/admin/")
    assert f'{QUEUE}?language=ru"' in page
    change(live("fair-hours"), title_kk="")
    page = text(editor, "/admin/")
    assert "Русский</span>: 2 texts</a> (missing: 1; outdated: 1)" in page
    assert "Қазақша</span>: 3 texts</a> (missing: 2; outdated: 1)" in page


def test_the_page_publish_warns_and_does_not_refuse(settings):
    settings.FOUR_EYES = False
    row = outdated()
    client = client_of_publisher()
    page = text(client, "/admin/desk/publish/")
    address = reverse("admin:rulebook_requirementversion_change", args=[row.pk])
    assert "You may publish all the same." in page
    assert f'href="{address}#id_title_ru"' in page
    assert "Nothing: the rows hold together." in page


def test_the_page_publish_says_nothing_of_translations_where_all_is_well():
    row = live(CODE)
    change(row, title_en=f"{row.title_en}, by letter", title_ru=f"{row.title_ru}!", title_kk=f"{row.title_kk}!")
    assert "You may publish all the same." not in text(client_of_publisher(), "/admin/desk/publish/")


def test_numbers_that_differ_stand_in_the_way_with_their_row():
    row = change(live(CODE), timing_kk="Кемінде 6 жұмыс күні бұрын.")
    page = text(client_of_publisher(), "/admin/desk/publish/")
    assert "only one of this text and the English one says 6." in page
    assert reverse("admin:rulebook_requirementversion_change", args=[row.pk]) in page
