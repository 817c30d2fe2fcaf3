"""What people meet of what they received: to acknowledge, acknowledged, recalled; and what their board sees of it."""

from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.forwarding import ToForward
from antt_portal.tests.journeys.situations.sight import Sight
from directives.arriving.acknowledging import acknowledge
from directives.arriving.entrusting import entrust
from directives.arriving.receiving import note_bounced, note_delivered
from directives.asking.directing import Asked
from directives.models import Delivery, ObligationKind, Proof
from directives.tests.audiences import CLOSING, ITEM, a_directive, send_out
from directives.tests.forwardings import FORWARDED, forwarded
from directives.tests.office import DRAFTED


def own(one):
    return [one.own.public_id]


def landlords(one):
    return [one.delivery.public_id]


class Received(ToForward):
    """The investor has it and its tenant too, with a sentence that stresses it for chemicals; the board looks on."""

    def make(self):
        super().make()
        organisation = self.scene.enterprise.organisation
        organisation.handles_chemicals = True
        organisation.save()
        stressed = Asked(
            text=CLOSING, title="Hóa chất", kind=ObligationKind.EMPHASIS, audience={"traits": ["handles_chemicals"]}
        )
        item = Asked(
            text=ITEM,
            title="Rà soát camera",
            due_kind="workdays",
            due_offset=3,
            evidence_wanted=True,
            evidence_hint="ảnh màn hình",
        )
        second = a_directive(self.made, asked=[stressed, item], subject="bảo đảm an toàn hóa chất", at=DRAFTED)
        send_out(self.made, second)
        self.directive = second
        forwarded(self.made, second, to=[organisation])
        self.own = Delivery.objects.get(directive=second, organisation=organisation)
        bounced = Delivery.objects.filter(directive=second, sent_at__isnull=False).exclude(pk=self.own.pk).first()
        self.bounced = bounced
        note_bounced(bounced, "550 5.1.1 no such user", at=FORWARDED)
        self.waiting = Delivery.objects.filter(directive=second, sent_at__isnull=True).first()
        self.scene.clock.set(YEAR, 3, 12)

    sights = (
        Sight("investor", "directives:inbox"),
        Sight("investor", "directives:delivery", landlords),
        Sight("editor", "home"),
        Sight("editor", "directives:inbox"),
        Sight("editor", "directives:inbox", query="?show=to-report"),
        Sight("agent", "directives:inbox"),
        Sight("editor", "directives:acknowledge", own),
        Sight("head", "directives:delivery", own),
        Sight("officer", "directives:delivery", lambda one: [one.bounced.public_id]),
        Sight("officer", "directives:delivery", lambda one: [one.waiting.public_id]),
        Sight("editor", "directives:delivery-file-signatures", lambda one: [one.own.public_id, "letter"]),
    )


class Acknowledged(Received):
    """Somebody else sees to it now; the report is late."""

    def make(self):
        super().make()
        by, at = self.scene.editor, self.scene.clock.now()
        note_delivered(self.own, proof=Proof.MAIL, at=FORWARDED, person=by.user.full_name)
        digest = self.directive.bundle_sha256
        person = by.user.full_name
        acknowledge(
            self.own, bundle_sha256=digest, by=by, person=person, office="Người soạn", proof=Proof.PORTAL, at=at
        )
        entrust(self.own, self.scene.head.user, by=by, at=at)
        self.scene.clock.set(YEAR, 3, 20)

    sights = (
        Sight("editor", "directives:delivery", own),
        Sight("editor", "directives:acknowledge", own),
        Sight("head", "directives:inbox", query="?show=to-acknowledge"),
        Sight("head", "home"),
    )


class Withdrawn(Acknowledged):
    def make(self):
        super().make()
        recall = a_directive(self.made, lines=[], asked=[], relation="recalls", related=self.directive.letter)
        send_out(self.made, recall)
        self.recall = Delivery.objects.get(directive=recall, organisation=self.own.organisation)

    sights = (
        Sight("editor", "directives:inbox"),
        Sight("editor", "directives:delivery", own),
        Sight("editor", "directives:delivery", lambda one: [one.recall.public_id]),
    )
