"""Letters received go on with the person who takes the work over."""

from datetime import timedelta

import pytest

from antt_portal.core.clock import local_date
from directives.arriving.entrusting import entrust
from directives.models import Delivery
from directives.tests.audiences import ISSUED
from enterprises.models import Deadline, Role
from enterprises.people.handing_over import in_hand
from enterprises.people.leaving import leave
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db
LATER = ISSUED + timedelta(hours=1)


@pytest.mark.parametrize("named", [True, False])
def test_a_letter_given_to_somebody_who_leaves_goes_to_the_colleague_or_to_all(made, sent, named):
    by, head = made.people[sent.organisation_id][0], actor(Role.HEAD, sent.organisation)
    leaver = actor(Role.EDITOR, sent.organisation)
    entrust(sent, leaver.user, by=by, at=LATER)
    assert [count for _label, count in in_hand(sent.organisation, leaver.user)] == [1, 3]
    taker = head.user if named else None
    leave(leaver.membership, last_day=local_date(LATER), to=taker, by=head, at=LATER)
    assert Delivery.objects.get(pk=sent.pk).assignee == taker
    assert {one.assignee for one in Deadline.objects.open().filter(organisation=sent.organisation)} == {taker}
