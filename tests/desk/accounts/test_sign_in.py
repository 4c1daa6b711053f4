"""Signing in to the desk: staff only, counted attempts, a second factor, sessions that end."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from ngocheck.desk.accounts.roles import READER, assign

pytestmark = pytest.mark.django_db
PASSWORD = "the-sun-rises-over-balkhash"  # noqa: S105
SIGN_IN = "/admin/account/login/"
START = "/admin/"


@pytest.fixture(autouse=True)
def _nothing_counted():
    """Each test starts with no attempt counted. The cache's table is rolled back with the test."""
    cache.clear()


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def aida() -> User:
    user = User.objects.create_user("aida", password=PASSWORD)
    assign(user, [READER])
    return user


def attempt(client: Client, name: str = "aida", password: str = PASSWORD, address: str = SIGN_IN, **extra):
    return client.post(address, {"login": name, "password": password, **extra})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# Who comes in.


def test_staff_come_in_by_name_and_password(client, aida):
    answer = attempt(client)
    assert (answer.status_code, answer.url) == (302, START)
    assert client.get(START).status_code == 200


def test_the_admin_s_own_sign_in_leads_to_ours_with_the_page_that_was_wanted(client, aida):
    wanted = reverse("desk:review")
    way = client.get(wanted, follow=True)
    assert way.redirect_chain[-1][0].startswith(SIGN_IN)
    answer = attempt(client, address=way.redirect_chain[-1][0], next=wanted)
    assert client.get(answer.url, follow=True).status_code == 200
    assert wanted in answer.url


def test_nobody_is_sent_away_from_the_site_after_signing_in(client, aida):
    answer = attempt(
        client, address=f"{SIGN_IN}?next=https://elsewhere.example/", next="https://elsewhere.example/"
    )
    assert answer.url == START
    assert (
        "elsewhere" not in Client().get("/admin/login/?next=https://elsewhere.example/").url.partition("next=")[0]
    )


@pytest.mark.parametrize(
    ("name", "password"), [("aida", "wrong"), ("nobody", PASSWORD), ("aida", ""), ("", PASSWORD), ("", "")]
)
def test_a_wrong_name_or_password_is_told_gently_and_the_name_is_kept(client, aida, name, password):
    page = attempt(client, name, password)
    assert page.status_code == 422
    assert not signed_in(client)
    assert f'value="{name}"' in page.content.decode() or not name


@pytest.mark.parametrize("change", [{"is_staff": False}, {"is_active": False}])
def test_who_is_no_staff_gets_the_same_answer_as_who_mistyped(client, aida, change):
    User.objects.filter(pk=aida.pk).update(**change)
    right, wrong = attempt(client), attempt(client, password="wrong")  # noqa: S106
    assert right.status_code == wrong.status_code == 422
    assert "do not open the desk" in right.content.decode()
    assert right.context["form"].errors == wrong.context["form"].errors
    assert not signed_in(client)


def test_somebody_signed_in_who_is_no_staff_is_refused(client, aida):
    User.objects.filter(pk=aida.pk).update(is_staff=False)
    client.force_login(aida)
    page = client.get(START, follow=True)
    assert page.status_code == 403
    assert "does not open the editors" in page.content.decode()


