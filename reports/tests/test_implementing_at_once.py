"""Many open one report, and a recall meets a handing in."""

import pytest

from antt_portal.core.models import AuditEntry
from antt_portal.core.tests.at_once import at_once
from directives.models import Delivery
from reports.filing import submit
from reports.implementing import open_for
from reports.models import Report, Submission
from reports.tests.implementing import WRITTEN, Answering

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_20_parallel_first_visits_open_one_report():
    answering = Answering()
    results = at_once(lambda _n: str(open_for(answering.request, by=answering.editor, at=WRITTEN).pk), 20)
    assert set(results) == {str(Report.objects.get().pk)}
    assert Report.objects.get().answers.count() == 2
    assert AuditEntry.objects.filter(verb="report.open").count() == 1


def test_a_recall_comes_before_a_handing_in_or_after_it():
    answering = Answering()
    report = answering.write()

    def act(number):
        if number == 0:
            Delivery.objects.filter(pk=answering.delivery.pk).update(ended_at=WRITTEN)
            return "recalled"
        return str(submit(report, by=answering.head, at=WRITTEN, seen=report.version).number)

    results = at_once(act, 10)
    assert results.count("1") == Submission.objects.count() <= 1
    assert set(results) <= {"recalled", "1", "stale", "ended"}
