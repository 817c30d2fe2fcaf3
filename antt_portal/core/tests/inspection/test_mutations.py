"""Good files, damaged at random: the answer is always a verdict, and it comes soon."""

import io
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antt_portal.core.inspection import Inspected, inspect
from antt_portal.core.inspection.quarantine import ooxml, pdf, picture, thumbnail
from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.inspection.reasons import REASONS
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.inspection import corpus

SECONDS = 5
GOOD = {
    "pdf": corpus.pdf(pages=2),
    "jpg": corpus.jpeg(exif=corpus.located_exif()),
    "png": corpus.png(exif=corpus.located_exif()),
    "heic": corpus.HEIC,
    "docx": corpus.docx({"word/embeddings/a.xlsx": corpus.xlsx()}),
    "xlsx": corpus.xlsx(),
}
# In this process, and so without HEIC: one wrong byte can crash its library (test_isolated).
CHECKS = {
    "pdf": pdf.check,
    "jpg": picture.check,
    "png": picture.check,
    "docx": ooxml.check,
    "xlsx": ooxml.check,
}


@st.composite
def damaged(draw, extension: str) -> bytes:
    """Some bytes replaced, some cut out, some put in twice, the end cut off."""
    content = bytearray(GOOD[extension])
    for _damage in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(["flip", "cut", "double", "end"])):
            case "flip":
                content[at : at + length] = draw(st.binary(min_size=length, max_size=length))
            case "cut":
                del content[at : at + length]
            case "double":
                content[at:at] = content[at : at + length]
            case "end":
                del content[max(at, len(content) // 2) :]
    return bytes(content)


quickly = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("extension", CHECKS)
@pytest.mark.filterwarnings("ignore")  # a parser's own process ignores what libraries remark on odd metadata
@quickly
@given(data=st.data())
def test_a_damaged_file_is_fit_or_unfit_and_nothing_else(extension, data):
    content = data.draw(damaged(extension))
    started = time.monotonic()
    try:
        CHECKS[extension](io.BytesIO(content), extension)
    except Unfit as unfit:
        assert unfit.code in REASONS  # noqa: PT017 - both outcomes are right
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("extension", ["jpg", "png"])
@pytest.mark.filterwarnings("ignore")
@quickly
@given(data=st.data())
def test_a_damaged_picture_is_drawn_or_unfit(extension, data):
    content = data.draw(damaged(extension))
    try:
        assert thumbnail.make(io.BytesIO(content), extension, "32").startswith(b"\xff\xd8")
    except Unfit as unfit:
        assert unfit.code in REASONS  # noqa: PT017


@pytest.mark.parametrize("extension", GOOD)
@settings(quickly, max_examples=8)
@given(data=st.data())
def test_the_gate_answers_with_inspected_or_refused(extension, data):
    content = data.draw(damaged(extension) | st.binary(max_size=300))
    started = time.monotonic()
    try:
        answer = inspect(io.BytesIO(content), f"tệp.{extension}")
    except Refused as refused:
        assert refused.code in REASONS  # noqa: PT017
    else:
        assert isinstance(answer, Inspected)
        assert answer.size == len(content)
    assert time.monotonic() - started < SECONDS