@pytest.mark.parametrize(
    "name", ["account_signup", "account_reset_password", "account_email", "mfa_list_webauthn"]
)
def test_nobody_can_sign_up_or_have_a_password_mailed(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_failed_attempt_leaves_no_name_and_no_address_in_the_log(client, caplog):
    with caplog.at_level("DEBUG"):
        client.post(SIGN_IN, {"login": "zarina-secret", "password": "p"}, REMOTE_ADDR="203.0.113.7")
    assert not [text for text in caplog.messages if "zarina-secret" in text or "203.0.113.7" in text]


def test_what_is_counted_names_nobody(client):
    client.post(SIGN_IN, {"login": "zarina-secret", "password": "p"}, REMOTE_ADDR="203.0.113.7")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = " ".join(row[0] for row in cursor.fetchall())
    assert keys
    assert "zarina-secret" not in keys


# How often.


def test_after_five_failures_a_name_waits_five_minutes(client, aida):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(5):
            assert attempt(client, password="wrong").status_code == 422  # noqa: S106
        page = attempt(client)
        assert page.status_code == 429
        assert "please wait five minutes" in page.content.decode()
        clock.shift(timedelta(minutes=5, seconds=1))
        assert attempt(client).status_code == 302


def test_other_names_are_not_held_up(client, aida):
    for _ in range(6):
        attempt(client, "somebody", "wrong")
    assert attempt(Client(REMOTE_ADDR="198.51.100.1")).status_code == 302


def test_an_address_that_tries_ten_names_in_a_minute_waits(client, aida):
    for number in range(10):
        assert attempt(client, f"name-{number}", "wrong").status_code == 422
    assert attempt(client).status_code == 429


def test_an_address_that_asks_thirty_times_in_a_minute_gets_a_page_that_says_so(client, aida):
    for _ in range(30):
        attempt(client, "", "")
    page = attempt(client)
    assert page.status_code == 429
    assert "pauses for a minute" in page.content.decode()


# How long.


def minutes_left(client: Client) -> float:
    return (Session.objects.get(pk=client.session.session_key).expire_date - timezone.now()).total_seconds() / 60


def test_a_session_on_the_desk_ends_after_its_time_without_use(client, aida, settings):
    settings.STAFF_SESSION_MINUTES = 60
    with time_machine.travel(timezone.now(), tick=False) as clock:
        attempt(client)
        assert minutes_left(client) == 60
        clock.shift(timedelta(minutes=59))
        assert client.get(START).status_code == 200
        clock.shift(timedelta(minutes=59))
        assert client.get(START).status_code == 200
        clock.shift(timedelta(minutes=61))
        assert client.get(START).status_code == 302


def test_looking_at_visitors_pages_does_not_keep_the_desk_open(client, aida, settings):
    settings.STAFF_SESSION_MINUTES = 60
    answers = {"fair_form": "stall", "fair_on": "unknown", "organiser": "unknown"}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        attempt(client)
        clock.shift(timedelta(minutes=40))
        client.post("/en/guides/fair/fair/", answers)
        assert minutes_left(client) == 20
        clock.shift(timedelta(minutes=21))
        assert client.get(START).status_code == 302


def test_most_pages_of_the_desk_do_not_write_the_session(client, aida):
    attempt(client)
    client.get(reverse("desk:search"))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("desk:search"))
    assert not [query for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_a_visitor_s_session_lasts_a_day_as_before(client):
    client.post(
        "/en/guides/fair/fair/",
        {"fair_form": "stall", "fair_on": "unknown", "organiser": "unknown"},
    )
    assert client.session.get_expiry_age() == 24 * 60 * 60


@pytest.mark.parametrize("way_out", ["admin:logout", "account_logout"])
def test_signing_out_forgets_everything(client, aida, way_out):
    attempt(client)
    before = client.session.session_key
    answer = client.post(reverse(way_out))
    assert answer.status_code == 302
    assert not Session.objects.filter(pk=before).exists()
    assert not signed_in(client)


def test_visitors_pages_ask_nothing_of_sign_in(client):
    client.get("/en/privacy/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/en/privacy/")
    asked = [query["sql"] for query in queries]
    assert not [sql for sql in asked if "cache" in sql or "auth_" in sql or "account_" in sql or "mfa_" in sql]


# The second factor.


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up(client: Client) -> str:
    """Switches the second factor on the way a person does; the secret that the telephone would keep."""
    address = reverse("mfa_activate_totp")
    assert client.get(address, follow=True).redirect_chain[-1][0].startswith(reverse("account_reauthenticate"))
    client.post(f"{reverse('account_reauthenticate')}?next={address}", {"password": PASSWORD, "next": address})
    secret = client.get(address).context["form"].secret
    answer = client.post(address, {"code": code_now(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return secret


def test_a_second_factor_is_set_up_and_then_asked_for(client, aida):
    attempt(client)
    secret = set_up(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    other = Client(headers={"accept-language": "en"})
    assert attempt(other).url == reverse("mfa_authenticate")
    assert other.get(START).status_code == 302
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 422
    cache.clear()
    assert other.post(reverse("mfa_authenticate"), {"code": codes[0]}).url == START
    assert other.get(START).status_code == 200
    assert Authenticator.objects.get(user=aida, type="totp").data["secret"] == secret


def test_a_code_works_in_place_of_the_recovery_code_and_guessing_is_stopped(client, aida):
    secret = TOTP.activate(aida, "JBSWY3DPEHPK3PXP").instance.data["secret"]
    attempt(client)
    for _ in range(5):
        assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 422
    assert client.post(reverse("mfa_authenticate"), {"code": code_now(secret)}).status_code == 429
    cache.clear()
    assert client.post(reverse("mfa_authenticate"), {"code": code_now(secret)}).url == START


def test_a_second_factor_is_switched_off_again(client, aida):
    attempt(client)
    set_up(client)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=aida).exists()


def test_where_everybody_needs_one_staff_set_it_up_before_anything_else(client, aida, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    attempt(client)
    for address in (START, reverse("desk:search"), reverse("admin:rulebook_source_changelist")):
        assert client.get(address).url == reverse("mfa_activate_totp")
    set_up(client)
    assert client.get(START).status_code == 200


def test_where_everybody_needs_one_signing_out_still_works(client, aida, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    attempt(client)
    client.post(reverse("admin:logout"))
    assert not signed_in(client)


def test_pages_with_codes_are_kept_nowhere(client, aida):
    attempt(client)
    set_up(client)
    for name in (
        "mfa_view_recovery_codes",
        "mfa_index",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    ):
        page = client.get(reverse(name))
        assert page.status_code == 200
        assert "no-store" in page.headers["Cache-Control"]


def test_pages_of_signing_in_have_no_inline_script_or_style_and_ask_nobody_else(client, aida):
    attempt(client)
    set_up(client)
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_deactivate_totp", "admin:password_change"):
        page = client.get(reverse(name)).content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert 'src="http' not in page
        assert "<script>" not in page
