"""One Chromium for every test that needs a browser: the system's, which ``script/setup --tests`` installs."""

import shutil

import pytest

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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing: run script/setup --tests")
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(QUIET)}
