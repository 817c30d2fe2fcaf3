"""The figures of a campaign: letters, answers rolled up, incidents of its window."""

import pytest

from directives.models import Delivery, Directive, Obligation
from reports.campaigns.figures import figures_of
from reports.incidents.reporting import report
from reports.models import Answer, AnswerResult, Report, ReportStatus
from reports.tests.campaigns.running import Running, at
from reports.tests.implementing import WRITTEN, Answering
from reports.tests.incidents.happening import facts

pytestmark = pytest.mark.django_db
LATER = at(12, day=WRITTEN.date())


@pytest.fixture
def answering():
    answering = Answering()
    running = Running()
    running.campaign.board = answering.board
    running.campaign.save()
    Directive.objects.filter(pk=answering.directive.pk).update(campaign=running.campaign)
    Directive.objects.filter(pk=running.directive.pk).update(campaign=None)
    answering.campaign = running.campaign
    return answering


def rows(answering):
    return figures_of(answering.campaign, at=LATER).answers


def test_a_draft_is_not_an_answer(answering):
    answering.write()
    assert [(row.wanted, row.answered, row.missing) for row in rows(answering)] == [(1, 0, 1), (1, 0, 1)]


def test_what_was_handed_in_counts_under_what_it_says(answering):
    report_ = answering.write()
    answer = report_.answers.order_by("position").first()
    Answer.objects.filter(pk=answer.pk).update(result=AnswerResult.NOT_DONE, reason="Chưa có kinh phí.")
    answering.hand_in()
    first, second = rows(answering)
    assert (first.not_done, first.done, first.missing) == (1, 0, 0)
    assert (second.not_done, second.done, second.missing) == (0, 1, 0)
    assert [(part.fill, part.x, part.width) for part in second.bar] == [("f5", 0, 100)]


def test_what_is_being_mended_is_neither_missing_nor_an_answer(answering):
    answering.write()
    answering.hand_in()
    Report.objects.update(status=ReportStatus.RETURNED)
    assert [(row.returned, row.answered, row.missing) for row in rows(answering)] == [(1, 0, 0), (1, 0, 0)]


def test_a_late_report_is_marked_and_one_that_never_came_is_overdue(answering):
    late = at(9, day=answering.request.due_on).replace(month=4)
    assert [row.overdue for row in figures_of(answering.campaign, at=late).answers] == [1, 1]
    answering.write()
    answering.hand_in(at=late)
    assert [(row.late, row.overdue) for row in figures_of(answering.campaign, at=late).answers] == [(1, 0), (1, 0)]


def test_an_item_that_concerns_nobody_here_is_overdue_of_nobody(answering):
    late = at(9, day=answering.request.due_on).replace(month=4)
    asked = Obligation.objects.filter(instrument__directive=answering.directive, report_round__isnull=False)
    asked.filter(pk=asked.latest("position").pk).update(audience={"traits": ["handles_chemicals"]})
    rows = figures_of(answering.campaign, at=late).answers
    assert [(row.wanted, row.overdue) for row in rows] == [(1, 1), (0, 0)]


def test_nothing_is_overdue_of_a_letter_that_was_recalled(answering):
    Delivery.objects.update(ended_at=at(9))
    late = at(9, day=answering.request.due_on).replace(month=4)
    assert [row.overdue for row in figures_of(answering.campaign, at=late).answers] == [0, 0]


def test_letters_are_counted_together_and_incidents_by_the_window():
    running = Running()
    outside = facts(happened_at=at(9, day=running.campaign.starts_on.replace(day=1)))
    report(facts(happened_at=at(9)), by=running.editor, at=at(10))
    report(outside, by=running.editor, at=at(10))
    figures = figures_of(running.campaign, at=at(20))
    assert [row.counts for row in figures.letters] == [figures.total]
    assert (figures.total.everybody, figures.total.sent) == (8, 5)
    assert figures.incidents.count == 1


def test_the_stamp_changes_with_the_figures_alone():
    running = Running()
    before = figures_of(running.campaign, at=at(9)).stamp
    assert figures_of(running.campaign, at=at(9, 30)).stamp == before
    report(facts(happened_at=at(9)), by=running.editor, at=at(10))
    assert figures_of(running.campaign, at=at(11)).stamp != before
