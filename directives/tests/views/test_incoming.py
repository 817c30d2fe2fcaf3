"""The pages of incoming documents: who reads them, how the clerk keeps them, how they are answered and printed."""

import io
from dataclasses import replace
from datetime import datetime, time, timedelta

import openpyxl
import pytest
from django.urls import reverse

from antt_portal.core.tests.inspection.corpus import pdf
from directives.documents.incoming_register_workbook import headings
from directives.incoming import close_otherwise, enter
from directives.models import ArrivalSeries, IncomingDocument, LetterKind, OfficialLetter
from directives.tests.office import DRAFTED, TODAY, staffed_office
from directives.tests.test_incoming import ARRIVED, DUE
from directives.writing.checking import findings_of, stage_of
from enterprises.models import Role
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db
NEW = "directives:incoming-new"
LIST = "directives:incoming-documents"
TYPED = {
    "agency": ARRIVED.agency,
    "number": "8184",
    "symbol": "VP-NCKTGS",
    "title": "  Công văn về việc\nphối hợp  ",
    "arrived_on": "09/03/2026",
    "dated_on": "05/03/2026",
    "answer_due_on": "19/03/2026",
}


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("antt_portal.core.clock.now", lambda: DRAFTED)


@pytest.fixture
def clerk(client, office):
    client.force_login(office.clerk.user)
    return client


@pytest.fixture
def officer(client, office):
    client.force_login(office.officer.user)
    return client


def arrived(office, **changes):
    return enter(office.own, replace(ARRIVED, **changes), by=office.clerk, at=DRAFTED)


def page(document, name="document"):
    return reverse(f"directives:incoming-{name}", args=[document.public_id])


def upload(name="Bản quét.pdf", content=None):
    file = io.BytesIO(content or pdf())
    file.name = name
    return file


def listed(response):
    return [document.arrival_number for document in response.context["page"]]


def test_the_clerk_enters_a_document_with_its_file(clerk, office):
    content = pdf()
    answer = clerk.post(reverse(NEW), {**TYPED, "file": upload(content=content)}, follow=True)
    document = IncomingDocument.objects.get()
    assert answer.redirect_chain[0][0] == document.get_absolute_url()
    assert (document.arrival_text, document.title, document.answer_due_on) == (
        "01",
        "Công văn về việc phối hợp",
        TODAY + timedelta(days=10),
    )
    shown = clerk.get(page(document, "file"))
    assert b"".join(shown.streaming_content) == content
    assert clerk.get(page(document, "file-signatures")).status_code == 200


def test_a_second_entry_is_warned_of_with_the_first_and_made_by_a_second_press(clerk, office):
    first = arrived(office, symbol="vp-ncktgs")
    warned = clerk.post(reverse(NEW), TYPED)
    assert (warned.status_code, IncomingDocument.objects.count()) == (409, 1)
    told = warned.content.decode()
    assert first.get_absolute_url() in told
    assert "Vẫn ghi" in told
    confirmed = {**TYPED, "although_known": warned.context["key"]}
    assert clerk.post(reverse(NEW), {**confirmed, "number": "8185"}).status_code == 302
    assert clerk.post(reverse(NEW), confirmed).status_code == 302
    assert IncomingDocument.objects.count() == 3


def test_a_confirmation_holds_only_for_the_document_it_was_asked_of(clerk, office):
    arrived(office)
    arrived(office, number="9")
    key = clerk.post(reverse(NEW), TYPED).context["key"]
    assert clerk.post(reverse(NEW), {**TYPED, "number": "9", "although_known": key}).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"title": ""}, 422),
        ({"arrived_on": "30/02/2026"}, 422),
        ({"arrived_on": "10/03/2026"}, 409),
        ({"dated_on": "10/03/2026"}, 409),
        ({"title": "Kế hoạch (Mật)"}, 409),
    ],
)
def test_what_cannot_be_is_shown_again_and_nothing_is_entered(clerk, office, wrong, status):
    answer = clerk.post(reverse(NEW), {**TYPED, **wrong})
    assert answer.status_code == status
    assert "VP-NCKTGS" in answer.content.decode()
    assert not IncomingDocument.objects.exists()


