"""docs/security.md names every requirement of the standard once, and only tests and files that are there."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from django.conf import settings

PAGE = (settings.ROOT / "docs" / "security.md").read_text()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (met|n/a|open) \| (.+) \|$", re.MULTILINE)
ROWS = [match.groups() for match in ROW.finditer(PAGE)]
# Requirements of levels 1 and 2 in each chapter of ASVS 5.0.0.
COUNTS = (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7)
PARTS = {"People", "Isolation", "Hostile input", "Memory", "Moving in", "Running it", "Documentation"}
APPS = ("antt_portal", "enterprises", "directives", "reports")


@pytest.fixture(scope="module")
def tests():
    """What the test files of one name define, by that name."""
    found = defaultdict(set)
    for app in APPS:
        for path in Path(settings.ROOT / app).rglob("test_*.py"):
            found[path.stem] |= set(re.findall(r"def (test_\w+)", path.read_text()))
    return found


def test_every_requirement_stands_there_once():
    numbers = [number for number, _state, _said in ROWS]
    assert len(set(numbers)) == len(numbers)
    chapters = Counter(int(number.partition(".")[0]) for number in numbers)
    assert chapters == dict(enumerate(COUNTS, 1))


def test_the_figures_at_the_top_are_counted():
    states = Counter(state for _number, state, _said in ROWS)
    told = f"{len(ROWS)} requirements: {states['met']} met, {states['n/a']} not applicable, {states['open']} open."
    assert told in PAGE


@pytest.mark.parametrize(("number", "said"), [(number, said) for number, state, said in ROWS if state == "met"])
def test_what_is_met_names_a_test_or_a_file(number, said, tests):
    names = re.findall(r"`([^`]+)`", said)
    assert names
    for name in names:
        file, _colons, test = name.partition("::")
        assert test in tests[file] if test else Path(settings.ROOT / name).exists(), name


@pytest.mark.parametrize(("number", "said"), [(number, said) for number, state, said in ROWS if state == "open"])
def test_what_is_open_says_to_which_part_it_belongs(number, said):
    assert said.partition(":")[0] in PARTS
