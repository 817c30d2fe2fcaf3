"""A board at its desk: its people found again, the hours of its working days."""

from dataclasses import dataclass
from datetime import date, datetime

from antt_portal.demo.moments import Moments
from antt_portal.demo.people import STAFF, Cast, Office, Staff, address
from directives.models import OfficialLetter
from enterprises.actor import Actor
from enterprises.models import Delegation, Membership, Organisation, OrganisationKind


@dataclass(frozen=True)
class Desk:
    own: Organisation
    office: Office
    moments: Moments

    @property
    def officer(self) -> Actor:
        return self.office.officers[0][0]

    @property
    def today(self) -> date:
        return self.moments.today

    def ago(self, workdays: int, *, hour: int = 9, minute: int = 0) -> datetime:
        """Letters know no evaluation year: nothing holds them after its opening."""
        return self.moments.ago(workdays, hour=hour, minute=minute, year=self.moments.last)

    def authority_of(self, signer: Actor) -> Delegation:
        return Delegation.objects.get(organisation=self.own, user=signer.user, valid_to=None)

    def letter(self, **wanted: object) -> OfficialLetter | None:
        return OfficialLetter.objects.filter(issuer=self.own, **wanted).first()


def desks(moments: Moments) -> list[Desk]:
    boards = Organisation.objects.filter(board__code__in=STAFF, kind=OrganisationKind.BOARD).select_related("board")
    return [Desk(own, _office(own, moments), moments) for own in boards.order_by("pk")]


def _office(own: Organisation, moments: Moments) -> Office:
    staff = STAFF[own.board.code]
    cast = Cast(at=moments.now)
    return Office.of(staff, [_actor(one, own, cast) for one in staff])


def _actor(staff: Staff, own: Organisation, cast: Cast) -> Actor:
    """Somebody of the first part; who was not in it yet, when it was loaded, joins now."""
    held = Membership.objects.filter(board=own.board, user__email=address(staff.mailbox), role=staff.role)
    found = held.select_related("user", "organisation__board").first()
    return Actor.of(found or cast.hire(staff, own))
