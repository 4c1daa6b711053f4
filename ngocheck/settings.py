"""All settings, read from the environment. Every default is right for a laptop; wrong values fail loudly.

DEBUG          default: on without SECRET_KEY, off with it
SECRET_KEY     needed when DEBUG is off
ALLOWED_HOSTS  comma-separated; needed when DEBUG is off
DATABASE_URL   default: an SQLite file in this folder
CSRF_TRUSTED_ORIGINS  comma-separated, with https://
HTTPS          default: on when DEBUG is off; sends visitors to https and marks cookies as secure
PROXY_HTTPS    default: off; trust X-Forwarded-Proto from the proxy in front, and its last X-Forwarded-For
STAFF_SESSION_MINUTES   default: 120; staff who do nothing on the desk for so long sign in again
REQUIRE_SECOND_FACTOR   default: off; staff set up a code from their telephone before they can do anything else
FOUR_EYES               default: on; every change needs the approval of somebody who did not make it
CHECK_EVERY_MONTHS      default: 6; when "checked, unchanged" puts the next check of a version of the law
LOOK_WITHIN_DAYS        default: 14; after so long without an editor's look visitors learn that an article changed
SITE_ADDRESS   default: none; the site's own https address, which mails put before their links
EMAIL_HOST     default: none; the SMTP server for the weekly mail; without one mails are written as files
EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS   default: 587, none, none, on; for that server
EMAIL_FROM     default: ngocheck@localhost; who the mails are from
EMAIL_FOLDER   default: a folder mail here; where mails are written without EMAIL_HOST
REPORT_TO      default: none; a mail address or an https address to which visitors report mistakes
KEPT_BY        default: none; who stands behind the site, in a few words; visitors see it
"""

from __future__ import annotations

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

BASE_DIR = Path(__file__).resolve().parent.parent
SHORTEST_KEY = 50
env = Env()

try:
    SECRET_KEY = env.str("SECRET_KEY", "")
    DEBUG = env.bool("DEBUG", not SECRET_KEY)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
    CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
    HTTPS = env.bool("HTTPS", not DEBUG)
    PROXY_HTTPS = env.bool("PROXY_HTTPS", False)
    STAFF_SESSION_MINUTES = env.int("STAFF_SESSION_MINUTES", 120, validate=validate.Range(min=1))
    REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", False)
    FOUR_EYES = env.bool("FOUR_EYES", True)
    CHECK_EVERY_MONTHS = env.int("CHECK_EVERY_MONTHS", 6, validate=validate.Range(min=1))
    LOOK_WITHIN_DAYS = env.int("LOOK_WITHIN_DAYS", 14, validate=validate.Range(min=0))
    SITE_ADDRESS = env.str("SITE_ADDRESS", "", validate=validate.Regexp(r"(https?://[^\s/]+)?\Z"))
    EMAIL_HOST = env.str("EMAIL_HOST", "")
    EMAIL_PORT = env.int("EMAIL_PORT", 587, validate=validate.Range(min=1, max=65535))
    EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
    DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "ngocheck@localhost")
    EMAIL_FILE_PATH = env.str("EMAIL_FOLDER", str(BASE_DIR / "mail"))
    REPORT_TO = env.str("REPORT_TO", "", validate=validate.Regexp(r"(https://\S+|[^\s@:]+@[^\s@]+)?\Z"))
    KEPT_BY = env.str("KEPT_BY", "")
except EnvError as error:
    raise ImproperlyConfigured(str(error)) from error

if DEBUG and not SECRET_KEY:
    SECRET_KEY = "for this laptop only, never for a server"  # noqa: S105
if not DEBUG and len(SECRET_KEY) < SHORTEST_KEY:
    raise ImproperlyConfigured(f"Without DEBUG, SECRET_KEY must be at least {SHORTEST_KEY} random characters.")
if not DEBUG and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's host names when DEBUG is off.")

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_TIMEOUT = 30

INSTALLED_APPS = [
    "ngocheck.desk.apps.DeskConfig",
    "ngocheck.desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "simple_history",
    "ngocheck.rulebook",
    "ngocheck.checklists",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages hold no secret beside what a visitor typed: CSRF tokens are masked anew for each, answers stand in the
    # visit. Django adds bytes at random, so that the length tells nothing either (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "ngocheck.checklists.visits.middleware.Visits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "ngocheck.desk.accounts.sign_in.StaffSessions",
    "ngocheck.desk.change_sets.working.WorkingIn",
    "ngocheck.desk.publishing.preview.Preview",
    "ngocheck.checklists.middleware.NotYetPublished",
]

ROOT_URLCONF = "ngocheck.urls"
WSGI_APPLICATION = "ngocheck.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["ngocheck.unindented.Loader", "django.template.loaders.app_directories.Loader"],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "ngocheck"
CRISPY_TEMPLATE_PACK = "ngocheck"
CRISPY_FAIL_SILENTLY = False

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{BASE_DIR / 'ngocheck.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening SQLite's file again for every request would take longer than most pages.
DATABASES["default"]["CONN_MAX_AGE"] = 60
# Counts attempts to sign in, for all processes alike; visitors' pages do not use it. `migrate` makes its table.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Staff sign in by name and password, with a second factor where they want one. Nobody can sign up.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "ngocheck.desk.accounts.sign_in.StaffOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# "key" is the name that is tried; both count together for all processes.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PROXY_HTTPS else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "NGOCheck"
MFA_TOTP_TOLERANCE = 1

# The law is written in English columns first; Russian is what a browser without a wish gets.
SOURCE_LANGUAGE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("kk", "Қазақша")]
LANGUAGE_CODE = "ru"
# What an editor chooses on the desk; visitors have their language in the address and no such cookie.
LANGUAGE_COOKIE_NAME = "desk_language"
LANGUAGE_COOKIE_PATH = "/admin/"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["ngocheck.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# Answers live in the sealed visit: a day at most; its key stands in a cookie that scripts cannot read.
VISIT_AGE = 24 * 60 * 60
VISIT_COOKIE = "__Host-visit" if HTTPS else "visit"
# Staff alone have sessions.
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# It ends with the browser, not after a year.
CSRF_COOKIE_AGE = None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Nothing here logs answers or addresses of visitors.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
