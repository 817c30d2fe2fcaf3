"""The test suite: real PostgreSQL and Redis from the environment (``script/test`` starts them), mails in memory."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from antt_portal.settings import oidc
from antt_portal.settings.base import *
from antt_portal.settings.base import INSTALLED_APPS, cache, database, env, required


def redis_of_worker(url: str, worker: str) -> str:
    """``worker`` as pytest-xdist calls it, "gw1"."""
    return urlsplit(url)._replace(path=f"/{int(worker.removeprefix('gw'))}").geturl()


INSTALLED_APPS = [*INSTALLED_APPS, "antt_portal.tests", *oidc.APPS]
# One whom nobody answers for; tests that sign in start their own.
_provider = {"id": "co-quan", "name": "Tài khoản cơ quan", "client_id": "cong", "secret": "bi-mat-thu"}
vars().update(oidc.settings_of([{**_provider, "server_url": "http://127.0.0.1:9"}]))
SECRET_KEY = "test-" + "0" * 50
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DATABASES = {"default": database(required("DATABASE_URL", "script/test đặt giá trị này"))}
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Each worker of pytest-xdist, and what it starts, has a database of Redis of its own: one clears what it counts.
REDIS_URL = redis_of_worker(
    required("REDIS_URL", "script/test đặt giá trị này"), env.str("PYTEST_XDIST_WORKER", default="gw0")
)
os.environ["REDIS_URL"] = REDIS_URL
CACHES = cache(REDIS_URL)
CELERY_BROKER_URL = REDIS_URL
_scratch = tempfile.TemporaryDirectory(prefix="antt-test-")  # goes when the process ends
MEDIA_ROOT = env.str("MEDIA_ROOT", default=f"{_scratch.name}/media")
STATIC_ROOT = Path(_scratch.name) / "static"
STATIC_ROOT.mkdir()
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
UPLOADS_PER_MINUTE = DOWNLOADS_PER_MINUTE = 0  # a suite is one person who does a year's work in minutes
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
# Two runs at once against one server (a developer's, not script/test's) need different databases.
if env.str("TEST_DATABASE", default=""):
    DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_DATABASE")}
