"""The site's settings as on a server, with the peer beside it."""

from ngocheck.settings import *  # noqa: F403
from ngocheck.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "crispy_bootstrap5"]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("ngocheck", "bootstrap5")
ROOT_URLCONF = "server_urls"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = None
