"""The portal as it is deployed, on loopback: gunicorn with two workers and the settings of production."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from antt_portal.core.tests.this_database import database_url

WORKERS, THREADS = 2, 4
HOST = "portal.example"
ORIGIN = f"https://{HOST}"
# What nginx adds in front of it.
FORWARDED = {"Host": HOST, "X-Forwarded-Proto": "https"}
# As antt_portal.settings.production calls them.
SESSION_COOKIE, CSRF_COOKIE = "__Host-session", "__Host-csrf"
START_SECONDS = 60


@contextmanager
def portal() -> Iterator[str]:
    """Where it listens, "http://127.0.0.1:port"; it works on the database of the bench."""
    with tempfile.TemporaryDirectory(prefix="antt-bench-") as name:
        folder = Path(name)
        with override_settings(STATIC_ROOT=folder / "static", STORAGES=_manifest_storages()):
            call_command("collectstatic", interactive=False, verbosity=0)
        with (folder / "gunicorn.log").open("wb") as log:
            program = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-m", "gunicorn", "antt_portal.wsgi", *_options(folder)],
                env=_environment(folder),
                cwd=settings.ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            try:
                yield _address(folder / "gunicorn.log", program)
            finally:
                program.terminate()
                program.wait(timeout=30)


def _manifest_storages() -> dict[str, dict[str, str]]:
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    return settings.STORAGES | {"staticfiles": {"BACKEND": backend}}


def _options(folder: Path) -> list[str]:
    """As ``script/run`` starts it, on whatever port is free."""
    load = ["--workers", str(WORKERS), "--threads", str(THREADS), "--worker-tmp-dir", str(folder)]
    return ["--preload", "--no-control-socket", *load, "--bind", "127.0.0.1:0"]


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "antt_portal.settings.production",
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": HOST,
        "SITE_ORIGIN": ORIGIN,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "STATIC_ROOT": str(folder / "static"),
        "DEFAULT_FROM_EMAIL": f"portal@{HOST}",
        "EMAIL_URL": "dummymail://",
    }


def _address(log: Path, program: subprocess.Popen[bytes]) -> str:
    """The kernel chose the port; gunicorn says which, and answers when its workers do."""
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and program.poll() is None:
        said = log.read_text(errors="replace")
        if found := [word for word in said.split() if word.startswith("http://127.0.0.1:")]:
            with urlopen(Request(f"{found[0]}/accounts/login/", headers=FORWARDED)):  # noqa: S310 - an http address of loopback
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"gunicorn did not start: {log.read_text(errors='replace')[-2000:]}")
