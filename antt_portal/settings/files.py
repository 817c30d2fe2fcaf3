"""Commands that only read and write files: no database, no broker, and nothing from the environment is needed."""

from antt_portal.settings.base import *

SECRET_KEY = "of-a-command-that-signs-no-cookie-" + "0" * 20  # nothing here is served to anybody
DATABASES: dict[str, dict[str, str]] = {}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
