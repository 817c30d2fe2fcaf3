"""What migrations ship outlasts a test that empties all tables."""

import pytest
from django.core.management import call_command

from antt_portal.core.models import CalendarDay
from enterprises.models import Ladder, LadderStep, Organisation, RecurringDuty
from enterprises.tests.factories import OrganisationFactory

SHIPPED = (CalendarDay, Ladder, LadderStep, RecurringDuty)


@pytest.mark.django_db(transaction=True)
def test_what_is_shipped_is_put_back_when_all_tables_were_emptied():
    before = {model: model.objects.count() for model in SHIPPED}
    OrganisationFactory()
    call_command("flush", interactive=False, verbosity=0)
    assert not Organisation.objects.exists()
    assert {model: model.objects.count() for model in SHIPPED} == before
    assert all(before.values())
