"""Who may open the addresses of contacts and invitations. The contact of this world was told by the zone's investor."""

from typing import Any

from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, ASKED, BOARD, OWNER, World

KEEPERS = ("officer", "unit_head", "administrator")
LOOKERS = ("leader", "clerk")
INVITERS = ("head", *KEEPERS, "investor")


def _organisation(world: World) -> list[Any]:
    return [world.organisation.public_id]


def _contact(world: World) -> list[Any]:
    return [world.contact.public_id]


def _invitation(world: World) -> list[Any]:
    return [world.invitation.public_id]


def _others(*allowed: str) -> tuple[str, ...]:
    return tuple(name for name in ACTING if name not in allowed)


OWN = (*OWNER, *ASKED, "other_agent", "investor", "neighbour", "other_board_tenant")
CONFIRMERS = (*KEEPERS, "other_board")

CONTACTS = [
    Row("enterprises:contacts", GET, ok=(*OWNER, *BOARD, "investor"), args=_organisation),
    Row("enterprises:contact-add", POST, ok=(*OWNER, *KEEPERS, "investor"), forbidden=LOOKERS, args=_organisation),
    Row("enterprises:own-contacts", GET, ok=OWN, forbidden=_others(*OWN)),
    Row("enterprises:contacts-waiting", GET, ok=CONFIRMERS, forbidden=_others(*CONFIRMERS)),
    Row("enterprises:contact-confirm", POST, ok=KEEPERS, forbidden=(*OWNER, *LOOKERS, "investor"), args=_contact),
    *[
        Row(f"enterprises:contact-{act}", POST, ok=(*OWNER, *KEEPERS, "investor"), forbidden=LOOKERS, args=_contact)
        for act in ("correct", "end")
    ],
    Row("enterprises:invitation-send", POST, ok=INVITERS, forbidden=("editor", *LOOKERS), args=_contact),
    *[
        Row(f"enterprises:invitation-{act}", POST, ok=INVITERS, forbidden=("editor", *LOOKERS), args=_invitation)
        for act in ("resend", "revoke")
    ],
    # A link that opens nothing is 404 for everybody alike; the page of one that does has tests of its own.
    Row("enterprises:invitation", GET, ok=(), public=True, args=lambda _world: ["x" * 43]),
    Row("enterprises:tenants", GET, ok=("investor",), forbidden=_others("investor")),
]
