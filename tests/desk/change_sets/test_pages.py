"""Change sets on the desk: what is written belongs to one, and each is seen, talked of, handed over, dropped."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ngocheck.desk.home.start_page import FIRST_ROWS
from ngocheck.rulebook.models import Approval, ChangeSet, LookLink, Remark, Scenario
from ngocheck.rulebook.publishing.live import live_rulebook
from tests.support.change_sets import opened, version, write
from tests.support.desk_people import person, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/desk/change-sets/"
EDITING = (
    "view_changeset",
    "change_changeset",
    "view_edition",
    "preview_draft",
    "view_scenario",
    "change_scenario",
)


@pytest.fixture
def anna() -> Client:
    return signed_in(person("anna", *EDITING, "view_area", "change_area"))


def page_of(change_set: ChangeSet) -> str:
    return reverse("desk:publish_alone", args=[change_set.pk])


def rename_area(client: Client, name: str) -> None:
    address = reverse("admin:rulebook_area_change", args=[version().requirement.area_id])
    page = client.get(address).content.decode()
    fields = dict(re.findall(r'name="(title_\w\w|position|seen)" value="([^"]*)"', page))
    assert client.post(address, {**fields, "title_en": name}).status_code == 302


def test_what_is_written_without_a_change_set_opens_one_and_stays_in_it(anna):
    rename_area(anna, "First name")
    (made,) = ChangeSet.objects.all()
    assert (made.state, made.author.username) == ("open", "anna")
    rename_area(anna, "Second name")
    assert ChangeSet.objects.count() == 1
    area = version().requirement.area
    assert {record.change_set for record in area.history.exclude(history_change_reason="as it was loaded")} == {
        made
    }
    assert made.name in anna.get(LIST).content.decode()


def test_work_goes_into_the_change_set_that_was_chosen(anna):
    opened("Other")
    assert anna.post(LIST, {"name": "MRP 2027"}).status_code == 302
    rename_area(anna, "First name")
    chosen = ChangeSet.objects.get(name="MRP 2027")
    assert version().requirement.area.history.first().change_set == chosen
    assert "You work in:" in anna.get("/admin/").content.decode()
    other = ChangeSet.objects.get(name="Other")
    anna.post(reverse("desk:work"), {"change_set": other.pk})
    rename_area(anna, "Second name")
    assert version().requirement.area.history.first().change_set == other


def test_a_change_set_without_a_name_is_refused_and_nothing_is_opened(anna):
    page = anna.post(LIST, {"name": ""})
    assert page.status_code == 422
    assert ChangeSet.objects.count() == 0


def titles(page) -> set[str]:
    """The new titles that stand on a page of what would be published."""
    changes = page.content.decode().split('id="changes"', 1)[1]
    words = re.sub(r"<[^>]+>|\[\w+: |\]", "", changes)
    return {title for title in ("First title", "Second title") if title in words}


def test_its_page_shows_only_its_own_changes(anna):
    first, second = opened("First"), opened("Second")
    write(first, title_en="First title", title_ru="", title_kk="")
    write(second, None, "gift-report", title_en="Second title", title_ru="", title_kk="")
    assert titles(anna.get(page_of(first))) == {"First title"}
    both = anna.get(reverse("desk:publish"))
    assert titles(both) == {"First title", "Second title"}
    assert page_of(first) in both.content.decode()


def test_two_that_meet_are_told_on_both_pages(anna):
    first, second = opened("First"), opened("Second")
    write(first, title_en="First title", title_ru="", title_kk="")
    write(second, text_en="Second text")
    for own, other in ((first, second), (second, first)):
        page = anna.get(page_of(own)).content.decode()
        assert "writes to the same parts" in page
        assert page_of(other) in page


def test_people_say_what_is_missing_and_hand_it_over(anna):
    first, boris = opened("First"), person("boris", "view_changeset")
    boris.is_staff = True
    boris.save()
    sent = {"kind": "not_yet", "text": "The order is not signed."}
    anna.post(reverse("desk:remark", args=[first.pk]), sent)
    anna.post(reverse("desk:change_set", args=[first.pk]), {"assignee": boris.pk})
    page = anna.get(page_of(first)).content.decode()
    assert "The order is not signed." in page
    assert "Assigned to boris" in page
    anna.post(reverse("desk:remark", args=[first.pk]), {"kind": "comment", "text": ""})
    assert Remark.objects.count() == 1
    anna.post(reverse("desk:change_set", args=[first.pk]), {"name": "Another name"})
    first.refresh_from_db()
    assert (first.name, first.assignee) == ("Another name", boris)


def start_page(client: Client) -> str:
    return client.get("/admin/").content.decode()


def test_the_start_page_leads_to_open_work_that_is_mine_or_asked_for_first(anna):
    assert "Work under way" not in start_page(anna)
    older, asked, mine = opened("Older"), opened("Asked"), opened("Mine")
    Remark.objects.create(change_set=asked, kind="look", text="Is the day right?")
    Remark.objects.create(change_set=older, kind="look", text="Please look.")
    Remark.objects.create(change_set=older, kind="comment", text="Never mind.")
    anna.post(reverse("desk:change_set", args=[mine.pk]), {"assignee": User.objects.get(username="anna").pk})
    page = start_page(anna)
    places = [page.index(page_of(one)) for one in (mine, asked, older)]
    assert places == sorted(places)
    assert page.count("assigned to you") == 1
    assert "Is the day right?" in page
    assert "Please look." not in page


def test_the_start_page_shows_the_first_of_much_work_and_the_way_to_all(anna):
    made = [opened(f"Number {number}") for number in range(FIRST_ROWS + 1)]
    page = start_page(anna)
    assert sum(page_of(one) in page for one in made) == FIRST_ROWS
    assert "All change sets" in page


def whole(client: Client, change_set: ChangeSet) -> dict[str, str]:
    """What the button sends that approves all of it."""
    page = client.get(page_of(change_set)).content.decode()
    return {"all": re.search(r'name="all"\s+value="([0-9a-f]{64})"', page)[1]}


def test_a_whole_change_set_is_approved_at_once_as_it_was_read(anna):
    first = opened("First")
    write(first, title_en="A first title")
    write(first, None, "gift-report", title_en="Another title")
    vera = signed_in(person("vera", "view_edition", "approve_change"))

    def button() -> dict[str, str]:
        return {
            "all": re.search(r'name="all"\s+value="([0-9a-f]{64})"', vera.get(page_of(first)).content.decode())[1]
        }

    read = button()
    write(first, title_en="A title that nobody read")
    assert vera.post(f"{page_of(first)}approve/", read).status_code == 422
    assert not Approval.objects.exists()
    assert vera.post(f"{page_of(first)}approve/", whole(vera, first)).status_code == 302
    assert Approval.objects.count() == 2
    assert 'name="all"' not in vera.get(page_of(first)).content.decode()


def test_nobody_approves_their_own_work_with_the_whole(anna):
    vera = person("vera", "view_edition", "approve_change")
    first = opened("First", vera)
    write(first, vera, title_en="A first title")
    write(first, None, "gift-report", title_en="Another title")
    client = signed_in(vera)
    client.post(f"{page_of(first)}approve/", whole(client, first))
    assert [approval.key.partition("@")[0] for approval in Approval.objects.all()] == ["gift-report"]


def test_dropping_asks_first(anna):
    first = opened("First")
    write(first, title_en="First title", title_ru="", title_kk="")
    address = reverse("desk:drop_change_set", args=[first.pk])
    assert "1 part of the law" in anna.get(address).content.decode()
    assert version().title_en == "First title"
    assert anna.post(address).status_code == 302
    assert version().title_en != "First title"
    assert "Dropped" in anna.get(page_of(first)).content.decode()
    assert anna.post(address).status_code == 404


def test_who_may_only_look_cannot_open_or_drop(anna):
    reader, first = signed_in(person("reader", "view_changeset", "view_edition")), opened("First")
    assert reader.post(LIST, {"name": "New"}).status_code == 403
    assert reader.post(reverse("desk:drop_change_set", args=[first.pk])).status_code == 403
    assert reader.get(LIST).status_code == 200


# A link for somebody outside.


def link_made(client: Client, change_set: ChangeSet, **sent: object) -> str:
    page = client.post(
        reverse("desk:make_link", args=[change_set.pk]), {"on": "2026-11-22", "days": 7, **sent}, follow=True
    ).content.decode()
    return re.search(r"/look/([\w-]+)/", page)[1]


def test_somebody_outside_sees_the_site_with_this_change_set_alone(anna):
    first, second = opened("First"), opened("Second")
    write(first, title_en="First title", title_ru="", title_kk="")
    write(second, None, "gift-report", title_en="Second title", title_ru="", title_kk="")
    token = link_made(anna, first)
    assert token not in str(LookLink.objects.values())
    lawyer = Client()
    assert lawyer.get(f"/look/{token}/").status_code == 302
    assert "First title" in lawyer.get("/en/requirements/fair-notice/").content.decode()
    assert "Second title" not in lawyer.get("/en/requirements/gift-report/").content.decode()
    assert "First title" not in Client().get("/en/requirements/fair-notice/").content.decode()
    assert live_rulebook().requirements["fair-notice"][-1].texts["title"]["en"] != "First title"


def test_a_link_that_was_revoked_or_ran_out_opens_nothing(anna):
    first = opened("First")
    write(first, title_en="First title", title_ru="", title_kk="")
    token, lawyer = link_made(anna, first), Client()
    lawyer.get(f"/look/{token}/")
    row = LookLink.objects.get()
    anna.post(reverse("desk:revoke_link", args=[row.pk]))
    assert Client().get(f"/look/{token}/").status_code == 404
    assert "First title" not in lawyer.get("/en/requirements/fair-notice/").content.decode()
    LookLink.objects.update(revoked=False, expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(f"/look/{token}/").status_code == 404


def test_what_is_no_longer_open_is_shown_as_no_draft(anna):
    first, second = opened("First"), opened("Second")
    write(first, title_en="First title", title_ru="", title_kk="")
    write(second, None, "gift-report", title_en="Second title", title_ru="", title_kk="")
    token, lawyer = link_made(anna, first), Client()
    lawyer.get(f"/look/{token}/")
    anna.post(reverse("desk:preview"), {"on": "2026-11-22", "change_set": first.pk})
    assert "Draft, not published." in anna.get("/en/requirements/fair-notice/").content.decode()
    anna.post(reverse("desk:drop_change_set", args=[first.pk]))
    for browser in (lawyer, anna):
        assert "Draft, not published." not in browser.get("/en/requirements/gift-report/").content.decode()
        assert "Second title" not in browser.get("/en/requirements/gift-report/").content.decode()


@pytest.mark.parametrize(("days", "made"), [(0, 0), (1, 1), (60, 1), (61, 0)])
def test_a_link_opens_for_one_to_sixty_days(anna, days, made):
    first = opened("First")
    anna.post(reverse("desk:make_link", args=[first.pk]), {"on": "2026-11-22", "days": days})
    assert LookLink.objects.count() == made


def test_the_list_costs_the_same_queries_for_one_and_for_many(anna):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            anna.get(LIST)
        return len(captured)

    opened("First")
    anna.get(LIST)
    few = queries()
    for number in range(8):
        opened(f"More {number}")
    assert queries() == few


# Results that moved.


def test_results_that_moved_are_taken_over_by_cause(anna):
    """One tick takes all results of a cause over, and no assertion is lost."""
    scenario = Scenario.objects.filter(expect__has_key="gift-report").first()
    code = next(iter(scenario.expect))
    scenario.expect = {code: {"applicability": "undetermined", "force": "may not be"}}
    scenario.save()
    page = anna.get(reverse("desk:scenarios")).content.decode()
    assert "What moved, by cause" in page
    ticks = re.findall(r'name="cause" value="([^"]*)"', page)
    assert anna.post(reverse("desk:take_over"), {"cause": ["old one"]}).status_code == 302
    scenario.refresh_from_db()
    assert scenario.expect[code]["force"] == "may not be"
    anna.post(reverse("desk:take_over"), {"cause": ticks})
    scenario.refresh_from_db()
    assert set(scenario.expect[code]) == {"applicability", "force"}
    assert scenario.expect[code]["force"] != "may not be"
    assert "Every scenario holds" in anna.get(reverse("desk:scenarios")).content.decode()
    assert scenario.history.first().history_user.username == "anna"
    assert scenario.history.first().change_set is not None
