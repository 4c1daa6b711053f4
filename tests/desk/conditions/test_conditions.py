"""The condition builder: a page that reads as sentences, keeps all that is typed, and writes only what changed."""

from __future__ import annotations

import html
import re
from datetime import time

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from ngocheck.desk.conditions.form import ConditionRow, factor_of
from ngocheck.rulebook import models

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<(input|select|option)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
KINDS_OF_VERSIONS = [
    "fair-stall",  # two cases, numbers and choices
    "fair-hours",  # times of day
    "reach-match",  # a parameter times a factor
    "gift-notice",  # several choices, deadlines
    "join",  # passages
    "no-harm",  # everybody
    "founders",
]


def version_of(code: str) -> models.RequirementVersion:
    return models.RequirementVersion.objects.filter(requirement__code=code).latest("effective_from")


def address(version: models.RequirementVersion) -> str:
    return reverse("desk:conditions", args=[version.pk])


def form_in(page) -> str:
    return page.content.decode().split('id="builder"')[1].split("</form>")[0]


def sent_by(page) -> dict[str, list[str]]:
    """What a browser would send from the page's form, without its buttons."""
    fields: dict[str, list[str]] = {}
    select = ""
    for tag, rest in TAG.findall(form_in(page)):
        found = {name: html.unescape(value) for name, value in ATTRIBUTE.findall(rest)}
        if tag == "select":
            select = found["name"]
            fields[select] = [""]
        elif tag == "option":
            if "selected" in found:
                fields[select] = [found["value"]]
        elif found.get("type") not in ("checkbox", "radio") or "checked" in found:
            fields.setdefault(found["name"], []).append(found.get("value", ""))
    return fields


def press(client, version, fields: dict, button: str = "save"):
    return client.post(address(version), {**fields, "do": button})


def conditions_of(version, purpose: str = "applies") -> list[tuple]:
    rows = models.Condition.objects.filter(group__version=version, group__purpose=purpose)
    return list(
        rows.order_by("group__position", "position").values_list(
            "group__position", "position", "question__code", "operator", "value"
        )
    )


def history_count() -> int:
    return models.Condition.history.count() + models.ConditionGroup.history.count()


@pytest.fixture
def version():
    """A stall on its own: one case with one condition to apply, two cases with two each to be met."""
    return version_of("fair-stall")


def added(client, version, **fields: str):
    """The page once a second case was asked for and these fields were filled in."""
    sent = sent_by(press(client, version, sent_by(client.get(address(version))), "case:applies"))
    return sent | {f"applies.2.1.{name}": value for name, value in fields.items()}


# Reading


def test_the_page_says_the_conditions_as_a_sentence(admin_client, version):
    page = form_in(admin_client.get(address(version)))
    assert "Applies when" in page
    assert "<strong>Stall</strong>" in page
    assert '<b class="desk-or">OR</b>' in page


def test_every_condition_says_its_number_and_that_of_its_case(admin_client, version):
    page = " ".join(form_in(admin_client.get(address(version))).split("met.1.1", 1)[1].split())
    said = re.findall(r'aria-label="\s*Condition (\d) of case (\d)', page)
    assert said == [("1", "1"), ("2", "1"), ("1", "2"), ("2", "2")]
    assert re.findall(r"to case (\d): ", page) == ["1", "2"]
    assert re.findall(r"<legend>Case (\d)</legend>", page) == ["2"]


def test_a_version_without_conditions_is_for_everybody(admin_client):
    assert "Applies to everybody." in form_in(admin_client.get(address(version_of("no-harm"))))


def test_operators_and_answers_are_those_that_fit_the_question(admin_client, version):
    page = form_in(admin_client.get(address(version)))
    form = page.split('id="applies.1.1"')[1].split('id="met.1.1"')[0]
    operators = re.search(r'<select name="applies.1.1.operator".*?</select>', form, re.DOTALL)[0]
    assert re.findall(r'option value="(\w+)"', operators) == ["in", "not_in"]
    ticks = re.findall(r'type="checkbox" name="applies.1.1.value"[^>]*value="(\w+)"', form)
    question = models.Question.objects.get(code="fair_form")
    assert ticks == [choice.code for choice in question.choices.all()]


def test_the_page_costs_the_same_however_many_conditions_there_are(admin_client, django_assert_max_num_queries):
    for code in ("no-harm", "reach-match", "join"):
        admin_client.get(address(version_of(code)))
        with django_assert_max_num_queries(22):
            admin_client.get(address(version_of(code)))


@pytest.mark.parametrize("code", KINDS_OF_VERSIONS)
def test_saving_an_untouched_page_writes_nothing(admin_client, code):
    version = version_of(code)
    page = press(admin_client, version, sent_by(admin_client.get(address(version))))
    assert page.status_code == 302
    assert history_count() == 0


# Writing without a script


