"""Many at once: one wins, the others are told, nothing is doubled."""

import pytest

from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.tests.at_once import at_once
from enterprises.tests.factories import OrganisationFactory
from reports.answering import Content, save_answer
from reports.filing import submit
from reports.models import Conclusion, KeptText, Report, ReportStatus, Submission
from reports.opening import open_year
from reports.reviewing import accept
from reports.tests.factories import OPENED, REVIEWED, SUBMITTED, Filing, content

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_50_parallel_submits_give_one_receipt_and_one_audit_row():
    filing = Filing().fill()
    seen = filing.refresh().version
    results = at_once(lambda _n: submit(filing.report, by=filing.head, at=SUBMITTED, seen=seen).receipt)
    assert sorted(results, reverse=True)[:49] == ["stale"] * 49
    assert Submission.objects.get().receipt in results
    assert AuditEntry.objects.filter(verb="report.submit").count() == 1
    assert Notice.objects.filter(kind="report_submitted").count() == 2


def test_50_parallel_decisions_on_one_report_give_one():
    filing = Filing().fill().submit().review()
    seen = filing.refresh().version

    def decide(_number):
        accept(filing.report, conclusion=Conclusion.QUALIFIED, note="", by=filing.officer, at=REVIEWED, seen=seen)
        return "accepted"

    results = at_once(decide)
    assert sorted(results) == ["accepted"] + ["stale"] * 49
    assert AuditEntry.objects.filter(verb="report.accept").count() == 1
    assert filing.refresh().status == ReportStatus.ACCEPTED


def test_parallel_submits_of_one_board_take_consecutive_receipts():
    first = Filing().fill()
    filings = [first, *(Filing(organisation=OrganisationFactory(board=first.board)).fill() for _n in range(11))]

    def hand_in(number):
        filing = filings[number]
        report = Report.objects.get(pk=filing.report.pk)
        return submit(report, by=filing.head, at=SUBMITTED, seen=report.version).receipt

    receipts = at_once(hand_in, len(filings))
    assert sorted(receipts) == [f"HS-2026-{number:05d}" for number in range(1, 13)]


def test_two_people_saving_one_answer_lose_no_text():
    filing = Filing()
    answer = filing.report.answers.first()
    people = [filing.editor, filing.head]

    def save(number):
        typed = Content(result="done", narrative=f"Người thứ {number}")
        return save_answer(answer, typed, by=people[number], at=OPENED, seen=1).narrative

    results = at_once(save, 2)
    assert "conflict" in results
    answer.refresh_from_db()
    kept = KeptText.objects.get().content["narrative"]
    assert {answer.narrative, kept} == {"Người thứ 0", "Người thứ 1"}


def test_saving_while_submitting_either_is_handed_in_or_is_refused():
    filing = Filing().fill()
    answer = filing.report.answers.select_related("obligation", "report").first()
    seen = filing.refresh().version

    def act(number):
        if number == 0:
            return submit(filing.report, by=filing.head, at=SUBMITTED, seen=seen).receipt
        changed = content(answer, cameras=99)
        save_answer(answer, changed, by=filing.editor, at=SUBMITTED, seen=answer.version)
        return "saved"

    saved = at_once(act, 2)[1] == "saved"
    frozen = Submission.objects.get().frozen["answers"][0]["figures"]
    assert (frozen == {"cameras": {"installed": 99}}) is saved


def test_opening_the_year_from_four_processes_opens_each_report_once():
    filing = Filing()
    at_once(lambda _n: open_year(2027, at=OPENED), 4)
    opened = Report.objects.filter(organisation=filing.organisation, year=2027)
    assert sorted(opened.values_list("kind", flat=True)) == ["registration", "self_assessment"]
    assert AuditEntry.objects.filter(verb="report.open", organisation_id=filing.organisation.pk).count() == 3
