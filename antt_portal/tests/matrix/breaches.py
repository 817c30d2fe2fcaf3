"""Who keeps the register of breaches: the board's administrator, and nobody else of it."""

from typing import Any

from antt_portal.breaches.keeping import Facts, enter
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, World
from enterprises.actor import Actor
from reports.tests.factories import OPENED

KEEPER = ("administrator",)
OTHERS = tuple(name for name in ACTING if name not in KEEPER)
# Whoever else is of a board knows that there is such a register, and not whether this one stands in it.
COLLEAGUES = ("officer", "unit_head", "leader", "clerk", "other_board")


def _breach(world: World) -> list[Any]:
    facts = Facts(OPENED, "Gửi nhầm danh bạ đầu mối", "Họ tên, điện thoại của đầu mối", 12, "")
    return [enter(facts, by=Actor.of(world.memberships["administrator"]), at=OPENED).public_id]


BREACHES = [
    Row("breaches", GET, ok=KEEPER, forbidden=OTHERS),
    *[Row("breach-new", method, ok=KEEPER, forbidden=OTHERS) for method in (GET, POST)],
    *[Row("breach", method, ok=KEEPER, forbidden=COLLEAGUES, args=_breach) for method in (GET, POST)],
    *[Row(f"breach-{act}", POST, ok=KEEPER, forbidden=COLLEAGUES, args=_breach) for act in ("report", "close")],
]
