"""Every kind prints its example: all that the data says, in order, nothing else, and the same bytes each time."""

import pytest
from django.core.management import call_command

from antt_portal.core import papers
from antt_portal.core.tests.documents.measured import squeezed
from directives.letters import KINDS
from directives.tests.letters.examples import FOLDER, NAMES, example, paper_of, pdf_of
from directives.tests.letters.expected_kinds import READING

# Registers, answers and the report of a day are printed from rows, and the older list of a submission by reports.
FROM_ROWS = {"outgoing_register", "incoming_register", "implementation", "daily_compile"}
WITHOUT_EXAMPLE = {"official_letter", "submission_list", *FROM_ROWS}


def test_every_kind_has_an_example():
    assert set(NAMES) == (KINDS.keys() | papers.known_kinds()) - WITHOUT_EXAMPLE
    assert all(example(name)["kind"] == name for name in NAMES)


@pytest.mark.parametrize("name", READING)
def test_a_paper_says_what_its_data_says_in_reading_order_and_nothing_else(name):
    assert paper_of(name).reading == squeezed("".join(READING[name](example(name))))


def test_no_letter_kind_goes_unread():
    assert READING.keys() == KINDS.keys() - WITHOUT_EXAMPLE


@pytest.mark.parametrize("name", READING)
def test_the_same_data_gives_the_same_bytes(name):
    assert pdf_of(example(name)) == paper_of(name).pdf


@pytest.mark.parametrize("name", ["registration", "self_assessment"])
def test_filings_of_reports_are_printed_by_the_same_command(name, tmp_path):
    call_command("render_letter", str(FOLDER / f"{name}.json"), output_dir=tmp_path, verbosity=0)
    assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF-")
