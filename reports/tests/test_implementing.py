"""Answers to directives: opened once, handed in, returned, accepted; nothing to report; late; recalled."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from antt_portal.core.models import Notice, Paper
from antt_portal.core.refusal import Refused
from directives.asking.directing import Asked, Line
from directives.models import Delivery, Group, ReportRequest, Rung
from directives.tests.audiences import CLOSING, ISSUED, ITEM, a_directive, issued, send_out
from enterprises.models import Deadline, DeadlineKind, OrganisationKind
from enterprises.tests.factories import OrganisationFactory
from reports.answering import Conflict, Content, carry_forward, save_answer
from reports.candidates import candidates
from reports.checking import gaps
from reports.consulting import ask_opinion
from reports.filing import submit
from reports.implementing import answer_nothing, open_for
from reports.library import use
from reports.models import AnswerResult, Conclusion, Report, ReportKind, ReportStatus
from reports.permissions import can_edit, can_submit
from reports.reviewing import Judgement, accept, return_report, review_answer
from reports.tests.factories import Filing, evidence_of
from reports.tests.implementing import DUE_ON, WRITTEN, Answering

pytestmark = pytest.mark.django_db


@pytest.fixture
def answering():
    return Answering()


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def send_back(answering, mend_by=date(2026, 4, 1), at=WRITTEN):
    report = answering.open()
    answer = report.answers.select_related("report", "obligation").first()
    judgement = Judgement("", "Ghi số camera từng cổng.", to_mend=True)
    review_answer(answer, judgement, by=answering.officer, at=at, seen=report.version, read=0)
    return_report(report, note="", mend_by=mend_by, by=answering.officer, at=at, seen=report.version)


def test_a_report_is_opened_once_and_asks_what_the_directive_asks_of_this_organisation(answering):
    report = answering.open()
    assert answering.open() == report
    assert Report.objects.count() == 1
    assert [one.obligation.title for one in report.answers.all()] == ["Rà soát camera", "Tổ chức thực hiện"]
    assert (report.year, str(report.due_on), report.kind) == (2026, DUE_ON, ReportKind.IMPLEMENTATION)
    letter = answering.directive.letter
    assert report.title == f"Báo cáo kết quả thực hiện công văn {letter}"


def test_items_due_on_different_days_are_answered_in_reports_of_their_own():
    asked = [
        Asked(text=ITEM, title="Camera", due_kind="workdays", due_offset=5),
        Asked(
            text=CLOSING,
            title="Thực hiện",
        ),
    ]
    answering = Answering(asked=asked)
    first, second = answering.delivery.requests.order_by("round")
    reports = [answering.open(request) for request in (first, second)]
    assert [report.answers.get().obligation.title for report in reports] == ["Camera", "Thực hiện"]
    assert reports[0].answers_to.endswith(", kỳ 1")
    assert reports[1].due_on is None


def test_what_concerns_others_is_not_asked():
    for_chemicals = Asked(text=ITEM, title="Hóa chất", audience={"traits": ["handles_chemicals"]})
    answering = Answering(asked=[for_chemicals, Asked(text=CLOSING, title="Thực hiện")])
    assert [one.obligation.title for one in answering.open().answers.all()] == ["Thực hiện"]


def test_the_database_holds_one_report_per_request_and_one_filing_per_year(answering):
    report = answering.open()
    fields = {
        "board": answering.board,
        "organisation": answering.organisation,
        "status": ReportStatus.DRAFT,
        "year": 2026,
        "opened_at": WRITTEN,
    }
    with pytest.raises(IntegrityError):
        Report.objects.create(kind=report.kind, request=report.request, answers_to="x", **fields)


def test_two_directives_of_one_year_are_answered_side_by_side(answering):
    first = answering.open()
    second = issued(answering.made, lines=[Line(group=Group.ORGANISATION, organisation=answering.organisation)])
    again = answering.open(ReportRequest.objects.get(delivery__directive=second))
    assert (again.organisation, again.year, again.kind) == (first.organisation, first.year, first.kind)
    assert again.answers_to != first.answers_to


def test_the_whole_way(answering):
    report = answering.write()
    submission = answering.hand_in()
    report = answering.open()
    assert report.status == ReportStatus.SUBMITTED
    assert submission.frozen["directive"]["bundle_sha256"] == answering.directive.bundle_sha256
    assert Paper.objects.get(kind="implementation").subject_id == submission.public_id
    delivery = Delivery.objects.get(pk=answering.delivery.pk)
    assert delivery.rung == Rung.REPORTED
    kinds = Deadline.objects.open().filter(board=answering.board).values_list("kind", flat=True)
    assert DeadlineKind.ANSWER not in kinds
    assert DeadlineKind.REVIEW in kinds

    send_back(answering)
    mending = Deadline.objects.open().get(kind=DeadlineKind.MENDING)
    assert (mending.organisation, mending.title) == (answering.organisation, report.answers_to)
    returned = Notice.objects.filter(kind="report_returned").first()
    assert returned.params["letter"] == report.answers_to

    answering.hand_in(at=WRITTEN + timedelta(days=30))
    accept(
        answering.open(), conclusion=None, note="", by=answering.officer, at=WRITTEN + timedelta(days=31),
        seen=answering.open().version,
    )  # fmt: skip
    report, request = answering.open(), ReportRequest.objects.get(pk=answering.request.pk)
    assert (report.status, report.conclusion) == (ReportStatus.ACCEPTED, "")
    assert (request.reported_at, request.accepted_at) == (WRITTEN, WRITTEN + timedelta(days=31))
    assert request.workdays_late == 0, "the first time counts"


def test_an_officer_judges_only_what_there_is_something_to_say_about(answering):
    answering.write()
    answering.hand_in()
    report = answering.open()
    accept(report, conclusion=None, note="", by=answering.officer, at=WRITTEN, seen=report.version)
    assert answering.open().status == ReportStatus.ACCEPTED


def test_a_marked_item_keeps_a_report_from_being_accepted(answering):
    answering.write()
    answering.hand_in()
    report = answering.open()
    answer = report.answers.select_related("report", "obligation").first()
    judgement = Judgement("", "Ghi rõ.", to_mend=True)
    review_answer(answer, judgement, by=answering.officer, at=WRITTEN, seen=report.version, read=0)
    assert (
        refusal(accept, report, conclusion=None, note="", by=answering.officer, at=WRITTEN, seen=report.version)
        == "to-mend"
    )


def test_a_yearly_filing_is_never_accepted_without_a_conclusion():
    filing = Filing().fill().submit().review()
    code = refusal(
        accept, filing.report, conclusion=None, note="", by=filing.officer, at=WRITTEN, seen=filing.report.version
    )
    assert code == "no-conclusion"


def test_late_over_tet_counts_the_days_that_were_worked(answering):
    """Due on Friday 13 February 2026; the holiday ends on Sunday 22."""
    ReportRequest.objects.filter(pk=answering.request.pk).update(due_on=date(2026, 2, 13))
    answering.write()
    submission = answering.hand_in(at=datetime(2026, 2, 25, 3, tzinfo=UTC))
    assert answering.open().workdays_late == 3
    assert submission.frozen["directive"]["workdays_late"] == 3


def test_nothing_to_report_is_an_answer_that_needs_no_words(answering):
    report = answering.open()
    assert answer_nothing(report, by=answering.editor, at=WRITTEN) == 2
    assert gaps(report, on=WRITTEN.date()) == []
    submission = answering.hand_in()
    assert {answer["result"] for answer in submission.frozen["answers"]} == {AnswerResult.NOTHING}


def test_one_press_leaves_what_was_written(answering):
    report = answering.open()
    first, second = report.answers.select_related("report", "obligation")
    save_answer(first, Content(narrative="Đang làm."), by=answering.editor, at=WRITTEN, seen=first.version)
    answer_nothing(report, by=answering.editor, at=WRITTEN)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.result, first.narrative) == ("", "Đang làm.")
    assert (second.result, second.version) == (AnswerResult.NOTHING, 2)
    assert refusal(answer_nothing, report, by=answering.editor, at=WRITTEN) == "nothing-left"


def test_a_file_says_something_too(answering):
    report = answering.open()
    answer = report.answers.select_related("report", "obligation").first()
    use(evidence_of(answering.organisation, answering.editor), answer, by=answering.editor, at=WRITTEN)
    assert answer_nothing(report, by=answering.editor, at=WRITTEN) == 1


def test_a_year_always_has_something_to_report():
    filing = Filing()
    answer = filing.report.answers.select_related("report", "obligation").first()
    code = refusal(save_answer, answer, Content(AnswerResult.NOTHING), by=filing.editor, at=WRITTEN, seen=1)
    assert code == "not-offered"
    assert refusal(answer_nothing, filing.report, by=filing.editor, at=WRITTEN) == "not-offered"


def test_it_is_acknowledged_before_it_is_answered(answering):
    answering.acknowledge(None)
    report = answering.write()
    assert refusal(answering.hand_in) == "acknowledge-first"
    assert answering.open().version == report.version
    answering.acknowledge()
    assert answering.hand_in().number == 1


def recall(answering):
    made = answering.made
    letter = answering.directive.letter
    later = ISSUED + timedelta(days=1)
    send_out(made, a_directive(made, lines=[], asked=[], relation="recalls", related=letter, at=later))


def test_a_recalled_directive_takes_no_report_and_opens_none(answering):
    answering.write()
    recall(answering)
    assert refusal(answering.hand_in) == "ended"
    assert answering.open().status == ReportStatus.DRAFT, "what was written is still there"


def test_a_recalled_directive_opens_no_report(answering):
    recall(answering)
    assert refusal(open_for, answering.request, by=answering.editor, at=WRITTEN) == "ended"
    assert not Report.objects.exists()


def test_a_recall_ends_what_was_to_be_mended_and_lets_nothing_be_returned(answering):
    answering.write()
    answering.hand_in()
    send_back(answering)
    recall(answering)
    assert not Deadline.objects.open().filter(kind=DeadlineKind.MENDING).exists()


def test_what_was_handed_in_before_a_recall_can_be_accepted_and_not_returned(answering):
    answering.write()
    answering.hand_in()
    marked = answering.open()
    judgement = Judgement("", "Ghi rõ.", to_mend=True)
    answer = marked.answers.select_related("report", "obligation").first()
    review = review_answer(answer, judgement, by=answering.officer, at=WRITTEN, seen=marked.version, read=0)
    recall(answering)
    returning = {"note": "", "mend_by": date(2026, 4, 1), "by": answering.officer, "at": WRITTEN}
    assert refusal(return_report, marked, **returning, seen=marked.version) == "ended"
    review_answer(answer, Judgement(""), by=answering.officer, at=WRITTEN, seen=marked.version, read=review.version)
    report = answering.open()
    accept(report, conclusion=None, note="", by=answering.officer, at=WRITTEN, seen=report.version)
    assert ReportRequest.objects.get(pk=answering.request.pk).accepted_at == WRITTEN


@pytest.mark.parametrize("kind", [OrganisationKind.UNIT, OrganisationKind.AGENCY, OrganisationKind.INVESTOR])
def test_units_agencies_and_investors_answer_too(kind):
    answering = Answering(kind)
    report = answering.write()
    assert can_edit(answering.editor, report)
    assert can_submit(answering.head, report)
    assert can_submit(answering.editor, report) is (kind == OrganisationKind.AGENCY)
    answering.hand_in()
    assert report in Report.objects.visible_to(answering.editor)
    assert report in Report.objects.visible_to(answering.officer)


def test_two_people_at_one_answer_lose_nothing(answering):
    answer = answering.open().answers.select_related("report", "obligation").first()
    save_answer(answer, Content(narrative="Của người soạn."), by=answering.editor, at=WRITTEN, seen=1)
    with pytest.raises(Conflict) as conflict:
        save_answer(answer, Content(narrative="Của người đứng đầu."), by=answering.head, at=WRITTEN, seen=1)
    assert conflict.value.kept.content["narrative"] == "Của người đứng đầu."


def test_it_is_nothing_of_the_year(answering):
    answering.write()
    answering.hand_in()
    report = answering.open()
    agency = OrganisationFactory(board=answering.board, kind=OrganisationKind.AGENCY)
    asked = {"question": "", "due_on": date(2026, 4, 1), "by": answering.officer, "at": WRITTEN}
    assert refusal(ask_opinion, report, agency, **asked) == "not-yearly"
    accept(report, conclusion=None, note="", by=answering.officer, at=WRITTEN, seen=report.version)
    assert not candidates(answering.board.pk, 2026).exists()
    assert not Report.objects.yearly().filter(pk=report.pk).exists()


def test_nothing_is_carried_from_another_directive(answering):
    answering.write()
    answering.hand_in()
    Report.objects.update(year=2025)
    second = Answering()
    assert refusal(carry_forward, second.open(), by=second.editor, at=WRITTEN) == "nothing-to-carry"
    assert not Report.objects.a_year_before(second.open()).exists()


def test_the_board_writes_no_conclusion_into_it(answering):
    answering.open()
    with pytest.raises(IntegrityError):
        Report.objects.update(conclusion=Conclusion.QUALIFIED)


def test_handing_in_twice_is_handing_in_once(answering):
    report = answering.write()
    submit(report, by=answering.head, at=WRITTEN, seen=report.version)
    assert refusal(submit, report, by=answering.head, at=WRITTEN, seen=report.version) == "stale"