@pytest.mark.parametrize("name", ["Kế hoạch (Mật).pdf", "van-ban.exe"])
def test_a_file_that_may_not_come_in_keeps_its_document_out(clerk, office, name):
    answer = clerk.post(reverse(NEW), {**TYPED, "file": upload(name)})
    assert answer.status_code == 409
    assert not IncomingDocument.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.ADMINISTRATOR])
def test_everybody_of_the_board_reads_it_and_only_the_clerk_keeps_it(client, office, role):
    document = arrived(office)
    client.force_login(actor(role, office.own).user)
    assert client.get(reverse(LIST)).status_code == client.get(page(document)).status_code == 200
    assert client.get(reverse(NEW)).status_code == client.post(reverse(NEW), TYPED).status_code == 403
    assert client.post(page(document, "edit"), TYPED).status_code == 403
    assert client.post(page(document, "file-keep"), {"file": upload()}).status_code == 403
    assert IncomingDocument.objects.get().file is None


def test_another_board_does_not_learn_of_it(client, office):
    document = arrived(office)
    client.force_login(staffed_office().clerk.user)
    assert client.get(page(document)).status_code == client.get(page(document, "edit")).status_code == 404
    assert listed(client.get(reverse(LIST))) == []


def test_a_correction_is_written_and_says_which_columns(clerk, office):
    document = arrived(office)
    typed = {**TYPED, "title": ARRIVED.title, "answer_due_on": "", "version": "1"}
    shown = clerk.post(page(document, "edit"), {**typed, "receiver": "Phòng thử nghiệm"}, follow=True)
    assert shown.context["events"][0].detail == "Đơn vị hoặc người nhận"
    stale = clerk.post(page(document, "edit"), {**typed, "receiver": "Phòng khác"})
    assert (stale.status_code, stale.context["version"]) == (409, "1")
    assert IncomingDocument.objects.get().receiver == "Phòng thử nghiệm"


def test_the_form_of_a_correction_holds_what_is_there(clerk, office):
    form = clerk.get(page(arrived(office, answer_due_on=DUE), "edit")).context["form"]
    assert form["number"].value() == "8184"
    assert "19/03/2026" in str(form["answer_due_on"])


def test_the_file_of_a_document_comes_later_or_is_replaced(clerk, office):
    document = arrived(office)
    assert clerk.get(page(document, "file")).status_code == 404
    assert clerk.post(page(document, "file-keep"), {"file": upload("x.exe")}).status_code == 422
    assert clerk.post(page(document, "file-keep"), {"file": upload()}).status_code == 302
    assert IncomingDocument.objects.get().file_name == "Bản quét.pdf"


@pytest.mark.parametrize("kind", [LetterKind.REPORT, LetterKind.OFFICIAL_LETTER])
def test_the_report_back_begins_as_a_letter_about_the_document(officer, office, kind):
    document = arrived(office, answer_due_on=DUE)
    assert officer.post(page(document, "answer"), {"kind": kind, "unit_code": ""}).status_code == 302
    letter = OfficialLetter.objects.get()
    assert (letter.kind, letter.about_id) == (kind, document.public_id)
    assert letter.data["recipients"] == [ARRIVED.agency]
    assert "8184/VP-NCKTGS ngày 05/03/2026" in letter.subject
    blocking = {one.code for one in findings_of(letter, stage_of(letter), on=TODAY) if one.blocks}
    assert blocking <= {"placeholder", "signer", "enclosure-missing"}
    assert letter.get_absolute_url() in officer.get(page(document)).content.decode()
    assert document.get_absolute_url() in officer.get(letter.get_absolute_url()).content.decode()


def test_only_writers_begin_a_report_back(clerk, office):
    assert clerk.post(page(arrived(office), "answer"), {"kind": "official_letter"}).status_code == 403


def test_a_report_that_went_another_way_is_noted(officer, office):
    document = arrived(office, answer_due_on=DUE)
    assert officer.post(page(document, "close"), {"note": ""}).status_code == 422
    shown = officer.post(page(document, "close"), {"note": "Họp giao ban ngày 10/3"}, follow=True)
    assert "Họp giao ban ngày 10/3" in shown.content.decode()
    assert "incoming-close" not in shown.content.decode()