def test_a_case_is_added_filled_in_and_saved_and_nothing_else_is_touched(admin_client, version):
    before = conditions_of(version)
    sent = added(admin_client, version, question="participants")
    page = press(admin_client, version, sent, "show")
    assert 'name="applies.2.1.operator"' in form_in(page)
    assert conditions_of(version) == before
    sent = sent_by(page) | {"applies.2.1.operator": "gte", "applies.2.1.value": "1 000"}
    assert press(admin_client, version, sent).status_code == 302
    assert conditions_of(version) == [*before, (2, 1, "participants", "gte", "1000")]
    assert models.Condition.history.count() == models.ConditionGroup.history.count() == 1
    assert models.Condition.history.get().history_user.username == "admin"


def test_a_button_keeps_all_that_was_typed(admin_client, version):
    sent = added(admin_client, version, question="participants", operator="gte", value="7", shown="participants")
    page = sent_by(press(admin_client, version, sent, "condition:met.1"))
    assert page["applies.2.1.question"] == ["participants"]
    assert page["applies.2.1.operator"] == ["gte"]
    assert page["applies.2.1.value"] == ["7"]
    assert "met.1.3.question" in page
    assert page["met.1.1.value"] == sent["met.1.1.value"]


def test_a_condition_is_removed_and_its_neighbours_keep_their_place(admin_client, version):
    before = conditions_of(version, "met")
    sent = sent_by(press(admin_client, version, sent_by(admin_client.get(address(version))), "remove:met.1.1"))
    assert press(admin_client, version, sent).status_code == 302
    assert conditions_of(version, "met") == before[1:]
    assert models.Condition.history.filter(history_type="-").count() == 1


def test_a_case_goes_with_its_last_condition(admin_client, version):
    sent = sent_by(press(admin_client, version, sent_by(admin_client.get(address(version))), "remove:applies.1.1"))
    assert press(admin_client, version, sent).status_code == 302
    assert not version.groups.filter(purpose="applies").exists()
    assert version.groups.filter(purpose="met").count() == 2


def test_a_changed_answer_is_saved_in_the_order_of_the_question(admin_client, version):
    sent = sent_by(admin_client.get(address(version)))
    sent["applies.1.1.value"] = ["concert", "stall"]
    press(admin_client, version, sent)
    assert conditions_of(version)[0][-1] == "stall, concert"
    assert models.Condition.history.exclude(history_change_reason="as it was loaded").count() == 1
    assert models.ConditionGroup.history.count() == 0


def test_a_number_can_be_compared_with_a_parameter_times_a_factor(admin_client, version):
    parameter = models.Parameter.objects.first()
    sent = added(
        admin_client, version, question="participants", operator="gt", parameter=parameter.code, factor="0,5"
    )
    assert press(admin_client, version, sent).status_code == 302
    made = models.Condition.objects.get(group__version=version, group__purpose="applies", group__position=2)
    assert (made.value, made.parameter, str(made.factor)) == ("", parameter, "0.5000")


def test_conditions_of_a_deadline_belong_to_it(admin_client):
    version = version_of("fair-notice")
    deadline = version.deadlines.first()
    key = f"deadline-{deadline.pk}"
    sent = sent_by(press(admin_client, version, sent_by(admin_client.get(address(version))), f"case:{key}"))
    sent |= {f"{key}.1.1.question": "fair_form", f"{key}.1.1.operator": "in", f"{key}.1.1.value": "concert"}
    sent |= {f"{key}.1.1.shown": "fair_form"}
    assert press(admin_client, version, sent).status_code == 302
    group = models.ConditionGroup.objects.get(deadline=deadline)
    assert (group.purpose, group.version, group.passage) == ("deadline", version, None)


def test_dates_and_times_are_read_as_people_write_them(admin_client, version):
    fields = {"question": "fair_starts_at", "operator": "gte", "value": "9.30", "shown": "fair_starts_at"}
    question = models.Question.objects.filter(kind="time").first()
    sent = added(admin_client, version, **(fields | {"question": question.code, "shown": question.code}))
    assert press(admin_client, version, sent).status_code == 302
    assert time.fromisoformat(conditions_of(version)[1][-1]) == time(9, 30)


# Refusals


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"question": ""}, "Choose a question, or remove this condition."),
        ({"question": "no-such"}, "Choose a question, or remove this condition."),
        ({"question": "participants", "operator": "gte"}, "Write a number, or choose an amount."),
        ({"question": "participants", "operator": "gte", "value": "many"}, "does not fit this question"),
        (
            {"question": "participants", "operator": "gte", "value": "7", "parameter": "mrp"},
            "Give a number or an amount, not both.",
        ),
        (
            {"question": "participants", "operator": "gte", "parameter": "mrp", "factor": "0"},
            "Write the factor as a number above 0",
        ),
        (
            {"question": "participants", "operator": "gte", "parameter": "gone"},
            "This amount is not there any more",
        ),
        ({"question": "fair_form", "operator": "in"}, "Tick at least one answer."),
        ({"question": "fair_form", "operator": "in", "value": "party"}, "is not a choice of"),
        ({"question": "fair_form", "operator": "lt", "value": "concert"}, "Choose how the answer is compared."),
        (
            {"question": "fair_form", "operator": "bogus", "value": "concert"},
            "Choose how the answer is compared.",
        ),
    ],
)
def test_what_cannot_be_saved_is_said_at_the_row_and_kept(admin_client, version, fields, said):
    sent = added(admin_client, version, **({"shown": fields["question"]} | fields))
    page = press(admin_client, version, sent)
    shown = form_in(page)
    assert page.status_code == 422
    assert said in html.unescape(shown.split('id="applies.2.1"')[1].split("</div>")[0])
    assert 'href="#applies.2.1"' in page.content.decode()
    assert history_count() == 0
    for name in ("value", "parameter"):
        if fields.get(name) not in (None, "gone"):
            assert sent_by(page)[f"applies.2.1.{name}"] == [fields[name]]


