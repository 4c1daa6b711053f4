"""Scenarios on the desk: run with one button, told in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from ngocheck.rulebook.models import Area, Condition, Guide, ParameterValue, Question, Scenario
from ngocheck.rulebook.scenarios.causes import moved_rows
from ngocheck.rulebook.scenarios.coverage import coverage
from ngocheck.rulebook.scenarios.run import run_scenarios
from ngocheck.rulebook.scenarios.words import due_in_words, value_in_words
from tests.support.scenario_walks import NEW, break_the_law, kept_by_hand, send

pytestmark = pytest.mark.django_db
OFFICIAL = "For its head or another responsible person"


@pytest.fixture(autouse=True)
def _pages_in_english(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def new(db):
    return {**NEW, "scenario-area": Area.objects.get(code="reporting").pk}


@pytest.fixture
def staff(client, django_user_model):
    """Somebody of the staff with the permissions that a test gives."""

    def signed_in(*codes: str):
        user = django_user_model.objects.create_user("editor", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codes))
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def kept(db):
    return kept_by_hand()


# Running all.


def test_the_page_runs_all_scenarios_and_says_that_they_hold(admin_client):
    text = admin_client.get(reverse("desk:scenarios")).content.decode()
    total = Scenario.objects.count()
    assert f"{total} of {total} hold" in text
    assert "the draft." in text


def test_failing_scenarios_stand_first_with_expected_and_found_in_words(admin_client, rulebook):
    break_the_law()
    text = admin_client.get(reverse("desk:scenarios")).content.decode()
    assert "scenarios fail." in text
    assert "last day 30 April 2027" in text
    assert text.index("What moved, by cause") < text.index("What the scenarios have seen")
    published = admin_client.get(reverse("desk:scenarios"), {"against": "published"}).content.decode()
    assert "Every scenario holds." in published
    assert rulebook.label in published


def test_a_scenario_whose_answers_cannot_be_read_fails_with_the_reason(admin_client, kept):
    kept.answers = {"gone": 1}
    kept.save()
    text = admin_client.get(reverse("desk:scenarios")).content.decode()
    assert "1 scenario fails." in text
    assert "gone: there is no such question." in text


def test_the_page_says_which_state_no_scenario_has_seen_and_links_to_making_one(admin_client):
    for row in Scenario.objects.filter(expect__has_key="leaflet"):
        row.delete()
    text = admin_client.get(reverse("desk:scenarios")).content.decode()
    address = f"{reverse('desk:new_scenario')}?requirement=leaflet&amp;on="
    assert text.count(address) >= 3
    assert "not seen" in text


def test_coverage_counts_states_and_versions_in_force_or_to_come(rulebook):
    days = [date(2026, 11, 22), date(2010, 1, 1)]
    expect = {"fair-notice": {"applicability": "applies"}, "gift-notice": "absent"}
    rows = [Scenario(on=on, expect=expect, answers={}) for on in days]
    found = {row.requirement: row for row in coverage(rows, rulebook, date(2026, 11, 22))}
    assert [state.seen for state in found["fair-notice"].states] == [2, 0, 0]
    assert [state.lacking for state in found["fair-notice"].states] == [False, True, True]
    assert all(state.seen == 0 for state in found["gift-notice"].states)
    assert all(
        version.rule.effective_until is None or version.rule.effective_until > date(2026, 11, 22)
        for row in found.values()
        for version in row.versions
    )
    assert sum(version.seen for version in found["fair-notice"].versions) == 1
    assert not found["fair-notice"].complete


def test_what_concerns_everybody_needs_to_be_seen_applying_only(rulebook):
    everybody = next(code for code, rules in rulebook.requirements.items() if rules[-1].applies == ((),))
    row = Scenario(on=date(2026, 11, 22), expect={everybody: {"applicability": "applies"}})
    found = next(row for row in coverage([row], rulebook, date(2026, 11, 22)) if row.requirement == everybody)
    assert not any(state.lacking for state in found.states)


def test_the_pages_ask_the_database_as_often_whatever_the_number_of_scenarios(
    admin_client, django_assert_max_num_queries, kept
):
    for address in (reverse("desk:scenarios"), reverse("desk:scenario", args=[kept.pk])):
        admin_client.get(address)  # what is made of the rows is kept
        with django_assert_max_num_queries(50):
            admin_client.get(address)
    with django_assert_max_num_queries(12):
        admin_client.get(reverse("desk:scenarios"), {"against": "published"})


def test_a_draft_that_cannot_be_read_is_told_and_nothing_breaks(admin_client):
    row = Question.objects.filter(kind="number").first()
    Condition.objects.filter(question=row).update(value="many", parameter=None)
    for name in ("scenarios", "new_scenario"):
        page = admin_client.get(reverse(f"desk:{name}"))
        assert page.status_code == 422
        assert "many" in page.content.decode()


def test_without_a_guide_the_page_says_what_is_missing(admin_client):
    Guide.objects.all().delete()
    page = admin_client.get(reverse("desk:new_scenario"))
    assert page.status_code == 422
    assert "no guide" in page.content.decode()


def test_a_day_without_an_amount_that_the_rules_need_is_refused(admin_client, new):
    ParameterValue.objects.filter(parameter__code="districts", effective_until=None).delete()
    page = send(admin_client, reverse("desk:new_scenario"), {**new, "scenario-on": "2026-11-22"}, "show")
    assert page.status_code == 422
    assert "districts" in page.content.decode()


@pytest.mark.parametrize(
    ("permission", "open_to"),
    [
        (None, set()),
        ("view_scenario", {"scenarios", "scenario"}),
        ("add_scenario", {"new_scenario"}),
        ("change_scenario", set()),
    ],
)
def test_each_page_asks_for_its_permission(staff, kept, permission, open_to):
    client = staff(*([permission] if permission else []))
    addresses = {
        "scenarios": reverse("desk:scenarios"),
        "new_scenario": reverse("desk:new_scenario"),
        "scenario": reverse("desk:scenario", args=[kept.pk]),
    }
    for name, address in addresses.items():
        assert client.get(address).status_code == (200 if name in open_to else 403), name


# Words.


def test_due_dates_in_words(rulebook):
    due = {"on": "2027-03-31", "safe_on": "2027-03-30", "period": "2026", "confirmed": False}
    assert due_in_words(due) == "last day 31 March 2027, careful day 30 March 2027, for 2026, not confirmed"
    assert due_in_words({"on": None}) == "last day not named by the law"
    assert value_in_words("due", [], rulebook) == "none"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("", "absent", "not in force"),
        ("", {"applicability": "applies"}, "applies"),
        ("", {"due": []}, "in force"),
        ("applicability", "undetermined", "undetermined"),
        ("met", None, "no test, or not known"),
        ("met", False, "not met"),
        ("missing", [], "nothing"),
        ("missing", ["status", "gone"], "What stage is your club at? · gone"),
        ("amount_tenge", 4325, "4 325 tenge"),
        ("amount_tenge", None, "nothing"),
        ("penalties", [{"mrp": 5}], "5 MRP"),
        ("penalties", [{"mrp": 5, "tenge": 21625}], "5 MRP = 21 625 tenge"),
        ("penalties", [{"whom": "official", "mrp": None, "tenge": None}], f"{OFFICIAL}, no fine in MRP"),
        ("penalties", [{"tenge": 4325, "repeat": True}], "4 325 tenge, again within a year"),
        ("penalties", [{"arrest_days": 10, "repeat": False}], "the first time, days of arrest: 10"),
        ("penalties", [{"arrest_days": None, "confidence": "confirmed"}], "no arrest, Confirmed"),
        ("penalties", [{"text_has": "stall"}, {"kind": [1]}], "text with “stall”; kind [1]"),
        ("penalties", [], "none"),
        ("provisions", [{"article_has": "1", "url_has": "x"}], "article with “1”, link with “x”"),
        ("provisions", ["a slip"], "a slip"),
        ("reasons", [{"question": "status", "answer": "registered"}], "What stage is your club at?, registered"),
        (
            "due",
            [{"on": "2027-03-31", "period": "2026-H2"}],
            "last day 31 March 2027, for the second half of 2026",
        ),
    ],
)
def test_values_in_words(rulebook, field, value, words):
    assert value_in_words(field, value, rulebook).replace("\u202f", " ") == words


def test_a_requirement_that_should_not_be_there_is_told_in_words(rulebook):
    row = Scenario(on=date(2026, 11, 22), answers={}, expect={"join": "absent", "gone": {"met": True}})
    (outcome,) = run_scenarios([row], rulebook)
    first, second = moved_rows(outcome, rulebook)
    assert (first.requirement, first.before) == ("join", "not in force")
    assert (second.requirement, second.before, second.after) == ("gone", "in force", "no such requirement")


# The table.


def test_the_list_filters_by_year_and_area_and_finds_codes(admin_client):
    address = reverse("admin:rulebook_scenario_changelist")

    def names(**query: str) -> set[str]:
        page = admin_client.get(address, {"all": "", **query})
        return {row.name for row in page.context["cl"].queryset}

    assert names(on__year="2020") == set(Scenario.objects.filter(on__year=2020).values_list("name", flat=True))
    assert names(q="leaflet")
    assert all("leaflet" in Scenario.objects.get(name=name).expect for name in names(q="leaflet"))
    assert admin_client.get(address, {"on__year": "soon"}, follow=True).status_code == 200
    assert reverse("desk:scenarios") in admin_client.get(address).content.decode()


@pytest.mark.parametrize(
    "expect",
    [
        {"fair-notce": {"met": True}},
        {"fair-notice": {"applies": True}},
        {"fair-notice": {"applicability": ["applies"]}},
        {"fair-notice": {"missing": ["stauts"]}},
        {"fair-notice": {"due": [{"day": "2027-01-01"}]}},
        {"fair-notice": {"penalties": [{"mrp_has": 5}]}},
        {"fair-notice": {"penalties": [{"text_has": 5}]}},
    ],
)
def test_a_slip_in_what_is_expected_makes_the_scenario_fail_in_words(rulebook, kept, expect):
    kept.expect = expect
    (outcome,) = run_scenarios([kept], rulebook)
    assert not outcome.holds
    assert all(row.words for row in moved_rows(outcome, rulebook))
