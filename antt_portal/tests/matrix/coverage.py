"""How far a directive got is for its board; an investor has the figures of its own tenants on the page it forwards on.

The directive went to every investor and tenant of the board, and the owner's landlord forwarded it to the owner.
"""

from typing import Any

from antt_portal.tests.matrix.forwarding import LANDLORD
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import BOARD, World

NUDGERS = ("officer", "unit_head", "leader")
SENDERS = ("officer", "unit_head")
ONLOOKERS = tuple(name for name in BOARD if name not in NUDGERS)


def _directive(world: World) -> list[Any]:
    return [world.directive.public_id]


def _landlords(world: World) -> list[Any]:
    return [world.directive.deliveries.get(organisation=world.memberships["investor"].organisation).public_id]


def _owner(world: World) -> dict[str, Any]:
    return {"organisation": world.organisation.public_id}


COVERAGE = [
    *[Row(f"directives:{name}", GET, ok=BOARD, args=_directive) for name in ("coverage", "coverage-places")],
    *[Row(f"directives:{name}", GET, ok=BOARD, args=_directive) for name in ("coverage-excel", "coverage-pdf")],
    Row("directives:coverage-nudge", POST, ok=NUDGERS, forbidden=ONLOOKERS, args=_directive, data=_owner),
    *[
        Row(
            "directives:coverage-newcomers",
            method,
            ok=SENDERS,
            forbidden=tuple(name for name in BOARD if name not in SENDERS),
            args=_directive,
        )
        for method in (GET, POST)
    ],
    Row("directives:forward-nudge", POST, ok=LANDLORD, forbidden=BOARD, args=_landlords, data=_owner),
]
