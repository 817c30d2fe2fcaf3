"""The register of incoming documents: numbers without gaps, warnings, refusals, and the deadline a document sets."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from antt_portal.core.blobs import open_blob
from antt_portal.core.inspection import inspect
from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.inspection.corpus import pdf
from directives.incoming import Columns, amend, close_by, close_otherwise, columns_of, enter, keep_file
from directives.models import ArrivalSeries, IncomingDocument, LetterStatus
from directives.tests.office import ACTS_BEFORE, DRAFTED, TODAY, a_draft, a_letter, carry, staffed_office, text
from directives.writing.composing import draft
from enterprises.models import Deadline

AT_ONCE = 20
DUE = TODAY + timedelta(days=10)
ARRIVED = Columns(
    arrived_on=TODAY,
    agency="Văn phòng Ủy ban nhân dân tỉnh Thử Nghiệm",
    number="8184",
    symbol="VP-NCKTGS",
    dated_on=date(2026, 3, 5),
    title="Công văn về việc phối hợp thực hiện cao điểm bảo đảm an ninh, trật tự",
)
SAME = {
    "itself": {},
    "capitals and marks": {"agency": "VAN PHONG UY BAN NHAN DAN TINH THU NGHIEM", "symbol": "vp-nckTGS"},
    "spaces and signs": {"number": " 8184 ", "symbol": "VP – NCKTGS", "agency": f" {ARRIVED.agency}  "},
    "a leading zero": {"number": "08184"},
    "another title": {"title": "Văn bản khác"},
}
OTHERS = {
    "number": {"number": "8185"},
    "symbol": {"symbol": "VP-NC"},
    "agency": {"agency": "Công an tỉnh Thử Nghiệm"},
    "no number": {"number": "", "symbol": ""},
}


@pytest.fixture
def office(db):
    return staffed_office()


def arrived(office, columns=ARRIVED, **changes):
    more = {name: changes.pop(name) for name in ("although_known", "at") if name in changes}
    return enter(office.own, replace(columns, **changes), by=office.clerk, **{"at": DRAFTED, **more})


def deadlines(**conditions):
    return list(Deadline.objects.filter(kind="superior_document", **conditions).order_by("pk"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_twenty_clerks_at_once_get_consecutive_numbers_though_a_third_of_them_fail():
    office = staffed_office()
    barrier = Barrier(AT_ONCE)

    def run(n):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            with transaction.atomic():
                number = arrived(office, number=str(n)).arrival_number
                return transaction.set_rollback(True) if n % 3 == 0 else number
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        given = sorted(filter(None, pool.map(run, range(1, AT_ONCE + 1))))
    kept = sorted(IncomingDocument.objects.values_list("arrival_number", flat=True))
    assert given == kept == list(range(1, 15))
    assert ArrivalSeries.objects.get().last_number == 14


def test_each_board_and_each_year_of_arrival_counts_from_01(office):
    last_year = {"arrived_on": date(2025, 12, 31), "dated_on": date(2025, 12, 30)}
    other = staffed_office()
    given = [
        arrived(office, number="1"),
        arrived(office, number="2"),
        arrived(office, number="3", **last_year),
        arrived(other, number="1"),
    ]
    assert [(one.year, one.arrival_text) for one in given] == [(2026, "01"), (2026, "02"), (2025, "01"), (2026, "01")]


@pytest.mark.parametrize("changes", SAME.values(), ids=SAME)
def test_the_same_document_is_not_entered_twice_unnoticed(office, changes):
    arrived(office)
    with pytest.raises(Refused) as refused:
        arrived(office, **changes)
    assert refused.value.code == "entered-before"
    assert ArrivalSeries.objects.get().last_number == 1


def test_whoever_was_told_may_enter_it_all_the_same(office):
    first = arrived(office)
    second = arrived(office, although_known=first.document_key)
    assert second.arrival_number == 2
    assert list(office.own.incoming_documents.known_as(ARRIVED.key)) == [first, second]


@pytest.mark.parametrize("changes", OTHERS.values(), ids=OTHERS)
def test_another_document_is_no_second_one(office, changes):
    for _each in range(2 if changes.get("number") == "" else 1):
        arrived(office, **changes)
    assert arrived(office).arrival_number == IncomingDocument.objects.count()


def test_a_document_of_another_board_is_none_of_ours(office):
    arrived(staffed_office())
    assert arrived(office).arrival_number == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Kế hoạch bảo vệ mục tiêu (Mật)"},
        {"title": "TỐI MẬT - Kế hoạch"},
        {"number": "12 (Mật)"},
        {"symbol": "KH-CAT [TUYỆT MẬT]"},
        {"note": "Độ mật: Mật"},
    ],
)
def test_a_classified_document_never_enters(office, changes):
    with pytest.raises(Refused, match="sổ riêng ngoài cổng") as refused:
        arrived(office, **changes)
    assert refused.value.code == "classified"
    document = arrived(office)
    with pytest.raises(Refused) as refused:
        amend(document, replace(ARRIVED, **changes), by=office.clerk, at=DRAFTED, seen=1)
    assert refused.value.code == "classified"
    assert IncomingDocument.objects.get().title == ARRIVED.title


def test_a_paper_about_keeping_secrets_enters(office):
    assert arrived(office, title="Công văn về việc tăng cường bảo vệ bí mật nhà nước").pk


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"arrived_on": TODAY + timedelta(days=1)}, "arrived-later"),
        ({"dated_on": TODAY + timedelta(days=1)}, "dated-later"),
        ({"answer_due_on": TODAY - timedelta(days=1)}, "due-earlier"),
    ],
)
def test_days_in_an_impossible_order_are_refused(office, changes, code):
    with pytest.raises(Refused) as refused:
        arrived(office, **changes)
    assert refused.value.code == code
    assert not IncomingDocument.objects.exists()


def test_today_is_that_of_vietnam(office):
    evening = datetime(2026, 3, 9, 17, 30, tzinfo=UTC)
    assert arrived(office, arrived_on=date(2026, 3, 10), at=evening).arrived_on == date(2026, 3, 10)


def test_a_document_that_wants_a_report_opens_a_deadline_of_the_board(office):
    document = arrived(office, answer_due_on=DUE)
    (deadline,) = deadlines()
    assert (deadline.organisation, deadline.subject_id, deadline.due_on) == (office.own, document.public_id, DUE)
    assert deadline.route == "directives:incoming-document"
    arrived(office, number="9")
    assert len(deadlines()) == 1


def test_a_correction_moves_opens_and_closes_the_deadline(office):
    document = arrived(office, answer_due_on=DUE)
    for seen, due in enumerate((DUE + timedelta(days=5), None, DUE), 1):
        amend(document, replace(ARRIVED, answer_due_on=due), by=office.clerk, at=DRAFTED, seen=seen)
        assert [one.due_on for one in deadlines(closed_at=None)] == ([due] if due else [])
    assert len(deadlines()) == 2


def test_a_correction_keeps_what_stood_there(office):
    document = arrived(office)
    amend(document, replace(ARRIVED, receiver="Phòng thử nghiệm", number="8148"), by=office.clerk, at=DRAFTED, seen=1)
    document.refresh_from_db()
    said = AuditEntry.objects.get(verb="incomingdocument.amend").detail
    assert (said.before, said.after) == (
        {"number": "8184", "receiver": ""},
        {"number": "8148", "receiver": "Phòng thử nghiệm"},
    )
    assert columns_of(document).number == "8148"
    assert "8148 vp ncktgs" in document.search_key
    assert document.document_key.startswith("8148/")


def test_of_two_who_correct_at_once_the_second_reads_again(office):
    document = arrived(office)
    amend(document, replace(ARRIVED, note="Một"), by=office.clerk, at=DRAFTED, seen=1)
    with pytest.raises(Refused) as refused:
        amend(document, replace(ARRIVED, note="Hai"), by=office.clerk, at=DRAFTED, seen=1)
    assert refused.value.code == "stale"
    assert IncomingDocument.objects.get().note == "Một"


def test_the_number_of_arrival_stays_in_its_year(office):
    document = arrived(office)
    moved = replace(ARRIVED, arrived_on=date(2025, 12, 31), dated_on=None)
    with pytest.raises(Refused) as refused:
        amend(document, moved, by=office.clerk, at=DRAFTED, seen=1)
    assert refused.value.code == "other-year"


def test_nothing_corrected_is_no_correction(office):
    document = arrived(office)
    amend(document, ARRIVED, by=office.clerk, at=DRAFTED, seen=1)
    assert IncomingDocument.objects.get().version == 1
    assert not AuditEntry.objects.filter(verb="incomingdocument.amend").exists()


def test_the_file_is_kept_byte_by_byte_and_the_record_names_the_one_before(office):
    document, content = arrived(office), pdf()
    for name in ("Bản quét.pdf", "Bản quét lại.pdf"):
        stream = io.BytesIO(content)
        keep_file(document, stream, inspect(stream, name), by=office.clerk, at=DRAFTED)
    document.refresh_from_db()
    assert document.file_name == "Bản quét lại.pdf"
    with open_blob(document.file) as stored:
        assert stored.read() == content
    latest = AuditEntry.objects.filter(verb="incomingdocument.keep_file").latest("pk").detail
    assert (latest.before["file"], latest.after["file"]) == ("Bản quét.pdf", "Bản quét lại.pdf")


def about(office, document, status):
    letter = draft(
        office.own, text(office), by=office.officer, at=DRAFTED, delegation=office.delegation, about=document
    )
    for act in ACTS_BEFORE[status]:
        carry(office, letter, act)
    return letter


def test_the_report_back_closes_the_document_when_it_is_issued_and_not_before(office):
    document = arrived(office, answer_due_on=DUE)
    letter = about(office, document, LetterStatus.SEALED)
    document.refresh_from_db()
    assert (document.closed_at, len(deadlines(closed_at=None))) == (None, 1)
    carry(office, letter, "issue")
    document.refresh_from_db()
    assert document.closed_by_letter == letter
    assert deadlines(closed_at=None) == []


def test_a_letter_about_nothing_closes_nothing(office):
    document = arrived(office, answer_due_on=DUE)
    a_letter(office, LetterStatus.ISSUED)
    document.refresh_from_db()
    assert document.closed_at is None


def test_a_letter_that_is_not_out_is_no_report(office):
    with pytest.raises(Refused) as refused:
        close_by(arrived(office), a_draft(office), by=office.officer, at=DRAFTED)
    assert refused.value.code == "not-out"


def test_the_first_report_closes_and_a_later_one_changes_nothing(office):
    document = arrived(office, answer_due_on=DUE)
    close_otherwise(document, " Báo cáo tại cuộc họp  giao ban ", by=office.clerk, at=DRAFTED)
    close_by(document, a_letter(office, LetterStatus.ISSUED), by=office.officer, at=DRAFTED + timedelta(days=1))
    document.refresh_from_db()
    assert (document.closed_note, document.closed_by_letter) == ("Báo cáo tại cuộc họp giao ban", None)
    assert document.closed_at == DRAFTED
    assert AuditEntry.objects.filter(verb="incomingdocument.close").count() == 1


def test_a_correction_of_a_closed_document_opens_no_deadline(office):
    document = arrived(office, answer_due_on=DUE)
    close_otherwise(document, "Điện thoại", by=office.clerk, at=DRAFTED)
    later = replace(ARRIVED, answer_due_on=DUE + timedelta(days=9))
    amend(document, later, by=office.clerk, at=DRAFTED, seen=2)
    assert deadlines(closed_at=None) == []


def test_how_it_was_answered_must_be_said(office):
    with pytest.raises(Refused) as refused:
        close_otherwise(arrived(office), "  ", by=office.clerk, at=DRAFTED)
    assert refused.value.code == "note-missing"
