"""How the letter of the campaign travels: four investors, each in its own way; paper, a code, an invitation."""

import io
from dataclasses import dataclass
from datetime import date, datetime

from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from antt_portal.core.models import Notice
from antt_portal.demo.chain import post
from antt_portal.demo.chain.parties import Parties, Party
from antt_portal.demo.chain.receiving import confirm, look
from antt_portal.demo.files import Letterhead, Made, scan
from antt_portal.demo.letters.desk import Desk
from antt_portal.demo.people import address
from directives.arriving import access, access_codes
from directives.arriving.acknowledging import acknowledge
from directives.arriving.handing_paper import Taken, hand_over
from directives.arriving.receiving import note_opened
from directives.coverage.nudging import nudge
from directives.forwarding.covering import Covering, suggested_note
from directives.forwarding.passing_on import forward
from directives.forwarding.preparing import keep_signed, prepare, save_covering
from directives.models import Delivery, Directive, Forwarding, Proof
from enterprises.models import Contact
from enterprises.people import contacts
from enterprises.people.invitations import invite

BOUNCED = "550 5.1.1 Hộp thư không tồn tại (minh họa)"
NOT_NOW = "Tạm dừng sản xuất để sửa nhà xưởng; chuyển khi hoạt động trở lại."


@dataclass(frozen=True)
class Spreading:
    desk: Desk
    directive: Directive
    parties: Parties
    invited: Party

    def tell(self) -> None:
        post.deliver(self.desk.own.board)
        self._police_looks()
        self._song_xanh()
        self._lang_nghe()
        self._dong_lua()
        self._ven_bien()

    def _police_looks(self) -> None:
        agent = self.desk.office.agent
        delivery = Delivery.objects.get(directive=self.directive, organisation=agent.organisation_id)
        note_opened(delivery, by=agent, proof=Proof.PORTAL, at=self.desk.ago(7, hour=8))

    def _song_xanh(self) -> None:
        """Everybody in both its zones, the next morning, under a covering letter signed by hand."""
        investor = self.parties["song-xanh"]
        self._receive(investor, self.desk.ago(8, hour=14))
        forwarding = self._prepare(investor, 112, "CV-HTSX", at=self.desk.ago(7, hour=9))
        letter = _covering_scan(forwarding, investor)
        at = self.desk.ago(7, hour=9, minute=20)
        keep_signed(
            forwarding, io.BytesIO(letter.content), letter.inspected, by=investor.editor, at=at, seen=forwarding.version
        )
        self._send(forwarding, investor, _waiting(self.directive, investor), at=self.desk.ago(7, hour=9, minute=30))

    def _lang_nghe(self) -> None:
        """Small tenants: two with accounts, one on paper, one by a one-time code, one invited."""
        investor = self.parties["lang-nghe"]
        self._receive(investor, self.desk.ago(8, hour=16))
        forwarding = self._prepare(investor, 37, "CV-LN", at=self.desk.ago(6, hour=13))
        by_paper = self.parties["xuan-truong"].organisation.pk
        others = _waiting(self.directive, investor) - {by_paper}
        self._send(forwarding, investor, others, at=self.desk.ago(6, hour=14))
        self._on_paper(self.parties["xuan-truong"], investor)
        self._by_code(self.parties["yen-binh"], investor)
        self._invite(investor)

    def _dong_lua(self) -> None:
        """Three of its six, after the day by which it was to forward; one left out, one whose mail came back."""
        investor = self.parties["dong-lua"]
        self._receive(investor, self.desk.ago(7, hour=10))
        forwarding = self._prepare(investor, 58, "CV-ĐL", at=self.desk.ago(4, hour=9))
        chosen = {self.parties[key].organisation.pk for key in ("khanh-an", "loc-phat", "minh-quang")}
        left_out = {self.parties["nhat-tan"].organisation.pk: NOT_NOW}
        self._send(forwarding, investor, chosen, at=self.desk.ago(4, hour=10), left_out=left_out)
        told = Notice.objects.filter(
            kind="directive_received",
            organisation_id=self.parties["minh-quang"].organisation.pk,
            subject_id=self.parties["minh-quang"].delivery_of(self.directive).public_id,
        )
        for notice in told:
            outbox.record_bounce(notice, BOUNCED, self.desk.ago(4, hour=10, minute=15))

    def _ven_bien(self) -> None:
        """Has read it and sent nothing on; reminded once."""
        investor = self.parties["ven-bien"]
        look(investor, self.directive, at=self.desk.ago(6, hour=9))
        own = Delivery.objects.filter(directive=self.directive, organisation=investor.organisation)
        nudge(self.directive, own, by=self.desk.officer, at=self.desk.ago(2, hour=9))
        post.deliver(self.desk.own.board)

    def _receive(self, party: Party, at: datetime) -> None:
        look(party, self.directive, at=at)
        confirm(party, self.directive, at=at.replace(minute=25))

    def _prepare(self, investor: Party, number: int, symbol: str, *, at: datetime) -> Forwarding:
        forwarding = prepare(investor.delivery_of(self.directive), by=investor.editor, at=at)
        covering = Covering(
            note=suggested_note(self.directive),
            number=number,
            symbol=symbol,
            dated_on=local_date(at),
            office="Giám đốc",
            signer=investor.head.user.full_name,
        )
        return save_covering(forwarding, covering, by=investor.editor, at=at, seen=forwarding.version)

    def _send(
        self,
        forwarding: Forwarding,
        investor: Party,
        to: set[int],
        *,
        at: datetime,
        left_out: dict[int, str] | None = None,
    ) -> None:
        forwarding.refresh_from_db()
        forward(forwarding, to=to, by=investor.head, at=at, seen=forwarding.version, left_out=left_out)
        post.deliver(self.desk.own.board)

    def _on_paper(self, party: Party, investor: Party) -> None:
        taken_at, at = self.desk.ago(6, hour=15), self.desk.ago(6, hour=15, minute=40)
        person = "Lê Thị Giả Định"
        slip = scan(
            "Phiếu giao nhận văn bản",
            [
                f"Bên nhận: {party.organisation}.",
                f"Văn bản: số {self.directive.letter}, đủ trang, kèm văn bản cấp trên.",
            ],
            number="01/PGN-LN",
            head=Letterhead(investor.organisation.name, local_date(at), person),
        )
        taken = Taken(person=person, office="Phụ trách hành chính", at=taken_at, proof=Proof.PAPER_SLIP)
        delivery = party.delivery_of(self.directive)
        hand_over(delivery, io.BytesIO(slip.content), slip.inspected, taken, by=investor.head, at=at)

    def _by_code(self, party: Party, investor: Party) -> None:
        """A personal link, the next morning a code, and an acknowledgement without an account."""
        board, desk = self.desk.own.board, self.desk
        contact = self._contact(party, "Đỗ Văn Thử", "giamdoc.yen-binh")
        delivery = party.delivery_of(self.directive)
        link = access.send_link(delivery, contact, by=investor.head, at=desk.ago(6, hour=16))
        post.deliver(board)
        access_codes.order_code(link, ip=None, at=desk.ago(5, hour=8))
        (told,) = post.deliver(board)
        access_codes.try_code(link, told["code"], ip=None, at=desk.ago(5, hour=8, minute=4))
        acknowledge(
            delivery,
            bundle_sha256=self.directive.bundle_sha256,
            by=None,
            doer=access.Visitor.of(link, ip=None),
            person=contact.name,
            office=contact.office,
            proof=Proof.ONE_TIME_CODE,
            at=desk.ago(5, hour=8, minute=9),
        )

    def _invite(self, investor: Party) -> None:
        contact = self._contact(self.invited, "Ngô Thị Mẫu", "giamdoc.gom-lang")
        invite(self.invited.organisation, contact, by=investor.head, at=self.desk.ago(5, hour=9))
        post.deliver(self.desk.own.board)

    def _contact(self, party: Party, name: str, mailbox: str) -> Contact:
        by, at = self.desk.officer, self.desk.ago(6, hour=11)
        return contacts.add(party.organisation, name=name, email=address(mailbox), office="Giám đốc", by=by, at=at)


def _waiting(directive: Directive, investor: Party) -> set[int]:
    ways = Delivery.objects.on_way_of(investor.organisation).filter(directive=directive)
    return set(ways.values_list("organisation", flat=True))


def _covering_scan(forwarding: Forwarding, investor: Party) -> Made:
    """The covering letter as the head signed it."""
    covering = Covering.stored(forwarding.covering)
    on: date = covering.dated_on or local_date(forwarding.changed_at)
    head = Letterhead(investor.organisation.name, on, covering.signer)
    return scan("Thư chuyển văn bản", [covering.note], number=f"{covering.number}/{covering.symbol}", head=head)
