"""Who sees and keeps what a board reminds by; and an enterprise's own duties, which nobody else says done."""

from typing import Any

from antt_portal.core.clock import local_date
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, OWNER, World
from enterprises.models import DutyTerm, RecurringDuty
from reports.tests.factories import OPENED

BOARDS = (*BOARD, "other_board")
# "other_board" is a unit head of its own board.
KEEPERS = ("unit_head", "administrator", "other_board")
ENTERPRISES = (*OWNER, "investor", "neighbour", "other_board_tenant")


def _others(allowed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in ACTING if name not in allowed)


def duty_of(world: World) -> RecurringDuty:
    """One of the board's own."""
    values = {"title": "Báo cáo thử", "receiver": "Sở Thử", "basis": "Nghị định thử", "rule": "month_end"}
    duty, _created = RecurringDuty.objects.get_or_create(board=world.board, code="thu", defaults=values)
    return duty


def _duty(world: World) -> list[Any]:
    return [duty_of(world).public_id]


def _term(world: World) -> list[Any]:
    term, _created = DutyTerm.objects.get_or_create(
        board=world.board, organisation=world.organisation, duty=duty_of(world), due_on=local_date(OPENED)
    )
    return [term.public_id]


def _kind(_world: World) -> list[Any]:
    return ["mending"]


# Behind the wall of one board: the other board's people may keep duties, and do not find this one.
OUR_KEEPERS = KEEPERS[:-1]

RULES = [
    *[
        Row(f"enterprises:{page}", GET, ok=BOARDS, forbidden=_others(BOARDS))
        for page in ("setup", "calendar", "ladders", "duties")
    ],
    *[
        Row(f"enterprises:{page}", method, ok=KEEPERS, forbidden=_others(KEEPERS))
        for page, methods in (
            ("calendar-day", (POST,)),
            ("calendar-drop", (POST,)),
            ("calendar-import", (GET, POST)),
            ("duty-new", (GET, POST)),
        )
        for method in methods
    ],
    Row("enterprises:ladder", GET, ok=BOARDS, forbidden=_others(BOARDS), args=_kind),
    *[
        Row(f"enterprises:{page}", POST, ok=KEEPERS, forbidden=_others(KEEPERS), args=_kind)
        for page in ("ladder", "ladder-reset")
    ],
    Row("enterprises:duty", GET, ok=BOARD, forbidden=_others(BOARDS), args=_duty),
    *[
        Row(f"enterprises:duty{act}", POST, ok=OUR_KEEPERS, forbidden=_others(KEEPERS), args=_duty)
        for act in ("", "-verify", "-switch")
    ],
    Row("enterprises:duty-terms", GET, ok=ENTERPRISES, forbidden=_others(ENTERPRISES)),
    *[Row("enterprises:duty-event", method, ok=ENTERPRISES, forbidden=_others(ENTERPRISES)) for method in (GET, POST)],
    Row("enterprises:duty-term", GET, ok=OWNER, forbidden=_others(ENTERPRISES), args=_term),
    *[
        Row(f"enterprises:duty-term-{act}", POST, ok=OWNER, forbidden=_others(ENTERPRISES), args=_term)
        for act in ("done", "reopen")
    ],
]
