from datetime import date

import pytest
from django.db import IntegrityError, transaction

from antt_portal.core.models import CalendarDay
from antt_portal.core.models.calendar import load_shipped_days

MONDAY = date(2026, 11, 23)
SWAPPED = [date(2024, 5, 4), date(2025, 4, 26), date(2026, 8, 22)]
OUR_BOARD, OTHER_BOARD = 7, 8


@pytest.fixture
def exception(db):
    """Adds one exception to the calendar."""

    def add(*, board_id, is_working, day=MONDAY):
        return CalendarDay.objects.create(
            board_id=board_id, day=day, is_working=is_working, name="Nghỉ bù", source="Thông báo thử"
        )

    return add


def test_a_national_row_holds_for_every_board(exception):
    exception(board_id=None, is_working=False)
    assert not CalendarDay.objects.calendar_for(OUR_BOARD).is_working(MONDAY)
    assert not CalendarDay.objects.calendar_for(None).is_working(MONDAY)


def test_a_row_of_a_board_holds_for_no_other(exception):
    exception(board_id=OTHER_BOARD, is_working=False)
    assert not CalendarDay.objects.calendar_for(OTHER_BOARD).is_working(MONDAY)
    assert CalendarDay.objects.calendar_for(OUR_BOARD).is_working(MONDAY)
    assert CalendarDay.objects.calendar_for(None).is_working(MONDAY)


@pytest.mark.parametrize("national_first", [True, False])
def test_the_row_of_the_board_wins_over_the_national_one(exception, national_first):
    rows = [(None, False), (OUR_BOARD, True)]
    for board_id, is_working in rows if national_first else reversed(rows):
        exception(board_id=board_id, is_working=is_working)
    assert CalendarDay.objects.calendar_for(OUR_BOARD).is_working(MONDAY)


@pytest.mark.parametrize("board_id", [None, OUR_BOARD])
def test_a_day_has_one_row_per_board_and_one_for_the_country(exception, board_id):
    exception(board_id=board_id, is_working=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        exception(board_id=board_id, is_working=True)


def test_a_calendar_costs_one_query(exception, django_assert_num_queries):
    exception(board_id=None, is_working=False)
    with django_assert_num_queries(1):
        calendar = CalendarDay.objects.calendar_for(OUR_BOARD)
        calendar.between(date(2026, 1, 1), date(2026, 12, 31))


def test_shipped_days_are_the_swapped_saturdays_with_their_source(db):
    CalendarDay.objects.all().delete()
    load_shipped_days(CalendarDay)
    rows = CalendarDay.objects.filter(board_id=None, is_working=True).order_by("day")
    assert [row.day for row in rows] == SWAPPED
    assert all(row.source for row in rows)


def test_loading_shipped_days_again_keeps_a_corrected_row(db):
    load_shipped_days(CalendarDay)
    CalendarDay.objects.filter(day=SWAPPED[0]).update(is_working=False)
    load_shipped_days(CalendarDay)
    assert CalendarDay.objects.count() == len(SWAPPED)
    assert not CalendarDay.objects.calendar_for(None).is_working(SWAPPED[0])
