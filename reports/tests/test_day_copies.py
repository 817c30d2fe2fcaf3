"""A day that was granted is the day everywhere: nobody is late before it, and nothing that was frozen changes."""

from datetime import UTC, date, datetime

import pytest

from directives.models import ReportRequest
from enterprises.due import extending
from enterprises.models import Deadline, DeadlineKind, OrganisationKind
from enterprises.tests.factories import OrganisationFactory, actor
from reports.consulting import ask_opinion
from reports.models import Opinion
from reports.opening import is_late
from reports.reviewing import Judgement, return_report, review_answer
from reports.rollups.of_directives import part_of
from reports.tests.factories import REVIEWED, Filing
from reports.tests.implementing import WRITTEN, Answering

GRANTED = date(2026, 4, 3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def answering():
    return Answering()


def grant(kind, until, by, officer, at):
    due = Deadline.objects.open().select_related("organisation").get(kind=kind)
    asked = extending.ask(due, until=until, reason="x", by=by, at=at)
    extending.grant(asked, until=until, by=officer, at=at)


def test_a_report_in_the_time_granted_is_not_late(answering):
    answering.write()
    grant(DeadlineKind.ANSWER, GRANTED, answering.editor, answering.officer, WRITTEN)
    assert answering.open().due_on == GRANTED
    submission = answering.hand_in(at=datetime(2026, 4, 2, 2, tzinfo=UTC))
    request = ReportRequest.objects.get(pk=answering.request.pk)
    assert (request.due_on, request.workdays_late) == (GRANTED, 0)
    assert submission.frozen["directive"]["due_on"] == "2026-04-03"


def test_a_report_after_the_time_granted_is_late_by_what_came_after_it(answering):
    answering.write()
    grant(DeadlineKind.ANSWER, GRANTED, answering.editor, answering.officer, WRITTEN)
    handed_in = datetime(2026, 4, 8, 2, tzinfo=UTC)
    answering.hand_in(at=handed_in)
    assert ReportRequest.objects.get(pk=answering.request.pk).workdays_late == 3
    (late,) = part_of(answering.directive, at=handed_in)["late"]
    assert (late["due_on"], late["workdays"]) == (GRANTED, 3)


def test_another_organisations_day_stays(answering):
    other = ReportRequest.objects.exclude(pk=answering.request.pk)
    second = Answering()
    answering.open()
    grant_for = Deadline.objects.open().filter(kind=DeadlineKind.ANSWER, organisation=answering.organisation).get()
    asked = extending.ask(grant_for, until=GRANTED, reason="x", by=answering.editor, at=WRITTEN)
    extending.grant(asked, until=GRANTED, by=answering.officer, at=WRITTEN)
    assert not other.filter(due_on=GRANTED).exists()
    assert second.open().due_on == date(2026, 3, 23)


def test_time_granted_to_mend_is_on_the_report_that_was_sent_back():
    filing = Filing().fill().submit()
    report = filing.report
    report.refresh_from_db()
    answer = report.answers.select_related("report", "obligation").first()
    review_answer(
        answer, Judgement("", "Ghi rõ.", to_mend=True), by=filing.officer, at=REVIEWED, seen=report.version, read=0
    )
    return_report(report, note="", mend_by=date(2026, 11, 10), by=filing.officer, at=REVIEWED, seen=report.version)
    grant(DeadlineKind.MENDING, date(2026, 11, 20), filing.editor, filing.officer, REVIEWED)
    report.refresh_from_db()
    assert report.mend_by == date(2026, 11, 20)
    assert [is_late(report, datetime(2026, 11, day, 2, tzinfo=UTC)) for day in (20, 21)] == [False, True]


def test_time_granted_for_an_opinion_is_not_silence():
    filing = Filing().fill().submit()
    agency = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
    ask_opinion(filing.report, agency, question="", due_on=date(2026, 11, 10), by=filing.officer, at=REVIEWED)
    grant(DeadlineKind.OPINION, date(2026, 11, 20), actor("agent", agency), filing.officer, REVIEWED)
    assert [Opinion.objects.silent_on(date(2026, 11, day)).exists() for day in (20, 21)] == [False, True]
