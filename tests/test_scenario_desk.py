"""Scenarios on the desk: made from the visitors' questions, run with one button, written as text by experts."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from ngocheck.desk.scenario_words import due_in_words, failing_in_words, value_in_words
from ngocheck.rulebook.coverage import coverage
from ngocheck.rulebook.models import Area, Condition, Deadline, Guide, ParameterValue, Question, Scenario
from ngocheck.rulebook.scenarios import outcome, run

pytestmark = pytest.mark.django_db
NEW = {
    "scenario-name": "A registered public association reports",
    "scenario-on": "2026-11-22",
    "scenario-guide": "reports",
    "scenario-law": "NCO Law art. 41(5)",
    "status": "registered",
    "legal_form": "public_association",
    "registered_on": "01.06.2015",
}


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


def hidden(page, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return unescape(found[1]) if found else ""


def ticked(page, name: str = "scenario-expect") -> set[str]:
    boxes = re.findall(rf'<input type="checkbox" name="{name}" value="([^"]+)"[^>]*>', page.content.decode())
    text = page.content.decode()
    return {code for code in boxes if re.search(rf'name="{name}" value="{code}"[^>]* checked', text)}


def send(client, address, sent, do, **more):
    return client.post(address, {**sent, "scenario-do": do, **more})


def save(client, address, sent, **more):
    """Shows the result and saves what was shown."""
    shown = send(client, address, sent, "show", **more)
    seen = {name: hidden(shown, name) for name in ("scenario-seen", "scenario-before")}
    return send(client, address, sent, "save", **{"scenario-expect": sorted(ticked(shown)), **seen, **more})


def break_the_law() -> Deadline:
    """The report to the NGO database moves by a month in every version."""
    rows = Deadline.objects.filter(version__requirement__code="rep-ngo-database")
    for row in rows:
        row.month += 1
        row.save()
    return rows[0]


def test_a_result_that_was_shown_is_saved_as_expected(admin_client, new):
    address = reverse("desk:scenario-new")
    shown = send(admin_client, address, new, "show")
    assert shown.status_code == 200
    assert "rep-ngo-database" in ticked(shown)
    done = save(admin_client, address, new, **{"scenario-expect": ["rep-ngo-database"]})
    made = Scenario.objects.get(name=new["scenario-name"])
    assert done.url == reverse("desk:scenario", args=[made.pk])
    assert made.answers == {
        "status": "registered",
        "legal_form": "public_association",
        "registered_on": "2015-06-01",
    }
    assert list(made.expect) == ["rep-ngo-database"]
    expected = made.expect["rep-ngo-database"]
    assert set(expected) == {"applicability", "met", "missing", "due"}
    assert expected["due"][0] == {
        "on": "2027-03-31",
        "safe_on": "2027-03-30",
        "period": "2026",
        "confirmed": expected["due"][0]["confirmed"],
    }
    assert made.history.get().history_user is not None


def test_what_is_saved_holds_when_it_is_run(admin_client, new, rulebook):
    save(admin_client, reverse("desk:scenario-new"), new)
    made = Scenario.objects.get(name=new["scenario-name"])
    assert len(made.expect) > 5
    assert run([made], rulebook)[0].holds


def test_what_applies_or_is_undetermined_is_ticked_first_and_the_rest_is_not(admin_client, new, rulebook):
    shown = send(admin_client, reverse("desk:scenario-new"), new, "show")
    boxes = re.findall(r'name="scenario-expect" value="([^"]+)"', shown.content.decode())
    ours = outcome(Scenario(on=date(2026, 11, 22), answers=json.loads(ANSWERS)), rulebook).findings
    concerned = {code for code in boxes if ours[code].applicability != "does_not_apply"}
    assert set(boxes) == rulebook.guides["reports"].requirements & set(ours)
    assert ticked(shown) == concerned
    assert boxes[: len(concerned)] == [code for code in boxes if code in concerned]


ANSWERS = '{"status": "registered", "legal_form": "public_association", "registered_on": "2015-06-01"}'


def test_ticks_are_kept_and_can_be_set_anew(admin_client, new):
    address = reverse("desk:scenario-new")
    seen = hidden(send(admin_client, address, new, "show"), "scenario-seen")
    more = {"scenario-seen": seen, "scenario-expect": ["rep-ngo-database"]}
    assert ticked(send(admin_client, address, new, "show", **more)) == {"rep-ngo-database"}
    assert ticked(send(admin_client, address, new, "tick_none", **more)) == set()
    assert len(ticked(send(admin_client, address, new, "tick_fitting", **more))) > 5


def test_a_question_left_empty_is_not_known_and_so_is_one_that_says_so(admin_client, new):
    save(admin_client, reverse("desk:scenario-new"), {**new, "registered_on": "", "is_charity": "unknown"})
    assert set(Scenario.objects.get(name=new["scenario-name"]).answers) == {"status", "legal_form"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("scenario-name", "", "This field is required"),
        ("scenario-on", "2026-02-30", "Enter a valid date"),
        ("scenario-on", "1899-12-31", "from 1900 to 2100"),
        ("scenario-on", "2101-01-01", "from 1900 to 2100"),
        ("scenario-guide", "nowhere", "Select a valid choice"),
        ("registered_on", "soon", "Write the date as day, month and year"),
        ("status", "asleep", "Choose from the answers on this page"),
    ],
)
def test_wrong_input_is_told_and_nothing_typed_is_lost(admin_client, new, field, value, said):
    page = send(admin_client, reverse("desk:scenario-new"), {**new, field: value}, "save")
    text = page.content.decode()
    assert page.status_code == 422
    assert said in unescape(text)
    assert field == "scenario-law" or "NCO Law art. 41(5)" in text
    if field != "registered_on":
        assert 'value="01.06.2015"' in text
    else:
        assert 'value="soon"' in text
    assert not Scenario.objects.filter(law="NCO Law art. 41(5)", name=new["scenario-name"]).exists()


@pytest.mark.parametrize("on", ["1900-01-01", "2100-12-31"])
def test_the_first_and_last_day_that_can_be_looked_at_are_taken(admin_client, new, on):
    assert send(admin_client, reverse("desk:scenario-new"), {**new, "scenario-on": on}, "show").status_code == 200


def test_a_result_can_be_shown_before_there_is_a_name(admin_client, new):
    page = send(admin_client, reverse("desk:scenario-new"), {**new, "scenario-name": ""}, "show")
    assert page.status_code == 200
    assert "Save this result as expected" in page.content.decode()


def test_a_name_that_is_taken_is_refused(admin_client, new):
    taken = Scenario.objects.first().name
    page = save(admin_client, reverse("desk:scenario-new"), {**new, "scenario-name": taken})
    assert page.status_code == 422
    assert "already exists" in page.content.decode()


def test_nothing_ticked_is_refused(admin_client, new):
    page = save(admin_client, reverse("desk:scenario-new"), new, **{"scenario-expect": []})
    assert page.status_code == 422
    assert "Tick at least one finding" in page.content.decode()


@pytest.mark.parametrize("change", [{"legal_form": "public_foundation"}, {"scenario-on": "2028-01-01"}])
def test_answers_changed_after_the_result_was_shown_are_not_saved_unseen(admin_client, new, change):
    address = reverse("desk:scenario-new")
    shown = send(admin_client, address, new, "show")
    more = {"scenario-seen": hidden(shown, "scenario-seen"), "scenario-expect": ["rep-ngo-database"]}
    page = send(admin_client, address, {**new, **change}, "save", **more)
    assert page.status_code == 422
    assert "changed since the result was shown" in page.content.decode()
    more["scenario-seen"] = hidden(page, "scenario-seen")
    assert send(admin_client, address, {**new, **change}, "save", **more).status_code == 302


def test_a_rule_changed_after_the_result_was_shown_is_not_saved_unseen(admin_client, new):
    address = reverse("desk:scenario-new")
    shown = send(admin_client, address, new, "show")
    more = {"scenario-seen": hidden(shown, "scenario-seen"), "scenario-expect": ["rep-ngo-database"]}
    break_the_law()
    assert send(admin_client, address, new, "save", **more).status_code == 422


def test_answers_outside_the_guide_are_kept_when_the_guide_is_changed(admin_client, new):
    address = reverse("desk:scenario-new")
    page = send(admin_client, address, {**new, "scenario-guide": "assembly", "is_charity": "true"}, "show")
    assert 'id="id_is_charity" name="is_charity" value="true" checked' in page.content.decode()


def test_the_link_for_a_requirement_chooses_guide_day_and_area_and_says_what_is_lacking(admin_client):
    for row in Scenario.objects.all():
        if "undetermined" in str(row.expect.get("ff-notify")):
            row.delete()
    page = admin_client.get(reverse("desk:scenario-new"), {"requirement": "ff-notify", "on": "2027-04-01"})
    text = page.content.decode()
    assert '<option value="foreign-funds" selected>' in text
    assert 'value="2027-04-01"' in text
    assert re.search(r"undetermined\s*:\s*<strong[^>]*>no scenario has seen this yet", text)
    assert re.search(r"(?<!not )appl(y|ies)\s*:\s*seen in", text)


@pytest.mark.parametrize("query", [{"requirement": "nothing"}, {"on": "yesterday"}, {"on": "9999-12-31"}])
def test_a_link_to_what_there_is_not_still_opens_the_form(admin_client, query):
    page = admin_client.get(reverse("desk:scenario-new"), query)
    assert page.status_code == 200
    assert "lacking-box" not in page.content.decode()


# Changing one.


@pytest.fixture
def kept(db):
    return Scenario.objects.create(
        name="Kept by hand",
        area=Area.objects.get(code="reporting"),
        on=date(2026, 11, 22),
        answers=json.loads(ANSWERS),
        expect={
            "rep-ngo-database": {"applicability": "applies", "due": [{"on": "2027-03-31"}], "force": "must"},
            "asm-notify": {"applicability": "does_not_apply"},
        },
    )


def as_sent(scenario: Scenario) -> dict[str, object]:
    return {
        **NEW,
        "scenario-name": scenario.name,
        "scenario-area": scenario.area_id,
        "scenario-guide": "everything",
    }


def test_a_scenario_opens_with_its_answers_and_its_result(admin_client, kept):
    page = admin_client.get(reverse("desk:scenario", args=[kept.pk]))
    text = page.content.decode()
    assert ticked(page) == {"rep-ngo-database", "asm-notify"}
    assert ticked(page, "scenario-take") == set()
    assert 'value="01.06.2015"' in text
    assert '<option value="everything" selected>' in text


def test_every_scenario_of_the_law_opens_with_what_it_expects(admin_client):
    for row in Scenario.objects.order_by("?")[:25]:
        page = admin_client.get(reverse("desk:scenario", args=[row.pk]))
        assert page.status_code == 200
        assert ticked(page) == set(row.expect), row.name
        assert "does not hold" not in page.content.decode(), row.name


def test_expectations_written_by_hand_are_kept(admin_client, kept):
    before = dict(kept.expect)
    done = save(admin_client, reverse("desk:scenario", args=[kept.pk]), as_sent(kept))
    assert done.status_code == 302
    kept.refresh_from_db()
    assert kept.expect == before


def test_the_new_result_is_taken_where_it_is_ticked(admin_client, kept):
    save(
        admin_client,
        reverse("desk:scenario", args=[kept.pk]),
        as_sent(kept),
        **{"scenario-expect": ["rep-ngo-database", "asm-notify"], "scenario-take": ["rep-ngo-database"]},
    )
    kept.refresh_from_db()
    assert kept.expect["asm-notify"] == {"applicability": "does_not_apply"}
    assert set(kept.expect["rep-ngo-database"]) == {"applicability", "met", "missing", "due"}


def test_what_is_not_ticked_any_more_is_no_longer_expected(admin_client, kept):
    ticks = {"scenario-expect": ["asm-notify"]}
    save(admin_client, reverse("desk:scenario", args=[kept.pk]), as_sent(kept), **ticks)
    kept.refresh_from_db()
    assert list(kept.expect) == ["asm-notify"]


def test_a_requirement_expected_and_not_in_force_is_listed(admin_client, kept):
    kept.expect = {"reg-duty": "absent", "asm-notify": {"applicability": "applies"}}
    kept.on = date(1990, 1, 1)
    kept.save()
    page = admin_client.get(reverse("desk:scenario", args=[kept.pk]))
    assert ticked(page) == {"reg-duty", "asm-notify"}
    assert "does not hold" in page.content.decode()


def test_an_answer_that_the_draft_does_not_take_any_more_is_told(admin_client, kept):
    kept.answers = {**kept.answers, "gone": 1, "status": "asleep"}
    kept.save()
    text = unescape(admin_client.get(reverse("desk:scenario", args=[kept.pk])).content.decode())
    assert "gone: there is no such question." in text
    assert "status: choose one of" in text


def test_two_editors_do_not_overwrite_each_other_unseen(admin_client, admin_user, kept):
    address = reverse("desk:scenario", args=[kept.pk])
    shown = admin_client.get(address)
    opened = {name: hidden(shown, name) for name in ("scenario-seen", "scenario-before")}
    kept.law = "read again by somebody else"
    kept.save()
    sent = {**as_sent(kept), "scenario-expect": ["asm-notify"], **opened}
    seen = hidden(send(admin_client, address, sent, "show"), "scenario-seen")
    page = send(admin_client, address, {**sent, "scenario-seen": seen}, "save")
    assert page.status_code == 422
    assert "read again by somebody else" in page.content.decode()
    again = {**sent, "scenario-seen": seen, "scenario-before": hidden(page, "scenario-before")}
    assert send(admin_client, address, again, "save").status_code == 302


def test_a_scenario_that_is_gone_is_not_found(admin_client):
    assert admin_client.get(reverse("desk:scenario", args=[10**9])).status_code == 404


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
    assert text.index("Failing scenarios") < text.index("What the scenarios have seen")
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
    for row in Scenario.objects.filter(expect__has_key="ff-label-grant"):
        row.delete()
    text = admin_client.get(reverse("desk:scenarios")).content.decode()
    address = f"{reverse('desk:scenario-new')}?requirement=ff-label-grant&amp;on="
    assert text.count(address) >= 3
    assert "not seen" in text


def test_coverage_counts_states_and_versions_in_force_or_to_come(rulebook):
    days = [date(2026, 11, 22), date(2010, 1, 1)]
    expect = {"asm-notify": {"applicability": "applies"}, "ff-notify": "absent"}
    rows = [Scenario(on=on, expect=expect, answers={}) for on in days]
    found = {row.requirement: row for row in coverage(rows, rulebook, date(2026, 11, 22))}
    assert [state.seen for state in found["asm-notify"].states] == [2, 0, 0]
    assert [state.lacking for state in found["asm-notify"].states] == [False, True, True]
    assert all(state.seen == 0 for state in found["ff-notify"].states)
    assert all(
        version.rule.effective_until is None or version.rule.effective_until > date(2026, 11, 22)
        for row in found.values()
        for version in row.versions
    )
    assert sum(version.seen for version in found["asm-notify"].versions) == 1
    assert not found["asm-notify"].complete


def test_what_concerns_everybody_needs_to_be_seen_applying_only(rulebook):
    everybody = next(code for code, rules in rulebook.requirements.items() if rules[-1].applies == ((),))
    row = Scenario(on=date(2026, 11, 22), expect={everybody: {"applicability": "applies"}})
    found = next(row for row in coverage([row], rulebook, date(2026, 11, 22)) if row.requirement == everybody)
    assert not any(state.lacking for state in found.states)


def test_the_pages_ask_the_database_as_often_whatever_the_number_of_scenarios(
    admin_client, django_assert_max_num_queries, kept
):
    for address in (reverse("desk:scenarios"), reverse("desk:scenario", args=[kept.pk])):
        with django_assert_max_num_queries(50):
            admin_client.get(address)
    with django_assert_max_num_queries(12):
        admin_client.get(reverse("desk:scenarios"), {"against": "published"})


def test_a_draft_that_cannot_be_read_is_told_and_nothing_breaks(admin_client):
    row = Question.objects.filter(kind="number").first()
    Condition.objects.filter(question=row).update(value="many", parameter=None)
    for name in ("scenarios", "scenario-new"):
        page = admin_client.get(reverse(f"desk:{name}"))
        assert page.status_code == 422
        assert "many" in page.content.decode()


def test_without_a_guide_the_page_says_what_is_missing(admin_client):
    Guide.objects.all().delete()
    page = admin_client.get(reverse("desk:scenario-new"))
    assert page.status_code == 422
    assert "no guide" in page.content.decode()


def test_a_day_without_an_amount_that_the_rules_need_is_refused(admin_client, new):
    ParameterValue.objects.filter(parameter__code="regions", effective_until=None).delete()
    page = send(admin_client, reverse("desk:scenario-new"), {**new, "scenario-on": "2026-11-22"}, "show")
    assert page.status_code == 422
    assert "regions" in page.content.decode()


@pytest.mark.parametrize(
    ("permission", "open_to"),
    [
        (None, set()),
        ("view_scenario", {"scenarios"}),
        ("add_scenario", {"scenario-new"}),
        ("change_scenario", {"scenario"}),
    ],
)
def test_each_page_asks_for_its_permission(staff, kept, permission, open_to):
    client = staff(*([permission] if permission else []))
    addresses = {
        "scenarios": reverse("desk:scenarios"),
        "scenario-new": reverse("desk:scenario-new"),
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
        ("missing", ["status", "gone"], "What stage is your organisation at? · gone"),
        ("amount_tenge", 4325, "4325"),
        ("penalties", [{"mrp": 5}], '[{"mrp": 5}]'),
    ],
)
def test_values_in_words(rulebook, field, value, words):
    assert value_in_words(field, value, rulebook) == words


def test_a_requirement_that_should_not_be_there_is_told_in_words(rulebook):
    row = Scenario(on=date(2026, 11, 22), answers={}, expect={"reg-duty": "absent", "gone": {"met": True}})
    (failing,) = [failing_in_words(one, rulebook) for one in run([row], rulebook)]
    assert [(code, expected) for _title, code, _field, expected, _found in failing.rows] == [
        ("reg-duty", "not in force"),
        ("gone", "in force"),
    ]
    assert failing.rows[1][4] == "no such requirement"


# The table, and scenarios as text.


def test_the_list_filters_by_year_and_area_and_finds_codes(admin_client):
    address = reverse("admin:rulebook_scenario_changelist")

    def names(**query: str) -> set[str]:
        page = admin_client.get(address, {"all": "", **query})
        return {row.name for row in page.context["cl"].queryset}

    assert names(year="2018") == set(Scenario.objects.filter(on__year=2018).values_list("name", flat=True))
    assert names(q="ff-label-grant")
    assert all("ff-label-grant" in Scenario.objects.get(name=name).expect for name in names(q="ff-label-grant"))
    assert admin_client.get(address, {"year": "soon"}).status_code == 200
    assert reverse("desk:scenarios") in admin_client.get(address).content.decode()


def as_text(scenario: Scenario, **change: object) -> dict[str, object]:
    return {
        "name": scenario.name,
        "area": scenario.area_id,
        "on": scenario.on.isoformat(),
        "answers": json.dumps(scenario.answers),
        "expect": json.dumps(scenario.expect),
        "law": scenario.law,
        **{name: value if isinstance(value, str) else json.dumps(value) for name, value in change.items()},
    }


def test_every_scenario_of_the_law_can_be_saved_as_text(admin_client):
    for row in Scenario.objects.order_by("?")[:10]:
        page = admin_client.post(reverse("admin:rulebook_scenario_change", args=[row.pk]), as_text(row))
        assert page.status_code == 302, row.name


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": "2101-01-01"}, "from 1900 to 2100"),
        ({"answers": {"gone": 1}}, "gone: there is no such question"),
        ({"answers": {"status": "asleep"}}, "status: choose one of"),
        ({"answers": ["status"]}, "one JSON object is needed"),
        ({"expect": ["asm-notify"]}, "Write one JSON object"),
        ({"expect": {"asm-notfy": {"met": True}}}, "asm-notfy: there is no such requirement"),
        ({"expect": {"asm-notify": "aplies"}}, "asm-notify: write what is expected of it"),
        ({"expect": {"asm-notify": {}}}, "asm-notify: write what is expected of it"),
        ({"expect": {"asm-notify": {"applies": True}}}, "a finding has no “applies”"),
        ({"expect": {"asm-notify": {"": True}}}, "a finding has no “”"),
        ({"expect": {"asm-notify": {"applicability": "yes"}}}, "applicability is one of"),
        ({"expect": {"asm-notify": {"applicability": ["applies"]}}}, "applicability is one of"),
        ({"expect": {"asm-notify": {"met": "yes"}}}, "met is true, false or null"),
        ({"expect": {"asm-notify": {"missing": "status"}}}, "missing is a list of question codes"),
        ({"expect": {"asm-notify": {"missing": ["stauts"]}}}, "there is no question “stauts”"),
        ({"expect": {"asm-notify": {"due": ["2027-01-01"]}}}, "due is a list of objects"),
        ({"expect": {"asm-notify": {"due": [{"day": "2027-01-01"}]}}}, "due: there is no “day”"),
        ({"expect": {"asm-notify": {"penalties": [{"mrp_has": 5}]}}}, "penalties: there is no “mrp_has”"),
        ({"expect": {"asm-notify": {"penalties": [{"text_has": 5}]}}}, "is a part of a text"),
    ],
)
def test_what_could_not_be_run_is_refused_in_words(admin_client, kept, change, said):
    page = admin_client.post(reverse("admin:rulebook_scenario_change", args=[kept.pk]), as_text(kept, **change))
    assert page.status_code == 200
    assert said in unescape(page.content.decode())


@pytest.mark.parametrize(
    "expect",
    [
        {"asm-notify": "absent"},
        {"asm-notify": {"penalties": [{"text_has": "picket", "mrp": 20}], "met": None, "missing": ["status"]}},
        {"asm-notify": {"due": [{"on": "2027-01-01"}, {"period": "2026", "confirmed": True}]}},
    ],
)
def test_what_can_be_run_is_taken(admin_client, kept, expect):
    page = admin_client.post(
        reverse("admin:rulebook_scenario_change", args=[kept.pk]), as_text(kept, expect=expect)
    )
    assert page.status_code == 302
