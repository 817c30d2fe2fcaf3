"""The register: who reads it, what its clerk keeps in it, and how it leaves the portal."""

import io
from datetime import datetime, time

import openpyxl
import pytest
from django.urls import reverse

from antt_portal.core.models import AuditEntry
from antt_portal.core.workbook import workbook_of
from directives.documents.outgoing_register import outgoing_register, register_data
from directives.documents.register_workbook import register_sheet
from directives.documents.volumes import VOLUME_SIZE
from directives.models import EntryState, LetterStatus, NumberSeries, RegisterEntry, SeriesGroup
from directives.tests.office import DRAFTED, TODAY, a_letter, staffed_office
from directives.writing.numbering import reserve
from enterprises.models import Role
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db
REGISTER = "directives:register"
# A day, as openpyxl reads it: a spreadsheet knows no time zone.
MORNING = datetime.combine(TODAY, time())


@pytest.fixture
def clerk(client, office):
    client.force_login(office.clerk.user)
    return client


def kept(office, count=1):
    return reserve(office.own, SeriesGroup.LETTERS, count=count, reason="Ký trong ngày", by=office.clerk, at=DRAFTED)


def rows(response):
    return [entry.number for entry in response.context["page"]]


def series_with(office, count, **columns):
    series = NumberSeries.objects.create(
        board_id=office.own.board_id, agency=office.own, group="letters", year=2026, last_number=count
    )
    common = {"board_id": series.board_id, "series": series, "state": EntryState.USED, "entered_at": DRAFTED}
    texts = {"symbol": "BQL-VP", "dated_on": TODAY, "title": "Công văn: camera", "signer": "Nguyễn Văn Mẫu"} | columns
    RegisterEntry.objects.bulk_create(
        RegisterEntry(number=number, entered_by=office.clerk.user, **common, **texts) for number in range(1, count + 1)
    )
    return series


def test_the_board_reads_the_register_of_one_group_and_year(client, office):
    a_letter(office, LetterStatus.ISSUED)
    kept(office)
    client.force_login(office.officer.user)
    assert rows(client.get(reverse(REGISTER), {"year": 2026})) == [2, 1]
    assert rows(client.get(reverse(REGISTER), {"year": 2026, "state": "reserved"})) == [2]
    assert rows(client.get(reverse(REGISTER), {"year": 2026, "group": "decisions"})) == []
    assert rows(client.get(reverse(REGISTER), {"year": "abc", "group": "khong-co"})) in ([], [2, 1])


def test_another_board_reads_nothing_of_it(client, office):
    kept(office)
    other = staffed_office()
    client.force_login(other.clerk.user)
    assert rows(client.get(reverse(REGISTER), {"year": 2026})) == []
    assert client.get(reverse("directives:register-excel", args=["letters", 2026])).status_code == 404
    assert client.get(reverse("directives:register-volume", args=["letters", 2026, 1])).status_code == 404


def test_enterprises_do_not_read_it(client):
    client.force_login(actor(Role.HEAD).user)
    assert client.get(reverse(REGISTER)).status_code == 403


def test_the_clerk_reserves_numbers_with_a_reason(clerk, office):
    typed = {"group": "letters", "count": "2", "reason": "Chờ ký tay"}
    assert clerk.post(reverse("directives:register-reserve"), typed).status_code == 302
    assert list(RegisterEntry.objects.values_list("number", "state", "reason")) == [
        (1, "reserved", "Chờ ký tay"),
        (2, "reserved", "Chờ ký tay"),
    ]


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"count": "0"}, {"count": "51"}, {"count": "x"}, {"group": "x"}])
def test_a_faulty_reservation_is_shown_again(clerk, wrong):
    typed = {"group": "letters", "count": "2", "reason": "Chờ ký tay", **wrong}
    shown = clerk.post(reverse("directives:register-reserve"), typed)
    assert shown.status_code == 422
    assert not RegisterEntry.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.ADMINISTRATOR])
def test_only_the_clerk_keeps_it(client, office, role):
    (entry,) = kept(office)
    client.force_login(actor(role, office.own).user)
    typed = {"group": "letters", "count": "1", "reason": "x"}
    assert client.post(reverse("directives:register-reserve"), typed).status_code == 403
    assert client.post(reverse("directives:register-skip", args=[entry.public_id]), {"reason": "x"}).status_code == 403
    assert client.get(reverse("directives:register-entry", args=[entry.public_id])).status_code == 403
    assert RegisterEntry.objects.get().state == EntryState.RESERVED


def test_a_number_is_skipped_with_its_reason_and_only_once(clerk, office):
    (entry,) = kept(office)
    skip = reverse("directives:register-skip", args=[entry.public_id])
    assert clerk.post(skip, {"reason": ""}).status_code == 422
    clerk.post(skip, {"reason": "Không ban hành"})
    clerk.post(skip, {"reason": "Lần nữa"})
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (EntryState.SKIPPED, "Không ban hành")


