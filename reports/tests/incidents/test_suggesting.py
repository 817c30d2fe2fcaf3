"""What incidents mean for the filing of the year they count for."""

from datetime import datetime, timedelta

import pytest

from antt_portal.core.clock import VIETNAM
from directives.models import Obligation
from reports.incidents.reporting import correct
from reports.incidents.rules import Condition, Suggestion
from reports.incidents.suggesting import by_event, meanings_of
from reports.models import IncidentType
from reports.tests.factories import YEAR, Filing
from reports.tests.incidents.happening import LATER, Happening, facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    return Filing()


@pytest.fixture
def here(filing, monkeypatch):
    """In the small instrument of the tests a fight suggests its only event."""
    suggestion = Suggestion(Condition(frozenset({IncidentType.FIGHT}), ()), "event_a")
    monkeypatch.setattr("reports.incidents.rules.SUGGESTIONS", (suggestion,))
    return Happening(filing.organisation)


def found(filing):
    return [(one.code, one.is_suggestion) for one in meanings_of(filing.report)]


def test_until_somebody_decides_it_is_a_suggestion(filing, here):
    incident = here.followed()
    assert found(filing) == [("event_a", True)]
    here.decide(incident)
    assert found(filing) == [("", False)]
    here.decide(incident, event=Obligation.objects.get(code="event_a", instrument__board=here.board))
    assert found(filing) == [("event_a", False)]


def test_only_the_own_incidents_of_that_evaluation_year(filing, here):
    assert filing.report.year == YEAR == 2026
    here.report(happened_at=datetime(2025, 11, 15, 23, 59, tzinfo=VIETNAM))
    here.report(happened_at=datetime(2026, 11, 16, 0, 0, tzinfo=VIETNAM))
    Happening(None).report()
    assert found(filing) == []
    here.report(happened_at=datetime(2025, 11, 16, 0, 0, tzinfo=VIETNAM))
    here.report(happened_at=datetime(2026, 11, 15, 23, 59, tzinfo=VIETNAM))
    assert len(found(filing)) == 2


def test_a_correction_after_the_decision_is_said(filing, here):
    incident = here.followed()
    here.decide(incident)
    incident.refresh_from_db()
    said = {"reason": "Đếm lại", "by": here.editor, "at": LATER + timedelta(hours=1), "seen": incident.version}
    assert not meanings_of(filing.report)[0].is_outdated
    correct(incident, facts(injured=2), **said)
    assert meanings_of(filing.report)[0].is_outdated


def test_those_without_an_event_stand_beside_none(filing, here):
    fight = here.report()
    here.report(type=IncidentType.OTHER)
    grouped = by_event(meanings_of(filing.report))
    assert {code: [one.facts.incident for one in rows] for code, rows in grouped.items()} == {"event_a": [fight]}


def test_two_queries_however_many(filing, here, django_assert_num_queries):
    for _n in range(3):
        here.report()
    with django_assert_num_queries(2):
        assert [one.facts.incident.organisation for one in meanings_of(filing.report)] == [filing.organisation] * 3
