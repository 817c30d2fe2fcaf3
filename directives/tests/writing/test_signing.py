"""A letter from draft to issue with real keys, a real paper and real files."""

import hashlib
import io
from datetime import timedelta

import pikepdf
import pytest

from antt_portal.core import blobs
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from antt_portal.core.signing import Verdict, verify
from antt_portal.core.signing.digits import digits
from antt_portal.core.tests.signing.authority import PASSPHRASE, Authority
from directives.models import (
    EntryState,
    FileStage,
    LetterFile,
    LetterStatus,
    OfficialLetter,
    RegisterEntry,
    Relation,
    SignedOn,
)
from directives.published import by_code, by_file
from directives.tests.keyring import give_keys
from directives.tests.office import DRAFTED, HOUR, a_draft, staffed_office
from directives.writing import issuing, signing
from directives.writing.composing import save_text

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture
def office(settings, tmp_path, authority):
    staff = staffed_office()
    give_keys(staff, settings, tmp_path, authority, PASSPHRASE)
    return staff


def seen(letter):
    letter.refresh_from_db()
    return letter.version


def content(letter, stage):
    with blobs.open_blob(issuing.file_of(letter, stage).blob) as stored:
        return stored.read()


def laid_before(office, **changes):
    letter = a_draft(office, **changes)
    issuing.submit(letter, by=office.officer, at=DRAFTED, seen=seen(letter))
    issuing.approve(letter, by=office.unit_head, at=DRAFTED + HOUR, seen=seen(letter))
    signing.lay_before_signer(letter, by=office.clerk, at=DRAFTED + HOUR, seen=seen(letter))
    return letter


def signed(office, **changes):
    letter = laid_before(office, **changes)
    signing.sign_digitally(letter, by=office.leader, at=DRAFTED + 2 * HOUR, seen=seen(letter))
    return letter


