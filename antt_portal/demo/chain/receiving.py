"""What a receiver does with a directive, as the pages let it: look, acknowledge, take a colleague in charge."""

from datetime import datetime

from antt_portal.demo.chain.parties import Party
from directives.arriving.acknowledging import acknowledge
from directives.arriving.receiving import note_opened
from directives.models import Delivery, Directive, Proof
from enterprises.actor import Actor

OFFICE = "Người đứng đầu"


def look(party: Party, directive: Directive, *, at: datetime) -> Delivery:
    """Somebody opens it in the portal."""
    delivery = party.delivery_of(directive)
    note_opened(delivery, by=party.editor, proof=Proof.PORTAL, at=at)
    return delivery


def confirm(party: Party, directive: Directive, *, at: datetime) -> Delivery:
    """The head says that exactly this bundle came."""
    delivery = party.delivery_of(directive)
    _acknowledge(delivery, directive, party.head, at=at)
    return delivery


def _acknowledge(delivery: Delivery, directive: Directive, by: Actor, *, at: datetime) -> None:
    acknowledge(
        delivery,
        bundle_sha256=directive.bundle_sha256,
        by=by,
        person=by.user.full_name,
        office=OFFICE,
        proof=Proof.PORTAL,
        at=at,
    )
