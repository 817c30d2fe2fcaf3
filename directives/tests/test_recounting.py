"""Days of a directive that were counted in working days follow the calendar of the board; those it names stay."""

from datetime import date, timedelta

import pytest

from antt_portal.core.clock import local_date
from antt_portal.core.models import CalendarDay, Notice
from directives.asking.directing import Asked
from directives.models import Obligation, ReportRequest
from directives.tests.audiences import ISSUED, ITEM, issued, scene
from enterprises.models import Deadline, DeadlineKind, Role
from enterprises.tests.factories import actor
from enterprises.workdays import keeping as calendars
from enterprises.workdays.keeping import Exceptional

pytestmark = pytest.mark.django_db

ON = local_date(ISSUED)


@pytest.fixture
def made():
    return scene()


def day_off(made, *, at=ISSUED + timedelta(hours=5)):
    """The working day after the issue is one no more."""
    calendar = CalendarDay.objects.calendar_for(made.office.own.board_id)
    keeper = actor(Role.UNIT_HEAD, made.office.own)
    off = Exceptional(calendar.add(ON, 1), False, "Thông báo thử nghiệm")
    calendars.keep(made.office.own.board, [off], by=keeper, at=at)


def next_working(made, day):
    return CalendarDay.objects.calendar_for(made.office.own.board_id).add(day, 1)


def test_each_deadline_says_of_how_many_days_it_was_counted(made):
    issued(made)
    said = set(Deadline.objects.order_by().values_list("kind", "rule", "anchor"))
    assert said >= {
        (DeadlineKind.ACKNOWLEDGEMENT, "workdays:3", ON),
        (DeadlineKind.FORWARDING, "workdays:3", ON),
        (DeadlineKind.ANSWER, "workdays:10", ON),
    }


def test_deadlines_requests_obligations_and_the_day_to_acknowledge_move_together(made):
    directive = issued(made)
    before = {one.pk: one.due_on for one in Deadline.objects.all()}
    acknowledge_by = directive.acknowledge_by
    day_off(made)
    after = {one.pk: one.due_on for one in Deadline.objects.all()}
    assert after == {pk: next_working(made, day) for pk, day in before.items()}
    directive.refresh_from_db()
    assert directive.acknowledge_by == next_working(made, acknowledge_by)
    answer_by = Deadline.objects.filter(kind=DeadlineKind.ANSWER).values_list("due_on", flat=True)[0]
    assert {one.due_on for one in ReportRequest.objects.all()} == {answer_by}
    asked = Obligation.objects.filter(instrument__directive=directive, due_offset=10)
    assert [one.due_on for one in asked] == [answer_by]
    assert Notice.objects.filter(kind="deadline_moved").exists()


def test_a_day_that_the_letter_names_stays(made):
    named = date(ON.year, 12, 30)
    issued(made, asked=[Asked(text=ITEM, title="Rà soát camera", due_kind="fixed", due_on=named)])
    day_off(made)
    assert {one.due_on for one in Deadline.objects.filter(kind=DeadlineKind.ANSWER)} == {named}


def test_obligations_of_one_report_stay_together_on_the_day_that_one_of_them_names(made):
    named = CalendarDay.objects.calendar_for(made.office.own.board_id).add(ON, 10)
    asked = [
        Asked(text=ITEM, title="Rà soát camera", due_kind="workdays", due_offset=10),
        Asked(text=ITEM, title="Rà soát tường rào", due_kind="fixed", due_on=named),
    ]
    directive = issued(made, asked=asked)
    day_off(made)
    answers = Deadline.objects.filter(kind=DeadlineKind.ANSWER)
    assert {one.due_on for one in [*answers, *Obligation.objects.filter(instrument__directive=directive)]} == {named}
