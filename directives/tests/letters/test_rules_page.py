"""docs/checks.md says what the table of codes says, and every code has its rule."""

from pathlib import Path

from django.conf import settings

from directives.letters.rules import CODES, TABLE, Stage
from directives.letters.rules.checking import RULES


def rows():
    for code in TABLE:
        stages = ("×" if stage in code.stages else "" for stage in Stage)
        yield (f"`{code.name}`", str(code.severity), str(code.title), *stages)


def test_the_page_of_checks_says_what_the_table_says():
    page = (Path(settings.ROOT) / "docs" / "checks.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    written = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    assert [row for row in written if len(row) == len(Stage) + 3] == list(rows())


def test_every_code_has_one_rule():
    assert RULES.keys() == CODES.keys()
    assert len(TABLE) == len(CODES)
