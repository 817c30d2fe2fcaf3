"""Who may move a board's data in: its administrator, and nobody else of it or of another board."""

import io
from typing import Any

from antt_portal.core.blobs import keep_bytes
from antt_portal.moving.models import ImportRun
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, OWNER, World
from reports.tests.factories import OPENED

KEEPER = ("administrator",)
COLLEAGUES = ("officer", "unit_head", "leader", "clerk", "other_board")
OTHERS = tuple(name for name in ACTING if name not in KEEPER)


def _run(world: World) -> list[Any]:
    file = keep_bytes(b"PK", media_type="application/zip", board_id=world.board.pk, at=OPENED)
    made = {"file_name": "Du lieu.xlsx", "uploaded_at": OPENED, "uploaded_by": world.filing.officer.user}
    return [ImportRun.objects.create(board=world.board, status="checked", file=file, **made).public_id]


MOVING = [
    # Its own people and its board; an agency reads what it was asked about on the page of that.
    Row(
        "reports:year-bundle",
        GET,
        ok=(*OWNER, *BOARD),
        args=lambda world: [world.organisation.public_id, world.report.year],
    ),
    *[Row(name, GET, ok=KEEPER, forbidden=OTHERS) for name in ("imports", "import-template")],
    Row("import-upload", POST, ok=KEEPER, forbidden=OTHERS, data=lambda _world: {"file": io.BytesIO(b"")}),
    *[
        Row(name, method, ok=KEEPER, forbidden=COLLEAGUES, args=_run)
        for name, method in (
            ("import-run", GET),
            ("import-confirm", POST),
            ("import-drop", POST),
        )
    ],
]
