"""Every file of the corpus gets its verdict, in words, soon."""

import io
import time

import pytest
from django.utils import translation

from antt_portal.core.inspection import inspect
from antt_portal.core.inspection.reasons import REASONS
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.inspection.hostile import ACCEPTED, GROUPS, Case

SECONDS = 10  # on a busy machine; alone the slowest takes two
CASES = [pytest.param(case, id=f"{group}: {name}") for group, cases in GROUPS.items() for name, case in cases.items()]


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_gets_its_verdict_in_time(case: Case, caplog):
    stream = io.BytesIO(case.content())
    began = time.monotonic()
    with translation.override("vi"):
        try:
            found, said = (ACCEPTED, inspect(stream, case.file_name).file_name)
        except Refused as refused:
            found, said = refused.code, str(refused)
    assert (found, time.monotonic() - began < SECONDS) == (case.verdict, True)
    if found == ACCEPTED:
        assert said == (case.kept_as or case.file_name)
    else:
        assert "chưa được lưu" in said
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_the_corpus_is_large_and_knows_most_reasons():
    verdicts = {case.values[0].verdict for case in CASES}
    assert len(CASES) >= 60
    # Too large and malware have tests of their own: 50 MB, and a scanner.
    assert set(REASONS) - verdicts <= {"too_large", "malware", "too_complex"}
