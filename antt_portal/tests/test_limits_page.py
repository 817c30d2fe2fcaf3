"""docs/limits-and-logs.md says the figures, words and events that the code has."""

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from enterprises.people.guessable_passwords import LEAST_BESIDE, WORDS

PAGE = (settings.ROOT / "docs" / "limits-and-logs.md").read_text()
LIMITS = re.findall(r"^\| (.+?) \| .+ \| (.+?) \| `([a-z_.]+)\.([A-Z_]+)` \|$", PAGE, re.MULTILINE)
SOURCES = [
    path
    for app in ("antt_portal", "enterprises", "directives", "reports")
    for path in Path(settings.ROOT / app).rglob("*.py")
    if "tests" not in path.parts
]
ELSEWHERE = re.compile(
    r"\b(FileHandler|RotatingFile\w*|SysLogHandler|HTTPHandler|SocketHandler|SMTPHandler|sentry_sdk)\b"
)


def shown(value):
    if not isinstance(value, timedelta):
        return str(value)
    return f"{value.days} days" if value.days else f"{value.seconds // 60} minutes"


@pytest.mark.parametrize(("what", "told", "module", "name"), LIMITS, ids=[row[0] for row in LIMITS])
def test_a_limit_is_the_one_of_the_code(what, told, module, name):
    assert shown(getattr(import_module(module), name)) == told


def test_the_page_has_limits():
    assert len(LIMITS) > 20


def test_the_words_are_those_that_passwords_are_held_against():
    assert LEAST_BESIDE == 8
    assert f"\n{', '.join(WORDS)}.\n" in PAGE


def test_every_event_stands_in_the_inventory():
    written = {
        event for path in SOURCES for event in re.findall(r'logger\.\w+\("([a-z]+(?:_[a-z]+)+)"', path.read_text())
    }
    row = next(line for line in PAGE.splitlines() if line.startswith("| requests and security events |"))
    assert written
    assert written <= set(re.findall(r"`(\w+)`", row))


def test_nothing_is_written_to_a_log_that_the_inventory_does_not_name():
    """Lines go to the standard output and error of each process, whose journal the page names."""
    assert "handlers" not in settings.LOGGING
    assert [path for path in SOURCES if ELSEWHERE.search(path.read_text())] == []
