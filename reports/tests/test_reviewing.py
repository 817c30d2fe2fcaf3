from datetime import date, timedelta

import pytest

from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.refusal import Refused
from enterprises.models import Deadline, DeadlineKind, Role
from enterprises.tests.factories import MembershipFactory, OrganisationFactory, actor, board_organisation
from reports.answering import save_answer
from reports.consulting import ask_opinion
from reports.models import AnswerReview, Conclusion, ReportKind, ReportStatus, ReviewResult
from reports.reading import judged
from reports.reviewing import Judgement, accept, assign, obstacles, return_report, review_answer
from reports.tests.acts import acts_on
from reports.tests.factories import OPENED, REVIEWED, SUBMITTED, Filing, content

pytestmark = pytest.mark.django_db

MET = Judgement(ReviewResult.MET)


@pytest.fixture
def filing():
    return Filing().fill().submit()


def first(filing):
    return filing.report.answers.select_related("report", "obligation").first()


def judge(filing, judgement=MET, *, read=0, seen=None):
    seen = filing.report.version if seen is None else seen
    return review_answer(first(filing), judgement, by=filing.officer, at=REVIEWED, seen=seen, read=read)


def conclude(filing, conclusion=Conclusion.QUALIFIED, note="", **more):
    said = {"by": filing.officer, "at": REVIEWED, "seen": filing.report.version, **more}
    accept(filing.report, conclusion=conclusion, note=note, **said)


def give_back(filing, **more):
    said = {"note": "", "mend_by": date(2026, 11, 4), "by": filing.officer, "at": REVIEWED}
    return_report(filing.report, **{**said, "seen": filing.report.version, **more})


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def put_in_charge(filing, to, seen=None, by=None):
    assign(filing.report, to, by=by or filing.officer, at=REVIEWED, seen=seen)


class TestAssigning:
    def test_whoever_is_put_in_charge_owns_the_deadline_and_is_told(self, filing):
        colleague = actor(Role.OFFICER, board_organisation(filing.board))
        put_in_charge(filing, colleague.user)
        assert filing.refresh().assignee == colleague.user
        assert Deadline.objects.open().get(kind=DeadlineKind.REVIEW).assignee == colleague.user
        assert Notice.objects.get(kind="report_to_review").recipient == colleague.user
        assert acts_on(filing.report, "report.assign").get().detail.after["name"] == colleague.user.full_name

    def test_taking_a_report_oneself_needs_no_notice(self, filing):
        put_in_charge(filing, filing.officer.user)
        assert not Notice.objects.filter(kind="report_to_review").exists()

    def test_who_comes_second_is_told_instead_of_taking_it_away(self, filing):
        put_in_charge(filing, filing.officer.user)
        second = actor(Role.OFFICER, board_organisation(filing.board))
        assert code_of(lambda: put_in_charge(filing, second.user, by=second)) == "stale"
        assert filing.refresh().assignee == filing.officer.user

    def test_an_accepted_report_is_in_nobodys_charge_any_more(self, filing):
        filing.review().accept()
        assert code_of(lambda: put_in_charge(filing, filing.officer.user)) == "concluded"

    @pytest.mark.parametrize("role", [Role.LEADER, Role.CLERK, Role.ADMINISTRATOR])
    def test_only_reviewers_review(self, filing, role):
        other = actor(role, board_organisation(filing.board))
        assert code_of(lambda: put_in_charge(filing, other.user)) == "cannot-review"

    def test_nobody_is_put_in_charge_of_the_own_organisation_not_even_years_later(self, filing):
        colleague = actor(Role.OFFICER, board_organisation(filing.board))
        MembershipFactory(user=colleague.user, organisation=filing.organisation, valid_to=date(2021, 1, 1))
        assert code_of(lambda: put_in_charge(filing, colleague.user)) == "cannot-review"

    def test_a_reviewer_of_another_board_is_none_here(self, filing):
        stranger = Filing().officer
        assert code_of(lambda: put_in_charge(filing, stranger.user)) == "cannot-review"

    def test_whoever_left_the_board_is_not_put_in_charge(self, filing):
        former = MembershipFactory(
            organisation=board_organisation(filing.board), role=Role.OFFICER, valid_to=date(2026, 10, 26)
        )
        assert code_of(lambda: put_in_charge(filing, former.user)) == "cannot-review"


