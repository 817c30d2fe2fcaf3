"""Reports as deliveries see them: the first one counts, late by working days, the last rung with the last report."""

from datetime import UTC, date, datetime, timedelta

import pytest

from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import Calendar
from directives.arriving.reporting import record_accepted, record_reported, workdays_late
from directives.asking.directing import Asked
from directives.models import Delivery, DeliveryStep, ReportRequest, Rung
from directives.tests.audiences import CLOSING, ISSUED, ITEM, issued, scene
from enterprises.models import Deadline, DeadlineKind

DUE = date(2026, 3, 16)
ASKED = [
    Asked(text=ITEM, title="Camera", due_kind="workdays", due_offset=5),
    Asked(text=CLOSING, title="Thực hiện", due_kind="workdays", due_offset=10),
]


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def delivery(made):
    """To the first investor, acknowledged; two reports are wanted of it."""
    directive = issued(made, asked=ASKED)
    found = Delivery.objects.get(directive=directive, organisation=made.investors[0])
    Delivery.objects.filter(pk=found.pk).update(acknowledged_at=ISSUED)
    return found


@pytest.fixture
def by(made):
    return made.people[made.investors[0].pk][0]


@pytest.mark.parametrize(
    ("due_on", "handed_in_on", "days"),
    [
        (date(2026, 3, 16), date(2026, 3, 16), 0),
        (date(2026, 3, 16), date(2026, 3, 19), 3),
        (date(2026, 3, 13), date(2026, 3, 14), 1),  # handed in on a Saturday is handed in on Monday
        (date(2026, 3, 14), date(2026, 3, 16), 0),  # due on a Saturday is due on Monday
        (date(2026, 2, 13), date(2026, 2, 24), 2),  # the days of Tết are not worked: 23 and 24 February
        (date(2026, 3, 16), date(2026, 3, 2), 0),
    ],
)
def test_lateness_counts_working_days(due_on, handed_in_on, days):
    assert workdays_late(due_on, handed_in_on, Calendar()) == days


@pytest.mark.django_db
def test_the_last_rung_is_reached_with_the_last_report(delivery, by):
    first, second = delivery.requests.order_by("round")
    record_reported(second, at=at(DUE), by=by)
    delivery.refresh_from_db()
    assert delivery.rung == Rung.ACKNOWLEDGED
    record_reported(first, at=at(DUE + timedelta(days=1)), by=by)
    delivery.refresh_from_db()
    assert (delivery.rung, delivery.reported_at) == (Rung.REPORTED, at(DUE + timedelta(days=1)))
    step = DeliveryStep.objects.get(delivery=delivery, rung=Rung.REPORTED)
    assert (step.user, step.organisation, step.proof) == (by.user, by.organisation, "report")


@pytest.mark.django_db
def test_handed_in_closes_what_was_due_and_only_that(delivery, by):
    first, second = delivery.requests.order_by("round")
    record_reported(first, at=at(DUE), by=by)
    still_due = Deadline.objects.open().filter(kind=DeadlineKind.ANSWER, organisation=delivery.organisation)
    assert [row.subject_id for row in still_due] == [second.public_id]


@pytest.mark.django_db
def test_handed_in_again_keeps_the_time_and_the_lateness_of_the_first(delivery, by):
    request = delivery.requests.get(round=1)
    record_reported(request, at=at(DUE + timedelta(days=2)), by=by)
    record_reported(ReportRequest.objects.get(pk=request.pk), at=at(DUE + timedelta(days=9)), by=by)
    request.refresh_from_db()
    assert (request.reported_at, request.workdays_late) == (at(DUE + timedelta(days=2)), 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code"), [({"ended_at": ISSUED}, "ended"), ({"acknowledged_at": None}, "acknowledge-first")]
)
def test_nothing_is_reported_on_what_was_not_acknowledged_or_is_over(delivery, by, changes, code):
    Delivery.objects.filter(pk=delivery.pk).update(**changes)
    with pytest.raises(Refused) as refused:
        record_reported(delivery.requests.get(round=1), at=at(DUE), by=by)
    assert refused.value.code == code
    assert not ReportRequest.objects.filter(reported_at__isnull=False).exists()


@pytest.mark.django_db
def test_accepted_keeps_the_first_time(delivery):
    request = delivery.requests.get(round=1)
    for days in (1, 5):
        record_accepted(request, at=at(DUE + timedelta(days=days)))
    request.refresh_from_db()
    assert request.accepted_at == at(DUE + timedelta(days=1))
