"""Check, hand in, receipt, versions, papers."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from antt_portal.core.models import Paper
from antt_portal.core.tests.page import select, tree_of
from enterprises.models import Membership, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.answering import save_answer
from reports.consulting import ask_opinion
from reports.library import use, withdraw
from reports.models import ReportStatus, Submission
from reports.tests.acts import acts_on
from reports.tests.factories import OPENED, REVIEWED, Filing, content, evidence_of
from reports.tests.views.pages import enter, first_answer, of_answer, of_report, query_count, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_october")]
HAND_IN = {"version": "1", "truthful": "on"}


@pytest.fixture
def in_october():
    with time_machine.travel("2026-10-28T08:00:00+07:00", tick=False):
        yield


@pytest.fixture
def filing():
    return Filing().fill()


def submit(client, filing, person=None, **sent):
    person = person or filing.head
    return enter(client, person).post(of_report("submit", filing.report), {**HAND_IN, **sent}, follow=True)


# ---- check ----


def test_every_answer_stands_on_one_page_as_it_will_be_handed_in(client, filing):
    page = text_of(enter(client, filing.head).get(of_report("check", filing.report)))
    assert page.count("Đã lắp thêm 6 camera.") == 3
    assert page.count("Camera đã lắp48") == 2
    assert "Xác nhận và nộp" in page


def test_what_is_missing_is_listed_with_links_to_the_fields(client):
    filing = Filing()
    response = enter(client, filing.head).get(of_report("check", filing.report))
    assert "Còn 3 chỗ phải bổ sung trước khi nộp" in text_of(response)
    links = select(tree_of(response.content.decode()), "#gaps a")
    assert links[0].get("href") == f"{of_answer(first_answer(filing.report))}#id_result_0"
    assert "Xác nhận và nộp" not in text_of(response)


def test_an_editor_is_told_whom_to_ask(client, filing):
    page = text_of(enter(client, filing.editor).get(of_report("check", filing.report)))
    assert "Chỉ người đứng đầu nộp được." in page
    assert f"Báo cho: {filing.head.user.full_name}." in page
    assert "Xác nhận và nộp" not in page


def test_a_head_who_has_left_is_not_named(client, filing):
    Membership.objects.filter(user=filing.head.user).update(valid_to=date(2026, 10, 1))
    page = text_of(enter(client, filing.editor).get(of_report("check", filing.report)))
    assert filing.head.user.full_name not in page
    assert "chưa có ai" in page


def test_what_the_officer_asked_for_and_nobody_touched_is_named(client, filing):
    filing.submit().review(to_mend=1).send_back()
    enter(client, filing.head)
    assert "chưa thấy thay đổi:Nội dung 1" in text_of(client.get(of_report("check", filing.report)))
    answer = first_answer(filing.report)
    save_answer(answer, content(answer, cameras=50), by=filing.editor, at=REVIEWED, seen=answer.version)
    assert "chưa thấy thay đổi" not in text_of(client.get(of_report("check", filing.report)))


def test_after_its_day_a_report_is_late_and_still_taken(client, filing):
    with time_machine.travel("2026-11-16T08:00:00+07:00"):
        enter(client, filing.head)
        assert "Đã quá hạn" in text_of(client.get(of_report("check", filing.report)))
        assert "Hồ sơ đã nộp" in text_of(submit(client, filing))


def test_a_report_with_the_board_has_nothing_to_check(client, filing):
    filing.submit()
    response = enter(client, filing.head).get(of_report("check", filing.report))
    assert response.headers["Location"] == filing.report.get_absolute_url()


@pytest.mark.parametrize("name", ["check", "preview"])
def test_only_people_of_the_enterprise_check(client, filing, name):
    filing.submit()
    for person, status in ((filing.officer, 403), (actor(Role.HEAD), 404)):
        assert enter(client, person).get(of_report(name, filing.report)).status_code == status


def test_the_check_costs_the_same_for_few_and_many_files(client, filing):
    enter(client, filing.head)
    few = query_count(client, of_report("check", filing.report))
    for answer in filing.report.answers.select_related("report", "obligation"):
        for number in range(4):
            file = evidence_of(filing.organisation, filing.editor, name=f"{number}.pdf")
            use(file, answer, by=filing.editor, at=OPENED)
    assert query_count(client, of_report("check", filing.report)) == few <= 25


def test_the_paper_can_be_seen_before(client, filing, monkeypatch):
    monkeypatch.setattr(
        "antt_portal.core.paper_responses.render_pdf", lambda paper: f"%PDF {paper.is_preview}".encode()
    )
    response = enter(client, filing.editor).get(of_report("preview", filing.report))
    assert response.getvalue() == b"%PDF True"
    assert response.headers["Content-Type"] == "application/pdf"
    assert not Paper.objects.exists()


# ---- hand in ----


def test_the_head_hands_in_and_gets_a_receipt(client, filing):
    response = submit(client, filing)
    assert response.redirect_chain == [(of_report("receipt", filing.report, 1), 302)]
    page = text_of(response)
    submission = Submission.objects.get()
    assert "HS-2026-00001" in page
    assert submission.sha256 in page
    assert "Nộp lúc28/10/2026 08:00" in page
    assert "dự kiến xong trước 11/11/2026" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"truthful": ""}, "Đánh dấu ô xác nhận rồi mới nộp được."),
        ({"version": "7"}, "Hồ sơ đã thay đổi"),
        ({"version": "rubbish"}, "Hồ sơ đã thay đổi"),
    ],
)
def test_nothing_is_handed_in_unread_or_unconfirmed(client, filing, sent, said):
    assert said in text_of(submit(client, filing, **sent))
    assert filing.refresh().status == ReportStatus.DRAFT


def test_an_incomplete_report_stays_with_what_is_missing(client):
    filing = Filing()
    page = text_of(submit(client, filing))
    assert page.count("Còn 3 chỗ phải bổ sung") >= 2, "as a message and as the list"
    assert filing.refresh().status == ReportStatus.DRAFT


def test_a_second_press_shows_the_receipt_of_the_first(client, filing):
    submit(client, filing)
    again = submit(client, filing)
    assert again.redirect_chain == [(of_report("receipt", filing.report, 1), 302)]
    assert "Hồ sơ đã thay đổi" not in text_of(again)
    assert Submission.objects.count() == 1
    assert acts_on(filing.report, "report.submit").count() == 1


def test_a_second_head_is_told_that_somebody_was_first(client, filing):
    submit(client, filing)
    response = submit(client, filing, person=actor(Role.HEAD, filing.organisation))
    assert "Hồ sơ đã thay đổi hoặc đã được người khác xử lý" in text_of(response)
    assert Submission.objects.count() == 1


def test_only_the_head_hands_in(client, filing):
    for person, status in ((filing.editor, 403), (actor(Role.HEAD), 404)):
        assert submit(client, filing, person=person).status_code == status
    filing.submit()
    assert submit(client, filing, person=filing.officer).status_code == 403


# ---- receipt and versions ----


@pytest.fixture
def twice(filing):
    """Handed in, sent back, mended in words, figures and files, and handed in again."""
    first = first_answer(filing.report)
    served = use(evidence_of(filing.organisation, filing.editor, name="Cu.pdf"), first, by=filing.editor, at=OPENED)
    filing.submit().review(to_mend=1).send_back()
    withdraw(served, by=filing.editor, at=REVIEWED)
    use(evidence_of(filing.organisation, filing.editor, name="Moi.pdf"), first, by=filing.editor, at=REVIEWED)
    mended = content(first, cameras=50)
    answer = first_answer(filing.report)
    changed = type(mended)(**{**mended.__dict__, "narrative": "Đã lắp thêm 8 camera."})
    save_answer(answer, changed, by=filing.editor, at=REVIEWED, seen=answer.version)
    return filing.submit(at=REVIEWED)


def marked(response, tag):
    return [" ".join(one.itertext()).strip() for one in select(tree_of(response.content.decode()), tag)]


def test_the_second_version_shows_what_it_changed(client, twice):
    response = enter(client, twice.editor).get(of_report("version", twice.report, 2))
    assert "1 mục thay đổi so với lần 1" in text_of(response)
    added, removed = " ".join(marked(response, "ins")), " ".join(marked(response, "del"))
    assert "8" in added
    assert "50" in added
    assert "6" in removed
    assert "48" in removed
    assert "Cu.pdf" in removed
    assert "Moi.pdf" in text_of(response)
    assert "Các mục giữ nguyên" in text_of(response)


def test_the_first_version_stays_as_it_was(client, twice):
    response = enter(client, twice.editor).get(of_report("version", twice.report, 1))
    assert marked(response, "ins, del") == []
    assert text_of(response).count("Đã lắp thêm 6 camera.") == 3
    assert "Cu.pdf" in text_of(response)


def test_versions_are_read_by_the_board_and_receipts_are_the_owners(client, twice):
    agency = OrganisationFactory(board=twice.board, kind=OrganisationKind.AGENCY)
    due = date(2026, 11, 10)
    ask_opinion(twice.report, agency, question="", due_on=due, by=twice.officer, at=REVIEWED)
    rows = (
        (twice.head, 200, 200),
        (twice.officer, 200, 403),
        (actor(Role.AGENT, agency), 200, 403),
        (actor(Role.EDITOR, OrganisationFactory(board=twice.board)), 404, 404),
        (actor(Role.OFFICER), 404, 404),
    )
    for person, version, receipt in rows:
        enter(client, person)
        assert client.get(of_report("version", twice.report, 1)).status_code == version
        assert client.get(of_report("receipt", twice.report, 1)).status_code == receipt


@pytest.mark.parametrize("name", ["version", "receipt"])
def test_a_version_that_never_was_is_not_found(client, twice, name):
    assert enter(client, twice.head).get(of_report(name, twice.report, 3)).status_code == 404


# ---- papers ----


@pytest.fixture
def paper(filing, monkeypatch):
    monkeypatch.setattr("antt_portal.core.papers.render_pdf", lambda _document: b"%PDF stored")
    filing.submit()
    return Paper.objects.get()


def test_a_stored_paper_is_for_its_owner_its_board_and_who_was_asked(client, filing, paper):
    agency = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
    agent = actor(Role.AGENT, agency)
    address = reverse("reports:paper", args=[paper.public_id])
    assert enter(client, agent).get(address).status_code == 404
    due = date(2026, 11, 10)
    ask_opinion(filing.report, agency, question="", due_on=due, by=filing.officer, at=REVIEWED)
    for person in (filing.editor, filing.head, filing.officer, agent):
        assert enter(client, person).get(address).getvalue() == b"%PDF stored"
    neighbour = OrganisationFactory(board=filing.board)
    idle = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
    for person in (actor(Role.HEAD, neighbour), actor(Role.AGENT, idle), actor(Role.OFFICER)):
        assert enter(client, person).get(address).status_code == 404


def test_a_paper_nobody_made_is_not_found(client, filing):
    address = reverse("reports:paper", args=[filing.report.public_id])
    assert enter(client, filing.head).get(address).status_code == 404


def test_the_receipt_leads_to_the_paper(client, filing, paper):
    page = enter(client, filing.head).get(of_report("receipt", filing.report, 1)).content.decode()
    assert reverse("reports:paper", args=[paper.public_id]) in page
