"""The source letters give their golden lists, clean letters nothing, and one change its one code."""

import pytest

from directives.asking.loading import shipped
from directives.letters import read_letter
from directives.letters.rules import Stage, findings
from directives.tests.letters.corpus import CLEAN

GOLDEN = {
    "thai-binh-2020": "number-blank date-blank archive-no-colon subject-full-stop unit-mismatch",
    "hai-phong-tet-2024": "number-blank date-blank enclosure-missing archive-without-vt authority-spacing "
    "closing-not-addressed doubled-phrase short-date signer-in-copies",
}


def codes_of(data, stage=Stage.BEFORE_ISSUE, **told):
    return [finding.code for finding in findings(read_letter(data), stage=stage, **told)]


@pytest.mark.parametrize("name", GOLDEN)
def test_a_source_letter_gives_its_golden_list_once_each_in_its_order(name):
    assert codes_of(shipped(f"letters/{name}")) == GOLDEN[name].split()


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.BEFORE_SIGNING])
@pytest.mark.parametrize("name", GOLDEN)
def test_before_the_numbering_blanks_are_no_faults(name, stage):
    expected = [code for code in GOLDEN[name].split() if code not in {"number-blank", "date-blank"}]
    assert codes_of(shipped(f"letters/{name}"), stage) == expected


def test_the_corpus_is_large_enough_to_mean_something():
    assert len(CLEAN) >= 25


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_letter_gives_nothing(name, stage):
    assert [(one.code, one.message) for one in findings(read_letter(CLEAN[name]), stage=stage)] == []
