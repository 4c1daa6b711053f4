"""Scenarios on the desk: made from the visitors' questions, changed, and looked at."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from ngocheck.rulebook.models import Area, Scenario
from ngocheck.rulebook.scenarios.run import run_scenarios, scenario_outcome
from tests.support.scenario_walks import (
    ANSWERS,
    NEW,
    boxes,
    break_the_law,
    first_of,
    hidden,
    kept_by_hand,
    requirements,
    save,
    send,
    ticked,
)

pytestmark = pytest.mark.django_db
TICK = {"scenario-expect": ["club-report due"]}
CONCERNED = {"club-report", "no-harm", "right-to-ask", "gift-notice", "gift-report"}


@pytest.fixture(autouse=True)
def _pages_in_english(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def new(db):
    return {**NEW, "scenario-area": Area.objects.get(code="reporting").pk}


def test_a_result_that_was_shown_is_saved_as_expected(admin_client, new):
    address = reverse("desk:new_scenario")
    shown = send(admin_client, address, new, "show")
    assert shown.status_code == 200
    assert set(first_of("club-report")) <= set(boxes(shown))
    done = save(admin_client, address, new, **{"scenario-expect": first_of("club-report")})
    made = Scenario.objects.get(name=new["scenario-name"])
    assert done.url == reverse("desk:scenario", args=[made.pk])
    assert made.answers == {
        "status": "registered",
        "legal_form": "society",
        "registered_on": "2015-06-01",
    }
    assert list(made.expect) == ["club-report"]
    expected = made.expect["club-report"]
    assert set(expected) == {"applicability", "met", "missing", "due"}
    assert expected["due"][0] == {
        "on": "2027-03-31",
        "safe_on": "2027-03-30",
        "period": "2026",
        "confirmed": expected["due"][0]["confirmed"],
    }
    assert made.history.get().history_user is not None


def test_what_is_saved_holds_when_it_is_run(admin_client, new, rulebook):
    address = reverse("desk:new_scenario")
    fitting = sorted(ticked(send(admin_client, address, new, "tick_fitting")))
    save(admin_client, address, new, **{"scenario-expect": fitting})
    made = Scenario.objects.get(name=new["scenario-name"])
    assert set(made.expect) == CONCERNED
    assert run_scenarios([made], rulebook)[0].holds


def test_nothing_is_ticked_first_and_what_concerns_somebody_stands_first(admin_client, new, rulebook):
    shown = send(admin_client, reverse("desk:new_scenario"), new, "show")
    listed = list(dict.fromkeys(token.partition(" ")[0] for token in boxes(shown)))
    ours = scenario_outcome(Scenario(on=date(2026, 11, 22), answers=json.loads(ANSWERS)), rulebook).findings
    concerned = {code for code in listed if code in ours and ours[code].applicability != "does_not_apply"}
    assert set(listed) == rulebook.guides["reports"].requirements
    assert ticked(shown) == set()
    assert set(listed[: len(concerned)]) == concerned


def test_ticks_are_kept_and_can_be_set_anew(admin_client, new):
    address = reverse("desk:new_scenario")
    seen = hidden(send(admin_client, address, new, "show"), "scenario-seen")
    more = {"scenario-seen": seen, "scenario-expect": ["club-report due"]}
    assert ticked(send(admin_client, address, new, "show", **more)) == {"club-report due"}
    assert ticked(send(admin_client, address, new, "tick_none", **more)) == set()
    fitting = ticked(send(admin_client, address, new, "tick_fitting", **more))
    assert requirements(fitting) == CONCERNED
    assert set(first_of("club-report")) <= fitting


def test_only_what_the_link_wishes_for_is_ticked_first(admin_client, new):
    address = f"{reverse('desk:new_scenario')}?requirement=club-report"
    assert ticked(send(admin_client, address, new, "show")) == set(first_of("club-report"))


def test_a_requirement_that_is_not_in_force_can_be_expected_so(admin_client, new, rulebook):
    address = f"{reverse('desk:new_scenario')}?requirement=club-report"
    sent = {**new, "scenario-on": "1990-01-01"}
    assert ticked(send(admin_client, address, sent, "show")) == {"club-report"}
    save(admin_client, address, sent)
    made = Scenario.objects.get(name=new["scenario-name"])
    assert made.expect == {"club-report": "absent"}
    assert run_scenarios([made], rulebook)[0].holds


def test_a_question_left_empty_is_not_known_and_so_is_one_that_says_so(admin_client, new):
    sent = {**new, "registered_on": "", "gifts": "unknown"}
    save(admin_client, reverse("desk:new_scenario"), sent, **{"scenario-expect": ["club-report due"]})
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
    page = send(admin_client, reverse("desk:new_scenario"), {**new, field: value}, "save")
    text = page.content.decode()
    assert page.status_code == 422
    assert said in unescape(text)
    assert field == "scenario-law" or "Club Law art. 41(5)" in text
    if field != "registered_on":
        assert 'value="01.06.2015"' in text
    else:
        assert 'value="soon"' in text
    assert not Scenario.objects.filter(law="Club Law art. 41(5)", name=new["scenario-name"]).exists()


@pytest.mark.parametrize("on", ["1900-01-01", "2100-12-31"])
def test_the_first_and_last_day_that_can_be_looked_at_are_taken(admin_client, new, on):
    assert send(admin_client, reverse("desk:new_scenario"), {**new, "scenario-on": on}, "show").status_code == 200


def test_a_result_can_be_shown_before_there_is_a_name(admin_client, new):
    page = send(admin_client, reverse("desk:new_scenario"), {**new, "scenario-name": ""}, "show")
    assert page.status_code == 200
    assert "Save this result as expected" in page.content.decode()


def test_a_name_that_is_taken_is_refused(admin_client, new):
    taken = Scenario.objects.first().name
    page = save(admin_client, reverse("desk:new_scenario"), {**new, "scenario-name": taken}, **TICK)
    assert page.status_code == 422
    assert "already exists" in page.content.decode()


def test_nothing_ticked_is_refused(admin_client, new):
    page = save(admin_client, reverse("desk:new_scenario"), new, **{"scenario-expect": []})
    assert page.status_code == 422
    assert "Tick at least one finding" in page.content.decode()


@pytest.mark.parametrize("change", [{"legal_form": "foundation"}, {"scenario-on": "2028-01-01"}])
def test_answers_changed_after_the_result_was_shown_are_not_saved_unseen(admin_client, new, change):
    address = reverse("desk:new_scenario")
    shown = send(admin_client, address, new, "show")
    more = {"scenario-seen": hidden(shown, "scenario-seen"), "scenario-expect": ["club-report due"]}
    page = send(admin_client, address, {**new, **change}, "save", **more)
    assert page.status_code == 422
    assert "changed since the result was shown" in page.content.decode()
    more["scenario-seen"] = hidden(page, "scenario-seen")
    assert send(admin_client, address, {**new, **change}, "save", **more).status_code == 302


def test_a_rule_changed_after_the_result_was_shown_is_not_saved_unseen(admin_client, new):
    address = reverse("desk:new_scenario")
    shown = send(admin_client, address, new, "show")
    more = {"scenario-seen": hidden(shown, "scenario-seen"), "scenario-expect": ["club-report due"]}
    break_the_law()
    assert send(admin_client, address, new, "save", **more).status_code == 422


def test_answers_outside_the_guide_are_kept_when_the_guide_is_changed(admin_client, new):
    address = reverse("desk:new_scenario")
    page = send(admin_client, address, {**new, "scenario-guide": "fair", "gifts": "true"}, "show")
    assert 'id="id_gifts" name="gifts" value="true" checked' in page.content.decode()


def test_the_link_for_a_requirement_chooses_guide_day_and_area_and_says_what_is_lacking(admin_client):
    for row in Scenario.objects.all():
        if "undetermined" in str(row.expect.get("gift-notice")):
            row.delete()
    page = admin_client.get(reverse("desk:new_scenario"), {"requirement": "gift-notice", "on": "2027-04-01"})
    text = page.content.decode()
    assert '<option value="gifts" selected>' in text
    assert 'value="2027-04-01"' in text
    assert re.search(r"undetermined\s*:\s*<strong[^>]*>no scenario has seen this yet", text)
    assert re.search(r"(?<!not )appl(y|ies)\s*:\s*seen in", text)


@pytest.mark.parametrize("query", [{"requirement": "nothing"}, {"on": "yesterday"}, {"on": "9999-12-31"}])
def test_a_link_to_what_there_is_not_still_opens_the_form(admin_client, query):
    page = admin_client.get(reverse("desk:new_scenario"), query)
    assert page.status_code == 200
    assert "lacking-box" not in page.content.decode()


# Changing one.

AS_KEPT = {"club-report applicability", "club-report due", "club-report force", "fair-notice applicability"}


@pytest.fixture
def kept(db):
    return kept_by_hand()


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
    assert ticked(page) == AS_KEPT
    assert ticked(page, "scenario-take") == set()
    assert 'value="01.06.2015"' in text
    assert '<option value="everything" selected>' in text


def test_every_scenario_of_the_law_opens_with_what_it_expects(admin_client):
    for row in Scenario.objects.order_by("?")[:25]:
        page = admin_client.get(reverse("desk:scenario", args=[row.pk]))
        assert page.status_code == 200
        assert requirements(ticked(page)) == set(row.expect), row.name
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
        **{"scenario-expect": sorted(AS_KEPT), "scenario-take": ["club-report due"]},
    )
    kept.refresh_from_db()
    assert kept.expect["fair-notice"] == {"applicability": "undetermined"}
    assert kept.expect["club-report"] == {
        "applicability": "applies",
        "due": [{"on": "2027-03-31"}],
        "force": "must",
    }


def test_a_scenario_that_fails_is_not_saved_until_its_new_result_is_taken_or_not_expected(admin_client, kept):
    kept.expect["fair-notice"] = {"applicability": "does_not_apply"}
    kept.save()
    address = reverse("desk:scenario", args=[kept.pk])
    refused = save(admin_client, address, as_sent(kept))
    assert refused.status_code == 422
    assert "still comes out otherwise" in refused.content.decode()
    ticks = {"scenario-expect": sorted(AS_KEPT), "scenario-take": ["fair-notice applicability"]}
    assert save(admin_client, address, as_sent(kept), **ticks).status_code == 302
    kept.refresh_from_db()
    assert kept.expect["fair-notice"] == {"applicability": "undetermined"}


def test_what_is_not_ticked_any_more_is_no_longer_expected(admin_client, kept):
    address = reverse("desk:scenario", args=[kept.pk])
    save(admin_client, address, as_sent(kept), **{"scenario-expect": sorted(AS_KEPT - {"club-report due"})})
    kept.refresh_from_db()
    assert kept.expect["club-report"] == {"applicability": "applies", "force": "must"}
    told = unescape(admin_client.get(address).content.decode())
    assert re.search("No longer checked: .*, Due dates: last day 31 March 2027", told)


def test_a_requirement_expected_and_not_in_force_is_listed(admin_client, kept):
    kept.expect = {"join": "absent", "fair-notice": {"applicability": "applies"}}
    kept.on = date(1990, 1, 1)
    kept.save()
    page = admin_client.get(reverse("desk:scenario", args=[kept.pk]))
    assert requirements(ticked(page)) == {"join", "fair-notice"}
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
    sent = {**as_sent(kept), "scenario-expect": ["fair-notice applicability"], **opened}
    seen = hidden(send(admin_client, address, sent, "show"), "scenario-seen")
    page = send(admin_client, address, {**sent, "scenario-seen": seen}, "save")
    assert page.status_code == 422
    assert "read again by somebody else" in page.content.decode()
    again = {**sent, "scenario-seen": seen, "scenario-before": hidden(page, "scenario-before")}
    assert send(admin_client, address, again, "save").status_code == 302


def test_a_scenario_that_is_gone_is_not_found(admin_client):
    assert admin_client.get(reverse("desk:scenario", args=[10**9])).status_code == 404
