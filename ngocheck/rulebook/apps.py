from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    name = "ngocheck.rulebook"
    verbose_name = _("The law")

    def ready(self) -> None:
        from .history.records import connect  # noqa: PLC0415 - models can be imported only now

        connect()
