"""Incidents counted: now, as of a moment, by zone, type and month."""

from datetime import datetime, timedelta

import pytest

from antt_portal.core.clock import VIETNAM
from enterprises.tests.factories import ZoneFactory
from reports.incidents.figures import figures
from reports.incidents.following import close, follow
from reports.incidents.reporting import correct
from reports.models import Incident, IncidentStatus, IncidentType, Severity, Tally
from reports.tests.incidents.happening import HAPPENED, LATER, Happening, facts

pytestmark = pytest.mark.django_db

ONE_HOUR = timedelta(hours=1)


@pytest.fixture
def here():
    return Happening()


def recount(here, incident, at, **more):
    incident.refresh_from_db()
    said = {"reason": "Đếm lại", "by": here.editor, "at": at, "seen": incident.version}
    correct(incident, facts(zone=here.zone, **more), **said)


class TestAsOf:
    def test_a_later_correction_changes_nothing_of_an_earlier_moment(self, here):
        incident = here.report(injured=1)
        before = Incident.objects.as_of(LATER).counts_by_type()
        recount(here, incident, LATER + ONE_HOUR, type=IncidentType.THEFT, injured=5)
        assert Incident.objects.as_of(LATER).counts_by_type() == before == {"fight": Tally(count=1, injured=1)}
        assert Incident.objects.current().counts_by_type() == {"theft": Tally(count=1, injured=5)}
        assert Incident.objects.as_of(LATER + ONE_HOUR).tally() == Incident.objects.current().tally()

    def test_what_was_not_yet_reported_is_not_there(self, here):
        here.report(at=LATER)
        assert Incident.objects.as_of(LATER - ONE_HOUR).tally() == Tally()
        assert Incident.objects.as_of(LATER).tally().count == 1

    def test_severity_and_status_are_those_of_the_moment(self, here):
        incident = here.report()
        follow(incident, by=here.officer, at=LATER, seen=incident.version)
        here.decide(incident, at=LATER + ONE_HOUR)
        here.decide(incident, at=LATER + 3 * ONE_HOUR, severity=Severity.EXTREME)
        incident.refresh_from_db()
        close(incident, note="Xong.", by=here.officer, at=LATER + 4 * ONE_HOUR, seen=incident.version)

        def then(moment):
            (row,) = Incident.objects.as_of(moment).with_severity(moment).with_status(moment)
            return row.severity, row.status_then

        assert then(LATER - ONE_HOUR) == (None, IncidentStatus.REPORTED)
        assert then(LATER) == (None, IncidentStatus.FOLLOWED)
        assert then(LATER + 2 * ONE_HOUR) == (Severity.SERIOUS, IncidentStatus.FOLLOWED)
        assert then(LATER + 5 * ONE_HOUR) == (Severity.EXTREME, IncidentStatus.CLOSED)

    def test_a_period_holds_its_beginning_and_not_its_end(self, here):
        here.report()
        now = Incident.objects.current()
        assert now.between(HAPPENED, HAPPENED + ONE_HOUR).count() == 1
        assert now.between(HAPPENED - ONE_HOUR, HAPPENED).count() == 0
        reported = HAPPENED + timedelta(minutes=20)
        assert now.reported_between(reported, reported + ONE_HOUR).count() == 1
        assert now.reported_between(HAPPENED, reported).count() == 0

    def test_one_corrected_many_times_is_one(self, here):
        incident = here.report()
        for hours in (1, 2, 3):
            recount(here, incident, LATER + hours * ONE_HOUR, injured=hours)
        moment = LATER + 2 * ONE_HOUR
        assert Incident.objects.as_of(moment).tally() == Tally(count=1, injured=2)


class TestTheYear:
    def test_rows_add_up_and_bars_compare_with_the_longest(self, here):
        here.report(loss=150_000_000)
        here.report(is_sign=True, zone=None)
        here.report(type=IncidentType.FIRE, dead=1, happened_at=datetime(2026, 1, 5, 9, tzinfo=VIETNAM))
        zones = [here.zone, ZoneFactory(board=here.board)]
        found = figures(Incident.objects.current().in_year(2026), zones, 2026)
        assert found.total == Tally(count=3, signs=1, dead=1, loss=150_000_000)
        assert [(bar.label, bar.tally.count, bar.width) for bar in found.by_zone] == [
            (here.zone.name, 2, 100),
            ("Ngoài các khu", 1, 50),
        ]
        assert [(bar.label, bar.tally.happened, bar.signs_width) for bar in found.by_type] == [
            ("Đánh nhau", 1, 50),
            ("Cháy, nổ", 1, 0),
        ]
        months = {bar.label: bar.tally.count for bar in found.by_month}
        assert (len(months), months["01/2026"], months["11/2026"], months["11/2025"]) == (13, 1, 2, 0)

    def test_a_month_is_that_of_vietnam(self, here):
        here.report(happened_at=datetime(2026, 10, 1, 0, 30, tzinfo=VIETNAM))
        months = figures(Incident.objects.current(), [here.zone], 2026).by_month
        assert [bar.label for bar in months if bar.tally.count] == ["10/2026"]

    def test_a_year_without_any_has_no_bars(self, here):
        found = figures(Incident.objects.current(), [here.zone], 2026)
        assert (found.total, found.by_zone, found.by_month[0].width) == (Tally(), [], 0)

    def test_the_queries_do_not_grow(self, here, django_assert_num_queries):
        for _n in range(3):
            here.report()
        with django_assert_num_queries(4):
            figures(Incident.objects.current().in_year(2026), [here.zone], 2026)
