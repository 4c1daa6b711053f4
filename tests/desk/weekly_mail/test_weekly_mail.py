"""The weekly mail: who gets it, what stands in it, and that nothing is sent where nothing is to say."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes, policy
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ngocheck.desk.accounts.roles import EDITOR, PUBLISHER, READER, REVIEWER, assign
from ngocheck.desk.models import WeeklyMail
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.publish import publish

pytestmark = pytest.mark.django_db
PAGE = "/admin/desk/weekly-mail/"
DAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _a_quiet_monday():
    """A day on which nothing waits: every check is ahead, nothing runs out."""
    with time_machine.travel("2027-03-01T09:00:00+05:00", tick=False):
        models.RequirementVersion.objects.update(next_check_on=DAY + timedelta(days=300))
        models.Source.objects.update(amended_on=None)
        last = [row.values.order_by("effective_from").last().pk for row in models.Parameter.objects.all()]
        models.ParameterValue.objects.filter(pk__in=last).update(effective_until=None)
        models.WatchEntry.objects.update(
            next_check_on=DAY + timedelta(days=300), in_force_on=None, day_unknown=True
        )
        yield


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def person(name: str, role: str, language: str = "en", email: str = "") -> User:
    user = User.objects.create(username=name, email=email or f"{name}@example.org")
    assign(user, [role])
    WeeklyMail.objects.create(user=user, language=language)
    return user


def send() -> str:
    out = StringIO()
    call_command("weekly_mail", stdout=out)
    return out.getvalue()


def mails(folder: Path) -> dict[str, str]:
    """What was written, by the address it is for: the subject, then the text."""
    found = {}
    for path in folder.glob("*.log"):
        mail = message_from_bytes(path.read_bytes().partition(b"\n" + b"-" * 79)[0], policy=policy.default)
        found[mail["To"]] = f"{mail['Subject']}\n{mail.get_content()}"
    return found


def not_checked(code: str = "fair-notice", on: date = DAY - timedelta(days=1)) -> models.RequirementVersion:
    version = models.RequirementVersion.objects.get(requirement__code=code, effective_until=None)
    models.RequirementVersion.objects.filter(pk=version.pk).update(next_check_on=on)
    return version


def amended() -> models.Amendment:
    version = models.RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None)
    provision = version.citations.first().provision
    text = models.ProvisionText.objects.create(
        provision=provision, language="ru", fingerprint="1-new", read_on=DAY, changed_on=DAY
    )
    return models.Amendment.objects.create(text=text, version=version, before="1-old", noticed_on=DAY)


# Who gets it.


def test_nothing_is_sent_where_nothing_waits(folder):
    person("vera", READER)
    assert send() == "0 mails sent.\n"
    assert mails(folder) == {}


def test_only_staff_who_asked_for_it_and_have_an_address_get_it(folder):
    not_checked()
    person("vera", READER)
    WeeklyMail.objects.filter(user=person("anna", READER)).delete()
    User.objects.filter(pk=person("no-address", READER).pk).update(email="")
    User.objects.filter(pk=person("gone", READER).pk).update(is_active=False)
    User.objects.filter(pk=person("no-staff", READER).pk).update(is_staff=False)
    assert send() == "1 mails sent.\n"
    assert set(mails(folder)) == {"vera@example.org"}


def test_each_gets_it_in_the_language_they_chose(folder):
    not_checked()
    person("vera", READER, "ru")
    person("anna", READER, "en")
    person("aida", READER, "kk")
    send()
    found = mails(folder)
    assert "Тексеруді күтіп тұр (1)" in found["aida@example.org"]
    assert "Waits for a check (1)" in found["anna@example.org"]
    assert "Ждет проверки (1)" in found["vera@example.org"]
    assert "Waits" not in found["vera@example.org"]


def test_a_server_that_refuses_one_mail_gets_the_others_and_the_timer_learns_of_it(settings):
    not_checked()
    person("vera", READER)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match=r"Not sent to vera \("):
        send()


# What stands in it.


@pytest.mark.parametrize(("days", "said"), [(0, False), (1, True)])
def test_a_check_that_is_past_due_is_named(folder, days, said):
    version = not_checked(on=DAY - timedelta(days=days))
    person("vera", READER)
    send()
    text = mails(folder).get("vera@example.org", "")
    assert (f"* {version.title['en']} (fair-notice): its check is past due" in text) is said


def test_changed_articles_are_named_with_the_rules_that_lean_on_them(folder):
    amendment = amended()
    person("vera", READER)
    send()
    text = mails(folder)["vera@example.org"]
    article = amendment.text.provision.article["en"]
    assert "Articles that have changed (1)" in text
    assert f"{article}: has changed, noticed on 1 March 2027 (fair-notice)" in text
    models.Amendment.objects.update(looked_on=DAY)
    assert send() == "0 mails sent.\n"


def test_an_article_under_another_number_is_named_until_the_number_is_mended(folder):
    amendment = amended()
    amendment.delete()
    models.ProvisionText.objects.update(moved_to="41(2)")
    person("vera", READER)
    send()
    assert "stands under number 41(2) now" in mails(folder)["vera@example.org"]


@pytest.mark.parametrize(("days", "said"), [(60, True), (61, False), (-5, True)])
def test_an_amount_without_a_next_value_is_named_sixty_days_ahead(folder, days, said):
    last = models.ParameterValue.objects.filter(parameter__code="mrp").order_by("effective_from").last()
    models.ParameterValue.objects.filter(pk=last.pk).update(effective_until=DAY + timedelta(days=days))
    person("vera", READER)
    send()
    assert ("has no value from this day" in mails(folder).get("vera@example.org", "")) is said


def test_an_amount_that_has_a_next_value_is_left_out(folder):
    first = models.ParameterValue.objects.filter(parameter__code="mrp").order_by("effective_from").first()
    models.ParameterValue.objects.filter(pk=first.pk).update(effective_until=DAY)
    person("vera", READER)
    assert send() == "0 mails sent.\n"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"next_check_on": DAY}, "look at again"),
        ({"next_check_on": DAY + timedelta(days=1)}, ""),
        ({"in_force_on": DAY, "state": "signed"}, "should be in force since 1 March 2027"),
        ({"in_force_on": DAY + timedelta(days=1), "state": "signed"}, ""),
        ({"in_force_on": DAY, "state": "in_force"}, ""),
    ],
)
def test_a_bill_whose_day_has_come_is_named(folder, columns, said):
    entry = models.WatchEntry.objects.first()
    models.WatchEntry.objects.filter(pk=entry.pk).update(**columns)
    person("vera", READER)
    send()
    text = mails(folder).get("vera@example.org", "")
    assert (f"{entry.title['en']}: {said}" in text) if said else (text == "")


def changed_by(name: str) -> User:
    editor = person(name, EDITOR)
    source = models.Source.objects.get(code="fair-law")
    source.title_en = "Law on Fairs, amended"
    source._history_user = editor
    source.save()
    return editor


def test_approvals_wait_for_reviewers_who_did_not_make_the_change(folder, settings):
    settings.FOUR_EYES = True
    publish(DAY, four_eyes=False)
    with time_machine.travel("2027-03-01T10:00:00+05:00", tick=False):
        editor = changed_by("boris")
    assign(editor, [EDITOR, REVIEWER])
    person("rustem", REVIEWER)
    person("parida", PUBLISHER)
    send()
    found = mails(folder)
    assert "Waits for your approval" in found["rustem@example.org"]
    assert not {"boris@example.org", "parida@example.org"} & set(found)
    settings.FOUR_EYES = False
    assert send() == "0 mails sent.\n"


def test_long_lists_are_cut_and_say_so(folder):
    models.RequirementVersion.objects.update(next_check_on=DAY - timedelta(days=1))
    person("vera", READER)
    send()
    text = mails(folder)["vera@example.org"]
    assert text.count("\n* ") == 13
    assert "* and " in text


def test_links_stand_in_it_where_the_site_s_address_is_known(folder, settings):
    not_checked()
    person("vera", READER)
    send()
    assert "/admin/" not in mails(folder)["vera@example.org"]
    settings.SITE_ADDRESS = "https://ngocheck.example"
    for path in folder.iterdir():
        path.unlink()
    send()
    text = mails(folder)["vera@example.org"]
    assert "https://ngocheck.example/admin/desk/review/" in text
    assert "https://ngocheck.example/admin/desk/weekly-mail/" in text


def test_nobody_sees_what_they_may_not_see_on_the_desk(folder):
    not_checked()
    user = User.objects.create(username="nobody", email="nobody@example.org", is_staff=True)
    WeeklyMail.objects.create(user=user, language="en")
    assert send() == "0 mails sent.\n"


def test_the_number_of_queries_grows_little_with_the_people(folder):
    not_checked()
    counts = []
    for number in range(2):
        person(f"reader{number}", READER)
        with CaptureQueriesContext(connection) as queries:
            send()
        counts.append(len(queries))
    assert counts[1] - counts[0] < 15


# The person's own page.


def test_the_mail_is_off_until_somebody_ticks_it_and_off_again_without_the_tick(client):
    user = User.objects.create(username="vera", is_staff=True)
    client.force_login(user)
    page = client.get(PAGE)
    assert not page.context["form"].initial["wanted"]
    assert PAGE in page.content.decode()
    sent = {"wanted": "on", "email": "vera@example.org", "language": "ru"}
    assert "You get the mail from now on" in client.post(PAGE, sent, follow=True).content.decode()
    user.refresh_from_db()
    assert (user.email, user.weekly_mail.language) == ("vera@example.org", "ru")
    page = client.get(PAGE)
    assert page.context["form"].initial == {"wanted": True, "email": "vera@example.org", "language": "ru"}
    client.post(PAGE, {"email": "vera@example.org", "language": "ru"})
    assert not WeeklyMail.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"wanted": "on", "email": "", "language": "ru"},
        {"wanted": "on", "email": "no address", "language": "ru"},
        {"wanted": "on", "email": "vera@example.org", "language": "de"},
        {"wanted": "on", "email": "vera@example.org\nBcc: all@example.org", "language": "ru"},
    ],
)
def test_what_cannot_be_sent_to_is_refused_and_what_was_typed_stays(client, sent):
    client.force_login(User.objects.create(username="vera", is_staff=True))
    page = client.post(PAGE, sent)
    assert page.status_code == 422
    assert page.context["form"].data["email"] == sent["email"]
    assert not WeeklyMail.objects.exists()
