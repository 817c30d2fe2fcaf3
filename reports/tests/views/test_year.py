"""The page of a year and the page of one filing."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from directives.tests.factories import InstrumentFactory, ObligationFactory, instrument_with_criterion
from enterprises.models import Applicability, ApplicabilityStatus, OrganisationKind, Role, Size
from enterprises.tests.factories import BoardFactory, OrganisationFactory, actor, board_organisation
from reports.consulting import ask_opinion
from reports.library import use
from reports.models import Report, ReportKind
from reports.opening import open_report
from reports.tests.factories import OPENED, REVIEWED, YEAR, Filing, evidence_of
from reports.tests.views.pages import enter, first_answer, of_report, query_count, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_october")]


@pytest.fixture
def in_october():
    with time_machine.travel("2026-10-28T08:00:00+07:00", tick=False):
        yield


@pytest.fixture
def filing():
    return Filing()


def year_page(year=YEAR):
    return reverse("reports:year", args=[year])


# ---- the year ----


def test_the_year_shows_both_filings_and_every_answer(client, filing):
    open_report(filing.organisation, ReportKind.REGISTRATION, YEAR, by=filing.editor, at=OPENED)
    page = text_of(enter(client, filing.editor).get(year_page()))
    assert "Hồ sơ năm 2026" in page
    assert "từ 16/11/2025 đến 15/11/2026" in page
    assert "Đăng ký phấn đấu 2026 0/1 xong" in page
    assert "Tự kiểm tra, đánh giá 2026 0/3 xong" in page
    assert page.count("Chưa bắt đầu") == 3
    assert "Năm 2025" in page


def test_what_is_missing_links_to_the_place_to_mend_it(client, filing):
    response = enter(client, filing.editor).get(year_page())
    answer = first_answer(filing.report)
    link = f"{reverse('reports:answer', args=[filing.report.public_id, answer.public_id])}#id_result_0"
    assert link in response.content.decode()
    assert filing.head.user.full_name in text_of(response)


def test_a_board_sees_no_year_page(client, filing):
    for role in (Role.OFFICER, Role.LEADER):
        enter(client, actor(role, board_organisation(filing.board)))
        assert client.get(year_page()).status_code == 403


def test_a_unit_of_a_board_files_no_year(client, filing):
    board = board_organisation(filing.board)
    unit = OrganisationFactory(board=filing.board, kind=OrganisationKind.UNIT, parent=board)
    assert enter(client, actor(Role.HEAD, unit)).get(year_page()).status_code == 403


def test_one_sees_ones_own_year_only(client, filing):
    filing.fill(cameras=4711)
    stranger = actor(Role.EDITOR, OrganisationFactory(board=filing.board))
    page = text_of(enter(client, stranger).get(year_page()))
    assert "Chưa mở." in page
    assert "xong ·" not in page


@pytest.mark.parametrize("year", [1999, 2200, 99999])
def test_a_year_that_cannot_be_is_not_found(client, filing, year):
    assert enter(client, filing.editor).get(year_page(year)).status_code == 404


@pytest.mark.parametrize(("today", "year"), [("2026-10-28", 2026), ("2026-11-20", 2026), ("2028-01-01", 2026)])
def test_the_section_opens_the_latest_year_there_is(client, filing, today, year):
    enter(client, filing.editor)
    with time_machine.travel(date.fromisoformat(today)):
        client.force_login(filing.editor.user)
        assert client.get(reverse("reports:current-year")).headers["Location"] == year_page(year)


def test_last_years_result_stands_beside_this_year(client, filing):
    filing.fill().submit().review().accept()
    open_report(filing.organisation, ReportKind.SELF_ASSESSMENT, YEAR + 1, by=filing.editor, at=REVIEWED)
    page = text_of(enter(client, filing.editor).get(year_page(YEAR + 1)))
    assert page.count("Chưa bắt đầu") == 3
    assert page.count(" Đạt") == 3
    assert "Kết quả 2026Đạt, đề nghị công nhận" in page


# ---- opening by hand ----


@pytest.fixture
def newcomer():
    board = BoardFactory()
    instrument_with_criterion(board)
    return OrganisationFactory(board=board)


def test_a_year_nobody_opened_is_opened_by_a_button(client, newcomer):
    enter(client, actor(Role.EDITOR, newcomer))
    assert text_of(client.get(year_page())).count("Mở hồ sơ") == 2
    response = client.post(reverse("reports:open-report", args=[YEAR]), {"kind": "self_assessment"})
    report = Report.objects.get()
    assert (report.organisation, report.kind, report.year) == (newcomer, "self_assessment", YEAR)
    assert response.headers["Location"] == report.get_absolute_url()


def test_an_exempt_enterprise_is_told_why_it_cannot_open(client, newcomer):
    Applicability.objects.create(
        board=newcomer.board,
        organisation=newcomer,
        year=YEAR,
        status=ApplicabilityStatus.NOT_APPLICABLE,
        reason="Siêu nhỏ",
    )
    enter(client, actor(Role.EDITOR, newcomer))
    response = client.post(reverse("reports:open-report", args=[YEAR]), {"kind": "self_assessment"}, follow=True)
    assert "Năm này không phải nộp hồ sơ" in text_of(response)
    assert not Report.objects.exists()


@pytest.mark.parametrize(("kind", "status"), [("", 404), ("khac", 404)])
def test_only_known_kinds_are_opened(client, newcomer, kind, status):
    enter(client, actor(Role.EDITOR, newcomer))
    assert client.post(reverse("reports:open-report", args=[YEAR]), {"kind": kind}).status_code == status


def test_a_board_opens_nothing_by_hand(client, filing):
    enter(client, filing.officer)
    response = client.post(reverse("reports:open-report", args=[YEAR]), {"kind": "registration"})
    assert response.status_code == 403


# ---- one filing ----


def test_a_filing_is_found_by_its_own_people_alone(client, filing):
    filing.fill().submit()
    address = filing.report.get_absolute_url()
    for person, status in (
        (filing.editor, 200),
        (filing.head, 200),
        (actor(Role.HEAD, OrganisationFactory(board=filing.board)), 404),
        (actor(Role.OFFICER), 404),
    ):
        assert enter(client, person).get(address).status_code == status


def test_the_board_and_the_agency_are_led_to_pages_of_their_own(client, filing):
    filing.fill().submit()
    agency = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
    due = date(2026, 11, 10)
    opinion = ask_opinion(filing.report, agency, question="", due_on=due, by=filing.officer, at=REVIEWED)
    for person, target in (
        (filing.officer, reverse("reports:review", args=[filing.report.public_id])),
        (actor(Role.AGENT, agency), reverse("reports:opinion", args=[opinion.public_id])),
    ):
        assert enter(client, person).get(filing.report.get_absolute_url()).headers["Location"] == target


def test_a_returned_report_cannot_be_overlooked(client, filing):
    filing.fill().submit().review(to_mend=1).send_back()
    for address in (year_page(), filing.report.get_absolute_url()):
        page = text_of(enter(client, filing.editor).get(address))
        assert "hồ sơ được trả, còn 1 mục phải bổ sung" in page
        assert "Hạn nộp lại 04/11/2026" in page
        assert f"{filing.officer.user.full_name} (Ban Quản lý) trả lúc 27/10/2026 16:20" in page
        assert "Ghi số thực tế." in page
        assert "Còn 7 ngày" in page


def test_what_an_officer_notes_while_reading_is_not_yet_said(client, filing):
    filing.fill().submit().review(to_mend=1)
    enter(client, filing.editor)
    for address in (year_page(), filing.report.get_absolute_url()):
        page = text_of(client.get(address))
        assert "Ghi số thực tế." not in page
        assert "Cần bổ sung" not in page
        assert "Thẩm định nội dung" not in page


def test_a_file_counts_where_it_serves_and_says_when_it_has_expired(client, filing):
    file = evidence_of(filing.organisation, filing.editor, expires_on=date(2026, 10, 12))
    use(file, first_answer(filing.report), by=filing.editor, at=OPENED)
    assert "1 tệp, 1 hết hạn" in text_of(enter(client, filing.editor).get(filing.report.get_absolute_url()))


def test_the_conclusion_is_said_once_accepted(client, filing):
    filing.fill().submit().review().accept(note="Hồ sơ đầy đủ.")
    page = text_of(enter(client, filing.editor).get(filing.report.get_absolute_url()))
    assert "Đạt, đề nghị công nhận" in page
    assert "Hồ sơ đầy đủ." in page


def test_the_timeline_names_people_and_joins_a_row_of_the_same(client, filing):
    filing.fill().submit()
    page = text_of(enter(client, filing.editor).get(filing.report.get_absolute_url()))
    assert f"Nộp hồ sơ Số biên nhận HS-2026-00001 {filing.head.user.full_name} · 16/10/2026 09:14" in page
    assert "Lưu nội dung Nội dung 1, Nội dung 2, Tiêu chí" in page


# ---- carrying forward ----


def test_last_year_is_offered_and_carried_by_a_button(client, filing):
    filing.fill()
    report = open_report(filing.organisation, ReportKind.SELF_ASSESSMENT, YEAR + 1, by=filing.editor, at=REVIEWED)
    enter(client, filing.editor)
    for address in (report.get_absolute_url(), year_page(YEAR + 1)):
        assert "Mang nội dung từ năm 2026" in text_of(client.get(address))
    page = text_of(client.post(of_report("carry-forward", report), follow=True))
    assert "Đã mang 3 mục từ năm trước" in page
    assert "Mang nội dung từ năm 2026" not in page
    assert report.answers.filter(confirmed=False).count() == 3


def test_with_nothing_to_carry_the_page_says_so(client, filing):
    page = text_of(enter(client, filing.editor).post(of_report("carry-forward", filing.report), follow=True))
    assert "Năm trước không có nội dung nào để mang sang" in page


def test_only_those_who_file_carry_forward(client, filing):
    filing.fill().submit()
    address = of_report("carry-forward", filing.report)
    assert enter(client, filing.officer).post(address).status_code == 403
    assert enter(client, actor(Role.EDITOR)).post(address).status_code == 404


# ---- cost ----


@pytest.mark.parametrize("size", [Size.LARGE])
def test_both_pages_cost_the_same_for_few_and_many_answers(client, size):
    few = Filing(organisation=OrganisationFactory(size=size)).fill().submit().review(to_mend=1).send_back()
    board = BoardFactory()
    instrument_with_criterion(board)
    more = InstrumentFactory(board=board)
    for position in range(10, 25):
        ObligationFactory(instrument=more, position=position)
    many = Filing(organisation=OrganisationFactory(board=board)).fill()
    for number in range(5):
        use(
            evidence_of(many.organisation, many.editor, name=f"{number}.pdf"),
            first_answer(many.report),
            by=many.editor,
            at=OPENED,
        )
    many.submit().review(to_mend=8).send_back()
    counts = [
        [query_count(enter(client, one.editor), address) for address in (year_page(), one.report.get_absolute_url())]
        for one in (few, many)
    ]
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 30, counts


def test_a_report_that_was_sent_back_comes_before_the_new_year(client):
    filing = Filing().fill().submit().review(to_mend=1).send_back()
    open_report(filing.organisation, ReportKind.REGISTRATION, YEAR + 1, by=filing.editor, at=OPENED)
    with time_machine.travel(date(2026, 11, 20)):
        client.force_login(filing.editor.user)
        assert client.get(reverse("reports:current-year")).headers["Location"] == year_page(YEAR)