def test_what_waits_for_a_report_stands_first_and_then_the_latest(officer, office):
    arrived(office, number="1")
    arrived(office, number="2", answer_due_on=DUE + timedelta(days=1))
    arrived(office, number="3", answer_due_on=DUE)
    close_otherwise(arrived(office, number="4", answer_due_on=TODAY), "Họp", by=office.clerk, at=DRAFTED)
    assert listed(officer.get(reverse(LIST))) == [3, 2, 4, 1]
    assert listed(officer.get(reverse(LIST), {"state": "waiting"})) == [3, 2]
    assert listed(officer.get(reverse(LIST), {"state": "answered"})) == [4]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"q": "uy ban nhan dan hoa binh"}, [2]),
        ({"q": "Hoà Bình"}, [2]),
        ({"q": "8184/vp"}, [1]),
        ({"year": "2025"}, [1]),
        ({"year": "2031", "state": "x"}, [2, 1, 1]),
        ({"q": "khong co"}, []),
    ],
)
def test_the_list_is_searched_without_marks_and_by_year(officer, office, typed, found):
    arrived(office)
    arrived(office, number="5", agency="Ủy ban nhân dân phường Hòa Bình", title="Giấy mời")
    arrived(office, number="7", symbol="GM", arrived_on=TODAY - timedelta(days=365), dated_on=None)
    assert listed(officer.get(reverse(LIST), typed)) == found


def series_with(office, count, **columns):
    series = ArrivalSeries.objects.create(
        board_id=office.own.board_id, organisation=office.own, year=2026, last_number=count
    )
    filled = {**vars(ARRIVED), "receiver": "Văn phòng", "receipt_note": "Đã ký", "note": "Bản giấy", **columns}
    more = {"board_id": office.own.board_id, "organisation": office.own, "year": 2026, "entered_at": DRAFTED}
    more |= filled | {"entered_by": office.clerk.user, "passed_on": TODAY}
    IncomingDocument.objects.bulk_create(
        IncomingDocument(arrival_number=number, **more) for number in range(1, count + 1)
    )
    return series


def test_the_printed_register_has_the_ten_columns_of_the_decree_on_each_page(officer, office, pdf_of):
    series_with(office, 30)
    answer = officer.get(reverse("directives:incoming-volume", args=[2026, 1]))
    with pdf_of(b"".join(answer.streaming_content)) as printed:
        assert {(round(sheet.width), round(sheet.height)) for sheet in printed.pages} == {(842, 595)}
        texts = [" ".join(sheet.extract_text().split()) for sheet in printed.pages]
        heads = [" ".join(row[0]) for sheet in printed.pages for row in [_head_of(sheet)]]
    assert len(texts) > 1
    for head in heads:
        for words in headings():
            assert all(word in head for word in words.split())
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in texts[0]
    assert "Năm 2026" in texts[0]
    assert "Từ số 01 đến số 30" in texts[0]


def _head_of(sheet):
    return [[cell or "" for cell in sheet.extract_tables()[0][0]]]


def test_a_volume_that_has_not_begun_is_not_there(officer, office):
    series_with(office, 1)
    for year, volume in ((2026, 2), (2026, 0), (2025, 1)):
        assert officer.get(reverse("directives:incoming-volume", args=[year, volume])).status_code == 404


def test_excel_has_ten_columns_days_as_days_and_no_formula(officer, office):
    series_with(office, 1, title="=1+1", dated_on=None)
    answer = officer.get(reverse("directives:incoming-excel", args=[2026]))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert tuple(cell.value for cell in sheet[1]) == headings()
    row = sheet[2]
    assert (row[0].value, row[1].value, row[3].value) == (datetime.combine(TODAY, time()), 1, "8184/VP-NCKTGS")
    assert (row[5].data_type, row[5].quotePrefix, row[4].value) == ("s", True, None)


def test_the_list_costs_the_same_for_1_and_25_documents(
    officer, office, django_assert_num_queries, django_assert_max_num_queries
):
    arrived(office)
    with django_assert_max_num_queries(20) as one:
        officer.get(reverse(LIST))
    for number in range(24):
        arrived(office, number=str(number), answer_due_on=DUE)
    with django_assert_num_queries(len(one)):
        officer.get(reverse(LIST))
