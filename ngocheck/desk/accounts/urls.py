"""Signing in and out and the second factor, under /admin/account/. Allauth's other pages are left out:

nobody signs up, and passwords are reset by `manage.py changepassword`.
"""

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, include, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.i18n import set_language


def page(route: str, view: type[View], name: str, title: str | Promise) -> URLPattern:
    return path(route, view.as_view(extra_context={"title": title}), name=name)


CODE = _("The code from your telephone")
second_factor_urls = [
    page("", mfa.IndexView, "mfa_index", _("Second factor")),
    page("authenticate/", mfa.AuthenticateView, "mfa_authenticate", CODE),
    page("reauthenticate/", mfa.ReauthenticateView, "mfa_reauthenticate", CODE),
    page("totp/activate/", totp.ActivateTOTPView, "mfa_activate_totp", _("Set up the second factor")),
    page("totp/deactivate/", totp.DeactivateTOTPView, "mfa_deactivate_totp", _("Switch the second factor off")),
]

recovery_urls = [
    page("", codes.ViewRecoveryCodesView, "mfa_view_recovery_codes", _("Recovery codes")),
    page("generate/", codes.GenerateRecoveryCodesView, "mfa_generate_recovery_codes", _("New recovery codes")),
    path("download/", codes.DownloadRecoveryCodesView.as_view(), name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path("language/", set_language, name="set_language"),
    page("login/", LoginView, "account_login", _("Sign in")),
    page("logout/", LogoutView, "account_logout", _("Sign out")),
    page("reauthenticate/", ReauthenticateView, "account_reauthenticate", _("Your password, please")),
    path("2fa/", include(second_factor_urls)),
    path("2fa/recovery-codes/", include(recovery_urls)),
]
