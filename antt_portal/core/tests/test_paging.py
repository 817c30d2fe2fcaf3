"""A page by its keys: in the order of the list, and without rows that went meanwhile."""

from datetime import UTC, datetime

import pytest

from antt_portal.core.models import JobRun
from antt_portal.core.paging import ByKeys

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs():
    return [
        JobRun.objects.create(name="send-notices", started_at=datetime(2026, 6, day, tzinfo=UTC)) for day in range(1, 6)
    ]


def paged(shown):
    return ByKeys(JobRun.objects.order_by("-pk"), 2, shown=shown)


def test_rows_come_in_the_order_of_the_list_whatever_order_they_are_read_in(runs):
    pages = paged(lambda keys: JobRun.objects.filter(pk__in=keys).order_by("pk"))
    assert [list(page) for page in pages] == [[runs[4], runs[3]], [runs[2], runs[1]], [runs[0]]]
    assert (pages.count, pages.num_pages) == (5, 3)


def test_only_the_rows_of_the_page_are_asked_for(runs):
    asked = []
    paged(lambda keys: asked.append(keys) or []).page(2)
    assert asked == [[runs[2].pk, runs[1].pk]]


def test_who_went_between_the_two_looks_is_left_out(runs):
    assert list(paged(lambda keys: JobRun.objects.filter(pk=keys[1])).page(1)) == [runs[3]]


def test_nothing_is_asked_for_where_there_is_nothing():
    assert list(paged(lambda keys: pytest.fail("asked")).page(1)) == []
