"""Who may forward, and read the covering letter. The owner's landlord forwarded this world's directive to it."""

from typing import Any

from antt_portal.core import blobs
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import BOARD, OWNER, World
from directives.models import Forwarding
from reports.tests.factories import OPENED

LANDLORD = ("investor",)


def _landlords(world: World) -> list[Any]:
    return [world.directive.deliveries.get(organisation=world.memberships["investor"].organisation).public_id]


def _covering_letter(world: World) -> list[Any]:
    signed = blobs.keep_bytes(pdf(), media_type="application/pdf", board_id=world.board.pk, at=OPENED)
    forwarding = Forwarding.objects.get(directive=world.directive)
    forwarding.signed, forwarding.signed_name = signed, "Thu-chuyen.pdf"
    forwarding.save()
    return [forwarding.public_id]


FORWARDING = [
    *[
        Row(f"directives:{name}", method, ok=LANDLORD, forbidden=BOARD, args=_landlords)
        for name, method in (
            ("forward", GET),
            ("forward", POST),
            ("forward-preview", GET),
            ("forward-send", POST),
            ("forward-put-back", POST),
            ("forward-sign", POST),
        )
    ],
    *[
        Row(f"directives:{name}", GET, ok=(*LANDLORD, *OWNER, *BOARD), args=_covering_letter)
        for name in ("covering-letter", "covering-letter-signatures")
    ],
]
