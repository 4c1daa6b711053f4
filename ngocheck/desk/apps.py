from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AppConfig):
    name = "ngocheck.desk"
    verbose_name = "Editors' desk"


class DeskAdminConfig(AdminConfig):
    """Django's admin with our own site: its start page, its menu, its pages beside the tables."""

    default_site = "ngocheck.desk.site.Desk"
