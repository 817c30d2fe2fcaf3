"""Who reaches a tenant outside the portal: on paper, by a personal link. The owner's landlord is to forward to it."""

from typing import Any

from antt_portal.core import blobs
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import BOARD, OWNER, World
from directives.arriving.access import send_link
from directives.models import Delivery, HandOver, Proof
from directives.tests.forwardings import FORWARDED
from enterprises.actor import Actor
from enterprises.tests.factories import ContactFactory

LANDLORD = ("investor",)
REACHERS = ("officer", "unit_head", "clerk")
LOOKERS = tuple(name for name in BOARD if name not in REACHERS)
NOBODYS = "00000000-0000-4000-8000-000000000000"


def _own(world: World) -> Delivery:
    return Delivery.objects.get(directive=world.directive, organisation=world.organisation)


def _delivery(world: World) -> list[Any]:
    return [_own(world).public_id]


def _landlords(world: World) -> list[Any]:
    return [world.directive.deliveries.get(organisation=world.memberships["investor"].organisation).public_id]


def _link(world: World) -> list[Any]:
    contact = ContactFactory(organisation=world.organisation)
    by = Actor.of(world.memberships["investor"])
    return [send_link(_own(world), contact, by=by, at=FORWARDED).public_id]


def _slip(world: World) -> list[Any]:
    own, landlord = _own(world), world.memberships["investor"]
    made = HandOver.objects.create(
        board_id=own.board_id,
        organisation=own.organisation,
        delivery=own,
        handed_by=landlord.organisation,
        received_by="Lê Văn Thử",
        received_at=FORWARDED,
        proof=Proof.PAPER_SLIP,
        file=blobs.keep_bytes(pdf(), media_type="application/pdf", board_id=own.board_id, at=FORWARDED),
        file_name="Phieu.pdf",
        recorded_at=FORWARDED,
        recorded_by=landlord.user,
    )
    return [made.public_id]


# A link that opens nothing is 404 for everybody alike; the pages of one that does have tests of their own.
PUBLIC = [
    Row(f"directives:{name}", method, ok=(), public=True, args=lambda _world: [NOBODYS])
    for name, method in (
        ("access", GET),
        ("access-code", POST),
        ("access-enter", POST),
        ("access-acknowledge", POST),
        ("access-proof", GET),
        ("access-leave", POST),
    )
]

REACHING = [
    *[
        Row(f"directives:{name}", method, ok=(*LANDLORD, *REACHERS), forbidden=(*OWNER, *LOOKERS), args=_delivery)
        for name, method in (("hand-over", GET), ("hand-over", POST), ("hand-over-slip", GET), ("access-send", POST))
    ],
    Row("directives:hand-over-file", GET, ok=(*LANDLORD, *OWNER, *BOARD), args=_slip),
    Row("directives:access-revoke", POST, ok=(*LANDLORD, *REACHERS), forbidden=(*OWNER, *LOOKERS), args=_link),
    Row(
        "directives:forward-invite",
        POST,
        ok=LANDLORD,
        forbidden=BOARD,
        args=_landlords,
        data=lambda world: {"organisation": str(world.organisation.public_id)},
    ),
    *PUBLIC,
    Row("directives:access-file", GET, ok=(), public=True, args=lambda _world: [NOBODYS, "letter"]),
]
