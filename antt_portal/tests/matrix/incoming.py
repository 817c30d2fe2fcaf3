"""Who may read the register of incoming documents, and who keeps it."""

from typing import Any

from antt_portal.core import blobs
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.matrix.letters import BOARDS, OUT_OF_OFFICE
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, World
from reports.tests.factories import OPENED

COMPOSERS = ("officer", "unit_head")
NO_CLERK = tuple(name for name in BOARD if name != "clerk")


def _document(world: World) -> list[Any]:
    return [world.arrived.public_id]


def _with_file(world: World) -> list[Any]:
    row = world.arrived
    row.file = blobs.keep_bytes(pdf(), media_type="application/pdf", board_id=world.board.pk, at=OPENED)
    row.file_name = "van-ban.pdf"
    row.save()
    return [row.public_id]


def _year(world: World) -> list[Any]:
    return [world.arrived.year]


def _volume(world: World) -> list[Any]:
    return [world.arrived.year, 1]


INCOMING = [
    Row("directives:incoming-documents", GET, ok=BOARDS, forbidden=OUT_OF_OFFICE),
    Row("directives:incoming-new", GET, ok=("clerk",), forbidden=tuple(name for name in ACTING if name != "clerk")),
    Row("directives:incoming-volume", GET, ok=BOARD, forbidden=OUT_OF_OFFICE, args=_volume),
    Row("directives:incoming-excel", GET, ok=BOARD, forbidden=OUT_OF_OFFICE, args=_year),
    Row("directives:incoming-document", GET, ok=BOARD, args=_document),
    Row("directives:incoming-edit", GET, ok=("clerk",), forbidden=NO_CLERK, args=_document),
    Row("directives:incoming-edit", POST, ok=("clerk",), forbidden=NO_CLERK, args=_document),
    Row("directives:incoming-file", GET, ok=BOARD, args=_with_file),
    Row("directives:incoming-file-keep", POST, ok=("clerk",), forbidden=NO_CLERK, args=_document),
    Row("directives:incoming-file-signatures", GET, ok=BOARD, args=_with_file),
    *[
        Row(
            "directives:incoming-answer",
            method,
            ok=COMPOSERS,
            forbidden=tuple(name for name in BOARD if name not in COMPOSERS),
            args=_document,
        )
        for method in (GET, POST)
    ],
    Row(
        "directives:incoming-close",
        POST,
        ok=(*COMPOSERS, "clerk"),
        forbidden=("leader", "administrator"),
        args=_document,
    ),
]