class TestJudging:
    def test_a_judgement_stands_with_the_version_it_is_about(self, filing):
        review = judge(filing, Judgement(ReviewResult.NOT_MET, " Thiếu số liệu. "))
        assert (review.submission.number, review.version, review.comment) == (1, 1, "Thiếu số liệu.")
        entry = acts_on(filing.report, "report.review").get()
        assert entry.detail.after["result"] == ReviewResult.NOT_MET
        assert entry.detail.note == "Thiếu số liệu."

    def test_what_is_to_be_mended_must_be_said(self, filing):
        assert code_of(lambda: judge(filing, Judgement("", " ", to_mend=True))) == "comment-missing"
        assert not AnswerReview.objects.exists()

    def test_two_officers_at_once_one_wins_and_nothing_is_overwritten(self, filing):
        judge(filing, Judgement(ReviewResult.MET, "Bản của người thứ nhất."))
        assert code_of(lambda: judge(filing, Judgement(ReviewResult.NOT_MET, "Bản thứ hai."), read=0)) == "stale"
        assert AnswerReview.objects.get().comment == "Bản của người thứ nhất."

    def test_a_judgement_one_has_read_can_be_changed(self, filing):
        judge(filing)
        assert judge(filing, Judgement(ReviewResult.NOT_MET), read=1).version == 2
        assert AnswerReview.objects.count() == 1

    def test_a_version_not_read_is_not_judged(self, filing):
        assert code_of(lambda: judge(filing, seen=filing.report.version - 1)) == "stale"

    def test_what_is_no_longer_with_the_board_is_not_judged(self, filing):
        filing.review().accept()
        assert code_of(lambda: judge(filing, read=1)) == "stale"

    def test_a_refusal_leaves_no_trace_in_the_record(self, filing):
        before = AuditEntry.objects.count()
        code_of(lambda: judge(filing, seen=0))
        assert AuditEntry.objects.count() == before


def resubmit(filing, changed):
    """Mend ``changed`` answers after a return and hand in again."""
    for answer in filing.report.answers.select_related("obligation", "report").order_by("position")[:changed]:
        save_answer(answer, content(answer, cameras=60), by=filing.editor, at=OPENED, seen=answer.version)
    filing.submit(at=REVIEWED + timedelta(days=3))


class TestCarrying:
    def test_what_the_enterprise_did_not_touch_stays_judged(self, filing):
        filing.review(to_mend=1).send_back()
        resubmit(filing, changed=1)
        carried = AnswerReview.objects.filter(submission__number=2)
        assert carried.count() == filing.report.answers.count() - 1
        assert all(review.carried and review.reviewed_at == REVIEWED for review in carried)
        assert not carried.filter(answer=first(filing)).exists()

    def test_judging_it_again_makes_it_ones_own(self, filing):
        filing.review(to_mend=1).send_back()
        resubmit(filing, changed=1)
        last = filing.report.answers.select_related("report", "obligation").last()
        carried = last.reviews.get(submission__number=2)
        again = {"at": REVIEWED + timedelta(days=4), "seen": filing.report.version, "read": carried.version}
        assert not review_answer(last, MET, by=filing.officer, **again).carried


class TestReturning:
    def test_it_goes_back_with_a_date_and_a_deadline(self, filing):
        filing.review(to_mend=1)
        give_back(filing, note=" Xem lại camera. ")
        report = filing.refresh()
        assert (report.status, report.mend_by, report.return_note) == (
            ReportStatus.RETURNED,
            date(2026, 11, 4),
            "Xem lại camera.",
        )
        assert not Deadline.objects.open().filter(kind=DeadlineKind.REVIEW).exists()
        mending = Deadline.objects.open().get(kind=DeadlineKind.MENDING)
        assert (mending.organisation, mending.due_on) == (filing.organisation, date(2026, 11, 4))

    def test_everybody_who_writes_for_the_enterprise_is_told_what_to_mend(self, filing):
        filing.review(to_mend=1)
        give_back(filing)
        notices = Notice.objects.filter(kind="report_returned")
        assert {notice.recipient for notice in notices} == {filing.editor.user, filing.head.user}
        assert notices[0].params["items"] == [f"{first(filing).obligation}: Ghi số thực tế."]

    def test_without_a_marked_item_nothing_goes_back(self, filing):
        filing.review()
        assert code_of(lambda: give_back(filing)) == "nothing-to-mend"

    @pytest.mark.parametrize("day", [date(2026, 10, 27), date(2026, 1, 1)])
    def test_the_date_lies_ahead(self, filing, day):
        filing.review(to_mend=1)
        assert code_of(lambda: give_back(filing, mend_by=day)) == "mend-date"
        assert filing.refresh().status == ReportStatus.SUBMITTED

    def test_a_version_not_read_is_not_returned(self, filing):
        filing.review(to_mend=1)
        assert code_of(lambda: give_back(filing, seen=filing.report.version - 1)) == "stale"

    def test_an_item_a_colleague_marked_since_is_not_sent_unread(self, filing):
        filing.review(to_mend=1)
        read = judged(filing.report)
        judge(filing, Judgement("", "Thêm một ý.", to_mend=True), read=1)
        assert code_of(lambda: give_back(filing, read=read)) == "judged-since"
        give_back(filing, read=judged(filing.report))


