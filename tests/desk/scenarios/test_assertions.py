"""What a scenario asserts, line by line on its form: fines, fees, provisions and the rest, and nothing lost."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from ngocheck.desk.scenarios.assertions import NOTHING, assertions, expected_of
from ngocheck.engine.findings import Finding
from ngocheck.engine.report import finding_report
from ngocheck.rulebook.models import Area, Scenario
from ngocheck.rulebook.scenarios.run import agrees, scenario_outcome
from tests.support.desk_people import colleague, signed_in
from tests.support.scenario_walks import boxes, hidden, requirements, save, send, ticked

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
FINED = "fair-notice"
ANSWERS = {"fair_form": "stall"}


@pytest.fixture(autouse=True)
def _pages_in_english(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def finding(rulebook) -> Finding:
    return scenario_outcome(Scenario(on=ON, answers=ANSWERS), rulebook).findings[FINED]


@pytest.fixture
def found(finding):
    return finding_report(finding)


def asserted(kept, finding) -> set[str]:
    return {line.token for line in assertions(FINED, kept, finding) if line.asserted}


def kept_again(kept, finding, *, taken=()):
    """What a form keeps that is sent as it was opened, but for what is taken over."""
    return expected_of(assertions(FINED, kept, finding), asserted(kept, finding), taken)


def test_every_field_that_a_report_has_can_be_ticked_or_is_kept(finding, found):
    offered = {line.field for line in assertions(FINED, NOTHING, finding)}
    assert {"applicability", "met", "missing", "due", "amount_tenge", "confidence"} <= offered
    assert {"penalties", "provisions"} <= offered
    for name, value in found.items():
        assert kept_again({name: value}, finding) == {name: value}


def test_what_was_asserted_in_part_stays_as_it_was(finding, found):
    fine = found["penalties"][0]
    kept = {
        "penalties": [{"mrp": fine["mrp"], "text_has": fine["text"][:5]}],
        "provisions": [{"article_has": found["provisions"][0]["article"][-2:]}],
        "amount_tenge": found["amount_tenge"],
    }
    assert kept_again(kept, finding) == kept
    assert not any(line.fails for line in assertions(FINED, kept, finding))


def test_a_new_fine_is_asserted_by_its_parts_in_numbers(finding, found):
    lines = [line for line in assertions(FINED, NOTHING, finding) if line.field == "penalties"]
    assert len(lines) == len(found["penalties"])
    made = expected_of(lines, {lines[0].token}, ())
    assert list(made) == ["penalties"]
    assert set(made["penalties"][0]) == {"whom", "mrp", "tenge", "arrest_days", "repeat", "confidence"}
    assert agrees("penalties", made["penalties"], found["penalties"])


def test_a_fine_that_moved_is_taken_over_in_exactly_what_was_asserted(finding, found):
    fine = found["penalties"][0]
    kept = {"penalties": [{"whom": fine["whom"], "mrp": fine["mrp"] + 1}], "force": "must"}
    (line,) = [line for line in assertions(FINED, kept, finding) if line.fails]
    assert line.takeable
    assert kept_again(kept, finding, taken={line.token}) == {
        "penalties": [{"whom": fine["whom"], "mrp": fine["mrp"]}],
        "force": found["force"],
    }


def test_a_fine_that_is_gone_can_only_be_unticked(finding):
    (line,) = [line for line in assertions(FINED, {"penalties": [{"text_has": "gone"}]}, finding) if line.asserted]
    assert line.fails
    assert not line.takeable


def test_no_fine_at_all_is_an_assertion_too(finding, found):
    assert found["penalties"]
    assert not agrees("penalties", [], found["penalties"])
    assert agrees("penalties", [], [])
    (line,) = [line for line in assertions(FINED, {"penalties": []}, finding) if line.asserted]
    assert line.fails
    assert len(kept_again({"penalties": []}, finding, taken={line.token})["penalties"]) == len(found["penalties"])


@pytest.mark.parametrize("kept", [{"missing": "fair_on"}, {"due": "2026-11-22"}, {"aplies": True}, "aplies", [1]])
def test_what_has_not_the_shape_of_a_finding_is_shown_and_fails(finding, kept, rulebook):
    lines = [line for line in assertions(FINED, kept, finding) if line.asserted]
    assert lines
    assert all(line.fails and line.in_words(line.kept, rulebook) for line in lines)


def test_two_equal_lines_have_one_box(finding, rulebook):
    for code, one in scenario_outcome(Scenario(on=ON, answers={}), rulebook).findings.items():
        tokens = [line.token for line in assertions(code, NOTHING, one)]
        assert len(tokens) == len(set(tokens))


# On the page.


@pytest.fixture
def kept(db, found) -> Scenario:
    fine = found["penalties"][0]
    return Scenario.objects.create(
        name="Fines of a stall",
        area=Area.objects.get(code="fair"),
        on=ON,
        answers=ANSWERS,
        expect={
            FINED: {
                "applicability": "applies",
                "penalties": [{"mrp": fine["mrp"], "whom": fine["whom"]}],
                "provisions": [{"article_has": found["provisions"][0]["article"]}],
                "amount_tenge": found["amount_tenge"],
                "confidence": found["confidence"],
            }
        },
    )


def sent(row: Scenario) -> dict[str, object]:
    return {
        "scenario-name": row.name,
        "scenario-area": row.area_id,
        "scenario-on": row.on.isoformat(),
        "scenario-guide": "everything",
        "scenario-law": row.law,
        **row.answers,
    }


def test_saving_keeps_fines_fees_provisions_and_how_sure(admin_client, kept):
    before, address = dict(kept.expect), reverse("desk:scenario", args=[kept.pk])
    assert save(admin_client, address, sent(kept)).status_code == 302
    kept.refresh_from_db()
    assert kept.expect == before
    told = unescape(admin_client.get(address).content.decode())
    assert "MRP" in told
    assert "article with “" in told


def test_a_fine_is_added_with_its_own_box(admin_client, kept, found):
    address = reverse("desk:scenario", args=[kept.pk])
    fines = [box for box in boxes(admin_client.get(address)) if box.startswith(f"{FINED} penalties ")]
    ticks = ticked(admin_client.get(address)) | set(fines)
    save(admin_client, address, sent(kept), **{"scenario-expect": sorted(ticks)})
    kept.refresh_from_db()
    assert len(kept.expect[FINED]["penalties"]) == len(found["penalties"])


def test_answers_that_move_a_fine_cannot_drop_it(admin_client, kept):
    address = reverse("desk:scenario", args=[kept.pk])
    elsewhere = {**sent(kept), "fair_form": ""}
    opened = {name: hidden(admin_client.get(address), name) for name in ("scenario-seen", "scenario-before")}
    ticks = sorted(ticked(admin_client.get(address)))
    shown = send(admin_client, address, elsewhere, "show", **opened, **{"scenario-expect": ticks})
    assert requirements(boxes(shown)) >= {FINED}
    opened["scenario-seen"] = hidden(shown, "scenario-seen")
    refused = send(admin_client, address, elsewhere, "save", **opened, **{"scenario-expect": ticks})
    assert refused.status_code == 422
    assert "still comes out otherwise" in refused.content.decode()
    kept.refresh_from_db()
    assert set(kept.expect[FINED]) == {"applicability", "penalties", "provisions", "amount_tenge", "confidence"}


def test_a_reviewer_reads_a_scenario_and_cannot_change_it(kept):
    client = signed_in(colleague("rustem", "reviewer"))
    kept.expect[FINED]["amount_tenge"] = 1
    kept.save()
    address = reverse("desk:scenario", args=[kept.pk])
    page = client.get(address)
    told = unescape(page.content.decode())
    assert page.status_code == 200
    assert "article with “" in told
    assert "Fee in tenge: 1 tenge" in told
    assert "does not hold" in told
    assert boxes(page) == []
    assert client.post(address, sent(kept)).status_code == 403
