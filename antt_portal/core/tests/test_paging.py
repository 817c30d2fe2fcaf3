"""A page by its keys: in the order of the list, and without rows that went meanwhile."""

import pytest

from antt_portal.core.paging import ByKeys
from enterprises.models import User
from enterprises.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [UserFactory() for _ in range(5)]


def paged(shown):
    return ByKeys(User.objects.order_by("-pk"), 2, shown=shown)


def test_rows_come_in_the_order_of_the_list_whatever_order_they_are_read_in(people):
    pages = paged(lambda keys: User.objects.filter(pk__in=keys).order_by("pk"))
    assert [list(page) for page in pages] == [[people[4], people[3]], [people[2], people[1]], [people[0]]]
    assert (pages.count, pages.num_pages) == (5, 3)


def test_only_the_rows_of_the_page_are_asked_for(people):
    asked = []
    paged(lambda keys: asked.append(keys) or []).page(2)
    assert asked == [[people[2].pk, people[1].pk]]


def test_who_went_between_the_two_looks_is_left_out(people):
    assert list(paged(lambda keys: User.objects.filter(pk=keys[1])).page(1)) == [people[3]]


def test_nothing_is_asked_for_where_there_is_nothing():
    assert list(paged(lambda keys: pytest.fail("asked")).page(1)) == []
