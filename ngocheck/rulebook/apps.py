from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    name = "ngocheck.rulebook"
    verbose_name = _("The law")

    def ready(self) -> None:
        from .history.records import connect  # noqa: PLC0415 - models can be imported only now
        from .models import KEYED  # noqa: PLC0415
        from .models.stamps import stamp_changed  # noqa: PLC0415

        for model in KEYED:
            pre_save.connect(stamp_changed, sender=model, dispatch_uid=f"stamp {model.__name__}")
        connect()
