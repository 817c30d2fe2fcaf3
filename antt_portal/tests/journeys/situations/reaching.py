"""Whom to write to: what an investor tells, what the board confirms, what somebody invited sees."""

from django.core import mail

from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from antt_portal.core.models import Notice
from antt_portal.tests.journeys.scene import GIA_HUNG, YEAR
from antt_portal.tests.journeys.situations.sight import STRANGER, Sight, Situation
from enterprises.models import Contact, Membership
from enterprises.people import contacts, invitations

WRITTEN = {"office": "Trưởng phòng nhân sự", "phone": "0900 000 000"}


def organisation(one):
    return [one.scene.enterprise.organisation.public_id]


class Reaching(Situation):
    """Of one tenant a contact told, one confirmed, one whose mail came back, one that left, one invited; of the other
    nobody at all."""

    def make(self):
        scene = self.scene
        at, officer = scene.clock.set(YEAR, 3, 10), scene.office.unit_head
        self.tenant = scene.enterprise.organisation
        self.investor = scene.somebody("investor")
        silent = scene.settle(GIA_HUNG, at=at).organisation
        Membership.objects.filter(organisation=silent).update(valid_to=local_date(at).replace(year=YEAR - 1))
        self._add("told", by=self.investor)
        self._add("khong-con", by=officer)
        contacts.end(self._add("da-nghi", by=officer), by=officer, at=at)
        self.invitation = invitations.invite(self.tenant, self._add("moi", by=officer), by=officer, at=at)
        invitations.invite(self.tenant, self._add("thu-hoi", by=officer), by=officer, at=at)
        invitations.revoke(self.tenant.invitations.latest("pk"), by=officer, at=at)
        contacts.came_back(self.tenant.board_id, "khong-con@demo.example", "550 5.1.1 no such user", at=at)

    def _add(self, mailbox, *, by) -> Contact:
        address, at = f"{mailbox}@demo.example", self.scene.clock.now()
        return contacts.add(self.tenant, name="Trần Thị Mẫu", email=address, by=by, at=at, **WRITTEN)

    sights = (
        Sight("unit_head", "home"),
        Sight("unit_head", "enterprises:contacts-waiting"),
        Sight("unit_head", "enterprises:contacts", organisation),
        Sight("unit_head", "enterprises:organisation", organisation),
        Sight("head", "enterprises:contacts", organisation),
        Sight("investor", "enterprises:contacts", organisation),
        Sight("investor", "enterprises:tenants"),
    )


class Invited(Reaching):
    """One with an account, one without; and a link that opens nothing."""

    def make(self):
        super().make()
        at, officer = self.scene.clock.now(), self.scene.office.unit_head
        known = contacts.add(
            self.tenant, name="Người đã có tài khoản", email=self.investor.user.email, by=officer, at=at
        )
        invitations.invite(self.tenant, known, by=officer, at=at)
        Notice.objects.exclude(kind="invitation").delete()
        outbox.send_pending(at=at)
        self.new, self.known = (
            [sent.body.rstrip().rstrip("/").rpartition("/")[2]]
            for sent in sorted(mail.outbox[-2:], key=lambda sent: sent.to != [self.invitation.email])
        )

    sights = (
        Sight(STRANGER, "enterprises:invitation", lambda one: one.new),
        Sight(STRANGER, "enterprises:invitation", lambda one: one.known),
        Sight(STRANGER, "enterprises:invitation", lambda _one: ["x" * 43], status=404),
        Sight("investor", "enterprises:invitation", lambda one: one.known),
        Sight("investor", "enterprises:invitation", lambda one: one.new),
    )
