import re
from pathlib import Path

import pytest
from django.utils import translation

from antt_portal.core.inspection import reasons
from antt_portal.core.inspection.quarantine.unfit import Unfit

PACKAGE = Path(reasons.__file__).parent
VALUES = {"limit": "50", "found": "zip", "mark": "Mật", "name": "Eicar-Test-Signature"}


RAISED = re.compile(r'Unfit\("([a-z_]+)"(?:.* else "([a-z_]+)")?')


def test_every_reason_is_raised_and_every_code_has_its_reason():
    source = "".join(path.read_text() for path in PACKAGE.rglob("*.py"))
    raised = {code for codes in RAISED.findall(source) for code in codes if code}
    assert raised == set(reasons.REASONS)


@pytest.mark.parametrize("code", reasons.REASONS)
def test_a_reason_says_that_nothing_was_kept_and_what_to_do(code):
    with translation.override("vi"):
        said = str(reasons.refused(Unfit(code, **VALUES), extension="pdf"))
    assert "chưa được lưu" in said
    assert said.count(".") >= 2 or ";" in said
    assert "%" not in said


def test_a_type_without_a_name_of_ours_is_told_by_its_extension():
    with translation.override("vi"):
        said = str(reasons.refused(Unfit("type_mismatch", found="webp"), extension="png"))
    assert "tệp WEBP" in said
    assert "“.png”" in said
