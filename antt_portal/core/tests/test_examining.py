"""Signatures of stored files: examined once, for one set of roots, in words whatever the file holds."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage

from antt_portal.core import blobs, examining
from antt_portal.core.examining import MARKS, Examination, examined, is_examinable, known
from antt_portal.core.signing import SignatureReport, Verdict
from antt_portal.core.tests.inspection.corpus import jpeg, pdf
from enterprises.tests.factories import BoardFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def keep():
    cache.clear()
    board = BoardFactory()
    return lambda content, media_type="application/pdf": blobs.keep_bytes(
        content, media_type=media_type, board_id=board.pk, at=AT
    )


@pytest.fixture
def asked(monkeypatch):
    """How often a file was read, each time with what it was found to be."""
    verdicts = []

    def verify(_content, *, at):
        verdicts.append(at)
        return SignatureReport(Verdict.UNSIGNED)

    monkeypatch.setattr(examining, "verify", verify)
    return verdicts


def test_a_file_is_read_once(keep, asked):
    blob = keep(pdf())
    assert known(blob) is None
    assert examined(blob, at=AT) == examined(blob, at=AT) == known(blob)
    assert len(asked) == 1


def test_other_roots_of_trust_make_another_answer(keep, asked, settings, tmp_path):
    root = tmp_path / "root.pem"
    root.write_text("one")
    settings.SIGNING_TRUST = [str(root)]
    blob = keep(pdf())
    examined(blob, at=AT)
    root.write_text("two")
    assert known(blob) is None
    settings.SIGNING_TRUST = [str(tmp_path / "missing.pem")]
    assert known(blob) is None


def test_only_pdf_can_be_examined(keep):
    assert is_examinable(keep(pdf()))
    assert not is_examinable(keep(jpeg(), "image/jpeg"))


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (pdf(), Verdict.UNSIGNED),
        (b"MZ no PDF at all", Verdict.UNREADABLE),
        (pdf()[:-40], Verdict.UNREADABLE),
        (b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 1 0 R /AcroForm 1 0 R>> endobj", Verdict.UNREADABLE),
    ],
)
def test_what_is_in_a_file_is_said_and_never_raised(keep, content, verdict):
    found = examined(keep(content), at=AT)
    assert found.report.verdict == verdict
    assert found.report.text
    assert found.word


def test_a_file_that_the_storage_lost_is_no_finding(keep):
    blob = keep(pdf())
    default_storage.delete(blob.path)
    with pytest.raises(FileNotFoundError):
        examined(blob, at=AT)
    assert known(blob) is None


def test_every_verdict_has_a_status_of_its_own():
    assert MARKS.keys() == set(Verdict)
    assert len({str(word) for _tone, word in MARKS.values()}) == len(Verdict)
    assert Examination(SignatureReport(Verdict.VALID)).tone == "done"
    assert {Examination(SignatureReport(one)).tone for one in Verdict if one != Verdict.VALID}.isdisjoint({"done"})
