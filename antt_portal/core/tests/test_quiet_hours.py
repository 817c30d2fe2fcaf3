"""Reminders leave people in peace at night and on days off, also when whoever sends them was late."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from antt_portal.core import outbox
from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import CalendarDay, Notice
from antt_portal.core.quiet_hours import held_back

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

THURSDAY = date(2026, 10, 29)
SATURDAY = date(2026, 10, 31)
BOARD, OTHER = 1, 2
NOON = datetime(2026, 10, 29, 12, tzinfo=VIETNAM)


def notice(key, board=BOARD, **more):
    return Notice(
        key=key,
        board_id=board,
        address="nhan@vidu.example",
        kind="deadline_soon",
        subject_kind="enterprises.deadline",
        subject_id=uuid4(),
        created_at=NOON,
        due_at=NOON,
        **more,
    )


@pytest.fixture(autouse=True)
def notices():
    Notice.objects.bulk_create(
        [
            notice("one", occasion_at=NOON),
            notice("other", OTHER, occasion_at=NOON),
            notice("urgent", occasion_at=NOON, is_urgent=True),
            notice("no reminder"),
        ]
    )


def held(day, hour, minute=0):
    at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)
    return set(Notice.objects.filter(held_back(at)).values_list("key", flat=True))


@pytest.mark.parametrize(("hour", "minute"), [(7, 0), (12, 0), (20, 59)])
def test_nothing_is_held_back_by_day(hour, minute):
    assert held(THURSDAY, hour, minute) == set()


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (6, 59), (21, 0), (23, 59)])
def test_reminders_wait_for_the_morning_and_nothing_else_does(hour, minute):
    assert held(THURSDAY, hour, minute) == {"one", "other"}


def test_reminders_wait_for_a_working_day():
    assert held(SATURDAY, 12) == {"one", "other"}


def test_nor_is_anything_put_together_for_the_morning_before_it_comes():
    """What is told by then belongs into the same mail."""
    midnight = datetime(2026, 10, 29, 23, 59, tzinfo=VIETNAM)
    outbox.prepare(midnight)
    assert set(Notice.objects.filter(prepared_at=None).values_list("key", flat=True)) == {"one", "other"}
    outbox.prepare(midnight + timedelta(hours=8))
    assert not Notice.objects.filter(prepared_at=None).exists()


@pytest.mark.parametrize(
    ("day", "is_working", "expected"),
    [
        (THURSDAY, False, {"one"}),
        (THURSDAY, True, set()),
        (SATURDAY, True, {"other"}),
        (SATURDAY, False, {"one", "other"}),
    ],
)
def test_a_board_has_days_of_its_own(day, is_working, expected):
    CalendarDay.objects.create(board_id=BOARD, day=day, is_working=is_working, name="Thử", source="Thử")
    assert held(day, 12) == expected


def test_a_saturday_worked_by_all_is_a_working_day():
    CalendarDay.objects.create(day=SATURDAY, is_working=True, name="Thử", source="Thử")
    assert held(SATURDAY, 12) == set()
