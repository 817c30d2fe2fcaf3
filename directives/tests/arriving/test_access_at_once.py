"""Many hands on one link, one code, one slip: five tries, one opening, one hand-over."""

import io
from datetime import timedelta

import pytest

from antt_portal.core.inspection import inspect
from antt_portal.core.models import AuditEntry
from antt_portal.core.tests.at_once import at_once
from antt_portal.core.tests.inspection.corpus import jpeg
from directives.arriving import access
from directives.arriving.access_codes import MOST_TRIES, try_code
from directives.arriving.handing_paper import Taken, hand_over
from directives.models import AccessLink, Acknowledgement, Delivery, HandOver, Proof
from directives.tests.audiences import ISSUED, issued, scene
from directives.tests.forwardings import investor_of
from directives.tests.linked import SENT, a_link, code_of, silent_delivery, wrong
from enterprises.models import Role
from enterprises.tests.factories import ContactFactory, actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
AT_ONCE = 20
LATER = SENT + timedelta(minutes=1)


def test_of_twenty_wrong_codes_at_once_five_are_tried():
    made = scene()
    link = a_link(made, silent_delivery(made))
    code = code_of(link)
    assert at_once(lambda _n: try_code(link, wrong(code), ip=None, at=LATER), AT_ONCE) == [False] * AT_ONCE
    assert AccessLink.objects.get().failures == MOST_TRIES
    assert AuditEntry.objects.filter(verb="accesslink.wrong_code").count() == MOST_TRIES
    assert not try_code(link, code, ip=None, at=LATER)


def test_of_a_right_code_used_at_once_from_many_places_one_opens():
    made = scene()
    link = a_link(made, silent_delivery(made))
    code = code_of(link)
    assert sum(at_once(lambda _n: try_code(link, code, ip=None, at=LATER), AT_ONCE)) == 1


def test_two_colleagues_send_one_link():
    made = scene()
    delivery = silent_delivery(made)
    contact = ContactFactory(organisation=delivery.organisation)
    people = [investor_of(made), actor(Role.HEAD, made.investors[0])]
    at_once(lambda n: access.send_link(delivery, contact, by=people[n % 2], at=SENT), 10)
    assert AccessLink.objects.count() == 1


def test_one_slip_uploaded_at_once_from_many_places_is_one_hand_over():
    made = scene()
    delivery = Delivery.objects.get(directive=issued(made), organisation=made.tenants[0][0])
    inspected = inspect(io.BytesIO(jpeg()), "Phieu.jpg")
    taken = Taken(person="Lê Văn Thử", office="", at=ISSUED + timedelta(hours=3), proof=Proof.PAPER_SLIP)

    def press(_number):
        by = investor_of(made)
        return hand_over(delivery, io.BytesIO(jpeg()), inspected, taken, by=by, at=SENT).pk

    assert len(set(at_once(press, 10))) == 1
    assert HandOver.objects.count() == Acknowledgement.objects.count() == 1