class TestAccepting:
    def test_it_is_accepted_with_its_conclusion_and_everybody_is_told(self, filing):
        filing.review()
        conclude(filing, note=" Hồ sơ đầy đủ. ")
        report = filing.refresh()
        assert (report.status, report.conclusion, report.conclusion_note) == (
            ReportStatus.ACCEPTED,
            Conclusion.QUALIFIED,
            "Hồ sơ đầy đủ.",
        )
        assert report.accepted_by == filing.officer.user
        assert not Deadline.objects.open().filter(kind=DeadlineKind.REVIEW).exists()
        assert Notice.objects.filter(kind="report_accepted").count() == 2
        assert acts_on(report, "report.accept").get().to_status == ReportStatus.ACCEPTED

    def test_an_agency_that_kept_silent_has_nothing_left_to_do(self, filing):
        agency = OrganisationFactory(board=filing.board, kind="agency")
        ask_opinion(filing.report, agency, question="", due_on=date(2026, 11, 10), by=filing.officer, at=SUBMITTED)
        filing.review()
        conclude(filing)
        assert not Deadline.objects.open().filter(kind=DeadlineKind.OPINION).exists()

    def test_an_answer_nobody_judged_stands_against_it(self, filing):
        judge(filing)
        assert code_of(lambda: conclude(filing)) == "unreviewed"

    def test_a_note_without_a_result_is_no_judgement(self, filing):
        filing.review()
        judge(filing, Judgement("", "Sẽ xem lại."), read=1)
        assert code_of(lambda: conclude(filing)) == "unreviewed"

    def test_an_item_still_to_be_mended_stands_against_it(self, filing):
        filing.review(to_mend=1)
        assert code_of(lambda: conclude(filing)) == "to-mend"

    def test_a_criterion_not_met_stands_against_recognition_only(self, filing):
        filing.review()
        criterion = filing.report.answers.select_related("report", "obligation").get(obligation__kind="criterion")
        said = {"by": filing.officer, "at": REVIEWED, "seen": filing.report.version, "read": 1}
        review_answer(criterion, Judgement(ReviewResult.NOT_MET), **said)
        assert code_of(lambda: conclude(filing)) == "not-met"
        conclude(filing, Conclusion.NOT_QUALIFIED, "Tiêu chí 4 chưa đạt.")

    def test_a_standing_obligation_not_met_does_not_bar_by_itself(self, filing):
        filing.review()
        judge(filing, Judgement(ReviewResult.NOT_MET), read=1)
        conclude(filing)

    def test_whoever_is_not_qualified_learns_why(self, filing):
        filing.review()
        assert code_of(lambda: conclude(filing, Conclusion.NOT_QUALIFIED, " ")) == "reason-missing"

    def test_a_registration_knows_no_criteria(self):
        filing = Filing(ReportKind.REGISTRATION).fill().submit().review()
        conclude(filing)
        assert filing.refresh().status == ReportStatus.ACCEPTED

    def test_a_version_not_read_is_not_accepted(self, filing):
        filing.review()
        assert code_of(lambda: conclude(filing, seen=filing.report.version - 1)) == "stale"

    def test_a_judgement_changed_since_is_not_decided_on_unread(self, filing):
        filing.review()
        read = judged(filing.report)
        judge(filing, Judgement(ReviewResult.NOT_MET, "Đổi ý."), read=1)
        assert code_of(lambda: conclude(filing, read=read)) == "judged-since"
        assert filing.refresh().status == ReportStatus.SUBMITTED

    def test_the_page_can_say_beforehand_what_stands_against_it(self, filing):
        judge(filing, Judgement("", "Thiếu ảnh.", to_mend=True))
        found = [one.code for one in obstacles(filing.report, Conclusion.NOT_QUALIFIED, "")]
        assert found == ["unreviewed", "to-mend", "reason-missing"]
