"""Two small enterprises that nobody in the portal acts for: one there before the letter of the campaign, one after."""

from datetime import datetime

from antt_portal.core.clock import local_date
from antt_portal.demo.chain.parties import Party
from antt_portal.demo.companies import Company, Story
from antt_portal.demo.letters.desk import Desk
from antt_portal.demo.places import THAI_BINH_ZONES
from enterprises.models import Capacity, Organisation, OrganisationKind, Zone
from enterprises.organisations import place, register

BEFORE = Company("Công ty TNHH Ví Dụ Gốm Làng", "lang-nghe", "wood", 9, Story.EXEMPT, number=20_191)
AFTER = Company("Công ty TNHH Thử Nghiệm Ánh Dương", "song-xanh", "food", 9, Story.EXEMPT, number=20_192)


def settle(company: Company, desk: Desk, *, at: datetime) -> Party:
    """Register it and place it in its zone, once."""
    board, by, since = desk.own.board, desk.office.unit_head, local_date(at)
    known = Organisation.objects.filter(board=board, tax_code=company.tax_code).first()
    if known:
        return Party(known)
    zone = Zone.objects.get(board=board, name=THAI_BINH_ZONES[company.zone][0])
    organisation = register(
        board,
        OrganisationKind.TENANT,
        company.name,
        by=by,
        at=at,
        since=since,
        tax_code=company.tax_code,
        address=f"Lô {company.number % 40 + 1}, {zone.name}",
        size=company.size,
    )
    place(organisation, zone, Capacity.TENANT, by=by, at=at, since=since)
    return Party(organisation)