def issued(office, **changes):
    letter = signed(office, **changes)
    issuing.number(letter, by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    signing.seal_digitally(letter, by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    issuing.issue(letter, by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    letter.refresh_from_db()
    return letter


def test_a_letter_is_signed_numbered_sealed_and_issued(office):
    letter = issued(office)
    assert (letter.status, letter.number, letter.signed_on) == (LetterStatus.ISSUED, 1, SignedOn.DIGITAL)
    sealed = content(letter, FileStage.SEALED)
    report = verify(io.BytesIO(sealed), at=DRAFTED + 4 * HOUR)
    assert report.verdict == Verdict.VALID
    assert [one.holder for one in report.signatures] == [office.leader.user.full_name, office.own.name]
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        values = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
    assert (values["number"], values["day"], values["month"]) == ("01", "09", "3")
    assert sealed.startswith(content(letter, FileStage.SIGNED))


def test_number_and_day_stand_on_the_base_line_of_the_words_beside_them(office):
    letter = signed(office)
    places = issuing.file_of(letter, FileStage.TO_SIGN).places
    with pikepdf.open(io.BytesIO(content(letter, FileStage.SIGNED))) as pdf:
        boxes = {str(field.T): [float(side) for side in field.Rect] for field in pdf.Root.AcroForm.Fields}
    for name, (face, _label) in signing.BLANKS.items():
        _left, bottom, _right, top = boxes[name]
        on = bottom + digits(face).baseline(height=top - bottom, size=13)
        assert on == pytest.approx(places[name]["y"], abs=0.01), name


def test_signatures_are_called_by_their_names(office):
    first, _second = verify(content(issued(office), FileStage.SEALED), at=DRAFTED + 4 * HOUR).signatures
    assert "Chữ ký số của cơ quan" in first.changes_text


def test_the_public_knows_the_sealed_file_and_no_step_before(office):
    letter = issued(office)
    sealed, before = content(letter, FileStage.SEALED), content(letter, FileStage.SIGNED)
    known = by_file(hashlib.sha256(sealed).hexdigest())
    assert known == by_code(letter.code)
    assert known.number == f"01/{letter.symbol}"
    assert by_file(hashlib.sha256(before).hexdigest()) is None
    assert hashlib.sha256(sealed + b" ").hexdigest() not in known.files


def test_a_code_is_not_known_before_the_issue(office):
    letter = signed(office)
    issuing.number(letter, by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    letter.refresh_from_db()
    assert letter.code
    assert by_code(letter.code) is None


@pytest.mark.parametrize(
    ("relation", "status", "words"),
    [
        (Relation.RECALLS, LetterStatus.RECALLED, "recalled"),
        (Relation.REPLACES, LetterStatus.REPLACED, "replaced"),
        (Relation.CORRECTS, LetterStatus.ISSUED, "valid"),
    ],
)
def test_what_a_second_letter_does_to_the_first_is_seen_from_both(office, relation, status, words):
    first = issued(office)
    second = issued(office, subject="thu hồi văn bản", relation=relation, related=first)
    first.refresh_from_db()
    assert first.status == status
    assert list(first.followers.all()) == [second]
    known = by_code(first.code)
    assert known.standing == words
    assert known.ended_by == ("" if words == "valid" else f"02/{second.symbol}")


def test_a_letter_sent_back_after_its_number_gives_it_up_and_is_signed_anew(office):
    letter = signed(office)
    issuing.number(letter, by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    issuing.send_back(letter, reason="Sai nơi nhận", by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    letter.refresh_from_db()
    assert (letter.status, letter.number, letter.sha256, letter.round) == (LetterStatus.DRAFT, None, "", 2)
    entry = RegisterEntry.objects.get()
    assert (entry.state, entry.reason, entry.number) == (EntryState.SKIPPED, "Sai nơi nhận", 1)
    assert LetterFile.objects.filter(letter=letter, round=1).count() == 3
    assert not LetterFile.objects.filter(letter=letter, round=2).exists()


def test_a_signed_text_cannot_change(office):
    letter = signed(office)
    with pytest.raises(Refused) as refused:
        save_text(letter, letter.data, by=office.officer, at=DRAFTED + 3 * HOUR, seen=letter.text_version)
    assert refused.value.code == "not-draft"
    OfficialLetter.objects.filter(pk=letter.pk).update(data=letter.data | {"subject": "khác hẳn"})
    with pytest.raises(Refused) as refused:
        issuing.number(letter, by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    assert refused.value.code == "text-changed"
    assert not RegisterEntry.objects.exists()


def test_a_paper_of_last_year_gets_no_number_of_this(office):
    letter = signed(office)
    with pytest.raises(Refused) as refused:
        issuing.number(letter, by=office.clerk, at=DRAFTED + timedelta(days=365), seen=seen(letter))
    assert refused.value.code == "year-changed"


def test_nobody_signs_with_a_key_that_is_not_there(office, settings):
    letter = laid_before(office)
    settings.SIGNING_KEYS = {}
    with pytest.raises(Refused) as refused:
        signing.sign_digitally(letter, by=office.leader, at=DRAFTED + 2 * HOUR, seen=seen(letter))
    assert refused.value.code == "key-unknown"
    letter.refresh_from_db()
    assert letter.status == LetterStatus.TO_SIGN


def test_an_authority_that_has_ended_signs_nothing(office):
    letter = laid_before(office)
    office.delegation.valid_to = DRAFTED.date() - timedelta(days=1)
    office.delegation.save()
    with pytest.raises(Refused) as refused:
        signing.sign_digitally(letter, by=office.leader, at=DRAFTED + 2 * HOUR, seen=seen(letter))
    assert refused.value.code == "not-in-force"


def test_a_letter_signed_on_paper_is_sealed_by_its_scan(office):
    letter = laid_before(office)
    issuing.record_paper_signature(letter, by=office.clerk, at=DRAFTED + 2 * HOUR, seen=seen(letter))
    issuing.number(letter, by=office.clerk, at=DRAFTED + 2 * HOUR, seen=seen(letter))
    with pytest.raises(Refused) as refused:
        signing.seal_digitally(letter, by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    assert refused.value.code == "signed-on-paper"
    scan = signing.rendered_letter(letter).pdf
    signing.keep_scan(letter, io.BytesIO(scan), "quet.pdf", by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    issuing.issue(letter, by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    assert content(letter, FileStage.SCAN) == scan
    letter.refresh_from_db()
    assert letter.signed_on == SignedOn.PAPER


def test_a_scan_that_is_no_pdf_changes_nothing(office):
    letter = laid_before(office)
    issuing.record_paper_signature(letter, by=office.clerk, at=DRAFTED + 2 * HOUR, seen=seen(letter))
    issuing.number(letter, by=office.clerk, at=DRAFTED + 2 * HOUR, seen=seen(letter))
    blobs_before = Blob.objects.count()
    rubbish = io.BytesIO(b"MZ rubbish")
    with pytest.raises(Refused):
        signing.keep_scan(letter, rubbish, "quet.pdf", by=office.clerk, at=DRAFTED + 3 * HOUR, seen=seen(letter))
    letter.refresh_from_db()
    assert letter.status == LetterStatus.NUMBERED
    assert Blob.objects.count() == blobs_before
