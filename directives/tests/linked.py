"""A tenant without an account that got a directive, and a personal link to it."""

import re
from datetime import timedelta

from django.core import mail

from antt_portal.core import outbox
from directives.arriving import access, access_codes
from directives.models import AccessLink, Delivery
from directives.tests.audiences import Scene, issued
from directives.tests.forwardings import FORWARDED, forwarded, investor_of
from enterprises.models import Membership
from enterprises.tests.factories import ContactFactory

SENT = FORWARDED + timedelta(hours=1)
CODE = re.compile(r"\b\d{6}\b")


def silent_delivery(made: Scene) -> Delivery:
    """Forwarded to all of the first zone; the first tenant has nobody but a contact."""
    tenant = made.tenants[0][0]
    Membership.objects.filter(organisation=tenant).delete()
    directive = issued(made)
    forwarded(made, directive)
    return Delivery.objects.get(directive=directive, organisation=tenant)


def a_link(made: Scene, delivery: Delivery, **contact: object) -> AccessLink:
    to = ContactFactory(organisation=delivery.organisation, office="Hành chính", **contact)
    return access.send_link(delivery, to, by=investor_of(made), at=SENT)


def code_of(link: AccessLink, *, at=SENT) -> str:
    """Ordered now, and read in the mail."""
    access_codes.order_code(link, ip="198.51.100.7", at=at)
    outbox.send_pending(at=at)
    return read_code(link)


def read_code(link: AccessLink) -> str:
    newest = [one for one in mail.outbox if one.to == [link.address] and CODE.search(one.subject)][-1]
    return CODE.search(newest.subject)[0]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"
