"""One Chromium for every test that needs a browser (the system's), and one pace for every hypothesis."""

import os
import shutil

import pytest
from hypothesis import settings

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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing: run script/setup --tests")
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(QUIET)}
