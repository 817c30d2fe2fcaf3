"""The report on any file, read in a process of its own."""

import io
import time
import zlib

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

from antt_portal.core.inspection import isolated
from antt_portal.core.refusal import Refused
from antt_portal.core.signing import Chain, Verdict, check_scan, keys, opened, sign, trust_roots, verify, verifying
from antt_portal.core.tests.inspection import corpus
from antt_portal.core.tests.signing.authority import PASSPHRASE, UNTIL, Authority
from antt_portal.core.tests.signing.conftest import AT
from antt_portal.core.tests.signing.hybrid import hybrid_pdf


@pytest.fixture
def trusting(settings, root):
    settings.SIGNING_TRUST = [str(root)]


def saved(**options):
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, **options)
    return out.getvalue()


def test_a_sealed_paper_is_valid_in_the_eyes_of_the_other_process(chain, trusting, verified):
    assert trust_roots()
    report = verify(chain.sealed, at=AT, expected=("person", "seal"))
    assert report == verified(chain.sealed, expected=("person", "seal"))
    assert report.is_valid
    assert report.text == "Mọi chữ ký số đều hợp lệ; tệp không thay đổi từ chữ ký cuối cùng."


def test_a_stream_is_read_from_its_start_and_left_there(chain, trusting):
    stream = io.BytesIO(chain.signed)
    stream.seek(99)
    assert verify(stream, at=AT, expected=("person",)).is_valid
    assert stream.tell() == 0


def test_a_stranger_s_signature_is_intact_and_not_confirmed(chain, verified, tmp_path):
    report = verified(chain.sealed, roots=(Authority("CA khác").trusted_in(tmp_path),))
    assert report.verdict == Verdict.UNCONFIRMED
    assert {one.chain for one in report.signatures} == {Chain.UNKNOWN_ROOT}
    assert all(one.is_sound and not one.bottom_line for one in report.signatures)
    assert "không thuộc tổ chức nào" in report.signatures[0].chain_text


@pytest.fixture(params=[1024, 2048])
def by_a_key_of(request, prepared, authority, tmp_path, monkeypatch):
    """A paper and the bits of the RSA key it was signed with, by a portal that did not ask."""
    (tmp_path / "short.p12").write_bytes(authority.holder("Khóa ngắn", bits=request.param).pkcs12())
    named = {"short": {"file": str(tmp_path / "short.p12"), "passphrase": PASSPHRASE}}
    monkeypatch.setattr("django.conf.settings.SIGNING_KEYS", named)
    monkeypatch.setitem(keys.FEWEST_BITS, "rsa", 1024)
    with opened("short", at=AT) as key:
        return sign(prepared, key, field="person", at=AT), request.param


def test_a_signature_by_a_key_that_could_be_computed_is_not_confirmed(by_a_key_of, verified):
    signed, bits = by_a_key_of
    assert verified(signed, expected=("person",)).is_valid is (bits == 2048)


def test_without_any_trusted_root_nobody_is_trusted(chain, verified):
    assert verified(chain.sealed, roots=()).verdict == Verdict.UNCONFIRMED


def test_what_was_not_looked_up_is_said(chain, verified):
    assert "Chưa kiểm tra việc thu hồi" in verified(chain.sealed).signatures[0].chain_text


def test_an_expired_certificate_is_told_from_an_altered_file(chain, verified):
    report = verified(chain.sealed, at=UNTIL.replace(year=2041))
    assert report.verdict == Verdict.UNCONFIRMED
    assert report.signatures[0].chain_text.startswith("Chứng thư đã hết hạn ngày 01/01/2040")


def test_a_file_without_signatures_says_so(paper, verified):
    assert verified(paper).verdict == Verdict.UNSIGNED
    assert verified(paper).signatures == ()


def cyclic():
    """Pages that are their own children."""
    return saved().replace(b"/Kids [ 3 0 R ]", b"/Kids [ 2 0 R ]")


