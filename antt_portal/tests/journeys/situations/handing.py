"""Tenants without an account: paper, personal links, and what a stranger sees who opens one."""

import io
from datetime import timedelta

from antt_portal.core.inspection import inspect
from antt_portal.core.tests.inspection.corpus import jpeg
from antt_portal.tests.journeys.situations.anybody import NOWHERE
from antt_portal.tests.journeys.situations.forwarding import Forwarded
from antt_portal.tests.journeys.situations.sight import STRANGER, Sight
from directives.arriving import access
from directives.arriving.handing_paper import Taken, hand_over
from directives.models import Delivery, Proof
from directives.tests.audiences import a_directive, send_out
from directives.tests.forwardings import FORWARDED
from enterprises.tests.factories import ContactFactory

LATER = FORWARDED + timedelta(hours=1)


def silent(one):
    return [one.silent.public_id]


class HandedOver(Forwarded):
    """One tenant took papers and has two links, one of them taken back, and a contact without any; another has
    nothing at all."""

    def make(self):
        super().make()
        tenant = self.tenants[4]
        self.silent = Delivery.objects.get(directive=self.directive, organisation=tenant)
        self.untold = Delivery.objects.get(directive=self.directive, organisation=self.tenants[2])
        stream = io.BytesIO(jpeg())
        taken = Taken(person="Lê Văn Thử", office="Bảo vệ", at=FORWARDED, proof=Proof.PAPER_PHOTO)
        hand_over(self.silent, stream, inspect(stream, "Giao-nhan.jpg"), taken, by=self.investor, at=LATER)
        self.link, gone = (self._send(ContactFactory(organisation=tenant)) for _two in range(2))
        access.revoke(gone, by=self.investor, at=LATER)
        ContactFactory(organisation=tenant, name="Trần Thị Mẫu")

    def _send(self, contact):
        return access.send_link(self.silent, contact, by=self.investor, at=LATER)

    sights = (
        Sight("investor", "directives:forward", lambda one: [one.delivery.public_id]),
        Sight("investor", "directives:hand-over", silent),
        Sight("investor", "directives:hand-over", lambda one: [one.untold.public_id]),
        Sight("officer", "directives:hand-over", silent),
        Sight("officer", "directives:delivery", silent),
        Sight(STRANGER, "directives:access", lambda one: [one.link.public_id]),
        Sight(STRANGER, "directives:access", lambda _one: [NOWHERE], status=404),
    )


class TakenBack(HandedOver):
    def make(self):
        super().make()
        recalls = {"relation": "recalls", "related": self.directive.letter}
        send_out(self.made, a_directive(self.made, lines=[], asked=[], **recalls))

    sights = (Sight("investor", "directives:hand-over", silent),)
