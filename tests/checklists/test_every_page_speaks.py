"""Every address of the visitors' pages in three languages: no word of another language, and none left out.

An address whose name is not in WALKS fails the first test, so that no new page is forgotten. The checklist as JSON
is for programs and English in every language: that is its contract.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client

from ngocheck.checklists.urls import urlpatterns
from ngocheck.engine.conditions import Kind
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.models import Edition, Provision, Source
from tests.support import speech
from tests.support.speech import LANGUAGES, Said
from tests.support.visits import answer_with

pytestmark = [pytest.mark.django_db, pytest.mark.content]
NOON = datetime(2026, 11, 22, 7, tzinfo=UTC)

FOUNDATION = {
    "status": "registered",
    "legal_form": "public_foundation",
    "registered_on": "2020-03-02",
    "recent_changes": ["address", "head"],
    "change_decided_on": "2026-11-10",
    "is_charity": True,
    "has_exempt_income": True,
    "has_business_income": True,
    "seeks_state_funding": True,
    "works_with_volunteers": True,
    "foreign_funds": True,
    "foreign_funds_activities": ["legal_aid", "information"],
    "foreign_funds_exemption": [],
    "foreign_receipt_on": "2026-11-02",
    "foreign_receipt_kind": "grant_or_donation",
    "foreign_receipt_amount": 25_000_000,
    "foreign_charity_money": True,
    "publishes_online": True,
    "publishes_with_foreign_money": ["grant_funded"],
}
ASSOCIATION = {
    "status": "founded",
    "legal_form": "public_association",
    "special_groups": ["youth_or_children"],
    "founding_meeting_on": "2026-10-30",
    "founders_count": 8,
    "founders_all_citizens": True,
}
LATE_MARCH = {"assembly_form": "march", "assembly_on": "2026-11-24", "organiser": "adult_citizen"}
RALLY = {
    "assembly_form": "rally",
    "assembly_on": "2027-01-10",
    "organiser": "kazakh_legal_entity",
    "participants": 250,
    "assembly_minutes": 120,
    "assembly_place": "specialised",
    "akimat_answer": "other_place_or_time",
}
States = list[tuple[str, dict[str, Any]]]
# Guides with what is answered in them.
STATES: States = [
    ("everything", {}),
    ("everything", FOUNDATION | RALLY),
    ("register", ASSOCIATION),
    ("assembly", LATE_MARCH),
]


@dataclass(frozen=True)
class Ask:
    """What is asked of the site: the address without its language, what was answered before, what is sent.

    `typed` are the visitor's own words, which the page says again.
    """

    path: str
    answers: dict[str, Any] = field(default_factory=dict)
    sent: dict[str, Any] | None = None
    status: tuple[int, ...] = (200,)
    typed: str = ""


def once(path: str) -> Callable[[Rulebook], Iterator[Ask]]:
    return lambda rulebook: iter([Ask(path)])


def in_states(states: States, *ends: str) -> Callable[[Rulebook], Iterator[Ask]]:
    def asks(rulebook: Rulebook) -> Iterator[Ask]:
        for guide, answers in states:
            yield from (Ask(f"guides/{guide}/{end}", answers) for end in ends)

    return asks


def beginnings(rulebook: Rulebook) -> Iterator[Ask]:
    yield from (Ask(f"guides/{guide}/", status=(302,)) for guide in rulebook.guides)


def blank_sheets(rulebook: Rulebook) -> Iterator[Ask]:
    yield from (Ask(f"guides/{guide}/questions/") for guide in rulebook.guides)


def sections(rulebook: Rulebook) -> Iterator[Ask]:
    """Every section of every guide in a fresh visit; in some states also with nothing sent, and with what cannot
    be an answer. A section with nothing to ask leads on."""
    for section in rulebook.sections:
        yield from (Ask(f"guides/{guide}/{section.code}/", status=(200, 302)) for guide in rulebook.guides)
        for guide, answers in STATES:
            path = f"guides/{guide}/{section.code}/"
            yield Ask(path, answers, status=(200, 302))
            if guide == "everything":
                for sent in ({}, nonsense(rulebook, section.code), contradiction(rulebook, section.code)):
                    yield Ask(path, answers, sent, status=(422, 302))


def nonsense(rulebook: Rulebook, section: str) -> dict[str, Any]:
    """No answer to any question; too many and too much where that is possible."""
    answer = {Kind.DATE: "31.02.2027", Kind.NUMBER: "99 999 999 999 999", Kind.TIME: "25:00", Kind.ONE: "x"}
    return {question.code: answer.get(question.kind, "x") for question in rulebook.asked_in(section)}


def contradiction(rulebook: Rulebook, section: str) -> dict[str, Any]:
    """ "I do not know yet" beside an answer."""
    answer = {Kind.DATE: "12.12.2026", Kind.NUMBER: "-1"}
    return {
        question.code: [answer.get(question.kind, "none"), "unknown"] for question in rulebook.asked_in(section)
    }


def lists_of_requirements(rulebook: Rulebook) -> Iterator[Ask]:
    for query in ("", "?by=source", "?on=2023-12-31", "?by=source&on=2017-06-01", "?on=1980-01-01"):
        yield Ask(f"requirements/{query}")
    for words in ("akimat", "акимат", "әкімдік", "1234567"):
        yield Ask(f"requirements/?q={words}&by=source&on=2024-02-01", typed=words)
    yield Ask("requirements/?on=31.02.2026", status=(422,))


def requirement_pages(rulebook: Rulebook) -> Iterator[Ask]:
    """Each requirement today and on the first day of each of its versions; the odd cases of one."""
    for code, versions in rulebook.requirements.items():
        yield Ask(f"requirements/{code}/")
        yield from (Ask(f"requirements/{code}/?on={version.effective_from}") for version in versions)
    yield Ask("requirements/asm-notify/?on=1980-01-01")
    yield Ask("requirements/asm-notify/?on=31.02.2026", status=(422,))
    yield Ask("requirements/asm-notify/?beside=fr", status=(422,))
    yield Ask("requirements/nothing-of-the-kind/", status=(404,), typed="nothing-of-the-kind")


def editions(rulebook: Rulebook) -> Iterator[Ask]:
    yield Ask("changes/1/")
    yield Ask("changes/99/", status=(404,))


WALKS: dict[str, Callable[[Rulebook], Iterator[Ask]]] = {
    "start": once(""),
    "privacy": once("privacy/"),
    "sheet_style": once("sheet/1-0a1b2c3d.css"),
    "forget": lambda rulebook: iter([Ask("forget/"), Ask("forget/", sent={})]),
    "begin": beginnings,
    "answers": in_states(STATES, "answers/"),
    "checklist": in_states(STATES, "checklist/", "checklist/?open=all"),
    "print_page": in_states(STATES, "checklist/print/", "checklist/print/?all=1"),
    "checklist_json": in_states(STATES, "checklist/checklist.json"),
    "checklist_pdf": in_states(STATES[1::2], "checklist/checklist.pdf"),
    "checklist_ics": in_states(STATES, "checklist/checklist.ics"),
    "checklist_csv": in_states(STATES, "checklist/checklist.csv"),
    "questions": blank_sheets,
    "section": sections,
    "requirements": lists_of_requirements,
    "requirement": requirement_pages,
    "coming": once("coming/"),
    "changes": once("changes/"),
    "change": editions,
    "changes_feed": once("changes.atom"),
}
READERS: dict[str, Callable[[bytes, str], Iterator[Said]]] = {
    "text/html": lambda content, language: iter(speech.of_page(content.decode())),
    "text/css": lambda content, language: speech.of_style(content.decode(), language),
    "text/csv": speech.of_table,
    "text/calendar": speech.of_calendar,
    "application/pdf": speech.of_paper,
    "application/atom+xml": speech.of_feed,
}


def response_to(client: Client, ask: Ask, language: str) -> Any:
    answer_with(client, ask.answers)
    address = f"/{language}/{ask.path}"
    return client.get(address) if ask.sent is None else client.post(address, ask.sent)


def said(response: Any, language: str) -> list[Said]:
    kind = response.headers["Content-Type"].partition(";")[0]
    return list(READERS[kind](response.content, language))


@pytest.fixture
def known(rulebook) -> re.Pattern[str]:
    """What may be Latin in Russian and Kazakh texts: the names of publications, as titles of sources and articles
    have them, and the codes of requirements."""
    names = [name for row in Source.objects.all() for text in ("title", "short") for name in named_in(row, text)]
    names += [name for row in Provision.objects.all() for name in named_in(row, "article")]
    return speech.known_names([*names, *rulebook.requirements])


def named_in(row: Source | Provision, text: str) -> Iterator[str]:
    for language in ("ru", "kk"):
        yield from speech.shared_names(getattr(row, f"{text}_en"), getattr(row, f"{text}_{language}"))


def test_no_address_is_forgotten():
    assert set(WALKS) == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("name", sorted(set(WALKS) - {"checklist_json"}))
def test_every_address_says_nothing_in_another_language(client, rulebook, known, name):
    wrong: dict[str, list[str]] = defaultdict(list)
    with time_machine.travel(NOON, tick=False):
        for ask in WALKS[name](rulebook):
            heard = {language: heard_at(client, ask, language) for language in LANGUAGES}
            for language, texts in heard.items():
                for one in texts:
                    for word in speech.foreign(without(ask.typed, one), known):
                        wrong[f"{language} {word}"].append(f"{ask.path}: {one.text[:300]}")
            kazakh, russian = ([one.text for one in heard[code]] for code in ("kk", "ru"))
            for text in speech.only_russian(kazakh, russian):
                wrong[f"Russian in kk: {text[:300]}"].append(ask.path)
    assert not wrong, "\n".join(f"{what} | {where[0]}" for what, where in sorted(wrong.items()))


def without(typed: str, said: Said) -> Said:
    return replace(said, text=said.text.replace(typed, " ")) if typed else said


def heard_at(client: Client, ask: Ask, language: str) -> list[Said]:
    """What is said at an address, once it is sure that the page is in its language and in no other."""
    response = response_to(client, ask, language)
    assert response.status_code in ask.status, ask
    texts = said(response, language) if response.status_code != 302 else []
    assert {one.language for one in texts if not one.in_switch} <= {language}, (ask, language)
    return texts


@pytest.mark.parametrize(("own", "other"), list(permutations(LANGUAGES, 2)))
@pytest.mark.parametrize("path", ["requirements/ff-notify/", "guides/everything/checklist/print/"])
def test_two_languages_beside_each_other_are_each_marked_as_what_they_are(client, known, path, own, other):
    with time_machine.travel(NOON, tick=False):
        texts = said(response_to(client, Ask(f"{path}?beside={other}", FOUNDATION | RALLY), own), own)
    assert {one.language for one in texts if not one.in_switch} == {own, other}
    assert [(word, one.text) for one in texts for word in speech.foreign(one, known)] == []


def test_every_section_is_shown_in_one_of_the_walks(client, rulebook):
    asks = [ask for ask in sections(rulebook) if ask.sent is None]
    shown = {ask.path for ask in asks if response_to(client, ask, "en").status_code == 200}
    assert {path.split("/")[2] for path in shown} == {section.code for section in rulebook.sections}


def test_the_checklist_for_programs_is_the_same_in_every_language_and_english(client, rulebook):
    for ask in WALKS["checklist_json"](rulebook):
        english, *others = (response_to(client, ask, language).content for language in LANGUAGES)
        assert others == [english, english]
        assert not speech.CYRILLIC.search(english.decode())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["nothing/of/the/kind/", "guides/none/", "guides/assembly/none/", "forget/"])
def test_what_goes_wrong_is_said_in_the_language_of_the_page(client, known, path, language):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/{language}/{path}") if path == "forget/" else strict.get(f"/{language}/{path}")
    assert response.status_code == (403 if path == "forget/" else 404)
    texts = said(response, language)
    assert texts
    assert {one.language for one in texts if not one.in_switch} == {language}
    assert [word for one in texts for word in speech.foreign(one, known)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "guides/assembly/", "requirements/"])
def test_a_site_without_an_edition_says_so_in_the_language_of_the_page(client, known, path, language):
    Edition.objects.all().delete()
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 503
    texts = said(response, language)
    assert {one.language for one in texts if not one.in_switch} == {language}
    assert [word for one in texts for word in speech.foreign(one, known)] == []


def test_the_page_for_our_own_mistakes_says_it_in_all_three_each_marked():
    texts = speech.of_page(render_to_string("500.html"))
    for language in LANGUAGES:
        assert [one for one in texts if one.language == language]
    assert [word for one in texts for word in speech.foreign(one, speech.known_names([]))] == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("Подайте report в срок", "ru", "p"), ["report"]),
        (Said("Есеп тапсыру deadline", "kk", "p"), ["deadline"]),
        (Said("Send the отчет", "en", "p"), ["отчет"]),
        (Said("Пишите на info@ngo.kz или www.egov.kz", "ru", "p"), []),
        (Said("Закон № 49-VIII, NGOCheck, PDF, выпуск 3-0a1b2c3d", "ru", "p"), []),
        (Said("Source: Civic Freedom Monitor", "ru", "p"), ["Source"]),
        (Said("The mark “жарнама” is needed", "en", "p"), []),
    ],
)
def test_a_word_of_another_language_is_found_and_a_name_is_not_one(said, words):
    assert speech.foreign(said, speech.known_names(["Civic Freedom Monitor"])) == words


def test_texts_that_only_screen_readers_say_are_read_too():
    page = """<html lang="ru"><head><title>Название</title><meta name="description" content="О сайте"></head>
    <body><img alt="Картинка"><input placeholder="Слова"><nav aria-label="Меню"><code>asm-notify</code></nav>
    <svg><title>Чертеж</title><text>Подпись</text></svg><p lang="kk">Ұйым</p><p>Да</p><script>no</script></body>"""
    texts = speech.of_page(page)
    assert [one.text for one in texts] == [
        *("Название", "О сайте", "Картинка", "Слова", "Меню", "Чертеж", "Подпись", "Ұйым", "Да")
    ]
    assert [one.language for one in texts] == [*["ru"] * 7, "kk", "ru"]


def test_a_russian_sentence_on_a_kazakh_page_is_found():
    russian = "Подайте отчет не позднее срока"
    assert speech.only_russian([russian], [russian, "Да"]) == [russian]
    assert speech.only_russian(["Есепті мерзімінде тапсырыңыз, мерзім көрсетілген"], [russian]) == []
    assert speech.only_russian(["Ереже"], ["Ереже"]) == []
