from datetime import timedelta

import pytest

from antt_portal.core.canonical import digest
from antt_portal.core.models import AppendOnlyError, Notice, Paper
from antt_portal.core.refusal import Refused
from enterprises.models import Deadline, DeadlineKind
from enterprises.tests.factories import OrganisationFactory
from reports.answering import save_answer
from reports.filing import submit
from reports.library import use, withdraw
from reports.models import AnswerReview, ReceiptCounter, ReportKind, ReportStatus, Submission, SubmittedFile
from reports.tests.acts import acts_on
from reports.tests.factories import OPENED, REVIEWED, SUBMITTED, Filing, content, evidence_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    return Filing().fill()


def hand_in(filing, at=SUBMITTED):
    report = filing.refresh()
    return submit(report, by=filing.head, at=at, seen=report.version)


def test_handing_in_freezes_numbers_and_moves(filing):
    submission = hand_in(filing)
    report = filing.refresh()
    assert (report.status, report.submission_count, report.submitted_by) == (
        ReportStatus.SUBMITTED,
        1,
        filing.head.user,
    )
    assert (submission.number, submission.receipt) == (1, "HS-2026-00001")
    assert submission.frozen["submitted"]["by"] == filing.head.user.full_name
    assert submission.sha256 == digest(submission.frozen)


def test_the_hash_survives_the_way_through_the_database(filing):
    submission = Submission.objects.get(pk=hand_in(filing).pk)
    assert digest(submission.frozen) == submission.sha256


def test_the_act_stands_in_the_record_with_its_receipt(filing):
    submission = hand_in(filing)
    entry = acts_on(filing.report, "report.submit").get()
    assert (entry.from_status, entry.to_status, entry.version) == ("draft", "submitted", 2)
    assert entry.detail.after["receipt"] == submission.receipt
    assert entry.detail.after["sha256"] == submission.sha256


def test_an_incomplete_report_is_not_handed_in():
    filing = Filing()
    with pytest.raises(Refused) as refused:
        hand_in(filing)
    assert refused.value.code == "incomplete"
    assert "3" in str(refused.value)
    assert not Submission.objects.exists()
    assert not ReceiptCounter.objects.exists()
    assert filing.refresh().status == ReportStatus.DRAFT


@pytest.mark.parametrize("seen", [0, 2])
def test_nobody_hands_in_a_version_they_did_not_read(filing, seen):
    with pytest.raises(Refused) as refused:
        submit(filing.refresh(), by=filing.head, at=SUBMITTED, seen=seen)
    assert refused.value.code == "stale"
    assert not Submission.objects.exists()


def test_handing_in_twice_gives_one_receipt(filing):
    report = filing.refresh()
    submit(report, by=filing.head, at=SUBMITTED, seen=report.version)
    with pytest.raises(Refused) as refused:
        submit(report, by=filing.head, at=SUBMITTED, seen=report.version)
    assert refused.value.code == "stale"
    assert Submission.objects.count() == 1
    assert acts_on(report, "report.submit").count() == 1


def test_receipts_of_a_board_follow_each_other_without_a_gap(filing):
    refused = Filing(organisation=OrganisationFactory(board=filing.board))
    second = Filing(organisation=OrganisationFactory(board=filing.board)).fill()
    elsewhere = Filing().fill()
    numbers = [hand_in(filing).receipt]
    with pytest.raises(Refused):
        hand_in(refused)
    numbers.append(hand_in(second).receipt)
    assert numbers == ["HS-2026-00001", "HS-2026-00002"]
    assert hand_in(elsewhere).receipt == "HS-2026-00001", "another board counts for itself"


def test_the_counter_starts_anew_with_the_calendar_year(filing):
    registration = Filing(ReportKind.REGISTRATION, filing.organisation).fill()
    hand_in(registration, at=SUBMITTED - timedelta(days=300))
    assert hand_in(filing).receipt == "HS-2026-00001"
    assert registration.report.submissions.get().receipt == "HS-2025-00001"


def test_a_version_handed_in_never_changes(filing):
    submission = hand_in(filing)
    submission.receipt = "HS-2026-99999"
    with pytest.raises(AppendOnlyError):
        submission.save()
    with pytest.raises(AppendOnlyError):
        submission.delete()
    with pytest.raises(AppendOnlyError):
        Submission.objects.update(sha256="0" * 64)
    with pytest.raises(AppendOnlyError):
        Submission.objects.all().delete()


