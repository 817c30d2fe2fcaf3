"""What the people of an investor meet: a directive to forward, one that is out, one that was recalled."""

import io

from antt_portal.core.inspection import inspect
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation
from directives.forwarding import preparing
from directives.models import Delivery
from directives.tests.audiences import Scene as Audience
from directives.tests.audiences import a_directive, issued, send_out
from directives.tests.forwardings import FORWARDED, forwarded, own_delivery, prepared
from directives.tests.office import DRAFTED, Office, delegated
from enterprises.tests.factories import ContactFactory, OrganisationFactory, place

TENANTS = 12


def delivery(one):
    return [one.delivery.public_id]


class ToForward(Situation):
    """More tenants than the page shows at once, most without an account; one has left, one came after the issue."""

    def make(self):
        scene = self.scene
        scene.clock.set(YEAR, 3, 9)
        own, people = scene.place.office, scene.office
        delegation = delegated(own, people.leader)
        office = Office(own, scene.officer, people.unit_head, people.leader, people.clerk, delegation)
        self.investor = scene.somebody("investor")
        organisation = self.investor.organisation
        self.zone = organisation.tenancies.get().zone
        self.tenants = [self.tenant() for _each in range(TENANTS)]
        ContactFactory(organisation=self.tenants[0], name="Trần Thị Mẫu")
        reached = [scene.enterprise.organisation, *self.tenants]
        self.made = Audience(
            office,
            [self.zone],
            [organisation],
            [reached[:-1]],
            reached[-1],
            reached[-1],
            {organisation.pk: [self.investor]},
        )
        self.directive = issued(self.made)
        self.delivery = own_delivery(self.directive, organisation)
        self.tenants[1].tenancies.update(valid_to=DRAFTED.date())
        self.newcomer = self.tenant()
        scene.clock.set(YEAR, 3, 10)

    def tenant(self):
        made = OrganisationFactory(board=self.scene.place.board)
        place(made, self.zone)
        return made

    sights = (
        Sight("investor", "home"),
        Sight("investor", "directives:forward", delivery),
    )


class Forwarded(ToForward):
    """Somebody on every rung, two left out, one put back, a newcomer; the covering letter was signed outside."""

    def make(self):
        super().make()
        by, file = self.investor, io.BytesIO(pdf())
        draft = prepared(self.made, self.directive)
        preparing.keep_signed(draft, file, inspect(file, "Thu-chuyen.pdf"), by=by, at=FORWARDED, seen=draft.version)
        left_out = {one.pk: "Trả đất ngày 30/09, có biên bản thanh lý" for one in self.tenants[:2]}
        to = [self.scene.enterprise.organisation, *self.tenants[3:]]
        self.forwarding = forwarded(self.made, self.directive, to=to, left_out=left_out)
        rungs = ("delivered_at", "opened_at", "acknowledged_at", "reported_at")
        for count, organisation in enumerate(to[:5]):
            reached = dict.fromkeys(rungs[:count], FORWARDED)
            Delivery.objects.filter(directive=self.directive, organisation=organisation).update(**reached)
        bounced = Delivery.objects.filter(directive=self.directive, organisation=to[5])
        bounced.update(bounced_at=FORWARDED, bounce_reason="550 5.1.1 no such user")

    sights = (
        Sight("investor", "directives:forward", delivery),
        Sight("editor", "directives:covering-letter-signatures", lambda one: [one.forwarding.public_id]),
    )


class Recalled(Forwarded):
    def make(self):
        super().make()
        send_out(
            self.made, a_directive(self.made, lines=[], asked=[], relation="recalls", related=self.directive.letter)
        )

    sights = (Sight("investor", "directives:forward", delivery),)
