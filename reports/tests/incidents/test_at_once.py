"""Many at one incident: one wins, the others are told, nothing is doubled."""

from uuid import uuid4

import pytest

from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.tests.at_once import at_once
from reports.incidents.following import ask
from reports.incidents.reporting import report
from reports.models import Incident, IncidentDecision, IncidentVersion
from reports.tests.incidents.happening import LATER, REPORTED, Happening, facts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_a_report_sent_by_twenty_presses_is_one():
    here, name = Happening(), uuid4()
    results = at_once(lambda _n: report(facts(), by=here.editor, at=REPORTED, public_id=name).pk, 20)
    assert len(set(results)) == 1
    assert (Incident.objects.count(), IncidentVersion.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(verb="incident.report").count() == 1
    assert Notice.objects.filter(kind="incident_reported").count() == 3


def test_of_officers_and_police_who_decide_at_once_one_does():
    here = Happening()
    incident = here.followed()
    seen, people = incident.version, [here.officer, here.agent]

    def decide(number):
        return here.decide(incident, by=people[number % 2], seen=seen) and "decided"

    assert sorted(at_once(decide, 20)) == ["decided"] + ["stale"] * 19
    assert IncidentDecision.objects.count() == 1


def test_questions_at_once_make_one_deadline():
    here = Happening()
    incident = here.report()
    at_once(lambda number: ask(incident, f"Câu hỏi {number}", by=here.officer, at=LATER), 10)
    assert (incident.notes.count(), here.organisation.deadlines.count()) == (10, 1)
