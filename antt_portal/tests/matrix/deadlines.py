"""Who may open the addresses of deadlines. The one of this world is a report the owner owes, of which its landlord
is told when it is late; more time was asked for it, and its reminders are held back."""

from datetime import date
from typing import Any

from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, OWNER, World
from enterprises.actor import Actor
from enterprises.due import extending, pausing
from enterprises.models import Deadline, DeadlineKind
from enterprises.tests.dues import a_deadline
from reports.tests.factories import REVIEWED

DECIDERS = ("officer", "unit_head", "leader")
LOOKERS = ("clerk", "administrator")


def _due(world: World) -> Deadline:
    return a_deadline(DeadlineKind.ANSWER, date(2026, 12, 31), world.organisation)


def _deadline(world: World) -> list[Any]:
    return [_due(world).public_id]


def _extension(world: World) -> list[Any]:
    editor = Actor.of(world.memberships["editor"])
    return [extending.ask(_due(world), until=date(2027, 1, 31), reason="x", by=editor, at=REVIEWED).public_id]


def _pause(world: World) -> list[Any]:
    officer = Actor.of(world.memberships["officer"])
    return [pausing.pause(_due(world), until=date(2027, 1, 1), reason="x", by=officer, at=REVIEWED).public_id]


def _others(*allowed: str) -> tuple[str, ...]:
    return tuple(name for name in ACTING if name not in allowed)


WATCHERS = (*BOARD, "other_board", "investor")
OF_WALLS = (*DECIDERS, "other_board")
BOARD_AND_LANDLORD = (*BOARD, "investor")
UNDECIDING = (*OWNER, *LOOKERS, "investor")

DEADLINES = [
    *[Row(f"enterprises:{name}", GET, ok=ACTING) for name in ("deadlines", "deadlines-month")],
    Row("enterprises:deadline", GET, ok=(*OWNER, *BOARD_AND_LANDLORD), args=_deadline),
    Row("enterprises:deadline-ask", POST, ok=OWNER, forbidden=BOARD_AND_LANDLORD, args=_deadline),
    Row("enterprises:deadline-pause", POST, ok=DECIDERS, forbidden=UNDECIDING, args=_deadline),
    Row("enterprises:pause-end", POST, ok=DECIDERS, forbidden=UNDECIDING, args=_pause),
    Row("enterprises:extensions", GET, ok=OF_WALLS, forbidden=_others(*OF_WALLS)),
    Row("enterprises:extension-decide", POST, ok=DECIDERS, forbidden=UNDECIDING, args=_extension),
    Row("enterprises:extension-withdraw", POST, ok=OWNER, forbidden=BOARD_AND_LANDLORD, args=_extension),
    *[
        Row(f"enterprises:{name}", GET, ok=WATCHERS, forbidden=_others(*WATCHERS))
        for name in ("overdue", "overdue-excel")
    ],
    Row("enterprises:calendar-feed-settings", GET, ok=ACTING),
    *[Row(f"enterprises:calendar-feed-{act}", POST, ok=ACTING) for act in ("make", "revoke")],
    # An address that opens nothing is 404 for everybody alike; the calendar of one that does has tests of its own.
    Row("enterprises:calendar-feed", GET, ok=(), public=True, args=lambda _world: ["x" * 43]),
]
