"""Configuration comes from the environment; a missing value is named, and production refuses what only suits a demo."""

import json
import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from storages.backends.s3 import S3Storage

from antt_portal.celery import app
from antt_portal.settings import base, object_storage

GOOD = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "antt.example.gov.vn",
    "DATABASE_URL": "postgres://portal@127.0.0.1/portal",
    "REDIS_URL": "redis://127.0.0.1/0",
    "MEDIA_ROOT": "/srv/antt/media",
    "SITE_ORIGIN": "https://antt.example.gov.vn",
    "DEFAULT_FROM_EMAIL": "antt@example.gov.vn",
    "EMAIL_URL": "smtp+tls://u:p@mail.example.gov.vn:587",
}


def start(**changes):
    """Load the production settings in a process of their own; returns what it printed as its error."""
    environment = {**GOOD, **changes, "PATH": os.environ["PATH"], "PYTHONPATH": str(settings.ROOT)}
    environment = {name: value for name, value in environment.items() if value is not None}
    environment["DJANGO_SETTINGS_MODULE"] = "antt_portal.settings.production"
    command = "import django; django.setup(); from django.conf import settings; settings.SECRET_KEY"
    done = subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_production_starts_with_everything_set():
    assert start() == (0, "")


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_missing_value_is_named(name):
    code, said = start(**{name: None})
    assert code != 0
    assert name in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("changes", "told", "reason"),
    [
        ({"SECRET_KEY": "demo-not-a-secret-" + "0" * 40}, {}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, {}, "SECRET_KEY"),
        ({"DEBUG": "1"}, {"ALLOW_DEBUG_IN_PRODUCTION": "1"}, "DEBUG"),
        ({"DATABASE_URL": "sqlite:///x"}, {"ALLOW_SQLITE_IN_PRODUCTION": "1"}, "SQLite"),
    ],
)
def test_production_refuses_what_suits_a_demo_unless_told_so(changes, told, reason):
    code, said = start(**changes)
    assert code != 0
    assert reason in said.splitlines()[-1]
    if told:
        assert start(**changes, **told)[0] == 0


def test_production_passes_djangos_own_checks_for_deployment():
    key = "0123456789abcdefghijklmnopqrstuvwxyz" * 2
    environment = {**GOOD, "SECRET_KEY": key, "PATH": os.environ["PATH"]}
    environment["DJANGO_SETTINGS_MODULE"] = "antt_portal.settings.production"
    command = [sys.executable, str(settings.ROOT / "manage.py"), "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_the_cookies_of_production_belong_to_one_host():
    environment = {**GOOD, "PATH": os.environ["PATH"], "PYTHONPATH": str(settings.ROOT)}
    command = (
        "from antt_portal.settings import production as p; "
        "print(p.SESSION_COOKIE_NAME, p.CSRF_COOKIE_NAME, p.LANGUAGE_COOKIE_NAME, "
        "p.SESSION_COOKIE_SECURE and p.CSRF_COOKIE_SECURE and p.LANGUAGE_COOKIE_SECURE)"
    )
    done = subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, text=True, check=True)
    *names, secure = done.stdout.split()
    assert ([name.startswith("__Host-") for name in names], secure) == ([True] * 3, "True")


BUCKET = {
    "FILES_S3_BUCKET": "antt",
    "FILES_S3_ENDPOINT": "https://kho.example.gov.vn",
    "FILES_S3_ACCESS_KEY": "khoa-thu",
    "FILES_S3_SECRET_KEY": "bi-mat-thu",
}


def test_a_bucket_takes_the_place_of_the_folder():
    assert start(**BUCKET, MEDIA_ROOT=None) == (0, "")
    code, said = start(**BUCKET | {"FILES_S3_SECRET_KEY": None})
    assert code != 0
    assert "FILES_S3_SECRET_KEY" in said.splitlines()[-1]


def test_a_file_in_the_bucket_has_an_address_that_is_signed_and_good_for_a_minute(monkeypatch):
    """Only the address: no storage is asked, and none is here to be asked."""
    for name, value in BUCKET.items():
        monkeypatch.setenv(name, value)
    storage = S3Storage(**object_storage.storage("antt")["OPTIONS"])
    wanted = {"ResponseContentDisposition": "inline; filename=a.pdf", "ResponseContentType": "application/pdf"}
    address = urlsplit(storage.url("blobs/7/aa/aabb", parameters=wanted, expire=60))
    assert (address.scheme, address.netloc, address.path) == ("https", "kho.example.gov.vn", "/antt/blobs/7/aa/aabb")
    told = parse_qs(address.query)
    assert told["X-Amz-Expires"] == ["60"]
    assert len(told["X-Amz-Signature"][0]) == 64
    assert told["response-content-disposition"] == ["inline; filename=a.pdf"]
    assert "bi-mat-thu" not in address.query
    unsigned = urlsplit(storage.url("blobs/7/aa/aabb")).query
    assert "X-Amz-Signature" in unsigned, "nothing has an address without a signature"


def test_production_refuses_the_demo_app():
    command = (
        "from antt_portal.settings import production as p; p.INSTALLED_APPS.append('antt_portal.demo');"
        "import django; django.setup()"
    )
    environment = {**GOOD, "PATH": os.environ["PATH"], "PYTHONPATH": str(settings.ROOT)}
    environment["DJANGO_SETTINGS_MODULE"] = "antt_portal.settings.production"
    done = subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "antt_portal.demo" in done.stderr.splitlines()[-1]


def test_an_installation_bounds_the_files_of_a_person():
    """The suite does not."""
    assert base.UPLOADS_PER_MINUTE > 0
    assert base.DOWNLOADS_PER_MINUTE > 0


def test_every_beat_entry_names_a_real_task():
    app.autodiscover_tasks(force=True)
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_a_letter_in_a_file_is_checked_and_printed_without_any_installation(tmp_path):
    letter = str(settings.ROOT / "directives" / "data" / "letters" / "thai-binh-2020.json")
    environment = {"PATH": os.environ["PATH"]}
    manage = [sys.executable, str(settings.ROOT / "manage.py")]
    checked = subprocess.run([*manage, "check_letter", letter], env=environment, capture_output=True, check=False)
    codes = [json.loads(line)["code"] for line in checked.stdout.splitlines()]
    assert (checked.returncode, codes[:2]) == (1, ["number-blank", "date-blank"])
    target = tmp_path / "letter.pdf"
    subprocess.run([*manage, "render_letter", letter, "--output", str(target)], env=environment, check=True)
    assert target.read_bytes().startswith(b"%PDF-1.7")
