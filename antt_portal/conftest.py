"""One Chromium for every browser test (the system's), one pace for every hypothesis, one end for the database."""

import os
import shutil

import pytest
from django.db import connection
from hypothesis import settings
from playwright.sync_api import expect

from antt_portal.core.tests.this_database import show_out

# No telemetry, no update, no graphics card: a browser of a test talks to the test and to nobody else.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # Chromium refuses to start as root with its sandbox, and tests may run as root
)


# A busy machine is no failure; and what CI tries is the same every time, so that red means changed.
settings.register_profile("portal", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("portal")

# Nor is it one to a browser: a letter is set while somebody waits, beside another browser and a worker.
expect.set_options(timeout=20_000)  # milliseconds


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing: run script/setup --tests")
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(QUIET)}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Whoever still holds a connection when all is over, as a thread that answered a browser's last request, lets the
    database go: PostgreSQL drops none that somebody is in."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            show_out()
