"""Production. Refuses to start with the demo's secret, DEBUG or SQLite unless told so explicitly."""

import sys

from django.core.exceptions import ImproperlyConfigured

from antt_portal.settings import object_storage
from antt_portal.settings.base import *
from antt_portal.settings.base import CONTENT_SECURITY_POLICY, STORAGES, cache, database, env, required

DEMO_SECRET_PREFIX = "demo-"  # noqa: S105 - a prefix to recognise, not a secret

PRODUCTION = True
SECRET_KEY = required("SECRET_KEY", "khóa bí mật, ít nhất 50 ký tự ngẫu nhiên")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS", "tên miền, cách nhau bằng dấu phẩy").split(",")]
DATABASES = {"default": database(required("DATABASE_URL", "postgres://người-dùng:mật-khẩu@máy:5432/tên"))}
REDIS_URL = required("REDIS_URL", "redis://máy:6379/0, cho Celery và bộ nhớ đệm")
if bucket := env.str("FILES_S3_BUCKET", default=""):
    STORAGES = STORAGES | {"default": object_storage.storage(bucket)}
    FILES_SIGNED_SECONDS = object_storage.SIGNED_SECONDS
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] += [object_storage.endpoint()]
else:
    MEDIA_ROOT = required("MEDIA_ROOT", "thư mục ngoài gốc web để lưu tệp minh chứng và văn bản")
SITE_ORIGIN = required("SITE_ORIGIN", "địa chỉ công khai, ví dụ https://antt.example.gov.vn")
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL", "địa chỉ gửi thư")
vars().update(env.email_url_config(required("EMAIL_URL", "smtp+tls://người-dùng:mật-khẩu@máy:587")))

CACHES = cache(REDIS_URL)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)  # nginx in front
CELERY_BROKER_URL = REDIS_URL
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True  # nginx gives each request its id, whatever a visitor sends
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
# A browser takes such a cookie from this host only, over TLS only: no neighbour under the same domain can plant one.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"
DEBUG = env.bool("DEBUG", default=False)

if SECRET_KEY.startswith(DEMO_SECRET_PREFIX) or len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY là khóa của bản thử hoặc quá ngắn: cần ít nhất 50 ký tự ngẫu nhiên.")
if DEBUG and not env.bool("ALLOW_DEBUG_IN_PRODUCTION", default=False):
    raise ImproperlyConfigured("DEBUG bật trong môi trường chính thức: bỏ DEBUG hoặc đặt ALLOW_DEBUG_IN_PRODUCTION=1.")
if DATABASES["default"]["ENGINE"].endswith("sqlite3") and not env.bool("ALLOW_SQLITE_IN_PRODUCTION", default=False):
    raise ImproperlyConfigured(
        "SQLite không dùng cho môi trường chính thức: dùng PostgreSQL hoặc đặt ALLOW_SQLITE_IN_PRODUCTION=1."
    )
if "antt_portal.demo" in sys.modules:
    raise ImproperlyConfigured("Ứng dụng minh họa (antt_portal.demo) không được nạp trong môi trường chính thức.")
