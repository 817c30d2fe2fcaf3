"""The pages of recognition: stranger, wrong role, success, rubbish, the wrong moment."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core.tests.inspection.corpus import pdf
from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.deciding import letter_of
from reports.models import BatchStatus, Opinion, OpinionStatus, Recognition, RecognitionBatch, RecognitionStatus
from reports.recognising import create_batch
from reports.tests.factories import REVIEWED, YEAR, Filing
from reports.tests.test_recognising import Season
from reports.tests.test_states import LATER, Batch
from reports.views.decision_file import keep_file, kept_file

pytestmark = pytest.mark.django_db

DECISION = {
    "number": "118/QĐ-UBND",
    "signer": "Nguyễn Văn Mẫu",
    "office": "Chủ tịch",
    "version": "3",
}


def page(name, row):
    return reverse(f"reports:{name}", args=[row.public_id])


def candidate(board=None):
    """An accepted, qualified dossier with a recogniser."""
    organisation = OrganisationFactory(board=board) if board else OrganisationFactory()
    organisation.recogniser = OrganisationFactory(board=organisation.board, kind=OrganisationKind.AGENCY)
    organisation.save()
    return Filing(organisation=organisation).fill().submit().review().accept()


def enter(client, person):
    client.force_login(person.user)


def test_candidates_stand_under_their_recogniser_and_become_a_list(client):
    filing = candidate()
    enter(client, filing.officer)
    shown = client.get(reverse("reports:recognition"), {"year": YEAR}).content.decode()
    assert filing.organisation.name in shown
    typed = {"year": YEAR, "recogniser": filing.organisation.recogniser.public_id, "report": filing.report.public_id}
    answer = client.post(reverse("reports:batch-create"), typed)
    batch = RecognitionBatch.objects.get()
    assert answer.headers["Location"] == batch.get_absolute_url()
    assert batch.recognitions.get().report == filing.report


@pytest.mark.parametrize("report", ["", "rubbish", "00000000-0000-4000-8000-000000000000"])
def test_a_list_of_nothing_is_refused_in_words(client, report):
    filing = candidate()
    enter(client, filing.officer)
    typed = {"year": YEAR, "recogniser": filing.organisation.recogniser.public_id, "report": report}
    answer = client.post(reverse("reports:batch-create"), typed, follow=True)
    assert "Chọn ít nhất một hồ sơ" in answer.content.decode()
    assert not RecognitionBatch.objects.exists()


def test_a_report_of_another_board_cannot_be_listed(client):
    filing, other = candidate(), candidate()
    enter(client, filing.officer)
    typed = {"year": YEAR, "recogniser": filing.organisation.recogniser.public_id, "report": other.report.public_id}
    client.post(reverse("reports:batch-create"), typed)
    assert not RecognitionBatch.objects.exists()


def test_a_recogniser_of_another_board_is_not_there(client):
    filing, other = candidate(), candidate()
    enter(client, filing.officer)
    typed = {"year": YEAR, "recogniser": other.organisation.recogniser.public_id, "report": filing.report.public_id}
    assert client.post(reverse("reports:batch-create"), typed).status_code == 404


def test_a_leader_makes_no_list(client):
    filing = candidate()
    enter(client, actor(Role.LEADER, filing.officer.organisation))
    assert client.post(reverse("reports:batch-create"), {"year": YEAR}).status_code == 403


ACTS = ["batch-propose", "batch-send-back", "batch-approve", "batch-decide"]


@pytest.mark.parametrize("act", ACTS)
def test_a_list_of_another_board_is_not_there(client, act):
    situation = Batch(BatchStatus.PROPOSED)
    enter(client, candidate().officer)
    assert client.get(page("batch", situation.batch)).status_code == 404
    assert client.post(page(act, situation.batch)).status_code == 404


@pytest.mark.parametrize("act", ["batch-send-back", "batch-approve"])
def test_who_made_the_list_does_not_approve_it(client, act):
    situation = Batch(BatchStatus.PROPOSED)
    enter(client, situation.filing.officer)
    assert client.post(page(act, situation.batch), {"version": "2", "reason": "x"}).status_code == 403


def test_the_leader_approves_and_the_submission_is_drafted(client):
    situation = Batch(BatchStatus.PROPOSED)
    enter(client, situation.leader)
    shown = client.get(page("batch", situation.batch))
    assert shown.context["can_approve"]
    asked = client.post(page("batch-approve", situation.batch), {"version": situation.batch.version})
    assert "Duyệt danh sách 1 doanh nghiệp năm 2026?" in asked.content.decode()
    situation.batch.refresh_from_db()
    assert situation.batch.status == BatchStatus.PROPOSED
    client.post(page("batch-approve", situation.batch), {"version": situation.batch.version, "confirmed": "1"})
    situation.batch.refresh_from_db()
    assert situation.batch.status == BatchStatus.APPROVED
    draft = letter_of(situation.batch)
    assert draft.get_absolute_url() in client.get(page("batch", situation.batch)).content.decode()


def test_a_list_that_changed_since_it_was_read_is_not_approved(client):
    situation = Batch(BatchStatus.PROPOSED)
    enter(client, situation.leader)
    sent = {"version": "1", "confirmed": "1"}
    answer = client.post(page("batch-approve", situation.batch), sent, follow=True)
    assert "đã thay đổi" in answer.content.decode()
    situation.batch.refresh_from_db()
    assert situation.batch.status == BatchStatus.PROPOSED


def test_sending_back_needs_a_reason_and_keeps_the_page(client):
    situation = Batch(BatchStatus.PROPOSED)
    enter(client, situation.leader)
    answer = client.post(page("batch-send-back", situation.batch), {"version": situation.batch.version})
    assert answer.status_code == 422
    client.post(
        page("batch-send-back", situation.batch), {"version": situation.batch.version, "reason": "Thiếu một hồ sơ"}
    )
    situation.batch.refresh_from_db()
    assert situation.batch.status == BatchStatus.DRAFT


@pytest.fixture
def approved(client):
    situation = Batch(BatchStatus.APPROVED)
    with time_machine.travel(LATER, tick=False):  # signed in when the clerk acts
        enter(client, actor(Role.CLERK, situation.leader.organisation))
    return situation


def typed(approved, **more):
    day = approved.batch.approved_at.strftime("%d/%m/%Y")
    return {**DECISION, "decided_on": day, "version": approved.batch.version, **more}


def decide(client, approved, **more):
    """Both pages: what was typed, then that it shall stand."""
    asked = client.post(page("batch-decide", approved.batch), typed(approved, **more))
    if asked.status_code != 200:
        return asked
    more.pop("file", None)
    kept = asked.context["kept"]
    again = {"confirmed": "1", "kept": kept.token if kept else ""}
    return client.post(page("batch-decide", approved.batch), typed(approved, **more, **again))


@time_machine.travel(LATER, tick=False)
def test_the_clerk_records_the_decision_with_its_file(client, approved):
    content = pdf()
    decide(client, approved, file=SimpleUploadedFile("quyet-dinh.pdf", content))
    approved.batch.refresh_from_db()
    assert approved.batch.decision_file_name == "quyet-dinh.pdf"
    recognition = Recognition.objects.get()
    assert recognition.status == RecognitionStatus.RECOGNISED
    stored = client.get(page("decision-file", approved.batch))
    assert b"".join(stored.streaming_content) == content
    assert stored["X-Content-Type-Options"] == "nosniff"


@time_machine.travel(LATER, tick=False)
def test_a_file_that_is_no_pdf_is_refused_and_what_was_typed_stays(client, approved):
    answer = decide(client, approved, file=SimpleUploadedFile("quyet-dinh.pdf", b"MZ\x90 not a pdf"))
    assert answer.status_code == 422
    assert "118/QĐ-UBND" in answer.content.decode()
    assert Recognition.objects.get().status == RecognitionStatus.PROPOSED


@time_machine.travel(LATER, tick=False)
def test_nothing_is_recorded_before_it_was_read_once_more(client, approved):
    asked = client.post(page("batch-decide", approved.batch), typed(approved))
    assert "Xem lại quyết định" in asked.content.decode()
    assert "118/QĐ-UBND" in asked.content.decode()
    assert Recognition.objects.get().status == RecognitionStatus.PROPOSED


@time_machine.travel(LATER, tick=False)
def test_a_file_sent_once_survives_an_error_and_a_second_thought(client, approved):
    file = SimpleUploadedFile("quyet-dinh.pdf", pdf())
    wrong = client.post(page("batch-decide", approved.batch), typed(approved, number="", file=file))
    assert wrong.status_code == 422
    assert "Đã giữ tệp quyet-dinh.pdf" in wrong.content.decode()
    kept = wrong.context["kept"].token
    edited = client.post(page("batch-decide", approved.batch), typed(approved, kept=kept, edit="1"))
    assert "Đã giữ tệp quyet-dinh.pdf" in edited.content.decode()
    client.post(page("batch-decide", approved.batch), typed(approved, kept=kept, confirmed="1"))
    approved.batch.refresh_from_db()
    assert approved.batch.decision_file_name == "quyet-dinh.pdf"


@time_machine.travel(LATER, tick=False)
def test_a_file_kept_for_one_list_is_no_file_of_another(client, approved):
    other = Batch(BatchStatus.APPROVED)
    file = keep_file(other.batch, SimpleUploadedFile("khac.pdf", pdf()), at=LATER)
    for token in (file.token, file.token[:-2], "x"):
        asked = client.post(page("batch-decide", approved.batch), typed(approved, kept=token))
        assert asked.context["kept"] is None


def test_the_word_of_a_file_that_was_kept_holds_for_a_day(approved):
    with time_machine.travel(LATER, tick=False) as traveller:
        kept = keep_file(approved.batch, SimpleUploadedFile("quyet-dinh.pdf", pdf()), at=LATER)
        traveller.shift(timedelta(hours=24))
        assert kept_file(approved.batch, kept.token) == kept
        traveller.shift(timedelta(seconds=1))
        assert kept_file(approved.batch, kept.token) is None


@time_machine.travel(LATER, tick=False)
def test_a_day_ahead_keeps_what_was_typed(client, approved):
    answer = decide(client, approved, decided_on="01/12/2026")
    assert answer.status_code == 409
    assert "118/QĐ-UBND" in answer.content.decode()
    assert Recognition.objects.get().status == RecognitionStatus.PROPOSED


@time_machine.travel(LATER, tick=False)
def test_one_can_be_refused_with_a_reason(client, approved):
    recognition = Recognition.objects.get()
    decide(client, approved, **{f"refused-{recognition.public_id}": "Chưa đủ điều kiện"})
    recognition.refresh_from_db()
    assert (recognition.status, recognition.refused_reason) == (RecognitionStatus.REFUSED, "Chưa đủ điều kiện")


@time_machine.travel(LATER, tick=False)
def test_revoking_one_asks_why_and_tells_the_public(client, approved):
    decide(client, approved)
    recognition = Recognition.objects.get()
    assert client.get(page("recognition-revoke", recognition)).status_code == 403
    enter(client, approved.leader)
    sent = {"document": "9/QĐ-UBND", "on": "18/11/2026", "version": recognition.version}
    assert client.post(page("recognition-revoke", recognition), sent).status_code == 422
    client.post(page("recognition-revoke", recognition), {**sent, "reason": "Để xảy ra cháy lớn"})
    recognition.refresh_from_db()
    assert recognition.status == RecognitionStatus.REVOKED
    public = client.get(reverse("verify-code", args=[recognition.code])).content.decode()
    assert "đã bị thu hồi" in public


def test_the_leader_reads_criteria_reviewers_and_opinions_silence_included(client):
    situation = Batch(BatchStatus.PROPOSED)
    agency = OrganisationFactory(board=situation.filing.board, kind=OrganisationKind.AGENCY, name="Công an Thử Nghiệm")
    report = situation.filing.report
    said = {"question": "", "due_on": date(2026, 11, 1), "asked_at": REVIEWED, "asked_by": situation.leader.user}
    row = {"board": report.board, "organisation": report.organisation, "report": report, "agency": agency}
    Opinion.objects.create(**row, **said, status=OpinionStatus.ASKED)
    with time_machine.travel(LATER, tick=False):
        enter(client, situation.leader)
        shown = client.get(page("batch", situation.batch)).content.decode()
        file = b"".join(client.get(page("batch", situation.batch), {"file": "csv"})).decode()
    assert "1/1 tiêu chí đạt" in shown
    assert f"thẩm định: {situation.filing.officer.user}" in shown
    assert "im lặng, quá hạn trả lời 01/11/2026" in shown
    assert f",1,1,,{situation.filing.officer.user}," in file
    assert "Công an Thử Nghiệm: Chưa trả lời," in file


def test_a_list_costs_the_same_for_1_and_for_12_enterprises(client, django_assert_num_queries):
    season = Season(13)
    make = {"year": YEAR, "by": season.officer, "at": REVIEWED}
    small = create_batch(season.reports[:1], season.recogniser, **make)
    big = create_batch(season.reports[1:], season.recogniser, **make)
    enter(client, season.leader)
    client.get(page("batch", small))
    with CaptureQueriesContext(connection) as one:
        client.get(page("batch", small))
    with django_assert_num_queries(len(one)):
        client.get(page("batch", big))


def test_removing_is_possible_only_while_the_list_is_made(client):
    situation = Batch(BatchStatus.PROPOSED)
    enter(client, situation.filing.officer)
    recognition = Recognition.objects.get()
    answer = client.post(page("recognition-remove", recognition), {"version": situation.batch.version}, follow=True)
    assert "không bỏ bớt được" in answer.content.decode()
    assert Recognition.objects.exists()


def test_the_list_costs_the_same_for_1_and_12_candidates(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    filing = candidate()
    enter(client, filing.officer)
    with django_assert_max_num_queries(30) as one:
        client.get(reverse("reports:recognition"), {"year": YEAR})
    for _n in range(11):
        candidate(filing.board)
    with django_assert_num_queries(len(one)):
        client.get(reverse("reports:recognition"), {"year": YEAR})


def test_who_waits_and_the_lists_come_in_pages_of_their_own(client, monkeypatch):
    monkeypatch.setattr("reports.views.recognition.WAITING_A_PAGE", 1)
    monkeypatch.setattr("reports.views.recognition.LISTS_A_PAGE", 1)
    season = Season(4)
    make = {"year": YEAR, "by": season.officer, "at": REVIEWED}
    lists = [create_batch([one], season.recogniser, **make) for one in season.reports[:2]]
    enter(client, season.officer)
    shown = [
        client.get(reverse("reports:recognition"), {"year": YEAR, "waiting": number, "lists": number}).content.decode()
        for number in (1, 2)
    ]
    waiting = [str(one.public_id) for one in season.reports[2:]]
    for found in (waiting, [page("batch", one) for one in lists]):
        assert [sum(one in text for one in found) for text in shown] == [1, 1]


@pytest.mark.parametrize("year", ["", "x", "-1", "99999999999999999999", "²"])
def test_rubbish_for_a_year_is_no_error(client, year):
    enter(client, candidate().officer)
    assert client.get(reverse("reports:recognition"), {"year": year}).status_code == 200
