"""Phiếu giao nhận: printed before the bundle is handed over on paper, signed by both, kept as a scan."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from antt_portal.core.documents import Letterhead, PaperDate, lines, printable
from antt_portal.core.formats import vn_date
from directives.letters import KINDS
from directives.models import Delivery
from enterprises.models import Organisation, OrganisationName

SHORT = 16  # digits of a digest that people compare by eye


@dataclass(frozen=True)
class SlipFile:
    title: str
    file_name: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class HandOverSlip:
    kind: ClassVar[str] = "hand_over_slip"
    template_name: ClassVar[str] = "documents/hand_over_slip.html"

    letterhead: Letterhead
    letter: str
    files: tuple[SlipFile, ...]
    bundle_sha256: str
    giver: str
    receiver: str
    tax_code: str
    address: str
    made_at: datetime

    @property
    def title(self) -> str:
        return f"Phiếu giao nhận văn bản: {self.receiver}"


def hand_over_slip(delivery: Delivery, giver: Organisation, *, on: date, at: datetime) -> HandOverSlip:
    """Who signs and when is left blank. Names are those of ``on``. Read ``delivery`` with directive and letter."""
    manifest, receiver = delivery.directive.manifest, delivery.organisation
    names = _names(on, giver, receiver)
    head = names.get(giver.pk)
    issued_on = vn_date(date.fromisoformat(manifest["issued_on"]))
    type_name = KINDS[delivery.directive.letter.kind].type_in_sentence
    slip: HandOverSlip = printable(
        HandOverSlip(
            letterhead=Letterhead(
                superior=lines(head.superior) if head else (),
                agency=(lines(head.lines) if head else ()) or (giver.name.upper(),),
                place=head.place if head else "",
                dated=PaperDate(None, None, on.year),
            ),
            letter=f"{type_name} số {delivery.directive.letter} ngày {issued_on} của {manifest['agency']}:"
            f" {manifest['subject']}",
            files=tuple(SlipFile(one["title"], one["file_name"], one["sha256"][:SHORT]) for one in manifest["files"]),
            bundle_sha256=delivery.directive.bundle_sha256,
            giver=head.name if head else giver.name,
            receiver=names[receiver.pk].name if receiver.pk in names else receiver.name,
            tax_code=receiver.tax_code,
            address=receiver.address,
            made_at=at,
        )
    )
    return slip


def _names(on: date, *organisations: Organisation) -> dict[int, OrganisationName]:
    found = OrganisationName.objects.valid_on(on).filter(organisation__in=organisations)
    return {name.organisation_id: name for name in found}
