"""The watch list: its rows, and the line on every requirement that a coming change would touch."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from ngocheck.checklists.outputs.pdf import pdf_of
from ngocheck.checklists.sheet.html import rendered_parts
from ngocheck.checklists.sheet.sheet import Line, Sheet, sheet_of
from ngocheck.checklists.sheet.touching import PENDING, Coming, coming_text, entries_touching
from ngocheck.engine.checklist import Part, arrange
from ngocheck.engine.findings import assess
from ngocheck.engine.rules import Rulebook, WatchEntry
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
State = models.WatchEntry.State
PICKET = {"assembly_form": "picket", "assembly_on": date(2026, 12, 11)}


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
    return sheet_of(arrange(assess(rulebook, PICKET, ON, "assembly")), rulebook)


def line(sheet: Sheet, code: str) -> Line:
    return next(line for line in sheet.lines if line.code == code)


# The rows.


def test_each_of_the_six_initiatives_of_the_monitor_says_what_became_of_it():
    told = {row.code: row.state for row in models.WatchEntry.objects.filter(sources__code="monitor")}
    assert told == {
        "nco-law-amendments": State.DROPPED,
        "public-association-founders": State.IN_FORCE,
        "public-control-law": State.IN_FORCE,
        "information-fines": State.IN_FORCE,
        "access-to-information": State.DRAFT,
        "volunteer-register": State.IN_FORCE,
    }


@pytest.mark.parametrize(
    "code",
    ["ngo-law", "constitution-2026", "propaganda-amendments", "vat-2026", "sim-cards", "data-access-notices"],
)
def test_the_other_changes_of_the_sources_are_watched_too(code):
    assert models.WatchEntry.objects.filter(code=code).exists()


def test_every_entry_says_where_it_stands_and_when_to_look_again():
    for row in models.WatchEntry.objects.prefetch_related("sources"):
        assert row.text_en, row
        assert row.who_en, row
        assert row.sources.all(), row
        assert row.updated_on <= ON < row.next_check_on, row
        assert row.in_force_on is None or row.state == State.IN_FORCE, row


def test_a_day_in_force_is_given_only_where_the_sources_give_it():
    days = dict(models.WatchEntry.objects.exclude(in_force_on=None).values_list("code", "in_force_on"))
    assert days == {
        "constitution-2026": date(2026, 7, 1),
        "tax-code-2025": date(2026, 1, 1),
        "public-association-founders": date(2024, 1, 1),
        "public-control-law": date(2024, 4, 4),
        "volunteer-register": date(2024, 1, 1),
    }


def test_what_is_in_force_since_a_day_touches_versions_that_begin_there(rulebook):
    """So that a change that came is in the rules themselves, and not only told of."""
    for watched in rulebook.watch:
        if watched.in_force_on:
            first_days = {
                rule.effective_from for code in watched.requirements for rule in rulebook.requirements[code]
            }
            assert watched.in_force_on in first_days, watched.code


# The line on a requirement.


@pytest.mark.parametrize("state", PENDING)
def test_what_may_still_come_is_told_on_the_requirement(rulebook, state):
    told = entries_touching(watching(rulebook, entry(state, "asm-notify")))
    assert told == {"asm-notify": (Coming("made-up", "A made-up law", str(PENDING[state])),)}


@pytest.mark.parametrize("state", [State.IN_FORCE, State.DROPPED])
def test_what_came_or_was_dropped_is_no_longer_told_there(rulebook, state):
    assert entries_touching(watching(rulebook, entry(state, "asm-notify"))) == {}


def test_every_state_either_may_come_or_is_settled():
    assert set(State) - {State.IN_FORCE, State.DROPPED} == set(PENDING)


def test_the_nearest_change_stands_first(rulebook):
    entries = [entry(state, "asm-notify", code=state) for state in ("idea", "signed", "draft", "parliament")]
    told = entries_touching(watching(rulebook, *entries))["asm-notify"]
    assert [one.code for one in told] == ["signed", "parliament", "draft", "idea"]


def test_one_change_and_several_are_said_in_one_sentence():
    one, other = Coming("a", "A law", "a draft"), Coming("b", "An order", "an idea")
    assert coming_text(()) == ""
    assert coming_text((one,)) == "A change of law to watch: A law (a draft)."
    assert coming_text((one, other)) == "Changes of law to watch: A law (a draft); An order (an idea)."


def test_the_line_stands_on_the_item_on_page_paper_and_pdf(rulebook):
    made = sheet(watching(rulebook, entry("parliament", "asm-notify")))
    assert line(made, "asm-notify").coming_note == "A change of law to watch: A made-up law (in parliament)."
    html = "".join(drawn for part in rendered_parts(made) for drawn in part.lines)
    assert html.count('<a href="/en/coming/#made-up">A made-up law</a> (in parliament).') == 1
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(made))).pages)
    assert "A change of law to watch: A made-up law (in parliament)." in printed.replace("\n", " ")


def test_an_item_without_a_coming_change_has_no_line(rulebook):
    made = sheet(watching(rulebook, entry("parliament", "asm-notify")))
    assert {one.code for one in made.lines if one.coming} == {"asm-notify"}
    drawn = "".join(drawn for part in rendered_parts(sheet(watching(rulebook))) for drawn in part.lines)
    assert "to watch" not in drawn


def test_an_item_that_does_not_apply_has_no_line(rulebook):
    made = sheet(watching(rulebook, entry("signed", *rulebook.requirements)))
    silent = [one for one in made.lines if one.part is Part.DOES_NOT_APPLY]
    assert silent
    assert not any(one.coming for one in silent)
    assert all(one.coming for one in made.lines if one.part is not Part.DOES_NOT_APPLY)


def test_words_kept_from_another_watch_list_or_language_are_not_used_again(rulebook):
    assert line(sheet(watching(rulebook)), "asm-notify").coming == ()
    drafted = watching(rulebook, entry("draft", "asm-notify"))
    signed = watching(rulebook, entry("signed", "asm-notify", title="Another law"))
    assert [one.state for one in line(sheet(drafted), "asm-notify").coming] == ["a draft"]
    assert [one.title for one in line(sheet(signed), "asm-notify").coming] == ["Another law"]
    with translation.override("ru"):
        assert [one.title for one in line(sheet(drafted), "asm-notify").coming] == ["A made-up law (ru)"]
    assert line(sheet(drafted), "asm-notify") is line(sheet(drafted), "asm-notify")


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

    assert found(look="due") == {"before"}
    assert found(look="later") == {"on-the-day", "after"}
    assert found() == set(days)


def test_an_entry_is_changed_with_what_it_touches_and_leads_to_its_place_on_the_site(admin_client):
    row = models.WatchEntry.objects.get(code="ngo-law")
    page = admin_client.get(reverse("admin:rulebook_watchentry_change", args=[row.pk])).content.decode()
    assert "/coming/#ngo-law" in page
    assert page.count("admin-autocomplete") >= 2
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
