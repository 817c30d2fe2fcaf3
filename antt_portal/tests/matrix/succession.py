"""Who may write down that one legal person follows another, and who may read what was carried out."""

from typing import Any

from antt_portal.core.blobs import keep_bytes
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, OWNER, World
from enterprises.models import BoardTransfer, Succession
from enterprises.tests.factories import BoardFactory, board_organisation
from reports.tests.factories import OPENED

KEEPERS = ("officer", "unit_head", "administrator")
BOARDS = (*BOARD, "other_board")
NOT_BOARDS = tuple(name for name in ACTING if name not in BOARDS)
NOT_KEEPERS = tuple(name for name in ACTING if name != "administrator")
MAY_NOT = (*OWNER, "leader", "clerk")


def _begun(world: World) -> list[Any]:
    return [world.organisation.public_id, "leave"]


def _done(world: World) -> list[Any]:
    """Carried out: the organisation's own people may read of it."""
    file = keep_bytes(b"%PDF-1.4", media_type="application/pdf", board_id=world.board.pk, at=OPENED)
    made = {"made_at": OPENED, "made_by": world.filing.officer.user, "done_at": OPENED}
    why = {"document": "125/QĐ-UBND", "documented_on": OPENED.date(), "file": file, "file_name": "Quyet dinh.pdf"}
    what = {"kind": "leave", "status": "done", "organisation": world.organisation, "effective_on": OPENED.date()}
    return [Succession.objects.create(board=world.board, **what, **why, **made).public_id]


def _offered(world: World) -> list[Any]:
    """To a board of which nobody here is."""
    file = keep_bytes(b"%PDF-1.4", media_type="application/pdf", board_id=world.board.pk, at=OPENED)
    made = {"made_at": OPENED, "made_by": world.filing.officer.user, "offered_at": OPENED}
    why = {"document": "125/QĐ-UBND", "documented_on": OPENED.date(), "file": file, "file_name": "Quyet dinh.pdf"}
    to = board_organisation(BoardFactory())
    board_organisation(world.board)
    what = {"status": "offered", "to": to.board, "effective_on": OPENED.date()}
    return [BoardTransfer.objects.create(board=world.board, **what, **why, **made).public_id]


SUCCESSION = [
    Row("enterprises:successions", GET, ok=BOARDS, forbidden=NOT_BOARDS),
    *[Row("enterprises:succession-new", method, ok=KEEPERS, forbidden=MAY_NOT, args=_begun) for method in (GET, POST)],
    Row("enterprises:succession", GET, ok=(*BOARD, *OWNER), args=_done),
    Row("enterprises:succession-file", GET, ok=BOARD, forbidden=NOT_BOARDS, args=_done),
    *[
        Row(f"enterprises:succession-{act}", POST, ok=KEEPERS, forbidden=MAY_NOT, args=_done)
        for act in ("confirm", "drop")
    ],
    *[
        Row("enterprises:board-transfer-new", method, ok=("administrator",), forbidden=NOT_KEEPERS)
        for method in (GET, POST)
    ],
    *[Row(f"enterprises:board-transfer{page}", GET, ok=("administrator",), args=_offered) for page in ("", "-file")],
    *[
        Row(f"enterprises:board-transfer-{act}", POST, ok=("administrator",), args=_offered)
        for act in ("offer", "take-over", "drop")
    ],
]
