"""What every installation shares. Values that differ come from the environment; see README.md."""

import logging
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from antt_portal.settings import oidc

ROOT = Path(__file__).resolve().parent.parent.parent
env = environ.Env()


def required(name: str, why: str) -> str:
    """The variable's value; a missing one is named together with what it is for."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Thiếu biến môi trường {name}: {why}. (Environment variable {name} is missing.)")
    return value


DEBUG = False
PRODUCTION = False
SITE_NAME = "Cổng ANTT"
ROOT_URLCONF = "antt_portal.urls"
WSGI_APPLICATION = "antt_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ORIGIN = env.str("SITE_ORIGIN", default="http://localhost:8000")

INSTALLED_APPS = [
    "antt_portal.core",
    "enterprises",
    "directives",
    "reports",
    "antt_portal.api",
    "antt_portal.breaches",
    "antt_portal.home",
    "antt_portal.moving",
    "antt_portal.operations",
    "antt_portal.search",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "csp",
    "django_structlog",
]

MIDDLEWARE = [
    "antt_portal.core.walling.middleware.WallMiddleware",
    "antt_portal.operations.probes.ProbesFirst",
    "antt_portal.core.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "antt_portal.api.front.ApiFront",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "antt_portal.core.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "enterprises.middleware.SessionEndMiddleware",
    "enterprises.middleware.ActorMiddleware",
    "enterprises.middleware.SignInRequiredMiddleware",
    "enterprises.middleware.SecondFactorMiddleware",
    "enterprises.middleware.SeenMiddleware",
    "antt_portal.core.plain_text.PlainTextMiddleware",
    "antt_portal.core.quarantine_page.QuarantinePageMiddleware",
    "antt_portal.core.viewing.ViewingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "antt_portal.core.request_log.RequestLogMiddleware",
    "antt_portal.core.pace.PaceMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "antt_portal.core.context.portal",
                "antt_portal.navigation.sections",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/portal.html"

# ---- language, time ----
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["antt_portal.formats"]

# ---- people ----
AUTH_USER_MODEL = "enterprises.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "full_name")}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
    ]
]
AUTH_PASSWORD_VALIDATORS += [
    {"NAME": "antt_portal.core.breached_passwords.BreachedPasswordValidator"},
    {"NAME": "enterprises.people.guessable_passwords.GuessablePasswordValidator"},
]
PWNED_PASSWORDS_FILE: str = env.str("PWNED_PASSWORDS_FILE", default="")  # SHA-1 of breached passwords, sorted
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", default=0)  # of ours, whose word on X-Forwarded-For is believed
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "enterprises.people.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Cổng ANTT] "
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Failures count per address, and per account and address together (decision 92); a second factor's per account, which
# only somebody who has the password can use up, and which a passkey does not ask for.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "10/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
OLD_SECRET_KEYS: list[str] = env.list("OLD_SECRET_KEYS", default=[])  # open seeds that they sealed, and nothing else
MFA_ADAPTER = "enterprises.people.accounts.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts are made by a link in a mail: nobody signs up with another's address
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = SITE_NAME

# ---- cookies, headers ----
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # from the sign-in on, however much a session is used (decision 124)
SESSION_IDLE_SECONDS: int = env.int("SESSION_IDLE_SECONDS", default=2 * 60 * 60)  # of boards and agencies; 0 is no end
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "antt_portal.home.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# What programs ask for is refused without TLS, never led on (antt_portal.api.front, antt_portal.core.tls_only).
SECURE_REDIRECT_EXEMPT = [r"^api/v1/", r"^feed/", r"^webhooks/bounces/$"]
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# ---- sign-in through accounts of an office, where one is named ----
OIDC_PROVIDERS: list[dict[str, Any]] = oidc.checked(env.json("OIDC_PROVIDERS", default=[]))
vars().update(oidc.settings_of(OIDC_PROVIDERS))
if OIDC_PROVIDERS:
    INSTALLED_APPS += oidc.APPS
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += oidc.origins(OIDC_PROVIDERS)

# ---- files ----
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(ROOT / "var" / "static")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "antt_portal.core.uploads.UpToTheLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Of one person; 0 is no limit (antt_portal.core.pace).
UPLOADS_PER_MINUTE: int = env.int("UPLOADS_PER_MINUTE", default=120)
DOWNLOADS_PER_MINUTE: int = env.int("DOWNLOADS_PER_MINUTE", default=60)

# Which way stored files go (docs/decisions/0101-three-ways-for-a-file.md): through the portal where neither is set; by
# the web server from this internal location; or by the storage itself, at an address that is good for so many seconds.
FILES_ACCEL_LOCATION = env.str("FILES_ACCEL_LOCATION", default="")
FILES_SIGNED_SECONDS = 0
# ClamAV, where there is one: a unix socket (/run/clamav/clamd.ctl) or host:port. Then nobody opens a file that was not
# scanned. Its StreamMaxLength must not be below the 50 MB that an upload may have.
CLAMAV_SOCKET = env.str("CLAMAV_SOCKET", default="")
CLAMAV_SECONDS = env.float("CLAMAV_SECONDS", default=15)  # while somebody waits
CLAMAV_SWEEP_SECONDS = env.float("CLAMAV_SWEEP_SECONDS", default=120)

# ---- mail ----
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Cổng ANTT <khong-tra-loi@localhost>")
EMAIL_TIMEOUT = 20

# ---- papers: processes that make PDF, and what one paper may cost ----
PAPER_PROCESSES = env.int("PAPER_PROCESSES", default=2)
PAPER_SECONDS = env.float("PAPER_SECONDS", default=60)
PAPER_MEMORY_MB = env.int("PAPER_MEMORY_MB", default=768)
PAPER_QUEUE_SECONDS = env.float("PAPER_QUEUE_SECONDS", default=60)
PAPER_IDLE_SECONDS = env.float("PAPER_IDLE_SECONDS", default=300)
PAPER_MARK = env.str("PAPER_MARK", default="")  # across every page, where papers are not for real

# ---- signatures: keys by name (antt_portal.core.signing.keys), files of trusted roots, authority for timestamps ----
SIGNING_KEYS: dict[str, dict[str, str]] = env.json("SIGNING_KEYS", default={})
SIGNING_TRUST: list[str] = env.list("SIGNING_TRUST", default=[])
SIGNING_TIMESTAMP_URL: str = env.str("SIGNING_TIMESTAMP_URL", default="")

# ---- edXML: a board's code → its agency's (Quyết định 20/2020/QĐ-TTg); kinds of letters → document types ----
EDXML_ORGAN_IDS: dict[str, str] = env.json("EDXML_ORGAN_IDS", default={})
EDXML_DOCUMENT_TYPES: dict[str, Any] = env.json("EDXML_DOCUMENT_TYPES", default={})

# ---- work in the background ----
CELERY_TIMEZONE = TIME_ZONE
CELERY_ENABLE_UTC = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
# A killed worker's unacknowledged tasks come back after 120 seconds. A page that wakes a worker tries the broker twice
# and goes on without it; kombu's own way is to try for six seconds.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
}
# What is sent every minute is worth nothing to a worker that comes to it much later: the next one does the same.
SOON = {"expires": 300}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "heartbeat": {"task": "antt_portal.core.tasks.heartbeat", "schedule": 60.0, "options": SOON},
    "send-notices": {"task": "antt_portal.core.tasks.send_notices", "schedule": 60.0, "options": SOON},
    "render-papers": {"task": "antt_portal.core.tasks.render_papers", "schedule": 60.0, "options": SOON},
    "send-webhooks": {"task": "antt_portal.operations.tasks.send_webhooks", "schedule": 60.0, "options": SOON},
    "continue-imports": {"task": "antt_portal.moving.tasks.continue_imports", "schedule": 60.0, "options": SOON},
    "remind-breaches": {
        "task": "antt_portal.breaches.tasks.remind_breaches",
        "schedule": crontab(minute="6,36"),
    },
    "plan-reminders": {"task": "enterprises.tasks.plan_reminders", "schedule": crontab(minute="*/5"), "options": SOON},
    "sweep-claims": {"task": "antt_portal.core.tasks.sweep_claims", "schedule": crontab(minute="*/10")},
    "seal-audit": {"task": "antt_portal.core.tasks.seal_audit", "schedule": crontab(minute="4-54/10")},
    "open-daily-reports": {"task": "reports.tasks.open_daily_reports", "schedule": crontab(minute="2,32")},
    "end-sessions": {"task": "enterprises.tasks.end_sessions", "schedule": crontab(minute=8)},
    "delete-files": {"task": "antt_portal.core.tasks.delete_files", "schedule": crontab(minute=17)},
    "open-year": {"task": "reports.tasks.open_year", "schedule": crontab(hour="0,6,12,18", minute=15)},
    "refresh-names": {"task": "enterprises.tasks.refresh_names", "schedule": crontab(hour=0, minute=5)},
    "carry-out-successions": {
        "task": "enterprises.tasks.carry_out_successions",
        "schedule": crontab(hour=0, minute=10),
    },
    "open-duty-terms": {"task": "enterprises.tasks.open_terms", "schedule": crontab(hour=0, minute=25)},
    "announce-endings": {"task": "enterprises.tasks.announce_endings", "schedule": crontab(hour=7, minute=35)},
    "announce-evidence": {"task": "reports.tasks.announce_evidence", "schedule": crontab(hour=7, minute=40)},
    "scan-files": {"task": "antt_portal.core.tasks.scan_files", "schedule": crontab(minute="*/5"), "options": SOON},
    "delete-old": {"task": "antt_portal.operations.tasks.delete_old", "schedule": crontab(hour=2, minute=40)},
}

# ---- the wall between boards, kept by PostgreSQL itself (docs/decisions/0115-a-second-wall.md) ----
ROW_WALL = env.bool("ROW_WALL", default=True)
ROW_WALL_ROLES: dict[str, str] = {
    "boards": env.str("ROW_WALL_BOARDS_ROLE", default="antt_boards"),
    "portal": env.str("ROW_WALL_PORTAL_ROLE", default="antt_narrow"),
}

# ---- what programs of organisations read ----
API_REQUESTS_PER_MINUTE: int = env.int("API_REQUESTS_PER_MINUTE", default=120)  # of one token

# ---- seeing that it runs ----
METRICS_TOKEN: str = env.str("METRICS_TOKEN", default="")  # whoever has it may read /metrics; without it nobody
WEBHOOK_ALLOWED_PRIVATE: list[str] = env.list("WEBHOOK_ALLOWED_PRIVATE", default=[])  # networks, as 10.1.2.0/24
BOUNCE_WEBHOOK_SECRET: str = env.str("BOUNCE_WEBHOOK_SECRET", default="")  # a mail service signs its reports with it

# ---- what is written down: no address that opens a door ----
LOGGING_CONFIG = "logging.config.dictConfig"
LOG_AS_JSON = True
MESSAGE_STORAGE = "antt_portal.core.request_log.NotedMessages"
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request, when it is answered
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hidden-secrets": {"()": "antt_portal.core.request_log.HiddenSecrets"}},
    "loggers": {name: {"filters": ["hidden-secrets"]} for name in ("django.request", "django.security.csrf")},
}


def database(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for ``url``; SQLite gets WAL and immediate transactions (docs/decisions)."""
    config: dict[str, Any] = env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        config["CONN_MAX_AGE"] = 60
        if ROW_WALL:
            config["ENGINE"] = "antt_portal.core.postgresql"
        config["CONN_HEALTH_CHECKS"] = True
    return config


def cache(redis_url: str) -> dict[str, dict[str, Any]]:
    """Django's CACHES on the Redis (or valkey) server that also carries the tasks."""
    return {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}}