def endless_fields():
    """A form whose field is its own parent and child."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        field = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), FT=pikepdf.Name.Sig))
        field.Kids = pikepdf.Array([field])
        field.Parent = field
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        pdf.save(out)
    return out.getvalue()


def bomb():
    """Cross-references that unpack to two gigabytes."""
    packed = zlib.compress(b"\0" * (200 << 20), 9)
    head = b"%%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 9999999/W[1 9 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n"
    return head % len(packed) + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"", Verdict.UNREADABLE),
        (b"%PDF-1.7\n%%EOF", Verdict.UNREADABLE),
        (saved()[:-200], Verdict.UNREADABLE),
        (saved().replace(b"startxref\n", b"startxref\n9"), Verdict.UNREADABLE),
        (saved(encryption=pikepdf.Encryption(user="a", owner="b")), Verdict.UNREADABLE),
        (corpus.pdf().replace(b"/Prev", b"/Prex"), Verdict.UNSIGNED),
        (cyclic(), Verdict.UNSIGNED),
        (endless_fields(), Verdict.UNREADABLE),
        (bomb(), Verdict.UNREADABLE),
    ],
    ids=["empty", "bare", "cut", "xref", "encrypted", "plain", "cycle", "field-cycle", "bomb"],
)
def test_a_hostile_file_is_answered(content, verdict, verified):
    started = time.monotonic()
    assert verified(content).verdict == verdict
    assert time.monotonic() - started < 10


def test_an_encrypted_file_says_why(trusting):
    report = verify(saved(encryption=pikepdf.Encryption(user="a", owner="b")), at=AT)
    assert report.verdict == Verdict.UNREADABLE
    assert "mật khẩu" in report.text


def test_a_file_that_takes_for_ever_is_given_up(monkeypatch, paper):
    monkeypatch.setattr(isolated, "BOOT", "import time; time.sleep(60)")
    monkeypatch.setattr(isolated, "WALL_SECONDS", 0.3)
    assert "quá phức tạp" in verify(paper, at=AT).text


def test_a_file_that_breaks_the_reader_down_is_given_up(monkeypatch, paper):
    monkeypatch.setattr(isolated, "BOOT", "import os; os.abort()")
    assert verify(paper, at=AT).verdict == Verdict.UNREADABLE


def test_a_file_beyond_the_limit_is_not_even_read(monkeypatch, paper):
    monkeypatch.setattr(verifying, "MAX_BYTES", 100)
    assert "quá lớn" in verify(paper, at=AT).text


def test_a_scan_is_kept_as_it_is_and_said_to_bear_no_signature(trusting):
    content = saved()
    stream = io.BytesIO(content)
    scan = check_scan(stream, "Quét 05.pdf", at=AT)
    assert stream.read() == content
    assert scan.inspected.media_type == "application/pdf"
    assert scan.text == "Bản quét của văn bản ký trên giấy; tệp không mang chữ ký số."


def test_a_scan_that_does_bear_a_signature_says_so(chain, trusting):
    scan = check_scan(io.BytesIO(chain.sealed), "da-ky.pdf", at=AT)
    assert scan.text.startswith("Tệp có chữ ký số. Mọi chữ ký số đều hợp lệ")


@pytest.mark.parametrize(
    ("content", "name", "code"), [(corpus.png(), "a.png", "scan-not-pdf"), (b"x", "a.pdf", "type_mismatch")]
)
def test_a_scan_must_be_a_pdf(content, name, code):
    with pytest.raises(Refused) as refused:
        check_scan(io.BytesIO(content), name, at=AT)
    assert refused.value.code == code


def test_a_file_as_word_writes_it_is_judged_and_not_called_altered(keys, verified):
    writer = IncrementalPdfFileWriter(io.BytesIO(hybrid_pdf()), strict=False)
    with opened("person", at=AT) as key:
        signed = sign_pdf(writer, PdfSignatureMetadata(field_name="chu-ky"), key.signer).getvalue()
    assert verified(signed).is_valid
    assert verified(signed.replace(b"/Hidden true", b"/Hidden null")).verdict == Verdict.ALTERED