def test_the_clerk_writes_how_many_copies_went_out_and_who_signed_for_them(clerk, office):
    letter = a_letter(office, LetterStatus.ISSUED)
    entry = letter.register_entries.get()
    page = reverse("directives:register-entry", args=[entry.public_id])
    assert clerk.get(page).status_code == 200
    for _again in range(2):
        clerk.post(page, {"copies": "12", "receipt_note": "Bưu điện, 10/03"})
    entry.refresh_from_db()
    assert (entry.copies, entry.receipt_note) == (12, "Bưu điện, 10/03")
    said = AuditEntry.objects.get(verb="registerentry.amend").detail
    assert (said.before["copies"], said.after["copies"]) == (None, 12)


@pytest.mark.parametrize("copies", ["-1", "40000", "nhiều"])
def test_an_impossible_number_of_copies_is_shown_again(clerk, office, copies):
    entry = a_letter(office, LetterStatus.ISSUED).register_entries.get()
    answer = clerk.post(reverse("directives:register-entry", args=[entry.public_id]), {"copies": copies})
    assert answer.status_code == 422


def test_nothing_is_sent_of_a_number_without_a_letter(clerk, office):
    (entry,) = kept(office)
    page = reverse("directives:register-entry", args=[entry.public_id])
    assert clerk.post(page, {"copies": "1", "receipt_note": ""}).status_code == 409
    assert RegisterEntry.objects.get().copies is None


def test_the_page_says_the_next_number(clerk, office, monkeypatch):
    monkeypatch.setattr("antt_portal.core.clock.now", lambda: DRAFTED)
    assert clerk.get(reverse(REGISTER)).context["next_number"] == "01"
    kept(office, 9)
    assert clerk.get(reverse(REGISTER)).context["next_number"] == "10"


def test_the_register_costs_the_same_for_1_and_40_numbers(
    clerk, office, django_assert_num_queries, django_assert_max_num_queries
):
    kept(office)
    with django_assert_max_num_queries(30) as one:
        clerk.get(reverse(REGISTER), {"year": 2026})
    kept(office, 39)
    with django_assert_num_queries(len(one)):
        clerk.get(reverse(REGISTER), {"year": 2026})


def workbook(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_excel_has_days_as_days_numbers_as_numbers_and_no_formula(clerk, office):
    series_with(office, 1, copies=12, receipt_note='=HYPERLINK("http://x")', receivers="+84", title="@cmd", signer="-1")
    answer = clerk.get(reverse("directives:register-excel", args=["letters", 2026]))
    sheet = workbook(b"".join(answer.streaming_content))
    row = next(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in row[:3]] == ["01/BQL-VP", MORNING, "@cmd"]
    assert row[1].number_format == "dd/mm/yyyy"
    assert row[6].value == 12
    for column in (2, 3, 4, 8):
        assert (row[column].data_type, row[column].quotePrefix) == ("s", True)
    assert not row[0].quotePrefix
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.max_column) == ("A2", "$1:$1", 10)


def test_excel_takes_thousands_of_rows(office):
    series = series_with(office, 5000)
    entries = list(series.entries.order_by("number"))
    assert workbook(workbook_of([register_sheet(series, entries)])).max_row == 5001


def test_a_control_character_does_not_stop_the_export(office):
    series = series_with(office, 1, title="a\x0bb")
    assert workbook(workbook_of([register_sheet(series, series.entries.all())])).cell(2, 3).value == "ab"


def test_a_volume_has_ten_columns_and_says_why_a_number_is_not_used(office):
    (entry,) = kept(office)
    data = register_data(entry.series, [entry], on=TODAY, at=DRAFTED, volume=1)
    paper = outgoing_register(data)
    assert paper.rows[0].remark == "Giữ trước: Ký trong ngày"
    assert (paper.span, paper.agency) == ("Từ số 01 đến số 01", ("BAN QUẢN LÝ", "THỬ NGHIỆM"))
    assert len(paper.rows[0].__dataclass_fields__) == 10


def test_the_register_is_printed_across_a4_with_its_head_on_each_page(clerk, office, pdf_of):
    series_with(office, 30, receivers="Các doanh nghiệp trong khu công nghiệp; Công an tỉnh")
    answer = clerk.get(reverse("directives:register-volume", args=["letters", 2026, 1]))
    with pdf_of(b"".join(answer.streaming_content)) as pdf:
        assert {(round(page.width), round(page.height)) for page in pdf.pages} == {(842, 595)}
        assert len(pdf.pages) > 1
        assert all("Ghi chú" in page.extract_text() for page in pdf.pages)
        assert "30/BQL-VP" in pdf.pages[-1].extract_text()


def test_a_volume_that_has_not_begun_is_not_there(clerk, office):
    series_with(office, VOLUME_SIZE)
    assert clerk.get(reverse("directives:register-volume", args=["letters", 2026, 2])).status_code == 404
    assert clerk.get(reverse("directives:register-volume", args=["letters", 2026, 0])).status_code == 404
