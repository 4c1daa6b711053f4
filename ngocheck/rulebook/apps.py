from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "ngocheck.rulebook"
    verbose_name = "The law"

    def ready(self) -> None:
        from .history import connect  # noqa: PLC0415 - models can be imported only now

        connect()
