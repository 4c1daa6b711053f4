"""The watch list: the line on every requirement that a coming change would touch, and its table on the desk."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from ngocheck.checklists.outputs.pdf import pdf_of_all
from ngocheck.checklists.sheet.groups import groups_of
from ngocheck.checklists.sheet.html import drawn_groups
from ngocheck.checklists.sheet.sheet import Line, Sheet, sheet_of
from ngocheck.checklists.sheet.touching import Coming, coming_text, entries_touching
from ngocheck.engine.checklist import Part, arrange
from ngocheck.engine.findings import assess
from ngocheck.engine.rules import Rulebook, WatchEntry
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.rules import PENDING, SETTLED

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
State = models.WatchEntry.State
PICKET = {"fair_form": "stall", "fair_on": date(2026, 12, 11)}


def entry(state: str, *requirements: str, code: str = "made-up", title: str = "A made-up law") -> WatchEntry:
    words = {"en": title, "ru": f"{title} (ru)", "kk": ""}
    return WatchEntry(
        code,
        state,
        words,
        words,
        words,
        words,
        ON,
        None,
        "monitor",
        sources=(),
        requirements=frozenset(requirements),
    )


def watching(rulebook: Rulebook, *entries: WatchEntry) -> Rulebook:
    """The same rules with another watch list."""
    return replace(rulebook, watch=entries)


def sheet(rulebook: Rulebook) -> Sheet:
    return sheet_of(arrange(assess(rulebook, PICKET, ON, "fair")), rulebook)


def line(sheet: Sheet, code: str) -> Line:
    return next(line for line in sheet.lines if line.code == code)


# The line on a requirement.


@pytest.mark.parametrize("state", PENDING)
def test_what_may_still_come_is_told_on_the_requirement(rulebook, state):
    told = entries_touching(watching(rulebook, entry(state, "fair-notice")))
    assert told == {"fair-notice": (Coming("made-up", "A made-up law", str(PENDING[state])),)}


@pytest.mark.parametrize("state", [State.IN_FORCE, State.DROPPED])
def test_what_came_or_was_dropped_is_no_longer_told_there(rulebook, state):
    assert entries_touching(watching(rulebook, entry(state, "fair-notice"))) == {}


def test_every_state_either_may_come_or_is_settled_and_reads_as_on_the_desk():
    assert {state.value: str(state.label) for state in State} == {
        state: str(words) for state, words in (PENDING | SETTLED).items()
    }


def test_the_nearest_change_stands_first(rulebook):
    entries = [entry(state, "fair-notice", code=state) for state in ("idea", "signed", "draft", "parliament")]
    told = entries_touching(watching(rulebook, *entries))["fair-notice"]
    assert [one.code for one in told] == ["signed", "parliament", "draft", "idea"]


def test_one_change_and_several_are_said_in_one_sentence():
    one, other = Coming("a", "A law", "a draft"), Coming("b", "An order", "an idea")
    assert coming_text(()) == ""
    assert coming_text((one,)) == "A change of law to watch: A law (a draft)."
    assert coming_text((one, other)) == "Changes of law to watch: A law (a draft); An order (an idea)."


def drawn(made: Sheet) -> str:
    """The rows of the page, all of them open."""
    return "".join(row for group in drawn_groups(made, groups_of(made), {}, unfolded=True) for row in group.rows)


def test_the_line_stands_on_the_item_on_page_paper_and_pdf(rulebook):
    made = sheet(watching(rulebook, entry("parliament", "fair-notice")))
    assert line(made, "fair-notice").coming_note == "A change of law to watch: A made-up law (in parliament)."
    html = drawn(made)
    assert html.count('<a href="/en/coming/#made-up">A made-up law</a> (in parliament).') == 1
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_of_all(made))).pages)
    assert "A change of law to watch: A made-up law (in parliament)." in printed.replace("\n", " ")


def test_an_item_without_a_coming_change_has_no_line(rulebook):
    made = sheet(watching(rulebook, entry("parliament", "fair-notice")))
    assert {one.code for one in made.lines if one.coming} == {"fair-notice"}
    assert "to watch" not in drawn(sheet(watching(rulebook)))


def test_an_item_that_does_not_apply_has_no_line(rulebook):
    made = sheet(watching(rulebook, entry("signed", *rulebook.requirements)))
    silent = [one for one in made.lines if one.part is Part.DOES_NOT_APPLY]
    assert silent
    assert not any(one.coming for one in silent)
    assert all(one.coming for one in made.lines if one.part is not Part.DOES_NOT_APPLY)


def test_words_kept_from_another_watch_list_or_language_are_not_used_again(rulebook):
    assert line(sheet(watching(rulebook)), "fair-notice").coming == ()
    drafted = watching(rulebook, entry("draft", "fair-notice"))
    signed = watching(rulebook, entry("signed", "fair-notice", title="Another law"))
    assert [one.state for one in line(sheet(drafted), "fair-notice").coming] == ["a draft"]
    assert [one.title for one in line(sheet(signed), "fair-notice").coming] == ["Another law"]
    with translation.override("ru"):
        assert [one.title for one in line(sheet(drafted), "fair-notice").coming] == ["A made-up law (ru)"]
    assert line(sheet(drafted), "fair-notice") is line(sheet(drafted), "fair-notice")


# On the desk.


def test_the_filter_finds_what_is_to_look_at_only_after_its_day(admin_client):
    days = {"before": today() - timedelta(days=1), "on-the-day": today(), "after": today() + timedelta(days=1)}
    models.WatchEntry.objects.all().delete()
    for code, day in days.items():
        models.WatchEntry.objects.create(
            code=code,
            title_en=code,
            text_en="x",
            state=State.IDEA,
            updated_on=ON,
            confidence="monitor",
            next_check_on=day,
        )
    listing = reverse("admin:rulebook_watchentry_changelist")

    def found(**chosen: str) -> set[str]:
        return {row.code for row in admin_client.get(listing, chosen).context["cl"].result_list}

    assert found(check="due") == {"before"}
    assert found(check="later") == {"on-the-day", "after"}
    assert found() == set(days)


def test_an_entry_is_changed_with_what_it_touches_and_leads_to_its_place_on_the_site(admin_client):
    row = models.WatchEntry.objects.get(code="new-club-law")
    page = admin_client.get(reverse("admin:rulebook_watchentry_change", args=[row.pk])).content.decode()
    assert "/coming/#new-club-law" in page
    for name in ("sources", "requirements"):
        assert f'<div id="id_{name}" class="desk-ticks"' in page
    source = models.Source.objects.get(code="monitor")
    form = {name: value or "" for name, value in model_values(row).items()}
    form["seen"] = re.search(r'name="seen" value="([^"]*)"', page)[1]
    form |= {"state": State.SIGNED, "sources": [source.pk], "requirements": []}
    saved = admin_client.post(reverse("admin:rulebook_watchentry_change", args=[row.pk]), form)
    assert saved.status_code == 302, saved.context["adminform"].errors
    row.refresh_from_db()
    assert (row.state, [one.code for one in row.sources.all()]) == (State.SIGNED, ["monitor"])
    assert row.history.first().state == State.SIGNED


def model_values(row: models.WatchEntry) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in row._meta.fields if field.name != "id"}


def test_the_list_of_the_desk_asks_nothing_for_each_row(admin_client, django_assert_max_num_queries):
    for number in range(60):
        models.WatchEntry.objects.create(
            code=f"more-{number}",
            title_en="More",
            text_en="x",
            state=State.IDEA,
            updated_on=ON,
            confidence="monitor",
            next_check_on=ON,
        )
    with django_assert_max_num_queries(12):
        admin_client.get(reverse("admin:rulebook_watchentry_changelist"))