def test_answers_of_the_question_before_are_not_taken_over(admin_client, version):
    sent = sent_by(admin_client.get(address(version))) | {"applies.1.1.question": "organiser"}
    page = press(admin_client, version, sent)
    assert page.status_code == 422
    assert "Tick at least one answer." in page.content.decode()


def test_buttons_and_rows_that_are_not_there_do_nothing(admin_client, version):
    sent = sent_by(admin_client.get(address(version)))
    rows = sent_by(press(admin_client, version, sent, "show")).keys()
    for button in (
        "",
        "case:",
        "case:deadline-999999",
        "condition:applies.77",
        "remove:met.1.99",
        "remove:x",
        "a:b.c",
    ):
        page = press(admin_client, version, sent, button)
        assert page.status_code == 200
        assert sent_by(page).keys() == rows


def test_what_was_written_about_a_deadline_that_is_gone_is_not_dropped_in_silence(admin_client, version):
    sent = sent_by(admin_client.get(address(version))) | {"deadline-999999.1.1.question": "participants"}
    page = press(admin_client, version, sent)
    assert page.status_code == 422
    assert "A deadline, passage or penalty was deleted" in page.content.decode()


def test_a_version_that_is_not_there_is_not_found(admin_client):
    assert admin_client.get(reverse("desk:conditions", args=[999999])).status_code == 404
    assert admin_client.post(reverse("desk:conditions", args=[999999]), {"do": "save"}).status_code == 404


def test_only_those_who_may_change_conditions_build_them(client, version):
    assert client.get(address(version)).status_code == 302
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    for page in (client.get(address(version)), client.post(address(version), {"do": "save"})):
        assert page.status_code == 403
    assert client.post(reverse("desk:conditions_pieces", args=[version.pk])).status_code == 403


@pytest.mark.parametrize(
    ("factor", "read"),
    [("", "1"), ("0.5", "0.5"), ("0,5", "0.5"), ("0", None), ("-1", None), ("NaN", None), ("x", None)],
)
def test_factors_are_numbers_above_0(factor, read):
    found = factor_of(ConditionRow("applies", 1, 1, factor=factor))
    assert (found if found is None else str(found)) == read


# While one writes


def pieces(client, version, sent: dict, button: str = ""):
    return client.post(reverse("desk:conditions_pieces", args=[version.pk]), {**sent, "do": button})


def test_pieces_of_the_page_show_the_sentence_and_the_impact_and_write_nothing(admin_client, version):
    sent = sent_by(admin_client.get(address(version)))
    untouched = pieces(admin_client, version, sent).content.decode()
    assert "nobody gains or loses it" in untouched
    sent["applies.1.1.value"] = ["stall", "concert"]
    changed = pieces(admin_client, version, sent).content.decode()
    assert "<strong>Stall; Concert</strong>" in changed
    gained, lost = re.search(r"edition (\d[\d\s]*) gain it, (\d+) lose it", changed).groups()
    assert gained != "0"
    assert lost == "0"
    assert "<html" not in changed
    assert history_count() == 0


def test_unfinished_conditions_are_left_out_of_the_sentence(admin_client, version):
    drawn = pieces(admin_client, version, added(admin_client, version, question="participants")).content.decode()
    assert "Conditions that are not finished are left out" in drawn
    assert "errorlist" not in drawn


def test_fewer_are_counted_when_a_condition_is_added(admin_client, version):
    sent = sent_by(admin_client.get(address(version)))
    sent |= {"applies.1.2.question": "participants", "applies.1.2.operator": "gt", "applies.1.2.value": "1"}
    drawn = pieces(admin_client, version, sent | {"applies.1.2.shown": "participants"}).content.decode()
    assert re.search(r"edition 0 gain it, [1-9]\S* lose it", drawn)


# Two editors


def test_conditions_saved_meanwhile_are_shown_before_they_are_overwritten(admin_client, version):
    mine = sent_by(admin_client.get(address(version)))
    theirs = dict(mine) | {"applies.1.1.value": ["concert"]}
    assert press(admin_client, version, theirs).status_code == 302
    mine["applies.1.1.value"] = ["talk"]
    page = press(admin_client, version, mine)
    text = html.unescape(page.content.decode())
    assert page.status_code == 422
    assert "admin changed the condition" in text
    assert "“stall” → “concert”" in text
    assert conditions_of(version)[0][-1] == "concert"
    again = sent_by(page)
    assert again["applies.1.1.value"] == ["talk"]
    assert press(admin_client, version, again).status_code == 302
    assert conditions_of(version)[0][-1] == "talk"
