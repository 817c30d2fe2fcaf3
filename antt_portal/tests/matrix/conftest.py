"""One world for all rows of a module: making it takes longer than everything that a row asks of it."""

from copy import deepcopy

import pytest
from django.db import transaction

from antt_portal.tests.matrix.world import World


@pytest.fixture(scope="module")
def untouched_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def world(untouched_world, db):
    """A copy, within the transaction of the world: what a test does to its rows is undone, the world stays."""
    return deepcopy(untouched_world)
