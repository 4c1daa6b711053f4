"""Signing in and out and the second factor, under /admin/account/. Allauth's other pages are left out:

nobody signs up, and passwords are reset by `manage.py changepassword`.
"""

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language


def titled(title: str | Promise) -> dict[str, dict[str, str | Promise]]:
    return {"extra_context": {"title": title}}


urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("login/", LoginView.as_view(**titled(_("Sign in"))), name="account_login"),
    path("logout/", LogoutView.as_view(**titled(_("Sign out"))), name="account_logout"),
    path(
        "reauthenticate/",
        ReauthenticateView.as_view(**titled(_("Your password, please"))),
        name="account_reauthenticate",
    ),
    path("2fa/", second_factor.IndexView.as_view(**titled(_("Second factor"))), name="mfa_index"),
    path(
        "2fa/authenticate/",
        second_factor.AuthenticateView.as_view(**titled(_("The code from your telephone"))),
        name="mfa_authenticate",
    ),
    path(
        "2fa/reauthenticate/",
        second_factor.ReauthenticateView.as_view(**titled(_("The code from your telephone"))),
        name="mfa_reauthenticate",
    ),
    path(
        "2fa/totp/activate/",
        totp.ActivateTOTPView.as_view(**titled(_("Set up the second factor"))),
        name="mfa_activate_totp",
    ),
    path(
        "2fa/totp/deactivate/",
        totp.DeactivateTOTPView.as_view(**titled(_("Switch the second factor off"))),
        name="mfa_deactivate_totp",
    ),
    path(
        "2fa/recovery-codes/",
        recovery_codes.ViewRecoveryCodesView.as_view(**titled(_("Recovery codes"))),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        recovery_codes.GenerateRecoveryCodesView.as_view(**titled(_("New recovery codes"))),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        recovery_codes.DownloadRecoveryCodesView.as_view(),
        name="mfa_download_recovery_codes",
    ),
]
