from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "ngocheck.rulebook"
    verbose_name = "The law"
