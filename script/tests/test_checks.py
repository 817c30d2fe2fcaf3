"""What ``script/test`` does with tests that fail: a few are asked once more and named, all others have failed."""

import os

import pytest
from checks import MOST_ASKED_AGAIN, Suite, tool

FAILS_ONCE = """
from pathlib import Path
def test_{number}():
    been = Path({folder!r}) / "been-{number}"
    there = been.exists()
    been.touch()
    assert there
"""
ALWAYS_FAILS = "def test_{number}(): assert False\n"
PASSES = "def test_{number}(): pass\n"


@pytest.fixture
def ask(tmp_path):
    def asked(*sources):
        folder = tmp_path / "tests"
        folder.mkdir()
        for number, source in enumerate(sources):
            (folder / f"test_{number}.py").write_text(source.format(number=number, folder=str(tmp_path)))
        (folder / "pytest.ini").write_text("[pytest]\n")
        command = (tool("pytest"), "-q", "-p", "no:django", "-p", "no:randomly", str(folder))
        return Suite("tests", command, cache=tmp_path / "cache").ask(os.environ)

    return asked


def test_one_that_fails_beside_others_and_passes_by_itself_is_named(ask):
    outcome = ask(FAILS_ONCE, PASSES)

    assert outcome.status == 0
    assert [test.rpartition("::")[2] for test in outcome.failed] == ["test_0"]
    assert "unsteady: " in str(outcome)


def test_one_that_fails_again_has_failed(ask):
    outcome = ask(FAILS_ONCE, ALWAYS_FAILS)

    assert outcome.status == 1
    assert "FAILED (1)" in str(outcome)


def test_many_that_fail_have_failed_and_are_not_asked_again(ask):
    outcome = ask(*[FAILS_ONCE] * (MOST_ASKED_AGAIN + 1))

    assert outcome.status == 1


def test_a_run_that_fails_for_another_reason_has_failed(ask):
    outcome = ask("no python {{")

    assert outcome.status != 0


def test_nothing_is_said_where_all_pass(ask):
    outcome = ask(PASSES)

    assert (outcome.status, outcome.failed) == (0, [])
    assert "unsteady" not in str(outcome)
