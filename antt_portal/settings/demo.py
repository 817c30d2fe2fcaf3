"""``script/run``: SQLite, an embedded broker, mails in a folder, printed accounts. Never for real data."""

from antt_portal.settings.base import *
from antt_portal.settings.base import INSTALLED_APPS, ROOT, STORAGES, cache, database, env

VAR = ROOT / "var"
DEMO = True
SECRET_KEY = "demo-not-a-secret-" + "0" * 40
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES = {"default": database(env.str("DATABASE_URL", default=f"sqlite:///{VAR / 'antt.sqlite3'}"))}
REDIS_URL = env.str("REDIS_URL", default=f"unix://{VAR / 'broker.sock'}")
CACHES = cache(REDIS_URL)
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
LOG_AS_JSON = False  # a person reads along
PAPER_MARK = "BẢN THỬ NGHIỆM"
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR / "media"))
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", default=str(VAR / "mail"))
SITE_ORIGIN = f"http://localhost:{env.int('PORT', default=8000)}"
INSTALLED_APPS = [*INSTALLED_APPS, "antt_portal.demo"]
ROOT_URLCONF = "antt_portal.demo.urls"
# Compressing the fonts takes most of the first start, and nothing is gained on one's own machine.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
# Made by ``manage.py demo`` (antt_portal.demo.keys); leaders by mailbox, agencies by the code of their board.
SIGNING_KEYS = {
    name: {"file": str(VAR / "keys" / f"{name}.p12"), "passphrase": "thu-nghiem-2026"}
    for name in ("lanhdao", "thai-binh", "lanhdao.hp", "hai-phong", "chudautu", "song-xanh")
}
SIGNING_TRUST = [str(VAR / "keys" / "authority.pem")]
SIGNING_TIMESTAMP_URL = ""
# Codes of nobody: no agency's begins with X.
EDXML_ORGAN_IDS = {"thai-binh": "X99.99.01", "hai-phong": "X99.99.02"}