def test_the_paper_prints_the_version_and_is_made_later(filing):
    submission = hand_in(filing)
    paper = Paper.objects.get(subject_id=submission.public_id)
    assert (paper.kind, paper.blob, paper.organisation_id) == ("self_assessment", None, filing.organisation.pk)
    assert digest(paper.data) == submission.sha256


def test_the_enterprise_is_done_and_the_board_has_its_days(filing):
    hand_in(filing)
    about = Deadline.objects.filter(subject_id=filing.report.public_id)
    assert about.get(kind=DeadlineKind.SELF_ASSESSMENT).closed_at == SUBMITTED
    review = about.open().get()
    assert (review.kind, review.rule) == (DeadlineKind.REVIEW, "workdays:10")
    assert review.due_on.isoformat() == "2026-10-30"


def test_both_people_of_the_enterprise_get_the_receipt(filing):
    hand_in(filing)
    told = Notice.objects.filter(kind="report_submitted").values_list("recipient", flat=True)
    assert set(told) == {filing.editor.user_id, filing.head.user_id}


# ---- handing in again ----


@pytest.fixture
def returned(filing):
    return filing.submit().review(to_mend=1).send_back()


def mend(filing, cameras=50):
    answer = filing.report.answers.select_related("obligation", "report").first()
    save_answer(answer, content(answer, cameras=cameras), by=filing.editor, at=REVIEWED, seen=answer.version)
    return answer


def test_the_next_version_stands_beside_the_first(returned):
    first = returned.report.submissions.get()
    mend(returned)
    second = hand_in(returned, at=REVIEWED)
    assert (second.number, second.receipt) == (2, "HS-2026-00002")
    first.refresh_from_db()
    assert digest(first.frozen) == first.sha256
    assert first.frozen["answers"][0]["figures"] == {"cameras": {"installed": 48}}
    assert second.frozen["answers"][0]["figures"] == {"cameras": {"installed": 50}}


def test_what_was_judged_and_left_alone_stays_judged(returned):
    mended = mend(returned)
    second = hand_in(returned, at=REVIEWED)
    carried = AnswerReview.objects.filter(submission=second)
    assert carried.count() == 2
    assert all(review.carried and review.reviewed_by == returned.officer.user for review in carried)
    assert not carried.filter(answer=mended).exists()


def test_what_was_judged_and_then_changed_is_judged_anew(returned):
    mend(returned)
    met = returned.report.answers.select_related("obligation", "report").all()[1]
    save_answer(met, content(met, cameras=99), by=returned.editor, at=REVIEWED, seen=met.version)
    second = hand_in(returned, at=REVIEWED)
    assert not AnswerReview.objects.filter(submission=second, answer=met).exists()


def test_what_was_to_be_mended_is_judged_anew_even_unchanged(returned):
    second = hand_in(returned, at=REVIEWED)
    to_mend = returned.report.answers.first()
    assert not AnswerReview.objects.filter(submission=second, answer=to_mend).exists()


def test_the_mending_date_is_met_by_handing_in(returned):
    assert Deadline.objects.open().get(subject_id=returned.report.public_id).kind == DeadlineKind.MENDING
    hand_in(returned, at=REVIEWED)
    assert Deadline.objects.open().get(subject_id=returned.report.public_id).kind == DeadlineKind.REVIEW
    assert returned.refresh().mend_by is None


def test_a_file_withdrawn_later_stays_with_the_version_it_was_handed_in_with(filing):
    answer = filing.report.answers.select_related("report", "obligation").first()
    file = evidence_of(filing.organisation, filing.editor)
    served = use(file, answer, by=filing.editor, at=OPENED)
    first = hand_in(filing)
    filing.refresh()
    filing.review(to_mend=1).send_back()
    withdraw(served, by=filing.editor, at=REVIEWED)
    second = hand_in(filing, at=REVIEWED)
    assert SubmittedFile.objects.filter(submission=first, evidence=file).exists()
    assert not SubmittedFile.objects.filter(submission=second).exists()
    assert first.frozen["answers"][0]["evidence"][0]["id"] == str(file.public_id)
