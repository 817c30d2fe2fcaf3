"""The demonstration, loaded once for all tests of this folder and rolled back after the last of them."""

from datetime import datetime

import pytest
from django.db import transaction

from antt_portal.core.clock import VIETNAM
from antt_portal.demo.loading import load

# A Saturday: nothing of the demonstration may happen on it, and much of it days before.
NOW = datetime(2026, 11, 21, 21, 30, tzinfo=VIETNAM)


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load(now=NOW)
        yield NOW
        transaction.set_rollback(True)
