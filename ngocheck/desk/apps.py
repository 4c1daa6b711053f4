from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "ngocheck.desk"
    verbose_name = _("Editors' desk")

    def ready(self) -> None:
        from .accounts.roles import after_migrate  # noqa: PLC0415 - models can be imported only now
        from .accounts.sign_in import begin  # noqa: PLC0415

        user_logged_in.connect(begin, dispatch_uid="desk session")
        post_migrate.connect(after_migrate, sender=apps.get_app_config("rulebook"), dispatch_uid="desk roles")


class DeskAdminConfig(AdminConfig):
    """Django's admin with our own site: its start page, its menu, its pages beside the tables."""

    default_site = "ngocheck.desk.site.Desk"

    def ready(self) -> None:
        super().ready()
        from allauth.account.models import EmailAddress  # noqa: PLC0415
        from allauth.mfa.models import Authenticator  # noqa: PLC0415
        from django.contrib import admin  # noqa: PLC0415

        # Nobody has business with these rows: addresses are not used, and the others hold secrets.
        admin.site.unregister([EmailAddress, Authenticator])
