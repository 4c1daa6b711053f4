"""Texts that are newer in another language, or not translated: all are shown everywhere, each in its language."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Model
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from icalendar import Calendar
from pypdf import PdfReader

from ngocheck.checklists.outputs.pdf import pdf_of_all
from ngocheck.engine.sources import Text
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import publish
from ngocheck.wording.translated import Foreign, Newer, each_marked_like, marked_like, marked_text, newer_texts
from tests.support.sheets import line, sheet
from tests.support.visits import answer_with

pytestmark = pytest.mark.django_db
FRESH = Text({"en": "New", "ru": "Новый", "kk": "Жаңа"})
NEWER_IN_RUSSIAN = Newer("ru", "This text is newer in Russian:", "Новый")
NEWER_IN_ENGLISH = Newer("en", "This text is newer in English:", "New")
SHOWN_IN_RUSSIAN = Newer("ru", "Not all of this is translated yet: a part is shown in Russian.")
SHOWN_IN_ENGLISH = Newer("en", "Not all of this is translated yet: a part is shown in English.")


# Which text is the newer one.


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", FRESH, []),
        ("ru", FRESH, []),
        ("kk", FRESH, []),
        ("en", Text(FRESH, ("ru", "kk")), []),
        ("ru", Text(FRESH, ("ru",)), [NEWER_IN_ENGLISH]),
        ("ru", Text(FRESH, ("kk",)), []),
        ("kk", Text(FRESH, ("kk",)), [NEWER_IN_RUSSIAN]),
        ("kk", Text(FRESH, ("ru",)), []),
        ("kk", Text(FRESH, ("ru", "kk")), [NEWER_IN_ENGLISH]),
        ("kk", Text({**FRESH, "ru": ""}, ("kk",)), [NEWER_IN_ENGLISH]),
        ("kk", Text({**FRESH, "kk": ""}), [SHOWN_IN_RUSSIAN]),
        ("kk", Text({**FRESH, "kk": ""}, ("ru",)), [SHOWN_IN_RUSSIAN, NEWER_IN_ENGLISH]),
        ("kk", Text({"en": "New", "ru": "", "kk": ""}), [SHOWN_IN_ENGLISH]),
        ("ru", Text({"en": "New", "ru": "", "kk": "Жаңа"}), [SHOWN_IN_ENGLISH]),
        ("ru", Text({"en": "", "ru": "", "kk": ""}), []),
        ("ru", Text({"en": "", "ru": "Новый"}, ("ru",)), []),
        ("en", Text({"en": "", "ru": "Новый"}), []),
        ("ru", Text({"en": "An edition of old"}), [Newer("en", SHOWN_IN_ENGLISH.label)]),
    ],
)
def test_the_newest_text_that_the_reader_is_most_likely_to_read(language, text, said):
    with override(language):
        found = newer_texts(text)
    assert [(one.language, one.text) for one in found] == [(one.language, one.text) for one in said]


def test_each_is_said_once_in_the_order_of_the_texts():
    old = Text(FRESH, ("kk",))
    other = Text({"en": "Else", "ru": "Другой", "kk": "Басқа"}, ("kk",))
    missing = Text({"en": "Other", "ru": "Иной"})
    with override("kk"):
        found = newer_texts(old, other, old, missing, Text({"en": "More", "ru": "Еще"}))
    assert [one.text for one in found] == ["Новый", "Другой", ""]


def test_the_words_before_a_text_are_the_readers():
    with override("ru"):
        (found,) = newer_texts(Text(FRESH, ("ru",)))
    assert found.label == "Этот текст новее на английском:"
    with override("kk"):
        (found,) = newer_texts(Text(FRESH, ("kk",)))
    assert found.label == "Бұл мәтіннің орысша нұсқасы жаңарақ:"


# Words in another language.


def test_a_translated_text_is_a_plain_string():
    with override("ru"):
        assert type(marked_text(FRESH)) is str
        assert marked_text({"en": "", "ru": ""}) == ""


def test_a_text_that_is_not_translated_says_its_language_wherever_it_is_drawn():
    with override("ru"):
        words = marked_text({"en": "A <new> one", "ru": ""})
    drawn = Template("<p>{{ words }}</p> {{ list|join:', ' }}").render(Context({"words": words, "list": [words]}))
    one = '<span lang="en">A &lt;new&gt; one</span>'
    assert drawn == f"<p>{one}</p> {one}"
    assert f"{words}" == "A <new> one"


def test_what_is_made_from_foreign_words_is_foreign():
    words = Foreign("New", "en")
    assert marked_like(words, "New!").language == "en"
    assert [piece.language for piece in each_marked_like(words, ["N", "ew"])] == ["en", "en"]
    assert type(marked_like("Новый", "Новый!")) is str
    assert each_marked_like("a b", ["a", "b"]) == ("a", "b")


# Everywhere. One title is changed in English, and published.


CODE, GUIDE = "fair-notice", "fair"
CHECKLIST = f"guides/{GUIDE}/checklist/"
ADDITION = "by letter"
LABELS = {"ru": "Этот текст новее на английском:", "kk": "Бұл мәтіннің орысша нұсқасы жаңарақ:"}


def version() -> models.RequirementVersion:
    return models.RequirementVersion.objects.get(requirement__code=CODE, effective_until=None)


def change(row: Model, **columns: str) -> Model:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return row


def published() -> None:
    assert publish(today(), four_eyes=False) is not None


@pytest.fixture
def changed() -> models.RequirementVersion:
    """English and Russian say something new, Kazakh does not."""
    row = version()
    row = change(row, title_en=f"{row.title_en}, {ADDITION}", title_ru=f"{row.title_ru}, письменно")
    published()
    return row


def answering(client: Client) -> Client:
    """Somebody to whom the requirement applies on a day that is known."""
    day = (today() + timedelta(days=100)).isoformat()
    return answer_with(client, {"fair_form": "concert", "fair_on": day})


def read(client: Client, language: str, page: str) -> str:
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    return answer.content.decode()


def newer_in(html: str) -> list[tuple[str, str, str]]:
    """Every newer text on a page: what stands before it, its language, its words."""
    return re.findall(r'<p class="newer"><b>(.*?)</b> <span lang="(\w+)">(.*?)</span></p>', html)


@pytest.mark.parametrize("page", [CHECKLIST, f"{CHECKLIST}print/?all=1", f"requirements/{CODE}/"])
def test_a_page_shows_the_outdated_text_and_the_newer_one_in_its_language(client, changed, page):
    html = read(answering(client), "kk", page)
    assert newer_in(html) == [(LABELS["kk"], "ru", changed.title_ru)]
    assert changed.title_kk in html
    for language in ("ru", "en"):
        assert newer_in(read(client, language, page)) == []


def test_the_list_of_requirements_shows_both(client, changed):
    assert newer_in(read(client, "kk", "requirements/")) == [(LABELS["kk"], "ru", changed.title_ru)]
    assert newer_in(read(client, "ru", "requirements/")) == []


def test_the_pdf_shows_both(client, changed):
    made = answering(client).get(f"/kk/{CHECKLIST}checklist.pdf?all=1").content
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())
    assert f"{LABELS['kk']} {changed.title_ru}" in words
    assert changed.title_kk in words


def test_the_calendar_shows_both(client, changed):
    made = Calendar.from_ical(answering(client).get(f"/kk/{CHECKLIST}checklist.ics").content)
    events = [event for event in made.walk("VEVENT") if changed.title_kk in event["summary"]]
    assert events
    assert all(f"{LABELS['kk']} {changed.title_ru}" in event["description"] for event in events)


def test_the_table_shows_both_in_a_column_of_its_own(client, changed):
    made = answering(client).get(f"/kk/{CHECKLIST}checklist.csv").content.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(made)) if row["Код"] == CODE]
    assert {row["Жаңарақ мәтін"] for row in rows} == {f"{LABELS['kk']} {changed.title_ru}"}
    others = [row["Жаңарақ мәтін"] for row in csv.DictReader(io.StringIO(made)) if row["Код"] != CODE]
    assert set(others) == {""}


def test_once_it_is_translated_and_published_only_the_translation_is_left(client, changed):
    change(changed, title_kk=f"{changed.title_kk}, жазбаша")
    page = f"requirements/{CODE}/"
    assert newer_in(read(client, "kk", page))
    published()
    assert newer_in(read(client, "kk", page)) == []
    assert changed.title_kk in read(client, "kk", page)


def test_where_the_russian_is_outdated_too_the_english_is_the_newer_one(client):
    row = version()
    change(row, title_en=f"{row.title_en}, {ADDITION}")
    published()
    for language in ("ru", "kk"):
        ((_label, shown_in, words),) = newer_in(read(client, language, f"requirements/{CODE}/"))
        assert (shown_in, words) == ("en", row.title_en)


def test_a_text_that_is_missing_is_read_in_the_nearest_language_and_says_so(client):
    row = change(version(), place_kk="", title_kk="")
    published()
    for page in (CHECKLIST, f"{CHECKLIST}print/?all=1", f"requirements/{CODE}/"):
        html = read(answering(client), "kk", page)
        assert f'<dd><span lang="ru">{row.place_ru}</span></dd>' in html
        assert f'<span lang="ru">{row.title_ru}</span>' in html
        assert html.count("Мұнда бәрі бірдей аударылып біткен жоқ: бір бөлігі орысша көрсетілген.") == 1
        assert "<span" not in re.search(r"<title>(.*?)</title>", html)[1]


def test_the_pdf_of_a_text_that_is_missing_is_still_set(client):
    row = change(version(), place_kk="", title_kk="", text_kk="", documents_kk="")
    published()
    made = answering(client).get(f"/kk/{CHECKLIST}checklist.pdf?all=1").content
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())
    assert row.place_ru in words
    assert "Мұнда бәрі бірдей аударылып біткен жоқ:" in words
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


# What visitors read beside requirements.


def a_question() -> tuple[Model, str]:
    row = models.Question.objects.get(code="fair_form")
    return row, f"guides/{GUIDE}/{row.section.code}/"


def a_section() -> tuple[Model, str]:
    question, page = a_question()
    return question.section, page


def a_choice() -> tuple[Model, str]:
    question, page = a_question()
    return question.choices.first(), page


def a_guide() -> tuple[Model, str]:
    return models.Guide.objects.get(code=GUIDE), ""


def a_watch_entry() -> tuple[Model, str]:
    return models.WatchEntry.objects.first(), "coming/"


def a_source() -> tuple[Model, str]:
    source = version().citations.first().provision.source
    return source, f"requirements/{CODE}/"


def a_source_in_the_list() -> tuple[Model, str]:
    return a_source()[0], "requirements/?by=source"


@pytest.mark.parametrize(
    ("place", "column"),
    [
        (a_question, "text"),
        (a_question, "hint"),
        (a_choice, "label"),
        (a_section, "title"),
        (a_guide, "summary"),
        (a_watch_entry, "text"),
        (a_source, "title"),
        (a_source_in_the_list, "title"),
    ],
)
def test_other_texts_are_shown_with_the_newer_one_too(client, place, column):
    row, page = place()
    change(row, **{f"{column}_en": f"{getattr(row, f'{column}_en')} Anew."})
    published()
    found = newer_in(read(client, "ru", page))
    assert [(label, language) for label, language, _words in found] == [(LABELS["ru"], "en")]
    assert "Anew." in found[0][2]
    assert newer_in(read(client, "en", page)) == []


# What is up to date costs nothing.


def test_without_outdated_texts_pages_say_nothing_of_them(client, rulebook):
    for language in ("en", "ru", "kk"):
        for page in (
            "",
            "coming/",
            "requirements/",
            f"requirements/{CODE}/",
            CHECKLIST,
            f"{CHECKLIST}print/?all=1",
        ):
            html = read(answering(client), language, page)
            assert 'class="newer"' not in html
            main = html.partition("<main")[2]
            assert "<span lang=" not in re.sub(r'(?s)<li class="beside-print">.*?</li>', "", main), page


def test_outdated_texts_cost_no_query(client, rulebook):
    def queries(page: str) -> int:
        answering(client).get(page)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    pages = [f"/kk/{CHECKLIST}", f"/kk/requirements/{CODE}/", "/kk/"]
    before = [queries(page) for page in pages]
    for row in models.RequirementVersion.objects.all():
        change(row, title_en=f"{row.title_en}, {ADDITION}")
    published()
    assert [queries(page) for page in pages] == before


def test_the_paper_gives_the_newer_text_its_language():
    made = pdf_of_all(sheet(line(title="Жаңа", newer=(NEWER_IN_RUSSIAN, SHOWN_IN_ENGLISH))))
    reader = PdfReader(io.BytesIO(made))
    words = reader.pages[0].extract_text()
    assert "This text is newer in Russian: Новый" in words
    assert "Not all of this is translated yet: a part is shown in English." in words
    drawn = reader.pages[0].get_contents().get_data()
    assert b"/Lang(ru)" in drawn
    assert reader.trailer["/Root"]["/Lang"] == "en"
